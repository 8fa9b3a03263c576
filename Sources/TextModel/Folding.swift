/// One code point to the code unit it is matched as: full width to half width, traditional to simplified, variants of
/// brackets, quotes, dots, dashes and blanks, 〇○ to 零, Kangxi radicals to their characters.
///
/// Folding never changes the number of code points, so a place in the folded view is the same place in the text.
/// Code points beyond the basic plane fold to U+FFFF, which no pattern names. Line ends fold to U+000A (the CR of a
/// CR LF to U+0020, so that it ends one line), other white space and invisible marks (zero width, byte order) to U+0020.
public struct Folding: Sendable {
  /// What stands for a code point beyond the basic plane.
  public static let beyondBasicPlane: UInt16 = 0xFFFF
  /// What stands for a blank of any kind.
  public static let blank: UInt16 = 0x20
  /// What stands for a line end of any kind.
  public static let lineEnd: UInt16 = 0x0A

  private let table: [UInt16]

  /// The folding of widths and blanks only.
  public init() { self.init(text: "") }

  /// A folding with the pairs of a `characters/*.txt` file: two characters a line with a tab or blank between; `#`
  /// starts a comment. Lines of another form are passed over; pairs override the built-in width and blank foldings.
  public init(text: String) {
    var table = [UInt16](unsafeUninitializedCapacity: 0x10000) { buffer, count in
      for i in 0..<0x10000 { buffer[i] = UInt16(truncatingIfNeeded: i) }
      count = 0x10000
    }
    for full in 0xFF01...0xFF5E { table[full] = UInt16(full - 0xFEE0) }
    for blank in [0x09, 0x0B, 0xA0, 0x1680, 0x180E, 0x200B, 0x200C, 0x200D, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF] {
      table[blank] = Self.blank
    }
    for blank in 0x2000...0x200A { table[blank] = Self.blank }
    for line in [0x0D, 0x0C, 0x85, 0x2028, 0x2029] { table[line] = Self.lineEnd }
    // Up to two code points of a line; a third, or a comment, spoils it.
    var pair: (UInt32, UInt32) = (0, 0)
    var count = 0
    func close() {
      if count == 2, pair.0 < 0x10000, pair.1 < 0x10000 { table[Int(pair.0)] = UInt16(truncatingIfNeeded: pair.1) }
      count = 0
    }
    var isComment = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A:
        close()
        isComment = false
      case 0x23 where count != 1: isComment = true
      case 0x09, 0x20, 0x0D: break
      default:
        guard !isComment else { continue }
        if count == 0 { pair.0 = scalar.value } else if count == 1 { pair.1 = scalar.value }
        count += 1
      }
    }
    close()
    self.table = table
  }

  /// The code unit that the code point is matched as.
  @inlinable
  public subscript(scalar: Unicode.Scalar) -> UInt16 { fold(scalar.value) }

  /// The code unit that a code point (given by its value) is matched as.
  @usableFromInline
  func fold(_ value: UInt32) -> UInt16 { value < 0x10000 ? table[Int(value)] : Self.beyondBasicPlane }

  /// The folded view of a whole text, one code unit for each code point.
  public func fold(_ scalars: [Unicode.Scalar]) -> [UInt16] {
    let table = self.table
    return [UInt16](unsafeUninitializedCapacity: scalars.count) { buffer, count in
      for i in 0..<scalars.count {
        let value = scalars[i].value
        buffer[i] = value < 0x10000 ? table[Int(value)] : Self.beyondBasicPlane
        // CR LF is one line end, not a line end and an empty line.
        if value == 0x0A, i > 0, scalars[i - 1].value == 0x0D { buffer[i - 1] = Self.blank }
      }
      count = scalars.count
    }
  }

  /// A word as it is matched: folded, without blanks. `fold("（ 一 ）")  →  "(一)"`
  public func fold(word: some StringProtocol) -> [UInt16] {
    word.unicodeScalars.map { fold($0.value) }.filter { $0 != Self.blank && $0 != Self.lineEnd }
  }
}
