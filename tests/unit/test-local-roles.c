/* test-local-roles.c: tests of the dialects against the practice server's local roles
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "local-scene.h"
#include "picture-file.h"
#include "picture-tools.h"
#include "png-codec.h"
#include "run.h"

#define WIDTH  192
#define HEIGHT 128

typedef struct
{
  GSubprocess *process;
  gchar       *address;
} Role;

static void
role_start_with (Role        *role,
                 const gchar *as,
                 const gchar *option,
                 const gchar *value)
{
  g_autoptr(GSubprocessLauncher)  launcher = NULL;
  g_autoptr(GDataInputStream)     lines    = NULL;
  g_autoptr(GError)               error    = NULL;
  g_autofree gchar               *line     = NULL;

  /* What it says to itself is not what is tested here. It ends with this program, however that ends. */
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                            G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  role->process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("OVERPAINT_PRACTICE_SERVER"),
                                               "--as", as, "--paint", "rule", option, value,
                                               "--until-stdin-closes", NULL);
  g_assert_no_error (error);

  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (role->process));
  line  = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (line, "listening on "));
  role->address = g_strdup (line + strlen ("listening on "));
}

static void
role_start (Role        *role,
            const gchar *as,
            const gchar *setting)
{
  role_start_with (role, as, "--set", setting);
}

static void
role_clear (Role *role)
{
  g_subprocess_force_exit (role->process);
  g_subprocess_wait (role->process, NULL, NULL);
  g_clear_object (&role->process);
  g_clear_pointer (&role->address, g_free);
}

/* Says something to the practice server itself, or as another client would. */
static gchar *
role_say (Role        *role,
          const gchar *method,
          const gchar *path,
          const gchar *body)
{
  g_autoptr(SoupSession) session = soup_session_new ();
  g_autofree gchar      *address = g_strconcat (role->address, path, NULL);
  g_autoptr(SoupMessage) message = soup_message_new (method, address);
  g_autoptr(GBytes)      answer  = NULL;
  g_autoptr(GError)      error   = NULL;

  if (body != NULL)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }

  answer = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);

  return g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
}

static gchar *
role_log (Role *role)
{
  return role_say (role, "GET", "/practice/log", NULL);
}

static gboolean
probe (OverpaintServer  *server,
       GError          **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  overpaint_server_probe_async (server, NULL, test_done, &result);
  test_wait_until (result != NULL);

  return overpaint_server_probe_finish (server, result, error);
}

static const struct
{
  const gchar         *as;
  const gchar         *setting;
  const gchar         *login;
  OverpaintServerKind  kind;
  gboolean             exact;  /* whether pixels come back to the last bit */
} roles[] =
{
  { "sd-server", "native=true",         NULL,        OVERPAINT_SERVER_SD_SERVER, TRUE  },
  { "sd-server", "native=false",        NULL,        OVERPAINT_SERVER_SD_SERVER, TRUE  },
  { "a1111",     "api=true",            NULL,        OVERPAINT_SERVER_A1111,     TRUE  },
  { "forge",     "api=true",            NULL,        OVERPAINT_SERVER_FORGE,     TRUE  },
  { "forge",     "auth=me:secret",      "me:secret", OVERPAINT_SERVER_FORGE,     TRUE  },
  { "forge",     "samples_format=jpg",  NULL,        OVERPAINT_SERVER_FORGE,     FALSE },
  { "sdnext",    "api=true",            NULL,        OVERPAINT_SERVER_SDNEXT,    TRUE  },
  { "koboldcpp", "native=true",         NULL,        OVERPAINT_SERVER_KOBOLDCPP, TRUE  },
};

