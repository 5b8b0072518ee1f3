/* fake-keeper.c: servers that need no settings, no keyring and no network
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-keeper.h"

static void test_fake_keeper_keeper_init (OverpaintServerKeeperInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestFakeKeeper, test_fake_keeper, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OVERPAINT_TYPE_SERVER_KEEPER, test_fake_keeper_keeper_init))

static void
test_fake_keeper_finalize (GObject *object)
{
  TestFakeKeeper *self = TEST_FAKE_KEEPER (object);

  g_clear_object (&self->task);
  g_clear_object (&self->office);
  g_clear_object (&self->offers);
  g_clear_object (&self->scout);
  g_clear_pointer (&self->saved, g_ptr_array_unref);
  g_clear_pointer (&self->asked_name, g_free);
  g_clear_pointer (&self->removed, g_free);

  G_OBJECT_CLASS (test_fake_keeper_parent_class)->finalize (object);
}

static void
test_fake_keeper_class_init (TestFakeKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_fake_keeper_finalize;
}

static void
test_fake_keeper_init (TestFakeKeeper *self)
{
  self->default_name = "livepeer";
  self->saved        = g_ptr_array_new_with_free_func ((GDestroyNotify) overpaint_server_row_free);
}

static OverpaintServerRow *
copy_row (const OverpaintServerRow *row)
{
  OverpaintServerRow *copy = overpaint_server_row_new ();

  g_free (copy->name);
  g_free (copy->address);
  g_free (copy->kind);
  copy->name    = g_strdup (row->name);
  copy->address = g_strdup (row->address);
  copy->kind    = g_strdup (row->kind);
  copy->is_own  = TRUE;

  return copy;
}

static gboolean
test_fake_keeper_save (OverpaintServerKeeper     *keeper,
                       const gchar               *old_name,
                       const OverpaintServerRow  *row,
                       const gchar               *token,
                       GError                   **error)
{
  TestFakeKeeper *self = TEST_FAKE_KEEPER (keeper);

  g_assert_null (old_name);

  if (self->save_problem != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, self->save_problem);
      return FALSE;
    }

  g_ptr_array_add (self->saved, copy_row (row));

  return TRUE;
}

static OverpaintServerScout *
test_fake_keeper_get_scout (OverpaintServerKeeper *keeper)
{
  TestFakeKeeper *self = TEST_FAKE_KEEPER (keeper);

  return self->scout != NULL ? OVERPAINT_SERVER_SCOUT (self->scout) : NULL;
}

static OverpaintServerRow *
test_fake_keeper_new_worker (TestFakeKeeper *self)
{
  OverpaintServerRow *row = overpaint_server_row_new ();

  g_free (row->name);
  row->name       = g_strdup ("My GPU");
  row->is_own     = TRUE;
  row->is_default = g_str_equal (row->name, self->default_name);
  row->plan       = overpaint_worker_plan_new (OVERPAINT_WORKER_PLAN_SD_SERVER);

  g_free (row->plan->program);
  g_free (row->plan->model);
  g_free (row->plan->device);
  row->plan->program = g_strdup ("/opt/sd/sd-server");
  row->plan->model   = g_strdup ("/models/toy.safetensors");
  row->plan->device  = g_strdup ("CUDA1");

  return row;
}

static GPtrArray *
test_fake_keeper_list (OverpaintServerKeeper *keeper)
{
  static const struct
  {
    const gchar *name;
    const gchar *address;
    const gchar *kind;
    gdouble      price;
    const gchar *problem;
  } servers[] =
  {
    { "local", "http://127.0.0.1:8000", "runner", 0.0, NULL },
    { "livepeer", "https://dream-gateway.livepeer.cloud", "gateway", 1.9073484e-08, NULL },
    { "broken", "", "unknown", 0.0, "It has no address." },
  };
  TestFakeKeeper *self = TEST_FAKE_KEEPER (keeper);
  GPtrArray      *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) overpaint_server_row_free);
  guint           i;

  for (i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      OverpaintServerRow *row = g_new0 (OverpaintServerRow, 1);

      row->name       = g_strdup (servers[i].name);
      row->address    = g_strdup (servers[i].address);
      row->kind       = g_strdup (servers[i].kind);
      row->price      = servers[i].price;
      row->problem    = g_strdup (servers[i].problem);
      row->is_default = g_str_equal (row->name, self->default_name);
      g_ptr_array_add (rows, row);
    }

  if (self->office != NULL && g_strcmp0 (self->removed, "My GPU") != 0)
    g_ptr_array_add (rows, test_fake_keeper_new_worker (self));
  for (i = 0; i < self->saved->len; i++)
    g_ptr_array_add (rows, copy_row (g_ptr_array_index (self->saved, i)));

  return rows;
}

static gboolean
test_fake_keeper_remove (OverpaintServerKeeper  *keeper,
                         const gchar            *name,
                         GError                **error)
{
  TestFakeKeeper *self = TEST_FAKE_KEEPER (keeper);

  g_free (self->removed);
  self->removed = g_strdup (name);

  return TRUE;
}

static OverpaintWorkerOffice *
test_fake_keeper_get_office (OverpaintServerKeeper *keeper)
{
  return TEST_FAKE_KEEPER (keeper)->office;
}

static void
test_fake_keeper_test_async (OverpaintServerKeeper    *keeper,
                             const OverpaintServerRow *row,
                             GCancellable             *cancellable,
                             GAsyncReadyCallback       callback,
                             gpointer                  user_data)
{
  TestFakeKeeper *self = TEST_FAKE_KEEPER (keeper);

  /* one that is no longer waited for comes back as any other task does: with an error, later */
  if (self->task != NULL)
    {
      self->n_cancelled += g_task_return_error_if_cancelled (self->task);
      g_clear_object (&self->task);
    }

  self->n_asked++;
  g_free (self->asked_name);
  self->asked_name = g_strdup (row->name);
  self->task       = g_task_new (keeper, cancellable, callback, user_data);
}

