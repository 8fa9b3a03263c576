import Foundation
import PackagePlugin

/// Puts every file of `Grammars/` into the program as Swift string literals, so that the program works wherever it is
/// copied to. Runs again when a grammar file changes.
@main
struct EmbedGrammars: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let root = context.package.directoryURL.appending(path: "Grammars")
    let output = context.pluginWorkDirectoryURL.appending(path: "BuiltInGrammarFiles.swift")
    var inputs: [URL] = []
    if let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil) {
      for case let file as URL in files where ["txt", "grammar"].contains(file.pathExtension) { inputs.append(file) }
    }
    inputs.sort { $0.path < $1.path }
    return [
      .buildCommand(
        displayName: "Embedding \(inputs.count) grammar files",
        executable: try context.tool(named: "embed-grammars").url,
        arguments: [root.path, output.path] + inputs.map(\.path),
        inputFiles: inputs,
        outputFiles: [output]
      )
    ]
  }
}
