/* history-row.c: an earlier run in the list
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "history-row.h"
#include "history-strip.h"
#include "history-text.h"
#include "ui-resources.h"

/* in units of the widget: above and below everything, and between two lines */
#define EDGE      8
#define SPACING   3

/* Settings and place; the prompt has one line or two. */
#define OTHER_LINES 2

/* So many letters go into one line, however narrow the window is; more may need two. */
#define SHORT_PROMPT 42

struct _OverpaintHistoryRow
{
  GtkListBoxRow                parent_instance;

  const OverpaintHistoryEntry *entry;   /* the list's */
  gint                         day;

  GtkWidget                   *strip;   /* NULL until the row is filled, as the labels */
  GtkWidget                   *prompt;
  GtkWidget                   *time;
  GtkWidget                   *settings;
  GtkWidget                   *place;
};

G_DEFINE_FINAL_TYPE (OverpaintHistoryRow, overpaint_history_row, GTK_TYPE_LIST_BOX_ROW)

static void
overpaint_history_row_class_init (OverpaintHistoryRowClass *klass)
{
}

static void
overpaint_history_row_init (OverpaintHistoryRow *self)
{
  gtk_widget_show (GTK_WIDGET (self));
}

/**
 * overpaint_history_row_measure_line:
 * @list: the list that the rows will be in
 *
 * Returns: how high a line is in the theme's font, in units of the widget
 */
gint
overpaint_history_row_measure_line (GtkWidget *list)
{
  PangoContext     *context = gtk_widget_get_pango_context (list);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  gint              line    = PANGO_PIXELS_CEIL (pango_font_metrics_get_ascent (metrics) +
                                                 pango_font_metrics_get_descent (metrics));

  pango_font_metrics_unref (metrics);

  return line;
}

/**
 * overpaint_history_row_new:
 * @entry: a run, which must live until another is set or the row goes
 * @line: what overpaint_history_row_measure_line() says
 *
 * Returns: (transfer floating): an empty row for it
 */
GtkWidget *
overpaint_history_row_new (const OverpaintHistoryEntry *entry,
                           gint                         line)
{
  OverpaintHistoryRow *self   = g_object_new (OVERPAINT_TYPE_HISTORY_ROW, NULL);
  g_autofree gchar    *prompt = overpaint_history_text_get_prompt (entry);
  gint                 lines  = OTHER_LINES + (g_utf8_strlen (prompt, -1) <= SHORT_PROMPT ? 1 : 2);

  gtk_widget_set_size_request (GTK_WIDGET (self), -1,
                               OVERPAINT_HISTORY_STRIP_HEIGHT + lines * line + 2 * EDGE + 3 * SPACING);
  overpaint_history_row_set_entry (self, entry);

  return GTK_WIDGET (self);
}

static void
set_label (GtkWidget *label,
           gchar     *text)
{
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, text);
  g_free (text);
}

static void
overpaint_history_row_show_entry (OverpaintHistoryRow *self)
{
  set_label (self->prompt, overpaint_history_text_get_prompt (self->entry));
  set_label (self->settings, overpaint_history_text_get_settings (self->entry));
  set_label (self->place, overpaint_history_text_get_place (self->entry));
  set_label (self->time, overpaint_history_text_get_time (self->entry->when));
  overpaint_history_strip_set_paths (OVERPAINT_HISTORY_STRIP (self->strip), self->entry->thumbnails);
}

static void
overpaint_history_row_fill (OverpaintHistoryRow *self)
{
  g_autoptr (GtkBuilder)  builder = gtk_builder_new ();
  GError                 *error   = NULL;

  g_type_ensure (OVERPAINT_TYPE_HISTORY_STRIP);
  g_resources_register (overpaint_ui_get_resource ());

  /* the file is part of the program: a fault in it is a fault of the build */
  if (gtk_builder_add_from_resource (builder, "/org/overpaint/ui/history-row.ui", &error) == 0)
    g_error ("%s", error->message);

  self->strip    = GTK_WIDGET (gtk_builder_get_object (builder, "strip"));
  self->prompt   = GTK_WIDGET (gtk_builder_get_object (builder, "prompt"));
  self->time     = GTK_WIDGET (gtk_builder_get_object (builder, "time"));
  self->settings = GTK_WIDGET (gtk_builder_get_object (builder, "settings"));
  self->place    = GTK_WIDGET (gtk_builder_get_object (builder, "place"));

  overpaint_history_row_show_entry (self);
  gtk_container_add (GTK_CONTAINER (self), GTK_WIDGET (gtk_builder_get_object (builder, "content")));
}

/**
 * overpaint_history_row_set_entry:
 * @self: a row
 * @entry: the same run, which may have got thumbnails meanwhile
 *
 * Shows it as it is now.
 */
void
overpaint_history_row_set_entry (OverpaintHistoryRow         *self,
                                 const OverpaintHistoryEntry *entry)
{
  g_autofree gchar *name = NULL;

  if (self->entry == NULL)
    {
      name      = overpaint_history_text_get_name (entry);
      self->day = overpaint_history_text_get_day (entry->when);
      atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (self)), name);
    }

  self->entry = entry;

  if (self->strip != NULL)
    overpaint_history_strip_set_paths (OVERPAINT_HISTORY_STRIP (self->strip), entry->thumbnails);
}

/**
 * overpaint_history_row_get_entry:
 * @self: a row
 *
 * Returns: (transfer none): its run
 */
const OverpaintHistoryEntry *
overpaint_history_row_get_entry (OverpaintHistoryRow *self)
{
  return self->entry;
}

/**
 * overpaint_history_row_get_day:
 * @self: a row
 *
 * Returns: the day of its run, see overpaint_history_text_get_day()
 */
gint
overpaint_history_row_get_day (OverpaintHistoryRow *self)
{
  return self->day;
}

/**
 * overpaint_history_row_update_header:
 * @self: a row
 * @before: (nullable): the row above it
 * @today: today, see overpaint_history_text_get_day()
 *
 * Writes the day above it, where it is the first of that day.
 */
void
overpaint_history_row_update_header (OverpaintHistoryRow *self,
                                     OverpaintHistoryRow *before,
                                     gint                 today)
{
  GtkWidget        *header = NULL;
  g_autofree gchar *name   = NULL;

  if (before == NULL || before->day != self->day)
    {
      PangoAttrList *attributes = pango_attr_list_new ();

      name   = overpaint_history_text_name_day (self->day, today);
      header = gtk_label_new (name);
      pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      g_object_set (header, "xalign", 0.0, "margin-start", EDGE + 4, "margin-top", 12, "margin-bottom", 4,
                    "attributes", attributes, NULL);
      pango_attr_list_unref (attributes);
      gtk_widget_show (header);
    }

  gtk_list_box_row_set_header (GTK_LIST_BOX_ROW (self), header);
}

/**
 * overpaint_history_row_set_seen:
 * @self: a row
 * @seen: whether it is where somebody can see it, or is about to be
 *
 * Fills the row, the first time, and has the thumbnails read; or gives their memory back.
 */
void
overpaint_history_row_set_seen (OverpaintHistoryRow *self,
                                gboolean             seen)
{
  if (seen && self->strip == NULL)
    overpaint_history_row_fill (self);

  if (self->strip != NULL)
    overpaint_history_strip_set_seen (OVERPAINT_HISTORY_STRIP (self->strip), seen);
}

/**
 * overpaint_history_row_is_filled:
 * @self: a row
 *
 * Returns: whether it has been seen
 */
gboolean
overpaint_history_row_is_filled (OverpaintHistoryRow *self)
{
  return self->strip != NULL;
}
