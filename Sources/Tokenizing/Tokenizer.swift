import TextModel

/// Text to tokens: words by the lexicon, numerals, names in 《》 and “”, document numbers, addresses, brackets.
///
/// Of the ways to cut a run of Chinese characters into words the one with the fewest tokens is taken, of these the one
/// with the longer word first: always the same cut. Time is linear in the text.
public struct Tokenizer: Sendable {
  /// The words.
  public let lexicon: Lexicon
  /// Brackets nested deeper than this are plain marks.
  static let deepestBracket = 6
  /// The longest 《title》.
  static let longestTitle = 160
  /// The longest remark in square brackets.
  static let longestRemark = 400
  /// The longest “name”.
  static let longestQuoted = 24

  /// A tokenizer with these words.
  public init(lexicon: Lexicon) { self.lexicon = lexicon }

  /// The tokens of all passages of an outline. `names` are those that the notice itself gives, with their attributes;
  /// they become tokens of the type `defined` wherever they stand.
  public func tokens(of outline: Outline, names: [DefinedName] = []) -> TokenStream {
    var scan = Scan(lexicon: lexicon, text: outline.characters, gaps: Self.gaps(in: outline))
    for name in names { scan.add(name) }
    for (index, passage) in outline.passages.enumerated() {
      scan.passage(index, passage.range)
    }
    return scan.stream
  }

  /// Where a numeral ends although digits follow: a blank stands there with at least two digits on either side
  /// (`2024-03-05 17:30`). A line end in a number and digits that are set wide (`2 0 2 4`) are none.
  private static func gaps(in outline: Outline) -> [Int] {
    let (characters, offsets) = (outline.characters, outline.offsets)
    func isDigit(_ at: Int) -> Bool { characters.indices.contains(at) && (0x30...0x39).contains(characters[at]) }
    func follows(_ at: Int) -> Bool { offsets[at] == offsets[at - 1] + 1 }
    var out: [Int] = []
    for at in characters.indices.dropFirst() where isDigit(at) && isDigit(at - 1) && !follows(at) {
      guard offsets[at] > offsets[at - 1], isDigit(at - 2), follows(at - 1), isDigit(at + 1), follows(at + 1) else {
        continue
      }
      let between = outline.text.folded[Int(offsets[at - 1] + 1)..<Int(offsets[at])]
      if between.allSatisfy({ $0 == Folding.blank }) { out.append(at) }
    }
    return out
  }

  /// The tokens of all passages with the names that the notice itself gives, where `words` are those without them: only
  /// passages that a name stands in are read anew.
  public func tokens(of outline: Outline, names: [DefinedName], from words: TokenStream) -> TokenStream {
    var scan = Scan(lexicon: lexicon, text: outline.characters, gaps: Self.gaps(in: outline))
    for name in names { scan.add(name) }
    var next = 0
    for (index, passage) in outline.passages.enumerated() {
      let first = next
      while next < words.segments.count, words.segments[next].passage == index { next += 1 }
      if scan.hasName(in: passage.range) {
        scan.passage(index, passage.range)
      } else {
        scan.take(first..<next, of: words)
      }
    }
    return scan.stream
  }

  /// The tokens of a run of folded characters without blanks, as if it were one passage.
  public func tokens(of characters: [UInt16]) -> TokenStream {
    var scan = Scan(lexicon: lexicon, text: characters)
    scan.passage(0, 0..<characters.count)
    return scan.stream
  }
}

/// A name that a notice gives: 以下简称“中心”.
public struct DefinedName: Hashable, Sendable {
  /// Its characters, folded.
  public let characters: [UInt16]
  /// The attributes of its tokens.
  public let attributes: UInt32

  /// The attribute of a name that stands for a body or a class of bodies.
  public static let actor: UInt32 = 1
  /// The attribute names of the type `defined`.
  public static let attributeNames: [String: UInt32] = ["actor": actor]

  /// A name of the given characters and attributes.
  public init(characters: [UInt16], attributes: UInt32) {
    self.characters = characters
    self.attributes = attributes
  }
}

