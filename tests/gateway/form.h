/* form.h: the parts of a multipart request, as they came over the wire
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PracticePart:
 * @name: of the field
 * @filename: what makes it a file; %NULL for a text part
 * @content_type: as sent, or %NULL
 * @data: its bytes
 * @text: @data as text; %NULL for a file part
 *
 * One part of a multipart/form-data body.
 */
typedef struct
{
  gchar  *name;
  gchar  *filename;
  gchar  *content_type;
  GBytes *data;
  gchar  *text;
} PracticePart;

PracticePart       * practice_part_new_text (const gchar  *name,
                                             const gchar  *text);
PracticePart       * practice_part_copy     (const PracticePart *part);
void                 practice_part_free     (PracticePart *part);

GPtrArray          * practice_form_parse    (const gchar  *content_type,
                                             GBytes       *body,
                                             const gchar **problem);
const PracticePart * practice_form_first    (GPtrArray    *parts,
                                             const gchar  *name);
const PracticePart * practice_form_last     (GPtrArray    *parts,
                                             const gchar  *name);

G_END_DECLS
