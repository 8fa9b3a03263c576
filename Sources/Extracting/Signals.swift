import Matching
import RuleModel
import TextModel
import Tokenizing

extension Extractor {
  /// The sentences of running text and of cells that hold a modal, a comparison, a time or a number with a unit.
  public func sentencesWithSignals(in outline: Outline) -> [Coverage.Sentence] {
    let (reading, _) = read(outline)
    var out: [Coverage.Sentence] = []
    for segment in reading.stream.segments where segment.outer == nil {
      let passage = outline.passages[segment.passage]
      guard passage.role == .body || passage.role == .cell else { continue }
      var start = reading.bodyStart(of: segment)
      while start < segment.tokens.upperBound {
        let stop = (start..<segment.tokens.upperBound).first { reading.stream.tokens[$0].type == .stop }
        let tokens = start..<(stop ?? segment.tokens.upperBound)
        start = tokens.upperBound + 1
        let signals = reading.signals(in: tokens) { isPart(of: "modal-parts", $0, in: reading) }
        guard !signals.isEmpty else { continue }
        let span = reading.span(of: tokens)
        let path = passage.provision.map { outline.provisions[$0].path } ?? []
        out.append(Coverage.Sentence(span: span, quote: outline.text.string(in: span), path: path, signals: signals))
      }
    }
    return out
  }

  /// Whether a character stands inside a word of a list: the 需 of 需求.
  private func isPart(of list: String, _ place: Range<Int>, in reading: NoticeReading) -> Bool {
    guard place.count == 1 else { return false }
    let characters = reading.outline.characters
    for start in max(0, place.lowerBound - 3)...place.lowerBound {
      let rest = characters[start..<min(characters.count, start + 5)]
      guard let (length, _) = vocabulary.longestMatch(in: rest, list: list) else { continue }
      if start + length > place.lowerBound { return true }
    }
    return false
  }
}

extension NoticeReading {
  /// What among the tokens makes a sentence speak like a rule.
  fileprivate func signals(in tokens: Range<Int>, isPart: (Range<Int>) -> Bool) -> [Coverage.Signal] {
    var found: Set<Coverage.Signal> = []
    for token in tokens {
      let single = token..<(token + 1)
      switch phrase(token)?.value {
      case .date, .duration, .temporal: found.insert(.time)
      case .quantity(let quantity): found.insert(quantity.comparison == "=" ? .unit : .comparison)
      default: break
      }
      if listValue(of: single, list: "modals") != nil, !isPart(characters(of: single)) { found.insert(.modal) }
      if listValue(of: single, list: "compare-before") != nil || listValue(of: single, list: "compare-after") != nil {
        found.insert(.comparison)
      }
      if token > tokens.lowerBound, stream.tokens[token - 1].type == .number,
        listValue(of: single, list: "measure-units") != nil
      {
        found.insert(.unit)
      }
    }
    return Coverage.Signal.allCases.filter(found.contains)
  }
}
