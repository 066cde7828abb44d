import Synchronization

/// How many records of a kind there were a moment ago, by region.
///
/// Read anew after every change of their number by this program, and now and then for what other programs may have changed.
final class RowEstimates: Sendable {
    private struct Counted {
        let regions: [(region: String, count: Int64)]
        var uses = 0
    }

    private static let usesOfOne = 256
    private let counted = Mutex<[String: Counted]>([:])

    /// - Parameter prefix: what the codes of the regions begin with.
    /// - Returns: nil where they have to be read anew.
    func count(_ kind: String, _ prefix: String) -> Int? {
        counted.withLock { counted in
            guard let found = counted[kind], found.uses < RowEstimates.usesOfOne else { return nil }
            counted[kind]?.uses += 1
            return Int(found.regions.reduce(0) { $1.region.hasPrefix(prefix) ? $0 + $1.count : $0 })
        }
    }

    func remember(_ kind: String, _ regions: [(region: String, count: Int64)]) { counted.withLock { $0[kind] = Counted(regions: regions) } }
    func forget(_ kinds: some Sequence<String>) { counted.withLock { counted in for kind in kinds { counted[kind] = nil } } }
}
