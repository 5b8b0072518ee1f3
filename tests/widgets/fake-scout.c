/* fake-scout.c: workers and a graphics card that are not there
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-scout.h"

static void test_fake_scout_scout_init (OverpaintServerScoutInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestFakeScout, test_fake_scout, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OVERPAINT_TYPE_SERVER_SCOUT, test_fake_scout_scout_init))

/* What there is to find, from the first on. */
static const OverpaintScoutRow rows[] =
{
  { .address = (gchar *) "http://127.0.0.1:7860", .kind = (gchar *) "forge", .name = (gchar *) "Forge",
    .summary = (gchar *) "Forge, 12 models, RTX 4080", .is_usable = TRUE },
  { .address = (gchar *) "http://127.0.0.1:8000", .kind = (gchar *) "runner", .name = (gchar *) "ai-runner",
    .summary = (gchar *) "ai-runner, stabilityai/sd-turbo", .is_usable = TRUE, .configured = (gchar *) "local" },
  { .address = (gchar *) "http://127.0.0.1:7861", .kind = (gchar *) "a1111",
    .name = (gchar *) "Stable Diffusion web UI", .summary = (gchar *) "Stable Diffusion web UI",
    .advice = (gchar *) "It needs a user and a password.", .is_usable = TRUE, .wants_login = TRUE },
  { .address = (gchar *) "http://127.0.0.1:7870", .kind = (gchar *) "unknown",
    .name = (gchar *) "Stable Diffusion web UI", .summary = (gchar *) "Stable Diffusion web UI",
    .advice = (gchar *) "It lets no program ask for pictures. Quit it and start it with --api, then look again." },
};

static void
test_fake_scout_finalize (GObject *object)
{
  TestFakeScout *self = TEST_FAKE_SCOUT (object);

  g_clear_object (&self->task);
  g_clear_object (&self->card_task);

  G_OBJECT_CLASS (test_fake_scout_parent_class)->finalize (object);
}

static void
test_fake_scout_class_init (TestFakeScoutClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_fake_scout_finalize;
}

static void
test_fake_scout_init (TestFakeScout *self)
{
}

static void
test_fake_scout_find_async (OverpaintServerScout *scout,
                            GCancellable         *cancellable,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data)
{
  TestFakeScout *self = TEST_FAKE_SCOUT (scout);

  g_assert_null (self->task);
  self->n_asked++;
  self->task = g_task_new (scout, cancellable, callback, user_data);
}

static GPtrArray *
test_fake_scout_find_finish (OverpaintServerScout  *scout,
                             GAsyncResult          *result,
                             GError               **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_fake_scout_ask_gpus_async (OverpaintServerScout *scout,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data)
{
  TestFakeScout *self = TEST_FAKE_SCOUT (scout);

  g_assert_null (self->card_task);
  self->n_cards_asked++;
  self->card_task = g_task_new (scout, cancellable, callback, user_data);
}

static gchar *
test_fake_scout_ask_gpus_finish (OverpaintServerScout  *scout,
                                 GAsyncResult          *result,
                                 GError               **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
test_fake_scout_is_here (OverpaintServerScout *scout,
                         const gchar          *address)
{
  return g_str_has_prefix (address, "http://127.0.0.1:");
}

static gchar *
test_fake_scout_warn (OverpaintServerScout *scout,
                      const gchar          *address,
                      const gchar          *family,
                      gboolean              holds_another)
{
  TestFakeScout *self = TEST_FAKE_SCOUT (scout);

  if (! self->knows_card || self->warning == NULL || ! test_fake_scout_is_here (scout, address))
    return NULL;

  return g_strdup_printf (holds_another ? "%s %s, whatever goes" : "%s %s", family, self->warning);
}

static gboolean
test_fake_scout_is_first_start (OverpaintServerScout *scout)
{
  return TEST_FAKE_SCOUT (scout)->is_first_start;
}

static void
test_fake_scout_scout_init (OverpaintServerScoutInterface *iface)
{
  iface->find_async      = test_fake_scout_find_async;
  iface->find_finish     = test_fake_scout_find_finish;
  iface->ask_gpus_async  = test_fake_scout_ask_gpus_async;
  iface->ask_gpus_finish = test_fake_scout_ask_gpus_finish;
  iface->warn            = test_fake_scout_warn;
  iface->is_here         = test_fake_scout_is_here;
  iface->is_first_start  = test_fake_scout_is_first_start;
}

/**
 * test_fake_scout_new:
 *
 * Returns: (transfer full): a scout
 */
TestFakeScout *
test_fake_scout_new (void)
{
  return g_object_new (TEST_TYPE_FAKE_SCOUT, NULL);
}

static OverpaintScoutRow *
copy_row (const OverpaintScoutRow *row)
{
  OverpaintScoutRow *copy = g_new0 (OverpaintScoutRow, 1);

  copy->address     = g_strdup (row->address);
  copy->kind        = g_strdup (row->kind);
  copy->name        = g_strdup (row->name);
  copy->summary     = g_strdup (row->summary);
  copy->advice      = g_strdup (row->advice);
  copy->is_usable   = row->is_usable;
  copy->wants_login = row->wants_login;
  copy->configured  = g_strdup (row->configured);

  return copy;
}

static void
wait_for_end (GTask *task)
{
  while (! g_task_get_completed (task))
    g_main_context_iteration (NULL, TRUE);
}

/**
 * test_fake_scout_answer:
 * @self: a scout that looks
 * @n_rows: how many of the rows it finds, in steps of one from the first; 0..4
 * @problem: (nullable): why it cannot look, in their place
 *
 * Ends the search, and waits until whoever asked knows.
 */
void
test_fake_scout_answer (TestFakeScout *self,
                        guint          n_rows,
                        const gchar   *problem)
{
  g_autoptr (GTask)      task  = g_steal_pointer (&self->task);
  g_autoptr (GPtrArray)  found = NULL;
  guint                  i;

  g_assert_nonnull (task);
  g_assert_cmpuint (n_rows, <=, G_N_ELEMENTS (rows));

  found = g_ptr_array_new_with_free_func ((GDestroyNotify) overpaint_scout_row_free);
  for (i = 0; i < n_rows; i++)
    g_ptr_array_add (found, copy_row (&rows[i]));

  if (g_task_return_error_if_cancelled (task))
    self->n_cancelled++;
  else if (problem != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", problem);
  else
    g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify) g_ptr_array_unref);

  wait_for_end (task);
}

/**
 * test_fake_scout_answer_card:
 * @self: a scout that was asked for the card
 * @sentence: (nullable): what is known of it
 *
 * Answers, and waits until whoever asked knows.
 */
void
test_fake_scout_answer_card (TestFakeScout *self,
                             const gchar   *sentence)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->card_task);

  g_assert_nonnull (task);
  self->knows_card = sentence != NULL;
  g_task_return_pointer (task, g_strdup (sentence), g_free);
  wait_for_end (task);
}
