/* test-finder.c: tests of looking for workers on this computer
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <libsoup/soup.h>

#include "finder.h"

/* What one path of a server answers; the rest is not found, in FastAPI's words. */
typedef struct
{
  const gchar *path;
  guint        status;
  const gchar *body;
} Page;

#define MOST_PAGES 8

typedef enum
{
  MODE_PAGES,
  MODE_HANG,     /* takes the question, and never answers */
  MODE_CLOSE,    /* closes the connection instead of an answer */
  MODE_NOISE,    /* says something that is not HTTP */
  MODE_REDIRECT  /* sends everybody elsewhere */
} Mode;

typedef struct
{
  SoupServer  *soup;
  guint        port;
  Mode         mode;
  const Page  *pages;
  const gchar *elsewhere;
  guint        n_asked;
} Server;

static const gchar capabilities[] = "{\"model\": {\"name\": \"sd_turbo.safetensors\", \"stem\": \"sd_turbo\"},"
                                    " \"limits\": {\"max_width\": 4096}}";

#define SD_MODELS "[{\"title\": \"a.safetensors\"}, {\"title\": \"b.safetensors\"}, {\"title\": \"c.safetensors\"}]"
#define MEMORY    "{\"ram\": {}, \"cuda\": {\"system\": {\"free\": 1000, \"used\": 1, \"total\": 17179869184}}}"
#define OPTIONS   "{\"samples_format\": \"png\", \"sd_model_checkpoint\": \"a.safetensors\"}"
#define KOBOLD    "{\"version\": \"0.2\", \"software\": {\"name\": \"KoboldCpp\"}}"

static const Page sd_server_pages[] =
{
  { "/", 200, "Stable Diffusion Server is running" },
  { "/sdcpp/v1/capabilities", 200, capabilities },
  { "/sdapi/v1/options", 200, OPTIONS },
  { NULL, 0, NULL }
};

static const Page comfyui_pages[] =
{
  { "/system_stats", 200, "{\"system\": {\"comfyui_version\": \"0.3.50\"}, \"devices\": [{\"name\": \"cuda:0\"}]}" },
  { NULL, 0, NULL }
};

typedef struct
{
  const gchar         *name;
  Page                 pages[MOST_PAGES];
  const gchar         *kind;
  OverpaintFoundState  state;
  const gchar         *says;
  const gchar         *advises; /* a part of it, or NULL where nothing is in the way */
} Case;

