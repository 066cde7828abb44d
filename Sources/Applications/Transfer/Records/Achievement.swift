import Kernel
import Registers

/// 技术领域: as the statistics of technology contracts divide them, agriculture first, since counties live on it.
enum TechnologyField: String, Choice {
    case agriculture = "农业", information = "电子信息", manufacturing = "先进制造", materials = "新材料", medicine = "生物、医药和医疗器械", energy = "新能源与高效节能"
    case environment = "环境保护与资源综合利用", transport = "现代交通", construction = "城市建设与社会发展", aerospace = "航空航天", nuclear = "核应用"
    var label: Label {
        let english = [
            "Agriculture", "Information", "Advanced manufacturing", "New materials", "Biology and medicine", "Energy", "Environment and resources",
            "Transport", "Cities and society", "Aerospace", "Nuclear applications",
        ]
        return Label(rawValue, en: english[TechnologyField.allCases.firstIndex(of: self) ?? 0])
    }
}

/// 科技成果: what research came to, from the form of its owner to the register, and whether it was put to use.
///
/// 《科技成果登记办法》 国科发计字〔2000〕542号: three classes; secret results are outside this register.
struct ScienceAchievement: Record {
    static let kind = Kind<ScienceAchievement>(
        "科技成果", en: "Achievement", title: \.name, unique: [[\.name, \.owner]], belongsTo: \.enterprise)
    let name = Field<String>("成果名称", en: "Name", .min(2), .max(120), .searchable)
    let owner = Field<String>("完成单位", en: "Owner", .max(100), .searchable, .indexed)
    let enterprise = Field<Reference<Enterprise>?>("完成企业", en: "Enterprise")
    let people = Field<String?>("完成人", en: "People", .max(200), .personal(.name))
    let category = Field<Category>("成果类别", en: "Class")
    let field = Field<TechnologyField>("技术领域", en: "Field")
    let level = Field<Level>("成果水平", en: "Level", .initial("unstated"))
    let maturity = Field<Int?>("技术成熟度", en: "Readiness", .min(1), .max(9), .help(Label("1 到 9 级，9 级为已批量应用", en: "1 to 9; 9 is in regular use")))
    let project = Field<Reference<SupportedProject>?>("来源项目", en: "From the project")
    let completedOn = Field<Day>("完成日期", en: "Completed on", .indexed)
    let appraisal = Field<Appraised>("评价方式", en: "Appraised by")
    let appraisedOn = Field<Day?>("评价日期", en: "Appraised on")
    let evidence = Field<FileReference?>("评价证明", en: "Evidence")
    let summary = Field<String>("成果简介", en: "Summary", .long, .max(4000), .searchable)
    let keywords = Field<[String]?>("关键词", .searchable)
    let number = Field<String?>("登记号", en: "Number", .max(20), .readOnly, .searchable)
    let registeredOn = Field<Day>(
        "登记日期", en: "Registered on", .indexed, .help(Label("申请时填当天，登记时改为登记之日", en: "Today; the day of registration once it is registered")))
    let transferredOn = Field<Day?>("转化日期", en: "Put to use on", .indexed, .anyState)
    let transfer = Field<Transfer?>("转化方式", en: "Put to use by", .anyState)
    let state = Field<State>("状态", .readOnly)

    enum Category: String, Choice { case applied = "应用技术成果", basic = "基础理论成果", soft = "软科学成果" }
    enum Level: String, Choice { case unstated = "未评定", county = "县内领先", city = "市内领先", nation = "国内领先", world = "国际先进" }
    enum Appraised: String, Choice {
        case acceptance = "项目验收", experts = "专家评价", thirdParty = "第三方评价", market = "市场评价", test = "检测报告", grant = "授权证书", papers = "论文引用", adoption = "采纳证明"
        var label: Label {
            let english = ["Acceptance", "Experts", "A third party", "The market", "A test", "A granted right", "Papers", "Adoption"]
            return Label(rawValue, en: english[Appraised.allCases.firstIndex(of: self) ?? 0])
        }
    }
    enum Transfer: String, Choice { case own = "自行实施", assignment = "转让", licence = "许可", shares = "作价入股", joint = "合作实施" }
    enum State: String, Choice {
        case draft = "待提交", submitted = "待审查", returned = "已退回", registered = "已登记"
        var label: Label { Label(rawValue, en: ["Draft", "To be checked", "Returned", "Registered"][State.allCases.firstIndex(of: self) ?? 0]) }
    }

