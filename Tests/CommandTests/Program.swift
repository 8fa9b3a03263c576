import Foundation
import Testing

/// The built program, run in a folder of its own.
struct Program {
  /// What came of a run.
  struct Run {
    var status: Int32
    var output: String
    var errors: String
    /// The lines of standard error.
    var errorLines: [String] { errors.split(separator: "\n").map(String.init) }
  }

  /// The folder that it runs in; taken away with `remove()`.
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "guitu-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Writes a file below the folder, making folders on the way.
  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  func read(_ name: String) -> String? {
    (try? Data(contentsOf: folder.appending(path: name))).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The names below the folder, hidden ones too, sorted.
  func names(in name: String = ".") -> [String] {
    let root = folder.appending(path: name).path
    return (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []).sorted()
  }

  /// Runs `guitu` with arguments; messages are in English unless the environment says otherwise.
  func guitu(_ arguments: String..., input: String? = nil, environment: [String: String] = [:]) throws -> Run {
    try guitu(arguments, input: input, environment: environment)
  }

  /// The same with a list of arguments.
  func guitu(_ arguments: [String], input: String? = nil, environment: [String: String] = [:]) throws -> Run {
    try run(Self.executable, arguments, input: input, environment: environment)
  }

  /// Runs a line of the shell in which `guitu` is the program.
  func shell(_ line: String, environment: [String: String] = [:]) throws -> Run {
    try run(URL(filePath: "/bin/sh"), ["-c", line], input: nil, environment: environment)
  }

  private func run(
    _ executable: URL, _ arguments: [String], input: String?, environment: [String: String]
  ) throws -> Run {
    // Files rather than pipes: no amount of output blocks the run. Their names can't be in the folder under test.
    let capture = FileManager.default.temporaryDirectory.appending(path: "guitu-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: capture, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: capture) }
    func handle(_ name: String, _ text: String = "") throws -> FileHandle {
      let file = capture.appending(path: name)
      try Data(text.utf8).write(to: file)
      return try FileHandle(forUpdating: file)
    }
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let path = Self.executable.deletingLastPathComponent().path + ":/usr/bin:/bin"
    process.environment = ["PATH": path, "LC_ALL": "C"].merging(environment) { $1 }
    process.standardInput = try handle("in", input ?? "")
    process.standardOutput = try handle("out")
    process.standardError = try handle("err")
    try process.run()
    process.waitUntilExit()
    func text(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: capture.appending(path: name)), as: UTF8.self)
    }
    return Run(status: process.terminationStatus, output: try text("out"), errors: try text("err"))
  }

  /// `guitu` beside the bundle of the tests.
  static let executable: URL = {
    let manager = FileManager.default
    let here = URL(filePath: CommandLine.arguments.first ?? "", relativeTo: URL(filePath: manager.currentDirectoryPath))
    let bundles = Bundle.allBundles.map(\.bundleURL)
    for folder in ([here] + bundles).flatMap({ [$0.deletingLastPathComponent(), $0] }) {
      let file = folder.appending(path: "guitu")
      if manager.isExecutableFile(atPath: file.path) { return file.absoluteURL }
    }
    return URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.build/debug/guitu")
  }()
}

/// Notices for the tests, of our own writing.
enum SampleNotice {
  /// A short notice about the subject given.
  static func about(_ subject: String) -> String {
    """
    云泽市商务局关于申报\(subject)的通知

    各区商务局：
    为做好\(subject)申报工作，现将有关事项通知如下：
    一、申报条件
    （一）企业成立不少于2年；
    （二）上年度营业额500万元以上。
    二、申报程序
    各区商务局应于2024年5月20日前将推荐名单报送市商务局。

    云泽市商务局
    2024年3月1日

    """
  }
}
