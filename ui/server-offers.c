/* server-offers.c: what a server has to offer, for the windows
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "server-offers.h"

G_DEFINE_INTERFACE (OverpaintServerOffers, overpaint_server_offers, G_TYPE_OBJECT)

G_DEFINE_BOXED_TYPE (OverpaintServerOffer, overpaint_server_offer,
                     overpaint_server_offer_copy, overpaint_server_offer_free)

static void
overpaint_server_offers_default_init (OverpaintServerOffersInterface *iface)
{
}

static void
free_item (gpointer data)
{
  OverpaintOfferItem *item = data;

  g_free (item->name);
  g_free (item->id);
  g_free (item->alias);
  g_free (item->family);
  g_strfreev (item->triggers);
  g_free (item);
}

/**
 * overpaint_offer_items_new:
 *
 * Returns: (transfer full) (element-type OverpaintOfferItem): an empty list
 */
GPtrArray *
overpaint_offer_items_new (void)
{
  return g_ptr_array_new_with_free_func (free_item);
}

/**
 * overpaint_offer_items_add:
 * @items: a list
 * @name: what the artist knows it by
 * @id: what goes into the request
 *
 * Returns: (transfer none): the new item, to be filled in
 */
OverpaintOfferItem *
overpaint_offer_items_add (GPtrArray   *items,
                           const gchar *name,
                           const gchar *id)
{
  OverpaintOfferItem *item = g_new0 (OverpaintOfferItem, 1);

  item->name = g_strdup (name);
  item->id   = g_strdup (id);
  g_ptr_array_add (items, item);

  return item;
}

/* "styles/toy.safetensors" answers to "styles/toy" as well. */
static gboolean
is_stem (const gchar *id,
         const gchar *text)
{
  gsize length = strlen (text);

  return strncmp (id, text, length) == 0 && id[length] == '.' && strpbrk (id + length, "/\\") == NULL;
}

/**
 * overpaint_offer_items_find:
 * @items: (nullable) (element-type OverpaintOfferItem): what a server has
 * @text: what the artist has typed
 *
 * Finds a model or a LoRA as the server itself will: by its id, with or without the file's
 * ending, then by its name, then by its alias.
 *
 * Returns: (transfer none) (nullable): it, or %NULL where the server has none of that name
 */
const OverpaintOfferItem *
overpaint_offer_items_find (GPtrArray   *items,
                            const gchar *text)
{
  guint way;
  guint i;

  for (way = 0; way < 4 && items != NULL && *text != '\0'; way++)
    for (i = 0; i < items->len; i++)
      {
        const OverpaintOfferItem *item = g_ptr_array_index (items, i);

        if ((way == 0 && g_str_equal (item->id, text))   ||
            (way == 1 && is_stem (item->id, text))       ||
            (way == 2 && g_str_equal (item->name, text)) ||
            (way == 3 && g_strcmp0 (item->alias, text) == 0))
          return item;
      }

  return NULL;
}

/**
 * overpaint_server_offer_new:
 *
 * Returns: (transfer full): an offer of nothing
 */
OverpaintServerOffer *
overpaint_server_offer_new (void)
{
  return g_new0 (OverpaintServerOffer, 1);
}

/**
 * overpaint_server_offer_copy:
 * @offer: an offer
 *
 * Returns: (transfer full): a copy, which shares the lists
 */
OverpaintServerOffer *
overpaint_server_offer_copy (const OverpaintServerOffer *offer)
{
  OverpaintServerOffer *copy = g_memdup2 (offer, sizeof *offer);

  copy->model = g_strdup (offer->model);
  if (offer->models != NULL)
    g_ptr_array_ref (offer->models);
  if (offer->loras != NULL)
    g_ptr_array_ref (offer->loras);

  return copy;
}

/**
 * overpaint_server_offer_free:
 * @offer: (transfer full): an offer
 */
void
overpaint_server_offer_free (OverpaintServerOffer *offer)
{
  g_clear_pointer (&offer->models, g_ptr_array_unref);
  g_clear_pointer (&offer->loras, g_ptr_array_unref);
  g_free (offer->model);
  g_free (offer);
}

/**
 * overpaint_server_offer_is_fixed:
 * @offer: (nullable): an offer
 *
 * Returns: whether the server paints with the one model that it holds, whatever a request says
 */
gboolean
overpaint_server_offer_is_fixed (const OverpaintServerOffer *offer)
{
  return offer != NULL && ! offer->model_switch && offer->model != NULL;
}

/**
 * overpaint_server_offer_find_model:
 * @offer: (nullable): an offer
 * @text: what the artist has typed
 *
 * Returns: (transfer none) (nullable): the id of the server's model of that name, or %NULL where it has none
 */
const gchar *
overpaint_server_offer_find_model (const OverpaintServerOffer *offer,
                                   const gchar                *text)
{
  const OverpaintOfferItem *item = offer != NULL ? overpaint_offer_items_find (offer->models, text) : NULL;

  return item != NULL ? item->id : NULL;
}

/**
 * overpaint_server_offer_name_model:
 * @offer: (nullable): an offer
 * @id: id of a model
 *
 * Returns: (transfer none): what the artist knows it by; @id where the server has not got it, or has another one of
 *   that name
 */
const gchar *
overpaint_server_offer_name_model (const OverpaintServerOffer *offer,
                                   const gchar                *id)
{
  const OverpaintOfferItem *item = offer != NULL ? overpaint_offer_items_find (offer->models, id) : NULL;
  guint                     i;

  if (item == NULL)
    return id;

  for (i = 0; i < offer->models->len; i++)
    {
      const OverpaintOfferItem *other = g_ptr_array_index (offer->models, i);

      if (other != item && g_str_equal (other->name, item->name))
        return id;
    }

  return item->name;
}
