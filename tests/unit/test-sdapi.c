/* test-sdapi.c: tests of the web UIs' dialect, on the wire
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "local-scene.h"
#include "server-private.h"

#define JSON   "application/json"
#define LORAS  "[{\"name\":\"toy-style\",\"alias\":\"Toy\",\"path\":\"/l/toy-style.safetensors\",\"metadata\":{}}]"
#define MODELS "[{\"title\":\"anime.safetensors [1234]\",\"model_name\":\"anime\",\"filename\":\"/m/x.safetensors\"}]"
#define OPTIONS "{\"sd_model_checkpoint\":\"anime.safetensors [1234]\"}"

#define IDLE    "{\"progress\":0.0,\"state\":{\"job\":\"\",\"job_count\":0,\"interrupted\":false,\"skipped\":false}}"

/* What comes before the picture is asked for: 3 questions, 5 for sd-server, 4 for SD.Next. */
static guint
answer_survey (TestServer          *server,
               OverpaintServerKind  kind)
{
  guint asked = 3;

  /* One before it is tried as a server with jobs, one in the survey. */
  if (kind == OVERPAINT_SERVER_SD_SERVER)
    {
      test_server_answer (server, 404, "text/plain", "");
      test_server_answer (server, 404, "text/plain", "");
      asked += 2;
    }

  test_server_answer (server, 200, JSON, LORAS);
  test_server_answer (server, 200, JSON, MODELS);
  test_server_answer (server, 200, JSON, OPTIONS);

  if (kind == OVERPAINT_SERVER_SDNEXT)
    {
      test_server_answer (server, 200, JSON, IDLE);
      asked++;
    }

  return asked;
}

/* Whether it is asked once more when the picture has come: it may have been interrupted. */
static guint
count_after (OverpaintServerKind kind)
{
  return kind == OVERPAINT_SERVER_A1111 || kind == OVERPAINT_SERVER_FORGE || kind == OVERPAINT_SERVER_SDNEXT ? 1 : 0;
}

static gchar *
describe_answer (const gchar *picture,
                 const gchar *echo)
{
  return g_strdup_printf ("{\"images\":[\"%s\"],\"parameters\":{\"init_images\":%s},"
                          "\"info\":\"{\\\"seed\\\": 77, \\\"all_seeds\\\": [77]}\"}", picture, echo);
}

static const struct
{
  OverpaintServerKind  kind;
  const gchar         *values;
  gint                 width;
  const gchar         *body;
} form_cases[] =
{
  { OVERPAINT_SERVER_A1111,
    "{'prompt': <'a barn'>, 'model': <'anime'>, 'strength': <0.5>, 'steps': <20>, 'guidance-scale': <6.5>, "
    "'seed': <2147483647>, 'loras': <'{\"Toy\": 0.75}'>}", 72,
    "{\"prompt\":\"a barn <lora:toy-style:0.75>\",\"width\":72,\"height\":64,\"denoising_strength\":0.5,"
    "\"seed\":2147483647,\"batch_size\":1,\"steps\":20,\"cfg_scale\":6.5,\"image_cfg_scale\":1.5,\"resize_mode\":0,"
    "\"n_iter\":1,\"send_images\":true,\"save_images\":false,\"include_init_images\":false,"
    "\"override_settings\":{\"sd_model_checkpoint\":\"anime.safetensors [1234]\"},"
    "\"override_settings_restore_afterwards\":false}" },
  /* A model that the server does not have is its own business. */
  { OVERPAINT_SERVER_SDNEXT,
    "{'prompt': <'a barn'>, 'negative-prompt': <'fog'>, 'model': <'someone/model'>, 'strength': <0.5>, 'steps': <20>, "
    "'guidance-scale': <0.0>, 'image-guidance-scale': <2.0>, 'seed': <0>}", 72,
    "{\"prompt\":\"a barn\",\"negative_prompt\":\"fog\",\"width\":72,\"height\":64,\"denoising_strength\":0.5,"
    "\"seed\":0,\"batch_size\":1,\"steps\":20,\"cfg_scale\":0.0,\"image_cfg_scale\":2.0,\"resize_mode\":0,"
    "\"n_iter\":1,\"send_images\":true,\"save_images\":false,\"include_init_images\":false,"
    "\"override_settings_restore_afterwards\":false}" },
  /* One that uses no strength: with 0 the picture would come back as it went. */
  { OVERPAINT_SERVER_A1111,
    "{'prompt': <'a barn'>, 'model': <'timbrooks/instruct-pix2pix'>, 'steps': <20>, 'guidance-scale': <6.5>, "
    "'image-guidance-scale': <2.0>, 'seed': <0>}", 72,
    "{\"prompt\":\"a barn\",\"width\":72,\"height\":64,\"denoising_strength\":0.75,"
    "\"seed\":0,\"batch_size\":1,\"steps\":20,\"cfg_scale\":6.5,\"image_cfg_scale\":2.0,\"resize_mode\":0,"
    "\"n_iter\":1,\"send_images\":true,\"save_images\":false,\"include_init_images\":false,"
    "\"override_settings_restore_afterwards\":false}" },
  { OVERPAINT_SERVER_KOBOLDCPP,
    "{'prompt': <'a barn'>, 'model': <'anime'>, 'strength': <0.5>, 'steps': <20>, 'guidance-scale': <6.5>, "
    "'seed': <5>, 'loras': <'{\"toy-style\": 0.75}'>}", 128,
    "{\"prompt\":\"a barn\",\"width\":128,\"height\":64,\"denoising_strength\":0.5,\"seed\":5,\"batch_size\":1,"
    "\"steps\":20,\"cfg_scale\":6.5,\"lora\":[{\"path\":\"/l/toy-style.safetensors\",\"multiplier\":0.75}]}" },
  { OVERPAINT_SERVER_SD_SERVER,
    "{'prompt': <'a barn'>, 'model': <'anime'>, 'strength': <0.5>, 'steps': <20>, 'guidance-scale': <6.5>, "
    "'seed': <5>, 'loras': <'{\"toy-style\": 0.75}'>}", 128,
    "{\"prompt\":\"a barn\",\"width\":128,\"height\":64,\"denoising_strength\":0.5,\"seed\":5,\"batch_size\":1,"
    "\"steps\":20,\"cfg_scale\":6.5,\"lora\":[{\"path\":\"/l/toy-style.safetensors\",\"multiplier\":0.75}]}" },
};

