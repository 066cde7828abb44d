import Eligibility
import Kernel
import Registers

extension Page {
    /// 培育总览: the office's page: what needs attention, the programmes, who is being helped and when they are likely to get there.
    static let cultivation = Page("cultivation", "培育总览", en: "Cultivation", for: .all(.read, Candidate.self), isReport: true, isFront: true) { question in
        try await Cultivation(question).blocks
    }
}

private struct Cultivation {
    let today: Day
    let desk: Desk
    let ladder: Ladder
    let enterprises: Found<Enterprise>
    let candidates: Found<Candidate>
    let programmes: [Row<ProgrammeTarget>]
    let certificates: Found<Certificate>
    let issues: Found<EnterpriseIssue>
    let files: [Reference<Enterprise>: EnterpriseFile]

    init(_ question: Page.Question) async throws {
        desk = question.desk
        today = question.now.day
        ladder = try await Ladder.county(desk, on: today)
        enterprises = try await desk.find(Enterprise.self, bound: 200_000) { $0.standing == .active }
        candidates = try await desk.find(Candidate.self) { $0.state.isIn([.nurtured, .applied]) }
        programmes = try await desk.all(ProgrammeTarget.self).sorted { ($0.programme, $0.year, $0.title.code) < ($1.programme, $1.year, $1.title.code) }
        let day = today
        certificates = try await desk.find(Certificate.self, bound: 200_000) {
            $0.isRevoked == false && $0.grantedOn <= day && ($0.validUntil.isEmpty || $0.validUntil >= day)
        }
        issues = try await desk.find(EnterpriseIssue.self) { $0.state != .closed }
        let all = try await EnterpriseFiles(enterprises.rows, desk).files
        files = Dictionary(all.map { ($0.enterprise.reference, $0) }, uniquingKeysWith: { first, _ in first })
    }

    var blocks: [Block] {
        let (day, soon) = (today, today.adding(days: 90))
        let ending = certificates.narrowed { $0.validUntil >= day && $0.validUntil <= soon }
        let late = issues.narrowed { $0.state.isIn([.opened, .working]) && $0.due < day }
        return [
            .facts([
                Fact(Label("在营企业", en: "Active enterprises"), enterprises.howMany, unit: "家"),
                Fact(Label("在库培育", en: "Being helped"), candidates.howMany, unit: "家"),
                Fact(Label("90 天内到期资质", en: "Titles ending in 90 days"), ending.howMany, unit: "项", tone: ending.isEmpty ? .good : .warning),
                Fact(Label("未办结问题", en: "Open issues"), issues.howMany, unit: "件"),
                Fact(Label("逾期问题", en: "Overdue issues"), late.howMany, unit: "件", tone: late.isEmpty ? .good : .bad),
            ]), .deeds([.new(Candidate.self), .new(ProgrammeTarget.self), .operation("verifyFigures"), .new(EnterpriseIssue.self)]), .table(targets),
            .table(potential), .table(waiting),
            .table(expiring(ending)), .table(open(late)),
        ]
    }

    private func name(_ reference: Reference<Enterprise>) -> Phrase { files[reference].map { Phrase(ladderOf: $0.enterprise) } ?? "—" }

    /// Programme targets against the titles that are valid today.
    private var targets: Table {
        let sectors = Dictionary(enterprises.map { ($0.reference, $0.sector) }, uniquingKeysWith: { first, _ in first })
        return Table(
            Label("培育计划目标", en: "Programme targets"),
            columns: [
                Table.Column(Label("计划", en: "Programme"), weight: 2), Table.Column(Label("称号", en: "Title"), weight: 2),
                Table.Column(Label("产业", en: "Sector")),
                Table.Column(Label("年度", en: "Year")), Table.Column(Label("目标", en: "Target"), isNumber: true),
                Table.Column(Label("现有效", en: "Valid now"), isNumber: true),
                Table.Column(Label("完成", en: "Reached"), isNumber: true),
            ],
            rows: programmes.map { target in
                let valid = certificates.narrowed { $0.type == target.title }.only { row in
                    row.meta.isSimulated == target.meta.isSimulated && (target.sector.registered.map { sectors[row.enterprise] == $0 } ?? true)
                }
                let goal = max(1, target.value)
                return Table.Row(
                    [
                        Table.Cell(Phrase(target.meta.isSimulated ? "\(target.programme)（模拟）" : target.programme, link: .to(target))),
                        Table.Cell(Phrase(target.title.label)),
                        Table.Cell(Phrase(target.sector.label)), Table.Cell(Phrase("\(target.year)")),
                        Table.Cell(Phrase(target.said(.whole) { Double($0.value) })),
                        Table.Cell(Phrase(valid.howMany)),
                        Table.Cell(
                            Phrase(Derived(valid, target.found, .percent) { held, targets in Double(held.count) / Double(max(1, targets.first?.value ?? 1)) }),
                            share: min(1, Double(valid.count) / Double(goal))),
                    ], tone: valid.count >= target.value ? .good : .calm)
            }, note: Label("按有效期内的称号计算，模拟的目标只与模拟的数据相比。", en: "By titles that are valid; made-up targets are held against made-up data only."))
    }

