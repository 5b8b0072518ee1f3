/* test-local-office.c: tests of workers that Overpaint starts, from the plan to the picture
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "gpu-private.h"
#include "local-holder.h"
#include "local-office.h"
#include "local-scene.h"
#include "picture-tools.h"
#include "plan-order.h"
#include "run.h"
#include "run-progress.h"
#include "worker-fault.h"
#include "worker-watch.h"

#define WIDTH  192
#define HEIGHT 128

/* A folder with a program, a model and settings of their own, so that each test has another worker. */
typedef struct
{
  gchar                 *top;
  gchar                 *program;
  gchar                 *model;
  OverpaintSettings     *settings;
  OverpaintWorkerOffice *office;
  OverpaintWorkerPlan   *plan;
  GString               *heard;    /* what the news were, one after the other */
} Place;

static gchar *
stand_in (const gchar *name)
{
  return g_build_filename (g_getenv ("OVERPAINT_STAND_INS"), name, NULL);
}

static void
copy (const gchar *from,
      const gchar *to)
{
  g_autofree gchar *text = NULL;
  gsize             length;

  g_assert_true (g_file_get_contents (from, &text, &length, NULL));
  g_assert_true (g_file_set_contents_full (to, text, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
}

static void
write_beside (Place       *place,
              const gchar *name,
              const gchar *text)
{
  g_autofree gchar *path = g_build_filename (place->top, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
on_news (Place       *place,
         const gchar *name)
{
  static const gchar                 letters[] = "-brex";
  g_autoptr (OverpaintWorkerNews)    news      = NULL;
  OverpaintWorkerOfficeInterface    *iface     = OVERPAINT_WORKER_OFFICE_GET_IFACE (place->office);
  gchar                              letter;

  g_assert_cmpstr (name, ==, "toy");
  news   = iface->get_news (place->office, name);
  letter = letters[news->activity];

  if (place->heard->len == 0 || place->heard->str[place->heard->len - 1] != letter)
    g_string_append_c (place->heard, letter);
}

static void
save (Place *place)
{
  g_autoptr (GError) error = NULL;

  OVERPAINT_WORKER_OFFICE_GET_IFACE (place->office)->save (place->office, NULL, "toy", place->plan, &error);
  g_assert_no_error (error);
}

static void
set_up (Place         *place,
        gconstpointer  data)
{
  const gchar       *faults  = data;
  g_autofree gchar  *source  = stand_in ("sd-server-stand-in.py");
  g_autofree gchar  *path    = NULL;
  g_autofree gchar  *text    = g_strdup_printf ("practice=%s %s", g_getenv ("OVERPAINT_PRACTICE_SERVER"),
                                                faults != NULL ? faults : "");
  g_autoptr (GError) error   = NULL;

  place->top      = g_dir_make_tmp ("office-XXXXXX", NULL);
  place->program  = g_build_filename (place->top, "sd-server", NULL);
  place->model    = g_build_filename (place->top, "toy model.gguf", NULL);
  path            = g_build_filename (place->top, "settings.ini", NULL);
  place->settings = overpaint_settings_new (path, &error);
  place->office   = OVERPAINT_WORKER_OFFICE (overpaint_local_office_new (place->settings));
  place->heard    = g_string_new (NULL);
  g_assert_no_error (error);

  copy (source, place->program);
  write_beside (place, "sd-server.devices", "CPU\tToy CPU\n");
  write_beside (place, "toy model.gguf", text);

  place->plan          = overpaint_worker_plan_new (OVERPAINT_WORKER_PLAN_SD_SERVER);
  g_free (place->plan->program);
  g_free (place->plan->model);
  place->plan->program = g_strdup (place->program);
  place->plan->model   = g_strdup (place->model);
  /* a test that is cut short takes its worker with it: whoever runs the tests stands for GIMP */
  place->plan->stop_with_gimp = TRUE;

  g_signal_connect_swapped (place->office, "news", G_CALLBACK (on_news), place);
}

static void
remove_files (const gchar *folder)
{
  g_autoptr (GDir)  dir  = g_dir_open (folder, 0, NULL);
  const gchar      *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree gchar *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && ! g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_files (path);
      else
        g_unlink (path);
    }

  g_rmdir (folder);
}

static gchar *
find_file (Place       *place,
           const gchar *ending)
{
  g_autofree gchar *name = overpaint_plan_get_worker_name (place->plan);
  g_autofree gchar *file = g_strconcat (name, ".", ending, NULL);

  return g_build_filename (g_get_user_runtime_dir (), "overpaint", file, NULL);
}

/* The keeper's lock is free when it has ended; the kernel sees to that. */
static void
wait_for_end (Place *place)
{
  g_autofree gchar *path = find_file (place, "lock");
  gint              file = g_open (path, O_RDWR);

  if (file < 0)
    return;

  while (flock (file, LOCK_EX) != 0)
    continue;

  close (file);
}

static gboolean
stop (Place   *place,
      GError **error)
{
  OverpaintWorkerOfficeInterface *iface  = OVERPAINT_WORKER_OFFICE_GET_IFACE (place->office);
  g_autoptr (GAsyncResult)        result = NULL;

  iface->stop_async (place->office, "toy", NULL, test_done, &result);
  test_wait_until (result != NULL);

  return iface->stop_finish (place->office, result, error);
}

static void
tear_down (Place         *place,
           gconstpointer  data)
{
  stop (place, NULL);
  wait_for_end (place);
  g_object_unref (place->office);
  g_object_unref (place->settings);
  overpaint_worker_plan_free (place->plan);
  g_string_free (place->heard, TRUE);
  remove_files (place->top);
  g_free (place->top);
  g_free (place->program);
  g_free (place->model);
}

static gchar *
check (Place   *place,
       GError **error)
{
  OverpaintWorkerOfficeInterface *iface  = OVERPAINT_WORKER_OFFICE_GET_IFACE (place->office);
  g_autoptr (GAsyncResult)        result = NULL;

  iface->check_async (place->office, place->plan, NULL, test_done, &result);
  test_wait_until (result != NULL);

  return iface->check_finish (place->office, result, error);
}

static gboolean
start (Place     *place,
       gboolean   may_pull,
       GError   **error)
{
  OverpaintWorkerOfficeInterface *iface  = OVERPAINT_WORKER_OFFICE_GET_IFACE (place->office);
  g_autoptr (GAsyncResult)        result = NULL;

  iface->start_async (place->office, "toy", may_pull, NULL, test_done, &result);
  test_wait_until (result != NULL);

  return iface->start_finish (place->office, result, error);
}

static OverpaintWorkerNews *
get_news (OverpaintWorkerOffice *office)
{
  return OVERPAINT_WORKER_OFFICE_GET_IFACE (office)->get_news (office, "toy");
}

static void
wait_for (OverpaintWorkerOffice   *office,
          OverpaintWorkerActivity  activity)
{
  while (TRUE)
    {
      g_autoptr (OverpaintWorkerNews) news = get_news (office);

      if (news->activity == activity)
        return;

      g_main_context_iteration (NULL, TRUE);
    }
}

static void
set_text (gchar       **text,
          const gchar  *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static const struct
{
  const gchar *devices;
  const gchar *device;
  const gchar *wanted;  /* how the sentence, or the error, begins */
} devices[] =
{
  { "CUDA0\tGeForce RTX 4080\nCPU\tRyzen\n", "",        "It paints on GeForce RTX 4080, by CUDA." },
  { "Vulkan0\tRADV\nCPU\tRyzen\n",           "",        "It paints on RADV, by Vulkan." },
  { "ROCm0\tRadeon\nCPU\tRyzen\n",           "",        "It paints on Radeon." },
  { "CPU\tRyzen\n",                          "",        "It paints on the CPU: a picture takes minutes." },
  { "what do you want?\n",                   "",        "It does not say what it paints on" },
  { "what do you want?\n",                   "CUDA0",   "It does not say what it paints on" },
  { "CUDA0\tGeForce\nCPU\tRyzen\n",          "CPU",     "It paints on the CPU" },
  { "CUDA0\tGeForce\nCPU\tRyzen\n",          "cuda0",   "It paints on cuda0, by CUDA." },
  { "CUDA0\tGeForce\nCPU\tRyzen\n",          "Vulkan0", "!The program has no device “Vulkan0”; it has CUDA0, CPU." },
};

static void
test_check_devices (Place         *place,
                    gconstpointer  data)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (devices); i++)
    {
      g_autoptr (GError)  error = NULL;
      g_autofree gchar   *text  = NULL;
      g_autofree gchar   *said  = NULL;

      write_beside (place, "sd-server.devices", devices[i].devices);
      set_text (&place->plan->device, devices[i].device);
      text = check (place, &error);
      said = error != NULL ? g_strconcat ("!", error->message, NULL) : g_strdup (text);
      g_test_message ("%s", said);
      g_assert_true (g_str_has_prefix (said, devices[i].wanted));
    }
}

/* Whether the model fits is said only of a card whose memory is known. */
static void
test_check_memory (Place         *place,
                   gconstpointer  data)
{
  static const gchar *no_library[] = { "libno-such-nvml.so.1", NULL };
  static const gchar *library[]    = { NULL, NULL };
  g_autofree gchar   *stand_in     = g_test_build_filename (G_TEST_BUILT, "libnvml-stand-in.so", NULL);
  g_autofree gchar   *large        = g_build_filename (place->top, "sd_xl_base_1.0.safetensors", NULL);
  g_autofree gchar   *fits         = NULL;
  g_autofree gchar   *not          = NULL;
  g_autofree gchar   *unknown      = NULL;
  g_autofree gchar   *by_cpu       = NULL;
  g_autoptr (GError)  error        = NULL;

  library[0] = stand_in;
  overpaint_gpu_smi_use ("/no/such/nvidia-smi", 0);
  overpaint_gpu_nvml_use (library);
  write_beside (place, "sd-server.devices", "CUDA0\tGeForce RTX 4080\nCPU\tRyzen\n");

  /* the stand-in plays a card of 16 GiB, of which 5 are free */
  copy (place->model, large);
  set_text (&place->plan->model, large);
  not = check (place, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (not, "It paints on GeForce RTX 4080, by CUDA. SDXL wants about 8 GiB, 5 free: "));

  set_text (&place->plan->device, "CPU");
  by_cpu = check (place, &error);
  g_assert_null (strstr (by_cpu, "GiB"));
  set_text (&place->plan->device, "");

  g_assert_no_errno (g_remove (large));
  g_free (g_steal_pointer (&large));
  large = g_build_filename (place->top, "v1-5-pruned.safetensors", NULL);
  copy (place->model, large);
  set_text (&place->plan->model, large);
  fits = check (place, &error);
  g_assert_cmpstr (fits, ==, "It paints on GeForce RTX 4080, by CUDA. SD 1.5 wants about 4 GiB, 5 free: it fits.");

  overpaint_gpu_nvml_use (no_library);
  unknown = check (place, &error);
  g_assert_cmpstr (unknown, ==, "It paints on GeForce RTX 4080, by CUDA.");

  g_assert_no_errno (g_remove (large));
  overpaint_gpu_nvml_use (NULL);
  overpaint_gpu_smi_use (NULL, 0);
}

static void
test_check_lacking (Place         *place,
                    gconstpointer  data)
{
  g_autoptr (GError)  error = NULL;
  g_autofree gchar   *path  = g_build_filename (place->top, "nothing", NULL);

  set_text (&place->plan->folder, path);
  g_assert_null (check (place, &error));
  g_assert_true (g_str_has_prefix (error->message, "There is no folder"));
  g_clear_error (&error);

  set_text (&place->plan->folder, "");
  set_text (&place->plan->model, path);
  g_assert_null (check (place, &error));
  g_assert_true (g_str_has_prefix (error->message, "There is no model file"));
  g_clear_error (&error);

  /* a file that may be run, and cannot be */
  set_text (&place->plan->model, place->model);
  write_beside (place, "nothing", "#!/nowhere/interpreter\n");
  g_assert_no_errno (g_chmod (path, 0700));
  set_text (&place->plan->program, path);
  g_assert_null (check (place, &error));
  g_assert_true (g_str_has_prefix (error->message, "The worker's program could not be started."));
}

static void
test_save (Place         *place,
           gconstpointer  data)
{
  OverpaintWorkerOfficeInterface   *iface = OVERPAINT_WORKER_OFFICE_GET_IFACE (place->office);
  g_autoptr (OverpaintServerEntry)  entry = NULL;
  g_autoptr (GError)                error = NULL;
  g_autoptr (OverpaintWorkerNews)   news  = NULL;

  g_assert_null (get_news (place->office));
  save (place);
  news = get_news (place->office);
  g_assert_cmpint (news->activity, ==, OVERPAINT_WORKER_RESTING);
  g_assert_cmpstr (news->text, ==, "The worker does not run.");

  g_assert_false (iface->save (place->office, NULL, "toy", place->plan, &error));
  g_assert_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_NAME);
  g_clear_error (&error);

  place->plan->stop_with_gimp    = FALSE;
  place->plan->restart_to_cancel = TRUE;
  g_assert_true (iface->save (place->office, "toy", "other", place->plan, &error));
  g_assert_null (get_news (place->office));

  entry = overpaint_settings_find_server (place->settings, "other", &error);
  g_assert_no_error (error);
  g_assert_false (entry->plan->stop_with_gimp);
  g_assert_true (entry->plan->restart_to_cancel);
  g_assert_cmpuint (entry->request_timeout, ==, 600);

  g_assert_true (iface->save (place->office, "other", "toy", place->plan, &error));
}

static void
test_start (Place         *place,
            gconstpointer  data)
{
  g_autoptr (OverpaintLocalOffice)  other = overpaint_local_office_new (place->settings);
  g_autoptr (OverpaintWorkerNews)   news  = NULL;
  g_autoptr (GError)                error = NULL;

  save (place);
  g_assert_true (start (place, FALSE, &error));
  g_assert_no_error (error);
  wait_for (place->office, OVERPAINT_WORKER_RUNNING);

  /* another window, perhaps of another GIMP */
  wait_for (OVERPAINT_WORKER_OFFICE (other), OVERPAINT_WORKER_RUNNING);

  /* once more is no error, and no second worker */
  g_assert_true (start (place, FALSE, &error));

  g_assert_true (stop (place, &error));
  g_assert_no_error (error);
  wait_for (OVERPAINT_WORKER_OFFICE (other), OVERPAINT_WORKER_RESTING);
  news = get_news (place->office);
  g_assert_cmpstr (news->text, ==, "The worker does not run.");
  g_assert_true (g_str_has_prefix (place->heard->str, "br"));
  g_assert_true (g_str_has_suffix (place->heard->str, "-"));
  g_assert_null (strchr (place->heard->str, 'x'));
}

static OverpaintServer       * new_server  (Place *place);
static OverpaintWorkerStatus * read_status (Place *place);

/* What the artist wants by now counts for a worker that runs already. */
static void
test_idle_time_changes (Place         *place,
                        gconstpointer  data)
{
  OverpaintWorkerOfficeInterface    *iface  = OVERPAINT_WORKER_OFFICE_GET_IFACE (place->office);
  g_autoptr (OverpaintWorkerStatus)  status = NULL;
  g_autoptr (GError)                 error  = NULL;

  place->plan->idle_minutes = 0;
  save (place);
  g_assert_true (start (place, FALSE, &error));

  g_setenv ("OVERPAINT_TEST_MINUTE", "1", TRUE);
  place->plan->idle_minutes = 1;
  g_assert_true (iface->save (place->office, "toy", "toy", place->plan, &error));
  g_assert_true (start (place, FALSE, &error));
  g_unsetenv ("OVERPAINT_TEST_MINUTE");
  wait_for_end (place);
  status = read_status (place);
  g_assert_cmpint (status->phase, ==, OVERPAINT_WORKER_STOPPED);
}

/* A worker that no server of the settings names any more would never be found again. */
static void
test_dismiss (Place         *place,
              gconstpointer  data)
{
  OverpaintWorkerOfficeInterface  *iface = OVERPAINT_WORKER_OFFICE_GET_IFACE (place->office);
  g_autoptr (OverpaintServer)      user  = new_server (place);
  g_autoptr (GAsyncResult)         held  = NULL;
  g_autoptr (OverpaintWorkerPlan)  other = overpaint_worker_plan_copy (place->plan);
  g_autoptr (OverpaintWorkerNews)  news  = NULL;
  g_autoptr (GError)               error = NULL;

  place->plan->idle_minutes = 0;
  save (place);
  overpaint_server_probe_async (user, NULL, test_done, &held);
  test_wait_until (held != NULL);
  g_assert_true (overpaint_server_probe_finish (user, held, &error));

  /* the same worker by another name is still somebody's */
  g_assert_true (iface->save (place->office, NULL, "twin", place->plan, &error));
  set_text (&other->device, "CPU");
  g_assert_true (iface->save (place->office, "toy", "toy", other, &error));
  g_assert_true (overpaint_settings_remove_server (place->settings, "twin", &error));
  g_assert_true (iface->save (place->office, NULL, "twin", place->plan, &error));

  /* now it is nobody's, but for the run that uses it */
  g_assert_true (iface->save (place->office, "twin", "twin", other, &error));
  g_assert_true (iface->save (place->office, "toy", "toy", place->plan, &error));
  wait_for (place->office, OVERPAINT_WORKER_RUNNING);
  news = get_news (place->office);
  g_assert_cmpstr (news->text, ==, "The worker runs and is in use.");

  overpaint_server_rest (user);
  wait_for (place->office, OVERPAINT_WORKER_RESTING);
}

static void
test_start_fails (Place         *place,
                  gconstpointer  data)
{
  g_autoptr (OverpaintWorkerNews)  news  = NULL;
  g_autoptr (GError)               error = NULL;

  save (place);
  g_assert_false (start (place, FALSE, &error));
  g_assert_error (error, OVERPAINT_WORKER_LEASE_ERROR, OVERPAINT_WORKER_LEASE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "Choose a whole checkpoint"));
  g_assert_nonnull (strstr (error->message, "get sd version from file failed"));

  news = get_news (place->office);
  g_assert_cmpint (news->activity, ==, OVERPAINT_WORKER_BROKEN);
  g_assert_cmpstr (news->text, ==, error->message);
  g_assert_cmpstr (place->heard->str, ==, "bx");
}

