/* server.h: the practice server: its settings, its faults, its log
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "exchange.h"
#include "fault.h"
#include "painting.h"

G_BEGIN_DECLS

/**
 * PracticeRole:
 * @PRACTICE_ROLE_RUNNER: one model, one request at a time
 * @PRACTICE_ROLE_GATEWAY: a go-livepeer gateway
 * @PRACTICE_ROLE_STUDIO: Livepeer Studio
 * @PRACTICE_ROLE_SD_SERVER: sd-server of stable-diffusion.cpp, and the first of the local ones
 * @PRACTICE_ROLE_FORGE: Stable Diffusion WebUI Forge
 * @PRACTICE_ROLE_A1111: AUTOMATIC1111's web UI
 * @PRACTICE_ROLE_SDNEXT: SD.Next
 * @PRACTICE_ROLE_KOBOLDCPP: KoboldCpp
 *
 * Whom the server stands in for.
 */
typedef enum
{
  PRACTICE_ROLE_RUNNER,
  PRACTICE_ROLE_GATEWAY,
  PRACTICE_ROLE_STUDIO,
  PRACTICE_ROLE_SD_SERVER,
  PRACTICE_ROLE_FORGE,
  PRACTICE_ROLE_A1111,
  PRACTICE_ROLE_SDNEXT,
  PRACTICE_ROLE_KOBOLDCPP
} PracticeRole;

/**
 * PracticeServer:
 * @soup: the HTTP server
 * @role: whom it stands in for
 * @paint: how it paints
 * @token: (nullable): the token that is right; %NULL for none or any
 * @model: the model that a runner has loaded
 * @addresses: (nullable): "data", "relative", "absolute" or "glued"; %NULL for the role's own
 * @delay: milliseconds that each picture takes
 * @origin: its own scheme, host and port
 * @elsewhere: the same under another name: another origin to a careful client
 * @faults: what will go wrong
 * @exchanges: every request since the log was cleared
 * @next_id: of the next request
 * @waiting: what a runner has not begun yet
 * @working: whether a runner is busy
 * @pictures: what a gateway keeps, by path
 * @log: (nullable): the file that each finished request is added to
 * @local: what the local roles know besides
 *
 * Everything that the process knows. There is one; the roles can be changed while it runs,
 * so that one process serves a whole suite.
 */
typedef struct
{
  SoupServer    *soup;
  PracticeRole   role;
  PracticePaint  paint;
  gchar         *token;
  gchar         *model;
  gchar         *addresses;
  guint          delay;
  gchar         *origin;
  gchar         *elsewhere;
  GQueue         faults;
  GPtrArray     *exchanges;
  guint          next_id;
  GQueue         waiting;
  gboolean       working;
  GHashTable    *pictures;
  gchar         *log;
  struct _PracticeLocal *local;
} PracticeServer;

PracticeServer * practice_server_new      (void);
void             practice_server_free     (PracticeServer   *server);

gboolean         practice_server_listen   (PracticeServer   *server,
                                           guint             port,
                                           GTlsCertificate  *certificate,
                                           GError          **error);

gboolean         practice_server_set_role  (PracticeServer  *server,
                                            const gchar     *name);
gboolean         practice_server_set_paint (PracticeServer  *server,
                                            const gchar     *name);
gboolean         practice_server_set_addresses (PracticeServer *server,
                                                const gchar    *name);
void             practice_server_set_token (PracticeServer  *server,
                                            const gchar     *token);
void             practice_server_set_model (PracticeServer  *server,
                                            const gchar     *model);
void             practice_server_set_log   (PracticeServer  *server,
                                            const gchar     *path);

void             practice_server_send     (SoupServerMessage *message,
                                           PracticeReply     *reply);
void             practice_server_conclude (PracticeExchange  *exchange,
                                           PracticeReply     *reply);

G_END_DECLS
