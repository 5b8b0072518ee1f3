/* worker-fault.c: why a worker does not run, and what to do
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "worker-fault.h"

typedef struct
{
  const gchar *nick;
  const gchar *what;
  const gchar *remedy;
} Fault;

/* What programs print; which of them says it stands beside it. */
typedef struct
{
  const gchar *words;
  const gchar *nick;
} Complaint;

static const Complaint complaints[] =
{
  /* sd-server */
  { "get sd version from file failed",         "not-a-model" },
  { "' was not found",                         "no-backend" },
  { "new_sd_ctx_t failed",                     "model-refused" },
  /* ggml and PyTorch */
  { "out of memory",                           OVERPAINT_WORKER_FAULT_OUT_OF_MEMORY },
  { "cudaMalloc failed",                       OVERPAINT_WORKER_FAULT_OUT_OF_MEMORY },
  { "ErrorOutOfDeviceMemory",                  OVERPAINT_WORKER_FAULT_OUT_OF_MEMORY },
  { "no kernel image is available",            "gpu-unknown" },
  { "no CUDA-capable device",                  "no-driver" },
  { "Found no NVIDIA driver",                  "no-driver" },
  { "driver version is insufficient",          "old-driver" },
  /* the loader of programs */
  { "error while loading shared libraries",    "no-library" },
  { "Exec format error",                       "not-a-program" },
  { "address already in use",                  OVERPAINT_WORKER_FAULT_PORT_TAKEN },
  { "port is already allocated",               OVERPAINT_WORKER_FAULT_PORT_TAKEN },
  /* docker and podman */
  { "could not select device driver",          "no-toolkit" },
  { "unresolvable CDI devices",                "no-toolkit" },
  { "permission denied while trying to connect", "no-permission" },
  { "Cannot connect to the Docker daemon",     "no-daemon" },
  { "no space left on device",                 "disk-full" },
};

static const Fault faults[] =
{
  { OVERPAINT_WORKER_FAULT_CRASHED,
    N_("The worker stopped by itself."),
    N_("Its last lines may say why. A newer version of it, or another model file, often helps.") },
  { OVERPAINT_WORKER_FAULT_OUT_OF_MEMORY,
    N_("The worker ran out of memory."),
    N_("Make the picture smaller, take a smaller model, or close other programs that use the GPU.") },
  { OVERPAINT_WORKER_FAULT_KILLED,
    N_("The worker was stopped from outside, most likely because memory ran out."),
    N_("Make the picture smaller, take a smaller model, or close other programs.") },
  { OVERPAINT_WORKER_FAULT_NOT_STARTED,
    N_("The worker's program could not be started."),
    N_("Choose its file again, and see that it may be run as a program.") },
  { OVERPAINT_WORKER_FAULT_NOT_READY,
    N_("The worker was started, but did not get ready in time."),
    N_("Its last lines may say what it waited for. Starting it once more is worth a try.") },
  { OVERPAINT_WORKER_FAULT_PORT_TAKEN,
    N_("Another program uses the worker's port."),
    N_("Let Overpaint choose a free port, or stop the other program.") },
  { OVERPAINT_WORKER_FAULT_PORT_SHARED,
    N_("Another program listens on the worker's port too, so that answers could come from either."),
    N_("Stop the other program, or let Overpaint choose a free port.") },
  { OVERPAINT_WORKER_FAULT_OTHER_MODEL,
    N_("At the worker's port, a server with another model answers."),
    N_("Stop the other server, or let Overpaint choose a free port.") },
  { OVERPAINT_WORKER_FAULT_NO_IMAGE,
    N_("The container's image is not on this computer."),
    N_("Allow Overpaint to download it; it takes many gigabytes.") },
  { OVERPAINT_WORKER_FAULT_PULL_FAILED,
    N_("The container's image could not be downloaded."),
    N_("See that this computer is online and its disk has room, then start it again.") },
  { "not-a-model",
    N_("The worker cannot read the model file."),
    N_("Choose a whole checkpoint (.safetensors, .gguf or .ckpt), not a LoRA or a part of a model.") },
  { "model-refused",
    N_("The worker could not load the model."),
    N_("It may need parts that lie in other files, or more memory than there is. Try another model file.") },
  { "no-backend",
    N_("The worker was not built for this GPU."),
    N_("Take a build of it for your GPU: CUDA for NVIDIA, else Vulkan.") },
  { "gpu-unknown",
    N_("The worker's programs are older than this GPU and cannot run on it."),
    N_("Take sd-server instead of the container, or a newer version.") },
  { "no-driver",
    N_("The worker found no NVIDIA driver."),
    N_("Install the driver, and start the computer again after an update of it.") },
  { "old-driver",
    N_("The NVIDIA driver is too old for this worker."),
    N_("Update the driver, then start the computer again.") },
  { "no-library",
    N_("The worker's program lacks a library."),
    N_("Install the one that its last lines name; a build for CUDA needs the CUDA runtime.") },
  { "not-a-program",
    N_("The worker's file is not a program for this computer."),
    N_("Take the build for this kind of computer.") },
  { "no-toolkit",
    N_("Containers cannot use the GPU of this computer yet."),
    N_("Install the NVIDIA Container Toolkit; podman needs “nvidia-ctk cdi generate” once as well.") },
  { "no-permission",
    N_("You may not use docker on this computer."),
    N_("Ask for your account to be added to the group “docker”, or take podman.") },
  { "no-daemon",
    N_("The docker service does not run."),
    N_("Start it, for example with “systemctl start docker”, or take podman.") },
  { "disk-full",
    N_("The disk is full."),
    N_("Make room: the container's image and its models take many gigabytes.") },
};

