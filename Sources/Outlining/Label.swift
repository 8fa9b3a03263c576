import TextModel

/// The ways in which provisions are numbered.
enum LabelStyle: UInt8, CaseIterable {
  case part, chapter, section, article
  /// 一、
  case han
  /// （一） ㈠
  case hanBracket
  /// 1. 1．
  case arabic
  /// 1、
  case arabicComma
  /// （1） ⑴
  case arabicBracket
  /// 1）
  case arabicHalf
  /// ①
  case circled
  /// 1.1
  case decimal2
  /// 1.1.1
  case decimal3
  /// 1.1.1.1
  case decimal4
  /// A number with nothing behind it but a gap: `1 总则`.
  case bare
  /// 第一，
  case ordinal
  /// A. A、
  case letter
  /// a）
  case letterHalf

  /// The order in which the styles usually hold one another.
  var rank: Int {
    switch self {
    case .part: 0
    case .chapter: 1
    case .section: 2
    case .article: 3
    case .han, .bare: 4
    case .hanBracket: 5
    case .arabic, .arabicComma, .ordinal: 6
    case .arabicBracket, .arabicHalf, .decimal2: 7
    case .circled, .decimal3: 8
    case .decimal4, .letter, .letterHalf: 9
    }
  }

  /// Whether the style is read by its numbers and those of the labels that hold it.
  var isDecimal: Bool { self == .decimal2 || self == .decimal3 || self == .decimal4 }

  /// How sure it is that something at the beginning of a line is a label of this style.
  var weight: Float {
    switch self {
    case .part, .chapter, .section, .article: 6
    case .han, .hanBracket: 5
    case .arabic, .arabicComma: 4
    case .arabicBracket, .arabicHalf: 3.5
    case .decimal2, .decimal3, .decimal4, .circled: 3
    case .letter, .letterHalf: 1
    case .ordinal: 0.6
    case .bare: 0.4
    }
  }

  /// What kind of provision it labels, at the given depth from 1.
  func level(depth: Int) -> ProvisionLevel {
    switch self {
    case .part: .part
    case .chapter: .chapter
    case .section: .section
    case .article: .article
    default: depth <= 1 ? .division : .item
    }
  }
}

/// One way to read a label.
struct LabelReading {
  /// How it is numbered.
  let style: LabelStyle
  /// Its number, the last one of a decimal label.
  let value: Int
  /// The numbers before the last one of a decimal label, in one number to the base 1000; 0 for other styles.
  let prefix: Int
  /// Its characters as they stand in a path, in the flat text.
  let core: Range<Int>
  /// The character behind the label and its mark.
  let end: Int
  /// Whether something about it makes it unlikely.
  let isWeak: Bool
}

/// Reads labels at a place of the flat text.
struct LabelReader {
  let flat: FlatText
  let words: OutlineWords

  /// The readings of what stands at `at`, the likelier first; nil for none.
  func read(_ at: Int, _ limit: Int) -> (first: LabelReading, second: LabelReading?)? {
    guard at < limit else { return nil }
    let units = flat.units
    let first = units[at]
    if first == CodeUnits.ordinal { return ordinal(at, limit).map { ($0, nil) } }
    if first == CodeUnits.openBracket { return bracketed(at, limit).map { ($0, nil) } }
    if CodeUnits.isDigit(first) { return digits(at, limit) }
    if first >= 0x2160, first <= 0x216B { return roman(at, limit).map { ($0, nil) } }
    if first >= 0x2460, first <= 0x24FF { return enclosed(at, limit).map { ($0, nil) } }
    if first >= 0x3220, first <= 0x3229 {
      return (
        LabelReading(
          style: .hanBracket, value: Int(first - 0x3220) + 1, prefix: 0, core: at..<at + 1, end: at + 1,
          isWeak: false), nil
      )
    }
    if first >= 0x41, first <= 0x5A || first >= 0x61 && first <= 0x7A { return letter(at, limit).map { ($0, nil) } }
    return han(at, limit).map { ($0, nil) }
  }

