/* main.c: the practice server's command line
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib-unix.h>

#include "control.h"
#include "local.h"

#define NO_AI "This practice server paints by plain arithmetic: no AI, no model, no network."

typedef struct
{
  guint     port;
  gchar    *certificate;
  gchar    *key;
  gboolean  until_stdin_closes;
} Options;

static void
print_help (void)
{
  const PracticeFaultKind *kinds;
  guint                    n_kinds;

  g_print ("practice-server: stands in for image servers in Overpaint's tests.\n"
           NO_AI "\n\n"
           "  --as ROLE                    whom it stands in for: runner (the default), gateway, studio,\n"
           "                               sd-server, forge, a1111, sdnext, koboldcpp\n"
           "  --port N                     where it listens, on 127.0.0.1 alone (0: any free port)\n"
           "  --paint restyle|rule|mixed   something for the eye; R'=255-G G'=255-B B'=255-R; the rule for odd seeds\n"
           "  --model ID                   the model that a runner has loaded\n"
           "  --token SECRET               the bearer token that is right (runner, studio)\n"
           "  --tls CERTIFICATE KEY        https, from two PEM files\n"
           "  --log FILE                   adds each finished request to FILE, one JSON a line\n"
           "  --set NAME=VALUE             a setting of the local roles: samples_format=jpg, api=false, queue=2...\n"
           "  --fault NAME[:TIMES]         something that goes wrong, once or TIMES (-1: always)\n"
           "  --delay MS                   milliseconds that each picture takes\n"
           "  --until-stdin-closes         exits when its standard input ends\n"
           "\nFaults:\n");

  kinds = practice_fault_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    g_print ("  %-20s %s\n", kinds[i].name, kinds[i].summary);
}

static gboolean
add_fault (PracticeServer *server,
           const gchar    *text)
{
  g_auto (GStrv)          pieces      = g_strsplit (text, ":", 2);
  g_autoptr (JsonObject)  description = json_object_new ();
  g_autoptr (GError)      error       = NULL;

  json_object_set_string_member (description, "fault", pieces[0] != NULL ? pieces[0] : "");

  if (pieces[0] != NULL && pieces[1] != NULL)
    json_object_set_int_member (description, "times", g_ascii_strtoll (pieces[1], NULL, 10));

  if (practice_control_fault (server, description, &error))
    return TRUE;

  g_printerr ("practice-server: %s\n", error->message);

  return FALSE;
}

/* "name=value", where a value that is no JSON is text. */
static gboolean
set_local (PracticeServer *server,
           const gchar    *text)
{
  g_auto (GStrv)        pieces = g_strsplit (text, "=", 2);
  g_autoptr (JsonNode)  value  = NULL;

  if (pieces[0] == NULL || pieces[1] == NULL || ! practice_local_knows (pieces[0]))
    return FALSE;

  value = json_from_string (pieces[1], NULL);

  if (value == NULL)
    {
      value = json_node_new (JSON_NODE_VALUE);
      json_node_set_string (value, pieces[1]);
    }

  return practice_local_set (server->local, pieces[0], value);
}

static gboolean
read_number (const gchar *text,
             guint        most,
             guint       *number)
{
  guint64 value;

  if (! g_ascii_string_to_unsigned (text, 10, 0, most, &value, NULL))
    return FALSE;

  *number = value;

  return TRUE;
}

/* One option that takes a value. */
static gboolean
apply_option (PracticeServer *server,
              Options        *options,
              const gchar    *name,
              const gchar    *value)
{
  if (g_str_equal (name, "--as"))
    return practice_server_set_role (server, value);

  if (g_str_equal (name, "--paint"))
    return practice_server_set_paint (server, value);

  if (g_str_equal (name, "--port"))
    return read_number (value, 65535, &options->port);

  if (g_str_equal (name, "--delay"))
    return read_number (value, 600000, &server->delay);

  if (g_str_equal (name, "--fault"))
    return add_fault (server, value);

  if (g_str_equal (name, "--set"))
    return set_local (server, value);

  if (g_str_equal (name, "--model"))
    practice_server_set_model (server, value);
  else if (g_str_equal (name, "--token"))
    practice_server_set_token (server, value);
  else if (g_str_equal (name, "--log"))
    practice_server_set_log (server, value);
  else
    return FALSE;

  return TRUE;
}

static gboolean
read_options (PracticeServer *server,
              Options        *options,
              gint            n_arguments,
              gchar         **arguments)
{
  for (gint i = 1; i < n_arguments; i++)
    {
      if (g_str_equal (arguments[i], "--until-stdin-closes"))
        {
          options->until_stdin_closes = TRUE;
        }
      else if (g_str_equal (arguments[i], "--tls") && i + 2 < n_arguments)
        {
          options->certificate = arguments[++i];
          options->key         = arguments[++i];
        }
      else if (i + 1 < n_arguments &&
               apply_option (server, options, arguments[i], arguments[i + 1]))
        {
          i++;
        }
      else
        {
          g_printerr ("practice-server: %s is not understood, or lacks a value that is; see --help\n",
                      arguments[i]);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
on_signal (gpointer loop)
{
  g_main_loop_quit (loop);

  return G_SOURCE_CONTINUE;
}

static gboolean
on_standard_input (gint         fd,
                   GIOCondition condition,
                   gpointer     loop)
{
  gchar  buffer[256];
  gssize n = read (fd, buffer, sizeof (buffer));

  if (n > 0 || (n < 0 && errno == EINTR))
    return G_SOURCE_CONTINUE;

  g_main_loop_quit (loop);

  return G_SOURCE_REMOVE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GMainLoop)        loop        = g_main_loop_new (NULL, FALSE);
  g_autoptr (GTlsCertificate)  certificate = NULL;
  g_autoptr (GError)           error       = NULL;
  PracticeServer              *server      = NULL;
  Options                      options     = { 0, };

  setlocale (LC_ALL, "");
  signal (SIGPIPE, SIG_IGN);

  for (gint i = 1; i < argc; i++)
    if (g_str_equal (argv[i], "--help"))
      {
        print_help ();
        return EXIT_SUCCESS;
      }

  server = practice_server_new ();

  if (! read_options (server, &options, argc, argv))
    {
      practice_server_free (server);
      return EXIT_FAILURE;
    }

  if (options.certificate != NULL)
    certificate = g_tls_certificate_new_from_files (options.certificate, options.key, &error);

  if (error != NULL || ! practice_server_listen (server, options.port, certificate, &error))
    {
      g_printerr ("practice-server: %s\n", error->message);
      practice_server_free (server);
      return EXIT_FAILURE;
    }

  g_unix_signal_add (SIGTERM, on_signal, loop);
  g_unix_signal_add (SIGINT, on_signal, loop);

  if (options.until_stdin_closes)
    g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, on_standard_input, loop);

  g_print ("listening on %s\n", server->origin);
  fflush (stdout);
  g_printerr ("%s\n", NO_AI);

  g_main_loop_run (loop);
  practice_server_free (server);

  return EXIT_SUCCESS;
}
