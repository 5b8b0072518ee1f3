/* data-address.h: pictures that are their own address
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean   overpaint_data_address_is     (const gchar *url);
GBytes   * overpaint_data_address_decode (const gchar *url,
                                          gsize        limit);
GBytes   * overpaint_data_base64_decode  (const gchar *text,
                                          gsize        limit);

G_END_DECLS
