/* history-scene.h: earlier runs in a folder, and the view of them
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <string.h>

#include <glib/gstdio.h>

#include "history-list.h"
#include "history-row.h"
#include "history-text.h"
#include "history-view.h"
#include "key-tools.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define DAY    (24 * 60 * 60 * SECOND)

typedef struct
{
  gchar            *folder;
  OverpaintHistory *history;
  GtkWidget        *view;
  GtkWidget        *window;
  GtkWidget        *search;
  GtkListBox       *list;
  gchar            *used;      /* the prompt of the wish that came last */
  guint             n_used;
} Fixture;

G_GNUC_UNUSED static OverpaintRequest *
make_request (const gchar *prompt,
              const gchar *model,
              gint         seed)
{
  OverpaintRequest *request;
  GError           *error = NULL;
  GVariantBuilder   values;

  g_variant_builder_init (&values, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&values, "{sv}", "prompt", g_variant_new_string (prompt));
  g_variant_builder_add (&values, "{sv}", "model", g_variant_new_string (model));
  g_variant_builder_add (&values, "{sv}", "seed", g_variant_new_int32 (seed));
  g_variant_builder_add (&values, "{sv}", "strength", g_variant_new_double (0.6));
  request = overpaint_request_new (overpaint_pipeline_image_to_image (), g_variant_builder_end (&values), &error);
  g_assert_no_error (error);

  return request;
}

/* Returns: (transfer full): the run's id */
G_GNUC_UNUSED static gchar *
add_run (OverpaintHistory *history,
         const gchar      *prompt,
         const gchar      *model,
         gint64            when,
         guint             n_seeds)
{
  gint64                       seeds[64];
  g_autoptr (OverpaintRequest) request = make_request (prompt, model, 1234);
  g_autoptr (OverpaintWish)    wish    = overpaint_wish_new (request, NULL, NULL, NULL, FALSE);
  OverpaintHistoryEntry        entry   = {
    .when        = when,
    .wish        = wish,
    .request     = request,
    .server_name = (gchar *) "Practice",
    .image_name  = (gchar *) "portrait.xcf",
    .layer_name  = (gchar *) "Background",
    .seeds       = seeds,
    .n_seeds     = n_seeds
  };
  GError *error = NULL;
  gchar  *id;
  guint   i;

  for (i = 0; i < n_seeds; i++)
    seeds[i] = 1234 + i;

  id = overpaint_history_add (history, &entry, &error);
  g_assert_no_error (error);

  return id;
}

G_GNUC_UNUSED static void
on_use (Fixture       *fixture,
        OverpaintWish *wish)
{
  g_free (fixture->used);
  fixture->used = g_strdup (overpaint_request_get_text (wish->request, "prompt"));
  fixture->n_used++;
}

G_GNUC_UNUSED static gint64
get_noon (void)
{
  g_autoptr (GDateTime) now  = g_date_time_new_now_local ();
  g_autoptr (GDateTime) noon = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                                      g_date_time_get_day_of_month (now), 12, 0, 0.0);

  return g_date_time_to_unix (noon) * SECOND;
}

G_GNUC_UNUSED static guint
count_shown (Fixture *fixture)
{
  guint count = 0;
  guint i;

  for (i = 0; gtk_list_box_get_row_at_index (fixture->list, (gint) i) != NULL; i++)
    count += gtk_widget_get_child_visible (GTK_WIDGET (gtk_list_box_get_row_at_index (fixture->list, (gint) i)));

  return count;
}

G_GNUC_UNUSED static guint
count_rows (Fixture *fixture)
{
  guint count = 0;

  while (gtk_list_box_get_row_at_index (fixture->list, (gint) count) != NULL)
    count++;

  return count;
}

G_GNUC_UNUSED static OverpaintHistoryRow *
get_row (Fixture *fixture,
         gint     index)
{
  return OVERPAINT_HISTORY_ROW (gtk_list_box_get_row_at_index (fixture->list, index));
}

G_GNUC_UNUSED static const gchar *
get_prompt (Fixture *fixture,
            gint     index)
{
  const OverpaintHistoryEntry *entry = overpaint_history_row_get_entry (get_row (fixture, index));

  return overpaint_request_get_text (entry->wish->request, "prompt");
}

/* Returns: (nullable): the day above a row */
G_GNUC_UNUSED static const gchar *
get_header (Fixture *fixture,
            gint     index)
{
  GtkWidget *header = gtk_list_box_row_get_header (GTK_LIST_BOX_ROW (get_row (fixture, index)));

  return header != NULL ? gtk_label_get_text (GTK_LABEL (header)) : NULL;
}

G_GNUC_UNUSED static const gchar *
get_sentence (Fixture *fixture)
{
  GtkWidget *page = gtk_stack_get_visible_child (test_find (fixture->view, GTK_TYPE_STACK, 0));

  return GTK_IS_LABEL (page) ? gtk_label_get_text (GTK_LABEL (page)) : NULL;
}

G_GNUC_UNUSED static GtkWidget *
find_button (GtkWidget   *widget,
             const gchar *label)
{
  g_autoptr (GPtrArray) widgets = test_list_widgets (widget);
  guint                 i;

  for (i = 0; i < widgets->len; i++)
    {
      GtkWidget *found = g_ptr_array_index (widgets, i);

      if (GTK_IS_BUTTON (found) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (found)), label) == 0)
        return found;
    }

  g_error ("no button “%s”", label);
}

G_GNUC_UNUSED static void
open_view (Fixture *fixture)
{
  fixture->view   = overpaint_history_view_new (fixture->history);
  fixture->search = test_find (fixture->view, GTK_TYPE_SEARCH_ENTRY, 0);
  fixture->list   = test_find (fixture->view, GTK_TYPE_LIST_BOX, 0);
  g_signal_connect_swapped (fixture->view, "use", G_CALLBACK (on_use), fixture);
  gtk_widget_set_size_request (fixture->view, -1, 500);
  fixture->window = test_show (fixture->view, 660);
}

G_GNUC_UNUSED static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  gint64 noon = get_noon ();

  fixture->folder  = g_dir_make_tmp ("overpaint-history-XXXXXX", NULL);
  fixture->history = overpaint_history_new (fixture->folder);

  if (data != NULL)
    {
      g_free (add_run (fixture->history, "an old harbour", "stabilityai/sd-turbo", noon - 9 * DAY, 1));
      g_free (add_run (fixture->history, "a lighthouse in fog", "stabilityai/sd-turbo", noon - DAY, 2));
      g_free (add_run (fixture->history, "a lighthouse at night", "stabilityai/sdxl-turbo", noon, 3));
      g_free (add_run (fixture->history, "ink drawing\nof a cat", "stabilityai/sd-turbo", noon + SECOND, 4));
    }

  open_view (fixture);
  test_wait_until (data == NULL ? get_sentence (fixture) != NULL : count_rows (fixture) == 4);
  test_settle ();
}

G_GNUC_UNUSED static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir)  dir = g_dir_open (fixture->folder, 0, NULL);
  const gchar      *name;

  gtk_widget_destroy (fixture->window);
  test_settle ();
  test_wait_until (G_OBJECT (fixture->history)->ref_count == 1);
  g_assert_finalize_object (fixture->history);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree gchar *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }

  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->used);
}

#define ADD(name, filled, function) \
  g_test_add ("/" name, Fixture, GINT_TO_POINTER (filled), set_up, function, tear_down)
