/* memory.c: the records and last values that an image keeps
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "memory.h"

/* libgimp's own name for the arguments of the last call, prompt and server among them
 * (gimpprocedureconfig.c, "%s-last" of "GimpProcedureConfigRun-" and the procedure). What it
 * calls by other endings is ours as well.
 */
#define LAST_VALUES_PREFIX "GimpProcedureConfigRun-plug-in-overpaint-"

/**
 * overpaint_memory_has_record:
 * @layer: a layer
 *
 * Returns: whether it has a record, readable or not
 */
gboolean
overpaint_memory_has_record (GimpLayer *layer)
{
  GimpParasite *parasite = gimp_item_get_parasite (GIMP_ITEM (layer), OVERPAINT_RECORD_PARASITE);

  if (parasite == NULL)
    return FALSE;

  gimp_parasite_free (parasite);

  return TRUE;
}

/**
 * overpaint_memory_read_record:
 * @layer: a layer that has a record
 * @error: return location for an #OverpaintRecordError
 *
 * Returns: (transfer full) (nullable): the record
 */
OverpaintRecord *
overpaint_memory_read_record (GimpLayer  *layer,
                              GError    **error)
{
  GimpParasite    *parasite = gimp_item_get_parasite (GIMP_ITEM (layer), OVERPAINT_RECORD_PARASITE);
  OverpaintRecord *record;
  const gchar     *text;
  guint32          length   = 0;

  g_return_val_if_fail (parasite != NULL, NULL);

  text   = gimp_parasite_get_data (parasite, &length);
  record = overpaint_record_new_from_json (text, text != NULL ? length : 0, error);

  gimp_parasite_free (parasite);

  return record;
}

static void
add_layers (GPtrArray  *list,
            GimpItem  **layers)
{
  gint i;

  for (i = 0; layers[i] != NULL; i++)
    {
      g_ptr_array_add (list, layers[i]);

      if (gimp_item_is_group (layers[i]))
        {
          g_autofree GimpItem **children = gimp_item_get_children (layers[i]);

          add_layers (list, children);
        }
    }
}

/**
 * overpaint_memory_list_layers:
 * @image: an image
 *
 * Returns: (transfer container) (element-type GimpLayer): every layer of it, groups and what is
 *   in them too, from the top
 */
GPtrArray *
overpaint_memory_list_layers (GimpImage *image)
{
  g_autofree GimpLayer **layers = gimp_image_get_layers (image);
  GPtrArray             *list   = g_ptr_array_new ();

  add_layers (list, (GimpItem **) layers);

  return list;
}

/* GIMP can undo the loss of a parasite only where the parasite itself says so. Last values do not,
 * nor need a record from elsewhere: such a one is put in its own place first, as one that does.
 */
static GimpParasite *
make_undoable (GimpParasite *parasite)
{
  guint32       length = 0;
  gconstpointer data   = gimp_parasite_get_data (parasite, &length);

  return gimp_parasite_new (gimp_parasite_get_name (parasite),
                            gimp_parasite_get_flags (parasite) | GIMP_PARASITE_UNDOABLE, length, data);
}

static gboolean
remove_record (GimpLayer *layer)
{
  GimpParasite *parasite = gimp_item_get_parasite (GIMP_ITEM (layer), OVERPAINT_RECORD_PARASITE);
  GimpParasite *undoable = make_undoable (parasite);
  gboolean      removed  = TRUE;

  if (! gimp_parasite_is_undoable (parasite))
    removed = gimp_item_attach_parasite (GIMP_ITEM (layer), undoable);

  removed = removed && gimp_item_detach_parasite (GIMP_ITEM (layer), OVERPAINT_RECORD_PARASITE);

  gimp_parasite_free (undoable);
  gimp_parasite_free (parasite);

  return removed;
}

static gboolean
remove_last_values (GimpImage   *image,
                    const gchar *name)
{
  GimpParasite *parasite = gimp_image_get_parasite (image, name);
  GimpParasite *undoable = make_undoable (parasite);
  gboolean      removed  = TRUE;

  if (! gimp_parasite_is_undoable (parasite))
    removed = gimp_image_attach_parasite (image, undoable);

  removed = removed && gimp_image_detach_parasite (image, name);

  gimp_parasite_free (undoable);
  gimp_parasite_free (parasite);

  return removed;
}

static GPtrArray *
list_layers_with_record (GimpImage *image)
{
  g_autoptr (GPtrArray)  layers = overpaint_memory_list_layers (image);
  GPtrArray             *list   = g_ptr_array_new ();
  guint                  i;

  for (i = 0; i < layers->len; i++)
    {
      if (overpaint_memory_has_record (g_ptr_array_index (layers, i)))
        g_ptr_array_add (list, g_ptr_array_index (layers, i));
    }

  return list;
}

static GPtrArray *
list_last_values (GimpImage *image)
{
  g_auto (GStrv)  names = gimp_image_get_parasite_list (image);
  GPtrArray      *list  = g_ptr_array_new_with_free_func (g_free);
  guint           i;

  for (i = 0; names != NULL && names[i] != NULL; i++)
    {
      if (g_str_has_prefix (names[i], LAST_VALUES_PREFIX))
        g_ptr_array_add (list, g_strdup (names[i]));
    }

  return list;
}

/**
 * overpaint_memory_remove:
 * @image: an image
 * @n_records: (out): how many layers have lost their record
 * @n_values: (out): how many procedures' last values have gone
 *
 * Takes away all that an image remembers of Overpaint's work, in one undo step, or in none
 * where there is nothing.
 *
 * Returns: %FALSE where GIMP refused; the counts say how far it came
 */
gboolean
overpaint_memory_remove (GimpImage *image,
                         guint     *n_records,
                         guint     *n_values)
{
  g_autoptr (GPtrArray)  layers = list_layers_with_record (image);
  g_autoptr (GPtrArray)  names  = list_last_values (image);
  gboolean               done   = TRUE;
  guint                  i;

  *n_records = 0;
  *n_values  = 0;

  /* A group of nothing would count as a change. */
  if (layers->len == 0 && names->len == 0)
    return TRUE;

  gimp_image_undo_group_start (image);

  for (i = 0; done && i < layers->len; i++)
    {
      done = remove_record (g_ptr_array_index (layers, i));
      *n_records += done;
    }

  for (i = 0; done && i < names->len; i++)
    {
      done = remove_last_values (image, g_ptr_array_index (names, i));
      *n_values += done;
    }

  gimp_image_undo_group_end (image);

  return done;
}
