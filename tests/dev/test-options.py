#!/usr/bin/env python3
"""test-options.py: a wrong option is one sentence and status 2, before anything is set up

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import harness

# arguments, what the sentence says, status
WRONG = [
  (['paint'],                                'paint', 2),
  (['run', '--promt', 'x'],                  '--promt', 2),
  (['run', '--prompt'],                      '--prompt needs a value', 2),
  (['run', '--steps', 'four'],               'whole number', 2),
  (['run', '--steps=4.5'],                   'whole number', 2),
  (['run', '--seed', '1e3'],                 'whole number', 2),
  (['run', '--images', ''],                  'whole number', 2),
  (['run', '--strength', '0,5'],             'number such as 0.5', 2),
  (['run', '--guidance', '.'],               'number such as 0.5', 2),
  (['run', '--image-guidance', 'nan'],       'number such as 0.5', 2),
  (['run', '--lora', 'name'],                'ID=WEIGHT', 2),
  (['run', '--lora', '=1'],                  'ID=WEIGHT', 2),
  (['run', '--lora', 'name=much'],           'ID=WEIGHT', 2),
  (['run', '--selection', '1,2,3'],          'X,Y,WIDTH,HEIGHT', 2),
  (['run', '--selection', '1,2,0,4'],        'X,Y,WIDTH,HEIGHT', 2),
  (['run', '--server', ''],                  '--server needs a value', 2),
  (['run', '/dev/null', '/dev/zero'],        'one picture', 2),
  (['run', 'no such.png'],                   'no such.png', 1),
  (['run', '--out', '/proc/none'],           '/proc/none', 1),
  (['conformance', '--kind', 'comfyui'],     'comfyui', 2),
  (['conformance', '--kind'],                '--kind needs a value', 2),
  (['conformance', '--only='],               '--only needs a value', 2),
  (['conformance', '--patience', 'long'],    'whole number', 2),
  (['conformance', '--token', 'x'],          '--token', 2),
  (['conformance', 'http://a', 'http://b'],  'one address', 2),
  (['conformance', '--json', '/proc/none'],  '/proc/none', 1),
  (['test', '--suite', 'all'],               '--suite takes', 2),
  (['test', '--fast'],                       '--fast', 2),
  (['test', '--gimp', '2.10'],               '--gimp takes', 2),
  (['test', '--gimp'],                       '--gimp takes', 2),
  (['shell', 'ls'],                          'after --', 2),
  (['lint', 'plugin'],                       'takes nothing', 2),
  (['install', '/usr'],                      'takes nothing', 2),
  (['gimp', 'a', 'b'],                       'one picture', 2),
  (['gimp', '--practice', 'a', 'b'],         'one picture', 2),
  (['gimp', '--other'],                      'no option', 2),
  (['gimp'],                                 'no display', 1),
  (['install'],                              'start GIMP 3 once', 1),
]


def check_wrong (arguments, part, status):
  with harness.Machine () as machine:
    ran = machine.dev (*arguments)
    harness.equal (len (ran.stderr.splitlines ()), 1, ran.stderr)
    harness.holds (ran.stderr, part)
    harness.equal (ran.returncode, status, 'status')
    harness.equal (ran.stdout, '')
    harness.equal (machine.calls ('apt-get') + machine.calls ('mmdebstrap'), [])


def check_help ():
  with harness.Machine () as machine:
    for arguments in (['help'], ['--help']):
      ran = machine.dev (*arguments)
      harness.equal (ran.returncode, 0)
      for command in ('run', 'test', 'conformance', 'gimp', 'shell', 'lint', 'install', 'help'):
        harness.holds (ran.stdout, '\n  %s' % command)
    harness.equal (machine.dev ().returncode, 2)


harness.run ([('/wrong/' + ' '.join (case[0]), lambda case=case: check_wrong (*case)) for case in WRONG]
             + [('/help', check_help)])
