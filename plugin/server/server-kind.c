/* server-kind.c: which kind of server answers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server-kind.h"

static const GEnumValue kinds[] =
{
  { OVERPAINT_SERVER_UNKNOWN,   "OVERPAINT_SERVER_UNKNOWN",   "unknown"   },
  { OVERPAINT_SERVER_RUNNER,    "OVERPAINT_SERVER_RUNNER",    "runner"    },
  { OVERPAINT_SERVER_GATEWAY,   "OVERPAINT_SERVER_GATEWAY",   "gateway"   },
  { OVERPAINT_SERVER_STUDIO,    "OVERPAINT_SERVER_STUDIO",    "studio"    },
  { OVERPAINT_SERVER_SD_SERVER, "OVERPAINT_SERVER_SD_SERVER", "sd-server" },
  { OVERPAINT_SERVER_FORGE,     "OVERPAINT_SERVER_FORGE",     "forge"     },
  { OVERPAINT_SERVER_A1111,     "OVERPAINT_SERVER_A1111",     "a1111"     },
  { OVERPAINT_SERVER_SDNEXT,    "OVERPAINT_SERVER_SDNEXT",    "sdnext"    },
  { OVERPAINT_SERVER_KOBOLDCPP, "OVERPAINT_SERVER_KOBOLDCPP", "koboldcpp" },
  { 0, NULL, NULL }
};

GType
overpaint_server_kind_get_type (void)
{
  static GType type = 0;

  if (g_once_init_enter (&type))
    {
      GType registered = g_enum_register_static ("OverpaintServerKind", kinds);

      g_once_init_leave (&type, registered);
    }

  return type;
}

/**
 * overpaint_server_kind_get_nick:
 * @kind: a kind of server
 *
 * The name under which settings and records keep @kind.
 *
 * Returns: "unknown", "runner", "gateway", "studio", "sd-server", "forge", "a1111",
 *   "sdnext" or "koboldcpp"
 */
const gchar *
overpaint_server_kind_get_nick (OverpaintServerKind kind)
{
  guint i;

  for (i = 0; kinds[i].value_nick != NULL; i++)
    if (kinds[i].value == (gint) kind)
      return kinds[i].value_nick;

  g_return_val_if_reached ("unknown");
}

/**
 * overpaint_server_kind_from_nick:
 * @nick: (nullable): a name that settings hold
 * @kind: (out): the kind; untouched where @nick names none
 *
 * Returns: whether @nick names a kind of server
 */
gboolean
overpaint_server_kind_from_nick (const gchar         *nick,
                                 OverpaintServerKind *kind)
{
  guint i;

  for (i = 0; kinds[i].value_nick != NULL; i++)
    if (g_strcmp0 (kinds[i].value_nick, nick) == 0)
      {
        *kind = (OverpaintServerKind) kinds[i].value;
        return TRUE;
      }

  return FALSE;
}

/**
 * overpaint_server_kind_get_parallel:
 * @kind: a kind of server
 *
 * How many requests a server takes at once. A runner has one graphics card and
 * answers nothing else while it paints, the other local servers make one picture after the
 * other as well; a gateway spreads requests over its
 * workers, and Studio takes twenty a minute. An unknown server is spared.
 *
 * Returns: 4 for a gateway and for Studio, 1 for the others
 */
guint
overpaint_server_kind_get_parallel (OverpaintServerKind kind)
{
  return kind == OVERPAINT_SERVER_GATEWAY || kind == OVERPAINT_SERVER_STUDIO ? 4 : 1;
}

/**
 * overpaint_server_kind_is_local:
 * @kind: a kind of server
 *
 * Returns: whether it is one of the servers that artists run themselves and that do not
 *   speak Livepeer's way: sd-server, Forge, AUTOMATIC1111, SD.Next or KoboldCpp
 */
gboolean
overpaint_server_kind_is_local (OverpaintServerKind kind)
{
  return kind >= OVERPAINT_SERVER_SD_SERVER && kind <= OVERPAINT_SERVER_KOBOLDCPP;
}

/**
 * overpaint_server_kind_get_size_step:
 * @kind: a kind of server
 *
 * Both sides of a picture that is sent must be a multiple of this, whatever the model
 * wants: sd-server rounds up to 64 and stretches or crops, KoboldCpp rounds down to 64, the
 * others, and diffusers behind a runner, round down to 8.
 *
 * Returns: 64 or 8, in pixels
 */
gint
overpaint_server_kind_get_size_step (OverpaintServerKind kind)
{
  return kind == OVERPAINT_SERVER_SD_SERVER || kind == OVERPAINT_SERVER_KOBOLDCPP ? 64 : 8;
}
