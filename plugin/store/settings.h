/* settings.h: the servers that the artist has configured
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "worker-plan.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_SETTINGS (overpaint_settings_get_type ())
#define OVERPAINT_SETTINGS_ERROR (overpaint_settings_error_quark ())

/* What is usual, in seconds. Ten minutes: a gateway may start a container and load a model first. */
#define OVERPAINT_SETTINGS_CONNECT_TIMEOUT 10
#define OVERPAINT_SETTINGS_REQUEST_TIMEOUT 600

/**
 * OverpaintSettingsError:
 * @OVERPAINT_SETTINGS_ERROR_UNREADABLE: the file is there and cannot be understood
 * @OVERPAINT_SETTINGS_ERROR_UNKNOWN_SERVER: no server has that name
 * @OVERPAINT_SETTINGS_ERROR_NAME: a name that no server can have, or that another one has
 * @OVERPAINT_SETTINGS_ERROR_VALUE: another value that cannot be kept
 * @OVERPAINT_SETTINGS_ERROR_UNWRITABLE: the file cannot be written
 *
 * What can be wrong with settings.
 */
typedef enum
{
  OVERPAINT_SETTINGS_ERROR_UNREADABLE,
  OVERPAINT_SETTINGS_ERROR_UNKNOWN_SERVER,
  OVERPAINT_SETTINGS_ERROR_NAME,
  OVERPAINT_SETTINGS_ERROR_VALUE,
  OVERPAINT_SETTINGS_ERROR_UNWRITABLE
} OverpaintSettingsError;

/**
 * OverpaintServerEntry:
 * @name: what the artist calls it; the address itself where it was given as one
 * @address: its address; "" where @plan is given
 * @kind: "runner", "gateway", "studio", or "unknown" where it has to be asked
 * @connect_timeout: seconds to wait for a connection
 * @request_timeout: seconds to wait for a picture
 * @parallel: pictures at once; 0 leaves it to the kind
 * @price: US dollars per input pixel per picture, 0..1; 0 where it costs nothing
 * @is_own: whether the artist's file has it
 * @is_ready_made: whether Overpaint brings a server of this name along
 * @plan: (nullable): how its worker is started, where Overpaint does that
 * @problem: (nullable): what the artist's file has wrong with it, as a sentence
 *
 * One configured server. It has no token: those are secrets.
 */
typedef struct
{
  gchar    *name;
  gchar    *address;
  gchar    *kind;
  guint     connect_timeout;
  guint     request_timeout;
  guint     parallel;
  gdouble   price;
  gboolean  is_own;
  gboolean  is_ready_made;

  OverpaintWorkerPlan *plan;

  gchar    *problem;
} OverpaintServerEntry;

/**
 * OverpaintSettings:
 *
 * What is configured: the ready-made servers, and what the artist's own file adds.
 */
G_DECLARE_FINAL_TYPE (OverpaintSettings, overpaint_settings, OVERPAINT, SETTINGS, GObject)

GQuark                 overpaint_settings_error_quark  (void);

OverpaintSettings    * overpaint_settings_new          (const gchar           *path,
                                                        GError               **error);
OverpaintServerEntry * overpaint_settings_find_server  (OverpaintSettings     *self,
                                                        const gchar           *name_or_address,
                                                        GError               **error);
GPtrArray            * overpaint_settings_list_servers (OverpaintSettings     *self);
gchar                * overpaint_settings_get_default  (OverpaintSettings     *self);
gboolean               overpaint_settings_is_untouched (OverpaintSettings     *self);

gboolean               overpaint_settings_set_server   (OverpaintSettings     *self,
                                                        const gchar           *old_name,
                                                        const OverpaintServerEntry *entry,
                                                        GError               **error);
gboolean               overpaint_settings_remove_server (OverpaintSettings    *self,
                                                        const gchar           *name,
                                                        GError               **error);
gboolean               overpaint_settings_set_default  (OverpaintSettings     *self,
                                                        const gchar           *name,
                                                        GError               **error);

gdouble                overpaint_settings_usual_price  (const gchar           *kind);

void                   overpaint_server_entry_free     (OverpaintServerEntry  *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintServerEntry, overpaint_server_entry_free)

G_END_DECLS
