/* layer-canvas.c: a GIMP image as a window sees it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bring-in.h"
#include "choice.h"
#include "layer-canvas.h"
#include "layer-look.h"
#include "run-flip.h"
#include "run-layers.h"
#include "run-tidy.h"

struct _OverpaintLayerCanvas
{
  GObject    parent_instance;

  gint       image_id;
  gchar     *name;        /* as it was last seen */
  GPtrArray *adopted;     /* OverpaintRunLayers of the runs that are still there */
};

static void overpaint_layer_canvas_canvas_init (OverpaintCanvasInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OverpaintLayerCanvas, overpaint_layer_canvas, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OVERPAINT_TYPE_CANVAS, overpaint_layer_canvas_canvas_init))

/* A run holds all its pictures at their full size: it must not live on for the canvas alone. */
static void
on_run_gone (gpointer  user_data,
             GObject  *run)
{
  OverpaintLayerCanvas *self = user_data;
  guint                 i;

  for (i = 0; i < self->adopted->len; i++)
    {
      if ((GObject *) overpaint_run_layers_get_run (g_ptr_array_index (self->adopted, i)) == run)
        {
          g_ptr_array_remove_index (self->adopted, i);
          return;
        }
    }
}

static void
overpaint_layer_canvas_finalize (GObject *object)
{
  OverpaintLayerCanvas *self = OVERPAINT_LAYER_CANVAS (object);
  guint                 i;

  for (i = 0; i < self->adopted->len; i++)
    g_object_weak_unref (G_OBJECT (overpaint_run_layers_get_run (g_ptr_array_index (self->adopted, i))),
                         on_run_gone, self);

  g_clear_pointer (&self->adopted, g_ptr_array_unref);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (overpaint_layer_canvas_parent_class)->finalize (object);
}

static void
overpaint_layer_canvas_class_init (OverpaintLayerCanvasClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = overpaint_layer_canvas_finalize;
}

static void
overpaint_layer_canvas_init (OverpaintLayerCanvas *self)
{
  self->adopted = g_ptr_array_new_with_free_func ((GDestroyNotify) overpaint_run_layers_free);
}

/* The newest first, as it is what the artist is busy with. */
static OverpaintRunLayers *
overpaint_layer_canvas_find_run (OverpaintLayerCanvas *self,
                                 OverpaintRun         *run)
{
  guint i;

  for (i = self->adopted->len; i > 0; i--)
    {
      OverpaintRunLayers *layers = g_ptr_array_index (self->adopted, i - 1);

      if (overpaint_run_layers_get_run (layers) == run)
        return layers;
    }

  return NULL;
}

static OverpaintRunLayers *
overpaint_layer_canvas_find_owner (OverpaintLayerCanvas *self,
                                   OverpaintVariation   *variation)
{
  guint i;

  for (i = self->adopted->len; i > 0; i--)
    {
      OverpaintRunLayers *layers = g_ptr_array_index (self->adopted, i - 1);

      if (overpaint_run_layers_owns (layers, variation))
        return layers;
    }

  return NULL;
}

/* Where the pictures of a run have opened as an image of their own because the canvas's had been closed,
 * that is the artist's image from now on.
 */
static void
overpaint_layer_canvas_move (OverpaintLayerCanvas *self,
                             OverpaintRunLayers   *layers)
{
  GimpImage *image = overpaint_run_layers_find_image (layers, NULL);

  if (image == NULL || overpaint_run_layers_get_image (self->image_id, NULL) != NULL)
    return;

  self->image_id = gimp_image_get_id (image);
  overpaint_canvas_moved (OVERPAINT_CANVAS (self));
}

static gboolean
overpaint_layer_canvas_is_open (OverpaintCanvas *canvas,
                                OverpaintRun    *run)
{
  OverpaintRunLayers *layers = overpaint_layer_canvas_find_run (OVERPAINT_LAYER_CANVAS (canvas), run);

  g_return_val_if_fail (layers != NULL, FALSE);

  return overpaint_run_layers_find_image (layers, NULL) != NULL;
}

static OverpaintCanvasView *
overpaint_layer_canvas_look (OverpaintCanvas *canvas,
                             gint             side)
{
  OverpaintLayerCanvas *self  = OVERPAINT_LAYER_CANVAS (canvas);
  OverpaintCanvasView  *view  = g_new0 (OverpaintCanvasView, 1);
  g_autoptr (GError)    error = NULL;
  GimpImage            *image = overpaint_run_layers_get_image (self->image_id, &error);

  if (image != NULL)
    {
      g_free (self->name);
      self->name = gimp_image_get_name (image);
      overpaint_layer_look (image, side, view);
    }
  else
    {
      view->problem = g_strdup (error->message);
    }

  view->image_name = g_strdup (self->name);

  return view;
}

