/* test-practice-server.c: the practice server's own test, by the bytes on the wire
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-practice.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>

static const gchar *program = NULL;

/* The server that the tests share ends with its test, and not before. */
static void
start_shared (void)
{
  const gchar *arguments[] = { program, "--until-stdin-closes", NULL };

  wire_start_server (arguments);
}

static void
run_fresh (gconstpointer data)
{
  void (*function) (void) = *(void (* const *) (void)) data;

  wire_reset ();
  function ();
}

/**
 * test_practice_add:
 * @path: of the test
 * @function: the test, which finds the server as it starts out
 */
void
test_practice_add (const gchar *path,
                   void       (*function) (void))
{
  void (**slot) (void) = g_malloc (sizeof (function));

  *slot = function;
  g_test_add_data_func_full (path, slot, run_fresh, g_free);
}

typedef struct
{
  const gchar *role;
  const gchar *method;
  const gchar *path;
  guint        status;
  const gchar *header;
  const gchar *body;
} Route;

static const Route routes[] =
{
  { "runner", "GET", "/health", 200, "application/json", "{\"status\":\"OK\"}" },
  { "runner", "GET", "/version", 200, "application/json", "{\"pipeline\":\"image-to-image\","
    "\"model_id\":\"practice/plain\",\"version\":\"0.14.1\"}" },
  { "runner", "GET", "/hardware/info", 200, "application/json", "\"gpu_info\":{\"0\":{\"id\":" },
  { "runner", "GET", "/hardware/stats", 200, "application/json", "\"utilization_compute\":" },
  { "runner", "GET", "/image-to-image", 405, "Allow: POST", "{\"detail\":\"Method Not Allowed\"}" },
  { "runner", "POST", "/health", 405, "Allow: GET", "{\"detail\":\"Method Not Allowed\"}" },
  { "runner", "POST", "/text-to-image", 404, "application/json", "{\"detail\":\"Not Found\"}" },
  { "runner", "GET", "/healthz", 404, "application/json", "{\"detail\":\"Not Found\"}" },
  { "gateway", "GET", "/healthz", 200, "Content-Length: 0", "" },
  { "gateway", "GET", "/image-to-image", 200, "Content-Length: 0", "" },
  { "gateway", "PUT", "/text-to-image", 200, "Content-Length: 0", "" },
  { "gateway", "POST", "/image-to-image/", 404, "text/plain", "404 page not found\n" },
  { "gateway", "GET", "/version", 404, "text/plain", "404 page not found\n" },
  { "gateway", "GET", "/hardware/info", 404, "text/plain", "404 page not found\n" },
  { "gateway", "GET", "/stream/12345678/12345678.png", 404, "text/plain", "ErrNotFound" },
  { "studio", "GET", "/version", 404, "application/json", "{\"errors\":[\"not found\"]}" },
  { "studio", "POST", "/image-to-image", 404, "application/json", "{\"errors\":[\"not found\"]}" },
};

static void
test_routes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      const Route      *route    = &routes[i];
      g_autofree gchar *settings = g_strdup_printf ("{\"as\":\"%s\"}", route->role);
      g_autoptr (Wire)  wire     = NULL;

      wire_control ("settings", settings);
      wire = wire_ask (route->method, route->path, NULL, NULL);

      g_assert_cmpuint (wire->status, ==, route->status);
      g_assert_nonnull (strstr (wire->head, route->header));
      g_assert_nonnull (strstr (wire->head, "no AI"));

      if (g_str_has_prefix (route->body, "\""))
        g_assert_nonnull (strstr (wire->body, route->body));
      else
        g_assert_cmpstr (wire->body, ==, route->body);
    }
}

