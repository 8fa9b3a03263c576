// Rows that go: all that refers to rows below them follows.
#include "parts.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int before(const leaving *gone, long row) {
  int low = 0, high = gone->count;
  while (low < high) {
    int middle = (low + high) / 2;
    if (gone->rows[middle] < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

int goes(const leaving *gone, long row) {
  int at = before(gone, row);
  return at < gone->count && gone->rows[at] == row;
}

long down(const leaving *gone, long row) {
  while (goes(gone, row)) row++;
  return row - before(gone, row);
}

/// The new number of a row, or of the next above it that stays; -1 where none does.
static long up(const leaving *gone, long row) {
  while (row >= 0 && goes(gone, row)) row--;
  return row < 0 ? -1 : row - before(gone, row);
}

// MARK: - References

void put(text *out, const char *bytes, size_t count) {
  if (out->count + count + 1 > out->room) {
    size_t room = (out->count + count + 64) * 2;
    char *more = realloc(out->bytes, room);
    if (!more) {
      out->failed = 1;
      return;
    }
    out->bytes = more;
    out->room = room;
  }
  memcpy(out->bytes + out->count, bytes, count);
  out->count += count;
  out->bytes[out->count] = 0;
}

/// A reference to a cell ($B$12) or a row ($12) as its parts; 0 where the word is none.
typedef struct {
  char head[8];  // $B$ or $
  long row;      // from 0
  int has_column;
} reference;

static int read_reference(const char *word, size_t count, reference *out) {
  size_t at = 0, letters = 0, digits = 0;
  if (at < count && word[at] == '$') at++;
  while (at < count && isalpha((unsigned char)word[at])) at++, letters++;
  if (letters > 3) return 0;
  if (letters > 0 && at < count && word[at] == '$') at++;
  size_t head = at;
  long row = 0;
  while (at < count && isdigit((unsigned char)word[at]) && digits < 8) row = row * 10 + (word[at] - '0'), at++, digits++;
  if (at != count || digits == 0 || row < 1 || row > 1048576) return 0;
  memcpy(out->head, word, head);
  out->head[head] = 0;
  out->row = row - 1;
  out->has_column = letters > 0;
  return 1;
}

static void put_reference(text *out, const reference *at, long row) {
  char bytes[32];
  int count = snprintf(bytes, sizeof bytes, "%s%ld", at->head, row + 1);
  put(out, bytes, (size_t)count);
}

int is_word(unsigned char c) { return isalnum(c) || c == '_' || c == '.' || c == '$' || c == '\\' || c >= 0x80; }

static size_t word_length(const char *at) {
  size_t count = 0;
  while (is_word((unsigned char)at[count])) count++;
  return count;
}

/// Writes a reference or a range at its new place. Gives how many bytes were read; 0 where there is none.
static size_t shift_one(text *out, const char *at, const leaving *gone) {
  size_t first = word_length(at);
  reference from, to;
  if (!read_reference(at, first, &from)) return 0;
  size_t second = at[first] == ':' ? word_length(at + first + 1) : 0;
  if (second > 0 && read_reference(at + first + 1, second, &to) && to.has_column == from.has_column) {
    long start = down(gone, from.row), end = up(gone, to.row);
    if (end < start) {
      put(out, "#REF!", 5);
    } else {
      put_reference(out, &from, start);
      put(out, ":", 1);
      put_reference(out, &to, end);
    }
    return first + 1 + second;
  }
  if (!from.has_column || at[first] == '(' || at[first] == '!') return 0;
  if (goes(gone, from.row)) put(out, "#REF!", 5);
  else put_reference(out, &from, from.row - before(gone, from.row));
  return first;
}

/// Whether a sheet's name before `!` is that of the sheet whose rows go; quotes stand around it, '' for a quote.
static int is_sheet(const char *name, size_t count, const char *sheet) {
  if (count >= 2 && name[0] == '\'') {
    size_t at = 1;
    for (; at < count - 1 && *sheet; at++, sheet++) {
      if (name[at] == '\'' && name[at + 1] == '\'') at++;
      if (name[at] != *sheet) return 0;
    }
    return at == count - 1 && !*sheet;
  }
  return strlen(sheet) == count && strncmp(name, sheet, count) == 0;
}

/// A formula whose references follow; `is_own` where those without a sheet mean the sheet whose rows go. NULL where
/// there is no memory.
static char *shifted(const char *formula, const leaving *gone, int is_own) {
  text out = {0};
  put(&out, "", 0);
  int named = -1;  // whether the sheet named before means ours; -1 where none was
  for (const char *at = formula; *at;) {
    size_t count = 1;
    if (*at == '"') {
      while (at[count] && at[count] != '"') count++;
      count += at[count] != 0;
    } else if (*at == '[') {
      // A column of a table, or another workbook.
      int depth = 0;
      count = 0;
      do depth += at[count] == '[' ? 1 : at[count] == ']' ? -1 : 0;
      while (at[count++] && depth > 0 && at[count]);
      named = 0;
      put(&out, at, count);
      at += count;
      continue;
    } else if (*at == '\'') {
      while (at[count] && !(at[count] == '\'' && at[count + 1] != '\'')) count += at[count] == '\'' ? 2 : 1;
      count += at[count] != 0;
      if (at[count] == '!') {
        named = is_sheet(at, count, gone->sheet);
        count++;
        put(&out, at, count);
        at += count;
        continue;
      }
    } else if (is_word((unsigned char)*at)) {
      count = word_length(at);
      if (at[count] == '!') {
        named = named == 0 ? 0 : is_sheet(at, count, gone->sheet);
        count++;
        put(&out, at, count);
        at += count;
        continue;
      }
      size_t read = (named < 0 ? is_own : named) ? shift_one(&out, at, gone) : 0;
      if (read > 0) {
        at += read;
        named = -1;
        continue;
      }
      // What is not ours goes as it is, the end of a range with it.
      if (named == 0 && at[count] == ':') count += 1 + word_length(at + count + 1);
    }
    named = -1;
    put(&out, at, count);
    at += count;
  }
  if (out.failed) {
    free(out.bytes);
    return NULL;
  }
  return out.bytes;
}

/// A list of places, as `sqref` has it; empty where all of them go.
static char *shifted_places(const char *places, const leaving *gone) {
  text out = {0};
  put(&out, "", 0);
  for (const char *at = places; *at;) {
    while (*at == ' ') at++;
    size_t start = out.count;
    if (start > 0 && *at) put(&out, " ", 1);
    size_t written = out.count;
    size_t read = shift_one(&out, at, gone);
    if (read == 0) {
      read = strcspn(at, " ");
      put(&out, at, read);
    } else if (out.bytes && strstr(out.bytes + written, "#REF!")) {
      out.count = start;
      out.bytes[start] = 0;
    }
    at += read;
  }
  if (out.failed) {
    free(out.bytes);
    return NULL;
  }
  return out.bytes;
}

// MARK: - The parts of a workbook

int is_named(xmlNodePtr node, const char *name) {
  return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

xmlNodePtr following(xmlNodePtr node, xmlNodePtr root, int inside) {
  if (inside && node->children) return node->children;
  while (node != root && !node->next) node = node->parent;
  return node == root ? NULL : node->next;
}

static void shift_content(xmlNodePtr node, const leaving *gone, int is_own) {
  xmlChar *old = xmlNodeGetContent(node);
  char *new = old ? shifted((const char *)old, gone, is_own) : NULL;
  if (new && strcmp(new, (const char *)old) != 0) {
    xmlNodeSetContent(node, NULL);
    xmlNodeAddContent(node, (const xmlChar *)new);
  }
  free(new);
  xmlFree(old);
}

/// Moves all references below an element. Elements of our own sheet whose place goes are taken out.
static void shift_tree(xmlNodePtr root, const leaving *gone, int is_own, int has_places) {
  static const char *formulas[] = {"f", "formula", "formula1", "formula2", "definedName"};
  xmlNodePtr next;
  for (xmlNodePtr at = root; at; at = next) {
    int inside = 1;
    xmlNodePtr dead = NULL;
    if (at->type == XML_ELEMENT_NODE) {
      for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++)
        if (is_named(at, formulas[i])) shift_content(at, gone, is_own);
      xmlChar *to = xmlGetNoNsProp(at, (const xmlChar *)"location");
      if (to && is_named(at, "hyperlink")) {
        char *new = shifted((const char *)to, gone, is_own);
        if (new) xmlSetProp(at, (const xmlChar *)"location", (const xmlChar *)new);
        free(new);
      }
      xmlFree(to);
      if (has_places && is_named(at, "sqref")) {
        xmlChar *old = xmlNodeGetContent(at);
        char *new = old ? shifted_places((const char *)old, gone) : NULL;
        if (new && *new) xmlNodeSetContent(at, (const xmlChar *)new);
        free(new);
        xmlFree(old);
      }
      for (int i = 0; has_places && i < 2; i++) {
        const xmlChar *name = (const xmlChar *)(i == 0 ? "ref" : "sqref");
        xmlChar *old = xmlGetNoNsProp(at, name);
        char *new = old ? shifted_places((const char *)old, gone) : NULL;
        if (new && *new) xmlSetProp(at, name, (const xmlChar *)new);
        // One cell is not merged with itself.
        const char *colon = new ? strchr(new, ':') : NULL;
        int is_single = is_named(at, "mergeCell") && colon && strlen(new) == (size_t)(colon - new) * 2 + 1 &&
                        strncmp(new, colon + 1, (size_t)(colon - new)) == 0;
        if (new && (!*new || is_single) && !is_named(at, "selection") && !is_named(at, "dimension")) dead = at;
        free(new);
        xmlFree(old);
      }
    }
    next = following(at, root, inside && !dead);
    if (dead) {
      xmlNodePtr parent = dead->parent;
      xmlUnlinkNode(dead);
      xmlFreeNode(dead);
      xmlUnsetProp(parent, (const xmlChar *)"count");
      // A list without entries is none.
      if (parent && parent != root && !xmlFirstElementChild(parent)) {
        if (next == NULL || next->parent != parent) {
          xmlUnlinkNode(parent);
          xmlFreeNode(parent);
        }
      }
    }
  }
}

static int begins(const char *name, const char *head) { return strncmp(name, head, strlen(head)) == 0; }

int linked_part(cbook *book, const sheet *s, const char *head, xmlNodePtr *link) {
  const char *name = book->parts[s->part].name;
  const char *slash = strrchr(name, '/');
  if (!slash) return -1;
  char path[1200];
  snprintf(path, sizeof path, "%.*s/_rels/%s.rels", (int)(slash - name), name, slash + 1);
  xmlDocPtr doc = doc_of(book, find_part(book, path));
  if (!doc) return -1;
  *link = *link ? next_named(*link, "Relationship") : child(xmlDocGetRootElement(doc), "Relationship");
  for (; *link; *link = next_named(*link, "Relationship")) {
    xmlChar *target = xmlGetNoNsProp(*link, (const xmlChar *)"Target");
    int found = -1;
    if (target) {
      const char *to = (const char *)target;
      if (*to == '/') snprintf(path, sizeof path, "%s", to + 1);
      else if (begins(to, "../")) snprintf(path, sizeof path, "xl/%s", to + 3);
      else snprintf(path, sizeof path, "%.*s/%s", (int)(slash - name), name, to);
      if (begins(path, head)) found = find_part(book, path);
    }
    xmlFree(target);
    if (found >= 0) return found;
  }
  return -1;
}

/// Whether everything in the workbook can follow when rows of a sheet go.
static int can_follow(cbook *book, const sheet *s, const leaving *gone) {
  for (xmlNodePtr at = s->data->parent->children; at; at = at->next)
    if (is_named(at, "oleObjects") || is_named(at, "controls")) return 0;
  if (!notes_can_follow(book, s) || !spread_shared(book, 0)) return 0;
  xmlNodePtr link = NULL;
  for (int part; (part = linked_part(book, s, "xl/tables/", &link)) >= 0;) {
    xmlDocPtr doc = doc_of(book, part);
    xmlChar *ref = doc ? xmlGetNoNsProp(xmlDocGetRootElement(doc), (const xmlChar *)"ref") : NULL;
    reference from, to;
    const char *colon = ref ? strchr((const char *)ref, ':') : NULL;
    int stays = colon && read_reference((const char *)ref, (size_t)(colon - (const char *)ref), &from) &&
                read_reference(colon + 1, strlen(colon + 1), &to) && !goes(gone, from.row) &&
                up(gone, to.row) > down(gone, from.row);
    xmlFree(ref);
    if (!stays) return 0;
  }
  return 1;
}

/// Takes the list of the order of reckoning out of the workbook: a program makes it anew.
static void drop_chain(cbook *book) {
  int chain = find_part(book, "xl/calcChain.xml");
  if (chain < 0) return;
  book->parts[chain].is_gone = 1;
  const char *lists[] = {"xl/_rels/workbook.xml.rels", "[Content_Types].xml"};
  for (int i = 0; i < 2; i++) {
    xmlDocPtr doc = doc_of(book, find_part(book, lists[i]));
    xmlNodePtr next;
    for (xmlNodePtr at = doc ? xmlDocGetRootElement(doc)->children : NULL; at; at = next) {
      next = at->next;
      xmlChar *to = at->type == XML_ELEMENT_NODE
                        ? xmlGetNoNsProp(at, (const xmlChar *)(i == 0 ? "Target" : "PartName"))
                        : NULL;
      if (to && strstr((const char *)to, "calcChain.xml")) {
        xmlUnlinkNode(at);
        xmlFreeNode(at);
      }
      xmlFree(to);
    }
  }
}

static int move_rows(sheet *s, const leaving *gone) {
  int count = s->row_count;
  xmlNodePtr *rows = s->rows;
  s->rows = NULL;
  s->row_count = 0;
  int status = 0;
  for (int row = 0; row < count; row++) {
    xmlNodePtr node = rows[row];
    if (!node) continue;
    if (goes(gone, row)) {
      xmlUnlinkNode(node);
      xmlFreeNode(node);
      continue;
    }
    int to = row - before(gone, row);
    char place[32];
    snprintf(place, sizeof place, "%d", to + 1);
    xmlSetProp(node, (const xmlChar *)"r", (const xmlChar *)place);
    for (xmlNodePtr c = child(node, "c"); c; c = next_named(c, "c")) {
      xmlChar *old = xmlGetNoNsProp(c, (const xmlChar *)"r");
      int column = old ? column_of((const char *)old) : -1;
      xmlFree(old);
      if (column < 0) continue;
      place_of(place, sizeof place, to, column);
      xmlSetProp(c, (const xmlChar *)"r", (const xmlChar *)place);
    }
    if (keep_row(s, to, node) != 0) status = -1;
  }
  free(rows);
  return status;
}

int32_t cbook_remove(cbook *book, int32_t index, const int32_t *rows, int32_t count) {
  sheet *s = loaded(book, index);
  if (!s) return -1;
  leaving gone = {rows, count, s->name};
  if (!can_follow(book, s, &gone)) return 1;
  if (!spread_shared(book, 1)) return -1;
  move_notes(book, s, &gone);
  if (move_rows(s, &gone) != 0) return -1;
  for (int i = 0; i < book->sheet_count; i++) {
    sheet *other = loaded(book, i);
    if (other) shift_tree(other->data->parent, &gone, i == index, i == index);
  }
  xmlDocPtr workbook = doc_of(book, find_part(book, "xl/workbook.xml"));
  if (workbook) shift_tree(xmlDocGetRootElement(workbook), &gone, 0, 0);
  for (int i = 0; i < book->part_count; i++)
    if (begins(book->parts[i].name, "xl/charts/chart")) {
      xmlDocPtr doc = doc_of(book, i);
      if (doc) shift_tree(xmlDocGetRootElement(doc), &gone, 0, 0);
    }
  xmlNodePtr link = NULL;
  for (int part; (part = linked_part(book, s, "xl/tables/", &link)) >= 0;) {
    xmlDocPtr doc = doc_of(book, part);
    if (doc) shift_tree(xmlDocGetRootElement(doc), &gone, 1, 1);
  }
  link = NULL;
  for (int part; (part = linked_part(book, s, "xl/drawings/", &link)) >= 0;) {
    xmlDocPtr doc = doc_of(book, part);
    xmlNodePtr root = doc ? xmlDocGetRootElement(doc) : NULL;
    for (xmlNodePtr at = root; at; at = following(at, root, 1)) {
      if (!is_named(at, "row") || !at->children) continue;
      xmlChar *old = xmlNodeGetContent(at);
      char row[32];
      snprintf(row, sizeof row, "%ld", down(&gone, old ? atol((const char *)old) : 0));
      xmlFree(old);
      xmlNodeSetContent(at, (const xmlChar *)row);
    }
  }
  drop_chain(book);
  return 0;
}