/* Found out, asked for one picture with a LoRA, and it is made from ours: R' = 255 - G. */
static void
test_whole (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      Role                        role    = { NULL };
      g_autoptr(OverpaintServer)  asked   = NULL;
      g_autoptr(OverpaintRequest) request = NULL;
      g_autoptr(OverpaintPixels)  pixels  = make_noise (WIDTH, HEIGHT, 3, 7);
      g_autoptr(OverpaintPixels)  back    = NULL;
      g_autoptr(GAsyncResult)     result  = NULL;
      g_autoptr(GPtrArray)        images  = NULL;
      g_autoptr(GBytes)           png     = NULL;
      g_autoptr(GError)           error   = NULL;
      g_autofree gchar           *log     = NULL;
      OverpaintReplyImage        *image;

      g_test_message ("%s %s", roles[i].as, roles[i].setting);
      role_start (&role, roles[i].as, roles[i].setting);
      asked = local_server_new (role.address, OVERPAINT_SERVER_UNKNOWN, roles[i].login);
      g_assert_true (probe (asked, &error));
      g_assert_no_error (error);
      g_assert_cmpint (overpaint_server_get_kind (asked), ==, roles[i].kind);

      png = overpaint_png_encode (pixels, &error);
      g_assert_no_error (error);
      request = scene_request_new ("{'prompt': <'a barn'>, 'model': <'someone/model'>, 'strength': <0.5>, "
                                   "'steps': <10>, 'seed': <4321>, 'loras': <'{\"toy-style\": 0.75}'>}");
      overpaint_server_generate_async (asked, request, overpaint_catalogue_lookup ("someone/model"), png, NULL,
                                       test_done, &result);
      test_wait_until (result != NULL);
      images = overpaint_server_generate_finish (asked, result, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (images->len, ==, 1);

      image = g_ptr_array_index (images, 0);
      g_assert_cmpint (image->seed, ==, 4321);
      back = overpaint_picture_decode (image->bytes, &error);
      g_assert_no_error (error);
      g_assert_cmpint (overpaint_pixels_get_width (back), ==, WIDTH);
      g_assert_cmpint (overpaint_pixels_get_height (back), ==, HEIGHT);

      if (roles[i].exact)
        {
          g_assert_cmpint (pixel_at (back, 3, 5)[0], ==, 255 - pixel_at (pixels, 3, 5)[1]);
          g_assert_cmpint (pixel_at (back, WIDTH - 1, HEIGHT - 1)[2], ==,
                           255 - pixel_at (pixels, WIDTH - 1, HEIGHT - 1)[0]);
        }

      g_assert_nonnull (overpaint_server_items_find (overpaint_server_get_capabilities (asked)->loras, "toy-style"));

      /* None of these say so where a LoRA is not used, or the picture is not. */
      log = role_log (&role);
      g_assert_nonnull (strstr (log, "lora styles/toy-style.safetensors 0.75"));
      g_assert_null (strstr (log, "no such lora"));
      g_assert_null (strstr (log, "painted from the text alone"));
      g_assert_null (strstr (log, "\"origin\""));
      role_clear (&role);
    }
}

/* A web UI without its API is told from nothing at all. */
static void
test_closed (void)
{
  Role                       role  = { NULL };
  g_autoptr(OverpaintServer) asked = NULL;
  g_autoptr(GError)          error = NULL;

  role_start (&role, "a1111", "api=false");
  asked = local_server_new (role.address, OVERPAINT_SERVER_UNKNOWN, NULL);
  g_assert_false (probe (asked, &error));
  g_assert_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "--api"));
  role_clear (&role);
}

static void
ask (OverpaintServer   *asked,
     OverpaintRequest  *request,
     gint               width,
     GCancellable      *cancellable,
     GAsyncResult     **result)
{
  g_autoptr(OverpaintPixels) pixels = make_noise (width, HEIGHT, 3, 7);
  g_autoptr(GBytes)          png    = overpaint_png_encode (pixels, NULL);

  overpaint_server_generate_async (asked, request, overpaint_catalogue_lookup ("someone/model"), png, cancellable,
                                   test_done, result);
}

/* A model is chosen by the name that the server's list has, and stays loaded. */
static void
test_model (void)
{
  static const gchar * const kinds[] = { "a1111", "forge", "sdnext" };
  guint                      i;

  for (i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      Role                        role    = { NULL };
      g_autoptr(OverpaintServer)  asked   = NULL;
      g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>, 'model': <'practice-xl'>}");
      g_autoptr(GAsyncResult)     result  = NULL;
      g_autoptr(GPtrArray)        images  = NULL;
      g_autofree gchar           *log     = NULL;
      g_autoptr(GError)           error   = NULL;

      role_start (&role, kinds[i], "api=true");
      asked = local_server_new (role.address, OVERPAINT_SERVER_UNKNOWN, NULL);
      g_assert_true (probe (asked, &error));
      ask (asked, request, WIDTH, NULL, &result);
      test_wait_until (result != NULL);
      images = overpaint_server_generate_finish (asked, result, &error);
      g_assert_no_error (error);

      log = role_log (&role);
      g_assert_nonnull (strstr (log, "painted with practice-xl"));
      g_assert_null (strstr (log, "again\""));
      role_clear (&role);
    }
}

