/* test-servers-dialog.c: tests of the list of servers, and of those in it that Overpaint starts
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-keeper.h"
#include "fake-office.h"
#include "key-tools.h"
#include "server-status.h"
#include "servers-dialog.h"
#include "widget-tools.h"
#include "worker-dialog.h"

enum
{
  COLUMN_NAME = 1,
  COLUMN_ADDRESS,
  COLUMN_KIND
};

typedef struct
{
  TestFakeKeeper *keeper;
  TestFakeOffice *office;
  GtkWidget      *dialog;
} Scene;

static void
open_scene (Scene    *scene,
            gboolean  has_office)
{
  scene->keeper = TEST_FAKE_KEEPER (test_fake_keeper_new ());
  scene->office = test_fake_office_new ();

  if (has_office)
    {
      scene->keeper->office       = OVERPAINT_WORKER_OFFICE (g_object_ref (scene->office));
      scene->keeper->default_name = FAKE_WORKER;
    }

  scene->dialog = overpaint_servers_dialog_new (OVERPAINT_SERVER_KEEPER (scene->keeper));
  gtk_widget_show (scene->dialog);
  gtk_test_widget_wait_for_draw (scene->dialog);
  test_settle ();
}

static void
close_scene (Scene *scene)
{
  gtk_widget_destroy (scene->dialog);
  test_settle ();
  g_assert_cmpuint (G_OBJECT (scene->keeper)->ref_count, ==, 1);
  g_object_unref (scene->keeper);
  g_assert_cmpuint (G_OBJECT (scene->office)->ref_count, ==, 1);
  g_object_unref (scene->office);
}

static GtkWidget *
button (Scene       *scene,
        const gchar *label)
{
  return widget_find (scene->dialog, GTK_TYPE_BUTTON, label);
}

static void
press (Scene       *scene,
       const gchar *label)
{
  g_assert_true (gtk_widget_is_sensitive (button (scene, label)));
  gtk_button_clicked (GTK_BUTTON (button (scene, label)));
  test_settle ();
}

/* What a column says of the server of this name; NULL where there is none. */
static gchar *
cell (Scene       *scene,
      const gchar *name,
      gint         column)
{
  GtkTreeModel *model = gtk_tree_view_get_model (test_find (scene->dialog, GTK_TYPE_TREE_VIEW, 0));
  GtkTreeIter   iter;
  gboolean      more;

  for (more = gtk_tree_model_get_iter_first (model, &iter); more; more = gtk_tree_model_iter_next (model, &iter))
    {
      g_autofree gchar *found = NULL;
      gchar            *text  = NULL;

      gtk_tree_model_get (model, &iter, COLUMN_NAME, &found, column, &text, -1);
      if (g_str_equal (found, name))
        return text;
      g_free (text);
    }

  return NULL;
}

static void
check_cell (Scene       *scene,
            const gchar *name,
            gint         column,
            const gchar *expected)
{
  g_autofree gchar *text = cell (scene, name, column);

  g_assert_cmpstr (text, ==, expected);
}

static void
choose (Scene *scene,
        guint  index)
{
  GtkTreePath *path = gtk_tree_path_new_from_indices ((gint) index, -1);

  gtk_tree_view_set_cursor (test_find (scene->dialog, GTK_TYPE_TREE_VIEW, 0), path, NULL, FALSE);
  gtk_tree_path_free (path);
  test_settle ();
}

/* The window of a type that is open. */
static GtkWidget *
find_window (GType type)
{
  g_autoptr (GList)  windows = gtk_window_list_toplevels ();
  GList             *link;

  for (link = windows; link != NULL; link = link->next)
    {
      if (G_TYPE_CHECK_INSTANCE_TYPE (link->data, type) && gtk_widget_get_visible (link->data))
        return link->data;
    }

  return NULL;
}

static void
test_no_office (void)
{
  Scene scene = { NULL, };

  open_scene (&scene, FALSE);
  g_assert_false (gtk_widget_get_mapped (button (&scene, "Start One for Me...")));
  g_assert_false (gtk_widget_get_mapped (button (&scene, "Start Now")));
  check_cell (&scene, FAKE_WORKER, COLUMN_KIND, NULL);
  check_cell (&scene, "local", COLUMN_ADDRESS, "http://127.0.0.1:8000");
  close_scene (&scene);
}

