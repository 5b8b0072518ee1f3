/* test-worker-start.c: tests of how a worker is started in its window
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "worker-scene.h"

static GError *
new_failure (const gchar *text)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, text);
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
  test_fake_office_answer (scene.office, NULL, new_failure (whole));
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
  test_fake_office_answer (scene.office, NULL, new_failure ("The disk is full."));
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
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (scene.dialog)), ==, "Start Server");
  g_assert_false (gtk_widget_get_mapped (entry (&scene, "Name")));
  g_assert_false (gtk_widget_get_mapped (widget_find (scene.dialog, GTK_TYPE_BUTTON, "Save")));

  test_fake_office_answer (scene.office, NULL, new_failure ("It fell over."));
  test_settle ();
  g_assert_true (widget_says (scene.dialog, "It fell over."));
  g_assert_true (gtk_widget_get_mapped (entry (&scene, "Name")));

  close_scene (&scene);
}

static void
check_room (Scene       *scene,
            const gchar *language)
{
  gint width, height;

  gtk_widget_get_preferred_width (scene->dialog, &width, NULL);
  gtk_widget_get_preferred_height (scene->dialog, &height, NULL);
  g_test_message ("%s: %d x %d", language, width, height);
  g_assert_cmpint (width, <=, 800);
  g_assert_cmpint (height, <=, 720);
}

/* As another language may be: each text goes on for a third of its length. */
static void
make_longer (GtkWidget *window)
{
  g_autoptr (GPtrArray) list = test_list_widgets (window);
  guint                 i;

  for (i = 0; i < list->len; i++)
    {
      g_autofree gchar *more = NULL;
      g_autofree gchar *text = NULL;

      if (! GTK_IS_LABEL (list->pdata[i]))
        continue;

      text = g_strdup (gtk_label_get_text (list->pdata[i]));
      more = g_utf8_substring (text, 0, (g_utf8_strlen (text, -1) + 2) / 3);
      g_free (text);
      text = g_strconcat (gtk_label_get_text (list->pdata[i]), more, NULL);
      gtk_label_set_text (list->pdata[i], text);
    }
}

/* A screen of 1366 x 768 has room for it where it shows most, whatever a worker had to say. */
static void
test_size (void)
{
  g_autoptr (GString) log   = g_string_new ("The worker cannot read the model file. Choose a whole checkpoint "
                                            "(.safetensors, .gguf or .ckpt), not a LoRA or a part of a model.\n\n");
  Scene               scene = { NULL, };
  guint               i;

  for (i = 0; i < 40; i++)
    g_string_append (log, "[ERROR] a long line of a log which says where in the source something was not as it was "
                          "expected to be, and then goes on about the state of the memory\n");

  open_filled (&scene);
  press (&scene, "Start Now");
  test_fake_office_answer (scene.office, NULL, new_failure (log->str));
  test_settle ();
  check_room (&scene, "English");
  make_longer (scene.dialog);
  test_settle ();
  check_room (&scene, "longer words");

  close_scene (&scene);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/worker-start/start", test_start);
  g_test_add_func ("/worker-start/cancel", test_cancel);
  g_test_add_func ("/worker-start/failure", test_failure);
  g_test_add_func ("/worker-start/question", test_question);
  g_test_add_func ("/worker-start/start-at-once", test_start_at_once);
  g_test_add_func ("/worker-start/size", test_size);

  return g_test_run ();
}
