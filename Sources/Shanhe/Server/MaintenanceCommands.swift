import ArgumentParser
import Foundation
import Kernel
import Ledger
import Operations
import Sensing
import Store

/// `shanhe backup FILE`
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copies the database, and beside it the values of series, while the server runs.")
    @OptionGroup var settings: SettingsOptions
    @Argument(help: "The new file.", completion: .file()) var file: String

    func run() async throws {
        let installation = try await Installation.open(try settings.configuration())
        do { try await installation.store.backUp(to: file) } catch { throw Installation.Failure(Installation.words(error)) }
        await installation.store.close()
        if let folder = installation.configuration.seriesFolder, try Series.copy(folder, to: file + ".series") { Output.print("\(file).series is written.") }
        Output.print("\(file) is written.")
    }
}

/// `shanhe restore FILE --database NEW`
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "restore", abstract: "Makes a new database from a backup; overwrites nothing.")
    @OptionGroup var settings: SettingsOptions
    @Argument(help: "The backup.", completion: .file()) var file: String

    func run() async throws {
        let configuration = try settings.configuration()
        let database = configuration.database
        do {
            if Installation.isPostgres(database) {
                try await PostgresStore.restore(from: file, to: database)
            } else {
                try await SQLiteStore.restore(from: file, to: database)
            }
        } catch {
            throw Installation.Failure(Installation.words(error))
        }
        if let folder = configuration.seriesFolder, try Series.copy(file + ".series", to: folder) {
            Output.print("\(folder) is restored from \(file).series.")
        }
        Output.print("\(database) is restored from \(file).")
    }
}

/// The folder of series, as these commands handle it: also while the server writes to it.
private enum Series {
    /// - Returns: false where there is none.
    static func copy(_ folder: String, to new: String) throws -> Bool {
        guard FileManager.default.fileExists(atPath: folder) else { return false }
        guard !FileManager.default.fileExists(atPath: new) else { throw Installation.Failure("\(new) exists already; nothing is overwritten.") }
        do { try Archive.copy(folder, to: new) } catch { throw Installation.Failure("series: \(error)") }
        return true
    }

    /// Reads a copy of everything, which shares its files with what it is a copy of.
    static func damages(_ folder: String) async throws -> [Damage] {
        let place = folder + ".verify"
        try? FileManager.default.removeItem(atPath: place)
        defer { try? FileManager.default.removeItem(atPath: place) }
        guard try copy(folder, to: place) else { return [] }
        do {
            let archive = try Archive(place)
            let damages = archive.verify()
            await archive.close()
            return damages
        } catch { throw Installation.Failure("series: \(error)") }
    }
}

/// `shanhe verify`
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Proves that nothing was altered: derives the whole ledger anew, and every row from it.",
        discussion: "Ends with status 1 where something was altered, and names the first entry or record.")
    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        let installation = try await Installation.open(try settings.configuration())
        // What witnesses signed has to be a part of what is there.
        let witnessed = try await Witnessing.witnessed(in: installation.store).flatMap { try? Checkpoint(text: SignedNote($0).text) }
        let report = try await installation.archive.verify(checkpoints: witnessed.map { [$0] } ?? [])
        Output.print("\(report)")
        // The rows are compared with a ledger that is what it was; with another one they would prove nothing.
        let audit = report.isIntact ? try await installation.engine.auditRows() : nil
        await installation.store.close()
        if let audit { Output.print("\(audit)") }
        let damages = if let folder = installation.configuration.seriesFolder { try await Series.damages(folder) } else { [Damage]() }
        for damage in damages { Output.print("series: \(damage)") }
        if !report.isIntact || audit?.isIntact != true || !damages.isEmpty { throw ExitCode(1) }
    }
}

/// `shanhe config check|show`
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Shows the settings, or says what is wrong with them.", subcommands: [Check.self, Show.self])

    struct Check: ParsableCommand {
        @OptionGroup var settings: SettingsOptions
        func run() throws {
            let configuration = try settings.configuration()
            guard Installation.isPostgres(configuration.database) || isWritable(configuration.database) else {
                throw Installation.Failure("database: the folder of “\(configuration.database)” does not exist or cannot be written")
            }
            _ = try Collecting.broker(configuration)
            Output.print("The settings are right. Database: \(configuration.database), address: http://\(configuration.host):\(configuration.port)")
        }

        private func isWritable(_ path: String) -> Bool {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
            return FileManager.default.isWritableFile(atPath: folder)
        }
    }

    struct Show: ParsableCommand {
        @OptionGroup var settings: SettingsOptions
        func run() throws { Output.print(try settings.configuration().text) }
    }
}

/// `shanhe token --account NAME --role ROLE`: a user for programs, and a token for it.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "token", abstract: "Makes a token for a program, and a user that it acts as.")
    @OptionGroup var settings: SettingsOptions
    @Option(help: "The account of the user; made where there is none.") var account: String
    @Option(help: "The role of a new user.") var role = "observer"
    @Option(help: "Days until the token ends.") var days = 365

    func run() async throws {
        let installation = try await Installation.open(try settings.configuration())
        guard installation.engine.catalog.roles[role] != nil else {
            throw Installation.Failure("There is no role “\(role)”; there are: \(installation.engine.catalog.roles.keys.sorted().joined(separator: ", "))")
        }
        guard (1...3650).contains(days) else { throw Installation.Failure("--days must be from 1 to 3650") }
        do {
            let people = People(installation.engine, region: Region(installation.configuration.region))
            let user = try await people.user(account: account, role: role)
            let token = try await people.makeToken(
                for: user.reference, name: account, expires: installation.engine.context.now().day.adding(days: days))
            await installation.store.close()
            Output.print(token.secret)
        } catch {
            let refusal = error
            throw Installation.Failure(([refusal.message.english] + refusal.problems.map(\.message.english)).joined(separator: " "))
        }
    }
}
