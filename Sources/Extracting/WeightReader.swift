import Matching
import RuleModel
import TextModel

/// Scores and weights: the rows of scoring tables, and sentences that name a score.
struct WeightReader {
  let reading: NoticeReading
  let vocabulary: Vocabulary

  /// What was read, in the order of tables and then of sentences.
  func read(_ matches: [(file: CompiledFile, matches: [Match])]) -> WeightSentenceReader.Found {
    var out = WeightSentenceReader(reading: reading, vocabulary: vocabulary).read(matches)
    out.facts = WeightTableReader(outline: reading.outline, vocabulary: vocabulary).read() + out.facts
    return out
  }
}
