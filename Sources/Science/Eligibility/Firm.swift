/// What is known of a firm: the facts that eligibility is judged by. nil means that nobody knows; 0, false and an empty list are knowledge.
///
/// Amounts are in fen. A firm is judged as of a day, so everything has its year or its day.
public struct Firm: Sendable {
    public var registered: CivilDay?
    /// 居民企业, registered in mainland China, with sound accounts and 查账征收.
    public var isResident: Bool?
    /// The section letter of GB/T 4754.
    public var section: Section?
    /// Whether products or services are in the prohibited, restricted or eliminated classes.
    public var isProhibited: Bool?
    /// Whether its industry is barred from the super-deduction (119号).
    public var isBarredIndustry: Bool?
    public var incidents = Incidents.unknown
    /// In 经营异常名录 or 严重违法失信名单.
    public var isListed: Bool?
    /// In any order, a year at most once.
    public var years: [FiscalYear] = []
    /// In any order.
    public var rights: [RightsCount] = []
    public var titles: [Title] = []
    public var awards: [Award]?
    public var investments: [Investment]?
    public var institution: Institution?
    /// The years in which it led the making of an international, national or industry standard (among the first five drafting units).
    public var standardsLed: [Int]?
    /// Since when it works in its market segment.
    public var inSegmentSince: CivilDay?
    /// 专精特新发展评价, by year, as the national platform computed it.
    public var developmentScores: [DevelopmentScore] = []
    public var marketShare: Fraction?
    /// Among the first three of China in its segment.
    public var isTopThree: Bool?
    /// Its main product belongs to the fields listed for 小巨人.
    public var isInKeyField: Bool?
    /// Its main product is in 战略性新兴产业分类.
    public var isStrategicIndustry: Bool?
    /// Its technology lies in 国家重点支持的高新技术领域, as far as the firm says.
    public var isHighTechField: Bool?
    /// S&T staff with a senior title (副高 and above).
    public var seniorTechnicians: Int?
    public var panel: Panel?
    public var sheet = LocalSheet()

    public init() {}

    /// The sections that rules ask about (GB/T 4754—2017).
    public enum Section: String, Sendable, Hashable, CaseIterable {
        case a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t
    }

    /// Major safety or quality accidents, serious environmental offences, serious research misconduct.
    public enum Incidents: Sendable, Hashable {
        case unknown
        case none
        /// The last one.
        case last(CivilDay)
    }

    public enum Institution: Int, Sendable, Hashable, Comparable, CaseIterable {
        case none, county, city, province, nation
        public static func < (left: Institution, right: Institution) -> Bool { left.rawValue < right.rawValue }
    }

    public struct Title: Sendable, Hashable {
        public var kind: Kind
        public var from: CivilDay
        /// The last day; nil where it has no end.
        public var until: CivilDay?
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            case scienceSME, municipalScience, innovative, specialised, littleGiant, highTech, highGrowth
            case rightsDemonstration, technologyDemonstration
        }
        public init(_ kind: Kind, from: CivilDay, until: CivilDay? = nil) {
            self.kind = kind
            self.from = from
            self.until = until
        }
    }

    public struct Award: Sendable, Hashable {
        public var isNational: Bool
        public var year: Int
        /// Its place among the awarded units.
        public var rank: Int
        public var kind: Kind
        public enum Kind: Sendable, Hashable { case science, makerContest }
        public init(_ kind: Kind = .science, isNational: Bool, year: Int, rank: Int) {
            self.kind = kind
            self.isNational = isNational
            self.year = year
            self.rank = rank
        }
    }

    /// New equity, paid in by qualified investors.
    public struct Investment: Sendable, Hashable {
        public var day: CivilDay
        public var amount: Int64
        public init(_ day: CivilDay, _ amount: Int64) {
            self.day = day
            self.amount = amount
        }
    }

    public struct DevelopmentScore: Sendable, Hashable {
        public var year: Int
        public var points: Int
        public init(year: Int, points: Int) {
            self.year = year
            self.points = points
        }
    }

    /// How many valid rights for the main products there were on a day.
    public struct RightsCount: Sendable, Hashable {
        public var day: CivilDay
        /// Ⅰ类
        public var first: Int
        /// Ⅰ类 that it developed itself, not bought.
        public var firstOwn: Int
        /// Ⅰ类高价值 (63号)
        public var highValue: Int
        /// Ⅱ类
        public var second: Int
        public init(day: CivilDay, first: Int, firstOwn: Int, highValue: Int = 0, second: Int) {
            self.day = day
            self.first = first
            self.firstOwn = firstOwn
            self.highValue = highValue
            self.second = second
        }
    }

    /// What an expert panel gave for the parts of 195号 that no register knows.
    public struct Panel: Sendable, Hashable {
        public var technology: Int?, support: Int?, quantity: Int?, acquisition: Int?, standards: Int?
        public var conversion: Int?
        public var rules: Int?, unit: Int?, incentives: Int?, training: Int?
        public var assetGrowth: Int?, salesGrowth: Int?
        public init() {}
    }

    /// What only the 13 items of 63号 ask (history).
    public struct LocalSheet: Sendable, Hashable {
        /// 0 none, 1 六基 or serves a chain leader, 2 补短板.
        public var field: Int?
        public var digitalLevel: Int?
        /// How many of: provincial quality award, ISO 9001 class certificate, own brand, part in standards.
        public var qualityMarks: Int?
        /// What the province set, 0…15.
        public var localPoints: Int?
        public init() {}
    }
}

/// The figures of a fiscal year, which is a calendar year.
public struct FiscalYear: Sendable {
    public var year: Int
    /// 营业收入, 销售收入
    public var revenue: Int64?
    /// 主营业务收入
    public var mainRevenue: Int64?
    /// 总收入
    public var totalIncome: Int64?
    /// 高新技术产品（服务）收入
    public var highTechIncome: Int64?
    /// 成本费用总额
    public var costs: Int64?
    /// 研发费用
    public var research: Int64?
    /// 境内研发费用
    public var researchInChina: Int64?
    /// 资产总额, at the end of the year
    public var assets: Int64?
    public var liabilities: Int64?
    public var profit: Int64?
    /// 职工总数, yearly average
    public var staff: Int?
    /// 科技人员
    public var technicians: Int?
    /// 研发人员
    public var researchers: Int?
    /// 科技成果转化
    public var conversions: Int?

    public init(_ year: Int) { self.year = year }

    /// Net assets at the end of the year.
    var netAssets: Int64? {
        guard let assets, let liabilities else { return nil }
        return assets - liabilities
    }
}
