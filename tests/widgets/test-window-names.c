/* test-window-names.c: tests of what the window is called, for those who do not see it or use no mouse
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libintl.h>

#include <glib/gi18n-lib.h>

#include "../unit/comma-locale.h"
#include "../unit/fake-canvas.h"
#include "fake-office.h"
#include "form-scene.h"
#include "found-dialog.h"
#include "name-tools.h"
#include "results-view.h"
#include "server-editor.h"
#include "servers-dialog.h"
#include "style-dialog.h"
#include "window-private.h"
#include "worker-dialog.h"

/* A window of this size has room on a screen of 1366 x 768 beside a panel. */
#define MOST_WIDTH  1200
#define MOST_HEIGHT  700

/* Of these pixels, the form may take no more than this. */
#define MOST_FORM_WIDTH 480

typedef struct
{
  const gchar     *language;
  OverpaintWindow *window;
  FakeCanvas      *canvas;
  OverpaintPicks  *picks;
} Scene;

/* Narrow enough for a small screen, and the form leaves room for the pictures. */
static void
check_size (Scene       *scene,
            const gchar *state)
{
  GtkWidget *form = gtk_paned_get_child1 (GTK_PANED (scene->window->panes));
  gint       width;
  gint       height;
  gint       form_width;

  gtk_widget_get_preferred_width (GTK_WIDGET (scene->window), &width, NULL);
  gtk_widget_get_preferred_height (GTK_WIDGET (scene->window), &height, NULL);
  gtk_widget_get_preferred_width (form, &form_width, NULL);
  g_test_message ("%s, %s: at least %d × %d, form %d", scene->language, state, width, height, form_width);

  g_assert_cmpint (width, <=, MOST_WIDTH);
  g_assert_cmpint (height, <=, MOST_HEIGHT);
  g_assert_cmpint (form_width, <=, MOST_FORM_WIDTH);
}

static void
check (Scene       *scene,
       const gchar *state,
       guint        least)
{
  g_autoptr (GPtrArray) list = NULL;

  test_settle ();
  list = list_all (GTK_WIDGET (scene->window));

  check_names (scene->language, list, 20);
  check_letters (scene->language, state, list, least);
  check_size (scene, state);

  if (g_str_equal (scene->language, "en"))
    check_cases (list, 20);
}

/* The windows that this one opens. */
static void
check_dialog (Scene       *scene,
              const gchar *state,
              GtkWidget   *dialog,
              guint        least)
{
  g_autoptr (GPtrArray) list = NULL;

  gtk_widget_show (dialog);
  gtk_test_widget_wait_for_draw (dialog);
  test_settle ();
  list = list_all (dialog);

  check_names (scene->language, list, least);
  check_letters (scene->language, state, list, least);

  if (g_str_equal (scene->language, "en"))
    check_cases (list, least);

  gtk_widget_destroy (dialog);
  test_settle ();
}

/* The window for a worker in each of its states, and the servers with one. */
static void
check_worker_dialogs (Fixture *fixture,
                      Scene   *scene)
{
  TestFakeKeeper        *keeper = TEST_FAKE_KEEPER (fixture->keeper);
  TestFakeOffice        *office = test_fake_office_new ();
  GtkWindow             *parent = GTK_WINDOW (scene->window);
  g_autoptr (GPtrArray)  rows   = NULL;
  GtkWidget             *dialog;

  keeper->office = OVERPAINT_WORKER_OFFICE (office);
  rows           = OVERPAINT_SERVER_KEEPER_GET_IFACE (keeper)->list (fixture->keeper);

  check_dialog (scene, "servers with a worker", overpaint_servers_dialog_new (fixture->keeper), 9);
  check_dialog (scene, "new worker", overpaint_worker_dialog_new (parent, fixture->keeper, NULL), 12);

  dialog = overpaint_worker_dialog_new (parent, fixture->keeper, NULL);
  gtk_toggle_button_set_active (test_find (dialog, GTK_TYPE_RADIO_BUTTON, 1), TRUE);
  check_dialog (scene, "container", dialog, 11);

  dialog = overpaint_worker_dialog_new (parent, fixture->keeper, rows->pdata[3]);
  gtk_dialog_response (GTK_DIALOG (dialog), 1);
  test_fake_office_answer (office, NULL, g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "It fell over.\n\nLine 1"));
  check_dialog (scene, "failed worker", dialog, 13);

  dialog = overpaint_worker_dialog_new (parent, fixture->keeper, rows->pdata[3]);
  gtk_dialog_response (GTK_DIALOG (dialog), 1);
  test_fake_office_answer (office, NULL, g_error_new (OVERPAINT_WORKER_OFFICE_ERROR,
                                                      OVERPAINT_WORKER_OFFICE_ERROR_MUST_DOWNLOAD, "It is not here."));
  check_dialog (scene, "download", dialog, 14);

  g_clear_object (&keeper->office);
}

