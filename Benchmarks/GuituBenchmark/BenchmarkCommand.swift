import ArgumentParser
import Foundation

/// Measures how fast notices are read.
@main
struct BenchmarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guitu-benchmark",
    abstract: "Measures the speed of reading, and how the time grows with texts made to be slow.",
    discussion: "Build it optimized: swift run -c release guitu-benchmark FOLDER",
    subcommands: [SpeedCommand.self, GrowthCommand.self],
    defaultSubcommand: SpeedCommand.self)
}

/// Measures the stages of reading on real text: MB/s of UTF-8 (1 MB = 10⁶ bytes) by the time that one core computes.
struct SpeedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "speed",
    abstract: "Measures the speed of each stage over the notices of a folder, and of a whole small process.",
    discussion: """
      Speeds are MB/s, 1 MB = 10^6 bytes of UTF-8, by CPU time of one thread, so that other programs don't count.
      """)

  @Argument(help: "A folder of notices (.txt and .md files, folders inside it too).")
  var folder: String

  @Option(help: "How often all is read; the fastest run counts.")
  var runs = 3

  @Option(help: "Read at most this many MB of the folder.")
  var megabytes = 1000.0

  @Option(help: "Measure a whole process: the command, with {} for the notice's path.")
  var process: String?

  @Option(help: "The notice for --process; the folder's smallest one where none is named.")
  var notice: String?

  @Flag(help: "Only run the whole extraction once, without stages: for a profiler.")
  var profile = false

  func run() throws {
    var notices = try NoticeFolder(path: folder).notices
    var bytes = 0
    notices = notices.prefix { notice in
      defer { bytes += notice.bytes.count }
      return Double(bytes) < megabytes * 1e6
    }
    guard !notices.isEmpty else { throw ValidationError("no .txt or .md file in \(folder)") }
    let report = try StageRun(notices: notices)
    if profile {
      try report.readWhole()
      return
    }
    try report.run(times: max(1, runs))
    if let process {
      let smallest = notices.min { $0.bytes.count < $1.bytes.count }?.path ?? folder
      try ProcessRun(command: process, notice: notice ?? smallest).run()
    }
  }
}
