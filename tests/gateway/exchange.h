/* exchange.h: one request and what became of it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "fault.h"
#include "form.h"
#include "reply.h"

G_BEGIN_DECLS

/**
 * PracticeExchange:
 * @id: counts up from 1
 * @message: (nullable): libsoup's side of it, while it lives
 * @method: "GET", "POST"...
 * @path: without the query, decoded
 * @query: (nullable): what followed the question mark
 * @headers: (element-type utf8 utf8): lower-case names, and values
 * @authorization: (nullable): of the headers
 * @parts: (nullable) (element-type PracticePart): where the body is a form
 * @problem: (nullable): why it is none that can be read
 * @body: all of it, as it came
 * @json: (nullable): where the body is JSON
 * @notes: (element-type utf8): what was done with it and does not show in the answer
 * @paints: whether it asks for a picture
 * @in_flight: how many that do so were under way when it came, itself counted
 * @status: what it was answered; 0 for nothing
 * @started: when it came, in milliseconds of the monotonic clock
 * @finished: when the answer was out or the connection was gone; 0 for not yet
 * @gone: whether the client went before it was answered
 * @answered: whether an answer has been handed to libsoup
 * @fault: (nullable): what went wrong with it, on demand
 * @reply: (nullable): what it will be answered
 *
 * One request and what became of it: an entry of the log.
 */
typedef struct
{
  guint              id;
  SoupServerMessage *message;
  gchar             *method;
  gchar             *path;
  gchar             *query;
  GHashTable        *headers;
  const gchar       *authorization;
  GPtrArray         *parts;
  const gchar       *problem;
  GBytes            *body;
  JsonNode          *json;
  GPtrArray         *notes;
  gboolean           paints;
  guint              in_flight;
  guint              status;
  gint64             started;
  gint64             finished;
  gboolean           gone;
  gboolean           answered;
  PracticeFault     *fault;
  PracticeReply     *reply;
  gpointer           server;
  guint              departure;
} PracticeExchange;

PracticeExchange * practice_exchange_new    (SoupServerMessage *message,
                                             const gchar       *path,
                                             guint              id);
PracticeExchange * practice_exchange_ref    (PracticeExchange  *exchange);
void               practice_exchange_unref  (PracticeExchange  *exchange);

const gchar      * practice_exchange_prompt (PracticeExchange  *exchange);
GBytes           * practice_exchange_image  (PracticeExchange  *exchange);
void               practice_exchange_note   (PracticeExchange  *exchange,
                                             const gchar       *format,
                                             ...) G_GNUC_PRINTF (2, 3);
void               practice_exchange_note_all (PracticeExchange *exchange,
                                             const gchar       *word,
                                             GPtrArray         *texts);
JsonNode         * practice_exchange_to_node (PracticeExchange *exchange);

G_END_DECLS
