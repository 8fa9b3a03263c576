import ArgumentParser
import Checking
import Guitu

extension Grammar {
  /// `guitu grammar catalogue`: all rules on one page.
  struct Catalogue: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "catalogue",
        abstract: say("生成规则目录：说明、例句、在语料中的命中数。", "Write a page of all rules: glosses, examples, hits over a corpus."))
    }

    @Argument(
      help: ArgumentHelp(
        say("语料：文件、文件夹（默认 \(corpus)）。", "The corpus: files, folders (default: \(corpus))."), valueName: "CORPUS"))
    var files: [String] = []
    @Option(
      name: [.short, .long],
      help: ArgumentHelp(
        say("写到此文件夹的 rules.md；不给则写到标准输出。", "Write rules.md in this folder; else to standard output."), valueName: "DIR")
    )
    var output: String?
    @Flag(help: ArgumentHelp(say("只检查 rules.md 是否最新。", "Write nothing; leave with 1 where rules.md is stale.")))
    var check = false
    @OptionGroup var options: GrammarOptions

    func validate() throws {
      if check, output == nil { throw ValidationError(say("--check 要有 --output", "--check needs --output")) }
    }

    func run() throws {
      let notices = try notices(files.isEmpty ? [corpus] : files)
      let page = GrammarCatalogue(try options.pipeline(), notices: notices).markdown
      guard let output else { return try write(page) }
      let path = Path(output).appending(Array("rules.md".utf8))
      if check {
        guard (try? FileSystem.bytes(of: path, limit: 100_000_000)) == Array(page.utf8) else {
          throw fault("\(path): " + say("已过时，请重新运行 guitu grammar catalogue", "stale; run guitu grammar catalogue"))
        }
        return
      }
      do throws(SystemError) {
        try FileSystem.makeFolder(Path(output))
        let file = try AtomicFile(path)
        try file.write(Array(page.utf8))
        try file.finish()
      } catch { throw fault(Messages.current.unwritable(path.description, error)) }
    }
  }
}
