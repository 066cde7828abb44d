import Kernel
import PlanDesk
import PlanReading

/// 录入规划: what is asked for when a document is taken in.
struct TakeIn: Record {
    static let kind = Kind<TakeIn>("录入规划", en: "Take in a plan")
    let document = Field<FileReference>("规划文件", .help(Label("Word、WPS、PDF、网页或文本", en: "Word, WPS, PDF, a web page or text")))
    let revises = Field<Reference<Plan>?>(
        "修订自", en: "Revision of", .help(Label("新规划留空；修订稿请选择被修订的规划", en: "Empty for a new plan; for a revision, the plan that it revises")))
    let from = Field<Int?>("起始年", en: "First year", .min(1990), .max(2100), .help(Label("留空则从文中读取", en: "Empty: as the text says")))
    let to = Field<Int?>("终止年", en: "Last year", .min(1990), .max(2100))
}

extension Operation {
    /// Reads a document and lays everything that is in it on the review desk.
    ///
    /// What another program has to convert first takes seconds: then it is a job, and whoever asked sees how far it is.
    static let takeIn = Operation(
        "takeIn", "录入规划", en: "Take in a plan", asking: TakeIn.self, by: .planOffice,
        isLongFor: { order, desk in takesLong(toRead: try await desk.engine.context.file(order.document.id).bytes) }
    ) { order, desk in
        try await desk.note(done: 1, of: 3)
        let file = try await desk.engine.context.file(order.document.id)
        let plan = try await Taking(desk: desk, order: order).read(file.bytes, named: file.name)
        return Outcome("已读出，请逐项审阅", en: "The plan was read; please review it", then: .page(application: "planBoard", code: "review", record: plan.id))
    }
}

/// From the bytes of a document to a plan that waits for its review, all in one transaction.
struct Taking: Sendable {
    let desk: Desk
    let order: Row<TakeIn>

    func read(_ bytes: [UInt8], named name: String) async throws -> Row<Plan> {
        let report: PlanReport
        do {
            report = try await readPlanAside(bytes, name: name)
        } catch {
            throw Refusal.invalid([
                Problem("unreadable", field: "document", "文件读不出来：\(explanation(of: error))", en: "the file cannot be read: \(explanation(of: error, .english))")
            ])
        }
        let reading = report.reading
        guard let from = order.from ?? reading.document.from, let to = order.to ?? reading.document.to else {
            throw Refusal.invalid([
                Problem("no-period", field: "from", "文中没有读到规划期，请填写起止年", en: "no period was found in the text; please enter the first and last year")
            ])
        }
        let (order, title, text) = (order, report.title, report.text)
        try await desk.note(done: 2, of: 3)
        return try await desk.together { changes in
            let before = try order.revises.map { try changes.row($0) }
            var draft = Draft<Plan>()
            draft.title = String(title.oneLine.prefix(120))
            draft.code = before?.code ?? Taking.code(reading.document, from, to, changes.context.newID())
            draft.edition = try before.map { try Taking.nextEdition($0.code, changes) } ?? 0
            draft.issuer = .some(reading.document.issuer.map { String($0.prefix(80)) })
            draft.number = .some(reading.document.number.map { String($0.prefix(60)) })
            draft.issued = .some(reading.document.date.flatMap { Day($0) })
            draft.from = from
            draft.to = to
            draft.document = .some(order.document)
            draft.replaces = .some(order.revises)
            // The region that the text names, where it lies within that of whoever takes it in.
            let region = before?.meta.region ?? reading.document.regionCode.map { Region($0) }.flatMap { desk.actor.region.contains($0) ? $0 : nil }
            let plan = try changes.create(draft, region: region)
            var parts = PlanParts(plan: plan, reading: reading, text: text)
            try parts.store(&changes)
            return plan
        }
    }

    private static func code(_ facts: DocumentFacts, _ from: Int, _ to: Int, _ id: RecordID) -> String {
        [facts.regionCode ?? "plan", "\(from)-\(to)", String(id.text.suffix(6))].joined(separator: "-")
    }

    private static func nextEdition(_ code: String, _ changes: Changes) throws -> Int {
        (try changes.rows(Plan.self) { $0.code == code }.map(\.edition).max() ?? 0) + 1
    }
}

/// What was read from a plan, on its way to records.
struct PlanParts {
    let plan: Row<Plan>
    let reading: Reading
    let text: String
    private var clauses: [Reference<Clause>] = []

    init(plan: Row<Plan>, reading: Reading, text: String) {
        self.plan = plan
        self.reading = reading
        self.text = text
    }

    /// More than this is no plan; what is beyond it is left out.
    private static let limit = 2000

    mutating func store(_ changes: inout Changes) throws {
        var body = Draft<PlanText>()
        body.plan = plan.reference
        body.text = text.printable
        try changes.create(body, region: plan.meta.region)
        try storeClauses(&changes)
        for target in reading.indicators.prefix(PlanParts.limit) { try changes.create(extract(target), region: plan.meta.region) }
        for task in reading.tasks.prefix(PlanParts.limit) { try changes.create(extract(task), region: plan.meta.region) }
        for project in reading.projects.prefix(PlanParts.limit) { try changes.create(extract(project), region: plan.meta.region) }
        for finding in reading.findings.prefix(PlanParts.limit) { try changes.create(draft(finding), region: plan.meta.region) }
    }

