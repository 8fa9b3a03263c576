// Excel workbooks that exist already, read and changed cell by cell, by libarchive and libxml2 behind an opaque type. What
// is not changed stays as it is: other sheets, columns, formats, formulas, pictures.
#ifndef CBOOK_H
#define CBOOK_H

#include <stddef.h>
#include <stdint.h>

/// A workbook in memory. Not for two threads at once.
typedef struct cbook cbook;

/// Opens a workbook; NULL where the bytes are none, or unpack to more than 512 MB.
cbook *cbook_open(const uint8_t *bytes, size_t count);
void cbook_close(cbook *book);

/// How many sheets there are.
int32_t cbook_sheets(const cbook *book);
/// The name of a sheet (from 0); it lives as long as the workbook.
const char *cbook_name(const cbook *book, int32_t sheet);
/// Adds an empty sheet; its number, or -1.
int32_t cbook_add(cbook *book, const char *name);

/// Gives each cell of a sheet that is not empty, row by row, both counted from 0, with its text: numbers as they are
/// stored, days as 2025-06-30, truth as true and false. 0, or -1 where the sheet can't be read.
int32_t cbook_read(cbook *book, int32_t sheet, void *context,
                   void (*cell)(void *context, int32_t row, int32_t column, const char *text));

/// What a cell holds.
enum { CBOOK_EMPTY = 0, CBOOK_TEXT = 1, CBOOK_NUMBER = 2, CBOOK_FLAG = 3, CBOOK_DAY = 4 };
/// Sets a cell and keeps its format; a day (`2025-06-30`) gets a format that shows days if it has none. 0, or -1.
int32_t cbook_set(cbook *book, int32_t sheet, int32_t row, int32_t column, int32_t kind, const char *text);

/// Takes rows (from 0, in order) out of a sheet; what stands below moves up, and formulas, names, links, merged cells,
/// filters, tables, comments and charts all over the workbook follow. 0; 1 where the workbook holds what can't follow (form
/// controls, formulas that fill a range, a table that would be empty): nothing is done; -1 where there is no memory.
int32_t cbook_remove(cbook *book, int32_t sheet, const int32_t *rows, int32_t count);

/// The bytes of the workbook, to be freed by `cbook_free`; NULL where there is no memory.
uint8_t *cbook_save(cbook *book, size_t *count);
void cbook_free(uint8_t *bytes);

#endif
