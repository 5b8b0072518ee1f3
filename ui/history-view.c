/* history-view.c: earlier runs, to be found and used again
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "history-list.h"
#include "history-view.h"
#include "ui-resources.h"

struct _OverpaintHistoryView
{
  GtkBox            parent_instance;

  OverpaintHistory *history;
  GCancellable     *cancellable;   /* of the reading that goes on */
  gboolean          is_read;       /* has the folder been looked into? */
  guint             update_id;

  GtkWidget        *search;
  GtkWidget        *pages;
  GtkWidget        *list;
  GtkWidget        *empty;
  GtkWidget        *nothing;
  GtkWidget        *problem_box;
  GtkWidget        *problem;
  GtkWidget        *use;
  GtkWidget        *remove;
  GtkWidget        *clear;
};

static guint use_signal;

G_DEFINE_FINAL_TYPE (OverpaintHistoryView, overpaint_history_view, GTK_TYPE_BOX)

static void
overpaint_history_view_dispose (GObject *object)
{
  OverpaintHistoryView *self = OVERPAINT_HISTORY_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_object (&self->history);

  G_OBJECT_CLASS (overpaint_history_view_parent_class)->dispose (object);
}

static void
overpaint_history_view_grab_focus (GtkWidget *widget)
{
  OverpaintHistoryView *self = OVERPAINT_HISTORY_VIEW (widget);

  if (! overpaint_history_list_enter (OVERPAINT_HISTORY_LIST (self->list)))
    gtk_widget_grab_focus (self->search);
}

static void
overpaint_history_view_say (OverpaintHistoryView *self,
                            const gchar          *sentence)
{
  gtk_label_set_text (GTK_LABEL (self->problem), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->problem_box, sentence != NULL);
}

static void
overpaint_history_view_show_buttons (OverpaintHistoryView *self)
{
  OverpaintHistoryList *list     = OVERPAINT_HISTORY_LIST (self->list);
  gboolean              selected = overpaint_history_list_get_selected (list) != NULL;

  gtk_widget_set_sensitive (self->use, selected);
  gtk_widget_set_sensitive (self->remove, selected);
  gtk_widget_set_sensitive (self->clear, overpaint_history_list_count (list) > 0);
}

static void
overpaint_history_view_show_page (OverpaintHistoryView *self)
{
  OverpaintHistoryList *list    = OVERPAINT_HISTORY_LIST (self->list);
  GtkWidget            *page    = self->list;
  g_autofree gchar     *nothing = NULL;

  if (overpaint_history_list_count (list) == 0)
    {
      /* until the folder has been read nobody knows */
      if (self->is_read)
        page = self->empty;
    }
  else if (overpaint_history_list_count_found (list) == 0)
    {
      /* Translators: %s is what was searched for */
      nothing = g_strdup_printf (_("No run has “%s” in its prompt, model, image, layer, server or seeds."),
                                 gtk_entry_get_text (GTK_ENTRY (self->search)));
      gtk_label_set_text (GTK_LABEL (self->nothing), nothing);
      page = self->nothing;
    }

  gtk_stack_set_visible_child (GTK_STACK (self->pages), page);
  overpaint_history_view_show_buttons (self);
}

static gboolean
on_update (gpointer user_data)
{
  OverpaintHistoryView *self = user_data;

  self->update_id = 0;
  overpaint_history_list_update (OVERPAINT_HISTORY_LIST (self->list));
  overpaint_history_view_show_page (self);

  return G_SOURCE_REMOVE;
}

/* A run that ends brings a thumbnail for each of its pictures: they are taken together. */
static void
on_history_changed (OverpaintHistoryView *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add (on_update, self);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (OverpaintHistoryView) self  = user_data;
  g_autoptr (GError)               error = NULL;

  if (! overpaint_history_load_finish (OVERPAINT_HISTORY (source), result, &error))
    return;

  g_clear_object (&self->cancellable);
  self->is_read = TRUE;
  on_history_changed (self);
}

