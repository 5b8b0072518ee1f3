/* test-gpu.c: tests of what is said of graphics cards
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <dlfcn.h>
#include <string.h>

#include <glib/gstdio.h>

#include "comma-locale.h"
#include "gpu-private.h"

#define GIB ((guint64) 1024 * 1024 * 1024)

static const gchar *whole_library[]   = { NULL, NULL };
static const gchar *partial_library[] = { NULL, NULL };
static const gchar *no_library[]      = { "libno-such-nvml.so.1", NULL };

/* Of the whole one: it is opened once, here and by what is tested. */
static const gchar **stand_in_plays;
static gint         *stand_in_starts;

/* A program that plays nvidia-smi. */
typedef struct
{
  gchar *folder;
  gchar *program;
  gchar *trace;
} Scene;

static void
scene_set_up (Scene         *scene,
              gconstpointer  data)
{
  scene->folder  = g_dir_make_tmp ("overpaint-gpu-XXXXXX", NULL);
  scene->program = g_build_filename (scene->folder, "nvidia-smi", NULL);
  scene->trace   = g_build_filename (scene->folder, "trace", NULL);
  overpaint_gpu_smi_use ("/no/such/nvidia-smi", 0);
}

static void
scene_tear_down (Scene         *scene,
                 gconstpointer  data)
{
  overpaint_gpu_smi_use (NULL, 0);
  overpaint_gpu_nvml_use (NULL);
  g_remove (scene->program);
  g_remove (scene->trace);
  g_assert_cmpint (g_rmdir (scene->folder), ==, 0);
  g_free (scene->folder);
  g_free (scene->program);
  g_free (scene->trace);
}

static void
scene_write_program (Scene       *scene,
                     const gchar *script)
{
  g_autofree gchar *text = g_strdup_printf ("#!/bin/sh\nprintf '%%s\\n' \"$LC_ALL\" \"$@\" >> '%s'\n%s",
                                            scene->trace, script);

  g_assert_true (g_file_set_contents (scene->program, text, -1, NULL));
  g_assert_cmpint (g_chmod (scene->program, 0700), ==, 0);
  overpaint_gpu_smi_use (scene->program, 0);
}