static void
test_form (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (form_cases); i++)
    {
      OverpaintServerKind         kind    = form_cases[i].kind;
      gboolean                    tasks   = kind == OVERPAINT_SERVER_A1111 || kind == OVERPAINT_SERVER_SDNEXT;
      g_autoptr(TestServer)       server  = test_server_new (NULL);
      g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, kind, "me:secret");
      g_autoptr(OverpaintRequest) request = scene_request_new (form_cases[i].values);
      g_autofree gchar           *sent    = local_png_base64 (form_cases[i].width, 64);
      g_autofree gchar           *echo    = g_strdup_printf ("[\"%s\"]", sent);
      g_autofree gchar           *answer  = describe_answer (sent, echo);
      g_autofree gchar           *shown   = NULL;
      g_autoptr(GPtrArray)        images  = NULL;
      g_autoptr(JsonNode)         root    = NULL;
      g_autoptr(GError)           error   = NULL;
      JsonObject                 *object;
      guint                       before  = answer_survey (server, kind);

      g_object_set (asked, "poll-pause", 60000, NULL);
      test_server_answer (server, 200, JSON, answer);
      images = local_generate (asked, request, form_cases[i].width, 64, &error);
      g_assert_no_error (error);
      g_assert_cmpint (((OverpaintReplyImage *) g_ptr_array_index (images, 0))->seed, ==, 77);

      g_assert_cmpuint (server->seen->len, ==, before + 1 + count_after (kind));
      g_assert_cmpstr (test_server_seen (server, before)->path, ==, "/sdapi/v1/img2img");
      if (count_after (kind) > 0)
        g_assert_cmpstr (test_server_seen (server, before + 1)->path, ==, "/sdapi/v1/progress");
      g_assert_cmpstr (test_server_seen (server, before)->token, ==, "Basic bWU6c2VjcmV0");

      root   = local_seen_json (test_server_seen (server, before));
      object = json_node_get_object (root);
      g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (object, "init_images"), 0),
                       ==, sent);
      json_object_remove_member (object, "init_images");
      g_assert_cmpint (json_object_has_member (object, "force_task_id"), ==, tasks);
      json_object_remove_member (object, "force_task_id");
      shown = json_to_string (root, FALSE);
      g_assert_cmpstr (shown, ==, form_cases[i].body);

      g_assert_cmpstr (overpaint_server_get_capabilities (asked)->model, ==, "anime.safetensors [1234]");
      g_assert_cmpuint (overpaint_server_get_capabilities (asked)->models->len, ==, 1);
      g_assert_cmpint (overpaint_server_get_capabilities (asked)->progress, ==, tasks);
      g_assert_cmpint (overpaint_server_get_capabilities (asked)->cancel, ==,
                       kind == OVERPAINT_SERVER_A1111 ? OVERPAINT_SERVER_CANCEL_RUNNING
                                                      : OVERPAINT_SERVER_CANCEL_ABANDON);
      g_assert_cmpint (overpaint_server_get_capabilities (asked)->model_switch, ==, tasks);
    }
}

/* --- what comes back --- */

#define OOM "{\"error\":\"OutOfMemoryError\",\"detail\":\"\",\"body\":\"\",\"errors\":\"CUDA out of memory.\"}"

