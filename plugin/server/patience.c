/* patience.c: asking again, politely
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "patience.h"

struct _OverpaintPatience
{
  GObject        parent_instance;

  OverpaintHttp *http;
  guint          retry_pause;  /* milliseconds */
  gint64         closed_until; /* monotonic, microseconds; nothing is sent before */
};

enum
{
  PROP_0,
  PROP_RETRY_PAUSE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* A sending: owned by its GTask. While it waits, the task is owned by its source. */
typedef struct
{
  OverpaintHttpRequest *request;
  guint                 tries;
  gint64                not_before; /* monotonic, microseconds */
} Sending;

G_DEFINE_FINAL_TYPE (OverpaintPatience, overpaint_patience, G_TYPE_OBJECT)

static void send_or_wait (GTask *task);

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  overpaint_http_request_unref (sending->request);
  g_free (sending);
}

static gboolean
waited (gpointer data)
{
  send_or_wait (g_object_ref (data));

  return G_SOURCE_REMOVE;
}

/* The cancellable is a child of the clock: whichever is first wakes the one source. */
static void
wait_until (GTask  *task,
            gint64  moment)
{
  GCancellable       *cancellable = g_task_get_cancellable (task);
  gint64              left        = MAX (moment - g_get_monotonic_time (), 0);
  g_autoptr(GSource)  source      = NULL;

  source = g_timeout_source_new ((guint) ((left + 999) / 1000));
  g_source_set_static_name (source, "[overpaint] patience");
  g_source_set_callback (source, waited, g_object_ref (task), g_object_unref);

  if (cancellable != NULL)
    {
      g_autoptr(GSource) cancel = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (cancel);
      g_source_add_child_source (source, cancel);
    }

  g_source_attach (source, g_task_get_context (task));
}

/* Says until when @reply asks for patience, or 0 where it does not. */
static gint64
judge (OverpaintPatience        *self,
       const OverpaintHttpReply *reply,
       guint                     tries)
{
  gint64 now = g_get_monotonic_time ();
  gint64 seconds;
  gint64 pause;

  if (reply->status != 429 && reply->status != 503)
    return 0;

  seconds = overpaint_http_reply_get_retry_after (reply, g_get_real_time () / G_USEC_PER_SEC);
  if (seconds > OVERPAINT_PATIENCE_MOST_SECONDS)
    return 0;

  pause = (gint64) self->retry_pause * 1000 * (tries > 1 ? 4 : 1);

  return now + MAX (seconds * G_USEC_PER_SEC, pause);
}

static void
answer_came (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GTask)               task    = data;
  g_autoptr(OverpaintHttpReply)  reply   = NULL;
  GError                        *error   = NULL;
  OverpaintPatience             *self    = g_task_get_source_object (task);
  Sending                       *sending = g_task_get_task_data (task);

  reply = overpaint_http_send_finish (OVERPAINT_HTTP (source), result, &error);

  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  sending->not_before = judge (self, reply, sending->tries);

  if (reply->status == 429)
    self->closed_until = MAX (self->closed_until, sending->not_before);

  if (sending->not_before == 0 || sending->tries >= OVERPAINT_PATIENCE_TRIES)
    {
      g_task_return_pointer (task, g_steal_pointer (&reply),
                             (GDestroyNotify) overpaint_http_reply_free);
      return;
    }

  send_or_wait (g_steal_pointer (&task));
}

/* Takes over the reference to @owned. */
static void
send_or_wait (GTask *owned)
{
  g_autoptr(GTask)   task    = owned;
  OverpaintPatience *self    = g_task_get_source_object (task);
  Sending           *sending = g_task_get_task_data (task);
  gint64             moment  = MAX (self->closed_until, sending->not_before);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (moment > g_get_monotonic_time ())
    {
      wait_until (task, moment);
      return;
    }

  sending->tries++;

  overpaint_http_send_async (self->http, sending->request, g_task_get_cancellable (task),
                             answer_came, g_object_ref (task));
}

static void
overpaint_patience_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  OverpaintPatience *self = OVERPAINT_PATIENCE (object);

  switch (prop_id)
    {
    case PROP_RETRY_PAUSE:
      g_value_set_uint (value, self->retry_pause);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
overpaint_patience_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  OverpaintPatience *self = OVERPAINT_PATIENCE (object);

  switch (prop_id)
    {
    case PROP_RETRY_PAUSE:
      self->retry_pause = g_value_get_uint (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
overpaint_patience_finalize (GObject *object)
{
  OverpaintPatience *self = OVERPAINT_PATIENCE (object);

  g_clear_object (&self->http);

  G_OBJECT_CLASS (overpaint_patience_parent_class)->finalize (object);
}

static void
overpaint_patience_class_init (OverpaintPatienceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = overpaint_patience_get_property;
  object_class->set_property = overpaint_patience_set_property;
  object_class->finalize     = overpaint_patience_finalize;

  /**
   * OverpaintPatience:retry-pause:
   *
   * How long to wait at least before asking again, in milliseconds; the second time
   * four times as long. Tests make it short.
   */
  properties[PROP_RETRY_PAUSE] =
    g_param_spec_uint ("retry-pause", NULL, NULL, 0, 60000, 1000,
                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
overpaint_patience_init (OverpaintPatience *self)
{
}

/**
 * overpaint_patience_new:
 * @http: what sends the questions
 *
 * Makes the way in to one server.
 *
 * Returns: (transfer full): the way in
 */
OverpaintPatience *
overpaint_patience_new (OverpaintHttp *http)
{
  OverpaintPatience *self;

  g_return_val_if_fail (OVERPAINT_IS_HTTP (http), NULL);

  self       = g_object_new (OVERPAINT_TYPE_PATIENCE, NULL);
  self->http = g_object_ref (http);

  return self;
}

/**
 * overpaint_patience_send_async:
 * @patience: the way in to a server
 * @request: what to ask
 * @cancellable: (nullable): to end it early, at once, waiting or not
 * @callback: called when the answer is there, or will not come
 * @data: given to @callback
 *
 * Sends a question, and sends it again where the server asks for patience.
 */
void
overpaint_patience_send_async (OverpaintPatience    *patience,
                               OverpaintHttpRequest *request,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              data)
{
  g_autoptr(GTask)  task = NULL;
  Sending          *sending;

  g_return_if_fail (OVERPAINT_IS_PATIENCE (patience));
  g_return_if_fail (request != NULL);

  task = g_task_new (patience, cancellable, callback, data);
  g_task_set_source_tag (task, overpaint_patience_send_async);

  sending          = g_new0 (Sending, 1);
  sending->request = overpaint_http_request_ref (request);
  g_task_set_task_data (task, sending, sending_free);

  send_or_wait (g_steal_pointer (&task));
}

/**
 * overpaint_patience_send_finish:
 * @patience: the way in to a server
 * @result: what the callback was given
 * @error: return location for an error of %OVERPAINT_HTTP_ERROR, or
 *   %G_IO_ERROR_CANCELLED
 *
 * Takes the answer: the first that is neither 429 nor 503, or the last one.
 *
 * Returns: (transfer full) (nullable): the answer, or %NULL with @error set
 */
OverpaintHttpReply *
overpaint_patience_send_finish (OverpaintPatience  *patience,
                                GAsyncResult       *result,
                                GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, patience), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