/// The state of one run over a text.
struct Scan {
  let lexicon: Lexicon
  let text: [UInt16]
  /// Where a numeral ends although digits follow, in rising order.
  private let gaps: [Int]
  var stream = TokenStream()
  /// Names that the notice gives, by their first character.
  private var names: [UInt16: Names] = [:]
  /// Whether a name begins with a character of that low byte.
  private var isNameStart = [Bool](repeating: false, count: 256)
  /// For each place of the current segment: the cost of the best cut from there on, and its first token.
  private var cost: [Int32] = []
  private var step: [Step] = []
  var fixed: [Int: Fixed] = [:]
  /// The places of `fixed` in order, those that are still to be met on the way back.
  private var fixedStarts: [Int] = []

  private struct Step {
    var length: Int32 = 1
    var word: Int32 = -1
    var number: Int32 = -1
    var type: UInt8 = 0
    var attributes: UInt32 = 0
  }

  /// Names that begin with the same character: their lengths, and the attributes of each.
  private struct Names {
    var lengths: [Int] = []
    var attributes: [ArraySlice<UInt16>: UInt32] = [:]

    mutating func add(_ name: DefinedName) {
      if !lengths.contains(name.characters.count) { lengths.append(name.characters.count) }
      if attributes[name.characters[...]] == nil { attributes[name.characters[...]] = name.attributes }
    }
  }

  /// A token that is found before the cut into words: a title, a name, a bracket.
  struct Fixed {
    var end: Int
    var type: TokenType
  }

  /// A run of text still to be cut: a passage, or the inside of a bracket.
  private struct Work {
    var range: Range<Int>
    var outer: Int?
    var depth: Int
    /// The token of the bracket in `stream.tokens`.
    var bracket: Int?
  }

  init(lexicon: Lexicon, text: [UInt16], gaps: [Int] = []) {
    self.lexicon = lexicon
    self.text = text
    self.gaps = gaps
    stream.tokens.reserveCapacity(text.count)
  }

  /// Adds a name that the notice gives; of two that are the same the first counts.
  mutating func add(_ name: DefinedName) {
    guard let first = name.characters.first else { return }
    // In place: a copy for each name would take as long as all names before it.
    names[first, default: Names()].add(name)
    isNameStart[Int(first & 0xFF)] = true
  }

  /// Whether the characters of a name stand in a range.
  func hasName(in range: Range<Int>) -> Bool {
    for at in range where isNameStart[Int(text[at] & 0xFF)] {
      guard let known = names[text[at]] else { continue }
      for length in known.lengths
      where at + length <= range.upperBound && known.attributes[text[at..<(at + length)]] != nil { return true }
    }
    return false
  }

  /// Takes over segments of a passage as they were read before.
  mutating func take(_ segments: Range<Int>, of words: TokenStream) {
    let shift = stream.segments.count - segments.lowerBound
    for segment in segments {
      let old = words.segments[segment]
      let first = stream.tokens.count
      for index in old.tokens {
        var token = words.tokens[index]
        if token.type == .paren, token.payload >= 0 { token.payload += Int32(shift) }
        if token.type == .number, token.payload >= 0 {
          stream.numbers.append(words.numbers[Int(token.payload)])
          token.payload = Int32(stream.numbers.count - 1)
        }
        stream.tokens.append(token)
      }
      stream.segments.append(
        Segment(tokens: first..<stream.tokens.count, passage: old.passage, outer: old.outer.map { $0 + shift }))
    }
  }

