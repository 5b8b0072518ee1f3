/* test-server.c: tests of a server that can be asked for pictures
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server-scene.h"

#define JSON "application/json"

/* --- settings --- */

static void
test_settings (void)
{
  OverpaintServerSettings     settings = { .address = "https://livepeer.studio/api/beta/generate/",
                                           .name = "Studio", .token = " tok\n" };
  g_autoptr(OverpaintServer)  server   = overpaint_server_new (&settings, NULL);
  g_autoptr(OverpaintServer)  nameless = NULL;

  g_assert_cmpstr (overpaint_server_get_name (server), ==, "Studio");
  g_assert_cmpstr (overpaint_server_get_display_host (server), ==, "livepeer.studio");
  g_assert_cmpstr (overpaint_server_get_address (server), ==, "https://livepeer.studio/api/beta/generate");
  g_assert_cmpint (overpaint_server_get_kind (server), ==, OVERPAINT_SERVER_STUDIO);
  g_assert_cmpuint (overpaint_server_get_parallel (server), ==, 4);

  settings.name     = "";
  settings.address  = "127.0.0.1:8000";
  settings.parallel = 3;
  nameless = overpaint_server_new (&settings, NULL);
  g_assert_cmpstr (overpaint_server_get_name (nameless), ==, "127.0.0.1:8000");
  g_assert_cmpint (overpaint_server_get_kind (nameless), ==, OVERPAINT_SERVER_UNKNOWN);
  g_assert_cmpuint (overpaint_server_get_parallel (nameless), ==, 3);
}

static void
test_settings_refused (void)
{
  OverpaintServerSettings     settings = { .address = "http://example.org" };
  g_autoptr(OverpaintServer)  server   = NULL;
  g_autoptr(GError)           error    = NULL;

  server = overpaint_server_new (&settings, &error);
  g_assert_null (server);
  g_assert_error (error, OVERPAINT_ADDRESS_ERROR, OVERPAINT_ADDRESS_ERROR_INSECURE);
  g_clear_error (&error);

  settings.address = "https://example.org";
  settings.token   = "secret\r\nX-Other: header";
  server = overpaint_server_new (&settings, &error);
  g_assert_null (server);
  g_assert_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_SETTINGS);
  g_assert_cmpstr (error->message, ==,
                   "The token of example.org holds characters that no token has. Copy it once more.");
}

static void
test_kinds (void)
{
  static const struct
  {
    OverpaintServerKind  kind;
    const gchar         *nick;
    guint                parallel;
  } cases[] =
  {
    { OVERPAINT_SERVER_UNKNOWN, "unknown", 1 },
    { OVERPAINT_SERVER_RUNNER,  "runner",  1 },
    { OVERPAINT_SERVER_GATEWAY, "gateway", 4 },
    { OVERPAINT_SERVER_STUDIO,  "studio",  4 },
  };
  OverpaintServerKind kind = OVERPAINT_SERVER_STUDIO;
  guint               i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(OverpaintServer) server = scene_server_new ("127.0.0.1:8000", cases[i].kind);
      gint                       value;

      g_assert_cmpstr (overpaint_server_kind_get_nick (cases[i].kind), ==, cases[i].nick);
      g_assert_true (overpaint_server_kind_from_nick (cases[i].nick, &kind));
      g_assert_cmpint (kind, ==, cases[i].kind);
      g_assert_cmpuint (overpaint_server_get_parallel (server), ==, cases[i].parallel);
      g_object_get (server, "kind", &value, NULL);
      g_assert_cmpint (value, ==, cases[i].kind);
    }

  g_assert_false (overpaint_server_kind_from_nick ("other", &kind));
  g_assert_false (overpaint_server_kind_from_nick (NULL, &kind));
}

/* --- what kind it is --- */

static gboolean
probe (OverpaintServer  *server,
       GError          **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  overpaint_server_probe_async (server, NULL, test_done, &result);
  test_wait_until (result != NULL);

  return overpaint_server_probe_finish (server, result, error);
}

#define RUNNER_SAYS "{\"pipeline\":\"image-to-image\",\"model_id\":\"a/b\",\"version\":\"0.14.1\"}"

