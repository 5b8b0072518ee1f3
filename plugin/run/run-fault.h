/* run-fault.h: which errors end a whole run
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean overpaint_run_fault_concerns_all (const GError *error);

G_END_DECLS
