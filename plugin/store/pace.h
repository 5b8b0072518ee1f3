/* pace.h: how long pictures take, learned from runs here
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "request.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_PACE (overpaint_pace_get_type ())

/**
 * OverpaintPace:
 *
 * What each model has taken on each server, and so also which models a server is known to have.
 * The newest runs count most; time goes with steps and with the pixels that are sent.
 */
G_DECLARE_FINAL_TYPE (OverpaintPace, overpaint_pace, OVERPAINT, PACE, GObject)

OverpaintPace * overpaint_pace_new         (const gchar       *path);

gboolean        overpaint_pace_learn       (OverpaintPace     *self,
                                            const gchar       *server,
                                            const gchar       *model,
                                            gint               steps,
                                            gint               sent_width,
                                            gint               sent_height,
                                            gint64             milliseconds,
                                            GError           **error);
gdouble         overpaint_pace_foretell    (OverpaintPace     *self,
                                            const gchar       *server,
                                            const gchar       *model,
                                            gint               steps,
                                            gint               sent_width,
                                            gint               sent_height);
gchar        ** overpaint_pace_list_models (OverpaintPace     *self,
                                            const gchar       *server);

G_END_DECLS
