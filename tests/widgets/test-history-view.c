/* test-history-view.c: earlier runs, to be found and used again
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gstdio.h>

#include "history-list.h"
#include "history-row.h"
#include "history-strip.h"
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

static OverpaintRequest *
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
static gchar *
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

static void
on_use (Fixture       *fixture,
        OverpaintWish *wish)
{
  g_free (fixture->used);
  fixture->used = g_strdup (overpaint_request_get_text (wish->request, "prompt"));
  fixture->n_used++;
}

static gint64
get_noon (void)
{
  g_autoptr (GDateTime) now  = g_date_time_new_now_local ();
  g_autoptr (GDateTime) noon = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                                      g_date_time_get_day_of_month (now), 12, 0, 0.0);

  return g_date_time_to_unix (noon) * SECOND;
}

static guint
count_shown (Fixture *fixture)
{
  guint count = 0;
  guint i;

  for (i = 0; gtk_list_box_get_row_at_index (fixture->list, (gint) i) != NULL; i++)
    count += gtk_widget_get_child_visible (GTK_WIDGET (gtk_list_box_get_row_at_index (fixture->list, (gint) i)));

  return count;
}

static guint
count_rows (Fixture *fixture)
{
  guint count = 0;

  while (gtk_list_box_get_row_at_index (fixture->list, (gint) count) != NULL)
    count++;

  return count;
}

static OverpaintHistoryRow *
get_row (Fixture *fixture,
         gint     index)
{
  return OVERPAINT_HISTORY_ROW (gtk_list_box_get_row_at_index (fixture->list, index));
}

static const gchar *
get_prompt (Fixture *fixture,
            gint     index)
{
  return overpaint_request_get_text (overpaint_history_row_get_entry (get_row (fixture, index))->wish->request, "prompt");
}

static const gchar *
get_sentence (Fixture *fixture)
{
  GtkWidget *page = gtk_stack_get_visible_child (test_find (fixture->view, GTK_TYPE_STACK, 0));

  return GTK_IS_LABEL (page) ? gtk_label_get_text (GTK_LABEL (page)) : NULL;
}

static GtkWidget *
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

static void
open_view (Fixture *fixture)
{
  fixture->view   = overpaint_history_view_new (fixture->history);
  fixture->search = test_find (fixture->view, GTK_TYPE_SEARCH_ENTRY, 0);
  fixture->list   = test_find (fixture->view, GTK_TYPE_LIST_BOX, 0);
  g_signal_connect_swapped (fixture->view, "use", G_CALLBACK (on_use), fixture);
  gtk_widget_set_size_request (fixture->view, -1, 500);
  fixture->window = test_show (fixture->view, 660);
}

static void
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

static void
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

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_cmpstr (get_sentence (fixture), ==, "Each run is kept here, with all its settings.");
  g_assert_false (gtk_widget_get_sensitive (find_button (fixture->view, "_Use These Settings")));
  g_assert_false (gtk_widget_get_sensitive (find_button (fixture->view, "_Remove")));
  g_assert_false (gtk_widget_get_sensitive (find_button (fixture->view, "C_lear History...")));

  g_free (add_run (fixture->history, "the first", "stabilityai/sd-turbo", 0, 1));
  test_wait_until (get_sentence (fixture) == NULL);
  g_assert_cmpstr (get_prompt (fixture, 0), ==, "the first");
  g_assert_true (gtk_widget_get_sensitive (find_button (fixture->view, "C_lear History...")));
}

static void
test_rows (Fixture       *fixture,
           gconstpointer  data)
{
  static const gchar * const prompts[] = {
    "ink drawing\nof a cat", "a lighthouse at night", "a lighthouse in fog", "an old harbour"
  };
  g_autofree gchar *old_day = NULL;
  gint              i;

  for (i = 0; i < 4; i++)
    g_assert_cmpstr (get_prompt (fixture, i), ==, prompts[i]);

  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_header (GTK_LIST_BOX_ROW (get_row (fixture, 0))))),
                   ==, "Today");
  g_assert_true (GTK_IS_SEPARATOR (gtk_list_box_row_get_header (GTK_LIST_BOX_ROW (get_row (fixture, 1)))));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_header (GTK_LIST_BOX_ROW (get_row (fixture, 2))))),
                   ==, "Yesterday");
  old_day = overpaint_history_text_name_day (overpaint_history_row_get_day (get_row (fixture, 3)), 0);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_header (GTK_LIST_BOX_ROW (get_row (fixture, 3))))),
                   ==, old_day);

  g_assert_cmpstr (atk_object_get_name (gtk_widget_get_accessible (GTK_WIDGET (get_row (fixture, 0)))), ==,
                   "ink drawing of a cat, stabilityai/sd-turbo · strength 0.60 · seeds 1234–1237, "
                   "portrait.xcf · Background · Practice, 12:00");
  g_assert_cmpstr (atk_object_get_name (gtk_widget_get_accessible (GTK_WIDGET (get_row (fixture, 3)))), ==,
                   "an old harbour, stabilityai/sd-turbo · strength 0.60 · seed 1234, "
                   "portrait.xcf · Background · Practice, 12:00");
}

/* As one types; all words, in any field. */
static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  gtk_widget_grab_focus (fixture->view);
  test_send_key (fixture->view, GDK_KEY_f, GDK_CONTROL_MASK);
  g_assert_true (gtk_widget_is_focus (fixture->search));

  test_type (fixture->search, "lighthouse");
  test_wait_until (count_shown (fixture) == 2);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_header (GTK_LIST_BOX_ROW (get_row (fixture, 1))))),
                   ==, "Today");

  test_type (fixture->search, " sdxl");
  test_wait_until (count_shown (fixture) == 1);
  g_assert_true (gtk_widget_get_child_visible (GTK_WIDGET (get_row (fixture, 1))));

  test_type (fixture->search, " zz");
  test_wait_until (get_sentence (fixture) != NULL);
  g_assert_nonnull (strstr (get_sentence (fixture), "“lighthouse sdxl zz”"));

  test_send_key (fixture->search, GDK_KEY_Escape, 0);
  test_wait_until (get_sentence (fixture) == NULL && count_shown (fixture) == 4);
}

