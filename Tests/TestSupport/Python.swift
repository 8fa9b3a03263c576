// Programs that are not ours, to read what ours write: Python packages in .build/venv, which Tools/venv makes.
import Foundation

/// A Python with the packages of `Tools/venv`.
public enum Python {
  /// Its program; nil where Tools/venv has not run, as in a bare `swift test`.
  public static var program: String? {
    let program = Folders.package.appending(path: ".build/venv/bin/python3").path()
    return FileManager.default.isExecutableFile(atPath: program) ? program : nil
  }

  /// What a script prints, without blanks at its ends; what it says of an error where it fails. nil where there is no
  /// such Python: then the test has nothing to say, and this says so.
  public static func run(_ script: String, _ arguments: [String] = []) throws -> String? {
    guard let program else {
      print("skipped: no .build/venv; run Tools/venv")
      return nil
    }
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = ["-c", script] + arguments
    var environment = ProcessInfo.processInfo.environment
    environment["PYTHONIOENCODING"] = "utf-8"
    process.environment = environment
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    return process.terminationStatus == 0 ? text : "python3 failed: " + text
  }
}
