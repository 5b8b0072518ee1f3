/* keeper-child.h: one program that the keeper runs
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * OverpaintKeeperChild: (skip)
 *
 * A program that was started by its arguments, without a shell, with a clean environment, nothing to read, and
 * whatever it prints read at once: a pipe that fills up would make it wait. It leads a process group of its own, and is
 * ended by the kernel should the keeper die.
 */
typedef struct _OverpaintKeeperChild OverpaintKeeperChild;

/**
 * OverpaintKeeperChildPrinted:
 * @data: (array length=length): what the program printed
 * @length: how many bytes
 * @user_data: what was given to overpaint_keeper_child_spawn()
 */
typedef void (* OverpaintKeeperChildPrinted) (const gchar *data,
                                              gsize        length,
                                              gpointer     user_data);

/**
 * OverpaintKeeperChildEnded:
 * @exit_code: what the program returned, or 128 + N where signal N ended it
 * @user_data: what was given to overpaint_keeper_child_spawn()
 *
 * Called once, after all that was printed; the child may be freed in it.
 */
typedef void (* OverpaintKeeperChildEnded) (gint     exit_code,
                                            gpointer user_data);

OverpaintKeeperChild * overpaint_keeper_child_spawn           (gchar                       **arguments,
                                                               OverpaintKeeperChildPrinted   printed,
                                                               OverpaintKeeperChildEnded     ended,
                                                               gpointer                      user_data,
                                                               GError                      **error);
void                   overpaint_keeper_child_free            (OverpaintKeeperChild         *child);

void                   overpaint_keeper_child_stop            (OverpaintKeeperChild         *child,
                                                               guint                         grace_time);

gint64                 overpaint_keeper_child_get_pid         (OverpaintKeeperChild         *child);
guint64                overpaint_keeper_child_get_start_time  (OverpaintKeeperChild         *child);

G_END_DECLS