static gboolean
overpaint_layer_canvas_bring_in (OverpaintCanvas  *canvas,
                                 OverpaintRun     *run,
                                 GError          **error)
{
  OverpaintLayerCanvas *self   = OVERPAINT_LAYER_CANVAS (canvas);
  OverpaintRunLayers   *layers = overpaint_layer_canvas_find_run (self, run);

  g_return_val_if_fail (layers != NULL, FALSE);

  if (! overpaint_bring_in_all (layers, error))
    return FALSE;

  overpaint_layer_canvas_move (self, layers);

  return TRUE;
}

static gboolean
overpaint_layer_canvas_bring_back (OverpaintCanvas     *canvas,
                                   OverpaintVariation  *variation,
                                   GError             **error)
{
  OverpaintLayerCanvas *self   = OVERPAINT_LAYER_CANVAS (canvas);
  OverpaintRunLayers   *layers = overpaint_layer_canvas_find_owner (self, variation);

  g_return_val_if_fail (layers != NULL, FALSE);

  if (! overpaint_bring_in_anew (layers, variation, error))
    return FALSE;

  overpaint_layer_canvas_move (self, layers);

  return TRUE;
}

static OverpaintPlacement
overpaint_layer_canvas_get_placement (OverpaintCanvas    *canvas,
                                      OverpaintVariation *variation)
{
  OverpaintRunLayers *layers = overpaint_layer_canvas_find_owner (OVERPAINT_LAYER_CANVAS (canvas), variation);

  return layers != NULL ? overpaint_run_layers_get_placement (layers, variation) : OVERPAINT_PLACEMENT_NOT_YET;
}

static gboolean
overpaint_layer_canvas_show (OverpaintCanvas     *canvas,
                             OverpaintRun        *run,
                             OverpaintVariation  *variation,
                             GError             **error)
{
  OverpaintRunLayers *layers = overpaint_layer_canvas_find_run (OVERPAINT_LAYER_CANVAS (canvas), run);

  g_return_val_if_fail (layers != NULL, FALSE);

  return overpaint_run_flip_show (layers, variation, error);
}

static OverpaintVariation *
overpaint_layer_canvas_get_shown (OverpaintCanvas *canvas,
                                  OverpaintRun    *run)
{
  OverpaintRunLayers *layers = overpaint_layer_canvas_find_run (OVERPAINT_LAYER_CANVAS (canvas), run);

  return layers != NULL ? overpaint_run_flip_get_shown (layers) : NULL;
}

static gdouble
overpaint_layer_canvas_get_blend (OverpaintCanvas    *canvas,
                                  OverpaintVariation *variation)
{
  OverpaintRunLayers *layers = overpaint_layer_canvas_find_owner (OVERPAINT_LAYER_CANVAS (canvas), variation);

  return layers != NULL ? overpaint_run_flip_get_blend (layers, variation) : 1.0;
}

static gboolean
overpaint_layer_canvas_drag_blend (OverpaintCanvas     *canvas,
                                   OverpaintVariation  *variation,
                                   gdouble              blend,
                                   GError             **error)
{
  OverpaintRunLayers *layers = overpaint_layer_canvas_find_owner (OVERPAINT_LAYER_CANVAS (canvas), variation);

  g_return_val_if_fail (layers != NULL, FALSE);

  return overpaint_run_flip_drag_blend (layers, variation, blend, error);
}

static gboolean
overpaint_layer_canvas_set_blend (OverpaintCanvas     *canvas,
                                  OverpaintVariation  *variation,
                                  gdouble              blend,
                                  GError             **error)
{
  OverpaintRunLayers *layers = overpaint_layer_canvas_find_owner (OVERPAINT_LAYER_CANVAS (canvas), variation);

  g_return_val_if_fail (layers != NULL, FALSE);

  return overpaint_run_flip_set_blend (layers, variation, blend, error);
}

static gboolean
overpaint_layer_canvas_remove (OverpaintCanvas  *canvas,
                               OverpaintRun     *run,
                               GPtrArray        *variations,
                               GError          **error)
{
  OverpaintRunLayers *layers = overpaint_layer_canvas_find_run (OVERPAINT_LAYER_CANVAS (canvas), run);

  g_return_val_if_fail (layers != NULL, FALSE);

  return overpaint_run_tidy_remove (layers, variations, error);
}

