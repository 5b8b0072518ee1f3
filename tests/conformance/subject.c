/* subject.c: the server that is tried, and how it is asked
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "catalogue.h"
#include "subject.h"

#define PROMPT "a harbour at dusk, watercolour"

/* What Livepeer's servers are asked for where nobody says, and a runner does not: it is small. */
#define LIVEPEER_MODEL "stabilityai/sd-turbo"

/* A name that no web UI has, so that it paints with what it holds. */
#define LOCAL_MODEL    "overpaint/conformance"

/* In milliseconds. */
#define ASK_TIMEOUT 30000
#define POLL_PAUSE  100

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
came (GObject      *source,
      GAsyncResult *result,
      gpointer      data)
{
  GAsyncResult **slot = data;

  *slot = g_object_ref (result);
}

static OverpaintServer *
make_server (const ConformWish    *wish,
             OverpaintServerKind   kind,
             GError              **error)
{
  OverpaintServerSettings  settings = { .address = wish->address, .kind = kind, .token = wish->token,
                                        .request_timeout = wish->patience };
  OverpaintServer         *server   = overpaint_server_new (&settings, error);

  if (server != NULL)
    g_object_set (server, "poll-pause", POLL_PAUSE, NULL);

  return server;
}

/**
 * conform_subject_new:
 * @wish: what is known of the server; its texts are borrowed
 * @cancellable: ends everything
 * @error: return location for an error of %OVERPAINT_ADDRESS_ERROR or %OVERPAINT_SERVER_ERROR
 *
 * Makes what asks a server. Nothing is sent yet.
 *
 * Returns: (transfer full) (nullable): it
 */
ConformSubject *
conform_subject_new (const ConformWish  *wish,
                     GCancellable       *cancellable,
                     GError            **error)
{
  g_autoptr (OverpaintServer)  server = make_server (wish, OVERPAINT_SERVER_UNKNOWN, error);
  ConformSubject              *subject;

  if (server == NULL)
    return NULL;

  subject              = g_new0 (ConformSubject, 1);
  subject->wish        = *wish;
  subject->server      = g_steal_pointer (&server);
  subject->http        = overpaint_http_new ();
  subject->uri         = overpaint_address_parse (wish->address, NULL);
  subject->lora        = g_strdup (wish->lora);
  subject->cancellable = g_object_ref (cancellable);

  return subject;
}

/**
 * conform_subject_free:
 * @subject: (transfer full): a server
 */
void
conform_subject_free (ConformSubject *subject)
{
  g_clear_object (&subject->server);
  g_clear_object (&subject->http);
  g_clear_pointer (&subject->uri, g_uri_unref);
  g_clear_error (&subject->error);
  g_clear_object (&subject->cancellable);
  g_clear_pointer (&subject->base, overpaint_pixels_unref);
  g_clear_pointer (&subject->facts, g_hash_table_unref);
  g_free (subject->model_id);
  g_free (subject->lora);
  g_free (subject);
}

/**
 * conform_subject_get_kind:
 * @subject: a server
 *
 * Returns: which kind it is taken for: the one that was said, else the one that was found
 */
OverpaintServerKind
conform_subject_get_kind (ConformSubject *subject)
{
  return overpaint_server_get_kind (subject->server);
}

/**
 * conform_subject_is_local:
 * @subject: a server
 *
 * Returns: whether it is none of Livepeer's
 */
gboolean
conform_subject_is_local (ConformSubject *subject)
{
  return overpaint_server_kind_is_local (conform_subject_get_kind (subject));
}

/**
 * conform_subject_ask:
 * @subject: a server
 * @name: what stands below its address; with "/" before it, below its host
 * @json: (nullable): what is posted; %NULL to get
 * @error: return location for an error
 *
 * Asks a server past all dialects, with its token.
 *
 * Returns: (transfer full) (nullable): what it answered
 */
