import Kernel

/// Writes conditions as SQL in which NULL decides nothing: `NOT` is carried down to the comparisons, and each says itself what NULL means.
///
/// So no comparison is wrapped in a function, and every one can be answered from an index.
struct ConditionWriter {
    let catalog: Catalog
    var sql = SQL()
    /// Columns of the outermost table, whose conditions must not choose the index; only SQLite has to be told.
    var isHidden: (String) -> Bool = { _ in false }
    /// References are looked up record by record instead of being collected first.
    var looksUp = false
    private var depth = 0

    private var dialect: Dialect { catalog.dialect }

    init(catalog: Catalog) { self.catalog = catalog }

    mutating func add(_ text: String) { sql.add(text) }
    mutating func bind(_ value: Stored) { sql.bind(SQLValue(value), dialect) }

    /// - Parameter alias: what the table is called in the statement.
    /// - Throws: ``StoreError/unknownKind(_:)``, ``StoreError/unknownColumn(kind:column:)``.
    mutating func write(_ condition: Condition, _ table: Table, alias: String = "r", negated: Bool = false) throws(StoreError) {
        switch condition {
        case .always: add(negated ? "1=0" : "1=1")
        case .never: add(negated ? "1=1" : "1=0")
        case .not(let inner): try write(inner, table, alias: alias, negated: !negated)
        case .all(let list): try join(list, negated ? " OR " : " AND ", empty: negated ? "1=0" : "1=1", table, alias, negated)
        case .any(let list): try join(list, negated ? " AND " : " OR ", empty: negated ? "1=1" : "1=0", table, alias, negated)
        case .isNull(let name):
            let column = try table.column(name)
            add("\(term(column, alias)) IS \(negated ? "NOT " : "")NULL")
        case .compare(let name, let comparison, let value):
            try compare(try table.column(name), alias, negated ? comparison.opposite : comparison, value, orNull: negated)
        case .today(let name, _, _): throw .failed("“\(table.schema.name).\(name)” is compared with the present day, and nobody said which day that is")
        case .among(let name, let list): try among(try table.column(name), alias, list, negated)
        case .contains(let name, let words): try contains(try table.column(name), alias, words, negated)
        case .hasPrefix(let name, let start): try hasPrefix(try table.column(name), alias, start, negated)
        case .referenced(let name, let kind, let inner):
            try referenced(try table.column(name), alias, try catalog.table(kind), inner, negated)
        }
    }

    private func term(_ column: TableColumn, _ alias: String) -> String {
        (alias == "r" && isHidden(column.name.name) ? dialect.hidden : "") + "\(alias).\(column.name)"
    }

    private mutating func join(
        _ list: [Condition], _ word: String, empty: String, _ table: Table, _ alias: String, _ negated: Bool
    ) throws(StoreError) {
        if list.isEmpty { return add(empty) }
        guard depth < 50 else { throw .failed("A condition is nested more than 50 deep") }
        depth += 1
        add("(")
        for (place, condition) in list.enumerated() {
            if place > 0 { add(word) }
            try write(condition, table, alias: alias, negated: negated)
        }
        add(")")
        depth -= 1
    }

    /// - Parameter orNull: whether NULL fulfils it, as it does where a comparison is negated.
    private mutating func compare(
        _ column: TableColumn, _ alias: String, _ comparison: Condition.Comparison, _ value: Stored, orNull: Bool
    ) throws(StoreError) {
        let left = term(column, alias)
        if value.isNull {
            // Nothing compares with nothing; only “is not nothing” says something.
            let opposite = orNull ? comparison.opposite : comparison
            if opposite == .notEqual { return add("\(left) IS \(orNull ? "" : "NOT ")NULL") }
            return add(orNull ? "1=1" : "1=0")
        }
        let isLoose = !column.isRequired && (orNull ? comparison != .equal : comparison == .notEqual)
        if (column.type == .text) != (value.text != nil) {
            // Numbers stand before text, whatever they are.
            let holds =
                switch comparison {
                case .equal: false
                case .notEqual: true
                case .less, .lessOrEqual: value.text != nil
                case .greater, .greaterOrEqual: value.text == nil
                }
            if !holds { return add(isLoose ? "\(left) IS NULL" : "1=0") }
            return add(isLoose || column.isRequired ? "1=1" : "\(left) IS NOT NULL")
        }
        if isLoose { add("(") }
        add("\(left) \(comparison.rawValue) ")
        bind(value)
        if isLoose { add(" OR \(left) IS NULL)") }
    }

