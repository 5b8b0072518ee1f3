/* results-scene.h: the right side of the window in a window of its own, over a fake image
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "../unit/fake-canvas.h"
#include "contact-sheet.h"
#include "key-tools.h"
#include "results-view.h"
#include "sheet-cell.h"
#include "widget-tools.h"

G_BEGIN_DECLS

/* Pictures of the seeds 10, 11, 12... */
#define FIRST_SEED 10

typedef struct
{
  GtkWidget      *window;
  GtkWidget      *view;
  GtkWidget      *sheet;
  FakeCanvas     *canvas;
  OverpaintRun   *run;
  OverpaintPicks *picks;
  GString        *asked;    /* "retry 11; stop 12; stop; " */
  GPtrArray      *read_out;
} Scene;

static inline void
scene_note_retry (Scene              *scene,
                  OverpaintVariation *variation)
{
  g_string_append_printf (scene->asked, "retry %" G_GINT64_FORMAT "; ", overpaint_variation_get_seed (variation));
}

static inline void
scene_note_stop_one (Scene              *scene,
                     OverpaintVariation *variation)
{
  g_string_append_printf (scene->asked, "stop %" G_GINT64_FORMAT "; ", overpaint_variation_get_seed (variation));
}

static inline void
scene_note_stop (Scene *scene)
{
  g_string_append (scene->asked, "stop; ");
}

static inline void
scene_note_read_out (Scene       *scene,
                     const gchar *text)
{
  g_ptr_array_add (scene->read_out, g_strdup (text));
}

/* An empty view. */
static inline void
scene_open (Scene *scene)
{
  scene->canvas   = fake_canvas_new ();
  scene->asked    = g_string_new (NULL);
  scene->read_out = g_ptr_array_new_with_free_func (g_free);
  scene->view     = overpaint_results_view_new ();
  gtk_widget_set_size_request (scene->view, 700, 500);
  scene->window   = widget_open (scene->view);
  scene->sheet    = widget_find (scene->view, OVERPAINT_TYPE_CONTACT_SHEET, NULL);

  g_signal_connect_swapped (scene->view, "retry", G_CALLBACK (scene_note_retry), scene);
  g_signal_connect_swapped (scene->view, "stop-one", G_CALLBACK (scene_note_stop_one), scene);
  g_signal_connect_swapped (scene->view, "stop", G_CALLBACK (scene_note_stop), scene);
  g_signal_connect_swapped (gtk_widget_get_accessible (scene->sheet), "announcement",
                            G_CALLBACK (scene_note_read_out), scene);
}

/* A run of which nothing has come. */
static inline void
scene_show (Scene        *scene,
            OverpaintRun *run)
{
  scene->run   = run;
  scene->picks = overpaint_picks_new (run, OVERPAINT_CANVAS (scene->canvas));
  overpaint_results_view_show_run (OVERPAINT_RESULTS_VIEW (scene->view), scene->picks);
  gtk_test_widget_wait_for_draw (scene->window);
  widget_settle ();
}

/* A run that is over: all pictures are layers, and the image shows the first. */
static inline void
scene_show_layers (Scene *scene,
                   gint   images)
{
  g_autoptr (GError) error = NULL;
  gint               i;

  scene_open (scene);
  scene_show (scene, hand_run (FIRST_SEED, images));
  for (i = 0; i < images; i++)
    hand_deliver (scene->run, (guint) i, FALSE);

  g_assert_true (overpaint_picks_bring_in (scene->picks, &error));
  g_assert_no_error (error);
  gtk_test_widget_wait_for_draw (scene->window);
  widget_settle ();
  assert_calls (scene->canvas, "bring in; ");
}

static inline void
scene_clear (Scene *scene)
{
  GtkWidget *view = scene->view;

  g_object_add_weak_pointer (G_OBJECT (view), (gpointer *) &view);
  gtk_widget_destroy (scene->window);
  widget_settle ();
  g_assert_null (view);

  g_clear_object (&scene->picks);
  g_clear_object (&scene->run);
  g_object_unref (scene->canvas);
  g_string_free (scene->asked, TRUE);
  g_ptr_array_unref (scene->read_out);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static inline GtkWidget *
scene_get_cell (Scene *scene,
                guint  index)
{
  GtkWidget *cell = overpaint_contact_sheet_get_cell (OVERPAINT_CONTACT_SHEET (scene->sheet), index);

  g_assert_nonnull (cell);

  return cell;
}

static inline const gchar *
scene_get_name (Scene *scene,
                guint  index)
{
  return atk_object_get_name (gtk_widget_get_accessible (scene_get_cell (scene, index)));
}

static inline OverpaintVariation *
scene_get (Scene *scene,
           guint  index)
{
  return overpaint_run_get_variation (scene->run, index);
}

/* Keys pressed one after the other while the sheet has the focus. */
static inline void
scene_press (Scene *scene,
             guint  key)
{
  widget_press (scene->window, key, 0);
}

#define assert_asked(scene, expected)                              \
  G_STMT_START                                                     \
    {                                                              \
      g_assert_cmpstr ((scene)->asked->str, ==, expected);         \
      g_string_truncate ((scene)->asked, 0);                       \
    }                                                              \
  G_STMT_END

G_END_DECLS
