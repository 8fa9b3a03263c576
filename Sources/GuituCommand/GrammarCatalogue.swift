import ArgumentParser
import Checking
import Guitu

extension Grammar {
  /// `guitu grammar catalogue`: all rules, on one page or on one a grammar file.
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
        say(
          "写到此文件夹：总览 rules.md，每个规则文件一页 rules/名称.md；不给则全部写到标准输出。",
          "Write in this folder an overview, rules.md, and a page a grammar file, rules/NAME.md; else all to standard output."
        ),
        valueName: "DIR")
    )
    var output: String?
    @Flag(help: ArgumentHelp(say("只检查各页是否最新。", "Write nothing; leave with 1 where a page is stale.")))
    var check = false
    @OptionGroup var options: GrammarOptions

    func validate() throws {
      if check, output == nil { throw ValidationError(say("--check 要有 --output", "--check needs --output")) }
    }

    func run() throws {
      let notices = try notices(files.isEmpty ? [corpus] : files)
      let catalogue = GrammarCatalogue(try options.pipeline(), notices: notices)
      guard let output else { return try write(catalogue.markdown) }
      for (name, page) in catalogue.pages {
        let path = Path(output).appending(Array(name.utf8))
        if check {
          guard (try? FileSystem.bytes(of: path, limit: 100_000_000)) == Array(page.utf8) else {
            throw fault("\(path): " + say("已过时，请重新运行 guitu grammar catalogue", "stale; run guitu grammar catalogue"))
          }
          continue
        }
        do throws(SystemError) {
          try FileSystem.makeFolder(Path(output).appending(Array("rules".utf8)))
          let file = try AtomicFile(path)
          try file.write(Array(page.utf8))
          try file.finish()
        } catch { throw fault(Messages.current.unwritable(path.description, error)) }
      }
    }
  }
}
