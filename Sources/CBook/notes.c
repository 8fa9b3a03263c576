// What hangs on cells elsewhere than in their rows: comments, and formulas that several cells share.
#include "parts.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// MARK: - Comments

/// The row (from 0) of a place such as B12; -1 where it is none.
static long row_of(const char *place) {
  while (isalpha((unsigned char)*place)) place++;
  if (!isdigit((unsigned char)*place)) return -1;
  char *end = NULL;
  long row = strtol(place, &end, 10);
  return *end == 0 && row >= 1 && row <= 1048576 ? row - 1 : -1;
}

/// Whether a part is the old kind of drawing, whatever its name.
static int is_old_drawing(const char *name) {
  size_t count = strlen(name);
  return count > 4 && strcmp(name + count - 4, ".vml") == 0;
}

/// The old drawings that a sheet is linked with, one call after another; -1 behind the last.
static int old_drawing(cbook *book, const sheet *s, xmlNodePtr *link) {
  for (int part; (part = linked_part(book, s, "xl/", link)) >= 0;)
    if (is_old_drawing(book->parts[part].name)) return part;
  return -1;
}

/// The data of the cell that a shape of an old drawing stands for; NULL where it stands for none.
static xmlNodePtr client_data(xmlNodePtr shape) { return is_named(shape, "shape") ? child(shape, "ClientData") : NULL; }

int notes_can_follow(cbook *book, const sheet *s) {
  int has_drawing = 0;
  for (xmlNodePtr at = s->data->parent->children; at; at = at->next)
    if (is_named(at, "legacyDrawing")) has_drawing = 1;
  if (!has_drawing) return 1;
  int found = 0;
  xmlNodePtr link = NULL;
  for (int part; (part = old_drawing(book, s, &link)) >= 0; found++) {
    xmlDocPtr doc = doc_of(book, part);
    xmlNodePtr root = doc ? xmlDocGetRootElement(doc) : NULL;
    if (!root) return 0;
    for (xmlNodePtr at = root->children; at; at = at->next) {
      if (!is_named(at, "shape")) continue;
      xmlNodePtr data = client_data(at);
      xmlChar *type = data ? xmlGetNoNsProp(data, (const xmlChar *)"ObjectType") : NULL;
      int is_note = type && strcmp((const char *)type, "Note") == 0 && child(data, "Row");
      xmlFree(type);
      // A button or a list, which is linked with cells of its own.
      if (!is_note) return 0;
    }
  }
  return found > 0;
}

static void set_number(xmlNodePtr node, long number) {
  char digits[32];
  snprintf(digits, sizeof digits, "%ld", number);
  xmlNodeSetContent(node, (const xmlChar *)digits);
}

/// Moves the frame of a shape: `column, offset, row, offset` of its two corners.
static void move_anchor(xmlNodePtr anchor, const leaving *gone) {
  xmlChar *old = xmlNodeGetContent(anchor);
  long at[8];
  if (old && sscanf((const char *)old, "%ld , %ld , %ld , %ld , %ld , %ld , %ld , %ld", &at[0], &at[1], &at[2], &at[3],
                    &at[4], &at[5], &at[6], &at[7]) == 8) {
    long height = at[6] - at[2];
    at[2] = down(gone, at[2]);
    at[6] = at[2] + height;
    char new[256];
    snprintf(new, sizeof new, "%ld, %ld, %ld, %ld, %ld, %ld, %ld, %ld", at[0], at[1], at[2], at[3], at[4], at[5], at[6],
             at[7]);
    xmlNodeSetContent(anchor, (const xmlChar *)new);
  }
  xmlFree(old);
}

static void take_out(xmlNodePtr node) {
  xmlUnlinkNode(node);
  xmlFreeNode(node);
}

