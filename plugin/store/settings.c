/* settings.c: the servers that the artist has configured
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "settings-file.h"
#include "settings-private.h"
#include "store-resources.h"

#define SERVERS_RESOURCE "/org/overpaint/store/servers.ini"

G_DEFINE_FINAL_TYPE (OverpaintSettings, overpaint_settings, G_TYPE_OBJECT)
G_DEFINE_QUARK (overpaint-settings-error-quark, overpaint_settings_error)

static void
overpaint_settings_finalize (GObject *object)
{
  OverpaintSettings *self = OVERPAINT_SETTINGS (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->own, g_key_file_unref);
  g_clear_pointer (&self->ready_made, g_key_file_unref);

  G_OBJECT_CLASS (overpaint_settings_parent_class)->finalize (object);
}

static void
overpaint_settings_class_init (OverpaintSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = overpaint_settings_finalize;
}

static void
overpaint_settings_init (OverpaintSettings *self)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  self->ready_made = g_key_file_new ();

  bytes = g_resource_lookup_data (overpaint_store_get_resource (), SERVERS_RESOURCE,
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes == NULL || ! g_key_file_load_from_bytes (self->ready_made, bytes, G_KEY_FILE_NONE, &error))
    g_error ("%s: %s", SERVERS_RESOURCE, error->message);
}

static GKeyFile *
load_own (const gchar  *path,
          GError      **error)
{
  g_autoptr (GError)  problem = NULL;
  GKeyFile           *file    = overpaint_settings_file_load (path, &problem);

  if (file == NULL)
    g_set_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_UNREADABLE,
                 _("The settings in “%s” cannot be read: %s"), path, problem->message);

  return file;
}

/**
 * overpaint_settings_new:
 * @path: the artist's file, which need not exist
 * @error: return location for an %OVERPAINT_SETTINGS_ERROR_UNREADABLE
 *
 * Returns: (transfer full) (nullable): the settings, or %NULL where there is a file that is
 *   not a key file
 */
OverpaintSettings *
overpaint_settings_new (const gchar  *path,
                        GError      **error)
{
  g_autoptr (OverpaintSettings) self = g_object_new (OVERPAINT_TYPE_SETTINGS, NULL);

  self->path = g_strdup (path);
  self->own  = load_own (path, error);

  return self->own != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * overpaint_settings_read_text: (skip)
 * @file: a settings file
 * @group: one of its groups
 * @key: a key
 *
 * An empty line is as good as none, and key files keep blanks at its end.
 *
 * Returns: (transfer full) (nullable): what the key says
 */
gchar *
overpaint_settings_read_text (GKeyFile    *file,
                              const gchar *group,
                              const gchar *key)
{
  g_autofree gchar *text = g_key_file_get_string (file, group, key, NULL);

  return text != NULL && *g_strstrip (text) != '\0' ? g_steal_pointer (&text) : NULL;
}

static gboolean
overpaint_settings_read_count (OverpaintSettings  *self,
                               GKeyFile           *file,
                               const gchar        *group,
                               const gchar        *key,
                               guint               greatest,
                               guint              *value,
                               GError            **error)
{
  g_autofree gchar *text = overpaint_settings_read_text (file, group, key);
  guint64           number;

  if (text == NULL)
    return TRUE;

  /* GKeyFile's own reader takes "5 minutes" for 5. */
  if (! g_ascii_string_to_unsigned (text, 10, 1, greatest, &number, NULL))
    {
      g_set_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_UNREADABLE,
                   _("In “%s”, “%s” of [%s] must be a whole number from 1 to %u."),
                   self->path, key, group, greatest);
      return FALSE;
    }

  *value = (guint) number;

  return TRUE;
}

/**
 * overpaint_settings_usual_price:
 * @kind: (nullable): a kind of server, as settings name it
 *
 * What a server of that kind takes where nothing else is known: Livepeer's recommended price of image-to-image
 * for a gateway and for Livepeer Studio, nothing for the others.
 *
 * Returns: US dollars per input pixel per picture
 */
gdouble
overpaint_settings_usual_price (const gchar *kind)
{
  return g_strcmp0 (kind, "gateway") == 0 || g_strcmp0 (kind, "studio") == 0 ? 1.9073484e-08 : 0.0;
}

