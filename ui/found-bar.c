/* found-bar.c: the line that says what paints on this computer, on the first days
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "found-bar.h"
#include "found-server.h"
#include "ui-resources.h"

/* in window.ini: whether the artist has seen it, and closed or used it */
#define SEEN_PREFERENCE "found-seen"

struct _OverpaintFoundBar
{
  GtkBox                 parent_instance;

  OverpaintServerKeeper *keeper;
  OverpaintPreferences  *preferences;
  GCancellable          *cancellable;
  GPtrArray             *found;
  OverpaintScoutRow     *first;        /* of @found: the one that is offered */
  gboolean               has_looked;

  GtkWidget             *bar;
  GtkWidget             *text;
};

enum
{
  USE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintFoundBar, overpaint_found_bar, GTK_TYPE_BOX)

static void
overpaint_found_bar_dispose (GObject *object)
{
  OverpaintFoundBar *self = OVERPAINT_FOUND_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->keeper);
  g_clear_object (&self->preferences);
  g_clear_pointer (&self->found, g_ptr_array_unref);

  G_OBJECT_CLASS (overpaint_found_bar_parent_class)->dispose (object);
}

static void
overpaint_found_bar_close (OverpaintFoundBar *self)
{
  g_autoptr (GError) error = NULL;

  gtk_info_bar_set_revealed (GTK_INFO_BAR (self->bar), FALSE);
  gtk_widget_hide (self->bar);

  overpaint_preferences_set_number (self->preferences, SEEN_PREFERENCE, TRUE);
  if (! overpaint_preferences_save (self->preferences, &error))
    g_info ("that the found worker has been seen: %s", error->message);
}

static void
overpaint_found_bar_use (OverpaintFoundBar *self,
                         const gchar       *name)
{
  g_autofree gchar *copy = g_strdup (name);

  overpaint_found_bar_close (self);
  g_signal_emit (self, signals[USE], 0, copy);
}

static void
on_saved (OverpaintFoundBar *self,
          const gchar       *name,
          const gchar       *sentence)
{
  overpaint_found_bar_use (self, name);
}

