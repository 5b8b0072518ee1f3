/* finder.c: looking for workers on this computer
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "address.h"
#include "finder.h"
#include "recognition.h"
#include "http.h"

#define USUAL_TIMEOUT 1000
#define MOST_PORTS    32

/* Small servers keep five connections in the queue (cpp-httplib, Python's http.server). Those that
 * find it full are tried again by the system after a second, when it is too late.
 */
#define MOST_AT_ONCE 4

/* sd-server; web UIs, with their page and without; KoboldCpp; ai-runner, by itself and below
 * a go-livepeer orchestrator.
 */
static const guint usual_ports[] = { 1234, 7860, 7861, 5001, 8000, 8100 };

static const gchar * const hosts[] = { "127.0.0.1", "::1" };

struct _OverpaintFinder
{
  GObject parent_instance;

  OverpaintHttp *http;
  GArray        *known_ports;
  guint          timeout;
};

G_DEFINE_FINAL_TYPE (OverpaintFinder, overpaint_finder, G_TYPE_OBJECT)

/* One address that is asked. */
typedef struct
{
  GUri                 *address;
  guint                 port;
  OverpaintRecognition *recognition;
  guint                 next_question;
  guint                 n_waiting;
} Place;

typedef struct
{
  GPtrArray *places;
  gint64     deadline;
  guint      n_waiting;
} Search;

/* One question under way. */
typedef struct
{
  GTask *task;
  Place *place;
  guint  question;
} Asked;

static void ask_more (GTask *task,
                      Place *place);

static void
place_free (gpointer data)
{
  Place *place = data;

  g_uri_unref (place->address);
  overpaint_recognition_free (place->recognition);
  g_free (place);
}

static void
search_free (gpointer data)
{
  Search *search = data;

  g_ptr_array_unref (search->places);
  g_free (search);
}

static void
overpaint_finder_finalize (GObject *object)
{
  OverpaintFinder *self = OVERPAINT_FINDER (object);

  g_clear_object (&self->http);
  g_array_unref (self->known_ports);

  G_OBJECT_CLASS (overpaint_finder_parent_class)->finalize (object);
}

static void
overpaint_finder_class_init (OverpaintFinderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = overpaint_finder_finalize;
}

static void
overpaint_finder_init (OverpaintFinder *self)
{
  self->http        = overpaint_http_new ();
  self->known_ports = g_array_new (FALSE, FALSE, sizeof (guint));
  self->timeout     = USUAL_TIMEOUT;

  g_array_append_vals (self->known_ports, usual_ports, G_N_ELEMENTS (usual_ports));
}

/**
 * overpaint_finder_new:
 *
 * Makes a finder on the thread's default main context.
 *
 * Returns: (transfer full): the finder
 */
OverpaintFinder *
overpaint_finder_new (void)
{
  return g_object_new (OVERPAINT_TYPE_FINDER, NULL);
}

/**
 * overpaint_finder_use_ports:
 * @finder: a finder
 * @known_ports: (nullable) (array length=n_known_ports): ports to ask instead of the known ones
 * @n_known_ports: how many
 */
void
overpaint_finder_use_ports (OverpaintFinder *finder,
                            const guint     *known_ports,
                            guint            n_known_ports)
{
  g_return_if_fail (OVERPAINT_IS_FINDER (finder));

  g_array_set_size (finder->known_ports, 0);
  if (n_known_ports > 0)
    g_array_append_vals (finder->known_ports, known_ports, n_known_ports);
}

/**
 * overpaint_finder_use: (skip)
 * @finder: a finder
 * @known_ports: (array length=n_known_ports): ports to ask instead of the known ones
 * @n_known_ports: how many
 * @timeout: how long to wait, in milliseconds, above 0
 */
void
overpaint_finder_use (OverpaintFinder *finder,
                      const guint     *known_ports,
                      guint            n_known_ports,
                      guint            timeout)
{
  g_return_if_fail (OVERPAINT_IS_FINDER (finder) && timeout > 0);

  overpaint_finder_use_ports (finder, known_ports, n_known_ports);
  finder->timeout = timeout;
}

/* A server that listens on both addresses is one. */
static gboolean
is_same (const OverpaintFoundWorker *one,
         const OverpaintFoundWorker *other)
{
  return g_strcmp0 (one->kind, other->kind) == 0 && one->state == other->state &&
         g_strcmp0 (one->name, other->name) == 0 && g_strcmp0 (one->model, other->model) == 0 &&
         one->n_models == other->n_models;
}

/* Places stand port by port, those of one port beside each other. */
static GPtrArray *
judge_all (Search *search)
{
  g_autoptr (GPtrArray)  usable    = NULL;
  g_autoptr (GPtrArray)  others    = NULL;
  OverpaintFoundWorker  *last      = NULL;
  guint                  last_port = 0;
  guint                  i;

  usable = g_ptr_array_new_with_free_func ((GDestroyNotify) overpaint_found_worker_free);
  others = g_ptr_array_new ();

  for (i = 0; i < search->places->len; i++)
    {
      Place                           *place  = g_ptr_array_index (search->places, i);
      g_autoptr (OverpaintFoundWorker) worker = overpaint_recognition_judge (place->recognition);

      if (worker == NULL || (last != NULL && last_port == place->port && is_same (last, worker)))
        continue;

      worker->address = overpaint_address_get_origin (place->address);
      last            = worker;
      last_port       = place->port;

      g_ptr_array_add (overpaint_found_worker_is_usable (last) ? usable : others, g_steal_pointer (&worker));
    }

  g_ptr_array_extend_and_steal (usable, g_steal_pointer (&others));

  return g_steal_pointer (&usable);
}

