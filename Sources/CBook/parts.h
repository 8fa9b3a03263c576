// What the files of this room share; nobody else sees it.
#ifndef CBOOK_PARTS_H
#define CBOOK_PARTS_H

#include "cbook.h"

#include <libxml/tree.h>

#define SHEETS "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define LINKS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

// Names that no other library of the program has.
#define find_part cbook_find_part
#define doc_of cbook_doc_of
#define child cbook_child
#define next_named cbook_next_named
#define int_prop cbook_int_prop
#define keep_row cbook_keep_row
#define place_of cbook_place_of
#define column_of cbook_column_of
#define loaded cbook_loaded

typedef struct {
  char *name;
  uint8_t *bytes;
  size_t count;
  xmlDocPtr doc;  // once it is read; written again at the end
  int is_gone;    // left out when the workbook is written
} part;

typedef struct {
  char *name;
  int part;
  xmlNodePtr data;   // sheetData
  xmlNodePtr *rows;  // by number
  int row_count;
} sheet;

struct cbook {
  part *parts;
  int part_count;
  sheet *sheets;
  int sheet_count;
  char **strings;
  int string_count;
  uint8_t *is_day;  // by style
  int style_count;
  int epoch_1904;
};


int find_part(const cbook *book, const char *name);
/// A part as a document; NULL where it can't be read.
xmlDocPtr doc_of(cbook *book, int index);
/// The first child element of a name, and the next element of a name.
xmlNodePtr child(xmlNodePtr node, const char *name);
xmlNodePtr next_named(xmlNodePtr node, const char *name);
int int_prop(xmlNodePtr node, const char *name, int otherwise);
int keep_row(sheet *s, int row, xmlNodePtr node);
/// `AB12` of a row and a column from 0, and the column of such a place.
void place_of(char *out, size_t room, int row, int column);
int column_of(const char *place);
/// The sheet with its rows at hand; NULL where it can't be read.
sheet *loaded(cbook *book, int index);

#endif