/* Other windows write runs, too: they are looked for whenever the list comes to be seen. */
static void
on_mapped (OverpaintHistoryView *self)
{
  if (self->history == NULL || self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  overpaint_history_load_async (self->history, self->cancellable, on_read, g_object_ref (self));
}

static void
on_search_changed (OverpaintHistoryView *self)
{
  overpaint_history_list_search (OVERPAINT_HISTORY_LIST (self->list), gtk_entry_get_text (GTK_ENTRY (self->search)));
  overpaint_history_view_show_page (self);
}

static void
on_search_activated (OverpaintHistoryView *self)
{
  /* what was typed last may not have been searched for yet */
  on_search_changed (self);
  overpaint_history_list_enter (OVERPAINT_HISTORY_LIST (self->list));
}

static void
on_search_stopped (OverpaintHistoryView *self)
{
  if (*gtk_entry_get_text (GTK_ENTRY (self->search)) != '\0')
    gtk_entry_set_text (GTK_ENTRY (self->search), "");
  else
    overpaint_history_list_enter (OVERPAINT_HISTORY_LIST (self->list));
}

static void
on_selected (OverpaintHistoryView *self)
{
  overpaint_history_view_say (self, NULL);
  overpaint_history_view_show_buttons (self);
}

static void
on_use (OverpaintHistoryView *self)
{
  const OverpaintHistoryEntry *entry = overpaint_history_list_get_selected (OVERPAINT_HISTORY_LIST (self->list));
  g_autoptr (OverpaintWish)    wish  = NULL;

  if (entry == NULL)
    return;

  wish = overpaint_wish_ref (entry->wish);
  g_signal_emit (self, use_signal, 0, wish);
}

/* Shows at once what the history has now. */
static void
overpaint_history_view_update (OverpaintHistoryView *self)
{
  g_clear_handle_id (&self->update_id, g_source_remove);
  on_update (self);
}

static void
on_remove (OverpaintHistoryView *self)
{
  OverpaintHistoryList        *list  = OVERPAINT_HISTORY_LIST (self->list);
  const OverpaintHistoryEntry *entry = overpaint_history_list_get_selected (list);
  g_autofree gchar            *id    = NULL;
  g_autoptr (GError)           error = NULL;

  if (entry == NULL)
    return;

  id = g_strdup (entry->id);
  overpaint_history_list_step_off (list);

  if (! overpaint_history_remove (self->history, id, &error))
    overpaint_history_view_say (self, error->message);

  overpaint_history_view_update (self);

  if (overpaint_history_list_get_selected (list) == NULL)
    gtk_widget_grab_focus (self->search);
}

static void
on_clear_answered (OverpaintHistoryView *self,
                   gint                  response,
                   GtkWidget            *dialog)
{
  g_autoptr (GError) error = NULL;

  gtk_widget_destroy (dialog);

  if (response != GTK_RESPONSE_ACCEPT)
    return;

  gtk_entry_set_text (GTK_ENTRY (self->search), "");
  if (! overpaint_history_clear (self->history, &error))
    overpaint_history_view_say (self, error->message);

  overpaint_history_view_update (self);
  gtk_widget_grab_focus (self->search);
}

static void
on_clear (OverpaintHistoryView *self)
{
  GtkWidget *window = gtk_widget_get_toplevel (GTK_WIDGET (self));
  GtkWidget *dialog;
  GtkWidget *button;
  guint      n_runs = overpaint_history_list_count (OVERPAINT_HISTORY_LIST (self->list));

  dialog = gtk_message_dialog_new (GTK_IS_WINDOW (window) ? GTK_WINDOW (window) : NULL,
                                   GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT, GTK_MESSAGE_QUESTION,
                                   GTK_BUTTONS_NONE,
                                   ngettext ("Remove the one run from the history?",
                                             "Remove all %u runs from the history?", n_runs), n_runs);
  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog),
                                            _("Their settings and thumbnails are deleted, and cannot be brought back. "
                                              "Layers that they have made stay in your images."));
  gtk_window_set_title (GTK_WINDOW (dialog), _("Clear History"));
  gtk_dialog_add_button (GTK_DIALOG (dialog), _("_Cancel"), GTK_RESPONSE_CANCEL);
  button = gtk_dialog_add_button (GTK_DIALOG (dialog), _("C_lear History"), GTK_RESPONSE_ACCEPT);
  gtk_style_context_add_class (gtk_widget_get_style_context (button), GTK_STYLE_CLASS_DESTRUCTIVE_ACTION);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_clear_answered), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
