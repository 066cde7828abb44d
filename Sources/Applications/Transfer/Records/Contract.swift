import Kernel
import Registers
import TechnologyTransfer

/// 技术合同: what a seller has registered at the station of its place, once, under the rules in force on the day of its application.
struct TechnologyContract: Record {
    static let kind = Kind<TechnologyContract>("技术合同", en: "Technology contract", title: \.name, belongsTo: \.enterprise)
    let name = Field<String>("合同名称", en: "Name", .min(2), .max(150), .searchable)
    let type = Field<ContractKind>("合同类别", en: "Kind of contract")
    let field = Field<TechnologyField>("技术领域", en: "Field")
    let seller = Field<String>("卖方", en: "Seller", .max(100), .searchable, .indexed)
    let enterprise = Field<Reference<Enterprise>?>("卖方企业", en: "Selling enterprise")
    let sellerPlace = Field<Place>("卖方所在地", en: "Seller's place", .initial("local"))
    let buyer = Field<String>("买方", en: "Buyer", .max(100), .searchable, .indexed)
    let buyerPlace = Field<Place>("买方所在地", en: "Buyer's place", .initial("local"))
    let signedOn = Field<Day>("签订日期", en: "Signed on", .indexed)
    let until = Field<Day?>("履行期至", en: "Runs until")
    let total = Field<Money>("合同成交额", en: "Total", unit: .wanYuan, .min(0))
    let equipment = Field<Money?>("其中设备费", en: "Of it equipment", unit: .wanYuan, .min(0))
    let instruments = Field<Money?>("其中仪器费", en: "Of it instruments", unit: .wanYuan, .min(0))
    let parts = Field<Money?>("其中零部件费", en: "Of it parts", unit: .wanYuan, .min(0))
    let materials = Field<Money?>("其中原材料费", en: "Of it raw materials", unit: .wanYuan, .min(0))
    let otherCosts = Field<Money?>(
        "其中其他非技术性费用", en: "Of it other non-technical costs", unit: .wanYuan, .min(0),
        .help(Label("合理数量的技术载体（资料、样机）不填在这里，不扣除", en: "A reasonable number of carriers is not entered here and stays in")))
    let payment = Field<String?>("价款支付方式", en: "Payment", .max(300))
    let rights = Field<String?>("涉及的专利号或技术秘密", en: "Patents or know-how", .max(300), .help(Label("转让、许可必填", en: "For transfers and licences")))
    let content = Field<String>("技术内容", en: "Technical content", .long, .max(4000), .searchable)
    let text = Field<FileReference?>("合同文本", en: "Text")
    let isDisputed = Field<Bool>("认定有争议", en: "Disputed", .initial("否"), .anyState)
    let isSecret = Field<Bool>("涉密合同", en: "Secret", .initial("否"))
    let achievement = Field<Reference<ScienceAchievement>?>("转化的成果", en: "Achievement")
    let demand = Field<Reference<TechnologyDemand>?>("来自需求", en: "From the demand")
    let lot = Field<Reference<MarketLot>?>("来自挂牌", en: "From the lot")
    let registeredOn = Field<Day>(
        "登记日期", en: "Registered on", .indexed, .help(Label("申请时填当天，登记时改为登记之日", en: "Today; the day of registration once it is registered")))
    let rules = Field<String?>("适用规则", en: "By the rules", .max(60), .readOnly)
    let registeredType = Field<RegisteredKind?>("认定类型", en: "Registered as", .readOnly)
    let technical = Field<Money?>("技术交易额", en: "Technical turnover", unit: .wanYuan, .readOnly)
    let number = Field<String?>("登记编号", en: "Number", .max(20), .readOnly, .searchable)
    let state = Field<State>("状态", .readOnly)

    enum Place: String, Choice {
        case local = "本区县", city = "本市其他区县", nation = "市外", abroad = "境外"
        var label: Label { Label(rawValue, en: ["Here", "Elsewhere in the city", "Another province", "Abroad"][Place.allCases.firstIndex(of: self) ?? 0]) }
    }
    enum State: String, Choice {
        case draft = "待提交", submitted = "待受理", returned = "已退回", accepted = "审查中", expert = "专家评审", registered = "已登记", refused = "不予登记", cancelled = "已注销"
        var label: Label {
            let english = ["Draft", "To be accepted", "Returned", "Being checked", "With experts", "Registered", "Refused", "Cancelled"]
            return Label(rawValue, en: english[State.allCases.firstIndex(of: self) ?? 0])
        }
    }

