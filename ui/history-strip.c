/* history-strip.c: the thumbnails of a run, side by side
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include <glib/gi18n-lib.h>

#include "history-strip.h"
#include "picture-file.h"
#include "pixels-surface.h"

/* More are never read: so many go into a row of a screen that is 3840 pixels wide. */
#define MOST_READ 48

/* in units of the widget: the widest that a thumbnail may be, and what is between two */
#define MOST_WIDTH 128.0
#define GAP          4.0

/* Bytes that a file of ours can have: 128 x 128 pixels with alpha take 64 KiB before they are packed. */
#define MOST_BYTES (1024 * 1024)

/* How much of the theme's ink a picture has that is not there. */
#define EMPTY_INK 0.1

struct _OverpaintHistoryStrip
{
  GtkDrawingArea   parent_instance;

  gchar          **paths;
  GPtrArray       *surfaces;      /* cairo_surface_t or NULL, in the order of paths; NULL until they are read */
  GCancellable    *cancellable;   /* while they are being read */
  gboolean         seen;
};

G_DEFINE_FINAL_TYPE (OverpaintHistoryStrip, overpaint_history_strip, GTK_TYPE_DRAWING_AREA)

static void
overpaint_history_strip_forget (OverpaintHistoryStrip *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->surfaces, g_ptr_array_unref);
}

static void
overpaint_history_strip_dispose (GObject *object)
{
  OverpaintHistoryStrip *self = OVERPAINT_HISTORY_STRIP (object);

  overpaint_history_strip_forget (self);
  g_clear_pointer (&self->paths, g_strfreev);

  G_OBJECT_CLASS (overpaint_history_strip_parent_class)->dispose (object);
}

static void
free_surface (gpointer surface)
{
  if (surface != NULL)
    cairo_surface_destroy (surface);
}

/* A thumbnail that cannot be read is one that is not there: nothing is lost with it. */
static cairo_surface_t *
read_surface (const gchar *path)
{
  g_autoptr (OverpaintPixels)  pixels = NULL;
  g_autoptr (GBytes)           bytes  = NULL;
  gchar                       *data   = NULL;
  gsize                        length;

  if (*path == '\0' || ! g_file_get_contents (path, &data, &length, NULL))
    return NULL;

  bytes = g_bytes_new_take (data, length);
  if (length <= MOST_BYTES)
    pixels = overpaint_picture_decode (bytes, NULL);

  return pixels != NULL ? overpaint_pixels_surface_new (pixels, 1) : NULL;
}

static void
read_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  gchar                **paths    = task_data;
  g_autoptr (GPtrArray)  surfaces = g_ptr_array_new_with_free_func (free_surface);
  guint                  i;

  for (i = 0; paths[i] != NULL && i < MOST_READ && ! g_cancellable_is_cancelled (cancellable); i++)
    g_ptr_array_add (surfaces, read_surface (paths[i]));

  g_task_return_pointer (task, g_steal_pointer (&surfaces), (GDestroyNotify) g_ptr_array_unref);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  OverpaintHistoryStrip *self     = OVERPAINT_HISTORY_STRIP (source);
  GPtrArray             *surfaces = g_task_propagate_pointer (G_TASK (result), NULL);

  /* another set of thumbnails is wanted by now, or none */
  if (surfaces == NULL)
    return;

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->surfaces, g_ptr_array_unref);
  self->surfaces = surfaces;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
overpaint_history_strip_read (OverpaintHistoryStrip *self)
{
  g_autoptr (GTask) task = NULL;

  if (! self->seen || self->paths == NULL || self->surfaces != NULL || self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, on_read, NULL);
  g_task_set_source_tag (task, overpaint_history_strip_read);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_set_task_data (task, g_strdupv (self->paths), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, read_in_thread);
}

/* How large a picture is drawn; one that is not there is a square. */
static gdouble
get_scale (cairo_surface_t *surface)
{
  if (surface == NULL)
    return 1.0;

  return MIN ((gdouble) OVERPAINT_HISTORY_STRIP_HEIGHT / cairo_image_surface_get_height (surface),
              MOST_WIDTH / cairo_image_surface_get_width (surface));
}

static gdouble
get_width (cairo_surface_t *surface)
{
  if (surface == NULL)
    return OVERPAINT_HISTORY_STRIP_HEIGHT;

  return MAX (1.0, round (cairo_image_surface_get_width (surface) * get_scale (surface)));
}

static void
draw_empty (GtkWidget *widget,
            cairo_t   *cairo,
            gdouble    x,
            gdouble    width)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA          ink;

  gtk_style_context_get_color (style, gtk_style_context_get_state (style), &ink);
  ink.alpha *= EMPTY_INK;
  gdk_cairo_set_source_rgba (cairo, &ink);
  cairo_rectangle (cairo, x, 0.0, width, OVERPAINT_HISTORY_STRIP_HEIGHT);
  cairo_fill (cairo);
}