    /// Headings as clauses, numbered by their place: 03.02.01.
    private mutating func storeClauses(_ changes: inout Changes) throws {
        var counts: [Int] = []
        for (index, heading) in reading.outline.enumerated() {
            let rank = min(max(heading.level, 1), 9)
            counts = Array(counts.prefix(rank)) + Array(repeating: 0, count: max(0, rank - counts.count))
            counts[rank - 1] += 1
            var draft = Draft<Clause>()
            draft.plan = plan.reference
            draft.code = counts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ".")
            draft.number = .some(String(heading.number.oneLine.prefix(40)))
            draft.heading = String((heading.title.isEmpty ? heading.number : heading.title).oneLine.prefix(200))
            draft.rank = rank
            draft.begins = .some(heading.span.start)
            draft.ends = .some(reading.outline.indices.contains(index + 1) ? reading.outline[index + 1].span.start : text.unicodeScalars.count)
            clauses.append(try changes.create(draft, region: plan.meta.region).reference)
        }
    }

    private func clause(_ heading: Int?) -> Reference<Clause>? { heading.flatMap { clauses.indices.contains($0) ? clauses[$0] : nil } }

    private func extract(_ category: Extract.Category, _ name: String, _ span: Span, _ heading: Int?, _ confidence: Double) -> Draft<Extract> {
        var draft = Draft<Extract>()
        draft.plan = plan.reference
        draft.category = category
        draft.name = name.isEmpty ? "（未命名）" : String(name.oneLine.prefix(200))
        draft.clause = .some(clause(heading))
        draft.begins = span.start
        draft.ends = span.end
        draft.confidence = min(max(confidence, 0), 1)
        return draft
    }

    private func extract(_ target: PlanReading.Indicator) -> Draft<Extract> {
        var draft = extract(.target, target.name, target.span, target.heading, target.confidence)
        draft.unit = .some(target.unit.map { String($0.oneLine.prefix(30)) })
        draft.baseYear = .some(target.baselineYear)
        draft.base = .some(target.baseline?.number?.double)
        draft.year = .some(target.targetYear ?? plan.to)
        draft.value = .some(target.target?.number?.double)
        draft.pattern = .some(target.pattern)
        draft.nature = .some(target.attribute.map { $0.contains("约束") ? .binding : $0.contains("预期") ? .expected : .unstated } ?? .unstated)
        if case .words(let words)? = target.target { draft.content = .some(String(words.printable.prefix(4000))) }
        return draft
    }

    private func extract(_ task: Reading.Task) -> Draft<Extract> {
        var draft = extract(.task, task.verb + task.object, task.span, task.heading, task.confidence)
        draft.year = .some(task.year)
        set(task.units, in: &draft)
        return draft
    }

    private func extract(_ project: PlanReading.Project) -> Draft<Extract> {
        var draft = extract(.project, project.name, project.span, nil, project.confidence)
        draft.content = .some(project.content.map { String($0.printable.prefix(4000)) })
        draft.from = .some(project.from)
        draft.year = .some(project.to)
        draft.investment = .some(project.budget.map { Money(fen: Int64(($0.double * 1_000_000).rounded())) })
        set(project.units, in: &draft)
        return draft
    }

    private func set(_ units: [Responsibility], in draft: inout Draft<Extract>) {
        let leads = units.filter { $0.role != .support }.map(\.name)
        let supporters = units.filter { $0.role == .support }.map(\.name)
        draft.lead = .some(leads.isEmpty ? nil : String(leads.joined(separator: "、").oneLine.prefix(200)))
        draft.supporters = .some(supporters.isEmpty ? nil : String(supporters.joined(separator: "、").oneLine.prefix(400)))
    }

    private func draft(_ finding: Finding) -> Draft<PlanFinding> {
        var draft = Draft<PlanFinding>()
        draft.plan = plan.reference
        draft.rule = finding.rule
        draft.severity =
            switch finding.severity {
            case .error: .error
            case .warning: .warning
            case .note: .note
            }
        draft.message = String(finding.message.printable.prefix(1000))
        draft.why = .some(String(finding.why.printable.prefix(1000)))
        draft.remedy = .some(String(finding.remedy.printable.prefix(1000)))
        draft.passages = .some(finding.passages.prefix(20).map { "\($0.start)-\($0.end)" })
        return draft
    }
}

extension String {
    /// Without the characters that no record takes, such as the page breaks of a PDF; each leaves a line break or a blank, so that places stay what they are.
    fileprivate var printable: String {
        var scalars = UnicodeScalarView()
        for scalar in unicodeScalars { scalars.append(String.isPrintable(scalar) ? scalar : scalar == "\u{0C}" || scalar == "\u{0B}" ? "\n" : " ") }
        return String(scalars)
    }

    /// The same for a field of one line.
    fileprivate var oneLine: String { printable.replacing("\n", with: " ").replacing("\t", with: " ") }

    /// Whether a text may hold the character: no control, and none that turns the direction of writing.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: true
        case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: false
        default: true
        }
    }
}

extension PlanReading.Indicator {
    /// How it is to be measured, as far as the words tell.
    var pattern: Pattern {
        if isGrowth { return .growth }
        if isCumulative { return .sum }
        if case .words? = target { return .yesNo }
        if let base = baseline?.number, let goal = target?.number, base.double == goal.double { return .hold }
        if direction == .down { return .levelDown }
        return isYearly ? .flow : .levelUp
    }
}
