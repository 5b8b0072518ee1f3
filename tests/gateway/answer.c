/* answer.c: from a request to a reply, whichever the role
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "answer.h"

#include <string.h>

#include "gateway.h"
#include "local.h"
#include "runner.h"

#define RUNNER_PATH  "/image-to-image"
#define STUDIO_PATH  PRACTICE_STUDIO_BASE "image-to-image"

/**
 * practice_answer_paints:
 * @server: the server
 * @exchange: a request
 *
 * Returns: whether @exchange asks for a picture
 */
gboolean
practice_answer_paints (PracticeServer   *server,
                        PracticeExchange *exchange)
{
  if (practice_local_is (server->role))
    return practice_local_paints (exchange);

  if (! g_str_equal (exchange->method, "POST"))
    return FALSE;

  switch (server->role)
    {
    case PRACTICE_ROLE_RUNNER:
      return g_str_equal (exchange->path, RUNNER_PATH) ||
             g_str_equal (exchange->path, RUNNER_PATH "/");
    case PRACTICE_ROLE_STUDIO:
      return g_str_equal (exchange->path, STUDIO_PATH);
    case PRACTICE_ROLE_GATEWAY:
    case PRACTICE_ROLE_SD_SERVER:
    case PRACTICE_ROLE_FORGE:
    case PRACTICE_ROLE_A1111:
    case PRACTICE_ROLE_SDNEXT:
    case PRACTICE_ROLE_KOBOLDCPP:
    default:
      return g_str_equal (exchange->path, RUNNER_PATH);
    }
}

/* What the gateway's own player answers. */
static PracticeReply *
answer_picture (PracticeServer   *server,
                PracticeExchange *exchange)
{
  PracticeReply *kept  = g_hash_table_lookup (server->pictures, exchange->path);
  PracticeReply *reply;

  if (kept == NULL)
    return practice_reply_new (404, "text/plain; charset=utf-8", "ErrNotFound");

  reply = practice_reply_new_bytes (200, kept->content_type, kept->body);
  practice_reply_add_header (reply, "Cache-Control", "max-age=5");

  return reply;
}

static PracticeReply *
answer_elsewhere_in_runner (PracticeServer   *server,
                            PracticeExchange *exchange)
{
  PracticeReply *reply = practice_runner_about (exchange->path, server->model);
  const gchar   *allow = "GET";

  if (g_str_equal (exchange->path, RUNNER_PATH) || g_str_equal (exchange->path, RUNNER_PATH "/"))
    {
      allow = "POST";
    }
  else if (reply == NULL)
    {
      return practice_reply_new_string (404, "Not Found");
    }
  else if (g_str_equal (exchange->method, "GET"))
    {
      return reply;
    }

  practice_reply_free (reply);
  reply = practice_reply_new_string (405, "Method Not Allowed");
  practice_reply_add_header (reply, "Allow", allow);

  return reply;
}

static PracticeReply *
answer_elsewhere (PracticeServer   *server,
                  PracticeExchange *exchange)
{
  if (g_str_has_prefix (exchange->path, "/stream/") && ! g_str_equal (exchange->method, "POST"))
    return answer_picture (server, exchange);

  switch (server->role)
    {
    case PRACTICE_ROLE_RUNNER:
      return answer_elsewhere_in_runner (server, exchange);

    case PRACTICE_ROLE_STUDIO:
      if (practice_studio_knows (exchange->path) && g_str_equal (exchange->method, "POST"))
        {
          PracticeReply *refusal = practice_studio_admit (exchange->authorization, server->token);

          return refusal != NULL ? refusal
                                 : practice_reply_new_errors (500, "Failed to generate");
        }

      return practice_reply_new_errors (404, "not found");

    case PRACTICE_ROLE_GATEWAY:
    case PRACTICE_ROLE_SD_SERVER:
    case PRACTICE_ROLE_FORGE:
    case PRACTICE_ROLE_A1111:
    case PRACTICE_ROLE_SDNEXT:
    case PRACTICE_ROLE_KOBOLDCPP:
    default:
      if (practice_gateway_knows (exchange->path))
        return g_str_equal (exchange->method, "POST")
               ? practice_reply_new_error (503, "Service Unavailable Error")
               : practice_reply_new (200, NULL, "");

      if (g_str_equal (exchange->path, "/healthz"))
        return practice_reply_new (200, NULL, "");

      return practice_reply_new (404, "text/plain; charset=utf-8", "404 page not found\n");
    }
}

