/* settings-plan.c: workers that Overpaint starts itself, in the settings
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "settings-private.h"

#define WORKER_KEY            "worker"
#define PROGRAM_KEY           "program"
#define MODEL_KEY             "model"
#define LORA_FOLDER_KEY       "lora-folder"
#define MODELS_FOLDER_KEY     "models-folder"
#define DEVICE_KEY            "device"
#define IDLE_MINUTES_KEY      "idle-minutes"
#define STOP_WITH_GIMP_KEY    "stop-with-gimp"
#define RESTART_TO_CANCEL_KEY "restart-to-cancel"

static const gchar * const kinds[] = { "sd-server", "container" };

static const gchar *
folder_key (OverpaintWorkerPlanKind kind)
{
  return kind == OVERPAINT_WORKER_PLAN_SD_SERVER ? LORA_FOLDER_KEY : MODELS_FOLDER_KEY;
}

static gboolean
overpaint_settings_refuse (OverpaintSettings  *self,
                           const gchar        *group,
                           const gchar        *key,
                           const gchar        *wanted,
                           GError            **error)
{
  /* Translators: a file, a key in it, the part of the file where it stands, and what it must be */
  g_set_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_UNREADABLE,
               _("In “%s”, “%s” of [%s] must be %s."), self->path, key, group, wanted);

  return FALSE;
}

static gboolean
overpaint_settings_read_kind (OverpaintSettings        *self,
                              GKeyFile                 *file,
                              const gchar              *group,
                              OverpaintWorkerPlanKind  *kind,
                              GError                  **error)
{
  g_autofree gchar *text = overpaint_settings_read_text (file, group, WORKER_KEY);
  guint             i;

  for (i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (text, kinds[i]) == 0)
        {
          *kind = (OverpaintWorkerPlanKind) i;
          return TRUE;
        }
    }

  return overpaint_settings_refuse (self, group, WORKER_KEY, _("“sd-server” or “container”"), error);
}

static gboolean
overpaint_settings_read_minutes (OverpaintSettings  *self,
                                 GKeyFile           *file,
                                 const gchar        *group,
                                 guint              *minutes,
                                 GError            **error)
{
  g_autofree gchar *text = overpaint_settings_read_text (file, group, IDLE_MINUTES_KEY);
  guint64           number;

  if (text == NULL)
    return TRUE;

  if (! g_ascii_string_to_unsigned (text, 10, 0, OVERPAINT_WORKER_PLAN_MOST_IDLE_MINUTES, &number, NULL))
    return overpaint_settings_refuse (self, group, IDLE_MINUTES_KEY,
                                      _("a whole number from 0, which is never, to 1440"), error);

  *minutes = (guint) number;

  return TRUE;
}

static gboolean
overpaint_settings_read_switch (OverpaintSettings  *self,
                                GKeyFile           *file,
                                const gchar        *group,
                                const gchar        *key,
                                gboolean           *value,
                                GError            **error)
{
  g_autofree gchar *text = overpaint_settings_read_text (file, group, key);

  if (text == NULL || g_str_equal (text, "false"))
    return TRUE;

  *value = g_str_equal (text, "true");

  return *value || overpaint_settings_refuse (self, group, key, _("“true” or “false”"), error);
}

static void
take_text (GKeyFile     *file,
           const gchar  *group,
           const gchar  *key,
           gchar       **text)
{
  gchar *read = overpaint_settings_read_text (file, group, key);

  if (read != NULL)
    {
      g_free (*text);
      *text = read;
    }
}

/**
 * overpaint_settings_has_plan: (skip)
 * @file: a settings file
 * @group: the group of a server
 *
 * Returns: whether that server is a worker that Overpaint starts
 */
gboolean
overpaint_settings_has_plan (GKeyFile    *file,
                             const gchar *group)
{
  return g_key_file_has_key (file, group, WORKER_KEY, NULL);
}