static gboolean
overpaint_settings_read_price (OverpaintSettings  *self,
                               GKeyFile           *file,
                               const gchar        *group,
                               gdouble            *price,
                               GError            **error)
{
  g_autofree gchar *text  = overpaint_settings_read_text (file, group, "price");
  gchar            *end   = NULL;
  gdouble           value = text != NULL ? g_ascii_strtod (text, &end) : 0.0;

  if (text == NULL)
    return TRUE;

  if (end == text || *end != '\0' || ! isfinite (value) || value < 0.0 || value > GREATEST_PRICE)
    {
      g_set_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_UNREADABLE,
                   _("In “%s”, “%s” of [%s] must be a number from 0 to 1: US dollars per pixel."),
                   self->path, "price", group);
      return FALSE;
    }

  *price = value;

  return TRUE;
}

static OverpaintServerEntry *
new_entry (const gchar *name)
{
  OverpaintServerEntry *entry = g_new0 (OverpaintServerEntry, 1);

  entry->name            = g_strdup (name);
  entry->connect_timeout = DEFAULT_CONNECT_TIMEOUT;
  entry->request_timeout = DEFAULT_REQUEST_TIMEOUT;

  return entry;
}

static gboolean
overpaint_settings_read_times (OverpaintSettings     *self,
                               GKeyFile              *file,
                               const gchar           *group,
                               OverpaintServerEntry  *entry,
                               GError               **error)
{
  return overpaint_settings_read_count (self, file, group, "connect-timeout", GREATEST_TIMEOUT,
                                        &entry->connect_timeout, error) &&
         overpaint_settings_read_count (self, file, group, "request-timeout", GREATEST_TIMEOUT,
                                        &entry->request_timeout, error);
}

static const gchar *
kind_of (const OverpaintWorkerPlan *plan)
{
  return plan->kind == OVERPAINT_WORKER_PLAN_SD_SERVER ? "sd-server" : "runner";
}

/* Fills in what can be understood, also where something cannot. */
static gboolean
overpaint_settings_fill_entry (OverpaintSettings     *self,
                               OverpaintServerEntry  *entry,
                               GError               **error)
{
  g_autofree gchar *group = g_strconcat (SERVER_PREFIX, entry->name, NULL);
  GKeyFile         *file;

  entry->is_own        = g_key_file_has_group (self->own, group);
  entry->is_ready_made = g_key_file_has_group (self->ready_made, group);

  file = entry->is_own ? self->own : self->ready_made;

  if (overpaint_settings_has_plan (file, group))
    {
      entry->address = g_strdup ("");
      entry->plan    = overpaint_settings_read_plan (self, file, group, error);
      entry->kind    = g_strdup (entry->plan != NULL ? kind_of (entry->plan) : "unknown");

      return entry->plan != NULL && overpaint_settings_read_times (self, file, group, entry, error);
    }

  entry->address = overpaint_settings_read_text (file, group, "address");
  entry->kind    = overpaint_settings_read_text (file, group, "kind");

  if (entry->kind == NULL)
    entry->kind = g_strdup ("unknown");

  entry->price = overpaint_settings_usual_price (entry->kind);

  if (entry->address == NULL)
    {
      g_set_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_UNREADABLE,
                   _("In “%s”, [%s] has no address."), self->path, group);
      return FALSE;
    }

  return overpaint_settings_read_times (self, file, group, entry, error) &&
         overpaint_settings_read_count (self, file, group, "parallel", GREATEST_PARALLEL,
                                        &entry->parallel, error) &&
         overpaint_settings_read_price (self, file, group, &entry->price, error);
}

/**
 * overpaint_settings_get_default:
 * @self: settings
 *
 * Returns: (transfer full): name or address of the server that is asked where a call names none
 */
gchar *
overpaint_settings_get_default (OverpaintSettings *self)
{
  gchar *name = overpaint_settings_read_text (self->own, GENERAL_GROUP, DEFAULT_KEY);

  return name != NULL ? name : overpaint_settings_read_text (self->ready_made, GENERAL_GROUP, DEFAULT_KEY);
}

/**
 * overpaint_settings_is_untouched:
 * @self: settings
 *
 * Returns: whether the artist's file, as it was read last, names no server and no default one
 */
gboolean
overpaint_settings_is_untouched (OverpaintSettings *self)
{
  g_autofree gchar *named  = overpaint_settings_read_text (self->own, GENERAL_GROUP, DEFAULT_KEY);
  g_auto (GStrv)    groups = g_key_file_get_groups (self->own, NULL);
  guint             i;

  for (i = 0; groups[i] != NULL; i++)
    if (g_str_has_prefix (groups[i], SERVER_PREFIX))
      return FALSE;

  return named == NULL;
}

