/* compare-accessible.c: the divider of two compared pictures, for those who do not see it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include <glib/gi18n-lib.h>
#include <gtk/gtk-a11y.h>

#include "compare-accessible.h"
#include "compare-canvas.h"

/* The value is in hundredths of what is seen. */
#define WHOLE     100.0
#define INCREMENT   2.0

typedef struct
{
  GtkWidgetAccessible parent_instance;
} OverpaintCompareAccessible;

typedef struct
{
  GtkWidgetAccessibleClass parent_class;
} OverpaintCompareAccessibleClass;

static void overpaint_compare_accessible_value_init (AtkValueIface *iface);

G_DEFINE_TYPE_WITH_CODE (OverpaintCompareAccessible, overpaint_compare_accessible, GTK_TYPE_WIDGET_ACCESSIBLE,
                         G_IMPLEMENT_INTERFACE (ATK_TYPE_VALUE, overpaint_compare_accessible_value_init))

static void
overpaint_compare_accessible_class_init (OverpaintCompareAccessibleClass *klass)
{
}

static void
overpaint_compare_accessible_init (OverpaintCompareAccessible *self)
{
}

static OverpaintCompareCanvas *
get_canvas (AtkValue *value)
{
  GtkWidget *widget = gtk_accessible_get_widget (GTK_ACCESSIBLE (value));

  return widget != NULL ? OVERPAINT_COMPARE_CANVAS (widget) : NULL;
}

static gdouble
get_hundredths (OverpaintCompareCanvas *canvas)
{
  return overpaint_compare_canvas_get_geometry (canvas)->divider * WHOLE;
}

static void
get_value_and_text (AtkValue  *value,
                    gdouble   *number,
                    gchar    **text)
{
  OverpaintCompareCanvas *canvas = get_canvas (value);

  if (canvas == NULL)
    return;

  *number = get_hundredths (canvas);

  if (text != NULL)
    {
      OverpaintComparePair *pair = overpaint_compare_canvas_get_pair (canvas);
      gint                  left = (gint) round (*number);

      /* Translators: how much is seen of each of two pictures; "60 % A · seed 1234, 40 % B · seed 1235" */
      *text = g_strdup_printf (_("%d %% %s, %d %% %s"), left, overpaint_compare_pair_get_left (pair),
                               (gint) WHOLE - left, overpaint_compare_pair_get_right (pair));
    }
}

static AtkRange *
get_range (AtkValue *value)
{
  return atk_range_new (0.0, WHOLE, NULL);
}

static gdouble
get_increment (AtkValue *value)
{
  return INCREMENT;
}

static void
set_value (AtkValue      *value,
           const gdouble  number)
{
  OverpaintCompareCanvas *canvas = get_canvas (value);

  if (canvas != NULL)
    overpaint_compare_canvas_set_divider (canvas, number / WHOLE);
}

static void
overpaint_compare_accessible_value_init (AtkValueIface *iface)
{
  iface->get_value_and_text = get_value_and_text;
  iface->get_range          = get_range;
  iface->get_increment      = get_increment;
  iface->set_value          = set_value;
}

/**
 * overpaint_compare_accessible_tell_changed:
 * @canvas: an #OverpaintCompareCanvas
 *
 * Says that the divider has moved. It costs nothing where nobody listens.
 */
void
overpaint_compare_accessible_tell_changed (GtkWidget *canvas)
{
  AtkObject        *accessible = gtk_widget_get_accessible (canvas);
  gdouble           number     = 0.0;
  g_autofree gchar *text       = NULL;

  atk_value_get_value_and_text (ATK_VALUE (accessible), &number, &text);
  g_signal_emit_by_name (accessible, "value-changed", number, text);
  g_object_notify (G_OBJECT (accessible), "accessible-value");
}
