import Kernel
import Registers

extension Page {
    /// 成果转化总览: the office's page: what waits, and how the road from demand to contract runs.
    static let transferOverview = Page("overview", "成果转化总览", en: "Transfer", for: .all(.read, TechnologyMatch.self), isReport: true, isFront: true) {
        question in
        try await TransferOverview(question).blocks
    }
}

private struct TransferOverview {
    let today: Day
    let now: Instant
    let contracts: Found<TechnologyContract>
    let demands: Found<TechnologyDemand>
    let offers: Found<TechnologyOffer>
    let matches: Found<TechnologyMatch>
    let lots: Found<MarketLot>
    let achievements: Found<ScienceAchievement>
    let patents: Found<Patent>
    let population: Found<ResidentPopulation>
    let inquiries: Found<ServiceInquiry>
    let tasks: Found<DualUseTask>
    let cases: Found<ProtectionCase>
    let listings: Found<TechnologyListing>

    init(_ question: Page.Question) async throws {
        let desk = question.desk
        (today, now) = (question.now.day, question.now)
        contracts = try await desk.find(TechnologyContract.self, bound: 100_000)
        demands = try await desk.find(TechnologyDemand.self)
        offers = try await desk.find(TechnologyOffer.self)
        matches = try await desk.find(TechnologyMatch.self)
        lots = try await desk.find(MarketLot.self)
        achievements = try await desk.find(ScienceAchievement.self)
        patents = try await desk.find(Patent.self, bound: 200_000)
        population = try await desk.known(ResidentPopulation.self) { $0.state == .inForce }
        inquiries = try await desk.known(ServiceInquiry.self) { $0.state != .closed }
        tasks = try await desk.known(DualUseTask.self) { $0.state.isIn([.asked, .answered, .talks]) }
        cases = try await desk.known(ProtectionCase.self) { $0.state.isIn([.reported, .accepted, .handedOver]) }
        listings = try await desk.known(TechnologyListing.self) { $0.state == .submitted }
    }

    var blocks: [Block] {
        let (from, day) = (today.firstOfYear, today)
        let registered = contracts.real.narrowed { $0.state == .registered && $0.registeredOn >= from && $0.sellerPlace == .local }
        let results = achievements.real.narrowed { $0.state == .registered && $0.registeredOn >= from }
        let inventions = patents.real.narrowed(Patent.isValidInvention)
        let people = population.real
        return [
            .facts([
                Fact(Label("今年技术合同成交额", en: "Contract turnover this year"), registered.sum { $0.total.wan }, unit: "万元", isSimulated: contracts.isMadeUp),
                Fact(Label("今年登记合同", en: "Contracts this year"), registered.howMany, unit: "份", isSimulated: contracts.isMadeUp),
                Fact(Label("今年登记成果", en: "Achievements this year"), results.howMany, unit: "件", isSimulated: achievements.isMadeUp),
                Fact(Label("有效发明专利", en: "Valid inventions"), inventions.howMany, unit: "件", isSimulated: patents.isMadeUp),
                Fact(
                    Label("每万人口发明专利", en: "Inventions per 10,000"),
                    Derived(inventions, people, Numeral(decimals: 2)) { inventions, years in
                        years.first.map { Double(inventions.count) / (Double($0.hundreds) / 100) }
                    }, unit: "件", isSimulated: patents.isMadeUp || people.isMadeUp),
            ]),
            .deeds([
                .new(TechnologyDemand.self, ["askedOn": day.description]), .new(TechnologyOffer.self, ["offeredOn": day.description]),
                .new(ScienceAchievement.self, ["registeredOn": day.description]), .new(Patent.self), .new(MatchingEvent.self, ["day": day.description]),
            ]), .table(waiting), .table(road), .table(Page.matchTable(matches.narrowed { $0.state.isIn([.proposed, .contacted, .talks]) })),
            .table(Page.lotTable(lots.narrowed { $0.state == .open }, today)), .table(unanswered),
        ]
    }

