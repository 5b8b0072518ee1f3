/* test-dialect-probe.c: tests of telling local servers apart, on the wire
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "local-scene.h"

#define JSON      "application/json"
#define NOT_FOUND "{\"detail\":\"Not Found\"}"

typedef struct
{
  guint        status;
  const gchar *type;
  const gchar *body;
} Reply;

/* What is asked, in this order, after /version and /hardware/info. */
static const gchar * const paths[] =
{
  "/version", "/hardware/info", "/sdcpp/v1/capabilities", "/.well-known/serviceinfo", "/sdapi/v1/version",
  "/sdapi/v1/cmd-flags", "/sdapi/v1/options", "/v1/models", "/system_stats", "/internal/ping", "/"
};

#define ALL  G_N_ELEMENTS (paths)
#define NO   { 404, JSON, NOT_FOUND }
#define PAGE { 200, "text/html", "<html>" }

static const struct
{
  const gchar         *name;
  Reply                replies[G_N_ELEMENTS (paths)];
  guint                asked;
  OverpaintServerKind  kind;
} cases[] =
{
  { "sd-server", { NO, NO, { 200, JSON, "{\"limits\":{\"max_width\":4096}}" }, NO }, 4,
    OVERPAINT_SERVER_SD_SERVER },
  { "no-limits", { NO, NO, { 200, JSON, "{\"model\":{}}" }, NO, NO, NO, NO, NO, NO, NO, NO }, ALL,
    OVERPAINT_SERVER_RUNNER },
  { "koboldcpp", { NO, NO, NO, { 200, JSON, "{\"version\":\"0.2\",\"software\":{\"name\":\"KoboldCpp\"}}" } }, 4,
    OVERPAINT_SERVER_KOBOLDCPP },
  { "koboldcpp-plays-others", { NO, NO, { 200, JSON, "{\"limits\":{}}" },
                                { 200, JSON, "{\"software\":{\"name\":\"KoboldCpp\"}}" } }, 4,
    OVERPAINT_SERVER_KOBOLDCPP },
  { "another-service", { NO, NO, NO, { 200, JSON, "{\"software\":{\"name\":\"Other\"}}" }, NO, NO, NO, NO, NO, NO,
                         NO }, ALL, OVERPAINT_SERVER_RUNNER },
  { "sdnext", { NO, NO, NO, NO, { 200, JSON, "{\"app\":\"sd.next\"}" } }, 5, OVERPAINT_SERVER_SDNEXT },
  { "a1111", { NO, NO, NO, NO, NO, { 200, JSON, "{\"api\":true,\"listen\":false}" }, NO, NO }, 8,
    OVERPAINT_SERVER_A1111 },
  { "forge", { NO, NO, NO, NO, NO, { 200, JSON, "{\"api\":true,\"forge_ref_a1111_home\":null}" }, NO, NO }, 8,
    OVERPAINT_SERVER_FORGE },
  { "forge-by-options", { NO, NO, NO, NO, NO, { 200, JSON, "{\"api\":true}" },
                          { 200, JSON, "{\"sd_model_checkpoint\":\"x\",\"forge_preset\":\"xl\"}" }, NO }, 8,
    OVERPAINT_SERVER_FORGE },
  { "locked", { NO, NO, NO, NO, { 401, JSON, "{}" }, { 401, JSON, NOT_FOUND }, NO, NO }, 8, OVERPAINT_SERVER_A1111 },
  { "locked-sdnext", { NO, NO, NO, NO, { 401, JSON, NOT_FOUND }, { 401, JSON, NOT_FOUND }, NO, NO }, 8,
    OVERPAINT_SERVER_SDNEXT },
  { "old-sd-server", { NO, NO, NO, NO, NO, NO,
                       { 200, JSON, "{\"samples_format\":\"png\",\"sd_model_checkpoint\":\"x\"}" },
                       { 200, JSON, "{\"data\":[{\"id\":\"sd-cpp-local\"}]}" } }, 8,
    OVERPAINT_SERVER_SD_SERVER },
  { "options-only", { NO, NO, NO, NO, NO, NO, { 200, JSON, "{\"a\":1,\"sd_model_checkpoint\":\"x\"}" }, NO }, 8,
    OVERPAINT_SERVER_A1111 },
  { "page", { NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, { 200, "text/html", "<!doctype html><p>hello" } }, ALL,
    OVERPAINT_SERVER_RUNNER },
  /* Every answer is the same page: a website. */
  { "website", { PAGE, PAGE, PAGE, PAGE, PAGE, PAGE, PAGE, PAGE, PAGE, PAGE, PAGE }, ALL, OVERPAINT_SERVER_GATEWAY },
};

