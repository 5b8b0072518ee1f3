/* request-form-follow.c: how the fields of the form follow one another
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "request-form-private.h"
#include "wish-forecast.h"

/* What -1 stands for: the style's value, if it has one, before the model's. */
static gdouble
overpaint_request_form_get_best (OverpaintRequestForm *self,
                                 const OverpaintModel *model,
                                 const gchar          *name)
{
  const gchar          *id    = overpaint_style_picker_get_style (OVERPAINT_STYLE_PICKER (self->style));
  const OverpaintStyle *style = NULL;
  gdouble               value;

  if (id != NULL)
    style = overpaint_styles_find (overpaint_shelf_get_styles (self->shelf), id);

  if (style != NULL && style->values != NULL && g_variant_lookup (style->values, name, "d", &value))
    return value;

  return overpaint_model_get_best (model, name);
}

static void
overpaint_request_form_follow_number (OverpaintRequestForm *self,
                                      const OverpaintModel *model,
                                      const gchar          *name,
                                      GtkWidget            *row)
{
  gboolean used = overpaint_model_uses (model, overpaint_request_form_get_field (name));

  gtk_widget_set_visible (row, used);

  if (used)
    overpaint_number_row_set_best (OVERPAINT_NUMBER_ROW (row), overpaint_request_form_get_best (self, model, name));
}

static void
overpaint_request_form_follow_model (OverpaintRequestForm *self)
{
  const OverpaintModel *model         = overpaint_model_picker_get_model (OVERPAINT_MODEL_PICKER (self->model));
  gboolean              uses_strength = overpaint_model_uses (model, overpaint_request_form_get_field ("strength"));
  gboolean              instructs;

  instructs = ! uses_strength &&
              overpaint_model_uses (model, overpaint_request_form_get_field ("image-guidance-scale"));

  overpaint_prompt_entry_set_placeholder (OVERPAINT_PROMPT_ENTRY (self->prompt),
                                          instructs ? _("What to do to the layer: “make it winter”")
                                                    : _("What the layer should become: “a village in winter”"));

  gtk_widget_set_visible (self->strength, uses_strength);
  if (uses_strength)
    overpaint_strength_row_set_best (OVERPAINT_STRENGTH_ROW (self->strength),
                                     overpaint_request_form_get_best (self, model, "strength"));

  overpaint_request_form_follow_number (self, model, "image-guidance-scale", self->image_guidance);
  overpaint_request_form_follow_number (self, model, "guidance-scale", self->guidance);
  overpaint_request_form_follow_number (self, model, "steps", self->steps);

  overpaint_axis_row_set_uses_strength (OVERPAINT_AXIS_ROW (self->axis), uses_strength);
  overpaint_lora_list_set_family (OVERPAINT_LORA_LIST (self->loras), model->family);
}

static void
overpaint_request_form_follow_lists (OverpaintRequestForm *self)
{
  OverpaintSeedRow         *seeds  = OVERPAINT_SEED_ROW (self->seeds);
  OverpaintAxisRow         *axis   = OVERPAINT_AXIS_ROW (self->axis);
  const OverpaintServerRow *server = overpaint_server_picker_get_row (OVERPAINT_SERVER_PICKER (self->server));
  g_auto (GStrv)            ids    = overpaint_lora_list_get_ids (OVERPAINT_LORA_LIST (self->loras));
  const gchar              *name   = server != NULL ? server->name : NULL;

  overpaint_axis_row_set_loras (axis, (const gchar * const *) ids);
  overpaint_axis_row_set_n_seeds (axis, (guint) overpaint_seed_row_get_images (seeds));
  overpaint_offer_follow_set_server (self->offers, server);

  /* a list that is open keeps its rows while something else changes */
  if (g_strcmp0 (name, self->shown_server) != 0)
    {
      g_free (self->shown_server);
      self->shown_server = g_strdup (name);
      overpaint_model_picker_set_server (OVERPAINT_MODEL_PICKER (self->model), name);
    }
}

