/* axis.h: the second axis of a grid: the same seeds with several values
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "request.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_AXIS (overpaint_axis_get_type ())
#define OVERPAINT_AXIS_ERROR (overpaint_axis_error_quark ())

/* Fewest values that make an axis. */
#define OVERPAINT_AXIS_MIN_VALUES 2

/* Most values that an axis may have: what 64 pictures, the most of one run, leave room for. */
#define OVERPAINT_AXIS_MAX_VALUES 16

/**
 * OverpaintAxisError:
 * @OVERPAINT_AXIS_ERROR_FIELD: no axis can be made of that field, or the LoRA has no id
 * @OVERPAINT_AXIS_ERROR_TEXT: text that is no list of numbers
 * @OVERPAINT_AXIS_ERROR_VALUE: a number that the field does not take, or that is there twice
 * @OVERPAINT_AXIS_ERROR_COUNT: too few values or too many
 * @OVERPAINT_AXIS_ERROR_UNUSED: the model does not use the field
 * @OVERPAINT_AXIS_ERROR_TOO_MANY_PICTURES: values times seeds are more than one run takes
 *
 * Every message is a whole, translated sentence for the artist.
 */
typedef enum
{
  OVERPAINT_AXIS_ERROR_FIELD,
  OVERPAINT_AXIS_ERROR_TEXT,
  OVERPAINT_AXIS_ERROR_VALUE,
  OVERPAINT_AXIS_ERROR_COUNT,
  OVERPAINT_AXIS_ERROR_UNUSED,
  OVERPAINT_AXIS_ERROR_TOO_MANY_PICTURES
} OverpaintAxisError;

/**
 * OverpaintAxis:
 *
 * Several values of one field, each of which every seed of a run is painted with: several
 * strengths, or several weights of one LoRA. An immutable, reference-counted boxed type.
 */
typedef struct _OverpaintAxis OverpaintAxis;

GType              overpaint_axis_get_type     (void) G_GNUC_CONST;
GQuark             overpaint_axis_error_quark  (void);

OverpaintAxis    * overpaint_axis_new          (const gchar       *field,
                                                const gchar       *lora,
                                                const gdouble     *values,
                                                guint              n_values,
                                                GError           **error);
OverpaintAxis    * overpaint_axis_new_from_text (const gchar      *field,
                                                const gchar       *lora,
                                                const gchar       *text,
                                                GError           **error);
OverpaintAxis    * overpaint_axis_ref          (OverpaintAxis     *axis);
void               overpaint_axis_unref        (OverpaintAxis     *axis);

const gchar      * overpaint_axis_get_field    (OverpaintAxis     *axis);
const gchar      * overpaint_axis_get_lora     (OverpaintAxis     *axis);
guint              overpaint_axis_get_n_values (OverpaintAxis     *axis);
gdouble            overpaint_axis_get_value    (OverpaintAxis     *axis,
                                                guint              index);
gchar            * overpaint_axis_to_text      (OverpaintAxis     *axis);
gchar            * overpaint_axis_name_value   (OverpaintAxis     *axis,
                                                guint              index);

OverpaintRequest * overpaint_axis_apply        (OverpaintAxis     *axis,
                                                OverpaintRequest  *request,
                                                guint              index,
                                                GError           **error);
gboolean           overpaint_axis_check        (OverpaintAxis     *axis,
                                                OverpaintRequest  *request,
                                                const OverpaintModel *model,
                                                GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintAxis, overpaint_axis_unref)

G_END_DECLS
