/* found-dialog.c: a window with the workers on this computer
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "found-dialog.h"
#include "found-row.h"
#include "found-server.h"
#include "ui-resources.h"

#define PAGE_ROWS    "rows"
#define PAGE_NOTHING "nothing"

#define NOTHING \
  N_("Start one and look again: Forge or AUTOMATIC1111 with --api, SD.Next, KoboldCpp with a model for pictures, " \
     "sd-server, or Livepeer's ai-runner.\n\nOne at an unusual port is not looked for: add it by its address.")

struct _OverpaintFoundDialog
{
  GtkDialog              parent_instance;

  OverpaintServerKeeper *keeper;
  OverpaintServerScout  *scout;
  GCancellable          *cancellable;
  GPtrArray             *found;       /* what the rows show */
  gboolean               can_use;
  GtkWidget             *pending;     /* the row whose password is asked for */
  gboolean               pending_use;

  GtkWidget             *spinner;
  GtkWidget             *warning;
  GtkWidget             *status;
  GtkWidget             *pages;
  GtkWidget             *place;
  GtkWidget             *rows;
  GtkWidget             *nothing;
  GtkWidget             *card_row;
  GtkWidget             *card;
  GtkWidget             *again;
};

enum
{
  ADDED,
  USE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintFoundDialog, overpaint_found_dialog, GTK_TYPE_DIALOG)

static void
overpaint_found_dialog_dispose (GObject *object)
{
  OverpaintFoundDialog *self = OVERPAINT_FOUND_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->scout);
  g_clear_object (&self->keeper);

  G_OBJECT_CLASS (overpaint_found_dialog_parent_class)->dispose (object);

  /* the rows are gone by now */
  g_clear_pointer (&self->found, g_ptr_array_unref);
}

static void
overpaint_found_dialog_say (OverpaintFoundDialog *self,
                            const gchar          *sentence,
                            gboolean              is_problem,
                            gboolean              is_busy)
{
  gtk_label_set_text (GTK_LABEL (self->status), sentence);
  gtk_widget_set_visible (self->warning, is_problem);
  gtk_widget_set_visible (self->spinner, is_busy);
  g_object_set (self->spinner, "active", is_busy, NULL);
  gtk_widget_set_sensitive (self->again, ! is_busy);
}

static void
overpaint_found_dialog_end_add (OverpaintFoundDialog *self,
                                GtkWidget            *row,
                                const gchar          *name,
                                gboolean              use)
{
  g_autofree gchar *sentence = NULL;

  if (use)
    {
      g_signal_emit (self, signals[USE], 0, name);
      gtk_widget_destroy (GTK_WIDGET (self));
      return;
    }

  g_signal_emit (self, signals[ADDED], 0, name);
  overpaint_found_row_set_configured (OVERPAINT_FOUND_ROW (row), name);
  sentence = g_strdup_printf (_("“%s” is among your servers now."), name);
  overpaint_found_dialog_say (self, sentence, FALSE, FALSE);

  /* the button that was pressed is gone */
  if (self->can_use)
    gtk_widget_grab_focus (row);
  else
    gtk_widget_grab_focus (self->again);
}

static void
on_saved (OverpaintFoundDialog *self,
          const gchar          *name,
          const gchar          *sentence)
{
  overpaint_found_dialog_end_add (self, self->pending, name, self->pending_use);
}

static void
on_take (OverpaintFoundDialog *self,
         gboolean              use,
         GtkWidget            *row)
{
  const OverpaintScoutRow *found = overpaint_found_row_get_found (OVERPAINT_FOUND_ROW (row));
  g_autofree gchar        *name  = NULL;
  g_autoptr (GError)       error = NULL;
  GtkWidget               *editor;

  if (found->wants_login && overpaint_found_row_get_name (OVERPAINT_FOUND_ROW (row)) == NULL)
    {
      self->pending     = row;
      self->pending_use = use;

      editor = overpaint_found_server_new_editor (GTK_WINDOW (self), self->keeper, found);
      g_signal_connect_object (editor, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
      gtk_window_present (GTK_WINDOW (editor));
      return;
    }

  name = g_strdup (overpaint_found_row_get_name (OVERPAINT_FOUND_ROW (row)));
  if (name == NULL)
    name = overpaint_found_server_add (self->keeper, found, &error);

  if (name != NULL)
    overpaint_found_dialog_end_add (self, row, name, use);
  else
    overpaint_found_dialog_say (self, error->message, TRUE, FALSE);
}

static void
destroy_child (GtkWidget *child,
               gpointer   user_data)
{
  gtk_widget_destroy (child);
}

static void
overpaint_found_dialog_fill (OverpaintFoundDialog *self)
{
  GtkWidget *first = self->again;
  guint      i;

  for (i = 0; i < self->found->len; i++)
    {
      GtkWidget *row  = overpaint_found_row_new (g_ptr_array_index (self->found, i), self->can_use);
      GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

      g_signal_connect_swapped (row, "take", G_CALLBACK (on_take), self);
      gtk_widget_show (row);
      gtk_widget_set_visible (line, i + 1 < self->found->len);
      gtk_box_pack_start (GTK_BOX (self->rows), row, FALSE, FALSE, 0);
      gtk_box_pack_start (GTK_BOX (self->rows), line, FALSE, FALSE, 0);

      /* those that can be used stand first */
      if (i == 0 && ((OverpaintScoutRow *) g_ptr_array_index (self->found, i))->is_usable)
        first = row;
    }

  gtk_widget_grab_focus (first);

  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), self->found->len > 0 ? PAGE_ROWS : PAGE_NOTHING);
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (OverpaintFoundDialog)  self     = user_data;
  OverpaintServerScout             *scout    = OVERPAINT_SERVER_SCOUT (source);
  g_autoptr (GError)                error    = NULL;
  g_autoptr (GPtrArray)             found    = NULL;
  g_autofree gchar                 *sentence = NULL;

  found = OVERPAINT_SERVER_SCOUT_GET_IFACE (scout)->find_finish (scout, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (found == NULL)
    {
      overpaint_found_dialog_say (self, error->message, TRUE, FALSE);
      return;
    }

  self->found = g_steal_pointer (&found);

  if (self->found->len == 0)
    sentence = g_strdup (_("Nothing that paints answers on this computer."));
  else
    sentence = g_strdup_printf (ngettext ("%u server answers on this computer:", "%u servers answer on this computer:",
                                          self->found->len), self->found->len);

  overpaint_found_dialog_say (self, sentence, FALSE, FALSE);
  overpaint_found_dialog_fill (self);
}

