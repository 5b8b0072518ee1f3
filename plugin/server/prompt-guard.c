/* prompt-guard.c: prompts that a server would take for more than words
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "prompt-guard.h"
#include "server-error.h"

/* Characters of a command that the message repeats. */
#define MOST_SHOWN 40

/* The web UIs' readers count the letters of all alphabets. */
static gboolean
is_word (const gchar *at)
{
  gunichar c = g_utf8_get_char (at);

  return c == '_' || c == '-' || g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static const gchar *
skip_space (const gchar *at)
{
  while (g_unichar_isspace (g_utf8_get_char (at)) || g_unichar_iscntrl (g_utf8_get_char (at)))
    {
      if (*at == '\0')
        break;

      at = g_utf8_next_char (at);
    }

  return at;
}

/* Finds "<word:" or "<sd_cpp_extra_args", with white space where a lenient reader would skip
 * it. An "<" that nothing of the kind follows is a heart or an arrow.
 */
static const gchar *
find_command (const gchar *text,
              gsize       *length)
{
  const gchar *start;

  for (start = strchr (text, '<'); start != NULL; start = strchr (start + 1, '<'))
    {
      const gchar *word = skip_space (start + 1);
      const gchar *at;

      while (*word == '/')
        word = skip_space (word + 1);

      for (at = word; is_word (at); at = g_utf8_next_char (at))
        ;

      if (at == word)
        continue;

      *length = (gsize) (at - start);

      if (g_ascii_strncasecmp (word, "sd_cpp_extra_args", strlen ("sd_cpp_extra_args")) == 0)
        return start;

      if (*skip_space (at) == ':')
        return start;
    }

  return NULL;
}

/**
 * overpaint_prompt_guard_check: (skip)
 * @variation: a request
 * @host: the server's name, as it is shown
 * @error: return location for %OVERPAINT_SERVER_ERROR_REFUSED
 *
 * Refuses prompts that a local server would not read as words: sd-server runs what stands in
 * `<sd_cpp_extra_args>` with every right that its own requests have, and the web UIs load what
 * `<lora:name:1>` and its like name; sd-server takes the latter for words. A preset from elsewhere must
 * not be able to do either, and an artist who wrote it wants to know that there is a field for it.
 *
 * Returns: whether both prompts are nothing but words
 */
gboolean
overpaint_prompt_guard_check (OverpaintRequest  *variation,
                              const gchar       *host,
                              GError           **error)
{
  static const gchar * const names[] = { "prompt", "negative-prompt" };
  guint                      i;

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const gchar *text   = overpaint_request_get_text (variation, names[i]);
      gsize        length = 0;
      const gchar *found  = find_command (text, &length);

      if (found != NULL)
        {
          g_autofree gchar *named = g_strndup (found, length);
          g_autofree gchar *shown = g_utf8_substring (named, 0, MIN (g_utf8_strlen (named, -1), MOST_SHOWN));

          g_set_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED,
                       _("The prompt holds “%s…”, which servers such as %s take for a command. Remove it; LoRAs "
                         "have a field of their own."), shown, host);
          return FALSE;
        }
    }

  return TRUE;
}