    static var flow: Flow<ScienceAchievement>? {
        Flow(
            \.state, editable: [.draft, .returned],
            Step("提交", en: "Submit", code: "submit", .draft, to: .submitted, by: .enterprise, .institute, .transferOffice),
            Step("重新提交", en: "Submit again", code: "submit", .returned, to: .submitted, by: .enterprise, .institute, .transferOffice),
            Step("退回", en: "Return", code: "return", .submitted, to: .returned, by: .transferOffice, needsRemark: true),
            Step(
                "登记", en: "Register", code: "register", .submitted, to: .registered, by: .transferOffice, within: 10,
                refusal: Label("请先上传评价证明", en: "the evidence of its appraisal is missing")
            ) {
                $0.evidence != nil
            } then: { row, changes in
                let (day, number) = try nextNumber(changes, row)
                try changes.update(row.reference) { ($0.registeredOn, $0.number) = (day, .some(number)) }
            })
    }

    /// Year and a running number of the county: 12 digits, the last six of them counted (the form of 2002 has 12 digits).
    private static func nextNumber(_ changes: Changes, _ row: Row<ScienceAchievement>) throws -> (Day, String) {
        let day = changes.now.day
        let year = try changes.rows(ScienceAchievement.self) { columns in
            columns.state == .registered && columns.registeredOn >= day.firstOfYear && columns.region == row.meta.region
                && columns.isSimulated == row.meta.isSimulated
        }
        return (day, Numbering.next("\(day.year)", after: year.compactMap(\.number), digits: 8))
    }

    static var checks: [Check<ScienceAchievement>] {
        [
            Check("评价日期应不早于完成日期", en: "It is appraised when it is complete", at: \.appraisedOn) { row in row.appraisedOn.map { $0 >= row.completedOn } ?? true
            },
            Check("填写转化日期时请选择转化方式", en: "Say how it was put to use", at: \.transfer) { row in row.transferredOn == nil || row.transfer != nil },
        ]
    }

    static var indicators: [Indicator] {
        [
            Indicator(
                "I010", "科技成果登记", en: "Registered achievements", unit: "件", .flow,
                .count(ScienceAchievement.self, by: \.registeredOn) { $0.state == .registered }),
            Indicator(
                "I091", "登记科技成果", en: "Registered achievements", unit: "件", .flow,
                .count(ScienceAchievement.self, by: \.registeredOn) { $0.state == .registered }),
            Indicator(
                "I091-rate", "登记科技成果转化率", en: "Registered achievements put to use", unit: "%", .ratio,
                .count(ScienceAchievement.self) { $0.state == .registered && $0.transferredOn.isFilled },
                .count(ScienceAchievement.self) { $0.state == .registered }),
            Indicator(
                "I-achievements-waiting", "待审查的科技成果", en: "Achievements to be checked", unit: "件", .stock, direction: .down,
                .count(ScienceAchievement.self) { $0.state == .submitted }),
        ]
    }
}

/// Numbers that count up within a year.
enum Numbering {
    /// The head and the next running number: the highest so far and one more.
    static func next(_ head: String, after numbers: [String], digits: Int) -> String {
        let highest = numbers.filter { $0.hasPrefix(head) }.compactMap { Int($0.dropFirst(head.count)) }.max() ?? 0
        let text = String(highest + 1)
        return head + String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}

extension Day {
    /// 1 January of its year.
    var firstOfYear: Day { Day(year, 1, 1) ?? self }
}
