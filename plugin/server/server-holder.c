/* server-holder.c: whoever sees to it that a server runs
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server-holder.h"

G_DEFINE_INTERFACE (OverpaintServerHolder, overpaint_server_holder, G_TYPE_OBJECT)

static void
overpaint_server_holder_default_init (OverpaintServerHolderInterface *iface)
{
  /**
   * OverpaintServerHolder::news:
   * @self: a holder
   *
   * What is waited for, or how far the picture is, has changed.
   */
  g_signal_new ("news", OVERPAINT_TYPE_SERVER_HOLDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/**
 * overpaint_server_holder_open_async:
 * @self: a holder
 * @cancellable: (nullable): to wait no longer
 * @callback: called when the server answers, or will not
 * @data: given to @callback
 *
 * Sees to it that the server runs and answers.
 */
void
overpaint_server_holder_open_async (OverpaintServerHolder *self,
                                    GCancellable          *cancellable,
                                    GAsyncReadyCallback    callback,
                                    gpointer               data)
{
  OVERPAINT_SERVER_HOLDER_GET_IFACE (self)->open_async (self, cancellable, callback, data);
}

/**
 * overpaint_server_holder_open_finish:
 * @self: a holder
 * @result: what the callback was given
 * @error: return location for why there is no server, as a sentence with a remedy
 *
 * Returns: (transfer full) (nullable): the server's address
 */
gchar *
overpaint_server_holder_open_finish (OverpaintServerHolder  *self,
                                     GAsyncResult           *result,
                                     GError                **error)
{
  return OVERPAINT_SERVER_HOLDER_GET_IFACE (self)->open_finish (self, result, error);
}

/**
 * overpaint_server_holder_explain_async:
 * @self: a holder that is open
 * @error: why a picture did not come
 * @goes_on: whether it was stopped, and the server makes it all the same
 * @callback: called when more is known, or nothing more will be
 * @data: given to @callback
 *
 * Finds out what stands behind an error.
 */
void
overpaint_server_holder_explain_async (OverpaintServerHolder *self,
                                       const GError          *error,
                                       gboolean               goes_on,
                                       GAsyncReadyCallback    callback,
                                       gpointer               data)
{
  OVERPAINT_SERVER_HOLDER_GET_IFACE (self)->explain_async (self, error, goes_on, callback, data);
}

/**
 * overpaint_server_holder_explain_finish:
 * @self: a holder
 * @result: what the callback was given
 * @goes_on: (out): whether the server still makes a picture that was stopped
 *
 * Returns: (transfer full): the error to show
 */
GError *
overpaint_server_holder_explain_finish (OverpaintServerHolder *self,
                                        GAsyncResult          *result,
                                        gboolean              *goes_on)
{
  return OVERPAINT_SERVER_HOLDER_GET_IFACE (self)->explain_finish (self, result, goes_on);
}

/**
 * overpaint_server_holder_close:
 * @self: a holder
 *
 * Says that the server is not needed for now.
 */
void
overpaint_server_holder_close (OverpaintServerHolder *self)
{
  OVERPAINT_SERVER_HOLDER_GET_IFACE (self)->close (self);
}

/**
 * overpaint_server_holder_get_news:
 * @self: a holder
 *
 * Returns: (transfer full) (nullable): what is waited for; %NULL where the server runs, or nobody waits
 */
gchar *
overpaint_server_holder_get_news (OverpaintServerHolder *self)
{
  return OVERPAINT_SERVER_HOLDER_GET_IFACE (self)->get_news (self);
}

/**
 * overpaint_server_holder_get_steps:
 * @self: a holder
 * @step: (out): how many steps of the picture that the server makes are done
 * @n_steps: (out): of how many
 *
 * Returns: whether that is known
 */
gboolean
overpaint_server_holder_get_steps (OverpaintServerHolder *self,
                                   guint                 *step,
                                   guint                 *n_steps)
{
  return OVERPAINT_SERVER_HOLDER_GET_IFACE (self)->get_steps (self, step, n_steps);
}

/**
 * overpaint_server_holder_ends_to_stop:
 * @self: a holder
 *
 * Returns: whether it ends the server where a picture is stopped that the server cannot interrupt
 */
gboolean
overpaint_server_holder_ends_to_stop (OverpaintServerHolder *self)
{
  return OVERPAINT_SERVER_HOLDER_GET_IFACE (self)->ends_to_stop (self);
}
