import Bookkeeping

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

/// Amounts as the policy rules write them: 万元 with up to two decimals.
func wan(_ amount: Double) -> Fen { Fen(Int64((amount * 1_000_000).rounded())) }

func fen(_ count: Int64) -> Fen { Fen(count) }

/// What a change refuses to do; nil where it was done.
func refusal<Problem: Error>(_ change: () throws(Problem) -> Void) -> Problem? {
    do throws(Problem) {
        try change()
        return nil
    } catch { return error }
}
