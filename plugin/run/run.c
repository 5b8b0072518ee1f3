/* run.c: one source times N variations, observed as it fills
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "catalogue.h"
#include "run-private.h"
#include "server.h"

G_DEFINE_FINAL_TYPE (OverpaintRun, overpaint_run, G_TYPE_OBJECT)

static guint changed_signal;

static void
overpaint_run_finalize (GObject *object)
{
  OverpaintRun *self = OVERPAINT_RUN (object);

  g_clear_object (&self->server);
  g_clear_pointer (&self->request, overpaint_request_unref);
  g_clear_pointer (&self->axis, overpaint_axis_unref);
  g_clear_pointer (&self->pixels, overpaint_pixels_unref);
  g_clear_pointer (&self->sent, overpaint_sent_picture_unref);
  g_clear_pointer (&self->variations, g_ptr_array_unref);
  g_clear_pointer (&self->settled, g_hash_table_unref);
  g_clear_pointer (&self->errands, g_ptr_array_unref);

  G_OBJECT_CLASS (overpaint_run_parent_class)->finalize (object);
}

static void
overpaint_run_class_init (OverpaintRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = overpaint_run_finalize;

  /**
   * OverpaintRun::changed:
   * @self: the run
   *
   * A variation has been asked for, has arrived, has failed, waits again, or came as an extra.
   */
  changed_signal = g_signal_new ("changed", OVERPAINT_TYPE_RUN, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * OverpaintRun::progress:
   * @self: the run
   * @variation: one of its variations
   *
   * The server has said how far a picture is; at most ten times a second for each.
   */
  g_signal_new ("progress", OVERPAINT_TYPE_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, OVERPAINT_TYPE_VARIATION);
}

static void
overpaint_run_init (OverpaintRun *self)
{
  self->settled = g_hash_table_new (NULL, NULL);
  self->errands = g_ptr_array_new ();
}

/**
 * overpaint_run_new:
 * @server: whom to ask
 * @request: a settled request, see overpaint_request_resolve()
 * @axis: (nullable): several values of one field, with each of which all seeds are painted
 * @pixels: what was taken out of the layer, in 3 or 4 channels; immutable from now on
 * @error: return location for an #OverpaintAxisError, such as
 *   %OVERPAINT_AXIS_ERROR_TOO_MANY_PICTURES, or an #OverpaintRequestError where a value and the
 *   request do not go together
 *
 * The variations lie in the order in which they are asked for: for the first value all seeds, then
 * for the next. Pictures that a server adds come after them.
 *
 * Returns: (transfer full) (nullable): a run that has not been started; never %NULL without an axis
 */
OverpaintRun *
overpaint_run_new (OverpaintServer   *server,
                   OverpaintRequest  *request,
                   OverpaintAxis     *axis,
                   OverpaintPixels   *pixels,
                   GError           **error)
{
  GPtrArray    *variations = overpaint_run_grid_new (request, axis, error);
  OverpaintRun *self;

  if (variations == NULL)
    return NULL;

  self = g_object_new (OVERPAINT_TYPE_RUN, NULL);

  self->server     = g_object_ref (server);
  self->request    = overpaint_request_ref (request);
  self->axis       = axis != NULL ? overpaint_axis_ref (axis) : NULL;
  self->model      = overpaint_catalogue_lookup (overpaint_request_get_text (request, "model"));
  self->pixels     = overpaint_pixels_ref (pixels);
  self->variations = variations;
  overpaint_run_hear (self);

  return self;
}

/**
 * overpaint_run_emit_changed: (skip)
 * @self: a run
 *
 * Says that one of its variations is another than it was.
 */
