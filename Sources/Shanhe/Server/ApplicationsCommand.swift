import ArgumentParser
import Kernel
import Operations

/// `shanhe applications [drop NAME]`
///
/// Installing is naming an application in the setting `applications`, removing is naming it no longer: its records wait for its return. Only
/// `drop` removes them.
struct ApplicationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "applications", abstract: "Lists the applications, and drops the records of those that were removed.",
        subcommands: [List.self, Drop.self],
        defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "What is installed, and what was left behind.")
        @OptionGroup var settings: SettingsOptions

        func run() async throws {
            let installation = try await Installation.open(try settings.configuration())
            for application in installation.engine.catalog.applications where application.name != "system" {
                Output.print("\(application.name)  \(application.label.chinese)  installed")
            }
            for left in try await installation.engine.leftBehind() {
                Output.print("\(left.name)  removed; its records are kept: \(left.kinds.joined(separator: ", "))")
            }
            await installation.store.close()
        }
    }

    struct Drop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "drop", abstract: "Removes for ever the records of an application that is no longer installed.",
            discussion: "The ledger keeps its entries. Make a backup first.")
        @OptionGroup var settings: SettingsOptions
        @Argument(help: "Its name.") var name: String
        @Flag(help: "Yes, remove its records.") var yes = false

        func run() async throws {
            let installation = try await Installation.open(try settings.configuration())
            if installation.engine.catalog.application(name) != nil {
                throw Installation.Failure("\(name) is installed. Leave it out of the setting “applications” first.")
            }
            guard let left = try await installation.engine.leftBehind().first(where: { $0.name == name }) else {
                throw Installation.Failure("Nothing of an application \(name) is in this database.")
            }
            guard yes else {
                throw Installation.Failure("This removes all records of \(left.kinds.joined(separator: ", ")) for ever. Say --yes if that is meant.")
            }
            do { try await installation.engine.drop(name) } catch { throw Installation.Failure(error.message.english) }
            await installation.store.close()
            Output.print("The records of \(name) are removed.")
        }
    }
}