/* A size that KoboldCpp does not make is no picture that fits. */
static void
test_clamped (void)
{
  Role                        role    = { NULL };
  g_autoptr(OverpaintServer)  asked   = NULL;
  g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>, 'model': <'someone/model'>}");
  g_autoptr(GAsyncResult)     result  = NULL;
  g_autoptr(GError)           error   = NULL;

  role_start (&role, "koboldcpp", "native=true");
  asked = local_server_new (role.address, OVERPAINT_SERVER_UNKNOWN, NULL);
  g_assert_true (probe (asked, &error));
  ask (asked, request, 1280, NULL, &result);
  test_wait_until (result != NULL);
  g_assert_null (overpaint_server_generate_finish (asked, result, &error));
  g_assert_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "1024 × 128 pixels instead of 1280 × 128"));
  role_clear (&role);
}

static const struct
{
  const gchar *as;
  gdouble      fraction; /* what is told of a picture that stands still halfway; -1 for nothing */
  const gchar *says;
} held[] =
{
  { "sd-server", -1,  "cannot be interrupted" },
  { "a1111",     0.5, "It was stopped at" },
  { "forge",     0.5, "It was stopped at" },
  { "sdnext",    0.5, "to its end" },
};

static void
note_progress (OverpaintServer  *asked,
               OverpaintRequest *variation,
               gint              ahead,
               gdouble           fraction,
               gdouble          *noted)
{
  if (ahead == 0)
    *noted = fraction;
}

static void
test_held (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (held); i++)
    {
      Role                        role        = { NULL };
      g_autoptr(OverpaintServer)  asked       = NULL;
      g_autoptr(OverpaintRequest) request     = scene_request_new ("{'prompt': <'x'>, 'model': <'someone/model'>, "
                                                                   "'strength': <1.0>, 'steps': <10>}");
      g_autoptr(OverpaintPixels)  pixels      = make_noise (WIDTH, HEIGHT, 3, 7);
      g_autoptr(GBytes)           png         = overpaint_png_encode (pixels, NULL);
      g_autoptr(GCancellable)     cancellable = g_cancellable_new ();
      g_autoptr(GAsyncResult)     result      = NULL;
      g_autoptr(GError)           error       = NULL;
      gdouble                     noted       = -2;

      g_test_message ("%s", held[i].as);
      role_start (&role, held[i].as, "hold=5");
      asked = local_server_new (role.address, OVERPAINT_SERVER_UNKNOWN, NULL);
      g_assert_true (probe (asked, &error));
      g_signal_connect (asked, "progress", G_CALLBACK (note_progress), &noted);

      overpaint_server_generate_async (asked, request, overpaint_catalogue_lookup ("someone/model"), png, cancellable,
                                       test_done, &result);
      test_wait_until (result != NULL || ABS (noted - held[i].fraction) < 0.01);
      g_assert_null (result);
      g_cancellable_cancel (cancellable);
      test_wait_until (result != NULL);
      g_assert_null (overpaint_server_generate_finish (asked, result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_nonnull (strstr (error->message, held[i].says));
      role_clear (&role);
    }
}

static const struct
{
  const gchar *as;
  const gchar *path;
} others[] =
{
  { "a1111",  "/sdapi/v1/interrupt" },
  { "forge",  "/sdapi/v1/interrupt" },
  { "forge",  "/sdapi/v1/skip"      },
  { "sdnext", "/sdapi/v1/interrupt" },
};

/* Somebody else's interrupt ends our picture as a success: what was there by then is not shown. */
static void
test_interrupted (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (others); i++)
    {
      Role                        role    = { NULL };
      g_autoptr(OverpaintServer)  asked   = NULL;
      g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>, 'model': <'someone/model'>, "
                                                               "'strength': <1.0>, 'steps': <10>}");
      g_autoptr(GAsyncResult)     result  = NULL;
      g_autofree gchar           *answer  = NULL;
      g_autoptr(GError)           error   = NULL;
      gdouble                     noted   = -2;

      g_test_message ("%s %s", others[i].as, others[i].path);
      role_start (&role, others[i].as, "hold=5");
      asked = local_server_new (role.address, OVERPAINT_SERVER_UNKNOWN, NULL);
      g_assert_true (probe (asked, &error));
      g_signal_connect (asked, "progress", G_CALLBACK (note_progress), &noted);
      ask (asked, request, WIDTH, NULL, &result);
      test_wait_until (result != NULL || noted > 0);

      answer = role_say (&role, "POST", others[i].path, "{}");
      test_wait_until (result != NULL);
      g_assert_null (overpaint_server_generate_finish (asked, result, &error));
      g_assert_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_PICTURE);
      g_assert_nonnull (strstr (error->message, "Somebody else interrupted"));
      role_clear (&role);
    }
}

