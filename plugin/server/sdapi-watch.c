/* sdapi-watch.c: whether a server is still there, and how far it is, while it paints
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sdapi-state.h"
#include "sdapi-watch.h"

/* So many questions in a row may stay without an answer: a model that is being loaded can keep a web
 * UI from everything else for half a minute.
 */
#define MOST_MISSES 10

/* Pauses between two questions, in those of the server: 1 s for a progress that is shown, 2 s else. */
#define PAUSES_TOLD   2
#define PAUSES_SILENT 4

struct _OverpaintSdapiWatch
{
  OverpaintServer    *server;
  OverpaintRequest   *variation;
  gchar              *task_id;
  gboolean            alone;
  OverpaintSdapiLost  lost;       /* NULL once the watch has ended */
  gpointer            data;
  GCancellable       *abort;
  GSource            *clock;      /* until the next question, or NULL */
  gboolean            answered;   /* whether any question was */
  guint               misses;     /* in a row */
};

static void tick (OverpaintSdapiWatch *watch);

static void
watch_clear (gpointer data)
{
  OverpaintSdapiWatch *watch = data;

  g_object_unref (watch->server);
  g_object_unref (watch->abort);
  overpaint_request_unref (watch->variation);
  g_free (watch->task_id);
}

static void
clear_clock (OverpaintSdapiWatch *watch)
{
  if (watch->clock != NULL)
    {
      g_source_destroy (watch->clock);
      g_clear_pointer (&watch->clock, g_source_unref);
    }
}

static void
tell (OverpaintSdapiWatch       *watch,
      const OverpaintSdapiState *state)
{
  gboolean ours = overpaint_sdapi_state_knows_tasks (watch->server) ? state->active
                                                                     : watch->alone && ! state->idle;

  overpaint_server_tell_progress (watch->server, watch->variation, ours ? 0 : -1, ours ? state->fraction : -1);
}

/* One that never answered while it paints may be of a kind that does not: nothing follows from that. */
static gboolean
is_lost (OverpaintSdapiWatch *watch,
         gboolean             replied)
{
  if (replied)
    {
      watch->answered = TRUE;
      watch->misses   = 0;
      return FALSE;
    }

  return ++watch->misses >= MOST_MISSES && watch->answered;
}

/* Takes over the reference to @data. */
static void
state_came (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  OverpaintSdapiWatch           *watch = data;
  g_autoptr(OverpaintHttpReply)  reply = overpaint_http_send_finish (OVERPAINT_HTTP (source), result, NULL);
  OverpaintSdapiState            state;

  if (watch->lost != NULL && is_lost (watch, reply != NULL))
    {
      watch->lost (watch->data);
    }
  else if (watch->lost != NULL)
    {
      if (reply != NULL && overpaint_sdapi_state_tells (watch->server) &&
          overpaint_sdapi_state_read (reply, &state))
        tell (watch, &state);

      /* Whoever hears of the progress may have ended it. */
      if (watch->lost != NULL)
        tick (watch);
    }

  g_rc_box_release_full (watch, watch_clear);
}

static gboolean
clock_fired (gpointer data)
{
  OverpaintSdapiWatch             *watch    = data;
  g_autoptr(OverpaintHttpRequest)  question = NULL;

  question = overpaint_sdapi_state_ask (watch->server, watch->task_id,
                                        overpaint_server_get_probe_timeout (watch->server));
  overpaint_http_send_async (overpaint_server_get_http (watch->server), question, watch->abort,
                             state_came, g_rc_box_acquire (watch));
  clear_clock (watch);

  return G_SOURCE_REMOVE;
}

static void
tick (OverpaintSdapiWatch *watch)
{
  guint pauses = overpaint_sdapi_state_tells (watch->server) ? PAUSES_TOLD : PAUSES_SILENT;

  watch->clock = g_timeout_source_new (overpaint_server_get_poll_pause (watch->server) * pauses);
  g_source_set_static_name (watch->clock, "[overpaint] progress");
  g_source_set_callback (watch->clock, clock_fired, watch, NULL);
  g_source_attach (watch->clock, g_main_context_get_thread_default ());
}

/**
 * overpaint_sdapi_watch_new: (skip)
 * @server: a server that has just been asked for a picture
 * @variation: the request of it
 * @task_id: what it is called there
 * @alone: whether the server had nothing to do before, so that what it makes now is this picture
 * @lost: called when it does not answer any more
 * @data: given to @lost
 *
 * Asks a server every second or two how far it is, or at least something. There is no limit to the
 * time that a picture may take; so whether anybody is there to make it is found out in this way. A
 * server that has answered while it painted, and then ten times in a row does not, is lost.
 *
 * Returns: (transfer full): the watch
 */
OverpaintSdapiWatch *
overpaint_sdapi_watch_new (OverpaintServer    *server,
                           OverpaintRequest   *variation,
                           const gchar        *task_id,
                           gboolean            alone,
                           OverpaintSdapiLost  lost,
                           gpointer            data)
{
  OverpaintSdapiWatch *watch = g_rc_box_new0 (OverpaintSdapiWatch);

  watch->server    = g_object_ref (server);
  watch->variation = overpaint_request_ref (variation);
  watch->task_id   = g_strdup (task_id);
  watch->alone     = alone;
  watch->lost      = lost;
  watch->data      = data;
  watch->abort     = g_cancellable_new ();

  tick (watch);

  return watch;
}

/**
 * overpaint_sdapi_watch_end: (skip)
 * @watch: (transfer full): a watch
 *
 * Ends it; nobody is called any more.
 */
void
overpaint_sdapi_watch_end (OverpaintSdapiWatch *watch)
{
  watch->lost = NULL;
  clear_clock (watch);
  g_cancellable_cancel (watch->abort);
  g_rc_box_release_full (watch, watch_clear);
}
