#!/usr/bin/env python3
"""test-real-run.py: the main job of ./dev run with the real GIMP, the plug-in and the practice server

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile

sys.path.insert (0, os.path.join (os.path.abspath (sys.argv[1]), 'tests', 'dev'))
import harness

OVERPAINT, PRACTICE_SERVER = map (os.path.abspath, sys.argv[2:4])
PICTURE = os.path.join (harness.TOP, 'tests', 'pictures', 'chelsea.png')

MAKE_XCF = '''
image = Gimp.Image.new (300, 200, Gimp.ImageBaseType.RGB)
layers = []
for name, width, height, x, y, colour in (('below', 300, 200, 0, 0, 'green'), ('chosen', 100, 80, 37, -21, 'orange'),
                                          ('above', 300, 200, 0, 0, 'blue')):
  layer = Gimp.Layer.new (image, name, width, height, Gimp.ImageType.RGBA_IMAGE, 100, Gimp.LayerMode.NORMAL)
  image.insert_layer (layer, None, 0)
  layer.set_offsets (x, y)
  Gimp.context_set_foreground (Gegl.Color.new (colour))
  layer.fill (Gimp.FillType.FOREGROUND)
  layers.append (layer)
image.set_selected_layers ([layers[1]])
Gimp.file_save (Gimp.RunMode.NONINTERACTIVE, image, Gio.File.new_for_path (os.environ['XCF']), None)
'''

READ_XCF = '''
def tree (layers):
  return [{'name': layer.get_name (), 'visible': layer.get_visible (), 'children':
           tree (layer.get_children ()) if layer.is_group () else None} for layer in layers]
image = Gimp.file_load (Gimp.RunMode.NONINTERACTIVE, Gio.File.new_for_path (os.environ['XCF']))
with open (os.environ['ANSWER'], 'w') as file:
  json.dump ({'layers': tree (image.get_layers ()),
              'selected': [layer.get_name () for layer in image.get_selected_layers ()]}, file)
'''


class Place:
  """A build folder as ./dev leaves it, and a folder for what comes out."""

  def __init__ (self):
    self.folder = tempfile.mkdtemp (prefix='overpaint run ')
    self.build = os.path.join (self.folder, 'build')
    self.out = os.path.join (self.folder, 'out')
    plug_in = os.path.join (self.build, 'stage', 'plug-ins', 'overpaint')
    gateway = os.path.join (self.build, 'tests', 'gateway')
    for folder in (plug_in, gateway, self.out):
      os.makedirs (folder)
    os.symlink (OVERPAINT, os.path.join (plug_in, 'overpaint'))
    os.symlink (PRACTICE_SERVER, os.path.join (gateway, 'practice-server'))

  def run (self, image, *arguments):
    name = os.path.splitext (os.path.basename (image))[0]
    facts = os.path.join (self.folder, 'facts.json')
    if os.path.exists (facts):
      os.unlink (facts)
    ran = subprocess.run ([sys.executable, os.path.join (harness.TOP, 'tests', 'run', 'overpaint-run.py'),
                           '--build', self.build, '--host', '', '--image', image, '--name', name, '--out', self.out,
                           '--json', facts, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    try:
      with open (facts, encoding='utf-8') as file:
        return ran, json.load (file)
    except FileNotFoundError:
      return ran, None

  def gimp (self, code, xcf):
    """Runs Python code in GIMP; returns what it wrote to ANSWER, if anything."""
    answer = os.path.join (self.folder, 'answer')
    environment = dict (os.environ, GIMP3_DIRECTORY=os.path.join (self.build, 'run-profile'), XCF=xcf, ANSWER=answer,
                        GIMP_TESTING_PLUGINDIRS=os.path.join (self.build, 'run-plug-ins'), CODE=code)
    subprocess.run (['gimp-console', '-nids', '--batch-interpreter', 'python-fu-eval', '-b',
                     'import json, os\nexec (os.environ["CODE"], globals ())', '--quit'],
                    env=environment, stdin=subprocess.DEVNULL, capture_output=True)
    if os.path.exists (answer):
      with open (answer, encoding='utf-8') as file:
        return json.load (file)
    return None


def png_size (path):
  with open (path, 'rb') as file:
    return struct.unpack ('>II', file.read (24)[16:24])


PLACE = Place ()


def check_picture ():
  ran, facts = PLACE.run (PICTURE, '--set', 'prompt=a "cat", in oil', '--set', 'images=3', '--set', 'seed=7')
  harness.equal (ran.returncode, 0, ran.stderr)
  harness.equal ([layer['seed'] for layer in facts['layers']], [7, 8, 9])
  harness.equal (facts['layers'][0], {'name': 'Seed 7', 'x': 0, 'y': 0, 'width': 451, 'height': 300, 'seed': 7})
  harness.equal (sorted (facts['milliseconds']), ['in', 'out', 'waiting'])
  harness.holds (ran.stdout, 'Seeds: 7, 8, 9')
  harness.equal (facts['xcf'], PLACE.out + '/chelsea.xcf')
  width, height = png_size (facts['sheet'])
  harness.equal (width > 2 * 451 and height > 2 * 300, True, 'size of the sheet')

  saved = PLACE.gimp (READ_XCF, facts['xcf'])
  harness.equal ([layer['name'] for layer in saved['layers'][0]['children']], ['Seed 7', 'Seed 8', 'Seed 9'])
  harness.equal ([layer['visible'] for layer in saved['layers'][0]['children']], [True, False, False])
  harness.equal (saved['layers'][0]['name'], 'a "cat", in oil')
  harness.equal (len (saved['layers']), 2)


def check_selected_layer ():
  xcf = os.path.join (PLACE.folder, 'three layers.xcf')
  PLACE.gimp (MAKE_XCF, xcf)
  ran, facts = PLACE.run (xcf, '--set', 'prompt=x', '--set', 'images=1', '--set', 'seed=1')
  harness.equal (ran.returncode, 0, ran.stderr)
  harness.equal (facts['layers'], [{'name': 'Seed 1', 'x': 37, 'y': -21, 'width': 100, 'height': 80, 'seed': 1}])
  saved = PLACE.gimp (READ_XCF, facts['xcf'])
  harness.equal ([layer['name'] for layer in saved['layers']], ['above', 'Seed 1', 'chosen', 'below'])
  harness.equal (saved['selected'], ['chosen'])


def check_rectangle ():
  ran, facts = PLACE.run (PICTURE, '--selection', '100,50,150,120', '--set', 'prompt=x', '--set', 'images=1')
  harness.equal (ran.returncode, 0, ran.stderr)
  layer = facts['layers'][0]
  harness.equal (layer['width'] < 451 and layer['x'] > 0, True, 'a part of the layer')
  harness.equal (layer['x'] <= 100 and layer['x'] + layer['width'] >= 250, True, 'with its selection inside')


def check_jpeg ():
  """Anything that GIMP reads, so not only what the plug-in itself does."""
  jpeg = os.path.join (PLACE.folder, 'cat.jpg')
  PLACE.gimp ('image = Gimp.file_load (Gimp.RunMode.NONINTERACTIVE, Gio.File.new_for_path (%r))\n'
              'Gimp.file_save (Gimp.RunMode.NONINTERACTIVE, image, Gio.File.new_for_path (os.environ["XCF"]), None)'
              % PICTURE, jpeg)
  ran, facts = PLACE.run (jpeg, '--set', 'prompt=x', '--set', 'images=1')
  harness.equal (ran.returncode, 0, ran.stderr)
  harness.equal (facts['layers'][0]['width'], 451)


def check_failure (part, image, *arguments):
  ran, facts = PLACE.run (image, *arguments)
  harness.equal (ran.returncode, 1)
  lines = [line for line in ran.stderr.splitlines () if line.startswith ('dev run: ')]
  harness.equal (len (lines), 1, ran.stderr)
  harness.holds (lines[0], part)
  harness.lacks (ran.stderr, 'Traceback')
  if facts:
    harness.equal (facts['layers'], [])


def check_no_server ():
  with socket.socket () as closed:
    closed.bind (('127.0.0.1', 0))
    address = 'http://127.0.0.1:%d' % closed.getsockname ()[1]
    check_failure (address.split ('//')[1], PICTURE, '--set', 'prompt=x', '--set', 'images=1', '--server', address)


def check_not_a_picture ():
  path = os.path.join (PLACE.folder, 'words.png')
  harness.Machine.write (path, 'words')
  check_failure ('words.png', path, '--set', 'prompt=x')


try:
  harness.run ([
    ('/real/picture', check_picture),
    ('/real/selected layer', check_selected_layer),
    ('/real/rectangle', check_rectangle),
    ('/real/jpeg', check_jpeg),
    ('/real/no server', check_no_server),
    ('/real/not a picture', check_not_a_picture),
    ('/real/value out of range', lambda: check_failure ('steps', PICTURE, '--set', 'steps=1000000')),
    ('/real/value that the plug-in refuses', lambda: check_failure ('strength', PICTURE, '--set', 'strength=-0.5')),
  ])
finally:
  shutil.rmtree (PLACE.folder, ignore_errors=True)
