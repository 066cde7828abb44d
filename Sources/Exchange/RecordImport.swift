public import Documents
public import Kernel

/// Takes the rows of a spreadsheet in as records of one kind: first a dry run, then for good.
///
/// The same row of the same run always gets the same id, so a run that was cut off is simply run again: nothing is stored twice.
public struct RecordImport: Sendable {
    public let desk: Desk
    public let schema: Schema
    /// Told after every batch how many rows are done; may throw to stop.
    public typealias Note = @Sendable (_ done: Int) async throws -> Void

    /// Rows of one transaction.
    static let batch = 2000
    /// The most rows of one import; more are refused, with the advice to divide the file.
    public static let rowLimit = 200_000

    public init(_ desk: Desk, _ kind: String) throws(Refusal) {
        self.desk = desk
        schema = try desk.schema(kind, .import)
    }

    /// One row that cannot be taken in, and why.
    public struct BadRow: Sendable {
        /// As the spreadsheet counts: the head is row 1.
        public let number: Int
        public let problems: [Problem]
    }

    /// One row as it stands in the sheet: what is written in the columns of the fields that it has.
    public struct SampleRow: Sendable {
        public let number: Int
        public let cells: [String: String]
    }

    public struct Report: Sendable {
        public internal(set) var rows = 0
        public internal(set) var stored = 0
        /// The first ones; ``badCount`` counts all.
        public internal(set) var bad: [BadRow] = []
        public internal(set) var badCount = 0
        public internal(set) var unknownHeads: [String] = []
        /// What was taken for granted: in which coordinates, which layer, in which characters.
        public internal(set) var notes: [Label] = []
        /// The first rows as they stand in the sheet.
        public internal(set) var sample: [SampleRow] = []
        /// The sheet with the bad rows and what is wrong with them, to be mended and taken in again.
        public internal(set) var errorSheet: Workbook?

        public var good: Int { rows - badCount }
    }

    /// Checks every row without storing anything.
    public func check(_ source: ImportSource, note: @escaping Note = { _ in }) async throws -> Report {
        try await walk(source, nil, note) { rows in Taken(bad: wrong(rows).bad) }
    }

    /// Stores the rows that are right, while the sheet is still being read: of one that was checked before, so that it is known to be whole.
    ///
    /// - Parameter seed: names the run; the ids of the records follow from it.
    public func store(_ source: ImportSource, seed: RecordID, isSimulated: Bool = false, note: @escaping Note = { _ in }) async throws -> Report {
        let ids = RowIDs(seed: seed)
        return try await walk(source, ids, note) { rows in
            // Storing judges the rows too: only where it refuses them is looked for those that are wrong.
            if try await storeTogether(rows, ids, isSimulated) { return Taken(stored: rows.count) }
            let (good, bad) = wrong(rows)
            if try await storeTogether(good, ids, isSimulated) { return Taken(stored: good.count, bad: bad) }
            let taken = try await storeOneByOne(good, ids, isSimulated)
            return Taken(stored: taken.stored, bad: bad + taken.bad)
        }
    }

    /// What became of some rows.
    struct Taken: Sendable {
        var stored = 0
        var bad: [BadRow] = []
    }

    /// Parts those rows whose values are wrong in themselves from the others.
    private func wrong(_ rows: [Row]) -> (good: [Row], bad: [BadRow]) {
        var (good, bad): ([Row], [BadRow]) = ([], [])
        for row in rows {
            let problems = desk.problems(with: row.entered)
            if problems.isEmpty { good.append(row) } else { bad.append(BadRow(number: row.number, problems: problems)) }
        }
        return (good, bad)
    }

    /// - Returns: whether they were stored; if not, none was.
    private func storeTogether(_ rows: [Row], _ ids: RowIDs, _ isSimulated: Bool) async throws -> Bool {
        do throws(Refusal) {
            _ = try await desk.create(rows.map { (id: ids.id(of: $0.number), entered: $0.entered) }, isSimulated: isSimulated)
            return true
        } catch {
            if error.problems.isEmpty { throw error }
            return false
        }
    }

    private func storeOneByOne(_ rows: [Row], _ ids: RowIDs, _ isSimulated: Bool) async throws -> Taken {
        var taken = Taken()
        for row in rows {
            do throws(Refusal) {
                _ = try await desk.create(row.entered.submission, id: ids.id(of: row.number), isSimulated: isSimulated)
                taken.stored += 1
            } catch {
                if error.problems.isEmpty { throw error }
                taken.bad.append(BadRow(number: row.number, problems: error.problems))
            }
        }
        return taken
    }

