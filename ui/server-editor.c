/* server-editor.c: a window for one server and its token
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "price-entry.h"
#include "server-editor.h"
#include "token-entry.h"

/* in pixels and characters: an address fits, and sentences have three lines at most */
#define WIDTH           480
#define SENTENCE_LENGTH  56

#define LONGEST_TIMEOUT 86400
#define MOST_AT_ONCE       64

struct _OverpaintServerEditor
{
  GtkDialog              parent_instance;

  OverpaintServerKeeper *keeper;
  GCancellable          *cancellable;   /* with the window */
  gchar                 *old_name;

  GtkWidget             *grid;
  GtkWidget             *name;
  GtkWidget             *address;
  GtkWidget             *kind;
  GtkWidget             *parallel;
  GtkWidget             *price;
  GtkWidget             *connect_timeout;
  GtkWidget             *request_timeout;
  GtkWidget             *token;
  GtkWidget             *problem;
  GtkWidget             *problem_row;
};

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintServerEditor, overpaint_server_editor, GTK_TYPE_DIALOG)

static void
overpaint_server_editor_dispose (GObject *object)
{
  OverpaintServerEditor *self = OVERPAINT_SERVER_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->keeper);

  G_OBJECT_CLASS (overpaint_server_editor_parent_class)->dispose (object);
}

static void
overpaint_server_editor_finalize (GObject *object)
{
  OverpaintServerEditor *self = OVERPAINT_SERVER_EDITOR (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->old_name, g_free);

  G_OBJECT_CLASS (overpaint_server_editor_parent_class)->finalize (object);
}

static void
overpaint_server_editor_show_problem (OverpaintServerEditor *self,
                                      const gchar           *sentence)
{
  gtk_label_set_text (GTK_LABEL (self->problem), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->problem_row, sentence != NULL);
}

static void
overpaint_server_editor_set_busy (OverpaintServerEditor *self,
                                  gboolean               busy)
{
  gtk_widget_set_sensitive (self->grid, ! busy);
  gtk_dialog_set_response_sensitive (GTK_DIALOG (self), GTK_RESPONSE_OK, ! busy);
}

static void
overpaint_server_editor_end (OverpaintServerEditor *self,
                             const gchar           *sentence)
{
  g_signal_emit (self, signals[SAVED], 0, gtk_entry_get_text (GTK_ENTRY (self->name)), sentence);
  gtk_widget_destroy (GTK_WIDGET (self));
}

static void
on_token_kept (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (OverpaintServerEditor)  self   = user_data;
  OverpaintServerKeeper             *keeper = OVERPAINT_SERVER_KEEPER (source);
  g_autoptr (GError)                 error  = NULL;
  OverpaintTokenPlace                place;

  place = OVERPAINT_SERVER_KEEPER_GET_IFACE (keeper)->keep_token_finish (keeper, result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  overpaint_server_editor_set_busy (self, FALSE);

  if (error != NULL)
    overpaint_server_editor_show_problem (self, error->message);
  else if (place == OVERPAINT_TOKEN_WINDOW)
    overpaint_server_editor_end (self, _("No keyring takes the token: it is kept until this window closes. "
                                         "OVERPAINT_TOKEN can hold one for longer."));
  else
    overpaint_server_editor_end (self, _("Saved. The token is in your keyring."));
}

static gchar *
read_entry (GtkWidget *entry)
{
  return g_strstrip (g_strdup (gtk_entry_get_text (GTK_ENTRY (entry))));
}

static guint
read_number (GtkWidget *spin)
{
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));

  return (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (spin));
}

static void
overpaint_server_editor_save (OverpaintServerEditor *self)
{
  OverpaintServerKeeperInterface *iface = OVERPAINT_SERVER_KEEPER_GET_IFACE (self->keeper);
  g_autoptr (OverpaintServerRow)  row   = g_new0 (OverpaintServerRow, 1);
  const gchar                    *token = overpaint_token_entry_get_text (OVERPAINT_TOKEN_ENTRY (self->token));
  g_autoptr (GError)              error = NULL;

  row->name            = read_entry (self->name);
  row->address         = read_entry (self->address);
  row->kind            = g_strdup (gtk_combo_box_get_active_id (GTK_COMBO_BOX (self->kind)));
  row->parallel        = read_number (self->parallel);
  row->price           = overpaint_price_entry_get_price (OVERPAINT_PRICE_ENTRY (self->price));
  row->connect_timeout = read_number (self->connect_timeout);
  row->request_timeout = read_number (self->request_timeout);

  if (! iface->save (self->keeper, self->old_name, row, token, &error))
    {
      overpaint_server_editor_show_problem (self, error->message);
      return;
    }

  /* what is pressed next changes the server that has just been saved */
  g_free (self->old_name);
  self->old_name = g_strdup (row->name);
  gtk_entry_set_text (GTK_ENTRY (self->name), row->name);
  overpaint_server_editor_show_problem (self, NULL);

  if (*token == '\0')
    {
      overpaint_server_editor_end (self, _("Saved."));
      return;
    }

  overpaint_server_editor_set_busy (self, TRUE);
  iface->keep_token_async (self->keeper, row, token, self->cancellable, on_token_kept, g_object_ref (self));
}

