/* text-undo.c: undo and redo for a text buffer
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text-undo.h"

/* A prompt is short, so that whole texts are kept: simpler than what has changed in them. */
#define MOST_STEPS 200

/* One text, and the cursor in it. */
typedef struct
{
  gchar *text;
  gint   cursor;
} State;

struct _OverpaintTextUndo
{
  GObject        parent_instance;

  GtkTextBuffer *buffer;
  GPtrArray     *back;
  GPtrArray     *forward;
  State         *now;
  gint           typed_until;   /* where a further letter joins the last step; -1 where none does */
  gboolean       is_restoring;
};

G_DEFINE_FINAL_TYPE (OverpaintTextUndo, overpaint_text_undo, G_TYPE_OBJECT)

static void
state_free (gpointer data)
{
  State *state = data;

  g_free (state->text);
  g_free (state);
}

static void
overpaint_text_undo_dispose (GObject *object)
{
  OverpaintTextUndo *self = OVERPAINT_TEXT_UNDO (object);

  if (self->buffer != NULL)
    g_signal_handlers_disconnect_by_data (self->buffer, self);

  g_clear_object (&self->buffer);
  g_clear_pointer (&self->back, g_ptr_array_unref);
  g_clear_pointer (&self->forward, g_ptr_array_unref);
  g_clear_pointer (&self->now, state_free);

  G_OBJECT_CLASS (overpaint_text_undo_parent_class)->dispose (object);
}

static void
overpaint_text_undo_class_init (OverpaintTextUndoClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = overpaint_text_undo_dispose;
}

static void
overpaint_text_undo_init (OverpaintTextUndo *self)
{
  self->back        = g_ptr_array_new_with_free_func (state_free);
  self->forward     = g_ptr_array_new_with_free_func (state_free);
  self->typed_until = -1;
}

static State *
overpaint_text_undo_look (OverpaintTextUndo *self)
{
  State       *state = g_new0 (State, 1);
  GtkTextIter  start, end, cursor;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_get_iter_at_mark (self->buffer, &cursor, gtk_text_buffer_get_insert (self->buffer));

  state->text   = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
  state->cursor = gtk_text_iter_get_offset (&cursor);

  return state;
}

/* Whether one letter, and no blank, has been typed right after the last one. */
static gboolean
overpaint_text_undo_joins (OverpaintTextUndo *self,
                           const State       *then,
                           const State       *now)
{
  glong       longer = g_utf8_strlen (now->text, -1) - g_utf8_strlen (then->text, -1);
  const char *typed;

  if (longer != 1 || now->cursor < 1 || then->cursor != now->cursor - 1)
    return FALSE;

  typed = g_utf8_offset_to_pointer (now->text, now->cursor - 1);

  return then->cursor == self->typed_until && ! g_unichar_isspace (g_utf8_get_char (typed));
}

/* A cursor that was moved away begins another step, and is where undo brings it back to. */
static void
on_mark_set (OverpaintTextUndo *self,
             GtkTextIter       *place,
             GtkTextMark       *mark)
{
  gint offset = gtk_text_iter_get_offset (place);

  if (self->is_restoring || mark != gtk_text_buffer_get_insert (self->buffer))
    return;

  if (offset != self->typed_until)
    self->typed_until = -1;

  self->now->cursor = MIN (offset, (gint) g_utf8_strlen (self->now->text, -1));
}

static gboolean
overpaint_text_undo_step (OverpaintTextUndo *self,
                          GPtrArray         *from,
                          GPtrArray         *to)
{
  GtkTextIter start, end;

  if (from->len == 0)
    return FALSE;

  g_ptr_array_add (to, self->now);
  self->now         = g_ptr_array_steal_index (from, from->len - 1);
  self->typed_until = -1;

  self->is_restoring = TRUE;
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_insert (self->buffer, &end, self->now->text, -1);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, self->now->cursor);
  gtk_text_buffer_place_cursor (self->buffer, &start);
  gtk_text_buffer_end_user_action (self->buffer);
  self->is_restoring = FALSE;

  return TRUE;
}

/**
 * overpaint_text_undo_new:
 * @buffer: a text buffer
 *
 * Begins to remember what overpaint_text_undo_note() tells it of.
 *
 * Returns: (transfer full): an empty undo history
 */
OverpaintTextUndo *
overpaint_text_undo_new (GtkTextBuffer *buffer)
{
  OverpaintTextUndo *self = g_object_new (OVERPAINT_TYPE_TEXT_UNDO, NULL);

  self->buffer = g_object_ref (buffer);
  self->now    = overpaint_text_undo_look (self);

  g_signal_connect_swapped (buffer, "mark-set", G_CALLBACK (on_mark_set), self);

  return self;
}

/**
 * overpaint_text_undo_note:
 * @self: an undo history
 *
 * Says that a change has ended: what the buffer holds now is one step on. Nothing is noted where the
 * text is the same, nor while a step is taken back.
 */
void
overpaint_text_undo_note (OverpaintTextUndo *self)
{
  State *state;

  if (self->is_restoring)
    return;

  state = overpaint_text_undo_look (self);

  if (g_str_equal (state->text, self->now->text))
    {
      state_free (state);
      return;
    }

  if (overpaint_text_undo_joins (self, self->now, state))
    {
      state_free (self->now);
    }
  else
    {
      g_ptr_array_add (self->back, self->now);
      if (self->back->len > MOST_STEPS)
        g_ptr_array_remove_index (self->back, 0);
    }

  g_ptr_array_set_size (self->forward, 0);
  self->now         = state;
  self->typed_until = state->cursor;
}

/**
 * overpaint_text_undo_step_back:
 * @self: an undo history
 *
 * Takes the last change back.
 *
 * Returns: %FALSE where there is none
 */
gboolean
overpaint_text_undo_step_back (OverpaintTextUndo *self)
{
  return overpaint_text_undo_step (self, self->back, self->forward);
}

/**
 * overpaint_text_undo_step_forward:
 * @self: an undo history
 *
 * Makes the change again that was taken back last.
 *
 * Returns: %FALSE where there is none
 */
gboolean
overpaint_text_undo_step_forward (OverpaintTextUndo *self)
{
  return overpaint_text_undo_step (self, self->forward, self->back);
}
