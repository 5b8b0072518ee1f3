/* chronicle.c: what a run leaves behind for later days
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "catalogue.h"
#include "chronicle.h"
#include "forecast.h"
#include "server.h"

struct _OverpaintChronicle
{
  GObject         parent_instance;

  OverpaintShelf *shelf;
  OverpaintRun   *run;       /* the newest */
  gchar          *id;        /* of its entry */
  GHashTable     *learned;   /* its OverpaintVariation whose time has been learned */
  guint           pending;   /* thumbnails that are being written */
};

G_DEFINE_FINAL_TYPE (OverpaintChronicle, overpaint_chronicle, G_TYPE_OBJECT)

static void
overpaint_chronicle_finalize (GObject *object)
{
  OverpaintChronicle *self = OVERPAINT_CHRONICLE (object);

  g_clear_object (&self->shelf);
  g_clear_object (&self->run);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->learned, g_hash_table_unref);

  G_OBJECT_CLASS (overpaint_chronicle_parent_class)->finalize (object);
}

static void
overpaint_chronicle_class_init (OverpaintChronicleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = overpaint_chronicle_finalize;
}

static void
overpaint_chronicle_init (OverpaintChronicle *self)
{
  self->learned = g_hash_table_new (NULL, NULL);
}

/**
 * overpaint_chronicle_new:
 * @shelf: where it writes
 *
 * Returns: (transfer full): a chronicle
 */
OverpaintChronicle *
overpaint_chronicle_new (OverpaintShelf *shelf)
{
  OverpaintChronicle *self = g_object_new (OVERPAINT_TYPE_CHRONICLE, NULL);

  self->shelf = g_object_ref (shelf);

  return self;
}

static void
say (GError *error)
{
  if (error != NULL)
    g_info ("not written down: %s", error->message);

  g_clear_error (&error);
}

/**
 * overpaint_chronicle_keep_wish:
 * @self: a chronicle
 * @wish: what is asked for
 *
 * Keeps it for the next start, for Filters > Repeat, and its prompt for the walk through earlier ones.
 */
void
overpaint_chronicle_keep_wish (OverpaintChronicle *self,
                               OverpaintWish      *wish)
{
  OverpaintPreferences *preferences = overpaint_shelf_get_preferences (self->shelf);
  const gchar          *prompt      = overpaint_request_get_text (wish->request, "prompt");
  GError               *error       = NULL;

  overpaint_preferences_set_wish (preferences, wish);
  overpaint_preferences_save (preferences, &error);
  say (g_steal_pointer (&error));

  if (*prompt != '\0')
    overpaint_prompts_remember (overpaint_shelf_get_prompts (self->shelf), prompt, &error);
  say (error);
}

/**
 * overpaint_chronicle_foretell:
 * @self: a chronicle
 * @order: what was asked for
 * @run: the run that came of it, which has not been started yet
 *
 * Returns: how long one of its pictures is likely to take, in seconds; 0 where nothing has been learned
 */
gdouble
overpaint_chronicle_foretell (OverpaintChronicle   *self,
                              const OverpaintOrder *order,
                              OverpaintRun         *run)
{
  OverpaintVariation     *first   = overpaint_run_get_variation (run, 0);
  OverpaintRequest       *request = overpaint_variation_get_request (first);
  const gchar            *model   = overpaint_request_get_text (request, "model");
  OverpaintPixels        *pixels  = overpaint_source_get_pixels (order->source);
  OverpaintForecastInput  input   = { 0, };
  OverpaintForecast       forecast;

  /* The size alone is of interest, to which a server's own step does next to nothing. */
  input.width      = overpaint_pixels_get_width (pixels);
  input.height     = overpaint_pixels_get_height (pixels);
  input.model      = overpaint_catalogue_lookup (model);
  input.n_pictures = 1;
  input.parallel   = 1;
  overpaint_forecast_init (&forecast, &input);

  return overpaint_pace_foretell (overpaint_shelf_get_pace (self->shelf),
                                  overpaint_server_get_name (overpaint_run_get_server (run)), model,
                                  overpaint_request_get_integer (request, "steps"),
                                  forecast.sent_width, forecast.sent_height);
}

static void
overpaint_chronicle_learn (OverpaintChronicle *self,
                           OverpaintRun       *run,
                           OverpaintVariation *variation)
{
  const OverpaintSentPicture *sent    = overpaint_variation_get_sent (variation);
  OverpaintRequest           *request = overpaint_variation_get_request (variation);
  GError                     *error   = NULL;

  overpaint_pace_learn (overpaint_shelf_get_pace (self->shelf),
                        overpaint_server_get_name (overpaint_run_get_server (run)),
                        overpaint_request_get_text (request, "model"),
                        overpaint_request_get_integer (request, "steps"),
                        sent->plan.sent_width, sent->plan.sent_height,
                        overpaint_variation_get_duration (variation), &error);
  say (error);
}

