/* fake-canvas.h: an image for tests that notes what was done to it, and runs that are filled by hand
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "canvas.h"
#include "catalogue.h"
#include "picture-tools.h"
#include "server.h"

#define FAKE_TYPE_CANVAS (fake_canvas_get_type ())

G_DECLARE_FINAL_TYPE (FakeCanvas, fake_canvas, FAKE, CANVAS, GObject)

struct _FakeCanvas
{
  GObject             parent_instance;

  gboolean            is_closed;  /* see fake_canvas_close() */
  const gchar        *refusal;   /* what every change fails with */
  OverpaintVariation *shown;
  GHashTable         *layers;    /* OverpaintVariation to its blend in percent */
  GHashTable         *removed;   /* OverpaintVariation */
  GHashTable         *lost;      /* OverpaintVariation that were in an image which has been closed */
  GString            *calls;     /* "show 11; remove 12 13; " */
};

static void fake_canvas_fill_in (OverpaintCanvasInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeCanvas, fake_canvas, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OVERPAINT_TYPE_CANVAS, fake_canvas_fill_in))

static void
fake_canvas_finalize (GObject *object)
{
  FakeCanvas *self = FAKE_CANVAS (object);

  g_hash_table_unref (self->layers);
  g_hash_table_unref (self->removed);
  g_hash_table_unref (self->lost);
  g_string_free (self->calls, TRUE);

  G_OBJECT_CLASS (fake_canvas_parent_class)->finalize (object);
}

static void
fake_canvas_class_init (FakeCanvasClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_canvas_finalize;
}

static void
fake_canvas_init (FakeCanvas *self)
{
  self->layers  = g_hash_table_new (NULL, NULL);
  self->removed = g_hash_table_new (NULL, NULL);
  self->lost    = g_hash_table_new (NULL, NULL);
  self->calls   = g_string_new (NULL);
}

static inline FakeCanvas *
fake_canvas_new (void)
{
  return g_object_new (FAKE_TYPE_CANVAS, NULL);
}

/* What was done since the last time this was asked. */
static inline gchar *
fake_canvas_take_calls (FakeCanvas *self)
{
  gchar *calls = g_strdup (self->calls->str);

  g_string_truncate (self->calls, 0);

  return calls;
}

#define assert_calls(canvas, expected)                                  \
  G_STMT_START                                                          \
    {                                                                   \
      g_autofree gchar *calls_made = fake_canvas_take_calls (canvas);   \
                                                                        \
      g_assert_cmpstr (calls_made, ==, expected);                       \
    }                                                                   \
  G_STMT_END

static inline gboolean
fake_canvas_change (FakeCanvas   *self,
                    GError      **error,
                    const gchar  *format,
                    ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (self->calls, format, arguments);
  g_string_append (self->calls, "; ");
  va_end (arguments);

  if (self->refusal == NULL)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, self->refusal);

  return FALSE;
}

/* As if the artist had deleted a layer in GIMP. */
static inline void
fake_canvas_delete (FakeCanvas         *self,
                    OverpaintVariation *variation)
{
  g_hash_table_remove (self->layers, variation);
  g_hash_table_add (self->removed, variation);

  if (self->shown == variation)
    self->shown = NULL;
}

/* As if the artist had closed the image in GIMP. */
static inline void
fake_canvas_close (FakeCanvas *self)
{
  GHashTable     *tables[] = { self->layers, self->removed };
  GHashTableIter  iter;
  gpointer        variation;
  guint           i;

  for (i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_hash_table_iter_init (&iter, tables[i]);
      while (g_hash_table_iter_next (&iter, &variation, NULL))
        g_hash_table_add (self->lost, variation);
      g_hash_table_remove_all (tables[i]);
    }

  self->is_closed = TRUE;
  self->shown     = NULL;
}

static gboolean
fake_canvas_is_open (OverpaintCanvas *canvas,
                     OverpaintRun    *run)
{
  return ! FAKE_CANVAS (canvas)->is_closed;
}

static OverpaintCanvasView *
fake_canvas_look (OverpaintCanvas *canvas,
                  gint             side)
{
  return g_new0 (OverpaintCanvasView, 1);
}

static OverpaintPlacement
fake_canvas_get_placement (OverpaintCanvas    *canvas,
                           OverpaintVariation *variation)
{
  FakeCanvas *self = FAKE_CANVAS (canvas);

  if (g_hash_table_contains (self->layers, variation))
    return OVERPAINT_PLACEMENT_LAYER;

  if (g_hash_table_contains (self->lost, variation))
    return OVERPAINT_PLACEMENT_CLOSED;

  return g_hash_table_contains (self->removed, variation) ? OVERPAINT_PLACEMENT_REMOVED
                                                          : OVERPAINT_PLACEMENT_NOT_YET;
}

