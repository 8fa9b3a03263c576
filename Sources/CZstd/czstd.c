#include "czstd.h"

#include <zstd.h>

int64_t czstd_bound(int64_t length) { return (int64_t)ZSTD_compressBound((size_t)length); }

int64_t czstd_pack(const uint8_t *bytes, int64_t length, uint8_t *out, int64_t capacity, int32_t level) {
  size_t written = ZSTD_compress(out, (size_t)capacity, bytes, (size_t)length, level);
  return ZSTD_isError(written) ? -1 : (int64_t)written;
}

int64_t czstd_unpack(const uint8_t *bytes, int64_t length, uint8_t *out, int64_t capacity) {
  size_t written = ZSTD_decompress(out, (size_t)capacity, bytes, (size_t)length);
  return ZSTD_isError(written) ? -1 : (int64_t)written;
}
