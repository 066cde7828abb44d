/// In how many texts a shingle stands, roughly: phrases of forms and offices that everyone writes are no copies.
///
/// One row of counters by hash (Cormode and Muthukrishnan 2005, with depth 1): never too low, too high by the mean load of a cell, which for texts of 3,000
/// scalars is 0.02 % of the texts, far below the share from which wording counts as common. Only a quarter of the shingles is counted. 8 MB, whatever the
/// number of texts.
struct CommonWording: Sendable {
    private static let cells = 1 << 22
    private var counts = [UInt16](repeating: 0, count: cells)
    private(set) var texts = 0

    static func isCounted(_ hash: UInt64) -> Bool { hash >> 62 == 0 }

    /// Hashes of one text, each once.
    mutating func add(_ hashes: [UInt64]) {
        texts += 1
        for hash in hashes where Self.isCounted(hash) {
            let cell = Self.cell(hash)
            if counts[cell] < .max { counts[cell] += 1 }
        }
    }

    /// Whether a counted shingle stands in more than one text of a hundred, and in more than twenty.
    func isCommon(_ hash: UInt64) -> Bool { Int(counts[Self.cell(hash)]) > least }

    var least: Int { max(20, texts / 100) }
    static let bytes = cells * 2

    private static func cell(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 30) & (cells - 1) }
}
