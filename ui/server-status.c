/* server-status.c: whether a server answers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "server-status.h"
#include "ui-resources.h"
#include "worker-text.h"

/* Green and red that can be told from light and dark backgrounds; the sign's shape and a word say
 * the same.
 */
#define SIGN_STYLE \
  ".overpaint-answers { color: #2a9d5c; }" \
  ".overpaint-silent { color: #e0533d; }"

typedef enum
{
  STATUS_UNKNOWN,
  STATUS_ASKING,
  STATUS_ANSWERS,
  STATUS_SILENT,
  STATUS_UNUSABLE
} Status;

struct _OverpaintServerStatus
{
  GtkButton                 parent_instance;

  OverpaintServerKeeper    *keeper;
  const OverpaintServerRow *row;       /* the picker's, until it sets another one */
  GCancellable             *asking;

  GtkWidget                *sign;
  GtkWidget                *word;
};

enum
{
  ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintServerStatus, overpaint_server_status, GTK_TYPE_BUTTON)

static void
overpaint_server_status_stop_asking (OverpaintServerStatus *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
overpaint_server_status_dispose (GObject *object)
{
  OverpaintServerStatus *self = OVERPAINT_SERVER_STATUS (object);

  overpaint_server_status_stop_asking (self);
  g_clear_object (&self->keeper);
  self->row = NULL;

  G_OBJECT_CLASS (overpaint_server_status_parent_class)->dispose (object);
}

static void
overpaint_server_status_show_sign (OverpaintServerStatus *self,
                                   const gchar           *icon,
                                   const gchar           *style,
                                   const gchar           *word)
{
  GtkStyleContext *context = gtk_widget_get_style_context (self->sign);

  gtk_style_context_remove_class (context, "overpaint-answers");
  gtk_style_context_remove_class (context, "overpaint-silent");
  if (style != NULL)
    gtk_style_context_add_class (context, style);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->sign), icon, GTK_ICON_SIZE_MENU);
  gtk_label_set_text (GTK_LABEL (self->word), word);
  atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (self)), word);
}

static void
overpaint_server_status_explain (OverpaintServerStatus *self,
                                 const gchar           *why,
                                 const gchar           *tooltip)
{
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  atk_object_set_description (gtk_widget_get_accessible (GTK_WIDGET (self)), why != NULL ? why : "");
}

static void
overpaint_server_status_show (OverpaintServerStatus *self,
                              Status                 status,
                              const gchar           *why)
{
  static const struct
  {
    const gchar *icon;
    const gchar *style;
    const gchar *word;
  } signs[] =
  {
    [STATUS_UNKNOWN]  = { "dialog-question-symbolic", NULL, N_("Not asked") },
    [STATUS_ASKING]   = { "content-loading-symbolic", NULL, N_("Asking…") },
    [STATUS_ANSWERS]  = { "object-select-symbolic", "overpaint-answers", N_("Answers") },
    [STATUS_SILENT]   = { "dialog-warning-symbolic", "overpaint-silent", N_("Does not answer") },
    [STATUS_UNUSABLE] = { "dialog-warning-symbolic", "overpaint-silent", N_("Unusable") },
  };
  gboolean          can_ask = status != STATUS_UNKNOWN && status != STATUS_UNUSABLE;
  g_autofree gchar *tooltip = NULL;

  if (why != NULL && can_ask)
    tooltip = g_strdup_printf ("%s\n\n%s", why, _("Press to ask again."));

  overpaint_server_status_show_sign (self, signs[status].icon, signs[status].style, _(signs[status].word));
  overpaint_server_status_explain (self, why, tooltip != NULL ? tooltip : why);
}

/* One that Overpaint starts has no address to be asked at: whoever starts it knows how it is doing. */
static void
overpaint_server_status_show_worker (OverpaintServerStatus *self)
{
  g_autofree gchar          *sentence = NULL;
  const OverpaintWorkerWord *word     = NULL;

  word = overpaint_worker_text_get_word (overpaint_worker_text_find_out (self->keeper, self->row, &sentence));
  overpaint_server_status_show_sign (self, word->icon,
                                     word->is_good ? "overpaint-answers" : word->is_bad ? "overpaint-silent" : NULL,
                                     word->word);
  overpaint_server_status_explain (self, sentence, sentence);
}

