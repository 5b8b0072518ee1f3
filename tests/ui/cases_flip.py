"""cases_flip.py: the pictures and the layers as one thing: flip, compare, keep, reject, blend, undo

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import screen
from desktop import wait_for
from gi.repository import Atspi
from cases_undo import ARTIST
from world import MENU, TITLE, case, equal, names

SEEDS = ('Seed 100', 'Seed 101', 'Seed 102')
BLEND = 'Blend with the source, in percent of the picture'


def run_three (world):
  """The image before and after a run of three seeds, and the window with the keyboard in the sheet."""
  image = world.new_image ()
  before = world.image (image)
  window = world.open_window (images=3)
  world.generate (window)
  window.wait_for_cells ('Seed 100, done, shown', 'Seed 101, done', 'Seed 102, done')
  to_sheet (world, window)
  return image, window, before, world.image (image)


def to_sheet (world, window, number=0):
  world.desktop.activate (TITLE)
  window.focus_cell (number)


def shown (world, image):
  """Which results the image shows: the source is always visible below them."""
  layers = world.image (image)['layers']
  assert layers[-1]['visible'], 'the source is hidden'
  return [layer['name'] for layer in layers[0]['children'] or [] if layer['visible']]


def wait_for_shown (world, window, image, number):
  """Both in the sheet and in the image."""
  wait_for ('picture %d' % number,
            lambda: [cell.split (', ')[2:3] == ['shown'] for cell in window.cells ()].index (True) == number
            if any (', shown' in cell for cell in window.cells ()) else False)
  equal (shown (world, image), [SEEDS[number]], 'visible results')


def taken_away (world, image, before):
  """One undo takes the whole run away: nothing lies between it and now. GIMP counts the image as changed."""
  gone = world.press_until_changed (image, world.image (image), 'ctrl+z')
  equal ({**gone, 'dirty': False}, before, 'after one undo')


@case
def flipping_leaves_no_step (world):
  """keys and clicks flip in the image itself; no undo step comes, and redo survives"""
  image, window, before, after = run_three (world)
  # a step of the artist's own that is taken back: it must come again
  world.ask (ARTIST, number=image, name='Source')
  own = world.image (image)
  world.press_until_changed (image, own, 'ctrl+z')
  to_sheet (world, window)

  for key, number in (('Right', 1), ('Right', 2), ('Right', 0), ('Left', 2), ('2', 1), ('1', 0), ('End', 2),
                      ('Home', 0), ('3', 2)):
    world.desktop.press (key)
    wait_for_shown (world, window, image, number)
  world.desktop.click (*screen.middle (window.cell (1)))
  wait_for_shown (world, window, image, 1)

  again = world.press_until_changed (image, world.image (image), 'ctrl+y')
  equal (again['layers'][-1]['opacity'], 40.0, 'opacity after redo')
  equal (shown (world, image), ['Seed 101'], 'visible results')
  taken_back = world.press_until_changed (image, again, 'ctrl+z')

  # nothing of the flips is between the run and the artist
  gone = world.press_until_changed (image, taken_back, 'ctrl+z')
  equal (gone['layers'], before['layers'], 'layers after one undo more')
  world.desktop.activate (TITLE)
  window.wait_for_cells (*(seed + ', done, the layer was deleted' for seed in SEEDS))
  back = world.press_until_changed (image, gone, 'ctrl+y')
  equal (names (back['layers']), names (after['layers']), 'layers after redo')
  world.desktop.activate (TITLE)
  window.wait_for_cells ('Seed 100, done', 'Seed 101, done, shown', 'Seed 102, done')


@case
def undo_right_after_flipping (world):
  """Ctrl+Z right after a flip takes the whole run away, and redo brings it back as it was left"""
  image, window, before, after = run_three (world)
  world.desktop.press ('Right')
  wait_for_shown (world, window, image, 1)
  taken_away (world, image, before)
  world.press_until_changed (image, before, 'ctrl+y')
  equal (shown (world, image), ['Seed 101'], 'visible results after redo')


@case
def space_shows_the_source (world):
  """Space shows the source for as long as it is held, and the button until it is pressed again"""
  image, window, before, after = run_three (world)
  world.desktop.press ('Right')
  wait_for_shown (world, window, image, 1)
  world.desktop.hold ('space')
  wait_for ('the source', lambda: shown (world, image) == [])
  world.desktop.release_keys ()
  wait_for_shown (world, window, image, 1)

  window.press ('Show Source', 'toggle button')
  wait_for ('the source', lambda: shown (world, image) == [])
  window.press ('Show Source', 'toggle button')
  wait_for_shown (world, window, image, 1)
  taken_away (world, image, before)


@case
def a_and_b (world):
  """A and B mark two, F flips between them, and the compare view shows both; nothing of it is an undo step"""
  image, window, before, after = run_three (world)
  world.desktop.press ('a')
  window.wait_for_cells ('Seed 100, done, shown, A', 'Seed 101, done', 'Seed 102, done')
  world.desktop.press ('3', 'b')
  window.wait_for_cells ('Seed 100, done, A', 'Seed 101, done', 'Seed 102, done, shown, B')
  for number in (0, 2, 0):
    world.desktop.press ('f')
    wait_for_shown (world, window, image, number)

  window.press ('Compare A and B', 'radio button')
  view = wait_for ('two pictures side by side', lambda: [node for node in window.every () if
                                                         ' beside ' in screen.name (node)])[0]
  assert '100' in screen.name (view) and '102' in screen.name (view), screen.name (view)
  world.desktop.photograph ('comparing')
  window.press ('All Pictures', 'radio button')
  to_sheet (world, window)
  # the same key takes it back
  world.desktop.press ('a')
  window.wait_for_cells ('Seed 100, done, shown', 'Seed 101, done', 'Seed 102, done, B')
  taken_away (world, image, before)


@case
def remove_the_rejected (world):
  """K keeps, X rejects; Remove the Rejected takes their layers away, in one step, and shows one that is left"""
  image, window, before, after = run_three (world)
  world.desktop.press ('x')
  window.wait_for_cells ('Seed 100, done, shown, rejected', 'Seed 101, done', 'Seed 102, done')
  world.desktop.press ('Right', 'k')
  window.wait_for_cells ('Seed 100, done, rejected', 'Seed 101, done, shown, kept', 'Seed 102, done')
  world.desktop.press ('Right', 'x')
  window.wait_for_cells ('Seed 100, done, rejected', 'Seed 101, done, kept', 'Seed 102, done, shown, rejected')
  equal (world.image (image)['layers'][1:], after['layers'][1:], 'the rest')
  equal (len (world.image (image)['layers'][0]['children']), 3, 'pictures: to judge removes nothing')

  window.press ('Remove the Rejected (2)')
  wait_for ('removal', lambda: len (world.image (image)['layers'][0]['children'] or [0]) == 1)
  window.wait_for_cells ('Seed 100, done, the layer was deleted, rejected', 'Seed 101, done, shown, kept',
                         'Seed 102, done, the layer was deleted, rejected')
  removed = world.image (image)
  equal (shown (world, image), ['Seed 101'], 'visible results')
  world.desktop.photograph ('rejected-removed')

  back = world.press_until_changed (image, removed, 'ctrl+z')
  equal (names (back['layers']), names (after['layers']), 'layers after one undo')
  gone = world.press_until_changed (image, back, 'ctrl+z')
  equal (gone['layers'], before['layers'], 'layers after two')


@case
def keep_only_this (world):
  """Keep Only This removes all but the picture that is shown, in one step"""
  image, window, before, after = run_three (world)
  world.desktop.press ('2')
  wait_for_shown (world, window, image, 1)
  picture = world.image (image)['layers'][0]['children'][1]
  window.press ('Keep Only This')
  window.wait_for_cells ('Seed 100, done, the layer was deleted', 'Seed 101, done, shown, kept',
                         'Seed 102, done, the layer was deleted')
  kept = world.image (image)
  layers = kept['layers'][0]['children'] or kept['layers'][:1]
  equal ([(layer['pixels'], layer['visible']) for layer in layers], [(picture['pixels'], True)], 'what is left')
  equal (kept['layers'][-1], before['layers'][0], 'source')
  back = world.press_until_changed (image, kept, 'ctrl+z')
  equal (names (back['layers']), names (after['layers']), 'layers after one undo')
  gone = world.press_until_changed (image, back, 'ctrl+z')
  equal (gone['layers'], before['layers'], 'layers after two')


@case
def blending_is_one_step (world):
  """the blend slider changes opacity as it is dragged, and is one step once it is let go"""
  image, window, before, after = run_three (world)
  slider = window.control ('slider', BLEND)
  equal (Atspi.Value.get_current_value (slider), 100.0, 'blend')

  def opacity ():
    return world.image (image)['layers'][0]['children'][0]['opacity']

  x, y, width, height = screen.place (slider)
  world.desktop.grab (x + width - 10, y + height // 2)
  seen = [opacity ()]
  for share in (0.8, 0.6, 0.4):
    world.desktop.drag (x + int (width * share), y + height // 2)
    wait_for ('change of opacity', lambda: opacity () < seen[-1] - 5)
    seen.append (opacity ())
  world.desktop.let_go ()
  dragged = wait_for ('value that is let go', lambda: world.image (image))
  assert 20 < seen[-1] < 60, seen
  equal ([layer['opacity'] for layer in dragged['layers'][0]['children'][1:]], [100.0] * 2, 'other pictures')

  back = world.press_until_changed (image, dragged, 'ctrl+z')
  equal (back['layers'], after['layers'], 'layers after one undo')
  forth = world.press_until_changed (image, back, 'ctrl+y')
  equal (forth['layers'], dragged['layers'], 'layers after redo')
  back = world.press_until_changed (image, forth, 'ctrl+z')
  gone = world.press_until_changed (image, back, 'ctrl+z')
  equal (gone['layers'], before['layers'], 'layers after two undos')


@case
def blending_by_keyboard (world):
  """a key that is held on the slider is one step too"""
  image, window, before, after = run_three (world)
  window.focus ('slider', BLEND)
  world.desktop.hold ('Left')
  wait_for ('change of opacity', lambda: world.image (image)['layers'][0]['children'][0]['opacity'] < 97.0)
  world.desktop.release_keys ()
  world.desktop.press ('Tab')
  now = world.image (image)
  back = world.press_until_changed (image, now, 'ctrl+z')
  equal (back['layers'], after['layers'], 'layers after one undo')


@case
def the_image_closed_later (world):
  """cells whose image was closed say so; Insert Anew opens a new image, in which the sheet goes on"""
  image, window, before, after = run_three (world)
  pixels = {layer['name']: layer['pixels'] for layer in after['layers'][0]['children']}
  world.ask ('image_of (number).clean_all ()', number=image)
  world.gimp.press ('ctrl+w')
  wait_for ('empty image window', lambda: world.desktop.windows ('^GNU Image Manipulation Program$'))
  world.desktop.activate (TITLE)
  window.wait_for_cells (*(seed + ', done, the image is closed' for seed in SEEDS))
  window.wait_for_sentence ('Insert Anew opens them as a new image')
  world.desktop.photograph ('image-closed')

  # with the keyboard: the second picture
  to_sheet (world, window, 1)
  world.desktop.press ('2', 'Return')
  window.wait_for_cells ('Seed 100, done, the image is closed', 'Seed 101, done, shown',
                         'Seed 102, done, the image is closed')
  window.wait_for_sentence ('the window goes on with that')
  made, = world.ask ('images ()')
  equal ([names (made['layers']), made['dirty']], [['Seed 101'], True], 'the new image')
  equal (made['layers'][0]['pixels'], pixels['Seed 101'], 'pixels')
  equal (world.ask ('len (displays ())'), 1, 'images that are seen')
  anew = made['id']
  wait_for ('the title', lambda: screen.name (window.find_window ()) == TITLE[1:] + ': ' +
            world.ask ('image_of (number).get_name ()', number=anew))
  # it begins with the picture: undo does not lead to an empty image
  world.gimp.press ('ctrl+z')
  equal (names (world.image (anew)['layers']), ['Seed 101'], 'layers after an undo that has nothing to do')

  # with the mouse: the third
  window.press ('Insert Anew, seed 102')
  window.wait_for_cells ('Seed 100, done, the image is closed', 'Seed 101, done', 'Seed 102, done, shown')
  both = world.image (anew)
  equal ({layer['name']: layer['pixels'] for layer in both['layers']},
         {name: pixels[name] for name in ('Seed 101', 'Seed 102')}, 'pixels')
  equal ([layer['visible'] for layer in both['layers']], [False, True], 'visible layers')
  world.desktop.photograph ('image-closed-anew')

  # flip, blend, reject, remove: all in the new image
  to_sheet (world, window, 1)
  world.desktop.press ('2')
  wait_for ('the flip', lambda: [layer['visible'] for layer in world.image (anew)['layers']] == [True, False])
  slider = window.control ('slider', BLEND)
  Atspi.Value.set_current_value (slider, 50.0)
  wait_for ('the blend', lambda: world.image (anew)['layers'][0]['opacity'] == 50.0)
  to_sheet (world, window, 2)
  world.desktop.press ('3', 'x')
  window.press ('Remove the Rejected (1)')
  window.wait_for_cells ('Seed 100, done, the image is closed', 'Seed 101, done, shown',
                         'Seed 102, done, the layer was deleted, rejected')
  equal (names (world.image (anew)['layers']), ['Seed 101'], 'layers')

  # and so does the next run, made of what is chosen there
  world.generate (window)
  window.wait_for_cells ('Seed 100, done, shown', 'Seed 101, done', 'Seed 102, done')
  equal (names (world.image (anew)['layers']), [('practice', ['Seed 100', 'Seed 101 #1', 'Seed 102']), 'Seed 101'],
         'layers of both runs')
  assert 'opened as a new image' not in window.sentences (), window.sentences ()

  # one window an image, this one too
  [first] = world.plug_in_processes ()
  place = world.desktop.activate (TITLE)
  world.desktop.activate (world.gimp.TITLE)
  screen.choose (*MENU)
  wait_for ('raised window', lambda: world.desktop.active_window () == place)
  wait_for ('end of the second call', lambda: list (world.plug_in_processes ()) == [first])
  equal (len (screen.Window.find_windows ()), 1, 'windows')


@case
def a_layer_deleted_later (world):
  """a cell whose layer was deleted says so, and Insert Anew brings it in again, in one step"""
  image, window, before, after = run_three (world)
  world.ask ("""
image = image_of (number)
image.remove_layer (layer_of (image, 'Seed 101'))
Gimp.displays_flush ()
""", number=image)
  without = world.image (image)
  world.desktop.activate (world.gimp.TITLE)
  world.desktop.activate (TITLE)
  window.wait_for_cells ('Seed 100, done, shown', 'Seed 101, done, the layer was deleted', 'Seed 102, done')
  # it is passed over
  to_sheet (world, window)
  world.desktop.press ('Right')
  wait_for_shown (world, window, image, 2)
  without = world.image (image)
  world.desktop.photograph ('layer-deleted')

  window.press ('Insert Anew, seed 101')
  wait_for ('the layer', lambda: world.image (image) != without)
  wait_for ('the cell', lambda: 'deleted' not in window.cells ()[1])
  anew = world.image (image)
  equal (sorted (layer['name'] for layer in anew['layers'][0]['children']), sorted (SEEDS), 'pictures')
  pixels = {layer['name']: layer['pixels'] for layer in after['layers'][0]['children']}
  equal ({layer['name']: layer['pixels'] for layer in anew['layers'][0]['children']}, pixels, 'pixels')
  equal (names (world.press_until_changed (image, anew, 'ctrl+z')['layers']), names (without['layers']),
         'layers after one undo')
