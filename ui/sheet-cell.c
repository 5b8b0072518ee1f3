/* sheet-cell.c: one picture of the contact sheet
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "sheet-cell.h"
#include "thumbnail-area.h"
#include "ui-resources.h"

/* Cells that can be reached by a key of one digit show it. */
#define LAST_DIGIT 9

/* how much is seen of a picture that has words on it, and of one that is out of the choice */
#define WRITTEN_OVER_ALPHA 0.25
#define REJECTED_ALPHA     0.45

struct _OverpaintSheetCell
{
  GtkEventBox         parent_instance;

  OverpaintPicks     *picks;
  OverpaintVariation *variation;
  gboolean            settled;    /* whether it has come or failed, when it was last shown */
  gint                ahead;      /* its place in the queue, when it was last said */

  GtkWidget          *frame;
  GtkWidget          *picture;
  GtkWidget          *state_box;
  GtkWidget          *spinner;
  GtkWidget          *steps;
  GtkWidget          *warning;
  GtkWidget          *state;
  GtkWidget          *act;
  GtkWidget          *letter;
  GtkWidget          *shown;
  GtkWidget          *verdict;
  GtkWidget          *note;
  GtkWidget          *caption;
  GtkWidget          *number;
  GtkWidget          *seed;
  GtkWidget          *stop;
};

G_DEFINE_FINAL_TYPE (OverpaintSheetCell, overpaint_sheet_cell, GTK_TYPE_EVENT_BOX)

enum
{
  CHOSEN,
  ACT,
  STOP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
overpaint_sheet_cell_dispose (GObject *object)
{
  OverpaintSheetCell *self = OVERPAINT_SHEET_CELL (object);

  g_clear_object (&self->picks);
  g_clear_object (&self->variation);

  G_OBJECT_CLASS (overpaint_sheet_cell_parent_class)->dispose (object);
}

static gboolean
overpaint_sheet_cell_button_press (GtkWidget      *widget,
                                   GdkEventButton *event)
{
  if (event->button != GDK_BUTTON_PRIMARY || event->type != GDK_BUTTON_PRESS)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_grab_focus (widget);
  g_signal_emit (widget, signals[CHOSEN], 0);

  return GDK_EVENT_STOP;
}

static gboolean
overpaint_sheet_cell_draw (GtkWidget *widget,
                           cairo_t   *cairo)
{
  GTK_WIDGET_CLASS (overpaint_sheet_cell_parent_class)->draw (widget, cairo);

  if (gtk_widget_has_visible_focus (widget))
    gtk_render_focus (gtk_widget_get_style_context (widget), cairo, 0, 0,
                      gtk_widget_get_allocated_width (widget), gtk_widget_get_allocated_height (widget));

  return GDK_EVENT_PROPAGATE;
}

static void
on_act_clicked (OverpaintSheetCell *self)
{
  g_signal_emit (self, signals[ACT], 0);
}

static void
on_stop_clicked (OverpaintSheetCell *self)
{
  g_signal_emit (self, signals[STOP], 0);
}

static void
overpaint_sheet_cell_class_init (OverpaintSheetCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose  = overpaint_sheet_cell_dispose;
  widget_class->button_press_event = overpaint_sheet_cell_button_press;
  widget_class->draw               = overpaint_sheet_cell_draw;

  /**
   * OverpaintSheetCell::chosen:
   * @self: the cell
   *
   * It has been clicked.
   */
  signals[CHOSEN] = g_signal_new ("chosen", OVERPAINT_TYPE_SHEET_CELL, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * OverpaintSheetCell::act:
   * @self: the cell
   *
   * Its button has been pressed; overpaint_sheet_cell_get_action() says what for.
   */
  signals[ACT] = g_signal_new ("act", OVERPAINT_TYPE_SHEET_CELL, G_SIGNAL_RUN_LAST,
                               0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * OverpaintSheetCell::stop:
   * @self: the cell
   *
   * This picture is not wanted any more.
   */
  signals[STOP] = g_signal_new ("stop", OVERPAINT_TYPE_SHEET_CELL, G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_resources_register (overpaint_ui_get_resource ());
  g_type_ensure (OVERPAINT_TYPE_THUMBNAIL_AREA);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/sheet-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintSheetCell, frame);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSheetCell, picture);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSheetCell, state_box);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSheetCell, spinner);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSheetCell, steps);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSheetCell, warning);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSheetCell, state);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSheetCell, act);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSheetCell, letter);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSheetCell, shown);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSheetCell, verdict);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSheetCell, note);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSheetCell, caption);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSheetCell, number);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSheetCell, seed);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSheetCell, stop);
  gtk_widget_class_bind_template_callback (widget_class, on_act_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_clicked);

  gtk_widget_class_set_accessible_role (widget_class, ATK_ROLE_LIST_ITEM);
}