static const Case cases[] =
{
  {
    "sd-server",
    { { "/sdcpp/v1/capabilities", 200, capabilities }, { "/sdapi/v1/options", 200, OPTIONS } },
    "sd-server", OVERPAINT_FOUND_READY, "sd-server, sd_turbo", NULL
  },
  {
    "sd-server-old",
    { { "/sdapi/v1/options", 200, OPTIONS }, { "/sdapi/v1/sd-models", 200, "[{}]" },
      { "/v1/models", 200, "{\"data\": [{\"id\": \"sd-cpp-local\"}]}" } },
    "sd-server", OVERPAINT_FOUND_READY, "sd-server, a.safetensors", NULL
  },
  {
    "koboldcpp",
    { { "/.well-known/serviceinfo", 200, KOBOLD }, { "/sdapi/v1/options", 200, OPTIONS },
      { "/sdapi/v1/sd-models", 200, "[{\"title\": \"x\"}]" },
      { "/system_stats", 200, "{\"system\": {\"comfyui_version\": \"1\"}, \"devices\": [{\"name\": \"koboldcpp\"}]}" },
      { "/sdapi/v1/cmd-flags", 200, "{}" }, { "/sdcpp/v1/capabilities", 200, capabilities } },
    "koboldcpp", OVERPAINT_FOUND_READY, "KoboldCpp, a.safetensors", NULL
  },
  {
    "koboldcpp-words-alone",
    { { "/.well-known/serviceinfo", 200, KOBOLD }, { "/sdapi/v1/options", 200, OPTIONS },
      { "/sdapi/v1/sd-models", 200, "[]" } },
    "koboldcpp", OVERPAINT_FOUND_READY, "KoboldCpp, no model", "It has no model for pictures."
  },
  {
    "sdnext",
    { { "/sdapi/v1/version", 200, "{\"app\": \"sd.next\"}" }, { "/sdapi/v1/cmd-flags", 200, "{\"x\": 1}" },
      { "/sdapi/v1/sd-models", 200, SD_MODELS },
      { "/sdapi/v1/gpu", 200, "[{\"name\": \"NVIDIA GeForce RTX 3090\"}]" } },
    "sdnext", OVERPAINT_FOUND_READY, "SD.Next, 3 models, RTX 3090", NULL
  },
  {
    "forge-by-flags",
    { { "/sdapi/v1/cmd-flags", 200, "{\"forge_ref_a1111_home\": null}" }, { "/sdapi/v1/options", 200, OPTIONS },
      { "/sdapi/v1/sd-models", 200, SD_MODELS }, { "/sdapi/v1/memory", 200, MEMORY } },
    "forge", OVERPAINT_FOUND_READY, "Forge, 3 models, 16 GiB graphics card", NULL
  },
  {
    "forge-by-options",
    { { "/sdapi/v1/cmd-flags", 200, "{\"listen\": false}" },
      { "/sdapi/v1/options", 200, "{\"sd_model_checkpoint\": \"a\", \"forge_preset\": \"xl\"}" } },
    "forge", OVERPAINT_FOUND_READY, "Forge, a", NULL
  },
  {
    "forge-without-flags",
    { { "/sdapi/v1/cmd-flags", 500, "{\"error\": \"ValidationError\"}" },
      { "/sdapi/v1/options", 200, "{\"sd_model_checkpoint\": \"a\", \"forge_preset\": \"xl\"}" } },
    "forge", OVERPAINT_FOUND_READY, "Forge, a", NULL
  },
  {
    "a1111",
    { { "/sdapi/v1/cmd-flags", 200, "{\"listen\": false}" }, { "/sdapi/v1/options", 200, OPTIONS },
      { "/sdapi/v1/sd-models", 200, SD_MODELS },
      { "/sdapi/v1/memory", 200, "{\"cuda\": {\"error\": \"unavailable\"}}" } },
    "a1111", OVERPAINT_FOUND_READY, "AUTOMATIC1111, 3 models", NULL
  },
  {
    "some-sdapi",
    { { "/sdapi/v1/options", 200, OPTIONS } },
    "a1111", OVERPAINT_FOUND_READY, "Stable Diffusion server, a.safetensors", NULL
  },
  {
    "login",
    { { "/sdapi/v1/cmd-flags", 401, "{\"detail\": \"Not authenticated\"}" },
      { "/sdapi/v1/options", 401, "{\"detail\": \"Not authenticated\"}" } },
    "a1111", OVERPAINT_FOUND_LOGIN, "Stable Diffusion web UI", "It needs a user and a password."
  },
  {
    "sdnext-login",
    { { "/sdapi/v1/cmd-flags", 401, "{\"detail\": \"Not authenticated\"}" },
      { "/sdapi/v1/version", 401, "{\"detail\": \"Not authenticated\"}" } },
    "sdnext", OVERPAINT_FOUND_LOGIN, "SD.Next", "It needs a user and a password."
  },
  {
    "runner",
    { { "/version", 200, "{\"pipeline\": \"image-to-image\", \"model_id\": \"stabilityai/sd-turbo\"}" },
      { "/hardware/info", 200, "{\"pipeline\": \"image-to-image\", \"model_id\": \"m\", \"gpu_info\": {\"0\":"
                               " {\"name\": \"NVIDIA GeForce RTX 4090\", \"memory_total\": 25769803776,"
                               " \"memory_free\": 5}}}" } },
    "runner", OVERPAINT_FOUND_READY, "ai-runner, stabilityai/sd-turbo, RTX 4090", NULL
  },
  {
    "runner-old",
    { { "/hardware/info", 200, "{\"pipeline\": \"image-to-image\", \"model_id\": \"m/n\", \"gpu_info\": {}}" } },
    "runner", OVERPAINT_FOUND_READY, "ai-runner, m/n", NULL
  },
  {
    "runner-of-text",
    { { "/version", 200, "{\"pipeline\": \"text-to-image\", \"model_id\": \"m/n\"}" } },
    "unknown", OVERPAINT_FOUND_OTHER_PIPELINE, "ai-runner, m/n", "started for “text-to-image”"
  },
  {
    "comfyui",
    { { "/system_stats", 200,
        "{\"system\": {\"comfyui_version\": \"0.3.50\"}, \"devices\": [{\"name\": \"cuda:0\"}]}" } },
    "unknown", OVERPAINT_FOUND_FOREIGN, "ComfyUI", "does not speak ComfyUI's language yet"
  },
  {
    "no-api-by-page",
    { { "/", 200, "<!doctype html><script>window.gradio_config = {\"title\":\"Stable Diffusion\"}</script>" } },
    "unknown", OVERPAINT_FOUND_NO_API, "Stable Diffusion web UI", "start it with --api"
  },
  {
    "no-api-by-ping",
    { { "/", 200, "<!doctype html><p>An interface of another kind" }, { "/internal/ping", 200, "{}" } },
    "unknown", OVERPAINT_FOUND_NO_API, "Stable Diffusion web UI", "start it with --api"
  },
  {
    "strange-names",
    { { "/sdcpp/v1/capabilities", 200,
        "{\"model\": {\"stem\": \" a\\nb\\u202e\\u0007\\ud83d\\ude00 \"}, \"limits\": {}}" } },
    "sd-server", OVERPAINT_FOUND_READY, "sd-server, ab\xf0\x9f\x98\x80", NULL
  }
};

