/* safetensors.c: what a LoRA file says of itself
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "safetensors.h"
#include "stranger-json.h"

/* The format: eight bytes, little-endian, say how long the header is; then comes the header, an
 * object with an entry a tensor, and "__metadata__", an object of texts.
 */
#define LENGTH_BYTES 8

/* The format allows 100 MB; a header of a few hundred tensors and the tags of all pictures of a
 * training set has a few.
 */
#define MOST_HEADER_BYTES (8 * 1024 * 1024)

/* Tensor, its list of offsets; twice as much as is needed. */
#define DEEPEST 6

/* The folders of pictures of a training set, and their tags, each with its count. */
#define DEEPEST_TAGS 3

typedef struct
{
  const gchar *start;
  const gchar *family;
} Family;

/* What trainers write into ss_base_model_version (kohya-ss), and into modelspec.architecture
 * (the ModelSpec of Stability AI). The first that matches counts.
 */
static const Family families[] =
{
  { "sdxl",                       "sdxl" },
  { "sd_v1",                      "sd1"  },
  { "sd_v2",                      "sd2"  },
  { "sd_1",                       "sd1"  },
  { "sd_2",                       "sd2"  },
  { "sd3",                        "sd3"  },
  { "flux1",                      "flux" },
  { "flux-1",                     "flux" },
  { "stable-diffusion-xl",        "sdxl" },
  { "stable-diffusion-v1",        "sd1"  },
  { "stable-diffusion-v2",        "sd2"  },
  { "stable-diffusion-3",         "sd3"  }
};

typedef struct
{
  const gchar *tag;
  gint64       count;
} Tag;

static const gchar *
find_family (const gchar *text)
{
  guint i;

  for (i = 0; text != NULL && i < G_N_ELEMENTS (families); i++)
    if (g_ascii_strncasecmp (text, families[i].start, strlen (families[i].start)) == 0)
      return families[i].family;

  return NULL;
}

/* Angle brackets would be a command to some servers, so they wake nothing here. */
static gchar *
clean_trigger (const gchar *text)
{
  if (strpbrk (text, "<>") != NULL)
    return NULL;

  return overpaint_stranger_json_clean (text);
}

static void
add_trigger (GPtrArray   *triggers,
             const gchar *text)
{
  g_autofree gchar *trigger = clean_trigger (text);

  if (trigger != NULL && triggers->len < OVERPAINT_SAFETENSORS_MOST_TRIGGERS &&
      ! g_ptr_array_find_with_equal_func (triggers, trigger, g_str_equal, NULL))
    g_ptr_array_add (triggers, g_steal_pointer (&trigger));
}

static gint
compare_tags (gconstpointer one,
              gconstpointer other)
{
  const Tag *first  = one;
  const Tag *second = other;

  if (first->count != second->count)
    return first->count > second->count ? -1 : 1;

  return strcmp (first->tag, second->tag);
}

/* A word that stood with nearly every picture is what the LoRA listens to. Which one its maker
 * meant is not written down, so this is a guess: those that are half as frequent as the first.
 */
static void
add_frequent_tags (GPtrArray   *triggers,
                   const gchar *text)
{
  g_autoptr (JsonNode)  root = NULL;
  g_autoptr (GArray)    tags = NULL;
  JsonObject           *folders;
  JsonObjectIter        each_folder;
  JsonNode             *folder;
  guint                 i;

  root    = overpaint_stranger_json_parse (text, strlen (text), DEEPEST_TAGS);
  folders = overpaint_stranger_json_object (root);
  if (folders == NULL)
    return;

  tags = g_array_new (FALSE, FALSE, sizeof (Tag));

  json_object_iter_init (&each_folder, folders);
  while (json_object_iter_next (&each_folder, NULL, &folder))
    {
      JsonObject     *counts = overpaint_stranger_json_object (folder);
      JsonObjectIter  each_tag;
      const gchar    *tag;
      JsonNode       *node;

      if (counts == NULL)
        continue;

      json_object_iter_init (&each_tag, counts);
      while (json_object_iter_next (&each_tag, &tag, &node))
        if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 &&
            json_node_get_int (node) > 0)
          {
            Tag entry = { tag, json_node_get_int (node) };

            g_array_append_val (tags, entry);
          }
    }

  g_array_sort (tags, compare_tags);

  for (i = 0; i < tags->len; i++)
    if (g_array_index (tags, Tag, i).count >= g_array_index (tags, Tag, 0).count / 2)
      add_trigger (triggers, g_array_index (tags, Tag, i).tag);
}

static void
add_phrase (GPtrArray   *triggers,
            const gchar *phrase)
{
  g_auto (GStrv) words = g_strsplit (phrase, ",", OVERPAINT_SAFETENSORS_MOST_TRIGGERS + 1);
  guint          i;

  for (i = 0; words[i] != NULL && i < OVERPAINT_SAFETENSORS_MOST_TRIGGERS; i++)
    add_trigger (triggers, words[i]);
}

