/* recognition.c: telling one worker from another by how it answers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "recognition-private.h"

#define KIB ((gsize) 1024)
#define MIB (1024 * KIB)

/* The deepest of these answers has five levels. */
#define DEEPEST 16

/* Lists of models and of settings grow with what the artist has; the page of a web UI holds all
 * of its settings. The rest is small everywhere.
 */
static const struct
{
  const gchar *path;
  gsize        limit;
} questions[OVERPAINT_N_QUESTIONS] =
{
  [OVERPAINT_ASK_CAPABILITIES]  = { "sdcpp/v1/capabilities",    MIB      },
  [OVERPAINT_ASK_SERVICE_INFO]  = { ".well-known/serviceinfo",  64 * KIB },
  [OVERPAINT_ASK_SDAPI_VERSION] = { "sdapi/v1/version",         64 * KIB },
  [OVERPAINT_ASK_FLAGS]         = { "sdapi/v1/cmd-flags",       MIB      },
  [OVERPAINT_ASK_OPTIONS]       = { "sdapi/v1/options",         MIB      },
  [OVERPAINT_ASK_VERSION]       = { "version",                  64 * KIB },
  [OVERPAINT_ASK_HARDWARE]      = { "hardware/info",            64 * KIB },
  [OVERPAINT_ASK_SYSTEM_STATS]  = { "system_stats",             64 * KIB },
  [OVERPAINT_ASK_PING]          = { "internal/ping",            KIB      },
  [OVERPAINT_ASK_OPENAI_MODELS] = { "v1/models",                64 * KIB },
  [OVERPAINT_ASK_MODELS]        = { "sdapi/v1/sd-models",       2 * MIB  },
  [OVERPAINT_ASK_MEMORY]        = { "sdapi/v1/memory",          64 * KIB },
  [OVERPAINT_ASK_CARD]          = { "sdapi/v1/gpu",             64 * KIB },
  [OVERPAINT_ASK_ROOT]          = { "",                         4 * MIB  }
};

/**
 * overpaint_recognition_new: (skip)
 *
 * Returns: (transfer full): a recognition without any answer
 */
OverpaintRecognition *
overpaint_recognition_new (void)
{
  OverpaintRecognition *recognition = g_new0 (OverpaintRecognition, 1);
  guint                 i;

  for (i = 0; i < OVERPAINT_N_QUESTIONS; i++)
    recognition->answers[i].failure = OVERPAINT_HTTP_ERROR_NO_CONNECTION;

  return recognition;
}

/**
 * overpaint_recognition_free: (skip)
 * @recognition: (transfer full): a recognition
 */
void
overpaint_recognition_free (OverpaintRecognition *recognition)
{
  guint i;

  for (i = 0; i < OVERPAINT_N_QUESTIONS; i++)
    g_clear_pointer (&recognition->answers[i].json, json_node_unref);

  g_free (recognition);
}

/**
 * overpaint_recognition_get_path: (skip)
 * @question: a question, below their number
 *
 * Returns: what is asked for, without a slash before it
 */
const gchar *
overpaint_recognition_get_path (OverpaintQuestion question)
{
  return questions[question].path;
}

/**
 * overpaint_recognition_get_limit: (skip)
 * @question: a question, below their number
 *
 * Returns: the most bytes that its answer may have
 */
gsize
overpaint_recognition_get_limit (OverpaintQuestion question)
{
  return questions[question].limit;
}

/* Many other programs have a page made with Gradio, and stand at the same port. */
static gboolean
is_web_ui_page (const gchar *text,
                gsize        length)
{
  return g_strstr_len (text, (gssize) length, "gradio") != NULL &&
         g_strstr_len (text, (gssize) length, "Stable Diffusion") != NULL;
}

/**
 * overpaint_recognition_take_reply: (skip)
 * @recognition: a recognition
 * @question: which question was answered
 * @reply: the answer, of whatever status
 */
void
overpaint_recognition_take_reply (OverpaintRecognition     *recognition,
                                  OverpaintQuestion         question,
                                  const OverpaintHttpReply *reply)
{
  Answer      *answer = &recognition->answers[question];
  gsize        length;
  const gchar *text   = g_bytes_get_data (reply->body, &length);

  answer->status = reply->status;

  if (question == OVERPAINT_ASK_ROOT)
    answer->web_ui = reply->status == 200 && length > 0 && overpaint_http_reply_is_html (reply) &&
                     is_web_ui_page (text, length);
  else if (! overpaint_http_reply_is_html (reply))
    answer->json = overpaint_stranger_json_parse (text, length, DEEPEST);
}

/**
 * overpaint_recognition_take_error: (skip)
 * @recognition: a recognition
 * @question: which question was not answered
 * @error: why
 */
void
overpaint_recognition_take_error (OverpaintRecognition *recognition,
                                  OverpaintQuestion     question,
                                  const GError         *error)
{
  recognition->answers[question].failure = error->domain == OVERPAINT_HTTP_ERROR ? error->code
                                                                                  : OVERPAINT_HTTP_ERROR_OTHER;
}

/**
 * overpaint_recognition_take_timeout: (skip)
 * @recognition: a recognition
 * @question: which question was not asked any more, since the time was up
 */
void
overpaint_recognition_take_timeout (OverpaintRecognition *recognition,
                                    OverpaintQuestion     question)
{
  recognition->answers[question].failure = OVERPAINT_HTTP_ERROR_TIMEOUT;
}
