/* server-holder.h: whoever sees to it that a server runs
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define OVERPAINT_TYPE_SERVER_HOLDER (overpaint_server_holder_get_type ())

/**
 * OverpaintServerHolderInterface:
 * @open_async: sees to it that the server runs and answers; at once where it is open already
 * @open_finish: the server's address, which may be another each time; the error says why there is none
 * @explain_async: tells what stands behind an error of a picture, where the server may have ended; with
 *   @goes_on a picture was stopped that the server still makes, and may be ended for that. It cannot be
 *   cancelled, and is called while open
 * @explain_finish: (transfer full): an error to show, the same one where nothing more is known; and whether the
 *   picture is still being made
 * @close: the server is not needed any more until it is opened again
 * @get_news: (nullable): what is waited for in open_async(), as a sentence; else %NULL
 * @get_steps: how many steps of the picture that the server makes are done, and of how many; %FALSE where
 *   nobody knows
 * @ends_to_stop: whether a picture that is stopped, and cannot be interrupted, is ended with the server
 *
 * Sees to it that a server runs while it is needed. A server that has a holder has no address of its own.
 *
 * The signal "news" tells that what get_news() or get_steps() say has changed.
 */
G_DECLARE_INTERFACE (OverpaintServerHolder, overpaint_server_holder, OVERPAINT, SERVER_HOLDER, GObject)

struct _OverpaintServerHolderInterface
{
  GTypeInterface parent_interface;

  void     (* open_async)     (OverpaintServerHolder  *self,
                               GCancellable           *cancellable,
                               GAsyncReadyCallback     callback,
                               gpointer                data);
  gchar  * (* open_finish)    (OverpaintServerHolder  *self,
                               GAsyncResult           *result,
                               GError                **error);
  void     (* explain_async)  (OverpaintServerHolder  *self,
                               const GError           *error,
                               gboolean                goes_on,
                               GAsyncReadyCallback     callback,
                               gpointer                data);
  GError * (* explain_finish) (OverpaintServerHolder  *self,
                               GAsyncResult           *result,
                               gboolean               *goes_on);
  void     (* close)          (OverpaintServerHolder  *self);

  gchar  * (* get_news)       (OverpaintServerHolder  *self);
  gboolean (* get_steps)      (OverpaintServerHolder  *self,
                               guint                  *step,
                               guint                  *n_steps);
  gboolean (* ends_to_stop)   (OverpaintServerHolder  *self);
};

void     overpaint_server_holder_open_async     (OverpaintServerHolder  *self,
                                                 GCancellable           *cancellable,
                                                 GAsyncReadyCallback     callback,
                                                 gpointer                data);
gchar  * overpaint_server_holder_open_finish    (OverpaintServerHolder  *self,
                                                 GAsyncResult           *result,
                                                 GError                **error);
void     overpaint_server_holder_explain_async  (OverpaintServerHolder  *self,
                                                 const GError           *error,
                                                 gboolean                goes_on,
                                                 GAsyncReadyCallback     callback,
                                                 gpointer                data);
GError * overpaint_server_holder_explain_finish (OverpaintServerHolder  *self,
                                                 GAsyncResult           *result,
                                                 gboolean               *goes_on);
void     overpaint_server_holder_close          (OverpaintServerHolder  *self);
gchar  * overpaint_server_holder_get_news       (OverpaintServerHolder  *self);
gboolean overpaint_server_holder_get_steps      (OverpaintServerHolder  *self,
                                                 guint                  *step,
                                                 guint                  *n_steps);
gboolean overpaint_server_holder_ends_to_stop   (OverpaintServerHolder  *self);

G_END_DECLS
