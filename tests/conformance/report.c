/* report.c: the table of what came of all cases
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <string.h>

#include "report.h"

/**
 * conform_report_new:
 *
 * Returns: (transfer full): an empty table
 */
ConformReport *
conform_report_new (void)
{
  ConformReport *report = g_new0 (ConformReport, 1);

  report->servers = json_array_new ();

  return report;
}

/**
 * conform_report_free:
 * @report: (transfer full): a table
 */
void
conform_report_free (ConformReport *report)
{
  json_array_unref (report->servers);
  g_free (report);
}

/* Columns are for people: letters count, not bytes. */
static void
print_cell (const gchar *text,
            gint         width)
{
  g_print ("%s%*s  ", text, MAX (width - (gint) g_utf8_strlen (text, -1), 0), "");
}

/**
 * conform_report_fit:
 * @report: a table
 * @conform_case: a row that it will have
 *
 * Makes the columns wide enough.
 */
void
conform_report_fit (ConformReport     *report,
                    const ConformCase *conform_case)
{
  report->widths[0] = MAX (report->widths[0], (gint) g_utf8_strlen (conform_case->name, -1));
  report->widths[1] = MAX (report->widths[1], (gint) g_utf8_strlen (conform_case->sent, -1));
  report->widths[2] = MAX (report->widths[2], (gint) g_utf8_strlen (conform_case->expected, -1));
}

/**
 * conform_report_open:
 * @report: a table
 * @subject: a server that was opened
 *
 * Begins the rows of a server.
 */
void
conform_report_open (ConformReport  *report,
                     ConformSubject *subject)
{
  JsonObject  *server = json_object_new ();
  const gchar *kind   = overpaint_server_kind_get_nick (conform_subject_get_kind (subject));

  report->rows = json_array_new ();
  json_object_set_string_member (server, "address", overpaint_server_get_address (subject->server));
  json_object_set_string_member (server, "kind", kind);
  json_object_set_boolean_member (server, "practice", subject->practice);
  if (subject->model_id != NULL)
    json_object_set_string_member (server, "model", subject->model_id);
  json_object_set_array_member (server, "cases", report->rows);
  json_array_add_object_element (report->servers, server);

  g_print ("%s: %s%s\n\n", overpaint_server_get_address (subject->server), kind,
           subject->practice ? ", played by the practice server, which uses no AI" : "");
  g_print ("        seconds  ");
  print_cell ("case", report->widths[0]);
  print_cell ("what is sent", report->widths[1]);
  print_cell ("what is expected", report->widths[2]);
  g_print ("what was found\n");
  fflush (stdout);
}

/**
 * conform_report_add:
 * @report: a table
 * @conform_case: what was tried
 * @verdict: what came of it
 * @found: what was found
 * @seconds: how long it took
 *
 * Writes a row.
 */
void
conform_report_add (ConformReport     *report,
                    const ConformCase *conform_case,
                    ConformVerdict     verdict,
                    const gchar       *found,
                    gdouble            seconds)
{
  JsonObject       *row  = json_object_new ();
  g_autofree gchar *line = g_strdelimit (g_strdup (found), "\r\n\t", ' ');
  gchar             time[G_ASCII_DTOSTR_BUF_SIZE];

  report->counts[verdict]++;

  json_object_set_string_member (row, "name", conform_case->name);
  json_object_set_string_member (row, "sent", conform_case->sent);
  json_object_set_string_member (row, "expected", conform_case->expected);
  json_object_set_string_member (row, "result", conform_verdict_get_name (verdict));
  json_object_set_string_member (row, "found", found);
  json_object_set_double_member (row, "seconds", seconds);
  json_array_add_object_element (report->rows, row);

  g_ascii_formatd (time, sizeof time, "%7.1f", seconds);
  g_print ("  %s  %s  ", conform_verdict_get_name (verdict), time);
  print_cell (conform_case->name, report->widths[0]);
  print_cell (conform_case->sent, report->widths[1]);
  print_cell (conform_case->expected, report->widths[2]);
  g_print ("%s\n", line);
  fflush (stdout);
}

/**
 * conform_report_close:
 * @report: a table
 *
 * Writes the last line.
 */
void
conform_report_close (ConformReport *report)
{
  g_print ("\n%u passed, %u failed, %u to look at, %u skipped\n", report->counts[CONFORM_PASS],
           report->counts[CONFORM_FAIL], report->counts[CONFORM_NOTE], report->counts[CONFORM_SKIP]);
}

/**
 * conform_report_write:
 * @report: a table
 * @path: of a file
 * @error: return location for an error of %G_FILE_ERROR
 *
 * Writes everything again as a JSON object.
 *
 * Returns: whether it could be written
 */
gboolean
conform_report_write (ConformReport  *report,
                      const gchar    *path,
                      GError        **error)
{
  static const gchar * const names[]  = { "passed", "to-look-at", "skipped", "failed" };
  g_autoptr (JsonNode)       root     = json_node_new (JSON_NODE_OBJECT);
  JsonObject                *object   = json_object_new ();
  g_autofree gchar          *text     = NULL;
  guint                      i;

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    json_object_set_int_member (object, names[i], report->counts[i]);
  json_object_set_array_member (object, "servers", json_array_ref (report->servers));
  json_node_take_object (root, object);
  text = json_to_string (root, TRUE);

  return g_file_set_contents (path, text, -1, error);
}
