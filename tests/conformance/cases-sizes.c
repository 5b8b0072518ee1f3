/* cases-sizes.c: whether pictures of all sizes come back at the size at which they went
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "card.h"
#include "case.h"
#include "picture-file.h"
#include "png-text.h"
#include "sent-picture.h"

#define PNG_RGB 2

/* No multiple of 8. */
#define UNPLANNED_WIDTH  204
#define UNPLANNED_HEIGHT 140

static const struct
{
  gint width;
  gint height;
} sizes[] =
{
  { 512, 512 },
  { 768, 512 },
  { 60, 44 },
  { 301, 77 },
  { 333, 517 },
};

static void
prepared (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static OverpaintSentPicture *
prepare (ConformSubject   *subject,
         OverpaintPixels  *pixels,
         GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  overpaint_sent_picture_prepare_async (pixels, subject->model, overpaint_server_get_size_step (subject->server), 0,
                                        NULL, prepared, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return overpaint_sent_picture_prepare_finish (result, error);
}

/* The way of a layer: planned, sent, and what comes fitted into its place. */
static ConformVerdict
judge_size (ConformSubject  *subject,
            gint             number,
            gchar          **found)
{
  g_autoptr (OverpaintPixels)       card    = NULL;
  g_autoptr (OverpaintSentPicture)  sent    = NULL;
  g_autoptr (OverpaintPixels)       picture = NULL;
  g_autoptr (OverpaintPixels)       fitted  = NULL;
  g_autoptr (GError)                error   = NULL;
  gboolean                          cropped = FALSE;
  gint                              step    = overpaint_server_get_size_step (subject->server);
  gint                              width, height;

  card = conform_card_new_patches (sizes[number].width, sizes[number].height);
  sent = prepare (subject, card, &error);
  if (sent == NULL)
    return conform_say_error (CONFORM_FAIL, found, error);

  if (sent->plan.sent_width % step != 0 || sent->plan.sent_height % step != 0)
    return conform_say (CONFORM_FAIL, found, "planned %d x %d, which is no multiple of %d",
                        sent->plan.sent_width, sent->plan.sent_height, step);

  picture = conform_paint_one (subject, "{}", sent->png, NULL, &error);
  if (picture == NULL)
    return conform_say_error (CONFORM_FAIL, found, error);

  width  = overpaint_pixels_get_width (picture);
  height = overpaint_pixels_get_height (picture);
  fitted = overpaint_size_plan_undo (&sent->plan, picture, &cropped, &error);
  if (fitted == NULL)
    return conform_say_error (CONFORM_FAIL, found, error);

  if (overpaint_pixels_get_width (fitted) != sizes[number].width ||
      overpaint_pixels_get_height (fitted) != sizes[number].height)
    return conform_say (CONFORM_FAIL, found, "fitted to %d x %d", overpaint_pixels_get_width (fitted),
                        overpaint_pixels_get_height (fitted));

  if (width == sent->plan.sent_width && height == sent->plan.sent_height)
    return conform_say (CONFORM_PASS, found, "%d x %d went and came", width, height);

  /* KoboldCpp may be told to keep to small pictures; their shape is what matters. */
  return conform_say (cropped || conform_subject_get_kind (subject) != OVERPAINT_SERVER_KOBOLDCPP
                      ? CONFORM_FAIL : CONFORM_NOTE,
                      found, "%d x %d went, %d x %d came", sent->plan.sent_width, sent->plan.sent_height,
                      width, height);
}

/* A layer with holes goes out without them, in 8 bits. */
static ConformVerdict
judge_format (ConformSubject  *subject,
              gint             number,
              gchar          **found)
{
  g_autoptr (OverpaintPixels)       layer = NULL;
  g_autoptr (OverpaintSentPicture)  sent  = NULL;
  g_autoptr (GPtrArray)             came  = NULL;
  g_autoptr (JsonObject)            entry = NULL;
  g_autoptr (GError)                error = NULL;
  JsonNode                         *image = NULL;
  guint8                           *data;
  guint                             painted;
  gint                              width, height, depth, colour, i;

  layer = overpaint_pixels_new (CONFORM_SIDE, CONFORM_SIDE, 4, &error);
  if (layer == NULL)
    return conform_say_error (CONFORM_FAIL, found, error);

  data = overpaint_pixels_get_data (layer);
  for (i = 0; i < CONFORM_SIDE * CONFORM_SIDE; i++)
    {
      data[4 * i]     = 200;
      data[4 * i + 1] = (guint8) (i % CONFORM_SIDE);
      data[4 * i + 2] = 90;
      data[4 * i + 3] = i % CONFORM_SIDE < CONFORM_SIDE / 2 ? 255 : 0;
    }

  sent = prepare (subject, layer, &error);
  if (sent == NULL)
    return conform_say_error (CONFORM_FAIL, found, error);

  if (! conform_png_get_head (sent->png, &width, &height, &depth, &colour) || depth != 8 || colour != PNG_RGB)
    return conform_say (CONFORM_FAIL, found, "what goes out is no RGB of 8 bits");

  came = conform_paint (subject, "{}", sent->png, &error);
  if (came == NULL)
    return conform_say_error (CONFORM_FAIL, found, error);

  entry = conform_subject_log (subject, &painted);
  if (entry != NULL)
    image = json_object_get_member (entry, "image");
  if (image != NULL && JSON_NODE_HOLDS_OBJECT (image) &&
      (json_object_get_int_member_with_default (json_node_get_object (image), "channels", 0) != 3 ||
       json_object_get_int_member_with_default (json_node_get_object (image), "bit_depth", 0) != 8))
    return conform_say (CONFORM_FAIL, found, "what arrived is no RGB of 8 bits");

  return conform_say (CONFORM_PASS, found, "RGB of 8 bits, and %s", image != NULL ? "so it arrived" : "it is taken");
}

/* What the size plan is for: none of these servers says a word when it rounds. */
static ConformVerdict
judge_unplanned (ConformSubject  *subject,
                 gint             number,
                 gchar          **found)
{
  g_autoptr (OverpaintPixels)  card    = conform_card_new_patches (UNPLANNED_WIDTH, UNPLANNED_HEIGHT);
  g_autoptr (GBytes)           png     = conform_card_to_png (card);
  g_autoptr (OverpaintPixels)  picture = NULL;
  g_autoptr (GError)           error   = NULL;
  gint                         width, height;

  picture = conform_paint_one (subject, "{}", png, NULL, &error);

  if (conform_subject_is_local (subject))
    {
      if (g_error_matches (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED))
        return conform_say_error (CONFORM_PASS, found, error);

      return error != NULL ? conform_say_error (CONFORM_FAIL, found, error)
                           : conform_say (CONFORM_FAIL, found, "it was sent");
    }

  if (picture == NULL)
    return conform_say_error (CONFORM_NOTE, found, error);

  width  = overpaint_pixels_get_width (picture);
  height = overpaint_pixels_get_height (picture);

  return conform_say (width == UNPLANNED_WIDTH / 8 * 8 && height == UNPLANNED_HEIGHT / 8 * 8
                      ? CONFORM_PASS : CONFORM_NOTE, found, "%d x %d came", width, height);
}

const ConformCase conform_size_cases[] =
{
  { "sizes/square",    "512 x 512",                  "it comes at the size it went", judge_size,      0 },
  { "sizes/wide",      "768 x 512",                  "it comes at the size it went", judge_size,      1 },
  { "sizes/small",     "60 x 44",                    "it comes at the size it went", judge_size,      2 },
  { "sizes/odd",       "301 x 77",                   "it comes at the size it went", judge_size,      3 },
  { "sizes/tall",      "333 x 517",                  "it comes at the size it went", judge_size,      4 },
  { "sizes/format",    "a layer that is half a hole", "RGB of 8 bits goes, is taken", judge_format,    0 },
  { "sizes/unplanned", "204 x 140, not planned",     "refused, or rounded as known", judge_unplanned, 0 },
  { NULL, NULL, NULL, NULL, 0 }
};
