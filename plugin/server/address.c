/* address.c: which addresses are asked, and which are not
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "address.h"

#define ADDRESS_FLAGS (G_URI_FLAGS_SCHEME_NORMALIZE | G_URI_FLAGS_ENCODED_PATH | \
                       G_URI_FLAGS_ENCODED_QUERY)

G_DEFINE_QUARK (overpaint-address-error-quark, overpaint_address_error)

static gboolean
host_is_loopback (const gchar *host)
{
  g_autoptr(GInetAddress) address = NULL;

  if (host == NULL)
    return FALSE;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;

  address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

static gboolean
has_unprintable (const gchar *text)
{
  const guchar *byte;

  for (byte = (const guchar *) text; *byte != '\0'; byte++)
    if (*byte <= ' ' || *byte == 0x7f)
      return TRUE;

  return FALSE;
}

static gint
effective_port (GUri *address)
{
  gint port = g_uri_get_port (address);

  if (port >= 0)
    return port;

  return strcmp (g_uri_get_scheme (address), "https") == 0 ? 443 : 80;
}

/* The typed text is repeated only where it cannot hold a password. */
static void
set_invalid (GError      **error,
             const gchar  *text)
{
  if (*text != '\0' && strchr (text, '@') == NULL && g_utf8_validate (text, -1, NULL) &&
      g_utf8_strlen (text, -1) <= 200)
    g_set_error (error, OVERPAINT_ADDRESS_ERROR, OVERPAINT_ADDRESS_ERROR_INVALID,
                 _("“%s” is not the address of a server. "
                   "An address looks like https://gateway.example.org"),
                 text);
  else
    g_set_error_literal (error, OVERPAINT_ADDRESS_ERROR, OVERPAINT_ADDRESS_ERROR_INVALID,
                         _("This is not the address of a server. "
                           "An address looks like https://gateway.example.org"));
}

/* What holds for the server's own address and for those that it hands out. */
static gboolean
check_common (GUri         *address,
              const gchar  *text,
              GError      **error)
{
  const gchar *scheme = g_uri_get_scheme (address);
  const gchar *host   = g_uri_get_host (address);

  if (g_uri_get_userinfo (address) != NULL)
    {
      g_set_error_literal (error, OVERPAINT_ADDRESS_ERROR, OVERPAINT_ADDRESS_ERROR_USER_INFO,
                           _("The address of a server must not hold a user name or a password. "
                             "Take out everything up to the “@”; a token has a setting of its own."));
      return FALSE;
    }

  if (host == NULL || *host == '\0' || g_uri_get_port (address) == 0 ||
      (strcmp (scheme, "https") != 0 && strcmp (scheme, "http") != 0))
    {
      set_invalid (error, text);
      return FALSE;
    }

  if (strcmp (scheme, "http") == 0 && ! host_is_loopback (host))
    {
      g_set_error (error, OVERPAINT_ADDRESS_ERROR, OVERPAINT_ADDRESS_ERROR_INSECURE,
                   _("%s would be asked in clear, so that others could read the picture. "
                     "Use an address that begins with https://"),
                   host);
      return FALSE;
    }

  return TRUE;
}

/**
 * overpaint_address_parse:
 * @text: what the artist typed or a file holds; white space around it is ignored
 * @error: return location for an error of %OVERPAINT_ADDRESS_ERROR
 *
 * Reads the address of a server. It is an https one; plain http is taken for this
 * computer alone (127.0.0.0/8, ::1, localhost). A host without a scheme gets
 * https, or http on this computer. A path may follow, a query or a fragment may
 * not; slashes at its end are dropped, so that a pipeline's name can be put after
 * it ([func@Overpaint.Address.append]).
 *
 * Returns: (transfer full) (nullable): the address, or %NULL with @error set
 */
