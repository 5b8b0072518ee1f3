/* test-form.c: tests of the form of a request
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "form-scene.h"

static void
test_defaults (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (OverpaintRequest)  initial = overpaint_request_new (overpaint_pipeline_image_to_image (), NULL, NULL);
  g_autoptr (OverpaintWish)     wish    = get_wish (fixture);
  g_autofree gchar             *text    = overpaint_request_to_json (wish->request);
  g_autofree gchar             *wanted  = overpaint_request_to_json (initial);

  g_assert_cmpstr (text, ==, wanted);
  g_assert_null (wish->axis);
  g_assert_null (wish->style);
  g_assert_false (wish->seed_locked);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

static void
test_type_and_choose (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (OverpaintWish) wish = NULL;

  gtk_widget_grab_focus (GTK_WIDGET (fixture->form));
  test_type (GTK_WIDGET (fixture->form), "barn");
  g_assert_cmpuint (fixture->n_changed, ==, 4);
  assert_text (fixture, "prompt", "barn");

  gtk_combo_box_set_active_id (GTK_COMBO_BOX (fixture->form->style), "ink");
  g_assert_cmpuint (fixture->n_changed, ==, 5);
  wish = get_wish (fixture);
  g_assert_cmpstr (wish->style, ==, "ink");
  g_assert_cmpstr (overpaint_request_get_text (wish->request, "prompt"), ==, "barn");

  /* the prompt as it will be sent: this model follows instructions */
  g_assert_cmpstr (gtk_widget_get_tooltip_text (fixture->form->style), ==,
                   "Turn it into a black ink drawing on white paper. barn");

  choose_model (fixture, REALVIS);
  g_assert_cmpuint (fixture->n_changed, ==, 6);
  g_assert_true (g_str_has_prefix (gtk_widget_get_tooltip_text (fixture->form->style), "barn, black ink drawing"));

  test_send_key (GTK_WIDGET (fixture->form), GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpuint (fixture->n_generate, ==, 1);
  g_assert_cmpuint (fixture->n_changed, ==, 6);

  gtk_button_clicked (GTK_BUTTON (find_named (fixture->form->server, "Servers...")));
  g_assert_cmpuint (fixture->n_servers, ==, 1);
  g_assert_cmpuint (fixture->n_changed, ==, 6);
}

typedef struct
{
  const gchar *model;
  gboolean     strength;
  gboolean     image_guidance;
  gboolean     guidance;
} ModelCase;

static void
test_models (Fixture       *fixture,
             gconstpointer  data)
{
  static const ModelCase cases[] =
  {
    { INSTRUCT,                   FALSE, TRUE,  TRUE  },
    { REALVIS,                    TRUE,  FALSE, TRUE  },
    { TURBO,                      TRUE,  FALSE, FALSE },
    { "ByteDance/SDXL-Lightning", FALSE, FALSE, FALSE },
    { "somebody/unknown",         TRUE,  TRUE,  TRUE  },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      choose_model (fixture, cases[i].model);

      g_assert_cmpint (gtk_widget_get_visible (fixture->form->strength), ==, cases[i].strength);
      g_assert_cmpint (gtk_widget_get_visible (fixture->form->image_guidance), ==, cases[i].image_guidance);
      g_assert_cmpint (gtk_widget_get_visible (fixture->form->guidance), ==, cases[i].guidance);
      g_assert_true (gtk_widget_get_visible (fixture->form->steps));
    }
}

static void
test_unused (Fixture       *fixture,
             gconstpointer  data)
{
  set_from_json (fixture, "{\"format\":1,\"request\":{\"pipeline\":\"image-to-image\",\"model\":\"" REALVIS "\","
                          "\"strength\":0.3,\"guidance-scale\":4,\"image-guidance-scale\":2.5}}");
  assert_number (fixture, "strength", 0.3);
  assert_number (fixture, "guidance-scale", 4.0);
  assert_number (fixture, "image-guidance-scale", -1.0);

  choose_model (fixture, TURBO);
  assert_number (fixture, "strength", 0.3);
  assert_number (fixture, "guidance-scale", -1.0);

  choose_model (fixture, INSTRUCT);
  assert_number (fixture, "strength", -1.0);
  assert_number (fixture, "guidance-scale", 4.0);
  assert_number (fixture, "image-guidance-scale", 2.5);
}

