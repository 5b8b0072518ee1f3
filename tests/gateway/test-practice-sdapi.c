/* test-practice-sdapi.c: what web UIs and KoboldCpp accept, and how they refuse
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-practice.h"

#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>

#define A1111  "{'as':'a1111','paint':'rule'}"
#define FORGE  "{'as':'forge','paint':'rule'}"
#define SDNEXT "{'as':'sdnext','paint':'rule'}"
#define KOBOLD "{'as':'koboldcpp','paint':'rule'}"
#define PATH   "/sdapi/v1/img2img"
#define WITH(more) "{'prompt':'a','init_images':['@PICTURE']," more "}"
#define HTTP_EXCEPTION(detail) "{'error':'HTTPException','detail':'" detail "','body':'','errors':''}"

static const PracticeCase cases[] =
{
  { "a1111's mark", A1111, "/sdapi/v1/cmd-flags", NULL, 200, "'api':true" },
  { "forge's mark", FORGE, "/sdapi/v1/options", NULL, 200, "'forge_preset':'sd'" },
  { "a1111 has no version", A1111, "/sdapi/v1/version", NULL, 404, "{'detail':'Not Found'}" },
  { "sdnext's mark", SDNEXT, "/sdapi/v1/version", NULL, 200, "'app':'sd.next'" },
  { "sdnext's status", SDNEXT, "/sdapi/v1/status", NULL, 200, "'idle'" },
  { "not an sd-server", FORGE, "/sdcpp/v1/capabilities", NULL, 404, "" },
  { "not a KoboldCpp", FORGE, "/.well-known/serviceinfo", NULL, 404, "" },
  { "koboldcpp's mark", KOBOLD, "/.well-known/serviceinfo", NULL, 200, "'software':{'name':'KoboldCpp'" },
  { "koboldcpp poses as ComfyUI", KOBOLD, "/system_stats", NULL, 200, "'devices':[{'name':'koboldcpp'" },
  { "koboldcpp has no flags", KOBOLD, "/sdapi/v1/cmd-flags", NULL, 404, "" },
  { "koboldcpp has no progress", KOBOLD, "/sdapi/v1/progress", NULL, 404, "" },
  { "without --api", "{'as':'forge','api':false}", "/sdapi/v1/options", NULL, 404, "{'detail':'Not Found'}" },
  { "a page without --api", "{'as':'forge','api':false}", "/", NULL, 200, "<!doctype html>" },
  { "sdnext always has one", "{'as':'sdnext','api':false}", "/sdapi/v1/options", NULL, 200, "{'samples_format'" },
  { "no password", "{'as':'a1111','auth':'me:secret'}", "/sdapi/v1/options", NULL, 401,
    HTTP_EXCEPTION ("Not authenticated") },
  { "the page has none", "{'as':'a1111','auth':'me:secret'}", "/", NULL, 200, "<!doctype html>" },
  { "models", A1111, "/sdapi/v1/sd-models", NULL, 200, "[{'title':'practice-v1.safetensors [" },
  { "loras", A1111, "/sdapi/v1/loras", NULL, 200, "{'name':'toy-style','alias':'toy_style_v2','path':"
    "'/models/Lora/styles/toy-style.safetensors','metadata':{" },
  { "memory", A1111, "/sdapi/v1/memory", NULL, 200, "'cuda':{'system':{'free':" },
  { "loras again", A1111, "/sdapi/v1/refresh-loras", "{}", 200, "|refresh-loras" },
  { "no prompt", A1111, PATH, "{'init_images':['@PICTURE']}", 200, "'images':['" },
  { "no picture", A1111, PATH, "{'prompt':'a'}", 404, HTTP_EXCEPTION ("Init image not found") },
  { "no picture for sdnext", SDNEXT, PATH, "{'prompt':'a'}", 400, "{'error':'Init image is none'}" },
  { "an unreadable picture", A1111, PATH, "{'prompt':'a','init_images':['AAAA']}", 500,
    HTTP_EXCEPTION ("Invalid encoded image") },
  { "a gray picture is read", A1111, PATH, "{'prompt':'a','init_images':['@GRAY']}", 200, "'images':['" },
  { "unknown sampler", A1111, PATH, WITH ("'sampler_name':'euler_a'"), 404, HTTP_EXCEPTION ("Sampler not found") },
  { "known sampler", A1111, PATH, WITH ("'sampler_name':'Euler a'"), 200, "'images':['" },
  { "unknown schedule", A1111, PATH, WITH ("'scheduler':'x'"), 200, "'images':['" },
  { "a number as text", A1111, PATH, WITH ("'steps':'7'"), 200, "Steps: 7," },
  { "decimal comma", A1111, PATH, WITH ("'denoising_strength':'0,5'"), 422, "{'detail':[{'loc':['body',"
    "'denoising_strength'],'msg':'value is not a valid float','type':'type_error.float'}]}" },
  { "null for a number", A1111, PATH, WITH ("'steps':null"), 500, "{'error':'TypeError','detail':''" },
  { "broken JSON", A1111, PATH, "{'prompt'", 422, "value_error.jsondecode" },
  { "a list", A1111, PATH, "[]", 422, "value is not a valid dict" },
  { "no body", A1111, PATH, "", 422, "'msg':'field required'" },
  { "far too large", A1111, PATH, WITH ("'width':9000"), 500, "{'error':'OutOfMemoryError'" },
  { "the echo blanks the picture", A1111, PATH, WITH ("'mine':7"), 200, "'init_images':null,'mine':7,'mask':null" },
  { "the echo can hold it", A1111, PATH, WITH ("'include_init_images':true"), 200, "'init_images':['iVBOR" },
  { "the echo has defaults", A1111, PATH, WITH ("'seed':1"), 200, "'width':512,'height':512,'steps':50" },
  { "pictures not sent", A1111, PATH, WITH ("'send_images':false"), 200, "{'images':[]," },
  { "a tag by name", FORGE, PATH, "{'prompt':'a <lora:toy-style:0.8>','init_images':['@PICTURE']}", 200,
    "Lora hashes: \\\\\\'toy-style: |lora styles/toy-style.safetensors 0.8" },
  { "a tag by alias", FORGE, PATH, "{'prompt':'a <lora:ink_wash>','init_images':['@PICTURE']}", 200,
    "'images':['|lora ink-wash.safetensors 1" },
  { "a tag by path is none", FORGE, PATH, "{'prompt':'a <lora:ink-wash.safetensors:1>','init_images':['@PICTURE']}",
    200, "'images':['|no such lora ink-wash.safetensors" },
  { "a list of LoRAs is overlooked", FORGE, PATH, WITH ("'lora':[{'path':'ink-wash.safetensors'}]"), 200,
    "'images':['|'notes':[]" },
  { "sd-server's command is text", FORGE, PATH,
    "{'prompt':'<sd_cpp_extra_args>{}</sd_cpp_extra_args>','init_images':['@PICTURE']}", 200,
    "sd_cpp_extra_args|'notes':[]" },
  { "another model, and back", A1111, PATH, WITH ("'override_settings':{'sd_model_checkpoint':'practice-xl'}"), 200,
    "\\'sd_model_name\\':\\'practice-xl\\'|'painted with practice-xl','loaded practice-v1 again'" },
  { "another model, to stay", A1111, PATH, WITH ("'override_settings':{'sd_model_checkpoint':'practice-xl'},"
    "'override_settings_restore_afterwards':false"), 200, "|'notes':['painted with practice-xl']" },
  { "a model that is not there", A1111, PATH, WITH ("'override_settings':{'sd_model_checkpoint':'x'}"), 200,
    "\\'sd_model_name\\':\\'practice-v1\\'|'notes':[]" },
  { "no such model in options", A1111, "/sdapi/v1/options", "{'sd_model_checkpoint':'x'}", 500,
    "'error':'RuntimeError','detail':'','body':'','errors':'model " },
  { "from the text alone", A1111, "/sdapi/v1/txt2img", "{'prompt':'a'}", 200, "Size: 512x512" },
  { "from the text alone, sd-server", "{'as':'sd-server'}", "/sdapi/v1/txt2img", "{'prompt':'a'}", 200,
    "'images':['|'notes':[]" },
  { "from the text alone, koboldcpp", KOBOLD, "/sdapi/v1/txt2img", "{'prompt':'a'}", 200, "'images':['" },
  { "koboldcpp's list", KOBOLD, PATH, WITH ("'lora':[{'path':'ink-wash.safetensors','multiplier':0.5}]"), 200,
    "'images':['|lora ink-wash.safetensors 0.5" },
  { "koboldcpp's tag", KOBOLD, PATH, "{'prompt':'a <lora:ink-wash:0.5>','init_images':['@PICTURE']}", 200,
    "'images':['|lora ink-wash.safetensors 0.5" },
  { "koboldcpp overlooks what is not there", KOBOLD, PATH, WITH ("'lora':[{'path':'x','multiplier':1}]"), 200,
    "'images':['|'notes':[]" },
  { "koboldcpp echoes nothing", KOBOLD, PATH, WITH ("'seed':1"), 200, "'parameters':{}," },
  { "koboldcpp needs JSON", KOBOLD, PATH, "{", 500, "Error parsing input." },
};

static void
test_cases (void)
{
  test_practice_cases (cases, G_N_ELEMENTS (cases));
}

static gchar *
with_quotes (const gchar *text)
{
  return g_strdelimit (g_strdup (text), "'", '"');
}

/**
 * test_practice_cases:
 * @cases: (array length=n_cases): questions
 * @n_cases: how many there are
 *
 * Asks each of a server that was just set up for it. A ' in what is sent and expected stands for a
 * quotation mark; what follows a "|" is expected in the log.
 */