static const struct
{
  OverpaintServerKind   kind;
  guint                 status;
  const gchar          *body;
  OverpaintServerError  code;
  const gchar          *says;
} error_cases[] =
{
  { OVERPAINT_SERVER_A1111, 500, OOM, OVERPAINT_SERVER_ERROR_OUT_OF_MEMORY, "CUDA out of memory" },
  { OVERPAINT_SERVER_A1111, 500, "{\"error\":\"OutOfMemoryError\",\"detail\":\"\",\"body\":\"\",\"errors\":\"\"}",
    OVERPAINT_SERVER_ERROR_OUT_OF_MEMORY, "too little memory" },
  { OVERPAINT_SERVER_FORGE, 500, OOM, OVERPAINT_SERVER_ERROR_OUT_OF_MEMORY, "CUDA out of memory" },
  { OVERPAINT_SERVER_SDNEXT, 500, OOM, OVERPAINT_SERVER_ERROR_OUT_OF_MEMORY, "CUDA out of memory" },
  { OVERPAINT_SERVER_A1111, 500,
    "{\"error\":\"RuntimeError\",\"detail\":\"\",\"body\":\"\",\"errors\":\"Not enough memory, use lower resolution "
    "(max approx. 640x640).\"}", OVERPAINT_SERVER_ERROR_OUT_OF_MEMORY, "use lower resolution" },
  { OVERPAINT_SERVER_KOBOLDCPP, 500, "{\"detail\":\"Device memory allocation failed: ErrorOutOfDeviceMemory\"}",
    OVERPAINT_SERVER_ERROR_OUT_OF_MEMORY, "too little memory" },
  { OVERPAINT_SERVER_A1111, 404,
    "{\"error\":\"HTTPException\",\"detail\":\"Sampler not found\",\"body\":\"\",\"errors\":\"\"}",
    OVERPAINT_SERVER_ERROR_NOT_FOUND, "Sampler not found" },
  { OVERPAINT_SERVER_FORGE, 404, "{\"detail\":\"Not Found\"}", OVERPAINT_SERVER_ERROR_NOT_FOUND, "--api" },
  { OVERPAINT_SERVER_FORGE, 401, "{\"detail\":\"Incorrect username or password\"}",
    OVERPAINT_SERVER_ERROR_UNAUTHORIZED, "a name and a password" },
  { OVERPAINT_SERVER_SDNEXT, 422,
    "{\"detail\":[{\"loc\":[\"body\",\"steps\"],\"msg\":\"not an integer\",\"type\":\"x\"}]}",
    OVERPAINT_SERVER_ERROR_REFUSED, "steps: not an integer" },
  { OVERPAINT_SERVER_SD_SERVER, 400, "{\"error\":\"invalid lora path: x\"}", OVERPAINT_SERVER_ERROR_REFUSED,
    "invalid lora path" },
  { OVERPAINT_SERVER_SD_SERVER, 500, "{\"error\":\"server_error\",\"message\":\"type must be number\"}",
    OVERPAINT_SERVER_ERROR_FAILED, "type must be number" },
  { OVERPAINT_SERVER_A1111, 200, "{\"images\":[],\"info\":\"\"}", OVERPAINT_SERVER_ERROR_BAD_REPLY, "interrupted" },
  { OVERPAINT_SERVER_A1111, 200, "{\"images\":null}", OVERPAINT_SERVER_ERROR_BAD_REPLY, "something else" },
  { OVERPAINT_SERVER_A1111, 200, "{\"images\":[\"Zm9vYmFy\"]}", OVERPAINT_SERVER_ERROR_PICTURE, "damaged" },
  { OVERPAINT_SERVER_KOBOLDCPP, 200, "<html>", OVERPAINT_SERVER_ERROR_BAD_REPLY, "something else" },
};

static void
test_errors (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (error_cases); i++)
    {
      g_autoptr(TestServer)       server  = test_server_new (NULL);
      g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, error_cases[i].kind, NULL);
      g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>}");
      g_autoptr(GPtrArray)        images  = NULL;
      g_autoptr(GError)           error   = NULL;

      g_object_set (asked, "poll-pause", 60000, NULL);
      answer_survey (server, error_cases[i].kind);
      test_server_answer (server, error_cases[i].status, JSON, error_cases[i].body);
      images = local_generate (asked, request, 64, 64, &error);
      g_assert_null (images);
      g_test_message ("%s", error->message);
      g_assert_error (error, OVERPAINT_SERVER_ERROR, (gint) error_cases[i].code);
      g_assert_nonnull (strstr (error->message, error_cases[i].says));
    }
}

static const struct
{
  OverpaintServerKind kind;
  guint32             width;   /* of what comes back for 128 by 64 */
  guint32             height;
  const gchar        *echo;    /* NULL for what was sent */
  const gchar        *says;    /* NULL where it is ours */
} ours_cases[] =
{
  { OVERPAINT_SERVER_SD_SERVER, 128, 64, NULL, NULL },
  { OVERPAINT_SERVER_SD_SERVER, 512, 512, NULL, "but not from this one" },
  { OVERPAINT_SERVER_SD_SERVER, 128, 64, "null", "but not from this one" },
  { OVERPAINT_SERVER_SD_SERVER, 128, 64, "[]", "but not from this one" },
  { OVERPAINT_SERVER_SD_SERVER, 128, 64, "[7]", "but not from this one" },
  { OVERPAINT_SERVER_SD_SERVER, 128, 64, "[\"AAAA\"]", "but not from this one" },
  { OVERPAINT_SERVER_KOBOLDCPP, 128, 64, "null", NULL },
  { OVERPAINT_SERVER_KOBOLDCPP, 64, 32, "null", NULL },
  { OVERPAINT_SERVER_KOBOLDCPP, 64, 64, "null", "64 × 64 pixels instead of 128 × 64" },
  { OVERPAINT_SERVER_FORGE, 128, 64, "null", NULL },
};

