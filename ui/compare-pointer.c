/* compare-pointer.c: what pointer and keys do to two compared pictures
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "compare-paint.h"
#include "compare-pointer.h"

/* How far a key moves the divider, and with Shift; of 1. */
#define STEP      0.02
#define LONG_STEP 0.1

/* How far a key pans, of the shorter side of the widget. */
#define PAN_STEP 0.1

typedef enum
{
  DRAG_NOTHING,
  DRAG_DIVIDER,
  DRAG_PICTURE
} Drag;

typedef struct
{
  Drag     drag;
  guint    button;
  gdouble  x;
  gdouble  y;
  gdouble  offset;   /* from where the divider was taken to the divider */
} Pointer;

static void
set_cursor (GtkWidget   *widget,
            const gchar *name)
{
  g_autoptr (GdkCursor) cursor = gdk_cursor_new_from_name (gtk_widget_get_display (widget), name);

  gdk_window_set_cursor (gtk_widget_get_window (widget), cursor);
}

static gboolean
is_over_divider (OverpaintCompareCanvas *canvas,
                 gdouble                 x,
                 gdouble                 y)
{
  const OverpaintCompareGeometry *geometry = overpaint_compare_canvas_get_geometry (canvas);
  OverpaintCompareArea            seen;

  overpaint_compare_geometry_get_seen (geometry, &seen);

  return seen.width > 0.0 && y >= seen.y && y <= seen.y + seen.height &&
         fabs (x - overpaint_compare_geometry_get_divider (geometry)) <= OVERPAINT_COMPARE_GRIP;
}

static void
update_cursor (OverpaintCompareCanvas *canvas,
               Pointer                *pointer,
               gdouble                 x,
               gdouble                 y)
{
  const gchar *name = "default";

  if (pointer->drag == DRAG_PICTURE)
    name = "grabbing";
  else if (pointer->drag == DRAG_DIVIDER || is_over_divider (canvas, x, y))
    name = "col-resize";
  else if (overpaint_compare_geometry_can_pan (overpaint_compare_canvas_get_geometry (canvas)))
    name = "grab";

  set_cursor (GTK_WIDGET (canvas), name);
}

static gboolean
on_press (OverpaintCompareCanvas *canvas,
          GdkEventButton         *event,
          Pointer                *pointer)
{
  if (event->button != GDK_BUTTON_PRIMARY && event->button != GDK_BUTTON_MIDDLE)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_grab_focus (GTK_WIDGET (canvas));

  if (event->type == GDK_2BUTTON_PRESS && event->button == GDK_BUTTON_PRIMARY)
    {
      overpaint_compare_canvas_fit (canvas);
      return GDK_EVENT_STOP;
    }

  if (event->type != GDK_BUTTON_PRESS || pointer->drag != DRAG_NOTHING)
    return GDK_EVENT_STOP;

  pointer->button = event->button;
  pointer->x      = event->x;
  pointer->y      = event->y;
  pointer->offset = overpaint_compare_geometry_get_divider (overpaint_compare_canvas_get_geometry (canvas)) - event->x;
  pointer->drag   = event->button == GDK_BUTTON_PRIMARY && is_over_divider (canvas, event->x, event->y)
                    ? DRAG_DIVIDER : DRAG_PICTURE;
  update_cursor (canvas, pointer, event->x, event->y);

  return GDK_EVENT_STOP;
}

static gboolean
on_motion (OverpaintCompareCanvas *canvas,
           GdkEventMotion         *event,
           Pointer                *pointer)
{
  OverpaintCompareGeometry geometry;

  switch (pointer->drag)
    {
    case DRAG_DIVIDER:
      geometry = *overpaint_compare_canvas_get_geometry (canvas);
      overpaint_compare_geometry_move_divider (&geometry, event->x + pointer->offset);
      overpaint_compare_canvas_set_divider (canvas, geometry.divider);
      break;

    case DRAG_PICTURE:
      overpaint_compare_canvas_pan (canvas, event->x - pointer->x, event->y - pointer->y);
      pointer->x = event->x;
      pointer->y = event->y;
      break;

    case DRAG_NOTHING:
    default:
      update_cursor (canvas, pointer, event->x, event->y);
    }

  return GDK_EVENT_STOP;
}

static gboolean
on_release (OverpaintCompareCanvas *canvas,
            GdkEventButton         *event,
            Pointer                *pointer)
{
  if (pointer->drag == DRAG_NOTHING || event->button != pointer->button)
    return GDK_EVENT_PROPAGATE;

  pointer->drag = DRAG_NOTHING;
  update_cursor (canvas, pointer, event->x, event->y);

  return GDK_EVENT_STOP;
}

/* Another window may take the pointer away in the middle of a drag. */
static gboolean
on_grab_broken (OverpaintCompareCanvas *canvas,
                GdkEvent               *event,
                Pointer                *pointer)
{
  pointer->drag = DRAG_NOTHING;

  return GDK_EVENT_PROPAGATE;
}

