import TextModel

/// What a line is in the notice.
enum LineRole {
  case body
  /// The notice's own title, or the head of the body that issues it above the title.
  case title
  case number
  case recipients
  /// The list under 附件：
  case attachmentList
  case signature
  case colophon
  /// The title of a carried instrument, or of an attachment below its number.
  case instrumentTitle
  /// 附件2 as the head of an attachment.
  case attachmentHead
}

/// A part of the text that is numbered by itself: the notice, a carried instrument, an attachment.
struct Section {
  /// What the part is.
  enum Kind {
    case notice
    case carried
    case attachment
  }

  /// What it is.
  let kind: Kind
  /// Its first line.
  let firstLine: Int
  /// The name that its paths begin with: the carried title, 附件2; empty for the notice itself.
  let name: String
  /// Where the name is printed; empty, where the part begins, for one that its own text does not name.
  let span: Span
}

/// Reads names and dates out of the flat text.
struct NameReader {
  let text: SourceText
  let flat: FlatText
  let words: OutlineWords

  /// The printed form of a part of a title, by places in its joined characters.
  func printed(_ part: Range<Int>, of title: [Range<Int>]) -> String {
    var out = ""
    var base = 0
    for range in title {
      let low = max(part.lowerBound - base, 0)
      let high = min(part.upperBound - base, range.count)
      if low < high { out += printed((range.lowerBound + low)..<(range.lowerBound + high)) }
      base += range.count
    }
    return out
  }

  /// The printed characters of a range of the flat text, with full-width digits and letters as they stand.
  func printed(_ range: Range<Int>) -> String {
    var out = String.UnicodeScalarView()
    for at in range { out.append(text.scalars[Int(flat.offsets[at])]) }
    return String(out)
  }

  /// The printed characters of several ranges, one behind the other.
  func printed(_ ranges: [Range<Int>]) -> String { ranges.map { printed($0) }.joined() }

  /// The folded characters of several ranges, one behind the other.
  func joined(_ ranges: [Range<Int>]) -> [UInt16] { ranges.flatMap { flat.units[$0] } }

  /// A date that ends or stands in the range: its place and its ISO 8601 form.
  ///
  /// 2023年12月1日 → 2023-12-01, 二〇一〇年十一月二日 → 2010-11-02, 2017-07-26, 2024/5/1, 2025.10.31.
  func date(in range: Range<Int>) -> (range: Range<Int>, iso: String)? {
    var at = range.lowerBound
    while at < range.upperBound {
      if let found = date(at: at, range.upperBound) { return found }
      let isNumeral = CodeUnits.isDigit(flat.units[at])
      at += 1
      // Not from the middle of a number.
      while isNumeral, at < range.upperBound, CodeUnits.isDigit(flat.units[at]) { at += 1 }
    }
    return nil
  }

  /// A date that begins at the place.
  func date(at start: Int, _ limit: Int) -> (range: Range<Int>, iso: String)? {
    let units = flat.units
    guard let (year, afterYear) = number(start, limit), year >= 1949, year <= 2100, afterYear < limit
    else {
      return nil
    }
    let mark = units[afterYear]
    guard mark == CodeUnits.year || mark == 0x2D || mark == 0x2F || mark == CodeUnits.dot else { return nil }
    guard let (month, afterMonth) = number(afterYear + 1, limit), month >= 1, month <= 12,
      afterMonth < limit
    else { return nil }
    guard mark == CodeUnits.year ? units[afterMonth] == CodeUnits.month : units[afterMonth] == mark else { return nil }
    guard let (day, afterDay) = number(afterMonth + 1, limit), day >= 1, day <= 31 else {
      return nil
    }
    var end = afterDay
    if mark == CodeUnits.year {
      guard end < limit, units[end] == CodeUnits.day else { return nil }
      end += 1
    }
    return (start..<end, Self.iso(year, month, day))
  }

  /// A number that a blank ends: 2016-07-15 08:44 has the day 15.
  func number(_ start: Int, _ limit: Int) -> (value: Int, end: Int)? {
    guard start < limit else { return nil }
    var end = start + 1
    if CodeUnits.isDigit(flat.units[start]) {
      while end < limit, flat.gaps[end] != FlatText.blankGap, flat.gaps[end] != FlatText.wideGap { end += 1 }
      return Numerals.arabic(flat.units, start, end)
    }
    return Numerals.han(flat.units, start, limit)
  }

  /// A date in ISO 8601.
  static func iso(_ year: Int, _ month: Int, _ day: Int) -> String {
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    return "\(year)-\(two(month))-\(two(day))"
  }

  /// How many characters name the body that issues an instrument before its title; nil where no body's name stands there.
  func bodies(before title: [UInt16], in printed: [UInt16]) -> Int? {
    let count = printed.count - title.count
    guard count > 0, printed.suffix(title.count).elementsEqual(title) else { return nil }
    return words.organizationEndings.suffix(printed, before: count, 0) != nil ? count : nil
  }

  /// The kind of instrument that the characters end with, behind any bracket and closing title mark, in its plain form.
  func kind(of units: [UInt16]) -> String? {
    var end = units.count
    while end > 0 {
      let last = units[end - 1]
      if last == CodeUnits.closeTitle || last == 0x201D || last == 0x22 {
        end -= 1
      } else if last == CodeUnits.closeBracket || last == 0x3015 || last == 0x5D {
        var open = end - 1
        while open > 0, units[open] != CodeUnits.openBracket, units[open] != 0x3014, units[open] != 0x5B { open -= 1 }
        guard open > 0, end - open <= 60 else { return nil }
        end = open
      } else {
        break
      }
    }
    guard let (length, value) = words.kinds.suffix(units, before: end, 0) else { return nil }
    if !value.isEmpty { return value }
    var out = String.UnicodeScalarView()
    for unit in units[(end - length)..<end] { if let scalar = Unicode.Scalar(unit) { out.append(scalar) } }
    return String(out)
  }

  /// Splits a list of bodies at 、 ， and ； outside brackets.
  func split(_ range: Range<Int>) -> [String] {
    var parts: [Range<Int>] = []
    var depth = 0
    var from = range.lowerBound
    for at in range {
      let unit = flat.units[at]
      if unit == CodeUnits.openBracket || unit == 0x3014 || unit == 0x5B { depth += 1 }
      if unit == CodeUnits.closeBracket || unit == 0x3015 || unit == 0x5D { depth = max(0, depth - 1) }
      let isMark = unit == CodeUnits.ideographicComma || unit == CodeUnits.comma || unit == CodeUnits.semicolon
      if isMark && depth == 0 {
        parts.append(from..<at)
        from = at + 1
      }
    }
    parts.append(from..<range.upperBound)
    return parts.filter { !$0.isEmpty }.map { printed($0) }
  }
}
