/* pace.c: how long pictures take, learned from runs here
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "pace.h"
#include "settings-file.h"
#include "store-file.h"

/* A group for each server, a key for each model: "PACE;LAST", milliseconds for one step of one
 * megapixel, and when it was last used, in microseconds since 1970 UTC.
 */
#define SERVER_PREFIX "server "

/* What the newest run counts: the last five make up five sixths. */
#define NEWEST_PART 0.3

/* In milliseconds: a day for one step of one megapixel is no pace. */
#define SLOWEST 86400000.0

#define MEGAPIXEL 1000000.0

struct _OverpaintPace
{
  GObject   parent_instance;

  gchar    *path;
  GKeyFile *file;
};

typedef struct
{
  gdouble pace;
  gint64  last;
} Learned;

G_DEFINE_FINAL_TYPE (OverpaintPace, overpaint_pace, G_TYPE_OBJECT)

static void
overpaint_pace_finalize (GObject *object)
{
  OverpaintPace *self = OVERPAINT_PACE (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->file, g_key_file_unref);

  G_OBJECT_CLASS (overpaint_pace_parent_class)->finalize (object);
}

static void
overpaint_pace_class_init (OverpaintPaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = overpaint_pace_finalize;
}

static void
overpaint_pace_init (OverpaintPace *self)
{
}

/* It is learned again soon enough: a file that cannot be read is as good as none. */
static void
overpaint_pace_load (OverpaintPace *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->file, g_key_file_unref);
  self->file = overpaint_settings_file_load (self->path, &error);

  if (self->file == NULL)
    {
      g_info ("%s: %s", self->path, error->message);
      self->file = g_key_file_new ();
    }
}

/**
 * overpaint_pace_new:
 * @path: the file, which need not exist
 *
 * Returns: (transfer full): what has been learned so far
 */
OverpaintPace *
overpaint_pace_new (const gchar *path)
{
  OverpaintPace *self = g_object_new (OVERPAINT_TYPE_PACE, NULL);

  self->path = g_strdup (path);
  overpaint_pace_load (self);

  return self;
}

/* Key files are particular about brackets, equals signs and blanks; names are not. */
static gchar *
name_group (const gchar *server)
{
  g_autofree gchar *escaped = g_uri_escape_string (server, "/:", TRUE);

  return g_strconcat (SERVER_PREFIX, escaped, NULL);
}

static gchar *
name_key (const gchar *model)
{
  return g_uri_escape_string (model, "/:", TRUE);
}

static gboolean
overpaint_pace_find (OverpaintPace *self,
                     const gchar   *group,
                     const gchar   *key,
                     Learned       *learned)
{
  g_autofree gchar *text  = g_key_file_get_value (self->file, group, key, NULL);
  g_auto (GStrv)    parts = text != NULL ? g_strsplit (text, ";", 3) : NULL;
  gchar            *end   = NULL;

  if (parts == NULL || g_strv_length (parts) < 2)
    return FALSE;

  learned->pace = g_ascii_strtod (parts[0], &end);

  return end != parts[0] && *end == '\0' && learned->pace > 0.0 && learned->pace <= SLOWEST &&
         g_ascii_string_to_signed (parts[1], 10, 0, G_MAXINT64, &learned->last, NULL);
}

static gdouble
measure_work (gint steps,
              gint width,
              gint height)
{
  if (steps < 1 || width < 1 || height < 1)
    return 0.0;

  return (gdouble) steps * width * height / MEGAPIXEL;
}

/**
 * overpaint_pace_learn:
 * @self: a pace
 * @server: the server's name
 * @model: the model's id
 * @steps: how many steps the picture took, 1 or more
 * @sent_width: width of what was sent, in pixels
 * @sent_height: height of what was sent, in pixels
 * @milliseconds: how long the picture took, from question to answer
 * @error: return location for an error of writing the file
 *
 * Learns from one picture that came. The newest counts 0.3, what was known before 0.7. Numbers that no picture can
 * have taken are passed over.
 *
 * Returns: whether the file is written, or need not be
 */
