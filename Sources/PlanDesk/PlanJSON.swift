import Documents
import PlanReading

extension PlanReport {
    /// The plan as one JSON object.
    public func json() -> JSON {
        let facts = reading.document
        return [
            "title": JSON(facts.title), "region": JSON(facts.region), "region_code": JSON(facts.regionCode),
            "level": JSON(facts.level?.rawValue), "issuer": JSON(facts.issuer), "number": JSON(facts.number),
            "date": JSON(facts.date), "period": ["from": JSON(facts.from), "to": JSON(facts.to)],
            "outline": JSON(reading.outline, element: json),
            "indicators": JSON(reading.indicators, element: json),
            "projects": JSON(reading.projects, element: json),
            "project_totals": JSON(reading.projectTotals, element: json),
            "boxes": JSON(reading.boxes, element: json),
            "milestones": JSON(reading.milestones, element: json),
            "achievements": JSON(reading.achievements, element: json),
            "tasks": JSON(reading.tasks, element: json),
            "systems": JSON(reading.systems, element: json),
            "clauses": JSON(reading.clauses, element: json),
            "findings": JSON(reading.findings, element: json),
            "source": sourceFacts,
        ]
    }

    /// What `plan check --json` prints: the findings, and which file they are about.
    public func findingsJSON() -> JSON {
        ["title": JSON(reading.document.title), "findings": JSON(reading.findings, element: json), "source": sourceFacts]
    }

    private var sourceFacts: JSON {
        [
            "file": .string(file), "format": .string(document.format.rawValue),
            "encoding": JSON(document.encoding), "characters": .integer(positions.count),
            "warnings": .array(document.warnings.map { JSON.string($0.english) }),
        ]
    }

    private func json(_ heading: Heading) -> JSON {
        [
            "level": .integer(heading.level), "number": .string(heading.number), "title": .string(heading.title),
            "path": .string(heading.path), "span": JSON(heading.span), "confidence": JSON(heading.confidence),
        ]
    }

    private func json(_ indicator: Indicator) -> JSON {
        [
            "name": .string(indicator.name), "unit": JSON(indicator.unit),
            "baseline_year": JSON(indicator.baselineYear), "baseline": JSON(indicator.baseline),
            "target_year": JSON(indicator.targetYear), "target": JSON(indicator.target),
            "op": .string(indicator.comparison.rawValue), "direction": .string(indicator.direction.rawValue),
            "attribute": JSON(indicator.attribute), "cumulative": .bool(indicator.isCumulative),
            "source": .string(indicator.origin.rawValue), "yearly": .bool(indicator.isYearly),
            "growth": .bool(indicator.isGrowth), "stretch": JSON(indicator.stretch),
            "path": .array(indicator.path.map { ["year": .integer($0.year), "value": JSON($0.value)] }),
            "extra": JSON(indicator.extra),
            "place": JSON(place(heading: indicator.heading, box: indicator.box)),
            "span": JSON(indicator.span), "value_span": JSON(indicator.valueSpan),
            "mentions": .array(indicator.mentions.map(JSON.init)), "confidence": JSON(indicator.confidence),
        ]
    }

    private func json(_ project: Project) -> JSON {
        [
            "no": JSON(project.number), "name": .string(project.name), "kind": JSON(project.kind),
            "period": JSON(project.period), "budget_wan": JSON(project.budget), "unit": JSON(project.answerableUnit),
            "units": json(project.units), "from": JSON(project.from), "to": JSON(project.to),
            "group": JSON(project.group), "content": JSON(project.content), "span": JSON(project.span),
            "confidence": JSON(project.confidence),
        ]
    }

    private func json(_ total: ProjectTotal) -> JSON {
        [
            "label": .string(total.label), "group": JSON(total.group), "amount_wan": JSON(total.amount),
            "count": JSON(total.statedCount), "grand": .bool(total.isGrand), "before": .integer(total.before),
            "list": .integer(total.list), "span": JSON(total.span),
        ]
    }

    private func json(_ box: Box) -> JSON {
        let items = box.items.map { item -> JSON in
            ["no": JSON(item.number), "title": .string(item.title), "span": JSON(item.span)]
        }
        return [
            "no": .string(box.number), "title": .string(box.title), "items": .integer(box.items.count),
            "item_list": .array(items), "span": JSON(box.span), "confidence": JSON(box.confidence),
        ]
    }

    private func json(_ milestone: Milestone) -> JSON {
        [
            "name": .string(milestone.name), "year": .integer(milestone.year), "span": JSON(milestone.span),
            "confidence": JSON(milestone.confidence),
        ]
    }

    private func json(_ achievement: Achievement) -> JSON {
        [
            "name": .string(achievement.name), "value": JSON(achievement.value), "unit": JSON(achievement.unit),
            "year": JSON(achievement.year), "span": JSON(achievement.span),
            "value_span": JSON(achievement.valueSpan), "confidence": JSON(achievement.confidence),
        ]
    }

    private func json(_ task: Reading.Task) -> JSON {
        [
            "verb": .string(task.verb), "object": .string(task.object), "units": json(task.units),
            "by": JSON(task.year), "place": JSON(place(heading: task.heading, box: task.box)),
            "span": JSON(task.span), "confidence": JSON(task.confidence),
        ]
    }

    private func json(_ system: Reading.System) -> JSON {
        [
            "name": .string(system.name), "project": JSON(system.project.flatMap { name(ofProject: $0) }),
            "clause": JSON(system.clause.flatMap { clauseId($0) }),
            "mentions": .array(system.mentions.map(JSON.init)), "span": JSON(system.span),
            "confidence": JSON(system.confidence),
        ]
    }

    private func json(_ clause: Clause) -> JSON {
        [
            "id": .string(clause.id), "span": JSON(clause.span),
            "place": JSON(place(heading: clause.heading, box: clause.box)),
        ]
    }

    private func json(_ finding: Finding) -> JSON {
        let passages = finding.passages.map { span -> JSON in
            let position = positions.position(of: span.start)
            return [
                "quote": .string(positions.quote(span)), "line": .integer(position.line),
                "column": .integer(position.column), "span": JSON(span),
            ]
        }
        return [
            "rule": .string(finding.rule), "severity": .string(finding.severity.rawValue),
            "message": .string(finding.message), "why": .string(finding.why), "remedy": .string(finding.remedy),
            "passages": .array(passages),
        ]
    }

    private func json(_ units: [Responsibility]) -> JSON {
        .array(units.map { ["role": .string($0.role.rawValue), "name": .string($0.name)] })
    }

    private func clauseId(_ index: Int) -> String? {
        reading.clauses.indices.contains(index) ? reading.clauses[index].id : nil
    }
}

extension JSON {
    fileprivate init(_ span: Span) { self = .array([.integer(span.start), .integer(span.end)]) }

    fileprivate init(_ number: Number?) { self = number.map { .digits($0.description) } ?? .null }

    /// A number as a number; a range and words as a string.
    fileprivate init(_ value: PlanReading.Value?) {
        switch value {
        case nil: self = .null
        case .number(let number): self.init(number)
        case .range, .words: self.init(value?.description)
        }
    }

    /// A confidence with at most three digits behind the point.
    fileprivate init(_ confidence: Double) {
        let thousandths = Int((max(0, min(1, confidence.isNaN ? 0 : confidence)) * 1000).rounded())
        self = .digits(Number(Int64(thousandths), scale: 3).description)
    }
}
