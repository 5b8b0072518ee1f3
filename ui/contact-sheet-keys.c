/* contact-sheet-keys.c: what the keys do while the contact sheet has the focus
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "contact-sheet-private.h"

/* What a key does; whether it could be done, and an error where it could not. */
typedef gboolean (* KeyFunc) (OverpaintContactSheet  *self,
                              gint                    argument,
                              GError                **error);

typedef struct
{
  guint            keyval;
  GdkModifierType  modifiers;
  KeyFunc          act;
  gint             argument;
} Key;

/* Does what the cell's button says. */
void
overpaint_contact_sheet_act (OverpaintContactSheet *self,
                             OverpaintSheetCell    *cell)
{
  g_autoptr (OverpaintVariation)  variation = g_object_ref (overpaint_sheet_cell_get_variation (cell));
  g_autoptr (GError)              error     = NULL;

  switch (overpaint_sheet_cell_get_action (cell))
    {
    case OVERPAINT_SHEET_ACTION_RETRY:
    case OVERPAINT_SHEET_ACTION_SMALLER:
      if (overpaint_picks_go_to (self->picks, variation, &error))
        g_signal_emit_by_name (self, "retry", variation);
      break;

    case OVERPAINT_SHEET_ACTION_BRING_BACK:
      overpaint_picks_bring_back (self->picks, variation, &error);
      break;

    case OVERPAINT_SHEET_ACTION_REVEAL:
      overpaint_picks_reveal (self->picks, variation, &error);
      break;

    case OVERPAINT_SHEET_ACTION_NONE:
    default:
      break;
    }

  overpaint_contact_sheet_tell (self, error);
}

/* The current cell; the one with the focus while nothing has come yet, and none is current. */
static OverpaintSheetCell *
find_cell (OverpaintContactSheet *self)
{
  OverpaintSheetCell *current = overpaint_contact_sheet_get_current (self);
  GtkWidget          *focused = gtk_container_get_focus_child (GTK_CONTAINER (self->layout));

  if (current == NULL && focused != NULL && OVERPAINT_IS_SHEET_CELL (focused))
    current = OVERPAINT_SHEET_CELL (focused);

  return current;
}

static gboolean
go_to_cell (OverpaintContactSheet  *self,
            GtkWidget              *cell,
            GError                **error)
{
  return cell == NULL ||
         overpaint_picks_go_to (self->picks,
                                overpaint_sheet_cell_get_variation (OVERPAINT_SHEET_CELL (cell)), error);
}

/* Every cell, also those without a picture: something may be to be done about them. */
static gboolean
walk (OverpaintContactSheet  *self,
      gint                    step,
      GError                **error)
{
  OverpaintSheetLayout *layout  = OVERPAINT_SHEET_LAYOUT (self->layout);
  OverpaintSheetCell   *current = find_cell (self);
  guint                 n_cells = overpaint_sheet_layout_get_n_cells (layout);
  guint                 i;

  for (i = 0; i < n_cells; i++)
    {
      if (overpaint_sheet_layout_get_cell (layout, i) == GTK_WIDGET (current))
        return go_to_cell (self, overpaint_sheet_layout_get_cell (layout, (i + n_cells + (guint) step) % n_cells),
                           error);
    }

  return go_to_cell (self, overpaint_sheet_layout_get_cell (layout, 0), error);
}

static gboolean
step (OverpaintContactSheet  *self,
      gint                    by,
      GError                **error)
{
  OverpaintVariation *before = overpaint_picks_get_current (self->picks);

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    by = -by;

  if (! overpaint_picks_step (self->picks, by, error))
    return FALSE;

  /* no picture has come yet */
  return before != overpaint_picks_get_current (self->picks) ||
         (before != NULL && overpaint_picks_is_here (self->picks, before)) ||
         walk (self, by, error);
}

static gboolean
walk_visually (OverpaintContactSheet  *self,
               gint                    by,
               GError                **error)
{
  return walk (self, gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -by : by, error);
}

static gboolean
move_rows (OverpaintContactSheet  *self,
           gint                    rows,
           GError                **error)
{
  OverpaintSheetCell *current = find_cell (self);

  if (current == NULL)
    return walk (self, 0, error);

  return go_to_cell (self, overpaint_sheet_layout_find (OVERPAINT_SHEET_LAYOUT (self->layout),
                                                        GTK_WIDGET (current), rows), error);
}

/* Counted from the first, or from the last where @index is negative. */
static gboolean
jump (OverpaintContactSheet  *self,
      gint                    index,
      GError                **error)
{
  OverpaintSheetLayout *layout = OVERPAINT_SHEET_LAYOUT (self->layout);

  if (index < 0)
    index += (gint) overpaint_sheet_layout_get_n_cells (layout);

  return go_to_cell (self, overpaint_sheet_layout_get_cell (layout, (guint) index), error);
}

