import ArgumentParser
import GrammarLanguage
import Guitu
import Loading

extension Grammar {
  /// `guitu grammar format`: one layout for all grammar files.
  struct Format: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "format",
        abstract: say(
          "把语法文件排成统一的样子（内容和注释不变）。",
          "Lay grammar files out the one way; what they say and their comments stay."))
    }

    @Argument(
      help: ArgumentHelp(say("*.grammar 文件或含有它们的文件夹。", "*.grammar files, or folders of them."), valueName: "FILE"))
    var files: [String]
    @Flag(help: ArgumentHelp(say("只检查，不改写；有要改的就以 1 退出。", "Write nothing; leave with 1 where a file would change.")))
    var check = false

    func run() throws {
      var changed = 0
      for path in try files.flatMap(Self.grammarFiles) {
        let bytes: [UInt8]
        do throws(SystemError) { bytes = try FileSystem.bytes(of: path, limit: GrammarFolder.largestFile) } catch {
          throw fault(Messages.current.unreadable(path.description, error))
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let laidOut: String
        do throws(GrammarError) {
          laidOut = try GrammarFormatter().format(text, path: path.description)
        } catch { throw fault(error.description) }
        guard Array(laidOut.utf8) != bytes else { continue }
        changed += 1
        if check {
          try write("\(path): \(say("版式不合，请运行 guitu grammar format", "not laid out; run guitu grammar format"))\n")
          continue
        }
        do throws(SystemError) {
          let file = try AtomicFile(path)
          try file.write(Array(laidOut.utf8))
          try file.finish()
        } catch { throw fault(Messages.current.unwritable(path.description, error)) }
        try write("\(path)\n")
      }
      if check && changed > 0 { throw ExitCode(ExitStatus.someFailed.rawValue) }
    }

    /// The file itself, or the grammar files in a folder and in its `rules`.
    private static func grammarFiles(_ name: String) throws -> [Path] {
      let path = Path(name)
      do throws(SystemError) {
        guard try FileSystem.status(of: path).kind == .folder else { return [path] }
        var out: [Path] = []
        for folder in [path, path.appending(Array("rules".utf8))]
        where (try? FileSystem.status(of: folder).kind) == .folder {
          for entry in try FileSystem.names(in: folder) where entry.suffix(8).elementsEqual(".grammar".utf8) {
            out.append(folder.appending(entry))
          }
        }
        return out
      } catch { throw fault(Messages.current.unreadable(name, error)) }
    }
  }
}
