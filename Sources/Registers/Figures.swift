public import Kernel

/// 年度数据: the figures of a fiscal year, reported by the enterprise or imported by the office, and verified by the office.
public struct EnterpriseYear: Record {
    public static let kind = Kind<EnterpriseYear>("企业年度数据", en: "Yearly figures", title: \.closes, unique: [[\.enterprise, \.closes]], belongsTo: \.enterprise)

    public let enterprise = Field<Reference<Enterprise>>("企业")
    /// A fiscal year is a calendar year (会计法 第十一条); the day is what numbers by year are counted by.
    public let closes = Field<Day>("会计年度末", en: "Fiscal year ends", .indexed, .help(Label("每年 12 月 31 日，如 2025-12-31", en: "31 December, such as 2025-12-31")))
    public let revenue = Field<Money?>("营业收入", unit: .wanYuan, .min(0))
    public let mainRevenue = Field<Money?>("主营业务收入", en: "Main business revenue", unit: .wanYuan, .min(0))
    public let totalIncome = Field<Money?>("总收入", unit: .wanYuan, .min(0), .help(Label("收入总额减不征税收入", en: "Income less what is not taxed")))
    public let highTechIncome = Field<Money?>("高新技术产品（服务）收入", en: "High-tech income", unit: .wanYuan, .min(0))
    public let newProductSales = Field<Money?>("新产品销售收入", unit: .wanYuan, .min(0))
    public let costs = Field<Money?>("成本费用总额", en: "Total costs", unit: .wanYuan, .min(0))
    public let research = Field<Money?>("研发费用", en: "R&D expense", unit: .wanYuan, .min(0))
    public let researchInChina = Field<Money?>("境内研发费用", en: "R&D expense in China", unit: .wanYuan, .min(0))
    public let assets = Field<Money?>("资产总额", en: "Total assets", unit: .wanYuan, .min(0))
    public let liabilities = Field<Money?>("负债总额", en: "Liabilities", unit: .wanYuan, .min(0))
    public let profit = Field<Money?>("净利润", en: "Net profit", unit: .wanYuan)
    public let output = Field<Money?>("战略性新兴产业产值", en: "Output of strategic emerging industry", unit: .wanYuan, .min(0))
    public let staff = Field<Int?>("职工总数", en: "Staff", unit: "人", .min(0), .max(10_000_000), .help(Label("年平均人数", en: "Yearly average")))
    public let technicians = Field<Int?>("科技人员", en: "S&T staff", unit: "人", .min(0), .max(10_000_000))
    public let researchers = Field<Int?>("研发人员", en: "R&D staff", unit: "人", .min(0), .max(10_000_000))
    public let conversions = Field<Int?>("科技成果转化", en: "Results put to use", unit: "项", .min(0), .max(100_000))
    public let developmentScore = Field<Int?>(
        "专精特新发展评价得分", en: "Development score", unit: "分", .min(0), .max(100), .help(Label("全国平台上这一年的得分", en: "Of this year, from the national platform")))
    public let evidence = Field<FileReference?>("财务报表", en: "Accounts")
    public let state = Field<State>("状态", .readOnly)

    public enum State: String, Choice {
        case draft = "待提交", reported = "待核实", returned = "已退回", verified = "已核实"
        public var label: Label {
            switch self {
            case .draft: Label(rawValue, en: "To be submitted")
            case .reported: Label(rawValue, en: "To be verified")
            case .returned: Label(rawValue, en: "Returned")
            case .verified: Label(rawValue, en: "Verified")
            }
        }
    }

    public static var flow: Flow<EnterpriseYear>? {
        Flow(
            \.state, editable: [.draft, .returned],
            Step("提交", en: "Submit", code: "submit", .draft, to: .reported, by: .enterprise, .enterpriseOffice, within: 20),
            Step("核实", en: "Verify", code: "verify", .reported, to: .verified, by: .enterpriseOffice, within: 10),
            Step("退回", en: "Return", code: "return", .reported, to: .returned, by: .enterpriseOffice, needsRemark: true),
            Step("重新提交", en: "Submit again", code: "submit", .returned, to: .reported, by: .enterprise, .enterpriseOffice, within: 10),
            Step("重新核对", en: "Reopen", code: "reopen", .verified, to: .returned, by: .enterpriseOffice, needsRemark: true, isAwaited: false))
    }