/* Pictures that come in have an image to be in. */
static void
fake_canvas_reopen (FakeCanvas *self)
{
  if (! self->is_closed)
    return;

  self->is_closed = FALSE;
  overpaint_canvas_moved (OVERPAINT_CANVAS (self));
}

static gboolean
fake_canvas_bring_in (OverpaintCanvas  *canvas,
                      OverpaintRun     *run,
                      GError          **error)
{
  FakeCanvas *self = FAKE_CANVAS (canvas);
  guint       i;

  if (! fake_canvas_change (self, error, "bring in"))
    return FALSE;

  for (i = 0; i < overpaint_run_get_n_variations (run); i++)
    {
      OverpaintVariation *variation = overpaint_run_get_variation (run, i);

      if (overpaint_variation_get_state (variation) != OVERPAINT_VARIATION_DONE ||
          fake_canvas_get_placement (canvas, variation) != OVERPAINT_PLACEMENT_NOT_YET)
        continue;

      g_hash_table_insert (self->layers, variation, GINT_TO_POINTER (100));
      if (self->shown == NULL)
        self->shown = variation;
    }

  fake_canvas_reopen (self);

  return TRUE;
}

static gboolean
fake_canvas_bring_back (OverpaintCanvas     *canvas,
                        OverpaintVariation  *variation,
                        GError             **error)
{
  FakeCanvas *self = FAKE_CANVAS (canvas);

  if (! fake_canvas_change (self, error, "bring back %" G_GINT64_FORMAT, overpaint_variation_get_seed (variation)))
    return FALSE;

  g_hash_table_remove (self->removed, variation);
  g_hash_table_remove (self->lost, variation);
  g_hash_table_insert (self->layers, variation, GINT_TO_POINTER (100));
  fake_canvas_reopen (self);

  return TRUE;
}

static gboolean
fake_canvas_show (OverpaintCanvas     *canvas,
                  OverpaintRun        *run,
                  OverpaintVariation  *variation,
                  GError             **error)
{
  FakeCanvas *self = FAKE_CANVAS (canvas);

  if (variation == NULL && ! fake_canvas_change (self, error, "show the source"))
    return FALSE;

  if (variation != NULL &&
      ! fake_canvas_change (self, error, "show %" G_GINT64_FORMAT, overpaint_variation_get_seed (variation)))
    return FALSE;

  g_assert_true (variation == NULL || g_hash_table_contains (self->layers, variation));
  self->shown = variation;

  return TRUE;
}

static OverpaintVariation *
fake_canvas_get_shown (OverpaintCanvas *canvas,
                       OverpaintRun    *run)
{
  return FAKE_CANVAS (canvas)->shown;
}

static gdouble
fake_canvas_get_blend (OverpaintCanvas    *canvas,
                       OverpaintVariation *variation)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (FAKE_CANVAS (canvas)->layers, variation)) / 100.0;
}

static gboolean
fake_canvas_drag_blend (OverpaintCanvas     *canvas,
                        OverpaintVariation  *variation,
                        gdouble              blend,
                        GError             **error)
{
  return fake_canvas_change (FAKE_CANVAS (canvas), error, "drag %" G_GINT64_FORMAT " to %.0f",
                             overpaint_variation_get_seed (variation), blend * 100.0);
}

static gboolean
fake_canvas_set_blend (OverpaintCanvas     *canvas,
                       OverpaintVariation  *variation,
                       gdouble              blend,
                       GError             **error)
{
  FakeCanvas *self = FAKE_CANVAS (canvas);

  if (! fake_canvas_change (self, error, "blend %" G_GINT64_FORMAT " to %.0f",
                            overpaint_variation_get_seed (variation), blend * 100.0))
    return FALSE;

  g_hash_table_insert (self->layers, variation, GINT_TO_POINTER ((gint) (blend * 100.0 + 0.5)));

  return TRUE;
}

static gboolean
fake_canvas_remove (OverpaintCanvas  *canvas,
                    OverpaintRun     *run,
                    GPtrArray        *variations,
                    GError          **error)
{
  FakeCanvas            *self  = FAKE_CANVAS (canvas);
  g_autoptr (GString)    seeds = g_string_new (NULL);
  guint                  i;

  for (i = 0; i < variations->len; i++)
    g_string_append_printf (seeds, " %" G_GINT64_FORMAT,
                            overpaint_variation_get_seed (g_ptr_array_index (variations, i)));

  if (! fake_canvas_change (self, error, "remove%s", seeds->str))
    return FALSE;

  for (i = 0; i < variations->len; i++)
    fake_canvas_delete (self, g_ptr_array_index (variations, i));

  return TRUE;
}

