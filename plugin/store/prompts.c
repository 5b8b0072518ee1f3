/* prompts.c: prompts that were used, and favourites
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "prompts.h"
#include "store-file.h"
#include "store-json.h"

#define PROMPTS_FORMAT 1

/* What somebody walks through with Alt+Up, and what a menu can show. */
#define MOST_PROMPTS    200
#define MOST_FAVOURITES 200

/* In bytes. The file is read and written between two key presses, so all of them together stay a
 * small file.
 */
#define LONGEST_PROMPT  (64 * 1024)
#define LONGEST_HISTORY (1024 * 1024)

struct _OverpaintPrompts
{
  GObject    parent_instance;

  gchar     *path;
  GPtrArray *prompts;      /* the newest first */
  GPtrArray *favourites;   /* the newest last, then NULL */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintPrompts, overpaint_prompts, G_TYPE_OBJECT)

static void
overpaint_prompts_finalize (GObject *object)
{
  OverpaintPrompts *self = OVERPAINT_PROMPTS (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->prompts, g_ptr_array_unref);
  g_clear_pointer (&self->favourites, g_ptr_array_unref);

  G_OBJECT_CLASS (overpaint_prompts_parent_class)->finalize (object);
}

static void
overpaint_prompts_class_init (OverpaintPromptsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = overpaint_prompts_finalize;

  /**
   * OverpaintPrompts::changed:
   * @prompts: the prompts
   *
   * A prompt has been remembered, or a star set or taken; every text that was given out before has become invalid.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
overpaint_prompts_init (OverpaintPrompts *self)
{
  self->prompts    = g_ptr_array_new_with_free_func (g_free);
  self->favourites = g_ptr_array_new_null_terminated (0, g_free, TRUE);
}

/* Blanks around a prompt do not make it another. */
static gchar *
trim (const gchar *prompt)
{
  return g_strstrip (g_utf8_make_valid (prompt, -1));
}

static gboolean
find_text (GPtrArray   *texts,
           const gchar *text,
           guint       *index)
{
  return g_ptr_array_find_with_equal_func (texts, text, g_str_equal, index);
}

static void
read_texts (JsonObject  *object,
            const gchar *member,
            guint        most,
            GPtrArray   *texts)
{
  JsonArray *array  = overpaint_store_json_get_array (object, member);
  guint      length = array != NULL ? json_array_get_length (array) : 0;
  guint      i;

  for (i = 0; i < length && texts->len < most; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        {
          g_autofree gchar *text = trim (json_node_get_string (node));

          if (*text != '\0' && ! find_text (texts, text, NULL))
            g_ptr_array_add (texts, g_steal_pointer (&text));
        }
    }
}

static gboolean
overpaint_prompts_load (OverpaintPrompts  *self,
                        GError           **error)
{
  g_autoptr (GError)    problem = NULL;
  g_autoptr (JsonNode)  root    = overpaint_store_json_read (self->path, PROMPTS_FORMAT, &problem);

  if (root == NULL && ! g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  g_ptr_array_set_size (self->prompts, 0);
  g_ptr_array_set_size (self->favourites, 0);

  if (root != NULL)
    {
      read_texts (json_node_get_object (root), "prompts", MOST_PROMPTS, self->prompts);
      read_texts (json_node_get_object (root), "favourites", MOST_FAVOURITES, self->favourites);
    }

  return TRUE;
}

static void
put_texts (JsonObject  *object,
           const gchar *member,
           GPtrArray   *texts)
{
  JsonArray *array = json_array_new ();
  guint      i;

  for (i = 0; i < texts->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (texts, i));

  json_object_set_array_member (object, member, array);
}

static gboolean
overpaint_prompts_save (OverpaintPrompts  *self,
                        GError           **error)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_int_member (object, "format", PROMPTS_FORMAT);
  put_texts (object, "favourites", self->favourites);
  put_texts (object, "prompts", self->prompts);

  return overpaint_store_json_write (self->path, object, error);
}

/**
 * overpaint_prompts_new:
 * @path: the file, which need not exist
 *
 * A file that cannot be read gives no prompts; it is put aside, as "prompts.json.broken", when the
 * next prompt is remembered.
 *
 * Returns: (transfer full): the prompts
 */
OverpaintPrompts *
overpaint_prompts_new (const gchar *path)
{
  OverpaintPrompts   *self  = g_object_new (OVERPAINT_TYPE_PROMPTS, NULL);
  g_autoptr (GError)  error = NULL;

  self->path = g_strdup (path);

  if (! overpaint_prompts_load (self, &error))
    g_info ("%s: %s", path, error->message);

  return self;
}

/* What another window has written meanwhile comes in here. */
static OverpaintStoreLock *
overpaint_prompts_begin (OverpaintPrompts  *self,
                         GError           **error)
{
  g_autoptr (OverpaintStoreLock)  lock    = overpaint_store_file_lock (self->path, error);
  g_autoptr (GError)              problem = NULL;

  if (lock == NULL || overpaint_prompts_load (self, &problem))
    return g_steal_pointer (&lock);

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    {
      g_autofree gchar *aside = g_strconcat (self->path, ".broken", NULL);

      g_info ("%s: %s", self->path, problem->message);
      g_rename (self->path, aside);

      return g_steal_pointer (&lock);
    }

  g_propagate_error (error, g_steal_pointer (&problem));

  return NULL;
}

static void
overpaint_prompts_put_first (OverpaintPrompts *self,
                             const gchar      *prompt)
{
  gsize length = 0;
  guint i;

  if (find_text (self->prompts, prompt, &i))
    g_ptr_array_remove_index (self->prompts, i);

  g_ptr_array_insert (self->prompts, 0, g_strdup (prompt));

  for (i = 0; i < self->prompts->len; i++)
    {
      length += strlen (g_ptr_array_index (self->prompts, i));

      if (i >= MOST_PROMPTS || length > LONGEST_HISTORY)
        {
          g_ptr_array_set_size (self->prompts, (gint) i);
          break;
        }
    }
}

static gboolean
is_too_long (const gchar  *prompt,
             GError      **error)
{
  if (strlen (prompt) <= LONGEST_PROMPT)
    return FALSE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               _("a prompt of more than %d KiB is not remembered."), LONGEST_PROMPT / 1024);

  return TRUE;
}

