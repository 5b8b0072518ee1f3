/* test-worker-dialog.c: tests of the window for a server that Overpaint starts
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-keeper.h"
#include "fake-office.h"
#include "key-tools.h"
#include "path-entry.h"
#include "widget-tools.h"
#include "worker-dialog.h"
#include "worker-form.h"

#define LACKING "Choose the program and the model file. Whether they work is checked then."
#define BUSY    "Checking what is needed…"

typedef struct
{
  TestFakeKeeper *keeper;
  TestFakeOffice *office;
  GtkWidget      *dialog;     /* NULL once it is gone */
  guint           n_saved;
  gchar          *saved;
  gchar          *sentence;
} Scene;

static void
note_saved (Scene       *scene,
            const gchar *name,
            const gchar *sentence)
{
  scene->n_saved++;
  g_free (scene->saved);
  g_free (scene->sentence);
  scene->saved    = g_strdup (name);
  scene->sentence = g_strdup (sentence);
}

static void
open_row (Scene       *scene,
          const gchar *name)
{
  g_autoptr (GPtrArray)  rows = NULL;
  OverpaintServerRow    *row  = NULL;
  guint                  i;

  scene->keeper         = TEST_FAKE_KEEPER (test_fake_keeper_new ());
  scene->office         = test_fake_office_new ();
  scene->keeper->office = OVERPAINT_WORKER_OFFICE (g_object_ref (scene->office));

  rows = OVERPAINT_SERVER_KEEPER_GET_IFACE (scene->keeper)->list (OVERPAINT_SERVER_KEEPER (scene->keeper));
  for (i = 0; name != NULL && i < rows->len; i++)
    {
      if (g_str_equal (((OverpaintServerRow *) rows->pdata[i])->name, name))
        row = rows->pdata[i];
    }

  scene->dialog = overpaint_worker_dialog_new (NULL, OVERPAINT_SERVER_KEEPER (scene->keeper), row);
  g_object_add_weak_pointer (G_OBJECT (scene->dialog), (gpointer *) &scene->dialog);
  g_signal_connect_swapped (scene->dialog, "saved", G_CALLBACK (note_saved), scene);
  gtk_widget_show (scene->dialog);
  gtk_test_widget_wait_for_draw (scene->dialog);
  test_settle ();
}

static void
close_scene (Scene *scene)
{
  if (scene->dialog != NULL)
    gtk_widget_destroy (scene->dialog);
  test_settle ();
  g_assert_null (scene->dialog);
  g_object_unref (scene->keeper);
  g_object_unref (scene->office);
  g_free (scene->saved);
  g_free (scene->sentence);
}

static GtkWidget *
entry (Scene       *scene,
       const gchar *name)
{
  return widget_find (scene->dialog, GTK_TYPE_ENTRY, name);
}

static void
fill (Scene       *scene,
      const gchar *name,
      const gchar *text)
{
  gtk_entry_set_text (GTK_ENTRY (entry (scene, name)), text);
}

static void
fill_program (Scene *scene)
{
  fill (scene, "Program", "/opt/sd/sd-server");
  fill (scene, "Model File", "/models/toy.safetensors");
}

static gboolean
can_press (Scene       *scene,
           const gchar *label)
{
  return gtk_widget_is_sensitive (widget_find (scene->dialog, GTK_TYPE_BUTTON, label));
}

static void
press (Scene       *scene,
       const gchar *label)
{
  GtkWidget *button = widget_find (scene->dialog, GTK_TYPE_BUTTON, label);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_assert_true (gtk_widget_get_mapped (button));
  gtk_button_clicked (GTK_BUTTON (button));
  test_settle ();
}

static void
tick (Scene       *scene,
      const gchar *label)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widget_find (scene->dialog, GTK_TYPE_TOGGLE_BUTTON, label)), TRUE);
  test_settle ();
}

