"""world.py: what every case works with, and how cases are counted

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
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

MENU = ('Filters', 'Overpaint', 'Image to Image...')


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
    self.practice = Practice (practice_server)
    self.gate = Gate (self.practice)
    self.gimp = Gimp (desktop, plug_in)

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

  # ---- the dialog

  def open_dialog (self, **numbers):
    """Opens it from the menu, with every field that matters set."""
    screen.choose (*MENU)
    dialog = screen.Dialog ()
    self.fill (dialog, **numbers)
    return dialog

  def fill (self, dialog, prompt='practice', images=1, server=None):
    dialog.set_text ('Prompt', prompt)
    dialog.set_text ('Model', MODEL)
    dialog.set_text ('Server', server or self.gate.url)
    dialog.set_number ('Images', images)
    dialog.set_number ('Seed', 100)

  def start_from_menu (self, images=1):
    """A run whose pictures the gate holds back."""
    self.gate.shut ()
    dialog = self.open_dialog (images=images)
    dialog.press ('Generate')
    self.gate.wait_for_requests (min (images, 4))
    return dialog

  def finish (self, dialog):
    self.gate.open ()
    dialog.wait_until_gone ()

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

  def clean_up (self):
    self.gate.open ()
    self.practice.reset ()
    for process in self.plug_in_processes ():
      os.kill (process, signal.SIGKILL)
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


def run_cases (plug_in, practice_server, wanted=''):
  chosen = [function for function in cases if wanted in function.__name__]
  print ('1..%d' % len (chosen), flush=True)
  failed = 0
  with Desktop () as desktop:
    world = World (desktop, plug_in, practice_server)
    try:
      for number, function in enumerate (chosen, 1):
        title = '%s: %s' % (function.__name__.replace ('_', '-'), function.__doc__)
        try:
          world.clean_up ()
          function (world)
          print ('ok %d %s' % (number, title), flush=True)
        except Exception:
          failed += 1
          print ('not ok %d %s' % (number, title))
          print (''.join ('# %s\n' % line for line in traceback.format_exc ().splitlines ()[-12:]), end='', flush=True)
          desktop.photograph ('not-ok-' + function.__name__)
    finally:
      if failed:
        sys.stderr.write (world.gimp.stderr ()[-20000:])
      world.close ()
  return 1 if failed else 0