/// Moves or takes out each element of a name below a node by the place that its `ref` gives.
static void move_places(xmlNodePtr root, const char *name, const leaving *gone) {
  xmlNodePtr next;
  for (xmlNodePtr at = root; at; at = next) {
    next = following(at, root, 1);
    if (!is_named(at, name)) continue;
    xmlChar *ref = xmlGetNoNsProp(at, (const xmlChar *)"ref");
    long row = ref ? row_of((const char *)ref) : -1;
    if (row >= 0 && goes(gone, row)) {
      next = following(at, root, 0);
      take_out(at);
    } else if (row >= 0) {
      char place[32];
      place_of(place, sizeof place, (int)(row - before(gone, row)), column_of((const char *)ref));
      xmlSetProp(at, (const xmlChar *)"ref", (const xmlChar *)place);
    }
    xmlFree(ref);
  }
}

void move_notes(cbook *book, const sheet *s, const leaving *gone) {
  xmlNodePtr link = NULL;
  for (int part; (part = old_drawing(book, s, &link)) >= 0;) {
    xmlDocPtr doc = doc_of(book, part);
    xmlNodePtr next;
    for (xmlNodePtr at = doc ? xmlDocGetRootElement(doc)->children : NULL; at; at = next) {
      next = at->next;
      xmlNodePtr data = client_data(at), row = data ? child(data, "Row") : NULL;
      if (!row) continue;
      xmlChar *old = xmlNodeGetContent(row);
      long number = old ? atol((const char *)old) : 0;
      xmlFree(old);
      if (goes(gone, number)) {
        take_out(at);
        continue;
      }
      set_number(row, number - before(gone, number));
      xmlNodePtr anchor = child(data, "Anchor");
      if (anchor) move_anchor(anchor, gone);
    }
  }
  // Comments, and the talk that newer programs keep beside them.
  const char *lists[][2] = {{"xl/comments", "comment"}, {"xl/threadedComments", "threadedComment"}};
  for (int i = 0; i < 2; i++) {
    link = NULL;
    for (int part; (part = linked_part(book, s, lists[i][0], &link)) >= 0;) {
      xmlDocPtr doc = doc_of(book, part);
      if (doc) move_places(xmlDocGetRootElement(doc), lists[i][1], gone);
    }
  }
}

// MARK: - Shared formulas

/// A reference to a cell as its parts: column and row from 0.
typedef struct {
  int column, row;
  int holds_column, holds_row;  // whether `$` stands before them
} cell_place;

/// 1 for a reference to a cell, -1 for a whole row or column, 0 for another word.
static int read_cell(const char *word, size_t count, cell_place *out) {
  size_t at = 0;
  out->holds_column = at < count && word[at] == '$';
  at += (size_t)out->holds_column;
  long column = 0, row = 0;
  size_t letters = 0, digits = 0;
  for (; at < count && isalpha((unsigned char)word[at]) && letters < 4; at++, letters++)
    column = column * 26 + (toupper((unsigned char)word[at]) - 'A' + 1);
  out->holds_row = letters > 0 && at < count && word[at] == '$';
  at += (size_t)out->holds_row;
  for (; at < count && isdigit((unsigned char)word[at]) && digits < 8; at++, digits++) row = row * 10 + (word[at] - '0');
  if (at != count || letters > 3 || column > 16384 || row > 1048576) return 0;
  if (letters > 0 && digits > 0 && row > 0) {
    out->column = (int)column - 1;
    out->row = (int)row - 1;
    return 1;
  }
  return letters > 0 || digits > 0 ? -1 : 0;
}

