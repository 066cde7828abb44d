import Eligibility
import Kernel
import Registers

extension Page {
    /// 阶梯资格: each rung, each condition with the figure used, the gap and what closes it, as of any day.
    static let ladder = Page("ladder", "阶梯资格", en: "Ladder", of: Enterprise.self, isReport: true) { row, question in
        let today = question.now.day
        let day = question["on"].flatMap { Day($0) } ?? today
        let file = try await EnterpriseFile(row, question.desk)
        let ladder = try await Ladder.county(question.desk, on: day)
        let views = ladder.inForce(on: CivilDay(day)).map { RungView(file, $0, on: CivilDay(day)) }
        // One rung at a time: the one that was asked for, or the first that it has not reached; all of them on demand.
        let isAll = question["rung"] == "all"
        let wanted = views.first { $0.rules.rung.rawValue == question["rung"] } ?? views.first { !file.holds($0.rules.rung, on: day) } ?? views.first
        let chosen = isAll ? nil : wanted
        func link(_ rung: Rung?, _ on: Day) -> Link {
            var choices = ["on": on.description]
            if let rung { choices["rung"] = rung.rawValue }
            return .page(application: "enterprises", code: "ladder", record: row.id, choices)
        }
        var blocks: [Block] = []
        if row.meta.isSimulated { blocks.append(.notice("本企业及其数据是模拟的。", en: "This enterprise and its figures are made up.", .warning)) }
        let days = [today] + (1...3).compactMap { Day(today.year - $0, 12, 31) }
        blocks.append(
            .choices(
                days.enumerated().map { place, on in
                    Choosable(place == 0 ? Label("今天", en: "Today") : Label("\(on)", en: "\(on)"), link(chosen?.rules.rung, on), isChosen: on == day)
                }))
        blocks.append(
            .table(
                Table(
                    Label("各级阶梯（\(day)）", en: "The rungs (\(day))"),
                    columns: [
                        Table.Column(Label("阶梯", en: "Rung"), weight: 2.4), Table.Column(Label("已有称号", en: "Held"), weight: 1.6),
                        Table.Column(Label("结论", en: "Result"), weight: 1.4),
                        Table.Column(Label("得分", en: "Points"), weight: 1.4), Table.Column(Label("差项", en: "Lacking")),
                        Table.Column(Label("预计达到", en: "Expected"), weight: 2.4),
                    ],
                    rows: views.map { view in
                        Table.Row([
                            Table.Cell(Phrase(view.rules.rung.name.label, link: link(view.rules.rung, day), isStrong: true)),
                            Table.Cell(file.held(view.rules.rung, on: day)),
                            Table.Cell(view.verdict), Table.Cell(view.points), Table.Cell(view.lacking),
                            Table.Cell(file.expected(view.rules.rung, ladder, on: day)),
                        ])
                    }, note: Label("自评不等于认定；只按已登记的数据计算。", en: "A check is no recognition; it knows only what is registered."))))
        blocks.append(
            .deeds([
                .new(EnterpriseYear.self, ["enterprise": row.id.text]), .new(Candidate.self, ["enterprise": row.id.text]),
                .operation("openAccess", record: row.id),
            ]))
        let all = Link.page(application: "enterprises", code: "ladder", record: row.id, ["on": day.description, "rung": "all"])
        blocks.append(
            .choices(
                views.map { Choosable($0.rules.rung.name.label, link($0.rules.rung, day), isChosen: $0.rules.rung == chosen?.rules.rung) }
                    + [Choosable(Label("全部", en: "All"), all, isChosen: isAll)]))
        for view in chosen.map({ [$0] }) ?? views { blocks.append(.group(view.rules.rung.name.label, view.blocks)) }
        return blocks
    }
}

extension EnterpriseFile {
    /// Whether it holds the title of a rung on a day.
    func holds(_ rung: Rung, on day: Day) -> Bool {
        certificates.contains { $0.type.code == rung.rawValue && !$0.isRevoked && $0.grantedOn <= day && ($0.validUntil.map { $0 >= day } ?? true) }
    }

