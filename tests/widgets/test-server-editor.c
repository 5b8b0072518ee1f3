/* test-server-editor.c: tests of the window for one server
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "price-entry.h"
#include "server-editor.h"

#define PRICE 1.9073484e-08

/* A keeper that has no token and takes what is saved. */
#define TEST_TYPE_KEEPER (test_keeper_get_type ())
G_DECLARE_FINAL_TYPE (TestKeeper, test_keeper, TEST, KEEPER, GObject)

struct _TestKeeper
{
  GObject  parent_instance;

  guint    saved;
  gchar   *kind;
  gdouble  price;
  guint    parallel;
};

static void test_keeper_iface_init (OverpaintServerKeeperInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestKeeper, test_keeper, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OVERPAINT_TYPE_SERVER_KEEPER, test_keeper_iface_init))

static void
test_keeper_finalize (GObject *object)
{
  g_free (TEST_KEEPER (object)->kind);

  G_OBJECT_CLASS (test_keeper_parent_class)->finalize (object);
}

static void
test_keeper_class_init (TestKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_keeper_finalize;
}

static void
test_keeper_init (TestKeeper *self)
{
}

static gboolean
test_keeper_save (OverpaintServerKeeper     *keeper,
                  const gchar               *old_name,
                  const OverpaintServerRow  *row,
                  const gchar               *token,
                  GError                   **error)
{
  TestKeeper *self = TEST_KEEPER (keeper);

  self->saved++;
  self->price    = row->price;
  self->parallel = row->parallel;
  g_free (self->kind);
  self->kind = g_strdup (row->kind);

  return TRUE;
}

static void
test_keeper_find_token_async (OverpaintServerKeeper *keeper,
                              const gchar           *address,
                              GCancellable          *cancellable,
                              GAsyncReadyCallback    callback,
                              gpointer               user_data)
{
  g_autoptr (GTask) task = g_task_new (keeper, cancellable, callback, user_data);

  g_task_return_int (task, OVERPAINT_TOKEN_NONE);
}

static OverpaintTokenPlace
test_keeper_find_token_finish (OverpaintServerKeeper  *keeper,
                               GAsyncResult           *result,
                               GError                **error)
{
  gssize place = g_task_propagate_int (G_TASK (result), error);

  return place < 0 ? OVERPAINT_TOKEN_NONE : (OverpaintTokenPlace) place;
}

static void
test_keeper_iface_init (OverpaintServerKeeperInterface *iface)
{
  iface->save              = test_keeper_save;
  iface->find_token_async  = test_keeper_find_token_async;
  iface->find_token_finish = test_keeper_find_token_finish;
}

typedef struct
{
  GType      type;
  GtkWidget *found;
} Wanted;

static void
look (GtkWidget *widget,
      gpointer   data)
{
  Wanted *wanted = data;

  if (wanted->found == NULL && G_TYPE_CHECK_INSTANCE_TYPE (widget, wanted->type))
    wanted->found = widget;
  else if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), look, wanted);
}

static GtkWidget *
find_widget (GtkWidget *window,
             GType      type)
{
  Wanted wanted = { type, NULL };

  look (window, &wanted);
  g_assert_nonnull (wanted.found);

  return wanted.found;
}

static GtkWidget *
open_editor (TestKeeper  *keeper,
             const gchar *kind,
             gdouble      price)
{
  g_autoptr (OverpaintServerRow)  row = overpaint_server_row_new ();
  GtkWidget                      *editor;

  g_free (row->name);
  g_free (row->kind);
  row->name  = g_strdup ("attic");
  row->kind  = g_strdup (kind);
  row->price = price;

  editor = overpaint_server_editor_new (NULL, OVERPAINT_SERVER_KEEPER (keeper), row);
  gtk_widget_show (editor);

  return editor;
}

static void
save (GtkWidget  *editor,
      TestKeeper *keeper)
{
  guint before = keeper->saved;

  gtk_dialog_response (GTK_DIALOG (editor), GTK_RESPONSE_OK);
  g_assert_cmpuint (keeper->saved, ==, before + 1);
}

/* People read the price of a megapixel, settings that of a pixel; saving alone changes nothing. */
static void
test_price (void)
{
  static const struct
  {
    const gchar *kind;
    gdouble      price;
    const gchar *text;
  } cases[] =
  {
    { "gateway", PRICE, "0.019073484" },
    { "runner",  0.0,   "0" },
    { "unknown", 1e-9,  "0.001" },
    { "studio",  1e-15, "1e-09" },
    { "studio",  1.0,   "1000000" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TestKeeper)  keeper = g_object_new (TEST_TYPE_KEEPER, NULL);
      GtkWidget              *editor = open_editor (keeper, cases[i].kind, cases[i].price);
      GtkWidget              *price  = find_widget (editor, OVERPAINT_TYPE_PRICE_ENTRY);

      g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (price)), ==, cases[i].text);
      g_assert_nonnull (gtk_widget_get_tooltip_text (price));

      save (editor, keeper);
      g_assert_cmpfloat_with_epsilon (keeper->price, cases[i].price, cases[i].price * 1e-12 + 1e-30);
      g_assert_cmpstr (keeper->kind, ==, cases[i].kind);
      g_assert_cmpuint (keeper->parallel, ==, 0);
    }
}

static void
test_typed (void)
{
  g_autoptr (TestKeeper)  keeper = g_object_new (TEST_TYPE_KEEPER, NULL);
  GtkWidget              *editor = open_editor (keeper, "gateway", PRICE);

  /* not yet left by Tab or Enter */
  gtk_entry_set_text (GTK_ENTRY (find_widget (editor, OVERPAINT_TYPE_PRICE_ENTRY)), "0.25");
  save (editor, keeper);
  g_assert_cmpfloat_with_epsilon (keeper->price, 2.5e-7, 1e-18);
}

/* A price that nobody has typed goes with the kind. */
static void
test_kind (void)
{
  g_autoptr (TestKeeper)  keeper = g_object_new (TEST_TYPE_KEEPER, NULL);
  GtkWidget              *editor = open_editor (keeper, "gateway", PRICE);
  GtkWidget              *price  = find_widget (editor, OVERPAINT_TYPE_PRICE_ENTRY);
  GtkWidget              *kind   = find_widget (editor, GTK_TYPE_COMBO_BOX_TEXT);

  gtk_combo_box_set_active_id (GTK_COMBO_BOX (kind), "runner");
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (price)), ==, "0");
  gtk_combo_box_set_active_id (GTK_COMBO_BOX (kind), "studio");
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (price)), ==, "0.019073484");
  gtk_combo_box_set_active_id (GTK_COMBO_BOX (kind), "unknown");
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (price)), ==, "0");

  gtk_entry_set_text (GTK_ENTRY (price), "0.5");
  gtk_combo_box_set_active_id (GTK_COMBO_BOX (kind), "gateway");
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (price)), ==, "0.5");

  save (editor, keeper);
  g_assert_cmpfloat_with_epsilon (keeper->price, 5e-7, 1e-18);
  g_assert_cmpstr (keeper->kind, ==, "gateway");
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/server-editor/price", test_price);
  g_test_add_func ("/server-editor/typed", test_typed);
  g_test_add_func ("/server-editor/kind", test_kind);

  return g_test_run ();
}
