/* test-settings-plan.c: tests of workers that Overpaint starts, in the settings
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gstdio.h>

#include "settings.h"

typedef struct
{
  gchar *folder;
  gchar *path;
} Place;

static void
place_set_up (Place         *place,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  place->folder = g_dir_make_tmp ("overpaint-plan-XXXXXX", &error);
  g_assert_no_error (error);
  place->path = g_build_filename (place->folder, "settings.ini", NULL);
}

static void
place_tear_down (Place         *place,
                 gconstpointer  data)
{
  g_unlink (place->path);
  g_rmdir (place->folder);
  g_free (place->path);
  g_free (place->folder);
}

static OverpaintSettings *
load (Place       *place,
      const gchar *text)
{
  g_autoptr (GError)  error = NULL;
  OverpaintSettings  *settings;

  if (text != NULL)
    g_assert_true (g_file_set_contents (place->path, text, -1, NULL));

  settings = overpaint_settings_new (place->path, &error);
  g_assert_no_error (error);

  return settings;
}

static OverpaintServerEntry *
find (OverpaintSettings *settings)
{
  g_autoptr (GError)    error = NULL;
  OverpaintServerEntry *entry = overpaint_settings_find_server (settings, "mine", &error);

  g_assert_no_error (error);

  return entry;
}

/* The same as an #OverpaintWorkerPlan, of literals. */
typedef struct
{
  OverpaintWorkerPlanKind  kind;
  const gchar             *program;
  const gchar             *model;
  const gchar             *folder;
  const gchar             *device;
  guint                    idle_minutes;
  gboolean                 stop_with_gimp;
  gboolean                 restart_to_cancel;
} Words;

static OverpaintWorkerPlan *
new_plan (const Words *words)
{
  OverpaintWorkerPlan literal = { words->kind, (gchar *) words->program, (gchar *) words->model,
                                  (gchar *) words->folder, (gchar *) words->device, words->idle_minutes,
                                  words->stop_with_gimp, words->restart_to_cancel };

  return overpaint_worker_plan_copy (&literal);
}

static void
assert_plan (const OverpaintWorkerPlan *found,
             const Words               *wanted)
{
  g_assert_nonnull (found);
  g_assert_cmpint (found->kind, ==, wanted->kind);
  g_assert_cmpstr (found->program, ==, wanted->program);
  g_assert_cmpstr (found->model, ==, wanted->model);
  g_assert_cmpstr (found->folder, ==, wanted->folder);
  g_assert_cmpstr (found->device, ==, wanted->device);
  g_assert_cmpuint (found->idle_minutes, ==, wanted->idle_minutes);
  g_assert_cmpint (found->stop_with_gimp, ==, wanted->stop_with_gimp);
  g_assert_cmpint (found->restart_to_cancel, ==, wanted->restart_to_cancel);
}

static const struct
{
  const gchar *text;
  const gchar *kind;
  Words        plan;
} plans[] =
{
  { "worker=sd-server\nprogram=/opt/sd-server\nmodel=/m/a b.gguf\n", "sd-server",
    { OVERPAINT_WORKER_PLAN_SD_SERVER, "/opt/sd-server", "/m/a b.gguf", "", "", 15, FALSE, FALSE } },
  { "worker= sd-server \nprogram=/opt/sd-server\nmodel=/m/a.gguf\nlora-folder=/m/loras\ndevice=CUDA0\n"
    "idle-minutes=0\nstop-with-gimp=true\nrestart-to-cancel=true\n", "sd-server",
    { OVERPAINT_WORKER_PLAN_SD_SERVER, "/opt/sd-server", "/m/a.gguf", "/m/loras", "CUDA0", 0, TRUE, TRUE } },
  { "worker=container\nmodel=stabilityai/sd-turbo\nmodels-folder=/m\nidle-minutes=1440\nstop-with-gimp=false\n",
    "runner",
    { OVERPAINT_WORKER_PLAN_CONTAINER, "", "stabilityai/sd-turbo", "/m", "", 1440, FALSE, FALSE } },
  { "worker=container\nprogram=/usr/bin/podman\nmodel=a/b\nmodels-folder=/m\ndevice=\nidle-minutes=\n", "runner",
    { OVERPAINT_WORKER_PLAN_CONTAINER, "/usr/bin/podman", "a/b", "/m", "", 15, FALSE, FALSE } },
};

