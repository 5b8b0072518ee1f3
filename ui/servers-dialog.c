/* servers-dialog.c: a window with all servers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "find-button.h"
#include "sentence-row.h"
#include "server-editor.h"
#include "servers-dialog.h"
#include "servers-view.h"
#include "worker-bar.h"

/* in pixels: the addresses of servers, and three lines of a sentence */
#define WIDTH         800
#define STATUS_HEIGHT  54

struct _OverpaintServersDialog
{
  GtkDialog              parent_instance;

  OverpaintServerKeeper *keeper;
  GCancellable          *testing;

  GtkWidget             *view;
  GtkWidget             *change;
  GtkWidget             *remove;
  GtkWidget             *make_default;
  GtkWidget             *test;
  GtkWidget             *workers;
  GtkWidget             *status;
};

G_DEFINE_FINAL_TYPE (OverpaintServersDialog, overpaint_servers_dialog, GTK_TYPE_DIALOG)

static void
overpaint_servers_dialog_stop_test (OverpaintServersDialog *self)
{
  g_cancellable_cancel (self->testing);
  g_clear_object (&self->testing);
}

static void
overpaint_servers_dialog_dispose (GObject *object)
{
  OverpaintServersDialog *self = OVERPAINT_SERVERS_DIALOG (object);

  overpaint_servers_dialog_stop_test (self);
  g_clear_object (&self->keeper);

  G_OBJECT_CLASS (overpaint_servers_dialog_parent_class)->dispose (object);
}

static void
overpaint_servers_dialog_response (GtkDialog *dialog,
                                   gint       response)
{
  gtk_widget_destroy (GTK_WIDGET (dialog));
}

static void
overpaint_servers_dialog_class_init (OverpaintServersDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose      = overpaint_servers_dialog_dispose;
  GTK_DIALOG_CLASS (klass)->response   = overpaint_servers_dialog_response;
}

static void
overpaint_servers_dialog_say (OverpaintServersDialog *self,
                              const gchar            *sentence,
                              gboolean                is_problem,
                              gboolean                is_busy)
{
  overpaint_sentence_row_say (OVERPAINT_SENTENCE_ROW (self->status), sentence,
                              is_problem ? OVERPAINT_SENTENCE_PROBLEM
                                         : is_busy ? OVERPAINT_SENTENCE_BUSY : OVERPAINT_SENTENCE_PLAIN);
}

static OverpaintServerRow *
overpaint_servers_dialog_get_row (OverpaintServersDialog *self)
{
  return overpaint_servers_view_get_row (OVERPAINT_SERVERS_VIEW (self->view));
}

static void
on_selection_changed (OverpaintServersDialog *self)
{
  OverpaintServerRow *row = overpaint_servers_dialog_get_row (self);

  overpaint_servers_dialog_stop_test (self);
  overpaint_servers_dialog_say (self, row != NULL ? row->problem : NULL, row != NULL && row->problem != NULL, FALSE);

  gtk_widget_set_sensitive (self->change, row != NULL);
  gtk_widget_set_sensitive (self->remove, row != NULL && row->is_own);
  gtk_widget_set_sensitive (self->make_default, row != NULL && ! row->is_default);
  gtk_widget_set_sensitive (self->test, row != NULL && row->problem == NULL);
  overpaint_worker_bar_set_row (OVERPAINT_WORKER_BAR (self->workers), row);

  /* what the button does to a server that comes with Overpaint */
  gtk_button_set_label (GTK_BUTTON (self->remove), row != NULL && row->is_own && row->is_ready_made ? _("_Reset")
                                                                                                    : _("_Remove"));
}

static void
on_saved (OverpaintServersDialog *self,
          const gchar            *name,
          const gchar            *sentence)
{
  overpaint_servers_view_fill (OVERPAINT_SERVERS_VIEW (self->view), name);
  overpaint_servers_dialog_say (self, sentence, FALSE, FALSE);
  gtk_widget_grab_focus (self->view);
}

