import Documents
@testable import PlanDesk
@testable import PlanReading

/// A small plan whose reading is written by hand, so that the presenters are tested without the reader.
struct Sample {
    let text: String

    init(_ text: String = Sample.plan) { self.text = text }

    static let plan = """
        青溪县数字经济“十四五”规划
        第一章 主要目标
        到2025年，高新技术企业达到80家以上，建设智慧农业云平台。
        专栏1 主要指标
        1．高新技术企业。2020年为37家。
        项目：智慧农业云平台，总投资3000万元。
        """

    /// The span of words at their nth occurrence.
    func span(_ words: String, _ nth: Int = 0) -> Span {
        let text = Array(self.text.unicodeScalars)
        let wanted = Array(words.unicodeScalars)
        let starts = text.indices.filter { text[$0...].starts(with: wanted) }
        return starts.indices.contains(nth) ? Span(starts[nth], starts[nth] + wanted.count) : Span(0, 0)
    }

    var document: Documents.Document { Documents.Document(format: .text, encoding: "UTF-8", text: text) }

    func report(_ reading: Reading, blocks: [Documents.Block] = []) -> PlanReport {
        var document = document
        document.blocks = blocks
        return PlanReport(file: "plans/qingxi.txt", document: document, reading: reading)
    }

    /// One of everything.
    var reading: Reading {
        var reading = Reading()
        reading.document.title = "青溪县数字经济“十四五”规划"
        reading.document.titleSpan = span("青溪县数字经济“十四五”规划")
        reading.document.region = "青溪县"
        reading.document.level = .county
        reading.document.from = 2021
        reading.document.to = 2025
        reading.outline = [
            Heading(
                level: 1, number: "第一章", title: "主要目标", span: span("第一章 主要目标"), path: "第一章", isRunIn: false,
                confidence: 0.99)
        ]
        reading.clauses = [Clause(id: "c1", span: span("到2025年，高新技术企业达到80家以上，建设智慧农业云平台。"), heading: 0, box: nil)]
        reading.boxes = [
            Box(
                number: "1", title: "主要指标", span: span("专栏1 主要指标\n1．高新技术企业。2020年为37家。"),
                items: [.init(number: "1", title: "高新技术企业", span: span("1．高新技术企业。2020年为37家。"))], confidence: 0.9)
        ]
        reading.indicators = [indicator]
        reading.tasks = [
            Reading.Task(
                verb: "建设", object: "智慧农业云平台", units: [.init(role: .lead, name: "县农业农村局")], year: 2025,
                span: span("建设智慧农业云平台"), heading: 0, box: nil, confidence: 0.8)
        ]
        reading.systems = [
            Reading.System(
                name: "智慧农业云平台", span: span("智慧农业云平台"), clause: 0, project: 0, mentions: [span("智慧农业云平台", 1)],
                confidence: 0.7)
        ]
        reading.projects = [project]
        reading.findings = [
            finding(.note, "单位写法不一", "80家"),
            finding(.error, "目标与基期口径不同", "高新技术企业达到80家以上", "2020年为37家"),
        ]
        return reading
    }

    var indicator: Indicator {
        Indicator(
            name: "高新技术企业", unit: "家", baselineYear: 2020, baseline: .number(Number(37)), targetYear: 2025,
            target: .number(Number(80)), comparison: .atLeast, direction: .up, attribute: "预期性", isCumulative: false,
            isYearly: false, isGrowth: false, origin: .text, stretch: nil,
            path: [.init(year: 2023, value: .number(Number(605, scale: 1)), span: Span(0, 0))], extra: nil,
            span: span("高新技术企业达到80家以上"), valueSpan: span("80家以上"), baselineSpan: span("37家"), mentions: [], heading: 0,
            box: nil, confidence: 0.9876)
    }

    var project: Project {
        Project(
            number: "1", name: "智慧农业云平台", kind: "新建", period: nil, from: 2022, to: 2024, years: nil,
            budget: Number(3000), budgetAsPrinted: "3000万元",
            units: [
                .init(role: .implementer, name: "县农投公司"), .init(role: .lead, name: "县农业农村局"),
                .init(role: .responsible, name: "县大数据局"),
            ],
            content: nil, group: nil, span: span("智慧农业云平台，总投资3000万元"), nameSpan: span("智慧农业云平台", 1), contentSpan: nil,
            budgetSpan: span("3000万元"), periodSpan: nil, list: 0, confidence: 0.95)
    }

    func finding(_ severity: Finding.Severity, _ message: String, _ passages: String...) -> Finding {
        Finding(
            rule: "sample-rule", severity: severity, message: message, why: "两处不一致。", remedy: "统一口径。",
            passages: passages.map { span($0) })
    }
}

extension String {
    init(utf8 bytes: [UInt8]) { self.init(decoding: bytes, as: UTF8.self) }

    /// How often words occur.
    func count(of words: String) -> Int {
        let own = Array(utf8)
        let wanted = Array(words.utf8)
        return own.indices.count { own[$0...].starts(with: wanted) }
    }
}
