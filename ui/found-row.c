/* found-row.c: a worker that was found, and what can be done with it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "found-row.h"
#include "ui-resources.h"

struct _OverpaintFoundRow
{
  GtkBox                   parent_instance;

  const OverpaintScoutRow *found;        /* of the list that the row was made of, which outlives it */
  gboolean                 can_use;
  gchar                   *name;         /* of the server that it is, or NULL */

  GtkWidget               *summary;
  GtkWidget               *place;
  GtkWidget               *advice_row;
  GtkWidget               *advice;
  GtkWidget               *add;
  GtkWidget               *use;
};

enum
{
  TAKE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintFoundRow, overpaint_found_row, GTK_TYPE_BOX)

static void
overpaint_found_row_finalize (GObject *object)
{
  g_free (OVERPAINT_FOUND_ROW (object)->name);

  G_OBJECT_CLASS (overpaint_found_row_parent_class)->finalize (object);
}

static void
overpaint_found_row_grab_focus (GtkWidget *widget)
{
  OverpaintFoundRow *self = OVERPAINT_FOUND_ROW (widget);

  gtk_widget_grab_focus (gtk_widget_get_visible (self->use) ? self->use : self->add);
}

static void
on_add (OverpaintFoundRow *self)
{
  g_signal_emit (self, signals[TAKE], 0, FALSE);
}

static void
on_use (OverpaintFoundRow *self)
{
  g_signal_emit (self, signals[TAKE], 0, TRUE);
}

static void
overpaint_found_row_class_init (OverpaintFoundRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = overpaint_found_row_finalize;
  widget_class->grab_focus         = overpaint_found_row_grab_focus;

  /**
   * OverpaintFoundRow::take:
   * @row: the row
   * @use: whether it is to paint from now on
   *
   * The artist wants it among the servers, where it is not yet.
   */
  signals[TAKE] = g_signal_new ("take", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  g_resources_register (overpaint_ui_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/found-row.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintFoundRow, summary);
  gtk_widget_class_bind_template_child (widget_class, OverpaintFoundRow, place);
  gtk_widget_class_bind_template_child (widget_class, OverpaintFoundRow, advice_row);
  gtk_widget_class_bind_template_child (widget_class, OverpaintFoundRow, advice);
  gtk_widget_class_bind_template_child (widget_class, OverpaintFoundRow, add);
  gtk_widget_class_bind_template_child (widget_class, OverpaintFoundRow, use);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
  gtk_widget_class_bind_template_callback (widget_class, on_use);
}

static void
overpaint_found_row_init (OverpaintFoundRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * overpaint_found_row_new:
 * @found: (transfer none): what was found, which outlives the row
 * @can_use: whether there is a window that can use it
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
overpaint_found_row_new (const OverpaintScoutRow *found,
                         gboolean                 can_use)
{
  OverpaintFoundRow *self = g_object_new (OVERPAINT_TYPE_FOUND_ROW, NULL);
  g_autofree gchar  *add  = NULL;
  g_autofree gchar  *use  = NULL;

  self->found   = found;
  self->can_use = can_use;

  gtk_label_set_text (GTK_LABEL (self->summary), found->summary);
  gtk_label_set_text (GTK_LABEL (self->advice), found->advice != NULL ? found->advice : "");
  gtk_widget_set_visible (self->advice_row, found->advice != NULL);

  gtk_widget_set_tooltip_text (self->add, _("Put it among your servers"));
  gtk_widget_set_tooltip_text (self->use, _("Put it among your servers, and have it paint"));

  /* Translators: for screen readers; %s is an address, which tells the button from those of other rows */
  add = g_strdup_printf (_("Add %s"), found->address);
  /* Translators: for screen readers; %s is an address, which tells the button from those of other rows */
  use = g_strdup_printf (_("Use %s"), found->address);
  atk_object_set_name (gtk_widget_get_accessible (self->add), add);
  atk_object_set_name (gtk_widget_get_accessible (self->use), use);

  overpaint_found_row_set_configured (self, found->configured);

  return GTK_WIDGET (self);
}

/**
 * overpaint_found_row_get_found:
 * @self: a row
 *
 * Returns: (transfer none): what was found
 */
const OverpaintScoutRow *
overpaint_found_row_get_found (OverpaintFoundRow *self)
{
  return self->found;
}

/**
 * overpaint_found_row_get_name:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the server that it is by now; %NULL where it is none
 */
const gchar *
overpaint_found_row_get_name (OverpaintFoundRow *self)
{
  return self->name;
}

/**
 * overpaint_found_row_set_configured:
 * @self: a row
 * @name: (nullable): the server that it is by now; %NULL where it is none
 *
 * Shows whether it is one of the artist's servers, and what can be done with it.
 */
void
overpaint_found_row_set_configured (OverpaintFoundRow *self,
                                    const gchar       *name)
{
  g_autofree gchar *former = self->name;
  g_autofree gchar *text   = NULL;

  self->name = g_strdup (name);

  if (name != NULL)
    /* Translators: an address, and the name of a server */
    text = g_strdup_printf (_("%s, your server “%s”"), self->found->address, name);

  gtk_label_set_text (GTK_LABEL (self->place), text != NULL ? text : self->found->address);
  gtk_widget_set_visible (self->add, self->found->is_usable && name == NULL);
  gtk_widget_set_visible (self->use, self->found->is_usable && self->can_use);
}
