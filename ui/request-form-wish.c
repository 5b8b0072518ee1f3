/* request-form-wish.c: what the form holds, as a wish, and a wish in the form
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "request-form-private.h"

/* What a model does not use is left to it: it does not travel, nor stay in a record. */
static gdouble
if_used (OverpaintRequestForm *self,
         const gchar          *name,
         gdouble               value)
{
  const OverpaintModel *model = overpaint_model_picker_get_model (OVERPAINT_MODEL_PICKER (self->model));
  const OverpaintField *field = overpaint_request_form_get_field (name);

  return overpaint_model_uses (model, field) ? value : field->initial;
}

static GVariant *
overpaint_request_form_collect (OverpaintRequestForm *self)
{
  g_autofree gchar   *prompt   = overpaint_prompt_entry_get_text (OVERPAINT_PROMPT_ENTRY (self->prompt));
  g_autofree gchar   *negative = overpaint_prompt_entry_get_text (OVERPAINT_PROMPT_ENTRY (self->negative));
  g_autofree gchar   *loras    = overpaint_lora_list_get_loras (OVERPAINT_LORA_LIST (self->loras));
  OverpaintSeedRow   *seeds    = OVERPAINT_SEED_ROW (self->seeds);
  GVariantDict        values;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "prompt", "s", prompt);
  g_variant_dict_insert (&values, "negative-prompt", "s", negative);
  g_variant_dict_insert (&values, "model", "s", overpaint_model_picker_get_id (OVERPAINT_MODEL_PICKER (self->model)));
  g_variant_dict_insert (&values, "loras", "s", loras);
  g_variant_dict_insert (&values, "strength", "d",
                         if_used (self, "strength",
                                  overpaint_strength_row_get_value (OVERPAINT_STRENGTH_ROW (self->strength))));
  g_variant_dict_insert (&values, "guidance-scale", "d",
                         if_used (self, "guidance-scale",
                                  overpaint_number_row_get_value (OVERPAINT_NUMBER_ROW (self->guidance))));
  g_variant_dict_insert (&values, "image-guidance-scale", "d",
                         if_used (self, "image-guidance-scale",
                                  overpaint_number_row_get_value (OVERPAINT_NUMBER_ROW (self->image_guidance))));
  g_variant_dict_insert (&values, "steps", "i",
                         (gint32) overpaint_number_row_get_value (OVERPAINT_NUMBER_ROW (self->steps)));
  g_variant_dict_insert (&values, "images", "i", (gint32) overpaint_seed_row_get_images (seeds));
  g_variant_dict_insert (&values, "seed", "i", (gint32) overpaint_seed_row_get_seed (seeds));
  g_variant_dict_insert (&values, "safety-check", "b",
                         gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->safety)));
  g_variant_dict_insert (&values, "server", "s",
                         overpaint_server_picker_get_server (OVERPAINT_SERVER_PICKER (self->server)));

  return g_variant_dict_end (&values);
}

/* What no table of fields can know is wrong. */
static gboolean
overpaint_request_form_check (OverpaintRequestForm  *self,
                              gchar                **field,
                              GError               **error)
{
  const OverpaintServerRow *server  = overpaint_server_picker_get_row (OVERPAINT_SERVER_PICKER (self->server));
  g_autofree gchar         *problem = overpaint_lora_list_get_problem (OVERPAINT_LORA_LIST (self->loras));
  const gchar              *text    = NULL;

  if (*overpaint_model_picker_get_id (OVERPAINT_MODEL_PICKER (self->model)) == '\0')
    {
      *field = g_strdup ("model");
      text   = _("Choose a model, or type the id of one.");
    }
  else if (problem != NULL)
    {
      *field = g_strdup ("loras");
      text   = problem;
    }
  else if (server != NULL && server->problem != NULL)
    {
      *field = g_strdup ("server");
      text   = server->problem;
    }

  if (text == NULL)
    return TRUE;

  /* Translators: the name of a field, and what is wrong with it */
  g_set_error (error, OVERPAINT_REQUEST_ERROR, OVERPAINT_REQUEST_ERROR_INVALID, _("%s: %s"), *field, text);

  return FALSE;
}

/* The messages of requests begin with the field's name. */
static gchar *
find_field (const GError *error)
{
  const gchar *end = strchr (error->message, ':');

  return end != NULL ? g_strndup (error->message, (gsize) (end - error->message)) : g_strdup ("prompt");
}

