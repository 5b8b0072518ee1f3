/* worker-bar.c: buttons for servers that Overpaint starts
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "sentence-row.h"
#include "worker-bar.h"
#include "worker-dialog.h"
#include "worker-text.h"

struct _OverpaintWorkerBar
{
  GtkBox                    parent_instance;

  OverpaintServerKeeper    *keeper;
  OverpaintWorkerOffice    *office;      /* or nobody */
  GCancellable             *cancellable; /* with the window */
  const OverpaintServerRow *row;         /* the list's, until it sets another one */

  GtkWidget                *start;
  GtkWidget                *stop;
};

enum
{
  CHANGED,
  SAID,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintWorkerBar, overpaint_worker_bar, GTK_TYPE_BOX)

static void
overpaint_worker_bar_dispose (GObject *object)
{
  OverpaintWorkerBar *self = OVERPAINT_WORKER_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->office);
  g_clear_object (&self->keeper);
  self->row = NULL;

  G_OBJECT_CLASS (overpaint_worker_bar_parent_class)->dispose (object);
}

static void
overpaint_worker_bar_finalize (GObject *object)
{
  g_clear_object (&OVERPAINT_WORKER_BAR (object)->cancellable);

  G_OBJECT_CLASS (overpaint_worker_bar_parent_class)->finalize (object);
}

static void
overpaint_worker_bar_class_init (OverpaintWorkerBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose  = overpaint_worker_bar_dispose;
  object_class->finalize = overpaint_worker_bar_finalize;

  /**
   * OverpaintWorkerBar::changed:
   * @bar: the bar
   * @name: name of a server
   * @sentence: (nullable): what became of it
   *
   * A server is new, or another than before, or gone.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  /**
   * OverpaintWorkerBar::said:
   * @bar: the bar
   * @sentence: a sentence
   * @tone: how it is meant, an #OverpaintSentenceTone
   *
   * There is something to say.
   */
  signals[SAID] = g_signal_new ("said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
}

static void
overpaint_worker_bar_say (OverpaintWorkerBar    *self,
                          const gchar           *format,
                          const gchar           *name,
                          OverpaintSentenceTone  tone)
{
  g_auto (GStrv)    halves   = g_strsplit (format, "%s", 2);
  g_autofree gchar *sentence = g_strjoinv (name, halves);

  g_signal_emit (self, signals[SAID], 0, sentence, tone);
}

static void
overpaint_worker_bar_update (OverpaintWorkerBar *self)
{
  gboolean                is_worker = self->row != NULL && self->row->plan != NULL && self->row->problem == NULL;
  OverpaintWorkerActivity activity  = OVERPAINT_WORKER_RESTING;

  if (is_worker)
    activity = overpaint_worker_text_find_out (self->keeper, self->row, NULL);

  gtk_widget_set_sensitive (self->start, is_worker && (activity == OVERPAINT_WORKER_RESTING ||
                                                       activity == OVERPAINT_WORKER_BROKEN));
  gtk_widget_set_sensitive (self->stop, is_worker && (activity == OVERPAINT_WORKER_BEGINNING ||
                                                      activity == OVERPAINT_WORKER_RUNNING));
}

static void
on_saved (OverpaintWorkerBar *self,
          const gchar        *name,
          const gchar        *sentence)
{
  g_signal_emit (self, signals[CHANGED], 0, name, sentence);
}

static GtkWidget *
overpaint_worker_bar_open (OverpaintWorkerBar       *self,
                           const OverpaintServerRow *row)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_toplevel (GTK_WIDGET (self)));
  GtkWidget *dialog = overpaint_worker_dialog_new (window, self->keeper, row);

  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);

  return dialog;
}

static void
on_make_clicked (OverpaintWorkerBar *self)
{
  gtk_window_present (GTK_WINDOW (overpaint_worker_bar_open (self, NULL)));
}

