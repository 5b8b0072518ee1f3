#!/usr/bin/env python3
"""docker-stand-in.py: what has docker's and podman's command line, and runs no container.

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later

It is linked to as docker or podman; beside the link lies what it knows: "here" where the image is, "faults" with the
words no-toolkit, no-daemon or no-network; and it writes each of its calls into "calls".
"""

import http.server
import os
import sys

folder = os.path.dirname (sys.argv[0])
podman = os.path.basename (sys.argv[0]) == 'podman'


def known (name):
  path = os.path.join (folder, name)
  if not os.path.exists (path):
    return None
  with open (path, encoding='utf-8') as file:
    return file.read ().split ()


class Handler (http.server.BaseHTTPRequestHandler):
  def log_message (self, *arguments):
    pass

  def do_GET (self):
    body = b'{"status":"OK"}'
    self.send_response (200 if self.path == '/health' else 404)
    self.send_header ('Content-Length', str (len (body)))
    self.end_headers ()
    self.wfile.write (body)


def pull ():
  layers = ['%012x' % (number * 7919) for number in range (1, 5)]
  if podman:
    print ('Trying to pull', sys.argv[-1] + '...')
    for layer in layers:
      print ('Copying blob sha256:%s' % layer)
    for layer in layers:
      print ('Copying blob %s done   |' % layer, flush=True)
  else:
    print ('v0: Pulling from livepeer/ai-runner')
    for layer in layers:
      print ('%s: Pulling fs layer' % layer)
    for layer in layers:
      print ('%s: Download complete' % layer)
      print ('%s: Pull complete' % layer, flush=True)
  open (os.path.join (folder, 'here'), 'w').close ()


def main ():
  faults = known ('faults') or []
  with open (os.path.join (folder, 'calls'), 'a', encoding='utf-8') as file:
    file.write (' '.join (sys.argv[1:]) + '\n')

  if 'no-daemon' in faults:
    print ('Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
           file=sys.stderr)
    return 1
  if sys.argv[1] == 'image':
    return 0 if known ('here') is not None else 1
  if sys.argv[1] == 'pull':
    if 'no-network' in faults:
      print ('Error response from daemon: Get "https://registry.example/v2/": dial tcp: lookup: no such host')
      return 1
    pull ()
    return 0
  if sys.argv[1] == 'rm':
    return 0
  if 'no-toolkit' in faults:
    print ('Error: setting up CDI devices: unresolvable CDI devices nvidia.com/gpu=all' if podman else
           'docker: Error response from daemon: could not select device driver "" with capabilities: [[gpu]].')
    return 125

  host, port, inside = sys.argv[sys.argv.index ('-p') + 1].split (':')
  assert inside == '8000'
  http.server.ThreadingHTTPServer ((host, int (port)), Handler).serve_forever ()
  return 0


if __name__ == '__main__':
  sys.exit (main ())
