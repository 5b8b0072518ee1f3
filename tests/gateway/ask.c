/* ask.c: what a local server makes of a JSON request
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ask.h"

#include <string.h>

/**
 * practice_ask_new:
 *
 * Returns: (transfer full): a request for one picture, as sd-server is started without options
 */
PracticeAsk *
practice_ask_new (void)
{
  PracticeAsk *ask = g_new0 (PracticeAsk, 1);

  ask->prompt    = g_strdup ("");
  ask->negative  = g_strdup ("");
  ask->steps     = 20;
  ask->guidance  = 7.0;
  ask->strength  = 0.75;
  ask->seed      = 42;
  ask->count     = 1;
  ask->rounds    = 1;
  ask->sampler   = g_strdup ("euler_a");
  ask->scheduler = g_strdup ("discrete");
  ask->format    = g_strdup ("png");
  ask->loras     = g_ptr_array_new_with_free_func (g_free);

  return ask;
}

/**
 * practice_ask_free:
 * @ask: (transfer full) (nullable): a request
 */
void
practice_ask_free (PracticeAsk *ask)
{
  if (ask == NULL)
    return;

  g_free (ask->prompt);
  g_free (ask->negative);
  g_free (ask->sampler);
  g_free (ask->scheduler);
  practice_picture_free (ask->source);
  practice_picture_free (ask->mask);
  g_free (ask->format);
  g_free (ask->task);
  g_ptr_array_unref (ask->loras);
  g_free (ask);
}

/**
 * practice_ask_set:
 * @text: (inout): a text
 * @value: (nullable): what it becomes
 */
void
practice_ask_set (gchar       **text,
                  const gchar  *value)
{
  gchar *copy = g_strdup (value);

  g_free (*text);
  *text = copy;
}

static const gchar *
type_name (JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_NULL:
      return "null";
    case JSON_NODE_OBJECT:
      return "object";
    case JSON_NODE_ARRAY:
      return "array";
    case JSON_NODE_VALUE:
    default:
      return json_node_get_value_type (node) == G_TYPE_STRING  ? "string" :
             json_node_get_value_type (node) == G_TYPE_BOOLEAN ? "boolean" : "number";
    }
}

/* The member, where it is of the wanted type. Where @problem is given, another type is one;
 * where it is not, another type is as good as nothing. */
static JsonNode *
find_member (JsonObject  *object,
             const gchar *name,
             const gchar *wanted,
             gchar      **problem)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || g_str_equal (type_name (node), wanted))
    return node;

  /* A switch is a number there, not the other way round. */
  if (problem != NULL && g_str_equal (wanted, "number") && g_str_equal (type_name (node), "boolean"))
    return node;

  if (problem != NULL && *problem == NULL)
    *problem = g_strdup_printf ("[json.exception.type_error.302] type must be %s, but is %s",
                                wanted, type_name (node));

  return NULL;
}

/**
 * practice_ask_number:
 * @object: a request
 * @name: of a member
 * @otherwise: what an absent one stands for
 * @problem: (inout) (optional): the first that was found; %NULL to overlook what has the wrong type
 *
 * Returns: the member
 */
gdouble
practice_ask_number (JsonObject   *object,
                     const gchar  *name,
                     gdouble       otherwise,
                     gchar       **problem)
{
  JsonNode *node = find_member (object, name, "number", problem);

  if (node == NULL)
    return otherwise;

  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node) ? 1.0 : 0.0;

  return json_node_get_double (node);
}

/**
 * practice_ask_integer:
 * @object: a request
 * @name: of a member
 * @otherwise: what an absent one stands for
 * @problem: (inout) (optional): see practice_ask_number()
 *
 * Returns: the member
 */
gint64
practice_ask_integer (JsonObject   *object,
                      const gchar  *name,
                      gint64        otherwise,
                      gchar       **problem)
{
  JsonNode *node = find_member (object, name, "number", problem);

  if (node == NULL)
    return otherwise;

  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);

  return json_node_get_int (node);
}

/**
 * practice_ask_text:
 * @object: a request
 * @name: of a member
 * @otherwise: (nullable): what an absent one stands for
 * @problem: (inout) (optional): see practice_ask_number()
 *
 * Returns: (transfer full) (nullable): the member
 */
gchar *
practice_ask_text (JsonObject   *object,
                   const gchar  *name,
                   const gchar  *otherwise,
                   gchar       **problem)
{
  JsonNode *node = find_member (object, name, "string", problem);

  return g_strdup (node != NULL ? json_node_get_string (node) : otherwise);
}

