/* worker-port.c: ports of this computer
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "worker-port.h"

/* The state LISTEN in the kernel's tables of connections (proc_net_tcp(5)). */
#define LISTEN "0A"

static GSocket *
bind_loopback (guint port)
{
  g_autoptr (GSocket)        socket  = NULL;
  g_autoptr (GInetAddress)   local   = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (local, (guint16) port);

  socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

  /* without reuse: what a server left waiting is not free either, and a port that is shared is not ours */
  if (socket == NULL || ! g_socket_bind (socket, address, FALSE, NULL))
    return NULL;

  return g_steal_pointer (&socket);
}

/**
 * overpaint_worker_port_find:
 *
 * Returns: a port of 127.0.0.1 at which nobody listens; 0 where there is none
 */
guint
overpaint_worker_port_find (void)
{
  g_autoptr (GSocket)        socket  = bind_loopback (0);
  g_autoptr (GSocketAddress) address = NULL;

  if (socket != NULL)
    address = g_socket_get_local_address (socket, NULL);

  return address != NULL ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)) : 0;
}

/**
 * overpaint_worker_port_is_free:
 * @port: 1 to 65535
 *
 * Finds out whether nobody listens at a port, here or for all addresses. sd-server itself would not notice: it
 * shares a port with another without a word.
 *
 * Returns: whether it is free
 */
gboolean
overpaint_worker_port_is_free (guint port)
{
  g_autoptr (GSocket) socket = NULL;

  if (overpaint_worker_port_count_listeners (port) > 0)
    return FALSE;

  socket = bind_loopback (port);

  return socket != NULL;
}

/**
 * overpaint_worker_port_count_in:
 * @table: as the kernel writes /proc/net/tcp
 * @port: 1 to 65535
 *
 * Returns: how many sockets listen at @port
 */
guint
overpaint_worker_port_count_in (const gchar *table,
                                guint        port)
{
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);
  guint          count = 0;
  guint          i;

  for (i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv)  fields = g_strsplit_set (g_strstrip (lines[i]), " ", 5);
      const gchar    *colon;

      if (g_strv_length (fields) < 4 || strcmp (fields[3], LISTEN) != 0)
        continue;

      colon = strrchr (fields[1], ':');

      if (colon != NULL && g_ascii_strtoull (colon + 1, NULL, 16) == port)
        count++;
    }

  return count;
}

/**
 * overpaint_worker_port_count_listeners:
 * @port: 1 to 65535
 *
 * Returns: how many sockets listen at @port, on any address of this computer; 0 also where the kernel does not say
 */
guint
overpaint_worker_port_count_listeners (guint port)
{
  static const gchar * const tables[] = { "/proc/self/net/tcp", "/proc/self/net/tcp6" };
  guint                      count    = 0;
  guint                      i;

  for (i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree gchar *table = NULL;

      if (g_file_get_contents (tables[i], &table, NULL, NULL))
        count += overpaint_worker_port_count_in (table, port);
    }

  return count;
}