static void
draw_picture (cairo_t         *cairo,
              cairo_surface_t *surface,
              gdouble          x,
              gdouble          width)
{
  gdouble height = MAX (1.0, round (cairo_image_surface_get_height (surface) * get_scale (surface)));

  cairo_save (cairo);
  cairo_translate (cairo, x, floor ((OVERPAINT_HISTORY_STRIP_HEIGHT - height) / 2.0));
  cairo_rectangle (cairo, 0.0, 0.0, width, height);
  cairo_clip (cairo);
  cairo_scale (cairo, width / cairo_image_surface_get_width (surface),
               height / cairo_image_surface_get_height (surface));
  cairo_set_source_surface (cairo, surface, 0.0, 0.0);
  cairo_pattern_set_filter (cairo_get_source (cairo), CAIRO_FILTER_GOOD);
  cairo_pattern_set_extend (cairo_get_source (cairo), CAIRO_EXTEND_PAD);
  cairo_paint (cairo);
  cairo_restore (cairo);
}

static void
draw_rest (GtkWidget *widget,
           cairo_t   *cairo,
           gdouble    x,
           guint      rest)
{
  g_autofree gchar       *text   = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  gint                    height;

  /* Translators: how many more pictures a run has than can be shown: "+5" */
  text   = g_strdup_printf (_("+%u"), rest);
  layout = gtk_widget_create_pango_layout (widget, text);
  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_render_layout (gtk_widget_get_style_context (widget), cairo, x + GAP,
                     (OVERPAINT_HISTORY_STRIP_HEIGHT - height) / 2, layout);
}

static cairo_surface_t *
overpaint_history_strip_get_surface (OverpaintHistoryStrip *self,
                                     guint                  index)
{
  return self->surfaces != NULL && index < self->surfaces->len ? g_ptr_array_index (self->surfaces, index) : NULL;
}

/* Returns: how many pictures can be shown, with room for the number of the others */
static guint
overpaint_history_strip_count_shown (OverpaintHistoryStrip *self,
                                     guint                  n_pictures)
{
  gdouble room = gtk_widget_get_allocated_width (GTK_WIDGET (self));
  gdouble x    = 0.0;
  guint   i;

  for (i = 0; i < MIN (n_pictures, MOST_READ); i++)
    {
      gdouble rest = i + 1 < n_pictures ? OVERPAINT_HISTORY_STRIP_HEIGHT / 2.0 : 0.0;

      x += get_width (overpaint_history_strip_get_surface (self, i));
      if (x + rest > room && i > 0)
        break;

      x += GAP;
    }

  return i;
}

static gboolean
overpaint_history_strip_draw (GtkWidget *widget,
                              cairo_t   *cairo)
{
  OverpaintHistoryStrip *self       = OVERPAINT_HISTORY_STRIP (widget);
  guint                  n_pictures = self->paths != NULL ? g_strv_length (self->paths) : 0;
  guint                  n_shown    = overpaint_history_strip_count_shown (self, n_pictures);
  gdouble                x          = 0.0;
  guint                  i;

  for (i = 0; i < n_shown; i++)
    {
      cairo_surface_t *surface = overpaint_history_strip_get_surface (self, i);
      gdouble          width   = get_width (surface);

      if (surface != NULL)
        draw_picture (cairo, surface, x, width);
      else
        draw_empty (widget, cairo, x, width);

      x += width + GAP;
    }

  if (n_shown < n_pictures)
    draw_rest (widget, cairo, x, n_pictures - n_shown);

  return GDK_EVENT_PROPAGATE;
}

static void
overpaint_history_strip_class_init (OverpaintHistoryStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = overpaint_history_strip_dispose;
  GTK_WIDGET_CLASS (klass)->draw  = overpaint_history_strip_draw;
}

static void
overpaint_history_strip_init (OverpaintHistoryStrip *self)
{
  gtk_widget_set_size_request (GTK_WIDGET (self), -1, OVERPAINT_HISTORY_STRIP_HEIGHT);
}

/**
 * overpaint_history_strip_new:
 *
 * Returns: (transfer floating): a strip without thumbnails
 */
GtkWidget *
overpaint_history_strip_new (void)
{
  return g_object_new (OVERPAINT_TYPE_HISTORY_STRIP, NULL);
}

/**
 * overpaint_history_strip_set_paths:
 * @self: a strip
 * @paths: (array zero-terminated=1): files of the thumbnails; "" where there is none
 *
 * Says what it shows. Where nothing has changed nothing is read again.
 */
void
overpaint_history_strip_set_paths (OverpaintHistoryStrip  *self,
                                   gchar                 **paths)
{
  if (self->paths != NULL && g_strv_equal ((const gchar * const *) self->paths, (const gchar * const *) paths))
    return;

  overpaint_history_strip_forget (self);
  g_strfreev (self->paths);
  self->paths = g_strdupv (paths);
  overpaint_history_strip_read (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * overpaint_history_strip_set_seen:
 * @self: a strip
 * @seen: whether it is where somebody can see it, or is about to be
 *
 * Reads the thumbnails, or gives their memory back.
 */
void
overpaint_history_strip_set_seen (OverpaintHistoryStrip *self,
                                  gboolean               seen)
{
  self->seen = seen;

  if (seen)
    overpaint_history_strip_read (self);
  else
    overpaint_history_strip_forget (self);
}

/**
 * overpaint_history_strip_count_read:
 * @self: a strip
 *
 * Returns: how many thumbnails are here to be drawn
 */
guint
overpaint_history_strip_count_read (OverpaintHistoryStrip *self)
{
  guint count = 0;
  guint i;

  for (i = 0; self->surfaces != NULL && i < self->surfaces->len; i++)
    count += g_ptr_array_index (self->surfaces, i) != NULL;

  return count;
}
