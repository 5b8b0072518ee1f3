/* worker-scene.h: the window for a worker, with fakes behind it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-keeper.h"
#include "fake-office.h"
#include "key-tools.h"
#include "widget-tools.h"
#include "worker-dialog.h"

typedef struct
{
  TestFakeKeeper *keeper;
  TestFakeOffice *office;
  GtkWidget      *dialog;     /* NULL once it is gone */
  guint           n_saved;
  gchar          *saved;
  gchar          *sentence;
} Scene;

static inline void
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

static inline void
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

static inline void
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

static inline GtkWidget *
entry (Scene       *scene,
       const gchar *name)
{
  return widget_find (scene->dialog, GTK_TYPE_ENTRY, name);
}

static inline void
fill (Scene       *scene,
      const gchar *name,
      const gchar *text)
{
  gtk_entry_set_text (GTK_ENTRY (entry (scene, name)), text);
}

static inline void
fill_program (Scene *scene)
{
  fill (scene, "Program", "/opt/sd/sd-server");
  fill (scene, "Model File", "/models/toy.safetensors");
}

static inline gboolean
can_press (Scene       *scene,
           const gchar *label)
{
  return gtk_widget_is_sensitive (widget_find (scene->dialog, GTK_TYPE_BUTTON, label));
}

static inline void
press (Scene       *scene,
       const gchar *label)
{
  GtkWidget *button = widget_find (scene->dialog, GTK_TYPE_BUTTON, label);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_assert_true (gtk_widget_get_mapped (button));
  gtk_button_clicked (GTK_BUTTON (button));
  test_settle ();
}

static inline void
tick (Scene       *scene,
      const gchar *label)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widget_find (scene->dialog, GTK_TYPE_TOGGLE_BUTTON, label)), TRUE);
  test_settle ();
}

/* Fills in what is needed and has it found in order. */
static inline void
open_filled (Scene *scene)
{
  open_row (scene, NULL);
  fill (scene, "Name", FAKE_WORKER);
  fill_program (scene);
  test_wait_until (scene->office->task != NULL);
  test_fake_office_answer (scene->office, "It paints on NVIDIA GeForce RTX 4080, by CUDA.", NULL);
}
