/* studio-call.c: a call from the menu that ends up in the window
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "studio.h"
#include "studio-call.h"

/**
 * overpaint_studio_call:
 * @call: an interactive call
 * @wish: (nullable): what the window is to show; %NULL for the settings of the last time
 *
 * Opens the window of the call's image, or raises the one that an earlier call has opened.
 *
 * GIMP keeps the arguments of a successful call in the image and on the disk, prompt and server among
 * them; the window has its own memory, which does not travel with the image. So the call always ends
 * as one that the artist has closed.
 *
 * Returns: (transfer full): what the call returns
 */
GimpValueArray *
overpaint_studio_call (OverpaintCall *call,
                       OverpaintWish *wish)
{
  g_autoptr (OverpaintSingleWindow)  calls  = overpaint_single_window_new (call->image);
  g_autoptr (OverpaintStudio)        studio = NULL;
  GError                            *error  = NULL;

  if (! overpaint_single_window_is_first (calls))
    {
      overpaint_single_window_call (calls, wish);
      return overpaint_call_end (call, GIMP_PDB_CANCEL, NULL);
    }

  studio = overpaint_studio_new (call->image, calls, &error);
  if (studio == NULL)
    return overpaint_call_end (call, GIMP_PDB_EXECUTION_ERROR, error);

  overpaint_studio_open (studio, wish);

  return overpaint_call_end (call, GIMP_PDB_CANCEL, NULL);
}