static void
test_probe (void)
{
  static const struct
  {
    guint                status;
    const gchar         *version;
    guint                second_status; /* 0 where it must not be asked */
    const gchar         *hardware;
    OverpaintServerKind  kind;
  } cases[] =
  {
    { 200, RUNNER_SAYS, 0, NULL, OVERPAINT_SERVER_RUNNER },
    { 404, "{\"detail\":\"Not Found\"}", 200, "{\"pipeline\":\"x\",\"model_id\":\"y\",\"gpu_info\":{}}",
      OVERPAINT_SERVER_RUNNER },
    { 404, "{\"detail\":\"Not Found\"}", 404, "{\"detail\":\"Not Found\"}", OVERPAINT_SERVER_RUNNER },
    { 404, "404 page not found", 404, "404 page not found", OVERPAINT_SERVER_GATEWAY },
    { 200, "", 200, "", OVERPAINT_SERVER_GATEWAY },
    { 200, "{\"version\":\"1\"}", 200, "{}", OVERPAINT_SERVER_GATEWAY },
    { 500, RUNNER_SAYS, 404, "", OVERPAINT_SERVER_GATEWAY },
    { 401, "{\"errors\":[\"no token found\"]}", 0, NULL, OVERPAINT_SERVER_STUDIO },
    { 404, "", 404, "{\"errors\":[\"not found\"]}", OVERPAINT_SERVER_STUDIO },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(TestServer)      server = test_server_new (NULL);
      g_autoptr(OverpaintServer) asked  = scene_server_new (server->address, OVERPAINT_SERVER_UNKNOWN);
      g_autoptr(GError)          error  = NULL;

      test_server_answer (server, cases[i].status, JSON, cases[i].version);
      if (cases[i].second_status != 0)
        test_server_answer (server, cases[i].second_status, JSON, cases[i].hardware);

      g_assert_true (probe (asked, &error));
      g_assert_no_error (error);
      g_assert_cmpint (overpaint_server_get_kind (asked), ==, cases[i].kind);

      if (cases[i].second_status == 0)
        g_assert_cmpuint (server->seen->len, ==, 1);
      g_assert_cmpstr (test_server_seen (server, 0)->path, ==, "/version");
      g_assert_null (test_server_seen (server, 0)->token);
      if (cases[i].second_status != 0)
        g_assert_cmpstr (test_server_seen (server, 1)->path, ==, "/hardware/info");
    }
}

static void
test_probe_known (void)
{
  g_autoptr(TestServer)      server = test_server_new (NULL);
  g_autoptr(OverpaintServer) asked  = scene_server_new (server->address, OVERPAINT_SERVER_GATEWAY);

  g_assert_true (probe (asked, NULL));
  g_assert_cmpuint (server->seen->len, ==, 0);
}

/* Whoever wants to know whether it is there has it asked; what is known of it stays. */
static void
test_asked_though_known (void)
{
  g_autoptr(TestServer)      server = test_server_new (NULL);
  g_autoptr(OverpaintServer) asked  = scene_server_new (server->address, OVERPAINT_SERVER_STUDIO);
  g_autoptr(GAsyncResult)    result = NULL;

  overpaint_server_test_async (asked, NULL, test_done, &result);
  test_wait_until (result != NULL);
  g_assert_true (overpaint_server_probe_finish (asked, result, NULL));
  g_assert_cmpuint (server->seen->len, >, 0);
  g_assert_cmpint (overpaint_server_get_kind (asked), ==, OVERPAINT_SERVER_STUDIO);
}

static void
test_probe_busy (void)
{
  g_autoptr(TestServer)      server = test_server_new (NULL);
  g_autoptr(OverpaintServer) asked  = scene_server_new (server->address, OVERPAINT_SERVER_UNKNOWN);
  g_autoptr(GError)          error  = NULL;

  test_server_answer (server, 200, JSON, RUNNER_SAYS)->kind = ANSWER_HOLD;
  g_assert_true (probe (asked, &error));
  g_assert_cmpint (overpaint_server_get_kind (asked), ==, OVERPAINT_SERVER_RUNNER);
}

