/* results-view.c: the contact sheet of a run, its A and B, and what is done with them
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "compare-view.h"
#include "contact-sheet.h"
#include "keys-popover.h"
#include "picks-bar.h"
#include "results-view.h"
#include "run-progress.h"
#include "run-view.h"
#include "ui-resources.h"

/* Often enough that the seconds are seen to pass and the bar to move. */
#define TICK_MILLISECONDS 250

struct _OverpaintResultsView
{
  GtkBox          parent_instance;

  OverpaintPicks *picks;
  guint           tick_id;

  GtkWidget      *progress;
  GtkWidget      *fraction;
  GtkWidget      *stop;
  GtkWidget      *message;
  GtkWidget      *warning;
  GtkWidget      *text;
  GtkWidget      *stack;
  GtkWidget      *empty;
  GtkWidget      *switcher;
  GtkWidget      *keys;
  GtkWidget      *closed;
  GtkWidget      *pages;
  GtkWidget      *sheet;
  GtkWidget      *compare;
  GtkWidget      *bar;
};

G_DEFINE_FINAL_TYPE (OverpaintResultsView, overpaint_results_view, GTK_TYPE_BOX)

enum
{
  STOP,
  STOP_ONE,
  RETRY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
overpaint_results_view_has_closed (OverpaintResultsView *self)
{
  OverpaintRun *run = overpaint_picks_get_run (self->picks);
  guint         i;

  for (i = 0; i < overpaint_run_get_n_variations (run); i++)
    {
      if (overpaint_picks_get_placement (self->picks, overpaint_run_get_variation (run, i)) ==
          OVERPAINT_PLACEMENT_CLOSED)
        return TRUE;
    }

  return FALSE;
}

/* What it means that the image has been closed; NULL where it has not. */
static const gchar *
overpaint_results_view_get_closed (OverpaintResultsView *self)
{
  if (self->picks == NULL || overpaint_picks_is_open (self->picks))
    return NULL;

  if (overpaint_results_view_has_closed (self))
    return _("The image has been closed. Its pictures can still be looked at and compared here, "
             "and Insert Anew opens them as a new image.");

  /* nothing of it was in the image yet, and what comes will be in another */
  return self->tick_id != 0 ? _("The image has been closed. What is painted now will open as a new image.")
                            : _("The image has been closed.");
}

static void
overpaint_results_view_announce (OverpaintResultsView *self,
                                 const gchar          *text)
{
#if ATK_CHECK_VERSION (2, 46, 0)
  g_signal_emit_by_name (gtk_widget_get_accessible (GTK_WIDGET (self)), "announcement", text);
#endif
}

static void
overpaint_results_view_update_closed (OverpaintResultsView *self)
{
  const gchar *closed = overpaint_results_view_get_closed (self);

  if (closed != NULL && g_strcmp0 (closed, gtk_label_get_text (GTK_LABEL (self->closed))) != 0)
    overpaint_results_view_announce (self, closed);

  gtk_label_set_text (GTK_LABEL (self->closed), closed != NULL ? closed : "");
  gtk_widget_set_visible (self->closed, closed != NULL);
}

static void
overpaint_results_view_update (OverpaintResultsView *self)
{
  OverpaintVariation *a = self->picks != NULL ? overpaint_picks_get_a (self->picks) : NULL;
  OverpaintVariation *b = self->picks != NULL ? overpaint_picks_get_b (self->picks) : NULL;

  overpaint_compare_view_show (OVERPAINT_COMPARE_VIEW (self->compare), a, b);
  overpaint_results_view_update_closed (self);
}

static void
overpaint_results_view_dispose (GObject *object)
{
  OverpaintResultsView *self = OVERPAINT_RESULTS_VIEW (object);

  if (self->picks != NULL)
    g_signal_handlers_disconnect_by_func (self->picks, overpaint_results_view_update, self);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->picks);

  G_OBJECT_CLASS (overpaint_results_view_parent_class)->dispose (object);
}

static void
on_stop (OverpaintResultsView *self)
{
  g_signal_emit (self, signals[STOP], 0);
}

