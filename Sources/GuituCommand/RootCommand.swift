import ArgumentParser
import Guitu

/// The program `guitu`.
@main
struct RootCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "guitu", abstract: Messages.current.helpProgram, discussion: Messages.current.helpStatus,
      version: "guitu \(Pipeline.version)",
      subcommands: [
        Extract.self, Recognize.self, ShowText.self, ShowOutline.self, Diff.self, Versions.self, Compare.self,
        Export.self, Grammar.self, Add.self, Search.self, ShowCalendar.self, SyncTables.self,
        Departments.self, ShowChanges.self, Reread.self, Doctor.self,
      ])
  }

  /// Runs the command line, and leaves with 0 done, 1 some input failed, or 2 usage.
  static func main() async {
    Surroundings.prepare()
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
      Surroundings.leave(ExitStatus.done.rawValue)
    } catch let code as ExitCode {
      Surroundings.leave(code.rawValue)
    } catch {
      let text = fullMessage(for: error)
      guard exitCode(for: error).isSuccess else {
        Surroundings.report(text)
        Surroundings.leave(ExitStatus.usage.rawValue)
      }
      // Help and version.
      try? FileSystem.write(Array((text + "\n").utf8), to: 1)
      Surroundings.leave(ExitStatus.done.rawValue)
    }
  }
}
