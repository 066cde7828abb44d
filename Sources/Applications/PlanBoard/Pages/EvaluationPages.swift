import Kernel
import PlanMonitoring

extension Page {
    /// The points of an evaluation, target by target, and the ranking of units.
    static let scoreSheet = Page("scores", "评分表", en: "Scores", of: Round.self, isReport: true) { round, question in
        let result = try await RoundResult(round, desk: question.desk)
        guard !result.scores.isEmpty else {
            return [.notice("尚未评分。", en: "Not scored yet."), .deeds([.edit(round), .move(round, "score")])]
        }
        return [
            result.facts,
            .deeds([.move(round, "rescore"), .move(round, "consult"), .move(round, "publish"), .new(ThirdPartyScore.self, ["round": round.id.text])]),
            result.ranking,
            .group(Label("逐项得分", en: "Target by target"), [.cards(result.scores.map(result.card))]),
        ]
    }

    /// 通报
    static let bulletin = Page("bulletin", "通报", en: "Bulletin", of: Round.self, isReport: true) { round, question in
        let result = try await RoundResult(round, desk: question.desk)
        let plan = try await question.desk.row(round.plan)
        let behind = result.scores.filter { $0.status == .behind }
        return [
            .masthead(
                Masthead(
                    issuer: plan.issuer ?? "", title: Label("关于\(round.title)情况的通报", en: "Bulletin: \(round.title)"), recipients: "各责任单位",
                    day: question.now.day,
                    isSimulated: plan.meta.isSimulated)),
            .paragraph([Phrase(result.derived { Derived.Outcome($0.summary) })]), .heading("总体情况", en: "Overall"), result.facts,
            .heading("单位排名", en: "Ranking of units"), result.ranking,
            .heading("滞后指标", en: "Targets that are behind"),
            behind.isEmpty
                ? .paragraph("没有滞后指标。", en: "No target is behind.")
                : .list(
                    behind.map {
                        [
                            Phrase($0.name, link: .to($0)),
                            Phrase(
                                $0.saying { Label("序时进度比 \(Shown.number($0.pace ?? 0, decimals: 2))", en: "pace \(Shown.number($0.pace ?? 0, decimals: 2))") }),
                        ]
                    }),
        ] + (round.advice.map { [.heading("有关要求", en: "What is asked"), .paragraph([Phrase($0)])] } ?? [])
    }

    /// 评估报告, after the outlines of policy-rules §8.3.
    static let evaluationReport = Page("report", "评估报告", en: "Evaluation report", of: Round.self, isReport: true) { round, question in
        try await EvaluationReport(round, question).blocks
    }
}

extension RoundResult {
    var isSimulated: Bool { scores.contains { $0.meta.isSimulated } }

    /// The same, so that it can be opened.
    func howMany(_ status: Target.Status) -> Derived { found.narrowed { $0.status == status }.howMany }

    /// How many targets have a status.
    func count(_ status: Target.Status) -> Int { scores.count { $0.status == status } }

    var summary: Label {
        let known = scores.count - count(.unknown)
        let good = count(.done) + count(.onTrack)
        return Label(
            "截至 \(round.asOf)，纳入评估的 \(scores.count) 项指标中，有核实数据的 \(known) 项；达到或提前完成序时进度的 \(good) 项，略滞后 \(count(.lagging)) 项，滞后 \(count(.behind)) 项，未评定 \(count(.unjudged)) 项，尚无数据 \(count(.unknown)) 项。",
            en:
                "As of \(round.asOf), \(known) of the \(scores.count) targets have verified values: \(good) are on schedule or done, \(count(.lagging)) slightly behind, \(count(.behind)) behind, \(count(.unjudged)) not judged; \(count(.unknown)) have no value."
        )
    }

