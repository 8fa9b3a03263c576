import ArgumentParser
import Checking
import Exporting
import Guitu

extension Grammar {
  /// `guitu grammar profile`: where the time of matching goes.
  struct Profile: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "profile",
        abstract: say("各文件、各规则的用时、步数和命中数。", "Time, steps and hits of each grammar file and rule."),
        discussion: say(
          "规则的用时和步数是它单独运行时的；同一文件的规则一起运行时，每个词只读一遍。",
          "A rule's time and steps are those of the rule alone; the rules of a file together read each token once."))
    }

    @Argument(help: ArgumentHelp(Messages.current.helpFiles, valueName: "FILE"))
    var files: [String] = []
    @Option(
      help: ArgumentHelp(say("每个文件列出几条最费时的规则。", "How many rules of each file, the dearest first."), valueName: "N"))
    var top = 5
    @Option(help: ArgumentHelp(say("量几遍，取最少的。", "How often to measure; the least counts."), valueName: "N"))
    var passes = 3
    @OptionGroup var options: GrammarOptions

    func run() throws {
      let pipeline = try options.pipeline()
      let notices = try notices(files.isEmpty ? [corpus] : files)
      let origin = ContinuousClock.now
      let profile = Checking.GrammarProfile(pipeline, notices: notices, passes: passes) {
        let (seconds, attoseconds) = origin.duration(to: .now).components
        return UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000)
      }
      var table = TextTable(columns: [
        .init(say("文件、规则", "File, rule"), least: 24, share: 2), .init("ms", isRight: true),
        .init(say("步数", "Steps"), isRight: true), .init(say("每词步数", "Steps/token"), isRight: true),
        .init(say("命中", "Hits"), isRight: true),
      ])
      let tokens = max(1, profile.tokens)
      func row(_ cost: Checking.GrammarProfile.Cost, _ indent: String) -> [String] {
        [
          indent + cost.name, Self.decimal(Int(cost.time / 1000), 3), String(cost.steps),
          Self.decimal(cost.steps * 100 / tokens, 2), String(cost.hits),
        ]
      }
      for entry in profile.entries {
        table.rows.append(row(entry.file, ""))
        for rule in entry.rules.prefix(max(0, top)) { table.rows.append(row(rule, "· ")) }
      }
      let time = profile.entries.reduce(0) { $0 + $1.file.time }
      let steps = profile.entries.reduce(0) { $0 + $1.file.steps }
      let speed = time == 0 ? "–" : Self.decimal(Int(UInt64(profile.bytes) * 10_000 / max(1, time)), 1)
      let total = say(
        "共 \(Self.decimal(Int(time / 1000), 3)) ms，\(steps) 步，\(profile.tokens) 个词，\(profile.bytes) 字节；仅匹配 \(speed) MB/s",
        "\(Self.decimal(Int(time / 1000), 3)) ms, \(steps) steps, \(profile.tokens) tokens, \(profile.bytes) bytes; "
          + "matching alone: \(speed) MB/s")
      try write((table.lines(width: nil) + [total]).joined(separator: "\n") + "\n")
    }

    /// A whole number with a point before its last `places` digits: 1234 → `1.234`.
    private static func decimal(_ value: Int, _ places: Int) -> String {
      let digits = String(value)
      let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
      return "\(padded.dropLast(places)).\(padded.suffix(places))"
    }
  }
}
