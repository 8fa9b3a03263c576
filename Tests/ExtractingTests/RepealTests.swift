import RuleModel
import TestSupport
import Testing

/// Instruments that lose their force by a notice.
@Suite("repeals")
struct RepealTests {
  /// The numbers or titles of what a notice with this sentence repeals.
  private func repealed(_ sentence: String) throws -> [String] {
    let notice = """
      砚川市科技局关于印发《砚川市科技奖励办法》的通知
      砚科规〔2025〕3号
      各单位：
      \(sentence)
      砚川市科技局
      2025年8月20日
      """
    let graph = try graph(notice)
    return graph.edges.filter { $0.kind == .repeals }.compactMap { edge in
      guard case .rule(let id) = edge.to, let rule = graph.rules.first(where: { $0.id == id }),
        case .citation(let citation) = rule.body
      else { return nil }
      return citation.number ?? citation.title
    }
  }

  @Test(
    "what a notice ends is repealed by it",
    arguments: [
      ("本办法自印发之日起施行，《砚川市科技津贴办法》（砚科规〔2019〕2号）同时废止。", ["砚科规〔2019〕2号"]),
      ("《砚川市仪器共享细则》、《砚川市中试基地细则》（砚科〔2020〕5号）即行废止。", ["砚川市仪器共享细则", "砚科〔2020〕5号"]),
      ("废止《砚川市仪器共享细则》。", ["砚川市仪器共享细则"]),
      ("原《砚川市科技奖励办法》（砚科规〔2018〕1号）同步废止。", ["砚科规〔2018〕1号"]),
    ])
  func ended(sentence: String, numbers: [String]) throws {
    #expect(try repealed(sentence) == numbers)
  }

  @Test(
    "a basis, an amendment, or an instrument of which an article ends is not repealed",
    arguments: [
      "根据《砚川市科技促进条例》制定本办法。", "《砚川市科技奖励办法》（砚科规〔2025〕3号）同时废止。",
      "《砚川市仪器共享细则》（砚科〔2020〕5号）第三条同时废止。", "根据《关于修改部分规定的决定》第一次修订。",
    ])
  func kept(sentence: String) throws {
    #expect(try repealed(sentence).isEmpty)
  }
}
