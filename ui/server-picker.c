/* server-picker.c: a server, and whether it answers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "calm-combo.h"
#include "server-picker.h"
#include "server-status.h"
#include "ui-resources.h"

/* what an address has and a name has not, as the settings tell them apart */
#define ADDRESS_SIGNS ":/."

struct _OverpaintServerPicker
{
  GtkBox                 parent_instance;

  OverpaintServerKeeper *keeper;
  GPtrArray             *rows;
  gchar                 *server;        /* as a request names it: never NULL, "" for the default one */
  gboolean               is_filling;

  GtkListStore          *store;
  GtkWidget             *combo;
  GtkWidget             *status_place;
  GtkWidget             *status;
};

enum
{
  CHANGED,
  ANSWERED,
  SERVERS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintServerPicker, overpaint_server_picker, GTK_TYPE_BOX)

static void
overpaint_server_picker_dispose (GObject *object)
{
  OverpaintServerPicker *self = OVERPAINT_SERVER_PICKER (object);

  g_clear_object (&self->keeper);

  G_OBJECT_CLASS (overpaint_server_picker_parent_class)->dispose (object);
}

static void
overpaint_server_picker_finalize (GObject *object)
{
  OverpaintServerPicker *self = OVERPAINT_SERVER_PICKER (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->server, g_free);

  G_OBJECT_CLASS (overpaint_server_picker_parent_class)->finalize (object);
}

static void
overpaint_server_picker_grab_focus (GtkWidget *widget)
{
  gtk_widget_grab_focus (OVERPAINT_SERVER_PICKER (widget)->combo);
}

static gint
compare_rows (gconstpointer first,
              gconstpointer second)
{
  const OverpaintServerRow *a = *(const OverpaintServerRow * const *) first;
  const OverpaintServerRow *b = *(const OverpaintServerRow * const *) second;

  return (a->is_default ? 0 : 1) - (b->is_default ? 0 : 1);
}

static gint
overpaint_server_picker_find (OverpaintServerPicker *self)
{
  guint i;

  for (i = 0; i < self->rows->len; i++)
    {
      const OverpaintServerRow *row = g_ptr_array_index (self->rows, i);

      if (*self->server == '\0' ? row->is_default : g_str_equal (row->name, self->server))
        return (gint) i;
    }

  return -1;
}

/* A server that is not configured: an address that somebody has given, or a name of former days. */
static void
overpaint_server_picker_add_stranger (OverpaintServerPicker *self)
{
  OverpaintServerRow *row = overpaint_server_row_new ();

  g_free (row->name);
  row->name = g_strdup (self->server);

  if (strpbrk (self->server, ADDRESS_SIGNS) != NULL)
    {
      g_free (row->address);
      row->address = g_strdup (self->server);
    }
  else
    {
      row->problem = g_strdup_printf (_("No server is called “%s”."), self->server);
    }

  g_ptr_array_add (self->rows, row);
}

static void
overpaint_server_picker_fill (OverpaintServerPicker *self)
{
  guint i;

  /* the status has a row of the list that goes */
  overpaint_server_status_set_row (OVERPAINT_SERVER_STATUS (self->status), NULL);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = OVERPAINT_SERVER_KEEPER_GET_IFACE (self->keeper)->list (self->keeper);
  g_ptr_array_sort (self->rows, compare_rows);

  if (*self->server != '\0' && overpaint_server_picker_find (self) < 0)
    overpaint_server_picker_add_stranger (self);

  self->is_filling = TRUE;
  gtk_list_store_clear (self->store);

  for (i = 0; i < self->rows->len; i++)
    {
      const OverpaintServerRow *row  = g_ptr_array_index (self->rows, i);
      g_autofree gchar         *name = NULL;

      name = row->is_default ? g_strdup_printf (_("%s (default)"), row->name) : g_strdup (row->name);
      gtk_list_store_insert_with_values (self->store, NULL, -1, 0, name, -1);
    }

  gtk_combo_box_set_active (GTK_COMBO_BOX (self->combo), overpaint_server_picker_find (self));
  self->is_filling = FALSE;

  overpaint_server_status_set_row (OVERPAINT_SERVER_STATUS (self->status), overpaint_server_picker_get_row (self));
}