GUri *
overpaint_address_parse (const gchar  *text,
                         GError      **error)
{
  g_autofree gchar *trimmed = NULL;
  g_autofree gchar *whole   = NULL;
  g_autofree gchar *path    = NULL;
  g_autoptr(GUri)   address = NULL;
  gsize             length;

  g_return_val_if_fail (text != NULL, NULL);

  trimmed = g_strstrip (g_strdup (text));

  if (*trimmed == '\0')
    {
      g_set_error_literal (error, OVERPAINT_ADDRESS_ERROR, OVERPAINT_ADDRESS_ERROR_INVALID,
                           _("No server is set. Type the address of one, "
                             "such as https://gateway.example.org"));
      return NULL;
    }

  if (has_unprintable (trimmed))
    {
      set_invalid (error, trimmed);
      return NULL;
    }

  if (strstr (trimmed, "://") != NULL)
    {
      whole = g_strdup (trimmed);
    }
  else
    {
      g_autoptr(GUri) guess = NULL;

      whole = g_strconcat ("https://", trimmed, NULL);
      guess = g_uri_parse (whole, ADDRESS_FLAGS, NULL);

      if (guess != NULL && host_is_loopback (g_uri_get_host (guess)))
        {
          g_free (whole);
          whole = g_strconcat ("http://", trimmed, NULL);
        }
    }

  address = g_uri_parse (whole, ADDRESS_FLAGS, NULL);

  if (address == NULL)
    {
      set_invalid (error, trimmed);
      return NULL;
    }

  if (! check_common (address, trimmed, error))
    return NULL;

  if (g_uri_get_query (address) != NULL || g_uri_get_fragment (address) != NULL)
    {
      g_set_error_literal (error, OVERPAINT_ADDRESS_ERROR, OVERPAINT_ADDRESS_ERROR_INVALID,
                           _("The address of a server must not hold “?” or “#”. "
                             "Take out that character and what follows it."));
      return NULL;
    }

  path   = g_strdup (g_uri_get_path (address));
  length = strlen (path);
  while (length > 0 && path[length - 1] == '/')
    path[--length] = '\0';

  /* Not "", which would be turned into "/" again: append() knows of it. */
  return g_uri_build (ADDRESS_FLAGS, g_uri_get_scheme (address), NULL,
                      g_uri_get_host (address), g_uri_get_port (address),
                      *path != '\0' ? path : "/", NULL, NULL);
}

/**
 * overpaint_address_append:
 * @server: the address of a server, from [func@Overpaint.Address.parse]
 * @name: what stands below it, without a slash before it: "image-to-image"; a question mark in it
 *   begins a query
 *
 * The address of what a server offers: its own address, a slash, and @name.
 *
 * Returns: (transfer full): the address
 */
GUri *
overpaint_address_append (GUri        *server,
                          const gchar *name)
{
  const gchar      *query = strchr (name, '?');
  g_autofree gchar *stem  = g_strndup (name, query != NULL ? (gsize) (query - name) : strlen (name));
  g_autofree gchar *path  = NULL;
  const gchar      *base  = g_uri_get_path (server);

  path = g_strconcat (strcmp (base, "/") == 0 ? "" : base, "/", stem, NULL);

  return g_uri_build (ADDRESS_FLAGS, g_uri_get_scheme (server), NULL,
                      g_uri_get_host (server), g_uri_get_port (server), path,
                      query != NULL ? query + 1 : NULL, NULL);
}

/* "https://a:https://b/x" has been seen in the wild: what follows the last
 * "https:" of what ought to be the host is the address that was meant.
 */
static const gchar *
skip_glue (const gchar *url)
{
  for (;;)
    {
      const gchar *scheme_end = strstr (url, "://");
      const gchar *slash;

      if (scheme_end == NULL)
        return url;

      slash = strchr (scheme_end + 3, '/');
      if (slash == NULL || slash[1] != '/')
        return url;

      if (slash - scheme_end > 3 + 7 && strncmp (slash - 7, ":https:", 7) == 0)
        url = slash - 6;
      else if (slash - scheme_end > 3 + 6 && strncmp (slash - 6, ":http:", 6) == 0)
        url = slash - 5;
      else
        return url;
    }
}

/**
 * overpaint_address_resolve:
 * @server: the address of the server that handed out @url
 * @url: where a picture lies: absolute, or relative to the root of @server's origin
 * @error: return location for an error of %OVERPAINT_ADDRESS_ERROR
 *
 * Makes the address of a picture whole. Gateways hand out "/stream/…", which means
 * the root of their host even where their own address has a path; S3 addresses of
 * another host; and addresses with a second one glued into the host
 * ("https://a:https://b/…"), of which the second counts. The same rules hold as for a server, except that a query may
 * follow; and a server elsewhere cannot lead back into this computer.
 *
 * Returns: (transfer full) (nullable): the address, or %NULL with @error set
 */
