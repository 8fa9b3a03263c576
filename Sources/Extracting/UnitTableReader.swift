import RuleModel
import TextModel
import Tokenizing

/// The columns of task tables that name units: 责任单位, 牵头单位, 配合单位. One duty a unit and row.
struct UnitTableReader {
  let reading: NoticeReading
  let vocabulary: Vocabulary
  /// Whether the notice says that the first of a list leads.
  var firstLeads = false

  /// A cell that names units: its passage, and what they do.
  struct Cell {
    var passage: Int
    var role: Duty.Role
  }

  /// The duties of the cells, in the order of the text.
  func read(_ cells: [Cell]) -> [NoticeFacts.Fact] {
    guard !cells.isEmpty else { return [] }
    var segments: [Int: Segment] = [:]
    for segment in reading.stream.segments where segment.outer == nil { segments[segment.passage] = segment }
    let lists = UnitListReader(reading: reading, vocabulary: vocabulary)
    var out: [NoticeFacts.Fact] = []
    for cell in cells {
      guard let segment = segments[cell.passage] else { continue }
      for (index, unit) in lists.units(in: reading.withoutFinalMarks(segment.tokens)).enumerated()
      where isName(unit.range) {
        let span = reading.outline.span(of: unit.range)
        let leads = firstLeads && index == 0 && cell.role == .responsible
        let mention = OrganizationMention(span: span, quote: reading.outline.text.string(in: span), name: unit.name)
        out.append(
          NoticeFacts.Fact(
            span: span, provision: reading.outline.passages[cell.passage].provision, rule: "units.table-column",
            body: .duty(
              Duty(unit: mention, role: leads ? .lead : unit.isJoined ? .support : cell.role, modality: .must))))
      }
    }
    return out
  }

  /// The cells of all columns that name units, in the order of the text.
  func cells() -> [Cell] {
    var out: [Cell] = []
    for table in reading.outline.tables {
      guard let head = table.rows.first else { continue }
      let columns = head.indices.compactMap { column in role(ofHead: head[column]).map { (column, $0) } }
      guard !columns.isEmpty else { continue }
      for row in table.rows.dropFirst(max(1, table.headRows)) {
        for (column, role) in columns where row.indices.contains(column) {
          // A head that is printed again on a later page is no unit.
          if let cell = row[column], self.role(ofHead: cell) == nil { out.append(Cell(passage: cell, role: role)) }
        }
      }
    }
    return out
  }

  /// What the units of a column do, by its head; nil for a column of something else.
  private func role(ofHead cell: Int?) -> Duty.Role? {
    guard let cell else { return nil }
    let characters = reading.outline.characters[reading.outline.passages[cell].range]
    // 市卫健委内牵头处室: a body's own offices.
    let own = characters.lastIndex(of: Self.within).map { characters[($0 + 1)...] } ?? characters
    return vocabulary.value(of: own, in: "unit-columns").flatMap(Duty.Role.init(rawValue:))
  }

  /// Whether a cell names somebody: / and — say that nobody is meant.
  private func isName(_ range: Range<Int>) -> Bool { reading.outline.characters[range].contains { $0 >= 0x4E00 } }

  /// 内
  private static let within: UInt16 = 0x5185
}
