import Guitu
import Loading
import Testing

@Suite("A user's folder of grammar files")
struct GrammarFolderTests {
  private let sentence = "关于做好推荐工作的通知\n\n一、曾获通报批评的，免于推荐。\n"
  private let rule = """
    stage fact

    rule spared 免于推荐
      match 免于 推荐
      makes condition role=exclude
      yes 「受过处分的，免于推荐」。 -> role=exclude
      no 推荐材料
    """

  @Test("the fingerprint that the build wrote is that of the files that it embedded")
  func builtInFingerprint() {
    #expect(GrammarTexts.builtIn.fingerprint == GrammarTexts(files: GrammarTexts.builtIn.files).fingerprint)
    #expect(GrammarTexts.builtIn.fingerprint.hasPrefix("sha256:"))
  }

  @Test("a rule in it changes what is read, with no build")
  func addedRule() throws {
    let folder = try Folder()
    defer { folder.remove() }
    #expect(!(try Pipeline(.builtIn).facts(of: sentence)).contains { $0.hasPrefix("mine.") })
    try folder.write(rule, to: "rules/mine.grammar")
    let pipeline = try Pipeline(GrammarTexts.builtIn.overridden(by: try GrammarFolder(folder.path)))
    #expect(pipeline.facts(of: sentence).contains("mine.spared condition 「曾获通报批评的，免于推荐」"))
    #expect(pipeline.grammar.texts.fingerprint != GrammarTexts.builtIn.fingerprint)
  }

  @Test("a file of a built-in file's name stands in its place")
  func overriddenFile() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let text = "关于做好推荐工作的通知\n\n一、根据《人才资助办法》制定本方案。\n"
    #expect(try Pipeline(.builtIn).facts(of: text).contains { $0.hasPrefix("citation.") })
    try folder.write("stage fact\n", to: "rules/citation.grammar")
    let pipeline = try Pipeline(GrammarTexts.builtIn.overridden(by: try GrammarFolder(folder.path)))
    #expect(!pipeline.facts(of: text).contains { $0.hasPrefix("citation.") })
  }

  @Test("NAME+.txt adds words to a list, NAME.txt stands in its place")
  func words() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let builtIn = try LoadedGrammar(.builtIn).vocabulary.count(of: "actors")
    try folder.write("飞地工坊\tactor\n", to: "words/actors+.txt")
    var files = try GrammarFolder(folder.path)
    var vocabulary = try LoadedGrammar(GrammarTexts.builtIn.overridden(by: files)).vocabulary
    #expect(vocabulary.count(of: "actors") == builtIn + 1)
    #expect(vocabulary.contains(Array("飞地工坊".utf16), in: "actors"))
    try folder.write("飞地工坊\tactor\n", to: "words/actors.txt")
    files = try GrammarFolder(folder.path)
    #expect(files.files.map(\.path) == ["words/actors+.txt", "words/actors.txt"])
    vocabulary = try LoadedGrammar(GrammarTexts.builtIn.overridden(by: files)).vocabulary
    #expect(vocabulary.count(of: "actors") == 2)
  }

  @Test("files of Windows are read as others: byte order mark, carriage returns")
  func lineEnds() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let bytes = [0xEF, 0xBB, 0xBF] + Array(rule.split(separator: "\n").joined(separator: "\r\n").utf8)
    try folder.write(bytes, to: "mine.grammar")
    let files = try GrammarFolder(folder.path)
    #expect(
      files.files == [
        GrammarTexts.File(path: "rules/mine.grammar", text: rule.split(separator: "\n").joined(separator: "\n"))
      ])
  }

  @Test("a folder that cannot be used is refused with what to do")
  func refusals() throws {
    let folder = try Folder()
    defer { folder.remove() }
    func message(_ path: String) -> String {
      do {
        _ = try GrammarFolder(path)
        return ""
      } catch { return error.description }
    }
    #expect(message(folder.path).contains("no grammar files\n  put rules into rules/NAME.grammar"))
    #expect(message(folder.path + "/none").contains("No such file or directory\n  name a folder that holds rules/"))
    try folder.write(Array("stage fact\n".utf8) + [0xC0, 0xAF], to: "rules/mine.grammar")
    #expect(message(folder.path).contains("rules/mine.grammar:2: not UTF-8\n  save the file as UTF-8"))
  }

  @Test("a broken rule in it is refused with its line and column")
  func brokenRule() throws {
    let folder = try Folder()
    defer { folder.remove() }
    try folder.write(rule.replacing("免于 推荐", with: "免于 <recommend>"), to: "rules/mine.grammar")
    do {
      _ = try Pipeline(GrammarTexts.builtIn.overridden(by: try GrammarFolder(folder.path)))
      Issue.record("loads, but must not")
    } catch {
      #expect("\(error)".hasPrefix("rules/mine.grammar:4:12: no word list or token type “recommend”\n"))
    }
  }
}
