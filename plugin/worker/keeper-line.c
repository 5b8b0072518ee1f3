/* keeper-line.c: a connection to a keeper
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "keeper-line.h"
#include "worker-process.h"

struct _OverpaintKeeperLine
{
  GSocketConnection       *connection;
  GDataInputStream        *input;
  GCancellable            *reading;
  OverpaintKeeperLineTold  told;
  gpointer                 user_data;
};

static void read_on (OverpaintKeeperLine *line);

static void
on_text (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GCancellable)  reading = data;
  GDataInputStream         *input   = G_DATA_INPUT_STREAM (source);
  OverpaintKeeperLine      *line    = g_object_get_data (source, "line");
  OverpaintWorkerStatus    *status  = NULL;
  g_autoptr (GError)        error   = NULL;
  g_autofree gchar         *text    = g_data_input_stream_read_upto_finish (input, result, NULL, &error);

  /* then the line is gone */
  if (g_cancellable_is_cancelled (reading))
    return;

  /* the zero byte behind it; without one this is half a status */
  if (text != NULL)
    g_data_input_stream_read_byte (input, NULL, &error);

  if (text != NULL && error == NULL)
    status = overpaint_worker_status_from_text (text);

  if (status != NULL)
    read_on (line);

  line->told (status, line->user_data);
}

static void
read_on (OverpaintKeeperLine *line)
{
  g_data_input_stream_read_upto_async (line->input, "", 1, G_PRIORITY_DEFAULT, line->reading, on_text,
                                       g_object_ref (line->reading));
}

/**
 * overpaint_keeper_line_new:
 * @connection: (transfer none): a connection to a keeper's socket
 * @told: called with each status that comes, and at the end
 * @user_data: given to @told
 *
 * Returns: (transfer full): a line, to be freed with overpaint_keeper_line_close()
 */
OverpaintKeeperLine *
overpaint_keeper_line_new (GSocketConnection       *connection,
                           OverpaintKeeperLineTold  told,
                           gpointer                 user_data)
{
  OverpaintKeeperLine *line = g_new0 (OverpaintKeeperLine, 1);

  line->connection = g_object_ref (connection);
  line->input      = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  line->reading    = g_cancellable_new ();
  line->told       = told;
  line->user_data  = user_data;

  g_object_set_data (G_OBJECT (line->input), "line", line);
  read_on (line);

  return line;
}

/**
 * overpaint_keeper_line_close:
 * @line: (nullable): a line
 *
 * Closes the connection, and with it a lease; nobody is told.
 */
void
overpaint_keeper_line_close (OverpaintKeeperLine *line)
{
  if (line == NULL)
    return;

  g_cancellable_cancel (line->reading);
  g_io_stream_close (G_IO_STREAM (line->connection), NULL, NULL);
  g_object_unref (line->reading);
  g_object_unref (line->input);
  g_object_unref (line->connection);
  g_free (line);
}

/**
 * overpaint_keeper_line_say:
 * @line: a line
 * @text: what to write, with its end of line
 *
 * Tells the keeper something.
 */
void
overpaint_keeper_line_say (OverpaintKeeperLine *line,
                           const gchar         *text)
{
  /* a few bytes in an empty pipe do not wait */
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (line->connection)), text, strlen (text),
                             NULL, NULL, NULL);
}

/**
 * overpaint_keeper_line_say_wishes:
 * @line: a line
 * @owner: process id of the GIMP that the worker goes with, or 0
 * @idle_time: after how long without a run it is stopped, in milliseconds; 0 for never
 *
 * Tells the keeper what the artist wants by now, which may be another thing than when it was started.
 */
void
overpaint_keeper_line_say_wishes (OverpaintKeeperLine *line,
                                  gint64               owner,
                                  guint                idle_time)
{
  g_autofree gchar *idle  = g_strdup_printf ("idle %u\n", idle_time);
  g_autofree gchar *going = g_strdup_printf ("owner %" G_GINT64_FORMAT " %" G_GUINT64_FORMAT "\n", owner,
                                             overpaint_worker_process_get_start_time (owner));

  overpaint_keeper_line_say (line, idle);

  if (owner != 0)
    overpaint_keeper_line_say (line, going);
}
