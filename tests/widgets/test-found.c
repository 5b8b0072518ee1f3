/* test-found.c: tests of the window with the workers on this computer
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "find-button.h"
#include "found-dialog.h"
#include "found-scene.h"
#include "server-editor.h"

static GtkWidget *
open_dialog (Scene    *scene,
             gboolean  can_use)
{
  GtkWidget *dialog = overpaint_found_dialog_new (NULL, OVERPAINT_SERVER_KEEPER (scene->keeper), can_use);

  g_signal_connect_swapped (dialog, "added", G_CALLBACK (tell), scene);
  g_signal_connect_swapped (dialog, "use", G_CALLBACK (tell), scene);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_test_widget_wait_for_draw (dialog);
  widget_settle ();

  return dialog;
}

static GtkWidget *
open_filled (Scene    *scene,
             gboolean  can_use)
{
  GtkWidget *dialog = open_dialog (scene, can_use);

  test_fake_scout_answer (scene->scout, 4, NULL);
  test_fake_scout_answer_card (scene->scout, NULL);
  widget_settle ();

  return dialog;
}

static void
close_dialog (Scene     *scene,
              GtkWidget *dialog)
{
  gtk_window_close (GTK_WINDOW (dialog));
  widget_settle ();

  if (scene->scout->task != NULL)
    test_fake_scout_answer (scene->scout, 4, NULL);
  if (scene->scout->card_task != NULL)
    test_fake_scout_answer_card (scene->scout, "RTX 4080");
}

static void
test_rows (Scene         *scene,
           gconstpointer  data)
{
  GtkWidget *dialog = open_dialog (scene, TRUE);
  GtkWidget *again  = widget_find (dialog, GTK_TYPE_BUTTON, "Look Again");

  /* it looks by itself, and says so */
  g_assert_cmpuint (scene->scout->n_asked, ==, 1);
  g_assert_true (widget_says (dialog, "Asking this computer's servers…"));
  g_assert_true (gtk_widget_get_mapped (widget_find (dialog, GTK_TYPE_SPINNER, NULL)));
  g_assert_false (gtk_widget_get_sensitive (again));

  test_fake_scout_answer (scene->scout, 4, NULL);
  g_assert_true (widget_says (dialog, "4 servers answer on this computer:"));
  g_assert_false (gtk_widget_get_mapped (widget_find (dialog, GTK_TYPE_SPINNER, NULL)));
  g_assert_true (gtk_widget_get_sensitive (again));

  g_assert_true (widget_says (dialog, "Forge, 12 models, RTX 4080"));
  g_assert_true (widget_says (dialog, FORGE));
  g_assert_true (widget_says (dialog, RUNNER ", your server “local”"));
  g_assert_true (widget_says (dialog, "It needs a user and a password."));
  g_assert_true (widget_says (dialog, "It lets no program ask for pictures. Quit it and start it with --api, then "
                                      "look again."));

  g_assert_true (has_button (dialog, "Add " FORGE));
  g_assert_true (has_button (dialog, "Use " FORGE));
  g_assert_false (has_button (dialog, "Add " RUNNER));
  g_assert_true (has_button (dialog, "Use " RUNNER));
  g_assert_true (has_button (dialog, "Add " LOCKED));
  g_assert_false (has_button (dialog, "Add http://127.0.0.1:7870"));
  g_assert_false (has_button (dialog, "Use http://127.0.0.1:7870"));

  /* Enter takes the first that can be used */
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) == widget_find (dialog, GTK_TYPE_BUTTON, "Use " FORGE));
  g_assert_cmpuint (widget_check (dialog), ==, 2);

  /* the card is said once it has answered, and held up nothing */
  test_fake_scout_answer_card (scene->scout, "RTX 4080, 14.2 of 16.0 GiB free");
  g_assert_true (widget_says (dialog, "RTX 4080, 14.2 of 16.0 GiB free"));
  g_assert_cmpuint (scene->keeper->saved->len, ==, 0);
  close_dialog (scene, dialog);
}

