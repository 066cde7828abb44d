import Foundation
import Kernel
import PlanBoard
import Store

/// The database of a city whose counties keep their plans in it: the two founding plans with simulated reports, also from forty units for each target
/// and quarter, and the plans of other counties with theirs. Everything that is added is marked as simulated.
enum PreparedPlan {
    private static let units = 40
    private static let reportsOfTarget = 100

    /// Writes `db` and `cookies.txt` into a folder.
    static func make(in folder: String, records: Int) async throws {
        let store = try SQLiteStore(path: folder + "/db")
        let engine = try Engine([.planBoard], store: store, context: .machine)
        try await engine.start()
        try await engine.found()
        let county = Region("500114")
        let desk = engine.desk(for: .system(in: county))
        try await Application.planBoard.samples?(desk)
        try await Prepared.signIn(desk, folder, users: 20, role: "planOffice")
        let plans = try await desk.all(Plan.self) { $0.state == .inForce }
        guard let model = plans.first else { return }
        let targets = try await desk.all(Target.self) { $0.plan == model.reference }
        var rest = records
        for target in targets {
            let reports = (0..<20 * units).map { number in
                report(of: target.id, number / units, unit: "镇街\(number % units)", target.meta.region, engine.context)
            }
            try await insert(reports.prefix(rest), "report", store)
            rest -= reports.count
        }
        var number = 0
        while rest > 0 {
            number += 1
            let copy = copies(of: model.record, targets.map(\.record), number, engine.context)
            try await insert([copy.plan], "plan", store)
            try await insert(copy.targets, "target", store)
            let reports = copy.targets.flatMap { target in
                (0..<reportsOfTarget).map { report(of: target.meta.id, $0, unit: "*", target.meta.region, engine.context) }
            }
            try await insert(reports, "report", store)
            rest -= reports.count + copy.targets.count + 1
        }
        print("\(records - rest) simulated records beside the founding plans and their samples, \(number) plans of other counties")
        await store.close()
    }

    private static func insert(_ records: some Collection<StoredRecord> & Sendable, _ kind: String, _ store: SQLiteStore) async throws {
        try await store.write { writer in for record in records { try writer.insert(kind, record) } }
    }

    /// A report of some quarter, verified.
    private static func report(of target: RecordID, _ quarter: Int, unit: String, _ region: Region, _ context: Context) -> StoredRecord {
        let (year, month) = (2001 + quarter / 4, 3 + quarter % 4 * 3)
        let asOf = "\(year)-\(month < 10 ? "0" : "")\(month)-28"
        return StoredRecord(
            meta: meta(region, context),
            values: [
                .text(target.text), .text("模拟填报 \(quarter)"), .text(asOf), .text(asOf), .text(unit), .real(Double(quarter)), .text("模拟数据"), .null, .null,
                .integer(0), .text("verified"),
            ])
    }

    /// The same plan in another county, with its targets.
    private static func copies(of plan: StoredRecord, _ targets: [StoredRecord], _ number: Int, _ context: Context) -> (
        plan: StoredRecord, targets: [StoredRecord]
    ) {
        let region = Region("5002\(10 + number % 40)")
        var copy = StoredRecord(meta: meta(region, context), values: plan.values)
        set("code", .text("\(region.code)-\(number)"), in: Plan.kind.declared, of: &copy)
        let copies = targets.map { target in
            var target = StoredRecord(meta: meta(region, context), values: target.values)
            set("plan", .text(copy.meta.id.text), in: Target.kind.declared, of: &target)
            return target
        }
        return (copy, copies)
    }

    private static func set(_ column: String, _ value: Stored, in schema: Schema, of record: inout StoredRecord) {
        if let place = schema.place(of: column) { record.values[place] = value }
    }

    private static func meta(_ region: Region, _ context: Context) -> RecordMeta {
        RecordMeta(id: context.newID(), region: region, createdAt: context.now(), createdBy: "bench", isSimulated: true)
    }
}
