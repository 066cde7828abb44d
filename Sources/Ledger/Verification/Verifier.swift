import Cryptography

/// Checks a log from its entries up: every leaf, every content, every tile and every checkpoint, and says what was altered first.
///
/// ```swift
/// var verifier = Verifier(tiles: store, checkpoints: checkpoints, stored: frontier)
/// while let batch = try await store.nextEntries() { try await verifier.add(batch) }
/// print(try await verifier.finish())
/// ```
///
/// Entries come in the order of their positions, in batches of any length. Memory does not grow with the log, but for the names of
/// records whose content was removed. Some 3 µs per entry.
public struct Verifier: Sendable {
    private let tiles: (any TileSource)?
    private let stored: Frontier?
    private var checkpoints: ArraySlice<Checkpoint>
    /// How many entries there should be, as far as known.
    private let expectedSize: Int?

    private var report: VerificationReport
    /// The position of the next entry.
    private var next: Int
    /// The entries of the tile of leaves that is not full yet; nil where one is missing.
    private var pending: [StoredEntry?] = []
    /// The tree of the entries as they are; nil once one is missing.
    private var derived: Frontier?
    /// The tree of the stored hashes, from where it departs from the other; nil where one is missing.
    private var recorded: Frontier?
    /// Whether the two have departed from one another.
    private var isForked = false
    /// The hashes of the tiles above the leaves, as they follow from the tiles below.
    private var levels: [Level] = []
    /// What a tile of leaves would add to the level above if its entries were right and its hashes wrong, by its index.
    private var alternatives: [Int: Digest] = [:]
    private var removals: [RecordName: Int] = [:]
    /// Whether a checkpoint has differed since the last one that agreed.
    private var hasDeparted = false

    private struct Level: Sendable {
        /// The position in the level of the first of the hashes.
        var start: Int
        /// Nil where a fault below leaves it unknown.
        var hashes: [Digest?] = []
    }

    private struct RecordName: Hashable {
        var kind: String
        var record: String
    }

    /// A check.
    ///
    /// - Parameters:
    ///   - tiles: the tiles that the store keeps; without them, and without leaf hashes beside the entries, an alteration is found
    ///     only by a checkpoint and located only between two of them.
    ///   - checkpoints: signed ones, opened with ``Checkpoint/init(opening:log:origin:witnesses:quorum:)``.
    ///   - stored: the frontier that the store keeps; entries that are missing at the end are found by it.
    ///   - size: how many entries the store says that there are.
    ///   - start: where a former check ended (``VerificationReport/frontier``), to check only what was added since.
    public init(tiles: (any TileSource)? = nil, checkpoints: [Checkpoint] = [], stored: Frontier? = nil, size: Int? = nil, from start: Frontier = Frontier()) {
        self.tiles = tiles
        self.stored = stored
        self.checkpoints = checkpoints.filter { $0.size >= start.size }.sorted { $0.size < $1.size }[...]
        expectedSize = [stored?.size, size, checkpoints.map(\.size).max()].compactMap(\.self).max()
        report = VerificationReport(confirmedSize: start.size)
        next = start.size
        derived = start
    }

    /// Checks the next entries.
    ///
    /// - Throws: what the source of tiles throws, but for ``LedgerError/wrongTile(path:expected:actual:)``, which is a fault of the log.
    public mutating func add(_ batch: [StoredEntry]) async throws {
        for entry in batch {
            // A position beyond the log is itself a fault; it must not make us wait for millions of entries that never were.
            let limit = expectedSize.map { max($0, next + 1) } ?? next + 1 << 20
            guard entry.index >= next, entry.index < limit else {
                let index = min(entry.index, Int.max - 1)
                report.add(.outOfOrder, index..<index + 1)
                continue
            }
            if entry.index > next {
                report.add(.missing, next..<entry.index)
                while next < entry.index { try await take(nil) }
            }
            try await take(entry)
        }
    }