gboolean
overpaint_pace_learn (OverpaintPace  *self,
                      const gchar    *server,
                      const gchar    *model,
                      gint            steps,
                      gint            sent_width,
                      gint            sent_height,
                      gint64          milliseconds,
                      GError        **error)
{
  gdouble                         work    = measure_work (steps, sent_width, sent_height);
  gdouble                         pace    = work > 0.0 ? milliseconds / work : 0.0;
  g_autofree gchar               *group   = name_group (server);
  g_autofree gchar               *key     = name_key (model);
  g_autofree gchar               *text    = NULL;
  g_autofree gchar               *data    = NULL;
  gsize                           length;
  g_autoptr (OverpaintStoreLock)  lock    = NULL;
  Learned                         before  = { 0.0, };
  gchar                           number[G_ASCII_DTOSTR_BUF_SIZE];

  if (*server == '\0' || *model == '\0' || ! (pace > 0.0 && pace <= SLOWEST))
    return TRUE;

  lock = overpaint_store_file_lock (self->path, error);
  if (lock == NULL)
    {
      g_prefix_error (error, "%s: ", self->path);
      return FALSE;
    }

  overpaint_pace_load (self);

  if (overpaint_pace_find (self, group, key, &before))
    pace = before.pace + NEWEST_PART * (pace - before.pace);

  g_ascii_formatd (number, sizeof number, "%.6g", pace);
  text = g_strdup_printf ("%s;%" G_GINT64_FORMAT, number, MAX (g_get_real_time (), before.last + 1));
  g_key_file_set_value (self->file, group, key, text);

  data = g_key_file_to_data (self->file, &length, NULL);
  if (overpaint_store_file_write (self->path, data, length, G_FILE_SET_CONTENTS_CONSISTENT, error))
    return TRUE;

  g_prefix_error (error, "%s: ", self->path);

  return FALSE;
}

/**
 * overpaint_pace_foretell:
 * @self: a pace
 * @server: the server's name
 * @model: the model's id
 * @steps: how many steps the picture is to take, 1 or more
 * @sent_width: width of what will be sent, in pixels
 * @sent_height: height of what will be sent, in pixels
 *
 * Returns: how many seconds one picture will take there; 0 where nothing is known
 */
gdouble
overpaint_pace_foretell (OverpaintPace *self,
                         const gchar   *server,
                         const gchar   *model,
                         gint           steps,
                         gint           sent_width,
                         gint           sent_height)
{
  g_autofree gchar *group   = name_group (server);
  g_autofree gchar *key     = name_key (model);
  Learned           learned = { 0.0, };

  if (*model == '\0' || ! overpaint_pace_find (self, group, key, &learned))
    return 0.0;

  return learned.pace * measure_work (steps, sent_width, sent_height) / 1000.0;
}

typedef struct
{
  gchar  *model;
  gint64  last;
} Used;

static gint
compare_used (gconstpointer one,
              gconstpointer other)
{
  gint64 last  = ((const Used *) one)->last;
  gint64 later = ((const Used *) other)->last;

  return last < later ? 1 : last > later ? -1 : 0;
}

/**
 * overpaint_pace_list_models:
 * @self: a pace
 * @server: the server's name
 *
 * Returns: (transfer full) (array zero-terminated=1): ids of the models that have made a picture
 *   there, the most recently used first
 */
gchar **
overpaint_pace_list_models (OverpaintPace *self,
                            const gchar   *server)
{
  g_autofree gchar    *group  = name_group (server);
  g_auto (GStrv)       keys   = g_key_file_get_keys (self->file, group, NULL, NULL);
  g_autoptr (GArray)   used   = g_array_new (FALSE, FALSE, sizeof (Used));
  GPtrArray           *models = g_ptr_array_new ();
  guint                i;

  for (i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      Learned learned = { 0.0, };
      Used    one     = { NULL, };

      if (! overpaint_pace_find (self, group, keys[i], &learned))
        continue;

      one.model = g_uri_unescape_string (keys[i], NULL);
      one.last  = learned.last;
      if (one.model != NULL && g_utf8_validate (one.model, -1, NULL))
        g_array_append_val (used, one);
      else
        g_free (one.model);
    }

  g_array_sort (used, compare_used);

  for (i = 0; i < used->len; i++)
    g_ptr_array_add (models, g_array_index (used, Used, i).model);

  g_ptr_array_add (models, NULL);

  return (gchar **) g_ptr_array_free (models, FALSE);
}
