import TextModel

/// Which sentences of a notice speak like rules and produced none.
public struct Coverage: Sendable {
  /// What makes a sentence speak like a rule.
  public enum Signal: String, Hashable, Sendable, CaseIterable {
    /// 应当 不得 可以 鼓励
    case modal
    /// 不少于 以上
    case comparison
    /// A date, a length of time, an expression of time.
    case time
    /// A number with a unit.
    case unit
  }

  /// A sentence that holds a signal.
  public struct Sentence: Hashable, Sendable {
    /// Where it stands.
    public var span: Span
    /// Its characters.
    public var quote: String
    /// The labels of the provision that it stands in, the outermost first; empty before the first.
    public var path: [String]
    /// What it holds, in the order of `Signal.allCases`.
    public var signals: [Signal]

    /// A sentence of the given parts.
    public init(span: Span, quote: String, path: [String], signals: [Signal]) {
      self.span = span
      self.quote = quote
      self.path = path
      self.signals = signals
    }
  }

  /// The text.
  public var text: SourceText
  /// The title of the notice.
  public var title: String?
  /// How many sentences hold a signal.
  public var count: Int
  /// Those of them in which no rule stands, in the order of the text. A citation alone is no rule here: it names what
  /// applies and does not say what the sentence asks for.
  public var gaps: [Sentence]

  /// The coverage of a graph, given the sentences of its text that hold a signal.
  public init(of graph: RuleGraph, sentences: [Sentence]) {
    text = graph.text
    title = graph.document.title
    count = sentences.count
    // The furthest end of the rules that begin no later, by the order of their beginnings.
    let spans = graph.rules.filter { if case .citation = $0.body { false } else { true } }.map(\.span).sorted()
    var ends: [Int] = []
    for span in spans { ends.append(max(span.end, ends.last ?? 0)) }
    gaps = sentences.filter { sentence in
      let behind = spans.partitioningIndex { $0.start >= sentence.span.end }
      return behind == 0 || ends[behind - 1] <= sentence.span.start
    }
  }

  /// The share of the sentences with a signal in which a rule stands, in thousandths; 1000 where there are none.
  public var perMille: Int { count == 0 ? 1000 : (count - gaps.count) * 1000 / count }
}