static void
answer_came (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autofree Asked               *asked  = data;
  g_autoptr (GTask)               task   = asked->task;
  g_autoptr (OverpaintHttpReply)  reply  = NULL;
  g_autoptr (GError)              error  = NULL;
  Search                         *search = g_task_get_task_data (task);

  reply = overpaint_http_send_finish (OVERPAINT_HTTP (source), result, &error);

  if (reply != NULL)
    overpaint_recognition_take_reply (asked->place->recognition, asked->question, reply);
  else
    overpaint_recognition_take_error (asked->place->recognition, asked->question, error);

  asked->place->n_waiting--;
  search->n_waiting--;

  /* Where nobody listens nothing more is asked. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)) ||
      g_error_matches (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_NO_CONNECTION))
    asked->place->next_question = OVERPAINT_N_QUESTIONS;
  else
    ask_more (task, asked->place);

  if (search->n_waiting > 0 || g_task_return_error_if_cancelled (task))
    return;

  g_task_return_pointer (task, judge_all (search), (GDestroyNotify) g_ptr_array_unref);
}

static void
ask (GTask *task,
     Place *place,
     guint  question,
     guint  timeout)
{
  OverpaintFinder                 *self    = g_task_get_source_object (task);
  Search                          *search  = g_task_get_task_data (task);
  Asked                           *asked   = g_new0 (Asked, 1);
  g_autoptr (GUri)                 target  = NULL;
  g_autoptr (OverpaintHttpRequest) request = NULL;

  target  = overpaint_address_append (place->address, overpaint_recognition_get_path (question));
  request = overpaint_http_request_new (target);
  overpaint_http_request_set_timeouts (request, timeout, timeout);
  overpaint_http_request_set_limit (request, overpaint_recognition_get_limit (question));

  asked->task     = g_object_ref (task);
  asked->place    = place;
  asked->question = question;
  place->n_waiting++;
  search->n_waiting++;

  overpaint_http_send_async (self->http, request, g_task_get_cancellable (task), answer_came, asked);
}

static void
ask_more (GTask *task,
          Place *place)
{
  Search *search = g_task_get_task_data (task);
  gint64  left   = (search->deadline - g_get_monotonic_time ()) / 1000;

  while (place->n_waiting < MOST_AT_ONCE && place->next_question < OVERPAINT_N_QUESTIONS)
    {
      guint question = place->next_question++;

      if (left > 0)
        ask (task, place, question, (guint) left);
      else
        overpaint_recognition_take_timeout (place->recognition, question);
    }
}

static void
add_port (Search *search,
          guint   port)
{
  guint i;

  if (port == 0 || port > G_MAXUINT16 || search->places->len >= MOST_PORTS * G_N_ELEMENTS (hosts))
    return;

  for (i = 0; i < search->places->len; i++)
    if (((Place *) g_ptr_array_index (search->places, i))->port == port)
      return;

  for (i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      Place *place = g_new0 (Place, 1);

      place->port        = port;
      place->address     = g_uri_build (G_URI_FLAGS_NONE, "http", NULL, hosts[i], (gint) port, "/", NULL, NULL);
      place->recognition = overpaint_recognition_new ();
      g_ptr_array_add (search->places, place);
    }
}

/**
 * overpaint_finder_find_async:
 * @finder: a finder
 * @ports: (nullable) (array length=n_ports): more ports to ask, such as those of the artist's own servers
 * @n_ports: how many; of all ports, the known ones among them, 32 are asked
 * @cancellable: (nullable): to end it early
 * @callback: called when all have answered, or a second is over
 * @data: given to @callback
 *
 * Looks for workers on this computer.
 */
void
overpaint_finder_find_async (OverpaintFinder     *finder,
                             const guint         *ports,
                             guint                n_ports,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             data)
{
  g_autoptr (GTask)  task   = NULL;
  Search            *search = NULL;
  guint              i;

  g_return_if_fail (OVERPAINT_IS_FINDER (finder));
  g_return_if_fail (ports != NULL || n_ports == 0);

  task = g_task_new (finder, cancellable, callback, data);
  g_task_set_source_tag (task, overpaint_finder_find_async);

  search         = g_new0 (Search, 1);
  search->places = g_ptr_array_new_with_free_func (place_free);
  g_task_set_task_data (task, search, search_free);

  for (i = 0; i < finder->known_ports->len; i++)
    add_port (search, g_array_index (finder->known_ports, guint, i));
  for (i = 0; i < n_ports; i++)
    add_port (search, ports[i]);

  if (search->places->len == 0)
    {
      g_task_return_pointer (task, judge_all (search), (GDestroyNotify) g_ptr_array_unref);
      return;
    }

  search->deadline = g_get_monotonic_time () + (gint64) finder->timeout * 1000;
  for (i = 0; i < search->places->len; i++)
    ask_more (task, g_ptr_array_index (search->places, i));
}

/**
 * overpaint_finder_find_finish:
 * @finder: a finder
 * @result: what the callback was given
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type OverpaintFoundWorker): the workers, those that
 *   can be used before the others, else by port; empty where there are none; %NULL with @error set
 */
GPtrArray *
overpaint_finder_find_finish (OverpaintFinder  *finder,
                              GAsyncResult     *result,
                              GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, finder), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
