/* settings.h: the servers that the artist has configured
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define OVERPAINT_TYPE_SETTINGS (overpaint_settings_get_type ())
#define OVERPAINT_SETTINGS_ERROR (overpaint_settings_error_quark ())

/**
 * OverpaintSettingsError:
 * @OVERPAINT_SETTINGS_ERROR_UNREADABLE: the file is there and cannot be understood
 * @OVERPAINT_SETTINGS_ERROR_UNKNOWN_SERVER: no server has that name
 *
 * What can be wrong with settings.
 */
typedef enum
{
  OVERPAINT_SETTINGS_ERROR_UNREADABLE,
  OVERPAINT_SETTINGS_ERROR_UNKNOWN_SERVER
} OverpaintSettingsError;

/**
 * OverpaintServerEntry:
 * @name: what the artist calls it; the address itself where it was given as one
 * @address: its address
 * @kind: "runner", "gateway", "studio", or "unknown" where it has to be asked
 * @connect_timeout: seconds to wait for a connection
 * @request_timeout: seconds to wait for a picture
 * @parallel: pictures at once; 0 leaves it to the kind
 *
 * One configured server. It has no token: those are secrets.
 */
typedef struct
{
  gchar *name;
  gchar *address;
  gchar *kind;
  guint  connect_timeout;
  guint  request_timeout;
  guint  parallel;
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

void                   overpaint_server_entry_free     (OverpaintServerEntry  *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintServerEntry, overpaint_server_entry_free)

G_END_DECLS