  /// 第八条, 第三章, 第一部分, 第一，
  private func ordinal(_ at: Int, _ limit: Int) -> LabelReading? {
    let units = flat.units
    guard let (value, next) = Numerals.any(units, at + 1, limit), next < limit, value > 0, value < 2000 else {
      return nil
    }
    let style: LabelStyle
    var end = next + 1
    switch units[next] {
    case 0x7F16, 0x7BC7: style = .part  // 编 篇
    case 0x7AE0: style = .chapter  // 章
    case 0x8282: style = .section  // 节
    case 0x6761: style = .article  // 条
    case 0x90E8 where next + 1 < limit && units[next + 1] == 0x5206:  // 部分
      style = .part
      end = next + 2
    case CodeUnits.ideographicComma, CodeUnits.comma:
      return LabelReading(style: .ordinal, value: value, prefix: 0, core: at..<next, end: next + 1, isWeak: true)
    default: return nil
    }
    // 第十二条之一
    if style == .article, end + 1 < limit, units[end] == 0x4E4B, let (_, behind) = Numerals.han(units, end + 1, limit) {
      end = behind
    }
    let core = at..<end
    let isReference = isReferred(end, limit)
    while end < limit, units[end] == 0x201D || units[end] == 0x22 || units[end] == CodeUnits.colon {
      if flat.gaps[end] == FlatText.noGap && units[end] != CodeUnits.colon { break }
      end += 1
    }
    return LabelReading(style: style, value: value, prefix: 0, core: core, end: end, isWeak: isReference)
  }

  /// Whether what stands behind an ordinal label shows that the label is only referred to.
  private func isReferred(_ end: Int, _ limit: Int) -> Bool {
    guard end < limit, flat.gaps[end] == FlatText.noGap else { return false }
    return words.references.match(flat.units, at: end, limit) != nil
  }

  /// （一） （1）
  private func bracketed(_ at: Int, _ limit: Int) -> LabelReading? {
    let units = flat.units
    guard let (value, next) = Numerals.any(units, at + 1, limit), next < limit, value > 0, value < 200,
      units[next] == CodeUnits.closeBracket
    else { return nil }
    let style: LabelStyle = CodeUnits.isDigit(units[at + 1]) ? .arabicBracket : .hanBracket
    var end = next + 1
    let core = at..<end
    // （二）项, （二）款: referred to; （二）项目 is a label.
    let follows: UInt16 = end < limit ? units[end] : 0
    let isReference =
      follows == 0x6B3E || (follows == 0x9879 && end + 1 < limit && units[end + 1] != 0x76EE)
      || (follows == CodeUnits.ideographicComma && end + 1 < limit && units[end + 1] == CodeUnits.openBracket)
      || (follows == CodeUnits.openBracket && end + 1 < limit && CodeUnits.hanNumeral(units[end + 1]) != nil)
    if end < limit, units[end] == CodeUnits.ideographicComma || units[end] == CodeUnits.dot { end += 1 }
    return LabelReading(style: style, value: value, prefix: 0, core: core, end: end, isWeak: isReference)
  }

  /// Ⅰ、 Ⅱ.
  private func roman(_ at: Int, _ limit: Int) -> LabelReading? {
    let units = flat.units
    guard at + 1 < limit, units[at + 1] == CodeUnits.ideographicComma || units[at + 1] == CodeUnits.dot else {
      return nil
    }
    let value = Int(units[at] - 0x2160) + 1
    return LabelReading(style: .han, value: value, prefix: 0, core: at..<at + 1, end: at + 2, isWeak: false)
  }

  /// 壹 to 玖: the numerals of amounts, which number parts too.
  private static let capitals: [UInt16] = [0x58F9, 0x8D30, 0x53C1, 0x8086, 0x4F0D, 0x9646, 0x67D2, 0x634C, 0x7396]

  /// 一、 一． 壹、 一） 一，
  private func han(_ at: Int, _ limit: Int) -> LabelReading? {
    let units = flat.units
    if let capital = Self.capitals.firstIndex(of: units[at]) {
      guard at + 1 < limit, units[at + 1] == CodeUnits.ideographicComma else { return nil }
      return LabelReading(style: .han, value: capital + 1, prefix: 0, core: at..<at + 1, end: at + 2, isWeak: false)
    }
    guard let (value, next) = Numerals.han(units, at, limit), next < limit, value > 0, value < 200 else { return nil }
    let mark = units[next]
    if mark == CodeUnits.closeBracket {
      return LabelReading(style: .hanBracket, value: value, prefix: 0, core: at..<next, end: next + 1, isWeak: true)
    }
    if mark == CodeUnits.comma, next + 1 < limit, CodeUnits.isHan(units[next + 1]) {
      return LabelReading(style: .han, value: value, prefix: 0, core: at..<next, end: next + 1, isWeak: true)
    }
    guard mark == CodeUnits.ideographicComma || mark == CodeUnits.dot || mark == 0xFF0E else { return nil }
    let end = next + 1
    // 一、二级指标 names two levels.
    let isWeak = end < limit && flat.gaps[end] == FlatText.noGap && CodeUnits.hanNumeral(units[end]) != nil
    return LabelReading(style: .han, value: value, prefix: 0, core: at..<next, end: end, isWeak: isWeak)
  }

