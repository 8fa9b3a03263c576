import Foundation
import PackagePlugin

/// Puts every file of `Grammars/` into the program as Swift string literals, so that the program works wherever it is
/// copied to. Runs again when a grammar file changes.
@main
struct EmbedGrammars: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let root = context.package.directoryURL.appending(path: "Grammars")
    let output = context.pluginWorkDirectoryURL.appending(path: "BuiltInGrammarFiles.swift")
    // The folders are inputs too: they change when a file is added or taken away.
    var inputs: [URL] = [root]
    if let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.isDirectoryKey]) {
      for case let file as URL in files {
        let isFolder = (try? file.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
        if isFolder || ["txt", "grammar"].contains(file.pathExtension) { inputs.append(file) }
      }
    }
    return [
      .buildCommand(
        displayName: "Embedding grammar files",
        executable: try context.tool(named: "embed-grammars").url,
        arguments: [root.path, output.path],
        inputFiles: inputs.sorted { $0.path < $1.path },
        outputFiles: [output]
      )
    ]
  }
}
