/* worker-starter.c: a worker on its way
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ui-resources.h"
#include "worker-starter.h"

#define PULSE_MILLISECONDS 100

struct _OverpaintWorkerStarter
{
  GtkStack                     parent_instance;

  OverpaintWorkerOffice       *office;
  gchar                       *name;          /* of what is being started, or was last */
  OverpaintWorkerStarterState  state;
  GCancellable                *starting;      /* while it is */
  guint                        pulse_id;
  gchar                       *failure;

  GtkWidget                   *sentence;
  GtkWidget                   *question;
  GtkWidget                   *refuse;
  GtkWidget                   *download;
  GtkWidget                   *bar;
  GtkWidget                   *news;
  GtkWidget                   *problem;
  GtkWidget                   *lines_place;
  GtkWidget                   *lines;
};

enum
{
  CHANGED,
  STARTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintWorkerStarter, overpaint_worker_starter, GTK_TYPE_STACK)

static void
overpaint_worker_starter_dispose (GObject *object)
{
  OverpaintWorkerStarter *self = OVERPAINT_WORKER_STARTER (object);

  g_clear_handle_id (&self->pulse_id, g_source_remove);
  g_cancellable_cancel (self->starting);
  g_clear_object (&self->starting);
  g_clear_object (&self->office);

  G_OBJECT_CLASS (overpaint_worker_starter_parent_class)->dispose (object);
}

static void
overpaint_worker_starter_finalize (GObject *object)
{
  OverpaintWorkerStarter *self = OVERPAINT_WORKER_STARTER (object);

  g_free (self->name);
  g_free (self->failure);

  G_OBJECT_CLASS (overpaint_worker_starter_parent_class)->finalize (object);
}

static void
overpaint_worker_starter_set_state (OverpaintWorkerStarter      *self,
                                    OverpaintWorkerStarterState  state)
{
  static const gchar * const pages[] =
  {
    [OVERPAINT_WORKER_STARTER_IDLE]     = "sentence",
    [OVERPAINT_WORKER_STARTER_ASKING]   = "question",
    [OVERPAINT_WORKER_STARTER_STARTING] = "progress",
    [OVERPAINT_WORKER_STARTER_FAILED]   = "failure",
  };

  if (state != OVERPAINT_WORKER_STARTER_STARTING)
    g_clear_handle_id (&self->pulse_id, g_source_remove);

  self->state = state;
  gtk_stack_set_visible_child_name (GTK_STACK (self), pages[state]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
on_pulse (gpointer user_data)
{
  gtk_progress_bar_pulse (GTK_PROGRESS_BAR (OVERPAINT_WORKER_STARTER (user_data)->bar));

  return G_SOURCE_CONTINUE;
}

/* A bar that goes to and fro says that nobody knows; it stands still where nothing is to move. */
static void
overpaint_worker_starter_show_fraction (OverpaintWorkerStarter *self,
                                        gdouble                 fraction)
{
  gboolean may_move = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &may_move, NULL);

  if (fraction >= 0.0)
    {
      g_clear_handle_id (&self->pulse_id, g_source_remove);
      gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), MIN (fraction, 1.0));
    }
  else if (! may_move)
    {
      gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), 0.0);
    }
  else if (self->pulse_id == 0)
    {
      self->pulse_id = g_timeout_add (PULSE_MILLISECONDS, on_pulse, self);
    }
}

static void
overpaint_worker_starter_show_news (OverpaintWorkerStarter *self)
{
  g_autoptr (OverpaintWorkerNews)  news     = NULL;
  const gchar                     *text     = _("Starting…");
  gdouble                          fraction = -1.0;

  news = OVERPAINT_WORKER_OFFICE_GET_IFACE (self->office)->get_news (self->office, self->name);
  if (news != NULL && news->activity == OVERPAINT_WORKER_BEGINNING)
    {
      fraction = news->fraction;
      if (news->text != NULL && *news->text != '\0')
        text = news->text;
    }

  overpaint_sentence_row_say (OVERPAINT_SENTENCE_ROW (self->news), text, OVERPAINT_SENTENCE_PLAIN);
  overpaint_worker_starter_show_fraction (self, fraction);
}

