/* run-record.h: what a run knows of how a picture was made
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "record.h"
#include "run.h"

G_BEGIN_DECLS

void overpaint_run_fill_record (OverpaintRun       *self,
                                OverpaintVariation *variation,
                                OverpaintRecord    *record);

G_END_DECLS