static void
test_probe_nobody (void)
{
  g_autofree gchar           *address = g_strdup_printf ("127.0.0.1:%u", test_dead_port ());
  g_autoptr(OverpaintServer)  asked   = scene_server_new (address, OVERPAINT_SERVER_UNKNOWN);
  g_autoptr(GError)           error   = NULL;

  g_assert_false (probe (asked, &error));
  g_assert_error (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_NO_CONNECTION);
  g_assert_cmpint (overpaint_server_get_kind (asked), ==, OVERPAINT_SERVER_UNKNOWN);
}

static void
test_probe_cancel (void)
{
  g_autoptr(TestServer)      server      = test_server_new (NULL);
  g_autoptr(OverpaintServer) asked       = scene_server_new (server->address, OVERPAINT_SERVER_UNKNOWN);
  g_autoptr(GCancellable)    cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult)    result      = NULL;
  g_autoptr(GError)          error       = NULL;

  g_object_set (asked, "probe-timeout", 60000, NULL);
  test_server_answer (server, 200, JSON, RUNNER_SAYS)->kind = ANSWER_HOLD;
  overpaint_server_probe_async (asked, cancellable, test_done, &result);
  test_wait_until (g_queue_get_length (&server->held) == 1);
  g_cancellable_cancel (cancellable);
  test_wait_until (result != NULL);
  g_assert_false (overpaint_server_probe_finish (asked, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* --- pictures, and why there are none --- */

typedef struct
{
  TestServer       *server;
  OverpaintServer  *asked;
  OverpaintRequest *request;
} Scene;

static void
scene_set_up (Scene         *scene,
              gconstpointer  data)
{
  scene->server  = test_server_new (NULL);
  scene->asked   = scene_server_new (scene->server->address, GPOINTER_TO_INT (data));
  scene->request = scene_request_new ("{'prompt': <'x'>}");
}

static void
scene_tear_down (Scene         *scene,
                 gconstpointer  data)
{
  g_clear_pointer (&scene->request, overpaint_request_unref);
  g_clear_object (&scene->asked);
  g_clear_pointer (&scene->server, test_server_free);
}

static void
assert_fails (Scene       *scene,
              GQuark       domain,
              gint         code,
              const gchar *format)
{
  g_autofree gchar     *host   = g_strdup_printf ("127.0.0.1:%u", scene->server->port);
  g_auto(GStrv)         pieces = g_strsplit (format, "%s", -1);
  g_autofree gchar     *whole  = g_strjoinv (host, pieces);
  g_autoptr(GPtrArray)  images = NULL;
  g_autoptr(GError)     error  = NULL;

  images = scene_generate (scene->asked, scene->request, &error);
  g_assert_null (images);
  g_assert_error (error, domain, code);
  g_assert_cmpstr (error->message, ==, whole);
  g_assert_null (strstr (error->message, SCENE_TOKEN));
}

static void
test_good (Scene         *scene,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) images = NULL;
  g_autoptr(GError)    error  = NULL;

  test_server_answer (scene->server, 200, JSON, SCENE_GOOD);
  images = scene_generate (scene->asked, scene->request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (images->len, ==, 1);
  assert_image (images, 0, "foobar", 1234, FALSE);
}

#define NOBODY "No worker is free for this model at %s. Try again in a minute, or choose another " \
               "model."

/* Every status but 429 and 503 is an answer, once and for all. */
static void
test_asked_once (Scene         *scene,
                 gconstpointer  data)
{
  static const struct
  {
    guint                 status;
    const gchar          *body;
    OverpaintServerError  code;
    const gchar          *message;
  } cases[] =
  {
    { 200, "", OVERPAINT_SERVER_ERROR_BAD_REPLY,
      "%s answered with nothing at all. Check the address: a part of its path may be missing." },
    { 200, "{\"images\":[{\"url\":\"data:ima", OVERPAINT_SERVER_ERROR_BAD_REPLY,
      "The answer of %s is damaged or cut off. Try again." },
    { 400, "{\"error\":{\"message\":\": LoRa repository 'x/y' not found.\"}}",
      OVERPAINT_SERVER_ERROR_REFUSED,
      "%s does not take this request. Change what it names, then try again. "
      "It says: “LoRa repository 'x/y' not found.”" },
    { 401, "{\"errors\":[\"no token " SCENE_TOKEN " found\"]}", OVERPAINT_SERVER_ERROR_UNAUTHORIZED,
      "%s does not accept the token. Check it in Filters > Overpaint > Servers, or in OVERPAINT_TOKEN. "
      "It says: “no token [token] found”" },
    { 402, "", OVERPAINT_SERVER_ERROR_PAYMENT,
      "%s wants payment. Top up the account there, or choose another server." },
    { 404, "", OVERPAINT_SERVER_ERROR_NOT_FOUND,
      "%s offers no image to image at this address. Check the address in the settings." },
    { 408, "", OVERPAINT_SERVER_ERROR_FAILED,
      "%s failed (status 408). Try again, perhaps with another seed or model." },
    { 413, "", OVERPAINT_SERVER_ERROR_TOO_LARGE,
      "The picture is too large for %s. Use a smaller layer or selection." },
    { 422, "{\"detail\":[{\"loc\":[\"body\",\"seed\"],\"msg\":\"Field required\"}]}",
      OVERPAINT_SERVER_ERROR_REFUSED,
      "%s does not take this request. Change what it names, then try again. "
      "It says: “seed: Field required”" },
    { 500, "Internal Server Error", OVERPAINT_SERVER_ERROR_FAILED,
      "%s failed (status 500). Try again, perhaps with another seed or model. "
      "It says: “Internal Server Error”" },
    { 502, "", OVERPAINT_SERVER_ERROR_NO_WORKER, NOBODY },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      test_server_answer (scene->server, cases[i].status, JSON, cases[i].body);
      assert_fails (scene, OVERPAINT_SERVER_ERROR, (gint) cases[i].code, cases[i].message);
      g_assert_cmpuint (scene->server->seen->len, ==, i + 1);
    }
}

static void
test_html (Scene         *scene,
           gconstpointer  data)
{
  test_server_answer (scene->server, 200, "text/html; charset=utf-8", "<p>Welcome");
  assert_fails (scene, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_BAD_REPLY,
                "%s answered with a web page instead of a picture. Check the address: it may be "
                "that of a website.");
}

static void
test_empty_reply (Scene         *scene,
                  gconstpointer  data)
{
  test_server_answer_raw (scene->server, "");

  if (GPOINTER_TO_INT (data) == OVERPAINT_SERVER_RUNNER)
    assert_fails (scene, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_EMPTY_REPLY,
                  "%s closed the connection without an answer. It may still be loading its model; "
                  "try again in a minute.");
  else
    assert_fails (scene, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_NO_WORKER, NOBODY);

  g_assert_cmpuint (scene->server->seen->len, ==, 1);
}

static void
test_timeout (void)
{
  g_autoptr(TestServer)       server   = test_server_new (NULL);
  OverpaintServerSettings     settings = { .address = server->address, .request_timeout = 1,
                                           .kind = OVERPAINT_SERVER_RUNNER };
  g_autoptr(OverpaintServer)  asked    = overpaint_server_new (&settings, NULL);
  g_autoptr(OverpaintRequest) request  = scene_request_new ("{}");
  g_autoptr(GPtrArray)        images   = NULL;
  g_autoptr(GError)           error    = NULL;

  test_server_answer (server, 200, JSON, SCENE_GOOD)->kind = ANSWER_HOLD;
  images = scene_generate (asked, request, &error);
  g_assert_null (images);
  g_assert_error (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_TIMEOUT);
}

/* --- patience --- */

static void
test_retry (Scene         *scene,
            gconstpointer  data)
{
  static const guint statuses[] = { 429, 503 };
  guint              i;

  for (i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr(GPtrArray) images = NULL;
      g_autoptr(GError)    error  = NULL;
      gint64               start  = g_get_monotonic_time ();
      gint64               spent;

      test_server_answer (scene->server, statuses[i], JSON, "{}");
      test_server_answer (scene->server, statuses[i], JSON, "{}");
      test_server_answer (scene->server, 200, JSON, SCENE_GOOD);

      images = scene_generate (scene->asked, scene->request, &error);
      spent  = g_get_monotonic_time () - start;

      g_assert_no_error (error);
      assert_image (images, 0, "foobar", 1234, FALSE);
      g_assert_cmpuint (scene->server->seen->len, ==, (i + 1) * 3);

      /* 10 ms, then 40: the pause grows. */
      g_assert_cmpint (spent, >=, 50 * 1000);
    }

  /* The whole body goes out each time. */
  g_assert_cmpuint (g_bytes_get_size (test_server_seen (scene->server, 0)->body), ==,
                    g_bytes_get_size (test_server_seen (scene->server, 2)->body));
}

static void
test_retry_enough (Scene         *scene,
                   gconstpointer  data)
{
  guint i;

  for (i = 0; i < 4; i++)
    test_server_answer (scene->server, 429, JSON, "{\"errors\":[\"Too many AI requests\"]}");

  assert_fails (scene, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_BUSY,
                "%s has had too many requests. Wait a minute, then try again. "
                "It says: “Too many AI requests”");
  g_assert_cmpuint (scene->server->seen->len, ==, 3);
}

static void
test_retry_after (Scene         *scene,
                  gconstpointer  data)
{
  g_autoptr(GPtrArray) images = NULL;
  gint64               start  = g_get_monotonic_time ();

  test_server_answer_header (scene->server, 503, "{}", "Retry-After", "1");
  test_server_answer (scene->server, 200, JSON, SCENE_GOOD);
  images = scene_generate (scene->asked, scene->request, NULL);
  g_assert_nonnull (images);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, G_USEC_PER_SEC);
}

/* Nobody sits through a quarter of an hour: the artist is told when. */
static void
test_retry_after_long (Scene         *scene,
                       gconstpointer  data)
{
  test_server_answer_header (scene->server, 429, "{}", "Retry-After", "900");
  assert_fails (scene, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_BUSY,
                "%s has had too many requests and takes new ones in 15 minutes. Try again then.");
  g_assert_cmpuint (scene->server->seen->len, ==, 1);
}

/* 429 to one holds the others back, and does not use up their tries; 503 does not. */
static void
test_hold_back (Scene         *scene,
                gconstpointer  data)
{
  g_autoptr(GPtrArray)    first  = NULL;
  g_autoptr(GPtrArray)    second = NULL;
  g_autoptr(GAsyncResult) one    = NULL;
  g_autoptr(GAsyncResult) two    = NULL;
  g_autoptr(GError)       error  = NULL;
  gint64                  start;

  g_object_set (scene->asked, "retry-pause", 50, NULL);
  test_server_answer_header (scene->server, 429, "{}", "Retry-After", "1");
  scene_start (scene->asked, scene->request, NULL, &one);
  test_wait_until (scene->server->finished == 1);
  test_settle ();

  start = g_get_monotonic_time ();
  scene_start (scene->asked, scene->request, NULL, &two);
  test_server_answer (scene->server, 503, JSON, "{}");
  test_server_answer (scene->server, 503, JSON, "{}");
  test_server_answer (scene->server, 503, JSON, "{}");
  test_server_answer (scene->server, 200, JSON, SCENE_GOOD);
  test_server_answer (scene->server, 200, JSON, SCENE_GOOD);

  g_assert_cmpuint (scene->server->seen->len, ==, 1);
  test_wait_until (scene->server->seen->len > 1);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 900 * 1000);

  test_wait_until (one != NULL && two != NULL);
  first = overpaint_server_generate_finish (scene->asked, one, &error);
  g_assert_no_error (error);
  second = overpaint_server_generate_finish (scene->asked, two, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (scene->server->seen->len, ==, 6);
}

/* --- cancels --- */

typedef enum
{
  CANCEL_PREEMPTIVE,
  CANCEL_IMMEDIATE,
  CANCEL_SOON,
  CANCEL_IN_PAUSE,
  CANCEL_HELD_BACK
} CancelWhen;

static void
test_cancel (gconstpointer data)
{
  CancelWhen                  when        = GPOINTER_TO_INT (data);
  g_autoptr(TestServer)       server      = test_server_new (NULL);
  g_autoptr(OverpaintRequest) request     = scene_request_new ("{}");
  g_autoptr(GCancellable)     cancellable = g_cancellable_new ();
  g_autoptr(GCancellable)     first       = g_cancellable_new ();
  g_autoptr(GAsyncResult)     result      = NULL;
  g_autoptr(GAsyncResult)     held_back   = NULL;
  g_autoptr(GPtrArray)        images      = NULL;
  g_autoptr(GError)           error       = NULL;
  OverpaintServer            *asked;
  gint64                      start;

  asked = scene_server_new (server->address, OVERPAINT_SERVER_GATEWAY);
  g_object_add_weak_pointer (G_OBJECT (asked), (gpointer *) &asked);

  if (when == CANCEL_IN_PAUSE || when == CANCEL_HELD_BACK)
    test_server_answer_header (server, 429, "{}", "Retry-After", "100");
  else
    test_server_answer (server, 200, JSON, SCENE_GOOD)->kind = ANSWER_HOLD;

  if (when == CANCEL_HELD_BACK)
    {
      scene_start (asked, request, first, &held_back);
      test_wait_until (server->finished == 1);
      test_settle ();
    }

  if (when == CANCEL_PREEMPTIVE)
    g_cancellable_cancel (cancellable);

  start = g_get_monotonic_time ();
  scene_start (asked, request, cancellable, &result);

  switch (when)
    {
    case CANCEL_PREEMPTIVE:
      break;

    case CANCEL_IMMEDIATE:
      g_cancellable_cancel (cancellable);
      break;

    case CANCEL_SOON:
      test_wait_until (g_queue_get_length (&server->held) == 1);
      g_cancellable_cancel (cancellable);
      break;

    case CANCEL_IN_PAUSE:
      test_wait_until (server->finished == 1);
      test_settle ();
      g_cancellable_cancel (cancellable);
      break;

    case CANCEL_HELD_BACK:
      test_settle ();
      g_assert_null (result);
      g_cancellable_cancel (cancellable);
      break;
    }

  test_wait_until (result != NULL);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_USEC_PER_SEC);
  images = overpaint_server_generate_finish (asked, result, &error);
  g_assert_null (images);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (server->seen->len, ==, when >= CANCEL_SOON ? 1 : 0);

  if (when == CANCEL_HELD_BACK)
    {
      g_assert_null (held_back);
      g_cancellable_cancel (first);
      test_wait_until (held_back != NULL);
    }

  g_clear_object (&held_back);
  g_clear_object (&result);
  g_object_unref (asked);
  test_settle ();
  g_assert_null (asked);
}

