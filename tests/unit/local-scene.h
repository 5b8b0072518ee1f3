/* local-scene.h: a server that an artist runs, and pictures for it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "server-scene.h"

/* The head of a PNG, which is all that a dialect reads of one. */
G_GNUC_UNUSED static GBytes *
local_png (guint32 width,
           guint32 height)
{
  guint8 head[33] = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";

  width  = GUINT32_TO_BE (width);
  height = GUINT32_TO_BE (height);
  memcpy (head + 16, &width, 4);
  memcpy (head + 20, &height, 4);
  head[24] = 8;
  head[25] = 2;

  return g_bytes_new (head, sizeof head);
}

G_GNUC_UNUSED static gchar *
local_png_base64 (guint32 width,
                  guint32 height)
{
  g_autoptr(GBytes) png = local_png (width, height);

  return g_base64_encode (g_bytes_get_data (png, NULL), g_bytes_get_size (png));
}

G_GNUC_UNUSED static OverpaintServer *
local_server_new (const gchar         *address,
                  OverpaintServerKind  kind,
                  const gchar         *login)
{
  OverpaintServerSettings  settings = { .address = address, .kind = kind, .token = login };
  g_autoptr(GError)        error    = NULL;
  OverpaintServer         *server   = overpaint_server_new (&settings, &error);

  g_assert_no_error (error);
  g_object_set (server, "retry-pause", 5, "probe-timeout", 2000, "poll-pause", 5, NULL);

  return server;
}

G_GNUC_UNUSED static void
local_start (OverpaintServer   *server,
             OverpaintRequest  *variation,
             guint32            width,
             guint32            height,
             GCancellable      *cancellable,
             GAsyncResult     **result)
{
  g_autoptr(GBytes) png = local_png (width, height);

  overpaint_server_generate_async (server, variation,
                                   overpaint_catalogue_lookup (overpaint_request_get_text (variation, "model")),
                                   png, cancellable, test_done, result);
}

G_GNUC_UNUSED static GPtrArray *
local_generate (OverpaintServer   *server,
                OverpaintRequest  *variation,
                guint32            width,
                guint32            height,
                GError           **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  local_start (server, variation, width, height, NULL, &result);
  test_wait_until (result != NULL);

  return overpaint_server_generate_finish (server, result, error);
}

G_GNUC_UNUSED static JsonNode *
local_seen_json (Seen *seen)
{
  g_autoptr(JsonParser)  parser = json_parser_new ();
  g_autoptr(GError)      error  = NULL;
  gsize                  length;
  const gchar           *data   = g_bytes_get_data (seen->body, &length);

  g_assert_true (json_parser_load_from_data (parser, data, (gssize) length, &error));
  g_assert_no_error (error);

  return json_parser_steal_root (parser);
}
