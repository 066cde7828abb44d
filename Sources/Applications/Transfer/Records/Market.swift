import Kernel
import Registers

/// 技术需求: what an enterprise looks for. Its owner and the office see it; others see the notice that is published of it.
struct TechnologyDemand: Record {
    static let kind = Kind<TechnologyDemand>("技术需求", en: "Demand", title: \.title, belongsTo: \.enterprise)
    let title = Field<String>("需求名称", en: "Title", .min(4), .max(100), .searchable)
    let demander = Field<String>("需求单位", en: "Of", .max(100), .searchable)
    let enterprise = Field<Reference<Enterprise>?>("需求企业", en: "Enterprise")
    let field = Field<TechnologyField>("技术领域", en: "Field")
    let detail = Field<String>("需求内容", en: "Detail", .long, .min(10), .max(4000), .searchable, .help(Label("会公开，不写商业秘密", en: "It will be public: no secrets")))
    let mode = Field<CooperationMode>("合作方式", en: "How", .initial("any"))
    let budget = Field<Money?>("拟投入", en: "Budget", unit: .wanYuan, .min(0))
    let askedOn = Field<Day>("提出日期", en: "Asked on", .indexed)
    let until = Field<Day?>("有效期至", en: "Valid until", .indexed)
    let contact = Field<String?>("联系人", .max(40), .personal(.name))
    let phone = Field<Phone?>("联系电话", .personal(.middle))
    let state = Field<State>("状态", .readOnly)
    enum State: String, Choice {
        case draft = "待提交", submitted = "待审核", returned = "已退回", published = "已发布", matched = "对接中", contracted = "已签约", closed = "已关闭"
        var label: Label {
            let english = ["Draft", "To be checked", "Returned", "Published", "In talks", "Contracted", "Closed"]
            return Label(rawValue, en: english[State.allCases.firstIndex(of: self) ?? 0])
        }
    }
    static var flow: Flow<TechnologyDemand>? {
        Flow(
            \.state, editable: [.draft, .returned], discardable: [.draft],
            Step("提交", en: "Submit", code: "submit", .draft, to: .submitted, by: .enterprise, .institute, .transferOffice),
            Step("重新提交", en: "Submit again", code: "submit", .returned, to: .submitted, by: .enterprise, .institute, .transferOffice),
            Step("退回", en: "Return", code: "return", .submitted, to: .returned, by: .transferOffice, needsRemark: true),
            Step(
                "发布", en: "Publish", code: "publish", .submitted, to: .published, by: .transferOffice, within: 5,
                then: { row, changes in
                    try MarketNotice.publish(
                        .demand, row.title, row.detail, row.field, of: row.demander, until: row.until, source: row.record.meta, mode: row.mode,
                        price: row.budget, &changes)
                }),
            Step("开始对接", en: "In talks", code: "match", .published, to: .matched, by: .transferOffice, isAwaited: false),
            Step("签约", en: "Contracted", code: "contract", .matched, to: .contracted, by: .transferOffice, isAwaited: false, then: close),
            Step(
                "关闭", en: "Close", code: "close", .published, to: .closed, by: .transferOffice, .enterprise, .institute, needsRemark: true, isAwaited: false,
                then: close),
            Step("重新开放", en: "Open again", code: "reopen", .matched, to: .published, by: .transferOffice, needsRemark: true, isAwaited: false))
    }
    private static func close(_ row: Row<TechnologyDemand>, _ changes: inout Changes) throws { try MarketNotice.close(source: row.id, &changes) }

    static var indicators: [Indicator] {
        [
            Indicator("I-demands", "征集技术需求", en: "Demands collected", unit: "项", .flow, .count(TechnologyDemand.self, by: \.askedOn) { $0.state != .draft }),
            Indicator(
                "I-demands-contracted", "需求签约率", en: "Demands that ended in a contract", unit: "%", .ratio,
                .count(TechnologyDemand.self) { $0.state == .contracted },
                .count(TechnologyDemand.self) { $0.state.isIn([.published, .matched, .contracted, .closed]) }),
        ]
    }
}

