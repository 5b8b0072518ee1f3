/* sdcpp.h: a stand-in for sd-server of stable-diffusion.cpp
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "order.h"

G_BEGIN_DECLS

/**
 * PracticeNativeJob:
 * @id: by which it is asked about
 * @status: "queued", "generating", "completed", "failed" or "cancelled"
 * @created: seconds since 1970
 * @started: seconds since 1970; 0 for not yet
 * @completed: seconds since 1970; 0 for not yet
 * @ended: when it ended, in milliseconds of the monotonic clock
 * @expired: whether it is only remembered as gone
 * @format: of its pictures
 * @images: (element-type utf8): its pictures, base64
 * @error: (nullable): what went wrong, JSON
 * @order: (nullable): what is to be painted, until the card gets it
 *
 * One job of an sd-server.
 */
typedef struct
{
  gchar         *id;
  const gchar   *status;
  gint64         created;
  gint64         started;
  gint64         completed;
  gint64         ended;
  gboolean       expired;
  gchar         *format;
  GPtrArray     *images;
  gchar         *error;
  PracticeOrder *order;
} PracticeNativeJob;

void            practice_native_job_free    (PracticeNativeJob *job);
gboolean        practice_native_job_is_open (PracticeNativeJob *job);

PracticeReply * practice_sdcpp_error        (guint              status,
                                             const gchar       *text);
PracticeReply * practice_sdcpp_server_error (const gchar       *message);

PracticeReply * practice_sdcpp_job_begin    (PracticeServer    *server,
                                             PracticeExchange  *exchange);
PracticeReply * practice_sdcpp_job_answer   (PracticeServer    *server,
                                             PracticeExchange  *exchange);

PracticePicture *
                practice_sdcpp_decode       (GBytes            *bytes);
gboolean        practice_sdcpp_read_native  (PracticeAsk       *ask,
                                             JsonObject        *object,
                                             gboolean           confined);
gboolean        practice_sdcpp_obey         (PracticeAsk       *ask,
                                             PracticeExchange  *exchange);
gboolean        practice_sdcpp_resolve      (PracticeAsk       *ask);
gdouble         practice_sdcpp_amount       (const PracticeAsk *ask);
PracticeAsk   * practice_sdcpp_read_sdapi   (PracticeServer    *server,
                                             PracticeExchange  *exchange,
                                             gboolean           over,
                                             PracticeReply    **refusal);

G_END_DECLS