static void
on_news (OverpaintServerStatus *self,
         const gchar           *name)
{
  if (self->row != NULL && self->row->plan != NULL && self->row->problem == NULL && g_str_equal (self->row->name, name))
    overpaint_server_status_show_worker (self);
}

static void
on_tested (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (OverpaintServerStatus)  self     = user_data;
  OverpaintServerKeeper             *keeper   = OVERPAINT_SERVER_KEEPER (source);
  g_autoptr (GError)                 error    = NULL;
  g_autofree gchar                  *sentence = NULL;

  sentence = OVERPAINT_SERVER_KEEPER_GET_IFACE (keeper)->test_finish (keeper, result, &error);

  /* another server has been chosen meanwhile, or the window is gone */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  overpaint_server_status_show (self, error != NULL ? STATUS_SILENT : STATUS_ANSWERS,
                                error != NULL ? error->message : sentence);

  if (error == NULL)
    g_signal_emit (self, signals[ANSWERED], 0);
}

static void
overpaint_server_status_ask (OverpaintServerStatus *self)
{
  overpaint_server_status_stop_asking (self);

  if (self->row == NULL)
    {
      overpaint_server_status_show (self, STATUS_UNKNOWN, NULL);
    }
  else if (self->row->problem != NULL)
    {
      overpaint_server_status_show (self, STATUS_UNUSABLE, self->row->problem);
    }
  else if (self->row->plan != NULL)
    {
      overpaint_server_status_show_worker (self);
    }
  else
    {
      overpaint_server_status_show (self, STATUS_ASKING, self->row->address);

      /* what nobody sees asks nobody */
      if (! gtk_widget_get_mapped (GTK_WIDGET (self)))
        return;

      self->asking = g_cancellable_new ();
      OVERPAINT_SERVER_KEEPER_GET_IFACE (self->keeper)->test_async (self->keeper, self->row, self->asking, on_tested,
                                                                    g_object_ref (self));
    }
}

static void
overpaint_server_status_map (GtkWidget *widget)
{
  OverpaintServerStatus *self = OVERPAINT_SERVER_STATUS (widget);

  GTK_WIDGET_CLASS (overpaint_server_status_parent_class)->map (widget);

  if (self->asking == NULL)
    overpaint_server_status_ask (self);
}

static void
add_sign_style (GtkWidget *sign)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_data (provider, SIGN_STYLE, -1, NULL);
  gtk_style_context_add_provider (gtk_widget_get_style_context (sign), GTK_STYLE_PROVIDER (provider),
                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
overpaint_server_status_class_init (OverpaintServerStatusClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = overpaint_server_status_dispose;
  widget_class->map               = overpaint_server_status_map;

  /**
   * OverpaintServerStatus::answered:
   * @status: the status
   *
   * The server has answered.
   */
  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);

  g_resources_register (overpaint_ui_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/server-status.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintServerStatus, sign);
  gtk_widget_class_bind_template_child (widget_class, OverpaintServerStatus, word);
  gtk_widget_class_bind_template_callback (widget_class, overpaint_server_status_ask);
}

static void
overpaint_server_status_init (OverpaintServerStatus *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_sign_style (self->sign);
  overpaint_server_status_show (self, STATUS_UNKNOWN, NULL);
}

/**
 * overpaint_server_status_new:
 * @keeper: asks servers
 *
 * Returns: (transfer floating): a status of no server
 */
GtkWidget *
overpaint_server_status_new (OverpaintServerKeeper *keeper)
{
  OverpaintServerStatus *self   = g_object_new (OVERPAINT_TYPE_SERVER_STATUS, NULL);
  OverpaintWorkerOffice *office = overpaint_server_keeper_get_office (keeper);

  self->keeper = g_object_ref (keeper);
  if (office != NULL)
    g_signal_connect_object (office, "news", G_CALLBACK (on_news), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * overpaint_server_status_set_row:
 * @self: a status
 * @row: (transfer none) (nullable): the server, which stays valid until another one is set
 *
 * Asks a server, in place of the one before.
 */
void
overpaint_server_status_set_row (OverpaintServerStatus    *self,
                                 const OverpaintServerRow *row)
{
  self->row = row;
  overpaint_server_status_ask (self);
}
