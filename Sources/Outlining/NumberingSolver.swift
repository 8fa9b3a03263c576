import TextModel

/// A label that was accepted, and where it stands in the tree.
struct PlacedLabel {
  /// The candidate.
  let candidate: Int
  /// How it was read.
  let reading: LabelReading
  /// The placed label that holds it, as an index; -1 at the root.
  let parent: Int
  /// What was odd about its number.
  let finding: Finding

  /// What can be odd about a number.
  enum Finding: UInt8 {
    case none, gap, repeated, lateStart
  }
}

/// Reads the numbering of a text as a whole.
///
/// Each candidate goes on with an open level, opens a new one, or is no label; levels that it leaves are closed. The
/// reading of least cost over all candidates wins: a number that follows costs nothing, a gap, a repetition or an
/// unusual nesting costs something, a candidate passed over costs what it looks like. A beam of the best readings is
/// kept, so that the time is linear in the number of candidates.
struct NumberingSolver {
  /// How many readings are kept.
  private static let width = 5
  /// How deep levels may nest.
  private static let deepest = 10
  private static let styles = LabelStyle.allCases.count

  /// An open level: the last label of it.
  private struct Level {
    let style: LabelStyle
    let value: Int
    let prefix: Int
    /// The level that holds it, as an index of `levels`; -1 at the root.
    var parent: Int
    let depth: Int
    /// The candidate and the reading that it came from.
    let candidate: Int
    let isSecond: Bool
    let isHeading: Bool
    let finding: PlacedLabel.Finding
  }

  private struct Reading {
    var cost: Float
    /// The innermost open level; -1 for none.
    var top: Int
    /// The last number of each style, and the style that it was last opened under.
    var last: SIMD32<Int16>
    var holder: SIMD32<Int8>
    /// The entry of `steps` by which it came to be.
    var step: Int
    /// The level that the present candidate opens or goes on with; nil where it is passed over.
    var pending: Level?
  }

  private struct Step {
    let before: Int
    /// The level that was opened or continued; -1 where the candidate was passed over.
    let level: Int
  }

  private var levels: [Level] = []
  private var steps: [Step] = []

  /// The labels of the text with their places in the tree.
  static func solve(_ candidates: [LabelCandidate]) -> [PlacedLabel] {
    var solver = NumberingSolver()
    return solver.run(candidates)
  }

  private static var start: Reading {
    Reading(
      cost: 0, top: -1, last: SIMD32(repeating: 0), holder: SIMD32(repeating: -2), step: -1, pending: nil)
  }

  private mutating func run(_ candidates: [LabelCandidate]) -> [PlacedLabel] {
    var beam = [Self.start]
    var section = candidates.first?.section ?? 0
    var next: [Reading] = []
    var done: [PlacedLabel] = []
    var places: [Int: Int] = [:]
    for (index, candidate) in candidates.enumerated() {
      if candidate.section != section || steps.count > Self.window {
        settle(&beam, candidates, &done, &places)
        if candidate.section != section { beam = [Self.start] }
        section = candidate.section
      }
      next.removeAll(keepingCapacity: true)
      for reading in beam {
        var passed = reading
        passed.cost += candidate.rejecting
        next.append(passed)
        extend(reading, candidate, index, candidate.first, isSecond: false, &next)
        if let second = candidate.second { extend(reading, candidate, index, second, isSecond: true, &next) }
      }
      prune(next, into: &beam)
    }
    settle(&beam, candidates, &done, &places)
    return done
  }

  /// How many steps are kept before the best reading so far is settled on.
  private static let window = 60_000

