import Foundation

/// What a value breaks of a JSON Schema: the keywords that the project's schemas use, and no field without a schema.
struct Schema {
  let root: [String: Any]

  init(file name: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Exports/schemas")
    root =
      try JSONSerialization.jsonObject(with: Data(contentsOf: folder.appending(path: name))) as? [String: Any] ?? [:]
  }

  /// A value from its bytes.
  static func value(_ bytes: [UInt8]) throws -> Any { try JSONSerialization.jsonObject(with: Data(bytes)) }

  /// The faults of a value, each with its path.
  func faults(of value: Any) -> [String] { faults(of: value, root, at: "$") }

  /// A definition's list of allowed strings: `strings("duty", "role")`.
  func strings(_ definition: String, _ property: String) -> [String] {
    let definitions = root["$defs"] as? [String: [String: Any]]
    let properties = definitions?[definition]?["properties"] as? [String: [String: Any]]
    return properties?[property]?["enum"] as? [String] ?? []
  }

  private func faults(of value: Any, _ schema: [String: Any], at path: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      let name = reference.replacingOccurrences(of: "#/$defs/", with: "")
      guard let target = (root["$defs"] as? [String: [String: Any]])?[name] else { return ["\(path): no \(reference)"] }
      return faults(of: value, target, at: path)
    }
    if let choices = schema["anyOf"] as? [[String: Any]] {
      let all = choices.map { faults(of: value, $0, at: path) }
      return all.contains([]) ? [] : all.min { $0.count < $1.count } ?? []
    }
    var found: [String] = []
    if let constant = schema["const"] as? String, value as? String != constant {
      found.append("\(path): not \(constant)")
    }
    if let allowed = schema["enum"] as? [String], !allowed.contains(value as? String ?? "?") {
      found.append("\(path): \(value) is none of \(allowed)")
    }
    let types = schema["type"] as? [String] ?? (schema["type"] as? String).map { [$0] }
    if let types, !types.contains(where: { isType($0, value) }) { found.append("\(path): \(value) is no \(types)") }
    if let pattern = schema["pattern"] as? String, let string = value as? String,
      string.range(of: pattern, options: .regularExpression) == nil
    {
      found.append("\(path): \(string) does not match \(pattern)")
    }
    if let properties = schema["properties"] as? [String: [String: Any]], let object = value as? [String: Any] {
      for (name, part) in object {
        guard let own = properties[name] else {
          found.append("\(path).\(name): not in the schema")
          continue
        }
        found += faults(of: part, own, at: "\(path).\(name)")
      }
      for name in schema["required"] as? [String] ?? [] where object[name] == nil {
        found.append("\(path).\(name): missing")
      }
    }
    if let items = schema["items"] as? [String: Any], let list = value as? [Any] {
      for (index, part) in list.enumerated() { found += faults(of: part, items, at: "\(path)[\(index)]") }
      if let least = schema["minItems"] as? Int, list.count < least { found.append("\(path): too short") }
      if let most = schema["maxItems"] as? Int, list.count > most { found.append("\(path): too long") }
    }
    return found
  }

  private func isType(_ type: String, _ value: Any) -> Bool {
    let isBool = (value as? NSNumber).map { isBoolean($0) } ?? false
    switch type {
    case "string": return value is String
    case "number": return value is NSNumber && !isBool
    case "integer": return (value as? NSNumber).map { !isBool && $0.doubleValue.rounded() == $0.doubleValue } ?? false
    case "boolean": return isBool
    case "null": return value is NSNull
    case "array": return value is [Any]
    case "object": return value is [String: Any]
    default: return false
    }
  }

  private func isBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
}
