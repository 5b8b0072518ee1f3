/* fault.c: what goes wrong on demand
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault.h"

#include <string.h>

#include "picture.h"

static const PracticeFaultKind kinds[] =
{
  { "drop",              PRACTICE_FAULT_CONNECTION, "closes the connection without a reply" },
  { "hang",              PRACTICE_FAULT_CONNECTION, "never answers, until the client goes" },
  { "slow",              PRACTICE_FAULT_CONNECTION, "answers after \"milliseconds\" (1000) more" },
  { "dies",              PRACTICE_FAULT_CONNECTION, "the whole server exits in mid-request" },
  { "status",            PRACTICE_FAULT_REPLY, "\"status\" (500) with \"body\" and \"content_type\"" },
  { "400",               PRACTICE_FAULT_REPLY, "a runner's 400 with \"text\", in the role's shape" },
  { "401",               PRACTICE_FAULT_REPLY, "the role's 401" },
  { "402",               PRACTICE_FAULT_REPLY, "402 with \"text\"" },
  { "404",               PRACTICE_FAULT_REPLY, "the role's 404" },
  { "413",               PRACTICE_FAULT_REPLY, "413 with \"text\"" },
  { "422-object",        PRACTICE_FAULT_REPLY, "422 whose detail is an object with \"text\"" },
  { "422-array",         PRACTICE_FAULT_REPLY, "422 whose detail is an array with \"text\"" },
  { "422-string",        PRACTICE_FAULT_REPLY, "422 whose detail is \"text\"" },
  { "429",               PRACTICE_FAULT_REPLY, "429, with Retry-After: \"retry_after\" (1; below 0 for none)" },
  { "500-text",          PRACTICE_FAULT_REPLY, "500 with plain text" },
  { "oom",               PRACTICE_FAULT_REPLY, "the runner is out of memory" },
  { "503",               PRACTICE_FAULT_REPLY, "503, with Retry-After where \"retry_after\" is given" },
  { "empty-200",         PRACTICE_FAULT_REPLY, "200 without a body" },
  { "html-200",          PRACTICE_FAULT_REPLY, "200 with a web page" },
  { "truncated-json",    PRACTICE_FAULT_REPLY, "200 with JSON that breaks off" },
  { "redirect",          PRACTICE_FAULT_REPLY, "302 to \"location\"" },
  { "huge-reply",        PRACTICE_FAULT_REPLY, "JSON of \"bytes\" (80 MiB), \"chunked\" (true) or not" },
  { "url-404",           PRACTICE_FAULT_PICTURE, "the picture's address answers 404" },
  { "bad-picture",       PRACTICE_FAULT_PICTURE, "bytes that are no picture" },
  { "truncated-picture", PRACTICE_FAULT_PICTURE, "a PNG that breaks off" },
  { "huge-picture",      PRACTICE_FAULT_PICTURE, "a PNG header that claims \"width\" x \"height\" (20000)" },
  { "bomb",              PRACTICE_FAULT_PICTURE, "a sound PNG of \"width\" x \"height\" (11000), all one colour" },
  { "extra-images",      PRACTICE_FAULT_PICTURE, "\"count\" (1) pictures more than asked for" },
  { "no-images",         PRACTICE_FAULT_PICTURE, "an empty list of pictures" },
  { "nsfw",              PRACTICE_FAULT_PICTURE, "flagged, and intact" },
  { "black",             PRACTICE_FAULT_PICTURE, "all black, and not flagged" },
  { "size",              PRACTICE_FAULT_PICTURE, "stretched to \"width\" x \"height\"" },
  { "mirrored",          PRACTICE_FAULT_PICTURE, "left for right" },
  { "grain",             PRACTICE_FAULT_PICTURE, "with a grain that no seed gives twice" },
  { "forgets",           PRACTICE_FAULT_PICTURE, "says \"steps\" (20), whatever was asked (local roles)" },
  { "jpeg",              PRACTICE_FAULT_PICTURE, "a JPEG file" },
  { "webp",              PRACTICE_FAULT_PICTURE, "a WebP file" },
  { "gray-png",          PRACTICE_FAULT_PICTURE, "a gray PNG" },
  { "16-bit",            PRACTICE_FAULT_PICTURE, "a PNG with 16 bits a channel" },
  { "palette-png",       PRACTICE_FAULT_PICTURE, "a PNG with a palette" },
  { "rgba-png",          PRACTICE_FAULT_PICTURE, "a PNG whose right half is half transparent" },
  { "absolute-elsewhere", PRACTICE_FAULT_PICTURE, "the picture's address is \"url\", or its own on localhost" },
};

G_DEFINE_QUARK (practice-fault-error-quark, practice_fault_error)

/**
 * practice_fault_kinds:
 * @n_kinds: (out): how many there are
 *
 * Returns: (array length=n_kinds): every fault
 */
const PracticeFaultKind *
practice_fault_kinds (guint *n_kinds)
{
  *n_kinds = G_N_ELEMENTS (kinds);

  return kinds;
}

