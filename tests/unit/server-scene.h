/* server-scene.h: a server to ask, a request and a picture to ask it with
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "catalogue.h"
#include "server.h"
#include "server-tools.h"

#define SCENE_TOKEN "sk-0123456789"
#define SCENE_PNG   "\x89PNG\r\n\x1a\n"

/* A server that is asked at @address, with pauses that a test can wait for. */
G_GNUC_UNUSED static OverpaintServer *
scene_server_new (const gchar         *address,
                  OverpaintServerKind  kind)
{
  OverpaintServerSettings  settings = { .address = address, .kind = kind, .token = SCENE_TOKEN };
  g_autoptr(GError)        error    = NULL;
  OverpaintServer         *server   = overpaint_server_new (&settings, &error);

  g_assert_no_error (error);
  g_object_set (server, "retry-pause", 10, "probe-timeout", 300, NULL);

  return server;
}

/* One variation of the request that @values, a vardict in text format, says. */
G_GNUC_UNUSED static OverpaintRequest *
scene_request_new (const gchar *values)
{
  g_autoptr(OverpaintRequest)  whole    = NULL;
  g_autoptr(OverpaintRequest)  resolved = NULL;
  g_autoptr(GError)            error    = NULL;
  g_autoptr(GVariant)          variant  = NULL;

  variant = g_variant_parse (G_VARIANT_TYPE_VARDICT, values, NULL, NULL, &error);
  g_assert_no_error (error);
  whole = overpaint_request_new (overpaint_pipeline_image_to_image (), variant, &error);
  g_assert_no_error (error);
  resolved = overpaint_request_resolve (whole,
                                        overpaint_catalogue_lookup (overpaint_request_get_text (whole, "model")),
                                        1234, &error);
  g_assert_no_error (error);

  return overpaint_request_vary (resolved, 0);
}

G_GNUC_UNUSED static void
scene_start (OverpaintServer   *server,
             OverpaintRequest  *variation,
             GCancellable      *cancellable,
             GAsyncResult     **result)
{
  g_autoptr(GBytes) png = g_bytes_new_static (SCENE_PNG, strlen (SCENE_PNG));

  overpaint_server_generate_async (server, variation,
                                   overpaint_catalogue_lookup (overpaint_request_get_text (variation, "model")),
                                   png, cancellable, test_done, result);
}

G_GNUC_UNUSED static GPtrArray *
scene_generate (OverpaintServer   *server,
                OverpaintRequest  *variation,
                GError           **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  scene_start (server, variation, NULL, &result);
  test_wait_until (result != NULL);

  return overpaint_server_generate_finish (server, result, error);
}

G_GNUC_UNUSED static void
assert_image (GPtrArray   *images,
              guint        index,
              const gchar *text,
              gint64       seed,
              gboolean     nsfw)
{
  OverpaintReplyImage *image;

  g_assert_cmpuint (index, <, images->len);
  image = g_ptr_array_index (images, index);
  g_assert_cmpmem (g_bytes_get_data (image->bytes, NULL), g_bytes_get_size (image->bytes),
                   text, strlen (text));
  g_assert_cmpint (image->seed, ==, seed);
  g_assert_cmpint (image->nsfw, ==, nsfw);
}

/* "foobar", as a runner sends it */
#define SCENE_DATA "data:image/png;base64,Zm9vYmFy"
#define SCENE_GOOD "{\"images\":[{\"url\":\"" SCENE_DATA "\",\"seed\":1234,\"nsfw\":false}]}"
