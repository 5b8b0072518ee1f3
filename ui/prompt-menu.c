/* prompt-menu.c: favourite and recent prompts, to choose one from
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "prompt-menu.h"
#include "ui-resources.h"

/* as many as one looks through; a search and Alt+Up reach the others */
#define MOST_RECENT 30

/* in characters: most of a prompt, and not wider than the form */
#define LINE_LENGTH 40

#define PROMPT_KEY    "overpaint-prompt"
#define FAVOURITE_KEY "overpaint-favourite"

struct _OverpaintPromptMenu
{
  GtkPopover        parent_instance;

  OverpaintPrompts *prompts;
  GtkWidget        *search;
  GtkWidget        *list;
  GtkWidget        *nothing;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintPromptMenu, overpaint_prompt_menu, GTK_TYPE_POPOVER)

static void
overpaint_prompt_menu_dispose (GObject *object)
{
  OverpaintPromptMenu *self = OVERPAINT_PROMPT_MENU (object);

  g_clear_object (&self->prompts);

  G_OBJECT_CLASS (overpaint_prompt_menu_parent_class)->dispose (object);
}

static gboolean
is_favourite (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), FAVOURITE_KEY) != NULL;
}

static void
set_header (GtkListBoxRow *row,
            GtkListBoxRow *before,
            gpointer       user_data)
{
  GtkWidget *header = NULL;

  if (before == NULL || is_favourite (before) != is_favourite (row))
    {
      header = gtk_label_new (is_favourite (row) ? _("Favourites") : _("Recent Prompts"));
      gtk_label_set_xalign (GTK_LABEL (header), 0.0);
      gtk_style_context_add_class (gtk_widget_get_style_context (header), "dim-label");
      g_object_set (header, "margin", 6, NULL);
      gtk_widget_show (header);
    }

  gtk_list_box_row_set_header (row, header);
}

static void
overpaint_prompt_menu_add (OverpaintPromptMenu *self,
                           const gchar         *prompt,
                           gboolean             favourite)
{
  GtkWidget        *row   = gtk_list_box_row_new ();
  GtkWidget        *label = gtk_label_new (NULL);
  g_autofree gchar *line  = g_strdelimit (g_strdup (prompt), "\n\r\t", ' ');

  gtk_label_set_text (GTK_LABEL (label), line);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), LINE_LENGTH);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LINE_LENGTH);
  g_object_set (label, "margin", 6, NULL);

  gtk_container_add (GTK_CONTAINER (row), label);
  gtk_widget_set_tooltip_text (row, prompt);
  atk_object_set_name (gtk_widget_get_accessible (row), prompt);
  g_object_set_data_full (G_OBJECT (row), PROMPT_KEY, g_strdup (prompt), g_free);
  g_object_set_data (G_OBJECT (row), FAVOURITE_KEY, GINT_TO_POINTER (favourite));

  gtk_widget_show_all (row);
  gtk_container_add (GTK_CONTAINER (self->list), row);
}

/* As one compares who does not look at capitals, or at how an accent came about. */
static gchar *
fold (const gchar *text)
{
  g_autofree gchar *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : "", -1);
}

/* Whether all words are in it, in any order. */
static gboolean
has_words (const gchar  *prompt,
           gchar       **words)
{
  g_autofree gchar *folded = fold (prompt);
  guint             i;

  for (i = 0; words[i] != NULL; i++)
    {
      if (strstr (folded, words[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}

static void
overpaint_prompt_menu_fill (OverpaintPromptMenu *self)
{
  const gchar * const *favourites = overpaint_prompts_get_favourites (self->prompts);
  guint                n_prompts  = overpaint_prompts_get_n (self->prompts);
  g_autofree gchar    *wanted     = g_strstrip (fold (gtk_entry_get_text (GTK_ENTRY (self->search))));
  g_auto (GStrv)       words      = g_strsplit_set (wanted, " \t", -1);
  guint                most       = *wanted == '\0' ? MOST_RECENT : n_prompts;
  gboolean             any        = n_prompts > 0 || (favourites != NULL && favourites[0] != NULL);
  GtkListBoxRow       *row;
  guint                i;

  gtk_widget_set_visible (self->search, any);
  gtk_label_set_text (GTK_LABEL (self->nothing), any ? _("No prompt has all of these words.")
                                                     : _("Prompts that you generate with are kept here."));

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)) != NULL)
    gtk_widget_destroy (GTK_WIDGET (row));

  for (i = 0; favourites != NULL && favourites[i] != NULL; i++)
    {
      if (has_words (favourites[i], words))
        overpaint_prompt_menu_add (self, favourites[i], TRUE);
    }

  for (i = 0; i < MIN (n_prompts, most); i++)
    {
      if (has_words (overpaint_prompts_get (self->prompts, i), words))
        overpaint_prompt_menu_add (self, overpaint_prompts_get (self->prompts, i), FALSE);
    }
}

static GtkListBoxRow *
overpaint_prompt_menu_get_first (OverpaintPromptMenu *self)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);
}

