/* layer-nest.c: where in a run's groups a picture belongs
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "harvest.h"
#include "insertion.h"
#include "layer-nest.h"

static GimpLayer *
get_parent (GimpLayer *layer)
{
  return GIMP_LAYER (gimp_item_get_parent (GIMP_ITEM (layer)));
}

static gint
get_position (GimpLayer *layer)
{
  return gimp_image_get_item_position (gimp_item_get_image (GIMP_ITEM (layer)), GIMP_ITEM (layer));
}

static gboolean
is_empty (GimpLayer *group)
{
  g_autofree GimpItem **children = gimp_item_get_children (GIMP_ITEM (group));

  return children == NULL || children[0] == NULL;
}

static guint
count_values (OverpaintRunLayers *layers)
{
  OverpaintAxis *axis = overpaint_run_get_axis (overpaint_run_layers_get_run (layers));

  return axis != NULL ? overpaint_axis_get_n_values (axis) : 0;
}

/* The layer of the run that comes next in its order, before @variation or else after it. With
 * @parent, only those count that are right in it.
 */
static GimpLayer *
find_neighbour (OverpaintRunLayers *layers,
                OverpaintVariation *variation,
                GimpLayer          *parent,
                gboolean           *is_before)
{
  g_autoptr (GPtrArray) list = overpaint_harvest_list (overpaint_run_layers_get_run (layers));
  guint                 own  = 0;
  guint                 i;

  g_ptr_array_find (list, variation, &own);

  for (i = 0; i < list->len; i++)
    {
      /* backwards from its own place, then forwards */
      guint      index = i < own ? own - 1 - i : i;
      GimpLayer *layer = NULL;

      if (index != own)
        layer = overpaint_run_layers_find_layer (layers, g_ptr_array_index (list, index), NULL);

      if (layer != NULL && (parent == NULL || get_parent (layer) == parent))
        {
          *is_before = index < own;
          return layer;
        }
    }

  return NULL;
}

/* A new group for a value, between those of the values around it. */
static GimpLayer *
insert_within (OverpaintRunLayers *layers,
               GimpLayer          *group,
               guint               value_index,
               const gchar        *name)
{
  GimpImage *image    = gimp_item_get_image (GIMP_ITEM (group));
  GimpLayer *within   = GIMP_LAYER (gimp_group_layer_new (image, name));
  gint       position = 0;
  gboolean   found    = FALSE;
  guint      i;

  for (i = value_index; ! found && i > 0; i--)
    {
      GimpLayer *other = overpaint_run_layers_find_within (layers, i - 1);

      found = other != NULL && get_parent (other) == group;
      if (found)
        position = get_position (other) + 1;
    }

  for (i = value_index + 1; ! found && i < count_values (layers); i++)
    {
      GimpLayer *other = overpaint_run_layers_find_within (layers, i);

      found = other != NULL && get_parent (other) == group;
      if (found)
        position = get_position (other);
    }

  if (within == NULL)
    return NULL;

  if (! gimp_image_insert_layer (image, within, group, position))
    {
      gimp_item_delete (GIMP_ITEM (within));
      return NULL;
    }

  overpaint_run_layers_follow_within (layers, value_index, within);

  return within;
}

static void
find_offsets (OverpaintRunLayers *layers,
              GimpLayer          *neighbour,
              OverpaintPlace     *place)
{
  OverpaintSource *source = overpaint_run_layers_get_source (layers);
  OverpaintPlace   above;

  /* Pictures of a run lie on one another, or flipping would show nothing. */
  if (neighbour != NULL)
    {
      gimp_drawable_get_offsets (GIMP_DRAWABLE (neighbour), &place->offset_x, &place->offset_y);
    }
  else if (overpaint_insertion_find_place (source, &above) && above.image == place->image)
    {
      place->offset_x = above.offset_x;
      place->offset_y = above.offset_y;
    }
  else
    {
      OverpaintRecord record = { NULL, };

      overpaint_source_fill_record (source, &record);
      place->offset_x = record.x;
      place->offset_y = record.y;
    }
}

/**
 * overpaint_layer_nest_is_there:
 * @layers: layers of a run
 *
 * Returns: whether the image has a group or a layer of the run, which one more picture can join
 */
gboolean
overpaint_layer_nest_is_there (OverpaintRunLayers *layers)
{
  GimpImage             *image = overpaint_run_layers_find_image (layers, NULL);
  g_autoptr (GPtrArray)  list  = NULL;
  guint                  i;

  if (image == NULL || gimp_image_get_base_type (image) == GIMP_INDEXED)
    return FALSE;

  if (overpaint_run_layers_find_group (layers) != NULL)
    return TRUE;

  list = overpaint_harvest_list (overpaint_run_layers_get_run (layers));

  for (i = 0; i < list->len; i++)
    {
      if (overpaint_run_layers_find_layer (layers, g_ptr_array_index (list, i), NULL) != NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * overpaint_layer_nest_find_place:
 * @layers: layers of a run, of which the image has a group or a layer
 * @variation: one of its pictures
 * @group_name: (nullable): name of the group within the run's group that it belongs to
 * @place: (out caller-allocates): where it goes
 *
 * Finds where a picture joins the others: in the run's group, or in that of its value, which is made
 * where it is not there; where the groups are gone, beside a layer that is left.
 *
 * Returns: %FALSE where GIMP refused a group
 */
gboolean
overpaint_layer_nest_find_place (OverpaintRunLayers *layers,
                                 OverpaintVariation *variation,
                                 const gchar        *group_name,
                                 OverpaintPlace     *place)
{
  guint      value_index = overpaint_variation_get_value_index (variation);
  GimpLayer *group       = overpaint_run_layers_find_group (layers);
  GimpLayer *neighbour;
  gboolean   is_before   = FALSE;

  place->image    = overpaint_run_layers_find_image (layers, NULL);
  place->parent   = group;
  place->position = 0;

  if (group_name != NULL)
    {
      place->parent = overpaint_run_layers_find_within (layers, value_index);

      if (place->parent == NULL && group != NULL)
        {
          place->parent = insert_within (layers, group, value_index, group_name);
          if (place->parent == NULL)
            return FALSE;
        }
    }

  neighbour = find_neighbour (layers, variation, place->parent, &is_before);

  if (neighbour != NULL)
    {
      place->parent   = get_parent (neighbour);
      place->position = get_position (neighbour) + (is_before ? 1 : 0);
    }
  else
    {
      gboolean ignored;

      neighbour = find_neighbour (layers, variation, NULL, &ignored);
    }

  find_offsets (layers, neighbour, place);

  return TRUE;
}

static gboolean
remove_if_empty (GimpLayer *group)
{
  if (group == NULL || ! is_empty (group))
    return TRUE;

  return gimp_image_remove_layer (gimp_item_get_image (GIMP_ITEM (group)), group);
}

/**
 * overpaint_layer_nest_remove_empty:
 * @layers: layers of a run
 *
 * Removes its groups that hold nothing any more.
 *
 * Returns: %FALSE where GIMP refused
 */
gboolean
overpaint_layer_nest_remove_empty (OverpaintRunLayers *layers)
{
  gboolean done = TRUE;
  guint    i;

  for (i = 0; i < count_values (layers); i++)
    done = remove_if_empty (overpaint_run_layers_find_within (layers, i)) && done;

  return remove_if_empty (overpaint_run_layers_find_group (layers)) && done;
}
