/* weights.h: LoRAs and their weights, as text and as values
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GVariant * overpaint_weights_new_from_text (const gchar  *text,
                                            GError      **error);
gchar    * overpaint_weights_to_text       (GVariant     *weights);

G_END_DECLS
