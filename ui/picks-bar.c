/* picks-bar.c: buttons for what is done with the pictures of a run
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "blend-slider.h"
#include "picks-bar.h"
#include "ui-resources.h"

struct _OverpaintPicksBar
{
  GtkBox          parent_instance;

  OverpaintPicks *picks;
  gboolean        filling;   /* whether the buttons are being set to what is, not pressed */

  GtkWidget      *source;
  GtkWidget      *a;
  GtkWidget      *b;
  GtkWidget      *flip;
  GtkWidget      *keep;
  GtkWidget      *reject;
  GtkWidget      *blend;
  GtkWidget      *remove;
  GtkWidget      *only;
};

G_DEFINE_FINAL_TYPE (OverpaintPicksBar, overpaint_picks_bar, GTK_TYPE_BOX)

static guint problem_signal;

static void
overpaint_picks_bar_tell (OverpaintPicksBar *self,
                          GError            *error)
{
  if (error != NULL)
    g_signal_emit (self, problem_signal, 0, error->message);
}

static void
overpaint_picks_bar_set (GtkWidget *toggle,
                         gboolean   active,
                         gboolean   sensitive)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), active);
  gtk_widget_set_sensitive (toggle, sensitive);
}

/* Says of the current picture what the picks do, and greys out what makes no sense. */
static void
overpaint_picks_bar_fill (OverpaintPicksBar *self)
{
  OverpaintVariation *current   = NULL;
  OverpaintVerdict    verdict   = OVERPAINT_VERDICT_NONE;
  OverpaintPlacement  placement = OVERPAINT_PLACEMENT_NOT_YET;
  gboolean            here      = FALSE;
  gboolean            veiled    = FALSE;
  gboolean            open      = FALSE;
  guint               n         = 0;
  g_autofree gchar   *label     = NULL;

  if (self->picks != NULL)
    {
      current = overpaint_picks_get_current (self->picks);
      open    = overpaint_picks_is_open (self->picks);
      n       = overpaint_picks_count_rejected (self->picks);
    }

  if (current != NULL)
    {
      here      = overpaint_picks_is_here (self->picks, current);
      veiled    = overpaint_picks_is_veiled (self->picks, current);
      verdict   = overpaint_picks_get_verdict (self->picks, current);
      placement = overpaint_picks_get_placement (self->picks, current);
    }

  self->filling = TRUE;
  overpaint_picks_bar_set (self->source, open && overpaint_picks_is_source_shown (self->picks),
                           open && (overpaint_picks_is_source_shown (self->picks) ||
                                    overpaint_picks_get_shown (self->picks) != NULL));
  overpaint_picks_bar_set (self->a, here && overpaint_picks_get_a (self->picks) == current, here && ! veiled);
  overpaint_picks_bar_set (self->b, here && overpaint_picks_get_b (self->picks) == current, here && ! veiled);
  overpaint_picks_bar_set (self->keep, here && verdict == OVERPAINT_VERDICT_KEPT, here && open);
  overpaint_picks_bar_set (self->reject, here && verdict == OVERPAINT_VERDICT_REJECTED, here && open);
  self->filling = FALSE;

  gtk_widget_set_sensitive (self->flip, open && (overpaint_picks_get_a (self->picks) != NULL ||
                                                 overpaint_picks_get_b (self->picks) != NULL));
  gtk_widget_set_sensitive (self->remove, n > 0);
  gtk_widget_set_sensitive (self->only, placement == OVERPAINT_PLACEMENT_LAYER);

  /* Translators: a button; %u is how many pictures were rejected, also 0 */
  label = g_strdup_printf (ngettext ("Remove t_he Rejected (%u)", "Remove t_he Rejected (%u)", n), n);
  gtk_button_set_label (GTK_BUTTON (self->remove), label);
}

static void
overpaint_picks_bar_dispose (GObject *object)
{
  OverpaintPicksBar *self = OVERPAINT_PICKS_BAR (object);

  if (self->picks != NULL)
    g_signal_handlers_disconnect_by_func (self->picks, overpaint_picks_bar_fill, self);

  g_clear_object (&self->picks);

  G_OBJECT_CLASS (overpaint_picks_bar_parent_class)->dispose (object);
}

static void
on_source (OverpaintPicksBar *self)
{
  g_autoptr (GError) error = NULL;

  if (self->filling)
    return;

  overpaint_picks_show_source (self->picks, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->source)), &error);
  overpaint_picks_bar_tell (self, error);
  overpaint_picks_bar_fill (self);
}

