@testable import PlanReading

/// How well readings agree with their gold, and in what they do not.
struct Score {
    struct Rate {
        var right = 0
        var wanted = 0
        var found = 0

        /// Of what is wanted and what is found, the share that is both.
        var exact: Double { Double(right) / Double(Swift.max(1, wanted, found)) }
    }

    var hits = 0
    var misses = 0
    var falseAlarms = 0
    var fields = 0
    var wrongFields = 0
    var projects = Rate()
    var boxes = Rate()
    var outline = Rate()
    var facts = Rate()
    /// What a user would have seen, a line each.
    var complaints: [String] = []

    var precision: Double { Double(hits) / Double(max(1, hits + falseAlarms)) }
    var recall: Double { Double(hits) / Double(max(1, hits + misses)) }
    var fieldAccuracy: Double { 1 - Double(wrongFields) / Double(max(1, fields)) }

    var report: String {
        """
        precision \(precision) recall \(recall) fields \(fieldAccuracy) projects \(projects.exact) boxes \(boxes.exact) outline \(outline.exact) facts \(facts.exact)
        \(complaints.joined(separator: "\n"))
        """
    }

    mutating func add(_ gold: Gold, _ reading: Reading, name: String) {
        complaints.append("== \(name)")
        let before = complaints.count
        addTargets(gold.indicators, reading.indicators)
        compare("project", gold.projects.map(ProjectRow.init), reading.projects.map(ProjectRow.init), into: \.projects)
        compare("box", gold.boxes.map(BoxRow.init), reading.boxes.map(BoxRow.init), into: \.boxes)
        compare("heading", gold.outline.map(HeadingRow.init), reading.outline.map(HeadingRow.init), into: \.outline)
        addFacts(gold, reading.document)
        if complaints.count == before { complaints.removeLast() }
    }

    // MARK: Targets

    private mutating func addTargets(_ gold: [Gold.Indicator], _ read: [Indicator]) {
        let found = read.filter { $0.target != nil }.flatMap(Found.all)
        let pairs = Score.pair(gold, found)
        let matched = Dictionary(uniqueKeysWithValues: pairs)
        let used = Set(pairs.map(\.1))
        for (index, wanted) in gold.enumerated() where wanted.target != nil && wanted.required ?? true {
            if matched[index] != nil {
                hits += 1
            } else {
                misses += 1
                complaints.append(
                    "  missed: \(wanted.name) | \(wanted.target.map(\.description) ?? "") \(wanted.unit ?? "") | \(wanted.targetYear.map(String.init) ?? "") | \(wanted.source ?? "")"
                )
            }
        }
        for (index, item) in found.enumerated() where !used.contains(index) && !item.isDerived && !(item.isInBox && item.targetYear == nil) {
            falseAlarms += 1
            complaints.append("  false: \(item.name) | \(item.target) \(item.unit ?? "") | \(item.targetYear.map(String.init) ?? "") | \(item.source)")
        }
        for (wanted, item) in pairs { addFields(gold[wanted], found[item]) }
    }

    /// Best pairs first: the same value, and names alike.
    private static func pair(_ gold: [Gold.Indicator], _ found: [Found]) -> [(Int, Int)] {
        var order: [(score: Double, wanted: Int, item: Int)] = []
        for (wanted, entry) in gold.enumerated() {
            guard let target = entry.target else { continue }
            for (item, candidate) in found.enumerated() where Printed.same(target, entry.unit, candidate.target, candidate.unit) {
                var score = Similarity.of(entry.name, candidate.name)
                if let unit = entry.unit, let other = candidate.unit, Printed.unit(unit) == Printed.unit(other) { score += 0.15 }
                if entry.targetYear != nil, entry.targetYear == candidate.targetYear { score += 0.05 }
                if score >= 0.45 { order.append((score, wanted, item)) }
            }
        }
        order.sort { ($0.score, $0.wanted, $0.item) > ($1.score, $1.wanted, $1.item) }
        var (takenGold, takenFound): (Set<Int>, Set<Int>) = ([], [])
        var pairs: [(Int, Int)] = []
        for entry in order where !takenGold.contains(entry.wanted) && !takenFound.contains(entry.item) {
            takenGold.insert(entry.wanted)
            takenFound.insert(entry.item)
            pairs.append((entry.wanted, entry.item))
        }
        return pairs
    }

    private mutating func addFields(_ gold: Gold.Indicator, _ found: Found) {
        field(gold.name, "unit", gold.unit.map(Printed.unit), found.unit.map(Printed.unit))
        field(gold.name, "baseline year", gold.baselineYear, found.baselineYear)
        field(gold.name, "baseline", gold.baseline.map(Printed.value), found.baseline.map(Printed.value))
        field(gold.name, "target year", gold.targetYear, found.targetYear)
        // A point of a path has no comparison of its own; 约 and 近 may be left out.
        if !found.isDerived, Set([gold.op, found.comparison]) != ["~", "="] { field(gold.name, "comparison", gold.op, found.comparison) }
        field(gold.name, "direction", gold.direction, found.direction)
        field(gold.name, "attribute", gold.attribute, found.attribute)
        field(gold.name, "cumulative", gold.cumulative, found.isCumulative)
        field(gold.name, "source", gold.source, found.source)
    }

    private mutating func field<Value: Equatable>(_ name: String, _ label: String, _ wanted: Value?, _ found: Value?) {
        guard let wanted else { return }
        fields += 1
        guard wanted != found else { return }
        wrongFields += 1
        complaints.append("  field: \(name): \(label) is \(wanted), read \(found.map { "\($0)" } ?? "nothing")")
    }

    // MARK: Lists

    private mutating func compare<Row: Hashable & CustomStringConvertible>(
        _ label: String, _ wanted: [Row], _ found: [Row], into rate: WritableKeyPath<Score, Rate>
    ) {
        var rest = found
        var missing: [Row] = []
        for row in wanted {
            if let place = rest.firstIndex(of: row) { rest.remove(at: place) } else { missing.append(row) }
        }
        self[keyPath: rate].right += wanted.count - missing.count
        self[keyPath: rate].wanted += wanted.count
        self[keyPath: rate].found += found.count
        complaints += missing.map { "  missed \(label): \($0)" } + rest.map { "  false \(label): \($0)" }
    }

    private mutating func addFacts(_ gold: Gold, _ read: DocumentFacts) {
        fact("title", gold.title, read.title)
        fact("region", gold.region, read.region)
        fact("level", gold.level, read.level?.rawValue)
        fact("issuer", gold.issuer, read.issuer)
        fact("number", gold.number, read.number)
        fact("date", gold.date, read.date)
        fact("from", gold.period.from.map(String.init), read.from.map(String.init))
        fact("to", gold.period.to.map(String.init), read.to.map(String.init))
    }

    private mutating func fact(_ label: String, _ wanted: String?, _ found: String?) {
        facts.wanted += 1
        facts.found += 1
        if wanted ?? "" == found ?? "" { facts.right += 1 } else { complaints.append("  \(label) is \(wanted ?? "nothing"), read \(found ?? "nothing")") }
    }
}
