import TestSupport
import Testing

@Suite("contacts")
struct ContactTests {
  private func contacts(_ ending: String) throws -> [String] {
    let graph = try graph("关于开展示范基地申报的通知\n各区科技局：\n一、申报条件\n在本市注册满2年。\n\(ending)")
    return graph.document.contacts.map { "\($0.name ?? "—") \($0.phone ?? "—")" }
  }

  @Test(
    "persons and numbers are paired in printed order, whichever stands first",
    arguments: [
      ("联系人：王某，电话：62345678。", ["王某 62345678"]),
      ("联系人：王某 李某\n联系电话：0599-6234567 0599-6234568", ["王某 0599-6234567", "李某 0599-6234568"]),
      ("联系电话：0599-6234567（工作日）\n联系人：王老师", ["王老师 0599-6234567"]),
      ("咨询电话：0599-6234567，王老师；李老师", ["王老师 0599-6234567", "李老师 0599-6234567"]),
      ("联系人：王某，电话：62345678、62345679", ["王某 62345678", "王某 62345679"]),
    ])
  func persons(ending: String, expected: [String]) throws {
    let read = try contacts(ending)
    #expect(read == expected)
  }

  @Test(
    "where no person is named, an office has the number",
    arguments: [
      ("市科技局高新科联系电话：62345678", ["市科技局高新科 62345678"]),
      ("咨询电话：0599-6234567（区科技局创新科）\n0599-6234568（镇党政办公室）", ["区科技局创新科 0599-6234567", "镇党政办公室 0599-6234568"]),
      ("联系科室：高新技术科，联系电话：62345678", ["高新技术科 62345678"]),
      ("咨询电话：62345678（区人社局事业股）", ["区人社局事业股 62345678"]),
      ("监督举报电话：62345678", []),
      ("如有疑问，请致电400-600-1234咨询。", ["— 400-600-1234"]),
      ("申报业务咨询电话：（0599）62345678", ["申报业务咨询 （0599）62345678"]),
    ])
  func offices(ending: String, expected: [String]) throws {
    let read = try contacts(ending)
    #expect(read == expected)
  }
}
