/* shelf.c: all that the window keeps from one day to the next
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "shelf.h"

struct _OverpaintShelf
{
  GObject               parent_instance;

  OverpaintStyles      *styles;
  OverpaintPrompts     *prompts;
  OverpaintHistory     *history;
  OverpaintPace        *pace;
  OverpaintPreferences *preferences;
};

G_DEFINE_FINAL_TYPE (OverpaintShelf, overpaint_shelf, G_TYPE_OBJECT)

static void
overpaint_shelf_finalize (GObject *object)
{
  OverpaintShelf *self = OVERPAINT_SHELF (object);

  g_clear_object (&self->styles);
  g_clear_object (&self->prompts);
  g_clear_object (&self->history);
  g_clear_object (&self->pace);
  g_clear_object (&self->preferences);

  G_OBJECT_CLASS (overpaint_shelf_parent_class)->finalize (object);
}

static void
overpaint_shelf_class_init (OverpaintShelfClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = overpaint_shelf_finalize;
}

static void
overpaint_shelf_init (OverpaintShelf *self)
{
}

/**
 * overpaint_shelf_new:
 * @folder: the folder "overpaint" of GIMP's own folder; it need not exist
 *
 * Opens all stores. Small files are read at once; the history is read when it is loaded.
 *
 * Returns: (transfer full): the shelf
 */
OverpaintShelf *
overpaint_shelf_new (const gchar *folder)
{
  OverpaintShelf   *self        = g_object_new (OVERPAINT_TYPE_SHELF, NULL);
  g_autofree gchar *styles      = g_build_filename (folder, "styles.json", NULL);
  g_autofree gchar *prompts     = g_build_filename (folder, "prompts.json", NULL);
  g_autofree gchar *history     = g_build_filename (folder, "history", NULL);
  g_autofree gchar *pace        = g_build_filename (folder, "pace.ini", NULL);
  g_autofree gchar *preferences = g_build_filename (folder, "window.ini", NULL);

  self->styles      = overpaint_styles_new (styles);
  self->prompts     = overpaint_prompts_new (prompts);
  self->history     = overpaint_history_new (history);
  self->pace        = overpaint_pace_new (pace);
  self->preferences = overpaint_preferences_new (preferences);

  return self;
}

/**
 * overpaint_shelf_get_styles:
 * @self: a shelf
 *
 * Returns: (transfer none): the styles
 */
OverpaintStyles *
overpaint_shelf_get_styles (OverpaintShelf *self)
{
  return self->styles;
}

/**
 * overpaint_shelf_get_prompts:
 * @self: a shelf
 *
 * Returns: (transfer none): the prompts
 */
OverpaintPrompts *
overpaint_shelf_get_prompts (OverpaintShelf *self)
{
  return self->prompts;
}

/**
 * overpaint_shelf_get_history:
 * @self: a shelf
 *
 * Returns: (transfer none): the history, which has to be loaded
 */
OverpaintHistory *
overpaint_shelf_get_history (OverpaintShelf *self)
{
  return self->history;
}

/**
 * overpaint_shelf_get_pace:
 * @self: a shelf
 *
 * Returns: (transfer none): what has been learned of the pace of servers
 */
OverpaintPace *
overpaint_shelf_get_pace (OverpaintShelf *self)
{
  return self->pace;
}

/**
 * overpaint_shelf_get_preferences:
 * @self: a shelf
 *
 * Returns: (transfer none): how the artist left the window
 */
OverpaintPreferences *
overpaint_shelf_get_preferences (OverpaintShelf *self)
{
  return self->preferences;
}
