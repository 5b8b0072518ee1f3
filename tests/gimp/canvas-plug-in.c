/* canvas-plug-in.c: lets a test drive the canvas: a plug-in that stays, with one procedure
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libgimp/gimp.h>

#include "catalogue.h"
#include "layer-canvas.h"
#include "server.h"

/* GIMP starts it with itself, as it starts every persistent procedure without arguments. The canvas
 * and its runs live as long as it does, from one question to the next:
 *
 *   canvas IMAGE                a canvas for that image; forgets the one before, and its runs
 *   run SERVER IMAGES SEED [VALUES]  takes what is chosen, has a run of it, adopts it; VALUES are strengths
 *   retry RUN VARIATION         asks once more for a picture that failed
 *   bring-in RUN, show RUN VARIATION ...  as canvas.h has them; runs and variations are numbers from 0
 *
 * An answer is what it found, or "! " and the sentence of the error.
 */
#define PERSISTENT "overpaint-canvas-stay"
#define QUESTION   "overpaint-canvas-ask"
#define MODEL      "practice/plain"

struct _CanvasPlugIn
{
  GimpPlugIn parent_instance;
};

G_DECLARE_FINAL_TYPE (CanvasPlugIn, canvas_plug_in, CANVAS, PLUG_IN, GimpPlugIn)
G_DEFINE_FINAL_TYPE (CanvasPlugIn, canvas_plug_in, GIMP_TYPE_PLUG_IN)

static OverpaintLayerCanvas *canvas;
static GPtrArray            *runs;

typedef gchar * (* AnswerFunc) (gchar  **words,
                                GError **error);

static gint
number (const gchar *word)
{
  return (gint) g_ascii_strtoll (word, NULL, 10);
}

static OverpaintRun *
find_run (gchar **words)
{
  return g_ptr_array_index (runs, number (words[1]));
}

/* -1 is none */
static OverpaintVariation *
find_variation (gchar **words,
                guint   which)
{
  gint index = number (words[which]);

  return index < 0 ? NULL : overpaint_run_get_variation (find_run (words), index);
}

static gchar *
answer_canvas (gchar  **words,
               GError **error)
{
  g_clear_object (&canvas);
  g_ptr_array_set_size (runs, 0);
  canvas = overpaint_layer_canvas_new (gimp_image_get_by_id (number (words[1])));

  return g_strdup ("");
}

static void
on_finished (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  overpaint_run_start_finish (OVERPAINT_RUN (source), result, &error);
  g_main_loop_quit (user_data);
}

/* The states of its variations, a letter each. */
static gchar *
wait_for (OverpaintRun *run)
{
  static const gchar      letters[] = "wrdf";
  g_autoptr (GMainLoop)   loop      = g_main_loop_new (NULL, FALSE);
  GString                *states    = g_string_new (NULL);
  guint                   i;

  overpaint_run_start_async (run, NULL, on_finished, loop);
  g_main_loop_run (loop);

  for (i = 0; i < overpaint_run_get_n_variations (run); i++)
    g_string_append_c (states, letters[overpaint_variation_get_state (overpaint_run_get_variation (run, i))]);

  return g_string_free (states, FALSE);
}

static OverpaintRequest *
make_request (gchar  **words,
              GError **error)
{
  g_autoptr (OverpaintRequest) open = NULL;
  GVariantDict                 values;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "model", "s", MODEL);
  g_variant_dict_insert (&values, "prompt", "s", "practice");
  g_variant_dict_insert (&values, "server", "s", words[1]);
  g_variant_dict_insert (&values, "images", "i", number (words[2]));
  g_variant_dict_insert (&values, "seed", "i", number (words[3]));
  open = overpaint_request_new (overpaint_pipeline_image_to_image (), g_variant_dict_end (&values), error);

  return open != NULL ? overpaint_request_resolve (open, overpaint_catalogue_lookup (MODEL), 0, error) : NULL;
}

static gchar *
answer_run (gchar  **words,
            GError **error)
{
  OverpaintServerSettings       settings = { .address = words[1], .kind = OVERPAINT_SERVER_GATEWAY, .parallel = 1 };
  g_autoptr (OverpaintSource)   source   = overpaint_layer_canvas_take (canvas, error);
  g_autoptr (OverpaintRequest)  request  = source != NULL ? make_request (words, error) : NULL;
  g_autoptr (OverpaintServer)   server   = request != NULL ? overpaint_server_new (&settings, error) : NULL;
  g_autoptr (OverpaintAxis)     axis     = NULL;
  g_autoptr (OverpaintRun)      run      = NULL;

  if (server == NULL)
    return NULL;

  if (words[4] != NULL)
    {
      axis = overpaint_axis_new_from_text ("strength", NULL, words[4], error);
      if (axis == NULL)
        return NULL;
    }

  run = overpaint_run_new (server, request, axis, overpaint_source_get_pixels (source), error);
  if (run == NULL)
    return NULL;

  overpaint_layer_canvas_adopt (canvas, run, source);
  g_ptr_array_add (runs, g_object_ref (run));

  return wait_for (run);
}

