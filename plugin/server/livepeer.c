/* livepeer.c: pictures from Livepeer's runners and gateways, and from Studio
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "address.h"
#include "data-address.h"
#include "livepeer.h"
#include "livepeer-form.h"
#include "reply.h"
#include "server-private.h"

/* Bounds of what is taken. A reply holds its pictures in base64, four bytes for
 * three: one of the greatest size, or many of the usual one, and a little JSON.
 */
#define MOST_PICTURE_BYTES ((gsize) 64 * 1024 * 1024)
#define MOST_REPLY_BYTES   (MOST_PICTURE_BYTES / 3 * 4 + 1024 * 1024)

/* How often a picture is asked for whose transfer breaks off: it is made and paid. */
#define FETCH_TRIES 2

typedef struct
{
  OverpaintRequest     *variation;
  OverpaintHttpRequest *question;
  GPtrArray            *entries;     /* what the server handed out */
  GPtrArray            *images;      /* what came of it so far */
  guint                 next;        /* the entry that is fetched */
  guint                 fetches;     /* how often it was asked for */
  gint64                seed;        /* that was asked for, or -1 */
  GError               *first_error; /* why the first picture that is missing is missing */
} Generation;

static void fetch_pictures (GTask *owned);

static void
generation_free (gpointer data)
{
  Generation *generation = data;

  overpaint_request_unref (generation->variation);
  g_clear_pointer (&generation->question, overpaint_http_request_unref);
  g_clear_pointer (&generation->entries, g_ptr_array_unref);
  g_clear_pointer (&generation->images, g_ptr_array_unref);
  g_clear_error (&generation->first_error);
  g_free (generation);
}

static void
keep_picture (Generation *generation,
              GBytes     *bytes)
{
  OverpaintReplyEntry *entry = g_ptr_array_index (generation->entries, generation->next);
  gint64               seed  = entry->seed;

  /* A runner makes the picture at index i of a request with its seed plus i. */
  if (seed < 0 && generation->seed >= 0)
    seed = generation->seed + generation->next;

  g_ptr_array_add (generation->images, overpaint_reply_image_new (bytes, seed, entry->nsfw));

  generation->next++;
  generation->fetches = 0;
}

static void
miss_picture (Generation *generation,
              GError     *error)
{
  if (generation->first_error == NULL)
    generation->first_error = error;
  else
    g_error_free (error);

  generation->next++;
  generation->fetches = 0;
}

static gboolean
is_transient (const GError *error)
{
  return g_error_matches (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_CUT_OFF) ||
         g_error_matches (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_EMPTY_REPLY);
}

static void
picture_came (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(GTask)               task       = data;
  g_autoptr(OverpaintHttpReply)  reply      = NULL;
  g_autoptr(GError)              error      = NULL;
  Generation                    *generation = g_task_get_task_data (task);
  OverpaintServer               *server     = g_task_get_source_object (task);
  const gchar                   *host       = overpaint_server_get_display_host (server);

  reply = overpaint_patience_send_finish (OVERPAINT_PATIENCE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* What has come is kept; each further fetch ends at once in the same way. */
      g_clear_error (&generation->first_error);
      miss_picture (generation, g_steal_pointer (&error));
    }
  else if (reply == NULL)
    {
      if (! is_transient (error) || generation->fetches >= FETCH_TRIES)
        miss_picture (generation,
                      g_error_new (OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_PICTURE,
                                   _("The picture was made, but could not be fetched. %s"),
                                   error->message));
    }
  else if (reply->status != 200)
    {
      miss_picture (generation,
                    g_error_new (OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_PICTURE,
                                 _("%s made the picture, but does not hand it out (status %u). "
                                   "Try again with the same seed."), host, reply->status));
    }
  else if (g_bytes_get_size (reply->body) == 0 || overpaint_http_reply_is_html (reply))
    {
      miss_picture (generation,
                    g_error_new (OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_PICTURE,
                                 _("%s made the picture, but hands out something else in its "
                                   "place. Try again with the same seed."), host));
    }
  else
    {
      keep_picture (generation, reply->body);
    }

  fetch_pictures (g_steal_pointer (&task));
}

