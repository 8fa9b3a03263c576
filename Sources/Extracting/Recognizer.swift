import Matching
import RuleModel
import TextModel
import Tokenizing

extension Extractor {
  /// All phrases of a text, wherever they stand: in what is set aside too. `date` (ISO 8601) is the day that dates
  /// without a year are read from; nil for the notice's own.
  public func phrases(of outline: Outline, date: String? = nil) -> [RecognizedPhrase] {
    let (all, labels) = outline.withAllPassages(date: date)
    var placed: [PlacedPhrase] = []
    // Characters of dates, ordinals, labels and the like, whose numbers are none of their own.
    var isOpaque = [Bool](repeating: false, count: all.characters.count)
    for label in labels { for at in label { isOpaque[at] = true } }
    let readings = recognized(all)
    for (order, reading) in readings.enumerated() {
      for phrase in reading.phrases where phrase.isOpaque { for at in phrase.range { isOpaque[at] = true } }
      placed += Recognizer(reading: reading, order: order).phrases()
    }
    if let words = readings.first { placed += Recognizer(reading: words, order: 0).tokens { !isOpaque[$0] } }
    return PlacedPhrase.outermost(placed)
  }
}

/// A phrase with its characters and the reading that it is of, so that phrases at one place can be compared.
private struct PlacedPhrase {
  var range: Range<Int>
  /// The number of the reading, and of the phrase in it; tokens of the scanners stand last.
  var order: (Int, Int)
  var phrase: RecognizedPhrase

  /// Phrases of several readings in the order of the text: of several at one place the one that says most; of two that
  /// cross each other the longer; none that repeats a part of another.
  static func outermost(_ placed: [PlacedPhrase]) -> [RecognizedPhrase] {
    let sorted = placed.sorted { left, right in
      (left.phrase.span.start, -left.phrase.span.end, left.order.0, left.order.1)
        < (right.phrase.span.start, -right.phrase.span.end, right.order.0, right.order.1)
    }
    var kept: [PlacedPhrase?] = []
    // Those that are kept and reach to where the next begins; few, since phrases nest a few deep only.
    var open: [Int] = []
    for entry in sorted {
      open.removeAll { kept[$0].map { $0.range.upperBound <= entry.range.lowerBound } ?? true }
      var isKept = true
      for index in open {
        guard let other = kept[index], entry.isSaid(by: other) else { continue }
        if entry.range.upperBound > other.range.upperBound && entry.range.count > other.range.count {
          kept[index] = nil
        } else {
          isKept = false
        }
      }
      guard isKept else { continue }
      open.append(kept.count)
      kept.append(entry)
    }
    return kept.compactMap { $0?.phrase }
  }

  /// Whether another phrase that overlaps this one and begins no later makes it superfluous.
  private func isSaid(by other: PlacedPhrase) -> Bool {
    let (kind, outer) = (phrase.kind, other.phrase.kind)
    if range == other.range { return kind == outer || kind == .number || kind.isOfTime == outer.isOfTime }
    guard kind.isOfTime == outer.isOfTime, kind.isNumeric == outer.isNumeric else { return false }
    if range.upperBound > other.range.upperBound { return kind.isOfTime || kind.isNumeric || kind == outer }
    // A part of it: numbers by themselves, the ends of ranges and the times in a time are phrases all the same.
    guard kind.isNumeric, phrase.rule != nil, phrase.comparison == .equal else { return false }
    return other.phrase.comparison != .range
  }
}

extension RecognizedPhrase.Kind {
  fileprivate var isOfTime: Bool { self == .time || self == .duration }
  fileprivate var isNumeric: Bool { self == .quantity || self == .money || self == .percentage || self == .number }
}

/// What the phrase files found, as phrases for the world outside.
private struct Recognizer {
  let reading: NoticeReading
  let order: Int
  private var outline: Outline { reading.outline }

  init(reading: NoticeReading, order: Int) {
    self.reading = reading
    self.order = order
  }

  /// What rules found.
  func phrases() -> [PlacedPhrase] {
    reading.phrases.enumerated().compactMap { index, phrase in
      guard var shown = shown(phrase.value, phrase.range) else { return nil }
      shown.rule = phrase.rule
      return PlacedPhrase(range: phrase.range, order: (order, -index), phrase: shown)
    }
  }