/* Bodies that are no form. */
static void
test_bodies (void)
{
  g_autoptr (GBytes) json   = g_bytes_new_static ("{\"prompt\":\"a\"}", 14);
  g_autoptr (GBytes) broken = g_bytes_new_static ("--x\r\nnothing", 12);
  g_autoptr (Wire)   typed  = NULL;
  g_autoptr (Wire)   bare   = NULL;
  g_autoptr (Wire)   torn   = NULL;
  g_autoptr (Wire)   go     = NULL;
  g_autofree gchar  *large  = g_strnfill (1024 * 1024 + 1, 'a');
  g_autofree gchar  *form   = g_strconcat ("image=@&prompt=", large, NULL);
  g_autoptr (Wire)   wide   = NULL;

  typed = wire_ask ("POST", "/image-to-image", "Content-Type: application/json\r\n", json);
  g_assert_cmpuint (typed->status, ==, 422);
  g_assert_nonnull (strstr (typed->body, "[\"body\",\"prompt\"],\"msg\":\"Field required\""));
  g_assert_nonnull (strstr (typed->body, "[\"body\",\"image\"],\"msg\":\"Field required\""));

  bare = wire_ask ("POST", "/image-to-image", "Content-Type: multipart/form-data\r\n", broken);
  g_assert_cmpuint (bare->status, ==, 400);
  g_assert_cmpstr (bare->body, ==, "{\"detail\":\"Missing boundary in multipart.\"}");

  torn = wire_ask ("POST", "/image-to-image", "Content-Type: multipart/form-data; boundary=x\r\n", broken);
  g_assert_cmpuint (torn->status, ==, 400);
  g_assert_cmpstr (torn->body, ==, "{\"detail\":\"There was an error parsing the body\"}");

  wide = wire_post_form ("/image-to-image", NULL, form);
  g_assert_cmpuint (wide->status, ==, 400);
  g_assert_cmpstr (wide->body, ==, "{\"detail\":\"Part exceeded maximum size of 1024KB.\"}");

  wire_control ("settings", "{\"as\":\"gateway\"}");
  go = wire_ask ("POST", "/image-to-image", "Content-Type: application/json\r\n", json);
  g_assert_cmpuint (go->status, ==, 400);
  g_assert_cmpstr (go->body, ==, "{\"error\":{\"message\":\"request Content-Type isn't "
                                 "multipart/form-data\"}}");
}

static void
test_tokens (void)
{
  g_autoptr (Wire) unread = NULL;
  g_autoptr (Wire) wrong  = NULL;
  g_autoptr (Wire) right  = NULL;
  g_autoptr (Wire) open   = NULL;
  g_autoptr (Wire) echoed = NULL;
  g_autoptr (Wire) none   = NULL;

  wire_control ("settings", "{\"token\":\"right\"}");

  /* A bad form is told before a bad token is. */
  unread = wire_post_form ("/image-to-image", NULL, "prompt=a");
  g_assert_cmpuint (unread->status, ==, 422);

  wrong = wire_post_form ("/image-to-image", "Authorization: Bearer wrong\r\n", "prompt=a&image=@");
  g_assert_cmpuint (wrong->status, ==, 401);
  g_assert_cmpstr (wrong->body, ==, "{\"detail\":{\"msg\":\"Invalid bearer token.\"}}");
  g_assert_nonnull (strstr (wrong->head, "WWW-Authenticate: Bearer\r\n"));

  right = wire_post_form ("/image-to-image", "Authorization: Bearer right\r\n", "prompt=a&image=@");
  g_assert_cmpuint (right->status, ==, 200);

  open = wire_ask ("GET", "/health", NULL, NULL);
  g_assert_cmpuint (open->status, ==, 200);

  wire_control ("settings", "{\"as\":\"studio\"}");
  echoed = wire_post_form (STUDIO_PATH, "Authorization: Bearer se-cret\r\n", "prompt=a&image=@");
  g_assert_cmpuint (echoed->status, ==, 401);
  g_assert_cmpstr (echoed->body, ==, "{\"errors\":[\"no token se-cret found\"]}");

  none = wire_post_form (STUDIO_PATH, NULL, "prompt=a&image=@");
  g_assert_cmpuint (none->status, ==, 401);
}