static gboolean
probe (OverpaintServer  *server,
       GError          **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  overpaint_server_probe_async (server, NULL, test_done, &result);
  test_wait_until (result != NULL);

  return overpaint_server_probe_finish (server, result, error);
}

static void
test_kinds (void)
{
  guint i;
  guint k;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(TestServer)      server = test_server_new (NULL);
      g_autoptr(OverpaintServer) asked  = local_server_new (server->address, OVERPAINT_SERVER_UNKNOWN, NULL);
      g_autoptr(GError)          error  = NULL;

      g_test_message ("%s", cases[i].name);
      for (k = 0; k < cases[i].asked; k++)
        test_server_answer (server, cases[i].replies[k].status, cases[i].replies[k].type, cases[i].replies[k].body);

      g_assert_true (probe (asked, &error));
      g_assert_no_error (error);
      g_assert_cmpint (overpaint_server_get_kind (asked), ==, cases[i].kind);
      g_assert_cmpuint (overpaint_server_get_parallel (asked), ==, cases[i].kind == OVERPAINT_SERVER_GATEWAY ? 4 : 1);
      g_assert_cmpuint (server->seen->len, ==, cases[i].asked);

      for (k = 0; k < server->seen->len; k++)
        g_assert_cmpstr (test_server_seen (server, k)->path, ==, paths[k]);
    }
}

/* A web UI without its API is named, and the remedy said. */
static void
test_closed (void)
{
  g_autoptr(TestServer)      server = test_server_new (NULL);
  g_autoptr(OverpaintServer) asked  = local_server_new (server->address, OVERPAINT_SERVER_UNKNOWN, NULL);
  g_autoptr(GError)          error  = NULL;
  guint                      i;

  for (i = 0; i < G_N_ELEMENTS (paths) - 1; i++)
    test_server_answer (server, 404, JSON, NOT_FOUND);
  test_server_answer (server, 200, "text/html",
                      "<!doctype html><script>window.gradio_config = {\"title\":\"Stable Diffusion\"};</script>");

  g_assert_false (probe (asked, &error));
  g_assert_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "--api"));
  g_assert_cmpint (overpaint_server_get_kind (asked), ==, OVERPAINT_SERVER_UNKNOWN);
}

/* A name and a password go to what may want them, and to nothing else. */
static void
test_login (void)
{
  g_autoptr(TestServer)      server = test_server_new (NULL);
  g_autoptr(OverpaintServer) asked  = local_server_new (server->address, OVERPAINT_SERVER_UNKNOWN, "me:secret");
  g_autoptr(GError)          error  = NULL;
  guint                      i;

  for (i = 0; i < 5; i++)
    test_server_answer (server, 404, JSON, NOT_FOUND);
  test_server_answer (server, 200, JSON, "{\"forge_x\":1}");
  test_server_answer (server, 200, JSON, "{}");
  test_server_answer (server, 404, JSON, NOT_FOUND);

  g_assert_true (probe (asked, &error));
  g_assert_cmpint (overpaint_server_get_kind (asked), ==, OVERPAINT_SERVER_FORGE);

  for (i = 0; i < 4; i++)
    g_assert_null (test_server_seen (server, i)->token);
  g_assert_cmpstr (test_server_seen (server, 4)->token, ==, "Basic bWU6c2VjcmV0");
  g_assert_cmpstr (test_server_seen (server, 5)->token, ==, "Basic bWU6c2VjcmV0");
  g_assert_cmpstr (test_server_seen (server, 6)->token, ==, "Basic bWU6c2VjcmV0");
  g_assert_null (test_server_seen (server, 7)->token);
}

