#!/usr/bin/env python3
"""test-run.py: what ./dev run hands to GIMP, and what it says and returns

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later

GIMP and the practice server only pretend here; tests/gimp has the real ones.
"""

import json
import os
import shutil
import sys

import harness

PICTURE = os.path.join (harness.TOP, 'tests', 'pictures', 'coffee.png')

# Pretends to be GIMP: keeps the job and the environment, and leaves what the case wants.
GIMP = '''import json, os, shutil
here = os.path.dirname (os.path.dirname (os.path.abspath (__file__)))
shutil.copy (os.environ['OVERPAINT_RUN_JOB'], os.path.join (here, 'job.json'))
with open (os.environ['OVERPAINT_RUN_JOB']) as file:
  work = json.load (file)['work']
with open (os.path.join (here, 'environment.json'), 'w') as file:
  json.dump (dict (os.environ), file)
with open (os.path.join (here, 'wanted.json')) as file:
  wanted = json.load (file)
print (wanted['said'])
for number in range (wanted['came'] + 1):
  with open (os.path.join (work, '%d' % number), 'wb') as file:
    file.write (bytes ([number * 40, 0, 0, 255]) * 600)
pictures = [{'picture': {'path': os.path.join (work, '%d' % number), 'width': 30, 'height': 20},
             'name': 'Seed %d' % number, 'x': 1, 'y': 2, 'width': 30, 'height': 20, 'seed': number}
            for number in range (wanted['came'] + 1)]
if wanted['result']:
  with open (os.path.join (work, 'result.json'), 'w') as file:
    json.dump ({'error': wanted['error'], 'wanted': 3, 'source': pictures[0], 'layers': pictures[1:]}, file)
'''

TIMED = 'timing: out 1 ms, waiting 22 ms, in 333 ms'
NOT_ALL = 'overpaint-Warning: One picture failed: the server was busy.'


class Run:
  """One ./dev run on a machine that has everything."""

  def __init__ (self, machine, *arguments, came=3, error=None, said=TIMED, result=True, **environment):
    machine.have_gimp ('3.0.4')
    machine.install ()
    self.machine = machine
    for name in ('run', 'pictures'):
      source = os.path.join (harness.TOP, 'tests', name)
      shutil.copytree (source, os.path.join (machine.project, 'tests', name), dirs_exist_ok=True)
    machine.program ('meson', 'case $1 in setup) folder="${@: -2:1}"; mkdir -p "$folder/tests/gateway"; '
                     ': > "$folder/build.ninja"; cp "%s/practice-server" "$folder/tests/gateway/" ;; esac'
                     % machine.bin)
    machine.program ('ninja', 'case $* in *" -n"*) echo "ninja: no work to do." ;; esac')
    machine.program ('practice-server', 'echo "listening on http://127.0.0.1:4242"; read -r _; exit 0')
    os.symlink (shutil.which ('cp'), os.path.join (machine.bin, 'cp'))
    for name, script in (('python3', 'exec "%s" "$@"' % sys.executable),
                         ('gimp-console', 'exec "%s" "%s/gimp.py"' % (sys.executable, machine.bin)),
                         ('pkg-config', 'case $1 in --exists) ;; --modversion) echo 3.0.4 ;; *) echo "%s" ;; esac'
                          % machine.folder)):
      machine.program (name, script)
    os.makedirs (os.path.join (machine.folder, 'plug-ins', 'file-png'), exist_ok=True)
    machine.write (os.path.join (machine.bin, 'gimp.py'), GIMP)
    machine.write (os.path.join (machine.folder, 'wanted.json'),
                   json.dumps ({'came': came, 'error': error, 'said': said, 'result': result}))
    self.ran = machine.dev ('run', *arguments, **environment)

  def read (self, *names):
    with open (os.path.join (self.machine.folder, *names), encoding='utf-8') as file:
      return json.load (file)


def check_defaults ():
  with harness.Machine () as machine:
    run = Run (machine, OVERPAINT_TOKEN='hush', OVERPAINT_SERVER='https://elsewhere.example')
    harness.equal (run.ran.returncode, 0, run.ran.stderr)
    job = run.read ('job.json')
    harness.equal (job['image'], machine.project + '/tests/pictures/coffee.png')
    harness.equal (job['settings']['server'], 'http://127.0.0.1:4242')
    harness.equal (job['settings']['images'], '3')
    out = os.path.join (machine.folder, 'overpaint-out')
    harness.equal (job['xcf'], out + '/coffee.xcf')
    for line in (out + '/coffee.xcf', out + '/coffee-sheet.png', 'Seeds: 1, 2, 3',
                 'Time: out 1 ms, waiting 22 ms, in 333 ms'):
      harness.holds (run.ran.stdout.splitlines (), line)
    environment = run.read ('environment.json')
    harness.lacks (environment, 'OVERPAINT_TOKEN')
    harness.lacks (environment, 'OVERPAINT_SERVER')
    harness.equal (environment['G_MESSAGES_DEBUG'], 'Overpaint')
    harness.equal (environment['GIMP3_DIRECTORY'].startswith (machine.project + '/_build/'), True)


