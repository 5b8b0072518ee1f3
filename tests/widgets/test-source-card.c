/* test-source-card.c: what would be sent, and the line that says what will happen
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "forecast-line.h"
#include "source-card.h"
#include "widget-tools.h"

static OverpaintPixels *
make_pixels (gint   width,
             gint   height,
             guint8 red,
             guint8 alpha)
{
  OverpaintPixels *pixels = overpaint_pixels_new (width, height, 4, NULL);
  guint8          *data   = overpaint_pixels_get_data (pixels);
  gint             i;

  for (i = 0; i < width * height; i++)
    {
      data[4 * i]     = red;
      data[4 * i + 3] = alpha;
    }

  return pixels;
}

/* The colour of the card's thumbnail as it is painted, at a place from its top left corner. */
static guint32
read_area (GtkWidget *card,
           gint       x,
           gint       y)
{
  GtkWidget       *area    = widget_find (card, GTK_TYPE_DRAWING_AREA, NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 96, 72);
  cairo_t         *cairo   = cairo_create (surface);
  guint32          colour;

  gtk_widget_draw (area, cairo);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  memcpy (&colour, cairo_image_surface_get_data (surface) + cairo_image_surface_get_stride (surface) * y + 4 * x, 4);
  cairo_surface_destroy (surface);

  return colour & 0xffffff;
}

static void
test_layer (void)
{
  GtkWidget                  *card   = overpaint_source_card_new ();
  GtkWidget                  *window = widget_open (card);
  g_autoptr (OverpaintPixels) opaque = make_pixels (96, 48, 255, 255);
  g_autoptr (OverpaintPixels) clear  = make_pixels (96, 48, 255, 0);
  OverpaintCanvasView         view   = { 0 };

  view.layer_name = (gchar *) "Sky <1>";
  view.width      = 3000;
  view.height     = 1500;
  view.thumbnail  = opaque;

  overpaint_source_card_show (OVERPAINT_SOURCE_CARD (card), &view);
  g_assert_true (widget_says (card, "Sky <1>"));
  g_assert_true (widget_says (card, "3000 × 1500"));
  g_assert_false (widget_says (card, "Selection only"));
  widget_find (card, GTK_TYPE_DRAWING_AREA, "Thumbnail of “Sky <1>”");
  g_assert_cmphex (read_area (card, 48, 36), ==, 0xff0000);
  g_assert_cmphex (read_area (card, 48, 5), !=, 0xff0000);

  view.is_part   = TRUE;
  view.thumbnail = clear;
  overpaint_source_card_show (OVERPAINT_SOURCE_CARD (card), &view);
  g_assert_true (widget_says (card, "Selection only"));
  g_assert_cmphex (read_area (card, 1, 13), ==, 0x999999);
  g_assert_cmphex (read_area (card, 9, 13), ==, 0x666666);

  gtk_widget_destroy (window);
}

/* A picture for a screen of 200 % is shrunk, a tall one is not cut off, a small one is not blown up. */
static void
test_sizes (void)
{
  GtkWidget                  *card   = overpaint_source_card_new ();
  GtkWidget                  *window = widget_open (card);
  g_autoptr (OverpaintPixels) large  = make_pixels (192, 144, 255, 255);
  g_autoptr (OverpaintPixels) tall   = make_pixels (10, 192, 255, 255);
  g_autoptr (OverpaintPixels) small  = make_pixels (8, 8, 255, 255);
  OverpaintCanvasView         view   = { .layer_name = (gchar *) "Sky", .width = 8, .height = 8 };

  view.thumbnail = large;
  overpaint_source_card_show (OVERPAINT_SOURCE_CARD (card), &view);
  g_assert_cmphex (read_area (card, 1, 1), ==, 0xff0000);
  g_assert_cmphex (read_area (card, 94, 70), ==, 0xff0000);

  view.thumbnail = tall;
  overpaint_source_card_show (OVERPAINT_SOURCE_CARD (card), &view);
  g_assert_cmphex (read_area (card, 48, 1), ==, 0xff0000);
  g_assert_cmphex (read_area (card, 48, 70), ==, 0xff0000);
  g_assert_cmphex (read_area (card, 40, 36), !=, 0xff0000);

  view.thumbnail = small;
  overpaint_source_card_show (OVERPAINT_SOURCE_CARD (card), &view);
  g_assert_cmphex (read_area (card, 48, 36), ==, 0xff0000);
  g_assert_cmphex (read_area (card, 42, 36), !=, 0xff0000);

  gtk_widget_destroy (window);
}

