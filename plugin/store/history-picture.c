/* history-picture.c: thumbnails of the history
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "history-entry.h"
#include "history-private.h"
#include "png-codec.h"
#include "store-file.h"
#include "thumbnail.h"

/* Longer side of a thumbnail, in pixels. */
#define THUMBNAIL_SIDE 128

/* A thumbnail on its way. */
typedef struct
{
  gchar           *id;
  guint            index;
  gchar           *path;
  OverpaintPixels *pixels;
} Picture;

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  g_free (picture->id);
  g_free (picture->path);
  g_clear_pointer (&picture->pixels, overpaint_pixels_unref);
  g_free (picture);
}

static void
write_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Picture           *picture = task_data;
  GError            *error   = NULL;
  g_autoptr (GBytes) png     = overpaint_png_encode (picture->pixels, &error);
  gconstpointer      data;
  gsize              length;

  if (png != NULL)
    {
      data = g_bytes_get_data (png, &length);
      overpaint_store_file_write (picture->path, data, length, G_FILE_SET_CONTENTS_CONSISTENT, &error);
    }

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  OverpaintHistory  *self    = OVERPAINT_HISTORY (source);
  g_autoptr (GTask)  task    = user_data;
  Picture           *picture = g_task_get_task_data (G_TASK (result));
  GError            *error   = NULL;

  if (! g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (! overpaint_history_take_thumbnail (self, picture->id, picture->index, picture->path))
    {
      g_unlink (picture->path);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                               _("The history does not have that run any more."));
      return;
    }

  g_task_return_boolean (task, TRUE);
}

static void
on_made_small (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask)  task    = user_data;
  Picture           *picture = g_task_get_task_data (task);
  GError            *error   = NULL;
  GTask             *writer;

  picture->pixels = overpaint_thumbnail_make_finish (result, &error);
  if (picture->pixels == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  writer = g_task_new (g_task_get_source_object (task), NULL, on_written, g_object_ref (task));
  g_task_set_source_tag (writer, overpaint_history_add_thumbnail_async);
  g_task_set_task_data (writer, picture, NULL);
  g_task_run_in_thread (writer, write_in_thread);
  g_object_unref (writer);
}

/**
 * overpaint_history_add_thumbnail_async:
 * @self: a history
 * @id: a run's id
 * @index: which of its pictures, in the order of its seeds
 * @pixels: the picture, of any size; immutable from now on
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Keeps a picture of a run, made small in a thread: 128 pixels on its longer side.
 */
void
overpaint_history_add_thumbnail_async (OverpaintHistory    *self,
                                       const gchar         *id,
                                       guint                index,
                                       OverpaintPixels     *pixels,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr (GTask)            task  = g_task_new (self, NULL, callback, user_data);
  const OverpaintHistoryEntry *entry = overpaint_history_find (self, id);
  g_autofree gchar            *name  = overpaint_history_name_thumbnail (id, index);
  Picture                     *picture;

  g_task_set_source_tag (task, overpaint_history_add_thumbnail_async);

  if (entry == NULL || index >= entry->n_seeds)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                               _("The history does not have that run any more."));
      return;
    }

  picture        = g_new0 (Picture, 1);
  picture->id    = g_strdup (id);
  picture->index = index;
  picture->path  = g_build_filename (overpaint_history_get_folder (self), name, NULL);
  g_task_set_task_data (task, picture, picture_free);

  overpaint_thumbnail_make_async (pixels, THUMBNAIL_SIDE, NULL, on_made_small, g_steal_pointer (&task));
}

/**
 * overpaint_history_add_thumbnail_finish:
 * @self: a history
 * @result: what the callback got
 * @error: return location for a %G_IO_ERROR_NOT_FOUND where the run has been removed, or an error of
 *   making or writing the thumbnail
 *
 * Returns: whether it is kept
 */
gboolean
overpaint_history_add_thumbnail_finish (OverpaintHistory  *self,
                                        GAsyncResult      *result,
                                        GError           **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
