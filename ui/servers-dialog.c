/* servers-dialog.c: a window with all servers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "find-button.h"
#include "server-editor.h"
#include "servers-dialog.h"

/* in pixels: six servers and their addresses, and three lines of a sentence */
#define WIDTH           680
#define LIST_HEIGHT     190
#define STATUS_HEIGHT    54
#define SENTENCE_LENGTH  80

enum
{
  COLUMN_DEFAULT,
  COLUMN_NAME,
  COLUMN_ADDRESS,
  COLUMN_KIND,
  N_COLUMNS
};

struct _OverpaintServersDialog
{
  GtkDialog              parent_instance;

  OverpaintServerKeeper *keeper;
  GPtrArray             *rows;
  GCancellable          *testing;

  GtkListStore          *store;
  GtkWidget             *view;
  GtkWidget             *change;
  GtkWidget             *remove;
  GtkWidget             *make_default;
  GtkWidget             *test;
  GtkWidget             *find;
  GtkWidget             *spinner;
  GtkWidget             *warning;
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
  g_clear_object (&self->store);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

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
  gtk_label_set_text (GTK_LABEL (self->status), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->warning, is_problem);
  gtk_widget_set_visible (self->spinner, is_busy);
  g_object_set (self->spinner, "active", is_busy, NULL);
}

static OverpaintServerRow *
overpaint_servers_dialog_get_row (OverpaintServersDialog *self)
{
  GtkTreeSelection        *selection = gtk_tree_view_get_selection (GTK_TREE_VIEW (self->view));
  GtkTreeIter              iter;
  g_autoptr (GtkTreePath)  path      = NULL;

  if (! gtk_tree_selection_get_selected (selection, NULL, &iter))
    return NULL;

  path = gtk_tree_model_get_path (GTK_TREE_MODEL (self->store), &iter);

  return g_ptr_array_index (self->rows, (guint) gtk_tree_path_get_indices (path)[0]);
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

  /* what the button does to a server that comes with Overpaint */
  gtk_button_set_label (GTK_BUTTON (self->remove), row != NULL && row->is_own && row->is_ready_made ? _("_Reset")
                                                                                                    : _("_Remove"));
}

static void
overpaint_servers_dialog_fill (OverpaintServersDialog *self,
                               const gchar            *selected)
{
  GtkTreeSelection *selection = gtk_tree_view_get_selection (GTK_TREE_VIEW (self->view));
  guint             chosen    = 0;
  guint             i;
  GtkTreePath      *path;

  g_signal_handlers_block_by_func (selection, on_selection_changed, self);
  gtk_list_store_clear (self->store);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = OVERPAINT_SERVER_KEEPER_GET_IFACE (self->keeper)->list (self->keeper);

  for (i = 0; i < self->rows->len; i++)
    {
      OverpaintServerRow *row = g_ptr_array_index (self->rows, i);

      if (selected != NULL ? g_str_equal (row->name, selected) : row->is_default)
        chosen = i;

      gtk_list_store_insert_with_values (self->store, NULL, -1,
                                         COLUMN_DEFAULT, row->is_default,
                                         COLUMN_NAME, row->name,
                                         COLUMN_ADDRESS, row->address != NULL ? row->address : "",
                                         COLUMN_KIND, row->problem != NULL ? _("Unusable")
                                                      : overpaint_server_keeper_name_kind (row->kind),
                                         -1);
    }

  path = gtk_tree_path_new_from_indices ((gint) chosen, -1);
  gtk_tree_view_set_cursor (GTK_TREE_VIEW (self->view), path, NULL, FALSE);
  gtk_tree_path_free (path);

  g_signal_handlers_unblock_by_func (selection, on_selection_changed, self);
  on_selection_changed (self);
}

static void
on_saved (OverpaintServersDialog *self,
          const gchar            *name,
          const gchar            *sentence)
{
  overpaint_servers_dialog_fill (self, name);
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

  if (row != NULL)
    overpaint_servers_dialog_edit (self, row);
}

/* Shows the list as it is now, and why it is not as it was meant to be. */
static void
overpaint_servers_dialog_end_change (OverpaintServersDialog *self,
                                     const gchar            *selected,
                                     GError                 *error)
{
  g_autofree gchar *name = g_strdup (selected);

  overpaint_servers_dialog_fill (self, name);

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

  self->find = overpaint_find_button_new ();
  g_signal_connect_swapped (self->find, "added", G_CALLBACK (on_saved), self);
  gtk_box_pack_start (GTK_BOX (box), self->find, FALSE, FALSE, 0);

  return box;
}

