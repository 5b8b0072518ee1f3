/* test-runner.c: tests of Livepeer's ai-runner as a worker of one's own
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server-scene.h"

#define JSON     "application/json"
#define VERSION  "{\"pipeline\":\"image-to-image\",\"model_id\":\"stabilityai/sd-turbo\",\"version\":\"0.14.1\"}"
#define HARDWARE "{\"pipeline\":\"image-to-image\",\"model_id\":\"stabilityai/sd-turbo\",\"gpu_info\":" \
                 "{\"0\":{\"id\":\"x\",\"name\":\"NVIDIA GeForce RTX 4080\",\"memory_total\":17179869184," \
                 "\"memory_free\":12884901888,\"major\":8,\"minor\":9}}}"

static const struct
{
  const gchar *name;
  guint        status;     /* of /version; 0 for a runner that paints */
  const gchar *version;
  const gchar *hardware;
  const gchar *model;      /* NULL where it does not say */
  const gchar *pipeline;
  const gchar *card;
  guint64      memory;
  guint64      free;
} surveys[] =
{
  { "new", 200, VERSION, HARDWARE, "stabilityai/sd-turbo", "image-to-image", "NVIDIA GeForce RTX 4080",
    17179869184, 12884901888 },
  { "old", 404, "{\"detail\":\"Not Found\"}", HARDWARE, "stabilityai/sd-turbo", "image-to-image",
    "NVIDIA GeForce RTX 4080", 17179869184, 12884901888 },
  { "no-nvml", 200, VERSION, "{\"pipeline\":\"image-to-image\",\"model_id\":\"x/y\",\"gpu_info\":{}}", "x/y",
    "image-to-image", NULL, 0, 0 },
  { "another-pipeline", 200, "{\"pipeline\":\"upscale\",\"model_id\":\"x/y\"}", "{}", "x/y", "upscale", NULL, 0, 0 },
  { "odd-types", 200, "{\"pipeline\":7,\"model_id\":[]}",
    "{\"gpu_info\":{\"0\":{\"name\":\"A card\",\"memory_total\":-1,\"memory_free\":\"much\"}}}", NULL, NULL,
    "A card", 0, 0 },
  { "no-object", 200, "[[[]]]", "null", NULL, NULL, NULL, 0, 0 },
  { "busy", 0, VERSION, NULL, NULL, NULL, NULL, 0, 0 },
};

static void
test_survey (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (surveys); i++)
    {
      g_autoptr(TestServer)             server = test_server_new (NULL);
      g_autoptr(OverpaintServer)        asked  = scene_server_new (server->address, OVERPAINT_SERVER_RUNNER);
      g_autoptr(GAsyncResult)           result = NULL;
      g_autoptr(OverpaintCapabilities)  copy   = NULL;
      g_autoptr(GError)                 error  = NULL;

      g_test_message ("%s", surveys[i].name);
      g_object_set (asked, "probe-timeout", surveys[i].status == 0 ? 50 : 5000, NULL);
      test_server_answer (server, MAX (surveys[i].status, 200), JSON, surveys[i].version)->kind =
        surveys[i].status == 0 ? ANSWER_HOLD : ANSWER_PLAIN;
      if (surveys[i].hardware != NULL)
        test_server_answer (server, 200, JSON, surveys[i].hardware);

      overpaint_server_survey_async (asked, NULL, test_done, &result);
      test_wait_until (result != NULL);
      g_assert_true (overpaint_server_survey_finish (asked, result, &error));
      g_assert_no_error (error);

      copy = overpaint_capabilities_copy (overpaint_server_get_capabilities (asked));
      g_assert_cmpint (copy->busy, ==, surveys[i].status == 0);
      g_assert_cmpstr (copy->model, ==, surveys[i].model);
      g_assert_cmpstr (copy->pipeline, ==, surveys[i].pipeline);
      g_assert_cmpstr (copy->card, ==, surveys[i].card);
      g_assert_cmpuint (copy->card_memory, ==, surveys[i].memory);
      g_assert_cmpuint (copy->card_free, ==, surveys[i].free);
      g_assert_false (copy->progress);
      g_assert_cmpint (copy->cancel, ==, OVERPAINT_SERVER_CANCEL_ABANDON);

      g_assert_cmpstr (test_server_seen (server, 0)->path, ==, "/version");
      if (surveys[i].hardware != NULL)
        g_assert_cmpstr (test_server_seen (server, 1)->path, ==, "/hardware/info");
    }
}

