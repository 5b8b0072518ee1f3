/* offer-notes.c: what LoRA files on this computer say, put into an offer
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "lora-notes.h"
#include "offer-notes.h"

/* How long files are read for one answer, in microseconds. Those that are left are read for the next one:
 * what has been read is known by then.
 */
#define READING_TIME (5 * G_TIME_SPAN_SECOND)

typedef struct
{
  OverpaintServerOffer *offer;   /* the caller's, until the task has returned */
  GPtrArray            *files;
  GFile                *folder;
} Reading;

/* A worker of ours has the LoRAs of its folder. The list is made as it makes it itself: there are none in a folder
 * that is not there.
 */
static void
list_folder (Reading      *reading,
             GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv)     paths = overpaint_lora_notes_list (reading->folder, cancellable, &error);
  guint              i;

  reading->offer->loras = overpaint_offer_items_new ();

  if (paths == NULL)
    g_info ("the LoRAs of a worker: %s", error->message);

  for (i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      g_autofree gchar *name = g_path_get_basename (paths[i]);

      *strrchr (name, '.') = '\0';
      overpaint_offer_items_add (reading->offer->loras, name, paths[i]);
      g_ptr_array_add (reading->files, overpaint_safetensors_locate (reading->folder, paths[i]));
    }
}

static void
read_notes (OverpaintOfferItem *item,
            GFile              *file,
            GCancellable       *cancellable)
{
  OverpaintSafetensors *notes = overpaint_lora_notes_read (file, cancellable);

  if (notes == NULL)
    return;

  item->family   = g_strdup (notes->family);
  item->triggers = g_strdupv (notes->triggers);
  overpaint_safetensors_free (notes);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Reading *reading = data;
  gint64   until   = g_get_monotonic_time () + READING_TIME;
  guint    i;

  if (reading->folder != NULL)
    list_folder (reading, cancellable);

  for (i = 0; i < reading->files->len && g_get_monotonic_time () < until; i++)
    {
      GFile *file = g_ptr_array_index (reading->files, i);

      if (g_cancellable_is_cancelled (cancellable))
        break;

      if (file != NULL)
        read_notes (g_ptr_array_index (reading->offer->loras, i), file, cancellable);
    }

  g_task_return_boolean (task, TRUE);
}

/**
 * overpaint_offer_notes_read_async:
 * @offer: an offer that nobody else has yet; it must live, untouched, until @callback is called
 * @files: (element-type GFile): where the LoRAs of @offer lie on this computer, %NULL for one that does not; so must it
 * @folder: (nullable): the folder of a worker of ours, whose LoRA files become the LoRAs of @offer
 * @cancellable: (nullable): to end it early
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Reads, off the caller's thread, what the files say of the families and the triggers of LoRAs.
 */
void
overpaint_offer_notes_read_async (OverpaintServerOffer *offer,
                                  GPtrArray            *files,
                                  GFile                *folder,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data)
{
  /* without a source, so that nothing but its files is let go of in the thread */
  g_autoptr (GTask)  task    = g_task_new (NULL, cancellable, callback, user_data);
  Reading           *reading = g_new0 (Reading, 1);

  reading->offer  = offer;
  reading->files  = files;
  reading->folder = folder;

  g_task_set_source_tag (task, overpaint_offer_notes_read_async);
  g_task_set_task_data (task, reading, g_free);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * overpaint_offer_notes_read_finish:
 * @result: what the callback was given
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the offer is as complete as can be
 */
gboolean
overpaint_offer_notes_read_finish (GAsyncResult  *result,
                                   GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