/* What has nothing to do with pictures, or claims it in the wrong way. */
static const Case strangers[] =
{
  { "nothing-known", { { "/", 200, "<html>Hello" } } },
  { "another-gradio", { { "/", 200, "<html>gradio_config = {\"title\":\"Chat\"}" } } },
  { "pages-for-all", { { "/sdcpp/v1/capabilities", 200, "<html>x" }, { "/sdapi/v1/version", 200, "<html>x" },
                       { "/sdapi/v1/cmd-flags", 200, "<html>x" }, { "/sdapi/v1/options", 200, "<html>x" },
                       { "/version", 200, "<html>x" }, { "/system_stats", 200, "<html>x" },
                       { "/internal/ping", 200, "<html>x" } } },
  { "no-limits", { { "/sdcpp/v1/capabilities", 200, "{\"model\": {\"stem\": \"x\"}}" } } },
  { "odd-types", { { "/sdcpp/v1/capabilities", 200, "{\"limits\": 3}" }, { "/sdapi/v1/version", 200, "\"1.0\"" },
                   { "/.well-known/serviceinfo", 200, "{\"software\": [\"KoboldCpp\"]}" },
                   { "/sdapi/v1/options", 200, "[]" }, { "/system_stats", 200, "{\"system\": \"comfyui_version\"}" },
                   { "/version", 200, "{\"pipeline\": 1, \"model_id\": 2}" } } },
  { "other-service", { { "/.well-known/serviceinfo", 200, "{\"software\": {\"name\": \"Something\"}}" } } },
  { "some-version", { { "/version", 200, "{\"version\": \"1.2\"}" } } },
  { "kobold-as-comfyui", { { "/system_stats", 200, "{\"system\": {\"comfyui_version\": \"1\"},"
                                                   " \"devices\": [{\"name\": \"koboldcpp\"}]}" } } },
  { "errors-with-json", { { "/sdcpp/v1/capabilities", 500, capabilities }, { "/sdapi/v1/options", 500, OPTIONS } } },
  { "login-for-all", { { "/sdcpp/v1/capabilities", 401, "{\"detail\": \"x\"}" },
                       { "/sdapi/v1/cmd-flags", 401, "{\"detail\": \"x\"}" } } },
  { "login-of-another", { { "/sdapi/v1/cmd-flags", 401, "<html>Log in" } } },
  { "ping-with-words", { { "/internal/ping", 200, "{\"status\": \"ok\"}" } } },
  { "deep", { { "/sdcpp/v1/capabilities", 200, "{\"limits\": {\"a\": [[[[[[[[[[[[[[[[[[[[[[1"
                                                     "]]]]]]]]]]]]]]]]]]]]]]}}" } } },
  { "cut-off", { { "/sdcpp/v1/capabilities", 200, "{\"limits\": {}" } } }
};