    // MARK: walking

    struct Row: Sendable {
        let number: Int
        let cells: [SpreadsheetCell]
        let entered: EnteredRecord
    }

    /// A row on the way to being read.
    private struct Line {
        let number: Int
        let cells: [SpreadsheetCell]
        var submission: Submission
        /// What is wrong with its place.
        let misplaced: [Problem]
    }

    /// Reads the sheet in batches; gives the rows in which nothing was found wrong so far to `take`, which says which of them were not right.
    /// While `take` has one batch, the next is prepared.
    private func walk(_ source: ImportSource, _ ids: RowIDs?, _ note: Note, take: @escaping @Sendable ([Row]) async throws -> Taken) async throws -> Report {
        var report = Report()
        var errors = ErrorSheet(schema)
        var names = ReferenceNames(desk, schema)
        var taken = TakenValues(desk, schema)
        var head: ImportHead?
        var places: ImportPlaces?
        var empty: [Int: String] = [:]
        var waiting: [Line] = []
        var pending: (lines: [Line], bad: [BadRow], outcome: Task<Taken, any Error>)?
        defer { pending?.outcome.cancel() }

        func finish() async throws {
            guard let batch = pending else { return }
            pending = nil
            let outcome = try await withTaskCancellationHandler {
                try await batch.outcome.value
            } onCancel: {
                batch.outcome.cancel()
            }
            report.stored += outcome.stored
            let bad = batch.bad + outcome.bad
            let cells = bad.isEmpty ? [:] : Dictionary(uniqueKeysWithValues: batch.lines.map { ($0.number, $0.cells) })
            for row in bad.sorted(by: { $0.number < $1.number }) {
                report.badCount += 1
                if report.bad.count < 200 { report.bad.append(row) }
                errors.add(row, cells[row.number] ?? [])
            }
            for row in batch.lines.prefix(max(0, 5 - report.sample.count)) {
                // As they are written: further below, names become ids.
                report.sample.append(
                    SampleRow(number: row.number, cells: row.submission.inputs.compactMapValues { if case .typed(let text) = $0 { text } else { nil } }))
            }
            report.rows += batch.lines.count
            try await note(report.rows)
        }

        let refersToItself = schema.columns.contains { $0.target == schema.name }

        func begin(_ lines: [Line]) async throws {
            // Rows may name others further up.
            if refersToItself { try await finish() }
            try await names.learn(lines.map(\.submission))
            let named = lines.map { line in
                var submission = line.submission
                let unknown = line.misplaced + names.resolve(&submission)
                return (row: Row(number: line.number, cells: line.cells, entered: desk.read(submission)), unknown: unknown)
            }
            try await taken.learn(named.map(\.row.entered))
            var (good, bad): ([Row], [BadRow]) = ([], [])
            for (row, unknown) in named {
                let problems = taken.problems(with: row.entered, id: ids?.id(of: row.number))
                if unknown.isEmpty, problems.isEmpty {
                    good.append(row)
                    continue
                }
                // A name that was not found is one problem, not also a field that is missing.
                let others = desk.problems(with: row.entered).filter { problem in !unknown.contains { $0.field == problem.field } }
                bad.append(BadRow(number: row.number, problems: unknown + others + problems))
            }
            try await finish()
            let ready = good
            pending = (lines, bad, Task(executorPreference: Aside.threads) { try await take(ready) })
        }

        for try await lines in lines(of: source.sheet) {
            for (number, cells) in lines {
                guard let head else {
                    guard let read = headRow(source, cells) else { continue }
                    try refuse(read.head.missing.filter { !read.places.fills($0) })
                    report.unknownHeads = read.unknown
                    errors.head = read.errorHead
                    (head, places, empty) = (read.head, read.places, read.empty)
                    continue
                }
                if !empty.isEmpty { empty = empty.filter { $0.key >= cells.count || cells[$0.key].text.isEmpty } }
                var submission = head.submission(cells, kind: schema.name)
                let misplaced = places?.read(cells, into: &submission) ?? []
                waiting.append(Line(number: number, cells: cells, submission: submission, misplaced: misplaced))
                if waiting.count == RecordImport.batch {
                    try await begin(waiting)
                    waiting.removeAll(keepingCapacity: true)
                }
            }
        }
        guard head != nil else {
            throw Refusal.invalid([
                Problem(
                    "no-head", "没有找到表头：请使用下载的模板，第一行应为字段名，如“\(schema.columns.first?.label.chinese ?? "")”",
                    en: "No head row was found: please use the template; its first row has the names of the fields")
            ])
        }
        if !waiting.isEmpty { try await begin(waiting) }
        try await finish()
        report.unknownHeads.removeAll { empty.values.contains($0) }
        report.notes = source.notes + (places?.notes ?? [])
        report.errorSheet = report.badCount > 0 ? errors.workbook : nil
        return report
    }

