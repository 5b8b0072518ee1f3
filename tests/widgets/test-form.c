/* test-form.c: tests of the form of a request
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "form-scene.h"
#include "prompt-view.h"
#include "style-dialog.h"
#include "style-notice.h"

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

static GtkWidget *
find_dialog (void)
{
  GList     *windows = gtk_window_list_toplevels ();
  GtkWidget *found   = NULL;
  GList     *item;

  for (item = windows; item != NULL; item = item->next)
    if (OVERPAINT_IS_STYLE_DIALOG (item->data))
      found = item->data;

  g_list_free (windows);

  return found;
}

static GtkWidget *
open_dialog (Fixture *fixture)
{
  GtkWidget *dialog;

  gtk_button_clicked (GTK_BUTTON (find_named (GTK_WIDGET (fixture->form), "Save as Style...")));
  dialog = find_dialog ();
  test_wait_until (gtk_widget_get_mapped (dialog));

  return dialog;
}

static void
assert_problem (GtkWidget   *dialog,
                const gchar *problem)
{
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK);
  g_assert_true (find_dialog () == dialog);
  g_assert_true (gtk_widget_is_visible (find_named (dialog, problem)));
}

static void
test_own_style (Fixture       *fixture,
                gconstpointer  data)
{
  OverpaintStyles      *styles = overpaint_shelf_get_styles (fixture->shelf);
  const OverpaintStyle *style;
  OverpaintStyle        kept;
  GError               *error  = NULL;
  GtkWidget            *dialog;
  GtkWidget            *name;
  OverpaintPromptView  *words;

  overpaint_prompt_entry_set_text (OVERPAINT_PROMPT_ENTRY (fixture->form->prompt), "dry brush");
  dialog = open_dialog (fixture);
  name   = test_find (dialog, GTK_TYPE_ENTRY, 0);
  words  = test_find (dialog, OVERPAINT_TYPE_PROMPT_VIEW, 0);
  fixture->n_changed = 0;

  assert_problem (dialog, "Give the style a name.");
  gtk_entry_set_text (GTK_ENTRY (name), " ink DRAWING ");
  assert_problem (dialog, "Another style has that name.");
  gtk_entry_set_text (GTK_ENTRY (name), "Dry Brush");
  overpaint_prompt_view_set_text (words, "dry brush");
  assert_problem (dialog, "The words need {prompt}, in the place of what you type as the prompt.");
  overpaint_prompt_view_set_text (words, "{prompt}, dry brush");
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK);
  g_assert_null (find_dialog ());

  style = overpaint_styles_find (styles, "dry-brush");
  g_assert_nonnull (style);
  g_assert_cmpstr (style->prompt, ==, "{prompt}, dry brush");
  g_assert_cmpstr (gtk_combo_box_get_active_id (GTK_COMBO_BOX (fixture->form->style)), ==, "dry-brush");
  g_assert_cmpuint (fixture->n_changed, ==, 1);

  /* changed in its place, with what the window does not show */
  kept                 = *style;
  kept.negative_prompt = (gchar *) "photograph";
  overpaint_styles_save (styles, &kept, &error);
  g_assert_no_error (error);
  dialog = open_dialog (fixture);
  words  = test_find (dialog, OVERPAINT_TYPE_PROMPT_VIEW, 0);
  overpaint_prompt_view_set_text (words, "dry brush of {prompt}");
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK);
  style = overpaint_styles_find (styles, "dry-brush");
  g_assert_cmpstr (style->prompt, ==, "dry brush of {prompt}");
  g_assert_cmpstr (style->negative_prompt, ==, "photograph");

  /* and removed */
  dialog = open_dialog (fixture);
  gtk_dialog_response (GTK_DIALOG (dialog), 1);
  g_assert_null (find_dialog ());
  g_assert_null (overpaint_styles_find (styles, "dry-brush"));
  g_assert_null (overpaint_style_picker_get_style (OVERPAINT_STYLE_PICKER (fixture->form->style)));

  /* one that is shipped is not changed, but the beginning of another one */
  gtk_combo_box_set_active_id (GTK_COMBO_BOX (fixture->form->style), "ink");
  dialog = open_dialog (fixture);
  g_assert_cmpstr (gtk_entry_get_text (test_find (dialog, GTK_TYPE_ENTRY, 0)), ==, "");
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
}

