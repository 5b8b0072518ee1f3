/* http.c: questions to servers, many at a time, on the main context
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib-unix.h>

#include "http.h"
#include "http-transfer.h"

struct _OverpaintHttp
{
  GObject       parent_instance;

  CURLM        *multi;
  GMainContext *context;
  GSource      *timer;    /* when libcurl wants to be called again, or NULL */
  GHashTable   *sockets;  /* file descriptor -> its GSource */
};

/* A sending: owned by its GTask, which is owned by the multi handle's private
 * pointer as long as the transfer is under way.
 */
typedef struct
{
  OverpaintHttpTransfer *transfer;
  GSource               *cancel;
} Sending;

G_DEFINE_FINAL_TYPE (OverpaintHttp, overpaint_http, G_TYPE_OBJECT)

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  overpaint_http_transfer_free (sending->transfer);
  g_free (sending);
}

static void
source_destroy (gpointer data)
{
  GSource *source = data;

  g_source_destroy (source);
  g_source_unref (source);
}

/* Takes the sending out of libcurl's hands and hands back what it was owned by.
 * Never to be called from inside one of libcurl's callbacks.
 */
static GTask *
take_task (OverpaintHttp *self,
           CURL          *easy)
{
  GTask   *task = NULL;
  Sending *sending;

  curl_easy_getinfo (easy, CURLINFO_PRIVATE, &task);
  sending = g_task_get_task_data (task);

  curl_multi_remove_handle (self->multi, easy);

  if (sending->cancel != NULL)
    g_clear_pointer (&sending->cancel, source_destroy);

  return task;
}

static void
collect_finished (OverpaintHttp *self)
{
  CURLMsg *message;
  int      left;

  while ((message = curl_multi_info_read (self->multi, &left)) != NULL)
    {
      g_autoptr(GTask)    task  = NULL;
      GError             *error = NULL;
      OverpaintHttpReply *reply;
      Sending            *sending;
      CURLcode            code;

      if (message->msg != CURLMSG_DONE)
        continue;

      /* The message is gone when the handle is. */
      code    = message->data.result;
      task    = take_task (self, message->easy_handle);
      sending = g_task_get_task_data (task);
      reply   = overpaint_http_transfer_get_reply (sending->transfer, code, &error);

      if (reply != NULL)
        g_task_return_pointer (task, reply, (GDestroyNotify) overpaint_http_reply_free);
      else
        g_task_return_error (task, error);
    }
}

static void
act (OverpaintHttp *self,
     curl_socket_t  socket,
     int            events)
{
  g_autoptr(OverpaintHttp) alive = g_object_ref (self);
  int                      running;

  curl_multi_socket_action (self->multi, socket, events, &running);
  collect_finished (self);
}

static gboolean
timer_fired (gpointer data)
{
  OverpaintHttp *self = data;

  g_clear_pointer (&self->timer, source_destroy);
  act (self, CURL_SOCKET_TIMEOUT, 0);

  return G_SOURCE_REMOVE;
}

static int
timer_changed (CURLM *multi,
               long   milliseconds,
               void  *data)
{
  OverpaintHttp *self = data;

  g_clear_pointer (&self->timer, source_destroy);

  if (milliseconds < 0)
    return 0;

  self->timer = g_timeout_source_new ((guint) MIN (milliseconds, G_MAXINT));
  g_source_set_static_name (self->timer, "[overpaint] http timer");
  g_source_set_callback (self->timer, timer_fired, self, NULL);
  g_source_attach (self->timer, self->context);

  return 0;
}

static gboolean
socket_ready (gint         fd,
              GIOCondition condition,
              gpointer     data)
{
  int events = 0;

  if (condition & G_IO_IN)
    events |= CURL_CSELECT_IN;
  if (condition & G_IO_OUT)
    events |= CURL_CSELECT_OUT;
  if (condition & (G_IO_ERR | G_IO_HUP | G_IO_NVAL))
    events |= CURL_CSELECT_ERR;

  act (data, fd, events);

  /* Whether the socket is still watched is socket_changed()'s to say. */
  return G_SOURCE_CONTINUE;
}

static int
socket_changed (CURL          *easy,
                curl_socket_t  socket,
                int            what,
                void          *data,
                void          *socket_data)
{
  OverpaintHttp *self      = data;
  GIOCondition   condition = 0;
  GSource       *source;

  g_hash_table_remove (self->sockets, GINT_TO_POINTER (socket));

  if (what == CURL_POLL_REMOVE)
    return 0;

  if (what == CURL_POLL_IN || what == CURL_POLL_INOUT)
    condition |= G_IO_IN;
  if (what == CURL_POLL_OUT || what == CURL_POLL_INOUT)
    condition |= G_IO_OUT;

  source = g_unix_fd_source_new (socket, condition);
  g_source_set_static_name (source, "[overpaint] http socket");
  g_source_set_callback (source, G_SOURCE_FUNC (socket_ready), self, NULL);
  g_source_attach (source, self->context);

  g_hash_table_insert (self->sockets, GINT_TO_POINTER (socket), source);

  return 0;
}