static void
overpaint_sheet_cell_init (OverpaintSheetCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->ahead = -1;
}

/**
 * overpaint_sheet_cell_new:
 * @picks: the picks of a run
 * @variation: one of that run
 * @number: its place in the sheet, from 1
 *
 * Returns: (transfer floating): a cell that shows how far @variation is now
 */
GtkWidget *
overpaint_sheet_cell_new (OverpaintPicks     *picks,
                          OverpaintVariation *variation,
                          guint               number)
{
  OverpaintSheetCell *self = g_object_new (OVERPAINT_TYPE_SHEET_CELL, NULL);
  g_autofree gchar   *text = g_strdup_printf ("%u", number);

  self->picks     = g_object_ref (picks);
  self->variation = g_object_ref (variation);
  gtk_label_set_text (GTK_LABEL (self->number), text);
  gtk_widget_set_visible (self->number, number <= LAST_DIGIT);
  overpaint_sheet_cell_update (self);

  return GTK_WIDGET (self);
}

/**
 * overpaint_sheet_cell_get_variation:
 * @self: a cell
 *
 * Returns: (transfer none): the picture it is for
 */
OverpaintVariation *
overpaint_sheet_cell_get_variation (OverpaintSheetCell *self)
{
  return self->variation;
}

/**
 * overpaint_sheet_cell_get_action:
 * @self: a cell
 *
 * Returns: what can be done about it now
 */
OverpaintSheetAction
overpaint_sheet_cell_get_action (OverpaintSheetCell *self)
{
  return overpaint_sheet_text_get_action (self->picks, self->variation);
}

/**
 * overpaint_sheet_cell_can_stop:
 * @self: a cell
 *
 * Returns: whether its picture is still to come
 */
gboolean
overpaint_sheet_cell_can_stop (OverpaintSheetCell *self)
{
  OverpaintVariationState state = overpaint_variation_get_state (self->variation);

  return state == OVERPAINT_VARIATION_WAITING || state == OVERPAINT_VARIATION_RUNNING;
}

/**
 * overpaint_sheet_cell_get_border:
 * @self: a cell
 * @height: (out): how much higher it is than its picture
 *
 * Returns: how much wider it is than its picture
 */
gint
overpaint_sheet_cell_get_border (OverpaintSheetCell *self,
                                 gint               *height)
{
  gint cell_width;
  gint cell_height;
  gint picture_width;
  gint picture_height;

  gtk_widget_get_preferred_width (GTK_WIDGET (self), &cell_width, NULL);
  gtk_widget_get_preferred_height (GTK_WIDGET (self), &cell_height, NULL);
  gtk_widget_get_preferred_width (self->picture, &picture_width, NULL);
  gtk_widget_get_preferred_height (self->picture, &picture_height, NULL);
  *height = cell_height - picture_height;

  return cell_width - picture_width;
}

/**
 * overpaint_sheet_cell_get_button:
 * @self: a cell
 *
 * Returns: (transfer none) (nullable): the button that can be pressed in it now
 */
GtkWidget *
overpaint_sheet_cell_get_button (OverpaintSheetCell *self)
{
  if (gtk_widget_get_visible (self->act) && gtk_widget_get_visible (self->state_box))
    return self->act;

  return gtk_widget_get_visible (self->stop) ? self->stop : NULL;
}

