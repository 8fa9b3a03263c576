import RuleModel
import TextModel

/// Finds what aligned provisions say otherwise: where their texts differ, the typed pieces of both sides are paired.
struct ChangeFinder {
  private(set) var changes: [Change] = []
  private(set) var rolled = GraphDiff.Rolled(years: 0, count: 0)
  private(set) var texts: [ComparedText] = []

  private let old: LaidOut
  private let new: LaidOut
  private let alignment: ProvisionAlignment
  private let oldRules: RulePlaces
  private let newRules: RulePlaces
  private let oldPeriods: [Span: Int]
  private let newPeriods: [Span: Int]
  private var contents = ContentNumbers()

  /// A typed piece that differs.
  private struct Piece {
    var expression: Int
    var sign: Int
  }

  /// Two texts that differ, and what became of their typed pieces.
  private struct Comparison {
    var old: SignText
    var new: SignText
    var status: ProvisionStatus
    var hunks: [HunkReading]
  }

  /// A difference with its typed pieces: paired, and left over.
  private struct HunkReading {
    var hunk: Hunk
    var pairs: [(old: Piece, new: Piece)] = []
    var gone: [Piece] = []
    var come: [Piece] = []
    /// Whether pieces that say the same stand on both sides.
    var hasEqual = false
  }

  init(_ old: LaidOut, _ new: LaidOut, _ alignment: ProvisionAlignment) {
    (self.old, self.new, self.alignment) = (old, new, alignment)
    oldRules = RulePlaces(old.version.graph)
    newRules = RulePlaces(new.version.graph)
    oldPeriods = Self.periods(old.version.expressions)
    newPeriods = Self.periods(new.version.expressions)
  }

  mutating func run() {
    var comparisons: [Comparison] = []
    let hasArticles = old.nodes.contains { $0.level == .article } && new.nodes.contains { $0.level == .article }
    for group in alignment.compared {
      var comparison: Comparison?
      switch group.status {
      case .unchanged, .renumbered, .moved: break
      case .modified, .split, .merged, .added, .removed:
        // What stands before the first article of a law is its history, which binds nobody.
        if !(hasArticles && group.old == [0]) { comparison = compare(group) }
      }
      texts.append(text(of: group, comparison))
      if let comparison { comparisons.append(comparison) }
    }
    rolled.years = wholeYears(of: comparisons)
    for comparison in comparisons { report(comparison) }
    let aligned = RuleAlignment(old, new, alignment, oldRules: oldRules, newRules: newRules)
    changes = aligned.joined(with: changes)
  }

  // MARK: - Differences and the typed pieces in them

  private mutating func compare(_ group: ProvisionAlignment.Group) -> Comparison? {
    let oldOffsets = group.old.flatMap { own($0, in: old) }
    let newOffsets = group.new.flatMap { own($0, in: new) }
    let before = SignText(oldOffsets, of: old.version, &contents)
    let after = SignText(newOffsets, of: new.version, &contents)
    let hunks = TextDifference.hunks(before.signs.map(\.content), after.signs.map(\.content)) {
      before.signs[$0].expression == nil ? 1 : 3
    }
    if hunks.isEmpty { return nil }
    var readings = hunks.map { reading(of: $0, before, after) }
    cancelMoved(&readings)
    return Comparison(old: before, new: after, status: group.status, hunks: readings)
  }

  private func text(of group: ProvisionAlignment.Group, _ comparison: Comparison?) -> ComparedText {
    func provisions(_ nodes: [Int], _ side: LaidOut) -> [Int] { nodes.compactMap { side.nodes[$0].provision } }
    func marks(_ signs: [SignText.Sign], _ range: (Hunk) -> Range<Int>) -> [Span] {
      var spans: [Span] = []
      for hunk in comparison?.hunks ?? [] {
        for sign in signs[range(hunk.hunk)] {
          if let last = spans.last, last.end == sign.span.start {
            spans[spans.count - 1] = last.union(sign.span)
          } else {
            spans.append(sign.span)
          }
        }
      }
      return spans
    }
    return ComparedText(
      old: provisions(group.old, old), new: provisions(group.new, new), status: group.status,
      isHeading: group.old.contains { old.nodes[$0].isContainer } || group.new.contains { new.nodes[$0].isContainer },
      oldMarks: marks(comparison?.old.signs ?? [], \.old), newMarks: marks(comparison?.new.signs ?? [], \.new))
  }

