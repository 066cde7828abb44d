import Kernel
import Registers

extension Page {
    /// 园区与孵化: parks, incubators and maker spaces with who sits in them, and the contests.
    static let incubation = Page("incubation", "园区与孵化", en: "Parks and incubation", isReport: true) { question in
        let desk = question.desk
        let parks = try await desk.find(Park.self)
        let residents = try await desk.find(Residency.self, bound: 200_000)
        let criteria = try await desk.find(ParkCriterion.self)
        let services = try await desk.find(ServiceRecord.self, bound: 200_000)
        let contests = try await desk.find(Contest.self)
        let entries = try await desk.find(ContestEntry.self, bound: 200_000)
        return [
            .facts([
                Fact(Label("园区和载体", en: "Parks and incubators"), parks.howMany, unit: "个"),
                Fact(Label("国家级", en: "National"), parks.narrowed { $0.level == .nation }.howMany, unit: "个"),
                Fact(Label("累计入驻", en: "Residents so far"), residents.howMany, unit: "家"),
                Fact(Label("在孵", en: "Sitting there now"), residents.narrowed { $0.outcome == .resident }.howMany, unit: "家"),
                Fact(Label("毕业", en: "Graduates"), residents.narrowed { $0.outcome == .graduated }.howMany, unit: "家"),
                Fact(Label("培训人次", en: "People trained"), services.narrowed { $0.category == .training }.sum(.whole) { Double($0.people) }, unit: "人次"),
            ]), .deeds([.new(Park.self), .new(Residency.self), .new(ServiceRecord.self), .new(Contest.self)]),
            .table(
                Table(
                    Label("众创空间—孵化器—加速器—园区", en: "Maker space, incubator, accelerator, park"),
                    columns: [
                        Table.Column(Label("名称", en: "Name"), weight: 3), Table.Column(Label("类别", en: "Kind"), weight: 2),
                        Table.Column(Label("级别", en: "Level")),
                        Table.Column(Label("在孵", en: "Residents"), isNumber: true), Table.Column(Label("毕业", en: "Graduates"), isNumber: true),
                        Table.Column(Label("服务", en: "Services"), isNumber: true), Table.Column(Label("认定条件", en: "Criteria met"), isNumber: true),
                    ],
                    rows: parks.sorted { ($0.category.code, $0.name) < ($1.category.code, $1.name) }.map { park in
                        let own = residents.narrowed { $0.park == park.reference }
                        let asked = criteria.narrowed { $0.park == park.reference }
                        return Table.Row([
                            Table.Cell(
                                Phrase(
                                    park.meta.isSimulated ? "\(park.name)（模拟）" : park.name,
                                    link: .page(application: "enterprises", code: "parkSheet", record: park.id), isStrong: true)),
                            Table.Cell(Phrase(park.category.label)), Table.Cell(Phrase(park.level.label)),
                            Table.Cell(Phrase(own.narrowed { $0.outcome == .resident }.howMany)),
                            Table.Cell(Phrase(own.narrowed { $0.outcome == .graduated }.howMany)),
                            Table.Cell(Phrase(services.only { $0.park == park.reference }.howMany)), Table.Cell(Phrase(met(asked)), share: share(asked)),
                        ])
                    })),
            .table(
                Table(
                    Label("创新创业大赛", en: "Contests"),
                    columns: [
                        Table.Column(Label("大赛", en: "Contest"), weight: 3), Table.Column(Label("日期", en: "Day")),
                        Table.Column(Label("参赛项目", en: "Entries"), isNumber: true),
                        Table.Column(Label("决赛", en: "In the final"), isNumber: true), Table.Column(Label("观众", en: "Audience"), isNumber: true),
                    ],
                    rows: contests.sorted { $0.day > $1.day }.map { contest in
                        let own = entries.narrowed { $0.contest == contest.reference }
                        return Table.Row([
                            Table.Cell(Phrase(contest.meta.isSimulated ? "\(contest.name)（模拟）" : contest.name, link: .to(contest))),
                            Table.Cell(Phrase(contest.saying { Label("\($0.day)", en: "\($0.day)") })), Table.Cell(Phrase(own.howMany)),
                            Table.Cell(Phrase(own.narrowed { $0.state == .final }.howMany)), Table.Cell(Phrase(contest.said(.whole) { Double($0.audience) })),
                        ])
                    })),
        ]
    }

