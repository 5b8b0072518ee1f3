/* test-form-styles.c: tests of the styles in the form, and of those of one's own
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "form-scene.h"
#include "prompt-view.h"
#include "style-dialog.h"
#include "style-notice.h"
#include "weights.h"

#define FORMAT "\"format\": 1"
#define ASKED  "\"pipeline\": \"image-to-image\", \"model\": \"" REALVIS "\""

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

static void
assert_weight (const OverpaintStyle *style,
               const gchar          *id,
               gdouble               expected)
{
  GError               *error   = NULL;
  g_autoptr (GVariant)  weights = overpaint_weights_new_from_text (style->loras, &error);
  gdouble               weight  = -1.0;

  g_assert_no_error (error);
  g_variant_ref_sink (weights);
  g_assert_true (g_variant_lookup (weights, id, "d", &weight));
  g_assert_cmpfloat_with_epsilon (weight, expected, 1e-9);
}

/* What is set in the form travels with a new style, and stands aside for what is set later. */
static void
test_style_with_values (Fixture       *fixture,
                        gconstpointer  data)
{
  OverpaintStyles      *styles = overpaint_shelf_get_styles (fixture->shelf);
  const OverpaintStyle *style;
  GtkWidget            *dialog;
  GtkWidget            *more;
  GtkWidget            *strength;

  dialog = open_dialog (fixture);
  g_assert_false (gtk_widget_get_visible (test_find (dialog, GTK_TYPE_CHECK_BUTTON, 0)));
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);

  set_from_json (fixture, "{" FORMAT ", \"request\": {" ASKED ", \"strength\": 0.45, \"steps\": 12, "
                          "\"loras\": {\"me/ink_one\": 0.8}}}");
  dialog = open_dialog (fixture);
  more   = test_find (dialog, GTK_TYPE_CHECK_BUTTON, 0);
  g_assert_true (gtk_widget_get_visible (more));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (more)));
  g_assert_true (gtk_widget_is_visible (find_named (dialog, "Strength 0.45, Steps 12, me/ink_one 0.8")));
  gtk_entry_set_text (test_find (dialog, GTK_TYPE_ENTRY, 0), "With All");
  overpaint_prompt_view_set_text (test_find (dialog, OVERPAINT_TYPE_PROMPT_VIEW, 0), "{prompt}, ink");
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK);

  style = overpaint_styles_find (styles, "with-all");
  g_assert_nonnull (style);
  assert_weight (style, "me/ink_one", 0.8);
  g_assert_cmpuint (g_variant_n_children (style->values), ==, 2);

  /* changed, it keeps what it brings, unless that is wanted anew */
  set_from_json (fixture, "{" FORMAT ", \"style\": \"with-all\", \"request\": {" ASKED ", \"strength\": 0.9}}");
  dialog = open_dialog (fixture);
  more   = test_find (dialog, GTK_TYPE_CHECK_BUTTON, 0);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (more)));
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK);
  style = overpaint_styles_find (styles, "with-all");
  assert_weight (style, "me/ink_one", 0.8);

  dialog = open_dialog (fixture);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (test_find (dialog, GTK_TYPE_CHECK_BUTTON, 0)), TRUE);
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK);
  style = overpaint_styles_find (styles, "with-all");
  g_assert_null (style->loras);
  g_assert_cmpuint (g_variant_n_children (style->values), ==, 1);

  /* and a field that is automatic again takes it */
  set_from_json (fixture, "{" FORMAT ", \"style\": \"with-all\", \"request\": {" ASKED "}}");
  strength = test_find (fixture->form->strength, GTK_TYPE_SPIN_BUTTON, 0);
  g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (GTK_SPIN_BUTTON (strength)), 0.9, 1e-9);
  assert_number (fixture, "strength", -1.0);
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

  TEST_ADD_FORM ("/form-styles/own", test_own_style);
  TEST_ADD_FORM ("/form-styles/with-values", test_style_with_values);
  TEST_ADD_FORM ("/form-styles/sound", test_sound_styles);
  g_test_add ("/form-styles/broken", Fixture, NULL, set_up_broken, test_broken_styles, tear_down);

  return g_test_run ();
}