static void
check_found (Scene                 *scene,
             OverpaintServerKeeper *keeper)
{
  TestFakeScout *scout  = TEST_FAKE_KEEPER (keeper)->scout;
  GtkWidget     *dialog = overpaint_found_dialog_new (GTK_WINDOW (scene->window), keeper, TRUE);

  test_fake_scout_answer (scout, 4, NULL);
  test_fake_scout_answer_card (scout, "RTX 4080, 14.2 of 16.0 GiB free");
  check_dialog (scene, "found", dialog, 2);
}

static void
check_dialogs (Fixture *fixture,
               Scene   *scene)
{
  OverpaintStyles      *styles = overpaint_shelf_get_styles (fixture->shelf);
  OverpaintStyle        own    = { .id = (gchar *) "own", .name = (gchar *) "Own", .prompt = (gchar *) "{prompt}, own",
                                   .is_own = TRUE };
  g_autoptr (GPtrArray) rows   = OVERPAINT_SERVER_KEEPER_GET_IFACE (fixture->keeper)->list (fixture->keeper);
  GtkWindow            *parent = GTK_WINDOW (scene->window);
  GError               *error  = NULL;
  GVariantDict          dict;

  g_autoptr (OverpaintRequest) request = NULL;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "strength", "d", 0.45);
  request = overpaint_request_new (overpaint_pipeline_image_to_image (), g_variant_dict_end (&dict), &error);
  g_assert_no_error (error);

  check_dialog (scene, "new style", overpaint_style_dialog_new (parent, styles, NULL, "a cat", request), 5);
  overpaint_styles_save (styles, &own, &error);
  g_assert_no_error (error);
  check_dialog (scene, "own style", overpaint_style_dialog_new (parent, styles, "own", "a cat", request), 6);

  check_dialog (scene, "servers", overpaint_servers_dialog_new (fixture->keeper), 7);
  check_found (scene, fixture->keeper);
  check_dialog (scene, "new server", overpaint_server_editor_new (parent, fixture->keeper, NULL), 8);
  check_dialog (scene, "server", overpaint_server_editor_new (parent, fixture->keeper, rows->pdata[0]), 8);
  check_worker_dialogs (fixture, scene);
}

/* A run of earlier days, so that its row and all buttons are there. */
static void
add_to_history (Fixture *fixture)
{
  g_autoptr (OverpaintRequest)  request = hand_request (10, 2);
  g_autoptr (OverpaintWish)     wish    = overpaint_wish_new (request, NULL, NULL, NULL, FALSE);
  gint64                        seeds[] = { 10, 11 };
  OverpaintHistoryEntry         entry   = { .when        = g_get_real_time (),
                                            .wish        = wish,
                                            .request     = request,
                                            .server_name = (gchar *) "livepeer",
                                            .image_name  = (gchar *) "portrait.xcf",
                                            .layer_name  = (gchar *) "Background",
                                            .seeds       = seeds,
                                            .n_seeds     = G_N_ELEMENTS (seeds) };
  g_autofree gchar             *id      = NULL;
  GError                       *error   = NULL;

  id = overpaint_history_add (overpaint_shelf_get_history (fixture->shelf), &entry, &error);
  g_assert_no_error (error);
}

static void
open_window (Fixture *fixture,
             Scene   *scene)
{
  gtk_widget_destroy (fixture->window);
  test_settle ();

  scene->canvas   = fake_canvas_new ();
  scene->window   = OVERPAINT_WINDOW (overpaint_window_new (OVERPAINT_CANVAS (scene->canvas), fixture->keeper,
                                                            fixture->shelf));
  fixture->window = GTK_WIDGET (scene->window);
  fixture->form   = OVERPAINT_REQUEST_FORM (scene->window->form);
  gtk_widget_show (fixture->window);
  gtk_test_widget_wait_for_draw (fixture->window);
}

/* The form with everything that it can show at once. */
static void
open_form (Fixture *fixture)
{
  gtk_expander_set_expanded (GTK_EXPANDER (fixture->form->negative_expander), TRUE);
  gtk_expander_set_expanded (GTK_EXPANDER (fixture->form->advanced_expander), TRUE);
  set_from_json (fixture, "{\"format\":1,\"request\":{\"pipeline\":\"image-to-image\",\"model\":\"" REALVIS "\","
                          "\"loras\":{\"a/b\":0.5,\"c/d\":1.0}},"
                          "\"axis\":{\"field\":\"strength\",\"values\":[0.3,0.5]}}");
}

static void
choose_page (Scene       *scene,
             const gchar *page)
{
  gtk_stack_set_visible_child_name (GTK_STACK (scene->window->pages), page);
}

