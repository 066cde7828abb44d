import Kernel
import Registers

extension Page {
    /// 指南工作台: one call from its conditions to the ranking, with the deeds of each stage.
    static let callSheet = Page("callSheet", "指南工作台", en: "Call", of: ProjectCall.self, for: .all(.read, PeerReview.self), isReport: true) {
        call, question in
        let desk = question.desk
        let applications = try await desk.find(ProjectApplication.self) { $0.call == call.reference && $0.state != ProjectApplication.State.draft }
        let reviews = try await desk.find(PeerReview.self, bound: 50_000) { $0.call == call.reference }
        let rounds = try await desk.find(ReviewRound.self) { $0.call == call.reference }
        let isOffice = desk.catalog.schema("rankingLine").map { desk.actor.may(.read, $0) } == true
        let lines = isOffice ? try await desk.find(RankingLine.self) { $0.call == call.reference } : Found([])
        let duplicates = try await desk.find(DuplicateFinding.self, bound: 50_000).only { finding in
            applications.contains { $0.reference == finding.application }
        }
        let stopped = duplicates.narrowed { $0.state == .found && $0.isStopped == true }
        let scored = reviews.narrowed { $0.state == .scored }
        return [
            .paragraph([
                Phrase(
                    call.saying {
                        Label("\($0.state.label.chinese)；受理 \($0.opens) 至 \($0.closes)；", en: "\($0.state.label.english); open \($0.opens) to \($0.closes); ")
                    }),
                Phrase(call.saying { Label("公示至 \($0.noticeUntil.map { "\($0)" } ?? "—")", en: "notice until \($0.noticeUntil.map { "\($0)" } ?? "—")") }),
            ]),
            .facts([
                Fact(Label("申报", en: "Applications"), applications.howMany, unit: "项"),
                Fact(
                    Label("形式审查通过", en: "Accepted"),
                    applications.narrowed { $0.integrityOn.isFilled && $0.state.isIn([.accepted, .inReview, .approved, .declined]) }.howMany, unit: "项"),
                Fact(Label("须判定的重复", en: "Overlaps to decide"), stopped.howMany, unit: "项", tone: stopped.isEmpty ? .good : .bad),
                Fact(
                    Label("已评分", en: "Scored"), scored.howMany, unit: "份",
                    note: Phrase(reviews.narrowed { $0.state != .declined }.saying { Label("共 \($0.count) 份", en: "of \($0.count)") })),
                Fact(
                    Label("拟立项", en: "Proposed"), lines.sum(Numeral(decimals: 6)) { $0.amount?.wan }, unit: "万元",
                    note: Phrase(call.saying { Label("预算 \($0.budget.said)", en: "budget \($0.budget.said)") })),
            ]),
            .deeds([
                .move(call, "publish"), .move(call, "close"), .operation("checkDuplicates", record: call.id), .operation("drawPanel", record: call.id),
                .move(call, "rank"), .move(call, "notice"), .move(call, "approve"), .move(call, "reopen"), .open(Label("指南全文", en: "The call"), .to(call)),
            ]),
            .table(table(applications, reviews, lines)), .table(overlaps(duplicates, applications)), .table(drawings(rounds)),
        ]
    }

    private static func table(_ applications: Found<ProjectApplication>, _ reviews: Found<PeerReview>, _ lines: Found<RankingLine>) -> Table {
        let ranked = Dictionary(lines.map { ($0.application, $0) }, uniquingKeysWith: { first, _ in first })
        return Table(
            Label("申报与排序", en: "Applications and ranking"),
            columns: [
                .number("名次", "Rank"), .text("项目", "Project", 4), .text("申报单位", "Applicant", 2), .text("状态", "State", 1.4), .number("重复率", "Overlap"),
                .number("评分", "Scores"), .number("标准化", "Comparable"), .number("平均", "Mean"), .number("申请（万元）", "Asked (10k)"), .number("拟立项", "Proposed"),
                .text("依据", "Reason", 2),
            ],
            rows: applications.sorted { (ranked[$0.reference]?.rank ?? .max, $0.id) < (ranked[$1.reference]?.rank ?? .max, $1.id) }.prefix(200).map {
                application in
                let line = ranked[application.reference]
                let own = reviews.narrowed { $0.application == application.reference && $0.state == .scored }
                return Table.Row(
                    [
                        Table.Cell(line.map { Phrase($0.said(.whole) { Double($0.rank) }) } ?? "—"),
                        Table.Cell(Phrase(application.title, of: application, strong: true)),
                        Table.Cell(Phrase(application.holder)), Table.Cell(Phrase(application.state.label)),
                        Table.Cell(
                            Phrase(
                                application.said(Numeral(decimals: 1)) { $0.overlap },
                                tone: (application.overlap ?? 0) >= 50 ? .bad : (application.overlap ?? 0) >= 30 ? .warning : nil)),
                        Table.Cell(Phrase(own.howMany)),
                        Table.Cell(line.map { Phrase($0.said(Numeral(decimals: 2)) { $0.comparable }, isStrong: true) } ?? "—"),
                        Table.Cell(line.map { Phrase($0.said(Numeral(decimals: 2)) { $0.trimmed }) } ?? "—"),
                        Table.Cell(Phrase(application.said { $0.requested })),
                        Table.Cell(line.map { Phrase($0.said { $0.amount }) } ?? "—"),
                        Table.Cell(line.map { Phrase($0.saying { Label($0.reason, en: $0.reasonEnglish) }) } ?? "—"),
                    ], tone: line == nil ? .calm : line?.amount == nil ? .missing : .good)
            },
            note: Label(
                "标准化得分扣除了专家宽严的差别；平均分在 5 份以上时去掉最高和最低。",
                en: "Comparable scores take out how mild each reviewer is; of five and more the mean leaves out the highest and the lowest."))
    }