/**
 * practice_fault_new:
 * @description: "fault", and if need be "times", "skip", "prompt", "path" and its parameters
 * @error: return location for an error
 *
 * Returns: (transfer full): the fault, or %NULL with an error of %PRACTICE_FAULT_ERROR
 */
PracticeFault *
practice_fault_new (JsonObject  *description,
                    GError     **error)
{
  const gchar             *name = json_object_get_string_member_with_default (description, "fault", "");
  const PracticeFaultKind *kind = NULL;
  PracticeFault           *fault;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      kind = &kinds[i];

  if (kind == NULL)
    {
      g_set_error (error, PRACTICE_FAULT_ERROR, PRACTICE_FAULT_ERROR_UNKNOWN,
                   "no fault is named '%s'", name);
      return NULL;
    }

  if ((g_str_equal (name, "jpeg") || g_str_equal (name, "webp")) &&
      ! practice_format_is_writable (name))
    {
      g_set_error (error, PRACTICE_FAULT_ERROR, PRACTICE_FAULT_ERROR_UNSUPPORTED,
                   "gdk-pixbuf cannot write %s here", name);
      return NULL;
    }

  fault = g_new0 (PracticeFault, 1);
  fault->kind   = kind;
  fault->times  = json_object_get_int_member_with_default (description, "times", 1);
  fault->skip   = json_object_get_int_member_with_default (description, "skip", 0);
  fault->prompt = g_strdup (json_object_get_string_member_with_default (description, "prompt", NULL));
  fault->path   = g_strdup (json_object_get_string_member_with_default (description, "path", NULL));
  fault->extras = json_object_ref (description);

  return fault;
}

/**
 * practice_fault_copy:
 * @fault: a fault
 *
 * Returns: (transfer full): a copy
 */
PracticeFault *
practice_fault_copy (const PracticeFault *fault)
{
  PracticeFault *copy = g_new0 (PracticeFault, 1);

  *copy        = *fault;
  copy->prompt = g_strdup (fault->prompt);
  copy->path   = g_strdup (fault->path);
  copy->extras = json_object_ref (fault->extras);

  return copy;
}

/**
 * practice_fault_free:
 * @fault: (transfer full) (nullable): a fault
 */
void
practice_fault_free (PracticeFault *fault)
{
  if (fault == NULL)
    return;

  g_free (fault->prompt);
  g_free (fault->path);
  json_object_unref (fault->extras);
  g_free (fault);
}

/**
 * practice_fault_is:
 * @fault: (nullable): a fault
 * @name: of a kind
 *
 * Returns: whether @fault is of that kind
 */
gboolean
practice_fault_is (const PracticeFault *fault,
                   const gchar         *name)
{
  return fault != NULL && g_str_equal (fault->kind->name, name);
}

/**
 * practice_fault_integer:
 * @fault: a fault
 * @name: of a parameter
 * @otherwise: what an absent one stands for
 *
 * Returns: the parameter
 */
gint64
practice_fault_integer (const PracticeFault *fault,
                        const gchar         *name,
                        gint64               otherwise)
{
  return json_object_get_int_member_with_default (fault->extras, name, otherwise);
}

/**
 * practice_fault_text:
 * @fault: a fault
 * @name: of a parameter
 * @otherwise: (nullable): what an absent one stands for
 *
 * Returns: (nullable): the parameter
 */
const gchar *
practice_fault_text (const PracticeFault *fault,
                     const gchar         *name,
                     const gchar         *otherwise)
{
  return json_object_get_string_member_with_default (fault->extras, name, otherwise);
}

static gboolean
concerns (const PracticeFault *fault,
          gboolean             paints,
          const gchar         *path,
          const gchar         *prompt)
{
  if (fault->path != NULL ? ! g_str_has_prefix (path, fault->path) : ! paints)
    return FALSE;

  return fault->prompt == NULL || g_strcmp0 (fault->prompt, prompt) == 0;
}

/**
 * practice_faults_take:
 * @faults: (element-type PracticeFault): the queue
 * @paints: whether the request asks for a picture
 * @path: of the request
 * @prompt: (nullable): of the request
 *
 * The first fault that waits for such a request strikes; those that let it pass count it.
 *
 * Returns: (transfer full) (nullable): the fault, or %NULL
 */
PracticeFault *
practice_faults_take (GQueue      *faults,
                      gboolean     paints,
                      const gchar *path,
                      const gchar *prompt)
{
  for (GList *each = faults->head; each != NULL; each = each->next)
    {
      PracticeFault *fault = each->data;
      PracticeFault *copy;

      if (! concerns (fault, paints, path, prompt))
        continue;

      if (fault->skip > 0)
        {
          fault->skip--;
          continue;
        }

      copy = practice_fault_copy (fault);

      if (fault->times > 0 && --fault->times == 0)
        {
          g_queue_delete_link (faults, each);
          practice_fault_free (fault);
        }

      return copy;
    }

  return NULL;
}
