/* main.c: whether a server does what Overpaint counts on
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <locale.h>
#include <stdlib.h>

#include <glib-unix.h>

#include "practice.h"
#include "suite.h"

#define TOKEN_VARIABLE "OVERPAINT_TOKEN"

/* The first picture waits for the model, which may be fetched from a slow disk. */
#define PATIENCE 1800

#define STATUS_WRONG       2
#define STATUS_INTERRUPTED 130

typedef struct
{
  gchar  *kind;
  gchar  *model;
  gchar  *lora;
  gchar  *only;
  gchar  *json;
  gchar  *practice;
  gint    patience;
  gchar **addresses;
} Options;

/* The first Ctrl+C ends what is under way, and the table is still written; the second ends it all, since
 * nobody listens any more. ./dev sends the other signal after it.
 */
static gboolean
interrupted (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_REMOVE;
}

static int refuse (const gchar *format, ...) G_GNUC_PRINTF (1, 2);

static int
refuse (const gchar *format,
        ...)
{
  g_autofree gchar *line = NULL;
  va_list           arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("conformance: %s\n", line);

  return STATUS_WRONG;
}

static gboolean
run_address (ConformReport  *report,
             const Options  *options,
             GCancellable   *cancellable,
             GError        **error)
{
  g_autoptr (ConformSubject)  subject = NULL;
  const gchar                *token   = g_getenv (TOKEN_VARIABLE);
  ConformWish                 wish    = { .address  = options->addresses[0],
                                          .token    = token != NULL && *token != '\0' ? token : NULL,
                                          .model    = options->model,
                                          .lora     = options->lora,
                                          .patience = (guint) options->patience };

  if (options->kind != NULL)
    overpaint_server_kind_from_nick (options->kind, &wish.kind);

  subject = conform_subject_new (&wish, cancellable, error);
  if (subject == NULL)
    return FALSE;

  conform_suite_run (report, subject, options->only);

  return TRUE;
}

static gboolean
run_practice (ConformReport  *report,
              const Options  *options,
              GCancellable   *cancellable,
              GError        **error)
{
  guint role;

  for (role = 0; role < conform_practice_get_n_roles (); role++)
    {
      g_autoptr (ConformPractice)  practice = NULL;
      g_autoptr (ConformSubject)   subject  = NULL;
      guint                        wanted   = role;

      if (options->kind != NULL)
        conform_practice_find_role (options->kind, &wanted);

      if (wanted != role || g_cancellable_is_cancelled (cancellable))
        continue;

      practice = conform_practice_new (options->practice, role, error);
      if (practice == NULL)
        return FALSE;

      practice->wish.patience = (guint) options->patience;
      if (options->lora != NULL)
        practice->wish.lora = options->lora;

      subject = conform_subject_new (&practice->wish, cancellable, error);
      if (subject == NULL)
        return FALSE;

      if (json_array_get_length (report->servers) > 0)
        g_print ("\n");
      conform_suite_run (report, subject, options->only);
    }

  return TRUE;
}

static gboolean
read_options (Options  *options,
              int      *argc,
              char   ***argv,
              GError  **error)
{
  const GOptionEntry entries[] =
  {
    { "kind",     0, 0, G_OPTION_ARG_STRING,   &options->kind,     "what it ought to be, or the one role",     "KIND" },
    { "model",    0, 0, G_OPTION_ARG_STRING,   &options->model,    "the model to ask for",                     "ID"   },
    { "lora",     0, 0, G_OPTION_ARG_STRING,   &options->lora,     "a LoRA that it has",                       "ID"   },
    { "only",     0, 0, G_OPTION_ARG_STRING,   &options->only,     "a family of cases, or one case",           "NAME" },
    { "json",     0, 0, G_OPTION_ARG_FILENAME, &options->json,     "writes everything to FILE again",          "FILE" },
    { "patience", 0, 0, G_OPTION_ARG_INT,      &options->patience, "how long a picture may take, in seconds",  "N"    },
    { "practice", 0, 0, G_OPTION_ARG_FILENAME, &options->practice, "tries this practice server in each role",  "FILE" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->addresses, NULL, "URL" },
    { NULL, 0, 0, 0, NULL, NULL, NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("- tries whether a server does what Overpaint counts on");

  options->patience = PATIENCE;
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_description (context, "The token of the server is taken from " TOKEN_VARIABLE ".");

  return g_option_context_parse (context, argc, argv, error);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GCancellable)   cancellable = g_cancellable_new ();
  g_autoptr (ConformReport)  report      = conform_report_new ();
  g_autoptr (GError)         error       = NULL;
  static Options             options;
  OverpaintServerKind        kind;
  guint                      role;
  gboolean                   done;

  setlocale (LC_ALL, "");

  if (! read_options (&options, &argc, &argv, &error))
    return refuse ("%s", error->message);

  if (options.kind != NULL && ! overpaint_server_kind_from_nick (options.kind, &kind))
    return refuse ("there is no kind of server called \"%s\".", options.kind);
  if (options.kind != NULL && options.practice != NULL && ! conform_practice_find_role (options.kind, &role))
    return refuse ("the practice server has no role called \"%s\".", options.kind);
  if (options.only != NULL && ! conform_suite_has (options.only))
    return refuse ("there is no case, and no family of cases, called \"%s\".", options.only);
  if (options.patience < 1)
    return refuse ("--patience takes seconds, 1 or more.");
  if ((options.practice == NULL) == (options.addresses == NULL) ||
      (options.addresses != NULL && options.addresses[1] != NULL))
    return refuse ("one address is needed, or --practice.");

  g_unix_signal_add (SIGINT, interrupted, cancellable);
  g_unix_signal_add (SIGTERM, interrupted, cancellable);
  conform_suite_fit (report, options.only);

  done = options.practice != NULL ? run_practice (report, &options, cancellable, &error)
                                  : run_address (report, &options, cancellable, &error);
  if (! done)
    return refuse ("%s", error->message);

  conform_report_close (report);

  if (options.json != NULL && ! conform_report_write (report, options.json, &error))
    return refuse ("%s", error->message);

  if (g_cancellable_is_cancelled (cancellable))
    return STATUS_INTERRUPTED;

  return report->counts[CONFORM_FAIL] > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