static void
test_states (void)
{
  static const struct
  {
    OverpaintWorkerActivity  activity;
    const gchar             *word;
    gboolean                 can_start;
    gboolean                 can_stop;
  } cases[] =
  {
    { OVERPAINT_WORKER_RESTING,   "Starts when needed", TRUE,  FALSE },
    { OVERPAINT_WORKER_BEGINNING, "Starting…",          FALSE, TRUE  },
    { OVERPAINT_WORKER_RUNNING,   "Running",            FALSE, TRUE  },
    { OVERPAINT_WORKER_ENDING,    "Stopping…",          FALSE, FALSE },
    { OVERPAINT_WORKER_BROKEN,    "Does not run",       TRUE,  FALSE },
  };
  Scene scene = { NULL, };
  guint i;

  open_scene (&scene, TRUE);
  check_cell (&scene, FAKE_WORKER, COLUMN_KIND, "sd-server, started by Overpaint");
  g_assert_true (gtk_widget_get_mapped (button (&scene, "Start One for Me...")));

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      test_fake_office_tell (scene.office, cases[i].activity, "A sentence.", -1.0);
      check_cell (&scene, FAKE_WORKER, COLUMN_ADDRESS, cases[i].word);
      g_assert_cmpint (gtk_widget_is_sensitive (button (&scene, "Start Now")), ==, cases[i].can_start);
      g_assert_cmpint (gtk_widget_is_sensitive (button (&scene, "Stop")), ==, cases[i].can_stop);
    }

  /* of another server these buttons say nothing */
  test_fake_office_tell (scene.office, OVERPAINT_WORKER_RUNNING, "It runs.", -1.0);
  choose (&scene, 0);
  g_assert_false (gtk_widget_is_sensitive (button (&scene, "Stop")));
  g_assert_false (gtk_widget_is_sensitive (button (&scene, "Start Now")));
  choose (&scene, 3);
  g_assert_true (gtk_widget_is_sensitive (button (&scene, "Stop")));

  close_scene (&scene);
}

static void
test_make_and_change (void)
{
  Scene      scene = { NULL, };
  GtkWidget *window;

  open_scene (&scene, TRUE);
  press (&scene, "Start One for Me...");
  window = find_window (OVERPAINT_TYPE_WORKER_DIALOG);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Start One for Me");
  gtk_dialog_response (GTK_DIALOG (window), GTK_RESPONSE_CANCEL);
  test_settle ();

  press (&scene, "Change...");
  window = find_window (OVERPAINT_TYPE_WORKER_DIALOG);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Change Server");
  gtk_dialog_response (GTK_DIALOG (window), GTK_RESPONSE_OK);
  test_settle ();
  g_assert_cmpstr (scene.office->saved_old_name, ==, FAKE_WORKER);
  g_assert_true (widget_says (scene.dialog, "Saved. It starts with the first picture that it is asked for."));

  close_scene (&scene);
}

static void
test_start (void)
{
  Scene scene = { NULL, };

  open_scene (&scene, TRUE);
  press (&scene, "Start Now");
  g_assert_cmpstr (scene.office->started, ==, FAKE_WORKER);
  g_assert_false (scene.office->may_pull);
  g_assert_cmpuint (scene.office->n_saved, ==, 0);
  test_fake_office_tell (scene.office, OVERPAINT_WORKER_RUNNING, "It runs.", -1.0);
  test_fake_office_answer (scene.office, "it runs", NULL);
  test_settle ();
  g_assert_null (find_window (OVERPAINT_TYPE_WORKER_DIALOG));
  g_assert_true (widget_says (scene.dialog, "“" FAKE_WORKER "” is running."));
  check_cell (&scene, FAKE_WORKER, COLUMN_ADDRESS, "Running");

  close_scene (&scene);
}

static void
test_stop (void)
{
  Scene scene = { NULL, };

  open_scene (&scene, TRUE);
  test_fake_office_tell (scene.office, OVERPAINT_WORKER_RUNNING, "It runs.", -1.0);
  gtk_widget_grab_focus (button (&scene, "Stop"));
  press (&scene, "Stop");
  g_assert_cmpstr (scene.office->stopped, ==, FAKE_WORKER);
  g_assert_true (widget_says (scene.dialog, "Stopping “" FAKE_WORKER "”…"));

  test_fake_office_tell (scene.office, OVERPAINT_WORKER_RESTING, "It does not run.", -1.0);
  test_fake_office_answer (scene.office, "done", NULL);
  test_settle ();
  g_assert_true (widget_says (scene.dialog, "“" FAKE_WORKER "” was stopped; its memory is free again."));
  g_assert_true (gtk_widget_is_focus (test_find (scene.dialog, GTK_TYPE_TREE_VIEW, 0)));
  check_cell (&scene, FAKE_WORKER, COLUMN_ADDRESS, "Starts when needed");

  /* one that does not stop is said to run */
  test_fake_office_tell (scene.office, OVERPAINT_WORKER_RUNNING, "It runs.", -1.0);
  press (&scene, "Stop");
  test_fake_office_answer (scene.office, NULL, g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "It does not stop."));
  test_settle ();
  g_assert_true (widget_says (scene.dialog, "It does not stop."));

  /* and the window may go meanwhile */
  press (&scene, "Stop");
  gtk_widget_destroy (scene.dialog);
  test_settle ();
  test_fake_office_answer (scene.office, "done", NULL);
  g_assert_cmpuint (G_OBJECT (scene.keeper)->ref_count, ==, 1);
  g_object_unref (scene.keeper);
  g_object_unref (scene.office);
}

