/* answer-images.c: painted pictures, as a list of addresses
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "answer.h"

#include "runner.h"

#define GLUED_PREFIX "https://dream-gateway.livepeer.cloud:"

static void
add_results (GPtrArray *results,
             gint64     count)
{
  for (gint64 i = 0; i < count && results->len > 0; i++)
    {
      PracticeResult *first  = g_ptr_array_index (results, 0);
      PracticeResult *result = g_new0 (PracticeResult, 1);
      guint64         seed   = g_ascii_strtoull (first->seed, NULL, 10) + results->len;

      result->picture = practice_picture_copy (first->picture);
      result->seed    = g_strdup_printf ("%" G_GUINT64_FORMAT, seed);
      practice_painting_apply (result->picture, PRACTICE_PAINT_RESTYLE, seed, 0.8);
      g_ptr_array_add (results, result);
    }
}

static void
mirror (PracticePicture *picture)
{
  for (gint y = 0; y < picture->height; y++)
    for (gint x = 0; x < picture->width / 2; x++)
      for (gint channel = 0; channel < 3; channel++)
        {
          gsize  row   = (gsize) y * picture->width;
          gsize  left  = 3 * (row + x) + channel;
          gsize  right = 3 * (row + picture->width - 1 - x) + channel;
          guint8 value = picture->pixels[left];

          picture->pixels[left]  = picture->pixels[right];
          picture->pixels[right] = value;
        }
}

/* As much darker here as it is lighter there, so that no colour changes in the mean. */
static void
add_grain (PracticePicture *picture)
{
  for (gsize i = 0; i < (gsize) picture->width * picture->height * 3; i++)
    picture->pixels[i] = (guint8) CLAMP (picture->pixels[i] + g_random_int_range (-24, 25), 0, 255);
}

/* What happens to one picture before it becomes a file. */
static void
spoil (PracticeResult      *result,
       const PracticeFault *fault)
{
  PracticePicture *picture = result->picture;

  if (practice_fault_is (fault, "nsfw"))
    result->nsfw = TRUE;

  if (practice_fault_is (fault, "black"))
    for (gsize i = 0; i < (gsize) picture->width * picture->height * 3; i++)
      picture->pixels[i] = 0;

  if (practice_fault_is (fault, "mirrored"))
    mirror (picture);

  if (practice_fault_is (fault, "grain"))
    add_grain (picture);

  if (practice_fault_is (fault, "size"))
    {
      gint width  = practice_fault_integer (fault, "width", picture->width);
      gint height = practice_fault_integer (fault, "height", picture->height);

      result->picture = practice_picture_resize (picture, MAX (width, 1), MAX (height, 1));
      practice_picture_free (picture);
    }
}

static GBytes *
encode (const PracticePicture *picture,
        const PracticeFault   *fault,
        const gchar           *format)
{
  struct { const gchar *name; PracticePngKind kind; } kinds[] =
  {
    { "gray-png",    PRACTICE_PNG_GRAY },
    { "16-bit",      PRACTICE_PNG_RGB16 },
    { "palette-png", PRACTICE_PNG_PALETTE },
    { "rgba-png",    PRACTICE_PNG_RGBA },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (practice_fault_is (fault, kinds[i].name))
      return practice_picture_to_png (picture, kinds[i].kind);

  if (practice_fault_is (fault, "jpeg") || practice_fault_is (fault, "webp"))
    return practice_picture_to_format (picture, fault->kind->name, NULL);

  if (practice_fault_is (fault, "bad-picture"))
    return g_bytes_new_static ("this is not a picture", 21);

  if (practice_fault_is (fault, "huge-picture"))
    return practice_png_header_only (practice_fault_integer (fault, "width", 20000),
                                     practice_fault_integer (fault, "height", 20000));

  if (practice_fault_is (fault, "bomb"))
    return practice_png_of_one_colour (practice_fault_integer (fault, "width", 11000),
                                       practice_fault_integer (fault, "height", 11000));

  if (practice_fault_is (fault, "truncated-picture"))
    {
      g_autoptr (GBytes) whole = practice_picture_to_png (picture, PRACTICE_PNG_RGB);

      return g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) * 2 / 3);
    }

  if (! g_str_equal (format, "png"))
    {
      GBytes *file = practice_picture_to_format (picture, format, NULL);

      if (file != NULL)
        return file;
    }

  return practice_picture_to_png (picture, PRACTICE_PNG_RGB);
}

/**
 * practice_answer_files:
 * @fault: (nullable): what goes wrong with them
 * @results: (element-type PracticeResult): what was painted
 * @format: "png", "jpeg" or "webp"; PNG where this machine has no writer for it
 *
 * Returns: (transfer full) (element-type GBytes): the files
 */
