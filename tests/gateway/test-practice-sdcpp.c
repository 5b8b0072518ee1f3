/* test-practice-sdcpp.c: what sd-server accepts, how it refuses, and its jobs
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-practice.h"

#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>

#define AS       "{'as':'sd-server','paint':'rule'}"
#define NATIVE   "/sdcpp/v1/img_gen"
#define SDAPI    "/sdapi/v1/img2img"
#define WITH(more) "{'prompt':'a','init_images':['@PICTURE']," more "}"
#define JOB(more)  "{'prompt':'a','init_image':'@PICTURE'," more "}"
#define COMMAND  "<sd_cpp_extra_args>{\\'seed\\':7,\\'lora\\':[{\\'path\\':\\'/elsewhere/x.gguf\\'}]}" \
                 "</sd_cpp_extra_args>"

static const PracticeCase cases[] =
{
  { "capabilities", AS, "/sdcpp/v1/capabilities", NULL, 200, "'limits':{'min_width':64,'max_width':4096" },
  { "features", AS, "/sdcpp/v1/capabilities", NULL, 200, "'cancel_queued':true,'cancel_generating':false" },
  { "an older one", "{'as':'sd-server','native':false}", "/sdcpp/v1/capabilities", NULL, 404, "" },
  { "an older one takes no jobs", "{'as':'sd-server','native':false}", NATIVE, JOB ("'seed':1"), 404, "" },
  { "its page", AS, "/", NULL, 200, "Stable Diffusion Server is running" },
  { "one model", AS, "/sdapi/v1/sd-models", NULL, 200, "[{'title':'practice-v1','model_name':'practice-v1',"
    "'filename':'practice-v1.safetensors','hash':'8888888888'" },
  { "options are told", AS, "/sdapi/v1/options", NULL, 200, "{'samples_format':'png','sd_model_checkpoint':" },
  { "options are not taken", AS, "/sdapi/v1/options", "{'samples_format':'jpg'}", 404, "" },
  { "samplers", AS, "/sdapi/v1/samplers", NULL, 200, "[{'name':'default'," },
  { "no progress", AS, "/sdapi/v1/progress", NULL, 404, "" },
  { "no interrupt", AS, "/sdapi/v1/interrupt", "{}", 404, "" },
  { "not a web UI", AS, "/sdapi/v1/cmd-flags", NULL, 404, "" },
  { "openai's list", AS, "/v1/models", NULL, 200, "{'data':[{'id':'sd-cpp-local'" },
  { "no prompt", AS, SDAPI, "{'init_images':['@PICTURE']}", 400, "{'error':'prompt required'}" },
  { "null for a number", AS, SDAPI, WITH ("'seed':null"), 500, "{'error':'server_error','message':"
    "'[json.exception.type_error.302] type must be number, but is null'}" },
  { "text for a number", AS, SDAPI, WITH ("'steps':'20'"), 500, "but is string" },
  { "not positive", AS, SDAPI, WITH ("'width':0"), 400, "{'error':'width and height must be positive'}" },
  { "broken JSON", AS, SDAPI, "{'prompt':", 500, "{'error':'server_error','message':" },
  { "broken JSON in a job", AS, NATIVE, "{'prompt':", 400, "{'error':'invalid json','message':" },
  { "no body", AS, SDAPI, "", 400, "{'error':'empty body'}" },
  { "a job without a prompt", AS, NATIVE, "{'seed':1}", 400, "{'error':'invalid generation parameters'}" },
  { "a job's unreadable picture", AS, NATIVE, "{'prompt':'a','init_image':'AAAA'}", 400, "invalid generation" },
  { "a job's gray picture", AS, NATIVE, "{'prompt':'a','init_image':'@GRAY'}", 400, "invalid generation" },
  { "a job without a picture", AS, NATIVE, "{'prompt':'a','init_image':null}", 202, "'status':'queued'" },
  { "a job's strength above 1", AS, NATIVE, JOB ("'strength':1.5"), 400, "invalid generation parameters" },
  { "a job overlooks text", AS, NATIVE, JOB ("'strength':'1.5','seed':null"), 202, "'poll_url':'/sdcpp/v1/jobs/" },
  { "a job's unknown LoRA", AS, NATIVE, JOB ("'lora':[{'path':'x.gguf'}]"), 400, "invalid generation" },
  { "a job's LoRA by name", AS, NATIVE, JOB ("'lora':[{'path':'ink-wash'}]"), 400, "invalid generation" },
  { "a job lists LoRAs itself", AS, NATIVE, JOB ("'lora':[{'path':'ink-wash.safetensors'}]"), 202,
    "'queued'|lora ink-wash.safetensors 1" },
  { "a job's format", AS, NATIVE, JOB ("'output_format':'gif'"), 400, "invalid output_format" },
  { "a job's format of another type", AS, NATIVE, JOB ("'output_format':1"), 500, "server_error" },
  { "no such job", AS, "/sdcpp/v1/jobs/job_0", NULL, 404, "{'error':'job not found'}" },
  { "a LoRA before the list", AS, SDAPI, WITH ("'lora':[{'path':'ink-wash.safetensors'}]"), 400,
    "{'error':'invalid lora path: ink-wash.safetensors'}" },
  { "a LoRA without a path", AS, SDAPI, WITH ("'lora':[{'name':'ink-wash'}]"), 400, "lora.path required" },
  { "a tag is only text", AS, SDAPI, "{'prompt':'a <lora:ink-wash:1>','init_images':['@PICTURE']}", 200,
    "<lora:ink-wash:1>|'notes':[]" },
  { "the echo is whole", AS, SDAPI, WITH ("'mine':[1,'x']"), 200, "'mine':[1,'x']}" },
  { "the echo has the picture", AS, SDAPI, "{'prompt':'a','init_images':['@GRAY']}", 200,
    "'parameters':{'prompt':'a','init_images':['iVBOR" },
  { "a gray picture is overlooked", AS, SDAPI, "{'prompt':'a','init_images':['@GRAY']}", 200,
    "'images':['|painted from the text alone" },
  { "an unreadable picture is overlooked", AS, SDAPI, "{'prompt':'a','init_images':['AAAA']}", 200,
    "'images':['|painted from the text alone" },
  { "a picture is used", AS, SDAPI, WITH ("'seed':1"), 200, "'images':['|'notes':[]" },
  { "a data: URL is read", AS, SDAPI, "{'prompt':'a','init_images':['data:image/png;base64,@PICTURE']}", 200,
    "'images':['|'notes':[]" },
  { "a command is obeyed", AS, SDAPI, "{'prompt':'a " COMMAND "','init_images':['@PICTURE']}", 200,
    "\\'seed\\':7|lora /elsewhere/x.gguf 1" },
  { "a job does not obey", AS, NATIVE, "{'prompt':'a " COMMAND "','init_image':'@PICTURE'}", 202,
    "'queued'|'notes':[]" },
};

static const struct { const gchar *sent; const gchar *member; const gchar *told; } told[] =
{
  { "'seed':5", "$.seed", "5" },
  { "'seed':5,'batch_size':3", "$.all_seeds", "[5,6,7]" },
  { "'seed':1099511627776", "$.seed", "0" },
  { "'batch_size':20,'seed':0", "$.all_seeds", "[0,1,2,3,4,5,6,7]" },
  { "'batch_size':0,'seed':0", "$.all_seeds", "[0]" },
  { "'steps':500", "$.steps", "100" },
  { "'steps':0", "$.steps", "1" },
  { "'denoising_strength':2", "$.denoising_strength", "1.0" },
  { "'denoising_strength':-0.5", "$.denoising_strength", "0.75" },
  { "'steps':7.9", "$.steps", "7" },
  { "'cfg_scale':4.5", "$.cfg_scale", "4.5" },
  { "'width':60,'height':44", "$.width", "64" },
  { "'width':60,'height':65", "$.height", "128" },
  { "'seed':1", "$.width", "128" },
  { "'sampler_name':'no such'", "$.sampler_name", "euler_a" },
  { "'seed':1", "$.version", "stable-diffusion.cpp" },
};

static void
test_cases (void)
{
  test_practice_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_told (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autofree gchar *body = g_strdup_printf ("{'prompt':'a','init_images':['@PICTURE'],%s}", told[i].sent);
      g_autoptr (Wire)  wire = NULL;
      g_autofree gchar *text = NULL;

      wire_control ("settings", "{\"as\":\"sd-server\",\"paint\":\"rule\"}");
      wire = wire_post_json (SDAPI, body);
      g_assert_cmpuint (wire->status, ==, 200);
      text = wire_info (wire, told[i].member);
      g_test_message ("%s", told[i].sent);
      g_assert_cmpstr (text, ==, told[i].told);
    }
}

static GdkPixbuf *
read_picture (Wire        *wire,
              const gchar *path)
{
  g_autoptr (GBytes)       bytes  = wire_base64 (wire, path);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  GdkPixbuf               *pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, NULL);

  g_assert_nonnull (pixbuf);

  return pixbuf;
}

static void
assert_pixel (GdkPixbuf *pixbuf,
              gint       x,
              gint       y,
              gint       red,
              gint       green,
              gint       blue)
{
  const guint8 *pixel = gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) +
                        x * gdk_pixbuf_get_n_channels (pixbuf);

  g_assert_cmpint (pixel[0], ==, red);
  g_assert_cmpint (pixel[1], ==, green);
  g_assert_cmpint (pixel[2], ==, blue);
}

/* Where the aspect differs, the middle is kept and the margins are lost; sizes go up to 64. */
static void
test_crops (void)
{
  g_autoptr (Wire)      wire   = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  wire_control ("settings", "{\"as\":\"sd-server\",\"paint\":\"rule\"}");
  wire   = wire_post_json (SDAPI, "{'prompt':'a','init_images':['@THIRDS'],'width':50,'height':50}");
  pixbuf = read_picture (wire, "$.images[0]");
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, 64);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, 64);

  /* Green is all that is left: R' = 255 - G, G' = 255 - B, B' = 255 - R. */
  assert_pixel (pixbuf, 1, 32, 0, 255, 255);
  assert_pixel (pixbuf, 62, 32, 0, 255, 255);
}

