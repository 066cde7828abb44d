public import Kernel
public import Operations

/// What other modules do for the server. Whatever is missing is answered with 501 and not offered on pages.
public struct WebServices: Sendable {
    public var files: (any FileStore)?
    public var spreadsheets: (any SpreadsheetService)?
    public var imports: (any ImportService)?
    public var proofs: (any ProofService)?
    public var papers: (any PaperService)?
    public var jobs: JobRunner?
    /// How many writes wait in the store, for the metrics.
    public var storeQueue: (@Sendable () -> Int)?
    /// Further metrics, as Prometheus text.
    public var moreMetrics: (@Sendable () -> String)?
    /// What does not work although the server is ready: a sentence each, without names, since everyone may read it.
    public var remarks: (@Sendable () -> [String])?
    /// The styles and scripts of pages, by name: `app.css`.
    public var assets: StaticAssets

    public init(assets: StaticAssets = StaticAssets()) { self.assets = assets }
}

/// Makes and reads spreadsheets.
public protocol SpreadsheetService: Sendable {
    /// A workbook with the records of an export, which are asked for page by page until there are none.
    func workbook(_ export: RecordExport, to sink: Answer.Sink) async throws
    /// An empty workbook whose head is that of the kind.
    func template(_ schema: Schema, _ language: Language) async throws -> [UInt8]
}

/// Records on their way out.
public struct RecordExport: Sendable {
    public let schema: Schema
    public let language: Language
    /// Whether personal data is shown as it is.
    public let showsPersonal: Bool
    /// The next records; empty at the end.
    public let next: @Sendable () async throws -> [StoredRecord]
}

/// Makes Word documents of what a page says.
public protocol PaperService: Sendable {
    /// - Parameter title: of the document, where its masthead has none.
    func word(_ title: Label, _ blocks: [Block], _ language: Language, isSimulated: Bool) async throws -> [UInt8]
}

/// Takes spreadsheets and files of places in: what is uploaded becomes a run, which is looked at and then confirmed.
public protocol ImportService: Sendable {
    /// Reads a file without storing a record; the run keeps what was read and every problem.
    ///
    /// - Parameter choices: what was said beside the file, by the names of ``ImportView``'s form: `layer`, `coordinates`, `split`.
    func begin(_ kind: String, fileName: String, bytes: [UInt8], choices: [String: String], desk: Desk) async throws(Refusal) -> ImportRun
    func run(_ id: String, desk: Desk) async throws(Refusal) -> ImportRun
    /// Stores the records of a run, all or none of each part.
    func confirm(_ id: String, desk: Desk) async throws(Refusal) -> ImportRun
    /// The file with a remark beside each row that was refused.
    func errors(_ id: String, desk: Desk) async throws(Refusal) -> [UInt8]
}

/// One import.
public struct ImportRun: Sendable {
    public enum State: String, Sendable { case read, running, done, failed }

    public let id: String
    public let kind: String
    public let fileName: String
    public let state: State
    public let rows: Int
    public let stored: Int
    /// Rows that cannot be taken in; ``problems`` has the first of them.
    public let wrong: Int
    /// The row as the spreadsheet counts it, and what is wrong there.
    public let problems: [(row: Int, problem: Problem)]
    /// The first rows as they stand in the sheet, by column.
    public let sample: [(row: Int, cells: [String: String])]
    /// What was taken for granted in reading it: which layer, which coordinates.
    public let notes: [Label]
    /// What came of it.
    public let message: Label

    public init(
        id: String, kind: String, fileName: String, state: State, rows: Int, stored: Int, wrong: Int, problems: [(row: Int, problem: Problem)],
        sample: [(row: Int, cells: [String: String])], notes: [Label] = [], message: Label = ""
    ) {
        self.id = id
        self.kind = kind
        self.fileName = fileName
        self.state = state
        self.rows = rows
        self.stored = stored
        self.wrong = wrong
        self.problems = problems
        self.sample = sample
        self.notes = notes
        self.message = message
    }
}

/// Proofs out of the ledger.
public protocol ProofService: Sendable {
    /// Everything that someone needs to check one entry without trusting us, as a text of signed notes.
    func proof(of index: Int64) async throws(Refusal) -> [UInt8]
    /// The same for a page, with what computing the root again came to.
    func evidence(of index: Int64) async throws(Refusal) -> ProofEvidence
    /// The newest signed checkpoint (C2SP tlog-checkpoint).
    func checkpoint() async throws(Refusal) -> [UInt8]
    /// The newest one that witnesses cosigned.
    ///
    /// - Throws: ``Refusal/notFound(kind:)`` where none ever did.
    func witnessed() async throws(Refusal) -> [UInt8]
}

/// A proof taken apart; hashes in hexadecimal.
public struct ProofEvidence: Sendable {
    public let leafHash: String
    /// From the leaf up, and on which side each stands.
    public let path: [(hash: String, isLeft: Bool)]
    public let rootHash: String
    public let treeSize: Int64
    public let checkpoint: String
    /// Whether the leaf and the path give the root of the checkpoint.
    public let holds: Bool

    public init(leafHash: String, path: [(hash: String, isLeft: Bool)], rootHash: String, treeSize: Int64, checkpoint: String, holds: Bool) {
        self.leafHash = leafHash
        self.path = path
        self.rootHash = rootHash
        self.treeSize = treeSize
        self.checkpoint = checkpoint
        self.holds = holds
    }
}
