/* test-run.c: tests of one source times N variations
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <libsoup/soup.h>

#include "catalogue.h"
#include "http-error.h"
#include "picture-tools.h"
#include "png-codec.h"
#include "run.h"
#include "run-progress.h"
#include "server.h"
#include "server-error.h"

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
  gboolean    as_runner;   /* how it answers when it is asked what it is */
  gboolean    holds;
  gboolean    mute;        /* does not say what it is */
  AnswerFunc  answer;
  GPtrArray  *held;        /* SoupServerMessage */
  GArray     *seeds;       /* gint64, in the order in which they were asked for */
  GPtrArray  *sums;        /* SHA-256 of each picture that came */
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
} Scene;

static gboolean
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

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* A picture of one gray, as a data: address. */
static gchar *
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

static guint8
gray_of (gint64 seed)
{
  return (guint8) (1 + seed % 200);
}

static gchar *
answer_picture (Painter *painter,
                gint64   seed,
                guint   *status)
{
  g_autofree gchar *url = make_url (SIDE, SIDE, gray_of (seed));

  return g_strdup_printf ("{\"images\":[{\"url\":\"%s\",\"seed\":%" G_GINT64_FORMAT ",\"nsfw\":false}]}", url, seed);
}

static void
painter_read (Painter           *painter,
              SoupServerMessage *message,
              gint64            *seed)
{
  g_autoptr (SoupMultipart)  multipart = NULL;
  g_autoptr (GBytes)         body      = NULL;
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
      else if (g_str_equal (name, "num_images_per_prompt"))
        g_assert_cmpstr (text, ==, "1");
      else if (g_str_equal (name, "image"))
        g_ptr_array_add (painter->sums, g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, part));
    }
}

static void
painter_hand_out (SoupServerMessage *message,
                  guint              status,
                  const gchar       *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));
}

static void
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

static void
on_answered (SoupServer        *soup,
             SoupServerMessage *message,
             gpointer           data)
{
  Painter *painter = data;

  if (g_object_get_data (G_OBJECT (message), "painting") != NULL)
    painter->n_open--;
}

/* Gives one of the answers that are held back. */
static void
painter_release (Painter *painter,
                 guint    index)
{
  g_assert_cmpuint (index, <, painter->held->len);
  soup_server_message_unpause (g_ptr_array_index (painter->held, index));
  g_ptr_array_remove_index (painter->held, index);
}

static Painter *
painter_new (void)
{
  Painter             *painter = g_new0 (Painter, 1);
  g_autoptr (GError)   error   = NULL;
  g_autoslist (GUri)   uris    = NULL;

  painter->soup      = soup_server_new (NULL, NULL);
  painter->as_runner = TRUE;
  painter->answer    = answer_picture;
  painter->held      = g_ptr_array_new_with_free_func (g_object_unref);
  painter->seeds     = g_array_new (FALSE, FALSE, sizeof (gint64));
  painter->sums      = g_ptr_array_new_with_free_func (g_free);

  soup_server_add_handler (painter->soup, NULL, on_asked, painter, NULL);
  g_signal_connect (painter->soup, "request-finished", G_CALLBACK (on_answered), painter);
  g_signal_connect (painter->soup, "request-aborted", G_CALLBACK (on_answered), painter);
  soup_server_listen_local (painter->soup, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  uris             = soup_server_get_uris (painter->soup);
  painter->address = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));

  return painter;
}

static void
painter_free (Painter *painter)
{
  soup_server_disconnect (painter->soup);
  g_ptr_array_unref (painter->held);
  g_object_unref (painter->soup);
  settle ();

  g_array_unref (painter->seeds);
  g_ptr_array_unref (painter->sums);
  g_free (painter->address);
  g_free (painter);
}

static void
on_finished (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Scene *scene = data;

  g_assert_null (scene->result);
  scene->result = g_object_ref (result);
}

static void
on_changed (OverpaintRun *run,
            gpointer      data)
{
  ((Scene *) data)->n_changed++;
}

static OverpaintRequest *
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

