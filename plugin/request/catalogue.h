/* catalogue.h: the models that Overpaint knows, read from its data file
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model.h"

G_BEGIN_DECLS

const OverpaintModel         * overpaint_catalogue_lookup   (const gchar *id);

const OverpaintModel * const * overpaint_catalogue_get_all  (guint       *n_models);

G_END_DECLS