static void
on_a (OverpaintPicksBar *self)
{
  if (! self->filling)
    overpaint_picks_mark_a (self->picks);
}

static void
on_b (OverpaintPicksBar *self)
{
  if (! self->filling)
    overpaint_picks_mark_b (self->picks);
}

static void
on_keep (OverpaintPicksBar *self)
{
  if (! self->filling)
    overpaint_picks_judge (self->picks, OVERPAINT_VERDICT_KEPT);
}

static void
on_reject (OverpaintPicksBar *self)
{
  if (! self->filling)
    overpaint_picks_judge (self->picks, OVERPAINT_VERDICT_REJECTED);
}

static void
on_flip (OverpaintPicksBar *self)
{
  g_autoptr (GError) error = NULL;

  overpaint_picks_flip (self->picks, &error);
  overpaint_picks_bar_tell (self, error);
}

static void
on_remove (OverpaintPicksBar *self)
{
  g_autoptr (GError) error = NULL;

  overpaint_picks_remove_rejected (self->picks, &error);
  overpaint_picks_bar_tell (self, error);
}

static void
on_only (OverpaintPicksBar *self)
{
  g_autoptr (GError) error = NULL;

  overpaint_picks_keep_only (self->picks, &error);
  overpaint_picks_bar_tell (self, error);
}

static void
on_blend_problem (OverpaintPicksBar *self,
                  const gchar       *text)
{
  g_signal_emit (self, problem_signal, 0, text);
}

static void
overpaint_picks_bar_class_init (OverpaintPicksBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = overpaint_picks_bar_dispose;

  /**
   * OverpaintPicksBar::problem:
   * @self: the bar
   * @text: a sentence
   */
  problem_signal = g_signal_new ("problem", OVERPAINT_TYPE_PICKS_BAR, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_resources_register (overpaint_ui_get_resource ());
  g_type_ensure (OVERPAINT_TYPE_BLEND_SLIDER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/picks-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintPicksBar, source);
  gtk_widget_class_bind_template_child (widget_class, OverpaintPicksBar, a);
  gtk_widget_class_bind_template_child (widget_class, OverpaintPicksBar, b);
  gtk_widget_class_bind_template_child (widget_class, OverpaintPicksBar, flip);
  gtk_widget_class_bind_template_child (widget_class, OverpaintPicksBar, keep);
  gtk_widget_class_bind_template_child (widget_class, OverpaintPicksBar, reject);
  gtk_widget_class_bind_template_child (widget_class, OverpaintPicksBar, blend);
  gtk_widget_class_bind_template_child (widget_class, OverpaintPicksBar, remove);
  gtk_widget_class_bind_template_child (widget_class, OverpaintPicksBar, only);
  gtk_widget_class_bind_template_callback (widget_class, on_source);
  gtk_widget_class_bind_template_callback (widget_class, on_a);
  gtk_widget_class_bind_template_callback (widget_class, on_b);
  gtk_widget_class_bind_template_callback (widget_class, on_flip);
  gtk_widget_class_bind_template_callback (widget_class, on_keep);
  gtk_widget_class_bind_template_callback (widget_class, on_reject);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
  gtk_widget_class_bind_template_callback (widget_class, on_only);
  gtk_widget_class_bind_template_callback (widget_class, on_blend_problem);
}

static void
overpaint_picks_bar_init (OverpaintPicksBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  atk_object_set_name (gtk_widget_get_accessible (self->a), _("Mark as A"));
  atk_object_set_name (gtk_widget_get_accessible (self->b), _("Mark as B"));
  overpaint_picks_bar_fill (self);
}

/**
 * overpaint_picks_bar_new:
 *
 * Returns: (transfer floating): a bar that is all grey
 */
GtkWidget *
overpaint_picks_bar_new (void)
{
  return g_object_new (OVERPAINT_TYPE_PICKS_BAR, NULL);
}

/**
 * overpaint_picks_bar_show:
 * @self: a bar
 * @picks: (nullable): what its buttons act on from now on
 */
void
overpaint_picks_bar_show (OverpaintPicksBar *self,
                          OverpaintPicks    *picks)
{
  if (self->picks != NULL)
    g_signal_handlers_disconnect_by_func (self->picks, overpaint_picks_bar_fill, self);

  g_set_object (&self->picks, picks);
  overpaint_blend_slider_show (OVERPAINT_BLEND_SLIDER (self->blend), picks);

  if (picks != NULL)
    g_signal_connect_swapped (picks, "changed", G_CALLBACK (overpaint_picks_bar_fill), self);

  overpaint_picks_bar_fill (self);
}
