import Cryptography
import Testing

@testable import Ledger

@Suite("Verifier")
struct VerifierTests {
    @Test(arguments: [0, 1, 255, 256, 257, 700, 1024])
    func intact(count: Int) async throws {
        let log = try SampleLog(count)
        let checkpoints = [try await log.checkpoint(count / 3), try await log.checkpoint(count)]
        for (tiles, frontier) in [(true, true), (true, false), (false, true), (false, false)] {
            let report = try await log.verify(checkpoints: checkpoints, withTiles: tiles, withFrontier: frontier)
            #expect(report.isIntact, "\(report)")
            #expect(report.entryCount == count && report.contentCount == count && report.confirmedSize == count && report.checkpointCount == 2)
            #expect(report.frontier == log.frontier)
        }
    }

    /// Any altered byte of any leaf is found and located, whether or not a checkpoint tells which side is right.
    @Test func alteredLeaves() async throws {
        var random = SplitMixGenerator(state: 31)
        let log = try SampleLog(600)
        let checkpoint = try await log.checkpoint(600)
        for round in 0..<150 {
            var altered = log
            let index = Int.random(in: 0..<600, using: &random)
            let place = Int.random(in: log.entries[index].leaf.indices, using: &random)
            altered.entries[index].leaf[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            let report = try await altered.verify(checkpoints: round % 2 == 0 ? [checkpoint] : [], withFrontier: round % 4 < 2)
            #expect(report.faultCount == 1)
            #expect(report.firstFault?.entries == index..<index + 1)
            let isSettled = round % 4 < 3 || index < 512
            #expect(report.firstFault?.kind == (isSettled ? .leafAltered : .leafDiffers), "\(report)")
            #expect(report.contentCount == 599)
        }
    }

    /// Every single byte of one leaf.
    @Test func everyByteOfALeaf() async throws {
        let log = try SampleLog(20)
        for place in log.entries[13].leaf.indices {
            var altered = log
            altered.entries[13].leaf[place] ^= 1
            #expect(try await altered.verify().firstFault == Fault(entries: 13..<14, kind: .leafAltered))
        }
    }

    @Test func alteredContents() async throws {
        var random = SplitMixGenerator(state: 32)
        let log = try SampleLog(300)
        for _ in 0..<200 {
            var altered = log
            let index = Int.random(in: 0..<300, using: &random)
            guard case .kept(var salt, var content) = log.entries[index].content else { continue }
            if Bool.random(using: &random) {
                salt[Int.random(in: salt.indices, using: &random)] ^= 4
            } else {
                content[Int.random(in: content.indices, using: &random)] ^= 4
            }
            altered.entries[index].content = .kept(salt: salt, content: content)
            let report = try await altered.verify()
            #expect(report.faults == [Fault(entries: index..<index + 1, kind: .contentAltered)])
            #expect(report.contentCount == 299)
        }
    }

    /// Any altered hash of a tile of leaves is told from an altered leaf.
    @Test func alteredLeafHashes() async throws {
        var random = SplitMixGenerator(state: 33)
        let log = try SampleLog(600)
        for _ in 0..<100 {
            var altered = log
            let index = Int.random(in: 0..<600, using: &random)
            altered.tiles.altered[.init(level: 0, position: index)] = MerkleTree.leafHash(random.bytes(3))
            let report = try await altered.verify()
            #expect(report.faults == [Fault(entries: index..<index + 1, kind: .hashAltered)], "\(report)")
            // Without the frontier and a checkpoint, the level above tells, where there is one.
            let alone = try await altered.verify(withFrontier: false)
            #expect(alone.faults == [Fault(entries: index..<index + 1, kind: index < 512 ? .hashAltered : .leafDiffers)], "\(alone)")
        }
    }

    @Test func alteredHigherTiles() async throws {
        let log = try SampleLog(1000)
        for position in 0..<3 {
            var altered = log
            altered.tiles.altered[.init(level: 1, position: position)] = .zero
            let report = try await altered.verify()
            #expect(report.faults == [Fault(entries: position * 256..<position * 256 + 256, kind: .tileAltered(path: "tile/1/000.p/3"))])
        }
        var altered = log
        altered.tiles.lost = [.init(level: 0, position: 2)]
        let report = try await altered.verify()
        #expect(report.faults == [Fault(entries: 512..<768, kind: .tileMissing(path: "tile/0/002"))])
    }

    /// Who alters an entry, its hash and everything of the store above it is still found out by a signed checkpoint.
    @Test func rewrittenLog() async throws {
        let honest = try SampleLog(900, seed: 1)
        var rewritten = try SampleLog(0)
        for (index, entry) in honest.entries.enumerated() {
            var entry = entry
            if index == 500 {
                var forged = try Entry(decoding: entry.leaf)
                forged.actor = "somebody else"
                entry.leaf = try forged.encoded()
            }
            rewritten.entries.append(entry)
            rewritten.tiles.tree.append(MerkleTree.leafHash(entry.leaf))
            rewritten.frontier.append(MerkleTree.leafHash(entry.leaf))
        }
        #expect(try await rewritten.verify().isIntact)
        var checkpoints: [Checkpoint] = []
        for size in [100, 450, 600, 900] { checkpoints.append(try await honest.checkpoint(size)) }
        let report = try await rewritten.verify(checkpoints: checkpoints)
        #expect(report.faults == [Fault(entries: 450..<600, kind: .checkpointDiffers(size: 600))])
        #expect(report.confirmedSize == 450 && report.checkpointCount == 2)
    }

    @Test func missingEntries() async throws {
        let log = try SampleLog(700)
        let checkpoint = try await log.checkpoint(700)
        for gap in [0..<1, 10..<12, 255..<257, 100..<600, 699..<700] {
            var altered = log
            altered.entries.removeSubrange(gap)
            let report = try await altered.verify(checkpoints: [checkpoint])
            #expect(report.faults == [Fault(entries: gap, kind: .missing)], "\(report)")
            let alone = try await altered.verify(checkpoints: [checkpoint], withTiles: false)
            #expect(alone.faults == [Fault(entries: gap, kind: .missing)], "\(alone)")
            #expect(alone.entryCount == 700 - gap.count)
        }
        var cut = log
        cut.entries = []
        #expect(try await cut.verify().firstFault == Fault(entries: 0..<700, kind: .missing))
    }

    @Test func wrongOrder() async throws {
        let log = try SampleLog(300)
        var swapped = log
        (swapped.entries[40].leaf, swapped.entries[50].leaf) = (log.entries[50].leaf, log.entries[40].leaf)
        let report = try await swapped.verify()
        #expect(report.firstFault == Fault(entries: 40..<41, kind: .misplaced(belongsAt: 50)))
        #expect(report.faults.last == Fault(entries: 50..<51, kind: .misplaced(belongsAt: 40)))
        var twice = log
        twice.entries.insert(log.entries[7], at: 20)
        #expect(try await twice.verify().faults == [Fault(entries: 7..<8, kind: .outOfOrder)])
        for index in [-1, Int.min, Int.max, 1 << 40] {
            var wild = log
            wild.entries[7].index = index
            #expect(try await wild.verify().faults.contains(Fault(entries: 7..<8, kind: .missing)))
        }
    }

    @Test func removedContents() async throws {
        var log = try SampleLog(120)
        for index in stride(from: 3, to: 120, by: 50) { log.entries[index].content = .removed }
        var report = try await log.verify()
        #expect(report.isIntact && report.removedCount == 3 && report.contentCount == 117)
        #expect(report.unexplainedRemovals == UnexplainedRemovals(recordCount: 1, firstEntry: 3))
        // The entry that says so.
        let erasure = Entry(
            time: .latest, actor: "officer", action: .erase, kind: "enterprise", record: "record-3", recordVersion: 4, region: "331024", request: "",
            commitment: try Commitment.make(salt: [UInt8](repeating: 0, count: 16), content: []))
        let leaf = try erasure.encoded()
        log.entries.append(StoredEntry(index: 120, leaf: leaf, content: .kept(salt: [UInt8](repeating: 0, count: 16), content: [])))
        log.tiles.tree.append(MerkleTree.leafHash(leaf))
        log.frontier.append(MerkleTree.leafHash(leaf))
        report = try await log.verify()
        #expect(report.isIntact && report.removedCount == 3 && report.unexplainedRemovals == nil)
    }

    /// A check that goes on where a former one ended finds what a check of the whole finds.
    @Test(arguments: [1, 255, 256, 300, 512, 699])
    func continued(start: Int) async throws {
        let log = try SampleLog(1000)
        var first = Verifier(tiles: log.tiles)
        try await first.add(Array(log.entries[..<start]))
        let frontier = try #require(try await first.finish().frontier)
        for index in [nil, start, 800, 999] {
            var altered = log
            if let index { altered.entries[index].leaf[5] ^= 1 }
            var second = Verifier(tiles: log.tiles, checkpoints: [try await log.checkpoint(1000)], stored: log.frontier, from: frontier)
            try await second.add(Array(altered.entries[start...]))
            let report = try await second.finish()
            #expect(report.faults == (index.map { [Fault(entries: $0..<$0 + 1, kind: .leafAltered)] } ?? []), "\(report)")
            #expect(report.confirmedSize == 1000 && report.entryCount == 1000 - start)
        }
    }

    @Test func manyFaults() async throws {
        var log = try SampleLog(500)
        for index in 0..<500 { log.entries[499 - index].leaf[3] ^= 1 }
        let report = try await log.verify()
        #expect(report.faultCount == 500 && report.faults.count == VerificationReport.faultLimit)
        #expect(report.firstFault == Fault(entries: 0..<1, kind: .leafAltered))
        #expect(report.description.contains("Entry 0: the entry was altered"))
    }

    @Test func hashesBesideTheEntries() async throws {
        var log = try SampleLog(50)
        for index in log.entries.indices { log.entries[index].leafHash = MerkleTree.leafHash(log.entries[index].leaf) }
        #expect(try await log.verify(withTiles: false).isIntact)
        log.entries[9].leafHash = .zero
        #expect(try await log.verify(withTiles: false).faults == [Fault(entries: 9..<10, kind: .hashAltered)])
        #expect(try await log.verify().faults == [Fault(entries: 9..<10, kind: .hashAltered)])
        log.frontier = Frontier()
        log.frontier.append(contentsOf: (0..<50).map { _ in Digest.zero })
        #expect(try await log.verify().faults.contains(Fault(entries: 0..<50, kind: .frontierDiffers)))
    }
}
