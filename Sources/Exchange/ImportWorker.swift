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

    public init(load: @escaping Load, save: @escaping Save) {
        self.load = load
        self.save = save
    }

    public func run(_ job: RunningJob) async throws -> JobResult {
        guard let kind = job.parameters["kind"]?.string, let file = job.parameters["file"]?.string.flatMap({ RecordID($0) }) else {
            throw Refusal.failed("an import job without kind or file")
        }
        let (name, bytes) = try await load(file)
        let report = try await RecordImport(job.desk, kind).store(
            try RecordImport.sheet(bytes, named: name), seed: job.row.id, isSimulated: job.parameters["simulated"] == .bool(true)
        ) { done in try await job.note(done: done) }
        var errors: FileReference?
        if let sheet = report.errorSheet { errors = try await save(try sheet.bytes(), "待修改-\(name)", job.desk.actor) }
        return JobResult(
            Label(
                "共 \(report.rows) 行，已导入 \(report.stored) 行，待修改 \(report.badCount) 行",
                en: "\(report.rows) rows: \(report.stored) imported, \(report.badCount) to be corrected"), file: errors)
    }
}

extension RecordImport {
    /// The sheet that an import reads: the first one that is not hidden.
    public static func sheet(_ bytes: [UInt8], named name: String) throws(Refusal) -> SpreadsheetSheet {
        let book: Spreadsheet
        do {
            book = try SpreadsheetReader.open(bytes: bytes, name: name)
        } catch {
            throw .invalid([Problem("unreadable", "文件读不出来：\(error.text(.chinese))", en: "The file cannot be read: \(error.text(.english))")])
        }
        guard let sheet = book.sheets.first(where: { !$0.isHidden }) ?? book.sheets.first else {
            throw .invalid([Problem("no-sheet", "文件里没有工作表", en: "The file has no sheet")])
        }
        return sheet
    }
}
