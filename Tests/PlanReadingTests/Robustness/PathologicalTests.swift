import Testing

@testable import PlanReading

/// Texts that no one writes. They must end; long times are printed, and grow with the length alone.
/// SHANHE_NOISE_LENGTH=1000000 reads a megabyte of each, which wants an optimised build (`make fuzz`).
@Suite("Pathological texts are read to their end", .serialized)
struct PathologicalTests {
    struct Noise: Sendable, CustomStringConvertible {
        var description: String
        var text: @Sendable (Int) -> String

        init(_ description: String, _ text: @escaping @Sendable (Int) -> String) {
            self.description = description
            self.text = text
        }
    }

    private static func times(_ words: String, _ count: Int) -> String { String(repeating: words, count: count / max(1, words.unicodeScalars.count)) }

    private static func lines(_ count: Int, _ line: (Int) -> String) -> String { (1...max(1, count)).map(line).joined(separator: "\n") }

    private static let head = "| 序号 | 指标 | 单位 | 2020年 | 2025年 |\n|---|---|---|---|---|\n"

    /// Each of about as many characters as asked for.
    static let noises: [Noise] = [
        Noise("digits") { times("1", $0) }, Noise("一") { times("一", $0) }, Noise("十") { times("十", $0) }, Noise("（") { times("（", $0) },
        Noise("(1)") { times("(1)", $0) }, Noise("pipes") { times("|", $0) }, Noise("pipes in lines") { times("|||\n", $0) },
        Noise("tabs") { times("\t", $0) }, Noise("tabs in lines") { times("\t1\n", $0) }, Noise("blanks") { times(" ", $0) },
        Noise("full-width blanks") { times("　", $0) }, Noise("line feeds") { times("\n", $0) }, Noise("form feeds") { times("\u{0C}", $0) },
        Noise("NUL") { times("\0", $0) },
        Noise("1,") { times("1,", $0) }, Noise("1.") { times("1.", $0) }, Noise("2025年") { times("2025年", $0) }, Noise("《") { times("《", $0) },
        Noise("“") { times("“", $0) }, Noise("【") { times("【", $0) }, Noise("{TOC") { times("{TOC ", $0) }, Noise("[bookmark:") { times("[bookmark:", $0) },
        Noise("企业达到80家，") { times("企业达到80家，", $0) }, Noise("到2025年，企业、") { times("到2025年，企业、", $0) }, Noise("A和B分别达到") { times("企业和平台分别达到3家、5家、", $0) },
        Noise("一句话") { times("加快建设智慧农业云平台，", $0) }, Noise("说明性文字") { times("建设", $0) }, Noise("的") { times("的", $0) },
        Noise("short sentences") { times("到2025年，企业达到80家。", $0) },
        Noise("sentences with numbers of their own") { count in lines(count / 20) { "到2025年，第\($0)类企业达到\($0)家。" } },
        Noise("systems") { count in lines(count / 20) { "建设第\($0)号智慧农业云平台。" } },
        Noise("headings 一、") { count in lines(count / 8) { _ in "一、总体要求" } }, Noise("headings 第X章") { count in lines(count / 10) { "第\($0 % 1000)章 总体要求" } },
        Noise("headings 1.1") { count in lines(count / 10) { "1.\($0 % 99 + 1) 总体要求" } },
        Noise("run-in headings") { count in lines(count / 22) { "（\($0 % 9 + 1)）壮大产业。发展茶叶，延长产业链条。" } },
        Noise("boxes") { count in lines(count / 8) { "专栏\($0) 工程" } },
        Noise("items of one box") { count in "专栏1 工程\n" + lines(count / 14) { "\($0 % 999).农田建设。建设农田。" } },
        Noise("a table of many rows") { count in head + lines(count / 30) { "| \($0) | 企业\($0) | 家 | \($0) | \($0 + 1) |" } },
        Noise("a table of tabs") { count in "序号\t指标\t单位\t2020年\t2025年\n" + lines(count / 20) { "\($0)\t企业\($0)\t家\t\($0)\t\($0 + 1)" } },
        Noise("a table of cells") { count in "序号\n指标\n单位\n2020年\n2025年\n" + lines(count / 20) { "\($0)\n企业\($0)\n家\n\($0)\n\($0 + 1)" } },
        Noise("a table of tabbed cells") { count in
            "\t序号\n\t指标\n\t单位\n\t2020年\n\t2025年\n\n" + lines(count / 24) { "\t\($0)\n\t企业\($0)\n\t家\n\t\($0)\n\t\($0 + 1)\n" }
        },
        Noise("an aligned table") { count in "序号   指标      单位   2020年   2025年\n" + lines(count / 40) { "\($0)      企业\($0)    家     \($0)      \($0 + 1)" } },
        Noise("a spaced table") { count in "序号 指标 单位 2020年 2025年\n" + lines(count / 20) { "\($0) 企业\($0) 家 \($0) \($0 + 1)" } },
        Noise("a wide table") { count in "|" + times("2025年|", count / 2) + "\n|" + times("80|", count / 2) },
        Noise("many heads") { count in times("序号 指标 单位 2020年 2025年\n", count) }, Noise("heads of cells") { count in times("序号\n指标\n单位\n", count) },
        Noise("heads behind tabs") { count in times("\t序号\n\t指标\n", count) },
        Noise("many small tables") { count in times("\(head)| 1 | 企业 | 家 | 3 | 5 |\n\n", count) },
        Noise("projects") { count in "| 序号 | 项目名称 | 总投资（万元） | 责任单位 |\n|---|---|---|---|\n" + lines(count / 30) { "| \($0) | 智慧平台\($0) | \($0) | 县科技局 |" } },
        Noise("contents") { count in "目录\n" + lines(count / 20) { "第\($0)章 总体要求………………\($0)" } },
        Noise("page numbers") { count in times("- 3 -\n\u{0C}", count) }, Noise("aligned noise") { count in times("中    文    字\n", count) },
        Noise("supplementary characters") { times("𠮷", $0) }, Noise("combining characters") { times("e\u{301}", $0) },
    ]

