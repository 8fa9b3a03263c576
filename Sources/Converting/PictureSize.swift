import Reading

/// How large a picture is, as the head of its file says.
struct PictureSize {
  var width: Int
  var height: Int
  /// How many points it has.
  var points: Int { width * height }

  /// The size of a PNG, JPEG or TIFF file; nil where it is another, or says nothing.
  init?(of bytes: [UInt8]) {
    switch BinaryFormat(beginningOf: bytes) {
    case .png:
      guard bytes.count > 24 else { return nil }
      self.init(Self.number(bytes, 16, 4), Self.number(bytes, 20, 4))
    case .jpeg:
      guard let size = Self.jpeg(bytes) else { return nil }
      self = size
    case .tiff:
      guard let size = Self.tiff(bytes) else { return nil }
      self = size
    default: return nil
    }
  }

  private init(_ width: Int, _ height: Int) { (self.width, self.height) = (width, height) }

  /// The number of so many bytes at a place; 0 where the bytes end before.
  private static func number(_ bytes: [UInt8], _ at: Int, _ count: Int, isLittle: Bool = false) -> Int {
    guard at >= 0, at <= bytes.count - count else { return 0 }
    let part = bytes[at..<(at + count)]
    return isLittle ? part.reversed().reduce(0) { $0 << 8 | Int($1) } : part.reduce(0) { $0 << 8 | Int($1) }
  }

  /// The first segment that begins a frame.
  private static func jpeg(_ bytes: [UInt8]) -> PictureSize? {
    var at = 2
    while at < bytes.count - 9, bytes[at] == 0xFF {
      let mark = bytes[at + 1]
      if mark == 0xFF {
        at += 1
        continue
      }
      if (0xC0...0xCF).contains(mark), ![0xC4, 0xC8, 0xCC].contains(mark) {
        return PictureSize(number(bytes, at + 7, 2), number(bytes, at + 5, 2))
      }
      at += 2 + max(2, number(bytes, at + 2, 2))
    }
    return nil
  }

  /// The largest of the pictures of the first directories.
  private static func tiff(_ bytes: [UInt8]) -> PictureSize? {
    let isLittle = bytes.first == 0x49
    var directory = number(bytes, 4, 4, isLittle: isLittle)
    var largest: PictureSize?
    for _ in 0..<100 where directory > 0 {
      let count = number(bytes, directory, 2, isLittle: isLittle)
      var size = PictureSize(0, 0)
      for entry in 0..<min(count, 500) {
        let at = directory + 2 + 12 * entry
        let value = number(bytes, at + 8, number(bytes, at + 2, 2, isLittle: isLittle) == 3 ? 2 : 4, isLittle: isLittle)
        switch number(bytes, at, 2, isLittle: isLittle) {
        case 256: size.width = value
        case 257: size.height = value
        default: break
        }
      }
      if size.points > largest?.points ?? 0 { largest = size }
      directory = number(bytes, directory + 2 + 12 * count, 4, isLittle: isLittle)
    }
    return largest
  }
}
