import Atlas
import Synchronization

/// Tiles that were asked for lately, until what they show changes. Bounded: the oldest go first.
final class TileCache: Sendable {
    struct Key: Hashable, Sendable {
        let kind: String
        let tile: TileAddress
        let audiences: Audiences
    }

    struct Entry: Sendable {
        let bytes: [UInt8]
        /// Names the content, for browsers that ask whether it is still the same.
        let tag: String

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
            // FNV-1a of 64 bits: two tiles of one address that differ are told apart but once in 10¹⁹ times.
            tag = "\"" + String(bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }, radix: 36) + "\""
        }
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        /// In the order in which they came; some may be gone.
        var order: [Key] = []
        var bytes = 0
        /// The version of each layer that the entries are of.
        var versions: [String: Int] = [:]

        mutating func remove(_ key: Key) {
            if let entry = entries.removeValue(forKey: key) { bytes -= entry.bytes.count + State.overhead }
        }
        static let overhead = 300
    }

    private let state = Mutex(State())
    private static let limit = 64 << 20

    func entry(_ key: Key) -> Entry? { state.withLock { $0.entries[key] } }

    /// - Parameter version: of the layer from which it was made; kept only where that is still the one.
    func add(_ entry: Entry, _ key: Key, version: Int) {
        state.withLock { state in
            guard state.versions[key.kind] == version, state.entries[key] == nil else { return }
            state.entries[key] = entry
            state.order.append(key)
            state.bytes += entry.bytes.count + State.overhead
            guard state.bytes > TileCache.limit || state.order.count > 200_000 else { return }
            // A quarter at a time.
            let old = state.order.prefix(max(1, state.order.count / 4))
            for key in old { state.remove(key) }
            state.order.removeFirst(old.count)
        }
    }

    /// Forgets the tiles of a layer that show something in one of the boxes, or all of them.
    func forget(_ kind: String, _ boxes: [GridBox]?, version: Int) {
        state.withLock { state in
            state.versions[kind] = version
            let gone = state.entries.keys.filter { key in
                guard key.kind == kind else { return false }
                guard let boxes, boxes.count <= 200 else { return true }
                let cells = key.tile.cells(isBuffered: true)
                return boxes.contains { $0.intersects(cells) }
            }
            for key in gone { state.remove(key) }
        }
    }
}
