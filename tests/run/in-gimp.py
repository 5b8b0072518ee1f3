# in-gimp.py: the main job, inside GIMP
#
# SPDX-FileCopyrightText: The Overpaint authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Run by python-fu-eval for overpaint-run.py. Reads the job from the file that OVERPAINT_RUN_JOB
# names and leaves result.json in the job's work folder, whatever happens.

import json
import os
import traceback

import gi
gi.require_version ('Gegl', '0.4')
gi.require_version ('Gimp', '3.0')
from gi.repository import Gegl, Gimp, Gio, GObject

PROCEDURE = 'plug-in-overpaint-image-to-image'
RECORD = 'overpaint-record'
LARGEST_PICTURE = 640


class Failure (Exception):
  pass


def file_at (path):
  return Gio.File.new_for_path (path)


def last_error ():
  return Gimp.get_pdb ().get_last_error ()


def open_image (path):
  try:
    image = Gimp.file_load (Gimp.RunMode.NONINTERACTIVE, file_at (path))
  except Exception as error:
    raise Failure ('GIMP cannot open %s: %s' % (path, error))
  if image is None:
    raise Failure ('GIMP cannot open %s: %s' % (path, last_error ()))
  return image


def set_argument (config, procedure, name, text):
  """Sets an argument from its text.

  GObject drops a value outside its range with only a warning, so the range is asked first.
  """
  argument = procedure.find_argument (name)
  if argument is None:
    raise Failure ('the plug-in takes no %s' % name)
  kind = argument.value_type
  if kind in (GObject.TYPE_INT, GObject.TYPE_DOUBLE):
    value = int (text) if kind == GObject.TYPE_INT else float (text)
    if not argument.minimum <= value <= argument.maximum:
      raise Failure ('%s: %s is not between %g and %g' % (name, text, argument.minimum, argument.maximum))
  else:
    value = text
  config.set_property (name, value)


def run_procedure (image, layers, settings):
  procedure = Gimp.get_pdb ().lookup_procedure (PROCEDURE)
  if procedure is None:
    raise Failure ('GIMP did not load the plug-in')
  config = procedure.create_config ()
  config.set_property ('run-mode', Gimp.RunMode.NONINTERACTIVE)
  config.set_property ('image', image)
  config.set_core_object_array ('drawables', layers)
  for name, text in settings.items ():
    set_argument (config, procedure, name, text)
  values = procedure.run (config)
  status = values.index (0)
  if status == Gimp.PDBStatusType.CANCEL:
    raise Failure ('the run was cancelled')
  if status != Gimp.PDBStatusType.SUCCESS:
    raise Failure (last_error ())
  return list (values.get_core_object_array (1))


def seed_of (layer):
  parasite = layer.get_parasite (RECORD)
  if parasite is None:
    return None
  return json.loads (bytes (parasite.get_data ()).rstrip (b'\0').decode ('utf-8')).get ('seed')


def place (layer):
  _, x, y = layer.get_offsets ()
  return {'name': layer.get_name (), 'x': x, 'y': y, 'width': layer.get_width (), 'height': layer.get_height ()}


def save_picture (image, source, layer, path):
  """What the source's rectangle shows with that layer on top, as cairo wants it and no larger than the sheet."""
  width, height = source.get_width (), source.get_height ()
  _, source_x, source_y = source.get_offsets ()
  scratch = Gimp.Image.new (width, height, image.get_base_type ())
  covers = layer.get_mask () is None or layer == source
  for drawable in [layer] if covers else [source, layer]:
    copy = Gimp.Layer.new_from_drawable (drawable, scratch)
    scratch.insert_layer (copy, None, 0)
    copy.set_visible (True)
    copy.set_opacity (100)
    copy.set_mode (Gimp.LayerMode.NORMAL)
    _, x, y = drawable.get_offsets ()
    copy.set_offsets (x - source_x, y - source_y)
  factor = LARGEST_PICTURE / max (width, height)
  if factor < 1:
    width, height = max (1, round (width * factor)), max (1, round (height * factor))
    scratch.scale (width, height)
  visible = Gimp.Layer.new_from_visible (scratch, scratch, 'visible')
  pixels = visible.get_buffer ().get (Gegl.Rectangle.new (0, 0, width, height), 1.0, 'cairo-ARGB32',
                                      Gegl.AbyssPolicy.NONE)
  with open (path, 'wb') as file:
    file.write (pixels)
  visible.delete ()
  scratch.delete ()
  return {'path': path, 'width': width, 'height': height}


def run_job (job, result):
  image = open_image (job['image'])
  sources = image.get_selected_layers () or image.get_layers ()[:1]
  if job['selection']:
    x, y, width, height = map (int, job['selection'].split (','))
    image.select_rectangle (Gimp.ChannelOps.REPLACE, x, y, width, height)
  result['wanted'] = int (job['settings']['images'])
  layers = run_procedure (image, sources, job['settings'])

  if not Gimp.file_save (Gimp.RunMode.NONINTERACTIVE, image, file_at (job['xcf']), None):
    raise Failure ('the XCF could not be written: %s' % last_error ())
  for number, layer in enumerate ([sources[0]] + layers):
    picture = save_picture (image, sources[0], layer, os.path.join (job['work'], '%d.pixels' % number))
    entry = dict (place (layer), picture=picture)
    if number == 0:
      result['source'] = entry
    else:
      result['layers'].append (dict (entry, seed=seed_of (layer)))


def main ():
  with open (os.environ['OVERPAINT_RUN_JOB'], encoding='utf-8') as file:
    job = json.load (file)
  result = {'error': None, 'wanted': 0, 'source': None, 'layers': []}
  try:
    run_job (job, result)
  except Failure as failure:
    result['error'] = str (failure)
  except Exception:
    traceback.print_exc ()
    result['error'] = traceback.format_exc ().strip ().splitlines ()[-1]
  with open (os.path.join (job['work'], 'result.json'), 'w', encoding='utf-8') as file:
    json.dump (result, file)


main ()
