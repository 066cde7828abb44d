import ArgumentParser
import HazardDesk
import Kernel
import Operations

/// `shanhe demo geohazard`
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Makes a simulated world in a database of its own, to try things out.", subcommands: [Geohazard.self])

    struct Geohazard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "geohazard", abstract: "A county with slopes, rain, monitors and warnings.",
            discussion: """
                Ten towns on simulated ground, 120 hazard points, eight stations with two years of hourly rain that end in a storm, slopes that creep, \
                monitors, warnings that were right and wrong, and a zoning of susceptibility, hazard and risk. Every record is marked as simulated. The \
                database must have no record that is not simulated. Then: shanhe serve with the same settings.
                """)
        @OptionGroup var settings: SettingsOptions

        func run() async throws {
            let installation = try await Installation.open(try settings.configuration(), withSeries: true)
            do {
                try await make(installation)
            } catch let refusal as Refusal {
                await installation.close()
                throw Installation.Failure(([refusal.message] + refusal.problems.map(\.message)).map(\.english).joined(separator: "; "))
            } catch {
                await installation.close()
                throw error
            }
            await installation.close()
        }

        private func make(_ installation: Installation) async throws {
            guard let application = installation.engine.catalog.application(Application.hazardDesk.name) else {
                throw Installation.Failure("The application hazardDesk is not installed: name it in the setting “applications”.")
            }
            let desk = installation.desk
            if try await desk.count("hazardPoint", where: .compare("isSimulated", .equal, .integer(1)), limit: 1) > 0 {
                throw Installation.Failure("The simulated county is in this database already.")
            }
            for schema in desk.catalog.schemas {
                guard try await desk.count(schema.name, where: .compare("isSimulated", .equal, .integer(0)), limit: 1) > 0 else { continue }
                throw Installation.Failure(
                    "This database has records that are not simulated (\(schema.label.english), \(schema.label.chinese)). Name an empty one: --database demo.db"
                )
            }
            try await installation.takeInRegionNames()
            try await HazardDemonstration.make(desk)
            for kind in application.kinds {
                Output.print("\(kind.schema.label.chinese) \(kind.schema.label.english): \(try await desk.count(kind.schema.name, where: .always))")
            }
        }
    }
}