static void
become_container (Place       *place,
                  const gchar *tool)
{
  g_autofree gchar *target = stand_in ("docker-stand-in.py");

  place->plan->kind = OVERPAINT_WORKER_PLAN_CONTAINER;
  g_free (place->plan->program);
  place->plan->program = g_build_filename (place->top, tool, NULL);
  set_text (&place->plan->model, "stabilityai/sd-turbo");
  set_text (&place->plan->folder, place->top);
  g_assert_no_errno (symlink (target, place->plan->program));
}

static void
test_container (Place         *place,
                gconstpointer  data)
{
  g_autoptr (OverpaintWorkerNews)  news  = NULL;
  g_autoptr (GError)               error = NULL;
  g_autofree gchar                *text  = NULL;

  become_container (place, data);
  save (place);

  text = check (place, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text, "The container's image must be downloaded first; it takes many gigabytes."));

  /* not without the artist's word */
  g_assert_false (start (place, FALSE, &error));
  g_assert_nonnull (strstr (error->message, "The container's image is not on this computer."));
  g_clear_error (&error);

  g_string_truncate (place->heard, 0);
  g_assert_true (start (place, TRUE, &error));
  g_assert_no_error (error);
  wait_for (place->office, OVERPAINT_WORKER_RUNNING);
  g_assert_cmpint (place->heard->str[0], ==, 'b');

  g_free (text);
  text = check (place, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text, "The container's image is on this computer."));
}

