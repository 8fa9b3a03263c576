import RuleModel
import TestSupport
import TextModel
import Testing

/// Amounts and caps with the period that they are said of; days in lists and hours of a day.
@Suite("periods of amounts, days in lists, hours")
struct PeriodTests {
  private func quantities(_ sentence: String) throws -> [String] {
    try facts(sentence).flatMap(\.quantities).map { "\(Read.line($0)) \($0.period?.value ?? "-")" }
  }

  @Test(
    "an amount or a cap holds its period",
    arguments: [
      ("按照每人每月1000元的标准发放。", "= 1000 元 P1M"), ("每人每月补助800元。", "= 800 元 P1M"), ("每年最高100万元。", "<= 1000000 元 P1Y"),
      ("每人分摊的额度不能超过每月1000元。", "<= 1000 元 P1M"), ("每年最多申报3项。", "<= 3 项 P1Y"), ("每季度安排专项经费50万元。", "= 500000 元 P3M"),
      ("一次性奖励20万元。", "= 200000 元 -"), ("每月报送，补助800元。", "= 800 元 -"),
    ])
  func period(sentence: String, expected: String) throws {
    #expect(try quantities(sentence) == [expected])
  }

  @Test("the period of an amount sets nobody a day; how often something must be done does")
  func deadlines() throws {
    func deadlines(_ sentence: String) throws -> [String] {
      try facts(sentence).compactMap { rule in
        guard case .deadline(let deadline) = rule.body else { return nil }
        return Read.line(deadline.temporal)
      }
    }
    #expect(try deadlines("每年最高补助100万元。") == [])
    #expect(try deadlines("补助最高不超过每月800元。") == [])
    #expect(try deadlines("各区每年至少组织2次检查。") == ["every P1Y times=2"])
    #expect(try deadlines("应于每年3月底前报送，补助10万元。") == ["every P1Y by=03-31"])
  }

  @Test(
    "days in a list are an interval where each follows the one before, else days of their own",
    arguments: [
      ("考试时间为5月26、27日。", ["between 2024-05-26/2024-05-27"]), ("集中受理为5月31日和6月1日。", ["between 2024-05-31/2024-06-01"]),
      ("分别于6月5日、12日受理。", ["on 2024-06-05", "on 2024-06-12"]),
      ("笔试和面试分别于6月5日、6日举行。", ["on 2024-06-05", "on 2024-06-06"]),
      ("面试时间为8月3日、4日和5日。", ["between 2024-08-03/2024-08-05"]),
      ("面试时间为8月3日、4日和9日。", ["on 2024-08-03", "on 2024-08-04", "on 2024-08-09"]),
    ])
  func lists(sentence: String, expected: [String]) throws {
    #expect(try facts(sentence).flatMap(\.temporals).sorted { $0.span < $1.span }.map(Read.line) == expected)
  }

  @Test(
    "hours are of the day that stands with them or before them",
    arguments: [
      ("笔试时间为2024年12月4日上午9:00至11:00。", ["between 2024-12-04T09:00/2024-12-04T11:00"]),
      ("报到时间为7月3日上午8时30分至下午5时。", ["between 2024-07-03T08:30/2024-07-03T17:00"]),
      ("受理时间为上午9:00至11:30。", ["between T09:00/T11:30"]),
      ("窗口于下午2:00-5:00开放。", ["between T14:00/T17:00"]),
    ])
  func hours(sentence: String, expected: [String]) throws {
    #expect(try facts(sentence).flatMap(\.temporals).map(Read.line) == expected)
  }

  @Test("a number of a house is no day")
  func houseNumber() throws {
    #expect(try facts("材料寄至云泽市学府路19-2号办公楼。").flatMap(\.temporals).isEmpty)
  }

  @Test("an instrument that is repealed, or a course, is no basis of the notice")
  func bases() throws {
    let read = try graph(
      "云泽市科技局关于规范考核的通知\n各区科技局：\n一、依据\n根据《云泽市科技促进条例》，制定本通知。考试设《工程管理》和《质量控制》两科。\n"
        + "二、附则\n《云泽市科技考核办法》（云科发〔2019〕3号）同时废止。")
    #expect(read.document.cites.map(\.title) == ["云泽市科技促进条例"])
    #expect(
      read.rules.contains {
        if case .citation(let citation) = $0.body { citation.title == "云泽市科技考核办法" } else { false }
      })
  }

  @Test("a name that is shortened and defined has both of its meanings")
  func definitions() throws {
    let read = try graph(
      "云泽市园区管理办法\n第一条 本办法所称低碳园区（以下简称“园区”），是指排放持续下降的产业区。\n第二条 本办法所称课程指为学生开设的教学环节。")
    #expect(
      read.document.defines.map { "\($0.term)=\($0.means ?? "-")" }.sorted()
        == ["低碳园区=排放持续下降的产业区", "园区=低碳园区", "课程=为学生开设的教学环节"])
  }
}
