/* settings.c: the servers that the artist has configured
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "settings.h"
#include "store-resources.h"

#define SERVERS_RESOURCE "/org/overpaint/store/servers.ini"
#define GENERAL_GROUP    "overpaint"
#define SERVER_PREFIX    "server "

/* Ten minutes: a gateway may start a container and load a model first. */
#define DEFAULT_CONNECT_TIMEOUT 10
#define DEFAULT_REQUEST_TIMEOUT 600
#define GREATEST_TIMEOUT        86400
#define GREATEST_PARALLEL       64

struct _OverpaintSettings
{
  GObject   parent_instance;

  gchar    *path;
  GKeyFile *own;
  GKeyFile *ready_made;
};

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

  self->own        = g_key_file_new ();
  self->ready_made = g_key_file_new ();

  bytes = g_resource_lookup_data (overpaint_store_get_resource (), SERVERS_RESOURCE,
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes == NULL || ! g_key_file_load_from_bytes (self->ready_made, bytes, G_KEY_FILE_NONE, &error))
    g_error ("%s: %s", SERVERS_RESOURCE, error->message);
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
  g_autoptr (OverpaintSettings) self    = g_object_new (OVERPAINT_TYPE_SETTINGS, NULL);
  g_autoptr (GError)            problem = NULL;

  self->path = g_strdup (path);

  if (! g_key_file_load_from_file (self->own, path, G_KEY_FILE_NONE, &problem) &&
      ! g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_UNREADABLE,
                   _("The settings in “%s” cannot be read: %s"), path, problem->message);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/* An empty line is as good as none, and key files keep blanks at its end. */
static gchar *
read_text (GKeyFile    *file,
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
  g_autofree gchar *text = read_text (file, group, key);
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

static OverpaintServerEntry *
new_entry (const gchar *name)
{
  OverpaintServerEntry *entry = g_new0 (OverpaintServerEntry, 1);

  entry->name            = g_strdup (name);
  entry->connect_timeout = DEFAULT_CONNECT_TIMEOUT;
  entry->request_timeout = DEFAULT_REQUEST_TIMEOUT;

  return entry;
}

static OverpaintServerEntry *
overpaint_settings_read_server (OverpaintSettings  *self,
                                GKeyFile           *file,
                                const gchar        *name,
                                GError            **error)
{
  g_autoptr (OverpaintServerEntry)  entry = new_entry (name);
  g_autofree gchar                 *group = g_strconcat (SERVER_PREFIX, name, NULL);

  entry->address = read_text (file, group, "address");
  entry->kind    = read_text (file, group, "kind");

  if (entry->address == NULL)
    {
      g_set_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_UNREADABLE,
                   _("In “%s”, [%s] has no address."), self->path, group);
      return NULL;
    }

  if (! overpaint_settings_read_count (self, file, group, "connect-timeout", GREATEST_TIMEOUT,
                                       &entry->connect_timeout, error) ||
      ! overpaint_settings_read_count (self, file, group, "request-timeout", GREATEST_TIMEOUT,
                                       &entry->request_timeout, error) ||
      ! overpaint_settings_read_count (self, file, group, "parallel", GREATEST_PARALLEL,
                                       &entry->parallel, error))
    return NULL;

  if (entry->kind == NULL)
    entry->kind = g_strdup ("unknown");

  return g_steal_pointer (&entry);
}

static gchar *
overpaint_settings_get_default (OverpaintSettings *self)
{
  gchar *name = read_text (self->own, GENERAL_GROUP, "default-server");

  return name != NULL ? name : read_text (self->ready_made, GENERAL_GROUP, "default-server");
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
  g_autofree gchar     *name  = g_strstrip (g_strdup (name_or_address));
  g_autofree gchar     *group = NULL;
  OverpaintServerEntry *entry;

  if (*name == '\0')
    {
      g_free (name);
      name = overpaint_settings_get_default (self);
    }

  group = g_strconcat (SERVER_PREFIX, name, NULL);

  if (g_key_file_has_group (self->own, group))
    return overpaint_settings_read_server (self, self->own, name, error);

  if (g_key_file_has_group (self->ready_made, group))
    return overpaint_settings_read_server (self, self->ready_made, name, error);

  if (! looks_like_address (name))
    {
      g_set_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_UNKNOWN_SERVER,
                   _("server: there is no server of the name “%s”; give a configured one or a web address."),
                   name);
      return NULL;
    }

  entry = new_entry (name);
  entry->address = g_strdup (name);
  entry->kind    = g_strdup ("unknown");

  return entry;
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
  g_free (entry);
}