    /// 2 / 5
    private static func met(_ criteria: Found<ParkCriterion>) -> Derived {
        criteria.saying { rows in
            rows.isEmpty
                ? Label("—", en: "—") : Label("\(rows.count { $0.result == .met }) / \(rows.count)", en: "\(rows.count { $0.result == .met }) / \(rows.count)")
        }
    }
    private static func share(_ criteria: Found<ParkCriterion>) -> Double? {
        criteria.isEmpty ? nil : Double(criteria.count { $0.result == .met }) / Double(criteria.count)
    }

    /// 园区档案: one park: who sits there, what was done, and how its recognition stands.
    static let parkSheet = Page("parkSheet", "园区档案", en: "Park sheet", of: Park.self, isReport: true) { park, question in
        let desk = question.desk
        let residents = try await desk.find(Residency.self) { $0.park == park.reference }
        let criteria = try await desk.find(ParkCriterion.self) { $0.park == park.reference }
        let services = try await desk.find(ServiceRecord.self) { $0.park == park.reference }
        let id = park.id.text
        return [
            .facts([
                Fact(Label("在孵", en: "Residents"), residents.narrowed { $0.outcome == .resident }.howMany, unit: "家"),
                Fact(Label("毕业", en: "Graduates"), residents.narrowed { $0.outcome == .graduated }.howMany, unit: "家"),
                Fact(Label("服务", en: "Services"), services.howMany, unit: "次"), Fact(Label("认定条件", en: "Criteria met"), met(criteria)),
            ]), .deeds([.new(Residency.self, ["park": id]), .new(ServiceRecord.self, ["park": id]), .new(ParkCriterion.self, ["park": id])]),
            .table(
                Table(
                    Label("以认促建：认定条件", en: "Recognition criteria"),
                    columns: [
                        Table.Column(Label("条件", en: "Criterion"), weight: 4), Table.Column(Label("级别", en: "Level")),
                        Table.Column(Label("要求", en: "Asked"), isNumber: true),
                        Table.Column(Label("现状", en: "Now"), isNumber: true), Table.Column(Label("结论", en: "Result")),
                        Table.Column(Label("计划达到", en: "Planned for")),
                    ],
                    rows: criteria.map { row in
                        Table.Row(
                            [
                                Table.Cell(Phrase(row.text, link: .to(row))), Table.Cell(Phrase(row.goal.label)), Table.Cell(Phrase(row.said { $0.required })),
                                Table.Cell(Phrase(row.said { $0.actual })),
                                Table.Cell(Phrase(row.result.label, tone: row.result == .met ? .good : row.result == .unmet ? .bad : .missing)),
                                Table.Cell(Phrase(row.saying { $0.due.map { Label("\($0)", en: "\($0)") } })),
                            ])
                    })),
            .table(
                Table(
                    Label("入驻企业和团队", en: "Residents"),
                    columns: [
                        Table.Column(Label("企业或团队", en: "Enterprise or team"), weight: 3), Table.Column(Label("入驻", en: "Since")),
                        Table.Column(Label("离开", en: "Until")),
                        Table.Column(Label("结果", en: "Outcome")),
                    ],
                    rows: residents.sorted { $0.from > $1.from }.prefix(100).map { row in
                        Table.Row([
                            Table.Cell(Phrase(row.meta.isSimulated ? "\(row.name)（模拟）" : row.name, link: .to(row))),
                            Table.Cell(Phrase(row.saying { Label("\($0.from)", en: "\($0.from)") })),
                            Table.Cell(Phrase(row.saying { $0.until.map { Label("\($0)", en: "\($0)") } })), Table.Cell(Phrase(row.outcome.label)),
                        ])
                    })),
        ]
    }
}
