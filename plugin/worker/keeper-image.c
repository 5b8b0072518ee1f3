/* keeper-image.c: fetching what a worker needs first
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "keeper-image.h"
#include "worker-fault.h"

struct _OverpaintKeeperImage
{
  OverpaintWorkerOutput     *output;
  OverpaintKeeperImageTold   told;
  gpointer                   user_data;
  gchar                    **pull;
  OverpaintKeeperChild      *child;
  guint                      grace_time;
};

static void
on_printed (const gchar *data,
            gsize        length,
            gpointer     user_data)
{
  OverpaintKeeperImage *image = user_data;

  if (overpaint_worker_output_feed (image->output, data, length))
    image->told (FALSE, NULL, image->user_data);
}

static void
on_pulled (gint     exit_code,
           gpointer user_data)
{
  OverpaintKeeperImage *image = user_data;
  const gchar          *fault = NULL;

  overpaint_worker_output_finish (image->output);

  if (exit_code != 0)
    {
      fault = overpaint_worker_output_get_fault (image->output);
      fault = fault != NULL ? fault : OVERPAINT_WORKER_FAULT_PULL_FAILED;
    }

  image->told (TRUE, fault, image->user_data);
}

static void
on_looked (gint     exit_code,
           gpointer user_data)
{
  OverpaintKeeperImage *image = user_data;
  const gchar          *fault = overpaint_worker_output_get_fault (image->output);

  overpaint_worker_output_finish (image->output);
  g_clear_pointer (&image->child, overpaint_keeper_child_free);

  /* without its service, docker finds no image either */
  if (exit_code != 0 && fault == NULL && image->pull == NULL)
    fault = OVERPAINT_WORKER_FAULT_NO_IMAGE;

  if (exit_code == 0 || fault != NULL)
    {
      image->told (TRUE, exit_code == 0 ? NULL : fault, image->user_data);
      return;
    }

  image->child = overpaint_keeper_child_spawn (image->pull, on_printed, on_pulled, image, NULL);

  image->told (image->child == NULL, image->child == NULL ? OVERPAINT_WORKER_FAULT_NOT_STARTED : NULL,
               image->user_data);
}

/**
 * overpaint_keeper_image_new:
 * @order: how to look and to pull
 * @output: (transfer none): where what is printed is read
 * @told: called as it goes on
 * @user_data: given to @told
 *
 * Begins.
 *
 * Returns: (transfer full) (nullable): to be freed with overpaint_keeper_image_free(); %NULL where the program that
 *   looks cannot be started
 */
OverpaintKeeperImage *
overpaint_keeper_image_new (const OverpaintKeeperOrder *order,
                            OverpaintWorkerOutput      *output,
                            OverpaintKeeperImageTold    told,
                            gpointer                    user_data)
{
  OverpaintKeeperImage *image = g_new0 (OverpaintKeeperImage, 1);

  image->output     = output;
  image->told       = told;
  image->user_data  = user_data;
  image->pull       = g_strdupv (order->pull);
  image->grace_time = order->grace_time;
  image->child      = overpaint_keeper_child_spawn (order->look, on_printed, on_looked, image, NULL);

  if (image->child == NULL)
    g_clear_pointer (&image, overpaint_keeper_image_free);

  return image;
}

/**
 * overpaint_keeper_image_free:
 * @image: (nullable): what overpaint_keeper_image_new() returned
 *
 * Frees it; what it runs is made to end.
 */
void
overpaint_keeper_image_free (OverpaintKeeperImage *image)
{
  if (image == NULL)
    return;

  overpaint_keeper_child_free (image->child);
  g_strfreev (image->pull);
  g_free (image);
}

/**
 * overpaint_keeper_image_stop:
 * @image: what overpaint_keeper_image_new() returned
 *
 * Asks what it runs to end; then comes the last of its calls.
 */
void
overpaint_keeper_image_stop (OverpaintKeeperImage *image)
{
  g_clear_pointer (&image->pull, g_strfreev);
  overpaint_keeper_child_stop (image->child, image->grace_time);
}