/* An answer that was not made from our picture is not shown. */
static void
test_ours (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (ours_cases); i++)
    {
      g_autoptr(TestServer)       server  = test_server_new (NULL);
      g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, ours_cases[i].kind, NULL);
      g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>}");
      g_autofree gchar           *sent    = local_png_base64 (128, 64);
      g_autofree gchar           *echo    = g_strdup_printf ("[\"%s\"]", sent);
      g_autofree gchar           *picture = local_png_base64 (ours_cases[i].width, ours_cases[i].height);
      g_autofree gchar           *answer  = NULL;
      g_autoptr(GPtrArray)        images  = NULL;
      g_autoptr(GError)           error   = NULL;

      g_object_set (asked, "poll-pause", 60000, NULL);
      answer = describe_answer (picture, ours_cases[i].echo != NULL ? ours_cases[i].echo : echo);
      answer_survey (server, ours_cases[i].kind);
      test_server_answer (server, 200, JSON, answer);
      images = local_generate (asked, request, 128, 64, &error);

      g_assert_cmpint (images != NULL, ==, ours_cases[i].says == NULL);

      if (ours_cases[i].says == NULL)
        g_assert_no_error (error);
      else
        g_assert_nonnull (strstr (error->message, ours_cases[i].says));
    }
}

static const struct
{
  OverpaintServerKind  kind;
  guint8               depth;  /* of the PNG that is sent, and its colour type */
  guint8               colour;
  const gchar         *values;
  const gchar         *says;   /* why it is not sent; NULL where it is */
} sent_cases[] =
{
  /* Each of these would be a picture of the prompt alone, and status 200. */
  { OVERPAINT_SERVER_SD_SERVER, 8, 0, "{'prompt': <'x'>}", "reads only RGB" },
  { OVERPAINT_SERVER_SD_SERVER, 8, 4, "{'prompt': <'x'>}", "reads only RGB" },
  { OVERPAINT_SERVER_SD_SERVER, 8, 3, "{'prompt': <'x'>}", "reads only RGB" },
  { OVERPAINT_SERVER_SD_SERVER, 16, 2, "{'prompt': <'x'>}", "reads only RGB" },
  { OVERPAINT_SERVER_KOBOLDCPP, 8, 0, "{'prompt': <'x'>}", "reads only RGB" },
  { OVERPAINT_SERVER_A1111, 8, 0, "{'prompt': <'x'>}", NULL },
  /* Fewer steps than asked for, or none at all, without a word. */
  { OVERPAINT_SERVER_SD_SERVER, 8, 2, "{'prompt': <'x'>, 'steps': <101>}", "at most 100 steps" },
  { OVERPAINT_SERVER_SD_SERVER, 8, 2, "{'prompt': <'x'>, 'steps': <4>, 'strength': <0.2>}", "change nothing" },
  { OVERPAINT_SERVER_KOBOLDCPP, 8, 2, "{'prompt': <'x'>, 'steps': <4>, 'strength': <0.2>}", "change nothing" },
  { OVERPAINT_SERVER_FORGE, 8, 2, "{'prompt': <'x'>, 'steps': <4>, 'strength': <0.2>}", NULL },
  { OVERPAINT_SERVER_SDNEXT, 8, 2, "{'prompt': <'x'>, 'steps': <150>}", NULL },
  /* Commands, in whatever letters. */
  { OVERPAINT_SERVER_FORGE, 8, 2, "{'prompt': <'x <lora:toy-style:1>'>}", "<lora" },
  { OVERPAINT_SERVER_FORGE, 8, 2, "{'prompt': <'x <lyco:toy-style:1>'>}", "<lyco" },
  { OVERPAINT_SERVER_FORGE, 8, 2, "{'prompt': <'x'>, 'negative-prompt': <'<hypernet:a:1>'>}", "<hypernet" },
  { OVERPAINT_SERVER_FORGE, 8, 2, "{'prompt': <'<<lora:toy-style:1>>'>}", "<lora" },
  { OVERPAINT_SERVER_FORGE, 8, 2, "{'prompt': <'< \\u00a0größe : 3>'>}", "größe" },
  { OVERPAINT_SERVER_KOBOLDCPP, 8, 2, "{'prompt': <'<lora:toy-style:1>'>}", "<lora" },
  { OVERPAINT_SERVER_SD_SERVER, 8, 2, "{'prompt': <'x </sd_cpp_extra_args>'>}", "sd_cpp_extra_args" },
  { OVERPAINT_SERVER_SD_SERVER, 8, 2, "{'prompt': <'<sd_cpp_<sd_cpp_extra_args>extra_args>'>}", "sd_cpp_extra_args" },
  { OVERPAINT_SERVER_SD_SERVER, 8, 2, "{'prompt': <'<\\n/ SD_CPP_EXTRA_ARGS>'>}", "SD_CPP_EXTRA_ARGS" },
  { OVERPAINT_SERVER_FORGE, 8, 2, "{'prompt': <'a __wildcard__, (loud:1.3) [soft], 3 < 4, yes'>}", NULL },
};

