/* test-offers.c: tests of a server's own models and LoRAs in the form
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-offers.h"
#include "form-scene.h"
#include "server-status.h"

#define BASE_ID  "sd_xl_base_1.0.safetensors [31e35c80fc]"
#define OTHER_ID "v1-5-pruned.safetensors [e1441589a6]"

static TestFakeOffers *
get_offers (Fixture *fixture)
{
  return TEST_FAKE_OFFERS (TEST_FAKE_KEEPER (fixture->keeper)->offers);
}

static void
set_up_offers (Fixture       *fixture,
               gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("overpaint-form-XXXXXX", NULL);
  fixture->shelf  = overpaint_shelf_new (fixture->folder);
  fixture->keeper = test_fake_keeper_new ();
  TEST_FAKE_KEEPER (fixture->keeper)->offers = test_fake_offers_new ();

  show_form (fixture);
}

static void
tear_down_offers (Fixture       *fixture,
                  gconstpointer  data)
{
  gtk_widget_destroy (fixture->window);
  if (get_offers (fixture)->task != NULL)
    test_fake_offers_answer (get_offers (fixture), NULL);

  fixture->window = gtk_window_new (GTK_WINDOW_TOPLEVEL);
  tear_down (fixture, data);
}

/* A web UI with two models and two LoRAs. */
static OverpaintServerOffer *
new_offer (void)
{
  OverpaintServerOffer *offer = overpaint_server_offer_new ();
  OverpaintOfferItem   *item;

  offer->model        = g_strdup (BASE_ID);
  offer->model_switch = TRUE;
  offer->models       = overpaint_offer_items_new ();
  overpaint_offer_items_add (offer->models, "sd_xl_base_1.0", BASE_ID);
  overpaint_offer_items_add (offer->models, "v1-5-pruned", OTHER_ID);

  offer->loras   = overpaint_offer_items_new ();
  item           = overpaint_offer_items_add (offer->loras, "toy", "toy");
  item->family   = g_strdup ("sdxl");
  item->triggers = g_strsplit ("toy brick|a <i>&|studio", "|", -1);
  overpaint_offer_items_add (offer->loras, "ink", "ink");

  return offer;
}

/* One model for good, and no list of LoRAs. */
static OverpaintServerOffer *
new_fixed_offer (void)
{
  OverpaintServerOffer *offer = overpaint_server_offer_new ();

  offer->model = g_strdup ("sd_xl_base_1.0");

  return offer;
}

static void
choose_server (Fixture     *fixture,
               const gchar *name)
{
  GtkWidget *combo = test_find (fixture->form->server, GTK_TYPE_COMBO_BOX, 0);
  gint       i;

  for (i = 0; ; i++)
    {
      GtkTreeModel     *model = gtk_combo_box_get_model (GTK_COMBO_BOX (combo));
      g_autofree gchar *text  = NULL;
      GtkTreeIter       iter;

      g_assert_true (gtk_tree_model_iter_nth_child (model, &iter, NULL, i));
      gtk_tree_model_get (model, &iter, 0, &text, -1);
      if (g_str_has_prefix (text, name))
        break;
    }

  gtk_combo_box_set_active (GTK_COMBO_BOX (combo), i);
}

static void
give (Fixture              *fixture,
      OverpaintServerOffer *offer)
{
  test_fake_keeper_answer (TEST_FAKE_KEEPER (fixture->keeper), "It answers.", NULL);
  test_fake_offers_answer (get_offers (fixture), offer);
}