static void
test_container_faults (Place         *place,
                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  become_container (place, "docker");
  write_beside (place, "faults", "no-daemon");
  g_assert_null (check (place, &error));
  g_assert_true (g_str_has_prefix (error->message, "The docker service does not run."));
}

static OverpaintServer *
new_server (Place *place)
{
  g_autoptr (OverpaintServerHolder)  holder   = overpaint_local_holder_new (place->plan);
  OverpaintServerSettings            settings = { .name = "toy", .kind = OVERPAINT_SERVER_SD_SERVER,
                                                  .holder = holder };
  g_autoptr (GError)                 error    = NULL;
  OverpaintServer                   *server   = overpaint_server_new (&settings, &error);

  g_assert_no_error (error);
  g_object_set (server, "poll-pause", 5, NULL);

  return server;
}

static OverpaintRun *
new_run (OverpaintServer *server,
         guint            images)
{
  g_autofree gchar             *text    = g_strdup_printf ("{'prompt': <'a barn'>, 'model': <'someone/model'>, "
                                                           "'strength': <0.5>, 'steps': <20>, 'seed': <5>, "
                                                           "'images': <%u>}", images);
  g_autoptr (GVariant)          values  = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, NULL);
  g_autoptr (OverpaintRequest)  whole   = NULL;
  g_autoptr (OverpaintRequest)  request = NULL;
  g_autoptr (OverpaintPixels)   pixels  = make_noise (WIDTH, HEIGHT, 3, 7);
  g_autoptr (GError)            error   = NULL;
  OverpaintRun                 *run;

  whole = overpaint_request_new (overpaint_pipeline_image_to_image (), values, &error);
  g_assert_no_error (error);
  request = overpaint_request_resolve (whole, overpaint_catalogue_lookup ("someone/model"), 5, &error);
  g_assert_no_error (error);
  run = overpaint_run_new (server, request, NULL, pixels, &error);
  g_assert_no_error (error);

  return run;
}