/* Behind a container's door nobody is there yet, and without one nobody at all: told apart. */
static void
test_loading (void)
{
  g_autoptr(TestServer)      server = test_server_new (NULL);
  g_autofree gchar          *dead   = g_strdup_printf ("http://127.0.0.1:%u", test_dead_port ());
  const gchar               *says[] = { "still be loading", "still be loading", "No server is running" };
  guint                      i;

  test_server_answer (server, 0, NULL, "")->kind = ANSWER_RESET;
  test_server_answer_raw (server, "");

  for (i = 0; i < G_N_ELEMENTS (says); i++)
    {
      g_autoptr(OverpaintServer) asked  = scene_server_new (i < 2 ? server->address : dead, OVERPAINT_SERVER_UNKNOWN);
      g_autoptr(GAsyncResult)    result = NULL;
      g_autoptr(GError)          error  = NULL;

      overpaint_server_probe_async (asked, NULL, test_done, &result);
      test_wait_until (result != NULL);
      g_assert_false (overpaint_server_probe_finish (asked, result, &error));
      g_assert_nonnull (strstr (error->message, says[i]));
      g_assert_cmpint (overpaint_server_get_kind (asked), ==, OVERPAINT_SERVER_UNKNOWN);
    }
}

static void
note_ahead (OverpaintServer  *asked,
            OverpaintRequest *variation,
            gint              ahead,
            gdouble           fraction,
            gint             *noted)
{
  g_assert_cmpfloat (fraction, ==, -1);
  *noted = ahead;
}

/* Nobody can stop a runner: a cancel says so, and whatever is asked next hears that it waits. */
static void
test_abandon (void)
{
  g_autoptr(TestServer)       server      = test_server_new (NULL);
  g_autoptr(OverpaintServer)  asked       = scene_server_new (server->address, OVERPAINT_SERVER_RUNNER);
  g_autoptr(OverpaintRequest) request     = scene_request_new ("{'prompt': <'x'>}");
  g_autoptr(GCancellable)     cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult)     result      = NULL;
  g_autoptr(GError)           error       = NULL;
  gint                        ahead       = -2;
  guint                       i;

  g_signal_connect (asked, "progress", G_CALLBACK (note_ahead), &ahead);
  test_server_answer (server, 200, JSON, SCENE_GOOD)->kind = ANSWER_HOLD;
  scene_start (asked, request, cancellable, &result);
  test_wait_until (server->held.length == 1);
  g_cancellable_cancel (cancellable);
  test_wait_until (result != NULL);
  g_assert_null (overpaint_server_generate_finish (asked, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_nonnull (strstr (error->message, "finishes the old picture first"));
  g_clear_error (&error);
  g_assert_cmpint (ahead, ==, -2);

  /* First it still paints the old one, then not any more, then that is known. */
  for (i = 0; i < 3; i++)
    {
      g_autoptr(GPtrArray) images = NULL;

      ahead = -2;
      g_object_set (asked, "probe-timeout", i == 0 ? 50 : 5000, NULL);
      if (i < 2)
        test_server_answer (server, 200, JSON, VERSION)->kind = i == 0 ? ANSWER_HOLD : ANSWER_PLAIN;
      test_server_answer (server, 200, JSON, SCENE_GOOD);

      images = scene_generate (asked, request, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (images->len, ==, 1);
      g_assert_cmpint (ahead, ==, i == 0 ? 1 : -2);
    }

  g_assert_cmpuint (server->seen->len, ==, 6);
  g_assert_cmpstr (test_server_seen (server, 1)->path, ==, "/version");
  g_assert_cmpstr (test_server_seen (server, 2)->path, ==, "/image-to-image");
  g_assert_cmpstr (test_server_seen (server, 3)->path, ==, "/version");
  g_assert_cmpstr (test_server_seen (server, 5)->path, ==, "/image-to-image");
}

/* One that does not tell its kind in time is a runner that paints: the first picture waits for that. */
static void
test_busy (void)
{
  g_autoptr(TestServer)       server  = test_server_new (NULL);
  g_autoptr(OverpaintServer)  asked   = scene_server_new (server->address, OVERPAINT_SERVER_UNKNOWN);
  g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>}");
  g_autoptr(GAsyncResult)     result  = NULL;
  g_autoptr(GPtrArray)        images  = NULL;
  g_autoptr(GError)           error   = NULL;
  gint                        ahead   = -2;

  g_object_set (asked, "probe-timeout", 50, NULL);
  g_signal_connect (asked, "progress", G_CALLBACK (note_ahead), &ahead);
  test_server_answer (server, 200, JSON, VERSION)->kind = ANSWER_HOLD;
  test_server_answer (server, 200, JSON, VERSION)->kind = ANSWER_HOLD;
  test_server_answer (server, 200, JSON, SCENE_GOOD);

  overpaint_server_probe_async (asked, NULL, test_done, &result);
  test_wait_until (result != NULL);
  g_assert_true (overpaint_server_probe_finish (asked, result, &error));
  g_assert_cmpint (overpaint_server_get_kind (asked), ==, OVERPAINT_SERVER_RUNNER);

  images = scene_generate (asked, request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ahead, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_set_comma_locale ();

  g_test_add_func ("/runner/survey", test_survey);
  g_test_add_func ("/runner/loading", test_loading);
  g_test_add_func ("/runner/abandon", test_abandon);
  g_test_add_func ("/runner/busy", test_busy);

  return g_test_run ();
}
