/// Why bytes are not a text that the project reads. Offsets count bytes from 0.
public enum ReadingError: Error, Hashable, Sendable {
  /// No bytes, or white space only.
  case empty(name: String)
  /// More bytes than are read at once.
  case tooLong(name: String, count: Int, limit: Int)
  /// A text of more characters than any notice has.
  case tooManyCharacters(name: String, count: Int, limit: Int)
  /// A file of another kind; `offset` is where that shows: its first zero byte, or 0 for the beginning of a format.
  case binary(name: String, offset: Int, format: BinaryFormat?)
  /// The byte at `offset` is no part of a character of the encoding.
  case undecodable(name: String, encoding: String, offset: Int, byte: UInt8)
  /// No encoding gives a text that looks like Chinese; `guess` is what the bytes were taken for by ICU, if anything.
  case undetermined(name: String, attempts: [Attempt], guess: String?)
  /// There is no encoding of that name.
  case unknownEncoding(name: String, asked: String, known: [String])

  /// A document of a known format, such as `DOCX`, that can't be read.
  case document(name: String, format: String, fault: DocumentFault)
  /// A file that is read by another program, which did not do.
  case conversion(name: String, format: String, fault: ConversionFault)

  /// What became of the bytes in one encoding.
  public struct Attempt: Hashable, Sendable {
    /// The IANA name of the encoding.
    public let encoding: String
    /// The first byte that could not be read; nil where all could.
    public let offset: Int?
    /// How much of what was read is in everyday use, in percent.
    public let share: Int

    /// An attempt of the given parts.
    public init(encoding: String, offset: Int?, share: Int) {
      self.encoding = encoding
      self.offset = offset
      self.share = share
    }
  }

  /// The name of the input.
  public var name: String {
    switch self {
    case .empty(let name), .tooLong(let name, _, _), .tooManyCharacters(let name, _, _), .binary(let name, _, _),
      .undecodable(let name, _, _, _),
      .undetermined(let name, _, _), .unknownEncoding(let name, _, _), .document(let name, _, _),
      .conversion(let name, _, _):
      name
    }
  }
}

extension ReadingError: CustomStringConvertible {
  /// The error in English on one line: place, finding, next step.
  public var description: String {
    switch self {
    case .empty(let name):
      return "\(name): nothing to read, the file holds no characters; check that it was saved or copied in full"
    case .tooLong(let name, let count, let limit):
      return "\(name): \(count) bytes are more than the \(limit) that are read at once; cut the file into notices"
    case .tooManyCharacters(let name, let count, let limit):
      return "\(name): \(count) characters are more than any notice has (\(limit)); cut the file into notices"
    case .binary(let name, let offset, let format):
      let finding = format.map { "this is \($0.english), not a text" } ?? "a zero byte: this is not a text"
      return "\(name): byte \(offset): \(finding); \(format?.englishStep ?? BinaryFormat.englishStep)"
    case .undecodable(let name, let encoding, let offset, let byte):
      return "\(name): byte \(offset) (0x\(Self.hex(byte))): not \(encoding); the file is damaged or cut off there, or "
        + "is in another encoding: name it with --encoding (\(Self.list(TextEncoding.knownNames)))"
    case .undetermined(let name, let attempts, let guess):
      let tried = attempts.map { attempt in
        attempt.offset.map { "\(attempt.encoding) stops at byte \($0)" }
          ?? "\(attempt.encoding) gives \(attempt.share)% everyday characters"
      }
      let hint = guess.map { " (it may be \($0))" } ?? ""
      return "\(name): the encoding can't be told\(hint): \(tried.joined(separator: ", ")); "
        + "convert the file to UTF-8, or name its encoding with --encoding (\(Self.list(TextEncoding.knownNames)))"
    case .unknownEncoding(let name, let asked, let known):
      return "\(name): no encoding is called “\(asked)”; known are \(Self.list(known))"
    case .document(let name, let format, let fault):
      return "\(name): \(format): \(fault.english)"
    case .conversion(let name, let format, let fault):
      return "\(name): \(format): \(fault.english)"
    }
  }

  /// The error in Chinese on one line: place, finding, next step.
  public var descriptionZh: String {
    switch self {
    case .empty(let name):
      return "\(name)：没有可读的内容，文件是空的或只有空白；请检查文件是否保存完整"
    case .tooLong(let name, let count, let limit):
      return "\(name)：共 \(count) 字节，超过一次可读的 \(limit) 字节；请把文件拆成单份通知"
    case .tooManyCharacters(let name, let count, let limit):
      return "\(name)：共 \(count) 字，超过任何通知的篇幅（\(limit) 字）；请把文件拆成单份通知"
    case .binary(let name, let offset, let format):
      let finding = format.map { "这是\($0.chinese)，不是纯文本" } ?? "出现零字节，不是纯文本"
      return "\(name)：第 \(offset) 字节：\(finding)；\(format?.chineseStep ?? BinaryFormat.chineseStep)"
    case .undecodable(let name, let encoding, let offset, let byte):
      return "\(name)：第 \(offset) 字节（0x\(Self.hex(byte))）不是 \(encoding) 字符；文件在此处损坏或被截断，"
        + "或者用的是别的编码：请用 --encoding 指明（\(Self.list(TextEncoding.knownNames))）"
    case .undetermined(let name, let attempts, let guess):
      let tried = attempts.map { attempt in
        attempt.offset.map { "\(attempt.encoding) 到第 \($0) 字节为止" }
          ?? "按 \(attempt.encoding) 常用字只占 \(attempt.share)%"
      }
      let hint = guess.map { "（可能是 \($0)）" } ?? ""
      return "\(name)：无法判定编码\(hint)：\(tried.joined(separator: "，"))；"
        + "请转成 UTF-8，或用 --encoding 指明（\(Self.list(TextEncoding.knownNames))）"
    case .unknownEncoding(let name, let asked, let known):
      return "\(name)：没有名为“\(asked)”的编码；可用的有 \(Self.list(known))"
    case .document(let name, let format, let fault):
      return "\(name)：\(format)：\(fault.chinese)"
    case .conversion(let name, let format, let fault):
      return "\(name)：\(format)：\(fault.chinese)"
    }
  }

