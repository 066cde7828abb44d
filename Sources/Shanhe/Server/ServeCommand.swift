import ArgumentParser
import Cryptography
import Exchange
import Foundation
import Kernel
import Operations
import Registers
import Store
import Web

/// `shanhe serve`: the pages and the API.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "Starts the server.")

    @OptionGroup var settings: SettingsOptions
    @Flag(help: "Fill empty applications with made-up records, marked as simulated.") var demo = false
    @Option(help: ArgumentHelp("Folder with styles and scripts.", visibility: .hidden)) var assets: String?

    func run() async throws {
        let configuration = try settings.configuration()
        let installation = try await Installation.open(configuration, withSeries: true)
        for damage in installation.damages { Output.complain("series: \(damage)") }
        try await installation.found()
        try await installation.takeInRegionNames()
        if demo { try await installation.addSamples() }
        let collecting = try Collecting(installation)
        let server = try await assemble(installation, collecting)
        let link = try await server.web.firstSignInLink()
        let witnessing = Witnessing(configuration.witnesses, of: server.notary, installation.archive, installation.store, post: Outbound.post)
        let webhooks = Webhooks(
            installation.engine, sender: configuration.origin, key: try KeyFile.sealingKey(at: configuration.ledgerKey + ".seal"),
            allowed: configuration.webhookNetworks, resolve: Outbound.addresses, send: Outbound.send)
        let schedule = Operations.Schedule(
            [
                Operations.Schedule.Entry("webhooks", every: .seconds(5)) { try await webhooks.run() },
                Operations.Schedule.Entry("witnesses", every: .seconds(60)) { for failure in try await witnessing.run() { Output.complain("\(failure)") } },
                Operations.Schedule.Entry("escalation", every: .seconds(600)) { _ = try await Escalation(installation.engine).run() },
                Operations.Schedule.Entry("sessions", every: .seconds(900)) { try await server.web.sweepSessions() },
            ] + installation.recurring, failed: { name, error in Output.complain("\(name): \(error)") })
        let recurring = Task { await schedule.run() }
        let collector = Task { await collecting?.run() }
        try await server.jobs.start()
        try await server.web.run { port in
            Output.print("山河 Shanhe · http://\(configuration.host):\(port ?? configuration.port)")
            if let link { Output.print("首次登录 First sign-in: \(link)") }
        }
        recurring.cancel()
        collector.cancel()
        await collector.value
        await server.jobs.stop()
        await installation.close()
    }

    private func assemble(_ installation: Installation, _ collecting: Collecting?) async throws -> (web: WebServer, jobs: JobRunner, notary: Notary) {
        let configuration = installation.configuration
        var web = WebConfiguration()
        web.host = configuration.host
        web.port = configuration.port
        web.isBehindTLS = configuration.behindProxy
        web.region = Region(configuration.region)
        web.title = Label("山河 · \(configuration.county)", en: "Shanhe · \(configuration.county)")
        web.origin = configuration.origin
        web.groundKinds = Application.groundKinds
        web.limits.fileBytes = configuration.uploadMegabytes << 20
        web.limits.sessionHours = configuration.sessionHours
        web.sealingKey = try KeyFile.sealingKey(at: configuration.ledgerKey + ".seal")
        let files = installation.files
        let cabinet = FileCabinet(engine: installation.engine, store: files)
        let people = People(installation.engine, region: Region(configuration.region))
        let jobs = JobRunner(
            installation.engine,
            workers: [
                ImportWorker(
                    load: { try await cabinet.load($0) }, save: { try await cabinet.save($0, named: $1, for: $2) },
                    statements: { try SQLiteFile.statements(of: $0) }),
                OperationWorker(),
            ],
            actor: { try await people.actor($0) })
        var services = WebServices(assets: try StaticAssets(directory: assets ?? Self.assetsFolder()))
        services.files = files
        services.spreadsheets = Spreadsheets(catalog: { installation.engine.catalog })
        services.imports = Imports(
            engine: installation.engine, jobs: jobs, cabinet: cabinet, statements: { try SQLiteFile.statements(of: $0) })
        services.papers = Papers(assets: services.assets)
        let notary = try installation.notary()
        services.proofs = Proofs(notary: notary, store: installation.store)
        services.jobs = jobs
        if let collecting { (services.moreMetrics, services.remarks) = ({ collecting.metrics }, { collecting.remarks }) }
        return (try WebServer(engine: installation.engine, configuration: web, services: services), jobs, notary)
    }

    /// Beside the sources while developing, beside the program when installed.
    private static func assetsFolder() throws -> String {
        let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        let places = ["Assets", program.appendingPathComponent("../share/shanhe/Assets").standardized.path, program.appendingPathComponent("Assets").path]
        guard let found = places.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
            throw Installation.Failure("The folder Assets with styles and scripts was not found in: \(places.joined(separator: ", ")). Name it with --assets.")
        }
        return found
    }
}