static void
overpaint_servers_dialog_add_column (OverpaintServersDialog *self,
                                     const gchar            *title,
                                     gint                    column,
                                     gboolean                expand)
{
  GtkCellRenderer   *cell    = gtk_cell_renderer_text_new ();
  GtkTreeViewColumn *content = gtk_tree_view_column_new_with_attributes (title, cell, "text", column, NULL);

  /* long addresses keep their host and their end */
  if (expand)
    g_object_set (cell, "ellipsize", PANGO_ELLIPSIZE_MIDDLE, NULL);

  gtk_tree_view_column_set_expand (content, expand);
  gtk_tree_view_append_column (GTK_TREE_VIEW (self->view), content);
}

static GtkWidget *
overpaint_servers_dialog_new_list (OverpaintServersDialog *self)
{
  GtkWidget         *window = gtk_scrolled_window_new (NULL, NULL);
  GtkCellRenderer   *radio  = gtk_cell_renderer_toggle_new ();
  GtkTreeViewColumn *mark;

  self->store = gtk_list_store_new (N_COLUMNS, G_TYPE_BOOLEAN, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  self->view  = gtk_tree_view_new_with_model (GTK_TREE_MODEL (self->store));
  gtk_tree_view_set_search_column (GTK_TREE_VIEW (self->view), COLUMN_NAME);
  atk_object_set_name (gtk_widget_get_accessible (self->view), _("Servers"));

  gtk_cell_renderer_toggle_set_radio (GTK_CELL_RENDERER_TOGGLE (radio), TRUE);
  g_object_set (radio, "mode", GTK_CELL_RENDERER_MODE_INERT, NULL);
  mark = gtk_tree_view_column_new_with_attributes (_("Default"), radio, "active", COLUMN_DEFAULT, NULL);
  gtk_tree_view_append_column (GTK_TREE_VIEW (self->view), mark);

  overpaint_servers_dialog_add_column (self, _("Name"), COLUMN_NAME, FALSE);
  overpaint_servers_dialog_add_column (self, _("Address"), COLUMN_ADDRESS, TRUE);
  overpaint_servers_dialog_add_column (self, _("Kind"), COLUMN_KIND, FALSE);

  g_signal_connect_swapped (gtk_tree_view_get_selection (GTK_TREE_VIEW (self->view)), "changed",
                            G_CALLBACK (on_selection_changed), self);
  g_signal_connect_swapped (self->view, "row-activated", G_CALLBACK (on_change_clicked), self);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_shadow_type (GTK_SCROLLED_WINDOW (window), GTK_SHADOW_IN);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (window), LIST_HEIGHT);
  gtk_container_add (GTK_CONTAINER (window), self->view);

  return window;
}

static GtkWidget *
overpaint_servers_dialog_new_status (OverpaintServersDialog *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->spinner = gtk_spinner_new ();
  self->warning = gtk_image_new_from_icon_name ("dialog-warning-symbolic", GTK_ICON_SIZE_MENU);
  self->status  = gtk_label_new (NULL);

  gtk_widget_set_valign (self->spinner, GTK_ALIGN_START);
  gtk_widget_set_valign (self->warning, GTK_ALIGN_START);
  gtk_widget_set_valign (self->status, GTK_ALIGN_START);
  gtk_label_set_line_wrap (GTK_LABEL (self->status), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->status), SENTENCE_LENGTH);
  gtk_label_set_xalign (GTK_LABEL (self->status), 0.0);

  gtk_box_pack_start (GTK_BOX (row), self->spinner, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), self->warning, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), self->status, TRUE, TRUE, 0);

  /* the window does not jump when a sentence comes */
  gtk_widget_set_size_request (row, -1, STATUS_HEIGHT);

  return row;
}

static void
overpaint_servers_dialog_init (OverpaintServersDialog *self)
{
  GtkWidget *content = gtk_dialog_get_content_area (GTK_DIALOG (self));
  GtkWidget *row     = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_pack_start (GTK_BOX (row), overpaint_servers_dialog_new_list (self), TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (row), overpaint_servers_dialog_new_buttons (self), FALSE, FALSE, 0);

  gtk_box_set_spacing (GTK_BOX (content), 12);
  gtk_container_set_border_width (GTK_CONTAINER (content), 12);
  gtk_box_pack_start (GTK_BOX (content), row, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (content), overpaint_servers_dialog_new_status (self), FALSE, FALSE, 0);
  gtk_widget_show_all (content);

  gtk_dialog_add_button (GTK_DIALOG (self), _("_Close"), GTK_RESPONSE_CLOSE);
  gtk_window_set_title (GTK_WINDOW (self), _("Servers"));
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, -1);
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
  overpaint_find_button_set_keeper (OVERPAINT_FIND_BUTTON (self->find), keeper);
  overpaint_servers_dialog_fill (self, NULL);
  gtk_widget_grab_focus (self->view);

  return GTK_WIDGET (self);
}
