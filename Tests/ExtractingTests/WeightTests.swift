import RuleModel
import TestSupport
import Testing

@Suite("weights")
struct WeightTests {
  @Test("a scoring table with merged cells gives its groups and indicators")
  func table() throws {
    let graph = try graph(
      """
      禾川市示范基地评价细则

      第一条 评价按下表进行。
      一级指标\t二级指标\t分值\t评分标准
      创新能力\t研发投入\t20\t研发投入占比每1个百分点得4分
      \t专利数量\t10\t每件专利得2分
      运行管理\t制度建设\t15\t制度健全得15分
      \t人员配备\t5\t配备到位得5分
      第二条 得分60分以上为合格。
      """)
    let read = Read.weights(graph.rules)
    for line in [
      "indicator 研发投入 ← 创新能力 20", "indicator 专利数量 ← 创新能力 10", "indicator 制度建设 ← 运行管理 15", "indicator 人员配备 ← 运行管理 5",
      "threshold 合格 60",
    ] { #expect(read.contains(line), "\(line) is not in \(read)") }
  }

  @Test("a weight's quote is the cell of its scoring rule")
  func quote() throws {
    let graph = try graph(
      """
      禾川市示范基地评价细则

      第一条 评价按下表进行。
      指标\t分值\t评分标准
      研发投入\t20\t按研发投入占比计分
      专利数量\t10\t按专利件数计分
      """)
    let weights = graph.rules.filter { if case .weight = $0.body { true } else { false } }
    #expect(weights.map(\.quote) == ["按研发投入占比计分", "按专利件数计分"])
  }

  @Test("a veto in a table has no points")
  func veto() throws {
    let graph = try graph(
      """
      禾川市示范基地评价细则

      第一条 评价按下表进行。
      一级指标\t二级指标\t分值\t评分标准
      创新能力\t研发投入\t20\t按研发投入占比计分
      一票否决\t安全事故\t-\t发生重大安全事故的，评价不合格
      """)
    let read = Read.weights(graph.rules)
    #expect(read.contains { $0.hasPrefix("veto") && $0.hasSuffix(" -") }, "\(read)")
  }

  @Test(
    "a sentence names full marks, formulas and pass marks",
    arguments: [
      ("总评满分100分。", ["total 总评 100"]), ("综合成绩=笔试成绩×60%+面试成绩×40%。", ["group 笔试成绩 60%", "group 面试成绩 40%"]),
      ("90分以上为优秀。", ["threshold 优秀 90"]),
      ("得分90分以上的为优秀，60—89分为合格。", ["threshold 优秀 90", "threshold 合格 60"]),
      ("评委从两方面打分，满分100分：创新性60分，实用性40分。", ["total - 100", "indicator 创新性 60", "indicator 实用性 40"]),
      ("评审总分100分。其中：服务60分、报价40分。", ["total 评审总分 100", "indicator 服务 ← 评审总分 60", "indicator 报价 ← 评审总分 40"]),
      ("考核实行千分制，其中经济发展600分，民生保障400分。", ["indicator 经济发展 600", "indicator 民生保障 400"]),
      ("各因素及权重为：浓度改善率60%、减排任务量40%。", ["indicator 浓度改善率 60%", "indicator 减排任务量 40%"]),
    ] as [(String, [String])])
  func sentences(sentence: String, weights: [String]) throws {
    let read = Read.weights(try facts(sentence))
    #expect(read == weights)
  }

  @Test("a passage that begins with 加分项 or 扣分项 and a colon adds and takes points, sentence for sentence")
  func runInAdditions() throws {
    let graph = try graph(
      """
      禾川市街道考核细则

      第一条 加分项（不超过10分）：获得市级表彰的，加3分；经验被推广的加2分。
      第二条 扣分项：弄虚作假的，一次扣10分。
      第三条 街道应当建立台账。
      """)
    #expect(Read.weights(graph.rules) == ["bonus 加分项 3", "bonus 加分项 2", "deduction 扣分项 10"])
  }
}