    @Test("Noise, and twice as much noise in about twice the time", arguments: noises)
    func noise(_ noise: Noise) {
        let clock = ContinuousClock()
        func read(_ length: Int) -> Duration {
            let text = noise.text(length)
            let start = clock.now
            let reading = Reading.of(text)
            let time = clock.now - start
            #expect(reading.spansOutside(0..<text.unicodeScalars.count) == [])
            #expect(reading.danglingIndexes == [])
            return time
        }
        let (single, double) = (read(PathologicalTests.length), read(2 * PathologicalTests.length))
        let growth = double / single
        if double > .milliseconds(200) {
            print(
                "noise: \(noise): \(single) and \(double), × \((growth * 10).rounded() / 10)\(growth > 3 && double > .milliseconds(500) ? "  SUPERLINEAR" : "")"
            )
        }
    }

    static let length = Files.number("SHANHE_NOISE_LENGTH") ?? 4_000

    @Test(
        "Texts of almost nothing",
        arguments: [
            "", "\n", " ", "\0", "一", "1", "（", "“", "》", "|", "\t", "第", "专栏", "专栏1", "目录", "注：", "\u{FEFF}", "2025", "2025年", "到2025年，", "百", "百分之", "十",
            "\u{0C}", "[", "【", "*", "**", "#", "≥", "%", "万", "|-|", "||\n||", "\t1\n\t2", "到2025年，达到80家。",
        ])
    func tiny(_ text: String) {
        let reading = Reading.of(text)
        #expect(reading.spansOutside(0..<text.unicodeScalars.count) == [])
        #expect(reading.findings.count <= 3)
    }

    @Test("Brackets and quotes without their other half", arguments: ["（", "）", "“", "”", "《", "》", "【", "】", "[", "]", "(", ")", "{", "}", "「", "」"])
    func unpaired(_ mark: String) {
        let text = "云岭县农业发展“十四五”规划\n\n第一章 目标\n\n到2025年，\(mark)高新技术企业\(mark)达到80家\(mark)，\(mark)建设\(mark)平台。\(mark)\n"
        let reading = Reading.of(text)
        #expect(reading.outline.count == 1)
        #expect(reading.spansOutside(0..<text.unicodeScalars.count) == [])
    }
}