static OverpaintAxis *
overpaint_request_form_read_axis (OverpaintRequestForm  *self,
                                  OverpaintRequest      *request,
                                  GError               **error)
{
  const OverpaintModel     *model = overpaint_model_picker_get_model (OVERPAINT_MODEL_PICKER (self->model));
  g_autoptr (OverpaintAxis) axis  = NULL;
  GError                   *wrong = NULL;

  axis = overpaint_axis_row_get_axis (OVERPAINT_AXIS_ROW (self->axis), &wrong);

  if (wrong == NULL && axis != NULL)
    overpaint_axis_check (axis, request, model, &wrong);

  if (wrong != NULL)
    {
      g_propagate_error (error, wrong);
      return NULL;
    }

  return g_steal_pointer (&axis);
}

/**
 * overpaint_request_form_read:
 * @self: a form
 * @field: (out) (transfer full) (nullable): with @error, name of the field that is wrong; "axis" for the grid
 * @error: return location for an #OverpaintRequestError or an #OverpaintAxisError
 *
 * Returns: (transfer full) (nullable): what the form holds
 */
OverpaintWish *
overpaint_request_form_read (OverpaintRequestForm  *self,
                             gchar                **field,
                             GError               **error)
{
  OverpaintStylePicker         *style   = OVERPAINT_STYLE_PICKER (self->style);
  g_autoptr (OverpaintRequest)  request = NULL;
  g_autoptr (OverpaintAxis)     axis    = NULL;
  g_autofree gchar             *idle    = overpaint_lora_list_get_idle (OVERPAINT_LORA_LIST (self->loras));
  GError                       *wrong   = NULL;

  *field = NULL;

  if (! overpaint_request_form_check (self, field, error))
    return NULL;

  request = overpaint_request_new (overpaint_pipeline_image_to_image (), overpaint_request_form_collect (self), &wrong);
  if (request == NULL)
    {
      *field = find_field (wrong);
      g_propagate_error (error, wrong);
      return NULL;
    }

  axis = overpaint_request_form_read_axis (self, request, &wrong);
  if (wrong != NULL)
    {
      *field = g_strdup ("axis");
      g_propagate_error (error, wrong);
      return NULL;
    }

  return overpaint_wish_new (request, axis, overpaint_style_picker_get_style (style), idle,
                             overpaint_seed_row_get_locked (OVERPAINT_SEED_ROW (self->seeds)));
}

/**
 * overpaint_request_form_fill:
 * @self: a form
 * @wish: a wish
 *
 * Shows a wish in the widgets.
 */
void
overpaint_request_form_fill (OverpaintRequestForm *self,
                             OverpaintWish        *wish)
{
  OverpaintRequest *request = wish->request;

  overpaint_prompt_entry_set_text (OVERPAINT_PROMPT_ENTRY (self->prompt),
                                   overpaint_request_get_text (request, "prompt"));
  overpaint_prompt_entry_set_text (OVERPAINT_PROMPT_ENTRY (self->negative),
                                   overpaint_request_get_text (request, "negative-prompt"));
  overpaint_style_picker_set_style (OVERPAINT_STYLE_PICKER (self->style), wish->style);
  overpaint_server_picker_set_server (OVERPAINT_SERVER_PICKER (self->server),
                                      overpaint_request_get_text (request, "server"));
  overpaint_model_picker_set_id (OVERPAINT_MODEL_PICKER (self->model), overpaint_request_get_text (request, "model"));

  overpaint_strength_row_set_value (OVERPAINT_STRENGTH_ROW (self->strength),
                                    overpaint_request_get_number (request, "strength"));
  overpaint_number_row_set_value (OVERPAINT_NUMBER_ROW (self->guidance),
                                  overpaint_request_get_number (request, "guidance-scale"));
  overpaint_number_row_set_value (OVERPAINT_NUMBER_ROW (self->image_guidance),
                                  overpaint_request_get_number (request, "image-guidance-scale"));
  overpaint_number_row_set_value (OVERPAINT_NUMBER_ROW (self->steps), overpaint_request_get_integer (request, "steps"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->safety),
                                overpaint_request_get_switch (request, "safety-check"));

  overpaint_lora_list_set (OVERPAINT_LORA_LIST (self->loras), overpaint_request_get_text (request, "loras"),
                           wish->idle_loras);
  overpaint_seed_row_set_seed (OVERPAINT_SEED_ROW (self->seeds), overpaint_request_get_integer (request, "seed"),
                               wish->seed_locked);
  overpaint_seed_row_set_images (OVERPAINT_SEED_ROW (self->seeds), overpaint_request_get_integer (request, "images"));
  overpaint_axis_row_set_axis (OVERPAINT_AXIS_ROW (self->axis), wish->axis);
}
