"""desktop.py: a screen of its own, and a GIMP window on it

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later

Everything is private to one run: X server, window manager, D-Bus session, home and GIMP profile.
GIMP's state is read, and its images are changed, through its own D-Bus call BatchRun; what a
person would press is pressed by xdotool and AT-SPI.
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time

from gi.repository import Gio, GLib

HERE = os.path.dirname (os.path.abspath (__file__))

# Far more than anything here takes, so that a busy machine fails no test.
PATIENCE = int (os.environ.get ('OVERPAINT_UI_PATIENCE') or 90)

# GIMP's own plug-ins without which a window of it is of no use to these tests.
PLUG_INS = ('script-fu', 'python-eval', 'file-png')

# Of the version that runs, or GIMP welcomes its new user.
GIMPRC = '''(config-version "%s")
(check-updates no)
(show-welcome-dialog no)
(save-session-info no)
(undo-levels 20)
'''


def wait_for (what, probe, seconds=PATIENCE):
  """Returns the first true answer of probe; what says what is waited for."""
  end = time.monotonic () + seconds
  pause = 0.01
  while True:
    found = probe ()
    if found:
      return found
    if time.monotonic () > end:
      raise AssertionError ('no %s after %d s' % (what, seconds))
    # to look is work for those who are waited for
    time.sleep (pause)
    pause = min (2 * pause, 0.2)


def query (option):
  return subprocess.run (['pkg-config', option, 'gimp-3.0'], check=True, capture_output=True, text=True).stdout.strip ()


class Desktop:
  """A screen of 1366 x 768, which many an artist's laptop has."""

  def __init__ (self, folder):
    self.folder = folder
    self.programs = []
    self.held = []
    self.environment = os.environ

  def __enter__ (self):
    reading, writing = os.pipe ()
    self.run (['Xvfb', '-displayfd', str (writing), '-screen', '0', '1366x768x24', '-nolisten', 'tcp'],
              pass_fds=[writing])
    os.close (writing)
    with os.fdopen (reading) as answer:
      number = answer.readline ().strip ()
    self.environment.update ({
      'DISPLAY': ':' + number, 'GDK_BACKEND': 'x11', 'GSETTINGS_BACKEND': 'memory', 'GTK_MODULES': 'gail:atk-bridge',
      'NO_AT_BRIDGE': '0', 'LC_ALL': 'C.UTF-8'})
    for name in ('WAYLAND_DISPLAY', 'XAUTHORITY'):
      self.environment.pop (name, None)
    self.run (['openbox'])
    return self

  def __exit__ (self, *_):
    for program in reversed (self.programs):
      if program.poll () is None:
        program.send_signal (signal.SIGTERM)
        try:
          program.wait (10)
        except subprocess.TimeoutExpired:
          program.kill ()
          program.wait ()

  def run (self, command, **options):
    options.setdefault ('stdout', subprocess.DEVNULL)
    options.setdefault ('stderr', subprocess.DEVNULL)
    # whatever ends this test ends its screen too
    command = ['setpriv', '--pdeathsig', 'TERM', '--'] + command
    program = subprocess.Popen (command, stdin=subprocess.DEVNULL, **options)
    self.programs.append (program)
    return program

  def press (self, *keys):
    subprocess.run (['xdotool', 'key', '--clearmodifiers', *keys], check=True)

  def hold (self, key):
    subprocess.run (['xdotool', 'keydown', key], check=True)
    self.held.append (key)

  def release_keys (self):
    while self.held:
      subprocess.run (['xdotool', 'keyup', self.held.pop ()], check=True)

  def click (self, x, y):
    subprocess.run (['xdotool', 'mousemove', str (x), str (y), 'click', '1'], check=True)

  def grab (self, x, y):
    """Presses the mouse's button; let_go () ends what drag () goes on with."""
    subprocess.run (['xdotool', 'mousemove', str (x), str (y), 'mousedown', '1'], check=True)

  def drag (self, x, y):
    subprocess.run (['xdotool', 'mousemove', str (x), str (y)], check=True)

  def let_go (self):
    subprocess.run (['xdotool', 'mouseup', '1'], check=True)

  def type (self, text):
    subprocess.run (['xdotool', 'type', '--clearmodifiers', text], check=True)

  def windows (self, pattern):
    """Ids of the windows that are seen and whose title matches."""
    found = subprocess.run (['xdotool', 'search', '--onlyvisible', '--name', pattern], capture_output=True, text=True)
    return found.stdout.split ()

  def geometry (self, window):
    """x, y, width and height, frame not included."""
    text = subprocess.run (['xdotool', 'getwindowgeometry', '--shell', window], check=True, capture_output=True,
                           text=True).stdout
    values = dict (re.findall (r'(\w+)=(-?\d+)', text))
    return tuple (int (values[name]) for name in ('X', 'Y', 'WIDTH', 'HEIGHT'))

  def resize (self, window, width, height):
    subprocess.run (['xdotool', 'windowsize', window, str (width), str (height)], check=True)

  def active_window (self):
    return subprocess.run (['xdotool', 'getactivewindow'], capture_output=True, text=True).stdout.strip ()

  def activate (self, pattern):
    """Gives a window the keyboard, and waits until it has it."""
    window = wait_for ('window ' + pattern, lambda: self.windows (pattern))[0]

    def is_active ():
      subprocess.run (['xdotool', 'windowactivate', window], capture_output=True)
      return self.active_window () == window
    wait_for ('keyboard in ' + pattern, is_active)
    return window

  def close (self, pattern):
    """Asks a window to close, as the button in its frame does."""
    self.activate (pattern)
    self.press ('alt+F4')

  def photograph (self, name):
    """Takes a picture of the screen where OVERPAINT_UI_PICTURES names a folder."""
    folder = os.environ.get ('OVERPAINT_UI_PICTURES')
    if folder:
      os.makedirs (folder, exist_ok=True)
      subprocess.run (['import', '-window', 'root', os.path.join (folder, name + '.png')])


