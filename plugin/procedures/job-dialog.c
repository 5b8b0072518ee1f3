/* job-dialog.c: a call with a person present
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libgimp/gimpui.h>

#include <glib/gi18n-lib.h>

#include "field.h"
#include "job-dialog.h"
#include "run-view.h"

#define PROMPT_HEIGHT 64

static gboolean
on_delete (GtkWidget *dialog,
           GdkEvent  *event,
           gpointer   user_data)
{
  /* The window goes when the call ends, not before. */
  return TRUE;
}

/* Closing the window while it waits, in whatever way, is another way to press Stop. */
static void
on_response (GtkDialog *dialog,
             gint       response,
             gpointer   user_data)
{
  g_cancellable_cancel (user_data);
}

static void
set_content_sensitive (GtkWidget *dialog,
                       GtkWidget *view,
                       gboolean   sensitive)
{
  GtkWidget       *content  = gtk_dialog_get_content_area (GTK_DIALOG (dialog));
  g_autoptr (GList) children = gtk_container_get_children (GTK_CONTAINER (content));
  GList           *child;

  for (child = children; child != NULL; child = child->next)
    {
      if (child->data != view)
        gtk_widget_set_sensitive (child->data, sensitive);
    }
}

static gboolean
wait_with_view (GtkWidget         *dialog,
                OverpaintRunView  *view,
                OverpaintJob      *job,
                GError           **error)
{
  GCancellable *cancellable = overpaint_job_get_cancellable (job);
  gulong        response_id;
  gboolean      arrived;

  response_id = g_signal_connect (dialog, "response", G_CALLBACK (on_response), cancellable);

  overpaint_run_view_show_run (view, overpaint_job_get_run (job), cancellable);
  arrived = overpaint_job_wait (job, error);

  g_signal_handler_disconnect (dialog, response_id);

  return arrived;
}

static void
fill_dialog (GimpProcedureDialog     *dialog,
             const OverpaintPipeline *pipeline)
{
  g_autoptr (GList) names = NULL;
  guint             i;

  for (i = 0; i < pipeline->n_fields; i++)
    {
      const OverpaintField *field = &pipeline->fields[i];

      if ((field->flags & OVERPAINT_FIELD_LONG) != 0)
        {
          GtkWidget *widget = gimp_procedure_dialog_get_widget (dialog, field->name, GTK_TYPE_TEXT_VIEW);

          gtk_widget_set_size_request (widget, -1, PROMPT_HEIGHT);
          gtk_widget_set_hexpand (widget, TRUE);
        }

      names = g_list_append (names, (gpointer) field->name);
    }

  gimp_procedure_dialog_fill_list (dialog, names);
}

/**
 * overpaint_job_dialog_ask:
 * @procedure: the procedure
 * @config: its arguments, which the dialog changes
 * @make_job: (scope call): makes a job of them
 * @user_data: for @make_job
 *
 * Opens a dialog with every field, has a run for each press of Generate, and shows how
 * far it is and what went wrong, with everything still typed, until pictures have
 * come or the artist closes it.
 *
 * Returns: (transfer full) (nullable): a job with pictures, or %NULL where the artist
 *   closed the dialog
 */
OverpaintJob *
overpaint_job_dialog_ask (GimpProcedure       *procedure,
                          GimpProcedureConfig *config,
                          OverpaintJobMaker    make_job,
                          gpointer             user_data)
{
  g_autoptr (OverpaintJob)  job  = NULL;
  GtkWidget                *dialog;
  GtkWidget                *view = overpaint_run_view_new ();

  dialog = gimp_procedure_dialog_new (procedure, config, _("Image to Image"));
  gimp_procedure_dialog_set_ok_label (GIMP_PROCEDURE_DIALOG (dialog), _("_Generate"));
  fill_dialog (GIMP_PROCEDURE_DIALOG (dialog), overpaint_pipeline_image_to_image ());

  gtk_widget_set_margin_start (view, 12);
  gtk_widget_set_margin_end (view, 12);
  gtk_box_pack_start (GTK_BOX (gtk_dialog_get_content_area (GTK_DIALOG (dialog))), view, FALSE, FALSE, 0);
  gtk_widget_show (view);

  g_signal_connect (dialog, "delete-event", G_CALLBACK (on_delete), NULL);

  while (job == NULL && gimp_procedure_dialog_run (GIMP_PROCEDURE_DIALOG (dialog)))
    {
      g_autoptr (GError) error = NULL;

      job = make_job (&error, user_data);

      set_content_sensitive (dialog, view, FALSE);
      if (job != NULL && ! wait_with_view (dialog, OVERPAINT_RUN_VIEW (view), job, &error))
        g_clear_object (&job);
      set_content_sensitive (dialog, view, TRUE);

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        overpaint_run_view_show_text (OVERPAINT_RUN_VIEW (view), _("Stopped."));
      else if (error != NULL)
        overpaint_run_view_show_text (OVERPAINT_RUN_VIEW (view), error->message);
    }

  gtk_widget_destroy (dialog);

  return g_steal_pointer (&job);
}

/**
 * overpaint_job_dialog_wait:
 * @job: a job
 * @error: return location for the reason why no picture came
 *
 * Waits for a job behind a small window with its progress, where nothing has to be
 * asked: Repeat.
 *
 * Returns: whether there is at least one picture
 */
gboolean
overpaint_job_dialog_wait (OverpaintJob  *job,
                           GError       **error)
{
  GtkWidget *view = overpaint_run_view_new ();
  GtkWidget *dialog;
  gboolean   arrived;

  dialog = gtk_dialog_new ();
  gtk_window_set_title (GTK_WINDOW (dialog), _("Image to Image"));
  gtk_window_set_default_size (GTK_WINDOW (dialog), 420, -1);
  gimp_window_set_transient (GTK_WINDOW (dialog));
  gtk_container_set_border_width (GTK_CONTAINER (dialog), 12);
  gtk_container_add (GTK_CONTAINER (gtk_dialog_get_content_area (GTK_DIALOG (dialog))), view);
  g_signal_connect (dialog, "delete-event", G_CALLBACK (on_delete), NULL);
  gtk_widget_show (view);
  gtk_widget_show (dialog);

  arrived = wait_with_view (dialog, OVERPAINT_RUN_VIEW (view), job, error);

  gtk_widget_destroy (dialog);

  return arrived;
}
