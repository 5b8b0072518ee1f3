/* test-local-scout.c: tests of this computer's workers and cards, as the windows get them
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <dlfcn.h>
#include <string.h>

#include "gpu-private.h"
#include "local-scout.h"
#include "server-desk.h"
#include "store-place.h"

static const gchar *library[]    = { NULL, NULL };
static const gchar *no_library[] = { "libno-such-nvml.so.1", NULL };

static const gchar **stand_in_plays;

/* The practice server, as one kind of worker. */
typedef struct
{
  GSubprocess *process;
  gchar       *address;
  gchar       *port;
} Worker;

static void
worker_start (Worker      *worker,
              const gchar *as)
{
  g_autoptr (GSubprocessLauncher)  launcher = NULL;
  g_autoptr (GDataInputStream)     lines    = NULL;
  g_autofree gchar                *line     = NULL;
  GError                          *error    = NULL;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  worker->process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("OVERPAINT_PRACTICE_SERVER"),
                                                 "--as", as, "--until-stdin-closes", NULL);
  g_assert_no_error (error);

  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (worker->process));
  line  = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (line, "listening on http://127.0.0.1:"));
  worker->address = g_strdup (line + strlen ("listening on "));
  worker->port    = g_strdup (strrchr (line, ':') + 1);
}

static void
worker_stop (Worker *worker)
{
  g_subprocess_force_exit (worker->process);
  g_subprocess_wait (worker->process, NULL, NULL);
  g_clear_object (&worker->process);
  g_clear_pointer (&worker->address, g_free);
  g_clear_pointer (&worker->port, g_free);
}

