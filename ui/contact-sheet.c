/* contact-sheet.c: the pictures of a run beside each other
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "contact-sheet-private.h"
#include "ui-resources.h"

/* Seconds are counted: more often than once a second, so that none is left out. */
#define TICK_MILLISECONDS 500

/* A cell has the pictures' proportions, but is never a strip. */
#define LEAST_ASPECT 0.6
#define MOST_ASPECT  1.8

G_DEFINE_FINAL_TYPE (OverpaintContactSheet, overpaint_contact_sheet, GTK_TYPE_SCROLLED_WINDOW)

enum
{
  STOP,
  STOP_ONE,
  RETRY,
  PROBLEM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void overpaint_contact_sheet_update (OverpaintContactSheet *self);

static void overpaint_contact_sheet_progress (OverpaintContactSheet *self,
                                              OverpaintVariation    *variation);

/* Follows no run any more. */
static void
overpaint_contact_sheet_leave (OverpaintContactSheet *self)
{
  if (self->picks == NULL)
    return;

  g_signal_handlers_disconnect_by_func (self->picks, overpaint_contact_sheet_update, self);
  g_signal_handlers_disconnect_by_func (overpaint_picks_get_run (self->picks),
                                        overpaint_contact_sheet_progress, self);
  g_clear_object (&self->picks);
}

static void
overpaint_contact_sheet_dispose (GObject *object)
{
  OverpaintContactSheet *self = OVERPAINT_CONTACT_SHEET (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);

  overpaint_contact_sheet_leave (self);

  G_OBJECT_CLASS (overpaint_contact_sheet_parent_class)->dispose (object);
}

/* Above GIMP's theme, which gives every box a background of its own, and below what users change. */
#define LOOKS_PRIORITY (GTK_STYLE_PROVIDER_PRIORITY_USER - 1)

/* Looks are loaded once for all sheets. */
static void
overpaint_contact_sheet_load_looks (void)
{
  static gboolean           loaded   = FALSE;
  g_autoptr (GtkCssProvider) provider = NULL;

  if (loaded)
    return;

  loaded   = TRUE;
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/org/overpaint/ui/sheet.css");
  gtk_style_context_add_provider_for_screen (gdk_screen_get_default (), GTK_STYLE_PROVIDER (provider),
                                             LOOKS_PRIORITY);
}

/* Not in init: only now are there the adjustments that scroll to what has the focus. */
static void
overpaint_contact_sheet_constructed (GObject *object)
{
  OverpaintContactSheet *self = OVERPAINT_CONTACT_SHEET (object);

  G_OBJECT_CLASS (overpaint_contact_sheet_parent_class)->constructed (object);

  gtk_container_add (GTK_CONTAINER (self), self->layout);
  gtk_widget_show_all (GTK_WIDGET (self));
  atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (self)), _("Pictures"));
}

