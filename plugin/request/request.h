/* request.h: one immutable wish, whole
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "field.h"
#include "model.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_REQUEST (overpaint_request_get_type ())
#define OVERPAINT_REQUEST_ERROR (overpaint_request_error_quark ())

/**
 * OverpaintRequestError:
 * @OVERPAINT_REQUEST_ERROR_INVALID: a value that its field does not take; the message
 *   begins with the field's name
 * @OVERPAINT_REQUEST_ERROR_PARSE: text that is not a request
 */
typedef enum
{
  OVERPAINT_REQUEST_ERROR_INVALID,
  OVERPAINT_REQUEST_ERROR_PARSE
} OverpaintRequestError;

/**
 * OverpaintRequest:
 *
 * Every field of one pipeline with its value: an immutable, reference-counted
 * boxed type. It can be written to JSON and read back, and derived from, but
 * never changed.
 */
typedef struct _OverpaintRequest OverpaintRequest;

GType                     overpaint_request_get_type     (void) G_GNUC_CONST;
GQuark                    overpaint_request_error_quark  (void);

OverpaintRequest        * overpaint_request_new          (const OverpaintPipeline  *pipeline,
                                                          GVariant                 *values,
                                                          GError                  **error);
OverpaintRequest        * overpaint_request_new_from_json (const gchar             *text,
                                                          GError                  **error);
OverpaintRequest        * overpaint_request_ref          (OverpaintRequest         *request);
void                      overpaint_request_unref        (OverpaintRequest         *request);

gchar                   * overpaint_request_to_json      (OverpaintRequest         *request);

const OverpaintPipeline * overpaint_request_get_pipeline (OverpaintRequest         *request);
const gchar             * overpaint_request_get_text     (OverpaintRequest         *request,
                                                          const gchar              *name);
gdouble                   overpaint_request_get_number   (OverpaintRequest         *request,
                                                          const gchar              *name);
gint                      overpaint_request_get_integer  (OverpaintRequest         *request,
                                                          const gchar              *name);
gboolean                  overpaint_request_get_switch   (OverpaintRequest         *request,
                                                          const gchar              *name);

OverpaintRequest        * overpaint_request_resolve      (OverpaintRequest         *request,
                                                          const OverpaintModel     *model,
                                                          gint                      random_seed,
                                                          GError                  **error);
OverpaintRequest        * overpaint_request_vary         (OverpaintRequest         *request,
                                                          guint                     index);
OverpaintRequest        * overpaint_request_reseed       (OverpaintRequest         *request,
                                                          gint                      seed,
                                                          gint                      images);
OverpaintRequest        * overpaint_request_derive       (OverpaintRequest         *request,
                                                          GVariant                 *values,
                                                          GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintRequest, overpaint_request_unref)

G_END_DECLS
