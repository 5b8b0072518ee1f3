#!/usr/bin/env python3
"""test-place.py: where ./dev finds GIMP 3, what it makes where there is none, and what it leaves behind

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import shutil
import signal
import subprocess
import time

import harness

ENVIRONMENT = ['shell', '--', 'env']


def variables (ran):
  return dict (line.split ('=', 1) for line in ran.stdout.splitlines () if '=' in line)


def check_native ():
  with harness.Machine () as machine:
    machine.have_gimp ('3.0.4')
    machine.install ()
    ran = machine.dev (*ENVIRONMENT, OVERPAINT_TOKEN='hush', DISPLAY=':9')
    harness.equal (ran.stderr, '')
    harness.equal (variables (ran)['PLACE'], 'native')
    harness.equal (variables (ran)['HOME'], machine.project + '/_build/home')
    harness.lacks (ran.stdout, 'hush')
    harness.lacks (ran.stdout, 'DISPLAY')
    harness.equal (machine.calls ('apt-get') + machine.calls ('mmdebstrap'), [])


def check_apt (user, candidate, wanted):
  with harness.Machine () as machine:
    machine.be_user (user)
    machine.have_gimp ('3.0.4')
    machine.have_apt (candidate)
    machine.have_mmdebstrap ('3.0.4')
    machine.program ('newuidmap', 'true')
    machine.program ('sudo', '[ "$1" != -n ] || shift; exec "$@"')
    ran = machine.dev (*ENVIRONMENT)
    harness.equal (ran.returncode, 0, ran.stderr)
    installs = [call for call in machine.calls ('apt-get') if ' install ' in call]
    harness.equal (len (installs), 1 if wanted else 0, ran.stderr)
    harness.equal (len (machine.calls ('mmdebstrap')), 0 if wanted else 1, ran.stderr)
    harness.equal (variables (ran)['PLACE'] == 'native', wanted)
    if wanted:
      harness.holds (installs[0], ' libgimp-3.0-dev ')
      harness.equal (len (machine.calls ('sudo')) > 0, user != 0)
      if user != 0:
        harness.holds (ran.stderr, 'dev: sudo apt-get install')


def check_empty_lists ():
  """A fresh container knows no candidate before apt-get update."""
  with harness.Machine () as machine:
    machine.have_gimp ('3.0.4')
    machine.have_apt ('(none)')
    machine.have_mmdebstrap ('3.0.4')
    machine.program ('find', 'true')
    machine.dev (*ENVIRONMENT)
    harness.equal (machine.calls ('apt-get'), ['apt-get -q update', machine.calls ('apt-get')[1]])


def check_root (series, suite, version):
  with harness.Machine () as machine:
    machine.have_mmdebstrap (version)
    ran = machine.dev ('--gimp', series, *ENVIRONMENT, OVERPAINT_TOKEN='hush')
    harness.equal (ran.returncode, 0, ran.stderr)
    made = machine.calls ('mmdebstrap')
    harness.equal (len (made), 1)
    harness.holds (made[0], ' %s %s/overpaint/.unfinished-%s-' % (suite, machine.cache, suite))
    harness.holds (made[0], '--aptopt=Acquire::http::Proxy "http://proxy.example:3128";')
    harness.holds (made[0], '--aptopt=Acquire::Check-Valid-Until "false"')
    harness.equal (len (machine.roots ()), 1)
    harness.equal (variables (ran)['PLACE'], machine.roots ()[0])
    harness.equal (variables (ran)['HOST_FILES'], '/run/host')
    harness.lacks (ran.stdout, 'hush')
    harness.holds (ran.stderr, 'some 400 MB')
    again = machine.dev ('--gimp', series, *ENVIRONMENT)
    harness.equal (again.stderr, '')
    harness.equal (len (machine.calls ('mmdebstrap')), 1)


def check_new_recipe ():
  """Another list of packages is another root."""
  with harness.Machine () as machine:
    machine.have_mmdebstrap ('3.0.4')
    machine.dev (*ENVIRONMENT)
    place = os.path.join (machine.project, '.dev', 'place.sh')
    with open (place, encoding='utf-8') as file:
      text = file.read ()
    machine.write (place, text.replace ('libpng-dev', 'libpng-dev libtiff-dev', 1))
    machine.dev (*ENVIRONMENT)
    harness.equal (len (machine.roots ()), 2)


def check_failing_archive ():
  with harness.Machine () as machine:
    machine.program ('mmdebstrap', 'echo "E: no such archive" >&2; exit 1')
    ran = machine.dev (*ENVIRONMENT)
    harness.equal (ran.returncode, 75)
    harness.holds (ran.stderr.splitlines ()[-1], 'could not be made')
    harness.holds (ran.stderr, 'E: no such archive')
    harness.equal (machine.roots (), [])


def check_archive_moved_on ():
  with harness.Machine () as machine:
    machine.have_mmdebstrap ('3.4.0')
    ran = machine.dev ('--gimp', '3.2', *ENVIRONMENT)
    harness.equal (ran.returncode, 75)
    harness.holds (ran.stderr.splitlines ()[-1], 'GIMP 3.4.0')
    harness.equal (machine.roots (), [])


def check_leftover ():
  """What a killed run left is removed, and never taken for a root."""
  with harness.Machine () as machine:
    machine.have_mmdebstrap ('3.0.4')
    machine.write (os.path.join (machine.cache, 'overpaint', '.unfinished-trixie-0123456789', 'etc', 'x'), '')
    machine.dev (*ENVIRONMENT)
    harness.equal ([name for name in machine.roots () if name.startswith ('.')], [])
    harness.equal (len (machine.roots ()), 1)


def check_two_at_once ():
  with harness.Machine () as machine:
    started, proceed = (os.path.join (machine.folder, name) for name in ('started', 'proceed'))
    os.mkfifo (started)
    os.mkfifo (proceed)
    machine.have_mmdebstrap ('3.0.4', 'echo > "%s"; read -r _ < "%s"' % (started, proceed))
    command = [os.path.join (machine.bin, 'bash'), os.path.join (machine.project, 'dev'), 'shell', '--', 'true']
    first = subprocess.Popen (command, env=machine.environment (), stderr=subprocess.PIPE, text=True)
    with open (started, encoding='utf-8') as file:
      file.read ()
    second = subprocess.Popen (command, env=machine.environment (), stderr=subprocess.PIPE, text=True)
    harness.holds (second.stderr.readline (), 'waiting')
    with open (proceed, 'w', encoding='utf-8') as file:
      file.write ('go\n')
    first.communicate (timeout=30)
    second.communicate (timeout=30)
    harness.equal ((first.returncode, second.returncode), (0, 0))
    harness.equal (len (machine.calls ('mmdebstrap')), 1)


def check_no_rights (what):
  """Where nothing can be done, one last sentence says what would help."""
  with harness.Machine () as machine:
    if what == 'installing':
      machine.be_user (1000)
      part = 'apt-get install mmdebstrap'
    elif what == 'namespaces':
      machine.be_user (1000)
      machine.program ('newuidmap', 'true')
      machine.have_mmdebstrap ('3.0.4')
      machine.program ('unshare', 'exit 1')
      part = 'namespaces'
    else:
      machine.have_mmdebstrap ('3.0.4')
      machine.program ('unshare', 'exit 1')
      part = '--privileged'
    ran = machine.dev (*ENVIRONMENT)
    harness.equal (ran.returncode, 1)
    harness.holds (ran.stderr.splitlines ()[-1], part)
    harness.equal (machine.calls ('mmdebstrap'), [])


def check_install (what):
  """Into every profile of this user, but never what GIMP here could not start."""
  with harness.Machine () as machine:
    machine.have_gimp ('3.0.4')
    machine.install ()
    machine.program ('meson', 'case $1 in\n'
                     'setup) folder="${@: -2:1}"; mkdir -p "$folder"; : > "$folder/build.ninja" ;;\n'
                     'install) stage="${@: -1}/plug-ins/overpaint"; mkdir -p "$stage/locale"; '
                     ': > "$stage/overpaint"; : > "$stage/locale/de" ;; esac')
    machine.program ('ldd', 'echo "  libgimp-3.0.so.0 => %s"' % ('not found' if what == 'missing' else '/lib/libgimp'))
    for name in ('cp', 'ls'):
      os.symlink (shutil.which (name), os.path.join (machine.bin, name))
    profiles = [os.path.join (machine.home, '.config', 'GIMP', version) for version in ('2.10', '3.0', '3.2')]
    for profile in profiles:
      machine.write (os.path.join (profile, 'plug-ins', 'overpaint', 'old'), '')
    ran = machine.dev ('install')
    if what == 'missing':
      harness.equal (ran.returncode, 1)
      harness.holds (ran.stderr.splitlines ()[-1], 'libgimp-3.0.so.0')
      harness.equal (os.listdir (profiles[1] + '/plug-ins/overpaint'), ['old'])
    else:
      harness.equal (ran.returncode, 0, ran.stderr)
      harness.equal ([sorted (os.listdir (profile + '/plug-ins/overpaint')) for profile in profiles],
                     [['old'], ['locale', 'overpaint'], ['locale', 'overpaint']])
      harness.equal (sorted (os.listdir (profiles[1] + '/plug-ins')), ['overpaint'])


def is_alive (process):
  try:
    with open ('/proc/%d/stat' % process, encoding='utf-8') as file:
      return file.read ().rsplit (')', 1)[1].split ()[0] not in 'ZX'
  except FileNotFoundError:
    return False


def check_killed (how):
  with harness.Machine () as machine:
    machine.have_gimp ('3.0.4')
    machine.install ()
    told = os.path.join (machine.folder, 'told')
    os.mkfifo (told)
    dev = subprocess.Popen ([os.path.join (machine.bin, 'bash'), os.path.join (machine.project, 'dev'), 'shell', '--',
                             'sh', '-c', 'echo $$ > "$0"; exec sleep 600', told],
                            env=machine.environment (), stdin=subprocess.DEVNULL)
    with open (told, encoding='utf-8') as file:
      process = int (file.read ())
    harness.equal (is_alive (process), True)
    dev.send_signal (how)
    dev.wait (timeout=30)
    deadline = time.monotonic () + 30
    while is_alive (process) and time.monotonic () < deadline:
      time.sleep (0.01)
    harness.equal (is_alive (process), False, 'alive after %s' % how)


harness.run ([
  ('/place/native', check_native),
  ('/place/apt as root', lambda: check_apt (0, '1:3.0.4-3', True)),
  ('/place/apt through sudo', lambda: check_apt (1000, '3.2.0-1', True)),
  ('/place/apt has an older one', lambda: check_apt (0, '3.0.2-3', False)),
  ('/place/apt has a candidate of it', lambda: check_apt (0, '3.0.4~rc1-1', False)),
  ('/place/apt has none', lambda: check_apt (0, '(none)', False)),
  ('/place/apt without lists', check_empty_lists),
  ('/root/3.0', lambda: check_root ('3.0', 'trixie', '3.0.4')),
  ('/root/3.2', lambda: check_root ('3.2', 'testing', '3.2.6')),
  ('/root/another recipe', check_new_recipe),
  ('/root/failing archive', check_failing_archive),
  ('/root/archive moved on', check_archive_moved_on),
  ('/root/leftover of a killed run', check_leftover),
  ('/root/two at once', check_two_at_once),
  ('/root/nothing may be installed', lambda: check_no_rights ('installing')),
  ('/root/no user namespaces', lambda: check_no_rights ('namespaces')),
  ('/root/no mounts', lambda: check_no_rights ('mounts')),
  ('/install/every profile', lambda: check_install ('whole')),
  ('/install/libraries are missing', lambda: check_install ('missing')),
  ('/end/terminated', lambda: check_killed (signal.SIGTERM)),
  ('/end/interrupted', lambda: check_killed (signal.SIGINT)),
  ('/end/killed', lambda: check_killed (signal.SIGKILL)),
])