  /// The notice's own text without what it says about itself: title, number, addressees, signature.
  private func own(_ node: Int, in side: LaidOut) -> [Int] {
    guard node == 0 else { return side.nodes[node].offsets }
    let outline = side.version.outline
    var isBody = [Bool](repeating: false, count: outline.text.count)
    for passage in outline.passages where passage.role == .body || passage.role == .cell {
      for at in passage.range where outline.offsets.indices.contains(at) { isBody[Int(outline.offsets[at])] = true }
    }
    return side.nodes[0].offsets.filter { isBody[$0] }
  }

  private func reading(of hunk: Hunk, _ before: SignText, _ after: SignText) -> HunkReading {
    var reading = HunkReading(hunk: hunk)
    reading.gone = hunk.old.compactMap { sign in before.signs[sign].expression.map { Piece(expression: $0, sign: sign) }
    }
    reading.come = hunk.new.compactMap { sign in after.signs[sign].expression.map { Piece(expression: $0, sign: sign) }
    }
    // What says the same in other words is no difference.
    for kind in PieceKind.allCases {
      pair(kind, in: &reading) { saysTheSame($0, $1) }
      pair(kind, in: &reading) { isAlike($0, $1) }
      pair(kind, in: &reading) { _, _ in true }
    }
    let same = reading.pairs.filter { saysTheSame($0.old, $0.new) }
    reading.hasEqual = !same.isEmpty
    reading.pairs.removeAll { saysTheSame($0.old, $0.new) }
    reading.pairs.sort { $0.new.sign < $1.new.sign }
    return reading
  }

  private func pair(_ kind: PieceKind, in reading: inout HunkReading, _ belong: (Piece, Piece) -> Bool) {
    var rest: [Piece] = []
    for piece in reading.gone {
      guard PieceKind(old.version.expressions[piece.expression].value) == kind,
        let at = reading.come.firstIndex(where: {
          PieceKind(new.version.expressions[$0.expression].value) == kind && belong(piece, $0)
        })
      else {
        rest.append(piece)
        continue
      }
      reading.pairs.append((piece, reading.come.remove(at: at)))
    }
    reading.gone = rest
  }

  /// What left one place and came to another of the same provisions is neither gone nor new.
  private func cancelMoved(_ readings: inout [HunkReading]) {
    var waiting: [PieceKey: [(reading: Int, piece: Piece)]] = [:]
    for (index, reading) in readings.enumerated() {
      for piece in reading.gone {
        waiting[key(old.version.expressions[piece.expression]), default: []].append((index, piece))
      }
    }
    for index in readings.indices {
      var rest: [Piece] = []
      for piece in readings[index].come {
        let key = key(new.version.expressions[piece.expression])
        guard var list = waiting[key], !list.isEmpty else {
          rest.append(piece)
          continue
        }
        let from = list.removeFirst()
        waiting[key] = list
        readings[from.reading].gone.removeAll { $0.sign == from.piece.sign }
        if PieceKind(new.version.expressions[piece.expression].value) == .time {
          readings[index].pairs.append((from.piece, piece))
        }
      }
      readings[index].come = rest
    }
  }

  private struct PieceKey: Hashable {
    var kind: PieceKind
    var text: String
  }

  private func key(_ expression: Expression) -> PieceKey {
    let text =
      switch expression.value {
      case .quantity(let quantity), .period(let quantity):
        "\(quantity.comparison.rawValue) \(quantity.value) \(quantity.upper?.description ?? "") \(quantity.unit)"
      case .temporal(let temporal):
        "\(temporal.kind.rawValue) \(temporal.value ?? expression.quote) \(temporal.by ?? "") \(temporal.isWorkdays)"
      case .organization(let mention): mention.name
      case .modality(let modality): modality.rawValue
      case .number(let number): number.description
      case .pace, .title: expression.quote
      }
    return PieceKey(kind: PieceKind(expression.value), text: text)
  }

