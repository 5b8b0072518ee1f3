/* test-sdcpp.c: tests of sd-server's jobs, on the wire
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "local-scene.h"

#define CAPABILITIES \
  "{\"model\":{\"name\":\"sd-turbo.safetensors\",\"stem\":\"sd-turbo\",\"path\":\"/m/sd-turbo.safetensors\"}," \
  "\"limits\":{\"min_width\":64,\"max_width\":4096,\"min_height\":64,\"max_height\":4096," \
  "\"max_batch_count\":8,\"max_queue_size\":64}," \
  "\"features\":{\"init_image\":true,\"cancel_queued\":true,\"cancel_generating\":false}," \
  "\"loras\":[{\"name\":\"toy-style\",\"path\":\"styles/toy-style.safetensors\"}," \
  "{\"name\":\"ink\",\"path\":\"ink.gguf\"},{\"name\":\"ink\",\"path\":\"old/ink.gguf\"}]}"

#define TAKEN      "{\"id\":\"job_1\",\"kind\":\"img_gen\",\"status\":\"queued\",\"poll_url\":\"http://elsewhere/\"}"
#define QUEUED     "{\"id\":\"job_1\",\"status\":\"queued\",\"queue_position\":2}"
#define GENERATING "{\"id\":\"job_1\",\"status\":\"generating\",\"queue_position\":0}"

/* A job that is done, with @pictures as the server lists them. */
static gchar *
describe_done (const gchar *pictures)
{
  return g_strdup_printf ("{\"id\":\"job_1\",\"status\":\"completed\",\"result\":{\"output_format\":\"png\","
                          "\"images\":[%s]}}", pictures);
}

static gchar *
describe_picture (gint index)
{
  g_autofree gchar *base64 = local_png_base64 (64, 64);

  return g_strdup_printf ("{\"index\":%d,\"b64_json\":\"%s\"}", index, base64);
}

static void
answer_done (TestServer *server)
{
  g_autofree gchar *picture = describe_picture (0);
  g_autofree gchar *done    = describe_done (picture);

  test_server_answer (server, 200, "application/json", done);
}

/* --- what travels --- */

static void
test_form (void)
{
  g_autoptr(TestServer)       server  = test_server_new (NULL);
  g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, OVERPAINT_SERVER_SD_SERVER, NULL);
  g_autoptr(OverpaintRequest) request = NULL;
  g_autoptr(GPtrArray)        images  = NULL;
  g_autoptr(GError)           error   = NULL;
  g_autoptr(JsonNode)         root    = NULL;
  g_autofree gchar           *shown   = NULL;
  const OverpaintCapabilities *capabilities;
  JsonObject                 *object;

  test_server_answer (server, 200, "application/json", CAPABILITIES);
  test_server_answer (server, 202, "application/json", TAKEN);
  test_server_answer (server, 200, "application/json", QUEUED);
  test_server_answer (server, 200, "application/json", GENERATING);
  answer_done (server);

  request = scene_request_new ("{'prompt': <'a “red” barn'>, 'negative-prompt': <'fog'>, 'model': <'someone/model'>, "
                               "'strength': <0.5>, 'steps': <20>, 'guidance-scale': <6.5>, 'seed': <7>, "
                               "'loras': <'{\"toy-style\": 0.75, \"old/ink\": 1}'>}");
  images  = local_generate (asked, request, 128, 64, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (images->len, ==, 1);
  g_assert_cmpint (((OverpaintReplyImage *) g_ptr_array_index (images, 0))->seed, ==, 7);

  g_assert_cmpuint (server->seen->len, ==, 5);
  g_assert_cmpstr (test_server_seen (server, 0)->path, ==, "/sdcpp/v1/capabilities");
  g_assert_cmpstr (test_server_seen (server, 1)->method, ==, "POST");
  g_assert_cmpstr (test_server_seen (server, 1)->path, ==, "/sdcpp/v1/img_gen");
  g_assert_cmpstr (test_server_seen (server, 1)->content_type, ==, "application/json");
  g_assert_cmpstr (test_server_seen (server, 2)->path, ==, "/sdcpp/v1/jobs/job_1");
  g_assert_cmpstr (test_server_seen (server, 4)->path, ==, "/sdcpp/v1/jobs/job_1");

  root   = local_seen_json (test_server_seen (server, 1));
  object = json_node_get_object (root);
  g_assert_cmpstr (json_object_get_string_member (object, "init_image"), !=, "");
  json_object_remove_member (object, "init_image");
  shown = json_to_string (root, FALSE);
  g_assert_cmpstr (shown, ==,
                   "{\"prompt\":\"a “red” barn\",\"negative_prompt\":\"fog\",\"width\":128,\"height\":64,"
                   "\"strength\":0.5,\"seed\":7,\"batch_count\":1,"
                   "\"lora\":[{\"path\":\"styles/toy-style.safetensors\",\"multiplier\":0.75},"
                   "{\"path\":\"old/ink.gguf\",\"multiplier\":1.0}],"
                   "\"sample_params\":{\"sample_steps\":20,\"guidance\":{\"txt_cfg\":6.5,\"img_cfg\":1.5}},"
                   "\"output_format\":\"png\"}");

  capabilities = overpaint_server_get_capabilities (asked);
  g_assert_nonnull (capabilities);
  g_assert_cmpstr (capabilities->model, ==, "sd-turbo");
  g_assert_cmpint (capabilities->size_step, ==, 64);
  g_assert_cmpint (capabilities->greatest_size, ==, 4096);
  g_assert_cmpuint (capabilities->loras->len, ==, 3);
  g_assert_cmpint (capabilities->cancel, ==, OVERPAINT_SERVER_CANCEL_QUEUED);
  g_assert_false (capabilities->progress);
}