/* Starts to fetch one picture; FALSE where nothing has to be waited for. */
static gboolean
fetch_picture (GTask *task)
{
  g_autoptr(OverpaintHttpRequest)  question   = NULL;
  g_autoptr(GUri)                  target     = NULL;
  g_autoptr(GError)                error      = NULL;
  Generation                      *generation = g_task_get_task_data (task);
  OverpaintServer                 *server     = g_task_get_source_object (task);
  const gchar                     *host       = overpaint_server_get_display_host (server);
  OverpaintReplyEntry             *entry;

  entry = g_ptr_array_index (generation->entries, generation->next);

  if (overpaint_data_address_is (entry->url))
    {
      g_autoptr(GBytes) bytes = overpaint_data_address_decode (entry->url, MOST_PICTURE_BYTES);

      if (bytes != NULL)
        keep_picture (generation, bytes);
      else
        miss_picture (generation,
                      g_error_new (OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_PICTURE,
                                   _("The picture in the answer of %s is damaged or too large. "
                                     "Try again with the same seed."), host));
      return FALSE;
    }

  target = overpaint_address_resolve (overpaint_server_get_uri (server), entry->url, &error);

  if (target == NULL)
    {
      miss_picture (generation,
                    g_error_new (OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_BAD_PICTURE_ADDRESS,
                                 _("%s made the picture, but put it at an address that cannot be "
                                   "used. Tell those who run it, or choose another server."),
                                 host));
      return FALSE;
    }

  question = overpaint_server_ask (server, target);
  overpaint_http_request_set_limit (question, MOST_PICTURE_BYTES);
  generation->fetches++;

  overpaint_patience_send_async (overpaint_server_get_patience (server), question,
                                 g_task_get_cancellable (task), picture_came, g_object_ref (task));

  return TRUE;
}

/* Takes over the reference to @owned. One after the other: there is one as a rule,
 * and the requests themselves already run side by side.
 */
static void
fetch_pictures (GTask *owned)
{
  g_autoptr(GTask)  task       = owned;
  Generation       *generation = g_task_get_task_data (task);

  while (generation->next < generation->entries->len)
    if (fetch_picture (task))
      return;

  if (generation->images->len > 0)
    g_task_return_pointer (task, g_steal_pointer (&generation->images),
                           (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&generation->first_error));
}

static void
answer_came (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GTask)               task       = data;
  g_autoptr(OverpaintHttpReply)  reply      = NULL;
  GError                        *error      = NULL;
  Generation                    *generation = g_task_get_task_data (task);
  OverpaintServer               *server     = g_task_get_source_object (task);
  const gchar                   *host       = overpaint_server_get_display_host (server);

  reply = overpaint_patience_send_finish (OVERPAINT_PATIENCE (source), result, &error);

  if (g_error_matches (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_EMPTY_REPLY) &&
      overpaint_server_get_kind (server) != OVERPAINT_SERVER_RUNNER)
    {
      g_clear_error (&error);
      error = overpaint_server_error_no_worker (host, NULL);
    }

  /* A runner does not see that nobody waits any more; a gateway has other workers. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      overpaint_server_get_kind (server) == OVERPAINT_SERVER_RUNNER)
    {
      g_clear_error (&error);
      error = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                           _("It was stopped, but the graphics card of %s finishes the old picture first, and "
                             "the next run waits for it."), host);
      overpaint_server_set_busy (server, TRUE);
      overpaint_server_tell_left (server, generation->variation);
    }

  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  overpaint_server_learn (server, reply);

  if (reply->status != 200)
    {
      g_task_return_error (task,
                           overpaint_server_error_from_reply (reply,
                                                              overpaint_server_get_kind (server),
                                                              host,
                                                              overpaint_server_get_token (server)));
      return;
    }

  generation->entries = overpaint_reply_parse (reply, host, &error);

  if (generation->entries == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  fetch_pictures (g_steal_pointer (&task));
}

/* Takes over the reference to @owned. */
static void
ask_for_pictures (GTask *owned)
{
  Generation      *generation = g_task_get_task_data (owned);
  OverpaintServer *server     = g_task_get_source_object (owned);

  overpaint_patience_send_async (overpaint_server_get_patience (server), generation->question,
                                 g_task_get_cancellable (owned), answer_came, owned);
}

