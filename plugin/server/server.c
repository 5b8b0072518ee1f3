/* server.c: a server that can be asked for pictures
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "secret.h"
#include "server-private.h"

/* The longest that a settings file can ask for: a day. */
#define MOST_SECONDS (24 * 60 * 60)

/* Where a server is that somebody holds, until it is opened. */
#define NOWHERE "http://127.0.0.1:1"

enum
{
  PROP_0,
  PROP_KIND,
  PROP_RETRY_PAUSE,
  PROP_PROBE_TIMEOUT,
  PROP_POLL_PAUSE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OverpaintServer, overpaint_server, G_TYPE_OBJECT)

static void
overpaint_server_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  OverpaintServer *self = OVERPAINT_SERVER (object);

  switch (prop_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, (gint) self->kind);
      break;

    case PROP_RETRY_PAUSE:
      g_object_get_property (G_OBJECT (self->patience), "retry-pause", value);
      break;

    case PROP_PROBE_TIMEOUT:
      g_value_set_uint (value, self->probe_timeout);
      break;

    case PROP_POLL_PAUSE:
      g_value_set_uint (value, self->poll_pause);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
overpaint_server_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  OverpaintServer *self = OVERPAINT_SERVER (object);

  switch (prop_id)
    {
    case PROP_RETRY_PAUSE:
      g_object_set_property (G_OBJECT (self->patience), "retry-pause", value);
      break;

    case PROP_PROBE_TIMEOUT:
      self->probe_timeout = g_value_get_uint (value);
      break;

    case PROP_POLL_PAUSE:
      self->poll_pause = g_value_get_uint (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
overpaint_server_finalize (GObject *object)
{
  OverpaintServer *self = OVERPAINT_SERVER (object);

  g_clear_pointer (&self->token, overpaint_secret_free);
  g_clear_pointer (&self->uri, g_uri_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->display_host, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->capabilities, overpaint_capabilities_free);
  g_clear_object (&self->holder);
  g_clear_object (&self->patience);
  g_clear_object (&self->http);

  G_OBJECT_CLASS (overpaint_server_parent_class)->finalize (object);
}

static void
overpaint_server_class_init (OverpaintServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = overpaint_server_get_property;
  object_class->set_property = overpaint_server_set_property;
  object_class->finalize     = overpaint_server_finalize;

  /**
   * OverpaintServer:kind:
   *
   * Which kind of server it is, as far as its answers have shown it.
   */
  properties[PROP_KIND] =
    g_param_spec_enum ("kind", NULL, NULL, OVERPAINT_TYPE_SERVER_KIND, OVERPAINT_SERVER_UNKNOWN,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * OverpaintServer:retry-pause:
   *
   * How long to wait at least before asking a busy server again, in milliseconds; the
   * second time four times as long. Tests make it short.
   */
  properties[PROP_RETRY_PAUSE] =
    g_param_spec_uint ("retry-pause", NULL, NULL, 0, 60000, 1000,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  /**
   * OverpaintServer:probe-timeout:
   *
   * How long to wait for each of the two answers that tell which kind of server it is,
   * in milliseconds. Tests make it short.
   */
  properties[PROP_PROBE_TIMEOUT] =
    g_param_spec_uint ("probe-timeout", NULL, NULL, 1, 60000, 5000,
                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);

  /**
   * OverpaintServer:poll-pause:
   *
   * How long to wait at first before asking how far a picture is, in milliseconds; later
   * four times as long. Tests make it short.
   */
  properties[PROP_POLL_PAUSE] =
    g_param_spec_uint ("poll-pause", NULL, NULL, 1, 60000, 500,
                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);

  /**
   * OverpaintServer::progress:
   * @server: a server
   * @variation: the request that was given to [method@Overpaint.Server.generate_async]
   * @ahead: how many other pictures it makes first; -1 where it does not say
   * @fraction: how far this picture is, 0 to 1; -1 where it does not say
   *
   * Says how far a picture is, for servers that tell.
   */
  g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 3, OVERPAINT_TYPE_REQUEST, G_TYPE_INT, G_TYPE_DOUBLE);

  /**
   * OverpaintServer::left:
   * @server: a server
   * @variation: the request that was given to [method@Overpaint.Server.generate_async]
   *
   * A picture has been stopped, but the server cannot be interrupted: it paints it to its end, and only
   * then takes the next one. The error of that request follows.
   */
  g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, OVERPAINT_TYPE_REQUEST);

  /**
   * OverpaintServer::steps:
   * @server: a server that somebody holds
   * @step: how many steps of the picture that it makes are done
   * @n_steps: of how many
   *
   * Says what whoever holds it knows of the picture that it makes, where the server itself does not tell.
   */
  g_signal_new ("steps", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
overpaint_server_init (OverpaintServer *self)
{
  self->http     = overpaint_http_new ();
  self->patience = overpaint_patience_new (self->http);
}

static gboolean
is_studio (GUri *uri)
{
  g_autofree gchar *host = g_ascii_strdown (g_uri_get_host (uri), -1);

  return strcmp (host, "livepeer.studio") == 0 || g_str_has_suffix (host, ".livepeer.studio");
}

/* A header takes visible ASCII; a line break in it would start another header. */
static gboolean
is_token (const gchar *token)
{
  for (; *token != '\0'; token++)
    if (! g_ascii_isgraph (*token))
      return FALSE;

  return TRUE;
}

/**
 * overpaint_server_new:
 * @settings: what is known of the server
 * @error: return location for an error of %OVERPAINT_ADDRESS_ERROR or
 *   %OVERPAINT_SERVER_ERROR_SETTINGS
 *
 * Makes a server of its settings. Nothing is sent yet.
 *
 * Returns: (transfer full) (nullable): the server, or %NULL with @error set
 */
OverpaintServer *
overpaint_server_new (const OverpaintServerSettings  *settings,
                      GError                        **error)
{
  g_autoptr(OverpaintServer)  self    = NULL;
  g_autoptr(GUri)             uri     = NULL;
  guint                       connect = settings->connect_timeout;
  guint                       request = settings->request_timeout;

  g_return_val_if_fail (settings->holder != NULL ? settings->name != NULL : settings->address != NULL, NULL);

  uri = overpaint_address_parse (settings->holder != NULL ? NOWHERE : settings->address, error);
  if (uri == NULL)
    return NULL;

  self               = g_object_new (OVERPAINT_TYPE_SERVER, NULL);
  self->uri          = g_steal_pointer (&uri);
  self->display_host = settings->holder != NULL ? g_strdup (settings->name) : overpaint_address_redact (self->uri);
  self->address      = g_uri_to_string (self->uri);
  self->token        = overpaint_secret_dup (settings->token);
  self->kind         = settings->kind;
  self->certain      = settings->kind != OVERPAINT_SERVER_UNKNOWN;
  self->parallel     = settings->parallel;

  self->connect_timeout = connect > 0 ? MIN (connect, MOST_SECONDS) * 1000
                                      : OVERPAINT_HTTP_CONNECT_TIMEOUT;
  self->request_timeout = request > 0 ? MIN (request, MOST_SECONDS) * 1000
                                      : OVERPAINT_HTTP_TOTAL_TIMEOUT;

  if (settings->name != NULL && *settings->name != '\0')
    self->name = g_strdup (settings->name);
  else
    self->name = g_strdup (self->display_host);

  if (self->token != NULL && ! is_token (self->token))
    {
      g_set_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_SETTINGS,
                   _("The token of %s holds characters that no token has. Copy it once more."),
                   self->display_host);
      return NULL;
    }

  if (settings->holder != NULL)
    overpaint_server_set_holder (self, settings->holder);

  if (! self->certain && is_studio (self->uri))
    overpaint_server_settle (self, OVERPAINT_SERVER_STUDIO, TRUE);

  return g_steal_pointer (&self);
}

/**
 * overpaint_server_get_name:
 * @server: a server
 *
 * Returns: what the artist calls it, or its host
 */
const gchar *
overpaint_server_get_name (OverpaintServer *server)
{
  return server->name;
}

/**
 * overpaint_server_get_display_host:
 * @server: a server
 *
 * Returns: its host, and its port where that is not the usual one
 */
const gchar *
overpaint_server_get_display_host (OverpaintServer *server)
{
  return server->display_host;
}

/**
 * overpaint_server_get_address:
 * @server: a server
 *
 * Returns: its whole address, which never holds user info
 */
const gchar *
overpaint_server_get_address (OverpaintServer *server)
{
  return server->address;
}

/**
 * overpaint_server_get_kind:
 * @server: a server
 *
 * Returns: which kind it is, as far as its answers have shown it
 */
OverpaintServerKind
overpaint_server_get_kind (OverpaintServer *server)
{
  return server->kind;
}

/**
 * overpaint_server_get_parallel:
 * @server: a server
 *
 * Returns: how many requests it takes at once, at least 1; this may change with its
 *   kind
 */
guint
overpaint_server_get_parallel (OverpaintServer *server)
{
  return server->parallel > 0 ? server->parallel
                              : overpaint_server_kind_get_parallel (server->kind);
}