GPtrArray *
practice_answer_files (const PracticeFault *fault,
                       GPtrArray           *results,
                       const gchar         *format)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  if (practice_fault_is (fault, "extra-images"))
    add_results (results, practice_fault_integer (fault, "count", 1));

  if (practice_fault_is (fault, "no-images"))
    g_ptr_array_set_size (results, 0);

  for (guint i = 0; i < results->len; i++)
    {
      PracticeResult *result = g_ptr_array_index (results, i);

      spoil (result, fault);
      g_ptr_array_add (files, encode (result->picture, fault, format));
    }

  return files;
}

/* Where a client finds the picture. */
static gchar *
address (PracticeServer      *server,
         const PracticeFault *fault,
         GBytes              *bytes,
         const gchar         *path,
         const gchar         *mime)
{
  const gchar *form = server->addresses != NULL                  ? server->addresses :
                      server->role == PRACTICE_ROLE_RUNNER       ? "data" : "relative";

  if (practice_fault_is (fault, "url-404"))
    return g_strdup ("/stream/00000000/00000000.png");

  if (! practice_fault_is (fault, "absolute-elsewhere") && g_str_equal (form, "data"))
    {
      gsize             size;
      gconstpointer     data   = g_bytes_get_data (bytes, &size);
      g_autofree gchar *base64 = g_base64_encode (data, size);

      return g_strconcat ("data:", mime, ";base64,", base64, NULL);
    }

  if (practice_fault_is (fault, "absolute-elsewhere") &&
      practice_fault_text (fault, "url", NULL) != NULL)
    return g_strdup (practice_fault_text (fault, "url", NULL));

  g_hash_table_insert (server->pictures, g_strdup (path),
                       practice_reply_new_bytes (200, mime, bytes));

  if (practice_fault_is (fault, "absolute-elsewhere"))
    return g_strconcat (server->elsewhere, path, NULL);

  if (g_str_equal (form, "absolute"))
    return g_strconcat (server->origin, path, NULL);

  if (g_str_equal (form, "glued"))
    return g_strconcat (GLUED_PREFIX, server->origin, path, NULL);

  return g_strdup (path);
}

/**
 * practice_answer_images:
 * @server: the server
 * @exchange: a request
 * @results: (element-type PracticeResult): what was painted for it
 *
 * Returns: (transfer full): the reply of the role, with whatever the fault does to it
 */
PracticeReply *
practice_answer_images (PracticeServer   *server,
                        PracticeExchange *exchange,
                        GPtrArray        *results)
{
  g_autoptr (GString)   text    = g_string_new ("{\"images\":[");
  g_autofree gchar     *path    = NULL;
  const PracticeFault  *fault   = exchange->fault;
  gboolean              runner  = server->role == PRACTICE_ROLE_RUNNER;
  const gchar          *suffix  = practice_fault_is (fault, "jpeg") ? "jpg" :
                                  practice_fault_is (fault, "webp") ? "webp" : "png";
  const gchar          *mime    = practice_fault_is (fault, "jpeg") ? "image/jpeg" :
                                  practice_fault_is (fault, "webp") ? "image/webp" : "image/png";
  PracticeReply        *reply;

  if (practice_fault_is (fault, "extra-images"))
    add_results (results, practice_fault_integer (fault, "count", 1));

  if (practice_fault_is (fault, "no-images"))
    g_ptr_array_set_size (results, 0);

  for (guint i = 0; i < results->len; i++)
    {
      PracticeResult     *result = g_ptr_array_index (results, i);
      g_autoptr (GBytes)  bytes  = NULL;
      g_autofree gchar   *url    = NULL;
      g_autofree gchar   *quoted = NULL;
      const gchar        *flag;

      spoil (result, fault);
      bytes = encode (result->picture, fault, "png");

      /* Gateways use one name for all pictures of a request, so that every address leads to
       * what was written last; what is more than was asked for has names of its own, so that
       * it can be told apart. */
      if (path == NULL || runner || practice_fault_is (fault, "extra-images"))
        {
          g_free (path);
          path = g_strdup_printf ("/stream/%08x/%08x.%s", g_random_int (), g_random_int (), suffix);
        }

      url    = address (server, fault, bytes, path, mime);
      quoted = practice_json_quote (url);
      flag   = result->nsfw ? "true" : "false";

      if (runner)
        g_string_append_printf (text, "%s{\"url\":%s,\"seed\":%s,\"nsfw\":%s}",
                                i > 0 ? "," : "", quoted, result->seed, flag);
      else
        g_string_append_printf (text, "%s{\"nsfw\":%s,\"seed\":%s,\"url\":%s}",
                                i > 0 ? "," : "", flag, result->seed, quoted);
    }

  g_string_append (text, "]}");

  reply = practice_reply_new (200, "application/json", text->str);
  reply->pictures = results->len;

  return reply;
}