  private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.utf8.count < 2 ? "0" + digits : digits
  }
}

extension DocumentFault {
  /// Finding and next step, in English.
  var english: String {
    switch self {
    case .malformed: "the file is damaged or cut off; get it again, or open it and save it anew"
    case .tooLarge:
      "unpacked it is larger than any notice (a part above 32 MiB, \(ZipArchive.ratioLimit) times the file, or \(NoticeReader.characterLimit) characters); it is not read"
    case .tooManyPoints: "the picture has more points than an A4 page at 600 dpi; save it with 300 dpi"
    case .noWriting: "it holds no text document, but perhaps a table or slides; save it as DOCX or PDF"
    case .tooDeep: "its elements are nested more than \(MarkupTree.depthLimit) deep, as in no document; it is not read"
    case .tooManyGroups:
      "its groups are nested more than \(Self.groupLimit) deep, as in no document; it is not read"
    case .forbidden: "it declares entities of its own, as no document does; it is not read"
    case .encrypted: "it is protected by a password; take the protection off and save it anew"
    case .missingPart: "a part that the format demands is missing; the file is damaged, get it again"
    case .noText: "there are no characters in it; if its pages are pictures, characters must be recognised (OCR) first"
    case .failed: "it can't be read, memory ran out"
    }
  }

  /// Finding and next step, in Chinese.
  var chinese: String {
    switch self {
    case .malformed: "文件损坏或不完整；请重新获取，或打开后另存"
    case .tooLarge: "解压后过大（某一部分超过 32 MiB，或超过文件的 \(ZipArchive.ratioLimit) 倍，或超过 \(NoticeReader.characterLimit) 字），不予读取"
    case .tooManyPoints: "图片像素超过 A4 页 600 dpi；请按 300 dpi 另存"
    case .noWriting: "其中不是文字文档，可能是表格或幻灯片；请另存为 DOCX 或 PDF"
    case .tooDeep: "元素嵌套超过 \(MarkupTree.depthLimit) 层，不是正常文档，不予读取"
    case .tooManyGroups: "花括号嵌套超过 \(Self.groupLimit) 层，不是正常文档，不予读取"
    case .forbidden: "文件自行声明了实体，不是正常文档，不予读取"
    case .encrypted: "文件有密码保护；请去除保护后另存"
    case .missingPart: "缺少格式要求的部分，文件已损坏；请重新获取"
    case .noText: "其中没有文字；如果各页是图片，请先做文字识别（OCR）"
    case .failed: "内存不足，无法读取"
    }
  }
}

/// Why a program beside this one did not give the text of a file.
public enum ConversionFault: Hashable, Sendable {
  /// No program that reads the format is installed; `package` is the Debian package that holds one.
  case missing(program: String, package: String)
  /// It did not end in time.
  case timedOut(program: String, seconds: Int)
  /// It ended with an error, and said `words`.
  case failed(program: String, words: String)
  /// It needs a password.
  case encrypted
  /// There is no place for temporary files.
  case noFolder

  /// Finding and next step, in English.
  var english: String {
    switch self {
    case .missing(let program, let package):
      "reading it needs \(program), which is not installed; apt-get install \(package)"
    case .timedOut(let program, let seconds):
      "\(program) did not end within \(seconds == 1 ? "a second" : "\(seconds) seconds") and was stopped; the file may be damaged"
    case .failed(let program, let words):
      "\(program) can't read it\(words.isEmpty ? "" : ": \(words)"); the file may be damaged, get it again"
    case .encrypted: "it is protected by a password; take the protection off and save it anew"
    case .noFolder: "there is no place for temporary files; set TMPDIR to a folder that can be written"
    }
  }

  /// Finding and next step, in Chinese.
  var chinese: String {
    switch self {
    case .missing(let program, let package): "读取需要 \(program)，尚未安装；请运行 apt-get install \(package)"
    case .timedOut(let program, let seconds): "\(program) 在 \(seconds) 秒内没有完成，已停止；文件可能损坏"
    case .failed(let program, let words):
      "\(program) 无法读取\(words.isEmpty ? "" : "：\(words)")；文件可能损坏，请重新获取"
    case .encrypted: "文件有密码保护；请去除保护后另存"
    case .noFolder: "没有可写的临时目录；请把 TMPDIR 设为可写的目录"
    }
  }
}