  private func saysTheSame(_ a: Piece, _ b: Piece) -> Bool {
    key(old.version.expressions[a.expression]) == key(new.version.expressions[b.expression])
  }

  /// Of the same unit of measure, the same kind of time, or with a name that ends alike.
  private func isAlike(_ a: Piece, _ b: Piece) -> Bool {
    switch (old.version.expressions[a.expression].value, new.version.expressions[b.expression].value) {
    case (.quantity(let a), .quantity(let b)), (.period(let a), .period(let b)): a.unit == b.unit
    case (.temporal(let a), .temporal(let b)): a.kind == b.kind
    case (.organization(let a), .organization(let b)):
      a.name.hasSuffix(b.name.suffix(2)) || a.name.hasPrefix(b.name.prefix(2))
    default: false
    }
  }

  /// The numbers that two times are the periods of; nil where either is a time of its own.
  private func amounts(per before: Temporal, _ after: Temporal) -> (
    from: Quantity, to: Quantity, expression: Expression
  )? {
    guard let from = oldPeriods[before.span], let to = newPeriods[after.span],
      case .quantity(let less) = old.version.expressions[from].value,
      case .quantity(let more) = new.version.expressions[to].value
    else { return nil }
    return (less, more, new.version.expressions[to])
  }

  /// The number that each period is said of, by the period's place.
  private static func periods(_ expressions: [Expression]) -> [Span: Int] {
    var out: [Span: Int] = [:]
    for (index, expression) in expressions.enumerated() {
      if case .quantity(let quantity) = expression.value, let span = quantity.period?.span, out[span] == nil {
        out[span] = index
      }
    }
    return out
  }

  // MARK: - Years that rolled on

  /// By how many whole years most dates moved, where that is plain; else 0.
  private func wholeYears(of comparisons: [Comparison]) -> Int {
    var votes: [Int: Int] = [:]
    for comparison in comparisons {
      for pair in comparison.hunks.flatMap(\.pairs) {
        if let years = yearStep(
          old.version.expressions[pair.old.expression], new.version.expressions[pair.new.expression])
        {
          votes[years, default: 0] += 1
        }
      }
    }
    let titled = titleStep()
    // The years of the titles say it by themselves, the days of issue only together with a date that moved so.
    if let titled, titled.isInTitle, abs(titled.years) <= 10, votes.isEmpty || votes[titled.years] != nil {
      return titled.years
    }
    guard let best = votes.max(by: { ($0.value, -abs($0.key), $0.key) < ($1.value, -abs($1.key), $1.key) }) else {
      return 0
    }
    let all = votes.values.reduce(0, +)
    let isDated = titled?.years == best.key
    guard abs(best.key) <= 10, isDated || (best.value >= 3 && best.value * 2 > all) else { return 0 }
    return best.key
  }

  /// By how many years the year in the title, or else the date of the notice, moved.
  private func titleStep() -> (years: Int, isInTitle: Bool)? {
    func year(_ title: String?) -> Int? {
      guard let title else { return nil }
      var digits = ""
      for character in title.unicodeScalars {
        let value = character.value >= 0xFF10 && character.value <= 0xFF19 ? character.value - 0xFEE0 : character.value
        if (0x30...0x39).contains(value) {
          digits.append(Character(Unicode.Scalar(UInt8(truncatingIfNeeded: value))))
        } else {
          if digits.count == 4, let year = Int(digits), (1900...2100).contains(year) { return year }
          digits = ""
        }
      }
      return nil
    }
    let (before, after) = (old.version.graph.document, new.version.graph.document)
    if let from = year(before.title), let to = year(after.title), from != to { return (to - from, true) }
    guard year(before.title) == nil, let from = before.date.flatMap({ Int($0.prefix(4)) }),
      let to = after.date.flatMap({ Int($0.prefix(4)) }), from != to
    else { return nil }
    return (to - from, false)
  }

