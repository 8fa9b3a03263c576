// Which notices are versions of one another: for a terminal and as JSON of the form `guitu.versions/1`.
import Diffing
import RuleModel
import TextModel

/// Families of versions with what changed from each to the next.
public struct VersionReport: Sendable {
  /// The version of this form.
  public static let schema = "guitu.versions/1"

  /// The notices looked at.
  public let graphs: [RuleGraph]
  /// How they belong together.
  public let families: VersionFamilies
  /// For each family the comparisons of each version with the next.
  public let steps: [[Step]]

  /// From one version to the next.
  public struct Step: Sendable {
    /// How often each direction occurs.
    public var summary: GraphDiff.Summary
    /// Dates that moved with the years.
    public var rolled: GraphDiff.Rolled
    /// How many provisions are not what they were.
    public var provisions: Int

    /// What a comparison comes to.
    public init(_ diff: GraphDiff) {
      summary = diff.summary
      rolled = diff.rolled
      provisions = diff.provisions.count { $0.status != .unchanged }
    }
  }

  /// A report of the given parts; `steps` has a list for each family, a step fewer than it has members.
  public init(graphs: [RuleGraph], families: VersionFamilies, steps: [[Step]]) {
    self.graphs = graphs
    self.families = families
    self.steps = steps
  }

  /// The families, one below the other.
  public func table(in language: Language, width: Int?) -> String {
    let words = language.words
    var lines: [String] = []
    for (family, steps) in zip(families.families, steps) {
      if !lines.isEmpty { lines.append("") }
      lines.append(
        TextTable.shortened(graphs[family.members.last ?? 0].document.title ?? family.stem, to: width ?? 400))
      for (place, member) in family.members.enumerated() {
        let document = graphs[member].document
        let parts = [document.date, document.number, graphs[member].text.name].compactMap(\.self)
        lines.append("  " + parts.joined(separator: "  "))
        if steps.indices.contains(place) {
          let step = steps[place]
          lines.append("    ↓ \(words.counts(of: step.summary))")
          if step.rolled.count > 0 { lines.append("      \(words.rolled(step.rolled))") }
        }
      }
    }
    if families.families.isEmpty { lines.append(words.noVersions) }
    if !families.singles.isEmpty { lines += ["", words.singles(families.singles.count)] }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The families as JSON in UTF-8.
  public func json() -> [UInt8] {
    var writer = JSONWriter(isPretty: true)
    writer.object { writer in
      writer.field("schema", Self.schema)
      writer.key("families")
      writer.list(zip(families.families, steps)) { writer, entry in
        writer.object { writer in
          writer.field("stem", entry.0.stem)
          writer.key("versions")
          writer.list(entry.0.members) { writer, member in
            writer.object(isInline: true) { writer in
              writer.field("name", graphs[member].text.name)
              writer.field("title", graphs[member].document.title)
              writer.field("number", graphs[member].document.number)
              writer.field("date", graphs[member].document.date)
            }
          }
          writer.key("steps")
          writer.list(entry.1) { writer, step in
            writer.object(isInline: true) { writer in
              writer.field("provisions", step.provisions)
              writer.field("tightened", step.summary.tightened)
              writer.field("loosened", step.summary.loosened)
              writer.field("neutral", step.summary.neutral)
              writer.field("unknown", step.summary.unknown)
              writer.field("rolledYears", step.rolled.years)
              writer.field("rolledCount", step.rolled.count)
            }
          }
        }
      }
      writer.key("singles")
      writer.list(families.singles) { $0.string(graphs[$1].text.name) }
    }
    writer.end()
    return writer.bytes
  }
}
