/* found-words.h: a worker that was found, said
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "found-worker.h"

G_BEGIN_DECLS

gchar * overpaint_found_worker_describe (const OverpaintFoundWorker *worker);
gchar * overpaint_found_worker_advise   (const OverpaintFoundWorker *worker);

G_END_DECLS
