/* arrival.c: an answer's pictures, from bytes to pixels of the source's size
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "arrival.h"
#include "picture-file.h"
#include "reply-image.h"

typedef struct
{
  OverpaintSizePlan  plan;
  GPtrArray         *images;
} Unpacking;

static void
arrival_free (OverpaintArrival *arrival)
{
  g_clear_pointer (&arrival->pixels, overpaint_pixels_unref);
  g_clear_error (&arrival->error);
  g_free (arrival);
}

static void
unpacking_free (Unpacking *unpacking)
{
  g_ptr_array_unref (unpacking->images);
  g_free (unpacking);
}

static OverpaintArrival *
unpack (const OverpaintReplyImage *image,
        const OverpaintSizePlan   *plan)
{
  g_autoptr (OverpaintPixels)  decoded = NULL;
  OverpaintArrival            *arrival = g_new0 (OverpaintArrival, 1);

  arrival->seed    = image->seed;
  arrival->flagged = image->nsfw;

  decoded = overpaint_picture_decode (image->bytes, &arrival->error);
  if (decoded != NULL)
    arrival->pixels = overpaint_size_plan_undo (plan, decoded, &arrival->cropped, &arrival->error);

  return arrival;
}

static void
unpack_in_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Unpacking *unpacking = task_data;
  GPtrArray *arrivals  = g_ptr_array_new_with_free_func ((GDestroyNotify) arrival_free);
  guint      i;

  for (i = 0; i < unpacking->images->len; i++)
    g_ptr_array_add (arrivals, unpack (g_ptr_array_index (unpacking->images, i), &unpacking->plan));

  g_task_return_pointer (task, arrivals, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * overpaint_arrivals_unpack_async:
 * @images: (element-type OverpaintReplyImage): what came
 * @plan: at which size it was sent
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Decodes pictures and brings them to the source's size, in a thread. There is no
 * cancellable: a picture that is here is not thrown away. And the task keeps no run
 * alive: the thread might drop the last reference, and a server is not for threads.
 */
void
overpaint_arrivals_unpack_async (GPtrArray               *images,
                                 const OverpaintSizePlan *plan,
                                 GAsyncReadyCallback      callback,
                                 gpointer                 user_data)
{
  g_autoptr (GTask)  task      = g_task_new (NULL, NULL, callback, user_data);
  Unpacking         *unpacking = g_new0 (Unpacking, 1);

  unpacking->plan   = *plan;
  unpacking->images = g_ptr_array_ref (images);

  g_task_set_source_tag (task, overpaint_arrivals_unpack_async);
  g_task_set_task_data (task, unpacking, (GDestroyNotify) unpacking_free);
  g_task_run_in_thread (task, unpack_in_thread);
}

/**
 * overpaint_arrivals_unpack_finish:
 * @result: the callback's
 *
 * Returns: (transfer full) (element-type OverpaintArrival): one for each picture, in their order,
 *   each with its pixels or its error
 */
GPtrArray *
overpaint_arrivals_unpack_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
