import Kernel
import Policies
import Registers

extension Page {
    /// 投入增长: the rule that what is spent on science grows faster than what is taken in, year by year.
    static let outlayGrowth = Page("outlayGrowth", "科技投入增长", en: "Outlay growth", for: .all(.read, OutlayYear.self), isReport: true) { question in
        let years = try await question.desk.find(OutlayYear.self) { $0.state == .confirmed }
        let sorted = years.sorted { ($0.meta.isSimulated ? 1 : 0, $0.closes) < ($1.meta.isSimulated ? 1 : 0, $1.closes) }
        let broken = years.narrowed { $0.margin.isFilled && $0.margin < 0.0001 }
        let categories = sorted.map { Label("\($0.closes.year)", en: "\($0.closes.year)") }
        return [
            .notice("规则：科技经费增幅应高于财政经常性收入增幅；财政科技支出逐年增加。", en: "The rule: the outlay grows faster than the recurrent revenue, and grows every year.", .calm),
            .facts([Fact(Label("未达到规则的年度", en: "Years that broke the rule"), broken.howMany, unit: "年", tone: broken.isEmpty ? .good : .bad)]),
            .deeds([.new(OutlayYear.self)]),
            .table(
                Table(
                    Label("年度科技投入", en: "Outlay by year"),
                    columns: [
                        Table.Column(Label("年度", en: "Year")), Table.Column(Label("科技支出（万元）", en: "Outlay, 10k yuan"), isNumber: true),
                        Table.Column(Label("增幅", en: "Growth"), isNumber: true), Table.Column(Label("经常性收入增幅", en: "Growth of revenue"), isNumber: true),
                        Table.Column(Label("增幅之差（百分点）", en: "Points"), isNumber: true), Table.Column(Label("规则", en: "Rule")),
                        Table.Column(Label("科普占比", en: "Popularisation"), isNumber: true), Table.Column(Label("引导性占比", en: "Guiding"), isNumber: true),
                    ],
                    rows: sorted.map { row in
                        func share(_ part: @escaping @Sendable (Row<OutlayYear>) -> Money?) -> Phrase {
                            Phrase(row.said(.percent) { row in row.outlay.fen == 0 ? nil : part(row).map { Double($0.fen) / Double(row.outlay.fen) } })
                        }
                        let verdict = row.saying { row in
                            row.margin.map { $0 > 0 ? Label("达到", en: "kept") : Label("未达到", en: "broken") }
                        }
                        return Table.Row([
                            Table.Cell(Phrase(row.meta.isSimulated ? "\(row.closes.year)（模拟）" : "\(row.closes.year)", link: .to(row))),
                            Table.Cell(Phrase(row.said { $0.outlay.wan })),
                            Table.Cell(Phrase(row.said(.percent) { $0.growth.map { $0 / 100 } })),
                            Table.Cell(Phrase(row.said(.percent) { $0.recurrentGrowth.map { $0 / 100 } })),
                            Table.Cell(Phrase(row.said(Numeral(decimals: 2)) { $0.margin })),
                            Table.Cell(Phrase(verdict, tone: row.margin.map { $0 > 0 ? .good : .bad } ?? .missing)), Table.Cell(share { $0.popularisation }),
                            Table.Cell(share { $0.guiding }),
                        ])
                    }, empty: Label("还没有已确认的年度", en: "No year is confirmed yet"))),
            .chart(
                Drawing(
                    Label("财政科学技术支出", en: "Fiscal S&T outlay"), .bars, unit: "万元", categories: categories,
                    series: [Drawing.Series(Label("科技支出", en: "Outlay"), of: sorted.map { $0.said { $0.outlay.wan } })])),
        ]
    }

    /// 政策成效: firms that a clause paid against like firms that no clause paid.
    static let policyEffect = Page("policyEffect", "政策成效", en: "Effect", for: .all(.export, PolicyClause.self), isReport: true) { question in
        let desk = question.desk
        let clauses = try await desk.all(PolicyClause.self)
        let claims = try await desk.find(Claim.self, bound: 200_000) { $0.state == .paid }
        let codes = Dictionary(clauses.map { ($0.reference, $0.code) }, uniquingKeysWith: { first, _ in first })
        let paidCodes = Set(claims.compactMap { codes[$0.clause] }).sorted()
        guard let code = paidCodes.contains(question["clause"] ?? "") ? question["clause"] : paidCodes.first else {
            return [.notice("还没有已支付的申请，无从评价。", en: "Nothing was paid yet, so nothing can be measured.", .calm)]
        }
        let outcome = EffectOutcome(rawValue: question["outcome"] ?? "") ?? .research
        let years = Set(claims.filter { codes[$0.clause] == code }.map(\.year)).sorted()
        let year = question["year"].flatMap { Int($0) }.flatMap { years.contains($0) ? $0 : nil } ?? years.first ?? 0
        let after = question["after"] == "2" ? 2 : 1
        func link(_ change: (inout [String: String]) -> Void) -> Link {
            var choices = ["clause": code, "outcome": outcome.rawValue, "year": String(year), "after": String(after)]
            change(&choices)
            return .page(application: "funds", code: "policyEffect", choices)
        }
        let titles = Dictionary(clauses.map { ($0.code, $0.title) }, uniquingKeysWith: { first, _ in first })
        let report = EffectReport(
            claims: claims, years: try await desk.find(EnterpriseYear.self, bound: 200_000) { $0.state == .verified },
            enterprises: try await desk.find(Enterprise.self, bound: 200_000), codes: codes, code: code, year: year, after: year + after, outcome: outcome)
        return [
            .choices(
                paidCodes.map { other in
                    Choosable(Label(titles[other] ?? other, en: titles[other] ?? other), link { $0["clause"] = other }, isChosen: other == code)
                }),
            .choices(EffectOutcome.allCases.map { other in Choosable(other.label, link { $0["outcome"] = other.rawValue }, isChosen: other == outcome) }),
            .choices(
                years.map { other in Choosable(Label("按 \(other) 年数据兑现", en: "Paid on \(other)"), link { $0["year"] = String(other) }, isChosen: other == year)
                }),
            .choices(
                (1...2).map { other in
                    Choosable(Label("\(other) 年后", en: "\(other) years later"), link { $0["after"] = String(other) }, isChosen: other == after)
                }),
        ] + report.blocks
    }
}

/// What is looked at.
enum EffectOutcome: String, CaseIterable, Sendable {
    case research, revenue, newProductSales, staff
    var label: Label {
        switch self {
        case .research: Label("研发费用", en: "R&D expense")
        case .revenue: Label("营业收入", en: "Revenue")
        case .newProductSales: Label("新产品销售收入", en: "New-product sales")
        case .staff: Label("职工总数", en: "Staff")
        }
    }
    var unit: String { self == .staff ? "人" : "万元" }
    func value(_ row: Row<EnterpriseYear>) -> Double? {
        switch self {
        case .research: row.research?.wan
        case .revenue: row.revenue?.wan
        case .newProductSales: row.newProductSales?.wan
        case .staff: row.staff.map { Double($0) }
        }
    }
}
