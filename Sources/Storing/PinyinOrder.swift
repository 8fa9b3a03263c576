import CICU

/// The order of Chinese names as people look them up.
enum PinyinOrder {
  /// Bytes that sort as the text does in pinyin order; empty for a text that ICU can't place.
  static func key(of text: String) -> [UInt8] {
    let units = Array(text.utf16.prefix(400))
    var key = [UInt8](repeating: 0, count: units.count * 4 + 16)
    var count = Int(cicu_pinyin_key(units, Int32(units.count), &key, Int32(key.count)))
    if count > key.count {
      key = [UInt8](repeating: 0, count: count)
      count = Int(cicu_pinyin_key(units, Int32(units.count), &key, Int32(key.count)))
    }
    return Array(key.prefix(max(0, count)))
  }
}
