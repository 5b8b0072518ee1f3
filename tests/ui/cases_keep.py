"""cases_keep.py: what outlives a run: history, last values, Repeat, Copy Settings; and all of it by keyboard

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import contextlib
import glob
import os

import screen
from desktop import wait_for
from world import MODEL, NAME, TITLE, case, equal, names

PARASITES = 'image = image_of (number)\n[name for name in image.get_parasite_list () if "overpaint" in name]'


def select (world, image, layer):
  world.ask ('image = image_of (number); image.set_selected_layers ([layer_of (image, layer)]); '
             'Gimp.displays_flush ()', number=image, layer=layer)
  world.desktop.activate (world.gimp.TITLE)


@case
def last_values_come_back (world):
  """the next start has what the last Generate had, and GIMP itself keeps none of it"""
  image = world.new_image ()
  window = world.open_window (prompt='a wall', images=2, strength=0.45, guidance_scale=3.5, negative_prompt='fog')
  world.generate (window)
  typed = window.values ()
  world.close_window (window)
  equal (world.ask (PARASITES, number=image), [], 'parasites of the image')
  kept = glob.glob (os.path.join (world.desktop.environment['GIMP3_DIRECTORY'], 'plug-in-settings', '*overpaint*'))
  equal (kept, [], 'settings that GIMP keeps')

  window = world.choose_window ()
  equal (window.values (), typed, 'values of the next start')
  equal ((typed['Prompt'], typed['Images'], typed['Strength'], typed['Seed'], typed['Negative Prompt']),
         ('a wall', 2.0, 0.45, 100.0, 'fog'), 'values')


@case
def typed_and_never_sent (world):
  """what was typed and never sent is there at the next start too"""
  world.new_image ()
  window = world.open_window (prompt='')
  world.desktop.activate (TITLE)
  world.desktop.type ('half a thought')
  wait_for ('typed prompt', lambda: window.values ()['Prompt'] == 'half a thought')
  world.close_window (window)
  equal (world.choose_window ().values ()['Prompt'], 'half a thought', 'prompt')


@case
def repeat_beside_the_window (world):
  """Repeat takes the window's last values while the window is still open; Stop works there too"""
  image = world.new_image ()
  window = world.open_window (prompt='a wall', images=2, guidance_scale=3.5)
  world.generate (window)
  first = world.image (image)

  world.gate.shut ()
  world.gimp.press ('ctrl+f')
  world.gate.wait_for_requests (2)
  progress = wait_for ('small window', lambda: [
    node for node in screen.Window.find_windows () if screen.find (node, 'progress bar', 'Progress of the run')])[0]
  wait_for ('progress', lambda: '0 of 2 pictures, ' in screen.sentences (progress))
  controls = {screen.name (node) for node in screen.every (progress)
              if screen.role (node) in screen.CONTROLS and screen.is_seen (node)}
  equal (controls, {'Progress of the run', 'Stop'}, 'controls')
  world.desktop.photograph ('repeating')
  world.gate.open ()
  wait_for ('end of the small window', lambda: len (screen.Window.find_windows ()) == 1)
  wait_for ('end of its call', lambda: len (list (world.plug_in_processes ())) == 1)

  second = world.image (image)
  # the newer one is right above the source; GIMP allows no name twice
  equal (names (second['layers']),
         [('a wall', ['Seed 100', 'Seed 101']), ('a wall #1', ['Seed 100 #1', 'Seed 101 #1']), 'Source'], 'layers')
  equal ([layer['record']['request'] for layer in second['layers'][1]['children']],
         [layer['record']['request'] for layer in first['layers'][0]['children']], 'requests')

  # one that is stopped before anything came changes nothing, and is no error
  world.gate.shut ()
  world.gimp.press ('ctrl+f')
  world.gate.wait_for_requests (2)
  wait_for ('small window', lambda: len (screen.Window.find_windows ()) == 2)
  stop = wait_for ('Stop', lambda: [node for each in screen.Window.find_windows () for node in screen.every (each)
                                    if screen.name (node) == 'Stop' and screen.is_seen (node)])[0]
  screen.activate (stop)
  wait_for ('end of its call', lambda: len (list (world.plug_in_processes ())) == 1)
  equal (world.image (image), second, 'image')
  equal (world.messages (), '', 'messages')
  equal (world.ask (PARASITES, number=image), [], 'parasites of the image')


