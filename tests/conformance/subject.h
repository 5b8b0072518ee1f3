/* subject.h: the server that is tried, and how it is asked
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "http.h"
#include "pixels.h"
#include "server.h"

G_BEGIN_DECLS

/* What a request is made of where a case says nothing else. */
#define CONFORM_STEPS    8
#define CONFORM_STRENGTH 0.5
#define CONFORM_SEED     4321

/**
 * ConformWish:
 * @address: the server's address, as it was typed
 * @kind: which kind it ought to be; %OVERPAINT_SERVER_UNKNOWN where nobody says
 * @token: (nullable): its token
 * @model: (nullable): the model to ask for
 * @lora: (nullable): a LoRA that it has
 * @patience: how long a picture may take, in seconds
 *
 * What is known of a server before it is asked.
 */
typedef struct
{
  const gchar         *address;
  OverpaintServerKind  kind;
  const gchar         *token;
  const gchar         *model;
  const gchar         *lora;
  guint                patience;
} ConformWish;

/**
 * ConformSubject:
 * @wish: what was said of it
 * @server: what asks it, as the plug-in does
 * @http: what asks it past all dialects
 * @uri: its address
 * @found: which kind it seemed to be
 * @reached: whether it answered
 * @surveyed: whether it said what it can do
 * @error: (nullable): why it did not
 * @practice: whether it is the practice server, which keeps a log
 * @model_id: the model that is asked for
 * @model: what is known of that
 * @lora: (nullable): a LoRA that it has
 * @cancellable: ends everything
 * @base: (nullable): a picture of %CONFORM_SEED, once one was made
 * @base_seed: the seed that the server said it had
 * @facts: (nullable): what was seen of one request's fields, once one was made
 *
 * The server that is tried.
 */
typedef struct
{
  ConformWish           wish;
  OverpaintServer      *server;
  OverpaintHttp        *http;
  GUri                 *uri;
  OverpaintServerKind   found;
  gboolean              reached;
  gboolean              surveyed;
  GError               *error;
  gboolean              practice;
  gchar                *model_id;
  const OverpaintModel *model;
  gchar                *lora;
  GCancellable         *cancellable;
  OverpaintPixels      *base;
  gint64                base_seed;
  GHashTable           *facts;
} ConformSubject;

ConformSubject       * conform_subject_new      (const ConformWish     *wish,
                                                 GCancellable          *cancellable,
                                                 GError               **error);
void                   conform_subject_free     (ConformSubject        *subject);
void                   conform_subject_open     (ConformSubject        *subject);

OverpaintServerKind    conform_subject_get_kind (ConformSubject        *subject);
gboolean               conform_subject_is_local (ConformSubject        *subject);

OverpaintRequest     * conform_subject_request  (ConformSubject        *subject,
                                                 const gchar           *values,
                                                 GError               **error);
OverpaintHttpReply   * conform_subject_ask      (ConformSubject        *subject,
                                                 const gchar           *name,
                                                 const gchar           *json,
                                                 GError               **error);
void                   conform_subject_set      (ConformSubject        *subject,
                                                 const gchar           *settings);
JsonObject           * conform_subject_log      (ConformSubject        *subject,
                                                 guint                 *n_painted);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConformSubject, conform_subject_free)

G_END_DECLS
