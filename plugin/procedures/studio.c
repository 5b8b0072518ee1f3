/* studio.c: the window and all that it stands on
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libgimp/gimpui.h>

#include <glib/gi18n-lib.h>

#include "chronicle.h"
#include "job-notes.h"
#include "job-server.h"
#include "layer-canvas.h"
#include "order.h"
#include "run-progress.h"
#include "server-desk.h"
#include "servers-dialog.h"
#include "studio.h"
#include "window.h"

struct _OverpaintStudio
{
  GObject                parent_instance;

  OverpaintSettings     *settings;
  OverpaintSecrets      *secrets;
  OverpaintShelf        *shelf;
  OverpaintServerDesk   *desk;
  OverpaintLayerCanvas  *canvas;
  OverpaintChronicle    *chronicle;
  OverpaintSingleWindow *calls;

  GtkWidget             *window;
  GtkWidget             *servers;      /* while that window is open */
  GMainLoop             *loop;

  OverpaintOrder        *order;        /* of the run that the window shows */
  OverpaintRun          *run;
  OverpaintPicks        *picks;        /* what the artist thinks of its pictures */
  GCancellable          *cancellable;  /* while something is waited for */
  gboolean               is_closing;
};

G_DEFINE_FINAL_TYPE (OverpaintStudio, overpaint_studio, G_TYPE_OBJECT)

static void
overpaint_studio_finalize (GObject *object)
{
  OverpaintStudio *self = OVERPAINT_STUDIO (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->secrets);
  g_clear_object (&self->shelf);
  g_clear_object (&self->desk);
  g_clear_object (&self->canvas);
  g_clear_object (&self->chronicle);
  g_clear_object (&self->calls);
  g_clear_object (&self->run);
  g_clear_object (&self->picks);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->order, overpaint_order_free);
  g_clear_pointer (&self->loop, g_main_loop_unref);

  G_OBJECT_CLASS (overpaint_studio_parent_class)->finalize (object);
}

static void
overpaint_studio_class_init (OverpaintStudioClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = overpaint_studio_finalize;
}

static void
overpaint_studio_init (OverpaintStudio *self)
{
  self->loop = g_main_loop_new (NULL, FALSE);
}

/**
 * overpaint_studio_new:
 * @image: the image
 * @calls: where later calls for the same image come in
 * @error: return location for an #OverpaintSettingsError
 *
 * Returns: (transfer full) (nullable): a studio whose window is not open yet
 */
OverpaintStudio *
overpaint_studio_new (GimpImage              *image,
                      OverpaintSingleWindow  *calls,
                      GError                **error)
{
  g_autoptr (OverpaintStudio)  self   = g_object_new (OVERPAINT_TYPE_STUDIO, NULL);
  g_autofree gchar            *folder = g_build_filename (gimp_directory (), "overpaint", NULL);
  g_autofree gchar            *path   = g_build_filename (folder, "settings.ini", NULL);

  self->settings = overpaint_settings_new (path, error);
  if (self->settings == NULL)
    return NULL;

  self->secrets   = overpaint_secrets_new ();
  self->shelf     = overpaint_shelf_new (folder);
  self->desk      = overpaint_server_desk_new (self->settings, self->secrets);
  self->canvas    = overpaint_layer_canvas_new (image);
  self->chronicle = overpaint_chronicle_new (self->shelf);
  self->calls     = g_object_ref (calls);

  return g_steal_pointer (&self);
}

static void
overpaint_studio_say (OverpaintStudio *self,
                      const GError    *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    overpaint_window_show_text (OVERPAINT_WINDOW (self->window), _("Stopped."));
  else
    overpaint_window_show_error (OVERPAINT_WINDOW (self->window), error);
}

/* Nothing is waited for any more: what had arrived is in the image by now. */
static void
overpaint_studio_rest (OverpaintStudio *self)
{
  g_clear_object (&self->cancellable);

  if (self->is_closing)
    g_main_loop_quit (self->loop);
  else
    overpaint_window_set_busy (OVERPAINT_WINDOW (self->window), FALSE);
}

