"""world.py: what every case works with, and how cases are counted

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import re
import shutil
import signal
import sys
import traceback

import screen
from desktop import Desktop, Gimp, wait_for
from gate import Gate, Practice

cases = []

# Not in the catalogue: native size 512, steps of 8. A layer of this size needs no scaling, and is
# padded on both sides, so that what comes back can be foretold to the byte.
MODEL = 'practice/plain'
WIDTH, HEIGHT = 253, 261

NAME = 'Image to Image'
TITLE = '^' + NAME
MENU = ('Filters', 'Overpaint', 'Image to Image...')


# GIMP complains of whatever it does not like in a plug-in, and in the fields of its dialog.
COMPLAINT = re.compile (r'overpaint|mnemonic', re.IGNORECASE)

# What libgimp 3.0 says, now and then, at the end of any plug-in: GIMP has closed the pipe first.
NO_COMPLAINT = re.compile (r'gimp_flush\(\): error: Broken pipe')


def case (function):
  cases.append (function)
  return function


def equal (found, expected, what='value'):
  if found != expected:
    raise AssertionError ('%s: %s' % (what, difference (found, expected)))


def difference (found, expected, path=''):
  """Where two answers differ; images are too long to read whole."""
  if isinstance (found, dict) and isinstance (expected, dict) and found.keys () == expected.keys ():
    return '; '.join (difference (found[key], expected[key], '%s.%s' % (path, key))
                      for key in found if found[key] != expected[key])
  if isinstance (found, list) and isinstance (expected, list) and len (found) == len (expected):
    return '; '.join (difference (a, b, '%s[%d]' % (path, number))
                      for number, (a, b) in enumerate (zip (found, expected)) if a != b)
  return '%s is %.300r, expected %.300r' % (path, found, expected)


def names (layers):
  """Names of layers, groups as a pair of name and names."""
  return [layer['name'] if layer['children'] is None else (layer['name'], names (layer['children']))
          for layer in layers]


class World:
  def __init__ (self, desktop, plug_in, practice_server):
    self.desktop = desktop
    self.practice_server = os.path.abspath (practice_server)
    self.practice = Practice (practice_server)
    self.gate = Gate (self.practice)
    self.gimp = Gimp (desktop, plug_in)
    self.n_lines = 0

  def close (self):
    self.gate.close ()
    self.practice.close ()

  # ---- GIMP

  def ask (self, code, **values):
    return self.gimp.ask (code, **values)

  def image (self, number):
    return self.ask ('describe (image_of (number))', number=number)

  def new_image (self, **options):
    return self.ask ('new_image (**options).get_id ()', options=options)

  def start_run (self, image, layer='Source', mode='NONINTERACTIVE', **arguments):
    """Calls the procedure through D-Bus; GIMP takes no other call meanwhile, but every key and click."""
    arguments = {'prompt': 'practice', 'model': MODEL, 'server': self.gate.url, 'seed': 100, **arguments}
    return self.gimp.start ('image = image_of (number)\n'
                            'run (image, layer_of (image, layer), getattr (Gimp.RunMode, mode), **arguments)',
                            number=image, layer=layer, mode=mode, arguments=arguments)

  def run (self, image, layer='Source', **arguments):
    return self.start_run (image, layer, **arguments).result ()

  def press_until_changed (self, image, before, *keys):
    """Presses keys once in the image window, and returns the image once it is no longer as before."""
    self.gimp.press (*keys)
    now = []

    def has_changed ():
      now[:] = [self.image (image)]
      return now[0] != before
    wait_for ('effect of ' + ' '.join (keys), has_changed)
    return now[0]

  # ---- the window

  def start_with (self, axis=None, locked=True, **fields):
    """Has the next window start as if these had been the last values."""
    request = {'pipeline': 'image-to-image', 'prompt': 'practice', 'model': MODEL, 'server': self.gate.url,
               'seed': 100, 'images': 1, **{name.replace ('_', '-'): value for name, value in fields.items ()}}
    wish = {'format': 1, 'request': request, 'seed-locked': locked}
    if axis:
      wish['axis'] = axis
    self.write_own ('window.ini', '[last]\nwish=%s\n' % json.dumps (wish).replace ('\\', '\\\\'))

  def configure (self, default=None, **servers):
    """Names servers, each by its address."""
    self.write_own ('settings.ini', ''.join ('[server %s]\naddress=%s\n' % each for each in servers.items ()) +
                    ('[overpaint]\ndefault-server=%s\n' % default if default else ''))

  def own_path (self, *names):
    """Where the plug-in keeps what it keeps."""
    return os.path.join (self.desktop.environment['GIMP3_DIRECTORY'], 'overpaint', *names)

  def write_own (self, name, text):
    os.makedirs (self.own_path (), exist_ok=True)
    with open (self.own_path (name), 'w', encoding='utf-8') as file:
      file.write (text)

  def read_own (self, name):
    try:
      with open (self.own_path (name), encoding='utf-8') as file:
        return file.read ()
    except FileNotFoundError:
      return ''

  def choose_window (self):
    """Opens it from the menu, as it is."""
    screen.choose (*MENU)
    return screen.Window (NAME)

  def open_window (self, **fields):
    self.start_with (**fields)
    return self.choose_window ()

  def press_generate (self, window):
    """Returns when the run is under way: its values are written down first."""
    def stamp ():
      try:
        found = os.stat (self.own_path ('window.ini'))
        return found.st_mtime_ns, found.st_ino
      except FileNotFoundError:
        return None
    before = stamp ()
    window.press ('Generate')
    wait_for ('beginning of a run', lambda: stamp () != before)

  def start_run_in (self, window, number):
    """Generate, while the gate is shut; number: how many pictures are asked for at once."""
    self.gate.shut ()
    self.press_generate (window)
    self.gate.wait_for_requests (min (number, 4))

  def start_from_menu (self, images=1, **fields):
    """A run whose pictures the gate holds back."""
    window = self.open_window (images=images, **fields)
    self.start_run_in (window, images)
    return window

  def finish (self, window):
    """Lets all pictures come, and waits until they are layers."""
    self.gate.open ()
    window.wait_until_idle ()

  def generate (self, window):
    """A whole run."""
    self.press_generate (window)
    window.wait_until_idle ()

  def close_window (self, window):
    """The window goes before the layers come; the call is over when its process is."""
    self.desktop.close ('^' + window.title)
    window.wait_until_gone ()
    self.wait_for_end ()

  def wait_for_end (self):
    wait_for ('end of the plug-in', lambda: not list (self.plug_in_processes ()))

  def press_in (self, window, *keys):
    """Presses keys in a window of the plug-in."""
    self.desktop.activate ('^' + window.title)
    self.desktop.press (*keys)

  def close_windows (self):
    """As a person would, so that what is said at the end of a process is heard too."""
    left = screen.Window.find_windows ()
    while left:
      # the newest first: its owner takes no key while it is open
      self.desktop.close ('^' + re.escape (screen.name (left[-1])))
      wait_for ('end of a window', lambda: len (screen.Window.find_windows ()) < len (left))
      left = screen.Window.find_windows ()
    self.gate.open ()
    self.wait_for_end ()

  # ---- GIMP's messages

  def message_windows (self):
    for application in screen.applications ('gimp'):
      for window in screen.children (application):
        if screen.name (window).endswith ('Message') and screen.is_seen (window):
          yield window

  def messages (self):
    return '\n'.join (screen.sentences (window) for window in self.message_windows ())

  def wait_for_message (self, piece):
    """GIMP shows a plug-in's message in a window, or where it is short, in the status bar."""
    def is_shown ():
      return piece in self.messages () or any (
        piece in screen.text (node) for application in screen.applications ('gimp')
        for node in screen.every (application) if screen.role (node) == 'label' and screen.is_seen (node))
    wait_for ('message "%s"' % piece, is_shown)

  # ---- between two cases

  def complaints (self):
    """What has been said of the plug-in on standard error since the last call."""
    lines = self.gimp.stderr ().splitlines ()
    new, self.n_lines = lines[self.n_lines:], len (lines)
    return [line for line in new if COMPLAINT.search (line) and not NO_COMPLAINT.search (line)]

  def clean_up (self):
    self.gate.open ()
    self.practice.reset ()
    for process in self.plug_in_processes ():
      os.kill (process, signal.SIGKILL)
    self.desktop.release_keys ()
    self.desktop.let_go ()
    shutil.rmtree (self.own_path (), ignore_errors=True)
    for window in list (self.message_windows ()):
      button = screen.find (window, 'button', 'OK')
      if button:
        screen.activate (button)
    self.ask ('close_everything ()')

  def plug_in_processes (self):
    """Ids of the plug-in's processes that this GIMP has started."""
    for number in filter (str.isdigit, os.listdir ('/proc')):
      try:
        with open ('/proc/%s/stat' % number, encoding='utf-8') as file:
          program, rest = file.read ().split ('(', 1)[1].rsplit (')', 1)
      except OSError:
        continue
      if program == 'overpaint' and int (rest.split ()[1]) == self.gimp.program.pid:
        yield int (number)


def report (number, function, problem=None):
  print ('%s %d %s: %s' % ('not ok' if problem else 'ok', number, function.__name__.replace ('_', '-'),
                           function.__doc__))
  for line in (problem or '').splitlines ()[-24:]:
    print ('# ' + line)
  sys.stdout.flush ()


def run_cases (folder, plug_in, practice_server, wanted=''):
  chosen = [function for function in cases if any (piece in function.__name__ for piece in wanted.split (','))]
  print ('1..%d' % len (chosen), flush=True)
  failed = 0
  with Desktop (folder) as desktop:
    world = World (desktop, plug_in, practice_server)
    try:
      for number, function in enumerate (chosen, 1):
        try:
          world.clean_up ()
          function (world)
          world.close_windows ()
          equal (world.complaints (), [], 'complaints on standard error')
          report (number, function)
        except Exception:
          failed += 1
          report (number, function, traceback.format_exc ())
          desktop.photograph ('not-ok-' + function.__name__)
          world.complaints ()
    finally:
      if failed:
        sys.stderr.write (world.gimp.stderr ()[-20000:])
      world.close ()
  return 1 if failed else 0
