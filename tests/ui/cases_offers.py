"""cases_offers.py: a server's own models and LoRAs, from the lists to the wire, by keyboard

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import contextlib
import json
import os
import struct

from desktop import wait_for
from screen import text
from world import TITLE, case, equal

MODELS = ['v1-5-pruned', 'practice-xl']


def write_lora (folder, path, notes):
  os.makedirs (os.path.dirname (os.path.join (folder, path)), exist_ok=True)
  header = json.dumps ({'__metadata__': notes}).encode ()
  with open (os.path.join (folder, path), 'wb') as file:
    file.write (struct.pack ('<Q', len (header)) + header)


@contextlib.contextmanager
def server_that_plays (world, role, **settings):
  """The practice server as one that artists run themselves, configured by its role's name."""
  world.practice.ask ('POST', '/practice/settings', {'as': role, **settings})
  world.configure (**{role: world.gate.url})
  try:
    yield
  finally:
    world.practice.ask ('POST', '/practice/settings', {name: None for name in settings})


def painted (world):
  """What was asked of the server, of the one request that paints."""
  asked = [entry for entry in world.practice.ask ('GET', '/practice/log')
           if entry['path'] in ('/sdapi/v1/img2img', '/sdcpp/v1/img_gen')]
  equal (len (asked), 1, 'requests that paint')
  return asked[0]


def wait_for_text (window, label, expected):
  wait_for ('"%s" in "%s"' % (expected, label), lambda: text (window.control ('text', label)) == expected)


@case
def a_server_s_own_models_and_loras (world):
  """model, LoRA and its words come from the server's lists, by keyboard, and go over the wire once each"""
  folder = os.path.join (world.desktop.folder, 'loras')
  write_lora (folder, 'styles/toy-style.safetensors',
              {'ss_base_model_version': 'sdxl_base_v1-0', 'modelspec.trigger_phrase': 'toy brick, studio light'})
  with server_that_plays (world, 'forge', models=MODELS, lora_folder=folder):
    world.new_image ()
    window = world.open_window (server='forge', model='dreamy')
    window.wait_for_sentence ('“forge” has no model of this name: it will paint with v1-5-pruned.')
    equal (window.values ()['Model'], 'dreamy', 'what was typed')
    world.desktop.activate (TITLE)

    # the second of its models
    window.focus ('text', 'Model')
    world.desktop.press ('alt+Down')
    world.desktop.photograph ('offers-models')
    world.desktop.press ('Escape')
    window.focus ('text', 'Model')
    world.desktop.press ('Down', 'Down')
    wait_for_text (window, 'Model', 'practice-xl')
    window.wait_for_sentence ('An SDXL model, by its name')

    # one that it has not got is said before a run, in the place of a guess
    world.desktop.press ('alt+l')
    entry = window.control ('text', 'Id of LoRA 1')
    world.desktop.type ('tay')
    world.desktop.press ('Tab')
    window.wait_for_sentence ('“forge” has no LoRA of this name.')
    world.desktop.photograph ('offers-stranger')

    # the first of its LoRAs
    window.focus ('text', 'Id of LoRA 1')
    world.desktop.press ('alt+Down')
    world.desktop.photograph ('offers-loras')
    world.desktop.press ('Escape')
    window.focus ('text', 'Id of LoRA 1')
    world.desktop.press ('Down')
    wait_for ('LoRA', lambda: text (entry) == 'toy-style')
    window.wait_for_sentence ('For SDXL. Add to the prompt: toy brick, studio light')

    # past the list's button, the weight and the way out, to the first word
    for _ in range (2):
      window.focus ('button', 'Remove LoRA 1')
      world.desktop.press ('Tab', 'Return')
      wait_for_text (window, 'Prompt', 'practice, toy brick')
    world.desktop.photograph ('offers-chosen')

    world.desktop.press ('ctrl+Return')
    window.wait_for_cells ('Seed 100, done, shown')
    window.wait_until_idle ()
    entry = painted (world)
    assert entry['json']['override_settings']['sd_model_checkpoint'].startswith ('practice-xl.safetensors ['), entry
    equal (entry['json']['prompt'], 'practice, toy brick <lora:toy-style:1>', 'prompt')
    equal (entry['json']['steps'], 30, 'steps')
    assert 'lora styles/toy-style.safetensors 1' in entry['notes'], entry['notes']


@case
def a_server_with_one_model (world):
  """a server that holds one model says so, and the run is planned for that one"""
  with server_that_plays (world, 'sd-server', models=['sd_turbo']):
    image = world.new_image ()
    window = world.open_window (server='sd-server', model='timbrooks/instruct-pix2pix')
    window.wait_for_sentence ('“sd-server” holds sd_turbo. Start another for another model.')
    equal (window.values ()['Model'], 'sd_turbo', 'model')
    # not 632 x 424, which the server would not take as it is
    window.wait_for_sentence (' as 640 × 448')
    world.desktop.photograph ('offers-one-model')
    world.generate (window)
    entry = painted (world)
    equal (entry['json']['sample_params']['sample_steps'], 4, 'steps')
    equal ((entry['json']['width'], entry['json']['height']), (640, 448), 'size')
    record = world.image (image)['layers'][0]['record']
    equal (record['request']['model'], 'sd_turbo', 'model of the record')

    # and what was chosen for the other servers is not lost
    window.choose ('Server', 'livepeer (default)')
    wait_for_text (window, 'Model', 'timbrooks/instruct-pix2pix')