/* A run that comes while one searches is shown only if it is searched for. */
static void
test_search_and_add (Fixture       *fixture,
                     gconstpointer  data)
{
  gtk_entry_set_text (GTK_ENTRY (fixture->search), "cat");
  test_wait_until (count_shown (fixture) == 1);

  g_free (add_run (fixture->history, "a dog", "stabilityai/sd-turbo", 0, 1));
  g_free (add_run (fixture->history, "a cat and a dog", "stabilityai/sd-turbo", 0, 1));
  test_wait_until (count_rows (fixture) == 6);
  g_assert_cmpuint (count_shown (fixture), ==, 2);
}

static void
test_keyboard (Fixture       *fixture,
               gconstpointer  data)
{
  gtk_widget_grab_focus (fixture->search);

  test_send_key (fixture->view, GDK_KEY_Down, 0);
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (get_row (fixture, 0))));

  test_send_key (fixture->view, GDK_KEY_Down, 0);
  test_send_key (fixture->view, GDK_KEY_Return, 0);
  g_assert_cmpuint (fixture->n_used, ==, 1);
  g_assert_cmpstr (fixture->used, ==, "a lighthouse at night");

  /* the next one is selected, and has the focus */
  test_send_key (fixture->view, GDK_KEY_Delete, 0);
  test_wait_until (count_rows (fixture) == 3);
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (get_row (fixture, 1))));
  test_send_key (fixture->view, GDK_KEY_Return, 0);
  g_assert_cmpstr (fixture->used, ==, "a lighthouse in fog");

  test_send_key (fixture->view, GDK_KEY_End, 0);
  test_send_key (fixture->view, GDK_KEY_Delete, 0);
  g_assert_cmpuint (count_rows (fixture), ==, 2);
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (get_row (fixture, 1))));

  /* Delete in the entry is the entry's */
  gtk_widget_grab_focus (fixture->search);
  test_send_key (fixture->view, GDK_KEY_Delete, 0);
  g_assert_cmpuint (count_rows (fixture), ==, 2);

  /* Tab goes through everything, and out */
  test_send_key (fixture->view, GDK_KEY_Tab, 0);
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (get_row (fixture, 1))));
  test_send_key (fixture->view, GDK_KEY_Tab, 0);
  g_assert_true (gtk_widget_is_focus (find_button (fixture->view, "_Use These Settings")));
  test_send_key (fixture->view, GDK_KEY_Tab, 0);
  g_assert_true (gtk_widget_is_focus (find_button (fixture->view, "_Remove")));
  test_send_key (fixture->view, GDK_KEY_Tab, 0);
  g_assert_true (gtk_widget_is_focus (find_button (fixture->view, "C_lear History...")));

  /* a search, and Enter: the first that was found */
  gtk_widget_grab_focus (fixture->search);
  test_type (fixture->view, "fog");
  test_send_key (fixture->view, GDK_KEY_Return, 0);
  test_send_key (fixture->view, GDK_KEY_Return, 0);
  g_assert_cmpstr (fixture->used, ==, "a lighthouse in fog");
}