GUri *
overpaint_address_resolve (GUri         *server,
                           const gchar  *url,
                           GError      **error)
{
  g_autoptr(GUri)   root     = NULL;
  g_autoptr(GUri)   resolved = NULL;

  g_return_val_if_fail (server != NULL, NULL);
  g_return_val_if_fail (url != NULL, NULL);

  if (*url == '\0' || has_unprintable (url))
    {
      set_invalid (error, "");
      return NULL;
    }

  url  = skip_glue (url);
  root = g_uri_build (ADDRESS_FLAGS, g_uri_get_scheme (server), NULL,
                      g_uri_get_host (server), g_uri_get_port (server), "/", NULL, NULL);

  resolved = g_uri_parse_relative (root, url, ADDRESS_FLAGS, NULL);
  if (resolved == NULL)
    {
      set_invalid (error, url);
      return NULL;
    }

  if (! check_common (resolved, url, error))
    return NULL;

  if (overpaint_address_is_loopback (resolved) && ! overpaint_address_is_loopback (server))
    {
      g_set_error (error, OVERPAINT_ADDRESS_ERROR, OVERPAINT_ADDRESS_ERROR_INSECURE,
                   _("%s hands out an address of this computer, which is not asked."),
                   g_uri_get_host (server));
      return NULL;
    }

  return g_steal_pointer (&resolved);
}

/**
 * overpaint_address_is_loopback:
 * @address: an address
 *
 * Returns: whether @address is of this computer: 127.0.0.0/8, ::1 or localhost
 */
gboolean
overpaint_address_is_loopback (GUri *address)
{
  g_return_val_if_fail (address != NULL, FALSE);

  return host_is_loopback (g_uri_get_host (address));
}

/**
 * overpaint_address_same_origin:
 * @one: an address
 * @other: another one
 *
 * Says whether two addresses have scheme, host and port in common. A token is sent
 * to the origin of its own server and to no other.
 *
 * Returns: %TRUE where they have
 */
gboolean
overpaint_address_same_origin (GUri *one,
                               GUri *other)
{
  g_return_val_if_fail (one != NULL, FALSE);
  g_return_val_if_fail (other != NULL, FALSE);

  return strcmp (g_uri_get_scheme (one), g_uri_get_scheme (other)) == 0 &&
         g_ascii_strcasecmp (g_uri_get_host (one), g_uri_get_host (other)) == 0 &&
         effective_port (one) == effective_port (other);
}

/**
 * overpaint_address_redact:
 * @address: an address
 *
 * What of an address is shown to people: its host, and its port where that is not
 * the usual one: "dream-gateway.livepeer.cloud", "127.0.0.1:8000", "[::1]:8000".
 *
 * Returns: (transfer full): the text
 */
gchar *
overpaint_address_redact (GUri *address)
{
  const gchar *host;
  gint         port;
  gboolean     usual;
  gboolean     colons;

  g_return_val_if_fail (address != NULL, NULL);

  host   = g_uri_get_host (address);
  port   = effective_port (address);
  usual  = port == (strcmp (g_uri_get_scheme (address), "https") == 0 ? 443 : 80);
  colons = strchr (host, ':') != NULL;

  if (usual)
    return g_strdup_printf (colons ? "[%s]" : "%s", host);

  return g_strdup_printf (colons ? "[%s]:%d" : "%s:%d", host, port);
}

/**
 * overpaint_address_get_origin:
 * @address: an address
 *
 * Where a token belongs: scheme, host and port, written in one way. Two addresses have the
 * same text exactly where [func@Overpaint.Address.same_origin] holds.
 *
 * Returns: (transfer full): the text, such as "https://gateway.example.org"
 */
gchar *
overpaint_address_get_origin (GUri *address)
{
  g_autofree gchar *shown = NULL;
  g_autofree gchar *host  = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  shown = overpaint_address_redact (address);
  host  = g_ascii_strdown (shown, -1);

  return g_strconcat (g_uri_get_scheme (address), "://", host, NULL);
}