static void
overpaint_sheet_cell_update_action (OverpaintSheetCell *self)
{
  const gchar *label = overpaint_sheet_text_name_action (overpaint_sheet_cell_get_action (self));

  if (label != NULL)
    gtk_button_set_label (GTK_BUTTON (self->act), label);

  gtk_widget_set_visible (self->act, label != NULL);
}

/* A bar where it is known how far the picture is, else a sign that something goes on. */
static void
overpaint_sheet_cell_update_steps (OverpaintSheetCell *self,
                                   gboolean            running)
{
  gdouble  fraction = overpaint_variation_get_fraction (self->variation);
  gboolean known    = running && fraction >= 0.0;

  g_object_set (self->spinner, "active", running && ! known, "visible", running && ! known, NULL);
  gtk_widget_set_visible (self->steps, known);

  if (known)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->steps), fraction);
}

static void
overpaint_sheet_cell_update_state (OverpaintSheetCell *self)
{
  OverpaintVariationState  state   = overpaint_variation_get_state (self->variation);
  g_autofree gchar        *words   = overpaint_sheet_text_get_words (self->picks, self->variation);
  gboolean                 running = state == OVERPAINT_VARIATION_RUNNING;
  gboolean                 failed  = state == OVERPAINT_VARIATION_FAILED;
  OverpaintSheetAction     action  = overpaint_sheet_cell_get_action (self);
  gboolean                 acts    = action != OVERPAINT_SHEET_ACTION_NONE;
  gboolean                 asks    = action == OVERPAINT_SHEET_ACTION_SMALLER;
  gboolean                 rejected;

  rejected = overpaint_picks_get_verdict (self->picks, self->variation) == OVERPAINT_VERDICT_REJECTED;

  overpaint_sheet_cell_update_steps (self, running);
  /* A question is to be read to its end, also in a small cell. */
  gtk_widget_set_visible (self->warning, failed && ! asks && ! overpaint_sheet_text_is_stopped (self->variation));
  gtk_label_set_lines (GTK_LABEL (self->state), asks ? 3 : 2);
  gtk_widget_set_visible (self->state_box, running || words != NULL || acts);
  gtk_widget_set_visible (self->state, running || words != NULL);

  if (words != NULL)
    gtk_label_set_text (GTK_LABEL (self->state), words);

  overpaint_thumbnail_area_set_pixels (OVERPAINT_THUMBNAIL_AREA (self->picture),
                                       overpaint_picks_is_veiled (self->picks, self->variation)
                                       ? NULL : overpaint_variation_get_pixels (self->variation));
  overpaint_thumbnail_area_set_alpha (OVERPAINT_THUMBNAIL_AREA (self->picture),
                                      words != NULL ? WRITTEN_OVER_ALPHA : rejected ? REJECTED_ALPHA : 1.0);
  gtk_widget_set_visible (self->stop, overpaint_sheet_cell_can_stop (self));
}

static void
overpaint_sheet_cell_update_marks (OverpaintSheetCell *self)
{
  OverpaintVerdict  verdict = overpaint_picks_get_verdict (self->picks, self->variation);
  gboolean          here    = overpaint_picks_is_here (self->picks, self->variation);
  gboolean          is_a    = overpaint_picks_get_a (self->picks) == self->variation;
  gboolean          is_b    = overpaint_picks_get_b (self->picks) == self->variation;
  const gchar      *note    = NULL;

  gtk_label_set_text (GTK_LABEL (self->letter), is_a ? "A" : "B");
  gtk_widget_set_visible (self->letter, is_a || is_b);
  gtk_widget_set_visible (self->shown, overpaint_picks_get_shown (self->picks) == self->variation);

  /* Translators: on a picture; keep the sign, it is there for those who do not see the colours */
  gtk_label_set_text (GTK_LABEL (self->verdict), verdict == OVERPAINT_VERDICT_KEPT ? _("✓ Kept") : _("✗ Rejected"));
  gtk_widget_set_visible (self->verdict, here && verdict != OVERPAINT_VERDICT_NONE);

  if (here && overpaint_picks_get_placement (self->picks, self->variation) == OVERPAINT_PLACEMENT_CLOSED)
    note = _("Image closed");
  else if (here && overpaint_variation_is_black (self->variation))
    note = _("All black");

  gtk_label_set_text (GTK_LABEL (self->note), note != NULL ? note : "");
  gtk_widget_set_visible (self->note, note != NULL);
}

