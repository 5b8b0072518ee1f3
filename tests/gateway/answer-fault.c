/* answer-fault.c: replies that are wrong on demand
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "answer.h"

#include <string.h>

#include "gateway.h"
#include "local.h"
#include "sdcpp.h"
#include "webui.h"

#define HUGE_CHUNK (1024 * 1024)

/* An error the way the role would word it. */
static PracticeReply *
role_error (PracticeServer *server,
            guint           status,
            const gchar    *text)
{
  if (practice_local_is (server->role))
    return practice_local_error (server, status, text);

  switch (server->role)
    {
    case PRACTICE_ROLE_RUNNER:
      return practice_reply_new_detail (status, text);
    case PRACTICE_ROLE_STUDIO:
      return practice_reply_new_errors (status, text);
    case PRACTICE_ROLE_GATEWAY:
    case PRACTICE_ROLE_SD_SERVER:
    case PRACTICE_ROLE_FORGE:
    case PRACTICE_ROLE_A1111:
    case PRACTICE_ROLE_SDNEXT:
    case PRACTICE_ROLE_KOBOLDCPP:
    default:
      return practice_reply_new_error (status, text);
    }
}

static PracticeReply *
fault_400 (PracticeServer      *server,
           const PracticeFault *fault)
{
  const gchar      *text   = practice_fault_text (fault, "text",
                                                  "Error during model execution: practice fault.");
  g_autofree gchar *passed = g_strconcat (": ", text, NULL);

  if (practice_local_is (server->role))
    return practice_local_error (server, 400, text);

  /* Studio hands a gateway's 400 on as it is. */
  return server->role == PRACTICE_ROLE_RUNNER ? practice_reply_new_detail (400, text)
                                              : practice_reply_new_error (400, passed);
}

static PracticeReply *
fault_401 (PracticeServer   *server,
           PracticeExchange *exchange)
{
  PracticeReply *reply;

  if (practice_local_is (server->role))
    return practice_webui_unauthorized ("Incorrect username or password");

  if (server->role == PRACTICE_ROLE_STUDIO)
    {
      /* A token that none is equal to. */
      reply = practice_studio_admit (exchange->authorization, "");
      return reply;
    }

  reply = role_error (server, 401, "Invalid bearer token.");
  practice_reply_add_header (reply, "WWW-Authenticate", "Bearer");

  return reply;
}

static PracticeReply *
fault_404 (PracticeServer *server)
{
  if (practice_local_is (server->role))
    return practice_reply_new_string (404, "Not Found");

  switch (server->role)
    {
    case PRACTICE_ROLE_RUNNER:
      return practice_reply_new_string (404, "Not Found");
    case PRACTICE_ROLE_STUDIO:
      return practice_reply_new_errors (404, "not found");
    case PRACTICE_ROLE_GATEWAY:
    case PRACTICE_ROLE_SD_SERVER:
    case PRACTICE_ROLE_FORGE:
    case PRACTICE_ROLE_A1111:
    case PRACTICE_ROLE_SDNEXT:
    case PRACTICE_ROLE_KOBOLDCPP:
    default:
      return practice_reply_new (404, "text/plain; charset=utf-8", "404 page not found\n");
    }
}

static PracticeReply *
fault_422 (const PracticeFault *fault)
{
  const gchar *text = practice_fault_text (fault, "text", "Input should be a valid practice");

  if (practice_fault_is (fault, "422-object"))
    return practice_reply_new_detail (422, text);

  if (practice_fault_is (fault, "422-string"))
    return practice_reply_new_string (422, text);

  {
    g_autofree gchar *quoted = practice_json_quote (text);
    g_autofree gchar *body   = g_strdup_printf ("{\"detail\":[{\"type\":\"value_error\",\"loc\":"
                                                "[\"body\",\"strength\"],\"msg\":%s,"
                                                "\"input\":\"x\"}]}", quoted);

    return practice_reply_new (422, "application/json", body);
  }
}

static PracticeReply *
with_retry_after (PracticeReply *reply,
                  gint64         seconds)
{
  if (seconds >= 0)
    {
      g_autofree gchar *text = g_strdup_printf ("%" G_GINT64_FORMAT, seconds);

      practice_reply_add_header (reply, "Retry-After", text);
    }

  return reply;
}

