/* prompt-entry.c: a prompt, the prompts before it, and those with a star
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "prompt-entry.h"
#include "prompt-menu.h"
#include "prompt-view.h"
#include "ui-resources.h"

/* in pixels: four and ten lines of a prompt, two and six of one without a history */
#define LEAST_HEIGHT        84
#define MOST_HEIGHT        190
#define SMALL_LEAST_HEIGHT  46
#define SMALL_MOST_HEIGHT  120

struct _OverpaintPromptEntry
{
  GtkBox            parent_instance;

  OverpaintPrompts *prompts;
  GPtrArray        *walk;       /* texts: what was being typed, then ever earlier prompts */
  guint             position;   /* which of them is shown */
  gboolean          is_filling;

  GtkWidget        *header;
  GtkWidget        *label;
  GtkWidget        *star;
  GtkWidget        *star_image;
  GtkWidget        *menu_button;
  GtkWidget        *frame;
  GtkWidget        *view;
};

enum
{
  CHANGED,
  GENERATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintPromptEntry, overpaint_prompt_entry, GTK_TYPE_BOX)

static void
overpaint_prompt_entry_end_walk (OverpaintPromptEntry *self)
{
  g_clear_pointer (&self->walk, g_ptr_array_unref);
  self->position = 0;
}

static void
overpaint_prompt_entry_dispose (GObject *object)
{
  OverpaintPromptEntry *self = OVERPAINT_PROMPT_ENTRY (object);

  overpaint_prompt_entry_end_walk (self);
  g_clear_object (&self->prompts);

  G_OBJECT_CLASS (overpaint_prompt_entry_parent_class)->dispose (object);
}

static void
overpaint_prompt_entry_grab_focus (GtkWidget *widget)
{
  gtk_widget_grab_focus (OVERPAINT_PROMPT_ENTRY (widget)->view);
}

static void
overpaint_prompt_entry_show_star (OverpaintPromptEntry *self)
{
  g_autofree gchar *text = NULL;
  g_autofree gchar *bare = NULL;
  gboolean          favourite;

  if (self->prompts == NULL)
    return;

  text      = overpaint_prompt_entry_get_text (self);
  bare      = g_strstrip (g_strdup (text));
  favourite = *bare != '\0' && overpaint_prompts_is_favourite (self->prompts, text);

  self->is_filling = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->star), favourite);
  self->is_filling = FALSE;

  gtk_widget_set_sensitive (self->star, *bare != '\0');
  gtk_image_set_from_icon_name (GTK_IMAGE (self->star_image), favourite ? "starred-symbolic" : "non-starred-symbolic",
                                GTK_ICON_SIZE_BUTTON);
  gtk_widget_set_tooltip_text (self->star, favourite ? _("A favourite: press to let it go")
                                                     : _("Keep this prompt as a favourite"));
}

static void
on_star_toggled (OverpaintPromptEntry *self)
{
  g_autofree gchar   *text  = NULL;
  g_autoptr (GError)  error = NULL;

  if (self->is_filling)
    return;

  text = overpaint_prompt_entry_get_text (self);
  if (overpaint_prompts_set_favourite (self->prompts, text,
                                       gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->star)), &error))
    {
      overpaint_prompt_entry_show_star (self);
      return;
    }

  /* the star falls back to what is kept, and says why */
  overpaint_prompt_entry_show_star (self);
  gtk_widget_set_tooltip_text (self->star, error->message);
  gtk_widget_error_bell (self->star);
}

