import Reading
import TextModel

/// Reads the bytes of a notice in any format: those that `Reading` knows by itself, and PDF, pictures and the files of
/// older office programs by programs beside this one, which are looked for when one is needed and run with limits.
public struct DocumentReader: Sendable {
  private let reader: NoticeReader
  /// How long a program may take for a file, in seconds.
  private let seconds = 60
  /// No PDF of more pages is recognised from pictures.
  private let pageLimit = 100

  /// A reader that takes what is text to `reader`.
  public init(_ reader: NoticeReader) { self.reader = reader }

  /// The text that the bytes hold; see `NoticeReader.read`.
  public func read(_ bytes: [UInt8], name: String, encoding: String? = nil) throws(ReadingError) -> SourceText {
    switch BinaryFormat(beginningOf: bytes) {
    case .pdf: return try pdf(bytes, name)
    case .png, .jpeg, .tiff: return try picture(bytes, name)
    case .compoundFile: return try office(bytes, name, "doc", "DOC/WPS", "application/msword")
    case .richText: return try office(bytes, name, "rtf", "RTF", "application/rtf")
    default: return try reader.read(bytes, name: name, encoding: encoding)
    }
  }

  /// A folder with the bytes in a file.
  private func folder(_ bytes: [UInt8], _ file: String, _ name: String, _ format: String) throws(ReadingError)
    -> TemporaryFolder
  {
    guard let folder = TemporaryFolder(), folder.write(bytes, to: file) else {
      throw .conversion(name: name, format: format, fault: .noFolder)
    }
    return folder
  }

  /// The output of a program that must not fail.
  private func output(
    _ tool: Tool, _ arguments: [String], _ folder: TemporaryFolder, _ name: String, _ format: String,
    _ process: Subprocess = Subprocess()
  ) throws(ReadingError) -> [UInt8] {
    switch process.run(tool.program, arguments, in: folder) {
    case .done(let output): return output
    case .notStarted:
      throw .conversion(name: name, format: format, fault: .missing(program: tool.program, package: tool.package))
    case .timedOut:
      throw .conversion(
        name: name, format: format, fault: .timedOut(program: tool.program, seconds: process.busy ?? process.seconds))
    case .failed(_, let words):
      if words.contains("Incorrect password") || words.contains("encrypted") {
        throw .conversion(name: name, format: format, fault: .encrypted)
      }
      // One line, without the place of the temporary file.
      let line = words.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? ""
      let plain = line.split(separator: folder.root).joined(separator: "…").filter { !$0.isNewline }
      throw .conversion(
        name: name, format: format, fault: .failed(program: tool.program, words: String(plain.prefix(160))))
    }
  }

  private func pdf(_ bytes: [UInt8], _ name: String) throws(ReadingError) -> SourceText {
    let folder = try folder(bytes, "in.pdf", name, "PDF")
    let file = folder.path("in.pdf")
    var process = Subprocess()
    process.memory = 1024
    process.seconds = 30
    // A small file is read in a fraction of a second, but for one that unpacks to gigabytes.
    process.busy = 2 + bytes.count >> 21
    let layout = try output(.pdfText, ["-bbox-layout", file, "-"], folder, name, "PDF", process)
    var pages: PagedDocument
    do throws(DocumentFault) {
      pages = try PagedDocument(pdfLayout: layout)
    } catch {
      throw .document(name: name, format: "PDF", fault: error)
    }
    // Pages without a character are pictures; between others they may as well be empty.
    let isScan = pages.isEmpty
    if isScan { try demandRecognition(name, "PDF (scan)") }
    if isScan || Tool.recognizer != nil {
      for page in (pages.count == 0 ? [1] : pages.emptyPages).prefix(pageLimit) {
        try recognize(page, of: file, folder, name, &pages)
      }
    }
    if isScan {
      return try reader.read(pages, of: bytes, name: name, format: "PDF (scan)", mediaType: "application/pdf")
    }
    // Without the drawing program a table is read as lines.
    for page in pages.pagesWithColumns.prefix(200) {
      let arguments = ["-svg", "-f", "\(page)", "-l", "\(page)", file, "-"]
      if case .done(let drawing) = process.run(Tool.pdfDrawing.program, arguments, in: folder) {
        pages.addDrawing(drawing, page: page)
      }
    }
    return try reader.read(pages, of: bytes, name: name, format: "PDF", mediaType: "application/pdf")
  }

  /// Takes in what recognition finds on a page of a PDF file.
  private func recognize(
    _ page: Int, of file: String, _ folder: TemporaryFolder, _ name: String, _ pages: inout PagedDocument
  ) throws(ReadingError) {
    let format = "PDF (scan)"
    // No page of a notice is larger than A2; a larger one is taken coarser.
    let resolution = "\(min(300, max(10, Int(300 * 1700 / max(pages.longestSide(of: page), 1700)))))"
    _ = try output(
      .pdfPicture,
      ["-r", resolution, "-gray", "-png", "-singlefile", "-f", "\(page)", "-l", "\(page)", file, folder.path("page")],
      folder, name, format)
    try recognize(folder.path("page.png"), as: page, folder, name, format, &pages)
    // Where it has tables, for their rules; coarse, but they are long.
    if pages.pagesWithColumns.contains(page) {
      let picture = try output(
        .pdfPicture, ["-r", resolution == "300" ? "150" : resolution, "-gray", "-f", "\(page)", "-l", "\(page)", file],
        folder, name, format)
      pages.addPicture(pgm: picture, page: page)
    }
  }

