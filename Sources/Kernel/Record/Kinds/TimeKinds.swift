/// A day.
public struct DayKind: FieldKind {
    public var name: String { "day" }
    public var type: ColumnType { .text }
    public var control: Control { .day }

    public func read(_ text: String) throws(Problem) -> Stored {
        guard let day = Day(text) else {
            throw Problem("not-a-day", "应为日期，如 2025-03-09，收到“\(text.clipped)”", en: "must be a day such as 2025-03-09, not “\(text.clipped)”")
        }
        return .text(day.description)
    }
    public var schema: JSON { ["type": "string", "format": "date"] }
}

extension Day: FieldValue {
    public static func kind(_ options: FieldOptions) -> any FieldKind { DayKind() }
    public init?(stored: Stored) {
        guard case .text(let text) = stored, let day = Day(text) else { return nil }
        self = day
    }
    public var stored: Stored { .text(description) }
}

/// A moment; stored as milliseconds since 1970 in UTC, typed and shown in China Standard Time.
public struct InstantKind: FieldKind {
    public var name: String { "instant" }
    public var type: ColumnType { .integer }
    public var control: Control { .instant }

    public func read(_ text: String) throws(Problem) -> Stored {
        guard let instant = Instant(text) else {
            throw Problem(
                "not-an-instant", "应为日期和时间，如 2025-03-09 08:15，收到“\(text.clipped)”", en: "must be a day and time such as 2025-03-09 08:15, not “\(text.clipped)”"
            )
        }
        return .integer(instant.milliseconds)
    }
    public func check(_ value: Stored) throws(Problem) {
        guard let milliseconds = value.integer, Instant.range.contains(milliseconds) else {
            throw Problem("not-an-instant", "应在公元 1 年到 9999 年之间", en: "must be between the years 1 and 9999")
        }
    }
    public func edit(_ value: Stored) -> String { Instant(milliseconds: value.integer ?? 0).description }
    public func show(_ value: Stored, in language: Language) -> String { Instant(milliseconds: value.integer ?? 0).shown }
    public func write(_ value: Stored, to json: inout JSONWriter) { json.string(edit(value)) }
    public var schema: JSON { ["type": "string", "format": "date-time"] }
}

extension Instant: FieldValue {
    public static func kind(_ options: FieldOptions) -> any FieldKind { InstantKind() }
    public init?(stored: Stored) {
        guard case .integer(let value) = stored else { return nil }
        self.init(milliseconds: value)
    }
    public var stored: Stored { .integer(milliseconds) }
}

/// From one day to another.
public struct PeriodKind: FieldKind {
    public var name: String { "period" }
    public var type: ColumnType { .text }
    public var control: Control { .period }

    public func read(_ text: String) throws(Problem) -> Stored {
        guard let period = Period(text) else {
            throw Problem(
                "not-a-period", "应为起止日期，如 2021-01-01/2025-12-31，且结束不早于开始，收到“\(text.clipped)”",
                en: "must be a period such as 2021-01-01/2025-12-31 that ends after it begins, not “\(text.clipped)”")
        }
        return .text(period.description)
    }
    public func show(_ value: Stored, in language: Language) -> String {
        guard let period = value.text.flatMap({ Period($0) }) else { return edit(value) }
        let open = language == .english ? "open" : "不限"
        return "\(period.from?.description ?? open) — \(period.to?.description ?? open)"
    }
    public var schema: JSON { ["type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2}|\\.\\.)/([0-9]{4}-[0-9]{2}-[0-9]{2}|\\.\\.)$"] }
}

extension Period: FieldValue {
    public static func kind(_ options: FieldOptions) -> any FieldKind { PeriodKind() }
    public init?(stored: Stored) {
        guard case .text(let text) = stored, let period = Period(text) else { return nil }
        self = period
    }
    public var stored: Stored { .text(description) }
}
