import Kernel

extension Session {
    func record(_ kind: String, _ id: RecordID) throws(StoreError) -> StoredRecord? {
        let table = try catalog.table(kind)
        if let known = seen(kind, id) { return known }
        let found = try attempt { () throws(SQLFailure) in try connection.first(SQL(table.selectOne, [.text(id.text)]), table.record) }
        if let found { see(kind, [found]) }
        return found
    }

    func insert(_ kind: String, _ record: StoredRecord) throws(StoreError) {
        let batch = try writing()
        let table = try catalog.table(kind)
        let values = try table.values(record)
        do throws(SQLFailure) {
            try connection.run(SQL(table.insert, values))
        } catch {
            throw fail(meaning(of: error, writing: record, in: table, checking: table.columns), error)
        }
        batch.count(kind, record.meta.region.code, 1)
        if table.isSearchable { index(record, table, isNew: true, batch) }
    }

    func update(_ kind: String, _ record: StoredRecord) throws(StoreError) {
        let batch = try writing()
        let table = try catalog.table(kind)
        if table.schema.traits.contains(.appendOnly) { throw .failed("Records of “\(kind)” are only added, never changed") }
        guard let before = try self.record(kind, record.meta.id), before.meta.version == record.meta.version - 1 else {
            throw .stale(kind: kind, id: record.meta.id)
        }
        let (old, new) = (try table.values(before), try table.values(record))
        var sql = SQL("UPDATE \(table.name) SET ")
        var changed: [TableColumn] = []
        for (place, column) in table.columns.enumerated() where old[place] != new[place] {
            sql.add(changed.isEmpty ? "" : ", ")
            sql.add("\(column.name) = ")
            sql.bind(new[place], dialect)
            changed.append(column)
        }
        sql.add(" WHERE \"id\" = ")
        sql.bind(.text(record.meta.id.text), dialect)
        sql.add(" AND \"version\" = ")
        sql.bind(.integer(Int64(before.meta.version)), dialect)
        var count = 0
        do throws(SQLFailure) {
            count = try connection.run(sql)
        } catch {
            throw fail(meaning(of: error, writing: record, in: table, checking: changed), error)
        }
        forget(record.meta.id)
        if count != 1 { throw .stale(kind: kind, id: record.meta.id) }
        if before.meta.region != record.meta.region {
            batch.count(kind, before.meta.region.code, -1)
            batch.count(kind, record.meta.region.code, 1)
        }
        if table.isSearchable, table.schema.searchText(of: before.values) != table.schema.searchText(of: record.values) {
            index(record, table, isNew: false, batch)
        }
    }

    func delete(_ kind: String, _ id: RecordID, version: Int) throws(StoreError) {
        let batch = try writing()
        let table = try catalog.table(kind)
        if table.schema.traits.contains(.appendOnly) { throw .failed("Records of “\(kind)” are only added, never removed") }
        guard let before = try record(kind, id), before.meta.version == version else { throw .stale(kind: kind, id: id) }
        do throws(SQLFailure) {
            try connection.run("DELETE FROM \(table.name) WHERE \"id\" = $1 AND \"version\" = $2", [.text(id.text), .integer(Int64(version))])
        } catch {
            guard case .foreignKey(_, let other) = error.reason else { throw fail(error.plain, error) }
            throw fail(.inUse(kind: kind, by: other ?? referrer(to: kind, id) ?? kind), error)
        }
        forget(id)
        batch.count(kind, before.meta.region.code, -1)
        if table.isSearchable { unindex(kind, id, batch) }
    }

    /// SQLite does not say which reference is broken, so each is looked at.
    private func meaning(of error: SQLFailure, writing record: StoredRecord, in table: Table, checking columns: [TableColumn]) -> StoreError {
        let kind = table.schema.name
        switch error.reason {
        case .unique(let columns, let constraint):
            if let constraint, let index = table.indexes.first(where: { $0.name.name == constraint }) {
                return .taken(kind: kind, columns: index.columns)
            }
            return .taken(kind: kind, columns: columns.isEmpty ? ["id"] : columns)
        case .foreignKey(let constraint, _):
            for column in columns {
                guard let target = column.target else { continue }
                if let constraint {
                    if constraint == TableShape.referenceName(kind, column.name.name) { return .dangling(kind: kind, column: column.name.name) }
                    continue
                }
                guard let id = record.value(of: column.name.name, in: table.schema)?.text, let other = catalog.tables[target] else { continue }
                let found = try? connection.first(SQL("SELECT 1 FROM \(other.name) WHERE \"id\" = $1", [.text(id)])) { _ in true }
                if found != true { return .dangling(kind: kind, column: column.name.name) }
            }
            return .failed(error.message)
        default: return error.plain
        }
    }

    private func referrer(to kind: String, _ id: RecordID) -> String? {
        for (table, column) in catalog.references(to: kind) {
            let found = try? connection.first(SQL("SELECT 1 FROM \(table.name) WHERE \(column.name) = $1 LIMIT 1", [.text(id.text)])) { _ in true }
            if found == true { return table.schema.name }
        }
        return nil
    }
}
