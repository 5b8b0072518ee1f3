#!/usr/bin/env python3
"""check-shell.py: shellcheck over every shell script of the project, one TAP case a script.

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import subprocess
import sys

SCRIPTS = ['dev', '.dev/place.sh', '.dev/work.sh', '.ci/run']


def main (top):
  print ('1..%d' % len (SCRIPTS))
  failed = 0
  for number, script in enumerate (SCRIPTS, 1):
    check = subprocess.run (['shellcheck', '-x', script], cwd=top, capture_output=True, text=True)
    print ('%s %d %s' % ('not ok' if check.returncode else 'ok', number, script))
    for line in (check.stdout + check.stderr).splitlines ():
      print ('#   ' + line)
    failed += check.returncode != 0
  return 1 if failed else 0


if __name__ == '__main__':
  sys.exit (main (sys.argv[1]))
