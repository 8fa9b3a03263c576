// JSON (RFC 8259) into bytes, as fast as the bytes come: no values in between, no sorting, no locale.
import RuleModel
import TextModel

/// Writes JSON values one after another; the caller names each field in its place, so the order is fixed.
struct JSONWriter {
  /// What holds other values.
  enum Container { case object, list }

  /// UTF-8.
  private(set) var bytes: [UInt8] = []
  private let isPretty: Bool
  /// Whether leaves are written without their places, which change whenever anything before them does.
  var omitsPlaces = false
  /// Whether the object or list that is being written stays on one line, and those that hold it.
  private var inline: [Bool] = []
  private var isFirst = true
  private var followsKey = false

  /// A writer of one line, or of lines indented by two blanks. `capacity` is a guess of the length in bytes.
  init(isPretty: Bool, capacity: Int = 0) {
    self.isPretty = isPretty
    bytes.reserveCapacity(capacity)
  }

  /// An object; `body` writes its fields. An inline one stays on one line.
  mutating func object(isInline: Bool = false, _ body: (inout JSONWriter) -> Void) {
    open(.object, isInline: isInline)
    body(&self)
    close(.object)
  }

  /// A list with `body` called for each element.
  mutating func list<Element>(
    _ elements: some Sequence<Element>, isInline: Bool = false, _ body: (inout JSONWriter, Element) -> Void
  ) {
    open(.list, isInline: isInline)
    for element in elements { body(&self, element) }
    close(.list)
  }

  /// Begins an object or a list. What is inside an inline one is inline too.
  mutating func open(_ container: Container, isInline: Bool = false) {
    separate()
    bytes.append(container == .object ? UInt8(ascii: "{") : UInt8(ascii: "["))
    inline.append(isInline || !isPretty || (inline.last ?? false))
    isFirst = true
  }

  /// Ends the object or list that was opened last.
  mutating func close(_ container: Container) {
    let staysOnLine = inline.popLast() ?? true
    if !staysOnLine && !isFirst { newLine() }
    bytes.append(container == .object ? UInt8(ascii: "}") : UInt8(ascii: "]"))
    isFirst = false
  }

  /// The name of the field whose value follows.
  mutating func key(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    if isPretty { bytes.append(UInt8(ascii: " ")) }
    followsKey = true
  }

  /// The name of the field whose value follows, where it is known only as the program runs.
  mutating func key(named name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    if isPretty { bytes.append(UInt8(ascii: " ")) }
    followsKey = true
  }

  /// A string, or null.
  mutating func string(_ value: String?) {
    guard let value else { return null() }
    separate()
    bytes.append(UInt8(ascii: "\""))
    if value.utf8.withContiguousStorageIfAvailable({ Self.escape($0, into: &bytes) }) == nil {
      let copy = Array(value.utf8)
      copy.withUnsafeBufferPointer { Self.escape($0, into: &bytes) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// A string of code points.
  mutating func string(of scalars: [Unicode.Scalar]) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    for scalar in scalars { encode(scalar) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// A number in plain digits.
  mutating func number(_ value: ExactNumber?) {
    guard let value else { return null() }
    raw(value.description)
  }

  /// A whole number, or null.
  mutating func integer(_ value: Int?) {
    guard let value else { return null() }
    raw(String(value))
  }

  /// true or false.
  mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

  /// null
  mutating func null() { raw("null") }

  /// `[start, end]`, or null.
  mutating func span(_ span: Span?) {
    guard let span else { return null() }
    list([span.start, span.end], isInline: true) { $0.integer($1) }
  }

  /// A list of strings on one line.
  mutating func strings(_ values: [String]) {
    list(values, isInline: true) { $0.string($1) }
  }

  // MARK: Fields, a name with its value each

  /// A field of a string, or null.
  mutating func field(_ name: StaticString, _ value: String?) {
    key(name)
    string(value)
  }

  /// A field of a string of code points.
  mutating func field(_ name: StaticString, of scalars: [Unicode.Scalar]) {
    key(name)
    string(of: scalars)
  }

  /// A field of a whole number, or null.
  mutating func field(_ name: StaticString, _ value: Int?) {
    key(name)
    integer(value)
  }

  /// A field of a number in plain digits, or null.
  mutating func field(_ name: StaticString, _ value: ExactNumber?) {
    key(name)
    number(value)
  }

  /// A field of true or false.
  mutating func field(_ name: StaticString, _ value: Bool) {
    key(name)
    bool(value)
  }

  /// A field of a place, or null.
  mutating func field(_ name: StaticString, _ value: Span?) {
    key(name)
    span(value)
  }

  /// A field of strings, all on one line.
  mutating func field(_ name: StaticString, _ values: [String]) {
    key(name)
    strings(values)
  }

  /// Ends a document: a line end.
  mutating func end() { bytes.append(UInt8(ascii: "\n")) }

  // MARK: -

  private mutating func raw(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  /// What stands between the value to come and the one before it.
  private mutating func separate() {
    if followsKey {
      followsKey = false
      return
    }
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    if let isInline = inline.last {
      if !isInline {
        newLine()
      } else if isPretty && !isFirst {
        bytes.append(UInt8(ascii: " "))
      }
    }
    isFirst = false
  }

  private mutating func newLine() {
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<inline.count {
      bytes.append(UInt8(ascii: " "))
      bytes.append(UInt8(ascii: " "))
    }
  }

  /// Appends one code point, escaped where it must be.
  private mutating func encode(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    switch value {
    case 0x22, 0x5C, 0x2028, 0x2029, ..<0x20:
      bytes.append(contentsOf: Self.escaped(value).utf8)
    case ..<0x80:
      bytes.append(UInt8(truncatingIfNeeded: value))
    case ..<0x800:
      bytes.append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    case ..<0x10000:
      bytes.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    default:
      bytes.append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    }
  }

  /// How a code point is written that JSON must not have as it is.
  private static func escaped(_ value: UInt32) -> String {
    switch value {
    case 0x22: return "\\\""
    case 0x5C: return "\\\\"
    case 0x0A: return "\\n"
    case 0x0D: return "\\r"
    case 0x09: return "\\t"
    default:
      let digits = String(value, radix: 16)
      return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
  }

  /// Appends UTF-8 with what JSON must not have inside a string escaped, and with U+2028 and U+2029, which many
  /// readers of lines take for line ends.
  private static func escape(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) {
    var start = 0
    var at = 0
    while at < text.count {
      let byte = text[at]
      if byte >= 0x20 && byte != 0x22 && byte != 0x5C && byte != 0xE2 {
        at += 1
        continue
      }
      var value = UInt32(byte)
      var length = 1
      if byte == 0xE2 {
        guard at + 2 < text.count, text[at + 1] == 0x80, text[at + 2] & 0xFE == 0xA8 else {
          at += 1
          continue
        }
        value = 0x2000 + UInt32(text[at + 2] & 0x3F)
        length = 3
      }
      bytes.append(contentsOf: text[start..<at])
      bytes.append(contentsOf: escaped(value).utf8)
      at += length
      start = at
    }
    bytes.append(contentsOf: text[start..<text.count])
  }
}
