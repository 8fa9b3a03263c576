import TextModel

/// What folded code units are, as far as the layout of a notice asks.
enum CodeUnits {
  static let ideographicComma: UInt16 = 0x3001
  static let fullStop: UInt16 = 0x3002
  static let openTitle: UInt16 = 0x300A
  static let closeTitle: UInt16 = 0x300B
  static let openBracket = unit("(")
  static let closeBracket = unit(")")
  static let dot = unit(".")
  static let comma = unit(",")
  static let colon = unit(":")
  static let semicolon = unit(";")
  static let ordinal: UInt16 = 0x7B2C  // 第
  static let year: UInt16 = 0x5E74
  static let month: UInt16 = 0x6708
  static let day: UInt16 = 0x65E5

  /// Whether the code unit ends a document number: 号, or 號 where it was not folded.
  static func endsNumber(_ u: UInt16) -> Bool { u == 0x53F7 || u == 0x865F }

  /// The code unit of an ASCII character.
  static func unit(_ scalar: Unicode.Scalar) -> UInt16 { UInt16(truncatingIfNeeded: scalar.value) }

  @inline(__always)
  static func isBlank(_ u: UInt16) -> Bool { u == Folding.blank || u == Folding.lineEnd }

  @inline(__always)
  static func isDigit(_ u: UInt16) -> Bool { u >= 0x30 && u <= 0x39 }

  @inline(__always)
  static func isLatin(_ u: UInt16) -> Bool { (u >= 0x41 && u <= 0x5A) || (u >= 0x61 && u <= 0x7A) }

  /// Whether the code unit is a Chinese character.
  @inline(__always)
  static func isHan(_ u: UInt16) -> Bool {
    (u >= 0x4E00 && u <= 0x9FFF) || (u >= 0x3400 && u <= 0x4DBF) || u == 0x3007 || u == Folding.beyondBasicPlane
  }

  /// The value of a Chinese digit or of 十 百 千 as its power of ten; nil for anything else.
  static func hanNumeral(_ u: UInt16) -> (value: Int, isUnit: Bool)? {
    switch u {
    case 0x96F6, 0x3007, 0x25CB: (0, false)  // 零 〇 ○
    case 0x4E00: (1, false)
    case 0x4E8C: (2, false)
    case 0x4E24: (2, false)  // 两
    case 0x4E09: (3, false)
    case 0x56DB: (4, false)
    case 0x4E94: (5, false)
    case 0x516D: (6, false)
    case 0x4E03: (7, false)
    case 0x516B: (8, false)
    case 0x4E5D: (9, false)
    case 0x5341: (10, true)
    case 0x5EFF: (20, true)  // 廿
    case 0x767E: (100, true)
    case 0x5343: (1000, true)
    default: nil
    }
  }

  /// Whether a sentence, an item or a lead-in can end with the code unit.
  @inline(__always)
  static func endsSentence(_ u: UInt16) -> Bool {
    u == fullStop || u == semicolon || u == colon || u == 0x21 || u == 0x3F
  }

  /// Whether nothing can end with the code unit: what follows belongs to the same sentence.
  static func isOpen(_ u: UInt16) -> Bool {
    u == comma || u == ideographicComma || u == openBracket || u == openTitle || u == 0x201C || u == 0x3014
      || u == 0x5B || u == 0x3008
  }

  /// Whether no sentence, line of a list or paragraph can begin with the code unit.
  static func cannotBegin(_ u: UInt16) -> Bool {
    u == comma || u == ideographicComma || u == fullStop || u == semicolon || u == colon || u == closeBracket
      || u == closeTitle || u == 0x201D || u == 0x3015 || u == 0x5D || u == 0x25 || u == 0x3009
  }

  /// Whether the code unit opens the year of a document number: 〔 [ (.
  static func opensYear(_ u: UInt16) -> Bool { u == 0x3014 || u == 0x5B || u == openBracket || u == 0x3010 }

  /// Whether the code unit closes the year of a document number: 〕 ] ).
  static func closesYear(_ u: UInt16) -> Bool { u == 0x3015 || u == 0x5D || u == closeBracket || u == 0x3011 }

  /// How many columns a code unit takes on a terminal: 2 for Chinese characters and full-width marks.
  @inline(__always)
  static func width(_ value: UInt32) -> Int {
    if value < 0x1100 { return 1 }
    return (value >= 0x2E80 && value <= 0xFFDC && !(value >= 0xFF61)) || value >= 0x1F300 || value == 0x2014
      || (value >= 0x2018 && value <= 0x201D) || value == 0x2026 || (value >= 0x2460 && value <= 0x25FF) ? 2 : 1
  }
}

/// Reads the numerals of labels and dates.
enum Numerals {
  /// A Chinese numeral that begins at `start`: its value and the place behind it; nil where there is none.
  ///
  /// 十九 → 19, 二十一 → 21, 一百零二 → 102, 二零一零 (digit by digit) → 2010.
  static func han(_ text: [UInt16], _ start: Int, _ limit: Int) -> (value: Int, end: Int)? {
    var at = start
    var total = 0
    var digits = 0
    var pending = -1
    var sawUnit = false
    while at < limit, at - start < 12, let (value, isUnit) = numeral(text[at], isFirst: at == start) {
      if isUnit {
        sawUnit = true
        if value == 20 {
          total += 20
        } else {
          total += (pending < 0 ? 1 : max(pending, 1)) * value
        }
        pending = -1
        digits = 0
      } else {
        pending = pending < 0 || sawUnit ? value : pending * 10 + value
        digits += 1
      }
      at += 1
    }
    guard at > start else { return nil }
    return (total + max(pending, 0), at)
  }

  /// The value of a Chinese digit; inside a numeral the letter O is often typed for 〇.
  private static func numeral(_ unit: UInt16, isFirst: Bool) -> (value: Int, isUnit: Bool)? {
    if !isFirst, unit == 0x4F || unit == 0x6F || unit == 0x30 { return (0, false) }
    return CodeUnits.hanNumeral(unit)
  }

  /// A number of ASCII digits that begins at `start`, at most nine of them: its value and the place behind it.
  static func arabic(_ text: [UInt16], _ start: Int, _ limit: Int) -> (value: Int, end: Int)? {
    var at = start
    var value = 0
    while at < limit, CodeUnits.isDigit(text[at]), at - start < 9 {
      value = value * 10 + Int(text[at] - 0x30)
      at += 1
    }
    return at > start ? (value, at) : nil
  }

  /// Either of the two.
  static func any(_ text: [UInt16], _ start: Int, _ limit: Int) -> (value: Int, end: Int)? {
    guard start < limit else { return nil }
    return CodeUnits.isDigit(text[start]) ? arabic(text, start, limit) : han(text, start, limit)
  }
}
