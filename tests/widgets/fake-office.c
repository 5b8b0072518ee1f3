/* fake-office.c: workers that need no program and no container
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-office.h"

static void test_fake_office_office_init (OverpaintWorkerOfficeInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestFakeOffice, test_fake_office, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OVERPAINT_TYPE_WORKER_OFFICE, test_fake_office_office_init))

static void
test_fake_office_finalize (GObject *object)
{
  TestFakeOffice *self = TEST_FAKE_OFFICE (object);

  g_assert_null (self->task);
  g_clear_pointer (&self->plan, overpaint_worker_plan_free);
  g_free (self->text);
  g_free (self->saved_name);
  g_free (self->saved_old_name);
  g_free (self->started);
  g_free (self->stopped);

  G_OBJECT_CLASS (test_fake_office_parent_class)->finalize (object);
}

static void
test_fake_office_class_init (TestFakeOfficeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_fake_office_finalize;
}

static void
test_fake_office_init (TestFakeOffice *self)
{
  self->fraction = -1.0;
}

static void
on_cancelled (GCancellable *cancellable,
              GTask        *task)
{
  TestFakeOffice *self = g_task_get_source_object (task);

  if (self->task != task)
    return;

  self->n_given_up++;
  g_task_return_error_if_cancelled (task);
  g_clear_object (&self->task);
}

/* One thing at a time waits for an answer. */
static void
test_fake_office_wait (TestFakeOffice      *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_assert_null (self->task);
  self->task = g_task_new (self, cancellable, callback, user_data);

  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (on_cancelled), self->task, 0);
}

static void
test_fake_office_check_async (OverpaintWorkerOffice     *office,
                              const OverpaintWorkerPlan *plan,
                              GCancellable              *cancellable,
                              GAsyncReadyCallback        callback,
                              gpointer                   user_data)
{
  TestFakeOffice *self = TEST_FAKE_OFFICE (office);

  self->n_checked++;
  g_clear_pointer (&self->plan, overpaint_worker_plan_free);
  self->plan = overpaint_worker_plan_copy (plan);
  test_fake_office_wait (self, cancellable, callback, user_data);
}

static gchar *
test_fake_office_check_finish (OverpaintWorkerOffice  *office,
                               GAsyncResult           *result,
                               GError                **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
test_fake_office_save (OverpaintWorkerOffice      *office,
                       const gchar                *old_name,
                       const gchar                *name,
                       const OverpaintWorkerPlan  *plan,
                       GError                    **error)
{
  TestFakeOffice *self = TEST_FAKE_OFFICE (office);

  if (self->save_problem != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, self->save_problem);
      return FALSE;
    }

  self->n_saved++;
  g_free (self->saved_name);
  g_free (self->saved_old_name);
  g_clear_pointer (&self->plan, overpaint_worker_plan_free);
  self->saved_name     = g_strdup (name);
  self->saved_old_name = g_strdup (old_name);
  self->plan           = overpaint_worker_plan_copy (plan);

  return TRUE;
}

static void
test_fake_office_start_async (OverpaintWorkerOffice *office,
                              const gchar           *name,
                              gboolean               may_pull,
                              GCancellable          *cancellable,
                              GAsyncReadyCallback    callback,
                              gpointer               user_data)
{
  TestFakeOffice *self = TEST_FAKE_OFFICE (office);

  self->n_started++;
  g_free (self->started);
  self->started  = g_strdup (name);
  self->may_pull = may_pull;
  test_fake_office_wait (self, cancellable, callback, user_data);
}

static gboolean
test_fake_office_start_finish (OverpaintWorkerOffice  *office,
                               GAsyncResult           *result,
                               GError                **error)
{
  g_autofree gchar *sentence = g_task_propagate_pointer (G_TASK (result), error);

  return sentence != NULL;
}

static void
test_fake_office_stop_async (OverpaintWorkerOffice *office,
                             const gchar           *name,
                             GCancellable          *cancellable,
                             GAsyncReadyCallback    callback,
                             gpointer               user_data)
{
  TestFakeOffice *self = TEST_FAKE_OFFICE (office);

  g_free (self->stopped);
  self->stopped = g_strdup (name);
  test_fake_office_wait (self, cancellable, callback, user_data);
}

static OverpaintWorkerNews *
test_fake_office_get_news (OverpaintWorkerOffice *office,
                           const gchar           *name)
{
  TestFakeOffice      *self = TEST_FAKE_OFFICE (office);
  OverpaintWorkerNews *news;

  if (! g_str_equal (name, FAKE_WORKER))
    return NULL;

  news           = g_new0 (OverpaintWorkerNews, 1);
  news->activity = self->activity;
  news->text     = g_strdup (self->text);
  news->fraction = self->fraction;

  return news;
}

static void
test_fake_office_office_init (OverpaintWorkerOfficeInterface *iface)
{
  iface->check_async  = test_fake_office_check_async;
  iface->check_finish = test_fake_office_check_finish;
  iface->save         = test_fake_office_save;
  iface->start_async  = test_fake_office_start_async;
  iface->start_finish = test_fake_office_start_finish;
  iface->stop_async   = test_fake_office_stop_async;
  iface->stop_finish  = test_fake_office_start_finish;
  iface->get_news     = test_fake_office_get_news;
}

/**
 * test_fake_office_new:
 *
 * Returns: (transfer full): an office whose worker rests
 */
TestFakeOffice *
test_fake_office_new (void)
{
  return g_object_new (TEST_TYPE_FAKE_OFFICE, NULL);
}

/**
 * test_fake_office_tell:
 * @self: an office
 * @activity: what the worker does now
 * @text: (nullable): the same as a sentence
 * @fraction: how far that is, or -1
 *
 * Tells the news.
 */
void
test_fake_office_tell (TestFakeOffice          *self,
                       OverpaintWorkerActivity  activity,
                       const gchar             *text,
                       gdouble                  fraction)
{
  self->activity = activity;
  g_free (self->text);
  self->text     = g_strdup (text);
  self->fraction = fraction;
  g_signal_emit_by_name (self, "news", FAKE_WORKER);
}

/**
 * test_fake_office_answer:
 * @self: an office that has been asked for something
 * @sentence: (nullable): what a check has found; anything for a start or a stop that went well
 * @problem: (transfer full) (nullable): why not, in its place
 *
 * Answers, and waits until the answer has arrived.
 */
void
test_fake_office_answer (TestFakeOffice *self,
                         const gchar    *sentence,
                         GError         *problem)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  g_assert_nonnull (task);

  if (problem != NULL)
    g_task_return_error (task, problem);
  else
    g_task_return_pointer (task, g_strdup (sentence), g_free);

  while (! g_task_get_completed (task))
    g_main_context_iteration (NULL, TRUE);
}
