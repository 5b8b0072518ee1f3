"""cases_window.py: the window that stays: from the menu to its fields, to what it says, and out again

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import re
import socket

import screen
from desktop import wait_for
from world import MODEL, NAME, TITLE, case, equal, names

FIELDS = {'Prompt', 'Negative Prompt', 'Style', 'Model', 'Strength', 'Guidance Scale', 'Image Guidance Scale', 'Steps',
          'Safety Check', 'Images', 'Seed', 'Keep the Seed', 'Roll a New Seed', 'Also Vary', 'Server', 'Servers...',
          'Add a LoRA', 'Generate'}

# What the panel of a desktop leaves of a screen's 768 lines.
HEIGHT = 768 - 60


def pictures (world, image):
  """Names of the pictures of the newest run, from the top."""
  layers = world.image (image)['layers']
  return [layer['name'] for layer in layers[0]['children'] or layers[:1]]


@case
def every_control_has_a_name (world):
  """every field is there, every control has a name, typing starts in the prompt, and it fits a small screen"""
  world.new_image ()
  world.configure (default='practice', practice=world.gate.url)
  window = world.choose_window ()
  place = world.desktop.activate (TITLE)
  equal (screen.name (window.node), 'Image to Image: [Untitled]', 'title')

  world.desktop.type ('first')
  # a mnemonic takes one to its field, and Tab leaves a text
  world.desktop.press ('alt+m')
  world.desktop.press ('ctrl+a')
  world.desktop.type (MODEL)
  wait_for ('typed texts', lambda: (window.values ()['Prompt'], window.values ()['Model']) == ('first', MODEL))
  window.wait_for_sentence ('A model that the catalogue does not know')
  world.desktop.photograph ('idle')

  missing = FIELDS - {screen.name (node) for node in window.every ()}
  equal (missing, set (), 'fields that are missing')
  nameless = [screen.role (node) for node in window.controls () if not screen.name (node)]
  equal (nameless, [], 'controls without a name')

  world.practice.fault ('400', text='a rather long sentence of the server, ' * 8, times=-1)
  window.press ('Generate')
  window.wait_for_sentence ('a rather long sentence')
  window.wait_until_idle ()
  world.desktop.photograph ('failed')
  nameless = [screen.role (node) for node in window.controls () if not screen.name (node)]
  equal (nameless, [], 'controls without a name after a run')
  x, y, width, height = world.desktop.geometry (place)
  assert width <= 1366 and height <= HEIGHT, '%d x %d is too large for 1366 x 768 with a panel' % (width, height)


@case
def type_and_generate (world):
  """what is typed is sent, pictures are one undo step, and the window stays for the next run"""
  image = world.new_image ()
  before = world.image (image)
  world.configure (default='practice', practice=world.gate.url)
  window = world.choose_window ()
  world.desktop.activate (TITLE)
  world.desktop.type ('a wall')
  wait_for ('typed prompt', lambda: window.values ()['Prompt'] == 'a wall')
  window.set_text ('Negative Prompt', 'fog')
  window.set_text ('Model', MODEL)
  window.set_number ('Images', 2)
  window.set_number ('Seed', 7)
  window.set_number ('Strength', 0.45)
  world.generate (window)
  window.wait_for_cells ('Seed 7, done, shown', 'Seed 8, done')

  after = world.image (image)
  equal (names (after['layers']), [('a wall', ['Seed 7', 'Seed 8']), 'Source'], 'layers')
  request = after['layers'][0]['children'][0]['record']['request']
  equal ([request[name] for name in ('prompt', 'negative-prompt', 'model', 'strength', 'seed')],
         ['a wall', 'fog', MODEL, 0.45, 7], 'what was sent')
  equal (world.press_until_changed (image, after, 'ctrl+z'), before, 'after one undo')

  # a seed that was typed is kept, and let go it is another one each time
  window.press ('Keep the Seed', 'toggle button')
  wait_for ('seed let go', lambda: not window.values ()['Keep the Seed'])
  world.generate (window)
  seeds = [int (re.match ('Seed ([0-9]+), done', cell).group (1)) for cell in window.cells ()]
  equal (seeds[1] - seeds[0], 1, 'step between two seeds')
  assert seeds[0] != 7, 'the seed of the first run was taken again'
  equal (window.values ()['Seed'], float (seeds[0]), 'seed that is shown')


@case
def ctrl_enter_generates (world):
  """Ctrl+Enter in the prompt generates; Enter alone begins a new line"""
  image = world.new_image ()
  window = world.open_window (prompt='')
  world.desktop.activate (TITLE)
  world.desktop.type ('line one')
  world.desktop.press ('Return')
  world.desktop.type ('line two')
  wait_for ('two lines', lambda: window.values ()['Prompt'] == 'line one\nline two')
  world.desktop.press ('ctrl+Return')
  window.wait_for_cells ('Seed 100, done, shown')
  window.wait_until_idle ()
  equal (world.image (image)['layers'][0]['record']['request']['prompt'], 'line one\nline two', 'prompt')


@case
def closing_changes_nothing (world):
  """a window that is closed is a cancelled call, and the image stays as it was"""
  image = world.new_image ()
  before = world.image (image)
  for key in ('alt+F4', 'ctrl+w'):
    call = world.start_run (image, mode='INTERACTIVE')
    window = screen.Window (NAME)
    world.press_in (window, key)
    equal (call.result ()['status'], 'cancel', 'status after ' + key)
    equal (world.image (image), before, 'image after ' + key)


@case
def one_window_an_image (world):
  """a second call raises the first window, with what is typed in it; another image has one of its own"""
  world.new_image ()
  window = world.open_window (prompt='')
  world.desktop.activate (TITLE)
  world.desktop.type ('a wall')
  wait_for ('typed prompt', lambda: window.values ()['Prompt'] == 'a wall')
  [first] = world.plug_in_processes ()
  place = world.desktop.activate (TITLE)

  world.desktop.activate (world.gimp.TITLE)
  screen.choose ('Filters', 'Overpaint', 'Image to Image...')
  wait_for ('raised window', lambda: world.desktop.active_window () == place)
  wait_for ('end of the second call', lambda: list (world.plug_in_processes ()) == [first])
  equal (len (screen.Window.find_windows (NAME)), 1, 'windows')
  equal (window.values ()['Prompt'], 'a wall', 'what was typed')

  world.new_image (name='Other')
  screen.choose ('Filters', 'Overpaint', 'Image to Image...')
  wait_for ('a window of its own', lambda: len (screen.Window.find_windows (NAME)) == 2)
  equal (len (list (world.plug_in_processes ())), 2, 'calls')


@case
def gimp_stays_free (world):
  """the layer and the selection of the moment count; name and thumbnail follow when one comes back"""
  image = world.new_image ()
  window = world.open_window ()
  window.wait_for_sentence ('Source\n96 × 64')
  world.generate (window)
  equal (names (world.image (image)['layers']), ['Seed 100', 'Source'], 'layers')

  world.ask ('''
image = image_of (number)
other = Gimp.Layer.new (image, 'Other', 40, 30, Gimp.ImageType.RGBA_IMAGE, 100.0, Gimp.LayerMode.NORMAL)
image.insert_layer (other, None, 2)
other.edit_fill (Gimp.FillType.WHITE)
image.select_ellipse (Gimp.ChannelOps.REPLACE, 4, 4, 20, 20)
image.set_selected_layers ([other])
Gimp.displays_flush ()
''', number=image)
  selection = world.image (image)['selection']
  world.desktop.activate (world.gimp.TITLE)
  world.desktop.activate (TITLE)
  window.wait_for_sentence ('Other\n')
  window.wait_for_sentence ('Selection only')
  equal ([screen.name (node) for node in window.every () if screen.role (node) == 'image' and
          screen.name (node).startswith ('Thumbnail')], ['Thumbnail of “Other”'], 'thumbnail')
  world.generate (window)
  after = world.image (image)
  equal ([layer['name'] for layer in after['layers']], ['Seed 100', 'Source', 'Seed 100 #1', 'Other'], 'layers')
  result = after['layers'][2]
  equal ((result['record']['source']['name'], result['size']), ('Other', [40, 30]), 'source')
  assert result['mask'], 'no mask'
  equal ((after['selection'], after['selected']), (selection, ['Other']), 'selection')


def refused_address ():
  """An address on which nobody listens."""
  with socket.socket () as probe:
    probe.bind (('127.0.0.1', 0))
    return 'http://127.0.0.1:%d' % probe.getsockname ()[1]


@case
def failure_keeps_everything (world):
  """a failed run says why in the window, keeps what was typed, and can be tried again"""
  image = world.new_image ()
  before = world.image (image)
  world.configure (nobody=refused_address (), practice=world.gate.url)
  window = world.open_window (prompt='a wall', images=2, server='nobody')

  def fail (piece):
    typed = window.values ()
    window.press ('Generate')
    window.wait_for_sentence (piece)
    window.wait_until_idle ()
    equal (window.values (), typed, 'what was typed')
    equal (world.image (image), before, 'image')

  fail ('127.0.0.1')
  window.choose ('Server', 'practice')
  for fault, piece in (('401', 'token'), ('drop', 'No worker is free'), ('500-text', '500')):
    world.practice.fault (fault, times=-1)
    fail (piece)
    world.practice.ask ('DELETE', '/practice/fault')

  # what is wrong with the fields is said in the same place
  window.set_text ('Model', '')
  fail ('Choose a model')
  window.set_text ('Model', MODEL)

  world.generate (window)
  equal (names (world.image (image)['layers']), [('a wall', ['Seed 100', 'Seed 101']), 'Source'], 'layers')


@case
def a_broken_lora_is_marked (world):
  """a LoRA that the server cannot use is marked in its row with the reason, and switched off it is no obstacle"""
  image = world.new_image ()
  world.practice.fault ('400', text='LoRA owner/broken could not be loaded', times=1)
  window = world.open_window (loras={'owner/broken': 0.8})
  window.press ('Generate')
  window.wait_for_sentence ('owner/broken could not be loaded')
  window.wait_until_idle ()
  window.press ('Use LoRA 1', 'check box')
  wait_for ('a LoRA that is off', lambda: not window.values ()['Use LoRA 1'])
  world.generate (window)
  request = world.image (image)['layers'][0]['record']['request']
  assert not request.get ('loras'), request


@case
def a_style_of_ones_own (world):
  """a style is kept with the LoRAs and values that are set, and brings them along"""
  image = world.new_image ()
  window = world.open_window (strength=0.45, loras={'me/ochre': 0.5})
  window.press ('Save as Style...')
  dialog = screen.Window ('Save as Style')
  dialog.set_text ('Name', 'Ochre')
  dialog.set_text ('Words', '{prompt}, in ochre')
  dialog.wait_for_sentence ('Strength 0.45, me/ochre 0.5')
  world.desktop.photograph ('own-style')
  dialog.press ('Save')
  dialog.wait_until_gone ()
  equal (json.loads (world.read_own ('styles.json'))['styles'],
         [{'id': 'ochre', 'name': 'Ochre', 'prompt': '{prompt}, in ochre', 'loras': {'me/ochre': 0.5},
           'values': {'strength': 0.45}}], "the artist's styles")
  world.close_window (window)

  window = world.open_window ()
  window.choose ('Style', 'Ochre')
  equal (window.values ()['Strength'], 0.45, 'strength')
  world.generate (window)
  request = world.image (image)['layers'][0]['record']['request']
  equal ([request[name] for name in ('prompt', 'strength', 'loras')],
         ['practice, in ochre', 0.45, {'me/ochre': 0.5}], 'what was sent')


@case
def broken_styles (world):
  """what is wrong with the artist's own styles is said below the picker; the others can be used, the file stays"""
  image = world.new_image ()
  text = '{\n  "format": 1,\n  "styles": [ { oops ]\n}\n'
  world.write_own ('styles.json', text)
  window = world.open_window ()
  window.wait_for_sentence ('Your styles in “%s” cannot all be used: it is no JSON from line 3 on. The file stays as '
                            'it is, until you mend it or move it away.' % world.own_path ('styles.json'))
  world.desktop.photograph ('broken-styles')
  window.choose ('Style', 'Ink Drawing')
  window.press ('Save as Style...')
  dialog = screen.Window ('Save as Style')
  dialog.set_text ('Name', 'Dry Brush')
  world.desktop.photograph ('broken-styles-dialog')
  dialog.press ('Save')
  dialog.wait_for_sentence ('cannot be changed: it is no JSON from line 3 on.')
  dialog.press ('Cancel')
  dialog.wait_until_gone ()
  equal (world.read_own ('styles.json'), text, "the artist's file")

  world.generate (window)
  equal (world.read_own ('styles.json'), text, "the artist's file after a run")
  record = world.image (image)['layers'][0]['record']
  assert 'ink' in record['request']['prompt'], record['request']

  # mended, it is used from the next window on
  world.close_window (window)
  world.write_own ('styles.json',
                   '{"format": 1, "styles": [{"id": "rub", "name": "Rubbing", "prompt": "{prompt}, rub"}]}')
  window = world.choose_window ()
  window.choose ('Style', 'Rubbing')
  assert 'Your styles' not in window.sentences (), window.sentences ()