static gboolean
overpaint_layer_canvas_keep_only (OverpaintCanvas     *canvas,
                                  OverpaintRun        *run,
                                  OverpaintVariation  *variation,
                                  GError             **error)
{
  OverpaintRunLayers *layers = overpaint_layer_canvas_find_run (OVERPAINT_LAYER_CANVAS (canvas), run);

  g_return_val_if_fail (layers != NULL, FALSE);

  return overpaint_run_tidy_keep_only (layers, variation, error);
}

static void
overpaint_layer_canvas_canvas_init (OverpaintCanvasInterface *iface)
{
  iface->is_open       = overpaint_layer_canvas_is_open;
  iface->look          = overpaint_layer_canvas_look;
  iface->bring_in      = overpaint_layer_canvas_bring_in;
  iface->bring_back    = overpaint_layer_canvas_bring_back;
  iface->get_placement = overpaint_layer_canvas_get_placement;
  iface->show          = overpaint_layer_canvas_show;
  iface->get_shown     = overpaint_layer_canvas_get_shown;
  iface->get_blend     = overpaint_layer_canvas_get_blend;
  iface->drag_blend    = overpaint_layer_canvas_drag_blend;
  iface->set_blend     = overpaint_layer_canvas_set_blend;
  iface->remove        = overpaint_layer_canvas_remove;
  iface->keep_only     = overpaint_layer_canvas_keep_only;
}

/**
 * overpaint_layer_canvas_new:
 * @image: an image
 *
 * GEGL must have been initialised. All of it is called on the main thread.
 *
 * Returns: (transfer full): a canvas for that image, which may be closed at any time
 */
OverpaintLayerCanvas *
overpaint_layer_canvas_new (GimpImage *image)
{
  OverpaintLayerCanvas *self = g_object_new (OVERPAINT_TYPE_LAYER_CANVAS, NULL);

  self->image_id = gimp_image_get_id (image);
  self->name     = gimp_image_get_name (image);

  return self;
}

/**
 * overpaint_layer_canvas_take:
 * @self: a canvas
 * @error: return location for an #OverpaintSourceError, an #OverpaintRunLayersError where the image
 *   has been closed, or a picture room's error; its message is a sentence for the artist
 *
 * Takes out the layer that is chosen in the image at this moment, or the part of it around the
 * selection.
 *
 * Returns: (transfer full) (nullable): what a run is made of
 */
OverpaintSource *
overpaint_layer_canvas_take (OverpaintLayerCanvas  *self,
                             GError               **error)
{
  GimpImage    *image    = overpaint_run_layers_get_image (self->image_id, error);
  GimpDrawable *drawable = image != NULL ? overpaint_choice_find_drawable (image, error) : NULL;

  return drawable != NULL ? overpaint_source_new (image, drawable, NULL, error) : NULL;
}

/**
 * overpaint_layer_canvas_adopt:
 * @self: a canvas
 * @run: a run, which it has not adopted yet
 * @source: what the run was started with
 *
 * Makes the run one of the canvas's own: what is asked of the canvas for a run or its pictures, is
 * asked for runs that it has adopted. It forgets a run that nobody else keeps.
 */
void
overpaint_layer_canvas_adopt (OverpaintLayerCanvas *self,
                              OverpaintRun         *run,
                              OverpaintSource      *source)
{
  g_return_if_fail (overpaint_layer_canvas_find_run (self, run) == NULL);

  g_ptr_array_add (self->adopted, overpaint_run_layers_new (run, source));
  g_object_weak_ref (G_OBJECT (run), on_run_gone, self);
}

/**
 * overpaint_layer_canvas_is_elsewhere:
 * @self: a canvas
 * @run: a run that has been adopted, and brought in
 *
 * Returns: whether its pictures have opened as an image of their own, because theirs had been closed,
 *   had lost the layer, or could take no colours any more
 */
gboolean
overpaint_layer_canvas_is_elsewhere (OverpaintLayerCanvas *self,
                                     OverpaintRun         *run)
{
  OverpaintRunLayers *layers = overpaint_layer_canvas_find_run (self, run);
  GimpImage          *image  = layers != NULL ? overpaint_run_layers_find_image (layers, NULL) : NULL;

  return image != NULL && image != overpaint_source_find_image (overpaint_run_layers_get_source (layers));
}

/**
 * overpaint_layer_canvas_get_image:
 * @self: a canvas
 *
 * Returns: (transfer none) (nullable): the image that it is about, where it is still open
 */
GimpImage *
overpaint_layer_canvas_get_image (OverpaintLayerCanvas *self)
{
  return overpaint_run_layers_get_image (self->image_id, NULL);
}
