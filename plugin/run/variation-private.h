/* variation-private.h: what the files of a variation share
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "step-progress.h"
#include "variation.h"

G_BEGIN_DECLS

struct _OverpaintVariation
{
  GObject                  parent_instance;

  OverpaintVariationState  state;
  OverpaintRequest        *request;
  guint                    value_index;
  gint64                   seed;
  OverpaintPixels         *pixels;
  GError                  *error;
  OverpaintSentPicture    *sent;
  OverpaintStepProgress    progress;
  gint64                   told;      /* when it was last told how far it is, in µs, monotonic */
  gboolean                 left;      /* stopped, and painted to its end all the same */
  gboolean                 flagged;
  gboolean                 black;
  gboolean                 cropped;
  gint64                   started;   /* µs since 1970 */
  gint64                   begun;     /* µs, monotonic */
  gint64                   duration;  /* ms */
};

G_END_DECLS