static void
on_stop_one (OverpaintResultsView *self,
             OverpaintVariation   *variation)
{
  g_signal_emit (self, signals[STOP_ONE], 0, variation);
}

static void
on_retry (OverpaintResultsView *self,
          OverpaintVariation   *variation)
{
  g_signal_emit (self, signals[RETRY], 0, variation);
}

static void
overpaint_results_view_class_init (OverpaintResultsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = overpaint_results_view_dispose;

  /**
   * OverpaintResultsView::stop:
   * @self: the view
   *
   * The run is to be stopped.
   */
  signals[STOP] = g_signal_new ("stop", OVERPAINT_TYPE_RESULTS_VIEW, G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * OverpaintResultsView::stop-one:
   * @self: the view
   * @variation: what is not wanted any more, see overpaint_run_stop_variation()
   */
  signals[STOP_ONE] = g_signal_new ("stop-one", OVERPAINT_TYPE_RESULTS_VIEW, G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 1, OVERPAINT_TYPE_VARIATION);

  /**
   * OverpaintResultsView::retry:
   * @self: the view
   * @variation: what is to be asked for again, see overpaint_run_retry_smaller() and overpaint_run_retry()
   */
  signals[RETRY] = g_signal_new ("retry", OVERPAINT_TYPE_RESULTS_VIEW, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 1, OVERPAINT_TYPE_VARIATION);

  g_resources_register (overpaint_ui_get_resource ());
  g_type_ensure (OVERPAINT_TYPE_COMPARE_VIEW);
  g_type_ensure (OVERPAINT_TYPE_CONTACT_SHEET);
  g_type_ensure (OVERPAINT_TYPE_PICKS_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/results-view.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintResultsView, progress);
  gtk_widget_class_bind_template_child (widget_class, OverpaintResultsView, fraction);
  gtk_widget_class_bind_template_child (widget_class, OverpaintResultsView, stop);
  gtk_widget_class_bind_template_child (widget_class, OverpaintResultsView, message);
  gtk_widget_class_bind_template_child (widget_class, OverpaintResultsView, warning);
  gtk_widget_class_bind_template_child (widget_class, OverpaintResultsView, text);
  gtk_widget_class_bind_template_child (widget_class, OverpaintResultsView, stack);
  gtk_widget_class_bind_template_child (widget_class, OverpaintResultsView, empty);
  gtk_widget_class_bind_template_child (widget_class, OverpaintResultsView, switcher);
  gtk_widget_class_bind_template_child (widget_class, OverpaintResultsView, keys);
  gtk_widget_class_bind_template_child (widget_class, OverpaintResultsView, closed);
  gtk_widget_class_bind_template_child (widget_class, OverpaintResultsView, pages);
  gtk_widget_class_bind_template_child (widget_class, OverpaintResultsView, sheet);
  gtk_widget_class_bind_template_child (widget_class, OverpaintResultsView, compare);
  gtk_widget_class_bind_template_child (widget_class, OverpaintResultsView, bar);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_one);
  gtk_widget_class_bind_template_callback (widget_class, on_retry);
  gtk_widget_class_bind_template_callback (widget_class, overpaint_results_view_show_error);
}

static void
overpaint_results_view_init (OverpaintResultsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  atk_object_set_name (gtk_widget_get_accessible (self->fraction), _("Progress of the run"));
  atk_object_set_name (gtk_widget_get_accessible (self->warning), _("Problem"));
  gtk_label_set_text (GTK_LABEL (self->empty),
                      _("The pictures will appear here, each as soon as it is painted. "
                        "When all are there, they become layers of your image."));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->keys), overpaint_keys_popover_new (self->keys));
}

/**
 * overpaint_results_view_new:
 *
 * Returns: (transfer floating): a view that says what will appear in it
 */
GtkWidget *
overpaint_results_view_new (void)
{
  return g_object_new (OVERPAINT_TYPE_RESULTS_VIEW, NULL);
}

/**
 * overpaint_results_view_show_run:
 * @self: a view
 * @picks: (nullable): the picks of a run, to be followed until another is shown; %NULL for none
 *
 * Shows the pictures of a run, in place of those of the last one, and forgets its sentence. It
 * is not busy until it is told so, and does not take the focus.
 */
