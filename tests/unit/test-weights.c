/* test-weights.c: LoRAs and their weights, as text and as values
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "request.h"
#include "weights.h"

static const struct
{
  const gchar *text;
  const gchar *weights;
} cases[] =
{
  { NULL, "@a{sd} {}" },
  { "", "@a{sd} {}" },
  { " {} ", "@a{sd} {}" },
  { "{\"owner/name\": 0.5}", "{'owner/name': 0.5}" },
  { "{\"z\":1,\"a\":2.25,\"m\":0}", "{'z': 1.0, 'a': 2.25, 'm': 0.0}" },
  { "{\"a \\\"b\\\" ü\":1}", "{'a \"b\" ü': 1.0}" },
};

static void
test_there_and_back (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError)    error   = NULL;
      g_autoptr (GVariant)  weights = overpaint_weights_new_from_text (cases[i].text, &error);
      g_autoptr (GVariant)  again   = NULL;
      g_autofree gchar     *printed = NULL;
      g_autofree gchar     *text    = NULL;

      g_assert_no_error (error);
      g_assert_false (g_variant_is_floating (weights));
      printed = g_variant_print (weights, TRUE);
      g_assert_cmpstr (printed, ==, cases[i].weights);

      text = overpaint_weights_to_text (weights);
      if (g_variant_n_children (weights) == 0)
        g_assert_cmpstr (text, ==, "");
      again = overpaint_weights_new_from_text (text, &error);
      g_assert_no_error (error);
      g_assert_cmpvariant (again, weights);
    }
}

static void
test_refused (void)
{
  static const gchar * const texts[] =
  {
    "[]", "{", "{\"a\":\"b\"}", "{\"a\":-1}", "{\"\":1}", "{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1}",
  };
  guint                      i;

  for (i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (overpaint_weights_new_from_text (texts[i], &error));
      g_assert_error (error, OVERPAINT_REQUEST_ERROR, OVERPAINT_REQUEST_ERROR_INVALID);
    }
}

gint
main (gint    argc,
      gchar **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/weights/there-and-back", test_there_and_back);
  g_test_add_func ("/weights/refused", test_refused);

  return g_test_run ();
}
