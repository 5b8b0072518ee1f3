/* local-form.c: what all servers that an artist runs are told alike
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "json-member.h"
#include "local-form.h"
#include "local-picture.h"
#include "prompt-guard.h"
#include "server-error.h"
#include "weights.h"

/* What sd-server and the web UIs take themselves where a request names none. */
#define USUAL_STRENGTH 0.75

static gdouble
get_number (OverpaintRequest     *variation,
            const OverpaintModel *model,
            const gchar          *name)
{
  const OverpaintField *field  = overpaint_pipeline_get_field (overpaint_request_get_pipeline (variation), name);
  gdouble               number = overpaint_request_get_number (variation, name);

  if ((field->flags & OVERPAINT_FIELD_PER_MODEL) != 0 && ! overpaint_model_uses (model, field))
    return -1;

  return isfinite (number) ? number : -1;
}

/* A model that uses no strength has none settled. What these servers hold uses one all the same, and with 0
 * would hand the picture back as it was.
 */
static gdouble
get_strength (OverpaintRequest *variation)
{
  gdouble strength = overpaint_request_get_number (variation, "strength");

  return isfinite (strength) && strength >= 0.0 ? MIN (strength, 1.0) : USUAL_STRENGTH;
}

/* sd.cpp makes int (steps * strength) steps: below 1 it hands the picture back as it was, which
 * looks like a server that does nothing. It also makes a hundred steps where more are asked for.
 */
static gboolean
check_steps (const OverpaintLocalWish     *wish,
             const OverpaintCapabilities  *capabilities,
             const gchar                  *host,
             GError                      **error)
{
  if (capabilities->most_steps > 0 && wish->steps > capabilities->most_steps)
    {
      g_set_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED,
                   _("%s makes at most %d steps, whatever it is asked for. Set fewer steps."),
                   host, capabilities->most_steps);
      return FALSE;
    }

  if (! capabilities->whole_steps || wish->steps <= 0 || wish->strength <= 0 ||
      wish->steps * wish->strength >= 1)
    return TRUE;

  g_set_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED,
               _("%s would change nothing: steps times strength is below 1. Set more steps or a greater "
                 "strength."), host);

  return FALSE;
}

static gboolean
check_limits (const OverpaintLocalWish     *wish,
              const OverpaintCapabilities  *capabilities,
              const gchar                  *host,
              GError                      **error)
{
  if (capabilities->greatest_size > 0 && MAX (wish->width, wish->height) > capabilities->greatest_size)
    {
      g_set_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_TOO_LARGE,
                   _("%s takes pictures of at most %d pixels a side. Use a smaller layer or selection."),
                   host, capabilities->greatest_size);
      return FALSE;
    }

  if (MIN (wish->width, wish->height) < capabilities->smallest_size)
    {
      g_set_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED,
                   _("%s takes pictures of at least %d pixels a side. Use a larger layer or selection."),
                   host, capabilities->smallest_size);
      return FALSE;
    }

  return TRUE;
}

/**
 * overpaint_local_wish_new: (skip)
 * @variation: the request of one picture, resolved, with its own seed
 * @model: what is known of its model
 * @png: the picture
 * @capabilities: what the server can do
 * @host: its name, as it is shown
 * @error: return location for an error of %OVERPAINT_SERVER_ERROR
 *
 * Puts a request into numbers and checks what these servers would get wrong without a word:
 * commands in the prompt, sizes that they would round, a strength that comes to no step.
 *
 * The strength is always there, also where @model does not use it: which model the server
 * really holds is the server's business.
 *
 * Returns: (transfer full) (nullable): the numbers, or %NULL with @error set
 */
OverpaintLocalWish *
overpaint_local_wish_new (OverpaintRequest             *variation,
                          const OverpaintModel         *model,
                          GBytes                       *png,
                          const OverpaintCapabilities  *capabilities,
                          const gchar                  *host,
                          GError                      **error)
{
  g_autoptr(OverpaintLocalWish) wish = g_new0 (OverpaintLocalWish, 1);

  if (! overpaint_prompt_guard_check (variation, host, error) ||
      ! overpaint_local_picture_measure (png, capabilities->size_step, host,
                                         &wish->width, &wish->height, error))
    return NULL;

  wish->strength       = get_strength (variation);
  wish->guidance       = get_number (variation, model, "guidance-scale");
  wish->image_guidance = get_number (variation, model, "image-guidance-scale");
  wish->steps          = MAX (overpaint_request_get_integer (variation, "steps"), 0);
  wish->seed           = MAX (overpaint_request_get_integer (variation, "seed"), -1);
  wish->images         = MAX (overpaint_request_get_integer (variation, "images"), 1);

  if (capabilities->most_images > 0)
    wish->images = MIN (wish->images, (gint) capabilities->most_images);

  if (! check_steps (wish, capabilities, host, error) || ! check_limits (wish, capabilities, host, error))
    return NULL;

  wish->base64 = g_base64_encode (g_bytes_get_data (png, NULL), g_bytes_get_size (png));

  return g_steal_pointer (&wish);
}

