/* insertion.c: pictures into an image, as layers, in one undo step
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "insertion.h"

/* What is made, and hung in the image only when all of it is there. */
typedef struct
{
  OverpaintPlace    place;
  GimpLayer       **layers;     /* as many as there are results, ended by NULL */
  GimpLayer       **parents;    /* for each of them its group within the group, or NULL */
  GimpLayer        *group;
} Insertion;

G_DEFINE_QUARK (overpaint-insertion-error-quark, overpaint_insertion_error)

/**
 * overpaint_insertion_set_error:
 * @error: return location for an %OVERPAINT_INSERTION_ERROR_FAILED
 *
 * Notes that GIMP has just refused something.
 */
void
overpaint_insertion_set_error (GError **error)
{
  g_set_error (error, OVERPAINT_INSERTION_ERROR, OVERPAINT_INSERTION_ERROR_FAILED,
               _("GIMP could not make the layer: %s"), gimp_pdb_get_last_error (gimp_get_pdb ()));
}

static void
delete_detached (GimpLayer *layer)
{
  if (gimp_item_is_valid (GIMP_ITEM (layer)) && gimp_item_get_parent (GIMP_ITEM (layer)) == NULL)
    gimp_item_delete (GIMP_ITEM (layer));
}

/* Takes back what an insertion that failed has left behind: what hangs in the
 * image, with what is in it, and what never got there.
 */
static void
insertion_discard (Insertion *insertion)
{
  GimpImage *image = insertion->place.image;
  GimpLayer *group = insertion->group;
  gint       i;

  if (group != NULL && gimp_image_get_item_position (image, GIMP_ITEM (group)) >= 0)
    gimp_image_remove_layer (image, group);
  else if (group != NULL)
    gimp_item_delete (GIMP_ITEM (group));

  for (i = 0; insertion->layers[i] != NULL; i++)
    {
      delete_detached (insertion->layers[i]);

      if (insertion->parents[i] != NULL && (i == 0 || insertion->parents[i] != insertion->parents[i - 1]))
        delete_detached (insertion->parents[i]);
    }
}

/* Results of the same group stand side by side. */
static gboolean
make_group_within (Insertion             *insertion,
                   const OverpaintResult *results,
                   guint                  i)
{
  if (results[i].group == NULL)
    return TRUE;

  if (i > 0 && g_strcmp0 (results[i].group, results[i - 1].group) == 0)
    insertion->parents[i] = insertion->parents[i - 1];
  else
    insertion->parents[i] = GIMP_LAYER (gimp_group_layer_new (insertion->place.image, results[i].group));

  return insertion->parents[i] != NULL;
}

/* Everything that takes time happens here, to layers that no image shows yet. */
static gboolean
insertion_make (Insertion              *insertion,
                OverpaintSource        *source,
                const OverpaintResult  *results,
                guint                   n_results,
                const gchar            *group_name)
{
  gboolean shown = FALSE;
  guint    i;

  if (n_results > 1 || results[0].group != NULL)
    {
      insertion->group = GIMP_LAYER (gimp_group_layer_new (insertion->place.image, group_name));
      if (insertion->group == NULL)
        return FALSE;
    }

  for (i = 0; i < n_results; i++)
    {
      insertion->layers[i] = overpaint_painted_layer_new (insertion->place.image, source, &results[i]);

      if (insertion->layers[i] == NULL ||
          ! gimp_item_set_visible (GIMP_ITEM (insertion->layers[i]), ! shown && ! results[i].hidden) ||
          ! make_group_within (insertion, results, i))
        return FALSE;

      shown |= ! results[i].hidden;
    }

  return TRUE;
}

static gboolean
insertion_hang (Insertion       *insertion,
                OverpaintSource *source)
{
  OverpaintPlace place    = insertion->place;
  gint           n_within = 0;
  guint          i;

  if (insertion->group != NULL)
    {
      if (! gimp_image_insert_layer (place.image, insertion->group, place.parent, place.position))
        return FALSE;

      place.parent   = insertion->group;
      place.position = 0;
    }

  for (i = 0; insertion->layers[i] != NULL; i++)
    {
      GimpLayer *within = insertion->parents[i];

      if (within != NULL && within != place.parent)
        {
          if (! gimp_image_insert_layer (place.image, within, insertion->group, n_within++))
            return FALSE;

          place.parent   = within;
          place.position = 0;
        }

      if (! overpaint_painted_layer_insert (insertion->layers[i], source, &place))
        return FALSE;

      place.position++;
    }

  return TRUE;
}