  /// The numbers, titles and document numbers that need no rule; numbers only where a character is free for one.
  func tokens(_ isFree: (Int) -> Bool) -> [PlacedPhrase] {
    var placed: [PlacedPhrase] = []
    let words = Tokenizer(lexicon: reading.lexicon).tokens(of: outline, names: [])
    for segment in words.segments where segment.tokens.count <= 2 {
      if let shown = digits(in: segment, words) { placed.append(shown) }
    }
    for token in words.tokens {
      if token.type == .phone, let day = day(of: token) {
        placed.append(PlacedPhrase(range: token.range, order: (order, 0), phrase: day))
      }
      guard let shown = shown(token, words.numbers) else { continue }
      if token.type == .number, !isFree(token.range.upperBound - 1) { continue }
      placed.append(PlacedPhrase(range: token.range, order: (order, 1), phrase: shown))
    }
    return placed
  }

  private func bare(_ kind: RecognizedPhrase.Kind, _ range: Range<Int>) -> RecognizedPhrase {
    let span = outline.span(of: range)
    return RecognizedPhrase(kind: kind, span: span, quote: outline.text.string(in: span))
  }

  /// A run of digits that stands alone, with no word that makes it a telephone number: a number.
  private func digits(in segment: Segment, _ words: TokenStream) -> PlacedPhrase? {
    guard let last = segment.tokens.last.map({ words.tokens[$0] }), last.type == .phone,
      let first = segment.tokens.first.map({ words.tokens[$0] })
    else { return nil }
    let range = first.range.lowerBound..<last.range.upperBound
    let text = String(decoding: outline.characters[range], as: UTF16.self)
    // Eleven digits are a mobile telephone's wherever they stand.
    guard last.range.count < 11, let value = Int64(text) else { return nil }
    var out = bare(.number, range)
    out.number = ExactNumber(value)
    out.unit = ""
    return PlacedPhrase(range: range, order: (order, 1), phrase: out)
  }

  /// A day in eight digits: 20240307.
  private func day(of token: Token) -> RecognizedPhrase? {
    let text = Array(String(decoding: outline.characters[token.range], as: UTF16.self))
    guard text.count == 8, "\(text[0])\(text[1])" == "20" || "\(text[0])\(text[1])" == "19" else { return nil }
    let iso = "\(String(text[0..<4]))-\(String(text[4..<6]))-\(String(text[6..<8]))"
    guard CivilDate(iso: iso)?.iso == iso else { return nil }
    var out = bare(.time, token.range)
    out.text = iso
    return out
  }

  private func shown(_ token: Token, _ numbers: [Numeral]) -> RecognizedPhrase? {
    switch token.type {
    case .number:
      guard numbers.indices.contains(Int(token.payload)) else { return nil }
      var out = bare(.number, token.range)
      out.number = ExactNumber(numbers[Int(token.payload)])
      out.unit = ""
      return out
    case .title:
      var out = bare(.title, token.range)
      out.text = reading.printed(token.range.dropFirst().dropLast())
      return out
    case .documentNumber:
      var out = bare(.documentNumber, token.range)
      out.text = reading.printed(token.range)
      return out
    default: return nil
    }
  }

  private func shown(_ value: PhraseValue, _ range: Range<Int>) -> RecognizedPhrase? {
    switch value {
    case .word: return nil
    case .date(let date):
      var out = bare(.time, range)
      let dated = date.inYear(of: reading.yearReference)
      out.text = dated.iso ?? (date.year == nil && date.relativeYear == nil ? date.monthDay.map { "--\($0)" } : nil)
      return out
    case .duration(let duration):
      var out = bare(.duration, range)
      out.text = duration.iso
      out.isWorkdays = duration.isWorkdays
      if let (number, unit) = reading.numberAndUnit(of: range, in: duration) {
        out.number = ExactNumber(number)
        out.unit = unit
      }
      return out
    case .quantity(let quantity):
      var out = bare(quantity.kind, range)
      out.number = ExactNumber(quantity.exact ?? quantity.value)
      out.upper = quantity.upper.map { ExactNumber($0) }
      out.unit = quantity.isPercentagePoints ? "%" : quantity.unit
      out.comparison = ComparisonOperator(rawValue: quantity.comparison)
      return out
    case .temporal(let temporal):
      guard let kind = TemporalKind(rawValue: temporal.kind) else { return nil }
      var out = bare(.time, range)
      out.text = temporal.value
      out.isWorkdays = temporal.isWorkdays
      out.temporal = Temporal(
        span: out.span, quote: out.quote, kind: kind, value: temporal.value, isWorkdays: temporal.isWorkdays,
        by: temporal.by, times: temporal.times, after: temporal.after)
      return out
    case .organization(let organization):
      var out = bare(.organization, range)
      out.text = organization.whole(reading.printed(organization.name))
      return out
    }
  }
}

