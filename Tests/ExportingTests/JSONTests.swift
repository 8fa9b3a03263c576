import Exporting
import Foundation
import RuleModel
import Testing
import TextModel

@Suite("A graph as JSON")
struct JSONTests {
  @Test("the sample itself is a sound graph")
  func sampleIsSound() {
    #expect(SampleGraph.graph.violations() == [])
  }

  @Test("every field that is written stands in the schema, and every field of the schema is written")
  func schemaHolds() throws {
    let schema = try Schema(file: "rulegraph-1.schema.json")
    let value = try JSONSerialization.jsonObject(with: Data(SampleGraph.graph.json()))
    #expect(schema.faults(of: value) == [])
    var bare = SampleGraph.graph
    bare.document = Document()
    bare.rules = []
    let bareValue = try JSONSerialization.jsonObject(with: Data(bare.json(JSONLayout(includesText: false))))
    #expect(schema.faults(of: bareValue) == [])
  }

  @Test("the schema lists exactly the values that the model has")
  func schemaListsValues() throws {
    let schema = try Schema(file: "rulegraph-1.schema.json")
    #expect(schema.strings("condition", "role") == Condition.Role.allCases.map(\.rawValue))
    #expect(schema.strings("duty", "role") == Duty.Role.allCases.map(\.rawValue))
    #expect(schema.strings("duty", "modality") == Duty.Modality.allCases.map(\.rawValue))
    #expect(schema.strings("weight", "row") == Weight.Row.allCases.map(\.rawValue))
    #expect(schema.strings("support", "benefit") == Support.Benefit.allCases.map(\.rawValue))
    #expect(schema.strings("quantity", "op").sorted() == ComparisonOperator.allCases.map(\.rawValue).sorted())
    #expect(schema.strings("temporal", "kind") == TemporalKind.allCases.map(\.rawValue))
    #expect(schema.strings("edge", "kind") == Edge.Kind.allCases.map(\.rawValue))
  }

  @Test("a report of a sync has the form of its schema, and a form that is not in it is a fault")
  func syncReport() throws {
    let schema = try Schema(file: "syncplan-1.schema.json")
    func item(_ action: String, _ field: String?) -> SyncReport.Item {
      SyncReport.Item(
        action: action, table: "duties", notice: "n", key: "k", field: field, base: nil, theirs: "甲", ours: "乙")
    }
    func faults(_ items: [SyncReport.Item]) throws -> [String] {
      let report = SyncReport(isDone: false, items: items, counts: (1, 1, 1, 1))
      return schema.faults(of: try Schema.value(report.json()))
    }
    #expect(
      try faults(["insert", "update", "delete", "conflict"].map { item($0, "unit") } + [item("insert", nil)]) == [])
    #expect(try faults([item("merge", nil)]).count == 1)
  }

  @Test("a validator that others use agrees with the schema")
  func pythonAgrees() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let schema = root.appending(path: "Exports/schemas/rulegraph-1.schema.json").path
    let file = FileManager.default.temporaryDirectory.appending(path: "guitu-\(UUID().uuidString).json")
    try Data(SampleGraph.graph.json()).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let script = """
      import json, sys
      try: import jsonschema
      except ImportError: sys.exit(77)
      jsonschema.validate(json.load(open(sys.argv[2])), json.load(open(sys.argv[1])))
      """
    let python = Process()
    python.executableURL = URL(filePath: "/usr/bin/env")
    python.arguments = ["python3", "-c", script, schema, file.path]
    try python.run()
    python.waitUntilExit()
    if [77, 127].contains(python.terminationStatus) {
      print("skipped: no python3 with jsonschema on this machine")
      return
    }
    #expect(python.terminationStatus == 0)
  }

  @Test("one line has the same values as many lines, and the fields stand in the order of the contract")
  func layouts() throws {
    let line = String(decoding: SampleGraph.graph.json(JSONLayout(isPretty: false)), as: UTF8.self)
    let lines = SampleGraph.graph.json()
    #expect(line.filter { $0 == "\n" }.count == 1)
    #expect(line.hasSuffix("}\n"))
    let one = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? NSDictionary
    let many = try JSONSerialization.jsonObject(with: Data(lines)) as? NSDictionary
    #expect(one == many)
    let fields = [
      "schema", "generator", "source", "text", "document", "provisions", "rules", "organizations", "edges",
      "diagnostics",
    ]
    let places = fields.map { line.range(of: "\"\($0)\":")?.lowerBound }
    #expect(!places.contains(nil))
    #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
    #expect(line.hasPrefix(#"{"schema":"guitu.rulegraph/1","generator":{"name":"guitu","version":"0.1.0","#))
  }

  @Test("numbers are exact and plain, what is not there is null, an absent percent sign is absent")
  func values() {
    let line = String(decoding: SampleGraph.graph.json(JSONLayout(isPretty: false)), as: UTF8.self)
    #expect(line.contains(#""op":">=","value":50000000,"upper":null,"unit":"元","metric":"营业额"}"#))
    #expect(line.contains(#""op":"range","value":0.6667,"upper":1,"unit":"","metric":null}"#))
    #expect(line.contains(#""points":60.5,"unit":"%","row":"threshold""#))
    #expect(line.contains(#""points":null,"row":"veto""#))
    #expect(line.contains(#""workdays":true,"by":"03-31","times":1,"after":"评审"}"#))
    #expect(line.contains(#""provision":null"#))
  }

  @Test("text comes back code point for code point, whatever it holds")
  func anyText() throws {
    let scalars: [Unicode.Scalar] =
      (0...0x2FF).compactMap(Unicode.Scalar.init)
      + [0x2028, 0x2029, 0x202A, 0x20A8, 0xE2, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x20000, 0x10FFFF]
      .compactMap { Unicode.Scalar($0 as UInt32) }
    var string = String.UnicodeScalarView()
    string.append(contentsOf: scalars)
    var graph = SampleGraph.graph
    graph.text = SourceText(name: String(string), scalars: scalars, folding: Folding())
    for isPretty in [true, false] {
      let bytes = graph.json(JSONLayout(isPretty: isPretty))
      let value = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
      let text = value?["text"] as? String ?? ""
      #expect(Array(text.unicodeScalars) == scalars)
      let name = (value?["source"] as? [String: Any])?["name"] as? String ?? ""
      #expect(Array(name.unicodeScalars) == scalars)
      // What a reader of lines may take for a line end is escaped.
      #expect(!String(decoding: bytes, as: UTF8.self).unicodeScalars.contains("\u{2028}"))
    }
  }

  @Test("the text can be left out")
  func withoutText() {
    let line = String(decoding: SampleGraph.graph.json(JSONLayout(includesText: false, isPretty: false)), as: UTF8.self)
    #expect(!line.contains(#""text":"临江"#))
  }

  @Test("a predicate nested a thousand deep is written, on one line and on many")
  func deepPredicate() {
    var predicate = Predicate.text("x")
    for _ in 0..<1000 { predicate = .not(.all([predicate])) }
    var graph = SampleGraph.graph
    graph.rules = [graph.rules[0]]
    graph.rules[0].body = .condition(Condition(role: .veto, subject: nil, predicate: predicate))
    let line = String(decoding: graph.json(JSONLayout(isPretty: false)), as: UTF8.self)
    #expect(line.contains(#"{"not":{"all":[{"text":"x"}]}}]}}"#))
    #expect(graph.json().count > line.utf8.count)
  }
}
