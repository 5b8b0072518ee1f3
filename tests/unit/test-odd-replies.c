/* test-odd-replies.c: what servers that artists run may answer, and ought not to
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "local-scene.h"

#define JSON "application/json"

/* Answers of anybody to anything: none may end the program, hang it, or become a picture. An "@" stands
 * for a whole picture of the right size, in base64.
 */
static const gchar * const bodies[] =
{
  "", " ", "null", "true", "-1", "1e999", "\"\"", "\"text\"", "[]", "{}", "[[[[]]]]", "[null,1,\"x\",{},[]]",
  "<!doctype html><html>", "{\"detail\":\"Not Found\"}", "{\"error\":{\"message\":7}}", "\xff\xfe", "{\"a\":",
  "{\"images\":\"@\"}", "{\"images\":{\"0\":\"@\"}}", "{\"images\":[[\"@\"]]}", "{\"images\":[{\"url\":[]}]}",
  "{\"images\":[7]}", "{\"images\":[null]}", "{\"images\":[true]}", "{\"images\":[-1.5]}", "{\"images\":[\"\"]}",
  "{\"images\":[\"====\"]}", "{\"images\":[\"data:image/png;base64,\"]}", "{\"images\":[\"data:,@\"]}",
  "{\"images\":[\"iVBORw0KG\"]}", "{\"images\":[\"iVBOR=0K\"]}", "{\"images\":[\"\\u0000@\"]}",
  "{\"images\":[\"\\ud83d@\"]}",
  "{\"images\":null,\"parameters\":[],\"info\":{}}",
  "{\"name\":7,\"path\":[],\"limits\":[]}", "[{\"name\":7,\"path\":[],\"alias\":{}}]",
  "[{\"name\":null,\"path\":null}]",
  "[{\"title\":{},\"model_name\":-1}]", "{\"sd_model_checkpoint\":[1]}",
  "{\"limits\":7}", "{\"limits\":null}",
  "{\"id\":7}", "{\"id\":\"\"}", "{\"id\":\"a/b\"}", "{\"id\":\"a?b\"}", "{\"id\":\"\\u0000\"}", "{\"id\":[\"job_1\"]}",
  "{\"status\":7}", "{\"status\":[\"completed\"]}", "{\"status\":\"COMPLETED\"}",
  "{\"status\":\"completed\"}", "{\"status\":\"completed\",\"result\":[]}",
  "{\"status\":\"completed\",\"result\":{\"images\":{}}}", "{\"status\":\"completed\",\"result\":{\"images\":[[]]}}",
  "{\"status\":\"completed\",\"result\":{\"images\":[{\"index\":-5,\"b64_json\":7}]}}",
  "{\"status\":\"completed\",\"result\":{\"images\":[{\"index\":1e300,\"b64_json\":\"iVBOR\"}]}}",
  "{\"status\":\"failed\"}", "{\"status\":\"failed\",\"error\":[]}",
  "{\"status\":\"failed\",\"error\":{\"message\":{}}}",
  "{\"progress\":\"half\",\"active\":7,\"state\":[]}",
};

static gchar *
nest (guint levels)
{
  GString *text = g_string_new ("{\"images\":");
  guint    i;

  for (i = 0; i < levels; i++)
    g_string_append_c (text, '[');

  return g_string_free (text, FALSE);
}

