/* worker-dialog.c: a window for a server that Overpaint starts
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "worker-dialog.h"
#include "worker-form.h"
#include "worker-starter.h"
#include "worker-text.h"

/* in pixels: a path and its button fit */
#define WIDTH 560

/* a check runs a program: not with every letter of its path */
#define CHECK_MILLISECONDS 400

#define RESPONSE_START 1

struct _OverpaintWorkerDialog
{
  GtkDialog              parent_instance;

  OverpaintServerKeeper *keeper;
  OverpaintWorkerOffice *office;
  gchar                 *old_name;
  guint                  check_id;    /* until it begins */
  GCancellable          *checking;    /* while it is under way */

  GtkWidget             *form;
  GtkWidget             *starter;
};

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintWorkerDialog, overpaint_worker_dialog, GTK_TYPE_DIALOG)

static void
overpaint_worker_dialog_stop_check (OverpaintWorkerDialog *self)
{
  g_clear_handle_id (&self->check_id, g_source_remove);
  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
}

static void
overpaint_worker_dialog_dispose (GObject *object)
{
  OverpaintWorkerDialog *self = OVERPAINT_WORKER_DIALOG (object);

  overpaint_worker_dialog_stop_check (self);
  g_clear_object (&self->office);
  g_clear_object (&self->keeper);

  G_OBJECT_CLASS (overpaint_worker_dialog_parent_class)->dispose (object);
}

static void
overpaint_worker_dialog_finalize (GObject *object)
{
  g_free (OVERPAINT_WORKER_DIALOG (object)->old_name);

  G_OBJECT_CLASS (overpaint_worker_dialog_parent_class)->finalize (object);
}

static OverpaintWorkerStarterState
overpaint_worker_dialog_get_state (OverpaintWorkerDialog *self)
{
  return overpaint_worker_starter_get_state (OVERPAINT_WORKER_STARTER (self->starter));
}

static gboolean
overpaint_worker_dialog_is_busy (OverpaintWorkerDialog *self)
{
  OverpaintWorkerStarterState state = overpaint_worker_dialog_get_state (self);

  return state == OVERPAINT_WORKER_STARTER_STARTING || state == OVERPAINT_WORKER_STARTER_ASKING;
}

static void
overpaint_worker_dialog_say (OverpaintWorkerDialog *self,
                             const gchar           *sentence,
                             OverpaintSentenceTone  tone)
{
  overpaint_worker_starter_say (OVERPAINT_WORKER_STARTER (self->starter), sentence, tone);
}

/* What can be pressed now. */
static void
overpaint_worker_dialog_update (OverpaintWorkerDialog *self)
{
  OverpaintWorkerForm *form    = OVERPAINT_WORKER_FORM (self->form);
  gboolean             is_busy = overpaint_worker_dialog_is_busy (self);
  gboolean             failed  = overpaint_worker_dialog_get_state (self) == OVERPAINT_WORKER_STARTER_FAILED;
  g_autofree gchar    *name    = overpaint_worker_form_get_name (form);
  gboolean             is_full = *name != '\0' && overpaint_worker_form_find_lacking (form) == NULL;
  GtkWidget           *start   = gtk_dialog_get_widget_for_response (GTK_DIALOG (self), RESPONSE_START);

  gtk_widget_set_sensitive (self->form, ! is_busy);
  gtk_dialog_set_response_sensitive (GTK_DIALOG (self), GTK_RESPONSE_OK, is_full && ! is_busy);
  gtk_dialog_set_response_sensitive (GTK_DIALOG (self), RESPONSE_START, is_full && ! is_busy);
  gtk_button_set_label (GTK_BUTTON (start), failed ? _("_Try Again") : _("Start No_w"));
}

static void
on_checked (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (OverpaintWorkerDialog)  self      = user_data;
  OverpaintWorkerOffice             *office    = OVERPAINT_WORKER_OFFICE (source);
  g_autoptr (GError)                 error     = NULL;
  g_autofree gchar                  *sentences = NULL;

  sentences = OVERPAINT_WORKER_OFFICE_GET_IFACE (office)->check_finish (office, result, &error);

  /* something else is filled in or being started meanwhile, or the window is gone */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->office == NULL)
    return;

  g_clear_object (&self->checking);
  overpaint_worker_dialog_say (self, error != NULL ? error->message : sentences,
                               error != NULL ? OVERPAINT_SENTENCE_PROBLEM : OVERPAINT_SENTENCE_PLAIN);
}

