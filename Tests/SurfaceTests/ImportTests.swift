import Documents
@testable import Exchange
@testable import InstrumentSharing
@testable import Kernel
import Operations
import Testing

/// A sheet of two thousand devices with planted faults.
@Suite struct ImportTests {
    /// One device, with what a sheet can hold.
    struct Device: Record {
        static let kind = Kind<Device>("设备")
        let serial = Field<String>("编号", .max(20), .unique)
        let name = Field<String>("名称", .max(40), .searchable)
        let laboratory = Field<Reference<Laboratory>>("实验室")
        let owner = Field<Reference<Organisation>?>("单位")
        let stage = Field<Stage>("状态")
        let price = Field<Money?>("价格", unit: .wanYuan)
        let bought = Field<Day?>("购置日期")
        let share = Field<Percentage?>("利用率")
        let loss = Field<Double?>("损耗率", unit: .percent)
        let count = Field<Int?>("台数", .min(0))
        enum Stage: String, Choice { case inUse = "在用", idle = "闲置" }
    }
    static let application = Application("devices", "设备", [Laboratory.self, Device.self], roles: [.deviceKeeper])
    static let head = ["编号", "名称", "实验室", "单位", "状态", "价格（万元）", "购置日期", "利用率", "损耗率", "台数"]

    struct Planted {
        var rows: [[Workbook.Value]] = []
        /// By the number of the row: the field that is wrong.
        var faults: [Int: String] = [:]
        var mended: [Int: [Workbook.Value]] = [:]
    }

    static func planted(_ count: Int) -> Planted {
        var planted = Planted()
        for number in 0..<count {
            let right: [Workbook.Value] = [
                .text("S\(number)"), .text("仪器 \(number)"), .text(number % 2 == 0 ? "甲室" : " 乙室 "), number % 3 == 0 ? .text("科技局") : .empty,
                .text(["在用", "idle", "Idle"][number % 3]), .number(Double(number) / 10),
                number % 2 == 0 ? .day(year: 2020, month: 1 + number % 12, day: 1 + number % 28) : .text("2021年3月\(1 + number % 28)日"),
                .number(Double(number % 101) / 100), .number(0.07), .number(Double(number)),
            ]
            var row = right
            if number % 97 == 5 {
                let kind = number / 97 % 8
                let (place, field, wrong): (Int, String, Workbook.Value) = [
                    (4, "stage", .text("报废")), (1, "name", .empty), (0, "serial", .text("S0")), (0, "serial", .text("OLD")), (2, "laboratory", .text("丙室")),
                    (3, "owner", .text("双名")), (9, "count", .text("三台")), (6, "bought", .text("2021-02-30")),
                ][kind]
                row[place] = wrong
                planted.faults[number + 2] = field
                planted.mended[number + 2] = right
                // Whoever mends a sheet of texts types a day.
                planted.mended[number + 2]?[6] = .text("2020-03-04")
            }
            planted.rows.append(row)
        }
        return planted
    }

    static func book(_ rows: [[Workbook.Value]]) throws -> [UInt8] {
        let columns = head.enumerated().map { place, title in
            Workbook.Column(title, kind: place == 6 ? .date : place == 7 || place == 8 ? .percent : place == 5 ? .decimal : .text)
        }
        return try Workbook(sheets: [Workbook.Sheet(name: "设备", columns: columns, rows: rows)]).bytes()
    }

    static func withDevices(_ database: Database, _ body: (World) async throws -> Void) async throws {
        try await withWorld(database, [application]) { world in
            for name in ["甲室", "乙室"] {
                var draft = Draft<Laboratory>()
                draft.name = name
                _ = try await world.admin.create(draft)
            }
            for name in ["科技局", "双名", "双名"] {
                var draft = Draft<Organisation>()
                draft.name = name
                _ = try await world.admin.create(draft)
            }
            let laboratory = try #require(try await world.admin.rows(Laboratory.self).first)
            var old = Draft<Device>()
            (old.serial, old.name, old.laboratory, old.stage) = ("OLD", "旧设备", laboratory.reference, .idle)
            _ = try await world.admin.create(old)
            try await body(world)
        }
    }