/**
 * overpaint_local_wish_free: (skip)
 * @wish: (transfer full): numbers
 */
void
overpaint_local_wish_free (OverpaintLocalWish *wish)
{
  g_free (wish->base64);
  g_free (wish);
}

/**
 * overpaint_local_find_loras: (skip)
 * @variation: a request
 * @capabilities: what the server can do
 * @host: its name, as it is shown
 * @weights: (out) (transfer full) (element-type gdouble): their weights, in the same order
 * @error: return location for %OVERPAINT_SERVER_ERROR_REFUSED
 *
 * Finds the LoRAs of a request among those that the server has: one that it does not have it
 * would leave out, and say so to nobody.
 *
 * Returns: (transfer container) (nullable) (element-type OverpaintServerItem): them, or %NULL
 *   with @error set
 */
GPtrArray *
overpaint_local_find_loras (OverpaintRequest             *variation,
                            const OverpaintCapabilities  *capabilities,
                            const gchar                  *host,
                            GArray                      **weights,
                            GError                      **error)
{
  g_autoptr(GPtrArray)  found  = g_ptr_array_new ();
  g_autoptr(GArray)     values = g_array_new (FALSE, FALSE, sizeof (gdouble));
  g_autoptr(GVariant)   wanted = NULL;
  GVariantIter          iter;
  const gchar          *name;
  gdouble               weight;

  wanted = overpaint_weights_new_from_text (overpaint_request_get_text (variation, "loras"), error);
  if (wanted == NULL)
    return NULL;

  g_variant_iter_init (&iter, wanted);

  while (g_variant_iter_next (&iter, "{&sd}", &name, &weight))
    {
      const OverpaintServerItem *item = overpaint_server_items_find (capabilities->loras, name);

      if (item == NULL)
        {
          g_autofree gchar *names = overpaint_server_items_list_names (capabilities->loras);

          if (*names == '\0')
            g_set_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED,
                         _("%s has no LoRAs. Put “%s” into its LoRA folder, or take it out of the request."),
                         host, name);
          else
            /* Translators: the last %s is a list of names */
            g_set_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED,
                         _("%s has no LoRA “%s”. It has: %s."), host, name, names);
          return NULL;
        }

      g_ptr_array_add (found, (gpointer) item);
      g_array_append_val (values, weight);
    }

  *weights = g_steal_pointer (&values);

  return g_steal_pointer (&found);
}

/**
 * overpaint_local_add_lora_array: (skip)
 * @builder: inside an object
 * @variation: a request
 * @capabilities: what the server can do
 * @host: its name, as it is shown
 * @error: return location for %OVERPAINT_SERVER_ERROR_REFUSED
 *
 * Adds `"lora": [{"path": …, "multiplier": …}]`, as sd.cpp and its kin want it, where the request
 * has any.
 *
 * Returns: whether the server has them all
 */
gboolean
overpaint_local_add_lora_array (JsonBuilder                  *builder,
                                OverpaintRequest             *variation,
                                const OverpaintCapabilities  *capabilities,
                                const gchar                  *host,
                                GError                      **error)
{
  g_autoptr(GPtrArray)  loras   = NULL;
  g_autoptr(GArray)     weights = NULL;
  guint                 i;

  loras = overpaint_local_find_loras (variation, capabilities, host, &weights, error);
  if (loras == NULL)
    return FALSE;

  if (loras->len == 0)
    return TRUE;

  json_builder_set_member_name (builder, "lora");
  json_builder_begin_array (builder);

  for (i = 0; i < loras->len; i++)
    {
      const OverpaintServerItem *item = g_ptr_array_index (loras, i);

      json_builder_begin_object (builder);
      overpaint_json_add_text (builder, "path", item->id);
      json_builder_set_member_name (builder, "multiplier");
      json_builder_add_double_value (builder, g_array_index (weights, gdouble, i));
      json_builder_end_object (builder);
    }

  json_builder_end_array (builder);

  return TRUE;
}
