/* run-view.c: how far a run is, and how to stop it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "run-progress.h"
#include "run-view.h"

/* Often enough that the seconds are seen to pass and the bar to move. */
#define TICK_MILLISECONDS 250

struct _OverpaintRunView
{
  GtkBox         parent_instance;

  GtkWidget     *progress;
  GtkWidget     *stop;
  GtkWidget     *label;

  OverpaintRun  *run;
  GCancellable  *cancellable;
  guint          tick_id;
};

G_DEFINE_FINAL_TYPE (OverpaintRunView, overpaint_run_view, GTK_TYPE_BOX)

static void
overpaint_run_view_dispose (GObject *object)
{
  OverpaintRunView *self = OVERPAINT_RUN_VIEW (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->run);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (overpaint_run_view_parent_class)->dispose (object);
}

static void
overpaint_run_view_class_init (OverpaintRunViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = overpaint_run_view_dispose;
}

static void
on_stop_clicked (OverpaintRunView *self)
{
  gtk_widget_set_sensitive (self->stop, FALSE);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
overpaint_run_view_init (OverpaintRunView *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);

  self->progress = gtk_progress_bar_new ();
  gtk_widget_set_valign (self->progress, GTK_ALIGN_CENTER);
  atk_object_set_name (gtk_widget_get_accessible (self->progress), _("Progress of the run"));
  gtk_box_pack_start (GTK_BOX (row), self->progress, TRUE, TRUE, 0);

  self->stop = gtk_button_new_with_mnemonic (_("Sto_p"));
  g_signal_connect_swapped (self->stop, "clicked", G_CALLBACK (on_stop_clicked), self);
  gtk_box_pack_end (GTK_BOX (row), self->stop, FALSE, FALSE, 0);

  gtk_widget_show_all (row);
  gtk_box_pack_start (GTK_BOX (self), row, FALSE, FALSE, 0);

  self->label = gtk_label_new (NULL);
  gtk_label_set_line_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), 60);
  gtk_label_set_selectable (GTK_LABEL (self->label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0.0);
  gtk_widget_show (self->label);
  gtk_box_pack_start (GTK_BOX (self), self->label, FALSE, FALSE, 0);
}

/**
 * overpaint_run_view_new:
 *
 * Returns: (transfer floating): a view that shows nothing yet
 */
GtkWidget *
overpaint_run_view_new (void)
{
  return g_object_new (OVERPAINT_TYPE_RUN_VIEW, NULL);
}

/**
 * overpaint_run_view_move: (skip)
 * @bar: a run's progress
 * @fraction: how far it is, 0 to 1
 *
 * Moves a bar; while nothing is known it swings to and fro, unless the artist wants nothing to.
 */
void
overpaint_run_view_move (GtkProgressBar *bar,
                         gdouble         fraction)
{
  gboolean animated;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (bar)), "gtk-enable-animations", &animated, NULL);

  if (fraction > 0.0 || ! animated)
    gtk_progress_bar_set_fraction (bar, fraction);
  else
    gtk_progress_bar_pulse (bar);
}

/**
 * overpaint_run_view_explain_stop: (skip)
 * @button: a button that stops a run
 * @run: the run
 * @tooltip: what the button does
 *
 * Says on the button what comes of it where the server cannot be interrupted.
 */
void
overpaint_run_view_explain_stop (GtkWidget    *button,
                                 OverpaintRun *run,
                                 const gchar  *tooltip)
{
  g_autofree gchar *stop   = overpaint_run_describe_stop (run);
  g_autofree gchar *before = gtk_widget_get_tooltip_text (button);
  g_autofree gchar *text   = stop != NULL ? g_strdup_printf ("%s\n%s", tooltip, stop) : g_strdup (tooltip);

  /* Setting it again would hide it. */
  if (g_strcmp0 (before, text) != 0)
    gtk_widget_set_tooltip_text (button, text);
}

static gboolean
on_tick (gpointer user_data)
{
  OverpaintRunView *self     = user_data;
  g_autofree gchar *text     = overpaint_run_describe_left (self->run);
  gdouble           fraction = overpaint_run_get_fraction (self->run);

  gtk_label_set_text (GTK_LABEL (self->label), text);

  overpaint_run_view_move (GTK_PROGRESS_BAR (self->progress), fraction);
  overpaint_run_view_explain_stop (self->stop, self->run, _("Stop waiting; pictures that have arrived are kept"));

  return G_SOURCE_CONTINUE;
}

/**
 * overpaint_run_view_show_run:
 * @self: a view
 * @run: a run, to be watched until the view goes
 * @cancellable: what the Stop button cancels
 *
 * Shows how far a run is.
 */
void
overpaint_run_view_show_run (OverpaintRunView *self,
                             OverpaintRun     *run,
                             GCancellable     *cancellable)
{
  g_set_object (&self->run, run);
  g_set_object (&self->cancellable, cancellable);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  gtk_widget_set_sensitive (self->stop, TRUE);
  gtk_widget_grab_focus (self->stop);

  self->tick_id = g_timeout_add (TICK_MILLISECONDS, on_tick, self);
  on_tick (self);
}