static gboolean
on_scroll (OverpaintCompareCanvas *canvas,
           GdkEventScroll         *event,
           Pointer                *pointer)
{
  OverpaintCompareGeometry geometry = *overpaint_compare_canvas_get_geometry (canvas);
  gdouble                  zoom     = geometry.zoom;

  switch (event->direction)
    {
    case GDK_SCROLL_UP:
      zoom = overpaint_compare_geometry_next_zoom (&geometry, 1);
      break;

    case GDK_SCROLL_DOWN:
      zoom = overpaint_compare_geometry_next_zoom (&geometry, -1);
      break;

    case GDK_SCROLL_SMOOTH:
      /* as far as a wheel goes that clicks */
      zoom *= exp2 (-event->delta_y / 2.0);
      break;

    case GDK_SCROLL_LEFT:
    case GDK_SCROLL_RIGHT:
    default:
      return GDK_EVENT_PROPAGATE;
    }

  overpaint_compare_canvas_set_zoom (canvas, zoom, event->x, event->y);
  update_cursor (canvas, pointer, event->x, event->y);

  return GDK_EVENT_STOP;
}

/**
 * overpaint_compare_pointer_attach:
 * @canvas: a canvas
 *
 * Has the pointer move its divider, pan it by dragging, zoom it around itself with the wheel, and
 * fit it with a double click.
 */
void
overpaint_compare_pointer_attach (OverpaintCompareCanvas *canvas)
{
  Pointer *pointer = g_new0 (Pointer, 1);

  gtk_widget_add_events (GTK_WIDGET (canvas),
                         GDK_BUTTON_PRESS_MASK | GDK_BUTTON_RELEASE_MASK | GDK_POINTER_MOTION_MASK |
                         GDK_SCROLL_MASK | GDK_SMOOTH_SCROLL_MASK);

  g_object_set_data_full (G_OBJECT (canvas), "overpaint-pointer", pointer, g_free);
  g_signal_connect (canvas, "button-press-event", G_CALLBACK (on_press), pointer);
  g_signal_connect (canvas, "button-release-event", G_CALLBACK (on_release), pointer);
  g_signal_connect (canvas, "motion-notify-event", G_CALLBACK (on_motion), pointer);
  g_signal_connect (canvas, "scroll-event", G_CALLBACK (on_scroll), pointer);
  g_signal_connect (canvas, "grab-broken-event", G_CALLBACK (on_grab_broken), pointer);
}

static gboolean
pan_by_key (OverpaintCompareCanvas *canvas,
            guint                   key)
{
  const OverpaintCompareGeometry *geometry = overpaint_compare_canvas_get_geometry (canvas);
  gdouble                         step     = MIN (geometry->view_width, geometry->view_height) * PAN_STEP;

  /* the key says where the eye goes, and the picture goes the other way */
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      overpaint_compare_canvas_pan (canvas, step, 0.0);
      return TRUE;

    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      overpaint_compare_canvas_pan (canvas, -step, 0.0);
      return TRUE;

    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      overpaint_compare_canvas_pan (canvas, 0.0, step);
      return TRUE;

    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      overpaint_compare_canvas_pan (canvas, 0.0, -step);
      return TRUE;

    default:
      return FALSE;
    }
}

static gboolean
zoom_by_key (OverpaintCompareCanvas *canvas,
             guint                   key)
{
  switch (key)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      overpaint_compare_canvas_step_zoom (canvas, 1);
      return TRUE;

    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      overpaint_compare_canvas_step_zoom (canvas, -1);
      return TRUE;

    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      overpaint_compare_canvas_fit (canvas);
      return TRUE;

    default:
      return FALSE;
    }
}

static gboolean
move_by_key (OverpaintCompareCanvas *canvas,
             guint                   key,
             gdouble                 step)
{
  gdouble divider = overpaint_compare_canvas_get_geometry (canvas)->divider;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      overpaint_compare_canvas_set_divider (canvas, divider - step);
      return TRUE;

    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      overpaint_compare_canvas_set_divider (canvas, divider + step);
      return TRUE;

    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      overpaint_compare_canvas_set_divider (canvas, 0.0);
      return TRUE;

    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      overpaint_compare_canvas_set_divider (canvas, 1.0);
      return TRUE;

    case GDK_KEY_f:
      overpaint_compare_canvas_flip (canvas);
      return TRUE;

    case GDK_KEY_s:
      overpaint_compare_pair_swap (overpaint_compare_canvas_get_pair (canvas));
      return TRUE;

    default:
      return FALSE;
    }
}

/**
 * overpaint_compare_pointer_press_key:
 * @canvas: a canvas
 * @event: a key that has been pressed while it had the focus
 *
 * Left and Right move the divider, farther with Shift, Home and End to a side; with Ctrl the arrows
 * pan. Plus and minus zoom, 0 fits, F flips, S swaps.
 *
 * Returns: whether it did something
 */
gboolean
overpaint_compare_pointer_press_key (OverpaintCompareCanvas *canvas,
                                     GdkEventKey            *event)
{
  guint key       = gdk_keyval_to_lower (event->keyval);
  guint modifiers = event->state & gtk_accelerator_get_default_mod_mask ();

  switch (modifiers)
    {
    case 0:
      return zoom_by_key (canvas, key) || move_by_key (canvas, key, STEP);

    case GDK_SHIFT_MASK:
      return zoom_by_key (canvas, key) || move_by_key (canvas, key, LONG_STEP);

    case GDK_CONTROL_MASK:
    case GDK_CONTROL_MASK | GDK_SHIFT_MASK:
      return zoom_by_key (canvas, key) || pan_by_key (canvas, key);

    default:
      return FALSE;
    }
}