/* What a server would get wrong without a word is not sent. */
static void
test_sent (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (sent_cases); i++)
    {
      OverpaintServerKind         kind    = sent_cases[i].kind;
      g_autoptr(TestServer)       server  = test_server_new (NULL);
      g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, kind, NULL);
      g_autoptr(OverpaintRequest) request = scene_request_new (sent_cases[i].values);
      g_autoptr(GBytes)           plain   = local_png (64, 64);
      g_autofree guint8          *bytes   = g_memdup2 (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
      g_autoptr(GBytes)           png     = NULL;
      g_autofree gchar           *picture = local_png_base64 (64, 64);
      g_autofree gchar           *answer  = describe_answer (picture, "null");
      g_autoptr(GAsyncResult)     result  = NULL;
      g_autoptr(GPtrArray)        images  = NULL;
      g_autoptr(GError)           error   = NULL;
      guint                       before  = answer_survey (server, kind);

      g_test_message ("%s", sent_cases[i].values);
      bytes[24] = sent_cases[i].depth;
      bytes[25] = sent_cases[i].colour;
      png       = g_bytes_new (bytes, g_bytes_get_size (plain));
      g_object_set (asked, "poll-pause", 60000, NULL);
      test_server_answer (server, 200, JSON, answer);

      overpaint_server_generate_async (asked, request,
                                       overpaint_catalogue_lookup (overpaint_request_get_text (request, "model")),
                                       png, NULL, test_done, &result);
      test_wait_until (result != NULL);
      images = overpaint_server_generate_finish (asked, result, &error);

      if (sent_cases[i].says == NULL)
        {
          g_assert_no_error (error);
          g_assert_nonnull (images);
          continue;
        }

      g_assert_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED);
      g_assert_nonnull (strstr (error->message, sent_cases[i].says));
      g_assert_cmpuint (server->seen->len, ==, before - (kind == OVERPAINT_SERVER_SDNEXT ? 1 : 0));
    }
}

/* What extensions append to an answer are no pictures of ours. */
static void
test_appended (void)
{
  g_autoptr(TestServer)       server  = test_server_new (NULL);
  g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, OVERPAINT_SERVER_A1111, NULL);
  g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>}");
  g_autofree gchar           *picture = local_png_base64 (64, 64);
  g_autofree gchar           *two     = g_strdup_printf ("%s\",\"%s", picture, picture);
  g_autofree gchar           *answer  = describe_answer (two, "null");
  g_autoptr(GPtrArray)        images  = NULL;
  g_autoptr(GError)           error   = NULL;

  g_object_set (asked, "poll-pause", 60000, NULL);
  answer_survey (server, OVERPAINT_SERVER_A1111);
  test_server_answer (server, 200, JSON, answer);
  images = local_generate (asked, request, 64, 64, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (images->len, ==, 1);
}

static const struct
{
  OverpaintServerKind  kind;
  const gchar         *after;
  gboolean             whole;
} partial_cases[] =
{
  { OVERPAINT_SERVER_A1111, IDLE, TRUE },
  { OVERPAINT_SERVER_A1111, "{\"state\":{\"job\":\"\",\"job_count\":0,\"interrupted\":true}}", FALSE },
  { OVERPAINT_SERVER_FORGE, "{\"state\":{\"job\":\"\",\"job_count\":0,\"interrupted\":false,\"skipped\":true}}",
    FALSE },
  { OVERPAINT_SERVER_SDNEXT, "{\"id\":\"\",\"state\":{\"job\":\"\",\"job_count\":0,\"interrupted\":true}}", FALSE },
  /* That is somebody else's picture already. */
  { OVERPAINT_SERVER_A1111, "{\"state\":{\"job\":\"task(x)\",\"job_count\":1,\"interrupted\":true}}", TRUE },
  /* Whoever says nothing has not said that it is not whole. */
  { OVERPAINT_SERVER_A1111, "{\"state\":{\"interrupted\":\"yes\",\"job_count\":[]}}", TRUE },
  { OVERPAINT_SERVER_FORGE, "null", TRUE },
};

/* An interrupt by somebody else is a success to a web UI: half a picture is not shown as a whole one. */
static void
test_partial (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (partial_cases); i++)
    {
      g_autoptr(TestServer)       server  = test_server_new (NULL);
      g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, partial_cases[i].kind, NULL);
      g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>}");
      g_autofree gchar           *picture = local_png_base64 (64, 64);
      g_autofree gchar           *answer  = describe_answer (picture, "null");
      g_autoptr(GPtrArray)        images  = NULL;
      g_autoptr(GError)           error   = NULL;

      g_object_set (asked, "poll-pause", 60000, NULL);
      answer_survey (server, partial_cases[i].kind);
      test_server_answer (server, 200, JSON, answer);
      test_server_answer (server, 200, JSON, partial_cases[i].after);
      images = local_generate (asked, request, 64, 64, &error);
      g_assert_cmpint (images != NULL, ==, partial_cases[i].whole);

      if (! partial_cases[i].whole)
        {
          g_assert_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_PICTURE);
          g_assert_nonnull (strstr (error->message, "interrupted"));
        }
    }
}