static void
on_combo_changed (OverpaintServerPicker *self)
{
  gint active = gtk_combo_box_get_active (GTK_COMBO_BOX (self->combo));

  if (self->is_filling || active < 0)
    return;

  g_free (self->server);
  self->server = g_strdup (((OverpaintServerRow *) g_ptr_array_index (self->rows, (guint) active))->name);
  overpaint_server_status_set_row (OVERPAINT_SERVER_STATUS (self->status), overpaint_server_picker_get_row (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_answered (OverpaintServerPicker *self)
{
  g_signal_emit (self, signals[ANSWERED], 0);
}

static void
on_servers_clicked (OverpaintServerPicker *self)
{
  g_signal_emit (self, signals[SERVERS], 0);
}

static void
overpaint_server_picker_class_init (OverpaintServerPickerClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose    = overpaint_server_picker_dispose;
  object_class->finalize   = overpaint_server_picker_finalize;
  widget_class->grab_focus = overpaint_server_picker_grab_focus;

  /**
   * OverpaintServerPicker::changed:
   * @picker: the picker
   *
   * Another server has been chosen.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  /**
   * OverpaintServerPicker::answered:
   * @picker: the picker
   *
   * The chosen server has answered.
   */
  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);

  /**
   * OverpaintServerPicker::servers:
   * @picker: the picker
   *
   * The button "Servers..." has been pressed.
   */
  signals[SERVERS] = g_signal_new ("servers", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  g_type_ensure (OVERPAINT_TYPE_CALM_COMBO);
  g_resources_register (overpaint_ui_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/server-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintServerPicker, store);
  gtk_widget_class_bind_template_child (widget_class, OverpaintServerPicker, combo);
  gtk_widget_class_bind_template_child (widget_class, OverpaintServerPicker, status_place);
  gtk_widget_class_bind_template_callback (widget_class, on_combo_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_servers_clicked);
}

static void
overpaint_server_picker_init (OverpaintServerPicker *self)
{
  self->server = g_strdup ("");

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * overpaint_server_picker_new:
 * @field: the field that it is for, which has the tooltip
 * @keeper: knows the servers, and asks them
 *
 * Returns: (transfer floating): a picker that has chosen the default server
 */
GtkWidget *
overpaint_server_picker_new (const OverpaintField  *field,
                             OverpaintServerKeeper *keeper)
{
  OverpaintServerPicker *self = g_object_new (OVERPAINT_TYPE_SERVER_PICKER, NULL);

  self->keeper = g_object_ref (keeper);
  self->status = overpaint_server_status_new (keeper);
  g_signal_connect_object (self->status, "answered", G_CALLBACK (on_answered), self, G_CONNECT_SWAPPED);
  gtk_box_pack_start (GTK_BOX (self->status_place), self->status, FALSE, FALSE, 0);
  gtk_widget_set_tooltip_text (self->combo, _(field->tooltip));
  overpaint_server_picker_fill (self);

  return GTK_WIDGET (self);
}

/**
 * overpaint_server_picker_set_label:
 * @self: a picker
 * @label: the label before it, whose letter brings the keyboard here
 *
 * Joins the label and the list.
 */
void
overpaint_server_picker_set_label (OverpaintServerPicker *self,
                                   GtkWidget             *label)
{
  g_autoptr (GtkSizeGroup) height = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL);

  /* the label stands beside the list, not beside the whole picker */
  gtk_size_group_add_widget (height, label);
  gtk_size_group_add_widget (height, self->combo);
  gtk_widget_set_valign (label, GTK_ALIGN_START);

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->combo);

  /* or it is called what is chosen in it, or nothing */
  atk_object_set_name (gtk_widget_get_accessible (self->combo), gtk_label_get_text (GTK_LABEL (label)));
}

/**
 * overpaint_server_picker_get_server:
 * @self: a picker
 *
 * Returns: (transfer none): the server as a request names it: "" for the default one
 */
const gchar *
overpaint_server_picker_get_server (OverpaintServerPicker *self)
{
  return self->server;
}

/**
 * overpaint_server_picker_set_server:
 * @self: a picker
 * @server: a server as a request names it: a name, an address, or "" for the default one
 *
 * Chooses a server, without a signal. One that is not configured becomes a row of its own.
 */
void
overpaint_server_picker_set_server (OverpaintServerPicker *self,
                                    const gchar           *server)
{
  g_autofree gchar *former = self->server;

  self->server = g_strdup (server);

  if (! g_str_equal (former, server))
    overpaint_server_picker_fill (self);
}

/**
 * overpaint_server_picker_get_row:
 * @self: a picker
 *
 * Returns: (transfer none) (nullable): what is known of the chosen server
 */
const OverpaintServerRow *
overpaint_server_picker_get_row (OverpaintServerPicker *self)
{
  gint found = overpaint_server_picker_find (self);

  return found >= 0 ? g_ptr_array_index (self->rows, (guint) found) : NULL;
}

/**
 * overpaint_server_picker_refill:
 * @self: a picker
 *
 * Shows the servers as they are configured now, and asks the chosen one again.
 */
void
overpaint_server_picker_refill (OverpaintServerPicker *self)
{
  overpaint_server_picker_fill (self);
}
