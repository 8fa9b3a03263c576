import Guitu
import RuleModel
import TestSupport
import Testing
import TextModel

/// Sentences that speak like rules and gave none.
@Suite("coverage")
struct CoverageTests {
  private func coverage(_ notice: String) throws -> Coverage {
    let pipeline = Pipeline()
    return pipeline.worker().coverage(of: SourceText(notice, folding: pipeline.grammar.folding))
  }

  private static let notice = """
    云泽市科技局关于申报科技项目的通知
    各县区科技局：
    一、申报时间
    请于2025年9月26日前报送材料。春天来了，河水涨了。这里可谓风光无限，水深3米。
    二、其他
    市科技局应当公布结果。
    """

  @Test("a sentence with a signal and no rule is a gap, with its place and what it holds")
  func gaps() throws {
    let found = try coverage(Self.notice)
    #expect(found.count == 3)
    #expect(found.gaps.map(\.path) == [["一"]])
    #expect(found.gaps.first?.signals == [.unit] || found.gaps.first?.signals == [.modal, .unit])
    #expect(found.perMille == 666)
  }

  @Test("each gap quotes the text at its place, and no rule stands in it")
  func places() throws {
    let pipeline = Pipeline()
    let source = SourceText(Self.notice, folding: pipeline.grammar.folding)
    let graph = pipeline.worker().graph(of: source)
    for gap in pipeline.worker().coverage(of: source).gaps {
      #expect(source.string(in: gap.span) == gap.quote)
      #expect(!graph.rules.contains { $0.span.start < gap.span.end && gap.span.start < $0.span.end })
    }
  }

  @Test("a character of another word is no modal")
  func words() throws {
    #expect(try coverage("市场需求旺盛，应用广泛，条件可靠，地位重要。").count == 0)
    #expect(try coverage("各单位要到位。").count == 1)
  }

  @Test("a text without such sentences is read in full")
  func nothing() throws {
    #expect(try coverage("春天来了。").perMille == 1000)
  }
}