void
overpaint_run_emit_changed (OverpaintRun *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* What this start has brought: a picture, or the first of the reasons why there is none. */
static gboolean
overpaint_run_judge (OverpaintRun  *self,
                     GError       **error)
{
  const GError *reason = NULL;
  guint         i;

  for (i = 0; i < self->variations->len; i++)
    {
      OverpaintVariation *variation = g_ptr_array_index (self->variations, i);

      if (g_hash_table_contains (self->settled, variation))
        continue;

      if (overpaint_variation_get_state (variation) == OVERPAINT_VARIATION_DONE)
        return TRUE;

      if (reason == NULL)
        reason = overpaint_variation_get_error (variation);
    }

  if (reason == NULL)
    return ! g_cancellable_set_error_if_cancelled (g_task_get_cancellable (self->task), error);

  g_propagate_error (error, g_error_copy (reason));

  return FALSE;
}

static void
overpaint_run_note_settled (OverpaintRun *self)
{
  guint i;

  for (i = 0; i < self->variations->len; i++)
    {
      OverpaintVariation *variation = g_ptr_array_index (self->variations, i);

      if (overpaint_variation_get_state (variation) != OVERPAINT_VARIATION_WAITING)
        g_hash_table_add (self->settled, variation);
    }
}

/**
 * overpaint_run_end: (skip)
 * @self: a run of which nothing is waited for any more
 *
 * Ends it. The task is returned by hand, never by its own cancellable: what had arrived before a
 * stop is kept.
 */
void
overpaint_run_end (OverpaintRun *self)
{
  g_autoptr (GTask)  task    = NULL;
  g_autoptr (GError) error   = NULL;
  gboolean           brought = overpaint_run_judge (self, &error);

  overpaint_run_note_settled (self);

  task         = g_steal_pointer (&self->task);
  self->asking = FALSE;
  self->ended  = g_get_monotonic_time ();
  overpaint_server_rest (self->server);

  if (self->stopping != NULL)
    {
      g_source_destroy (self->stopping);
      g_clear_pointer (&self->stopping, g_source_unref);
    }

  if (brought)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Each picture has a cancellable of its own, so that one can be stopped alone. They are told from
 * the main context, not from within the cancel: what it ends may let go of what it is ending.
 */
static gboolean
on_stopped (GCancellable *cancellable,
            gpointer      data)
{
  g_autoptr (OverpaintRun) self = g_object_ref (data);

  overpaint_run_stop_all (self);
  overpaint_run_emit_changed (self);

  return G_SOURCE_REMOVE;
}

static void
overpaint_run_watch (OverpaintRun *self,
                     GCancellable *cancellable)
{
  if (cancellable == NULL)
    return;

  self->stopping = g_cancellable_source_new (cancellable);
  g_source_set_static_name (self->stopping, "Overpaint run");
  g_source_set_callback (self->stopping, G_SOURCE_FUNC (on_stopped), self, NULL);
  g_source_attach (self->stopping, g_task_get_context (self->task));
}

/**
 * overpaint_run_start_async:
 * @self: a run
 * @cancellable: (nullable): stops it; what had arrived by then is kept
 * @callback: called when nothing is waited for any more
 * @user_data: for @callback
 *
 * Makes the PNG, finds out what kind of server it is, and asks for each variation that waits, as
 * many at a time as the server takes. A run that has ended may be started again, for what has been
 * put back by overpaint_run_retry(); the PNG is made once only.
 */
void
overpaint_run_start_async (OverpaintRun        *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (OVERPAINT_IS_RUN (self));
  g_return_if_fail (self->task == NULL);

  self->begun = g_get_monotonic_time ();
  self->ended = 0;
  self->met   = FALSE;

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, overpaint_run_start_async);
  g_task_set_check_cancellable (self->task, FALSE);
  overpaint_run_watch (self, cancellable);

  overpaint_run_prepare (self);
}

/**
 * overpaint_run_start_finish:
 * @self: a run
 * @result: the callback's
 * @error: return location for the first picture's error
 *
 * Says what this start has brought, whatever an earlier one did.
 *
 * Returns: %TRUE where at least one picture came, or nothing was waited for; otherwise @error says
 *   why there is none, %G_IO_ERROR_CANCELLED where it was stopped before the first came
 */
gboolean
overpaint_run_start_finish (OverpaintRun  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * overpaint_run_is_going:
 * @self: a run
 *
 * Returns: whether it has been started and has not ended since
 */
gboolean
overpaint_run_is_going (OverpaintRun *self)
{
  return self->task != NULL;
}

/**
 * overpaint_run_get_server:
 * @self: a run
 *
 * Returns: (transfer none): who is asked
 */
OverpaintServer *
overpaint_run_get_server (OverpaintRun *self)
{
  return self->server;
}

/**
 * overpaint_run_get_request:
 * @self: a run
 *
 * Returns: (transfer none): the settled request that it was made of, without the axis' values
 */
OverpaintRequest *
overpaint_run_get_request (OverpaintRun *self)
{
  return self->request;
}

/**
 * overpaint_run_get_axis:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): the values with each of which all seeds are painted
 */
OverpaintAxis *
overpaint_run_get_axis (OverpaintRun *self)
{
  return self->axis;
}

/**
 * overpaint_run_get_sent:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): what is sent now; %NULL until it has been made. What was sent for one
 *   picture says overpaint_variation_get_sent()
 */
const OverpaintSentPicture *
overpaint_run_get_sent (OverpaintRun *self)
{
  return self->sent;
}

/**
 * overpaint_run_get_n_variations:
 * @self: a run
 *
 * Returns: how many variations there are; it grows where a server sends more pictures
 *   than were asked for
 */
guint
overpaint_run_get_n_variations (OverpaintRun *self)
{
  return self->variations->len;
}

/**
 * overpaint_run_get_variation:
 * @self: a run
 * @index: which, from 0
 *
 * Returns: (transfer none): the variation
 */
OverpaintVariation *
overpaint_run_get_variation (OverpaintRun *self,
                             guint         index)
{
  g_return_val_if_fail (index < self->variations->len, NULL);

  return g_ptr_array_index (self->variations, index);
}

/**
 * overpaint_run_get_elapsed:
 * @self: a run
 *
 * Returns: how long it has been going on since it was last started, or went on then, in
 *   microseconds; 0 before it was started
 */
gint64
overpaint_run_get_elapsed (OverpaintRun *self)
{
  if (self->begun == 0)
    return 0;

  return (self->ended != 0 ? self->ended : g_get_monotonic_time ()) - self->begun;
}
