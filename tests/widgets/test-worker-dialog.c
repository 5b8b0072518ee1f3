/* test-worker-dialog.c: tests of the window in which a worker is filled in
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "path-entry.h"
#include "worker-scene.h"

#define LACKING "Choose the program and the model file. Whether they work is checked then."
#define BUSY    "Checking what is needed…"

static void
test_lacking (void)
{
  Scene scene = { NULL, };

  open_row (&scene, NULL);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (scene.dialog)), ==, "Start One for Me");
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (entry (&scene, "Name"))), ==, "My GPU 2");
  fill (&scene, "Program", "");
  g_assert_true (widget_says (scene.dialog, LACKING));
  g_assert_false (can_press (&scene, "Save"));
  g_assert_false (can_press (&scene, "Start Now"));

  fill (&scene, "Program", "/opt/sd/sd-server");
  g_assert_true (widget_says (scene.dialog, LACKING));
  fill (&scene, "Model File", "/models/toy.safetensors");
  g_assert_true (can_press (&scene, "Save"));
  g_assert_true (can_press (&scene, "Start Now"));

  /* a name and what is needed: neither is enough */
  fill (&scene, "Name", "  ");
  g_assert_false (can_press (&scene, "Start Now"));
  fill (&scene, "Name", "attic");
  fill (&scene, "Model File", " ");
  g_assert_false (can_press (&scene, "Save"));
  g_assert_cmpuint (scene.office->n_checked, ==, 0);

  close_scene (&scene);
}

static void
test_check (void)
{
  Scene scene = { NULL, };

  open_row (&scene, NULL);

  /* three changes at once are one check */
  fill_program (&scene);
  fill (&scene, "LoRA Folder", "/models/loras");
  test_wait_until (scene.office->task != NULL);
  g_assert_cmpuint (scene.office->n_checked, ==, 1);
  g_assert_cmpstr (scene.office->plan->program, ==, "/opt/sd/sd-server");
  g_assert_cmpstr (scene.office->plan->model, ==, "/models/toy.safetensors");
  g_assert_cmpstr (scene.office->plan->folder, ==, "/models/loras");
  g_assert_true (widget_says (scene.dialog, BUSY));

  test_fake_office_answer (scene.office, "It paints on the CPU: a picture takes minutes.", NULL);
  g_assert_true (widget_says (scene.dialog, "It paints on the CPU: a picture takes minutes."));

  /* what is checked no more is given up */
  fill (&scene, "Model File", "/models/other.safetensors");
  test_wait_until (scene.office->task != NULL);
  fill (&scene, "Model File", "/models/another.safetensors");
  g_assert_cmpuint (scene.office->n_given_up, ==, 1);
  test_wait_until (scene.office->task != NULL);
  g_assert_cmpstr (scene.office->plan->model, ==, "/models/another.safetensors");

  /* a name is nothing to check */
  fill (&scene, "Name", "attic");
  g_assert_cmpuint (scene.office->n_given_up, ==, 1);

  test_fake_office_answer (scene.office, NULL, g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "There is no model file."));
  g_assert_true (widget_says (scene.dialog, "There is no model file."));
  g_assert_true (can_press (&scene, "Save"));

  close_scene (&scene);
}

static void
test_close_while_checking (void)
{
  Scene scene = { NULL, };

  open_row (&scene, NULL);
  fill_program (&scene);
  test_wait_until (scene.office->task != NULL);
  gtk_dialog_response (GTK_DIALOG (scene.dialog), GTK_RESPONSE_CANCEL);
  test_settle ();
  g_assert_null (scene.dialog);
  g_assert_cmpuint (scene.office->n_given_up, ==, 1);
  g_assert_cmpuint (scene.office->n_saved, ==, 0);

  close_scene (&scene);
}