/// 合作方式
enum CooperationMode: String, Choice {
    case any = "不限", develop = "委托或合作开发", assign = "转让", license = "许可", shares = "作价入股", consult = "技术咨询服务"
    var label: Label {
        Label(rawValue, en: ["Any", "Development", "Transfer", "Licence", "For shares", "Consulting"][CooperationMode.allCases.firstIndex(of: self) ?? 0])
    }
}

/// 技术供给: what an owner offers; published like a demand.
struct TechnologyOffer: Record {
    static let kind = Kind<TechnologyOffer>("技术供给", en: "Offer", title: \.title, belongsTo: \.enterprise)
    let title = Field<String>("技术名称", en: "Title", .min(4), .max(100), .searchable)
    let owner = Field<String>("持有单位", en: "Of", .max(100), .searchable)
    let enterprise = Field<Reference<Enterprise>?>("持有企业", en: "Enterprise")
    let achievement = Field<Reference<ScienceAchievement>?>("相关成果", en: "Achievement")
    let patent = Field<Reference<Patent>?>("相关专利", en: "Patent")
    let field = Field<TechnologyField>("技术领域", en: "Field")
    let detail = Field<String>("技术内容", en: "Detail", .long, .min(10), .max(4000), .searchable, .help(Label("会公开，不写技术秘密", en: "It will be public: no secrets")))
    let mode = Field<CooperationMode>("合作方式", en: "How", .initial("any"))
    let price = Field<Money?>("意向价格", en: "Asking price", unit: .wanYuan, .min(0))
    let offeredOn = Field<Day>("提出日期", en: "Offered on", .indexed)
    let until = Field<Day?>("有效期至", en: "Valid until", .indexed)
    let state = Field<State>("状态", .readOnly)
    enum State: String, Choice {
        case draft = "待提交", submitted = "待审核", returned = "已退回", published = "已发布", withdrawn = "已撤回"
        var label: Label { Label(rawValue, en: ["Draft", "To be checked", "Returned", "Published", "Withdrawn"][State.allCases.firstIndex(of: self) ?? 0]) }
    }
    static var flow: Flow<TechnologyOffer>? {
        Flow(
            \.state, editable: [.draft, .returned], discardable: [.draft],
            Step("提交", en: "Submit", code: "submit", .draft, to: .submitted, by: .enterprise, .institute, .transferOffice),
            Step("重新提交", en: "Submit again", code: "submit", .returned, to: .submitted, by: .enterprise, .institute, .transferOffice),
            Step("退回", en: "Return", code: "return", .submitted, to: .returned, by: .transferOffice, needsRemark: true),
            Step(
                "发布", en: "Publish", code: "publish", .submitted, to: .published, by: .transferOffice, within: 5,
                then: { row, changes in
                    try MarketNotice.publish(
                        .offer, row.title, row.detail, row.field, of: row.owner, until: row.until, source: row.record.meta, mode: row.mode, price: row.price,
                        &changes)
                }),
            Step(
                "撤回", en: "Withdraw", code: "withdraw", .published, to: .withdrawn, by: .enterprise, .institute, .transferOffice, needsRemark: true,
                isAwaited: false, then: { row, changes in try MarketNotice.close(source: row.id, &changes) }))
    }
    static var indicators: [Indicator] {
        [Indicator("I-offers", "在库可转化成果", en: "Offers that are open", unit: "项", .stock, .count(TechnologyOffer.self) { $0.state == .published })]
    }
}

