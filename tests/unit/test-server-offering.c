/* test-server-offering.c: tests of what servers and files say that they have
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "lora-notes.h"
#include "server-offering.h"
#include "server-tools.h"
#include "store-place.h"

#define TOY_HEADER \
  "{\"__metadata__\":{\"ss_base_model_version\":\"sdxl_base_v1-0\",\"modelspec.trigger_phrase\":\"toy brick, studio\"}}"
#define INK_HEADER \
  "{\"__metadata__\":{\"ss_base_model_version\":\"sd_v1\"}}"

/* With what the artist has configured, and no keyring. */
typedef struct
{
  Place                  place;
  OverpaintSettings     *settings;
  OverpaintSecrets      *secrets;
  OverpaintServerOffers *offers;
  GSubprocess           *process;
  gchar                 *address;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError)  error = NULL;
  g_autofree gchar   *path  = NULL;

  place_set_up (&fixture->place, NULL);
  path = g_build_filename (fixture->place.top, "settings.ini", NULL);

  fixture->settings = overpaint_settings_new (path, &error);
  g_assert_no_error (error);
  fixture->secrets = overpaint_secrets_new ();
  fixture->offers  = overpaint_server_offering_new (fixture->settings, fixture->secrets);
}

static void
stop_server (Fixture *fixture)
{
  if (fixture->process == NULL)
    return;

  g_subprocess_force_exit (fixture->process);
  g_subprocess_wait (fixture->process, NULL, NULL);
  g_clear_object (&fixture->process);
  g_clear_pointer (&fixture->address, g_free);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  stop_server (fixture);
  g_assert_finalize_object (fixture->offers);
  g_object_unref (fixture->secrets);
  g_object_unref (fixture->settings);
  place_tear_down (&fixture->place, NULL);
}

static void
start_server (Fixture     *fixture,
              const gchar *as,
              const gchar *setting)
{
  g_autoptr (GSubprocessLauncher)  launcher = NULL;
  g_autoptr (GDataInputStream)     lines    = NULL;
  g_autoptr (GError)               error    = NULL;
  g_autofree gchar                *line     = NULL;

  stop_server (fixture);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  fixture->process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("OVERPAINT_PRACTICE_SERVER"),
                                                  "--as", as, "--until-stdin-closes",
                                                  setting != NULL ? "--set" : NULL, setting, NULL);
  g_assert_no_error (error);

  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (fixture->process));
  line  = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (line, "listening on "));
  fixture->address = g_strdup (line + strlen ("listening on "));
}

static OverpaintServerOffer *
ask_cancellably (Fixture       *fixture,
                 const gchar   *server,
                 GCancellable  *cancellable,
                 gboolean       cancel,
                 GError       **error)
{
  OverpaintServerOffersInterface *iface  = OVERPAINT_SERVER_OFFERS_GET_IFACE (fixture->offers);
  g_autoptr (GAsyncResult)        result = NULL;

  iface->ask_async (fixture->offers, server, cancellable, test_done, &result);

  /* nothing waits in the call itself */
  g_assert_null (result);
  if (cancel)
    g_cancellable_cancel (cancellable);

  test_wait_until (result != NULL);

  return iface->ask_finish (fixture->offers, result, error);
}

static OverpaintServerOffer *
ask (Fixture     *fixture,
     const gchar *server)
{
  g_autoptr (GError)    error = NULL;
  OverpaintServerOffer *offer = ask_cancellably (fixture, server, NULL, FALSE, &error);

  g_assert_no_error (error);

  return offer;
}

