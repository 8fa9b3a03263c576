import TextModel

/// Reads the bytes of a notice to its text: UTF-8, UTF-16, GB18030, GBK or Big5, as the bytes show or the caller says.
///
/// What shows the encoding, in this order: a byte order mark; strict UTF-8; and then which of UTF-16, GB18030 and Big5
/// reads every byte and gives characters in everyday use. Nothing is ever replaced: a byte that can't be read is an
/// error with its place. Line ends stay as they are; a byte order mark is not part of the text.
public struct NoticeReader: Sendable {
  /// How many bytes are read at once: 128 MiB.
  public static let limit = 1 << 27
  /// No notice has more characters than so many: China's longest law, its civil code, has 110,000.
  public static let characterLimit = 500_000
  /// How many bytes of a web page are read: pictures may stand in it.
  private static let pageLimit = 1 << 24

  private let folding: Folding
  private let limit: Int

  /// A reader whose texts are matched as `folding` says.
  public init(folding: Folding) { self.init(folding: folding, limit: Self.limit) }

  init(folding: Folding, limit: Int) {
    self.folding = folding
    self.limit = limit
  }

  /// The text that the bytes hold, in normal form C.
  ///
  /// - Parameters:
  ///   - bytes: The content of a file.
  ///   - name: What to call it: the file's name, or `-`. It stands in the text and in errors.
  ///   - encoding: The name of its encoding, where the caller knows it; overrules what the bytes show.
  public func read(_ bytes: [UInt8], name: String, encoding: String? = nil) throws(ReadingError) -> SourceText {
    if bytes.isEmpty { throw .empty(name: name) }
    if bytes.count > limit { throw .tooLong(name: name, count: bytes.count, limit: limit) }
    let asked = try encoding.map { (given) throws(ReadingError) in try named(given, bytes, name) } ?? nil
    // Nothing but zeros, perhaps for a gigabyte.
    if bytes.count > 64, bytes.prefix(4096).allSatisfy({ $0 == 0 }) {
      throw .binary(name: name, offset: 0, format: nil)
    }
    if let format = BinaryFormat(beginningOf: bytes) {
      guard format == .zip, let document = try document(bytes, name) else {
        throw .binary(name: name, offset: 0, format: format)
      }
      return document
    }
    if HTMLText.isPage(bytes) {
      if bytes.count > Self.pageLimit { throw .tooLong(name: name, count: bytes.count, limit: Self.pageLimit) }
      return try page(bytes, name, asked)
    }
    // A character has four bytes at most.
    let most = Self.characterLimit * 4
    if bytes.count > most { throw .tooLong(name: name, count: bytes.count, limit: most) }
    let (scalars, used) = try decode(bytes, name, asked ?? TextEncoding.marked(bytes))
    if scalars.count > Self.characterLimit {
      throw .tooManyCharacters(name: name, count: scalars.count, limit: Self.characterLimit)
    }
    let text = SourceText(
      name: name, encoding: used.name, sha256: SHA256.hexDigits(of: bytes), scalars: NormalForm.composed(scalars),
      folding: folding)
    if text.folded.allSatisfy({ $0 == Folding.blank || $0 == Folding.lineEnd }) { throw .empty(name: name) }
    return text
  }