static gchar *
test_fake_keeper_test_finish (OverpaintServerKeeper  *keeper,
                              GAsyncResult           *result,
                              GError                **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Every token is in the keyring. */
static void
test_fake_keeper_find_token_async (OverpaintServerKeeper *keeper,
                                   const gchar           *address,
                                   GCancellable          *cancellable,
                                   GAsyncReadyCallback    callback,
                                   gpointer               user_data)
{
  g_autoptr (GTask) task = g_task_new (keeper, cancellable, callback, user_data);

  g_task_return_int (task, OVERPAINT_TOKEN_KEYRING);
}

static OverpaintTokenPlace
test_fake_keeper_find_token_finish (OverpaintServerKeeper  *keeper,
                                    GAsyncResult           *result,
                                    GError                **error)
{
  gssize place = g_task_propagate_int (G_TASK (result), error);

  return place < 0 ? OVERPAINT_TOKEN_NONE : (OverpaintTokenPlace) place;
}

static OverpaintServerOffers *
test_fake_keeper_get_offers (OverpaintServerKeeper *keeper)
{
  return TEST_FAKE_KEEPER (keeper)->offers;
}

static void
test_fake_keeper_keeper_init (OverpaintServerKeeperInterface *iface)
{
  iface->list              = test_fake_keeper_list;
  iface->remove            = test_fake_keeper_remove;
  iface->get_office        = test_fake_keeper_get_office;
  iface->get_offers        = test_fake_keeper_get_offers;
  iface->save              = test_fake_keeper_save;
  iface->get_scout         = test_fake_keeper_get_scout;
  iface->test_async        = test_fake_keeper_test_async;
  iface->test_finish       = test_fake_keeper_test_finish;
  iface->find_token_async  = test_fake_keeper_find_token_async;
  iface->find_token_finish = test_fake_keeper_find_token_finish;
}

/**
 * test_fake_keeper_new:
 *
 * Returns: (transfer full): a keeper
 */
OverpaintServerKeeper *
test_fake_keeper_new (void)
{
  return g_object_new (TEST_TYPE_FAKE_KEEPER, NULL);
}

/**
 * test_fake_keeper_answer:
 * @self: a keeper that has been asked
 * @sentence: (nullable): what the server is
 * @problem: (nullable): why it does not answer, in its place
 *
 * Answers the last question, and waits until the answer has arrived.
 */
void
test_fake_keeper_answer (TestFakeKeeper *self,
                         const gchar    *sentence,
                         const gchar    *problem)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  g_assert_nonnull (task);

  if (problem != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", problem);
  else
    g_task_return_pointer (task, g_strdup (sentence), g_free);

  while (! g_task_get_completed (task))
    g_main_context_iteration (NULL, TRUE);
}