    private mutating func among(_ column: TableColumn, _ alias: String, _ list: [Stored], _ negated: Bool) throws(StoreError) {
        let left = term(column, alias)
        // An empty column is among no values, here as in memory: who looks for what is empty asks so.
        var values = list.filter { !$0.isNull && ($0.text != nil) == (column.type == .text) }
        if values.isEmpty { return add(negated ? "1=1" : "1=0") }
        guard values.count <= 10_000 else { throw .failed("A condition lists more than 10,000 values") }
        // Lists of like length share one prepared statement.
        var room = 1
        while room < values.count { room *= 2 }
        if room <= 1024, let last = values.last { values += Array(repeating: last, count: room - values.count) }
        let isLoose = !column.isRequired && negated
        if isLoose { add("(") }
        add("\(left)\(negated ? " NOT" : "") IN (")
        for (place, value) in values.enumerated() {
            if place > 0 { add(", ") }
            bind(value)
        }
        add(")")
        if isLoose { add(" OR \(left) IS NULL)") }
    }

    private mutating func contains(_ column: TableColumn, _ alias: String, _ words: String, _ negated: Bool) throws(StoreError) {
        guard column.type == .text else { return add(negated ? "1=1" : "1=0") }
        let left = term(column, alias)
        var pattern = "%"
        for character in words.unicodeScalars {
            if "%_\\".unicodeScalars.contains(character) { pattern.unicodeScalars.append("\\") }
            pattern.unicodeScalars.append(character)
        }
        let isLoose = negated && !column.isRequired
        if isLoose { add("(") }
        add("\(left) \(negated ? "NOT " : "")\(dialect.like) ")
        bind(.text(pattern + "%"))
        add(" ESCAPE '\\'")
        if isLoose { add(" OR \(left) IS NULL)") }
    }

    private mutating func hasPrefix(_ column: TableColumn, _ alias: String, _ start: String, _ negated: Bool) throws(StoreError) {
        guard column.type == .text else { return add(negated ? "1=1" : "1=0") }
        let left = term(column, alias)
        if start.isEmpty {
            if column.isRequired { return add(negated ? "1=0" : "1=1") }
            return add("\(left) IS \(negated ? "" : "NOT ")NULL")
        }
        add("(\(left) \(negated ? "<" : ">=") ")
        bind(.text(start))
        if let end = ConditionWriter.end(ofPrefix: start) {
            add(negated ? " OR \(left) >= " : " AND \(left) < ")
            bind(.text(end))
        }
        if negated, !column.isRequired { add(" OR \(left) IS NULL") }
        add(")")
    }

    /// The first text after all that begin so.
    static func end(ofPrefix start: String) -> String? {
        var rest = start.unicodeScalars
        while let last = rest.popLast() {
            let next = last.value == 0xD7FF ? 0xE000 : last.value + 1
            guard let scalar = Unicode.Scalar(next) else { continue }
            rest.append(scalar)
            return String(rest)
        }
        return nil
    }

    private mutating func referenced(
        _ column: TableColumn, _ alias: String, _ target: Table, _ inner: Condition, _ negated: Bool
    ) throws(StoreError) {
        guard depth < 50 else { throw .failed("A condition is nested more than 50 deep") }
        depth += 1
        defer { depth -= 1 }
        let other = "t\(sql.values.count)_\(depth)"
        if negated || looksUp {
            add("\(negated ? "NOT " : "")EXISTS (SELECT 1 FROM \(target.name) AS \(other) WHERE \(other).\"id\" = \(alias).\(column.name) AND ")
        } else {
            add("\(term(column, alias)) IN (SELECT \(other).\"id\" FROM \(target.name) AS \(other) WHERE ")
        }
        try write(inner, target, alias: other)
        add(")")
    }
}

extension Condition.Comparison {
    var opposite: Condition.Comparison {
        switch self {
        case .equal: .notEqual
        case .notEqual: .equal
        case .less: .greaterOrEqual
        case .lessOrEqual: .greater
        case .greater: .lessOrEqual
        case .greaterOrEqual: .less
        }
    }
}
