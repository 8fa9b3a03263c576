// The rules of a notice as the library follows them through versions: a line of text each.
import RuleModel
import TextModel

/// Writes and reads the list of a notice's rules.
///
///     number  kind  signature  ordinal  start  end  sentence start  sentence end  path
enum RuleList {
  /// The rules with their keys, fields separated by tabs.
  static func bytes(of rules: [PreparedNotice.RuleEntry], _ keys: [RuleKey]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(rules.count * 72)
    for (rule, key) in zip(rules, keys) {
      out += String(rule.number).utf8
      out.append(0x09)
      out += key.kind.utf8
      out.append(0x09)
      out += String(UInt64(bitPattern: key.signature), radix: 16).utf8
      for number in [key.ordinal, rule.span.start, rule.span.end, rule.sentenceSpan.start, rule.sentenceSpan.end] {
        out.append(0x09)
        out += String(number).utf8
      }
      out.append(0x09)
      out += rule.path.utf8.map { $0 < 0x20 ? 0x20 : $0 }
      out.append(0x0A)
    }
    return out
  }

  /// The rules of a list, their words from the notice's text. A line of another form is passed over.
  static func rules(in bytes: [UInt8], of text: SourceText) -> [RuleKeys.Known] {
    let finder = SentenceFinder(text)
    return bytes.split(separator: 0x0A).compactMap { line in
      let fields = line.split(separator: 0x09, maxSplits: 8, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard fields.count == 9, let number = Int(fields[0]), let signature = UInt64(fields[2], radix: 16) else {
        return nil
      }
      let numbers = fields[3...7].compactMap { Int($0) }
      guard numbers.count == 5, !numbers.contains(where: { $0 < 0 }) else { return nil }
      let (span, sentence) = (Span(numbers[1], numbers[2]), Span(numbers[3], numbers[4]))
      let key = RuleKey(kind: fields[1], signature: Int64(bitPattern: signature), ordinal: numbers[0])
      return RuleKeys.Known(
        key: key,
        entry: PreparedNotice.RuleEntry(
          number: number, kind: fields[1], key: key, span: span, sentenceSpan: sentence, text: finder.squeezed(span),
          sentence: finder.squeezed(sentence), path: fields[8]))
    }
  }
}
