/* lora-choices.c: the LoRAs of a server, as lists and rows show them
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "lora-choices.h"
#include "model.h"

/* What a list says beside an id: "SDXL: chalk, drawing". */
static gchar *
write_note (const OverpaintOfferItem *item)
{
  const gchar      *family = overpaint_model_name_family (item->family);
  g_autofree gchar *words  = item->triggers != NULL && item->triggers[0] != NULL
                             ? g_strjoinv (", ", item->triggers) : NULL;

  if (family != NULL && words != NULL)
    /* Translators: a family of models, such as SDXL, and words that wake a LoRA */
    return g_strdup_printf (_("%s: %s"), family, words);

  return family != NULL ? g_strdup (family) : g_steal_pointer (&words);
}

/**
 * overpaint_lora_choices_new:
 * @items: (element-type OverpaintOfferItem): the LoRAs of a server
 *
 * Returns: (transfer full): a row for each: its id, and a note on it
 */
GtkTreeModel *
overpaint_lora_choices_new (GPtrArray *items)
{
  GtkListStore *store = gtk_list_store_new (2, G_TYPE_STRING, G_TYPE_STRING);
  guint         i;

  for (i = 0; i < items->len; i++)
    {
      const OverpaintOfferItem *item = g_ptr_array_index (items, i);
      g_autofree gchar         *note = write_note (item);

      gtk_list_store_insert_with_values (store, NULL, -1, 0, item->id, 1, note, -1);
    }

  return GTK_TREE_MODEL (store);
}

/* Each word is a link whose address is its place in the list: a file’s words are not put into addresses. */
static gchar *
write_notes (const OverpaintOfferItem *item)
{
  const gchar         *family = overpaint_model_name_family (item->family);
  g_autoptr (GString)  words  = g_string_new (NULL);
  guint                i;

  for (i = 0; item->triggers != NULL && item->triggers[i] != NULL; i++)
    {
      g_autofree gchar *word = g_markup_escape_text (item->triggers[i], -1);

      g_string_append_printf (words, "%s<a href=\"%u\">%s</a>", i > 0 ? ", " : "", i, word);
    }

  if (words->len > 0 && family != NULL)
    /* Translators: a family of models, such as SDXL; and words that wake the LoRA, each a link */
    return g_strdup_printf (_("For %s. Add to the prompt: %s"), family, words->str);

  if (words->len > 0)
    /* Translators: words that wake the LoRA, each a link */
    return g_strdup_printf (_("Add to the prompt: %s"), words->str);

  /* Translators: a family of models, such as SDXL */
  return family != NULL ? g_strdup_printf (_("For %s."), family) : NULL;
}

static gchar *
write_misfit (const OverpaintOfferItem *item,
              const gchar              *family)
{
  const gchar *made_for = overpaint_model_name_family (item->family);
  const gchar *model    = overpaint_model_name_family (family);

  if (made_for == NULL || model == NULL || g_str_equal (made_for, model))
    return NULL;

  /* Translators: both are families of models, such as SDXL */
  return g_strdup_printf (_("Made for %s, and the model is of %s: it may do nothing, or harm."), made_for, model);
}

/**
 * overpaint_lora_choices_describe:
 * @row: a row
 * @items: (nullable) (element-type OverpaintOfferItem): the LoRAs of the chosen server; %NULL where it keeps no list,
 *   and may know some that nobody has told of
 * @server: (nullable): the server's name
 * @family: (nullable): the family of the chosen model, such as "sdxl"
 *
 * Says in a row what is known of its LoRA, that the server has not got it, or that it was made for other models.
 */
void
overpaint_lora_choices_describe (OverpaintLoraRow *row,
                                 GPtrArray        *items,
                                 const gchar      *server,
                                 const gchar      *family)
{
  const gchar              *id       = overpaint_lora_row_get_id (row);
  const OverpaintOfferItem *item     = overpaint_offer_items_find (items, id);
  g_autofree gchar         *notes    = item != NULL ? write_notes (item) : NULL;
  g_autofree gchar         *misfit   = item != NULL ? write_misfit (item, family) : NULL;
  g_autofree gchar         *stranger = NULL;

  if (items != NULL && item == NULL && *id != '\0')
    /* Translators: a server's name */
    stranger = g_strdup_printf (_("“%s” has no LoRA of this name."), server);

  overpaint_lora_row_describe (row, notes, item != NULL ? item->triggers : NULL, stranger, misfit);
}
