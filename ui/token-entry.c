/* token-entry.c: where a token is typed, and where it is kept
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "token-entry.h"

/* in characters: a sentence has two lines */
#define SENTENCE_LENGTH 44

struct _OverpaintTokenEntry
{
  GtkBox                 parent_instance;

  OverpaintServerKeeper *keeper;
  GCancellable          *cancellable;   /* with the address, and with the widget */
  gchar                 *address;

  GtkWidget             *entry;
  GtkWidget             *forget;
  GtkWidget             *place;
};

G_DEFINE_FINAL_TYPE (OverpaintTokenEntry, overpaint_token_entry, GTK_TYPE_BOX)

static void
overpaint_token_entry_dispose (GObject *object)
{
  OverpaintTokenEntry *self = OVERPAINT_TOKEN_ENTRY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->keeper);
  g_clear_pointer (&self->address, g_free);

  G_OBJECT_CLASS (overpaint_token_entry_parent_class)->dispose (object);
}

static void
overpaint_token_entry_grab_focus (GtkWidget *widget)
{
  gtk_widget_grab_focus (OVERPAINT_TOKEN_ENTRY (widget)->entry);
}

static void
overpaint_token_entry_class_init (OverpaintTokenEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose       = overpaint_token_entry_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = overpaint_token_entry_grab_focus;
}

static const gchar *
describe_place (OverpaintTokenPlace place)
{
  switch (place)
    {
    case OVERPAINT_TOKEN_KEYRING:
      return _("Your keyring has a token for this server. Type another one to replace it.");

    case OVERPAINT_TOKEN_WINDOW:
      return _("A token is kept until this window closes, because no keyring takes it.");

    case OVERPAINT_TOKEN_ENVIRONMENT:
      return _("OVERPAINT_TOKEN holds the token of this server, and wins over one from the keyring.");

    case OVERPAINT_TOKEN_NO_KEYRING:
      return _("No keyring answers here: a token is kept until this window closes.");

    case OVERPAINT_TOKEN_NONE:
    default:
      return _("A token is kept in your keyring, and sent to this server alone. Many servers need none.");
    }
}

static void
overpaint_token_entry_show_place (OverpaintTokenEntry *self,
                                  OverpaintTokenPlace  place)
{
  gtk_label_set_text (GTK_LABEL (self->place), describe_place (place));
  gtk_widget_set_sensitive (self->forget, place == OVERPAINT_TOKEN_KEYRING || place == OVERPAINT_TOKEN_WINDOW);
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (OverpaintTokenEntry)  self   = user_data;
  OverpaintServerKeeper           *keeper = OVERPAINT_SERVER_KEEPER (source);
  g_autoptr (GError)               error  = NULL;
  OverpaintTokenPlace              place;

  place = OVERPAINT_SERVER_KEEPER_GET_IFACE (keeper)->find_token_finish (keeper, result, &error);

  /* an address that has been replaced meanwhile ends with an error, too */
  if (error == NULL)
    overpaint_token_entry_show_place (self, place);
}

static void
on_forgotten (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (OverpaintTokenEntry)  self   = user_data;
  OverpaintServerKeeper           *keeper = OVERPAINT_SERVER_KEEPER (source);
  g_autoptr (GError)               error  = NULL;

  if (OVERPAINT_SERVER_KEEPER_GET_IFACE (keeper)->forget_token_finish (keeper, result, &error))
    {
      gtk_label_set_text (GTK_LABEL (self->place), _("The token is forgotten."));
      gtk_widget_grab_focus (self->entry);
    }
  else if (! g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gtk_label_set_text (GTK_LABEL (self->place), error->message);
      gtk_widget_set_sensitive (self->forget, TRUE);
    }
}

static void
on_forget_clicked (OverpaintTokenEntry *self)
{
  gtk_widget_set_sensitive (self->forget, FALSE);
  OVERPAINT_SERVER_KEEPER_GET_IFACE (self->keeper)->forget_token_async (
    self->keeper, self->address, self->cancellable, on_forgotten, g_object_ref (self));
}

static void
overpaint_token_entry_init (OverpaintTokenEntry *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);

  self->entry = gtk_entry_new ();
  gtk_entry_set_visibility (GTK_ENTRY (self->entry), FALSE);
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_PASSWORD);
  gtk_entry_set_activates_default (GTK_ENTRY (self->entry), TRUE);
  gtk_widget_set_tooltip_text (self->entry, _("The token or API key that the server's owner gave you"));

  self->forget = gtk_button_new_with_mnemonic (_("_Forget"));
  gtk_widget_set_tooltip_text (self->forget, _("Forget the token that is kept for this server"));
  g_signal_connect_swapped (self->forget, "clicked", G_CALLBACK (on_forget_clicked), self);

  self->place = gtk_label_new (NULL);
  gtk_label_set_line_wrap (GTK_LABEL (self->place), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (self->place), SENTENCE_LENGTH);
  gtk_label_set_max_width_chars (GTK_LABEL (self->place), SENTENCE_LENGTH);
  gtk_label_set_lines (GTK_LABEL (self->place), 2);
  gtk_label_set_xalign (GTK_LABEL (self->place), 0.0);

  gtk_box_pack_start (GTK_BOX (row), self->entry, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (row), self->forget, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (self), row, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (self), self->place, FALSE, FALSE, 0);
}

/**
 * overpaint_token_entry_new:
 * @keeper: who keeps tokens
 *
 * Returns: (transfer floating): an empty entry
 */
GtkWidget *
overpaint_token_entry_new (OverpaintServerKeeper *keeper)
{
  OverpaintTokenEntry *self = g_object_new (OVERPAINT_TYPE_TOKEN_ENTRY, NULL);

  self->keeper = g_object_ref (keeper);

  return GTK_WIDGET (self);
}

/**
 * overpaint_token_entry_set_label:
 * @self: an entry
 * @label: the label before it, whose letter brings the keyboard here
 *
 * Joins the label and the entry.
 */
void
overpaint_token_entry_set_label (OverpaintTokenEntry *self,
                                 GtkWidget           *label)
{
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->entry);
}

/**
 * overpaint_token_entry_set_address:
 * @self: an entry
 * @address: the address of the server, which may be half typed
 *
 * Says for which server the token is, and finds out whether one is kept.
 */
void
overpaint_token_entry_set_address (OverpaintTokenEntry *self,
                                   const gchar         *address)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_free (self->address);

  self->cancellable = g_cancellable_new ();
  self->address     = g_strdup (address);

  overpaint_token_entry_show_place (self, OVERPAINT_TOKEN_NONE);
  OVERPAINT_SERVER_KEEPER_GET_IFACE (self->keeper)->find_token_async (
    self->keeper, address, self->cancellable, on_found, g_object_ref (self));
}

/**
 * overpaint_token_entry_get_text:
 * @self: an entry
 *
 * Returns: (transfer none): what is typed; "" leaves the token as it is
 */
const gchar *
overpaint_token_entry_get_text (OverpaintTokenEntry *self)
{
  return gtk_entry_get_text (GTK_ENTRY (self->entry));
}
