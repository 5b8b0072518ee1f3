/* test-livepeer.c: tests of Livepeer's dialect, on the wire
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "livepeer-form.h"
#include "server-scene.h"

/* --- the parts --- */

/* "name=value" a line, a file as "name=FILENAME;TYPE;LENGTH". */
static gchar *
describe_parts (Seen *seen)
{
  g_autoptr(SoupMessageHeaders)  headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_MULTIPART);
  g_autoptr(SoupMultipart)       parts   = NULL;
  GString                       *text    = g_string_new (NULL);
  gint                           i;

  soup_message_headers_append (headers, "Content-Type", seen->content_type);
  parts = soup_multipart_new_from_message (headers, seen->body);
  g_assert_nonnull (parts);

  for (i = 0; i < soup_multipart_get_length (parts); i++)
    {
      g_autoptr(GHashTable)  params      = NULL;
      g_autofree gchar      *disposition = NULL;
      SoupMessageHeaders    *part_headers;
      GBytes                *body;

      g_assert_true (soup_multipart_get_part (parts, i, &part_headers, &body));
      g_assert_true (soup_message_headers_get_content_disposition (part_headers, &disposition, &params));
      g_assert_cmpstr (disposition, ==, "form-data");

      g_string_append_printf (text, "%s=", (gchar *) g_hash_table_lookup (params, "name"));

      if (g_hash_table_lookup (params, "filename") != NULL)
        g_string_append_printf (text, "%s;%s;%u\n",
                                (gchar *) g_hash_table_lookup (params, "filename"),
                                soup_message_headers_get_content_type (part_headers, NULL),
                                (guint) g_bytes_get_size (body));
      else
        g_string_append_printf (text, "%.*s\n", (gint) g_bytes_get_size (body),
                                (const gchar *) g_bytes_get_data (body, NULL));
    }

  return g_string_free (text, FALSE);
}

#define IMAGE "image=layer.png;image/png;8\n"

static const struct
{
  OverpaintServerKind  kind;
  const gchar         *values;
  const gchar         *parts;
} form_cases[] =
{
  /* What is not set does not travel; what the model does not use neither. */
  { OVERPAINT_SERVER_GATEWAY,
    "{'prompt': <'make it winter'>, 'strength': <0.4>, 'loras': <'{ }'>}",
    "prompt=make it winter\nmodel_id=timbrooks/instruct-pix2pix\nguidance_scale=7.5\n"
    "image_guidance_scale=1.5\nnum_inference_steps=20\nnum_images_per_prompt=1\nseed=1234\n"
    "safety_check=true\n" IMAGE },
  { OVERPAINT_SERVER_GATEWAY,
    "{'prompt': <''>, 'model': <'SG161222/RealVisXL_V4.0'>, 'image-guidance-scale': <2.0>, "
    "'strength': <0.1>, 'guidance-scale': <6.25>, 'images': <5>, 'steps': <25>}",
    "prompt=\nmodel_id=SG161222/RealVisXL_V4.0\nstrength=0.1\nguidance_scale=6.25\n"
    "num_inference_steps=25\nnum_images_per_prompt=1\nseed=1234\nsafety_check=true\n" IMAGE },

  /* Every field, to a model that nothing is known of. */
  { OVERPAINT_SERVER_RUNNER,
    "{'prompt': <'ein „Café“'>, 'negative-prompt': <'fog, 2 trees'>, 'model': <'someone/model'>, "
    "'loras': <'{\"a/b\": 0.5}'>, 'strength': <0.7>, 'guidance-scale': <0.0>, "
    "'image-guidance-scale': <1.5>, 'steps': <30>, 'seed': <2147483647>, 'safety-check': <false>, "
    "'server': <'mine'>}",
    "prompt=ein „Café“\nnegative_prompt=fog, 2 trees\nmodel_id=someone/model\nloras={\"a/b\":0.5}\n"
    "strength=0.7\nguidance_scale=0\nimage_guidance_scale=1.5\nnum_inference_steps=30\n"
    "num_images_per_prompt=1\nseed=2147483647\nsafety_check=false\n" IMAGE },
  { OVERPAINT_SERVER_RUNNER,
    "{'model': <'someone/model'>, 'strength': <0.333333333333333314829616256247>}",
    "prompt=\nmodel_id=someone/model\nstrength=0.33333333333333331\nguidance_scale=7.5\n"
    "image_guidance_scale=1.5\nnum_inference_steps=30\nnum_images_per_prompt=1\nseed=1234\n"
    "safety_check=true\n" IMAGE },

  /* Prompts that Studio would take for numbers: for Studio alone. */
  { OVERPAINT_SERVER_STUDIO,
    "{'prompt': <'3 cats'>, 'negative-prompt': <' true '>, 'model': <'stabilityai/sd-turbo'>, "
    "'strength': <0.5>, 'steps': <4>}",
    "prompt=, 3 cats\nnegative_prompt=,  true \nmodel_id=stabilityai/sd-turbo\nstrength=0.5\n"
    "num_inference_steps=4\nnum_images_per_prompt=1\nseed=1234\nsafety_check=true\n" IMAGE },
  { OVERPAINT_SERVER_GATEWAY,
    "{'prompt': <'3 cats'>, 'negative-prompt': <'true'>, 'model': <'stabilityai/sd-turbo'>, "
    "'strength': <0.5>, 'steps': <4>}",
    "prompt=3 cats\nnegative_prompt=true\nmodel_id=stabilityai/sd-turbo\nstrength=0.5\n"
    "num_inference_steps=4\nnum_images_per_prompt=1\nseed=1234\nsafety_check=true\n" IMAGE },
};

