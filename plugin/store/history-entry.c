/* history-entry.c: one run of the history
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "history-entry.h"
#include "request-json.h"
#include "store-json.h"

#define HISTORY_FORMAT 1

/* Sixteen times what one run may have: a bound on what is read, not on what is run. */
#define MOST_SEEDS 1024

/* The end of the year 9999, in microseconds since 1970: the last that a date can be made of. */
#define LATEST G_GINT64_CONSTANT (253402300799999999)

/* 20261121-183000-123456-89abcdef: UTC to the microsecond, then chance. */
#define ID_LENGTH 31
#define ID_SHAPE  "########-######-######-########"

typedef struct
{
  OverpaintHistoryEntry  entry;
  gchar                 *haystack;   /* all that can be searched for, folded */
} Run;

/**
 * overpaint_history_is_id: (skip)
 * @text: the beginning of a file's name
 * @length: how many bytes of it
 *
 * Returns: whether Overpaint can have made it for a run; nothing else is ever part of a path
 */
gboolean
overpaint_history_is_id (const gchar *text,
                         gsize        length)
{
  guint i;

  if (length != ID_LENGTH)
    return FALSE;

  for (i = 0; i < ID_LENGTH; i++)
    {
      if (ID_SHAPE[i] == '#' ? ! g_ascii_isxdigit (text[i]) : text[i] != ID_SHAPE[i])
        return FALSE;
    }

  return TRUE;
}

static gchar *
make_id (gint64 when)
{
  g_autoptr (GDateTime)  time = g_date_time_new_from_unix_utc (when / G_USEC_PER_SEC);
  g_autofree gchar      *date = g_date_time_format (time, "%Y%m%d-%H%M%S");

  return g_strdup_printf ("%s-%06d-%08x", date, (gint) (when % G_USEC_PER_SEC), g_random_int ());
}

/**
 * overpaint_history_name_thumbnail: (skip)
 * @id: a run's id
 * @index: which of its pictures, from 0
 *
 * Returns: (transfer full): name of the picture's file
 */
gchar *
overpaint_history_name_thumbnail (const gchar *id,
                                  guint        index)
{
  return g_strdup_printf ("%s-%04u.png", id, index);
}

/* What looks the same is the same: "É" is found by "é", however either was typed. */
static gchar *
fold (const gchar *text)
{
  g_autofree gchar *valid  = g_utf8_make_valid (text, -1);
  g_autofree gchar *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal, -1);
}

static void
append_line (GString     *text,
             const gchar *line)
{
  g_string_append (text, line != NULL ? line : "");
  g_string_append_c (text, '\n');
}

static void
append_request (GString          *text,
                OverpaintRequest *request)
{
  append_line (text, overpaint_request_get_text (request, "prompt"));
  append_line (text, overpaint_request_get_text (request, "negative-prompt"));
  append_line (text, overpaint_request_get_text (request, "model"));
}

static void
append_loras (GString          *text,
              OverpaintRequest *request)
{
  const gchar          *weights = overpaint_request_get_text (request, "loras");
  g_autoptr (JsonNode)  node    = *weights != '\0' ? json_from_string (weights, NULL) : NULL;
  JsonObjectIter        iter;
  const gchar          *id;

  if (node == NULL)
    return;

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &id, NULL))
    append_line (text, id);
}

static gchar *
make_haystack (const OverpaintHistoryEntry *entry)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint               i;

  append_request (text, entry->wish->request);
  append_request (text, entry->request);
  append_loras (text, entry->request);
  append_line (text, entry->wish->style);
  append_line (text, entry->server_name);
  append_line (text, entry->image_name);
  append_line (text, entry->layer_name);

  for (i = 0; i < entry->n_seeds; i++)
    g_string_append_printf (text, "%" G_GINT64_FORMAT "\n", entry->seeds[i]);

  return fold (text->str);
}

/* A server may be named by its address: what stands before an "@" there is nobody's business. */
static gchar *
strip_user_info (const gchar *name)
{
  const gchar *at = name != NULL ? strrchr (name, '@') : NULL;

  return g_strdup (at != NULL ? at + 1 : name != NULL ? name : "");
}

