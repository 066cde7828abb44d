@testable import Kernel
import Testing

/// Fills forms: for every kind of field a valid value, by chance.
struct Filler {
    var chance: Chance
    /// The records to refer to, by kind.
    var known: [String: [RecordID]] = [:]

    init(_ seed: UInt64) { chance = Chance(seed) }

    /// A valid submission; of fields that only the program sets too where `all` is true.
    mutating func submission(_ schema: Schema, all: Bool = true, optional: Bool = true) -> Submission {
        var submission = Submission(kind: schema.name)
        for column in schema.columns where all || !column.options.isReadOnly {
            if !column.isRequired, !optional || chance.below(4) == 0 { continue }
            // As a person types it: whatever a form shows must be taken back.
            submission[column.name] = .typed(column.kind.edit(value(column, of: schema)))
        }
        // What the checks of kinds ask for beyond their fields.
        switch schema.name {
        case "customField":
            submission["recordKind"] = .typed("note")
            submission["name"] = .typed("extra\(chance.below(1_000_000_000))")
            submission["type"] = .typed("integer")
            // A field that everyone has to fill in would refuse the notes of others.
            submission["isRequired"] = .typed("否")
        case "user": submission["roles"] = .typed("instrumentUser、observer")
        case "booking": submission["hours"] = .typed("\(Double(1 + chance.below(20)) / 2)")
        default: break
        }
        return submission
    }

    mutating func value(_ column: Column, of schema: Schema) -> Stored {
        if let target = column.target { return (known[target]?.randomElement(using: &chance)).map { .text($0.text) } ?? .null }
        // What the checks of kinds ask of their texts.
        switch (schema.name, column.name) {
        case ("sensorEntry", "content"): return .text("{\"description\":\"\(text(from: 4, to: 12))\"}")
        case ("webhookReceiver", "address"): return .text("https://receiver\(chance.below(1_000_000)).example/alerts")
        case ("webhookReceiver", "secret"): return .text("whsec_" + digits(40))
        default: break
        }
        return value(column.kind)
    }

    mutating func value(_ kind: any FieldKind) -> Stored {
        switch kind {
        case let kind as TextKind: .text(text(from: max(kind.minimum, 6), to: min(kind.maximum, 24)))
        case let kind as IntegerKind: .integer(kind.minimum + Int64(chance.next() % UInt64(min(kind.maximum - kind.minimum, 100_000))))
        case let kind as DecimalKind: .real(max(kind.minimum, min(kind.maximum, Double(chance.below(2000)) / (kind.digits == 1 ? 10 : 100))))
        case let kind as MoneyKind: .integer(max(kind.minimum, min(kind.maximum, Int64(chance.below(1_000_000_000)))))
        case is YesNoKind: .integer(Int64(chance.below(2)))
        case is DayKind: .text(day().description)
        case is InstantKind: .integer(Int64(28_000_000 + chance.below(1_000_000)) * 60_000)
        case is PeriodKind: .text(period())
        case let kind as ChoiceKind: .text(chance.pick(kind.options).code)
        case is FileKind: known["fileInfo"]?.randomElement(using: &chance).map { .text($0.text) } ?? .null
        case let kind as ListKind: .text(ListKind.text((0...chance.below(3)).map { _ in value(kind.element) }))
        case is CreditCodeKind: checked(kind, "91500114" + digits(9), "0123456789ABCDEFGHJKLMNPQRTUWXY")
        case is IdentityNumberKind: checked(kind, "500114" + day().description.filter { $0 != "-" } + digits(3), "0123456789X")
        case is PhoneKind: .text("138" + digits(8))
        case is RegionKind: .text("500114" + digits(3))
        case let kind as GeometryKind: .text(geometry(kind.shape))
        default: .null
        }
    }

    private mutating func text(from: Int, to: Int) -> String {
        let words = Array("山河科技创新仪器共享检测平台药材铝业农产品abcdefgxyz0123456789")
        return String((0..<max(1, min(to, from + chance.below(max(1, to - from + 1))))).map { _ in chance.pick(words) })
    }
    private mutating func digits(_ count: Int) -> String { String((0..<count).map { _ in chance.pick(Array("0123456789")) }) }
    private mutating func day() -> Day { Day(number: 18_000 + chance.below(4000)) }

    private mutating func period() -> String {
        let from = day()
        let to = from.adding(days: chance.below(900))
        return chance.pick(["\(from)/\(to)", "\(from)/..", "../\(to)"])
    }

    /// With the one check character that fits.
    private func checked(_ kind: any FieldKind, _ body: String, _ ends: String) -> Stored {
        for end in ends { if let value = try? kind.read(body + String(end)) { return value } }
        Issue.record("no check character fits \(body)")
        return .null
    }

    private mutating func geometry(_ shape: Shape) -> String {
        let (x, y) = (108 + chance.below(10), 29 + chance.below(20))
        let ring = [(x, y), (x + 1, y), (x + 1, y + 1)].compactMap { Position(Double($0), Double($1)) }
        switch shape {
        case .point: return WellKnownText.text([[ring[0]]], shape: shape)
        case .line: return WellKnownText.text([ring], shape: shape)
        case .area: return WellKnownText.text([ring + [ring[0]]], shape: shape)
        }
    }
}