static void
came (GObject      *source,
      GAsyncResult *result,
      gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static OverpaintSettings *
new_settings (Place       *place,
              const gchar *text)
{
  g_autofree gchar  *path  = place_path (place, "settings.ini");
  GError            *error = NULL;
  OverpaintSettings *settings;

  g_assert_cmpint (g_mkdir_with_parents (place->folder, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  settings = overpaint_settings_new (path, &error);
  g_assert_no_error (error);

  return settings;
}

static GPtrArray *
find (OverpaintServerScout *scout)
{
  OverpaintServerScoutInterface *iface  = OVERPAINT_SERVER_SCOUT_GET_IFACE (scout);
  g_autoptr (GAsyncResult)       result = NULL;
  GError                        *error  = NULL;
  GPtrArray                     *found;

  iface->find_async (scout, NULL, came, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  found = iface->find_finish (scout, result, &error);
  g_assert_no_error (error);

  return found;
}

/* The row of an address; the ports of the ready-made servers are asked too, whoever stands there. */
static OverpaintScoutRow *
get_row (GPtrArray   *found,
         const gchar *address)
{
  guint i;

  for (i = 0; i < found->len; i++)
    {
      OverpaintScoutRow *row = g_ptr_array_index (found, i);

      if (g_str_equal (row->address, address))
        return row;
    }

  return NULL;
}

static void
test_known_port (Place         *place,
                 gconstpointer  data)
{
  g_autoptr (OverpaintSettings)     settings = new_settings (place, "");
  g_autoptr (OverpaintServerScout)  scout    = NULL;
  g_autoptr (GPtrArray)             found    = NULL;
  g_autofree gchar                 *ports    = NULL;
  OverpaintScoutRow                *row;
  Worker                            forge;

  worker_start (&forge, "forge");
  ports = g_strdup_printf (" %s, 0, 70000, x", forge.port);
  g_setenv ("OVERPAINT_LOCAL_PORTS", ports, TRUE);
  scout = overpaint_local_scout_new (settings);
  found = find (scout);
  row   = get_row (found, forge.address);

  g_assert_nonnull (row);
  g_assert_cmpstr (row->kind, ==, "forge");
  g_assert_cmpstr (row->name, ==, "Forge");
  g_assert_true (g_str_has_prefix (row->summary, "Forge, 2 models"));
  g_assert_null (row->advice);
  g_assert_true (row->is_usable);
  g_assert_false (row->wants_login);
  g_assert_null (row->configured);

  worker_stop (&forge);
}

/* A server is the same by whichever name it is called, and its port is asked because it is configured. */
static void
test_configured (Place         *place,
                 gconstpointer  data)
{
  static const gchar * const hosts[] = { "http://127.0.0.1:%s", "http://localhost:%s/", "http://[::1]:%s",
                                         "LOCALHOST:%s", "http://127.0.0.2:%s" };
  Worker                     worker;
  guint                      i;

  g_setenv ("OVERPAINT_LOCAL_PORTS", "", TRUE);
  worker_start (&worker, "sd-server");

  for (i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_auto (GStrv)                    parts    = g_strsplit (hosts[i], "%s", 2);
      g_autofree gchar                 *text     = NULL;
      g_autoptr (OverpaintSettings)     settings = NULL;
      g_autoptr (OverpaintServerScout)  scout    = NULL;
      g_autoptr (GPtrArray)             found    = NULL;
      OverpaintScoutRow                *row;

      text     = g_strdup_printf ("[server attic]\naddress=%s%s%s\n[server far]\naddress=https://x.example.org:%s\n",
                                  parts[0], worker.port, parts[1], worker.port);
      settings = new_settings (place, text);
      scout    = overpaint_local_scout_new (settings);
      found    = find (scout);
      row      = get_row (found, worker.address);

      g_test_message ("%s", hosts[i]);
      g_assert_nonnull (row);
      g_assert_cmpstr (row->kind, ==, "sd-server");

      /* another address of the loopback net may be another server */
      g_assert_cmpstr (row->configured, ==, i < 4 ? "attic" : NULL);
    }

  worker_stop (&worker);
}

static void
test_elsewhere (Place         *place,
                gconstpointer  data)
{
  g_autoptr (OverpaintSettings)    settings = NULL;
  g_autoptr (OverpaintServerScout) scout    = NULL;
  g_autoptr (GPtrArray)            found    = NULL;
  g_autofree gchar                *text     = NULL;
  Worker                           worker;

  /* neither the port of a server elsewhere nor one that speaks https is asked here */
  worker_start (&worker, "forge");
  g_setenv ("OVERPAINT_LOCAL_PORTS", "", TRUE);
  text     = g_strdup_printf ("[server a]\naddress=https://x.example.org:%s\n[server b]\naddress=https://127.0.0.1:%s\n"
                              "[server c]\naddress=no address\n", worker.port, worker.port);
  settings = new_settings (place, text);
  scout    = overpaint_local_scout_new (settings);
  found    = find (scout);
  g_assert_null (get_row (found, worker.address));

  worker_stop (&worker);
}

static void
test_cancelled (Place         *place,
                gconstpointer  data)
{
  g_autoptr (OverpaintSettings)    settings    = new_settings (place, "");
  g_autoptr (OverpaintServerScout) scout       = NULL;
  g_autoptr (GCancellable)         cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult)         result      = NULL;
  g_autoptr (GError)               error       = NULL;

  scout = overpaint_local_scout_new (settings);
  OVERPAINT_SERVER_SCOUT_GET_IFACE (scout)->find_async (scout, cancellable, came, &result);
  g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_null (OVERPAINT_SERVER_SCOUT_GET_IFACE (scout)->find_finish (scout, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_first_start (Place         *place,
                  gconstpointer  data)
{
  static const struct
  {
    const gchar *text;
    gboolean     is_first;
  } cases[] =
  {
    { "", TRUE },
    { "[something]\nelse=1\n", TRUE },
    { "[overpaint]\n", TRUE },
    { "[overpaint]\ndefault-server=\n", TRUE },
    { "[overpaint]\ndefault-server=studio\n", FALSE },
    { "[server attic]\naddress=https://x.example.org\n", FALSE },
    { "[server local]\naddress=http://127.0.0.1:9000\n", FALSE }
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OverpaintSettings)    settings = new_settings (place, cases[i].text);
      g_autoptr (OverpaintServerScout) scout    = overpaint_local_scout_new (settings);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (OVERPAINT_SERVER_SCOUT_GET_IFACE (scout)->is_first_start (scout), ==, cases[i].is_first);
    }
}

static gchar *
ask_gpus (OverpaintServerScout *scout,
          const gchar          *plays)
{
  OverpaintServerScoutInterface *iface  = OVERPAINT_SERVER_SCOUT_GET_IFACE (scout);
  g_autoptr (GAsyncResult)       result = NULL;
  GError                        *error  = NULL;
  gchar                         *sentence;

  *stand_in_plays = plays;
  overpaint_gpu_nvml_use (plays != NULL ? library : no_library);

  iface->ask_gpus_async (scout, NULL, came, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  sentence = iface->ask_gpus_finish (scout, result, &error);
  g_assert_no_error (error);

  return sentence;
}

static void
test_gpus (Place         *place,
           gconstpointer  data)
{
  static const struct
  {
    const gchar *plays; /* NULL for no library */
    const gchar *says;  /* its beginning, or NULL where nothing is said */
  } cases[] =
  {
    { "one",           "RTX 4080, 5.0 of 16.0 GiB free\nNVIDIA driver 550.54.14" },
    { "none",          "The NVIDIA driver knows no graphics card." },
    { "mismatch",      "The NVIDIA driver was updated and the old one still runs." },
    { "no-permission", "This user may not ask the NVIDIA driver." },
    { "no-driver",     "The NVIDIA driver is installed and not loaded." },
    { "odd",           NULL },
    { NULL,            NULL }
  };
  g_autoptr (OverpaintSettings)     settings = new_settings (place, "");
  g_autoptr (OverpaintServerScout)  scout    = overpaint_local_scout_new (settings);
  OverpaintServerScoutInterface    *iface    = OVERPAINT_SERVER_SCOUT_GET_IFACE (scout);
  g_autofree gchar                 *warning  = NULL;
  guint                             i;

  /* before they are asked for nothing is known */
  g_assert_null (iface->warn (scout, "http://127.0.0.1:7860", "sdxl", FALSE));

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *sentence = ask_gpus (scout, cases[i].plays);

      g_test_message ("%s", cases[i].plays);
      if (cases[i].says == NULL)
        g_assert_null (sentence);
      else
        g_assert_true (g_str_has_prefix (sentence, cases[i].says));

      /* a computer without a card that is known is not told what it could hold */
      if (i > 0)
        g_assert_null (iface->warn (scout, "http://127.0.0.1:7860", "sdxl", FALSE));
    }

  g_free (ask_gpus (scout, "one"));
  warning = iface->warn (scout, "http://[::1]:7860", "sdxl", FALSE);
  g_assert_true (g_str_has_prefix (warning, "SDXL wants about 8 GiB, 5 free: SD-Turbo fits."));

  /* the model that the server holds now would go, and this card can hold either */
  g_assert_null (iface->warn (scout, "http://[::1]:7860", "sdxl", TRUE));

  /* what fits is not warned of, and neither is what paints elsewhere */
  g_assert_null (iface->warn (scout, "http://127.0.0.1:7860", "sd1", FALSE));
  g_assert_null (iface->warn (scout, "http://127.0.0.1:7860", "unknown", FALSE));
  g_assert_null (iface->warn (scout, "https://gateway.example.org", "sdxl", FALSE));
  g_assert_null (iface->warn (scout, "", "sdxl", FALSE));
}

static void
test_desk (Place         *place,
           gconstpointer  data)
{
  g_autoptr (OverpaintSettings)    settings = new_settings (place, "");
  g_autoptr (OverpaintSecrets)     secrets  = overpaint_secrets_new ();
  g_autoptr (OverpaintServerDesk)  desk     = overpaint_server_desk_new (settings, secrets);
  OverpaintServerScout            *scout    = overpaint_server_keeper_get_scout (OVERPAINT_SERVER_KEEPER (desk));

  g_assert_true (OVERPAINT_IS_LOCAL_SCOUT (scout));
  g_assert_true (OVERPAINT_SERVER_SCOUT_GET_IFACE (scout)->is_here (scout, "localhost:7860"));
  g_assert_false (OVERPAINT_SERVER_SCOUT_GET_IFACE (scout)->is_here (scout, "https://livepeer.studio"));
  g_assert_false (OVERPAINT_SERVER_SCOUT_GET_IFACE (scout)->is_here (scout, ""));
}

int
main (int    argc,
      char **argv)
{
  g_autofree gchar *path = NULL;
  void             *stand_in;
  int               result;

  /* nothing listens there: whoever took a proxy for this computer would find nobody */
  g_setenv ("http_proxy", "http://127.0.0.1:1", TRUE);
  g_setenv ("all_proxy", "http://127.0.0.1:1", TRUE);

  g_test_init (&argc, &argv, NULL);

  path       = g_test_build_filename (G_TEST_BUILT, "libnvml-stand-in.so", NULL);
  library[0] = path;
  stand_in   = dlopen (path, RTLD_NOW);
  g_assert_nonnull (stand_in);
  stand_in_plays = dlsym (stand_in, "stand_in_plays");
  overpaint_gpu_smi_use ("/no/such/nvidia-smi", 0);

#define ADD(name, function) g_test_add ("/local-scout/" name, Place, NULL, place_set_up, function, place_tear_down)
  ADD ("known-port", test_known_port);
  ADD ("configured", test_configured);
  ADD ("elsewhere", test_elsewhere);
  ADD ("cancelled", test_cancelled);
  ADD ("first-start", test_first_start);
  ADD ("gpus", test_gpus);
  ADD ("desk", test_desk);

  result = g_test_run ();
  overpaint_gpu_nvml_use (NULL);

  return result;
}
