/// Numbers that look random and are the same every time: for invented records, which must not change from one run to the next.
/// Never for secrets: who knows one number knows the rest.
///
/// SplitMix64: G. L. Steele, D. Lea, C. H. Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014, doi 10.1145/2660193.2660195.
public struct Chance: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A whole number from 0 up to, and not, `limit`, which is above 0.
    public mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

    /// A number from 0 up to, and not, 1.
    public mutating func share() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
}