static void
overpaint_servers_dialog_edit (OverpaintServersDialog   *self,
                               const OverpaintServerRow *row)
{
  GtkWidget *editor = overpaint_server_editor_new (GTK_WINDOW (self), self->keeper, row);

  gtk_window_set_destroy_with_parent (GTK_WINDOW (editor), TRUE);
  g_signal_connect_object (editor, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (editor));
}

static void
on_add_clicked (OverpaintServersDialog *self)
{
  overpaint_servers_dialog_edit (self, NULL);
}

static void
on_change_clicked (OverpaintServersDialog *self)
{
  OverpaintServerRow *row = overpaint_servers_dialog_get_row (self);

  if (row != NULL && ! overpaint_worker_bar_edit (OVERPAINT_WORKER_BAR (self->workers), row))
    overpaint_servers_dialog_edit (self, row);
}

/* Shows the list as it is now, and why it is not as it was meant to be. */
static void
overpaint_servers_dialog_end_change (OverpaintServersDialog *self,
                                     const gchar            *selected,
                                     GError                 *error)
{
  g_autofree gchar *name = g_strdup (selected);

  overpaint_servers_view_fill (OVERPAINT_SERVERS_VIEW (self->view), name);

  if (error != NULL)
    overpaint_servers_dialog_say (self, error->message, TRUE, FALSE);

  /* the button that was pressed may be greyed out by now */
  gtk_widget_grab_focus (self->view);
}

static void
on_remove_clicked (OverpaintServersDialog *self)
{
  OverpaintServerRow *row   = overpaint_servers_dialog_get_row (self);
  g_autoptr (GError)  error = NULL;

  if (overpaint_worker_bar_remove (OVERPAINT_WORKER_BAR (self->workers), row))
    return;

  OVERPAINT_SERVER_KEEPER_GET_IFACE (self->keeper)->remove (self->keeper, row->name, &error);
  overpaint_servers_dialog_end_change (self, row->name, error);
}

static void
on_make_default_clicked (OverpaintServersDialog *self)
{
  OverpaintServerRow *row   = overpaint_servers_dialog_get_row (self);
  g_autoptr (GError)  error = NULL;

  OVERPAINT_SERVER_KEEPER_GET_IFACE (self->keeper)->make_default (self->keeper, row->name, &error);
  overpaint_servers_dialog_end_change (self, row->name, error);
}

static void
on_tested (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (OverpaintServersDialog)  self     = user_data;
  OverpaintServerKeeper              *keeper   = OVERPAINT_SERVER_KEEPER (source);
  g_autoptr (GError)                  error    = NULL;
  g_autofree gchar                   *sentence = NULL;

  sentence = OVERPAINT_SERVER_KEEPER_GET_IFACE (keeper)->test_finish (keeper, result, &error);

  /* another server has been chosen meanwhile, or the window is gone */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_widget_set_sensitive (self->test, TRUE);
  overpaint_servers_dialog_say (self, error != NULL ? error->message : sentence, error != NULL, FALSE);
}

static void
on_test_clicked (OverpaintServersDialog *self)
{
  OverpaintServerRow *row      = overpaint_servers_dialog_get_row (self);
  g_autofree gchar   *sentence = g_strdup_printf (_("Asking “%s”…"), row->name);

  overpaint_servers_dialog_stop_test (self);
  self->testing = g_cancellable_new ();
  overpaint_servers_dialog_say (self, sentence, FALSE, TRUE);
  OVERPAINT_SERVER_KEEPER_GET_IFACE (self->keeper)->test_async (self->keeper, row, self->testing, on_tested,
                                                                g_object_ref (self));
}

static void
on_worker_said (OverpaintServersDialog *self,
                const gchar            *sentence,
                gint                    tone)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  overpaint_sentence_row_say (OVERPAINT_SENTENCE_ROW (self->status), sentence, (OverpaintSentenceTone) tone);

  /* the button that was pressed may be greyed out by now */
  if (focus == NULL || ! gtk_widget_is_sensitive (focus))
    gtk_widget_grab_focus (self->view);
}

static GtkWidget *
overpaint_servers_dialog_add_button (OverpaintServersDialog *self,
                                     GtkWidget              *box,
                                     const gchar            *label,
                                     const gchar            *tooltip,
                                     GCallback               callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_pack_start (GTK_BOX (box), button, FALSE, FALSE, 0);

  return button;
}

