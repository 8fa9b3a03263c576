// A rule whose words have changed is the same rule: it keeps the key that its row has, and so does what refers to it.
import Tabulating
import TextModel

/// Which rows are rows that the target has under another key, since a notice says the same in other words.
struct KeptKeys {
  /// For each notice the keys that rules have now, and those that their rows have.
  private var old: [String: [String: String]] = [:]

  /// How alike what a rule says must be, 0…1, to be taken for a new wording.
  private static let least = 0.5
  /// How many rows a rule is compared with at most.
  private static let most = 200
  /// Columns whose values are keys of other rows.
  private static let references: Set = ["of", "from", "to", "trigger", "next"]

  /// Compares the rules of each notice that the target does not know with the rows that the notice no longer has.
  init(_ tables: [(table: MappedTable, there: TargetTable)]) {
    for (table, there) in tables {
      var gone: [String: [RowKey]] = [:]
      for key in there.base.keys.sorted() where table.rows[key] == nil && Self.isRule(key.key) {
        gone[key.notice, default: []].append(key)
      }
      guard !gone.isEmpty else { continue }
      var new: [String: [RowKey]] = [:]
      for key in table.order where Self.isRule(key.key) && gone[key.notice] != nil {
        guard there.base[key] == nil, there.rows[key] == nil else { continue }
        new[key.notice, default: []].append(key)
      }
      for (notice, keys) in new {
        let pairs = Self.pairs(keys, gone[notice] ?? [], table, there)
        old[notice, default: [:]].merge(pairs) { first, _ in first }
      }
    }
  }

  /// The table with rows under the keys that they have in the target.
  func applied(to table: MappedTable) -> MappedTable {
    guard !old.isEmpty else { return table }
    return table.renamed { key in
      guard let names = old[key.notice] else { return key }
      return RowKey(notice: key.notice, key: Self.renamed(key.key, names))
    } value: { notice, column, value in
      guard Self.references.contains(column), let names = old[notice] else { return value }
      return names[value] ?? value
    }
  }

  /// Whether a key is a rule's: kind, signature of 16 digits, number.
  private static func isRule(_ key: String) -> Bool {
    let parts = key.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 3 && parts[1].utf8.count == 16 && parts[1].allSatisfy(\.isHexDigit) && Int(parts[2]) != nil
  }

  /// A key, or one made of keys: `KEY/2`, `KEY due KEY`.
  private static func renamed(_ key: String, _ names: [String: String]) -> String {
    if let name = names[key] { return name }
    var parts = key.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    for (index, part) in parts.enumerated() {
      let mark = part.firstIndex { $0 == "/" || $0 == "#" } ?? part.endIndex
      if let name = names[String(part[..<mark])] { parts[index] = name + part[mark...] }
    }
    return parts.joined(separator: " ")
  }

  private static func pairs(
    _ new: [RowKey], _ gone: [RowKey], _ table: MappedTable, _ there: TargetTable
  ) -> [String: String] {
    let before = gone.prefix(most).map { ($0, there.base[$0] ?? [:]) }
    let textsBefore = before.map { Bigrams(said($0.1, table)) }
    var candidates: [(score: Double, new: Int, old: Int)] = []
    for (index, key) in new.enumerated() {
      let values = table.rows[key] ?? [:]
      let text = Bigrams(said(values, table))
      for (place, (_, known)) in before.enumerated() {
        let likeness = text.likeness(to: textsBefore[place])
        guard likeness >= least else { continue }
        // Of rules read from the same words, the one that agrees in most fields.
        let equal = table.columns.count { values[$0.ours] == known[$0.ours] }
        candidates.append((likeness + 0.5 * Double(equal) / Double(max(1, table.columns.count)), index, place))
      }
    }
    candidates.sort { ($1.score, $0.new, $0.old) < ($0.score, $1.new, $1.old) }
    var (takenNew, takenOld): (Set<Int>, Set<Int>) = ([], [])
    var names: [String: String] = [:]
    for candidate in candidates where !takenNew.contains(candidate.new) && !takenOld.contains(candidate.old) {
      takenNew.insert(candidate.new)
      takenOld.insert(candidate.old)
      names[new[candidate.new].key] = before[candidate.old].0.key
    }
    return names
  }

  /// The words that a rule was read from; where they have no column, all its words.
  private static func said(_ values: RowValues, _ table: MappedTable) -> [UInt16] {
    if let quote = values["quote"] ?? nil { return quote.utf16.filter { $0 > 0x20 && $0 != 0x3000 } }
    let texts = table.columns.filter { $0.type == .text }.compactMap { values[$0.ours] ?? nil }
    return texts.joined(separator: "\u{1}").utf16.filter { $0 != 0x20 && $0 != 0x0A }
  }
}
