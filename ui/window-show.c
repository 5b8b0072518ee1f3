/* window-show.c: what the window is told
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "found-bar.h"
#include "source-card.h"
#include "window-private.h"

/**
 * overpaint_window_show_wish:
 * @self: a window
 * @wish: settings
 *
 * Fills every field.
 */
void
overpaint_window_show_wish (OverpaintWindow *self,
                            OverpaintWish   *wish)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), OVERPAINT_WINDOW_RESULTS);
  overpaint_request_form_set_wish (OVERPAINT_REQUEST_FORM (self->form), wish);
}

/**
 * overpaint_window_show_run:
 * @self: a window
 * @picks: a run, and what the artist thinks of its pictures
 *
 * Shows a run in place of the one before.
 */
void
overpaint_window_show_run (OverpaintWindow *self,
                           OverpaintPicks  *picks)
{
  overpaint_results_view_show_run (OVERPAINT_RESULTS_VIEW (self->results), picks);
}

/**
 * overpaint_window_set_busy:
 * @self: a window
 * @busy: whether something is waited for
 *
 * While it is, there is no second Generate, and Escape stops it.
 */
void
overpaint_window_set_busy (OverpaintWindow *self,
                           gboolean         busy)
{
  self->is_busy = busy;
  gtk_widget_set_sensitive (self->generate, ! busy);

  if (! busy)
    {
      overpaint_results_view_set_busy (OVERPAINT_RESULTS_VIEW (self->results), FALSE);
      overpaint_window_refresh (self);
    }
}

/**
 * overpaint_window_watch_run:
 * @self: a busy window
 *
 * Shows how far the run that it shows has come, which has just been started.
 */
void
overpaint_window_watch_run (OverpaintWindow *self)
{
  overpaint_results_view_set_busy (OVERPAINT_RESULTS_VIEW (self->results), TRUE);
}

/**
 * overpaint_window_refresh:
 * @self: a window
 *
 * Looks at the image: what would be sent now, and which results are still there.
 */
void
overpaint_window_refresh (OverpaintWindow *self)
{
  gint                             side  = OVERPAINT_SOURCE_CARD_SIDE *
                                           gtk_widget_get_scale_factor (GTK_WIDGET (self));
  g_autoptr (OverpaintCanvasView)  view  = overpaint_canvas_look (self->canvas, side);
  g_autofree gchar                *title = NULL;

  if (view->image_name != NULL)
    {
      /* Translators: the window's title; %s is the name of the image */
      title = g_strdup_printf (_("Image to Image: %s"), view->image_name);
      gtk_window_set_title (GTK_WINDOW (self), title);
    }

  overpaint_request_form_show_view (OVERPAINT_REQUEST_FORM (self->form), view);
  overpaint_results_view_refresh (OVERPAINT_RESULTS_VIEW (self->results));
}

/**
 * overpaint_window_show_text:
 * @self: a window
 * @text: (nullable): one or more sentences; %NULL where there is nothing to say
 *
 * Says what a run came to.
 */
void
overpaint_window_show_text (OverpaintWindow *self,
                            const gchar     *text)
{
  overpaint_results_view_show_text (OVERPAINT_RESULTS_VIEW (self->results), text != NULL ? text : "");
}

/**
 * overpaint_window_show_error:
 * @self: a window
 * @error: what went wrong
 *
 * Says why a run came to nothing. Everything stays as it was typed.
 */
void
overpaint_window_show_error (OverpaintWindow *self,
                             const GError    *error)
{
  overpaint_results_view_show_error (OVERPAINT_RESULTS_VIEW (self->results), error->message);
}

/**
 * overpaint_window_mark_lora:
 * @self: a window
 * @id: a LoRA's id
 * @problem: what is wrong with it, as a sentence
 *
 * Marks a LoRA that a server could not use.
 */
void
overpaint_window_mark_lora (OverpaintWindow *self,
                            const gchar     *id,
                            const gchar     *problem)
{
  overpaint_request_form_mark_lora (OVERPAINT_REQUEST_FORM (self->form), id, problem);
}

/**
 * overpaint_window_show_seed:
 * @self: a window
 * @seed: the seed that a run has taken, 0..2147483647
 *
 * Shows which seed chance has chosen.
 */
void
overpaint_window_show_seed (OverpaintWindow *self,
                            gint             seed)
{
  overpaint_request_form_show_seed (OVERPAINT_REQUEST_FORM (self->form), seed);
}

/**
 * overpaint_window_servers_changed:
 * @self: a window
 *
 * Shows the servers anew.
 */
void
overpaint_window_servers_changed (OverpaintWindow *self)
{
  overpaint_request_form_refill_servers (OVERPAINT_REQUEST_FORM (self->form));
  overpaint_found_bar_refresh (OVERPAINT_FOUND_BAR (self->found));
}

/**
 * overpaint_window_use_server:
 * @self: a window
 * @name: the name of a server, which may have been added just now
 *
 * Chooses the server, as the artist would in the list.
 */
void
overpaint_window_use_server (OverpaintWindow *self,
                             const gchar     *name)
{
  overpaint_request_form_use_server (OVERPAINT_REQUEST_FORM (self->form), name);
}