    @Test(arguments: Database.available) func theReportNamesExactlyThePlantedRowsAndTheRestIsStoredOnce(_ database: Database) async throws {
        try await Self.withDevices(database) { world in
            let planted = Self.planted(2000)
            let run = try RecordImport(world.admin, "device")
            let sheet = try run.source(try Self.book(planted.rows), named: "devices.xlsx")
            let size = try await world.store.read { try $0.ledgerSize() }
            let dry = try await run.check(sheet)
            #expect(Dictionary(uniqueKeysWithValues: dry.bad.map { ($0.number, $0.problems.map(\.field)) }) == planted.faults.mapValues { [$0] })
            #expect(dry.rows == 2000 && dry.good == 2000 - planted.faults.count && dry.stored == 0)
            #expect(try await world.store.read { try $0.ledgerSize() } == size, "a dry run stores nothing")

            let seed = RecordID(at: world.engine.context.now(), random: (0, 9))
            for _ in 0..<2 {
                let report = try await run.store(sheet, seed: seed)
                #expect(report.bad.map(\.number) == dry.bad.map(\.number))
                #expect(report.stored == dry.good)
                #expect(try await world.admin.count(Device.self) == dry.good + 1)
            }
            let ids = (1...10_000).map { RowIDs(seed: seed).id(of: $0) }
            #expect(Set(ids).count == ids.count && ids == ids.sorted(), "ids rise with the rows, so that indexes grow at their ends")
            let row = Row<Device>(try await world.admin.record(RowIDs(seed: seed).id(of: 9), in: "device"))
            #expect(row.share?.points == 7 && row.loss == 7 && row.price == Money(fen: 700_000) && row.bought == Day(2021, 3, 8) && row.count == 7)

            // What is written back is mended by hand: the rest of the row is as it was.
            let errors = try #require(dry.errorSheet)
            let numbers = errors.sheets[0].rows.compactMap { row in if case .number(let number)? = row.last { Int(number) } else { nil } }
            #expect(numbers == planted.faults.keys.sorted())
            var mended = errors
            for (place, number) in numbers.enumerated() {
                let field = try #require(planted.faults[number].flatMap { Device.kind.declared.place(of: $0) })
                mended.sheets[0].rows[place][field] = try #require(planted.mended[number])[field]
            }
            let again = try await run.store(
                try run.source(try mended.bytes(), named: "again.xlsx"), seed: RecordID(at: world.engine.context.now(), random: (0, 10)))
            #expect(again.bad.map { "\($0.number) \($0.problems.map(\.message.english))" } == [])
            #expect(try await world.admin.count(Device.self) == 2001)
            for record in try await world.admin.rows(Device.self, limit: 1000) where record.serial != "OLD" {
                let number = try #require(Int(record.serial.dropFirst()))
                #expect(record.share?.points == Double(number % 101) && record.loss == 7 && record.count == number, "\(record.serial)")
            }
        }
    }

    @Test(arguments: Database.available) func aJobThatIsCutOffGoesOnAndStoresEveryRowOnce(_ database: Database) async throws {
        try await Self.withDevices(database) { world in
            let bytes = try Self.book(Self.planted(2000).rows)
            let worker = ImportWorker(load: { _ in ("devices.xlsx", bytes) }, save: { _, name, _ in try await Self.kept(name, world) })
            let parameters = JSON.object(("kind", .string("device")), ("file", .string(world.engine.context.newID().text)))
            let reached = Signal()
            let first = JobRunner(world.engine, workers: [Interrupted(bytes: bytes, reached: reached)], actor: { _ in world.admin.actor })
            try await first.start()
            let job = try await first.add("导入", worker: "import", parameters: parameters, for: world.admin.actor)
            // The first run ends as if the program were stopped in the middle.
            await reached.wait()
            await first.stop()
            #expect(Row<Job>(try await world.admin.record(job.id, in: "job")).state == .running)

            let second = JobRunner(world.engine, workers: [worker], actor: { _ in world.admin.actor })
            try await second.start()
            await second.finish()
            let done = Row<Job>(try await world.admin.record(job.id, in: "job"))
            #expect(done.state == .done)
            #expect(done.result != nil, "the error sheet")
            #expect(done.done == 2000)
            let good = 2000 - Self.planted(2000).faults.count
            #expect(try await world.admin.count(Device.self) == good + 1)
            #expect(done.message == "共 2000 行，已导入 \(good) 行，待修改 \(2000 - good) 行")
        }
    }