static void
came (GObject      *source,
      GAsyncResult *result,
      gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static OverpaintGpuReport *
query (void)
{
  g_autoptr (GAsyncResult)  result = NULL;
  g_autoptr (GError)        error  = NULL;
  OverpaintGpuReport       *report;

  overpaint_gpu_query_async (NULL, came, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  report = overpaint_gpu_query_finish (result, &error);
  g_assert_no_error (error);

  return report;
}

static OverpaintGpuReport *
query_nvml (const gchar * const *libraries,
            const gchar         *plays)
{
  *stand_in_plays = plays;
  overpaint_gpu_nvml_use (libraries);

  return query ();
}

static void
assert_described (const OverpaintGpuReport *report,
                  const gchar              *text)
{
  g_autofree gchar *described = overpaint_gpu_report_describe (report);

  g_assert_cmpstr (described, ==, text);
}

static void
test_one (Scene         *scene,
          gconstpointer  data)
{
  g_autoptr (OverpaintGpuReport)  report = query_nvml (whole_library, "one");
  const OverpaintGpu             *gpu;

  g_assert_cmpint (report->state, ==, OVERPAINT_GPU_KNOWN);
  g_assert_cmpuint (report->gpus->len, ==, 1);

  gpu = g_ptr_array_index (report->gpus, 0);
  g_assert_cmpstr (gpu->name, ==, "NVIDIA GeForce RTX 4080");
  g_assert_cmpstr (gpu->driver, ==, "550.54.14");
  g_assert_cmpuint (gpu->memory_total, ==, 16 * GIB);
  g_assert_cmpuint (gpu->memory_free, ==, 5 * GIB);
  g_assert_cmpuint (gpu->compute_major, ==, 8);
  g_assert_cmpuint (gpu->compute_minor, ==, 9);
  assert_described (report, "RTX 4080, 5.0 of 16.0 GiB free\nNVIDIA driver 550.54.14");
}

static void
test_two (Scene         *scene,
          gconstpointer  data)
{
  g_autoptr (OverpaintGpuReport) report = query_nvml (whole_library, "two");

  g_assert_cmpuint (report->gpus->len, ==, 2);
  assert_described (report, "RTX A200012GB, 5.0 of 16.0 GiB free\nRTX A200012GB, 5.0 of 16.0 GiB free\n"
                            "NVIDIA driver 550.54.14");
}

static void
test_none (Scene         *scene,
           gconstpointer  data)
{
  g_autoptr (OverpaintGpuReport) report = query_nvml (whole_library, "none");

  g_assert_cmpint (report->state, ==, OVERPAINT_GPU_KNOWN);
  g_assert_cmpuint (report->gpus->len, ==, 0);
  assert_described (report, "The NVIDIA driver knows no graphics card.");
}

static void
test_odd_cards (Scene         *scene,
                gconstpointer  data)
{
  g_autoptr (OverpaintGpuReport)  lost   = query_nvml (whole_library, "one-lost");
  g_autoptr (OverpaintGpuReport)  many   = query_nvml (whole_library, "many");
  g_autoptr (OverpaintGpuReport)  shared = query_nvml (whole_library, "no-memory");
  g_autoptr (OverpaintGpuReport)  named  = query_nvml (whole_library, "long-name");
  const OverpaintGpu             *gpu;

  g_assert_cmpuint (lost->gpus->len, ==, 1);
  g_assert_cmpuint (many->gpus->len, ==, OVERPAINT_GPU_MOST);

  gpu = g_ptr_array_index (shared->gpus, 0);
  g_assert_cmpuint (gpu->memory_total, ==, 0);
  g_assert_cmpuint (gpu->memory_free, ==, 0);
  assert_described (shared, "RTX 4080\nNVIDIA driver 550.54.14");

  gpu = g_ptr_array_index (named->gpus, 0);
  g_assert_cmpuint (strlen (gpu->name), ==, 80);
}

static void
test_states (Scene         *scene,
             gconstpointer  data)
{
  static const struct
  {
    const gchar       *plays;
    OverpaintGpuState  state;
    const gchar       *says;
  } table[] =
  {
    { "mismatch",      OVERPAINT_GPU_MISMATCH,      "Reboot after the driver update."  },
    { "no-permission", OVERPAINT_GPU_NO_PERMISSION, "may not ask the NVIDIA driver"    },
    { "count-fails",   OVERPAINT_GPU_NO_PERMISSION, "may not ask the NVIDIA driver"    },
    { "no-driver",     OVERPAINT_GPU_NO_DRIVER,     "installed and not loaded"         }
  };
  guint i;

  /* Whoever asked it would be told something else. */
  scene_write_program (scene, "echo '0, GPU-1, Wrong, 1, 1, 1, 8.9'");

  for (i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (OverpaintGpuReport)  report = query_nvml (whole_library, table[i].plays);
      g_autofree gchar               *text   = overpaint_gpu_report_describe (report);

      g_assert_cmpint (report->state, ==, table[i].state);
      g_assert_cmpuint (report->gpus->len, ==, 0);
      g_assert_nonnull (strstr (text, table[i].says));
    }

  g_assert_false (g_file_test (scene->trace, G_FILE_TEST_EXISTS));
}

static void
test_started_once (Scene         *scene,
                   gconstpointer  data)
{
  gint                           before = *stand_in_starts;
  g_autoptr (OverpaintGpuReport) first  = query_nvml (whole_library, "one");
  g_autoptr (OverpaintGpuReport) second = query ();

  g_assert_cmpuint (second->gpus->len, ==, 1);
  g_assert_cmpint (*stand_in_starts, ==, before + 1);
}

static void
test_nothing_here (Scene         *scene,
                   gconstpointer  data)
{
  g_autoptr (OverpaintGpuReport)  report = query_nvml (no_library, "one");
  g_autofree gchar               *text   = overpaint_gpu_report_describe (report);

  g_assert_cmpint (report->state, ==, OVERPAINT_GPU_NO_LIBRARY);
  g_assert_true (g_str_has_prefix (text, "No NVIDIA driver is found here."));
}

static void
test_smi (Scene         *scene,
          gconstpointer  data)
{
  const gchar * const * const  libraries[] = { no_library, partial_library, whole_library };
  static const gchar * const   plays[]     = { "one", "one", "odd" };
  guint                        i;

  scene_write_program (scene, "echo '0, GPU-5, NVIDIA GeForce RTX 3060, 12288, 11000, 535.183.01, 8.6'\n"
                              "echo '1, GPU-6, Tesla, K80, [N/A], [N/A], 535.183.01, [N/A]'");

  for (i = 0; i < G_N_ELEMENTS (libraries); i++)
    {
      g_autoptr (OverpaintGpuReport)  report = query_nvml (libraries[i], plays[i]);
      g_autofree gchar               *trace  = NULL;
      const OverpaintGpu             *gpu;

      g_assert_cmpint (report->state, ==, OVERPAINT_GPU_KNOWN);
      g_assert_cmpuint (report->gpus->len, ==, 2);

      gpu = g_ptr_array_index (report->gpus, 0);
      g_assert_cmpstr (gpu->name, ==, "NVIDIA GeForce RTX 3060");
      g_assert_cmpstr (gpu->driver, ==, "535.183.01");
      g_assert_cmpuint (gpu->memory_total, ==, 12 * GIB);
      g_assert_cmpuint (gpu->memory_free, ==, (guint64) 11000 * 1024 * 1024);
      g_assert_cmpuint (gpu->compute_major, ==, 8);
      g_assert_cmpuint (gpu->compute_minor, ==, 6);

      gpu = g_ptr_array_index (report->gpus, 1);
      g_assert_cmpstr (gpu->name, ==, "Tesla, K80");
      g_assert_cmpuint (gpu->memory_total, ==, 0);
      g_assert_cmpuint (gpu->compute_major, ==, 0);

      g_assert_true (g_file_get_contents (scene->trace, &trace, NULL, NULL));
      g_assert_cmpstr (trace, ==, "C\n--query-gpu=index,uuid,name,memory.total,memory.free,driver_version,compute_cap\n"
                                  "--format=csv,noheader,nounits\n");
      g_assert_cmpint (g_remove (scene->trace), ==, 0);
    }
}

static void
test_old_smi (Scene         *scene,
              gconstpointer  data)
{
  g_autoptr (OverpaintGpuReport)  report = NULL;
  const OverpaintGpu             *gpu;

  scene_write_program (scene, "case \"$1\" in\n"
                              "*compute_cap*) echo 'Field \"compute_cap\" is not a valid field to query.'; exit 2;;\n"
                              "esac\necho '0, GPU-5, GeForce GTX 1080, 8192, 8000, 450.80.02'");
  report = query_nvml (no_library, "one");

  g_assert_cmpuint (report->gpus->len, ==, 1);
  gpu = g_ptr_array_index (report->gpus, 0);
  g_assert_cmpstr (gpu->name, ==, "GeForce GTX 1080");
  g_assert_cmpstr (gpu->driver, ==, "450.80.02");
  g_assert_cmpuint (gpu->memory_total, ==, 8 * GIB);
  g_assert_cmpuint (gpu->compute_major, ==, 0);
}

static void
test_smi_states (Scene         *scene,
                 gconstpointer  data)
{
  static const struct
  {
    const gchar       *script;
    OverpaintGpuState  state;
  } table[] =
  {
    { "echo 'Failed to initialize NVML: Driver/library version mismatch'; exit 18", OVERPAINT_GPU_MISMATCH },
    { "exit 9",                                     OVERPAINT_GPU_NO_DRIVER     },
    { "exit 4",                                     OVERPAINT_GPU_NO_PERMISSION },
    { "exit 12",                                    OVERPAINT_GPU_NO_LIBRARY    },
    { "exit 1",                                     OVERPAINT_GPU_UNKNOWN       },
    { "exit 2",                                     OVERPAINT_GPU_UNKNOWN       },
    { "kill -9 $$",                                 OVERPAINT_GPU_UNKNOWN       },
    { "echo 'No devices were found'; exit 6",       OVERPAINT_GPU_KNOWN         },
    { "echo 'a, b'; echo",                          OVERPAINT_GPU_UNKNOWN       },
    { "head -c 300000 /dev/zero",                   OVERPAINT_GPU_UNKNOWN       }
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (OverpaintGpuReport) report = NULL;

      scene_write_program (scene, table[i].script);
      report = query_nvml (no_library, "one");
      g_assert_cmpint (report->state, ==, table[i].state);
      g_assert_cmpuint (report->gpus->len, ==, 0);
    }
}

/* Its child holds the pipe open for longer than any test may take. */
static void
test_smi_hangs (Scene         *scene,
                gconstpointer  data)
{
  g_autoptr (OverpaintGpuReport) report = NULL;
  gint64                         begun  = g_get_monotonic_time ();

  scene_write_program (scene, "sleep 20");
  overpaint_gpu_smi_use (scene->program, 200);
  report = query_nvml (no_library, "one");

  g_assert_cmpint (report->state, ==, OVERPAINT_GPU_UNKNOWN);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 10 * G_USEC_PER_SEC);
}

/* What another program does to a file wakes no main loop. */
static gboolean
tick (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
test_cancelled (Scene         *scene,
                gconstpointer  data)
{
  g_autoptr (GCancellable) early  = g_cancellable_new ();
  g_autoptr (GCancellable) late   = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error  = NULL;
  guint                    ticks;

  g_cancellable_cancel (early);
  overpaint_gpu_query_async (early, came, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (overpaint_gpu_query_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_clear_object (&result);

  /* While nvidia-smi is at it. */
  scene_write_program (scene, "exec sleep 20");
  overpaint_gpu_nvml_use (no_library);
  overpaint_gpu_query_async (late, came, &result);
  ticks = g_timeout_add (2, tick, NULL);
  while (! g_file_test (scene->trace, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (ticks);
  g_cancellable_cancel (late);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (overpaint_gpu_query_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_advice (void)
{
  static const struct
  {
    gdouble      total;
    gdouble      available;
    const gchar *family;
    const gchar *says;
  } table[] =
  {
    { 6.0,  5.1,  "sdxl", "SDXL wants about 8 GiB, 5.1 free: SD-Turbo fits." },
    { 12.0, 11.2, "sdxl", "SDXL wants about 8 GiB, 11.2 free: it fits." },
    { 8.0,  8.0,  "sdxl", "SDXL wants about 8 GiB, 8 free: it fits." },
    { 12.0, 5.1,  "sdxl", "SDXL wants about 8 GiB, 5.1 free: SD-Turbo fits. Closing other programs that use the "
                          "graphics card would make room." },
    { 12.0, 1.0,  "sdxl", "SDXL wants about 8 GiB, 1 free: close other programs that use the graphics card." },
    { 16.0, 10.0, "flux", "FLUX.1 wants about 24 GiB, 10 free: SDXL fits." },
    { 2.0,  1.5,  "sd2",  "SD-Turbo wants about 3.6 GiB, 1.5 free: a server elsewhere may be the better choice." },
    { 16.0, 10.0, "unknown", NULL },
    { 16.0, 10.0, NULL,      NULL },
    { 0.0,  0.0,  "sdxl",    NULL }
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (table); i++)
    {
      OverpaintGpu          gpu   = { .name = (gchar *) "A" };
      OverpaintGpu          small = { .name = (gchar *) "B" };
      g_autoptr (GPtrArray) gpus  = g_ptr_array_new ();
      g_autofree gchar     *says  = NULL;
      g_autofree gchar     *warns = NULL;

      gpu.memory_total = (guint64) (table[i].total * (gdouble) GIB);
      gpu.memory_free  = (guint64) (table[i].available * (gdouble) GIB);

      /* The card with most free memory counts, wherever it stands. */
      small.memory_total = gpu.memory_total;
      small.memory_free  = gpu.memory_free / 2;
      g_ptr_array_add (gpus, &small);
      g_ptr_array_add (gpus, &gpu);
      g_ptr_array_add (gpus, &small);

      says = overpaint_gpu_advise (gpus, table[i].family);
      g_assert_cmpstr (says, ==, table[i].says);

      /* What fits is no warning. */
      warns = overpaint_gpu_warn (gpus, table[i].family, FALSE);
      g_assert_cmpstr (warns, ==, says != NULL && g_str_has_suffix (says, "it fits.") ? NULL : says);

      /* Another model that goes makes room on a card that is large enough. */
      g_free (warns);
      warns = overpaint_gpu_warn (gpus, table[i].family, TRUE);
      if (says == NULL || g_str_has_suffix (says, "it fits.") || strstr (says, "other programs") != NULL)
        g_assert_null (warns);
      else
        g_assert_cmpstr (warns, ==, says);
    }
}

/* A machine's number is read alike in every language; a person's has the comma of theirs. */
static void
test_comma (void)
{
  g_autoptr (OverpaintGpuReport)  report = NULL;
  g_autofree gchar               *says   = NULL;

  if (! test_set_comma_locale ())
    {
      g_test_skip ("no locale with a comma");
      return;
    }

  report = overpaint_gpu_smi_parse ("0, GPU-1, NVIDIA RTX, 6144, 5222, 550.1, 8.9\n", TRUE);
  says   = overpaint_gpu_advise (report->gpus, "sdxl");
  g_assert_cmpuint (((OverpaintGpu *) g_ptr_array_index (report->gpus, 0))->compute_minor, ==, 9);
  g_assert_cmpstr (says, ==, "SDXL wants about 8 GiB, 5,1 free: SD-Turbo fits.");
  setlocale (LC_NUMERIC, "C");
}

static void
test_names (void)
{
  static const gchar * const table[][2] =
  {
    { "NVIDIA GeForce RTX 4080", "RTX 4080" },
    { "GeForce GTX 1080",        "GTX 1080" },
    { "NVIDIA RTX A2000",        "RTX A2000" },
    { "Tesla T4",                "Tesla T4" },
    { "NVIDIA ",                 "NVIDIA " }
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree gchar *name = overpaint_gpu_shorten_name (table[i][0]);

      g_assert_cmpstr (name, ==, table[i][1]);
    }
}

int
main (int    argc,
      char **argv)
{
  void *library;

  g_test_init (&argc, &argv, NULL);

  whole_library[0]   = g_test_build_filename (G_TEST_BUILT, "libnvml-stand-in.so", NULL);
  partial_library[0] = g_test_build_filename (G_TEST_BUILT, "libnvml-partial.so", NULL);

  library = dlopen (whole_library[0], RTLD_NOW | RTLD_LOCAL);
  g_assert_nonnull (library);
  stand_in_plays  = dlsym (library, "stand_in_plays");
  stand_in_starts = dlsym (library, "stand_in_starts");

#define ADD(name, function) g_test_add ("/gpu/" name, Scene, NULL, scene_set_up, function, scene_tear_down)
  ADD ("one", test_one);
  ADD ("two", test_two);
  ADD ("none", test_none);
  ADD ("odd-cards", test_odd_cards);
  ADD ("states", test_states);
  ADD ("started-once", test_started_once);
  ADD ("nothing-here", test_nothing_here);
  ADD ("smi", test_smi);
  ADD ("old-smi", test_old_smi);
  ADD ("smi-states", test_smi_states);
  ADD ("smi-hangs", test_smi_hangs);
  ADD ("cancelled", test_cancelled);
#undef ADD
  g_test_add_func ("/gpu/advice", test_advice);
  g_test_add_func ("/gpu/comma", test_comma);
  g_test_add_func ("/gpu/names", test_names);

  return g_test_run ();
}
