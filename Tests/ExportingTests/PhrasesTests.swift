import Exporting
import Guitu
import RuleModel
import Testing
import TextModel

@Suite("Phrases and coverage as JSON")
struct PhrasesTests {
  private static let notice = """
    云泽市科技局关于申报科技项目的通知
    云科发〔2025〕8号
    各县区科技局：
    一、申报时间
    请于2025年9月26日前报送材料，公示5个工作日，每季度至少检查2次，自收到之日起10日内答复，每年3月底前汇总。
    二、支持
    按投资额的20%补助，最高不超过500万元，每项20万元至50万元，报名3至5人。根据《云泽市科技促进条例》执行。
    春天来了，这里可谓风光无限，水深3米。
    """

  private func texts() throws -> (pipeline: Pipeline, texts: [SourceText]) {
    let pipeline = Pipeline()
    return (pipeline, [Self.notice, "", "春天来了。"].map { SourceText($0, folding: pipeline.grammar.folding) })
  }

  @Test("phrases are described by their schema, which lists exactly the values that the model has")
  func phrases() throws {
    let schema = try Schema(file: "phrases-1.schema.json")
    let (pipeline, texts) = try texts()
    for text in texts {
      let recognition = pipeline.worker().recognition(of: text)
      for layout in [JSONLayout(), JSONLayout(includesText: false, isPretty: false)] {
        #expect(try schema.faults(of: Schema.value(recognition.json(layout))) == [])
      }
    }
    let values = try listed(schema, "leaves")
    #expect(values["type"] == RecognizedPhrase.Kind.allCases.map(\.rawValue))
    #expect(values["kind"] == TemporalKind.allCases.map(\.rawValue))
    #expect(values["op"]?.sorted() == ComparisonOperator.allCases.map(\.rawValue).sorted())
  }

  @Test("every field of the schema is written for some phrase of the sample")
  func allFields() throws {
    let schema = try Schema(file: "phrases-1.schema.json")
    let (pipeline, texts) = try texts()
    let value = try Schema.value(pipeline.worker().recognition(of: texts[0]).json()) as? [String: Any]
    let leaves = value?["leaves"] as? [[String: Any]] ?? []
    #expect(Set(leaves.flatMap(\.keys)) == Set(try fields(schema, "leaves").keys))
  }

  @Test("coverage is described by its schema, which lists exactly the signals that there are")
  func coverage() throws {
    let schema = try Schema(file: "coverage-1.schema.json")
    let (pipeline, texts) = try texts()
    for text in texts {
      let coverage = pipeline.worker().coverage(of: text)
      #expect(try schema.faults(of: Schema.value(coverage.json())) == [])
    }
    #expect(pipeline.worker().coverage(of: texts[0]).gaps.count == 1)
    let signals = try fields(schema, "gaps")["signals"]?["items"] as? [String: Any]
    #expect(signals?["enum"] as? [String] == Coverage.Signal.allCases.map(\.rawValue))
  }

  @Test(
    "a form that is not in its schema is a fault",
    arguments: [
      ("phrases-1.schema.json", #"{"schema": "guitu.phrases/1", "leaves": [{"type": "colour"}]}"#),
      ("coverage-1.schema.json", #"{"schema": "guitu.coverage/1", "gaps": [{"quote": 1}]}"#),
    ])
  func faults(file: String, json: String) throws {
    #expect(try !Schema(file: file).faults(of: Schema.value(Array(json.utf8))).isEmpty)
  }

  /// The properties of a list's items.
  private func fields(_ schema: Schema, _ list: String) throws -> [String: [String: Any]] {
    let properties = try #require(schema.root["properties"] as? [String: [String: Any]])
    let items = try #require(properties[list]?["items"] as? [String: Any])
    return try #require(items["properties"] as? [String: [String: Any]])
  }

  private func listed(_ schema: Schema, _ list: String) throws -> [String: [String]] {
    try fields(schema, list).compactMapValues { $0["enum"] as? [String] }
  }
}
