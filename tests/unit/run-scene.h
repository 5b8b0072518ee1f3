/* run-scene.h: a server that paints when it is told to, and a run that asks it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <string.h>

#include <libsoup/soup.h>

#include "catalogue.h"
#include "http-error.h"
#include "picture-tools.h"
#include "png-codec.h"
#include "run.h"
#include "run-progress.h"
#include "server.h"

/* sd-turbo's native size, so that nothing has to be scaled. */
#define MODEL "stabilityai/sd-turbo"
#define SIDE  512

/* Far more than anything here takes; only a fault is ever waited for so long. */
#define PATIENCE_SECONDS 60

typedef struct _Painter Painter;

/* What a painter answers to the picture of @seed: a body, and the status. */
typedef gchar * (* AnswerFunc) (Painter *painter,
                                gint64   seed,
                                guint   *status);

/* A server in this program that holds every answer back until it is told to give it. */
struct _Painter
{
  SoupServer *soup;
  gchar      *address;
  guint       port;
  gboolean    as_runner;   /* how it answers when it is asked what it is */
  gboolean    holds;
  gboolean    mute;        /* does not say what it is */
  gboolean    faulty;      /* for an answer that can fail: whether it always does */
  gint64      spared;      /* the seed with which it never does */
  AnswerFunc  answer;
  GPtrArray  *held;        /* SoupServerMessage */
  GArray     *seeds;       /* gint64, in the order in which they were asked for */
  GArray     *strengths;   /* gdouble, likewise; -1 where none was sent */
  GPtrArray  *loras;       /* the text of their weights, likewise; "" where none were sent */
  GPtrArray  *sums;        /* SHA-256 of each picture that came */
  GPtrArray  *sizes;       /* its size: "512x384" */
  guint       n_asked;     /* questions of any kind */
  guint       n_open;
  guint       most_open;
};

typedef struct
{
  Painter          *painter;
  OverpaintServer  *server;
  OverpaintPixels  *source;
  OverpaintRun     *run;
  GCancellable     *cancellable;
  GAsyncResult     *result;
  guint             n_changed;
  OverpaintAxis    *axis;
} Scene;

G_GNUC_UNUSED static gboolean
on_late (gpointer data)
{
  g_error ("%s has not come about in %d seconds", (const gchar *) data, PATIENCE_SECONDS);

  return G_SOURCE_REMOVE;
}

