public import Documents
public import Kernel
public import Operations

/// Stores the good rows of an uploaded spreadsheet as a job: it shows how far it is, can be cancelled, and goes on after a crash.
public struct ImportWorker: Worker {
    public static let name = "import"
    public var name: String { ImportWorker.name }

    /// The bytes of an uploaded file, and a place for the error sheet.
    public typealias Load = @Sendable (RecordID) async throws -> (name: String, bytes: [UInt8])
    public typealias Save = @Sendable (_ bytes: [UInt8], _ name: String, _ owner: Actor) async throws -> FileReference

    private let load: Load
    private let save: Save
    private let statements: Geodata.Statements?

    /// - Parameter statements: what a GeoPackage is checked with; without it none is taken.
    public init(load: @escaping Load, save: @escaping Save, statements: Geodata.Statements? = nil) {
        self.load = load
        self.save = save
        self.statements = statements
    }

    public func run(_ job: RunningJob) async throws -> JobResult {
        guard let kind = job.parameters["kind"]?.string, let file = job.parameters["file"]?.string.flatMap({ RecordID($0) }) else {
            throw Refusal.failed("an import job without kind or file")
        }
        let (name, bytes) = try await load(file)
        let target = try RecordImport(job.desk, kind)
        let report = try await target.store(
            try target.source(bytes, named: name, ImportChoices(job.parameters["choices"]), statements: statements), seed: job.row.id,
            isSimulated: job.parameters["simulated"] == .bool(true)
        ) { done in try await job.note(done: done) }
        var errors: FileReference?
        if let sheet = report.errorSheet { errors = try await save(try sheet.bytes(), "待修改-\(name)", job.desk.actor) }
        return JobResult(
            Label(
                "共 \(report.rows) 行，已导入 \(report.stored) 行，待修改 \(report.badCount) 行",
                en: "\(report.rows) rows: \(report.stored) imported, \(report.badCount) to be corrected"), file: errors)
    }
}
