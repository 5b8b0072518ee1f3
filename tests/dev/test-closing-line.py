#!/usr/bin/env python3
"""test-closing-line.py: what ./dev test counts, and what .ci/run makes of it

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile

import harness


def program (result, stdout='', name='it'):
  return {'name': name, 'result': result, 'stdout': stdout}


TWO = '1..2\nok 1 /a\nok 2 /b\n'

# the logs, each a list of programs or None for a log that is not there; the last line; the status
COUNTS = [
  ('all pass',                  [[program ('OK', TWO)]],                                    '2 passed, 0 failed', 0),
  ('two logs add up',           [[program ('OK', TWO)], [program ('OK', TWO)]],             '4 passed, 0 failed', 0),
  ('a case fails',              [[program ('FAIL', '1..2\nok 1 /a\nnot ok 2 /b\n')]],       '1 passed, 1 failed', 1),
  ('a case is skipped',         [[program ('OK', '1..2\nok 1 /a\nok 2 /b # SKIP none\n')]],
   '1 passed, 0 failed, 1 skipped', 0),
  ('a program is skipped',      [[program ('OK', TWO), program ('SKIP', '1..0 # SKIP\n')]],
   '2 passed, 0 failed, 1 skipped', 0),
  ('a to-do may fail',          [[program ('OK', '1..1\nnot ok 1 /a # TODO later\n')]],     '1 passed, 0 failed', 0),
  ('a crash after its cases',   [[program ('ERROR', TWO)]],                                 '2 passed, 1 failed', 1),
  ('a crash in mid-plan',       [[program ('ERROR', '1..5\nok 1 /a\n')]],                   '1 passed, 4 failed', 1),
  ('a crash before anything',   [[program ('ERROR')]],                                      '0 passed, 1 failed', 1),
  ('a time-out',                [[program ('TIMEOUT', 'ok 1 /a\n')]],                       '1 passed, 1 failed', 1),
  ('a plan that is not kept',   [[program ('OK', '1..3\nok 1 /a\n')]],                      '1 passed, 2 failed', 1),
  ('an interrupted program',    [[program ('INTERRUPT', TWO)]],                             '2 passed, 1 failed', 1),
  ('cases within a case',       [[program ('OK', '1..1\n    ok 1 inner\nok 1 /a\n')]],      '1 passed, 0 failed', 0),
  ('a program without TAP',     [[program ('OK', 'fine\n')]],                               '1 passed, 0 failed', 0),
  ('no test at all',            [[]],                                                       '0 passed, 1 failed', 1),
  ('a log that is not there',   [[program ('OK', TWO)], None],                              '2 passed, 1 failed', 1),
  ('everything skipped',        [[program ('SKIP', '1..0 # SKIP\n')]],
   '0 passed, 0 failed, 1 skipped', 1),
]

# what the two calls of ./dev test say and return; the last lines of .ci/run; its status
RUNS = [
  ('both pass',          ('3 passed, 0 failed', 0), ('4 passed, 0 failed', 0), ['7 passed, 0 failed'], 0),
  ('skipped ones count', ('3 passed, 0 failed, 2 skipped', 0), ('4 passed, 0 failed, 1 skipped', 0),
   ['7 passed, 0 failed, 3 skipped'], 0),
  ('3.0 fails',          ('3 passed, 1 failed', 1), ('4 passed, 0 failed', 0), ['7 passed, 1 failed'], 1),
  ('3.2 fails',          ('3 passed, 0 failed', 0), ('4 passed, 2 failed', 1), ['7 passed, 2 failed'], 1),
  ('3.2 cannot be had',  ('3 passed, 0 failed', 0), ('dev: no archive.', 75),
   ['3.2: NOT RUN (dev: no archive.)', '3 passed, 0 failed'], 0),
  ('3.0 cannot be had',  ('dev: no archive.', 75), ('4 passed, 0 failed', 0), ['4 passed, 1 failed'], 1),
  ('no closing line',    ('3 passed, 0 failed', 0), ('Killed', 137), ['3 passed, 1 failed'], 1),
  ('a status alone',     ('3 passed, 0 failed', 1), ('4 passed, 0 failed', 0), ['7 passed, 1 failed'], 1),
]


def check_count (logs, line, status):
  with tempfile.TemporaryDirectory () as folder:
    paths = []
    for number, log in enumerate (logs):
      paths.append (os.path.join (folder, '%d.json' % number))
      if log is not None:
        with open (paths[-1], 'w', encoding='utf-8') as file:
          file.writelines (json.dumps (entry) + '\n' for entry in log)
    ran = subprocess.run ([sys.executable, os.path.join (harness.TOP, 'tests', 'dev', 'closing-line.py'), *paths],
                          capture_output=True, text=True)
    harness.equal (ran.stdout.splitlines ()[-1], line)
    harness.equal (ran.returncode, status, 'status')


def check_excerpt ():
  """What a failed case said stands above the closing line; what the others said does not."""
  with tempfile.TemporaryDirectory () as folder:
    log = os.path.join (folder, 'log.json')
    with open (log, 'w', encoding='utf-8') as file:
      for entry in (program ('FAIL', '1..2\n# Start of a tests\nok 1 /a\n# wanted 3\nnot ok 2 /b\nBail out! /b\n'),
                    program ('OK', '1..1\n# quiet\nok 1 /c\n')):
        file.write (json.dumps (entry) + '\n')
    ran = subprocess.run ([sys.executable, os.path.join (harness.TOP, 'tests', 'dev', 'closing-line.py'), log],
                          capture_output=True, text=True)
    harness.equal (ran.stdout.splitlines (), ['it: 1 failed (FAIL)', '  # wanted 3', '  not ok 2 /b', '  Bail out! /b',
                                              '2 passed, 1 failed'])


def check_run (first, second, lines, status):
  with tempfile.TemporaryDirectory () as folder:
    os.mkdir (os.path.join (folder, '.ci'))
    shutil.copy (os.path.join (harness.TOP, '.ci', 'run'), os.path.join (folder, '.ci'))
    dev = os.path.join (folder, 'dev')
    with open (dev, 'w', encoding='utf-8') as file:
      file.write ('#!/bin/sh\ncase "$*" in\n  test) echo "%s"; exit %d ;;\n'
                  '  "test --gimp 3.2") echo "%s"; exit %d ;;\nesac\n'
                  % (first + second))
    os.chmod (dev, 0o755)
    ran = subprocess.run ([os.path.join (folder, '.ci', 'run')], capture_output=True, text=True)
    harness.equal (ran.stdout.splitlines ()[-len (lines):], lines)
    harness.equal (ran.returncode, status, 'status')


harness.run ([('/count/' + name, lambda case=case: check_count (*case)) for name, *case in COUNTS]
             + [('/excerpt', check_excerpt)]
             + [('/ci/' + name, lambda case=case: check_run (*case)) for name, *case in RUNS])