static void
on_thumbnail_written (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (OverpaintChronicle)  self  = user_data;
  GError                         *error = NULL;

  overpaint_history_add_thumbnail_finish (OVERPAINT_HISTORY (source), result, &error);
  say (error);
  self->pending--;
}

static void
overpaint_chronicle_add_thumbnails (OverpaintChronicle *self,
                                    const gchar        *id,
                                    GPtrArray          *pictures)
{
  guint i;

  for (i = 0; i < pictures->len; i++)
    {
      self->pending++;
      overpaint_history_add_thumbnail_async (overpaint_shelf_get_history (self->shelf), id, i,
                                             overpaint_variation_get_pixels (g_ptr_array_index (pictures, i)),
                                             on_thumbnail_written, g_object_ref (self));
    }
}

static GPtrArray *
list_pictures (OverpaintRun *run)
{
  GPtrArray *pictures = g_ptr_array_new ();
  guint      i;

  for (i = 0; i < overpaint_run_get_n_variations (run); i++)
    {
      OverpaintVariation *variation = overpaint_run_get_variation (run, i);

      if (overpaint_variation_get_state (variation) == OVERPAINT_VARIATION_DONE)
        g_ptr_array_add (pictures, variation);
    }

  return pictures;
}

/* Pictures of earlier runs are many megabytes: only the newest run is held. */
static void
overpaint_chronicle_follow (OverpaintChronicle *self,
                            OverpaintRun       *run)
{
  if (! g_set_object (&self->run, run))
    return;

  g_clear_pointer (&self->id, g_free);
  g_hash_table_remove_all (self->learned);
}

static gchar *
find_image_name (OverpaintSource *source)
{
  GimpImage *image = overpaint_source_find_image (source);

  return image != NULL ? gimp_image_get_name (image) : NULL;
}

static gchar *
find_layer_name (OverpaintSource *source)
{
  OverpaintRecord record = { NULL, };

  overpaint_source_fill_record (source, &record);

  return g_strdup (record.source_name);
}

/**
 * overpaint_chronicle_write:
 * @self: a chronicle
 * @order: what was asked for
 * @run: its run, with pictures that have been brought in
 *
 * Writes a run down; again, where more of its pictures have come since.
 */
void
overpaint_chronicle_write (OverpaintChronicle   *self,
                           const OverpaintOrder *order,
                           OverpaintRun         *run)
{
  OverpaintHistory       *history  = overpaint_shelf_get_history (self->shelf);
  g_autoptr (GPtrArray)   pictures = list_pictures (run);
  g_autofree gint64      *seeds    = g_new0 (gint64, pictures->len);
  g_autofree gchar       *server   = g_strdup (overpaint_server_get_name (overpaint_run_get_server (run)));
  g_autofree gchar       *image    = find_image_name (order->source);
  g_autofree gchar       *layer    = find_layer_name (order->source);
  OverpaintHistoryEntry   entry    = { NULL, };
  GError                 *error    = NULL;
  guint                   i;

  overpaint_chronicle_follow (self, run);

  for (i = 0; i < pictures->len; i++)
    {
      OverpaintVariation *variation = g_ptr_array_index (pictures, i);

      seeds[i] = overpaint_variation_get_seed (variation);

      if (g_hash_table_add (self->learned, variation))
        overpaint_chronicle_learn (self, run, variation);
    }

  entry.when        = g_get_real_time () - overpaint_run_get_elapsed (run);
  entry.wish        = order->wish;
  entry.request     = order->request;
  entry.server_name = server;
  entry.image_name  = image;
  entry.layer_name  = layer;
  entry.seeds       = seeds;
  entry.n_seeds     = pictures->len;

  if (self->id != NULL && ! overpaint_history_remove (history, self->id, &error))
    say (g_steal_pointer (&error));

  g_free (self->id);
  self->id = overpaint_history_add (history, &entry, &error);
  say (error);

  if (self->id != NULL)
    overpaint_chronicle_add_thumbnails (self, self->id, pictures);
}

/**
 * overpaint_chronicle_wait:
 * @self: a chronicle
 *
 * Waits until everything is on the disk.
 */
void
overpaint_chronicle_wait (OverpaintChronicle *self)
{
  while (self->pending > 0)
    g_main_context_iteration (NULL, TRUE);
}
