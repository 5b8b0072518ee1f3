#!/usr/bin/env python3
"""test-conformance.py: what ./dev conformance hands to the program, and what it returns

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later

The program only pretends here; tests/conformance has the real one.
"""

import os

import harness

URL = 'http://127.0.0.1:7860'


def conformance (machine, *arguments, status=0, **environment):
  """./dev conformance on a machine that has everything; the program's arguments, environment and the run."""
  machine.have_gimp ('3.0.4')
  machine.install ()
  machine.program ('conformance', 'printf "%%s\\n" "$@" > "%s/arguments"; export -p > "%s/environment"; exit %d'
                   % (machine.folder, machine.folder, status))
  machine.program ('meson', 'case $1 in setup) folder="${@: -2:1}"; mkdir -p "$folder/tests/conformance"; '
                   ': > "$folder/build.ninja"; cp "%s/conformance" "$folder/tests/conformance/" ;; esac' % machine.bin)
  machine.program ('ninja', 'case $* in *" -n"*) echo "ninja: no work to do." ;; esac')
  os.symlink (harness.shutil.which ('cp'), os.path.join (machine.bin, 'cp'))
  ran = machine.dev ('conformance', *arguments, **environment)
  texts = []
  for name in ('arguments', 'environment'):
    with open (os.path.join (machine.folder, name), encoding='utf-8') as file:
      texts.append (file.read ())
  return texts[0].splitlines (), texts[1], ran


def check_practice ():
  with harness.Machine () as machine:
    got, environment, ran = conformance (machine, '--kind', 'forge', OVERPAINT_TOKEN='hush')
    harness.equal (ran.returncode, 0, ran.stderr)
    harness.equal (got[0], '--practice')
    harness.holds (got[1], '/tests/gateway/practice-server')
    harness.equal (got[2:], ['--kind=forge'])
    harness.lacks (environment, 'hush')


def check_server ():
  with harness.Machine () as machine:
    report = os.path.join (machine.folder, 'a report.json')
    got, environment, ran = conformance (machine, URL, '--only', 'seeds/same', '--model=a b', '--lora', '-x',
                                         '--patience', '60', '--json', report, status=1, OVERPAINT_TOKEN='hush',
                                         https_proxy='http://proxy.example')
    harness.equal (ran.returncode, 1, ran.stderr)
    harness.equal (got, ['--json', report, '--only=seeds/same', '--model=a b', '--lora=-x', '--patience=60', '--', URL])
    harness.holds (environment, 'OVERPAINT_TOKEN="hush"')
    harness.holds (environment, 'proxy.example')
    harness.lacks (' '.join (machine.calls ('conformance')), 'hush')


harness.run ([('/practice', check_practice), ('/server', check_server)])