void
test_practice_cases (const PracticeCase *list,
                     guint               n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      const PracticeCase *each     = &list[i];
      g_autofree gchar   *settings = with_quotes (each->settings);
      g_autofree gchar   *says     = with_quotes (each->says);
      g_auto (GStrv)      expected = g_strsplit (says, "|", 2);
      g_autoptr (Wire)    wire     = NULL;
      g_autofree gchar   *log      = NULL;

      wire_reset ();
      wire_control ("settings", settings);
      wire = each->body != NULL ? wire_post_json (each->path, each->body)
                                : wire_ask ("GET", each->path, NULL, NULL);
      log  = wire_log ();

      if (wire->status != each->status || (expected[0] != NULL && strstr (wire->body, expected[0]) == NULL) ||
          (expected[0] != NULL && expected[1] != NULL && strstr (log, expected[1]) == NULL))
        {
          gsize tail = wire->size > 1500 ? wire->size - 1500 : 0;

          g_test_message ("%s: %u %s\n%.1500s", each->name, wire->status, wire->body + tail,
                          expected[0] != NULL && expected[1] != NULL ? log : "");
          g_test_fail ();
        }
    }
}

static const struct { const gchar *role; const gchar *sent; const gchar *member; const gchar *told; } told[] =
{
  { "a1111", "'width':101,'height':67", "$.width", "96" },
  { "a1111", "'width':101,'height':67", "$.height", "64" },
  { "a1111", "'seed':5,'batch_size':2,'n_iter':2", "$.all_seeds", "[5,6,7,8]" },
  { "a1111", "'seed':1099511627776", "$.seed", "1099511627776" },
  { "a1111", "'seed':1", "$.steps", "50" },
  { "a1111", "'seed':1", "$.denoising_strength", "0.75" },
  { "forge", "'denoising_strength':3", "$.denoising_strength", "1.0" },
  { "sdnext", "'sampler_name':'UniPC'", "$.sampler_name", "UniPC" },
  { "koboldcpp", "'width':101,'height':67", "$.width", "64" },
  { "koboldcpp", "'width':5000,'height':10", "$.width", "1024" },
  { "koboldcpp", "'width':5000,'height':10", "$.height", "64" },
  { "koboldcpp", "'steps':500", "$.steps", "80" },
  { "koboldcpp", "'seed':4294967301", "$.seed", "5" },
  { "koboldcpp", "'steps':'x'", "$.steps", "20" },
};

