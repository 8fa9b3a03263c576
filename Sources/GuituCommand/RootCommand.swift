import ArgumentParser
@main struct RootCommand: ParsableCommand { static let configuration = CommandConfiguration(commandName: "guitu") }
