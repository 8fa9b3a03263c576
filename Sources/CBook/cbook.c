#include "cbook.h"
#include "parts.h"

#include <archive.h>
#include <archive_entry.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TOTAL_LIMIT (512u << 20)

// MARK: - Parts

int find_part(const cbook *book, const char *name) {
  for (int i = 0; i < book->part_count; i++)
    if (strcmp(book->parts[i].name, name) == 0) return i;
  return -1;
}

static part *add_part(cbook *book, const char *name, uint8_t *bytes, size_t count) {
  part *parts = realloc(book->parts, sizeof *parts * (size_t)(book->part_count + 1));
  if (!parts) return NULL;
  book->parts = parts;
  part *new = &parts[book->part_count];
  *new = (part){.name = strdup(name), .bytes = bytes, .count = count};
  if (!new->name) return NULL;
  book->part_count++;
  return new;
}

xmlDocPtr doc_of(cbook *book, int index) {
  if (index < 0) return NULL;
  part *p = &book->parts[index];
  if (!p->doc && p->count < 0x7fffffff)
    p->doc = xmlReadMemory((const char *)p->bytes, (int)p->count, NULL, NULL,
                           XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
  // A part with a document type is not a workbook's, and might grow without bound when it is read.
  if (p->doc && p->doc->intSubset) {
    xmlFreeDoc(p->doc);
    p->doc = NULL;
  }
  return p->doc;
}

xmlNodePtr child(xmlNodePtr node, const char *name) {
  for (xmlNodePtr at = node ? node->children : NULL; at; at = at->next)
    if (at->type == XML_ELEMENT_NODE && strcmp((const char *)at->name, name) == 0) return at;
  return NULL;
}

xmlNodePtr next_named(xmlNodePtr node, const char *name) {
  for (xmlNodePtr at = node ? node->next : NULL; at; at = at->next)
    if (at->type == XML_ELEMENT_NODE && strcmp((const char *)at->name, name) == 0) return at;
  return NULL;
}

int int_prop(xmlNodePtr node, const char *name, int otherwise) {
  xmlChar *text = xmlGetNoNsProp(node, (const xmlChar *)name);
  int value = text ? atoi((const char *)text) : otherwise;
  xmlFree(text);
  return value;
}

// MARK: - Opening

static int read_parts(cbook *book, const uint8_t *bytes, size_t count) {
  struct archive *archive = archive_read_new();
  archive_read_support_format_zip_seekable(archive);
  int ok = archive_read_open_memory(archive, bytes, count) == ARCHIVE_OK;
  size_t total = 0;
  struct archive_entry *entry;
  int status = ARCHIVE_EOF;
  while (ok && (status = archive_read_next_header(archive, &entry)) == ARCHIVE_OK) {
    const char *name = archive_entry_pathname_utf8(entry);
    if (!name || archive_entry_filetype(entry) == AE_IFDIR) continue;
    size_t room = 1 << 16, used = 0;
    uint8_t *data = malloc(room);
    la_ssize_t got = 0;
    while (data && (got = archive_read_data(archive, data + used, room - used)) > 0) {
      used += (size_t)got;
      total += (size_t)got;
      if (total > TOTAL_LIMIT) break;
      if (used == room) {
        uint8_t *more = realloc(data, room *= 2);
        if (!more) break;
        data = more;
      }
    }
    if (!data || got < 0 || total > TOTAL_LIMIT || book->part_count > 20000 || !add_part(book, name, data, used)) {
      free(data);
      ok = 0;
    }
  }
  archive_read_free(archive);
  return ok && status == ARCHIVE_EOF;
}

/// The text of an element's t, and of the t of its runs.
static char *text_of(xmlNodePtr node) {
  xmlBufferPtr buffer = xmlBufferCreate();
  for (xmlNodePtr at = node->children; at; at = at->next) {
    if (at->type != XML_ELEMENT_NODE) continue;
    xmlNodePtr t = strcmp((const char *)at->name, "t") == 0 ? at
                   : strcmp((const char *)at->name, "r") == 0 ? child(at, "t")
                                                               : NULL;
    xmlChar *text = t ? xmlNodeGetContent(t) : NULL;
    if (text) xmlBufferCat(buffer, text);
    xmlFree(text);
  }
  char *copy = strdup((const char *)xmlBufferContent(buffer));
  xmlBufferFree(buffer);
  return copy;
}

static void read_strings(cbook *book) {
  xmlDocPtr doc = doc_of(book, find_part(book, "xl/sharedStrings.xml"));
  xmlNodePtr root = doc ? xmlDocGetRootElement(doc) : NULL;
  int room = 0;
  for (xmlNodePtr at = child(root, "si"); at; at = next_named(at, "si")) {
    if (book->string_count == room) {
      char **more = realloc(book->strings, sizeof *more * (size_t)(room = room ? room * 2 : 256));
      if (!more) return;
      book->strings = more;
    }
    book->strings[book->string_count++] = text_of(at);
  }
}

/// Whether the letters of a number format are those of days; what stands in quotes, brackets or behind \ is passed over.
static int is_day_format(const char *code) {
  int in_quotes = 0, in_brackets = 0;
  for (; *code; code++) {
    if (*code == '"') in_quotes = !in_quotes;
    else if (in_quotes) continue;
    else if (*code == '[') in_brackets = 1;
    else if (*code == ']') in_brackets = 0;
    else if (*code == '\\' && code[1]) code++;
    else if (!in_brackets && strchr("yYdD", *code)) return 1;
  }
  return 0;
}

static void read_styles(cbook *book) {
  xmlDocPtr doc = doc_of(book, find_part(book, "xl/styles.xml"));
  xmlNodePtr root = doc ? xmlDocGetRootElement(doc) : NULL;
  xmlNodePtr formats = child(root, "numFmts");
  xmlNodePtr styles = child(root, "cellXfs");
  for (xmlNodePtr at = child(styles, "xf"); at; at = next_named(at, "xf")) {
    uint8_t *more = realloc(book->is_day, (size_t)book->style_count + 1);
    if (!more) return;
    book->is_day = more;
    int number = int_prop(at, "numFmtId", 0);
    int is_day = (number >= 14 && number <= 17) || number == 22 || (number >= 27 && number <= 36) ||
                 (number >= 50 && number <= 58);
    for (xmlNodePtr f = child(formats, "numFmt"); f; f = next_named(f, "numFmt"))
      if (int_prop(f, "numFmtId", -1) == number) {
        xmlChar *code = xmlGetNoNsProp(f, (const xmlChar *)"formatCode");
        is_day = code && is_day_format((const char *)code);
        xmlFree(code);
      }
    book->is_day[book->style_count++] = (uint8_t)is_day;
  }
}

static int add_sheet(cbook *book, const char *name, int part) {
  sheet *more = realloc(book->sheets, sizeof *more * (size_t)(book->sheet_count + 1));
  if (!more) return -1;
  book->sheets = more;
  more[book->sheet_count] = (sheet){.name = strdup(name), .part = part};
  return book->sheet_count++;
}

static void read_sheets(cbook *book) {
  xmlDocPtr doc = doc_of(book, find_part(book, "xl/workbook.xml"));
  xmlDocPtr links = doc_of(book, find_part(book, "xl/_rels/workbook.xml.rels"));
  xmlNodePtr root = doc ? xmlDocGetRootElement(doc) : NULL;
  xmlNodePtr properties = child(root, "workbookPr");
  if (properties) {
    xmlChar *flag = xmlGetNoNsProp(properties, (const xmlChar *)"date1904");
    book->epoch_1904 = flag && (strcmp((const char *)flag, "1") == 0 || strcmp((const char *)flag, "true") == 0);
    xmlFree(flag);
  }
  for (xmlNodePtr at = child(child(root, "sheets"), "sheet"); at; at = next_named(at, "sheet")) {
    xmlChar *name = xmlGetNoNsProp(at, (const xmlChar *)"name");
    xmlChar *id = xmlGetNsProp(at, (const xmlChar *)"id", (const xmlChar *)LINKS);
    xmlNodePtr link = child(links ? xmlDocGetRootElement(links) : NULL, "Relationship");
    for (; link && name && id; link = next_named(link, "Relationship")) {
      xmlChar *own = xmlGetNoNsProp(link, (const xmlChar *)"Id");
      xmlChar *target = xmlGetNoNsProp(link, (const xmlChar *)"Target");
      if (own && target && xmlStrEqual(own, id)) {
        char path[1024];
        const char *to = (const char *)target;
        snprintf(path, sizeof path, "%s%s", *to == '/' ? "" : "xl/", *to == '/' ? to + 1 : to);
        add_sheet(book, (const char *)name, find_part(book, path));
      }
      xmlFree(own);
      xmlFree(target);
    }
    xmlFree(name);
    xmlFree(id);
  }
}

cbook *cbook_open(const uint8_t *bytes, size_t count) {
  xmlInitParser();
  cbook *book = calloc(1, sizeof *book);
  if (!book) return NULL;
  if (!read_parts(book, bytes, count) || find_part(book, "xl/workbook.xml") < 0) {
    cbook_close(book);
    return NULL;
  }
  read_strings(book);
  read_styles(book);
  read_sheets(book);
  if (book->sheet_count == 0) {
    cbook_close(book);
    return NULL;
  }
  return book;
}

void cbook_close(cbook *book) {
  for (int i = 0; i < book->part_count; i++) {
    free(book->parts[i].name);
    free(book->parts[i].bytes);
    if (book->parts[i].doc) xmlFreeDoc(book->parts[i].doc);
  }
  for (int i = 0; i < book->sheet_count; i++) {
    free(book->sheets[i].name);
    free(book->sheets[i].rows);
  }
  for (int i = 0; i < book->string_count; i++) free(book->strings[i]);
  free(book->parts);
  free(book->sheets);
  free(book->strings);
  free(book->is_day);
  free(book);
}

int32_t cbook_sheets(const cbook *book) { return book->sheet_count; }
const char *cbook_name(const cbook *book, int32_t sheet) { return book->sheets[sheet].name; }

// MARK: - Cells

/// The column of `AB12`, from 0; -1 where there is none.
int column_of(const char *place) {
  int column = 0, letters = 0;
  for (; *place >= 'A' && *place <= 'Z' && letters < 4; place++, letters++) column = column * 26 + (*place - 'A' + 1);
  return letters > 0 && letters < 4 ? column - 1 : -1;
}

void place_of(char *out, size_t room, int row, int column) {
  char letters[8];
  int at = 7;
  letters[at] = 0;
  for (int rest = column + 1; rest > 0 && at > 0; rest = (rest - 1) / 26) letters[--at] = (char)('A' + (rest - 1) % 26);
  snprintf(out, room, "%s%d", letters + at, row + 1);
}

int keep_row(sheet *s, int row, xmlNodePtr node) {
  if (row >= s->row_count) {
    int count = row + 1 > s->row_count * 2 ? row + 64 : s->row_count * 2;
    xmlNodePtr *rows = realloc(s->rows, sizeof *rows * (size_t)count);
    if (!rows) return -1;
    memset(rows + s->row_count, 0, sizeof *rows * (size_t)(count - s->row_count));
    s->rows = rows;
    s->row_count = count;
  }
  s->rows[row] = node;
  return 0;
}

/// The sheet with its rows at hand; NULL where it can't be read. Rows and cells without a place of their own get one.
sheet *loaded(cbook *book, int index) {
  if (index < 0 || index >= book->sheet_count) return NULL;
  sheet *s = &book->sheets[index];
  if (s->data) return s;
  xmlDocPtr doc = doc_of(book, s->part);
  s->data = doc ? child(xmlDocGetRootElement(doc), "sheetData") : NULL;
  if (!s->data) return NULL;
  int next = 0;
  for (xmlNodePtr row = child(s->data, "row"); row; row = next_named(row, "row")) {
    int number = int_prop(row, "r", next + 1) - 1;
    if (number < 0 || number > 1048575) number = next;
    char text[32];
    snprintf(text, sizeof text, "%d", number + 1);
    xmlSetProp(row, (const xmlChar *)"r", (const xmlChar *)text);
    if (keep_row(s, number, row) != 0) return NULL;
    next = number + 1;
    int column = 0;
    for (xmlNodePtr c = child(row, "c"); c; c = next_named(c, "c")) {
      xmlChar *place = xmlGetNoNsProp(c, (const xmlChar *)"r");
      int own = place ? column_of((const char *)place) : -1;
      xmlFree(place);
      if (own >= 0) column = own;
      place_of(text, sizeof text, number, column);
      xmlSetProp(c, (const xmlChar *)"r", (const xmlChar *)text);
      column++;
    }
  }
  return s;
}

/// Days since 1970 as year, month, day (proleptic Gregorian).
static void day_text(char *out, size_t room, double serial, int epoch_1904) {
  long days = (long)floor(serial) - (epoch_1904 ? 24107 : 25569) + 719468;
  long era = (days >= 0 ? days : days - 146096) / 146097;
  long of_era = days - era * 146097;
  long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  long of_year = of_era - (365 * year + year / 4 - year / 100);
  long month = (5 * of_year + 2) / 153;
  long day = of_year - (153 * month + 2) / 5 + 1;
  month = month < 10 ? month + 3 : month - 9;
  snprintf(out, room, "%04ld-%02ld-%02ld", year + era * 400 + (month <= 2), month, day);
}

static char *cell_text(cbook *book, xmlNodePtr c) {
  xmlChar *type = xmlGetNoNsProp(c, (const xmlChar *)"t");
  const char *t = type ? (const char *)type : "n";
  char *text = NULL;
  if (strcmp(t, "inlineStr") == 0) {
    xmlNodePtr is = child(c, "is");
    if (is) text = text_of(is);
  } else {
    xmlNodePtr v = child(c, "v");
    xmlChar *raw = v ? xmlNodeGetContent(v) : NULL;
    if (raw && *raw) {
      const char *value = (const char *)raw;
      int style = int_prop(c, "s", 0);
      if (strcmp(t, "s") == 0) {
        int at = atoi(value);
        if (at >= 0 && at < book->string_count && book->strings[at]) text = strdup(book->strings[at]);
      } else if (strcmp(t, "b") == 0) {
        text = strdup(strcmp(value, "1") == 0 ? "true" : "false");
      } else if (strcmp(t, "n") == 0 && style >= 0 && style < book->style_count && book->is_day[style]) {
        double serial = atof(value);
        if (serial >= 61 && serial < 2958466) {
          char day[32];
          day_text(day, sizeof day, serial, book->epoch_1904);
          text = strdup(day);
        } else {
          text = strdup(value);
        }
      } else {
        text = strdup(value);
      }
    }
    xmlFree(raw);
  }
  xmlFree(type);
  return text;
}

int32_t cbook_read(cbook *book, int32_t index, void *context,
                   void (*cell)(void *context, int32_t row, int32_t column, const char *text)) {
  sheet *s = loaded(book, index);
  if (!s) return -1;
  for (int row = 0; row < s->row_count; row++) {
    for (xmlNodePtr c = child(s->rows[row], "c"); c; c = next_named(c, "c")) {
      xmlChar *place = xmlGetNoNsProp(c, (const xmlChar *)"r");
      int column = place ? column_of((const char *)place) : -1;
      xmlFree(place);
      char *text = column >= 0 ? cell_text(book, c) : NULL;
      if (text && *text) cell(context, row, column, text);
      free(text);
    }
  }
  return 0;
}

static xmlNodePtr row_at(sheet *s, int row) {
  if (row < s->row_count && s->rows[row]) return s->rows[row];
  xmlNodePtr before = NULL;
  for (int at = (row < s->row_count ? row : s->row_count) - 1; at >= 0 && !before; at--) before = s->rows[at];
  xmlNodePtr node = xmlNewNode(s->data->ns, (const xmlChar *)"row");
  char text[32];
  snprintf(text, sizeof text, "%d", row + 1);
  xmlNewProp(node, (const xmlChar *)"r", (const xmlChar *)text);
  if (before) xmlAddNextSibling(before, node);
  else if (s->data->children) xmlAddPrevSibling(s->data->children, node);
  else xmlAddChild(s->data, node);
  return keep_row(s, row, node) == 0 ? node : NULL;
}

static xmlNodePtr cell_at(xmlNodePtr row, int number, int column) {
  xmlNodePtr before = NULL;
  for (xmlNodePtr c = child(row, "c"); c; c = next_named(c, "c")) {
    xmlChar *place = xmlGetNoNsProp(c, (const xmlChar *)"r");
    int own = place ? column_of((const char *)place) : -1;
    xmlFree(place);
    if (own == column) return c;
    if (own > column) break;
    before = c;
  }
  xmlNodePtr node = xmlNewNode(row->ns, (const xmlChar *)"c");
  char text[32];
  place_of(text, sizeof text, number, column);
  xmlNewProp(node, (const xmlChar *)"r", (const xmlChar *)text);
  if (before) xmlAddNextSibling(before, node);
  else if (row->children) xmlAddPrevSibling(row->children, node);
  else xmlAddChild(row, node);
  return node;
}

/// The number of a day written as 2025-06-30, as sheets count.
static long day_number(const char *text, int epoch_1904) {
  long year = 0, month = 0, day = 0;
  if (sscanf(text, "%ld-%ld-%ld", &year, &month, &day) != 3) return 0;
  year -= month <= 2;
  long era = (year >= 0 ? year : year - 399) / 400;
  long of_era = year - era * 400;
  long of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468 + (epoch_1904 ? 24107 : 25569);
}

/// Gives a cell the style that it has with days shown as days.
static void show_as_day(cbook *book, xmlNodePtr cell) {
  int style = int_prop(cell, "s", 0);
  if (style >= 0 && style < book->style_count && book->is_day[style]) return;
  xmlDocPtr doc = doc_of(book, find_part(book, "xl/styles.xml"));
  xmlNodePtr styles = child(doc ? xmlDocGetRootElement(doc) : NULL, "cellXfs");
  xmlNodePtr plain = child(styles, "xf");
  for (int at = 0; at < style && plain; at++) plain = next_named(plain, "xf");
  if (!styles) return;
  int found = -1, number = 0;
  // A style that was made for the same before.
  for (xmlNodePtr at = child(styles, "xf"); at; at = next_named(at, "xf"), number++)
    if (int_prop(at, "guitu", -1) == style) found = number;
  if (found < 0) {
    xmlNodePtr made = plain ? xmlCopyNode(plain, 1) : xmlNewNode(styles->ns, (const xmlChar *)"xf");
    uint8_t *more = realloc(book->is_day, (size_t)book->style_count + 1);
    if (!made || !more) {
      if (more) book->is_day = more;
      return;
    }
    book->is_day = more;
    book->is_day[book->style_count++] = 1;
    xmlSetProp(made, (const xmlChar *)"numFmtId", (const xmlChar *)"14");
    xmlSetProp(made, (const xmlChar *)"applyNumberFormat", (const xmlChar *)"1");
    xmlAddChild(styles, made);
    char text[16];
    snprintf(text, sizeof text, "%d", book->style_count);
    xmlSetProp(styles, (const xmlChar *)"count", (const xmlChar *)text);
    // Told apart until the workbook is written.
    snprintf(text, sizeof text, "%d", style);
    xmlSetProp(made, (const xmlChar *)"guitu", (const xmlChar *)text);
    found = book->style_count - 1;
  }
  char text[16];
  snprintf(text, sizeof text, "%d", found);
  xmlSetProp(cell, (const xmlChar *)"s", (const xmlChar *)text);
}

int32_t cbook_set(cbook *book, int32_t index, int32_t number, int32_t column, int32_t kind, const char *text) {
  sheet *s = loaded(book, index);
  if (!s || number < 0 || number > 1048575 || column < 0 || column > 16383) return -1;
  if (kind == CBOOK_EMPTY && (number >= s->row_count || !s->rows[number])) return 0;
  xmlNodePtr row = row_at(s, number);
  if (!row) return -1;
  xmlNodePtr c = cell_at(row, number, column);
  while (c->children) {
    xmlNodePtr old = c->children;
    xmlUnlinkNode(old);
    xmlFreeNode(old);
  }
  xmlUnsetProp(c, (const xmlChar *)"t");
  xmlUnsetProp(row, (const xmlChar *)"spans");
  char serial[32];
  switch (kind) {
    case CBOOK_TEXT: {
      xmlNewProp(c, (const xmlChar *)"t", (const xmlChar *)"inlineStr");
      xmlNodePtr is = xmlNewChild(c, c->ns, (const xmlChar *)"is", NULL);
      xmlNodePtr t = xmlNewTextChild(is, c->ns, (const xmlChar *)"t", (const xmlChar *)text);
      xmlNodeSetSpacePreserve(t, 1);
      break;
    }
    case CBOOK_NUMBER: xmlNewTextChild(c, c->ns, (const xmlChar *)"v", (const xmlChar *)text); break;
    case CBOOK_DAY:
      snprintf(serial, sizeof serial, "%ld", day_number(text, book->epoch_1904));
      xmlNewTextChild(c, c->ns, (const xmlChar *)"v", (const xmlChar *)serial);
      show_as_day(book, c);
      break;
    case CBOOK_FLAG:
      xmlNewProp(c, (const xmlChar *)"t", (const xmlChar *)"b");
      xmlNewTextChild(c, c->ns, (const xmlChar *)"v", (const xmlChar *)(strcmp(text, "true") == 0 ? "1" : "0"));
      break;
    default: break;
  }
  // What the sheet says of its extent may no longer be so.
  xmlNodePtr extent = child(s->data->parent, "dimension");
  if (extent) {
    xmlUnlinkNode(extent);
    xmlFreeNode(extent);
  }
  return 0;
}

int32_t cbook_add(cbook *book, const char *name) {
  xmlDocPtr doc = doc_of(book, find_part(book, "xl/workbook.xml"));
  xmlDocPtr links = doc_of(book, find_part(book, "xl/_rels/workbook.xml.rels"));
  xmlDocPtr types = doc_of(book, find_part(book, "[Content_Types].xml"));
  xmlNodePtr list = doc ? child(xmlDocGetRootElement(doc), "sheets") : NULL;
  if (!list || !links || !types) return -1;
  int number = 1, sheet_id = 1;
  char path[64], id[32], text[32];
  do snprintf(path, sizeof path, "xl/worksheets/sheet%d.xml", number++);
  while (find_part(book, path) >= 0);
  for (xmlNodePtr at = child(list, "sheet"); at; at = next_named(at, "sheet")) {
    int own = int_prop(at, "sheetId", 0);
    if (own >= sheet_id && own < 65000) sheet_id = own + 1;
  }
  snprintf(id, sizeof id, "guitu%d", number);
  static const char empty[] =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"" SHEETS
      "\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" "
      "state=\"frozen\"/></sheetView></sheetViews><sheetData/></worksheet>";
  uint8_t *bytes = malloc(sizeof empty - 1);
  if (!bytes) return -1;
  memcpy(bytes, empty, sizeof empty - 1);
  if (!add_part(book, path, bytes, sizeof empty - 1)) return -1;

  xmlNodePtr entry = xmlNewChild(list, list->ns, (const xmlChar *)"sheet", NULL);
  xmlNewProp(entry, (const xmlChar *)"name", (const xmlChar *)name);
  snprintf(text, sizeof text, "%d", sheet_id);
  xmlNewProp(entry, (const xmlChar *)"sheetId", (const xmlChar *)text);
  xmlNsPtr ns = xmlSearchNsByHref(doc, list, (const xmlChar *)LINKS);
  if (!ns) ns = xmlNewNs(entry, (const xmlChar *)LINKS, (const xmlChar *)"r");
  xmlNewNsProp(entry, ns, (const xmlChar *)"id", (const xmlChar *)id);

  xmlNodePtr root = xmlDocGetRootElement(links);
  xmlNodePtr link = xmlNewChild(root, root->ns, (const xmlChar *)"Relationship", NULL);
  xmlNewProp(link, (const xmlChar *)"Id", (const xmlChar *)id);
  xmlNewProp(link, (const xmlChar *)"Type", (const xmlChar *)LINKS "/worksheet");
  xmlNewProp(link, (const xmlChar *)"Target", (const xmlChar *)(path + 3));

  root = xmlDocGetRootElement(types);
  char full[80];
  snprintf(full, sizeof full, "/%s", path);
  xmlNodePtr type = xmlNewChild(root, root->ns, (const xmlChar *)"Override", NULL);
  xmlNewProp(type, (const xmlChar *)"PartName", (const xmlChar *)full);
  xmlNewProp(type, (const xmlChar *)"ContentType",
             (const xmlChar *)"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml");
  return add_sheet(book, name, book->part_count - 1);
}

// MARK: - Saving

uint8_t *cbook_save(cbook *book, size_t *count) {
  *count = 0;
  xmlDocPtr styles = doc_of(book, find_part(book, "xl/styles.xml"));
  xmlNodePtr style = child(child(styles ? xmlDocGetRootElement(styles) : NULL, "cellXfs"), "xf");
  for (; style; style = next_named(style, "xf")) xmlUnsetProp(style, (const xmlChar *)"guitu");
  size_t room = 1 << 20;
  for (int i = 0; i < book->part_count; i++) room += book->parts[i].count * 2 + 1024;
  // Documents may have grown: written out first, to know how much.
  for (int i = 0; i < book->part_count; i++) {
    part *p = &book->parts[i];
    if (!p->doc) continue;
    xmlChar *bytes = NULL;
    int size = 0;
    xmlDocDumpMemoryEnc(p->doc, &bytes, &size, "UTF-8");
    if (!bytes) return NULL;
    uint8_t *copy = malloc((size_t)size + 1);
    if (copy) memcpy(copy, bytes, (size_t)size);
    xmlFree(bytes);
    if (!copy) return NULL;
    free(p->bytes);
    p->bytes = copy;
    p->count = (size_t)size;
    room += (size_t)size + 1024;
  }
  uint8_t *out = malloc(room);
  if (!out) return NULL;
  struct archive *archive = archive_write_new();
  archive_write_set_format_zip(archive);
  archive_write_set_bytes_in_last_block(archive, 1);
  int ok = archive_write_open_memory(archive, out, room, count) == ARCHIVE_OK;
  for (int i = 0; ok && i < book->part_count; i++) {
    part *p = &book->parts[i];
    if (p->is_gone) continue;
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname_utf8(entry, p->name);
    archive_entry_set_size(entry, (la_int64_t)p->count);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_mtime(entry, 946684800, 0);
    ok = archive_write_header(archive, entry) == ARCHIVE_OK &&
         (p->count == 0 || archive_write_data(archive, p->bytes, p->count) == (la_ssize_t)p->count);
    archive_entry_free(entry);
  }
  ok = archive_write_close(archive) == ARCHIVE_OK && ok;
  archive_write_free(archive);
  if (!ok) {
    free(out);
    return NULL;
  }
  return out;
}

void cbook_free(uint8_t *bytes) { free(bytes); }
