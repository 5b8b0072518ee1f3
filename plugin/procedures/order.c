/* order.c: a wish, made ready to be asked for
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "catalogue.h"
#include "order.h"
#include "weights.h"

static OverpaintRequest *
apply_style (OverpaintWish    *wish,
             OverpaintStyles  *styles,
             GError          **error)
{
  const OverpaintStyle *style = wish->style != NULL ? overpaint_styles_find (styles, wish->style) : NULL;

  /* A style that the artist has removed since is no reason to refuse what it once wrapped. */
  return style != NULL ? overpaint_style_apply (style, wish->request, error)
                       : overpaint_request_ref (wish->request);
}

/* Each strength of a grid settles its own steps; a very small one in the field would raise those of
 * all the others.
 */
static OverpaintRequest *
leave_axis (OverpaintWish     *wish,
            OverpaintRequest  *request,
            GError           **error)
{
  GVariantDict values;

  if (wish->axis == NULL || ! g_str_equal (overpaint_axis_get_field (wish->axis), "strength"))
    return overpaint_request_ref (request);

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "strength", "d", -1.0);

  return overpaint_request_derive (request, g_variant_dict_end (&values), error);
}

/**
 * overpaint_order_new:
 * @wish: what the artist typed
 * @styles: where its style is found
 * @error: return location for an #OverpaintRequestError
 *
 * Wraps the prompt in its style, and settles what was left to the model and to chance.
 *
 * Returns: (transfer full) (nullable): an order without a source
 */
OverpaintOrder *
overpaint_order_new (OverpaintWish    *wish,
                     OverpaintStyles  *styles,
                     GError          **error)
{
  g_autoptr (OverpaintRequest)  styled  = apply_style (wish, styles, error);
  g_autoptr (OverpaintRequest)  free_of = NULL;
  OverpaintRequest             *settled;
  OverpaintOrder               *order;

  if (styled != NULL)
    free_of = leave_axis (wish, styled, error);
  if (free_of == NULL)
    return NULL;

  settled = overpaint_request_resolve (free_of,
                                       overpaint_catalogue_lookup (overpaint_request_get_text (free_of, "model")),
                                       g_random_int () & G_MAXINT32, error);
  if (settled == NULL)
    return NULL;

  order          = g_new0 (OverpaintOrder, 1);
  order->wish    = overpaint_wish_ref (wish);
  order->request = settled;

  return order;
}

/**
 * overpaint_order_free:
 * @order: (transfer full): an order
 */
void
overpaint_order_free (OverpaintOrder *order)
{
  overpaint_wish_unref (order->wish);
  overpaint_request_unref (order->request);
  g_clear_object (&order->source);
  g_free (order);
}

/**
 * overpaint_order_find_lora:
 * @order: an order
 * @error: why a picture of it did not come
 *
 * Servers name a LoRA that they cannot use in their sentence, and nowhere else.
 *
 * Returns: (transfer full) (nullable): id of the LoRA that @error is about, if it is about one
 */
gchar *
overpaint_order_find_lora (const OverpaintOrder *order,
                           const GError         *error)
{
  const gchar          *loras   = overpaint_request_get_text (order->request, "loras");
  g_autoptr (GVariant)  weights = overpaint_weights_new_from_text (loras, NULL);
  GVariantIter          iter;
  const gchar          *id;

  if (weights == NULL)
    return NULL;

  g_variant_iter_init (&iter, weights);
  while (g_variant_iter_next (&iter, "{&sd}", &id, NULL))
    {
      if (strstr (error->message, id) != NULL)
        return g_strdup (id);
    }

  return NULL;
}
