/* test-form-wish.c: tests of wishes in the form, and of what it foretells
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "form-scene.h"

/* Each is what overpaint_wish_to_json() writes: every field, in order. */
static const gchar * const wishes[] =
{
  "{\"format\":1,\"request\":{\"pipeline\":\"image-to-image\",\"prompt\":\"a village\\nin winter\","
  "\"negative-prompt\":\"blurry\",\"model\":\"" REALVIS "\",\"loras\":{\"a/b\":0.5,\"c/d\":1.0},\"strength\":0.4,"
  "\"guidance-scale\":5.5,\"image-guidance-scale\":-1.0,\"steps\":12,\"images\":4,\"seed\":1234,"
  "\"safety-check\":false,\"server\":\"local\"},"
  "\"axis\":{\"field\":\"strength\",\"values\":[0.3,0.5,0.7]},\"style\":\"gouache\","
  "\"idle-loras\":{\"e/f\":0.5},\"seed-locked\":true}",

  "{\"format\":1,\"request\":{\"pipeline\":\"image-to-image\",\"prompt\":\"make it winter\",\"negative-prompt\":\"\","
  "\"model\":\"" INSTRUCT "\",\"loras\":{\"a/b\":0.8},\"strength\":-1.0,\"guidance-scale\":-1.0,"
  "\"image-guidance-scale\":1.8,\"steps\":-1,\"images\":64,\"seed\":0,\"safety-check\":true,\"server\":\"\"},"
  "\"axis\":{\"field\":\"loras\",\"lora\":\"a/b\",\"values\":[0.5,1.0]},\"seed-locked\":false}",

  "{\"format\":1,\"request\":{\"pipeline\":\"image-to-image\",\"prompt\":\"رسم\",\"negative-prompt\":\"\","
  "\"model\":\"somebody/unknown\",\"loras\":{},\"strength\":0.0,\"guidance-scale\":0.0,"
  "\"image-guidance-scale\":0.0,\"steps\":1,\"images\":1,\"seed\":2147483647,\"safety-check\":true,"
  "\"server\":\"http://127.0.0.1:9000\"},\"style\":\"no-longer-there\",\"seed-locked\":false}",
};

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  guint i, j;

  /* each after each other: nothing of the former stays */
  for (i = 0; i < G_N_ELEMENTS (wishes); i++)
    for (j = 0; j < G_N_ELEMENTS (wishes); j++)
      {
        g_autoptr (OverpaintWish)  before = overpaint_wish_new_from_json (wishes[j], NULL);
        g_autoptr (OverpaintWish)  after  = NULL;
        g_autofree gchar          *wanted = overpaint_wish_to_json (before);
        g_autofree gchar          *text   = NULL;

        set_from_json (fixture, wishes[i]);
        fixture->n_changed = 0;
        overpaint_request_form_set_wish (fixture->form, before);
        g_assert_cmpuint (fixture->n_changed, ==, 1);

        after = overpaint_request_form_get_wish (fixture->form, NULL);
        if (j == 1)
          {
            /* 64 seeds with two values are more than one run takes */
            g_assert_null (after);
            continue;
          }

        g_assert_nonnull (after);
        text = overpaint_wish_to_json (after);
        g_assert_cmpstr (text, ==, wanted);
      }

  set_from_json (fixture, wishes[1]);
  overpaint_seed_row_set_images (OVERPAINT_SEED_ROW (fixture->form->seeds), 32);
  overpaint_request_form_refill_servers (fixture->form);
  {
    g_autoptr (OverpaintWish)  wish = get_wish (fixture);
    g_autofree gchar          *text = overpaint_axis_to_text (wish->axis);

    g_assert_cmpstr (overpaint_axis_get_lora (wish->axis), ==, "a/b");
    g_assert_cmpstr (text, ==, "0.5, 1");
    g_assert_cmpfloat_with_epsilon (overpaint_request_get_number (wish->request, "image-guidance-scale"), 1.8, 1e-9);
  }
}

