/* request-rules.h: what the fields of a request take
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "field.h"

G_BEGIN_DECLS

GVariant * overpaint_rules_check       (const OverpaintField  *field,
                                        GVariant              *value,
                                        GError               **error);

gint       overpaint_rules_least_steps (gint                   steps,
                                        gdouble                strength,
                                        gboolean               strength_floor,
                                        gint                   most);

G_END_DECLS
