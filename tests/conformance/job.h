/* job.h: a picture that was asked for
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "subject.h"

G_BEGIN_DECLS

/**
 * ConformJob:
 * @subject: whose it is
 * @request: what was asked for
 * @cancellable: ends it alone
 * @result: (nullable): what came
 * @begun: when it was asked for, in microseconds
 * @ended: when @result came
 * @running: whether the server said that it works on it
 * @ahead: how many it said come first; -1 for nothing said
 * @fraction: how far it said that it is; -1 for nothing said
 *
 * A picture that was asked for.
 */
typedef struct
{
  ConformSubject   *subject;
  OverpaintRequest *request;
  GCancellable     *cancellable;
  GAsyncResult     *result;
  gint64            begun;
  gint64            ended;
  gboolean          running;
  gint              ahead;
  gdouble           fraction;

  /*< private >*/
  gulong            chained;
  gulong            hearing;
} ConformJob;

ConformJob      * conform_job_begin       (ConformSubject  *subject,
                                           const gchar     *values,
                                           GBytes          *png,
                                           GError         **error);
gboolean          conform_job_wait        (ConformJob      *job,
                                           guint            milliseconds);
gboolean          conform_job_await_start (ConformJob      *job,
                                           guint            milliseconds);
GPtrArray       * conform_job_finish      (ConformJob      *job,
                                           GError         **error);
OverpaintPixels * conform_job_picture     (ConformJob      *job,
                                           gint64          *seed,
                                           GError         **error);
void              conform_job_free        (ConformJob      *job);

GPtrArray       * conform_paint           (ConformSubject  *subject,
                                           const gchar     *values,
                                           GBytes          *png,
                                           GError         **error);
OverpaintPixels * conform_paint_one       (ConformSubject  *subject,
                                           const gchar     *values,
                                           GBytes          *png,
                                           gint64          *seed,
                                           GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConformJob, conform_job_free)

G_END_DECLS
