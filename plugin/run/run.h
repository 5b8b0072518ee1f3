/* run.h: one source times N variations, observed as it fills
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "axis.h"
#include "sent-picture.h"
#include "variation.h"

G_BEGIN_DECLS

/* Declared here again, so that a window that shows a run sees no server. */
typedef struct _OverpaintServer OverpaintServer;

#define OVERPAINT_TYPE_RUN (overpaint_run_get_type ())

/**
 * OverpaintRun:
 *
 * One run: a source's pixels, a settled request, a server, and as many variations as the request
 * asks for, for each value of its axis where it has one. It emits #OverpaintRun::changed with each
 * picture's step from one state to the next, and #OverpaintRun::progress while a picture is painted.
 */
G_DECLARE_FINAL_TYPE (OverpaintRun, overpaint_run, OVERPAINT, RUN, GObject)

OverpaintRun               * overpaint_run_new            (OverpaintServer      *server,
                                                           OverpaintRequest     *request,
                                                           OverpaintAxis        *axis,
                                                           OverpaintPixels      *pixels,
                                                           GError              **error);

void                         overpaint_run_start_async    (OverpaintRun         *self,
                                                           GCancellable         *cancellable,
                                                           GAsyncReadyCallback   callback,
                                                           gpointer              user_data);
gboolean                     overpaint_run_start_finish   (OverpaintRun         *self,
                                                           GAsyncResult         *result,
                                                           GError              **error);
gboolean                     overpaint_run_is_going       (OverpaintRun         *self);
void                         overpaint_run_stop_variation (OverpaintRun         *self,
                                                           OverpaintVariation   *variation);
void                         overpaint_run_retry          (OverpaintRun         *self,
                                                           OverpaintVariation   *variation);

gboolean                     overpaint_run_get_smaller    (OverpaintRun         *self,
                                                           OverpaintVariation   *variation,
                                                           gint                 *width,
                                                           gint                 *height);
gboolean                     overpaint_run_retry_smaller  (OverpaintRun         *self,
                                                           OverpaintVariation   *variation);
void                         overpaint_run_report_steps   (OverpaintRun         *self,
                                                           guint                 step,
                                                           guint                 n_steps);

OverpaintServer            * overpaint_run_get_server     (OverpaintRun         *self);
OverpaintRequest           * overpaint_run_get_request    (OverpaintRun         *self);
OverpaintAxis              * overpaint_run_get_axis       (OverpaintRun         *self);
const OverpaintSentPicture * overpaint_run_get_sent       (OverpaintRun         *self);
guint                        overpaint_run_get_n_variations (OverpaintRun       *self);
OverpaintVariation         * overpaint_run_get_variation  (OverpaintRun         *self,
                                                           guint                 index);
gint64                       overpaint_run_get_elapsed    (OverpaintRun         *self);

G_END_DECLS
