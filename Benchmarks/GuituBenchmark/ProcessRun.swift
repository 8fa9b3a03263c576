import Foundation

/// Runs a command on one notice many times: what a user waits for, loading and all.
struct ProcessRun {
  /// The command with `{}` for the notice's path; words are split at blanks.
  let command: String
  /// The notice's path.
  let notice: String

  /// Prints the fastest and the middle time of 21 runs, by the clock on the wall.
  func run() throws {
    let words = command.split(separator: " ").map { $0 == "{}" ? notice : String($0) }
    guard let program = words.first else { return }
    var times: [Double] = []
    let clock = ContinuousClock()
    var status: Int32 = 0
    for _ in 0..<21 {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [program] + words.dropFirst()
      process.standardOutput = FileHandle.nullDevice
      let took = try clock.measure {
        try process.run()
        process.waitUntilExit()
      }
      status = process.terminationStatus
      times.append(Double(took.components.seconds) * 1000 + Double(took.components.attoseconds) * 1e-15)
    }
    times.sort()
    print(
      "whole process: fastest \(number(times[0], 1)) ms, middle \(number(times[times.count / 2], 1)) ms"
        + (status == 0 ? "" : " (it ended with status \(status))"))
  }
}
