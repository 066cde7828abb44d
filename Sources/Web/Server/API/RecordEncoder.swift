import Kernel
import Synchronization

/// Writes records of one kind as JSON, straight from their stored values into bytes. What never changes between records is prepared once.
struct RecordEncoder: Sendable {
    /// How much of personal data is shown. Secrets are never shown.
    enum Disclosure: Sendable { case masked, personal }

    private struct Member: Sendable {
        /// `,"name":`
        let head: [UInt8]
        let place: Int
        let column: Column
    }

    let schema: Schema
    private let members: [Member]
    private static let heads = (
        id: Array("{\"id\":\"".utf8), version: Array("\",\"version\":".utf8), region: Array(",\"region\":".utf8),
        organisation: Array(",\"organisation\":".utf8),
        department: Array(",\"department\":".utf8), createdAt: Array(",\"createdAt\":\"".utf8), createdBy: Array("\",\"createdBy\":".utf8),
        updatedAt: Array(",\"updatedAt\":\"".utf8), updatedBy: Array("\",\"updatedBy\":".utf8), simulated: Array(",\"isSimulated\":true".utf8),
        real: Array(",\"isSimulated\":false".utf8), revision: Array(",\"revision\":".utf8)
    )
    private static let null = Array("null".utf8)

    init(_ schema: Schema) {
        self.schema = schema
        members = schema.columns.enumerated().filter { !$1.isSecret }.map { place, column in
            var json = JSONWriter()
            json.string(column.name)
            return Member(head: [UInt8(ascii: ",")] + json.bytes + [UInt8(ascii: ":")], place: place, column: column)
        }
    }

    private init(_ schema: Schema, _ members: [Member]) {
        self.schema = schema
        self.members = members
    }

    /// The same for some of the fields only.
    func only(_ names: Set<String>) -> RecordEncoder { RecordEncoder(schema, members.filter { names.contains($0.column.name) }) }

    /// One record as an object: what every record has, then the fields of its kind.
    func write(_ record: StoredRecord, to json: inout JSONWriter, _ disclosure: Disclosure) {
        let (meta, heads) = (record.meta, RecordEncoder.heads)
        json.raw(heads.id)
        json.raw(meta.id.text)
        json.raw(heads.version)
        json.integer(Int64(meta.version))
        json.raw(heads.region)
        json.string(meta.region.code)
        if !meta.organisation.isEmpty {
            json.raw(heads.organisation)
            json.string(meta.organisation)
        }
        if !meta.department.isEmpty {
            json.raw(heads.department)
            json.string(meta.department)
        }
        json.raw(heads.createdAt)
        Moments.write(meta.createdAt, to: &json)
        json.raw(heads.createdBy)
        json.string(meta.createdBy)
        json.raw(heads.updatedAt)
        Moments.write(meta.updatedAt, to: &json)
        json.raw(heads.updatedBy)
        json.string(meta.updatedBy)
        json.raw(meta.isSimulated ? heads.simulated : heads.real)
        json.raw(heads.revision)
        json.integer(Int64(meta.revision))
        for member in members {
            json.raw(member.head)
            let value = member.place < record.values.count ? record.values[member.place] : .null
            RecordEncoder.write(value, member.column, to: &json, disclosure)
        }
        json.raw("}")
    }

    static func write(_ value: Stored, _ column: Column, to json: inout JSONWriter, _ disclosure: Disclosure) {
        if value.isNull {
            json.raw(null)
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
        let (year, month, day) = instant.day.parts
        let rest = Int(instant.milliseconds - Instant(startOf: instant.day).milliseconds)
        let text = String(unsafeUninitializedCapacity: 29) { bytes in
            var place = 0
            func put(_ number: Int, _ width: Int) {
                var number = number
                for digit in stride(from: place + width - 1, through: place, by: -1) {
                    bytes[digit] = UInt8(48 + number % 10)
                    number /= 10
                }
                place += width
            }
            func mark(_ character: Unicode.Scalar) {
                bytes[place] = UInt8(ascii: character)
                place += 1
            }
            put(year, 4)
            mark("-")
            put(month, 2)
            mark("-")
            put(day, 2)
            mark("T")
            put(rest / 3_600_000, 2)
            mark(":")
            put(rest / 60_000 % 60, 2)
            mark(":")
            put(rest / 1000 % 60, 2)
            mark(".")
            put(rest % 1000, 3)
            mark("+")
            put(8, 2)
            mark(":")
            put(0, 2)
            return place
        }
        json.raw(text)
    }
}