extension NoticeReading.Phrase {
  /// Whether the numbers in it are none of their own: in dates, ordinals and other words.
  fileprivate var isOpaque: Bool {
    switch value {
    case .word, .date: true
    default: false
    }
  }
}

extension QuantityValue {
  /// What kind of phrase it is.
  fileprivate var kind: RecognizedPhrase.Kind {
    if isMoney { return .money }
    if unit == "%" || isPercentagePoints { return .percentage }
    return unit.isEmpty && comparison == "=" ? .number : .quantity
  }
}

extension NoticeReading {
  /// The number and the unit of a duration by its characters; nil for one of several units (8天20小时).
  fileprivate func numberAndUnit(of range: Range<Int>, in duration: DurationValue) -> (Numeral, String)? {
    let letters = duration.iso.unicodeScalars.filter { $0.properties.isAlphabetic && $0 != "P" && $0 != "T" }
    guard letters.count == 1 else { return nil }
    let characters = Array(outline.characters[range])
    let tokens = Tokenizer(lexicon: lexicon).tokens(of: characters)
    guard let first = tokens.tokens.first, first.type == .number, tokens.numbers.count == 1,
      let number = tokens.numbers.first
    else { return nil }
    let rest = characters[Int(first.end)...].drop { DurationValue.approximations.contains($0) }
    return (number, String(decoding: rest, as: UTF16.self))
  }
}

extension Outline {
  /// The outline with a passage for each piece of the text that no passage holds, so that all characters are read but
  /// the labels of provisions. What was taken for a label but goes on with a digit (1.2万元) is read with its passage.
  /// `date` stands for the notice's own. `labels`: the labels in such passages, as characters of the outline.
  func withAllPassages(date: String?) -> (outline: Outline, labels: [Range<Int>]) {
    var isRead = [Bool](repeating: false, count: text.count)
    for offset in offsets { isRead[Int(offset)] = true }
    var characters = characters
    var offsets = offsets
    var passages = passages
    var labels: [Range<Int>] = []
    for provision in provisions {
      let label = provision.labelSpan.start..<min(max(provision.labelSpan.start, provision.labelSpan.end), text.count)
      guard let first = provision.passages.first, passages.indices.contains(first) else { continue }
      let passage = passages[first].range
      let isNumber =
        passage.lowerBound < passage.upperBound && Int(offsets[passage.lowerBound]) == label.upperBound
        && !label.isEmpty && label.contains(where: isDigit)
        && (isDigit(label.upperBound) || (isDigit(label.upperBound - 1) && isDigit(label.lowerBound)))
      guard !isNumber else {
        let start = characters.count
        for offset in label where text.folded[offset] != Folding.blank {
          characters.append(text.folded[offset])
          offsets.append(Int32(offset))
        }
        if !isDigit(label.upperBound) { labels.append(start..<characters.count) }
        characters += characters[passage]
        offsets += offsets[passage]
        let old = passages[first]
        passages[first] = Passage(range: start..<characters.count, role: old.role, provision: old.provision)
        for offset in label { isRead[offset] = true }
        continue
      }
      // A line that is a label and nothing else is not taken for one.
      let isAlone = passage.isEmpty || text.folded[label.upperBound...].first { $0 != Folding.blank } == nil
      if !isAlone { for offset in label { isRead[offset] = true } }
    }
    var start = characters.count
    func close() {
      if characters.count > start {
        passages.append(Passage(range: start..<characters.count, role: .body, provision: nil))
      }
      start = characters.count
    }
    for (offset, unit) in text.folded.enumerated() {
      if unit == Folding.lineEnd || isRead[offset] {
        close()
      } else if unit != Folding.blank {
        characters.append(unit)
        offsets.append(Int32(offset))
      }
    }
    close()
    var front = frontMatter
    if let date { front.date = date }
    let all = Outline(
      text: text, blocks: blocks, characters: characters, offsets: offsets, passages: passages, provisions: provisions,
      tables: tables, frontMatter: front, diagnostics: diagnostics)
    return (all, labels)
  }

  private func isDigit(_ offset: Int) -> Bool {
    text.folded.indices.contains(offset) && (0x30...0x39).contains(text.folded[offset])
  }
}
