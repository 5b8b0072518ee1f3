/* worker-json.h: JSON that somebody else wrote
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Private to this room: the one header of it with json-glib in it. */

JsonNode    * overpaint_worker_json_parse      (const gchar *text,
                                                gsize        length,
                                                guint        deepest);

JsonObject  * overpaint_worker_json_object     (JsonNode    *node);
JsonArray   * overpaint_worker_json_array      (JsonNode    *node);
JsonObject  * overpaint_worker_json_get_object (JsonObject  *object,
                                                const gchar *member);
const gchar * overpaint_worker_json_get_text   (JsonObject  *object,
                                                const gchar *member);
guint64       overpaint_worker_json_get_size   (JsonObject  *object,
                                                const gchar *member);

gchar       * overpaint_worker_clean_text      (const gchar *text);

G_END_DECLS
