import TextModel

/// What is one token whatever words stand in it: names in 《》 and “”, brackets, document numbers, addresses, telephones.
extension Scan {
  mutating func findFixed(in range: Range<Int>, depth: Int) {
    fixed.removeAll(keepingCapacity: true)
    var brackets: [Int] = []
    var at = range.lowerBound
    /// The end of the last document number: the letters of the next one do not reach back into it.
    var lastNumber = range.lowerBound
    var lastPhone = -1
    var run = AsciiRun()
    while at < range.upperBound {
      let unit = text[at]
      if unit > 0x7E && unit != 0x300A && unit != 0x201C {
        at += 1
        continue
      }
      switch unit {
      case 0x300A:  // 《
        if let end = closing(0x300A, 0x300B, from: at, to: min(range.upperBound, at + Tokenizer.longestTitle)) {
          if brackets.isEmpty { fixed[at] = Fixed(end: end, type: .title) }
          at = end
          continue
        }
      case 0x201C:  // “
        if let end = quoteEnd(from: at, to: min(range.upperBound, at + Tokenizer.longestQuoted)) {
          if brackets.isEmpty { fixed[at] = Fixed(end: end, type: .quoted) }
          at = end
          continue
        }
      case 0x28: brackets.append(at)
      case 0x29:
        if let open = brackets.popLast(), brackets.isEmpty, depth < Tokenizer.deepestBracket, at > open + 1 {
          fixed[open] = Fixed(end: at + 1, type: .paren)
        }
      case 0x5B:  // [
        if brackets.isEmpty, let (start, end) = documentNumber(around: at, in: lastNumber..<range.upperBound) {
          fixed[start] = Fixed(end: end, type: .documentNumber)
          lastNumber = end
          at = end
          continue
        }
        if brackets.isEmpty, depth < Tokenizer.deepestBracket, let end = remarkEnd(from: at, to: range.upperBound) {
          fixed[at] = Fixed(end: end, type: .paren)
          at = end
          continue
        }
      default:
        if isLatin(unit), let end = addressEnd(from: at, to: range.upperBound, &run) {
          if brackets.isEmpty { fixed[at] = Fixed(end: end, type: .address) }
          at = end
          continue
        }
        if unit >= 0x30 && unit <= 0x39, let end = phoneEnd(from: at, in: range, isBehindOne: at == lastPhone) {
          if brackets.isEmpty { fixed[at] = Fixed(end: end, type: .phone) }
          at = end
          lastPhone = end
          continue
        }
      }
      at += 1
    }
    // An opening bracket that never closes hid what stands behind it: look again there, without it.
    if let open = brackets.first, open + 1 < range.upperBound, depth < Tokenizer.deepestBracket {
      let known = fixed
      findFixed(in: (open + 1)..<range.upperBound, depth: Tokenizer.deepestBracket)
      fixed.merge(known) { _, earlier in earlier }
    }
  }

  private func closing(_ open: UInt16, _ close: UInt16, from start: Int, to end: Int) -> Int? {
    var depth = 0
    for at in start..<end {
      if text[at] == open { depth += 1 }
      if text[at] == close {
        depth -= 1
        if depth == 0 { return at + 1 }
      }
    }
    return nil
  }

  /// The end of a remark in square brackets, 〔市教育局牵头，各区（县）配合〕: more than the year of a document's number.
  private func remarkEnd(from open: Int, to end: Int) -> Int? {
    guard let close = closing(0x5B, 0x5D, from: open, to: min(end, open + Tokenizer.longestRemark)), close - open > 4,
      text[open + 1] > 0x2E80 || text[open + 2] > 0x2E80
    else { return nil }
    return close
  }

  private func quoteEnd(from start: Int, to end: Int) -> Int? {
    for at in (start + 1)..<max(end, start + 1) {
      if text[at] == 0x201D { return at + 1 }
      if text[at] == 0x201C || text[at] == 0x3002 || text[at] == 0x3B { return nil }
    }
    return nil
  }

  /// 粤府函[2020]82号 around its opening bracket; the agency's letters reach back to the last mark or word that leads up
  /// to a number: 停止享受财税[2012]27号.
  private func documentNumber(around open: Int, in range: Range<Int>) -> (Int, Int)? {
    var at = open + 1
    var digits = 0
    while at < range.upperBound, text[at] >= 0x30 && text[at] <= 0x39 {
      digits += 1
      at += 1
    }
    guard digits == 4, at < range.upperBound, text[at] == 0x5D else { return nil }
    at += 1
    if at < range.upperBound, text[at] == 0x7B2C { at += 1 }  // 第
    digits = 0
    while at < range.upperBound, text[at] >= 0x30 && text[at] <= 0x39 {
      digits += 1
      at += 1
    }
    guard digits > 0, digits < 7, at < range.upperBound, text[at] == 0x53F7 else { return nil }  // 号
    var start = open
    while start > range.lowerBound, open - start < 12, text[start - 1] > 0x2E80, text[start - 1] < 0xA000,
      text[start - 1] != 0x300B, text[start - 1] != 0x3001, text[start - 1] != 0x3002
    { start -= 1 }
    start = endOfLeads(in: start..<open)
    guard start < open else { return nil }
    return (start, at + 1)
  }

