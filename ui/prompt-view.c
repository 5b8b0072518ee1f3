/* prompt-view.c: several lines of text, with the keys of a prompt
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "prompt-view.h"
#include "text-undo.h"

/* how much of the text's colour the placeholder has: readable, and not mistaken for a prompt */
#define PLACEHOLDER_ALPHA 0.6

struct _OverpaintPromptView
{
  GtkTextView        parent_instance;

  OverpaintTextUndo *undo;
  gchar             *placeholder;
  gboolean           is_composing;
  gboolean           is_in_action;
  gboolean           is_edited;
};

enum
{
  EDITED,
  GENERATE,
  WALK,
  UNDO,
  REDO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintPromptView, overpaint_prompt_view, GTK_TYPE_TEXT_VIEW)

static void
overpaint_prompt_view_finalize (GObject *object)
{
  OverpaintPromptView *self = OVERPAINT_PROMPT_VIEW (object);

  g_clear_object (&self->undo);
  g_clear_pointer (&self->placeholder, g_free);

  G_OBJECT_CLASS (overpaint_prompt_view_parent_class)->finalize (object);
}

static gboolean
overpaint_prompt_view_draw (GtkWidget *widget,
                            cairo_t   *cr)
{
  OverpaintPromptView     *self    = OVERPAINT_PROMPT_VIEW (widget);
  GtkTextView             *view    = GTK_TEXT_VIEW (widget);
  GtkTextBuffer           *buffer  = gtk_text_view_get_buffer (view);
  GtkStyleContext         *style   = gtk_widget_get_style_context (widget);
  GdkWindow               *window  = gtk_text_view_get_window (view, GTK_TEXT_WINDOW_TEXT);
  g_autoptr (PangoLayout)  layout  = NULL;
  GtkTextIter              start;
  GdkRectangle             place;
  GdkRGBA                  colour;
  gint                     x, y, width;

  GTK_WIDGET_CLASS (overpaint_prompt_view_parent_class)->draw (widget, cr);

  if (self->placeholder == NULL || self->is_composing || gtk_text_buffer_get_char_count (buffer) > 0 ||
      ! gtk_cairo_should_draw_window (cr, window))
    return FALSE;

  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_view_get_iter_location (view, &start, &place);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_TEXT, place.x, place.y, &x, &y);
  x     = gtk_text_view_get_left_margin (view);
  width = gdk_window_get_width (window) - x - gtk_text_view_get_right_margin (view);

  layout = gtk_widget_create_pango_layout (widget, self->placeholder);
  pango_layout_set_width (layout, MAX (width, 1) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);

  gtk_style_context_get_color (style, gtk_style_context_get_state (style), &colour);
  colour.alpha *= PLACEHOLDER_ALPHA;

  cairo_save (cr);
  gtk_cairo_transform_to_window (cr, widget, window);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);

  return FALSE;
}

/* What an input method shows before it is settled is not in the buffer. */
static void
on_preedit_changed (OverpaintPromptView *self,
                    const gchar         *text)
{
  self->is_composing = *text != '\0';
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
overpaint_prompt_view_end_edit (OverpaintPromptView *self)
{
  self->is_edited = FALSE;
  overpaint_text_undo_note (self->undo);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
on_begin_user_action (OverpaintPromptView *self)
{
  self->is_in_action = TRUE;
}

static void
on_end_user_action (OverpaintPromptView *self)
{
  self->is_in_action = FALSE;

  if (self->is_edited)
    overpaint_prompt_view_end_edit (self);
}

/* Assistive technologies change the buffer without an action around it. */
static void
on_changed (OverpaintPromptView *self)
{
  if (self->is_in_action)
    self->is_edited = TRUE;
  else
    overpaint_prompt_view_end_edit (self);
}

static void
overpaint_prompt_view_undo (OverpaintPromptView *self)
{
  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self));

  if (! overpaint_text_undo_step_back (self->undo))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
overpaint_prompt_view_redo (OverpaintPromptView *self)
{
  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self));

  if (! overpaint_text_undo_step_forward (self->undo))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
add_bindings (OverpaintPromptViewClass *klass)
{
  GtkBindingSet *set = gtk_binding_set_by_class (klass);

  gtk_binding_entry_add_signal (set, GDK_KEY_Return, GDK_CONTROL_MASK, "generate", 0);
  gtk_binding_entry_add_signal (set, GDK_KEY_ISO_Enter, GDK_CONTROL_MASK, "generate", 0);
  gtk_binding_entry_add_signal (set, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "generate", 0);

  gtk_binding_entry_add_signal (set, GDK_KEY_Up, GDK_MOD1_MASK, "walk", 1, G_TYPE_INT, 1);
  gtk_binding_entry_add_signal (set, GDK_KEY_KP_Up, GDK_MOD1_MASK, "walk", 1, G_TYPE_INT, 1);
  gtk_binding_entry_add_signal (set, GDK_KEY_Down, GDK_MOD1_MASK, "walk", 1, G_TYPE_INT, -1);
  gtk_binding_entry_add_signal (set, GDK_KEY_KP_Down, GDK_MOD1_MASK, "walk", 1, G_TYPE_INT, -1);

  gtk_binding_entry_add_signal (set, GDK_KEY_z, GDK_CONTROL_MASK, "undo", 0);
  gtk_binding_entry_add_signal (set, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "redo", 0);
  gtk_binding_entry_add_signal (set, GDK_KEY_y, GDK_CONTROL_MASK, "redo", 0);
}

