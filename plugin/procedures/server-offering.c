/* server-offering.c: what a server has to offer, asked in the background
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "offer-notes.h"
#include "server.h"
#include "server-offering.h"
#include "server-token.h"

struct _OverpaintServerOffering
{
  GObject            parent_instance;

  OverpaintSettings *settings;
  OverpaintSecrets  *secrets;
};

/* One question: who is asked, what has come, and where the files of its LoRAs are. */
typedef struct
{
  OverpaintServerEntry *entry;
  OverpaintServer      *server;
  OverpaintServerOffer *offer;
  GPtrArray            *files;   /* of GFile or NULL, one for each LoRA of the offer */
  GFile                *folder;  /* where a worker of ours has its LoRAs, or NULL */
} Question;

static void overpaint_server_offering_offers_init (OverpaintServerOffersInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OverpaintServerOffering, overpaint_server_offering, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OVERPAINT_TYPE_SERVER_OFFERS,
                                                      overpaint_server_offering_offers_init))

static void
overpaint_server_offering_finalize (GObject *object)
{
  OverpaintServerOffering *self = OVERPAINT_SERVER_OFFERING (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->secrets);

  G_OBJECT_CLASS (overpaint_server_offering_parent_class)->finalize (object);
}

static void
overpaint_server_offering_class_init (OverpaintServerOfferingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = overpaint_server_offering_finalize;
}

static void
overpaint_server_offering_init (OverpaintServerOffering *self)
{
}

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_pointer (&question->entry, overpaint_server_entry_free);
  g_clear_pointer (&question->offer, overpaint_server_offer_free);
  g_clear_pointer (&question->files, g_ptr_array_unref);
  g_clear_object (&question->server);
  g_clear_object (&question->folder);
  g_free (question);
}

static void
free_offer (gpointer offer)
{
  overpaint_server_offer_free (offer);
}

static void
clear_file (gpointer file)
{
  if (file != NULL)
    g_object_unref (file);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask)  task     = user_data;
  Question          *question = g_task_get_task_data (task);
  GError            *error    = NULL;

  if (overpaint_offer_notes_read_finish (result, &error))
    g_task_return_pointer (task, g_steal_pointer (&question->offer), free_offer);
  else
    g_task_return_error (task, error);
}

/* Takes over the reference to @task, which keeps what is read into. */
static void
read_files (GTask *task)
{
  Question *question = g_task_get_task_data (task);

  overpaint_offer_notes_read_async (question->offer, question->files, question->folder,
                                    g_task_get_cancellable (task), on_read, task);
}

static OverpaintOfferCancel
translate_cancel (OverpaintServerCancel cancel)
{
  switch (cancel)
    {
    case OVERPAINT_SERVER_CANCEL_RUNNING:
      return OVERPAINT_OFFER_CANCEL_RUNNING;

    case OVERPAINT_SERVER_CANCEL_QUEUED:
      return OVERPAINT_OFFER_CANCEL_QUEUED;

    case OVERPAINT_SERVER_CANCEL_ABANDON:
    default:
      return OVERPAINT_OFFER_CANCEL_ABANDON;
    }
}

/* Where a server says that its file lies: on this computer only if it runs here. */
static GFile *
locate (OverpaintServer *server,
        const gchar     *path)
{
  g_autoptr (GUri) uri = overpaint_address_parse (overpaint_server_get_address (server), NULL);

  if (path == NULL || uri == NULL || ! overpaint_address_is_loopback (uri) || ! g_path_is_absolute (path) ||
      ! g_str_has_suffix (path, ".safetensors"))
    return NULL;

  return g_file_new_for_path (path);
}

static void
take_capabilities (Question *question)
{
  const OverpaintCapabilities *capabilities = overpaint_server_get_capabilities (question->server);
  OverpaintServerOffer        *offer        = question->offer;
  gboolean                     is_local;
  guint                        i;

  is_local = overpaint_server_kind_is_local (overpaint_server_get_kind (question->server));

  offer->progress     = capabilities->progress;
  offer->cancel       = translate_cancel (capabilities->cancel);
  offer->size_step    = is_local ? capabilities->size_step : 0;
  offer->model_switch = capabilities->model_switch && capabilities->models != NULL;
  offer->model        = g_strdup (capabilities->model);

  if (capabilities->models != NULL)
    offer->models = overpaint_offer_items_new ();
  if (capabilities->loras != NULL)
    offer->loras = overpaint_offer_items_new ();

  for (i = 0; capabilities->models != NULL && i < capabilities->models->len; i++)
    {
      const OverpaintServerItem *item = g_ptr_array_index (capabilities->models, i);

      overpaint_offer_items_add (offer->models, item->name, item->id);
    }

  for (i = 0; capabilities->loras != NULL && i < capabilities->loras->len; i++)
    {
      const OverpaintServerItem *item = g_ptr_array_index (capabilities->loras, i);

      overpaint_offer_items_add (offer->loras, item->name, item->id)->alias = g_strdup (item->alias);
      g_ptr_array_add (question->files, locate (question->server, item->path));
    }

  /* it may call the model by another name than in its own list */
  if (offer->model != NULL && overpaint_offer_items_find (offer->models, offer->model) != NULL)
    {
      const OverpaintOfferItem *held = overpaint_offer_items_find (offer->models, offer->model);

      g_free (offer->model);
      offer->model = g_strdup (held->id);
    }
}

