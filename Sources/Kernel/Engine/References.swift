extension StoreReader {
    /// A record that the actor may not see is to them one that does not exist: nobody learns of it, or ties theirs to it, by its id. The same
    /// goes for files, but for those that the actor uploaded.
    ///
    /// - Parameters:
    ///   - before: values that stay as they are were judged when they were entered.
    ///   - actor: nil for the program: what it enters has to exist only.
    func checkReferences(_ values: [Stored], unlike before: [Stored]? = nil, _ schema: Schema, _ catalog: Catalog, by actor: Actor?) throws {
        for (place, column) in schema.columns.enumerated() where place < values.count {
            let value = values[place]
            if let before, place < before.count, before[place] == value { continue }
            for (kind, id) in column.references(in: value) {
                guard let target = catalog.schema(kind), let record = try record(kind, id) else {
                    throw StoreError.dangling(kind: schema.name, column: column.name)
                }
                guard let actor, !actor.may(.read, target, record) else { continue }
                let isUploader = kind == RecordName.of(FileInfo.self) && record.meta.createdBy == actor.id && !actor.isNobody
                if !isUploader { throw StoreError.dangling(kind: schema.name, column: column.name) }
            }
        }
    }
}