    static var flow: Flow<TechnologyContract>? {
        let unmet = Label("还有条件未满足，请看“登记审查”", en: "some conditions are not met; see Registration check")
        let needsExperts = Label("大额或有争议的合同先转专家评审", en: "large or disputed contracts go to experts first")
        return Flow(
            \.state, editable: [.draft, .returned], discardable: [.draft],
            Step("提交", en: "Submit", code: "submit", .draft, to: .submitted, by: .enterprise, .institute, .transferOffice, then: apply),
            Step("重新提交", en: "Submit again", code: "submit", .returned, to: .submitted, by: .enterprise, .institute, .transferOffice, then: apply),
            Step("受理", en: "Accept", code: "accept", .submitted, to: .accepted, by: .contractStation, within: 5),
            Step("退回", en: "Return", code: "return", .submitted, to: .returned, by: .contractStation, needsRemark: true),
            Step("退回补正", en: "Return", code: "return", .accepted, to: .returned, by: .contractStation, needsRemark: true),
            Step("转专家评审", en: "To experts", code: "experts", .accepted, to: .expert, by: .contractStation),
            Step("登记", en: "Register", code: "register", .accepted, to: .registered, by: .contractStation, within: 15, refusal: needsExperts) {
                !ContractReview($0).needsExperts
            } then: { row, changes in
                try register(row, &changes, unmet)
            },
            Step(
                "登记", en: "Register", code: "register", .expert, to: .registered, by: .contractStation, within: 30,
                then: { row, changes in try register(row, &changes, unmet) }),
            Step("不予登记", en: "Refuse", code: "refuse", .accepted, to: .refused, by: .contractStation, needsRemark: true),
            Step("不予登记", en: "Refuse", code: "refuse", .expert, to: .refused, by: .contractStation, needsRemark: true),
            Step("注销登记", en: "Cancel", code: "cancel", .registered, to: .cancelled, by: .contractStation, needsRemark: true, isAwaited: false))
    }

    /// The day of the application decides which rules are in force.
    private static func apply(_ row: Row<TechnologyContract>, _ changes: inout Changes) throws {
        let day = changes.now.day
        try changes.update(row.reference) { $0.registeredOn = day }
    }

    /// Gives it a number, a type and its technical turnover; and what it came from hears of it.
    private static func register(_ row: Row<TechnologyContract>, _ changes: inout Changes, _ unmet: Label) throws {
        let review = ContractReview(row)
        guard review.isPassed else { throw Refusal.closed(unmet) }
        let same = try changes.rows(TechnologyContract.self) {
            $0.state == .registered && $0.seller == row.seller && $0.buyer == row.buyer && $0.name == row.name && $0.signedOn == row.signedOn
        }
        guard !same.contains(where: { $0.id != row.id }) else {
            throw changes.refuse("这份合同已经登记过，一份合同只登记一次", en: "This contract is registered already; it is registered only once")
        }
        let (day, region) = (changes.now.day, row.meta.region)
        let thisYear = try changes.rows(TechnologyContract.self) {
            $0.registeredType.isFilled && $0.region == region && $0.registeredOn >= day.firstOfYear && $0.isSimulated == row.meta.isSimulated
        }
        let place = (region.code + "000000").prefix(6)
        let number = Numbering.next("\(place)\(day.year)", after: thisYear.compactMap(\.number), digits: 6)
        try changes.update(row.reference) {
            $0.registeredOn = day
            $0.rules = .some(review.rulesName.chinese)
            $0.registeredType = .some(review.registered)
            $0.technical = .some(review.technical)
            $0.number = .some(number)
        }
        if let achievement = row.achievement, try changes.row(achievement).transferredOn == nil {
            try changes.update(achievement) { ($0.transferredOn, $0.transfer) = (.some(day), .some(review.registered == .licence ? .licence : .assignment)) }
        }
        if let demand = row.demand, try changes.row(demand).state == .matched { try changes.move(demand, step: "contract") }
    }

    static var checks: [Check<TechnologyContract>] {
        [
            Check("各项非技术性费用之和不应大于合同成交额", en: "The non-technical costs are part of the total", at: \.total) { ContractReview($0).turnover != nil },
            Check("履行期应不早于签订日期", en: "It runs until a day after it was signed", at: \.until) { row in row.until.map { $0 >= row.signedOn } ?? true },
        ]
    }

    static var indicators: [Indicator] {
        [
            Indicator(
                "I007", "技术合同成交额", en: "Technology-contract turnover", unit: .yiYuan, .flow,
                .sum(\TechnologyContract.total, by: \.registeredOn) { $0.state == .registered && $0.sellerPlace == .local }),
            Indicator(
                "I-technical-turnover", "技术交易额", en: "Technical turnover", unit: .yiYuan, .flow,
                .sum(\TechnologyContract.technical, by: \.registeredOn) { $0.state == .registered && $0.sellerPlace == .local }),
            Indicator(
                "I-contracts-registered", "登记技术合同", en: "Technology contracts registered", unit: "份", .flow,
                .count(TechnologyContract.self, by: \.registeredOn) { $0.state == .registered }),
            Indicator(
                "I-contracts-absorbed", "吸纳技术成交额", en: "Technology bought", unit: .yiYuan, .flow,
                .sum(\TechnologyContract.total, by: \.registeredOn) { $0.state == .registered && $0.buyerPlace == .local }),
            Indicator(
                "I-contracts-waiting", "待办技术合同", en: "Technology contracts in work", unit: "份", .stock, direction: .down,
                .count(TechnologyContract.self) { $0.state.isIn([.submitted, .accepted, .expert]) }),
        ]
    }
}