static GtkWidget *
overpaint_servers_dialog_new_buttons (OverpaintServersDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *find;

  overpaint_servers_dialog_add_button (self, box, _("_Add..."), _("Add a server of your own"),
                                       G_CALLBACK (on_add_clicked));
  self->change = overpaint_servers_dialog_add_button (self, box, _("C_hange..."),
                                                      _("Change the chosen server, and its token"),
                                                      G_CALLBACK (on_change_clicked));
  self->remove = overpaint_servers_dialog_add_button (self, box, _("_Remove"),
                                                      _("Remove the chosen server and its token; what comes with "
                                                        "Overpaint stays, without your changes"),
                                                      G_CALLBACK (on_remove_clicked));
  self->make_default = overpaint_servers_dialog_add_button (self, box, _("Make _Default"),
                                                            _("Ask the chosen server where no other one is named"),
                                                            G_CALLBACK (on_make_default_clicked));
  self->test = overpaint_servers_dialog_add_button (self, box, _("_Test"),
                                                    _("Ask the chosen server whether it is there, and what it is; "
                                                      "no picture and no token is sent"),
                                                    G_CALLBACK (on_test_clicked));

  find = overpaint_find_button_new ();
  overpaint_find_button_set_keeper (OVERPAINT_FIND_BUTTON (find), self->keeper);
  g_signal_connect_swapped (find, "added", G_CALLBACK (on_saved), self);
  gtk_box_pack_start (GTK_BOX (box), find, FALSE, FALSE, 0);

  return box;
}

static void
overpaint_servers_dialog_init (OverpaintServersDialog *self)
{
  gtk_box_set_spacing (GTK_BOX (gtk_dialog_get_content_area (GTK_DIALOG (self))), 12);
  gtk_container_set_border_width (GTK_CONTAINER (gtk_dialog_get_content_area (GTK_DIALOG (self))), 12);
  gtk_dialog_add_button (GTK_DIALOG (self), _("_Close"), GTK_RESPONSE_CLOSE);
  gtk_window_set_title (GTK_WINDOW (self), _("Servers"));
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, -1);
}

static void
overpaint_servers_dialog_build (OverpaintServersDialog *self)
{
  GtkWidget *content = gtk_dialog_get_content_area (GTK_DIALOG (self));
  GtkWidget *row     = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *buttons = overpaint_servers_dialog_new_buttons (self);

  self->view    = overpaint_servers_view_new (self->keeper);
  self->workers = overpaint_worker_bar_new (self->keeper);
  self->status  = overpaint_sentence_row_new ();

  gtk_box_pack_start (GTK_BOX (buttons), self->workers, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), self->view, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (row), buttons, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (content), row, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (content), self->status, FALSE, FALSE, 0);
  gtk_widget_show_all (content);

  /* the window does not jump when a sentence comes */
  gtk_widget_set_size_request (self->status, -1, STATUS_HEIGHT);

  g_signal_connect_swapped (self->view, "changed", G_CALLBACK (on_selection_changed), self);
  g_signal_connect_swapped (self->view, "activated", G_CALLBACK (on_change_clicked), self);
  g_signal_connect_swapped (self->workers, "changed", G_CALLBACK (on_saved), self);
  g_signal_connect_swapped (self->workers, "said", G_CALLBACK (on_worker_said), self);
  on_selection_changed (self);
}

/**
 * overpaint_servers_dialog_new:
 * @keeper: who keeps servers and tokens
 *
 * Returns: (transfer floating): the window; it destroys itself when it is closed
 */
GtkWidget *
overpaint_servers_dialog_new (OverpaintServerKeeper *keeper)
{
  OverpaintServersDialog *self = g_object_new (OVERPAINT_TYPE_SERVERS_DIALOG, NULL);

  self->keeper = g_object_ref (keeper);
  overpaint_servers_dialog_build (self);
  gtk_widget_grab_focus (self->view);

  return GTK_WIDGET (self);
}