static void
overpaint_prompt_menu_focus_list (OverpaintPromptMenu *self)
{
  GtkListBoxRow *first = overpaint_prompt_menu_get_first (self);

  if (first == NULL)
    return;

  gtk_list_box_select_row (GTK_LIST_BOX (self->list), first);
  gtk_widget_grab_focus (GTK_WIDGET (first));
}

/* The list may have grown since, here or in another window. */
static void
overpaint_prompt_menu_map (GtkWidget *widget)
{
  OverpaintPromptMenu *self = OVERPAINT_PROMPT_MENU (widget);

  gtk_entry_set_text (GTK_ENTRY (self->search), "");
  overpaint_prompt_menu_fill (self);
  GTK_WIDGET_CLASS (overpaint_prompt_menu_parent_class)->map (widget);
}

/* What neither a row nor the entry knows: Down goes into the list, and what is typed there is searched for. */
static gboolean
overpaint_prompt_menu_key_press (GtkWidget   *widget,
                                 GdkEventKey *event)
{
  OverpaintPromptMenu *self      = OVERPAINT_PROMPT_MENU (widget);
  gboolean             searching = gtk_widget_is_focus (self->search);

  if (searching && (event->keyval == GDK_KEY_Down || event->keyval == GDK_KEY_KP_Down))
    {
      overpaint_prompt_menu_focus_list (self);
      return GDK_EVENT_STOP;
    }

  if (! searching && gtk_widget_get_visible (self->search) &&
      g_unichar_isgraph (gdk_keyval_to_unicode (event->keyval)) &&
      gtk_search_entry_handle_event (GTK_SEARCH_ENTRY (self->search), (GdkEvent *) event))
    {
      gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->search));
      return GDK_EVENT_STOP;
    }

  return GTK_WIDGET_CLASS (overpaint_prompt_menu_parent_class)->key_press_event (widget, event);
}

/* The words may have been typed faster than the list follows. */
static void
on_search_activate (OverpaintPromptMenu *self)
{
  GtkListBoxRow *first;

  overpaint_prompt_menu_fill (self);
  first = overpaint_prompt_menu_get_first (self);
  if (first != NULL)
    g_signal_emit_by_name (self->list, "row-activated", first);
}

static void
on_row_activated (OverpaintPromptMenu *self,
                  GtkListBoxRow       *row)
{
  g_autofree gchar *prompt = g_strdup (g_object_get_data (G_OBJECT (row), PROMPT_KEY));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, prompt);
}

static void
overpaint_prompt_menu_class_init (OverpaintPromptMenuClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = overpaint_prompt_menu_dispose;
  widget_class->map               = overpaint_prompt_menu_map;
  widget_class->key_press_event   = overpaint_prompt_menu_key_press;

  /**
   * OverpaintPromptMenu::chosen:
   * @menu: the menu
   * @prompt: the prompt
   *
   * A prompt has been chosen.
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  g_resources_register (overpaint_ui_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/prompt-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintPromptMenu, search);
  gtk_widget_class_bind_template_child (widget_class, OverpaintPromptMenu, list);
  gtk_widget_class_bind_template_child (widget_class, OverpaintPromptMenu, nothing);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, overpaint_prompt_menu_fill);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popdown);
}

static void
overpaint_prompt_menu_init (OverpaintPromptMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), set_header, NULL, NULL);
  atk_object_set_name (gtk_widget_get_accessible (self->search), _("Search the Prompts"));
  atk_object_set_name (gtk_widget_get_accessible (self->list), _("Favourite and recent prompts"));
}

/**
 * overpaint_prompt_menu_new:
 * @prompts: the prompts
 *
 * Returns: (transfer floating): a popover, to be given to a menu button
 */
GtkWidget *
overpaint_prompt_menu_new (OverpaintPrompts *prompts)
{
  OverpaintPromptMenu *self = g_object_new (OVERPAINT_TYPE_PROMPT_MENU, NULL);

  self->prompts = g_object_ref (prompts);

  return GTK_WIDGET (self);
}