/* Fills in what is needed and has it found in order. */
static void
open_filled (Scene *scene)
{
  open_row (scene, NULL);
  fill (scene, "Name", FAKE_WORKER);
  fill_program (scene);
  test_wait_until (scene->office->task != NULL);
  test_fake_office_answer (scene->office, "It paints on NVIDIA GeForce RTX 4080, by CUDA.", NULL);
}

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
test_start (void)
{
  Scene           scene = { NULL, };
  GtkProgressBar *bar;

  open_filled (&scene);
  bar = GTK_PROGRESS_BAR (widget_find (scene.dialog, GTK_TYPE_PROGRESS_BAR, "Progress of the start"));
  press (&scene, "Start Now");

  g_assert_cmpstr (scene.office->saved_name, ==, FAKE_WORKER);
  g_assert_cmpstr (scene.office->started, ==, FAKE_WORKER);
  g_assert_false (scene.office->may_pull);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (bar)));
  g_assert_true (widget_says (scene.dialog, "Starting…"));
  g_assert_false (gtk_widget_is_sensitive (entry (&scene, "Name")));
  g_assert_false (can_press (&scene, "Save"));
  g_assert_false (can_press (&scene, "Start Now"));
  g_assert_true (gtk_widget_is_focus (widget_find (scene.dialog, GTK_TYPE_BUTTON, "Cancel")));

  test_fake_office_tell (scene.office, OVERPAINT_WORKER_BEGINNING, "12 of 48 parts are here.", 0.25);
  g_assert_true (widget_says (scene.dialog, "12 of 48 parts are here."));
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (bar), ==, 0.25);
  g_assert_cmpstr (scene.sentence, !=, "“" FAKE_WORKER "” is running.");

  test_fake_office_answer (scene.office, "it runs", NULL);
  test_settle ();
  g_assert_null (scene.dialog);
  g_assert_cmpstr (scene.saved, ==, FAKE_WORKER);
  g_assert_cmpstr (scene.sentence, ==, "“" FAKE_WORKER "” is running.");
  g_assert_cmpuint (scene.office->n_given_up, ==, 0);

  close_scene (&scene);
}

/* Once by the button, once by the window's end. */
static void
test_cancel (void)
{
  Scene scene = { NULL, };

  open_filled (&scene);
  press (&scene, "Start Now");
  press (&scene, "Cancel");
  g_assert_cmpuint (scene.office->n_given_up, ==, 1);
  g_assert_true (widget_says (scene.dialog, "The start was cancelled."));
  g_assert_true (can_press (&scene, "Start Now"));
  g_assert_true (gtk_widget_is_sensitive (entry (&scene, "Name")));

  press (&scene, "Start Now");
  /* it has been saved before, under this name */
  g_assert_cmpstr (scene.office->saved_old_name, ==, FAKE_WORKER);
  gtk_widget_destroy (scene.dialog);
  test_settle ();
  g_assert_cmpuint (scene.office->n_given_up, ==, 2);

  close_scene (&scene);
}

static void
test_failure (void)
{
  const gchar      *what  = "The worker cannot read the model file. Choose a whole checkpoint.";
  const gchar      *log   = "Its last lines:\n[ERROR] get sd version from file failed\n[ERROR] new_sd_ctx_t failed";
  g_autofree gchar *whole = g_strconcat (what, "\n\n", log, NULL);
  g_autofree gchar *found = NULL;
  GtkTextBuffer    *buffer;
  GtkTextIter       start, end;
  Scene             scene = { NULL, };

  open_filled (&scene);
  press (&scene, "Start Now");
  test_fake_office_answer (scene.office, NULL, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, whole));
  test_settle ();

  g_assert_true (widget_says (scene.dialog, what));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget_find (scene.dialog, GTK_TYPE_TEXT_VIEW, "Its Last Lines")));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  found = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_cmpstr (found, ==, log);
  g_assert_true (gtk_widget_is_sensitive (entry (&scene, "Name")));

  press (&scene, "Copy All");
  g_free (found);
  found = gtk_clipboard_wait_for_text (gtk_clipboard_get (GDK_SELECTION_CLIPBOARD));
  g_assert_cmpstr (found, ==, whole);

  /* again, as it is filled in now, and never by itself */
  g_assert_true (gtk_widget_is_focus (widget_find (scene.dialog, GTK_TYPE_BUTTON, "Try Again")));
  g_assert_cmpuint (scene.office->n_started, ==, 1);
  press (&scene, "Try Again");
  g_assert_cmpuint (scene.office->n_started, ==, 2);
  g_assert_cmpuint (scene.office->n_saved, ==, 2);

  /* one that has no last lines shows none */
  test_fake_office_answer (scene.office, NULL, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "The disk is full."));
  test_settle ();
  g_assert_true (widget_says (scene.dialog, "The disk is full."));
  g_assert_false (gtk_widget_get_mapped (widget_find (scene.dialog, GTK_TYPE_TEXT_VIEW, "Its Last Lines")));

  close_scene (&scene);
}