  /// Settles on the best reading so far: its labels are done, only its open levels are kept.
  private mutating func settle(
    _ beam: inout [Reading], _ candidates: [LabelCandidate], _ done: inout [PlacedLabel], _ places: inout [Int: Int]
  ) {
    guard var reading = beam.min(by: { $0.cost < $1.cost }) else { return }
    var chosen: [Int] = []
    var step = reading.step
    while step >= 0 {
      if steps[step].level >= 0 { chosen.append(steps[step].level) }
      step = steps[step].before
    }
    for level in chosen.reversed() {
      let label = levels[level]
      let candidate = candidates[label.candidate]
      let read = label.isSecond ? candidate.second ?? candidate.first : candidate.first
      done.append(
        PlacedLabel(
          candidate: label.candidate, reading: read, parent: label.parent < 0 ? -1 : places[label.parent] ?? -1,
          finding: label.finding))
      places[level] = done.count - 1
    }
    var open: [Int] = []
    var level = reading.top
    while level >= 0 {
      open.append(level)
      level = levels[level].parent
    }
    var kept: [Level] = []
    var keptPlaces: [Int: Int] = [:]
    for level in open.reversed() {
      var copy = levels[level]
      copy.parent = kept.count - 1
      keptPlaces[kept.count] = places[level]
      kept.append(copy)
    }
    levels = kept
    places = keptPlaces
    steps.removeAll(keepingCapacity: true)
    reading.top = kept.count - 1
    reading.step = -1
    reading.cost = 0
    beam = [reading]
  }

  /// Keeps the best few of the readings, without two that stand alike, and notes what they did.
  private mutating func prune(_ readings: [Reading], into beam: inout [Reading]) {
    beam.removeAll(keepingCapacity: true)
    guard let best = readings.min(by: { $0.cost < $1.cost })?.cost else { return }
    let sorted = readings.filter { $0.cost <= best + Self.slack }.sorted { $0.cost < $1.cost }
    for reading in sorted {
      if beam.count == Self.width { break }
      var next = reading
      if let pending = reading.pending {
        levels.append(pending)
        next.top = levels.count - 1
      }
      if beam.contains(where: { isAlike($0, next) }) {
        if reading.pending != nil { levels.removeLast() }
        continue
      }
      steps.append(Step(before: reading.step, level: reading.pending == nil ? -1 : next.top))
      next.step = steps.count - 1
      next.pending = nil
      beam.append(next)
    }
  }

  /// How much worse than the best a reading may be and still be kept.
  private static let slack: Float = 6

  /// Whether two readings have the same levels open: what comes is then the same for both, but for little.
  private func isAlike(_ a: Reading, _ b: Reading) -> Bool {
    var x = a.top
    var y = b.top
    while x != y {
      guard x >= 0, y >= 0 else { return false }
      let p = levels[x]
      let q = levels[y]
      if p.style != q.style || p.value != q.value || p.prefix != q.prefix { return false }
      x = p.parent
      y = q.parent
    }
    return true
  }

  private func extend(
    _ reading: Reading, _ candidate: LabelCandidate, _ index: Int, _ label: LabelReading, isSecond: Bool,
    _ out: inout [Reading]
  ) {
    let base = reading.cost + candidate.accepting + (isSecond ? 0.4 : 0)
    var level = reading.top
    var closed = 0
    while level >= 0 {
      let open = levels[level]
      if open.style == label.style {
        let (cost, finding) = going(on: open, label, isLeading: candidate.isLeading)
        add(reading, label, candidate, index, isSecond, parent: open.parent, base + cost, finding, &out)
        return
      }
      level = open.parent
      closed += 1
    }
    // No open level of this style: it opens one, under any of the open levels.
    level = reading.top
    closed = 0
    while true {
      let depth = level < 0 ? 0 : levels[level].depth
      if depth < Self.deepest {
        let (cost, finding) = opening(reading, under: level, label, closed: closed, isLeading: candidate.isLeading)
        add(reading, label, candidate, index, isSecond, parent: level, base + cost, finding, &out)
      }
      guard level >= 0, closed < 4 else { break }
      level = levels[level].parent
      closed += 1
    }
  }

