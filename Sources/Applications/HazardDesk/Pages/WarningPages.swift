import Kernel

extension Page {
    /// 预警档案: one warning with its values, who was called and when they answered.
    static let warningSheet = Page("warningSheet", "预警档案", en: "Warning sheet", of: HazardWarning.self, for: .desk, isReport: true) { warning, question in
        let desk = question.desk
        let calls = try await desk.find(WarningCall.self) { $0.warning == warning.reference }
        let answered = calls.narrowed { $0.state == .answered }
        return .simulated(warning.meta.isSimulated) + [
            .paragraph([warning.levelPhrase, Phrase(Label("：\(warning.level.meaning.chinese)", en: ": \(warning.level.meaning.english)"))]),
            .facts([
                Fact(Label("叫应", en: "Called"), calls.howMany, unit: "人"), Fact(Label("已回复", en: "Answered"), answered.howMany, unit: "人"),
                Fact(Label("超时", en: "Late"), calls.narrowed { $0.isLate == true }.howMany, unit: "人"),
            ]),
            .deeds([
                .move(warning, "issue"), .move(warning, "drop"), .move(warning, "lift"),
                .new(SituationEntry.self, ["at": question.now.description, "warning": warning.id.text]),
            ]),
            .heading("所用数值", en: "Values used"), .paragraph([Phrase(Label(warning.basis, en: warning.basisInEnglish))]),
            .table(
                Table(
                    Label("过程", en: "Course"), columns: [Table.Column("环节", "Step"), Table.Column("时间", "At")],
                    rows: [
                        (Label("研判", en: "Raised"), warning.raisedAt), (Label("发布", en: "Issued"), warning.issuedAt),
                        (Label("最近达到该级别", en: "Last held"), warning.lastHeld),
                        (Label("解除", en: "Ended"), warning.endedAt),
                    ].map { label, moment in Table.Row([Table.Cell(Phrase(label)), Table.Cell(Phrase(Label(moment)))]) })),
            .table(
                Table(
                    Label("叫应记录", en: "Calls"),
                    columns: [
                        Table.Column("对象", "To"), Table.Column("姓名", "Name"), Table.Column("电话", "Phone"), Table.Column("发出", "Sent", weight: 1.4),
                        Table.Column("回复", "Answered", weight: 1.4), Table.Column("用时（分钟）", "Minutes", isNumber: true),
                    ],
                    rows: calls.sorted { ($0.sentAt, $0.id) < ($1.sentAt, $1.id) }.map { call in
                        Table.Row([
                            Table.Cell(Phrase(call.tier.label, link: .to(call))), Table.Cell(Phrase(desk.shown(call, \.recipient))),
                            Table.Cell(Phrase(desk.shown(call, \.phone))),
                            Table.Cell(Phrase(Label(call.sentAt))),
                            Table.Cell(Phrase(Label(call.answeredAt), tone: call.isLate ? .bad : call.answeredAt == nil ? .missing : .good)),
                            Table.Cell(Phrase(call.said(Numeral(decimals: 0)) { call in call.answeredAt.map { $0.hours(since: call.sentAt) * 60 } })),
                        ])
                    })), warning.place == nil ? .list([]) : .map(Map(warning)),
        ]
    }

    /// 预警检验: how good the warnings were.
    static let verification = Page("verification", "预警检验", en: "Verification", for: .desk, isReport: true) { question in
        let desk = question.desk
        let isSimulated = question["world"] == "simulated"
        let warnings = try await desk.find(HazardWarning.self, bound: 100_000) { $0.issuedAt.isFilled && $0.isSimulated == isSimulated }
        let events = try await desk.find(HazardEvent.self) { $0.isSimulated == isSimulated }
        let (hits, falseAlarms) = (warnings.narrowed { $0.outcome == .hit }, warnings.narrowed { $0.outcome == .falseAlarm })
        let misses = events.narrowed { $0.foreseen == .miss }
        let foreseen = events.narrowed { $0.foreseen == .hit }
        return [
            .choices([
                Choosable(Label("真实", en: "Real"), .page(application: "hazardDesk", code: "verification"), isChosen: !isSimulated),
                Choosable(Label("模拟", en: "Simulated"), .page(application: "hazardDesk", code: "verification", ["world": "simulated"]), isChosen: isSimulated),
            ])
        ] + .simulated(isSimulated) + [
            .facts([
                Fact(Label("已发布预警", en: "Warnings issued"), warnings.howMany, unit: "次"), Fact(Label("命中", en: "Hits"), hits.howMany, unit: "次", tone: .good),
                Fact(Label("空报", en: "False alarms"), falseAlarms.howMany, unit: "次", tone: .warning),
                Fact(Label("险情灾情", en: "Events"), events.howMany, unit: "起"),
                Fact(Label("漏报", en: "Misses"), misses.howMany, unit: "起", tone: misses.isEmpty ? .good : .bad),
                Fact(
                    Label("预报率", en: "Foreseen"),
                    Derived(events, .percent) { rows in
                        let judged = rows.filter { $0.foreseen != .open }
                        return judged.isEmpty ? nil : Double(judged.count { $0.foreseen == .hit }) / Double(judged.count)
                    }),
                Fact(
                    Label("空报率", en: "False alarm ratio"),
                    Derived(warnings, .percent) { rows in
                        let judged = rows.filter { $0.outcome != .open }
                        return judged.isEmpty ? nil : Double(judged.count { $0.outcome == .falseAlarm }) / Double(judged.count)
                    }),
                Fact(
                    Label("平均提前量", en: "Mean lead time"),
                    Derived(foreseen, Numeral(decimals: 1)) { rows in
                        let leads = rows.compactMap(\.lead)
                        return leads.isEmpty ? nil : leads.reduce(0, +) / Double(leads.count)
                    }, unit: "小时"),
            ]),
            .table(
                Table(
                    Label("险情灾情与预警", en: "Events and warnings"),
                    columns: [
                        Table.Column("时间", "At", weight: 1.4), Table.Column("事件", "Event", weight: 3), Table.Column("检验", "Verified"),
                        Table.Column("提前量（小时）", "Lead (h)", isNumber: true),
                    ],
                    rows: events.sorted { $0.at > $1.at }.prefix(60).map { event in
                        Table.Row([
                            Table.Cell(Phrase(Label(event.at))), Table.Cell(Phrase(event.marked(event.name), link: .to(event))),
                            Table.Cell(Phrase(event.foreseen.label, tone: event.foreseen == .hit ? .good : event.foreseen == .miss ? .bad : .missing)),
                            Table.Cell(Phrase(event.said(Numeral(decimals: 1)) { $0.lead })),
                        ])
                    },
                    note: Label(
                        "命中：事件发生在已发布预警的地区或隐患点、发布之后、解除后 24 小时之内。", en: "A hit lies in the area of a warning, after its issue and within 24 hours of its end."))),
            .table(
                Table(
                    Label("各级预警", en: "By level"),
                    columns: [
                        Table.Column("级别", "Level"), Table.Column("发布", "Issued", isNumber: true), Table.Column("命中", "Hits", isNumber: true),
                        Table.Column("空报", "False", isNumber: true), Table.Column("待检验", "Open", isNumber: true),
                    ],
                    rows: Alert.Level.allCases.reversed().map { level in
                        let own = warnings.narrowed { $0.level == level }
                        return Table.Row([
                            Table.Cell(Phrase(level.label)), Table.Cell(Phrase(own.howMany)), Table.Cell(Phrase(own.narrowed { $0.outcome == .hit }.howMany)),
                            Table.Cell(Phrase(own.narrowed { $0.outcome == .falseAlarm }.howMany)),
                            Table.Cell(Phrase(own.narrowed { $0.outcome == .open }.howMany)),
                        ])
                    })),
        ]
    }

