/* field.h: the one table of what an image API is told
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * OverpaintFieldKind:
 * @OVERPAINT_FIELD_TEXT: UTF-8 text
 * @OVERPAINT_FIELD_WEIGHTS: text that holds a JSON object of finite numbers, id to weight
 * @OVERPAINT_FIELD_INTEGER: a whole number
 * @OVERPAINT_FIELD_NUMBER: a real number
 * @OVERPAINT_FIELD_SWITCH: yes or no
 *
 * What a field's value is.
 */
typedef enum
{
  OVERPAINT_FIELD_TEXT,
  OVERPAINT_FIELD_WEIGHTS,
  OVERPAINT_FIELD_INTEGER,
  OVERPAINT_FIELD_NUMBER,
  OVERPAINT_FIELD_SWITCH
} OverpaintFieldKind;

/**
 * OverpaintFieldFlags:
 * @OVERPAINT_FIELD_REQUIRED: travels always, even when empty
 * @OVERPAINT_FIELD_AUTOMATIC: -1 means "what the model likes best", and nothing
 *   between -1 and the field's lowest value is taken
 * @OVERPAINT_FIELD_PER_MODEL: some models do not use it; it travels only to those
 *   that do (see [func@Overpaint.Model.uses])
 * @OVERPAINT_FIELD_LONG: text of several lines
 *
 * How a field is treated.
 */
typedef enum
{
  OVERPAINT_FIELD_REQUIRED  = 1 << 0,
  OVERPAINT_FIELD_AUTOMATIC = 1 << 1,
  OVERPAINT_FIELD_PER_MODEL = 1 << 2,
  OVERPAINT_FIELD_LONG      = 1 << 3
} OverpaintFieldFlags;

/**
 * OverpaintField:
 * @name: the procedure's argument, and the key in a request's JSON: "negative-prompt"
 * @wire: the name on the wire: "negative_prompt"; %NULL for what never travels
 * @kind: what its value is
 * @flags: how it is treated
 * @label: header-case label with a mnemonic, untranslated
 * @tooltip: a sentence of help, untranslated
 * @minimum: least value of a number
 * @maximum: greatest value of a number; of weights, how many there may be
 * @lowest: least value of an automatic number besides -1
 * @initial: default value of a number or a switch
 * @initial_text: default value of a text
 *
 * One field. Everything that names it takes the name from here: the procedure's
 * arguments, the dialog's widgets, the parts of the request, the record.
 */
typedef struct
{
  const gchar         *name;
  const gchar         *wire;
  OverpaintFieldKind   kind;
  OverpaintFieldFlags  flags;
  const gchar         *label;
  const gchar         *tooltip;
  gdouble              minimum;
  gdouble              maximum;
  gdouble              lowest;
  gdouble              initial;
  const gchar         *initial_text;
} OverpaintField;

/**
 * OverpaintPipeline:
 * @name: the pipeline's name, also the last part of its address: "image-to-image"
 * @fields: its fields, in the order in which a person reads them
 * @n_fields: how many there are
 *
 * What an image server can be asked to do, and with which fields.
 */
typedef struct
{
  const gchar          *name;
  const OverpaintField *fields;
  guint                 n_fields;
} OverpaintPipeline;

const OverpaintPipeline * overpaint_pipeline_image_to_image (void);

const OverpaintPipeline * overpaint_pipeline_lookup         (const gchar             *name);

const OverpaintField    * overpaint_pipeline_get_field      (const OverpaintPipeline *pipeline,
                                                             const gchar             *name);

G_END_DECLS
