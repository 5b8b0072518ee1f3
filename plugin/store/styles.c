/* styles.c: named presets that wrap a prompt
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "store-file.h"
#include "store-json.h"
#include "store-resources.h"
#include "style-json.h"

#define STYLES_RESOURCE "/org/overpaint/store/styles.json"

struct _OverpaintStyles
{
  GObject    parent_instance;

  gchar     *path;
  GPtrArray *shipped;   /* OverpaintStyle */
  GPtrArray *own;       /* OverpaintStyle */
  GPtrArray *listed;    /* those of both that are offered; not owned */
  gchar     *problem;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintStyles, overpaint_styles, G_TYPE_OBJECT)

static void
free_style (gpointer style)
{
  overpaint_style_free (style);
}

static void
overpaint_styles_finalize (GObject *object)
{
  OverpaintStyles *self = OVERPAINT_STYLES (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->listed, g_ptr_array_unref);
  g_clear_pointer (&self->shipped, g_ptr_array_unref);
  g_clear_pointer (&self->own, g_ptr_array_unref);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (overpaint_styles_parent_class)->finalize (object);
}

static void
overpaint_styles_class_init (OverpaintStylesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = overpaint_styles_finalize;

  /**
   * OverpaintStyles::changed:
   * @styles: the styles
   *
   * A style has come, changed or gone; every #OverpaintStyle that was given out before has become invalid.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static OverpaintStyle *
find_in (GPtrArray   *styles,
         const gchar *id)
{
  guint i;

  for (i = 0; i < styles->len; i++)
    {
      OverpaintStyle *style = g_ptr_array_index (styles, i);

      if (g_strcmp0 (style->id, id) == 0)
        return style;
    }

  return NULL;
}

/* Reads all that can be used; @error is the first thing that cannot. */
static gboolean
read_styles (JsonNode   *root,
             gboolean    is_own,
             GPtrArray  *styles,
             GError    **error)
{
  JsonArray          *array   = overpaint_store_json_get_array (json_node_get_object (root), "styles");
  g_autoptr (GError)  problem = NULL;
  guint               i;

  if (array == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("it has no list of “styles”."));
      return FALSE;
    }

  for (i = 0; i < json_array_get_length (array); i++)
    {
      OverpaintStyle *style = overpaint_style_from_json (json_array_get_element (array, i),
                                                         problem == NULL ? &problem : NULL);

      if (style == NULL)
        continue;

      if (find_in (styles, style->id) != NULL)
        {
          if (problem == NULL)
            g_set_error (&problem, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("two styles have the id “%s”."), style->id);
          overpaint_style_free (style);
          continue;
        }

      style->is_own = is_own;
      g_ptr_array_add (styles, style);
    }

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/* The file is part of the program: a fault in it is a fault of the build, and its test finds it. */
static void
overpaint_styles_init (OverpaintStyles *self)
{
  g_autoptr (GBytes)    bytes = NULL;
  g_autoptr (JsonNode)  root  = NULL;
  g_autoptr (GError)    error = NULL;

  self->shipped = g_ptr_array_new_with_free_func (free_style);
  self->own     = g_ptr_array_new_with_free_func (free_style);
  self->listed  = g_ptr_array_new ();

  bytes = g_resource_lookup_data (overpaint_store_get_resource (), STYLES_RESOURCE,
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes != NULL)
    root = overpaint_store_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                       OVERPAINT_STYLES_FORMAT, &error);

  if (root == NULL || ! read_styles (root, FALSE, self->shipped, &error))
    g_error ("%s: %s", STYLES_RESOURCE, error->message);
}

static void
overpaint_styles_list (OverpaintStyles *self)
{
  guint i;

  g_ptr_array_set_size (self->listed, 0);

  for (i = 0; i < self->shipped->len; i++)
    {
      OverpaintStyle *style = g_ptr_array_index (self->shipped, i);
      OverpaintStyle *own   = find_in (self->own, style->id);

      g_ptr_array_add (self->listed, own != NULL ? own : style);
    }

  for (i = 0; i < self->own->len; i++)
    {
      OverpaintStyle *style = g_ptr_array_index (self->own, i);

      if (find_in (self->shipped, style->id) == NULL)
        g_ptr_array_add (self->listed, style);
    }
}

/* No file is as good as an empty one. */
static JsonNode *
overpaint_styles_read_own (OverpaintStyles  *self,
                           GError          **error)
{
  g_autoptr (GError)  problem = NULL;
  JsonNode           *root    = overpaint_store_json_read (self->path, OVERPAINT_STYLES_FORMAT, &problem);

  if (root != NULL)
    return root;

  if (g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "format", OVERPAINT_STYLES_FORMAT);
      json_object_set_array_member (object, "styles", json_array_new ());
      root = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (root, object);

      return root;
    }

  g_propagate_error (error, g_steal_pointer (&problem));

  return NULL;
}

static void
overpaint_styles_load (OverpaintStyles *self)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (JsonNode)  root  = overpaint_styles_read_own (self, &error);

  g_ptr_array_set_size (self->listed, 0);
  g_ptr_array_set_size (self->own, 0);
  g_clear_pointer (&self->problem, g_free);

  if (root != NULL)
    read_styles (root, TRUE, self->own, &error);

  if (error != NULL)
    /* Translators: a file, then the rest of the sentence */
    self->problem = g_strdup_printf (_("Your styles in “%s” cannot all be used: %s"), self->path, error->message);

  overpaint_styles_list (self);
}

/**
 * overpaint_styles_new:
 * @path: the artist's file, which need not exist
 *
 * Returns: (transfer full): the styles
 */
