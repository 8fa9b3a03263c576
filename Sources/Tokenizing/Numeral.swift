import TextModel

/// An exact decimal number as a numeral gives it: `mantissa × 10^exponent`.
///
/// `2.5亿` → 25 × 10⁷; `二〇二三` → 2023; `三十` → 30; `壹佰` → 100.
public struct Numeral: Hashable, Sendable {
  /// The digits as a whole number.
  public let mantissa: Int64
  /// The power of ten that they are multiplied by.
  public let exponent: Int

  /// The number `mantissa × 10^exponent`.
  public init(_ mantissa: Int64, exponent: Int = 0) {
    self.mantissa = mantissa
    self.exponent = exponent
  }

  /// The number as a whole one, or nil where it has a fraction or is too large.
  public var integer: Int? {
    if mantissa == 0 { return 0 }
    var value = mantissa
    if exponent >= 0 {
      guard exponent <= 18 else { return nil }
      for _ in 0..<exponent {
        let (product, overflow) = value.multipliedReportingOverflow(by: 10)
        if overflow { return nil }
        value = product
      }
      return Int(value)
    }
    guard exponent >= -18 else { return nil }
    for _ in 0..<(-exponent) {
      guard value % 10 == 0 else { return nil }
      value /= 10
    }
    return Int(value)
  }
}

/// Reads numerals: Arabic digits with decimals and thousands separators, Chinese numerals in small and capital
/// characters, positional ones (二〇二三), each with the multipliers 十百千万亿.
enum NumeralReader {
  /// The longest numeral in digits: longer runs are cut, so that the time stays linear.
  static let mostDigits = 64

  /// A numeral found at a place.
  struct Reading {
    var length: Int
    var value: Numeral
    /// Whether it is written in Chinese characters only.
    var isHan: Bool
    /// How many digits it has before a decimal point or multiplier.
    var digits: Int
  }

  /// The digit that a character stands for, or nil.
  static func hanDigit(_ unit: UInt16) -> Int64? {
    switch unit {
    case 0x96F6, 0x3007, 0x25CB: 0  // 零 〇 ○
    case 0x4E00, 0x58F9: 1  // 一 壹
    case 0x4E8C, 0x8D30, 0x4E24: 2  // 二 贰 两
    case 0x4E09, 0x53C1: 3  // 三 叁
    case 0x56DB, 0x8086: 4  // 四 肆
    case 0x4E94, 0x4F0D: 5  // 五 伍
    case 0x516D, 0x9646: 6  // 六 陆
    case 0x4E03, 0x67D2: 7  // 七 柒
    case 0x516B, 0x634C: 8  // 八 捌
    case 0x4E5D, 0x7396: 9  // 九 玖
    default: nil
    }
  }

  /// The power of ten that a character multiplies by, or nil.
  static func hanPower(_ unit: UInt16) -> Int? {
    switch unit {
    case 0x5341, 0x62FE: 1  // 十 拾
    case 0x767E, 0x4F70: 2  // 百 佰
    case 0x5343, 0x4EDF: 3  // 千 仟
    case 0x4E07: 4  // 万
    case 0x4EBF: 8  // 亿
    default: nil
    }
  }

  /// Characters that are capital digits or powers but also names or ordinary words when alone: 陆 伍 拾.
  private static func isAmbiguousCapital(_ unit: UInt16) -> Bool {
    [0x9646, 0x4F0D, 0x62FE, 0x67D2, 0x634C, 0x7396, 0x53C1, 0x8086, 0x58F9, 0x8D30].contains(unit)
  }

  /// The numeral that begins at `start`, or nil.
  static func read(_ text: [UInt16], from start: Int, to end: Int) -> Reading? {
    let first = text[start]
    if first >= 0x30 && first <= 0x39 { return readArabic(text, from: start, to: end) }
    guard hanDigit(first) != nil || first == 0x5341 else { return nil }
    return readHan(text, from: start, to: end)
  }

