/* fault.h: what goes wrong on demand
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define PRACTICE_FAULT_ERROR (practice_fault_error_quark ())

/**
 * PracticeFaultError:
 * @PRACTICE_FAULT_ERROR_UNKNOWN: no fault has that name
 * @PRACTICE_FAULT_ERROR_UNSUPPORTED: this machine lacks what the fault needs
 */
typedef enum
{
  PRACTICE_FAULT_ERROR_UNKNOWN,
  PRACTICE_FAULT_ERROR_UNSUPPORTED
} PracticeFaultError;

/**
 * PracticeFaultPlace:
 * @PRACTICE_FAULT_CONNECTION: something happens to the connection
 * @PRACTICE_FAULT_REPLY: another reply goes out, and nothing is painted
 * @PRACTICE_FAULT_PICTURE: something happens to what was painted
 *
 * Where a fault strikes.
 */
typedef enum
{
  PRACTICE_FAULT_CONNECTION,
  PRACTICE_FAULT_REPLY,
  PRACTICE_FAULT_PICTURE
} PracticeFaultPlace;

/**
 * PracticeFaultKind:
 * @name: what tests call it
 * @place: where it strikes
 * @summary: a few words, for --help
 */
typedef struct
{
  const gchar        *name;
  PracticeFaultPlace  place;
  const gchar        *summary;
} PracticeFaultKind;

/**
 * PracticeFault:
 * @kind: which
 * @times: how often it strikes yet; -1 until it is cleared
 * @skip: how many requests it lets pass first
 * @prompt: (nullable): the one prompt that it waits for
 * @path: (nullable): the start of the paths that it waits for; %NULL for painting alone
 * @extras: its own parameters
 *
 * One fault that waits in the queue.
 */
typedef struct
{
  const PracticeFaultKind *kind;
  gint                     times;
  guint                    skip;
  gchar                   *prompt;
  gchar                   *path;
  JsonObject              *extras;
} PracticeFault;

GQuark          practice_fault_error_quark (void);

const PracticeFaultKind *
                practice_fault_kinds       (guint               *n_kinds);

PracticeFault * practice_fault_new         (JsonObject          *description,
                                            GError             **error);
PracticeFault * practice_fault_copy        (const PracticeFault *fault);
void            practice_fault_free        (PracticeFault       *fault);

gboolean        practice_fault_is          (const PracticeFault *fault,
                                            const gchar         *name);
gint64          practice_fault_integer     (const PracticeFault *fault,
                                            const gchar         *name,
                                            gint64               otherwise);
const gchar   * practice_fault_text        (const PracticeFault *fault,
                                            const gchar         *name,
                                            const gchar         *otherwise);

PracticeFault * practice_faults_take       (GQueue              *faults,
                                            gboolean             paints,
                                            const gchar         *path,
                                            const gchar         *prompt);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PracticeFault, practice_fault_free)

G_END_DECLS