static void
test_form (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (form_cases); i++)
    {
      g_autoptr(TestServer)       server  = test_server_new (NULL);
      g_autoptr(OverpaintServer)  asked   = scene_server_new (server->address, form_cases[i].kind);
      g_autoptr(OverpaintRequest) request = scene_request_new (form_cases[i].values);
      g_autoptr(GPtrArray)        images  = NULL;
      g_autoptr(GError)           error   = NULL;
      g_autofree gchar           *parts   = NULL;

      test_server_answer (server, 200, "application/json", SCENE_GOOD);
      images = scene_generate (asked, request, &error);
      g_assert_no_error (error);

      g_assert_cmpstr (test_server_seen (server, 0)->method, ==, "POST");
      g_assert_cmpstr (test_server_seen (server, 0)->path, ==, "/image-to-image");
      g_assert_cmpstr (test_server_seen (server, 0)->token, ==, "Bearer " SCENE_TOKEN);

      parts = describe_parts (test_server_seen (server, 0));
      g_assert_cmpstr (parts, ==, form_cases[i].parts);
    }
}

static void
test_form_comma_locale (void)
{
  if (! test_set_comma_locale ())
    {
      g_test_skip ("no locale with a decimal comma here, and no localedef to make one");
      return;
    }

  test_form ();
  setlocale (LC_NUMERIC, "C");
}

static void
test_looks_number (void)
{
  static const gchar * const numbers[] =
  {
    "3 cats", "3", "  3 cats", "\t\n3", "\xc2\xa0" "3", "\xef\xbb\xbf" "3", "-3", "+3", ".5", "-.5 x",
    "0x10", "Infinity war", "-Infinity", "true", "false", " True ", "7th"
  };
  static const gchar * const texts[] =
  {
    "", " ", "three cats", "a 3", ", 3 cats", "infinity", "e5", "--3", "+ 3", ". 5", "-", ".", "truest",
    "true colours", "{\"a\": 1}", "NaN", "①", "٣"
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_test_message ("%s", numbers[i]);
      g_assert_true (overpaint_livepeer_form_looks_number (numbers[i]));
    }

  for (i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_false (overpaint_livepeer_form_looks_number (texts[i]));
    }
}