/**
 * practice_ask_object:
 * @object: a request
 * @name: of a member
 *
 * Returns: (nullable): the member, where it is an object
 */
JsonObject *
practice_ask_object (JsonObject  *object,
                     const gchar *name)
{
  JsonNode *node = find_member (object, name, "object", NULL);

  return node != NULL ? json_node_get_object (node) : NULL;
}

/**
 * practice_ask_array:
 * @object: a request
 * @name: of a member
 *
 * Returns: (nullable): the member, where it is an array
 */
JsonArray *
practice_ask_array (JsonObject  *object,
                    const gchar *name)
{
  JsonNode *node = find_member (object, name, "array", NULL);

  return node != NULL ? json_node_get_array (node) : NULL;
}

/**
 * practice_ask_base64:
 * @text: (nullable): base64, or a data: URL
 *
 * Returns: (transfer full): the bytes, perhaps none
 */
GBytes *
practice_ask_base64 (const gchar *text)
{
  const gchar *comma = text != NULL && g_str_has_prefix (text, "data:") ? strchr (text, ',') : NULL;
  guchar      *data;
  gsize        size  = 0;

  if (text == NULL || *text == '\0')
    return g_bytes_new (NULL, 0);

  data = g_base64_decode (comma != NULL ? comma + 1 : text, &size);

  return g_bytes_new_take (data, size);
}

/* What lies in the middle of @picture with the aspect of @width : @height. */
static PracticePicture *
crop_to_aspect (const PracticePicture *picture,
                gint                   width,
                gint                   height)
{
  gint             kept_width  = MIN (picture->width,
                                      MAX (1, (gint) ((gint64) picture->height * width / height)));
  gint             kept_height = MIN (picture->height,
                                      MAX (1, (gint) ((gint64) picture->width * height / width)));
  gint             left        = (picture->width - kept_width) / 2;
  gint             top         = (picture->height - kept_height) / 2;
  PracticePicture *cropped     = practice_picture_new (kept_width, kept_height);

  for (gint y = 0; y < kept_height; y++)
    memcpy (cropped->pixels + (gsize) y * kept_width * 3,
            picture->pixels + ((gsize) (y + top) * picture->width + left) * 3,
            (gsize) kept_width * 3);

  return cropped;
}

static PracticePicture *
fit_one (PracticePicture *picture,
         gint             width,
         gint             height,
         gint             aspect_width,
         gint             aspect_height,
         gboolean         crop)
{
  g_autoptr (PracticePicture) owned   = picture;
  g_autoptr (PracticePicture) cropped = NULL;

  if (owned == NULL)
    return NULL;

  if (crop)
    cropped = crop_to_aspect (owned, aspect_width, aspect_height);

  return practice_picture_resize (crop ? cropped : owned, width, height);
}

/**
 * practice_ask_fit:
 * @ask: a request
 * @width: in pixels, what the model can paint
 * @height: in pixels, what the model can paint
 * @crop: whether a picture of another aspect than was asked for loses its margins; else it is
 *   stretched
 *
 * Brings picture and mask to the size that is painted.
 */
void
practice_ask_fit (PracticeAsk *ask,
                  gint         width,
                  gint         height,
                  gboolean     crop)
{
  gint aspect_width  = ask->width > 0 ? ask->width : width;
  gint aspect_height = ask->height > 0 ? ask->height : height;

  ask->source = fit_one (ask->source, width, height, aspect_width, aspect_height, crop);
  ask->mask   = fit_one (ask->mask, width, height, aspect_width, aspect_height, crop);
  ask->width  = width;
  ask->height = height;
}

/**
 * practice_ask_paint:
 * @ask: a request, after practice_ask_fit()
 * @paint: in which way
 * @index: which of its pictures
 * @amount: how far, 0 to 1
 *
 * Returns: (transfer full): the picture
 */
PracticePicture *
practice_ask_paint (const PracticeAsk *ask,
                    PracticePaint      paint,
                    gint               index,
                    gdouble            amount)
{
  guint64          seed = (guint64) (ask->seed + index);
  PracticePicture *picture;

  if (ask->source == NULL)
    return practice_painting_invent (ask->width, ask->height, seed);

  picture = practice_picture_copy (ask->source);
  practice_painting_apply (picture, paint, seed, amount);

  if (ask->mask != NULL)
    for (gsize i = 0; i < (gsize) picture->width * picture->height * 3; i++)
      {
        gint white = ask->mask->pixels[i / 3 * 3];

        picture->pixels[i] = (picture->pixels[i] * white + ask->source->pixels[i] * (255 - white)) / 255;
      }

  return picture;
}
