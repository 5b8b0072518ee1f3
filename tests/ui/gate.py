"""gate.py: the practice server behind a gate that a test opens and shuts

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later

What happens while a server works can only be tested where the test decides when the server
answers. The gate hands every request on at once, and holds the answers that carry pictures back
until it is opened.
"""

import http.client
import http.server
import json
import subprocess
import threading
import urllib.request

from desktop import PATIENCE, wait_for


class Practice:
  """The practice server, in a process of its own."""

  def __init__ (self, program, role='gateway', port=0):
    self.program = subprocess.Popen ([program, '--as', role, '--port', str (port), '--until-stdin-closes'],
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                     text=True)
    line = self.program.stdout.readline ()
    if not line.startswith ('listening on '):
      raise RuntimeError ('the practice server did not start: %r' % line)
    self.url = line.split ()[-1]

  def close (self):
    self.program.stdin.close ()
    self.program.wait ()
    self.program.stdout.close ()

  def ask (self, method, path, value=None):
    data = None if value is None else json.dumps (value).encode ()
    request = urllib.request.Request (self.url + path, data=data, method=method)
    with urllib.request.urlopen (request, timeout=PATIENCE) as reply:
      return json.loads (reply.read ())

  def reset (self):
    self.ask ('DELETE', '/practice/fault')
    self.ask ('DELETE', '/practice/log')
    self.ask ('POST', '/practice/settings', {'as': 'gateway', 'paint': 'restyle', 'delay': 0, 'hold': None})

  def fault (self, name, **more):
    self.ask ('POST', '/practice/fault', {'fault': name, **more})


class Handler (http.server.BaseHTTPRequestHandler):
  protocol_version = 'HTTP/1.1'

  def log_message (self, *_):
    pass

  def hand_on (self):
    gate = self.server.gate
    body = self.rfile.read (int (self.headers.get ('Content-Length', 0)))
    connection = http.client.HTTPConnection (gate.practice.url.removeprefix ('http://'), timeout=PATIENCE)
    try:
      connection.request (self.command, self.path, body, {**self.headers, 'Connection': 'close'})
      reply = connection.getresponse ()
      content = reply.read ()
    except http.client.HTTPException:
      # a server that hangs up is handed on too
      self.close_connection = True
      return
    finally:
      connection.close ()
    if self.command == 'POST' and reply.status == 200 and not gate.pass_one ():
      self.close_connection = True
      return
    try:
      self.send_response (reply.status)
      for name, value in reply.getheaders ():
        if name.lower () not in ('connection', 'transfer-encoding', 'content-length', 'date', 'server'):
          self.send_header (name, value)
      self.send_header ('Content-Length', str (len (content)))
      self.end_headers ()
      self.wfile.write (content)
      if self.command == 'POST':
        gate.count_answer ()
    except OSError:
      # the plug-in no longer waits
      self.close_connection = True

  do_GET = do_POST = hand_on


class Gate:
  """Lets answers through, all of them or a number, and counts."""

  def __init__ (self, practice):
    self.practice = practice
    self.condition = threading.Condition ()
    self.waiting = 0
    self.answered = 0
    self.allowed = None
    self.is_dead = False
    self.server = http.server.ThreadingHTTPServer (('127.0.0.1', 0), Handler)
    self.server.daemon_threads = True
    self.server.gate = self
    self.url = 'http://127.0.0.1:%d' % self.server.server_port
    threading.Thread (target=self.server.serve_forever, daemon=True).start ()

  def close (self):
    self.open ()
    self.server.shutdown ()
    self.server.server_close ()

  def die (self):
    """Hangs up on whoever waits, and takes no call any more."""
    self.server.shutdown ()
    self.server.server_close ()
    with self.condition:
      self.is_dead = True
      self.condition.notify_all ()

  def pass_one (self):
    """Whether the answer may go, once that is known."""
    with self.condition:
      self.waiting += 1
      self.condition.notify_all ()
      self.condition.wait_for (lambda: self.is_dead or self.allowed is None or self.allowed > 0)
      self.waiting -= 1
      if self.is_dead:
        return False
      if self.allowed is not None:
        self.allowed -= 1
      return True

  def count_answer (self):
    with self.condition:
      self.answered += 1

  def open (self):
    """Lets everything through from now on."""
    with self.condition:
      self.allowed = None
      self.condition.notify_all ()

  def shut (self, allowed=0):
    """Lets only so many answers through from now on."""
    with self.condition:
      self.allowed = allowed
      self.answered = 0
      self.condition.notify_all ()

  def wait_for_requests (self, number):
    """Waits until so many pictures are waited for."""
    wait_for ('%d requests at the server' % number, lambda: self.waiting >= number)