static void
overpaint_found_bar_take (OverpaintFoundBar *self)
{
  GtkWidget          *window = gtk_widget_get_toplevel (GTK_WIDGET (self));
  g_autofree gchar   *name   = g_strdup (self->first->configured);
  g_autoptr (GError)  error  = NULL;
  GtkWidget          *editor;

  if (name == NULL && self->first->wants_login)
    {
      editor = overpaint_found_server_new_editor (GTK_WINDOW (window), self->keeper, self->first);
      g_signal_connect_object (editor, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
      gtk_window_present (GTK_WINDOW (editor));
      return;
    }

  if (name == NULL)
    name = overpaint_found_server_add (self->keeper, self->first, &error);

  if (name != NULL)
    overpaint_found_bar_use (self, name);
  else
    gtk_label_set_text (GTK_LABEL (self->text), error->message);
}

static void
on_response (OverpaintFoundBar *self,
             gint               response)
{
  if (response == GTK_RESPONSE_OK)
    overpaint_found_bar_take (self);
  else
    overpaint_found_bar_close (self);
}

static void
overpaint_found_bar_show (OverpaintFoundBar *self)
{
  guint             n_usable = 0;
  g_autofree gchar *text     = NULL;
  guint             i;

  self->first = NULL;

  for (i = 0; i < self->found->len; i++)
    {
      OverpaintScoutRow *row = g_ptr_array_index (self->found, i);

      if (! row->is_usable)
        continue;

      n_usable++;

      /* one that needs no password before one that does */
      if (self->first == NULL || (self->first->wants_login && ! row->wants_login))
        self->first = row;
    }

  if (self->first == NULL)
    return;

  if (n_usable == 1)
    /* Translators: what was found: "Forge, 12 models, RTX 4080" */
    text = g_strdup_printf (_("Found on this computer: %s."), self->first->summary);
  else
    text = g_strdup_printf (ngettext ("Found on this computer: %s, and %u more under “Servers...”.",
                                      "Found on this computer: %s, and %u more under “Servers...”.", n_usable - 1),
                            self->first->summary, n_usable - 1);

  gtk_label_set_text (GTK_LABEL (self->text), text);
  gtk_widget_show (self->bar);
  gtk_info_bar_set_revealed (GTK_INFO_BAR (self->bar), TRUE);
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (OverpaintFoundBar)  self  = user_data;
  OverpaintServerScout          *scout = OVERPAINT_SERVER_SCOUT (source);
  g_autoptr (GError)             error = NULL;
  g_autoptr (GPtrArray)          found = NULL;

  found = OVERPAINT_SERVER_SCOUT_GET_IFACE (scout)->find_finish (scout, result, &error);

  /* a search that failed is nobody's concern: nobody has asked for it */
  if (found == NULL || ! OVERPAINT_SERVER_SCOUT_GET_IFACE (scout)->is_first_start (scout))
    return;

  self->found = g_steal_pointer (&found);
  overpaint_found_bar_show (self);
}

/* Whoever has named a server in the form has no need of another one. */
static gboolean
overpaint_found_bar_wants_to_look (OverpaintFoundBar    *self,
                                   OverpaintServerScout *scout)
{
  g_autoptr (OverpaintWish) wish = overpaint_preferences_get_wish (self->preferences);

  return overpaint_preferences_get_number (self->preferences, SEEN_PREFERENCE, FALSE) == 0 &&
         (wish == NULL || *overpaint_request_get_text (wish->request, "server") == '\0') &&
         OVERPAINT_SERVER_SCOUT_GET_IFACE (scout)->is_first_start (scout);
}

static void
overpaint_found_bar_map (GtkWidget *widget)
{
  OverpaintFoundBar    *self  = OVERPAINT_FOUND_BAR (widget);
  OverpaintServerScout *scout = overpaint_server_keeper_get_scout (self->keeper);

  GTK_WIDGET_CLASS (overpaint_found_bar_parent_class)->map (widget);

  if (self->has_looked || scout == NULL || ! overpaint_found_bar_wants_to_look (self, scout))
    return;

  self->has_looked = TRUE;
  OVERPAINT_SERVER_SCOUT_GET_IFACE (scout)->find_async (scout, self->cancellable, on_found, g_object_ref (self));
}

static void
overpaint_found_bar_class_init (OverpaintFoundBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = overpaint_found_bar_dispose;
  widget_class->map               = overpaint_found_bar_map;

  /**
   * OverpaintFoundBar::use:
   * @bar: the bar
   * @name: the name of a server
   *
   * The server, which may have been added just now, is to paint.
   */
  signals[USE] = g_signal_new ("use", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_STRING);

  g_resources_register (overpaint_ui_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/found-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintFoundBar, bar);
  gtk_widget_class_bind_template_child (widget_class, OverpaintFoundBar, text);
  gtk_widget_class_bind_template_callback (widget_class, on_response);
}

static void
overpaint_found_bar_init (OverpaintFoundBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * overpaint_found_bar_new:
 * @keeper: who keeps the servers, and may have a scout
 * @preferences: know whether it was closed
 *
 * Returns: (transfer floating): a bar of which nothing is seen
 */
GtkWidget *
overpaint_found_bar_new (OverpaintServerKeeper *keeper,
                         OverpaintPreferences  *preferences)
{
  OverpaintFoundBar *self = g_object_new (OVERPAINT_TYPE_FOUND_BAR, NULL);

  self->keeper      = g_object_ref (keeper);
  self->preferences = g_object_ref (preferences);

  return GTK_WIDGET (self);
}

/**
 * overpaint_found_bar_refresh:
 * @self: a bar
 *
 * Takes it away where the artist has configured a server by now.
 */
void
overpaint_found_bar_refresh (OverpaintFoundBar *self)
{
  OverpaintServerScout *scout = overpaint_server_keeper_get_scout (self->keeper);

  if (scout == NULL || OVERPAINT_SERVER_SCOUT_GET_IFACE (scout)->is_first_start (scout))
    return;

  gtk_info_bar_set_revealed (GTK_INFO_BAR (self->bar), FALSE);
  gtk_widget_hide (self->bar);
}