/**
 * overpaint_settings_reload: (skip)
 * @self: settings
 * @error: return location for an %OVERPAINT_SETTINGS_ERROR_UNREADABLE
 *
 * Reads the artist's file again: another window, or the artist, may have changed it.
 *
 * Returns: whether it could be read
 */
gboolean
overpaint_settings_reload (OverpaintSettings  *self,
                           GError            **error)
{
  GKeyFile *file = load_own (self->path, error);

  if (file == NULL)
    return FALSE;

  g_key_file_unref (self->own);
  self->own = file;

  return TRUE;
}

/**
 * overpaint_settings_has_server: (skip)
 * @self: settings
 * @name: a name
 *
 * Returns: whether a server has it
 */
gboolean
overpaint_settings_has_server (OverpaintSettings *self,
                               const gchar       *name)
{
  g_autofree gchar *group = g_strconcat (SERVER_PREFIX, name, NULL);

  return g_key_file_has_group (self->own, group) || g_key_file_has_group (self->ready_made, group);
}

static gboolean
looks_like_address (const gchar *text)
{
  return strpbrk (text, ":/.") != NULL;
}

/**
 * overpaint_settings_find_server:
 * @self: settings
 * @name_or_address: a configured server's name, or an address; "" is the default server
 * @error: return location for an #OverpaintSettingsError
 *
 * Finds out whom the artist means.
 *
 * Returns: (transfer full) (nullable): the server's entry
 */
OverpaintServerEntry *
overpaint_settings_find_server (OverpaintSettings  *self,
                                const gchar        *name_or_address,
                                GError            **error)
{
  g_autofree gchar                 *name  = g_strstrip (g_strdup (name_or_address));
  g_autoptr (OverpaintServerEntry)  entry = NULL;

  if (*name == '\0')
    {
      g_free (name);
      name = overpaint_settings_get_default (self);
    }

  entry = new_entry (name);

  if (overpaint_settings_has_server (self, name))
    return overpaint_settings_fill_entry (self, entry, error) ? g_steal_pointer (&entry) : NULL;

  if (! looks_like_address (name))
    {
      g_set_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_UNKNOWN_SERVER,
                   _("server: there is no server of the name “%s”; give a configured one or a web address."),
                   name);
      return NULL;
    }

  entry->address = g_strdup (name);
  entry->kind    = g_strdup ("unknown");

  return g_steal_pointer (&entry);
}

static void
overpaint_settings_add_entries (OverpaintSettings *self,
                                GKeyFile          *file,
                                GPtrArray         *entries)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  guint          i;

  for (i = 0; groups[i] != NULL; i++)
    {
      OverpaintServerEntry *entry;
      g_autoptr (GError)    error = NULL;

      /* one of the artist's own that changes a ready-made one stands in its place */
      if (! g_str_has_prefix (groups[i], SERVER_PREFIX) ||
          (file == self->own && g_key_file_has_group (self->ready_made, groups[i])))
        continue;

      entry = new_entry (groups[i] + strlen (SERVER_PREFIX));
      if (! overpaint_settings_fill_entry (self, entry, &error))
        entry->problem = g_strdup (error->message);

      g_ptr_array_add (entries, entry);
    }
}

static void
free_entry (gpointer entry)
{
  overpaint_server_entry_free (entry);
}

/**
 * overpaint_settings_list_servers:
 * @self: settings
 *
 * All servers: the ready-made ones, changed or not, then the artist's own in the order of the file. One that cannot
 * be understood is there too, with its problem.
 *
 * Returns: (transfer full) (element-type OverpaintServerEntry): the entries
 */
GPtrArray *
overpaint_settings_list_servers (OverpaintSettings *self)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (free_entry);

  overpaint_settings_add_entries (self, self->ready_made, entries);
  overpaint_settings_add_entries (self, self->own, entries);

  return entries;
}

/**
 * overpaint_server_entry_free:
 * @entry: (transfer full): an entry
 *
 * Frees it.
 */
void
overpaint_server_entry_free (OverpaintServerEntry *entry)
{
  g_free (entry->name);
  g_free (entry->address);
  g_free (entry->kind);
  g_clear_pointer (&entry->plan, overpaint_worker_plan_free);
  g_free (entry->problem);
  g_free (entry);
}
