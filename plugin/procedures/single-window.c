/* single-window.c: the one window of an image
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "single-window.h"

/* Flatpak lets GIMP and its plug-ins own names that begin with GIMP's own, and no others. */
#define NAME_FORMAT "org.gimp.GIMP.Plugin.Overpaint.process%d.image%d"

#define USE_SETTINGS "use-settings"

struct _OverpaintSingleWindow
{
  GObject       parent_instance;

  GApplication *application;
};

G_DEFINE_FINAL_TYPE (OverpaintSingleWindow, overpaint_single_window, G_TYPE_OBJECT)

static guint called_signal;

static void
overpaint_single_window_finalize (GObject *object)
{
  OverpaintSingleWindow *self = OVERPAINT_SINGLE_WINDOW (object);

  g_signal_handlers_disconnect_by_data (self->application, self);
  g_clear_object (&self->application);

  G_OBJECT_CLASS (overpaint_single_window_parent_class)->finalize (object);
}

static void
overpaint_single_window_class_init (OverpaintSingleWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = overpaint_single_window_finalize;

  /**
   * OverpaintSingleWindow::called:
   * @self: the first call's
   * @wish: (nullable): what the later call brings
   *
   * A later call wants to see the window.
   */
  called_signal = g_signal_new ("called", OVERPAINT_TYPE_SINGLE_WINDOW, G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, OVERPAINT_TYPE_WISH);
}

static void
overpaint_single_window_init (OverpaintSingleWindow *self)
{
}

static void
on_activate (OverpaintSingleWindow *self)
{
  g_signal_emit (self, called_signal, 0, NULL);
}

/* Whoever is on the artist's own bus may send this: it is judged like a file. */
static void
on_use_settings (OverpaintSingleWindow *self,
                 GVariant              *parameter)
{
  g_autoptr (GError)         error = NULL;
  g_autoptr (OverpaintWish)  wish  = overpaint_wish_new_from_json (g_variant_get_string (parameter, NULL), &error);

  if (wish != NULL)
    g_signal_emit (self, called_signal, 0, wish);
  else
    g_info ("settings that came from another call: %s", error->message);
}

/**
 * overpaint_single_window_new:
 * @image: the image that a call is for
 *
 * Finds out whether there is a window for @image already, in this GIMP. Where there is no session
 * bus it cannot be found, and each call is the first.
 *
 * Returns: (transfer full): a call that is the first, or a later one
 */
OverpaintSingleWindow *
overpaint_single_window_new (GimpImage *image)
{
  OverpaintSingleWindow     *self   = g_object_new (OVERPAINT_TYPE_SINGLE_WINDOW, NULL);
  g_autofree gchar          *name   = NULL;
  g_autoptr (GSimpleAction)  action = g_simple_action_new (USE_SETTINGS, G_VARIANT_TYPE_STRING);
  g_autoptr (GError)         error  = NULL;

  name = g_strdup_printf (NAME_FORMAT, gimp_getpid (), gimp_image_get_id (image));

  self->application = g_application_new (name, G_APPLICATION_DEFAULT_FLAGS);
  g_signal_connect_swapped (action, "activate", G_CALLBACK (on_use_settings), self);
  g_action_map_add_action (G_ACTION_MAP (self->application), G_ACTION (action));
  g_signal_connect_swapped (self->application, "activate", G_CALLBACK (on_activate), self);

  if (! g_application_register (self->application, NULL, &error))
    g_info ("no other window of the image can be found: %s", error->message);

  return self;
}

/**
 * overpaint_single_window_is_first:
 * @self: a call
 *
 * Returns: whether the window is this call's to open
 */
gboolean
overpaint_single_window_is_first (OverpaintSingleWindow *self)
{
  return ! g_application_get_is_registered (self->application) ||
         ! g_application_get_is_remote (self->application);
}

/**
 * overpaint_single_window_call:
 * @self: a later call
 * @wish: (nullable): settings for the window to show
 *
 * Raises the window of the first call.
 */
void
overpaint_single_window_call (OverpaintSingleWindow *self,
                              OverpaintWish         *wish)
{
  if (wish != NULL)
    {
      g_autofree gchar *text = overpaint_wish_to_json (wish);

      g_action_group_activate_action (G_ACTION_GROUP (self->application), USE_SETTINGS,
                                      g_variant_new_string (text));
    }
  else
    {
      g_application_activate (self->application);
    }

  /* This process ends now, and what it has not written by then is lost. */
  g_dbus_connection_flush_sync (g_application_get_dbus_connection (self->application), NULL, NULL);
}