    /// Checks what is left over, and reports.
    ///
    /// - Throws: as ``add(_:)``.
    public mutating func finish() async throws -> VerificationReport {
        if let expectedSize, next < expectedSize { report.add(.missing, next..<expectedSize) }
        try await checkLeaves()
        try await checkPartialTiles()
        checkStoredFrontier()
        if let first = removals.values.min() { report.unexplainedRemovals = UnexplainedRemovals(recordCount: removals.count, firstEntry: first) }
        report.frontier = derived
        return report
    }

    /// Compares both trees with the frontier that the store keeps.
    private mutating func checkStoredFrontier() {
        guard let stored, stored.size <= next else { return }
        let since = report.confirmedSize..<max(report.confirmedSize + 1, next)
        if stored == derived {
            report.settle(since, as: .hashAltered)
        } else if isForked, stored == recorded {
            report.settle(since, as: .leafAltered)
        } else if derived != nil || recorded != nil {
            report.add(.frontierDiffers, since)
        }
    }

    private mutating func take(_ entry: StoredEntry?) async throws {
        pending.append(entry)
        next += 1
        if next % Tile.fullWidth == 0 { try await checkLeaves() }
    }

    // MARK: Leaves

    /// Checks the entries of one tile of leaves against the tile, their contents and the checkpoints among them.
    private mutating func checkLeaves() async throws {
        let start = next - pending.count
        checkCheckpoint(at: start)
        guard !pending.isEmpty else { return }
        let index = start / Tile.fullWidth
        let offset = start % Tile.fullWidth
        let tile = try await hashes(of: Tile(level: 0, index: index, width: offset + pending.count))
        let leaves = pending.map { $0.map { MerkleTree.leafHash($0.leaf) } }
        var stored: [Digest?] = []
        stored.reserveCapacity(leaves.count)
        for (place, entry) in pending.enumerated() {
            let hash = tile?[offset + place] ?? entry?.leafHash ?? leaves[place]
            stored.append(hash)
            if let entry, let leaf = leaves[place] {
                check(entry, leaf: leaf, stored: hash, at: start + place) { tile?.firstIndex(of: leaf).map { index * Tile.fullWidth + $0 } }
            }
            extend(leaves[place], hash)
            checkCheckpoint(at: start + place + 1)
        }
        pending.removeAll(keepingCapacity: true)
        guard offset + leaves.count == Tile.fullWidth else { return }
        let root = Tile.root(of: stored.compactMap(\.self))
        if stored != leaves, let other = Tile.root(of: leaves.compactMap(\.self)) { alternatives[index] = other }
        try await climb(root, level: 1, index: index)
    }

    /// Checks one entry against its stored hash and its content; `home` finds where it belongs if not here.
    private mutating func check(_ entry: StoredEntry, leaf: Digest, stored: Digest?, at index: Int, home: () -> Int?) {
        report.entryCount += 1
        let range = index..<index + 1
        guard stored == leaf else {
            report.add(home().map(Fault.Kind.misplaced) ?? .leafDiffers, range)
            return
        }
        if let beside = entry.leafHash, beside != leaf { report.add(.hashAltered, range) }
        do {
            checkContent(entry.content, of: try Entry(decoding: entry.leaf), at: index)
        } catch {
            report.add(.unreadable(error), range)
        }
    }

    private mutating func checkContent(_ content: StoredEntry.Content, of entry: Entry, at index: Int) {
        switch content {
        case .kept(let salt, let content):
            if let commitment = try? Commitment.make(salt: salt, content: content), commitment == entry.commitment {
                report.contentCount += 1
            } else {
                report.add(.contentAltered, index..<index + 1)
            }
        case .removed:
            report.removedCount += 1
            let name = RecordName(kind: entry.kind, record: entry.record)
            if entry.action != .erase, removals[name] == nil { removals[name] = index }
        }
        if entry.action == .erase, !removals.isEmpty { removals[RecordName(kind: entry.kind, record: entry.record)] = nil }
    }

    // MARK: Roots

