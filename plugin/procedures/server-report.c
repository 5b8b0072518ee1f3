/* server-report.c: what a server that was tried has said of itself, in words
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "server-keeper.h"
#include "server-report.h"
#include "server-text.h"

#define BYTES_PER_GIB (1024.0 * 1024.0 * 1024.0)

static void
add (GString *text,
     gchar   *sentence)
{
  g_string_append_printf (text, " %s", sentence);
  g_free (sentence);
}

static void
add_card (GString                     *text,
          const OverpaintCapabilities *capabilities)
{
  g_autofree gchar *card = overpaint_server_text_clean (capabilities->card, NULL);

  if (capabilities->card_memory == 0)
    /* Translators: the name of a graphics card */
    add (text, g_strdup_printf (_("Graphics card: %s."), card));
  else
    /* Translators: the name of a graphics card, then how much of its memory is free, and how much it has */
    add (text, g_strdup_printf (_("Graphics card: %s, %.1f of %.1f GiB free."), card,
                                capabilities->card_free / BYTES_PER_GIB,
                                capabilities->card_memory / BYTES_PER_GIB));
}

/**
 * overpaint_server_report_describe:
 * @server: a server that was probed, and surveyed where it can be
 *
 * Says that a server is there, and of which kind; and as far as it told, its model, what a runner
 * was started for if that is something else, and its graphics card. A runner that did not answer in time
 * is busy with a picture.
 *
 * Returns: (transfer full): a few sentences in one line
 */
gchar *
overpaint_server_report_describe (OverpaintServer *server)
{
  const OverpaintCapabilities *capabilities = overpaint_server_get_capabilities (server);
  const gchar                 *name         = overpaint_server_get_name (server);
  const gchar                 *host         = overpaint_server_get_display_host (server);
  const gchar                 *kind         = NULL;
  g_autoptr (GString)          text         = g_string_new (NULL);

  kind = overpaint_server_keeper_name_kind (overpaint_server_kind_get_nick (overpaint_server_get_kind (server)));

  if (capabilities != NULL && capabilities->busy)
    {
      /* Translators: a server's name, its host, and its kind */
      g_string_append_printf (text, _("“%s” at %s is busy with a picture, and answers nothing else meanwhile. Kind: "
                                      "%s."), name, host, kind);
      return g_string_free (g_steal_pointer (&text), FALSE);
    }

  /* Translators: a server's name, its host, and its kind, such as “Livepeer Gateway” */
  g_string_append_printf (text, _("“%s” answers at %s. Kind: %s."), name, host, kind);

  if (capabilities != NULL && capabilities->model != NULL)
    {
      g_autofree gchar *model = overpaint_server_text_clean (capabilities->model, NULL);

      add (text, g_strdup_printf (_("Model: %s."), model));
    }

  if (capabilities != NULL && capabilities->pipeline != NULL &&
      g_strcmp0 (capabilities->pipeline, "image-to-image") != 0)
    {
      g_autofree gchar *pipeline = overpaint_server_text_clean (capabilities->pipeline, NULL);

      /* Translators: what a server was started for, such as text-to-image */
      add (text, g_strdup_printf (_("It was started for %s; Overpaint needs image-to-image."), pipeline));
    }

  if (capabilities != NULL && capabilities->card != NULL)
    add_card (text, capabilities);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