static gchar *
list_models (Fixture *fixture)
{
  GtkWidget          *combo = test_find (fixture->form->model, GTK_TYPE_COMBO_BOX, 0);
  GtkTreeModel       *model = gtk_combo_box_get_model (GTK_COMBO_BOX (combo));
  g_autoptr (GString) names = g_string_new (NULL);
  GtkTreeIter         iter;
  gboolean            more  = gtk_tree_model_get_iter_first (model, &iter);

  for (; more; more = gtk_tree_model_iter_next (model, &iter))
    {
      g_autofree gchar *name = NULL;

      gtk_tree_model_get (model, &iter, 0, &name, -1);
      g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", name);
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

#define assert_models(fixture, expected) \
  G_STMT_START { \
    g_autofree gchar *names_ = list_models (fixture); \
    g_assert_cmpstr (names_, ==, expected); \
  } G_STMT_END

static GtkWidget *
get_model_entry (Fixture *fixture)
{
  return test_find (fixture->form->model, GTK_TYPE_ENTRY, 0);
}

static gboolean
says (GtkWidget   *top,
      const gchar *piece)
{
  g_autoptr (GPtrArray) list = test_list_widgets (top);
  guint                 i;

  test_settle ();

  for (i = 0; i < list->len; i++)
    {
      GtkWidget *widget = g_ptr_array_index (list, i);

      if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
          strstr (gtk_label_get_text (GTK_LABEL (widget)), piece) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* Nobody is asked before they answer, and an answer that comes too late is none. */
static void
test_asking (Fixture       *fixture,
             gconstpointer  data)
{
  g_assert_cmpuint (get_offers (fixture)->n_asked, ==, 0);
  test_fake_keeper_answer (TEST_FAKE_KEEPER (fixture->keeper), "It answers.", NULL);
  g_assert_cmpuint (get_offers (fixture)->n_asked, ==, 1);
  g_assert_cmpstr (get_offers (fixture)->asked_name, ==, "livepeer");

  choose_server (fixture, "local");
  test_fake_offers_answer (get_offers (fixture), new_offer ());
  g_assert_true (g_str_has_prefix (list_models (fixture), INSTRUCT));

  test_fake_keeper_answer (TEST_FAKE_KEEPER (fixture->keeper), NULL, "It does not.");
  g_assert_cmpuint (get_offers (fixture)->n_asked, ==, 1);

  gtk_button_clicked (test_find (fixture->form->server, OVERPAINT_TYPE_SERVER_STATUS, 0));
  give (fixture, new_offer ());
  g_assert_cmpstr (get_offers (fixture)->asked_name, ==, "local");
  assert_models (fixture, "sd_xl_base_1.0 v1-5-pruned");

  /* what it refuses to say now, it has said */
  gtk_button_clicked (test_find (fixture->form->server, OVERPAINT_TYPE_SERVER_STATUS, 0));
  give (fixture, NULL);
  assert_models (fixture, "sd_xl_base_1.0 v1-5-pruned");

  choose_server (fixture, "livepeer");
  g_assert_true (g_str_has_prefix (list_models (fixture), INSTRUCT));
}

/* Of a worker of ours all is known before it runs. */
static void
test_planned (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (OverpaintOfferFollow)  follow = overpaint_offer_follow_new (fixture->keeper);
  g_autoptr (OverpaintServerRow)    row    = overpaint_server_row_new ();

  g_free (row->name);
  row->name = g_strdup ("ours");
  row->plan = overpaint_worker_plan_new (OVERPAINT_WORKER_PLAN_SD_SERVER);

  overpaint_offer_follow_set_server (follow, row);
  g_assert_cmpstr (get_offers (fixture)->asked_name, ==, "ours");
  overpaint_offer_follow_set_server (follow, row);
  g_assert_cmpuint (get_offers (fixture)->n_asked, ==, 1);

  test_fake_offers_answer (get_offers (fixture), new_fixed_offer ());
  g_assert_true (overpaint_server_offer_is_fixed (overpaint_offer_follow_get_offer (follow)));
  overpaint_offer_follow_set_server (follow, NULL);
  g_assert_null (overpaint_offer_follow_get_offer (follow));
}

static void
test_switch (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *combo = test_find (fixture->form->model, GTK_TYPE_COMBO_BOX, 0);

  gtk_entry_set_text (GTK_ENTRY (get_model_entry (fixture)), "dreamy ");
  fixture->n_changed = 0;
  give (fixture, new_offer ());

  /* what was typed stays as it is, and that it is no model there is said before a run */
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (get_model_entry (fixture))), ==, "dreamy ");
  g_assert_true (says (fixture->form->model, "“livepeer” has no model of this name: it will paint with "
                                             "sd_xl_base_1.0."));

  /* names are for people, ids for the server */
  gtk_combo_box_set_active (GTK_COMBO_BOX (combo), 1);
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (get_model_entry (fixture))), ==, "v1-5-pruned");
  assert_text (fixture, "model", OTHER_ID);
  g_assert_false (says (fixture->form->model, "has no model of this name"));

  /* its family is known by its name */
  g_assert_true (says (fixture->form->model, "An SD 1 model, by its name"));

  gtk_entry_set_text (GTK_ENTRY (get_model_entry (fixture)), "sd_xl_base_1.0");
  assert_text (fixture, "model", BASE_ID);
  choose_model (fixture, OTHER_ID);
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (get_model_entry (fixture))), ==, "v1-5-pruned");
  assert_text (fixture, "model", OTHER_ID);
}

