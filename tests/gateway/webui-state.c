/* webui-state.c: what AUTOMATIC1111's web UI, Forge and SD.Next tell about themselves
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "webui.h"

#include <string.h>

static const gchar * const samplers[] =
{
  "DPM++ 2M", "DPM++ SDE", "DPM++ 2M SDE", "Euler a", "Euler", "LMS", "Heun", "DPM2", "DDIM", "UniPC", "LCM",
  NULL
};

static const gchar * const schedulers[] =
{
  "automatic", "karras", "exponential", "sgm_uniform", "simple", "normal", NULL
};

/**
 * practice_webui_has_sampler:
 * @name: of a sampler
 *
 * Returns: whether there is such a one, to the letter
 */
gboolean
practice_webui_has_sampler (const gchar *name)
{
  return g_strv_contains (samplers, name);
}

static gchar *
list_samplers (void)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; samplers[i] != NULL; i++)
    g_string_append_printf (text, "%s{\"name\":\"%s\",\"aliases\":[],\"options\":{}}", i > 0 ? "," : "",
                            samplers[i]);

  return g_string_free (g_string_append (text, "]"), FALSE);
}

static gchar *
list_schedulers (void)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; schedulers[i] != NULL; i++)
    g_string_append_printf (text, "%s{\"name\":\"%s\",\"label\":\"%s\",\"aliases\":null}", i > 0 ? "," : "",
                            schedulers[i], schedulers[i]);

  return g_string_free (g_string_append (text, "]"), FALSE);
}

static gchar *
list_models (PracticeLocal *local)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; local->models[i] != NULL; i++)
    {
      const gchar      *name  = local->models[i];
      g_autofree gchar *title = practice_local_title (name);
      g_autofree gchar *hash  = practice_local_hash (name);
      g_autofree gchar *sum   = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);

      g_string_append_printf (text, "%s{\"title\":\"%s\",\"model_name\":\"%s\",\"hash\":\"%s\",\"sha256\":\"%s\","
                              "\"filename\":\"/models/Stable-diffusion/%s.safetensors\",\"config\":null}",
                              i > 0 ? "," : "", title, name, hash, sum, name);
    }

  return g_string_free (g_string_append (text, "]"), FALSE);
}

static gchar *
list_loras (PracticeServer *server)
{
  GString            *text = g_string_new ("[");
  guint               n_loras;
  const PracticeLora *loras = practice_local_loras (&n_loras);

  for (guint i = 0; i < n_loras; i++)
    g_string_append_printf (text, "%s{\"name\":\"%s\",\"alias\":\"%s\",\"path\":\"%s/%s\","
                            "\"metadata\":{\"ss_output_name\":\"%s\",\"ss_base_model_version\":\"sd_v1\"}}",
                            i > 0 ? "," : "", loras[i].name, loras[i].alias, server->local->lora_folder, loras[i].path,
                            loras[i].alias);

  return g_string_free (g_string_append (text, "]"), FALSE);
}

static gchar *
tell_options (PracticeServer *server)
{
  g_autofree gchar *title = practice_local_title (practice_local_model (server->local));

  return g_strdup_printf ("{\"samples_format\":\"%s\",\"sd_model_checkpoint\":\"%s\",\"img2img_background_color\":"
                          "\"%s\"%s}", server->local->samples_format, title, server->local->background,
                          server->role == PRACTICE_ROLE_FORGE ? ",\"forge_preset\":\"sd\"" : "");
}

static gchar *
tell_flags (PracticeServer *server)
{
  return g_strdup_printf ("{\"api\":true,\"listen\":false,\"port\":null,\"nowebui\":false,\"api_auth\":null%s}",
                          server->role == PRACTICE_ROLE_FORGE ? ",\"forge_ref_a1111_home\":null" : "");
}

/**
 * practice_webui_list:
 * @server: the server
 * @name: what follows "/sdapi/v1/" in a GET request
 *
 * Returns: (transfer full) (nullable): what is told there
 */