#define wait_until(condition)                                                                   \
  G_STMT_START                                                                                  \
    {                                                                                           \
      guint late_id = g_timeout_add_seconds (PATIENCE_SECONDS, on_late, (gpointer) #condition); \
                                                                                                \
      while (! (condition))                                                                     \
        g_main_context_iteration (NULL, TRUE);                                                  \
                                                                                                \
      g_source_remove (late_id);                                                                \
    }                                                                                           \
  G_STMT_END

G_GNUC_UNUSED static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* A picture of one gray, as a data: address. */
G_GNUC_UNUSED static gchar *
make_url (gint   width,
          gint   height,
          guint8 value)
{
  g_autoptr (OverpaintPixels)  pixels = make_filled (width, height, 3, value);
  g_autoptr (GError)           error  = NULL;
  g_autoptr (GBytes)           png    = overpaint_png_encode (pixels, &error);
  g_autofree gchar            *base64 = NULL;

  g_assert_no_error (error);
  base64 = g_base64_encode (g_bytes_get_data (png, NULL), g_bytes_get_size (png));

  return g_strconcat ("data:image/png;base64,", base64, NULL);
}

G_GNUC_UNUSED static guint8
gray_of (gint64 seed)
{
  return (guint8) (1 + seed % 200);
}

G_GNUC_UNUSED static gchar *
answer_picture (Painter *painter,
                gint64   seed,
                guint   *status)
{
  g_autofree gchar *url = make_url (SIDE, SIDE, gray_of (seed));

  return g_strdup_printf ("{\"images\":[{\"url\":\"%s\",\"seed\":%" G_GINT64_FORMAT ",\"nsfw\":false}]}", url, seed);
}

G_GNUC_UNUSED static void
painter_read (Painter           *painter,
              SoupServerMessage *message,
              gint64            *seed)
{
  g_autoptr (SoupMultipart)  multipart = NULL;
  g_autoptr (GBytes)         body      = NULL;
  gdouble                    strength  = -1.0;
  g_autofree gchar          *loras     = g_strdup ("");
  gint                       i;

  body      = soup_message_body_flatten (soup_server_message_get_request_body (message));
  multipart = soup_multipart_new_from_message (soup_server_message_get_request_headers (message), body);
  g_assert_nonnull (multipart);

  for (i = 0; i < soup_multipart_get_length (multipart); i++)
    {
      SoupMessageHeaders        *headers;
      GBytes                    *part;
      g_autofree gchar          *disposition = NULL;
      g_autoptr (GHashTable)     parameters  = NULL;
      g_autofree gchar          *text        = NULL;
      const gchar               *name;

      soup_multipart_get_part (multipart, i, &headers, &part);
      g_assert_true (soup_message_headers_get_content_disposition (headers, &disposition, &parameters));
      name = g_hash_table_lookup (parameters, "name");
      text = g_strndup (g_bytes_get_data (part, NULL), g_bytes_get_size (part));

      if (g_str_equal (name, "seed"))
        *seed = g_ascii_strtoll (text, NULL, 10);
      else if (g_str_equal (name, "strength"))
        strength = g_ascii_strtod (text, NULL);
      else if (g_str_equal (name, "loras"))
        {
          g_free (loras);
          loras = g_steal_pointer (&text);
        }
      else if (g_str_equal (name, "num_images_per_prompt"))
        g_assert_cmpstr (text, ==, "1");
      else if (g_str_equal (name, "image"))
        {
          const guint8 *png = g_bytes_get_data (part, NULL);

          g_ptr_array_add (painter->sums, g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, part));
          g_ptr_array_add (painter->sizes, g_strdup_printf ("%dx%d", png[18] << 8 | png[19], png[22] << 8 | png[23]));
        }
    }

  g_array_append_val (painter->strengths, strength);
  g_ptr_array_add (painter->loras, g_steal_pointer (&loras));
}

G_GNUC_UNUSED static void
painter_hand_out (SoupServerMessage *message,
                  guint              status,
                  const gchar       *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));
}

G_GNUC_UNUSED static void
on_asked (SoupServer        *soup,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           data)
{
  Painter *painter = data;
  gint64   seed    = -1;

  painter->n_asked++;

  if (g_str_has_suffix (path, ".png"))
    {
      g_autoptr (OverpaintPixels) pixels = make_filled (SIDE, SIDE, 3, 77);
      g_autoptr (GBytes)          png    = overpaint_png_encode (pixels, NULL);

      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "image/png", SOUP_MEMORY_COPY,
                                        g_bytes_get_data (png, NULL), g_bytes_get_size (png));
      return;
    }

  if (! g_str_has_suffix (path, "/image-to-image"))
    {
      if (painter->mute)
        {
          soup_server_message_pause (message);
          g_ptr_array_add (painter->held, g_object_ref (message));
        }
      else if (painter->as_runner)
        painter_hand_out (message, 200, "{\"pipeline\":\"image-to-image\",\"model_id\":\"" MODEL "\"}");
      else
        painter_hand_out (message, 404, "404 page not found");

      return;
    }

  painter_read (painter, message, &seed);
  g_array_append_val (painter->seeds, seed);
  painter->n_open++;
  painter->most_open = MAX (painter->most_open, painter->n_open);

  {
    guint             status = 200;
    g_autofree gchar *body   = painter->answer (painter, seed, &status);

    painter_hand_out (message, status, body);
  }

  g_object_set_data (G_OBJECT (message), "painting", painter);

  if (painter->holds)
    {
      soup_server_message_pause (message);
      g_ptr_array_add (painter->held, g_object_ref (message));
    }
}

