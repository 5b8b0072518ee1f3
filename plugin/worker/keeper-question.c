/* keeper-question.c: asking a worker whether it is ready
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "keeper-question.h"

/* With thousands of LoRAs, sd-server's capabilities are some hundred KiB long. */
#define LONGEST_ANSWER (16 * 1024 * 1024)

#define DEEPEST 16

typedef struct
{
  gchar             *question;
  GSocketConnection *connection;
  GByteArray        *answer;
  guint8             buffer[16384];
} Ask;

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  g_free (ask->question);
  g_clear_object (&ask->connection);
  g_byte_array_unref (ask->answer);
  g_free (ask);
}

static void
return_answer (GTask *task)
{
  Ask         *ask  = g_task_get_task_data (task);
  const gchar *body;

  g_byte_array_append (ask->answer, (const guint8 *) "", 1);
  body = strstr ((const gchar *) ask->answer->data, "\r\n\r\n");

  if (body == NULL || ! g_str_has_prefix ((const gchar *) ask->answer->data, "HTTP/1.") ||
      strncmp ((const gchar *) ask->answer->data + strlen ("HTTP/1.1 "), "200", 3) != 0)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "not ready");
  else
    g_task_return_pointer (task, g_strdup (body + 4), g_free);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask)  task  = data;
  GError            *error = NULL;
  Ask               *ask   = g_task_get_task_data (task);
  gssize             count = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (count < 0)
    {
      g_task_return_error (task, error);
      return;
    }

  if (count == 0 || ask->answer->len + (gsize) count > LONGEST_ANSWER)
    {
      return_answer (task);
      return;
    }

  g_byte_array_append (ask->answer, ask->buffer, (guint) count);
  g_input_stream_read_async (G_INPUT_STREAM (source), ask->buffer, sizeof ask->buffer, G_PRIORITY_DEFAULT,
                             g_task_get_cancellable (task), on_read, g_object_ref (task));
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask)  task  = data;
  GError            *error = NULL;
  Ask               *ask   = g_task_get_task_data (task);

  if (! g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (ask->connection)), ask->buffer,
                             sizeof ask->buffer, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), on_read,
                             g_object_ref (task));
}

static void
on_connected (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GTask)  task  = data;
  GError            *error = NULL;
  Ask               *ask   = g_task_get_task_data (task);

  ask->connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, &error);

  if (ask->connection == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (ask->connection)), ask->question,
                                   strlen (ask->question), G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                                   on_written, g_object_ref (task));
}

/**
 * overpaint_keeper_question_ask_async:
 * @port: of 127.0.0.1
 * @path: what to ask for, such as "/health"
 * @cancellable: (nullable): to end it early
 * @callback: called when an answer has come, or none will
 * @data: given to @callback
 *
 * Asks a server of this computer. No proxy is used, and no redirect followed. Who does not answer within two
 * seconds is not ready.
 */
void
overpaint_keeper_question_ask_async (guint                port,
                                     const gchar         *path,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             data)
{
  g_autoptr (GSocketClient)  client  = g_socket_client_new ();
  g_autoptr (GInetAddress)   local   = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (local, (guint16) port);
  GTask                     *task    = g_task_new (NULL, cancellable, callback, data);
  Ask                       *ask     = g_new0 (Ask, 1);

  ask->answer   = g_byte_array_new ();
  ask->question = g_strdup_printf ("GET %s HTTP/1.0\r\nHost: 127.0.0.1:%u\r\nConnection: close\r\n\r\n", path, port);

  g_task_set_source_tag (task, overpaint_keeper_question_ask_async);
  g_task_set_task_data (task, ask, ask_free);

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_timeout (client, 2);
  g_socket_client_connect_async (client, G_SOCKET_CONNECTABLE (address), cancellable, on_connected, task);
}

/**
 * overpaint_keeper_question_ask_finish:
 * @result: what the callback was given
 * @error: return location for an error of %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): the body of an answer of status 200
 */
gchar *
overpaint_keeper_question_ask_finish (GAsyncResult  *result,
                                      GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
read_hex (const gchar *text,
          gunichar    *unit)
{
  guint i;

  *unit = 0;

  for (i = 0; i < 4; i++)
    {
      if (! g_ascii_isxdigit (text[i]))
        return FALSE;

      *unit = *unit * 16 + (gunichar) g_ascii_xdigit_value (text[i]);
    }

  return TRUE;
}

/* Leaves @at behind the second quotation mark. */
static gchar *
read_string (const gchar **at)
{
  static const gchar  letters[]  = "bfnrt";
  static const gchar  controls[] = "\b\f\n\r\t";
  GString            *text       = g_string_new (NULL);
  const gchar        *c;

  for (c = *at + 1; *c != '"'; c++)
    {
      gunichar     unit;
      gunichar     low;
      const gchar *letter;

      if (*c == '\0')
        break;

      if (*c != '\\')
        {
          g_string_append_c (text, *c);
          continue;
        }

      c++;

      if (*c == '\0')
        break;

      if (*c == 'u' && read_hex (c + 1, &unit))
        {
          c += 4;

          if (unit >= 0xd800 && unit < 0xdc00 && c[1] == '\\' && c[2] == 'u' && read_hex (c + 3, &low) &&
              low >= 0xdc00 && low < 0xe000)
            {
              unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
              c   += 6;
            }

          if (g_unichar_validate (unit) && unit != 0)
            g_string_append_unichar (text, unit);
        }
      else if ((letter = strchr (letters, *c)) != NULL)
        {
          g_string_append_c (text, controls[letter - letters]);
        }
      else
        {
          g_string_append_c (text, *c);
        }
    }

  *at = *c == '"' ? c + 1 : c;

  return g_string_free (text, FALSE);
}

/**
 * overpaint_keeper_question_get_member:
 * @json: an object
 * @object: name of an object in it
 * @member: name of a string in that
 *
 * Reads one string of an answer: `{"model": {"path": "/models/toy.safetensors"}}` has the "path" of "model".
 *
 * Returns: (transfer full) (nullable): the string; %NULL where there is none at that place
 */
gchar *
overpaint_keeper_question_get_member (const gchar *json,
                                      const gchar *object,
                                      const gchar *member)
{
  gchar       *keys[DEEPEST + 1] = { NULL };
  gchar       *found             = NULL;
  const gchar *c                 = json;
  guint        depth             = 0;
  guint        i;

  while (*c != '\0' && found == NULL)
    {
      g_autofree gchar *text = NULL;

      if (*c != '"')
        {
          if (*c == '{' || *c == '[')
            depth++;
          else if ((*c == '}' || *c == ']') && depth > 0)
            {
              g_clear_pointer (&keys[depth], g_free);
              depth--;
            }
          else if (*c == ',')
            g_clear_pointer (&keys[depth], g_free);

          if (depth >= DEEPEST)
            break;

          c++;
          continue;
        }

      text = read_string (&c);

      while (g_ascii_isspace (*c))
        c++;

      if (*c == ':')
        {
          g_free (keys[depth]);
          keys[depth] = g_steal_pointer (&text);
        }
      else if (depth == 2 && g_strcmp0 (keys[1], object) == 0 && g_strcmp0 (keys[2], member) == 0)
        {
          found = g_steal_pointer (&text);
        }
    }

  for (i = 0; i <= DEEPEST; i++)
    g_free (keys[i]);

  return found;
}