/* What cannot be sent is refused before anything travels. */
static void
test_form_refused (void)
{
  static const struct
  {
    OverpaintServerKind  kind;
    const gchar         *values;
    const gchar         *message;
  } cases[] =
  {
    { OVERPAINT_SERVER_STUDIO, "{'model': <'3dart/model'>}",
      "Livepeer Studio takes “3dart/model” for a number. Choose a model whose name does not begin "
      "with one, or another server." },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(TestServer)       server  = test_server_new (NULL);
      g_autoptr(OverpaintServer)  asked   = scene_server_new (server->address, cases[i].kind);
      g_autoptr(OverpaintRequest) request = scene_request_new (cases[i].values);
      g_autoptr(GPtrArray)        images  = NULL;
      g_autoptr(GError)           error   = NULL;

      images = scene_generate (asked, request, &error);
      g_assert_null (images);
      g_assert_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_assert_cmpuint (server->seen->len, ==, 0);
    }
}

/* --- the pictures --- */

typedef struct
{
  TestServer       *server;
  OverpaintServer  *asked;
  OverpaintRequest *request;
  GPtrArray        *images;
  GError           *error;
} Scene;

static void
scene_set_up (Scene         *scene,
              gconstpointer  data)
{
  scene->server  = test_server_new (NULL);
  scene->asked   = scene_server_new (scene->server->address, OVERPAINT_SERVER_GATEWAY);
  scene->request = scene_request_new ("{'prompt': <'x'>}");
}

static void
scene_tear_down (Scene         *scene,
                 gconstpointer  data)
{
  g_clear_pointer (&scene->images, g_ptr_array_unref);
  g_clear_error (&scene->error);
  g_clear_pointer (&scene->request, overpaint_request_unref);
  g_clear_object (&scene->asked);
  g_clear_pointer (&scene->server, test_server_free);
}

static void
answer_with_url (Scene       *scene,
                 const gchar *url)
{
  g_autofree gchar *body = g_strdup_printf ("{\"images\":[{\"url\":\"%s\",\"seed\":77,\"nsfw\":true}]}",
                                            url);

  test_server_answer (scene->server, 200, "application/json", body);
}

static void
generate (Scene *scene)
{
  scene->images = scene_generate (scene->asked, scene->request, &scene->error);
}

static void
assert_error (Scene       *scene,
              gint         code,
              const gchar *format)
{
  g_autofree gchar  *host   = g_strdup_printf ("127.0.0.1:%u", scene->server->port);
  g_auto(GStrv)      pieces = g_strsplit (format, "%s", -1);
  g_autofree gchar  *whole  = g_strjoinv (host, pieces);

  g_assert_null (scene->images);
  g_assert_error (scene->error, OVERPAINT_SERVER_ERROR, code);
  g_assert_cmpstr (scene->error->message, ==, whole);
}

static void
test_data (Scene         *scene,
           gconstpointer  data)
{
  answer_with_url (scene, SCENE_DATA);
  generate (scene);
  g_assert_no_error (scene->error);
  g_assert_cmpuint (scene->images->len, ==, 1);
  assert_image (scene->images, 0, "foobar", 77, TRUE);
}

/* A picture on the server itself is fetched with the token; from the root of its host. */
static void
test_relative (Scene         *scene,
               gconstpointer  data)
{
  g_autofree gchar *address = g_strconcat (scene->server->address, "/api/beta/generate/", NULL);

  g_clear_object (&scene->asked);
  scene->asked = scene_server_new (address, OVERPAINT_SERVER_STUDIO);

  answer_with_url (scene, "/stream/ab12/cd34.png");
  test_server_answer (scene->server, 200, "image/png", "the picture");
  generate (scene);
  g_assert_no_error (scene->error);
  assert_image (scene->images, 0, "the picture", 77, TRUE);

  g_assert_cmpstr (test_server_seen (scene->server, 0)->path, ==, "/api/beta/generate/image-to-image");
  g_assert_cmpstr (test_server_seen (scene->server, 1)->method, ==, "GET");
  g_assert_cmpstr (test_server_seen (scene->server, 1)->path, ==, "/stream/ab12/cd34.png");
  g_assert_cmpstr (test_server_seen (scene->server, 1)->token, ==, "Bearer " SCENE_TOKEN);
}