static void
overpaint_server_editor_response (GtkDialog *dialog,
                                  gint       response)
{
  if (response == GTK_RESPONSE_OK)
    overpaint_server_editor_save (OVERPAINT_SERVER_EDITOR (dialog));
  else
    gtk_widget_destroy (GTK_WIDGET (dialog));
}

static void
overpaint_server_editor_class_init (OverpaintServerEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose  = overpaint_server_editor_dispose;
  object_class->finalize = overpaint_server_editor_finalize;

  GTK_DIALOG_CLASS (klass)->response = overpaint_server_editor_response;

  /**
   * OverpaintServerEditor::saved:
   * @editor: the editor
   * @name: the server's name
   * @sentence: what became of it
   *
   * The server has been saved, and so has the token, if one was typed.
   */
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
add_row (OverpaintServerEditor *self,
         gint                   row,
         const gchar           *label_text,
         GtkWidget             *widget,
         const gchar           *tooltip)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (label_text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), widget);
  /* or a list is called what is chosen in it */
  atk_object_set_name (gtk_widget_get_accessible (widget), gtk_label_get_text (GTK_LABEL (label)));
  gtk_widget_set_tooltip_text (widget, tooltip);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_grid_attach (GTK_GRID (self->grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), widget, 1, row, 1, 1);
}

static GtkWidget *
new_entry (void)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);

  return entry;
}

static GtkWidget *
new_spin (gdouble least,
          gdouble greatest)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (least, greatest, 1.0);

  gtk_entry_set_activates_default (GTK_ENTRY (spin), TRUE);

  return spin;
}

/* 0 leaves it to the kind of server, and is called so. */
static gboolean
on_parallel_output (GtkSpinButton *spin)
{
  if (gtk_spin_button_get_value_as_int (spin) != 0)
    return FALSE;

  if (strcmp (gtk_entry_get_text (GTK_ENTRY (spin)), _("Automatic")) != 0)
    gtk_entry_set_text (GTK_ENTRY (spin), _("Automatic"));

  return TRUE;
}

static gint
on_parallel_input (GtkSpinButton *spin,
                   gdouble       *value)
{
  if (strcmp (gtk_entry_get_text (GTK_ENTRY (spin)), _("Automatic")) != 0)
    return FALSE;

  *value = 0.0;

  return TRUE;
}

static void
on_kind_changed (OverpaintServerEditor *self)
{
  overpaint_price_entry_change_kind (OVERPAINT_PRICE_ENTRY (self->price),
                                     gtk_combo_box_get_active_id (GTK_COMBO_BOX (self->kind)));
}

static GtkWidget *
new_sentence (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), SENTENCE_LENGTH);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0);

  return label;
}

static void
overpaint_server_editor_init (OverpaintServerEditor *self)
{
  GtkWidget   *content = gtk_dialog_get_content_area (GTK_DIALOG (self));
  GtkWidget   *warning = gtk_image_new_from_icon_name ("dialog-warning-symbolic", GTK_ICON_SIZE_MENU);
  const gchar *kind;
  guint        i;

  self->cancellable = g_cancellable_new ();
  self->grid        = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 12);

  self->name            = new_entry ();
  self->address         = new_entry ();
  self->kind            = gtk_combo_box_text_new ();
  self->parallel        = new_spin (0, MOST_AT_ONCE);
  self->price           = overpaint_price_entry_new ();
  self->connect_timeout = new_spin (1, LONGEST_TIMEOUT);
  self->request_timeout = new_spin (1, LONGEST_TIMEOUT);

  for (i = 0; (kind = overpaint_server_keeper_get_kind (i)) != NULL; i++)
    gtk_combo_box_text_append (GTK_COMBO_BOX_TEXT (self->kind), kind, overpaint_server_keeper_name_kind (kind));

  gtk_entry_set_placeholder_text (GTK_ENTRY (self->address), "https://gateway.example.org");
  gtk_entry_set_input_purpose (GTK_ENTRY (self->address), GTK_INPUT_PURPOSE_URL);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (self->parallel), FALSE);
  g_signal_connect (self->parallel, "output", G_CALLBACK (on_parallel_output), NULL);
  g_signal_connect (self->parallel, "input", G_CALLBACK (on_parallel_input), NULL);

  add_row (self, 0, _("_Name"), self->name, _("What you call the server"));
  add_row (self, 1, _("_Address"), self->address,
           _("Web address of the server: https, or http for this computer alone"));
  add_row (self, 2, _("_Kind"), self->kind, _("What kind of server it is; Automatic asks it"));
  add_row (self, 4, _("_Pictures at Once"), self->parallel,
           _("How many pictures the server is asked for at a time; Automatic is 4, or 1 for a runner"));
  add_row (self, 5, _("Price per _Megapixel (US$)"), self->price,
           _("What the server takes for a million pixels of the layer as it is sent, for each picture; 0 is nothing. "
             "Overpaint only reckons with it"));
  add_row (self, 6, _("C_onnection Timeout (s)"), self->connect_timeout,
           _("How many seconds a connection may take"));
  add_row (self, 7, _("Picture Timeo_ut (s)"), self->request_timeout,
           _("How many seconds a picture may take in all; a server may have to load the model first"));

  self->problem     = new_sentence ();
  self->problem_row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_valign (warning, GTK_ALIGN_START);
  gtk_box_pack_start (GTK_BOX (self->problem_row), warning, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (self->problem_row), self->problem, TRUE, TRUE, 0);

  gtk_box_set_spacing (GTK_BOX (content), 12);
  gtk_container_set_border_width (GTK_CONTAINER (content), 12);
  gtk_box_pack_start (GTK_BOX (content), self->grid, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (content), self->problem_row, FALSE, FALSE, 0);
  gtk_widget_show_all (content);
  gtk_widget_hide (self->problem_row);

  gtk_dialog_add_button (GTK_DIALOG (self), _("_Cancel"), GTK_RESPONSE_CANCEL);
  gtk_dialog_add_button (GTK_DIALOG (self), _("_Save"), GTK_RESPONSE_OK);
  gtk_dialog_set_default_response (GTK_DIALOG (self), GTK_RESPONSE_OK);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, -1);
}