static void
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
static void
scene_set_up_run (Scene *scene,
                  gint   seed,
                  gint   images)
{
  g_autoptr (OverpaintRequest) request = make_request (seed, images);

  if (scene->source == NULL)
    scene->source = make_noise (SIDE, SIDE, 3, 1);

  scene->cancellable = g_cancellable_new ();
  scene->run         = overpaint_run_new (scene->server, request, NULL, scene->source, NULL);
  g_signal_connect (scene->run, "changed", G_CALLBACK (on_changed), scene);
}

static void
scene_start (Scene *scene)
{
  overpaint_run_start_async (scene->run, scene->cancellable, on_finished, scene);
}

static gboolean
scene_finish (Scene   *scene,
              GError **error)
{
  wait_until (scene->result != NULL);

  return overpaint_run_start_finish (scene->run, scene->result, error);
}

static void
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
  g_clear_object (&scene->cancellable);
  g_clear_pointer (&scene->source, overpaint_pixels_unref);
  g_clear_pointer (&scene->painter, painter_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static guint
count (Scene                   *scene,
       OverpaintVariationState  state)
{
  return overpaint_run_count (scene->run, state);
}

static void
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

static void
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

static void
test_pictures (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;
  g_autofree gchar   *before = NULL;
  g_autofree gchar   *after  = NULL;
  guint               i;

  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, G_MAXINT32 - 1, 5);

  g_assert_cmpuint (overpaint_run_get_n_variations (scene.run), ==, 5);
  g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_WAITING), ==, 5);
  g_assert_cmpfloat (overpaint_run_get_fraction (scene.run), ==, 0.0);
  g_assert_null (overpaint_run_get_sent (scene.run));
  g_assert_true (overpaint_run_get_server (scene.run) == scene.server);
  before = overpaint_run_describe (scene.run);
  g_assert_cmpstr (before, ==, "0 of 5 pictures, 0 s");

  scene_start (&scene);
  g_assert_true (scene_finish (&scene, &error));
  g_assert_no_error (error);

  for (i = 0; i < 5; i++)
    {
      gint64            seed    = ((gint64) G_MAXINT32 - 1 + i) & G_MAXINT32;
      OverpaintRequest *request = overpaint_variation_get_request (overpaint_run_get_variation (scene.run, i));

      assert_done (&scene, i, seed);
      g_assert_cmpint (g_array_index (scene.painter->seeds, gint64, i), ==, seed);
      g_assert_cmpint (overpaint_request_get_integer (request, "seed"), ==, seed);
      g_assert_cmpint (overpaint_request_get_integer (request, "images"), ==, 1);
    }

  /* The PNG is made once: every request has the same, and the record has its sum. */
  g_assert_cmpuint (scene.painter->sums->len, ==, 5);
  for (i = 0; i < 5; i++)
    g_assert_cmpstr (g_ptr_array_index (scene.painter->sums, i), ==, overpaint_run_get_sent (scene.run)->sha256);

  /* Asked for and arrived, five times. */
  g_assert_cmpuint (scene.n_changed, ==, 10);
  g_assert_cmpuint (scene.painter->n_asked, ==, 5);
  g_assert_cmpfloat (overpaint_run_get_fraction (scene.run), ==, 1.0);
  after = overpaint_run_describe (scene.run);
  g_assert_true (g_str_has_prefix (after, "5 of 5 pictures, "));
}

typedef struct
{
  const gchar         *name;
  OverpaintServerKind  kind;
  guint                parallel;
  gboolean             as_runner;
  guint                expected;
} ParallelCase;

static const ParallelCase parallel_cases[] =
{
  { "runner",         OVERPAINT_SERVER_RUNNER,  0, TRUE,  1 },
  { "gateway",        OVERPAINT_SERVER_GATEWAY, 0, FALSE, 4 },
  { "studio",         OVERPAINT_SERVER_STUDIO,  0, FALSE, 4 },
  { "probed-runner",  OVERPAINT_SERVER_UNKNOWN, 0, TRUE,  1 },
  { "probed-gateway", OVERPAINT_SERVER_UNKNOWN, 0, FALSE, 4 },
  { "settings",       OVERPAINT_SERVER_GATEWAY, 2, FALSE, 2 },
  { "runner-of-many", OVERPAINT_SERVER_RUNNER,  3, TRUE,  3 },
  { "more-than-asked-for", OVERPAINT_SERVER_GATEWAY, 64, FALSE, 6 },
};