/* The colour under transparency is used, as if it could be seen. */
static void
test_drops_alpha (void)
{
  g_autoptr (Wire)      wire   = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  wire_control ("settings", "{\"as\":\"sd-server\",\"paint\":\"rule\"}");
  wire   = wire_post_json (SDAPI, WITH ("'width':101,'height':67"));
  pixbuf = read_picture (wire, "$.images[0]");
  assert_pixel (pixbuf, 0, 0, 255 - 250, 255 - 0, 255 - 20);
}

static GBytes *
paint_at (const gchar *strength)
{
  g_autofree gchar *body = g_strdup_printf ("{'prompt':'a','init_images':['@THIRDS'],'steps':4,'seed':2,"
                                            "'width':192,'height':64,'denoising_strength':%s}", strength);
  g_autoptr (Wire)  wire = wire_post_json (SDAPI, body);
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  g_assert_cmpuint (wire->status, ==, 200);
  pixbuf = read_picture (wire, "$.images[0]");

  return g_bytes_new (gdk_pixbuf_read_pixels (pixbuf), gdk_pixbuf_get_byte_length (pixbuf));
}

/* Only whole steps count: of four, a tenth is none, and three quarters are all. */
static void
test_strength (void)
{
  g_autoptr (GBytes) none    = NULL;
  g_autoptr (GBytes) tenth   = NULL;
  g_autoptr (GBytes) half    = NULL;
  g_autoptr (GBytes) most    = NULL;
  g_autoptr (GBytes) all     = NULL;
  const guint8      *pixels;

  wire_control ("settings", "{\"as\":\"sd-server\"}");
  none  = paint_at ("0");
  tenth = paint_at ("0.1");
  half  = paint_at ("0.5");
  most  = paint_at ("0.75");
  all   = paint_at ("1");

  pixels = g_bytes_get_data (none, NULL);
  g_assert_cmpint (pixels[0], ==, 255);
  g_assert_cmpint (pixels[1], ==, 0);
  g_assert_true (g_bytes_equal (none, tenth));
  g_assert_false (g_bytes_equal (none, half));
  g_assert_false (g_bytes_equal (half, most));
  g_assert_true (g_bytes_equal (most, all));
}