static void
test_paths (void)
{
  g_autofree gchar *below = g_build_filename (g_get_home_dir (), "sd/sd-server", NULL);
  const struct
  {
    const gchar *text;
    const gchar *path;
  } cases[] =
  {
    { "/a/b", "/a/b" },
    { "  /a/b ", "/a/b" },
    { "'/a/my b'", "/a/my b" },
    { "\"/a/b\"", "/a/b" },
    { "'", "'" },
    { "file:///a/my%20b", "/a/my b" },
    { "file://", "file://" },
    { "~", g_get_home_dir () },
    { "~/sd/sd-server", below },
    { "~sd", "~sd" },
    { "/a/Grün", "/a/Grün" },
    { "", "" },
  };
  GtkWidget *widget = g_object_ref_sink (g_object_new (OVERPAINT_TYPE_PATH_ENTRY, NULL));
  GtkWidget *inner  = test_find (widget, GTK_TYPE_ENTRY, 0);
  guint      i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *path = NULL;

      gtk_entry_set_text (GTK_ENTRY (inner), cases[i].text);
      path = overpaint_path_entry_get_path (OVERPAINT_PATH_ENTRY (widget));
      g_assert_cmpstr (path, ==, cases[i].path);
    }

  gtk_widget_destroy (widget);
  g_object_unref (widget);
}

static void
test_save (void)
{
  Scene scene = { NULL, };

  open_row (&scene, NULL);
  fill (&scene, "Name", " attic ");
  fill_program (&scene);
  fill (&scene, "Stop When Idle (min)", "0");
  tick (&scene, "Stop It When GIMP Quits");
  tick (&scene, "Stopping a Run May Restart It");

  /* a name that cannot be is said, and everything stays */
  scene.office->save_problem = "The name may not be.";
  press (&scene, "Save");
  g_assert_true (widget_says (scene.dialog, "The name may not be."));
  g_assert_cmpuint (scene.n_saved, ==, 0);

  scene.office->save_problem = NULL;
  press (&scene, "Save");
  g_assert_null (scene.dialog);
  g_assert_cmpstr (scene.office->saved_name, ==, "attic");
  g_assert_null (scene.office->saved_old_name);
  g_assert_cmpint (scene.office->plan->kind, ==, OVERPAINT_WORKER_PLAN_SD_SERVER);
  g_assert_cmpstr (scene.office->plan->device, ==, "");
  g_assert_cmpuint (scene.office->plan->idle_minutes, ==, 0);
  g_assert_true (scene.office->plan->stop_with_gimp);
  g_assert_true (scene.office->plan->restart_to_cancel);
  g_assert_cmpuint (scene.office->n_started, ==, 0);
  g_assert_cmpuint (scene.n_saved, ==, 1);
  g_assert_cmpstr (scene.saved, ==, "attic");
  g_assert_cmpstr (scene.sentence, ==, "Saved. It starts with the first picture that it is asked for.");

  close_scene (&scene);
}

static void
test_container (void)
{
  Scene scene = { NULL, };

  open_row (&scene, NULL);
  tick (&scene, "Livepeer Container");
  g_assert_true (widget_says (scene.dialog, "Name the model, and choose the folder of models. What else is needed is "
                                            "checked then."));
  fill (&scene, "Model", "timbrooks/instruct-pix2pix");
  fill (&scene, "Folder of Models", "/models");
  test_wait_until (scene.office->task != NULL);
  g_assert_cmpint (scene.office->plan->kind, ==, OVERPAINT_WORKER_PLAN_CONTAINER);
  g_assert_cmpstr (scene.office->plan->program, ==, "");
  g_assert_cmpstr (scene.office->plan->model, ==, "timbrooks/instruct-pix2pix");
  g_assert_cmpstr (scene.office->plan->folder, ==, "/models");
  g_assert_cmpuint (scene.office->plan->idle_minutes, ==, OVERPAINT_WORKER_PLAN_IDLE_MINUTES);
  test_fake_office_answer (scene.office, "The container's image is on this computer.", NULL);
  g_assert_true (widget_says (scene.dialog, "Overpaint brings no model along. What you may make with one is said by "
                                            "its licence, which is yours to respect. Read it on the page of "
                                            "timbrooks/instruct-pix2pix."));

  /* what was filled in for the other way is no part of it, and not lost */
  tick (&scene, "Program “sd-server”");
  fill (&scene, "Program", "/opt/sd/sd-server");
  g_assert_false (can_press (&scene, "Save"));

  close_scene (&scene);
}

