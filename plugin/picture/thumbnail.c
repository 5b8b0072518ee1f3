/* thumbnail.c: a picture, small
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "resample.h"
#include "thumbnail.h"

typedef struct
{
  OverpaintPixels *pixels;
  gint             side;
} Errand;

static void
errand_free (Errand *errand)
{
  overpaint_pixels_unref (errand->pixels);
  g_free (errand);
}

static void
make_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Errand          *errand = task_data;
  gint             width  = overpaint_pixels_get_width (errand->pixels);
  gint             height = overpaint_pixels_get_height (errand->pixels);
  gdouble          scale  = (gdouble) errand->side / MAX (width, height);
  GError          *error  = NULL;
  OverpaintPixels *small;

  if (scale >= 1.0)
    small = overpaint_pixels_ref (errand->pixels);
  else
    small = overpaint_pixels_resample (errand->pixels, scale, 0.0, 0.0,
                                       MAX (1, (gint) round (width * scale)),
                                       MAX (1, (gint) round (height * scale)), &error);

  if (small != NULL)
    g_task_return_pointer (task, small, (GDestroyNotify) overpaint_pixels_unref);
  else
    g_task_return_error (task, error);
}

/**
 * overpaint_thumbnail_make_async:
 * @pixels: a picture, in 3 or 4 channels; immutable from now on
 * @side: most pixels that its longer side may have, 1 or more
 * @cancellable: (nullable): stops the wait
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Makes a picture small, in a thread. Its aspect is kept, to the nearest pixel; colours count by
 * their alpha, so that nothing of what lies under transparency shows at an edge.
 */
void
overpaint_thumbnail_make_async (OverpaintPixels      *pixels,
                                gint                  side,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data)
{
  g_autoptr (GTask)  task = NULL;
  Errand            *errand;

  g_return_if_fail (pixels != NULL);
  g_return_if_fail (side > 0);

  errand         = g_new0 (Errand, 1);
  errand->pixels = overpaint_pixels_ref (pixels);
  errand->side   = side;

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, overpaint_thumbnail_make_async);
  g_task_set_task_data (task, errand, (GDestroyNotify) errand_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, make_in_thread);
}

/**
 * overpaint_thumbnail_make_finish:
 * @result: the callback's
 * @error: return location for an #OverpaintPictureError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the picture, in as many channels as it had; one that was
 *   small enough comes back as it is, never enlarged
 */
OverpaintPixels *
overpaint_thumbnail_make_finish (GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, overpaint_thumbnail_make_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