static void
answer_question (gint response)
{
  GtkWidget *question = find_window (GTK_TYPE_MESSAGE_DIALOG);

  g_assert_nonnull (question);
  gtk_dialog_response (GTK_DIALOG (question), response);
  test_settle ();
  g_assert_null (find_window (GTK_TYPE_MESSAGE_DIALOG));
}

static void
test_remove (void)
{
  Scene scene = { NULL, };

  open_scene (&scene, TRUE);
  test_fake_office_tell (scene.office, OVERPAINT_WORKER_RUNNING, "It runs.", -1.0);

  /* asked, and left alone */
  press (&scene, "Remove");
  answer_question (GTK_RESPONSE_CANCEL);
  g_assert_null (scene.office->stopped);
  g_assert_null (scene.keeper->removed);

  /* one that cannot be stopped stays in the list */
  press (&scene, "Remove");
  answer_question (GTK_RESPONSE_OK);
  g_assert_cmpstr (scene.office->stopped, ==, FAKE_WORKER);
  test_fake_office_answer (scene.office, NULL, g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "It does not stop."));
  test_settle ();
  g_assert_null (scene.keeper->removed);
  g_assert_true (widget_says (scene.dialog, "It does not stop."));

  /* first the worker goes, then the server */
  press (&scene, "Remove");
  answer_question (GTK_RESPONSE_OK);
  g_assert_null (scene.keeper->removed);
  test_fake_office_answer (scene.office, "done", NULL);
  test_settle ();
  g_assert_cmpstr (scene.keeper->removed, ==, FAKE_WORKER);
  check_cell (&scene, FAKE_WORKER, COLUMN_KIND, NULL);

  close_scene (&scene);
}

static void
test_remove_resting (void)
{
  Scene scene = { NULL, };

  open_scene (&scene, TRUE);
  press (&scene, "Remove");
  g_assert_null (find_window (GTK_TYPE_MESSAGE_DIALOG));
  g_assert_null (scene.office->stopped);
  g_assert_cmpstr (scene.keeper->removed, ==, FAKE_WORKER);

  close_scene (&scene);
}

/* In the window's picker: nobody is asked at an address that is not there. */
static void
test_status (void)
{
  g_autoptr (OverpaintServerKeeper)  keeper = test_fake_keeper_new ();
  g_autoptr (TestFakeOffice)         office = test_fake_office_new ();
  g_autoptr (GPtrArray)              rows   = NULL;
  GtkWidget                         *status;
  GtkWidget                         *window;
  AtkObject                         *accessible;

  TEST_FAKE_KEEPER (keeper)->office = OVERPAINT_WORKER_OFFICE (g_object_ref (office));
  rows       = OVERPAINT_SERVER_KEEPER_GET_IFACE (keeper)->list (keeper);
  status     = overpaint_server_status_new (keeper);
  accessible = gtk_widget_get_accessible (status);
  overpaint_server_status_set_row (OVERPAINT_SERVER_STATUS (status), rows->pdata[3]);
  window = widget_open (status);

  g_assert_true (widget_says (window, "Starts when needed"));
  g_assert_cmpstr (atk_object_get_name (accessible), ==, "Starts when needed");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (status), ==,
                   "Overpaint starts it with the first picture that it is asked for.");

  test_fake_office_tell (office, OVERPAINT_WORKER_BEGINNING, "12 of 48 parts are here.", 0.25);
  g_assert_true (widget_says (window, "Starting…"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (status), ==, "12 of 48 parts are here.");

  test_fake_office_tell (office, OVERPAINT_WORKER_RUNNING, "The worker runs.", -1.0);
  g_assert_true (widget_says (window, "Running"));

  test_fake_office_tell (office, OVERPAINT_WORKER_BROKEN, "It fell over.", -1.0);
  g_assert_true (widget_says (window, "Does not run"));
  g_assert_cmpstr (atk_object_get_description (accessible), ==, "It fell over.");

  gtk_button_clicked (GTK_BUTTON (status));
  g_assert_cmpuint (TEST_FAKE_KEEPER (keeper)->n_asked, ==, 0);

  /* another server is asked as ever, and what a worker does is no news of it */
  overpaint_server_status_set_row (OVERPAINT_SERVER_STATUS (status), rows->pdata[0]);
  g_assert_cmpuint (TEST_FAKE_KEEPER (keeper)->n_asked, ==, 1);
  test_fake_office_tell (office, OVERPAINT_WORKER_RUNNING, "The worker runs.", -1.0);
  g_assert_true (widget_says (window, "Asking…"));

  gtk_widget_destroy (window);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/servers-dialog/no-office", test_no_office);
  g_test_add_func ("/servers-dialog/states", test_states);
  g_test_add_func ("/servers-dialog/make-and-change", test_make_and_change);
  g_test_add_func ("/servers-dialog/start", test_start);
  g_test_add_func ("/servers-dialog/stop", test_stop);
  g_test_add_func ("/servers-dialog/remove", test_remove);
  g_test_add_func ("/servers-dialog/remove-resting", test_remove_resting);
  g_test_add_func ("/servers-dialog/status", test_status);

  return g_test_run ();
}
