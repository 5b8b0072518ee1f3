/* test-pickers.c: tests of the lists of styles, models and servers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gstdio.h>

#include "calm-combo.h"
#include "catalogue.h"
#include "fake-keeper.h"
#include "model-picker.h"
#include "server-picker.h"
#include "server-status.h"
#include "style-picker.h"
#include "key-tools.h"

static void
count (guint *counter)
{
  *counter += 1;
}

static const OverpaintField *
find_field (const gchar *name)
{
  return overpaint_pipeline_get_field (overpaint_pipeline_image_to_image (), name);
}

/* A file in a folder of its own, which need not come to be. */
static gchar *
make_path (void)
{
  g_autofree gchar *folder = g_dir_make_tmp ("overpaint-pickers-XXXXXX", NULL);

  return g_build_filename (folder, "file", NULL);
}

static void
remove_path (gchar *path)
{
  g_autofree gchar *folder = g_path_get_dirname (path);
  g_autoptr (GDir)  dir    = g_dir_open (folder, 0, NULL);
  const gchar      *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree gchar *inner = g_build_filename (folder, name, NULL);

      g_remove (inner);
    }

  g_rmdir (folder);
  g_free (path);
}

static gchar *
get_text (GtkComboBox *combo,
          const gchar *path,
          gint         column)
{
  GtkTreeModel *model = gtk_combo_box_get_model (combo);
  GtkTreeIter   iter;
  gchar        *text;

  if (! gtk_tree_model_get_iter_from_string (model, &iter, path))
    return NULL;

  gtk_tree_model_get (model, &iter, column, &text, -1);

  return text;
}

#define assert_row(combo, path, column, expected) \
  G_STMT_START { \
    g_autofree gchar *row_ = get_text (GTK_COMBO_BOX (combo), path, column); \
    g_assert_cmpstr (row_, ==, expected); \
  } G_STMT_END

/* The wheel is for whatever is scrolled around the list. */
static void
test_wheel (void)
{
  const GType  types[]  = { GTK_TYPE_COMBO_BOX, OVERPAINT_TYPE_CALM_COMBO };
  const gint   wanted[] = { 1, 0 };
  guint        i;

  for (i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GtkListStore)  store  = gtk_list_store_new (1, G_TYPE_STRING);
      GtkWidget                *combo  = g_object_new (types[i], "model", store, NULL);
      GtkWidget                *window = test_show (combo, 100);
      GdkEvent                 *event  = gdk_event_new (GDK_SCROLL);
      gboolean                  taken;

      gtk_cell_layout_pack_start (GTK_CELL_LAYOUT (combo), gtk_cell_renderer_text_new (), TRUE);
      gtk_list_store_insert_with_values (store, NULL, -1, 0, "first", -1);
      gtk_list_store_insert_with_values (store, NULL, -1, 0, "second", -1);
      gtk_combo_box_set_active (GTK_COMBO_BOX (combo), 0);

      event->scroll.window    = g_object_ref (gtk_widget_get_window (combo));
      event->scroll.direction = GDK_SCROLL_DOWN;
      gdk_event_set_device (event, gdk_seat_get_pointer (gdk_display_get_default_seat (gdk_display_get_default ())));
      taken = gtk_widget_event (combo, event);

      g_assert_cmpint (gtk_combo_box_get_active (GTK_COMBO_BOX (combo)), ==, wanted[i]);
      g_assert_cmpint (taken, ==, wanted[i]);

      gdk_event_free (event);
      gtk_widget_destroy (window);
    }
}

static void
test_style (void)
{
  gchar                       *path   = make_path ();
  g_autoptr (OverpaintStyles)  styles = overpaint_styles_new (path);
  OverpaintStyle               own    = { .id = (gchar *) "_own", .name = (gchar *) "My_Own", .is_own = TRUE,
                                          .prompt = (gchar *) "{prompt}, mine" };
  OverpaintStylePicker        *picker;
  GtkWidget                   *window;
  GError                      *error  = NULL;
  guint                        n_changed = 0;
  guint                        n_shipped = overpaint_styles_get_n (styles);
  g_autofree gchar            *last   = g_strdup_printf ("%u", n_shipped + 2);

  picker = OVERPAINT_STYLE_PICKER (overpaint_style_picker_new (styles));
  window = test_show (GTK_WIDGET (picker), 300);
  g_signal_connect_swapped (picker, "changed", G_CALLBACK (count), &n_changed);

  assert_row (picker, "0", 1, "None");
  assert_row (picker, "2", 1, overpaint_styles_get (styles, 0)->name);
  g_assert_null (overpaint_style_picker_get_style (picker));

  g_assert_cmpuint (n_changed, ==, 0);
  gtk_combo_box_set_active_id (GTK_COMBO_BOX (picker), "ink");
  g_assert_cmpstr (overpaint_style_picker_get_style (picker), ==, "ink");
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (GTK_WIDGET (picker)), "{prompt}, black ink"));

  /* an own style joins the list while it is shown, and the choice stays */
  overpaint_styles_save (styles, &own, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (overpaint_style_picker_get_style (picker), ==, "ink");
  assert_row (picker, last, 0, NULL);
  g_free (g_steal_pointer (&last));
  last = g_strdup_printf ("%u", n_shipped + 3);
  assert_row (picker, last, 1, "My_Own");

  overpaint_style_picker_set_style (picker, "_own");
  g_assert_cmpstr (overpaint_style_picker_get_style (picker), ==, "_own");
  g_assert_false (overpaint_style_picker_is_missing (picker));
  g_assert_cmpuint (n_changed, ==, 1);

  overpaint_style_picker_set_prompt (picker, "a barn, mine");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (GTK_WIDGET (picker)), ==, "a barn, mine");

  /* one that goes is neither lost nor passed over */
  overpaint_styles_remove (styles, "_own", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (overpaint_style_picker_get_style (picker), ==, "_own");
  g_assert_true (overpaint_style_picker_is_missing (picker));
  g_assert_cmpstr (gtk_combo_box_get_active_id (GTK_COMBO_BOX (picker)), ==, "_own");

  overpaint_style_picker_set_style (picker, NULL);
  g_assert_null (overpaint_style_picker_get_style (picker));
  g_assert_cmpint (gtk_combo_box_get_active (GTK_COMBO_BOX (picker)), ==, 0);

  gtk_widget_destroy (window);
  remove_path (path);
}