static gchar *
list (GPtrArray *items)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint               i;

  if (items == NULL)
    return g_strdup ("no list");

  for (i = 0; i < items->len; i++)
    {
      const OverpaintOfferItem *item = g_ptr_array_index (items, i);

      g_string_append_printf (text, "%s%s=%s", i > 0 ? " " : "", item->name, item->id);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

#define FILES "toy-style=styles/toy-style.safetensors ink-wash=ink-wash.safetensors old-film=looks/old-film.gguf"
#define TAGS  "toy-style=toy-style ink-wash=ink-wash old-film=old-film"

static const struct
{
  const gchar          *as;
  const gchar          *setting;
  gboolean              model_switch;
  guint                 n_models;      /* 0 where there is no list */
  const gchar          *model;         /* how it begins, or NULL */
  const gchar          *loras;
  gboolean              progress;
  OverpaintOfferCancel  cancel;
  gint                  size_step;
} roles[] =
{
  { "sd-server", NULL, FALSE, 0, "practice-v1", FILES, FALSE, OVERPAINT_OFFER_CANCEL_QUEUED, 64 },
  { "sd-server", "native=false", FALSE, 1, "practice-v1", FILES, FALSE, OVERPAINT_OFFER_CANCEL_ABANDON, 64 },
  { "forge", NULL, TRUE, 2, "practice-v1.safetensors [", TAGS, TRUE, OVERPAINT_OFFER_CANCEL_RUNNING, 8 },
  { "sdnext", NULL, TRUE, 2, "practice-v1.safetensors [", TAGS, TRUE, OVERPAINT_OFFER_CANCEL_ABANDON, 8 },
  { "koboldcpp", NULL, FALSE, 1, "practice-v1", FILES, FALSE, OVERPAINT_OFFER_CANCEL_ABANDON, 64 },
  { "gateway", NULL, FALSE, 0, NULL, "no list", FALSE, OVERPAINT_OFFER_CANCEL_ABANDON, 0 },
  { "runner", NULL, FALSE, 0, "timbrooks/instruct-pix2pix", "no list", FALSE, OVERPAINT_OFFER_CANCEL_ABANDON, 0 },
};

static void
test_roles (Fixture       *fixture,
            gconstpointer  data)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr (OverpaintServerOffer)  offer = NULL;
      g_autofree gchar                 *loras = NULL;

      g_test_message ("%s %s", roles[i].as, roles[i].setting != NULL ? roles[i].setting : "");
      start_server (fixture, roles[i].as, roles[i].setting);

      /* an address that nobody has configured: its kind is found out first */
      offer = ask (fixture, fixture->address);
      loras = list (offer->loras);

      g_assert_cmpstr (loras, ==, roles[i].loras);
      g_assert_cmpint (offer->model_switch, ==, roles[i].model_switch);
      g_assert_cmpuint (offer->models != NULL ? offer->models->len : 0, ==, roles[i].n_models);
      g_assert_cmpint (offer->progress, ==, roles[i].progress);
      g_assert_cmpint (offer->cancel, ==, roles[i].cancel);
      g_assert_cmpint (offer->size_step, ==, roles[i].size_step);

      if (roles[i].model == NULL)
        g_assert_null (offer->model);
      else
        g_assert_true (g_str_has_prefix (offer->model, roles[i].model));

      /* what the server holds stands in its list by the same id */
      if (roles[i].n_models > 0)
        g_assert_cmpstr (overpaint_server_offer_find_model (offer, offer->model), ==, offer->model);
    }
}

static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (OverpaintServerOffer) offer = NULL;

  start_server (fixture, "forge", NULL);
  offer = ask (fixture, fixture->address);

  g_assert_true (g_str_has_prefix (overpaint_server_offer_find_model (offer, "practice-xl"),
                                   "practice-xl.safetensors ["));
  g_assert_cmpstr (overpaint_server_offer_name_model (offer, overpaint_server_offer_find_model (offer, "practice-xl")),
                   ==, "practice-xl");
  g_assert_null (overpaint_server_offer_find_model (offer, "practice"));
  g_assert_cmpstr (overpaint_offer_items_find (offer->loras, "toy_style_v2")->id, ==, "toy-style");
  g_assert_null (overpaint_offer_items_find (offer->loras, ""));
}

/* "mine" is a server of the artist's, whose kind is known. */
static void
configure (Fixture             *fixture,
           const gchar         *address,
           const gchar         *kind,
           OverpaintWorkerPlan *plan)
{
  OverpaintServerEntry  entry = { NULL, };
  g_autoptr (GError)    error = NULL;

  entry.name            = (gchar *) "mine";
  entry.address         = (gchar *) address;
  entry.kind            = (gchar *) kind;
  entry.connect_timeout = 2;
  entry.request_timeout = 600;
  entry.plan            = plan;

  overpaint_settings_set_server (fixture->settings, NULL, &entry, &error);
  g_assert_no_error (error);
}