static const gchar broken_styles[] = "{\n  \"format\": 1,\n  \"styles\": [ { oops ]\n}\n";

static void
set_up_broken (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree gchar *path  = NULL;
  GError           *error = NULL;

  fixture->folder = g_dir_make_tmp ("overpaint-form-XXXXXX", NULL);
  path            = g_build_filename (fixture->folder, "styles.json", NULL);
  g_file_set_contents (path, broken_styles, -1, &error);
  g_assert_no_error (error);
  fixture->shelf  = overpaint_shelf_new (fixture->folder);
  fixture->keeper = test_fake_keeper_new ();

  show_form (fixture);
}

static void
note_said (gchar       **said,
           const gchar  *text)
{
  g_free (*said);
  *said = g_strdup (text);
}

/* What is wrong with the artist's styles stands below the picker; the others can be used, and the file stays. */
static void
test_broken_styles (Fixture       *fixture,
                    gconstpointer  data)
{
  OverpaintStyleNotice *notice  = test_find (fixture->window, OVERPAINT_TYPE_STYLE_NOTICE, 0);
  g_autofree gchar     *path    = g_build_filename (fixture->folder, "styles.json", NULL);
  g_autofree gchar     *wanted  = NULL;
  g_autofree gchar     *refusal = NULL;
  g_autofree gchar     *said    = NULL;
  g_autofree gchar     *after   = NULL;
  GError               *error   = NULL;
  GtkWidget            *dialog;
  GtkAllocation         above;
  GtkAllocation         own;

  wanted = g_strdup_printf ("Your styles in “%s” cannot all be used: it is no JSON from line 3 on. The file stays as "
                            "it is, until you mend it or move it away.", path);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (notice)));
  g_assert_nonnull (find_named (GTK_WIDGET (notice), wanted));
  gtk_widget_get_allocation (gtk_widget_get_parent (fixture->form->style), &above);
  gtk_widget_get_allocation (GTK_WIDGET (notice), &own);
  g_assert_cmpint (own.y - above.y - above.height, >=, 0);
  g_assert_cmpint (own.y - above.y - above.height, <, 12);

  /* said when it comes into sight */
  gtk_widget_hide (fixture->window);
  g_signal_connect_swapped (gtk_widget_get_accessible (GTK_WIDGET (notice)), "announcement", G_CALLBACK (note_said),
                            &said);
  gtk_widget_show (fixture->window);
  g_assert_cmpstr (said, ==, wanted);

  gtk_combo_box_set_active_id (GTK_COMBO_BOX (fixture->form->style), "ink");
  g_assert_cmpstr (overpaint_style_picker_get_style (OVERPAINT_STYLE_PICKER (fixture->form->style)), ==, "ink");
  g_assert_cmpstr (atk_object_get_name (gtk_widget_get_accessible (fixture->form->style)), ==, "Style");

  /* a style cannot be kept, and that is said */
  refusal = g_strdup_printf ("Your styles in “%s” cannot be changed: it is no JSON from line 3 on.", path);
  dialog = open_dialog (fixture);
  gtk_entry_set_text (test_find (dialog, GTK_TYPE_ENTRY, 0), "Dry Brush");
  overpaint_prompt_view_set_text (test_find (dialog, OVERPAINT_TYPE_PROMPT_VIEW, 0), "{prompt}, dry brush");
  assert_problem (dialog, refusal);
  g_file_get_contents (path, &after, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (after, ==, broken_styles);

  /* until the file has been moved away */
  g_remove (path);
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK);
  g_assert_null (find_dialog ());
  g_assert_nonnull (overpaint_styles_find (overpaint_shelf_get_styles (fixture->shelf), "dry-brush"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (notice)));
}

static void
test_sound_styles (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_false (gtk_widget_get_visible (test_find (fixture->window, OVERPAINT_TYPE_STYLE_NOTICE, 0)));
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
  TEST_ADD_FORM ("/form/own-style", test_own_style);
  TEST_ADD_FORM ("/form/sound-styles", test_sound_styles);
  g_test_add ("/form/broken-styles", Fixture, NULL, set_up_broken, test_broken_styles, tear_down);

  return g_test_run ();
}