/* Out of memory and 503, as each role lets them be seen. */
static PracticeReply *
fault_exhausted (PracticeServer      *server,
                 const PracticeFault *fault)
{
  if (practice_local_is (server->role) && practice_fault_is (fault, "oom"))
    return server->role == PRACTICE_ROLE_SD_SERVER
           ? practice_sdcpp_error (500, "generate_image returned no results")
           : practice_webui_error (500, "OutOfMemoryError", "", "CUDA out of memory. Tried to allocate "
                                   "2.00 GiB. GPU 0 has a total capacity of 5.79 GiB");

  if (practice_local_is (server->role))
    return practice_local_error (server, 503, "Service Unavailable");

  if (server->role == PRACTICE_ROLE_STUDIO)
    return practice_reply_new_errors (500, "Failed to generate image-to-image");

  if (server->role == PRACTICE_ROLE_GATEWAY)
    return practice_reply_new_error (503, "Service Unavailable Error");

  if (practice_fault_is (fault, "oom"))
    return practice_reply_new_detail (500, "Out of memory error. Try reducing input image "
                                           "resolution.");

  return practice_reply_new_detail (503, "Service Unavailable");
}

static PracticeReply *
fault_huge_reply (const PracticeFault *fault)
{
  gsize       size   = MAX (practice_fault_integer (fault, "bytes", 80 * HUGE_CHUNK), 128);
  GByteArray *array  = g_byte_array_sized_new (size);
  const gchar opening[] = "{\"images\":[{\"url\":\"data:image/png;base64,";
  const gchar closing[] = "\",\"seed\":1,\"nsfw\":false}]}";
  g_autoptr (GBytes) bytes = NULL;

  g_byte_array_set_size (array, size);
  memset (array->data, 'A', size);
  memcpy (array->data, opening, strlen (opening));
  memcpy (array->data + size - strlen (closing), closing, strlen (closing));
  bytes = g_byte_array_free_to_bytes (array);

  return practice_reply_new_bytes (200, "application/json", bytes);
}

static PracticeReply *
fault_redirect (PracticeServer      *server,
                const PracticeFault *fault)
{
  PracticeReply *reply = practice_reply_new (302, "text/plain; charset=utf-8", "Found\n");

  practice_reply_add_header (reply, "Location",
                             practice_fault_text (fault, "location", server->elsewhere));

  return reply;
}

/**
 * practice_answer_fault:
 * @server: the server
 * @exchange: a request whose fault is of the kind that replaces the reply
 *
 * Returns: (transfer full): the reply
 */
PracticeReply *
practice_answer_fault (PracticeServer   *server,
                       PracticeExchange *exchange)
{
  const PracticeFault *fault = exchange->fault;
  const gchar         *name  = fault->kind->name;

  if (g_str_equal (name, "status"))
    return practice_reply_new (practice_fault_integer (fault, "status", 500),
                               practice_fault_text (fault, "content_type", "text/plain"),
                               practice_fault_text (fault, "body", ""));

  if (g_str_equal (name, "400"))
    return fault_400 (server, fault);

  if (g_str_equal (name, "401"))
    return fault_401 (server, exchange);

  if (g_str_equal (name, "402"))
    return role_error (server, 402, practice_fault_text (fault, "text", "Insufficient balance"));

  if (g_str_equal (name, "404"))
    return fault_404 (server);

  if (g_str_equal (name, "413"))
    return role_error (server, 413, practice_fault_text (fault, "text",
                                                         "File size exceeds limit"));

  if (g_str_has_prefix (name, "422"))
    return fault_422 (fault);

  if (g_str_equal (name, "429"))
    return with_retry_after (role_error (server, 429, "Too many AI requests"),
                             practice_fault_integer (fault, "retry_after", 1));

  if (g_str_equal (name, "500-text"))
    return practice_reply_new (500, "text/plain; charset=utf-8", "Internal Server Error");

  if (g_str_equal (name, "oom") || g_str_equal (name, "503"))
    return with_retry_after (fault_exhausted (server, fault),
                             practice_fault_integer (fault, "retry_after", -1));

  if (g_str_equal (name, "html-200"))
    return practice_reply_new (200, "text/html", "<!DOCTYPE html><html><body><h1>Welcome</h1>"
                                                 "<p>Please sign in.</p></body></html>\n");

  if (g_str_equal (name, "truncated-json"))
    return practice_reply_new (200, "application/json", "{\"images\":[{\"url\":\"data:image/png;ba");

  if (g_str_equal (name, "huge-reply"))
    return fault_huge_reply (fault);

  if (g_str_equal (name, "redirect"))
    return fault_redirect (server, fault);

  return practice_reply_new (200, NULL, "");
}
