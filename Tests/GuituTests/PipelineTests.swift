import Exporting
import Guitu
import Loading
import Reading
import RuleModel
import TestSupport
import Testing
import TextModel

private let simplified = """
  云汀市科学技术局关于申报创新平台补助的通知
  各县（市、区）科技局：
  一、申报条件
  （一）在本市注册满2年，研发人员不少于10人。
  （二）近三年有严重失信记录的，不得申报。
  二、工作要求
  各县（市、区）科技局应于2025年6月30日前将推荐名单报送市科学技术局。
  云汀市科学技术局
  2025年4月1日
  """
private let traditional = """
  雲汀市科學技術局關於申報創新平臺補助的通知
  各縣（市、區）科技局：
  一、申報條件
  （一）在本市註冊滿2年，研發人員不少於10人。
  （二）近三年有嚴重失信記錄的，不得申報。
  二、工作要求
  各縣（市、區）科技局應於2025年6月30日前將推薦名單報送市科學技術局。
  雲汀市科學技術局
  2025年4月1日
  """

@Suite("Pipeline: a notice in, a graph out")
struct PipelineTests {
  private func graph(_ notice: String) throws -> RuleGraph {
    let pipeline = Pipeline()
    return pipeline.worker().graph(of: SourceText(notice, name: "notice.txt", folding: pipeline.grammar.folding))
  }

  @Test("a traditional notice gives the rules of its simplified twin, at the same places")
  func twinsAgree() throws {
    let (left, right) = (try graph(simplified), try graph(traditional))
    #expect(left.rules.count >= 6)
    #expect(left.rules.map(\.span) == right.rules.map(\.span))
    #expect(left.rules.map(\.rule) == right.rules.map(\.rule))
    #expect(left.rules.flatMap(\.temporals).map(\.value) == right.rules.flatMap(\.temporals).map(\.value))
    #expect(left.rules.flatMap(\.quantities).map(\.value) == right.rules.flatMap(\.quantities).map(\.value))
  }

  @Test("the same notice gives the same bytes, by a new worker and by one that has read others")
  func sameBytes() throws {
    let pipeline = Pipeline()
    let text = SourceText(simplified, name: "notice.txt", folding: pipeline.grammar.folding)
    let first = pipeline.worker().graph(of: text).json()
    let worker = pipeline.worker()
    _ = worker.graph(of: SourceText(traditional, name: "other.txt", folding: pipeline.grammar.folding))
    #expect(worker.graph(of: text).json() == first)
  }

  @Test("rules that were compiled with the program read notices as those compiled now", arguments: NoticeFile.corpus)
  func packedRules(notice: NoticeFile) throws {
    let (packed, full) = (BuiltIn.pipeline, try Self.full.get())
    #expect(packed.grammar.fingerprint == full.grammar.fingerprint)
    let text = try NoticeReader(folding: full.grammar.folding).read(try notice.bytes(), name: notice.name + ".txt")
    #expect(packed.worker().graph(of: text).json() == full.worker().graph(of: text).json())
    #expect(packed.worker().recognition(of: text).phrases == full.worker().recognition(of: text).phrases)
  }

  private static let full = Result { try Pipeline(.builtIn) }

  @Test("word lists are taken up as they were read")
  func packedWords() throws {
    let (packed, full) = (BuiltIn.pipeline.grammar.vocabulary, try Self.full.get().grammar.vocabulary)
    #expect(packed.names == full.names && packed.names.count > 100)
    for name in full.names { #expect(packed.entries(of: name) == full.entries(of: name), "\(name)") }
  }

  @Test("a graph names its program, its grammars and nothing that does not exist")
  func graphIsSound() throws {
    let found = try graph(simplified)
    #expect(found.generator.version == Pipeline.version)
    #expect(found.generator.grammars.hasPrefix("sha256:"))
    #expect(found.violations().isEmpty)
    #expect(found.document.date == "2025-04-01")
  }
}