static const Fault *
find (const gchar *nick)
{
  guint i;

  for (i = 0; nick != NULL && i < G_N_ELEMENTS (faults); i++)
    if (strcmp (faults[i].nick, nick) == 0)
      return &faults[i];

  return NULL;
}

/**
 * overpaint_worker_fault_read:
 * @line: what a worker, docker or podman printed
 *
 * Finds out whether a line complains of something that is known.
 *
 * Returns: (nullable): the nick of a fault
 */
const gchar *
overpaint_worker_fault_read (const gchar *line)
{
  g_autofree gchar *small = g_ascii_strdown (line, -1);
  guint             i;

  for (i = 0; i < G_N_ELEMENTS (complaints); i++)
    {
      g_autofree gchar *words = g_ascii_strdown (complaints[i].words, -1);

      if (strstr (small, words) == NULL)
        continue;

      /* any file may not be found; a backend is named */
      if (strcmp (complaints[i].nick, "no-backend") == 0 && strstr (small, "backend '") == NULL)
        continue;

      return complaints[i].nick;
    }

  return NULL;
}

/**
 * overpaint_worker_fault_describe:
 * @nick: (nullable): the nick of a fault
 *
 * Returns: (nullable): a sentence that says what happened, in the artist's language
 */
const gchar *
overpaint_worker_fault_describe (const gchar *nick)
{
  const Fault *fault = find (nick);

  return fault != NULL ? _(fault->what) : NULL;
}

/**
 * overpaint_worker_fault_remedy:
 * @nick: (nullable): the nick of a fault
 *
 * Returns: (nullable): a sentence that says what to do, in the artist's language
 */
const gchar *
overpaint_worker_fault_remedy (const gchar *nick)
{
  const Fault *fault = find (nick);

  return fault != NULL ? _(fault->remedy) : NULL;
}

/**
 * overpaint_worker_fault_explain:
 * @nick: (nullable): the nick of a fault
 * @tail: (nullable): the worker's last lines
 *
 * Returns: (transfer full): what happened, what to do, and the last lines
 */
gchar *
overpaint_worker_fault_explain (const gchar *nick,
                                const gchar *tail)
{
  const gchar *what   = overpaint_worker_fault_describe (nick);
  const gchar *remedy = overpaint_worker_fault_remedy (nick);
  GString     *text   = g_string_new (what != NULL ? what : _("The worker does not run."));

  if (remedy != NULL)
    g_string_append_printf (text, " %s", remedy);

  if (tail != NULL && *tail != '\0')
    g_string_append_printf (text, "\n\n%s\n%s", _("Its last lines:"), tail);

  return g_string_free (text, FALSE);
}
