/// One thing that is wrong with a log.
public struct Fault: Sendable, Hashable, CustomStringConvertible {
    /// The entries it is about; more than one where it cannot be told which of them it is.
    public let entries: Range<Int>
    /// What is wrong.
    public internal(set) var kind: Kind

    /// What can be wrong.
    public enum Kind: Sendable, Hashable {
        /// The entry and its stored hash do not agree; nothing is there to tell which of the two was altered.
        case leafDiffers
        /// The entry was altered: its stored hash is right.
        case leafAltered
        /// The stored hash was altered: the entry is right.
        case hashAltered
        /// The entry stands in another's place; it is the one that belongs at `index`.
        case misplaced(belongsAt: Int)
        /// The leaf is what was logged, but not an entry.
        case unreadable(LedgerError)
        /// The content of the change is not what the entry commits to, or its salt is not.
        case contentAltered
        /// The entry is not there.
        case missing
        /// The entry came twice, after later ones, or with a position that the log does not have.
        case outOfOrder
        /// A tile above the leaves is not what follows from the tile below it.
        case tileAltered(path: String)
        /// A tile is not there or too short.
        case tileMissing(path: String)
        /// The entries do not lead to the root that a signed checkpoint gives for this size.
        case checkpointDiffers(size: Int)
        /// The store's own frontier is not the one that follows from the entries.
        case frontierDiffers
    }

    public var description: String {
        let place = entries.count == 1 ? "Entry \(entries.lowerBound)" : "Entries \(entries.lowerBound) to \(entries.upperBound - 1)"
        return switch kind {
        case .leafDiffers: "\(place): the entry and its stored hash do not agree; one of the two was altered."
        case .leafAltered: "\(place): the entry was altered after it was logged."
        case .hashAltered: "\(place): the stored hash was altered; the entry itself is as it was logged."
        case .misplaced(let index): "\(place): here stands the entry that belongs at position \(index)."
        case .unreadable(let error): "\(place): what was logged here cannot be read. \(error)"
        case .contentAltered: "\(place): the content of the change, or its salt, was altered after it was logged."
        case .missing: "\(place): missing."
        case .outOfOrder: "\(place): it came twice, after later ones, or with a position that the log does not have."
        case .tileAltered(let path): "\(place): the tile \(path) does not follow from the tile below it; one of the two was altered."
        case .tileMissing(let path): "\(place): the tile \(path) is missing or too short."
        case .checkpointDiffers(let size):
            "\(place): at least one of them was altered, or the checkpoint of size \(size): the entries do not lead to its root."
        case .frontierDiffers: "\(place): the frontier that the store keeps does not follow from the entries."
        }
    }
}

/// Records whose content is gone although the log does not say that it was erased.
public struct UnexplainedRemovals: Sendable, Hashable {
    /// How many records.
    public let recordCount: Int
    /// The first entry whose content is gone so.
    public let firstEntry: Int
}

/// What the checking of a log found.
public struct VerificationReport: Sendable, Hashable, CustomStringConvertible {
    /// How many faults are kept; further ones are counted.
    public static let faultLimit = 100

    /// How many entries were checked.
    public internal(set) var entryCount = 0
    /// How many contents were there and agreed with their entries.
    public internal(set) var contentCount = 0
    /// How many contents were removed. That is allowed and breaks no proof.
    public internal(set) var removedCount = 0
    /// The records whose content was removed although no later entry says that it was erased; nil if there are none.
    public internal(set) var unexplainedRemovals: UnexplainedRemovals?
    /// How many checkpoints agreed.
    public internal(set) var checkpointCount = 0
    /// How many entries from the first on are what a signed checkpoint says. Beyond them the log vouches for itself only.
    public internal(set) var confirmedSize: Int
    /// The faults, those of the lowest entries first, ``faultLimit`` at most.
    public private(set) var faults: [Fault] = []
    /// How many faults there are in all.
    public private(set) var faultCount = 0
    /// The right edge of the log, from which the next check can go on: as it follows from the entries, or where one was altered or is
    /// missing and a checkpoint confirmed the stored hashes, from these. Nil if entries are missing and nothing confirms the hashes.
    public internal(set) var frontier: Frontier?

    init(confirmedSize: Int) { self.confirmedSize = confirmedSize }

    /// Whether nothing is wrong.
    public var isIntact: Bool { faultCount == 0 }

    /// The fault of the lowest entry; of those about the same entries, the one that names the entry most closely.
    public var firstFault: Fault? {
        guard let first = faults.first else { return nil }
        return faults.first { $0.entries.count == 1 && first.entries.contains($0.entries.lowerBound) } ?? first
    }

    public var description: String {
        var lines = [
            "\(entryCount) entries, \(contentCount) contents intact, \(removedCount) removed, \(checkpointCount) checkpoints agree "
                + "(up to entry \(confirmedSize))."
        ]
        if let removals = unexplainedRemovals {
            lines.append(
                "Content of \(removals.recordCount) records was removed without an entry that says so, first that of entry \(removals.firstEntry).")
        }
        lines.append(faultCount == 0 ? "Nothing was altered." : "\(faultCount) faults. The first: \(firstFault.map(\.description) ?? "")")
        return lines.joined(separator: "\n")
    }

    mutating func add(_ kind: Fault.Kind, _ entries: Range<Int>) {
        faultCount += 1
        let fault = Fault(entries: entries, kind: kind)
        let place = faults.firstIndex { Self.precedes(fault, $0) } ?? faults.count
        guard place < Self.faultLimit else { return }
        faults.insert(fault, at: place)
        if faults.count > Self.faultLimit { faults.removeLast() }
    }

    /// Settles which of leaf and hash was altered, once something above has told.
    mutating func settle(_ entries: Range<Int>, as kind: Fault.Kind) {
        for place in faults.indices where faults[place].kind == .leafDiffers && entries.contains(faults[place].entries.lowerBound) {
            faults[place].kind = kind
        }
    }

    /// Lower entries first; of the same, the closer range first.
    private static func precedes(_ left: Fault, _ right: Fault) -> Bool {
        (left.entries.lowerBound, left.entries.count) < (right.entries.lowerBound, right.entries.count)
    }
}