/* LoRAs are there once anybody has asked for a list; a fresh server has forgotten. */
static void
test_lists_first (void)
{
  static const gchar * const lists[] = { "/sdapi/v1/loras", "/sdcpp/v1/capabilities" };
  const gchar               *body    = WITH ("'lora':[{'path':'ink-wash.safetensors','multiplier':0.5}]");

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (Wire)  list  = NULL;
      g_autoptr (Wire)  paint = NULL;
      g_autofree gchar *log   = NULL;

      wire_reset ();
      wire_control ("settings", "{\"as\":\"sd-server\",\"paint\":\"rule\"}");
      list = wire_ask ("GET", lists[i], NULL, NULL);
      g_assert_nonnull (strstr (list->body, "{\"name\":\"toy-style\",\"path\":\"styles/toy-style.safetensors\"}"));
      paint = wire_post_json (SDAPI, body);
      g_assert_cmpuint (paint->status, ==, 200);
      log = wire_log ();
      g_assert_nonnull (strstr (log, "\"lora ink-wash.safetensors 0.5\""));

      wire_control ("settings", "{\"as\":\"sd-server\"}");
      g_clear_pointer (&paint, wire_free);
      paint = wire_post_json (SDAPI, body);
      g_assert_cmpuint (paint->status, ==, 400);
    }
}

