// libxml2 and libarchive behind plain integer types. No header of theirs is seen by Swift: libxml2's headers include
// ICU's, whose declarations would not compile beside Foundation's.
#ifndef CDOCUMENTS_H
#define CDOCUMENTS_H

#include <stdint.h>

/// How reading ended.
enum {
  CDOC_DONE = 0,
  CDOC_MALFORMED = 1,  // not well formed, or no archive
  CDOC_TOO_LARGE = 2,  // more output than allowed
  CDOC_TOO_DEEP = 3,   // elements nested deeper than allowed
  CDOC_FORBIDDEN = 4,  // a document type with declarations: entities are not read
  CDOC_MISSING = 5,    // no member of that name
  CDOC_ENCRYPTED = 6,
  CDOC_FAILED = 7,     // no memory
};

/// Reads XML (or HTML with `is_html`, then from UTF-8) to a list of events:
///
/// `<` name 0 (attribute 0 value 0)* 0 for the beginning of an element, `>` for an end, `"` text 0 for characters.
/// Names are local names, without prefix. Entities that a document declares are an error, external ones are never
/// fetched. `*out` is to be given to `cdoc_free`; it is set for every result.
int32_t cdoc_events(const uint8_t *bytes, int64_t length, int32_t is_html, int64_t limit, int32_t depth, uint8_t **out,
                    int64_t *count);

/// The member of a ZIP archive that has this name, at most `limit` bytes of it. Nothing is written to disk.
int32_t cdoc_member(const uint8_t *bytes, int64_t length, const char *name, int64_t limit, uint8_t **out,
                    int64_t *count);

/// The names of the members of a ZIP archive, a zero byte behind each, at most `members` of them.
int32_t cdoc_names(const uint8_t *bytes, int64_t length, int64_t members, uint8_t **out, int64_t *count);

/// All members of a ZIP archive whose names end with `end`, in one pass: for each its name, a zero byte, how many bytes it
/// has (8 bytes, the lowest first), and these. More than `limit` bytes of all of them together are too large.
int32_t cdoc_parts(const uint8_t *bytes, int64_t length, const char *end, int64_t limit, uint8_t **out, int64_t *count);

/// Gives back what the others have made.
void cdoc_free(uint8_t *bytes);

#endif
