/* compare-view.c: two pictures of a run, A and B, under one divider
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include <glib/gi18n-lib.h>

#include "compare-canvas.h"
#include "compare-view.h"
#include "ui-resources.h"

struct _OverpaintCompareView
{
  GtkBox              parent_instance;

  OverpaintAxis      *axis;
  OverpaintVariation *a;
  OverpaintVariation *b;

  GtkWidget          *stack;
  GtkWidget          *hint;
  GtkWidget          *pictures;
  GtkWidget          *canvas;
  GtkWidget          *keys;
  GtkWidget          *zoom;
};

G_DEFINE_FINAL_TYPE (OverpaintCompareView, overpaint_compare_view, GTK_TYPE_BOX)

static void
overpaint_compare_view_dispose (GObject *object)
{
  OverpaintCompareView *self = OVERPAINT_COMPARE_VIEW (object);

  g_clear_pointer (&self->axis, overpaint_axis_unref);
  g_clear_object (&self->a);
  g_clear_object (&self->b);

  G_OBJECT_CLASS (overpaint_compare_view_parent_class)->dispose (object);
}

static void
overpaint_compare_view_grab_focus (GtkWidget *widget)
{
  OverpaintCompareView *self = OVERPAINT_COMPARE_VIEW (widget);

  if (gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->pictures)
    gtk_widget_grab_focus (self->canvas);
}

static void
on_canvas_changed (OverpaintCompareView *self)
{
  OverpaintCompareCanvas         *canvas   = OVERPAINT_COMPARE_CANVAS (self->canvas);
  const OverpaintCompareGeometry *geometry = overpaint_compare_canvas_get_geometry (canvas);
  g_autofree gchar               *text     = NULL;

  /* Translators: how large a picture is shown, "100 %" */
  text = g_strdup_printf (_("%d %%"), (gint) round (geometry->zoom * 100.0));
  gtk_label_set_text (GTK_LABEL (self->zoom), text);
}

static void
on_zoom_in (OverpaintCompareView *self)
{
  overpaint_compare_canvas_step_zoom (OVERPAINT_COMPARE_CANVAS (self->canvas), 1);
}

static void
on_zoom_out (OverpaintCompareView *self)
{
  overpaint_compare_canvas_step_zoom (OVERPAINT_COMPARE_CANVAS (self->canvas), -1);
}

static void
on_fit (OverpaintCompareView *self)
{
  overpaint_compare_canvas_fit (OVERPAINT_COMPARE_CANVAS (self->canvas));
}

static void
on_whole_pixels (OverpaintCompareView *self)
{
  OverpaintCompareCanvas         *canvas   = OVERPAINT_COMPARE_CANVAS (self->canvas);
  const OverpaintCompareGeometry *geometry = overpaint_compare_canvas_get_geometry (canvas);

  overpaint_compare_canvas_set_zoom (canvas, 1.0, geometry->view_width / 2.0, geometry->view_height / 2.0);
}

static void
on_swap (OverpaintCompareView *self)
{
  overpaint_compare_pair_swap (overpaint_compare_canvas_get_pair (OVERPAINT_COMPARE_CANVAS (self->canvas)));
}

static void
overpaint_compare_view_class_init (OverpaintCompareViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = overpaint_compare_view_dispose;
  widget_class->grab_focus        = overpaint_compare_view_grab_focus;

  g_type_ensure (OVERPAINT_TYPE_COMPARE_CANVAS);
  g_resources_register (overpaint_ui_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/compare-view.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintCompareView, stack);
  gtk_widget_class_bind_template_child (widget_class, OverpaintCompareView, hint);
  gtk_widget_class_bind_template_child (widget_class, OverpaintCompareView, pictures);
  gtk_widget_class_bind_template_child (widget_class, OverpaintCompareView, canvas);
  gtk_widget_class_bind_template_child (widget_class, OverpaintCompareView, keys);
  gtk_widget_class_bind_template_child (widget_class, OverpaintCompareView, zoom);
  gtk_widget_class_bind_template_callback (widget_class, on_canvas_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_zoom_in);
  gtk_widget_class_bind_template_callback (widget_class, on_zoom_out);
  gtk_widget_class_bind_template_callback (widget_class, on_fit);
  gtk_widget_class_bind_template_callback (widget_class, on_whole_pixels);
  gtk_widget_class_bind_template_callback (widget_class, on_swap);
}

static void
overpaint_compare_view_init (OverpaintCompareView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_tooltip_text (self->keys, _("On the pictures: Left and Right move the divider (with Shift farther), "
                                             "Home and End to a side. The wheel, + and − zoom, 0 or a double click "
                                             "fits. Dragging or Ctrl with the arrows pans. F shows one picture "
                                             "alone, then the other; S swaps the sides."));
  overpaint_compare_view_show (self, NULL, NULL);
}

