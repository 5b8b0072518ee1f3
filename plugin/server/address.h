/* address.h: which addresses are asked, and which are not
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define OVERPAINT_ADDRESS_ERROR (overpaint_address_error_quark ())

/**
 * OverpaintAddressError:
 * @OVERPAINT_ADDRESS_ERROR_INVALID: text that is no address of a server
 * @OVERPAINT_ADDRESS_ERROR_INSECURE: an address that would be asked in clear, or
 *   one that leads from a server elsewhere back into this computer
 * @OVERPAINT_ADDRESS_ERROR_USER_INFO: an address that holds a user name or a password
 *
 * Why an address is not used. No message repeats a user name or a password.
 */
typedef enum
{
  OVERPAINT_ADDRESS_ERROR_INVALID,
  OVERPAINT_ADDRESS_ERROR_INSECURE,
  OVERPAINT_ADDRESS_ERROR_USER_INFO
} OverpaintAddressError;

GQuark     overpaint_address_error_quark (void);

GUri     * overpaint_address_parse       (const gchar  *text,
                                          GError      **error);
GUri     * overpaint_address_resolve     (GUri         *server,
                                          const gchar  *url,
                                          GError      **error);
GUri     * overpaint_address_append      (GUri         *server,
                                          const gchar  *name);

gboolean   overpaint_address_is_loopback (GUri         *address);
gboolean   overpaint_address_same_origin (GUri         *one,
                                          GUri         *other);
gchar    * overpaint_address_redact      (GUri         *address);
gchar    * overpaint_address_get_origin  (GUri         *address);

G_END_DECLS