@case
def repeat_without_the_window (world):
  """Repeat works once the window is closed, and takes what the window was last asked for"""
  image = world.new_image ()
  window = world.open_window (prompt='a wall')
  world.generate (window)
  world.close_window (window)
  before = world.image (image)
  world.gimp.press ('ctrl+f')
  wait_for ('another layer', lambda: len (world.image (image)['layers']) == 3)
  world.wait_for_end ()
  equal (world.image (image)['layers'][1]['record']['request'], before['layers'][0]['record']['request'], 'request')


@case
def copy_settings_opens_a_window (world):
  """Copy Settings opens the window with everything that the layer was made with, and sends nothing"""
  image = world.new_image ()
  world.configure (practice=world.gate.url)
  world.run (image, prompt='a wall', images=2, strength=0.45, server='practice')
  before = world.image (image)
  select (world, image, 'Seed 101')
  screen.choose ('Filters', 'Overpaint', 'Copy Settings to the Window...')
  window = screen.Window (NAME)
  values = window.values ()
  equal ((values['Prompt'], values['Model'], values['Strength'], values['Seed'], values['Images']),
         ('a wall', MODEL, 0.45, 101.0, 1.0), 'values')
  equal (world.image (image)['layers'], before['layers'], 'layers')


@case
def copy_settings_fills_the_window (world):
  """Copy Settings fills the window that is open, raises it, and opens no other"""
  image = world.new_image ()
  world.run (image, prompt='a wall', strength=0.45)
  window = world.open_window (prompt='something else', images=3)
  place = world.desktop.activate (TITLE)
  [first] = world.plug_in_processes ()
  select (world, image, 'Seed 100')
  screen.choose ('Filters', 'Overpaint', 'Copy Settings to the Window...')
  wait_for ('prompt', lambda: window.values ()['Prompt'] == 'a wall')
  wait_for ('raised window', lambda: world.desktop.active_window () == place)
  wait_for ('end of the second call', lambda: list (world.plug_in_processes ()) == [first])
  values = window.values ()
  equal ((values['Strength'], values['Seed'], values['Images']), (0.45, 100.0, 1.0), 'values')
  equal (len (screen.Window.find_windows (NAME)), 1, 'windows')


@case
def history_recalls (world):
  """a run is found in the history on another day, by a word of its prompt, and its settings come back, all of them"""
  world.new_image ()
  window = world.open_window (prompt='a green wall', images=2, strength=0.45, steps=7, loras={'owner/name': 0.8})
  world.generate (window)
  typed = window.values ()
  world.close_window (window)

  window = world.open_window (prompt='a red boat')
  world.generate (window)
  window.press ('History', 'radio button')

  def runs ():
    return [screen.name (node) for node in window.every () if screen.role (node) == 'list item' and
            screen.is_seen (node) and ('wall' in screen.name (node) or 'boat' in screen.name (node))]
  wait_for ('two runs; there are %s' % runs (), lambda: len (runs ()) == 2)
  world.desktop.photograph ('history')
  world.desktop.activate (TITLE)
  window.focus ('text', 'Search the History')
  world.desktop.type ('green')
  wait_for ('one run', lambda: len (runs ()) == 1)
  assert 'a green wall' in runs ()[0], runs ()
  world.desktop.press ('Down')
  world.desktop.photograph ('history-found')
  window.press ('Use These Settings')
  wait_for ('prompt', lambda: window.values ()['Prompt'] == 'a green wall')
  values = window.values ()
  equal ({name: values[name] for name in typed if name in values}, typed, 'values')
  window.wait_for_sentence ('The settings of that run are in the fields now.')