/* What is wrong with a plan, as a key and what it must be instead. */
static const gchar *
judge (const OverpaintWorkerPlan  *plan,
       const gchar               **key)
{
  *key = PROGRAM_KEY;

  if (*plan->program != '\0' || plan->kind == OVERPAINT_WORKER_PLAN_SD_SERVER)
    {
      if (! g_path_is_absolute (plan->program))
        return _("the whole path of a program, such as /opt/sd/sd-server");
    }

  *key = MODEL_KEY;

  if (plan->kind == OVERPAINT_WORKER_PLAN_SD_SERVER && ! g_path_is_absolute (plan->model))
    return _("the whole path of a model's file");

  if (*plan->model == '\0')
    return _("the name of a model, such as stabilityai/sd-turbo");

  *key = folder_key (plan->kind);

  if (*plan->folder != '\0' || plan->kind == OVERPAINT_WORKER_PLAN_CONTAINER)
    {
      if (! g_path_is_absolute (plan->folder))
        return _("the whole path of a folder");
    }

  return NULL;
}

/**
 * overpaint_settings_read_plan: (skip)
 * @self: settings
 * @file: the artist's file
 * @group: the group of a server, with a plan
 * @error: return location for an %OVERPAINT_SETTINGS_ERROR_UNREADABLE, which names the key
 *
 * Returns: (transfer full) (nullable): how that server's worker is started
 */
OverpaintWorkerPlan *
overpaint_settings_read_plan (OverpaintSettings  *self,
                              GKeyFile           *file,
                              const gchar        *group,
                              GError            **error)
{
  g_autoptr (OverpaintWorkerPlan)  plan    = NULL;
  g_autofree gchar                *address = overpaint_settings_read_text (file, group, "address");
  OverpaintWorkerPlanKind          kind;
  const gchar                     *key;
  const gchar                     *wanted;

  if (address != NULL)
    {
      g_set_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_UNREADABLE,
                   _("In “%s”, [%s] has both “address” and “worker”: a worker that Overpaint starts has no "
                     "address. Take one of the two out."), self->path, group);
      return NULL;
    }

  if (! overpaint_settings_read_kind (self, file, group, &kind, error))
    return NULL;

  plan = overpaint_worker_plan_new (kind);
  take_text (file, group, PROGRAM_KEY, &plan->program);
  take_text (file, group, MODEL_KEY, &plan->model);
  take_text (file, group, folder_key (kind), &plan->folder);
  take_text (file, group, DEVICE_KEY, &plan->device);

  wanted = judge (plan, &key);
  if (wanted != NULL)
    {
      overpaint_settings_refuse (self, group, key, wanted, error);
      return NULL;
    }

  if (! overpaint_settings_read_minutes (self, file, group, &plan->idle_minutes, error) ||
      ! overpaint_settings_read_switch (self, file, group, STOP_WITH_GIMP_KEY, &plan->stop_with_gimp, error) ||
      ! overpaint_settings_read_switch (self, file, group, RESTART_TO_CANCEL_KEY, &plan->restart_to_cancel, error))
    return NULL;

  return g_steal_pointer (&plan);
}

/**
 * overpaint_settings_check_plan: (skip)
 * @plan: a plan that is to be kept
 * @error: return location for an %OVERPAINT_SETTINGS_ERROR_VALUE, whose sentence begins with the field
 *
 * Returns: whether it can be kept; whether its files are there is another question
 */
