/// The language of the interface.
public enum Language: Sendable {
    case chinese, english
}

/// A text of the interface in both of its languages. Nothing that a reader sees is written anywhere but in this file.
struct Label: Sendable {
    let zh: String
    let en: String

    init(_ zh: String, _ en: String) {
        self.zh = zh
        self.en = en
    }

    func text(_ language: Language) -> String { language == .english ? en : zh }
}

/// Kinds of things.
extension Label {
    static let outline = Label("目录", "Outline")
    static let indicators = Label("指标", "Indicators")
    static let tasks = Label("任务", "Tasks")
    static let projects = Label("项目", "Projects")
    static let systems = Label("系统", "Systems")
    static let findings = Label("问题", "Findings")
    static let boxes = Label("专栏", "Boxes")
    static let achievements = Label("现状", "Achievements")
    static let baselineAndPast = Label("基期与现状", "Baselines and achievements")
    static let milestones = Label("节点", "Milestones")
}

/// What a document says of itself.
extension Label {
    static let region = Label("地区", "Region")
    static let level = Label("层级", "Level")
    static let issuer = Label("发文机关", "Issued by")
    static let documentNumber = Label("文号", "Number")
    static let date = Label("成文日期", "Date")
    static let period = Label("规划期", "Period")
    static let file = Label("文件", "File")
    static let format = Label("格式", "Format")
    static let characters = Label("字", "characters")
    static let length = Label("字数", "Characters")
    static let warnings = Label("读取提示", "Notes on reading")

    static let county = Label("区县", "County")
    static let city = Label("市", "City")
    static let province = Label("省", "Province")
    static let nation = Label("国家", "Nation")
}

/// Formats of documents.
extension Label {
    static let plainText = Label("纯文本", "Plain text")
    static let markdown = Label("Markdown", "Markdown")
    static let webPage = Label("网页", "Web page")
    static let word = Label("Word 文档", "Word")
    static let pdf = Label("PDF", "PDF")
    static let legacyWord = Label("Word 97–2003 / WPS 文档", "Word 97–2003 or WPS")
    static let richText = Label("RTF 文档", "Rich text")
    static let openDocument = Label("ODT 文档", "OpenDocument")
}

/// Columns and properties.
extension Label {
    static let number = Label("序号", "No.")
    static let name = Label("名称", "Name")
    static let unit = Label("单位", "Unit")
    static let baseline = Label("基期值", "Baseline")
    static let baselineNumber = Label("基期数值", "Baseline number")
    static let targetNumber = Label("目标数值", "Target number")
    static let attributePrinted = Label("属性（原文）", "Attribute as printed")
    static let found = Label("出处", "Found at")
    static let baselineYear = Label("基期年", "Baseline year")
    static let target = Label("目标值", "Target")
    static let targetYear = Label("目标年", "Target year")
    static let comparison = Label("比较", "Comparison")
    static let direction = Label("方向", "Direction")
    static let attribute = Label("属性", "Attribute")
    static let meaning = Label("口径", "Meaning")
    static let source = Label("来源", "Source")
    static let stretch = Label("力争", "Stretch")
    static let extra = Label("附注", "Extra")
    static let place = Label("位置", "Place")

    /// 第12行
    static func line(_ number: Int) -> Label { Label("第\(number)行", "line \(number)") }
    static let lineNumber = Label("行", "Line")
    static let section = Label("章节", "Section")
    static let quote = Label("原文", "Quote")
    static let confidence = Label("置信度", "Confidence")
    static let verb = Label("动词", "Verb")
    static let object = Label("内容", "Object")
    static let units = Label("责任单位", "Units")
    static let by = Label("期限", "By")
    static let kind = Label("性质", "Kind")
    static let budget = Label("投资（万元）", "Budget (10,000 yuan)")
    static let content = Label("主要内容", "Content")
    static let group = Label("分类", "Group")
    static let rule = Label("规则", "Rule")
    static let severity = Label("级别", "Severity")
    static let problem = Label("问题", "Finding")
    static let why = Label("理由", "Why")
    static let remedy = Label("建议", "Remedy")
    static let item = Label("项", "items")
    static let commissionedBy = Label("立项", "Project")
}

/// Values.
extension Label {
    static let table = Label("表", "table")
    static let prose = Label("文", "text")
    static let cumulative = Label("累计", "cumulative")
    static let yearly = Label("每年", "yearly")
    static let growth = Label("增速", "growth")
    static let up = Label("上升", "up")
    static let down = Label("下降", "down")
    static let binding = Label("约束性", "binding")
    static let expected = Label("预期性", "expected")
    static let unfunded = Label("未列项目", "no project")
    static let uncertain = Label("待核", "to be checked")
    static let tenThousandYuan = Label("万元", "×10,000 yuan")
    static let more = Label("另有", "and further")

    static let error = Label("错误", "Error")
    static let warning = Label("警告", "Warning")
    static let note = Label("提示", "Note")

    static let lead = Label("牵头单位", "lead")
    static let support = Label("配合单位", "support")
    static let responsible = Label("责任单位", "responsible")
    static let implementer = Label("实施主体", "implementer")
    static let supervisor = Label("主管单位", "supervisor")
}

/// Sentences, and the controls of the page.
extension Label {
    static let noFindings = Label("未发现问题。", "No findings.")
    static let nothing = Label("没有读到。", "None were found.")
    static let noMatch = Label("没有符合筛选的条目。", "Nothing matches the filter.")
    static let filter = Label("筛选", "Filter")
    static let index = Label("索引", "Index")
    static let show = Label("标注", "Marks")
    static let print = Label("打印", "Print")
    static let close = Label("收起", "Close")
    static let otherLanguage = Label("English", "中文")
    static let product = Label("山河 · 规划通读", "Shanhe · Plan reading")
}
