/* name-tools.h: what tests ask of the names and letters of a window
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "key-tools.h"

/* Popovers that belong to a button are not among the children of what the button is in. */
static GPtrArray *
list_all (GtkWidget *widget)
{
  GPtrArray *list = test_list_widgets (widget);
  guint      i;

  for (i = 0; i < list->len; i++)
    {
      GtkWidget            *button  = g_ptr_array_index (list, i);
      GtkWidget            *popover = NULL;
      g_autoptr (GPtrArray) inside  = NULL;

      if (GTK_IS_MENU_BUTTON (button))
        popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));

      if (popover == NULL || g_ptr_array_find (list, popover, NULL))
        continue;

      inside = test_list_widgets (popover);
      g_ptr_array_extend (list, inside, NULL, NULL);
    }

  return list;
}

static gboolean
is_named (GtkWidget *widget)
{
  AtkObject                 *accessible = gtk_widget_get_accessible (widget);
  const gchar               *name       = atk_object_get_name (accessible);
  g_autoptr (AtkRelationSet) relations  = atk_object_ref_relation_set (accessible);

  /* a list without a name of its own is called what is chosen in it */
  if (GTK_IS_COMBO_BOX (widget))
    return accessible->name != NULL && *accessible->name != '\0';

  return (name != NULL && *name != '\0') || atk_relation_set_contains (relations, ATK_RELATION_LABELLED_BY);
}

/* What the keyboard reaches as a part of something else, which has the name; a label says itself. */
static gboolean
is_part (GtkWidget *widget)
{
  GtkWidget *combo = gtk_widget_get_ancestor (widget, GTK_TYPE_COMBO_BOX);

  return GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_SCROLLBAR (widget) || GTK_IS_WINDOW (widget) ||
         GTK_IS_POPOVER (widget) || GTK_IS_LABEL (widget) ||
         (GTK_IS_TOGGLE_BUTTON (widget) && combo != NULL && combo != widget);
}

/* Whatever is on a page that shows, or on a popover that can be opened there. */
static gboolean
is_reached (GtkWidget *widget)
{
  GtkWidget *popover = gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER);
  GtkWidget *place   = popover != NULL ? gtk_popover_get_relative_to (GTK_POPOVER (popover)) : widget;

  return (gtk_widget_get_can_focus (widget) || GTK_IS_COMBO_BOX (widget)) && ! is_part (widget) &&
         gtk_widget_get_mapped (place);
}

static void
check_names (const gchar *language,
             GPtrArray   *list,
             guint        least)
{
  guint n_named = 0;
  guint i;

  for (i = 0; i < list->len; i++)
    {
      GtkWidget *control = g_ptr_array_index (list, i);

      if (! is_reached (control))
        continue;

      if (! is_named (control))
        g_error ("%s: a %s in a %s has no name", language, G_OBJECT_TYPE_NAME (control),
                 G_OBJECT_TYPE_NAME (gtk_widget_get_parent (control)));

      n_named++;
    }

  g_assert_cmpuint (n_named, >=, least);
}

/* A letter is taken once among what can be seen at the same time. */
static void
check_letters (const gchar *language,
               const gchar *state,
               GPtrArray   *list,
               guint        least)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  guint                  i;

  for (i = 0; i < list->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (list, i);
      guint      key;

      if (! GTK_IS_LABEL (label) || ! gtk_widget_get_mapped (label))
        continue;

      key = gtk_label_get_mnemonic_keyval (GTK_LABEL (label));
      if (key == GDK_KEY_VoidSymbol)
        continue;

      if (g_hash_table_contains (taken, GUINT_TO_POINTER (key)))
        g_error ("%s, %s: “%s” and “%s” have the same letter", language, state,
                 gtk_label_get_label (GTK_LABEL (label)),
                 (const gchar *) g_hash_table_lookup (taken, GUINT_TO_POINTER (key)));

      g_hash_table_insert (taken, GUINT_TO_POINTER (key), (gpointer) gtk_label_get_label (GTK_LABEL (label)));
    }

  g_assert_cmpuint (g_hash_table_size (taken), >=, least);
}

/* Header case: each word begins with a capital but the small ones inside. */
static void
check_case (const gchar *label)
{
  static const gchar * const small[] = { "a", "an", "and", "as", "at", "by", "for", "in", "of", "on", "or", "per",
                                         "the", "to", "with", NULL };
  g_auto (GStrv)    parts = g_strsplit (label, "_", -1);
  g_autofree gchar *plain = g_strjoinv ("", parts);
  g_auto (GStrv)    words = g_strsplit (plain, " ", -1);
  guint             i;

  for (i = 0; words[i] != NULL; i++)
    {
      if (g_ascii_islower (*words[i]) && (i == 0 || ! g_strv_contains (small, words[i])))
        g_error ("“%s” is not in header case", plain);
    }
}

static void
check_cases (GPtrArray *list,
             guint      least)
{
  guint n_checked = 0;
  guint i;

  for (i = 0; i < list->len; i++)
    {
      GtkWidget   *widget = g_ptr_array_index (list, i);
      const gchar *text   = NULL;

      if (GTK_IS_BUTTON (widget))
        text = gtk_button_get_label (GTK_BUTTON (widget));
      else if (GTK_IS_EXPANDER (widget))
        text = gtk_expander_get_label (GTK_EXPANDER (widget));
      else if (GTK_IS_LABEL (widget) && gtk_label_get_mnemonic_keyval (GTK_LABEL (widget)) != GDK_KEY_VoidSymbol)
        text = gtk_label_get_label (GTK_LABEL (widget));

      if (text == NULL || *text == '\0')
        continue;

      check_case (text);
      n_checked++;
    }

  g_assert_cmpuint (n_checked, >=, least);
}