PracticeReply *
practice_webui_list (PracticeServer *server,
                     const gchar    *name)
{
  gboolean          sdnext = server->role == PRACTICE_ROLE_SDNEXT;
  g_autofree gchar *body   = NULL;

  if (g_str_equal (name, "samplers"))
    body = list_samplers ();
  else if (g_str_equal (name, "schedulers"))
    body = list_schedulers ();
  else if (g_str_equal (name, "sd-models"))
    body = list_models (server->local);
  else if (g_str_equal (name, "loras"))
    body = list_loras (server);
  else if (g_str_equal (name, "options"))
    body = tell_options (server);
  else if (g_str_equal (name, "cmd-flags"))
    body = tell_flags (server);
  else if (g_str_equal (name, "memory"))
    body = g_strdup ("{\"ram\":{\"free\":8589934592,\"used\":8589934592,\"total\":17179869184},\"cuda\":"
                     "{\"system\":{\"free\":5476083302,\"used\":3113851290,\"total\":8589934592}}}");
  else if (sdnext && g_str_equal (name, "version"))
    body = g_strdup ("{\"app\":\"sd.next\",\"updated\":\"2026-07-01\",\"commit\":\"0000000\",\"branch\":"
                     "\"master\",\"url\":\"https://github.com/vladmandic/sdnext/tree/master\"}");
  else if (sdnext && g_str_equal (name, "gpu"))
    body = g_strdup ("[{\"name\":\"Practice server: plain arithmetic, no AI\",\"version\":{},\"data\":{}}]");
  else if (sdnext && g_str_equal (name, "status"))
    body = g_strdup_printf ("{\"status\":\"%s\"}",
                            practice_workshop_current (server->local->workshop) != NULL ? "running" : "idle");
  else
    return NULL;

  return practice_reply_new (200, "application/json", body);
}

static gdouble
share_done (PracticeWorkshop *workshop)
{
  PracticeWork *work = practice_workshop_current (workshop);

  return work != NULL ? practice_workshop_step (workshop) / (gdouble) (work->steps * work->rounds) : 0.0;
}

/**
 * practice_webui_progress:
 * @server: the server
 *
 * Whoever asks is told of whatever is being worked on.
 *
 * Returns: (transfer full): GET /sdapi/v1/progress
 */
PracticeReply *
practice_webui_progress (PracticeServer *server)
{
  PracticeWorkshop    *workshop = server->local->workshop;
  PracticeWork        *work     = practice_workshop_current (workshop);
  gint                 step     = practice_workshop_step (workshop);
  gboolean             sdnext   = server->role == PRACTICE_ROLE_SDNEXT;
  gboolean             stopped  = work != NULL ? work->stopped_at >= 0 : server->local->interrupted;
  gboolean             skipped  = work != NULL ? work->skipped_to > 0 : server->local->skipped;
  g_autoptr (GString)  text     = g_string_new ("{");
  gchar                number[G_ASCII_DTOSTR_BUF_SIZE];
  gdouble              share    = share_done (workshop);

  /* A1111 begins a little above nothing. */
  if (work != NULL && ! sdnext)
    share = MIN (share + 0.01, 1.0);

  if (sdnext)
    g_string_append_printf (text, "\"id\":\"%s\",", work != NULL ? work->task : "");

  g_ascii_formatd (number, sizeof (number), "%.4f", share);
  g_string_append_printf (text, "\"progress\":%s,\"eta_relative\":0.0,\"state\":{\"skipped\":%s,"
                          "\"interrupted\":%s,\"job\":\"%s\",\"job_count\":%d,\"job_timestamp\":"
                          "\"20260101000000\",\"job_no\":%d,\"sampling_step\":%d,\"sampling_steps\":%d},"
                          "\"current_image\":null,\"textinfo\":null}", number, skipped ? "true" : "false",
                          stopped ? "true" : "false", work != NULL ? work->task : "",
                          work != NULL ? work->rounds : 0, work != NULL ? step / work->steps : 0,
                          work != NULL ? step % work->steps : 0, work != NULL ? work->steps : 0);

  return practice_reply_new (200, "application/json", text->str);
}

/**
 * practice_webui_task:
 * @server: the server
 * @exchange: POST /internal/progress
 *
 * Returns: (transfer full): how the task of a name stands
 */
PracticeReply *
practice_webui_task (PracticeServer   *server,
                     PracticeExchange *exchange)
{
  PracticeWorkshop *workshop = server->local->workshop;
  PracticeWork     *work     = practice_workshop_current (workshop);
  JsonObject       *object   = exchange->json != NULL && JSON_NODE_HOLDS_OBJECT (exchange->json)
                               ? json_node_get_object (exchange->json) : NULL;
  g_autofree gchar *task     = object != NULL ? practice_ask_text (object, "id_task", "", NULL) : g_strdup ("");
  gboolean          active   = work != NULL && g_str_equal (work->task, task);
  gboolean          queued   = practice_workshop_awaits (workshop, task);
  g_autofree gchar *body     = NULL;
  gchar             number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof (number), "%.4f", share_done (workshop));
  body = g_strdup_printf ("{\"active\":%s,\"queued\":%s,\"paused\":false,\"completed\":%s,\"progress\":%s,"
                          "\"eta\":null,\"live_preview\":null,\"id_live_preview\":-1,\"textinfo\":%s}",
                          active ? "true" : "false", queued ? "true" : "false",
                          practice_workshop_has_done (workshop, task) ? "true" : "false",
                          active ? number : "null",
                          active ? "null" : queued ? "\"Queued...\"" : "\"Waiting...\"");

  return practice_reply_new (200, "application/json", body);
}
