/// What a log serves, by the path under its address (C2SP tlog-tiles): `checkpoint`, `tile/0/x001/x234/067`, `tile/entries/000.p/17`.
public enum LogPath: Sendable, Hashable {
    /// The newest signed checkpoint.
    case checkpoint
    /// The hashes of a tile.
    case hashes(Tile)
    /// The entries whose hashes are those of a tile of level 0.
    case entries(Tile)

    /// The path, without a slash before it.
    public var text: String {
        switch self {
        case .checkpoint: "checkpoint"
        case .hashes(let tile): "tile/\(tile.level)/\(Self.place(tile))"
        case .entries(let tile): "tile/entries/\(Self.place(tile))"
        }
    }

    /// Reads a path; accepts nothing that ``text`` would not have written.
    ///
    /// - Throws: ``LedgerError/malformed(what:detail:)``.
    public init(_ text: String) throws(LedgerError) {
        if text == "checkpoint" {
            self = .checkpoint
            return
        }
        guard text.utf8.count <= 64, let parsed = Self.parse(text.split(separator: "/", omittingEmptySubsequences: false)), parsed.text == text
        else {
            throw .malformed(
                what: "path in a log",
                detail: "expected is “checkpoint”, “tile/LEVEL/INDEX”, “tile/entries/INDEX”, or one of the latter two with “.p/WIDTH”")
        }
        self = parsed
    }

    /// The index in groups of three digits, all but the last with an x, and the width unless the tile is full.
    private static func place(_ tile: Tile) -> String {
        var groups: [String] = []
        var rest = tile.index
        repeat {
            let group = String(rest % 1000)
            groups.append((groups.isEmpty ? "" : "x") + String(repeating: "0", count: 3 - group.count) + group)
            rest /= 1000
        } while rest > 0
        return groups.reversed().joined(separator: "/") + (tile.isFull ? "" : ".p/\(tile.width)")
    }

    /// Reads the parts between the slashes leniently; that ``text`` gives the same again makes it strict.
    private static func parse(_ parts: [Substring]) -> LogPath? {
        guard parts.count >= 3, parts[0] == "tile" else { return nil }
        var groups = parts[2...]
        var width = Tile.fullWidth
        if let before = groups.dropLast().last, before.hasSuffix(".p"), let last = groups.last, let number = Int(last) {
            guard (1..<Tile.fullWidth).contains(number) else { return nil }
            width = number
            groups.removeLast(2)
            groups.append(before.dropLast(2))
        }
        var index = 0
        for group in groups {
            guard let number = Int(group.hasPrefix("x") ? group.dropFirst() : group), (0..<1000).contains(number) else { return nil }
            let (product, tooBig) = index.multipliedReportingOverflow(by: 1000)
            let (sum, tooBigStill) = product.addingReportingOverflow(number)
            guard !tooBig, !tooBigStill else { return nil }
            index = sum
        }
        if parts[1] == "entries" { return .entries(Tile(level: 0, index: index, width: width)) }
        guard let level = Int(parts[1]), (0...Tile.highestLevel).contains(level) else { return nil }
        return .hashes(Tile(level: level, index: index, width: width))
    }
}