static void
test_problem (void)
{
  GtkWidget                  *card   = overpaint_source_card_new ();
  GtkWidget                  *window = widget_open (card);
  g_autoptr (OverpaintPixels) pixels = make_pixels (96, 72, 255, 255);
  OverpaintCanvasView         view   = { .layer_name = (gchar *) "Sky", .width = 8, .height = 8 };
  OverpaintCanvasView         wrong  = { .problem = (gchar *) "Choose a single layer.", .is_part = TRUE };

  view.thumbnail = pixels;
  overpaint_source_card_show (OVERPAINT_SOURCE_CARD (card), &view);
  overpaint_source_card_show (OVERPAINT_SOURCE_CARD (card), &wrong);
  g_assert_true (widget_says (card, "Choose a single layer."));
  g_assert_true (widget_says (card, "No layer"));
  g_assert_false (widget_says (card, "0 × 0"));
  g_assert_false (widget_says (card, "Selection only"));
  g_assert_cmphex (read_area (card, 48, 36), !=, 0xff0000);
  widget_find (card, GTK_TYPE_DRAWING_AREA, "No thumbnail");

  overpaint_source_card_show (OVERPAINT_SOURCE_CARD (card), &view);
  g_assert_false (widget_says (card, "Choose a single layer."));
  g_assert_true (widget_says (card, "8 × 8"));

  gtk_widget_destroy (window);
}

static void
find_size (GtkWidget *widget,
           gpointer   user_data)
{
  GtkLabel **found = user_data;

  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), "3000") != NULL)
    *found = GTK_LABEL (widget);
  else if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), find_size, found);
}

static gint
get_place (GtkLabel    *label,
           const gchar *number)
{
  const gchar    *text = gtk_label_get_text (label);
  PangoRectangle  place;

  pango_layout_index_to_pos (gtk_label_get_layout (label), (gint) (strstr (text, number) - text), &place);

  return place.x;
}

/* Where people read from the right, a size is still width × height, read from the left. */
static void
test_right_to_left (void)
{
  OverpaintCanvasView  view  = { .layer_name = (gchar *) "Sky", .width = 3000, .height = 1500 };
  GtkWidget           *card;
  GtkWidget           *window;
  GtkLabel            *size  = NULL;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  card = overpaint_source_card_new ();
  overpaint_source_card_show (OVERPAINT_SOURCE_CARD (card), &view);
  gtk_widget_set_size_request (card, 400, -1);
  window = widget_open (card);

  find_size (card, &size);
  g_assert_nonnull (size);
  g_assert_cmpint (get_place (size, "3000"), <, get_place (size, "1500"));

  gtk_widget_destroy (window);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
on_announced (AtkObject   *object,
              const gchar *text,
              gpointer     user_data)
{
  g_ptr_array_add (user_data, g_strdup (text));
}

/* Typing changes the sentence many times; what is said is the last one, once. */
static void
test_forecast (void)
{
  GtkWidget             *widget = overpaint_forecast_line_new ();
  OverpaintForecastLine *line   = OVERPAINT_FORECAST_LINE (widget);
  GtkWidget             *window = widget_open (widget);
  GtkWidget             *label  = widget_find (widget, GTK_TYPE_LABEL, NULL);
  g_autoptr (GPtrArray)  said   = g_ptr_array_new_with_free_func (g_free);

  overpaint_forecast_line_set_text (line, "1 picture");
  g_assert_true (widget_says (widget, "1 picture"));
  g_assert_cmpstr (overpaint_forecast_line_get_text (line), ==, "1 picture");

  if (g_signal_lookup ("announcement", ATK_TYPE_OBJECT) == 0)
    {
      g_test_skip ("this ATK announces nothing");
      gtk_widget_destroy (window);
      return;
    }

  g_signal_connect (gtk_widget_get_accessible (label), "announcement", G_CALLBACK (on_announced), said);
  overpaint_forecast_line_set_text (line, "2 pictures");
  overpaint_forecast_line_set_text (line, "20 pictures");
  g_assert_cmpuint (said->len, ==, 0);

  while (said->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (said->pdata[0], ==, "20 pictures");

  /* the same again is no news, an empty line is none, and a line that is gone says nothing */
  overpaint_forecast_line_set_text (line, "20 pictures");
  overpaint_forecast_line_set_text (line, NULL);
  g_assert_cmpstr (overpaint_forecast_line_get_text (line), ==, "");
  overpaint_forecast_line_set_text (line, "3 pictures");
  while (said->len == 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (said->pdata[1], ==, "3 pictures");
  g_assert_cmpuint (said->len, ==, 2);

  overpaint_forecast_line_set_text (line, "4 pictures");
  gtk_widget_destroy (window);
  widget_settle ();
  g_assert_cmpuint (said->len, ==, 2);
}

gint
main (gint    argc,
      gchar **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/source-card/layer", test_layer);
  g_test_add_func ("/source-card/sizes", test_sizes);
  g_test_add_func ("/source-card/problem", test_problem);
  g_test_add_func ("/source-card/right-to-left", test_right_to_left);
  g_test_add_func ("/forecast-line", test_forecast);

  return g_test_run ();
}
