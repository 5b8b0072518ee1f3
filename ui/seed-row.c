/* seed-row.c: which seeds a run takes, and how many
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "dice-button.h"
#include "field.h"
#include "number-spin.h"
#include "seed-row.h"
#include "ui-resources.h"

#define RANDOM -1

struct _OverpaintSeedRow
{
  GtkGrid    parent_instance;

  gboolean   is_fixed;       /* the next run takes what is shown, locked or not */
  gboolean   is_set_here;

  GtkWidget *images_label;
  GtkWidget *images;
  GtkWidget *seed_label;
  GtkWidget *seed;
  GtkWidget *dice;
  GtkWidget *lock;
  GtkWidget *lock_image;
  GtkWidget *hint;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintSeedRow, overpaint_seed_row, GTK_TYPE_GRID)

static gint
get_shown (OverpaintSeedRow *self)
{
  return (gint) overpaint_number_spin_get (OVERPAINT_NUMBER_SPIN (self->seed));
}

/* What the lock and the number mean together is said in words: an icon alone would not do. */
static void
overpaint_seed_row_describe (OverpaintSeedRow *self)
{
  gboolean     locked = overpaint_seed_row_get_locked (self);
  const gchar *hint   = _("Each run takes a new seed");

  if (locked)
    hint = _("Each run takes this seed again");
  else if (self->is_fixed)
    hint = _("The next run takes this seed");
  else if (get_shown (self) != RANDOM)
    hint = _("Seed of the last run");

  gtk_label_set_text (GTK_LABEL (self->hint), hint);
  atk_object_set_description (gtk_widget_get_accessible (self->seed), hint);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->lock_image),
                                locked ? "changes-prevent-symbolic" : "changes-allow-symbolic",
                                GTK_ICON_SIZE_BUTTON);
  gtk_widget_set_tooltip_text (self->lock, locked ? _("The seed is kept; press to take a new one in each run") :
                                                    _("Keep this seed for the next runs"));
}

static void
overpaint_seed_row_show (OverpaintSeedRow *self,
                         gint              seed,
                         gboolean          is_fixed,
                         gboolean          locked)
{
  self->is_set_here = TRUE;
  self->is_fixed    = is_fixed;
  overpaint_number_spin_set (OVERPAINT_NUMBER_SPIN (self->seed), seed);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->lock), locked);
  self->is_set_here = FALSE;

  overpaint_seed_row_describe (self);
}

/* What is being typed stays as it is, so only the lock follows it. */
static void
on_seed_edited (OverpaintSeedRow *self)
{
  gboolean is_number = get_shown (self) != RANDOM;

  self->is_set_here = TRUE;
  self->is_fixed    = is_number;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->lock), is_number);
  self->is_set_here = FALSE;

  overpaint_seed_row_describe (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gint
roll (void)
{
  return g_random_int_range (0, G_MAXINT32);
}

static void
on_dice (OverpaintSeedRow *self)
{
  overpaint_seed_row_show (self, roll (), TRUE, overpaint_seed_row_get_locked (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

/* A lock needs a number to keep. */
static void
on_lock (OverpaintSeedRow *self)
{
  gboolean locked = overpaint_seed_row_get_locked (self);
  gint     seed   = get_shown (self);

  if (self->is_set_here)
    return;

  if (locked && seed == RANDOM)
    seed = roll ();

  overpaint_seed_row_show (self, seed, locked, locked);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_images_edited (OverpaintSeedRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
overpaint_seed_row_class_init (OverpaintSeedRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_resources_register (overpaint_ui_get_resource ());
  g_type_ensure (OVERPAINT_TYPE_NUMBER_SPIN);
  g_type_ensure (OVERPAINT_TYPE_DICE_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/seed-row.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintSeedRow, images_label);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSeedRow, images);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSeedRow, seed_label);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSeedRow, seed);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSeedRow, dice);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSeedRow, lock);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSeedRow, lock_image);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSeedRow, hint);
  gtk_widget_class_bind_template_callback (widget_class, on_images_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_seed_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_dice);
  gtk_widget_class_bind_template_callback (widget_class, on_lock);

  /**
   * OverpaintSeedRow::changed:
   * @row: the row
   *
   * The artist has changed the seed, the lock or the number of pictures; code has not.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
overpaint_seed_row_set_up (GtkWidget   *spin,
                           GtkWidget   *label,
                           const gchar *name)
{
  const OverpaintField *field = overpaint_pipeline_get_field (overpaint_pipeline_image_to_image (), name);

  overpaint_number_spin_set_range (OVERPAINT_NUMBER_SPIN (spin), field->minimum, field->maximum, 1.0, 0);
  overpaint_number_spin_set (OVERPAINT_NUMBER_SPIN (spin), field->initial);

  gtk_label_set_text_with_mnemonic (GTK_LABEL (label), _(field->label));
  gtk_widget_set_tooltip_text (label, _(field->tooltip));
  gtk_widget_set_tooltip_text (spin, _(field->tooltip));
  atk_object_set_name (gtk_widget_get_accessible (spin), gtk_label_get_text (GTK_LABEL (label)));
}

static void
overpaint_seed_row_init (OverpaintSeedRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  overpaint_seed_row_set_up (self->images, self->images_label, "images");
  overpaint_seed_row_set_up (self->seed, self->seed_label, "seed");
  /* Translators: stands in place of a seed */
  overpaint_number_spin_set_word (OVERPAINT_NUMBER_SPIN (self->seed), _("Random"));
  overpaint_seed_row_describe (self);
}

