/* local-office.h: the workers of the settings, started and stopped
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "settings.h"
#include "worker-office.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_LOCAL_OFFICE (overpaint_local_office_get_type ())

/**
 * OverpaintLocalOffice:
 *
 * Starts and stops the workers whose plans are in the settings, and hears how they are doing, whoever started
 * them.
 */
G_DECLARE_FINAL_TYPE (OverpaintLocalOffice, overpaint_local_office, OVERPAINT, LOCAL_OFFICE, GObject)

OverpaintLocalOffice * overpaint_local_office_new (OverpaintSettings *settings);

G_END_DECLS
