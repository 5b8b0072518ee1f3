/* test-canvas.c: tests of the way from a window to whoever knows the layers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "canvas.h"
#include "picture-tools.h"

/* A canvas that writes down what it is told, and knows nothing. */
#define TEST_TYPE_CANVAS (test_canvas_get_type ())
G_DECLARE_FINAL_TYPE (TestCanvas, test_canvas, TEST, CANVAS, GObject)

struct _TestCanvas
{
  GObject  parent_instance;

  GString *told;
};

static void
tell (OverpaintCanvas *canvas,
      const gchar     *what,
      gconstpointer    first,
      gconstpointer    second)
{
  g_string_append_printf (TEST_CANVAS (canvas)->told, "%s %p %p\n", what, first, second);
}

static gboolean
fake_is_open (OverpaintCanvas *canvas,
              OverpaintRun    *run)
{
  tell (canvas, "is-open", run, NULL);

  return TRUE;
}

static OverpaintCanvasView *
fake_look (OverpaintCanvas *canvas,
           gint             side)
{
  OverpaintCanvasView *view = g_new0 (OverpaintCanvasView, 1);

  tell (canvas, "look", GINT_TO_POINTER (side), NULL);
  view->image_name = g_strdup ("image");
  view->layer_name = g_strdup ("layer");
  view->problem    = g_strdup ("none");
  view->thumbnail  = make_filled (2, 2, 4, 9);

  return view;
}

static gboolean
fake_bring_in (OverpaintCanvas  *canvas,
               OverpaintRun     *run,
               GError          **error)
{
  tell (canvas, "bring-in", run, error);

  return TRUE;
}

static gboolean
fake_bring_back (OverpaintCanvas     *canvas,
                 OverpaintVariation  *variation,
                 GError             **error)
{
  tell (canvas, "bring-back", variation, error);

  return TRUE;
}

static OverpaintPlacement
fake_get_placement (OverpaintCanvas    *canvas,
                    OverpaintVariation *variation)
{
  tell (canvas, "get-placement", variation, NULL);

  return OVERPAINT_PLACEMENT_REMOVED;
}

static gboolean
fake_show (OverpaintCanvas     *canvas,
           OverpaintRun        *run,
           OverpaintVariation  *variation,
           GError             **error)
{
  tell (canvas, "show", run, variation);

  return TRUE;
}

static OverpaintVariation *
fake_get_shown (OverpaintCanvas *canvas,
                OverpaintRun    *run)
{
  tell (canvas, "get-shown", run, NULL);

  return (OverpaintVariation *) canvas;
}

static gdouble
fake_get_blend (OverpaintCanvas    *canvas,
                OverpaintVariation *variation)
{
  tell (canvas, "get-blend", variation, NULL);

  return 0.25;
}

static gboolean
fake_drag_blend (OverpaintCanvas     *canvas,
                 OverpaintVariation  *variation,
                 gdouble              blend,
                 GError             **error)
{
  tell (canvas, "drag-blend", variation, GINT_TO_POINTER ((gint) (blend * 8)));

  return TRUE;
}

static gboolean
fake_set_blend (OverpaintCanvas     *canvas,
                OverpaintVariation  *variation,
                gdouble              blend,
                GError             **error)
{
  tell (canvas, "set-blend", variation, GINT_TO_POINTER ((gint) (blend * 8)));

  return TRUE;
}

static gboolean
fake_remove (OverpaintCanvas  *canvas,
             OverpaintRun     *run,
             GPtrArray        *variations,
             GError          **error)
{
  tell (canvas, "remove", run, variations);

  return TRUE;
}

static gboolean
fake_keep_only (OverpaintCanvas     *canvas,
                OverpaintRun        *run,
                OverpaintVariation  *variation,
                GError             **error)
{
  tell (canvas, "keep-only", run, variation);

  return TRUE;
}

