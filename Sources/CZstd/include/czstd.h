// zstd behind plain integer types.
#ifndef CZSTD_H
#define CZSTD_H

#include <stdint.h>

/// How many bytes `czstd_pack` needs room for at most.
int64_t czstd_bound(int64_t length);

/// Packs bytes (RFC 8878) at the given level (1 fast … 19 small); gives the length, or -1 where it does not fit.
int64_t czstd_pack(const uint8_t *bytes, int64_t length, uint8_t *out, int64_t capacity, int32_t level);

/// Unpacks what was packed; gives the length, or -1 where the bytes are damaged or do not fit.
int64_t czstd_unpack(const uint8_t *bytes, int64_t length, uint8_t *out, int64_t capacity);

#endif
