/* worker-output.c: reading what a worker prints
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "worker-fault.h"
#include "worker-output.h"

/* A line without an end would grow for ever. */
#define LONGEST_LINE 4096

/* How many lines an artist is shown. */
#define TAIL_LINES 12

struct _OverpaintWorkerOutput
{
  OverpaintWorkerLog *log;
  GString            *line;
  GQueue              tail;
  GRegex             *steps;
  GRegex             *bar;
  GRegex             *layer_begun;
  GRegex             *layer_done;
  GRegex             *escape;
  GHashTable         *layers;
  guint               layers_done;
  guint               done;
  guint               of;
  const gchar        *fault;
};

static GRegex *
pattern (const gchar *text)
{
  return g_regex_new (text, G_REGEX_OPTIMIZE, 0, NULL);
}

/**
 * overpaint_worker_output_new:
 * @log: (nullable) (transfer none): where lines go; it must outlive the result
 *
 * Returns: (transfer full): a reader, to be freed with overpaint_worker_output_free()
 */
OverpaintWorkerOutput *
overpaint_worker_output_new (OverpaintWorkerLog *log)
{
  OverpaintWorkerOutput *output = g_new0 (OverpaintWorkerOutput, 1);

  output->log  = log;
  output->line = g_string_new (NULL);
  g_queue_init (&output->tail);
  output->layers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  /* sd-server's bars: of steps, and of weights that are read ("MB/s") */
  output->steps = pattern ("\\| +(\\d+)/(\\d+) - [0-9.]+(it/s|s/it)");
  output->bar   = pattern ("\\| +(\\d+)/(\\d+) - [0-9.]+ ?\\S*/s");

  /* docker says "ab12cd: Pulling fs layer" and "ab12cd: Pull complete"; podman "Copying blob ab12cd [done]" */
  output->layer_begun = pattern ("^(?:([0-9a-f]{12}): Pulling fs layer|Copying blob (?:sha256:)?([0-9a-f]{12})\\S*)");
  output->layer_done  = pattern ("^(?:([0-9a-f]{12}): (?:Pull complete|Already exists)|"
                                 "Copying blob (?:sha256:)?([0-9a-f]{12})\\S* (?:\\[?done|skipped|done))");
  output->escape      = pattern ("\033\\[[0-9;?]*[A-Za-z]");

  return output;
}

/**
 * overpaint_worker_output_free:
 * @output: (nullable): a reader
 *
 * Frees it.
 */
void
overpaint_worker_output_free (OverpaintWorkerOutput *output)
{
  if (output == NULL)
    return;

  g_string_free (output->line, TRUE);
  g_queue_clear_full (&output->tail, g_free);
  g_hash_table_unref (output->layers);
  g_regex_unref (output->steps);
  g_regex_unref (output->bar);
  g_regex_unref (output->layer_begun);
  g_regex_unref (output->layer_done);
  g_regex_unref (output->escape);
  g_free (output);
}

static gboolean
read_numbers (OverpaintWorkerOutput *output,
              GMatchInfo            *match)
{
  g_autofree gchar *first  = g_match_info_fetch (match, 1);
  g_autofree gchar *second = g_match_info_fetch (match, 2);
  guint64           done   = 0;
  guint64           of     = 0;

  if (! g_ascii_string_to_unsigned (first, 10, 0, G_MAXUINT, &done, NULL) ||
      ! g_ascii_string_to_unsigned (second, 10, 1, G_MAXUINT, &of, NULL))
    return FALSE;

  output->done = (guint) MIN (done, of);
  output->of   = (guint) of;

  return TRUE;
}

static gchar *
layer_of (GMatchInfo *match)
{
  gchar *name = g_match_info_fetch (match, 1);

  if (name != NULL && *name != '\0')
    return name;

  g_free (name);

  return g_match_info_fetch (match, 2);
}

/* One state a layer: begun (1) or done (2). */
static gboolean
read_layer (OverpaintWorkerOutput *output,
            const gchar           *line)
{
  g_autoptr (GMatchInfo) begun = NULL;
  g_autoptr (GMatchInfo) done  = NULL;

  if (g_regex_match (output->layer_done, line, 0, &done))
    {
      gchar *layer = layer_of (done);

      if (GPOINTER_TO_INT (g_hash_table_lookup (output->layers, layer)) != 2)
        output->layers_done++;

      g_hash_table_replace (output->layers, layer, GINT_TO_POINTER (2));
    }
  else if (g_regex_match (output->layer_begun, line, 0, &begun))
    {
      gchar *layer = layer_of (begun);

      if (g_hash_table_contains (output->layers, layer))
        g_free (layer);
      else
        g_hash_table_insert (output->layers, layer, GINT_TO_POINTER (1));
    }
  else
    {
      return FALSE;
    }

  output->done = output->layers_done;
  output->of   = g_hash_table_size (output->layers);

  return TRUE;
}

