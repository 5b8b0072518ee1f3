#!/usr/bin/env python3
"""overpaint-run.py: the main job from the outside, for ./dev run.

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later

Starts the practice server where no other is named, then headless GIMP with in-gimp.py in it, and
turns what that leaves behind into the sheet, the report and the exit status. Values are the
plug-in's to judge; nothing is judged here.
"""

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

import sheet

HERE = os.path.dirname (os.path.abspath (__file__))
DEFAULT_PROMPT = 'a still life in oil, warm evening light, loose brushwork'
DEFAULT_IMAGES = '3'
PRACTICE = 'Painted by the practice server: plain arithmetic, no AI'

TIMING = re.compile (r'timing: out (\d+) ms, waiting (\d+) ms, in (\d+) ms')
MESSAGE = re.compile (r'overpaint-(?:Warning|Error|Message)(?: \*\*)?: *(?:[\d:.]+: )?(.*)$',
                      re.MULTILINE | re.IGNORECASE)


class Failure (Exception):
  pass


def start_practice_server (build):
  """The server ends when its standard input closes, so it cannot outlive this program."""
  program = os.path.join (build, 'tests', 'gateway', 'practice-server')
  try:
    server = subprocess.Popen ([program, '--as', 'gateway', '--until-stdin-closes'],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
  except OSError as error:
    raise Failure ('the practice server cannot be started: %s' % error.strerror)
  for line in server.stdout:
    match = re.search (r'listening on (http://127\.0\.0\.1:\d+)', line)
    if match:
      return server, match.group (1)
  raise Failure ('the practice server ended before it was ready')


def stop_practice_server (server):
  server.stdin.close ()
  try:
    server.wait (timeout=5)
  except subprocess.TimeoutExpired:
    server.kill ()
    server.wait ()


def gather_plug_ins (build):
  """A folder with Overpaint, the Python interpreter and every file format: GIMP starts faster than with all."""
  system = subprocess.run (['pkg-config', '--variable=gimplibdir', 'gimp-3.0'],
                           check=True, capture_output=True, text=True).stdout.strip () + '/plug-ins'
  folder = os.path.join (build, 'run-plug-ins')
  wanted = {'overpaint': os.path.join (build, 'stage', 'plug-ins', 'overpaint')}
  for name in os.listdir (system):
    if name.startswith ('file-') or name == 'python-eval':
      wanted[name] = os.path.join (system, name)
  os.makedirs (folder, exist_ok=True)
  for name in set (os.listdir (folder)) - set (wanted):
    os.unlink (os.path.join (folder, name))
  for name, target in wanted.items ():
    if not os.path.islink (os.path.join (folder, name)):
      os.symlink (target, os.path.join (folder, name))
  return folder


def run_gimp (options, work, server, own_server):
  job = {
    'image':     options.host + options.image,
    'xcf':       options.host + os.path.join (options.out, options.name + '.xcf'),
    'work':      work,
    'selection': options.selection,
    'settings':  dict (setting.split ('=', 1) for setting in options.set),
  }
  settings = job['settings']
  settings.setdefault ('prompt', DEFAULT_PROMPT)
  settings.setdefault ('images', DEFAULT_IMAGES)
  if options.lora:
    settings['loras'] = json.dumps ({name: float (weight) for name, weight
                                     in (lora.rsplit ('=', 1) for lora in options.lora)})
  settings['server'] = server
  with open (os.path.join (work, 'job.json'), 'w', encoding='utf-8') as file:
    json.dump (job, file)

  environment = dict (os.environ,
                      GIMP3_DIRECTORY=os.path.join (options.build, 'run-profile'),
                      GIMP_TESTING_PLUGINDIRS=gather_plug_ins (options.build),
                      OVERPAINT_RUN_SCRIPT=os.path.join (HERE, 'in-gimp.py'),
                      OVERPAINT_RUN_JOB=os.path.join (work, 'job.json'),
                      G_MESSAGES_DEBUG='Overpaint')
  if own_server:
    environment.pop ('OVERPAINT_TOKEN', None)
    environment.pop ('OVERPAINT_SERVER', None)
  else:
    environment['OVERPAINT_SERVER'] = server
  log = os.path.join (work, 'gimp.log')
  with open (log, 'wb') as output:
    subprocess.run (['setpriv', '--pdeathsig', 'KILL', 'gimp-console', '-n', '-i', '-d', '-s',
                     '--batch-interpreter', 'python-fu-eval',
                     '-b', 'import os; exec (open (os.environ["OVERPAINT_RUN_SCRIPT"]).read ())',
                     '--quit'],
                    env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, check=False)
  with open (log, encoding='utf-8', errors='replace') as file:
    output = file.read ()
  try:
    with open (os.path.join (work, 'result.json'), encoding='utf-8') as file:
      return json.load (file), output
  except OSError:
    sys.stderr.write (output)
    raise Failure ('GIMP ended before the job was done; what it said stands above')


def report (options, result, output):
  layers = result['layers']
  xcf = os.path.join (options.out, options.name + '.xcf')
  picture = os.path.join (options.out, options.name + '-sheet.png')
  timing = TIMING.findall (output)
  milliseconds = dict (zip (('out', 'waiting', 'in'), map (int, timing[-1]))) if timing else None

  if layers:
    pictures = [(result['source']['picture'], 'Source')]
    for layer in layers:
      caption = 'Seed %s' % layer['seed'] if layer['seed'] is not None else layer['name']
      pictures.append ((layer.pop ('picture'), caption))
    sheet.draw (options.host + picture, pictures, '' if options.server else PRACTICE)
    print (xcf)
    print (picture)
    print ('Seeds: ' + ', '.join (str (layer['seed']) for layer in layers))
  if milliseconds:
    print ('Time: out %d ms, waiting %d ms, in %d ms' % tuple (milliseconds.values ()))
  if options.json:
    with open (options.host + options.json, 'w', encoding='utf-8') as file:
      json.dump ({'xcf': xcf if layers else None, 'sheet': picture if layers else None,
                  'milliseconds': milliseconds, 'layers': layers}, file, indent=2)
      file.write ('\n')

  said = ' '.join (MESSAGE.findall (output)).strip ()
  if result['error']:
    raise Failure (result['error'])
  if len (layers) < result['wanted']:
    raise Failure (said or 'only %d of %d pictures came back' % (len (layers), result['wanted']))
  if said:
    print (said)
  if not milliseconds:
    raise Failure ('the plug-in did not say how long it took')


def main ():
  parser = argparse.ArgumentParser ()
  for name in ('build', 'host', 'image', 'name', 'out', 'json', 'selection', 'server'):
    parser.add_argument ('--' + name)
  parser.add_argument ('--set', action='append', default=[])
  parser.add_argument ('--lora', action='append', default=[])
  options = parser.parse_args ()

  signal.signal (signal.SIGTERM, lambda *_: sys.exit (143))
  work = tempfile.mkdtemp (prefix='overpaint-run-')
  server = None
  try:
    address = options.server
    if not address:
      server, address = start_practice_server (options.build)
    else:
      print ('Asking %s; Ctrl+C gives up.' % address)
    sys.stdout.flush ()
    result, output = run_gimp (options, work, address, server is not None)
    report (options, result, output)
  except Failure as failure:
    sentence = str (failure).strip ()
    if options.host:
      sentence = sentence.replace (options.host + '/', '/')
    sys.stdout.flush ()
    print ('dev run: ' + sentence, file=sys.stderr)
    return 1
  except KeyboardInterrupt:
    return 130
  finally:
    if server:
      stop_practice_server (server)
    shutil.rmtree (work, ignore_errors=True)
  return 0


if __name__ == '__main__':
  sys.exit (main ())