/* While somebody else's picture is made, a cancel of ours, which waits, does not touch it. */
static void
test_others (void)
{
  static const gchar * const kinds[] = { "forge", "sdnext", "koboldcpp" };
  guint                      i;

  for (i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      Role                        role        = { NULL };
      g_autoptr(OverpaintServer)  first       = NULL;
      g_autoptr(OverpaintServer)  second      = NULL;
      g_autoptr(OverpaintRequest) request     = scene_request_new ("{'prompt': <'x'>, 'model': <'someone/model'>, "
                                                                   "'strength': <1.0>, 'steps': <10>}");
      g_autoptr(GCancellable)     cancellable = g_cancellable_new ();
      g_autoptr(GAsyncResult)     theirs      = NULL;
      g_autoptr(GAsyncResult)     ours        = NULL;
      g_autoptr(GPtrArray)        images      = NULL;
      g_autofree gchar           *answer      = NULL;
      g_autofree gchar           *log         = NULL;
      g_autoptr(GError)           error       = NULL;
      guint                       waiting     = 0;

      g_test_message ("%s", kinds[i]);
      role_start (&role, kinds[i], "hold=5");
      first  = local_server_new (role.address, OVERPAINT_SERVER_UNKNOWN, NULL);
      second = local_server_new (role.address, OVERPAINT_SERVER_UNKNOWN, NULL);
      g_assert_true (probe (first, &error));
      g_assert_true (probe (second, &error));
      ask (first, request, WIDTH, NULL, &theirs);

      /* The log counts painting requests. */
      while (waiting < 2)
        {
          g_autofree gchar *so_far = role_log (&role);

          if (waiting == 0 && strstr (so_far, "\"in_flight\":1") != NULL)
            {
              ask (second, request, WIDTH, cancellable, &ours);
              waiting = 1;
            }
          else if (strstr (so_far, "\"in_flight\":2") != NULL)
            {
              waiting = 2;
            }

          test_settle ();
        }

      g_cancellable_cancel (cancellable);
      test_wait_until (ours != NULL);
      g_assert_null (overpaint_server_generate_finish (second, ours, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_nonnull (strstr (error->message, "to its end"));
      g_clear_error (&error);

      answer = role_say (&role, "POST", "/practice/settings", "{\"hold\":null}");
      test_wait_until (theirs != NULL);
      images = overpaint_server_generate_finish (first, theirs, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (images->len, ==, 1);
      log = role_log (&role);
      g_assert_null (strstr (log, "/interrupt"));
      role_clear (&role);
    }
}

/* Which sizes a server takes is known only once it has been asked what it is. */
static void
test_run (void)
{
  static const gchar * const kinds[] = { "sd-server", "koboldcpp", "forge" };
  guint                      i;

  for (i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      Role                        role    = { NULL };
      g_autoptr(OverpaintServer)  asked   = NULL;
      g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>, 'model': <'stabilityai/sd-turbo'>, "
                                                               "'strength': <1.0>, 'steps': <4>}");
      g_autoptr(OverpaintPixels)  pixels  = make_filled (520, 392, 3, 40);
      g_autoptr(OverpaintRun)     run     = NULL;
      g_autoptr(GAsyncResult)     result  = NULL;
      g_autoptr(GError)           error   = NULL;
      const OverpaintSizePlan    *plan;
      OverpaintPixels            *back;

      g_test_message ("%s", kinds[i]);
      role_start (&role, kinds[i], "native=true");
      asked = local_server_new (role.address, OVERPAINT_SERVER_UNKNOWN, NULL);
      run   = overpaint_run_new (asked, request, NULL, pixels, &error);
      g_assert_no_error (error);
      overpaint_run_start_async (run, NULL, test_done, &result);
      test_wait_until (result != NULL);
      overpaint_run_start_finish (run, result, &error);
      g_assert_no_error (error);

      plan = &overpaint_run_get_sent (run)->plan;
      g_assert_cmpint (plan->sent_width % (i < 2 ? 64 : 8), ==, 0);
      g_assert_cmpint (plan->sent_height % (i < 2 ? 64 : 8), ==, 0);

      back = overpaint_variation_get_pixels (overpaint_run_get_variation (run, 0));
      g_assert_cmpint (overpaint_pixels_get_width (back), ==, 520);
      g_assert_cmpint (overpaint_pixels_get_height (back), ==, 392);
      g_assert_cmpint (pixel_at (back, 519, 391)[0], ==, 255 - 40);
      role_clear (&role);
    }
}

/* However a server says that its card has too little memory: the next smaller size is offered, and it does. */
static void
test_out_of_memory (void)
{
  static const struct
  {
    const gchar *as;
    gint         sent_width;
    gint         sent_height;
    gint         width;
    gint         height;
  } cases[] =
  {
    { "runner",    520, 392, 384, 296 },
    { "sd-server", 576, 448, 384, 320 },
    { "a1111",     520, 392, 384, 296 },
    { "forge",     520, 392, 384, 296 },
    { "sdnext",    520, 392, 384, 296 },
    { "koboldcpp", 576, 448, 384, 320 },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Role                        role    = { NULL };
      g_autoptr(OverpaintServer)  asked   = NULL;
      g_autoptr(OverpaintRequest) request = scene_request_new ("{'prompt': <'x'>, "
                                                               "'model': <'timbrooks/instruct-pix2pix'>, "
                                                               "'strength': <1.0>, 'steps': <4>}");
      g_autoptr(OverpaintPixels)  pixels  = make_filled (520, 392, 3, 40);
      g_autoptr(OverpaintRun)     run     = NULL;
      g_autoptr(GAsyncResult)     result  = NULL;
      g_autoptr(GError)           error   = NULL;
      OverpaintVariation         *variation;
      OverpaintPixels            *back;
      gint                        width;
      gint                        height;

      g_test_message ("%s", cases[i].as);
      role_start_with (&role, cases[i].as, "--fault", "oom");
      asked = local_server_new (role.address, OVERPAINT_SERVER_UNKNOWN, NULL);
      run   = overpaint_run_new (asked, request, NULL, pixels, &error);
      g_assert_no_error (error);
      variation = overpaint_run_get_variation (run, 0);

      overpaint_run_start_async (run, NULL, test_done, &result);
      test_wait_until (result != NULL);
      g_assert_false (overpaint_run_start_finish (run, result, &error));
      g_assert_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_OUT_OF_MEMORY);
      g_clear_error (&error);
      g_clear_object (&result);

      g_assert_cmpint (overpaint_variation_get_sent (variation)->plan.sent_width, ==, cases[i].sent_width);
      g_assert_cmpint (overpaint_variation_get_sent (variation)->plan.sent_height, ==, cases[i].sent_height);
      g_assert_true (overpaint_run_get_smaller (run, variation, &width, &height));
      g_assert_cmpint (width, ==, cases[i].width);
      g_assert_cmpint (height, ==, cases[i].height);

      g_assert_true (overpaint_run_retry_smaller (run, variation));
      overpaint_run_start_async (run, NULL, test_done, &result);
      test_wait_until (result != NULL);
      overpaint_run_start_finish (run, result, &error);
      g_assert_no_error (error);

      g_assert_cmpint (overpaint_variation_get_sent (variation)->plan.sent_width, ==, width);
      back = overpaint_variation_get_pixels (variation);
      g_assert_cmpint (overpaint_pixels_get_width (back), ==, 520);
      g_assert_cmpint (overpaint_pixels_get_height (back), ==, 392);
      g_assert_cmpint (pixel_at (back, 519, 391)[0], ==, 255 - 40);
      role_clear (&role);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/local-roles/whole", test_whole);
  g_test_add_func ("/local-roles/closed", test_closed);
  g_test_add_func ("/local-roles/held", test_held);
  g_test_add_func ("/local-roles/model", test_model);
  g_test_add_func ("/local-roles/clamped", test_clamped);
  g_test_add_func ("/local-roles/interrupted", test_interrupted);
  g_test_add_func ("/local-roles/others", test_others);
  g_test_add_func ("/local-roles/run", test_run);
  g_test_add_func ("/local-roles/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
