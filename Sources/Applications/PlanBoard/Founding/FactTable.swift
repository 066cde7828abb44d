/// A table of facts: a line of column names, then a line a fact, tabs between.
struct FactTable: Sendable {
    let rows: [Fact]

    /// One line, by the names of its columns.
    struct Fact: Sendable {
        fileprivate let values: [String: String]
        fileprivate let yearsLater: Int

        /// nil for what is empty.
        subscript(_ column: String) -> String? { values[column].flatMap { $0.isEmpty ? nil : $0 } }
        func number(_ column: String) -> Double? { self[column].flatMap { Double($0) } }
        func count(_ column: String) -> Int? { self[column].flatMap { Int($0) } }
        func year(_ column: String) -> Int? { count(column).map { $0 + yearsLater } }
        /// What stands between semicolons.
        func list(_ column: String) -> [String] { (self[column] ?? "").split(separator: ";").map { String($0) } }
    }

    /// - Parameter yearsLater: moves every year of the table: for examples that shall be of the present.
    init(_ text: String, yearsLater: Int = 0) {
        let lines = text.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) } }
        let head = lines.first ?? []
        rows = lines.dropFirst().map { Fact(values: Dictionary(zip(head, $0), uniquingKeysWith: { first, _ in first }), yearsLater: yearsLater) }
    }
}
