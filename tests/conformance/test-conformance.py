#!/usr/bin/env python3
"""test-conformance.py: the practice server passes in every role, and what is broken fails in its own row

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later

Arguments: the program, the practice server's program.
"""

import concurrent.futures
import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback
import urllib.request

PROGRAM, PRACTICE = sys.argv[1:3]
LONGEST = 240
AT_ONCE = 3

LIVEPEER = {'pictures/rounding', 'prompts/extra-args', 'prompts/lora-tag', 'prompts/negative',
            'queue/batch', 'queue/position', 'queue/progress'}

# What is skipped in each role; everything else must pass.
SKIPPED = {
  'runner':    LIVEPEER | {'pictures/gray'},
  'gateway':   LIVEPEER | {'kind/capabilities', 'pictures/gray', 'errors/wrong-token'},
  'studio':    LIVEPEER | {'kind/capabilities', 'pictures/gray'},
  'sd-server': {'queue/progress', 'errors/wrong-token'},
  'forge':     {'pictures/gray', 'queue/position'},
  'a1111':     {'pictures/gray', 'queue/position', 'errors/wrong-token'},
  'sdnext':    {'pictures/gray', 'queue/position', 'errors/wrong-token'},
  'koboldcpp': {'pictures/gray', 'queue/position', 'queue/progress', 'errors/wrong-token'},
}
ALWAYS = {'pictures/alpha'}

SIZES = {'sizes/square', 'sizes/wide', 'sizes/small', 'sizes/odd', 'sizes/tall'}
ALL_FAMILIES = ('kind', 'sizes', 'pictures', 'fields', 'seeds', 'loras', 'prompts', 'queue', 'errors', 'cancel')

# What is wrong with the server: its role, options, a fault for its control, what is tried, and which rows that fails.
BROKEN = [
  ('wrong size',       'forge',     [], {'fault': 'size', 'width': 300, 'height': 200, 'times': -1}, None,
   SIZES),
  ('wrong size, runner', 'runner',  [], {'fault': 'size', 'width': 300, 'height': 200, 'times': -1}, 'sizes',
   SIZES),
  ('mirrored',         'a1111',     [], {'fault': 'mirrored', 'times': -1}, None, {'pictures/orientation'}),
  ('mirrored, job',    'sd-server', [], {'fault': 'mirrored', 'times': -1}, None, {'pictures/orientation'}),
  ('seed ignored',     'koboldcpp', [], {'fault': 'grain', 'times': -1}, None, {'seeds/same'}),
  ('seed ignored, gateway', 'gateway', [], {'fault': 'grain', 'times': -1}, 'seeds', {'seeds/same'}),
  ('wrong colours',    'sdnext',    ['--paint', 'rule'], None, 'pictures', {'pictures/colours'}),
  ('all the same',     'forge',     ['--paint', 'rule'], None, 'seeds', {'seeds/other'}),
  ('black',            'gateway',   [], {'fault': 'black', 'times': -1}, 'pictures',
   {'pictures/colours', 'pictures/orientation'}),
  ('steps forgotten',  'a1111',     [], {'fault': 'forgets', 'times': -1}, 'fields', {'fields/steps'}),
  ('steps forgotten, job', 'sd-server', [], {'fault': 'forgets', 'times': -1}, 'fields', {'fields/steps'}),
  ('LoRA refused',     'forge',     [], {'fault': '400'}, 'loras', {'loras/known'}),
  ('second one lost',  'sd-server', [], {'fault': 'bad-picture', 'skip': 1}, 'queue/two', {'queue/two'}),
  ('batch cut short',  'a1111',     [], {'fault': 'no-images'}, 'queue/batch', {'queue/batch'}),
  ('dead after a cancel', 'sdnext', [], {'fault': '500-text', 'skip': 1, 'times': -1}, 'cancel/running',
   {'cancel/running'}),
  ('first one lost',   'forge',     [], {'fault': '500-text'}, 'cancel/queued', {'cancel/queued'}),
  ('breaks at a prompt', 'koboldcpp', [], {'fault': 'drop', 'prompt': ''}, 'errors', {'errors/no-prompt'}),
  ('no words',         'runner',    [], {'fault': 'html-200', 'skip': 1}, 'errors', {'errors/unknown-model'}),
]