  /// How many years later all days of the second are than those of the first, where they are the same days of the year.
  private func yearStep(_ a: Expression, _ b: Expression) -> Int? {
    if case .number(let from) = a.value, case .number(let to) = b.value, let from = year(from), let to = year(to) {
      return from == to ? nil : to - from
    }
    guard case .temporal(let from) = a.value, case .temporal(let to) = b.value, from.kind == to.kind,
      let before = CivilTime(from.value)?.days, let after = CivilTime(to.value)?.days, before.count == after.count,
      let first = before.first, let last = after.first, first.year != last.year
    else { return nil }
    let step = last.year - first.year
    return zip(before, after).allSatisfy { $0.shifted(years: step) == $1 } ? step : nil
  }

  private func year(_ number: ExactNumber) -> Int? {
    guard let value = Int(number.description), (1900...2100).contains(value) else { return nil }
    return value
  }

  // MARK: - Reports

  private mutating func report(_ comparison: Comparison) {
    for reading in comparison.hunks {
      var isTyped = false
      for pair in reading.pairs { isTyped = report(pair: pair.old, pair.new, reading) || isTyped }
      let size = max(reading.hunk.old.count, reading.hunk.new.count)
      let isWhole = size > 40 || comparison.old.signs.isEmpty || comparison.new.signs.isEmpty
      for piece in reading.gone {
        isTyped =
          report(single: piece, of: old, oldRules, isOld: true, isWhole: isWhole, isClause: size > 12) || isTyped
      }
      for piece in reading.come {
        isTyped =
          report(single: piece, of: new, newRules, isOld: false, isWhole: isWhole, isClause: size > 12) || isTyped
      }
      reportText(reading, comparison, isTyped: isTyped)
    }
  }

  /// Whether something was reported (or rolled on).
  private mutating func report(pair a: Piece, _ b: Piece, _ reading: HunkReading) -> Bool {
    let (before, after) = (old.version.expressions[a.expression], new.version.expressions[b.expression])
    if rolled.years != 0, yearStep(before, after) == rolled.years {
      rolled.count += 1
      return true
    }
    let (oldRule, newRule) = (oldRules.rule(at: before.span), newRules.rule(at: after.span))
    let purpose = Purpose(of: after, in: newRules.owner(of: after.span))
    let (left, right) = (side(before, old, oldRule), side(after, new, newRule))
    func add(_ kind: ChangeKind, _ impact: Impact, _ reason: ChangeReason) {
      changes.append(Change(kind: kind, impact: impact, reason: reason, old: left, new: right))
    }
    switch (before.value, after.value) {
    case (.quantity(let from), .quantity(let to)):
      guard let reason = DirectionRules.reason(from, to, purpose) else { return false }
      add(.quantity, purpose == .benefit ? .amount : .threshold, reason)
    case (.period(let from), .period(let to)):
      guard let reason = DirectionRules.reason(period: from, to, purpose) else { return false }
      add(purpose == .benefit ? .quantity : .deadline, purpose == .benefit ? .amount : .deadline, reason)
    case (.temporal(let from), .temporal(let to)):
      // 每月 in 每人每月1000元 sets nobody a day: with it the amount changes.
      if let amounts = amounts(per: from, to) {
        guard amounts.from.value == amounts.to.value else { return true }
        let purpose = Purpose(of: amounts.expression, in: newRules.owner(of: amounts.expression.span))
        guard let reason = DirectionRules.reason(amounts.from, amounts.to, purpose) else { return false }
        add(.quantity, purpose == .benefit ? .amount : .threshold, reason)
        return true
      }
      let shifted = rolled.years == 0 ? from : from.shifted(years: rolled.years)
      guard let reason = DirectionRules.reason(shifted, to, purpose) else {
        if saysTheSame(a, b) { add(.deadline, .deadline, .sameTimeOtherAct) }
        return saysTheSame(a, b)
      }
      let isAmount = purpose == .benefit && from.kind == .for && to.kind == .for
      add(isAmount ? .quantity : .deadline, isAmount ? .amount : .deadline, reason)
    case (.organization(let from), .organization(let to)):
      // A pronoun before a name is no other body.
      if abs(from.name.count - to.name.count) == 1, from.name.hasSuffix(to.name) || to.name.hasSuffix(from.name) {
        return false
      }
      add(.unit, .unit, .unitOther)
    case (.modality(let from), .modality(let to)):
      if from == to { return false }
      add(.modality, .procedure, DirectionRules.reason(from, to))
    case (.title, .title): add(.citation, .procedure, .citationOther)
    case (.number(let from), .number(let to)):
      if from == to { return false }
      add(.quantity, .threshold, .numberOther)
    case (.pace, .pace): add(.deadline, .deadline, .timeOther)
    default:
      let isTime = PieceKind(after.value) == .time
      add(isTime ? .deadline : .quantity, isTime ? .deadline : .threshold, isTime ? .timeOther : .measureOther)
    }
    return true
  }