static void
test_add (Scene         *scene,
          gconstpointer  data)
{
  GtkWidget *dialog = open_filled (scene, TRUE);

  press (dialog, "Add " FORGE);

  g_assert_cmpuint (scene->keeper->saved->len, ==, 1);
  g_assert_cmpstr (get_saved (scene, 0)->name, ==, "Forge");
  g_assert_cmpstr (get_saved (scene, 0)->kind, ==, "forge");
  g_assert_cmpstr (get_saved (scene, 0)->address, ==, FORGE);
  g_assert_cmpstr (scene->told->str, ==, "[Forge]");

  g_assert_true (widget_says (dialog, "“Forge” is among your servers now."));
  g_assert_true (widget_says (dialog, FORGE ", your server “Forge”"));
  g_assert_false (has_button (dialog, "Add " FORGE));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) == widget_find (dialog, GTK_TYPE_BUTTON, "Use " FORGE));

  /* what is added is not added again */
  press (dialog, "Use " FORGE);
  g_assert_cmpuint (scene->keeper->saved->len, ==, 1);
  g_assert_cmpstr (scene->told->str, ==, "[Forge][Forge]");
}

static void
test_names (Scene         *scene,
            gconstpointer  data)
{
  g_autoptr (OverpaintServerRow)  other  = overpaint_server_row_new ();
  GtkWidget                      *dialog;
  GError                         *error  = NULL;

  g_free (other->name);
  other->name = g_strdup ("forge");
  g_assert_true (OVERPAINT_SERVER_KEEPER_GET_IFACE (scene->keeper)->save (OVERPAINT_SERVER_KEEPER (scene->keeper),
                                                                          NULL, other, "", &error));

  dialog = open_filled (scene, TRUE);
  press (dialog, "Use " FORGE);
  g_assert_cmpstr (get_saved (scene, 1)->name, ==, "Forge 2");
  g_assert_cmpstr (scene->told->str, ==, "[Forge 2]");
}

static void
test_use (Scene         *scene,
          gconstpointer  data)
{
  GtkWidget *dialog = open_filled (scene, TRUE);

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);

  /* one that is configured is not saved again */
  press (dialog, "Use " RUNNER);
  g_assert_null (dialog);
  g_assert_cmpuint (scene->keeper->saved->len, ==, 0);
  g_assert_cmpstr (scene->told->str, ==, "[local]");
}

static void
test_alone (Scene         *scene,
            gconstpointer  data)
{
  GtkWidget *dialog = open_filled (scene, FALSE);

  /* without a window that paints there is nothing to use it for */
  g_assert_false (has_button (dialog, "Use " FORGE));
  g_assert_true (has_button (dialog, "Add " FORGE));
  press (dialog, "Add " FORGE);
  g_assert_false (has_button (dialog, "Use " FORGE));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) == widget_find (dialog, GTK_TYPE_BUTTON, "Look Again"));
  close_dialog (scene, dialog);
}

static GtkWidget *
find_editor (void)
{
  g_autoptr (GList)  windows = gtk_window_list_toplevels ();
  GList             *each;

  for (each = windows; each != NULL; each = each->next)
    if (OVERPAINT_IS_SERVER_EDITOR (each->data))
      return each->data;

  return NULL;
}

static void
test_login (Scene         *scene,
            gconstpointer  data)
{
  GtkWidget *dialog = open_filled (scene, TRUE);
  GtkWidget *editor;

  press (dialog, "Use " LOCKED);
  g_assert_cmpuint (scene->keeper->saved->len, ==, 0);

  editor = find_editor ();
  g_assert_nonnull (editor);
  gtk_test_widget_wait_for_draw (editor);
  g_assert_true (widget_says (editor, "It needs a user and a password. Type them as the token: “user:password”."));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (editor)), ==, "Add Server");

  /* the keyboard is where they are typed */
  g_assert_true (GTK_IS_ENTRY (gtk_window_get_focus (GTK_WINDOW (editor))));
  g_assert_false (gtk_entry_get_visibility (GTK_ENTRY (gtk_window_get_focus (GTK_WINDOW (editor)))));

  gtk_dialog_response (GTK_DIALOG (editor), GTK_RESPONSE_OK);
  widget_settle ();
  g_assert_cmpstr (get_saved (scene, 0)->name, ==, "Stable Diffusion web UI");
  g_assert_cmpstr (get_saved (scene, 0)->kind, ==, "a1111");
  g_assert_cmpstr (get_saved (scene, 0)->address, ==, LOCKED);
  g_assert_cmpstr (scene->told->str, ==, "[Stable Diffusion web UI]");
}