static void
test_parallel (gconstpointer data)
{
  const ParallelCase  *test  = data;
  g_auto (Scene)       scene = { painter_new (), };
  g_autoptr (GError)   error = NULL;
  guint                n_released;

  scene.painter->as_runner = test->as_runner;
  scene.painter->holds     = TRUE;
  scene_set_up_server (&scene, test->kind, test->parallel);
  scene_set_up_run (&scene, 10, 6);
  scene_start (&scene);

  for (n_released = 0; n_released < 6; n_released++)
    {
      guint expected = MIN (test->expected, 6 - n_released);

      wait_until (scene.painter->held->len == expected);
      g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_RUNNING), ==, expected);
      g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_WAITING), ==, 6 - n_released - expected);
      g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_DONE), ==, n_released);

      painter_release (scene.painter, 0);
      wait_until (count (&scene, OVERPAINT_VARIATION_DONE) == n_released + 1);
    }

  g_assert_true (scene_finish (&scene, &error));
  g_assert_cmpuint (scene.painter->most_open, ==, test->expected);
}

static gchar *
answer_relative (Painter *painter,
                 gint64   seed,
                 guint   *status)
{
  return g_strdup ("{\"images\":[{\"url\":\"/stream/a.png\",\"seed\":1,\"nsfw\":false}]}");
}

/* A server that was taken for one that does one thing at a time, and answers as a gateway does. */
static void
test_corrected_kind (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;

  scene.painter->holds  = TRUE;
  scene.painter->mute   = TRUE;
  scene.painter->answer = answer_relative;
  scene_set_up_server (&scene, OVERPAINT_SERVER_UNKNOWN, 0);
  g_object_set (scene.server, "probe-timeout", 200, NULL);
  scene_set_up_run (&scene, 10, 6);
  scene_start (&scene);

  wait_until (scene.painter->seeds->len == 1);
  g_assert_cmpint ((gint) overpaint_server_get_kind (scene.server), ==, OVERPAINT_SERVER_RUNNER);
  scene.painter->holds = FALSE;
  painter_release (scene.painter, scene.painter->held->len - 1);
  wait_until (count (&scene, OVERPAINT_VARIATION_DONE) == 1);
  g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_RUNNING), ==, 4);

  g_assert_true (scene_finish (&scene, &error));
  g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_DONE), ==, 6);
}

static gchar *
answer_three (Painter *painter,
              gint64   seed,
              guint   *status)
{
  g_autofree gchar *one   = make_url (SIDE, SIDE, gray_of (seed));
  g_autofree gchar *third = make_url (SIDE, SIDE, gray_of (seed + 2));

  if (seed != 40)
    return answer_picture (painter, seed, status);

  return g_strdup_printf ("{\"images\":[{\"url\":\"%s\",\"seed\":40,\"nsfw\":false},"
                          "{\"url\":\"data:image/png;base64,AAAA\",\"seed\":41,\"nsfw\":false},"
                          "{\"url\":\"%s\",\"seed\":42,\"nsfw\":true}]}", one, third);
}

/* More pictures than were asked for become variations too; one of them that is damaged
 * takes none of the others away.
 */
static void
test_extra_pictures (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;
  g_autofree gchar   *text  = NULL;

  scene.painter->answer = answer_three;
  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 39, 2);
  scene_start (&scene);
  g_assert_true (scene_finish (&scene, &error));

  g_assert_cmpuint (overpaint_run_get_n_variations (scene.run), ==, 4);
  assert_done (&scene, 0, 39);
  assert_done (&scene, 1, 40);
  assert_failed (&scene, 2, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_INVALID);
  assert_done (&scene, 3, 42);
  g_assert_false (overpaint_variation_is_flagged (overpaint_run_get_variation (scene.run, 1)));
  g_assert_true (overpaint_variation_is_flagged (overpaint_run_get_variation (scene.run, 3)));

  text = overpaint_run_describe (scene.run);
  g_assert_true (g_str_has_prefix (text, "3 of 4 pictures, "));
}

