/* stranger-json.h: JSON that somebody else wrote
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* For this room, and for the worker room, which reads what workers and files say of themselves. */

JsonNode    * overpaint_stranger_json_parse      (const gchar *text,
                                                gsize        length,
                                                guint        deepest);

JsonObject  * overpaint_stranger_json_object     (JsonNode    *node);
JsonArray   * overpaint_stranger_json_array      (JsonNode    *node);
JsonObject  * overpaint_stranger_json_get_object (JsonObject  *object,
                                                const gchar *member);
const gchar * overpaint_stranger_json_get_text   (JsonObject  *object,
                                                const gchar *member);
guint64       overpaint_stranger_json_get_size   (JsonObject  *object,
                                                const gchar *member);

gchar       * overpaint_stranger_json_clean      (const gchar *text);

G_END_DECLS
