"""cases_dialog.py: the dialog, from typing to pictures, and every way out of it

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import socket

import screen
from desktop import wait_for
from world import MENU, case, equal, names

TITLE = '^Image to Image$'

FIELDS = {'Prompt', 'Negative Prompt', 'Model', 'LoRA Weights', 'Strength', 'Guidance Scale',
          'Image Guidance Scale', 'Steps', 'Images', 'Seed', 'Safety Check', 'Server'}


@case
def every_control_has_a_name (world):
  """every field is there, every control has a name, typing starts in the prompt, and it fits a small screen"""
  world.new_image ()
  screen.choose (*MENU)
  dialog = screen.Dialog ()
  window = world.desktop.activate (TITLE)

  world.desktop.type ('first')
  # a mnemonic takes one to its field, and Tab leaves a text
  world.desktop.press ('alt+n')
  world.desktop.type ('second')
  world.desktop.press ('Tab')
  world.desktop.type ('third')
  wait_for ('typed text', lambda: dialog.values ()['Model'] == 'third')
  world.desktop.photograph ('idle')

  values = dialog.values ()
  equal (set (values), FIELDS, 'fields')
  equal ((values['Prompt'], values['Negative Prompt']), ('first', 'second'), 'typed texts')
  nameless = [screen.role (node) for node in dialog.controls () if not screen.name (node)]
  equal (nameless, [], 'controls without a name')
  equal ({screen.name (node) for node in dialog.controls ()} - FIELDS,
         {'Load Saved Settings', 'Save Settings', 'Reset', 'Cancel', 'Generate'}, 'buttons')

  world.practice.fault ('400', text='a rather long sentence of the server, ' * 8, times=-1)
  world.fill (dialog)
  dialog.press ('Generate')
  dialog.wait_for_sentence ('a rather long sentence')
  wait_for ('idle dialog', dialog.is_idle)
  world.desktop.photograph ('failed')
  x, y, width, height = world.desktop.geometry (window)
  assert width <= 1366 and height <= 768 - 60, '%d x %d is too large for 1366 x 768 with a panel' % (width, height)
  dialog.press ('Cancel')
  dialog.wait_until_gone ()


@case
def cancel_changes_nothing (world):
  """Cancel is a cancelled call, and so is Escape; neither changes the image"""
  image = world.new_image ()
  before = world.image (image)

  call = world.start_run (image, mode='INTERACTIVE')
  screen.Dialog ().press ('Cancel')
  equal (call.result ()['status'], 'cancel', 'status')
  equal (world.image (image), before, 'image')

  call = world.start_run (image, mode='INTERACTIVE')
  screen.Dialog ()
  world.desktop.activate (TITLE)
  world.desktop.press ('Escape')
  equal (call.result ()['status'], 'cancel', 'status')
  equal (world.image (image), before, 'image')


@case
def interactive_call_returns_layers (world):
  """a call with a dialog returns its layers, as one undo step"""
  image = world.new_image ()
  before = world.image (image)
  call = world.start_run (image, mode='INTERACTIVE')
  dialog = screen.Dialog ()
  world.fill (dialog, prompt='a wall', images=2)
  dialog.press ('Generate')
  answer = call.result ()
  equal ((answer['status'], answer['layers']), ('success', ['Seed 100', 'Seed 101']), 'answer')
  after = world.image (image)
  equal (names (after['layers']), [('a wall', ['Seed 100', 'Seed 101']), 'Source'], 'layers')
  equal (world.press_until_changed (image, after, 'ctrl+z'), before, 'after one undo')


@case
def progress_moves (world):
  """progress counts pictures and seconds, and the image can be worked on meanwhile"""
  image = world.new_image ()
  dialog = world.start_from_menu (images=4)
  dialog.wait_for_sentence ('0 of 4 pictures, ')
  dialog.wait_for_sentence (' 1 s')
  dialog.wait_for_sentence (' 2 s')

  world.ask ('''
image = image_of (number)
layer = Gimp.Layer.new (image, 'sketch', 10, 10, Gimp.ImageType.RGBA_IMAGE, 100.0, Gimp.LayerMode.NORMAL)
image.insert_layer (layer, None, 0)
layer.edit_fill (Gimp.FillType.WHITE)
Gimp.displays_flush ()
''', number=image)
  sketch = world.image (image)['layers'][0]

  world.gate.shut (1)
  dialog.wait_for_sentence ('1 of 4 pictures, ')
  assert dialog.is_running (), 'it no longer waits'
  world.desktop.photograph ('running')

  world.finish (dialog)
  after = world.image (image)
  equal (names (after['layers']),
         ['sketch', ('practice', ['Seed 100', 'Seed 101', 'Seed 102', 'Seed 103']), 'Source'], 'layers')
  equal (after['layers'][0], sketch, 'what was drawn meanwhile')


@case
def stop_keeps_what_came (world):
  """Stop answers at once, and keeps the pictures that had arrived"""
  image = world.new_image ()
  dialog = world.start_from_menu (images=4)
  world.gate.shut (2)
  dialog.wait_for_sentence ('2 of 4 pictures, ')
  dialog.press ('Stop')
  dialog.wait_until_gone ()
  # nobody has opened the gate: the server has not answered yet
  equal (world.gate.waiting, 2, 'answers that were not waited for')

  after = world.image (image)
  equal ([layer['name'] for layer in after['layers']], ['practice', 'Source'], 'layers')
  equal (len (after['layers'][0]['children']), 2, 'pictures')
  equal ([layer['visible'] for layer in after['layers'][0]['children']], [True, False], 'visibility')
  world.wait_for_message ('2 of 4 pictures')
  world.desktop.photograph ('stopped')


def stop_early (world, stop):
  """Stops a run before anything came; then the same dialog, with everything still typed, succeeds."""
  image = world.new_image ()
  before = world.image (image)
  world.gate.shut ()
  dialog = world.open_dialog (prompt='line one\nline two', images=2)
  dialog.set_number ('Guidance Scale', 3.5)
  dialog.set_text ('Negative Prompt', 'fog')
  typed = dialog.values ()

  dialog.press ('Generate')
  world.gate.wait_for_requests (2)
  dialog.control ('button', 'Stop')
  stop (dialog)
  dialog.wait_for_sentence ('Stopped.')
  wait_for ('idle dialog', dialog.is_idle)
  equal (world.gate.waiting, 2, 'answers that were not waited for')
  equal (dialog.values (), typed, 'what was typed')
  equal (world.image (image), before, 'image')

  world.gate.open ()
  dialog.press ('Generate')
  dialog.wait_until_gone ()
  after = world.image (image)
  equal (names (after['layers']), [('line one line two', ['Seed 100', 'Seed 101']), 'Source'], 'layers')
  request = after['layers'][0]['children'][0]['record']['request']
  equal ((request['negative-prompt'], request['guidance-scale']), ('fog', 3.5), 'what was sent')


@case
def stop_before_anything (world):
  """Stop before the first picture leaves the dialog as it was typed, and Generate works again"""
  stop_early (world, lambda dialog: dialog.press ('Stop'))


@case
def escape_is_stop (world):
  """Escape while it waits is Stop"""
  def press_escape (dialog):
    world.desktop.activate (TITLE)
    world.desktop.press ('Escape')
  stop_early (world, press_escape)


@case
def closing_the_window_is_stop (world):
  """closing the window while it waits is Stop"""
  stop_early (world, lambda dialog: world.desktop.close (TITLE))


def refused_address ():
  """An address on which nobody listens."""
  with socket.socket () as probe:
    probe.bind (('127.0.0.1', 0))
    return 'http://127.0.0.1:%d' % probe.getsockname ()[1]


@case
def failure_keeps_everything (world):
  """a failed run says why in the dialog, keeps what was typed, and can be tried again"""
  image = world.new_image ()
  before = world.image (image)
  dialog = world.open_dialog (prompt='a wall', images=2, server=refused_address ())

  def fail (piece):
    typed = dialog.values ()
    dialog.press ('Generate')
    dialog.wait_for_sentence (piece)
    wait_for ('idle dialog', dialog.is_idle)
    equal (dialog.values (), typed, 'what was typed')
    equal (world.image (image), before, 'image')

  fail ('127.0.0.1')
  dialog.set_text ('Server', world.gate.url)
  for fault, piece in (('401', 'token'), ('drop', 'No worker is free'), ('500-text', '500')):
    world.practice.fault (fault, times=-1)
    fail (piece)
    world.practice.ask ('DELETE', '/practice/fault')

  # what is wrong with the fields is said in the same place
  dialog.set_text ('LoRA Weights', '{')
  fail ('LoRA')
  dialog.set_text ('LoRA Weights', '')

  dialog.press ('Generate')
  dialog.wait_until_gone ()
  equal (names (world.image (image)['layers']), [('a wall', ['Seed 100', 'Seed 101']), 'Source'], 'layers')


@case
def repeat_takes_the_last_values (world):
  """Repeat asks again with the last values, behind a small window, and Stop works there too"""
  image = world.new_image ()
  dialog = world.open_dialog (prompt='a wall', images=2)
  dialog.set_number ('Guidance Scale', 3.5)
  dialog.press ('Generate')
  dialog.wait_until_gone ()
  first = world.image (image)

  world.gate.shut ()
  world.gimp.press ('ctrl+f')
  world.gate.wait_for_requests (2)
  progress = screen.Dialog ()
  progress.wait_for_sentence ('0 of 2 pictures, ')
  equal (progress.values (), {}, 'fields in the small window')
  equal ({screen.name (node) for node in progress.controls ()}, {'Progress of the run', 'Stop'}, 'controls')
  world.desktop.photograph ('repeating')
  world.finish (progress)

  second = world.image (image)
  # the newer one is right above the source; GIMP allows no name twice
  equal (names (second['layers']),
         [('a wall', ['Seed 100', 'Seed 101']), ('a wall #1', ['Seed 100 #1', 'Seed 101 #1']), 'Source'], 'layers')
  equal ([layer['record']['request'] for layer in second['layers'][1]['children']],
         [layer['record']['request'] for layer in first['layers'][0]['children']], 'requests')

  # a run that is stopped before anything came changes nothing, and is no error
  world.gate.shut ()
  world.gimp.press ('ctrl+f')
  world.gate.wait_for_requests (2)
  screen.Dialog ().press ('Stop')
  wait_for ('end of the plug-in', lambda: not list (world.plug_in_processes ()))
  equal (world.image (image), second, 'image')
  equal (world.messages (), '', 'messages')

  # nor does it change the last values
  screen.choose (*MENU)
  dialog = screen.Dialog ()
  values = dialog.values ()
  equal ((values['Prompt'], values['Images'], values['Guidance Scale']), ('a wall', 2.0, 3.5), 'last values')
  dialog.press ('Cancel')
  dialog.wait_until_gone ()
