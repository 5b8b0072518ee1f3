/* json-member.h: members of JSON objects, whatever a stranger has put into them
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "http-reply.h"
#include "stranger-json.h"

G_BEGIN_DECLS

/* Private to this room. */

JsonNode    * overpaint_json_parse_reply (const OverpaintHttpReply *reply);
const gchar * overpaint_json_as_text     (JsonNode                 *node);
gint64        overpaint_json_as_whole    (JsonNode                 *node,
                                          gint64                    most);

JsonArray   * overpaint_json_get_array   (JsonObject               *object,
                                          const gchar              *name);
gint64        overpaint_json_get_whole   (JsonObject               *object,
                                          const gchar              *name,
                                          gint64                    most);
gdouble       overpaint_json_get_share   (JsonObject               *object,
                                          const gchar              *name);
gboolean      overpaint_json_get_switch  (JsonObject               *object,
                                          const gchar              *name,
                                          gboolean                  otherwise);

void          overpaint_json_add_text    (JsonBuilder              *builder,
                                          const gchar              *name,
                                          const gchar              *value);
void          overpaint_json_add_whole   (JsonBuilder              *builder,
                                          const gchar              *name,
                                          gint64                    value);
void          overpaint_json_add_number  (JsonBuilder              *builder,
                                          const gchar              *name,
                                          gdouble                   value);
void          overpaint_json_add_switch  (JsonBuilder              *builder,
                                          const gchar              *name,
                                          gboolean                  value);
GBytes      * overpaint_json_finish      (JsonBuilder              *builder);

G_END_DECLS