    public static var checks: [Check<EnterpriseYear>] {
        [
            Check("会计年度末应为 12 月 31 日", en: "A fiscal year ends on 31 December", at: \.closes) { $0.closes.parts.month == 12 && $0.closes.parts.day == 31 },
            Check("主营业务收入不应大于营业收入", en: "Main business revenue is part of revenue", at: \.mainRevenue) { within($0.mainRevenue, $0.revenue) },
            Check("境内研发费用不应大于研发费用", en: "R&D in China is part of R&D", at: \.researchInChina) { within($0.researchInChina, $0.research) },
            Check("高新技术产品收入不应大于总收入", en: "High-tech income is part of the income", at: \.highTechIncome) { within($0.highTechIncome, $0.totalIncome) },
            Check("科技人员不应多于职工总数", en: "S&T staff are part of the staff", at: \.technicians) { within($0.technicians, $0.staff) },
            Check("研发人员不应多于职工总数", en: "R&D staff are part of the staff", at: \.researchers) { within($0.researchers, $0.staff) },
        ]
    }

    private static func within<Value: Comparable>(_ part: Value?, _ whole: Value?) -> Bool {
        guard let part, let whole else { return true }
        return part <= whole
    }

    /// Only verified figures count.
    public static var indicators: [Indicator] {
        [
            Indicator(
                "I002", "规上工业企业研发费用与主营业务收入之比", en: "R&D of above-scale industry by its main revenue", unit: "%", .ratio,
                .sum(\EnterpriseYear.research, by: \.closes) { $0.state == .verified && $0.enterprise.where(Enterprise.isAboveScaleIndustry) },
                .sum(\EnterpriseYear.mainRevenue, by: \.closes) { $0.state == .verified && $0.enterprise.where(Enterprise.isAboveScaleIndustry) }),
            Indicator(
                "I006", "规模以上企业新产品销售收入", en: "New-product sales of above-scale enterprises", unit: .yiYuan, .flow,
                .sum(\EnterpriseYear.newProductSales, by: \.closes) { $0.state == .verified && $0.enterprise.where { $0.isAboveScale == true } }),
            Indicator(
                "I-enterprise-research", "企业研发费用", en: "R&D expense of enterprises", unit: .yiYuan, .flow,
                .sum(\EnterpriseYear.research, by: \.closes) { $0.state == .verified }),
            Indicator(
                "I051", "战略性新兴产业产值", en: "Output of strategic emerging industries", unit: .yiYuan, .flow,
                .sum(\EnterpriseYear.output, by: \.closes) { $0.state == .verified }),
            Indicator(
                "I-figures-waiting", "待核实的企业年度数据", en: "Yearly figures to be verified", unit: "份", .stock, direction: .down,
                .count(EnterpriseYear.self) { $0.state == .reported }),
        ]
    }
    public init() {}
}

/// 资质证书: a title or a recognition with its validity. The title counts while it is valid, whatever the year in which it was issued.
public struct Certificate: Record {
    public static let kind = Kind<Certificate>("资质与称号", en: "Titles", title: \.type, belongsTo: \.enterprise)

    public let enterprise = Field<Reference<Enterprise>>("企业")
    public let type = Field<Title>("称号", en: "Title")
    public let number = Field<String?>("证书编号", en: "Number", .max(60), .searchable)
    public let grantedOn = Field<Day>("发证日期", en: "Granted on", .indexed)
    public let validUntil = Field<Day?>("有效期至", en: "Valid until", .indexed, .help(Label("长期有效的不填", en: "Empty where it has no end")))
    public let issuer = Field<String?>("发证机关", en: "Issuer", .max(100))
    public let isRevoked = Field<Bool>("已撤销", en: "Revoked", .initial("否"), .indexed)
    public let file = Field<FileReference?>("证书扫描件", en: "Scan")

