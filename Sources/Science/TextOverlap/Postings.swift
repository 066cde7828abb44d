/// Which texts have a shingle: pairs of a shingle's hash (40 bits) and a text's number (24 bits), 8 bytes each, in sorted runs.
///
/// New pairs are gathered and sorted into a run; runs of like length are merged, so that n pairs lie in about log₂ n runs and each was moved as often (the
/// logarithmic method of Bentley and Saxe 1980, which log-structured stores use). A question is a binary search in each run.
struct Postings: Sendable {
    static let mostTexts = 1 << 22
    /// Pairs that are gathered before they become a run.
    private static let gathered = 1 << 16

    private var runs: [[UInt64]] = []
    private var fresh: [UInt64] = []

    /// Bytes that the pairs take; while the two longest runs are merged, at most twice as many.
    var bytes: Int { (runs.reduce(0) { $0 + $1.capacity } + fresh.capacity) * 8 }

    mutating func add(_ hashes: [UInt64], of text: Int) {
        for hash in hashes { fresh.append(Self.key(hash) | UInt64(text)) }
        if fresh.count >= Self.gathered { settle() }
    }

    /// Sorts what was gathered, so that questions need not look through it one by one.
    mutating func settle() {
        guard !fresh.isEmpty else { return }
        fresh.sort()
        var run = fresh
        fresh.removeAll(keepingCapacity: true)
        while let last = runs.last, last.count <= run.count * 2 {
            runs.removeLast()
            run = Self.merged(last, run)
        }
        runs.append(run)
    }

    /// Calls `found` with the number of each text that has the shingle; at most `limit` times per run.
    func forEachText(with hash: UInt64, atMost limit: Int, _ found: (Int) -> Void) {
        let key = Self.key(hash)
        for run in runs {
            run.withUnsafeBufferPointer { run in
                var place = Self.lowerBound(of: key, in: run)
                let end = min(run.count, place + limit)
                while place < end, run[place] & Self.hashBits == key {
                    found(Int(run[place] & ~Self.hashBits))
                    place += 1
                }
            }
        }
        for pair in fresh where pair & Self.hashBits == key { found(Int(pair & ~Self.hashBits)) }
    }

    private static let hashBits: UInt64 = ~0 << 24

    private static func key(_ hash: UInt64) -> UInt64 { hash & hashBits }

    private static func lowerBound(of key: UInt64, in run: UnsafeBufferPointer<UInt64>) -> Int {
        var (low, high) = (0, run.count)
        while low < high {
            let middle = (low + high) / 2
            if run[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func merged(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
        [UInt64](unsafeUninitializedCapacity: left.count + right.count) { buffer, count in
            var (i, j) = (0, 0)
            while i < left.count && j < right.count {
                if left[i] <= right[j] {
                    buffer.initializeElement(at: count, to: left[i])
                    i += 1
                } else {
                    buffer.initializeElement(at: count, to: right[j])
                    j += 1
                }
                count += 1
            }
            while i < left.count {
                buffer.initializeElement(at: count, to: left[i])
                (i, count) = (i + 1, count + 1)
            }
            while j < right.count {
                buffer.initializeElement(at: count, to: right[j])
                (j, count) = (j + 1, count + 1)
            }
        }
    }
}
