// The rules of a notice as the library follows them through versions: a line of text each.
import RuleModel
import TextModel

/// Writes and reads the list of a notice's rules.
///
///     number  kind  signature  ordinal  start  end  sentence start  sentence end  path
enum RuleList {
  /// The rules with their keys, fields separated by tabs.
  static func bytes(of rules: [PreparedNotice.RuleEntry], _ keys: some Sequence<RuleKey>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(rules.count * 72)
    for (rule, key) in zip(rules, keys) {
      append(UInt64(clamping: rule.number), to: &out)
      out.append(0x09)
      out += key.kind.utf8
      out.append(0x09)
      append(UInt64(bitPattern: key.signature), radix: 16, to: &out)
      for number in [key.ordinal, rule.span.start, rule.span.end, rule.sentenceSpan.start, rule.sentenceSpan.end] {
        out.append(0x09)
        append(UInt64(clamping: number), to: &out)
      }
      out.append(0x09)
      out += rule.path.utf8.map { $0 < 0x20 ? 0x20 : $0 }
      out.append(0x0A)
    }
    return out
  }

  /// Digits as `String(number, radix:)` gives them.
  private static func append(_ number: UInt64, radix: UInt64 = 10, to out: inout [UInt8]) {
    let start = out.count
    var rest = number
    repeat {
      let digit = UInt8(truncatingIfNeeded: rest % radix)
      out.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
      rest /= radix
    } while rest > 0
    out[start...].reverse()
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
          number: number, kind: fields[1], key: key, span: span, sentenceSpan: sentence, path: fields[8],
          text: finder.squeezed(span), sentence: finder.squeezed(sentence)))
    }
  }
}