    public enum Title: String, Choice {
        case scienceSME = "科技型中小企业", municipalScience = "市级科技型企业", innovative = "创新型中小企业", specialised = "专精特新中小企业", littleGiant = "专精特新“小巨人”"
        case highTech = "高新技术企业", highGrowth = "高成长性企业", champion = "单项冠军"
        case rightsPilot = "知识产权试点企业", rightsAdvantage = "知识产权优势企业", rightsDemonstration = "知识产权示范企业", technologyDemonstration = "国家级技术创新示范企业"
        case digitalWorkshop = "数字化车间", intelligentFactory = "智能工厂", greenFactory = "绿色工厂"
        case incubationBoard = "孵化板挂牌", growthBoard = "成长板挂牌", scienceBoard = "科创板挂牌", youthBoard = "青创板挂牌", specialisedBoard = "专精特新板挂牌"
        public var label: Label {
            let english = [
                "Science SME", "Municipal S&T enterprise", "Innovative SME", "Specialised SME", "Little giant", "High-tech enterprise",
                "High-growth enterprise",
                "Single champion", "IP pilot", "IP advantage", "IP demonstration", "Technology demonstration", "Digital workshop", "Intelligent factory",
                "Green factory", "Incubation board", "Growth board", "Science board", "Youth board", "Specialised board",
            ]
            return Label(rawValue, en: english[Title.allCases.firstIndex(of: self) ?? 0])
        }
    }

    public static var checks: [Check<Certificate>] {
        [
            Check("有效期应不早于发证日期", en: "It ends on the day it was granted or later", at: \.validUntil) { row in row.validUntil.map { $0 >= row.grantedOn } ?? true
            }
        ]
    }

    /// Valid today.
    public static func isValid(_ columns: Columns<Certificate>) -> Condition {
        columns.isRevoked == false && columns.grantedOn <= .today && (columns.validUntil.isEmpty || columns.validUntil >= .today)
    }

    public static var indicators: [Indicator] {
        func valid(_ code: String, _ chinese: String, _ english: String, unit: Unit = "家", _ titles: [Title], _ sector: Enterprise.Sector? = nil) -> Indicator {
            let part = Indicator.Part.count(Certificate.self) { columns in
                let counted = isValid(columns) && columns.type.isIn(titles)
                guard let sector else { return counted }
                return counted && columns.enterprise.where { $0.sector == sector }
            }
            return Indicator(code, Label(chinese, en: english), unit: unit, .stock, source: .computed([part]))
        }
        return [
            valid("I003", "科技型企业", "S&T enterprises", [.municipalScience]), valid("I004", "高新技术企业", "High-tech enterprises", [.highTech]),
            valid("I020", "高成长性企业", "High-growth enterprises", [.highGrowth]),
            valid("I021", "农业科技型企业", "Agricultural S&T enterprises", [.municipalScience], .agriculture),
            valid("I022", "农业高新技术企业", "Agricultural high-tech enterprises", [.highTech], .agriculture),
            valid("I023", "工业科技型企业", "Industrial S&T enterprises", [.municipalScience], .industry),
            valid("I024", "工业高新技术企业", "Industrial high-tech enterprises", [.highTech], .industry),
            valid("I025", "现代服务业科技型企业", "Service S&T enterprises", [.municipalScience], .services),
            valid("I026", "现代服务业高新技术企业", "Service high-tech enterprises", [.highTech], .services),
            valid("I033", "智能化工厂", "Intelligent factories", [.intelligentFactory]), valid("I034", "数字化车间", "Digital workshops", [.digitalWorkshop]),
            valid("I062", "国家高新技术企业", "National high-tech enterprises", [.highTech]),
            valid("I063", "市级科技型企业", "Municipal S&T enterprises", [.municipalScience]),
            valid("I067", "“专精特新”企业", "Specialised SMEs", [.specialised]), valid("I069", "数字化车间", "Digital workshops", unit: "间", [.digitalWorkshop]),
            valid("I070", "智能工厂", "Intelligent factories", unit: "个", [.intelligentFactory]),
            valid("I086", "国家科技型中小企业", "National science SMEs", [.scienceSME]),
            valid("I089", "知识产权试点和优势企业", "IP pilot and advantage firms", [.rightsPilot, .rightsAdvantage]),
            Indicator(
                "I-certificates-ending", "90 天内到期的资质", en: "Titles that end within 90 days", unit: "项", .stock, direction: .down,
                .count(Certificate.self) { $0.isRevoked == false && $0.validUntil >= .today && $0.validUntil <= .today(plus: 90) }),
        ]
    }
    public init() {}
}