static void
on_news (OverpaintWorkerStarter *self,
         const gchar            *name)
{
  if (self->state == OVERPAINT_WORKER_STARTER_STARTING && g_strcmp0 (name, self->name) == 0)
    overpaint_worker_starter_show_news (self);
}

/* What is wrong and what helps stands first, and the last lines behind an empty one. */
static void
overpaint_worker_starter_show_failure (OverpaintWorkerStarter *self,
                                       const gchar            *message)
{
  const gchar      *rest = strstr (message, "\n\n");
  g_autofree gchar *what = rest != NULL ? g_strndup (message, (gsize) (rest - message)) : g_strdup (message);

  g_free (self->failure);
  self->failure = g_strdup (message);

  overpaint_sentence_row_say (OVERPAINT_SENTENCE_ROW (self->problem), what, OVERPAINT_SENTENCE_PROBLEM);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->lines)), rest != NULL ? rest + 2 : "", -1);
  gtk_widget_set_visible (self->lines_place, rest != NULL);
  overpaint_worker_starter_set_state (self, OVERPAINT_WORKER_STARTER_FAILED);
}

static void
overpaint_worker_starter_ask (OverpaintWorkerStarter *self)
{
  overpaint_sentence_row_say (OVERPAINT_SENTENCE_ROW (self->question),
                              _("The container's image is not on this computer yet. It is a download of many "
                                "gigabytes, 15 or more by estimate. Download it?"),
                              OVERPAINT_SENTENCE_PLAIN);
  overpaint_worker_starter_set_state (self, OVERPAINT_WORKER_STARTER_ASKING);

  /* a second press of Enter is no consent */
  gtk_widget_grab_focus (self->refuse);
}

static void
on_started (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (OverpaintWorkerStarter)  self   = user_data;
  OverpaintWorkerOffice              *office = OVERPAINT_WORKER_OFFICE (source);
  g_autoptr (GError)                  error  = NULL;
  gboolean                            is_up;

  is_up = OVERPAINT_WORKER_OFFICE_GET_IFACE (office)->start_finish (office, result, &error);

  /* the window is gone */
  if (self->office == NULL)
    return;

  g_clear_object (&self->starting);

  if (is_up)
    {
      overpaint_worker_starter_say (self, NULL, OVERPAINT_SENTENCE_PLAIN);
      g_signal_emit (self, signals[STARTED], 0);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      overpaint_worker_starter_say (self, _("The start was cancelled."), OVERPAINT_SENTENCE_PLAIN);
    }
  else if (g_error_matches (error, OVERPAINT_WORKER_OFFICE_ERROR, OVERPAINT_WORKER_OFFICE_ERROR_MUST_DOWNLOAD))
    {
      overpaint_worker_starter_ask (self);
    }
  else
    {
      overpaint_worker_starter_show_failure (self, error->message);
    }
}

static void
overpaint_worker_starter_start (OverpaintWorkerStarter *self,
                                gboolean                may_pull)
{
  g_return_if_fail (self->starting == NULL);

  self->starting = g_cancellable_new ();
  OVERPAINT_WORKER_OFFICE_GET_IFACE (self->office)->start_async (self->office, self->name, may_pull, self->starting,
                                                                 on_started, g_object_ref (self));
  overpaint_worker_starter_show_news (self);
  overpaint_worker_starter_set_state (self, OVERPAINT_WORKER_STARTER_STARTING);
}

static void
on_download_clicked (OverpaintWorkerStarter *self)
{
  overpaint_worker_starter_start (self, TRUE);
}

static void
on_refuse_clicked (OverpaintWorkerStarter *self)
{
  overpaint_worker_starter_say (self, _("Nothing was downloaded, and nothing was started."), OVERPAINT_SENTENCE_PLAIN);
}