/* Everything about a request is in the log, the token too: tests look for leaks there. */
static void
test_log (void)
{
  g_autoptr (Wire)   reply = wire_post_form ("/image-to-image?a=b", "Authorization: Bearer x\r\n",
                                             "prompt=Grüße, \"du\"&image=@&seed=3");
  g_autofree gchar  *log   = wire_log ();
  g_autofree gchar  *sum   = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, wire_picture ());
  g_autoptr (Wire)   sent  = NULL;
  g_autofree gchar  *path  = NULL;
  const gchar       *id    = strstr (log, "\"id\":");
  const gchar       *wanted[] =
  {
    "\"method\":\"POST\",\"path\":\"/image-to-image\",\"query\":\"a=b\"",
    "\"authorization\":\"Bearer x\"",
    "{\"name\":\"prompt\",\"filename\":null,\"content_type\":null,\"size\":13,"
    "\"text\":\"Grüße, \\\"du\\\"\"",
    "{\"name\":\"image\",\"filename\":\"a picture.png\",\"content_type\":\"image/png\"",
    "\"image\":{\"width\":101,\"height\":67,\"channels\":4,\"bit_depth\":8,\"has_alpha\":true,"
    "\"has_srgb_chunk\":false,\"has_profile\":false,\"first_pixel\":\"14fa0000\"}",
    "\"status\":200", "\"gone\":false,\"in_flight\":1", sum,
  };

  g_assert_cmpuint (reply->status, ==, 200);

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (strstr (log, wanted[i]) == NULL)
      {
        g_test_message ("not in the log: %s\n%s", wanted[i], log);
        g_test_fail ();
      }

  g_assert_null (strstr (log, "\"finished\":null"));

  path = g_strdup_printf ("/practice/picture?request=%" G_GINT64_FORMAT,
                          g_ascii_strtoll (id + 5, NULL, 10));
  sent = wire_ask ("GET", path, NULL, NULL);
  g_assert_cmpmem (sent->body, sent->size, g_bytes_get_data (wire_picture (), NULL),
                   g_bytes_get_size (wire_picture ()));

  wire_control ("log", NULL);
  g_clear_pointer (&log, g_free);
  log = wire_log ();
  g_assert_cmpstr (log, ==, "[]");
}

static void
test_control_refuses (void)
{
  static const struct { const gchar *path; const gchar *json; } wrong[] =
  {
    { "/practice/fault", "{\"fault\":\"no-such\"}" },
    { "/practice/fault", "[]" },
    { "/practice/settings", "{\"as\":\"nobody\"}" },
    { "/practice/settings", "{\"paint\":\"oil\"}" },
    { "/practice/settings", "{\"url\":\"x\"}" },
    { "/practice/settings", "{\"colour\":\"x\"}" },
    { "/practice/settings", "{\"delay\":\"x\"}" },
    { "/practice/settings", "{\"samples_format\":\"gif\"}" },
    { "/practice/settings", "{\"api\":1}" },
    { "/practice/settings", "{\"queue\":-1}" },
    { "/practice/settings", "{\"hold\":true}" },
    { "/practice/settings", "{\"models\":[]}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (wrong[i].json, strlen (wrong[i].json));
      g_autoptr (Wire)   wire = wire_ask ("POST", wrong[i].path, NULL, body);

      g_assert_cmpuint (wire->status, ==, 400);
    }
}

static void
test_command_line (void)
{
  g_autoptr (GError)      error    = NULL;
  g_autoptr (GSubprocess) help     = NULL;
  g_autoptr (GSubprocess) wrong    = NULL;
  g_autoptr (GSubprocess) stopped  = NULL;
  g_autoptr (GDataInputStream) out = NULL;
  g_autoptr (GDataInputStream) err = NULL;
  g_autofree gchar       *text     = NULL;
  g_autofree gchar       *line     = NULL;
  g_autofree gchar       *said     = NULL;

  help = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--help", NULL);
  g_assert_true (g_subprocess_communicate_utf8 (help, NULL, NULL, &text, NULL, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "no AI"));
  g_assert_nonnull (strstr (text, "truncated-picture"));

  wrong = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, program, "--as", "nobody", NULL);
  g_assert_false (g_subprocess_wait_check (wrong, NULL, NULL));

  stopped = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                              &error, program, "--port", "0", NULL);
  out  = g_data_input_stream_new (g_subprocess_get_stdout_pipe (stopped));
  err  = g_data_input_stream_new (g_subprocess_get_stderr_pipe (stopped));
  line = g_data_input_stream_read_line (out, NULL, NULL, NULL);
  said = g_data_input_stream_read_line (err, NULL, NULL, NULL);
  g_assert_true (g_str_has_prefix (line, "listening on http://127.0.0.1:"));
  g_assert_nonnull (strstr (said, "no AI"));

  g_subprocess_send_signal (stopped, 15);
  g_assert_true (g_subprocess_wait_check (stopped, NULL, &error));
  g_assert_no_error (error);
}

