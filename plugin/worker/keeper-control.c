/* keeper-control.c: being told what to do
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>
#include <sys/stat.h>

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>

#include "keeper-control.h"

struct _OverpaintKeeperControl
{
  OverpaintKeeper *keeper;
  GSocketService  *service;
  GPtrArray       *guests;
};

/* One connection. It is in the list as long as it can be read. */
typedef struct
{
  gatomicrefcount         references;
  OverpaintKeeperControl *control;
  GSocketConnection      *connection;
  GDataInputStream       *input;
  gchar                  *sending;
  gboolean                leased;
  gboolean                news;
} Guest;

static void
guest_unref (gpointer data)
{
  Guest *guest = data;

  if (! g_atomic_ref_count_dec (&guest->references))
    return;

  g_object_unref (guest->input);
  g_object_unref (guest->connection);
  g_free (guest->sending);
  g_free (guest);
}

static Guest *
guest_ref (Guest *guest)
{
  g_atomic_ref_count_inc (&guest->references);

  return guest;
}

static void send_status (Guest *guest);

static void
on_sent (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Guest    *guest = data;
  gboolean  sent  = g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);

  g_clear_pointer (&guest->sending, g_free);

  if (! sent)
    guest->news = FALSE;
  else if (guest->news)
    send_status (guest);

  guest_unref (guest);
}

/* Who reads slowly misses steps, never the last one. */
static void
send_status (Guest *guest)
{
  if (guest->sending != NULL)
    {
      guest->news = TRUE;
      return;
    }

  guest->news    = FALSE;
  guest->sending = overpaint_worker_status_to_text (overpaint_keeper_get_status (guest->control->keeper));

  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (guest->connection)),
                                   guest->sending, strlen (guest->sending) + 1, G_PRIORITY_DEFAULT, NULL, on_sent,
                                   guest_ref (guest));
}

static void
obey (Guest       *guest,
      const gchar *line)
{
  OverpaintKeeper *keeper = guest->control->keeper;
  g_auto (GStrv)   words  = g_strsplit (line, " ", 4);
  guint64          pid;
  guint64          start_time;
  guint64          idle_time;

  if (strcmp (line, "lease") == 0 && ! guest->leased)
    {
      guest->leased = TRUE;
      overpaint_keeper_usage_lease (overpaint_keeper_get_usage (keeper));
    }
  else if (strcmp (line, "stop") == 0)
    {
      overpaint_keeper_stop (keeper);
    }
  else if (g_strv_length (words) == 3 && strcmp (words[0], "owner") == 0 &&
           g_ascii_string_to_unsigned (words[1], 10, 2, G_MAXINT32, &pid, NULL) &&
           g_ascii_string_to_unsigned (words[2], 10, 1, G_MAXUINT64, &start_time, NULL))
    {
      overpaint_keeper_usage_go_with (overpaint_keeper_get_usage (keeper), (gint64) pid, start_time);
    }
  else if (g_strv_length (words) == 2 && strcmp (words[0], "idle") == 0 &&
           g_ascii_string_to_unsigned (words[1], 10, 0, G_MAXUINT, &idle_time, NULL))
    {
      overpaint_keeper_usage_set_idle_time (overpaint_keeper_get_usage (keeper), (guint) idle_time);
    }
}

static void
on_line (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Guest            *guest = data;
  g_autofree gchar *line  = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  /* the control is gone */
  if (guest->control == NULL)
    {
      guest_unref (guest);
      return;
    }

  if (line == NULL)
    {
      if (guest->leased)
        {
          guest->leased = FALSE;
          overpaint_keeper_usage_release (overpaint_keeper_get_usage (guest->control->keeper));
        }

      g_ptr_array_remove_fast (guest->control->guests, guest);
      guest_unref (guest);
      return;
    }

  obey (guest, line);
  g_data_input_stream_read_line_async (guest->input, G_PRIORITY_DEFAULT, NULL, on_line, guest);
}

static gboolean
on_incoming (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source,
             gpointer           data)
{
  OverpaintKeeperControl *control = data;
  Guest                  *guest   = g_new0 (Guest, 1);

  g_atomic_ref_count_init (&guest->references);
  guest->control    = control;
  guest->connection = g_object_ref (connection);
  guest->input      = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));

  g_ptr_array_add (control->guests, guest);
  send_status (guest);
  g_data_input_stream_read_line_async (guest->input, G_PRIORITY_DEFAULT, NULL, on_line, guest_ref (guest));

  return TRUE;
}

static void
on_changed (OverpaintKeeper *keeper,
            gpointer         data)
{
  OverpaintKeeperControl *control = data;
  guint                   i;

  for (i = 0; i < control->guests->len; i++)
    send_status (g_ptr_array_index (control->guests, i));
}

/**
 * overpaint_keeper_control_new:
 * @keeper: (transfer none): what it controls
 * @path: of the socket; what is there is replaced, for who has the keeper's lock is the only one
 * @error: return location for an error of %G_IO_ERROR
 *
 * Begins to listen. The owner alone may connect.
 *
 * Returns: (transfer full) (nullable): a control, to be freed with overpaint_keeper_control_free()
 */
OverpaintKeeperControl *
overpaint_keeper_control_new (OverpaintKeeper  *keeper,
                              const gchar      *path,
                              GError          **error)
{
  g_autoptr (GSocketAddress)  address = g_unix_socket_address_new (path);
  g_autoptr (GSocketService)  service = g_socket_service_new ();
  OverpaintKeeperControl     *control;
  mode_t                      mask;
  gboolean                    listens;

  g_unlink (path);

  mask    = umask (0177);
  listens = g_socket_listener_add_address (G_SOCKET_LISTENER (service), address, G_SOCKET_TYPE_STREAM,
                                           G_SOCKET_PROTOCOL_DEFAULT, NULL, NULL, error);
  umask (mask);

  if (! listens)
    return NULL;

  control          = g_new0 (OverpaintKeeperControl, 1);
  control->keeper  = keeper;
  control->service = g_steal_pointer (&service);
  control->guests  = g_ptr_array_new_with_free_func (guest_unref);

  g_signal_connect (control->service, "incoming", G_CALLBACK (on_incoming), control);
  g_signal_connect (keeper, "changed", G_CALLBACK (on_changed), control);
  g_socket_service_start (control->service);

  return control;
}

/**
 * overpaint_keeper_control_free:
 * @control: (nullable): a control
 *
 * Closes all connections.
 */
void
overpaint_keeper_control_free (OverpaintKeeperControl *control)
{
  guint i;

  if (control == NULL)
    return;

  for (i = 0; i < control->guests->len; i++)
    {
      Guest *guest = g_ptr_array_index (control->guests, i);

      guest->control = NULL;
      guest->news    = FALSE;
      g_io_stream_close (G_IO_STREAM (guest->connection), NULL, NULL);
    }

  g_signal_handlers_disconnect_by_data (control->keeper, control);
  g_signal_handlers_disconnect_by_data (control->service, control);
  g_socket_service_stop (control->service);
  g_socket_listener_close (G_SOCKET_LISTENER (control->service));
  g_object_unref (control->service);
  g_ptr_array_unref (control->guests);
  g_free (control);
}

/**
 * overpaint_keeper_control_is_told:
 * @control: a control
 *
 * Returns: whether all who are connected have been sent the latest status
 */
gboolean
overpaint_keeper_control_is_told (OverpaintKeeperControl *control)
{
  guint i;

  for (i = 0; i < control->guests->len; i++)
    if (((Guest *) g_ptr_array_index (control->guests, i))->sending != NULL)
      return FALSE;

  return TRUE;
}