  mutating func passage(_ index: Int, _ range: Range<Int>) {
    var queue = [Work(range: range, outer: nil, depth: 0, bracket: nil)]
    var next = 0
    while next < queue.count {
      let work = queue[next]
      next += 1
      let segment = stream.segments.count
      if let bracket = work.bracket { stream.tokens[bracket].payload = Int32(segment) }
      let first = stream.tokens.count
      findFixed(in: work.range, depth: work.depth)
      cut(work.range)
      place(first..<stream.tokens.count)
      stream.segments.append(Segment(tokens: first..<stream.tokens.count, passage: index, outer: work.outer))
      for token in first..<stream.tokens.count where stream.tokens[token].type == .paren {
        let inside = stream.tokens[token].range.dropFirst().dropLast()
        queue.append(
          Work(
            range: inside.startIndex..<inside.endIndex, outer: segment, depth: work.depth + 1, bracket: token))
      }
    }
  }

  // MARK: Words

  private mutating func cut(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let base = range.lowerBound
    let count = range.count
    if cost.count <= count {
      cost = [Int32](repeating: 0, count: count + 1)
      step = [Step](repeating: Step(), count: count + 1)
    }
    cost[count] = 0
    var at = range.upperBound - 1
    /// The end of the run of letters and digits that `at` stands in.
    var runEnd = range.upperBound
    fixedStarts.removeAll(keepingCapacity: true)
    if !fixed.isEmpty { fixedStarts += fixed.keys.sorted() }
    var nextFixed = fixedStarts.popLast() ?? -1
    while at >= base {
      let here = at - base
      let unit = text[at]
      if !isLatin(unit) && !isDigit(unit) { runEnd = at }
      var best = Step()
      best.word = lexicon.number(of: unit)
      // Of as many tokens, those with fewer single characters are better, unknown ones the worst: 民政·部门, not
      // 民政部·门.
      var bestCost = cost[here + 1] + (lexicon.isListed(best.word) ? 21 : 22)
      var name: Fixed?
      if at == nextFixed {
        name = fixed[at]
        nextFixed = fixedStarts.popLast() ?? -1
      }
      if let name, name.end <= range.upperBound {
        // A word set in quotation marks is still that word: “黑名单”.
        let word = name.type == .quoted ? lexicon.number(of: text[(at + 1)..<(name.end - 1)]) ?? -1 : -1
        best = Step(length: Int32(name.end - at), word: Int32(word), type: name.type.rawValue)
        bestCost = cost[name.end - base] + 20
      } else if let type = Self.mark(unit) {
        best.type = type.rawValue
      } else if isLatin(unit) {
        // Only the beginning of a run is a token; places inside it are never reached from it.
        best = Step(
          length: Int32(runEnd - at), word: Int32(lexicon.number(of: text[at..<runEnd]) ?? -1),
          type: TokenType.latin.rawValue)
        bestCost = cost[runEnd - base] + 20
      } else {
        lexicon.eachWord(in: text, from: at, to: range.upperBound) { length, word in
          let total = cost[here + length] + 20
          // Longer words come later and win ties.
          if total <= bestCost {
            bestCost = total
            best = Step(length: Int32(length), word: Int32(word))
          }
        }
        if !names.isEmpty, let known = names[unit] {
          for length in known.lengths where at + length <= range.upperBound {
            guard let attributes = known.attributes[text[at..<(at + length)]] else { continue }
            // A name that the notice gives goes before the words that it is made of.
            let total = cost[here + length] + 18
            if total < bestCost || (total == bestCost && length > Int(best.length)) {
              bestCost = total
              best = Step(length: Int32(length), type: TokenType.defined.rawValue, attributes: attributes)
            }
          }
        }
        // No numeral begins among the digits of another.
        let isInside = isDigit(unit) && at > base && isDigit(text[at - 1]) && gap(from: at) != at
        if !isInside, let numeral = numeral(from: at, to: range.upperBound) {
          let total = cost[here + numeral.length] + 20
          if total < bestCost || (total == bestCost && numeral.length >= Int(best.length)) {
            bestCost = total
            let word = lexicon.number(of: text[at..<(at + numeral.length)])
            best = Step(
              length: Int32(numeral.length), word: Int32(word ?? -1), type: TokenType.number.rawValue,
              attributes: Self.attributes(of: numeral))
          }
        }
      }
      cost[here] = bestCost
      step[here] = best
      at -= 1
    }
    at = base
    while at < range.upperBound {
      let found = step[at - base]
      let length = max(1, Int(found.length))
      var token = Token(
        start: Int32(at), end: Int32(at + length), word: found.word, type: TokenType(rawValue: found.type),
        attributes: found.attributes)
      if token.type == .number, let numeral = numeral(from: at, to: range.upperBound) {
        token.payload = Int32(stream.numbers.count)
        stream.numbers.append(numeral.value)
      }
      stream.tokens.append(token)
      at += length
    }
  }