static void
overpaint_http_finalize (GObject *object)
{
  OverpaintHttp *self = OVERPAINT_HTTP (object);

  /* Each task holds a reference, so nothing is under way. Connections that are kept
   * still close here, and tell their sockets so.
   */
  curl_multi_cleanup (self->multi);

  g_clear_pointer (&self->timer, source_destroy);
  g_clear_pointer (&self->sockets, g_hash_table_unref);
  g_clear_pointer (&self->context, g_main_context_unref);

  G_OBJECT_CLASS (overpaint_http_parent_class)->finalize (object);
}

static void
overpaint_http_class_init (OverpaintHttpClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = overpaint_http_finalize;

  curl_global_init (CURL_GLOBAL_DEFAULT);
}

static void
overpaint_http_init (OverpaintHttp *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->sockets = g_hash_table_new_full (NULL, NULL, NULL, source_destroy);
  self->multi   = curl_multi_init ();

  curl_multi_setopt (self->multi, CURLMOPT_TIMERFUNCTION, timer_changed);
  curl_multi_setopt (self->multi, CURLMOPT_TIMERDATA, self);
  curl_multi_setopt (self->multi, CURLMOPT_SOCKETFUNCTION, socket_changed);
  curl_multi_setopt (self->multi, CURLMOPT_SOCKETDATA, self);
}

/**
 * overpaint_http_new:
 *
 * Makes a sender on the thread's default main context.
 *
 * Returns: (transfer full): the sender
 */
OverpaintHttp *
overpaint_http_new (void)
{
  return g_object_new (OVERPAINT_TYPE_HTTP, NULL);
}

static gboolean
cancelled (GCancellable *cancellable,
           gpointer      data)
{
  Sending          *sending = g_task_get_task_data (data);
  g_autoptr(GTask)  task    = NULL;
  OverpaintHttp    *self    = g_task_get_source_object (data);

  task = take_task (self, overpaint_http_transfer_get_easy (sending->transfer));
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

/**
 * overpaint_http_send_async:
 * @http: a sender
 * @request: what to ask
 * @cancellable: (nullable): to end it early
 * @callback: called when the whole answer is there, or will not come
 * @data: given to @callback
 *
 * Sends a question. A cancel answers at once with %G_IO_ERROR_CANCELLED and closes
 * the connection, wherever the transfer stands; a server may paint on regardless.
 */
void
overpaint_http_send_async (OverpaintHttp        *http,
                           OverpaintHttpRequest *request,
                           GCancellable         *cancellable,
                           GAsyncReadyCallback   callback,
                           gpointer              data)
{
  g_autoptr(GTask)  task  = NULL;
  GError           *error = NULL;
  Sending          *sending;
  CURL             *easy;

  g_return_if_fail (OVERPAINT_IS_HTTP (http));
  g_return_if_fail (request != NULL);

  task = g_task_new (http, cancellable, callback, data);
  g_task_set_source_tag (task, overpaint_http_send_async);

  if (g_task_return_error_if_cancelled (task))
    return;

  sending           = g_new0 (Sending, 1);
  sending->transfer = overpaint_http_transfer_new (request, &error);

  if (sending->transfer == NULL)
    {
      g_free (sending);
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, sending, sending_free);

  easy = overpaint_http_transfer_get_easy (sending->transfer);
  curl_easy_setopt (easy, CURLOPT_PRIVATE, task);

  if (curl_multi_add_handle (http->multi, easy) != CURLM_OK)
    {
      g_task_return_new_error_literal (task, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_OTHER,
                                       curl_easy_strerror (CURLE_FAILED_INIT));
      return;
    }

  if (cancellable != NULL)
    {
      sending->cancel = g_cancellable_source_new (cancellable);
      g_source_set_static_name (sending->cancel, "[overpaint] http cancel");
      g_source_set_callback (sending->cancel, G_SOURCE_FUNC (cancelled), task, NULL);
      g_source_attach (sending->cancel, http->context);
    }

  /* take_task() gives this reference back. */
  g_steal_pointer (&task);
}

/**
 * overpaint_http_send_finish:
 * @http: a sender
 * @result: what the callback was given
 * @error: return location for an error of %OVERPAINT_HTTP_ERROR, or
 *   %G_IO_ERROR_CANCELLED
 *
 * Takes the answer, of whatever status.
 *
 * Returns: (transfer full) (nullable): the answer, or %NULL with @error set
 */
OverpaintHttpReply *
overpaint_http_send_finish (OverpaintHttp  *http,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, http), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