static gboolean
show_source (OverpaintContactSheet  *self,
             gint                    source,
             GError                **error)
{
  return overpaint_picks_show_source (self->picks, source, error);
}

static gboolean
mark_a (OverpaintContactSheet  *self,
        gint                    argument,
        GError                **error)
{
  overpaint_picks_mark_a (self->picks);

  return TRUE;
}

static gboolean
mark_b (OverpaintContactSheet  *self,
        gint                    argument,
        GError                **error)
{
  overpaint_picks_mark_b (self->picks);

  return TRUE;
}

static gboolean
flip (OverpaintContactSheet  *self,
      gint                    argument,
      GError                **error)
{
  return overpaint_picks_flip (self->picks, error);
}

static gboolean
judge (OverpaintContactSheet  *self,
       gint                    verdict,
       GError                **error)
{
  overpaint_picks_judge (self->picks, verdict);

  return TRUE;
}

static gboolean
act (OverpaintContactSheet  *self,
     gint                    argument,
     GError                **error)
{
  OverpaintSheetCell *current = find_cell (self);

  if (current != NULL)
    overpaint_contact_sheet_act (self, current);

  return TRUE;
}

static gboolean
stop_one (OverpaintContactSheet  *self,
          gint                    argument,
          GError                **error)
{
  OverpaintSheetCell *current = find_cell (self);

  if (current != NULL && overpaint_sheet_cell_can_stop (current))
    overpaint_contact_sheet_stop_one (self, current);

  return TRUE;
}

static const Key keys[] =
{
  { GDK_KEY_Left,      0,                step,          -1 },
  { GDK_KEY_KP_Left,   0,                step,          -1 },
  { GDK_KEY_Right,     0,                step,          1 },
  { GDK_KEY_KP_Right,  0,                step,          1 },
  { GDK_KEY_Left,      GDK_CONTROL_MASK, walk_visually, -1 },
  { GDK_KEY_KP_Left,   GDK_CONTROL_MASK, walk_visually, -1 },
  { GDK_KEY_Right,     GDK_CONTROL_MASK, walk_visually, 1 },
  { GDK_KEY_KP_Right,  GDK_CONTROL_MASK, walk_visually, 1 },
  { GDK_KEY_Up,        0,                move_rows,     -1 },
  { GDK_KEY_KP_Up,     0,                move_rows,     -1 },
  { GDK_KEY_Down,      0,                move_rows,     1 },
  { GDK_KEY_KP_Down,   0,                move_rows,     1 },
  { GDK_KEY_Home,      0,                jump,          0 },
  { GDK_KEY_KP_Home,   0,                jump,          0 },
  { GDK_KEY_End,       0,                jump,          -1 },
  { GDK_KEY_KP_End,    0,                jump,          -1 },
  { GDK_KEY_space,     0,                show_source,   TRUE },
  { GDK_KEY_KP_Space,  0,                show_source,   TRUE },
  { GDK_KEY_a,         0,                mark_a,        0 },
  { GDK_KEY_b,         0,                mark_b,        0 },
  { GDK_KEY_f,         0,                flip,          0 },
  { GDK_KEY_k,         0,                judge,         OVERPAINT_VERDICT_KEPT },
  { GDK_KEY_x,         0,                judge,         OVERPAINT_VERDICT_REJECTED },
  { GDK_KEY_Return,    0,                act,           0 },
  { GDK_KEY_ISO_Enter, 0,                act,           0 },
  { GDK_KEY_KP_Enter,  0,                act,           0 },
  { GDK_KEY_Delete,    0,                stop_one,      0 },
  { GDK_KEY_KP_Delete, 0,                stop_one,      0 },
};

/* The letter that stands on a key where the layout is Latin: A is where it is with a Greek or
 * Cyrillic layout too.
 */
static guint
get_latin_keyval (const GdkEventKey *event)
{
  GdkKeymap       *keymap = gdk_keymap_get_for_display (gdk_window_get_display (event->window));
  g_autofree guint *found = NULL;
  gint             n      = 0;
  gint             i;

  if (gdk_keyval_to_unicode (event->keyval) < 0x80)
    return gdk_keyval_to_lower (event->keyval);

  gdk_keymap_get_entries_for_keycode (keymap, event->hardware_keycode, NULL, &found, &n);

  for (i = 0; i < n; i++)
    {
      if (found[i] >= GDK_KEY_a && found[i] <= GDK_KEY_z)
        return found[i];
    }

  return event->keyval;
}