@case
def size_is_remembered (world):
  """the window comes back as large as it was left"""
  world.new_image ()
  window = world.open_window ()
  place = world.desktop.activate (TITLE)
  first = world.desktop.geometry (place)[2:]
  world.desktop.resize (place, 1150, 640)
  wait_for ('new size', lambda: world.desktop.geometry (place)[2:] == (1150, 640))
  world.close_window (window)
  assert 'width=1150\n' in world.read_own ('window.ini'), world.read_own ('window.ini')

  world.choose_window ()
  place = world.desktop.activate (TITLE)
  wait_for ('old size', lambda: world.desktop.geometry (place)[2:] == (1150, 640))
  assert first != (1150, 640), first


@case
def servers_from_the_window (world):
  """Servers... opens beside the window, and a server that is added can be chosen at once"""
  image = world.new_image ()
  world.configure ()
  window = world.open_window (server='livepeer')
  window.press ('Servers...')
  wait_for ('servers', lambda: screen.Window.find_windows ('Servers'))
  world.desktop.activate ('^Servers$')
  world.desktop.press ('alt+a')
  world.desktop.activate ('^Add Server$')
  world.desktop.type ('attic')
  world.desktop.press ('alt+a')
  world.desktop.type (world.gate.url)
  world.desktop.press ('Return')
  wait_for ('end of the editor', lambda: not screen.Window.find_windows ('Add Server'))
  world.press_in (screen.Window ('Servers'), 'Escape')
  wait_for ('end of the servers', lambda: not screen.Window.find_windows ('Servers'))
  window.choose ('Server', 'attic')
  world.generate (window)
  window.wait_for_cells ('Seed 100, done, shown')
  equal (pictures (world, image), ['Seed 100'], 'layers')
