/* preferences.c: how the artist left the window
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "preferences.h"
#include "settings-file.h"
#include "store-file.h"

#define WINDOW_GROUP "window"
#define LAST_GROUP   "last"
#define WISH_KEY     "wish"

struct _OverpaintPreferences
{
  GObject        parent_instance;

  gchar         *path;
  GKeyFile      *file;
  GHashTable    *numbers;   /* name to number as text: set, not yet written */
  OverpaintWish *wish;      /* set, not yet written */
};

G_DEFINE_FINAL_TYPE (OverpaintPreferences, overpaint_preferences, G_TYPE_OBJECT)

static void
overpaint_preferences_finalize (GObject *object)
{
  OverpaintPreferences *self = OVERPAINT_PREFERENCES (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->file, g_key_file_unref);
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_clear_pointer (&self->wish, overpaint_wish_unref);

  G_OBJECT_CLASS (overpaint_preferences_parent_class)->finalize (object);
}

static void
overpaint_preferences_class_init (OverpaintPreferencesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = overpaint_preferences_finalize;
}

static void
overpaint_preferences_init (OverpaintPreferences *self)
{
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* How a window was left is not worth an error: a file that cannot be read is as good as none. */
static void
overpaint_preferences_load (OverpaintPreferences *self)
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
 * overpaint_preferences_new:
 * @path: the file, which need not exist
 *
 * Returns: (transfer full): the preferences
 */
OverpaintPreferences *
overpaint_preferences_new (const gchar *path)
{
  OverpaintPreferences *self = g_object_new (OVERPAINT_TYPE_PREFERENCES, NULL);

  self->path = g_strdup (path);
  overpaint_preferences_load (self);

  return self;
}

/**
 * overpaint_preferences_get_number:
 * @self: preferences
 * @name: what is asked for, in ASCII: "width"
 * @fallback: what holds where it has never been set, or not to a number
 *
 * Returns: the number
 */
gint
overpaint_preferences_get_number (OverpaintPreferences *self,
                                  const gchar          *name,
                                  gint                  fallback)
{
  const gchar      *set    = g_hash_table_lookup (self->numbers, name);
  g_autofree gchar *text   = set != NULL ? g_strdup (set) : g_key_file_get_value (self->file, WINDOW_GROUP, name, NULL);
  gint64            number = fallback;

  if (text != NULL && g_ascii_string_to_signed (g_strstrip (text), 10, G_MININT, G_MAXINT, &number, NULL))
    return (gint) number;

  return fallback;
}

/**
 * overpaint_preferences_set_number:
 * @self: preferences
 * @name: what is set, in ASCII: "width"
 * @number: what to
 *
 * Sets a number; overpaint_preferences_save() writes it.
 */
void
overpaint_preferences_set_number (OverpaintPreferences *self,
                                  const gchar          *name,
                                  gint                  number)
{
  g_hash_table_insert (self->numbers, g_strdup (name), g_strdup_printf ("%d", number));
}

/**
 * overpaint_preferences_get_wish:
 * @self: preferences
 *
 * Returns: (transfer full) (nullable): what the last Generate was made of; %NULL where there has been
 *   none, or it cannot be read
 */
OverpaintWish *
overpaint_preferences_get_wish (OverpaintPreferences *self)
{
  g_autofree gchar   *text  = NULL;
  g_autoptr (GError)  error = NULL;
  OverpaintWish      *wish;

  if (self->wish != NULL)
    return overpaint_wish_ref (self->wish);

  text = g_key_file_get_string (self->file, LAST_GROUP, WISH_KEY, NULL);
  wish = text != NULL ? overpaint_wish_new_from_json (text, &error) : NULL;

  if (error != NULL)
    g_info ("%s: %s", self->path, error->message);

  return wish;
}

/**
 * overpaint_preferences_set_wish:
 * @self: preferences
 * @wish: what Generate has been pressed with
 *
 * Sets the wish; overpaint_preferences_save() writes it.
 */
void
overpaint_preferences_set_wish (OverpaintPreferences *self,
                                OverpaintWish        *wish)
{
  overpaint_wish_ref (wish);
  g_clear_pointer (&self->wish, overpaint_wish_unref);
  self->wish = wish;
}

/**
 * overpaint_preferences_save:
 * @self: preferences
 * @error: return location for an error of writing the file
 *
 * Writes what has been set since the last time. Of what has not, another window may have written newer values
 * meanwhile: they stay, and are read.
 *
 * Returns: whether the file is written, or need not be
 */
gboolean
overpaint_preferences_save (OverpaintPreferences  *self,
                            GError               **error)
{
  g_autoptr (OverpaintStoreLock)  lock    = NULL;
  g_autoptr (GError)              problem = NULL;
  g_autofree gchar               *data    = NULL;
  gsize                           length;
  GHashTableIter                  iter;
  gpointer                        name;
  gpointer                        number;

  if (g_hash_table_size (self->numbers) == 0 && self->wish == NULL)
    return TRUE;

  lock = overpaint_store_file_lock (self->path, &problem);

  if (lock != NULL)
    {
      overpaint_preferences_load (self);

      g_hash_table_iter_init (&iter, self->numbers);
      while (g_hash_table_iter_next (&iter, &name, &number))
        g_key_file_set_value (self->file, WINDOW_GROUP, name, number);

      if (self->wish != NULL)
        {
          g_autofree gchar *text = overpaint_wish_to_json (self->wish);

          g_key_file_set_string (self->file, LAST_GROUP, WISH_KEY, text);
        }

      data = g_key_file_to_data (self->file, &length, NULL);
      overpaint_store_file_write (self->path, data, length, G_FILE_SET_CONTENTS_CONSISTENT, &problem);
    }

  if (problem != NULL)
    {
      /* Translators: a file, then the rest of the sentence */
      g_set_error (error, problem->domain, problem->code, _("“%s” cannot be written: %s"), self->path,
                   problem->message);
      return FALSE;
    }

  g_hash_table_remove_all (self->numbers);
  g_clear_pointer (&self->wish, overpaint_wish_unref);

  return TRUE;
}
