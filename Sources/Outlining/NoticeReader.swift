import TextModel

/// Puts together what the layout says of the notice: kind, what it carries, who issued it, and when.
struct NoticeReader {
  let names: NameReader
  private var flat: FlatText { names.flat }
  private var words: OutlineWords { names.words }

  init(names: NameReader) { self.names = names }

  /// The front matter of the notice.
  func frontMatter(
    _ lines: [Line], _ front: FrontMatterReader.Result, _ back: BackMatterReader.Result, _ backReader: BackMatterReader
  ) -> FrontMatter {
    var matter = front.front
    let title = names.joined(front.title)
    if let carried = BackMatterReader.carried(in: title, words) {
      let part = Array(title[carried])
      if let kind = names.kind(of: part) {
        matter.carries = kind
        matter.carriedTitle = back.carriedTitle ?? names.printed(carried, of: front.title)
      }
    }
    if matter.kind == nil {
      let end = back.sections.dropFirst().first?.firstLine ?? lines.count
      matter.kind = kindBySigns(lines, from: front.bodyStart, to: max(end, front.bodyStart))
    }
    if matter.carries == nil, let carried = back.carriedTitle, matter.title == nil {
      matter.carriedTitle = carried
      matter.carries = back.carriedKind
    }
    let signers = backReader.signers(lines, back.signature)
    matter.issuers = issuers(signers, titleBodies(front.title, backReader))
    if matter.issuers.isEmpty, let issuer = front.orderIssuer { matter.issuers = [issuer] }
    matter.date = back.date ?? front.publicationDate ?? back.printingDate
    matter.hasPageDate = back.date == nil && front.publicationDate != nil && front.isOfPage
    matter.attachments = back.attachments
    return matter
  }

  /// An instrument that bears the notice's own title, or that an order puts in force, is the notice itself.
  func settleOwnInstrument(_ front: inout FrontMatterReader.Result, _ back: inout BackMatterReader.Result) {
    guard let index = back.sections.firstIndex(where: { $0.kind == .carried }) else { return }
    let section = back.sections[index]
    if front.isOrder, front.front.title == nil {
      front.front.title = section.name
      front.front.titleSpan = section.span
      // An order has no title but that of what it puts in force; its kind is its own.
      front.front.kind = Self.order
      front.front.carries = back.carriedKind
    } else {
      guard let title = front.front.title,
        isSubsequence(title, of: section.name) || isSubsequence(section.name, of: title),
        BackMatterReader.carried(in: names.joined(front.title), words) == nil
      else { return }
    }
    back.sections[index] = Section(kind: .notice, firstLine: section.firstLine, name: "", span: section.span)
    back.carriedTitle = nil
    back.carriedKind = nil
  }

  /// 令
  private static let order = String(decoding: [0x4EE4] as [UInt16], as: UTF16.self)

  /// The kind that the text names itself by: 特此通知, 制定本实施细则.
  private func kindBySigns(_ lines: [Line], from start: Int, to end: Int) -> String? {
    let texts = lines[start..<end].filter { $0.isText && !$0.flat.isEmpty }
    guard let low = texts.first?.flat.lowerBound, let high = texts.last?.flat.upperBound, low < high else { return nil }
    // Over the ends of lines: a hard wrap may stand in the middle of the words.
    let early = low..<min(high, low + 1500)
    if let found = words.kindSigns.first(flat.units, in: early) { return found.value }
    let own: UInt16 = 0x672C  // 本
    for at in early.dropFirst() where flat.units[at] == own && isMaking(flat.units[at - 1]) {
      guard let (length, value) = words.kinds.match(flat.units, at: at + 1, early.upperBound) else { continue }
      return value.isEmpty ? names.printed((at + 1)..<(at + 1 + length)) : value
    }
    return words.kindSigns.first(flat.units, in: low..<high)?.value
  }

  /// 制定, 制订, 出台: the verbs before 本办法 end so.
  private func isMaking(_ unit: UInt16) -> Bool { unit == 0x5B9A || unit == 0x8BA2 || unit == 0x53F0 }

  /// The bodies at the head of the title: what stands before 关于, or its longest beginning that is a body's name.
  private func titleBodies(_ title: [Range<Int>], _ backReader: BackMatterReader) -> [String] {
    guard let first = title.first else { return [] }
    var head: [Range<Int>] = []
    var isFound = false
    for range in title {
      if let about = words.titleSigns.first(flat.units, in: range) {
        if about.start > range.lowerBound { head.append(range.lowerBound..<about.start) }
        isFound = true
        break
      }
      head.append(range)
    }
    guard isFound else {
      if let body = longestBody(first) { return [names.printed(body)] }
      return []
    }
    var out: [String] = []
    for range in head {
      var from = range.lowerBound
      for at in range where at > from && flat.gaps[at] != FlatText.noGap {
        out.append(names.printed(from..<at))
        from = at
      }
      if from < range.upperBound { out.append(names.printed(from..<range.upperBound)) }
      guard backReader.isOrganization(range) else { return [] }
    }
    return out
  }

  /// The longest beginning of the range that ends as the name of an issuing body does.
  private func longestBody(_ range: Range<Int>) -> Range<Int>? {
    var best: Range<Int>?
    var end = range.lowerBound + 4
    while end <= min(range.upperBound, range.lowerBound + 32) {
      if let (length, value) = words.organizationEndings.suffix(flat.units, before: end, range.lowerBound),
        value == "head", end - range.lowerBound > length,
        !flat.units[range.lowerBound..<end].contains(CodeUnits.openBracket)
      {
        best = range.lowerBound..<end
      }
      end += 1
    }
    return best
  }

  /// The bodies that signed, by the fuller of the names that signature and title give them.
  private func issuers(_ signers: [String], _ titled: [String]) -> [String] {
    guard !signers.isEmpty else { return titled }
    guard signers.count == titled.count else { return signers }
    for (short, long) in zip(signers, titled) {
      guard short.count < long.count, isSubsequence(short, of: long) else { return signers }
    }
    return titled
  }

  private func isSubsequence(_ short: String, of long: String) -> Bool {
    var rest = Substring(long)
    for character in short {
      guard let at = rest.firstIndex(of: character) else { return false }
      rest = rest[rest.index(after: at)...]
    }
    return true
  }
}