static GtkWidget *
assert_wrong (Fixture     *fixture,
              GtkWidget   *where,
              const gchar *begin)
{
  g_autoptr (GError)  error = NULL;
  g_autofree gchar   *start = NULL;
  const gchar        *line;
  GtkWidget          *focus;

  gtk_widget_grab_focus (fixture->form->prompt);
  g_assert_null (overpaint_request_form_get_wish (fixture->form, &error));
  g_assert_nonnull (error);
  start = g_strndup (error->message, strlen (begin));
  g_assert_cmpstr (start, ==, begin);

  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (gtk_widget_is_ancestor (focus, where));
  g_assert_true (gtk_style_context_has_class (gtk_widget_get_style_context (focus), "error"));

  /* the line says it, too, without the name of the field, which has the mark */
  line = overpaint_forecast_line_get_text (OVERPAINT_FORECAST_LINE (fixture->form->forecast));
  g_assert_true (g_str_has_suffix (error->message, line));
  g_assert_true (g_unichar_isupper (g_utf8_get_char (line)) || g_ascii_isdigit (*line));

  return focus;
}

static void
test_wrong (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *marked;

  choose_model (fixture, "  ");
  marked = assert_wrong (fixture, fixture->form->model, "model: ");
  choose_model (fixture, REALVIS);
  g_assert_false (gtk_style_context_has_class (gtk_widget_get_style_context (marked), "error"));

  overpaint_server_picker_set_server (OVERPAINT_SERVER_PICKER (fixture->form->server), "former");
  overpaint_request_form_refill_servers (fixture->form);
  assert_wrong (fixture, fixture->form->server, "server: No server is called “former”.");
  overpaint_server_picker_set_server (OVERPAINT_SERVER_PICKER (fixture->form->server), "");

  set_from_json (fixture, wishes[1]);
  assert_wrong (fixture, fixture->form->axis, "2 values with 64 seeds each are 128 pictures");

  set_from_json (fixture, wishes[0]);
  choose_model (fixture, INSTRUCT);
  assert_wrong (fixture, fixture->form->axis, "This model has no strength");
}

static void
test_lora (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *loras = fixture->form->loras;

  set_from_json (fixture, wishes[0]);
  fixture->n_changed = 0;

  overpaint_request_form_mark_lora (fixture->form, "c/d", "The server does not find it.");
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  assert_text (fixture, "loras", "{\"a/b\":0.5,\"c/d\":1.0}");

  /* switched off it stays in the wish, but does not travel */
  gtk_button_clicked (GTK_BUTTON (test_find (loras, GTK_TYPE_CHECK_BUTTON, 0)));
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  assert_text (fixture, "loras", "{\"c/d\":1.0}");
}

static const gchar *
get_forecast (Fixture *fixture)
{
  return overpaint_forecast_line_get_text (OVERPAINT_FORECAST_LINE (fixture->form->forecast));
}

static void
assert_first_model (Fixture     *fixture,
                    const gchar *expected)
{
  GtkTreeModel     *models = gtk_combo_box_get_model (test_find (fixture->form->model, GTK_TYPE_COMBO_BOX, 0));
  GtkTreeIter       iter;
  g_autofree gchar *id     = NULL;

  g_assert_true (gtk_tree_model_get_iter_first (models, &iter));
  gtk_tree_model_get (models, &iter, 0, &id, -1);
  g_assert_cmpstr (id, ==, expected);
}

