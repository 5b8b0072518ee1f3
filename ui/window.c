/* window.c: the one window in which an artist works
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include <gdk/gdkkeysyms.h>

#include "found-bar.h"
#include "history-view.h"
#include "ui-resources.h"
#include "window-private.h"

/* in pixels: what fits a screen of 1366 x 768 beside its panels */
#define WIDTH      1120
#define HEIGHT      660
#define FORM_WIDTH  430

G_DEFINE_FINAL_TYPE (OverpaintWindow, overpaint_window, GTK_TYPE_WINDOW)

enum
{
  GENERATE,
  STOP,
  STOP_ONE,
  RETRY,
  SERVERS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
overpaint_window_dispose (GObject *object)
{
  OverpaintWindow *self = OVERPAINT_WINDOW (object);

  /* a window that is open is unmapped by this, and remembers itself then */
  G_OBJECT_CLASS (overpaint_window_parent_class)->dispose (object);

  g_clear_object (&self->canvas);
  g_clear_object (&self->shelf);
}

static void
overpaint_window_generate (OverpaintWindow *self)
{
  g_autoptr (OverpaintWish)  wish  = NULL;
  g_autoptr (GError)         error = NULL;

  if (self->is_busy)
    return;

  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), OVERPAINT_WINDOW_RESULTS);

  wish = overpaint_request_form_get_wish (OVERPAINT_REQUEST_FORM (self->form), &error);
  if (wish != NULL)
    g_signal_emit (self, signals[GENERATE], 0, wish);
  else
    overpaint_window_show_error (self, error);
}

