/* history-list.c: the rows of earlier runs
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "history-list.h"
#include "history-row.h"
#include "history-text.h"

/* Rows that are made at a time: GTK takes some 0.5 ms to style each, and then draws a frame. */
#define ROWS_AT_ONCE 16

struct _OverpaintHistoryList
{
  GtkScrolledWindow  parent_instance;

  OverpaintHistory  *history;
  gchar             *text;       /* what is searched for, or NULL */
  GPtrArray         *entries;    /* OverpaintHistoryEntry: all runs */
  GHashTable        *rows;       /* id of a run to its row */
  GHashTable        *found;      /* ids of the runs that are shown, or NULL for all */
  guint              n_done;     /* the first of the entries have their rows */
  gint               today;      /* the day that the headers were written on */
  guint              look_id;
  guint              insert_id;

  GtkListBox        *list;
};

enum
{
  SELECTED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintHistoryList, overpaint_history_list, GTK_TYPE_SCROLLED_WINDOW)

static void
overpaint_history_list_dispose (GObject *object)
{
  OverpaintHistoryList *self = OVERPAINT_HISTORY_LIST (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_handle_id (&self->insert_id, g_source_remove);
  g_clear_object (&self->history);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->found, g_hash_table_unref);

  G_OBJECT_CLASS (overpaint_history_list_parent_class)->dispose (object);

  /* the rows, which are gone only now, look into them */
  g_clear_pointer (&self->entries, g_ptr_array_unref);
}

/* What is a page above or below is about to be seen; a row without a place waits until the list is laid out. */
static gboolean
is_near (GtkWidget     *row,
         GtkAdjustment *adjustment)
{
  gdouble       page = gtk_adjustment_get_page_size (adjustment);
  gdouble       top  = gtk_adjustment_get_value (adjustment) - page;
  GtkAllocation place;

  gtk_widget_get_allocation (row, &place);

  return gtk_widget_get_mapped (row) && place.height > 1 &&
         place.y + place.height > top && place.y < top + 3.0 * page;
}

static gboolean
on_look (gpointer user_data)
{
  OverpaintHistoryList *self       = user_data;
  GtkAdjustment        *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self));
  GHashTableIter        iter;
  gpointer              row;

  self->look_id = 0;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    overpaint_history_row_set_seen (OVERPAINT_HISTORY_ROW (row), is_near (row, adjustment));

  return G_SOURCE_REMOVE;
}

/* Once after whatever has moved rows, when they have their places. */
static void
overpaint_history_list_look (OverpaintHistoryList *self)
{
  if (self->look_id == 0 && self->rows != NULL)
    self->look_id = g_idle_add_full (GDK_PRIORITY_REDRAW + 1, on_look, self, NULL);
}

static gboolean
is_found (GtkListBoxRow *row,
          gpointer       user_data)
{
  OverpaintHistoryList        *self  = user_data;
  const OverpaintHistoryEntry *entry = overpaint_history_row_get_entry (OVERPAINT_HISTORY_ROW (row));

  return self->found == NULL || g_hash_table_contains (self->found, entry->id);
}

static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       user_data)
{
  OverpaintHistoryList *self = user_data;

  overpaint_history_row_update_header (OVERPAINT_HISTORY_ROW (row),
                                       before != NULL ? OVERPAINT_HISTORY_ROW (before) : NULL, self->today);
}

static void
on_row_selected (OverpaintHistoryList *self)
{
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
on_row_activated (OverpaintHistoryList *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
overpaint_history_list_class_init (OverpaintHistoryListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = overpaint_history_list_dispose;

  /**
   * OverpaintHistoryList::selected:
   * @self: the list
   *
   * Another row is selected, or none.
   */
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);

  /**
   * OverpaintHistoryList::activated:
   * @self: the list
   *
   * Enter or a double click: the selected run is to be used.
   */
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
}

static void
overpaint_history_list_init (OverpaintHistoryList *self)
{
  self->entries = g_ptr_array_new ();
  self->rows    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->list    = GTK_LIST_BOX (gtk_list_box_new ());

  atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (self->list)), _("Earlier Runs"));
  gtk_list_box_set_activate_on_single_click (self->list, FALSE);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_list_box_set_filter_func (self->list, is_found, self, NULL);
  gtk_list_box_set_header_func (self->list, update_header, self, NULL);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (on_row_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "size-allocate", G_CALLBACK (overpaint_history_list_look), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "map", G_CALLBACK (overpaint_history_list_look), self, G_CONNECT_SWAPPED);

  gtk_container_add (GTK_CONTAINER (self), GTK_WIDGET (self->list));
  gtk_widget_show (GTK_WIDGET (self->list));
}

/**
 * overpaint_history_list_set_history:
 * @self: a list
 * @history: the history
 *
 * Says whose runs it shows. To be called once.
 */
void
overpaint_history_list_set_history (OverpaintHistoryList *self,
                                    OverpaintHistory     *history)
{
  self->history = g_object_ref (history);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self)), "value-changed",
                           G_CALLBACK (overpaint_history_list_look), self, G_CONNECT_SWAPPED);
  overpaint_history_list_update (self);
}

/* The runs by their ids. */
static GHashTable *
index_entries (GPtrArray *entries)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint       i;

  for (i = 0; i < entries->len; i++)
    {
      OverpaintHistoryEntry *entry = g_ptr_array_index (entries, i);

      g_hash_table_insert (ids, g_strdup (entry->id), entry);
    }

  return ids;
}

