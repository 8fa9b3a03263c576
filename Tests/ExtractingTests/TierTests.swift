import RuleModel
import TestSupport
import Testing

/// Amounts of a support with the bounds that hold for each.
@Suite("tiers of support")
struct TierTests {
  private func tiers(_ sentence: String) throws -> [String] {
    let notice = "云泽市工信局关于印发技改补助办法的通知\n各县区工信局：\n\(sentence)\n云泽市工信局\n2025年8月20日\n"
    return try graph(notice).rules.flatMap { rule -> [String] in
      guard case .support(let support) = rule.body else { return [] }
      func quote(_ place: Int?) -> String { place.map { support.quantities[$0].quote } ?? "-" }
      return support.tiers.map { "\($0.of ?? "-"): \(quote($0.amount)) ≤\(quote($0.cap)) ≥\(quote($0.floor))" }
    }
  }

  @Test(
    "a cap or floor is tied to the amounts that it limits",
    arguments: [
      ("对技改项目，按设备投资额的20%给予补助，最高不超过500万元。", ["按设备投资额的: 20% ≤最高不超过500万元 ≥-"]),
      (
        "对认定为示范的企业，国家级奖励50万元，省级奖励20万元，每家企业最高不超过60万元。",
        ["国家级: 50万元 ≤最高不超过60万元 ≥-", "省级: 20万元 ≤最高不超过60万元 ≥-"]
      ),
      (
        "对技改项目，国家级给予投资额30%的补助，最高500万元，省级给予投资额10%的补助，最高100万元。",
        ["国家级给予投资额: 30% ≤最高500万元 ≥-", "省级给予投资额: 10% ≤最高100万元 ≥-"]
      ),
      ("对首台装备，给予不超过销售额的30%、最高3000万元的奖励。", ["-: 不超过销售额的30% ≤最高3000万元 ≥-"]),
      (
        "对认定为国家级、省级和市级的示范企业，分别给予80万元、30万元和20万元奖励。",
        ["国家级: 80万元 ≤- ≥-", "省级: 30万元 ≤- ≥-", "市级: 20万元 ≤- ≥-"]
      ),
      ("对首次认定的企业，给予20万元奖励。", []),
    ] as [(String, [String])])
  func tied(sentence: String, expected: [String]) throws {
    #expect(try tiers(sentence) == expected)
  }
}