static void
test_buttons (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree gchar *id = NULL;

  gtk_widget_grab_focus (fixture->view);
  id = g_strdup (overpaint_history_row_get_entry (get_row (fixture, 0))->id);

  gtk_button_clicked (GTK_BUTTON (find_button (fixture->view, "_Use These Settings")));
  g_assert_cmpstr (fixture->used, ==, "ink drawing\nof a cat");

  gtk_button_clicked (GTK_BUTTON (find_button (fixture->view, "_Remove")));
  g_assert_cmpuint (count_rows (fixture), ==, 3);
  g_assert_null (overpaint_history_find (fixture->history, id));

  /* what cannot be removed says why, and stays away: another window was first */
  gtk_widget_grab_focus (fixture->view);
  g_signal_emit_by_name (test_find (fixture->view, OVERPAINT_TYPE_HISTORY_LIST, 0), "activated");
  g_assert_cmpstr (fixture->used, ==, "a lighthouse at night");
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  GList            *link;

  for (link = windows; link != NULL; link = link->next)
    {
      if (GTK_IS_MESSAGE_DIALOG (link->data))
        return link->data;
    }

  return NULL;
}

static void
test_clear (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *button = find_button (fixture->view, "C_lear History...");
  GtkWidget *dialog;

  gtk_button_clicked (GTK_BUTTON (button));
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  test_settle ();
  g_assert_null (find_dialog ());
  g_assert_cmpuint (count_rows (fixture), ==, 4);

  gtk_button_clicked (GTK_BUTTON (button));
  dialog = find_dialog ();
  gtk_button_clicked (GTK_BUTTON (find_button (dialog, "C_lear History")));
  test_settle ();
  g_assert_null (find_dialog ());
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  g_assert_nonnull (get_sentence (fixture));
  g_assert_cmpuint (overpaint_history_search (fixture->history, NULL)->len, ==, 0);
}

static OverpaintPixels *
make_pixels (gint   width,
             gint   height,
             guint8 red)
{
  OverpaintPixels *pixels = overpaint_pixels_new (width, height, 3, NULL);
  guint8          *to     = overpaint_pixels_get_data (pixels);
  gint             i;

  for (i = 0; i < width * height; i++, to += 3)
    {
      to[0] = red;
      to[1] = 20;
      to[2] = 30;
    }

  return pixels;
}

static void
on_thumbnail (GObject      *source,
              GAsyncResult *result,
              gpointer      n_done)
{
  GError *error = NULL;

  overpaint_history_add_thumbnail_finish (OVERPAINT_HISTORY (source), result, &error);
  g_assert_no_error (error);
  *(guint *) n_done += 1;
}

static guint32
look (GtkWidget *widget,
      gint       x,
      gint       y)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                                         gtk_widget_get_allocated_width (widget),
                                                         gtk_widget_get_allocated_height (widget));
  cairo_t         *cairo   = cairo_create (surface);
  guint32          value;

  gtk_widget_draw (widget, cairo);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  memcpy (&value, cairo_image_surface_get_data (surface) + cairo_image_surface_get_stride (surface) * y + 4 * x,
          sizeof value);
  cairo_surface_destroy (surface);

  return value & 0xffffff;
}

static void
test_thumbnails (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (OverpaintPixels)  red    = make_pixels (300, 200, 250);
  g_autoptr (OverpaintPixels)  dark   = make_pixels (300, 200, 90);
  const OverpaintHistoryEntry *entry  = overpaint_history_row_get_entry (get_row (fixture, 0));
  OverpaintHistoryStrip       *strip  = test_find (GTK_WIDGET (get_row (fixture, 0)), OVERPAINT_TYPE_HISTORY_STRIP, 0);
  guint                        n_done = 0;

  overpaint_history_add_thumbnail_async (fixture->history, entry->id, 0, red, on_thumbnail, &n_done);
  overpaint_history_add_thumbnail_async (fixture->history, entry->id, 1, dark, on_thumbnail, &n_done);
  test_wait_until (n_done == 2 && overpaint_history_strip_count_read (strip) == 2);

  /* 3:2 and 64 high: 96 wide, then the gap */
  g_assert_cmphex (look (GTK_WIDGET (strip), 2, 30), ==, 0xfa141e);
  g_assert_cmphex (look (GTK_WIDGET (strip), 93, 2), ==, 0xfa141e);
  g_assert_cmphex (look (GTK_WIDGET (strip), 97, 30), ==, 0x000000);
  g_assert_cmphex (look (GTK_WIDGET (strip), 102, 61), ==, 0x5a141e);

  /* what goes out of sight gives its memory back, and comes again */
  overpaint_history_row_set_seen (get_row (fixture, 0), FALSE);
  g_assert_cmpuint (overpaint_history_strip_count_read (strip), ==, 0);
  overpaint_history_row_set_seen (get_row (fixture, 0), TRUE);
  test_wait_until (overpaint_history_strip_count_read (strip) == 2);
}

