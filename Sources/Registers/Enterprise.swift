public import Kernel

/// 企业: a legal entity that innovates here, or could. It and its records belong to the organisation that stands for it, for which
/// its people sign in.
public struct Enterprise: Record {
    public static let kind = Kind<Enterprise>("企业", title: \.name, .ownsItself)

    public let creditCode = Field<CreditCode>("统一社会信用代码", .unique)
    public let name = Field<String>("企业名称", en: "Name", .max(100), .searchable, .indexed)
    public let registered = Field<Day?>("成立日期", en: "Founded on", .indexed)
    public let section = Field<Section?>("行业门类", en: "Industry section")
    public let industry = Field<String?>("行业代码", en: "Industry code", .max(5), .help(Label("国民经济行业分类 4 位代码", en: "Four digits of GB/T 4754")))
    public let sector = Field<Sector>("产业", .initial("industry"))
    public let standing = Field<Standing>("经营状态", .initial("active"))
    public let product = Field<String?>("主导产品", en: "Main product", .max(200), .searchable)
    public let address = Field<String?>("经营地址", .max(200))
    public let place = Field<Point?>("位置")
    public let park = Field<Reference<Park>?>("所在园区或孵化载体", en: "Park or incubator")
    public let contact = Field<String?>("联系人", .max(40), .personal(.name))
    public let phone = Field<Phone?>("联系电话", .personal(.middle))

    public let isAboveScale = Field<Bool>("规模以上", en: "Above scale", .initial("否"), .indexed)
    public let institution = Field<Institution>("研发机构", en: "R&D institution", .initial("none"))
    public let isResident = Field<Bool?>("境内居民企业、查账征收", en: "Resident, taxed by its accounts")
    public let isProhibited = Field<Bool?>("属禁止、限制或淘汰类", en: "In a prohibited, restricted or eliminated class")
    public let isBarred = Field<Bool?>("属加计扣除除外行业", en: "In an industry barred from the super-deduction")
    public let isListed = Field<Bool?>("列入经营异常或严重失信名单", en: "On the list of abnormal or dishonest firms")
    public let creditChecked = Field<Day?>(
        "事故与失信核查日期", en: "Accidents and misconduct checked on",
        .help(Label("核查后填写；未填写视为未知", en: "Fill in after checking; unknown where empty")))
    public let lastIncident = Field<Day?>("最近一次重大事故或失信", en: "Last major accident or misconduct")
    public let isHighTechField = Field<Bool?>("属重点支持高新技术领域", en: "In a supported high-tech field")
    public let isStrategic = Field<Bool?>("属战略性新兴产业", en: "In a strategic emerging industry")
    public let isKeyField = Field<Bool?>("属小巨人重点领域", en: "In a key field of little giants")
    public let segmentSince = Field<Day?>("进入细分市场日期", en: "In its segment since")
    public let marketShare = Field<Percentage?>("细分市场占有率", en: "Share of its segment", .help(Label("全国", en: "In China")))
    public let isTopThree = Field<Bool?>("细分市场全国前三", en: "Among the first three of China")
    public let seniorTechnicians = Field<Int?>("副高以上科技人员", en: "S&T staff with a senior title", unit: "人", .min(0), .max(100_000))
    public let standardsLed = Field<[Int]?>("主导制定标准的年份", en: "Years of standards that it led")
    public let isOnCloud = Field<Bool>("已上云", en: "On the cloud", .initial("否"))

    /// GB/T 4754—2017
    public enum Section: String, Choice {
        case a = "A 农、林、牧、渔业", b = "B 采矿业", c = "C 制造业", d = "D 电热燃气水", e = "E 建筑业", f = "F 批发和零售业", g = "G 交通运输仓储邮政", h = "H 住宿和餐饮业"
        case i = "I 信息传输软件", j = "J 金融业", k = "K 房地产业", l = "L 租赁和商务服务业", m = "M 科学研究技术服务", n = "N 水利环境公共设施", o = "O 居民服务修理"
        case p = "P 教育", q = "Q 卫生和社会工作", r = "R 文化体育娱乐", s = "S 公共管理社会组织", t = "T 国际组织"
        public var label: Label {
            let english = [
                "Agriculture", "Mining", "Manufacturing", "Energy and water", "Construction", "Trade", "Transport", "Hotels and catering", "Information",
                "Finance",
                "Real estate", "Business services", "Research and technical services", "Water and environment", "Resident services", "Education", "Health",
                "Culture and sports", "Public administration", "International organisations",
            ]
            let place = Section.allCases.firstIndex(of: self) ?? 0
            return Label(rawValue, en: "\(code.uppercased()) \(english[place])")
        }
    }
    /// As the boxes of the plan count (专栏5).
    public enum Sector: String, Choice { case agriculture = "农业", industry = "工业", services = "现代服务业" }
    public enum Standing: String, Choice { case active = "在营", closed = "停业", cancelled = "注销", moved = "迁出" }
    public enum Institution: String, Choice {
        case none = "无", county = "区县级及以下", city = "市级", province = "省部级", nation = "国家级"
    }

    public static var checks: [Check<Enterprise>] {
        [
            Check("最近一次事故晚于核查日期，请更新核查日期", en: "The incident is later than the check; please check again", at: \.creditChecked) { row in
                guard let incident = row.lastIncident else { return true }
                return row.creditChecked.map { incident <= $0 } ?? false
            }
        ]
    }

