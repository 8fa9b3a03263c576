#include "czlib.h"

#include <zlib.h>

int64_t czlib_bound(int64_t length) { return (int64_t)compressBound((uLong)length); }

int64_t czlib_pack(const uint8_t *bytes, int64_t length, uint8_t *out, int64_t capacity, int32_t level) {
  uLongf written = (uLongf)capacity;
  int status = compress2(out, &written, bytes, (uLong)length, level);
  return status == Z_OK ? (int64_t)written : -1;
}

int64_t czlib_unpack(const uint8_t *bytes, int64_t length, uint8_t *out, int64_t capacity) {
  uLongf written = (uLongf)capacity;
  int status = uncompress(out, &written, bytes, (uLong)length);
  return status == Z_OK ? (int64_t)written : -1;
}
