/* wire-json.c: questions and answers in JSON, over a plain socket
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire.h"

#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <json-glib/json-glib.h>

/* A gray PNG of 8 x 8 pixels, one channel. */
#define GRAY "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAADklEQVR42mOIggIGyhgAKnUWgcFc614AAAAASUVORK5CYII="

static gchar *
picture_base64 (void)
{
  gsize         size;
  gconstpointer data = g_bytes_get_data (wire_picture (), &size);

  return g_base64_encode (data, size);
}

/* 192 x 64 pixels: a red third, a green one and a blue one. */
static gchar *
thirds_base64 (void)
{
  g_autoptr (GdkPixbuf)  pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 192, 64);
  g_autofree gchar      *buffer = NULL;
  gsize                  size   = 0;

  for (gint third = 0; third < 3; third++)
    {
      g_autoptr (GdkPixbuf) part = gdk_pixbuf_new_subpixbuf (pixbuf, 64 * third, 0, 64, 64);

      gdk_pixbuf_fill (part, 0xff000000u >> (8 * third));
    }

  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "png", NULL, NULL));

  return g_base64_encode ((const guchar *) buffer, size);
}

/* An apostrophe stands for a quotation mark, which would need a stroke before it in each table. */
static GBytes *
expand (const gchar *json)
{
  g_autoptr (GString)  text    = g_string_new (json);
  g_autofree gchar    *picture = picture_base64 ();
  g_autofree gchar    *thirds  = thirds_base64 ();

  g_string_replace (text, "'", "\"", 0);
  g_string_replace (text, "@PICTURE", picture, 0);
  g_string_replace (text, "@THIRDS", thirds, 0);
  g_string_replace (text, "@GRAY", GRAY, 0);

  return g_bytes_new (text->str, text->len);
}

/**
 * wire_begin_json:
 * @path: of the request
 * @json: its body, with ' for each quotation mark; "@PICTURE" stands for wire_picture() in base64,
 *   "@THIRDS" for 192 x 64 pixels, a third each of red, green and blue, "@GRAY" for a gray PNG
 *
 * Returns: (transfer full): the connection, with the request sent whole
 */
GSocketConnection *
wire_begin_json (const gchar *path,
                 const gchar *json)
{
  g_autoptr (GBytes) body = expand (json);

  return wire_send ("POST", path, "Content-Type: application/json\r\n", body);
}

/**
 * wire_post_json:
 * @path: of the request
 * @json: see wire_begin_json()
 *
 * Returns: (transfer full): the reply
 */
Wire *
wire_post_json (const gchar *path,
                const gchar *json)
{
  return wire_receive (wire_begin_json (path, json));
}

static gchar *
query (const gchar *json,
       const gchar *path)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (JsonNode)  root  = json_from_string (json, &error);
  g_autoptr (JsonNode)  found = NULL;
  JsonArray            *array;
  JsonNode             *node;

  g_assert_no_error (error);
  found = json_path_query (path, root, &error);
  g_assert_no_error (error);
  array = json_node_get_array (found);

  if (json_array_get_length (array) == 0)
    return NULL;

  node = json_array_get_element (array, 0);

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node) != NULL)
    return g_strdup (json_node_get_string (node));

  return json_to_string (node, FALSE);
}

/**
 * wire_query:
 * @wire: a reply in JSON
 * @path: a JSONPath
 *
 * Returns: (transfer full) (nullable): the first that is there: text as it is, else JSON
 */
gchar *
wire_query (Wire        *wire,
            const gchar *path)
{
  return query (wire->body, path);
}

/**
 * wire_info:
 * @wire: a reply in JSON with JSON in the text of "info"
 * @path: a JSONPath in that
 *
 * Returns: (transfer full) (nullable): see wire_query()
 */
gchar *
wire_info (Wire        *wire,
           const gchar *path)
{
  g_autofree gchar *info = query (wire->body, "$.info");

  return query (info, path);
}

/**
 * wire_base64:
 * @wire: a reply in JSON
 * @path: a JSONPath of base64 in it
 *
 * Returns: (transfer full): what it stands for
 */
GBytes *
wire_base64 (Wire        *wire,
             const gchar *path)
{
  g_autofree gchar *text = query (wire->body, path);
  gsize             size = 0;
  guchar           *data;

  g_assert_nonnull (text);
  data = g_base64_decode (text, &size);

  return g_bytes_new_take (data, size);
}
