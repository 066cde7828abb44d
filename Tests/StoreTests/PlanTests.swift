import Testing

@testable import Kernel
@testable import Store

/// That questions are answered from indexes: SQLite is asked how it would answer every statement.
@Suite struct PlanTests {
    final class Recorder: Connection {
        let inner: any Connection
        private(set) var plans: [String] = []
        init(_ inner: any Connection) { self.inner = inner }
        var dialect: Dialect { inner.dialect }
        var isInTransaction: Bool { inner.isInTransaction }

        func run(_ sql: SQL, _ row: (any RowReader) -> Void) throws(SQLFailure) -> Int {
            var lines: [String] = []
            if !sql.text.contains("_rows") { try inner.run(SQL("EXPLAIN QUERY PLAN " + sql.text, sql.values)) { lines.append($0.text(3)) } }
            plans.append(lines.joined(separator: "\n"))
            return try inner.run(sql, row)
        }
    }

    /// The way in which the last statement of a question is answered.
    static func plan(_ store: any Store, _ ask: @escaping @Sendable (StoreSession) throws -> Void) async throws -> String {
        try await store.read { reader in
            guard let session = reader as? StoreSession else { return "" }
            // A brief question is stopped where the machine is busy; this one is asked where it may take its time.
            try session.expect(rows: 1000)
            let recorder = Recorder(session.connection)
            try ask(StoreSession(recorder, catalog: session.catalog, limits: session.limits))
            return recorder.plans.last ?? ""
        }
    }

    @Test func questionsAreAnsweredFromIndexes() async throws {
        try await withStore(.sqlite) { store in
            try await store.write { writer in
                for number in 0..<6000 {
                    let firm = Sample.firm(
                        "企业\(number)", stage: number % 100 == 0 ? .mature : .seed, staff: Int64(number % 50), region: number % 3000 == 0 ? "500101" : "331024")
                    try writer.insert("firm", firm)
                    try writer.insert("patent", Sample.patent(firm.meta.id, "方法", "\(number)"))
                }
            }
            let here = Condition.hasPrefix("region", "3310")
            let mature = Condition.compare("stage", .equal, .text("mature"))
            let cases: [(String, Query, uses: String, sorts: Bool)] = [
                ("newest of a region that holds nearly all", Query("firm", where: here), "sqlite_autoindex_firm_1", false),
                ("newest of a region that holds few", Query("firm", where: .hasPrefix("region", "5001")), "ix_firm_region_id", true),
                ("equality, by id", Query("firm", where: here && mature), "ix_firm_stage_id_region (stage=?)", false),
                ("few, by another column", Query("firm", where: mature, order: .init("staff")), "ix_firm_stage_id_region (stage=?)", true),
                (
                    "many, by another column", Query("firm", where: .compare("stage", .equal, .text("seed")), order: .init("staff")), "ix_firm_staff_id_region",
                    false
                ),
                (
                    "a range, in its order", Query("firm", where: .compare("staff", .greater, .integer(3)), order: .init("staff", isDescending: true)),
                    "ix_firm_staff_id_region (staff>?)", false
                ),
                ("few by reference", Query("patent", where: here && .referenced(column: "owner", kind: "firm", mature)), " (owner=?)", true),
                ("many by reference", Query("patent", where: .referenced(column: "owner", kind: "firm", !mature)), "sqlite_autoindex_patent_1", false),
            ]
            for (name, query, uses, sorts) in cases {
                let plan = try await Self.plan(store) { _ = try $0.records(query) }
                #expect(plan.contains(uses), "\(name):\n\(plan)")
                #expect(plan.contains("TEMP B-TREE") == sorts, "\(name):\n\(plan)")
            }
            // A deep page begins where the one before ended.
            let cursor = Query.Cursor(value: .integer(30), id: Sample.id())
            let page = try await Self.plan(store) { _ = try $0.records(Query("firm", order: .init("staff"), after: cursor)) }
            #expect(page.contains("(staff,id)>(?,?)") || page.contains("ix_firm_staff_id_region (staff>?"), "\(page)")
        }
    }
}
