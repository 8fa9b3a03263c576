#include "czstd.h"

#include <pthread.h>
#include <zstd.h>

// Making a compressor costs as much as packing a notice: each thread keeps one, and it goes with the thread.
static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void drop(void *compressor) { ZSTD_freeCCtx(compressor); }
static void make_key(void) { pthread_key_create(&key, drop); }

static ZSTD_CCtx *compressor(void) {
  pthread_once(&once, make_key);
  ZSTD_CCtx *own = pthread_getspecific(key);
  if (!own) {
    own = ZSTD_createCCtx();
    if (own && pthread_setspecific(key, own) != 0) {
      ZSTD_freeCCtx(own);
      own = NULL;
    }
  }
  return own;
}

int64_t czstd_bound(int64_t length) { return (int64_t)ZSTD_compressBound((size_t)length); }

int64_t czstd_pack(const uint8_t *bytes, int64_t length, uint8_t *out, int64_t capacity, int32_t level) {
  ZSTD_CCtx *own = compressor();
  size_t written = own ? ZSTD_compressCCtx(own, out, (size_t)capacity, bytes, (size_t)length, level)
                       : ZSTD_compress(out, (size_t)capacity, bytes, (size_t)length, level);
  return ZSTD_isError(written) ? -1 : (int64_t)written;
}

int64_t czstd_unpack(const uint8_t *bytes, int64_t length, uint8_t *out, int64_t capacity) {
  size_t written = ZSTD_decompress(out, (size_t)capacity, bytes, (size_t)length);
  return ZSTD_isError(written) ? -1 : (int64_t)written;
}
