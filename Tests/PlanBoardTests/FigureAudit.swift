@testable import Kernel
@testable import PlanBoard

/// Goes through what a page says and opens every figure of it: down to the records that it rests on, and from them back to the figure.
///
/// Whatever has digits and is neither a time nor the name of a record is a figure.
struct FigureAudit {
    let desk: Desk
    let page: String
    private(set) var opened = 0
    /// What a reader would complain of.
    private(set) var complaints: [String] = []
    private var known: [Evidence: [StoredRecord]] = [:]

    /// Figures that rest on no record, and why.
    struct Exception {
        let page: String
        /// The title of the block, or the head of the column.
        let place: String
        let reason: String
    }
    static let exceptions = [
        Exception(
            page: "platforms", place: "规划",
            reason: "the matrix is what the text of one plan asks for (chapter 3, section 3), declared with the choice it belongs to"),
        Exception(page: "comparison", place: "指标", reason: comparing), Exception(page: "comparison", place: "项目", reason: comparing),
        Exception(page: "comparison", place: "任务", reason: comparing), Exception(page: "comparison", place: "条款", reason: comparing),
    ]
    private static let comparing = "counts the rows of the table below, each of which opens to its record; what is compared is tested in ComparisonTests"
    private func isException(_ place: String) -> Bool { Self.exceptions.contains { $0.page == page && $0.place == place } }

    init(_ desk: Desk, page: String) {
        self.desk = desk
        self.page = page
    }

    mutating func look(_ blocks: [Block]) async throws {
        for block in blocks { try await look(block) }
    }

    private mutating func look(_ block: Block) async throws {
        switch block {
        case .paragraph(let phrases), .notice(let phrases, _): try await look(phrases, "a paragraph")
        case .list(let lines), .steps(let lines): for line in lines { try await look(line, "a list") }
        case .facts(let facts): for fact in facts { try await look(fact) }
        case .table(let table): try await look(table)
        case .chart(let drawing): try await look(drawing)
        case .trajectories(let list): for trajectory in list { try await look(trajectory) }
        case .schedule(let schedule): for bar in schedule.bars { try await look(bar) }
        case .cards(let cards): for card in cards { try await look(card) }
        case .choices(let choices):
            for choice in choices {
                guard let count = choice.count else { continue }
                try await open(choice.derived, choice.derived?.link, "the tab “\(choice.label.chinese)”")
                complain(
                    Double(count) != choice.derived?.value, "the tab “\(choice.label.chinese)” says \(count), its records \(choice.derived?.value ?? .nan)")
            }
        case .group(_, let inner, _): try await look(inner)
        case .beside(let left, let right): try await look(left + right)
        // Words of a plan, names, pictures and buttons: no figures of ours.
        case .heading, .source, .deeds, .pageBreak, .masthead, .picture, .map: break
        }
    }

    // MARK: kinds of blocks

    private mutating func look(_ fact: Fact) async throws {
        if isException(fact.label.chinese) { return }
        let place = "the figure “\(fact.label.chinese)”"
        if let value = fact.value, Self.hasDigits(value.replacing(/\d{4}-\d\d-\d\d/, with: "")) {
            try await open(fact.derived, fact.link, place)
            complain(
                fact.derived.map { !$0.text.chinese.contains(value) } ?? false, "\(place) shows \(value), its records say \(fact.derived?.text.chinese ?? "")")
        }
        if fact.share != nil { try await open(fact.derivedShare, fact.derivedShare?.link, "the bar below \(place)") }
        if let note = fact.note { try await look([note], place) }
    }

    private mutating func look(_ table: Table) async throws {
        for row in table.rows {
            for (cell, column) in zip(row.cells, table.columns) {
                if isException(column.label.chinese) { continue }
                try await look(cell.phrases, "the table “\(table.title.chinese)”, column “\(column.label.chinese)”", isNumber: column.isNumber)
            }
        }
    }

    private mutating func look(_ drawing: Drawing) async throws {
        for series in drawing.series {
            for (place, value) in series.values.enumerated() {
                guard let value else { continue }
                let name = "the drawing “\(drawing.title.chinese)” at “\(drawing.categories[place].chinese)”"
                let derived = series.derived.indices.contains(place) ? series.derived[place] : nil
                try await open(derived, drawing.links.indices.contains(place) ? drawing.links[place] : nil, name)
                complain(derived?.value != value, "\(name) shows \(value)")
            }
        }
    }

    private mutating func look(_ trajectory: Trajectory) async throws {
        complain(trajectory.link == nil, "the trajectory “\(trajectory.label.chinese)” leads nowhere")
        for point in trajectory.path + trajectory.actual + [trajectory.target].compactMap(\.self) {
            try await open(point.derived, point.derived?.link, "the trajectory “\(trajectory.label.chinese)” at \(point.time)")
            complain(point.derived?.value != point.value, "the trajectory “\(trajectory.label.chinese)” is at \(point.value)")
        }
        // Its sentence and its band are forecasts: what they rest on is opened on the target's sheet, and their method is tested in PlanMonitoringTests.
    }

