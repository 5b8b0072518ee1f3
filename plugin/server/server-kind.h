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
 * @OVERPAINT_SERVER_SD_SERVER: sd-server of stable-diffusion.cpp ("sd-server")
 * @OVERPAINT_SERVER_FORGE: Stable Diffusion WebUI Forge ("forge")
 * @OVERPAINT_SERVER_A1111: AUTOMATIC1111's Stable Diffusion web UI ("a1111")
 * @OVERPAINT_SERVER_SDNEXT: SD.Next ("sdnext")
 * @OVERPAINT_SERVER_KOBOLDCPP: KoboldCpp ("koboldcpp")
 *
 * Livepeer's servers take the same request and differ in their errors, in where they
 * keep their pictures and in how many requests they take at once. The others have dialects
 * of their own.
 */
typedef enum
{
  OVERPAINT_SERVER_UNKNOWN,
  OVERPAINT_SERVER_RUNNER,
  OVERPAINT_SERVER_GATEWAY,
  OVERPAINT_SERVER_STUDIO,
  OVERPAINT_SERVER_SD_SERVER,
  OVERPAINT_SERVER_FORGE,
  OVERPAINT_SERVER_A1111,
  OVERPAINT_SERVER_SDNEXT,
  OVERPAINT_SERVER_KOBOLDCPP
} OverpaintServerKind;

GType         overpaint_server_kind_get_type      (void) G_GNUC_CONST;

const gchar * overpaint_server_kind_get_nick      (OverpaintServerKind  kind);
gboolean      overpaint_server_kind_from_nick     (const gchar         *nick,
                                                   OverpaintServerKind *kind);
guint         overpaint_server_kind_get_parallel  (OverpaintServerKind  kind);
gboolean      overpaint_server_kind_is_local      (OverpaintServerKind  kind);
gint          overpaint_server_kind_get_size_step (OverpaintServerKind  kind);

G_END_DECLS