static void
test_told (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autofree gchar *settings = g_strdup_printf ("{\"as\":\"%s\",\"paint\":\"rule\"}", told[i].role);
      g_autofree gchar *body     = g_strdup_printf ("{'prompt':'a','init_images':['@PICTURE'],%s}", told[i].sent);
      g_autoptr (Wire)  wire     = NULL;
      g_autofree gchar *text     = NULL;

      wire_control ("settings", settings);
      wire = wire_post_json (PATH, body);
      g_assert_cmpuint (wire->status, ==, 200);
      text = wire_info (wire, told[i].member);
      g_test_message ("%s: %s", told[i].role, told[i].sent);
      g_assert_cmpstr (text, ==, told[i].told);
    }
}

static GdkPixbuf *
read_picture (Wire        *wire,
              const gchar *path,
              gchar      **format)
{
  g_autoptr (GBytes)           bytes  = wire_base64 (wire, path);
  g_autoptr (GdkPixbufLoader)  loader = gdk_pixbuf_loader_new ();

  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, bytes, NULL));
  g_assert_true (gdk_pixbuf_loader_close (loader, NULL));

  if (format != NULL)
    *format = gdk_pixbuf_format_get_name (gdk_pixbuf_loader_get_format (loader));

  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

/* What is transparent gets the user's own background. */
static void
test_flattens (void)
{
  static const struct { const gchar *settings; guint8 red; } grounds[] =
  {
    { "{\"as\":\"a1111\",\"paint\":\"rule\"}", 0 },
    { "{\"as\":\"a1111\",\"paint\":\"rule\",\"background\":\"#0040ff\"}", 255 - 0x40 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
    {
      g_autoptr (Wire)      wire   = NULL;
      g_autoptr (GdkPixbuf) pixbuf = NULL;

      wire_control ("settings", grounds[i].settings);
      wire   = wire_post_json (PATH, WITH ("'width':96,'height':64"));
      pixbuf = read_picture (wire, "$.images[0]", NULL);
      g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, 96);
      g_assert_cmpint (gdk_pixbuf_read_pixels (pixbuf)[0], ==, grounds[i].red);
    }
}

/* The format is the one that the user saves pictures in, whatever the client may think. */
static void
test_formats (void)
{
  static const struct { const gchar *settings; const gchar *format; } formats[] =
  {
    { "{\"as\":\"a1111\",\"samples_format\":\"png\"}", "png" },
    { "{\"as\":\"forge\",\"samples_format\":\"jpg\"}", "jpeg" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (Wire)      wire   = NULL;
      g_autoptr (GdkPixbuf) pixbuf = NULL;
      g_autofree gchar     *format = NULL;

      wire_control ("settings", formats[i].settings);
      wire   = wire_post_json (PATH, WITH ("'width':64,'height':64"));
      pixbuf = read_picture (wire, "$.images[0]", &format);
      g_assert_cmpstr (format, ==, formats[i].format);
    }
}

/* A picture of another aspect is stretched, or loses its margins, as asked. */
static void
test_resize_modes (void)
{
  static const guint8 corners[] = { 255, 0 };

  for (guint mode = 0; mode < G_N_ELEMENTS (corners); mode++)
    {
      g_autofree gchar     *body   = g_strdup_printf ("{'prompt':'a','init_images':['@THIRDS'],'width':64,"
                                                      "'height':64,'resize_mode':%u}", mode);
      g_autoptr (Wire)      wire   = NULL;
      g_autoptr (GdkPixbuf) pixbuf = NULL;

      wire_control ("settings", "{\"as\":\"a1111\",\"paint\":\"rule\"}");
      wire   = wire_post_json (PATH, body);
      pixbuf = read_picture (wire, "$.images[0]", NULL);

      /* R' = 255 - G: red stays where the left third is in sight, and green is dark. */
      g_assert_cmpint (gdk_pixbuf_read_pixels (pixbuf)[0], ==, corners[mode]);
    }
}

/* What is white in the mask changes, and the rest stays; or the other way round. */
static void
test_masks (void)
{
  static const gchar * const roles[] = { "sd-server", "a1111" };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (roles); i++)
    {
      gboolean              inverted = i % 2 == 1;
      g_autofree gchar     *settings = g_strdup_printf ("{\"as\":\"%s\",\"paint\":\"rule\"}", roles[i / 2]);
      g_autofree gchar     *body     = g_strdup_printf ("{'prompt':'a','init_images':['@THIRDS'],'mask':'@THIRDS',"
                                                        "'width':192,'height':64,'inpainting_mask_invert':%d}",
                                                        inverted);
      g_autoptr (Wire)      wire     = NULL;
      g_autoptr (GdkPixbuf) pixbuf   = NULL;
      const guint8         *pixels;

      wire_control ("settings", settings);
      wire   = wire_post_json (PATH, body);
      pixbuf = read_picture (wire, "$.images[0]", NULL);
      pixels = gdk_pixbuf_read_pixels (pixbuf);

      /* The red third counts as white: (255, 0, 0) becomes (255, 255, 0), (0, 255, 0) stays. */
      g_assert_cmpint (pixels[1], ==, inverted ? 0 : 255);
      g_assert_cmpint (pixels[3 * 96], ==, 0);
      g_assert_cmpint (pixels[3 * 96 + 2], ==, inverted ? 255 : 0);
    }
}

/* A model for one request is unloaded again, unless that is not wanted. */
static void
test_models (void)
{
  static const struct { const gchar *restore; const gchar *model; } ways[] =
  {
    { "true", "practice-v1" }, { "false", "practice-xl" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree gchar *body    = g_strdup_printf ("{'prompt':'a','init_images':['@PICTURE'],'override_settings':"
                                                   "{'sd_model_checkpoint':'practice-xl.safetensors'},"
                                                   "'override_settings_restore_afterwards':%s}", ways[i].restore);
      g_autofree gchar *title   = NULL;
      g_autofree gchar *painted = NULL;
      g_autoptr (Wire)  wire    = NULL;
      g_autoptr (Wire)  options = NULL;

      wire_control ("settings", "{\"as\":\"a1111\",\"paint\":\"rule\"}");
      wire    = wire_post_json (PATH, body);
      painted = wire_info (wire, "$.sd_model_name");
      g_assert_cmpstr (painted, ==, "practice-xl");
      options = wire_ask ("GET", "/sdapi/v1/options", NULL, NULL);
      title   = wire_query (options, "$.sd_model_checkpoint");
      g_assert_true (g_str_has_prefix (title, ways[i].model));
    }
}

/* Options that are set are told, and used: the model by its full title. */
static void
test_options (void)
{
  g_autoptr (Wire)  models  = NULL;
  g_autoptr (Wire)  set     = NULL;
  g_autoptr (Wire)  options = NULL;
  g_autofree gchar *title   = NULL;
  g_autofree gchar *body    = NULL;
  g_autofree gchar *after   = NULL;
  g_autofree gchar *format  = NULL;

  wire_control ("settings", "{\"as\":\"forge\"}");
  models = wire_ask ("GET", "/sdapi/v1/sd-models", NULL, NULL);
  title  = wire_query (models, "$[1].title");
  body   = g_strdup_printf ("{'sd_model_checkpoint':'%s','samples_format':'jpg'}", title);
  set    = wire_post_json ("/sdapi/v1/options", body);
  g_assert_cmpuint (set->status, ==, 200);
  options = wire_ask ("GET", "/sdapi/v1/options", NULL, NULL);
  after   = wire_query (options, "$.sd_model_checkpoint");
  format  = wire_query (options, "$.samples_format");
  g_assert_cmpstr (after, ==, title);
  g_assert_cmpstr (format, ==, "jpg");
}

static void
test_passwords (void)
{
  g_autoptr (Wire) wrong = NULL;
  g_autoptr (Wire) right = NULL;

  wire_control ("settings", "{\"as\":\"a1111\",\"auth\":\"me:secret\"}");
  wrong = wire_ask ("GET", "/sdapi/v1/options", "Authorization: Basic bWU6d3Jvbmc=\r\n", NULL);
  g_assert_cmpuint (wrong->status, ==, 401);
  g_assert_nonnull (strstr (wrong->head, "WWW-Authenticate: Basic\r\n"));
  g_assert_nonnull (strstr (wrong->body, "Incorrect username or password"));

  right = wire_ask ("GET", "/sdapi/v1/options", "Authorization: Basic bWU6c2VjcmV0\r\n", NULL);
  g_assert_cmpuint (right->status, ==, 200);
}

/* Faults are worded as each would word them. */
static void
test_faults (void)
{
  static const struct { const gchar *role; const gchar *fault; guint status; const gchar *says; } faults[] =
  {
    { "forge", "oom", 500, "{\"error\":\"OutOfMemoryError\",\"detail\":\"\",\"body\":\"\",\"errors\":\"CUDA" },
    { "sd-server", "oom", 500, "{\"error\":\"generate_image returned no results\"}" },
    { "a1111", "400", 400, "{\"error\":\"HTTPException\",\"detail\":\"Error during" },
    { "sd-server", "400", 400, "{\"error\":\"Error during" },
    { "sdnext", "401", 401, "Incorrect username or password" },
    { "forge", "404", 404, "{\"detail\":\"Not Found\"}" },
    { "forge", "no-images", 200, "{\"images\":[]," },
    { "forge", "empty-200", 200, "" },
    { "koboldcpp", "503", 503, "{\"detail\":{\"msg\":\"Service Unavailable\"}}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree gchar *settings = g_strdup_printf ("{\"as\":\"%s\",\"paint\":\"rule\"}", faults[i].role);
      g_autofree gchar *fault    = g_strdup_printf ("{\"fault\":\"%s\"}", faults[i].fault);
      g_autoptr (Wire)  wire     = NULL;

      wire_control ("settings", settings);
      wire_control ("fault", fault);
      wire = wire_post_json (PATH, WITH ("'seed':1"));
      g_test_message ("%s: %s", faults[i].role, faults[i].fault);
      g_assert_cmpuint (wire->status, ==, faults[i].status);
      g_assert_nonnull (strstr (wire->body, faults[i].says));
    }
}

/**
 * test_practice_sdapi_add:
 *
 * Adds the tests of web UIs and KoboldCpp.
 */
void
test_practice_sdapi_add (void)
{
  test_practice_add ("/practice-server/sdapi/cases", test_cases);
  test_practice_add ("/practice-server/sdapi/told", test_told);
  test_practice_add ("/practice-server/sdapi/flattens", test_flattens);
  test_practice_add ("/practice-server/sdapi/formats", test_formats);
  test_practice_add ("/practice-server/sdapi/resize-modes", test_resize_modes);
  test_practice_add ("/practice-server/sdapi/masks", test_masks);
  test_practice_add ("/practice-server/sdapi/models", test_models);
  test_practice_add ("/practice-server/sdapi/options", test_options);
  test_practice_add ("/practice-server/sdapi/passwords", test_passwords);
  test_practice_add ("/practice-server/sdapi/faults", test_faults);
}
