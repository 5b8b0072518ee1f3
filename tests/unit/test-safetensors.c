/* test-safetensors.c: tests of what a LoRA file says of itself
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "safetensors.h"

typedef struct
{
  gchar *folder;
  gchar *path;
  GFile *file;
} Place;

static void
place_set_up (Place         *place,
              gconstpointer  data)
{
  place->folder = g_dir_make_tmp ("overpaint-lora-XXXXXX", NULL);
  place->path   = g_build_filename (place->folder, "a.safetensors", NULL);
  place->file   = g_file_new_for_path (place->path);
}

static void
place_tear_down (Place         *place,
                 gconstpointer  data)
{
  g_remove (place->path);
  g_assert_cmpint (g_rmdir (place->folder), ==, 0);
  g_object_unref (place->file);
  g_free (place->path);
  g_free (place->folder);
}

/* A file whose first eight bytes say @length, whatever @header is. */
static void
write_file (Place       *place,
            guint64      length,
            const gchar *header,
            gsize        n_header)
{
  g_autoptr (GByteArray) bytes  = g_byte_array_new ();
  guint64                little = GUINT64_TO_LE (length);

  g_byte_array_append (bytes, (const guint8 *) &little, sizeof little);
  g_byte_array_append (bytes, (const guint8 *) header, (guint) n_header);
  g_assert_true (g_file_set_contents (place->path, (const gchar *) bytes->data, bytes->len, NULL));
}

static OverpaintSafetensors *
read_header (Place       *place,
             const gchar *header)
{
  OverpaintSafetensors *read;
  g_autoptr (GError)    error = NULL;

  write_file (place, strlen (header), header, strlen (header));
  read = overpaint_safetensors_read (place->file, NULL, &error);
  g_assert_no_error (error);

  return read;
}

static void
assert_damaged (Place *place)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (overpaint_safetensors_read (place->file, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, "a.safetensors"));
}

static void
test_good (Place         *place,
           gconstpointer  data)
{
  static const gchar header[] =
    "{\"__metadata__\": {\"ss_base_model_version\": \"sdxl_base_v1-0\", \"modelspec.title\": \" Ink \\n wash\","
    " \"ss_tag_frequency\": \"{\\\"10_ink\\\": {\\\"1girl\\\": 9, \\\"inkwash style\\\": 20, \\\"rare\\\": 2,"
    " \\\"<lora:evil:1>\\\": 20}, \\\"5_more\\\": {\\\"brush\\\": 10, \\\"none\\\": 0, \\\"odd\\\": \\\"x\\\"}}\"},"
    " \"lora_unet.weight\": {\"dtype\": \"F16\", \"shape\": [4, 4], \"data_offsets\": [0, 32]}}      ";
  g_autoptr (OverpaintSafetensors) read = read_header (place, header);

  g_assert_cmpstr (read->family, ==, "sdxl");
  g_assert_cmpstr (read->base_model, ==, "sdxl_base_v1-0");
  g_assert_cmpstr (read->title, ==, "Ink  wash");
  g_assert_cmpuint (g_strv_length (read->triggers), ==, 2);
  g_assert_cmpstr (read->triggers[0], ==, "inkwash style");
  g_assert_cmpstr (read->triggers[1], ==, "brush");
}

static void
test_phrase (Place         *place,
             gconstpointer  data)
{
  static const gchar header[] =
    "{\"__metadata__\": {\"modelspec.architecture\": \"stable-diffusion-v1/lora\","
    " \"modelspec.trigger_phrase\": \"ohwx cat, , ohwx cat, moonlit\","
    " \"ss_tag_frequency\": \"{\\\"a\\\": {\\\"other\\\": 9}}\"}}";
  g_autoptr (OverpaintSafetensors) read = read_header (place, header);

  g_assert_cmpstr (read->family, ==, "sd1");
  g_assert_cmpstr (read->base_model, ==, "stable-diffusion-v1/lora");
  g_assert_cmpuint (g_strv_length (read->triggers), ==, 2);
  g_assert_cmpstr (read->triggers[0], ==, "ohwx cat");
  g_assert_cmpstr (read->triggers[1], ==, "moonlit");
}

/* Python writes these as halves; the outer escape is that of the header's own JSON. */
static void
test_escapes (Place         *place,
              gconstpointer  data)
{
  static const gchar header[] =
    "{\"__metadata__\": {\"ss_tag_frequency\":"
    " \"{\\\"a\\\": {\\\"\\\\ud83d\\\\ude00 face\\\": 7, \\\"\\\\u58a8\\\": 6}}\"}}";
  g_autoptr (OverpaintSafetensors) read = read_header (place, header);

  g_assert_cmpuint (g_strv_length (read->triggers), ==, 2);
  g_assert_cmpstr (read->triggers[0], ==, "\xf0\x9f\x98\x80 face");
  g_assert_cmpstr (read->triggers[1], ==, "\xe5\xa2\xa8");
}

static void
test_families (Place         *place,
               gconstpointer  data)
{
  static const gchar * const table[][2] =
  {
    { "sd_v1",              "sd1"  },
    { "sd_1.5",             "sd1"  },
    { "sd_v2_768_v",        "sd2"  },
    { "sdxl_base_v0-9",     "sdxl" },
    { "sd3m",               "sd3"  },
    { "flux1",              "flux" },
    { "Flux-1-dev",         "flux" },
    { "stable-diffusion-xl-v1-base/lora", "sdxl" },
    { "qwen_image",         NULL   }
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree gchar                *header = NULL;
      g_autoptr (OverpaintSafetensors) read   = NULL;

      header = g_strdup_printf ("{\"__metadata__\": {\"ss_base_model_version\": \"%s\"}}", table[i][0]);
      read   = read_header (place, header);
      g_assert_cmpstr (read->family, ==, table[i][1]);
      g_assert_cmpstr (read->base_model, ==, table[i][0]);
    }
}

