# inside.py: what a test asks of GIMP, run inside GIMP by door.py, or where a call takes long, by
# python-fu-eval
#
# SPDX-FileCopyrightText: The Overpaint authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# CALL names a JSON file: the code, the values that it names, and where the answer goes.

import ast
import hashlib
import json
import os
import traceback

import gi
gi.require_version ('Gimp', '3.0')
gi.require_version ('Gegl', '0.4')
from gi.repository import Gegl, Gimp, Gio

PROCEDURE = 'plug-in-overpaint-image-to-image'
RECORD = 'overpaint-record'


# ---- pictures of plain arithmetic: no two pixels near each other are alike

def pattern (width, height, channels=3):
  return bytes ((x * (3 + 2 * c) + y * (5 + c) + 40 * c) % 256 if c < 3 else 255
                for y in range (height) for x in range (width) for c in range (channels))


def whole (drawable):
  return Gegl.Rectangle.new (0, 0, drawable.get_width (), drawable.get_height ())


def put (drawable, form, pixels):
  buffer = drawable.get_buffer ()
  buffer.set (whole (drawable), form, pixels)
  buffer.flush ()
  drawable.update (0, 0, drawable.get_width (), drawable.get_height ())


def get (drawable, form="R'G'B'A u8"):
  return bytes (drawable.get_buffer ().get (whole (drawable), 1.0, form, Gegl.AbyssPolicy.NONE))


def checksum (drawable, form="R'G'B'A u8"):
  return hashlib.sha256 (get (drawable, form)).hexdigest ()[:16]


def rule (colours):
  """The practice server's rule on R'G'B' bytes: R' = 255 - G, G' = 255 - B, B' = 255 - R."""
  inverted = bytes (255 - value for value in range (256))
  result = bytearray (len (colours))
  for channel in range (3):
    result[channel::3] = colours[(channel + 1) % 3::3].translate (inverted)
  return bytes (result)


def deviation (layer, colours):
  """How far a layer is at most from what R'G'B' bytes become in a layer like it, in 8-bit values."""
  like = Gimp.Layer.new (layer.get_image (), 'expected', layer.get_width (), layer.get_height (), layer.type (), 100.0,
                         Gimp.LayerMode.NORMAL)
  put (like, "R'G'B' u8", colours)
  found = max (abs (a - b) for a, b in zip (get (layer), get (like)))
  like.delete ()
  return found


def new_image (width=96, height=64, name='Source', alpha=False, gray=False):
  """An image of one layer, in a window, as if just opened: nothing to undo, nothing to save."""
  image = Gimp.Image.new (width, height, Gimp.ImageBaseType.GRAY if gray else Gimp.ImageBaseType.RGB)
  image.undo_disable ()
  kind = {(False, False): Gimp.ImageType.RGB_IMAGE, (True, False): Gimp.ImageType.RGBA_IMAGE,
          (False, True): Gimp.ImageType.GRAY_IMAGE, (True, True): Gimp.ImageType.GRAYA_IMAGE}[alpha, gray]
  layer = Gimp.Layer.new (image, name, width, height, kind, 100.0, Gimp.LayerMode.NORMAL)
  image.insert_layer (layer, None, 0)
  put (layer, "R'G'B' u8", pattern (width, height))
  image.undo_enable ()
  image.clean_all ()
  Gimp.Display.new (image)
  Gimp.displays_flush ()
  return image


def image_of (number):
  return Gimp.Image.get_by_id (number)


def layer_of (image, name):
  for layer in every_layer (image.get_layers ()):
    if layer.get_name () == name:
      return layer
  raise KeyError (name)


def every_layer (layers):
  for layer in layers:
    yield layer
    if layer.is_group ():
      yield from every_layer (layer.get_children ())


def displays ():
  """The PDB cannot list them; their ids are counted up from 1."""
  return [Gimp.Display.get_by_id (number) for number in range (1, 400) if Gimp.Display.id_is_valid (number)]


def close_everything ():
  for display in displays ():
    display.delete ()
  for image in Gimp.get_images ():
    image.delete ()


# ---- what an image is, as far as anyone could tell it apart

def describe_layer (layer):
  mask = layer.get_mask ()
  record = layer.get_parasite (RECORD)
  return {
    'name': layer.get_name (), 'id': layer.get_id (), 'visible': layer.get_visible (),
    'place': list (layer.get_offsets ())[1:], 'size': [layer.get_width (), layer.get_height ()],
    'opacity': layer.get_opacity (), 'mode': int (layer.get_mode ()), 'type': layer.type ().value_nick,
    'pixels': None if layer.is_group () else checksum (layer),
    'mask': checksum (mask, 'Y u8') if mask else None, 'edit_mask': bool (mask and layer.get_edit_mask ()),
    'filters': len (layer.get_filters ()),
    'record': json.loads (bytes (value & 255 for value in record.get_data ()).rstrip (b'\0')) if record else None,
    'children': [describe_layer (child) for child in layer.get_children ()] if layer.is_group () else None,
  }


def describe (image):
  """The plug-in may be taking layers away while they are looked at: then all is looked at anew."""
  for attempt in range (10):
    try:
      return describe_once (image)
    except (AttributeError, TypeError):
      if attempt == 9 or not image.is_valid ():
        raise


def describe_once (image):
  selection = image.get_selection ()
  return {
    'id': image.get_id (), 'size': [image.get_width (), image.get_height ()],
    'base': image.get_base_type ().value_nick, 'precision': image.get_precision ().value_nick,
    'layers': [describe_layer (layer) for layer in image.get_layers ()],
    'selected': [layer.get_name () for layer in image.get_selected_layers ()],
    'selection': checksum (selection, 'Y u8'), 'dirty': image.is_dirty (),
  }


def images ():
  return [describe (image) for image in sorted (Gimp.get_images (), key=lambda each: each.get_id ())]


# ---- the procedure

def run (image, layer, mode=Gimp.RunMode.NONINTERACTIVE, **arguments):
  procedure = Gimp.get_pdb ().lookup_procedure (PROCEDURE)
  config = procedure.create_config ()
  config.set_property ('run-mode', mode)
  config.set_property ('image', image)
  config.set_core_object_array ('drawables', [layer])
  for name, value in arguments.items ():
    config.set_property (name.replace ('_', '-'), value)
  values = procedure.run (config)
  status = values.index (0)
  succeeded = status == Gimp.PDBStatusType.SUCCESS
  return {
    'status': status.value_nick,
    'message': '' if succeeded else Gimp.get_pdb ().get_last_error (),
    'layers': [layer.get_name () for layer in values.get_core_object_array (1)] if succeeded else [],
  }


def evaluate (code, names):
  """Runs statements; the last one, where it is an expression, is the answer."""
  tree = ast.parse (code)
  last = tree.body.pop () if isinstance (tree.body[-1], ast.Expr) else None
  exec (compile (tree, 'test', 'exec'), names)
  return eval (compile (ast.Expression (last.value), 'test', 'eval'), names) if last else None


def answer_call (path):
  with open (path, encoding='utf-8') as file:
    call = json.load (file)
  try:
    answer = {'result': evaluate (call['code'], {**globals (), **call['values']})}
  except Exception:
    answer = {'problem': traceback.format_exc ()}
  text = json.dumps (answer)
  with open (call['answer'] + '.part', 'w', encoding='utf-8') as file:
    file.write (text)
  os.rename (call['answer'] + '.part', call['answer'])


# run by python-fu-eval; door.py calls by itself
if 'CALL' in globals ():
  answer_call (CALL)
