/* test-found-bar.c: tests of what the window says of workers on this computer by itself
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "found-bar.h"
#include "found-scene.h"
#include "memory-hint.h"

#define SDXL "SG161222/RealVisXL_V4.0"

typedef struct
{
  OverpaintPreferences *preferences;
  GtkWidget            *bar;
  GtkWidget            *window;
} Bar;

static void
bar_open (Bar   *bar,
          Scene *scene)
{
  bar->preferences = overpaint_preferences_new (scene->path);
  bar->bar         = overpaint_found_bar_new (OVERPAINT_SERVER_KEEPER (scene->keeper), bar->preferences);
  g_signal_connect_swapped (bar->bar, "use", G_CALLBACK (tell), scene);
  bar->window = widget_open (bar->bar);
}

static void
bar_close (Bar *bar)
{
  gtk_widget_destroy (bar->window);
  widget_settle ();
  g_assert_finalize_object (bar->preferences);
}

#define SAYS_FORGE "Found on this computer: Forge, 12 models, RTX 4080."

static void
test_bar_use (Scene         *scene,
              gconstpointer  data)
{
  Bar bar;

  scene->scout->is_first_start = TRUE;
  bar_open (&bar, scene);
  g_assert_cmpuint (scene->scout->n_asked, ==, 1);
  g_assert_false (gtk_widget_get_visible (widget_find (bar.bar, GTK_TYPE_INFO_BAR, NULL)));

  test_fake_scout_answer (scene->scout, 1, NULL);
  g_assert_true (widget_says (bar.bar, SAYS_FORGE));
  g_assert_cmpuint (widget_check (bar.bar), ==, 0);

  /* nothing is chosen until the artist says so */
  g_assert_cmpuint (scene->keeper->saved->len, ==, 0);
  g_assert_cmpstr (scene->told->str, ==, "");

  press (bar.bar, "Use It");
  g_assert_cmpstr (get_saved (scene, 0)->name, ==, "Forge");
  g_assert_cmpstr (scene->told->str, ==, "[Forge]");
  g_assert_false (widget_says (bar.bar, SAYS_FORGE));
  bar_close (&bar);

  /* once used, it never looks again */
  bar_open (&bar, scene);
  g_assert_cmpuint (scene->scout->n_asked, ==, 1);
  bar_close (&bar);
}

static void
test_bar_dismiss (Scene         *scene,
                  gconstpointer  data)
{
  Bar bar;

  scene->scout->is_first_start = TRUE;
  bar_open (&bar, scene);
  test_fake_scout_answer (scene->scout, 3, NULL);
  g_assert_true (widget_says (bar.bar, "Found on this computer: Forge, 12 models, RTX 4080, and 2 more under "
                                       "“Servers...”."));
  bar_close (&bar);

  /* seen is not closed: the next start says it again */
  bar_open (&bar, scene);
  g_assert_cmpuint (scene->scout->n_asked, ==, 2);
  test_fake_scout_answer (scene->scout, 1, NULL);
  gtk_info_bar_response (GTK_INFO_BAR (widget_find (bar.bar, GTK_TYPE_INFO_BAR, NULL)), GTK_RESPONSE_CLOSE);
  g_assert_false (widget_says (bar.bar, SAYS_FORGE));
  g_assert_cmpuint (scene->keeper->saved->len, ==, 0);
  g_assert_cmpstr (scene->told->str, ==, "");
  bar_close (&bar);

  bar_open (&bar, scene);
  g_assert_cmpuint (scene->scout->n_asked, ==, 2);
  bar_close (&bar);
}

