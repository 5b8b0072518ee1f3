/* test-lora-list.c: rows of LoRAs, what they make, and what is wrong with them
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "lora-list.h"
#include "lora-row.h"
#include "weights.h"
#include "widget-tools.h"

typedef struct
{
  GtkWidget         *window;
  OverpaintLoraList *list;
  guint              n_changed;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  GtkWidget *list = overpaint_lora_list_new ();

  fixture->list   = OVERPAINT_LORA_LIST (list);
  fixture->window = widget_open (list);
  widget_watch (list, &fixture->n_changed);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  gtk_widget_destroy (fixture->window);
}

static GtkWidget *
find (Fixture     *fixture,
      GType        type,
      const gchar *name)
{
  return widget_find (GTK_WIDGET (fixture->list), type, name);
}

/* "a/b 0.8, c/d 1" of what stands in a text for the field */
static gchar *
read_weights (gchar *text)
{
  g_autoptr (GError)    error   = NULL;
  g_autoptr (GVariant)  weights = overpaint_weights_new_from_text (text, &error);
  GString              *words   = g_string_new (NULL);
  GVariantIter          iter;
  const gchar          *id;
  gdouble               weight;

  g_assert_no_error (error);
  g_variant_iter_init (&iter, weights);
  while (g_variant_iter_next (&iter, "{&sd}", &id, &weight))
    g_string_append_printf (words, "%s%s %g", words->len > 0 ? ", " : "", id, weight);

  g_free (text);

  return g_string_free_and_steal (words);
}

static void
assert_list (Fixture     *fixture,
             const gchar *loras,
             const gchar *idle)
{
  g_autofree gchar *found_loras = read_weights (overpaint_lora_list_get_loras (fixture->list));
  g_autofree gchar *found_idle  = read_weights (overpaint_lora_list_get_idle (fixture->list));

  g_assert_cmpstr (found_loras, ==, loras);
  g_assert_cmpstr (found_idle, ==, idle);
}

static void
test_in_and_out (Fixture       *fixture,
                 gconstpointer  user_data)
{
  g_auto (GStrv) ids = NULL;

  assert_list (fixture, "", "");

  overpaint_lora_list_set (fixture->list, "{\"z/first\":0.8,\"a/second\":1.5}", "{\"m/idle\":0.25}");
  assert_list (fixture, "z/first 0.8, a/second 1.5", "m/idle 0.25");

  ids = overpaint_lora_list_get_ids (fixture->list);
  g_assert_cmpuint (g_strv_length (ids), ==, 2);
  g_assert_cmpstr (ids[0], ==, "z/first");
  g_assert_cmpstr (ids[1], ==, "a/second");

  overpaint_lora_list_set (fixture->list, "{\"b/other\":0}", NULL);
  assert_list (fixture, "b/other 0", "");

  overpaint_lora_list_set (fixture->list, "", "");
  assert_list (fixture, "", "");
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

static void
test_typed (Fixture       *fixture,
            gconstpointer  user_data)
{
  GtkWidget *add = find (fixture, GTK_TYPE_BUTTON, "Add a LoRA");

  gtk_widget_grab_focus (add);
  widget_press (fixture->window, GDK_KEY_space, 0);
  g_assert_true (gtk_widget_has_focus (find (fixture, GTK_TYPE_ENTRY, "Id of LoRA 1")));
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  assert_list (fixture, "", "");

  widget_type (fixture->window, "a/b");
  g_assert_cmpuint (fixture->n_changed, ==, 3);
  assert_list (fixture, "a/b 1", "");

  widget_type (fixture->window, " ");
  g_assert_cmpuint (fixture->n_changed, ==, 3);
  assert_list (fixture, "a/b 1", "");

  widget_press (fixture->window, GDK_KEY_Tab, 0);
  g_assert_true (gtk_widget_has_focus (find (fixture, GTK_TYPE_SPIN_BUTTON, "Weight of LoRA 1")));
  widget_press (fixture->window, GDK_KEY_Down, 0);
  g_assert_cmpuint (fixture->n_changed, ==, 4);
  assert_list (fixture, "a/b 0.95", "");

  widget_retype (fixture->window, find (fixture, GTK_TYPE_SPIN_BUTTON, "Weight of LoRA 1"), "-3");
  assert_list (fixture, "a/b 0", "");
}

static void
test_switch (Fixture       *fixture,
             gconstpointer  user_data)
{
  overpaint_lora_list_set (fixture->list, "{\"a/b\":0.8,\"c/d\":1}", NULL);

  gtk_widget_grab_focus (find (fixture, GTK_TYPE_CHECK_BUTTON, "Use LoRA 1"));
  widget_press (fixture->window, GDK_KEY_space, 0);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  assert_list (fixture, "c/d 1", "a/b 0.8");

  widget_press (fixture->window, GDK_KEY_space, 0);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
  assert_list (fixture, "a/b 0.8, c/d 1", "");
}

static void
test_remove (Fixture       *fixture,
             gconstpointer  user_data)
{
  overpaint_lora_list_set (fixture->list, "{\"a/b\":0.8,\"c/d\":1,\"e/f\":1,\"g/h\":1}", NULL);
  g_assert_false (gtk_widget_get_sensitive (find (fixture, GTK_TYPE_BUTTON, "Add a LoRA")));

  gtk_widget_grab_focus (find (fixture, GTK_TYPE_BUTTON, "Remove LoRA 2"));
  widget_press (fixture->window, GDK_KEY_space, 0);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  assert_list (fixture, "a/b 0.8, e/f 1, g/h 1", "");
  g_assert_true (gtk_widget_has_focus (find (fixture, GTK_TYPE_ENTRY, "Id of LoRA 2")));
  g_assert_true (gtk_widget_get_sensitive (find (fixture, GTK_TYPE_BUTTON, "Add a LoRA")));

  gtk_button_clicked (GTK_BUTTON (find (fixture, GTK_TYPE_BUTTON, "Remove LoRA 3")));
  gtk_button_clicked (GTK_BUTTON (find (fixture, GTK_TYPE_BUTTON, "Remove LoRA 1")));
  gtk_button_clicked (GTK_BUTTON (find (fixture, GTK_TYPE_BUTTON, "Remove LoRA 1")));
  assert_list (fixture, "", "");
  g_assert_cmpuint (fixture->n_changed, ==, 4);
  g_assert_true (gtk_widget_has_focus (find (fixture, GTK_TYPE_BUTTON, "Add a LoRA")));

  gtk_button_clicked (GTK_BUTTON (find (fixture, GTK_TYPE_BUTTON, "Add a LoRA")));
  gtk_button_clicked (GTK_BUTTON (find (fixture, GTK_TYPE_BUTTON, "Remove LoRA 1")));
  g_assert_cmpuint (fixture->n_changed, ==, 4);
}

static void
test_mark (Fixture       *fixture,
           gconstpointer  user_data)
{
  GtkWidget *list = GTK_WIDGET (fixture->list);

  overpaint_lora_list_set (fixture->list, "{\"a/b\":0.8,\"c/d\":1}", NULL);
  g_assert_false (overpaint_lora_list_mark (fixture->list, "x/y", "It is broken."));
  g_assert_true (overpaint_lora_list_mark (fixture->list, "c/d", "It is broken."));
  g_assert_true (widget_says (list, "It is broken."));
  g_assert_cmpstr (atk_object_get_description (gtk_widget_get_accessible (
                     find (fixture, GTK_TYPE_ENTRY, "Id of LoRA 2"))), ==, "It is broken.");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (find (fixture, GTK_TYPE_ENTRY, "Id of LoRA 2")), ==, "It is broken.");
  g_assert_null (overpaint_lora_list_get_problem (fixture->list));

  /* the other row's change leaves it */
  widget_retype (fixture->window, find (fixture, GTK_TYPE_ENTRY, "Id of LoRA 1"), "e");
  g_assert_true (widget_says (list, "It is broken."));

  gtk_widget_grab_focus (find (fixture, GTK_TYPE_SPIN_BUTTON, "Weight of LoRA 2"));
  widget_press (fixture->window, GDK_KEY_Up, 0);
  g_assert_false (widget_says (list, "It is broken."));

  overpaint_lora_list_mark (fixture->list, "c/d", "It is broken.");
  overpaint_lora_list_mark (fixture->list, "c/d", NULL);
  g_assert_false (widget_says (list, "It is broken."));
}

