"""toy.py: a worker of the settings whose program is the stand-in, and which the practice server paints for

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import configparser
import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import socket
import urllib.request

STAND_IN = os.path.join (os.path.dirname (os.path.abspath (__file__)), 'sd-server-stand-in.py')


class Toy:
  """A server "toy", with a program and a model of its own: each has another worker."""

  def __init__ (self, folder, settings, runtime, practice_server, faults=''):
    """folder: to be made; settings: path of settings.ini; runtime: where workers are met"""
    os.makedirs (folder)
    self.settings = settings
    self.model = os.path.join (folder, 'toy model.safetensors')
    self.program = os.path.join (folder, 'sd-server')
    shutil.copy (STAND_IN, self.program)
    with open (self.program + '.devices', 'w', encoding='utf-8') as file:
      file.write ('CPU\tToy CPU\n')
    with open (self.model, 'w', encoding='utf-8') as file:
      file.write ('practice=%s %s' % (practice_server, faults))
    words = (self.program, self.model, '', '')
    name = hashlib.sha256 (b''.join (word.encode () + b'\0' for word in words)).hexdigest ()[:16]
    self.path = os.path.join (runtime, 'overpaint', 'sd-server-' + name)

  def write (self, **more):
    """Into the settings, where it is the only server of the artist's own."""
    os.makedirs (os.path.dirname (self.settings), exist_ok=True)
    with open (self.settings, 'w', encoding='utf-8') as file:
      file.write ('[server toy]\nworker=sd-server\n')
      for name, value in {'program': self.program, 'model': self.model, **more}.items ():
        file.write ('%s=%s\n' % (name.replace ('_', '-'), value))

  def let_go (self):
    """Of one that waits."""
    open (self.model + '.go', 'w').close ()

  def status (self):
    status = configparser.ConfigParser (interpolation=None)
    status.read (self.path + '.ini')
    return status['worker'] if status.has_section ('worker') else {}

  def ask (self, method, path, value=None):
    data = None if value is None else json.dumps (value).encode ()
    address = 'http://127.0.0.1:%s%s' % (self.status ()['port'], path)
    request = urllib.request.Request (address, data=data, method=method)
    with urllib.request.urlopen (request, timeout=30) as reply:
      text = reply.read ()
    return json.loads (text) if text else None

  @contextlib.contextmanager
  def held (self):
    """As a run does it: meanwhile it does not count as idle."""
    with socket.socket (socket.AF_UNIX) as line:
      line.connect (self.path + '.socket')
      line.sendall (b'lease\n')
      yield line

  def wait_for_end (self):
    with open (self.path + '.lock', 'rb') as file:
      fcntl.flock (file, fcntl.LOCK_EX)

  def stop (self):
    with self.held () as line:
      line.sendall (b'stop\n')
    self.wait_for_end ()