  private mutating func report(
    single piece: Piece, of side: LaidOut, _ rules: RulePlaces, isOld: Bool, isWhole: Bool, isClause: Bool
  ) -> Bool {
    let expression = side.version.expressions[piece.expression]
    let rule = rules.rule(at: expression.span)
    let kind: ChangeKind
    let impact: Impact
    let reason: ChangeReason
    switch expression.value {
    case .quantity:
      (kind, impact) = (.quantity, .threshold)
      let added: ChangeReason =
        switch Purpose(of: expression, in: rules.owner(of: expression.span)) {
        case .benefit: .benefitAdded
        case .penalty: .sanctionAdded
        case .requirement: .requirementAdded
        case .exclusion, .ban, .unknown: .numberAdded
        }
      reason = isOld ? added.reversed : added
    case .period: (kind, impact, reason) = (.deadline, .deadline, isOld ? .timeDropped : .timeAdded)
    case .temporal(let temporal):
      switch temporal.kind {
      case .by, .within, .every, .between:
        (kind, impact, reason) = (.deadline, .deadline, isOld ? .timeDropped : .timeAdded)
      case .on, .from, .for, .lookback, .asOf, .horizon, .effective, .validity:
        (kind, impact, reason) = (.deadline, .deadline, .timeOther)
      }
    case .pace: (kind, impact, reason) = (.deadline, .deadline, isOld ? .timeDropped : .timeAdded)
    case .organization:
      // In a passage that is new as a whole only those who must or may do something count.
      guard !isWhole || rules.isDutyHolder(at: expression.span) else { return false }
      (kind, impact, reason) = (.unit, .unit, isOld ? .unitDropped : .unitAdded)
    case .modality(let modality):
      // The force of a clause that is new as a whole is part of what the clause adds.
      guard !isWhole && !isClause else { return false }
      let isBan = modality == .mustNot
      (kind, impact) = (.modality, .procedure)
      switch (modality, isOld) {
      case (.must, true): reason = .forceWeaker
      case (.must, false): reason = .forceStronger
      default: reason = isBan ? (isOld ? .banDropped : .banAdded) : .forceOther
      }
    case .title: (kind, impact, reason) = (.citation, .procedure, isOld ? .citationDropped : .citationAdded)
    case .number: return false
    }
    let place = self.side(expression, side, rule)
    changes.append(
      Change(kind: kind, impact: impact, reason: reason, old: isOld ? place : nil, new: isOld ? nil : place))
    return true
  }

  private func side(_ expression: Expression, _ side: LaidOut, _ rule: Rule?) -> ChangeSide {
    let value: ChangeValue =
      switch expression.value {
      case .quantity(let quantity), .period(let quantity): .quantity(quantity)
      case .temporal(let temporal): .temporal(temporal)
      case .organization(let mention): .organization(mention)
      case .modality(let modality): .modality(modality)
      case .number(let number): .number(number)
      case .pace, .title: .text(expression.quote)
      }
    return ChangeSide(
      provision: path(at: expression.span.start, in: side), rule: rule?.id, span: expression.span,
      quote: expression.quote, value: value)
  }

  /// The path of the innermost provision at an offset.
  private func path(at offset: Int, in side: LaidOut) -> [String] {
    var node = 0
    while let child = side.child(of: node, at: offset) { node = child }
    return side.path(of: node)
  }