@case
def an_earlier_prompt_is_found (world):
  """the prompts of earlier runs are searched by keyboard, and come back into the entry"""
  world.new_image ()
  window = world.open_window (prompt='a green wall')
  world.generate (window)
  window.set_text ('Prompt', 'a red boat')
  world.generate (window)

  def prompts ():
    return [screen.name (node) for node in window.every () if screen.role (node) == 'list item' and
            screen.is_seen (node) and screen.name (node) in ('a green wall', 'a red boat')]
  world.desktop.activate (TITLE)
  window.press ('Favourite and Recent Prompts', 'toggle button')
  wait_for ('both prompts', lambda: prompts () == ['a red boat', 'a green wall'])
  world.desktop.type ('wall')
  wait_for ('one prompt', lambda: prompts () == ['a green wall'])
  world.desktop.photograph ('prompt-found')
  world.desktop.press ('Return')
  wait_for ('the prompt', lambda: window.values ()['Prompt'] == 'a green wall')
  # it fades away
  wait_for ('end of the menu', lambda: window.find ('text', 'Search the Prompts') is None)


def tab_to (world, window, is_there, what, limit=60):
  """Tab moves on from wherever it is, and comes to everything."""
  passed = []

  def focused ():
    return [node for node in window.every () if screen.has_focus (node)]
  while not (focused () and is_there (focused ()[-1])):
    here = focused ()
    passed.append (screen.name (here[-1]) if here else '')
    assert len (passed) < limit, 'Tab did not come to %s, but to %s' % (what, passed)
    world.desktop.press ('Tab')
    if here:
      wait_for ('another focus than on ' + passed[-1], lambda: focused () != here)
    else:
      # a list with the keyboard does not say so; there may be two of them
      with contextlib.suppress (AssertionError):
        wait_for ('something that says it has the keyboard', focused, 1)


def walk_menu (world, key, entry):
  """Presses a key in GIMP's menus, and waits until an entry is seen."""
  world.desktop.press (key)
  wait_for ('entry ' + entry, lambda: [
    node for application in screen.applications ('gimp') for node in screen.every (application)
    if screen.role (node) in ('menu', 'menu item') and screen.name (node) == entry and screen.is_seen (node)])


@case
def keyboard_alone (world):
  """from the menu to a kept layer without the mouse"""
  image = world.new_image ()
  world.configure (default='practice', practice=world.gate.url)
  world.desktop.activate (world.gimp.TITLE)
  walk_menu (world, 'alt+r', 'Overpaint')
  world.desktop.press ('Up')
  walk_menu (world, 'Right', 'Image to Image...')
  world.desktop.press ('i')
  window = screen.Window (NAME)
  world.desktop.activate (TITLE)
  world.desktop.type ('a wall')
  world.desktop.press ('alt+m', 'ctrl+a')
  world.desktop.type (MODEL)
  world.desktop.press ('alt+a', 'ctrl+a')
  world.desktop.type ('3')
  wait_for ('typed values', lambda: (window.values ()['Prompt'], window.values ()['Model']) == ('a wall', MODEL))
  world.desktop.press ('alt+g')
  wait_for ('pictures', lambda: len ([cell for cell in window.cells () if ', done' in cell]) == 3)
  window.wait_until_idle ()

  tab_to (world, window, lambda node: screen.role (node) == 'list item', 'the pictures')
  world.desktop.press ('Right')
  wait_for ('second picture', lambda: ', shown' in window.cells ()[1])
  world.desktop.press ('k')
  wait_for ('kept picture', lambda: ', kept' in window.cells ()[1])
  picture = world.image (image)['layers'][0]['children'][1]
  tab_to (world, window, lambda node: screen.name (node) == 'Keep Only This', 'Keep Only This')
  world.desktop.press ('space')
  wait_for ('one picture', lambda: len ([cell for cell in window.cells () if 'deleted' in cell]) == 2)
  after = world.image (image)
  layers = after['layers'][0]['children'] or after['layers'][:1]
  equal ([(layer['pixels'], layer['visible']) for layer in layers], [(picture['pixels'], True)], 'what is kept')
  world.desktop.press ('ctrl+w')
  window.wait_until_gone ()
