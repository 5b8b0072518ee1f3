/* livepeer-form.h: a request in the words of Livepeer's servers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "http-request.h"
#include "request.h"
#include "server-kind.h"

G_BEGIN_DECLS

gboolean overpaint_livepeer_form_fill         (OverpaintHttpRequest  *question,
                                               OverpaintServerKind    kind,
                                               OverpaintRequest      *variation,
                                               const OverpaintModel  *model,
                                               GBytes                *png,
                                               GError               **error);
gboolean overpaint_livepeer_form_looks_number (const gchar           *text);

G_END_DECLS
