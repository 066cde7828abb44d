import Kernel
import Synchronization

/// Writes records of one kind as JSON, straight from their stored values into bytes. What never changes between records is prepared once.
struct RecordEncoder: Sendable {
    /// How much of personal data is shown. Secrets are never shown.
    enum Disclosure: Sendable { case masked, personal }

    /// A field. A class, so that to look at it for every value copies nothing.
    private final class Member: Sendable {
        /// `,"name":`
        let head: [UInt8]
        let place: Int
        let column: Column

        init(_ column: Column, at place: Int) {
            var json = JSONWriter()
            json.string(column.name)
            head = [UInt8(ascii: ",")] + json.bytes + [UInt8(ascii: ":")]
            self.place = place
            self.column = column
        }
    }

    let schema: Schema
    private let members: [Member]

    init(_ schema: Schema) {
        self.schema = schema
        members = schema.columns.enumerated().filter { !$1.isSecret }.map { Member($1, at: $0) }
    }

    private init(_ schema: Schema, _ members: [Member]) {
        self.schema = schema
        self.members = members
    }

    /// The same for some of the fields only.
    func only(_ names: Set<String>) -> RecordEncoder { RecordEncoder(schema, members.filter { names.contains($0.column.name) }) }

    /// One record as an object: what every record has, then the fields of its kind.
    func write(_ record: StoredRecord, to json: inout JSONWriter, _ disclosure: Disclosure) {
        let meta = record.meta
        json.raw("{\"id\":\"")
        json.raw(meta.id.text)
        json.raw("\",\"version\":")
        json.integer(Int64(meta.version))
        json.raw(",\"region\":")
        json.string(meta.region.code)
        if !meta.organisation.isEmpty {
            json.raw(",\"organisation\":")
            json.string(meta.organisation)
        }
        if !meta.department.isEmpty {
            json.raw(",\"department\":")
            json.string(meta.department)
        }
        json.raw(",\"createdAt\":\"")
        Moments.write(meta.createdAt, to: &json)
        json.raw("\",\"createdBy\":")
        json.string(meta.createdBy)
        json.raw(",\"updatedAt\":\"")
        Moments.write(meta.updatedAt, to: &json)
        json.raw("\",\"updatedBy\":")
        json.string(meta.updatedBy)
        json.raw(meta.isSimulated ? ",\"isSimulated\":true" : ",\"isSimulated\":false")
        json.raw(",\"revision\":")
        json.integer(Int64(meta.revision))
        for member in members {
            json.raw(member.head)
            if member.place < record.values.count {
                RecordEncoder.write(record.values[member.place], member.column, to: &json, disclosure)
            } else {
                json.raw("null")
            }
        }
        json.raw("}")
    }

    static func write(_ value: Stored, _ column: Column, to json: inout JSONWriter, _ disclosure: Disclosure) {
        if value.isNull {
            json.raw("null")
        } else if column.isPersonal, disclosure == .masked {
            json.string(column.show(value, in: .chinese, masked: true))
        } else {
            column.kind.write(value, to: &json)
        }
    }
}

/// The encoders of all kinds, made anew when a county adds a field.
final class RecordEncoders: Sendable {
    private let encoders = Mutex<[String: RecordEncoder]>([:])

    func encoder(of schema: Schema) -> RecordEncoder {
        encoders.withLock { encoders in
            if let known = encoders[schema.name], known.schema.revision == schema.revision, known.schema.columns.count == schema.columns.count { return known }
            let encoder = RecordEncoder(schema)
            encoders[schema.name] = encoder
            return encoder
        }
    }
}

/// Moments as bytes: 2025-03-09T08:15:30.250+08:00, without the strings in between.
enum Moments {
    static func write(_ instant: Instant, to json: inout JSONWriter) {
        let day = instant.day
        let (year, month, date) = day.parts
        let rest = Int(instant.milliseconds - Instant(startOf: day).milliseconds)
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 29) { bytes in
            func put(_ number: Int, at place: Int, _ width: Int) {
                var number = number
                for digit in stride(from: place + width - 1, through: place, by: -1) {
                    bytes[digit] = UInt8(48 + number % 10)
                    number /= 10
                }
            }
            _ = bytes.initialize(fromContentsOf: "0000-00-00T00:00:00.000+08:00".utf8)
            put(year, at: 0, 4)
            put(month, at: 5, 2)
            put(date, at: 8, 2)
            put(rest / 3_600_000, at: 11, 2)
            put(rest / 60_000 % 60, at: 14, 2)
            put(rest / 1000 % 60, at: 17, 2)
            put(rest % 1000, at: 20, 3)
            json.raw(UnsafeBufferPointer(bytes))
        }
    }
}
