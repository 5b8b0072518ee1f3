/* wire-server.c: the server that a test talks to
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire.h"

#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>

static GSubprocess *process = NULL;
static gchar       *origin  = NULL;
static gint         port    = 0;
static gboolean     secure  = FALSE;
static GBytes      *picture = NULL;

/* A picture in which no two pixels are alike, and whose sides are no multiples of 8. */
static GBytes *
make_picture (void)
{
  g_autoptr (GdkPixbuf)  pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 101, 67);
  guint8                *pixels = gdk_pixbuf_get_pixels (pixbuf);
  gchar                 *buffer = NULL;
  gsize                  size   = 0;

  for (gint y = 0; y < 67; y++)
    for (gint x = 0; x < 101; x++)
      {
        guint8 *pixel = pixels + y * gdk_pixbuf_get_rowstride (pixbuf) + x * 4;

        pixel[0] = 20 + x * 2;
        pixel[1] = 250 - y * 3;
        pixel[2] = (x * 7 + y * 13) % 256;
        pixel[3] = x < 50 ? 0 : 255;
      }

  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "png", NULL, NULL));

  return g_bytes_new_take (buffer, size);
}

/**
 * wire_start_server:
 * @arguments: its path, and its options
 *
 * Starts it and waits for the line that says where it listens. There is one at a time.
 */
void
wire_start_server (const gchar * const *arguments)
{
  g_autoptr (GDataInputStream)  output = NULL;
  g_autoptr (GError)            error  = NULL;
  g_autofree gchar             *line   = NULL;

  process = g_subprocess_newv (arguments,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE |
                               G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);

  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  line   = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  secure = g_str_has_prefix (line, "listening on https://127.0.0.1:");
  g_assert_true (secure || g_str_has_prefix (line, "listening on http://127.0.0.1:"));

  g_free (origin);
  origin = g_strdup (line + strlen ("listening on "));
  port   = g_ascii_strtoll (strrchr (origin, ':') + 1, NULL, 10);

  if (picture == NULL)
    picture = make_picture ();
}

/**
 * wire_stop_server:
 *
 * Closes its standard input and waits for its end.
 *
 * Returns: what it exits with
 */
gint
wire_stop_server (void)
{
  gint status;

  g_output_stream_close (g_subprocess_get_stdin_pipe (process), NULL, NULL);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_exited (process));
  status = g_subprocess_get_exit_status (process);
  g_clear_object (&process);

  return status;
}

/**
 * wire_origin:
 *
 * Returns: scheme, host and port of the server
 */
const gchar *
wire_origin (void)
{
  return origin;
}

/**
 * wire_port:
 *
 * Returns: its port
 */
gint
wire_port (void)
{
  return port;
}

/**
 * wire_picture:
 *
 * Returns: (transfer none): a PNG of 101 x 67 pixels, half of them transparent
 */
GBytes *
wire_picture (void)
{
  return picture;
}

/**
 * wire_is_secure:
 *
 * Returns: whether it talks TLS
 */
gboolean
wire_is_secure (void)
{
  return secure;
}
