/* offer-notes.h: what LoRA files on this computer say, put into an offer
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server-offers.h"

G_BEGIN_DECLS

void     overpaint_offer_notes_read_async  (OverpaintServerOffer  *offer,
                                            GPtrArray             *files,
                                            GFile                 *folder,
                                            GCancellable          *cancellable,
                                            GAsyncReadyCallback    callback,
                                            gpointer               user_data);
gboolean overpaint_offer_notes_read_finish (GAsyncResult          *result,
                                            GError               **error);

G_END_DECLS