/* Refused before anything but the question for capabilities goes out. */
static void
test_refused (void)
{
  static const struct
  {
    const gchar *values;
    gint         width;
    const gchar *says;
  } cases[] =
  {
    { "{'prompt': <'x <sd_cpp_extra_args>{}</sd_cpp_extra_args>'>}", 64, "<sd_cpp_extra_args" },
    { "{'prompt': <'x <SD_CPP_extra_args >'>}", 64, "<SD_CPP_extra_args" },
    { "{'prompt': <'x'>, 'negative-prompt': <'< lora :toy:1>'>}", 64, "field of their own" },
    { "{'prompt': <'a <lora:toy-style:1> barn'>}", 64, "<lora" },
    { "{'prompt': <'x'>, 'loras': <'{\"nobody/has\": 1}'>}", 64, "toy-style" },
    { "{'prompt': <'x'>}", 60, "64" },
    { "{'prompt': <'x'>}", 8192, "4096" },
    { "{'prompt': <'x'>, 'strength': <0.1>, 'steps': <4>}", 64, "would change nothing" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(TestServer)       server  = test_server_new (NULL);
      g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, OVERPAINT_SERVER_SD_SERVER, NULL);
      g_autoptr(OverpaintRequest) request = scene_request_new (cases[i].values);
      g_autoptr(GPtrArray)        images  = NULL;
      g_autoptr(GError)           error   = NULL;

      test_server_answer (server, 200, "application/json", CAPABILITIES);
      images = local_generate (asked, request, cases[i].width, 64, &error);
      g_assert_null (images);
      g_assert_cmpint (error->domain, ==, OVERPAINT_SERVER_ERROR);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].says));
      g_assert_cmpuint (server->seen->len, ==, 1);
    }
}

/* A heart, an arrow and a comparison are words. */
static void
test_words (void)
{
  g_autoptr(TestServer)       server  = test_server_new (NULL);
  g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, OVERPAINT_SERVER_SD_SERVER, NULL);
  g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'i <3 you, a<b: c, <- this>'>}");
  g_autoptr(GPtrArray)        images  = NULL;
  g_autoptr(GError)           error   = NULL;

  test_server_answer (server, 200, "application/json", CAPABILITIES);
  images = local_generate (asked, request, 64, 64, &error);

  /* "<b:" is one for a web UI. */
  g_assert_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED);
  g_clear_error (&error);
  g_clear_pointer (&request, overpaint_request_unref);

  request = scene_request_new ("{'prompt': <'i <3 you, x < y, <- this> <b>bold</b>'>}");
  test_server_answer (server, 200, "application/json", CAPABILITIES);
  test_server_answer (server, 202, "application/json", TAKEN);
  answer_done (server);
  images = local_generate (asked, request, 64, 64, &error);
  g_assert_no_error (error);
  g_assert_nonnull (images);
}

/* --- what comes back --- */