static gchar *
answer_retry (gchar  **words,
              GError **error)
{
  overpaint_run_retry (find_run (words), find_variation (words, 2));

  return wait_for (find_run (words));
}

static gchar *
answer_forget (gchar  **words,
               GError **error)
{
  g_ptr_array_remove_index (runs, number (words[1]));

  return g_strdup ("");
}

static gchar *
answer_look (gchar  **words,
             GError **error)
{
  g_autoptr (OverpaintCanvasView)  view   = overpaint_canvas_look (OVERPAINT_CANVAS (canvas), number (words[1]));
  GString                         *answer = g_string_new (NULL);
  gsize                            size   = 0;
  gsize                            i;

  g_string_append_printf (answer, "%s\n%s\n%s\n%d\n%d\n%d\n", view->image_name,
                          view->layer_name != NULL ? view->layer_name : "",
                          view->problem != NULL ? view->problem : "",
                          view->width, view->height, view->is_part);

  if (view->thumbnail != NULL)
    {
      g_assert (overpaint_pixels_get_channels (view->thumbnail) == 4);
      g_string_append_printf (answer, "%d\n%d\n", overpaint_pixels_get_width (view->thumbnail),
                              overpaint_pixels_get_height (view->thumbnail));
      size = overpaint_pixels_get_stride (view->thumbnail) * overpaint_pixels_get_height (view->thumbnail);
    }

  for (i = 0; i < size; i++)
    g_string_append_printf (answer, "%02x", overpaint_pixels_get_data (view->thumbnail)[i]);

  return g_string_free (answer, FALSE);
}

static gchar *
answer_open (gchar  **words,
             GError **error)
{
  return g_strdup (overpaint_canvas_is_open (OVERPAINT_CANVAS (canvas), find_run (words)) ? "yes" : "no");
}

/* its id; -1 where it is closed */
static gchar *
answer_image (gchar  **words,
              GError **error)
{
  GimpImage *image = overpaint_layer_canvas_get_image (canvas);

  return g_strdup_printf ("%d", image != NULL ? gimp_image_get_id (image) : -1);
}

static gchar *
answer_elsewhere (gchar  **words,
                  GError **error)
{
  return g_strdup (overpaint_layer_canvas_is_elsewhere (canvas, find_run (words)) ? "yes" : "no");
}

static gchar *
done (gboolean succeeded)
{
  return succeeded ? g_strdup ("") : NULL;
}

static gchar *
answer_bring_in (gchar  **words,
                 GError **error)
{
  return done (overpaint_canvas_bring_in (OVERPAINT_CANVAS (canvas), find_run (words), error));
}

static gchar *
answer_bring_back (gchar  **words,
                   GError **error)
{
  return done (overpaint_canvas_bring_back (OVERPAINT_CANVAS (canvas), find_variation (words, 2), error));
}

static gchar *
answer_placement (gchar  **words,
                  GError **error)
{
  static const gchar * const names[] = { "not-yet", "layer", "removed", "closed" };

  return g_strdup (names[overpaint_canvas_get_placement (OVERPAINT_CANVAS (canvas), find_variation (words, 2))]);
}

static gchar *
answer_show (gchar  **words,
             GError **error)
{
  return done (overpaint_canvas_show (OVERPAINT_CANVAS (canvas), find_run (words), find_variation (words, 2), error));
}

static gchar *
answer_shown (gchar  **words,
              GError **error)
{
  OverpaintRun       *run   = find_run (words);
  OverpaintVariation *shown = overpaint_canvas_get_shown (OVERPAINT_CANVAS (canvas), run);
  guint               i;

  for (i = 0; shown != NULL && i < overpaint_run_get_n_variations (run); i++)
    {
      if (overpaint_run_get_variation (run, i) == shown)
        return g_strdup_printf ("%u", i);
    }

  return g_strdup ("-1");
}

static gchar *
answer_blend (gchar  **words,
              GError **error)
{
  gchar text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (text, sizeof text, overpaint_canvas_get_blend (OVERPAINT_CANVAS (canvas), find_variation (words, 2)));

  return g_strdup (text);
}

static gchar *
answer_drag (gchar  **words,
             GError **error)
{
  return done (overpaint_canvas_drag_blend (OVERPAINT_CANVAS (canvas), find_variation (words, 2),
                                            g_ascii_strtod (words[3], NULL), error));
}