/* Options that say what the settings say too, and a log in a file. */
static void
test_options (void)
{
  g_autofree gchar *folder      = g_dir_make_tmp ("practice-XXXXXX", NULL);
  g_autofree gchar *log         = g_build_filename (folder, "log", NULL);
  g_autofree gchar *text        = NULL;
  const gchar      *arguments[] = { program, "--as", "studio", "--token", "right", "--paint", "rule",
                                    "--delay", "1", "--fault", "413:2", "--log", log,
                                    "--until-stdin-closes", NULL };
  static const guint wanted[]   = { 413, 413, 200 };

  wire_stop_server ();
  wire_start_server (arguments);

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (Wire) wire = wire_post_form (STUDIO_PATH, "Authorization: Bearer right\r\n",
                                              "prompt=a&image=@");

      g_assert_cmpuint (wire->status, ==, wanted[i]);
    }

  g_assert_cmpint (wire_stop_server (), ==, 0);
  start_shared ();

  g_assert_true (g_file_get_contents (log, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"fault\":\"413\",\"status\":413"));
  g_assert_nonnull (strstr (text, "\"fault\":null,\"status\":200"));
  g_assert_cmpint (text[strlen (text) - 1], ==, '\n');
  g_remove (log);
  g_rmdir (folder);
}

static void
test_dies (void)
{
  g_autoptr (Wire) wire = NULL;

  wire_control ("fault", "{\"fault\":\"dies\"}");
  wire = wire_post_form ("/image-to-image", NULL, "prompt=a&image=@");
  g_assert_cmpuint (wire->status, ==, 0);
  g_assert_cmpint (wire_stop_server (), ==, 3);
  start_shared ();
}

static void
test_tls (void)
{
  g_autofree gchar *openssl     = g_find_program_in_path ("openssl");
  g_autofree gchar *folder      = g_dir_make_tmp ("practice-XXXXXX", NULL);
  g_autofree gchar *certificate = g_build_filename (folder, "certificate.pem", NULL);
  g_autofree gchar *key         = g_build_filename (folder, "key.pem", NULL);
  const gchar      *arguments[] = { program, "--tls", certificate, key, "--until-stdin-closes", NULL };
  const gchar      *making[]    = { openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                                    "-subj", "/CN=127.0.0.1", "-keyout", key, "-out", certificate, NULL };
  g_autoptr (GSubprocess) maker = NULL;
  g_autoptr (Wire)        wire  = NULL;

  if (openssl == NULL || ! g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_rmdir (folder);
      g_test_skip ("no openssl, or GLib without TLS");
      return;
    }

  maker = g_subprocess_newv (making, G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
  g_assert_true (g_subprocess_wait_check (maker, NULL, NULL));

  wire_stop_server ();
  wire_start_server (arguments);
  g_assert_true (g_str_has_prefix (wire_origin (), "https://127.0.0.1:"));
  wire = wire_ask ("GET", "/health", NULL, NULL);
  g_assert_cmpstr (wire->body, ==, "{\"status\":\"OK\"}");

  g_assert_cmpint (wire_stop_server (), ==, 0);
  start_shared ();
  g_remove (key);
  g_remove (certificate);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  gint result;

  g_test_init (&argc, &argv, NULL);

  program = argc > 1 ? argv[1] : g_getenv ("PRACTICE_SERVER");

  if (program == NULL)
    g_error ("the path of the practice server is wanted");

  start_shared ();

  test_practice_add ("/practice-server/command-line", test_command_line);
  test_practice_add ("/practice-server/options", test_options);
  test_practice_add ("/practice-server/dies", test_dies);
  test_practice_add ("/practice-server/tls", test_tls);
  test_practice_add ("/practice-server/routes", test_routes);
  test_practice_add ("/practice-server/bodies", test_bodies);
  test_practice_add ("/practice-server/tokens", test_tokens);
  test_practice_add ("/practice-server/log", test_log);
  test_practice_add ("/practice-server/control-refuses", test_control_refuses);
  test_practice_rules_add ();
  test_practice_pictures_add ();
  test_practice_faults_add ();
  test_practice_time_add ();
  test_practice_sdcpp_add ();
  test_practice_sdapi_add ();
  test_practice_jobs_add ();

  result = g_test_run ();
  g_assert_cmpint (wire_stop_server (), ==, 0);

  return result;
}
