import Testing
import TextModel

@Suite("Values laid one behind the other as text")
struct PackedTextTests {
  private func read<Value>(_ bytes: [UInt8], _ body: (inout PackedReader) -> Value) -> (Value, isBroken: Bool) {
    bytes.withUnsafeBufferPointer {
      var reader = PackedReader($0)
      let value = body(&reader)
      return (value, reader.isBroken)
    }
  }

  @Test("a number is read as it was written", arguments: [-1, 0, 1, 30, 31, 1022, 1023, 65_535, -2, .max, .min])
  func numbers(number: Int) {
    var writer = PackedWriter()
    writer.add(number)
    let (value, isBroken) = read(writer.bytes) { $0.number() }
    #expect(value == number && !isBroken)
  }

  @Test("small numbers take a byte, and no byte needs an escape in a string literal")
  func bytes() {
    var writer = PackedWriter()
    for number in -1...30 { writer.add(number) }
    #expect(writer.bytes.count == 32)
    for number in 31...5000 { writer.add(number) }
    #expect(writer.bytes.allSatisfy { (0x23..<0x7F).contains($0) && $0 != 0x5C })
  }

  @Test("texts, flags and lists are read in the order in which they were written")
  func lists() {
    var writer = PackedWriter()
    writer.add("第三条\n\"引文\"")
    writer.add(true)
    writer.add(["a", "", "乙"]) { $0.add($1) }
    writer.add([Int32]([5, -1, 70_000]))
    let (value, isBroken) = read(writer.bytes) {
      ($0.text(), $0.flag(), $0.list { $0.text() }, $0.numbers())
    }
    #expect(value.0 == "第三条\n\"引文\"" && value.1 && value.2 == ["a", "", "乙"] && value.3 == [5, -1, 70_000])
    #expect(!isBroken)
  }

  @Test("what is cut short reads as nothing and says so")
  func broken() {
    var writer = PackedWriter()
    writer.add(["一二三", "四"]) { $0.add($1) }
    for count in 0..<writer.bytes.count {
      let (value, isBroken) = read(Array(writer.bytes.prefix(count))) { $0.list { $0.text() } }
      #expect(isBroken && value != ["一二三", "四"], "\(count) bytes")
    }
    #expect(read([0x20, 0x7F]) { $0.number() } == (0, true))
  }

  @Test("a part can be passed over and read later; one that is cut short reads as nothing")
  func parts() {
    var writer = PackedWriter()
    writer.addPart { $0.add("第一条") }
    writer.add(7)
    let (value, isBroken) = read(writer.bytes) { reader in
      var part = reader.part()
      let number = reader.number()
      return (part.text(), number, reader.rest)
    }
    #expect(value == ("第一条", 7, 0) && !isBroken)
    #expect(read(Array(writer.bytes.prefix(3))) { reader in reader.part().rest } == (0, true))
  }

  @Test("a column is read as it was written, numbers beyond four digits too")
  func columns() {
    for numbers: [Int32] in [[], [0, -1, 62, 63, 64, 65_535, 1 << 24 - 2], [5, 1 << 24 - 1], [-2, 7], [.max, .min]] {
      var writer = PackedWriter()
      writer.add(column: numbers)
      writer.add("末")
      let (value, isBroken) = read(writer.bytes) { ($0.column(), $0.text()) }
      #expect(value == (numbers, "末") && !isBroken, "\(numbers)")
    }
  }

  @Test("rows of three are read as they were written; what is cut short says so")
  func rows() {
    for first: Int32 in [3, 1 << 25] {
      var writer = PackedWriter()
      writer.add(rows: [(first, -1, 2), (40_000, 0, 9)])
      writer.add(7)
      let (value, isBroken) = read(writer.bytes) { reader in (reader.rows { [$0, $1, $2] }, reader.number()) }
      #expect(value == ([[first, -1, 2], [40_000, 0, 9]], 7) && !isBroken)
      for count in 0..<writer.bytes.count - 1 {
        let (rows, isBroken) = read(Array(writer.bytes.prefix(count))) { reader in reader.rows { [$0, $1, $2] } }
        #expect(isBroken && rows.count <= 2, "\(count) bytes")
      }
    }
  }
}