def check_options ():
  with harness.Machine () as machine:
    picture = os.path.join (machine.folder, 'my "own" pictures', 'été 1.big.png')
    os.makedirs (os.path.dirname (picture))
    shutil.copy (PICTURE, picture)
    os.symlink (picture, os.path.join (machine.folder, 'link.png'))
    run = Run (machine, 'link.png', '--prompt', 'a "quoted" $word\nand = more', '--negative=no --lora',
               '--model', 'a/b', '--strength=.5', '--steps', '4', '--guidance', '-1', '--image-guidance', '1.5',
               '--seed=-1', '--images', '3', '--lora', 'x/y=z=0.5', '--lora', 'w=1', '--selection', '-1,2,30,40',
               '--out', 'to/here', '--json', 'facts.json', '--server', 'https://gateway.example',
               OVERPAINT_TOKEN='hush')
    harness.equal (run.ran.returncode, 0, run.ran.stderr)
    job = run.read ('job.json')
    harness.equal (job['image'], picture)
    harness.equal (job['selection'], '-1,2,30,40')
    harness.equal (json.loads (job['settings'].pop ('loras')), {'x/y=z': 0.5, 'w': 1.0})
    harness.equal (job['settings'], {
      'prompt': 'a "quoted" $word\nand = more', 'negative-prompt': 'no --lora', 'model': 'a/b', 'strength': '.5',
      'steps': '4', 'guidance-scale': '-1', 'image-guidance-scale': '1.5', 'seed': '-1', 'images': '3',
      'server': 'https://gateway.example'})
    environment = run.read ('environment.json')
    harness.equal (environment['OVERPAINT_TOKEN'], 'hush')
    harness.equal (environment['OVERPAINT_SERVER'], 'https://gateway.example')
    harness.equal (machine.calls ('practice-server'), [])
    for name in os.listdir (machine.bin):
      harness.lacks ('\n'.join (machine.calls (name)), 'hush')
    facts = run.read ('facts.json')
    harness.equal (facts['xcf'], machine.folder + '/to/here/link.xcf')
    harness.equal (facts['sheet'], machine.folder + '/to/here/link-sheet.png')
    harness.equal (facts['milliseconds'], {'out': 1, 'waiting': 22, 'in': 333})
    harness.equal (facts['layers'][1], {'name': 'Seed 2', 'x': 1, 'y': 2, 'width': 30, 'height': 20, 'seed': 2})
    with open (facts['sheet'], 'rb') as file:
      harness.equal (file.read (8), b'\x89PNG\r\n\x1a\n')


def check_failure (said_by_dev, **what):
  with harness.Machine () as machine:
    run = Run (machine, **what)
    harness.equal (run.ran.returncode, 1)
    harness.equal (run.ran.stderr.splitlines ()[-1], 'dev run: ' + said_by_dev)


def check_own_place ():
  """The result never takes the place of the picture that was given."""
  with harness.Machine () as machine:
    machine.write (os.path.join (machine.folder, 'a.xcf'), 'x')
    run = Run (machine, 'a.xcf', '--out', '.')
    harness.equal (run.ran.returncode, 1)
    harness.holds (run.ran.stderr, '--out')


harness.run ([
  ('/run/defaults', check_defaults),
  ('/run/options', check_options),
  ('/run/own place', check_own_place),
  ('/run/an error', lambda: check_failure ('No server answers.', came=0, error='No server answers.')),
  ('/run/fewer, with a message', lambda: check_failure (NOT_ALL.split (': ', 1)[1], came=2,
                                                        said=TIMED + '\n' + NOT_ALL)),
  ('/run/fewer, without', lambda: check_failure ('only 2 of 3 pictures came back', came=2)),
  ('/run/no timing', lambda: check_failure ('the plug-in did not say how long it took', said='')),
  ('/run/GIMP crashes', lambda: check_failure ('GIMP ended before the job was done; what it said stands above',
                                               result=False)),
])