/// 合同类别: the kinds of the Civil Code, book 3 chapter 20.
enum ContractKind: String, Choice {
    case commissionedDevelopment = "委托开发", cooperativeDevelopment = "合作开发", transfer = "技术转让", licence = "技术许可", consulting = "技术咨询", service = "技术服务"
    case training = "技术培训", intermediary = "技术中介"
    var label: Label {
        let english = [
            "Commissioned development", "Cooperative development", "Transfer", "Licence", "Consulting", "Service", "Training", "Intermediary",
        ]
        return Label(rawValue, en: english[ContractKind.allCases.firstIndex(of: self) ?? 0])
    }
    /// As the science knows it.
    var contractType: ContractType {
        switch self {
        case .commissionedDevelopment: .commissionedDevelopment
        case .cooperativeDevelopment: .cooperativeDevelopment
        case .transfer: .transfer
        case .licence: .licence
        case .consulting: .consulting
        case .service: .service
        case .training: .training
        case .intermediary: .intermediary
        }
    }
}

/// 认定类型: under which it is counted.
enum RegisteredKind: String, Choice {
    case development = "技术开发", transfer = "技术转让", licence = "技术许可", consulting = "技术咨询", service = "技术服务"
    var label: Label {
        Label(rawValue, en: ["Development", "Transfer", "Licence", "Consulting", "Service"][RegisteredKind.allCases.firstIndex(of: self) ?? 0])
    }

    init(_ type: RegisteredType) {
        self =
            switch type {
            case .development: .development
            case .transfer: .transfer
            case .licence: .licence
            case .consulting: .consulting
            case .service: .service
            }
    }
}

/// 技术合同变更: what the parties changed after the registration; the registration follows when the station has approved it.
struct ContractAmendment: Record {
    static let kind = Kind<ContractAmendment>("技术合同变更", en: "Contract change", title: \.reason)
    let contract = Field<Reference<TechnologyContract>>("技术合同", en: "Contract")
    let reason = Field<String>("变更事由", en: "Reason", .min(2), .max(200), .searchable)
    let day = Field<Day>("变更日期", en: "Day", .indexed)
    let total = Field<Money>("变更后成交额", en: "Total from now on", unit: .wanYuan, .min(0))
    let costs = Field<Money>("变更后非技术性费用合计", en: "Non-technical costs from now on", unit: .wanYuan, .initial("0"), .min(0))
    let until = Field<Day?>("变更后履行期至", en: "Runs until")
    let file = Field<FileReference?>("变更协议", en: "Agreement")
    let state = Field<State>("状态", .readOnly)
    enum State: String, Choice {
        case draft = "待提交", submitted = "待审查", approved = "已变更", refused = "不予变更"
        var label: Label { Label(rawValue, en: ["Draft", "To be checked", "Changed", "Refused"][State.allCases.firstIndex(of: self) ?? 0]) }
    }
    static var flow: Flow<ContractAmendment>? {
        Flow(
            \.state, editable: [.draft],
            Step("提交", en: "Submit", code: "submit", .draft, to: .submitted, by: .enterprise, .institute, .contractStation),
            Step(
                "同意变更", en: "Approve", code: "approve", .submitted, to: .approved, by: .contractStation, within: 15,
                then: { row, changes in
                    let contract = try changes.row(row.contract)
                    guard contract.state == .registered else { throw changes.refuse("只有已登记的合同可以变更", en: "Only a registered contract can be changed") }
                    try changes.update(row.contract) {
                        $0.total = row.total
                        ($0.equipment, $0.instruments, $0.parts, $0.materials) = (.some(nil), .some(nil), .some(nil), .some(nil))
                        $0.otherCosts = .some(row.costs)
                        $0.technical = .some(row.total - row.costs)
                        if let until = row.until { $0.until = .some(until) }
                    }
                }),
            Step("不予变更", en: "Refuse", code: "refuse", .submitted, to: .refused, by: .contractStation, needsRemark: true))
    }
    static var checks: [Check<ContractAmendment>] {
        [Check("非技术性费用不应大于成交额", en: "The costs are part of the total", at: \.costs) { $0.costs <= $0.total }]
    }
}
