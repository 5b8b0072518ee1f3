/* cases-loras.c: whether LoRAs are used, and missing ones told
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "card.h"
#include "case.h"

/* No server has it; the practice server's word for one that is not there is in it. */
#define UNKNOWN "overpaint/missing-conformance-lora"

#define WEIGHT  "0.75"

/* What is asked for with one LoRA, as text of a request. */
static gchar *
with_lora (const gchar *name)
{
  g_autoptr (GVariant)  text   = NULL;
  g_autoptr (JsonNode)  node   = json_node_new (JSON_NODE_OBJECT);
  JsonObject           *object = json_object_new ();
  g_autofree gchar     *json   = NULL;
  g_autofree gchar     *quoted = NULL;

  json_object_set_double_member (object, name, g_ascii_strtod (WEIGHT, NULL));
  json_node_take_object (node, object);
  json   = json_to_string (node, FALSE);
  text   = g_variant_ref_sink (g_variant_new_string (json));
  quoted = g_variant_print (text, FALSE);

  return g_strdup_printf ("{'loras': <%s>}", quoted);
}

/* Whether the practice server has taken note of the LoRA; any other cannot be asked. */
static gboolean
was_used (JsonObject *entry)
{
  JsonNode  *notes = json_object_get_member (entry, "notes");
  JsonNode  *parts = json_object_get_member (entry, "parts");
  guint      i;

  for (i = 0; JSON_NODE_HOLDS_ARRAY (notes) && i < json_array_get_length (json_node_get_array (notes)); i++)
    {
      const gchar *note = json_array_get_string_element (json_node_get_array (notes), i);

      if (g_str_has_prefix (note, "lora ") && g_str_has_suffix (note, " " WEIGHT))
        return TRUE;
    }

  for (i = 0; JSON_NODE_HOLDS_ARRAY (parts) && i < json_array_get_length (json_node_get_array (parts)); i++)
    {
      JsonObject *part = json_array_get_object_element (json_node_get_array (parts), i);

      if (g_strcmp0 (json_object_get_string_member_with_default (part, "name", NULL), "loras") == 0)
        return strstr (json_object_get_string_member_with_default (part, "text", ""), WEIGHT) != NULL;
    }

  return FALSE;
}

static ConformVerdict
judge_known (ConformSubject  *subject,
             gint             number,
             gchar          **found)
{
  g_autoptr (GBytes)           png    = conform_card_usual ();
  g_autoptr (OverpaintPixels)  with   = NULL;
  g_autoptr (OverpaintPixels)  plain  = NULL;
  g_autoptr (JsonObject)       entry  = NULL;
  g_autoptr (GError)           error  = NULL;
  g_autofree gchar            *values = NULL;
  guint                        painted;

  if (subject->lora == NULL)
    return conform_say (CONFORM_SKIP, found, "no LoRA is known: name one with --lora");

  values = with_lora (subject->lora);
  with   = conform_paint_one (subject, values, png, NULL, &error);
  if (with == NULL)
    return conform_say_error (CONFORM_FAIL, found, error);

  entry = conform_subject_log (subject, &painted);
  if (entry != NULL)
    return conform_say (was_used (entry) ? CONFORM_PASS : CONFORM_FAIL, found, "%s %s", subject->lora,
                        was_used (entry) ? "was used" : "was not used");

  plain = conform_paint_one (subject, "{}", png, NULL, &error);
  if (plain == NULL)
    return conform_say_error (CONFORM_FAIL, found, error);

  return overpaint_pixels_equal (plain, with)
         ? conform_say (CONFORM_NOTE, found, "%s makes no difference", subject->lora)
         : conform_say (CONFORM_PASS, found, "%s makes a difference", subject->lora);
}

static ConformVerdict
judge_unknown (ConformSubject  *subject,
               gint             number,
               gchar          **found)
{
  g_autoptr (GBytes)           png     = conform_card_usual ();
  g_autoptr (OverpaintPixels)  picture = NULL;
  g_autoptr (JsonObject)       entry   = NULL;
  g_autoptr (GError)           error   = NULL;
  g_autofree gchar            *values  = with_lora (UNKNOWN);
  guint                        before;
  guint                        after;

  entry   = conform_subject_log (subject, &before);
  picture = conform_paint_one (subject, values, png, NULL, &error);
  g_clear_pointer (&entry, json_object_unref);
  entry   = conform_subject_log (subject, &after);

  if (conform_subject_is_local (subject))
    {
      if (after != before)
        return conform_say (CONFORM_FAIL, found, "it was sent");
      if (g_error_matches (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED))
        return conform_say_error (CONFORM_PASS, found, error);
    }

  if (picture != NULL)
    return conform_say (conform_subject_is_local (subject) ? CONFORM_FAIL : CONFORM_NOTE, found,
                        "painted without it, and without a word");

  return conform_say_error (error->domain == OVERPAINT_SERVER_ERROR ? CONFORM_PASS : CONFORM_FAIL, found, error);
}

const ConformCase conform_lora_cases[] =
{
  { "loras/known",   "one that it has, at " WEIGHT, "it is used",              judge_known,   0 },
  { "loras/unknown", "one that nobody has",         "refused, in words",       judge_unknown, 0 },
  { NULL, NULL, NULL, NULL, 0 }
};