static guint
count_filled (Fixture *fixture)
{
  guint count = 0;
  guint i;

  for (i = 0; i < count_rows (fixture); i++)
    count += overpaint_history_row_is_filled (get_row (fixture, (gint) i));

  return count;
}

/* Of many rows only those near what is seen are filled, also after scrolling. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (test_find (fixture->view, GTK_TYPE_SCROLLED_WINDOW, 0));
  gint           height;
  gint           i;

  for (i = 0; i < 200; i++)
    g_free (add_run (fixture->history, "one of many", "stabilityai/sd-turbo", get_noon () - i * DAY / 10, 4));

  test_wait_until (count_rows (fixture) == 200 && count_filled (fixture) > 0);
  test_settle ();
  g_assert_true (overpaint_history_row_is_filled (get_row (fixture, 0)));
  g_assert_false (overpaint_history_row_is_filled (get_row (fixture, 199)));
  g_assert_cmpuint (count_filled (fixture), <, 20);

  /* a row is as high before it is filled as after */
  height = gtk_widget_get_allocated_height (GTK_WIDGET (get_row (fixture, 199)));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  test_wait_until (overpaint_history_row_is_filled (get_row (fixture, 199)));
  test_settle ();
  g_assert_cmpint (gtk_widget_get_allocated_height (GTK_WIDGET (get_row (fixture, 199))), ==, height);
  g_assert_false (overpaint_history_row_is_filled (get_row (fixture, 100)));
}

/* No two mnemonics of the view clash, and nothing that can be reached lacks a name. */
static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) widgets = test_list_widgets (fixture->view);
  g_autoptr (GString)   letters = g_string_new (NULL);
  guint                 i;

  for (i = 0; i < widgets->len; i++)
    {
      GtkWidget   *widget = g_ptr_array_index (widgets, i);
      const gchar *name   = atk_object_get_name (gtk_widget_get_accessible (widget));
      guint        key    = GTK_IS_LABEL (widget) ? gtk_label_get_mnemonic_keyval (GTK_LABEL (widget)) : GDK_KEY_VoidSymbol;

      if (gtk_widget_get_can_focus (widget) && ! GTK_IS_SCROLLED_WINDOW (widget) && ! GTK_IS_LABEL (widget))
        {
          g_test_message ("%s: %s", G_OBJECT_TYPE_NAME (widget), name);
          g_assert_nonnull (name);
          g_assert_cmpstr (name, !=, "");
        }

      if (key != GDK_KEY_VoidSymbol)
        {
          g_assert_null (strchr (letters->str, (gchar) key));
          g_string_append_c (letters, (gchar) key);
        }
    }

  g_assert_cmpuint (letters->len, ==, 3);
}

static void
test_days (void)
{
  gint              today     = overpaint_history_text_get_day (get_noon ());
  gint              yesterday = overpaint_history_text_get_day (get_noon () - DAY);
  g_autofree gchar *name      = NULL;

  g_assert_cmpint (yesterday, ==, today - 1);
  g_assert_cmpint (overpaint_history_text_get_day (get_noon () + 11 * 60 * 60 * SECOND), ==, today);

  /* 21 November 2026 is a Saturday */
  name = overpaint_history_text_name_day (overpaint_history_text_get_day (G_GINT64_CONSTANT (1795262400) * SECOND), 1);
  g_assert_cmpstr (name, ==, "Saturday, 11/21/26");
}

#define ADD(name, filled, function) \
  g_test_add ("/history-view/" name, Fixture, GINT_TO_POINTER (filled), set_up, function, tear_down)

gint
main (gint    argc,
      gchar **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  gtk_test_init (&argc, &argv, NULL);

  ADD ("empty", FALSE, test_empty);
  ADD ("rows", TRUE, test_rows);
  ADD ("search", TRUE, test_search);
  ADD ("search-and-add", TRUE, test_search_and_add);
  ADD ("keyboard", TRUE, test_keyboard);
  ADD ("buttons", TRUE, test_buttons);
  ADD ("clear", TRUE, test_clear);
  ADD ("thumbnails", TRUE, test_thumbnails);
  ADD ("many", FALSE, test_many);
  ADD ("names", TRUE, test_names);
  g_test_add_func ("/history-view/days", test_days);

  return g_test_run ();
}
