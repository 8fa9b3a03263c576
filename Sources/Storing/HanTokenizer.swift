// How the full-text index cuts text: words of one, two and more Chinese characters must all be found.
import GRDB

/// Cuts folded text into pairs of neighbouring Chinese characters and words of letters and digits.
///
/// In a text each character is a token too, at the place of the pair that it begins; so a word of one character is
/// found by its own token, and a longer one as a phrase of pairs, which reads two short lists rather than a long one.
final class HanTokenizer: FTS5CustomTokenizer {
  static let name = "guitu"

  init(db: Database, arguments: [String]) throws {}

  /// What a code point is to the index.
  private enum Kind { case blank, letter, character }

  func tokenize(
    context: UnsafeMutableRawPointer?, tokenization: FTS5Tokenization, pText: UnsafePointer<CChar>?, nText: CInt,
    tokenCallback: @escaping FTS5TokenCallback
  ) -> CInt {
    guard let pText, nText > 0 else { return 0 }
    let text = UnsafeBufferPointer(start: pText, count: Int(nText))
    let isQuery = tokenization.contains(.query)
    /// Gives a token; what is not 0 ends the work.
    func give(_ start: Int, _ end: Int, isSecond: Bool = false) -> CInt {
      tokenCallback(context, isSecond ? 1 : 0, pText + start, CInt(end - start), CInt(start), CInt(end))
    }
    var at = 0
    /// The character before, where one stands directly before: its token is still to be given.
    var pending: Range<Int>?
    var isPaired = false
    while at < text.count {
      let (kind, length) = Self.kind(text, at)
      let end = min(at + length, text.count)
      if kind == .character {
        if let before = pending {
          let status = give(before.lowerBound, end)
          if status != 0 { return status }
          if !isQuery {
            let status = give(before.lowerBound, before.upperBound, isSecond: true)
            if status != 0 { return status }
          }
          isPaired = true
        }
        pending = at..<end
        at = end
        continue
      }
      if kind == .blank {
        at = end
        // A mark between characters: the run ends, so that no phrase goes over it.
        if let before = pending {
          let status = give(before.lowerBound, before.upperBound)
          if status != 0 { return status }
        }
        pending = nil
        isPaired = false
        continue
      }
      if let before = pending {
        let status = give(before.lowerBound, before.upperBound)
        if status != 0 { return status }
        pending = nil
        isPaired = false
      }
      var last = end
      while last < text.count {
        let (next, length) = Self.kind(text, last)
        if next != .letter { break }
        last = min(last + length, text.count)
      }
      let status = give(at, last)
      if status != 0 { return status }
      at = last
    }
    // The last character of a query stands in its pair already; in a text it is a token of its own.
    if let before = pending, !(isQuery && isPaired) { return give(before.lowerBound, before.upperBound) }
    return 0
  }

  /// The kind of the code point that begins at a byte, and its length in bytes.
  private static func kind(_ text: UnsafeBufferPointer<CChar>, _ at: Int) -> (Kind, Int) {
    let first = UInt8(bitPattern: text[at])
    if first < 0x80 {
      let isLetter = (48...57).contains(first) || (97...122).contains(first) || (65...90).contains(first)
      return (isLetter ? .letter : .blank, 1)
    }
    if first < 0xE0 { return (.letter, 2) }
    if first < 0xF0 {
      // U+3400…U+9FFF are E3 90 80 … E9 BF BF, U+F900…U+FAFF are EF A4 80 … EF AB BF.
      let second = at + 1 < text.count ? UInt8(bitPattern: text[at + 1]) : 0
      let isHan = (first == 0xE3 && second >= 0x90) || (0xE4...0xE9).contains(first)
      let isCompatible = first == 0xEF && (0xA4...0xAB).contains(second)
      return (isHan || isCompatible ? .character : .blank, 3)
    }
    return (.character, 4)
  }
}
