/* keeper-main.c: overpaint-keeper, which holds one worker
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <glib/gstdio.h>

#include "keeper-control.h"

/* How long those who are connected have to read the last status, in milliseconds. */
#define FAREWELL 2000

#define LONGEST_ORDER (1024 * 1024)

typedef struct
{
  gboolean over;
  gboolean late;
} Farewell;

static gchar *
read_order (void)
{
  GString *text = g_string_new (NULL);
  gchar    buffer[4096];
  gssize   count;

  while ((count = read (STDIN_FILENO, buffer, sizeof buffer)) > 0 && text->len < LONGEST_ORDER)
    g_string_append_len (text, buffer, count);

  return g_string_free (text, FALSE);
}

static gboolean
on_signal (gpointer data)
{
  overpaint_keeper_stop (OVERPAINT_KEEPER (data));

  return G_SOURCE_CONTINUE;
}

static void
on_over (OverpaintKeeper *keeper,
         gpointer         data)
{
  ((Farewell *) data)->over = TRUE;
  g_main_context_wakeup (NULL);
}

static gboolean
on_late (gpointer data)
{
  ((Farewell *) data)->late = TRUE;

  return G_SOURCE_REMOVE;
}

/* In a session of its own, twice forked: no terminal, and a parent that waits for nobody. */
static void
keep (OverpaintKeeperOrder *order,
      OverpaintWorkerPlace *place,
      gint                  entrance,
      gint                  ready)
{
  g_autofree gchar       *path     = overpaint_worker_place_get_path (place, "socket");
  g_autoptr (GError)      error    = NULL;
  OverpaintKeeper        *keeper   = overpaint_keeper_new (order, place);
  OverpaintKeeperControl *control  = overpaint_keeper_control_new (keeper, path, &error);
  Farewell                farewell = { FALSE, FALSE };

  if (control != NULL)
    {
      g_unix_signal_add (SIGTERM, on_signal, keeper);
      g_unix_signal_add (SIGINT, on_signal, keeper);
      g_unix_signal_add (SIGHUP, on_signal, keeper);
      g_signal_connect (keeper, "over", G_CALLBACK (on_over), &farewell);

      overpaint_keeper_start (keeper);

      if (write (ready, "+", 1) != 1)
        overpaint_keeper_stop (keeper);

      close (ready);

      while (! farewell.over)
        g_main_context_iteration (NULL, TRUE);

      /* from here on who wants a keeper waits until this one is gone, then starts another */
      flock (entrance, LOCK_EX);
      g_timeout_add (FAREWELL, on_late, &farewell);

      while (! farewell.late && ! overpaint_keeper_control_is_told (control))
        g_main_context_iteration (NULL, TRUE);

      g_unlink (path);
      overpaint_keeper_control_free (control);

      while (g_main_context_iteration (NULL, FALSE))
        continue;
    }

  g_object_unref (keeper);
}

/* Whether a keeper listens. */
static gboolean
wait_for_it (gint ready)
{
  gchar answer;

  return read (ready, &answer, 1) == 1;
}

static gboolean
somebody_listens (OverpaintWorkerPlace *place)
{
  g_autofree gchar   *path    = overpaint_worker_place_get_path (place, "socket");
  struct sockaddr_un  address = { .sun_family = AF_UNIX };
  gint                file    = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  gboolean            listens;

  g_strlcpy (address.sun_path, path, sizeof address.sun_path);
  listens = file >= 0 && connect (file, (struct sockaddr *) &address, sizeof address) == 0;

  if (file >= 0)
    close (file);

  return listens;
}

static void
wait_for_lock (OverpaintWorkerPlace *place)
{
  g_autofree gchar *path = overpaint_worker_place_get_path (place, "lock");
  gint              file = g_open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);

  if (file < 0)
    return;

  flock (file, LOCK_EX);
  close (file);
}

static void
leave_terminal (void)
{
  gint nothing = g_open ("/dev/null", O_RDWR);

  if (nothing >= 0)
    {
      dup2 (nothing, STDIN_FILENO);
      dup2 (nothing, STDOUT_FILENO);
      dup2 (nothing, STDERR_FILENO);

      if (nothing > STDERR_FILENO)
        close (nothing);
    }
}

/* Called as "overpaint-keeper FOLDER", with an order on its standard input. It returns 0 when a keeper listens: this
 * one, or the one that another caller started for the same worker in the meantime.
 */
gint
main (gint    argc,
      gchar **argv)
{
  g_autofree gchar                 *text  = NULL;
  g_autofree gchar                 *path  = NULL;
  g_autoptr (GError)                error = NULL;
  g_autoptr (OverpaintKeeperOrder)  order = NULL;
  g_autoptr (OverpaintWorkerPlace)  place = NULL;
  gint                              entrance;
  gint                              ready[2];
  pid_t                             child;

  signal (SIGPIPE, SIG_IGN);

  if (argc != 2)
    {
      g_printerr ("overpaint-keeper holds a local worker for the GIMP plug-in Overpaint, which starts it.\n");
      return 2;
    }

  text  = read_order ();
  order = overpaint_keeper_order_from_text (text, &error);

  if (order != NULL)
    place = overpaint_worker_place_new (argv[1], order->name, &error);

  if (place == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  /* one at a time: whoever is behind this door either sees a keeper that listens, or none */
  path     = overpaint_worker_place_get_path (place, "door");
  entrance = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (entrance < 0 || flock (entrance, LOCK_EX) != 0 || ! g_unix_open_pipe (ready, FD_CLOEXEC, NULL))
    {
      g_printerr ("%s\n", path);
      return 1;
    }

  while (overpaint_worker_place_lock (place) < 0)
    {
      if (somebody_listens (place))
        return 0;

      /* it was killed, and is not quite gone yet */
      wait_for_lock (place);
    }

  child = fork ();

  if (child > 0)
    {
      close (ready[1]);
      return wait_for_it (ready[0]) ? 0 : 1;
    }

  setsid ();
  close (ready[0]);

  if (child == 0 && fork () == 0)
    {
      /* the caller's, which it gives back by ending; its own is another */
      close (entrance);
      entrance = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
      leave_terminal ();
      keep (g_steal_pointer (&order), place, entrance, ready[1]);
    }

  return 0;
}