static void
test_password (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (OverpaintServerOffer)  none  = NULL;
  g_autoptr (OverpaintServerOffer)  offer = NULL;
  g_autoptr (GAsyncResult)          kept  = NULL;
  g_autoptr (GError)                error = NULL;

  start_server (fixture, "forge", "auth=me:secret");
  configure (fixture, fixture->address, "forge", NULL);

  none = ask_cancellably (fixture, "mine", NULL, FALSE, &error);
  g_assert_null (none);
  g_assert_nonnull (error);
  g_assert_null (strstr (error->message, "secret"));

  /* without a keyring it is kept in memory */
  overpaint_secrets_store_async (fixture->secrets, fixture->address, "mine", "me:secret", NULL, test_done, &kept);
  test_wait_until (kept != NULL);
  g_assert_cmpint (overpaint_secrets_store_finish (fixture->secrets, kept, NULL), ==, OVERPAINT_SECRETS_MEMORY);

  offer = ask (fixture, "mine");
  g_assert_cmpuint (offer->models->len, ==, 2);
}

static void
test_silence (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GCancellable)  cancellable = g_cancellable_new ();
  g_autoptr (GError)        error       = NULL;
  g_autofree gchar         *address     = NULL;

  g_assert_null (ask_cancellably (fixture, "nobody", NULL, FALSE, &error));
  g_assert_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_UNKNOWN_SERVER);
  g_clear_error (&error);

  start_server (fixture, "forge", NULL);
  address = g_strdup (fixture->address);
  g_assert_null (ask_cancellably (fixture, address, cancellable, TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  stop_server (fixture);
  g_assert_null (ask_cancellably (fixture, address, NULL, FALSE, &error));
  g_assert_nonnull (error);
}

static gchar *
write_lora (const gchar *folder,
            const gchar *name,
            const gchar *header)
{
  g_autoptr (GByteArray)  bytes  = g_byte_array_new ();
  guint64                 length = GUINT64_TO_LE (strlen (header));
  gchar                  *path   = g_build_filename (folder, name, NULL);
  g_autofree gchar       *inside = g_path_get_dirname (path);

  g_byte_array_append (bytes, (const guint8 *) &length, sizeof length);
  g_byte_array_append (bytes, (const guint8 *) header, (guint) strlen (header));
  g_assert_cmpint (g_mkdir_with_parents (inside, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, (const gchar *) bytes->data, bytes->len, NULL));

  return path;
}

/* A web UI says where its files lie, and they are read if they are here. */
static void
test_paths (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree gchar                 *toy     = write_lora (fixture->place.top, "toy.safetensors", TOY_HEADER);
  g_autofree gchar                 *other   = write_lora (fixture->place.top, "other.txt", TOY_HEADER);
  g_autofree gchar                 *list    = NULL;
  g_autoptr (OverpaintServerOffer)  offer   = NULL;
  TestServer                       *server  = test_server_new (NULL);
  const OverpaintOfferItem         *item;
  guint                             i;

  configure (fixture, server->address, "a1111", NULL);

  list = g_strdup_printf ("[{\"name\":\"toy\",\"alias\":\"brick\",\"path\":\"%s\"},"
                          "{\"name\":\"other\",\"path\":\"%s\"},"
                          "{\"name\":\"gone\",\"path\":\"/nowhere/gone.safetensors\"},"
                          "{\"name\":\"bare\",\"path\":\"toy.safetensors\"}]", toy, other);
  test_server_answer (server, 200, "application/json", list);
  test_server_answer (server, 200, "application/json", "[]");
  test_server_answer (server, 200, "application/json", "{}");

  offer = ask (fixture, "mine");
  g_assert_cmpuint (offer->loras->len, ==, 4);

  item = g_ptr_array_index (offer->loras, 0);
  g_assert_cmpstr (item->alias, ==, "brick");
  g_assert_cmpstr (item->family, ==, "sdxl");
  g_assert_cmpstr (item->triggers[0], ==, "toy brick");
  g_assert_cmpstr (item->triggers[1], ==, "studio");
  g_assert_null (item->triggers[2]);

  for (i = 1; i < 4; i++)
    g_assert_null (((OverpaintOfferItem *) g_ptr_array_index (offer->loras, i))->family);

  test_server_free (server);
}

static void
set_text (gchar       **text,
          const gchar  *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

/* A worker of ours is not asked, and not started: all that it has is known. */
static void
test_plan (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (OverpaintWorkerPlan)   plan   = overpaint_worker_plan_new (OVERPAINT_WORKER_PLAN_SD_SERVER);
  g_autofree gchar                 *folder = g_build_filename (fixture->place.top, "loras", NULL);
  g_autofree gchar                 *toy    = write_lora (folder, "styles/toy.safetensors", TOY_HEADER);
  g_autofree gchar                 *ink    = write_lora (folder, "ink.safetensors", INK_HEADER);
  g_autofree gchar                 *note   = write_lora (folder, "read-me.txt", "{}");
  g_autofree gchar                 *file   = write_lora (folder, "old.gguf", "{}");
  g_autoptr (OverpaintServerOffer)  offer  = NULL;
  g_autofree gchar                 *loras  = NULL;
  const OverpaintOfferItem         *item;

  set_text (&plan->program, "/nowhere/sd-server");
  set_text (&plan->model, "/models/sd_xl_base_1.0.safetensors");
  set_text (&plan->folder, folder);
  configure (fixture, "", "sd-server", plan);

  offer = ask (fixture, "mine");
  loras = list (offer->loras);
  g_assert_cmpstr (loras, ==, "ink=ink.safetensors old=old.gguf toy=styles/toy.safetensors");
  g_assert_cmpstr (offer->model, ==, "sd_xl_base_1.0");
  g_assert_true (overpaint_server_offer_is_fixed (offer));
  g_assert_cmpint (offer->cancel, ==, OVERPAINT_OFFER_CANCEL_QUEUED);

  item = g_ptr_array_index (offer->loras, 0);
  g_assert_cmpstr (item->family, ==, "sd1");
  item = g_ptr_array_index (offer->loras, 2);
  g_assert_cmpstr (item->family, ==, "sdxl");
  g_assert_cmpstr (item->triggers[0], ==, "toy brick");
}

/* Without its folder it has no LoRAs, and still its model. */
static void
test_plan_without_folder (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (OverpaintWorkerPlan)   plan  = overpaint_worker_plan_new (OVERPAINT_WORKER_PLAN_SD_SERVER);
  g_autofree gchar                 *gone  = g_build_filename (fixture->place.top, "gone", NULL);
  g_autoptr (OverpaintServerOffer)  offer = NULL;

  set_text (&plan->program, "/nowhere/sd-server");
  set_text (&plan->model, "/models/dreamy.gguf");
  set_text (&plan->folder, gone);
  configure (fixture, "", "sd-server", plan);

  offer = ask (fixture, "mine");
  g_assert_cmpuint (offer->loras->len, ==, 0);
  g_assert_cmpstr (offer->model, ==, "dreamy");
}

/* What is known is not read again, unless the file is another one. */
static void
test_known (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree gchar  *path = write_lora (fixture->place.top, "toy.safetensors", TOY_HEADER);
  g_autoptr (GFile)  file = g_file_new_for_path (path);
  guint              i;

  for (i = 0; i < 2; i++)
    {
      OverpaintSafetensors *notes = overpaint_lora_notes_read (file, NULL);

      g_assert_cmpstr (notes->family, ==, "sdxl");
      g_assert_cmpstr (notes->triggers[0], ==, "toy brick");
      overpaint_safetensors_free (notes);
    }

  g_free (write_lora (fixture->place.top, "toy.safetensors", INK_HEADER));
  {
    OverpaintSafetensors *notes = overpaint_lora_notes_read (file, NULL);

    g_assert_cmpstr (notes->family, ==, "sd1");
    overpaint_safetensors_free (notes);
  }

  g_assert_true (g_file_set_contents (path, "no LoRA at all", -1, NULL));
  g_assert_null (overpaint_lora_notes_read (file, NULL));
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_null (overpaint_lora_notes_read (file, NULL));
}

#define ADD(path, function) g_test_add ("/server-offering/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  /* neither the artist's keyring nor their servers */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere", TRUE);

  ADD ("roles", test_roles);
  ADD ("names", test_names);
  ADD ("password", test_password);
  ADD ("silence", test_silence);
  ADD ("paths", test_paths);
  ADD ("plan", test_plan);
  ADD ("plan-without-folder", test_plan_without_folder);
  ADD ("known", test_known);

  return g_test_run ();
}