/**
 * overpaint_insertion_find_place:
 * @source: a source
 * @place: (out caller-allocates): right above its layer, in the same group
 *
 * The artist may have gone on meanwhile: the layer may have moved, or be gone.
 *
 * Returns: whether there is such a place; %FALSE too where the image can take no colours any more
 */
gboolean
overpaint_insertion_find_place (OverpaintSource *source,
                                OverpaintPlace  *place)
{
  GimpLayer           *layer     = overpaint_source_find_layer (source);
  const GeglRectangle *rectangle = overpaint_source_get_rectangle (source);

  place->image = overpaint_source_find_image (source);

  if (place->image == NULL || layer == NULL ||
      gimp_image_get_base_type (place->image) == GIMP_INDEXED)
    return FALSE;

  place->parent   = GIMP_LAYER (gimp_item_get_parent (GIMP_ITEM (layer)));
  place->position = gimp_image_get_item_position (place->image, GIMP_ITEM (layer));
  gimp_drawable_get_offsets (GIMP_DRAWABLE (layer), &place->offset_x, &place->offset_y);
  place->offset_x += rectangle->x;
  place->offset_y += rectangle->y;

  return TRUE;
}

/**
 * overpaint_insertion_insert:
 * @source: where the pictures came from
 * @results: (array length=n_results): the pictures, at least one; those of one group side by side
 * @n_results: how many
 * @group_name: name of the layer group that holds more than one, or groups
 * @new_image: (out) (transfer full) (nullable): an image of their own, where the source's image
 *   or layer is gone, or can take no colours any more; else %NULL
 * @error: return location for an #OverpaintInsertionError
 *
 * Brings pictures in, right above the source, at its place, with its alpha, and with a
 * mask where something was selected. The first that is not hidden is shown. What was
 * selected in the image stays selected. It is one undo step; a new image has none.
 *
 * Returns: (transfer container) (array zero-terminated=1) (nullable): the layers, in the order of
 *   @results, or %NULL where GIMP refused one; then the image has none of them
 */
GimpLayer **
overpaint_insertion_insert (OverpaintSource        *source,
                            const OverpaintResult  *results,
                            guint                   n_results,
                            const gchar            *group_name,
                            GimpImage             **new_image,
                            GError                **error)
{
  g_autofree GimpLayer **layers    = g_new0 (GimpLayer *, n_results + 1);
  g_autofree GimpLayer **parents   = g_new0 (GimpLayer *, n_results + 1);
  g_autofree GimpLayer **selected  = NULL;
  Insertion              insertion = { { NULL, }, layers, parents, NULL };
  GimpImage             *image;
  gboolean               inserted;

  *new_image = NULL;

  if (! overpaint_insertion_find_place (source, &insertion.place))
    {
      *new_image      = overpaint_source_new_image (source);
      insertion.place = (OverpaintPlace) { *new_image, };
      /* An image begins with what it holds: undo must not lead to an empty one. */
      gimp_image_undo_disable (*new_image);
    }

  image = insertion.place.image;

  if (! insertion_make (&insertion, source, results, n_results, group_name))
    {
      overpaint_insertion_set_error (error);
      insertion_discard (&insertion);
      if (*new_image != NULL)
        gimp_image_delete (g_steal_pointer (new_image));
      return NULL;
    }

  selected = gimp_image_get_selected_layers (image);
  if (*new_image == NULL)
    gimp_image_undo_group_start (image);

  inserted = insertion_hang (&insertion, source);
  if (! inserted)
    {
      overpaint_insertion_set_error (error);
      insertion_discard (&insertion);
    }

  if (*new_image == NULL)
    {
      gimp_image_set_selected_layers (image, (const GimpLayer **) selected);
      gimp_image_undo_group_end (image);
    }
  else if (inserted)
    {
      gimp_image_undo_enable (*new_image);
    }
  else
    {
      gimp_image_delete (g_steal_pointer (new_image));
    }

  return inserted ? g_steal_pointer (&layers) : NULL;
}
