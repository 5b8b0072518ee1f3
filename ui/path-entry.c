/* path-entry.c: where a file or a folder is chosen or typed
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "path-entry.h"

struct _OverpaintPathEntry
{
  GtkBox                parent_instance;

  gchar                *title;      /* of the window that chooses */
  gboolean              is_folder;
  GtkFileChooserNative *chooser;    /* while it is open */

  GtkWidget            *entry;
  GtkWidget            *browse;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_IS_FOLDER,
  PROP_PLACEHOLDER,
  N_PROPERTIES
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintPathEntry, overpaint_path_entry, GTK_TYPE_BOX)

static void
overpaint_path_entry_end_choice (OverpaintPathEntry *self)
{
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
}

static void
overpaint_path_entry_dispose (GObject *object)
{
  overpaint_path_entry_end_choice (OVERPAINT_PATH_ENTRY (object));

  G_OBJECT_CLASS (overpaint_path_entry_parent_class)->dispose (object);
}

static void
overpaint_path_entry_finalize (GObject *object)
{
  g_free (OVERPAINT_PATH_ENTRY (object)->title);

  G_OBJECT_CLASS (overpaint_path_entry_parent_class)->finalize (object);
}

static void
overpaint_path_entry_set_property (GObject      *object,
                                   guint         property,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  OverpaintPathEntry *self = OVERPAINT_PATH_ENTRY (object);

  switch (property)
    {
    case PROP_TITLE:
      g_free (self->title);
      self->title = g_value_dup_string (value);
      atk_object_set_name (gtk_widget_get_accessible (self->browse), self->title != NULL ? self->title : "");
      gtk_widget_set_tooltip_text (self->browse, self->title);
      break;

    case PROP_IS_FOLDER:
      self->is_folder = g_value_get_boolean (value);
      break;

    case PROP_PLACEHOLDER:
      gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
      break;
    }
}

static void
overpaint_path_entry_grab_focus (GtkWidget *widget)
{
  gtk_widget_grab_focus (OVERPAINT_PATH_ENTRY (widget)->entry);
}

static void
overpaint_path_entry_class_init (OverpaintPathEntryClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose      = overpaint_path_entry_dispose;
  object_class->finalize     = overpaint_path_entry_finalize;
  object_class->set_property = overpaint_path_entry_set_property;
  widget_class->grab_focus   = overpaint_path_entry_grab_focus;

  /**
   * OverpaintPathEntry:title:
   *
   * What is chosen, as the title of the window that chooses, such as “Choose a Model File”.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  /**
   * OverpaintPathEntry:is-folder:
   *
   * Whether it is a folder that is chosen.
   */
  properties[PROP_IS_FOLDER] = g_param_spec_boolean ("is-folder", NULL, NULL, FALSE,
                                                     G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  /**
   * OverpaintPathEntry:placeholder:
   *
   * What stands in the entry while nothing else does.
   */
  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL,
                                                      G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * OverpaintPathEntry::changed:
   * @entry: the entry
   *
   * Another path has been typed or chosen.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
on_entry_changed (OverpaintPathEntry *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_chosen (GtkNativeDialog    *chooser,
           gint                response,
           OverpaintPathEntry *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autofree gchar *path = gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (chooser));

      if (path != NULL)
        overpaint_path_entry_set_path (self, path);
    }

  overpaint_path_entry_end_choice (self);
  gtk_widget_grab_focus (self->entry);
}

static void
on_browse_clicked (OverpaintPathEntry *self)
{
  GtkWidget        *window = gtk_widget_get_toplevel (GTK_WIDGET (self));
  g_autofree gchar *path   = overpaint_path_entry_get_path (self);

  if (self->chooser == NULL)
    {
      self->chooser = gtk_file_chooser_native_new (self->title, GTK_IS_WINDOW (window) ? GTK_WINDOW (window) : NULL,
                                                   self->is_folder ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER
                                                                   : GTK_FILE_CHOOSER_ACTION_OPEN,
                                                   _("_Choose"), _("_Cancel"));
      gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        gtk_file_chooser_set_filename (GTK_FILE_CHOOSER (self->chooser), path);
      g_signal_connect (self->chooser, "response", G_CALLBACK (on_chosen), self);
    }

  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_dropped (OverpaintPathEntry *self,
            GdkDragContext     *context,
            gint                x,
            gint                y,
            GtkSelectionData   *data,
            guint               info,
            guint               when)
{
  g_auto (GStrv)    uris = gtk_selection_data_get_uris (data);
  g_autofree gchar *path = uris != NULL && uris[0] != NULL ? g_filename_from_uri (uris[0], NULL, NULL) : NULL;

  if (path == NULL)
    return;

  /* or the entry types the address as well */
  g_signal_stop_emission_by_name (self->entry, "drag-data-received");
  overpaint_path_entry_set_path (self, path);
  gtk_drag_finish (context, TRUE, FALSE, when);
}

static void
overpaint_path_entry_init (OverpaintPathEntry *self)
{
  self->entry  = gtk_entry_new ();
  self->browse = gtk_button_new_with_label (_("Browse..."));

  gtk_entry_set_activates_default (GTK_ENTRY (self->entry), TRUE);
  gtk_drag_dest_add_uri_targets (self->entry);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_entry_changed), self);
  g_signal_connect_swapped (self->entry, "drag-data-received", G_CALLBACK (on_dropped), self);
  g_signal_connect_swapped (self->browse, "clicked", G_CALLBACK (on_browse_clicked), self);

  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_box_pack_start (GTK_BOX (self), self->entry, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self), self->browse, FALSE, FALSE, 0);
  gtk_widget_show (self->entry);
  gtk_widget_show (self->browse);
}

