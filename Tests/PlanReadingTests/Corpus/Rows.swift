@testable import PlanReading

/// Values and units in one form, so that ％ is % and — is -.
enum Printed {
    static func value(_ value: GoldValue) -> String { dashes(value.description) }
    static func value(_ value: Value) -> String {
        dashes(value.number.map { number in if case .number = value { "\(GoldValue.number(number.double))" } else { value.description } } ?? value.description)
    }
    static func unit(_ unit: String) -> String { unit.replacing("％", with: "%") }

    static func dashes(_ words: String) -> String {
        words.replacing("—", with: "-").replacing("～", with: "-").replacing("至", with: "-").replacing("%", with: "")
    }

    /// The same as printed, or the same in the base unit: 1.3万吨 and 13000吨.
    static func same(_ gold: GoldValue, _ goldUnit: String?, _ read: Value, _ readUnit: String?) -> Bool {
        if value(gold) == value(read) { return true }
        guard case .number(let wanted) = gold, case .number(let found) = read else { return false }
        let (a, b) = (wanted * factor(goldUnit), found.double * factor(readUnit))
        return abs(a - b) <= 1e-9 * max(abs(a), abs(b))
    }

    private static func factor(_ unit: String?) -> Double {
        var factor = 1.0
        var rest = Substring(unit ?? "")
        while rest.count > 1, let first = rest.first, first == "万" || first == "亿" {
            factor *= first == "万" ? 1e4 : 1e8
            rest = rest.dropFirst()
        }
        return factor
    }
}

/// A target as it was read: an indicator, a point of its path, or its stretch value.
struct Found {
    var name: String
    var unit: String?
    var baselineYear: Int?
    var baseline: Value?
    var targetYear: Int?
    var target: Value
    var comparison: String
    var direction: String
    var attribute: String?
    var isCumulative: Bool
    var source: String
    var isInBox: Bool
    /// A point of a path or a stretch value, which a gold need not list.
    var isDerived = false

    static func all(_ indicator: Indicator) -> [Found] {
        guard let target = indicator.target else { return [] }
        let main = Found(
            name: indicator.name, unit: indicator.unit, baselineYear: indicator.baselineYear, baseline: indicator.baseline,
            targetYear: indicator.targetYear, target: target, comparison: indicator.comparison.rawValue, direction: indicator.direction.rawValue,
            attribute: indicator.attribute, isCumulative: indicator.isCumulative, source: indicator.origin.rawValue, isInBox: indicator.box != nil)
        let path = indicator.path.map { main.derived($0.value, $0.year) }
        return [main] + path + (indicator.stretch.map { [main.derived($0, indicator.targetYear)] } ?? [])
    }

    private func derived(_ value: Value, _ year: Int?) -> Found {
        var copy = self
        copy.target = value
        copy.targetYear = year
        copy.isDerived = true
        return copy
    }
}

struct ProjectRow: Hashable, CustomStringConvertible {
    var no: String
    var name: String
    var kind: String
    var period: String
    var budget: String
    var unit: String

    init(_ gold: Gold.Project) {
        no = gold.no ?? ""
        name = Similarity.plain(gold.name)
        kind = gold.kind ?? ""
        period = (gold.period ?? "").replacing("—", with: "-")
        budget = gold.budgetWan.map(Printed.value) ?? ""
        unit = gold.unit ?? ""
    }

    init(_ read: Project) {
        no = read.number ?? ""
        name = Similarity.plain(read.name)
        kind = read.kind ?? ""
        period = (read.period ?? "").replacing("—", with: "-")
        budget = read.budget.map { Printed.value(.number($0)) } ?? ""
        unit = ProjectRow.unit(read)
    }

    /// Who answers for it: 牵头, else 责任, else 实施主体.
    private static func unit(_ project: Project) -> String {
        for role in [Responsibility.Role.lead, .responsible, .implementer, .supervisor] {
            let names = project.units.filter { $0.role == role }.map(\.name)
            if !names.isEmpty { return names.joined(separator: "、") }
        }
        return ""
    }

    var description: String { [no, name, kind, period, budget, unit].joined(separator: " | ") }
}

struct BoxRow: Hashable, CustomStringConvertible {
    var no: String
    var title: String
    var items: Int?

    init(_ gold: Gold.Box) { (no, title, items) = (gold.no, Similarity.plain(gold.title), gold.items) }
    init(_ read: Box) { (no, title, items) = (read.number, Similarity.plain(read.title), read.items.count) }

    var description: String { "\(no) | \(title) | \(items ?? 0) items" }
}

struct HeadingRow: Hashable, CustomStringConvertible {
    var level: Int
    var number: String
    var title: String

    init(_ gold: Gold.Heading) { (level, number, title) = (gold.level, gold.number, Similarity.plain(gold.title)) }
    init(_ read: Heading) { (level, number, title) = (read.level, read.number, Similarity.plain(read.title)) }

    var description: String { "\(level) | \(number) | \(title)" }
}