class Server:
  """A practice server; it ends with this program, however that ends."""

  def __init__ (self, role, *options):
    self.process = subprocess.Popen ([PRACTICE, '--as', role, '--until-stdin-closes', *options],
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                     text=True)
    self.origin = self.process.stdout.readline ().split ()[-1]
    self.address = self.origin + ('/api/beta/generate' if role == 'studio' else '')

  def __enter__ (self):
    return self

  def __exit__ (self, *_):
    self.process.stdin.close ()
    self.process.stdout.close ()
    self.process.wait ()

  def control (self, name, settings):
    question = urllib.request.Request ('%s/practice/%s' % (self.origin, name), json.dumps (settings).encode (),
                                       {'Content-Type': 'application/json'})
    opener = urllib.request.build_opener (urllib.request.ProxyHandler ({}))
    with opener.open (question, timeout=20) as reply:
      assert reply.status == 200


class Ran:
  """The program, run once: its status, what it said, and its rows by name."""

  def __init__ (self, *arguments, token=None):
    environment = {name: value for name, value in os.environ.items () if name != 'OVERPAINT_TOKEN'}
    if token is not None:
      environment['OVERPAINT_TOKEN'] = token
    with tempfile.TemporaryDirectory () as folder:
      path = os.path.join (folder, 'report.json')
      self.run = subprocess.run ([PROGRAM, *arguments, '--json', path], env=environment, stdin=subprocess.DEVNULL,
                                 capture_output=True, text=True, timeout=LONGEST)
      self.report = None
      if os.path.exists (path):
        with open (path, encoding='utf-8') as file:
          self.report = json.load (file)

  def rows (self, *results):
    return {row['name'] for server in self.report['servers'] for row in server['cases'] if row['result'] in results}


def equal (got, wanted, ran):
  if got != wanted:
    raise AssertionError ('got %s, wanted %s\n%s%s' % (got, wanted, ran.run.stdout, ran.run.stderr))


def check_role (role):
  ran = Ran ('--practice', PRACTICE, '--kind', role)
  equal (ran.rows ('FAIL', 'NOTE'), set (), ran)
  equal (ran.rows ('SKIP'), SKIPPED[role] | ALWAYS, ran)
  equal (ran.run.returncode, 0, ran)
  equal ({name.split ('/')[0] for name in ran.rows ('PASS') | ALWAYS} | {'prompts'}, set (ALL_FAMILIES), ran)
  equal ([server['kind'] for server in ran.report['servers']], [role], ran)
  # a row for each case, in the table as in the file
  rows = [line for line in ran.run.stdout.splitlines () if line[:8] in ('  PASS  ', '  SKIP  ')]
  equal (len (rows), len (ran.report['servers'][0]['cases']), ran)
  equal (ran.run.stdout.splitlines ()[-1],
         '%d passed, 0 failed, 0 to look at, %d skipped' % (len (ran.rows ('PASS')), len (ran.rows ('SKIP'))), ran)


def check_broken (role, options, fault, only, wanted):
  model = [] if role in ('sd-server', 'forge', 'a1111', 'sdnext', 'koboldcpp') else ['--model', 'practice/painter']
  with Server (role, *model, *options) as server:
    if fault is not None:
      server.control ('fault', fault)
    ran = Ran (server.address, '--kind', role, *model, *(['--only', only] if only else []))
    equal (ran.rows ('FAIL'), wanted, ran)
    equal (ran.run.returncode, 1, ran)


def check_token ():
  """Whoever looks at no token is told so, and that is no failure."""
  with Server ('a1111') as server:
    ran = Ran (server.address, '--only', 'errors/wrong-token', token='me:secret')
    equal (ran.rows ('NOTE'), {'errors/wrong-token'}, ran)
    equal (ran.run.returncode, 0, ran)
  with Server ('a1111', '--set', 'auth=me:secret') as server:
    ran = Ran (server.address, '--only', 'errors/wrong-token', token='me:secret')
    equal (ran.rows ('PASS'), {'errors/wrong-token'}, ran)
    ran = Ran (server.address, '--only', 'seeds/said')
    equal (ran.rows ('FAIL'), {'seeds/said'}, ran)