/* A picture elsewhere is fetched without the token, absolute or glued. */
static void
test_elsewhere (Scene         *scene,
                gconstpointer  data)
{
  g_autoptr(TestServer) other  = test_server_new (NULL);
  g_autofree gchar     *prefix = g_strconcat (data, other->address, NULL);
  g_autofree gchar     *url    = g_strconcat (prefix, "/bucket/a.png?sig=x%2Fy", NULL);

  answer_with_url (scene, url);
  test_server_answer (other, 200, "image/png", "the picture");
  generate (scene);
  g_assert_no_error (scene->error);
  assert_image (scene->images, 0, "the picture", 77, TRUE);

  g_assert_cmpstr (test_server_seen (scene->server, 0)->token, ==, "Bearer " SCENE_TOKEN);
  g_assert_cmpstr (test_server_seen (other, 0)->path, ==, "/bucket/a.png");
  g_assert_null (test_server_seen (other, 0)->token);
}

static void
test_bad_address (Scene         *scene,
                  gconstpointer  data)
{
  answer_with_url (scene, data);
  generate (scene);
  assert_error (scene, OVERPAINT_SERVER_ERROR_BAD_PICTURE_ADDRESS,
                "%s made the picture, but put it at an address that cannot be used. Tell those who "
                "run it, or choose another server.");
}

static void
test_damaged_data (Scene         *scene,
                   gconstpointer  data)
{
  answer_with_url (scene, "data:image/png;base64,Zm9vY");
  generate (scene);
  assert_error (scene, OVERPAINT_SERVER_ERROR_PICTURE,
                "The picture in the answer of %s is damaged or too large. Try again with the same "
                "seed.");
}

static void
test_picture_gone (Scene         *scene,
                   gconstpointer  data)
{
  answer_with_url (scene, "/stream/a/b.png");
  test_server_answer (scene->server, 404, "text/plain", "ErrNotFound");
  generate (scene);
  assert_error (scene, OVERPAINT_SERVER_ERROR_PICTURE,
                "%s made the picture, but does not hand it out (status 404). Try again with the "
                "same seed.");
  g_assert_cmpuint (scene->server->seen->len, ==, 2);
}

static void
test_picture_is_page (Scene         *scene,
                      gconstpointer  data)
{
  answer_with_url (scene, "/stream/a/b.png");
  test_server_answer (scene->server, 200, "text/html", data);
  generate (scene);
  assert_error (scene, OVERPAINT_SERVER_ERROR_PICTURE,
                "%s made the picture, but hands out something else in its place. Try again with "
                "the same seed.");
}

/* The transfer of a picture that is made and paid for is tried twice, no more; what
 * is asked again is the picture, never the painting.
 */
static void
test_picture_cut_off (Scene         *scene,
                      gconstpointer  data)
{
  const gchar *broken = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nthe pic";

  answer_with_url (scene, "/a.png");
  test_server_answer_raw (scene->server, broken);
  test_server_answer (scene->server, 200, "image/png", "the picture");
  generate (scene);
  g_assert_no_error (scene->error);
  assert_image (scene->images, 0, "the picture", 77, TRUE);
  g_clear_pointer (&scene->images, g_ptr_array_unref);

  answer_with_url (scene, "/a.png");
  test_server_answer_raw (scene->server, broken);
  test_server_answer_raw (scene->server, broken);
  generate (scene);
  assert_error (scene, OVERPAINT_SERVER_ERROR_PICTURE,
                "The picture was made, but could not be fetched. The connection to %s broke in the "
                "middle of the answer. Try again.");

  g_assert_cmpuint (scene->server->seen->len, ==, 6);
  g_assert_cmpstr (test_server_seen (scene->server, 5)->method, ==, "GET");
}