static gchar *
answer_set (gchar  **words,
            GError **error)
{
  return done (overpaint_canvas_set_blend (OVERPAINT_CANVAS (canvas), find_variation (words, 2),
                                           g_ascii_strtod (words[3], NULL), error));
}

static gchar *
answer_remove (gchar  **words,
               GError **error)
{
  g_autoptr (GPtrArray) variations = g_ptr_array_new ();
  guint                 i;

  for (i = 2; words[i] != NULL; i++)
    g_ptr_array_add (variations, find_variation (words, i));

  return done (overpaint_canvas_remove (OVERPAINT_CANVAS (canvas), find_run (words), variations, error));
}

static gchar *
answer_keep (gchar  **words,
             GError **error)
{
  return done (overpaint_canvas_keep_only (OVERPAINT_CANVAS (canvas), find_run (words),
                                           find_variation (words, 2), error));
}

static const struct
{
  const gchar *name;
  AnswerFunc   answer;
} questions[] =
{
  { "canvas",     answer_canvas },
  { "run",        answer_run },
  { "retry",      answer_retry },
  { "forget",     answer_forget },
  { "look",       answer_look },
  { "open",       answer_open },
  { "image",      answer_image },
  { "elsewhere",  answer_elsewhere },
  { "bring-in",   answer_bring_in },
  { "bring-back", answer_bring_back },
  { "placement",  answer_placement },
  { "show",       answer_show },
  { "shown",      answer_shown },
  { "blend",      answer_blend },
  { "drag",       answer_drag },
  { "set",        answer_set },
  { "remove",     answer_remove },
  { "keep",       answer_keep },
};

static gchar *
answer (const gchar *question)
{
  g_auto (GStrv)      words = g_strsplit (question, " ", -1);
  g_autoptr (GError)  error = NULL;
  gchar              *text  = NULL;
  guint               i;

  for (i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      if (g_str_equal (words[0], questions[i].name))
        text = questions[i].answer (words, &error);
    }

  if (text == NULL)
    return g_strconcat ("! ", error != NULL ? error->message : "no sentence", NULL);

  /* said, and yet an error: never both */
  return error == NULL ? text : g_strconcat ("! both: ", error->message, NULL);
}

static GimpValueArray *
run_question (GimpProcedure       *procedure,
              GimpProcedureConfig *config,
              gpointer             run_data)
{
  g_autofree gchar *question = NULL;
  GimpValueArray   *values   = gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);

  g_object_get (config, "question", &question, NULL);
  g_value_take_string (gimp_value_array_index (values, 1), answer (question));

  return values;
}

static GimpValueArray *
run_persistent (GimpProcedure       *procedure,
                GimpProcedureConfig *config,
                gpointer             run_data)
{
  GimpPlugIn            *plug_in = gimp_procedure_get_plug_in (procedure);
  g_autoptr (GMainLoop)  loop    = g_main_loop_new (NULL, FALSE);
  GimpProcedure         *question;

  gegl_init (NULL, NULL);
  runs = g_ptr_array_new_with_free_func (g_object_unref);

  question = gimp_procedure_new (plug_in, QUESTION, GIMP_PDB_PROC_TYPE_TEMPORARY, run_question, NULL, NULL);
  gimp_procedure_add_string_argument (question, "question", "Question", "Question", NULL, G_PARAM_READWRITE);
  gimp_procedure_add_string_return_value (question, "answer", "Answer", "Answer", NULL, G_PARAM_READWRITE);
  gimp_plug_in_add_temp_procedure (plug_in, question);
  g_object_unref (question);

  gimp_procedure_persistent_ready (procedure);
  gimp_plug_in_persistent_enable (plug_in);
  g_main_loop_run (loop);

  return gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);
}

static GList *
canvas_plug_in_query_procedures (GimpPlugIn *plug_in)
{
  return g_list_append (NULL, g_strdup (PERSISTENT));
}

static GimpProcedure *
canvas_plug_in_create_procedure (GimpPlugIn  *plug_in,
                                 const gchar *name)
{
  return gimp_procedure_new (plug_in, name, GIMP_PDB_PROC_TYPE_PERSISTENT, run_persistent, NULL, NULL);
}

static void
canvas_plug_in_class_init (CanvasPlugInClass *klass)
{
  GimpPlugInClass *plug_in_class = GIMP_PLUG_IN_CLASS (klass);

  plug_in_class->query_procedures = canvas_plug_in_query_procedures;
  plug_in_class->create_procedure = canvas_plug_in_create_procedure;
}

static void
canvas_plug_in_init (CanvasPlugIn *self)
{
}

GIMP_MAIN (canvas_plug_in_get_type ())