static gboolean
overpaint_window_key_press (GtkWidget   *widget,
                            GdkEventKey *event)
{
  OverpaintWindow *self      = OVERPAINT_WINDOW (widget);
  guint            modifiers = event->state & gtk_accelerator_get_default_mod_mask ();
  gboolean         is_enter  = event->keyval == GDK_KEY_Return || event->keyval == GDK_KEY_KP_Enter;

  if (is_enter && modifiers == GDK_CONTROL_MASK)
    {
      overpaint_window_generate (self);
      return GDK_EVENT_STOP;
    }

  if (event->keyval == GDK_KEY_w && modifiers == GDK_CONTROL_MASK)
    {
      gtk_window_close (GTK_WINDOW (self));
      return GDK_EVENT_STOP;
    }

  if (GTK_WIDGET_CLASS (overpaint_window_parent_class)->key_press_event (widget, event))
    return GDK_EVENT_STOP;

  /* last, so that a menu or a field that is open closes first */
  if (event->keyval == GDK_KEY_Escape && modifiers == 0 && self->is_busy)
    {
      g_signal_emit (self, signals[STOP], 0);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static gboolean
overpaint_window_focus_in (GtkWidget     *widget,
                           GdkEventFocus *event)
{
  overpaint_window_refresh (OVERPAINT_WINDOW (widget));

  return GTK_WIDGET_CLASS (overpaint_window_parent_class)->focus_in_event (widget, event);
}

static void
overpaint_window_remember (OverpaintWindow *self)
{
  OverpaintPreferences      *preferences = overpaint_shelf_get_preferences (self->shelf);
  g_autoptr (OverpaintWish)  wish        = NULL;
  g_autoptr (GError)         error       = NULL;
  gint                       width;
  gint                       height;

  gtk_window_get_size (GTK_WINDOW (self), &width, &height);
  overpaint_preferences_set_number (preferences, "width", width);
  overpaint_preferences_set_number (preferences, "height", height);
  overpaint_preferences_set_number (preferences, "form-width", gtk_paned_get_position (GTK_PANED (self->panes)));

  /* What was typed and never sent is kept too, unless it is half a number. */
  wish = overpaint_request_form_get_wish (OVERPAINT_REQUEST_FORM (self->form), NULL);
  if (wish != NULL)
    overpaint_preferences_set_wish (preferences, wish);

  if (! overpaint_preferences_save (preferences, &error))
    g_info ("the window's state: %s", error->message);
}

static void
overpaint_window_unmap (GtkWidget *widget)
{
  overpaint_window_remember (OVERPAINT_WINDOW (widget));

  GTK_WIDGET_CLASS (overpaint_window_parent_class)->unmap (widget);
}

static void
overpaint_window_class_init (OverpaintWindowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose         = overpaint_window_dispose;
  widget_class->key_press_event = overpaint_window_key_press;
  widget_class->focus_in_event  = overpaint_window_focus_in;
  widget_class->unmap           = overpaint_window_unmap;

  /**
   * OverpaintWindow::generate:
   * @self: the window
   * @wish: what is asked for
   *
   * The artist wants pictures.
   */
  signals[GENERATE] = g_signal_new ("generate", OVERPAINT_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, OVERPAINT_TYPE_WISH);

  /**
   * OverpaintWindow::stop:
   * @self: the window
   *
   * The artist wants no more of what is under way.
   */
  signals[STOP] = g_signal_new ("stop", OVERPAINT_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  /**
   * OverpaintWindow::stop-one:
   * @self: the window
   * @variation: a picture that waits or runs
   *
   * The artist does not want this picture any more.
   */
  signals[STOP_ONE] = g_signal_new ("stop-one", OVERPAINT_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, OVERPAINT_TYPE_VARIATION);

  /**
   * OverpaintWindow::retry:
   * @self: the window
   * @variation: a picture that failed or was stopped
   *
   * The artist wants this picture after all.
   */
  signals[RETRY] = g_signal_new ("retry", OVERPAINT_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, OVERPAINT_TYPE_VARIATION);

  /**
   * OverpaintWindow::servers:
   * @self: the window
   *
   * The artist wants to see all servers.
   */
  signals[SERVERS] = g_signal_new ("servers", OVERPAINT_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  g_resources_register (overpaint_ui_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintWindow, panes);
  gtk_widget_class_bind_template_child (widget_class, OverpaintWindow, form_place);
  gtk_widget_class_bind_template_child (widget_class, OverpaintWindow, action_place);
  gtk_widget_class_bind_template_child (widget_class, OverpaintWindow, generate);
  gtk_widget_class_bind_template_child (widget_class, OverpaintWindow, found_place);
  gtk_widget_class_bind_template_child (widget_class, OverpaintWindow, pages);
  gtk_widget_class_bind_template_callback (widget_class, overpaint_window_generate);
}

static void
overpaint_window_init (OverpaintWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
on_stop (OverpaintWindow *self)
{
  g_signal_emit (self, signals[STOP], 0);
}

static void
on_stop_one (OverpaintWindow    *self,
             OverpaintVariation *variation)
{
  g_signal_emit (self, signals[STOP_ONE], 0, variation);
}

static void
on_retry (OverpaintWindow    *self,
          OverpaintVariation *variation)
{
  g_signal_emit (self, signals[RETRY], 0, variation);
}

static void
on_servers (OverpaintWindow *self)
{
  g_signal_emit (self, signals[SERVERS], 0);
}

static void
on_use (OverpaintWindow *self,
        OverpaintWish   *wish)
{
  overpaint_window_show_wish (self, wish);
  overpaint_window_show_text (self, _("The settings of that run are in the fields now."));
}

/* The focus may stay here while GIMP opens an image. */
static void
on_moved (OverpaintWindow *self)
{
  overpaint_window_refresh (self);

  /* what a run came to is said at its end, and this with it */
  if (! self->is_busy)
    overpaint_window_show_text (self, _("The image had been closed: the picture has opened as a new one, "
                                        "and the window goes on with that."));
}

static void
overpaint_window_fill (OverpaintWindow       *self,
                       OverpaintServerKeeper *keeper)
{
  g_autoptr (GtkWidget) forecast = NULL;

  self->form    = overpaint_request_form_new (self->shelf, keeper);
  forecast      = overpaint_request_form_take_forecast (OVERPAINT_REQUEST_FORM (self->form));
  self->results = overpaint_results_view_new ();
  self->history = overpaint_history_view_new (overpaint_shelf_get_history (self->shelf));
  self->found   = overpaint_found_bar_new (keeper, overpaint_shelf_get_preferences (self->shelf));

  g_signal_connect_swapped (self->form, "generate", G_CALLBACK (overpaint_window_generate), self);
  g_signal_connect_swapped (self->form, "servers", G_CALLBACK (on_servers), self);
  g_signal_connect_swapped (self->results, "stop", G_CALLBACK (on_stop), self);
  g_signal_connect_swapped (self->results, "stop-one", G_CALLBACK (on_stop_one), self);
  g_signal_connect_swapped (self->results, "retry", G_CALLBACK (on_retry), self);
  g_signal_connect_swapped (self->history, "use", G_CALLBACK (on_use), self);
  g_signal_connect_swapped (self->found, "use", G_CALLBACK (overpaint_window_use_server), self);
  g_signal_connect_object (keeper, "use", G_CALLBACK (overpaint_window_use_server), self, G_CONNECT_SWAPPED);

  gtk_container_add (GTK_CONTAINER (self->form_place), self->form);
  gtk_container_add (GTK_CONTAINER (self->action_place), forecast);
  gtk_container_add (GTK_CONTAINER (self->found_place), self->found);
  gtk_stack_add_titled (GTK_STACK (self->pages), self->results, OVERPAINT_WINDOW_RESULTS, _("Results"));
  gtk_stack_add_titled (GTK_STACK (self->pages), self->history, OVERPAINT_WINDOW_HISTORY, _("History"));
  gtk_widget_show (self->form);
  gtk_widget_show (self->results);
  gtk_widget_show (self->history);
}

/**
 * overpaint_window_new:
 * @canvas: the image
 * @keeper: the servers
 * @shelf: what was kept from earlier days
 *
 * Returns: (transfer floating): the window, with the values of the last Generate in its fields
 */
GtkWidget *
overpaint_window_new (OverpaintCanvas       *canvas,
                      OverpaintServerKeeper *keeper,
                      OverpaintShelf        *shelf)
{
  OverpaintWindow           *self        = g_object_new (OVERPAINT_TYPE_WINDOW, NULL);
  OverpaintPreferences      *preferences = overpaint_shelf_get_preferences (shelf);
  g_autoptr (OverpaintWish)  wish        = overpaint_preferences_get_wish (preferences);

  self->canvas = g_object_ref (canvas);
  self->shelf  = g_object_ref (shelf);

  gtk_window_set_title (GTK_WINDOW (self), _("Image to Image"));
  gtk_window_set_default_size (GTK_WINDOW (self),
                               overpaint_preferences_get_number (preferences, "width", WIDTH),
                               overpaint_preferences_get_number (preferences, "height", HEIGHT));
  overpaint_window_fill (self, keeper);
  gtk_paned_set_position (GTK_PANED (self->panes),
                          overpaint_preferences_get_number (preferences, "form-width", FORM_WIDTH));

  if (wish != NULL)
    overpaint_request_form_set_wish (OVERPAINT_REQUEST_FORM (self->form), wish);

  g_signal_connect_object (canvas, "moved", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  gtk_widget_grab_focus (self->form);
  overpaint_history_load_async (overpaint_shelf_get_history (shelf), NULL, NULL, NULL);
  overpaint_window_refresh (self);

  return GTK_WIDGET (self);
}