/* A form has neither strength nor seed nor steps; what cannot be read is painted at 512 x 512. */
static void
test_edits (void)
{
  g_autoptr (Wire)      wire   = NULL;
  g_autoptr (Wire)      blind  = NULL;
  g_autoptr (Wire)      bare   = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GdkPixbuf) alone  = NULL;
  g_autoptr (GBytes)    junk   = g_bytes_new_static ("no picture", 10);

  wire_control ("settings", "{\"as\":\"sd-server\",\"paint\":\"rule\"}");
  wire = wire_post_form ("/v1/images/edits", NULL, "prompt=a&image[]=@&seed=9&strength=0");
  g_assert_cmpuint (wire->status, ==, 200);
  g_assert_nonnull (strstr (wire->body, "\"output_format\":\"png\",\"data\":[{\"b64_json\":\""));
  pixbuf = read_picture (wire, "$.data[0].b64_json");
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, 128);
  g_assert_nonnull (strstr (gdk_pixbuf_get_option (pixbuf, "tEXt::parameters"), "Steps: 20,"));
  g_assert_nonnull (strstr (gdk_pixbuf_get_option (pixbuf, "tEXt::parameters"), "Seed: 42,"));

  blind = wire_post_picture ("/v1/images/edits", NULL, "prompt=a&image=@", junk);
  g_assert_cmpuint (blind->status, ==, 200);
  alone = read_picture (blind, "$.data[0].b64_json");
  g_assert_cmpint (gdk_pixbuf_get_width (alone), ==, 512);

  bare = wire_post_form ("/v1/images/edits", NULL, "prompt=a");
  g_assert_cmpuint (bare->status, ==, 400);
  g_assert_cmpstr (bare->body, ==, "{\"error\":\"at least one image[] required\"}");
}

/* Any web page may drive it. */
static void
test_origin (void)
{
  g_autoptr (Wire) wire = NULL;

  wire_control ("settings", "{\"as\":\"sd-server\"}");
  wire = wire_ask ("GET", "/sdapi/v1/loras", "Origin: https://example.com\r\n", NULL);
  g_assert_nonnull (strstr (wire->head, "Access-Control-Allow-Origin: https://example.com\r\n"));
  g_assert_nonnull (strstr (wire->head, "Access-Control-Allow-Credentials: true\r\n"));
}

/* Everything as it was sent, in the log, but for the picture, which the log describes. */
static void
test_log (void)
{
  g_autoptr (Wire)  wire = NULL;
  g_autofree gchar *log  = NULL;

  wire_control ("settings", "{\"as\":\"sd-server\",\"paint\":\"rule\"}");
  wire = wire_post_json (SDAPI, WITH ("'seed':1"));
  log  = wire_log ();
  g_assert_nonnull (strstr (log, "\"json\":{\"prompt\":\"a\",\"init_images\":[\"<"));
  g_assert_nonnull (strstr (log, "\"seed\":1}"));
  g_assert_nonnull (strstr (log, "\"image\":{\"width\":101,\"height\":67,\"channels\":4"));
}

/**
 * test_practice_sdcpp_add:
 *
 * Adds the tests of sd-server.
 */
void
test_practice_sdcpp_add (void)
{
  test_practice_add ("/practice-server/sdcpp/cases", test_cases);
  test_practice_add ("/practice-server/sdcpp/told", test_told);
  test_practice_add ("/practice-server/sdcpp/crops", test_crops);
  test_practice_add ("/practice-server/sdcpp/drops-alpha", test_drops_alpha);
  test_practice_add ("/practice-server/sdcpp/strength", test_strength);
  test_practice_add ("/practice-server/sdcpp/lists-first", test_lists_first);
  test_practice_add ("/practice-server/sdcpp/edits", test_edits);
  test_practice_add ("/practice-server/sdcpp/origin", test_origin);
  test_practice_add ("/practice-server/sdcpp/log", test_log);
}
