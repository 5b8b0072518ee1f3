"""cases_undo.py: what Ctrl+Z takes away, and what it leaves

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

from world import case, equal, names

# A step of the artist's own, after which the image counts as saved.
ARTIST = '''
image = image_of (number)
layer_of (image, name).set_opacity (40.0)
image.clean_all ()
Gimp.displays_flush ()
'''

SELECT = '''
image = image_of (number)
image.select_ellipse (Gimp.ChannelOps.REPLACE, 20, 20, 40, 30)
Gimp.Selection.feather (image, 5.0)
image.clean_all ()
Gimp.displays_flush ()
'''


def undo_all (world, image, before, after):
  """One step back, one forward, one back again, and then the artist's own."""
  equal (world.press_until_changed (image, after, 'ctrl+z'), before, 'after one undo')
  again = world.press_until_changed (image, before, 'ctrl+y')
  # GIMP selects a layer that redo brings back, whoever made it
  equal ({**again, 'selected': after['selected']}, after, 'after redo')
  equal (world.press_until_changed (image, again, 'ctrl+z')['layers'], before['layers'], 'after a second undo')
  return world.press_until_changed (image, world.image (image), 'ctrl+z')


@case
def group_with_masks (world):
  """a group of two masked layers is one step, and leaves the selection and the selected layer"""
  image = world.new_image ()
  world.ask (ARTIST + SELECT, number=image, name='Source')
  before = world.image (image)

  result = world.run (image, prompt='an old  wall', images=2)
  equal (result['status'], 'success', 'status')
  after = world.image (image)

  equal (names (after['layers']), [('an old wall', ['Seed 100', 'Seed 101']), 'Source'], 'layers')
  equal (result['layers'], ['Seed 100', 'Seed 101'], 'returned layers')
  first, second = after['layers'][0]['children']
  equal ([first['visible'], second['visible']], [True, False], 'visibility')
  assert first['pixels'] != second['pixels'], 'the two pictures are the same'
  assert first['mask'] and first['mask'] == second['mask'], 'no mask, or two different ones'
  equal (after['layers'][1], before['layers'][0], 'source')
  for what in ('selected', 'selection'):
    equal (after[what], before[what], what)
  equal ([before['dirty'], after['dirty']], [False, True], 'dirty')

  own = undo_all (world, image, before, after)
  equal (own['layers'], before['layers'], 'layers after the artist\'s own last step, which was of the selection')
  assert own['selection'] != before['selection'], 'the artist\'s own last step was not the next one'


@case
def single_picture (world):
  """one picture without a selection is one step"""
  image = world.new_image (alpha=True)
  world.ask (ARTIST, number=image, name='Source')
  before = world.image (image)

  equal (world.run (image)['layers'], ['Seed 100'], 'returned layers')
  after = world.image (image)
  equal (names (after['layers']), ['Seed 100', 'Source'], 'layers')
  equal (after['layers'][0]['mask'], None, 'mask')
  equal (after['selected'], ['Source'], 'selected layer')

  own = undo_all (world, image, before, after)
  equal (own['layers'][0]['opacity'], 100.0, 'opacity')


# A layer with a filter, one with a mask that is being edited, and a group with a mask and a
# filter of its own: what is hard to read without leaving a trace.
HARD = '''
image = image_of (number)
source = layer_of (image, 'Source')

def blurred (layer):
  blur = Gimp.DrawableFilter.new (layer, 'gegl:gaussian-blur', 'blur')
  blur.get_config ().set_property ('std-dev-x', 3.0)
  layer.append_filter (blur)

def masked (layer):
  mask = layer.create_mask (Gimp.AddMaskType.WHITE)
  layer.add_mask (mask)
  put (mask, 'Y u8', pattern (mask.get_width (), mask.get_height (), 1))

filtered = source.copy (); filtered.set_name ('filtered'); image.insert_layer (filtered, None, 0)
blurred (filtered)
edited = source.copy (); edited.set_name ('edited'); image.insert_layer (edited, None, 0)
masked (edited); edited.set_edit_mask (True)
group = Gimp.GroupLayer.new (image, 'group'); image.insert_layer (group, None, 0)
inner = source.copy (); inner.set_name ('inner'); image.insert_layer (inner, group, 0)
masked (group); blurred (group); blurred (inner)
image.set_selected_layers ([source])
'''


@case
def reading_leaves_no_trace (world):
  """a run that fails adds no step and no change, whatever kind of layer it read"""
  image = world.new_image ()
  world.ask (HARD + ARTIST, number=image, name='Source')
  before = world.image (image)

  world.practice.fault ('401', times=-1)
  for layer in ('filtered', 'edited', 'group', 'inner'):
    result = world.run (image, layer)
    equal (result['status'], 'execution-error', 'status of ' + layer)
    assert 'token' in result['message'], result['message']
    equal (world.image (image), before, 'the image after reading ' + layer)
    # the picture did travel, so it had been read
    equal (len ([entry for entry in world.practice.ask ('GET', '/practice/log') if entry['method'] == 'POST']), 1,
           'requests')
    world.practice.ask ('DELETE', '/practice/log')

  own = world.press_until_changed (image, before, 'ctrl+z')
  equal ([layer['opacity'] for layer in own['layers'] if layer['name'] == 'Source'], [100.0], 'opacity')


@case
def one_step_from_hard_layers (world):
  """a run on a group with mask and filters is one step too, and so is one on a layer whose mask is edited"""
  image = world.new_image ()
  world.ask (HARD + ARTIST, number=image, name='Source')

  for layer in ('edited', 'group'):
    world.ask ("image = image_of (number); image.set_selected_layers ([layer_of (image, name)]); "
               "image.clean_all ()", number=image, name=layer)
    before = world.image (image)
    equal (world.run (image, layer)['status'], 'success', 'status')
    after = world.image (image)
    equal (after['selected'], [layer], 'selected layer')
    equal ([each for each in after['layers'] if each['name'] != 'Seed 100'], before['layers'], 'other layers')
    equal (world.press_until_changed (image, after, 'ctrl+z'), before, 'after one undo')
