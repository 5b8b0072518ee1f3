/* price-entry.c: an entry for what a server takes
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include "price-entry.h"
#include "settings.h"

/* Settings have the price of a pixel, people read that of a million. Nine digits behind the point
 * of the latter hold all that servers say of the former.
 */
#define MEGAPIXEL 1000000.0
#define DIGITS    9

struct _OverpaintPriceEntry
{
  GtkSpinButton parent_instance;

  gchar *kind;
};

G_DEFINE_FINAL_TYPE (OverpaintPriceEntry, overpaint_price_entry, GTK_TYPE_SPIN_BUTTON)

static void
overpaint_price_entry_finalize (GObject *object)
{
  g_free (OVERPAINT_PRICE_ENTRY (object)->kind);

  G_OBJECT_CLASS (overpaint_price_entry_parent_class)->finalize (object);
}

/* Zeros at the end would hide how little it is. */
static gint
overpaint_price_entry_output (GtkSpinButton *spin)
{
  g_autofree gchar *text = g_strdup_printf ("%.9g", gtk_spin_button_get_value (spin));

  if (strcmp (gtk_entry_get_text (GTK_ENTRY (spin)), text) != 0)
    gtk_entry_set_text (GTK_ENTRY (spin), text);

  return TRUE;
}

static void
overpaint_price_entry_class_init (OverpaintPriceEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize      = overpaint_price_entry_finalize;
  GTK_SPIN_BUTTON_CLASS (klass)->output = overpaint_price_entry_output;
}

static void
overpaint_price_entry_init (OverpaintPriceEntry *self)
{
  gtk_spin_button_set_range (GTK_SPIN_BUTTON (self), 0.0, MEGAPIXEL);
  gtk_spin_button_set_increments (GTK_SPIN_BUTTON (self), 0.001, 0.1);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (self), DIGITS);
  gtk_entry_set_activates_default (GTK_ENTRY (self), TRUE);
}

/**
 * overpaint_price_entry_new:
 *
 * Returns: (transfer floating): an entry that says nothing is taken
 */
GtkWidget *
overpaint_price_entry_new (void)
{
  return g_object_new (OVERPAINT_TYPE_PRICE_ENTRY, NULL);
}

/**
 * overpaint_price_entry_set_price:
 * @self: an entry
 * @price: US dollars per pixel, 0..1
 * @kind: kind of the server, as settings name it
 *
 * Shows what a server takes.
 */
void
overpaint_price_entry_set_price (OverpaintPriceEntry *self,
                                 gdouble              price,
                                 const gchar         *kind)
{
  g_free (self->kind);
  self->kind = g_strdup (kind);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self), price * MEGAPIXEL);
}

/**
 * overpaint_price_entry_get_price:
 * @self: an entry
 *
 * Returns: US dollars per pixel, 0..1
 */
gdouble
overpaint_price_entry_get_price (OverpaintPriceEntry *self)
{
  gtk_spin_button_update (GTK_SPIN_BUTTON (self));

  return gtk_spin_button_get_value (GTK_SPIN_BUTTON (self)) / MEGAPIXEL;
}

/**
 * overpaint_price_entry_change_kind:
 * @self: an entry
 * @kind: another kind of server, as settings name it
 *
 * Shows what servers of that kind usually take, unless somebody has typed a price: that one stays.
 */
void
overpaint_price_entry_change_kind (OverpaintPriceEntry *self,
                                   const gchar         *kind)
{
  gdouble usual = overpaint_settings_usual_price (self->kind);
  gdouble price = overpaint_price_entry_get_price (self);

  if (fabs (price - usual) <= 1e-9 * usual)
    price = overpaint_settings_usual_price (kind);

  overpaint_price_entry_set_price (self, price, kind);
}
