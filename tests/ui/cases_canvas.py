"""cases_canvas.py: what Ctrl+Z and Ctrl+Y make of a window's flips, and of what it brings in and takes out

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later

The canvas lives in a plug-in of the tests' own (tests/gimp/canvas-plug-in.c), which answers questions; what
it does to layers is looked at in tests/gimp/canvas.py. Only a window has an undo.
"""

from world import case, equal, names

TELL = '''
procedure = Gimp.get_pdb ().lookup_procedure ('overpaint-canvas-ask')
config = procedure.create_config ()
config.set_property ('question', question)
procedure.run (config).index (1)
'''

ARTIST = '''
layer_of (image_of (number), 'Source').set_opacity (opacity)
Gimp.displays_flush ()
'''


class Canvas:
  """An image whose last step was the artist's own, and a run that has been brought in since."""

  def __init__ (self, world, images=3, *values):
    self.world = world
    self.image = world.new_image ()
    self.step_of_artist (40.0)
    self.tell ('canvas', self.image)
    equal (set (self.tell ('run', world.gate.url, images, 40, *values)), {'d'}, 'states of the pictures')
    self.before = self.state ()
    self.tell ('bring-in', 0)
    self.brought_in = self.state ()

  def ask (self, *words):
    return self.world.ask (TELL, question=' '.join (str (word) for word in words))

  def tell (self, *words):
    answer = self.ask (*words)
    assert not answer.startswith ('!'), '%s: %s' % (words, answer)
    return answer

  def step_of_artist (self, opacity):
    self.world.ask (ARTIST, number=self.image, opacity=opacity)

  def state (self):
    """All of the image but what is selected, as GIMP selects a layer that redo brings back."""
    state = self.world.image (self.image)
    return {name: state[name] for name in state if name not in ('selected', 'dirty')}

  def placements (self):
    return [self.tell ('placement', 0, index) for index in range (len (self.all_pictures ()))]

  def all_pictures (self):
    layers = self.brought_in['layers'][0]['children']
    return [child for layer in layers for child in layer['children'] or [layer]]

  def press (self, key):
    before = self.world.image (self.image)
    self.world.press_until_changed (self.image, before, key)
    return self.state ()

  def opacity (self, state):
    return next (layer['opacity'] for layer in state['layers'] if layer['name'] == 'Source')

  def ends_with_artist (self):
    """What was brought in is the last step but one, and that is the artist's own."""
    equal (self.press ('ctrl+z')['layers'], self.before['layers'], 'after undoing what was brought in')
    equal (self.opacity (self.press ('ctrl+z')), 100.0, 'opacity after undoing the artist\'s own step')


@case
def bringing_in (world):
  """pictures that are brought in are one step, and are found again after undo and redo"""
  for values in ((), ('0.2,0.5',)):
    canvas = Canvas (world, 2, *values)
    layer = ['layer'] * (4 if values else 2)
    equal (canvas.placements (), layer, 'placements')
    equal (canvas.press ('ctrl+z'), canvas.before, 'after one undo')
    equal (canvas.placements (), ['removed'] * len (layer), 'placements after undo')
    equal (canvas.ask ('show', 0, 1), '! The layer of this picture is no longer in the image.', 'a flip after undo')
    equal (canvas.press ('ctrl+y'), canvas.brought_in, 'after redo')
    equal (canvas.placements (), layer, 'placements after redo')
    canvas.tell ('show', 0, 1)
    equal (canvas.tell ('shown', 0), '1', 'shown after redo')
    canvas.ends_with_artist ()


@case
def flips_and_drags (world):
  """flips and drags are no step, and what can be redone still can"""
  canvas = Canvas (world, 3)
  canvas.step_of_artist (70.0)
  canvas.press ('ctrl+z')
  for index in (1, 2, -1, 0, 2, 1):
    canvas.tell ('show', 0, index)
  for blend in (0.3, 0.9):
    canvas.tell ('drag', 0, 1, blend)
  canvas.tell ('set', 0, 1, 1.0)
  flipped = canvas.state ()
  equal ([layer['visible'] for layer in flipped['layers'][0]['children']], [False, True, False], 'visible')
  equal (canvas.opacity (canvas.press ('ctrl+y')), 70.0, 'opacity after redoing the artist\'s step')
  equal (canvas.press ('ctrl+z'), flipped, 'after undoing the artist\'s step')
  canvas.ends_with_artist ()


