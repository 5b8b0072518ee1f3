/* test-worker-launch.c: what is needed to start a worker, and what one says
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "keeper-question.h"
#include "keeper-tools.h"
#include "worker-container.h"
#include "worker-output.h"

typedef struct
{
  const gchar           *list;
  OverpaintWorkerDevice  device;
  const gchar           *name;
  const gchar           *description;
} List;

static const List lists[] =
{
  { "CUDA0\tGeForce RTX 4080\nCPU\tRyzen\n", OVERPAINT_WORKER_DEVICE_CUDA, NULL, "GeForce RTX 4080" },
  { "Vulkan0\tRADV\nCUDA0\tRTX\nCPU\tRyzen\n", OVERPAINT_WORKER_DEVICE_CUDA, "CUDA0", "RTX" },
  { "CPU\tRyzen\nVulkan0\tRADV\nVulkan1\tllvmpipe\n", OVERPAINT_WORKER_DEVICE_VULKAN, "Vulkan0", "RADV" },
  { "ROCm0\tRadeon\nCPU\tRyzen\n", OVERPAINT_WORKER_DEVICE_OTHER, NULL, "Radeon" },
  { "[INFO ] hello\nCPU\tRyzen\n", OVERPAINT_WORKER_DEVICE_CPU, NULL, "Ryzen" },
  { "error: unknown argument: --list-devices\n", OVERPAINT_WORKER_DEVICE_UNKNOWN, NULL, NULL },
  { "", OVERPAINT_WORKER_DEVICE_UNKNOWN, NULL, NULL },
};

static void
test_devices (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree gchar *name        = NULL;
      g_autofree gchar *description = NULL;

      g_assert_cmpint (overpaint_worker_launch_choose_device (lists[i].list, &name, &description), ==,
                       lists[i].device);
      g_assert_cmpstr (name, ==, lists[i].name);
      g_assert_cmpstr (description, ==, lists[i].description);
    }
}

static void
test_sd_server (Scene         *scene,
                gconstpointer  data)
{
  g_autofree gchar                 *program = stand_in ("sd-server-stand-in.py");
  g_autoptr (OverpaintKeeperOrder)  order   = NULL;
  g_autoptr (OverpaintKeeperOrder)  again   = NULL;
  g_autoptr (OverpaintKeeperOrder)  with    = NULL;
  g_autoptr (GError)                error   = NULL;
  g_autofree gchar                 *line    = NULL;
  g_autofree gchar                 *wanted  = NULL;

  order = overpaint_worker_launch_sd_server (program, scene->model, NULL, NULL, &error);
  g_assert_no_error (error);
  again = overpaint_worker_launch_sd_server (program, scene->model, NULL, NULL, &error);
  with  = overpaint_worker_launch_sd_server (program, scene->model, scene->top, "CUDA0", &error);
  g_assert_no_error (error);

  g_assert_cmpstr (order->name, ==, again->name);
  g_assert_cmpstr (order->name, !=, with->name);
  g_assert_cmpstr (order->model, ==, scene->model);

  line   = g_strjoinv ("|", with->run);
  wanted = g_strjoin ("|", program, "-m", scene->model, "-l", "127.0.0.1", "--listen-port", "@PORT@",
                      "--lora-model-dir", scene->top, "--backend", "CUDA0", NULL);
  g_assert_cmpstr (line, ==, wanted);

  g_assert_null (overpaint_worker_launch_sd_server ("/nowhere/sd", scene->model, NULL, NULL, &error));
  g_assert_error (error, OVERPAINT_WORKER_LAUNCH_ERROR, OVERPAINT_WORKER_LAUNCH_ERROR_PROGRAM);
  g_assert_nonnull (strstr (error->message, "/nowhere/sd"));
  g_clear_error (&error);

  /* a model is no program */
  g_assert_null (overpaint_worker_launch_sd_server (scene->model, scene->model, NULL, NULL, &error));
  g_assert_error (error, OVERPAINT_WORKER_LAUNCH_ERROR, OVERPAINT_WORKER_LAUNCH_ERROR_PROGRAM);
  g_clear_error (&error);

  g_assert_null (overpaint_worker_launch_sd_server (program, "/nowhere/100%s.gguf", NULL, NULL, &error));
  g_assert_error (error, OVERPAINT_WORKER_LAUNCH_ERROR, OVERPAINT_WORKER_LAUNCH_ERROR_MODEL);
  g_assert_nonnull (strstr (error->message, "/nowhere/100%s.gguf"));
  g_clear_error (&error);

  g_assert_null (overpaint_worker_launch_sd_server (program, scene->model, "/nowhere", NULL, &error));
  g_assert_error (error, OVERPAINT_WORKER_LAUNCH_ERROR, OVERPAINT_WORKER_LAUNCH_ERROR_FOLDER);
}