static void
overpaint_contact_sheet_class_init (OverpaintContactSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = overpaint_contact_sheet_constructed;
  G_OBJECT_CLASS (klass)->dispose     = overpaint_contact_sheet_dispose;
  widget_class->key_press_event       = overpaint_contact_sheet_key_press;
  widget_class->key_release_event     = overpaint_contact_sheet_key_release;
  widget_class->focus                 = overpaint_contact_sheet_focus;
  widget_class->grab_focus            = overpaint_contact_sheet_grab_focus;
  gtk_widget_class_set_accessible_role (widget_class, ATK_ROLE_LIST);

  /**
   * OverpaintContactSheet::stop:
   * @self: the sheet
   *
   * Escape was pressed while a run is going on.
   */
  signals[STOP] = g_signal_new ("stop", OVERPAINT_TYPE_CONTACT_SHEET, G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * OverpaintContactSheet::stop-one:
   * @self: the sheet
   * @variation: what is not wanted any more
   */
  signals[STOP_ONE] = g_signal_new ("stop-one", OVERPAINT_TYPE_CONTACT_SHEET, G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 1, OVERPAINT_TYPE_VARIATION);

  /**
   * OverpaintContactSheet::retry:
   * @self: the sheet
   * @variation: what is to be asked for again, and smaller where overpaint_run_get_smaller() finds a size
   */
  signals[RETRY] = g_signal_new ("retry", OVERPAINT_TYPE_CONTACT_SHEET, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 1, OVERPAINT_TYPE_VARIATION);

  /**
   * OverpaintContactSheet::problem:
   * @self: the sheet
   * @text: a sentence
   *
   * The image has refused what a key or a click asked of it.
   */
  signals[PROBLEM] = g_signal_new ("problem", OVERPAINT_TYPE_CONTACT_SHEET, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
overpaint_contact_sheet_init (OverpaintContactSheet *self)
{
  g_resources_register (overpaint_ui_get_resource ());
  overpaint_contact_sheet_load_looks ();

  self->layout = overpaint_sheet_layout_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
}

/* Takes what a call of the picks came to. */
void
overpaint_contact_sheet_tell (OverpaintContactSheet *self,
                              GError                *error)
{
  if (error != NULL)
    g_signal_emit (self, signals[PROBLEM], 0, error->message);
}

static OverpaintSheetCell *
overpaint_contact_sheet_find (OverpaintContactSheet *self,
                              OverpaintVariation    *variation)
{
  guint i;

  for (i = 0; i < overpaint_sheet_layout_get_n_cells (OVERPAINT_SHEET_LAYOUT (self->layout)); i++)
    {
      OverpaintSheetCell *cell = OVERPAINT_SHEET_CELL (overpaint_contact_sheet_get_cell (self, i));

      if (overpaint_sheet_cell_get_variation (cell) == variation)
        return cell;
    }

  return NULL;
}

/* The cell of the picture that is chosen; NULL where none is. */
OverpaintSheetCell *
overpaint_contact_sheet_get_current (OverpaintContactSheet *self)
{
  OverpaintVariation *current = self->picks != NULL ? overpaint_picks_get_current (self->picks) : NULL;

  return current != NULL ? overpaint_contact_sheet_find (self, current) : NULL;
}

static void
on_chosen (OverpaintContactSheet *self,
           OverpaintSheetCell    *cell)
{
  g_autoptr (GError) error = NULL;

  overpaint_picks_go_to (self->picks, overpaint_sheet_cell_get_variation (cell), &error);
  overpaint_contact_sheet_tell (self, error);
}

void
overpaint_contact_sheet_stop (OverpaintContactSheet *self)
{
  g_signal_emit (self, signals[STOP], 0);
}

void
overpaint_contact_sheet_stop_one (OverpaintContactSheet *self,
                                  OverpaintSheetCell    *cell)
{
  g_signal_emit (self, signals[STOP_ONE], 0, overpaint_sheet_cell_get_variation (cell));
}

/* A key that is held when the focus goes is let go of somewhere else. */
static gboolean
on_cell_focus_out (OverpaintContactSheet *self)
{
  g_autoptr (GError) error = NULL;

  if (self->picks != NULL)
    overpaint_picks_show_source (self->picks, FALSE, &error);
  overpaint_contact_sheet_tell (self, error);

  return GDK_EVENT_PROPAGATE;
}

static void
overpaint_contact_sheet_add_cell (OverpaintContactSheet *self,
                                  OverpaintVariation    *variation,
                                  guint                  number)
{
  GtkWidget *cell = overpaint_sheet_cell_new (self->picks, variation, number);
  gint       border_height;
  gint       border_width;

  g_signal_connect_swapped (cell, "chosen", G_CALLBACK (on_chosen), self);
  g_signal_connect_swapped (cell, "act", G_CALLBACK (overpaint_contact_sheet_act), self);
  g_signal_connect_swapped (cell, "stop", G_CALLBACK (overpaint_contact_sheet_stop_one), self);
  g_signal_connect_swapped (cell, "focus-out-event", G_CALLBACK (on_cell_focus_out), self);
  overpaint_sheet_layout_add_cell (OVERPAINT_SHEET_LAYOUT (self->layout), cell,
                                   overpaint_variation_get_value_index (variation));

  border_width = overpaint_sheet_cell_get_border (OVERPAINT_SHEET_CELL (cell), &border_height);
  overpaint_sheet_layout_set_border (OVERPAINT_SHEET_LAYOUT (self->layout), border_width, border_height);
}

static void
overpaint_contact_sheet_update_aspect (OverpaintContactSheet *self)
{
  const OverpaintSentPicture *sent   = overpaint_run_get_sent (overpaint_picks_get_run (self->picks));
  OverpaintVariation         *first  = overpaint_picks_get_current (self->picks);
  OverpaintPixels            *pixels = first != NULL ? overpaint_variation_get_pixels (first) : NULL;
  gdouble                     aspect;

  if (sent != NULL)
    aspect = (gdouble) sent->plan.source_width / sent->plan.source_height;
  else if (pixels != NULL)
    aspect = (gdouble) overpaint_pixels_get_width (pixels) / overpaint_pixels_get_height (pixels);
  else
    return;

  overpaint_sheet_layout_set_aspect (OVERPAINT_SHEET_LAYOUT (self->layout), CLAMP (aspect, LEAST_ASPECT, MOST_ASPECT));
}

static void
overpaint_contact_sheet_progress (OverpaintContactSheet *self,
                                  OverpaintVariation    *variation)
{
  OverpaintSheetCell *cell = overpaint_contact_sheet_find (self, variation);

  if (cell != NULL)
    overpaint_sheet_cell_tick (cell);
}

static gboolean
on_tick (gpointer user_data)
{
  OverpaintContactSheet *self = user_data;
  guint                  i;

  for (i = 0; i < overpaint_sheet_layout_get_n_cells (OVERPAINT_SHEET_LAYOUT (self->layout)); i++)
    overpaint_sheet_cell_tick (OVERPAINT_SHEET_CELL (overpaint_contact_sheet_get_cell (self, i)));

  return G_SOURCE_CONTINUE;
}

/* What has come about is read out although the focus is elsewhere, and stays there. */
static void
overpaint_contact_sheet_announce (OverpaintContactSheet *self,
                                  GtkWidget             *cell)
{
#if ATK_CHECK_VERSION (2, 46, 0)
  const gchar *name = atk_object_get_name (gtk_widget_get_accessible (cell));

  g_signal_emit_by_name (gtk_widget_get_accessible (GTK_WIDGET (self)), "announcement", name);
#endif
}

static void
overpaint_contact_sheet_update (OverpaintContactSheet *self)
{
  OverpaintRun         *run     = overpaint_picks_get_run (self->picks);
  OverpaintSheetLayout *layout  = OVERPAINT_SHEET_LAYOUT (self->layout);
  gboolean              focused = gtk_container_get_focus_child (GTK_CONTAINER (self)) != NULL;
  gboolean              counts  = FALSE;
  OverpaintSheetCell   *current;
  guint                 i;

  for (i = overpaint_sheet_layout_get_n_cells (layout); i < overpaint_run_get_n_variations (run); i++)
    overpaint_contact_sheet_add_cell (self, overpaint_run_get_variation (run, i), i + 1);

  overpaint_contact_sheet_update_aspect (self);

  for (i = 0; i < overpaint_sheet_layout_get_n_cells (layout); i++)
    {
      GtkWidget          *cell      = overpaint_sheet_layout_get_cell (layout, i);
      OverpaintVariation *variation = overpaint_sheet_cell_get_variation (OVERPAINT_SHEET_CELL (cell));

      if (overpaint_sheet_cell_update (OVERPAINT_SHEET_CELL (cell)))
        overpaint_contact_sheet_announce (self, cell);

      counts |= overpaint_variation_get_state (variation) == OVERPAINT_VARIATION_RUNNING;
    }

  if (! counts)
    g_clear_handle_id (&self->tick_id, g_source_remove);
  else if (self->tick_id == 0)
    self->tick_id = g_timeout_add (TICK_MILLISECONDS, on_tick, self);

  current = overpaint_contact_sheet_get_current (self);

  /* also where it was on a button that is gone now */
  if (focused && current != NULL &&
      gtk_container_get_focus_child (GTK_CONTAINER (layout)) != GTK_WIDGET (current))
    gtk_widget_grab_focus (GTK_WIDGET (current));
}

/**
 * overpaint_contact_sheet_new:
 *
 * Returns: (transfer floating): a sheet without pictures
 */
GtkWidget *
overpaint_contact_sheet_new (void)
{
  return g_object_new (OVERPAINT_TYPE_CONTACT_SHEET, NULL);
}

static void
overpaint_contact_sheet_add_titles (OverpaintContactSheet *self,
                                    OverpaintAxis         *axis)
{
  guint i;

  for (i = 0; i < overpaint_axis_get_n_values (axis); i++)
    {
      g_autofree gchar *name  = overpaint_axis_name_value (axis, i);
      GtkWidget        *title = gtk_label_new (name);

      gtk_label_set_line_wrap (GTK_LABEL (title), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (title), 12);
      gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
      gtk_label_set_lines (GTK_LABEL (title), 3);
      gtk_label_set_xalign (GTK_LABEL (title), 0.0);
      gtk_widget_set_tooltip_text (title, name);
      gtk_widget_show (title);
      overpaint_sheet_layout_add_title (OVERPAINT_SHEET_LAYOUT (self->layout), title);
    }
}

/**
 * overpaint_contact_sheet_show:
 * @self: a sheet
 * @picks: (nullable): the picks of a run, which it follows from now on; %NULL for no run
 *
 * Shows the pictures of another run. Where the focus is in the sheet, it stays there.
 */
void
overpaint_contact_sheet_show (OverpaintContactSheet *self,
                              OverpaintPicks        *picks)
{
  gboolean focused = gtk_container_get_focus_child (GTK_CONTAINER (self)) != NULL;

  if (self->picks == picks)
    return;

  g_clear_handle_id (&self->tick_id, g_source_remove);
  overpaint_contact_sheet_leave (self);
  overpaint_sheet_layout_clear (OVERPAINT_SHEET_LAYOUT (self->layout));

  if (picks == NULL)
    return;

  self->picks = g_object_ref (picks);
  g_signal_connect_swapped (picks, "changed", G_CALLBACK (overpaint_contact_sheet_update), self);
  g_signal_connect_swapped (overpaint_picks_get_run (picks), "progress",
                            G_CALLBACK (overpaint_contact_sheet_progress), self);

  if (overpaint_run_get_axis (overpaint_picks_get_run (picks)) != NULL)
    overpaint_contact_sheet_add_titles (self, overpaint_run_get_axis (overpaint_picks_get_run (picks)));

  overpaint_contact_sheet_update (self);

  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/**
 * overpaint_contact_sheet_set_busy:
 * @self: a sheet
 * @busy: whether its run is going on, so that Escape stops it
 */
void
overpaint_contact_sheet_set_busy (OverpaintContactSheet *self,
                                  gboolean               busy)
{
  self->busy = busy;
}

/**
 * overpaint_contact_sheet_get_cell:
 * @self: a sheet
 * @index: which, from 0
 *
 * Returns: (transfer none) (nullable): its cell
 */
GtkWidget *
overpaint_contact_sheet_get_cell (OverpaintContactSheet *self,
                                  guint                  index)
{
  return overpaint_sheet_layout_get_cell (OVERPAINT_SHEET_LAYOUT (self->layout), index);
}
