"""cases_meanwhile.py: the artist goes on while the server works

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

from desktop import wait_for
from world import HEIGHT, TITLE, WIDTH, case, equal, names

OPENED = 'opened as a new image'


def start (world, images=1, code='None'):
  """An image whose run waits at the gate; every picture comes back by the practice server's rule."""
  world.practice.ask ('POST', '/practice/settings', {'paint': 'rule'})
  image = world.new_image (width=WIDTH, height=HEIGHT)
  world.ask ('image = image_of (number)\nsource = layer_of (image, "Source")\n' + code, number=image)
  return image, world.start_from_menu (images)


def meanwhile (world, image, code):
  world.ask ('image = image_of (number)\nsource = layer_of (image, "Source")\n' + code + '\nGimp.displays_flush ()',
             number=image)


def is_right (world, image, layer='Seed 100', tolerance=0):
  """Whether a layer holds what the rule makes of the picture that went out."""
  found = world.ask ('''
layer = layer_of (image_of (number), name)
deviation (layer, rule (pattern (layer.get_width (), layer.get_height ())))
''', number=image, name=layer)
  assert found <= tolerance, '%s is off by %d' % (layer, found)


def new_images (world, image):
  return [each for each in world.ask ('images ()') if each['id'] != image]


def no_error (world):
  assert 'rror' not in world.messages (), world.messages ()


@case
def image_closed (world):
  """where the image has been closed, the pictures open as a new one, and nothing is an error"""
  image, window = start (world, images=2)
  world.ask ('image_of (number).clean_all ()', number=image)
  world.gimp.press ('ctrl+w')
  wait_for ('empty image window', lambda: world.desktop.windows ('^GNU Image Manipulation Program$'))
  world.finish (window)
  window.wait_for_sentence (OPENED)
  no_error (world)

  found = world.ask ('images ()')
  equal ([names (each['layers']) for each in found], [[('practice', ['Seed 100', 'Seed 101'])]], 'images')
  equal (found[0]['size'], [WIDTH, HEIGHT], 'size')
  equal (world.ask ('len (displays ())'), 1, 'images that are seen')
  is_right (world, found[0]['id'])

  # the sheet goes on in it
  world.desktop.activate (TITLE)
  window.wait_for_cells ('Seed 100, done, shown', 'Seed 101, done')
  window.focus_cell ()
  world.desktop.press ('Right')
  window.wait_for_cells ('Seed 100, done', 'Seed 101, done, shown')
  shown = [layer['visible'] for layer in world.image (found[0]['id'])['layers'][0]['children']]
  equal (shown, [False, True], 'visible results')


@case
def layer_deleted (world):
  """where the layer has been deleted, the pictures open as a new image"""
  image, window = start (world, images=2)
  meanwhile (world, image, 'image.remove_layer (source)')
  world.finish (window)
  equal (world.image (image)['layers'], [], 'layers left')
  found = new_images (world, image)
  equal ([names (each['layers']) for each in found], [[('practice', ['Seed 100', 'Seed 101'])]], 'new images')
  is_right (world, found[0]['id'])
  window.wait_for_sentence (OPENED)
  no_error (world)


@case
def image_indexed (world):
  """where the image has become indexed, the pictures open as a new image in all their colours"""
  image, window = start (world)
  meanwhile (world, image, 'image.convert_indexed (Gimp.ConvertDitherType.NONE, Gimp.ConvertPaletteType.GENERATE, 8, '
             'False, False, "")')
  world.finish (window)
  equal (names (world.image (image)['layers']), ['Source'], 'layers of the indexed image')
  found = new_images (world, image)
  equal ([(each['base'], names (each['layers'])) for each in found], [('rgb', ['Seed 100'])], 'new images')
  is_right (world, found[0]['id'])
  window.wait_for_sentence (OPENED)
  no_error (world)


@case
def layer_moved (world):
  """where the layer has moved, in the image and in its tree, the pictures follow"""
  image, window = start (world, images=2)
  meanwhile (world, image, '''
group = Gimp.GroupLayer.new (image, 'group')
image.insert_layer (group, None, 0)
image.reorder_item (source, group, 0)
source.set_offsets (30, -20)
''')
  world.finish (window)
  after = world.image (image)
  equal (names (after['layers']), [('group', [('practice', ['Seed 100', 'Seed 101']), 'Source'])], 'layers')
  pictures, source = after['layers'][0]['children']
  equal ([layer['place'] for layer in pictures['children'] + [source]], [[30, -20]] * 3, 'places')
  is_right (world, image)
  equal (new_images (world, image), [], 'new images')


@case
def other_layer_selected (world):
  """a layer that was selected meanwhile stays selected"""
  image, window = start (world, code='''
image.insert_layer (Gimp.Layer.new (image, 'other', 9, 9, Gimp.ImageType.RGBA_IMAGE, 100.0, Gimp.LayerMode.NORMAL),
                    None, 0)
image.set_selected_layers ([source])
''')
  meanwhile (world, image, "image.set_selected_layers ([layer_of (image, 'other')])")
  world.finish (window)
  after = world.image (image)
  equal (after['selected'], ['other'], 'selected layers')
  equal (names (after['layers']), ['other', 'Seed 100', 'Source'], 'layers')


@case
def selection_changed (world):
  """the mask is the selection as it was when the layer went out"""
  image = world.new_image ()
  world.ask ('image_of (number).select_ellipse (Gimp.ChannelOps.REPLACE, 20, 20, 40, 30)', number=image)
  selected = world.image (image)['selection']
  window = world.start_from_menu ()
  meanwhile (world, image, 'image.select_rectangle (Gimp.ChannelOps.REPLACE, 0, 0, 5, 5)')
  now = world.image (image)['selection']
  world.finish (window)
  after = world.image (image)
  # the margin around it is all of so small a layer
  equal (after['layers'][0]['mask'], selected, 'mask')
  equal (after['selection'], now, 'selection')


@case
def layer_painted_on (world):
  """what was painted meanwhile stays, and is the next thing to undo"""
  image, window = start (world)
  clean = world.image (image)
  meanwhile (world, image, 'source.edit_fill (Gimp.FillType.WHITE)')
  painted = world.image (image)
  assert painted['layers'] != clean['layers'], 'nothing was painted'
  world.finish (window)
  after = world.image (image)
  equal (after['layers'][1], painted['layers'][0], 'what was painted')
  is_right (world, image)
  equal (world.press_until_changed (image, after, 'ctrl+z'), painted, 'after one undo')
  equal (world.press_until_changed (image, painted, 'ctrl+z'), clean, 'after two')


@case
def image_made_gray (world):
  """where the image has become gray, so do the pictures"""
  image, window = start (world, images=2)
  meanwhile (world, image, 'image.convert_grayscale ()')
  world.finish (window)
  after = world.image (image)
  equal ([layer['type'] for layer in after['layers'][0]['children']], ['gray-image'] * 2, 'types')
  # babl may choose another way from colours to gray, or to linear light, in each process
  is_right (world, image, tolerance=1)
  is_right (world, image, 'Seed 101', tolerance=1)


@case
def precision_changed (world):
  """where the image has become linear and floating, the pictures keep their colours"""
  image, window = start (world)
  meanwhile (world, image, 'image.convert_precision (Gimp.Precision.FLOAT_LINEAR)')
  world.finish (window)
  after = world.image (image)
  equal (after['precision'], 'float-linear', 'precision')
  equal (names (after['layers']), ['Seed 100', 'Source'], 'layers')
  is_right (world, image, tolerance=1)