static void
overpaint_prompt_view_class_init (OverpaintPromptViewClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = overpaint_prompt_view_finalize;
  GTK_WIDGET_CLASS (klass)->draw   = overpaint_prompt_view_draw;

  /**
   * OverpaintPromptView::edited:
   * @view: the view
   *
   * The text has changed; once for a change that takes several steps, such as replacing a selection.
   */
  signals[EDITED] = g_signal_new ("edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * OverpaintPromptView::generate:
   * @view: the view
   *
   * Ctrl+Enter has been pressed.
   */
  signals[GENERATE] = g_signal_new ("generate", type, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);

  /**
   * OverpaintPromptView::walk:
   * @view: the view
   * @step: 1 for an earlier prompt, -1 for a later one
   *
   * Alt+Up or Alt+Down has been pressed.
   */
  signals[WALK] = g_signal_new ("walk", type, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);

  signals[UNDO] = g_signal_new_class_handler ("undo", type, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION,
                                              G_CALLBACK (overpaint_prompt_view_undo), NULL, NULL, NULL,
                                              G_TYPE_NONE, 0);
  signals[REDO] = g_signal_new_class_handler ("redo", type, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION,
                                              G_CALLBACK (overpaint_prompt_view_redo), NULL, NULL, NULL,
                                              G_TYPE_NONE, 0);

  add_bindings (klass);
}

static void
overpaint_prompt_view_init (OverpaintPromptView *self)
{
  GtkTextView   *view   = GTK_TEXT_VIEW (self);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_input_hints (view, GTK_INPUT_HINT_SPELLCHECK);
  g_signal_connect (self, "preedit-changed", G_CALLBACK (on_preedit_changed), NULL);


  self->undo = overpaint_text_undo_new (buffer);
  g_signal_connect_swapped (buffer, "begin-user-action", G_CALLBACK (on_begin_user_action), self);
  g_signal_connect_swapped (buffer, "end-user-action", G_CALLBACK (on_end_user_action), self);
  g_signal_connect_swapped (buffer, "changed", G_CALLBACK (on_changed), self);
}

/**
 * overpaint_prompt_view_set_placeholder:
 * @self: a view
 * @text: (nullable): what an empty view shows
 *
 * Sets the hint on what to type.
 */
void
overpaint_prompt_view_set_placeholder (OverpaintPromptView *self,
                                       const gchar         *text)
{
  g_free (self->placeholder);
  self->placeholder = g_strdup (text);

  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * overpaint_prompt_view_get_text:
 * @self: a view
 *
 * Returns: (transfer full): what is typed
 */
gchar *
overpaint_prompt_view_get_text (OverpaintPromptView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter    start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/**
 * overpaint_prompt_view_set_text:
 * @self: a view
 * @text: another text
 *
 * Replaces the whole text, in one step that can be undone, and puts the cursor at its end.
 */
void
overpaint_prompt_view_set_text (OverpaintPromptView *self,
                                const gchar         *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter    start, end;

  /* half a character of an input method would land in the new text */
  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self));

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &end, text, -1);
  gtk_text_buffer_end_user_action (buffer);

  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (buffer));
}

/**
 * overpaint_prompt_view_add_phrase:
 * @self: a view
 * @phrase: a word or a few
 *
 * Puts a phrase at the end of the text, behind a comma, in one step that can be undone. The cursor
 * stays, unless it was at the end.
 */
void
overpaint_prompt_view_add_phrase (OverpaintPromptView *self,
                                  const gchar         *phrase)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter    last, end;
  const gchar   *joint  = "";

  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self));

  gtk_text_buffer_get_end_iter (buffer, &end);
  last = end;
  while (gtk_text_iter_backward_char (&last))
    if (! g_unichar_isspace (gtk_text_iter_get_char (&last)))
      {
        joint = gtk_text_iter_get_char (&last) == ',' ? " " : ", ";
        gtk_text_iter_forward_char (&last);
        break;
      }

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &last, &end);
  gtk_text_buffer_insert (buffer, &end, joint, -1);
  gtk_text_buffer_insert (buffer, &end, phrase, -1);
  gtk_text_buffer_end_user_action (buffer);
}