/**
 * overpaint_seed_row_new:
 *
 * Returns: (transfer floating): a row for one picture with a random seed
 */
GtkWidget *
overpaint_seed_row_new (void)
{
  return g_object_new (OVERPAINT_TYPE_SEED_ROW, NULL);
}

/**
 * overpaint_seed_row_align:
 * @self: a row
 * @labels: the group of the labels of a form
 *
 * Makes both labels as wide as the others.
 */
void
overpaint_seed_row_align (OverpaintSeedRow *self,
                          GtkSizeGroup     *labels)
{
  g_return_if_fail (OVERPAINT_IS_SEED_ROW (self));

  gtk_size_group_add_widget (labels, self->images_label);
  gtk_size_group_add_widget (labels, self->seed_label);
}

/**
 * overpaint_seed_row_get_seed:
 * @self: a row
 *
 * Returns: the seed of the next run's first picture; -1 where it is to be random, though the seed
 *   of the last run is still shown
 */
gint
overpaint_seed_row_get_seed (OverpaintSeedRow *self)
{
  g_return_val_if_fail (OVERPAINT_IS_SEED_ROW (self), RANDOM);

  return self->is_fixed || overpaint_seed_row_get_locked (self) ? get_shown (self) : RANDOM;
}

/**
 * overpaint_seed_row_get_locked:
 * @self: a row
 *
 * Returns: whether the run after the next takes the same seed, too
 */
gboolean
overpaint_seed_row_get_locked (OverpaintSeedRow *self)
{
  g_return_val_if_fail (OVERPAINT_IS_SEED_ROW (self), FALSE);

  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->lock));
}

/**
 * overpaint_seed_row_set_seed:
 * @self: a row
 * @seed: seed of the next run's first picture, -1 for a random one
 * @locked: whether later runs take it, too; of no effect with -1
 *
 * Sets both without a signal.
 */
void
overpaint_seed_row_set_seed (OverpaintSeedRow *self,
                             gint              seed,
                             gboolean          locked)
{
  g_return_if_fail (OVERPAINT_IS_SEED_ROW (self));

  overpaint_seed_row_show (self, seed, seed != RANDOM, locked && seed != RANDOM);
}

/**
 * overpaint_seed_row_show_used:
 * @self: a row
 * @seed: the seed of a run's first picture
 *
 * Shows which seed a run has taken, without a signal, so that a lock can keep it. A seed that the
 * artist has fixed meanwhile stays.
 */
void
overpaint_seed_row_show_used (OverpaintSeedRow *self,
                              gint              seed)
{
  g_return_if_fail (OVERPAINT_IS_SEED_ROW (self));

  if (overpaint_seed_row_get_locked (self) || (self->is_fixed && get_shown (self) != seed))
    return;

  overpaint_seed_row_show (self, seed, FALSE, FALSE);
}

/**
 * overpaint_seed_row_get_images:
 * @self: a row
 *
 * Returns: how many pictures, 1..64
 */
gint
overpaint_seed_row_get_images (OverpaintSeedRow *self)
{
  g_return_val_if_fail (OVERPAINT_IS_SEED_ROW (self), 1);

  return (gint) overpaint_number_spin_get (OVERPAINT_NUMBER_SPIN (self->images));
}

/**
 * overpaint_seed_row_set_images:
 * @self: a row
 * @images: how many pictures, 1..64
 *
 * Sets it without a signal.
 */
void
overpaint_seed_row_set_images (OverpaintSeedRow *self,
                               gint              images)
{
  g_return_if_fail (OVERPAINT_IS_SEED_ROW (self));

  overpaint_number_spin_set (OVERPAINT_NUMBER_SPIN (self->images), images);
}