static void
test_bar_silent (Scene         *scene,
                 gconstpointer  data)
{
  g_autoptr (OverpaintWish) wish  = NULL;
  GError                   *error = NULL;
  Bar                       bar;

  /* the artist has servers */
  bar_open (&bar, scene);
  g_assert_cmpuint (scene->scout->n_asked, ==, 0);
  bar_close (&bar);

  /* nothing is there, and a failure is nobody's concern */
  scene->scout->is_first_start = TRUE;
  bar_open (&bar, scene);
  test_fake_scout_answer (scene->scout, 0, NULL);
  g_assert_false (gtk_widget_get_visible (widget_find (bar.bar, GTK_TYPE_INFO_BAR, NULL)));
  bar_close (&bar);

  bar_open (&bar, scene);
  test_fake_scout_answer (scene->scout, 0, "The net is gone.");
  g_assert_false (gtk_widget_get_visible (widget_find (bar.bar, GTK_TYPE_INFO_BAR, NULL)));
  bar_close (&bar);

  /* a server was added while it looked, and while it says so */
  bar_open (&bar, scene);
  scene->scout->is_first_start = FALSE;
  test_fake_scout_answer (scene->scout, 1, NULL);
  g_assert_false (gtk_widget_get_visible (widget_find (bar.bar, GTK_TYPE_INFO_BAR, NULL)));
  bar_close (&bar);

  scene->scout->is_first_start = TRUE;
  bar_open (&bar, scene);
  test_fake_scout_answer (scene->scout, 1, NULL);
  overpaint_found_bar_refresh (OVERPAINT_FOUND_BAR (bar.bar));
  g_assert_true (widget_says (bar.bar, SAYS_FORGE));
  scene->scout->is_first_start = FALSE;
  overpaint_found_bar_refresh (OVERPAINT_FOUND_BAR (bar.bar));
  g_assert_false (widget_says (bar.bar, SAYS_FORGE));
  bar_close (&bar);

  /* the window goes while it looks */
  scene->scout->is_first_start = TRUE;
  bar_open (&bar, scene);
  gtk_widget_destroy (bar.window);
  test_fake_scout_answer (scene->scout, 1, NULL);
  g_assert_cmpuint (scene->scout->n_cancelled, ==, 1);
  g_object_unref (bar.preferences);

  /* a server was named in the form the last time */
  wish = overpaint_wish_new_from_json ("{\"format\":1,\"request\":{\"pipeline\":\"image-to-image\","
                                       "\"server\":\"http://127.0.0.1:1\"}}", &error);
  g_assert_no_error (error);
  bar.preferences = overpaint_preferences_new (scene->path);
  overpaint_preferences_set_wish (bar.preferences, wish);
  g_assert_true (overpaint_preferences_save (bar.preferences, &error));
  g_object_unref (bar.preferences);
  scene->scout->n_asked = 0;
  bar_open (&bar, scene);
  g_assert_cmpuint (scene->scout->n_asked, ==, 0);
  bar_close (&bar);
}

/* ---- what fits */

static OverpaintServerRow *
new_server (const gchar *name,
            const gchar *address)
{
  OverpaintServerRow *row = overpaint_server_row_new ();

  g_free (row->name);
  g_free (row->address);
  row->name    = g_strdup (name);
  row->address = g_strdup (address);

  return row;
}

/* A server that holds a model of SDXL, and has another. */
static OverpaintServerOffer *
new_offer (void)
{
  OverpaintServerOffer *offer = overpaint_server_offer_new ();

  offer->models       = overpaint_offer_items_new ();
  offer->model        = g_strdup ("sd_xl_held.safetensors");
  offer->model_switch = TRUE;
  overpaint_offer_items_add (offer->models, "sd_xl_held", "sd_xl_held.safetensors");
  overpaint_offer_items_add (offer->models, "sd_xl_other", "sd_xl_other.safetensors");

  return offer;
}

