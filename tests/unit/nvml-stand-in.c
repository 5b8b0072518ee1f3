/* nvml-stand-in.c: NVML's functions, for tests, which say what they answer
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib.h>

/* Functions of a library that is opened by name have no header. */
#pragma GCC diagnostic ignored "-Wmissing-prototypes"
#pragma GCC diagnostic ignored "-Wmissing-declarations"

typedef struct
{
  unsigned long long total;
  unsigned long long free;
  unsigned long long used;
} Memory;

/* Set and read by the tests: what is played, and how often it was started. */
const char *stand_in_plays  = "one";
int         stand_in_starts = 0;

static gboolean
plays (const gchar *what)
{
  return strcmp (stand_in_plays, what) == 0;
}

int
nvmlInit_v2 (void)
{
  stand_in_starts++;

  if (plays ("mismatch"))
    return 18;
  if (plays ("no-permission"))
    return 4;
  if (plays ("no-driver"))
    return 9;
  if (plays ("odd"))
    return 999;

  return 0;
}

#ifndef STAND_IN_WITHOUT_COUNT
int
nvmlDeviceGetCount_v2 (unsigned int *number)
{
  *number = plays ("two") || plays ("one-lost") ? 2 : plays ("none") ? 0 : plays ("many") ? 4000000000u : 1;

  return plays ("count-fails") ? 4 : 0;
}
#endif

int
nvmlDeviceGetHandleByIndex_v2 (unsigned int   index,
                               void         **device)
{
  static char handles[64];

  if (plays ("one-lost") && index == 0)
    return 15;

  *device = handles + index % sizeof handles;

  return 0;
}

int
nvmlDeviceGetName (void         *device,
                   char         *name,
                   unsigned int  length)
{
  if (plays ("long-name"))
    memset (name, 'x', length);
  else
    g_strlcpy (name, plays ("two") ? "NVIDIA RTX A2000\n12GB" : "NVIDIA GeForce RTX 4080", length);

  return 0;
}

int
nvmlDeviceGetMemoryInfo (void   *device,
                         Memory *memory)
{
  if (plays ("no-memory"))
    return 3;

  memory->total = 16ull << 30;
  memory->free  = 5ull << 30;
  memory->used  = memory->total - memory->free;

  return 0;
}

int
nvmlDeviceGetCudaComputeCapability (void *device,
                                    int  *major,
                                    int  *minor)
{
  *major = 8;
  *minor = 9;

  return 0;
}

int
nvmlSystemGetDriverVersion (char         *version,
                            unsigned int  length)
{
  g_strlcpy (version, "550.54.14", length);

  return 0;
}
