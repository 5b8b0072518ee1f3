#!/usr/bin/env python3
"""screenshots.py: pictures of the window for the README, for ./dev screenshots

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later

Arguments: the plug-in as it is installed, the practice server, the folder for the pictures, and the
colour scheme: dark (GIMP's own default) or light, whose pictures are called so.
"""

import os
import subprocess
import sys

sys.dont_write_bytecode = True

import session

HERE = os.path.dirname (os.path.abspath (__file__))
PICTURE = os.path.join (HERE, '..', 'pictures', 'coffee.png')
PROMPT = 'turn it into an oil painting in warm evening light'

SETTINGS = '''[overpaint]
default-server=practice

[server practice]
address=%s
kind=gateway
'''


class Photographer:
  def __init__ (self, world, folder, scheme):
    self.world = world
    self.folder = folder
    self.suffix = '' if scheme == 'dark' else '-' + scheme

  def photograph (self, name, pattern):
    """Takes a window once nothing moves in it any more."""
    path = os.path.join (self.folder, 'window-%s%s.png' % (name, self.suffix))
    window = self.world.desktop.activate (pattern)
    # a pointer that rests on something makes it say what it is
    subprocess.run (['xdotool', 'mousemove', '1365', '767'], check=True)
    before = None

    def is_still ():
      nonlocal before
      now = subprocess.run (['import', '-window', window, 'rgb:-'], check=True, capture_output=True).stdout
      still, before = now == before, now
      return still
    desktop.wait_for ('calm in ' + pattern, is_still)
    # few colours, no date and no name in the file: the same window makes the same bytes
    subprocess.run (['import', '-window', window, '-strip', '-dither', 'None', '-colors', '255', 'png8:' + path],
                    check=True)
    print (os.path.relpath (path), file=sys.stderr)


def open_picture (world):
  profile = os.environ['GIMP3_DIRECTORY']
  os.makedirs (os.path.join (profile, 'overpaint'), exist_ok=True)
  with open (os.path.join (profile, 'overpaint', 'settings.ini'), 'w', encoding='utf-8') as file:
    file.write (SETTINGS % world.gate.url)
  return world.ask ('''
image = Gimp.file_load (Gimp.RunMode.NONINTERACTIVE, Gio.File.new_for_path (path))
image.set_file (Gio.File.new_for_path ("coffee.xcf"))
image.get_layers ()[0].set_name ("Coffee")
image.clean_all ()
Gimp.Display.new (image)
Gimp.displays_flush ()
image.get_id ()
''', path=PICTURE)


class Studio:
  """The window of Image to Image, through AT-SPI."""

  def __init__ (self, screen):
    self.screen = screen
    self.node = desktop.wait_for ('window', lambda: (screen.applications ('overpaint') or [None])[-1])

  def find (self, role, name):
    return desktop.wait_for ('%s "%s"' % (role, name), lambda: self.screen.find (self.node, role, name, seen=False))

  def press (self, name, role='button'):
    button = self.find (role, name)
    desktop.wait_for ('button "%s" to press' % name, lambda: self.screen.is_sensitive (button))
    self.screen.activate (button)

  def set_number (self, name, value):
    assert self.screen.Atspi.Value.set_current_value (self.find ('spin button', name), value)

  def type_prompt (self, text):
    assert self.screen.Atspi.EditableText.set_text_contents (self.find ('text', 'Prompt'), text)

  def count (self, word):
    return sum (word in self.screen.name (node) for node in self.screen.every (self.node)
                if self.screen.role (node) == 'list item')

  def wait_for_done (self, number):
    desktop.wait_for ('%d pictures' % number, lambda: self.count (', done') == number)

  def wait_until_idle (self):
    button = self.find ('button', 'Generate')
    desktop.wait_for ('end of the run', lambda: self.screen.is_sensitive (button))


def take_all (world, camera, screen):
  window = '^Image to Image'
  open_picture (world)
  screen.choose (*world_module.MENU)
  studio = Studio (screen)
  studio.find ('button', 'Answers')
  camera.photograph ('empty', window)

  studio.type_prompt (PROMPT)
  studio.set_number ('Images', 9)
  world.gate.shut (3)
  studio.press ('Generate')
  studio.wait_for_done (3)
  camera.photograph ('running', window)

  world.gate.open ()
  studio.wait_until_idle ()
  studio.find ('list', 'Pictures').grab_focus ()
  world.desktop.activate (window)
  world.desktop.press ('2', 'a', '5', 'b', 'k', '9', 'x', '5')
  camera.photograph ('nine', window)

  studio.press ('Compare A and B', 'radio button')
  camera.photograph ('compare', window)
  studio.press ('All Pictures', 'radio button')

  world.practice.fault ('500-text', times=1)
  studio.set_number ('Images', 4)
  studio.press ('Generate')
  studio.wait_for_done (3)
  studio.wait_until_idle ()
  camera.photograph ('error', window)

  studio.press ('History', 'radio button')
  camera.photograph ('history', window)

  studio.press ('Servers...')
  camera.photograph ('servers', '^Servers$')

  studio.press ('Start One for Me...')
  camera.photograph ('worker', '^Start One for Me$')


def run_inside (folder, plug_in, practice_server, pictures, scheme):
  global desktop, world_module
  import desktop
  import screen
  import world as world_module

  desktop.GIMPRC += '(theme-color-scheme %s)\n' % scheme
  with desktop.Desktop (folder) as display:
    world = world_module.World (display, plug_in, practice_server)
    try:
      take_all (world, Photographer (world, pictures, scheme), screen)
    finally:
      world.close ()


if __name__ == '__main__':
  if sys.argv[1] == '--inside':
    run_inside (*sys.argv[3:])
  else:
    sys.exit (session.run (__file__, sys.argv[1:]))
