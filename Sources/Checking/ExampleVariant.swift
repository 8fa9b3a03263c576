import GrammarLanguage
import TextModel

/// An example as written, or bred from it: the same sentence as another printer would have set it.
public struct ExampleVariant: Hashable, Sendable {
  /// How a sentence is bred.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// As it stands in the grammar file.
    case asWritten = "as written"
    /// Full-width digits made half-width, and the other way round.
    case widths = "digits in the other width"
    /// A blank on every border between a digit and a Chinese character.
    case blanks = "blanks around digits"
    /// A line end in the middle of each marked part.
    case lineEnds = "a line end inside"
  }

  /// How it was bred.
  public let kind: Kind
  /// Its text; `¶` is a line end.
  public let text: String
  /// The marked parts, as offsets in code points of `text`.
  public let parts: [Range<Int>]

  /// The example as written, and all that differ from it.
  public static func all(of example: GrammarExample) -> [ExampleVariant] {
    let written = Array(example.text.unicodeScalars).map { $0 == "¶" ? "\n" : $0 }
    var out = [ExampleVariant(kind: .asWritten, scalars: written, parts: example.parts)]
    let swapped = written.map(otherWidth)
    if swapped != written { out.append(ExampleVariant(kind: .widths, scalars: swapped, parts: example.parts)) }
    func add(_ kind: Kind, _ scalar: Unicode.Scalar, at places: [Int]) {
      guard !places.isEmpty else { return }
      let (scalars, parts) = inserting(scalar, at: places, into: written, parts: example.parts)
      out.append(ExampleVariant(kind: kind, scalars: scalars, parts: parts))
    }
    add(.blanks, " ", at: written.indices.dropFirst().filter { isBorder(written[$0 - 1], written[$0]) })
    // Where a sentence of several lines may break is the business of the outline, not of a rule.
    if !written.contains("\n") {
      add(.lineEnds, "\n", at: example.parts.filter { $0.count > 1 }.map { $0.lowerBound + $0.count / 2 })
    }
    return out
  }

  /// The text with 「」 around the marked parts and `¶` for line ends.
  public var marked: String { ExampleVariant.mark(text, parts) }

  /// A text with 「」 around parts of it and `¶` for line ends.
  static func mark(_ text: String, _ parts: [Range<Int>]) -> String {
    var out = String.UnicodeScalarView()
    let starts = Set(parts.map(\.lowerBound))
    let ends = Set(parts.map(\.upperBound))
    var offset = 0
    for scalar in text.unicodeScalars {
      if ends.contains(offset) { out.append("」") }
      if starts.contains(offset) { out.append("「") }
      out.append(scalar == "\n" ? "¶" : scalar)
      offset += 1
    }
    if ends.contains(offset) { out.append("」") }
    return String(out)
  }

  private init(kind: Kind, scalars: [Unicode.Scalar], parts: [Range<Int>]) {
    self.kind = kind
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    text = String(view)
    self.parts = parts
  }

  /// `3` for `３`, `３` for `3`; any other as it is.
  private static func otherWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x30...0x39: Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar
    case 0xFF10...0xFF19: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    default: scalar
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
  }

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool { (0x4E00...0x9FFF).contains(scalar.value) }

  private static func isBorder(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
    (isDigit(left) && isHan(right)) || (isHan(left) && isDigit(right))
  }

  /// The scalar put in before each of the places; a part that begins there begins behind it.
  private static func inserting(
    _ scalar: Unicode.Scalar, at places: [Int], into text: [Unicode.Scalar], parts: [Range<Int>]
  ) -> ([Unicode.Scalar], [Range<Int>]) {
    var out: [Unicode.Scalar] = []
    let wanted = Set(places)
    // For each offset of the text where it stands now, and where a part that ends there ends.
    var starts: [Int] = []
    var ends: [Int] = []
    for offset in 0...text.count {
      ends.append(out.count)
      if wanted.contains(offset) { out.append(scalar) }
      starts.append(out.count)
      if offset < text.count { out.append(text[offset]) }
    }
    return (out, parts.map { starts[$0.lowerBound]..<max(starts[$0.lowerBound], ends[$0.upperBound]) })
  }
}