static OverpaintHistoryEntry *
take_entry (const OverpaintHistoryEntry *source,
            gchar                       *id)
{
  Run                   *run   = g_atomic_rc_box_new0 (Run);
  OverpaintHistoryEntry *entry = &run->entry;
  guint                  i;

  entry->id          = id;
  entry->when        = source->when;
  entry->wish        = overpaint_wish_ref (source->wish);
  entry->request     = overpaint_request_ref (source->request);
  entry->server_name = strip_user_info (source->server_name);
  entry->image_name  = g_strdup (source->image_name != NULL ? source->image_name : "");
  entry->layer_name  = g_strdup (source->layer_name != NULL ? source->layer_name : "");
  entry->n_seeds     = MIN (source->n_seeds, MOST_SEEDS);
  entry->seeds       = g_memdup2 (source->seeds, entry->n_seeds * sizeof (gint64));
  entry->thumbnails  = g_new0 (gchar *, entry->n_seeds + 1);

  for (i = 0; i < entry->n_seeds; i++)
    entry->thumbnails[i] = g_strdup ("");

  run->haystack = make_haystack (entry);

  return entry;
}

/**
 * overpaint_history_entry_new: (skip)
 * @entry: a run; its id and thumbnails do not matter, and a time of 0 is now
 *
 * Returns: (transfer full): the same, counted by reference and with an id of its own
 */
OverpaintHistoryEntry *
overpaint_history_entry_new (const OverpaintHistoryEntry *entry)
{
  OverpaintHistoryEntry dated = *entry;

  if (dated.when <= 0 || dated.when > LATEST)
    dated.when = g_get_real_time ();

  return take_entry (&dated, make_id (dated.when));
}

/**
 * overpaint_history_entry_ref: (skip)
 * @entry: a run
 *
 * Returns: (transfer full): @entry, with one reference more
 */
OverpaintHistoryEntry *
overpaint_history_entry_ref (OverpaintHistoryEntry *entry)
{
  return g_atomic_rc_box_acquire (entry);
}

static void
clear_run (gpointer data)
{
  Run                   *run   = data;
  OverpaintHistoryEntry *entry = &run->entry;

  g_free (entry->id);
  overpaint_wish_unref (entry->wish);
  overpaint_request_unref (entry->request);
  g_free (entry->server_name);
  g_free (entry->image_name);
  g_free (entry->layer_name);
  g_free (entry->seeds);
  g_strfreev (entry->thumbnails);
  g_free (run->haystack);
}

/**
 * overpaint_history_entry_unref: (skip)
 * @entry: (transfer full): a run
 *
 * Gives a reference back.
 */
void
overpaint_history_entry_unref (OverpaintHistoryEntry *entry)
{
  g_atomic_rc_box_release_full (entry, clear_run);
}

/**
 * overpaint_history_entry_set_thumbnail: (skip)
 * @entry: a run
 * @index: which of its pictures; one that it does not have is passed over
 * @path: where its thumbnail is
 *
 * Says where a thumbnail is.
 */
void
overpaint_history_entry_set_thumbnail (OverpaintHistoryEntry *entry,
                                       guint                  index,
                                       const gchar           *path)
{
  if (index < entry->n_seeds)
    {
      g_free (entry->thumbnails[index]);
      entry->thumbnails[index] = g_strdup (path);
    }
}

/**
 * overpaint_history_entry_write: (skip)
 * @entry: a run
 * @folder: folder of the history
 * @error: return location for an error of %G_FILE_ERROR
 *
 * Returns: whether its file is written
 */
gboolean
overpaint_history_entry_write (OverpaintHistoryEntry  *entry,
                               const gchar            *folder,
                               GError                **error)
{
  g_autoptr (JsonObject)  object = json_object_new ();
  g_autofree gchar       *wish   = overpaint_wish_to_json (entry->wish);
  g_autofree gchar       *name   = g_strconcat (entry->id, ".json", NULL);
  g_autofree gchar       *path   = g_build_filename (folder, name, NULL);
  JsonArray              *seeds  = json_array_new ();
  guint                   i;

  for (i = 0; i < entry->n_seeds; i++)
    json_array_add_int_element (seeds, entry->seeds[i]);

  json_object_set_int_member (object, "format", HISTORY_FORMAT);
  json_object_set_int_member (object, "when", entry->when);
  json_object_set_member (object, "wish", json_from_string (wish, NULL));
  json_object_set_object_member (object, "request", overpaint_request_to_json_object (entry->request));
  json_object_set_string_member (object, "server", entry->server_name);
  json_object_set_string_member (object, "image", entry->image_name);
  json_object_set_string_member (object, "layer", entry->layer_name);
  json_object_set_array_member (object, "seeds", seeds);

  return overpaint_store_json_write (path, object, error);
}

