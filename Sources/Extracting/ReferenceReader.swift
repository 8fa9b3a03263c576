import Matching
import RuleModel
import TextModel
import Tokenizing

/// Places that name another provision of the same notice: 第七条第（二）项.
struct ReferenceReader {
  let reading: NoticeReading
  /// 第
  private static let ordinalSign: UInt16 = 0x7B2C

  func read(_ matches: [(file: CompiledFile, matches: [Match])]) -> [NoticeFacts.Reference] {
    var out: [NoticeFacts.Reference] = []
    for (file, found) in matches {
      for match in found {
        let segment = reading.stream.segments[match.segment]
        let passage = reading.outline.passages[segment.passage]
        guard [.body, .cell, .heading].contains(passage.role) else { continue }
        let fields = MatchFields(match: match, rule: file.rules[match.rule])
        var labels: [String] = []
        for part in [fields.capture("chapter"), fields.capture("article")].compactMap(\.self) {
          let characters = reading.characters(of: part)
          // 共7条 names no article: a label begins with 第.
          guard !characters.isEmpty, reading.outline.characters[characters.lowerBound] == Self.ordinalSign else {
            continue
          }
          labels.append(reading.folded(characters))
        }
        if let item = fields.capture("item") {
          var characters = reading.characters(of: item)
          if characters.first.map({ reading.outline.characters[$0] }) == Self.ordinalSign { characters.removeFirst() }
          let label = reading.folded(characters)
          labels.append(label.hasPrefix("(") ? label : "(\(label))")
        }
        // 本条第（二）项: the article is the one that it stands in.
        if file.rules[match.rule].rule.makes.text("own") == "true" {
          guard let article = article(of: passage.provision) else { continue }
          labels.insert(article, at: 0)
        }
        guard !labels.isEmpty else { continue }
        out.append(
          NoticeFacts.Reference(span: reading.span(of: match.tokens), provision: passage.provision, labels: labels))
      }
    }
    return out
  }

  private func article(of provision: Int?) -> String? {
    var at = provision
    while let index = at {
      let provision = reading.outline.provisions[index]
      if provision.level == .article { return provision.path.last }
      at = provision.parent
    }
    return nil
  }
}