void
overpaint_results_view_show_run (OverpaintResultsView *self,
                                 OverpaintPicks       *picks)
{
  if (self->picks != NULL)
    g_signal_handlers_disconnect_by_func (self->picks, overpaint_results_view_update, self);

  overpaint_results_view_set_busy (self, FALSE);
  g_set_object (&self->picks, picks);

  if (picks != NULL)
    g_signal_connect_swapped (picks, "changed", G_CALLBACK (overpaint_results_view_update), self);

  overpaint_compare_view_set_axis (OVERPAINT_COMPARE_VIEW (self->compare),
                                   picks != NULL ? overpaint_run_get_axis (overpaint_picks_get_run (picks)) : NULL);
  overpaint_contact_sheet_show (OVERPAINT_CONTACT_SHEET (self->sheet), picks);
  overpaint_picks_bar_show (OVERPAINT_PICKS_BAR (self->bar), picks);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), picks != NULL ? "pictures" : "empty");
  gtk_widget_hide (self->message);
  overpaint_results_view_update (self);
}

static gboolean
on_tick (gpointer user_data)
{
  OverpaintResultsView *self     = user_data;
  OverpaintRun         *run      = overpaint_picks_get_run (self->picks);
  g_autofree gchar     *text     = overpaint_run_describe_left (run);
  gdouble               fraction = overpaint_run_get_fraction (run);

  /* a bar does not speak the text that it shows */
  if (g_strcmp0 (text, gtk_progress_bar_get_text (GTK_PROGRESS_BAR (self->fraction))) != 0)
    {
      gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->fraction), text);
      atk_object_set_description (gtk_widget_get_accessible (self->fraction), text);
    }

  overpaint_run_view_move (GTK_PROGRESS_BAR (self->fraction), fraction);
  overpaint_run_view_explain_stop (self->stop, run, _("Stop waiting; pictures that have arrived are kept (Esc)"));

  return G_SOURCE_CONTINUE;
}

/**
 * overpaint_results_view_set_busy:
 * @self: a view
 * @busy: whether the run that it shows is going on, so that its progress is shown and it can be
 *   stopped
 */
void
overpaint_results_view_set_busy (OverpaintResultsView *self,
                                 gboolean              busy)
{
  g_return_if_fail (! busy || self->picks != NULL);

  overpaint_contact_sheet_set_busy (OVERPAINT_CONTACT_SHEET (self->sheet), busy);
  gtk_widget_set_visible (self->progress, busy);

  g_clear_handle_id (&self->tick_id, g_source_remove);

  if (busy)
    {
      self->tick_id = g_timeout_add (TICK_MILLISECONDS, on_tick, self);
      on_tick (self);
    }
}

/**
 * overpaint_results_view_refresh:
 * @self: a view
 *
 * Asks the image anew where its pictures are and which it shows: the artist has been there.
 */
void
overpaint_results_view_refresh (OverpaintResultsView *self)
{
  if (self->picks != NULL)
    overpaint_picks_refresh (self->picks);
}

static void
overpaint_results_view_say (OverpaintResultsView *self,
                            const gchar          *text,
                            gboolean              is_problem)
{
  gtk_label_set_text (GTK_LABEL (self->text), text);
  gtk_widget_set_visible (self->warning, is_problem);
  gtk_widget_show (self->message);
  overpaint_results_view_announce (self, text);
}

/**
 * overpaint_results_view_show_text:
 * @self: a view
 * @text: one or more sentences
 *
 * Says what a run came to. Its pictures stay.
 */
void
overpaint_results_view_show_text (OverpaintResultsView *self,
                                  const gchar          *text)
{
  overpaint_results_view_say (self, text, FALSE);
}

/**
 * overpaint_results_view_show_error:
 * @self: a view
 * @text: one or more sentences
 *
 * Says what went wrong, in the same place.
 */
void
overpaint_results_view_show_error (OverpaintResultsView *self,
                                   const gchar          *text)
{
  overpaint_results_view_say (self, text, TRUE);
}
