/* run-record.c: what a run knows of how a picture was made
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "run-record.h"
#include "server.h"

/**
 * overpaint_run_fill_record:
 * @self: a run, which has sent its picture
 * @variation: one of its variations, which is done
 * @record: (inout): a record to be written
 *
 * Fills in all of a record but the source's part. Its texts belong to the run and its server.
 */
void
overpaint_run_fill_record (OverpaintRun       *self,
                           OverpaintVariation *variation,
                           OverpaintRecord    *record)
{
  OverpaintServer            *server = overpaint_run_get_server (self);
  const OverpaintSentPicture *sent   = overpaint_variation_get_sent (variation);

  g_return_if_fail (sent != NULL);
  g_return_if_fail (overpaint_variation_get_state (variation) == OVERPAINT_VARIATION_DONE);

  record->request     = overpaint_variation_get_request (variation);
  record->seed        = overpaint_variation_get_seed (variation);
  record->flagged     = overpaint_variation_is_flagged (variation);
  record->black       = overpaint_variation_is_black (variation);
  record->cropped     = overpaint_variation_is_cropped (variation);
  record->started     = overpaint_variation_get_started (variation);
  record->duration    = overpaint_variation_get_duration (variation);
  record->server_name = overpaint_server_get_name (server);
  record->server_kind = overpaint_server_kind_get_nick (overpaint_server_get_kind (server));
  record->scale       = sent->plan.scale;
  record->sent_width  = sent->plan.sent_width;
  record->sent_height = sent->plan.sent_height;
  record->pad_right   = sent->plan.pad_right;
  record->pad_bottom  = sent->plan.pad_bottom;
  record->sent_sha256 = sent->sha256;
}