static void
asked (SoupServer        *soup,
       SoupServerMessage *message,
       const char        *path,
       GHashTable        *query,
       gpointer           data)
{
  Server             *server  = data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const Page         *page;

  server->n_asked++;

  g_assert_cmpstr (soup_server_message_get_method (message), ==, "GET");
  g_assert_null (soup_message_headers_get_one (headers, "Origin"));
  g_assert_null (soup_message_headers_get_one (headers, "Authorization"));
  g_assert_null (soup_message_headers_get_one (headers, "Cookie"));

  if (server->mode == MODE_HANG)
    {
      soup_server_message_pause (message);
      return;
    }

  if (server->mode == MODE_CLOSE || server->mode == MODE_NOISE)
    {
      g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

      if (server->mode == MODE_NOISE)
        g_output_stream_write_all (g_io_stream_get_output_stream (stream), "SSH-2.0-x\r\n", 11, NULL, NULL, NULL);
      g_io_stream_close (stream, NULL, NULL);
      return;
    }

  if (server->mode == MODE_REDIRECT)
    {
      g_autofree gchar *target = g_strconcat (server->elsewhere, path, NULL);

      soup_server_message_set_redirect (message, 307, target);
      return;
    }

  for (page = server->pages; page->path != NULL; page++)
    if (strcmp (page->path, path) == 0)
      {
        soup_server_message_set_status (message, page->status, NULL);
        soup_server_message_set_response (message, *page->body == '<' ? "text/html" : "application/json",
                                          SOUP_MEMORY_STATIC, page->body, strlen (page->body));
        return;
      }

  soup_server_message_set_status (message, 404, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, "{\"detail\":\"Not Found\"}", 22);
}

/* At a port of the system's choice, where @port is 0; %NULL where it cannot be had. */
static Server *
server_try (Mode                     mode,
            const Page              *pages,
            guint                    port,
            SoupServerListenOptions  options)
{
  Server            *server = g_new0 (Server, 1);
  g_autoslist (GUri) uris   = NULL;

  server->mode  = mode;
  server->pages = pages;
  server->soup  = soup_server_new (NULL, NULL);
  soup_server_add_handler (server->soup, NULL, asked, server, NULL);

  if (! soup_server_listen_local (server->soup, port, options, NULL))
    {
      g_object_unref (server->soup);
      g_free (server);
      return NULL;
    }

  uris         = soup_server_get_uris (server->soup);
  server->port = (guint) g_uri_get_port (uris->data);

  return server;
}

static Server *
server_new (Mode        mode,
            const Page *pages)
{
  Server *server = server_try (mode, pages, 0, SOUP_SERVER_LISTEN_IPV4_ONLY);

  g_assert_nonnull (server);

  return server;
}

static void
server_free (Server *server)
{
  soup_server_disconnect (server->soup);
  g_object_unref (server->soup);

  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_free (server);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Server, server_free)

static void
came (GObject      *source,
      GAsyncResult *result,
      gpointer      data)
{
  g_assert_null (*(GAsyncResult **) data);
  *(GAsyncResult **) data = g_object_ref (result);
}

