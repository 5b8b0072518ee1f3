/* choice.c: what an artist has chosen in an image: a layer, and perhaps a part of it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "choice.h"

/* Context around a selection, so that what comes back fits what stays: a quarter
 * of its longer side, and never less than a model can make sense of.
 */
#define LEAST_MARGIN   64
#define MARGIN_DIVISOR 4

/**
 * overpaint_choice_find_drawable:
 * @image: an image
 * @error: return location for an %OVERPAINT_SOURCE_ERROR_NOT_A_LAYER or
 *   %OVERPAINT_SOURCE_ERROR_NO_COLOURS
 *
 * Returns: (transfer none) (nullable): the one layer that is chosen there, or its mask where that is
 *   being edited
 */
GimpDrawable *
overpaint_choice_find_drawable (GimpImage  *image,
                                GError    **error)
{
  g_autofree GimpDrawable **drawables = NULL;

  if (gimp_image_get_base_type (image) == GIMP_INDEXED)
    {
      g_set_error_literal (error, OVERPAINT_SOURCE_ERROR, OVERPAINT_SOURCE_ERROR_NO_COLOURS,
                           _("An image with a colormap cannot take the pictures: "
                             "choose Image > Mode > RGB first."));
      return NULL;
    }

  drawables = gimp_image_get_selected_drawables (image);

  if (drawables == NULL || drawables[0] == NULL)
    {
      g_set_error_literal (error, OVERPAINT_SOURCE_ERROR, OVERPAINT_SOURCE_ERROR_NOT_A_LAYER,
                           _("No layer is selected: select the one to send."));
      return NULL;
    }

  if (drawables[1] != NULL)
    {
      g_set_error_literal (error, OVERPAINT_SOURCE_ERROR, OVERPAINT_SOURCE_ERROR_NOT_A_LAYER,
                           _("Several layers are selected, and one is sent at a time: select just one."));
      return NULL;
    }

  return drawables[0];
}

/**
 * overpaint_choice_find_layer:
 * @drawable: what is chosen
 * @error: return location for an %OVERPAINT_SOURCE_ERROR_NOT_A_LAYER
 *
 * GIMP hands out the mask where it is the mask that is being edited.
 *
 * Returns: (transfer none) (nullable): the layer that is meant
 */
GimpLayer *
overpaint_choice_find_layer (GimpDrawable  *drawable,
                             GError       **error)
{
  GimpLayer *layer = NULL;

  if (GIMP_IS_LAYER_MASK (drawable))
    layer = gimp_layer_from_mask (GIMP_LAYER_MASK (drawable));
  else if (GIMP_IS_LAYER (drawable))
    layer = GIMP_LAYER (drawable);

  if (layer == NULL)
    {
      g_set_error_literal (error, OVERPAINT_SOURCE_ERROR, OVERPAINT_SOURCE_ERROR_NOT_A_LAYER,
                           _("A channel cannot be sent: select a layer."));
      return NULL;
    }

  if (gimp_layer_is_floating_sel (layer))
    {
      g_set_error_literal (error, OVERPAINT_SOURCE_ERROR, OVERPAINT_SOURCE_ERROR_NOT_A_LAYER,
                           _("A floating selection cannot be sent: anchor it, or make it a layer."));
      return NULL;
    }

  return layer;
}

static void
add_margin (GeglRectangle       *rectangle,
            const GeglRectangle *layer)
{
  gint margin = MAX (LEAST_MARGIN, MAX (rectangle->width, rectangle->height) / MARGIN_DIVISOR);

  rectangle->x      -= margin;
  rectangle->y      -= margin;
  rectangle->width  += 2 * margin;
  rectangle->height += 2 * margin;

  gegl_rectangle_intersect (rectangle, rectangle, layer);
}

/**
 * overpaint_choice_get_rectangle:
 * @image: an image
 * @layer: one of its layers
 * @rectangle: (out caller-allocates): what would be taken, in layer pixels
 * @is_part: (out): whether that is on account of a selection
 * @error: return location for an %OVERPAINT_SOURCE_ERROR_NOTHING_SELECTED
 *
 * All of the layer, or the bounds of what is selected of it and a margin of context.
 *
 * Returns: %FALSE where the bounds of the selection miss the layer
 */
gboolean
overpaint_choice_get_rectangle (GimpImage      *image,
                                GimpLayer      *layer,
                                GeglRectangle  *rectangle,
                                gboolean       *is_part,
                                GError        **error)
{
  GeglRectangle whole = { 0, 0, gimp_drawable_get_width (GIMP_DRAWABLE (layer)),
                          gimp_drawable_get_height (GIMP_DRAWABLE (layer)) };

  *rectangle = whole;
  *is_part   = ! gimp_selection_is_empty (image);

  if (! *is_part)
    return TRUE;

  if (! gimp_drawable_mask_intersect (GIMP_DRAWABLE (layer), &rectangle->x, &rectangle->y,
                                      &rectangle->width, &rectangle->height))
    {
      overpaint_choice_set_error_missed (error);
      return FALSE;
    }

  add_margin (rectangle, &whole);

  return TRUE;
}

/**
 * overpaint_choice_set_error_missed:
 * @error: return location for an %OVERPAINT_SOURCE_ERROR_NOTHING_SELECTED
 *
 * Notes that nothing of the layer is selected, though something of the image is.
 */
void
overpaint_choice_set_error_missed (GError **error)
{
  g_set_error_literal (error, OVERPAINT_SOURCE_ERROR, OVERPAINT_SOURCE_ERROR_NOTHING_SELECTED,
                       _("The selection misses the layer: select a part of it, or nothing."));
}
