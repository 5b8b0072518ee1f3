/* run-private.h: what the files of a run share
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "run.h"

G_BEGIN_DECLS

struct _OverpaintRun
{
  GObject               parent_instance;

  OverpaintServer      *server;
  OverpaintRequest     *request;
  OverpaintAxis        *axis;        /* NULL where there is one value only */
  const OverpaintModel *model;
  OverpaintPixels      *pixels;
  OverpaintSentPicture *sent;
  GPtrArray            *variations;  /* OverpaintVariation */
  GHashTable           *settled;     /* those that an earlier start has settled */

  GTask                *task;        /* while it runs */
  GSource              *stopping;    /* fires when it is stopped */
  GPtrArray            *errands;     /* what has been asked for and is not here yet */
  gboolean              preparing;   /* whether the PNG is being made, or the server asked what it is */
  gboolean              met;         /* whether the server has said what it is, since the start */
  gboolean              asking;      /* whether the server is known and the PNG is made */
  gdouble               expected;    /* how long a picture takes here, in seconds; 0 where nobody knows */
  gint                  greatest;    /* the longest side that is sent, in pixels; 0 for what suits the model */
  gint64                begun;       /* µs, monotonic; 0 before it was started */
  gint64                ended;       /* the same; 0 while it runs */
};

void         overpaint_run_emit_changed  (OverpaintRun     *self);
void         overpaint_run_end           (OverpaintRun     *self);

void         overpaint_run_prepare       (OverpaintRun     *self);

void         overpaint_run_advance       (OverpaintRun     *self);
void         overpaint_run_hear          (OverpaintRun     *self);
void         overpaint_run_fail_waiting  (OverpaintRun     *self,
                                          const GError     *error);
void         overpaint_run_stop_all      (OverpaintRun     *self);

GPtrArray  * overpaint_run_grid_new      (OverpaintRequest  *request,
                                          OverpaintAxis     *axis,
                                          GError           **error);

G_END_DECLS