    /// A bar is one record: how much of it is done is what the record says.
    private mutating func look(_ bar: Schedule.Bar) async throws {
        guard case .record(let kind, let id)? = bar.link, let schema = desk.catalog.schema(kind) else {
            return complain(true, "the bar “\(bar.label.chinese)” leads to no record")
        }
        let record = try await desk.record(id, in: kind)
        opened += 1
        if let share = bar.share {
            complain(
                !Self.isSame(record.value(of: "share", in: schema)?.real, share * 100), "the bar “\(bar.label.chinese)” is \(share) full, its record is not")
        }
        let investment = record.value(of: "investment", in: schema)?.integer.map { Shown.money(Money(fen: $0)) }
        complain(
            Self.hasDigits(bar.note) && bar.note != investment && kind == "project",
            "the bar “\(bar.label.chinese)” says “\(bar.note)”, its record \(investment ?? "nothing")")
    }

    private mutating func look(_ card: Card) async throws {
        let place = "the card “\(card.title.label.chinese)”"
        try await look([card.title] + card.tags, place)
        for line in card.lines { try await look(line, place) }
        for field in card.fields { try await look([field.value], "\(place), “\(field.label.chinese)”") }
    }

    // MARK: one figure

    private mutating func look(_ phrases: [Phrase], _ place: String, isNumber: Bool = false) async throws {
        for phrase in phrases {
            if let derived = phrase.derived {
                try await open(derived, phrase.link, "\(place): “\(phrase.label.chinese.prefix(30))”")
                complain(phrase.label != derived.text, "\(place) says “\(phrase.label.chinese)”, its records “\(derived.text.chinese)”")
            } else if Self.hasDigits(isNumber ? phrase.label.chinese : Self.withoutTimes(phrase.label.chinese)) {
                switch phrase.link {
                // The name of something, which has digits.
                case .record?,
                    .page? where !isNumber:
                    continue
                default: complain(true, "\(place) says “\(phrase.label.chinese.prefix(40))” and rests on nothing")
                }
            }
        }
    }

    private mutating func open(_ derived: Derived?, _ link: Link?, _ place: String) async throws {
        guard let derived else { return complain(true, "\(place) rests on nothing") }
        opened += 1
        complain(derived.evidence.isEmpty, "\(place) names no records")
        var records: [[StoredRecord]] = []
        for evidence in derived.evidence { records.append(try await found(evidence)) }
        let again = derived.again(from: records)
        complain(!Self.isSame(again.value, derived.value), "\(place) is \(derived.text.chinese), worked out again from its records it is \(again.text.chinese)")
        complain(again.text != derived.text && again.value == derived.value, "\(place) says “\(derived.text.chinese)”, its records “\(again.text.chinese)”")
        try await follow(link, derived, records, place)
    }

    /// What somebody finds who opens the figure.
    private mutating func follow(_ link: Link?, _ derived: Derived, _ records: [[StoredRecord]], _ place: String) async throws {
        switch link {
        case nil: complain(true, "\(place) cannot be opened")
        case .record(let kind, let id):
            let isBehind = zip(derived.evidence, records).contains { $0.kind == kind && $1.contains { $0.meta.id == id } }
            complain(!isBehind, "\(place) opens to a \(kind) that it does not rest on")
        case .records(let kind, let condition):
            let evidence = Evidence(kind: kind, condition)
            complain(Condition(condition.text) != condition, "\(place) leads to an address that says something else: \(condition.text)")
            if derived.evidence.contains(evidence) { return }
            let count = try await found(evidence).count
            complain(Double(count) != derived.value, "\(place) is \(derived.text.chinese) and opens to \(count) records")
        case .page(_, let code, let record, let choices):
            guard let page = Application.planBoard.pages.first(where: { $0.code == code && ($0.subject == nil) == (record == nil) }) else {
                return complain(true, "\(place) opens to a page that is not there: \(code)")
            }
            var blocks: [Block] = []
            for case .content(let content) in page.parts { blocks += try await content(Page.Question(desk: desk, record: record, choices: choices)) }
            complain(blocks.isEmpty, "\(place) opens to an empty page")
        default: complain(true, "\(place) opens to something else than records")
        }
    }

    private mutating func found(_ evidence: Evidence) async throws -> [StoredRecord] {
        if let records = known[evidence] { return records }
        let records = try await desk.records(Query(evidence.kind, where: evidence.condition, order: .oldestFirst, limit: 1000))
        known[evidence] = records
        return records
    }

    private mutating func complain(_ isWrong: Bool, _ sentence: @autoclosure () -> String) {
        if isWrong { complaints.append("\(page): \(sentence())") }
    }

    private static func isSame(_ left: Double?, _ right: Double?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        return abs(left - right) <= 1e-9 * max(1, abs(left), abs(right))
    }

    private static func hasDigits(_ text: String) -> Bool { text.contains { $0.isNumber && $0.isASCII } }
    /// Without years and days, without codes such as S063, and without the words of a plan that are quoted.
    private static func withoutTimes(_ text: String) -> String {
        text.hasPrefix("“") && text.hasSuffix("”") ? "" : text.replacing(/[A-Z]\d+/, with: "").replacing(/(19|20)\d\d(-\d\d(-\d\d)?)?/, with: "")
    }
}
