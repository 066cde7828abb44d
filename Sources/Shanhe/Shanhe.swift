import ArgumentParser

/// The command `shanhe`: arguments in, text out; all work is done by the applications.
@main
struct Shanhe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shanhe",
        abstract: "Runs a county's science-and-innovation plan.",
        version: "0.1.0",
        subcommands: [
            PlanCommand.self, ServeCommand.self, BackupCommand.self, RestoreCommand.self, VerifyCommand.self, ConfigCommand.self, TokenCommand.self,
            ApplicationsCommand.self, DemoCommand.self,
        ])
}