static void
on_start_clicked (OverpaintWorkerBar *self)
{
  GtkWidget *dialog = overpaint_worker_bar_open (self, self->row);

  overpaint_worker_dialog_start (OVERPAINT_WORKER_DIALOG (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

typedef struct
{
  OverpaintWorkerBar *bar;
  gchar              *name;
  gboolean            is_to_go;   /* from the list as well */
} Ending;

static void
ending_free (Ending *ending)
{
  g_object_unref (ending->bar);
  g_free (ending->name);
  g_free (ending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ending, ending_free)

static void
overpaint_worker_bar_take_away (OverpaintWorkerBar *self,
                                const gchar        *name)
{
  g_autoptr (GError) error = NULL;

  if (OVERPAINT_SERVER_KEEPER_GET_IFACE (self->keeper)->remove (self->keeper, name, &error))
    g_signal_emit (self, signals[CHANGED], 0, name, NULL);
  else
    g_signal_emit (self, signals[SAID], 0, error->message, OVERPAINT_SENTENCE_PROBLEM);
}

static void
on_stopped (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Ending)     ending = user_data;
  OverpaintWorkerOffice *office = OVERPAINT_WORKER_OFFICE (source);
  g_autoptr (GError)     error  = NULL;
  gboolean               is_off = OVERPAINT_WORKER_OFFICE_GET_IFACE (office)->stop_finish (office, result, &error);

  /* the window is gone */
  if (g_cancellable_is_cancelled (ending->bar->cancellable))
    return;

  overpaint_worker_bar_update (ending->bar);

  if (! is_off)
    g_signal_emit (ending->bar, signals[SAID], 0, error->message, OVERPAINT_SENTENCE_PROBLEM);
  else if (ending->is_to_go)
    overpaint_worker_bar_take_away (ending->bar, ending->name);
  else
    overpaint_worker_bar_say (ending->bar, _("“%s” was stopped; its memory is free again."), ending->name,
                              OVERPAINT_SENTENCE_PLAIN);
}

static void
overpaint_worker_bar_end (OverpaintWorkerBar *self,
                          const gchar        *name,
                          gboolean            is_to_go)
{
  Ending *ending = g_new0 (Ending, 1);

  ending->bar      = g_object_ref (self);
  ending->name     = g_strdup (name);
  ending->is_to_go = is_to_go;

  overpaint_worker_bar_say (self, _("Stopping “%s”…"), name, OVERPAINT_SENTENCE_BUSY);

  /* it goes on when the window is closed: nobody wants a worker that is half stopped */
  OVERPAINT_WORKER_OFFICE_GET_IFACE (self->office)->stop_async (self->office, name, NULL, on_stopped, ending);
}

static void
on_stop_clicked (OverpaintWorkerBar *self)
{
  overpaint_worker_bar_end (self, self->row->name, FALSE);
}

static void
on_answered (GtkDialog *question,
             gint       response,
             Ending    *ending)
{
  g_autofree gchar *name = g_strdup (ending->name);
  OverpaintWorkerBar *bar = ending->bar;

  if (response == GTK_RESPONSE_OK && bar->office != NULL)
    overpaint_worker_bar_end (bar, name, TRUE);

  gtk_widget_destroy (GTK_WIDGET (question));
}

static void
free_ending (gpointer  ending,
             GClosure *closure)
{
  ending_free (ending);
}

static void
overpaint_worker_bar_ask (OverpaintWorkerBar *self,
                          const gchar        *name)
{
  GtkWindow *window   = GTK_WINDOW (gtk_widget_get_toplevel (GTK_WIDGET (self)));
  Ending    *ending   = g_new0 (Ending, 1);
  GtkWidget *question = gtk_message_dialog_new (window, GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT,
                                                GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE,
                                                _("“%s” is running. Stop it, and remove it from the list?"), name);

  ending->bar  = g_object_ref (self);
  ending->name = g_strdup (name);
  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (question), "%s",
                                            _("A picture that it is painting is lost. The files of the program and "
                                              "of the model stay where they are."));
  gtk_window_set_title (GTK_WINDOW (question), _("Remove Server"));
  gtk_dialog_add_button (GTK_DIALOG (question), _("_Cancel"), GTK_RESPONSE_CANCEL);
  gtk_dialog_add_button (GTK_DIALOG (question), _("Stop and _Remove"), GTK_RESPONSE_OK);
  gtk_dialog_set_default_response (GTK_DIALOG (question), GTK_RESPONSE_CANCEL);
  g_signal_connect_data (question, "response", G_CALLBACK (on_answered), ending, free_ending, 0);
  gtk_window_present (GTK_WINDOW (question));
}

static GtkWidget *
overpaint_worker_bar_add (OverpaintWorkerBar *self,
                          const gchar        *label,
                          const gchar        *tooltip,
                          GCallback           callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_pack_start (GTK_BOX (self), button, FALSE, FALSE, 0);
  gtk_widget_show (button);

  return button;
}

static void
overpaint_worker_bar_init (OverpaintWorkerBar *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);

  overpaint_worker_bar_add (self, _("Start One for _Me..."),
                            _("Have Overpaint start a server on this computer, for your own GPU"),
                            G_CALLBACK (on_make_clicked));
  self->start = overpaint_worker_bar_add (self, _("Start No_w"),
                                          _("Start the chosen server now, so that the first picture need not wait"),
                                          G_CALLBACK (on_start_clicked));
  self->stop  = overpaint_worker_bar_add (self, _("Sto_p"),
                                          _("Stop the chosen server, so that its memory is free for other programs"),
                                          G_CALLBACK (on_stop_clicked));
}

/**
 * overpaint_worker_bar_new:
 * @keeper: knows the servers; has an office, or none
 *
 * Returns: (transfer floating): buttons, hidden where there is no office
 */
GtkWidget *
overpaint_worker_bar_new (OverpaintServerKeeper *keeper)
{
  OverpaintWorkerBar    *self   = g_object_new (OVERPAINT_TYPE_WORKER_BAR, NULL);
  OverpaintWorkerOffice *office = overpaint_server_keeper_get_office (keeper);

  self->keeper = g_object_ref (keeper);

  if (office != NULL)
    {
      self->office = g_object_ref (office);
      g_signal_connect_object (office, "news", G_CALLBACK (overpaint_worker_bar_update), self, G_CONNECT_SWAPPED);
    }

  gtk_widget_set_visible (GTK_WIDGET (self), office != NULL);
  gtk_widget_set_no_show_all (GTK_WIDGET (self), TRUE);
  overpaint_worker_bar_update (self);

  return GTK_WIDGET (self);
}

/**
 * overpaint_worker_bar_set_row:
 * @self: a bar
 * @row: (transfer none) (nullable): the chosen server, which stays valid until another one is set
 *
 * Says which server the buttons are for.
 */
void
overpaint_worker_bar_set_row (OverpaintWorkerBar       *self,
                              const OverpaintServerRow *row)
{
  self->row = row;
  overpaint_worker_bar_update (self);
}

/**
 * overpaint_worker_bar_edit:
 * @self: a bar
 * @row: a server
 *
 * Opens the window of a server that Overpaint starts.
 *
 * Returns: whether it is one
 */
gboolean
overpaint_worker_bar_edit (OverpaintWorkerBar       *self,
                           const OverpaintServerRow *row)
{
  if (row->plan == NULL)
    return FALSE;

  if (self->office != NULL)
    gtk_window_present (GTK_WINDOW (overpaint_worker_bar_open (self, row)));

  return TRUE;
}

/**
 * overpaint_worker_bar_remove:
 * @self: a bar
 * @row: a server
 *
 * Removes a server that Overpaint starts; where it runs, the artist is asked, and it is stopped first.
 *
 * Returns: whether it is one
 */
gboolean
overpaint_worker_bar_remove (OverpaintWorkerBar       *self,
                             const OverpaintServerRow *row)
{
  OverpaintWorkerActivity activity;

  if (row->plan == NULL)
    return FALSE;

  activity = overpaint_worker_text_find_out (self->keeper, row, NULL);
  if (self->office != NULL && (activity == OVERPAINT_WORKER_BEGINNING || activity == OVERPAINT_WORKER_RUNNING))
    overpaint_worker_bar_ask (self, row->name);
  else
    overpaint_worker_bar_take_away (self, row->name);

  return TRUE;
}
