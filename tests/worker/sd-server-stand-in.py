#!/usr/bin/env python3
"""sd-server-stand-in.py: what has sd-server's command line.

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later

What it does wrong is written in the model's file, one word a line:

  refuse       says what sd-server says of a file that is no model, and ends with 1
  silent       never listens
  other        names another model
  shared       listens twice at its port, as two of them would
  flood        prints more than a pipe holds before it listens
  progress     prints a bar of 20 steps before each answer but the first
  stubborn     does not end when it is asked to
  practice=P   has the practice server, of which P is the path, answer everything else, and paint
  crash        falls over in the middle of its first picture, once for each model's file
  killed       the same, but by SIGKILL, as where memory runs out
  wait         listens only once there is a file of the model's name with ".go" behind it

It paints nothing else. GET /crash ends it with 1, GET /killed by SIGKILL, GET /environment tells its environment,
GET /flood prints.
"""

import argparse
import http.client
import http.server
import json
import os
import signal
import socket
import subprocess
import sys
import time


def parse ():
  parser = argparse.ArgumentParser ()
  parser.add_argument ('-m', '--model')
  parser.add_argument ('-l', '--listen-ip', default='127.0.0.1')
  parser.add_argument ('--listen-port', type=int, default=1234)
  parser.add_argument ('--lora-model-dir')
  parser.add_argument ('--backend')
  parser.add_argument ('--list-devices', action='store_true')
  return parser.parse_args ()


class Practice:
  """The practice server in sd-server's role, which ends with this program."""

  def __init__ (self, program):
    self.process = subprocess.Popen ([program, '--as', 'sd-server', '--paint', 'rule', '--until-stdin-closes'],
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                     text=True)
    self.port = int (self.process.stdout.readline ().rsplit (':', 1)[1])

  def ask (self, method, path, body):
    connection = http.client.HTTPConnection ('127.0.0.1', self.port)
    connection.request (method, path, body, {'Content-Type': 'application/json'})
    reply = connection.getresponse ()
    return reply.status, reply.read ()


class Handler (http.server.BaseHTTPRequestHandler):
  answers = 0

  def log_message (self, *arguments):
    pass

  def answer (self, value):
    self.send (200, json.dumps (value).encode ())

  def send (self, status, body):
    self.send_response (status)
    self.send_header ('Content-Type', 'application/json')
    self.send_header ('Content-Length', str (len (body)))
    self.end_headers ()
    self.wfile.write (body)

  def fall (self):
    """In the middle of a picture, as a worker does whose card or memory gives out."""
    mark = self.server.model + '.fallen'
    if os.path.exists (mark):
      return
    open (mark, 'w').close ()
    if 'killed' in self.server.faults:
      os.kill (os.getpid (), signal.SIGKILL)
    print ('[ERROR] the toy model fell over its own feet', flush=True)
    os._exit (1)

  def pass_on (self, method):
    length = int (self.headers.get ('Content-Length', 0))
    body = self.rfile.read (length) if length else None
    faults = self.server.faults
    if '/jobs/' in self.path and ('crash' in faults or 'killed' in faults):
      self.fall ()
    status, answer = self.server.practice.ask (method, self.path, body)
    if self.path == '/sdcpp/v1/capabilities':
      value = json.loads (answer)
      value['model']['path'] = self.server.model
      answer = json.dumps (value).encode ()
    if self.path == '/sdcpp/v1/img_gen' and 'progress' in faults:
      sys.stdout.write ('\r  |=====>              | 5/20 - 5.00it/s\033[K')
      sys.stdout.flush ()
    self.send (status, answer)

  def do_POST (self):
    self.pass_on ('POST')

  def do_DELETE (self):
    self.pass_on ('DELETE')

  def do_GET (self):
    faults = self.server.faults
    if self.server.practice:
      self.pass_on ('GET')
    elif self.path == '/sdcpp/v1/capabilities':
      if 'progress' in faults and Handler.answers:
        for step in range (1, 21):
          sys.stdout.write ('\r  |%s%s| %d/20 - 5.%02dit/s\033[K' % ('=' * step, ' ' * (20 - step), step, step))
          sys.stdout.flush ()
        sys.stdout.write ('\n')
      Handler.answers += 1
      path = '/models/other.safetensors' if 'other' in faults else self.server.model
      self.answer ({'loras': [{'name': 'model', 'path': 'a/"path"'}],
                    'model': {'name': 'toy', 'stem': 'toy', 'path': path}, 'limits': {'max_width': 4096}})
    elif self.path == '/crash':
      print ('[ERROR] the toy model fell over', flush=True)
      os._exit (1)
    elif self.path == '/killed':
      os.kill (os.getpid (), signal.SIGKILL)
    elif self.path == '/memory':
      print ('[ERROR] CUDA error: out of memory', flush=True)
      os._exit (1)
    elif self.path == '/flood':
      for number in range (20000):
        print ('line %d of a long story' % number)
      sys.stdout.flush ()
      self.answer ({})
    elif self.path == '/environment':
      self.answer ({'environment': dict (os.environ), 'arguments': sys.argv[1:]})
    else:
      self.send_error (404)


class Server (http.server.ThreadingHTTPServer):
  allow_reuse_port = True
  daemon_threads = True


def main ():
  arguments = parse ()
  if arguments.list_devices:
    with open (sys.argv[0] + '.devices', encoding='utf-8') as file:
      sys.stdout.write (file.read ())
    return 0

  with open (arguments.model, encoding='utf-8') as file:
    faults = set (file.read ().split ())

  print ('[INFO ] loading model from', arguments.model, flush=True)
  if 'refuse' in faults:
    print ('[ERROR] stable-diffusion.cpp:300 - get sd version from file failed: \'%s\'' % arguments.model,
           file=sys.stderr, flush=True)
    print ('[ERROR] new_sd_ctx_t failed', file=sys.stderr, flush=True)
    return 1
  if 'stubborn' in faults:
    signal.signal (signal.SIGTERM, signal.SIG_IGN)
  if 'flood' in faults:
    for number in range (20000):
      print ('line %d before it listens' % number)
    sys.stdout.flush ()
  if 'silent' in faults:
    signal.pause ()
  while 'wait' in faults and not os.path.exists (arguments.model + '.go'):
    time.sleep (0.05)

  programs = [fault.split ('=', 1)[1] for fault in faults if fault.startswith ('practice=')]
  practice = Practice (programs[0]) if programs else None

  servers = []
  for _ in range (2 if 'shared' in faults else 1):
    server = Server (('', 0), Handler, bind_and_activate=False)
    server.socket.setsockopt (socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    server.server_address = (arguments.listen_ip, arguments.listen_port)
    server.server_bind ()
    server.server_activate ()
    server.faults = faults
    server.practice = practice
    server.model = arguments.model
    servers.append (server)

  print ('listening on: http://%s:%d' % (arguments.listen_ip, arguments.listen_port), flush=True)
  for server in servers[1:]:
    import threading
    threading.Thread (target=server.serve_forever, daemon=True).start ()
  servers[0].serve_forever ()
  return 0


if __name__ == '__main__':
  sys.exit (main ())