  /// ① ⑴ ⒈
  private func enclosed(_ at: Int, _ limit: Int) -> LabelReading? {
    let unit = flat.units[at]
    let style: LabelStyle
    let value: Int
    switch unit {
    case 0x2460...0x2473: (style, value) = (.circled, Int(unit - 0x2460) + 1)
    case 0x2474...0x2487: (style, value) = (.arabicBracket, Int(unit - 0x2474) + 1)
    case 0x2488...0x249B: (style, value) = (.arabic, Int(unit - 0x2488) + 1)
    default: return nil
    }
    return LabelReading(style: style, value: value, prefix: 0, core: at..<at + 1, end: at + 1, isWeak: false)
  }

  /// A. a）
  private func letter(_ at: Int, _ limit: Int) -> LabelReading? {
    let units = flat.units
    guard at + 2 < limit else { return nil }
    let value = Int(units[at] & 0x1F)
    let mark = units[at + 1]
    if mark == CodeUnits.closeBracket {
      return LabelReading(style: .letterHalf, value: value, prefix: 0, core: at..<at + 1, end: at + 2, isWeak: true)
    }
    guard mark == CodeUnits.dot || mark == CodeUnits.ideographicComma, CodeUnits.isHan(units[at + 2]) else {
      return nil
    }
    return LabelReading(style: .letter, value: value, prefix: 0, core: at..<at + 1, end: at + 2, isWeak: true)
  }

  /// 1. 1、 1） 1.1 1.1.1 and a bare 1.
  private func digits(_ at: Int, _ limit: Int) -> (first: LabelReading, second: LabelReading?)? {
    let units = flat.units
    guard let (value, next) = Numerals.arabic(units, at, limit), next < limit, value < 200, value > 0 else {
      return nil
    }
    switch units[next] {
    case CodeUnits.ideographicComma:
      return (reading(.arabicComma, value, at..<next, next + 1), nil)
    case CodeUnits.closeBracket:
      return (reading(.arabicHalf, value, at..<next, next + 1), nil)
    case CodeUnits.dot, 0xFF0E, 0xB7:
      return dotted(at, value, next, limit)
    default:
      guard flat.gaps[next] != FlatText.noGap, CodeUnits.isHan(units[next]), next - at <= 2 else { return nil }
      return (reading(.bare, value, at..<next, next), nil)
    }
  }

  private func dotted(_ at: Int, _ value: Int, _ dot: Int, _ limit: Int) -> (LabelReading, LabelReading?)? {
    let units = flat.units
    var end = dot + 1
    if end < limit, units[end] == CodeUnits.ideographicComma { end += 1 }
    let isWeak = end < limit && units[end] == CodeUnits.dot
    let simple = LabelReading(
      style: .arabic, value: value, prefix: 0, core: at..<dot, end: end, isWeak: isWeak)
    guard end < limit, CodeUnits.isDigit(units[end]) else { return (simple, nil) }
    let hasGap = flat.gaps[end] != FlatText.noGap
    var numbers = [value]
    var place = dot
    while place < limit, units[place] == CodeUnits.dot || units[place] == 0xFF0E, numbers.count < 4,
      let (number, next) = Numerals.arabic(units, place + 1, limit), next - place <= 3
    {
      numbers.append(number)
      place = next
    }
    let follows: UInt16 = numbers.count > 1 && place < limit ? units[place] : Folding.lineEnd
    let isOdd =
      place < limit
      && (CodeUnits.isDigit(follows) || follows == 0x25 || follows == CodeUnits.dot
        || follows == CodeUnits.closeBracket)
    if isOdd, !hasGap, follows == 0x25 || follows == CodeUnits.dot { return nil }
    guard numbers.count > 1, !isOdd else { return (simple, nil) }
    let style: LabelStyle = numbers.count == 2 ? .decimal2 : numbers.count == 3 ? .decimal3 : .decimal4
    var prefix = 0
    for number in numbers.dropLast() { prefix = prefix * 1000 + number }
    var behind = place
    if behind < limit, units[behind] == CodeUnits.ideographicComma { behind += 1 }
    let decimal = LabelReading(
      style: style, value: numbers.last ?? 0, prefix: prefix, core: at..<place, end: behind, isWeak: false)
    return hasGap ? (simple, decimal) : (decimal, simple)
  }

  private func reading(_ style: LabelStyle, _ value: Int, _ core: Range<Int>, _ end: Int) -> LabelReading {
    LabelReading(style: style, value: value, prefix: 0, core: core, end: end, isWeak: false)
  }
}