static void
test_canvas_iface_init (OverpaintCanvasInterface *iface)
{
  iface->is_open       = fake_is_open;
  iface->look          = fake_look;
  iface->bring_in      = fake_bring_in;
  iface->bring_back    = fake_bring_back;
  iface->get_placement = fake_get_placement;
  iface->show          = fake_show;
  iface->get_shown     = fake_get_shown;
  iface->get_blend     = fake_get_blend;
  iface->drag_blend    = fake_drag_blend;
  iface->set_blend     = fake_set_blend;
  iface->remove        = fake_remove;
  iface->keep_only     = fake_keep_only;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestCanvas, test_canvas, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OVERPAINT_TYPE_CANVAS, test_canvas_iface_init))

static void
test_canvas_finalize (GObject *object)
{
  g_string_free (TEST_CANVAS (object)->told, TRUE);

  G_OBJECT_CLASS (test_canvas_parent_class)->finalize (object);
}

static void
test_canvas_class_init (TestCanvasClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_canvas_finalize;
}

static void
test_canvas_init (TestCanvas *self)
{
  self->told = g_string_new (NULL);
}

static void
assert_told (OverpaintCanvas *canvas,
             const gchar     *what,
             gconstpointer    first,
             gconstpointer    second)
{
  g_autofree gchar *expected = g_strdup_printf ("%s %p %p\n", what, first, second);

  g_assert_cmpstr (TEST_CANVAS (canvas)->told->str, ==, expected);
  g_string_truncate (TEST_CANVAS (canvas)->told, 0);
}

/* Each call reaches its own place, with what it was given, and its answer comes back. */
static void
test_dispatch (void)
{
  g_autoptr (OverpaintCanvas)      canvas     = g_object_new (TEST_TYPE_CANVAS, NULL);
  g_autoptr (OverpaintCanvasView)  view       = NULL;
  g_autoptr (GPtrArray)            variations = g_ptr_array_new ();
  g_autoptr (GError)               error      = NULL;
  gchar                            room[2];
  OverpaintRun                    *run        = (OverpaintRun *) (gpointer) &room[0];
  OverpaintVariation              *variation  = (OverpaintVariation *) (gpointer) &room[1];

  g_assert_true (overpaint_canvas_is_open (canvas, run));
  assert_told (canvas, "is-open", run, NULL);

  view = overpaint_canvas_look (canvas, 96);
  assert_told (canvas, "look", GINT_TO_POINTER (96), NULL);
  g_assert_cmpstr (view->layer_name, ==, "layer");

  g_assert_true (overpaint_canvas_bring_in (canvas, run, &error));
  assert_told (canvas, "bring-in", run, &error);
  g_assert_true (overpaint_canvas_bring_back (canvas, variation, &error));
  assert_told (canvas, "bring-back", variation, &error);

  g_assert_cmpint ((gint) overpaint_canvas_get_placement (canvas, variation), ==, OVERPAINT_PLACEMENT_REMOVED);
  assert_told (canvas, "get-placement", variation, NULL);

  g_assert_true (overpaint_canvas_show (canvas, run, variation, &error));
  assert_told (canvas, "show", run, variation);
  g_assert_true (overpaint_canvas_show (canvas, run, NULL, &error));
  assert_told (canvas, "show", run, NULL);
  g_assert_true (overpaint_canvas_get_shown (canvas, run) == (gpointer) canvas);
  assert_told (canvas, "get-shown", run, NULL);

  g_assert_cmpfloat (overpaint_canvas_get_blend (canvas, variation), ==, 0.25);
  assert_told (canvas, "get-blend", variation, NULL);
  g_assert_true (overpaint_canvas_drag_blend (canvas, variation, 0.5, &error));
  assert_told (canvas, "drag-blend", variation, GINT_TO_POINTER (4));
  g_assert_true (overpaint_canvas_set_blend (canvas, variation, 0.25, &error));
  assert_told (canvas, "set-blend", variation, GINT_TO_POINTER (2));

  g_assert_true (overpaint_canvas_remove (canvas, run, variations, &error));
  assert_told (canvas, "remove", run, variations);
  g_assert_true (overpaint_canvas_keep_only (canvas, run, variation, &error));
  assert_told (canvas, "keep-only", run, variation);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/canvas/dispatch", test_dispatch);

  return g_test_run ();
}