static void
on_copy_clicked (OverpaintWorkerStarter *self)
{
  GtkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self), GDK_SELECTION_CLIPBOARD);

  gtk_clipboard_set_text (clipboard, self->failure, -1);

  /* Where the desktop has somebody who takes it over, it outlives the window. */
  gtk_clipboard_set_can_store (clipboard, NULL, 0);
  gtk_clipboard_store (clipboard);
}

static void
overpaint_worker_starter_class_init (OverpaintWorkerStarterClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose  = overpaint_worker_starter_dispose;
  object_class->finalize = overpaint_worker_starter_finalize;

  /**
   * OverpaintWorkerStarter::changed:
   * @starter: the starter
   *
   * Its state has changed.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  /**
   * OverpaintWorkerStarter::started:
   * @starter: the starter
   *
   * The worker answers.
   */
  signals[STARTED] = g_signal_new ("started", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  g_type_ensure (OVERPAINT_TYPE_SENTENCE_ROW);
  g_resources_register (overpaint_ui_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/worker-starter.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintWorkerStarter, sentence);
  gtk_widget_class_bind_template_child (widget_class, OverpaintWorkerStarter, question);
  gtk_widget_class_bind_template_child (widget_class, OverpaintWorkerStarter, refuse);
  gtk_widget_class_bind_template_child (widget_class, OverpaintWorkerStarter, download);
  gtk_widget_class_bind_template_child (widget_class, OverpaintWorkerStarter, bar);
  gtk_widget_class_bind_template_child (widget_class, OverpaintWorkerStarter, news);
  gtk_widget_class_bind_template_child (widget_class, OverpaintWorkerStarter, problem);
  gtk_widget_class_bind_template_child (widget_class, OverpaintWorkerStarter, lines_place);
  gtk_widget_class_bind_template_child (widget_class, OverpaintWorkerStarter, lines);
  gtk_widget_class_bind_template_callback (widget_class, on_download_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_refuse_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
}

static void
overpaint_worker_starter_init (OverpaintWorkerStarter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  atk_object_set_name (gtk_widget_get_accessible (self->bar), _("Progress of the start"));
}

/**
 * overpaint_worker_starter_new:
 * @office: who starts workers
 *
 * Returns: (transfer floating): a starter that says nothing yet
 */
GtkWidget *
overpaint_worker_starter_new (OverpaintWorkerOffice *office)
{
  OverpaintWorkerStarter *self = g_object_new (OVERPAINT_TYPE_WORKER_STARTER, NULL);

  self->office = g_object_ref (office);
  g_signal_connect_object (office, "news", G_CALLBACK (on_news), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * overpaint_worker_starter_say:
 * @self: a starter that starts nothing
 * @sentence: (nullable): one or more sentences
 * @tone: how they are meant
 *
 * Says this, in place of whatever it shows.
 */
void
overpaint_worker_starter_say (OverpaintWorkerStarter *self,
                              const gchar            *sentence,
                              OverpaintSentenceTone   tone)
{
  overpaint_sentence_row_say (OVERPAINT_SENTENCE_ROW (self->sentence), sentence, tone);
  overpaint_worker_starter_set_state (self, OVERPAINT_WORKER_STARTER_IDLE);
}

/**
 * overpaint_worker_starter_begin:
 * @self: a starter that starts nothing
 * @name: name of a server
 *
 * Starts its worker. Nothing is downloaded unless the artist presses the button for that.
 */
void
overpaint_worker_starter_begin (OverpaintWorkerStarter *self,
                                const gchar            *name)
{
  g_autofree gchar *former = self->name;

  self->name = g_strdup (name);
  overpaint_worker_starter_start (self, FALSE);
}

/**
 * overpaint_worker_starter_cancel:
 * @self: a starter
 *
 * Gives up what is being started.
 */
void
overpaint_worker_starter_cancel (OverpaintWorkerStarter *self)
{
  if (self->starting != NULL)
    g_cancellable_cancel (self->starting);
}

/**
 * overpaint_worker_starter_get_state:
 * @self: a starter
 *
 * Returns: what it does
 */
OverpaintWorkerStarterState
overpaint_worker_starter_get_state (OverpaintWorkerStarter *self)
{
  return self->state;
}
