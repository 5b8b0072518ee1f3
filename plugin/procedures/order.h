/* order.h: a wish, made ready to be asked for
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "source.h"
#include "styles.h"
#include "wish.h"

G_BEGIN_DECLS

/**
 * OverpaintOrder:
 * @wish: what the artist typed
 * @request: the same, settled, with the style in the prompt
 * @source: (nullable): what was taken out of the layer for it
 *
 * One press of Generate.
 */
typedef struct
{
  OverpaintWish    *wish;
  OverpaintRequest *request;
  OverpaintSource  *source;
} OverpaintOrder;

OverpaintOrder * overpaint_order_new       (OverpaintWish         *wish,
                                            OverpaintStyles       *styles,
                                            GError               **error);
void             overpaint_order_free      (OverpaintOrder        *order);

gchar          * overpaint_order_find_lora (const OverpaintOrder  *order,
                                            const GError          *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintOrder, overpaint_order_free)

G_END_DECLS