static void
test_forecast (Fixture       *fixture,
               gconstpointer  data)
{
  OverpaintCanvasView  view  = { (gchar *) "photo.xcf", (gchar *) "Background", 3000, 2000, FALSE, NULL, NULL };
  OverpaintCanvasView  none  = { (gchar *) "photo.xcf", NULL, 0, 0, FALSE, NULL, (gchar *) "Choose a layer." };
  GError              *error = NULL;

  g_assert_cmpstr (get_forecast (fixture), ==, "");
  assert_first_model (fixture, INSTRUCT);

  set_from_json (fixture, "{\"format\":1,\"request\":{\"pipeline\":\"image-to-image\",\"model\":\"" REALVIS "\","
                          "\"images\":4}}");
  overpaint_request_form_show_view (fixture->form, &view);
  g_assert_cmpstr (get_forecast (fixture), ==,
                   "3000 × 2000, sent to dream-gateway.livepeer.cloud as 1248 × 832, comes back 3000 × 2000. "
                   "4 pictures, about $0.08.");

  /* learned: 30 s a picture at 30 steps; a gateway takes four at once */
  overpaint_pace_learn (overpaint_shelf_get_pace (fixture->shelf), "livepeer", REALVIS, 30, 1248, 832, 30000, &error);
  g_assert_no_error (error);
  overpaint_seed_row_set_images (OVERPAINT_SEED_ROW (fixture->form->seeds), 8);
  overpaint_request_form_show_view (fixture->form, &view);
  assert_first_model (fixture, REALVIS);
  g_assert_true (g_str_has_suffix (get_forecast (fixture), "8 pictures, about 1 min, about $0.16."));

  /* half of the steps take half of the time */
  overpaint_number_row_set_value (OVERPAINT_NUMBER_ROW (fixture->form->steps), 15);
  overpaint_request_form_show_view (fixture->form, &view);
  g_assert_true (g_str_has_suffix (get_forecast (fixture), "8 pictures, about 30 s, about $0.16."));

  /* another server, by its own port, for nothing */
  gtk_combo_box_set_active (GTK_COMBO_BOX (test_find (fixture->form->server, GTK_TYPE_COMBO_BOX, 0)), 1);
  g_assert_cmpstr (get_forecast (fixture), ==,
                   "3000 × 2000, sent to 127.0.0.1:8000 as 1248 × 832, comes back 3000 × 2000. 8 pictures.");

  overpaint_request_form_show_view (fixture->form, &none);
  g_assert_cmpstr (get_forecast (fixture), ==, "");

  /* a grid multiplies */
  set_from_json (fixture, wishes[0]);
  overpaint_request_form_show_view (fixture->form, &view);
  g_assert_true (g_str_has_suffix (get_forecast (fixture), "12 pictures."));
}

/* The window keeps the line where it does not scroll away. */
static void
test_take_forecast (Fixture       *fixture,
                    gconstpointer  data)
{
  OverpaintCanvasView  view = { (gchar *) "photo.xcf", (gchar *) "Background", 640, 480, FALSE, NULL, NULL };
  GtkWidget           *line = overpaint_request_form_take_forecast (fixture->form);

  g_assert_null (gtk_widget_get_parent (line));
  overpaint_request_form_show_view (fixture->form, &view);
  g_assert_true (g_str_has_prefix (overpaint_forecast_line_get_text (OVERPAINT_FORECAST_LINE (line)), "640 × 480"));

  /* and may let it go before the form */
  gtk_widget_destroy (line);
  g_object_unref (line);
  overpaint_request_form_show_view (fixture->form, &view);
  choose_model (fixture, TURBO);
}

static void
test_seed (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *seed = find_named (fixture->form->seeds, "Seed");

  /* what chance has chosen is shown, and chance chooses again */
  overpaint_request_form_show_seed (fixture->form, 4321);
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (seed)), ==, "4321");
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  assert_number (fixture, "seed", -1.0);

  set_from_json (fixture, wishes[0]);
  overpaint_request_form_show_seed (fixture->form, 4321);
  assert_number (fixture, "seed", 1234.0);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  TEST_ADD_FORM ("/form-wish/round-trip", test_round_trip);
  TEST_ADD_FORM ("/form-wish/wrong", test_wrong);
  TEST_ADD_FORM ("/form-wish/lora", test_lora);
  TEST_ADD_FORM ("/form-wish/forecast", test_forecast);
  TEST_ADD_FORM ("/form-wish/take-forecast", test_take_forecast);
  TEST_ADD_FORM ("/form-wish/seed", test_seed);

  return g_test_run ();
}
