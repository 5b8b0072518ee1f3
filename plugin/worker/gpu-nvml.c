/* gpu-nvml.c: the driver's own library, asked for graphics cards
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <dlfcn.h>

#include "gpu-private.h"

#define NAME_BYTES 96

/* NVML's NVML_ERROR_FUNCTION_NOT_FOUND. */
#define FUNCTION_NOT_FOUND 13

/* NVML's memory of a device, in bytes. */
typedef struct
{
  unsigned long long total;
  unsigned long long free;
  unsigned long long used;
} Memory;

/* Prototypes of our own: NVML's header is not free. Each returns 0 or a code. */
typedef struct
{
  int (* init)        (void);
  int (* get_count)   (unsigned int *count);
  int (* get_device)  (unsigned int index, void **device);
  int (* get_name)    (void *device, char *name, unsigned int length);
  int (* get_memory)  (void *device, Memory *memory);
  int (* get_compute) (void *device, int *major, int *minor);
  int (* get_driver)  (char *version, unsigned int length);
} Functions;

/* The second is where Windows' subsystem for Linux keeps it. */
static const gchar * const usual_libraries[] =
{
  "libnvidia-ml.so.1",
  "/usr/lib/wsl/lib/libnvidia-ml.so.1",
  NULL
};

static const gchar * const *libraries = usual_libraries;

static GMutex             lock;
static gboolean           started = FALSE;
static OverpaintGpuState  state   = OVERPAINT_GPU_UNKNOWN;
static Functions          functions;

/* A function pointer does not fit what dlsym() returns but by way of memory. */
static gboolean
find (void        *library,
      const gchar *name,
      void        *function)
{
  *(void **) function = dlsym (library, name);

  return *(void **) function != NULL;
}

static gboolean
find_all (void *library)
{
  return find (library, "nvmlInit_v2", &functions.init) &&
         find (library, "nvmlDeviceGetCount_v2", &functions.get_count) &&
         find (library, "nvmlDeviceGetHandleByIndex_v2", &functions.get_device) &&
         find (library, "nvmlDeviceGetName", &functions.get_name) &&
         find (library, "nvmlDeviceGetMemoryInfo", &functions.get_memory) &&
         find (library, "nvmlDeviceGetCudaComputeCapability", &functions.get_compute) &&
         find (library, "nvmlSystemGetDriverVersion", &functions.get_driver);
}

/* Once in a process: each further start leaks a file descriptor in the driver, and so does
 * closing what was opened. The library stays until the process ends.
 */
static void
start (void)
{
  void  *library = NULL;
  guint  i;

  for (i = 0; libraries[i] != NULL && library == NULL; i++)
    library = dlopen (libraries[i], RTLD_NOW | RTLD_LOCAL);

  if (library == NULL)
    state = OVERPAINT_GPU_NO_LIBRARY;
  else if (! find_all (library))
    state = overpaint_gpu_state_from_nvml (FUNCTION_NOT_FOUND);
  else
    state = overpaint_gpu_state_from_nvml (functions.init ());

  started = TRUE;
}

/* A card that does not answer is left out; a question that it does not know is left open. */
static OverpaintGpu *
ask_device (guint        index,
            const gchar *driver)
{
  gchar         name[NAME_BYTES] = "";
  void         *device           = NULL;
  Memory        memory           = { 0, 0, 0 };
  gint          major            = 0;
  gint          minor            = 0;
  OverpaintGpu *gpu;

  if (functions.get_device (index, &device) != 0)
    return NULL;

  if (functions.get_name (device, name, sizeof name) != 0)
    name[0] = '\0';
  name[sizeof name - 1] = '\0';

  gpu = overpaint_gpu_new (name, driver);

  if (functions.get_memory (device, &memory) == 0 && memory.free <= memory.total)
    {
      gpu->memory_total = memory.total;
      gpu->memory_free  = memory.free;
    }

  if (functions.get_compute (device, &major, &minor) == 0 && major > 0 && minor >= 0)
    {
      gpu->compute_major = (guint) major;
      gpu->compute_minor = (guint) minor;
    }

  return gpu;
}

/**
 * overpaint_gpu_nvml_ask: (skip)
 *
 * Asks NVML, which may take as long as the driver likes: not for the main thread. The library is
 * opened and started once in a process, whatever came of it; the memory is asked anew each time.
 *
 * Returns: (transfer full): what it says
 */
OverpaintGpuReport *
overpaint_gpu_nvml_ask (void)
{
  g_autoptr (GMutexLocker)  locker             = g_mutex_locker_new (&lock);
  gchar                     driver[NAME_BYTES] = "";
  OverpaintGpuReport       *report;
  unsigned int              count              = 0;
  guint                     i;
  gint                      code;

  if (! started)
    start ();

  report = overpaint_gpu_report_new (state);
  if (state != OVERPAINT_GPU_KNOWN)
    return report;

  code = functions.get_count (&count);
  if (code != 0)
    {
      report->state = overpaint_gpu_state_from_nvml (code);
      return report;
    }

  if (functions.get_driver (driver, sizeof driver) != 0)
    driver[0] = '\0';
  driver[sizeof driver - 1] = '\0';

  for (i = 0; i < MIN (count, OVERPAINT_GPU_MOST); i++)
    {
      OverpaintGpu *gpu = ask_device (i, driver);

      if (gpu != NULL)
        g_ptr_array_add (report->gpus, gpu);
    }

  return report;
}

/**
 * overpaint_gpu_nvml_use: (skip)
 * @names: (nullable) (array zero-terminated=1): static names of the libraries to look for; %NULL for
 *   the usual ones
 *
 * Has the next question start anew, with other libraries.
 */
void
overpaint_gpu_nvml_use (const gchar * const *names)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  libraries = names != NULL ? names : usual_libraries;
  started   = FALSE;
}