static gchar *
repeat (const gchar *before,
        const gchar *each,
        const gchar *after,
        guint        times)
{
  GString *text = g_string_new (before);
  guint    i;

  for (i = 0; i < times; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", each);

  return g_string_free (g_string_append (text, after), FALSE);
}

/* With those that are too long to write down. */
static GPtrArray *
all_bodies (void)
{
  GPtrArray        *all     = g_ptr_array_new_with_free_func (g_free);
  g_autofree gchar *picture = local_png_base64 (64, 64);
  guint             i;

  for (i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      GString *text = g_string_new (bodies[i]);

      g_string_replace (text, "@", picture, 0);
      g_ptr_array_add (all, g_string_free (text, FALSE));
    }

  g_ptr_array_add (all, nest (100000));
  g_ptr_array_add (all, repeat ("{\"images\":[", "7", "]}", 5000));
  g_ptr_array_add (all, repeat ("{\"status\":\"completed\",\"result\":{\"images\":[", "{}", "]}}", 5000));
  g_ptr_array_add (all, repeat ("[", "{\"name\":\"x\",\"path\":\"x\"}", "]", 2000));

  return all;
}

static const OverpaintServerKind kinds[] =
{
  OVERPAINT_SERVER_SD_SERVER, OVERPAINT_SERVER_FORGE, OVERPAINT_SERVER_A1111, OVERPAINT_SERVER_SDNEXT,
  OVERPAINT_SERVER_KOBOLDCPP, OVERPAINT_SERVER_RUNNER
};

/* The same to every question, until there is an answer or nothing more is asked. */
static void
test_everything (void)
{
  g_autoptr(GPtrArray) all = all_bodies ();
  guint                i;
  guint                k;
  guint                n;

  for (i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (k = 0; k < all->len; k++)
      {
        g_autoptr(TestServer)       server  = test_server_new (NULL);
        g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, kinds[i], NULL);
        g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>}");
        g_autoptr(GPtrArray)        images  = NULL;
        g_autoptr(GError)           error   = NULL;
        const gchar                *body    = g_ptr_array_index (all, k);

        g_object_set (asked, "poll-pause", 1, NULL);
        for (n = 0; n < 24; n++)
          test_server_answer (server, 200, JSON, body);

        images = local_generate (asked, request, 64, 64, &error);
        if (images != NULL)
          g_error ("%s: a picture came out of %.200s", overpaint_server_kind_get_nick (kinds[i]), body);
        g_assert_nonnull (error);
        g_assert_cmpuint (strlen (error->message), <, 1000);
      }
}

#define SD_CAPABILITIES "{\"model\":{\"stem\":\"x\"},\"limits\":{\"min_width\":64,\"max_width\":4096},\"loras\":[]}"
#define SD_TAKEN        "{\"id\":\"job_1\",\"status\":\"queued\"}"

/* What comes before the answer that holds the picture is as it should be; what comes then is odd. */
static void
test_last (void)
{
  g_autoptr(GPtrArray) all = all_bodies ();
  guint                i;
  guint                k;
  guint                n;

  for (i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (k = 0; k < all->len; k++)
      {
        g_autoptr(TestServer)       server  = test_server_new (NULL);
        g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, kinds[i], NULL);
        g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>}");
        g_autoptr(GPtrArray)        images  = NULL;
        g_autoptr(GError)           error   = NULL;
        const gchar                *body    = g_ptr_array_index (all, k);
        guint                       before  = kinds[i] == OVERPAINT_SERVER_RUNNER ? 0 :
                                              kinds[i] == OVERPAINT_SERVER_SDNEXT ? 4 : 3;

        g_object_set (asked, "poll-pause", 60000, NULL);

        if (kinds[i] == OVERPAINT_SERVER_SD_SERVER)
          {
            g_object_set (asked, "poll-pause", 1, NULL);
            test_server_answer (server, 200, JSON, SD_CAPABILITIES);
            test_server_answer (server, 202, JSON, SD_TAKEN);
          }
        else
          {
            for (n = 0; n < before; n++)
              test_server_answer (server, 200, JSON, "[]");
          }

        test_server_answer (server, 200, JSON, body);
        test_server_answer (server, 200, JSON, body);

        images = local_generate (asked, request, 64, 64, &error);
        if (images != NULL)
          g_error ("%s: a picture came out of %.200s", overpaint_server_kind_get_nick (kinds[i]), body);
        g_assert_nonnull (error);
      }
}

/* Odd words of what it can do are no reason not to ask it for a picture. */
static void
test_survey (void)
{
  g_autoptr(GPtrArray) all     = all_bodies ();
  g_autofree gchar    *picture = local_png_base64 (64, 64);
  g_autofree gchar    *answer  = g_strdup_printf ("{\"images\":[\"%s\"]}", picture);
  guint                i;
  guint                k;
  guint                n;

  for (i = 1; i < 5; i++)
    for (k = 0; k < all->len; k++)
      {
        g_autoptr(TestServer)       server  = test_server_new (NULL);
        g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, kinds[i], NULL);
        g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>, 'model': <'nobody/has'>}");
        g_autoptr(GPtrArray)        images  = NULL;
        g_autoptr(GError)           error   = NULL;
        const gchar                *body    = g_ptr_array_index (all, k);

        g_object_set (asked, "poll-pause", 60000, NULL);
        for (n = 0; n < (kinds[i] == OVERPAINT_SERVER_SDNEXT ? 4 : 3); n++)
          test_server_answer (server, 200, JSON, body);
        test_server_answer (server, 200, JSON, answer);
        test_server_answer (server, 200, JSON, body);

        images = local_generate (asked, request, 64, 64, &error);
        g_assert_no_error (error);
        g_assert_cmpuint (images->len, ==, 1);
      }
}