static OverpaintKeeperOrder *
container_order (Scene       *scene,
                 const gchar *tool,
                 gboolean     may_pull)
{
  g_autofree gchar     *target = stand_in ("docker-stand-in.py");
  g_autofree gchar     *link   = g_build_filename (scene->top, tool, NULL);
  g_autoptr (GError)    error  = NULL;
  OverpaintKeeperOrder *order;

  g_unlink (link);
  g_assert_no_errno (symlink (target, link));
  order = overpaint_worker_container_order (link, "stabilityai/sd-turbo", scene->top, may_pull, &error);
  g_assert_no_error (error);

  /* the name by which the scene looks for it */
  g_free (order->name);
  order->name = g_strdup ("toy");

  return order;
}

static gchar *
calls_of (Scene *scene)
{
  g_autofree gchar *path = g_build_filename (scene->top, "calls", NULL);
  gchar            *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return text;
}

static void
test_container (Scene         *scene,
                gconstpointer  data)
{
  const gchar                      *tool   = data;
  g_autoptr (OverpaintWorkerLease)  lease  = NULL;
  g_autofree gchar                 *calls  = NULL;
  g_autofree gchar                 *answer = NULL;
  g_autofree gchar                 *port   = NULL;
  g_autofree gchar                 *volume = NULL;

  lease = new_lease (scene, container_order (scene, tool, TRUE));
  acquire (lease);
  answer = get (overpaint_worker_lease_get_status (lease)->port, "/health");
  g_assert_nonnull (strstr (answer, "OK"));
  g_assert_cmpstr (overpaint_worker_lease_get_status (lease)->kind, ==, "runner");

  port   = g_strdup_printf (" -p 127.0.0.1:%u:8000 ", overpaint_worker_lease_get_status (lease)->port);
  volume = g_strdup_printf (" -v %s:/models ", scene->top);
  stop (lease);
  wait_for_end (scene);

  calls = calls_of (scene);
  g_assert_nonnull (strstr (calls, "image inspect"));
  g_assert_nonnull (strstr (calls, "\npull docker.io/livepeer/ai-runner:v"));
  g_assert_nonnull (strstr (calls, port));
  g_assert_nonnull (strstr (calls, volume));
  g_assert_nonnull (strstr (calls, " -e PIPELINE=image-to-image -e MODEL_ID=stabilityai/sd-turbo "));
  g_assert_nonnull (strstr (calls, strcmp (tool, "docker") == 0 ? " --gpus all " : " --device nvidia.com/gpu=all "));
  g_assert_nonnull (strstr (strstr (calls, "\nrun "), "\nrm --force overpaint-"));
}

typedef struct
{
  const gchar *name;
  const gchar *tool;
  const gchar *faults;
  gboolean     may_pull;
  const gchar *fault;
} Lack;

static const Lack container_lacks[] =
{
  { "image",          "docker", "",           FALSE, "no-image" },
  { "network",        "docker", "no-network", TRUE,  "pull-failed" },
  { "toolkit",        "docker", "no-toolkit", TRUE,  "no-toolkit" },
  { "podman-toolkit", "podman", "no-toolkit", TRUE,  "no-toolkit" },
  { "daemon",         "docker", "no-daemon",  TRUE,  "no-daemon" },
};

static void
test_lack (Scene         *scene,
           gconstpointer  data)
{
  const Lack                       *lack  = data;
  g_autoptr (OverpaintWorkerLease)  lease = NULL;
  g_autoptr (GError)                error = NULL;
  g_autofree gchar                 *path  = g_build_filename (scene->top, "faults", NULL);

  g_assert_true (g_file_set_contents (path, lack->faults, -1, NULL));
  lease = new_lease (scene, container_order (scene, lack->tool, lack->may_pull));
  g_assert_false (try_to_acquire (lease, NULL, &error));
  g_assert_cmpstr (overpaint_worker_lease_get_status (lease)->fault, ==, lack->fault);
  g_assert_nonnull (strstr (error->message, overpaint_worker_fault_remedy (lack->fault)));

  if (! lack->may_pull)
    {
      g_autofree gchar *calls = calls_of (scene);

      g_assert_null (strstr (calls, "pull docker"));
    }
}

static void
test_tool (Scene         *scene,
           gconstpointer  data)
{
  g_autoptr (OverpaintKeeperOrder)  order = container_order (scene, "podman", FALSE);
  g_autoptr (GError)                error = NULL;
  g_autofree gchar                 *tool  = NULL;

  tool = overpaint_worker_container_find_tool (scene->top, &error);
  g_assert_true (g_str_has_suffix (tool, "/podman"));
  g_assert_null (overpaint_worker_container_find_tool ("/nowhere", &error));
  g_assert_error (error, OVERPAINT_WORKER_LAUNCH_ERROR, OVERPAINT_WORKER_LAUNCH_ERROR_PROGRAM);
  g_clear_error (&error);

  g_assert_null (overpaint_worker_container_order (tool, "--privileged", scene->top, FALSE, &error));
  g_assert_error (error, OVERPAINT_WORKER_LAUNCH_ERROR, OVERPAINT_WORKER_LAUNCH_ERROR_MODEL);
}

