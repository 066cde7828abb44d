import Cryptography
import Testing

@testable import Ledger

@Suite("Tiles and bundles")
struct TileTests {
    @Test(arguments: [
        (LogPath.hashes(Tile(level: 0, index: 0)), "tile/0/000"), (.hashes(Tile(level: 3, index: 1_234_067)), "tile/3/x001/x234/067"),
        (.hashes(Tile(level: 1, index: 999, width: 17)), "tile/1/999.p/17"), (.hashes(Tile(level: 63, index: 1000)), "tile/63/x001/000"),
        (.entries(Tile(level: 0, index: 1_234_067, width: 1)), "tile/entries/x001/x234/067.p/1"),
        (.entries(Tile(level: 0, index: 5)), "tile/entries/005"), (.checkpoint, "checkpoint"),
    ])
    func paths(path: LogPath, text: String) throws {
        #expect(path.text == text)
        #expect(try LogPath(text) == path)
    }

    @Test func randomPaths() throws {
        var random = SplitMixGenerator(state: 5)
        for _ in 0..<2000 {
            let index = Int.random(in: 0...Int.max, using: &random) >> Int.random(in: 0..<63, using: &random)
            let tile = Tile(level: Int.random(in: 0...63, using: &random), index: index, width: Int.random(in: 1...256, using: &random))
            #expect(try LogPath(LogPath.hashes(tile).text) == .hashes(tile))
            let leaves = Tile(level: 0, index: index, width: tile.width)
            #expect(try LogPath(LogPath.entries(leaves).text) == .entries(leaves))
        }
    }

    @Test(arguments: [
        "", "/", "tile", "tile/0", "tile/0/", "/tile/0/000", "tile/00/000", "tile/64/000", "tile/-1/000", "tile/0/00", "tile/0/0000", "tile/0/x000",
        "tile/0/x000/000", "tile/0/001/000", "tile/0/x001/x000", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p", "tile/0/000.p/",
        "tile/0/000/", "tile/0/000.p/1/", "tile/data/000", "tile/0/+01", "tile/0/x+01/000", "tile/+1/000", "tile/0/-01", "checkpoint/", "Checkpoint",
        "tile/entries/x009/x999/x999/x999/x999/x999/999", "tile/0/x999/x999/x999/x999/x999/x999/x999/x999/999", "tile/0/٠٠٠", "tile/8/0/000",
    ])
    func refusedPaths(text: String) {
        #expect(throws: LedgerError.self) { try LogPath(text) }
    }

    @Test func ofATree() {
        // The examples of the standard: 70,000 and 256 entries.
        #expect(
            Tile.partial(treeSize: 70_000) == [Tile(level: 0, index: 273, width: 112), Tile(level: 1, index: 1, width: 17), Tile(level: 2, index: 0, width: 1)])
        #expect(Tile.completed(from: 0, to: 70_000).count == 274)
        #expect(Tile.partial(treeSize: 256) == [Tile(level: 1, index: 0, width: 1)])
        #expect(Tile.completed(from: 255, to: 256) == [Tile(level: 0, index: 0)])
        #expect(Tile.completed(from: 256, to: 511).isEmpty)
        #expect(Tile.completed(from: 65_535, to: 65_536) == [Tile(level: 0, index: 255), Tile(level: 1, index: 0)])
        #expect(Tile.completed(from: 300, to: 100).isEmpty)
        #expect(Tile.partial(treeSize: 0).isEmpty && Tile.partial(treeSize: -1).isEmpty)
        #expect(Tile(level: 0, index: 273, treeSize: 70_000)?.width == 112)
        #expect(Tile(level: 0, index: 274, treeSize: 70_000) == nil)
        #expect(Tile(level: 3, index: 0, treeSize: 70_000) == nil)
        #expect(Tile(level: 0, index: 0, treeSize: 0) == nil)
        #expect(Tile(level: 0, index: 1, treeSize: 256) == nil)
    }

    /// Growing step by step completes the same tiles as growing at once.
    @Test func growth() {
        var random = SplitMixGenerator(state: 8)
        var size = 0
        var steps: [Tile] = []
        while size < 200_000 {
            let next = size + Int.random(in: 0...3000, using: &random)
            steps += Tile.completed(from: size, to: next)
            size = next
        }
        #expect(Set(steps) == Set(Tile.completed(from: 0, to: size)))
        #expect(steps.count == Set(steps).count)
    }

    @Test func bytes() throws {
        let hashes = (0..<256).map { MerkleTree.leafHash([UInt8($0)]) }
        let bytes = Tile.encode(hashes)
        #expect(bytes.count == 8192)
        #expect(try Tile(level: 0, index: 0).decode(bytes) == hashes)
        #expect(try Tile(level: 0, index: 0, width: 3).decode(bytes) == Array(hashes[..<3]))
        #expect(throws: LedgerError.self) { try Tile(level: 0, index: 0).decode(Array(bytes.dropLast())) }
        #expect(throws: LedgerError.self) { try Tile(level: 0, index: 0).decode(Array(bytes.dropLast(32))) }
        #expect(Tile.root(of: hashes) == MerkleTree.root(of: hashes))
        #expect(Tile.root(of: Array(hashes.dropLast())) == nil)
    }

    @Test func bundles() throws {
        var random = SplitMixGenerator(state: 9)
        let leaves = [[], [1], random.bytes(300), random.bytes(65_535)]
        let bytes = try EntryBundle.encode(leaves)
        #expect(bytes.prefix(5) == [0, 0, 0, 1, 1])
        #expect(try EntryBundle.decode(bytes) == leaves)
        #expect(try EntryBundle.decode(bytes, width: 2) == Array(leaves[..<2]))
        #expect(throws: LedgerError.self) { try EntryBundle.decode(bytes, width: 5) }
        #expect(throws: LedgerError.self) { try EntryBundle.decode(Array(bytes.dropLast())) }
        #expect(throws: LedgerError.self) { try EntryBundle.decode(bytes + [0]) }
        #expect(throws: LedgerError.self) { try EntryBundle.encode([random.bytes(65_536)]) }
        #expect(throws: LedgerError.self) { try EntryBundle.encode(Array(repeating: [], count: 257)) }
        #expect(throws: LedgerError.self) { try EntryBundle.decode([UInt8](repeating: 0, count: 2 * 257)) }
    }
}
