/// Finds the straight rules in the picture of a page: long dark runs of pixels along rows and columns.
enum PictureRules {
  /// Darker pixels belong to a rule.
  private static let dark: UInt8 = 170
  /// So many lighter pixels in a row do not break it.
  private static let gap = 2
  /// No larger picture is looked at.
  private static let limit = 40_000_000

  /// The rules of a picture in the format PGM (P5, one byte a pixel), in points of a page that is `width` points wide.
  static func rules(pgm: [UInt8], width points: Double) -> [LayoutGrid.Rule] {
    guard let (width, height, start) = head(pgm[...]), points > 0 else { return [] }
    let scale = points / Double(width)
    // No stroke of a letter is as long as two characters.
    let least = Int(24 / scale)
    var rules: [LayoutGrid.Rule] = []
    var columns = [Run](repeating: Run(), count: width)
    pgm.withUnsafeBufferPointer { pixels in
      for y in 0..<height {
        var row = Run()
        let base = start + y * width
        for x in 0..<width where pixels[base + x] < dark {
          if let ended = row.extend(to: x, gap), ended.count >= least {
            rules.append(rule(false, at: y, ended, scale))
          }
          if let ended = columns[x].extend(to: y, gap), ended.count >= least {
            rules.append(rule(true, at: x, ended, scale))
          }
        }
        if let last = row.range, last.count >= least { rules.append(rule(false, at: y, last, scale)) }
        if rules.count > 50_000 { return }
      }
      for x in 0..<width {
        if let last = columns[x].range, last.count >= least { rules.append(rule(true, at: x, last, scale)) }
      }
    }
    return merged(rules)
  }

  /// The numbers, counted from 0, of those of the pictures behind each other that are of one colour; nil where what
  /// stands there is not all pictures.
  static func blanks(pgms bytes: [UInt8]) -> [Int]? {
    var blanks: [Int] = []
    var (at, number) = (0, 0)
    while at < bytes.count {
      guard let (width, height, start) = head(bytes[at...]) else { return nil }
      let pixels = bytes[start..<(start + width * height)]
      let (least, most) = pixels.reduce((UInt8.max, UInt8.min)) { (min($0.0, $1), max($0.1, $1)) }
      if most <= least || most - least < 12 { blanks.append(number) }
      at = pixels.endIndex
      number += 1
    }
    return blanks
  }

  /// Dark pixels with no wide gap between them.
  private struct Run {
    var from = -1
    var to = -1
    var range: Range<Int>? { from < 0 ? nil : from..<(to + 1) }

    /// Takes in a dark pixel; gives the run before it where it begins a new one.
    mutating func extend(to place: Int, _ gap: Int) -> Range<Int>? {
      if from >= 0, place - to <= gap + 1 {
        to = place
        return nil
      }
      let before = range
      (from, to) = (place, place)
      return before
    }
  }

  private static func rule(_ isVertical: Bool, at place: Int, _ run: Range<Int>, _ scale: Double) -> LayoutGrid.Rule {
    LayoutGrid.Rule(
      isVertical: isVertical, at: (Double(place) + 0.5) * scale, from: Double(run.lowerBound) * scale,
      to: Double(run.upperBound) * scale)
  }

  /// A rule is some pixels thick, and where the page lies aslant it is many runs beside each other.
  private static func merged(_ rules: [LayoutGrid.Rule]) -> [LayoutGrid.Rule] {
    let sorted = rules.sorted {
      ($0.isVertical ? 1 : 0, $0.at, $0.from) < ($1.isVertical ? 1 : 0, $1.at, $1.from)
    }
    var out: [(rule: LayoutGrid.Rule, end: Double)] = []
    for rule in sorted {
      // Only those that stand near can be the same.
      var index = out.count - 1
      var found = false
      while index >= 0, out[index].rule.isVertical == rule.isVertical, rule.at - out[index].end < 8,
        out.count - index < 64
      {
        let (other, end) = out[index]
        if rule.at - end < 1.6, rule.from < other.to + 3, rule.to > other.from - 3 {
          out[index].rule.from = min(other.from, rule.from)
          out[index].rule.to = max(other.to, rule.to)
          out[index].end = rule.at
          found = true
          break
        }
        index -= 1
      }
      if !found { out.append((rule, rule.at)) }
    }
    // What is as thick as a character is a picture or a seal.
    return out.filter { $0.end - $0.rule.at < 8 }.map { found in
      var rule = found.rule
      rule.at = (rule.at + found.end) / 2
      return rule
    }
  }

  /// Width, height and where the pixels begin.
  private static func head(_ bytes: ArraySlice<UInt8>) -> (width: Int, height: Int, start: Int)? {
    let first = bytes.startIndex
    guard bytes.count > 10, bytes[first] == 0x50, bytes[first + 1] == 0x35 else { return nil }
    var numbers: [Int] = []
    var at = first + 2
    while numbers.count < 3, at < min(bytes.endIndex, first + 200) {
      if bytes[at] == 0x23 {
        while at < bytes.endIndex, bytes[at] != 0x0A { at += 1 }
      } else if (0x30...0x39).contains(bytes[at]) {
        var value = 0
        while at < bytes.endIndex, (0x30...0x39).contains(bytes[at]), value < 1_000_000 {
          value = value * 10 + Int(bytes[at] - 0x30)
          at += 1
        }
        numbers.append(value)
      } else {
        at += 1
      }
    }
    at += 1
    guard numbers.count == 3, numbers[2] == 255, numbers[0] > 0, numbers[1] > 0, numbers[0] * numbers[1] <= limit,
      bytes.endIndex >= at + numbers[0] * numbers[1]
    else { return nil }
    return (numbers[0], numbers[1], at)
  }
}
