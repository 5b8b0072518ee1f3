/* fake-office.h: workers that need no program and no container
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "worker-office.h"

G_BEGIN_DECLS

/* The one server whose worker it knows. */
#define FAKE_WORKER "My GPU"

#define TEST_TYPE_FAKE_OFFICE (test_fake_office_get_type ())

/**
 * TestFakeOffice:
 * @activity: what the worker of %FAKE_WORKER does
 * @n_checked: how many plans it was asked to check
 * @n_given_up: how many checks and starts were cancelled
 * @plan: (nullable): the last plan to be checked or saved
 * @save_problem: (nullable): why nothing can be saved
 * @saved_name: (nullable): under what name the last plan was saved
 * @saved_old_name: (nullable): in place of what
 * @started: (nullable): whose worker was to be started last
 * @may_pull: whether with leave to download
 * @stopped: (nullable): whose worker was to be stopped last
 * @task: (nullable): what waits for an answer
 *
 * Whatever it is asked for waits for test_fake_office_answer().
 */
G_DECLARE_FINAL_TYPE (TestFakeOffice, test_fake_office, TEST, FAKE_OFFICE, GObject)

struct _TestFakeOffice
{
  GObject                  parent_instance;

  OverpaintWorkerActivity  activity;
  gchar                   *text;
  gdouble                  fraction;

  guint                    n_checked;
  guint                    n_saved;
  guint                    n_started;
  guint                    n_given_up;
  OverpaintWorkerPlan     *plan;
  const gchar             *save_problem;
  gchar                   *saved_name;
  gchar                   *saved_old_name;
  gchar                   *started;
  gboolean                 may_pull;
  gchar                   *stopped;
  GTask                   *task;
};

TestFakeOffice * test_fake_office_new    (void);

void             test_fake_office_tell   (TestFakeOffice          *self,
                                          OverpaintWorkerActivity  activity,
                                          const gchar             *text,
                                          gdouble                  fraction);
void             test_fake_office_answer (TestFakeOffice          *self,
                                          const gchar             *sentence,
                                          GError                  *problem);

G_END_DECLS
