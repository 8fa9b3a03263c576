import Guitu
import Outlining
import RuleModel
import TextModel

/// What must hold of the outline and graph of every text, whatever it is.
struct Soundness {
  let pipeline: Pipeline
  private let worker: Pipeline.Worker

  init(_ pipeline: Pipeline) {
    self.pipeline = pipeline
    worker = pipeline.worker()
  }

  /// What does not hold; empty where all does.
  func faults(_ scalars: [Unicode.Scalar]) -> [String] {
    let text = SourceText(name: "text", scalars: scalars, folding: pipeline.grammar.folding)
    let outline = pipeline.outline(of: text)
    let graph = worker.graph(of: outline)
    return faults(of: outline) + graph.violations().map(\.description)
  }

  /// What does not hold of the text of a string.
  func faults(_ string: String) -> [String] { faults(Array(string.unicodeScalars)) }

  /// Blocks tile the text; passages, tables and provisions name only what is there.
  private func faults(of outline: Outline) -> [String] {
    var out: [String] = []
    let count = outline.text.count
    var next = 0
    for block in outline.blocks {
      if block.span.start != next {
        out.append("a block begins at \(block.span.start), not at \(next), where the one before it ends")
        break
      }
      if block.span.isEmpty { out.append("the block at \(next) is empty") }
      next = block.span.end
    }
    if next != count { out.append("the blocks end at \(next), the text at \(count)") }
    if outline.offsets.count != outline.characters.count {
      out.append("\(outline.characters.count) characters with \(outline.offsets.count) places")
    }
    for (index, offset) in outline.offsets.enumerated()
    where offset < 0 || offset >= count || outline.text.folded[Int(offset)] != outline.characters[index] {
      out.append("character \(index) is not the text's at \(offset)")
      break
    }
    for (index, passage) in outline.passages.enumerated() {
      if passage.range.lowerBound < 0 || passage.range.upperBound > outline.characters.count {
        out.append("passage \(index) reaches beyond the characters")
      }
      if let provision = passage.provision, !outline.provisions.indices.contains(provision) {
        out.append("passage \(index) is of provision \(provision), which is not there")
      }
      if passage.headingLength < 0 || passage.headingLength > passage.range.count {
        out.append("the heading of passage \(index) is longer than the passage")
      }
    }
    for (index, provision) in outline.provisions.enumerated() {
      if let parent = provision.parent, parent < 0 || parent >= index {
        out.append("provision \(index) stands before its parent \(parent)")
      }
      if provision.passages.upperBound > outline.passages.count {
        out.append("provision \(index) has passages that are not there")
      }
      if provision.span.end > count || !provision.span.contains(provision.labelSpan) {
        out.append("provision \(index) does not hold its label")
      }
    }
    for (index, table) in outline.tables.enumerated() {
      for cell in table.rows.joined() {
        if let cell, !outline.passages.indices.contains(cell) {
          out.append("table \(index) has a cell that is not there")
        }
      }
    }
    return out
  }
}