static gboolean
overpaint_prompts_end (OverpaintPrompts  *self,
                       gboolean           written,
                       GError            *problem,
                       GError           **error)
{
  g_signal_emit (self, signals[CHANGED], 0);

  if (! written)
    /* Translators: the rest of the sentence follows */
    g_set_error (error, problem->domain, problem->code, _("The prompts cannot be kept: %s"), problem->message);

  return written;
}

/**
 * overpaint_prompts_remember:
 * @self: the prompts
 * @prompt: what was typed; of several lines, too
 * @error: return location for an error of reading or writing the file, or a %G_IO_ERROR_INVALID_ARGUMENT for more
 *   than 64 KiB
 *
 * Puts a prompt first. The oldest go where there are more than 200, or more than 1 MiB. An empty
 * one is not remembered. One that cannot be written is there for as long as this window is open.
 *
 * Returns: whether the file is written, or need not be
 */
gboolean
overpaint_prompts_remember (OverpaintPrompts  *self,
                            const gchar       *prompt,
                            GError           **error)
{
  g_autofree gchar               *text    = trim (prompt);
  g_autoptr (OverpaintStoreLock)  lock    = NULL;
  g_autoptr (GError)              problem = NULL;
  gboolean                        written = FALSE;

  if (*text == '\0')
    return TRUE;

  if (! is_too_long (text, &problem))
    {
      lock = overpaint_prompts_begin (self, &problem);
      overpaint_prompts_put_first (self, text);
    }

  if (lock != NULL)
    written = overpaint_prompts_save (self, &problem);

  g_clear_pointer (&lock, overpaint_store_file_unlock);

  return overpaint_prompts_end (self, written, problem, error);
}

/**
 * overpaint_prompts_get_n:
 * @self: the prompts
 *
 * Returns: how many are remembered, at most 200
 */
guint
overpaint_prompts_get_n (OverpaintPrompts *self)
{
  return self->prompts->len;
}

/**
 * overpaint_prompts_get:
 * @self: the prompts
 * @index: which, from 0, the newest
 *
 * Returns: (transfer none) (nullable): the prompt, until #OverpaintPrompts::changed; %NULL beyond the oldest
 */
const gchar *
overpaint_prompts_get (OverpaintPrompts *self,
                       guint             index)
{
  return index < self->prompts->len ? g_ptr_array_index (self->prompts, index) : NULL;
}

/**
 * overpaint_prompts_is_favourite:
 * @self: the prompts
 * @prompt: a prompt
 *
 * Returns: whether it has a star
 */
gboolean
overpaint_prompts_is_favourite (OverpaintPrompts *self,
                                const gchar      *prompt)
{
  g_autofree gchar *text = trim (prompt);

  return find_text (self->favourites, text, NULL);
}

/**
 * overpaint_prompts_set_favourite:
 * @self: the prompts
 * @prompt: a prompt, which need not have been used
 * @favourite: whether it is to have a star
 * @error: return location for an error of reading or writing the file, or a %G_IO_ERROR_INVALID_ARGUMENT for more
 *   than 64 KiB, an empty one, and a star too many
 *
 * Sets a star or takes it away. Favourites stay however many prompts come after them; there are 200 at most.
 *
 * Returns: whether the file is written
 */
gboolean
overpaint_prompts_set_favourite (OverpaintPrompts  *self,
                                 const gchar       *prompt,
                                 gboolean           favourite,
                                 GError           **error)
{
  g_autofree gchar               *text    = trim (prompt);
  g_autoptr (OverpaintStoreLock)  lock    = NULL;
  g_autoptr (GError)              problem = NULL;
  gboolean                        written = FALSE;
  guint                           i;

  if (*text == '\0')
    g_set_error_literal (&problem, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("there is no text to mark."));
  else if (! is_too_long (text, &problem))
    lock = overpaint_prompts_begin (self, &problem);

  if (lock != NULL)
    {
      gboolean found = find_text (self->favourites, text, &i);

      if (favourite && ! found && self->favourites->len >= MOST_FAVOURITES)
        {
          g_set_error (&problem, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       _("%d have a star already; take it from one that you need no more."), MOST_FAVOURITES);
        }
      else
        {
          if (found && ! favourite)
            g_ptr_array_remove_index (self->favourites, i);
          else if (favourite && ! found)
            g_ptr_array_add (self->favourites, g_strdup (text));

          written = overpaint_prompts_save (self, &problem);
        }
    }

  g_clear_pointer (&lock, overpaint_store_file_unlock);

  return overpaint_prompts_end (self, written, problem, error);
}

/**
 * overpaint_prompts_get_favourites:
 * @self: the prompts
 *
 * Returns: (transfer none) (array zero-terminated=1): those with a star, in the order in which they got
 *   it, until #OverpaintPrompts::changed
 */
const gchar * const *
overpaint_prompts_get_favourites (OverpaintPrompts *self)
{
  static const gchar * const none[] = { NULL };

  /* an array that has always been empty has no end mark either */
  return self->favourites->pdata != NULL ? (const gchar * const *) self->favourites->pdata : none;
}
