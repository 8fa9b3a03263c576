// Excel workbooks by libxlsxwriter behind an opaque type: no type of the library ever reaches Swift.
#ifndef CXLSX_H
#define CXLSX_H

#include <stddef.h>
#include <stdint.h>

/// A workbook that is being written. Not for two threads at once.
typedef struct cxlsx_book cxlsx_book;

/// Begins a workbook; NULL where there is no memory or no place for temporary files. `title` is its title property.
cxlsx_book *cxlsx_open(const char *title);

/// Begins a sheet, to which the calls behind it write. 0, or -1 where the name is not possible.
int32_t cxlsx_sheet(cxlsx_book *book, const char *name);

/// Writes the head of a column (from 0) and sets its width in characters.
int32_t cxlsx_head(cxlsx_book *book, int32_t column, const char *title, double width);

/// Write a cell; rows count from 1 below the head. Each gives 0, or -1 where the library refuses.
int32_t cxlsx_text(cxlsx_book *book, int32_t row, int32_t column, const char *text);
int32_t cxlsx_number(cxlsx_book *book, int32_t row, int32_t column, double value);
int32_t cxlsx_date(cxlsx_book *book, int32_t row, int32_t column, int32_t year, int32_t month, int32_t day);
int32_t cxlsx_flag(cxlsx_book *book, int32_t row, int32_t column, int32_t value);
/// A link to an address, or to `internal:'sheet'!A5`, shown as the text.
int32_t cxlsx_link(cxlsx_book *book, int32_t row, int32_t column, const char *address, const char *text);

/// Ends a sheet: the head stays in sight and filters stand over all columns. `rows` without the head.
int32_t cxlsx_end_sheet(cxlsx_book *book, int32_t rows, int32_t columns);

/// Ends the workbook and frees it. Its bytes, to be freed by `cxlsx_free`, and how many; NULL where it could not be
/// written.
uint8_t *cxlsx_close(cxlsx_book *book, size_t *count);

/// Frees the bytes of a workbook.
void cxlsx_free(uint8_t *bytes);

#endif
