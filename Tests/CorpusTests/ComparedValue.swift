import Foundation

/// A field's value in the form in which gold and graph are compared: numbers to four places, strings without white
/// space and differences of width; nothing for null, false and what is empty.
enum ComparedValue: Hashable {
  case yes
  /// In ten-thousandths.
  case number(Int)
  case string([Unicode.Scalar])
  case list([ComparedValue?])
  case object([String: ComparedValue])

  init?(_ value: JSONValue) {
    switch value {
    case .null, .bool(false): return nil
    case .bool(true): self = .yes
    case .number(let number): self.init(number)
    case .string(let text): self.init(text)
    case .list(let elements):
      if elements.isEmpty { return nil }
      self = .list(elements.map { ComparedValue($0) })
    case .object(let fields): self = .object(fields.compactMapValues { ComparedValue($0) })
    }
  }

  init(_ number: Double) {
    let scaled = (number * 10_000).rounded(.toNearestOrEven)
    self = .number(abs(scaled) < 9e18 ? Int(scaled) : Int.max)
  }

  init?(_ text: String?) {
    guard let text else { return nil }
    let scalars = squeezed(text.unicodeScalars.map(Self.halfWidth))
    if text.isEmpty { return nil }
    let bare = String(String.UnicodeScalarView(scalars))
    if bare.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil, let number = Double(bare) {
      self.init(number)
    } else {
      self = .string(scalars)
    }
  }

  private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{FF01}"..."\u{FF5E}": Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case "〔": "["
    case "〕": "]"
    default: scalar
    }
  }
}

/// Whether a scalar is white space as gold files leave it out.
func isWhite(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.isWhitespace || ["\u{200B}", "\u{FEFF}", "\u{1C}", "\u{1D}", "\u{1E}", "\u{1F}"].contains(scalar)
}

/// Scalars without white space.
func squeezed(_ scalars: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] { scalars.filter { !isWhite($0) } }
