/// Numbers as a word processor or a browser prints them before the items of a list.
enum NumberText {
  /// A number in a format of WordprocessingML (ISO 29500-1, 17.18.59); digits for one that is not known.
  static func word(_ value: Int, format: String) -> String {
    guard value > 0 else { return value == 0 ? "0" : "\(value)" }
    switch format {
    case "none": return ""
    case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
      "taiwaneseCountingThousand", "koreanCounting", "ideographDigital", "japaneseDigitalTenThousand":
      return han(value, "〇一二三四五六七八九", ("十", "百", "千"))
    case "chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal":
      return han(value, "零壹贰叁肆伍陆柒捌玖", ("拾", "佰", "仟"), always: true)
    case "ideographTraditional": return pick(value, "甲乙丙丁戊己庚辛壬癸")
    case "ideographZodiac": return pick(value, "子丑寅卯辰巳午未申酉戌亥")
    case "decimalEnclosedCircle", "decimalEnclosedCircleChinese": return enclosed(value, 0x2460, 20)
    case "decimalEnclosedParen": return enclosed(value, 0x2474, 20)
    case "decimalEnclosedFullstop": return enclosed(value, 0x2488, 20)
    case "decimalZero": return value < 10 ? "0\(value)" : "\(value)"
    case "decimalFullWidth", "decimalFullWidth2":
      return String(
        String.UnicodeScalarView("\(value)".unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
    case "upperRoman": return roman(value)
    case "lowerRoman": return roman(value).lowercased()
    case "upperLetter": return letter(value).uppercased()
    case "lowerLetter": return letter(value)
    default: return "\(value)"
    }
  }

  /// A number in a type of HTML's ordered lists.
  static func html(_ value: Int, type: String) -> String {
    switch type {
    case "a": word(value, format: "lowerLetter")
    case "A": word(value, format: "upperLetter")
    case "i": word(value, format: "lowerRoman")
    case "I": word(value, format: "upperRoman")
    default: "\(value)"
    }
  }

  private static func pick(_ value: Int, _ signs: String) -> String {
    let signs = Array(signs)
    return String(signs[(value - 1) % signs.count])
  }

  private static func enclosed(_ value: Int, _ first: UInt32, _ count: Int) -> String {
    guard value <= count, let scalar = Unicode.Scalar(first + UInt32(value) - 1) else { return "\(value)" }
    return String(Character(scalar))
  }

  private static func letter(_ value: Int) -> String {
    let scalar = Unicode.Scalar(UInt8(97 + (value - 1) % 26))
    return String(repeating: Character(scalar), count: min((value - 1) / 26 + 1, 40))
  }

  private static func roman(_ value: Int) -> String {
    guard value < 4000 else { return "\(value)" }
    let signs = [
      (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
      (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
    var rest = value
    var out = ""
    for (size, sign) in signs {
      while rest >= size {
        out += sign
        rest -= size
      }
    }
    return out
  }

  /// 1 to 9999 in Chinese; 十 without 一 before it at the beginning, unless `always`.
  private static func han(
    _ value: Int, _ digits: String, _ places: (String, String, String), always: Bool = false
  ) -> String {
    guard value < 10_000 else { return "\(value)" }
    let digits = digits.map(String.init)
    let zero = always ? digits[0] : "零"
    var out = ""
    var gap = false
    for (size, place) in [(1000, places.2), (100, places.1), (10, places.0), (1, "")] {
      let digit = value / size % 10
      if digit == 0 {
        gap = !out.isEmpty
        continue
      }
      if gap { out += zero }
      gap = false
      if !(size == 10 && digit == 1 && out.isEmpty && !always) { out += digits[digit] }
      out += place
    }
    return out
  }
}
