/* widget-tools.h: a window for one widget, and hands for it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <string.h>

#include <gtk/gtk.h>

G_BEGIN_DECLS

static inline void
widget_settle (void)
{
  while (gtk_events_pending ())
    gtk_main_iteration ();
}

/* Shows the widget in a window of its own. */
static inline GtkWidget *
widget_open (GtkWidget *widget)
{
  GtkWidget *window = gtk_window_new (GTK_WINDOW_TOPLEVEL);

  gtk_container_add (GTK_CONTAINER (window), widget);
  gtk_widget_show (widget);
  gtk_widget_show (window);
  gtk_test_widget_wait_for_draw (window);
  gtk_window_present (GTK_WINDOW (window));
  widget_settle ();

  return window;
}

static inline gboolean
widget_has_name (GtkWidget   *widget,
                 const gchar *name)
{
  return g_strcmp0 (atk_object_get_name (gtk_widget_get_accessible (widget)), name) == 0;
}

typedef struct
{
  const gchar *name;
  GType        type;
  GtkWidget   *found;
} WidgetSearch;

static inline void
widget_search (GtkWidget *widget,
               gpointer   user_data)
{
  WidgetSearch *search = user_data;

  if (search->found != NULL)
    return;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, search->type) &&
      (search->name == NULL || widget_has_name (widget, search->name)))
    search->found = widget;
  else if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), widget_search, search);
}

/* The first widget of a type with an accessible name; any name with NULL. */
static inline GtkWidget *
widget_find (GtkWidget   *top,
             GType        type,
             const gchar *name)
{
  WidgetSearch search = { name, type, NULL };

  widget_search (top, &search);
  if (search.found == NULL)
    g_error ("no %s called “%s”", g_type_name (type), name);

  return search.found;
}

/* Whether a sentence can be seen. */
typedef struct
{
  const gchar *text;
  gboolean     is_seen;
} SentenceSearch;

static inline void
widget_look_for (GtkWidget *widget,
                 gpointer   user_data)
{
  SentenceSearch *search = user_data;

  if (! gtk_widget_get_mapped (widget) || ! gtk_widget_get_child_visible (widget))
    return;

  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), search->text))
    search->is_seen = TRUE;
  else if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), widget_look_for, search);
}

static inline gboolean
widget_says (GtkWidget   *top,
             const gchar *text)
{
  SentenceSearch search = { text, FALSE };

  widget_settle ();
  widget_look_for (top, &search);

  return search.is_seen;
}

static inline gboolean
widget_note (gboolean *seen)
{
  *seen = TRUE;

  return GDK_EVENT_PROPAGATE;
}

static inline gboolean
widget_give_up (gpointer user_data)
{
  g_error ("a key did not arrive");

  return G_SOURCE_REMOVE;
}

/* Presses a real key, as the keyboard would, in whatever has the focus, and waits for it to arrive. */
static inline void
widget_press (GtkWidget       *window,
              guint            key,
              GdkModifierType  modifiers)
{
  gboolean seen    = FALSE;
  gulong   handler = g_signal_connect_swapped (window, "key-release-event", G_CALLBACK (widget_note), &seen);
  guint    timeout = g_timeout_add_seconds (20, widget_give_up, NULL);

  g_assert_true (gdk_test_simulate_key (gtk_widget_get_window (window), 1, 1, key, modifiers, GDK_KEY_PRESS));
  g_assert_true (gdk_test_simulate_key (gtk_widget_get_window (window), 1, 1, key, modifiers, GDK_KEY_RELEASE));
  while (! seen)
    gtk_main_iteration ();

  g_source_remove (timeout);
  g_signal_handler_disconnect (window, handler);
  /* what has come to be by it has its place, and Tab goes by places */
  gtk_test_widget_wait_for_draw (window);
  widget_settle ();
}

static inline void
widget_type (GtkWidget   *window,
             const gchar *text)
{
  for (; *text != '\0'; text++)
    widget_press (window, gdk_unicode_to_keyval ((guint32) *text), 0);
}

/* Puts the keyboard into an entry and replaces what is in it. */
static inline void
widget_retype (GtkWidget   *window,
               GtkWidget   *entry,
               const gchar *text)
{
  gtk_widget_grab_focus (entry);
  gtk_editable_select_region (GTK_EDITABLE (entry), 0, -1);
  widget_type (window, text);
}

static inline void
widget_count (guint *count)
{
  (*count)++;
}

static inline void
widget_watch (GtkWidget *widget,
              guint     *count)
{
  *count = 0;
  g_signal_connect_swapped (widget, "changed", G_CALLBACK (widget_count), count);
}

/* Every control that takes the keyboard has a name, and no two letters of one widget are the same. */
static inline void
widget_check_controls (GtkWidget *widget,
                       gpointer   user_data)
{
  GString *letters = user_data;

  if (gtk_widget_get_can_focus (widget) && ! GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget) &&
      ! GTK_IS_TOGGLE_BUTTON (gtk_widget_get_parent (widget)) &&
      gtk_widget_get_ancestor (gtk_widget_get_parent (widget), GTK_TYPE_COMBO_BOX) == NULL)
    {
      const gchar *name = atk_object_get_name (gtk_widget_get_accessible (widget));

      if (name == NULL || *name == '\0')
        g_error ("a %s has no accessible name", G_OBJECT_TYPE_NAME (widget));
    }

  if (GTK_IS_LABEL (widget) && gtk_label_get_mnemonic_keyval (GTK_LABEL (widget)) != GDK_KEY_VoidSymbol)
    {
      gchar letter = (gchar) gdk_keyval_to_unicode (gtk_label_get_mnemonic_keyval (GTK_LABEL (widget)));

      if (strchr (letters->str, letter) != NULL)
        g_error ("two mnemonics %c", letter);
      g_string_append_c (letters, letter);
    }

  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), widget_check_controls, letters);
}

/* Returns: how many letters there are */
static inline guint
widget_check (GtkWidget *top)
{
  g_autoptr (GString) letters = g_string_new (NULL);

  widget_check_controls (top, letters);

  return letters->len;
}

G_END_DECLS
