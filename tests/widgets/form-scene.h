/* form-scene.h: a form with stores and servers, for its tests
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <string.h>

#include <glib/gstdio.h>

#include "fake-keeper.h"
#include "request-form-private.h"
#include "key-tools.h"

#define INSTRUCT "timbrooks/instruct-pix2pix"
#define REALVIS  "SG161222/RealVisXL_V4.0"
#define TURBO    "stabilityai/sd-turbo"

typedef struct
{
  gchar                 *folder;
  OverpaintShelf        *shelf;
  OverpaintServerKeeper *keeper;
  OverpaintRequestForm  *form;
  GtkWidget             *window;
  guint                  n_changed;
  guint                  n_generate;
  guint                  n_servers;
} Fixture;

#define TEST_ADD_FORM(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

static void
count (guint *counter)
{
  *counter += 1;
}

static void
show_form (Fixture *fixture)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (NULL, NULL);

  fixture->form = OVERPAINT_REQUEST_FORM (overpaint_request_form_new (fixture->shelf, fixture->keeper));
  gtk_widget_show (GTK_WIDGET (fixture->form));
  g_signal_connect_swapped (fixture->form, "changed", G_CALLBACK (count), &fixture->n_changed);
  g_signal_connect_swapped (fixture->form, "generate", G_CALLBACK (count), &fixture->n_generate);
  g_signal_connect_swapped (fixture->form, "servers", G_CALLBACK (count), &fixture->n_servers);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_container_add (GTK_CONTAINER (scrolled), GTK_WIDGET (fixture->form));
  fixture->window = test_show (scrolled, 430);
}

G_GNUC_UNUSED static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("overpaint-form-XXXXXX", NULL);
  fixture->shelf  = overpaint_shelf_new (fixture->folder);
  fixture->keeper = test_fake_keeper_new ();

  show_form (fixture);
}

static void
remove_folder (const gchar *path)
{
  g_autoptr (GDir)  dir = g_dir_open (path, 0, NULL);
  const gchar      *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree gchar *inner = g_build_filename (path, name, NULL);

      if (g_file_test (inner, G_FILE_TEST_IS_DIR))
        remove_folder (inner);
      else
        g_remove (inner);
    }

  g_rmdir (path);
}

G_GNUC_UNUSED static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_widget_destroy (fixture->window);
  if (TEST_FAKE_KEEPER (fixture->keeper)->task != NULL)
    test_fake_keeper_answer (TEST_FAKE_KEEPER (fixture->keeper), "too late", NULL);
  test_settle ();
  g_assert_finalize_object (fixture->shelf);
  g_object_unref (fixture->keeper);

  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

G_GNUC_UNUSED static void
set_from_json (Fixture     *fixture,
               const gchar *text)
{
  g_autoptr (GError)        error = NULL;
  g_autoptr (OverpaintWish) wish  = overpaint_wish_new_from_json (text, &error);

  g_assert_no_error (error);
  overpaint_request_form_set_wish (fixture->form, wish);
}

G_GNUC_UNUSED static OverpaintWish *
get_wish (Fixture *fixture)
{
  GError        *error = NULL;
  OverpaintWish *wish  = overpaint_request_form_get_wish (fixture->form, &error);

  g_assert_no_error (error);

  return wish;
}

G_GNUC_UNUSED static void
assert_number (Fixture     *fixture,
               const gchar *name,
               gdouble      expected)
{
  g_autoptr (OverpaintWish) wish = get_wish (fixture);

  g_assert_cmpfloat_with_epsilon (overpaint_request_get_number (wish->request, name), expected, 1e-9);
}

G_GNUC_UNUSED static void
assert_text (Fixture     *fixture,
             const gchar *name,
             const gchar *expected)
{
  g_autoptr (OverpaintWish) wish = get_wish (fixture);

  g_assert_cmpstr (overpaint_request_get_text (wish->request, name), ==, expected);
}

G_GNUC_UNUSED static void
choose_model (Fixture     *fixture,
              const gchar *id)
{
  overpaint_model_picker_set_id (OVERPAINT_MODEL_PICKER (fixture->form->model), id);
}

G_GNUC_UNUSED static GtkWidget *
find_named (GtkWidget   *widget,
            const gchar *name)
{
  g_autoptr (GPtrArray) list = test_list_widgets (widget);
  guint                 i;

  for (i = 0; i < list->len; i++)
    {
      GtkWidget *found = g_ptr_array_index (list, i);

      if (g_strcmp0 (atk_object_get_name (gtk_widget_get_accessible (found)), name) == 0)
        return found;
    }

  g_error ("nothing is called %s", name);
}
