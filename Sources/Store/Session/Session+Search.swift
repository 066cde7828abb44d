import Kernel

extension Session {
    func search(_ words: String, in kinds: [(kind: String, condition: Condition)], limit: Int) throws(StoreError) -> [SearchHit] {
        let phrases = SearchTokens.phrases(words)
        if phrases.isEmpty || kinds.isEmpty || limit <= 0 { return [] }
        if let batch { try attempt { () throws(SQLFailure) in try batch.writeWords(connection) } }
        var conditions: [String: Condition] = [:]
        for (kind, condition) in kinds {
            let table = try catalog.table(kind)
            for name in condition.columns { _ = try table.column(name) }
            conditions[kind] = conditions[kind].map { $0 || condition } ?? condition
        }
        let question = dialect == .sqlite ? SearchWords.fts5(phrases) : SearchWords.tsquery(phrases)
        let isRanked = try isRanked(question)
        var hits: [SearchHit] = []
        var (offset, size) = (0, max(100, 2 * limit))
        // The best are looked at first; what a condition hides is passed over, up to a bound.
        while hits.count < limit, offset < 20_000 {
            let found = try candidates(question, conditions.keys.sorted(), isRanked, offset: offset, limit: size)
            hits += try allowed(found, conditions)
            if found.count < size { break }
            offset += size
            size *= 4
        }
        return Array(hits.prefix(limit))
    }

    /// Whether so few records contain the words that it can be reckoned which do best. Where thousands do, the newest come first: every one of them would
    /// have to be looked at before the first were known.
    private func isRanked(_ question: String) throws(StoreError) -> Bool {
        var sql = SQL("SELECT count(*) FROM (SELECT 1 FROM \"_search\" WHERE ")
        match(question, in: &sql)
        sql.add(" LIMIT 2001) AS found")
        let statement = sql
        return (try attempt { () throws(SQLFailure) in try connection.first(statement) { $0.integer(0) } } ?? 0) <= 2000
    }

    private func match(_ question: String, in sql: inout SQL) {
        sql.add(dialect == .sqlite ? "\"_search\" MATCH " : "words @@ ")
        sql.bind(.text(question), dialect)
        if dialect == .postgres { sql.add("::tsquery") }
    }

    private func candidates(_ question: String, _ kinds: [String], _ isRanked: Bool, offset: Int, limit: Int) throws(StoreError) -> [SearchHit] {
        var sql = SQL("SELECT kind, id FROM \"_search\" WHERE ")
        match(question, in: &sql)
        sql.add(" AND kind IN (")
        for (place, kind) in kinds.enumerated() {
            if place > 0 { sql.add(", ") }
            sql.bind(.text(kind), dialect)
        }
        sql.add(") ORDER BY ")
        if dialect == .sqlite {
            sql.add(isRanked ? "rank, id DESC" : "rowid DESC")
        } else if !isRanked {
            sql.add("id DESC")
        } else {
            sql.add("ts_rank(words, ")
            sql.bind(.text(question), dialect)
            sql.add("::tsquery) DESC, id DESC")
        }
        sql.add(" LIMIT ")
        sql.bind(.integer(Int64(limit)), dialect)
        sql.add(" OFFSET ")
        sql.bind(.integer(Int64(offset)), dialect)
        let statement = sql
        return try attempt { () throws(SQLFailure) in
            try connection.rows(statement) { SearchHit(kind: $0.text(0), id: RecordID(stored: $0.text(1))) }
        }
    }

