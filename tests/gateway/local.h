/* local.h: the servers that artists run themselves: what is set, and who answers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server.h"
#include "work.h"

G_BEGIN_DECLS

/**
 * PracticeLora:
 * @name: of its file, without the suffix
 * @alias: what its header calls it
 * @path: of its file, in the folder of LoRAs
 */
typedef struct
{
  const gchar *name;
  const gchar *alias;
  const gchar *path;
} PracticeLora;

/**
 * PracticeLocal:
 * @workshop: the one card
 * @samples_format: "png", "jpg" or "webp": what the user of a web UI saves pictures as
 * @background: "#rrggbb", what the user of a web UI has put under transparent pictures
 * @api: whether a web UI was started with --api
 * @native: whether an sd-server is new enough for /sdcpp
 * @auth: (nullable): "user:password"
 * @lora_folder: where a web UI says that its LoRAs lie
 * @queue: how many jobs an sd-server takes
 * @job_seconds: how long it keeps finished ones
 * @models: names of models; an sd-server has the first
 * @model: (nullable): the one that a web UI has loaded; %NULL for the first
 * @listed: whether somebody has asked this sd-server for its LoRAs yet
 * @jobs: (element-type PracticeNativeJob): of an sd-server
 * @next_job: number of the next
 * @interrupted: whether a web UI's last work was stopped
 * @skipped: whether a round of it was skipped
 *
 * What the local roles know besides #PracticeServer.
 */
typedef struct _PracticeLocal
{
  PracticeWorkshop  *workshop;
  gchar             *samples_format;
  gchar             *background;
  gboolean           api;
  gboolean           native;
  gchar             *auth;
  gchar             *lora_folder;
  guint              queue;
  guint              job_seconds;
  gchar            **models;
  gchar             *model;
  gboolean           listed;
  GPtrArray         *jobs;
  guint              next_job;
  gboolean           interrupted;
  gboolean           skipped;
} PracticeLocal;

PracticeLocal       * practice_local_new      (void);
void                  practice_local_free     (PracticeLocal    *local);
void                  practice_local_restart  (PracticeLocal    *local);

gboolean              practice_local_knows    (const gchar      *setting);
gboolean              practice_local_set      (PracticeLocal    *local,
                                               const gchar      *setting,
                                               JsonNode         *value);

gboolean              practice_local_is       (PracticeRole      role);
gboolean              practice_local_paints   (PracticeExchange *exchange);
PracticeReply       * practice_local_answer   (PracticeServer   *server,
                                               PracticeExchange *exchange);
PracticeReply       * practice_local_error    (PracticeServer   *server,
                                               guint             status,
                                               const gchar      *text);

const PracticeLora  * practice_local_loras    (guint            *n_loras);
const PracticeLora  * practice_local_find_lora (const gchar     *text);
const gchar         * practice_local_model    (PracticeLocal    *local);
gchar               * practice_local_hash     (const gchar      *name);
gchar               * practice_local_title    (const gchar      *name);

PracticeReply       * practice_sdcpp_answer   (PracticeServer   *server,
                                               PracticeExchange *exchange);
PracticeReply       * practice_webui_answer   (PracticeServer   *server,
                                               PracticeExchange *exchange);
PracticeReply       * practice_kobold_answer  (PracticeServer   *server,
                                               PracticeExchange *exchange);

G_END_DECLS