@case
def blending (world):
  """a drag with its end is one step, back to how it was before the drag"""
  canvas = Canvas (world, 2)
  for blend in (0.9, 0.5, 0.1):
    canvas.tell ('drag', 0, 0, blend)
  canvas.tell ('set', 0, 0, 0.25)
  after = canvas.state ()
  equal (after['layers'][0]['children'][0]['opacity'], 25.0, 'opacity')
  equal (canvas.press ('ctrl+z'), canvas.brought_in, 'after undo')
  equal (canvas.press ('ctrl+y'), after, 'after redo')
  canvas.press ('ctrl+z')
  canvas.ends_with_artist ()


@case
def removing (world):
  """pictures that are removed with their group are one step, and flips work after it is undone"""
  canvas = Canvas (world, 2, '0.2,0.5')
  canvas.tell ('show', 0, 1)
  before = canvas.state ()
  canvas.tell ('remove', 0, 0, 1)
  after = canvas.state ()
  equal (names (after['layers']), [('practice', [('Strength 0.5', ['Seed 40 at 0.5', 'Seed 41 at 0.5'])]), 'Source'],
         'layers')
  equal (canvas.press ('ctrl+z'), before, 'after undo')
  equal ((canvas.placements (), canvas.tell ('shown', 0)), (['layer'] * 4, '1'), 'placements after undo')
  equal (canvas.press ('ctrl+y'), after, 'after redo')
  equal (canvas.placements (), ['removed'] * 2 + ['layer'] * 2, 'placements after redo')
  canvas.press ('ctrl+z')
  canvas.ends_with_artist ()


@case
def keeping_one (world):
  """keeping one alone is one step, from a group and from a grid"""
  for values in ((), ('0.2,0.5',)):
    canvas = Canvas (world, 2, *values)
    canvas.tell ('show', 0, 1)
    before = canvas.state ()
    canvas.tell ('keep', 0, 1)
    after = canvas.state ()
    equal (names (after['layers']), ['Seed 41 at 0.2' if values else 'Seed 41', 'Source'], 'layers')
    equal (canvas.press ('ctrl+z'), before, 'after undo')
    canvas.tell ('show', 0, 0)
    canvas.tell ('show', 0, 1)
    equal (canvas.press ('ctrl+y'), after, 'after flips and redo')
    equal (canvas.placements ()[:2], ['removed', 'layer'], 'placements after redo')
    canvas.press ('ctrl+z')
    canvas.ends_with_artist ()


@case
def bringing_back (world):
  """a picture that is inserted anew is one step, and undo finds the layer that it stands for"""
  canvas = Canvas (world, 3)
  canvas.tell ('remove', 0, 1)
  removed = canvas.state ()
  canvas.tell ('bring-back', 0, 1)
  back = canvas.state ()
  equal (canvas.press ('ctrl+z'), removed, 'after undo')
  equal (canvas.tell ('placement', 0, 1), 'removed', 'placement after undo')
  equal (canvas.press ('ctrl+z'), canvas.brought_in, 'after a second undo')
  equal (canvas.tell ('placement', 0, 1), 'layer', 'placement of the first layer')
  canvas.tell ('show', 0, 1)
  equal (canvas.tell ('shown', 0), '1', 'shown')
  canvas.tell ('show', 0, 0)
  equal (canvas.press ('ctrl+y'), removed, 'after redo')
  equal (canvas.press ('ctrl+y'), back, 'after a second redo')
  equal (canvas.tell ('placement', 0, 1), 'layer', 'placement of the second layer')
  for _ in range (2):
    canvas.press ('ctrl+z')
  canvas.ends_with_artist ()
