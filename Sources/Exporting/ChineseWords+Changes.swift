import Diffing
import RuleModel

extension ChineseWords {
  func name(of kind: ChangeKind) -> String {
    switch kind {
    case .deadline: "时限"
    case .quantity: "数量"
    case .unit: "责任主体"
    case .modality: "力度"
    case .role: "作用"
    case .weight: "分值"
    case .subject: "适用对象"
    case .scope: "范围"
    case .citation: "引用"
    case .definition: "定义"
    case .wording: "措辞"
    }
  }

  func name(of direction: Direction) -> String {
    switch direction {
    case .tightened: "收紧"
    case .loosened: "放宽"
    case .neutral: "中性"
    case .unknown: "未定"
    }
  }

  func name(of impact: Impact) -> String {
    switch impact {
    case .threshold: "门槛"
    case .amount: "金额"
    case .deadline: "时限"
    case .weight: "权重"
    case .unit: "主体"
    case .scope: "范围"
    case .procedure: "程序"
    case .wording: "措辞"
    }
  }

  func name(of status: ProvisionStatus) -> String {
    switch status {
    case .unchanged: "未变"
    case .renumbered: "改号"
    case .moved: "移位"
    case .modified: "修改"
    case .split: "拆分"
    case .merged: "合并"
    case .added: "新增"
    case .removed: "删除"
    }
  }

  var diffTitle: String { "版本比较" }
  var oldVersion: String { "旧版" }
  var newVersion: String { "新版" }
  func counts(of statuses: [(status: ProvisionStatus, count: Int)]) -> String {
    "条款：" + (statuses.isEmpty ? "无" : statuses.map { "\(name(of: $0.status)) \($0.count)" }.joined(separator: "，"))
  }
  func counts(of summary: GraphDiff.Summary) -> String {
    "规则：收紧 \(summary.tightened)，放宽 \(summary.loosened)，中性 \(summary.neutral)，未定 \(summary.unknown)"
  }
  func rolled(_ rolled: GraphDiff.Rolled) -> String {
    "年份顺延：\(rolled.count) 处日期和年份一律\(rolled.years < 0 ? "提前" : "推后") \(abs(rolled.years)) 年，不算变化"
  }
  var noChanges: String { "两个版本相同。" }
  var noRuleChanges: String { "条款和规则没有变化，只有标题、文号、日期等不同。" }
  var outside: String { "条款以外" }
  var changeHeads: [String] { ["方向", "类别", "旧", "新", "说明"] }
  var changesTitle: String { "变化" }
  var sheetHeads: [String] {
    ["类别", "影响", "方向", "说明", "旧条款", "新条款", "旧文", "新文", "旧值", "新值", "旧规则", "新规则"]
  }
  func name(of topic: NoticeComparison.Topic) -> String {
    switch topic {
    case .condition: "条件"
    case .deadline: "期限"
    case .weight: "分值"
    case .support: "支持标准"
    case .duty: "职责"
    }
  }
  var comparisonTitle: String { "通知对照" }
  var comparedHead: String { "事项" }
  var topicHead: String { "类别" }
  var strictestHead: String { "最严" }
  var generousHead: String { "最宽" }
  var comparisonLegend: String { "▲ 最严；▽ 最宽；— 未作规定。" }
  var noVersions: String { "没有互为版本的通知。" }
  func singles(_ count: Int) -> String { "另有 \(count) 份没有其他版本。" }
  var pageWords: DiffPageWords {
    DiffPageWords(next: "下一处", previous: "上一处", kind: "类别", direction: "方向", all: "全部", onlyRules: "只看有规则变化的")
  }