static void
test_best (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *spin  = test_find (fixture->form->steps, GTK_TYPE_SPIN_BUTTON, 0);
  GtkWidget *reset = find_named (fixture->form->steps, "Reset Steps");
  GtkWidget *strength;

  /* what the model likes best is shown, and left to it */
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)), ==, 20.0);
  assert_number (fixture, "steps", -1.0);
  choose_model (fixture, TURBO);
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)), ==, 4.0);
  assert_number (fixture, "steps", -1.0);

  /* what the artist has chosen stays */
  gtk_expander_set_expanded (GTK_EXPANDER (fixture->form->advanced_expander), TRUE);
  test_settle ();
  fixture->n_changed = 0;
  gtk_widget_grab_focus (spin);
  test_send_key (spin, GDK_KEY_Up, 0);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  assert_number (fixture, "steps", 5.0);
  choose_model (fixture, REALVIS);
  assert_number (fixture, "steps", 5.0);

  gtk_button_clicked (GTK_BUTTON (reset));
  assert_number (fixture, "steps", -1.0);
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)), ==, 30.0);

  /* a style knows better than the model */
  strength = test_find (fixture->form->strength, GTK_TYPE_SPIN_BUTTON, 0);
  g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (GTK_SPIN_BUTTON (strength)), 0.55, 1e-9);
  gtk_combo_box_set_active_id (GTK_COMBO_BOX (fixture->form->style), "ink");
  g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (GTK_SPIN_BUTTON (strength)), 0.65, 1e-9);
  assert_number (fixture, "strength", -1.0);
}

static void
test_expanders (Fixture       *fixture,
                gconstpointer  data)
{
  GtkExpander *negative = GTK_EXPANDER (fixture->form->negative_expander);
  GtkExpander *advanced = GTK_EXPANDER (fixture->form->advanced_expander);

  g_assert_false (gtk_expander_get_expanded (negative));
  g_assert_false (gtk_expander_get_expanded (advanced));

  /* what is in it shows while it is closed, and only then */
  set_from_json (fixture, "{\"format\":1,\"request\":{\"pipeline\":\"image-to-image\","
                          "\"negative-prompt\":\"blurry\"}}");
  g_assert_true (gtk_widget_get_visible (fixture->form->negative_preview));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (fixture->form->negative_preview)), ==, "blurry");
  gtk_expander_set_expanded (negative, TRUE);
  g_assert_false (gtk_widget_get_visible (fixture->form->negative_preview));

  gtk_widget_destroy (fixture->window);
  test_settle ();
  show_form (fixture);

  g_assert_true (gtk_expander_get_expanded (GTK_EXPANDER (fixture->form->negative_expander)));
  g_assert_false (gtk_expander_get_expanded (GTK_EXPANDER (fixture->form->advanced_expander)));
}

/* Tab reaches the fields in the order in which they are read, and leaves none out. */
static void
test_tab_order (Fixture       *fixture,
                gconstpointer  data)
{
  OverpaintRequestForm *form    = fixture->form;
  GtkWidget            *parts[] = { form->prompt, form->negative_expander, form->style_place, form->model,
                                    form->strength, form->advanced_expander, form->loras, form->seeds, form->axis,
                                    form->server };
  guint                 reached = 0;
  guint                 i;

  choose_model (fixture, REALVIS);
  test_settle ();
  gtk_widget_grab_focus (GTK_WIDGET (form));

  for (i = 0; i < 60 && reached < G_N_ELEMENTS (parts); i++)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

      while (reached < G_N_ELEMENTS (parts) && focus != parts[reached] &&
             ! gtk_widget_is_ancestor (focus, parts[reached]))
        {
          g_assert_cmpuint (reached, <, G_N_ELEMENTS (parts) - 1);
          reached++;
          g_assert_true (focus == parts[reached] || gtk_widget_is_ancestor (focus, parts[reached]));
        }

      if (reached == G_N_ELEMENTS (parts) - 1)
        return;

      test_send_key (GTK_WIDGET (form), GDK_KEY_Tab, 0);
    }

  g_assert_not_reached ();
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  TEST_ADD_FORM ("/form/defaults", test_defaults);
  TEST_ADD_FORM ("/form/type-and-choose", test_type_and_choose);
  TEST_ADD_FORM ("/form/models", test_models);
  TEST_ADD_FORM ("/form/unused", test_unused);
  TEST_ADD_FORM ("/form/best", test_best);
  TEST_ADD_FORM ("/form/expanders", test_expanders);
  TEST_ADD_FORM ("/form/tab-order", test_tab_order);

  return g_test_run ();
}
