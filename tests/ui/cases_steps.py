"""cases_steps.py: how far a picture is, what a stop comes to, and a card with too little memory

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import screen
from desktop import wait_for
from gi.repository import Atspi
from world import case, equal, names

STEPS = 20


def play (world, role, **settings):
  """Has the practice server be another; the gate is left out, since it would hold questions for progress too."""
  world.practice.ask ('POST', '/practice/settings', {'as': role, **settings})


def start (world, role, images=1, size=(96, 64), hold=None, **fields):
  """A run at a server of this role, whose work stands still at step hold."""
  play (world, role, hold=hold)
  image = world.new_image (width=size[0], height=size[1])
  window = world.open_window (images=images, server=world.practice.url, steps=STEPS, strength=1.0, **fields)
  world.press_generate (window)
  return image, window


def asked (world, path):
  """What has been asked for below a path, in its order."""
  return [entry for entry in world.practice.ask ('GET', '/practice/log') if entry['path'].startswith (path)]


def overall (window):
  return Atspi.Value.get_current_value (window.control ('progress bar', 'Progress of the run'))


@case
def steps_are_shown (world):
  """a picture's steps move its bar and the run's, its words say how far it is, and Stop interrupts it there"""
  image, window = start (world, 'forge', images=2, hold=5)
  before = world.image (image)
  window.wait_for_sentence ('25 %')
  bar = window.control ('progress bar', 'Progress of seed 100')
  equal (round (Atspi.Value.get_current_value (bar), 2), 0.25, 'bar of the picture')
  wait_for ('bar of the run', lambda: abs (overall (window) - 0.125) < 0.01)
  # not read out with each step
  equal (window.cells (), ['Seed 100, running', 'Seed 101, waiting'], 'cells')

  world.practice.ask ('POST', '/practice/settings', {'hold': 15})
  window.wait_for_sentence ('75 %')
  wait_for ('bar of the run', lambda: abs (overall (window) - 0.375) < 0.01)
  equal ('cannot be interrupted' in window.control ('button', 'Stop').get_description (), False, 'said of Stop')
  world.desktop.photograph ('steps')

  window.press ('Stop')
  window.wait_for_sentence ('Stopped.')
  window.wait_until_idle ()
  equal (len (asked (world, '/sdapi/v1/interrupt')), 1, 'interrupts')
  equal ('next run waits' in window.sentences (), False, 'said of the server')
  equal (world.image (image), before, 'image')


@case
def cannot_be_interrupted (world):
  """where a server paints a stopped picture to its end, Stop says so before and the window after"""
  image, window = start (world, 'sd-server', hold=5)
  before = world.image (image)
  wait_for ('job that is painted', lambda: asked (world, '/sdcpp/v1/jobs/'))
  wait_for ('words on Stop', lambda: 'cannot be interrupted: it paints the picture that it has begun to its end, '
            'and the next run waits for it' in window.control ('button', 'Stop').get_description ())

  window.press ('Stop')
  window.wait_for_sentence ('cannot be interrupted: it paints the old picture to its end, and the next run waits')
  window.wait_until_idle ()
  window.wait_for_cells ('Seed 100, stopped')
  cancels = [entry for entry in asked (world, '/sdcpp/v1/jobs/') if entry['path'].endswith ('/cancel')]
  equal ([entry['status'] for entry in cancels], [409], 'answers to a cancel')
  world.desktop.photograph ('left')
  equal (world.image (image), before, 'image')

  # the next run waits for it, and says so
  world.press_generate (window)
  window.wait_for_sentence ('1 ahead in the queue')
  window.wait_for_cells ('Seed 100, 1 ahead in the queue')
  world.practice.ask ('POST', '/practice/settings', {'hold': None})
  window.wait_until_idle ()
  equal (names (world.image (image)['layers']), ['Seed 100', 'Source'], 'layers')


@case
def again_smaller (world):
  """for a picture that a card's memory was too small for there is one button: all such again, smaller"""
  world.practice.fault ('oom', times=2)
  image, window = start (world, 'forge', images=2, size=(640, 480))
  before = world.image (image)
  window.wait_until_idle ()
  window.wait_for_sentence ('Out of memory at 640 × 480. Again at 512 × 384?')
  equal ([screen.name (node) for node in window.every () if screen.role (node) == 'button' and
          screen.name (node).endswith ('seed 100')], ['Again, Smaller, seed 100'], 'buttons of the picture')
  world.desktop.photograph ('smaller')
  equal (world.image (image), before, 'image')

  world.practice.ask ('DELETE', '/practice/log')
  window.press ('Again, Smaller, seed 100')
  window.wait_for_cells ('Seed 100, done, shown', 'Seed 101, done')
  window.wait_until_idle ()
  equal ([(entry['json']['width'], entry['json']['height']) for entry in asked (world, '/sdapi/v1/img2img')],
         [(512, 384)] * 2, 'sizes on the wire')
  after = world.image (image)
  equal (names (after['layers']), [('practice', ['Seed 100', 'Seed 101']), 'Source'], 'layers')
  for layer in after['layers'][0]['children']:
    equal (world.ask ('[whole (layer_of (image_of (number), name)).width, whole (layer_of (image_of (number), '
                      'name)).height]', number=image, name=layer['name']), [640, 480], 'size of ' + layer['name'])
    equal ((layer['record']['sent']['width'], layer['record']['sent']['height']), (512, 384), 'recorded size')