G_GNUC_UNUSED static void
on_answered (SoupServer        *soup,
             SoupServerMessage *message,
             gpointer           data)
{
  Painter *painter = data;

  if (g_object_get_data (G_OBJECT (message), "painting") != NULL)
    painter->n_open--;
}

/* Gives one of the answers that are held back. */
G_GNUC_UNUSED static void
painter_release (Painter *painter,
                 guint    index)
{
  g_assert_cmpuint (index, <, painter->held->len);
  soup_server_message_unpause (g_ptr_array_index (painter->held, index));
  g_ptr_array_remove_index (painter->held, index);
}

/* Port 0 is any that is free. */
G_GNUC_UNUSED static void
painter_listen (Painter *painter,
                guint    port)
{
  g_autoptr (GError) error = NULL;

  painter->soup = soup_server_new (NULL, NULL);
  soup_server_add_handler (painter->soup, NULL, on_asked, painter, NULL);
  g_signal_connect (painter->soup, "request-finished", G_CALLBACK (on_answered), painter);
  g_signal_connect (painter->soup, "request-aborted", G_CALLBACK (on_answered), painter);
  soup_server_listen_local (painter->soup, port, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
}

/* Every connection is cut, whatever was asked on it, and nobody listens any more. */
G_GNUC_UNUSED static void
painter_die (Painter *painter)
{
  if (painter->soup == NULL)
    return;

  soup_server_disconnect (painter->soup);
  g_ptr_array_set_size (painter->held, 0);
  g_clear_object (&painter->soup);
  settle ();
}

G_GNUC_UNUSED static Painter *
painter_new (void)
{
  Painter             *painter = g_new0 (Painter, 1);
  g_autoslist (GUri)   uris    = NULL;

  painter->as_runner = TRUE;
  painter->answer    = answer_picture;
  painter->held      = g_ptr_array_new_with_free_func (g_object_unref);
  painter->seeds     = g_array_new (FALSE, FALSE, sizeof (gint64));
  painter->strengths = g_array_new (FALSE, FALSE, sizeof (gdouble));
  painter->loras     = g_ptr_array_new_with_free_func (g_free);
  painter->sums      = g_ptr_array_new_with_free_func (g_free);
  painter->sizes     = g_ptr_array_new_with_free_func (g_free);

  painter_listen (painter, 0);

  uris             = soup_server_get_uris (painter->soup);
  painter->port    = (guint) g_uri_get_port (uris->data);
  painter->address = g_strdup_printf ("http://127.0.0.1:%u", painter->port);

  return painter;
}

G_GNUC_UNUSED static void
painter_free (Painter *painter)
{
  painter_die (painter);
  g_ptr_array_unref (painter->held);

  g_array_unref (painter->seeds);
  g_array_unref (painter->strengths);
  g_ptr_array_unref (painter->loras);
  g_ptr_array_unref (painter->sums);
  g_ptr_array_unref (painter->sizes);
  g_free (painter->address);
  g_free (painter);
}

G_GNUC_UNUSED static void
on_finished (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Scene *scene = data;

  g_assert_null (scene->result);
  scene->result = g_object_ref (result);
}

G_GNUC_UNUSED static void
on_changed (OverpaintRun *run,
            gpointer      data)
{
  ((Scene *) data)->n_changed++;
}

G_GNUC_UNUSED static OverpaintRequest *
make_request (gint seed,
              gint images)
{
  g_autoptr (OverpaintRequest)  open  = NULL;
  g_autoptr (GError)            error = NULL;
  OverpaintRequest             *request;
  GVariantDict                  values;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "model", "s", MODEL);
  g_variant_dict_insert (&values, "seed", "i", seed);
  g_variant_dict_insert (&values, "images", "i", images);
  open = overpaint_request_new (overpaint_pipeline_image_to_image (), g_variant_dict_end (&values), &error);
  g_assert_no_error (error);
  request = overpaint_request_resolve (open, overpaint_catalogue_lookup (MODEL), 0, &error);
  g_assert_no_error (error);

  return request;
}

