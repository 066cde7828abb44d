import Eligibility
import Kernel
import Registers

/// 培育库: an enterprise that is helped up to a title, with a plan of its own (一企一策).
struct Candidate: Record {
    static let kind = Kind<Candidate>("培育对象", en: "Candidate", title: \.goal, unique: [[\.enterprise, \.goal]], belongsTo: \.enterprise)
    let enterprise = Field<Reference<Enterprise>>("企业")
    let goal = Field<Goal>("培育目标", en: "Goal")
    let year = Field<Int>("计划晋级年度", en: "Planned year", .min(2015), .max(2100), .indexed)
    let officer = Field<String?>("服务专员", en: "Officer", .max(40), .personal(.name))
    let measures = Field<String?>("一企一策措施", en: "Measures", .long, .max(2000))
    let state = Field<State>("状态", .readOnly)

    enum Goal: String, Choice {
        case scienceSME = "科技型中小企业", municipalScience = "市级科技型企业", innovative = "创新型中小企业", specialised = "专精特新中小企业", littleGiant = "专精特新“小巨人”"
        case highTech = "高新技术企业", highGrowth = "高成长性企业", aboveScale = "规模以上工业企业", board = "区域股权市场挂牌"
        var rung: Rung { Rung(rawValue: code) ?? .highTech }
        var label: Label { Label(rawValue, en: rung.name.english) }
    }
    enum State: String, Choice {
        case nurtured = "培育中", applied = "已申报", promoted = "已晋级", left = "已退出"
        var label: Label {
            switch self {
            case .nurtured: Label(rawValue, en: "Being helped")
            case .applied: Label(rawValue, en: "Has applied")
            case .promoted: Label(rawValue, en: "Promoted")
            case .left: Label(rawValue, en: "Left")
            }
        }
    }

    static var flow: Flow<Candidate>? {
        Flow(
            \.state,
            Step("已申报", en: "Has applied", code: "apply", .nurtured, to: .applied, by: .enterpriseOffice, isAwaited: false),
            Step("已晋级", en: "Promoted", code: "promote", .applied, to: .promoted, by: .enterpriseOffice, isAwaited: false),
            Step("申报未通过", en: "Not recognised", code: "fail", .applied, to: .nurtured, by: .enterpriseOffice, needsRemark: true, isAwaited: false),
            Step("退出培育", en: "Leave", code: "leave", .nurtured, to: .left, by: .enterpriseOffice, needsRemark: true, isAwaited: false))
    }

    static var indicators: [Indicator] {
        [
            Indicator(
                "I-candidates", "在库培育企业", en: "Candidates being helped", unit: "家", .stock, .count(Candidate.self) { $0.state.isIn([.nurtured, .applied]) })
        ]
    }
}

/// 培育计划目标: how many of a title a programme wants by the end of a year (“681”, 专栏5).
struct ProgrammeTarget: Record {
    static let kind = Kind<ProgrammeTarget>("培育计划目标", en: "Programme target", title: \.programme, unique: [[\.programme, \.title, \.sector, \.year]])
    let programme = Field<String>("计划", en: "Programme", .max(60), .searchable)
    let title = Field<Certificate.Title>("称号", en: "Title")
    let sector = Field<Sector>("产业", .initial("all"))
    let year = Field<Int>("年度", .min(2015), .max(2100), .indexed)
    let value = Field<Int>("目标", en: "Target", unit: "家", .min(0), .max(1_000_000))
    enum Sector: String, Choice {
        case all = "全部", agriculture = "农业", industry = "工业", services = "现代服务业"
        var registered: Enterprise.Sector? { Enterprise.Sector(stored: .text(code)) }
    }
}

/// 培育参数: figures for which no text was found; what the county sets, and until when nothing newer is set.
struct CultivationSettings: Record {
    static let kind = Kind<CultivationSettings>("培育参数", en: "Settings of the ladder", title: \.basis)
    let since = Field<Day>("生效日期", en: "In force from", .unique)
    let aboveScale = Field<Money>("规上工业年主营业务收入标准", en: "Above scale from a main revenue of", unit: .wanYuan, .initial("2000"), .min(0))
    let growth = Field<Int>("高成长：三年复合增长率", en: "High growth: compound growth of three years", unit: .percent, .initial("20"), .min(0), .max(1000))
    let research = Field<Int?>("高成长：研发费用占比", en: "High growth: R&D of revenue", unit: .percent, .min(0), .max(100))
    let basis = Field<String>("依据", en: "Basis", .max(200), .help(Label("文件或会议；这些数没有找到上级原文", en: "A document or meeting; no text of a higher level was found")))
}