    /// The title that it holds on a day, with its end.
    func held(_ rung: Rung, on day: Day) -> Phrase {
        let valid = certificates.only { certificate in
            certificate.type.code == rung.rawValue && !certificate.isRevoked && certificate.grantedOn <= day
                && (certificate.validUntil.map { $0 >= day } ?? true)
        }
        guard let newest = valid.max(by: { ($0.validUntil?.number ?? .max) < ($1.validUntil?.number ?? .max) }) else { return "—" }
        return Phrase(
            newest.saying { row in row.validUntil.map { Label("有，至 \($0)", en: "until \($0)") } ?? Label("有", en: "yes") }, tone: .done)
    }

    /// When it is likely to qualify, and why.
    func expected(_ rung: Rung, _ ladder: Ladder, on day: Day) -> Phrase {
        let (awards, investments, enterprise) = (awards.rows, investments.rows, enterprise)
        @Sendable func say(_ firm: Firm) -> Label {
            guard let forecast = ladder.forecast(firm, rung, from: CivilDay(day)) else { return Label("—", en: "—") }
            return forecast.isNow ? Label("现在", en: "now") : forecast.reason.label
        }
        return Phrase(
            Derived(years, rights, certificates, known: Derived.Outcome(say(firm))) { years, rights, certificates in
                Derived.Outcome(say(Firm(enterprise, years, certificates, rights, awards, investments)))
            })
    }
}

// MARK: what if

/// 规则试算: another limit for one condition.
struct TryRule: Record {
    static let kind = Kind<TryRule>("规则试算", en: "Try a rule")
    let rung = Field<Candidate.Goal>("阶梯", en: "Rung")
    let code = Field<String>("条件编号", en: "Condition", .max(20), .help(Label("如 HTE-4，见阶梯资格或本页的条件表", en: "Such as HTE-4, see the table of conditions")))
    let limit = Field<Double>(
        "新的标准", en: "New limit", .min(-1_000_000), .max(1e9), .help(Label("金额按万元，比例按百分数", en: "Money in 10,000 yuan, shares in per cent")))
}

extension Operation {
    /// Shows who gains and who loses before a changed rule is in force.
    static let tryRule = Operation("tryRule", "规则试算", en: "Try a rule", asking: TryRule.self, by: .enterpriseOffice) { order, desk in
        let ladder = try await Ladder.county(desk, on: desk.engine.context.now().day)
        let today = CivilDay(desk.engine.context.now().day)
        guard let rules = ladder.rules(of: order.rung.rung, on: today), let limit = Proposal.limit(order.limit, for: order.code, in: rules),
            rules.proposing(limit, for: order.code) != nil
        else {
            throw Refusal.invalid([
                Problem(
                    "no-such-condition", field: "code", "这一级没有编号为“\(order.code)”且可以调整数值的条件",
                    en: "This rung has no condition “\(order.code)” whose limit could change")
            ])
        }
        return Outcome(
            "已试算", en: "Tried",
            then: .page(application: "enterprises", code: "proposal", ["rung": order.rung.code, "code": order.code, "limit": "\(order.limit)"]))
    }
}

enum Proposal {
    /// What was typed, in the measure of the condition.
    static func limit(_ value: Double, for code: String, in rules: RuleSet) -> Fraction? {
        guard let requirement = rules.requirements.first(where: { $0.code == code }), value.isFinite, abs(value) <= 1e9 else { return nil }
        let thousandths = Int128((value * 1000).rounded())
        return switch requirement.measure {
        case .money: Fraction(thousandths * 1000, over: 1)
        case .share: Fraction(thousandths, over: 100_000)
        default: Fraction(thousandths, over: 1000)
        }
    }
}

