/* found-server.c: making a server of a worker that was found
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "found-server.h"
#include "server-editor.h"

static gboolean
is_taken (GPtrArray   *rows,
          const gchar *name)
{
  g_autofree gchar *folded = g_utf8_casefold (name, -1);
  guint             i;

  for (i = 0; i < rows->len; i++)
    {
      const OverpaintServerRow *row   = g_ptr_array_index (rows, i);
      g_autofree gchar         *other = g_utf8_casefold (row->name, -1);

      if (g_str_equal (folded, other))
        return TRUE;
    }

  return FALSE;
}

/* "Forge", and where that is taken, "Forge 2". */
static gchar *
make_name (OverpaintServerKeeper *keeper,
           const gchar           *wanted)
{
  g_autoptr (GPtrArray)  rows = OVERPAINT_SERVER_KEEPER_GET_IFACE (keeper)->list (keeper);
  gchar                 *name = g_strdup (wanted);
  guint                  number;

  for (number = 2; is_taken (rows, name); number++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", wanted, number);
    }

  return name;
}

static OverpaintServerRow *
new_row (OverpaintServerKeeper   *keeper,
         const OverpaintScoutRow *found)
{
  OverpaintServerRow *row = overpaint_server_row_new ();

  g_free (row->name);
  g_free (row->address);
  g_free (row->kind);
  row->name    = make_name (keeper, found->name);
  row->address = g_strdup (found->address);
  row->kind    = g_strdup (found->kind);

  return row;
}

/**
 * overpaint_found_server_add:
 * @keeper: who keeps the servers
 * @found: a worker that can be used without a password
 * @error: return location for what is wrong with it, as a sentence
 *
 * Makes it one of the artist's servers, by a name that none of them has.
 *
 * Returns: (transfer full) (nullable): the name; %NULL with @error set
 */
gchar *
overpaint_found_server_add (OverpaintServerKeeper    *keeper,
                            const OverpaintScoutRow  *found,
                            GError                  **error)
{
  g_autoptr (OverpaintServerRow) row = new_row (keeper, found);

  if (! OVERPAINT_SERVER_KEEPER_GET_IFACE (keeper)->save (keeper, NULL, row, "", error))
    return NULL;

  return g_strdup (row->name);
}

/**
 * overpaint_found_server_new_editor:
 * @parent: the window that it belongs to
 * @keeper: who keeps the servers
 * @found: a worker that wants a user and a password
 *
 * Makes the window in which the artist gives them; it emits #OverpaintServerEditor::saved with the
 * server's name.
 *
 * Returns: (transfer floating): the window
 */
GtkWidget *
overpaint_found_server_new_editor (GtkWindow               *parent,
                                   OverpaintServerKeeper   *keeper,
                                   const OverpaintScoutRow *found)
{
  g_autoptr (OverpaintServerRow)  row = new_row (keeper, found);
  GtkWidget                      *editor;

  row->problem = g_strdup (_("It needs a user and a password. Type them as the token: “user:password”."));

  editor = overpaint_server_editor_new_filled (parent, keeper, row);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (editor), TRUE);

  return editor;
}
