/* request-json.h: a request as JSON, for the rooms that speak it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "request.h"

G_BEGIN_DECLS

JsonObject       * overpaint_request_to_json_object       (OverpaintRequest  *request);

OverpaintRequest * overpaint_request_new_from_json_object (JsonObject        *object,
                                                           GError           **error);

gboolean           overpaint_request_json_is_flat         (JsonObject        *object);

G_END_DECLS
