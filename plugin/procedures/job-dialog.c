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

/* in pixels: three lines of text, and what a list of fields looks calm with */
#define DIALOG_WIDTH   560
#define TEXT_HEIGHT     64
#define TEXT_MARGIN      4
#define COLUMN_SPACING  12
#define ROW_SPACING      6

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

/* GIMP's own widget for a text of several lines has no label, grows with its text, and
 * keeps the Tab key for itself.
 */
static GtkWidget *
add_long_text (GtkWidget            *dialog,
               GimpProcedureConfig  *config,
               const OverpaintField *field)
{
  GtkWidget                 *content = gtk_dialog_get_content_area (GTK_DIALOG (dialog));
  GtkWidget                 *label   = gtk_label_new_with_mnemonic (_(field->label));
  GtkWidget                 *window  = gtk_scrolled_window_new (NULL, NULL);
  g_autoptr (GtkTextBuffer)  buffer  = NULL;
  GtkWidget                 *view;

  buffer = gimp_prop_text_buffer_new (G_OBJECT (config), field->name, -1);

  view = gtk_text_view_new_with_buffer (buffer);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), TEXT_MARGIN);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), TEXT_MARGIN);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), TEXT_MARGIN);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), TEXT_MARGIN);
  gimp_help_set_help_data (view, _(field->tooltip), NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), view);
  gtk_widget_set_margin_top (label, ROW_SPACING);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_shadow_type (GTK_SCROLLED_WINDOW (window), GTK_SHADOW_IN);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (window), TEXT_HEIGHT);
  gtk_container_add (GTK_CONTAINER (window), view);

  gtk_box_pack_start (GTK_BOX (content), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (content), window, TRUE, TRUE, 0);
  gtk_widget_show (label);
  gtk_widget_show_all (window);

  return view;
}

static gboolean
is_number (const OverpaintField *field)
{
  return field->kind == OVERPAINT_FIELD_INTEGER || field->kind == OVERPAINT_FIELD_NUMBER;
}

/* GIMP groups the labels of what is not in a box of its own, and leaves a number its
 * least width.
 */
static void
align_row (GtkWidget    *widget,
           GtkSizeGroup *labels)
{
  if (GIMP_IS_LABELED (widget))
    gtk_size_group_add_widget (labels, gimp_labeled_get_label (GIMP_LABELED (widget)));

  if (GIMP_IS_LABEL_SPIN (widget))
    gtk_widget_set_hexpand (gimp_label_spin_get_spin_button (GIMP_LABEL_SPIN (widget)), TRUE);
}

/* Two numbers to a row, or the window is too high for a small screen. */
static void
add_pair (GimpProcedureDialog  *dialog,
          const OverpaintField *field,
          const OverpaintField *next)
{
  g_autofree gchar *id = g_strconcat (field->name, "-row", NULL);
  GtkWidget        *row;

  row = gimp_procedure_dialog_fill_box (dialog, id, field->name, next->name, NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (row), GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_box_set_spacing (GTK_BOX (row), COLUMN_SPACING);

  gimp_procedure_dialog_fill (dialog, id, NULL);
}

static void
fill_dialog (GtkWidget               *dialog,
             GimpProcedureConfig     *config,
             const OverpaintPipeline *pipeline)
{
  GimpProcedureDialog      *procedure_dialog = GIMP_PROCEDURE_DIALOG (dialog);
  g_autoptr (GtkSizeGroup)  labels           = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  g_autoptr (GtkSizeGroup)  second_labels    = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  GtkWidget                *first            = NULL;
  guint                     i;

  for (i = 0; i < pipeline->n_fields; i++)
    {
      const OverpaintField *field = &pipeline->fields[i];
      GType                 type  = is_number (field) ? GIMP_TYPE_LABEL_SPIN : G_TYPE_NONE;

      if ((field->flags & OVERPAINT_FIELD_LONG) != 0)
        {
          GtkWidget *view = add_long_text (dialog, config, field);

          if (first == NULL)
            first = view;
        }
      else if (is_number (field) && i + 1 < pipeline->n_fields && is_number (field + 1))
        {
          align_row (gimp_procedure_dialog_get_widget (procedure_dialog, field->name, type), labels);
          align_row (gimp_procedure_dialog_get_widget (procedure_dialog, (field + 1)->name, type), second_labels);
          add_pair (procedure_dialog, field, field + 1);
          i++;
        }
      else
        {
          align_row (gimp_procedure_dialog_get_widget (procedure_dialog, field->name, type), labels);
          gimp_procedure_dialog_fill (procedure_dialog, field->name, NULL);
        }
    }

  if (first != NULL)
    gtk_widget_grab_focus (first);
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
  gtk_window_set_default_size (GTK_WINDOW (dialog), DIALOG_WIDTH, -1);
  fill_dialog (dialog, config, overpaint_pipeline_image_to_image ());

  gtk_widget_set_margin_top (view, ROW_SPACING);
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

      /* where the key press that tries again belongs; a text would take it for a new line */
      gtk_widget_grab_focus (gtk_dialog_get_widget_for_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK));

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        overpaint_run_view_show_text (OVERPAINT_RUN_VIEW (view), _("Stopped."));
      else if (error != NULL)
        overpaint_run_view_show_error (OVERPAINT_RUN_VIEW (view), error->message);
    }

  gtk_widget_destroy (dialog);

  return g_steal_pointer (&job);
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
