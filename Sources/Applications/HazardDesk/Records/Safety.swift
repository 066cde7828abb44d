import Kernel

/// 受威胁户: a household that would have to leave, with its 避险明白卡; and when it has moved away for good.
struct Household: Record {
    static let kind = Kind<Household>("受威胁户", en: "Household", title: \.head, within: \.point)
    let point = Field<Reference<HazardPoint>>("隐患点", en: "Hazard point")
    let head = Field<String>("户主", en: "Head", .max(40), .personal(.name))
    let people = Field<Int>("家庭人口", en: "People", unit: "人", .min(0), .max(50))
    let frail = Field<Int>("需帮助撤离", en: "Need help to leave", unit: "人", .initial("0"), .min(0), .max(50))
    let helper = Field<String?>("帮扶人", en: "Helper", .max(40), .personal(.name))
    let phone = Field<Phone?>("电话", .personal(.middle))
    let house = Field<String?>("房屋", en: "House", .max(100), .help(Label("结构、间数、地址", en: "Structure, rooms, address")))
    let place = Field<Point?>("位置")
    let shelter = Field<Reference<Shelter>?>("避险场所", en: "Shelter")
    let wayOut = Field<String?>("撤离路线", en: "Way out", .max(200))
    let cardOn = Field<Day?>("避险明白卡发放日期", en: "Card handed out on", .indexed)
    let movedOn = Field<Day?>("搬离日期", en: "Moved away on", .indexed, .help(Label("避险搬迁入住新居的日期", en: "The day they moved into their new home")))
    let newHome = Field<String?>("安置地点", en: "New home", .max(100))

    static var checks: [Check<Household>] {
        [Check("需帮助撤离的人数不应多于家庭人口", en: "They are part of the family", at: \.frail) { $0.frail <= $0.people }]
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I-hazard-households-moved", "避险搬迁户数", en: "Households moved out of risk", unit: "户", .stock, .count(Household.self) { $0.movedOn.isFilled }),
            Indicator("I-hazard-people-moved", "避险搬迁人数", en: "People moved out of risk", unit: "人", .stock, .sum(\Household.people) { $0.movedOn.isFilled }),
        ]
    }
}

/// 避险场所
struct Shelter: Record {
    static let kind = Kind<Shelter>("避险场所", en: "Shelter", title: \.name, within: \.town)
    let name = Field<String>("名称", .max(80), .searchable)
    let town = Field<Region>("所在乡镇或村", en: "Town or village")
    let place = Field<Point>("位置")
    let capacity = Field<Int>("可容纳", en: "Room for", unit: "人", .min(0), .max(100_000))
    let keeper = Field<String?>("管理人", en: "Keeper", .max(40), .personal(.name))
    let phone = Field<Phone?>("电话", .personal(.middle))
    let supplies = Field<String?>("物资", en: "Supplies", .max(300))
}

/// 撤离路线: from a point to a shelter.
struct EvacuationRoute: Record {
    static let kind = Kind<EvacuationRoute>("撤离路线", en: "Way out", title: \.name, within: \.point)
    let point = Field<Reference<HazardPoint>>("隐患点", en: "Hazard point")
    let name = Field<String>("名称", .max(80))
    let shelter = Field<Reference<Shelter>>("避险场所", en: "Shelter")
    let path = Field<Line>("路线", en: "Path")
    let minutes = Field<Int?>("步行时间", en: "On foot", unit: "分钟", .min(1), .max(600))
}

/// 治理和搬迁工程: engineering, relocation, or the removal of what is loose.
struct HazardWork: Record {
    static let kind = Kind<HazardWork>("治理和搬迁工程", en: "Works", title: \.name, within: \.point)
    let point = Field<Reference<HazardPoint>>("隐患点", en: "Hazard point")
    let name = Field<String>("工程名称", en: "Name", .max(100), .searchable)
    let category = Field<Category>("类别", en: "Kind")
    let cost = Field<Money?>("投资", en: "Cost", unit: .wanYuan, .min(0))
    let contractor = Field<String?>("施工单位", en: "Contractor", .max(100), .searchable)
    let begins = Field<Day?>("开工日期", en: "Begins", .indexed)
    let ends = Field<Day?>("计划完工", en: "Ends", .indexed)
    let households = Field<Int?>("涉及户数", en: "Households", unit: "户", .min(0), .max(100_000))
    let acceptance = Field<FileReference?>("验收文件", en: "Acceptance", .anyState)
    let state = Field<State>("状态", .readOnly)
    enum Category: String, Choice { case engineering = "工程治理", relocation = "避险搬迁", removal = "排危除险" }
    enum State: String, Choice { case planned = "已立项", building = "施工中", accepted = "已验收" }

    static var checks: [Check<HazardWork>] {
        [
            Check("完工应不早于开工", en: "It ends on the day it begins or later", at: \.ends) { row in
                guard let from = row.begins, let to = row.ends else { return true }
                return from <= to
            }
        ]
    }
    static var flow: Flow<HazardWork>? {
        Flow(
            \.state,
            Step(
                "开工", en: "Begin", code: "begin", .planned, to: .building, by: .hazardDuty, .townOfficer,
                refusal: Label("请先填写施工单位和工期", en: "contractor and dates come first"),
                when: { $0.contractor != nil && $0.begins != nil && $0.ends != nil }),
            Step(
                "验收", en: "Accept", code: "accept", .building, to: .accepted, by: .hazardDuty, refusal: Label("请先上传验收文件", en: "the acceptance comes first"),
                when: { $0.acceptance != nil }))
    }
    static var indicators: [Indicator] {
        [
            Indicator("I-hazard-works", "已验收治理和搬迁工程", en: "Works accepted", unit: "个", .stock, .count(HazardWork.self) { $0.state == .accepted }),
            Indicator("I-hazard-works-cost", "治理和搬迁投资", en: "Cost of works", unit: .wanYuan, .stock, .sum(\HazardWork.cost)),
        ]
    }
}

/// 标准规范: what the work goes by.
struct HazardStandard: Record {
    static let kind = Kind<HazardStandard>("标准规范", en: "Standard", title: \.title)
    let number = Field<String>("编号", en: "Number", .max(40), .unique)
    let title = Field<String>("名称", en: "Title", .max(120), .searchable)
    let isInForce = Field<Bool>("现行", en: "In force", .initial("是"))
    let isChecked = Field<Bool>("已核对原文", en: "Text checked", .initial("否"))
    let usedFor = Field<String?>("用于", en: "Used for", .max(200))
    let file = Field<FileReference?>("文本", en: "Text")
}
