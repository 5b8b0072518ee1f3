#!/usr/bin/env python3
"""closing-line.py: counts test cases over one or more logs of `meson test`.

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later

Each argument is a testlog.json. The last line printed is "N passed, N failed", with
", N skipped" where some were. meson counts programs; here every TAP case counts, and a program
that crashed, ran out of time or stopped before its plan was done is a failure more. A log that
is not there, or has no case in it, is a failure too: nothing was tested.
"""

import json
import re
import sys

CASE = re.compile (r'^(not )?ok\b[^#]*(#\s*(skip|todo)\b)?', re.IGNORECASE)
PLAN = re.compile (r'^1\.\.(\d+)')
LONGEST_EXCERPT = 80
GOOD = ('OK', 'EXPECTEDFAIL', 'SKIP')


class Count:
  def __init__ (self):
    self.passed = self.failed = self.skipped = 0


def count_program (entry, count):
  """Adds one test program; its standard output is TAP, or it is a single case."""
  lines = (entry.get ('stdout') or '').splitlines ()
  cases = [case for case in map (CASE.match, lines) if case]
  plans = [plan for plan in map (PLAN.match, lines) if plan]
  good = entry.get ('result') in GOOD
  failed_here = 0

  for case in cases:
    directive = (case.group (3) or '').lower ()
    if directive == 'skip':
      count.skipped += 1
    elif case.group (1) and directive != 'todo':
      failed_here += 1
    else:
      count.passed += 1

  if cases and plans:
    missing = int (plans[0].group (1)) - len (cases)
    failed_here += max (missing, 0)
  if not cases:
    if entry.get ('result') == 'SKIP':
      count.skipped += 1
    elif good:
      count.passed += 1
  if not good and failed_here == 0:
    failed_here = 1
  count.failed += failed_here
  return failed_here


def what_it_said (entry):
  """meson shows the standard error of a failed program, but of its TAP nothing."""
  lines = [line for line in (entry.get ('stdout') or '').splitlines ()
           if line.strip () and not re.match (r'ok\b|1\.\.|# (Start|End) of ', line)]
  return ['  ' + line for line in lines[-LONGEST_EXCERPT:]]


def main (paths):
  count = Count ()
  for path in paths:
    before = count.passed + count.failed + count.skipped
    try:
      with open (path, encoding='utf-8', errors='replace') as log:
        entries = [json.loads (line) for line in log if line.strip ()]
    except (OSError, ValueError):
      entries = []
    for entry in entries:
      failed = count_program (entry, count)
      if failed:
        print ('%s: %d failed (%s)' % (entry.get ('name', path), failed, entry.get ('result')))
        print ('\n'.join (what_it_said (entry)))
    if count.passed + count.failed + count.skipped == before:
      count.failed += 1

  line = '%d passed, %d failed' % (count.passed, count.failed)
  if count.skipped:
    line += ', %d skipped' % count.skipped
  print (line)
  return 1 if count.failed or not count.passed else 0


if __name__ == '__main__':
  sys.exit (main (sys.argv[1:]))