    public static var indicators: [Indicator] {
        [
            Indicator("I-enterprises", "在营企业", en: "Active enterprises", unit: "家", .stock, .count(Enterprise.self) { $0.standing == .active }),
            // 规上工业企业内设研发机构覆盖率
            Indicator(
                "I011", "规上工业企业内设研发机构覆盖率", en: "Above-scale industrial firms with an R&D body", unit: "%", .ratio,
                .count(Enterprise.self) { Enterprise.isAboveScaleIndustry($0) && $0.institution != Institution.none },
                .count(Enterprise.self) { Enterprise.isAboveScaleIndustry($0) }),
            Indicator(
                "I068", "“上云”企业", en: "Firms on the cloud", unit: "家", .stock, .count(Enterprise.self) { $0.standing == .active && $0.isOnCloud == true }),
        ]
    }

    /// 规上工业: above scale, in mining, manufacturing, energy and water.
    static func isAboveScaleIndustry(_ columns: Columns<Enterprise>) -> Condition {
        columns.standing == .active && columns.isAboveScale == true && columns.section.isIn([.b, .c, .d])
    }

    public init() {}
}

/// 园区、孵化器、众创空间: where enterprises sit together.
public struct Park: Record {
    public static let kind = Kind<Park>("园区和孵化载体", en: "Parks and incubators", title: \.name)
    public let name = Field<String>("名称", .max(100), .searchable, .unique)
    public let category = Field<Category>("类别")
    public let level = Field<Level>("级别", .initial("none"))
    public let recognisedOn = Field<Day?>("认定日期", en: "Recognised on", .indexed)
    public let operatorName = Field<String?>("运营单位", en: "Operator", .max(100), .searchable)
    public let area = Field<Double?>("可用面积", en: "Area", unit: "平方米", .min(0), .max(1e8))
    public let seats = Field<Int?>("工位", en: "Seats", unit: "个", .min(0), .max(100_000))
    public let services = Field<[Service]?>("服务功能", en: "Services")
    public let place = Field<Point?>("位置")
    public let contact = Field<String?>("联系人", .max(40), .personal(.name))
    public let phone = Field<Phone?>("联系电话", .personal(.middle))

    public enum Category: String, Choice {
        case makerSpace = "众创空间", starSpace = "星创天地", incubator = "科技企业孵化器", accelerator = "加速器", smePark = "中小企业孵化园", highTechZone = "高新技术产业开发区"
        case agriculturalScience = "农业科技园区", agriculturalIndustry = "农业产业园区", processing = "农产品加工产业园"
        public var label: Label {
            let english = [
                "Maker space", "Rural maker space", "Incubator", "Accelerator", "SME incubation park", "High-tech zone", "Agricultural science park",
                "Agricultural industry park", "Food processing park",
            ]
            return Label(rawValue, en: english[Category.allCases.firstIndex(of: self) ?? 0])
        }
    }
    public enum Level: String, Choice { case none = "未认定", county = "区县级", city = "市级", nation = "国家级" }
    public enum Service: String, Choice {
        case design = "研发设计", testing = "检验检测", transfer = "技术转移", incubation = "创业孵化", property = "知识产权", finance = "科技金融", training = "培训", market = "市场开拓"
    }

    public static var indicators: [Indicator] {
        func counted(_ code: String, _ chinese: String, _ english: String, unit: Unit = "个", _ categories: [Category], _ levels: [Level]) -> Indicator {
            Indicator(
                code, Label(chinese, en: english), unit: unit, .stock,
                source: .computed([.count(Park.self) { $0.category.isIn(categories) && $0.level.isIn(levels) }]))
        }
        return [
            counted("I013", "国家级双创平台", "National entrepreneurship platforms", unit: "家", [.makerSpace, .starSpace, .incubator, .accelerator], [.nation]),
            counted("I018", "重庆市农业科技园区", "Municipal agricultural science park", [.agriculturalScience], [.city, .nation]),
            counted("I019", "国家农业科技园区", "National agricultural science park", [.agriculturalScience], [.nation]),
            counted("I071", "市级农业产业园区", "Municipal agricultural parks", [.agriculturalIndustry], [.city, .nation]),
        ]
    }
    public init() {}
}

/// 人员与专家: who advises, teaches, judges.
public struct Person: Record {
    public static let kind = Kind<Person>("人员与专家", en: "People and experts", title: \.name)
    public let name = Field<String>("姓名", .max(40), .personal(.name))
    public let employer = Field<String?>("工作单位", en: "Employer", .max(100), .searchable)
    public let enterprise = Field<Reference<Enterprise>?>("所属企业", en: "Enterprise")
    public let title = Field<String?>("职称", en: "Title", .max(40))
    public let fields = Field<[String]?>("专业领域", en: "Fields", .searchable)
    public let isMentor = Field<Bool>("创业导师", en: "Mentor", .initial("否"), .indexed)
    public let isExpert = Field<Bool>("评审专家", en: "Reviewer", .initial("否"), .indexed)
    public let phone = Field<Phone?>("电话", .personal(.middle))
    public let identity = Field<IdentityNumber?>("公民身份号码", en: "Identity number", .personal(.middle))
    public init() {}
}
