/* test-practice-time.c: who waits for whom, and what happens when somebody goes
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-practice.h"

#include <string.h>

#define FORM "prompt=a&image=@&model_id=practice/plain"

/* Long enough to be told from painting itself, even on a slow machine. */
#define DELAY 400

static gint64
milliseconds_since (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1000;
}

/* Asks until the log holds @text; each turn waits for the server's answer. */
static void
await_in_log (const gchar *text)
{
  gint64 start = g_get_monotonic_time ();

  for (;;)
    {
      g_autofree gchar *log = wire_log ();

      if (strstr (log, text) != NULL)
        return;

      g_assert_cmpint (milliseconds_since (start), <, 20000);
    }
}

static void
test_gateway_is_concurrent (void)
{
  GSocketConnection *connections[4];
  gint64             start;

  wire_control ("settings", "{\"as\":\"gateway\",\"delay\":400}");
  start = g_get_monotonic_time ();

  for (guint i = 0; i < G_N_ELEMENTS (connections); i++)
    connections[i] = wire_begin_form ("/image-to-image", FORM);

  await_in_log ("\"in_flight\":4");

  for (guint i = 0; i < G_N_ELEMENTS (connections); i++)
    {
      g_autoptr (Wire) wire = wire_receive (connections[i]);

      g_assert_cmpuint (wire->status, ==, 200);
    }

  g_assert_cmpint (milliseconds_since (start), >=, DELAY);
  g_assert_cmpint (milliseconds_since (start), <, 3 * DELAY);
}

/* A runner does one thing at a time: even /health waits. */
static void
test_runner_is_serial (void)
{
  GSocketConnection *first;
  GSocketConnection *second;
  GSocketConnection *health;
  g_autoptr (Wire)   one   = NULL;
  g_autoptr (Wire)   two   = NULL;
  g_autoptr (Wire)   three = NULL;
  gint64             start;

  wire_control ("settings", "{\"delay\":400}");
  start  = g_get_monotonic_time ();
  first  = wire_begin_form ("/image-to-image", FORM);
  await_in_log ("\"in_flight\":1");
  second = wire_begin_form ("/image-to-image", FORM);
  await_in_log ("\"in_flight\":2");
  health = wire_send ("GET", "/health", NULL, NULL);

  three = wire_receive (health);
  g_assert_cmpstr (three->body, ==, "{\"status\":\"OK\"}");
  g_assert_cmpint (milliseconds_since (start), >=, 2 * DELAY);

  one = wire_receive (first);
  two = wire_receive (second);
  g_assert_cmpuint (one->status, ==, 200);
  g_assert_cmpuint (two->status, ==, 200);
}

/* A client that goes does not stop a runner: what comes next waits all the same. */
static void
test_runner_goes_on (void)
{
  GSocketConnection *first;
  g_autoptr (Wire)   health = NULL;
  gint64             start;

  wire_control ("settings", "{\"delay\":400}");
  start = g_get_monotonic_time ();
  first = wire_begin_form ("/image-to-image", FORM);
  await_in_log ("\"in_flight\":1");
  g_object_unref (first);
  await_in_log ("\"gone\":true");

  health = wire_ask ("GET", "/health", NULL, NULL);
  g_assert_cmpuint (health->status, ==, 200);
  g_assert_cmpint (milliseconds_since (start), >=, DELAY);
}

/* One that hangs lets a gateway's other clients through, and ends when its own goes. */
static void
test_hang (void)
{
  static const gchar * const roles[] = { "gateway", "runner" };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autofree gchar  *settings = g_strdup_printf ("{\"as\":\"%s\"}", roles[i]);
      GSocketConnection *first;
      g_autoptr (Wire)   wire     = NULL;

      wire_reset ();
      wire_control ("settings", settings);
      wire_control ("fault", "{\"fault\":\"hang\"}");
      first = wire_begin_form ("/image-to-image", FORM);
      await_in_log ("\"fault\":\"hang\"");

      if (i == 0)
        {
          wire = wire_post_form ("/image-to-image", NULL, FORM);
          g_assert_cmpuint (wire->status, ==, 200);
        }

      g_object_unref (first);
      await_in_log ("\"gone\":true");

      g_clear_pointer (&wire, wire_free);
      wire = wire_post_form ("/image-to-image", NULL, FORM);
      g_assert_cmpuint (wire->status, ==, 200);
    }
}

static void
test_slow (void)
{
  g_autoptr (Wire) wire  = NULL;
  gint64           start = g_get_monotonic_time ();

  wire_control ("fault", "{\"fault\":\"slow\",\"milliseconds\":400}");
  wire = wire_post_form ("/image-to-image", NULL, FORM);
  g_assert_cmpuint (wire->status, ==, 200);
  g_assert_cmpint (milliseconds_since (start), >=, DELAY);
}

/**
 * test_practice_time_add:
 *
 * Adds the tests in which somebody waits.
 */
void
test_practice_time_add (void)
{
  test_practice_add ("/practice-server/time/gateway-is-concurrent", test_gateway_is_concurrent);
  test_practice_add ("/practice-server/time/runner-is-serial", test_runner_is_serial);
  test_practice_add ("/practice-server/time/runner-goes-on", test_runner_goes_on);
  test_practice_add ("/practice-server/time/hang", test_hang);
  test_practice_add ("/practice-server/time/slow", test_slow);
}
