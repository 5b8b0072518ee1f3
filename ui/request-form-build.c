/* request-form-build.c: the widgets of the form in their places
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "request-form-private.h"
#include "style-notice.h"

/**
 * overpaint_request_form_get_field:
 * @name: a field's name
 *
 * Returns: (transfer none): the field of the form's pipeline
 */
const OverpaintField *
overpaint_request_form_get_field (const gchar *name)
{
  return overpaint_pipeline_get_field (overpaint_pipeline_image_to_image (), name);
}

static GtkWidget *
add (GtkWidget *place,
     GtkWidget *widget)
{
  gtk_widget_show (widget);
  gtk_box_pack_start (GTK_BOX (place), widget, TRUE, TRUE, 0);

  return widget;
}

static void
overpaint_request_form_add_prompts (OverpaintRequestForm *self)
{
  const OverpaintField *prompt   = overpaint_request_form_get_field ("prompt");
  const OverpaintField *negative = overpaint_request_form_get_field ("negative-prompt");
  OverpaintPrompts     *prompts  = overpaint_shelf_get_prompts (self->shelf);

  self->prompt = add (self->prompt_place, overpaint_prompt_entry_new (prompt, prompts));

  gtk_label_set_text_with_mnemonic (GTK_LABEL (self->negative_label), _(negative->label));
  self->negative = overpaint_prompt_entry_new (negative, NULL);
  gtk_widget_show (self->negative);
  gtk_container_add (GTK_CONTAINER (self->negative_expander), self->negative);
}

/* Right below the picker, and there only while something is wrong. */
static void
overpaint_request_form_add_notice (OverpaintRequestForm *self)
{
  GtkWidget *place  = gtk_widget_get_parent (self->style_place);
  GtkWidget *notice = overpaint_style_notice_new (overpaint_shelf_get_styles (self->shelf));

  gtk_box_pack_start (GTK_BOX (place), notice, FALSE, FALSE, 0);
  gtk_box_reorder_child (GTK_BOX (place), notice, 1);
}

static void
overpaint_request_form_add_pickers (OverpaintRequestForm  *self,
                                    OverpaintServerKeeper *keeper,
                                    GtkSizeGroup          *labels)
{
  const OverpaintField *model  = overpaint_request_form_get_field ("model");
  const OverpaintField *server = overpaint_request_form_get_field ("server");

  self->style = add (self->style_place, overpaint_style_picker_new (overpaint_shelf_get_styles (self->shelf)));
  gtk_label_set_mnemonic_widget (GTK_LABEL (self->style_label), self->style);
  /* or it is called what is chosen in it */
  atk_object_set_name (gtk_widget_get_accessible (self->style), gtk_label_get_text (GTK_LABEL (self->style_label)));
  overpaint_request_form_add_notice (self);

  self->model = add (self->model_place, overpaint_model_picker_new (model, overpaint_shelf_get_pace (self->shelf)));
  gtk_label_set_text_with_mnemonic (GTK_LABEL (self->model_label), _(model->label));
  overpaint_model_picker_set_label (OVERPAINT_MODEL_PICKER (self->model), self->model_label);

  self->memory = overpaint_memory_hint_new (keeper, overpaint_shelf_get_pace (self->shelf));
  gtk_box_pack_start (GTK_BOX (self->model), self->memory, FALSE, FALSE, 0);

  self->server = add (self->server_place, overpaint_server_picker_new (server, keeper));
  gtk_label_set_text_with_mnemonic (GTK_LABEL (self->server_label), _(server->label));
  overpaint_server_picker_set_label (OVERPAINT_SERVER_PICKER (self->server), self->server_label);

  gtk_size_group_add_widget (labels, self->style_label);
  gtk_size_group_add_widget (labels, self->model_label);
  gtk_size_group_add_widget (labels, self->server_label);
}

static GtkWidget *
add_number (GtkWidget    *place,
            const gchar  *name,
            GtkSizeGroup *labels)
{
  GtkWidget *row = overpaint_number_row_new (overpaint_request_form_get_field (name));

  overpaint_number_row_align (OVERPAINT_NUMBER_ROW (row), labels);

  return add (place, row);
}

static void
overpaint_request_form_add_values (OverpaintRequestForm *self,
                                   GtkSizeGroup         *labels)
{
  const OverpaintField *safety = overpaint_request_form_get_field ("safety-check");

  self->strength = add (self->value_place, overpaint_strength_row_new ());
  overpaint_strength_row_align (OVERPAINT_STRENGTH_ROW (self->strength), labels);

  self->image_guidance = add_number (self->value_place, "image-guidance-scale", labels);
  self->guidance       = add_number (self->advanced_place, "guidance-scale", labels);
  self->steps          = add_number (self->advanced_place, "steps", labels);

  gtk_button_set_label (GTK_BUTTON (self->safety), _(safety->label));
  gtk_widget_set_tooltip_text (self->safety, _(safety->tooltip));

  self->loras = add (self->lora_place, overpaint_lora_list_new ());
  self->seeds = add (self->seed_place, overpaint_seed_row_new ());
  self->axis  = add (self->seed_place, overpaint_axis_row_new ());
  overpaint_seed_row_align (OVERPAINT_SEED_ROW (self->seeds), labels);
  overpaint_axis_row_align (OVERPAINT_AXIS_ROW (self->axis), labels);
}

/**
 * overpaint_request_form_build:
 * @self: a form whose template is there, with its stores
 * @keeper: knows the servers, and asks them
 *
 * Makes the fields, in the order in which they are read, with their labels in one column.
 */
void
overpaint_request_form_build (OverpaintRequestForm  *self,
                              OverpaintServerKeeper *keeper)
{
  g_autoptr (GtkSizeGroup) labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  self->source = add (self->source_place, overpaint_source_card_new ());
  overpaint_request_form_add_prompts (self);
  overpaint_request_form_add_pickers (self, keeper, labels);
  overpaint_request_form_add_values (self, labels);
  overpaint_request_form_add_offers (self, keeper);

  /* the window may take it, and let it go before the form */
  g_set_weak_pointer (&self->forecast, add (self->forecast_place, overpaint_forecast_line_new ()));
}