  private func numeral(from start: Int, to end: Int) -> NumeralReader.Reading? {
    let next = gaps.isEmpty ? nil : gap(from: start + 1)
    return NumeralReader.read(text, from: start, to: next.map { min($0, end) } ?? end)
  }

  /// The first gap at a place or behind it.
  private func gap(from start: Int) -> Int? {
    gaps[gaps.partitioningIndex { $0 >= start }...].first
  }

  private static func mark(_ unit: UInt16) -> TokenType? {
    switch unit {
    case 0x3002, 0x3B, 0x21, 0x3F: .stop  // 。;!?
    case 0x2C, 0x3A: .comma  // ,:
    case 0x3001: .pause
    case 0x21...0x2F, 0x3C...0x40, 0x5B...0x60, 0x7B...0x7E, 0xB7, 0x2018...0x201F, 0x2026, 0x3003, 0x3008...0x3020,
      0x25A0...0x25FF:
      .mark
    default: nil
    }
  }

  private static func attributes(of numeral: NumeralReader.Reading) -> UInt32 {
    var bits: UInt32 = 0
    if numeral.isHan { bits |= NumberAttribute.han }
    if numeral.length == 1 { bits |= NumberAttribute.single }
    if numeral.digits >= 7 && !numeral.isHan { bits |= NumberAttribute.long }
    guard let value = numeral.value.integer else { return bits }
    bits |= NumberAttribute.whole
    let plain = numeral.length == numeral.digits
    if plain && numeral.digits == 4 && value >= 1900 && value <= 2100 { bits |= NumberAttribute.year }
    if plain && numeral.digits <= 3 {
      if value >= 1 && value <= 12 { bits |= NumberAttribute.month }
      if value >= 1 && value <= 31 { bits |= NumberAttribute.day }
      if value <= 24 { bits |= NumberAttribute.hour }
      if numeral.digits == 2 && value < 60 && !numeral.isHan { bits |= NumberAttribute.minute }
      if numeral.digits == 2 { bits |= NumberAttribute.twoDigits }
    }
    return bits
  }

  // MARK: Places

  /// A bracket is passed over: the tokens on both of its sides have the places that they would have without it.
  private mutating func place(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    var clause = true
    var sentence = true
    var item = true
    for at in range {
      let type = stream.tokens[at].type
      var place: TokenPlace = []
      if type != .stop && type != .comma {
        if clause { place.insert(.firstOfClause) }
        if sentence { place.insert(.firstOfSentence) }
        if type != .paren {
          clause = false
          sentence = false
        }
      } else {
        clause = true
        if type == .stop { sentence = true }
      }
      if item { place.insert(.firstOfItem) }
      if type != .paren { item = false }
      stream.tokens[at].place = place
    }
    clause = true
    sentence = true
    item = true
    var isFinal = true
    for at in range.reversed() {
      let type = stream.tokens[at].type
      if type != .stop && type != .comma {
        if clause { stream.tokens[at].place.insert(.lastOfClause) }
        if sentence { stream.tokens[at].place.insert(.lastOfSentence) }
        if type != .paren {
          clause = false
          sentence = false
        }
      } else {
        clause = true
        if type == .stop { sentence = true }
      }
      // A final mark does not take the end of the item from the token before it.
      if item { stream.tokens[at].place.insert(.lastOfItem) }
      if type != .paren && !(isFinal && (type == .stop || type == .comma)) { item = false }
      isFinal = isFinal && type == .stop
    }
  }
}