  /// A difference that its typed pieces do not account for.
  private mutating func reportText(_ reading: HunkReading, _ comparison: Comparison, isTyped: Bool) {
    let before = comparison.old.signs[reading.hunk.old]
    let after = comparison.new.signs[reading.hunk.new]
    let (gone, come) = (letters(before), letters(after))
    // A typed piece alone is told already.
    if isTyped && gone <= 2 && come <= 2 { return }
    if gone == 0 && come == 0 { return }
    let kind: ChangeKind
    let reason: ChangeReason
    let isEnumeration = gone != come && (before + after).contains { $0.first == Marks.pause }
    if max(gone, come) > 2 && (gone == 0 || come == 0 || abs(gone - come) > 3 || max(gone, come) > 6) || isEnumeration {
      kind = .scope
      reason = scopeReason(before, after, gone, come)
    } else {
      kind = .wording
      reason = .wordingOther
    }
    changes.append(
      Change(
        kind: kind, impact: kind == .wording ? .wording : .scope, reason: reason,
        old: textSide(before, old, oldRules), new: textSide(after, new, newRules)))
  }

  /// How many characters other than marks stand outside typed pieces.
  private func letters(_ signs: ArraySlice<SignText.Sign>) -> Int {
    signs.reduce(0) { count, sign in
      guard sign.expression == nil else { return count }
      return count + (Marks.isMark(sign.first) ? 0 : 1)
    }
  }

  /// What was added or dropped decides the direction: a rule read there, else nothing is known.
  private func scopeReason(
    _ before: ArraySlice<SignText.Sign>, _ after: ArraySlice<SignText.Sign>, _ gone: Int, _ come: Int
  ) -> ChangeReason {
    if gone == 0, let span = span(after) { return newRules.additionReason(inside: span) ?? .scopeAdded }
    if come == 0, let span = span(before) { return (oldRules.additionReason(inside: span) ?? .scopeAdded).reversed }
    return .scopeOther
  }

  private func span(_ signs: ArraySlice<SignText.Sign>) -> Span? {
    guard let first = signs.first, let last = signs.last else { return nil }
    return Span(min(first.span.start, last.span.start), max(first.span.end, last.span.end))
  }

  private func textSide(_ signs: ArraySlice<SignText.Sign>, _ side: LaidOut, _ rules: RulePlaces) -> ChangeSide? {
    guard let span = span(signs) else { return nil }
    let quote = side.version.outline.text.string(in: span)
    return ChangeSide(
      provision: path(at: span.start, in: side), rule: rules.rule(at: span)?.id, span: span, quote: quote,
      value: .text(quote))
  }
}

/// Kinds of typed pieces that are paired with one another.
enum PieceKind: Hashable, CaseIterable {
  case number, time, unit, force, title

  init(_ value: Expression.Value) {
    switch value {
    case .quantity, .number: self = .number
    case .period, .temporal, .pace: self = .time
    case .organization: self = .unit
    case .modality: self = .force
    case .title: self = .title
    }
  }
}

/// Characters that are no letters or digits.
enum Marks {
  /// The mark between the members of a list.
  static let pause: UInt16 = 0x3001

  /// Whether a folded character is a mark of punctuation.
  static func isMark(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: false
    case 0x21...0x7E, 0x2010...0x2027, 0x3000...0x3020, 0xB7, 0xFE10...0xFE6F, 0xFF00...0xFF0F, 0xFF1A...0xFF20: true
    default: false
    }
  }
}

extension Temporal {
  /// The same time some years later.
  func shifted(years: Int) -> Temporal {
    guard let value, CivilTime(value)?.days.isEmpty == false else { return self }
    var other = self
    other.value = value.split(separator: "/", omittingEmptySubsequences: false).map { part in
      guard let year = Int(part.prefix(4)) else { return String(part) }
      return String(year + years) + part.dropFirst(4)
    }.joined(separator: "/")
    return other
  }
}

extension LaidOut {
  /// The child of a node whose provision holds the offset.
  func child(of node: Int, at offset: Int) -> Int? {
    let children = nodes[node].children
    // Children stand in the order of the text and do not overlap.
    guard let child = children[..<children.partitioningIndex { spanStart($0) > offset }].last,
      let provision = nodes[child].provision
    else { return nil }
    return version.outline.provisions[provision].span.contains(offset) ? child : nil
  }

  private func spanStart(_ node: Int) -> Int {
    nodes[node].provision.map { version.outline.provisions[$0].span.start } ?? 0
  }
}