gboolean
overpaint_settings_check_plan (const OverpaintWorkerPlan  *plan,
                               GError                    **error)
{
  const gchar *problem = NULL;

  if (! g_utf8_validate (plan->program, -1, NULL) || ! g_utf8_validate (plan->model, -1, NULL) ||
      ! g_utf8_validate (plan->folder, -1, NULL) || ! g_utf8_validate (plan->device, -1, NULL))
    problem = _("Files: a name that is not UTF-8 cannot be kept. Give the file another name.");
  else if (plan->kind == OVERPAINT_WORKER_PLAN_SD_SERVER && *plan->program == '\0')
    problem = _("Program: choose the sd-server that is to be started.");
  else if (*plan->program != '\0' && ! g_path_is_absolute (plan->program))
    problem = _("Program: it needs the whole path.");
  else if (plan->kind == OVERPAINT_WORKER_PLAN_SD_SERVER && *plan->model == '\0')
    problem = _("Model: choose a model's file.");
  else if (*plan->model == '\0')
    problem = _("Model: it needs the name of a model, such as stabilityai/sd-turbo.");
  else if (plan->kind == OVERPAINT_WORKER_PLAN_SD_SERVER && ! g_path_is_absolute (plan->model))
    problem = _("Model: it needs the whole path.");
  else if (plan->kind == OVERPAINT_WORKER_PLAN_CONTAINER && *plan->folder == '\0')
    problem = _("Folder: choose where the container keeps its models.");
  else if (*plan->folder != '\0' && ! g_path_is_absolute (plan->folder))
    problem = _("Folder: it needs the whole path.");
  else if (plan->idle_minutes > OVERPAINT_WORKER_PLAN_MOST_IDLE_MINUTES)
    problem = _("Stop When Idle: at most 1440 minutes.");
  else
    return TRUE;

  g_set_error_literal (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_VALUE, problem);

  return FALSE;
}

/* What is as it would be anyway is not written. */
static void
put_text (GKeyFile    *file,
          const gchar *group,
          const gchar *key,
          const gchar *text)
{
  if (*text != '\0')
    g_key_file_set_string (file, group, key, text);
  else
    g_key_file_remove_key (file, group, key, NULL);
}

static void
put_switch (GKeyFile    *file,
            const gchar *group,
            const gchar *key,
            gboolean     value)
{
  put_text (file, group, key, value ? "true" : "");
}

/**
 * overpaint_settings_put_plan: (skip)
 * @file: the artist's file
 * @group: the group of a server
 * @plan: (nullable): how its worker is started; %NULL where it has an address instead
 *
 * Writes a plan into the group, or takes out what is there.
 */
void
overpaint_settings_put_plan (GKeyFile                  *file,
                             const gchar               *group,
                             const OverpaintWorkerPlan *plan)
{
  static const gchar * const keys[] = { WORKER_KEY, PROGRAM_KEY, MODEL_KEY, LORA_FOLDER_KEY, MODELS_FOLDER_KEY,
                                        DEVICE_KEY, IDLE_MINUTES_KEY, STOP_WITH_GIMP_KEY, RESTART_TO_CANCEL_KEY };
  g_autofree gchar          *minutes = NULL;
  guint                      i;

  if (plan == NULL)
    {
      for (i = 0; i < G_N_ELEMENTS (keys); i++)
        g_key_file_remove_key (file, group, keys[i], NULL);

      return;
    }

  if (plan->idle_minutes != OVERPAINT_WORKER_PLAN_IDLE_MINUTES)
    minutes = g_strdup_printf ("%u", plan->idle_minutes);

  g_key_file_set_string (file, group, WORKER_KEY, kinds[plan->kind]);
  put_text (file, group, PROGRAM_KEY, plan->program);
  put_text (file, group, MODEL_KEY, plan->model);
  put_text (file, group, LORA_FOLDER_KEY, plan->kind == OVERPAINT_WORKER_PLAN_SD_SERVER ? plan->folder : "");
  put_text (file, group, MODELS_FOLDER_KEY, plan->kind == OVERPAINT_WORKER_PLAN_CONTAINER ? plan->folder : "");
  put_text (file, group, DEVICE_KEY, plan->device);
  put_text (file, group, IDLE_MINUTES_KEY, minutes != NULL ? minutes : "");
  put_switch (file, group, STOP_WITH_GIMP_KEY, plan->stop_with_gimp);
  put_switch (file, group, RESTART_TO_CANCEL_KEY, plan->restart_to_cancel);
}
