import Kernel
import PlanMonitoring

extension Page {
    /// 绩效考核: the schemes and how those whom they appraise did.
    static let appraisals = Page("appraisals", "绩效考核", en: "Appraisals", isReport: true) { question in
        let desk = question.desk
        let schemes = try await desk.all(AppraisalScheme.self)
        guard !schemes.isEmpty else {
            return [
                .notice(
                    "还没有绩效考核方案。先建方案，再为它加考核指标（创新质量、贡献、绩效），权重合计为 100 后发布执行。",
                    en:
                        "There is no appraisal scheme yet. Make one, give it criteria of quality, contribution and performance whose weights add up to 100, and put it in force."
                ),
                .deeds([.new(AppraisalScheme.self)]),
            ]
        }
        var blocks: [Block] = [.deeds([.new(AppraisalScheme.self)])]
        for scheme in schemes {
            let standing = try await SchemeStanding(scheme, desk)
            let open = Link.page(application: "planBoard", code: "scheme", record: scheme.id)
            blocks.append(
                .group(
                    Label(scheme.title, en: scheme.title),
                    [.paragraph([Phrase(scheme.subject.label), Phrase(scheme.state.label, tone: scheme.state == .inForce ? .good : .missing)])]
                        + standing.rankings, link: open))
        }
        return blocks
    }

    /// One scheme: its criteria, and the ranking of every year.
    static let schemeSheet = Page("scheme", "考核表", en: "Criteria and ranking", of: AppraisalScheme.self, isReport: true) { scheme, question in
        let standing = try await SchemeStanding(scheme, question.desk)
        return standing.criteriaBlocks + [
            .deeds([.new(Criterion.self, ["scheme": scheme.id.text]), .move(scheme, "issue"), .operation("startAppraisal", record: scheme.id)])
        ] + standing.rankings
    }

