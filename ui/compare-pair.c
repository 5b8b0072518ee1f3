/* compare-pair.c: the two pictures that are compared
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "compare-pair.h"
#include "compare-picture.h"

typedef struct
{
  OverpaintPixels         *pixels;
  OverpaintComparePicture *picture;   /* NULL until it is made */
  gchar                   *label;
} Side;

typedef struct
{
  Side left;
  Side right;
} Sides;

struct _OverpaintComparePair
{
  GObject       parent_instance;

  Sides         shown;
  Sides         coming;
  GCancellable *cancellable;   /* of what is coming */
  gchar        *problem;
};

G_DEFINE_FINAL_TYPE (OverpaintComparePair, overpaint_compare_pair, G_TYPE_OBJECT)

static guint changed_signal;

static void
clear_side (Side *side)
{
  g_clear_pointer (&side->pixels, overpaint_pixels_unref);
  g_clear_pointer (&side->picture, overpaint_compare_picture_unref);
  g_clear_pointer (&side->label, g_free);
}

static void
clear_sides (Sides *sides)
{
  clear_side (&sides->left);
  clear_side (&sides->right);
}

/* Forgets what is coming. */
static void
overpaint_compare_pair_stop (OverpaintComparePair *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->problem, g_free);
  clear_sides (&self->coming);
}

static void
overpaint_compare_pair_dispose (GObject *object)
{
  OverpaintComparePair *self = OVERPAINT_COMPARE_PAIR (object);

  overpaint_compare_pair_stop (self);
  clear_sides (&self->shown);

  G_OBJECT_CLASS (overpaint_compare_pair_parent_class)->dispose (object);
}