    /// A file as the cabinet would have kept it.
    private static func kept(_ name: String, _ world: World) async throws -> FileReference {
        var draft = Draft<FileInfo>()
        draft.name = name
        draft.mediaType = "application/octet-stream"
        draft.size = 1
        draft.sha256 = String(repeating: "0", count: 64)
        return FileReference(try await world.engine.desk(for: .system).make(draft.submission).meta.id)
    }

    /// An import that gets half way.
    private struct Interrupted: Worker {
        let bytes: [UInt8]
        let reached: Signal
        var name: String { ImportWorker.name }

        func run(_ job: RunningJob) async throws -> JobResult {
            let run = try RecordImport(job.desk, "device")
            _ = try await run.store(try run.source(bytes, named: "devices.xlsx"), seed: job.row.id) { done in
                try await job.note(done: done)
                if done < 1000 { return }
                await reached.raise()
                try await Task.sleep(for: .seconds(600))
            }
            return JobResult("")
        }
    }

    @Test(arguments: Database.available) func aCancelledImportStopsAtItsNextBatchAndKeepsWhatItStored(_ database: Database) async throws {
        try await Self.withDevices(database) { world in
            let (bytes, reached, go) = (try Self.book(Self.planted(2000).rows), Signal(), Signal())
            let worker = ImportWorker(
                load: { _ in
                    await reached.raise()
                    await go.wait()
                    return ("devices.xlsx", bytes)
                }, save: { _, name, _ in try await Self.kept(name, world) })
            let parameters = JSON.object(("kind", .string("device")), ("file", .string(world.engine.context.newID().text)))
            let runner = JobRunner(world.engine, workers: [worker], actor: { _ in world.admin.actor })
            try await runner.start()
            let job = try await runner.add("导入", worker: "import", parameters: parameters, for: world.admin.actor)
            await reached.wait()
            try await runner.cancel(job.id, for: world.admin.actor)
            await go.raise()
            await runner.finish()
            #expect(Row<Job>(try await world.admin.record(job.id, in: "job")).state == .cancelled)
            let wrong = Self.planted(RecordImport.batch).faults.count
            #expect(try await world.admin.count(Device.self) == RecordImport.batch - wrong + 1)
        }
    }

    @Test func whoMayNotImportIsRefused() async throws {
        try await Self.withDevices(.sqlite) { world in
            #expect(throws: Refusal.self) { try RecordImport(world.desk("x", .observer), "device") }
            #expect(throws: Refusal.self) { try RecordImport(world.desk("x", .deviceKeeper), "laboratory") }
            #expect(throws: Never.self) { try RecordImport(world.desk("x", .deviceKeeper), "device") }
        }
    }

    @Test func numbersOfCellsReadAsExcelShowsThem() throws {
        func typed(_ decimal: String, isPercentage: Bool = false, _ column: Column) throws -> String {
            ImportHead.typed(.number(SpreadsheetNumber(value: try #require(Double(decimal)), decimal: decimal, isPercentage: isPercentage)), for: column)
        }
        let (price, share, count, name) = (Device.kind.column(\.price), Device.kind.column(\.share), Device.kind.column(\.count), Device.kind.column(\.name))
        #expect(try typed("0.30000000000000004", price) == "0.3")
        #expect(try typed("1234.5599999999999", price) == "1234.56")
        #expect(try typed("1E-3", price) == "0.001")
        #expect(try typed("9.9999999999999995E-2", price) == "0.1")
        #expect(try typed("1.2E6", count) == "1200000")
        #expect(try typed("-0.50", price) == "-0.5")
        #expect(try typed("0", count) == "0")
        #expect(try typed("7.0000000000000007E-2", isPercentage: true, share) == "7")
        #expect(try typed("1", isPercentage: true, share) == "100")
        #expect(try typed("500114198001010012", name) == "500114198001010012")
    }
}

extension Role {
    fileprivate static let deviceKeeper = Role("deviceKeeper", "设备管理员", Grant([.read, .create, .import], of: "device"), Grant([.read], of: "laboratory"))
}

/// Something that is waited for.
actor Signal {
    private var isRaised = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    func raise() {
        isRaised = true
        for continuation in waiting { continuation.resume() }
        waiting = []
    }
    func wait() async {
        if isRaised { return }
        await withCheckedContinuation { waiting.append($0) }
    }
}
