/* data-strings.h: strings of data files, for translators alone
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Written by data-strings.py out of plugin/request/models.json; not to be edited, and
 * nothing includes it.
 */

#pragma once

/* Translators: summary of any other model */
N_ ("A model that the catalogue does not know")

/* Translators: summary of timbrooks/instruct-pix2pix */
N_ ("Follows an instruction: \"make it winter\", \"turn it into a watercolour\"")

/* Translators: licence of timbrooks/instruct-pix2pix */
N_ ("MIT, on weights under CreativeML OpenRAIL-M (use restrictions)")

/* Translators: summary of ByteDance/SDXL-Lightning */
N_ ("Fast text to image in 2, 4 or 8 steps")

/* Translators: warning of ByteDance/SDXL-Lightning */
N_ ("Livepeer's runner ignores the layer for ByteDance/SDXL-Lightning: the result shows the "
    "prompt alone.")

/* Translators: licence of ByteDance/SDXL-Lightning, SG161222/RealVisXL_V4.0,
   SG161222/RealVisXL_V4.0_Lightning */
N_ ("CreativeML OpenRAIL++-M (use restrictions)")

/* Translators: summary of SG161222/RealVisXL_V4.0 */
N_ ("Photographic detail, slow and thorough")

/* Translators: summary of SG161222/RealVisXL_V4.0_Lightning */
N_ ("Photographic detail in a few steps")

/* Translators: summary of stabilityai/sd-turbo */
N_ ("The fastest: one to four steps on small pictures")

/* Translators: licence of stabilityai/sd-turbo, stabilityai/sdxl-turbo */
N_ ("Stability AI Community License (commercial use has conditions)")

/* Translators: summary of stabilityai/sdxl-turbo */
N_ ("Fast, with more detail than SD-Turbo")
