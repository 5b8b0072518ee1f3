/* record.c: what a result layer remembers of how it was made
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "json-guard.h"
#include "record.h"
#include "request-json.h"

/* A record is three objects deep. */
#define DEPTH_LIMIT 8

/* A record that was read, and the texts that it points to. */
typedef struct
{
  OverpaintRecord  record;
  GStringChunk    *texts;
} OwnedRecord;

G_DEFINE_QUARK (overpaint-record-error-quark, overpaint_record_error)

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

static gboolean
read_integer (JsonObject  *object,
              const gchar *name,
              gint64       least,
              gint64       most,
              gint64      *value)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || ! JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;

  *value = json_node_get_int (node);

  return *value >= least && *value <= most;
}

static gboolean
read_int (JsonObject  *object,
          const gchar *name,
          gint         least,
          gint        *value)
{
  gint64 integer = 0;

  if (! read_integer (object, name, least, G_MAXINT, &integer))
    return FALSE;

  *value = (gint) integer;

  return TRUE;
}

static gboolean
read_switch (JsonObject  *object,
             const gchar *name,
             gboolean    *value)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || ! JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return FALSE;

  *value = json_node_get_boolean (node);

  return TRUE;
}

static gboolean
read_text (JsonObject    *object,
           const gchar   *name,
           GStringChunk  *texts,
           const gchar  **value)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || ! JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return FALSE;

  *value = g_string_chunk_insert (texts, json_node_get_string (node));

  return g_utf8_validate (*value, -1, NULL);
}