static void
on_address_changed (OverpaintServerEditor *self)
{
  overpaint_token_entry_set_address (OVERPAINT_TOKEN_ENTRY (self->token),
                                     gtk_entry_get_text (GTK_ENTRY (self->address)));
}

static void
overpaint_server_editor_add_token (OverpaintServerEditor *self)
{
  self->token = overpaint_token_entry_new (self->keeper);
  add_row (self, 3, _("_Token"), self->token, NULL);
  gtk_widget_set_valign (gtk_grid_get_child_at (GTK_GRID (self->grid), 0, 3), GTK_ALIGN_START);
  overpaint_token_entry_set_label (OVERPAINT_TOKEN_ENTRY (self->token),
                                   gtk_grid_get_child_at (GTK_GRID (self->grid), 0, 3));
  gtk_widget_show_all (self->grid);

  g_signal_connect_swapped (self->address, "changed", G_CALLBACK (on_address_changed), self);
  on_address_changed (self);
}

/**
 * overpaint_server_editor_new:
 * @parent: the window that it belongs to
 * @keeper: who saves
 * @row: (nullable): the server that is changed; %NULL adds one
 *
 * Returns: (transfer floating): the window
 */
GtkWidget *
overpaint_server_editor_new (GtkWindow                *parent,
                             OverpaintServerKeeper    *keeper,
                             const OverpaintServerRow *row)
{
  OverpaintServerEditor          *self   = g_object_new (OVERPAINT_TYPE_SERVER_EDITOR, NULL);
  g_autoptr (OverpaintServerRow)  blank  = overpaint_server_row_new ();
  const OverpaintServerRow       *source = row != NULL ? row : blank;

  self->keeper   = g_object_ref (keeper);
  self->old_name = row != NULL ? g_strdup (row->name) : NULL;

  gtk_window_set_title (GTK_WINDOW (self), row != NULL ? _("Change Server") : _("Add Server"));
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);

  gtk_entry_set_text (GTK_ENTRY (self->name), source->name);
  gtk_entry_set_text (GTK_ENTRY (self->address), source->address != NULL ? source->address : "");
  if (! gtk_combo_box_set_active_id (GTK_COMBO_BOX (self->kind), source->kind))
    gtk_combo_box_set_active (GTK_COMBO_BOX (self->kind), 0);
  overpaint_price_entry_set_price (OVERPAINT_PRICE_ENTRY (self->price), source->price, source->kind);
  g_signal_connect_swapped (self->kind, "changed", G_CALLBACK (on_kind_changed), self);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->parallel), source->parallel);
  gtk_spin_button_update (GTK_SPIN_BUTTON (self->parallel));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->connect_timeout), source->connect_timeout);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->request_timeout), source->request_timeout);

  if (source->is_ready_made)
    {
      gtk_widget_set_sensitive (self->name, FALSE);
      gtk_widget_set_tooltip_text (self->name, _("This server comes with Overpaint and keeps its name"));
      gtk_widget_grab_focus (self->address);
    }

  overpaint_server_editor_show_problem (self, source->problem);
  overpaint_server_editor_add_token (self);

  return GTK_WIDGET (self);
}

/**
 * overpaint_server_editor_new_filled:
 * @parent: the window that it belongs to
 * @keeper: who saves
 * @row: what is known of a server that is not configured yet
 *
 * Makes the window that adds a server of which only the token is not known; the keyboard is there.
 *
 * Returns: (transfer floating): the window
 */
GtkWidget *
overpaint_server_editor_new_filled (GtkWindow                *parent,
                                    OverpaintServerKeeper    *keeper,
                                    const OverpaintServerRow *row)
{
  OverpaintServerEditor *self = OVERPAINT_SERVER_EDITOR (overpaint_server_editor_new (parent, keeper, row));

  g_clear_pointer (&self->old_name, g_free);
  gtk_window_set_title (GTK_WINDOW (self), _("Add Server"));
  gtk_widget_grab_focus (self->token);

  return GTK_WIDGET (self);
}