  /// The text of a web page: in the encoding that is asked for, marked or declared, and by its bytes where that is
  /// wrong, as it often is.
  private func page(_ bytes: [UInt8], _ name: String, _ asked: TextEncoding?) throws(ReadingError) -> SourceText {
    let decoded: ([Unicode.Scalar], TextEncoding)
    if let known = asked ?? TextEncoding.marked(bytes) {
      decoded = try decode(bytes, name, known)
    } else if let declared = HTMLText.declaredEncoding(bytes), let right = try? decode(bytes, name, declared) {
      decoded = right
    } else {
      decoded = try decode(bytes, name, nil)
    }
    var html: [UInt8] = []
    html.reserveCapacity(bytes.count * 2)
    for scalar in decoded.0 { html.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter) }
    do throws(DocumentFault) {
      return try text(
        of: try HTMLText.read(html), bytes, name: name, mediaType: "text/html", encoding: decoded.1.name)
    } catch {
      throw .document(name: name, format: "HTML", fault: error)
    }
  }

  /// The text of a ZIP file that is a document; nil where it is none that is known.
  private func document(_ bytes: [UInt8], _ name: String) throws(ReadingError) -> SourceText? {
    var format = "ZIP"
    do throws(DocumentFault) {
      let archive = try ZipArchive(bytes)
      if archive.names.contains(where: { $0.hasPrefix("word/") }) {
        format = "DOCX"
        let type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        return try text(of: try DOCXText.read(archive), bytes, name: name, mediaType: type)
      }
      if let root = archive.names.first(where: { $0 == "OFD.xml" || $0.hasSuffix("/OFD.xml") }) {
        format = "OFD"
        let document = LayoutText.read(try OFDPages.read(archive, root: root))
        return try text(of: document, bytes, name: name, mediaType: "application/ofd")
      }
      return nil
    } catch {
      throw .document(name: name, format: format, fault: error)
    }
  }

  /// The text of a file whose pages were taken apart by other programs; `mediaType` is that of the file.
  public func read(
    _ pages: PagedDocument, of bytes: [UInt8], name: String, format: String, mediaType: String
  ) throws(ReadingError) -> SourceText {
    var document = LayoutText.read(pages.pages)
    document.origin.confidence = pages.confidence
    do throws(DocumentFault) {
      return try text(of: document, bytes, name: name, mediaType: mediaType)
    } catch {
      throw .document(name: name, format: format, fault: error)
    }
  }

  /// The text of a file that another program has converted to one that is read here.
  public func read(
    converted: [UInt8], of bytes: [UInt8], name: String, mediaType: String
  ) throws(ReadingError) -> SourceText {
    let text = try read(converted, name: name)
    return SourceText(
      name: name, mediaType: mediaType, encoding: text.encoding, sha256: SHA256.hexDigits(of: bytes),
      scalars: text.scalars, folding: folding, origin: text.origin)
  }

  /// The text of an old Word file, from what antiword tells of it as plain text and as DocBook, both in UTF-8.
  public func read(
    oldWord text: [UInt8], docBook: [UInt8], of bytes: [UInt8], name: String, mediaType: String
  ) throws(ReadingError) -> SourceText {
    let document = OldWordText.read(text: String(decoding: text, as: UTF8.self), docBook: docBook)
    do throws(DocumentFault) {
      return try self.text(of: document, bytes, name: name, mediaType: mediaType)
    } catch {
      throw .document(name: name, format: "DOC/WPS", fault: error)
    }
  }

  /// A document's text as the text of a notice.
  private func text(
    of document: DocumentText, _ bytes: [UInt8], name: String, mediaType: String, encoding: String = "UTF-8"
  ) throws(DocumentFault) -> SourceText {
    if document.scalars.count > Self.characterLimit { throw .tooLarge }
    let text = SourceText(
      name: name, mediaType: mediaType, encoding: encoding, sha256: SHA256.hexDigits(of: bytes),
      scalars: document.scalars, folding: folding, origin: document.origin)
    if text.folded.allSatisfy({ $0 == Folding.blank || $0 == Folding.lineEnd }) { throw .noText }
    return text
  }

  /// The encoding that the caller asked for. For UTF-16 without a byte order mark the likelier order is taken, big
  /// endian if both are alike (RFC 2781, 4.3).
  private func named(_ asked: String, _ bytes: [UInt8], _ name: String) throws(ReadingError) -> TextEncoding {
    if TextEncoding.isUTF16(asked) {
      let marked = TextEncoding.marked(bytes)
      if marked == .utf16LittleEndian || marked == .utf16BigEndian { return marked ?? .utf16BigEndian }
      let guess = EncodingGuess(bytes, among: [.utf16BigEndian, .utf16LittleEndian])
      return guess.candidates.first?.encoding ?? .utf16BigEndian
    }
    guard let encoding = TextEncoding(named: asked) else {
      throw .unknownEncoding(name: name, asked: asked, known: TextEncoding.knownNames)
    }
    return encoding
  }

  private func decode(
    _ bytes: [UInt8], _ name: String, _ known: TextEncoding?
  ) throws(ReadingError) -> ([Unicode.Scalar], TextEncoding) {
    if let known, known != .utf8 {
      let start = start(of: bytes, in: known)
      return (try text(DecodedUnits(bytes, from: start, as: known), bytes, name, known), known)
    }
    let start = start(of: bytes, in: .utf8)
    let survey = UTF8Text.survey(bytes, from: start)
    if survey.fault == nil, survey.zero == nil, known != nil || !looksLikeGB18030(bytes, survey) {
      return (UTF8Text.scalars(bytes, from: start, count: survey.characters), .utf8)
    }
    if known == nil, let found = try guess(bytes, name, survey) { return found }
    if let fault = survey.fault, survey.zero.map({ fault < $0 }) ?? true {
      throw undecodable(.utf8, fault, bytes, name)
    }
    throw .binary(name: name, offset: survey.zero ?? 0, format: nil)
  }

  /// Tries what is not UTF-8. Nil where the bytes are UTF-8 with a fault, or hold a zero byte and no UTF-16.
  private func guess(
    _ bytes: [UInt8], _ name: String, _ survey: UTF8Text.Survey
  ) throws(ReadingError) -> ([Unicode.Scalar], TextEncoding)? {
    let zero = bytes.firstIndex(of: 0)
    if zero == nil, survey.fault != nil, UTF8Text.isDamaged(bytes) { return nil }
    var encodings: [TextEncoding] = [.gb18030, .utf16LittleEndian, .utf16BigEndian, .big5, .big5HKSCS]
    // Single-byte text can't hold a zero byte: with one it is UTF-16 or no text.
    if zero != nil { encodings = [.utf16LittleEndian, .utf16BigEndian] }
    let guess = EncodingGuess(bytes, among: encodings)
    if let best = guess.best(bytes) {
      return (try text(best.decoded, bytes, name, best.encoding), best.encoding)
    }
    if let zero { throw .binary(name: name, offset: zero, format: nil) }
    var attempts = guess.candidates.map(\.attempt)
    if let fault = survey.fault { attempts.insert(.init(encoding: "UTF-8", offset: fault, share: 0), at: 0) }
    let detected = EncodingGuess.detected(in: bytes)
    throw .undetermined(name: name, attempts: attempts, guess: detected.map { "\($0.name)" })
  }

  /// Whether well-formed UTF-8 is rather GB18030: a few characters can be both (联通 is the known case). Then UTF-8
  /// gives two-byte letters of several alphabets only, and GB18030 everyday characters.
  private func looksLikeGB18030(_ bytes: [UInt8], _ survey: UTF8Text.Survey) -> Bool {
    guard survey.twoByte > 1, survey.longer == 0 else { return false }
    let leads = Set(bytes.filter { $0 >= 0xC4 && $0 <= 0xDF })
    guard leads.count > 1 else { return false }
    let candidate = EncodingGuess(bytes, among: [.gb18030]).candidates.first
    return candidate.map { $0.decoded.fault == nil && $0.share.value > 0.95 } ?? false
  }

  private func start(of bytes: [UInt8], in encoding: TextEncoding) -> Int {
    guard let mark = encoding.mark, bytes.starts(with: mark) else { return 0 }
    return mark.count
  }

  private func text(
    _ decoded: DecodedUnits, _ bytes: [UInt8], _ name: String, _ encoding: TextEncoding
  ) throws(ReadingError) -> [Unicode.Scalar] {
    if let fault = decoded.fault { throw undecodable(encoding, fault, bytes, name) }
    if decoded.units.contains(0) {
      throw .binary(name: name, offset: bytes.firstIndex(of: 0) ?? 0, format: nil)
    }
    return decoded.scalars
  }

  private func undecodable(
    _ encoding: TextEncoding, _ offset: Int, _ bytes: [UInt8], _ name: String
  ) -> ReadingError {
    .undecodable(
      name: name, encoding: encoding.name, offset: offset, byte: bytes.indices.contains(offset) ? bytes[offset] : 0)
  }
}