  /// Where the last word that leads up to a document's number ends, else the beginning.
  private func endOfLeads(in range: Range<Int>) -> Int {
    var end = range.lowerBound
    for at in range {
      if lexicon.value(of: Int(lexicon.number(of: text[at])), in: Self.numberLeads) != nil { end = max(end, at + 1) }
      lexicon.eachWord(in: text, from: at, to: range.upperBound) { length, word in
        if lexicon.value(of: word, in: Self.numberLeads) != nil { end = max(end, at + length) }
      }
    }
    return end
  }

  /// The word list of what leads up to a document's number.
  private static let numberLeads = "number-leads"

  func isLatin(_ unit: UInt16) -> Bool { (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7A }

  func isDigit(_ unit: UInt16) -> Bool { unit >= 0x30 && unit <= 0x39 }

  /// A run of characters that an address may be made of, read once however many addresses might begin in it.
  private struct AsciiRun {
    var end = 0
    /// The last @ and the last dot in it.
    var lastAt = -1
    var lastDot = -1
  }

  private func addressEnd(from start: Int, to end: Int, _ run: inout AsciiRun) -> Int? {
    if start > 0, isLatin(text[start - 1]) { return nil }
    if start >= run.end {
      run = AsciiRun()
      var at = start
      while at < end, text[at] > 0x20, text[at] < 0x7F, ![0x28, 0x29, 0x2C, 0x3B, 0x22].contains(text[at]) {
        if text[at] == 0x40 { run.lastAt = at }
        if text[at] == 0x2E { run.lastDot = at }
        at += 1
      }
      run.end = at
    }
    guard run.end - start >= 6 else { return nil }
    let head = text[start..<(start + 4)]
    let isWeb = head.elementsEqual([0x68, 0x74, 0x74, 0x70]) || head.elementsEqual([0x77, 0x77, 0x77, 0x2E])
    return isWeb || (run.lastAt >= start && run.lastDot >= start) ? run.end : nil
  }

  private static let dashes: Set<UInt16> = [0x2D, 0x2013, 0x2014, 0x7E]

  /// 0595-22276603 0595-22276605 stand together where their blank was left out: where the first ends.
  private func firstOfTwo(_ groups: [Int], from start: Int) -> Int? {
    for length in [8, 7] where groups[1] - length == groups[0] {
      let end = start + groups[0] + 1 + length
      if text[start] == 0x30, text[end] == 0x30 { return end }
    }
    return nil
  }

  /// 0595-22276603, 010-12345678-801, 400-893-9111, 13812345678, 83135820.
  private func phoneEnd(from start: Int, in range: Range<Int>, isBehindOne: Bool) -> Int? {
    if start > range.lowerBound, !isBehindOne {
      let before = text[start - 1]
      if isLatin(before) || before == 0x2E || (before >= 0x30 && before <= 0x39) { return nil }
    }
    var at = start
    var groups: [Int] = [0]
    while at < range.upperBound {
      if text[at] >= 0x30 && text[at] <= 0x39 {
        groups[groups.count - 1] += 1
      } else if Self.dashes.contains(text[at]), groups[groups.count - 1] > 0, groups.count < 3,
        at + 1 < range.upperBound, text[at + 1] >= 0x30, text[at + 1] <= 0x39
      {
        if groups.count == 2, let end = firstOfTwo(groups, from: start) { return end }
        groups.append(0)
      } else {
        break
      }
      at += 1
    }
    let behind = at < range.upperBound ? text[at] : 0
    guard ![0x2E, 0x25, 0x4E07, 0x4EBF, 0x5143].contains(behind) else { return nil }  // . % 万 亿 元
    // 400-893-9111, 4008939111: numbers that the called one pays for.
    let isFree =
      at - start >= 10 && (text[start] == 0x34 || text[start] == 0x38) && text[start + 1] == 0x30
      && text[start + 2] == 0x30 && groups.reduce(0, +) == 10
    if isFree { return at }
    if groups.count == 1 {
      return groups[0] == 8 || groups[0] == 7 || (groups[0] == 11 && text[start] == 0x31) ? at : nil
    }
    let isAreaCode = text[start] == 0x30 && (groups[0] == 3 || groups[0] == 4)
    return isAreaCode && (groups[1] == 7 || groups[1] == 8) ? at : nil
  }
}