    var facts: Block {
        .facts(
            [
                Fact(
                    Label("综合得分", en: "Score"), number { $0.total.own }, unit: "分",
                    note: total.grade.map { Phrase(Label($0.name)) },
                    tone: total.grade.map { $0 >= .good ? .good : $0 == .medium ? .warning : .bad } ?? .missing, isSimulated: isSimulated)
            ]
                + [Target.Status.done, .onTrack, .lagging, .behind, .unjudged, .unknown].map { status in
                    Fact(status.label, howMany(status), unit: "项", tone: count(status) == 0 ? .calm : status.tone)
                })
    }

    var ranking: Block {
        let marks = (Shown.number(round.excellent), Shown.number(round.good), Shown.number(round.medium))
        return .table(
            Table(
                Label("单位得分与排名", en: "Units by score"),
                columns: [
                    Table.Column(Label("名次", en: "Rank"), isNumber: true, weight: 0.6), Table.Column(Said.responsible, weight: 2.4),
                    Table.Column(Label("指标", en: "Targets"), isNumber: true),
                    Table.Column(Label("指标得分", en: "Points"), isNumber: true), Table.Column(Label("第三方", en: "Third party"), isNumber: true),
                    Table.Column(Label("总分", en: "Total"), isNumber: true),
                    Table.Column(Label("等次", en: "Grade")),
                ],
                rows: units.map { line in
                    let scores = scores(of: line.unit)
                    let own = { (read: @escaping @Sendable (Line) -> Double?) in
                        number(of: scores) { [unit = line.unit] result in result.units.first { $0.unit == unit }.flatMap(read) }
                    }
                    return Table.Row([
                        Table.Cell(
                            Phrase(number(.whole) { [unit = line.unit] result in result.units.first { $0.unit == unit }?.rank.map(Double.init) })),
                        Table.Cell(Phrase(line.name)), Table.Cell(Phrase(scores.howMany)),
                        Table.Cell(Phrase(own(\.own)), share: line.own.map { min(1, $0 / 100) }),
                        Table.Cell(Phrase(own(\.thirdParty))), Table.Cell(Phrase(own(\.total), isStrong: true)),
                        Table.Cell(
                            [Phrase(line.grade.map { Label($0.name) } ?? Said.none)]
                                + (line.isCapped ? [Phrase(Label("约束性指标滞后，封顶为中", en: "capped: a binding target is behind"), tone: .warning)] : [])),
                    ])
                },
                note: Label(
                    "总分 = 指标得分 ×（1 − 第三方占比）+ 第三方评分 × 占比；优 ≥ \(marks.0)，良 ≥ \(marks.1)，中 ≥ \(marks.2)。",
                    en: "Total = points × (1 − share) + third party × share; excellent from \(marks.0), good from \(marks.1), medium from \(marks.2).")))
    }

    func card(_ score: Row<Score>) -> Card {
        var fields: [(label: Label, value: Phrase)] = [
            (Label("权重", en: "Weight"), Phrase(score.said(.hundredths) { $0.weight })),
            (Label("自动得分", en: "Automatic"), Phrase(score.said(.hundredths) { $0.automatic })),
        ]
        if score.corrected != nil {
            let said = score.saying { score in
                score.corrected.map {
                    Label("\(Shown.number($0, decimals: 2))：\(score.correction ?? "")", en: "\(Shown.number($0, decimals: 2)): \(score.correction ?? "")")
                }
            }
            fields.append((Label("核定得分", en: "Corrected"), Phrase(said, tone: .warning)))
        }
        if let report = score.report {
            fields.append(
                (
                    Label("依据", en: "Rests on"),
                    Phrase(Label("核实的填报 \(Said.day(score.asOf))", en: "verified report of \(Said.day(score.asOf))"), link: .to(report))
                ))
        }
        return Card(
            Phrase(score.name, link: .to(score)), tags: [Said.status(score.status)], lines: [[Said.reason(score)]], fields: fields,
            deeds: round.state == .scored ? [.edit(score)] : [],
            tone: score.status.tone, isSimulated: score.meta.isSimulated)
    }
}
