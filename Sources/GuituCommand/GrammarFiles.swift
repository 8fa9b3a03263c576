import ArgumentParser
import Foundation

enum GrammarFiles {
  static func text(at path: String) throws -> String {
    do { return try String(contentsOfFile: path, encoding: .utf8) } catch {
      throw ValidationError("\(path): \(error.localizedDescription)")
    }
  }
}
