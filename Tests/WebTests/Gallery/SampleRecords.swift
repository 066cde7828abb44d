import Kernel
import Web

/// A record type with every kind of field, as an application would declare it. The county, its companies and its people do not exist.
struct Enterprise: Record {
    static let kind = Kind<Enterprise>("企业", title: \.name)

    let name = Field<String>("企业名称", en: "Company", .max(80), .searchable)
    let creditCode = Field<CreditCode>("统一社会信用代码", en: "Credit code", .unique, .help(Label("营业执照右上角的 18 位代码", en: "18 characters, on the licence")))
    let stage = Field<Stage>("阶段", en: "Stage")
    let industry = Field<Industry?>("所属产业", en: "Industry")
    let rdExpense = Field<Money?>("研发费用", en: "R&D expense", unit: .wanYuan, .indexed, .min(0))
    let staff = Field<Int?>("职工人数", en: "Staff", unit: "人", .min(0))
    let rdRatio = Field<Percentage?>("研发投入占比", en: "R&D ratio")
    let highTechUntil = Field<Day?>("高企有效期至", en: "High-tech until", .indexed)
    let visitedAt = Field<Instant?>("最近走访", en: "Last visit")
    let licence = Field<Period?>("营业期限", en: "Licence period")
    let isListed = Field<Bool?>("上市", en: "Listed", .indexed)
    let town = Field<Region?>("所在乡镇", en: "Town", .indexed)
    let parent = Field<Reference<Enterprise>?>("母公司", en: "Parent company")
    let contact = Field<String?>("联系人", en: "Contact", .personal(.name))
    let phone = Field<Phone?>("联系电话", en: "Phone", .personal(.middle))
    let products = Field<[String]?>("主要产品", en: "Products")
    let site = Field<Point?>("位置", en: "Site")
    let parcel = Field<Area?>("厂区范围", en: "Parcel")
    let licenceScan = Field<FileReference?>("营业执照扫描件", en: "Licence scan")
    let introduction = Field<String?>("简介", en: "Introduction", .long)

    enum Stage: String, Choice { case seed = "初创", growth = "成长", mature = "成熟" }
    enum Industry: String, Choice {
        case herbs = "中药材加工", tea = "茶叶", vanadium = "锰钒新材料", tourism = "文旅装备", food = "绿色食品", energy = "清洁能源", textile = "民族纺织", digital = "数字经济", other = "其他"
    }
}

struct Loan: Record {
    static let kind = Kind<Loan>("科技贷款", en: "Technology loan", title: \.title)

    let title = Field<String>("贷款事由", en: "Purpose", .searchable)
    let borrower = Field<Reference<Enterprise>>("借款企业", en: "Borrower")
    let bank = Field<Bank>("合作银行", en: "Bank")
    let amount = Field<Money>("贷款金额", en: "Amount", unit: .wanYuan, .indexed, .min(1))
    let applied = Field<Day>("申请日期", en: "Applied", .indexed)
    let rate = Field<Double?>("年利率", en: "Rate", unit: "%", .digits(2))
    let state = Field<State>("状态", en: "State", .readOnly, .initial("draft"))

    enum Bank: String, Choice { case rural = "农商行", icbc = "工商银行", abc = "农业银行", ccb = "建设银行" }
    enum State: String, Choice { case draft = "草稿", submitted = "待受理", reviewed = "待会审", approved = "待放款", granted = "已放款", refused = "不予支持" }

    static let bureau = Role("bureau", "科技局", en: "Science bureau", Grant(Set(Action.allCases)))
    static let flow: Flow<Loan>? = Flow(
        \Loan.state,
        Step("提交", en: "Submit", code: "submit", .draft, to: .submitted, by: bureau),
        Step("受理", en: "Accept", code: "accept", .submitted, to: .reviewed, by: bureau, within: 3),
        Step("退回补正", en: "Return", code: "return", .submitted, to: .draft, by: bureau, needsRemark: true),
        Step("会审通过", en: "Approve", code: "approve", .reviewed, to: .approved, by: bureau, within: 10, signers: 3),
        Step("不予支持", en: "Refuse", code: "refuse", .reviewed, to: .refused, by: bureau, needsRemark: true),
        Step(
            "放款", en: "Pay out", code: "pay", .approved, to: .granted, by: bureau, within: 15,
            refusal: Label("超过 800 万元的贷款需先完成担保登记", en: "loans above 8 million need a registered guarantee first")
        ) {
            $0.amount <= Money(wan: 800)
        })