static void
test_edit (void)
{
  Scene scene = { NULL, };

  open_row (&scene, FAKE_WORKER);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (scene.dialog)), ==, "Change Server");
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (entry (&scene, "Name"))), ==, FAKE_WORKER);
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (entry (&scene, "Program"))), ==, "/opt/sd/sd-server");
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (entry (&scene, "Model File"))), ==, "/models/toy.safetensors");
  test_wait_until (scene.office->task != NULL);
  test_fake_office_answer (scene.office, "It paints.", NULL);

  scene.office->activity = OVERPAINT_WORKER_RUNNING;
  press (&scene, "Save");
  g_assert_null (scene.dialog);
  g_assert_cmpstr (scene.office->saved_old_name, ==, FAKE_WORKER);
  /* what the window does not show stays */
  g_assert_cmpstr (scene.office->plan->device, ==, "CUDA1");
  g_assert_cmpstr (scene.sentence, ==, "Saved. It is running; what you have changed counts from its next start on.");

  close_scene (&scene);
}

/* Everything by the keyboard: letters, Tab and Enter. */
static void
test_keyboard (void)
{
  Scene scene = { NULL, };

  open_row (&scene, NULL);
  gtk_window_present (GTK_WINDOW (scene.dialog));
  test_settle ();

  test_send_key (scene.dialog, GDK_KEY_n, GDK_MOD1_MASK);
  g_assert_true (gtk_widget_is_focus (entry (&scene, "Name")));
  test_type (scene.dialog, "attic");
  test_send_key (scene.dialog, GDK_KEY_p, GDK_MOD1_MASK);
  g_assert_true (gtk_widget_is_focus (entry (&scene, "Program")));
  gtk_entry_set_text (GTK_ENTRY (entry (&scene, "Program")), "");
  test_type (scene.dialog, "abc");
  test_send_key (scene.dialog, GDK_KEY_Tab, 0);
  g_assert_true (gtk_widget_is_focus (widget_find (scene.dialog, GTK_TYPE_BUTTON, "Choose the Program “sd-server”")));
  test_send_key (scene.dialog, GDK_KEY_Tab, 0);
  g_assert_true (gtk_widget_is_focus (entry (&scene, "Model File")));
  test_type (scene.dialog, "def");
  test_send_key (scene.dialog, GDK_KEY_v, GDK_MOD1_MASK);
  test_send_key (scene.dialog, GDK_KEY_m, GDK_MOD1_MASK);
  g_assert_true (gtk_widget_is_focus (entry (&scene, "Model")));
  test_send_key (scene.dialog, GDK_KEY_d, GDK_MOD1_MASK);
  test_send_key (scene.dialog, GDK_KEY_l, GDK_MOD1_MASK);
  g_assert_true (gtk_widget_is_focus (entry (&scene, "LoRA Folder")));
  test_send_key (scene.dialog, GDK_KEY_Return, 0);
  test_wait_until (scene.office->started != NULL);

  g_assert_cmpstr (scene.office->started, ==, "attic");
  g_assert_cmpstr (scene.office->plan->program, ==, "abc");
  g_assert_cmpstr (scene.office->plan->model, ==, "def");

  close_scene (&scene);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/worker-dialog/lacking", test_lacking);
  g_test_add_func ("/worker-dialog/check", test_check);
  g_test_add_func ("/worker-dialog/close-while-checking", test_close_while_checking);
  g_test_add_func ("/worker-dialog/paths", test_paths);
  g_test_add_func ("/worker-dialog/save", test_save);
  g_test_add_func ("/worker-dialog/container", test_container);
  g_test_add_func ("/worker-dialog/edit", test_edit);
  g_test_add_func ("/worker-dialog/keyboard", test_keyboard);

  return g_test_run ();
}
