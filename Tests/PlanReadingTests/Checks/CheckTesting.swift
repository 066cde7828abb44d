@testable import PlanReading

/// Reads a snippet as a county plan of 2021 to 2025 and gives what the checks say of it.
struct Checked {
    let findings: [Finding]
    private let text: Text

    init(_ body: String, title: String = "云岭县科技创新“十四五”规划") {
        let source = title + "\n\n" + body
        findings = PlanReader.read(Source(text: source)).findings
        text = Text(source)
    }

    /// The passages of each finding of the rule.
    func passages(_ rule: String) -> [[String]] {
        findings.filter { $0.rule == rule }.map { $0.passages.map(text.tidy) }
    }

    func count(_ rule: String) -> Int { findings.filter { $0.rule == rule }.count }

    /// Some finding of the rule quotes all of these.
    func quotes(_ rule: String, _ words: String...) -> Bool {
        passages(rule).contains { passages in words.allSatisfy { word in passages.contains { $0.contains(word) } } }
    }

    /// What is wrong beyond notes.
    var alarms: [String] { findings.filter { $0.severity != .note }.map { "\($0.rule): \($0.message)" } }
}

/// A project list: name, content, period, budget in 万元.
func projectList(_ rows: [(name: String, content: String, period: String, budget: String)], total: String? = nil, unit: String = "县科技局") -> String {
    var lines = ["云岭县重点项目表", "序号\t项目名称\t性质\t建设内容\t建设年限\t投资（万元）\t责任单位"]
    for (index, row) in rows.enumerated() { lines.append("\(index + 1)\t\(row.name)\t新建\t\(row.content)\t\(row.period)\t\(row.budget)\t\(unit)") }
    if let total { lines.append("合计\t\t\t\t\t\(total)\t") }
    return lines.joined(separator: "\n") + "\n"
}

/// A table of indicators: name, unit, 2020, 2025.
func indicatorTable(_ rows: [(name: String, unit: String, base: String, target: String)], note: String? = nil, box: Int = 1) -> String {
    var lines = ["专栏\(box)  “十四五”主要指标", "序号\t指标\t单位\t2020年\t2025年目标\t属性"]
    for (index, row) in rows.enumerated() { lines.append("\(index + 1)\t\(row.name)\t\(row.unit)\t\(row.base)\t\(row.target)\t预期性") }
    if let note { lines.append(note) }
    return lines.joined(separator: "\n") + "\n"
}
