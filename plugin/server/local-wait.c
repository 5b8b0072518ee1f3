/* local-wait.c: a pause between two questions
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "local-wait.h"

typedef struct
{
  GTask              *task;
  OverpaintLocalStep  next;
} Pause;

static void
pause_free (gpointer data)
{
  Pause *pause = data;

  g_clear_object (&pause->task);
  g_free (pause);
}

static gboolean
waited (gpointer data)
{
  Pause *pause = data;

  pause->next (g_steal_pointer (&pause->task));

  return G_SOURCE_REMOVE;
}

/**
 * overpaint_local_wait: (skip)
 * @owned: (transfer full): what waits
 * @milliseconds: for how long
 * @next: what follows
 *
 * Waits, but not beyond a cancel: it is @next that looks for that.
 */
void
overpaint_local_wait (GTask              *owned,
                      guint               milliseconds,
                      OverpaintLocalStep  next)
{
  GCancellable       *cancellable = g_task_get_cancellable (owned);
  g_autoptr(GSource)  source      = g_timeout_source_new (milliseconds);
  Pause              *pause       = g_new0 (Pause, 1);

  pause->task = owned;
  pause->next = next;

  g_source_set_static_name (source, "[overpaint] pause");
  g_source_set_callback (source, waited, pause, pause_free);

  if (cancellable != NULL)
    {
      g_autoptr(GSource) cancel = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (cancel);
      g_source_add_child_source (source, cancel);
    }

  g_source_attach (source, g_task_get_context (owned));
}
