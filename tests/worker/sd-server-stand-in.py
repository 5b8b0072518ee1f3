#!/usr/bin/env python3
"""sd-server-stand-in.py: what has sd-server's command line, and paints nothing.

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

GET /crash ends it with 1, GET /killed by SIGKILL, GET /environment tells its environment, GET /flood prints.
"""

import argparse
import http.server
import json
import os
import signal
import socket
import sys


def parse ():
  parser = argparse.ArgumentParser ()
  parser.add_argument ('-m', '--model')
  parser.add_argument ('-l', '--listen-ip', default='127.0.0.1')
  parser.add_argument ('--listen-port', type=int, default=1234)
  parser.add_argument ('--lora-model-dir')
  parser.add_argument ('--backend')
  parser.add_argument ('--list-devices', action='store_true')
  return parser.parse_args ()


class Handler (http.server.BaseHTTPRequestHandler):
  answers = 0

  def log_message (self, *arguments):
    pass

  def answer (self, value):
    body = json.dumps (value).encode ()
    self.send_response (200)
    self.send_header ('Content-Length', str (len (body)))
    self.end_headers ()
    self.wfile.write (body)

  def do_GET (self):
    faults = self.server.faults
    if self.path == '/sdcpp/v1/capabilities':
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

  servers = []
  for _ in range (2 if 'shared' in faults else 1):
    server = Server (('', 0), Handler, bind_and_activate=False)
    server.socket.setsockopt (socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    server.server_address = (arguments.listen_ip, arguments.listen_port)
    server.server_bind ()
    server.server_activate ()
    server.faults = faults
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