static JsonObject *
read_object (JsonObject  *object,
             const gchar *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
read_server (JsonObject      *object,
             GStringChunk    *texts,
             OverpaintRecord *record)
{
  return object != NULL &&
         read_text (object, "name", texts, &record->server_name) &&
         read_text (object, "kind", texts, &record->server_kind);
}

static gboolean
read_source (JsonObject      *object,
             GStringChunk    *texts,
             OverpaintRecord *record)
{
  gint64 tattoo = 0;

  if (object == NULL                                              ||
      ! read_text (object, "name", texts, &record->source_name)   ||
      ! read_integer (object, "tattoo", 1, G_MAXUINT32, &tattoo)  ||
      ! read_int (object, "x", G_MININT, &record->x)              ||
      ! read_int (object, "y", G_MININT, &record->y)              ||
      ! read_int (object, "width", 1, &record->width)             ||
      ! read_int (object, "height", 1, &record->height))
    return FALSE;

  record->source_tattoo = (guint) tattoo;

  return TRUE;
}

static gboolean
read_sent (JsonObject      *object,
           GStringChunk    *texts,
           OverpaintRecord *record)
{
  JsonNode *scale = object != NULL ? json_object_get_member (object, "scale") : NULL;

  if (scale == NULL || ! JSON_NODE_HOLDS_VALUE (scale)           ||
      (json_node_get_value_type (scale) != G_TYPE_DOUBLE &&
       json_node_get_value_type (scale) != G_TYPE_INT64))
    return FALSE;

  record->scale = json_node_get_double (scale);

  return isfinite (record->scale) && record->scale > 0.0                &&
         read_int (object, "width", 1, &record->sent_width)             &&
         read_int (object, "height", 1, &record->sent_height)           &&
         read_int (object, "pad-right", 0, &record->pad_right)          &&
         read_int (object, "pad-bottom", 0, &record->pad_bottom)        &&
         read_text (object, "sha256", texts, &record->sent_sha256);
}

static gboolean
read_time (JsonObject      *object,
           GStringChunk    *texts,
           OverpaintRecord *record)
{
  g_autoptr (GDateTime)  started = NULL;
  const gchar           *text    = NULL;

  if (! read_text (object, "started", texts, &text) ||
      ! read_integer (object, "duration", 0, G_MAXINT64, &record->duration))
    return FALSE;

  started = g_date_time_new_from_iso8601 (text, NULL);
  if (started == NULL)
    return FALSE;

  record->started = g_date_time_to_unix (started) * G_USEC_PER_SEC;

  return TRUE;
}

static gboolean
read_request (JsonObject       *object,
              OverpaintRecord  *record,
              GError          **error)
{
  if (object != NULL && overpaint_request_json_is_flat (object))
    record->request = overpaint_request_new_from_json_object (object, error);

  return record->request != NULL;
}

static gboolean
read_record (JsonObject       *object,
             OwnedRecord      *owned,
             GError          **error)
{
  OverpaintRecord *record = &owned->record;

  return read_request (read_object (object, "request"), record, error)             &&
         read_integer (object, "seed", G_MININT64, G_MAXINT64, &record->seed)      &&
         read_switch (object, "flagged", &record->flagged)                         &&
         read_switch (object, "black", &record->black)                             &&
         read_switch (object, "cropped", &record->cropped)                         &&
         read_server (read_object (object, "server"), owned->texts, record)        &&
         read_source (read_object (object, "source"), owned->texts, record)        &&
         read_sent (read_object (object, "sent"), owned->texts, record)            &&
         read_time (object, owned->texts, record);
}

/**
 * overpaint_record_new_from_json:
 * @text: (array length=length) (element-type guint8): the bytes of a layer's parasite
 * @length: how many; one NUL at the end may be among them
 * @error: return location for an #OverpaintRecordError
 *
 * Reads a record. The bytes may come from an image that somebody else made: whatever they
 * are, the answer is a record whose every value is in its range, or an error.
 *
 * Returns: (transfer full) (nullable): the record, with one image to its request
 */
OverpaintRecord *
overpaint_record_new_from_json (const gchar  *text,
                                gsize         length,
                                GError      **error)
{
  g_autoptr (JsonParser)       parser = json_parser_new ();
  g_autoptr (OverpaintRecord)  record = NULL;
  g_autoptr (GError)           reason = NULL;
  OwnedRecord                 *owned;
  JsonNode                    *root   = NULL;
  gint64                       format = 0;

  if (length > 0 && text[length - 1] == '\0')
    length--;

  if (overpaint_json_is_harmless (text, length, DEPTH_LIMIT) &&
      json_parser_load_from_data (parser, text, length, NULL))
    root = json_parser_get_root (parser);

  if (root == NULL || ! JSON_NODE_HOLDS_OBJECT (root) ||
      ! read_integer (json_node_get_object (root), "format", 1, G_MAXINT64, &format))
    {
      g_set_error_literal (error, OVERPAINT_RECORD_ERROR, OVERPAINT_RECORD_ERROR_BROKEN,
                           _("The layer's record is damaged and cannot be read."));
      return NULL;
    }

  if (format > OVERPAINT_RECORD_FORMAT)
    {
      g_set_error_literal (error, OVERPAINT_RECORD_ERROR, OVERPAINT_RECORD_ERROR_NEWER,
                           _("A later version of Overpaint wrote the layer's record: update Overpaint to read it."));
      return NULL;
    }

  owned        = g_new0 (OwnedRecord, 1);
  owned->texts = g_string_chunk_new (256);
  record       = &owned->record;

  if (! read_record (json_node_get_object (root), owned, &reason))
    {
      if (reason != NULL)
        g_set_error (error, OVERPAINT_RECORD_ERROR, OVERPAINT_RECORD_ERROR_BROKEN,
                     _("The layer's record is damaged: %s"), reason->message);
      else
        g_set_error_literal (error, OVERPAINT_RECORD_ERROR, OVERPAINT_RECORD_ERROR_BROKEN,
                             _("The layer's record is damaged and cannot be read."));
      return NULL;
    }

  return g_steal_pointer (&record);
}

/**
 * overpaint_record_free:
 * @record: (transfer full): a record that overpaint_record_new_from_json() made
 *
 * Frees it with its texts.
 */
void
overpaint_record_free (OverpaintRecord *record)
{
  OwnedRecord *owned = (OwnedRecord *) record;

  g_clear_pointer (&record->request, overpaint_request_unref);
  g_string_chunk_free (owned->texts);
  g_free (owned);
}
