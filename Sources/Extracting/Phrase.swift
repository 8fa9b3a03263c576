import Tokenizing

/// What a phrase says, once a rule of a phrase file has made it one token.
enum PhraseValue: Hashable, Sendable {
  case word
  case date(DateParts)
  case duration(DurationValue)
  case quantity(QuantityValue)
  case temporal(TemporalValue)
  case organization(OrganizationValue)
}

/// A length of time.
struct DurationValue: Hashable, Sendable {
  /// ISO 8601: `P5D`.
  var iso: String
  var isWorkdays: Bool

  static let attributes: [String: UInt32] = ["year": 1, "month": 2, "day": 4, "workdays": 8, "short": 16]
  /// 多 几 余 来 between number and unit: about so many; 个 with them is the unit's.
  static let approximations: Set<UInt16> = [0x591A, 0x51E0, 0x4F59, 0x6765]

  var bits: UInt32 {
    var bits: UInt32 = isWorkdays ? 8 : 0
    switch iso.last {
    case "Y": bits |= 1
    case "D", "W": bits |= 4
    case "M": bits |= iso.hasPrefix("PT") ? 16 : 2
    default: bits |= 16
    }
    return bits
  }
}

/// A number under a comparison.
struct QuantityValue: Hashable, Sendable {
  var comparison: String
  var value: Numeral
  var upper: Numeral?
  var unit: String
  /// The value to fifteen places where `value` is a rounded fraction.
  var exact: Numeral?
  /// Whether the unit is one of money.
  var isMoney = false
  /// Whether the unit is 个百分点 or its like.
  var isPercentagePoints = false

  static let attributes: [String: UInt32] = [
    "money": 1, "people": 2, "count": 4, "time": 8, "percent": 16, "points": 32, "bounded": 64, "text": 128,
    "copies": 256,
    "occasion": 512, "capped": 1024,
  ]
}

/// An expression that fixes time.
struct TemporalValue: Hashable, Sendable {
  var kind: String
  var value: String?
  var isWorkdays = false
  var by: String?
  var times: Int?
  var after: String?
  /// Whether it lies before its event: 合同期满前30日内.
  var isBefore = false
  /// The day that is printed in `after`.
  var base: String?

  static let attributes: [String: UInt32] = ["by": 1, "within": 2, "every": 4, "lookback": 8, "effective": 16]
  /// Stands for the day on which the notice takes effect, as long as that is not known.
  static let effective = "effective"
}

/// A body, or a class of bodies, that can owe something.
struct OrganizationValue: Hashable, Sendable {
  /// Where its name stands in `Outline.characters`.
  var name: Range<Int>
  /// What an elided head or tail adds: 市 before 发改委, 部门 behind 税务.
  var head = ""
  var tail = ""
  /// How it shares its tail with the bodies behind it, where it has none of its own.
  var elision: Elision?
  /// Whether the notice itself gave it this name.
  var isDefined = false

  /// What the bodies of a list share.
  enum Elision: String, Sendable {
    /// 市教育、财政部门: the tail, and the head where one has it.
    case shared
    /// 各建设、勘察单位: the tail only.
    case each
    /// 公路养护、绿化和保洁单位, several kinds of bodies in one name: the tail, which the name ends in.
    case list
  }

  /// The attribute of those that are named for what they do or are.
  static let actor: UInt32 = 4
  static let attributes: [String: UInt32] = ["body": 1, "class": 2, "actor": actor, "person": 8, "tailless": tailless]

  /// The printed name with what was left out before and behind it; 服务 that both end and tail have stands once.
  func whole(_ name: String) -> String {
    let shared = (1...max(1, tail.count)).last { name.hasSuffix(tail.prefix($0)) && $0 < tail.count } ?? 0
    return head + name + tail.dropFirst(shared)
  }

  /// The name ends where a later one of its list has the tail of both: 财政 in 财政、税务部门.
  static let tailless: UInt32 = 16
}

extension Numeral {
  /// `6.67` for 667 × 10⁻², `500000` for 5 × 10⁵: plain decimal digits without an exponent.
  var plain: String {
    var digits = String(mantissa.magnitude)
    if exponent >= 0 {
      if mantissa != 0 { digits += String(repeating: "0", count: min(exponent, 30)) }
    } else {
      let places = min(-exponent, 30)
      if digits.count <= places { digits = String(repeating: "0", count: places - digits.count + 1) + digits }
      let whole = digits.dropLast(places)
      var fraction = Substring(digits.suffix(places))
      while fraction.last == "0" { fraction.removeLast() }
      digits = fraction.isEmpty ? String(whole) : "\(whole).\(fraction)"
    }
    return mantissa < 0 ? "-" + digits : digits
  }

  /// `self ÷ divisor` to four places, rounded; nil for a division by zero or beyond range.
  func divided(by divisor: Numeral) -> Numeral? {
    let range = 0..<1_000_000_000
    // 1:1.2 is 10:12.
    let places = max(0, -min(exponent, divisor.exponent))
    guard places < 9, let top = scaled(by: places).integer, let bottom = divisor.scaled(by: places).integer, bottom > 0,
      range.contains(top), range.contains(bottom)
    else { return nil }
    return Numeral(Int64((top * 10_000 * 2 + bottom) / (bottom * 2)), exponent: -4)
  }
}
