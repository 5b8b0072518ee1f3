/* key-tools.h: what tests of widgets need that press keys
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

/* How long something may take to happen before a test gives up, in seconds. */
#define TEST_PATIENCE 10

G_GNUC_UNUSED static gboolean
test_give_up (gpointer user_data)
{
  g_error ("what a test waits for has not happened");

  return G_SOURCE_REMOVE;
}

/* Runs the main loop until a condition holds. */
#define test_wait_until(condition) \
  G_STMT_START { \
    guint give_up_ = g_timeout_add_seconds (TEST_PATIENCE, test_give_up, NULL); \
    while (! (condition)) \
      gtk_main_iteration (); \
    g_source_remove (give_up_); \
  } G_STMT_END

/* Lets everything happen that is under way. */
G_GNUC_UNUSED static void
test_settle (void)
{
  while (gtk_events_pending ())
    gtk_main_iteration ();
}

static gboolean
test_note_key (GtkWidget   *widget,
               GdkEventKey *event,
               guint       *released)
{
  if (event->type == GDK_KEY_RELEASE && ! event->is_modifier)
    *released += 1;

  return FALSE;
}

/* Sends one key, pressed and released, to whatever has the focus in the window of @widget. */
G_GNUC_UNUSED static void
test_send_key (GtkWidget       *widget,
               guint            key,
               GdkModifierType  modifiers)
{
  GtkWidget *window   = gtk_widget_get_toplevel (widget);
  GdkWindow *place    = gtk_widget_get_window (window);
  guint      released = 0;
  gulong     handler;

  /* releases of keys pass every handler and are taken by none */
  handler = g_signal_connect (window, "event-after", G_CALLBACK (test_note_key), &released);
  test_settle ();
  g_assert_true (gdk_test_simulate_key (place, 1, 1, key, modifiers, GDK_KEY_PRESS));
  g_assert_true (gdk_test_simulate_key (place, 1, 1, key, modifiers, GDK_KEY_RELEASE));
  test_wait_until (released > 0);
  test_settle ();
  g_signal_handler_disconnect (window, handler);
}

/* Types ASCII letters, digits and blanks. */
G_GNUC_UNUSED static void
test_type (GtkWidget   *widget,
           const gchar *text)
{
  for (; *text != '\0'; text++)
    test_send_key (widget, gdk_unicode_to_keyval ((guchar) *text), 0);
}

/* Shows a widget in a window of its own, @width pixels wide. */
G_GNUC_UNUSED static GtkWidget *
test_show (GtkWidget *widget,
           gint       width)
{
  GtkWidget *window = gtk_window_new (GTK_WINDOW_TOPLEVEL);

  gtk_window_set_default_size (GTK_WINDOW (window), width, -1);
  gtk_container_add (GTK_CONTAINER (window), widget);
  gtk_widget_show (widget);
  gtk_widget_show (window);
  gtk_test_widget_wait_for_draw (window);

  return window;
}

static void
test_collect (GtkWidget *widget,
              gpointer   list)
{
  g_ptr_array_add (list, widget);

  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), test_collect, list);
}

/* Returns: @widget and everything in it, in the order in which it was built. */
G_GNUC_UNUSED static GPtrArray *
test_list_widgets (GtkWidget *widget)
{
  GPtrArray *list = g_ptr_array_new ();

  test_collect (widget, list);

  return list;
}

/* Returns: the @index-th widget of a type in @widget. */
G_GNUC_UNUSED static gpointer
test_find (GtkWidget *widget,
           GType      type,
           guint      index)
{
  g_autoptr (GPtrArray) list = test_list_widgets (widget);
  guint                 i;

  for (i = 0; i < list->len; i++)
    {
      GtkWidget *found = g_ptr_array_index (list, i);

      if (g_type_is_a (G_OBJECT_TYPE (found), type) && index-- == 0)
        return found;
    }

  g_error ("no such %s", g_type_name (type));
}
