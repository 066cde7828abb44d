public import Cryptography

/// What one committed change is: the part of it that stays in the log for ever.
///
/// It names who did what to which record and when, and commits to the content of the change without holding it. Content and
/// salt live beside the log and can be removed (erasure of personal data) without breaking any proof: see ``Commitment``.
/// Use identifiers that say nothing about a person by themselves; what is here cannot be removed.
///
/// Its bytes are the data of the leaf: one JSON object in the canonical form of RFC 8785, in UTF-8, without a newline. The keys stand
/// in the order of the alphabet, there are no blanks, and each entry has exactly one form:
///
/// ```json
/// {"action":"update","actor":"018f…","commitment":"9f86…","kind":"enterprise","record":"018f…","recordVersion":7,
///  "region":"331024","request":"c1a2…","time":"2026-03-01T08:30:00.250Z","version":1}
/// ```
///
/// (broken here for reading). No text is longer than ``maximumTextByteCount``, so an entry always fits into an ``EntryBundle``.
public struct Entry: Sendable, Hashable {
    /// The version of the form that is written here.
    public static let formVersion = 1
    /// The most bytes of UTF-8 that each text of an entry can have.
    public static let maximumTextByteCount = 1000
    /// The largest version of a record: the largest whole number that every reader of JSON keeps exact, 2^53 − 1.
    public static let maximumRecordVersion = 1 << 53 - 1

    /// When it was committed.
    public var time: Moment
    /// Who did it: the identifier of a person, a device or a service.
    public var actor: String
    /// What was done.
    public var action: Action
    /// The kind of record, for example `enterprise`.
    public var kind: String
    /// The identifier of the record.
    public var record: String
    /// Which version of the record this change made, from 1.
    public var recordVersion: Int
    /// The region that the record belongs to, by its code of GB/T 2260.
    public var region: String
    /// The identifier of the request: a change that is sent twice carries the same and is stored once. Empty if there was none.
    public var request: String
    /// The ``Commitment`` to the content of the change.
    public var commitment: Digest

    /// An entry. Whether it can be written is checked by ``encoded()``.
    public init(
        time: Moment, actor: String, action: Action, kind: String, record: String, recordVersion: Int, region: String, request: String,
        commitment: Digest
    ) {
        self.time = time
        self.actor = actor
        self.action = action
        self.kind = kind
        self.record = record
        self.recordVersion = recordVersion
        self.region = region
        self.request = request
        self.commitment = commitment
    }

    /// What was done to a record. Others than these may be used: small Latin letters and hyphens, up to 32.
    public struct Action: Sendable, Hashable, RawRepresentable, CustomStringConvertible {
        /// The record came into being.
        public static let create = Action("create")
        /// Fields of it changed.
        public static let update = Action("update")
        /// It took a step of its flow.
        public static let move = Action("move")
        /// It was deleted; its history remains.
        public static let delete = Action("delete")
        /// It was brought back.
        public static let restore = Action("restore")
        /// The content of its past changes was removed for good; their entries remain.
        public static let erase = Action("erase")

        /// The word in the entry.
        public let rawValue: String

        private init(_ word: String) { rawValue = word }

        /// An action by its word; nil unless it is 1 to 32 small Latin letters and hyphens.
        public init?(rawValue: String) {
            guard (1...32).contains(rawValue.utf8.count),
                rawValue.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "-") })
            else { return nil }
            self.rawValue = rawValue
        }

        public var description: String { rawValue }
    }
}
