import Kernel
import Registers

/// 科学数据汇交: what a project measured, deposited so that others can use it.
struct ResearchDataSet: Record {
    static let kind = Kind<ResearchDataSet>("科学数据汇交", en: "Data deposit", title: \.title)
    let contract = Field<Reference<ProjectContract>>("项目", en: "Project")
    let title = Field<String>("数据集", en: "Data set", .max(120), .searchable)
    let description = Field<String>(
        "说明", en: "Description", .long, .min(10), .max(5000), .help(Label("来源、方法、字段和单位、质量", en: "Origin, method, fields and units, quality")))
    let openness = Field<Openness>("共享方式", en: "Openness", .initial("shared"))
    let embargo = Field<Day?>("保护期至", en: "Embargo until")
    let amount = Field<String>("数据量", en: "Amount", .max(60), .help(Label("如 1.2 万条、3 GB", en: "Such as 12,000 rows, 3 GB")))
    let storage = Field<String>("存放位置", en: "Kept at", .max(200))
    let file = Field<FileReference?>("数据文件", en: "File")
    let state = Field<State>("状态", .readOnly)

    enum Openness: String, Choice {
        case open = "公开", shared = "申请共享", closed = "不共享"
        var label: Label { Label(rawValue, en: ["Open", "Shared on request", "Closed"][Openness.allCases.firstIndex(of: self) ?? 0]) }
    }
    enum State: String, Choice { case draft = "草稿", submitted = "待审核", returned = "退回", deposited = "已汇交" }

    static var flow: Flow<ResearchDataSet>? {
        Flow(
            \.state, editable: [.draft, .returned],
            Step("提交", en: "Submit", code: "submit", .draft, to: .submitted, by: .enterprise, .projectInstitute, isAwaited: false),
            Step("重新提交", en: "Submit again", code: "resubmit", .returned, to: .submitted, by: .enterprise, .projectInstitute, within: 10),
            Step("退回", en: "Return", code: "return", .submitted, to: .returned, by: .projectOffice, needsRemark: true),
            Step(
                "汇交完成", en: "Deposit", code: "deposit", .submitted, to: .deposited, by: .projectOffice, within: 10,
                then: { data, changes in
                    guard data.openness != .closed else { return }
                    let contract = try changes.row(data.contract)
                    var draft = Draft<DataAsset>()
                    (draft.title, draft.description, draft.openness, draft.holder) = (data.title, data.description, data.openness, contract.holder)
                    (draft.amount, draft.embargo, draft.depositedOn) = (data.amount, .some(data.embargo), changes.now.day)
                    try changes.create(draft, isSimulated: data.meta.isSimulated)
                }))
    }
}

/// 科学数据目录: what there is to be had, for all who sign in.
struct DataAsset: Record {
    static let kind = Kind<DataAsset>("科学数据目录", en: "Data catalogue", title: \.title)
    let title = Field<String>("数据集", en: "Data set", .max(120), .searchable)
    let description = Field<String>("说明", en: "Description", .long, .max(5000), .searchable)
    let openness = Field<ResearchDataSet.Openness>("共享方式", en: "Openness")
    let holder = Field<String>("汇交单位", en: "Deposited by", .max(100), .searchable)
    let amount = Field<String>("数据量", en: "Amount", .max(60))
    let embargo = Field<Day?>("保护期至", en: "Embargo until")
    let depositedOn = Field<Day>("汇交日期", en: "Deposited on", .indexed)
    static var indicators: [Indicator] {
        [Indicator("I-data-assets", "已汇交科学数据集", en: "Data sets deposited", unit: "个", .stock, .count(DataAsset.self))]
    }
}

/// 数据共享申请
struct DataUse: Record {
    static let kind = Kind<DataUse>("数据共享申请", en: "Data request", title: \.purpose)
    let asset = Field<Reference<DataAsset>>("数据集", en: "Data set")
    let user = Field<String>("申请单位", en: "Asked by", .max(100))
    let purpose = Field<String>("用途", en: "Purpose", .min(4), .max(200))
    let askedOn = Field<Day>("申请日期", en: "Asked on", .indexed)
    let state = Field<State>("状态", .readOnly)
    enum State: String, Choice { case asked = "待处理", granted = "已共享", refused = "未共享" }
    static var flow: Flow<DataUse>? {
        Flow(
            \.state, editable: [],
            Step(
                "共享", en: "Share", code: "grant", .asked, to: .granted, by: .projectOffice, within: 10,
                then: { use, changes in
                    let asset = try changes.row(use.asset)
                    if let until = asset.embargo, until >= changes.now.day { throw changes.refuse("保护期到 \(until)", en: "It is under embargo until \(until)") }
                }),
            Step("不共享", en: "Refuse", code: "refuse", .asked, to: .refused, by: .projectOffice, needsRemark: true))
    }
    static var indicators: [Indicator] {
        [Indicator("I-data-uses", "科学数据共享", en: "Data shared", unit: "次", .flow, .count(DataUse.self, by: \.askedOn) { $0.state == .granted })]
    }
}
