import Reading
import TextModel
import Testing

/// Bytes to text: every encoding, with and without its mark, asked for or told by the bytes.
@Suite struct NoticeReaderTests {
  private let reader = NoticeReader(folding: Folding())

  private func check(
    _ bytes: [UInt8], _ text: String, _ encoding: String, asked: String? = nil,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let read = try reader.read(bytes, name: "notice.txt", encoding: asked)
    #expect(read.string(in: Span(0, read.count)) == text, sourceLocation: location)
    #expect(read.encoding == encoding, sourceLocation: location)
  }

  @Test("every encoding is told by its bytes") func told() throws {
    try check(Array(Sample.simplified.utf8), Sample.simplified, "UTF-8")
    try check(Array(Sample.traditional.utf8), Sample.traditional, "UTF-8")
    try check(Sample.gb18030, Sample.simplified, "GB18030")
    try check(Sample.traditionalGB18030, Sample.traditional, "GB18030")
    try check(Sample.big5, Sample.traditional, "Big5")
    try check(Sample.utf16(Sample.simplified, bigEndian: false), Sample.simplified, "UTF-16LE")
    try check(Sample.utf16(Sample.simplified, bigEndian: true), Sample.simplified, "UTF-16BE")
    try check(Array("Notice of 2024.\n".utf8), "Notice of 2024.\n", "UTF-8")
  }

  @Test("a byte order mark tells the encoding and is no part of the text") func marks() throws {
    let text = Sample.simplified
    try check([0xEF, 0xBB, 0xBF] + Array(text.utf8), text, "UTF-8")
    try check([0xFF, 0xFE] + Sample.utf16(text, bigEndian: false), text, "UTF-16LE")
    try check([0xFE, 0xFF] + Sample.utf16(text, bigEndian: true), text, "UTF-16BE")
    try check([0x84, 0x31, 0x95, 0x33] + Sample.gb18030, text, "GB18030")
    try check([0xFF, 0xFE] + Sample.utf16("通𠀀知", bigEndian: false), "通𠀀知", "UTF-16LE")
  }

  @Test("an encoding that is asked for overrules what the bytes show") func asked() throws {
    try check(Sample.gb18030, Sample.simplified, "GBK", asked: "gb2312")
    try check(Sample.gb18030, Sample.simplified, "GB18030", asked: "GB18030")
    try check(Sample.big5, Sample.traditional, "Big5", asked: "cp950")
    try check(Sample.bytes("c1aacda8"), "联通", "GBK", asked: "cp936")
    try check(Sample.utf16("ab", bigEndian: false), "ab", "UTF-16LE", asked: "utf-16")
    try check([0xFF, 0xFE] + Sample.utf16("ab", bigEndian: false), "ab", "UTF-16LE", asked: "UTF_16")
    try check(Array("政策".utf8), "鏀跨瓥", "GBK", asked: "gbk")
  }

  @Test("characters of four bytes and of Hong Kong's set are read") func beyond() throws {
    try check(Sample.fourBytes, "㐀㒲𠀀☀和", "GB18030", asked: "GB18030")
    try check(Sample.hongKong, "請各住戶留意，升降機維修期間，啲大件家具請勿搬運。", "Big5-HKSCS")
  }

  @Test(
    "a few characters are enough to tell GB18030",
    arguments: [
      ("b9fac7ec", "国庆"),
      ("cda8d6aa", "通知"),
      ("b0ecb7a8", "办法"),
      ("c1aacda8", "联通"),
      ("caa6b7b6b5a5cebb", "师范单位"),
      ("b9d8d3dabfaad5b9b5c4cda8d6aa", "关于开展的通知"),
      ("32303234c4eab6c8", "2024年度"),
      ("d5feb8aeb2c9b9baa3acc9eab1a8a1a3", "政府采购，申报。"),
    ])
  func shortGB18030(_ hex: String, _ text: String) throws {
    try check(Sample.bytes(hex), text, "GB18030")
  }

  @Test(
    "a few characters are enough to tell Big5",
    arguments: [
      ("b371aabe", "通知"),
      ("bfecaa6b", "辦法"),
      ("b9eaac49ad70b565", "實施計畫"),
      ("c3f6a9f3a5d3bdd0aabaa8c6b6b5", "關於申請的事項"),
      ("32303234a67eabd7b8c9a755", "2024年度補助"),
      ("a655bef7c3f6a142bec7aed5a147", "各機關、學校："),
    ])
  func shortBig5(_ hex: String, _ text: String) throws {
    try check(Sample.bytes(hex), text, "Big5")
  }

  @Test("a few characters are enough to tell UTF-16 without its mark") func shortUTF16() throws {
    for text in ["关闭窗口", "2024年通知", "申报", "ab\n政策"] {
      try check(Sample.utf16(text, bigEndian: false), text, "UTF-16LE")
      try check(Sample.utf16(text, bigEndian: true), text, "UTF-16BE")
    }
  }

  @Test("the text is in normal form C, and only where it was not") func normalForm() throws {
    try check(Array("e\u{301}le\u{300}ve 政策".utf8), "\u{E9}l\u{E8}ve 政策", "UTF-8")
    let read = try reader.read(Array("e\u{301}\u{F900}\u{2126}か\u{3099}\u{1100}\u{1161}\u{1D15E}".utf8), name: "-")
    #expect(
      read.scalars.map(\.value) == [0xE9, 0x8C48, 0x3A9, 0x304C, 0xAC00, 0x1D157, 0x1D165])
    let plain = try reader.read(Array("ａ①㎡…".utf8), name: "-")
    #expect(plain.scalars == Array("ａ①㎡…".unicodeScalars))
  }

  @Test("a long run of combining marks is read in time, not ordered as one") func marksInARow() throws {
    var bytes = Array("政策a".utf8)
    for _ in 0..<50_000 { bytes += Array("\u{315}\u{300}".utf8) }
    let read = try reader.read(bytes, name: "-")
    #expect(read.count > 90_000)
  }

  @Test("line ends stay as printed; CR LF is folded to one") func lineEnds() throws {
    let read = try reader.read(Array("一\r\n二\r三\n四".utf8), name: "-")
    #expect(read.string(in: Span(0, read.count)).unicodeScalars.elementsEqual("一\r\n二\r三\n四".unicodeScalars))
    #expect(read.folded == Array("一 \n二\n三\n四".utf16))
  }

  @Test("the text carries its name, kind, and the hash of its bytes") func provenance() throws {
    let read = try reader.read(Array("abc".utf8), name: "a.txt")
    #expect(read.name == "a.txt")
    #expect(read.mediaType == "text/plain")
    #expect(read.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("names of encodings are known in their usual spellings") func names() {
    for name in ["utf8", "UTF-8", "gb18030", "GBK", "GB2312", "cp936", "Big5", "BIG5-HKSCS", "utf-16le", "UTF_16BE"] {
      #expect(TextEncoding(named: name) != nil, "\(name)")
    }
    #expect(TextEncoding(named: "shift_jis") == nil)
    #expect(TextEncoding(named: "") == nil)
    for encoding in TextEncoding.allCases { #expect(TextEncoding(named: encoding.name) == encoding) }
  }
}
