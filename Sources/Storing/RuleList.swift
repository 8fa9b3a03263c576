// The rules of a notice as the library follows them through versions.
import RuleModel
import TextModel

/// Writes and reads the list of a notice's rules.
///
///     1, the number of strings, each string (its length in bytes, then UTF-8),
///     then for each rule: number, kind (which string), signature (8 bytes, lowest first), ordinal,
///     start (less that of the rule before), length, start of its sentence (less its own), length of that, path (which string)
///
/// Numbers are written seven bits to a byte, lowest first, the highest bit set but in the last; those that may be below 0
/// as twice their size, less one where they are.
enum RuleList {
  /// What the first byte says: this form. Older lists are lines of text, packed, and begin otherwise.
  private static let form: UInt8 = 1

  /// The rules with their keys.
  static func bytes(of rules: [PreparedNotice.RuleEntry], _ keys: some Sequence<RuleKey>) -> [UInt8] {
    var strings = StringTable()
    var body: [UInt8] = []
    body.reserveCapacity(rules.count * 20)
    var last = 0
    for (rule, key) in zip(rules, keys) {
      append(rule.number, to: &body)
      append(strings.number(of: key.kind), to: &body)
      withUnsafeBytes(of: key.signature.littleEndian) { body.append(contentsOf: $0) }
      append(key.ordinal, to: &body)
      append(signed: rule.span.start - last, to: &body)
      append(rule.span.count, to: &body)
      append(signed: rule.sentenceSpan.start - rule.span.start, to: &body)
      append(rule.sentenceSpan.count, to: &body)
      append(strings.number(ofRepeated: rule.path), to: &body)
      last = rule.span.start
    }
    var out = [form]
    out.reserveCapacity(body.count + 256)
    append(strings.strings.count, to: &out)
    for string in strings.strings {
      append(string.utf8.count, to: &out)
      out += string.utf8
    }
    return out + body
  }

  private struct StringTable {
    private(set) var strings: [String] = []
    private var numbers: [String: Int] = [:]
    private var last: (string: String, number: Int) = ("", -1)

    mutating func number(of string: String) -> Int {
      if let known = numbers[string] { return known }
      strings.append(string)
      numbers[string] = strings.count - 1
      return strings.count - 1
    }

    /// The same for a string that is likely that of the call before, as rules of one provision stand together.
    mutating func number(ofRepeated string: String) -> Int {
      if last.number < 0 || last.string != string { last = (string, number(of: string)) }
      return last.number
    }
  }

  private static func append(_ number: Int, to out: inout [UInt8]) {
    var rest = UInt64(clamping: number)
    while rest >= 0x80 {
      out.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    out.append(UInt8(truncatingIfNeeded: rest))
  }

  private static func append(signed number: Int, to out: inout [UInt8]) {
    append(number < 0 ? -2 * number - 1 : 2 * number, to: &out)
  }

  /// The rules of a list as the library holds it, their words from the notice's text; `length` is that of a packed list
  /// unpacked. What is damaged ends the list.
  static func rules(in stored: [UInt8], length: Int, of text: SourceText) -> [RuleKeys.Known] {
    if stored.first == form { return Reader(stored).rules(of: text) }
    guard let lines = Packing.unpack(stored, count: length) else { return [] }
    return rules(inLines: lines, of: text)
  }

  private static func rule(
    number: Int, _ key: RuleKey, _ span: Span, _ sentence: Span, path: String, _ finder: SentenceFinder
  ) -> RuleKeys.Known {
    RuleKeys.Known(
      key: key,
      entry: PreparedNotice.RuleEntry(
        number: number, kind: key.kind, key: key, span: span, sentenceSpan: sentence, path: path,
        text: finder.squeezed(span), sentence: finder.squeezed(sentence)))
  }

  private struct Reader {
    private let bytes: [UInt8]
    private var at = 1
    /// No text is longer than this: a larger number is damage, and sums of such numbers do not overflow.
    private static let most = 1 << 40

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func rules(of text: SourceText) -> [RuleKeys.Known] {
      var reader = self
      guard let count = reader.number() else { return [] }
      var strings: [String] = []
      while strings.count < count {
        guard let length = reader.number(), length <= bytes.count - reader.at else { return [] }
        strings.append(String(decoding: bytes[reader.at..<(reader.at + length)], as: UTF8.self))
        reader.at += length
      }
      let finder = SentenceFinder(text)
      var rules: [RuleKeys.Known] = []
      var last = 0
      while reader.at < bytes.count, let rule = reader.rule(strings, &last, finder) { rules.append(rule) }
      return rules
    }

    private mutating func rule(_ strings: [String], _ last: inout Int, _ finder: SentenceFinder) -> RuleKeys.Known? {
      guard let number = number(), let kind = self.number(), strings.indices.contains(kind),
        let signature = signature(),
        let ordinal = self.number(), let step = signed(), let count = self.number(), let sentenceStep = signed(),
        let sentenceCount = self.number(), let path = self.number(), strings.indices.contains(path)
      else { return nil }
      let start = last + step
      let sentenceStart = start + sentenceStep
      guard (0...Self.most).contains(start), (0...Self.most).contains(sentenceStart) else { return nil }
      last = start
      return RuleList.rule(
        number: number, RuleKey(kind: strings[kind], signature: signature, ordinal: ordinal),
        Span(start, start + count), Span(sentenceStart, sentenceStart + sentenceCount), path: strings[path], finder)
    }

    private mutating func signature() -> Int64? {
      guard bytes.count - at >= 8 else { return nil }
      var value: UInt64 = 0
      for index in 0..<8 { value |= UInt64(bytes[at + index]) << UInt64(8 * index) }
      at += 8
      return Int64(bitPattern: value)
    }

    private mutating func number() -> Int? {
      var value: UInt64 = 0
      var shift: UInt64 = 0
      while at < bytes.count, shift < 49 {
        let byte = bytes[at]
        at += 1
        value |= UInt64(byte & 0x7F) << shift
        if byte < 0x80 { return value <= UInt64(Self.most) ? Int(value) : nil }
        shift += 7
      }
      return nil
    }

    private mutating func signed() -> Int? {
      number().map { $0 % 2 == 1 ? -($0 / 2) - 1 : $0 / 2 }
    }
  }

  /// The rules of an older list, lines of `number  kind  signature  ordinal  start  end  sentence start  sentence end  path`
  /// with tabs between them. A line of another form is passed over.
  private static func rules(inLines bytes: [UInt8], of text: SourceText) -> [RuleKeys.Known] {
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
      let key = RuleKey(kind: fields[1], signature: Int64(bitPattern: signature), ordinal: numbers[0])
      return rule(
        number: number, key, Span(numbers[1], numbers[2]), Span(numbers[3], numbers[4]), path: fields[8], finder)
    }
  }
}