static void
test_nothing (Scene         *scene,
              gconstpointer  data)
{
  GtkWidget *dialog = open_dialog (scene, TRUE);

  test_fake_scout_answer (scene->scout, 0, NULL);
  test_fake_scout_answer_card (scene->scout, NULL);
  g_assert_true (widget_says (dialog, "Nothing that paints answers on this computer."));
  g_assert_true (widget_says (dialog, "Start one and look again: Forge or AUTOMATIC1111 with --api, SD.Next, KoboldCpp "
                                      "with a model for pictures, sd-server, or Livepeer's ai-runner.\n\nOne at an "
                                      "unusual port is not looked for: add it by its address."));

  /* again by Enter, and this time it goes wrong */
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) == widget_find (dialog, GTK_TYPE_BUTTON, "Look Again"));
  press (dialog, "Look Again");
  g_assert_cmpuint (scene->scout->n_asked, ==, 2);
  g_assert_true (widget_says (dialog, "Asking this computer's servers…"));
  test_fake_scout_answer (scene->scout, 0, "The net is gone.");
  test_fake_scout_answer_card (scene->scout, NULL);
  g_assert_true (widget_says (dialog, "The net is gone."));

  press (dialog, "Look Again");
  test_fake_scout_answer (scene->scout, 1, NULL);
  test_fake_scout_answer_card (scene->scout, NULL);
  g_assert_true (widget_says (dialog, "1 server answers on this computer:"));
  close_dialog (scene, dialog);
}

static void
test_not_saved (Scene         *scene,
                gconstpointer  data)
{
  GtkWidget *dialog = open_filled (scene, TRUE);

  scene->keeper->save_problem = "The disk is full.";
  press (dialog, "Use " FORGE);
  g_assert_true (widget_says (dialog, "The disk is full."));
  g_assert_cmpstr (scene->told->str, ==, "");
  close_dialog (scene, dialog);
}

static void
test_closed (Scene         *scene,
             gconstpointer  data)
{
  GtkWidget *dialog = open_dialog (scene, TRUE);

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  close_dialog (scene, dialog);
  g_assert_cmpuint (scene->scout->n_cancelled, ==, 1);
  g_assert_null (dialog);
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr (GList)  windows = gtk_window_list_toplevels ();
  GList             *each;

  for (each = windows; each != NULL; each = each->next)
    if (OVERPAINT_IS_FOUND_DIALOG (each->data))
      return each->data;

  return NULL;
}

static void
test_button (Scene         *scene,
             gconstpointer  data)
{
  GtkWidget *button = overpaint_find_button_new ();
  GtkWidget *window = widget_open (button);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  overpaint_find_button_set_keeper (OVERPAINT_FIND_BUTTON (button), OVERPAINT_SERVER_KEEPER (scene->keeper));
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "_Find Local Workers...");
  g_signal_connect_swapped (button, "added", G_CALLBACK (tell), scene);

  /* nobody paints: there is nothing to use it for */
  gtk_button_clicked (GTK_BUTTON (button));
  gtk_test_widget_wait_for_draw (find_dialog ());
  test_fake_scout_answer (scene->scout, 1, NULL);
  widget_settle ();
  g_assert_false (has_button (find_dialog (), "Use " FORGE));
  press (find_dialog (), "Add " FORGE);
  g_assert_cmpstr (scene->told->str, ==, "[Forge]");
  close_dialog (scene, find_dialog ());

  g_signal_connect_swapped (scene->keeper, "use", G_CALLBACK (tell), scene);
  gtk_button_clicked (GTK_BUTTON (button));
  gtk_test_widget_wait_for_draw (find_dialog ());
  test_fake_scout_answer (scene->scout, 2, NULL);
  test_fake_scout_answer_card (scene->scout, NULL);
  widget_settle ();
  press (find_dialog (), "Use " RUNNER);
  g_assert_cmpstr (scene->told->str, ==, "[Forge][local]");
  g_assert_null (find_dialog ());
  g_assert_null (window);
}

static void
test_no_scout (Scene         *scene,
               gconstpointer  data)
{
  GtkWidget *button = overpaint_find_button_new ();
  GtkWidget *window = widget_open (button);

  g_clear_object (&scene->keeper->scout);
  overpaint_find_button_set_keeper (OVERPAINT_FIND_BUTTON (button), OVERPAINT_SERVER_KEEPER (scene->keeper));
  g_assert_false (gtk_widget_get_visible (button));
  gtk_widget_destroy (window);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("found/rows", test_rows);
  ADD ("found/add", test_add);
  ADD ("found/names", test_names);
  ADD ("found/use", test_use);
  ADD ("found/alone", test_alone);
  ADD ("found/login", test_login);
  ADD ("found/nothing", test_nothing);
  ADD ("found/not-saved", test_not_saved);
  ADD ("found/closed", test_closed);
  ADD ("found/button", test_button);
  ADD ("found/no-scout", test_no_scout);

  return g_test_run ();
}