/* A collapsed expander does not hide that there is something in it. */
static void
overpaint_request_form_follow_negative (OverpaintRequestForm *self)
{
  g_autofree gchar *text     = overpaint_prompt_entry_get_text (OVERPAINT_PROMPT_ENTRY (self->negative));
  gboolean          expanded = gtk_expander_get_expanded (GTK_EXPANDER (self->negative_expander));

  g_strstrip (g_strdelimit (text, "\n\r\t", ' '));
  gtk_label_set_text (GTK_LABEL (self->negative_preview), text);
  gtk_widget_set_visible (self->negative_preview, ! expanded && *text != '\0');
}

/* The sentence of an error that begins with the field's name, for whoever sees the field. */
static const gchar *
get_sentence (const GError *error,
              const gchar  *field)
{
  gsize length = field != NULL ? strlen (field) : 0;

  if (length > 0 && g_str_has_prefix (error->message, field) && g_str_has_prefix (error->message + length, ": ") &&
      g_unichar_isupper (g_utf8_get_char (error->message + length + 2)))
    return error->message + length + 2;

  return error->message;
}

static void
overpaint_request_form_follow_forecast (OverpaintRequestForm *self)
{
  const OverpaintServerOffer   *offer  = overpaint_offer_follow_get_offer (self->offers);
  OverpaintStyles              *styles = overpaint_shelf_get_styles (self->shelf);
  OverpaintStylePicker         *picker = OVERPAINT_STYLE_PICKER (self->style);
  const gchar                  *id     = overpaint_style_picker_get_style (picker);
  const OverpaintStyle         *style  = id != NULL ? overpaint_styles_find (styles, id) : NULL;
  g_autofree gchar             *field  = NULL;
  g_autofree gchar             *text   = NULL;
  g_autoptr (GError)            error  = NULL;
  g_autoptr (OverpaintWish)     wish   = overpaint_request_form_read (self, &field, &error);
  g_autoptr (OverpaintRequest)  styled = NULL;

  if (wish != NULL)
    styled = overpaint_style_apply (style, wish->request, &error);

  if (styled != NULL && self->width > 0 && self->height > 0)
    text = overpaint_wish_forecast_new_text (wish, styled, self->width, self->height,
                                             overpaint_server_picker_get_row (OVERPAINT_SERVER_PICKER (self->server)),
                                             offer != NULL ? offer->size_step : 0,
                                             overpaint_shelf_get_pace (self->shelf));

  overpaint_style_picker_set_prompt (picker, styled != NULL ? overpaint_request_get_text (styled, "prompt") : NULL);

  if (self->forecast == NULL)
    return;

  /* where there is nothing to foretell, the line says what is in the way */
  if (text == NULL && error != NULL)
    overpaint_forecast_line_set_text (OVERPAINT_FORECAST_LINE (self->forecast), get_sentence (error, field));
  else
    overpaint_forecast_line_set_text (OVERPAINT_FORECAST_LINE (self->forecast), text != NULL ? text : "");
}

/**
 * overpaint_request_form_follow_memory:
 * @self: a form
 *
 * Says whether the model fits this computer's graphics card, where that is what paints.
 */
void
overpaint_request_form_follow_memory (OverpaintRequestForm *self)
{
  const OverpaintServerRow *server = overpaint_server_picker_get_row (OVERPAINT_SERVER_PICKER (self->server));

  overpaint_memory_hint_show (OVERPAINT_MEMORY_HINT (self->memory), server,
                              overpaint_offer_follow_get_offer (self->offers),
                              overpaint_model_picker_get_id (OVERPAINT_MODEL_PICKER (self->model)));
}

/**
 * overpaint_request_form_follow:
 * @self: a form
 *
 * Brings everything in line with what has been chosen: fields that the model does not use go, what it
 * likes best is shown where the artist has changed nothing, and the forecast is made anew.
 */
void
overpaint_request_form_follow (OverpaintRequestForm *self)
{
  overpaint_request_form_follow_lists (self);
  overpaint_request_form_follow_model (self);
  overpaint_request_form_follow_memory (self);
  overpaint_request_form_follow_negative (self);
  overpaint_request_form_follow_forecast (self);
}

/**
 * overpaint_request_form_use_server:
 * @self: a form
 * @name: the name of a server, which may have been added just now
 *
 * Chooses the server.
 */
void
overpaint_request_form_use_server (OverpaintRequestForm *self,
                                   const gchar          *name)
{
  overpaint_server_picker_set_server (OVERPAINT_SERVER_PICKER (self->server), name);
  overpaint_request_form_refill_servers (self);
}