/**
 * overpaint_compare_view_new:
 *
 * Returns: (transfer floating): a view that says how to mark A and B
 */
GtkWidget *
overpaint_compare_view_new (void)
{
  return g_object_new (OVERPAINT_TYPE_COMPARE_VIEW, NULL);
}

/**
 * overpaint_compare_view_set_axis:
 * @self: a view
 * @axis: (nullable): the second axis of the run, whose values are written beside the seeds
 *
 * Is to be called before overpaint_compare_view_show(), where the run is another.
 */
void
overpaint_compare_view_set_axis (OverpaintCompareView *self,
                                 OverpaintAxis        *axis)
{
  OverpaintAxis *old = self->axis;

  self->axis = axis != NULL ? overpaint_axis_ref (axis) : NULL;
  g_clear_pointer (&old, overpaint_axis_unref);
}

static gchar *
name_variation (OverpaintCompareView *self,
                OverpaintVariation   *variation)
{
  g_autofree gchar *number = g_strdup_printf ("%" G_GINT64_FORMAT, overpaint_variation_get_seed (variation));
  g_autofree gchar *seed   = NULL;
  g_autofree gchar *value  = NULL;

  /* Translators: names one of two compared pictures: "seed 1234" */
  seed = g_strdup_printf (_("seed %s"), number);

  if (self->axis == NULL)
    return g_steal_pointer (&seed);

  value = overpaint_axis_name_value (self->axis, overpaint_variation_get_value_index (variation));

  return g_strjoin (" · ", seed, value, NULL);
}

/* The label of what can be compared, or NULL. */
static gchar *
make_label (OverpaintCompareView *self,
            const gchar          *letter,
            OverpaintVariation   *variation)
{
  g_autofree gchar *name = NULL;

  if (variation == NULL || overpaint_variation_get_pixels (variation) == NULL)
    return NULL;

  name = name_variation (self, variation);

  return g_strjoin (" · ", letter, name, NULL);
}

static gchar *
make_hint (OverpaintCompareView *self,
           OverpaintVariation   *a,
           OverpaintVariation   *b)
{
  g_autofree gchar *name = NULL;

  if (a == NULL && b == NULL)
    return g_strdup (_("To compare two pictures, choose one and press A, then choose another and press B."));

  if (a != NULL && b != NULL && a == b)
    return g_strdup (_("A and B are the same picture. Choose another one and press A or B."));

  if (a != NULL && b != NULL)
    return g_strdup (_("A and B can be compared when both pictures have arrived."));

  name = name_variation (self, a != NULL ? a : b);

  /* Translators: %s is "seed 1234" */
  return g_strdup_printf (a != NULL ? _("A is %s. Choose another picture and press B to compare the two.")
                                    : _("B is %s. Choose another picture and press A to compare the two."), name);
}

static void
overpaint_compare_view_show_hint (OverpaintCompareView *self,
                                  OverpaintVariation   *a,
                                  OverpaintVariation   *b)
{
  OverpaintComparePair *pair = overpaint_compare_canvas_get_pair (OVERPAINT_COMPARE_CANVAS (self->canvas));
  g_autofree gchar     *hint = make_hint (self, a, b);

  gtk_label_set_text (GTK_LABEL (self->hint), hint);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->hint);
  overpaint_compare_pair_clear (pair);
}

/**
 * overpaint_compare_view_show:
 * @self: a view
 * @a: (nullable): what is marked A
 * @b: (nullable): what is marked B
 *
 * Shows A to the left and B to the right. Where one is missing, or has no picture, a sentence says
 * what to do. The same two again change nothing, so that it can be called whenever something may have changed.
 */
void
overpaint_compare_view_show (OverpaintCompareView *self,
                             OverpaintVariation   *a,
                             OverpaintVariation   *b)
{
  OverpaintComparePair *pair    = overpaint_compare_canvas_get_pair (OVERPAINT_COMPARE_CANVAS (self->canvas));
  g_autofree gchar     *a_label = make_label (self, "A", a);
  g_autofree gchar     *b_label = make_label (self, "B", b);
  g_autofree gchar     *name    = NULL;

  if (a == b || a_label == NULL || b_label == NULL)
    {
      g_clear_object (&self->a);
      g_clear_object (&self->b);
      overpaint_compare_view_show_hint (self, a, b);
      return;
    }

  /* an artist who has swapped the sides would find them swapped back */
  if (a == self->a && b == self->b)
    return;

  g_set_object (&self->a, a);
  g_set_object (&self->b, b);

  /* Translators: what is read out of two pictures under one divider; both are "A · seed 1234" */
  name = g_strdup_printf (_("%s beside %s"), a_label, b_label);
  atk_object_set_name (gtk_widget_get_accessible (self->canvas), name);

  overpaint_compare_pair_set (pair, overpaint_variation_get_pixels (a), a_label,
                              overpaint_variation_get_pixels (b), b_label);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->pictures);
}