static void
test_member (void)
{
  static const struct { const gchar *json; const gchar *path; } cases[] =
  {
    { "{\"model\":{\"name\":\"a\",\"path\":\"/a b.gguf\"}}", "/a b.gguf" },
    { "{ \"loras\" : [{\"path\":\"no\"}], \"model\" : { \"path\" : \"/yes\" } }", "/yes" },
    { "{\"model\":{\"path\":\"/\\u00e4\\ud83d\\ude00\\\"\\\\\\/\"}}", "/ä😀\"\\/" },
    { "{\"x\":{\"model\":{\"path\":\"deep\"}}}", NULL },
    { "{\"model\":{\"x\":{\"path\":\"deep\"}}}", NULL },
    { "{\"model\":{\"path\":[\"path\",\"x\"]}}", NULL },
    { "{\"model\":\"path\"}", NULL },
    { "{\"model\":{\"path\":\"/half", "/half" },
    { "[[[[[[[[[[[[[[[[[[[[[[[[", NULL },
    { "}}}]]]\"\\u", NULL },
    { "", NULL },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *path = overpaint_keeper_question_get_member (cases[i].json, "model", "path");

      g_assert_cmpstr (path, ==, cases[i].path);
    }
}

static void
test_listeners (void)
{
  const gchar *table = "  sl  local_address rem_address   st tx_queue\n"
                       "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000\n"
                       "   1: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000\n"
                       "   2: 0100007F:1F90 0100007F:D431 01 00000000:00000000 00:00000000\n"
                       "   3: 0100007F:0050 00000000:0000 0A 00000000:00000000 00:00000000\n";

  g_assert_cmpuint (overpaint_worker_port_count_in (table, 8080), ==, 2);
  g_assert_cmpuint (overpaint_worker_port_count_in (table, 80), ==, 1);
  g_assert_cmpuint (overpaint_worker_port_count_in (table, 81), ==, 0);
}

static void
test_output (void)
{
  g_autoptr (OverpaintWorkerOutput)  output = overpaint_worker_output_new (NULL);
  const gchar                       *text   = "\r  |##        | 10/99 - 120.00MB/s\033[K"
                                              "\r  |===>      | 3/20 - 5.10it/s\033[K"
                                              "\r  |====>  | 4/20 - 1.02s/it\033[K"
                                              "\nfirst\r\nse\303\nthird";
  g_autofree gchar                  *tail   = NULL;
  guint                              done;
  guint                              of;
  gsize                              i;

  for (i = 0; text[i] != '\0'; i++)
    overpaint_worker_output_feed (output, text + i, 1);

  overpaint_worker_output_finish (output);
  overpaint_worker_output_get_progress (output, &done, &of);
  g_assert_cmpuint (done, ==, 4);
  g_assert_cmpuint (of, ==, 20);

  tail = overpaint_worker_output_get_tail (output);
  g_assert_cmpstr (tail, ==, "first\nse\357\277\275\nthird");
}

static void
test_pull (void)
{
  static const gchar * const texts[] =
  {
    "v0: Pulling from livepeer/ai-runner\n0123456789ab: Pulling fs layer\nba9876543210: Pulling fs layer\n"
    "ba9876543210: Download complete\nba9876543210: Pull complete\nba9876543210: Pull complete\n"
    "111111111111: Pulling fs layer\n",
    "Trying to pull it...\nCopying blob sha256:0123456789ab\nCopying blob ba9876543210\n"
    "Copying blob ba9876543210 done   |\nCopying blob sha256:111111111111\n",
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (OverpaintWorkerOutput) output = overpaint_worker_output_new (NULL);
      guint                             done;
      guint                             of;

      g_assert_true (overpaint_worker_output_feed (output, texts[i], strlen (texts[i])));
      overpaint_worker_output_get_progress (output, &done, &of);
      g_assert_cmpuint (done, ==, 1);
      g_assert_cmpuint (of, ==, 3);
    }
}

#define TEST(path, data, function) \
  g_test_add ("/worker-launch/" path, Scene, data, set_up, function, tear_down)

gint
main (gint    argc,
      gchar **argv)
{
  guint i;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/worker-launch/devices", test_devices);
  g_test_add_func ("/worker-launch/member", test_member);
  g_test_add_func ("/worker-launch/listeners", test_listeners);
  g_test_add_func ("/worker-launch/output", test_output);
  g_test_add_func ("/worker-launch/pull", test_pull);
  TEST ("sd-server", NULL, test_sd_server);
  TEST ("tool", NULL, test_tool);
  TEST ("container/docker", "docker", test_container);
  TEST ("container/podman", "podman", test_container);

  for (i = 0; i < G_N_ELEMENTS (container_lacks); i++)
    {
      g_autofree gchar *path = g_strconcat ("/worker-launch/lack/", container_lacks[i].name, NULL);

      g_test_add (path, Scene, &container_lacks[i], set_up, test_lack, tear_down);
    }

  return g_test_run ();
}
