#!/usr/bin/env python3
"""test-window.py: the plug-in in GIMP's real window, on a screen of its own

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later

Arguments: the plug-in, the practice server, and if need be a piece of the names of the cases to
run. OVERPAINT_UI_PICTURES names a folder for pictures of the screen.
"""

import os
import sys

sys.dont_write_bytecode = True

MODULES = ('cases_undo', 'cases_dialog', 'cases_meanwhile', 'cases_servers', 'cases_end')


def main ():
  if 'OVERPAINT_UI_SESSION' not in os.environ:
    # a D-Bus session that nothing else has ever seen; what its services print is no TAP
    os.environ['OVERPAINT_UI_SESSION'] = str (os.dup (1))
    os.set_inheritable (int (os.environ['OVERPAINT_UI_SESSION']), True)
    os.dup2 (2, 1)
    os.execvp ('dbus-run-session', ['dbus-run-session', '--', sys.executable] + sys.argv)

  sys.stdout = os.fdopen (int (os.environ['OVERPAINT_UI_SESSION']), 'w', encoding='utf-8')

  import world
  for module in MODULES:
    __import__ (module)
  return world.run_cases (*sys.argv[1:])


if __name__ == '__main__':
  sys.exit (main ())
