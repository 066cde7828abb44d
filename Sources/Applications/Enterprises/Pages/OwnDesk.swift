import Eligibility
import Kernel
import Registers

extension Page {
    /// 我的企业: the desk of an enterprise: what it could become, what it lacks, what waits for it.
    static let ownDesk = Page("ownDesk", "我的企业", en: "My enterprise", for: .roles(.enterprise), isFront: true) { question in
        let desk = question.desk
        guard let row = try await desk.rows(Enterprise.self, limit: 1).first else {
            return [.notice("还没有与您的账号关联的企业，请联系县企业服务科。", en: "No enterprise is tied to your account yet; please ask the enterprise office.", .warning)]
        }
        let today = question.now.day
        let file = try await EnterpriseFile(row, desk)
        let ladder = try await Ladder.county(desk, on: today)
        let issues = try await desk.find(EnterpriseIssue.self) { $0.state != .closed }
        let soon = today.adding(days: 90)
        let ending = file.certificates.narrowed { $0.isRevoked == false && $0.validUntil >= today && $0.validUntil <= soon }
        let id = row.id.text
        var todo: [[Phrase]] = []
        let missing = Day(today.year - 1, 12, 31).map { end in (end, file.years.contains { $0.closes == end }) }
        if let (end, isThere) = missing, !isThere {
            todo.append([Phrase(Label("请填报 \(end.year) 年度数据", en: "Please report the figures of \(end.year)"), tone: .warning)])
        }
        for year in file.years where [.draft, .returned].contains(year.state) {
            todo.append([
                Phrase(
                    Label(
                        "\(year.closes.year) 年度数据\(year.state.label.chinese)", en: "Figures of \(year.closes.year): \(year.state.label.english.lowercased())"),
                    link: .to(year), tone: .warning)
            ])
        }
        for certificate in ending {
            todo.append([
                Phrase(
                    certificate.saying { row in
                        Label(
                            "“\(row.type.label.chinese)”将于 \(row.validUntil.map { "\($0)" } ?? "") 到期",
                            en: "“\(row.type.label.english)” ends on \(row.validUntil.map { "\($0)" } ?? "")")
                    }, link: .to(certificate), tone: .warning)
            ])
        }
        for issue in issues where issue.state == .solved {
            todo.append([Phrase(Label("请评价：\(issue.subject)", en: "Please rate: \(issue.subject)"), link: .to(issue), tone: .warning)])
        }
        return [
            .group(
                Label(row.name, en: row.name),
                [
                    todo.isEmpty ? .notice("目前没有要办的事。", en: "Nothing waits for you.", .good) : .list(todo),
                    .deeds([
                        .new(EnterpriseYear.self, ["enterprise": id]), .new(EnterpriseIssue.self, ["enterprise": id, "openedOn": today.description]),
                        .open(Label("阶梯资格", en: "Ladder"), .page(application: "enterprises", code: "ladder", record: row.id)),
                    ]),
                ]),
            .table(
                Table(
                    Label("能申报什么", en: "What could be applied for"),
                    columns: [
                        Table.Column(Label("称号", en: "Title"), weight: 2.4), Table.Column(Label("已有", en: "Held"), weight: 1.4),
                        Table.Column(Label("结论", en: "Result"), weight: 1.4),
                        Table.Column(Label("差项", en: "Lacking")), Table.Column(Label("预计", en: "Expected"), weight: 2.4),
                    ],
                    rows: ladder.inForce(on: CivilDay(today)).map { rules in
                        let view = RungView(file, rules, on: CivilDay(today))
                        return Table.Row([
                            Table.Cell(
                                Phrase(
                                    rules.rung.name.label,
                                    link: .page(application: "enterprises", code: "ladder", record: row.id, ["rung": rules.rung.rawValue]), isStrong: true)),
                            Table.Cell(file.held(rules.rung, on: today)), Table.Cell(view.verdict), Table.Cell(view.lacking),
                            Table.Cell(file.expected(rules.rung, ladder, on: today)),
                        ])
                    }, note: Label("自评不等于认定。", en: "A check is no recognition."))),
            .table(
                Table(
                    Label("我提出的问题", en: "My issues"),
                    columns: [
                        Table.Column(Label("问题", en: "Issue"), weight: 4), Table.Column(Label("专员", en: "Officer")), Table.Column(Label("期限", en: "Due")),
                        Table.Column(Label("状态", en: "State")),
                    ],
                    rows: issues.map { issue in
                        Table.Row([
                            Table.Cell(Phrase(issue.subject, link: .to(issue))), Table.Cell(Phrase(issue.officer ?? "—")),
                            Table.Cell(Phrase(issue.saying { $0.due.map { Label("\($0)", en: "\($0)") } })), Table.Cell(Phrase(issue.state.label)),
                        ])
                    })),
        ]
    }
}
