// What lists of duties found are headed with, in the reader's language.
import RuleModel

/// Words around answers.
struct AnswerWords {
  let language: Language

  private func say(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }

  func name(of kind: AnswerKind) -> String {
    switch kind {
    case .duty: say("职责", "duty")
    case .deadline: say("期限", "deadline")
    case .step: say("环节", "step")
    case .sanction: say("处理", "sanction")
    case .material: say("材料", "material")
    }
  }

  func name(of role: Duty.Role) -> String { language.words.name(of: role) }
  func name(of modality: Duty.Modality) -> String { language.words.name(of: modality) }

  func name(ofLevel level: String?) -> String {
    switch level {
    case "nation": say("国家", "nation")
    case "province": say("省级", "province")
    case "city": say("市级", "city")
    case "county": say("县级", "county")
    case "town": say("乡镇", "town")
    default: level ?? ""
    }
  }

  /// The title of a column by its name.
  func title(_ name: String) -> String {
    guard let pair = Self.titles[name] else { return name }
    return say(pair.0, pair.1)
  }

  /// A time as it is read: the day, what comes back, else the words of the notice.
  func show(_ due: Answer.Due?) -> String {
    guard let due else { return "" }
    if let every = due.every {
      let words = language.words
      var text = ISODuration.parts(of: every).map { parts in
        parts.count == 1 && parts[0].number == "1"
          ? words.every(parts[0].unit)
          : words.phrase(.every, value: words.duration(parts, isWorkdays: false), isDuration: true)
      }
      if let monthDay = due.monthDay { text = (text.map { $0 + " " } ?? "") + words.recurring(by: monthDay) }
      return text ?? due.quote
    }
    guard let until = due.until else { return due.from ?? due.quote }
    if let from = due.from, from != until { return "\(from) – \(until)" }
    return until
  }

  func found(_ shown: Int, of total: Int) -> String {
    say("共 \(total) 条，列出 \(shown) 条", "\(total) found, \(shown) shown")
  }

  var rule: String { say("原文", "Sentence") }
  var condition: String { say("条件", "Condition") }
  var calendar: String { say("政策职责期限", "Duties of policy notices") }

  private static let titles: [String: (String, String)] = [
    "due": ("期限", "Due"), "due_from": ("起", "From"), "every": ("重复", "Every"), "by": ("每年何日前", "By"),
    "due_text": ("期限原文", "Due, as printed"), "department": ("部门", "Department"), "unit": ("原文名称", "As printed"),
    "level": ("层级", "Level"), "region": ("地区", "Region"), "kind": ("类别", "Kind"), "role": ("角色", "Role"),
    "modality": ("情态", "Modality"), "discretion": ("裁量", "Discretion"), "action": ("事项", "Action"),
    "conditions": ("条件", "Conditions"), "sentence": ("原文", "Sentence"), "title": ("通知", "Notice"),
    "number": ("文号", "Number"), "issuers": ("发文机关", "Issuers"), "date": ("成文日期", "Date"), "path": ("条款", "Path"),
    "version": ("版本", "Version"), "in_force_from": ("生效", "In force from"), "in_force_until": ("失效", "In force until"),
    "source": ("来源", "Source"), "rule": ("规则", "Rule"), "key": ("键", "Key"), "notice": ("通知", "Notice"),
    "due-year": ("到期年份", "Due in"), "regions": ("地区数", "Regions"), "duties": ("职责", "Duties"), "lead": ("牵头", "Lead"),
    "responsible": ("负责", "Responsible"),
    "support": ("配合", "Support"), "actor": ("主体", "Actor"), "recipient": ("报送对象", "Recipient"),
  ]
}
