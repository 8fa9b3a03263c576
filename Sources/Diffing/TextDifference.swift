// Where two texts differ: typed pieces and words of digits or letters are one sign each, other characters one by one.
import RuleModel
import TextModel

/// A text as signs.
struct SignText {
  /// A sign: a character, a run of digits or letters, or a typed piece.
  struct Sign {
    /// The same for the same characters.
    var content: Int
    /// Its characters, as offsets into the version's text.
    var span: Span
    /// The typed piece, as an index into the version's expressions.
    var expression: Int?
    /// Its first character, folded.
    var first: UInt16
  }
  var signs: [Sign] = []
}

/// Gives the same number to the same run of characters.
struct ContentNumbers {
  private var numbers: [[UInt16]: Int] = [:]

  mutating func number(of units: [UInt16]) -> Int {
    if units.count == 1 { return Int(units[0]) }
    if let number = numbers[units] { return number }
    let number = 0x1_0000 + numbers.count
    numbers[units] = number
    return number
  }
}

extension SignText {
  /// The signs of the characters at rising runs of offsets in a version's text.
  init(_ offsets: [Int], of version: NoticeVersion, _ contents: inout ContentNumbers) {
    let folded = version.outline.text.folded
    let expressions = version.expressions
    var at = 0
    while at < offsets.count {
      let start = offsets[at]
      var end = at + 1
      var expression: Int?
      let next = Self.firstExpression(from: start, in: expressions)
      if next < expressions.count, expressions[next].span.start == start {
        expression = next
        let limit = expressions[next].span.end
        while end < offsets.count, offsets[end] > offsets[end - 1], offsets[end] < limit { end += 1 }
      } else if let kind = Self.wordKind(folded[start]) {
        let limit = next < expressions.count ? expressions[next].span.start : Int.max
        while end < offsets.count, offsets[end] == offsets[end - 1] + 1, offsets[end] < limit,
          Self.wordKind(folded[offsets[end]]) == kind
        {
          end += 1
        }
      }
      let units = offsets[at..<end].map { folded[$0] }
      signs.append(
        Sign(
          content: contents.number(of: units), span: Span(start, offsets[end - 1] + 1), expression: expression,
          first: folded[start]))
      at = end
    }
  }

  /// The first expression that starts at the offset or behind it.
  static func firstExpression(from offset: Int, in expressions: [Expression]) -> Int {
    expressions.partitioningIndex { $0.span.start >= offset }
  }

  private static func wordKind(_ unit: UInt16) -> Int? {
    switch unit {
    case 0x30...0x39: 1
    case 0x41...0x5A, 0x61...0x7A: 2
    default: nil
    }
  }
}

/// A place where two texts differ: runs of signs on both sides, one of which may be empty.
struct Hunk: Hashable {
  var old: Range<Int>
  var new: Range<Int>
}

/// The differences of two texts.
enum TextDifference {
  /// The most edits that are looked for before what remains is taken for replaced as a whole.
  static let mostEdits = 3000

  /// Where the texts differ, small islands of agreement between large differences given up.
  static func hunks(_ old: [Int], _ new: [Int], weight: (Int) -> Int = { _ in 1 }) -> [Hunk] {
    tidied(runs(old, new), weight)
  }

  /// The shortest list of edits (Myers 1986), as runs.
  private static func runs(_ old: [Int], _ new: [Int]) -> [Hunk] {
    var head = 0
    while head < old.count && head < new.count && old[head] == new[head] { head += 1 }
    var (oldEnd, newEnd) = (old.count, new.count)
    while oldEnd > head && newEnd > head && old[oldEnd - 1] == new[newEnd - 1] {
      oldEnd -= 1
      newEnd -= 1
    }
    let a = Array(old[head..<oldEnd])
    let b = Array(new[head..<newEnd])
    if a.isEmpty && b.isEmpty { return [] }
    guard !a.isEmpty && !b.isEmpty, let pairs = commonPairs(a, b) else {
      return [Hunk(old: head..<oldEnd, new: head..<newEnd)]
    }
    var out: [Hunk] = []
    var (i, j) = (0, 0)
    for pair in pairs + [(a.count, b.count)] {
      if pair.0 > i || pair.1 > j { out.append(Hunk(old: head + i..<head + pair.0, new: head + j..<head + pair.1)) }
      (i, j) = (pair.0 + 1, pair.1 + 1)
    }
    return out
  }

  /// The pairs of equal signs on a shortest way, in order; nil where it is too long.
  private static func commonPairs(_ a: [Int], _ b: [Int]) -> [(Int, Int)]? {
    let limit = min(a.count + b.count, mostEdits)
    var reach = [Int](repeating: 0, count: 2 * limit + 3)
    let middle = limit + 1
    var trace: [[Int]] = []
    var edits = 0
    var isDone = false
    while edits <= limit {
      for diagonal in stride(from: -edits, through: edits, by: 2) {
        var x =
          diagonal == -edits || (diagonal != edits && reach[middle + diagonal - 1] < reach[middle + diagonal + 1])
          ? reach[middle + diagonal + 1] : reach[middle + diagonal - 1] + 1
        while x < a.count && x - diagonal >= 0 && x - diagonal < b.count && a[x] == b[x - diagonal] { x += 1 }
        reach[middle + diagonal] = x
        if x >= a.count && x - diagonal >= b.count {
          isDone = true
          break
        }
      }
      trace.append(Array(reach[(middle - edits)...(middle + edits)]))
      if isDone { break }
      edits += 1
    }
    guard isDone else { return nil }
    var pairs: [(Int, Int)] = []
    var (x, y) = (a.count, b.count)
    for round in stride(from: edits, to: 0, by: -1) {
      let before = trace[round - 1]
      func reached(_ diagonal: Int) -> Int {
        let at = diagonal + round - 1
        return before.indices.contains(at) ? before[at] : -1
      }
      let diagonal = x - y
      let isDown =
        diagonal == -round || (diagonal != round && reached(diagonal - 1) < reached(diagonal + 1))
      let from = isDown ? diagonal + 1 : diagonal - 1
      let startX = reached(from)
      let startY = startX - from
      while x > (isDown ? startX : startX + 1) && y > (isDown ? startY + 1 : startY) {
        x -= 1
        y -= 1
        pairs.append((x, y))
      }
      (x, y) = (startX, startY)
    }
    while x > 0 && y > 0 {
      x -= 1
      y -= 1
      pairs.append((x, y))
    }
    return pairs.reversed()
  }

  /// Joins differences between which less stays than changes on both sides of it.
  private static func tidied(_ hunks: [Hunk], _ weight: (Int) -> Int) -> [Hunk] {
    var out: [Hunk] = []
    for hunk in hunks {
      var hunk = hunk
      while let last = out.last {
        let kept = (last.old.upperBound..<hunk.old.lowerBound).reduce(0) { $0 + weight($1) }
        let before = max(last.old.count, last.new.count)
        let behind = max(hunk.old.count, hunk.new.count)
        guard kept <= 1 || (kept <= before && kept <= behind && kept <= 8) else { break }
        hunk = Hunk(
          old: last.old.lowerBound..<hunk.old.upperBound, new: last.new.lowerBound..<hunk.new.upperBound)
        out.removeLast()
      }
      out.append(hunk)
    }
    return out
  }
}
