// Values laid one behind the other as text: what a build computes ahead and the program takes up again.

/// Writes numbers and texts one behind the other, as well-formed UTF-8 that can stand in a program as a string literal.
///
/// A number is written from its low end, five bits a byte: the last of its bytes is one of `#`…`B`, those before it one of
/// `]`…`|`. A text is its length in bytes and then itself. What is read must be asked for in the order of writing.
public struct PackedWriter: Sendable {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []

  /// Nothing written.
  public init() {}

  /// Adds a number; the smaller ones from -1 up take the fewest bytes.
  public mutating func add(_ number: Int) {
    var rest = UInt(bitPattern: number &+ 1)
    while rest >= 32 {
      bytes.append(0x5D + UInt8(rest & 31))
      rest >>= 5
    }
    bytes.append(0x23 + UInt8(rest))
  }

  /// Adds a yes or no.
  public mutating func add(_ flag: Bool) { add(flag ? 1 : 0) }

  /// Adds a text.
  public mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  /// Adds how many there are and each of them.
  public mutating func add<Element>(_ list: [Element], _ each: (inout PackedWriter, Element) -> Void) {
    add(list.count)
    for element in list { each(&self, element) }
  }

  /// Adds a list of numbers.
  public mutating func add(_ numbers: [Int32]) { add(numbers) { $0.add(Int($1)) } }

  /// Adds what `body` writes as a part that can be passed over and read later.
  public mutating func addPart(_ body: (inout PackedWriter) -> Void) {
    var part = PackedWriter()
    body(&part)
    add(part.bytes.count)
    bytes += part.bytes
  }
}

/// Reads what a `PackedWriter` wrote. What is cut short or was never written reads as zeros, empty texts and empty lists,
/// and `isBroken` says so. The bytes are never changed, so that a reader may go from one thread to another.
public struct PackedReader: @unchecked Sendable {
  @usableFromInline let bytes: UnsafeBufferPointer<UInt8>
  @usableFromInline var at = 0
  /// Whether something was asked for that is not there.
  public internal(set) var isBroken = false

  /// A reader of these bytes, which must stay where they are as long as it is used.
  public init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// How many bytes are still to be read.
  public var rest: Int { bytes.count - at }

  /// A reader of what stands in the program.
  public init(_ text: StaticString) {
    self.init(
      text.hasPointerRepresentation
        ? UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        : UnsafeBufferPointer(start: nil, count: 0))
  }

  /// The next number.
  @inlinable
  public mutating func number() -> Int {
    // Most numbers take one byte.
    if at < bytes.count, bytes[at] >= 0x23, bytes[at] < 0x43 {
      defer { at += 1 }
      return Int(bytes[at]) &- 0x24
    }
    return longNumber()
  }

  @usableFromInline
  mutating func longNumber() -> Int {
    var value: UInt = 0
    var shift: UInt = 0
    while at < bytes.count, shift < 64 {
      let byte = bytes[at]
      at += 1
      if byte < 0x5D {
        guard byte >= 0x23, byte < 0x43 else { break }
        return Int(bitPattern: value | UInt(byte - 0x23) << shift) &- 1
      }
      value |= UInt(byte - 0x5D) << shift
      shift += 5
    }
    isBroken = true
    return 0
  }

  /// The next number where it is one of 32 bits.
  @inlinable
  public mutating func number32() -> Int32 { Int32(truncatingIfNeeded: number()) }

  /// The next yes or no.
  @inlinable
  public mutating func flag() -> Bool { number() == 1 }

  /// The next text.
  public mutating func text() -> String {
    let count = number()
    guard count > 0 else { return "" }
    guard count <= bytes.count - at else {
      isBroken = true
      return ""
    }
    defer { at += count }
    return String(decoding: bytes[at..<at + count], as: UTF8.self)
  }

  /// The next list; `each` reads one of it.
  @inlinable
  public mutating func list<Element>(_ each: (inout PackedReader) -> Element) -> [Element] {
    let count = listCount()
    return [Element](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        buffer.initializeElement(at: filled, to: each(&self))
        filled += 1
      }
    }
  }

  /// A reader of the next part, which is passed over here.
  public mutating func part() -> PackedReader {
    let count = listCount()
    defer { at += count }
    return PackedReader(UnsafeBufferPointer(rebasing: bytes[at..<at + count]))
  }

  /// How many a list has.
  @usableFromInline
  mutating func listCount() -> Int {
    let count = number()
    // Nothing is shorter than a byte.
    if count >= 0, count <= bytes.count - at { return count }
    isBroken = true
    return 0
  }

  /// The next list of numbers.
  @inlinable
  public mutating func numbers() -> [Int32] { list { $0.number32() } }
}
