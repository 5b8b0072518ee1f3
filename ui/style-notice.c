/* style-notice.c: what is wrong with the artist's styles, in a sentence
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "style-notice.h"
#include "ui-resources.h"

struct _OverpaintStyleNotice
{
  GtkBox           parent_instance;

  OverpaintStyles *styles;

  GtkWidget       *warning;
  GtkWidget       *label;
};

G_DEFINE_FINAL_TYPE (OverpaintStyleNotice, overpaint_style_notice, GTK_TYPE_BOX)

static void
overpaint_style_notice_dispose (GObject *object)
{
  g_clear_object (&OVERPAINT_STYLE_NOTICE (object)->styles);

  G_OBJECT_CLASS (overpaint_style_notice_parent_class)->dispose (object);
}

/* Nobody hears what is said before the window is there. */
static void
overpaint_style_notice_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (overpaint_style_notice_parent_class)->map (widget);

#if ATK_CHECK_VERSION (2, 46, 0)
  g_signal_emit_by_name (gtk_widget_get_accessible (widget), "announcement",
                         gtk_label_get_text (GTK_LABEL (OVERPAINT_STYLE_NOTICE (widget)->label)));
#endif
}

static void
overpaint_style_notice_class_init (OverpaintStyleNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = overpaint_style_notice_dispose;
  widget_class->map               = overpaint_style_notice_map;

  g_resources_register (overpaint_ui_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/style-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintStyleNotice, warning);
  gtk_widget_class_bind_template_child (widget_class, OverpaintStyleNotice, label);
}

static void
overpaint_style_notice_init (OverpaintStyleNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  atk_object_set_name (gtk_widget_get_accessible (self->warning), _("Problem"));
}

static void
overpaint_style_notice_fill (OverpaintStyleNotice *self)
{
  const gchar      *problem = overpaint_styles_get_problem (self->styles);
  g_autofree gchar *text    = NULL;

  if (problem != NULL)
    /* Translators: a sentence that says what is wrong with a file, then what becomes of it */
    text = g_strdup_printf (_("%s The file stays as it is, until you mend it or move it away."), problem);

  gtk_label_set_text (GTK_LABEL (self->label), text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
}

/**
 * overpaint_style_notice_new:
 * @styles: the styles
 *
 * Returns: (transfer floating): a sentence that follows @styles, hidden where there is nothing to say
 */
GtkWidget *
overpaint_style_notice_new (OverpaintStyles *styles)
{
  OverpaintStyleNotice *self = g_object_new (OVERPAINT_TYPE_STYLE_NOTICE, NULL);

  self->styles = g_object_ref (styles);
  g_signal_connect_object (styles, "changed", G_CALLBACK (overpaint_style_notice_fill), self, G_CONNECT_SWAPPED);
  overpaint_style_notice_fill (self);

  return GTK_WIDGET (self);
}
