/* job.c: a picture that was asked for
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "catalogue.h"
#include "job.h"
#include "picture-file.h"

static void
job_came (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  ConformJob *job = data;

  job->result = g_object_ref (result);
  job->ended  = g_get_monotonic_time ();
}

static void
told (OverpaintServer  *server,
      OverpaintRequest *variation,
      gint              ahead,
      gdouble           fraction,
      gpointer          data)
{
  ConformJob *job = data;

  if (variation != job->request)
    return;

  job->ahead    = MAX (job->ahead, ahead);
  job->fraction = MAX (job->fraction, fraction);
  if (ahead == 0)
    job->running = TRUE;
}

static void
ended (GCancellable *cancellable,
       gpointer      data)
{
  g_cancellable_cancel (data);
}

/**
 * conform_job_begin:
 * @subject: a server that was opened
 * @values: what differs from the usual request, see conform_subject_request()
 * @png: the picture
 * @error: return location for an error of %OVERPAINT_REQUEST_ERROR
 *
 * Asks for a picture, as the plug-in does.
 *
 * Returns: (transfer full) (nullable): what is under way
 */
ConformJob *
conform_job_begin (ConformSubject  *subject,
                   const gchar     *values,
                   GBytes          *png,
                   GError         **error)
{
  g_autoptr (OverpaintRequest)  request = conform_subject_request (subject, values, error);
  const OverpaintModel         *model;
  ConformJob                   *job;

  if (request == NULL)
    return NULL;

  job              = g_new0 (ConformJob, 1);
  job->subject     = subject;
  job->request     = g_steal_pointer (&request);
  job->cancellable = g_cancellable_new ();
  job->begun       = g_get_monotonic_time ();
  job->ahead       = -1;
  job->fraction    = -1;
  job->hearing     = g_signal_connect (subject->server, "progress", G_CALLBACK (told), job);
  job->chained     = g_cancellable_connect (subject->cancellable, G_CALLBACK (ended), job->cancellable, NULL);

  model = overpaint_catalogue_lookup (overpaint_request_get_text (job->request, "model"));
  overpaint_server_generate_async (subject->server, job->request, model, png, job->cancellable, job_came, job);

  return job;
}

static gboolean
time_is_up (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_CONTINUE;
}

static gboolean
wait_until (ConformJob *job,
            gboolean    started,
            guint       milliseconds)
{
  gboolean  up    = FALSE;
  guint     clock = milliseconds > 0 ? g_timeout_add (milliseconds, time_is_up, &up) : 0;

  while (job->result == NULL && ! up && ! (started && job->running))
    g_main_context_iteration (NULL, TRUE);

  if (clock > 0)
    g_source_remove (clock);

  return job->result != NULL;
}

/**
 * conform_job_wait:
 * @job: what is under way
 * @milliseconds: how long at most; 0 for as long as it takes
 *
 * Returns: whether it is over
 */
gboolean
conform_job_wait (ConformJob *job,
                  guint       milliseconds)
{
  return wait_until (job, FALSE, milliseconds);
}

/**
 * conform_job_await_start:
 * @job: what is under way
 * @milliseconds: how long at most, for servers that do not say when they begin
 *
 * Returns: whether it is over already
 */
gboolean
conform_job_await_start (ConformJob *job,
                         guint       milliseconds)
{
  return wait_until (job, TRUE, milliseconds);
}

/**
 * conform_job_finish:
 * @job: what is under way
 * @error: return location for an error
 *
 * Waits for it to be over.
 *
 * Returns: (transfer full) (nullable) (element-type OverpaintReplyImage): what came
 */
GPtrArray *
conform_job_finish (ConformJob  *job,
                    GError     **error)
{
  conform_job_wait (job, 0);

  return overpaint_server_generate_finish (job->subject->server, job->result, error);
}

/**
 * conform_job_picture:
 * @job: what is under way
 * @seed: (out) (optional): the seed that the server says the picture has
 * @error: return location for an error
 *
 * Waits for it to be over, and takes the first picture.
 *
 * Returns: (transfer full) (nullable): its pixels
 */
OverpaintPixels *
conform_job_picture (ConformJob  *job,
                     gint64      *seed,
                     GError     **error)
{
  g_autoptr (GPtrArray)  images = conform_job_finish (job, error);
  OverpaintReplyImage   *image;

  if (images == NULL)
    return NULL;

  image = g_ptr_array_index (images, 0);
  if (seed != NULL)
    *seed = image->seed;

  return overpaint_picture_decode (image->bytes, error);
}

/**
 * conform_job_free:
 * @job: (transfer full): what is under way or over; it is waited for
 */
void
conform_job_free (ConformJob *job)
{
  if (job->result == NULL)
    {
      g_cancellable_cancel (job->cancellable);
      conform_job_wait (job, 0);
    }

  g_cancellable_disconnect (job->subject->cancellable, job->chained);
  g_signal_handler_disconnect (job->subject->server, job->hearing);
  overpaint_request_unref (job->request);
  g_object_unref (job->cancellable);
  g_object_unref (job->result);
  g_free (job);
}

/**
 * conform_paint:
 * @subject: a server that was opened
 * @values: what differs from the usual request
 * @png: the picture
 * @error: return location for an error
 *
 * Asks for a picture and waits for it.
 *
 * Returns: (transfer full) (nullable) (element-type OverpaintReplyImage): what came
 */
GPtrArray *
conform_paint (ConformSubject  *subject,
               const gchar     *values,
               GBytes          *png,
               GError         **error)
{
  g_autoptr (ConformJob) job = conform_job_begin (subject, values, png, error);

  return job != NULL ? conform_job_finish (job, error) : NULL;
}

/**
 * conform_paint_one:
 * @subject: a server that was opened
 * @values: what differs from the usual request
 * @png: the picture
 * @seed: (out) (optional): the seed that the server says the picture has
 * @error: return location for an error
 *
 * Asks for a picture and waits for it.
 *
 * Returns: (transfer full) (nullable): its pixels
 */
OverpaintPixels *
conform_paint_one (ConformSubject  *subject,
                   const gchar     *values,
                   GBytes          *png,
                   gint64          *seed,
                   GError         **error)
{
  g_autoptr (ConformJob) job = conform_job_begin (subject, values, png, error);

  return job != NULL ? conform_job_picture (job, seed, error) : NULL;
}