/**
 * overpaint_path_entry_set_label:
 * @self: an entry
 * @label: the label before it, whose letter brings the keyboard here
 * @tooltip: (nullable): what the path is for
 *
 * Joins the label and the entry.
 */
void
overpaint_path_entry_set_label (OverpaintPathEntry *self,
                                GtkWidget          *label,
                                const gchar        *tooltip)
{
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->entry);
  atk_object_set_name (gtk_widget_get_accessible (self->entry), gtk_label_get_text (GTK_LABEL (label)));
  gtk_widget_set_tooltip_text (self->entry, tooltip);
}

/**
 * overpaint_path_entry_set_path:
 * @self: an entry
 * @path: (type filename): a path, or ""
 *
 * Shows a path, its end first: that is where paths differ.
 */
void
overpaint_path_entry_set_path (OverpaintPathEntry *self,
                               const gchar        *path)
{
  g_autofree gchar *text = g_filename_to_utf8 (path, -1, NULL, NULL, NULL);

  gtk_entry_set_text (GTK_ENTRY (self->entry), text != NULL ? text : "");
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

/**
 * overpaint_path_entry_get_path:
 * @self: an entry
 *
 * Returns: (transfer full) (type filename): the path, as far as it was typed; "" for none
 */
gchar *
overpaint_path_entry_get_path (OverpaintPathEntry *self)
{
  g_autofree gchar *text = g_strstrip (g_strdup (gtk_entry_get_text (GTK_ENTRY (self->entry))));
  gsize             end  = strlen (text);
  gchar            *path;

  if (end >= 2 && (*text == '\'' || *text == '"') && text[end - 1] == *text)
    {
      text[end - 1] = '\0';
      memmove (text, text + 1, end - 1);
    }

  if (g_str_has_prefix (text, "file://"))
    return (path = g_filename_from_uri (text, NULL, NULL)) != NULL ? path : g_strdup (text);

  if (*text == '~' && (text[1] == '\0' || G_IS_DIR_SEPARATOR (text[1])))
    return g_build_filename (g_get_home_dir (), text + 1, NULL);

  path = g_filename_from_utf8 (text, -1, NULL, NULL, NULL);

  return path != NULL ? path : g_strdup (text);
}
