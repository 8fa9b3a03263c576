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
  /// How much memory the programs that read PDF files may ask for, in MiB.
  private let pdfMemory = 320

  /// The same for what draws them: a page takes a tenth of it.
  private let drawingMemory = 192

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
    var pages = try layout(of: bytes, in: file, folder, name)
    // Pages without a character are pictures; between others they may as well be empty.
    let isScan = pages.isEmpty
    if isScan { try demandRecognition(name, "PDF (scan)") }
    if isScan || Tool.recognizer != nil {
      let empty = Array((pages.count == 0 ? [1] : pages.emptyPages).prefix(pageLimit))
      for page in try inked(empty, of: file, folder, name, isLarge: pages.longestSide > 5000) {
        try recognize(page, of: file, folder, name, &pages)
      }
    }
    if isScan {
      return try reader.read(pages, of: bytes, name: name, format: "PDF (scan)", mediaType: "application/pdf")
    }
    // Without the drawing program a table is read as lines.
    var process = Subprocess()
    process.memory = drawingMemory
    process.output = 8
    process.busy = 1
    // What is made to be slow is so on each page.
    var failures = 0
    for page in pages.pagesWithColumns.prefix(200) where failures < 3 {
      let arguments = ["-svg", "-f", "\(page)", "-l", "\(page)", file, "-"]
      if case .done(let drawing) = process.run(Tool.pdfDrawing.program, arguments, in: folder) {
        pages.addDrawing(drawing, page: page)
      } else {
        failures += 1
      }
    }
    return try reader.read(pages, of: bytes, name: name, format: "PDF", mediaType: "application/pdf")
  }

  /// The pages of a PDF file with what is written on them, some at a time: each some are read in a fraction of a second,
  /// but for those that unpack to gigabytes.
  private func layout(
    of bytes: [UInt8], in file: String, _ folder: TemporaryFolder, _ name: String
  ) throws(ReadingError) -> PagedDocument {
    var process = Subprocess()
    process.memory = pdfMemory
    process.seconds = 30
    var pages = PagedDocument()
    var some = 32
    while true {
      process.busy = some / 32 + bytes.count >> 22
      let arguments = ["-bbox-layout", "-f", "\(pages.count + 1)", "-l", "\(pages.count + some)", file, "-"]
      let known = pages.count
      // Behind the last page there is none, which is an error to pdftotext.
      let layout: [UInt8]
      do {
        layout = try output(.pdfText, arguments, folder, name, "PDF", process)
      } catch {
        if known > 0, case .conversion(_, _, .failed) = error { return pages }
        throw error
      }
      do throws(DocumentFault) {
        try pages.append(pdfLayout: layout)
      } catch {
        throw .document(name: name, format: "PDF", fault: error)
      }
      if pages.count < known + some || pages.count >= 20_000 { return pages }
      some *= 2
    }
  }

  /// Those of the pages that have something on them, as a coarse picture of each shows.
  private func inked(
    _ pages: [Int], of file: String, _ folder: TemporaryFolder, _ name: String, isLarge: Bool
  ) throws(ReadingError) -> [Int] {
    guard let first = pages.first, let last = pages.last, last - first < 4 * pageLimit, !isLarge else { return pages }
    var process = Subprocess()
    process.memory = 1024
    process.seconds = 120
    // A scanned page takes a sixtieth of a second; one that is drawn with many strokes would take minutes later on.
    process.busy = 1 + pages.count / 8
    let arguments = ["-r", "24", "-gray", "-f", "\(first)", "-l", "\(last)", file]
    let outcome = process.run(Tool.pdfPicture.program, arguments, in: folder)
    if case .timedOut = outcome {
      let fault = ConversionFault.timedOut(program: Tool.pdfPicture.program, seconds: process.busy ?? 0)
      throw .conversion(name: name, format: "PDF (scan)", fault: fault)
    }
    guard case .done(let pictures) = outcome else { return pages }
    let blanks = Set(PagedDocument.blanks(pgms: pictures).map { $0 + first })
    return pages.filter { !blanks.contains($0) }
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
    // An A4 page at 600 dpi has 35 million.
    if let size = PictureSize(of: bytes), size.width > 20_000 || size.height > 20_000 || size.points > 36_000_000 {
      throw .document(name: name, format: "image", fault: .tooManyPoints)
    }
    try demandRecognition(name, "image")
    let folder = try folder(bytes, "in.image", name, "image")
    var pages = PagedDocument()
    try recognize(folder.path("in.image"), as: 1, folder, name, "image", &pages)
    let type = BinaryFormat(beginningOf: bytes).map { "image/\($0.rawValue)" } ?? "image/png"
    return try reader.read(pages, of: bytes, name: name, format: "image", mediaType: type)
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
    // Office programs start slowly and take gigabytes for what is made to fill the memory.
    if end == "doc", !OldOffice.holdsWriting(bytes) {
      throw .document(name: name, format: format, fault: .noWriting)
    }
    if end == "rtf", let fault = OldOffice.fault(ofRichText: bytes) {
      throw .document(name: name, format: format, fault: fault)
    }
    let folder = try folder(bytes, "in.\(end)", name, format)
    let file = folder.path("in.\(end)")
    if Tool.office.isInstalled {
      var process = Subprocess()
      process.memory = 8192
      // It takes a second or two for a notice.
      process.busy = 10 + bytes.count >> 20
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
      var process = Subprocess()
      process.memory = pdfMemory
      process.busy = 2
      let text = try output(.oldWord, ["-m", "UTF-8.txt", "-w", "0", file], folder, name, format, process)
      // A table drawn in the text has its cells cut into lines: they are taken from the other form, where it can be had.
      var docBook: [UInt8] = []
      if case .done(let found) = process.run(
        Tool.oldWord.program, ["-m", "UTF-8.txt", "-x", "db", file], in: folder)
      {
        docBook = found
      }
      return try reader.read(oldWord: text, docBook: docBook, of: bytes, name: name, mediaType: type)
    }
    if end == "rtf", Tool.pandoc.isInstalled {
      guard folder.write(OldOffice.withNumberedFallbacks(bytes), to: "in.rtf") else {
        throw .conversion(name: name, format: format, fault: .noFolder)
      }
      _ = try output(.pandoc, ["-f", "rtf", "-t", "docx", "-o", folder.path("out.docx"), file], folder, name, format)
      let converted = TemporaryFolder.bytes(of: folder.path("out.docx"))
      return try reader.read(converted: converted, of: bytes, name: name, mediaType: type)
    }
    throw .conversion(
      name: name, format: format, fault: .missing(program: Tool.office.program, package: Tool.office.package))
  }
}