  private static func readArabic(_ text: [UInt16], from start: Int, to end: Int) -> Reading? {
    var at = start
    var mantissa: Int64 = 0
    var exponent = 0
    var digits = 0
    var grouped = false
    func isDigit(_ i: Int) -> Bool { i < end && text[i] >= 0x30 && text[i] <= 0x39 }
    func push(_ unit: UInt16) {
      if mantissa < 100_000_000_000_000_000 { mantissa = mantissa * 10 + Int64(unit - 0x30) } else { exponent += 1 }
    }
    while isDigit(at), digits < Self.mostDigits {
      push(text[at])
      digits += 1
      at += 1
      // 1,000,000: a comma with exactly three digits behind it, after one to three digits before the first comma.
      if at < end, text[at] == 0x2C, digits <= 3 || (grouped && digits < 24), isDigit(at + 1), isDigit(at + 2),
        isDigit(at + 3),
        !isDigit(at + 4)
      {
        grouped = true
        at += 1
      }
    }
    // The 3.5 of 2024.3.5 is no decimal either.
    let isBehindPoint = start > 1 && text[start - 1] == 0x2E && text[start - 2] >= 0x30 && text[start - 2] <= 0x39
    if at < end, !isBehindPoint, text[at] == 0x2E, isDigit(at + 1) {
      // A second point means a date or a numbering (2023.12.01, 1.2.3), not a decimal.
      var behind = at + 1
      while isDigit(behind), behind - at < Self.mostDigits { behind += 1 }
      let second = behind < end && text[behind] == 0x2E && isDigit(behind + 1)
      if !second {
        at += 1
        while isDigit(at), at - start < 2 * Self.mostDigits {
          if exponent <= 0 {
            push(text[at])
            exponent -= 1
          }
          at += 1
        }
      }
    }
    var powers = 0
    while at < end, powers < 3, let power = hanPower(text[at]) {
      if power == 1 && powers == 0 { break }
      if power == 3 && at + 1 < end
        && [0x7C73, 0x514B, 0x74E6, 0x4F0F, 0x5361, 0x725B, 0x5E15, 0x8D6B, 0x7126].contains(text[at + 1])
      {
        break
      }
      exponent += power
      powers += 1
      at += 1
    }
    return Reading(length: at - start, value: Numeral(mantissa, exponent: exponent), isHan: false, digits: digits)
  }

  private static func readHan(_ text: [UInt16], from start: Int, to end: Int) -> Reading? {
    var at = start
    var positional = true
    while at < end, at - start < 24 {
      if hanDigit(text[at]) != nil {
        at += 1
      } else if hanPower(text[at]) != nil {
        positional = false
        at += 1
      } else {
        break
      }
    }
    let length = at - start
    if length == 1 && isAmbiguousCapital(text[start]) { return nil }
    if positional {
      guard length <= 17 else { return nil }
      var value: Int64 = 0
      for i in start..<at { value = value * 10 + (hanDigit(text[i]) ?? 0) }
      // Two adjoining digits such as 三五 (three to five) are not a number; 二〇 and years are.
      return Reading(length: length, value: Numeral(value), isHan: true, digits: length)
    }
    var total: Int64 = 0
    var section: Int64 = 0
    var digit: Int64? = nil
    var lastPower = 0
    var cut = at
    scan: for i in start..<at {
      let unit = text[i]
      if let value = hanDigit(unit) {
        if digit != nil && digit != 0 {
          cut = i
          break scan
        }
        digit = value
      } else if let power = hanPower(unit) {
        switch power {
        case 1, 2, 3:
          let factor: Int64 = power == 1 ? 10 : power == 2 ? 100 : 1000
          section += (digit ?? (power == 1 && section == 0 ? 1 : 0)) * factor
          lastPower = power
          digit = nil
        default:
          let factor: Int64 = power == 4 ? 10_000 : 100_000_000
          section += digit ?? 0
          // 一万亿: the power stands behind another and multiplies all before it.
          let (product, isBeyond) = (power == 8 && section == 0 ? total : section).multipliedReportingOverflow(
            by: factor)
          let (sum, isSumBeyond) = product.addingReportingOverflow(power == 8 && section == 0 ? 0 : total)
          if isBeyond || isSumBeyond { return nil }
          total = sum
          section = 0
          digit = nil
          lastPower = power
        }
      }
    }
    if let digit {
      // 一百五 is 150, 三千二 is 3,200: a last digit right behind a power counts the next lower power.
      let behindPower = cut - 2 >= start && hanPower(text[cut - 2]) != nil
      if behindPower && lastPower >= 2 && lastPower <= 4 {
        var factor: Int64 = 1
        for _ in 1..<lastPower { factor *= 10 }
        section += digit * factor
      } else {
        section += digit
      }
    }
    let (sum, isBeyond) = total.addingReportingOverflow(section)
    if isBeyond { return nil }
    return Reading(length: cut - start, value: Numeral(sum), isHan: true, digits: cut - start)
  }
}