/* Whatever the pages show, for a model; they come and go beside all fields of that model. */
static void
check_pages (Fixture     *fixture,
             Scene       *scene,
             const gchar *model)
{
  GtkStack *results;

  choose_model (fixture, model);
  choose_page (scene, OVERPAINT_WINDOW_HISTORY);
  check (scene, "history", 12);

  choose_page (scene, OVERPAINT_WINDOW_RESULTS);
  overpaint_window_set_busy (scene->window, TRUE);
  overpaint_window_watch_run (scene->window);
  check (scene, "busy", 12);

  overpaint_window_set_busy (scene->window, FALSE);
  check (scene, "results", 12);

  results = test_find (scene->window->results, GTK_TYPE_STACK, 1);
  gtk_stack_set_visible_child_name (results, "compare");
  check (scene, "compare", 12);
  gtk_stack_set_visible_child_name (results, "sheet");
}

/* One picture that failed, one that was stopped, and layers: one kept, one rejected, A and B. */
static OverpaintPicks *
make_picks (Scene *scene)
{
  g_autoptr (OverpaintRun) run   = hand_run (10, 6);
  OverpaintPicks          *picks = overpaint_picks_new (run, OVERPAINT_CANVAS (scene->canvas));
  GError                  *error = NULL;

  hand_deliver (run, 0, FALSE);
  hand_deliver (run, 1, FALSE);
  hand_deliver (run, 2, TRUE);
  hand_fail (run, 3, G_IO_ERROR_FAILED, "The server failed.");
  hand_fail (run, 4, G_IO_ERROR_CANCELLED, "It was stopped.");
  hand_deliver (run, 5, FALSE);
  overpaint_picks_bring_in (picks, &error);
  g_assert_no_error (error);

  overpaint_picks_mark_a (picks);
  overpaint_picks_step (picks, 1, &error);
  g_assert_no_error (error);
  overpaint_picks_mark_b (picks);
  overpaint_picks_judge (picks, OVERPAINT_VERDICT_REJECTED);

  return picks;
}

/* It comes in front of everything else, and its letter beside all others. */
static void
check_found_bar (Fixture *fixture,
                 Scene   *scene)
{
  TestFakeScout *scout = TEST_FAKE_KEEPER (fixture->keeper)->scout;

  test_fake_scout_answer (scout, 1, NULL);
  test_settle ();
}

static void
check_language (Fixture     *fixture,
                const gchar *language)
{
  static const gchar * const models[] = { INSTRUCT, REALVIS, TURBO, "somebody/unknown" };
  Scene                      scene    = { .language = language };
  guint                      i;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  TEST_FAKE_KEEPER (fixture->keeper)->scout                 = test_fake_scout_new ();
  TEST_FAKE_KEEPER (fixture->keeper)->scout->is_first_start = TRUE;
  open_window (fixture, &scene);
  check (&scene, "empty", 8);
  check_found_bar (fixture, &scene);

  open_form (fixture);
  add_to_history (fixture);
  scene.picks = make_picks (&scene);
  overpaint_window_show_run (scene.window, scene.picks);
  overpaint_window_show_text (scene.window, "4 pictures are layers now.");

  for (i = 0; i < G_N_ELEMENTS (models); i++)
    check_pages (fixture, &scene, models[i]);

  check_dialogs (fixture, &scene);

  gtk_widget_destroy (fixture->window);
  test_settle ();
  g_clear_object (&TEST_FAKE_KEEPER (fixture->keeper)->scout);
  fixture->window = gtk_window_new (GTK_WINDOW_TOPLEVEL);
  g_object_unref (scene.picks);
  g_object_unref (scene.canvas);
}

static void
test_english (Fixture       *fixture,
              gconstpointer  data)
{
  check_language (fixture, "en");
}

static void
test_languages (Fixture       *fixture,
                gconstpointer  data)
{
  const gchar      *path      = g_getenv ("OVERPAINT_LINGUAS");
  const gchar      *folder    = g_getenv ("OVERPAINT_LOCALE_FOLDER");
  g_autofree gchar *text      = NULL;
  g_auto (GStrv)    lines     = NULL;
  guint             n_checked = 0;
  GError           *error     = NULL;
  guint             i;

  if (path == NULL || folder == NULL || ! test_set_comma_locale_for (LC_ALL))
    {
      g_test_skip ("there are no catalogues, or no locale but C");
      return;
    }

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit_set (text, "\n ", -1);

  for (i = 0; lines[i] != NULL; i++)
    {
      if (! g_regex_match_simple ("^[a-z]{2,3}(_[A-Z]{2})?(@[a-z]+)?$", lines[i], 0, 0))
        continue;

      g_setenv ("LANGUAGE", lines[i], TRUE);
      bindtextdomain (GETTEXT_PACKAGE, folder);
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
      textdomain (GETTEXT_PACKAGE);

      check_language (fixture, lines[i]);
      g_assert_cmpstr (g_dgettext (GETTEXT_PACKAGE, "_Negative Prompt"), !=, "_Negative Prompt");
      n_checked++;
    }

  g_assert_cmpuint (n_checked, >, 0);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  TEST_ADD_FORM ("/window-names/english", test_english);
  TEST_ADD_FORM ("/window-names/languages", test_languages);

  return g_test_run ();
}
