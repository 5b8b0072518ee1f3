"""cases_run.py: a run in the window: pictures as they come, Stop, Retry, and a server that dies

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import screen
from desktop import wait_for
from gate import Gate
from world import NAME, TITLE, case, equal, names


def count (window, piece):
  return len ([cell for cell in window.cells () if piece in cell])


def wait_for_count (window, number, piece):
  wait_for ('%d pictures that are %s; they say %s' % (number, piece, window.cells ()),
            lambda: count (window, piece) == number)


@case
def pictures_arrive_one_by_one (world):
  """each picture is shown as it comes, progress counts it, and all become layers at the end, in one step"""
  image = world.new_image ()
  before = world.image (image)
  window = world.start_from_menu (images=4)
  window.wait_for_cells (*('Seed %d, running' % seed for seed in (100, 101, 102, 103)))
  window.wait_for_sentence ('0 of 4 pictures, ')
  for number in (1, 2, 3):
    world.gate.shut (1)
    window.wait_for_sentence ('%d of 4 pictures, ' % number)
    wait_for_count (window, number, ', done')
    equal (count (window, ', running'), 4 - number, 'pictures that are running')
    equal (world.image (image), before, 'image while pictures come')
    if number == 2:
      world.desktop.photograph ('running')
  world.finish (window)
  window.wait_for_cells ('Seed 100, done, shown', 'Seed 101, done', 'Seed 102, done', 'Seed 103, done')
  after = world.image (image)
  equal (names (after['layers']), [('practice', ['Seed 100', 'Seed 101', 'Seed 102', 'Seed 103']), 'Source'], 'layers')
  equal ([layer['visible'] for layer in after['layers'][0]['children']], [True, False, False, False], 'visibility')
  equal (world.press_until_changed (image, after, 'ctrl+z'), before, 'after one undo')


@case
def more_seeds_than_the_server_takes (world):
  """pictures that wait for their turn say so, and seconds are counted"""
  world.new_image ()
  window = world.start_from_menu (images=6)
  equal (sorted (cell.split (', ')[1] for cell in window.cells ()), ['running'] * 4 + ['waiting'] * 2, 'cells')
  window.wait_for_sentence (' 1 s')
  window.wait_for_sentence (' 2 s')
  world.finish (window)
  equal (count (window, ', done'), 6, 'pictures')


@case
def the_time_left_is_told (world):
  """what earlier pictures took says how much is left, before the first of a run has come"""
  image = world.new_image ()
  world.practice.ask ('POST', '/practice/settings', {'delay': 4000})
  window = world.open_window (images=1)
  world.press_generate (window)
  window.wait_for_sentence ('0 of 1 picture, 2 s')
  assert ' left' not in window.sentences (), window.sentences ()
  window.wait_until_idle ()
  wait_for ('the pace', lambda: world.read_own ('pace.ini'))
  world.press_generate (window)
  window.wait_for_sentence ('0 of 1 picture, 1 s, about 3 s left')
  window.press ('Stop')
  window.wait_until_idle ()
  equal (names (world.image (image)['layers']), ['Seed 100', 'Source'], 'layers')


@case
def the_artist_goes_on (world):
  """the artist paints and adds a layer while a run is under way, and both stay"""
  image = world.new_image ()
  window = world.start_from_menu (images=2)
  world.ask ('''
image = image_of (number)
layer = Gimp.Layer.new (image, 'sketch', 10, 10, Gimp.ImageType.RGBA_IMAGE, 100.0, Gimp.LayerMode.NORMAL)
image.insert_layer (layer, None, 0)
layer.edit_fill (Gimp.FillType.WHITE)
layer_of (image, 'Source').edit_fill (Gimp.FillType.WHITE)
Gimp.displays_flush ()
''', number=image)
  painted = world.image (image)
  world.finish (window)
  after = world.image (image)
  equal (names (after['layers']), ['sketch', ('practice', ['Seed 100', 'Seed 101']), 'Source'], 'layers')
  equal ([after['layers'][0], after['layers'][2]], painted['layers'], 'what was painted meanwhile')
  equal (world.press_until_changed (image, after, 'ctrl+z'), painted, 'after one undo')


def stop_in_mid_run (world, stop):
  """Stops a run of which half has come; the image and its window, which stays."""
  image = world.new_image ()
  before = world.image (image)
  window = world.start_from_menu (images=4)
  world.gate.shut (2)
  window.wait_for_sentence ('2 of 4 pictures, ')
  stop (window)
  window.wait_until_idle ()
  # nobody has opened the gate: the server has not answered yet
  equal (world.gate.waiting, 2, 'answers that were not waited for')
  after = world.image (image)
  equal ([layer['name'] for layer in after['layers']], ['practice', 'Source'], 'layers')
  equal (len (after['layers'][0]['children']), 2, 'pictures')
  equal ([layer['visible'] for layer in after['layers'][0]['children']], [True, False], 'visibility')
  equal ((count (window, ', done'), count (window, ', stopped')), (2, 2), 'cells')
  window.wait_for_sentence ('2 of 4 pictures')
  equal (world.press_until_changed (image, after, 'ctrl+z'), before, 'after one undo')


@case
def stop_keeps_what_came (world):
  """Stop answers at once, and keeps the pictures that had arrived"""
  stop_in_mid_run (world, lambda window: window.press ('Stop'))
  world.desktop.photograph ('stopped')


@case
def escape_is_stop (world):
  """Escape while it waits is Stop, and the window stays"""
  stop_in_mid_run (world, lambda window: world.press_in (window, 'Escape'))


@case
def closing_loses_nothing (world):
  """closing the window in mid-run asks nothing, and what had come is in the image"""
  image = world.new_image ()
  before = world.image (image)
  window = world.start_from_menu (images=4)
  world.gate.shut (2)
  window.wait_for_sentence ('2 of 4 pictures, ')
  world.close_window (window)
  equal (world.gate.waiting, 2, 'answers that were not waited for')
  after = world.image (image)
  equal (len (after['layers'][0]['children']), 2, 'pictures')
  equal (world.messages (), '', 'messages')
  equal (world.press_until_changed (image, after, 'ctrl+z'), before, 'after one undo')


@case
def stop_before_anything (world):
  """Stop before the first picture leaves the window as it was typed, and Generate works again"""
  image = world.new_image ()
  before = world.image (image)
  window = world.open_window (prompt='line one\nline two', images=2, guidance_scale=3.5, negative_prompt='fog')
  typed = window.values ()
  world.start_run_in (window, 2)
  window.press ('Stop')
  window.wait_for_sentence ('Stopped.')
  window.wait_until_idle ()
  equal (world.gate.waiting, 2, 'answers that were not waited for')
  equal (window.values (), typed, 'what was typed')
  equal (world.image (image), before, 'image')
  window.wait_for_cells ('Seed 100, stopped', 'Seed 101, stopped')

  world.gate.open ()
  world.generate (window)
  after = world.image (image)
  equal (names (after['layers']), [('line one line two', ['Seed 100', 'Seed 101']), 'Source'], 'layers')
  request = after['layers'][0]['children'][0]['record']['request']
  equal ((request['negative-prompt'], request['guidance-scale']), ('fog', 3.5), 'what was sent')


@case
def one_is_stopped (world):
  """one picture can be stopped by its button or by Delete; the others come, and it can still be had later"""
  image = world.new_image ()
  window = world.start_from_menu (images=4)
  window.press ('Stop seed 101')
  wait_for ('one that is stopped', lambda: window.cells ()[1] == 'Seed 101, stopped')
  world.desktop.activate (TITLE)
  window.focus_cell (0)
  world.desktop.press ('3', 'Delete')
  wait_for ('another', lambda: window.cells ()[2] == 'Seed 102, stopped')
  equal (count (window, ', running'), 2, 'pictures that go on')
  world.finish (window)
  window.wait_for_cells ('Seed 100, done, shown', 'Seed 101, stopped', 'Seed 102, stopped', 'Seed 103, done')
  first = world.image (image)
  equal (names (first['layers']), [('practice', ['Seed 100', 'Seed 103']), 'Source'], 'layers')

  window.press ('Retry, seed 101')
  wait_for ('the picture after all', lambda: window.cells ()[1].startswith ('Seed 101, done'))
  window.wait_until_idle ()
  after = world.image (image)
  equal (names (after['layers']), [('practice', ['Seed 100', 'Seed 101', 'Seed 103']), 'Source'], 'layers')
  undone = world.press_until_changed (image, after, 'ctrl+z')
  equal (names (undone['layers']), names (first['layers']), 'after one undo')


@case
def retry_during_the_run (world):
  """one that has failed can be asked for again while the others are under way, and comes with them"""
  image = world.new_image ()
  before = world.image (image)
  world.practice.fault ('400', text='no such thing', times=1)
  window = world.open_window (images=2)
  world.gate.shut ()
  world.press_generate (window)
  world.gate.wait_for_requests (1)
  wait_for_count (window, 1, 'failed: ')
  wait_for_count (window, 1, ', running')
  failed = [cell for cell in window.cells () if 'failed' in cell][0]
  assert 'no such thing' in failed, failed
  world.desktop.photograph ('one-failed')
  window.press ('Retry, ' + failed.split (',')[0].lower ())
  world.gate.wait_for_requests (2)
  wait_for_count (window, 2, ', running')
  world.finish (window)
  # which of the two failed is chance; whoever asks for it again wants to see it
  window.wait_for_cells (*(seed + ', done' + (', shown' if failed.startswith (seed) else '')
                           for seed in ('Seed 100', 'Seed 101')))
  after = world.image (image)
  equal (names (after['layers']), [('practice', ['Seed 100', 'Seed 101']), 'Source'], 'layers')
  gone = world.press_until_changed (image, after, 'ctrl+z')
  equal ({**gone, 'dirty': False}, before, 'after one undo')


@case
def a_server_dies_in_mid_run (world):
  """where the server dies in mid-run, what had come is kept, and each of the others says why it did not"""
  image = world.new_image ()
  doomed = Gate (world.practice)
  doomed.shut ()
  window = world.open_window (images=4, server=doomed.url)
  world.press_generate (window)
  doomed.wait_for_requests (4)
  doomed.shut (2)
  wait_for_count (window, 2, ', done')
  doomed.die ()
  wait_for_count (window, 2, ', failed: ')
  window.wait_until_idle ()
  window.wait_for_sentence ('2 of 4 pictures')
  world.desktop.photograph ('server-died')
  equal (len (world.image (image)['layers'][0]['children']), 2, 'pictures')
  # everything is still typed, and the next server is only a choice away
  equal (window.values ()['Prompt'], 'practice', 'prompt')


@case
def a_grid (world):
  """two seeds with two strengths are four pictures, a group for each strength"""
  image = world.new_image ()
  before = world.image (image)
  window = world.open_window (images=2, axis={'field': 'strength', 'values': [0.3, 0.7]})
  world.generate (window)
  window.wait_for_cells (*('Strength %s, Seed %d, done%s' % (value, seed, shown) for value, seed, shown in (
    ('0.3', 100, ', shown'), ('0.3', 101, ''), ('0.7', 100, ''), ('0.7', 101, ''))))
  world.desktop.photograph ('grid')
  after = world.image (image)
  group = after['layers'][0]
  equal ([child['name'] for child in group['children']], ['Strength 0.3', 'Strength 0.7'], 'groups')
  equal ([len (child['children']) for child in group['children']], [2, 2], 'pictures')
  equal ([layer['record']['request']['strength'] for child in group['children'] for layer in child['children']],
         [0.3, 0.3, 0.7, 0.7], 'strengths')
  equal (world.press_until_changed (image, after, 'ctrl+z'), before, 'after one undo')


@case
def closed_image_is_no_error (world):
  """an image that is closed after a run: cells say so, Generate says why not, and GIMP shows no error at the end"""
  image = world.new_image ()
  window = world.open_window (images=2)
  world.generate (window)
  world.ask ('image_of (number).clean_all ()', number=image)
  world.gimp.press ('ctrl+w')
  wait_for ('empty image window', lambda: world.desktop.windows ('^GNU Image Manipulation Program$'))
  world.desktop.activate (TITLE)
  window.wait_for_cells ('Seed 100, done, the image is closed', 'Seed 101, done, the image is closed')
  window.wait_for_sentence ('The image has been closed.')
  window.press ('Generate')
  window.wait_for_sentence ('closed')
  world.desktop.photograph ('image-closed')
  world.close_window (window)
  equal (world.messages (), '', 'messages')
  equal (world.ask ('images ()'), [], 'images')
  equal (screen.Window.find_windows (NAME), [], 'windows')