/* Rows of runs that are gone go, and the others show what is known now. */
static void
overpaint_history_list_refresh (OverpaintHistoryList *self)
{
  g_autoptr (GHashTable) entries = index_entries (self->entries);
  GHashTableIter         iter;
  gpointer               id;
  gpointer               row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &id, &row))
    {
      const OverpaintHistoryEntry *entry = g_hash_table_lookup (entries, id);

      if (entry != NULL)
        {
          overpaint_history_row_set_entry (OVERPAINT_HISTORY_ROW (row), entry);
          continue;
        }

      g_hash_table_iter_remove (&iter);
      gtk_widget_destroy (row);
    }
}

static void
overpaint_history_list_find (OverpaintHistoryList *self)
{
  g_clear_pointer (&self->found, g_hash_table_unref);

  if (self->text != NULL)
    {
      g_autoptr (GPtrArray) found = overpaint_history_search (self->history, self->text);

      self->found = index_entries (found);
    }
}

/* Returns: whether there is more to do */
static gboolean
overpaint_history_list_insert_some (OverpaintHistoryList *self)
{
  gint  line  = overpaint_history_row_measure_line (GTK_WIDGET (self->list));
  guint n_new = 0;

  for (; self->n_done < self->entries->len && n_new < ROWS_AT_ONCE; self->n_done++)
    {
      const OverpaintHistoryEntry *entry = g_ptr_array_index (self->entries, self->n_done);
      GtkWidget                   *row;

      if (g_hash_table_contains (self->rows, entry->id))
        continue;

      row = overpaint_history_row_new (entry, line);
      g_hash_table_insert (self->rows, g_strdup (entry->id), row);
      gtk_list_box_insert (self->list, row, (gint) self->n_done);
      n_new++;
    }

  overpaint_history_list_look (self);

  return self->n_done < self->entries->len;
}

static gboolean
on_insert (gpointer user_data)
{
  OverpaintHistoryList *self = user_data;
  gboolean              more = overpaint_history_list_insert_some (self);

  if (! more)
    self->insert_id = 0;

  return more;
}

/**
 * overpaint_history_list_update:
 * @self: a list
 *
 * Shows the runs that the history has now. Of new ones the latest come at once, the rest when nothing else is to do.
 */
void
overpaint_history_list_update (OverpaintHistoryList *self)
{
  g_autoptr (GPtrArray) old   = self->entries;
  gint                  today = overpaint_history_text_get_day (g_get_real_time ());

  self->entries = overpaint_history_search (self->history, NULL);
  overpaint_history_list_find (self);
  overpaint_history_list_refresh (self);

  /* what was today is yesterday */
  if (self->today != today)
    {
      self->today = today;
      gtk_list_box_invalidate_headers (self->list);
    }

  self->n_done = 0;
  g_clear_handle_id (&self->insert_id, g_source_remove);
  if (overpaint_history_list_insert_some (self))
    self->insert_id = g_idle_add_full (G_PRIORITY_LOW, on_insert, self, NULL);
}

/**
 * overpaint_history_list_search:
 * @self: a list
 * @text: (nullable): what is searched for; %NULL or "" shows all
 *
 * Shows the runs that have all words of it. A selected one that has not is no longer selected.
 */
void
overpaint_history_list_search (OverpaintHistoryList *self,
                               const gchar          *text)
{
  GtkListBoxRow *selected;

  g_free (self->text);
  self->text = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
  overpaint_history_list_find (self);
  gtk_list_box_invalidate_filter (self->list);

  selected = gtk_list_box_get_selected_row (self->list);
  if (selected != NULL && ! is_found (selected, self))
    gtk_list_box_unselect_row (self->list, selected);

  overpaint_history_list_look (self);
}

/**
 * overpaint_history_list_count:
 * @self: a list
 *
 * Returns: how many runs there are
 */
guint
overpaint_history_list_count (OverpaintHistoryList *self)
{
  return self->entries->len;
}

/**
 * overpaint_history_list_count_found:
 * @self: a list
 *
 * Returns: how many of them are shown
 */
guint
overpaint_history_list_count_found (OverpaintHistoryList *self)
{
  return self->found != NULL ? g_hash_table_size (self->found) : self->entries->len;
}

/**
 * overpaint_history_list_get_selected:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): the selected run, until the history changes
 */
const OverpaintHistoryEntry *
overpaint_history_list_get_selected (OverpaintHistoryList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? overpaint_history_row_get_entry (OVERPAINT_HISTORY_ROW (row)) : NULL;
}

static GtkListBoxRow *
overpaint_history_list_seek (OverpaintHistoryList *self,
                             gint                  index,
                             gint                  step)
{
  GtkListBoxRow *row;

  while ((row = index >= 0 ? gtk_list_box_get_row_at_index (self->list, index) : NULL) != NULL)
    {
      if (is_found (row, self))
        return row;

      index += step;
    }

  return NULL;
}

static gboolean
overpaint_history_list_go_to (OverpaintHistoryList *self,
                              GtkListBoxRow        *row)
{
  if (row == NULL)
    return FALSE;

  gtk_list_box_select_row (self->list, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));

  return TRUE;
}

/**
 * overpaint_history_list_enter:
 * @self: a list
 *
 * Gives the focus to the selected row, or to the first.
 *
 * Returns: whether there is one
 */
gboolean
overpaint_history_list_enter (OverpaintHistoryList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return overpaint_history_list_go_to (self, row != NULL ? row : overpaint_history_list_seek (self, 0, 1));
}

/**
 * overpaint_history_list_step_off:
 * @self: a list
 *
 * Goes from the selected row to the next one, or where it is the last to the one before: it is about
 * to be removed.
 */
void
overpaint_history_list_step_off (OverpaintHistoryList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  gint           index;

  if (row == NULL)
    return;

  index = gtk_list_box_row_get_index (row);
  if (! overpaint_history_list_go_to (self, overpaint_history_list_seek (self, index + 1, 1)))
    overpaint_history_list_go_to (self, overpaint_history_list_seek (self, index - 1, -1));
}
