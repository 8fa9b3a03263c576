// ICU behind plain integer types. No ICU header is seen by Swift: Foundation carries an ICU of its own, and the two
// declarations of one enum would not compile beside each other.
#ifndef CICU_H
#define CICU_H

#include <stdint.h>

/// How a conversion ended.
enum {
  CICU_DONE = 0,         // all bytes were converted
  CICU_UNDECODABLE = 1,  // the bytes at *error_offset are no character of the encoding
  CICU_UNKNOWN = 2,      // no converter of this name
  CICU_FAILED = 3,       // no memory, or the output was too short
};

/// Converts bytes to UTF-16 and stops at the first that is no character of the encoding.
///
/// `encoding` is a name of a converter. `units` has room for `capacity` units, of which `*written` are set. With
/// CICU_UNDECODABLE, `*error_offset` is the place of the first byte that could not be read.
int32_t cicu_decode(const char *encoding, const uint8_t *bytes, int64_t length, uint16_t *units, int64_t capacity,
                    int64_t *written, int64_t *error_offset);

/// How many of the units at the beginning are in normal form C for certain; all of them for a text that is; -1 for a
/// fault of ICU.
int32_t cicu_normal_prefix(const uint16_t *units, int32_t length);

/// Writes normal form C of the units and gives its length, which may be more than `capacity`: then nothing of use was
/// written and the call is to be made again with that capacity. -1 for a fault of ICU.
int32_t cicu_normalize(const uint16_t *units, int32_t length, uint16_t *out, int32_t capacity);

/// The single code point of the basic plane that a code point stands for by compatibility (NFKC), such as 一 for
/// U+2F00; itself where there is none.
uint32_t cicu_compatible(uint32_t code_point);

/// Sets `table[c] = 1` for each Chinese character c in everyday use: the exemplar characters of CLDR for simplified
/// and for traditional Chinese. `table` has 65536 entries. Gives how many were set.
int32_t cicu_everyday_characters(uint8_t *table);

/// ICU's guess at the encoding of bytes: its name in `name` (cut to `capacity`, always ended by a zero), and as the
/// result how sure it is, 0...100.
int32_t cicu_guess(const uint8_t *bytes, int32_t length, char *name, int32_t capacity);

/// Writes a key of the text that sorts, byte by byte, in the order of pinyin, and gives its length, which may be more
/// than `capacity`: then the call is to be made again with that capacity. 0 for a fault of ICU.
int32_t cicu_pinyin_key(const uint16_t *units, int32_t length, uint8_t *out, int32_t capacity);

#endif
