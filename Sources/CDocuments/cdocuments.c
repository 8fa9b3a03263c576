#include "cdocuments.h"

#include <archive.h>
#include <archive_entry.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  uint8_t *bytes;
  int64_t count;
  int64_t capacity;
  int64_t limit;
  int32_t depth;
  int32_t deepest;
  int32_t status;
  xmlParserCtxtPtr parser;
} Output;

static int put(Output *out, const void *bytes, int64_t count) {
  if (out->status != CDOC_DONE) return 0;
  if (out->count + count > out->limit) {
    out->status = CDOC_TOO_LARGE;
  } else if (out->count + count > out->capacity) {
    int64_t capacity = out->capacity ? out->capacity * 2 : 1 << 14;
    while (capacity < out->count + count) capacity *= 2;
    uint8_t *grown = realloc(out->bytes, (size_t)capacity);
    if (grown) {
      out->bytes = grown;
      out->capacity = capacity;
    } else {
      out->status = CDOC_FAILED;
    }
  }
  if (out->status != CDOC_DONE) {
    if (out->parser) xmlStopParser(out->parser);
    return 0;
  }
  if (count) memcpy(out->bytes + out->count, bytes, (size_t)count);
  out->count += count;
  return 1;
}

static void stop(Output *out, int32_t status) {
  if (out->status == CDOC_DONE) out->status = status;
  if (out->parser) xmlStopParser(out->parser);
}

static void put_name(Output *out, const xmlChar *name) {
  const char *text = name ? (const char *)name : "";
  const char *colon = strrchr(text, ':');
  if (colon) text = colon + 1;
  put(out, text, (int64_t)strlen(text) + 1);
}

static void start_element(void *context, const xmlChar *name, const xmlChar **attributes) {
  Output *out = context;
  if (++out->depth > out->deepest) {
    stop(out, CDOC_TOO_DEEP);
    return;
  }
  put(out, "<", 1);
  put_name(out, name);
  for (int i = 0; attributes && attributes[i]; i += 2) {
    put_name(out, attributes[i]);
    const char *value = attributes[i + 1] ? (const char *)attributes[i + 1] : "";
    put(out, value, (int64_t)strlen(value) + 1);
  }
  put(out, "", 1);
}

static void end_element(void *context, const xmlChar *name) {
  (void)name;
  Output *out = context;
  out->depth--;
  put(out, ">", 1);
}

static void characters(void *context, const xmlChar *text, int length) {
  Output *out = context;
  put(out, "\"", 1);
  put(out, text, length);
  put(out, "", 1);
}

static void entity_declared(void *context, const xmlChar *name, int type, const xmlChar *public_id,
                            const xmlChar *system_id, xmlChar *content) {
  (void)name, (void)type, (void)public_id, (void)system_id, (void)content;
  stop(context, CDOC_FORBIDDEN);
}

static void subset(void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system) {
  (void)name, (void)external, (void)system;
  stop(context, CDOC_FORBIDDEN);
}

static xmlEntityPtr no_entity(void *context, const xmlChar *name) {
  (void)context;
  return xmlGetPredefinedEntity(name);
}

static void quiet(void *context, const char *message, ...) { (void)context, (void)message; }

