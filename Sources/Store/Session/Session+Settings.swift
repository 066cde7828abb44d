import Kernel

extension Session {
    func setting(_ name: String) throws(StoreError) -> String? {
        try attempt { () throws(SQLFailure) in
            try connection.first(SQL("SELECT value FROM \"_setting\" WHERE name = $1", [.text(name)])) { $0.text(0) }
        }
    }

    func set(_ name: String, _ value: String?) throws(StoreError) {
        _ = try writing()
        try attempt { () throws(SQLFailure) in
            guard let value else {
                try connection.run("DELETE FROM \"_setting\" WHERE name = $1", [.text(name)])
                return
            }
            try connection.run(
                "INSERT INTO \"_setting\" (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                [.text(name), .text(value)])
        }
    }

    /// SQLite has one program that writes, which knows.
    func announce(_ changes: [Committed]) throws(StoreError) {
        if dialect == .postgres { try writing().announced += changes }
    }

    func tally(_ key: Tally.Key) throws(StoreError) -> Tally? {
        try attempt { () throws(SQLFailure) in
            try connection.first(
                SQL(
                    "SELECT indicator, part, region, period, count, sum FROM \"_tally\" WHERE indicator = $1 AND part = $2 AND region = $3 AND period = $4",
                    key.values), Session.tally)
        }
    }

    func tallies(of indicator: String) throws(StoreError) -> [Tally] {
        try attempt { () throws(SQLFailure) in
            try connection.rows(
                SQL(
                    """
                    SELECT indicator, part, region, period, count, sum FROM "_tally" WHERE indicator = $1 ORDER BY part, region, period
                    """, [.text(indicator)]), Session.tally)
        }
    }

    func add(_ count: Int64, _ sum: Double, to key: Tally.Key) throws(StoreError) {
        _ = try writing()
        try attempt { () throws(SQLFailure) in
            try connection.run(
                """
                INSERT INTO "_tally" (indicator, part, region, period, count, sum) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (indicator, part, region, period)
                DO UPDATE SET count = "_tally".count + excluded.count, sum = "_tally".sum + excluded.sum
                """, key.values + [.integer(count), .real(sum)])
        }
    }

    func removeTallies(of indicator: String) throws(StoreError) {
        _ = try writing()
        try attempt { () throws(SQLFailure) in
            try connection.run("DELETE FROM \"_tally\" WHERE indicator = $1", [.text(indicator)])
        }
    }

    private static func tally(_ row: any RowReader) -> Tally {
        Tally(
            key: Tally.Key(indicator: row.text(0), part: Int(row.integer(1)), region: row.text(2), period: row.text(3)), count: row.integer(4),
            sum: row.stored(5).real ?? 0)
    }
}

extension Tally.Key {
    fileprivate var values: [SQLValue] { [.text(indicator), .integer(Int64(part)), .text(region), .text(period)] }
}