    private static func overlaps(_ findings: Found<DuplicateFinding>, _ applications: Found<ProjectApplication>) -> Table {
        let titles = Dictionary(applications.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
        return Table(
            Label("查重结果", en: "Overlaps"),
            columns: [
                .text("申报项目", "Application", 3), .text("对照项目", "Other project", 3), .text("对照单位", "Other applicant", 2), .text("对象", "Against", 1.4),
                .number("重复率", "Overlap"), .text("结论", "Result", 1.4),
                .text("", "", 1),
            ],
            rows: findings.sorted { $0.share > $1.share }.prefix(100).map { finding in
                Table.Row(
                    [
                        Table.Cell(titles[finding.application].map { Phrase($0.title, of: $0) } ?? "—"), Table.Cell(Phrase(finding.otherTitle)),
                        Table.Cell(Phrase(finding.otherHolder)), Table.Cell(Phrase(finding.relation.label)),
                        Table.Cell(Phrase(finding.said(Numeral(decimals: 1)) { $0.share }), share: min(1, finding.share / 100)),
                        Table.Cell(
                            finding.state == .found && !finding.isStopped
                                ? Phrase(Label("供评审参考", en: "For information")) : Phrase(finding.state.label, tone: finding.state == .found ? .bad : nil)),
                        Table.Cell(Phrase(Label("对照原文", en: "Compare"), link: .page(application: "projects", code: "duplicateSheet", record: finding.id))),
                    ])
            }, empty: Label("没有发现达到提示线的重复", en: "No overlap that has to be shown"))
    }

    private static func drawings(_ rounds: Found<ReviewRound>) -> Table {
        Table(
            Label("专家抽取", en: "Drawings"),
            columns: [
                .text("日期", "Day"), .text("种子", "Seed", 2), .number("项目", "Applications"), .number("专家", "Experts"), .number("平均匹配", "Mean match"),
                .number("随机抽签", "By lot"), .number("回避", "Avoided"),
            ],
            rows: rounds.sorted { $0.drawnOn < $1.drawnOn }.map { round in
                Table.Row([
                    Table.Cell(Phrase(round.said { $0.drawnOn })),
                    Table.Cell(Phrase(round.seed, link: .page(application: "projects", code: "roundSheet", record: round.id), isStrong: true)),
                    Table.Cell(Phrase(round.said(.whole) { Double($0.applications) })), Table.Cell(Phrase(round.said(.whole) { Double($0.experts) })),
                    Table.Cell(Phrase(round.said(Numeral(decimals: 3)) { $0.mean })), Table.Cell(Phrase(round.said(Numeral(decimals: 3)) { $0.byLot })),
                    Table.Cell(Phrase(round.said(.whole) { Double($0.avoided) })),
                ])
            })
    }

    /// 重复对照: both texts side by side, with the passages that agree.
    static let duplicateSheet = Page("duplicateSheet", "重复对照", en: "Overlap", of: DuplicateFinding.self, for: .all(.read, PeerReview.self)) {
        finding, question in
        let desk = question.desk
        let application = try await desk.row(finding.application)
        let new = SupportedTexts.text(of: application)
        var old = ""
        if let reference = finding.otherProject { old = SupportedTexts.text(of: try await desk.row(reference)) }
        if let reference = finding.otherApplication { old = SupportedTexts.text(of: try await desk.row(reference)) }
        let numbers = finding.passages ?? []
        let passages = stride(from: 0, to: numbers.count - 3, by: 4).map {
            (new: numbers[$0]..<max(numbers[$0], numbers[$0 + 1]), old: numbers[$0 + 2]..<max(numbers[$0 + 2], numbers[$0 + 3]))
        }
        // A text that was changed since is marked as far as it goes.
        func marks(_ ranges: [Range<Int>], _ text: String) -> [SourceText.Mark] {
            let length = text.unicodeScalars.count
            return ranges.enumerated().filter { $0.element.upperBound <= length }.sorted { $0.element.lowerBound < $1.element.lowerBound }.map { place, range in
                SourceText.Mark(range, Label("重复段落 \(place + 1)", en: "Passage \(place + 1)"), anchor: "passage-\(place + 1)", tone: .bad)
            }
        }
        return [
            .facts([
                Fact(Label("重复率", en: "Overlap"), finding.said(Numeral(decimals: 1)) { $0.share }, unit: "%", tone: finding.isStopped ? .bad : .warning),
                Fact(Label("占对照文本", en: "Of the other text"), finding.said(Numeral(decimals: 1)) { $0.shareOfOther }, unit: "%"),
                Fact(Label("重复段落", en: "Passages"), finding.said(.whole) { Double(($0.passages?.count ?? 0) / 4) }, unit: "处"),
            ]), .paragraph([Phrase(Label("结论：", en: "Result: ")), Phrase(finding.state.label, isStrong: true)]),
            .deeds([.move(finding, "distinct"), .move(finding, "duplicate")]),
            .beside(
                [
                    .source(
                        SourceText(
                            Label("申报书：\(application.title)（\(application.holder)）", en: "Application: \(application.title)"), text: new,
                            marks: marks(passages.map(\.new), new)))
                ],
                [
                    .source(
                        SourceText(
                            Label("对照：\(finding.otherTitle)（\(finding.otherHolder)）", en: "Other: \(finding.otherTitle)"), text: old,
                            marks: marks(passages.map(\.old), old)))
                ]),
        ]
    }

    /// 专家抽取单: the seed, the proof, how fair it is, who reviews what and why, and who avoids what.
    static let roundSheet = Page("roundSheet", "专家抽取单", en: "Drawing", of: ReviewRound.self, for: .all(.read, PeerReview.self), isReport: true) {
        round, question in
        let desk = question.desk
        let reviews = try await desk.find(PeerReview.self, bound: 50_000) { $0.round == round.reference }
        let avoided = try await desk.find(AvoidedPair.self, bound: 50_000) { $0.round == round.reference }
        let applications = Dictionary(
            try await desk.all(ProjectApplication.self) { $0.call == round.call }.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
        let experts = Dictionary(try await desk.all(ReviewExpert.self).map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
        func expert(_ reference: Reference<ReviewExpert>) -> Phrase { experts[reference].map { Phrase($0.number, of: $0) } ?? "—" }
        func title(_ reference: Reference<ProjectApplication>) -> Phrase { applications[reference].map { Phrase($0.title, of: $0) } ?? "—" }
        return [
            .facts([
                Fact(Label("随机种子", en: "Seed"), round.seed),
                Fact(
                    Label("平均匹配", en: "Mean match"), round.said(Numeral(decimals: 3)) { $0.mean },
                    note: Phrase(
                        round.saying { Label("随机抽签为 \(Numeral(decimals: 3).text($0.byLot))", en: "by plain lot \(Numeral(decimals: 3).text($0.byLot))") })),
                Fact(Label("最差十分之一", en: "Worst tenth"), round.said(Numeral(decimals: 3)) { $0.worst }),
                Fact(
                    Label("匹配总分", en: "Sum of matches"), round.said(Numeral(decimals: 3)) { $0.total },
                    note: Phrase(
                        round.saying {
                            Label(
                                $0.bound.map { "理论上限 \(Numeral(decimals: 3).text($0))" } ?? "有缺额，无上限",
                                en: $0.bound.map { "bound \(Numeral(decimals: 3).text($0))" } ?? "places are open")
                        })),
                Fact(Label("回避", en: "Avoided"), avoided.howMany, unit: "对"),
                Fact(Label("缺额", en: "Open places"), round.said(.whole) { Double($0.shortages) }, unit: "个", tone: round.shortages == 0 ? .good : .bad),
            ]),
            .table(
                Table(
                    Label("谁评什么，为什么", en: "Who reviews what, and why"),
                    columns: [
                        .text("项目", "Project", 4), .text("专家", "Expert", 2), .number("匹配", "Match"), .number("概率", "Probability"), .text("依据", "Reason", 3),
                        .text("状态", "State"),
                    ],
                    rows: reviews.sorted { ($0.application.id, $1.match) < ($1.application.id, $0.match) }.prefix(500).map { review in
                        Table.Row([
                            Table.Cell(title(review.application)), Table.Cell(expert(review.expert)),
                            Table.Cell(Phrase(review.said(Numeral(decimals: 3)) { $0.match })),
                            Table.Cell(Phrase(review.said(.percent) { $0.probability })), Table.Cell(Phrase(review.reason)),
                            Table.Cell(Phrase(review.state.label, link: .to(review), tone: review.state == .declined ? .bad : nil)),
                        ])
                    })),
            .table(
                Table(
                    Label("回避", en: "Avoided"), columns: [.text("项目", "Project", 4), .text("专家", "Expert", 1.4), .text("原因", "Grounds", 4)],
                    rows: avoided.prefix(500).map { pair in
                        Table.Row([Table.Cell(title(pair.application)), Table.Cell(expert(pair.expert)), Table.Cell(Phrase(pair.grounds))])
                    },
                    empty: Label("同领域专家没有需要回避的", en: "Nobody of the fields had to avoid anything"))),
        ]
    }
}