static GError *
new_question (void)
{
  return g_error_new_literal (OVERPAINT_WORKER_OFFICE_ERROR, OVERPAINT_WORKER_OFFICE_ERROR_MUST_DOWNLOAD,
                              "It is not here.");
}

/* Nothing is downloaded but by the button for it. */
static void
test_question (void)
{
  Scene scene = { NULL, };

  open_filled (&scene);
  press (&scene, "Start Now");
  test_fake_office_answer (scene.office, NULL, new_question ());
  test_settle ();
  g_assert_true (gtk_widget_is_focus (widget_find (scene.dialog, GTK_TYPE_BUTTON, "Not Yet")));
  g_assert_false (can_press (&scene, "Start Now"));

  /* Enter, pressed once more than needed */
  widget_press (scene.dialog, GDK_KEY_Return, 0);
  test_wait_until (widget_says (scene.dialog, "Nothing was downloaded, and nothing was started."));
  g_assert_cmpuint (scene.office->n_started, ==, 1);

  press (&scene, "Start Now");
  g_assert_false (scene.office->may_pull);
  test_fake_office_answer (scene.office, NULL, new_question ());
  test_settle ();
  press (&scene, "Download It");
  g_assert_cmpuint (scene.office->n_started, ==, 3);
  g_assert_true (scene.office->may_pull);

  /* it counts for this once */
  press (&scene, "Cancel");
  press (&scene, "Start Now");
  g_assert_false (scene.office->may_pull);

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

/* From the list: only the progress shows, until there is something to change. */
static void
test_start_at_once (void)
{
  Scene scene = { NULL, };

  open_row (&scene, FAKE_WORKER);
  overpaint_worker_dialog_start (OVERPAINT_WORKER_DIALOG (scene.dialog));
  test_settle ();
  g_assert_cmpstr (scene.office->started, ==, FAKE_WORKER);
  g_assert_cmpuint (scene.office->n_checked, ==, 0);
  g_assert_false (gtk_widget_get_mapped (entry (&scene, "Name")));

  test_fake_office_answer (scene.office, NULL, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "It fell over."));
  test_settle ();
  g_assert_true (widget_says (scene.dialog, "It fell over."));
  g_assert_true (gtk_widget_get_mapped (entry (&scene, "Name")));

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

/* A screen of 1366 x 768 has room for it whatever it shows, in words a third longer too. */
static void
test_size (void)
{
  g_autoptr (GString) log   = g_string_new ("It fell over. Give it more memory.\n\n");
  Scene               scene = { NULL, };
  gint                width, height;
  guint               i;

  for (i = 0; i < 40; i++)
    g_string_append (log, "[ERROR] a long line of a log which says where in the source something was not as it was "
                          "expected to be, and then goes on about the state of the memory\n");

  open_filled (&scene);
  press (&scene, "Start Now");
  test_fake_office_answer (scene.office, NULL, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, log->str));
  test_settle ();
  gtk_window_get_size (GTK_WINDOW (scene.dialog), &width, &height);
  g_test_message ("%d x %d", width, height);
  g_assert_cmpint (width, <=, 800);
  g_assert_cmpint (height, <=, 700);

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
  g_test_add_func ("/worker-dialog/start", test_start);
  g_test_add_func ("/worker-dialog/cancel", test_cancel);
  g_test_add_func ("/worker-dialog/failure", test_failure);
  g_test_add_func ("/worker-dialog/question", test_question);
  g_test_add_func ("/worker-dialog/edit", test_edit);
  g_test_add_func ("/worker-dialog/start-at-once", test_start_at_once);
  g_test_add_func ("/worker-dialog/keyboard", test_keyboard);
  g_test_add_func ("/worker-dialog/size", test_size);

  return g_test_run ();
}
