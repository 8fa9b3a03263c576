import TestSupport
import Testing

/// Numbers under a comparison, a target or a limit. The marked places are what is read; behind them stands what they say.
@Suite("quantities")
struct QuantityTests {
  /// The quantities of the sentence are those marked, and say this.
  private func check(_ marked: String, _ lines: [String]) throws {
    let sentence = MarkedText(marked)
    let scalars = Array(sentence.text.unicodeScalars)
    let quotes = sentence.ranges.map { String(String.UnicodeScalarView(scalars[$0])) }
    let read = try Read.quantities(sentence.text)
    #expect(read == zip(quotes, lines).map { "「\($0)」 \($1)" })
  }

  @Test(
    "the word of comparison before the number says how it is bound",
    arguments: [
      ("职工「不少于20人」。", ">= 20 人"), ("面积「不低于300平方米」。", ">= 300 平方米"), ("「至少召开2次」会议。", ">= 2 次"),
      ("营业收入「达到2000万元」。", ">= 20000000 元"),
      ("投资「突破3亿元」。", ">= 300000000 元"), ("补助总额「不超过80万元」。", "<= 800000 元"), ("补助「最高50万元」。", "<= 500000 元"),
      ("每人「最多2项」。", "<= 2 项"), ("每单位「限报2项」。", "<= 2 项"),
      ("比例「不高于15%」。", "<= 15 %"), ("负债率「低于60%」。", "< 60 %"), ("人数「不足10人」的不予受理。", "< 10 人"), ("年龄「未满18周岁」。", "< 18 周岁"),
      ("投入「超过5%」。", "> 5 %"), ("投资「高于200万元」。", "> 2000000 元"), ("面积「≥500平方米」。", ">= 500 平方米"),
      ("能耗「≤30千瓦时」。", "<= 30 千瓦时"),
      ("成立「不少于3年」。", ">= 3 年"), ("「不超过每人每天100元」。", "<= 100 元"),
    ])
  func before(marked: String, line: String) throws { try check(marked, [line]) }

  @Test(
    "the word of comparison behind the number says how it is bound",
    arguments: [
      ("职工「30人以上」。", ">= 30 人"), ("投资「500万元及以上」。", ">= 5000000 元"), ("论文「3篇以上」。", ">= 3 篇"),
      ("简介「500字以内」。", "<= 500 字"),
      ("罚款「2万元以下」。", "<= 20000 元"), ("从业「五年以上」。", ">= 5 年"), ("规模「达100人以上」。", ">= 100 人"), ("得分「80分以上」。", ">= 80 分"),
      ("绩点「3.0以上」。", ">= 3"), ("获得「3项以上（含）」发明专利。", ">= 3 项"), ("面积「30亩以下（不含）」的。", "< 30 亩"),
      ("「在80000元限额内」据实扣除。", "<= 80000 元"),
    ])
  func behind(marked: String, line: String) throws { try check(marked, [line]) }

  @Test(
    "a range has both of its ends, in full",
    arguments: [
      ("每项得「2-3分」。", "range 2…3 分"), ("给予「20万元至50万元」补助。", "range 200000…500000 元"), ("每组「3至5人」。", "range 3…5 人"),
      ("给予「10—20万元」奖励。", "range 100000…200000 元"), ("给予「5000元至1万元」奖励。", "range 5000…10000 元"),
      ("给予「5000至1万元」奖励。", "range 5000…10000 元"), ("投资「1-5亿元」。", "range 100000000…500000000 元"),
      ("比例为「10%～15%」。", "range 10…15 %"), ("任职期限为「三至五年」。", "range 3…5 年"), ("服务半径为「10-15分钟」。", "range 10…15 分钟"),
    ])
  func ranges(marked: String, line: String) throws { try check(marked, [line]) }

  @Test(
    "shares are read in percent or as fractions",
    arguments: [
      ("按投资额的「20%」补助。", "= 20 %"), ("按「百分之三十」补助。", "= 30 %"), ("须经「三分之二以上」委员同意。", ">= 0.6667"), ("占「四分之三」。", "= 0.75"),
      ("「不超过百分之五十」。", "<= 50 %"), ("按「1/2」折算。", "= 0.5"), ("减免「一半」租金。", "= 0.5"), ("提高「5个百分点以上」。", ">= 5 个百分点"),
    ])
  func shares(marked: String, line: String) throws { try check(marked, [line]) }

  @Test(
    "sums are in yuan, multipliers worked out",
    arguments: [
      ("奖励「3万元」。", "= 30000 元"), ("奖励「1.5万元」。", "= 15000 元"), ("贷款「2.5亿元」。", "= 250000000 元"),
      ("补贴「1,200元」。", "= 1200 元"),
      ("补贴「３００元」。", "= 300 元"), ("奖励「五十万元」。", "= 500000 元"), ("奖励「壹拾万元」。", "= 100000 元"),
      ("按「15元/平方米」计算。", "= 15 元/平方米"),
    ])
  func money(marked: String, line: String) throws { try check(marked, [line]) }

  @Test(
    "what must come out, be handed in or be kept to is a quantity without a comparison",
    arguments: [
      ("全年新建「12个」站点。", "= 12 个"), ("材料「一式三份」。", "= 3 份"), ("产值「翻一番」。", "= 2 倍"),
      ("每项加「2分」。", "= 2 分"),
    ])
  func exact(marked: String, line: String) throws { try check(marked, [line]) }

  @Test("several quantities of a sentence are read each for itself")
  func several() throws {
    try check(
      "职工「不少于50人」、研发人员「10人以上」，投入「不低于3%」的，给予「20万元」奖励。", [">= 50 人", ">= 10 人", ">= 3 %", "= 200000 元"])
  }

  @Test(
    "names, ranks, editions and labels hold no quantity",
    arguments: [
      "第三名单位。", "省级以上平台。", "规模以上企业。", "组织第二批申报。", "本市现有企业若干家。", "“百千万”工程。", "一级资质。", "不少企业参加。", "《第12号令》。", "5G基站。",
      "请拨打0599-6234567。", "一般不受理。",
    ])
  func none(sentence: String) throws {
    let read = try Read.quantities(sentence)
    #expect(read == [])
  }
}
