import HTTPTypes
import Kernel

/// All records that fulfil the filters of a list, as a file, read by key in pages while they are sent: memory does not grow with their number.
struct RecordExporter: Sendable {
    enum Format: String, Sendable, CaseIterable {
        case csv = ".csv", json = ".json", geojson = ".geojson", xlsx = ".xlsx"

        var mediaType: String {
            switch self {
            case .csv: "text/csv; charset=utf-8"
            case .json: "application/json"
            case .geojson: "application/geo+json"
            case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            }
        }
    }

    let core: WebCore
    private static let pageSize = 500

    /// - Parameter query: what is exported; read from the parameters of the API where it is nil.
    /// - Throws: ``Refusal`` unless the actor may export records of the kind.
    func answer(_ call: Call, kind: String, _ format: Format, query: Query? = nil) async throws -> Answer {
        let desk = core.desk(call)
        let schema = try desk.schema(kind)
        if schema.isHidden { throw Refusal.notFound(kind: kind) }
        guard call.actor.may(.export, schema) else { throw call.actor.isNobody ? Refusal.unknown : Refusal.forbidden(.export, kind: kind) }
        let showsPersonal = call.query.isTrue("personal")
        if showsPersonal, !call.actor.may(.readPersonal, schema) { throw Refusal.forbidden(.readPersonal, kind: kind) }
        var query = try query ?? ListRequest(call.query, schema, mayUsePersonal: showsPersonal, limit: core.configuration.limits.pageRecords).query
        query.condition = query.condition && call.actor.scope(.export, schema)
        if showsPersonal { query.condition = query.condition && call.actor.scope(.readPersonal, schema) }
        if format == .geojson, schema.placeColumn == nil { throw WebFailure.invalid("no-place", field: nil, "这类记录没有位置", en: "These records have no place") }
        if format == .xlsx, core.services.spreadsheets == nil { throw WebFailure.unavailable("未启用电子表格", en: "Spreadsheets are not set up here") }
        // The first page is read before anything is sent, so that what fails is still answered as a failure.
        let pages = RecordPages(desk: desk, schema: schema, query: query, limit: core.configuration.limits.exportRecords)
        let first = try await pages.next()
        try await Journal(engine: core.engine).note(
            .export, kind: kind, record: core.engine.context.newID(), actor: call.actor.id, region: call.actor.region,
            ["format": .string(String(format.rawValue.dropFirst())), "personal": .bool(showsPersonal)])
        var answer = Answer(fields: SecurityFields.apiWithoutBody)
        answer.fields[.contentType] = format.mediaType
        answer.fields[.contentDisposition] = "attachment; filename=\"\(schema.name)\(format.rawValue)\""
        let disclosure: RecordEncoder.Disclosure = showsPersonal ? .personal : .masked
        let encoder = core.encoders.encoder(of: schema)
        let (language, spreadsheets) = (call.language, core.services.spreadsheets)
        answer.body = .stream(length: nil) { sink in
            let start = Held(first)
            let next: @Sendable () async throws -> [StoredRecord] = {
                if let first = start.take() { return first }
                return try await pages.next()
            }
            switch format {
            case .csv: try await CSVExport(schema: schema, disclosure: disclosure, language: language).write(next, to: sink)
            case .json: try await JSONExport(encoder: encoder, disclosure: disclosure).write(next, to: sink)
            case .geojson: try await GeoJSONExport(schema: schema, disclosure: disclosure).write(next, to: sink)
            case .xlsx: try await spreadsheets?.workbook(RecordExport(schema: schema, language: language, showsPersonal: showsPersonal, next: next), to: sink)
            }
        }
        return answer
    }

    /// Reads page after page, each from where the one before ended.
    private actor RecordPages {
        let desk: Desk
        let schema: Schema
        var query: Query
        var left: Int
        var isDone = false

        init(desk: Desk, schema: Schema, query: Query, limit: Int) {
            self.desk = desk
            self.schema = schema
            self.query = query
            left = limit
            self.query.limit = RecordExporter.pageSize
            self.query.after = nil
        }

        func next() async throws -> [StoredRecord] {
            if isDone || left <= 0 { return [] }
            let records = try await desk.records(query)
            left -= records.count
            if records.count < query.limit { isDone = true }
            if let last = records.last { query.after = ListRequest.cursor(after: last, query, schema) }
            return records
        }
    }
}

/// A value that is taken once.
private final class Held<Value: Sendable>: Sendable {
    private let value = Later<Value?>()
    init(_ value: Value) { self.value.set(value) }
    func take() -> Value? {
        defer { value.set(nil) }
        return value.get ?? nil
    }
}

/// Comma-separated values (RFC 4180) with a byte order mark, as Excel wants them. The head has the names of the fields, so that the file can be
/// taken in again. Texts that Excel would run as a formula get an apostrophe in front.
struct CSVExport: Sendable {
    let schema: Schema
    let disclosure: RecordEncoder.Disclosure
    let language: Language