static void
on_surveyed (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask)  task  = user_data;
  GError            *error = NULL;

  if (! overpaint_server_survey_finish (OVERPAINT_SERVER (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  /* what it said before holds until it has the time to say it again */
  if (overpaint_server_get_capabilities (OVERPAINT_SERVER (source))->busy)
    {
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_BUSY, "it is busy");
      return;
    }

  take_capabilities (g_task_get_task_data (task));
  read_files (g_steal_pointer (&task));
}

static void
on_probed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask)  task    = user_data;
  OverpaintServer   *server  = OVERPAINT_SERVER (source);
  GCancellable      *waiting = g_task_get_cancellable (task);
  GError            *error   = NULL;

  if (! overpaint_server_probe_finish (server, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  overpaint_server_survey_async (server, waiting, on_surveyed, g_steal_pointer (&task));
}

static OverpaintServer *
make_server (const OverpaintServerEntry  *entry,
             const gchar                 *token,
             GError                     **error)
{
  OverpaintServerSettings wanted = { NULL, };

  wanted.name            = entry->name;
  wanted.address         = entry->address;
  wanted.token           = token;
  wanted.connect_timeout = entry->connect_timeout;
  wanted.request_timeout = entry->request_timeout;

  /* a kind that does not exist is found out, as if none were named; a run says what is wrong */
  if (! overpaint_server_kind_from_nick (entry->kind, &wanted.kind))
    wanted.kind = OVERPAINT_SERVER_UNKNOWN;

  return overpaint_server_new (&wanted, error);
}

static void
on_token_found (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask)  task     = user_data;
  Question          *question = g_task_get_task_data (task);
  GCancellable      *waiting  = g_task_get_cancellable (task);
  GError            *error    = NULL;
  gchar             *token    = overpaint_server_token_find_finish (result, &error);

  if (error == NULL)
    question->server = make_server (question->entry, token, &error);
  overpaint_secrets_free_token (token);

  if (question->server == NULL)
    g_task_return_error (task, error);
  else if (overpaint_server_get_kind (question->server) == OVERPAINT_SERVER_UNKNOWN)
    overpaint_server_probe_async (question->server, waiting, on_probed, g_steal_pointer (&task));
  else
    overpaint_server_survey_async (question->server, waiting, on_surveyed, g_steal_pointer (&task));
}

/* What a worker of ours has is known before it runs, and it is not started only to be looked at. */
static void
take_plan (Question *question)
{
  const OverpaintWorkerPlan *plan  = question->entry->plan;
  OverpaintServerOffer      *offer = question->offer;

  offer->cancel = OVERPAINT_OFFER_CANCEL_ABANDON;

  if (plan->kind == OVERPAINT_WORKER_PLAN_SD_SERVER)
    {
      gchar *ending;

      offer->cancel    = OVERPAINT_OFFER_CANCEL_QUEUED;
      offer->progress  = TRUE;
      offer->size_step = overpaint_server_kind_get_size_step (OVERPAINT_SERVER_SD_SERVER);
      offer->model     = g_path_get_basename (plan->model);

      ending = strrchr (offer->model, '.');
      if (ending != NULL && ending != offer->model)
        *ending = '\0';

      if (plan->folder != NULL && *plan->folder != '\0')
        question->folder = g_file_new_for_path (plan->folder);
      else
        offer->loras = overpaint_offer_items_new ();
    }
  else
    {
      offer->model = g_strdup (plan->model);
    }

  if (plan->restart_to_cancel)
    offer->cancel = OVERPAINT_OFFER_CANCEL_RUNNING;
}

static void
overpaint_server_offering_ask_async (OverpaintServerOffers *offers,
                                     const gchar           *server,
                                     GCancellable          *cancellable,
                                     GAsyncReadyCallback    callback,
                                     gpointer               user_data)
{
  OverpaintServerOffering *self     = OVERPAINT_SERVER_OFFERING (offers);
  g_autoptr (GTask)        task     = g_task_new (self, cancellable, callback, user_data);
  Question                *question = g_new0 (Question, 1);
  GError                  *error    = NULL;

  g_task_set_source_tag (task, overpaint_server_offering_ask_async);
  g_task_set_task_data (task, question, question_free);

  question->offer = overpaint_server_offer_new ();
  question->files = g_ptr_array_new_with_free_func (clear_file);
  question->entry = overpaint_settings_find_server (self->settings, server, &error);

  if (question->entry == NULL)
    {
      g_task_return_error (task, error);
    }
  else if (question->entry->plan != NULL)
    {
      take_plan (question);
      read_files (g_steal_pointer (&task));
    }
  else
    {
      overpaint_server_token_find_async (self->settings, self->secrets, question->entry, FALSE, FALSE, cancellable,
                                         on_token_found, g_steal_pointer (&task));
    }
}

static OverpaintServerOffer *
overpaint_server_offering_ask_finish (OverpaintServerOffers  *offers,
                                      GAsyncResult           *result,
                                      GError                **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
overpaint_server_offering_offers_init (OverpaintServerOffersInterface *iface)
{
  iface->ask_async  = overpaint_server_offering_ask_async;
  iface->ask_finish = overpaint_server_offering_ask_finish;
}

/**
 * overpaint_server_offering_new:
 * @settings: the artist's settings
 * @secrets: the tokens
 *
 * Returns: (transfer full): it
 */
OverpaintServerOffers *
overpaint_server_offering_new (OverpaintSettings *settings,
                               OverpaintSecrets  *secrets)
{
  OverpaintServerOffering *self = g_object_new (OVERPAINT_TYPE_SERVER_OFFERING, NULL);

  self->settings = g_object_ref (settings);
  self->secrets  = g_object_ref (secrets);

  return OVERPAINT_SERVER_OFFERS (self);
}
