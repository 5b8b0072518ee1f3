/* job-notes.c: what an artist should know of a run that went through
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "catalogue.h"
#include "job-notes.h"
#include "run-progress.h"

typedef struct
{
  guint         failed;
  guint         stopped;
  guint         flagged;
  guint         black;
  guint         cropped;
  const GError *first_error;
} Tally;

static void
count (OverpaintVariation *variation,
       Tally              *tally)
{
  const GError *error = overpaint_variation_get_error (variation);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      tally->stopped++;
    }
  else if (error != NULL)
    {
      tally->failed++;
      if (tally->first_error == NULL)
        tally->first_error = error;
    }
  else if (overpaint_variation_is_flagged (variation))
    {
      tally->flagged++;
    }
  else if (overpaint_variation_is_black (variation))
    {
      tally->black++;
    }

  if (error == NULL && overpaint_variation_is_cropped (variation))
    tally->cropped++;
}

static void
add_note (GPtrArray *notes,
          gchar     *note)
{
  g_ptr_array_add (notes, note);
}

static void
add_tally (GPtrArray   *notes,
           const Tally *tally,
           guint        n)
{
  if (tally->failed > 0)
    add_note (notes, g_strdup_printf (ngettext ("%u of %u picture did not come: %s",
                                                "%u of %u pictures did not come: %s", n),
                                      tally->failed, n, tally->first_error->message));

  if (tally->stopped > 0)
    add_note (notes, g_strdup_printf (ngettext ("Stopped before %u of %u picture came.",
                                                "Stopped before %u of %u pictures came.", n),
                                      tally->stopped, n));

  if (tally->flagged > 0)
    add_note (notes, g_strdup_printf (ngettext ("The server marked %u picture as possibly offensive; "
                                                "its layer is hidden.",
                                                "The server marked %u pictures as possibly offensive; "
                                                "their layers are hidden.", tally->flagged),
                                      tally->flagged));

  if (tally->black > 0)
    add_note (notes, g_strdup_printf (ngettext ("%u picture came back all black, most likely blocked by the "
                                                "model's safety filter; its layer is hidden. Try another "
                                                "prompt or seed.",
                                                "%u pictures came back all black, most likely blocked by the "
                                                "model's safety filter; their layers are hidden. Try another "
                                                "prompt or seed.", tally->black),
                                      tally->black));

  if (tally->cropped > 0)
    add_note (notes, g_strdup_printf (ngettext ("%u picture came back in other proportions than were sent; it "
                                                "was scaled to cover the layer, and its edges were cut off.",
                                                "%u pictures came back in other proportions than were sent; they "
                                                "were scaled to cover the layer, and their edges were cut off.",
                                                tally->cropped),
                                      tally->cropped));
}

/**
 * overpaint_job_notes_write:
 * @run: a run whose pictures have been brought in
 * @in_new_image: whether they have opened as an image of their own
 *
 * Gathers everything that did not go as asked into one message.
 *
 * Returns: (transfer full) (nullable): the message, or %NULL where there is nothing to say
 */
gchar *
overpaint_job_notes_write (OverpaintRun *run,
                           gboolean      in_new_image)
{
  g_autoptr (GPtrArray)  notes = g_ptr_array_new_with_free_func (g_free);
  guint                  n     = overpaint_run_get_n_variations (run);
  OverpaintRequest      *request;
  const OverpaintModel  *model;
  Tally                  tally = { 0, };
  guint                  i;

  for (i = 0; i < n; i++)
    count (overpaint_run_get_variation (run, i), &tally);

  add_tally (notes, &tally, n);

  if (overpaint_run_find_left (run) != NULL)
    add_note (notes, g_strdup (overpaint_run_find_left (run)));

  request = overpaint_variation_get_request (overpaint_run_get_variation (run, 0));
  model   = overpaint_catalogue_lookup (overpaint_request_get_text (request, "model"));
  if (model->warning != NULL)
    add_note (notes, g_strdup (_(model->warning)));

  if (in_new_image)
    add_note (notes, g_strdup (_("The layer was gone, or the image could take no colours any more, when the "
                                 "pictures came: they have opened as a new image.")));

  if (notes->len == 0)
    return NULL;

  g_ptr_array_add (notes, NULL);

  return g_strjoinv ("\n", (gchar **) notes->pdata);
}