/* A server of another language is named, not taken for a gateway. */
static void
test_foreign (void)
{
  g_autoptr(TestServer)      server = test_server_new (NULL);
  g_autoptr(OverpaintServer) asked  = local_server_new (server->address, OVERPAINT_SERVER_UNKNOWN, NULL);
  g_autoptr(GError)          error  = NULL;
  guint                      i;

  for (i = 0; i < 8; i++)
    test_server_answer (server, 404, JSON, NOT_FOUND);
  test_server_answer (server, 200, JSON,
                      "{\"system\":{\"comfyui_version\":\"0.3.50\"},\"devices\":[{\"name\":\"cuda:0\"}]}");

  g_assert_false (probe (asked, &error));
  g_assert_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "ComfyUI"));
  g_assert_cmpint (overpaint_server_get_kind (asked), ==, OVERPAINT_SERVER_UNKNOWN);
}

/* A page longer than any version says as little as a short one. */
static void
test_long_page (void)
{
  g_autoptr(TestServer)      server = test_server_new (NULL);
  g_autoptr(OverpaintServer) asked  = local_server_new (server->address, OVERPAINT_SERVER_UNKNOWN, NULL);
  g_autofree gchar          *page   = g_strnfill (200000, 'x');
  g_autoptr(GError)          error  = NULL;
  guint                      i;

  test_server_answer (server, 200, "text/html", page);
  for (i = 1; i < G_N_ELEMENTS (paths); i++)
    test_server_answer (server, 404, JSON, NOT_FOUND);

  g_assert_true (probe (asked, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (server->seen->len, ==, G_N_ELEMENTS (paths));
}

/* One question that breaks off says nothing, and a cancel ends it all. */
static void
test_broken (void)
{
  g_autoptr(TestServer)      server      = test_server_new (NULL);
  g_autoptr(OverpaintServer) asked       = local_server_new (server->address, OVERPAINT_SERVER_UNKNOWN, NULL);
  g_autoptr(OverpaintServer) again       = local_server_new (server->address, OVERPAINT_SERVER_UNKNOWN, NULL);
  g_autoptr(GCancellable)    cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult)    result      = NULL;
  g_autoptr(GError)          error       = NULL;

  test_server_answer (server, 404, JSON, NOT_FOUND);
  test_server_answer (server, 404, JSON, NOT_FOUND);
  /* libcurl asks once more where it has used a kept connection. */
  test_server_answer_raw (server, "");
  test_server_answer_raw (server, "");
  test_server_answer (server, 200, JSON, "{\"software\":{\"name\":\"KoboldCpp\"}}");
  g_assert_true (probe (asked, &error));
  g_assert_cmpint (overpaint_server_get_kind (asked), ==, OVERPAINT_SERVER_KOBOLDCPP);

  test_server_answer (server, 404, JSON, NOT_FOUND);
  test_server_answer (server, 404, JSON, NOT_FOUND);
  test_server_answer (server, 404, JSON, NOT_FOUND)->kind = ANSWER_HOLD;
  overpaint_server_probe_async (again, cancellable, test_done, &result);
  test_wait_until (server->held.length == 1);
  g_cancellable_cancel (cancellable);
  test_wait_until (result != NULL);
  g_assert_false (overpaint_server_probe_finish (again, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_nicks (void)
{
  static const gchar * const nicks[] = { "sd-server", "forge", "a1111", "sdnext", "koboldcpp" };
  guint                      i;

  for (i = 0; i < G_N_ELEMENTS (nicks); i++)
    {
      OverpaintServerKind kind = OVERPAINT_SERVER_UNKNOWN;

      g_assert_true (overpaint_server_kind_from_nick (nicks[i], &kind));
      g_assert_cmpstr (overpaint_server_kind_get_nick (kind), ==, nicks[i]);
      g_assert_true (overpaint_server_kind_is_local (kind));
      g_assert_cmpuint (overpaint_server_kind_get_parallel (kind), ==, 1);
      g_assert_cmpint (overpaint_server_kind_get_size_step (kind), ==, i == 0 || i == 4 ? 64 : 8);
    }

  g_assert_false (overpaint_server_kind_is_local (OVERPAINT_SERVER_STUDIO));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dialect-probe/kinds", test_kinds);
  g_test_add_func ("/dialect-probe/closed", test_closed);
  g_test_add_func ("/dialect-probe/login", test_login);
  g_test_add_func ("/dialect-probe/foreign", test_foreign);
  g_test_add_func ("/dialect-probe/long-page", test_long_page);
  g_test_add_func ("/dialect-probe/broken", test_broken);
  g_test_add_func ("/dialect-probe/nicks", test_nicks);

  return g_test_run ();
}
