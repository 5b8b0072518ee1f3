/* chronicle.h: what a run leaves behind for later days
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libgimp/gimp.h>

#include "order.h"
#include "run.h"
#include "shelf.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_CHRONICLE (overpaint_chronicle_get_type ())

/**
 * OverpaintChronicle:
 *
 * Writes down what was asked for and what came: the fields for the next start, the prompt, the run
 * with its thumbnails, and how long its pictures took. A disk that is full or a file that cannot be
 * written never stands between an artist and a picture.
 */
G_DECLARE_FINAL_TYPE (OverpaintChronicle, overpaint_chronicle, OVERPAINT, CHRONICLE, GObject)

OverpaintChronicle * overpaint_chronicle_new       (OverpaintShelf        *shelf);

void                 overpaint_chronicle_keep_wish (OverpaintChronicle    *self,
                                                    OverpaintWish         *wish);
gdouble              overpaint_chronicle_foretell  (OverpaintChronicle    *self,
                                                    const OverpaintOrder  *order,
                                                    OverpaintRun          *run);
void                 overpaint_chronicle_write     (OverpaintChronicle    *self,
                                                    const OverpaintOrder  *order,
                                                    OverpaintRun          *run);
void                 overpaint_chronicle_wait      (OverpaintChronicle    *self);

G_END_DECLS
