import CDocuments

/// Why a document of a known format can't be read.
public enum DocumentFault: String, Error, Hashable, Sendable {
  /// It is not well formed, or cut off.
  case malformed
  /// Unpacked it is larger than is read: perhaps made to fill the memory.
  case tooLarge
  /// A picture of more points than a page has.
  case tooManyPoints
  /// It is the file of another program than of those that write texts: of a spreadsheet, say.
  case noWriting
  /// Its elements are nested deeper than in any document.
  case tooDeep
  /// The groups of an RTF file are nested deeper than in any document.
  case tooManyGroups
  /// It declares entities, which no document of its kind does.
  case forbidden
  /// It is protected by a password.
  case encrypted
  /// A part that its format demands is not there.
  case missingPart
  /// It holds no characters: perhaps pictures of pages.
  case noText
  /// The reader ran out of memory.
  case failed

  /// No text that people write has so many groups of RTF within each other.
  public static let groupLimit = 200

  init?(status: Int32) {
    switch Int(status) {
    case Int(CDOC_DONE): return nil
    case Int(CDOC_MALFORMED): self = .malformed
    case Int(CDOC_TOO_LARGE): self = .tooLarge
    case Int(CDOC_TOO_DEEP): self = .tooDeep
    case Int(CDOC_FORBIDDEN): self = .forbidden
    case Int(CDOC_MISSING): self = .missingPart
    case Int(CDOC_ENCRYPTED): self = .encrypted
    default: self = .failed
    }
  }
}

/// The elements and texts of an XML or HTML document, in document order.
struct MarkupTree {
  /// An element, or a run of characters.
  struct Node {
    /// The local name of an element; empty for characters.
    let name: String
    /// Characters, or the attributes of an element, as bytes of the tree.
    let bytes: Range<Int>
    /// The element around it; -1 for the outermost.
    let parent: Int
    /// The index behind its last descendant.
    var end: Int

    var isText: Bool { name.isEmpty }
  }

  /// In document order: an element stands before what is in it.
  private(set) var nodes: [Node] = []
  private let bytes: [UInt8]

  /// More output of the parser than this is no notice.
  static let byteLimit: Int64 = 40 << 20
  static let nodeLimit = 1_500_000
  static let depthLimit: Int32 = 1024

  /// Parses XML, or HTML that is in UTF-8.
  init(_ source: [UInt8], isHTML: Bool) throws(DocumentFault) {
    var out: UnsafeMutablePointer<UInt8>?
    var count: Int64 = 0
    let status = source.withUnsafeBufferPointer {
      cdoc_events($0.baseAddress, Int64($0.count), isHTML ? 1 : 0, Self.byteLimit, Self.depthLimit, &out, &count)
    }
    defer { cdoc_free(out) }
    if let fault = DocumentFault(status: status) { throw fault }
    bytes = Array(UnsafeBufferPointer(start: out, count: Int(count)))
    try build()
  }

  private mutating func build() throws(DocumentFault) {
    var names: [String: String] = [:]
    var open: [Int] = []
    var at = 0
    func end(from start: Int) -> Int {
      var end = start
      while end < bytes.count, bytes[end] != 0 { end += 1 }
      return end
    }
    while at < bytes.count {
      if nodes.count >= Self.nodeLimit { throw .tooLarge }
      switch bytes[at] {
      case UInt8(ascii: "<"):
        let stop = end(from: at + 1)
        let name = String(decoding: bytes[(at + 1)..<stop], as: UTF8.self)
        let shared = names[name] ?? name
        names[name] = shared
        let first = stop + 1
        var next = first
        while next < bytes.count, bytes[next] != 0 { next = end(from: end(from: next) + 1) + 1 }
        nodes.append(Node(name: shared.isEmpty ? "?" : shared, bytes: first..<next, parent: open.last ?? -1, end: 0))
        open.append(nodes.count - 1)
        at = next + 1
      case UInt8(ascii: ">"):
        if let last = open.popLast() { nodes[last].end = nodes.count }
        at += 1
      default:
        let stop = end(from: at + 1)
        nodes.append(Node(name: "", bytes: (at + 1)..<stop, parent: open.last ?? -1, end: nodes.count + 1))
        at = stop + 1
      }
    }
    while let last = open.popLast() { nodes[last].end = nodes.count }
  }