OverpaintHttpReply *
conform_subject_ask (ConformSubject  *subject,
                     const gchar     *name,
                     const gchar     *json,
                     GError         **error)
{
  g_autoptr (OverpaintHttpRequest)  question = NULL;
  g_autoptr (GAsyncResult)          result   = NULL;
  g_autoptr (GUri)                  target   = NULL;
  const ConformWish                *wish     = &subject->wish;

  target   = *name == '/' ? g_uri_parse_relative (subject->uri, name, G_URI_FLAGS_NONE, error)
                          : overpaint_address_append (subject->uri, name);
  if (target == NULL)
    return NULL;

  question = overpaint_http_request_new (target);

  if (wish->token != NULL && conform_subject_is_local (subject) && strchr (wish->token, ':') != NULL)
    overpaint_http_request_set_login (question, subject->uri, wish->token);
  else
    overpaint_http_request_set_token (question, subject->uri, wish->token);

  if (json != NULL)
    {
      g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));

      overpaint_http_request_set_json (question, body);
    }

  overpaint_http_request_set_timeouts (question, OVERPAINT_HTTP_CONNECT_TIMEOUT,
                                       json != NULL ? wish->patience * 1000 : ASK_TIMEOUT);
  overpaint_http_send_async (subject->http, question, subject->cancellable, came, &result);
  wait_for (&result);

  return overpaint_http_send_finish (subject->http, result, error);
}

static JsonNode *
ask_json (ConformSubject *subject,
          const gchar    *name)
{
  g_autoptr (OverpaintHttpReply)  reply  = conform_subject_ask (subject, name, NULL, NULL);
  g_autoptr (JsonParser)          parser = json_parser_new ();
  const gchar                    *data;
  gsize                           length;

  if (reply == NULL || reply->status != 200)
    return NULL;

  data = g_bytes_get_data (reply->body, &length);

  return json_parser_load_from_data (parser, data, (gssize) length, NULL) ? json_parser_steal_root (parser) : NULL;
}

/* Whether this is the practice server can only be asked: once, and on this computer alone. */
static gboolean
has_log (ConformSubject *subject)
{
  g_autoptr (JsonNode) log = NULL;

  if (overpaint_address_is_loopback (subject->uri))
    log = ask_json (subject, "/practice/log");

  return log != NULL && JSON_NODE_HOLDS_ARRAY (log);
}

static gchar *
find_model (ConformSubject *subject)
{
  const OverpaintCapabilities *capabilities = overpaint_server_get_capabilities (subject->server);

  if (subject->wish.model != NULL)
    return g_strdup (subject->wish.model);

  if (conform_subject_is_local (subject))
    return g_strdup (LOCAL_MODEL);

  return g_strdup (capabilities != NULL && capabilities->model != NULL ? capabilities->model : LIVEPEER_MODEL);
}

/**
 * conform_subject_open:
 * @subject: a server
 *
 * Finds out what the server is and asks what it can do. Where that fails @error of @subject says
 * why.
 */
void
conform_subject_open (ConformSubject *subject)
{
  g_autoptr (GAsyncResult) tested   = NULL;
  g_autoptr (GAsyncResult) surveyed = NULL;

  overpaint_server_test_async (subject->server, subject->cancellable, came, &tested);
  wait_for (&tested);
  subject->reached = overpaint_server_probe_finish (subject->server, tested, &subject->error);
  subject->found   = overpaint_server_get_kind (subject->server);

  if (! subject->reached)
    return;

  /* What was said is believed; whether it is so, a case looks at. */
  if (subject->wish.kind != OVERPAINT_SERVER_UNKNOWN && subject->wish.kind != subject->found)
    {
      g_object_unref (subject->server);
      subject->server = make_server (&subject->wish, subject->wish.kind, NULL);
    }

  overpaint_server_survey_async (subject->server, subject->cancellable, came, &surveyed);
  wait_for (&surveyed);
  subject->surveyed = overpaint_server_survey_finish (subject->server, surveyed, &subject->error);

  subject->practice = has_log (subject);
  subject->model_id = find_model (subject);
  subject->model    = overpaint_catalogue_lookup (subject->model_id);

  if (subject->lora == NULL && subject->surveyed)
    {
      const OverpaintCapabilities *capabilities = overpaint_server_get_capabilities (subject->server);

      if (capabilities->loras != NULL && capabilities->loras->len > 0)
        subject->lora = g_strdup (((OverpaintServerItem *) g_ptr_array_index (capabilities->loras, 0))->name);
      else if (subject->practice && ! conform_subject_is_local (subject))
        subject->lora = g_strdup ("practice/ink-wash");
    }
}