static void
overpaint_sheet_cell_update_names (OverpaintSheetCell *self)
{
  g_autofree gchar *name    = overpaint_sheet_text_get_name (self->picks, self->variation);
  g_autofree gchar *detail  = overpaint_sheet_text_get_detail (self->picks, self->variation);
  g_autofree gchar *seed    = g_strdup_printf ("%" G_GINT64_FORMAT, overpaint_variation_get_seed (self->variation));
  g_autofree gchar *stop    = g_strdup_printf (_("Stop seed %s"), seed);
  g_autofree gchar *steps   = g_strdup_printf (_("Progress of seed %s"), seed);
  g_autofree gchar *act     = NULL;
  g_autofree gchar *tooltip = g_strdup_printf ("%s\n%s", name, detail);
  AtkObject        *object  = gtk_widget_get_accessible (GTK_WIDGET (self));

  self->ahead = overpaint_variation_get_ahead (self->variation);
  gtk_label_set_text (GTK_LABEL (self->seed), seed);

  /* Setting it again would have it read out again. */
  if (g_strcmp0 (atk_object_get_name (object), name) != 0)
    {
      atk_object_set_name (object, name);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
    }

  if (g_strcmp0 (atk_object_get_description (object), detail) != 0)
    atk_object_set_description (object, detail);

  /* Translators: read out of a button on one picture: "Retry, seed 1234" */
  act = g_strdup_printf (_("%s, seed %s"), gtk_button_get_label (GTK_BUTTON (self->act)), seed);
  atk_object_set_name (gtk_widget_get_accessible (self->act), act);
  atk_object_set_name (gtk_widget_get_accessible (self->steps), steps);
  atk_object_set_name (gtk_widget_get_accessible (self->stop), stop);
  gtk_widget_set_tooltip_text (self->stop, stop);
}

/**
 * overpaint_sheet_cell_update:
 * @self: a cell
 *
 * Shows how far its picture is, and what the picks say of it.
 *
 * Returns: whether its picture has come or failed since the last time
 */
gboolean
overpaint_sheet_cell_update (OverpaintSheetCell *self)
{
  OverpaintVariation *current = overpaint_picks_get_current (self->picks);
  gboolean            before  = self->settled;

  overpaint_sheet_cell_update_action (self);
  overpaint_sheet_cell_update_state (self);
  overpaint_sheet_cell_update_marks (self);
  overpaint_sheet_cell_update_names (self);
  overpaint_sheet_cell_tick (self);

  if (current == self->variation)
    gtk_widget_set_state_flags (self->frame, GTK_STATE_FLAG_SELECTED, FALSE);
  else
    gtk_widget_unset_state_flags (self->frame, GTK_STATE_FLAG_SELECTED);

  self->settled = ! overpaint_sheet_cell_can_stop (self);

  return self->settled && ! before;
}

/**
 * overpaint_sheet_cell_tick:
 * @self: a cell
 *
 * Shows how far a picture is that is being painted, and counts its seconds. Only its place in the queue is read
 * out; how far it is is there for whoever asks the bar.
 */
void
overpaint_sheet_cell_tick (OverpaintSheetCell *self)
{
  gint              ahead = overpaint_variation_get_ahead (self->variation);
  g_autofree gchar *text  = overpaint_sheet_text_count (self->variation);

  if (overpaint_variation_get_state (self->variation) != OVERPAINT_VARIATION_RUNNING)
    return;

  gtk_label_set_text (GTK_LABEL (self->state), text);
  overpaint_sheet_cell_update_steps (self, TRUE);

  if (ahead != self->ahead)
    overpaint_sheet_cell_update_names (self);
}
