/// A kind of file that holds no plain text, known by how it begins.
public enum BinaryFormat: String, Hashable, Sendable, CaseIterable {
  case pdf
  /// DOCX, WPS, OFD, XLSX and plain archives are all ZIP files.
  case zip
  /// The compound files of Word, Excel and WPS before 2007.
  case compoundFile
  case richText
  case png
  case jpeg
  case gif
  case tiff
  case gzip
  case rar
  case sevenZip
  case executable
  case utf32

  /// The format whose beginning the bytes have; nil where there is none.
  public init?(beginningOf bytes: [UInt8]) {
    guard let format = Self.allCases.first(where: { $0.beginnings.contains { bytes.starts(with: $0) } }) else {
      return nil
    }
    self = format
  }

  private var beginnings: [[UInt8]] {
    switch self {
    case .pdf: [Array("%PDF-".utf8), [0xEF, 0xBB, 0xBF] + Array("%PDF-".utf8)]
    case .zip: [[0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06]]
    case .compoundFile: [[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]]
    case .richText: [Array("{\\rtf".utf8)]
    case .png: [[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]]
    case .jpeg: [[0xFF, 0xD8, 0xFF]]
    case .gif: [Array("GIF87a".utf8), Array("GIF89a".utf8)]
    case .tiff: [[0x49, 0x49, 0x2A, 0x00], [0x4D, 0x4D, 0x00, 0x2A]]
    case .gzip: [[0x1F, 0x8B, 0x08]]
    case .rar: [Array("Rar!\u{1A}\u{7}".utf8)]
    case .sevenZip: [[0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]]
    case .executable: [[0x7F, 0x45, 0x4C, 0x46]]
    case .utf32: [[0xFF, 0xFE, 0x00, 0x00], [0x00, 0x00, 0xFE, 0xFF]]
    }
  }

  /// What the file is, in English.
  var english: String {
    switch self {
    case .pdf: "a PDF file"
    case .zip: "a ZIP file (DOCX, OFD, XLSX or an archive)"
    case .compoundFile: "a compound file (DOC, XLS or WPS)"
    case .richText: "an RTF file"
    case .png, .jpeg, .gif, .tiff: "a picture (\(rawValue.uppercased()))"
    case .gzip, .rar, .sevenZip: "an archive"
    case .executable: "a program"
    case .utf32: "UTF-32"
    }
  }

  /// What the file is, in Chinese.
  var chinese: String {
    switch self {
    case .pdf: "PDF 文件"
    case .zip: "ZIP 文件（DOCX、OFD、XLSX 或压缩包）"
    case .compoundFile: "复合文档（DOC、XLS 或 WPS）"
    case .richText: "RTF 文件"
    case .png, .jpeg, .gif, .tiff: "图片（\(rawValue.uppercased())）"
    case .gzip, .rar, .sevenZip: "压缩包"
    case .executable: "程序文件"
    case .utf32: "UTF-32 编码的文件"
    }
  }

  static let englishStep = "extract the text first, or give the file that holds the text"
  static let chineseStep = "请先提取文字，或改用存有文字的文件"

  /// What to do, in English.
  var englishStep: String {
    switch self {
    case .pdf: "extract its text first, for example with pdftotext -layout"
    case .zip, .compoundFile, .richText: "save it as plain text (UTF-8) first, or unpack it"
    case .png, .jpeg, .gif, .tiff: "recognise its characters (OCR) first"
    case .gzip, .rar, .sevenZip: "unpack it first"
    case .utf32: "convert it to UTF-8 first"
    case .executable: Self.englishStep
    }
  }

  /// What to do, in Chinese.
  var chineseStep: String {
    switch self {
    case .pdf: "请先提取文字，例如用 pdftotext -layout"
    case .zip, .compoundFile, .richText: "请先另存为纯文本（UTF-8），或先解压"
    case .png, .jpeg, .gif, .tiff: "请先做文字识别（OCR）"
    case .gzip, .rar, .sevenZip: "请先解压"
    case .utf32: "请先转成 UTF-8"
    case .executable: Self.chineseStep
    }
  }
}