class Call:
  """A piece of Python inside GIMP that may still run."""

  def __init__ (self, path):
    self.path = path

  def is_done (self):
    return os.path.exists (self.path)

  def result (self):
    wait_for ('answer from GIMP', self.is_done)
    with open (self.path, encoding='utf-8') as file:
      answer = json.load (file)
    if 'problem' in answer:
      raise AssertionError ('inside GIMP: ' + answer['problem'])
    return answer['result']


class Port:
  """A port of this computer that nobody else takes, and at which nobody answers until it is let go."""

  def __init__ (self):
    self.number = 0
    self.hold ()

  def hold (self):
    self.socket = socket.socket ()
    self.socket.setsockopt (socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    self.socket.bind (('127.0.0.1', self.number))
    self.number = self.socket.getsockname ()[1]

  def let_go (self):
    self.socket.close ()
    return self.number


def find_keeper (plug_in):
  """The program that keeps workers: beside the plug-in where that is installed, else where it is built."""
  folder = os.path.dirname (os.path.abspath (plug_in))
  places = [os.path.join (folder, 'overpaint-keeper'), os.path.join (folder, 'worker', 'overpaint-keeper')]
  return next (place for place in places if os.path.exists (place))


class Gimp:
  """GIMP's window, with the plug-in in it."""

  TITLE = 'GIMP$'

  def __init__ (self, desktop, plug_in):
    self.desktop = desktop
    self.n_calls = 0
    plug_ins = os.path.join (desktop.folder, 'plug-ins')
    own = os.path.join (plug_ins, 'overpaint')
    # where it is installed, it has its translations beside it
    os.makedirs (os.path.join (own, 'locale'))
    # copies: a program finds what lies beside it by its own path, with all links resolved
    shutil.copy (plug_in, os.path.join (own, 'overpaint'))
    shutil.copy (find_keeper (plug_in), own)
    # a minute without a run is half a second for a worker
    desktop.environment['OVERPAINT_TEST_MINUTE'] = '500'
    canvas = os.environ.get ('OVERPAINT_TEST_CANVAS')
    if canvas:
      own = os.path.join (plug_ins, 'canvas-plug-in')
      os.makedirs (os.path.join (own, 'locale'))
      os.symlink (canvas, os.path.join (own, 'canvas-plug-in'))
    shipped = query ('--variable=gimplibdir')
    for name in PLUG_INS:
      os.symlink (os.path.join (shipped, 'plug-ins', name), os.path.join (plug_ins, name))
    profile = os.path.join (desktop.folder, 'gimp')
    os.makedirs (profile)
    with open (os.path.join (profile, 'gimprc'), 'w', encoding='utf-8') as file:
      file.write (GIMPRC % query ('--modversion'))
    desktop.environment['GIMP3_DIRECTORY'] = profile
    desktop.environment['GIMP_TESTING_PLUGINDIRS'] = plug_ins
    self.door = os.path.join (desktop.folder, 'door')
    desktop.environment.update ({'OVERPAINT_TEST_DOOR': self.door, 'OVERPAINT_TEST_INSIDE': HERE})
    os.makedirs (os.path.join (plug_ins, 'door'))
    os.symlink (os.path.join (HERE, 'door.py'), os.path.join (plug_ins, 'door', 'door.py'))
    desktop.environment.pop ('OVERPAINT_TOKEN', None)
    # whatever runs on this computer is no concern of a test
    self.local_port = Port ()
    desktop.environment['OVERPAINT_LOCAL_PORTS'] = str (self.local_port.number)
    self.errors = os.path.join (desktop.folder, 'stderr')
    with open (self.errors, 'w', encoding='utf-8') as file:
      self.program = desktop.run (['gimp', '-n', '-d', '-f', '-s'], stderr=file)
    self.bus = Gio.bus_get_sync (Gio.BusType.SESSION)
    wait_for ('GIMP on D-Bus', self.is_on_bus)
    wait_for ('the door into GIMP', lambda: os.path.exists (self.door))
    self.ask ('None')

  def is_on_bus (self):
    if self.program.poll () is not None:
      raise AssertionError ('GIMP ended, status %d: %s' % (self.program.returncode, self.stderr ()[-2000:]))
    names = self.bus.call_sync ('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'ListNames',
                                None, GLib.VariantType ('(as)'), Gio.DBusCallFlags.NONE, -1, None)
    return 'org.gimp.GIMP.UI' in names.unpack ()[0]

  def stderr (self):
    with open (self.errors, encoding='utf-8', errors='replace') as file:
      return file.read ()

  def write_call (self, code, values):
    """A file with a piece of Python, and where its answer will be."""
    self.n_calls += 1
    answer = os.path.join (self.desktop.folder, 'answer-%d' % self.n_calls)
    call = {'code': code, 'values': values, 'answer': answer}
    path = os.path.join (self.desktop.folder, 'call-%d' % self.n_calls)
    with open (path, 'w', encoding='utf-8') as file:
      json.dump (call, file)
    return path, answer

  def start (self, code, **values):
    """Has GIMP run Python in the order of the calls: the names of values, and of inside.py, are at hand.

    The last statement, an expression, is the answer."""
    path, answer = self.write_call (code, values)
    inside = os.path.join (HERE, 'inside.py')
    command = 'exec(compile(open(%r).read(), %r, "exec"), {"CALL": %r})' % (inside, inside, path)
    self.bus.call_sync ('org.gimp.GIMP.UI', '/org/gimp/GIMP/UI', 'org.gimp.GIMP.UI', 'BatchRun',
                        GLib.Variant ('(ss)', ('python-fu-eval', command)), None, Gio.DBusCallFlags.NONE,
                        PATIENCE * 1000, None)
    return Call (answer)

  def ask (self, code, **values):
    """The same, at once: no program has to start for it."""
    path, answer = self.write_call (code, values)
    with socket.socket (socket.AF_UNIX) as door:
      door.settimeout (PATIENCE)
      door.connect (self.door)
      door.sendall (path.encode ())
      # it is closed after the answer
      door.recv (1)
    return Call (answer).result ()

  def press (self, *keys):
    """Presses keys in the image window."""
    self.desktop.activate (self.TITLE)
    self.desktop.press (*keys)