def check_other_kind ():
  with Server ('a1111') as server:
    ran = Ran (server.address, '--kind', 'forge', '--only', 'kind')
    equal (ran.rows ('FAIL'), {'kind/named'}, ran)
    ran = Ran (server.address, '--only', 'kind')
    equal (ran.rows ('FAIL'), set (), ran)
    equal (ran.rows ('SKIP'), {'kind/named'}, ran)


def check_old_server ():
  """An sd-server without jobs."""
  with Server ('sd-server', '--set', 'native=false') as server:
    ran = Ran (server.address, '--kind', 'sd-server')
    equal (ran.rows ('FAIL', 'NOTE'), set (), ran)
    equal (ran.rows ('SKIP'), SKIPPED['sd-server'] | {'queue/position'} | ALWAYS, ran)


def check_nobody ():
  with Server ('a1111') as server:
    address = server.address
  ran = Ran (address, '--only', 'seeds')
  equal (ran.rows ('FAIL'), {'kind/reached'}, ran)
  equal (ran.rows ('SKIP'), {'seeds/same', 'seeds/other', 'seeds/said', 'seeds/least', 'seeds/greatest'}, ran)
  equal (ran.run.returncode, 1, ran)


def check_wrong_words ():
  for arguments, part in ((['ftp://127.0.0.1'], 'http'), ([], 'address'), (['http://127.0.0.1:1', 'x'], 'one address'),
                          (['http://127.0.0.1:1', '--only', 'seed'], 'seed'),
                          (['http://127.0.0.1:1', '--kind', 'comfyui'], 'comfyui'),
                          (['http://127.0.0.1:1', '--patience', '0'], 'seconds'),
                          (['--practice', PRACTICE, '--kind', 'unknown'], 'role')):
    ran = Ran (*arguments)
    equal (ran.run.returncode, 2, ran)
    equal (len (ran.run.stderr.splitlines ()), 1, ran)
    equal (part in ran.run.stderr, True, ran)
    equal (ran.run.stdout, '', ran)


def check_interrupt ():
  """Ctrl+C while a server never answers: what is left is skipped, and the table is whole."""
  with Server ('a1111', '--fault', 'hang:-1') as server:
    child = subprocess.Popen ([PROGRAM, server.address, '--only', 'seeds'], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, text=True)
    for line in child.stdout:
      if 'what was found' in line:
        break
    child.send_signal (signal.SIGINT)
    rest = child.stdout.read ()
    child.stdout.close ()
    assert child.wait () == 130, child.returncode
    assert rest.count ('SKIP') == 5 and rest.count ('interrupted') == 5, rest
    assert '0 passed, 0 failed, 0 to look at, 5 skipped' in rest, rest


CASES = ([('/passes/' + role, lambda role=role: check_role (role)) for role in SKIPPED]
         + [('/fails/' + name, lambda rest=rest: check_broken (*rest)) for name, *rest in BROKEN]
         + [('/token', check_token), ('/other-kind', check_other_kind), ('/old-sd-server', check_old_server),
            ('/nobody', check_nobody), ('/wrong-words', check_wrong_words), ('/interrupt', check_interrupt)])


def try_case (case):
  try:
    case ()
    return None
  except Exception:
    return traceback.format_exc ()


def main ():
  """Several at a time: nearly all of it is waiting for servers that are told to be slow."""
  failed = 0
  print ('1..%d' % len (CASES), flush=True)
  with concurrent.futures.ThreadPoolExecutor (AT_ONCE) as pool:
    for number, ((name, _), wrong) in enumerate (zip (CASES, pool.map (try_case, (case for _, case in CASES))), 1):
      print ('%s %d %s' % ('ok' if wrong is None else 'not ok', number, name), flush=True)
      if wrong is not None:
        failed += 1
        for line in wrong.splitlines ():
          print ('# ' + line, flush=True)
  return 1 if failed else 0


sys.exit (main ())