static void
test_no_metadata (Place         *place,
                  gconstpointer  data)
{
  static const gchar * const headers[] =
  {
    "{}",
    "{\"weight\": {\"dtype\": \"F16\", \"shape\": [], \"data_offsets\": [0, 2]}}",
    "{\"__metadata__\": 7}",
    "{\"__metadata__\": {\"ss_base_model_version\": 3, \"ss_tag_frequency\": \"no JSON\"}}",
    "{\"__metadata__\": {\"ss_tag_frequency\": \"[[[[[[1]]]]]]\", \"modelspec.trigger_phrase\": \"<lora:x:1>\"}}"
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (OverpaintSafetensors) read = read_header (place, headers[i]);

      g_assert_null (read->family);
      g_assert_null (read->base_model);
      g_assert_null (read->title);
      g_assert_cmpuint (g_strv_length (read->triggers), ==, 0);
    }
}

static void
test_damaged (Place         *place,
              gconstpointer  data)
{
  g_autofree gchar *deep = g_strnfill (100000, '[');

  write_file (place, 2, "", 0);
  assert_damaged (place);

  /* Cut off in the middle of the length, and of the header. */
  g_assert_true (g_file_set_contents (place->path, "\x02\0\0", 3, NULL));
  assert_damaged (place);
  write_file (place, 40, "{\"__metadata__\": {", 18);
  assert_damaged (place);

  /* More than there is, more than anybody has, more than can be counted. */
  write_file (place, 3, "{}", 2);
  assert_damaged (place);
  write_file (place, (guint64) 1 << 40, "{}", 2);
  assert_damaged (place);
  write_file (place, G_MAXUINT64, "{}", 2);
  assert_damaged (place);
  write_file (place, G_MAXUINT64 - 7, "{}", 2);
  assert_damaged (place);
  write_file (place, 0, "{}", 2);
  assert_damaged (place);

  write_file (place, 100000, deep, 100000);
  assert_damaged (place);
  write_file (place, 2, "[]", 2);
  assert_damaged (place);
  write_file (place, 4, "{\"a\"", 4);
  assert_damaged (place);
  write_file (place, 9, "{\"a\": \"\xff\"", 9);
  assert_damaged (place);
}

/* Headers are filled up with blanks, and good JSON whatever their length. */
static void
test_too_long (Place         *place,
               gconstpointer  data)
{
  static const gchar               header[] = "{\"__metadata__\": {\"ss_base_model_version\": \"flux1\"}}";
  const gsize                      fits     = 7 * 1024 * 1024;
  const gsize                      too_long = 9 * 1024 * 1024;
  g_autofree gchar                *text     = g_strnfill (too_long, ' ');
  g_autoptr (OverpaintSafetensors) read     = NULL;
  g_autoptr (GError)               error    = NULL;

  memcpy (text, header, strlen (header));

  write_file (place, fits, text, fits);
  read = overpaint_safetensors_read (place->file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->family, ==, "flux");

  write_file (place, too_long, text, too_long);
  assert_damaged (place);

  /* The file has holes, and takes no place. */
  write_file (place, (guint64) 512 * 1024 * 1024, "{}", 2);
  g_assert_cmpint (truncate (place->path, (off_t) 600 * 1024 * 1024), ==, 0);
  assert_damaged (place);
}

static void
test_no_file (Place         *place,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (overpaint_safetensors_read (place->file, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  /* Opening it would wait for a writer. */
  g_assert_cmpint (mkfifo (place->path, 0600), ==, 0);
  assert_damaged (place);

  g_assert_cmpint (g_remove (place->path), ==, 0);
  g_assert_cmpint (g_mkdir (place->path, 0700), ==, 0);
  assert_damaged (place);
}

static void
test_cancelled (Place         *place,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError)       error       = NULL;

  write_file (place, 48, "{\"__metadata__\":{\"ss_base_model_version\":\"sd3\"}}", 48);

  g_cancellable_cancel (cancellable);
  g_assert_null (overpaint_safetensors_read (place->file, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_locate (void)
{
  static const gchar * const refused[] =
  {
    "", "/etc/a.safetensors", "../a.safetensors", "x/../../a.safetensors", "a.ckpt", "..", "."
  };
  g_autoptr (GFile) folder = g_file_new_for_path ("/loras");
  g_autoptr (GFile) file   = overpaint_safetensors_locate (folder, "styles/ink.safetensors");
  guint             i;

  g_assert_cmpstr (g_file_peek_path (file), ==, "/loras/styles/ink.safetensors");

  for (i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_null (overpaint_safetensors_locate (folder, refused[i]));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/safetensors/" name, Place, NULL, place_set_up, function, place_tear_down)
  ADD ("good", test_good);
  ADD ("phrase", test_phrase);
  ADD ("escapes", test_escapes);
  ADD ("families", test_families);
  ADD ("no-metadata", test_no_metadata);
  ADD ("damaged", test_damaged);
  ADD ("too-long", test_too_long);
  ADD ("no-file", test_no_file);
  ADD ("cancelled", test_cancelled);
#undef ADD
  g_test_add_func ("/safetensors/locate", test_locate);

  return g_test_run ();
}