    /// What needs somebody today.
    private var waiting: Table {
        let (day, soon) = (today, today.adding(days: 90))
        let lines: [(Label, Derived, Int, Link)] = [
            line("待审核的需求", "Demands to be checked", demands.narrowed { $0.state == .submitted }),
            line("待审核的供给", "Offers to be checked", offers.narrowed { $0.state == .submitted }),
            line("待审核的挂牌申请", "Listings to be checked", listings),
            line("已截止、待开标的标的", "Lots to be opened", lots.narrowed { $0.state == .open && $0.closesOn <= day }.only { $0.closesAt <= now }),
            line("待审查的科技成果", "Achievements to be checked", achievements.narrowed { $0.state == .submitted }),
            line("待核对的知识产权", "Rights to be verified", patents.narrowed { $0.state == .reported }),
            line("90 天内应缴年费或已过期的专利", "Patents whose fee is due or late", patents.narrowed { $0.state == .valid && $0.paidUntil <= soon }),
            line("办理中的服务申请", "Inquiries in work", inquiries), line("军民对接任务", "Civil–military tasks", tasks),
            line("知识产权保护案件", "Protection cases", cases),
        ]
        return Table(
            Label("今天要办的", en: "What waits today"),
            columns: [Table.Column("事项", en: "What", weight: 4), Table.Column("件数", en: "How many", isNumber: true)],
            rows: lines.filter { $0.2 > 0 }.map { label, count, _, link in
                Table.Row([Table.Cell(Phrase(label, link: link)), Table.Cell(Phrase(count))])
            }, empty: Label("没有待办事项", en: "Nothing waits"))
    }

    private func line<T>(_ chinese: String, _ english: String, _ found: Found<T>) -> (Label, Derived, Int, Link) {
        (Label(chinese, en: english), found.howMany, found.count, found.link)
    }

    /// From demand to contract, how many got how far.
    private var road: Table {
        let stages: [(Label, Derived)] = [
            (Label("已发布需求", en: "Demands published"), demands.narrowed { $0.state.isIn([.published, .matched, .contracted, .closed]) }.howMany),
            (Label("已发布供给", en: "Offers published"), offers.narrowed { $0.state == .published }.howMany),
            (Label("推荐对接", en: "Matches proposed"), matches.howMany),
            (Label("进入洽谈", en: "In talks"), matches.narrowed { $0.state.isIn([.talks, .contracted]) }.howMany),
            (Label("签约", en: "Contracted"), matches.narrowed { $0.state == .contracted }.howMany),
            (Label("挂牌成交", en: "Lots sold"), lots.narrowed { $0.state == .sold }.howMany),
            (Label("登记合同", en: "Contracts registered"), contracts.narrowed { $0.state == .registered }.howMany),
        ]
        return Table(
            Label("从需求到合同", en: "From demand to contract"), columns: stages.map { Table.Column($0.0, isNumber: true) },
            rows: [Table.Row(stages.map { Table.Cell(Phrase($0.1)) })])
    }

    /// Demands that nobody answers yet, the oldest first.
    private var unanswered: Table {
        Table(
            Label("尚无对接的需求", en: "Demands without a match"),
            columns: [
                Table.Column("需求", en: "Demand", weight: 4), Table.Column("单位", en: "Of", weight: 2), Table.Column("提出", en: "Asked"),
                Table.Column("拟投入（万元）", en: "Budget (10k yuan)", isNumber: true),
            ],
            rows: demands.narrowed { $0.state == .published }.sorted { $0.askedOn < $1.askedOn }.prefix(20).map { demand in
                Table.Row([
                    Table.Cell(Phrase(demand.title, of: demand)), Table.Cell(Phrase(demand.demander)), Table.Cell(Phrase(demand.dated { $0.askedOn })),
                    Table.Cell(Phrase(demand.said { $0.budget?.wan })),
                ])
            }, note: Label("在“技术市场”点需求，看词语相近的供给，推荐对接。", en: "On the market press a demand to see offers like it and propose a match."))
    }
}