/**
 * conform_subject_request:
 * @subject: a server that was opened
 * @values: what differs from the usual, as a vardict in text format: "{'steps': <7>}"
 * @error: return location for an error of %OVERPAINT_REQUEST_ERROR
 *
 * Makes the request of one picture, settled as a run settles it.
 *
 * Returns: (transfer full) (nullable): the request
 */
OverpaintRequest *
conform_subject_request (ConformSubject  *subject,
                         const gchar     *values,
                         GError         **error)
{
  g_autoptr (OverpaintRequest)  whole    = NULL;
  g_autoptr (OverpaintRequest)  resolved = NULL;
  g_autoptr (GVariant)          changes  = NULL;
  g_autoptr (GVariant)          merged   = NULL;
  GVariantDict                  dict;
  GVariantIter                  iter;
  const gchar                  *name;
  GVariant                     *value;
  gint                          images   = 1;

  changes = g_variant_parse (G_VARIANT_TYPE_VARDICT, values, NULL, NULL, error);
  if (changes == NULL)
    return NULL;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "prompt", "s", PROMPT);
  g_variant_dict_insert (&dict, "model", "s", subject->model_id);
  g_variant_dict_insert (&dict, "steps", "i", CONFORM_STEPS);
  g_variant_dict_insert (&dict, "strength", "d", CONFORM_STRENGTH);
  g_variant_dict_insert (&dict, "seed", "i", CONFORM_SEED);

  g_variant_iter_init (&iter, changes);
  while (g_variant_iter_next (&iter, "{&sv}", &name, &value))
    {
      g_variant_dict_insert_value (&dict, name, value);
      g_variant_unref (value);
    }

  merged = g_variant_ref_sink (g_variant_dict_end (&dict));
  whole  = overpaint_request_new (overpaint_pipeline_image_to_image (), merged, error);
  if (whole == NULL)
    return NULL;

  resolved = overpaint_request_resolve (whole, overpaint_catalogue_lookup (overpaint_request_get_text (whole, "model")),
                                        CONFORM_SEED, error);
  if (resolved == NULL)
    return NULL;

  images = overpaint_request_get_integer (resolved, "images");

  return images > 1 ? g_steal_pointer (&resolved) : overpaint_request_vary (resolved, 0);
}

/**
 * conform_subject_set:
 * @subject: a server
 * @settings: a JSON object
 *
 * Changes settings of the practice server, and nothing at any other.
 */
void
conform_subject_set (ConformSubject *subject,
                     const gchar    *settings)
{
  g_autoptr (OverpaintHttpReply) reply = NULL;

  if (subject->practice)
    reply = conform_subject_ask (subject, "/practice/settings", settings, NULL);
}

/**
 * conform_subject_log:
 * @subject: a server
 * @n_painted: (out): how many pictures it was asked for so far
 *
 * Looks into the practice server's log.
 *
 * Returns: (transfer full) (nullable): the last request for a picture; %NULL for none, and at any
 *   other server
 */
JsonObject *
conform_subject_log (ConformSubject *subject,
                     guint          *n_painted)
{
  g_autoptr (JsonNode)  log   = NULL;
  JsonObject           *last  = NULL;
  JsonArray            *array;
  guint                 i;

  *n_painted = 0;

  if (subject->practice)
    log = ask_json (subject, "/practice/log");

  if (log == NULL)
    return NULL;

  array = json_node_get_array (log);

  for (i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject  *entry = json_array_get_object_element (array, i);
      const gchar *path  = json_object_get_string_member_with_default (entry, "path", "");

      if (g_str_has_suffix (path, "/image-to-image") || g_str_has_suffix (path, "/img2img") ||
          g_str_has_suffix (path, "/img_gen"))
        {
          last = entry;
          (*n_painted)++;
        }
    }

  return last != NULL ? json_object_ref (last) : NULL;
}