static void
test_read (Place         *place,
           gconstpointer  data)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autofree gchar                 *text     = g_strconcat ("[server mine]\nrequest-timeout=60\n",
                                                                plans[i].text, NULL);
      g_autoptr (OverpaintSettings)     settings = load (place, text);
      g_autoptr (OverpaintServerEntry)  entry    = find (settings);
      g_autoptr (GPtrArray)             entries  = overpaint_settings_list_servers (settings);
      const OverpaintServerEntry       *last     = entries->pdata[entries->len - 1];

      assert_plan (entry->plan, &plans[i].plan);
      g_assert_cmpstr (entry->kind, ==, plans[i].kind);
      g_assert_cmpstr (entry->address, ==, "");
      g_assert_cmpfloat (entry->price, ==, 0.0);
      g_assert_cmpuint (entry->request_timeout, ==, 60);

      g_assert_cmpstr (last->name, ==, "mine");
      g_assert_null (last->problem);
      assert_plan (last->plan, &plans[i].plan);
    }
}

#define START "[server mine]\nworker=sd-server\nprogram=/opt/sd-server\nmodel=/m/a.gguf\n"

static const struct
{
  const gchar *text;
  const gchar *message;  /* what follows the file's name */
} wrong[] =
{
  { START "address=http://127.0.0.1:1234\n",
    "[server mine] has both “address” and “worker”: a worker that Overpaint starts has no address. "
    "Take one of the two out." },
  { "[server mine]\nworker=\n", "“worker” of [server mine] must be “sd-server” or “container”." },
  { "[server mine]\nworker=forge\n", "“worker” of [server mine] must be “sd-server” or “container”." },
  { "[server mine]\nworker=sd-server\nmodel=/m\n",
    "“program” of [server mine] must be the whole path of a program, such as /opt/sd/sd-server." },
  { "[server mine]\nworker=sd-server\nprogram=sd-server\nmodel=/m\n",
    "“program” of [server mine] must be the whole path of a program, such as /opt/sd/sd-server." },
  { "[server mine]\nworker=sd-server\nprogram=/opt/sd-server\n",
    "“model” of [server mine] must be the whole path of a model's file." },
  { "[server mine]\nworker=sd-server\nprogram=/opt/sd-server\nmodel=~/a.gguf\n",
    "“model” of [server mine] must be the whole path of a model's file." },
  { START "lora-folder=loras\n", "“lora-folder” of [server mine] must be the whole path of a folder." },
  { "[server mine]\nworker=container\nmodels-folder=/m\n",
    "“model” of [server mine] must be the name of a model, such as stabilityai/sd-turbo." },
  { "[server mine]\nworker=container\nmodel=a/b\n",
    "“models-folder” of [server mine] must be the whole path of a folder." },
  { START "idle-minutes=1441\n",
    "“idle-minutes” of [server mine] must be a whole number from 0, which is never, to 1440." },
  { START "idle-minutes=never\n",
    "“idle-minutes” of [server mine] must be a whole number from 0, which is never, to 1440." },
  { START "stop-with-gimp=yes\n", "“stop-with-gimp” of [server mine] must be “true” or “false”." },
  { START "restart-to-cancel=1\n", "“restart-to-cancel” of [server mine] must be “true” or “false”." },
  { START "request-timeout=0\n", "“request-timeout” of [server mine] must be a whole number from 1 to 86400." },
};

static void
test_wrong (Place         *place,
            gconstpointer  data)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (OverpaintSettings)  settings = load (place, wrong[i].text);
      g_autoptr (GPtrArray)          entries  = overpaint_settings_list_servers (settings);
      const OverpaintServerEntry    *last     = entries->pdata[entries->len - 1];
      g_autoptr (GError)             error    = NULL;
      g_autofree gchar              *message  = g_strdup_printf ("In “%s”, %s", place->path, wrong[i].message);

      g_assert_null (overpaint_settings_find_server (settings, "mine", &error));
      g_assert_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_UNREADABLE);
      g_assert_cmpstr (error->message, ==, message);
      g_assert_cmpstr (last->problem, ==, message);
    }
}

static OverpaintServerEntry
new_entry (OverpaintWorkerPlan *plan)
{
  OverpaintServerEntry entry = { NULL, };

  entry.name            = (gchar *) "mine";
  entry.address         = (gchar *) "";
  entry.kind            = (gchar *) "unknown";
  entry.connect_timeout = 10;
  entry.request_timeout = 600;
  entry.plan            = plan;

  return entry;
}

