/* job-dialog.c: a call that only has to be waited for
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libgimp/gimpui.h>

#include "job-dialog.h"
#include "run-view.h"

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

/**
 * overpaint_job_dialog_wait:
 * @title: the window's title
 * @job: a job
 * @error: return location for the reason why no picture came
 *
 * Waits for a job behind a small window with its progress, where nothing has to be
 * asked: Repeat, Run Again.
 *
 * Returns: whether there is at least one picture
 */
gboolean
overpaint_job_dialog_wait (const gchar   *title,
                           OverpaintJob  *job,
                           GError       **error)
{
  GtkWidget *view = overpaint_run_view_new ();
  GtkWidget *dialog;
  gboolean   arrived;

  dialog = gtk_dialog_new ();
  gtk_window_set_title (GTK_WINDOW (dialog), title);
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