    static let indicators = [
        Indicator("I-loans", "科技贷款余额", en: "Technology loans outstanding", unit: "万元", .stock, .sum(\Loan.amount) { $0.state == .granted })
    ]
    static let pages = [
        Page("overview", "贷款总览", en: "Loans at a glance", .figures("I-loans"), .chart("各银行放款", .bars, by: \Loan.bank), .list(Loan.self), .timeline(Loan.self))
    ]
}

/// Values for the gallery and the tests: the same at every run.
enum Sample {
    static let now = Instant("2026-11-19T09:20:00+08:00") ?? Instant(milliseconds: 0)
    static let today = now.day
    static let county = Label("云岭县", en: "Yunling County")
    static let enterprise: Schema = {
        var schema = Enterprise.kind.declared
        schema.application = "finance"
        let custom = Column(
            name: "c_poverty", label: Label("帮扶联系单位", en: "Partner unit"), kind: String.kind(FieldOptions([.max(40)])), isRequired: false,
            options: FieldOptions([.max(40)]), isCustom: true)
        return schema.adding([custom], revision: 3)
    }()
    static let loan: Schema = {
        var schema = Loan.kind.declared
        schema.application = "finance"
        return schema
    }()
    static let flow = Loan.flow?.table ?? FlowTable.none
    static let application = Application("finance", "科技金融", en: "Finance", [Enterprise.self, Loan.self], roles: [Loan.bureau])
    static let plan = Application("plan", "规划管理", en: "Plan", [])

    static let officer = Actor(id: "u1", name: "冉志远", region: Region("500999"), organisation: "云岭县科学技术局", department: "规划科", roles: [Loan.bureau])

    static func id(_ number: Int) -> RecordID {
        RecordID(at: now.adding(seconds: -number * 7321), random: (UInt16(number), UInt64(number) &* 0x9E37_79B9_7F4A_7C15))
    }

    static func meta(_ number: Int) -> RecordMeta {
        RecordMeta(
            id: id(number), version: 1 + number % 5, region: Region("500999"), organisation: "云岭县科学技术局", department: "规划科",
            createdAt: now.adding(seconds: -number * 7321 - 86_400 * 30), createdBy: "u2", updatedAt: now.adding(seconds: -number * 7321), updatedBy: "u1",
            isSimulated: number % 7 == 3, revision: 3)
    }

    static let enterpriseNames = [
        "云岭县青蒿生物科技有限公司", "武陵锰钒新材料股份有限公司", "云岭羊肚菌食品有限公司", "渝东南茶业集团", "龙潭土家织锦工坊有限公司", "黑溪清洁能源有限公司", "石堤数字科技有限公司",
        "板溪智能装备有限公司", "泔溪中药材种植专业合作社", "西酬油茶精深加工有限公司", "大溪水电设备有限公司", "后坪文旅装备制造有限公司",
    ]