  func sentence(_ reason: ChangeReason, old: String, new: String) -> String {
    let step = "由“\(old)”改为“\(new)”"
    switch reason {
    case .dateEarlier: return "截止时间\(step)，提前了，可用的时间变少。"
    case .dateLater: return "截止时间\(step)，推后了，可用的时间变多。"
    case .periodShorter: return "期限\(step)，缩短了，须更快办完。"
    case .periodLonger: return "期限\(step)，延长了，可用的时间变多。"
    case .windowNarrower: return "起止时间\(step)，时段变窄。"
    case .windowWider: return "起止时间\(step)，时段变宽。"
    case .moreOften: return "频次\(step)，次数变多。"
    case .lessOften: return "频次\(step)，次数变少。"
    case .banLonger: return "受限的时间\(step)，变长了。"
    case .banShorter: return "受限的时间\(step)，变短了。"
    case .lookbackLonger: return "追溯期\(step)，变长了，更容易被排除。"
    case .lookbackShorter: return "追溯期\(step)，变短了，不易被排除。"
    case .validityLonger: return "有效期\(step)，变长了；利弊要看内容。"
    case .validityShorter: return "有效期\(step)，变短了；利弊要看内容。"
    case .startMoved: return "起始时间\(step)，要求本身未变。"
    case .workdaysSwapped: return "\(step)，工作日与自然日的算法不同，长短相近。"
    case .sameTimeOtherAct: return "时限仍是“\(new)”，但所限的事项改了。"
    case .timeAdded: return "新增时间要求“\(new)”。"
    case .timeDropped: return "不再有时间要求“\(old)”。"
    case .timeOther:
      if old.isEmpty { return "新增时间“\(new)”，松紧未能判定。" }
      if new.isEmpty { return "删去时间“\(old)”，松紧未能判定。" }
      return "时间\(step)，松紧未能判定。"
    case .thresholdRaised: return "门槛\(step)，提高了，符合的变少。"
    case .thresholdLowered: return "门槛\(step)，降低了，符合的变多。"
    case .capLowered: return "上限\(step)，降低了，余地变小。"
    case .capRaised: return "上限\(step)，提高了，余地变大。"
    case .penaltyRaised: return "处罚幅度\(step)，加重了。"
    case .penaltyLowered: return "处罚幅度\(step)，减轻了。"
    case .benefitLowered: return "支持标准\(step)，降低了。"
    case .benefitRaised: return "支持标准\(step)，提高了。"
    case .exclusionWider: return "排除的范围\(step)，变大了，被排除的变多。"
    case .exclusionNarrower: return "排除的范围\(step)，变小了，被排除的变少。"
    case .numberAdded: return "新增数量“\(new)”，松紧要看用处。"
    case .numberDropped: return "不再有数量“\(old)”，松紧要看用处。"
    case .measureOther: return "\(step)，计量单位不同，无法比较大小。"
    case .numberOther: return "数值\(step)，两个范围互不包含，松紧未能判定。"
    case .unitOther: return "主体\(step)，换了由谁来做，要求本身未变。"
    case .unitAdded: return "增加了“\(new)”。"
    case .unitDropped: return "不再提“\(old)”。"
    case .forceStronger:
      return old.isEmpty ? "加了“\(new)”，成为必须做到的要求。" : "力度\(step)，加强了。"
    case .forceWeaker:
      return new.isEmpty ? "删去“\(old)”，不再是必须做到的要求。" : "力度\(step)，减弱了。"
    case .banAdded: return old.isEmpty ? "新增禁止“\(new)”。" : "\(step)，原来允许的现在禁止。"
    case .banDropped: return new.isEmpty ? "不再禁止“\(old)”。" : "\(step)，原来禁止的现在允许。"
    case .forceOther:
      if old.isEmpty { return "增加了“\(new)”，松紧未能判定。" }
      if new.isEmpty { return "删去了“\(old)”，松紧未能判定。" }
      return "力度\(step)，松紧未能判定。"
    case .roleStricter: return "\(step)，条件变严。"
    case .roleMilder: return "\(step)，条件变宽。"
    case .roleOther: return "作用\(step)，松紧未能判定。"
    case .weightRaised: return "分值\(step)，比重上升。"
    case .weightLowered: return "分值\(step)，比重下降。"
    case .weightAdded: return "新增评分项“\(new)”。"
    case .weightDropped: return "删去评分项“\(old)”。"
    case .passLineRaised: return "分数线\(step)，提高了，更难通过。"
    case .passLineLowered: return "分数线\(step)，降低了，更易通过。"
    case .requirementAdded: return "新增条件“\(new)”，符合的变少。"
    case .requirementDropped: return "删去条件“\(old)”，符合的变多。"
    case .dutyAdded: return "新增义务“\(new)”。"
    case .dutyDropped: return "删去义务“\(old)”。"
    case .sanctionAdded: return "新增处理措施“\(new)”。"
    case .sanctionDropped: return "删去处理措施“\(old)”。"
    case .benefitAdded: return "新增支持或优先“\(new)”。"
    case .benefitDropped: return "删去支持或优先“\(old)”。"
    case .scopeAdded: return "新增内容“\(new)”，松紧未能判定。"
    case .scopeDropped: return "删去内容“\(old)”，松紧未能判定。"
    case .scopeOther: return "内容\(step)，松紧未能判定。"
    case .subjectOther: return "适用对象\(step)，大小未能判定。"
    case .citationOther: return "引用的文件\(step)。"
    case .citationAdded: return "新增引用“\(new)”。"
    case .citationDropped: return "不再引用“\(old)”。"
    case .definitionOther: return "用语的含义\(step)，范围大小未能判定。"
    case .definitionAdded: return "新增用语“\(new)”。"
    case .definitionDropped: return "删去用语“\(old)”。"
    case .wordingOther:
      if old.isEmpty { return "措辞加了“\(new)”，规则未变。" }
      return new.isEmpty ? "措辞删去“\(old)”，规则未变。" : "措辞\(step)，规则未变。"
    }
  }
}