  private func picture(_ bytes: [UInt8], _ name: String) throws(ReadingError) -> SourceText {
    if let (width, height) = Self.size(ofPNG: bytes), width > 30_000 || height > 30_000 || width * height > 200_000_000
    {
      throw .document(name: name, format: "image", fault: .tooLarge)
    }
    try demandRecognition(name, "image")
    let folder = try folder(bytes, "in.image", name, "image")
    var pages = PagedDocument()
    try recognize(folder.path("in.image"), as: 1, folder, name, "image", &pages)
    let type = BinaryFormat(beginningOf: bytes).map { "image/\($0.rawValue)" } ?? "image/png"
    return try reader.read(pages, of: bytes, name: name, format: "image", mediaType: type)
  }

  /// The width and height that a PNG file says it has; nil where it is none.
  private static func size(ofPNG bytes: [UInt8]) -> (width: Int, height: Int)? {
    guard bytes.count > 24, BinaryFormat(beginningOf: bytes) == .png else { return nil }
    func number(_ at: Int) -> Int { bytes[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) } }
    return (number(16), number(20))
  }

  /// Takes in what recognition finds in a picture.
  private func recognize(
    _ file: String, as page: Int, _ folder: TemporaryFolder, _ name: String, _ format: String,
    _ pages: inout PagedDocument
  ) throws(ReadingError) {
    if Tool.recognizer == .rapidRecognition {
      var process = Subprocess()
      process.memory = 4096
      process.seconds = 240
      process.takesErrors = true
      // It passes over a line now and then, which the other may see; and where it does not start, the other does alone.
      let arguments = ["-img", file, "--intra_op_num_threads", "1"]
      if Tool.recognition.isInstalled {
        let second = try words(in: file, folder, name, format)
        if case .done(let listing) = process.run(Tool.rapidRecognition.program, arguments, in: folder) {
          pages.addRecognized(listing: listing, tsv: second, page: page)
        } else {
          pages.addRecognized(tsv: second, page: page)
        }
      } else {
        pages.addRecognized(
          listing: try output(.rapidRecognition, arguments, folder, name, format, process), page: page)
      }
    } else {
      pages.addRecognized(tsv: try words(in: file, folder, name, format), page: page)
    }
  }

  /// What tesseract finds in a picture: one column of text in lines of any size.
  private func words(
    in file: String, _ folder: TemporaryFolder, _ name: String, _ format: String
  ) throws(ReadingError) -> [UInt8] {
    var process = Subprocess()
    process.seconds = 240
    return try output(
      .recognition, [file, "stdout", "-l", "chi_sim", "--psm", "4", "tsv"], folder, name, format, process)
  }

  private func demandRecognition(_ name: String, _ format: String) throws(ReadingError) {
    let tool = Tool.recognition
    if Tool.recognizer == nil {
      throw .conversion(name: name, format: format, fault: .missing(program: tool.program, package: tool.package))
    }
  }

  /// The file of an older office program, by way of DOCX or of plain text.
  private func office(
    _ bytes: [UInt8], _ name: String, _ end: String, _ format: String, _ type: String
  ) throws(ReadingError) -> SourceText {
    let folder = try folder(bytes, "in.\(end)", name, format)
    let file = folder.path("in.\(end)")
    if Tool.office.isInstalled {
      var process = Subprocess()
      process.memory = 8192
      _ = try output(
        .office,
        [
          "-env:UserInstallation=file://\(folder.path("home"))", "--headless", "--convert-to", "docx", "--outdir",
          folder.root, file,
        ], folder, name, format, process)
      let converted = TemporaryFolder.bytes(of: folder.path("in.docx"))
      if converted.isEmpty {
        throw .conversion(name: name, format: format, fault: .failed(program: "soffice", words: ""))
      }
      return try reader.read(converted: converted, of: bytes, name: name, mediaType: type)
    }
    if end == "doc", Tool.oldWord.isInstalled {
      let text = try output(.oldWord, ["-m", "UTF-8.txt", "-w", "0", file], folder, name, format)
      return try reader.read(converted: text, of: bytes, name: name, mediaType: type)
    }
    if end == "rtf", Tool.pandoc.isInstalled {
      _ = try output(.pandoc, ["-f", "rtf", "-t", "docx", "-o", folder.path("out.docx"), file], folder, name, format)
      let converted = TemporaryFolder.bytes(of: folder.path("out.docx"))
      return try reader.read(converted: converted, of: bytes, name: name, mediaType: type)
    }
    throw .conversion(
      name: name, format: format, fault: .missing(program: Tool.office.program, package: Tool.office.package))
  }
}