static void
test_write (Place         *place,
            gconstpointer  data)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autoptr (OverpaintSettings)     settings = load (place, "# mine alone\n[server mine]\nprice=0.5\ncolour=red\n"
                                                                "address=http://127.0.0.1:8000\nkind=gateway\n");
      g_autoptr (OverpaintServerEntry)  found    = NULL;
      g_autoptr (GError)                error    = NULL;
      g_autofree gchar                 *text     = NULL;
      g_autoptr (OverpaintWorkerPlan)   plan     = new_plan (&plans[i].plan);
      OverpaintServerEntry              entry    = new_entry (plan);

      g_assert_true (overpaint_settings_set_server (settings, "mine", &entry, &error));
      g_assert_no_error (error);

      found = find (settings);
      assert_plan (found->plan, &plans[i].plan);

      g_assert_true (g_file_get_contents (place->path, &text, NULL, NULL));
      g_assert_null (strstr (text, "address"));
      g_assert_null (strstr (text, "kind"));
      g_assert_null (strstr (text, "price"));
      g_assert_nonnull (strstr (text, "colour=red"));
      g_assert_nonnull (strstr (text, "# mine alone"));
    }
}

/* A server that gets an address again is none of ours any more. */
static void
test_take_back (Place         *place,
                gconstpointer  data)
{
  g_autoptr (OverpaintSettings)     settings = load (place, START "idle-minutes=3\nstop-with-gimp=true\n");
  g_autoptr (OverpaintServerEntry)  found    = NULL;
  g_autoptr (GError)                error    = NULL;
  g_autofree gchar                 *text     = NULL;
  OverpaintServerEntry              entry    = new_entry (NULL);

  entry.address = (gchar *) "http://127.0.0.1:1234";
  g_assert_true (overpaint_settings_set_server (settings, "mine", &entry, &error));
  g_assert_no_error (error);

  found = find (settings);
  g_assert_null (found->plan);
  g_assert_cmpstr (found->address, ==, "http://127.0.0.1:1234");
  g_assert_true (g_file_get_contents (place->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "[server mine]\naddress=http://127.0.0.1:1234\n");
}

static const struct
{
  Words        plan;
  const gchar *field;
} unfit[] =
{
  { { OVERPAINT_WORKER_PLAN_SD_SERVER, "", "/m", "", "", 15 },              "Program: choose" },
  { { OVERPAINT_WORKER_PLAN_SD_SERVER, "sd-server", "/m", "", "", 15 },     "Program: it needs the whole path." },
  { { OVERPAINT_WORKER_PLAN_SD_SERVER, "/sd", "", "", "", 15 },             "Model: choose" },
  { { OVERPAINT_WORKER_PLAN_SD_SERVER, "/sd", "m.gguf", "", "", 15 },       "Model: it needs the whole path." },
  { { OVERPAINT_WORKER_PLAN_SD_SERVER, "/sd", "/m", "loras", "", 15 },      "Folder: it needs the whole path." },
  { { OVERPAINT_WORKER_PLAN_SD_SERVER, "/sd", "/m\xff", "", "", 15 },       "Files: " },
  { { OVERPAINT_WORKER_PLAN_SD_SERVER, "/sd", "/m", "", "", 1441 },         "Stop When Idle: " },
  { { OVERPAINT_WORKER_PLAN_CONTAINER, "", "", "/m", "", 15 },              "Model: it needs the name" },
  { { OVERPAINT_WORKER_PLAN_CONTAINER, "", "a/b", "", "", 15 },             "Folder: choose" },
};

static void
test_unfit (Place         *place,
            gconstpointer  data)
{
  g_autoptr (OverpaintSettings) settings = load (place, NULL);
  guint                         i;

  for (i = 0; i < G_N_ELEMENTS (unfit); i++)
    {
      g_autoptr (GError)              error = NULL;
      g_autoptr (OverpaintWorkerPlan) plan  = new_plan (&unfit[i].plan);
      OverpaintServerEntry            entry = new_entry (plan);

      g_assert_false (overpaint_settings_set_server (settings, NULL, &entry, &error));
      g_assert_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_VALUE);
      g_assert_true (g_str_has_prefix (error->message, unfit[i].field));
      g_assert_false (g_file_test (place->path, G_FILE_TEST_EXISTS));
    }
}

#define add(name, function) \
  g_test_add ("/settings-plan/" name, Place, NULL, place_set_up, function, place_tear_down)

gint
main (gint    argc,
      gchar **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("read", test_read);
  add ("wrong", test_wrong);
  add ("write", test_write);
  add ("take-back", test_take_back);
  add ("unfit", test_unfit);

  return g_test_run ();
}