/// 信息发布: what everyone on the market may read of a demand, an offer, a lot, an event or a public notice. Made by what it tells of.
struct MarketNotice: Record {
    static let kind = Kind<MarketNotice>("市场信息", en: "Notice", title: \.title)
    let category = Field<Category>("类别")
    let title = Field<String>("标题", .max(120), .searchable)
    let body = Field<String>("内容", en: "Text", .long, .max(4200), .searchable)
    let publisher = Field<String>("发布单位", en: "Of", .max(100), .searchable)
    let field = Field<TechnologyField?>("技术领域", en: "Field")
    let mode = Field<CooperationMode?>("合作方式", en: "How")
    let price = Field<Money?>("意向金额", en: "Amount", unit: .wanYuan, .min(0))
    let publishedOn = Field<Day>("发布日期", en: "Published on", .indexed)
    let until = Field<Day?>("有效期至", en: "Valid until", .indexed)
    /// The id of what it tells of.
    let source = Field<String>("来源", .max(26), .indexed, .readOnly)
    let isClosed = Field<Bool>("已结束", en: "Closed", .initial("否"), .indexed)
    enum Category: String, Choice {
        case demand = "技术需求", offer = "技术供给", lot = "挂牌", publicity = "公示", event = "活动", news = "信息"
        var label: Label { Label(rawValue, en: ["Demand", "Offer", "Lot", "Public notice", "Event", "News"][Category.allCases.firstIndex(of: self) ?? 0]) }
    }

    /// Open to answers today.
    static func isOpen(_ columns: Columns<MarketNotice>, on day: Day) -> Condition {
        columns.isClosed == false && (columns.until.isEmpty || columns.until >= day)
    }

    /// The notice of a record belongs to whom the record belongs, and is as made up as the record. Published again, it takes the place of the earlier one.
    static func publish(
        _ category: Category, _ title: String, _ body: String, _ field: TechnologyField?, of publisher: String, until: Day?, source: RecordMeta,
        mode: CooperationMode? = nil, price: Money? = nil, _ changes: inout Changes
    ) throws {
        try close(source: source.id, &changes)
        var draft = Draft<MarketNotice>()
        (draft.category, draft.title, draft.body, draft.publisher) = (category, title, body, publisher)
        (draft.field, draft.mode, draft.price, draft.until) = (.some(field), .some(mode), .some(price), .some(until))
        (draft.publishedOn, draft.source) = (changes.now.day, source.id.text)
        try changes.create(draft, region: source.region, organisation: source.organisation, isSimulated: source.isSimulated)
    }

    static func close(source: RecordID, _ changes: inout Changes) throws {
        for notice in try changes.rows(MarketNotice.self, where: { $0.source == source.text && $0.isClosed == false }) {
            try changes.update(notice.reference) { $0.isClosed = true }
        }
    }
}

/// 供需对接: a demand and an offer that were brought together, and what became of it.
struct TechnologyMatch: Record {
    static let kind = Kind<TechnologyMatch>("供需对接", en: "Match", title: \.title, unique: [[\.demand, \.offer]])
    let title = Field<String>("对接", en: "Match", .max(220), .readOnly, .searchable)
    let demand = Field<Reference<MarketNotice>>("需求", en: "Demand")
    let offer = Field<Reference<MarketNotice>>("供给", en: "Offer")
    let share = Field<Percentage>("词语吻合度", en: "Likeness", .readOnly)
    let reasons = Field<String>("共同的词语", en: "Shared phrases", .max(1000), .readOnly)
    let proposedOn = Field<Day>("提出日期", en: "Proposed on", .indexed, .readOnly)
    let notes = Field<String?>("对接记录", en: "Notes", .long, .max(4000), .anyState)
    let contract = Field<String?>("合同登记编号或名称", en: "Contract", .max(150), .searchable, .anyState)
    let amount = Field<Money?>("签约金额", en: "Contract amount", unit: .wanYuan, .min(0), .anyState)
    let state = Field<State>("状态", .readOnly)
    enum State: String, Choice {
        case proposed = "已推荐", contacted = "已对接", talks = "洽谈中", contracted = "已签约", ended = "未成"
        var label: Label {
            Label(rawValue, en: ["Proposed", "Brought together", "In talks", "Contracted", "Came to nothing"][State.allCases.firstIndex(of: self) ?? 0])
        }
    }
    static var flow: Flow<TechnologyMatch>? {
        Flow(
            \.state,
            Step(
                "双方已对接", en: "Brought together", code: "contact", .proposed, to: .contacted, by: .transferOffice, .broker, within: 10,
                then: { row, changes in
                    if let demand = try source(row, changes), demand.state == .published { try changes.move(demand.reference, step: "match") }
                }),
            Step("进入洽谈", en: "In talks", code: "talk", .contacted, to: .talks, by: .transferOffice, .broker, within: 20),
            Step(
                "已签约", en: "Contracted", code: "contract", .talks, to: .contracted, by: .transferOffice, .broker,
                refusal: Label("请先填写合同和签约金额", en: "please name the contract and its amount first")
            ) {
                $0.contract != nil && $0.amount != nil
            } then: { row, changes in
                if let demand = try source(row, changes), demand.state == .matched { try changes.move(demand.reference, step: "contract") }
            },
            Step(
                "未成", en: "Came to nothing", code: "end", .contacted, to: .ended, by: .transferOffice, .broker, needsRemark: true, isAwaited: false,
                then: release),
            Step("未成", en: "Came to nothing", code: "end", .talks, to: .ended, by: .transferOffice, .broker, needsRemark: true, isAwaited: false, then: release)
        )
    }