static void
test_fixed (Fixture       *fixture,
            gconstpointer  data)
{
  GtkEntry *entry = GTK_ENTRY (get_model_entry (fixture));

  g_assert_false (gtk_widget_get_visible (fixture->form->strength));
  fixture->n_changed = 0;
  give (fixture, new_fixed_offer ());

  /* the run is planned for the model that will paint */
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  assert_text (fixture, "model", "sd_xl_base_1.0");
  g_assert_true (gtk_widget_get_visible (fixture->form->strength));
  g_assert_true (says (fixture->form->model, "“livepeer” holds sd_xl_base_1.0. Start another for another model."));
  g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (entry)));
  assert_models (fixture, "sd_xl_base_1.0");

  /* a wish of another day does not change what the server holds */
  set_from_json (fixture, "{\"format\":1,\"request\":{\"pipeline\":\"image-to-image\",\"model\":\"" REALVIS "\"}}");
  assert_text (fixture, "model", "sd_xl_base_1.0");
  g_assert_cmpstr (gtk_entry_get_text (entry), ==, "sd_xl_base_1.0");

  choose_server (fixture, "local");
  assert_text (fixture, "model", REALVIS);
  g_assert_cmpstr (gtk_entry_get_text (entry), ==, REALVIS);
  g_assert_true (gtk_editable_get_editable (GTK_EDITABLE (entry)));
  g_assert_false (says (fixture->form->model, "holds"));
}

static GtkWidget *
add_lora (Fixture     *fixture,
          const gchar *id)
{
  GtkWidget *entry;

  gtk_expander_set_expanded (GTK_EXPANDER (fixture->form->advanced_expander), TRUE);
  gtk_button_clicked (test_find (fixture->form->loras, GTK_TYPE_BUTTON, 0));
  test_settle ();

  entry = find_named (fixture->form->loras, "Id of LoRA 1");
  gtk_widget_grab_focus (entry);
  gtk_entry_set_text (GTK_ENTRY (entry), id);

  return entry;
}

static void
test_lora_names (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *entry = add_lora (fixture, "to");
  GtkWidget *combo;

  give (fixture, new_offer ());

  /* half a name is no stranger while it is typed */
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (entry)), ==, "to");
  g_assert_false (says (fixture->form->loras, "has no LoRA of this name"));
  gtk_widget_grab_focus (get_model_entry (fixture));
  g_assert_true (says (fixture->form->loras, "“livepeer” has no LoRA of this name."));

  combo = find_named (fixture->form->loras, "LoRAs of the server for LoRA 1");
  gtk_combo_box_set_active (GTK_COMBO_BOX (combo), 0);
  assert_text (fixture, "loras", "{\"toy\":1.0}");
  g_assert_false (says (fixture->form->loras, "has no LoRA of this name"));
  g_assert_true (says (fixture->form->loras, "For SDXL. Add to the prompt: toy brick, a <i>&, studio"));

  /* a server that keeps no list may know it */
  gtk_entry_set_text (GTK_ENTRY (entry), "owner/name");
  g_assert_true (says (fixture->form->loras, "has no LoRA of this name"));
  choose_server (fixture, "local");
  g_assert_false (says (fixture->form->loras, "has no LoRA of this name"));
  assert_text (fixture, "loras", "{\"owner/name\":1.0}");
}

