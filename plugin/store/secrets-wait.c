/* secrets-wait.c: a token for whoever cannot come back for it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "secrets.h"

typedef struct
{
  gboolean  done;
  gchar    *token;
} Answer;

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Answer             *answer = user_data;
  g_autoptr (GError)  error  = NULL;

  answer->token = overpaint_secrets_lookup_finish (OVERPAINT_SECRETS (source), result, &error);
  answer->done  = TRUE;
  if (error != NULL)
    g_info ("no token from the keyring: %s", error->message);
}

static gboolean
on_time_is_up (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

/**
 * overpaint_secrets_lookup_in_time:
 * @self: secrets
 * @origin: scheme, host and port of a server
 * @milliseconds: how long a keyring may take
 *
 * Reads the token of @origin where nobody can be asked, and waits for it. A keyring that is
 * locked, not there or too slow has none.
 *
 * Returns: (transfer full) (nullable): the token, to be freed with
 *   [func@Overpaint.Secrets.free_token]
 */
gchar *
overpaint_secrets_lookup_in_time (OverpaintSecrets *self,
                                  const gchar      *origin,
                                  guint             milliseconds)
{
  g_autoptr (GMainContext)  context     = g_main_context_new ();
  g_autoptr (GCancellable)  cancellable = g_cancellable_new ();
  g_autoptr (GSource)       limit       = g_timeout_source_new (milliseconds);
  Answer                    answer      = { FALSE, NULL };

  g_source_set_callback (limit, on_time_is_up, cancellable, NULL);
  g_source_attach (limit, context);
  /* a context of its own, so that nothing else happens in between */
  g_main_context_push_thread_default (context);
  overpaint_secrets_lookup_async (self, origin, FALSE, cancellable, on_answer, &answer);

  while (! answer.done)
    g_main_context_iteration (context, TRUE);

  g_source_destroy (limit);
  /* GDBus frees what a proxy leaves behind in an idle of this context, which goes now. */
  while (g_main_context_iteration (context, FALSE))
    continue;

  g_main_context_pop_thread_default (context);

  return answer.token;
}