static const struct
{
  guint                 status;
  const gchar          *body;
  OverpaintServerError  code;
  const gchar          *says;
} job_cases[] =
{
  { 404, "{\"error\":\"job not found\"}", OVERPAINT_SERVER_ERROR_FAILED, "started anew" },
  { 410, "{\"error\":\"job expired\"}", OVERPAINT_SERVER_ERROR_PICTURE, "thrown it away" },
  { 200, "{\"status\":\"failed\",\"error\":{\"code\":\"generation_failed\",\"message\":\"no results\"}}",
    OVERPAINT_SERVER_ERROR_FAILED, "no results" },
  { 200, "{\"status\":\"failed\",\"error\":{\"code\":\"generation_failed\","
    "\"message\":\"generate_image returned no results\"}}",
    OVERPAINT_SERVER_ERROR_OUT_OF_MEMORY, "most likely because its graphics card has too little memory" },
  { 200, "{\"status\":\"failed\",\"error\":{\"code\":\"x\",\"message\":\"CUDA error: out of memory\"}}",
    OVERPAINT_SERVER_ERROR_OUT_OF_MEMORY, "too little memory" },
  { 200, "{\"status\":\"cancelled\"}", OVERPAINT_SERVER_ERROR_FAILED, "Somebody else" },
  { 200, "{\"status\":\"completed\",\"result\":null}", OVERPAINT_SERVER_ERROR_BAD_REPLY, "without a picture" },
  { 200, "{\"status\":\"completed\",\"result\":{\"images\":[{\"index\":0,\"b64_json\":\"Zm9vYmFy\"}]}}",
    OVERPAINT_SERVER_ERROR_PICTURE, "damaged" },
  { 200, "{\"status\":\"completed\",\"result\":{\"images\":[null,7,{}]}}",
    OVERPAINT_SERVER_ERROR_PICTURE, "damaged" },
  { 200, "[]", OVERPAINT_SERVER_ERROR_BAD_REPLY, "something else" },
  { 200, "{\"status\":\"dreaming\"}", OVERPAINT_SERVER_ERROR_BAD_REPLY, "something else" },
  { 500, "{\"error\":\"server_error\",\"message\":\"it broke\"}", OVERPAINT_SERVER_ERROR_FAILED, "it broke" },
};

static void
test_job (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (job_cases); i++)
    {
      g_autoptr(TestServer)       server  = test_server_new (NULL);
      g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, OVERPAINT_SERVER_SD_SERVER, NULL);
      g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>}");
      g_autoptr(GPtrArray)        images  = NULL;
      g_autoptr(GError)           error   = NULL;

      test_server_answer (server, 200, "application/json", CAPABILITIES);
      test_server_answer (server, 202, "application/json", TAKEN);
      test_server_answer (server, job_cases[i].status, "application/json", job_cases[i].body);

      images = local_generate (asked, request, 64, 64, &error);
      g_assert_null (images);
      g_assert_error (error, OVERPAINT_SERVER_ERROR, (gint) job_cases[i].code);
      g_assert_nonnull (strstr (error->message, job_cases[i].says));
      g_assert_cmpuint (server->seen->len, ==, 3);
    }
}

static const struct
{
  guint                 status;
  const gchar          *body;
  guint                 times;
  OverpaintServerError  code;
  const gchar          *says;
} submit_cases[] =
{
  { 400, "{\"error\":\"invalid init_image\"}", 1, OVERPAINT_SERVER_ERROR_REFUSED, "invalid init_image" },
  { 429, "{\"error\":\"job queue is full\"}", 3, OVERPAINT_SERVER_ERROR_BUSY, "queue is full" },
  { 500, "{\"error\":\"server_error\",\"message\":\"oops\"}", 1, OVERPAINT_SERVER_ERROR_FAILED, "oops" },
  { 202, "{\"id\":\"../../etc\"}", 1, OVERPAINT_SERVER_ERROR_BAD_REPLY, "not understood" },
  { 202, "{}", 1, OVERPAINT_SERVER_ERROR_BAD_REPLY, "not understood" },
};

static void
test_submit (void)
{
  guint i;
  guint k;

  for (i = 0; i < G_N_ELEMENTS (submit_cases); i++)
    {
      g_autoptr(TestServer)       server  = test_server_new (NULL);
      g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, OVERPAINT_SERVER_SD_SERVER, NULL);
      g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>}");
      g_autoptr(GPtrArray)        images  = NULL;
      g_autoptr(GError)           error   = NULL;

      test_server_answer (server, 200, "application/json", CAPABILITIES);
      for (k = 0; k < submit_cases[i].times; k++)
        test_server_answer (server, submit_cases[i].status, "application/json", submit_cases[i].body);

      images = local_generate (asked, request, 64, 64, &error);
      g_assert_null (images);
      g_assert_error (error, OVERPAINT_SERVER_ERROR, (gint) submit_cases[i].code);
      g_assert_nonnull (strstr (error->message, submit_cases[i].says));
      g_assert_cmpuint (server->seen->len, ==, 1 + submit_cases[i].times);
    }
}

