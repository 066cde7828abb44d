import Cryptography
import Testing

@testable import Ledger

@Suite("Merkle tree")
struct MerkleTreeTests {
    /// The reference leaves and roots of Certificate Transparency.
    static let leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test func referenceRoots() throws {
        var frontier = Frontier()
        #expect(frontier.root.hex == Self.roots[0])
        for (leaf, root) in zip(Self.leaves, Self.roots.dropFirst()) {
            frontier.append(MerkleTree.leafHash(try Hex.decode(leaf)))
            #expect(frontier.root.hex == root)
        }
    }

    /// The root as the RFC defines it, by recursion.
    private func root(_ hashes: ArraySlice<Digest>) -> Digest {
        guard hashes.count > 1, let first = hashes.first else { return hashes.first ?? MerkleTree.emptyRoot }
        _ = first
        var half = 1
        while half * 2 < hashes.count { half *= 2 }
        return MerkleTree.nodeHash(root(hashes.prefix(half)), root(hashes.dropFirst(half)))
    }

    private func hashes(_ count: Int, seed: UInt64 = 3) -> [Digest] {
        var random = SplitMixGenerator(state: seed)
        return (0..<count).map { _ in MerkleTree.leafHash(random.bytes(9)) }
    }

    @Test func frontierEqualsRecursion() async throws {
        let hashes = hashes(1100)
        var frontier = Frontier()
        var tiles = MemoryTiles()
        for size in 0...hashes.count {
            if size % 7 == 0 || size < 300 {
                let root = root(hashes[..<size])
                #expect(frontier.root == root)
                #expect(MerkleTree.root(of: hashes[..<size]) == root)
                #expect(try await tiles.root(size: size) == root)
                #expect(try await tiles.frontier(size: size) == frontier)
                #expect(try Frontier(decoding: frontier.encoded) == frontier)
            }
            if size < hashes.count {
                frontier.append(hashes[size])
                tiles.append(hashes[size])
            }
        }
    }

    @Test func refusedFrontiers() {
        var frontier = Frontier()
        frontier.append(contentsOf: hashes(7))
        let bytes = frontier.encoded
        for cut in 0..<bytes.count { #expect(throws: LedgerError.self) { try Frontier(decoding: Array(bytes[..<cut])) } }
        #expect(throws: LedgerError.self) { try Frontier(decoding: bytes + [0]) }
        #expect(throws: LedgerError.self) { try Frontier(decoding: [0xFF] + bytes.dropFirst()) }
        #expect(throws: LedgerError.self) { try Frontier(size: -1, hashes: []) }
    }

    @Test func allInclusionProofs() async throws {
        let hashes = hashes(300)
        var tiles = MemoryTiles()
        // Gathered and judged once: a hundred thousand expectations would take longer than all proofs.
        var rejected: [String] = []
        for size in 1...hashes.count {
            tiles.append(hashes[size - 1])
            let root = try await tiles.root(size: size)
            for index in 0..<size {
                let proof = try await tiles.inclusionProof(of: index, size: size)
                if !proof.accepts(leafHash: hashes[index], root: root) { rejected.append("\(index) of \(size)") }
                if size % 59 == 0 {
                    #expect(!proof.accepts(leafHash: hashes[(index + 1) % size], root: root))
                    #expect(!InclusionProof(index: index ^ 1, size: size, path: proof.path).accepts(leafHash: hashes[index], root: root))
                    #expect(!InclusionProof(index: index, size: size, path: proof.path + [root]).accepts(leafHash: hashes[index], root: root))
                    #expect(!InclusionProof(index: index, size: size, path: proof.path.dropLast()).accepts(leafHash: hashes[index], root: root))
                    for place in proof.path.indices {
                        var path = proof.path
                        path[place] = MerkleTree.leafHash(path[place].bytes)
                        #expect(!InclusionProof(index: index, size: size, path: path).accepts(leafHash: hashes[index], root: root))
                    }
                }
            }
        }
        #expect(rejected.isEmpty)
    }

    @Test func allConsistencyProofs() async throws {
        let hashes = hashes(300)
        var tiles = MemoryTiles()
        tiles.append(contentsOf: hashes)
        var roots: [Digest] = []
        for size in 0...hashes.count { roots.append(try await tiles.root(size: size)) }
        var rejected: [String] = []
        for new in 0...hashes.count {
            for old in 0...new {
                let proof = try await tiles.consistencyProof(from: old, to: new)
                if !proof.accepts(oldRoot: roots[old], newRoot: roots[new]) { rejected.append("\(old) of \(new)") }
                guard new % 61 == 0, old > 0, old < new else { continue }
                #expect(!proof.accepts(oldRoot: roots[old - 1], newRoot: roots[new]))
                #expect(!proof.accepts(oldRoot: roots[old], newRoot: roots[new - 1]))
                for place in proof.path.indices {
                    var path = proof.path
                    path[place] = MerkleTree.leafHash(path[place].bytes)
                    #expect(!ConsistencyProof(oldSize: old, newSize: new, path: path).accepts(oldRoot: roots[old], newRoot: roots[new]))
                }
                #expect(!ConsistencyProof(oldSize: old, newSize: new, path: []).accepts(oldRoot: roots[old], newRoot: roots[new]))
                #expect(!ConsistencyProof(oldSize: old, newSize: new, path: proof.path + [roots[0]]).accepts(oldRoot: roots[old], newRoot: roots[new]))
            }
        }
        #expect(rejected.isEmpty)
    }

    @Test func largeTrees() async throws {
        var random = SplitMixGenerator(state: 11)
        let hashes = (0..<140_000).map { MerkleTree.leafHash(withUnsafeBytes(of: $0) { Array($0) }) }
        var tiles = MemoryTiles()
        tiles.append(contentsOf: hashes)
        for _ in 0..<200 {
            let size = Int.random(in: 1...hashes.count, using: &random)
            let index = Int.random(in: 0..<size, using: &random)
            let old = Int.random(in: 0...size, using: &random)
            let root = try await tiles.root(size: size)
            #expect(try await tiles.inclusionProof(of: index, size: size).accepts(leafHash: hashes[index], root: root))
            let oldRoot = try await tiles.root(size: old)
            #expect(try await tiles.consistencyProof(from: old, to: size).accepts(oldRoot: oldRoot, newRoot: root))
        }
        #expect(try await tiles.root(size: hashes.count) == MerkleTree.root(of: hashes))
    }

    @Test func refusedProofs() async throws {
        var tiles = MemoryTiles()
        tiles.append(contentsOf: hashes(10))
        let source = tiles
        await #expect(throws: LedgerError.self) { try await source.inclusionProof(of: 10, size: 10) }
        await #expect(throws: LedgerError.self) { try await source.inclusionProof(of: -1, size: 10) }
        await #expect(throws: LedgerError.self) { try await source.inclusionProof(of: 3, size: 11) }
        await #expect(throws: LedgerError.self) { try await source.consistencyProof(from: 5, to: 4) }
        await #expect(throws: LedgerError.self) { try await source.root(size: -1) }
        #expect(!InclusionProof(index: 0, size: 0, path: []).accepts(leafHash: .zero, root: .zero))
        #expect(!ConsistencyProof(oldSize: 0, newSize: 0, path: []).accepts(oldRoot: .zero, newRoot: .zero))
    }
}
