/* server-kind.h: which kind of server answers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define OVERPAINT_TYPE_SERVER_KIND (overpaint_server_kind_get_type ())

/**
 * OverpaintServerKind:
 * @OVERPAINT_SERVER_UNKNOWN: not known yet ("unknown")
 * @OVERPAINT_SERVER_RUNNER: a Livepeer ai-runner, one job at a time ("runner")
 * @OVERPAINT_SERVER_GATEWAY: a go-livepeer gateway, many workers behind it ("gateway")
 * @OVERPAINT_SERVER_STUDIO: Livepeer Studio, which judges the fields itself ("studio")
 *
 * Servers take the same request and differ in their errors, in where they keep
 * their pictures and in how many requests they take at once.
 */
typedef enum
{
  OVERPAINT_SERVER_UNKNOWN,
  OVERPAINT_SERVER_RUNNER,
  OVERPAINT_SERVER_GATEWAY,
  OVERPAINT_SERVER_STUDIO
} OverpaintServerKind;

GType         overpaint_server_kind_get_type     (void) G_GNUC_CONST;

const gchar * overpaint_server_kind_get_nick     (OverpaintServerKind  kind);
gboolean      overpaint_server_kind_from_nick    (const gchar         *nick,
                                                  OverpaintServerKind *kind);
guint         overpaint_server_kind_get_parallel (OverpaintServerKind  kind);

G_END_DECLS