/* A full queue that has room again; a question that breaks off; several pictures, in any order. */
static void
test_trouble (void)
{
  g_autoptr(TestServer)       server  = test_server_new (NULL);
  g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, OVERPAINT_SERVER_SD_SERVER, NULL);
  g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>, 'seed': <100>}");
  g_autofree gchar           *first   = describe_picture (0);
  g_autofree gchar           *second  = describe_picture (1);
  g_autofree gchar           *both    = g_strconcat (second, ",", first, NULL);
  g_autofree gchar           *done    = describe_done (both);
  g_autoptr(GPtrArray)        images  = NULL;
  g_autoptr(GError)           error   = NULL;

  test_server_answer (server, 200, "application/json", CAPABILITIES);
  test_server_answer (server, 429, "application/json", "{\"error\":\"job queue is full\"}");
  test_server_answer (server, 202, "application/json", TAKEN);
  test_server_answer_raw (server, "");
  test_server_answer_raw (server, "");
  test_server_answer (server, 200, "application/json", GENERATING);
  test_server_answer (server, 200, "application/json", done);

  images = local_generate (asked, request, 64, 64, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (images->len, ==, 2);
  g_assert_cmpint (((OverpaintReplyImage *) g_ptr_array_index (images, 0))->seed, ==, 101);
  g_assert_cmpint (((OverpaintReplyImage *) g_ptr_array_index (images, 1))->seed, ==, 100);
}

static void
note_progress (OverpaintServer  *asked,
               OverpaintRequest *variation,
               gint              ahead,
               gdouble           fraction,
               GString          *notes)
{
  g_string_append_printf (notes, "%d;", ahead);
  g_assert_cmpfloat (fraction, ==, -1);
}

static void
test_progress (void)
{
  g_autoptr(TestServer)       server  = test_server_new (NULL);
  g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, OVERPAINT_SERVER_SD_SERVER, NULL);
  g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>}");
  g_autoptr(GString)          notes   = g_string_new (NULL);
  g_autoptr(GPtrArray)        images  = NULL;

  g_signal_connect (asked, "progress", G_CALLBACK (note_progress), notes);
  test_server_answer (server, 200, "application/json", CAPABILITIES);
  test_server_answer (server, 202, "application/json", TAKEN);
  test_server_answer (server, 200, "application/json", QUEUED);
  test_server_answer (server, 200, "application/json", GENERATING);
  answer_done (server);
  images = local_generate (asked, request, 64, 64, NULL);
  g_assert_nonnull (images);
  g_assert_cmpstr (notes->str, ==, "2;0;");
}

/* --- ended early --- */

static const struct
{
  guint        status;
  const gchar *body;
  gboolean     picture;
  const gchar *says;
} cancel_cases[] =
{
  { 200, "{\"id\":\"job_1\",\"status\":\"cancelled\"}", FALSE, "It was stopped." },
  { 409, "{\"error\":\"job is currently generating and cannot be interrupted yet\"}", FALSE, "cannot be interrupted" },
  { 404, "{\"error\":\"job not found\"}", FALSE, "It was stopped." },
  { 200, NULL, TRUE, NULL },
};

static void
note_left (guint *left)
{
  (*left)++;
}

static void
test_cancel (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cancel_cases); i++)
    {
      g_autoptr(TestServer)       server      = test_server_new (NULL);
      g_autoptr(OverpaintServer)  asked       = local_server_new (server->address, OVERPAINT_SERVER_SD_SERVER, NULL);
      g_autoptr(OverpaintRequest) request     = scene_request_new ("{'prompt': <'x'>}");
      g_autoptr(GCancellable)     cancellable = g_cancellable_new ();
      g_autoptr(GAsyncResult)     result      = NULL;
      g_autoptr(GPtrArray)        images      = NULL;
      g_autoptr(GError)           error       = NULL;
      guint                       left        = 0;

      g_signal_connect_swapped (asked, "left", G_CALLBACK (note_left), &left);
      test_server_answer (server, 200, "application/json", CAPABILITIES);
      test_server_answer (server, 202, "application/json", TAKEN);
      test_server_answer (server, 200, "application/json", QUEUED)->kind = ANSWER_HOLD;

      local_start (asked, request, 64, 64, cancellable, &result);
      test_wait_until (server->held.length == 1);

      if (cancel_cases[i].picture)
        answer_done (server);
      else
        test_server_answer (server, cancel_cases[i].status, "application/json", cancel_cases[i].body);

      g_cancellable_cancel (cancellable);
      test_wait_until (result != NULL);
      images = overpaint_server_generate_finish (asked, result, &error);

      g_assert_cmpstr (test_server_seen (server, 3)->method, ==, "POST");
      g_assert_cmpstr (test_server_seen (server, 3)->path, ==, "/sdcpp/v1/jobs/job_1/cancel");
      g_assert_cmpuint (left, ==, cancel_cases[i].status == 409 ? 1 : 0);

      if (cancel_cases[i].picture)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (images->len, ==, 1);
        }
      else
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          g_assert_nonnull (strstr (error->message, cancel_cases[i].says));
        }
    }
}