static gchar *
answer_odd (Painter *painter,
            gint64   seed,
            guint   *status)
{
  static const gchar * const bodies[] =
  {
    "{\"images\":[{\"url\":\"data:image/png;base64,AAAA\",\"seed\":1,\"nsfw\":false}]}",
    "{\"images\":[]}",
  };

  if (seed % 2 != 0)
    return answer_picture (painter, seed, status);

  if (seed == 14)
    {
      *status = 400;
      return g_strdup ("{\"detail\":{\"msg\":\"no such thing\"}}");
    }

  return g_strdup (bodies[seed == 10 ? 0 : 1]);
}

static void
test_some_fail (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;

  scene.painter->answer = answer_odd;
  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 10, 6);
  scene_start (&scene);
  g_assert_true (scene_finish (&scene, &error));
  g_assert_no_error (error);

  g_assert_cmpuint (scene.painter->seeds->len, ==, 6);
  assert_failed (&scene, 0, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_INVALID);
  assert_done (&scene, 1, 11);
  assert_failed (&scene, 2, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_BAD_REPLY);
  assert_done (&scene, 3, 13);
  assert_failed (&scene, 4, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED);
  assert_done (&scene, 5, 15);
  g_assert_cmpfloat (overpaint_run_get_fraction (scene.run), ==, 1.0);
}

static gchar *
answer_reason (Painter *painter,
               gint64   seed,
               guint   *status)
{
  *status = 400;

  return g_strdup_printf ("{\"detail\":{\"msg\":\"reason %" G_GINT64_FORMAT "\"}}", seed);
}

/* Where all fail, the reason is that of the first picture, whichever answer came first. */
static void
test_first_error (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;
  guint               i;

  scene.painter->holds  = TRUE;
  scene.painter->answer = answer_reason;
  scene_set_up_server (&scene, OVERPAINT_SERVER_GATEWAY, 0);
  scene_set_up_run (&scene, 50, 4);
  scene_start (&scene);

  wait_until (scene.painter->held->len == 4);

  for (i = 4; i > 0; i--)
    {
      guint held;

      for (held = 0; g_array_index (scene.painter->seeds, gint64, held) != 49 + i; held++)
        ;
      g_array_remove_index (scene.painter->seeds, held);
      painter_release (scene.painter, held);
      wait_until (count (&scene, OVERPAINT_VARIATION_FAILED) == 5 - i);
    }

  g_assert_false (scene_finish (&scene, &error));
  g_assert_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "reason 50"));
}

typedef struct
{
  const gchar *name;
  guint        status;
  gint         code;
  guint        n_requests;
} StopCase;

static const StopCase stop_cases[] =
{
  { "token",     401, OVERPAINT_SERVER_ERROR_UNAUTHORIZED, 1 },
  { "forbidden", 403, OVERPAINT_SERVER_ERROR_UNAUTHORIZED, 1 },
  { "payment",   402, OVERPAINT_SERVER_ERROR_PAYMENT,      1 },
  { "address",   404, OVERPAINT_SERVER_ERROR_NOT_FOUND,    1 },
  { "too-large", 413, OVERPAINT_SERVER_ERROR_TOO_LARGE,    1 },

  /* These may be the fault of one seed alone. */
  { "refused",   400, OVERPAINT_SERVER_ERROR_REFUSED,      3 },
  { "failed",    500, OVERPAINT_SERVER_ERROR_FAILED,       3 },
};

static guint stop_status;

static gchar *
answer_status (Painter *painter,
               gint64   seed,
               guint   *status)
{
  *status = stop_status;

  return g_strdup ("{\"detail\":{\"msg\":\"no\"}}");
}

static void
test_server_at_fault (gconstpointer data)
{
  const StopCase     *test  = data;
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;
  guint               i;

  stop_status           = test->status;
  scene.painter->answer = answer_status;
  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 0, 3);
  scene_start (&scene);
  g_assert_false (scene_finish (&scene, &error));

  g_assert_error (error, OVERPAINT_SERVER_ERROR, test->code);
  g_assert_cmpuint (scene.painter->seeds->len, ==, test->n_requests);
  for (i = 0; i < 3; i++)
    assert_failed (&scene, i, OVERPAINT_SERVER_ERROR, test->code);
}

