import Documents
import Foundation
import PlanReading

/// The texts that are read.
struct Inputs {
    /// A plan of about forty pages.
    let plan: (name: String, bytes: [UInt8])
    /// Real plans one after another, to be repeated to any size.
    private let corpus: String

    /// The founding plans, or the sample where they are not at hand.
    init(plans folder: String?, sample: String) throws {
        let names = ["qianjiang.txt", "wuxi.txt", "more/shandong-135-sti.txt", "more/shandong-nextgen-it.txt"]
        let files = names.compactMap { name in folder.flatMap { FileManager.default.contents(atPath: $0 + "/" + name) }.map { (name, [UInt8]($0)) } }
        if let first = files.first {
            plan = first
            corpus = files.map { String(decoding: $0.1, as: UTF8.self) }.joined(separator: "\n")
        } else {
            let text = try DocumentReader().read(contentsOf: sample).text
            plan = ("the sample plan, as text, five times", Array(Inputs.repeated(text, bytes: text.utf8.count * 5).utf8))
            corpus = text
        }
    }

    /// Plans of so many bytes, or a little more.
    func text(bytes: Int) -> String { Inputs.repeated(corpus, bytes: bytes) }

    /// Only the Han characters of the plans, on one line.
    func unpunctuated(bytes: Int) -> String {
        let han = String(String.UnicodeScalarView(corpus.unicodeScalars.filter { (0x4E00...0x9FFF).contains($0.value) }))
        return Inputs.repeated(han, bytes: bytes, ending: "")
    }

    /// A unit repeated to so many bytes.
    static func repeated(_ unit: String, bytes: Int, ending: String = "\n") -> String {
        let unit = unit + ending
        return String(repeating: unit, count: Swift.max(1, (bytes + unit.utf8.count - 1) / unit.utf8.count))
    }
}

/// Texts made to be slow to read. The size is that of the text in bytes.
struct Trap {
    let name: String
    let text: (_ bytes: Int) -> Source

    init(_ name: String, _ text: @escaping (_ bytes: Int) -> String) {
        self.name = name
        self.text = { Source(text: text($0)) }
    }

    init(_ name: String, source: @escaping (_ bytes: Int) -> Source) {
        self.name = name
        text = source
    }

    /// The same characters over and over.
    private static func run(_ unit: String, line: Bool = false) -> (Int) -> String {
        { Inputs.repeated(unit, bytes: $0, ending: line ? "\n" : "") }
    }

    /// A head and rows, as many as fit.
    private static func table(_ head: String, _ row: @escaping (Int) -> String) -> (Int) -> String {
        { bytes in
            var text = head + "\n"
            var index = 1
            while text.utf8.count < bytes {
                text += row(index) + "\n"
                index += 1
            }
            return text
        }
    }

    static func all(_ inputs: Inputs) -> [Trap] {
        [
            Trap("one line without punctuation", inputs.unpunctuated),
            Trap("digits", run("0123456789")),
            Trap("一", run("一")),
            Trap("one line of 万", run("万")),
            Trap("opening brackets", run("（")),
            Trap("opening quotes", run("“")),
            Trap("opening title marks", run("《")),
            Trap("（企业（企业…", run("（企业")),
            Trap("到2025年到2025年…", run("到2025年")),
            Trap("2021—2025—…", run("2021—")),
            Trap("3-5-3-5-…", run("3-5")),
            Trap("企业、企业、… 均达到", { Inputs.repeated("科技型企业", bytes: $0, ending: "、") + "均达到80家。" }),
            Trap("分别达到1、2、3…", { "甲、乙分别达到" + Inputs.repeated("80家", bytes: $0, ending: "、") + "。" }),
            Trap("blanks", run(" ")),
            Trap("tabs", run("\t")),
            Trap("empty lines", run("", line: true)),
            Trap("dot leaders", run("第一章 总则……………………12", line: true)),
            Trap("chapter headings", run("第一章 总体要求", line: true)),
            Trap("1.1.1.1.1.…", run("1.")),
            Trap("boxes", run("专栏1 重点工程\n1．示范工程。建设平台。", line: true)),
            Trap("one quantity, ever new values", table("第一章 目标") { "到2025年，高新技术企业达到\($0)家。" }),
            Trap("ever new quantities", table("第一章 目标") { "到2025年，第\($0)类高新技术企业达到\($0)家。" }),
            Trap("projects without a table", table("第一章 项目") { "\($0)．云岭县第\($0)号平台建设项目。总投资\($0)万元，建设大数据平台。" }),
            Trap("indicator table, tabs", table("序号\t指标\t单位\t2020年\t2025年\t属性") { "\($0)\t指标\($0)\t家\t\($0)\t\($0 + 5)\t预期性" }),
            Trap("indicator table, pipes", table("| 序号 | 指标 | 单位 | 2020年 | 2025年 |\n|---|---|---|---|---|") { "| \($0) | 指标\($0) | 家 | \($0) | \($0 + 5) |" }),
            Trap("indicator table, columns", table("序号　　指标　　　　单位　　2020年　　2025年") { "\($0)　　　指标甲\($0)　　家　　\($0)　　\($0 + 5)" }),
            Trap("indicator table, a cell a line", table("序号\n指标\n单位\n2020年\n2025年") { "\($0)\n指标\($0)\n家\n\($0)\n\($0 + 5)" }),
            Trap(
                "project table, tabs",
                table("序号\t项目名称\t建设内容\t建设年限\t总投资（万元）\t责任单位") {
                    "\($0)\t第\($0)号平台\t建设平台\t2022-2025\t\($0)\t县科技局"
                }),
            Trap("indicator table of Word or HTML", source: { wordTable(bytes: $0) }),
        ]
    }

    /// A table with its cells known, as a Word file gives it.
    private static func wordTable(bytes: Int) -> Source {
        let rows = (0..<Swift.max(1, bytes / 42)).map { index in
            index == 0 ? ["序号", "指标", "单位", "2020年", "2025年"] : ["\(index)", "指标\(index)", "家", "\(index)", "\(index + 5)"]
        }
        let html = "<html><body><table>" + rows.map { "<tr>" + $0.map { "<td>\($0)</td>" }.joined() + "</tr>" }.joined() + "</table></body></html>"
        let document = try? DocumentReader().read(Array(html.utf8), name: "table.html")
        return document.map(Source.init) ?? Source(text: "")
    }
}
