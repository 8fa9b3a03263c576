#include "cicu.h"

#include <pthread.h>
#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/ucsdet.h>
#include <unicode/ulocdata.h>
#include <unicode/unorm2.h>
#include <unicode/uset.h>

int32_t cicu_decode(const char *encoding, const uint8_t *bytes, int64_t length, uint16_t *units, int64_t capacity,
                    int64_t *written, int64_t *error_offset) {
  UErrorCode status = U_ZERO_ERROR;
  *written = 0;
  *error_offset = 0;
  UConverter *converter = ucnv_open(encoding, &status);
  if (U_FAILURE(status)) return CICU_UNKNOWN;
  ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
  const char *start = (const char *)bytes;
  const char *source = start;
  UChar *target = (UChar *)units;
  ucnv_toUnicode(converter, &target, (UChar *)units + capacity, &source, start + length, NULL, 1, &status);
  *written = target - (UChar *)units;
  int32_t result = CICU_DONE;
  if (U_FAILURE(status)) {
    char invalid[32];
    int8_t count = (int8_t)sizeof invalid;
    UErrorCode ignored = U_ZERO_ERROR;
    ucnv_getInvalidChars(converter, invalid, &count, &ignored);
    if (U_FAILURE(ignored) || count < 0) count = 0;
    int64_t offset = (source - start) - count;
    *error_offset = offset < 0 ? 0 : offset;
    int undecodable =
        status == U_INVALID_CHAR_FOUND || status == U_ILLEGAL_CHAR_FOUND || status == U_TRUNCATED_CHAR_FOUND;
    result = undecodable ? CICU_UNDECODABLE : CICU_FAILED;
  }
  ucnv_close(converter);
  return result;
}

int32_t cicu_normal_prefix(const uint16_t *units, int32_t length) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = unorm2_getNFCInstance(&status);
  if (U_FAILURE(status)) return -1;
  int32_t prefix = unorm2_spanQuickCheckYes(normalizer, (const UChar *)units, length, &status);
  return U_FAILURE(status) ? -1 : prefix;
}

int32_t cicu_normalize(const uint16_t *units, int32_t length, uint16_t *out, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = unorm2_getNFCInstance(&status);
  if (U_FAILURE(status)) return -1;
  int32_t count = unorm2_normalize(normalizer, (const UChar *)units, length, (UChar *)out, capacity, &status);
  return U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR ? -1 : count;
}

uint32_t cicu_compatible(uint32_t code_point) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = unorm2_getNFKCInstance(&status);
  if (U_FAILURE(status) || code_point > 0xFFFF) return code_point;
  UChar from = (UChar)code_point, to[16];
  int32_t count = unorm2_normalize(normalizer, &from, 1, to, 16, &status);
  return U_SUCCESS(status) && count == 1 ? to[0] : code_point;
}

int32_t cicu_everyday_characters(uint8_t *table) {
  const char *locales[] = {"zh", "zh_Hant"};
  int32_t count = 0;
  for (int i = 0; i < 2; i++) {
    UErrorCode status = U_ZERO_ERROR;
    ULocaleData *data = ulocdata_open(locales[i], &status);
    if (U_FAILURE(status)) continue;
    USet *set = ulocdata_getExemplarSet(data, NULL, 0, ULOCDATA_ES_STANDARD, &status);
    if (U_SUCCESS(status) && set != NULL) {
      for (int32_t c = 0x3400; c < 0xA000; c++) {
        if (!table[c] && uset_contains(set, c)) {
          table[c] = 1;
          count++;
        }
      }
    }
    uset_close(set);
    ulocdata_close(data);
  }
  return count;
}

int32_t cicu_guess(const uint8_t *bytes, int32_t length, char *name, int32_t capacity) {
  if (capacity < 1) return 0;
  name[0] = 0;
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open(&status);
  if (U_FAILURE(status)) return 0;
  int32_t confidence = 0;
  ucsdet_setText(detector, (const char *)bytes, length, &status);
  const UCharsetMatch *match = ucsdet_detect(detector, &status);
  if (U_SUCCESS(status) && match != NULL) {
    const char *found = ucsdet_getName(match, &status);
    confidence = ucsdet_getConfidence(match, &status);
    if (U_FAILURE(status) || found == NULL) {
      confidence = 0;
    } else {
      strncpy(name, found, (size_t)capacity - 1);
      name[capacity - 1] = 0;
    }
  }
  ucsdet_close(detector);
  return confidence;
}

static UCollator *pinyin;

static void open_pinyin(void) {
  UErrorCode status = U_ZERO_ERROR;
  pinyin = ucol_open("zh-u-co-pinyin", &status);
  if (U_FAILURE(status)) pinyin = NULL;
}

int32_t cicu_pinyin_key(const uint16_t *units, int32_t length, uint8_t *out, int32_t capacity) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_pinyin);
  if (pinyin == NULL) return 0;
  return ucol_getSortKey(pinyin, (const UChar *)units, length, out, capacity);
}
