/* form.c: the parts of a multipart request, as they came over the wire
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE

#include "form.h"

#include <string.h>

#include <libsoup/soup.h>

/**
 * practice_part_new_text:
 * @name: of the field
 * @text: its value
 *
 * Returns: (transfer full): a text part
 */
PracticePart *
practice_part_new_text (const gchar *name,
                        const gchar *text)
{
  PracticePart *part = g_new0 (PracticePart, 1);

  part->name = g_strdup (name);
  part->text = g_strdup (text);
  part->data = g_bytes_new (text, strlen (text));

  return part;
}

/**
 * practice_part_copy:
 * @part: a part
 *
 * Returns: (transfer full): a copy that shares the bytes
 */
PracticePart *
practice_part_copy (const PracticePart *part)
{
  PracticePart *copy = g_new0 (PracticePart, 1);

  copy->name         = g_strdup (part->name);
  copy->filename     = g_strdup (part->filename);
  copy->content_type = g_strdup (part->content_type);
  copy->data         = g_bytes_ref (part->data);
  copy->text         = g_strdup (part->text);

  return copy;
}

/**
 * practice_part_free:
 * @part: (transfer full): a part
 */
void
practice_part_free (PracticePart *part)
{
  g_free (part->name);
  g_free (part->filename);
  g_free (part->content_type);
  g_bytes_unref (part->data);
  g_free (part->text);
  g_free (part);
}

static gchar *
header_value (const gchar *headers,
              const gchar *name)
{
  g_auto (GStrv) lines  = g_strsplit (headers, "\r\n", -1);
  gsize          length = strlen (name);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], name, length) == 0 && lines[i][length] == ':')
      return g_strdup (g_strstrip (lines[i] + length + 1));

  return NULL;
}

static PracticePart *
read_part (const gchar *headers,
           GBytes      *data)
{
  g_autofree gchar *disposition = header_value (headers, "Content-Disposition");
  GHashTable       *parameters;
  PracticePart     *part;

  if (disposition == NULL)
    return NULL;

  parameters = soup_header_parse_semi_param_list (disposition);

  if (! g_hash_table_contains (parameters, "form-data") ||
      g_hash_table_lookup (parameters, "name") == NULL)
    {
      soup_header_free_param_list (parameters);
      return NULL;
    }

  part = g_new0 (PracticePart, 1);
  part->name         = g_strdup (g_hash_table_lookup (parameters, "name"));
  part->filename     = g_strdup (g_hash_table_lookup (parameters, "filename"));
  part->content_type = header_value (headers, "Content-Type");
  part->data         = g_bytes_ref (data);

  if (part->filename == NULL)
    part->text = g_utf8_make_valid (g_bytes_get_data (data, NULL) != NULL ?
                                    g_bytes_get_data (data, NULL) : "",
                                    g_bytes_get_size (data));

  soup_header_free_param_list (parameters);

  return part;
}

static const gchar *
find (const gchar *from,
      const gchar *end,
      const gchar *what)
{
  return memmem (from, end - from, what, strlen (what));
}

/**
 * practice_form_parse:
 * @content_type: (nullable): the request's Content-Type
 * @body: the request's body
 * @problem: (out) (transfer none): what a runner says of a body that cannot be read;
 *   %NULL where the body is no multipart at all
 *
 * Returns: (transfer full) (nullable) (element-type PracticePart): the parts in their order,
 *   or %NULL
 */
GPtrArray *
practice_form_parse (const gchar  *content_type,
                     GBytes       *body,
                     const gchar **problem)
{
  g_autoptr (GPtrArray)  parts     = g_ptr_array_new_with_free_func ((GDestroyNotify) practice_part_free);
  g_autoptr (GHashTable) parameters = NULL;
  g_autofree gchar      *opening   = NULL;
  g_autofree gchar      *delimiter = NULL;
  const gchar           *boundary;
  const gchar           *at;
  const gchar           *end;
  gsize                  size;

  *problem = NULL;

  if (content_type == NULL || g_ascii_strncasecmp (content_type, "multipart/form-data", 19) != 0)
    return NULL;

  parameters = soup_header_parse_semi_param_list (content_type);
  boundary   = g_hash_table_lookup (parameters, "boundary");

  if (boundary == NULL || *boundary == '\0')
    {
      *problem = "Missing boundary in multipart.";
      return NULL;
    }

  *problem  = "There was an error parsing the body";
  opening   = g_strconcat ("--", boundary, NULL);
  delimiter = g_strconcat ("\r\n--", boundary, NULL);
  at        = g_bytes_get_data (body, &size);
  end       = at + size;

  if (size < strlen (opening) || memcmp (at, opening, strlen (opening)) != 0)
    return NULL;

  at += strlen (opening);

  while (end - at >= 2 && memcmp (at, "\r\n", 2) == 0)
    {
      g_autoptr (GBytes)  data    = NULL;
      g_autofree gchar   *headers = NULL;
      const gchar        *blank   = find (at, end, "\r\n\r\n");
      const gchar        *stop    = blank != NULL ? find (blank + 2, end, delimiter) : NULL;
      PracticePart       *part;

      if (stop == NULL)
        return NULL;

      /* An empty value: the blank line's own line end is the delimiter's too. */
      headers = g_strndup (at + 2, blank - at - 2);
      data    = g_bytes_new_from_bytes (body, MIN (blank + 4, stop) -
                                        (const gchar *) g_bytes_get_data (body, NULL),
                                        MAX (stop - (blank + 4), 0));
      part    = read_part (headers, data);

      if (part == NULL)
        return NULL;

      g_ptr_array_add (parts, part);
      at = stop + strlen (delimiter);
    }

  if (end - at < 2 || memcmp (at, "--", 2) != 0)
    return NULL;

  *problem = NULL;

  return g_steal_pointer (&parts);
}

/**
 * practice_form_first:
 * @parts: (element-type PracticePart): parts
 * @name: of a field
 *
 * Returns: (nullable): the first part of that name, the one that Go reads
 */
const PracticePart *
practice_form_first (GPtrArray   *parts,
                     const gchar *name)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const PracticePart *part = g_ptr_array_index (parts, i);

      if (g_str_equal (part->name, name))
        return part;
    }

  return NULL;
}

/**
 * practice_form_last:
 * @parts: (element-type PracticePart): parts
 * @name: of a field
 *
 * Returns: (nullable): the last part of that name, the one that Python reads
 */
const PracticePart *
practice_form_last (GPtrArray   *parts,
                    const gchar *name)
{
  for (guint i = parts->len; i > 0; i--)
    {
      const PracticePart *part = g_ptr_array_index (parts, i - 1);

      if (g_str_equal (part->name, name))
        return part;
    }

  return NULL;
}
