"""sheet.py: pictures side by side at one size, a caption under each

SPDX-FileCopyrightText: The Overpaint authors
SPDX-License-Identifier: GPL-3.0-or-later
"""

import math

import cairo
import gi
gi.require_version ('Pango', '1.0')
gi.require_version ('PangoCairo', '1.0')
from gi.repository import Pango, PangoCairo

MARGIN = 32
GAP = 24
CAPTION = 40
SQUARE = 12
WIDEST = 2600
SHAPE = 1.4

GROUND = (0.16, 0.16, 0.17)
TEXT = (0.90, 0.90, 0.90)
FAINT = (0.60, 0.60, 0.60)
LIGHT = (0.96, 0.96, 0.96)
DARK = (0.84, 0.84, 0.84)


def choose_columns (count, width, height):
  """As few empty places as can be, in a sheet about as wide as a screen."""
  def badness (columns):
    rows = math.ceil (count / columns)
    shape = columns * width / (rows * (height + CAPTION))
    return (columns * rows - count) / count + abs (math.log (shape / SHAPE))
  return min (range (1, count + 1), key=badness)


def read_picture (picture):
  with open (picture['path'], 'rb') as file:
    pixels = bytearray (file.read ())
  return cairo.ImageSurface.create_for_data (pixels, cairo.FORMAT_ARGB32, picture['width'], picture['height'])


def draw_checkerboard (context, x, y, width, height):
  context.save ()
  context.rectangle (x, y, width, height)
  context.clip ()
  context.set_source_rgb (*LIGHT)
  context.paint ()
  context.set_source_rgb (*DARK)
  for row in range (math.ceil (height / SQUARE)):
    for column in range (row % 2, math.ceil (width / SQUARE), 2):
      context.rectangle (x + column * SQUARE, y + row * SQUARE, SQUARE, SQUARE)
  context.fill ()
  context.restore ()


def draw_caption (context, text, x, y, width, colour=TEXT):
  layout = PangoCairo.create_layout (context)
  layout.set_font_description (Pango.FontDescription.from_string ('DejaVu Sans 17px'))
  layout.set_text (text, -1)
  layout.set_width (width * Pango.SCALE)
  layout.set_alignment (Pango.Alignment.CENTER)
  layout.set_ellipsize (Pango.EllipsizeMode.END)
  context.set_source_rgb (*colour)
  context.move_to (x, y + (CAPTION - layout.get_pixel_size ().height) / 2)
  PangoCairo.show_layout (context, layout)


def draw (path, pictures, note=''):
  """Writes a PNG at path; pictures are pairs of a picture, as in-gimp.py leaves it, and a caption.

  The note, if any, stands below them all.
  """
  surfaces = [(read_picture (picture), caption) for picture, caption in pictures]
  width = max (surface.get_width () for surface, _ in surfaces)
  height = max (surface.get_height () for surface, _ in surfaces)
  columns = choose_columns (len (surfaces), width, height)
  rows = math.ceil (len (surfaces) / columns)

  # many pictures: each smaller, but never so small that its caption does not fit
  scale = min (1, (WIDEST - 2 * MARGIN - (columns - 1) * GAP) / (columns * width))
  cell_width = max (round (width * scale), 160)
  cell_height = round (height * scale)
  result = cairo.ImageSurface (cairo.FORMAT_RGB24,
                               2 * MARGIN + columns * cell_width + (columns - 1) * GAP,
                               MARGIN + rows * (cell_height + CAPTION) + (rows - 1) * GAP
                               + (CAPTION if note else 0) + MARGIN // 2)
  context = cairo.Context (result)
  context.set_source_rgb (*GROUND)
  context.paint ()
  for number, (surface, caption) in enumerate (surfaces):
    x = MARGIN + number % columns * (cell_width + GAP)
    y = MARGIN + number // columns * (cell_height + CAPTION + GAP)
    drawn_width, drawn_height = round (surface.get_width () * scale), round (surface.get_height () * scale)
    picture_x, picture_y = x + (cell_width - drawn_width) // 2, y + (cell_height - drawn_height) // 2
    draw_checkerboard (context, picture_x, picture_y, drawn_width, drawn_height)
    context.save ()
    context.translate (picture_x, picture_y)
    context.scale (scale, scale)
    context.set_source_surface (surface, 0, 0)
    context.get_source ().set_filter (cairo.FILTER_BEST)
    context.paint ()
    context.restore ()
    draw_caption (context, caption, x, y + cell_height, cell_width)
  if note:
    draw_caption (context, note, MARGIN, result.get_height () - MARGIN // 2 - CAPTION, result.get_width () - 2 * MARGIN,
                  FAINT)
  result.write_to_png (path)