static gboolean
shows (GtkWidget   *widget,
       const gchar *text)
{
  g_autoptr (GPtrArray) list = test_list_widgets (widget);
  guint                 i;

  for (i = 0; i < list->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (list, i);

      if (GTK_IS_LABEL (label) && gtk_widget_get_mapped (label) &&
          strstr (gtk_label_get_text (GTK_LABEL (label)), text) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
test_model (void)
{
  gchar                         *path      = make_path ();
  g_autoptr (OverpaintPace)      pace      = overpaint_pace_new (path);
  GError                        *error     = NULL;
  guint                          n_changed = 0;
  OverpaintModelPicker          *picker;
  GtkComboBox                   *combo;
  GtkWidget                     *entry;
  GtkWidget                     *window;
  const OverpaintModel * const  *models;
  guint                          n_models;

  overpaint_pace_learn (pace, "local", "someone/own-model", 20, 512, 512, 4000, &error);
  g_assert_no_error (error);
  models = overpaint_catalogue_get_all (&n_models);

  picker = OVERPAINT_MODEL_PICKER (overpaint_model_picker_new (find_field ("model"), pace));
  window = test_show (GTK_WIDGET (picker), 300);
  combo  = test_find (GTK_WIDGET (picker), GTK_TYPE_COMBO_BOX, 0);
  entry  = test_find (GTK_WIDGET (picker), GTK_TYPE_ENTRY, 0);
  g_signal_connect_swapped (picker, "changed", G_CALLBACK (count), &n_changed);

  assert_row (combo, "0", 0, models[0]->id);

  overpaint_model_picker_set_id (picker, "timbrooks/instruct-pix2pix");
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_true (shows (GTK_WIDGET (picker), "Follows an instruction"));
  g_assert_true (shows (GTK_WIDGET (picker), "Licence: MIT"));
  g_assert_false (shows (GTK_WIDGET (picker), "ignores"));

  /* the server's own models come first; what was chosen stays */
  overpaint_model_picker_set_server (picker, "local");
  assert_row (combo, "0", 0, "someone/own-model");
  assert_row (combo, "1", 0, NULL);
  assert_row (combo, "2", 0, models[0]->id);
  g_assert_cmpstr (overpaint_model_picker_get_id (picker), ==, "timbrooks/instruct-pix2pix");
  g_assert_cmpuint (n_changed, ==, 1);

  overpaint_model_picker_set_server (picker, "another");
  assert_row (combo, "0", 0, models[0]->id);

  gtk_combo_box_set_active (combo, 1);
  g_assert_cmpstr (overpaint_model_picker_get_id (picker), ==, models[1]->id);
  g_assert_cmpuint (n_changed, ==, 2);
  g_assert_true (shows (GTK_WIDGET (picker), "Livepeer's runner ignores the layer"));

  /* any other id by typing */
  gtk_widget_grab_focus (GTK_WIDGET (picker));
  test_type (entry, "own ");
  g_assert_cmpstr (overpaint_model_picker_get_id (picker), ==, "own");
  g_assert_cmpstr (overpaint_model_picker_get_model (picker)->id, ==, "");
  g_assert_true (shows (GTK_WIDGET (picker), "the catalogue does not know"));
  g_assert_false (shows (GTK_WIDGET (picker), "Licence"));
  /* the id that was selected goes, and three letters come */
  g_assert_cmpuint (n_changed, ==, 6);

  gtk_widget_destroy (window);
  remove_path (path);
}

static void
assert_status (GtkWidget   *picker,
               const gchar *word,
               const gchar *why)
{
  GtkWidget *status = test_find (picker, OVERPAINT_TYPE_SERVER_STATUS, 0);
  AtkObject *named  = gtk_widget_get_accessible (status);

  g_assert_true (shows (picker, word));
  g_assert_cmpstr (atk_object_get_name (named), ==, word);
  g_assert_cmpstr (atk_object_get_description (named), ==, why);
}

static GtkButton *
find_button (GtkWidget   *widget,
             const gchar *label)
{
  g_autoptr (GPtrArray) list = test_list_widgets (widget);
  guint                 i;

  for (i = 0; i < list->len; i++)
    {
      GtkWidget *button = g_ptr_array_index (list, i);

      if (GTK_IS_BUTTON (button) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
        return GTK_BUTTON (button);
    }

  g_error ("no button %s", label);
}

static void
test_server (void)
{
  g_autoptr (OverpaintServerKeeper)  keeper    = test_fake_keeper_new ();
  TestFakeKeeper                    *fake      = TEST_FAKE_KEEPER (keeper);
  guint                              n_changed = 0;
  guint                              n_servers = 0;
  OverpaintServerPicker             *picker;
  GtkWidget                         *widget;
  GtkWidget                         *window;
  GtkWidget                         *status;
  GtkComboBox                       *combo;

  picker = OVERPAINT_SERVER_PICKER (overpaint_server_picker_new (find_field ("server"), keeper));
  widget = GTK_WIDGET (picker);
  combo  = test_find (widget, GTK_TYPE_COMBO_BOX, 0);
  status = test_find (widget, OVERPAINT_TYPE_SERVER_STATUS, 0);
  g_signal_connect_swapped (picker, "changed", G_CALLBACK (count), &n_changed);
  g_signal_connect_swapped (picker, "servers", G_CALLBACK (count), &n_servers);

  /* what nobody sees asks nobody */
  g_assert_cmpuint (fake->n_asked, ==, 0);
  assert_row (combo, "0", 0, "livepeer (default)");
  assert_row (combo, "1", 0, "local");

  window = test_show (widget, 300);
  g_assert_cmpuint (fake->n_asked, ==, 1);
  g_assert_cmpstr (fake->asked_name, ==, "livepeer");
  assert_status (widget, "Asking…", "https://dream-gateway.livepeer.cloud");

  test_fake_keeper_answer (fake, "It is a Livepeer gateway.", NULL);
  assert_status (widget, "Answers", "It is a Livepeer gateway.");
  g_assert_cmpstr (overpaint_server_picker_get_server (picker), ==, "");

  /* another one is asked at once; the answer of the former is not shown any more */
  gtk_combo_box_set_active (combo, 1);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpstr (overpaint_server_picker_get_server (picker), ==, "local");
  g_assert_cmpstr (fake->asked_name, ==, "local");
  gtk_combo_box_set_active (combo, 0);
  test_settle ();
  g_assert_cmpuint (fake->n_cancelled, ==, 1);
  g_assert_cmpuint (fake->n_asked, ==, 3);
  assert_status (widget, "Asking…", "https://dream-gateway.livepeer.cloud");
  g_assert_cmpstr (overpaint_server_picker_get_server (picker), ==, "livepeer");

  test_fake_keeper_answer (fake, NULL, "Nobody is there.");
  assert_status (widget, "Does not answer", "Nobody is there.");

  /* and again, by keyboard */
  gtk_widget_grab_focus (status);
  test_send_key (status, GDK_KEY_space, 0);
  g_assert_cmpuint (fake->n_asked, ==, 4);
  test_fake_keeper_answer (fake, "It is back.", NULL);
  assert_status (widget, "Answers", "It is back.");

  /* what is wrong in the settings needs no asking */
  gtk_combo_box_set_active (combo, 2);
  assert_status (widget, "Unusable", "It has no address.");
  g_assert_cmpuint (fake->n_asked, ==, 4);

  /* servers that are not configured */
  overpaint_server_picker_set_server (picker, "http://studio.example:9000");
  assert_row (combo, "3", 0, "http://studio.example:9000");
  g_assert_cmpstr (fake->asked_name, ==, "http://studio.example:9000");
  g_assert_cmpstr (overpaint_server_picker_get_row (picker)->address, ==, "http://studio.example:9000");
  overpaint_server_picker_set_server (picker, "former");
  assert_status (widget, "Unusable", "No server is called “former”.");

  /* the default one may be another one tomorrow */
  overpaint_server_picker_set_server (picker, "");
  fake->default_name = "local";
  overpaint_server_picker_refill (picker);
  assert_row (combo, "0", 0, "local (default)");
  g_assert_cmpstr (overpaint_server_picker_get_server (picker), ==, "");
  g_assert_cmpstr (overpaint_server_picker_get_row (picker)->name, ==, "local");
  g_assert_cmpstr (fake->asked_name, ==, "local");

  gtk_button_clicked (find_button (widget, "Se_rvers..."));
  g_assert_cmpuint (n_servers, ==, 1);

  /* an answer that comes after the end finds nobody */
  gtk_widget_destroy (window);
  test_fake_keeper_answer (fake, "Too late.", NULL);
  test_settle ();
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pickers/wheel", test_wheel);
  g_test_add_func ("/pickers/style", test_style);
  g_test_add_func ("/pickers/model", test_model);
  g_test_add_func ("/pickers/server", test_server);

  return g_test_run ();
}