    static let enterprises: [StoredRecord] = (0..<30).map { number in
        let name = enterpriseNames[number % enterpriseNames.count] + (number < enterpriseNames.count ? "" : "（\(number / enterpriseNames.count + 1) 分公司）")
        let industries = Enterprise.Industry.allCases
        return StoredRecord(
            meta: meta(number),
            values: [
                .text(name), .text("91500999MA\(5_000_000 + number * 137)X\(number % 10)"), .text(Enterprise.Stage.allCases[number % 3].code),
                .text(industries[number % industries.count].code), .integer(Int64(186_500_000 + number * 39_120_000 % 9_000_000_000)),
                .integer(Int64(28 + number * 37 % 640)), .real(Double(number * 13 % 120) / 10),
                number % 4 == 1 ? .null : .text(Day(number: today.number + number * 41 - 200).description),
                .integer(now.adding(seconds: -number * 200_000).milliseconds), .text("2015-03-01/2045-02-28"),
                number % 3 == 0 ? .null : .integer(number % 5 == 0 ? 1 : 0),
                .text("50099910\(number % 4)"), number > 11 ? .text(id(number % 12).text) : .null, .text(["田大明", "杨秀英", "冉隆兵", "彭丽"][number % 4]),
                .text("1380\(2_300_000 + number * 9173)"), .text(#"["青蒿素原料","艾草精油"]"#), .text("POINT (108.77\(number) 28.84\(number))"),
                .text("POLYGON ((108.1 28.1, 108.2 28.1, 108.2 28.2, 108.1 28.1))"), number % 2 == 0 ? .text(id(500).text) : .null,
                .text("成立于 2015 年，从事青蒿素提取与艾草精深加工，建有市级企业技术中心。\n2025 年与高校共建院士工作站，带动 1,200 户药农增收。"), .text("县乡村振兴局"),
            ])
    }

    static let loans: [StoredRecord] = (0..<30).map { number in
        let states = Loan.State.allCases
        let purposes = ["青蒿提取线技术改造", "锰钒合金中试平台建设", "羊肚菌冷链扩建", "茶叶数字化加工车间", "非遗织锦数字设计", "小水电智能调度系统"]
        return StoredRecord(
            meta: meta(100 + number),
            values: [
                .text(purposes[number % purposes.count]), .text(id(number % 12).text), .text(Loan.Bank.allCases[number % 4].code),
                .integer(Int64(120 + number * 83 % 1100) * 1_000_000), .text(Day(number: today.number - number * 6).description),
                .real(Double(310 + number % 9 * 5) / 100),
                .text(states[(number * 5 + 1) % states.count].code),
            ])
    }

    static let names = Names(
        records: Dictionary(uniqueKeysWithValues: enterprises.map { ($0.meta.id.text, $0.values[0].text ?? "") }),
        regions: ["500999": "云岭县", "500999100": "龙潭镇", "500999101": "黑溪镇", "500999102": "石堤镇", "500999103": "板溪镇"],
        users: ["u1": "冉志远", "u2": "田维", "u3": "陈静", "<system>": "系统"], files: [id(500).text: .init(name: "营业执照.pdf", bytes: 1_482_331)])

    static func visit(_ language: Language = .chinese, _ theme: Visit.Theme = .system, path: String = "/") -> Visit {
        Visit(actor: officer, language: language, theme: theme, now: now, formToken: "token-of-the-gallery", path: path)
    }

    static func frame(_ current: Address?) -> PageFrame {
        let sections = [
            PageFrame.Section(
                name: "plan", label: Label("规划管理", en: "Plan"),
                kinds: [
                    .init(.list(kind: "target"), Label("规划目标", en: "Targets")), .init(.list(kind: "task"), Label("重点任务", en: "Tasks")),
                    .init(.list(kind: "project"), Label("重大项目", en: "Projects")),
                ], pages: [.init(.page(application: "plan", code: "progress"), Label("规划进展", en: "Progress"))]),
            PageFrame.Section(
                name: "finance", label: Label("科技金融", en: "Finance"),
                kinds: [.init(.list(kind: "enterprise"), Enterprise.kind.declared.label), .init(.list(kind: "loan"), Loan.kind.declared.label)],
                pages: [.init(.page(application: "finance", code: "overview"), Label("贷款总览", en: "Loans at a glance"))]),
            PageFrame.Section(
                name: "hazard", label: Label("地灾防治", en: "Geohazards"),
                kinds: [.init(.list(kind: "hazardPoint"), Label("隐患点", en: "Hazard points")), .init(.list(kind: "device"), Label("监测设备", en: "Devices"))],
                pages: [.init(.page(application: "hazard", code: "duty"), Label("值守", en: "On duty"))]),
        ]
        return PageFrame(county: county, navigation: sections, waiting: 7, current: current, mayConfigure: true)
    }
}

extension FlowTable {
    /// Only for a sample that declares no flow.
    static var none: FlowTable { Flow(\Loan.state, Step("", .draft, to: .submitted)).table }
}
