/* settings-change.c: changing the servers that the artist has configured
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "settings-file.h"
#include "settings-private.h"

/* The group of a key file is more particular than people are. */
static gboolean
is_name (const gchar *name)
{
  const gchar *letter;

  if (! g_utf8_validate (name, -1, NULL) || *name == '\0' || g_utf8_strlen (name, -1) > LONGEST_NAME)
    return FALSE;

  for (letter = name; *letter != '\0'; letter = g_utf8_next_char (letter))
    {
      if (strchr ("[]/:", *letter) != NULL || g_unichar_iscntrl (g_utf8_get_char (letter)))
        return FALSE;
    }

  return ! g_ascii_isspace (*name) && ! g_ascii_isspace (letter[-1]);
}

static gboolean
overpaint_settings_save (OverpaintSettings  *self,
                         GError            **error)
{
  g_autoptr (GError) problem = NULL;

  if (overpaint_settings_file_save (self->own, self->path, &problem))
    return TRUE;

  g_set_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_UNWRITABLE,
               _("The settings in “%s” cannot be written: %s"), self->path, problem->message);
  overpaint_settings_reload (self, NULL);

  return FALSE;
}

static gboolean
overpaint_settings_check_name (OverpaintSettings           *self,
                               const gchar                 *old_name,
                               const OverpaintServerEntry  *entry,
                               GError                     **error)
{
  g_autofree gchar *old_group = g_strconcat (SERVER_PREFIX, old_name, NULL);
  const gchar      *problem   = NULL;

  if (*entry->name == '\0')
    problem = _("Name: the server needs a name.");
  else if (! is_name (entry->name))
    problem = _("Name: it is too long, or holds one of the characters [ ] / : or a line break.");
  else if (g_strcmp0 (old_name, entry->name) == 0)
    return TRUE;
  else if (old_name != NULL && g_key_file_has_group (self->ready_made, old_group))
    problem = _("Name: this server comes with Overpaint and keeps its name. Add another server instead.");
  else if (overpaint_settings_has_server (self, entry->name))
    problem = _("Name: another server has this name already.");
  else
    return TRUE;

  g_set_error_literal (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_NAME, problem);

  return FALSE;
}

static gboolean
check_values (const OverpaintServerEntry  *entry,
              GError                     **error)
{
  if (entry->plan != NULL && ! overpaint_settings_check_plan (entry->plan, error))
    return FALSE;

  if (entry->plan == NULL && (entry->address == NULL || *entry->address == '\0'))
    g_set_error_literal (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_VALUE,
                         _("Address: the server needs an address."));
  else if (entry->plan == NULL && strchr (entry->address, '@') != NULL)
    g_set_error_literal (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_VALUE,
                         _("Address: leave out the user name and the password; a token has a field of its own."));
  else if (entry->connect_timeout < 1 || entry->connect_timeout > GREATEST_TIMEOUT ||
           entry->request_timeout < 1 || entry->request_timeout > GREATEST_TIMEOUT)
    g_set_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_VALUE,
                 _("Timeouts: they are 1 to %u seconds."), GREATEST_TIMEOUT);
  else if (entry->parallel > GREATEST_PARALLEL)
    g_set_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_VALUE,
                 _("Pictures at Once: at most %u."), GREATEST_PARALLEL);
  else if (! (entry->price >= 0.0 && entry->price <= GREATEST_PRICE))
    g_set_error_literal (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_VALUE,
                         _("Price per Megapixel: it is 0 to 1000000 US dollars."));
  else
    return TRUE;

  return FALSE;
}

/* What is as it would be anyway is not written. */
static void
put_count (GKeyFile    *file,
           const gchar *group,
           const gchar *key,
           guint        value,
           guint        usual)
{
  g_autofree gchar *text = g_strdup_printf ("%u", value);

  if (value != usual)
    g_key_file_set_value (file, group, key, text);
  else
    g_key_file_remove_key (file, group, key, NULL);
}

/* Seven digits are what servers say of their price; beyond nine a window's rounding begins. */
static void
put_price (GKeyFile    *file,
           const gchar *group,
           gdouble      price,
           gdouble      usual)
{
  gchar text[G_ASCII_DTOSTR_BUF_SIZE];

  if (fabs (price - usual) > 1e-9 * usual)
    g_key_file_set_value (file, group, "price", g_ascii_formatd (text, sizeof text, "%.10g", price));
  else
    g_key_file_remove_key (file, group, "price", NULL);
}

/* A worker that is started here has neither: its plan says of which kind it is, it paints one picture after the
 * other, and nobody is paid.
 */
