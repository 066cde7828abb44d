import HTTPTypes
import Kernel

/// Values of the series of a record over the API.
///
/// | method | address | what |
/// |---|---|---|
/// | GET | `/api/v1/{kind}/{id}/series/{series}` | the latest values of a time (`from`, `to`, `limit`), the earliest first |
/// | GET | `…?by=hour` `day` `month` | what they come to |
/// | GET | `…?parts=500` | a chart of a time: of each part its first, least, most and last value; parts without a value are left out |
/// | POST | `/api/v1/{kind}/{id}/series/{series}` | add values: JSON, or CSV with the columns time, value and quality |
///
/// Values that are sent again are passed over, so whoever got no answer sends the same again.
struct SeriesRoutes: Sendable {
    let core: WebCore

    func add(to routes: inout Routes) {
        routes.on(.get, "/api/v1/{kind}/{id}/series/{series}", .api, read)
        routes.on(.post, "/api/v1/{kind}/{id}/series/{series}", .api, append)
    }

    // MARK: reading

    @Sendable private func read(_ call: Call) async throws -> Answer {
        let (desk, kind) = (core.desk(call), call.value(0))
        if try desk.schema(kind).isHidden { throw Refusal.notFound(kind: kind) }
        let id = try call.recordID(1, of: kind)
        for item in call.query.items where !["from", "to", "limit", "by", "parts"].contains(item.name) {
            throw WebFailure.invalid("unknown-parameter", field: item.name, "没有这个参数", en: "There is no such parameter")
        }
        let limit = try number("limit", call, 1...Desk.measurementLimit) ?? 1000
        if let by = call.query["by"] {
            guard let span = RolledUp.Span.allCases.first(where: { $0.code == by }) else {
                throw WebFailure.invalid("not-a-choice", field: "by", "by 应为 hour、day 或 month", en: "by must be hour, day or month")
            }
            let from = try moment("from", call).map { RolledUp(span, from: $0, count: 0, sum: 0, least: 0, most: 0).start } ?? ""
            let rolled = try await desk.rollUp(of: call.value(2), of: id, in: kind, by: span, from: from, limit: limit)
            return list("spans", rolled) { json, part in
                json.member("start") { $0.string(part.start) }
                json.member("count") { $0.integer(Int64(part.count)) }
                for (name, value) in [("sum", part.sum), ("least", part.least), ("most", part.most), ("average", part.average)] {
                    json.member(name) { $0.number(value) }
                }
            }
        }
        let to = try moment("to", call) ?? core.engine.context.now().adding(seconds: 86_400)
        if let parts = try number("parts", call, 1...2000) {
            let from = try moment("from", call) ?? to.adding(seconds: -366 * 86_400)
            let chart = try await desk.chart(of: call.value(2), of: id, in: kind, from: from, to: to, parts: parts)
            return list("parts", chart) { json, part in
                json.member("index") { $0.integer(Int64(part.index)) }
                json.member("count") { $0.integer(Int64(part.count)) }
                for (name, value) in [("first", part.first), ("least", part.least), ("most", part.most), ("last", part.last)] {
                    json.member(name) { json in json.object { Self.write(value, to: &$0) } }
                }
            }
        }
        let from = try moment("from", call) ?? Instant(milliseconds: 0)
        let values = try await desk.measurements(of: call.value(2), of: id, in: kind, from: from, to: to, limit: limit)
        return list("values", values.reversed()) { Self.write($1, to: &$0) }
    }

    private static func write(_ value: Measurement, to json: inout JSONWriter) {
        json.member("at") { $0.string(value.at.description) }
        json.member("value") { $0.number(value.value) }
        json.member("quality") { $0.string(value.quality.code) }
    }

    private func list<Element>(_ name: String, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void) -> Answer {
        var json = JSONWriter(reserving: 96 * elements.count + 32)
        json.object { json in
            json.member(name) { json in json.array { json in for element in elements { json.element { $0.object { write(&$0, element) } } } } }
        }
        return .json(json.take())
    }

    private func moment(_ name: String, _ call: Call) throws -> Instant? {
        guard let text = call.query[name] else { return nil }
        if let moment = Instant(text) ?? Day(text).map({ Instant(startOf: $0) }) { return moment }
        throw WebFailure.invalid(
            "not-a-time", field: name, "\(name) 应为日期或时间，如 2025-03-09T08:00:00+08:00", en: "\(name) must be a day or a time, such as 2025-03-09T08:00:00+08:00")
    }