    /// What the head row says, with the unknown heads that need something under them to be told; nil for a row that is none.
    private func headRow(
        _ source: ImportSource, _ cells: [SpreadsheetCell]
    ) -> (head: ImportHead, places: ImportPlaces, unknown: [String], empty: [Int: String], errorHead: [(text: String, column: Column?)])? {
        var heads = source.heads(cells)
        var head = ImportHead(heads, schema, isShortened: source.hasShortHeads)
        if source.hasPlaces {
            // An attribute 位置 is an address: the place is the geometry.
            for (place, column) in head.columns.enumerated() where column?.kind is GeometryKind { heads[place] = .empty }
            head = ImportHead(heads, schema, isShortened: source.hasShortHeads)
        }
        guard head.isRecognised || source.hasPlaces else { return nil }
        let places = ImportPlaces(heads, head, schema, source)
        let read = Set(heads.indices.filter(places.reads).map { heads[$0].text })
        let errorHead = zip(cells.indices, head.columns).map { place, column in
            let column = places.field(at: place) ?? column
            return (places.field(at: place)?.label.chinese ?? cells[place].text, column)
        }
        let empty = heads.indices.filter { head.columns[$0] == nil && source.oftenEmpty.contains(heads[$0].text) }
        return (
            head, places, head.unknown.filter { !read.contains($0) }, Dictionary(uniqueKeysWithValues: empty.map { ($0, heads[$0].text) }), errorHead
        )
    }

    private typealias Lines = [(number: Int, cells: [SpreadsheetCell])]

    /// All rows that hold something, a batch at a time. Reading a sheet cannot wait for the store: it is read ahead, at most to the limit of rows.
    private func lines(of sheet: SpreadsheetSheet) -> AsyncThrowingStream<Lines, any Error> {
        AsyncThrowingStream { continuation in
            let reading = Task.detached(executorPreference: Aside.threads) {
                do {
                    var (lines, count): (Lines, Int) = ([], 0)
                    try sheet.forEachRow { number, cells in
                        if Task.isCancelled { return .stop }
                        if cells.allSatisfy({ $0.text.isEmpty }) { return .next }
                        guard count <= RecordImport.rowLimit else { throw RecordImport.tooManyRows }
                        lines.append((number, cells))
                        count += 1
                        if lines.count == RecordImport.batch {
                            continuation.yield(lines)
                            lines.removeAll(keepingCapacity: true)
                        }
                        return .next
                    }
                    continuation.yield(lines)
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in reading.cancel() }
        }
    }

    private static let tooManyRows = Refusal.invalid([
        Problem("too-many-rows", "超过 \(rowLimit) 行，请分成几个文件导入", en: "More than \(rowLimit) rows; please divide the file")
    ])

    private func refuse(_ missing: [Column]) throws(Refusal) {
        if missing.isEmpty { return }
        let (chinese, english) = (missing.map(\.label.chinese).joined(separator: "、"), missing.map(\.label.english).joined(separator: ", "))
        throw .invalid([Problem("missing-columns", "表中缺少必填的列：\(chinese)", en: "The sheet lacks required columns: \(english)")])
    }
}

/// Ids that follow from the run and the number of the row. They rise with it, so that every index that holds them grows at its end.
struct RowIDs: Sendable {
    private let at: Instant
    /// What all ids of the run share, its last 21 bits left free for the row.
    private let high: UInt16
    private let low: UInt64

    init(seed: RecordID) {
        // FNV-1a over the seed: no secret, only spread.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in seed.text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        at = seed.madeAt
        high = UInt16(truncatingIfNeeded: hash)
        low = (hash >> 16) << 21
    }

    /// - Parameter row: at most 2²⁰, as many as a sheet has.
    func id(of row: Int) -> RecordID { RecordID(at: at, random: (high, low | UInt64(row))) }
}
