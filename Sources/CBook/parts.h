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
#define before cbook_before
#define goes cbook_goes
#define down cbook_down
#define is_named cbook_is_named
#define following cbook_following
#define linked_part cbook_linked_part
#define notes_can_follow cbook_notes_can_follow
#define move_notes cbook_move_notes
#define put cbook_put
#define is_word cbook_is_word
#define spread_shared cbook_spread_shared

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

/// A text that grows.
typedef struct {
  char *bytes;
  size_t count, room;
  int failed;
} text;

void put(text *out, const char *bytes, size_t count);
/// Whether a byte may stand in a name or a reference of a formula.
int is_word(unsigned char c);

/// The rows that go, from 0, in order.
typedef struct {
  const int32_t *rows;
  int32_t count;
  const char *sheet;
} leaving;

/// How many rows before `row` go.
int before(const leaving *gone, long row);
int goes(const leaving *gone, long row);
/// The new number of a row, or of the next below it that stays.
long down(const leaving *gone, long row);

int is_named(xmlNodePtr node, const char *name);
/// The next node of a tree in the order of the text; `inside` where its children come too.
xmlNodePtr following(xmlNodePtr node, xmlNodePtr root, int inside);
/// The parts that a sheet is linked with, whose names begin so, one call after another; -1 behind the last.
int linked_part(cbook *book, const sheet *s, const char *head, xmlNodePtr *link);

/// Whether what is drawn upon the sheet in the old way is comments, and all of them can follow.
int notes_can_follow(cbook *book, const sheet *s);
/// Moves the comments of a sheet; those on rows that go, go with them.
void move_notes(cbook *book, const sheet *s, const leaving *gone);
/// Gives each cell that shares a formula a formula of its own; without `apply` only tells whether that can be: 0 where a
/// formula of the workbook fills several cells in another way, or refers to whole rows or columns.
int spread_shared(cbook *book, int apply);

#endif
