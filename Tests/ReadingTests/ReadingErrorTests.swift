import Reading
import TextModel
import Testing

/// What is no text is one typed error that names its place; whatever the bytes, nothing crashes.
@Suite struct ReadingErrorTests {
  private let reader = NoticeReader(folding: Folding())

  private func fault(_ bytes: [UInt8], encoding: String? = nil) -> ReadingError? {
    do {
      _ = try reader.read(bytes, name: "x.txt", encoding: encoding)
      return nil
    } catch {
      return error
    }
  }

  @Test("no bytes and blank bytes are an empty input") func empty() {
    for text in ["", " ", "\r\n\t\u{3000}\u{FEFF}\n", "\u{FEFF}"] {
      #expect(fault(Array(text.utf8)) == .empty(name: "x.txt"))
    }
    #expect(fault([0xFF, 0xFE]) == .empty(name: "x.txt"))
  }

  @Test("the first undecodable byte is named") func undecodable() {
    let bytes = Array("各单位：政策通知".utf8) + [0xFF] + Array("申报".utf8)
    #expect(fault(bytes) == .undecodable(name: "x.txt", encoding: "UTF-8", offset: 24, byte: 0xFF))
    let cut = Array("政策".utf8).dropLast()
    #expect(fault(Array(cut)) == .undecodable(name: "x.txt", encoding: "UTF-8", offset: 3, byte: 0xE7))
    let marked = [0xEF, 0xBB, 0xBF, 0x61, 0xC3] as [UInt8]
    #expect(fault(marked) == .undecodable(name: "x.txt", encoding: "UTF-8", offset: 4, byte: 0xC3))
    #expect(
      fault([0x61, 0xD5, 0xFE, 0xFF], encoding: "gbk")
        == .undecodable(name: "x.txt", encoding: "GBK", offset: 3, byte: 0xFF))
    #expect(
      fault([0xFE, 0xFF, 0x4E, 0x00, 0xD8, 0x00, 0x4E, 0x00])
        == .undecodable(name: "x.txt", encoding: "UTF-16BE", offset: 4, byte: 0xD8))
    #expect(
      fault([0xFF, 0xFE, 0x00, 0x4E, 0x2D])
        == .undecodable(name: "x.txt", encoding: "UTF-16LE", offset: 4, byte: 0x2D))
    #expect(
      fault([0xA4, 0xA4, 0xA4], encoding: "Big5")
        == .undecodable(name: "x.txt", encoding: "Big5", offset: 2, byte: 0xA4))
    for stray in [0x80, 0xFF] as [UInt8] {
      #expect(
        fault([0xB3, 0x71, 0xAA, 0xBE, stray], encoding: "Big5")
          == .undecodable(name: "x.txt", encoding: "Big5", offset: 4, byte: stray))
    }
    #expect(
      fault(Array(Sample.gb18030.dropLast(2)))
        == .undecodable(
          name: "x.txt", encoding: "GB18030", offset: Sample.gb18030.count - 3,
          byte: Sample.gb18030[Sample.gb18030.count - 3]))
  }

  @Test(
    "overlong forms, surrogates and values beyond the last plane are no UTF-8",
    arguments: [
      [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xE4, 0xB8], [0xF0, 0x9F, 0x98],
    ] as [[UInt8]])
  func strict(_ bad: [UInt8]) {
    let bytes = Array("ab".utf8) + bad
    #expect(
      fault(bytes, encoding: "UTF-8") == .undecodable(name: "x.txt", encoding: "UTF-8", offset: 2, byte: bad[0]))
  }

  @Test("the standard library agrees on every sequence of the edges") func sameAsStandardLibrary() throws {
    let edges: [UInt8] = [
      0x01, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF,
      0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    var differing: [[UInt8]] = []
    for a in edges {
      for b in edges {
        for c in edges {
          for d in [0x41, 0x80, 0xBF, 0xC2] as [UInt8] {
            let bytes = [0x2E, a, b, c, d]
            let ours = try? reader.read(bytes, name: "-", encoding: "utf-8")
            let theirs = String(validating: bytes, as: UTF8.self)
            if (ours == nil) != (theirs == nil) { differing.append(bytes) }
          }
        }
      }
    }
    #expect(differing.isEmpty)
  }

  @Test("a file of another format is named") func formats() {
    #expect(fault(Array("%PDF-1.7\n".utf8)) == .binary(name: "x.txt", offset: 0, format: .pdf))
    #expect(fault([0x50, 0x4B, 0x03, 0x04, 0, 0]) == .document(name: "x.txt", format: "ZIP", fault: .malformed))
    #expect(
      fault([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
        == .binary(name: "x.txt", offset: 0, format: .compoundFile))
    #expect(fault([0xFF, 0xD8, 0xFF, 0xE0]) == .binary(name: "x.txt", offset: 0, format: .jpeg))
    #expect(fault([0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0]) == .binary(name: "x.txt", offset: 0, format: .utf32))
    let zero = Array("政策".utf8) + [0] + Array("通知".utf8)
    #expect(fault(zero) == .binary(name: "x.txt", offset: 6, format: nil))
    #expect(fault([UInt8](repeating: 0, count: 400)) == .binary(name: "x.txt", offset: 0, format: nil))
  }

  @Test("an unknown encoding lists the known ones") func unknown() {
    let error = fault(Array("abc".utf8), encoding: "klingon")
    #expect(error == .unknownEncoding(name: "x.txt", asked: "klingon", known: TextEncoding.knownNames))
    #expect(error?.description.contains("GB18030") == true)
  }

  @Test("bytes of no likely encoding say what was tried") func undetermined() throws {
    let latin = Sample.bytes("4ce974e920e020506172697320e974e920636ff6706572e9")
    guard case .undetermined(_, let attempts, _)? = fault(latin) else {
      Issue.record("Latin-1 was read")
      return
    }
    #expect(attempts.map(\.encoding).contains("GB18030"))
    #expect(attempts.map(\.encoding).contains("Big5"))
  }

  @Test("each message names the file on one line, in both languages") func messages() {
    let errors: [ReadingError] = [
      .empty(name: "x.txt"), .tooLong(name: "x.txt", count: 9, limit: 8),
      .binary(name: "x.txt", offset: 3, format: nil),
      .undecodable(name: "x.txt", encoding: "UTF-8", offset: 12, byte: 0x0F),
      .undetermined(
        name: "x.txt", attempts: [.init(encoding: "Big5", offset: nil, share: 12)], guess: "ISO-8859-1"),
      .unknownEncoding(name: "x.txt", asked: "a", known: ["UTF-8"]),
    ]
    for error in errors + BinaryFormat.allCases.map({ .binary(name: "x.txt", offset: 0, format: $0) }) {
      for message in [error.description, error.descriptionZh] {
        #expect(message.hasPrefix("x.txt"))
        #expect(!message.contains("\n"))
        #expect(!message.contains("Optional"))
      }
    }
    #expect(
      ReadingError.undecodable(name: "x.txt", encoding: "UTF-8", offset: 12, byte: 0x0F).description
        .hasPrefix("x.txt: byte 12 (0x0F): not UTF-8; "))
  }

  @Test("every prefix of a notice is a text or an error, in every encoding") func prefixes() {
    let utf16 = [0xFF, 0xFE] + Sample.utf16(Sample.simplified, bigEndian: false)
    for (bytes, encoding) in [
      (Sample.gb18030, "GB18030"), (Sample.big5, "Big5"), (Array(Sample.simplified.utf8), "UTF-8"), (utf16, "UTF-16LE"),
    ] {
      for count in 0...bytes.count {
        let prefix = Array(bytes[..<count])
        do {
          let text = try reader.read(prefix, name: "-")
          // From twelve characters on the encoding is never mistaken.
          if count > 24 { #expect(text.encoding == encoding, "\(count) bytes") }
        } catch .undecodable(_, let tried, let offset, _) {
          #expect(offset < count)
          if count > 24 { #expect(tried == encoding, "\(count) bytes") }
        } catch {
          if count > 24 { Issue.record("\(count) bytes of \(encoding): \(error)") }
        }
      }
    }
  }

  @Test("any bytes are a text or an error") func anyBytes() {
    var state: UInt64 = 20_240_331
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    for round in 0..<3000 {
      var bytes = (0..<Int(next() % 200)).map { _ in UInt8(truncatingIfNeeded: next()) }
      if round % 3 == 1 { bytes = bytes.map { $0 < 0x20 ? $0 | 0x80 : $0 } }
      if round % 3 == 2, !bytes.isEmpty {
        var damaged = round % 2 == 0 ? Sample.gb18030 : Array(Sample.simplified.utf8)
        for byte in bytes.prefix(5) { damaged[Int(next()) % damaged.count] = byte }
        bytes = damaged
      }
      for encoding in [nil, "utf-8", "utf-16", "utf-16le", "gb18030", "gbk", "big5", "big5-hkscs"] as [String?] {
        if let error = fault(bytes, encoding: encoding), case .undecodable(_, _, let offset, let byte) = error {
          #expect(bytes.indices.contains(offset) && bytes[offset] == byte, "\(error)")
        }
      }
    }
  }
}
