"""cases_started.py: workers that Overpaint starts itself, for a run in the window

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import sys

from desktop import wait_for
from world import case, equal

sys.path.insert (0, os.path.join (os.path.dirname (os.path.abspath (__file__)), '..', 'worker'))
from toy import Toy


def new_toy (world, name, faults='', **settings):
  toy = Toy (os.path.join (world.desktop.folder, name), world.own_path ('settings.ini'),
             world.desktop.environment['XDG_RUNTIME_DIR'], world.practice_server, faults)
  toy.write (**settings)
  return toy


def wait_until_painting (toy):
  wait_for ('picture that is being made', lambda: any (entry['path'].startswith ('/sdcpp/v1/jobs/')
                                                       for entry in toy.ask ('GET', '/practice/log')))


@case
def a_worker_is_started_for_a_run (world):
  """while the worker is started the window says so, then its steps count, and it is used again"""
  image = world.new_image ()
  toy = new_toy (world, 'waits', 'wait progress')
  window = world.open_window (server='toy', images=2)
  world.press_generate (window)
  window.wait_for_sentence ('The worker is being started.')
  world.desktop.photograph ('starting')
  toy.let_go ()
  window.wait_until_idle ()
  window.wait_for_cells ('Seed 100, done, shown', 'Seed 101, done')
  with toy.held ():
    first = toy.status ()['pid']
    world.generate (window)
    equal (toy.status ()['pid'], first, 'process of the second run')
  equal (len (world.image (image)['layers']), 3, 'layers')
  toy.stop ()


@case
def a_stop_ends_a_worker_where_that_was_chosen (world):
  """Stop in mid-picture ends the worker, and the next run starts it anew"""
  world.new_image ()
  toy = new_toy (world, 'restarts', restart_to_cancel='true')
  window = world.open_window (server='toy')
  world.generate (window)
  with toy.held ():
    first = toy.status ()['pid']
    toy.ask ('POST', '/practice/settings', {'hold': 3})
    toy.ask ('DELETE', '/practice/log')
  world.press_generate (window)
  wait_until_painting (toy)
  window.press ('Stop')
  window.wait_until_idle ()
  toy.wait_for_end ()
  equal (toy.status ()['phase'], 'stopped', 'phase')
  world.generate (window)
  with toy.held ():
    assert toy.status ()['pid'] != first, 'it is the same process'
  toy.stop ()


@case
def a_worker_that_falls_over_says_why (world):
  """the worker's last lines and a remedy are in the window, and Retry has it again"""
  world.new_image ()
  toy = new_toy (world, 'falls', 'crash')
  window = world.open_window (server='toy', images=2)
  world.generate (window)
  window.wait_for_sentence ('The worker stopped by itself.')
  window.wait_for_sentence ('the toy model fell over its own feet')
  # those of the one that fell, and not of the next one
  equal (window.sentences ().count ('listening on'), 1, 'starts in the last lines')
  world.desktop.photograph ('fallen')
  world.generate (window)
  window.wait_for_cells ('Seed 100, done, shown', 'Seed 101, done')
  toy.stop ()