static gboolean
read_seeds (JsonArray *array,
            GArray    *seeds)
{
  guint i;

  if (array == NULL || json_array_get_length (array) > MOST_SEEDS)
    return FALSE;

  for (i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      gint64    seed;

      if (! JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
        return FALSE;

      seed = json_node_get_int (node);
      g_array_append_val (seeds, seed);
    }

  return TRUE;
}

/* No person reads these sentences: a run that cannot be read is passed over. */
static OverpaintHistoryEntry *
refuse (GError      **error,
        const gchar  *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, sentence);

  return NULL;
}

/**
 * overpaint_history_entry_read: (skip)
 * @folder: folder of the history
 * @id: a run's id
 * @names: (element-type utf8 utf8): names of the files in @folder
 * @error: return location for an error of reading a file, JSON, a wish or a request
 *
 * May run in any thread.
 *
 * Returns: (transfer full) (nullable): the run
 */
OverpaintHistoryEntry *
overpaint_history_entry_read (const gchar  *folder,
                              const gchar  *id,
                              GHashTable   *names,
                              GError      **error)
{
  g_autofree gchar             *name    = g_strconcat (id, ".json", NULL);
  g_autofree gchar             *path    = g_build_filename (folder, name, NULL);
  g_autoptr (JsonNode)          root    = overpaint_store_json_read (path, HISTORY_FORMAT, error);
  g_autoptr (GArray)            seeds   = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (OverpaintWish)     wish    = NULL;
  g_autoptr (OverpaintRequest)  request = NULL;
  OverpaintHistoryEntry         source  = { NULL, };
  OverpaintHistoryEntry        *entry;
  JsonObject                   *object;
  guint                         i;

  if (root == NULL)
    return NULL;

  object = json_node_get_object (root);

  if (overpaint_store_json_get_object (object, "wish") == NULL ||
      overpaint_store_json_get_object (object, "request") == NULL)
    return refuse (error, "no wish, or no request");

  if (! overpaint_store_json_get_integer (object, "when", &source.when) || source.when < 0 || source.when > LATEST ||
      ! read_seeds (overpaint_store_json_get_array (object, "seeds"), seeds))
    return refuse (error, "no time, or no seeds");

  {
    g_autofree gchar *text = json_to_string (json_object_get_member (object, "wish"), FALSE);

    wish = overpaint_wish_new_from_json (text, error);
  }

  if (wish != NULL)
    request = overpaint_request_new_from_json_object (overpaint_store_json_get_object (object, "request"), error);

  if (request == NULL)
    return NULL;

  source.wish        = wish;
  source.request     = request;
  source.server_name = (gchar *) overpaint_store_json_get_text (object, "server");
  source.image_name  = (gchar *) overpaint_store_json_get_text (object, "image");
  source.layer_name  = (gchar *) overpaint_store_json_get_text (object, "layer");
  source.n_seeds     = seeds->len;
  source.seeds       = (gint64 *) (gpointer) seeds->data;

  entry = take_entry (&source, g_strdup (id));

  for (i = 0; i < entry->n_seeds; i++)
    {
      g_autofree gchar *picture = overpaint_history_name_thumbnail (id, i);
      g_autofree gchar *place   = g_build_filename (folder, picture, NULL);

      if (g_hash_table_contains (names, picture))
        overpaint_history_entry_set_thumbnail (entry, i, place);
    }

  return entry;
}

/**
 * overpaint_history_split_words: (skip)
 * @text: what somebody searches for
 *
 * Returns: (transfer full) (array zero-terminated=1): its words, for overpaint_history_entry_matches()
 */
gchar **
overpaint_history_split_words (const gchar *text)
{
  g_autofree gchar *folded = fold (text);

  return g_strsplit_set (folded, " \t\r\n", -1);
}

/**
 * overpaint_history_entry_matches: (skip)
 * @entry: a run
 * @words: (array zero-terminated=1): words
 *
 * Returns: whether each word is somewhere in it; empty ones are everywhere
 */
gboolean
overpaint_history_entry_matches (OverpaintHistoryEntry  *entry,
                                 gchar                 **words)
{
  guint i;

  for (i = 0; words[i] != NULL; i++)
    {
      if (strstr (((Run *) entry)->haystack, words[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}