static GPtrArray *
paint (PracticeServer    *server,
       PracticeExchange  *exchange,
       GPtrArray         *parts,
       PracticeReply    **refusal)
{
  switch (server->role)
    {
    case PRACTICE_ROLE_RUNNER:
      return practice_runner_paint (parts, server->model, exchange->authorization,
                                    server->token, server->paint, refusal);
    case PRACTICE_ROLE_STUDIO:
      return practice_studio_paint (parts, server->paint, refusal);
    case PRACTICE_ROLE_GATEWAY:
    case PRACTICE_ROLE_SD_SERVER:
    case PRACTICE_ROLE_FORGE:
    case PRACTICE_ROLE_A1111:
    case PRACTICE_ROLE_SDNEXT:
    case PRACTICE_ROLE_KOBOLDCPP:
    default:
      return practice_gateway_paint (parts, server->paint, refusal);
    }
}

/* What is said of a body that is no form, or a broken one. */
static PracticeReply *
refuse_body (PracticeServer   *server,
             PracticeExchange *exchange)
{
  if (server->role == PRACTICE_ROLE_RUNNER)
    return exchange->problem != NULL ? practice_reply_new_string (400, exchange->problem) : NULL;

  if (exchange->parts != NULL)
    return NULL;

  if (server->role == PRACTICE_ROLE_STUDIO)
    return practice_reply_new_errors (422, "Expected multipart/form-data content-type");

  return practice_reply_new_error (400, exchange->problem != NULL
                                        ? "multipart: NextPart: EOF"
                                        : "request Content-Type isn't multipart/form-data");
}

/* A job is taken on before it runs out of memory. */
static gboolean
fails_later (PracticeServer   *server,
             PracticeExchange *exchange)
{
  return server->role == PRACTICE_ROLE_SD_SERVER && practice_fault_is (exchange->fault, "oom") &&
         g_str_has_prefix (exchange->path, "/sdcpp/");
}

/**
 * practice_answer:
 * @server: the server
 * @exchange: a request, with its fault chosen
 *
 * Returns: (transfer full) (nullable): what @exchange is answered; %NULL where that takes time,
 *   and practice_server_conclude() will be called
 */
PracticeReply *
practice_answer (PracticeServer   *server,
                 PracticeExchange *exchange)
{
  g_autoptr (GPtrArray)  none    = g_ptr_array_new ();
  g_autoptr (GPtrArray)  results = NULL;
  PracticeReply         *reply   = NULL;

  if (exchange->fault != NULL && exchange->fault->kind->place == PRACTICE_FAULT_REPLY &&
      ! fails_later (server, exchange))
    return practice_answer_fault (server, exchange);

  if (practice_fault_is (exchange->fault, "drop"))
    return practice_reply_new_drop ();

  if (practice_local_is (server->role))
    return practice_local_answer (server, exchange);

  if (! exchange->paints)
    return answer_elsewhere (server, exchange);

  if (server->role == PRACTICE_ROLE_STUDIO)
    reply = practice_studio_admit (exchange->authorization, server->token);

  if (reply == NULL)
    reply = refuse_body (server, exchange);

  if (reply == NULL)
    results = paint (server, exchange, exchange->parts != NULL ? exchange->parts : none, &reply);

  if (results != NULL)
    reply = practice_answer_images (server, exchange, results);

  return reply;
}