static gboolean
on_time_to_check (gpointer user_data)
{
  OverpaintWorkerDialog           *self = OVERPAINT_WORKER_DIALOG (user_data);
  g_autoptr (OverpaintWorkerPlan)  plan = overpaint_worker_form_get_plan (OVERPAINT_WORKER_FORM (self->form));

  self->check_id = 0;
  self->checking = g_cancellable_new ();
  overpaint_worker_dialog_say (self, _("Checking what is needed…"), OVERPAINT_SENTENCE_BUSY);
  OVERPAINT_WORKER_OFFICE_GET_IFACE (self->office)->check_async (self->office, plan, self->checking, on_checked,
                                                                 g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
on_form_changed (OverpaintWorkerDialog *self)
{
  const gchar *lacking = overpaint_worker_form_find_lacking (OVERPAINT_WORKER_FORM (self->form));

  overpaint_worker_dialog_stop_check (self);

  if (lacking != NULL)
    overpaint_worker_dialog_say (self, lacking, OVERPAINT_SENTENCE_PLAIN);
  else
    self->check_id = g_timeout_add (CHECK_MILLISECONDS, on_time_to_check, self);

  overpaint_worker_dialog_update (self);
}

/* Returns: what is to be said of it; NULL where it could not be saved, which has been said */
static gchar *
overpaint_worker_dialog_save (OverpaintWorkerDialog *self)
{
  g_autoptr (OverpaintWorkerPlan)  plan  = overpaint_worker_form_get_plan (OVERPAINT_WORKER_FORM (self->form));
  g_autofree gchar                *name  = overpaint_worker_form_get_name (OVERPAINT_WORKER_FORM (self->form));
  g_autoptr (OverpaintWorkerNews)  news  = NULL;
  const gchar                     *said  = _("Saved. It starts with the first picture that it is asked for.");
  g_autoptr (GError)               error = NULL;

  overpaint_worker_dialog_stop_check (self);

  if (! OVERPAINT_WORKER_OFFICE_GET_IFACE (self->office)->save (self->office, self->old_name, name, plan, &error))
    {
      overpaint_worker_dialog_say (self, error->message, OVERPAINT_SENTENCE_PROBLEM);
      return NULL;
    }

  /* what is pressed next changes the server that has just been saved */
  g_free (self->old_name);
  self->old_name = g_strdup (name);

  news = OVERPAINT_WORKER_OFFICE_GET_IFACE (self->office)->get_news (self->office, name);
  if (news != NULL && news->activity == OVERPAINT_WORKER_RUNNING)
    said = _("Saved. It is running; what you have changed counts from its next start on.");

  return g_strdup (said);
}

static void
overpaint_worker_dialog_tell (OverpaintWorkerDialog *self,
                              const gchar           *sentence)
{
  g_signal_emit (self, signals[SAVED], 0, self->old_name, sentence);
}

static void
overpaint_worker_dialog_begin (OverpaintWorkerDialog *self)
{
  g_autofree gchar *said = overpaint_worker_dialog_save (self);

  if (said == NULL)
    return;

  overpaint_worker_dialog_tell (self, said);
  overpaint_worker_starter_begin (OVERPAINT_WORKER_STARTER (self->starter), self->old_name);
}

/* The form, and the buttons that belong to it. */
static void
overpaint_worker_dialog_show_form (OverpaintWorkerDialog *self,
                                   gboolean               visible)
{
  GtkDialog *dialog = GTK_DIALOG (self);

  gtk_widget_set_visible (self->form, visible);
  gtk_widget_set_visible (gtk_dialog_get_widget_for_response (dialog, GTK_RESPONSE_OK), visible);
  gtk_widget_set_visible (gtk_dialog_get_widget_for_response (dialog, RESPONSE_START), visible);
}

static void
on_starter_changed (OverpaintWorkerDialog *self)
{
  OverpaintWorkerStarterState state = overpaint_worker_dialog_get_state (self);

  overpaint_worker_dialog_update (self);

  if (! overpaint_worker_dialog_is_busy (self))
    overpaint_worker_dialog_show_form (self, TRUE);

  /* the keyboard is where the next press makes sense, not in what is greyed out */
  if (state == OVERPAINT_WORKER_STARTER_STARTING)
    gtk_widget_grab_focus (gtk_dialog_get_widget_for_response (GTK_DIALOG (self), GTK_RESPONSE_CANCEL));
  else if (state == OVERPAINT_WORKER_STARTER_FAILED)
    gtk_widget_grab_focus (gtk_dialog_get_widget_for_response (GTK_DIALOG (self), RESPONSE_START));
}

static void
on_started (OverpaintWorkerDialog *self)
{
  /* Translators: %s is the name of a server */
  g_autofree gchar *sentence = g_strdup_printf (_("“%s” is running."), self->old_name);

  overpaint_worker_dialog_tell (self, sentence);
  gtk_widget_destroy (GTK_WIDGET (self));
}

static void
overpaint_worker_dialog_save_and_close (OverpaintWorkerDialog *self)
{
  g_autofree gchar *said = overpaint_worker_dialog_save (self);

  if (said == NULL)
    return;

  overpaint_worker_dialog_tell (self, said);
  gtk_widget_destroy (GTK_WIDGET (self));
}

static void
overpaint_worker_dialog_response (GtkDialog *dialog,
                                  gint       response)
{
  OverpaintWorkerDialog *self = OVERPAINT_WORKER_DIALOG (dialog);

  if (response == GTK_RESPONSE_OK)
    overpaint_worker_dialog_save_and_close (self);
  else if (response == RESPONSE_START)
    overpaint_worker_dialog_begin (self);
  else if (response == GTK_RESPONSE_CANCEL && overpaint_worker_dialog_get_state (self) ==
                                              OVERPAINT_WORKER_STARTER_STARTING)
    overpaint_worker_starter_cancel (OVERPAINT_WORKER_STARTER (self->starter));
  else
    gtk_widget_destroy (GTK_WIDGET (dialog));
}

static void
overpaint_worker_dialog_class_init (OverpaintWorkerDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose  = overpaint_worker_dialog_dispose;
  object_class->finalize = overpaint_worker_dialog_finalize;

  GTK_DIALOG_CLASS (klass)->response = overpaint_worker_dialog_response;

  /**
   * OverpaintWorkerDialog::saved:
   * @dialog: the dialog
   * @name: the server's name
   * @sentence: what became of it
   *
   * The server has been saved, or its worker runs.
   */
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
overpaint_worker_dialog_init (OverpaintWorkerDialog *self)
{
  GtkWidget *content = gtk_dialog_get_content_area (GTK_DIALOG (self));

  self->form = overpaint_worker_form_new ();
  gtk_box_set_spacing (GTK_BOX (content), 12);
  gtk_container_set_border_width (GTK_CONTAINER (content), 12);
  gtk_box_pack_start (GTK_BOX (content), self->form, FALSE, FALSE, 0);

  gtk_dialog_add_button (GTK_DIALOG (self), _("_Cancel"), GTK_RESPONSE_CANCEL);
  gtk_dialog_add_button (GTK_DIALOG (self), _("_Save"), GTK_RESPONSE_OK);
  gtk_dialog_add_button (GTK_DIALOG (self), _("Start No_w"), RESPONSE_START);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, -1);
}

static gboolean
is_taken (GPtrArray   *rows,
          const gchar *name)
{
  guint i;

  for (i = 0; i < rows->len; i++)
    {
      if (g_str_equal (((OverpaintServerRow *) g_ptr_array_index (rows, i))->name, name))
        return TRUE;
    }

  return FALSE;
}

/* A name that no server has yet. */
static gchar *
make_name (OverpaintServerKeeper *keeper)
{
  g_autoptr (GPtrArray) rows   = OVERPAINT_SERVER_KEEPER_GET_IFACE (keeper)->list (keeper);
  gchar                *name   = g_strdup (_("My GPU"));
  guint                 number = 2;

  while (is_taken (rows, name))
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", _("My GPU"), number++);
    }

  return name;
}

/**
 * overpaint_worker_dialog_new:
 * @parent: the window that it belongs to
 * @keeper: knows the servers, and has an office
 * @row: (nullable): a server that has a plan, which is changed; %NULL makes one
 *
 * Returns: (transfer floating): the window
 */
GtkWidget *
overpaint_worker_dialog_new (GtkWindow                *parent,
                             OverpaintServerKeeper    *keeper,
                             const OverpaintServerRow *row)
{
  OverpaintWorkerDialog *self = g_object_new (OVERPAINT_TYPE_WORKER_DIALOG, NULL);
  OverpaintWorkerForm   *form = OVERPAINT_WORKER_FORM (self->form);
  g_autofree gchar      *name = row != NULL ? g_strdup (row->name) : make_name (keeper);

  self->keeper   = g_object_ref (keeper);
  self->office   = g_object_ref (overpaint_server_keeper_get_office (keeper));
  self->old_name = row != NULL ? g_strdup (row->name) : NULL;
  self->starter  = overpaint_worker_starter_new (self->office);
  gtk_box_pack_start (GTK_BOX (gtk_dialog_get_content_area (GTK_DIALOG (self))), self->starter, TRUE, TRUE, 0);

  gtk_window_set_title (GTK_WINDOW (self), row != NULL ? _("Change Server") : _("Start One for Me"));
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  gtk_dialog_set_default_response (GTK_DIALOG (self), row != NULL ? GTK_RESPONSE_OK : RESPONSE_START);

  overpaint_worker_form_set_name (form, name);
  if (row != NULL && row->plan != NULL)
    overpaint_worker_form_set_plan (form, row->plan);

  g_signal_connect_swapped (form, "changed", G_CALLBACK (on_form_changed), self);
  g_signal_connect_swapped (form, "renamed", G_CALLBACK (overpaint_worker_dialog_update), self);
  g_signal_connect_swapped (self->starter, "changed", G_CALLBACK (on_starter_changed), self);
  g_signal_connect_swapped (self->starter, "started", G_CALLBACK (on_started), self);
  on_form_changed (self);

  if (row != NULL && row->problem != NULL)
    overpaint_worker_dialog_say (self, row->problem, OVERPAINT_SENTENCE_PROBLEM);

  return GTK_WIDGET (self);
}

/**
 * overpaint_worker_dialog_start:
 * @self: a dialog with a server that is saved
 *
 * Starts the worker as it is saved, and shows how far that is; the form comes back where it does not work.
 */
void
overpaint_worker_dialog_start (OverpaintWorkerDialog *self)
{
  overpaint_worker_dialog_stop_check (self);
  overpaint_worker_dialog_show_form (self, FALSE);
  gtk_window_set_title (GTK_WINDOW (self), _("Start Server"));
  overpaint_worker_starter_begin (OVERPAINT_WORKER_STARTER (self->starter), self->old_name);
}