  /// What it costs to go on with an open level.
  private func going(on open: Level, _ label: LabelReading, isLeading: Bool) -> (Float, PlacedLabel.Finding) {
    if label.style.isDecimal {
      if label.prefix == open.prefix { return step(open.value, label.value, isLeading) }
      // 1.2, then 2.1 where nothing is labelled 2.
      if label.value == 1, label.prefix > open.prefix { return (0.8, .none) }
      return (4, .gap)
    }
    return step(open.value, label.value, isLeading)
  }

  private func step(_ before: Int, _ now: Int, _ isLeading: Bool) -> (Float, PlacedLabel.Finding) {
    let penalty: Float = isLeading ? 0 : 2
    if now == before + 1 { return (0, .none) }
    if now == before { return (3 + penalty, .repeated) }
    if now > before { return (min(2.2 + 0.25 * Float(now - before), 4.5) + penalty, .gap) }
    return (now == 1 ? 2.6 + penalty : 4 + penalty, .repeated)
  }

  /// What it costs to open a level.
  private func opening(
    _ reading: Reading, under parent: Int, _ label: LabelReading, closed: Int, isLeading: Bool
  ) -> (Float, PlacedLabel.Finding) {
    var cost: Float = 0.5 * Float(closed)
    // Items below 4.2.1 are its own, not those of 4.2.
    if closed > 0, reading.top >= 0, levels[reading.top].style.isDecimal, !label.style.isDecimal { cost += 0.8 }
    // A heading that would hold nothing.
    if closed > 0, reading.top >= 0, levels[reading.top].isHeading { cost += 1.5 }
    var finding = PlacedLabel.Finding.none
    let style = Int(label.style.rawValue)
    let holder: Int8 = parent < 0 ? -1 : Int8(levels[parent].style.rawValue)
    if label.style.isDecimal {
      cost += decimalCost(under: parent, label)
      if label.value != 1 {
        cost += isLeading ? 1.5 : 4
        finding = .lateStart
      }
    } else if label.value == 1 {
      cost += 0.3
    } else if Int(reading.last[style]) + 1 == label.value {
      // Numbers that run on through the chapters.
      cost += 0.4
    } else {
      cost += (isLeading ? 2.4 : 5) + min(0.2 * Float(label.value), 2)
      finding = .lateStart
    }
    let known = reading.holder[style]
    if parent >= 0 {
      let above = levels[parent].style
      // An unusual nesting is strange the first time only.
      if above.rank >= label.style.rank, known != holder, !above.isDecimal { cost += 1.6 }
      if above.isDecimal, !label.style.isDecimal, label.style.rank < LabelStyle.arabicBracket.rank { cost += 1 }
    }
    if known != -2, known != holder { cost += 0.5 }
    return (cost, finding)
  }

  /// A decimal label belongs under the label of its own first numbers.
  private func decimalCost(under parent: Int, _ label: LabelReading) -> Float {
    guard parent >= 0 else { return 1.2 }
    let above = levels[parent]
    let numbers = above.style.isDecimal ? above.prefix * 1000 + above.value : above.value
    switch above.style {
    case .arabic, .bare, .arabicComma, .decimal2, .decimal3:
      return numbers == label.prefix ? 0 : 2.5
    case .chapter, .han, .section, .part:
      return above.value == label.prefix ? 0 : 1
    default:
      return 1.2
    }
  }

  private func add(
    _ reading: Reading, _ label: LabelReading, _ candidate: LabelCandidate, _ index: Int, _ isSecond: Bool,
    parent: Int, _ cost: Float, _ finding: PlacedLabel.Finding, _ out: inout [Reading]
  ) {
    var next = reading
    next.cost = cost
    next.pending = Level(
      style: label.style, value: label.value, prefix: label.prefix, parent: parent,
      depth: parent < 0 ? 1 : levels[parent].depth + 1, candidate: index, isSecond: isSecond,
      isHeading: candidate.isHeading, finding: finding)
    let style = Int(label.style.rawValue)
    next.last[style] = Int16(truncatingIfNeeded: label.value)
    next.holder[style] = parent < 0 ? -1 : Int8(levels[parent].style.rawValue)
    out.append(next)
  }
}
