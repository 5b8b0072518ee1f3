#!/usr/bin/env python3
"""test-window.py: the plug-in in GIMP's real window, on a screen of its own

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later

Arguments: the plug-in, the practice server, and if need be a piece of the names of the cases to
run. OVERPAINT_UI_PICTURES names a folder for pictures of the screen, OVERPAINT_TEST_CANVAS the plug-in
that drives the canvas; without it, what needs it is left out.
"""

import os
import sys

sys.dont_write_bytecode = True

import session

MODULES = ('cases_undo', 'cases_window', 'cases_run', 'cases_flip', 'cases_meanwhile', 'cases_keep', 'cases_remember',
           'cases_servers', 'cases_local', 'cases_worker', 'cases_cancel', 'cases_steps', 'cases_offers',
           'cases_started')


def run_inside (output, arguments):
  """Within the D-Bus session; what its services print is no TAP."""
  sys.stdout = os.fdopen (output, 'w', encoding='utf-8')

  import world
  for module in MODULES:
    __import__ (module)
  if os.environ.get ('OVERPAINT_TEST_CANVAS'):
    __import__ ('cases_canvas')
  return world.run_cases (*arguments)


def main (arguments):
  if arguments[0] == '--inside':
    return run_inside (int (arguments[1]), arguments[2:])

  return session.run (__file__, arguments)


if __name__ == '__main__':
  sys.exit (main (sys.argv[1:]))
