"""cases_servers.py: the window with all servers, by keyboard alone and without an image

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import contextlib
import json
import os
import subprocess
import sys

import screen
from desktop import HERE, wait_for
from gi.repository import Atspi
from world import case, equal

MENU = ('Filters', 'Overpaint', 'Servers...')
TITLE = '^Servers$'
EDITOR = '^(Add|Change) Server$'
TOKEN = 'kept-in-the-keyring-0815'


class Keyring:
  """The practice keyring, on the session's bus."""

  def __init__ (self, world):
    self.bus = world.gimp.bus
    self.program = subprocess.Popen ([sys.executable, os.path.join (HERE, '..', 'keyring', 'keyring.py')],
                                     stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    equal (self.program.stdout.readline (), 'ready\n', 'the practice keyring')

  def __enter__ (self):
    return self

  def __exit__ (self, *_):
    self.program.terminate ()
    self.program.wait ()
    self.program.stdout.close ()

  def ask (self, method, arguments=None):
    return self.bus.call_sync ('org.freedesktop.secrets', '/org/overpaint/Keyring', 'org.overpaint.Keyring', method,
                               arguments, None, 0, 30000, None).unpack ()

  def items (self):
    return json.loads (self.ask ('Dump')[0])['items']


def settings_path (world):
  return os.path.join (world.desktop.environment['GIMP3_DIRECTORY'], 'overpaint', 'settings.ini')


def settings (world):
  path = settings_path (world)
  if not os.path.exists (path):
    return ''
  with open (path, encoding='utf-8') as file:
    return file.read ()


def everything_in_profile (world):
  for folder, _, names in os.walk (world.desktop.environment['GIMP3_DIRECTORY']):
    for name in names:
      with open (os.path.join (folder, name), 'rb') as file:
        yield name, file.read ()


def window (title):
  for application in screen.applications ('overpaint'):
    for node in screen.children (application):
      if screen.name (node) == title and screen.is_seen (node):
        return node
  return None


def wait_for_sentence (title, piece):
  def is_said ():
    node = window (title)
    return node is not None and piece in screen.sentences (node)
  wait_for ('sentence "%s" in "%s"' % (piece, title), is_said)


@contextlib.contextmanager
def servers_window (world):
  with contextlib.suppress (FileNotFoundError):
    os.remove (settings_path (world))
  screen.choose (*MENU)
  wait_for ('window of the servers', lambda: window ('Servers'))
  world.desktop.activate (TITLE)
  yield
  world.desktop.activate (TITLE)
  world.desktop.press ('Escape')
  wait_for ('end of the window', lambda: not window ('Servers'))
  wait_for ('end of the plug-in', lambda: not list (world.plug_in_processes ()))
  wait_for ('end of its accessibility', lambda: not screen.applications ('overpaint'))


def add_server (world, name, address, token=''):
  world.desktop.press ('alt+a')
  world.desktop.activate (EDITOR)
  world.desktop.type (name)
  world.desktop.press ('alt+a')
  world.desktop.type (address)
  if token:
    world.desktop.press ('alt+t')
    world.desktop.type (token)


def end_editor (world):
  world.desktop.press ('Return')
  wait_for ('end of the editor', lambda: not window ('Add Server') and not window ('Change Server'))
  world.desktop.activate (TITLE)


@case
def server_from_first_to_last (world):
  """a server is added with a token, tested, made the default, changed and removed, by keyboard, with no image open"""
  with Keyring (world) as keyring, servers_window (world):
    world.desktop.photograph ('servers')
    add_server (world, 'attic', world.practice.url, TOKEN)
    wait_for_sentence ('Add Server', 'A token is kept in your keyring')
    world.desktop.photograph ('servers-add')
    end_editor (world)
    wait_for_sentence ('Servers', 'Saved. The token is in your keyring.')
    equal (settings (world), '[server attic]\naddress=%s\n' % world.practice.url, 'settings')
    equal (os.stat (settings_path (world)).st_mode & 0o777, 0o600, 'mode')
    equal ([(item['attributes']['server'], item['secret'], item['label']) for item in keyring.items ()],
           [(world.practice.url, TOKEN, 'Overpaint: token for attic (%s)' % world.practice.url)], 'keyring')
    for name, content in everything_in_profile (world):
      assert TOKEN.encode () not in content, 'the token is in ' + name

    world.desktop.press ('alt+t')
    wait_for_sentence ('Servers', '“attic” answers at %s. Kind: Livepeer' % world.practice.url.split ('//')[1])
    world.desktop.photograph ('servers-tested')

    world.desktop.press ('alt+d')
    wait_for ('default', lambda: settings (world).endswith ('\n[overpaint]\ndefault-server=attic\n'))

    world.desktop.press ('alt+h')
    world.desktop.activate (EDITOR)
    wait_for_sentence ('Change Server', 'Your keyring has a token for this server.')
    world.desktop.photograph ('servers-change')
    world.desktop.press ('alt+p')
    world.desktop.type ('3')
    end_editor (world)
    wait_for ('change', lambda: '\nparallel=3\n' in settings (world))
    equal (len (keyring.items ()), 1, 'a token that was not typed again')

    world.desktop.press ('alt+r')
    wait_for ('removal', lambda: 'attic' not in settings (world))
    wait_for ('keyring without the token', lambda: keyring.items () == [])


@case
def servers_that_cannot_be (world):
  """a slip is said in the editor, with everything still typed, and Esc leaves no trace"""
  with Keyring (world), servers_window (world):
    add_server (world, 'attic', 'http://attic.example.org', TOKEN)
    world.desktop.press ('Return')
    wait_for_sentence ('Add Server', 'Address: attic.example.org would be asked in clear')
    world.desktop.photograph ('servers-refused')
    equal (settings (world), '', 'settings')
    world.desktop.press ('Escape')
    wait_for ('end of the editor', lambda: not window ('Add Server'))


@case
def server_that_is_not_there (world):
  """the test of a server that is not there says so, and the window stays"""
  with Keyring (world), servers_window (world):
    add_server (world, 'nobody', 'http://127.0.0.1:9')
    end_editor (world)
    world.desktop.press ('alt+t')
    wait_for_sentence ('Servers', '127.0.0.1:9')
    world.desktop.photograph ('servers-nobody')


@case
def server_that_says_what_it_has (world):
  """the test of a runner says which model it holds, and on which graphics card"""
  world.practice.ask ('POST', '/practice/settings', {'as': 'runner'})
  with Keyring (world), servers_window (world):
    add_server (world, 'attic', world.practice.url)
    end_editor (world)
    world.desktop.press ('alt+t')
    wait_for_sentence ('Servers', 'Model: timbrooks/instruct-pix2pix. Graphics card: Practice server: plain '
                       'arithmetic, no AI, 20.0 of 24.0 GiB free.')
    world.desktop.photograph ('servers-card')


@case
def token_without_a_keyring (world):
  """where no keyring answers the window says how long the token is kept, and where else one can be"""
  with servers_window (world):
    add_server (world, 'attic', 'https://attic.example.org', TOKEN)
    wait_for_sentence ('Add Server', 'No keyring answers here: a token is kept until this window closes.')
    world.desktop.photograph ('servers-no-keyring')
    end_editor (world)
    wait_for_sentence ('Servers', 'No keyring takes the token: it is kept until this window closes.')
    for name, content in everything_in_profile (world):
      assert TOKEN.encode () not in content, 'the token is in ' + name


def check_controls (node):
  controls = [each for each in screen.every (node) if screen.role (each) in screen.CONTROLS and screen.is_seen (each)]
  equal ([screen.role (each) for each in controls if not screen.name (each)], [], 'nameless')
  letters = {}
  for each in controls:
    bound = Atspi.Action.get_key_binding (each, 0).split (';')[0] if 'Action' in each.get_interfaces () else ''
    if bound:
      letters.setdefault (bound, []).append (screen.name (each))
  assert len (letters) > 4, letters
  equal ({letter: names for letter, names in letters.items () if len (names) > 1}, {}, 'letters of two controls')


@case
def server_letters_and_names (world):
  """every control of both windows has a name, and no two letters behind Alt clash"""
  with servers_window (world):
    check_controls (window ('Servers'))
    world.desktop.press ('alt+a')
    world.desktop.activate (EDITOR)
    check_controls (window ('Add Server'))
    world.desktop.press ('Escape')
    wait_for ('end of the editor', lambda: not window ('Add Server'))
