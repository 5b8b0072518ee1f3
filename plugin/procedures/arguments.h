/* arguments.h: a pipeline's fields as a procedure's arguments
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libgimp/gimp.h>

#include "request.h"

G_BEGIN_DECLS

void               overpaint_arguments_add  (GimpProcedure            *procedure,
                                             const OverpaintPipeline  *pipeline);

OverpaintRequest * overpaint_arguments_read (GimpProcedureConfig      *config,
                                             const OverpaintPipeline  *pipeline,
                                             GError                  **error);

G_END_DECLS
