#include "cxlsx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

struct cxlsx_book {
  lxw_workbook *workbook;
  lxw_worksheet *sheet;
  lxw_format *head, *text, *number, *date, *link;
  char folder[4096];
  char path[4200];
};

static void top(lxw_format *format) { format_set_align(format, LXW_ALIGN_VERTICAL_TOP); }

cxlsx_book *cxlsx_open(const char *title) {
  cxlsx_book *book = calloc(1, sizeof *book);
  if (!book) return NULL;
  const char *place = getenv("TMPDIR");
  if (!place || !*place || strlen(place) > 4000) place = "/tmp";
  // A folder of its own, which nobody else may enter: the library opens its file by name.
  snprintf(book->folder, sizeof book->folder, "%s/guitu-XXXXXX", place);
  if (!mkdtemp(book->folder)) {
    free(book);
    return NULL;
  }
  snprintf(book->path, sizeof book->path, "%s/book.xlsx", book->folder);
  lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = book->folder, .use_zip64 = LXW_FALSE};
  book->workbook = workbook_new_opt(book->path, &options);
  if (!book->workbook) {
    rmdir(book->folder);
    free(book);
    return NULL;
  }
  // The same table gives the same bytes: the workbook is not dated by the clock.
  lxw_doc_properties properties = {.title = (char *)title, .created = 946684800};
  workbook_set_properties(book->workbook, &properties);

  book->head = workbook_add_format(book->workbook);
  format_set_bold(book->head);
  format_set_text_wrap(book->head);
  format_set_bg_color(book->head, 0xDCE6F1);
  format_set_bottom(book->head, LXW_BORDER_THIN);
  top(book->head);
  book->text = workbook_add_format(book->workbook);
  format_set_text_wrap(book->text);
  top(book->text);
  book->number = workbook_add_format(book->workbook);
  top(book->number);
  book->date = workbook_add_format(book->workbook);
  format_set_num_format(book->date, "yyyy-mm-dd");
  format_set_align(book->date, LXW_ALIGN_LEFT);
  top(book->date);
  book->link = workbook_add_format(book->workbook);
  format_set_font_color(book->link, 0x0563C1);
  format_set_underline(book->link, LXW_UNDERLINE_SINGLE);
  top(book->link);
  return book;
}

int32_t cxlsx_sheet(cxlsx_book *book, const char *name) {
  book->sheet = workbook_add_worksheet(book->workbook, name);
  return book->sheet ? 0 : -1;
}

int32_t cxlsx_head(cxlsx_book *book, int32_t column, const char *title, double width) {
  if (!book->sheet) return -1;
  worksheet_set_column(book->sheet, (lxw_col_t)column, (lxw_col_t)column, width, NULL);
  return worksheet_write_string(book->sheet, 0, (lxw_col_t)column, title, book->head) == LXW_NO_ERROR ? 0 : -1;
}

int32_t cxlsx_text(cxlsx_book *book, int32_t row, int32_t column, const char *text) {
  if (!book->sheet) return -1;
  return worksheet_write_string(book->sheet, (lxw_row_t)row, (lxw_col_t)column, text, book->text) == LXW_NO_ERROR ? 0
                                                                                                                  : -1;
}

int32_t cxlsx_number(cxlsx_book *book, int32_t row, int32_t column, double value) {
  if (!book->sheet) return -1;
  return worksheet_write_number(book->sheet, (lxw_row_t)row, (lxw_col_t)column, value, book->number) == LXW_NO_ERROR
             ? 0
             : -1;
}

int32_t cxlsx_date(cxlsx_book *book, int32_t row, int32_t column, int32_t year, int32_t month, int32_t day) {
  if (!book->sheet) return -1;
  lxw_datetime date = {.year = year, .month = month, .day = day};
  return worksheet_write_datetime(book->sheet, (lxw_row_t)row, (lxw_col_t)column, &date, book->date) == LXW_NO_ERROR
             ? 0
             : -1;
}

int32_t cxlsx_flag(cxlsx_book *book, int32_t row, int32_t column, int32_t value) {
  if (!book->sheet) return -1;
  return worksheet_write_boolean(book->sheet, (lxw_row_t)row, (lxw_col_t)column, value, book->number) == LXW_NO_ERROR
             ? 0
             : -1;
}

int32_t cxlsx_link(cxlsx_book *book, int32_t row, int32_t column, const char *address, const char *text) {
  if (!book->sheet) return -1;
  return worksheet_write_url_opt(book->sheet, (lxw_row_t)row, (lxw_col_t)column, address, book->link, text, NULL) ==
                 LXW_NO_ERROR
             ? 0
             : -1;
}

int32_t cxlsx_end_sheet(cxlsx_book *book, int32_t rows, int32_t columns) {
  if (!book->sheet || columns < 1) return -1;
  worksheet_freeze_panes(book->sheet, 1, 0);
  worksheet_autofilter(book->sheet, 0, 0, (lxw_row_t)rows, (lxw_col_t)(columns - 1));
  book->sheet = NULL;
  return 0;
}

static uint8_t *whole_file(const char *path, size_t *count) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  uint8_t *bytes = NULL;
  if (fseek(file, 0, SEEK_END) == 0) {
    long size = ftell(file);
    if (size > 0 && fseek(file, 0, SEEK_SET) == 0 && (bytes = malloc((size_t)size))) {
      *count = fread(bytes, 1, (size_t)size, file);
      if (*count != (size_t)size) {
        free(bytes);
        bytes = NULL;
      }
    }
  }
  fclose(file);
  return bytes;
}

uint8_t *cxlsx_close(cxlsx_book *book, size_t *count) {
  *count = 0;
  uint8_t *bytes = workbook_close(book->workbook) == LXW_NO_ERROR ? whole_file(book->path, count) : NULL;
  unlink(book->path);
  rmdir(book->folder);
  free(book);
  return bytes;
}

void cxlsx_free(uint8_t *bytes) { free(bytes); }