static void
test_misfit (Fixture       *fixture,
             gconstpointer  data)
{
  add_lora (fixture, "toy");
  give (fixture, new_offer ());

  choose_model (fixture, BASE_ID);
  g_assert_false (says (fixture->form->loras, "Made for"));
  choose_model (fixture, OTHER_ID);
  g_assert_true (says (fixture->form->loras, "Made for SDXL, and the model is of SD 1: it may do nothing, or harm."));
  choose_model (fixture, "dreamy");
  g_assert_false (says (fixture->form->loras, "Made for"));
}

static void
trigger (Fixture     *fixture,
         const gchar *address)
{
  g_autoptr (GPtrArray) list = test_list_widgets (fixture->form->loras);
  gboolean              taken;
  guint                 i;

  for (i = 0; i < list->len; i++)
    {
      GtkWidget *widget = g_ptr_array_index (list, i);

      if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), "<a href") != NULL)
        {
          g_signal_emit_by_name (widget, "activate-link", address, &taken);
          g_assert_true (taken);
          return;
        }
    }

  g_assert_not_reached ();
}

/* Once, at the end, and the prompt's own undo takes it back. */
static void
test_trigger (Fixture       *fixture,
              gconstpointer  data)
{
  add_lora (fixture, "toy");
  give (fixture, new_offer ());

  trigger (fixture, "0");
  assert_text (fixture, "prompt", "toy brick");
  trigger (fixture, "0");
  assert_text (fixture, "prompt", "toy brick");
  trigger (fixture, "1");
  assert_text (fixture, "prompt", "toy brick, a <i>&");

  /* nothing that is no place in the list does anything */
  trigger (fixture, "3");
  trigger (fixture, "-1");
  trigger (fixture, "file:///etc/passwd");
  assert_text (fixture, "prompt", "toy brick, a <i>&");

  gtk_widget_grab_focus (GTK_WIDGET (fixture->form));
  test_send_key (GTK_WIDGET (fixture->form), GDK_KEY_z, GDK_CONTROL_MASK);
  assert_text (fixture, "prompt", "toy brick");
  test_send_key (GTK_WIDGET (fixture->form), GDK_KEY_z, GDK_CONTROL_MASK);
  assert_text (fixture, "prompt", "");

  overpaint_prompt_entry_set_text (OVERPAINT_PROMPT_ENTRY (fixture->form->prompt), "studios, a TOY BRICK barn, \n");
  trigger (fixture, "0");
  trigger (fixture, "2");
  assert_text (fixture, "prompt", "studios, a TOY BRICK barn, studio");
}

/* By keyboard: Tab from the weight's row into the notes, Enter on a word. */
static void
test_trigger_key (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *window = fixture->window;
  guint      i;

  add_lora (fixture, "toy");
  give (fixture, new_offer ());

  /* Tab goes by places */
  gtk_test_widget_wait_for_draw (window);
  test_settle ();

  gtk_widget_grab_focus (find_named (fixture->form->loras, "Remove LoRA 1"));
  for (i = 0; i < 3 && ! GTK_IS_LABEL (gtk_window_get_focus (GTK_WINDOW (window))); i++)
    test_send_key (window, GDK_KEY_Tab, 0);

  g_assert_true (GTK_IS_LABEL (gtk_window_get_focus (GTK_WINDOW (window))));
  test_send_key (window, GDK_KEY_Tab, 0);
  test_send_key (window, GDK_KEY_Tab, 0);
  test_send_key (window, GDK_KEY_Return, 0);
  assert_text (fixture, "prompt", "studio");
}

#define ADD(path, function) g_test_add ("/offers/" path, Fixture, NULL, set_up_offers, function, tear_down_offers)

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("asking", test_asking);
  ADD ("planned", test_planned);
  ADD ("switch", test_switch);
  ADD ("fixed", test_fixed);
  ADD ("lora-names", test_lora_names);
  ADD ("misfit", test_misfit);
  ADD ("trigger", test_trigger);
  ADD ("trigger-key", test_trigger_key);

  return g_test_run ();
}