extension Page {
    /// 规则与试算: the rules of a rung as they are, and what another limit would do.
    static let proposal = Page("proposal", "规则与试算", en: "Rules", for: .all(.export, Enterprise.self)) { question in
        let today = question.now.day
        let ladder = try await Ladder.county(question.desk, on: today)
        let sets = ladder.inForce(on: CivilDay(today))
        guard let rules = sets.first(where: { $0.rung.rawValue == question["rung"] }) ?? sets.first else { return [] }
        var blocks: [Block] = [
            .choices(
                sets.map { set in
                    Choosable(
                        set.rung.name.label, .page(application: "enterprises", code: "proposal", ["rung": set.rung.rawValue]), isChosen: set.rung == rules.rung)
                }), .deeds([.operation("tryRule", ["rung": rules.rung.rawValue]), .new(CultivationSettings.self)]),
        ]
        if let code = question["code"], let value = question["limit"].flatMap(Double.init), let limit = Proposal.limit(value, for: code, in: rules),
            let proposal = rules.proposing(limit, for: code)
        {
            blocks += try await tried(rules, proposal, code, question)
        }
        blocks.append(.table(table(of: rules)))
        let versions = ladder.ruleSets.filter { $0.rung == rules.rung }.sorted { $0.from > $1.from }
        blocks.append(
            .table(
                Table(
                    Label("历次规则", en: "Versions"),
                    columns: [
                        Table.Column(Label("文件", en: "Document"), weight: 3), Table.Column(Label("施行", en: "From")), Table.Column(Label("止于", en: "Until")),
                        Table.Column(Label("核对", en: "Checked")),
                    ],
                    rows: versions.map { set in
                        Table.Row([
                            Table.Cell(Phrase(set.document)), Table.Cell(Phrase("\(set.from)")), Table.Cell(Phrase(set.until.map { "\($0)" } ?? "—")),
                            Table.Cell(set.isVerified ? Phrase(Label("已核对", en: "yes"), tone: .good) : Phrase(Label("未核对原文", en: "no"), tone: .warning)),
                        ])
                    })))
        return blocks
    }

    private static func tried(_ rules: RuleSet, _ proposal: RuleSet, _ code: String, _ question: Question) async throws -> [Block] {
        let enterprises = try await question.desk.all(Enterprise.self, bound: 200_000) { $0.standing == .active }
        let files = try await EnterpriseFiles(enterprises, question.desk).files
        let effect = WhatIf(files.map(\.firm), on: CivilDay(question.now.day), now: rules, then: proposal)
        guard let old = rules.requirements.first(where: { $0.code == code }), let before = old.plainLimit,
            let after = proposal.requirements.first(where: { $0.code == code })?.plainLimit
        else { return [] }
        let (from, to) = (old.measure.text(Figure(before)), old.measure.text(Figure(after)))
        func names(_ places: [Int]) -> [Phrase] {
            places.isEmpty
                ? [Phrase(Label("无", en: "nobody"))]
                : Array(places.prefix(40).map { [Phrase(ladderOf: files[$0].enterprise)] }.joined(separator: [Phrase(Label("、", en: ", "))]))
        }
        let (gain, lose) = (Found(effect.gains.map { files[$0].enterprise }), Found(effect.losses.map { files[$0].enterprise }))
        return [
            .notice(
                [
                    Phrase(
                        Label(
                            "\(old.text.chinese)：由 \(from.chinese) 改为 \(to.chinese)（只是试算，现行规则不变）",
                            en: "\(old.text.english): \(to.english) instead of \(from.english) (only tried; the rules stay)"))
                ],
                .calm),
            .facts([
                Fact(Label("新增符合", en: "Gain"), gain.howMany, unit: "家", tone: .good), Fact(Label("不再符合", en: "Lose"), lose.howMany, unit: "家", tone: .bad),
            ]), .paragraph([Phrase(Label("新增：", en: "Gain: "), isStrong: true)] + names(effect.gains)),
            .paragraph([Phrase(Label("失去：", en: "Lose: "), isStrong: true)] + names(effect.losses)),
        ]
    }

    private static func table(of rules: RuleSet) -> Table {
        Table(
            Label("现行条件：\(rules.document)", en: "Conditions in force: \(rules.document)"),
            columns: [
                Table.Column(Label("编号", en: "Code")), Table.Column(Label("条件", en: "Condition"), weight: 4),
                Table.Column(Label("条款", en: "Clause"), weight: 1.5),
                Table.Column(Label("标准", en: "Limit"), isNumber: true, weight: 1.3), Table.Column(Label("核对", en: "Checked")),
            ],
            rows: rules.requirements.map { requirement in
                let limit = requirement.plainLimit.map { requirement.measure.text(Figure($0)).label }
                return Table.Row([
                    Table.Cell(Phrase(requirement.code)), Table.Cell(Phrase(requirement.text.label)), Table.Cell(Phrase(requirement.clause)),
                    Table.Cell(Phrase(limit ?? Label("—", en: "—"))),
                    Table.Cell(
                        requirement.isVerified && rules.isVerified
                            ? Phrase(Label("已核对", en: "yes"), tone: .good) : Phrase(Label("未核对原文", en: "no"), tone: .warning)),
                ])
            }, empty: Label("只看得分", en: "Only the points count"))
    }
}
