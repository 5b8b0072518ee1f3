/* server-generate.c: the way from a server to the dialect that it speaks
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "livepeer.h"
#include "sdapi.h"
#include "sdcpp.h"
#include "server-private.h"

typedef struct
{
  OverpaintRequest     *variation;
  const OverpaintModel *model;
  GBytes               *png;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  overpaint_request_unref (question->variation);
  g_bytes_unref (question->png);
  g_free (question);
}

static void
explained (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(GTask)  task     = data;
  OverpaintServer  *server   = g_task_get_source_object (task);
  Question         *question = g_task_get_task_data (task);
  GError           *error;

  error = overpaint_server_holder_explain_finish (OVERPAINT_SERVER_HOLDER (source), result, &server->goes_on);

  if (server->goes_on)
    g_signal_emit_by_name (server, "left", question->variation);

  overpaint_server_set_busy (server, server->goes_on);
  g_task_return_error (task, error);
}

/* Takes over @images or @error. Whoever holds the server knows more of an error than the connection tells. */
static void
settle (GTask     *owned,
        GPtrArray *images,
        GError    *error)
{
  g_autoptr(GTask)  task   = owned;
  OverpaintServer  *server = g_task_get_source_object (task);

  if (images != NULL)
    {
      g_task_return_pointer (task, images, (GDestroyNotify) g_ptr_array_unref);
      return;
    }

  if (server->holder == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  overpaint_server_holder_explain_async (server->holder, error, server->goes_on, explained, g_steal_pointer (&task));
  g_error_free (error);
}

static void
job_came (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  GError    *error  = NULL;
  GPtrArray *images = overpaint_sdcpp_generate_finish (OVERPAINT_SERVER (source), result, &error);

  settle (data, images, error);
}

static void
answer_came (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  GError    *error  = NULL;
  GPtrArray *images = overpaint_sdapi_generate_finish (OVERPAINT_SERVER (source), result, &error);

  settle (data, images, error);
}

static void
pictures_came (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  GError    *error  = NULL;
  GPtrArray *images = overpaint_livepeer_generate_finish (OVERPAINT_SERVER (source), result, &error);

  settle (data, images, error);
}

/* Takes over the reference to @owned. */
static void
ask (GTask *owned)
{
  g_autoptr(GTask)     task        = owned;
  OverpaintServer     *server      = g_task_get_source_object (task);
  Question            *question    = g_task_get_task_data (task);
  GCancellable        *cancellable = g_task_get_cancellable (task);
  OverpaintServerKind  kind        = overpaint_server_get_kind (server);

  server->goes_on = FALSE;

  if (kind == OVERPAINT_SERVER_SD_SERVER)
    overpaint_sdcpp_generate_async (server, question->variation, question->model, question->png, cancellable,
                                    job_came, g_steal_pointer (&task));
  else if (overpaint_server_kind_is_local (kind))
    overpaint_sdapi_generate_async (server, question->variation, question->model, question->png, cancellable,
                                    answer_came, g_steal_pointer (&task));
  else
    overpaint_livepeer_generate_async (server, question->variation, question->model, question->png, cancellable,
                                       pictures_came, g_steal_pointer (&task));
}

static void
opened (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr(GTask)  task  = data;
  GError           *error = NULL;

  if (overpaint_server_open_finish (OVERPAINT_SERVER (source), result, &error))
    ask (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * overpaint_server_generate_async:
 * @server: a server
 * @variation: the request of one picture: resolved, with its own seed, and images 1
 * @model: what is known of its model
 * @png: the picture, 8-bit sRGB RGB PNG; shared, not copied
 * @cancellable: (nullable): to end it early, which answers at once
 * @callback: called when the pictures are there, or will not come
 * @data: given to @callback
 *
 * Asks for one variation and fetches what comes of it. A server that is busy (429, 503)
 * is asked again, twice at most, after the time that it names; while it has had too
 * many requests, all others of this server wait too.
 */
void
overpaint_server_generate_async (OverpaintServer      *server,
                                 OverpaintRequest     *variation,
                                 const OverpaintModel *model,
                                 GBytes               *png,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              data)
{
  GTask    *task;
  Question *question;

  g_return_if_fail (OVERPAINT_IS_SERVER (server));
  g_return_if_fail (variation != NULL && model != NULL && png != NULL);

  task = g_task_new (server, cancellable, callback, data);
  g_task_set_source_tag (task, overpaint_server_generate_async);
  /* Pictures that are here when it is ended are handed over all the same. */
  g_task_set_check_cancellable (task, FALSE);

  question            = g_new0 (Question, 1);
  question->variation = overpaint_request_ref (variation);
  question->model     = model;
  question->png       = g_bytes_ref (png);
  g_task_set_task_data (task, question, question_free);

  if (server->holder != NULL)
    overpaint_server_open_async (server, cancellable, opened, task);
  else
    ask (task);
}

/**
 * overpaint_server_generate_finish:
 * @server: a server
 * @result: what the callback was given
 * @error: return location for an error of %OVERPAINT_SERVER_ERROR or
 *   %OVERPAINT_HTTP_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Takes the pictures of one variation: one as a rule, more where the server sent
 * more. Where it sent several and some cannot be had, the others are handed over.
 *
 * Returns: (transfer full) (nullable) (element-type OverpaintReplyImage): at least one
 *   picture, or %NULL with @error set
 */
GPtrArray *
overpaint_server_generate_finish (OverpaintServer  *server,
                                  GAsyncResult     *result,
                                  GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, server), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
