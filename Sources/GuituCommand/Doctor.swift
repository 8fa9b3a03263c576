import ArgumentParser
import Converting
import Exporting
import Guitu

/// `guitu doctor`: which formats can be read here, and what to install for the others.
struct Doctor: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "doctor", abstract: Messages.current.helpDoctor)
  }

  func run() throws {
    let messages = Messages.current
    var lines = [messages.doctorBuiltIn]
    for tool in Tool.all {
      let state = tool.isInstalled ? tool.path ?? "" : messages.doctorMissing(tool.installation)
      lines.append("\(tool.formats): \(tool.program): \(state)")
    }
    // Either of several programs does for the office formats.
    let missing = Tool.all.filter { !$0.isInstalled }
    if !missing.isEmpty {
      var packages: [String] = []
      for package in missing.filter(\.isDebian).flatMap({ $0.package.split(separator: " ") })
      where !packages.contains(String(package)) {
        packages.append(String(package))
      }
      lines.append(messages.doctorAll(packages.joined(separator: " ")))
    }
    try? FileSystem.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: 1)
  }
}