static void
on_edited (OverpaintPromptEntry *self)
{
  overpaint_prompt_entry_show_star (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_generate (OverpaintPromptEntry *self)
{
  g_signal_emit (self, signals[GENERATE], 0);
}

/* Makes a way from what is typed through @chosen, if any, to the oldest prompt. */
static void
overpaint_prompt_entry_begin_walk (OverpaintPromptEntry *self,
                                   const gchar          *chosen)
{
  guint  n_prompts = overpaint_prompts_get_n (self->prompts);
  gchar *text      = overpaint_prompt_entry_get_text (self);
  guint  i;

  overpaint_prompt_entry_end_walk (self);
  self->walk = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->walk, text);

  if (chosen != NULL)
    g_ptr_array_add (self->walk, g_strdup (chosen));

  for (i = 0; i < n_prompts; i++)
    {
      const gchar *prompt = overpaint_prompts_get (self->prompts, i);

      if (! g_str_equal (prompt, text) && g_strcmp0 (prompt, chosen) != 0)
        g_ptr_array_add (self->walk, g_strdup (prompt));
    }
}

static void
overpaint_prompt_entry_go (OverpaintPromptEntry *self,
                           guint                 position)
{
  gchar **here = (gchar **) &g_ptr_array_index (self->walk, self->position);

  /* what was edited on the way is found again when the walk comes by */
  g_free (*here);
  *here = overpaint_prompt_entry_get_text (self);

  self->position = position;
  overpaint_prompt_view_set_text (OVERPAINT_PROMPT_VIEW (self->view), g_ptr_array_index (self->walk, position));
}

static void
on_walk (OverpaintPromptEntry *self,
         gint                  step)
{
  if (self->prompts == NULL)
    return;

  if (self->walk == NULL)
    overpaint_prompt_entry_begin_walk (self, NULL);

  if (step > 0 ? self->position + 1 < self->walk->len : self->position > 0)
    overpaint_prompt_entry_go (self, step > 0 ? self->position + 1 : self->position - 1);
  else
    gtk_widget_error_bell (self->view);
}

/* A prompt from the menu is a step of the walk, too: Alt+Down brings back what was typed. */
static void
on_chosen (OverpaintPromptEntry *self,
           const gchar          *prompt)
{
  g_autofree gchar *text = overpaint_prompt_entry_get_text (self);

  if (! g_str_equal (text, prompt))
    {
      overpaint_prompt_entry_begin_walk (self, prompt);
      overpaint_prompt_entry_go (self, 1);
    }

  gtk_widget_grab_focus (self->view);
}

/* What has just been used is the newest prompt: the next walk begins there. */
static void
on_prompts_changed (OverpaintPromptEntry *self)
{
  g_autofree gchar *text = overpaint_prompt_entry_get_text (self);

  if (self->position == 0 ||
      (overpaint_prompts_get_n (self->prompts) > 0 && g_str_equal (overpaint_prompts_get (self->prompts, 0), text)))
    overpaint_prompt_entry_end_walk (self);

  overpaint_prompt_entry_show_star (self);
}

static void
overpaint_prompt_entry_class_init (OverpaintPromptEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = overpaint_prompt_entry_dispose;
  widget_class->grab_focus        = overpaint_prompt_entry_grab_focus;

  /**
   * OverpaintPromptEntry::changed:
   * @entry: the entry
   *
   * The text has changed.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  /**
   * OverpaintPromptEntry::generate:
   * @entry: the entry
   *
   * Ctrl+Enter has been pressed.
   */
  signals[GENERATE] = g_signal_new ("generate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);

  g_type_ensure (OVERPAINT_TYPE_PROMPT_VIEW);
  g_resources_register (overpaint_ui_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/prompt-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintPromptEntry, header);
  gtk_widget_class_bind_template_child (widget_class, OverpaintPromptEntry, label);
  gtk_widget_class_bind_template_child (widget_class, OverpaintPromptEntry, star);
  gtk_widget_class_bind_template_child (widget_class, OverpaintPromptEntry, star_image);
  gtk_widget_class_bind_template_child (widget_class, OverpaintPromptEntry, menu_button);
  gtk_widget_class_bind_template_child (widget_class, OverpaintPromptEntry, frame);
  gtk_widget_class_bind_template_child (widget_class, OverpaintPromptEntry, view);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_generate);
  gtk_widget_class_bind_template_callback (widget_class, on_walk);
  gtk_widget_class_bind_template_callback (widget_class, on_star_toggled);
}

static void
overpaint_prompt_entry_init (OverpaintPromptEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
overpaint_prompt_entry_set_prompts (OverpaintPromptEntry *self,
                                    OverpaintPrompts     *prompts)
{
  GtkWidget *menu = overpaint_prompt_menu_new (prompts);

  self->prompts = g_object_ref (prompts);
  g_signal_connect_object (prompts, "changed", G_CALLBACK (on_prompts_changed), self, G_CONNECT_SWAPPED);

  g_signal_connect_object (menu, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->menu_button), menu);
}

/**
 * overpaint_prompt_entry_new:
 * @field: the field that it is for, which has the label and the tooltip
 * @prompts: (nullable): the prompts of earlier runs; %NULL for an entry without a history,
 *   which leaves its label to whoever shows it
 *
 * Returns: (transfer floating): an empty entry
 */
GtkWidget *
overpaint_prompt_entry_new (const OverpaintField *field,
                            OverpaintPrompts     *prompts)
{
  OverpaintPromptEntry *self    = g_object_new (OVERPAINT_TYPE_PROMPT_ENTRY, NULL);
  GtkScrolledWindow    *frame   = GTK_SCROLLED_WINDOW (self->frame);
  g_auto (GStrv)        parts   = g_strsplit (_(field->label), "_", -1);
  g_autofree gchar     *name    = g_strjoinv (NULL, parts);
  g_autofree gchar     *tooltip = NULL;

  atk_object_set_name (gtk_widget_get_accessible (self->view), name);
  gtk_label_set_text_with_mnemonic (GTK_LABEL (self->label), _(field->label));
  gtk_widget_set_visible (self->header, prompts != NULL);
  gtk_scrolled_window_set_max_content_height (frame, prompts != NULL ? MOST_HEIGHT : SMALL_MOST_HEIGHT);
  gtk_scrolled_window_set_min_content_height (frame, prompts != NULL ? LEAST_HEIGHT : SMALL_LEAST_HEIGHT);

  if (prompts != NULL)
    {
      tooltip = g_strdup_printf ("%s\n\n%s", _(field->tooltip),
                                 _("Ctrl+Enter generates. Alt+Up and Alt+Down bring back earlier prompts."));
      overpaint_prompt_entry_set_prompts (self, prompts);
    }

  gtk_widget_set_tooltip_text (self->view, tooltip != NULL ? tooltip : _(field->tooltip));
  overpaint_prompt_entry_show_star (self);

  return GTK_WIDGET (self);
}

/**
 * overpaint_prompt_entry_set_placeholder:
 * @self: an entry
 * @text: (nullable): what it shows while it is empty
 *
 * Sets the hint on what to type.
 */
void
overpaint_prompt_entry_set_placeholder (OverpaintPromptEntry *self,
                                        const gchar          *text)
{
  overpaint_prompt_view_set_placeholder (OVERPAINT_PROMPT_VIEW (self->view), text);
}

/**
 * overpaint_prompt_entry_get_text:
 * @self: an entry
 *
 * Returns: (transfer full): what is typed
 */
gchar *
overpaint_prompt_entry_get_text (OverpaintPromptEntry *self)
{
  return overpaint_prompt_view_get_text (OVERPAINT_PROMPT_VIEW (self->view));
}

/**
 * overpaint_prompt_entry_set_text:
 * @self: an entry
 * @text: another text
 *
 * Replaces the text, which undo brings back, and ends the walk through earlier prompts.
 */
void
overpaint_prompt_entry_set_text (OverpaintPromptEntry *self,
                                 const gchar          *text)
{
  g_autofree gchar *before = overpaint_prompt_entry_get_text (self);

  overpaint_prompt_entry_end_walk (self);

  if (! g_str_equal (before, text))
    overpaint_prompt_view_set_text (OVERPAINT_PROMPT_VIEW (self->view), text);
}

static gboolean
is_in_word (const gchar *place)
{
  return *place != '\0' && g_unichar_isalnum (g_utf8_get_char (place));
}

/* "chalk" is in "Chalk, on paper", and not in "chalkboard". */
static gboolean
has_phrase (const gchar *text,
            const gchar *phrase)
{
  g_autofree gchar *folded = g_utf8_casefold (text, -1);
  g_autofree gchar *wanted = g_utf8_casefold (phrase, -1);
  const gchar      *found  = folded;

  while ((found = strstr (found, wanted)) != NULL)
    {
      const gchar *before = g_utf8_find_prev_char (folded, found);

      if ((before == NULL || ! is_in_word (before)) && ! is_in_word (found + strlen (wanted)))
        return TRUE;

      found = g_utf8_next_char (found);
    }

  return FALSE;
}

/**
 * overpaint_prompt_entry_add_phrase:
 * @self: an entry
 * @phrase: a word or a few, such as those that wake a LoRA
 *
 * Puts a phrase at the end of the text, which undo takes back, unless it is in it already.
 *
 * Returns: whether it was not there yet
 */
gboolean
overpaint_prompt_entry_add_phrase (OverpaintPromptEntry *self,
                                   const gchar          *phrase)
{
  g_autofree gchar *text = overpaint_prompt_entry_get_text (self);

  if (*phrase == '\0' || has_phrase (text, phrase))
    return FALSE;

  overpaint_prompt_view_add_phrase (OVERPAINT_PROMPT_VIEW (self->view), phrase);

  return TRUE;
}
