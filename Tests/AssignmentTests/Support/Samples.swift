import Assignment

/// The same numbers on every run: SplitMix64 (Steele, Lea and Flood 2014).
struct SplitMix: RandomNumberGenerator, Sendable {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

func agree(_ value: Double, _ expected: Double, within precision: Double = 1e-9) -> Bool { abs(value - expected) <= precision * max(1, abs(expected)) }

/// A table of matches, row by row; nil where a reviewer has to avoid an application.
func problem(_ table: [[Double?]], each demand: Int, limit: Int) throws -> ReviewProblem {
    let pairs = table.enumerated().flatMap { row, matches in
        matches.enumerated().compactMap { column, match in match.map { ReviewProblem.Pair(application: row, reviewer: column, match: $0) } }
    }
    return try ReviewProblem(
        demands: table.map { _ in demand }, limits: [Int](repeating: limit, count: table.first?.count ?? 0), pairs: pairs)
}

/// A random question with avoided pairs, matches in hundredths.
func randomProblem(_ random: inout SplitMix, applications: Int, reviewers: Int, each demand: Int, limit: Int) throws -> (ReviewProblem, [[Double?]]) {
    let table = (0..<applications).map { _ in
        (0..<reviewers).map { _ -> Double? in Int.random(in: 0..<5, using: &random) == 0 ? nil : Double(Int.random(in: 0...100, using: &random)) / 100 }
    }
    return (try problem(table, each: demand, limit: limit), table)
}

/// The best sum by trying everything; nil where it cannot be done.
func bestByTrying(_ table: [[Double?]], each demand: Int, limit: Int) -> Double? {
    var room = [Int](repeating: limit, count: table.first?.count ?? 0)
    func best(_ row: Int, _ column: Int, _ left: Int) -> Double? {
        if left == 0 { return row + 1 == table.count ? 0 : best(row + 1, 0, demand) }
        guard column < room.count else { return nil }
        var result = best(row, column + 1, left)
        if let match = table[row][column], room[column] > 0 {
            room[column] -= 1
            if let rest = best(row, column + 1, left - 1) { result = max(result ?? -1, rest + match) }
            room[column] += 1
        }
        return result
    }
    return best(0, 0, demand)
}
