/// A notice's text as printed, with what is known of where it came from.
///
/// `scalars` are the code points of the text in normal form C; every `Span` of the project indexes them.
/// `folded` is the view that matching works on, one code unit for each code point (see `Folding`).
public struct SourceText: Sendable {
  /// The name of the input, as given: a file's name or `-`.
  public let name: String
  /// The media type of the input (RFC 6838), such as `text/plain`.
  public let mediaType: String
  /// The IANA name of the encoding that the bytes were read in, such as `GB18030`.
  public let encoding: String
  /// SHA-256 of the bytes, in lower-case hexadecimal digits.
  public let sha256: String
  /// The code points of the text.
  public let scalars: [Unicode.Scalar]
  /// What each code point is matched as.
  public let folded: [UInt16]
  /// What a document other than plain text tells beside its text; nil for plain text.
  public let origin: Origin?

  /// A text of the given code points, folded by `folding`.
  public init(
    name: String, mediaType: String = "text/plain", encoding: String = "UTF-8", sha256: String = "",
    scalars: [Unicode.Scalar], folding: Folding, origin: Origin? = nil
  ) {
    self.name = name
    self.mediaType = mediaType
    self.encoding = encoding
    self.sha256 = sha256
    self.scalars = scalars
    self.folded = folding.fold(scalars)
    self.origin = origin
  }

  /// A text from a string, for tests and for callers that have decoded their bytes already.
  public init(_ string: String, name: String = "-", folding: Folding) {
    self.init(name: name, scalars: Array(string.unicodeScalars), folding: folding)
  }

  /// How many code points the text has.
  public var count: Int { scalars.count }

  /// The characters of a place, as printed. A place that reaches beyond the text is cut at its end.
  public func string(in span: Span) -> String { string(in: span, keepingBlanks: true) }

  /// The characters of a place without white space of any kind: how names and titles are given.
  public func squeezed(in span: Span) -> String { string(in: span, keepingBlanks: false) }

  private func string(in span: Span, keepingBlanks: Bool) -> String {
    let end = min(span.end, scalars.count)
    guard span.start >= 0, span.start < end else { return "" }
    return String(unsafeUninitializedCapacity: (end - span.start) * 4) { buffer in
      var count = 0
      for at in span.start..<end {
        if !keepingBlanks, folded[at] == Folding.blank || folded[at] == Folding.lineEnd { continue }
        let value = scalars[at].value
        if value < 0x80 {
          buffer[count] = UInt8(truncatingIfNeeded: value)
          count += 1
        } else if value < 0x800 {
          buffer[count] = UInt8(truncatingIfNeeded: 0xC0 | value >> 6)
          buffer[count + 1] = UInt8(truncatingIfNeeded: 0x80 | value & 0x3F)
          count += 2
        } else if value < 0x10000 {
          buffer[count] = UInt8(truncatingIfNeeded: 0xE0 | value >> 12)
          buffer[count + 1] = UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F)
          buffer[count + 2] = UInt8(truncatingIfNeeded: 0x80 | value & 0x3F)
          count += 3
        } else {
          buffer[count] = UInt8(truncatingIfNeeded: 0xF0 | value >> 18)
          buffer[count + 1] = UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F)
          buffer[count + 2] = UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F)
          buffer[count + 3] = UInt8(truncatingIfNeeded: 0x80 | value & 0x3F)
          count += 4
        }
      }
      return count
    }
  }
}
