/* find-button.c: the button that looks for workers on this computer
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "find-button.h"
#include "found-dialog.h"

struct _OverpaintFindButton
{
  GtkButton              parent_instance;

  OverpaintServerKeeper *keeper;
};

enum
{
  ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintFindButton, overpaint_find_button, GTK_TYPE_BUTTON)

static void
overpaint_find_button_dispose (GObject *object)
{
  g_clear_object (&OVERPAINT_FIND_BUTTON (object)->keeper);

  G_OBJECT_CLASS (overpaint_find_button_parent_class)->dispose (object);
}

static void
on_added (OverpaintFindButton *self,
          const gchar         *name)
{
  g_autofree gchar *sentence = g_strdup_printf (_("“%s” was found on this computer, and added."), name);

  g_signal_emit (self, signals[ADDED], 0, name, sentence);
}

static void
on_use (OverpaintFindButton *self,
        const gchar         *name)
{
  GtkWidget *window = gtk_widget_get_toplevel (GTK_WIDGET (self));

  overpaint_server_keeper_use (self->keeper, name);
  gtk_window_close (GTK_WINDOW (window));
}

static void
overpaint_find_button_clicked (GtkButton *button)
{
  OverpaintFindButton *self   = OVERPAINT_FIND_BUTTON (button);
  GtkWidget           *window = gtk_widget_get_toplevel (GTK_WIDGET (button));
  GtkWidget           *dialog;

  dialog = overpaint_found_dialog_new (GTK_WINDOW (window), self->keeper,
                                       overpaint_server_keeper_is_for_window (self->keeper));
  g_signal_connect_object (dialog, "added", G_CALLBACK (on_added), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "use", G_CALLBACK (on_use), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
overpaint_find_button_class_init (OverpaintFindButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose  = overpaint_find_button_dispose;
  GTK_BUTTON_CLASS (klass)->clicked = overpaint_find_button_clicked;

  /**
   * OverpaintFindButton::added:
   * @button: the button
   * @name: the name of a server
   * @sentence: what became of it
   *
   * A worker that was found is among the servers now.
   */
  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
overpaint_find_button_init (OverpaintFindButton *self)
{
  gtk_widget_set_no_show_all (GTK_WIDGET (self), TRUE);
}

/**
 * overpaint_find_button_new:
 *
 * Returns: (transfer floating): a button that is not seen until it has a keeper
 */
GtkWidget *
overpaint_find_button_new (void)
{
  return g_object_new (OVERPAINT_TYPE_FIND_BUTTON,
                       "label", _("_Find Local Workers..."),
                       "use-underline", TRUE,
                       "tooltip-text", _("Look for servers that run on this computer already"),
                       NULL);
}

/**
 * overpaint_find_button_set_keeper:
 * @self: a button
 * @keeper: who keeps the servers
 *
 * Shows the button, where the keeper has a scout.
 */
void
overpaint_find_button_set_keeper (OverpaintFindButton   *self,
                                  OverpaintServerKeeper *keeper)
{
  g_set_object (&self->keeper, keeper);
  gtk_widget_set_visible (GTK_WIDGET (self), overpaint_server_keeper_get_scout (keeper) != NULL);
}
