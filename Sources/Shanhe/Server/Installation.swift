import ArgumentParser
import Kernel
import Ledger
import Operations
import Sensing
import PlanDesk
import Store
import Web

/// The parts of a running Shanhe behind the web: store, engine, notary. Every command that needs data opens one.
struct Installation {
    let configuration: Configuration
    let store: any Store
    let archive: any LogArchive
    let engine: Engine
    /// Values of series; nil where they are in the database, or where a command does without them.
    let series: Archive?
    /// Where uploaded files lie.
    let files: any FileStore

    /// Opens the database and prepares it. What is wrong is said in a sentence, and the command ends.
    ///
    /// - Parameter withSeries: also the archive of series, which only one program has open at a time: the server.
    static func open(_ configuration: Configuration, withSeries: Bool = false) async throws -> Installation {
        let unknown = configuration.applications.filter { name in !Application.all.contains { $0.name == name } }
        if let name = unknown.first {
            throw Failure("applications: there is no “\(name)”; there are: \(Application.all.map(\.name).sorted().joined(separator: ", "))")
        }
        let applications = Application.installed(configuration.applications)
        do {
            let (store, archive) = try await openStore(configuration.database)
            let files = try files(configuration)
            let kept = KeptFiles(files)
            let folder = withSeries ? configuration.seriesFolder : nil
            let series = try folder.map { try Archive($0) }
            let engine = try Engine(applications, store: store, context: .live(kept), series: series.map { SensorArchive($0) })
            kept.serve(engine)
            try await engine.start()
            return Installation(configuration: configuration, store: store, archive: archive, engine: engine, series: series, files: files)
        } catch let error as ArchiveError {
            throw Failure("series: \(error)")
        } catch let error as StoreError {
            throw Failure("\(configuration.database): \(words(error))")
        } catch let fault as KeyFile.Fault {
            throw Failure(fault.description)
        } catch let error as DeclarationError {
            throw Failure("A declaration is wrong: \(error)")
        }
    }

    /// Lets applications bring in what they cannot be without, once in the life of the store.
    func found() async throws {
        do { try await engine.found() } catch let refusal as Refusal {
            let reasons = [refusal.message.english] + refusal.problems.map(\.message.english)
            throw Failure("An application could not bring in its facts: \(reasons.joined(separator: "; "))")
        }
    }

    /// Brings in the names of provinces, cities and counties, once in the life of the store, where the set-up fetched them. What a county has imported
    /// itself stays as it is.
    func takeInRegionNames() async throws {
        let setting = "founded.regionNames"
        guard let gazetteer = Gazetteer.standard, try await store.read({ try $0.setting(setting) }) == nil else { return }
        let kind = RecordName.of(RegionName.self)
        if try await desk.count(kind, where: .always, limit: 1) == 0 {
            let ids = gazetteer.regions.map { _ in engine.context.newID() }
            for start in stride(from: 0, to: ids.count, by: 1000) {
                let end = min(start + 1000, ids.count)
                _ = try await desk.create(
                    (start..<end).map { place in
                        var draft = Draft<RegionName>()
                        draft.code = Region(gazetteer.regions[place].code)
                        draft.name = gazetteer.regions[place].name
                        return (id: ids[place], submission: draft.submission)
                    })
            }
        }
        try await store.write { try $0.set(setting, "1") }
    }

    /// What was found damaged among the values of series, in words.
    var damages: [String] { series?.damages.map(\.description) ?? [] }

    /// What the installed applications do by themselves, in the county's region.
    var recurring: [Operations.Schedule.Entry] {
        engine.catalog.applications.flatMap { application in
            application.recurring.map { entry in
                Operations.Schedule.Entry("\(application.name).\(entry.code)", every: .seconds(entry.minutes * 60)) { try await entry.work(desk) }
            }
        }
    }

    func close() async {
        await series?.close()
        await store.close()
    }

    func notary() throws -> Notary {
        do {
            return Notary(archive, signer: try KeyFile.signer(at: configuration.ledgerKey, origin: configuration.origin))
        } catch let fault as KeyFile.Fault {
            throw Failure(fault.description)
        }
    }

    /// Who does what the command line asks for: the user of this machine has the database in hand anyway.
    var desk: Desk { engine.desk(for: .system(in: Region(configuration.region))) }

    private static func openStore(_ database: String) async throws -> (any Store, any LogArchive) {
        if isPostgres(database) {
            let store = try await PostgresStore(url: database)
            return (store, LedgerArchive(store))
        }
        let store = try SQLiteStore(path: database)
        return (store, LedgerArchive(store))
    }

    private static func files(_ configuration: Configuration) throws -> any FileStore {
        guard configuration.files.hasPrefix("https://") || configuration.files.hasPrefix("http://") else {
            return try DirectoryFileStore(directory: configuration.files)
        }
        let keys = try KeyFile.storeKeys(at: configuration.s3Key)
        let store = S3FileStore(
            address: configuration.files, region: configuration.s3Region, accessKey: keys.access, secretKey: keys.secret,
            now: { Instant(milliseconds: Clock.milliseconds()) }, send: Outbound.send)
        guard let store else { throw Failure("files: “\(configuration.files)” should read https://host/bucket") }
        return store
    }

    static func isPostgres(_ database: String) -> Bool { database.hasPrefix("postgres://") || database.hasPrefix("postgresql://") }

    /// A failure of the store for the person at the command line.
    static func words(_ error: StoreError) -> String {
        switch error {
        case .newer(let found, let known): "was written by a newer Shanhe (\(found), this one knows \(known)). Install the newer program; nothing was changed."
        case .full: "there is no room left on the disk. Nothing was written."
        case .failed(let reason): reason
        default: "\(error)"
        }
    }

    /// What ends a command, in one sentence.
    struct Failure: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }
}

extension Context {
    /// The clock and the chance of this machine.
    static func live(_ files: KeptFiles) -> Context {
        Context(now: { Instant(milliseconds: Clock.milliseconds()) }, random: { UInt64.random(in: .min ... .max) }, file: { try await files.load($0) })
    }
}