G_GNUC_UNUSED static void
scene_set_up_server (Scene               *scene,
                     OverpaintServerKind  kind,
                     guint                parallel)
{
  OverpaintServerSettings  settings = { .address = scene->painter->address, .kind = kind, .parallel = parallel };
  g_autoptr (GError)       error    = NULL;

  scene->server = overpaint_server_new (&settings, &error);
  g_assert_no_error (error);
  g_object_set (scene->server, "retry-pause", 1, NULL);
}

/* Makes the run: @images pictures from @seed on. */
G_GNUC_UNUSED static void
scene_set_up_run (Scene *scene,
                  gint   seed,
                  gint   images)
{
  g_autoptr (OverpaintRequest)  request = make_request (seed, images);
  g_autoptr (GError)            error   = NULL;

  if (scene->source == NULL)
    scene->source = make_noise (SIDE, SIDE, 3, 1);

  scene->cancellable = g_cancellable_new ();
  scene->run         = overpaint_run_new (scene->server, request, scene->axis, scene->source, &error);
  g_assert_no_error (error);
  g_signal_connect (scene->run, "changed", G_CALLBACK (on_changed), scene);
}

G_GNUC_UNUSED static void
scene_start (Scene *scene)
{
  overpaint_run_start_async (scene->run, scene->cancellable, on_finished, scene);
}

G_GNUC_UNUSED static gboolean
scene_finish (Scene   *scene,
              GError **error)
{
  wait_until (scene->result != NULL);

  return overpaint_run_start_finish (scene->run, scene->result, error);
}

G_GNUC_UNUSED static void
scene_clear (Scene *scene)
{
  OverpaintRun *run = scene->run;

  g_clear_object (&scene->result);

  if (run != NULL)
    {
      g_signal_handlers_disconnect_by_data (run, scene);
      g_object_add_weak_pointer (G_OBJECT (run), (gpointer *) &run);
      g_clear_object (&scene->run);
      settle ();
      g_assert_null (run);
    }

  g_clear_object (&scene->server);
  g_clear_pointer (&scene->axis, overpaint_axis_unref);
  g_clear_object (&scene->cancellable);
  g_clear_pointer (&scene->source, overpaint_pixels_unref);
  g_clear_pointer (&scene->painter, painter_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

G_GNUC_UNUSED static guint
count (Scene                   *scene,
       OverpaintVariationState  state)
{
  return overpaint_run_count (scene->run, state);
}

G_GNUC_UNUSED static void
assert_done (Scene  *scene,
             guint   index,
             gint64  seed)
{
  OverpaintVariation          *variation = overpaint_run_get_variation (scene->run, index);
  g_autoptr (OverpaintPixels)  expected  = make_filled (SIDE, SIDE, 3, gray_of (seed));

  g_assert_cmpint ((gint) overpaint_variation_get_state (variation), ==, OVERPAINT_VARIATION_DONE);
  g_assert_cmpint (overpaint_variation_get_seed (variation), ==, seed);
  g_assert_true (overpaint_pixels_equal (overpaint_variation_get_pixels (variation), expected));
  g_assert_null (overpaint_variation_get_error (variation));
  g_assert_cmpint (overpaint_variation_get_started (variation), >, 0);
  g_assert_cmpint (overpaint_variation_get_duration (variation), >=, 0);
}

G_GNUC_UNUSED static void
assert_failed (Scene  *scene,
               guint   index,
               GQuark  domain,
               gint    code)
{
  OverpaintVariation *variation = overpaint_run_get_variation (scene->run, index);

  g_assert_cmpint ((gint) overpaint_variation_get_state (variation), ==, OVERPAINT_VARIATION_FAILED);
  g_assert_error ((GError *) overpaint_variation_get_error (variation), domain, code);
  g_assert_null (overpaint_variation_get_pixels (variation));
}