OverpaintStyles *
overpaint_styles_new (const gchar *path)
{
  OverpaintStyles *self = g_object_new (OVERPAINT_TYPE_STYLES, NULL);

  self->path = g_strdup (path);
  overpaint_styles_load (self);

  return self;
}

/**
 * overpaint_styles_get_n:
 * @self: the styles
 *
 * Returns: how many there are
 */
guint
overpaint_styles_get_n (OverpaintStyles *self)
{
  return self->listed->len;
}

/**
 * overpaint_styles_get:
 * @self: the styles
 * @index: which, from 0: the shipped ones (or what replaces them), then the artist's own
 *
 * Returns: (transfer none) (nullable): the style, until #OverpaintStyles::changed; %NULL beyond the last
 */
const OverpaintStyle *
overpaint_styles_get (OverpaintStyles *self,
                      guint            index)
{
  return index < self->listed->len ? g_ptr_array_index (self->listed, index) : NULL;
}

/**
 * overpaint_styles_find:
 * @self: the styles
 * @id: (nullable): id of a style
 *
 * Returns: (transfer none) (nullable): the style, until #OverpaintStyles::changed; %NULL where none has that id
 */
const OverpaintStyle *
overpaint_styles_find (OverpaintStyles *self,
                       const gchar     *id)
{
  return id != NULL ? find_in (self->listed, id) : NULL;
}

/**
 * overpaint_styles_get_problem:
 * @self: the styles
 *
 * Returns: (transfer none) (nullable): a sentence on what is wrong with the artist's file; what can be
 *   used of it is there all the same
 */
const gchar *
overpaint_styles_get_problem (OverpaintStyles *self)
{
  return self->problem;
}

static gint
find_element (JsonArray   *array,
              const gchar *id)
{
  guint i;

  for (i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node) &&
          g_strcmp0 (overpaint_store_json_get_text (json_node_get_object (node), "id"), id) == 0)
        return (gint) i;
    }

  return -1;
}

static gboolean
overpaint_styles_change (OverpaintStyles       *self,
                         const gchar           *id,
                         const OverpaintStyle  *style,
                         GError               **error)
{
  g_autoptr (OverpaintStoreLock)  lock  = overpaint_store_file_lock (self->path, error);
  g_autoptr (JsonNode)            root  = lock != NULL ? overpaint_styles_read_own (self, error) : NULL;
  JsonArray                      *array;
  gint                            place;

  if (root == NULL)
    return FALSE;

  array = overpaint_store_json_get_array (json_node_get_object (root), "styles");
  if (array == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("it has no list of “styles”."));
      return FALSE;
    }

  place = find_element (array, id);
  if (place >= 0 && ! overpaint_style_may_change (json_array_get_element (array, (guint) place), id, error))
    return FALSE;

  if (style != NULL)
    {
      JsonObject *object = place >= 0 ? json_array_get_object_element (array, (guint) place) : json_object_new ();

      overpaint_style_to_json (style, object);
      if (place < 0)
        json_array_add_object_element (array, object);
    }
  else if (place >= 0)
    {
      json_array_remove_element (array, (guint) place);
    }

  return overpaint_store_json_write (self->path, json_node_get_object (root), error);
}

static gboolean
overpaint_styles_change_and_load (OverpaintStyles       *self,
                                  const gchar           *id,
                                  const OverpaintStyle  *style,
                                  GError               **error)
{
  g_autoptr (GError) problem = NULL;

  if (! overpaint_styles_change (self, id, style, &problem))
    {
      /* Translators: a file, then the rest of the sentence */
      g_set_error (error, problem->domain, problem->code, _("Your styles in “%s” cannot be changed: %s"), self->path,
                   problem->message);
      return FALSE;
    }

  overpaint_styles_load (self);
  g_signal_emit (self, signals[CHANGED], 0);

  return TRUE;
}

/**
 * overpaint_styles_save:
 * @self: the styles
 * @style: a style; @is_own does not matter
 * @error: return location for a %G_IO_ERROR_INVALID_DATA where the style cannot be used, or an error of
 *   reading or writing the file
 *
 * Writes a style to the artist's file, in the place of one that has its id. A file that cannot be understood, or
 * that a later version wrote, is left alone, and so is a style in it that cannot be used.
 *
 * Returns: whether it is written
 */
gboolean
overpaint_styles_save (OverpaintStyles       *self,
                       const OverpaintStyle  *style,
                       GError               **error)
{
  g_autoptr (GError)  problem = NULL;
  g_autofree gchar   *id      = g_strdup (style->id);

  if (! overpaint_style_check (style, &problem))
    {
      /* Translators: the rest of the sentence follows */
      g_set_error (error, problem->domain, problem->code, _("The style cannot be kept: %s"), problem->message);
      return FALSE;
    }

  return overpaint_styles_change_and_load (self, id, style, error);
}

/**
 * overpaint_styles_remove:
 * @self: the styles
 * @id: id of a style of the artist's own
 * @error: return location for a %G_IO_ERROR_NOT_FOUND where the artist has none of that id, or an error of
 *   reading or writing the file
 *
 * Takes a style out of the artist's file. A shipped one that it stood for is there again.
 *
 * Returns: whether it is gone
 */
gboolean
overpaint_styles_remove (OverpaintStyles  *self,
                         const gchar      *id,
                         GError          **error)
{
  g_autofree gchar *kept = g_strdup (id);

  if (find_in (self->own, id) == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no style “%s” of your own."), id);
      return FALSE;
    }

  return overpaint_styles_change_and_load (self, kept, NULL, error);
}