    /// Those of the candidates whose records fulfil the condition of their kind, in their order.
    private func allowed(_ found: [SearchHit], _ conditions: [String: Condition]) throws(StoreError) -> [SearchHit] {
        var allowed: Set<SearchHit> = []
        for (kind, hits) in Dictionary(grouping: found, by: \.kind) {
            let table = try catalog.table(kind)
            for start in stride(from: 0, to: hits.count, by: 500) {
                let ids = hits[start..<min(start + 500, hits.count)].map { Stored.text($0.id.text) }
                var writer = ConditionWriter(catalog: catalog)
                // The ids choose the index; whatever else is asked is looked at record by record.
                writer.isHidden = { $0 != "id" }
                writer.looksUp = true
                writer.add("SELECT r.\"id\" FROM \(table.name) AS r WHERE ")
                try writer.write(.all([.among("id", ids), conditions[kind] ?? .never]), table)
                let sql = writer.sql
                let present = try attempt { () throws(SQLFailure) in try connection.rows(sql) { $0.text(0) } }
                for id in present { allowed.insert(SearchHit(kind: kind, id: RecordID(stored: id))) }
            }
        }
        return found.filter(allowed.contains)
    }

    /// Puts the words of a record where search finds them, at the end of the commit.
    func index(_ record: StoredRecord, _ table: Table, isNew: Bool, _ batch: WriteBatch) {
        let words = SearchTokens.words(of: table.schema.searchText(of: record.values), limit: 16_000)
        if isNew, words.isEmpty { return }
        batch.change(WordChange(kind: table.schema.name, id: record.meta.id, isNew: isNew, words: words))
    }

    func unindex(_ kind: String, _ id: RecordID, _ batch: WriteBatch) { batch.change(WordChange(kind: kind, id: id, isNew: false, words: "")) }
}

/// The words that lead to a record from now on; none where it is gone.
struct WordChange {
    let kind: String
    let id: RecordID
    /// No words led to it before.
    let isNew: Bool
    /// Separated by blanks.
    let words: String

    func write(_ connection: any Connection) throws(SQLFailure) {
        if !isNew { try remove(connection) }
        if words.isEmpty { return }
        switch connection.dialect {
        case .sqlite:
            // RETURNING would open a table of its own for every record, which takes longer than all the rest.
            try connection.run("INSERT INTO \"_document\" (kind, id) VALUES ($1, $2)", key)
            try connection.run("INSERT INTO \"_search\" (rowid, kind, id, words) VALUES (last_insert_rowid(), $1, $2, $3)", key + [.text(words)])
        case .postgres:
            try connection.run(
                "INSERT INTO \"_search\" (kind, id, words) VALUES ($1, $2, $3::text::tsvector)",
                key + [.text(SearchWords.tsvector(words.split(separator: " ")))])
        }
    }

    private var key: [SQLValue] { [.text(kind), .text(id.text)] }

    private func remove(_ connection: any Connection) throws(SQLFailure) {
        guard connection.dialect == .sqlite else {
            try connection.run("DELETE FROM \"_search\" WHERE kind = $1 AND id = $2", key)
            return
        }
        guard let number = try connection.first(SQL("SELECT number FROM \"_document\" WHERE kind = $1 AND id = $2", key), { $0.integer(0) }) else { return }
        try connection.run("DELETE FROM \"_search\" WHERE rowid = $1", [.integer(number)])
        try connection.run("DELETE FROM \"_document\" WHERE number = $1", [.integer(number)])
    }
}

/// Tokens in the languages of the two search engines. Tokens hold letters, digits and marks only, never quotation marks.
enum SearchWords {
    /// `"科技 技创" AND "plan"*`: the words within quotation marks stand side by side.
    static func fts5(_ phrases: [SearchTokens.Phrase]) -> String {
        phrases.map { "\"\($0.tokens.joined(separator: " "))\"\($0.isPrefix ? " *" : "")" }.joined(separator: " AND ")
    }

    /// `'科技' <-> '技创' & 'plan':*`
    static func tsquery(_ phrases: [SearchTokens.Phrase]) -> String {
        phrases.map { phrase in
            "(" + phrase.tokens.map { "'\($0)'\(phrase.isPrefix ? ":*" : "")" }.joined(separator: " <-> ") + ")"
        }.joined(separator: " & ")
    }

    /// `'科技':1 '技创':2`
    static func tsvector(_ tokens: [Substring]) -> String {
        tokens.enumerated().map { "'\($1)':\($0 + 1)" }.joined(separator: " ")
    }
}
