import Testing

@testable import PlanReading

@Suite("The two founding plans are read in full", .enabled(if: Files.hasPlans, "../shared/plans holds the plans and is not here"))
struct FoundingPlanTests {
    @Test("Title, region, issuing body, date and period", arguments: FoundingPlan.names)
    func facts(_ name: String) throws {
        let (plan, reading, _) = try FoundingPlan.load(name)
        #expect(reading.document.title == plan.document.title)
        #expect(reading.document.region == plan.document.region)
        #expect(reading.document.regionCode == plan.document.regionCode)
        #expect(reading.document.level == .county)
        #expect(reading.document.issuer == plan.document.issuer)
        #expect(reading.document.date == plan.document.date)
        #expect(reading.document.from == plan.document.period.from && reading.document.to == plan.document.period.to)
    }

    @Test("Every heading, at its level and place, and no other", arguments: FoundingPlan.names)
    func outline(_ name: String) throws {
        let (plan, reading, _) = try FoundingPlan.load(name)
        let wanted = plan.outline.map { "\($0.at) \($0.level) \($0.number) \($0.title)" }
        let found = reading.outline.map { "\($0.span.start) \($0.level) \($0.number) \($0.title)" }
        #expect(Difference(wanted, found).isEmpty, "\(Difference(wanted, found))")
    }

    @Test("Every box, with its items and where it ends", arguments: FoundingPlan.names)
    func boxes(_ name: String) throws {
        let (plan, reading, _) = try FoundingPlan.load(name)
        let wanted = plan.boxes.map { "\($0.no) \($0.title): \($0.items) items, \($0.at)–\($0.end)" }
        let found = reading.boxes.map { "\($0.number) \($0.title): \($0.items.count) items, \($0.span.start)–\($0.span.end)" }
        #expect(Difference(wanted, found).isEmpty, "\(Difference(wanted, found))")
    }

    @Test("Every row of the indicator tables, in all its fields", arguments: FoundingPlan.names)
    func tables(_ name: String) throws {
        let (plan, reading, _) = try FoundingPlan.load(name)
        let wanted = plan.tableIndicators.map { row in
            let baseline = "\(row.baselineYear.map(String.init) ?? "-"): \(row.baseline.map(\.description) ?? "-") at \(row.baselineAt.map(String.init) ?? "-")"
            return
                "\(row.name) (\(row.unit)) \(baseline) → \(row.targetYear): \(row.target) at \(row.at), \(row.attribute ?? "-")\(row.cumulative ? ", cumulative" : "")"
        }
        let found = reading.indicators.filter { $0.origin == .table }.map { row in
            let baseline =
                "\(row.baselineYear.map(String.init) ?? "-"): \(row.baseline.map(\.description) ?? "-") at \(row.baselineSpan.map { "\($0.start)" } ?? "-")"
            return
                "\(row.name) (\(row.unit ?? "-")) \(baseline) → \(row.targetYear.map(String.init) ?? "-"): \(row.target.map(\.description) ?? "-") at \(row.valueSpan.start), \(row.attribute ?? "-")\(row.isCumulative ? ", cumulative" : "")"
        }
        #expect(Difference(wanted, found).isEmpty, "\(Difference(wanted, found))")
    }

    @Test("Every project, in all its fields", arguments: FoundingPlan.names)
    func projects(_ name: String) throws {
        let (plan, reading, _) = try FoundingPlan.load(name)
        let wanted = plan.projects.map { row in
            let units = row.units.map { "\($0.role.replacing("责任部门", with: "责任单位")) \($0.name)" }.joined(separator: ", ")
            return
                "\(row.no) \(row.name) at \(row.nameAt), \(row.kind ?? "-"), \(row.period.from)–\(row.period.to), \(row.budgetWan) 万元 at \(row.budgetAt), \(units), \(row.group ?? "-")"
        }
        let found = reading.projects.map { row in
            let units = row.units.map { "\($0.role.rawValue) \($0.name)" }.joined(separator: ", ")
            return
                "\(row.number ?? "-") \(row.name) at \(row.nameSpan.start), \(row.kind ?? "-"), \(row.from ?? 0)–\(row.to ?? 0), \(row.budget?.description ?? "-") 万元 at \(row.budgetSpan?.start ?? -1), \(units), \(row.group ?? "-")"
        }
        #expect(Difference(wanted, found).isEmpty, "\(Difference(wanted, found))")
    }

