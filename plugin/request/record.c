/* record.c: what a result layer remembers of how it was made
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <json-glib/json-glib.h>

#include "record.h"
#include "request-json.h"

static JsonObject *
source_object (const OverpaintRecord *record)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", record->source_name);
  json_object_set_int_member (object, "tattoo", record->source_tattoo);
  json_object_set_int_member (object, "x", record->x);
  json_object_set_int_member (object, "y", record->y);
  json_object_set_int_member (object, "width", record->width);
  json_object_set_int_member (object, "height", record->height);

  return object;
}

static JsonObject *
sent_object (const OverpaintRecord *record)
{
  JsonObject *object = json_object_new ();

  json_object_set_double_member (object, "scale", record->scale);
  json_object_set_int_member (object, "width", record->sent_width);
  json_object_set_int_member (object, "height", record->sent_height);
  json_object_set_int_member (object, "pad-right", record->pad_right);
  json_object_set_int_member (object, "pad-bottom", record->pad_bottom);
  json_object_set_string_member (object, "sha256", record->sent_sha256);

  return object;
}

static JsonObject *
server_object (const OverpaintRecord *record)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", record->server_name);
  json_object_set_string_member (object, "kind", record->server_kind);

  return object;
}

/**
 * overpaint_record_to_json:
 * @record: a record
 *
 * Writes a record as the text of the layer's parasite. Its members are `format`
 * (%OVERPAINT_RECORD_FORMAT; a later format is a greater number), `program`,
 * `request` with every field of it, `seed`, `flagged`, `black`, `cropped`, `server`,
 * `source`, `sent`, `started` (ISO 8601, UTC) and `duration` in milliseconds.
 *
 * Returns: (transfer full): JSON, indented, numbers in the C locale
 */
gchar *
overpaint_record_to_json (const OverpaintRecord *record)
{
  g_autoptr (GDateTime)  started = NULL;
  g_autofree gchar      *iso8601 = NULL;
  g_autoptr (JsonNode)   node    = json_node_new (JSON_NODE_OBJECT);
  JsonObject            *object  = json_object_new ();

  started = g_date_time_new_from_unix_utc (record->started / G_USEC_PER_SEC);
  iso8601 = g_date_time_format (started, "%Y-%m-%dT%H:%M:%SZ");

  json_object_set_int_member (object, "format", OVERPAINT_RECORD_FORMAT);
  json_object_set_string_member (object, "program", "Overpaint " OVERPAINT_VERSION);
  json_object_set_object_member (object, "request", overpaint_request_to_json_object (record->request));
  json_object_set_int_member (object, "seed", record->seed);
  json_object_set_boolean_member (object, "flagged", record->flagged);
  json_object_set_boolean_member (object, "black", record->black);
  json_object_set_boolean_member (object, "cropped", record->cropped);
  json_object_set_object_member (object, "server", server_object (record));
  json_object_set_object_member (object, "source", source_object (record));
  json_object_set_object_member (object, "sent", sent_object (record));
  json_object_set_string_member (object, "started", iso8601);
  json_object_set_int_member (object, "duration", record->duration);

  json_node_take_object (node, object);

  return json_to_string (node, TRUE);
}
