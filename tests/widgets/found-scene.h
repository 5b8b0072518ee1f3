/* found-scene.h: what tests of found workers have in common
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib/gstdio.h>

#include "fake-keeper.h"
#include "widget-tools.h"

#define FORGE  "http://127.0.0.1:7860"
#define RUNNER "http://127.0.0.1:8000"
#define LOCKED "http://127.0.0.1:7861"

typedef struct
{
  gchar          *folder;
  gchar          *path;
  TestFakeKeeper *keeper;
  TestFakeScout  *scout;
  GString        *told;         /* what signals said, in brackets */
} Scene;

G_GNUC_UNUSED static void
set_up (Scene         *scene,
        gconstpointer  data)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  scene->folder        = g_dir_make_tmp ("overpaint-found-XXXXXX", NULL);
  scene->path          = g_build_filename (scene->folder, "window.ini", NULL);
  scene->keeper        = TEST_FAKE_KEEPER (test_fake_keeper_new ());
  scene->scout         = test_fake_scout_new ();
  scene->keeper->scout = g_object_ref (scene->scout);
  scene->told          = g_string_new (NULL);
}

G_GNUC_UNUSED static void
tear_down (Scene         *scene,
           gconstpointer  data)
{
  widget_settle ();
  g_clear_object (&scene->keeper->scout);
  g_assert_finalize_object (scene->scout);
  g_assert_finalize_object (scene->keeper);
  g_string_free (scene->told, TRUE);
  g_remove (scene->path);
  g_rmdir (scene->folder);
  g_free (scene->folder);
  g_free (scene->path);
}

G_GNUC_UNUSED static void
tell (Scene       *scene,
      const gchar *name)
{
  g_string_append_printf (scene->told, "[%s]", name);
}

G_GNUC_UNUSED static OverpaintServerRow *
get_saved (Scene *scene,
           guint  index)
{
  g_assert_cmpuint (index, <, scene->keeper->saved->len);

  return g_ptr_array_index (scene->keeper->saved, index);
}

G_GNUC_UNUSED static gboolean
has_button (GtkWidget   *top,
            const gchar *name)
{
  WidgetSearch search = { name, GTK_TYPE_BUTTON, NULL };

  widget_search (top, &search);

  return search.found != NULL && gtk_widget_get_mapped (search.found);
}

G_GNUC_UNUSED static void
press (GtkWidget   *top,
       const gchar *name)
{
  gtk_button_clicked (GTK_BUTTON (widget_find (top, GTK_TYPE_BUTTON, name)));
  widget_settle ();
}

#define ADD(name, function) g_test_add ("/" name, Scene, NULL, set_up, function, tear_down)