/* sd-server and the web UIs tell the whole request again: an answer is far larger than its picture. */
static void
test_large (void)
{
  g_autoptr(TestServer)       server  = test_server_new (NULL);
  g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, OVERPAINT_SERVER_KOBOLDCPP, NULL);
  g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>}");
  g_autofree gchar           *picture = local_png_base64 (64, 64);
  g_autofree gchar           *padding = g_strnfill (66 * 1024 * 1024, ' ');
  g_autofree gchar           *answer  = NULL;
  g_autoptr(GPtrArray)        images  = NULL;
  g_autoptr(GError)           error   = NULL;

  g_object_set (asked, "poll-pause", 60000, NULL);
  answer = g_strdup_printf ("{\"images\":[\"%s\"]%s}", picture, padding);
  answer_survey (server, OVERPAINT_SERVER_KOBOLDCPP);
  test_server_answer (server, 200, JSON, answer);
  images = local_generate (asked, request, 64, 64, &error);
  g_assert_no_error (error);
  g_assert_nonnull (images);
}

/* Weights are loaded by the first request: only the connection has a limit, unless the artist set one. */
static void
test_limits (void)
{
  g_autoptr(OverpaintServer)      asked    = local_server_new ("127.0.0.1:7860", OVERPAINT_SERVER_FORGE, NULL);
  g_autoptr(OverpaintHttpRequest) question = overpaint_server_ask_name (asked, "sdapi/v1/img2img", 0);
  OverpaintServerSettings         settings = { .address = "127.0.0.1:7860", .kind = OVERPAINT_SERVER_FORGE,
                                               .request_timeout = 90 };
  g_autoptr(OverpaintServer)      limited  = overpaint_server_new (&settings, NULL);
  g_autoptr(OverpaintHttpRequest) short_of = overpaint_server_ask_name (limited, "sdapi/v1/img2img", 0);

  g_assert_cmpuint (overpaint_http_request_get_total_timeout (question), ==, 0);
  g_assert_cmpuint (overpaint_http_request_get_connect_timeout (question), ==, 2000);
  g_assert_cmpuint (overpaint_http_request_get_total_timeout (short_of), ==, 90000);
}

/* A name and a password are asked for from the first question on. */
static void
test_locked (void)
{
  g_autoptr(TestServer)       server  = test_server_new (NULL);
  g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, OVERPAINT_SERVER_FORGE, NULL);
  g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>}");
  g_autoptr(GPtrArray)        images  = NULL;
  g_autoptr(GError)           error   = NULL;

  test_server_answer (server, 401, JSON, "{\"detail\":\"Not authenticated\"}");
  images = local_generate (asked, request, 64, 64, &error);
  g_assert_null (images);
  g_assert_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_UNAUTHORIZED);
  g_assert_nonnull (strstr (error->message, "a name and a password"));
}

/* Formats are told by their bytes: a web UI sends what its user has chosen. */
static void
test_formats (void)
{
  static const gchar jpeg[] = "\xff\xd8\xff\xe0\0\x10JFIF\0";
  static const gchar webp[] = "RIFF\x20\0\0\0WEBPVP8 \0\0\0\0";
  g_autofree gchar  *first  = g_base64_encode ((const guchar *) jpeg, sizeof jpeg);
  g_autofree gchar  *second = g_base64_encode ((const guchar *) webp, sizeof webp);
  const gchar       *all[]  = { first, second };
  guint              i;

  for (i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr(TestServer)       server  = test_server_new (NULL);
      g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, OVERPAINT_SERVER_A1111, NULL);
      g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>}");
      g_autofree gchar           *answer  = describe_answer (all[i], "null");
      g_autoptr(GPtrArray)        images  = NULL;
      g_autoptr(GError)           error   = NULL;

      g_object_set (asked, "poll-pause", 60000, NULL);
      answer_survey (server, OVERPAINT_SERVER_A1111);
      test_server_answer (server, 200, JSON, answer);
      images = local_generate (asked, request, 64, 64, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (images->len, ==, 1);
    }
}

/* --- while it paints --- */

static void
note_progress (OverpaintServer  *asked,
               OverpaintRequest *variation,
               gint              ahead,
               gdouble           fraction,
               gdouble          *noted)
{
  *noted = fraction;
}

static void
test_progress (void)
{
  g_autoptr(TestServer)       server  = test_server_new (NULL);
  g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, OVERPAINT_SERVER_FORGE, NULL);
  g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>}");
  g_autofree gchar           *picture = local_png_base64 (64, 64);
  g_autofree gchar           *answer  = describe_answer (picture, "null");
  g_autoptr(GAsyncResult)     result  = NULL;
  g_autoptr(GPtrArray)        images  = NULL;
  g_autoptr(GError)           error   = NULL;
  gdouble                     noted   = -2;
  guint                       before;

  g_signal_connect (asked, "progress", G_CALLBACK (note_progress), &noted);
  before = answer_survey (server, OVERPAINT_SERVER_FORGE);
  test_server_answer (server, 200, JSON, answer)->kind = ANSWER_HOLD;
  test_server_answer (server, 200, JSON, "{\"active\":true,\"queued\":false,\"completed\":false,\"progress\":0.25}");
  local_start (asked, request, 64, 64, NULL, &result);
  test_wait_until (noted != -2);
  g_assert_cmpfloat (noted, ==, 0.25);
  g_assert_cmpstr (test_server_seen (server, before + 1)->path, ==, "/internal/progress");
  test_server_release (server);
  test_wait_until (result != NULL);
  images = overpaint_server_generate_finish (asked, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (images);
}