overpaint_history_view_key_press (GtkWidget   *widget,
                                  GdkEventKey *event)
{
  OverpaintHistoryView *self      = OVERPAINT_HISTORY_VIEW (widget);
  guint                 modifiers = event->state & gtk_accelerator_get_default_mod_mask ();

  if (modifiers == GDK_CONTROL_MASK && gdk_keyval_to_lower (event->keyval) == GDK_KEY_f)
    {
      gtk_widget_grab_focus (self->search);
      return GDK_EVENT_STOP;
    }

  if (modifiers == 0 && event->keyval == GDK_KEY_Down && gtk_widget_is_focus (self->search) &&
      overpaint_history_list_enter (OVERPAINT_HISTORY_LIST (self->list)))
    return GDK_EVENT_STOP;

  if (modifiers == 0 && (event->keyval == GDK_KEY_Delete || event->keyval == GDK_KEY_KP_Delete) &&
      gtk_container_get_focus_child (GTK_CONTAINER (self->pages)) == self->list)
    {
      on_remove (self);
      return GDK_EVENT_STOP;
    }

  return GTK_WIDGET_CLASS (overpaint_history_view_parent_class)->key_press_event (widget, event);
}

static void
overpaint_history_view_class_init (OverpaintHistoryViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = overpaint_history_view_dispose;
  widget_class->grab_focus        = overpaint_history_view_grab_focus;
  widget_class->key_press_event   = overpaint_history_view_key_press;

  /**
   * OverpaintHistoryView::use:
   * @self: the view
   * @wish: what the artist had typed for the run
   *
   * "Use These Settings" has been chosen for a run.
   */
  use_signal = g_signal_new ("use", OVERPAINT_TYPE_HISTORY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                             G_TYPE_NONE, 1, OVERPAINT_TYPE_WISH);

  g_type_ensure (OVERPAINT_TYPE_HISTORY_LIST);
  g_resources_register (overpaint_ui_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/history-view.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintHistoryView, search);
  gtk_widget_class_bind_template_child (widget_class, OverpaintHistoryView, pages);
  gtk_widget_class_bind_template_child (widget_class, OverpaintHistoryView, list);
  gtk_widget_class_bind_template_child (widget_class, OverpaintHistoryView, empty);
  gtk_widget_class_bind_template_child (widget_class, OverpaintHistoryView, nothing);
  gtk_widget_class_bind_template_child (widget_class, OverpaintHistoryView, problem_box);
  gtk_widget_class_bind_template_child (widget_class, OverpaintHistoryView, problem);
  gtk_widget_class_bind_template_child (widget_class, OverpaintHistoryView, use);
  gtk_widget_class_bind_template_child (widget_class, OverpaintHistoryView, remove);
  gtk_widget_class_bind_template_child (widget_class, OverpaintHistoryView, clear);
  gtk_widget_class_bind_template_callback (widget_class, on_mapped);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_use);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
}

static void
overpaint_history_view_init (OverpaintHistoryView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * overpaint_history_view_new:
 * @history: the history
 *
 * Returns: (transfer floating): a list of its runs, which reads them when it comes to be seen
 */
GtkWidget *
overpaint_history_view_new (OverpaintHistory *history)
{
  OverpaintHistoryView *self = g_object_new (OVERPAINT_TYPE_HISTORY_VIEW, NULL);

  self->history = g_object_ref (history);
  overpaint_history_list_set_history (OVERPAINT_HISTORY_LIST (self->list), history);
  g_signal_connect_object (history, "changed", G_CALLBACK (on_history_changed), self, G_CONNECT_SWAPPED);
  overpaint_history_view_show_page (self);

  return GTK_WIDGET (self);
}