/// A formula as a cell has it that stands so many rows and columns from the first; NULL where that can't be said.
static char *moved(const char *formula, int rows, int columns) {
  text out = {0};
  put(&out, "", 0);
  int fails = 0;
  for (const char *at = formula; *at && !fails;) {
    size_t count = 1;
    if (*at == '"' || *at == '\'') {
      while (at[count] && at[count] != *at) count++;
      count += at[count] != 0;
    } else if (*at == '[') {
      while (at[count] && at[count] != ']') count++;
    } else if (is_word((unsigned char)*at)) {
      while (is_word((unsigned char)at[count])) count++;
      cell_place place;
      int kind = at[count] == '(' || at[count] == '!' ? 0 : read_cell(at, count, &place);
      // A: and 3: begin whole columns and rows; a number or a name alone stays.
      if (kind < 0 && (at[count] == ':' || (at > formula && at[-1] == ':'))) fails = 1;
      if (kind > 0) {
        long row = place.row + (place.holds_row ? 0 : rows), column = place.column + (place.holds_column ? 0 : columns);
        if (row < 0 || row > 1048575 || column < 0 || column > 16383) {
          put(&out, "#REF!", 5);
        } else {
          char name[32], cell[40];
          place_of(name, sizeof name, (int)row, (int)column);
          size_t letters = strcspn(name, "0123456789");
          int length = snprintf(cell, sizeof cell, "%s%.*s%s%s", place.holds_column ? "$" : "", (int)letters, name,
                                place.holds_row ? "$" : "", name + letters);
          put(&out, cell, (size_t)length);
        }
        at += count;
        continue;
      }
    }
    put(&out, at, count);
    at += count;
  }
  if (out.failed || fails) {
    free(out.bytes);
    return NULL;
  }
  return out.bytes;
}

/// The first cell of a shared formula.
typedef struct {
  int number, row, column;
  xmlChar *formula;
} first_cell;

static void give_own(xmlNodePtr f, const char *formula) {
  const char *names[] = {"t", "si", "ref"};
  for (int i = 0; i < 3; i++) xmlUnsetProp(f, (const xmlChar *)names[i]);
  if (!formula) return;
  xmlNodeSetContent(f, NULL);
  xmlNodeAddContent(f, (const xmlChar *)formula);
}

static int spread_sheet(sheet *s, int apply) {
  first_cell *firsts = NULL;
  int count = 0, status = 1;
  // The first cell stands before the others, but a file may say otherwise: two passes.
  for (int pass = 0; pass < 2 && status; pass++)
    for (int row = 0; row < s->row_count && status; row++)
      for (xmlNodePtr c = child(s->rows[row], "c"); c && status; c = next_named(c, "c")) {
        xmlNodePtr f = child(c, "f");
        xmlChar *type = f ? xmlGetNoNsProp(f, (const xmlChar *)"t") : NULL;
        int is_shared = type && strcmp((const char *)type, "shared") == 0;
        if (type && !is_shared && strcmp((const char *)type, "normal") != 0) status = 0;
        xmlFree(type);
        if (!is_shared) continue;
        xmlChar *place = xmlGetNoNsProp(c, (const xmlChar *)"r");
        int column = place ? column_of((const char *)place) : -1;
        xmlFree(place);
        int number = int_prop(f, "si", -1);
        xmlChar *formula = xmlNodeGetContent(f);
        if (column < 0 || number < 0) {
          status = 0;
        } else if (pass == 0 && formula && *formula) {
          first_cell *more = realloc(firsts, sizeof *firsts * (size_t)(count + 1));
          if (more) {
            firsts = more;
            firsts[count++] = (first_cell){number, row, column, formula};
            formula = NULL;
          } else {
            status = 0;
          }
        } else if (pass == 1 && formula && *formula) {
          if (apply) give_own(f, NULL);
        } else if (pass == 1) {
          // A number may come again for another range: the last first cell before this one counts.
          const first_cell *first = NULL;
          for (int i = 0; i < count; i++)
            if (firsts[i].number == number && (!first || firsts[i].row <= row)) first = &firsts[i];
          char *own = first ? moved((const char *)first->formula, row - first->row, column - first->column) : NULL;
          if (!own) status = 0;
          else if (apply) give_own(f, own);
          free(own);
        }
        xmlFree(formula);
      }
  for (int i = 0; i < count; i++) xmlFree(firsts[i].formula);
  free(firsts);
  return status;
}

int spread_shared(cbook *book, int apply) {
  for (int i = 0; i < book->sheet_count; i++) {
    sheet *s = loaded(book, i);
    if (s && !spread_sheet(s, apply)) return 0;
  }
  return 1;
}