static gboolean
go (OverpaintRun  *run,
    GCancellable  *cancellable,
    GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  overpaint_run_start_async (run, cancellable, test_done, &result);
  test_wait_until (result != NULL);

  return overpaint_run_start_finish (run, result, error);
}

static OverpaintWorkerStatus *
read_status (Place *place)
{
  g_autofree gchar      *path   = find_file (place, "ini");
  g_autofree gchar      *text   = NULL;
  OverpaintWorkerStatus *status = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  status = overpaint_worker_status_from_text (text);
  g_assert_nonnull (status);

  return status;
}

/* One question to the worker's practice server. */
static void
control (Place       *place,
         const gchar *json)
{
  g_autoptr (OverpaintWorkerStatus)  status  = read_status (place);
  g_autofree gchar                  *address = g_strdup_printf ("http://127.0.0.1:%u/practice/settings", status->port);
  g_autoptr (GBytes)                 body    = g_bytes_new (json, strlen (json));
  g_autoptr (SoupSession)            session = soup_session_new ();
  g_autoptr (SoupMessage)            message = soup_message_new ("POST", address);
  g_autoptr (GBytes)                 answer  = NULL;
  g_autoptr (GError)                 error   = NULL;

  soup_message_set_request_body_from_bytes (message, "application/json", body);
  answer = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), <, 300);
}