static void
overpaint_studio_mark_lora (OverpaintStudio *self,
                            const GError    *error)
{
  g_autofree gchar *id = overpaint_order_find_lora (self->order, error);

  if (id != NULL)
    overpaint_window_mark_lora (OVERPAINT_WINDOW (self->window), id, error->message);
}

static void
on_run_finished (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (OverpaintStudio)  self  = user_data;
  OverpaintRun                *run   = OVERPAINT_RUN (source);
  g_autoptr (GError)           error = NULL;
  g_autofree gchar            *notes = NULL;

  if (! overpaint_run_start_finish (run, result, &error))
    {
      overpaint_studio_mark_lora (self, error);
      overpaint_studio_say (self, error);

      if (overpaint_run_find_left (run) != NULL)
        overpaint_window_show_text (OVERPAINT_WINDOW (self->window), overpaint_run_find_left (run));
    }
  else if (overpaint_picks_bring_in (self->picks, &error))
    {
      overpaint_chronicle_write (self->chronicle, self->order, run);
      notes = overpaint_job_notes_write (run, overpaint_layer_canvas_is_elsewhere (self->canvas, run));
      overpaint_window_show_text (OVERPAINT_WINDOW (self->window), notes);
    }
  else
    {
      overpaint_studio_say (self, error);
    }

  overpaint_studio_rest (self);
}

static void
overpaint_studio_start (OverpaintStudio *self)
{
  overpaint_run_start_async (self->run, self->cancellable, on_run_finished, g_object_ref (self));
  overpaint_window_watch_run (OVERPAINT_WINDOW (self->window));
}

static void
on_server_found (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (OverpaintStudio)  self   = user_data;
  g_autoptr (OverpaintServer)  server = NULL;
  g_autoptr (GError)           error  = NULL;

  server = overpaint_job_server_find_finish (result, &error);
  if (server == NULL)
    {
      overpaint_studio_say (self, error);
      overpaint_studio_rest (self);
      return;
    }

  g_clear_object (&self->run);
  self->run = overpaint_run_new (server, self->order->request, self->order->wish->axis,
                                 overpaint_source_get_pixels (self->order->source), &error);
  if (self->run == NULL)
    {
      overpaint_studio_say (self, error);
      overpaint_studio_rest (self);
      return;
    }

  overpaint_run_expect (self->run, overpaint_chronicle_foretell (self->chronicle, self->order, self->run));
  overpaint_layer_canvas_adopt (self->canvas, self->run, self->order->source);

  g_clear_object (&self->picks);
  self->picks = overpaint_picks_new (self->run, OVERPAINT_CANVAS (self->canvas));
  overpaint_window_show_run (OVERPAINT_WINDOW (self->window), self->picks);
  overpaint_studio_start (self);
}

/* The layer and the selection of this moment count, however long a keyring takes to open. */
static void
on_generate (OverpaintStudio *self,
             OverpaintWish   *wish)
{
  g_autoptr (OverpaintOrder)  order = NULL;
  g_autoptr (GError)          error = NULL;

  overpaint_chronicle_keep_wish (self->chronicle, wish);

  order = overpaint_order_new (wish, overpaint_shelf_get_styles (self->shelf), &error);
  if (order != NULL)
    order->source = overpaint_layer_canvas_take (self->canvas, &error);

  if (error != NULL)
    {
      overpaint_studio_say (self, error);
      return;
    }

  g_clear_pointer (&self->order, overpaint_order_free);
  self->order       = g_steal_pointer (&order);
  self->cancellable = g_cancellable_new ();

  overpaint_window_set_busy (OVERPAINT_WINDOW (self->window), TRUE);
  overpaint_window_show_seed (OVERPAINT_WINDOW (self->window),
                              overpaint_request_get_integer (self->order->request, "seed"));
  overpaint_job_server_find_async (self->settings, self->secrets,
                                   overpaint_request_get_text (self->order->request, "server"),
                                   self->cancellable, on_server_found, g_object_ref (self));
}

