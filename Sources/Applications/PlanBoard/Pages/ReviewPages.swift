import Kernel

extension Page {
    /// The review desk: the text at one side, what was read from it at the other, what does not fit beside it.
    static let reviewDesk = Page("review", "审阅台", en: "Review desk", of: Plan.self) { plan, question in
        let desk = question.desk
        // Facts of the founding plans come without their text, and not everyone may read texts.
        let body = try? await desk.all(PlanText.self) { $0.plan == plan.reference }.first
        let extracts = try await desk.find(Extract.self) { $0.plan == plan.reference }
        let findings = try await desk.find(PlanFinding.self) { $0.plan == plan.reference }
        let choice = question["show"] ?? "target"
        let review = Review(plan: plan, text: Array((body?.text ?? "").unicodeScalars), extracts: extracts, findings: findings, choice: choice)
        var blocks: [Block] = [review.facts, .choices(review.choices)]
        if plan.state == .review { blocks.append(.deeds(review.deeds)) }
        let cards: [Block] = [.cards(review.cards)]
        if let body {
            blocks.append(.beside([.source(SourceText(Label("规划正文", en: "Text of the plan"), text: body.text, marks: review.marks))], cards))
        } else {
            blocks += cards
        }
        return blocks
    }
}

/// What the review desk shows.
private struct Review {
    let plan: Row<Plan>
    let text: [Unicode.Scalar]
    let extracts: Found<Extract>
    let findings: Found<PlanFinding>
    let choice: String

    private var shown: [Row<Extract>] { extracts.filter { $0.category.code == choice }.sorted { ($0.begins, $0.id) < ($1.begins, $1.id) } }

    var facts: Block {
        .facts(
            Extract.State.allCases.map { state in
                let own = extracts.narrowed { $0.state == state }
                return Fact(state.label, own.howMany, unit: "项", tone: state == .proposed && !own.isEmpty ? .warning : .calm)
            } + [
                Fact(
                    Label("疑点待处理", en: "Doubts open"), findings.narrowed { $0.state == .open }.howMany, unit: "处",
                    tone: findings.contains { $0.state == .open && $0.severity == .error } ? .bad : .calm)
            ])
    }

    var choices: [Choosable] {
        Extract.Category.allCases.map { category in choosable(category.label, category.code, extracts.narrowed { $0.category == category }.howMany) }
            + [choosable(Label("疑点", en: "Doubts"), "finding", findings.howMany)]
    }

    private func choosable(_ label: Label, _ code: String, _ count: Derived) -> Choosable {
        Choosable(label, .page(application: "planBoard", code: "review", record: plan.id, ["show": code]), isChosen: code == choice, count)
    }

    /// What can be done with the whole: the rest accepted at once, what the reader missed added by hand.
    var deeds: [Deed] {
        let missed = Extract.Category.allCases.first { $0.code == choice }.map { Deed.new(Extract.self, ["plan": plan.id.text, "category": $0.code]) }
        return [.move(plan, "publish"), .operation("acceptMany", record: plan.id)] + [missed].compactMap(\.self) + [.move(plan, "discard")]
    }

    var marks: [SourceText.Mark] {
        if choice == "finding" {
            return findings.flatMap { finding in
                finding.ranges.map { SourceText.Mark($0, Label(finding.message, en: finding.message), anchor: finding.id.text, tone: finding.severity.tone) }
            }.sorted { $0.range.lowerBound < $1.range.lowerBound }
        }
        return shown.filter { $0.ends > $0.begins }.map { extract in
            SourceText.Mark(extract.begins..<extract.ends, Label(extract.name, en: extract.name), anchor: extract.id.text, tone: extract.state.tone)
        }
    }

    var cards: [Card] { choice == "finding" ? findings.map(card) : shown.map(card) }

    private func card(_ extract: Row<Extract>) -> Card {
        var fields: [(label: Label, value: Phrase)] = []
        func add(_ label: Label, _ said: @escaping @Sendable (Row<Extract>) -> Label?) {
            if let words = said(extract), !words.chinese.isEmpty { fields.append((label, Phrase(extract.saying(said)))) }
        }
        func add(_ label: Label, _ text: @escaping @Sendable (Row<Extract>) -> String?) { add(label) { extract in text(extract).map { Label($0, en: $0) } } }
        switch extract.category {
        case .target:
            add(Label("目标", en: "Target")) { (extract: Row<Extract>) -> String? in
                extract.value.map { "\(Said.value($0, extract.unit ?? ""))（\(extract.year.map(String.init) ?? "—")）" } ?? extract.content
            }
            add(Label("基期", en: "Base")) { (extract: Row<Extract>) -> String? in
                extract.base.map { "\(Said.value($0, extract.unit ?? ""))（\(extract.baseYear.map(String.init) ?? "—")）" }
            }
            add(Label("计算方式", en: "Measured as")) { (extract: Row<Extract>) -> Label? in extract.pattern?.label }
            add(Label("属性", en: "Nature")) { (extract: Row<Extract>) -> Label? in extract.nature?.label }
        case .task: add(Label("时限", en: "By")) { (extract: Row<Extract>) -> String? in extract.year.map { "\($0)" } }
        case .project:
            add(Label("年限", en: "Years")) { (extract: Row<Extract>) -> String? in
                [extract.from, extract.year].compactMap { $0.map { "\($0)" } }.joined(separator: "—")
            }
            add(Label("投资", en: "Investment")) { (extract: Row<Extract>) -> String? in extract.investment.map { Shown.money($0) } }
            add(Label("内容", en: "Content")) { (extract: Row<Extract>) -> String? in extract.content.map { String($0.prefix(200)) } }
        }
        add(Label("责任单位", en: "Lead")) { (extract: Row<Extract>) -> String? in extract.lead }
        add(Label("配合单位", en: "With")) { (extract: Row<Extract>) -> String? in extract.supporters }
        let deeds: [Deed] =
            plan.state == .review
            ? [.move(extract, "accept"), .edit(extract), .operation("merge", record: extract.id), .move(extract, "discard"), .move(extract, "reopen")] : []
        return Card(
            Phrase(extract.name, link: .to(extract)), anchor: extract.id.text,
            tags: [
                Phrase(extract.state.label, tone: extract.state.tone),
                Phrase(
                    extract.saying { Label("把握 \(Shown.percent($0.confidence))", en: "sure \(Shown.percent($0.confidence))") },
                    tone: extract.confidence < 0.7 ? .warning : nil),
            ],
            fields: fields, deeds: deeds, tone: extract.state.tone)
    }

