import Cryptography
import Ledger

/// The same numbers on every run: SplitMix64 (Steele, Lea and Flood 2014).
struct SplitMixGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) } }
}

/// A log as a store would keep it, with all that can be altered in it.
struct SampleLog {
    var entries: [StoredEntry] = []
    var tiles = AlterableTiles()
    var frontier = Frontier()

    /// A log of `count` entries; the same for the same seed.
    init(_ count: Int, seed: UInt64 = 1) throws {
        var random = SplitMixGenerator(state: seed)
        for index in 0..<count {
            let salt = random.bytes(16)
            let content = Array(#"{"before":{"name":"名称 \#(index)"},"after":{"name":"新名称 \#(index)","rdExpense":\#(index)}}"#.utf8)
            let entry = Entry(
                time: Moment(milliseconds: 1_790_000_000_000 + Int64(index) * 1234), actor: "person-\(index % 7)",
                action: index % 3 == 0 ? .create : .update, kind: "enterprise", record: "record-\(index % 50)", recordVersion: index / 50 + 1,
                region: "331024", request: Hex.encode(random.bytes(8)), commitment: try Commitment.make(salt: salt, content: content))
            let leaf = try entry.encoded()
            let hash = MerkleTree.leafHash(leaf)
            entries.append(StoredEntry(index: index, leaf: leaf, content: .kept(salt: salt, content: content)))
            tiles.tree.append(hash)
            frontier.append(hash)
        }
    }

    func checkpoint(_ size: Int) async throws -> Checkpoint {
        try Checkpoint(origin: "yunling.example/ledger", size: size, root: await tiles.tree.root(size: size))
    }

    /// Checks the log in batches of uneven length.
    func verify(checkpoints: [Checkpoint] = [], withTiles: Bool = true, withFrontier: Bool = true) async throws -> VerificationReport {
        var verifier = Verifier(tiles: withTiles ? tiles : nil, checkpoints: checkpoints, stored: withFrontier ? frontier : nil)
        var start = 0
        while start < entries.count {
            let end = min(entries.count, start + 1 + start % 97)
            try await verifier.add(Array(entries[start..<end]))
            start = end
        }
        return try await verifier.finish()
    }
}

/// Tiles of which single hashes can be altered and whole ones be lost.
struct AlterableTiles: TileSource {
    struct Place: Hashable {
        var level: Int
        var position: Int
    }

    var tree = MemoryTiles()
    var altered: [Place: Digest] = [:]
    var lost: Set<Place> = []

    func hashes(of tile: Tile) throws -> [Digest] {
        if lost.contains(Place(level: tile.level, position: tile.index)) { throw LedgerError.wrongTile(path: "", expected: tile.width, actual: 0) }
        return try tree.hashes(of: tile).enumerated().map { place, hash in
            altered[Place(level: tile.level, position: tile.index * Tile.fullWidth + place)] ?? hash
        }
    }
}