static void
test_nobody_there (gconstpointer data)
{
  OverpaintServerKind  kind  = GPOINTER_TO_UINT (data);
  g_auto (Scene)       scene = { painter_new (), };
  g_autoptr (GError)   error = NULL;

  scene_set_up_server (&scene, kind, 0);
  g_clear_pointer (&scene.painter, painter_free);
  scene_set_up_run (&scene, 0, 64);
  scene_start (&scene);
  g_assert_false (scene_finish (&scene, &error));

  g_assert_error (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_NO_CONNECTION);
  g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_FAILED), ==, 64);
}

static gchar *
answer_other_aspect (Painter *painter,
                     gint64   seed,
                     guint   *status)
{
  g_autofree gchar *url = make_url (SIDE, seed == 21 ? SIDE / 2 : SIDE, seed == 22 ? 0 : gray_of (seed));

  return g_strdup_printf ("{\"images\":[{\"url\":\"%s\",\"seed\":%" G_GINT64_FORMAT ",\"nsfw\":%s}]}",
                          url, seed, seed == 23 ? "true" : "false");
}

static void
test_marks (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;
  gint                i;

  scene.painter->answer = answer_other_aspect;
  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 20, 4);
  scene_start (&scene);
  g_assert_true (scene_finish (&scene, &error));

  for (i = 0; i < 4; i++)
    {
      OverpaintVariation *variation = overpaint_run_get_variation (scene.run, i);

      g_assert_cmpint (overpaint_pixels_get_width (overpaint_variation_get_pixels (variation)), ==, SIDE);
      g_assert_cmpint (overpaint_pixels_get_height (overpaint_variation_get_pixels (variation)), ==, SIDE);
      g_assert_cmpint (overpaint_variation_is_cropped (variation), ==, i == 1);
      g_assert_cmpint (overpaint_variation_is_black (variation), ==, i == 2);
      g_assert_cmpint (overpaint_variation_is_flagged (variation), ==, i == 3);
    }
}

/* Nothing to see is nothing to send, and no server is troubled to find that out. */
static void
test_transparent_source (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;
  guint               i;

  scene.source = make_filled (SIDE, SIDE, 4, 0);
  scene_set_up_server (&scene, OVERPAINT_SERVER_UNKNOWN, 0);
  scene_set_up_run (&scene, 0, 3);
  scene_start (&scene);
  g_assert_false (scene_finish (&scene, &error));

  g_assert_error (error, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_EMPTY);
  for (i = 0; i < 3; i++)
    assert_failed (&scene, i, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_EMPTY);
  g_assert_cmpuint (scene.painter->n_asked, ==, 0);
}

static void
test_progress (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;
  guint               i;

  scene.painter->holds = TRUE;
  scene_set_up_server (&scene, OVERPAINT_SERVER_GATEWAY, 0);
  scene_set_up_run (&scene, 0, 4);
  scene_start (&scene);
  wait_until (scene.painter->held->len == 4);

  for (i = 0; i <= 4; i++)
    {
      g_autofree gchar *text  = overpaint_run_describe (scene.run);
      g_autofree gchar *start = g_strdup_printf ("%u of 4 pictures, ", i);

      g_assert_true (g_str_has_prefix (text, start));
      g_assert_true (g_str_has_suffix (text, " s"));
      g_assert_cmpfloat (overpaint_run_get_fraction (scene.run), ==, i / 4.0);

      if (i < 4)
        {
          painter_release (scene.painter, 0);
          wait_until (count (&scene, OVERPAINT_VARIATION_DONE) == i + 1);
        }
    }

  g_assert_true (scene_finish (&scene, &error));
}

static void
test_progress_of_one (void)
{
  g_auto (Scene)    scene = { painter_new (), };
  g_autofree gchar *text  = NULL;

  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 0, 1);
  text = overpaint_run_describe (scene.run);
  g_assert_cmpstr (text, ==, "0 of 1 picture, 0 s");
}