/* The workers at some ports, the known ones left out. */
static GPtrArray *
find (const guint *ports,
      guint        n_ports,
      guint        timeout)
{
  g_autoptr (OverpaintFinder) finder = overpaint_finder_new ();
  g_autoptr (GAsyncResult)    result = NULL;
  g_autoptr (GError)          error  = NULL;
  GPtrArray                  *found;

  overpaint_finder_use (finder, NULL, 0, timeout);
  overpaint_finder_find_async (finder, ports, n_ports, NULL, came, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  found = overpaint_finder_find_finish (finder, result, &error);
  g_assert_no_error (error);

  return found;
}

static void
test_case (gconstpointer data)
{
  const Case                 *wanted  = data;
  g_autoptr (Server)          server  = server_new (MODE_PAGES, wanted->pages);
  g_autoptr (GPtrArray)       found   = find (&server->port, 1, 20000);
  g_autofree gchar           *address = g_strdup_printf ("http://127.0.0.1:%u", server->port);
  g_autofree gchar           *says    = NULL;
  g_autofree gchar           *advises = NULL;
  const OverpaintFoundWorker *worker;

  g_assert_cmpuint (found->len, ==, 1);
  worker = g_ptr_array_index (found, 0);

  g_assert_cmpstr (worker->address, ==, address);
  g_assert_cmpstr (worker->kind, ==, wanted->kind);
  g_assert_cmpint (worker->state, ==, wanted->state);
  g_assert_cmpint (overpaint_found_worker_is_usable (worker), ==, strcmp (worker->kind, "unknown") != 0);

  says    = overpaint_found_worker_describe (worker);
  advises = overpaint_found_worker_advise (worker);
  g_assert_cmpstr (says, ==, wanted->says);

  if (wanted->advises == NULL)
    g_assert_null (advises);
  else
    g_assert_nonnull (strstr (advises, wanted->advises));
}

static void
test_stranger (gconstpointer data)
{
  g_autoptr (Server)    server = server_new (MODE_PAGES, ((const Case *) data)->pages);
  g_autoptr (GPtrArray) found  = find (&server->port, 1, 20000);

  g_assert_cmpuint (server->n_asked, >, 0);
  g_assert_cmpuint (found->len, ==, 0);
}

static void
test_details (void)
{
  static const Page           pages[] =
  {
    { "/sdapi/v1/cmd-flags", 200, "{}" },
    { "/sdapi/v1/memory", 200, MEMORY },
    { "/sdapi/v1/sd-models", 200, SD_MODELS },
    { "/sdapi/v1/options", 200, OPTIONS },
    { NULL, 0, NULL }
  };
  g_autoptr (Server)          server  = server_new (MODE_PAGES, pages);
  g_autoptr (GPtrArray)       found   = find (&server->port, 1, 20000);
  const OverpaintFoundWorker *worker  = g_ptr_array_index (found, 0);

  g_assert_cmpint (worker->n_models, ==, 3);
  g_assert_cmpstr (worker->model, ==, "a.safetensors");
  g_assert_cmpuint (worker->memory_total, ==, (guint64) 16 << 30);
  g_assert_cmpuint (worker->memory_free, ==, 1000);
}

/* Beyond what a list of settings ever is. */
static void
test_too_large (void)
{
  g_autofree gchar     *filler  = g_strnfill (1200000, 'x');
  g_autofree gchar     *body    = g_strdup_printf ("{\"limits\": {}, \"x\": \"%s\"}", filler);
  const Page            pages[] = { { "/sdcpp/v1/capabilities", 200, body }, { NULL, 0, NULL } };
  g_autoptr (Server)    server  = server_new (MODE_PAGES, pages);
  g_autoptr (GPtrArray) found   = find (&server->port, 1, 20000);

  g_assert_cmpuint (found->len, ==, 0);
}

static void
test_redirect (void)
{
  g_autoptr (Server)    target   = server_new (MODE_PAGES, sd_server_pages);
  g_autoptr (Server)    server   = server_new (MODE_REDIRECT, NULL);
  g_autofree gchar     *address  = g_strdup_printf ("http://127.0.0.1:%u", target->port);
  g_autoptr (GPtrArray) found    = NULL;

  server->elsewhere = address;
  found             = find (&server->port, 1, 20000);

  g_assert_cmpuint (found->len, ==, 0);
  g_assert_cmpuint (server->n_asked, >, 0);
  g_assert_cmpuint (target->n_asked, ==, 0);
}

static void
test_hanging (void)
{
  g_autoptr (Server)          hanging  = server_new (MODE_HANG, NULL);
  g_autoptr (Server)          other    = server_new (MODE_PAGES, sd_server_pages);
  guint                       ports[2] = { hanging->port, other->port };
  g_autoptr (GPtrArray)       found    = find (ports, 2, 500);
  g_autofree gchar           *advises  = NULL;
  const OverpaintFoundWorker *worker;

  /* What can be used stands first. */
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpstr (((OverpaintFoundWorker *) g_ptr_array_index (found, 0))->kind, ==, "sd-server");

  /* More would find the queue of a small server full. */
  g_assert_cmpuint (hanging->n_asked, >, 0);
  g_assert_cmpuint (hanging->n_asked, <=, 4);

  worker  = g_ptr_array_index (found, 1);
  advises = overpaint_found_worker_advise (worker);
  g_assert_cmpstr (worker->kind, ==, "unknown");
  g_assert_cmpint (worker->state, ==, OVERPAINT_FOUND_SILENT);
  g_assert_nonnull (strstr (advises, "look again when it is done"));
}

static void
test_closing (void)
{
  g_autoptr (Server)          server = server_new (MODE_CLOSE, NULL);
  g_autoptr (GPtrArray)       found  = find (&server->port, 1, 20000);
  const OverpaintFoundWorker *worker;

  g_assert_cmpuint (found->len, ==, 1);
  worker = g_ptr_array_index (found, 0);
  g_assert_cmpstr (worker->kind, ==, "unknown");
  g_assert_cmpint (worker->state, ==, OVERPAINT_FOUND_STARTING);
}

static void
test_noise (void)
{
  g_autoptr (Server)    server = server_new (MODE_NOISE, NULL);
  g_autoptr (GPtrArray) found  = find (&server->port, 1, 20000);

  g_assert_cmpuint (server->n_asked, >, 0);
  g_assert_cmpuint (found->len, ==, 0);
}

static void
test_two (void)
{
  g_autoptr (Server)    comfyui  = server_new (MODE_PAGES, comfyui_pages);
  g_autoptr (Server)    first    = server_new (MODE_PAGES, sd_server_pages);
  g_autoptr (Server)    second   = server_new (MODE_PAGES, cases[2].pages);
  guint                 ports[6] = { comfyui->port, 0, 70000, first->port, second->port, first->port };
  g_autoptr (GPtrArray) found    = find (ports, 6, 20000);

  g_assert_cmpuint (found->len, ==, 3);
  g_assert_cmpstr (((OverpaintFoundWorker *) g_ptr_array_index (found, 0))->kind, ==, "sd-server");
  g_assert_cmpstr (((OverpaintFoundWorker *) g_ptr_array_index (found, 1))->kind, ==, "koboldcpp");
  g_assert_cmpstr (((OverpaintFoundWorker *) g_ptr_array_index (found, 2))->name, ==, "ComfyUI");
}

static void
test_both_addresses (void)
{
  g_autoptr (Server)    six      = server_try (MODE_PAGES, sd_server_pages, 0, SOUP_SERVER_LISTEN_IPV6_ONLY);
  g_autoptr (Server)    four     = NULL;
  g_autoptr (GPtrArray) alone    = NULL;
  g_autoptr (GPtrArray) alike    = NULL;
  g_autoptr (GPtrArray) apart    = NULL;
  g_autofree gchar     *address4 = NULL;
  g_autofree gchar     *address6 = NULL;

  if (six == NULL)
    {
      g_test_skip ("no ::1 here");
      return;
    }

  address4 = g_strdup_printf ("http://127.0.0.1:%u", six->port);
  address6 = g_strdup_printf ("http://[::1]:%u", six->port);

  alone = find (&six->port, 1, 20000);
  g_assert_cmpuint (alone->len, ==, 1);
  g_assert_cmpstr (((OverpaintFoundWorker *) g_ptr_array_index (alone, 0))->address, ==, address6);

  four = server_try (MODE_PAGES, sd_server_pages, six->port, SOUP_SERVER_LISTEN_IPV4_ONLY);
  if (four == NULL)
    {
      g_test_skip ("somebody else has that port of 127.0.0.1");
      return;
    }

  alike = find (&six->port, 1, 20000);
  g_assert_cmpuint (alike->len, ==, 1);
  g_assert_cmpstr (((OverpaintFoundWorker *) g_ptr_array_index (alike, 0))->address, ==, address4);

  four->pages = cases[2].pages;
  apart       = find (&six->port, 1, 20000);
  g_assert_cmpuint (apart->len, ==, 2);
  g_assert_cmpstr (((OverpaintFoundWorker *) g_ptr_array_index (apart, 0))->kind, ==, "koboldcpp");
  g_assert_cmpstr (((OverpaintFoundWorker *) g_ptr_array_index (apart, 1))->address, ==, address6);
}

static void
test_nobody (void)
{
  g_autoptr (GPtrArray) none = find (NULL, 0, 1000);
  g_autoptr (GPtrArray) dead = NULL;
  guint                 port;

  g_assert_cmpuint (none->len, ==, 0);

  {
    g_autoptr (Server) server = server_new (MODE_PAGES, sd_server_pages);

    port = server->port;
  }

  dead = find (&port, 1, 20000);
  g_assert_cmpuint (dead->len, ==, 0);
}

typedef enum
{
  CANCEL_BEFORE,
  CANCEL_AT_ONCE,
  CANCEL_WHILE_ASKED
} CancelTime;

static void
test_cancelled (gconstpointer data)
{
  g_autoptr (Server)          server      = server_new (MODE_HANG, NULL);
  g_autoptr (OverpaintFinder) finder      = overpaint_finder_new ();
  g_autoptr (GCancellable)    cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult)    result      = NULL;
  g_autoptr (GError)          error       = NULL;
  gint64                      begun       = g_get_monotonic_time ();
  CancelTime                  time        = GPOINTER_TO_INT (data);

  overpaint_finder_use (finder, &server->port, 1, 60000);

  if (time == CANCEL_BEFORE)
    g_cancellable_cancel (cancellable);

  overpaint_finder_find_async (finder, NULL, 0, cancellable, came, &result);
  g_assert_null (result);

  if (time == CANCEL_WHILE_ASKED)
    while (server->n_asked == 0)
      g_main_context_iteration (NULL, TRUE);

  g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_null (overpaint_finder_find_finish (finder, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 30 * G_USEC_PER_SEC);
}

/* The finder's own ports: whatever runs on this computer, it is over in a second. */
static void
test_known_ports (void)
{
  g_autoptr (OverpaintFinder) finder = overpaint_finder_new ();
  g_autoptr (GAsyncResult)    result = NULL;
  g_autoptr (GPtrArray)       found  = NULL;
  g_autoptr (GError)          error  = NULL;
  gint64                      begun  = g_get_monotonic_time ();

  overpaint_finder_find_async (finder, NULL, 0, NULL, came, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  found = overpaint_finder_find_finish (finder, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (found);
  g_test_message ("%u found in %" G_GINT64_FORMAT " ms", found->len, (g_get_monotonic_time () - begun) / 1000);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 10 * G_USEC_PER_SEC);
}

static void
test_plurals (void)
{
  g_autoptr (OverpaintFoundWorker) worker = overpaint_found_worker_new ("forge", "Forge", OVERPAINT_FOUND_READY);
  g_autofree gchar                *one    = NULL;
  g_autofree gchar                *many   = NULL;
  g_autofree gchar                *none   = NULL;

  none             = overpaint_found_worker_describe (worker);
  worker->n_models = 1;
  one              = overpaint_found_worker_describe (worker);
  worker->n_models = 12;
  worker->gpu      = g_strdup ("NVIDIA GeForce RTX 4080");
  many             = overpaint_found_worker_describe (worker);

  g_assert_cmpstr (none, ==, "Forge");
  g_assert_cmpstr (one, ==, "Forge, 1 model");
  g_assert_cmpstr (many, ==, "Forge, 12 models, RTX 4080");
}

int
main (int    argc,
      char **argv)
{
  guint i;

  /* Nothing listens there: whoever took a proxy for this computer would find nobody. */
  g_setenv ("http_proxy", "http://127.0.0.1:1", TRUE);
  g_setenv ("all_proxy", "http://127.0.0.1:1", TRUE);
  g_unsetenv ("no_proxy");

  g_test_init (&argc, &argv, NULL);

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *path = g_strconcat ("/finder/is/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }

  for (i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_autofree gchar *path = g_strconcat ("/finder/is-not/", strangers[i].name, NULL);

      g_test_add_data_func (path, &strangers[i], test_stranger);
    }

  g_test_add_func ("/finder/details", test_details);
  g_test_add_func ("/finder/too-large", test_too_large);
  g_test_add_func ("/finder/redirect", test_redirect);
  g_test_add_func ("/finder/hanging", test_hanging);
  g_test_add_func ("/finder/closing", test_closing);
  g_test_add_func ("/finder/noise", test_noise);
  g_test_add_func ("/finder/two", test_two);
  g_test_add_func ("/finder/both-addresses", test_both_addresses);
  g_test_add_func ("/finder/nobody", test_nobody);
  g_test_add_data_func ("/finder/cancelled/before", GINT_TO_POINTER (CANCEL_BEFORE), test_cancelled);
  g_test_add_data_func ("/finder/cancelled/at-once", GINT_TO_POINTER (CANCEL_AT_ONCE), test_cancelled);
  g_test_add_data_func ("/finder/cancelled/while-asked", GINT_TO_POINTER (CANCEL_WHILE_ASKED), test_cancelled);
  g_test_add_func ("/finder/known-ports", test_known_ports);
  g_test_add_func ("/finder/plurals", test_plurals);

  return g_test_run ();
}
