/* capabilities.c: what a server can do, as it says itself
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "capabilities.h"

/* As many names as a sentence can hold. */
#define MOST_NAMES 5

G_DEFINE_BOXED_TYPE (OverpaintCapabilities, overpaint_capabilities,
                     overpaint_capabilities_copy, overpaint_capabilities_free)

/**
 * overpaint_capabilities_new:
 *
 * Makes what is known of a server that says nothing: no progress, no lists, no cancel,
 * sizes in steps of 8, seeds of 31 bits.
 *
 * Returns: (transfer full): the capabilities
 */
OverpaintCapabilities *
overpaint_capabilities_new (void)
{
  OverpaintCapabilities *capabilities = g_new0 (OverpaintCapabilities, 1);

  capabilities->size_step = 8;
  capabilities->most_seed = G_MAXINT32;

  return capabilities;
}

/**
 * overpaint_capabilities_copy:
 * @capabilities: what a server can do
 *
 * Copies it; the lists, which nobody changes, are shared.
 *
 * Returns: (transfer full): the copy
 */
OverpaintCapabilities *
overpaint_capabilities_copy (const OverpaintCapabilities *capabilities)
{
  OverpaintCapabilities *copy = g_new0 (OverpaintCapabilities, 1);

  *copy          = *capabilities;
  copy->model    = g_strdup (capabilities->model);
  copy->pipeline = g_strdup (capabilities->pipeline);
  copy->card     = g_strdup (capabilities->card);

  if (copy->loras != NULL)
    g_ptr_array_ref (copy->loras);
  if (copy->models != NULL)
    g_ptr_array_ref (copy->models);

  return copy;
}

/**
 * overpaint_capabilities_free:
 * @capabilities: (transfer full): what a server can do
 */
void
overpaint_capabilities_free (OverpaintCapabilities *capabilities)
{
  g_clear_pointer (&capabilities->loras, g_ptr_array_unref);
  g_clear_pointer (&capabilities->models, g_ptr_array_unref);
  g_free (capabilities->model);
  g_free (capabilities->pipeline);
  g_free (capabilities->card);
  g_free (capabilities);
}

static void
item_free (gpointer data)
{
  OverpaintServerItem *item = data;

  g_free (item->name);
  g_free (item->id);
  g_free (item->alias);
  g_free (item->path);
  g_free (item);
}

/**
 * overpaint_server_items_new: (skip)
 *
 * Returns: (transfer full) (element-type OverpaintServerItem): an empty list
 */
GPtrArray *
overpaint_server_items_new (void)
{
  return g_ptr_array_new_with_free_func (item_free);
}

/**
 * overpaint_server_items_add: (skip)
 * @items: a list that is still being made
 * @name: what the artist knows it by
 * @id: what the server wants to hear
 * @alias: (nullable): another name that it answers to
 *
 * Adds one that a server has.
 *
 * Returns: (transfer none): it, to be filled in
 */
OverpaintServerItem *
overpaint_server_items_add (GPtrArray   *items,
                            const gchar *name,
                            const gchar *id,
                            const gchar *alias)
{
  OverpaintServerItem *item = g_new0 (OverpaintServerItem, 1);

  item->name  = g_strdup (name);
  item->id    = g_strdup (id);
  item->alias = g_strdup (alias);

  g_ptr_array_add (items, item);

  return item;
}

/* "styles/toy.safetensors" answers to "styles/toy" as well. */
static gboolean
is_stem (const gchar *id,
         const gchar *name)
{
  gsize length = strlen (name);

  return strncmp (id, name, length) == 0 && id[length] == '.' && strpbrk (id + length, "/\\") == NULL;
}

/**
 * overpaint_server_items_find: (skip)
 * @items: (nullable) (element-type OverpaintServerItem): what a server has
 * @name: what the artist asks for
 *
 * Finds a model or a LoRA by what the server calls it, with or without the file's
 * ending, by its name or by its alias, in this order: of two in different folders that have
 * one name, each can be named by its path.
 *
 * Returns: (transfer none) (nullable): it, or %NULL where the server has none of that name
 */
const OverpaintServerItem *
overpaint_server_items_find (GPtrArray   *items,
                             const gchar *name)
{
  guint way;
  guint i;

  for (way = 0; way < 4 && items != NULL; way++)
    for (i = 0; i < items->len; i++)
      {
        const OverpaintServerItem *item = g_ptr_array_index (items, i);

        if ((way == 0 && strcmp (item->id, name) == 0)   ||
            (way == 1 && is_stem (item->id, name))       ||
            (way == 2 && strcmp (item->name, name) == 0) ||
            (way == 3 && g_strcmp0 (item->alias, name) == 0))
          return item;
      }

  return NULL;
}

/**
 * overpaint_server_items_list_names: (skip)
 * @items: (nullable) (element-type OverpaintServerItem): what a server has
 *
 * Returns: (transfer full): their names for a sentence, five at most; "" where there is none
 */
gchar *
overpaint_server_items_list_names (GPtrArray *items)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint              i;

  for (i = 0; items != NULL && i < MIN (items->len, MOST_NAMES); i++)
    {
      const OverpaintServerItem *item = g_ptr_array_index (items, i);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", item->name);
    }

  if (items != NULL && items->len > MOST_NAMES)
    g_string_append (text, ", …");

  return g_string_free (g_steal_pointer (&text), FALSE);
}