/// 知识产权统计: how many valid rights for its main products an enterprise had on a day.
public struct RightsCount: Record {
    public static let kind = Kind<RightsCount>("知识产权统计", en: "Rights", title: \.asOf, unique: [[\.enterprise, \.asOf]], belongsTo: \.enterprise)
    public let enterprise = Field<Reference<Enterprise>>("企业")
    public let asOf = Field<Day>("截至日期", en: "As of", .indexed)
    public let first = Field<Int>(
        "Ⅰ类知识产权", en: "Class I", unit: "件", .initial("0"), .min(0), .max(100_000),
        .help(Label("发明专利、植物新品种、国家级农作物品种、国家新药、国家一级中药保护品种、集成电路布图", en: "Invention patents, plant varieties, new drugs, circuit layouts")))
    public let firstOwn = Field<Int>("其中自主研发", en: "Of these its own", unit: "件", .initial("0"), .min(0), .max(100_000))
    public let highValue = Field<Int>("其中Ⅰ类高价值", en: "Of these of high value", unit: "件", .initial("0"), .min(0), .max(100_000))
    public let second = Field<Int>(
        "Ⅱ类知识产权", en: "Class II", unit: "件", .initial("0"), .min(0), .max(100_000),
        .help(Label("实用新型、外观设计、软件著作权", en: "Utility models, designs, software copyrights")))
    public static var checks: [Check<RightsCount>] {
        [
            Check("自主研发不应多于Ⅰ类总数", en: "They are part of Class I", at: \.firstOwn) { $0.firstOwn <= $0.first },
            Check("高价值不应多于Ⅰ类总数", en: "They are part of Class I", at: \.highValue) { $0.highValue <= $0.first },
        ]
    }
    public init() {}
}

/// 科技奖励与赛事名次
public struct Award: Record {
    public static let kind = Kind<Award>("科技奖励与赛事名次", en: "Awards", title: \.name, belongsTo: \.enterprise)
    public let enterprise = Field<Reference<Enterprise>>("企业")
    public let name = Field<String>("奖项", en: "Award", .max(100), .searchable)
    public let type = Field<Category>("类型", .initial("science"))
    public let year = Field<Int>("年度", .min(1990), .max(2100), .indexed)
    public let rank = Field<Int>("名次", .initial("1"), .min(1), .max(100_000))
    public enum Category: String, Choice { case science = "国家级科技奖励", provincial = "省部级科技奖励", makerContest = "“创客中国”全国赛" }
    public init() {}
}

/// 股权融资: new equity that a qualified investor paid in.
public struct Investment: Record {
    public static let kind = Kind<Investment>("股权融资", en: "Equity", belongsTo: \.enterprise)
    public let enterprise = Field<Reference<Enterprise>>("企业")
    public let investor = Field<String>("投资方", en: "Investor", .max(100))
    public let paidOn = Field<Day>("到账日期", en: "Paid on", .indexed)
    public let amount = Field<Money>("金额", unit: .wanYuan, .min(0))
    public init() {}
}