static void
runner_came (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GTask)               task       = data;
  g_autoptr(OverpaintHttpReply)  reply      = NULL;
  g_autoptr(GError)              error      = NULL;
  Generation                    *generation = g_task_get_task_data (task);
  OverpaintServer               *server     = g_task_get_source_object (task);

  reply = overpaint_http_send_finish (OVERPAINT_HTTP (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (g_error_matches (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_TIMEOUT))
    overpaint_server_tell_progress (server, generation->variation, 1, -1);
  else
    overpaint_server_set_busy (server, FALSE);

  ask_for_pictures (g_steal_pointer (&task));
}

/* Takes over the reference to @owned. A runner that makes another picture first lets everybody wait
 * without a word; so it is asked something short before.
 */
static void
ask_whether_busy (GTask *owned)
{
  g_autoptr(OverpaintHttpRequest)  question = NULL;
  OverpaintServer                 *server   = g_task_get_source_object (owned);

  question = overpaint_server_ask_name (server, "version", overpaint_server_get_probe_timeout (server));
  overpaint_http_send_async (overpaint_server_get_http (server), question, g_task_get_cancellable (owned),
                             runner_came, owned);
}

/**
 * overpaint_livepeer_generate_async: (skip)
 * @server: a server that speaks Livepeer's way
 * @variation: the request of one picture, resolved, with its own seed
 * @model: what is known of its model
 * @png: the picture
 * @cancellable: (nullable): to end it early
 * @callback: called when the pictures are there, or will not come
 * @data: given to @callback
 *
 * Asks for one variation and fetches what the answer names: pictures that it holds
 * itself (data:), that lie on the server, or elsewhere. See
 * [method@Overpaint.Server.generate_async].
 *
 * A cancel closes the connection. A runner makes the picture all the same; the message of
 * %G_IO_ERROR_CANCELLED says so, and the next picture is told to wait for it.
 */
void
overpaint_livepeer_generate_async (OverpaintServer      *server,
                                   OverpaintRequest     *variation,
                                   const OverpaintModel *model,
                                   GBytes               *png,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              data)
{
  g_autoptr(GTask)                 task     = NULL;
  g_autoptr(GUri)                  target   = NULL;
  g_autoptr(OverpaintHttpRequest)  question = NULL;
  GError                          *error    = NULL;
  Generation                      *generation;

  task = g_task_new (server, cancellable, callback, data);
  g_task_set_source_tag (task, overpaint_livepeer_generate_async);
  g_task_set_check_cancellable (task, FALSE);

  if (g_task_return_error_if_cancelled (task))
    return;

  generation            = g_new0 (Generation, 1);
  generation->variation = overpaint_request_ref (variation);
  generation->images    = g_ptr_array_new_with_free_func ((GDestroyNotify) overpaint_reply_image_free);
  generation->seed      = overpaint_request_get_integer (variation, "seed");
  g_task_set_task_data (task, generation, generation_free);

  target   = overpaint_address_append (overpaint_server_get_uri (server),
                                       overpaint_request_get_pipeline (variation)->name);
  question = overpaint_server_ask (server, target);
  overpaint_http_request_set_limit (question, MOST_REPLY_BYTES);

  if (! overpaint_livepeer_form_fill (question, overpaint_server_get_kind (server), variation,
                                      model, png, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  generation->question = g_steal_pointer (&question);

  if (overpaint_server_is_busy (server))
    ask_whether_busy (g_steal_pointer (&task));
  else
    ask_for_pictures (g_steal_pointer (&task));
}

/**
 * overpaint_livepeer_generate_finish: (skip)
 * @server: the server
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type OverpaintReplyImage): at least one
 *   picture, or %NULL with @error set
 */
GPtrArray *
overpaint_livepeer_generate_finish (OverpaintServer  *server,
                                    GAsyncResult     *result,
                                    GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, server), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
