#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program beside this one that reads what this one can't.
public struct Tool: Hashable, Sendable {
  /// How it is called.
  public let program: String
  /// The Debian packages that hold it and what it needs.
  public let package: String
  /// The formats that it is for.
  public let formats: String
  /// The command that installs packages of this kind.
  var installer = "apt-get install"

  /// The command that installs it.
  public var installation: String { "\(installer) \(package)" }
  /// Whether it is one of Debian's packages.
  public var isDebian: Bool { installer == "apt-get install" }

  /// The second package holds how characters are coded in fonts that are not in the file.
  static let pdfText = Tool(program: "pdftotext", package: "poppler-utils poppler-data", formats: "PDF")
  static let pdfDrawing = Tool(program: "pdftocairo", package: "poppler-utils", formats: "PDF (tables)")
  static let pdfPicture = Tool(program: "pdftoppm", package: "poppler-utils", formats: "PDF (scan)")
  static let recognition = Tool(
    program: "tesseract", package: "tesseract-ocr tesseract-ocr-chi-sim", formats: "PDF (scan), PNG, JPEG, TIFF")
  /// Recognises Chinese much better than tesseract, in twice the time.
  static let rapidRecognition = Tool(
    program: "rapidocr_onnxruntime", package: "rapidocr_onnxruntime", formats: "PDF (scan), PNG, JPEG, TIFF",
    installer: "pipx install")
  static let office = Tool(program: "soffice", package: "libreoffice-writer-nogui", formats: "DOC, WPS, RTF")
  static let oldWord = Tool(program: "antiword", package: "antiword", formats: "DOC, WPS")
  static let pandoc = Tool(program: "pandoc", package: "pandoc", formats: "RTF")

  /// All of them.
  public static let all = [pdfText, pdfDrawing, pdfPicture, rapidRecognition, recognition, office, oldWord, pandoc]

  /// The program that recognises characters: the better one of those that are there.
  static var recognizer: Tool? { [rapidRecognition, recognition].first(where: \.isInstalled) }

  /// Where it is; nil where it is not installed.
  public var path: String? { Subprocess.path(of: program) }

  /// Whether it is there, with all that it needs.
  public var isInstalled: Bool { path != nil && (self != .recognition || Self.hasChinese) }

  /// Whether the recognition of characters has been taught Chinese.
  private static var hasChinese: Bool {
    var found = glob_t()
    defer { globfree(&found) }
    if let folder = getenv("TESSDATA_PREFIX"), access(String(cString: folder) + "/chi_sim.traineddata", R_OK) == 0 {
      return true
    }
    return ["/usr/share/tesseract-ocr/*/tessdata", "/usr/share/tessdata", "/usr/local/share/tessdata"].contains {
      glob("\($0)/chi_sim.traineddata", 0, nil, &found) == 0
    }
  }
}