static gboolean
fake_canvas_keep_only (OverpaintCanvas     *canvas,
                       OverpaintRun        *run,
                       OverpaintVariation  *variation,
                       GError             **error)
{
  FakeCanvas *self = FAKE_CANVAS (canvas);
  guint       i;

  if (! fake_canvas_change (self, error, "keep only %" G_GINT64_FORMAT, overpaint_variation_get_seed (variation)))
    return FALSE;

  for (i = 0; i < overpaint_run_get_n_variations (run); i++)
    {
      OverpaintVariation *other = overpaint_run_get_variation (run, i);

      if (other != variation && g_hash_table_contains (self->layers, other))
        fake_canvas_delete (self, other);
    }

  return TRUE;
}

static void
fake_canvas_fill_in (OverpaintCanvasInterface *iface)
{
  iface->is_open       = fake_canvas_is_open;
  iface->look          = fake_canvas_look;
  iface->bring_in      = fake_canvas_bring_in;
  iface->bring_back    = fake_canvas_bring_back;
  iface->get_placement = fake_canvas_get_placement;
  iface->show          = fake_canvas_show;
  iface->get_shown     = fake_canvas_get_shown;
  iface->get_blend     = fake_canvas_get_blend;
  iface->drag_blend    = fake_canvas_drag_blend;
  iface->set_blend     = fake_canvas_set_blend;
  iface->remove        = fake_canvas_remove;
  iface->keep_only     = fake_canvas_keep_only;
}

static inline OverpaintRequest *
hand_request (gint seed,
              gint images)
{
  g_autoptr (OverpaintRequest)  open  = NULL;
  g_autoptr (GError)            error = NULL;
  OverpaintRequest             *request;
  GVariantDict                  values;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "model", "s", "stabilityai/sd-turbo");
  g_variant_dict_insert (&values, "seed", "i", seed);
  g_variant_dict_insert (&values, "images", "i", images);
  open = overpaint_request_new (overpaint_pipeline_image_to_image (), g_variant_dict_end (&values), &error);
  g_assert_no_error (error);
  request = overpaint_request_resolve (open, overpaint_catalogue_lookup ("stabilityai/sd-turbo"), 0, &error);
  g_assert_no_error (error);

  return request;
}

/* A run that is never started: its pictures come from hand_deliver(). No server is asked. */
static inline OverpaintRun *
hand_grid (gint           seed,
           gint           images,
           OverpaintAxis *axis)
{
  OverpaintServerSettings      settings = { .address = "http://127.0.0.1:9", .kind = OVERPAINT_SERVER_RUNNER };
  g_autoptr (GError)           error    = NULL;
  g_autoptr (OverpaintServer)  server   = overpaint_server_new (&settings, &error);
  g_autoptr (OverpaintRequest) request  = hand_request (seed, images);
  g_autoptr (OverpaintPixels)  pixels   = make_filled (8, 8, 3, 128);
  OverpaintRun                *run;

  g_assert_no_error (error);
  run = overpaint_run_new (server, request, axis, pixels, &error);
  g_assert_no_error (error);

  return run;
}

static inline OverpaintRun *
hand_run (gint seed,
          gint images)
{
  return hand_grid (seed, images, NULL);
}

static inline OverpaintVariation *
hand_start (OverpaintRun *run,
            guint         index)
{
  OverpaintVariation *variation = overpaint_run_get_variation (run, index);

  if (overpaint_variation_get_state (variation) != OVERPAINT_VARIATION_RUNNING)
    overpaint_variation_start (variation);

  g_signal_emit_by_name (run, "changed");

  return variation;
}

static inline OverpaintVariation *
hand_deliver_pixels (OverpaintRun    *run,
                     guint            index,
                     OverpaintPixels *pixels,
                     gboolean         flagged)
{
  OverpaintVariation *variation = hand_start (run, index);

  overpaint_variation_complete (variation, pixels, overpaint_variation_get_seed (variation), flagged, FALSE);
  g_signal_emit_by_name (run, "changed");

  return variation;
}

static inline OverpaintVariation *
hand_deliver (OverpaintRun *run,
              guint         index,
              gboolean      flagged)
{
  g_autoptr (OverpaintPixels) pixels = make_filled (8, 8, 3, (guint8) (20 + 20 * (index % 10)));

  return hand_deliver_pixels (run, index, pixels, flagged);
}

static inline void
hand_fail (OverpaintRun *run,
           guint         index,
           gint          code,
           const gchar  *reason)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, code, reason);

  overpaint_variation_fail (hand_start (run, index), error);
  g_signal_emit_by_name (run, "changed");
}