static void
test_duplicate (Fixture       *fixture,
                gconstpointer  user_data)
{
  static const gchar *sentence = "This LoRA is in the list already.";
  GtkWidget          *list     = GTK_WIDGET (fixture->list);
  g_autofree gchar   *problem  = NULL;
  g_auto (GStrv)      ids      = NULL;

  overpaint_lora_list_set (fixture->list, "{\"a/b\":0.8,\"a/bc\":1}", NULL);
  g_assert_false (widget_says (list, sentence));

  gtk_widget_grab_focus (find (fixture, GTK_TYPE_ENTRY, "Id of LoRA 2"));
  widget_press (fixture->window, GDK_KEY_End, 0);
  widget_press (fixture->window, GDK_KEY_BackSpace, 0);
  g_assert_true (widget_says (list, sentence));
  problem = overpaint_lora_list_get_problem (fixture->list);
  g_assert_cmpstr (problem, ==, "The LoRA “a/b” is in the list twice.");
  assert_list (fixture, "a/b 0.8", "");
  ids = overpaint_lora_list_get_ids (fixture->list);
  g_assert_cmpuint (g_strv_length (ids), ==, 1);

  widget_type (fixture->window, "x");
  g_assert_false (widget_says (list, sentence));
  g_assert_null (overpaint_lora_list_get_problem (fixture->list));
}

static void
test_names (Fixture       *fixture,
            gconstpointer  user_data)
{
  overpaint_lora_list_set (fixture->list, "{\"a/b\":0.8,\"a/bc\":1}", "{\"c/d\":1}");
  g_assert_cmpuint (widget_check (fixture->window), ==, 1);
}

#define ADD(path, function) \
  g_test_add ("/lora-list/" path, Fixture, NULL, set_up, function, tear_down)

gint
main (gint    argc,
      gchar **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("in-and-out", test_in_and_out);
  ADD ("typed", test_typed);
  ADD ("switch", test_switch);
  ADD ("remove", test_remove);
  ADD ("mark", test_mark);
  ADD ("duplicate", test_duplicate);
  ADD ("names", test_names);

  return g_test_run ();
}