static void
put_words (GKeyFile                   *file,
           const gchar                *group,
           const OverpaintServerEntry *entry)
{
  if (entry->plan != NULL)
    {
      g_key_file_remove_key (file, group, "address", NULL);
      g_key_file_remove_key (file, group, "kind", NULL);
      g_key_file_remove_key (file, group, "parallel", NULL);
      g_key_file_remove_key (file, group, "price", NULL);
      return;
    }

  g_key_file_set_string (file, group, "address", entry->address);

  if (g_strcmp0 (entry->kind, "unknown") != 0)
    g_key_file_set_string (file, group, "kind", entry->kind);
  else
    g_key_file_remove_key (file, group, "kind", NULL);

  put_count (file, group, "parallel", entry->parallel, 0);
  put_price (file, group, entry->price, overpaint_settings_usual_price (entry->kind));
}

/**
 * overpaint_settings_set_server:
 * @self: settings
 * @old_name: (nullable): name of the server that is changed; %NULL adds one
 * @entry: what it is from now on
 * @error: return location for an #OverpaintSettingsError, whose sentence begins with the field
 *
 * Adds or changes a server, and writes the file. A ready-made server that is changed becomes an entry of
 * the artist's own under its name. Keys and comments that are not known stay.
 *
 * Returns: whether it is written
 */
gboolean
overpaint_settings_set_server (OverpaintSettings           *self,
                               const gchar                 *old_name,
                               const OverpaintServerEntry  *entry,
                               GError                     **error)
{
  g_autofree gchar *group     = g_strconcat (SERVER_PREFIX, entry->name, NULL);
  g_autofree gchar *old_group = g_strconcat (SERVER_PREFIX, old_name, NULL);
  g_autofree gchar *named     = NULL;

  if (! overpaint_settings_reload (self, error) ||
      ! overpaint_settings_check_name (self, old_name, entry, error) ||
      ! check_values (entry, error))
    return FALSE;

  named = overpaint_settings_get_default (self);

  if (old_name != NULL && ! g_str_equal (old_name, entry->name))
    {
      overpaint_settings_file_rename_group (self->own, old_group, group);

      if (g_str_equal (named, old_name))
        g_key_file_set_string (self->own, GENERAL_GROUP, DEFAULT_KEY, entry->name);
    }

  put_words (self->own, group, entry);
  overpaint_settings_put_plan (self->own, group, entry->plan);
  put_count (self->own, group, "connect-timeout", entry->connect_timeout, DEFAULT_CONNECT_TIMEOUT);
  put_count (self->own, group, "request-timeout", entry->request_timeout, DEFAULT_REQUEST_TIMEOUT);

  return overpaint_settings_save (self, error);
}

/**
 * overpaint_settings_remove_server:
 * @self: settings
 * @name: name of a server of the artist's own; of a ready-made one that was changed, the changes are taken back
 * @error: return location for an #OverpaintSettingsError
 *
 * Removes a server, and writes the file.
 *
 * Returns: whether it is written
 */
gboolean
overpaint_settings_remove_server (OverpaintSettings  *self,
                                  const gchar        *name,
                                  GError            **error)
{
  g_autofree gchar *group = g_strconcat (SERVER_PREFIX, name, NULL);
  g_autofree gchar *named = NULL;

  if (! overpaint_settings_reload (self, error))
    return FALSE;

  if (! g_key_file_has_group (self->own, group))
    {
      g_set_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_NAME,
                   _("“%s” comes with Overpaint and cannot be removed."), name);
      return FALSE;
    }

  overpaint_settings_file_remove_group (self->own, group);

  named = overpaint_settings_get_default (self);
  if (g_str_equal (named, name) && ! overpaint_settings_has_server (self, name))
    g_key_file_remove_key (self->own, GENERAL_GROUP, DEFAULT_KEY, NULL);

  return overpaint_settings_save (self, error);
}

/**
 * overpaint_settings_set_default:
 * @self: settings
 * @name: name of a server
 * @error: return location for an #OverpaintSettingsError
 *
 * Makes a server the one that is asked where a call names none, and writes the file.
 *
 * Returns: whether it is written
 */
gboolean
overpaint_settings_set_default (OverpaintSettings  *self,
                                const gchar        *name,
                                GError            **error)
{
  if (! overpaint_settings_reload (self, error))
    return FALSE;

  g_key_file_set_string (self->own, GENERAL_GROUP, DEFAULT_KEY, name);

  return overpaint_settings_save (self, error);
}