    private func number(_ name: String, _ call: Call, _ range: ClosedRange<Int>) throws -> Int? {
        guard let text = call.query[name] else { return nil }
        if let number = Int(text), range.contains(number) { return number }
        throw WebFailure.invalid(
            "not-in-range", field: name, "\(name) 应为 \(range.lowerBound) 到 \(range.upperBound) 的整数",
            en: "\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }

    // MARK: adding

    @Sendable private func append(_ call: Call) async throws -> Answer {
        let (desk, kind) = (core.desk(call), call.value(0))
        let schema = try desk.schema(kind)
        if schema.isHidden { throw Refusal.notFound(kind: kind) }
        let id = try call.recordID(1, of: kind)
        // Before a long table is read.
        guard call.actor.may(.update, schema) else { throw Refusal.forbidden(.update, kind: kind) }
        let isTable = (call.fields[.contentType] ?? "").lowercased().hasPrefix("text/csv")
        let values =
            isTable
            ? try await Files(core: core).reading { try MeasurementTable.values(try await call.bytes(upTo: core.configuration.limits.fileBytes)) }
            : try Self.values(try await call.json(upTo: core.configuration.limits.bodyBytes))
        var (stored, late, known, differing, forgotten) = (0, 0, 0, [Instant](), 0)
        // Each batch is durable by itself. Where one is refused, those before it stay, and are passed over when they come again.
        var start = 0
        repeat {
            let batch = Array(values[start..<min(start + Desk.measurementLimit, values.count)])
            let receipt = try await desk.append(batch, to: call.value(2), of: id, in: kind)
            (stored, late, known) = (stored + receipt.stored, late + receipt.late, known + receipt.known)
            (differing, forgotten) = (differing + receipt.differing, forgotten + receipt.forgotten)
            start += batch.count
        } while start < values.count
        var json = JSONWriter(reserving: 256)
        json.object { json in
            for (name, count) in [("stored", stored), ("late", late), ("known", known), ("forgotten", forgotten), ("differing", differing.count)] {
                json.member(name) { $0.integer(Int64(count)) }
            }
            json.member("differingAt") { json in json.array { json in for moment in differing.prefix(100) { json.element { $0.string(moment.description) } } } }
        }
        return .json(json.take())
    }

    private static func values(_ json: JSON) throws -> [Measurement] {
        guard let list = json["values"]?.array, json.members?.count == 1 else {
            throw WebFailure.invalid("wrong-type", field: "values", "内容应为 {\"values\":[…]}", en: "The body must be {\"values\":[…]}")
        }
        return try list.enumerated().map { place, item in
            let number: Double? =
                switch item["value"] {
                case .integer(let value): Double(value)
                case .number(let value): value
                default: nil
                }
            let quality = item["quality"].map { value in Measurement.Quality.allCases.first { $0.code == value.string } } ?? .some(.good)
            let isKnown = item.members?.allSatisfy { ["at", "value", "quality"].contains($0.name) } == true
            guard let at = item["at"]?.string.flatMap({ Instant($0) }), let number, let quality, isKnown else {
                throw WebFailure.invalid(
                    "bad-value", field: "values", "第 \(place + 1) 个测值应有 at（时间）、value（数）和可选的 quality（good、doubtful、bad）",
                    en: "Value \(place + 1) must have at (a time), value (a number) and perhaps quality (good, doubtful, bad)")
            }
            return Measurement(at: at, number, quality)
        }
    }
}

/// Values as lines of text: time, value, and perhaps quality; a first line of words is passed over.
enum MeasurementTable {
    static func values(_ bytes: [UInt8]) throws -> [Measurement] {
        guard let text = String(validating: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self) else {
            throw WebFailure.malformed("CSV: UTF-8")
        }
        var values: [Measurement] = []
        for (place, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
            if cells.allSatisfy(\.isEmpty) { continue }
            if let value = value(cells) {
                values.append(value)
            } else if place > 0 {
                throw WebFailure.invalid(
                    "bad-value", field: "line", "第 \(place + 1) 行应为：时间,数值[,质量]，如 2025-03-09 08:00,23.4,good",
                    en: "Line \(place + 1) must be: time,value[,quality], such as 2025-03-09 08:00,23.4,good")
            }
        }
        return values
    }

    private static func value(_ cells: [String]) -> Measurement? {
        guard cells.count == 2 || cells.count == 3, let at = Instant(cells[0]), let number = Double(cells[1]), number.isFinite else { return nil }
        if cells.count == 2 || cells[2].isEmpty { return Measurement(at: at, number) }
        let quality = Measurement.Quality.allCases.first { $0.code == cells[2] || $0.rawValue == cells[2] }
        return quality.map { Measurement(at: at, number, $0) }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0 == " " || $0 == "\"" }
        while let last = text.last, last == " " || last == "\"" { text.removeLast() }
        return String(text)
    }
}