/* Whether there is news of how far it is. */
static gboolean
end_line (OverpaintWorkerOutput *output)
{
  g_autofree gchar       *valid = g_utf8_make_valid (output->line->str, (gssize) output->line->len);
  g_autofree gchar       *line  = g_regex_replace_literal (output->escape, valid, -1, 0, "", 0, NULL);
  g_autoptr (GMatchInfo)  match = NULL;
  const gchar            *fault;

  g_string_truncate (output->line, 0);

  if (line == NULL || *g_strchomp (line) == '\0')
    return FALSE;

  if (g_regex_match (output->steps, line, 0, &match))
    return read_numbers (output, match);

  if (g_regex_match (output->bar, line, 0, NULL))
    return FALSE;

  if (output->log != NULL)
    overpaint_worker_log_write (output->log, line);

  fault = overpaint_worker_fault_read (line);

  /* the first complaint is the cause, later ones follow from it */
  if (fault != NULL && output->fault == NULL)
    output->fault = fault;

  g_queue_push_tail (&output->tail, g_strdup (line));

  if (g_queue_get_length (&output->tail) > TAIL_LINES)
    g_free (g_queue_pop_head (&output->tail));

  return read_layer (output, line);
}

/**
 * overpaint_worker_output_feed:
 * @output: a reader
 * @data: (array length=length): what came, cut anywhere
 * @length: how many bytes
 *
 * Reads on.
 *
 * Returns: whether the worker got further, [method@Overpaint.WorkerOutput.get_progress]
 */
gboolean
overpaint_worker_output_feed (OverpaintWorkerOutput *output,
                              const gchar           *data,
                              gsize                  length)
{
  gboolean news = FALSE;
  gsize    i;

  for (i = 0; i < length; i++)
    {
      if (data[i] == '\n' || data[i] == '\r' || output->line->len >= LONGEST_LINE)
        news |= end_line (output);

      if (data[i] != '\n' && data[i] != '\r')
        g_string_append_c (output->line, data[i] == '\0' ? ' ' : data[i]);

      /* a bar has no end of line: what ends it is the escape that clears the rest */
      if (data[i] == 'K' && g_str_has_suffix (output->line->str, "\033[K"))
        news |= end_line (output);
    }

  return news;
}

/**
 * overpaint_worker_output_finish:
 * @output: a reader
 *
 * Takes what is there as the last line: nothing more will come.
 */
void
overpaint_worker_output_finish (OverpaintWorkerOutput *output)
{
  end_line (output);
}

/**
 * overpaint_worker_output_forget:
 * @output: a reader
 *
 * Forgets how far the worker was and what it complained of, because another one begins. The last lines stay.
 */
void
overpaint_worker_output_forget (OverpaintWorkerOutput *output)
{
  g_hash_table_remove_all (output->layers);
  output->layers_done = 0;
  output->done        = 0;
  output->of          = 0;
  output->fault       = NULL;
}

/**
 * overpaint_worker_output_get_progress:
 * @output: a reader
 * @done: (out): steps done, or layers of an image that are here
 * @of: (out): of how many; 0 where nothing is known
 *
 * Tells how far the worker is with what it does.
 */
void
overpaint_worker_output_get_progress (OverpaintWorkerOutput *output,
                                      guint                 *done,
                                      guint                 *of)
{
  *done = output->done;
  *of   = output->of;
}

/**
 * overpaint_worker_output_get_fault:
 * @output: a reader
 *
 * Returns: (nullable): the nick of what the worker complained of first, of [func@Overpaint.worker_fault_read]
 */
const gchar *
overpaint_worker_output_get_fault (OverpaintWorkerOutput *output)
{
  return output->fault;
}

/**
 * overpaint_worker_output_get_tail:
 * @output: a reader
 *
 * Returns: (transfer full): the last lines, with line ends between them
 */
gchar *
overpaint_worker_output_get_tail (OverpaintWorkerOutput *output)
{
  GString *text = g_string_new (NULL);
  GList   *link;

  for (link = output->tail.head; link != NULL; link = link->next)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", (const gchar *) link->data);

  return g_string_free (text, FALSE);
}
