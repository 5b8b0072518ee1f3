/* order.c: pictures that a local server has taken on
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "order.h"

#include "answer.h"
#include "runner.h"

/**
 * practice_order_new:
 * @server: the server
 * @exchange: the request
 * @ask: (transfer full): what it asks for
 * @done: what is called with the files
 *
 * Returns: (transfer full): an order
 */
PracticeOrder *
practice_order_new (PracticeServer    *server,
                    PracticeExchange  *exchange,
                    PracticeAsk       *ask,
                    PracticeOrderDone  done)
{
  PracticeOrder *order = g_new0 (PracticeOrder, 1);

  order->server   = server;
  order->exchange = practice_exchange_ref (exchange);
  order->ask      = ask;
  order->amount   = ask->strength;
  order->model    = g_strdup (practice_local_model (server->local));
  order->request  = exchange->json != NULL ? json_node_ref (exchange->json) : NULL;
  order->done     = done;

  return order;
}

/**
 * practice_order_free:
 * @order: (transfer full): an order
 */
void
practice_order_free (PracticeOrder *order)
{
  practice_exchange_unref (order->exchange);
  practice_ask_free (order->ask);
  g_clear_pointer (&order->request, json_node_unref);
  g_free (order->model);
  g_free (order->note);
  g_free (order->job);
  g_free (order);
}

/**
 * practice_order_infotext:
 * @order: an order
 * @index: which of its pictures
 *
 * Returns: (transfer full): what the file says about how it was made
 */
gchar *
practice_order_infotext (PracticeOrder *order,
                         gint           index)
{
  const PracticeAsk *ask  = order->ask;
  GString           *text = g_string_new (ask->prompt);
  gchar              number[G_ASCII_DTOSTR_BUF_SIZE];

  if (*ask->negative != '\0')
    g_string_append_printf (text, "\nNegative prompt: %s", ask->negative);

  g_ascii_formatd (number, sizeof (number), "%g", ask->guidance);
  g_string_append_printf (text, "\nSteps: %d, Sampler: %s, CFG scale: %s, Seed: %" G_GINT64_FORMAT
                          ", Size: %dx%d, Model: %s", ask->steps, ask->sampler, number,
                          ask->seed + index, ask->width, ask->height, order->model);

  if (order->over)
    {
      g_ascii_formatd (number, sizeof (number), "%g", ask->strength);
      g_string_append_printf (text, ", Denoising strength: %s", number);
    }

  if (order->note != NULL)
    g_string_append_printf (text, ", %s", order->note);

  g_string_append (text, ", Version: practice");

  return g_string_free (text, FALSE);
}

static void
on_work_done (PracticeWork *work,
              gpointer      data)
{
  PracticeOrder         *order   = data;
  PracticeAsk           *ask     = order->ask;
  g_autoptr (GPtrArray)  results = g_ptr_array_new_with_free_func ((GDestroyNotify) practice_result_free);
  g_autoptr (GPtrArray)  files   = NULL;

  for (gint i = 0; i < ask->count * ask->rounds; i++)
    {
      PracticeResult *result;
      gdouble         share;

      if (! practice_work_owes (work, i, &share))
        continue;

      result = g_new0 (PracticeResult, 1);
      result->picture = practice_ask_paint (ask, order->server->paint, i, order->amount * share);
      result->seed    = g_strdup_printf ("%" G_GINT64_FORMAT, ask->seed + i);
      g_ptr_array_add (results, result);
    }

  order->server->local->interrupted = work->stopped_at >= 0;
  order->server->local->skipped     = work->skipped_to > 0;
  files = practice_answer_files (order->exchange->fault, results, ask->format);

  if (practice_fault_is (order->exchange->fault, "forgets"))
    ask->steps = (gint) practice_fault_integer (order->exchange->fault, "steps", 20);

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree gchar *text   = practice_order_infotext (order, i);
      GBytes           *file   = g_ptr_array_index (files, i);

      files->pdata[i] = practice_png_with_text (file, "parameters", text);
      g_bytes_unref (file);
    }

  order->done (order, files);
}

/**
 * practice_order_begin:
 * @order: (transfer full): an order
 *
 * Puts it at the end of the queue for the card.
 */
void
practice_order_begin (PracticeOrder *order)
{
  PracticeAsk *ask = order->ask;

  order->server->local->workshop->delay = order->server->delay;
  practice_workshop_add (order->server->local->workshop, ask->task, ask->steps, ask->rounds,
                         ask->count, on_work_done, order, (GDestroyNotify) practice_order_free);
}

/**
 * practice_order_base64:
 * @file: a file
 *
 * Returns: (transfer full): the file as text
 */
gchar *
practice_order_base64 (GBytes *file)
{
  gsize         size;
  gconstpointer data = g_bytes_get_data (file, &size);

  return size > 0 ? g_base64_encode (data, size) : g_strdup ("");
}

/**
 * practice_order_answer:
 * @order: an order
 * @files: (element-type GBytes): its files
 * @parameters: (transfer full): the request, as it is told again
 * @info: (transfer full): how they were made, which travels as text
 *
 * Answers the way all sdapi servers do.
 */
void
practice_order_answer (PracticeOrder *order,
                       GPtrArray     *files,
                       JsonNode      *parameters,
                       JsonObject    *info)
{
  JsonNode         *node   = json_node_new (JSON_NODE_OBJECT);
  JsonObject       *object = json_object_new ();
  JsonArray        *images = json_array_new ();
  g_autoptr (JsonNode) about = json_node_new (JSON_NODE_OBJECT);
  g_autofree gchar *text   = NULL;

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree gchar *base64 = practice_order_base64 (g_ptr_array_index (files, i));

      json_array_add_string_element (images, base64);
    }

  json_node_take_object (about, info);
  text = json_to_string (about, FALSE);

  json_object_set_array_member (object, "images", images);
  json_object_set_member (object, "parameters", parameters);
  json_object_set_string_member (object, "info", text);
  json_node_take_object (node, object);

  practice_server_conclude (order->exchange, practice_reply_new_node (200, node));
}