static OverpaintSafetensors *
read_metadata (JsonObject *metadata)
{
  OverpaintSafetensors   *read         = g_new0 (OverpaintSafetensors, 1);
  g_autoptr (GPtrArray)   triggers     = g_ptr_array_new_with_free_func (g_free);
  const gchar            *version      = overpaint_stranger_json_get_text (metadata, "ss_base_model_version");
  const gchar            *architecture = overpaint_stranger_json_get_text (metadata, "modelspec.architecture");
  const gchar            *phrase       = overpaint_stranger_json_get_text (metadata, "modelspec.trigger_phrase");
  const gchar            *tags         = overpaint_stranger_json_get_text (metadata, "ss_tag_frequency");

  read->family = find_family (version);
  if (read->family == NULL)
    read->family = find_family (architecture);

  read->base_model = overpaint_stranger_json_clean (version != NULL ? version : architecture);
  read->title      = overpaint_stranger_json_clean (overpaint_stranger_json_get_text (metadata, "modelspec.title"));

  if (phrase != NULL)
    add_phrase (triggers, phrase);
  if (triggers->len == 0 && tags != NULL)
    add_frequent_tags (triggers, tags);

  g_ptr_array_add (triggers, NULL);
  read->triggers = (gchar **) g_ptr_array_free (g_steal_pointer (&triggers), FALSE);

  return read;
}

static void
set_damaged (GError **error,
             GFile   *file)
{
  g_autofree gchar *name = g_file_get_parse_name (file);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               _("“%s” is damaged, or is no safetensors file. Download it again."), name);
}

/* How long the header is, or 0 with @error set. */
static gsize
read_length (GFile         *file,
             GInputStream  *stream,
             goffset        size,
             GCancellable  *cancellable,
             GError       **error)
{
  guint8  bytes[LENGTH_BYTES];
  guint64 length = 0;
  gsize   n_read;
  guint   i;

  if (! g_input_stream_read_all (stream, bytes, sizeof bytes, &n_read, cancellable, error))
    return 0;

  for (i = 0; i < sizeof bytes; i++)
    length |= (guint64) bytes[i] << (8 * i);

  if (n_read < sizeof bytes || length < 2 || length > MOST_HEADER_BYTES ||
      length > (guint64) size - sizeof bytes)
    {
      set_damaged (error, file);
      return 0;
    }

  return (gsize) length;
}

/**
 * overpaint_safetensors_read:
 * @file: a LoRA file
 * @cancellable: (nullable): to end it early
 * @error: return location for %G_IO_ERROR_INVALID_DATA where @file is no safetensors file, or an
 *   error of reading it
 *
 * Reads what a LoRA says of itself: its header alone, at most 8 MiB, and none of its weights.
 * The words that wake it are those of modelspec.trigger_phrase, else the most frequent ones of
 * ss_tag_frequency, which is a guess. A file without such notes is as good as any other.
 *
 * Returns: (transfer full) (nullable): what it says, or %NULL with @error set
 */
OverpaintSafetensors *
overpaint_safetensors_read (GFile         *file,
                            GCancellable  *cancellable,
                            GError       **error)
{
  g_autoptr (GFileInfo)         info   = NULL;
  g_autoptr (GFileInputStream)  stream = NULL;
  g_autoptr (JsonNode)          root   = NULL;
  g_autofree gchar             *header = NULL;
  gsize                         length;
  gsize                         n_read;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  /* Opening a pipe of that name would wait for somebody to write into it. */
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, cancellable, error);
  if (info == NULL)
    return NULL;

  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR || g_file_info_get_size (info) <= LENGTH_BYTES)
    {
      set_damaged (error, file);
      return NULL;
    }

  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;

  length = read_length (file, G_INPUT_STREAM (stream), g_file_info_get_size (info), cancellable, error);
  if (length == 0)
    return NULL;

  header = g_malloc (length);
  if (! g_input_stream_read_all (G_INPUT_STREAM (stream), header, length, &n_read, cancellable, error))
    return NULL;

  if (n_read == length)
    root = overpaint_stranger_json_parse (header, length, DEEPEST);

  if (overpaint_stranger_json_object (root) == NULL)
    {
      set_damaged (error, file);
      return NULL;
    }

  return read_metadata (overpaint_stranger_json_get_object (json_node_get_object (root), "__metadata__"));
}

/**
 * overpaint_safetensors_locate:
 * @folder: the folder of LoRA files that the artist named
 * @path: where a server says that a LoRA lies, relative to its own folder of them
 *
 * Where a server's LoRA lies on this computer, if its folder is @folder. What a server says leads
 * to nowhere outside of it.
 *
 * Returns: (transfer full) (nullable): the file, which need not be there; %NULL for an absolute
 *   path, one that leads out of @folder, or one that is not of a .safetensors file
 */
GFile *
overpaint_safetensors_locate (GFile       *folder,
                              const gchar *path)
{
  g_autoptr (GFile) file = NULL;

  g_return_val_if_fail (G_IS_FILE (folder) && path != NULL, NULL);

  if (*path == '\0' || g_path_is_absolute (path) || ! g_str_has_suffix (path, ".safetensors"))
    return NULL;

  file = g_file_resolve_relative_path (folder, path);

  return g_file_has_prefix (file, folder) ? g_steal_pointer (&file) : NULL;
}

/**
 * overpaint_safetensors_copy:
 * @safetensors: what a file says
 *
 * Returns: (transfer full): a copy
 */
OverpaintSafetensors *
overpaint_safetensors_copy (const OverpaintSafetensors *safetensors)
{
  OverpaintSafetensors *copy = g_new0 (OverpaintSafetensors, 1);

  copy->family     = safetensors->family;
  copy->base_model = g_strdup (safetensors->base_model);
  copy->title      = g_strdup (safetensors->title);
  copy->triggers   = g_strdupv (safetensors->triggers);

  return copy;
}

/**
 * overpaint_safetensors_free:
 * @safetensors: (transfer full): what a file says
 */
void
overpaint_safetensors_free (OverpaintSafetensors *safetensors)
{
  g_free (safetensors->base_model);
  g_free (safetensors->title);
  g_strfreev (safetensors->triggers);
  g_free (safetensors);
}