static const struct
{
  const gchar *before;
  gdouble      told;
} sdnext_cases[] =
{
  { IDLE, 0.25 },
  { "{\"progress\":0.5,\"state\":{\"job\":\"API-IMG\",\"job_count\":1}}", -1 },
  { "what?", -1 },
};

/* SD.Next does not say whose picture it makes: ours, where it made none before. */
static void
test_progress_alone (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (sdnext_cases); i++)
    {
      g_autoptr(TestServer)       server  = test_server_new (NULL);
      g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, OVERPAINT_SERVER_SDNEXT, NULL);
      g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>}");
      g_autofree gchar           *picture = local_png_base64 (64, 64);
      g_autofree gchar           *answer  = describe_answer (picture, "null");
      g_autoptr(GAsyncResult)     result  = NULL;
      g_autoptr(GPtrArray)        images  = NULL;
      g_autoptr(GError)           error   = NULL;
      gdouble                     noted   = -2;

      g_signal_connect (asked, "progress", G_CALLBACK (note_progress), &noted);
      test_server_answer (server, 200, JSON, LORAS);
      test_server_answer (server, 200, JSON, MODELS);
      test_server_answer (server, 200, JSON, OPTIONS);
      test_server_answer (server, 200, JSON, sdnext_cases[i].before);
      test_server_answer (server, 200, JSON, answer)->kind = ANSWER_HOLD;
      test_server_answer (server, 200, JSON, "{\"progress\":0.25,\"state\":{\"job\":\"API-IMG\",\"job_count\":1}}");
      local_start (asked, request, 64, 64, NULL, &result);
      test_wait_until (noted != -2);
      g_assert_cmpfloat (noted, ==, sdnext_cases[i].told);
      test_server_release (server);
      test_wait_until (result != NULL);
      images = overpaint_server_generate_finish (asked, result, &error);
      g_assert_no_error (error);
      g_assert_nonnull (images);
    }
}

static const struct
{
  OverpaintServerKind  kind;
  gboolean             answers; /* whether it ever answers while it paints */
  const gchar         *path;
} silent_cases[] =
{
  { OVERPAINT_SERVER_FORGE, TRUE, "/internal/progress" },
  { OVERPAINT_SERVER_SDNEXT, TRUE, "/sdapi/v1/progress" },
  { OVERPAINT_SERVER_KOBOLDCPP, TRUE, "/sdapi/v1/options" },
  { OVERPAINT_SERVER_SD_SERVER, TRUE, "/sdapi/v1/options" },
  { OVERPAINT_SERVER_KOBOLDCPP, FALSE, "/sdapi/v1/options" },
};

/* There is no limit to the time a picture takes; but one whose server hangs is not waited for. A server
 * that never answered while it paints may be of that kind.
 */
static void
test_silent (void)
{
  guint i;
  guint k;

  for (i = 0; i < G_N_ELEMENTS (silent_cases); i++)
    {
      OverpaintServerKind         kind    = silent_cases[i].kind;
      g_autoptr(TestServer)       server  = test_server_new (NULL);
      g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, kind, NULL);
      g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>}");
      g_autofree gchar           *sent    = local_png_base64 (64, 64);
      g_autofree gchar           *echo    = g_strdup_printf ("[\"%s\"]", sent);
      g_autofree gchar           *answer  = describe_answer (sent, echo);
      g_autoptr(GAsyncResult)     result  = NULL;
      g_autoptr(GPtrArray)        images  = NULL;
      g_autoptr(GError)           error   = NULL;
      guint                       before  = answer_survey (server, kind);

      test_server_answer (server, 200, JSON, answer)->kind = ANSWER_HOLD;
      if (silent_cases[i].answers)
        test_server_answer (server, 200, JSON, "{}");
      for (k = 0; k < 30; k++)
        test_server_answer (server, 200, JSON, "{}")->kind = ANSWER_HOLD;

      g_object_set (asked, "probe-timeout", 500, "poll-pause", 1, NULL);
      local_start (asked, request, 64, 64, NULL, &result);
      test_wait_until (server->held.length == 2);
      g_object_set (asked, "probe-timeout", 20, NULL);
      test_wait_until (server->held.length == 12 || result != NULL);
      g_assert_cmpstr (test_server_seen (server, before + 1)->path, ==, silent_cases[i].path);

      if (! silent_cases[i].answers)
        {
          g_assert_null (result);
          test_server_release (server);
        }

      test_wait_until (result != NULL);
      images = overpaint_server_generate_finish (asked, result, &error);
      g_assert_cmpint (images != NULL, ==, ! silent_cases[i].answers);

      if (silent_cases[i].answers)
        {
          g_assert_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_FAILED);
          g_assert_nonnull (strstr (error->message, "does not answer any more"));
        }
    }
}

