import RuleModel
import TextModel

/// Notices that are versions of one another, in the order in which they were issued.
public struct VersionFamily: Hashable, Sendable {
  /// What all titles have in common, without years and words of edition.
  public var stem: String
  /// The versions, as indices into the notices given; the oldest first.
  public var members: [Int]
}

/// Finds which of many notices are versions of one another: by title, issuer and document number.
public struct VersionFamilies: Sendable {
  /// Families of at least two, by their first member.
  public private(set) var families: [VersionFamily] = []
  /// The notices that have no other version here.
  public private(set) var singles: [Int] = []

  /// Sorts notices into families. `vocabulary` has the list `edition-words`.
  public init(_ graphs: [RuleGraph], vocabulary: Vocabulary, folding: Folding) {
    var byStem: [[UInt16]: [Int]] = [:]
    var stems: [[UInt16]] = []
    for (index, graph) in graphs.enumerated() {
      let stem = Self.stem(of: graph.document.title ?? "", vocabulary, folding)
      stems.append(stem)
      if !stem.isEmpty { byStem[stem, default: []].append(index) } else { singles.append(index) }
    }
    for index in graphs.indices {
      guard let members = byStem.removeValue(forKey: stems[index]) else { continue }
      // The same title by another issuer is another notice.
      var groups: [[Int]] = []
      for member in members {
        let home = groups.firstIndex { group in
          group.contains { Self.mayBeOneIssuer(graphs[$0].document, graphs[member].document) }
        }
        if let home { groups[home].append(member) } else { groups.append([member]) }
      }
      for group in groups {
        guard group.count > 1 else {
          singles += group
          continue
        }
        let ordered = group.sorted { a, b in
          let (left, right) = (Self.day(of: graphs[a].document), Self.day(of: graphs[b].document))
          return left == right ? graphs[a].text.name < graphs[b].text.name : left < right
        }
        families.append(VersionFamily(stem: String(decoding: stems[index], as: UTF16.self), members: ordered))
      }
    }
    singles.sort()
  }

  /// A title without blanks, marks, years and words of edition; of 关于印发《…》的通知 what stands between the marks.
  static func stem(of title: String, _ vocabulary: Vocabulary, _ folding: Folding) -> [UInt16] {
    var units = folding.fold(word: title)
    if let open = units.firstIndex(of: 0x300A), let close = units.lastIndex(of: 0x300B), open + 4 < close {
      units = Array(units[(open + 1)..<close])
    }
    var out: [UInt16] = []
    var at = 0
    while at < units.count {
      let digits = units[at...].prefix { (0x30...0x39).contains($0) || yearNumerals.contains($0) }
      if digits.count >= 4 {
        at += digits.count
        continue
      }
      if let match = vocabulary.longestMatch(in: units[at...], list: "edition-words") {
        at += match.length
        continue
      }
      if !Marks.isMark(units[at]) { out.append(units[at]) }
      at += 1
    }
    return out
  }

  /// Numerals that years are written in: zero to nine.
  private static let yearNumerals: Set<UInt16> = [
    0x96F6, 0x3007, 0x25CB, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D,
  ]

  /// Whether two notices may come from one issuer: a common one, the same mark before the year of the number, or
  /// nothing known of one of them.
  private static func mayBeOneIssuer(_ a: Document, _ b: Document) -> Bool {
    if let left = mark(of: a.number), let right = mark(of: b.number), left == right { return true }
    if a.issuers.isEmpty || b.issuers.isEmpty { return true }
    return a.issuers.contains { left in
      b.issuers.contains { left == $0 || left.hasSuffix($0) || $0.hasSuffix(left) }
    }
  }

  /// What stands before the bracket of a document number.
  private static func mark(of number: String?) -> String? {
    guard let number else { return nil }
    let mark = number.prefix { !"〔[（(【".contains($0) }
    return mark.count < number.count && !mark.isEmpty ? String(mark) : nil
  }

  /// The day that a notice is from, as far as it says: its date, the year of its number, the last year of its title.
  private static func day(of document: Document) -> String {
    if let date = document.date { return date }
    if let effective = document.effective, effective.first?.isNumber == true { return effective }
    let year = CivilDate.years(in: document.number ?? "").first ?? CivilDate.years(in: document.title ?? "").last
    return year.map(String.init) ?? ""
  }
}