/* A list with half of each entry: what can be named can be used, and the rest is said not to be there. */
static void
test_lists (void)
{
  static const struct
  {
    const gchar *list;
    gboolean     web_ui;  /* whether a web UI can be told of "x", which wants a name */
    gboolean     others;  /* whether the others can, which want a path */
  } lists[] =
  {
    { "[{\"name\":\"x\"}]", TRUE, TRUE },
    { "[{\"path\":\"x\"}]", TRUE, TRUE },
    { "[{\"alias\":\"x\"}]", FALSE, FALSE },
    { "[{\"name\":[\"x\"],\"path\":{\"x\":1}}]", FALSE, FALSE },
    { "{\"x\":{\"name\":\"x\"}}", FALSE, FALSE },
  };
  guint i;
  guint k;

  for (i = 0; i < G_N_ELEMENTS (lists); i++)
    for (k = 0; k < 2; k++)
      {
        OverpaintServerKind         kind    = k == 0 ? OVERPAINT_SERVER_A1111 : OVERPAINT_SERVER_KOBOLDCPP;
        gboolean                    good    = k == 0 ? lists[i].web_ui : lists[i].others;
        g_autoptr(TestServer)       server  = test_server_new (NULL);
        g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, kind, NULL);
        g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'a'>, 'loras': <'{\"x\": 1}'>}");
        g_autofree gchar           *picture = local_png_base64 (64, 64);
        g_autofree gchar           *answer  = g_strdup_printf ("{\"images\":[\"%s\"]}", picture);
        g_autoptr(GPtrArray)        images  = NULL;
        g_autoptr(GError)           error   = NULL;

        g_object_set (asked, "poll-pause", 60000, NULL);
        test_server_answer (server, 200, JSON, lists[i].list);
        test_server_answer (server, 200, JSON, "[]");
        test_server_answer (server, 200, JSON, "{}");
        test_server_answer (server, 200, JSON, answer);

        images = local_generate (asked, request, 64, 64, &error);
        g_assert_cmpint (images != NULL, ==, good);
        if (! good)
          g_assert_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED);
      }
}

/* Statuses that are no success, with nothing in them or too little. */
static void
test_statuses (void)
{
  static const guint         statuses[] = { 204, 301, 400, 401, 403, 404, 409, 422, 429, 500, 501, 503 };
  static const gchar * const few[]      = { "", "null", "{\"detail\":7}", "{\"error\":[]}", "<html>" };
  guint                      i;
  guint                      k;
  guint                      m;
  guint                      n;

  for (i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (k = 0; k < G_N_ELEMENTS (statuses); k++)
      for (m = 0; m < G_N_ELEMENTS (few); m++)
        {
          g_autoptr(TestServer)       server  = test_server_new (NULL);
          g_autoptr(OverpaintServer)  asked   = local_server_new (server->address, kinds[i], NULL);
          g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>}");
          g_autoptr(GPtrArray)        images  = NULL;
          g_autoptr(GError)           error   = NULL;

          g_object_set (asked, "poll-pause", 1, NULL);
          for (n = 0; n < 24; n++)
            test_server_answer (server, statuses[k], JSON, statuses[k] == 204 ? "" : few[m]);

          images = local_generate (asked, request, 64, 64, &error);
          g_assert_null (images);
          g_assert_nonnull (error);
        }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_set_comma_locale ();

  g_test_add_func ("/odd-replies/everything", test_everything);
  g_test_add_func ("/odd-replies/last", test_last);
  g_test_add_func ("/odd-replies/survey", test_survey);
  g_test_add_func ("/odd-replies/lists", test_lists);
  g_test_add_func ("/odd-replies/statuses", test_statuses);

  return g_test_run ();
}