/* --- learning from the answers --- */

static void
test_learn (void)
{
  static const struct
  {
    OverpaintServerKind  before;
    guint                status;
    const gchar         *body;
    OverpaintServerKind  after;
  } cases[] =
  {
    { OVERPAINT_SERVER_UNKNOWN, 200, SCENE_GOOD, OVERPAINT_SERVER_RUNNER },
    { OVERPAINT_SERVER_UNKNOWN, 400, "{\"error\":{\"message\":\"x\"}}", OVERPAINT_SERVER_GATEWAY },
    { OVERPAINT_SERVER_UNKNOWN, 400, "{\"detail\":\"x\"}", OVERPAINT_SERVER_RUNNER },
    { OVERPAINT_SERVER_UNKNOWN, 422, "{\"errors\":[\"x\"]}", OVERPAINT_SERVER_STUDIO },
    { OVERPAINT_SERVER_UNKNOWN, 500, "Internal Server Error", OVERPAINT_SERVER_UNKNOWN },
    { OVERPAINT_SERVER_RUNNER, 422, "{\"errors\":[\"x\"]}", OVERPAINT_SERVER_RUNNER },
    { OVERPAINT_SERVER_GATEWAY, 400, "{\"detail\":\"x\"}", OVERPAINT_SERVER_GATEWAY },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(TestServer)       server  = test_server_new (NULL);
      g_autoptr(OverpaintServer)  asked   = scene_server_new (server->address, cases[i].before);
      g_autoptr(OverpaintRequest) request = scene_request_new ("{}");
      g_autoptr(GPtrArray)        images  = NULL;

      test_server_answer (server, cases[i].status, JSON, cases[i].body);
      images = scene_generate (asked, request, NULL);
      g_assert_cmpint (overpaint_server_get_kind (asked), ==, cases[i].after);
    }
}

