/* data-strings.h: strings of data files, for translators alone
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Written by data-strings.py out of plugin/request/models.json and plugin/store/styles.json;
 * not to be edited, and nothing includes it.
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

/* Translators: summary of files named *flux*schnell* */
N_ ("A FLUX model for few steps, by its name")

/* Translators: summary of files named *flux* */
N_ ("A FLUX model, by its name")

/* Translators: summary of files named *sd3* */
N_ ("An SD 3 model, by its name")

/* Translators: summary of files named *pix2pix* */
N_ ("Follows an instruction, by its name: \"make it winter\"")

/* Translators: summary of files named *turbo*xl* */
N_ ("An SDXL Turbo model for few steps, by its name")

/* Translators: summary of files named *lightning* */
N_ ("An SDXL model for few steps, by its name")

/* Translators: summary of files named *xl* */
N_ ("An SDXL model, by its name")

/* Translators: summary of files named *sd-turbo* */
N_ ("An SD Turbo model for few steps, by its name")

/* Translators: summary of files named *v2-0* */
N_ ("An SD 2 model, by its name")

/* Translators: summary of files named *v1-4* */
N_ ("An SD 1 model, by its name")

/* Translators: name of the style “ink” */
N_ ("Ink Drawing")

/* Translators: name of the style “pencil” */
N_ ("Pencil Sketch")

/* Translators: name of the style “charcoal” */
N_ ("Charcoal")

/* Translators: name of the style “watercolour” */
N_ ("Watercolour")

/* Translators: name of the style “gouache” */
N_ ("Gouache")

/* Translators: name of the style “oil” */
N_ ("Oil Painting")

/* Translators: name of the style “comic” */
N_ ("Comic")

/* Translators: name of the style “anime” */
N_ ("Anime")

/* Translators: name of the style “pixel-art” */
N_ ("Pixel Art")

/* Translators: name of the style “low-poly” */
N_ ("Low Poly")

/* Translators: name of the style “clay” */
N_ ("Clay Figures")

/* Translators: name of the style “stained-glass” */
N_ ("Stained Glass")

/* Translators: name of the style “linocut” */
N_ ("Linocut")

/* Translators: name of the style “paper-cut” */
N_ ("Paper Cut")

/* Translators: name of the style “concept-art” */
N_ ("Concept Art")

/* Translators: name of the style “film” */
N_ ("Film Photograph")

/* Translators: name of the style “black-and-white” */
N_ ("Black and White Photograph")