int32_t cdoc_events(const uint8_t *bytes, int64_t length, int32_t is_html, int64_t limit, int32_t depth, uint8_t **result,
                    int64_t *count) {
  *result = NULL;
  *count = 0;
  if (length > INT32_MAX - 16) return CDOC_TOO_LARGE;
  // libxml2 compares each attribute of an element with those before it: no element has ten thousand.
  int64_t attributes = 0;
  for (int64_t at = 0; at < length; at++) {
    if (bytes[at] == '<' || bytes[at] == '>') attributes = 0;
    if (bytes[at] == '=' && ++attributes > 10000) return CDOC_TOO_LARGE;
  }
  Output out = {.limit = limit, .deepest = depth};
  xmlInitParser();
  xmlParserCtxtPtr parser = is_html ? htmlNewParserCtxt() : xmlNewParserCtxt();
  if (!parser || !parser->sax) return CDOC_FAILED;
  out.parser = parser;
  xmlSAXHandler *sax = parser->sax;
  memset(sax, 0, sizeof(*sax));
  sax->startElement = start_element;
  sax->endElement = end_element;
  sax->characters = characters;
  sax->ignorableWhitespace = characters;
  sax->cdataBlock = characters;
  sax->error = quiet;
  sax->warning = quiet;
  sax->fatalError = quiet;
  if (!is_html) {
    sax->getEntity = no_entity;
    sax->internalSubset = subset;
    sax->entityDecl = entity_declared;
  }
  parser->userData = &out;
  if (is_html) {
    int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;
    htmlCtxtReadMemory(parser, (const char *)bytes, (int)length, NULL, "UTF-8", options);
  } else {
    xmlCtxtReadMemory(parser, (const char *)bytes, (int)length, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (out.status == CDOC_DONE && !parser->wellFormed) out.status = CDOC_MALFORMED;
  }
  if (parser->myDoc) xmlFreeDoc(parser->myDoc);
  parser->myDoc = NULL;
  if (is_html) htmlFreeParserCtxt(parser); else xmlFreeParserCtxt(parser);
  *result = out.bytes;
  *count = out.count;
  return out.status;
}

static struct archive *open_zip(const uint8_t *bytes, int64_t length) {
  struct archive *zip = archive_read_new();
  if (!zip) return NULL;
  if (archive_read_support_format_zip_seekable(zip) != ARCHIVE_OK ||
      archive_read_open_memory(zip, bytes, (size_t)length) != ARCHIVE_OK) {
    archive_read_free(zip);
    return NULL;
  }
  return zip;
}

// Goes to the next member; 0 where there is none, or where the archive is damaged, as the status says then.
static int next_member(struct archive *zip, struct archive_entry **entry, Output *out) {
  int step = archive_read_next_header(zip, entry);
  if (step != ARCHIVE_OK && step != ARCHIVE_WARN && step != ARCHIVE_EOF) out->status = CDOC_MALFORMED;
  return step == ARCHIVE_OK || step == ARCHIVE_WARN;
}

// Adds what a member holds.
static void put_content(struct archive *zip, struct archive_entry *entry, Output *out) {
  if (archive_entry_is_encrypted(entry)) {
    out->status = CDOC_ENCRYPTED;
    return;
  }
  const void *block;
  size_t size;
  int64_t offset;
  int read;
  while ((read = archive_read_data_block(zip, &block, &size, &offset)) == ARCHIVE_OK) {
    if (!put(out, block, (int64_t)size)) return;
  }
  if (read != ARCHIVE_EOF) out->status = CDOC_MALFORMED;
}

// A ZIP with a million members is no document.
static const int64_t most_members = 20000;

int32_t cdoc_member(const uint8_t *bytes, int64_t length, const char *name, int64_t limit, uint8_t **result,
                    int64_t *count) {
  *result = NULL;
  *count = 0;
  struct archive *zip = open_zip(bytes, length);
  if (!zip) return CDOC_MALFORMED;
  Output out = {.limit = limit};
  out.status = CDOC_MISSING;
  struct archive_entry *entry;
  for (int64_t seen = 0; seen < most_members && next_member(zip, &entry, &out); seen++) {
    const char *path = archive_entry_pathname(entry);
    if (!path || strcmp(path, name) != 0) continue;
    out.status = CDOC_DONE;
    put_content(zip, entry, &out);
    break;
  }
  archive_read_free(zip);
  *result = out.bytes;
  *count = out.count;
  return out.status;
}

int32_t cdoc_names(const uint8_t *bytes, int64_t length, int64_t members, uint8_t **result, int64_t *count) {
  *result = NULL;
  *count = 0;
  struct archive *zip = open_zip(bytes, length);
  if (!zip) return CDOC_MALFORMED;
  Output out = {.limit = 1 << 24};
  struct archive_entry *entry;
  for (int64_t seen = 0; seen < members && next_member(zip, &entry, &out); seen++) {
    const char *path = archive_entry_pathname(entry);
    if (path) put(&out, path, (int64_t)strlen(path) + 1);
  }
  archive_read_free(zip);
  *result = out.bytes;
  *count = out.count;
  return out.status;
}

int32_t cdoc_parts(const uint8_t *bytes, int64_t length, const char *end, int64_t limit, uint8_t **result, int64_t *count) {
  *result = NULL;
  *count = 0;
  struct archive *zip = open_zip(bytes, length);
  if (!zip) return CDOC_MALFORMED;
  Output out = {.limit = limit};
  struct archive_entry *entry;
  for (int64_t seen = 0; seen < most_members && out.status == CDOC_DONE && next_member(zip, &entry, &out); seen++) {
    const char *path = archive_entry_pathname(entry);
    size_t own = path ? strlen(path) : 0;
    if (own < strlen(end) || strcmp(path + own - strlen(end), end) != 0) continue;
    // The size stands in front, but is known only behind: its place is kept free.
    uint8_t size[8] = {0};
    if (!put(&out, path, (int64_t)own + 1) || !put(&out, (const char *)size, 8)) break;
    int64_t start = out.count;
    put_content(zip, entry, &out);
    if (out.status != CDOC_DONE) break;
    int64_t content = out.count - start;
    for (int at = 0; at < 8; at++) out.bytes[start - 8 + at] = (uint8_t)(content >> (8 * at));
  }
  archive_read_free(zip);
  *result = out.bytes;
  *count = out.count;
  return out.status;
}

void cdoc_free(uint8_t *bytes) { free(bytes); }