    private func card(_ finding: Row<PlanFinding>) -> Card {
        Card(
            Phrase(finding.message, link: .to(finding)), anchor: finding.id.text,
            tags: [Phrase(finding.severity.label, tone: finding.severity.tone), Phrase(finding.state.label)],
            lines: quotes(finding)
                + [finding.saying { $0.why.map { Label($0, en: $0) } }, finding.saying { $0.remedy.map { Label($0, en: $0) } }].filter { $0.text != Said.none }
                .map { [Phrase($0)] },
            deeds: [.move(finding, "resolve"), .move(finding, "keep"), .move(finding, "reopen")], tone: finding.severity.tone)
    }

    /// The words of the plan that a finding is about.
    private func quotes(_ finding: Row<PlanFinding>) -> [[Phrase]] {
        finding.ranges.filter { $0.upperBound <= text.count }.map { range in
            let words = String(String.UnicodeScalarView(text[range.prefix(Self.quoted)]))
            return [Phrase("“\(words)\(range.count > Self.quoted ? "…" : "")”")]
        }
    }

    /// So many characters of a passage are quoted.
    private static let quoted = 80
}

extension Row<PlanFinding> {
    /// Where its passages stand in the text, as unicode scalars from 0.
    var ranges: [Range<Int>] {
        (self.passages ?? []).compactMap { passage in
            let ends = passage.split(separator: "-").compactMap { Int($0) }
            return ends.count == 2 && 0 <= ends[0] && ends[0] < ends[1] ? ends[0]..<ends[1] : nil
        }
    }
}

extension Extract.State {
    var tone: Tone {
        switch self {
        case .proposed: .warning
        case .accepted: .good
        case .merged, .discarded: .missing
        }
    }
}

extension PlanFinding.Severity {
    var tone: Tone {
        switch self {
        case .error: .bad
        case .warning: .warning
        case .note: .calm
        }
    }
}

extension Page {
    /// All plans: those in force, those that are being reviewed, those before.
    static let plans = Page("plans", "规划库", en: "Plans") { question in
        let desk = question.desk
        let plans = try await desk.all(Plan.self).sorted { ($0.state.rank, $1.id) < ($1.state.rank, $0.id) }
        var cards: [Card] = []
        for plan in plans {
            let waiting = try await desk.howMany(Extract.self) { $0.plan == plan.reference && $0.state == .proposed }
            let targets = try await desk.howMany(Target.self) { $0.plan == plan.reference }
            let page = { (code: String) in Link.page(application: "planBoard", code: code, record: plan.id) }
            var tags = [Phrase(plan.state.label, tone: plan.state == .inForce ? .good : plan.state == .review ? .warning : .missing)]
            if plan.edition > 0 { tags.append(Phrase(plan.saying { Label("第 \($0.edition) 次修订", en: "revision \($0.edition)") })) }
            var deeds: [Deed] = [.open(Label("审阅台", en: "Review desk"), page("review")), .open(Label("落实覆盖", en: "Coverage"), page("coverage"))]
            if plan.replaces != nil { deeds.append(.open(Label("修订对照", en: "What changed"), page("comparison"))) }
            if plan.state == .inForce {
                deeds += [
                    .operation("breakDown", record: plan.id), .operation("askForReports", record: plan.id),
                    .new(Round.self, ["plan": plan.id.text, "green": Shown.number(plan.green), "yellow": Shown.number(plan.yellow)]),
                ]
            }
            var fields: [(label: Label, value: Phrase)] = [
                (Label("规划期", en: "Years"), Phrase(plan.saying { Label("\($0.from)—\($0.to)", en: "\($0.from)—\($0.to)") })),
                (Label("指标", en: "Targets"), Phrase(targets)),
            ]
            if waiting.value ?? 0 > 0 { fields.append((Label("待审", en: "To be reviewed"), Phrase(waiting, tone: .warning))) }
            let goal = plan.goal == nil ? [] : [[Phrase(plan.saying { $0.goal.map { Label($0, en: $0) } })]]
            cards.append(Card(Phrase(plan.title, link: .to(plan)), tags: tags, lines: goal, fields: fields, deeds: deeds))
        }
        return [.deeds([.operation("takeIn")]), .cards(cards)]
    }
}

extension Plan.State {
    /// What needs someone comes first.
    fileprivate var rank: Int {
        switch self {
        case .review: 0
        case .inForce: 1
        case .replaced, .ended, .discarded: 2
        }
    }
}
