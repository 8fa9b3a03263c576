import ArgumentParser
import Checking
import Guitu
import TextModel

extension Grammar {
  /// `guitu grammar explain`: why a place was read as it was.
  struct Explain: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "explain",
        abstract: say(
          "说明通知某处为什么这样读：哪些规则试过、各读到哪里、谁为何胜出。",
          "Tell which rules tried at a place of a notice, how far each came, and why one won."))
    }

    @Argument(help: ArgumentHelp(say("通知文件，或 - 表示标准输入。", "The notice, or - for standard input."), valueName: "FILE"))
    var file: String
    @Option(
      help: ArgumentHelp(
        say("位置：原文里的字句，或以码点计的位移。", "The place: words of the text, or an offset in code points."),
        valueName: "TEXT|OFFSET"))
    var at: String
    @Option(
      help: ArgumentHelp(
        say("每个文件最多列出几条差一点的规则。", "How many rules that came close are told of for each file."), valueName: "N"))
    var limit = 5
    @Option(help: ArgumentHelp(say("只看名称里有它的规则。", "Only rules whose name contains this."), valueName: "NAME"))
    var rule = ""
    @OptionGroup var options: GrammarOptions

    func run() throws {
      let pipeline = try options.pipeline()
      let grammar = pipeline.grammar
      guard let notice = try notices([file]).first else { return }
      let outline = pipeline.outline(of: SourceText(notice.text, name: notice.name, folding: grammar.folding))
      let offset = at.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(at) : nil
      let place =
        offset.map { Explanation.characters(at: $0, in: outline) }
        ?? Explanation.characters(of: at, in: outline, folding: grammar.folding)
      guard let place else {
        throw fault(say("\(file)：所读的文字里没有“\(at)”", "\(file): “\(at)” stands nowhere in what is read of it"))
      }
      try write(
        Explanation(grammar, outline: outline, characters: place, limit: max(0, limit), rule: rule).description)
    }
  }
}