static void
on_stop (OverpaintStudio *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
on_stop_one (OverpaintStudio    *self,
             OverpaintVariation *variation)
{
  overpaint_run_stop_variation (self->run, variation);
}

static void
on_retry (OverpaintStudio    *self,
          OverpaintVariation *variation)
{
  /* One that has just been stopped is not at its end yet, and would stop this picture too. */
  if (self->cancellable != NULL && g_cancellable_is_cancelled (self->cancellable))
    return;

  /* What was too large for the graphics card is not asked for again as it was. */
  if (! overpaint_run_retry_smaller (self->run, variation))
    overpaint_run_retry (self->run, variation);

  if (self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  overpaint_window_set_busy (OVERPAINT_WINDOW (self->window), TRUE);
  overpaint_studio_start (self);
}

static void
on_servers_closed (OverpaintStudio *self)
{
  self->servers = NULL;

  if (! self->is_closing)
    overpaint_window_servers_changed (OVERPAINT_WINDOW (self->window));
}

static void
on_servers (OverpaintStudio *self)
{
  if (self->servers == NULL)
    {
      self->servers = overpaint_servers_dialog_new (OVERPAINT_SERVER_KEEPER (self->desk));
      gtk_window_set_transient_for (GTK_WINDOW (self->servers), GTK_WINDOW (self->window));
      g_signal_connect_swapped (self->servers, "destroy", G_CALLBACK (on_servers_closed), self);
    }

  gtk_window_present (GTK_WINDOW (self->servers));
}

static void
on_called (OverpaintStudio *self,
           OverpaintWish   *wish)
{
  if (self->is_closing)
    return;

  if (wish != NULL)
    overpaint_window_show_wish (OVERPAINT_WINDOW (self->window), wish);

  gtk_window_present (GTK_WINDOW (self->window));
}

/* Later calls for the image that the window goes on in are the window's too. */
static void
on_moved (OverpaintStudio *self)
{
  g_autoptr (OverpaintSingleWindow) calls = NULL;

  calls = overpaint_single_window_new (overpaint_layer_canvas_get_image (self->canvas));
  if (! overpaint_single_window_is_first (calls))
    return;

  g_signal_handlers_disconnect_by_func (self->calls, on_called, self);
  g_set_object (&self->calls, calls);
  g_signal_connect_object (self->calls, "called", G_CALLBACK (on_called), self, G_CONNECT_SWAPPED);
}

/* Closing loses nothing: a run that is under way is stopped, and what has come is brought in
 * behind a window that is hidden already.
 */
static gboolean
on_delete (OverpaintStudio *self)
{
  self->is_closing = TRUE;
  g_clear_pointer (&self->servers, gtk_widget_destroy);
  gtk_widget_hide (self->window);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    g_main_loop_quit (self->loop);

  return GDK_EVENT_STOP;
}

/**
 * overpaint_studio_open:
 * @self: a studio, once
 * @wish: (nullable): settings to begin with; those of the last time where %NULL
 *
 * Opens the window and comes back when the artist has closed it and all is in the image, in the
 * keyring and on the disk.
 */
void
overpaint_studio_open (OverpaintStudio *self,
                       OverpaintWish   *wish)
{
  self->window = overpaint_window_new (OVERPAINT_CANVAS (self->canvas), OVERPAINT_SERVER_KEEPER (self->desk),
                                       self->shelf);
  if (wish != NULL)
    overpaint_window_show_wish (OVERPAINT_WINDOW (self->window), wish);

  g_signal_connect_swapped (self->window, "generate", G_CALLBACK (on_generate), self);
  g_signal_connect_swapped (self->window, "stop", G_CALLBACK (on_stop), self);
  g_signal_connect_swapped (self->window, "stop-one", G_CALLBACK (on_stop_one), self);
  g_signal_connect_swapped (self->window, "retry", G_CALLBACK (on_retry), self);
  g_signal_connect_swapped (self->window, "servers", G_CALLBACK (on_servers), self);
  g_signal_connect_swapped (self->window, "delete-event", G_CALLBACK (on_delete), self);
  g_signal_connect_object (self->calls, "called", G_CALLBACK (on_called), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "moved", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);

  gimp_window_set_transient (GTK_WINDOW (self->window));
  gtk_window_present (GTK_WINDOW (self->window));

  g_main_loop_run (self->loop);

  overpaint_chronicle_wait (self->chronicle);
  overpaint_server_desk_wait (self->desk);
  gtk_widget_destroy (self->window);
  gimp_displays_flush ();
}
