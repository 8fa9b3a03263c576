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
public enum NumeralReader {
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

  /// The power of ten that a character of folded text multiplies by: 1 for 十, 4 for 万, 3 for k; nil for others.
  public static func power(of unit: UInt16) -> Int? { unit == 0x6B || unit == 0x4B ? 3 : hanPower(unit) }

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

  /// Whether 分之 stands before a place: 五分之壹.
  private static func isBehindFractionBar(_ text: [UInt16], _ at: Int) -> Bool {
    at > 1 && text[at - 1] == 0x4E4B && text[at - 2] == 0x5206
  }

  /// The numeral that begins at `start`, or nil.
  static func read(_ text: [UInt16], from start: Int, to end: Int) -> Reading? {
    let first = text[start]
    if first >= 0x30 && first <= 0x39 { return readArabic(text, from: start, to: end) }
    // 拾万零五: the capital ten at the beginning, where a numeral goes on behind it.
    let isCapitalTen = first == 0x62FE && start + 1 < end && isHan(text[start + 1])
    guard hanDigit(first) != nil || first == 0x5341 || isCapitalTen else { return nil }
    guard var reading = readHan(text, from: start, to: end) else { return nil }
    readDecimals(of: &reading, text, from: start, to: end)
    return reading
  }

  private static func isHan(_ unit: UInt16) -> Bool { hanDigit(unit) != nil || hanPower(unit) != nil }

  /// The decimals behind 点, and 万 or 亿 behind them: 三点五万. 三点五分 and 下午三点 are times of day.
  private static func readDecimals(of reading: inout Reading, _ text: [UInt16], from start: Int, to end: Int) {
    let point = start + reading.length
    guard point < end, text[point] == 0x70B9, start == 0 || !partsOfDay.contains(text[start - 1]) else { return }
    guard let whole = reading.value.integer else { return }
    var mantissa = Int64(whole)
    var at = point + 1
    while at < end, at - point <= 9, let digit = hanDigit(text[at]) {
      let (product, isBeyond) = mantissa.multipliedReportingOverflow(by: 10)
      if isBeyond || product > .max - digit { return }
      mantissa = product + digit
      at += 1
    }
    let places = at - point - 1
    guard places > 0 else { return }
    var exponent = -places
    if at < end, let power = hanPower(text[at]) {
      // 三点三十分: the minutes are no decimals.
      guard power == 4 || power == 8 else { return }
      exponent += power
      at += 1
    } else if at < end, behindMinutes.contains(text[at]) {
      return
    }
    reading = Reading(
      length: at - start, value: Numeral(mantissa, exponent: exponent), isHan: true, digits: reading.digits)
  }

  /// 午 晚 晨 早 夜 日 号 间 天 before an hour.
  private static let partsOfDay: Set<UInt16> = [
    0x5348, 0x665A, 0x6668, 0x65E9, 0x591C, 0x65E5, 0x53F7, 0x95F4, 0x5929,
  ]
  /// 分 半 钟 整 至 到 时 线 behind an hour with its minutes, and 三点一线.
  private static let behindMinutes: Set<UInt16> = [
    0x5206, 0x534A, 0x949F, 0x6574, 0x81F3, 0x5230, 0x65F6, 0x7EBF,
  ]

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
    var reading = Reading(
      length: at - start, value: Numeral(mantissa, exponent: exponent), isHan: false, digits: digits)
    if powers == 1 { readGroups(of: &reading, text, from: start, to: end) }
    return reading
  }

  /// The groups behind a number with one multiplier: 5万4千6百, 3万4000, 1千零20, 2千零30万.
  private static func readGroups(of reading: inout Reading, _ text: [UInt16], from start: Int, to end: Int) {
    var at = start + reading.length
    guard var last = hanPower(text[at - 1]), var total = reading.value.integer.map(Int64.init) else { return }
    while at < end {
      var place = at
      let hasZero = text[place] == 0x96F6 || text[place] == 0x3007
      if hasZero { place += 1 }
      var group: Int64 = 0
      var digits = 0
      while place < end, digits < 5, text[place] >= 0x30, text[place] <= 0x39 {
        group = group * 10 + Int64(text[place] - 0x30)
        digits += 1
        place += 1
      }
      guard digits > 0, digits < 5, place == end || text[place] != 0x2E else { return }
      var power = 0
      if place < end, let found = hanPower(text[place]) {
        power = found
        place += 1
      }
      var all = false
      if power == 0 {
        // Without a multiplier the digits fill the places below the last one, or 零 says that they don't.
        guard digits == last || (hasZero && digits < last) else { return }
      } else if power >= 4 && last < 4 {
        all = true
      } else if power >= last || digits > last - power {
        return
      }
      for _ in 0..<(all ? 0 : power) { group *= 10 }
      let (sum, isBeyond) = total.addingReportingOverflow(group)
      if isBeyond || (all && sum > 1_000_000_000) { return }
      total = sum
      if all { for _ in 0..<power { total *= 10 } }
      reading = Reading(length: place - start, value: Numeral(total), isHan: false, digits: reading.digits)
      at = place
      if power == 0 || all { return }
      last = power
    }
  }

  private static func readHan(_ text: [UInt16], from start: Int, to end: Int) -> Reading? {
    var at = start
    var positional = true
    while at < end, at - start < 24 {
      // 八两 is a weight, 两三 a guess: 两 is a digit only in front of a power of ten or alone.
      let isBehindDigit = at > start && hanDigit(text[at - 1]) != nil && hanDigit(text[at]) != nil
      if isBehindDigit && (text[at] == 0x4E24 || text[at - 1] == 0x4E24) { break }
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
    if length == 1 && isAmbiguousCapital(text[start]) && !isBehindFractionBar(text, start) { return nil }
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
        case _ where power < 4 && power > 1 && digit == nil && i > start:
          // 五十千: no numeral goes on with a power that counts nothing.
          cut = i
          break scan
        case 1, 2, 3:
          let factor: Int64 = power == 1 ? 10 : power == 2 ? 100 : 1000
          // 一万零十二, 一百十: ten without a digit is one ten.
          let count = digit ?? 0
          section += (power == 1 && count == 0 ? 1 : count) * factor
          lastPower = power
          digit = nil
        default:
          let factor: Int64 = power == 4 ? 10_000 : 100_000_000
          section += digit ?? 0
          // 一万亿: the power stands behind another and multiplies all before it.
          let multipliesAll = section == 0 && (power == 8 || total > 0)
          let (product, isBeyond) = (multipliesAll ? total : section).multipliedReportingOverflow(by: factor)
          let (sum, isSumBeyond) = product.addingReportingOverflow(multipliesAll ? 0 : total)
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