/* The picture comes while a question for progress is still under way. */
static void
test_progress_late (void)
{
  g_autoptr(TestServer)       server  = test_server_new (NULL);
  g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, OVERPAINT_SERVER_FORGE, NULL);
  g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>}");
  g_autofree gchar           *picture = local_png_base64 (64, 64);
  g_autofree gchar           *answer  = describe_answer (picture, "null");
  g_autoptr(GAsyncResult)     result  = NULL;
  g_autoptr(GPtrArray)        images  = NULL;
  g_autoptr(GError)           error   = NULL;
  SoupServerMessage          *first;

  answer_survey (server, OVERPAINT_SERVER_FORGE);
  test_server_answer (server, 200, JSON, answer)->kind = ANSWER_HOLD;
  test_server_answer (server, 200, JSON, "{}")->kind   = ANSWER_HOLD;
  local_start (asked, request, 64, 64, NULL, &result);
  test_wait_until (server->held.length == 2);

  first = g_queue_pop_head (&server->held);
  soup_server_message_unpause (first);
  g_object_unref (first);
  test_wait_until (result != NULL);
  images = overpaint_server_generate_finish (asked, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (images);
}

static const struct
{
  OverpaintServerKind  kind;
  const gchar         *state;  /* of our task, or NULL where it cannot be asked */
  gboolean             told;   /* whether it is interrupted */
  const gchar         *says;
} cancel_cases[] =
{
  { OVERPAINT_SERVER_A1111, "{\"active\":true,\"progress\":0.5}", TRUE, "It was stopped at" },
  { OVERPAINT_SERVER_FORGE, "{\"active\":false,\"queued\":true}", FALSE, "may paint" },
  { OVERPAINT_SERVER_FORGE, "what?", FALSE, "may paint" },
  { OVERPAINT_SERVER_KOBOLDCPP, NULL, FALSE, "may paint" },
  { OVERPAINT_SERVER_SDNEXT, NULL, FALSE, "may paint" },
};

static void
note_left (guint *left)
{
  (*left)++;
}

/* Only one's own picture is interrupted, never somebody else's; one that goes on is told of. */
static void
test_cancel (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cancel_cases); i++)
    {
      g_autoptr(TestServer)       server      = test_server_new (NULL);
      g_autoptr(OverpaintServer)  asked       = local_server_new (server->address, cancel_cases[i].kind, NULL);
      g_autoptr(OverpaintRequest) request     = scene_request_new ("{'prompt': <'x'>}");
      g_autoptr(GCancellable)     cancellable = g_cancellable_new ();
      g_autoptr(GAsyncResult)     result      = NULL;
      g_autoptr(JsonNode)         form        = NULL;
      g_autoptr(JsonNode)         question    = NULL;
      g_autoptr(GError)           error       = NULL;
      guint                       before      = answer_survey (server, cancel_cases[i].kind);
      guint                       left        = 0;

      g_signal_connect_swapped (asked, "left", G_CALLBACK (note_left), &left);
      g_object_set (asked, "poll-pause", 60000, NULL);
      test_server_answer (server, 200, JSON, "{}")->kind = ANSWER_HOLD;
      if (cancel_cases[i].state != NULL)
        test_server_answer (server, 200, JSON, cancel_cases[i].state);
      test_server_answer (server, 200, JSON, "{}");

      local_start (asked, request, 64, 64, cancellable, &result);
      test_wait_until (server->held.length == 1);
      g_cancellable_cancel (cancellable);
      test_wait_until (result != NULL);
      g_assert_null (overpaint_server_generate_finish (asked, result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_nonnull (strstr (error->message, cancel_cases[i].says));
      g_assert_cmpuint (left, ==, cancel_cases[i].told ? 0 : 1);

      g_assert_cmpuint (server->seen->len, ==,
                        before + 1 + (cancel_cases[i].state != NULL ? 1 : 0) + (cancel_cases[i].told ? 1 : 0));

      if (cancel_cases[i].told)
        g_assert_cmpstr (test_server_seen (server, before + 2)->path, ==, "/sdapi/v1/interrupt");

      if (cancel_cases[i].state != NULL)
        {
          form     = local_seen_json (test_server_seen (server, before));
          question = local_seen_json (test_server_seen (server, before + 1));
          g_assert_cmpstr (json_object_get_string_member (json_node_get_object (question), "id_task"), ==,
                           json_object_get_string_member (json_node_get_object (form), "force_task_id"));
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_set_comma_locale ();

  g_test_add_func ("/sdapi/form", test_form);
  g_test_add_func ("/sdapi/errors", test_errors);
  g_test_add_func ("/sdapi/ours", test_ours);
  g_test_add_func ("/sdapi/sent", test_sent);
  g_test_add_func ("/sdapi/appended", test_appended);
  g_test_add_func ("/sdapi/partial", test_partial);
  g_test_add_func ("/sdapi/large", test_large);
  g_test_add_func ("/sdapi/limits", test_limits);
  g_test_add_func ("/sdapi/locked", test_locked);
  g_test_add_func ("/sdapi/formats", test_formats);
  g_test_add_func ("/sdapi/progress", test_progress);
  g_test_add_func ("/sdapi/progress-alone", test_progress_alone);
  g_test_add_func ("/sdapi/silent", test_silent);
  g_test_add_func ("/sdapi/progress-late", test_progress_late);
  g_test_add_func ("/sdapi/cancel", test_cancel);

  return g_test_run ();
}
