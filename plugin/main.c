/* main.c: where GIMP starts the plug-in
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "environment.h"
#include "overpaint.h"

/* GIMP_MAIN() leaves no room for what has to come first. */
int
main (int   argc,
      char *argv[])
{
  overpaint_environment_take ();

  return gimp_main (OVERPAINT_TYPE_PLUG_IN, argc, argv);
}
