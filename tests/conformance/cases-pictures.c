/* cases-pictures.c: whether what comes back was made from our picture, and looks like it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "card.h"
#include "case.h"
#include "picture-file.h"
#include "png-text.h"

/* Of 255: what a model's decoder does to plain colours is a few; another colour is far more. */
#define GOOD_ERROR 14.0
#define MOST_ERROR 36.0

/* The correlation of sixteen patches: two pictures that have nothing to do with each other rarely have
 * more than a half.
 */
#define GOOD_LIKENESS 0.9
#define LEAST_LIKENESS 0.6

/* What the raw questions ask for: no multiple of 8. */
#define RAW_WIDTH  204
#define RAW_HEIGHT 140

/* As near to "leave it alone" as a dialect can. sd.cpp makes int (steps x strength) steps and the web
 * UIs one at least, so 0 is fine there; diffusers, behind Livepeer's servers and SD.Next, fails where
 * not one step is left.
 */
static const gchar *
get_nearest (ConformSubject  *subject,
             const gchar    **words)
{
  if (conform_subject_is_local (subject) && conform_subject_get_kind (subject) != OVERPAINT_SERVER_SDNEXT)
    {
      *words = "strength 0";
      return "{'strength': <0.0>}";
    }

  *words = "one step of 50";
  return "{'strength': <0.03>, 'steps': <50>}";
}

static gboolean
uses_strength (ConformSubject *subject)
{
  const OverpaintField *field = overpaint_pipeline_get_field (overpaint_pipeline_image_to_image (), "strength");

  return conform_subject_is_local (subject) || overpaint_model_uses (subject->model, field);
}

static ConformVerdict
judge_colours (ConformSubject  *subject,
               gint             number,
               gchar          **found)
{
  g_autoptr (OverpaintPixels)  card    = conform_card_new_colours (CONFORM_SIDE, CONFORM_SIDE);
  g_autoptr (GBytes)           png     = conform_card_to_png (card);
  g_autoptr (OverpaintPixels)  picture = NULL;
  g_autoptr (GError)           error   = NULL;
  const gchar                 *words;
  const gchar                 *values  = get_nearest (subject, &words);
  gdouble                      off;

  if (! uses_strength (subject))
    return conform_say (CONFORM_SKIP, found, "%s has no strength", subject->model_id);

  picture = conform_paint_one (subject, values, png, NULL, &error);
  if (picture == NULL)
    return conform_say_error (CONFORM_FAIL, found, error);

  off = conform_card_colour_error (picture);

  return conform_say (off <= GOOD_ERROR ? CONFORM_PASS : off <= MOST_ERROR ? CONFORM_NOTE : CONFORM_FAIL,
                      found, "off by %.1f of 255 in the mean (%s)", off, words);
}

/* Not square, so that a picture that was cropped to another shape shows as well. */
static ConformVerdict
judge_orientation (ConformSubject  *subject,
                   gint             number,
                   gchar          **found)
{
  g_autoptr (OverpaintPixels)  card    = conform_card_new_patches (CONFORM_SIDE * 3 / 2, CONFORM_SIDE);
  g_autoptr (GBytes)           png     = conform_card_to_png (card);
  g_autoptr (OverpaintPixels)  picture = NULL;
  g_autoptr (GError)           error   = NULL;
  const gchar                 *words;
  const gchar                 *values  = get_nearest (subject, &words);
  const gchar                 *turn;
  gdouble                      likeness;

  if (! uses_strength (subject))
    return conform_say (CONFORM_SKIP, found, "%s has no strength", subject->model_id);

  picture = conform_paint_one (subject, values, png, NULL, &error);
  if (picture == NULL)
    return conform_say_error (CONFORM_FAIL, found, error);

  turn = conform_card_find_turn (picture, &likeness);

  if (likeness < LEAST_LIKENESS)
    return conform_say (CONFORM_FAIL, found, "it does not look like ours (alike by %.2f)", likeness);

  if (turn != NULL)
    return conform_say (CONFORM_FAIL, found, "%s", turn);

  return conform_say (likeness >= GOOD_LIKENESS ? CONFORM_PASS : CONFORM_NOTE, found,
                      "as it went (alike by %.2f)", likeness);
}

static ConformVerdict
judge_alpha (ConformSubject  *subject,
             gint             number,
             gchar          **found)
{
  return conform_say (CONFORM_SKIP, found, "none is sent: the plug-in puts the layer's own back");
}