    func write(_ next: () async throws -> [StoredRecord], to sink: Answer.Sink) async throws {
        let columns = schema.columns.enumerated().filter { !$1.isSecret }
        var text = "\u{FEFF}id,version,region,isSimulated," + columns.map(\.element.name).joined(separator: ",") + "\r\n"
        while true {
            let records = try await next()
            for record in records {
                text += "\(record.meta.id.text),\(record.meta.version),\(record.meta.region.code),\(record.meta.isSimulated)"
                for (place, column) in columns {
                    text += ","
                    let value = place < record.values.count ? record.values[place] : .null
                    if value.isNull { continue }
                    let isMasked = column.isPersonal && disclosure == .masked
                    CSVExport.append(
                        isMasked ? column.show(value, in: language, masked: true) : column.kind.edit(value), isText: column.kind.type == .text, to: &text)
                }
                text += "\r\n"
            }
            if !text.isEmpty { try await sink.write(Array(text.utf8)) }
            text = ""
            if records.isEmpty { return }
        }
    }

    static func append(_ cell: String, isText: Bool, to text: inout String) {
        var cell = cell
        // Spreadsheets in Chinese take the wide signs for the narrow ones.
        let start = cell.unicodeScalars.first { !" \n\u{3000}\u{A0}\u{FEFF}".unicodeScalars.contains($0) }
        if isText, let start, "=+-@\t\r＝＋－＠".unicodeScalars.contains(start) { cell = "'" + cell }
        guard cell.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ",") || $0 == 0x0A || $0 == 0x0D }) else { return text += cell }
        text += "\""
        for character in cell.unicodeScalars {
            if character == "\"" { text += "\"" }
            text.unicodeScalars.append(character)
        }
        text += "\""
    }
}

/// An array of records as the API shows them.
struct JSONExport: Sendable {
    let encoder: RecordEncoder
    let disclosure: RecordEncoder.Disclosure

    func write(_ next: () async throws -> [StoredRecord], to sink: Answer.Sink) async throws {
        var json = JSONWriter(reserving: 1 << 16)
        json.raw("[")
        var isFirst = true
        while true {
            let records = try await next()
            for record in records {
                if !isFirst { json.raw(",\n") }
                isFirst = false
                encoder.write(record, to: &json, disclosure)
            }
            if records.isEmpty { break }
            try await sink.write(json.take())
        }
        json.raw("]")
        try await sink.write(json.take())
    }
}

/// A feature collection (RFC 7946): the first field with a place is the geometry, the others are properties.
struct GeoJSONExport: Sendable {
    let schema: Schema
    let disclosure: RecordEncoder.Disclosure

    func write(_ next: () async throws -> [StoredRecord], to sink: Answer.Sink) async throws {
        guard let place = schema.placeColumn.flatMap({ schema.place(of: $0.name) }) else { return }
        var json = JSONWriter(reserving: 1 << 16)
        json.raw("{\"type\":\"FeatureCollection\",\"features\":[")
        var isFirst = true
        while true {
            let records = try await next()
            for record in records {
                json.raw(isFirst ? "" : ",\n")
                isFirst = false
                write(record, place, &json)
            }
            if records.isEmpty { break }
            try await sink.write(json.take())
        }
        json.raw("]}")
        try await sink.write(json.take())
    }

    /// One feature.
    ///
    /// - Parameters:
    ///   - system: the coordinates of its geometry.
    ///   - links: where else it is.
    func write(_ record: StoredRecord, _ place: Int, _ json: inout JSONWriter, in system: ReferenceSystem = .crs84, links: JSON? = nil) {
        json.raw("{\"type\":\"Feature\",\"id\":\"\(record.meta.id.text)\",\"geometry\":")
        let isHidden = schema.columns[place].isPersonal && disclosure == .masked
        let geometry = isHidden || place >= record.values.count ? Stored.null : record.values[place]
        if !geometry.isNull, system != .crs84, let kind = schema.columns[place].kind as? GeometryKind {
            system.write(geometry, kind.shape, to: &json)
        } else {
            geometry.isNull ? json.raw("null") : schema.columns[place].kind.write(geometry, to: &json)
        }
        json.raw(",\"properties\":")
        json.object { json in
            json.member("region") { $0.string(record.meta.region.code) }
            json.member("isSimulated") { $0.raw(record.meta.isSimulated ? "true" : "false") }
            for (other, column) in schema.columns.enumerated() where other != place && !column.isSecret && other < record.values.count {
                json.member(column.name) { RecordEncoder.write(record.values[other], column, to: &$0, disclosure) }
            }
        }
        if let links { json.raw(",\"links\":" + links.text) }
        json.raw("}")
    }
}
