/// An encoding that notices are written in.
public enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case gb18030 = "GB18030"
  case gbk = "GBK"
  case big5 = "Big5"
  case big5HKSCS = "Big5-HKSCS"

  /// The IANA name of the encoding.
  public var name: String { rawValue }

  /// The encoding of a name as people write it: case, `-`, `_` and blanks do not count. Nil for an unknown name.
  ///
  ///     TextEncoding(named: "cp936")  →  .gbk
  public init?(named name: String) {
    let key = Self.key(of: name)
    for encoding in Self.allCases where Self.key(of: encoding.name) == key || encoding.aliases.contains(key) {
      self = encoding
      return
    }
    return nil
  }

  /// The name under which `UTF-16` is asked for: the byte order mark says which of the two it is.
  static func isUTF16(_ name: String) -> Bool { key(of: name) == "utf16" }

  /// The names that an error lists, in the order of this enumeration.
  public static var knownNames: [String] {
    ["UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "GB18030", "GBK", "Big5", "Big5-HKSCS"]
  }

  private static func key(of name: String) -> String {
    var key = ""
    for scalar in name.unicodeScalars where scalar != "-" && scalar != "_" && scalar != " " && scalar != ":" {
      key.unicodeScalars.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
    }
    return key
  }

  /// Other names in use, as keys. GB 2312 is read by its superset GBK.
  private var aliases: [String] {
    switch self {
    case .utf8: ["utf8sig", "utf8bom", "unicode11utf8"]
    case .utf16LittleEndian: ["ucs2le"]
    case .utf16BigEndian: ["ucs2be"]
    case .gb18030: ["gb180302000", "gb180302005", "gb180302022", "cp54936"]
    case .gbk: ["cp936", "ms936", "windows936", "gb2312", "gb231280", "euccn", "gb"]
    case .big5: ["cp950", "ms950", "windows950", "big5eten", "csbig5"]
    case .big5HKSCS: ["hkscs", "big5hk", "cp951"]
    }
  }

  /// The converter of ICU that reads it; nil where the project reads it itself.
  var converter: String? {
    switch self {
    case .utf8, .utf16LittleEndian, .utf16BigEndian: nil
    case .gb18030: "gb18030"
    case .gbk: "ibm-1386_P100-2001"
    case .big5: "windows-950-2000"
    case .big5HKSCS: "ibm-1375_P100-2008"
    }
  }

  /// The byte order mark of the encoding; nil where it has none.
  var mark: [UInt8]? {
    switch self {
    case .utf8: [0xEF, 0xBB, 0xBF]
    case .utf16LittleEndian: [0xFF, 0xFE]
    case .utf16BigEndian: [0xFE, 0xFF]
    case .gb18030: [0x84, 0x31, 0x95, 0x33]
    case .gbk, .big5, .big5HKSCS: nil
    }
  }

  /// The encoding whose byte order mark the bytes begin with; nil where there is none.
  static func marked(_ bytes: [UInt8]) -> TextEncoding? {
    allCases.first { encoding in encoding.mark.map { bytes.starts(with: $0) } ?? false }
  }
}