    private static func source(_ row: Row<TechnologyMatch>, _ changes: Changes) throws -> Row<TechnologyDemand>? {
        guard let id = RecordID(try changes.row(row.demand).source) else { return nil }
        return try? changes.row(Reference<TechnologyDemand>(id))
    }

    /// A demand that nobody talks about any more is open again.
    private static func release(_ row: Row<TechnologyMatch>, _ changes: inout Changes) throws {
        guard let demand = try source(row, changes), demand.state == .matched else { return }
        let others = try changes.rows(TechnologyMatch.self) { $0.demand == row.demand && $0.state.isIn([.contacted, .talks]) }
        if others.isEmpty { try changes.move(demand.reference, step: "reopen", remark: "对接未成") }
    }

    static var indicators: [Indicator] {
        [
            Indicator("I-matches", "供需对接", en: "Matches", unit: "次", .flow, .count(TechnologyMatch.self, by: \.proposedOn) { $0.state != .proposed }),
            Indicator(
                "I-matches-contracted", "对接签约金额", en: "Contracted after a match", unit: .wanYuan, .flow,
                .sum(\TechnologyMatch.amount, by: \.proposedOn) { $0.state == .contracted }),
        ]
    }
}

/// 对接活动: a matching event, a roadshow, a fair.
struct MatchingEvent: Record {
    static let kind = Kind<MatchingEvent>("对接活动", en: "Matching event", title: \.name)
    let name = Field<String>("名称", .max(120), .searchable)
    let category = Field<Category>("类别", .initial("matching"))
    let day = Field<Day>("日期", .indexed)
    let venue = Field<String?>("地点", en: "Place", .max(100))
    let organiser = Field<String?>("主办单位", en: "Organiser", .max(100), .searchable)
    let people = Field<Int>("参加人次", en: "People", unit: "人次", .initial("0"), .min(0), .max(10_000_000))
    let projects = Field<Int>("对接项目", en: "Projects", unit: "项", .initial("0"), .min(0), .max(100_000))
    let intended = Field<Money?>("意向金额", en: "Intended", unit: .wanYuan, .min(0))
    let results = Field<String?>("成效", en: "What came of it", .long, .max(4000))
    enum Category: String, Choice {
        case matching = "供需对接会", roadshow = "成果路演", visit = "专家进企业", fair = "展会（智博会、西洽会等）", belt = "“一带一路”科技交流", military = "军民对接会"
        var label: Label {
            let english = ["Matching", "Roadshow", "Experts at enterprises", "Fair", "Belt-and-Road exchange", "Civil–military matching"]
            return Label(rawValue, en: english[Category.allCases.firstIndex(of: self) ?? 0])
        }
    }
    static var indicators: [Indicator] {
        [Indicator("I-matching-events", "成果对接活动", en: "Matching events", unit: "场", .flow, .count(MatchingEvent.self, by: \.day) { $0.day <= .today })]
    }
}
