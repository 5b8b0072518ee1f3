/* ask.h: what a local server makes of a JSON request
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "painting.h"
#include "picture.h"

G_BEGIN_DECLS

/**
 * PracticeAsk:
 * @prompt: what is to be painted
 * @negative: what is not
 * @width: in pixels, as asked for; 0 for "as the picture"
 * @height: in pixels, as asked for; 0 for "as the picture"
 * @steps: denoising steps
 * @guidance: guidance scale
 * @strength: 0 to 1
 * @seed: of the first picture
 * @count: how many pictures at once
 * @rounds: how often @count of them
 * @sampler: its name
 * @scheduler: its name
 * @source: (nullable): the picture that is painted over; %NULL paints from the text alone
 * @mask: (nullable): white where it may change
 * @format: "png", "jpeg" or "webp"
 * @task: (nullable): the name by which the work can be asked about
 * @loras: (element-type utf8): "path weight" of each that is used
 *
 * A request, read and cleaned the way the role does it.
 */
typedef struct
{
  gchar           *prompt;
  gchar           *negative;
  gint             width;
  gint             height;
  gint             steps;
  gdouble          guidance;
  gdouble          strength;
  gint64           seed;
  gint             count;
  gint             rounds;
  gchar           *sampler;
  gchar           *scheduler;
  PracticePicture *source;
  PracticePicture *mask;
  gchar           *format;
  gchar           *task;
  GPtrArray       *loras;
} PracticeAsk;

PracticeAsk     * practice_ask_new         (void);
void              practice_ask_free        (PracticeAsk    *ask);
void              practice_ask_set         (gchar         **text,
                                            const gchar    *value);

gint64            practice_ask_integer     (JsonObject     *object,
                                            const gchar    *name,
                                            gint64          otherwise,
                                            gchar         **problem);
gdouble           practice_ask_number      (JsonObject     *object,
                                            const gchar    *name,
                                            gdouble         otherwise,
                                            gchar         **problem);
gchar           * practice_ask_text        (JsonObject     *object,
                                            const gchar    *name,
                                            const gchar    *otherwise,
                                            gchar         **problem);
JsonObject      * practice_ask_object      (JsonObject     *object,
                                            const gchar    *name);
JsonArray       * practice_ask_array       (JsonObject     *object,
                                            const gchar    *name);
GBytes          * practice_ask_base64      (const gchar    *text);

void              practice_ask_fit         (PracticeAsk    *ask,
                                            gint            width,
                                            gint            height,
                                            gboolean        crop);
PracticePicture * practice_ask_paint       (const PracticeAsk *ask,
                                            PracticePaint   paint,
                                            gint            index,
                                            gdouble         amount);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PracticeAsk, practice_ask_free)

G_END_DECLS
