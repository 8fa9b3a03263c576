import Reading

/// What can be told of the files of older office programs before a program reads them.
enum OldOffice {
  /// No larger RTF file without pictures is read.
  private static let textLimit = 4 << 20

  /// Whether a compound file holds a text document of Word, WPS or Works, as the names of its streams tell.
  static func holdsWriting(_ bytes: [UInt8]) -> Bool {
    let names = ["WordDocument", "MatOST", "CONTENTS"].map { name in
      Array(name.utf16.flatMap { [UInt8($0 & 0xFF), 0] })
    }
    // Entries of the directory are 128 bytes long and begin with the name, on sectors of 512 bytes or more.
    var at = 512
    while at <= bytes.count - 128 {
      for name in names where bytes[at] == name[0] && bytes[at..<(at + name.count)].elementsEqual(name) { return true }
      at += 128
    }
    return false
  }

  /// An RTF file in which the character that stands in for `\u…` is written as a number where it is a question mark:
  /// behind it pandoc loses the character that follows.
  static func withNumberedFallbacks(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + bytes.count / 2)
    var at = 0
    while at < bytes.count {
      out.append(bytes[at])
      at += 1
      guard bytes[at - 1] == 0x5C, at < bytes.count else { continue }
      out.append(bytes[at])
      at += 1
      guard bytes[at - 1] == UInt8(ascii: "u") else { continue }
      let start = at
      while at < bytes.count, bytes[at] == 0x2D || (0x30...0x39).contains(bytes[at]) {
        out.append(bytes[at])
        at += 1
      }
      if at > start, at < bytes.count, bytes[at] == 0x3F {
        out += Array("\\'3f".utf8)
        at += 1
      }
    }
    return out
  }

  /// Why an RTF file is not given to a program; nil where it can be.
  static func fault(ofRichText bytes: [UInt8]) -> DocumentFault? {
    var (depth, plain) = (0, 0)
    var isEscaped = false
    for byte in bytes {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch byte {
      case 0x5C: isEscaped = true
      case 0x7B:
        depth += 1
        if depth > DocumentFault.groupLimit { return .tooManyGroups }
      case 0x7D: depth -= 1
      // Figures and the letters a to f may be a picture, written byte by byte.
      case 0x30...0x39, 0x61...0x66: continue
      default: plain += 1
      }
    }
    if plain > textLimit { return .tooLarge }
    // Bytes of a picture may look like braces.
    return depth > 0 && bytes.firstRange(of: Array("\\bin".utf8)) == nil ? .malformed : nil
  }
}