/* A cell's button that has the focus is what these press; the window sees to it. */
static gboolean
is_for_button (OverpaintContactSheet *self,
               guint                  keyval)
{
  GtkWidget *window = gtk_widget_get_toplevel (GTK_WIDGET (self));

  if (keyval != GDK_KEY_space && keyval != GDK_KEY_KP_Space && keyval != GDK_KEY_Return &&
      keyval != GDK_KEY_ISO_Enter && keyval != GDK_KEY_KP_Enter)
    return FALSE;

  return GTK_IS_WINDOW (window) && GTK_IS_BUTTON (gtk_window_get_focus (GTK_WINDOW (window)));
}

/* GtkWidget's key_press_event of the sheet: its cells pass on what they do not know. */
gboolean
overpaint_contact_sheet_key_press (GtkWidget   *widget,
                                   GdkEventKey *event)
{
  OverpaintContactSheet *self      = OVERPAINT_CONTACT_SHEET (widget);
  GdkModifierType        modifiers = event->state & (GDK_CONTROL_MASK | GDK_MOD1_MASK | GDK_SUPER_MASK | GDK_META_MASK);
  guint                  keyval    = get_latin_keyval (event);
  g_autoptr (GError)     error     = NULL;
  guint                  i;

  if (self->picks == NULL || is_for_button (self, keyval))
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Escape && modifiers == 0 && self->busy)
    {
      overpaint_contact_sheet_stop (self);
      return GDK_EVENT_STOP;
    }

  if (modifiers == 0 && keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9)
    {
      jump (self, (gint) (keyval - GDK_KEY_1), &error);
      overpaint_contact_sheet_tell (self, error);
      return GDK_EVENT_STOP;
    }

  if (modifiers == 0 && keyval >= GDK_KEY_KP_1 && keyval <= GDK_KEY_KP_9)
    {
      jump (self, (gint) (keyval - GDK_KEY_KP_1), &error);
      overpaint_contact_sheet_tell (self, error);
      return GDK_EVENT_STOP;
    }

  for (i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (keys[i].keyval == keyval && keys[i].modifiers == modifiers)
        {
          keys[i].act (self, keys[i].argument, &error);
          overpaint_contact_sheet_tell (self, error);
          return GDK_EVENT_STOP;
        }
    }

  return GDK_EVENT_PROPAGATE;
}

/* GtkWidget's key_release_event of the sheet. */
gboolean
overpaint_contact_sheet_key_release (GtkWidget   *widget,
                                     GdkEventKey *event)
{
  OverpaintContactSheet *self  = OVERPAINT_CONTACT_SHEET (widget);
  g_autoptr (GError)     error = NULL;

  if (self->picks == NULL || (event->keyval != GDK_KEY_space && event->keyval != GDK_KEY_KP_Space))
    return GDK_EVENT_PROPAGATE;

  overpaint_picks_show_source (self->picks, FALSE, &error);
  overpaint_contact_sheet_tell (self, error);

  return GDK_EVENT_STOP;
}

/* GtkWidget's focus of the sheet: Tab comes to the current cell, goes on to the button in it where
 * there is one, and then out; it never walks all cells.
 */
gboolean
overpaint_contact_sheet_focus (GtkWidget        *widget,
                               GtkDirectionType  direction)
{
  OverpaintContactSheet *self    = OVERPAINT_CONTACT_SHEET (widget);
  OverpaintSheetCell    *current = find_cell (self);
  GtkWidget             *cell    = GTK_WIDGET (current);
  gboolean               inside  = gtk_container_get_focus_child (GTK_CONTAINER (self)) != NULL;
  GtkWidget             *button;

  if (cell == NULL)
    cell = overpaint_sheet_layout_get_cell (OVERPAINT_SHEET_LAYOUT (self->layout), 0);

  if (cell == NULL)
    return FALSE;

  if (! inside)
    {
      gtk_widget_grab_focus (cell);
      return TRUE;
    }

  button = overpaint_sheet_cell_get_button (OVERPAINT_SHEET_CELL (cell));

  if (direction == GTK_DIR_TAB_FORWARD && gtk_widget_is_focus (cell) && button != NULL)
    {
      gtk_widget_grab_focus (button);
      return TRUE;
    }

  if (direction == GTK_DIR_TAB_BACKWARD && ! gtk_widget_is_focus (cell))
    {
      gtk_widget_grab_focus (cell);
      return TRUE;
    }

  return FALSE;
}

/* GtkWidget's grab_focus of the sheet, which has none itself. */
void
overpaint_contact_sheet_grab_focus (GtkWidget *widget)
{
  if (gtk_container_get_focus_child (GTK_CONTAINER (widget)) == NULL)
    overpaint_contact_sheet_focus (widget, GTK_DIR_TAB_FORWARD);
}