static void
test_memory (Scene         *scene,
             gconstpointer  data)
{
  g_autofree gchar                *path  = g_build_filename (scene->folder, "pace.json", NULL);
  g_autoptr (OverpaintPace)        pace  = overpaint_pace_new (path);
  g_autoptr (OverpaintServerRow)   here  = new_server ("Forge", FORGE);
  g_autoptr (OverpaintServerRow)   there = new_server ("livepeer", "https://gateway.example.org");
  g_autoptr (OverpaintServerRow)   blank = new_server ("worker", NULL);
  g_autoptr (OverpaintServerOffer) offer = new_offer ();
  GtkWidget                      *hint   = overpaint_memory_hint_new (OVERPAINT_SERVER_KEEPER (scene->keeper), pace);
  GtkWidget                      *window = widget_open (hint);
  OverpaintMemoryHint            *self   = OVERPAINT_MEMORY_HINT (hint);

  scene->scout->warning = "does not fit";

  /* a server elsewhere has cards of its own, and one that is not started yet has no address */
  overpaint_memory_hint_show (self, there, NULL, SDXL);
  overpaint_memory_hint_show (self, blank, NULL, SDXL);
  overpaint_memory_hint_show (self, NULL, NULL, SDXL);
  g_assert_cmpuint (scene->scout->n_cards_asked, ==, 0);

  overpaint_memory_hint_show (self, here, NULL, SDXL);
  overpaint_memory_hint_show (self, here, NULL, SDXL);
  g_assert_cmpuint (scene->scout->n_cards_asked, ==, 1);
  g_assert_false (widget_says (window, "sdxl does not fit"));

  test_fake_scout_answer_card (scene->scout, "RTX 2060, 5.1 of 6.0 GiB free");
  g_assert_true (widget_says (window, "sdxl does not fit"));

  overpaint_memory_hint_show (self, there, NULL, SDXL);
  g_assert_false (widget_says (window, "sdxl does not fit"));
  overpaint_memory_hint_show (self, here, NULL, SDXL);
  g_assert_true (widget_says (window, "sdxl does not fit"));
  g_assert_cmpuint (scene->scout->n_cards_asked, ==, 1);

  /* the server's own choice, a model that it has not, and one that it holds are no matter of room */
  overpaint_memory_hint_show (self, here, NULL, "");
  g_assert_false (gtk_widget_get_visible (hint));
  overpaint_memory_hint_show (self, here, offer, SDXL);
  g_assert_false (gtk_widget_get_visible (hint));
  overpaint_memory_hint_show (self, here, offer, "sd_xl_held.safetensors");
  g_assert_false (gtk_widget_get_visible (hint));

  /* one that it would put another away for */
  overpaint_memory_hint_show (self, here, offer, "sd_xl_other.safetensors");
  g_assert_true (widget_says (window, "sdxl does not fit, whatever goes"));
  offer->model_switch = FALSE;
  overpaint_memory_hint_show (self, here, offer, "sd_xl_other.safetensors");
  g_assert_false (gtk_widget_get_visible (hint));

  /* what has painted there fits, whoever holds the memory now */
  g_assert_true (overpaint_pace_learn (pace, "Forge", SDXL, 20, 1024, 1024, 9000, NULL));
  overpaint_memory_hint_show (self, here, NULL, SDXL);
  g_assert_false (gtk_widget_get_visible (hint));

  gtk_widget_destroy (window);
  g_remove (path);
}

static void
test_no_card (Scene         *scene,
              gconstpointer  data)
{
  g_autofree gchar               *path   = g_build_filename (scene->folder, "pace.json", NULL);
  g_autoptr (OverpaintPace)       pace   = overpaint_pace_new (path);
  g_autoptr (OverpaintServerRow)  here   = new_server ("Forge", FORGE);
  GtkWidget                      *hint   = overpaint_memory_hint_new (OVERPAINT_SERVER_KEEPER (scene->keeper), pace);
  GtkWidget                      *window = widget_open (hint);

  scene->scout->warning = "does not fit";
  overpaint_memory_hint_show (OVERPAINT_MEMORY_HINT (hint), here, NULL, SDXL);
  test_fake_scout_answer_card (scene->scout, NULL);
  g_assert_false (gtk_widget_get_visible (hint));

  /* the window goes before the driver has answered */
  gtk_widget_destroy (window);

  hint   = overpaint_memory_hint_new (OVERPAINT_SERVER_KEEPER (scene->keeper), pace);
  window = widget_open (hint);
  overpaint_memory_hint_show (OVERPAINT_MEMORY_HINT (hint), here, NULL, SDXL);
  gtk_widget_destroy (window);
  test_fake_scout_answer_card (scene->scout, "RTX 2060");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("found-bar/use", test_bar_use);
  ADD ("found-bar/dismiss", test_bar_dismiss);
  ADD ("found-bar/silent", test_bar_silent);
  ADD ("memory-hint/hint", test_memory);
  ADD ("memory-hint/no-card", test_no_card);

  return g_test_run ();
}
