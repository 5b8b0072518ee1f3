/* worker-text.c: what windows call workers that Overpaint starts
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "worker-text.h"

/**
 * overpaint_worker_text_find_kind:
 * @row: a server
 *
 * Returns: (transfer none): its kind as settings name it, also of one that Overpaint starts
 */
const gchar *
overpaint_worker_text_find_kind (const OverpaintServerRow *row)
{
  if (row->plan == NULL)
    return row->kind;

  return row->plan->kind == OVERPAINT_WORKER_PLAN_CONTAINER ? "runner" : "sd-server";
}

/**
 * overpaint_worker_text_name_kind:
 * @plan: how a worker is started
 *
 * Returns: (transfer none): what kind of server that is, and that Overpaint starts it
 */
const gchar *
overpaint_worker_text_name_kind (const OverpaintWorkerPlan *plan)
{
  return plan->kind == OVERPAINT_WORKER_PLAN_CONTAINER ? _("Container, started by Overpaint")
                                                       : _("sd-server, started by Overpaint");
}

/**
 * overpaint_worker_text_get_word:
 * @activity: what a worker does
 *
 * Returns: (transfer none): the same in a translated word and a sign
 */
const OverpaintWorkerWord *
overpaint_worker_text_get_word (OverpaintWorkerActivity activity)
{
  static const OverpaintWorkerWord words[] =
  {
    [OVERPAINT_WORKER_RESTING]   = { "media-playback-pause-symbolic", N_("Starts when needed"), FALSE, FALSE },
    [OVERPAINT_WORKER_BEGINNING] = { "content-loading-symbolic", N_("Starting…"), FALSE, FALSE },
    [OVERPAINT_WORKER_RUNNING]   = { "object-select-symbolic", N_("Running"), TRUE, FALSE },
    [OVERPAINT_WORKER_ENDING]    = { "content-loading-symbolic", N_("Stopping…"), FALSE, FALSE },
    [OVERPAINT_WORKER_BROKEN]    = { "dialog-warning-symbolic", N_("Does not run"), FALSE, TRUE },
  };
  static OverpaintWorkerWord found;

  found      = words[activity];
  found.word = _(found.word);

  return &found;
}

/**
 * overpaint_worker_text_find_out:
 * @keeper: has an office, or none
 * @row: a server that Overpaint starts
 * @sentence: (out) (transfer full) (optional): the same as a sentence, with the reasons where something is
 *   wrong
 *
 * Returns: what its worker does, as far as is known
 */
OverpaintWorkerActivity
overpaint_worker_text_find_out (OverpaintServerKeeper     *keeper,
                                const OverpaintServerRow  *row,
                                gchar                    **sentence)
{
  OverpaintWorkerOffice           *office   = overpaint_server_keeper_get_office (keeper);
  g_autoptr (OverpaintWorkerNews)  news     = NULL;
  OverpaintWorkerActivity          activity = OVERPAINT_WORKER_RESTING;
  const gchar                     *text     = NULL;

  if (office != NULL)
    news = OVERPAINT_WORKER_OFFICE_GET_IFACE (office)->get_news (office, row->name);

  if (news != NULL)
    {
      activity = news->activity;
      text     = news->text;
    }

  /* that it does not run is half of it */
  if (activity == OVERPAINT_WORKER_RESTING)
    text = _("Overpaint starts it with the first picture that it is asked for.");
  else if (text == NULL || *text == '\0')
    text = overpaint_worker_text_get_word (activity)->word;

  if (sentence != NULL)
    *sentence = g_strdup (text);

  return activity;
}