static void
on_gpus_answered (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (OverpaintFoundDialog)  self     = user_data;
  OverpaintServerScout             *scout    = OVERPAINT_SERVER_SCOUT (source);
  g_autoptr (GError)                error    = NULL;
  g_autofree gchar                 *sentence = NULL;

  sentence = OVERPAINT_SERVER_SCOUT_GET_IFACE (scout)->ask_gpus_finish (scout, result, &error);

  if (error != NULL)
    return;

  gtk_label_set_text (GTK_LABEL (self->card), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->card_row, sentence != NULL);
}

static void
overpaint_found_dialog_look (OverpaintFoundDialog *self)
{
  OverpaintServerScoutInterface *iface = OVERPAINT_SERVER_SCOUT_GET_IFACE (self->scout);

  gtk_container_foreach (GTK_CONTAINER (self->rows), destroy_child, NULL);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), PAGE_ROWS);
  overpaint_found_dialog_say (self, _("Asking this computer's servers…"), FALSE, TRUE);

  iface->find_async (self->scout, self->cancellable, on_found, g_object_ref (self));
  iface->ask_gpus_async (self->scout, self->cancellable, on_gpus_answered, g_object_ref (self));
}

static void
overpaint_found_dialog_response (GtkDialog *dialog,
                                 gint       response)
{
  if (response == GTK_RESPONSE_APPLY)
    overpaint_found_dialog_look (OVERPAINT_FOUND_DIALOG (dialog));
  else
    gtk_widget_destroy (GTK_WIDGET (dialog));
}

static void
overpaint_found_dialog_class_init (OverpaintFoundDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose    = overpaint_found_dialog_dispose;
  GTK_DIALOG_CLASS (klass)->response = overpaint_found_dialog_response;

  /**
   * OverpaintFoundDialog::added:
   * @dialog: the window
   * @name: the name of a server
   *
   * The server has been added.
   */
  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * OverpaintFoundDialog::use:
   * @dialog: the window
   * @name: the name of a server
   *
   * The server, which may have been added just now, is to paint.
   */
  signals[USE] = g_signal_new ("use", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_STRING);

  g_resources_register (overpaint_ui_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/found-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintFoundDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, OverpaintFoundDialog, warning);
  gtk_widget_class_bind_template_child (widget_class, OverpaintFoundDialog, status);
  gtk_widget_class_bind_template_child (widget_class, OverpaintFoundDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, OverpaintFoundDialog, place);
  gtk_widget_class_bind_template_child (widget_class, OverpaintFoundDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, OverpaintFoundDialog, nothing);
  gtk_widget_class_bind_template_child (widget_class, OverpaintFoundDialog, card_row);
  gtk_widget_class_bind_template_child (widget_class, OverpaintFoundDialog, card);
  gtk_widget_class_bind_template_child (widget_class, OverpaintFoundDialog, again);
}

static void
overpaint_found_dialog_init (OverpaintFoundDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_text (GTK_LABEL (self->nothing), _(NOTHING));

  /* what the keyboard comes to is seen */
  gtk_container_set_focus_vadjustment (GTK_CONTAINER (self->rows),
                                       gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->place)));
  self->cancellable = g_cancellable_new ();
}

/**
 * overpaint_found_dialog_new:
 * @parent: the window that it belongs to
 * @keeper: who keeps the servers, and has a scout
 * @can_use: whether there is a window that can use one
 *
 * Returns: (transfer floating): the window, which looks already, and destroys itself when it is closed
 */
GtkWidget *
overpaint_found_dialog_new (GtkWindow             *parent,
                            OverpaintServerKeeper *keeper,
                            gboolean               can_use)
{
  OverpaintFoundDialog *self = g_object_new (OVERPAINT_TYPE_FOUND_DIALOG, NULL);

  self->keeper  = g_object_ref (keeper);
  self->scout   = g_object_ref (overpaint_server_keeper_get_scout (keeper));
  self->can_use = can_use;

  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  overpaint_found_dialog_look (self);

  return GTK_WIDGET (self);
}
