import Testing

@testable import PlanReading

@Suite("Headings and items are numbered in many ways")
struct HeadingNumberTests {
    @Test(
        "Style, value and the words behind the number",
        arguments: [
            ("第一章 发展基础", "chapter 1", "发展基础"), ("第十二章 保障措施", "chapter 12", "保障措施"), ("第3章 目标", "chapter 3", "目标"), ("第一篇 总论", "part 1", "总论"),
            ("第二部分 任务", "part 2", "任务"),
            ("第一节 现状", "section 1", "现状"), ("第七条 本办法", "article 7", "本办法"), ("一、发展基础", "han 1", "发展基础"), ("十一、保障", "han 11", "保障"), ("一．发展基础", "han 1", "发展基础"),
            ("（一）指导思想", "hanParenthesis 1", "指导思想"), ("(十二)法治保障", "hanParenthesis 12", "法治保障"), ("（一）、指导思想", "hanParenthesis 1", "指导思想"),
            ("1.壮大产业", "arabic 1", "壮大产业"), ("１．壮大产业", "arabic 1", "壮大产业"),
            ("1、壮大产业", "arabic 1", "壮大产业"), ("12. 壮大产业", "arabic 12", "壮大产业"), ("（1）平台", "arabicParenthesis 1", "平台"), ("(12)平台", "arabicParenthesis 12", "平台"),
            ("1)平台", "arabicHalfParenthesis 1", "平台"), ("2）平台", "arabicHalfParenthesis 2", "平台"),
            ("1.1 水情概况", "decimal2 1", "水情概况"), ("2.3水情概况", "decimal2 3", "水情概况"), ("1.2.3 水情", "decimal3 3", "水情"), ("1.2.3.4 水情", "decimal4 4", "水情"),
            ("①平台", "circled 1", "平台"), ("⑳平台", "circled 20", "平台"), ("01平台", "arabic 1", "平台"),
        ])
    func reads(_ line: String, _ number: String, _ title: String) throws {
        let words = characters(line).filter { $0 > Fold.space }
        let numbering = try #require(Numbering.read(words, words.all))
        #expect("\(numbering.style) \(numbering.value)" == number)
        #expect(words.text(numbering.end..<words.count) == title)
    }

    @Test(
        "No number",
        arguments: [
            "发展基础", "一般公共预算", "三大主导产业", "2025年目标", "1.5亿元", "2.2万亿元的产业", "3.5%以上", "1200家企业", "（含）企业", "（2021—2025年）", "5G基站", "第三产业", "第", "（一", "", "1.5",
            "十四五", "100家",
        ])
    func none(_ line: String) {
        let words = characters(line)
        #expect(Numbering.read(words, words.all) == nil)
    }

    @Test("A decimal number keeps its parts")
    func parts() {
        let words = characters("2.10.3水情")
        #expect(Numbering.read(words, words.all)?.parts == [2, 10, 3])
    }

    @Test("From the highest rank to the lowest: 篇 章 节 一、 （一） 1.1 1. （1）")
    func ranks() {
        let lines = ["第一篇 总论", "第一章 总论", "第一节 总论", "一、总论", "（一）总论", "1.1总论", "1.总论", "（1）总论", "1）总论", "①总论"]
        let styles = lines.compactMap { line -> Numbering.Style? in
            let words = characters(line)
            return Numbering.read(words, words.all)?.style
        }
        #expect(styles.count == lines.count)
        #expect(styles == styles.sorted())
    }
}

@Suite("The title of a box is a line that begins with 专栏")
struct BoxTitleTests {
    @Test(
        "Number and title",
        arguments: [
            ("专栏1 主要指标", "1", "主要指标"), ("专栏１：主要指标", "1", "主要指标"), ("专栏一 主要指标", "1", "主要指标"), ("专栏十二、主要指标", "12", "主要指标"), ("【专栏2】主要指标", "2", "主要指标"),
            ("【专栏3 主要指标】", "3", "主要指标】"),
            ("[专栏4] 主要指标", "4", "主要指标"), ("专栏3-1 主要指标", "3-1", "主要指标"), ("专栏：主要指标", "", "主要指标"), ("专栏5", "5", ""), ("专 栏 6 主要指标", "6", "主要指标"),
        ])
    func reads(_ line: String, _ number: String, _ title: String) throws {
        let words = characters(line).filter { $0 > Fold.space }
        let box = try #require(BoxTitle.read(words, words.all))
        #expect(box.number == number)
        #expect(words.text(box.title) == title)
    }

    @Test("No title of a box", arguments: ["专栏目设置", "专业平台", "开设专栏", "见专栏1", "", "专"])
    func none(_ line: String) {
        let words = characters(line)
        #expect(BoxTitle.read(words, words.all) == nil)
    }
}