static void
assert_nothing_came (Scene *scene)
{
  g_autoptr (GError) error = NULL;
  guint              i;

  g_assert_false (scene_finish (scene, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  for (i = 0; i < overpaint_run_get_n_variations (scene->run); i++)
    assert_failed (scene, i, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancel_before (void)
{
  g_auto (Scene) scene = { painter_new (), };

  scene_set_up_server (&scene, OVERPAINT_SERVER_UNKNOWN, 0);
  scene_set_up_run (&scene, 0, 3);
  g_cancellable_cancel (scene.cancellable);
  scene_start (&scene);
  assert_nothing_came (&scene);
  settle ();
  g_assert_cmpuint (scene.painter->n_asked, ==, 0);
}

static void
test_cancel_at_once (void)
{
  g_auto (Scene) scene = { painter_new (), };

  scene.source = make_noise (3000, 2000, 3, 1);
  scene_set_up_server (&scene, OVERPAINT_SERVER_UNKNOWN, 0);
  scene_set_up_run (&scene, 0, 3);
  scene_start (&scene);
  g_cancellable_cancel (scene.cancellable);
  assert_nothing_came (&scene);
  settle ();
  g_assert_cmpuint (scene.painter->n_asked, ==, 0);
}

static void
test_cancel_probe (void)
{
  g_auto (Scene) scene = { painter_new (), };

  scene.painter->mute = TRUE;
  scene_set_up_server (&scene, OVERPAINT_SERVER_UNKNOWN, 0);
  g_object_set (scene.server, "probe-timeout", 60000, NULL);
  scene_set_up_run (&scene, 0, 3);
  scene_start (&scene);
  wait_until (scene.painter->held->len == 1);
  g_cancellable_cancel (scene.cancellable);
  assert_nothing_came (&scene);
  g_assert_cmpuint (scene.painter->seeds->len, ==, 0);
}

static void
test_cancel_first (void)
{
  g_auto (Scene) scene = { painter_new (), };

  scene.painter->holds = TRUE;
  scene_set_up_server (&scene, OVERPAINT_SERVER_GATEWAY, 0);
  scene_set_up_run (&scene, 0, 6);
  scene_start (&scene);
  wait_until (scene.painter->held->len == 4);
  g_cancellable_cancel (scene.cancellable);
  assert_nothing_came (&scene);
  settle ();
  g_assert_cmpuint (scene.painter->seeds->len, ==, 4);
}

static void
test_cancel_keeps (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;
  guint               n_done;
  guint               i;

  scene.painter->holds = TRUE;
  scene_set_up_server (&scene, OVERPAINT_SERVER_GATEWAY, 0);
  scene_set_up_run (&scene, 0, 8);
  scene_start (&scene);

  for (n_done = 0; n_done < 2; n_done++)
    {
      wait_until (scene.painter->held->len == 4);
      painter_release (scene.painter, 0);
      wait_until (count (&scene, OVERPAINT_VARIATION_DONE) == n_done + 1);
    }

  wait_until (scene.painter->held->len == 4);
  g_cancellable_cancel (scene.cancellable);
  g_assert_true (scene_finish (&scene, &error));
  g_assert_no_error (error);
  settle ();
  g_assert_cmpuint (scene.painter->seeds->len, ==, 6);
  g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_DONE), ==, 2);

  for (i = 0; i < 8; i++)
    {
      OverpaintVariation *variation = overpaint_run_get_variation (scene.run, i);

      if (overpaint_variation_get_state (variation) == OVERPAINT_VARIATION_DONE)
        assert_done (&scene, i, i);
      else
        assert_failed (&scene, i, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

static void
cancel_when_one_is_here (OverpaintRun *run,
                         gpointer      data)
{
  if (overpaint_run_count (run, OVERPAINT_VARIATION_DONE) == 1)
    g_cancellable_cancel (data);
}

/* From within the signal that tells of the first picture: the next is not asked for. */
static void
test_cancel_in_signal (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;

  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 0, 3);
  g_signal_connect (scene.run, "changed", G_CALLBACK (cancel_when_one_is_here), scene.cancellable);
  scene_start (&scene);
  g_assert_true (scene_finish (&scene, &error));
  settle ();

  g_assert_cmpuint (scene.painter->seeds->len, ==, 1);
  assert_done (&scene, 0, 0);
  assert_failed (&scene, 1, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_failed (&scene, 2, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Whatever the moment: it ends, each variation is done or cancelled, and at least one that
 * is done makes it a success.
 */
static void
test_cancel_any_moment (void)
{
  guint    turns;
  gboolean in_time = TRUE;
  guint    n_part  = 0;

  for (turns = 0; in_time; turns++)
    {
      g_auto (Scene)      scene = { painter_new (), };
      g_autoptr (GError)  error = NULL;
      gboolean            arrived;
      guint               n_done;
      guint               n_asked;
      guint               i;

      scene.painter->as_runner = FALSE;
      scene_set_up_server (&scene, OVERPAINT_SERVER_UNKNOWN, 2);
      scene_set_up_run (&scene, 0, 5);
      scene_start (&scene);

      for (i = 0; i < turns && scene.result == NULL; i++)
        g_main_context_iteration (NULL, TRUE);

      in_time = scene.result == NULL;
      n_done  = count (&scene, OVERPAINT_VARIATION_DONE);
      n_asked = count (&scene, OVERPAINT_VARIATION_DONE) + count (&scene, OVERPAINT_VARIATION_RUNNING);
      g_cancellable_cancel (scene.cancellable);
      arrived = scene_finish (&scene, &error);
      settle ();

      g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_DONE), >=, n_done);
      g_assert_cmpuint (scene.painter->seeds->len, <=, n_asked);
      n_done = count (&scene, OVERPAINT_VARIATION_DONE);
      g_assert_cmpint (arrived, ==, n_done > 0);

      if (! arrived)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

      if (n_done > 0 && n_done < 5)
        n_part++;

      for (i = 0; i < 5; i++)
        {
          OverpaintVariation *variation = overpaint_run_get_variation (scene.run, i);

          if (overpaint_variation_get_state (variation) == OVERPAINT_VARIATION_DONE)
            assert_done (&scene, i, i);
          else
            assert_failed (&scene, i, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        }
    }

  g_test_message ("%u moments, %u of them with some of the pictures", turns, n_part);
  g_assert_cmpuint (n_part, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  guint i;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/run/pictures", test_pictures);

  for (i = 0; i < G_N_ELEMENTS (parallel_cases); i++)
    {
      g_autofree gchar *path = g_strconcat ("/run/parallel/", parallel_cases[i].name, NULL);

      g_test_add_data_func (path, &parallel_cases[i], test_parallel);
    }

  g_test_add_func ("/run/corrected-kind", test_corrected_kind);
  g_test_add_func ("/run/extra-pictures", test_extra_pictures);
  g_test_add_func ("/run/some-fail", test_some_fail);
  g_test_add_func ("/run/first-error", test_first_error);

  for (i = 0; i < G_N_ELEMENTS (stop_cases); i++)
    {
      g_autofree gchar *path = g_strconcat ("/run/server-at-fault/", stop_cases[i].name, NULL);

      g_test_add_data_func (path, &stop_cases[i], test_server_at_fault);
    }

  g_test_add_data_func ("/run/nobody-there/unknown", GUINT_TO_POINTER (OVERPAINT_SERVER_UNKNOWN), test_nobody_there);
  g_test_add_data_func ("/run/nobody-there/gateway", GUINT_TO_POINTER (OVERPAINT_SERVER_GATEWAY), test_nobody_there);
  g_test_add_func ("/run/marks", test_marks);
  g_test_add_func ("/run/transparent-source", test_transparent_source);
  g_test_add_func ("/run/progress", test_progress);
  g_test_add_func ("/run/progress-of-one", test_progress_of_one);
  g_test_add_func ("/run/cancel/before", test_cancel_before);
  g_test_add_func ("/run/cancel/at-once", test_cancel_at_once);
  g_test_add_func ("/run/cancel/probe", test_cancel_probe);
  g_test_add_func ("/run/cancel/first", test_cancel_first);
  g_test_add_func ("/run/cancel/keeps", test_cancel_keeps);
  g_test_add_func ("/run/cancel/in-signal", test_cancel_in_signal);
  g_test_add_func ("/run/cancel/any-moment", test_cancel_any_moment);

  return g_test_run ();
}
