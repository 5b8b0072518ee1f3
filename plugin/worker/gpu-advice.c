/* gpu-advice.c: which models fit a graphics card
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "gpu.h"
#include "stranger-json.h"
#include "worker-resources.h"

#define NEEDS_RESOURCE "/org/overpaint/worker/needs.json"
#define NEEDS_FORMAT   1
#define DEEPEST        4
#define GIBIBYTE       ((gdouble) (1024 * 1024 * 1024))

typedef struct
{
  const gchar *family;
  const gchar *name;
  gdouble      gibibytes;
  gboolean     suggested;
} Need;

/* The file is part of the program: a fault in it is a fault of the build, and a test finds it. */
static GArray *
read_needs (void)
{
  g_autoptr (GBytes)    bytes = NULL;
  g_autoptr (JsonNode)  root  = NULL;
  g_autoptr (GError)    error = NULL;
  GArray               *needs = g_array_new (FALSE, FALSE, sizeof (Need));
  JsonObject           *object;
  JsonArray            *entries;
  guint                 i;

  bytes = g_resource_lookup_data (overpaint_worker_get_resource (), NEEDS_RESOURCE,
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes == NULL)
    g_error ("%s: %s", NEEDS_RESOURCE, error->message);

  root   = overpaint_stranger_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), DEEPEST);
  object = overpaint_stranger_json_object (root);
  g_assert (object != NULL && json_object_get_int_member (object, "format") == NEEDS_FORMAT);

  entries = json_object_get_array_member (object, "needs");

  for (i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);
      Need        need;

      need.family    = g_intern_string (json_object_get_string_member (entry, "family"));
      need.name      = g_intern_string (json_object_get_string_member (entry, "name"));
      need.gibibytes = json_object_get_double_member (entry, "gibibytes");
      need.suggested = json_object_get_boolean_member_with_default (entry, "suggested", FALSE);
      g_array_append_val (needs, need);
    }

  return needs;
}

static GArray *
get_needs (void)
{
  static GArray *needs = NULL;

  if (g_once_init_enter (&needs))
    g_once_init_leave (&needs, read_needs ());

  return needs;
}

/* "8", not "8.0"; with the artist's own decimal sign. */
static gchar *
write_gibibytes (gdouble gibibytes)
{
  gint64 tenths = (gint64) (gibibytes * 10.0 + 0.5);

  if (tenths % 10 == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, tenths / 10);

  return g_strdup_printf ("%.1f", (gdouble) tenths / 10.0);
}

/* Which one a server paints on it does not tell; the one with most room is the best guess. */
static const OverpaintGpu *
find_roomiest (GPtrArray *gpus)
{
  const OverpaintGpu *best = NULL;
  guint               i;

  for (i = 0; i < gpus->len; i++)
    {
      const OverpaintGpu *gpu = g_ptr_array_index (gpus, i);

      if (gpu->memory_total > 0 && (best == NULL || gpu->memory_free > best->memory_free))
        best = gpu;
    }

  return best;
}

static const Need *
find_need (const gchar *family)
{
  GArray *needs = get_needs ();
  guint   i;

  for (i = 0; i < needs->len; i++)
    if (g_strcmp0 (g_array_index (needs, Need, i).family, family) == 0)
      return &g_array_index (needs, Need, i);

  return NULL;
}

/* The greatest stands first. */
static const Need *
find_fitting (gdouble gibibytes)
{
  GArray *needs = get_needs ();
  guint   i;

  for (i = 0; i < needs->len; i++)
    {
      const Need *need = &g_array_index (needs, Need, i);

      if (need->suggested && need->gibibytes <= gibibytes)
        return need;
    }

  return NULL;
}

static gchar *
compare (GPtrArray   *gpus,
         const gchar *family,
         gboolean     only_warn,
         gboolean     holds_another)
{
  const OverpaintGpu *best   = find_roomiest (gpus);
  const Need         *wanted = find_need (family);
  const Need         *fits;
  g_autofree gchar   *want   = NULL;
  g_autofree gchar   *have   = NULL;
  gdouble             available;
  gboolean            roomy;

  if (best == NULL || wanted == NULL)
    return NULL;

  available = (gdouble) best->memory_free / GIBIBYTE;
  want      = write_gibibytes (wanted->gibibytes);
  have      = write_gibibytes (available);

  if (wanted->gibibytes <= available)
    /* Translators: a model, and two amounts of memory: "SDXL wants about 8 GiB, 11.2 free: it fits." */
    return only_warn ? NULL : g_strdup_printf (_("%s wants about %s GiB, %s free: it fits."),
                                               wanted->name, want, have);

  fits  = find_fitting (available);
  roomy = (gdouble) best->memory_total / GIBIBYTE >= wanted->gibibytes;

  /* the one that goes makes room, and nobody knows how much */
  if (roomy && holds_another)
    return NULL;

  if (roomy && fits != NULL)
    return g_strdup_printf (_("%s wants about %s GiB, %s free: %s fits. Closing other programs that use the graphics "
                              "card would make room."), wanted->name, want, have, fits->name);

  if (roomy)
    return g_strdup_printf (_("%s wants about %s GiB, %s free: close other programs that use the graphics card."),
                            wanted->name, want, have);

  if (fits != NULL)
    /* Translators: a model, two amounts of memory, and a smaller model: "SDXL wants about 8 GiB, 5.1 free: SD-Turbo
     * fits."
     */
    return g_strdup_printf (_("%s wants about %s GiB, %s free: %s fits."), wanted->name, want, have, fits->name);

  return g_strdup_printf (_("%s wants about %s GiB, %s free: a server elsewhere may be the better choice."),
                          wanted->name, want, have);
}

/**
 * overpaint_gpu_advise:
 * @gpus: (element-type OverpaintGpu): the cards of this computer
 * @family: (nullable): a family of models, as the catalogue names it: "sdxl"
 *
 * Says whether models of a family fit the card that has most memory free, and where they do
 * not, what does. The needs are data, each with its source; most are estimates, since they
 * depend on the server and on the size of the picture. It only informs.
 *
 * Returns: (transfer full) (nullable): a sentence, in the artist's language; %NULL where nothing is
 *   known of the card or of the family
 */
gchar *
overpaint_gpu_advise (GPtrArray   *gpus,
                      const gchar *family)
{
  g_return_val_if_fail (gpus != NULL, NULL);

  return compare (gpus, family, FALSE, FALSE);
}

/**
 * overpaint_gpu_warn:
 * @gpus: (element-type OverpaintGpu): the cards of this computer
 * @family: (nullable): a family of models, as the catalogue names it
 * @holds_another: whether the server holds another model, which it would put away first
 *
 * The same, for places where only what does not fit is worth a line.
 *
 * Returns: (transfer full) (nullable): a sentence, in the artist's language; %NULL where they fit, or
 *   nothing is known of the card or of the family
 */
gchar *
overpaint_gpu_warn (GPtrArray   *gpus,
                    const gchar *family,
                    gboolean     holds_another)
{
  g_return_val_if_fail (gpus != NULL, NULL);

  return compare (gpus, family, TRUE, holds_another);
}