  /// The characters of a text node.
  func text(_ index: Int) -> String { String(decoding: bytes[nodes[index].bytes], as: UTF8.self) }

  /// The value of an attribute of an element, by its local name; nil where it has none.
  func attribute(_ name: String, of index: Int) -> String? {
    let range = nodes[index].bytes
    guard !nodes[index].isText else { return nil }
    let wanted = Array(name.utf8)
    var at = range.lowerBound
    while at < range.upperBound {
      let nameEnd = bytes[at..<range.upperBound].firstIndex(of: 0) ?? range.upperBound
      let valueEnd = nameEnd < range.upperBound ? bytes[(nameEnd + 1)..<range.upperBound].firstIndex(of: 0) : nil
      guard let valueEnd else { return nil }
      if bytes[at..<nameEnd].elementsEqual(wanted) {
        return String(decoding: bytes[(nameEnd + 1)..<valueEnd], as: UTF8.self)
      }
      at = valueEnd + 1
    }
    return nil
  }

  /// The children of an element.
  func children(of index: Int) -> [Int] {
    var found: [Int] = []
    var at = index + 1
    while at < nodes[index].end {
      found.append(at)
      at = max(nodes[at].end, at + 1)
    }
    return found
  }

  /// The first child of that name.
  func child(_ name: String, of index: Int) -> Int? { children(of: index).first { nodes[$0].name == name } }

  /// All characters in an element.
  func allText(of index: Int) -> String {
    var out = ""
    for at in index..<nodes[index].end where nodes[at].isText { out += text(at) }
    return out
  }

  /// The elements of that name, wherever they stand.
  func elements(_ name: String) -> [Int] { nodes.indices.filter { nodes[$0].name == name } }
}

/// A ZIP archive in memory; nothing of it is ever written to a disk.
struct ZipArchive {
  let bytes: [UInt8]
  let names: [String]
  /// No part of a document is larger when it is unpacked.
  static let partLimit: Int64 = 32 << 20
  /// Nor is it so many times as large as the whole archive: XML of documents becomes a fiftieth at most.
  static let ratioLimit: Int64 = 200

  init(_ bytes: [UInt8]) throws(DocumentFault) {
    self.bytes = bytes
    var out: UnsafeMutablePointer<UInt8>?
    var count: Int64 = 0
    let status = bytes.withUnsafeBufferPointer { cdoc_names($0.baseAddress, Int64($0.count), 20_000, &out, &count) }
    defer { cdoc_free(out) }
    if let fault = DocumentFault(status: status) { throw fault }
    names = UnsafeBufferPointer(start: out, count: Int(count)).split(separator: 0).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// The content of a part.
  func part(_ name: String) throws(DocumentFault) -> [UInt8] {
    var out: UnsafeMutablePointer<UInt8>?
    var count: Int64 = 0
    let limit = min(Self.partLimit, max(1 << 20, Int64(bytes.count) * Self.ratioLimit))
    let status = bytes.withUnsafeBufferPointer {
      cdoc_member($0.baseAddress, Int64($0.count), name, limit, &out, &count)
    }
    defer { cdoc_free(out) }
    if let fault = DocumentFault(status: status) { throw fault }
    return Array(UnsafeBufferPointer(start: out, count: Int(count)))
  }

  /// The tree of a part; nil where the archive has none of that name.
  func tree(_ name: String) throws(DocumentFault) -> MarkupTree? {
    guard names.contains(name) else { return nil }
    return try MarkupTree(try part(name), isHTML: false)
  }
}
