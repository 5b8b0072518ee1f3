/* history.h: every run of this and earlier days
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "pixels.h"
#include "wish.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_HISTORY (overpaint_history_get_type ())

/**
 * OverpaintHistoryEntry:
 * @id: its name, also that of its files
 * @when: when it was started, microseconds since 1970 UTC
 * @wish: what the artist had typed
 * @request: what was asked for: settled, with the style in the prompt
 * @server_name: the server's name
 * @image_name: name of the image
 * @layer_name: name of the layer
 * @seeds: (array length=n_seeds): seeds of the pictures that came
 * @n_seeds: how many came
 * @thumbnails: (array zero-terminated=1): paths of their thumbnails, PNG, in the order of @seeds; ""
 *   where there is none (yet)
 *
 * One run. It never holds a token, nor the user info of an address.
 */
typedef struct
{
  gchar             *id;
  gint64             when;
  OverpaintWish     *wish;
  OverpaintRequest  *request;
  gchar             *server_name;
  gchar             *image_name;
  gchar             *layer_name;
  gint64            *seeds;
  guint              n_seeds;
  gchar            **thumbnails;
} OverpaintHistoryEntry;

/**
 * OverpaintHistory:
 *
 * The runs of this and earlier days, the newest first, in a folder of files, one to a run: so that
 * several windows can write at once, and one broken file costs one run. It is read off the
 * main thread, and emits #OverpaintHistory::changed.
 */
G_DECLARE_FINAL_TYPE (OverpaintHistory, overpaint_history, OVERPAINT, HISTORY, GObject)

OverpaintHistory            * overpaint_history_new          (const gchar                  *folder);

void                          overpaint_history_load_async   (OverpaintHistory             *self,
                                                              GCancellable                 *cancellable,
                                                              GAsyncReadyCallback           callback,
                                                              gpointer                      user_data);
gboolean                      overpaint_history_load_finish  (OverpaintHistory             *self,
                                                              GAsyncResult                 *result,
                                                              GError                      **error);

gchar                       * overpaint_history_add          (OverpaintHistory             *self,
                                                              const OverpaintHistoryEntry  *entry,
                                                              GError                      **error);
void                          overpaint_history_add_thumbnail_async  (OverpaintHistory     *self,
                                                              const gchar                  *id,
                                                              guint                         index,
                                                              OverpaintPixels              *pixels,
                                                              GAsyncReadyCallback           callback,
                                                              gpointer                      user_data);
gboolean                      overpaint_history_add_thumbnail_finish (OverpaintHistory     *self,
                                                              GAsyncResult                 *result,
                                                              GError                      **error);
gboolean                      overpaint_history_remove       (OverpaintHistory             *self,
                                                              const gchar                  *id,
                                                              GError                      **error);
gboolean                      overpaint_history_clear        (OverpaintHistory             *self,
                                                              GError                      **error);

GPtrArray                   * overpaint_history_search       (OverpaintHistory             *self,
                                                              const gchar                  *text);
const OverpaintHistoryEntry * overpaint_history_find         (OverpaintHistory             *self,
                                                              const gchar                  *id);

G_END_DECLS