    /// 影响分析: who and what lies inside an area.
    static let affected = Page("affected", "影响分析", en: "Who is inside", of: InfluenceArea.self, for: .desk, isReport: true) { area, question in
        let desk = question.desk
        let zone = Zone.area(area.area)
        let points = try await desk.find(HazardPoint.self) { $0.place.meets(zone) && $0.state.isIn(HazardPoint.watched) }
        let inside = Set(points.map(\.reference))
        // A household without a place of its own lies where its point lies.
        let households = try await desk.find(Household.self, bound: 100_000) { $0.movedOn.isEmpty }.only { household in
            household.place.map { zone.contains($0.position) } ?? inside.contains(household.point)
        }
        let shelters = try await desk.find(Shelter.self)
        return .simulated(area.meta.isSimulated) + [
            .facts([
                Fact(Label("隐患点", en: "Points"), points.howMany, unit: "处"), Fact(Label("受威胁户", en: "Households"), households.howMany, unit: "户"),
                Fact(Label("人口", en: "People"), households.sum(.whole) { Double($0.people) }, unit: "人"),
                Fact(Label("需帮助撤离", en: "Need help"), households.sum(.whole) { Double($0.frail) }, unit: "人"),
                Fact(Label("威胁财产", en: "Property"), points.sum { $0.property?.wan }, unit: "万元"),
            ]), .map(Map(area)),
            .table(
                Table(
                    Label("范围内的隐患点", en: "Points inside"),
                    columns: [
                        Table.Column("隐患点", "Point", weight: 3), Table.Column("险情等级", "Grade"), Table.Column("人数", "People", isNumber: true),
                        Table.Column("最近避险场所", "Nearest shelter", weight: 2),
                    ],
                    rows: points.sorted { ($0.people ?? 0) > ($1.people ?? 0) }.prefix(100).map { point in
                        let near = shelters.filter { $0.meta.isSimulated == point.meta.isSimulated }.map {
                            ($0, $0.place.position.metres(to: point.place.position))
                        }.min { $0.1 < $1.1 }
                        return Table.Row([
                            Table.Cell(point.phrase), Table.Cell(Phrase(point.grade?.label ?? Label(same: nil))),
                            Table.Cell(Phrase(point.said(.whole) { $0.people.map(Double.init) })),
                            Table.Cell(near.map { Phrase("\($0.0.name)，\(($0.1 / 1000).said()) km", link: .to($0.0)) } ?? "—"),
                        ])
                    })),
            .table(
                Table(
                    Label("需转移的户", en: "Households to move"),
                    columns: [
                        Table.Column("户主", "Head"), Table.Column("人口", "People", isNumber: true), Table.Column("需帮助", "Need help", isNumber: true),
                        Table.Column("帮扶人", "Helper"), Table.Column("电话", "Phone", weight: 1.4),
                    ],
                    rows: households.sorted { ($0.frail, $0.people) > ($1.frail, $1.people) }.prefix(300).map { household in
                        Table.Row([
                            Table.Cell(Phrase(Label(same: desk.shown(household, \.head)), link: .to(household))),
                            Table.Cell(Phrase(household.said(.whole) { Double($0.people) })),
                            Table.Cell(Phrase(household.said(.whole) { Double($0.frail) })), Table.Cell(Phrase(desk.shown(household, \.helper))),
                            Table.Cell(Phrase(desk.shown(household, \.phone))),
                        ])
                    })),
        ]
    }
}

extension Zone {
    /// Whether a position lies in it.
    func contains(_ position: Position) -> Bool { Condition.place("place", self).holds { _ in Point(position).stored } }
}
