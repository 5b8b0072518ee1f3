/* order.h: pictures that a local server has taken on
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ask.h"
#include "local.h"

G_BEGIN_DECLS

typedef struct _PracticeOrder PracticeOrder;

typedef void (* PracticeOrderDone) (PracticeOrder *order,
                                    GPtrArray     *files);

/**
 * PracticeOrder:
 * @server: the server
 * @exchange: the request
 * @ask: what it asks for, ready to be painted
 * @amount: how far, 0 to 1
 * @request: (nullable): the request's own JSON
 * @model: the name of the model that paints
 * @over: whether it was meant to be painted over a picture
 * @note: (nullable): more for the text that goes into the files
 * @job: (nullable): the job that it stands for
 * @done: what is called with the files, (element-type GBytes)
 */
struct _PracticeOrder
{
  PracticeServer    *server;
  PracticeExchange  *exchange;
  PracticeAsk       *ask;
  gdouble            amount;
  JsonNode          *request;
  gchar             *model;
  gboolean           over;
  gchar             *note;
  gchar             *job;
  PracticeOrderDone  done;
};

PracticeOrder * practice_order_new      (PracticeServer    *server,
                                         PracticeExchange  *exchange,
                                         PracticeAsk       *ask,
                                         PracticeOrderDone  done);
void            practice_order_begin    (PracticeOrder     *order);
void            practice_order_free     (PracticeOrder     *order);

gchar         * practice_order_infotext (PracticeOrder     *order,
                                         gint               index);
void            practice_order_answer   (PracticeOrder     *order,
                                         GPtrArray         *files,
                                         JsonNode          *parameters,
                                         JsonObject        *info);
gchar         * practice_order_base64   (GBytes            *file);

G_END_DECLS