/* A probe's guess is corrected by what is said later; its knowledge is not. */
static void
test_learn_after_probe (void)
{
  static const struct
  {
    const gchar         *version;
    const gchar         *body;
    OverpaintServerKind  after;
  } cases[] =
  {
    { "", "{\"errors\":[\"x\"]}", OVERPAINT_SERVER_STUDIO },
    { "", "{\"detail\":\"x\"}", OVERPAINT_SERVER_GATEWAY },
    { RUNNER_SAYS, "{\"errors\":[\"x\"]}", OVERPAINT_SERVER_RUNNER },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(TestServer)       server  = test_server_new (NULL);
      g_autoptr(OverpaintServer)  asked   = scene_server_new (server->address, OVERPAINT_SERVER_UNKNOWN);
      g_autoptr(OverpaintRequest) request = scene_request_new ("{}");
      g_autoptr(GPtrArray)        images  = NULL;

      test_server_answer (server, 200, JSON, cases[i].version);
      if (*cases[i].version == '\0')
        test_server_answer (server, 200, JSON, "");
      g_assert_true (probe (asked, NULL));

      test_server_answer (server, 400, JSON, cases[i].body);
      images = scene_generate (asked, request, NULL);
      g_assert_cmpint (overpaint_server_get_kind (asked), ==, cases[i].after);
    }
}

