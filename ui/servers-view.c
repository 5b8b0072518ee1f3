/* servers-view.c: the list of all servers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "servers-view.h"
#include "worker-text.h"

/* in pixels: six servers */
#define LIST_HEIGHT 190

enum
{
  COLUMN_DEFAULT,
  COLUMN_NAME,
  COLUMN_ADDRESS,
  COLUMN_KIND,
  N_COLUMNS
};

struct _OverpaintServersView
{
  GtkScrolledWindow      parent_instance;

  OverpaintServerKeeper *keeper;
  GPtrArray             *rows;

  GtkListStore          *store;
  GtkWidget             *view;
};

enum
{
  CHANGED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintServersView, overpaint_servers_view, GTK_TYPE_SCROLLED_WINDOW)

static void
overpaint_servers_view_dispose (GObject *object)
{
  OverpaintServersView *self = OVERPAINT_SERVERS_VIEW (object);

  g_clear_object (&self->keeper);
  g_clear_object (&self->store);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (overpaint_servers_view_parent_class)->dispose (object);
}

static void
overpaint_servers_view_grab_focus (GtkWidget *widget)
{
  gtk_widget_grab_focus (OVERPAINT_SERVERS_VIEW (widget)->view);
}

static void
overpaint_servers_view_class_init (OverpaintServersViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose       = overpaint_servers_view_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus  = overpaint_servers_view_grab_focus;

  /**
   * OverpaintServersView::changed:
   * @view: the view
   *
   * Another server is chosen, or the same as it is now.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  /**
   * OverpaintServersView::activated:
   * @view: the view
   *
   * Enter or two clicks ask for the chosen server's own window.
   */
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
}

static void
on_selection_changed (OverpaintServersView *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_row_activated (OverpaintServersView *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
overpaint_servers_view_add_column (OverpaintServersView *self,
                                   const gchar          *title,
                                   gint                  column,
                                   gboolean              expand)
{
  GtkCellRenderer   *cell    = gtk_cell_renderer_text_new ();
  GtkTreeViewColumn *content = gtk_tree_view_column_new_with_attributes (title, cell, "text", column, NULL);

  /* long addresses keep their host and their end */
  if (expand)
    g_object_set (cell, "ellipsize", PANGO_ELLIPSIZE_MIDDLE, NULL);

  gtk_tree_view_column_set_expand (content, expand);
  gtk_tree_view_append_column (GTK_TREE_VIEW (self->view), content);
}

static void
overpaint_servers_view_init (OverpaintServersView *self)
{
  GtkScrolledWindow *window = GTK_SCROLLED_WINDOW (self);
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

  overpaint_servers_view_add_column (self, _("Name"), COLUMN_NAME, FALSE);
  overpaint_servers_view_add_column (self, _("Address"), COLUMN_ADDRESS, TRUE);
  overpaint_servers_view_add_column (self, _("Kind"), COLUMN_KIND, FALSE);

  g_signal_connect_swapped (gtk_tree_view_get_selection (GTK_TREE_VIEW (self->view)), "changed",
                            G_CALLBACK (on_selection_changed), self);
  g_signal_connect_swapped (self->view, "row-activated", G_CALLBACK (on_row_activated), self);

  gtk_scrolled_window_set_policy (window, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_shadow_type (window, GTK_SHADOW_IN);
  gtk_scrolled_window_set_min_content_height (window, LIST_HEIGHT);
  gtk_container_add (GTK_CONTAINER (self), self->view);
  gtk_widget_show (self->view);
}

/* Where a server is, or what the one does that Overpaint starts. */
static const gchar *
overpaint_servers_view_say_place (OverpaintServersView     *self,
                                  const OverpaintServerRow *row)
{
  if (row->plan != NULL)
    return overpaint_worker_text_get_word (overpaint_worker_text_find_out (self->keeper, row, NULL))->word;

  return row->address != NULL ? row->address : "";
}

static const gchar *
overpaint_servers_view_say_kind (const OverpaintServerRow *row)
{
  if (row->problem != NULL)
    return _("Unusable");

  return row->plan != NULL ? overpaint_worker_text_name_kind (row->plan)
                           : overpaint_server_keeper_name_kind (row->kind);
}

static void
on_news (OverpaintServersView *self,
         const gchar          *name)
{
  guint i;

  for (i = 0; i < self->rows->len; i++)
    {
      const OverpaintServerRow *row = g_ptr_array_index (self->rows, i);
      GtkTreeIter               iter;

      if (g_str_equal (row->name, name) &&
          gtk_tree_model_iter_nth_child (GTK_TREE_MODEL (self->store), &iter, NULL, (gint) i))
        gtk_list_store_set (self->store, &iter, COLUMN_ADDRESS, overpaint_servers_view_say_place (self, row), -1);
    }
}

/**
 * overpaint_servers_view_new:
 * @keeper: knows the servers
 *
 * Returns: (transfer floating): a view, filled, with the default server chosen
 */
GtkWidget *
overpaint_servers_view_new (OverpaintServerKeeper *keeper)
{
  OverpaintServersView  *self   = g_object_new (OVERPAINT_TYPE_SERVERS_VIEW, "visible", TRUE, NULL);
  OverpaintWorkerOffice *office = overpaint_server_keeper_get_office (keeper);

  self->keeper = g_object_ref (keeper);
  overpaint_servers_view_fill (self, NULL);

  if (office != NULL)
    g_signal_connect_object (office, "news", G_CALLBACK (on_news), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * overpaint_servers_view_fill:
 * @self: a view
 * @selected: (nullable): name of the server that is chosen then; %NULL for the default one
 *
 * Shows the servers as they are kept now.
 */
void
overpaint_servers_view_fill (OverpaintServersView *self,
                             const gchar          *selected)
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
                                         COLUMN_ADDRESS, overpaint_servers_view_say_place (self, row),
                                         COLUMN_KIND, overpaint_servers_view_say_kind (row),
                                         -1);
    }

  path = gtk_tree_path_new_from_indices ((gint) chosen, -1);
  gtk_tree_view_set_cursor (GTK_TREE_VIEW (self->view), path, NULL, FALSE);
  gtk_tree_path_free (path);

  g_signal_handlers_unblock_by_func (selection, on_selection_changed, self);
  on_selection_changed (self);
}

/**
 * overpaint_servers_view_get_row:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the chosen server, valid until the view is filled anew
 */
OverpaintServerRow *
overpaint_servers_view_get_row (OverpaintServersView *self)
{
  GtkTreeSelection        *selection = gtk_tree_view_get_selection (GTK_TREE_VIEW (self->view));
  GtkTreeIter              iter;
  g_autoptr (GtkTreePath)  path      = NULL;

  if (! gtk_tree_selection_get_selected (selection, NULL, &iter))
    return NULL;

  path = gtk_tree_model_get_path (GTK_TREE_MODEL (self->store), &iter);

  return g_ptr_array_index (self->rows, (guint) gtk_tree_path_get_indices (path)[0]);
}
