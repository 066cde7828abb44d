import Kernel

/// Entities one after another, read a page at a time, from where the reader before ended.
struct EntityList {
    /// Where entities come from.
    enum Source: Sendable {
        /// A few that are known.
        case some([Entity])
        /// Those that records of a kind stand for.
        case records(Query, key: String, perRecord: Int, @Sendable (StoredRecord) -> [Entity])
        /// The values of a Datastream in a time.
        case values(Entity, from: Instant, to: Instant, isDescending: Bool)

        var key: String {
            switch self {
            case .some: ""
            case .records(_, let key, _, _): key
            case .values(let stream, _, _, _): stream.id.text
            }
        }
    }

    private let book: EntityBook
    private let sources: [Source]
    private let pageSize: Int
    private var source = 0
    private var waiting: ArraySlice<(entity: Entity, mark: String)> = []
    /// How far the present source was read.
    private var cursor: String?
    /// How many entities of the record after it were handed out.
    private var passed = 0
    private var isAtEnd = false
    /// Where the last entity stood: the list goes on after it.
    private(set) var place = ""
    var currentSource: Int { source }

    /// - Throws: for a place that is none of this list.
    init(_ book: EntityBook, _ sources: [Source], after place: String?, pageSize: Int) throws {
        (self.book, self.sources, self.pageSize) = (book, sources, min(max(pageSize, 1), 1000))
        guard let place else { return }
        let parts = place.split(omittingEmptySubsequences: false) { $0 == "|" || $0 == "+" }
        guard parts.count == 3, let found = sources.firstIndex(where: { $0.key == parts[0] }), let passed = Int(parts[2]), (0...100_000).contains(passed),
            parts[1].isEmpty || Int64(parts[1]) != nil || RecordID(parts[1]) != nil
        else { throw SensorThingsFault.at("$skiptoken", "不是上一页给出的值", en: "is not what the page before gave") }
        (source, self.passed, self.place) = (found, passed, place)
        cursor = parts[1].isEmpty ? nil : String(parts[1])
    }

    mutating func next() async throws -> Entity? {
        while true {
            if let (entity, mark) = waiting.popFirst() {
                try book.look()
                place = sources[source].key + "|" + mark
                return entity
            }
            if isAtEnd { skipSource() }
            guard source < sources.count else { return nil }
            try await read()
        }
    }

    mutating func skipSource() {
        (source, cursor, isAtEnd, waiting) = (source + 1, nil, false, [])
    }

    private mutating func read() async throws {
        try book.look()
        switch sources[source] {
        case .some(let entities):
            waiting = entities.enumerated().map { ($1, "+\($0 + 1)") }[...].dropFirst(passed)
            (passed, isAtEnd) = (0, true)
        case .records(var query, _, let perRecord, let make):
            query.limit = max(1, min(1000, pageSize / perRecord + 1))
            query.after = cursor.flatMap { RecordID($0) }.map { Query.Cursor(value: .text($0.text), id: $0) }
            let records = try await book.desk.records(query)
            var (marked, before): ([(entity: Entity, mark: String)], String) = ([], cursor ?? "")
            for record in records {
                let (made, id) = (make(record), record.meta.id.text)
                for (number, entity) in made.enumerated() { marked.append((entity, number + 1 == made.count ? id + "+0" : "\(before)+\(number + 1)")) }
                before = id
            }
            waiting = marked.dropFirst(passed)
            passed = 0
            cursor = records.last?.meta.id.text ?? cursor
            isAtEnd = records.count < query.limit
        case .values(let stream, var from, var to, let isDescending):
            if let moment = cursor.flatMap({ Int64($0) }) {
                if isDescending { to = min(to, Instant(milliseconds: moment)) } else { from = max(from, Instant(milliseconds: moment &+ 1)) }
            }
            let found = from < to ? try await book.values(of: stream, from: from, to: to, limit: pageSize, earliestFirst: !isDescending) : []
            let moments = found.map { entity in if case .value(_, let moment) = entity.id { "\(moment)" } else { "" } }
            waiting = zip(found, moments).map { ($0, $1 + "+0") }[...]
            cursor = moments.last ?? cursor
            isAtEnd = found.count < pageSize
        }
    }
}