static void
overpaint_compare_pair_class_init (OverpaintComparePairClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = overpaint_compare_pair_dispose;

  /**
   * OverpaintComparePair::changed:
   * @self: the pair
   *
   * What it draws is another.
   */
  changed_signal = g_signal_new ("changed", OVERPAINT_TYPE_COMPARE_PAIR, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
overpaint_compare_pair_init (OverpaintComparePair *self)
{
}

/**
 * overpaint_compare_pair_new:
 *
 * Returns: (transfer full): a pair without pictures
 */
OverpaintComparePair *
overpaint_compare_pair_new (void)
{
  return g_object_new (OVERPAINT_TYPE_COMPARE_PAIR, NULL);
}

/* Both come together, so that none is ever seen beside one of another size or run. */
static void
overpaint_compare_pair_arrive (OverpaintComparePair *self)
{
  if (self->coming.left.picture == NULL || self->coming.right.picture == NULL)
    return;

  clear_sides (&self->shown);
  self->shown  = self->coming;
  self->coming = (Sides) { { NULL }, { NULL } };
  g_clear_object (&self->cancellable);
  g_signal_emit (self, changed_signal, 0);
}

static void
take_picture (Side                    *side,
              OverpaintComparePicture *picture)
{
  if (side->picture == NULL && picture != NULL && side->pixels == overpaint_compare_picture_get_pixels (picture))
    side->picture = overpaint_compare_picture_ref (picture);
}

static void
on_made (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (OverpaintComparePair)     self    = user_data;
  g_autoptr (GError)                   error   = NULL;
  g_autoptr (OverpaintComparePicture)  picture = overpaint_compare_picture_make_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (picture == NULL)
    {
      overpaint_compare_pair_clear (self);
      self->problem = g_strdup (error->message);
      g_signal_emit (self, changed_signal, 0);
      return;
    }

  take_picture (&self->coming.left, picture);
  take_picture (&self->coming.right, picture);
  overpaint_compare_pair_arrive (self);
}

/* What is shown already is not made again. */
static void
overpaint_compare_pair_fill (OverpaintComparePair *self,
                             Side                 *side,
                             OverpaintPixels      *pixels,
                             const gchar          *label)
{
  side->pixels = overpaint_pixels_ref (pixels);
  side->label  = g_strdup (label);
  take_picture (side, self->shown.left.picture);
  take_picture (side, self->shown.right.picture);
}

/**
 * overpaint_compare_pair_set:
 * @self: a pair
 * @left: a picture; immutable from now on
 * @left_label: what it is called
 * @right: another, of the same size
 * @right_label: what that is called
 *
 * Shows two pictures, as soon as they are ready.
 */
void
overpaint_compare_pair_set (OverpaintComparePair *self,
                            OverpaintPixels      *left,
                            const gchar          *left_label,
                            OverpaintPixels      *right,
                            const gchar          *right_label)
{
  overpaint_compare_pair_stop (self);
  self->cancellable = g_cancellable_new ();
  overpaint_compare_pair_fill (self, &self->coming.left, left, left_label);
  overpaint_compare_pair_fill (self, &self->coming.right, right, right_label);

  if (self->coming.left.picture == NULL)
    overpaint_compare_picture_make_async (left, self->cancellable, on_made, g_object_ref (self));

  if (self->coming.right.picture == NULL && right != left)
    overpaint_compare_picture_make_async (right, self->cancellable, on_made, g_object_ref (self));

  overpaint_compare_pair_arrive (self);
}

/**
 * overpaint_compare_pair_clear:
 * @self: a pair
 *
 * Shows nothing, and gives the memory back.
 */
void
overpaint_compare_pair_clear (OverpaintComparePair *self)
{
  overpaint_compare_pair_stop (self);
  clear_sides (&self->shown);
  g_signal_emit (self, changed_signal, 0);
}

static void
swap_sides (Sides *sides)
{
  Side left = sides->left;

  sides->left  = sides->right;
  sides->right = left;
}

/**
 * overpaint_compare_pair_swap:
 * @self: a pair
 *
 * Shows the left picture to the right, and the right one to the left.
 */
void
overpaint_compare_pair_swap (OverpaintComparePair *self)
{
  swap_sides (&self->shown);
  swap_sides (&self->coming);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * overpaint_compare_pair_is_there:
 * @self: a pair
 *
 * Returns: whether there are pictures to draw
 */
gboolean
overpaint_compare_pair_is_there (OverpaintComparePair *self)
{
  return self->shown.left.picture != NULL;
}

/**
 * overpaint_compare_pair_is_ready:
 * @self: a pair
 *
 * Returns: whether it draws the pictures that it was given last
 */
gboolean
overpaint_compare_pair_is_ready (OverpaintComparePair *self)
{
  return overpaint_compare_pair_is_there (self) && self->coming.left.pixels == NULL;
}

/**
 * overpaint_compare_pair_get_problem:
 * @self: a pair
 *
 * Returns: (transfer none) (nullable): why there is nothing to draw
 */
const gchar *
overpaint_compare_pair_get_problem (OverpaintComparePair *self)
{
  return self->problem;
}

/**
 * overpaint_compare_pair_get_pixels:
 * @self: a pair
 *
 * Returns: (transfer none) (nullable): the left picture, whose size is that of both
 */
OverpaintPixels *
overpaint_compare_pair_get_pixels (OverpaintComparePair *self)
{
  return self->shown.left.pixels;
}

/**
 * overpaint_compare_pair_get_left:
 * @self: a pair
 *
 * Returns: (transfer none): what the left picture is called; "" where there is none
 */
const gchar *
overpaint_compare_pair_get_left (OverpaintComparePair *self)
{
  return self->shown.left.label != NULL ? self->shown.left.label : "";
}

/**
 * overpaint_compare_pair_get_right:
 * @self: a pair
 *
 * Returns: (transfer none): what the right picture is called; "" where there is none
 */
const gchar *
overpaint_compare_pair_get_right (OverpaintComparePair *self)
{
  return self->shown.right.label != NULL ? self->shown.right.label : "";
}

static void
draw_side (Side                           *side,
           cairo_t                        *cairo,
           const OverpaintCompareGeometry *geometry,
           gdouble                         from,
           gdouble                         to)
{
  OverpaintCompareArea whole;

  overpaint_compare_geometry_get_picture (geometry, &whole);

  cairo_save (cairo);
  cairo_rectangle (cairo, from, 0.0, to - from, geometry->view_height);
  cairo_clip (cairo);
  overpaint_compare_picture_draw (side->picture, cairo, whole.x, whole.y, whole.width, whole.height, geometry->scale);
  cairo_restore (cairo);
}

/**
 * overpaint_compare_pair_draw:
 * @self: a pair with pictures
 * @cairo: where to draw; its clip says how much is seen
 * @geometry: what is where
 *
 * Draws the left picture up to the divider, and the right one from there on.
 */
void
overpaint_compare_pair_draw (OverpaintComparePair           *self,
                             cairo_t                        *cairo,
                             const OverpaintCompareGeometry *geometry)
{
  gdouble          divider = overpaint_compare_geometry_get_divider (geometry);
  GdkRectangle     clip;
  cairo_surface_t *surface;
  cairo_t         *memory;

  if (! gdk_cairo_get_clip_rectangle (cairo, &clip))
    return;

  /* The pictures are scaled in memory: drawn straight to a window, the screen might be sent each of
   * them whole each time, 96 MB of 6000 x 4000 pixels.
   */
  surface = cairo_surface_create_similar_image (cairo_get_target (cairo), CAIRO_FORMAT_ARGB32,
                                                (gint) ceil (clip.width * geometry->scale),
                                                (gint) ceil (clip.height * geometry->scale));
  cairo_surface_set_device_scale (surface, geometry->scale, geometry->scale);

  memory = cairo_create (surface);
  cairo_translate (memory, -clip.x, -clip.y);
  draw_side (&self->shown.left, memory, geometry, 0.0, divider);
  draw_side (&self->shown.right, memory, geometry, divider, geometry->view_width);
  cairo_destroy (memory);

  cairo_set_source_surface (cairo, surface, clip.x, clip.y);
  cairo_paint (cairo);
  cairo_surface_destroy (surface);
}
