/* sdcpp-form.h: requests and answers in the words of sd-server's jobs
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "capabilities.h"
#include "http-reply.h"
#include "request.h"

G_BEGIN_DECLS

/* Private to this room. */

/**
 * OverpaintSdcppState: (skip)
 * @OVERPAINT_SDCPP_UNKNOWN: something else than a job
 * @OVERPAINT_SDCPP_QUEUED: it waits
 * @OVERPAINT_SDCPP_GENERATING: it is being made, or waits for the last one to end
 * @OVERPAINT_SDCPP_COMPLETED: its pictures are there
 * @OVERPAINT_SDCPP_FAILED: it came to nothing
 * @OVERPAINT_SDCPP_CANCELLED: it was taken back
 *
 * Where a job stands.
 */
typedef enum
{
  OVERPAINT_SDCPP_UNKNOWN,
  OVERPAINT_SDCPP_QUEUED,
  OVERPAINT_SDCPP_GENERATING,
  OVERPAINT_SDCPP_COMPLETED,
  OVERPAINT_SDCPP_FAILED,
  OVERPAINT_SDCPP_CANCELLED
} OverpaintSdcppState;

OverpaintCapabilities * overpaint_sdcpp_read_capabilities (const OverpaintHttpReply     *reply);

GBytes                * overpaint_sdcpp_form_new          (OverpaintRequest             *variation,
                                                           const OverpaintModel         *model,
                                                           GBytes                       *png,
                                                           const OverpaintCapabilities  *capabilities,
                                                           const gchar                  *host,
                                                           GError                      **error);

gchar                 * overpaint_sdcpp_read_id           (const OverpaintHttpReply     *reply);
OverpaintSdcppState     overpaint_sdcpp_read_job          (const OverpaintHttpReply     *reply,
                                                           JsonNode                    **root,
                                                           gint                         *ahead);
GPtrArray             * overpaint_sdcpp_read_pictures     (JsonNode                     *root,
                                                           gint64                        seed,
                                                           const gchar                  *host,
                                                           GError                      **error);

G_END_DECLS