#define ADD(path, kind, func) \
  g_test_add ("/server/" path, Scene, GINT_TO_POINTER (OVERPAINT_SERVER_##kind), \
              scene_set_up, func, scene_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/server/settings/kept", test_settings);
  g_test_add_func ("/server/settings/refused", test_settings_refused);
  g_test_add_func ("/server/kinds", test_kinds);
  g_test_add_func ("/server/probe/answers", test_probe);
  g_test_add_func ("/server/probe/known", test_probe_known);
  g_test_add_func ("/server/probe/asked-though-known", test_asked_though_known);
  g_test_add_func ("/server/probe/busy", test_probe_busy);
  g_test_add_func ("/server/probe/nobody", test_probe_nobody);
  g_test_add_func ("/server/probe/cancel", test_probe_cancel);
  ADD ("good", RUNNER, test_good);
  ADD ("error/asked-once", GATEWAY, test_asked_once);
  ADD ("error/html", GATEWAY, test_html);
  ADD ("error/empty-reply/unknown", UNKNOWN, test_empty_reply);
  ADD ("error/empty-reply/gateway", GATEWAY, test_empty_reply);
  ADD ("error/empty-reply/runner", RUNNER, test_empty_reply);
  g_test_add_func ("/server/error/timeout", test_timeout);
  ADD ("patience/retry", GATEWAY, test_retry);
  ADD ("patience/enough", STUDIO, test_retry_enough);
  ADD ("patience/retry-after", GATEWAY, test_retry_after);
  ADD ("patience/retry-after-long", STUDIO, test_retry_after_long);
  ADD ("patience/hold-back", STUDIO, test_hold_back);
  g_test_add_data_func ("/server/cancel/preemptive", GINT_TO_POINTER (CANCEL_PREEMPTIVE), test_cancel);
  g_test_add_data_func ("/server/cancel/immediate", GINT_TO_POINTER (CANCEL_IMMEDIATE), test_cancel);
  g_test_add_data_func ("/server/cancel/soon", GINT_TO_POINTER (CANCEL_SOON), test_cancel);
  g_test_add_data_func ("/server/cancel/in-pause", GINT_TO_POINTER (CANCEL_IN_PAUSE), test_cancel);
  g_test_add_data_func ("/server/cancel/held-back", GINT_TO_POINTER (CANCEL_HELD_BACK), test_cancel);
  g_test_add_func ("/server/learn/answers", test_learn);
  g_test_add_func ("/server/learn/after-probe", test_learn_after_probe);

  return g_test_run ();
}
