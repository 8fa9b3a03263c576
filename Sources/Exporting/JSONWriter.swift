/// Writes JSON (RFC 8259) as UTF-8 bytes: fields in the order in which they are given, always the same bytes.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private let isPretty: Bool
  private var depth = 0
  private var needsComma = false

  init(isPretty: Bool) { self.isPretty = isPretty }

  private mutating func lineBreak() {
    guard isPretty else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: depth * 2))
  }

  private mutating func begin() {
    if needsComma { bytes.append(0x2C) }
    if depth > 0 { lineBreak() }
  }

  mutating func object(_ body: (inout JSONWriter) -> Void) { nest(0x7B, 0x7D, body) }
  mutating func array(_ body: (inout JSONWriter) -> Void) { nest(0x5B, 0x5D, body) }

  private mutating func nest(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
    bytes.append(open)
    depth += 1
    needsComma = false
    let before = bytes.count
    body(&self)
    depth -= 1
    if bytes.count > before { lineBreak() }
    bytes.append(close)
    needsComma = true
  }

  /// The name of the field whose value is written next.
  mutating func field(_ name: StaticString) {
    begin()
    bytes.append(0x22)
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(0x22)
    bytes.append(0x3A)
    if isPretty { bytes.append(0x20) }
    needsComma = false
  }

  /// The beginning of an array's next element.
  mutating func element() {
    begin()
    needsComma = false
  }

  mutating func string(_ text: String) {
    bytes.append(0x22)
    for byte in text.utf8 { escaped(byte) }
    bytes.append(0x22)
    needsComma = true
  }

  mutating func string(_ scalars: [Unicode.Scalar]) {
    bytes.append(0x22)
    for scalar in scalars { for byte in UTF8.encode(scalar) ?? .init() { escaped(byte) } }
    bytes.append(0x22)
    needsComma = true
  }

  private mutating func escaped(_ byte: UInt8) {
    switch byte {
    case 0x22: bytes.append(0x5C); bytes.append(0x22)
    case 0x5C: bytes.append(0x5C); bytes.append(0x5C)
    case 0x0A: bytes.append(0x5C); bytes.append(0x6E)
    case 0x0D: bytes.append(0x5C); bytes.append(0x72)
    case 0x09: bytes.append(0x5C); bytes.append(0x74)
    case 0..<0x20:
      bytes.append(contentsOf: Array("\\u00".utf8))
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    default: bytes.append(byte)
    }
  }

  mutating func number(_ value: Int) { raw(String(value)) }
  mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }
  mutating func null() { raw("null") }

  /// Characters that are JSON already: a number's digits.
  mutating func raw(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  // MARK: Fields

  mutating func field(_ name: StaticString, _ text: String?) {
    field(name)
    if let text { string(text) } else { null() }
  }

  mutating func field(_ name: StaticString, _ value: Int) {
    field(name)
    number(value)
  }

  mutating func field(_ name: StaticString, _ texts: [String]) {
    field(name)
    array { writer in
      for text in texts {
        writer.element()
        writer.string(text)
      }
    }
  }

  mutating func field<Element>(_ name: StaticString, _ list: [Element], _ write: (inout JSONWriter, Element) -> Void) {
    field(name)
    array { writer in
      for element in list {
        writer.element()
        write(&writer, element)
      }
    }
  }
}