    /// One appraisal: criterion by criterion what was said, what it earns, and why.
    static let appraisalSheet = Page("marks", "评分表", en: "Points", of: Appraisal.self, isReport: true) { appraisal, question in
        let desk = question.desk
        let marks = try await desk.find(Mark.self) { $0.appraisal == appraisal.reference }
        let allCriteria = try await desk.find(Criterion.self) { $0.scheme == appraisal.scheme }
        let allReviews = try await desk.find(MarkReview.self) { $0.mark.where { (mark: Columns<Mark>) in mark.appraisal == appraisal.reference } }
        let criteria = Dictionary(allCriteria.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
        let reviews = Dictionary(allReviews.map { ($0.mark, $0) }, uniquingKeysWith: { first, _ in first })
        let sum = Derived(marks, allCriteria, allReviews) { marks, criteria, reviews in
            let criteria = Dictionary(criteria.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
            let reviews = Dictionary(reviews.map { ($0.mark, $0) }, uniquingKeysWith: { first, _ in first })
            return Derived.Outcome(
                marks.reduce(0) { $0 + (reviews[$1.reference]?.points ?? criteria[$1.criterion]?.points(of: $1.value) ?? 0) }, .hundredths)
        }
        let points = appraisal.total == nil ? sum : appraisal.said(.hundredths) { $0.total }
        let cards = marks.compactMap { mark -> Card? in
            guard let criterion = criteria[mark.criterion] else { return nil }
            let review = reviews[mark.reference]
            var fields: [(label: Label, value: Phrase)] = [
                (Label("权重", en: "Weight"), Phrase(criterion.said { $0.weight })),
                (
                    Label("实际值", en: "Value"),
                    Phrase(
                        Derived(mark.found, criterion.found) { marks, criteria in
                            Derived.Outcome(
                                marks.first.flatMap { mark in
                                    criteria.first.map { Label(Said.value(mark.value, $0.unit ?? ""), en: Said.value(mark.value, $0.unit ?? "")) }
                                } ?? Said.none)
                        })
                ),
                (
                    Label("自动得分", en: "Automatic"),
                    Phrase(
                        Derived(mark.found, criterion.found, .hundredths) { marks, criteria in
                            marks.first.flatMap { mark in criteria.first.map { $0.points(of: mark.value) } }
                        })
                ),
            ]
            if let review {
                fields.append(
                    (
                        Label("核定得分", en: "Settled"),
                        Phrase(
                            review.saying {
                                Label("\(Shown.number($0.points, decimals: 2))：\($0.reason)", en: "\(Shown.number($0.points, decimals: 2)): \($0.reason)")
                            }, tone: .warning)
                    ))
            }
            if mark.source != nil { fields.append((Label("来源", en: "Source"), Phrase(mark.saying { $0.source.map { Label($0, en: $0) } }))) }
            if let evidence = mark.evidence { fields.append((Label("佐证", en: "Evidence"), Phrase(Label("查看", en: "Open"), link: .file(evidence, in: mark)))) }
            let settle: [Deed] = appraisal.state == .submitted && review == nil ? [.new(MarkReview.self, ["mark": mark.id.text])] : []
            return Card(
                Phrase(mark.name, link: .to(mark)), tags: [Phrase(criterion.dimension.label)],
                lines: [
                    [
                        Phrase(
                            Derived(mark.found, criterion.found) { marks, criteria in
                                Derived.Outcome(marks.first.flatMap { mark in criteria.first.map { $0.reason(of: mark.value) } } ?? Said.none)
                            })
                    ]
                ], fields: fields,
                deeds: [.edit(mark)] + settle, tone: mark.value == nil ? .missing : .calm, isSimulated: mark.meta.isSimulated)
        }
        return [
            .facts([
                Fact(
                    appraisal.total == nil ? Label("暂计得分", en: "Points so far") : Label("核定总分", en: "Points"), points, unit: "分",
                    note: Phrase(Label(ScoringRules.standard.grade(of: points.value ?? 0).name)), tone: appraisal.total == nil ? .missing : .good),
                Fact(
                    Label("已填写", en: "Filled in"), marks.narrowed { $0.value.isFilled }.howMany, unit: "项",
                    note: Phrase(marks.saying { Label("共 \($0.count) 项", en: "of \($0.count)") })),
            ]), .paragraph([Phrase(appraisal.state.label, isStrong: true)]), .deeds(["submit", "settle", "return", "publish"].map { .move(appraisal, $0) }),
            .cards(cards),
        ]
    }
}

/// A scheme with its criteria and whom it appraised.
private struct SchemeStanding {
    let scheme: Row<AppraisalScheme>
    let criteria: Found<Criterion>
    let appraisals: Found<Appraisal>
    let units: UnitNames

    init(_ scheme: Row<AppraisalScheme>, _ desk: Desk) async throws {
        self.scheme = scheme
        criteria = try await desk.find(Criterion.self) { $0.scheme == scheme.reference }
        appraisals = try await desk.find(Appraisal.self) { $0.scheme == scheme.reference }
        units = try await UnitNames(appraisals.map(\.unit), desk)
    }

    var criteriaBlocks: [Block] {
        let isWhole = Shares.difference(of: criteria.map(\.weight), from: 100) == nil
        let bare = Criterion.Dimension.allCases.filter { dimension in !criteria.contains { $0.dimension == dimension } }
        let rows = Criterion.Dimension.allCases.flatMap { dimension -> [Table.Row] in
            let own = criteria.narrowed { $0.dimension == dimension }
            guard !own.isEmpty else { return [] }
            return [
                Table.Row([Table.Cell(Phrase(dimension.label)), Table.Cell(Phrase(own.sum { $0.weight })), "", "", ""], isEmphasised: true)
            ]
                + own.map { criterion in
                    Table.Row([
                        Table.Cell(Phrase(criterion.name, link: .to(criterion))), Table.Cell(Phrase(criterion.said { $0.weight })),
                        Table.Cell(Phrase(criterion.said { $0.floor })),
                        Table.Cell(Phrase(criterion.said { $0.full }), Phrase(criterion.unit ?? "")), Table.Cell(Phrase(criterion.note ?? "")),
                    ])
                }
        }
        var blocks: [Block] = []
        if !criteria.isEmpty, !isWhole {
            blocks.append(
                .notice(
                    [
                        Phrase(
                            criteria.saying {
                                let sum = Shown.number($0.map(\.weight).reduce(0, +), decimals: 2)
                                return Label("权重合计为 \(sum)，应为 100。", en: "The weights add up to \(sum), not to 100.")
                            })
                    ], .warning))
        }
        if !criteria.isEmpty, !bare.isEmpty {
            blocks.append(
                .notice(
                    "还没有这些维度的指标：\(bare.map(\.label.chinese).joined(separator: "、"))。",
                    en: "No criterion yet of: \(bare.map(\.label.english).joined(separator: ", ")).", .calm))
        }
        return blocks + [
            .table(
                Table(
                    Label("考核指标", en: "Criteria"),
                    columns: [
                        Table.Column(Label("指标", en: "Criterion"), weight: 3), Table.Column(Label("权重", en: "Weight"), isNumber: true),
                        Table.Column(Label("零分值", en: "No points at"), isNumber: true),
                        Table.Column(Label("满分值", en: "All points at"), isNumber: true, weight: 1.2),
                        Table.Column(Label("计算口径", en: "How it is measured"), weight: 2.4),
                    ], rows: rows, empty: Label("还没有考核指标", en: "No criteria yet")))
        ]
    }

    /// A table for each year, the newest first.
    var rankings: [Block] {
        let years = Set(appraisals.map(\.year)).sorted(by: >)
        guard !years.isEmpty else { return [.paragraph("尚未启动考核。", en: "No appraisal was begun yet.")] }
        return years.map { year in
            let appraisals = appraisals.narrowed { $0.year == year }
            let byID = Dictionary(appraisals.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            let ranked = Ranking.competition(appraisals.map { (id: $0.id, score: $0.total) })
            return .table(
                Table(
                    Label("\(year) 年考核结果", en: "Results of \(year)"),
                    columns: [
                        Table.Column(Label("名次", en: "Rank"), isNumber: true, weight: 0.6), Table.Column(Label("单位", en: "Unit"), weight: 3),
                        Table.Column(Label("总分", en: "Points"), isNumber: true),
                        Table.Column(Label("等次", en: "Grade")), Table.Column(Said.status),
                    ],
                    rows: ranked.compactMap { entry in
                        guard let appraisal = byID[entry.id] else { return nil }
                        return Table.Row([
                            Table.Cell(
                                Phrase(
                                    Derived(appraisals, .whole) { rows in
                                        Ranking.competition(rows.map { (id: $0.id, score: $0.total) }).first { $0.id == entry.id }?.rank.map(Double.init)
                                    })),
                            Table.Cell(Phrase(units.name(appraisal.unit), link: .page(application: "planBoard", code: "marks", record: appraisal.id))),
                            Table.Cell(Phrase(appraisal.said(.hundredths) { $0.total }), share: appraisal.total.map { min(1, $0 / 100) }),
                            Table.Cell(Phrase(appraisal.total.map { Label(ScoringRules.standard.grade(of: $0).name) } ?? Said.none)),
                            Table.Cell([Phrase(appraisal.state.label)] + (appraisal.meta.isSimulated ? [Phrase(Said.simulated, tone: .missing)] : [])),
                        ])
                    }))
        }
    }
}