/* While the job is handed in its id is not known: it is waited for, and taken back then. */
static void
test_cancel_submit (void)
{
  g_autoptr(TestServer)       server      = test_server_new (NULL);
  g_autoptr(OverpaintServer)  asked       = local_server_new (server->address, OVERPAINT_SERVER_SD_SERVER, NULL);
  g_autoptr(OverpaintRequest) request     = scene_request_new ("{'prompt': <'x'>}");
  g_autoptr(GCancellable)     cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult)     result      = NULL;
  g_autoptr(GError)           error       = NULL;

  test_server_answer (server, 200, "application/json", CAPABILITIES);
  test_server_answer (server, 202, "application/json", TAKEN)->kind = ANSWER_HOLD;
  test_server_answer (server, 200, "application/json", "{\"status\":\"cancelled\"}");

  local_start (asked, request, 64, 64, cancellable, &result);
  test_wait_until (server->held.length == 1);
  g_cancellable_cancel (cancellable);
  test_settle ();
  g_assert_null (result);
  test_server_release (server);
  test_wait_until (result != NULL);

  g_assert_null (overpaint_server_generate_finish (asked, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (server->seen->len, ==, 3);
  g_assert_cmpstr (test_server_seen (server, 2)->path, ==, "/sdcpp/v1/jobs/job_1/cancel");
}

/* A server that ends while it paints is told from one that never was there. */
static void
test_gone (void)
{
  g_autoptr(TestServer)       server  = test_server_new (NULL);
  g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, OVERPAINT_SERVER_SD_SERVER, NULL);
  g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>}");
  g_autoptr(GAsyncResult)     result  = NULL;
  g_autoptr(GError)           error   = NULL;

  test_server_answer (server, 200, "application/json", CAPABILITIES);
  test_server_answer (server, 202, "application/json", TAKEN);
  test_server_answer_raw (server, "");
  local_start (asked, request, 64, 64, NULL, &result);
  test_wait_until (server->seen->len == 3);
  soup_server_disconnect (server->soup);
  test_wait_until (result != NULL);

  g_assert_null (overpaint_server_generate_finish (asked, result, &error));
  g_assert_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "lack of memory"));
}

/* One that hangs is not asked for ever, and what is said is not that it took too long. */
static void
test_silent (void)
{
  g_autoptr(TestServer)       server  = test_server_new (NULL);
  g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, OVERPAINT_SERVER_SD_SERVER, NULL);
  g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>}");
  g_autoptr(GAsyncResult)     result  = NULL;
  g_autoptr(GError)           error   = NULL;
  guint                       i;

  test_server_answer (server, 200, "application/json", CAPABILITIES);
  test_server_answer (server, 202, "application/json", TAKEN);
  test_server_answer (server, 200, "application/json", GENERATING);
  for (i = 0; i < 3; i++)
    test_server_answer (server, 200, "application/json", GENERATING)->kind = ANSWER_HOLD;

  g_object_set (asked, "probe-timeout", 100, NULL);
  local_start (asked, request, 64, 64, NULL, &result);
  test_wait_until (result != NULL);
  g_assert_null (overpaint_server_generate_finish (asked, result, &error));
  g_assert_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "does not answer any more"));
  g_assert_cmpuint (server->held.length, ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_set_comma_locale ();

  g_test_add_func ("/sdcpp/form", test_form);
  g_test_add_func ("/sdcpp/refused", test_refused);
  g_test_add_func ("/sdcpp/words", test_words);
  g_test_add_func ("/sdcpp/job", test_job);
  g_test_add_func ("/sdcpp/submit", test_submit);
  g_test_add_func ("/sdcpp/trouble", test_trouble);
  g_test_add_func ("/sdcpp/progress", test_progress);
  g_test_add_func ("/sdcpp/cancel", test_cancel);
  g_test_add_func ("/sdcpp/cancel-submit", test_cancel_submit);
  g_test_add_func ("/sdcpp/gone", test_gone);
  g_test_add_func ("/sdcpp/silent", test_silent);

  return g_test_run ();
}