    @Test("Targets of the text: precision and recall of at least 0.95 together")
    func prose() throws {
        var (hits, misses, alarms) = (0, [String](), [String]())
        for name in FoundingPlan.names {
            let (plan, reading, passage) = try FoundingPlan.load(name)
            let read = reading.indicators.filter { $0.target != nil }
            let places = read.map { Set([$0.valueSpan.start] + $0.mentions.map(\.start)) }
            let known = Set(plan.proseTargets.map(\.at) + plan.tableIndicators.map(\.at))
            for target in plan.proseTargets where target.required && target.target != nil {
                if places.contains(where: { $0.contains(target.at) }) {
                    hits += 1
                } else {
                    misses.append(
                        "\(name) \(target.at): \(target.name) \(target.target.map(\.description) ?? "")\(target.unit ?? "") in “\(passage.around(target.at))”")
                }
            }
            for (index, indicator) in read.enumerated() where places[index].isDisjoint(with: known) {
                alarms.append(
                    "\(name) \(indicator.valueSpan.start): \(indicator.name) \(indicator.target.map(\.description) ?? "")\(indicator.unit ?? "") in “\(passage.around(indicator.valueSpan.start))”"
                )
            }
        }
        let details = "missed:\n\(misses.joined(separator: "\n"))\nfalse:\n\(alarms.joined(separator: "\n"))"
        #expect(Double(hits) / Double(hits + misses.count) >= 0.95, "\(details)")
        #expect(Double(hits) / Double(hits + alarms.count) >= 0.95, "\(details)")
    }

    @Test("A target of the text has the unit, year, comparison and value that the text gives", arguments: FoundingPlan.names)
    func fields(_ name: String) throws {
        let (plan, reading, passage) = try FoundingPlan.load(name)
        var wrong: [String] = []
        var count = 0
        for target in plan.proseTargets where target.target != nil {
            guard let read = reading.indicators.first(where: { $0.valueSpan.start == target.at || $0.mentions.contains { $0.start == target.at } }) else {
                continue
            }
            let isMention = read.valueSpan.start != target.at
            count += 4
            func note(_ field: String, _ wanted: String?, _ found: String?) {
                if wanted != found {
                    wrong.append(
                        "\(target.name) at \(target.at), “\(passage.around(target.at))”: \(field) is \(wanted ?? "nothing"), read \(found ?? "nothing")")
                }
            }
            note("unit", target.unit, read.unit)
            note("year", target.targetYear.map(String.init), read.targetYear.map(String.init))
            note("value", target.target.map(Printed.value), read.target.map(Printed.value))
            // A mention may be firmer than the place that was read first.
            if !isMention { note("comparison", target.op, read.comparison.rawValue) }
        }
        #expect(Double(wrong.count) <= 0.05 * Double(count), "\(wrong.joined(separator: "\n"))")
    }

    @Test("What has been reached is never returned as a target", arguments: FoundingPlan.names)
    func past(_ name: String) throws {
        let (plan, reading, passage) = try FoundingPlan.load(name)
        let past = Set(plan.pastValues.map(\.at))
        let wrong = reading.indicators.filter { $0.target != nil && past.contains($0.valueSpan.start) }
        #expect(wrong.isEmpty, "\(wrong.map { "\($0.name): “\(passage.around($0.valueSpan.start))”" }.joined(separator: "\n"))")
    }

    @Test("Every span lies inside the text", arguments: FoundingPlan.names)
    func spans(_ name: String) throws {
        let (_, reading, passage) = try FoundingPlan.load(name)
        #expect(reading.spansOutside(0..<passage.count) == [])
    }
}

/// What two lists do not share.
struct Difference: CustomStringConvertible {
    var missing: [String]
    var extra: [String]

    init(_ wanted: [String], _ found: [String]) {
        let difference = found.difference(from: wanted)
        missing = difference.removals.map { if case .remove(_, let element, _) = $0 { element } else { "" } }
        extra = difference.insertions.map { if case .insert(_, let element, _) = $0 { element } else { "" } }
    }

    var isEmpty: Bool { missing.isEmpty && extra.isEmpty }

    var description: String { (missing.map { "  missed: \($0)" } + extra.map { "  read:   \($0)" }).joined(separator: "\n") }
}
