/* keeper-order.c: which worker a keeper is to hold, and how
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "keeper-order.h"

#define GROUP "order"

/**
 * overpaint_keeper_order_new:
 * @kind: "sd-server" or "runner"
 *
 * Returns: (transfer full): an order with the usual times: a minute to be ready, a quarter of an hour of idleness,
 *   five seconds to stop, and a log of a MiB
 */
OverpaintKeeperOrder *
overpaint_keeper_order_new (const gchar *kind)
{
  OverpaintKeeperOrder *order = g_new0 (OverpaintKeeperOrder, 1);

  order->kind       = g_strdup (kind);
  order->ready_time = 60 * 1000;
  order->idle_time  = 15 * 60 * 1000;
  order->grace_time = 5 * 1000;
  order->log_size   = 1024 * 1024;

  return order;
}

/**
 * overpaint_keeper_order_free:
 * @order: (nullable): an order
 *
 * Frees it.
 */
void
overpaint_keeper_order_free (OverpaintKeeperOrder *order)
{
  if (order == NULL)
    return;

  g_free (order->name);
  g_free (order->kind);
  g_strfreev (order->run);
  g_strfreev (order->look);
  g_strfreev (order->pull);
  g_strfreev (order->clear);
  g_free (order->question);
  g_free (order->model);
  g_free (order);
}

static void
write_list (GKeyFile     *file,
            const gchar  *key,
            gchar       **list)
{
  if (list != NULL)
    g_key_file_set_string_list (file, GROUP, key, (const gchar * const *) list, g_strv_length (list));
}

/**
 * overpaint_keeper_order_to_text:
 * @order: an order
 *
 * Returns: (transfer full): it as a key file
 */
gchar *
overpaint_keeper_order_to_text (const OverpaintKeeperOrder *order)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_key_file_set_string (file, GROUP, "name", order->name);
  g_key_file_set_string (file, GROUP, "kind", order->kind);
  g_key_file_set_string (file, GROUP, "question", order->question);

  if (order->model != NULL)
    g_key_file_set_string (file, GROUP, "model", order->model);

  write_list (file, "run", order->run);
  write_list (file, "look", order->look);
  write_list (file, "pull", order->pull);
  write_list (file, "clear", order->clear);

  g_key_file_set_uint64 (file, GROUP, "port", order->port);
  g_key_file_set_uint64 (file, GROUP, "ready-time", order->ready_time);
  g_key_file_set_uint64 (file, GROUP, "idle-time", order->idle_time);
  g_key_file_set_uint64 (file, GROUP, "grace-time", order->grace_time);
  g_key_file_set_uint64 (file, GROUP, "log-size", order->log_size);

  return g_key_file_to_data (file, NULL, NULL);
}

static guint
read_number (GKeyFile    *file,
             const gchar *key,
             guint        most)
{
  return (guint) MIN (g_key_file_get_uint64 (file, GROUP, key, NULL), most);
}

/**
 * overpaint_keeper_order_from_text:
 * @text: a key file
 * @error: return location for an error of %G_KEY_FILE_ERROR
 *
 * Returns: (transfer full) (nullable): what overpaint_keeper_order_to_text() wrote; %NULL where something is missing
 */
OverpaintKeeperOrder *
overpaint_keeper_order_from_text (const gchar  *text,
                                  GError      **error)
{
  g_autoptr (GKeyFile)             file  = g_key_file_new ();
  g_autoptr (OverpaintKeeperOrder) order = NULL;

  if (! g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, error))
    return NULL;

  order = g_new0 (OverpaintKeeperOrder, 1);

  if ((order->name = g_key_file_get_string (file, GROUP, "name", error)) == NULL ||
      (order->kind = g_key_file_get_string (file, GROUP, "kind", error)) == NULL ||
      (order->question = g_key_file_get_string (file, GROUP, "question", error)) == NULL ||
      (order->run = g_key_file_get_string_list (file, GROUP, "run", NULL, error)) == NULL)
    return NULL;

  if (*order->name == '\0' || strpbrk (order->name, "/.") != NULL || order->run[0] == NULL)
    {
      g_set_error_literal (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE, "no name or no program");
      return NULL;
    }

  order->model      = g_key_file_get_string (file, GROUP, "model", NULL);
  order->look       = g_key_file_get_string_list (file, GROUP, "look", NULL, NULL);
  order->pull       = g_key_file_get_string_list (file, GROUP, "pull", NULL, NULL);
  order->clear      = g_key_file_get_string_list (file, GROUP, "clear", NULL, NULL);
  order->port       = read_number (file, "port", G_MAXUINT16);
  order->ready_time = read_number (file, "ready-time", G_MAXINT);
  order->idle_time  = read_number (file, "idle-time", G_MAXINT);
  order->grace_time = read_number (file, "grace-time", G_MAXINT);
  order->log_size   = read_number (file, "log-size", G_MAXINT);

  return g_steal_pointer (&order);
}

/**
 * overpaint_keeper_order_get_run:
 * @order: an order
 * @port: the port that was chosen
 *
 * Returns: (transfer full): the worker's program and its arguments, with the port in them
 */
gchar **
overpaint_keeper_order_get_run (const OverpaintKeeperOrder *order,
                                guint                       port)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree gchar        *number  = g_strdup_printf ("%u", port);
  guint                    i;

  for (i = 0; order->run[i] != NULL; i++)
    {
      g_autoptr (GString) argument = g_string_new (order->run[i]);

      /* a file may have any name; only these two are ours */
      if (strcmp (argument->str, OVERPAINT_KEEPER_PORT) == 0 ||
          g_str_has_prefix (argument->str, "127.0.0.1:" OVERPAINT_KEEPER_PORT ":"))
        g_string_replace (argument, OVERPAINT_KEEPER_PORT, number, 1);

      g_strv_builder_add (builder, argument->str);
    }

  return g_strv_builder_end (builder);
}
