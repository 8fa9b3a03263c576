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

  /// Adds a long list of numbers so that reading it takes no time to speak of: four bytes each, six bits a byte, where all
  /// lie between -1 and sixteen million; as a list otherwise.
  public mutating func add(column numbers: [Int32]) {
    let isWide = numbers.contains { $0 < -1 || $0 >= PackedColumn.limit }
    add(isWide)
    guard !isWide else { return add(numbers) }
    add(numbers.count)
    bytes.reserveCapacity(bytes.count + 4 * numbers.count)
    for number in numbers {
      let value = UInt32(number + 1)
      for digit: UInt32 in [0, 6, 12, 18] { bytes.append(PackedColumn.zero + UInt8(value >> digit & 63)) }
    }
  }

  /// Adds a long list of rows of three numbers in the same form.
  public mutating func add(rows: [(Int32, Int32, Int32)]) { add(column: rows.flatMap { [$0.0, $0.1, $0.2] }) }

  /// Adds what `body` writes as a part that can be passed over and read later.
  public mutating func addPart(_ body: (inout PackedWriter) -> Void) {
    var part = PackedWriter()
    body(&part)
    add(part.bytes.count)
    bytes += part.bytes
  }
}

/// The form of numbers in a column.
@usableFromInline
enum PackedColumn {
  /// The byte of a digit that is 0.
  static let zero: UInt8 = 0x23
  /// One more than the highest number.
  static let limit: Int32 = 1 << 24 - 1

  /// The number of the four digits at a place, the lowest first.
  @inlinable @inline(__always)
  static func number(_ digits: UnsafeRawPointer, _ index: Int) -> Int32 {
    let read = UInt32(littleEndian: digits.loadUnaligned(fromByteOffset: 4 &* index, as: UInt32.self))
    let plain = read &- 0x2323_2323
    let value = plain & 63 | plain >> 2 & 63 << 6 | plain >> 4 & 63 << 12 | plain >> 6 & 63 << 18
    return Int32(bitPattern: value) &- 1
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

  /// The next column of numbers.
  public mutating func column() -> [Int32] {
    if flag() { return numbers() }
    guard let (digits, count) = digits(of: 1) else { return [] }
    return [Int32](unsafeUninitializedCapacity: count) { buffer, filled in
      for index in 0..<count { buffer.initializeElement(at: index, to: PackedColumn.number(digits, index)) }
      filled = count
    }
  }

  /// The next rows of three numbers, each made an element by `make`.
  @inlinable
  public mutating func rows<Element>(_ make: (Int32, Int32, Int32) -> Element) -> [Element] {
    if flag() {
      let numbers = numbers()
      return stride(from: 0, to: numbers.count - numbers.count % 3, by: 3).map {
        make(numbers[$0], numbers[$0 + 1], numbers[$0 + 2])
      }
    }
    guard let (digits, count) = digits(of: 3) else { return [] }
    return [Element](unsafeUninitializedCapacity: count) { buffer, filled in
      for row in 0..<count {
        let at = 3 &* row
        let element = make(
          PackedColumn.number(digits, at), PackedColumn.number(digits, at &+ 1), PackedColumn.number(digits, at &+ 2))
        buffer.initializeElement(at: row, to: element)
      }
      filled = count
    }
  }

  /// The digits of the next numbers, which are passed over, and how many rows of `width` of them there are.
  @usableFromInline
  mutating func digits(of width: Int) -> (UnsafeRawPointer, Int)? {
    let count = listCount()
    guard count <= rest / 4, let first = bytes.baseAddress else {
      isBroken = isBroken || count > 0
      return nil
    }
    defer { at += 4 * count }
    return (UnsafeRawPointer(first + at), count / width)
  }
}
