import CDocuments

/// The XML parts of a ZIP archive, unpacked in one pass: what has thousands of parts is not gone through for each.
struct UnpackedParts {
  private let bytes: [UInt8]
  private let places: [String: Range<Int>]

  /// All parts together have no more bytes than this.
  private static let limit: Int64 = 64 << 20

  /// Unpacks the parts whose names end with `.xml`.
  init(_ archive: ZipArchive) throws(DocumentFault) {
    var out: UnsafeMutablePointer<UInt8>?
    var count: Int64 = 0
    let limit = min(Self.limit, max(1 << 20, Int64(archive.bytes.count) * ZipArchive.ratioLimit))
    let status = archive.bytes.withUnsafeBufferPointer {
      cdoc_parts($0.baseAddress, Int64($0.count), ".xml", limit, &out, &count)
    }
    defer { cdoc_free(out) }
    if let fault = DocumentFault(status: status) { throw fault }
    let bytes = Array(UnsafeBufferPointer(start: out, count: Int(count)))
    var places: [String: Range<Int>] = [:]
    var at = 0
    while let end = bytes[at...].firstIndex(of: 0), end + 9 <= bytes.count {
      let size = (1...8).reversed().reduce(0) { $0 << 8 | Int(bytes[end + $1]) }
      let start = end + 9
      guard size >= 0, size <= bytes.count - start else { break }
      // Of two parts of one name the first counts.
      let name = String(decoding: bytes[at..<end], as: UTF8.self)
      if places[name] == nil { places[name] = start..<(start + size) }
      at = start + size
    }
    (self.bytes, self.places) = (bytes, places)
  }

  /// The tree of a part; nil where there is none of that name.
  func tree(_ name: String) throws(DocumentFault) -> MarkupTree? {
    guard let place = places[name] else { return nil }
    return try MarkupTree(Array(bytes[place]), isHTML: false)
  }
}
