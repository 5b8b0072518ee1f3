"""cases_remember.py: what is done with a result layer from the menu

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import subprocess
import sys

import screen
from desktop import wait_for
from world import case, equal, names

PASTE = """
import gi, sys
gi.require_version ('Gtk', '3.0')
from gi.repository import Gdk, Gtk
sys.stdout.write (Gtk.Clipboard.get (Gdk.SELECTION_CLIPBOARD).wait_for_text () or '')
"""

# Everything that an image remembers: of layers, groups too, and of the image itself.
MEMORY = '''
image = image_of (number)
wanted = ('overpaint-record', 'GimpProcedureConfigRun-plug-in-overpaint-image-to-image-last')
def kept (item):
  return [[name, item.get_parasite (name).get_flags (), list (item.get_parasite (name).get_data ())]
          for name in sorted (item.get_parasite_list ()) if name in wanted]
[kept (image)] + [[layer.get_name (), kept (layer)] for layer in every_layer (image.get_layers ())]
'''


def choose (world, image, layer, entry):
  world.ask ('image = image_of (number); image.set_selected_layers ([layer_of (image, layer)]); '
             'Gimp.displays_flush ()', number=image, layer=layer)
  world.desktop.activate (world.gimp.TITLE)
  screen.choose ('Filters', 'Overpaint', entry)


def without_records (world, image):
  """An image but for its records: what is written there need not be a record at all."""
  return world.ask ("""
def strip (layer):
  return {'name': layer.get_name (), 'id': layer.get_id (), 'visible': layer.get_visible (),
          'place': list (layer.get_offsets ())[1:], 'opacity': layer.get_opacity (),
          'pixels': None if layer.is_group () else checksum (layer),
          'children': [strip (child) for child in layer.get_children ()] if layer.is_group () else None}
image = image_of (number)
{'layers': [strip (layer) for layer in image.get_layers ()], 'dirty': image.is_dirty (),
 'selected': [layer.get_name () for layer in image.get_selected_layers ()]}
""", number=image)


@case
def remove_records_can_be_undone (world):
  """Remove Records takes everything away, in one step, and one undo brings all of it back"""
  image = world.new_image ()
  world.run (image, prompt='a wall', images=2)
  # one that nobody meant to be undone, and last values as GIMP keeps them of a dialog of its own
  world.ask ('''
image = image_of (number)
image.attach_parasite (Gimp.Parasite.new ('GimpProcedureConfigRun-plug-in-overpaint-image-to-image-last', 1,
                                          b'(prompt "a wall")'))
layer = layer_of (image, 'Source')
layer.attach_parasite (Gimp.Parasite.new ('overpaint-record', 1, b'from elsewhere'))
image.clean_all ()
Gimp.displays_flush ()
''', number=image)
  remembered, before = world.ask (MEMORY, number=image), without_records (world, image)
  equal ([len (remembered[0])] + [len (kept) for _, kept in remembered[1:]], [1, 0, 1, 1, 1], 'parasites')

  choose (world, image, 'Source', 'Remove Records')
  world.wait_for_message ('3 layers no longer remember how they were made. The last values of 1 dialog were removed.')
  world.wait_for_end ()
  forgotten = world.ask (MEMORY, number=image)
  equal ([len (forgotten[0])] + [len (kept) for _, kept in forgotten[1:]], [0, 0, 0, 0, 0], 'parasites')
  equal ({**without_records (world, image), 'dirty': False}, {**before, 'dirty': False}, 'everything else')

  world.gimp.press ('ctrl+z')
  wait_for ('effect of undo', lambda: world.ask (MEMORY, number=image) != forgotten)
  equal (world.ask (MEMORY, number=image), remembered, 'after one undo')
  world.gimp.press ('ctrl+y')
  wait_for ('effect of redo', lambda: world.ask (MEMORY, number=image) != remembered)
  equal (world.ask (MEMORY, number=image), forgotten, 'after redo')


@case
def what_made_this_is_read_and_copied (world):
  """What Made This? can be read, selected and copied by keyboard alone; all of it has a name"""
  image = world.new_image ()
  world.run (image, prompt='a “wall”\nin rain')
  before = world.image (image)
  choose (world, image, 'Seed 100', 'What Made This?')
  dialog = screen.Window ('What Made This?')
  window = world.desktop.activate ('^What Made This[?]$')
  world.desktop.photograph ('what-made-this')
  shown = dialog.values ()['What Made This?']
  equal (shown.splitlines ()[:3], ['Prompt: a “wall”', 'in rain', 'Model: practice/plain'], 'text')
  equal ({screen.name (node) for node in dialog.controls ()}, {'What Made This?', 'Copy', 'Close'}, 'controls')
  x, y, width, height = world.desktop.geometry (window)
  assert width <= 1366 and height <= 768 - 60, '%d x %d is too large' % (width, height)

  def clipboard ():
    # asked by another program, as an artist would paste
    return subprocess.run ([sys.executable, '-c', PASTE], capture_output=True, text=True, timeout=30,
                           env=world.desktop.environment).stdout

  def copies (what, wanted, *keys):
    # the keyboard may reach the window later than the window manager says; another press does no harm
    def has_copied ():
      world.desktop.press (*keys)
      return clipboard () == wanted
    wait_for (what + ' in the clipboard', has_copied)

  # the text has the keyboard and cannot be changed
  world.desktop.type ('x')
  copies ('a line', 'Prompt: a “wall”', 'ctrl+Home', 'shift+End', 'ctrl+c')
  equal (dialog.values ()['What Made This?'], shown, 'text after typing')
  copies ('the text', shown, 'alt+c')
  world.desktop.press ('Escape')
  dialog.wait_until_gone ()
  world.wait_for_end ()
  equal (world.image (image)['layers'], before['layers'], 'layers')
  equal (world.messages (), '', 'messages')


@case
def run_again_from_the_menu (world):
  """Run Again shows its progress behind a small window, and is one undo step"""
  image = world.new_image ()
  world.run (image, prompt='a wall', images=2)
  before = world.image (image)
  world.gate.shut ()
  choose (world, image, 'Seed 101', 'Run Again')
  world.gate.wait_for_requests (2)
  progress = screen.Window ('Run Again')
  world.desktop.activate ('^Run Again$')
  progress.wait_for_sentence ('0 of 2 pictures, ')
  world.gate.open ()
  progress.wait_until_gone ()
  world.wait_for_end ()
  after = world.image (image)
  equal (names (after['layers']),
         [('a wall', ['Seed 100', 'Seed 101']), ('a wall #1', ['Seed 102', 'Seed 103']), 'Source'], 'layers')
  equal (world.press_until_changed (image, after, 'ctrl+z')['layers'], before['layers'], 'after one undo')


@case
def a_wrong_layer_is_told (world):
  """on a layer of the artist's own, a sentence says why not, and the image stays as it was"""
  image = world.new_image ()
  before = world.image (image)
  for entry in ('Run Again', 'Same Seed on the Layer Below', 'What Made This?'):
    choose (world, image, 'Source', entry)
    world.wait_for_end ()
  world.wait_for_message ('This layer was not made by Overpaint: it has no record.')
  equal (world.image (image), before, 'image')
