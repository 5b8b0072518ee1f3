/* worker-office.h: starting and stopping workers, for the windows
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "worker-plan.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_WORKER_OFFICE (overpaint_worker_office_get_type ())

#define OVERPAINT_WORKER_OFFICE_ERROR (overpaint_worker_office_error_quark ())

/**
 * OverpaintWorkerOfficeError:
 * @OVERPAINT_WORKER_OFFICE_ERROR_MUST_DOWNLOAD: a container's image is not on this computer, and nobody has
 *   allowed its download
 *
 * Why a worker was not started, where the windows have something to ask.
 */
typedef enum
{
  OVERPAINT_WORKER_OFFICE_ERROR_MUST_DOWNLOAD
} OverpaintWorkerOfficeError;

/**
 * OverpaintWorkerActivity:
 * @OVERPAINT_WORKER_RESTING: nothing runs
 * @OVERPAINT_WORKER_BEGINNING: it is being fetched or started
 * @OVERPAINT_WORKER_RUNNING: it answers
 * @OVERPAINT_WORKER_ENDING: it is being stopped
 * @OVERPAINT_WORKER_BROKEN: it does not run, and something went wrong
 *
 * What a worker does.
 */
typedef enum
{
  OVERPAINT_WORKER_RESTING,
  OVERPAINT_WORKER_BEGINNING,
  OVERPAINT_WORKER_RUNNING,
  OVERPAINT_WORKER_ENDING,
  OVERPAINT_WORKER_BROKEN
} OverpaintWorkerActivity;

/**
 * OverpaintWorkerNews:
 * @activity: what it does
 * @text: the same as a sentence; of one that is broken also why, the likely remedy and its last lines
 * @fraction: how far that is, 0..1; negative where nobody knows
 *
 * How a worker is doing, as the windows show it.
 */
typedef struct
{
  OverpaintWorkerActivity  activity;
  gchar                   *text;
  gdouble                  fraction;
} OverpaintWorkerNews;

/**
 * OverpaintWorkerOfficeInterface:
 * @check_async: checks that there is what a plan needs; nothing is started but "--list-devices"
 * @check_finish: what was found, as sentences, also what to expect ("It paints on the CPU: ..."); the
 *   error says what is lacking, in words
 * @save: keeps a plan as a server of that name (@old_name is %NULL for a new one)
 * @start_async: starts the worker of the server of that name, or joins the one that runs; @may_pull
 *   is the artist's word that a container's image may be downloaded. Cancelled, it ends what it began
 * @start_finish: whether it answers; the error says why not, the likely remedy and its last lines, or is
 *   %OVERPAINT_WORKER_OFFICE_ERROR_MUST_DOWNLOAD
 * @stop_async: stops it, whoever started it
 * @stop_finish: whether nothing runs any more
 * @get_news: (nullable): how it is doing, as far as is known here; %NULL where that server is none of ours
 *
 * Workers that Overpaint starts itself, as the windows see them. The signal
 * #OverpaintWorkerOffice::news with the server's name tells that the news changed.
 */
G_DECLARE_INTERFACE (OverpaintWorkerOffice, overpaint_worker_office, OVERPAINT, WORKER_OFFICE, GObject)

struct _OverpaintWorkerOfficeInterface
{
  GTypeInterface parent_interface;

  void                  (* check_async)  (OverpaintWorkerOffice      *self,
                                          const OverpaintWorkerPlan  *plan,
                                          GCancellable               *cancellable,
                                          GAsyncReadyCallback         callback,
                                          gpointer                    user_data);
  gchar               * (* check_finish) (OverpaintWorkerOffice      *self,
                                          GAsyncResult               *result,
                                          GError                    **error);
  gboolean              (* save)         (OverpaintWorkerOffice      *self,
                                          const gchar                *old_name,
                                          const gchar                *name,
                                          const OverpaintWorkerPlan  *plan,
                                          GError                    **error);

  void                  (* start_async)  (OverpaintWorkerOffice      *self,
                                          const gchar                *name,
                                          gboolean                    may_pull,
                                          GCancellable               *cancellable,
                                          GAsyncReadyCallback         callback,
                                          gpointer                    user_data);
  gboolean              (* start_finish) (OverpaintWorkerOffice      *self,
                                          GAsyncResult               *result,
                                          GError                    **error);
  void                  (* stop_async)   (OverpaintWorkerOffice      *self,
                                          const gchar                *name,
                                          GCancellable               *cancellable,
                                          GAsyncReadyCallback         callback,
                                          gpointer                    user_data);
  gboolean              (* stop_finish)  (OverpaintWorkerOffice      *self,
                                          GAsyncResult               *result,
                                          GError                    **error);
  OverpaintWorkerNews * (* get_news)     (OverpaintWorkerOffice      *self,
                                          const gchar                *name);
};

GQuark overpaint_worker_office_error_quark (void);

void   overpaint_worker_news_free          (OverpaintWorkerNews *news);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintWorkerNews, overpaint_worker_news_free)

G_END_DECLS