/* The first picture of an answer of /sdapi/v1/img2img, asked for past the dialect. */
static OverpaintPixels *
paint_raw (ConformSubject  *subject,
           GBytes          *png,
           gint             width,
           gint             height,
           const gchar     *strength,
           GError         **error)
{
  g_autoptr (OverpaintHttpReply)  reply   = NULL;
  g_autoptr (JsonParser)          parser  = json_parser_new ();
  g_autoptr (GBytes)              picture = NULL;
  g_autofree gchar               *base64  = g_base64_encode (g_bytes_get_data (png, NULL), g_bytes_get_size (png));
  g_autofree gchar               *json    = NULL;
  g_autofree guchar              *bytes   = NULL;
  JsonNode                       *root    = NULL;
  JsonNode                       *images  = NULL;
  const gchar                    *text    = NULL;
  gsize                           length;

  json  = g_strdup_printf ("{\"prompt\":\"a harbour\",\"width\":%d,\"height\":%d,\"steps\":4,\"seed\":1,"
                           "\"batch_size\":1,\"denoising_strength\":%s,\"init_images\":[\"%s\"]}",
                           width, height, strength, base64);
  reply = conform_subject_ask (subject, "sdapi/v1/img2img", json, error);
  if (reply == NULL)
    return NULL;

  if (reply->status == 200 &&
      json_parser_load_from_data (parser, g_bytes_get_data (reply->body, NULL),
                                  (gssize) g_bytes_get_size (reply->body), NULL))
    root = json_parser_get_root (parser);

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    images = json_object_get_member (json_node_get_object (root), "images");

  if (images != NULL && JSON_NODE_HOLDS_ARRAY (images) && json_array_get_length (json_node_get_array (images)) > 0)
    text = json_array_get_string_element (json_node_get_array (images), 0);

  if (text == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "status %u, and no picture", reply->status);
      return NULL;
    }

  if (strchr (text, ',') != NULL)
    text = strchr (text, ',') + 1;

  bytes   = g_base64_decode (text, &length);
  picture = g_bytes_new (bytes, length);

  return overpaint_picture_decode (picture, error);
}

/* Whether a server still rounds as the size plan thinks it does. */
static ConformVerdict
judge_rounding (ConformSubject  *subject,
                gint             number,
                gchar          **found)
{
  g_autoptr (OverpaintPixels)  card    = conform_card_new_patches (RAW_WIDTH, RAW_HEIGHT);
  g_autoptr (GBytes)           png     = conform_card_to_png (card);
  g_autoptr (OverpaintPixels)  picture = NULL;
  g_autoptr (GError)           error   = NULL;
  OverpaintServerKind          kind    = conform_subject_get_kind (subject);
  gint                         step    = overpaint_server_kind_get_size_step (kind);
  gint                         up      = kind == OVERPAINT_SERVER_SD_SERVER ? step - 1 : 0;
  gint                         width, height;

  if (! conform_subject_is_local (subject))
    return conform_say (CONFORM_SKIP, found, "sizes/unplanned shows it");

  picture = paint_raw (subject, png, RAW_WIDTH, RAW_HEIGHT, "0.5", &error);
  if (picture == NULL)
    return conform_say_error (CONFORM_NOTE, found, error);

  width  = overpaint_pixels_get_width (picture);
  height = overpaint_pixels_get_height (picture);

  return conform_say (width == (RAW_WIDTH + up) / step * step && height == (RAW_HEIGHT + up) / step * step
                      ? CONFORM_PASS : CONFORM_NOTE, found, "%d x %d came", width, height);
}

/* Why none but RGB is sent: sd-server's sdapi paints from the prompt alone, and says nothing. */
static ConformVerdict
judge_gray (ConformSubject  *subject,
            gint             number,
            gchar          **found)
{
  g_autoptr (OverpaintPixels)  card    = conform_card_new_patches (CONFORM_SIDE, CONFORM_SIDE);
  g_autoptr (GBytes)           png     = conform_png_new_gray (card);
  g_autoptr (OverpaintPixels)  picture = NULL;
  g_autoptr (GError)           error   = NULL;
  gdouble                      likeness;

  if (conform_subject_get_kind (subject) != OVERPAINT_SERVER_SD_SERVER)
    return conform_say (CONFORM_SKIP, found, "known of sd-server alone");

  picture = paint_raw (subject, png, CONFORM_SIDE, CONFORM_SIDE, "0.0", &error);
  if (picture == NULL)
    return conform_say_error (CONFORM_NOTE, found, error);

  conform_card_find_turn (picture, &likeness);

  return likeness < LEAST_LIKENESS
         ? conform_say (CONFORM_PASS, found, "another picture (alike by %.2f), without a word, as known", likeness)
         : conform_say (CONFORM_NOTE, found, "it was read (alike by %.2f)", likeness);
}

const ConformCase conform_picture_cases[] =
{
  { "pictures/colours",     "four colours, least strength",   "they come back",            judge_colours,     0 },
  { "pictures/orientation", "sixteen grays, least strength",  "each is where it was",      judge_orientation, 0 },
  { "pictures/alpha",       "nothing",                        "",                          judge_alpha,       0 },
  { "pictures/rounding",    "204 x 140, past the dialect",    "rounded as known",          judge_rounding,    0 },
  { "pictures/gray",        "a gray PNG, past the dialect",   "ignored without a word",    judge_gray,        0 },
  { NULL, NULL, NULL, NULL, 0 }
};