    /// Appends a leaf to the tree of the entries and, once they have departed, to that of the stored hashes.
    private mutating func extend(_ leaf: Digest?, _ stored: Digest?) {
        if !isForked, leaf == nil || leaf != stored {
            isForked = true
            recorded = derived
        }
        if let leaf { derived?.append(leaf) } else { derived = nil }
        guard isForked else { return }
        if let stored { recorded?.append(stored) } else { recorded = nil }
    }

    /// Compares both trees with the checkpoints of this size; what agrees with a checkpoint is taken as right from here on.
    private mutating func checkCheckpoint(at size: Int) {
        while let checkpoint = checkpoints.first, checkpoint.size == size {
            checkpoints.removeFirst()
            let since = min(report.confirmedSize, max(size - 1, 0))..<size
            if derived?.root == checkpoint.root {
                report.settle(since, as: .hashAltered)
            } else if isForked, recorded?.root == checkpoint.root {
                report.settle(since, as: .leafAltered)
                derived = recorded
            } else {
                // Where entries are missing and no hash stands for them, nothing can be compared; that fault is already told.
                if !hasDeparted, derived != nil || recorded != nil { report.add(.checkpointDiffers(size: size), since) }
                hasDeparted = true
                continue
            }
            isForked = false
            recorded = nil
            hasDeparted = false
            report.checkpointCount += 1
            report.confirmedSize = size
        }
    }

    // MARK: Tiles above the leaves

    /// Takes what a full tile gives to the level above; nil if faults leave it unknown.
    private mutating func climb(_ root: Digest?, level: Int, index: Int) async throws {
        if levels.count < level { levels.append(Level(start: index)) }
        levels[level - 1].hashes.append(root)
        if (index + 1) % Tile.fullWidth == 0 { try await checkLevel(level) }
    }

    /// Compares the hashes that were gathered for a level with the tile that is stored for them.
    private mutating func checkLevel(_ level: Int) async throws {
        let gathered = levels[level - 1]
        let offset = gathered.start % Tile.fullWidth
        let tile = Tile(level: level, index: gathered.start / Tile.fullWidth, width: offset + gathered.hashes.count)
        levels[level - 1] = Level(start: gathered.start + gathered.hashes.count)
        var isSound = offset == 0
        let stored = try await hashes(of: tile)
        for (place, hash) in gathered.hashes.enumerated() {
            guard let hash else {
                isSound = false
                continue
            }
            let position = gathered.start + place
            let range = leaves(of: position, level: level)
            let other = level == 1 ? alternatives.removeValue(forKey: position) : nil
            guard let there = stored?[offset + place] else { continue }
            if there == hash {
                if other != nil { report.settle(range, as: .leafAltered) }
            } else {
                isSound = false
                if there == other {
                    report.settle(range, as: .hashAltered)
                } else {
                    report.add(.tileAltered(path: LogPath.hashes(tile).text), range)
                }
            }
        }
        guard tile.isFull else { return }
        // One alteration is told once: what lies above it is not compared.
        try await climb(isSound ? Tile.root(of: gathered.hashes.compactMap(\.self)) : nil, level: level + 1, index: tile.index)
    }

    /// Compares, at the end, what was gathered for the last tile of each level.
    private mutating func checkPartialTiles() async throws {
        for (place, level) in levels.enumerated() where !level.hashes.isEmpty { try await checkLevel(place + 1) }
    }

    /// The stored hashes of a tile; nil without tiles, or if it is missing, which is a fault.
    private mutating func hashes(of tile: Tile) async throws -> [Digest]? {
        guard let tiles else { return nil }
        do {
            let hashes = try await tiles.hashes(of: tile)
            if hashes.count == tile.width { return hashes }
        } catch LedgerError.wrongTile {
            // Told below.
        }
        let first = leaves(of: tile.index * Tile.fullWidth, level: tile.level).lowerBound
        report.add(.tileMissing(path: LogPath.hashes(tile).text), first..<max(next, first + 1))
        return nil
    }

    /// The entries under one hash of a level, as far as they have come.
    private func leaves(of position: Int, level: Int) -> Range<Int> {
        let start = position << (Tile.height * level)
        return start..<max(start + 1, min(next, start + 1 << (Tile.height * level)))
    }
}
