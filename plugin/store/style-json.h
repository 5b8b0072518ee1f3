/* style-json.h: one style as JSON
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "styles.h"

G_BEGIN_DECLS

/* The greatest "format" of a styles.json that this version knows. */
#define OVERPAINT_STYLES_FORMAT 1

OverpaintStyle * overpaint_style_from_json (JsonNode              *node,
                                            GError               **error);
void             overpaint_style_to_json   (const OverpaintStyle  *style,
                                            JsonObject            *object);
gboolean         overpaint_style_check     (const OverpaintStyle  *style,
                                            GError               **error);
gboolean         overpaint_style_may_change (JsonNode             *node,
                                            const gchar           *id,
                                            GError               **error);
void             overpaint_style_free      (OverpaintStyle        *style);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintStyle, overpaint_style_free)

G_END_DECLS
