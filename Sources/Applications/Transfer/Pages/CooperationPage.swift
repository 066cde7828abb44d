import Kernel
import Registers

extension Page {
    /// 合作与推广: what was agreed with whom, what came of it, and how varieties and technologies reach the farms.
    static let cooperation = Page("cooperation", "合作与推广", en: "Cooperation", for: .all(.read, CooperationAgreement.self), isReport: true) { question in
        let desk = question.desk
        let today = question.now.day
        let partners = try await desk.find(CooperationPartner.self).real
        let agreements = try await desk.find(CooperationAgreement.self).real
        let outcomes = try await desk.find(CooperationOutcome.self).real
        let technologies = try await desk.find(ExtendedTechnology.self).real
        let sites = try await desk.find(ExtensionSite.self).real
        let running = agreements.narrowed { $0.state == .running }
        let (isMadeUp, areSitesMadeUp) = (agreements.isMadeUp, sites.isMadeUp)
        return [
            .facts([
                Fact(
                    Label("签约高校院所", en: "Universities and institutes"),
                    partners.narrowed { $0.category.isIn([.university, .institute]) && $0.firstAgreement.isFilled }.howMany, unit: "家",
                    isSimulated: partners.isMadeUp),
                Fact(Label("执行中的协议", en: "Running agreements"), running.howMany, unit: "份", isSimulated: isMadeUp),
                Fact(
                    Label("合作项目", en: "Projects"), outcomes.narrowed { $0.category == .project }.sum(.whole) { Double($0.count) }, unit: "项",
                    isSimulated: isMadeUp),
                Fact(
                    Label("引进人才", en: "People brought in"), outcomes.narrowed { $0.category == .talent }.sum(.whole) { Double($0.count) }, unit: "人次",
                    isSimulated: isMadeUp),
                Fact(
                    Label("推广技术和品种", en: "Technologies extended"), technologies.narrowed { $0.state == .extended }.howMany, unit: "个",
                    isSimulated: areSitesMadeUp),
                Fact(Label("推广面积", en: "Area"), sites.sum { $0.area }, unit: "亩", isSimulated: areSitesMadeUp),
            ]),
            .deeds([
                .new(CooperationPartner.self), .new(CooperationAgreement.self, ["signedOn": today.description]),
                .new(CooperationOutcome.self, ["day": today.description]), .new(ExtendedTechnology.self, ["since": today.description]),
                .new(DualUseTask.self, ["askedOn": today.description]),
            ]), .table(agreementTable(agreements, partners, outcomes, today)), .table(areaTable(partners, agreements, outcomes)),
            .table(chain(technologies, sites)),
        ]
    }

    private static func agreementTable(
        _ agreements: Found<CooperationAgreement>, _ partners: Found<CooperationPartner>, _ outcomes: Found<CooperationOutcome>, _ today: Day
    ) -> Table {
        let names = Dictionary(partners.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
        return Table(
            Label("合作协议与成效", en: "Agreements and what came of them"),
            columns: [
                Table.Column("协议", en: "Agreement", weight: 4), Table.Column("合作单位", en: "Partner", weight: 2), Table.Column("状态", en: "State"),
                Table.Column("有效期至", en: "Until"), Table.Column("约定成果", en: "Promised", isNumber: true), Table.Column("已有成果", en: "Came of it", isNumber: true),
                Table.Column("金额（万元）", en: "Amount (10k yuan)", isNumber: true),
            ],
            rows: agreements.sorted { $0.signedOn > $1.signedOn }.prefix(60).map { agreement in
                let own = outcomes.narrowed { $0.agreement == agreement.reference }
                let isEnding = agreement.state == .running && (agreement.until.map { $0 <= today.adding(days: 90) } ?? false)
                let reached = agreement.promised > 0 ? Double(own.count) / Double(agreement.promised) : nil
                return Table.Row([
                    Table.Cell(Phrase(agreement.title, of: agreement)),
                    Table.Cell(names[agreement.partner].map { Phrase($0.name, of: $0) } ?? "—"), Table.Cell(Phrase(agreement.state.label)),
                    Table.Cell(Phrase(agreement.dated { $0.until }, tone: isEnding ? .warning : nil)),
                    Table.Cell(Phrase(agreement.said(.whole) { Double($0.promised) })), Table.Cell(Phrase(own.howMany), share: reached.map { min(1, $0) }),
                    Table.Cell(Phrase(own.sum { $0.amount?.wan })),
                ])
            })
    }

    /// Counterpart and regional cooperation, by where the partner is.
    private static func areaTable(
        _ partners: Found<CooperationPartner>, _ agreements: Found<CooperationAgreement>, _ outcomes: Found<CooperationOutcome>
    ) -> Table {
        Table(
            Label("按地区", en: "By region"),
            columns: [
                Table.Column("地区", en: "Region", weight: 2), Table.Column("合作单位", en: "Partners", isNumber: true),
                Table.Column("协议", en: "Agreements", isNumber: true),
                Table.Column("成效", en: "Outcomes", isNumber: true),
            ],
            rows: CooperationPartner.Area.allCases.compactMap { area in
                let there = partners.narrowed { $0.area == area }
                guard !there.isEmpty else { return nil }
                let own = agreements.narrowed { $0.partner.isIn(there.map(\.reference)) }
                return Table.Row([
                    Table.Cell(Phrase(area.label)), Table.Cell(Phrase(there.howMany)), Table.Cell(Phrase(own.howMany)),
                    Table.Cell(Phrase(outcomes.narrowed { $0.agreement.isIn(own.map(\.reference)) }.howMany)),
                ])
            })
    }

    /// Each technology with its sites and what they measured.
    private static func chain(_ technologies: Found<ExtendedTechnology>, _ sites: Found<ExtensionSite>) -> Table {
        Table(
            Label("新品种、新技术、新机具转化应用", en: "From research to the farms"),
            columns: [
                Table.Column("名称", en: "Name", weight: 3), Table.Column("类别", en: "Kind"), Table.Column("产业", en: "Industry"), Table.Column("阶段", en: "Stage"),
                Table.Column("点数", en: "Sites", isNumber: true), Table.Column("面积（亩）", en: "Area (mu)", isNumber: true),
                Table.Column("农户", en: "Households", isNumber: true), Table.Column("应用前后（平均变化）", en: "Change (mean)", isNumber: true),
            ],
            rows: technologies.sorted { ($0.industry, $0.name) < ($1.industry, $1.name) }.prefix(80).map { technology in
                let own = sites.narrowed { $0.technology == technology.reference }
                return Table.Row([
                    Table.Cell(Phrase(technology.name, of: technology)), Table.Cell(Phrase(technology.category.label)), Table.Cell(Phrase(technology.industry)),
                    Table.Cell(Phrase(technology.state.label)), Table.Cell(Phrase(own.howMany)), Table.Cell(Phrase(own.sum { $0.area })),
                    Table.Cell(Phrase(own.sum(.whole) { $0.households.map { Double($0) } })),
                    Table.Cell(
                        Phrase(
                            Derived(own, .percent) { rows in
                                let changes = rows.compactMap { row -> Double? in
                                    guard let before = row.before, let after = row.after, before != 0 else { return nil }
                                    return (after - before) / before
                                }.sorted()
                                return changes.isEmpty ? nil : changes.reduce(0, +) / Double(changes.count)
                            })),
                ])
            })
    }
}