/* More pictures than were asked for all come; a broken one does not take others along. */
static void
test_several (Scene         *scene,
              gconstpointer  data)
{
  test_server_answer (scene->server, 200, "application/json",
                      "{\"images\":[{\"url\":\"/one.png\"},{\"url\":\"http://example.org/x\"},"
                      "{\"url\":\"" SCENE_DATA "\"},{\"url\":\"/gone.png\"},"
                      "{\"url\":\"" SCENE_DATA "\",\"seed\":5,\"nsfw\":true}]}");
  test_server_answer (scene->server, 200, "image/png", "first");
  test_server_answer (scene->server, 404, "text/plain", "");
  generate (scene);
  g_assert_no_error (scene->error);
  g_assert_cmpuint (scene->images->len, ==, 3);
  assert_image (scene->images, 0, "first", 1234, FALSE);
  assert_image (scene->images, 1, "foobar", 1236, FALSE);
  assert_image (scene->images, 2, "foobar", 5, TRUE);
}

/* What had come when it was ended is kept: it is made and paid. */
static void
test_cancel_fetch (Scene         *scene,
                   gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result      = NULL;
  const gchar            *pictures    = data;
  g_autofree gchar       *reply       = g_strdup_printf ("{\"images\":[%s]}", pictures);

  test_server_answer (scene->server, 200, "application/json", reply);
  test_server_answer (scene->server, 200, "image/png", "late")->kind = ANSWER_HOLD;

  scene_start (scene->asked, scene->request, cancellable, &result);
  test_wait_until (g_queue_get_length (&scene->server->held) == 1);
  g_cancellable_cancel (cancellable);
  test_wait_until (result != NULL);

  scene->images = overpaint_server_generate_finish (scene->asked, result, &scene->error);

  if (strstr (pictures, SCENE_DATA) == NULL)
    {
      g_assert_null (scene->images);
      g_assert_error (scene->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      return;
    }

  g_assert_no_error (scene->error);
  g_assert_cmpuint (scene->images->len, ==, 2);
  assert_image (scene->images, 0, "foobar", 1234, FALSE);
  assert_image (scene->images, 1, "foobar", 1236, FALSE);
}

#define ADD(path, data, func) \
  g_test_add ("/livepeer/" path, Scene, data, scene_set_up, func, scene_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/livepeer/form/parts", test_form);
  g_test_add_func ("/livepeer/form/comma-locale", test_form_comma_locale);
  g_test_add_func ("/livepeer/form/looks-number", test_looks_number);
  g_test_add_func ("/livepeer/form/refused", test_form_refused);
  ADD ("picture/data", NULL, test_data);
  ADD ("picture/relative", NULL, test_relative);
  ADD ("picture/absolute", "", test_elsewhere);
  ADD ("picture/glued", "https://dream-gateway.livepeer.cloud:", test_elsewhere);
  ADD ("picture/bad-address/clear", "http://example.org/a.png", test_bad_address);
  ADD ("picture/bad-address/file", "file:///etc/passwd", test_bad_address);
  ADD ("picture/bad-address/user", "https://me:pw@example.org/a.png", test_bad_address);
  ADD ("picture/damaged-data", NULL, test_damaged_data);
  ADD ("picture/gone", NULL, test_picture_gone);
  ADD ("picture/page", "<html></html>", test_picture_is_page);
  ADD ("picture/empty", "", test_picture_is_page);
  ADD ("picture/cut-off", NULL, test_picture_cut_off);
  ADD ("picture/several", NULL, test_several);
  ADD ("picture/cancel/nothing", "{\"url\":\"/slow.png\"},{\"url\":\"/slow.png\"}", test_cancel_fetch);
  ADD ("picture/cancel/some", "{\"url\":\"" SCENE_DATA "\"},{\"url\":\"/slow.png\"},"
       "{\"url\":\"" SCENE_DATA "\"}", test_cancel_fetch);

  return g_test_run ();
}