static void
test_run (Place         *place,
          gconstpointer  data)
{
  g_autoptr (OverpaintServer)        server = new_server (place);
  g_autoptr (OverpaintRun)           run    = new_run (server, 2);
  g_autoptr (OverpaintWorkerWatch)   watch  = NULL;
  g_autoptr (GAsyncResult)           result = NULL;
  g_autofree gchar                  *name   = overpaint_plan_get_worker_name (place->plan);
  g_autofree gchar                  *text   = NULL;
  g_autoptr (GError)                 error  = NULL;

  save (place);
  overpaint_run_start_async (run, NULL, test_done, &result);

  /* what is waited for is said */
  test_wait_until (overpaint_server_get_news (server) != NULL);
  text = overpaint_run_describe (run);
  g_assert_cmpstr (text, ==, "The worker is being started. 0 s");

  test_wait_until (result != NULL);
  g_assert_true (overpaint_run_start_finish (run, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (overpaint_run_count (run, OVERPAINT_VARIATION_DONE), ==, 2);
  g_assert_null (overpaint_server_get_news (server));

  /* it was let go: nobody uses it any more, and it is there still */
  watch = overpaint_worker_watch_new (name, NULL);
  test_wait_until (overpaint_worker_watch_get_status (watch)->phase == OVERPAINT_WORKER_READY &&
                   overpaint_worker_watch_get_status (watch)->leases == 0);
}

static void
on_steps (OverpaintServer *server,
          guint            step,
          guint            n_steps,
          gpointer         data)
{
  g_assert_cmpuint (n_steps, ==, 20);
  *(guint *) data = step;
}

/* What it draws on its standard output is told as the picture's progress. */
static void
test_progress (Place         *place,
               gconstpointer  data)
{
  g_autoptr (OverpaintServer)  server   = new_server (place);
  g_autoptr (OverpaintRun)     run      = new_run (server, 1);
  g_autoptr (GAsyncResult)     result   = NULL;
  g_autoptr (GError)           error    = NULL;
  guint                        step     = 0;

  save (place);
  g_assert_true (start (place, FALSE, &error));
  control (place, "{\"hold\": 10}");

  g_signal_connect (server, "steps", G_CALLBACK (on_steps), &step);
  overpaint_run_start_async (run, NULL, test_done, &result);
  test_wait_until (step == 5);
  g_assert_cmpfloat_with_epsilon (overpaint_run_get_fraction (run), 0.25, 0.001);
  control (place, "{\"hold\": null}");
  test_wait_until (result != NULL);
  g_assert_true (overpaint_run_start_finish (run, result, &error));
}

/* Waits until the picture is being made, which then stands still. */
static GAsyncResult *
stop_in_mid_picture (Place         *place,
                     OverpaintRun  *run,
                     guint         *step,
                     const gchar   *said_before)
{
  g_autoptr (GCancellable)  cancellable = g_cancellable_new ();
  g_autofree gchar         *stop        = NULL;
  GAsyncResult             *result      = NULL;

  overpaint_run_start_async (run, cancellable, test_done, &result);
  test_wait_until (*step == 5);
  stop = overpaint_run_describe_stop (run);
  g_assert_nonnull (strstr (stop, said_before));
  g_cancellable_cancel (cancellable);
  test_wait_until (result != NULL);

  return result;
}

static void
test_restart_to_cancel (Place         *place,
                        gconstpointer  data)
{
  g_autoptr (OverpaintServer)        server   = NULL;
  g_autoptr (OverpaintRun)           run      = NULL;
  g_autoptr (OverpaintRun)           next     = NULL;
  g_autoptr (GAsyncResult)           result   = NULL;
  g_autoptr (OverpaintWorkerStatus)  before   = NULL;
  g_autoptr (OverpaintWorkerStatus)  after    = NULL;
  g_autoptr (GError)                 error    = NULL;
  guint                              step     = 0;

  place->plan->restart_to_cancel = TRUE;
  save (place);
  g_assert_true (start (place, FALSE, &error));
  before = read_status (place);
  control (place, "{\"hold\": 10}");

  server = new_server (place);
  run    = new_run (server, 1);
  g_signal_connect (server, "steps", G_CALLBACK (on_steps), &step);
  result = stop_in_mid_picture (place, run, &step, "it is stopped itself, and the next run starts it again");
  g_assert_false (overpaint_run_start_finish (run, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (overpaint_variation_is_left (overpaint_run_get_variation (run, 0)));
  g_assert_nonnull (strstr (error->message, "The next picture starts the worker again."));
  g_clear_error (&error);

  wait_for_end (place);
  after = read_status (place);
  g_assert_cmpint (after->phase, ==, OVERPAINT_WORKER_STOPPED);

  next = new_run (server, 1);
  g_assert_true (go (next, NULL, &error));
  g_assert_no_error (error);
  overpaint_worker_status_free (g_steal_pointer (&after));
  after = read_status (place);
  g_assert_cmpint (after->pid, !=, before->pid);
}

/* Neither where the artist does not want that, nor where somebody else uses the worker. */
static void
assert_no_restart (Place    *place,
                   gboolean  shared)
{
  g_autoptr (OverpaintServer)        server   = NULL;
  g_autoptr (OverpaintServer)        other    = NULL;
  g_autoptr (OverpaintRun)           run      = NULL;
  g_autoptr (GAsyncResult)           opened   = NULL;
  g_autoptr (GAsyncResult)           result   = NULL;
  g_autoptr (OverpaintWorkerStatus)  before   = NULL;
  g_autoptr (OverpaintWorkerStatus)  after    = NULL;
  g_autoptr (GError)                 error    = NULL;
  guint                              step     = 0;

  place->plan->restart_to_cancel = shared;
  save (place);
  g_assert_true (start (place, FALSE, &error));
  before = read_status (place);
  control (place, "{\"hold\": 10}");

  if (shared)
    {
      other = new_server (place);
      overpaint_server_probe_async (other, NULL, test_done, &opened);
      test_wait_until (opened != NULL);
      g_assert_true (overpaint_server_probe_finish (other, opened, &error));
    }

  server = new_server (place);
  run    = new_run (server, 1);
  g_signal_connect (server, "steps", G_CALLBACK (on_steps), &step);
  result = stop_in_mid_picture (place, run, &step, "to its end, and the next run waits for it");
  g_assert_false (overpaint_run_start_finish (run, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (overpaint_variation_is_left (overpaint_run_get_variation (run, 0)));
  g_assert_nonnull (strstr (error->message, "toy cannot be interrupted: it paints the old picture to its end"));

  after = read_status (place);
  g_assert_cmpint (after->pid, ==, before->pid);
  g_assert_cmpint (after->phase, ==, OVERPAINT_WORKER_READY);
}

static void
test_no_restart (Place         *place,
                 gconstpointer  data)
{
  assert_no_restart (place, FALSE);
}

static void
test_no_restart_of_a_shared_one (Place         *place,
                                 gconstpointer  data)
{
  assert_no_restart (place, TRUE);
}

/* One that ends takes the whole run with it, once, whatever the number of pictures; the next run has it again. */
static void
test_fall (Place         *place,
           gconstpointer  data)
{
  gboolean                     killed = strcmp (data, "killed") == 0;
  g_autoptr (OverpaintServer)  server = new_server (place);
  g_autoptr (OverpaintRun)     run    = new_run (server, 3);
  g_autoptr (GError)           error  = NULL;
  gint                         code   = OVERPAINT_SERVER_ERROR_FAILED;
  guint                        i;

  /* so that a smaller picture can be offered */
  if (killed)
    code = OVERPAINT_SERVER_ERROR_OUT_OF_MEMORY;

  save (place);
  g_assert_false (go (run, NULL, &error));
  g_assert_true (error->domain == OVERPAINT_SERVER_ERROR);
  g_assert_cmpint (error->code, ==, code);
  g_assert_true (g_str_has_prefix (error->message,
                                   overpaint_worker_fault_describe (killed ? OVERPAINT_WORKER_FAULT_KILLED
                                                                           : OVERPAINT_WORKER_FAULT_CRASHED)));
  g_clear_error (&error);

  for (i = 0; i < 3; i++)
    g_assert_cmpint (overpaint_variation_get_state (overpaint_run_get_variation (run, i)), ==,
                     OVERPAINT_VARIATION_FAILED);

  /* the artist asks again, and the worker has another port by now */
  for (i = 0; i < 3; i++)
    overpaint_run_retry (run, overpaint_run_get_variation (run, i));

  g_assert_true (go (run, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (overpaint_run_count (run, OVERPAINT_VARIATION_DONE), ==, 3);
}

static void
test_ended_by_hand (Place         *place,
                    gconstpointer  data)
{
  g_autoptr (OverpaintServer)  server   = new_server (place);
  g_autoptr (OverpaintRun)     run      = new_run (server, 1);
  g_autoptr (GAsyncResult)     result   = NULL;
  g_autoptr (GError)           error    = NULL;
  guint                        step     = 0;

  save (place);
  g_assert_true (start (place, FALSE, &error));
  control (place, "{\"hold\": 10}");
  g_signal_connect (server, "steps", G_CALLBACK (on_steps), &step);
  overpaint_run_start_async (run, NULL, test_done, &result);
  test_wait_until (step == 5);
  g_assert_true (stop (place, &error));
  test_wait_until (result != NULL);
  g_assert_false (overpaint_run_start_finish (run, result, &error));
  g_assert_cmpstr (error->message, ==, "Somebody stopped the worker while it made the picture.");
}

#define add(name, data, function) \
  g_test_add ("/local-office/" name, Place, data, set_up, function, tear_down)

gint
main (gint    argc,
      gchar **argv)
{
  g_autofree gchar *runtime = g_dir_make_tmp ("ro-XXXXXX", NULL);
  gint              status;

  /* where workers are met */
  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  g_test_init (&argc, &argv, NULL);

  add ("check-devices", NULL, test_check_devices);
  add ("check-memory", NULL, test_check_memory);
  add ("check-lacking", NULL, test_check_lacking);
  add ("save", NULL, test_save);
  add ("start", NULL, test_start);
  add ("idle-time-changes", NULL, test_idle_time_changes);
  add ("dismiss", NULL, test_dismiss);
  add ("start-fails", "refuse", test_start_fails);
  add ("container/docker", "docker", test_container);
  add ("container/podman", "podman", test_container);
  add ("container/faults", NULL, test_container_faults);
  add ("run", NULL, test_run);
  add ("progress", "progress", test_progress);
  add ("restart-to-cancel", "progress", test_restart_to_cancel);
  add ("no-restart/not-wanted", "progress", test_no_restart);
  add ("no-restart/shared", "progress", test_no_restart_of_a_shared_one);
  add ("fall/crash", "crash", test_fall);
  add ("fall/killed", "killed", test_fall);
  add ("ended-by-hand", "progress", test_ended_by_hand);

  status = g_test_run ();
  remove_files (runtime);

  return status;
}
