/* store-json.h: the store's JSON files
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode    * overpaint_store_json_read         (const gchar           *path,
                                                 gint64                 format,
                                                 GError               **error);
JsonNode    * overpaint_store_json_parse        (const gchar           *text,
                                                 gsize                  length,
                                                 gint64                 format,
                                                 GError               **error);
gboolean      overpaint_store_json_write        (const gchar           *path,
                                                 JsonObject            *object,
                                                 GError               **error);

const gchar * overpaint_store_json_get_text     (JsonObject            *object,
                                                 const gchar           *name);
gboolean      overpaint_store_json_get_integer  (JsonObject            *object,
                                                 const gchar           *name,
                                                 gint64                *value);
JsonObject  * overpaint_store_json_get_object   (JsonObject            *object,
                                                 const gchar           *name);
JsonArray   * overpaint_store_json_get_array    (JsonObject            *object,
                                                 const gchar           *name);

G_END_DECLS