    /// Who fulfils what can be computed and does not hold the title yet.
    private var potential: Table {
        Table(
            Label("可晋级企业（可计算的条件均已符合，尚无称号）", en: "Ready to be promoted (all that can be computed is met, no title yet)"),
            columns: [
                Table.Column(Label("阶梯", en: "Rung"), weight: 2), Table.Column(Label("家数", en: "Firms"), isNumber: true),
                Table.Column(Label("企业", en: "Enterprises"), weight: 6),
            ],
            rows: ladder.inForce(on: CivilDay(today)).filter { $0.rung != .board }.map { rules in
                let ready = files.values.filter { file in
                    let look = Case(file.firm, on: CivilDay(today))
                    return !file.certificates.contains { $0.type.code == rules.rung.rawValue && !$0.isRevoked && ($0.validUntil.map { $0 >= today } ?? true) }
                        && !(rules.rung == .aboveScale && file.enterprise.isAboveScale) && rules.judge(look).outcome.isOpen
                }.map(\.enterprise).sorted { $0.name < $1.name }
                let some = ready.prefix(12).map { [Phrase(ladderOf: $0)] }
                return Table.Row([
                    Table.Cell(
                        Phrase(rules.rung.name.label, link: .page(application: "enterprises", code: "proposal", ["rung": rules.rung.rawValue]), isStrong: true)),
                    Table.Cell(Phrase(Found(ready).howMany)), Table.Cell(some.isEmpty ? ["—"] : Array(some.joined(separator: [Phrase(Label("、", en: ", "))]))),
                ])
            })
    }

    /// The cultivation library: planned against expected.
    private var waiting: Table {
        Table(
            Label("培育库：计划与预计", en: "The library: planned and expected"),
            columns: [
                Table.Column(Label("企业", en: "Enterprise"), weight: 3), Table.Column(Label("目标", en: "Goal"), weight: 2),
                Table.Column(Label("计划年度", en: "Planned")),
                Table.Column(Label("现状", en: "Now"), weight: 1.4), Table.Column(Label("差项", en: "Lacking")),
                Table.Column(Label("预计", en: "Expected"), weight: 3),
            ],
            rows: candidates.sorted { ($0.year, $0.goal.code) < ($1.year, $1.goal.code) }.prefix(60).compactMap { candidate in
                guard let file = files[candidate.enterprise], let rules = ladder.rules(of: candidate.goal.rung, on: CivilDay(today)) else { return nil }
                let view = RungView(file, rules, on: CivilDay(today))
                return Table.Row([
                    Table.Cell(name(candidate.enterprise)), Table.Cell(Phrase(candidate.goal.label, link: .to(candidate))),
                    Table.Cell(Phrase(candidate.saying { Label("\($0.year)", en: "\($0.year)") }, tone: candidate.year < today.year ? .bad : nil)),
                    Table.Cell(view.verdict),
                    Table.Cell(view.lacking), Table.Cell(file.expected(candidate.goal.rung, ladder, on: today)),
                ])
            })
    }

    private func expiring(_ ending: Found<Certificate>) -> Table {
        Table(
            Label("90 天内到期的资质", en: "Titles that end within 90 days"),
            columns: [
                Table.Column(Label("企业", en: "Enterprise"), weight: 3), Table.Column(Label("称号", en: "Title"), weight: 2),
                Table.Column(Label("有效期至", en: "Until")),
                Table.Column(Label("复核条件", en: "Would it pass"), weight: 1.4),
            ],
            rows: ending.sorted { ($0.validUntil?.number ?? 0) < ($1.validUntil?.number ?? 0) }.prefix(40).map { row in
                let rules = Rung(rawValue: row.type.code).flatMap { ladder.rules(of: $0, on: CivilDay(today)) }
                let view = rules.flatMap { rules in files[row.enterprise].map { RungView($0, rules, on: CivilDay(today)) } }
                return Table.Row([
                    Table.Cell(name(row.enterprise)), Table.Cell(Phrase(row.type.label, link: .to(row))),
                    Table.Cell(Phrase(row.saying { $0.validUntil.map { Label("\($0)", en: "\($0)") } }, tone: .warning)), Table.Cell(view?.verdict ?? "—"),
                ])
            })
    }

    private func open(_ late: Found<EnterpriseIssue>) -> Table {
        Table(
            Label("问题台账（未办结）", en: "Issues that are open"),
            columns: [
                Table.Column(Label("企业", en: "Enterprise"), weight: 3), Table.Column(Label("问题", en: "Issue"), weight: 4),
                Table.Column(Label("专员", en: "Officer")),
                Table.Column(Label("期限", en: "Due")), Table.Column(Label("状态", en: "State")),
            ],
            rows: issues.sorted { ($0.due?.number ?? .max, $0.openedOn) < ($1.due?.number ?? .max, $1.openedOn) }.prefix(40).map { issue in
                let isLate = late.contains { $0.id == issue.id }
                return Table.Row([
                    Table.Cell(name(issue.enterprise)), Table.Cell(Phrase(issue.subject, link: .to(issue))), Table.Cell(Phrase(issue.officer ?? "—")),
                    Table.Cell(Phrase(issue.saying { $0.due.map { Label("\($0)", en: "\($0)") } }, tone: isLate ? .bad : nil)),
                    Table.Cell(Phrase(issue.state.label)),
                ])
            })
    }
}
