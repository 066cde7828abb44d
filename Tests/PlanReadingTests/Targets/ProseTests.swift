import Testing

@testable import PlanReading

@Suite("Targets are read out of sentences")
struct ProseTests {
    @Test("A level: value, unit, comparison and year", arguments: ProseCase.levels)
    func levels(_ example: ProseCase) { #expect(ProseCase.read(example.sentence) == example.targets) }

    @Test("Several in one sentence", arguments: ProseCase.joined)
    func joined(_ example: ProseCase) { #expect(ProseCase.read(example.sentence) == example.targets) }

    @Test("The value before the name", arguments: ProseCase.behind)
    func behind(_ example: ProseCase) { #expect(ProseCase.read(example.sentence) == example.targets) }

    @Test("Cumulative, yearly, growing, with a baseline, with a value beyond", arguments: ProseCase.flags)
    func flags(_ example: ProseCase) { #expect(ProseCase.read(example.sentence) == example.targets) }

    @Test("Values in words", arguments: ProseCase.words)
    func words(_ example: ProseCase) { #expect(ProseCase.read(example.sentence) == example.targets) }

    @Test("The past, slogans, references, rules and amounts of support are no targets", arguments: ProseCase.none)
    func none(_ example: ProseCase) { #expect(ProseCase.read(example.sentence) == []) }

    @Test("What was reached is kept as an achievement")
    func achievements() {
        let reading = Reading.of("云岭县科技创新“十四五”规划\n\n第一章 发展基础\n\n2020年，全县高新技术企业达到37家，研发投入强度1.2%。\n\n第二章 发展目标\n\n到2025年，高新技术企业达到80家。\n")
        #expect(reading.achievements.map { "\($0.name) \($0.value)\($0.unit ?? "") \($0.year ?? 0)" } == ["高新技术企业 37家 2020", "研发投入强度 1.2% 2020"])
        #expect(reading.indicators.map(\.statement) == ["高新技术企业 80家 2025 from 37 in 2020"])
    }

    @Test("A chapter on what there is makes its figures history")
    func chapter() {
        #expect(ProseCase.read("高新技术企业达到37家，研发投入强度达到1.2%。", chapter: "发展基础") == [])
        #expect(ProseCase.read("高新技术企业达到80家，研发投入强度达到2%。", chapter: "发展目标") == ["高新技术企业 80家", "研发投入强度 2%"])
    }

    @Test("The year of a lead-in holds for the sentences and paragraphs below it")
    func leadIn() {
        let lines = "到2025年，主要目标如下：\n\n——创新能力更强。研发投入强度达到2%。\n\n——创新主体更多。高新技术企业达到80家。"
        #expect(ProseCase.read(lines, chapter: "发展目标") == ["研发投入强度 2% 2025", "高新技术企业 80家 2025"])
    }

    @Test("The same target at two places is one entry with a mention")
    func mentions() throws {
        let reading = Reading.of("云岭县科技创新“十四五”规划\n\n第一章 发展目标\n\n到2025年，高新技术企业达到80家。\n\n第二章 任务\n\n到2025年，全县高新技术企业数量达到80家以上。\n")
        let indicator = try #require(reading.indicators.first)
        #expect(reading.indicators.count == 1)
        #expect(indicator.mentions.count == 1)
        #expect(indicator.comparison == .atLeast)
    }

    @Test("A dated event without a number is a milestone")
    func milestones() {
        let reading = Reading.of("云岭县科技创新“十四五”规划\n\n第一章 重点任务\n\n到2023年，云岭高新区通过省级高新区验收。\n")
        #expect(reading.milestones.map { "\($0.year) \($0.name)" } == ["2023 云岭高新区通过省级高新区验收"])
        #expect(reading.indicators.isEmpty)
    }

    @Test("Confidence lies between 0 and 1, and a dated target with a predicate is surer than a bare number")
    func confidence() throws {
        let firm = Reading.of("云岭县科技创新“十四五”规划\n\n第一章 任务\n\n到2025年，高新技术企业达到80家。\n").indicators
        let loose = Reading.of("云岭县科技创新“十四五”规划\n\n第一章 任务\n\n培育高新技术企业80家。\n").indicators
        #expect(try #require(firm.first).confidence > #require(loose.first).confidence)
        #expect((firm + loose).allSatisfy { (0...1).contains($0.confidence) })
    }

    @Test(
        "A name goes without the words around it",
        arguments: [
            ("到2025年，力争全县高新技术企业达到80家。", "高新技术企业"), ("到2025年，全社会研发投入（R&D）占比达到2%。", "全社会研发投入占比"), ("到2025年，实现技术合同成交额达到2亿元。", "技术合同成交额"),
            ("到2025年，推动规模以上工业企业数量达到200家。", "规模以上工业企业数量"), ("到2025年，和谐社区达到30个。", "和谐社区"),
        ])
    func names(_ sentence: String, _ name: String) {
        let reading = Reading.of("云岭县科技创新“十四五”规划\n\n第一章 任务\n\n\(sentence)\n")
        #expect(reading.indicators.map { Similarity.plain($0.name) } == [name])
    }

    @Test(
        "A heading about works on foundations is no chapter on the past; one about foundations is",
        arguments: [("筑牢数字基础设施底座", 1), ("加强基础研究", 1), ("夯实发展基础", 1), ("发展基础", 0), ("主要问题和短板", 0), ("现实基础与条件", 0)])
    func sections(_ heading: String, _ count: Int) {
        #expect(ProseCase.read("新增标准机架20万架。", chapter: heading).count == count)
    }

    @Test("A measure that stands alone belongs to the thing that the heading names")
    func subjects() {
        let text = "云岭县工业发展“十四五”规划\n\n一、重点产业\n\n（一）装备制造。推进首台套应用。到2025年，产值达到450亿元。\n\n（二）做强绿色建材\n\n到2025年，产值稳定在300亿元。\n\n二、保障措施\n"
        #expect(Reading.of(text).indicators.map(\.statement) == ["装备制造产值 450亿元 2025", "绿色建材产值 300亿元 2025"])
    }

    @Test("Two items of a box that state the same are two targets")
    func items() {
        let text = "云岭县科技创新“十四五”规划\n\n第一章 任务\n\n专栏1 主体培育\n1．农业。培育科技型企业150家。\n2．工业。培育科技型企业300家。\n3．服务业。培育科技型企业150家。\n"
        #expect(Reading.of(text).indicators.map { $0.target?.description } == ["150", "300", "150"])
    }

    @Test("All that a plan for one year states is for that year")
    func oneYear() {
        let reading = Reading.of("白石镇2026年工作要点\n\n一、抓好农业\n\n稳定粮食播种面积4.1万亩，新建大棚260座。\n\n二、抓好民生\n\n新增学位270个。\n")
        #expect(reading.document.title == "白石镇2026年工作要点" && reading.document.region == "白石镇" && reading.document.level == nil)
        #expect(reading.document.from == 2026 && reading.document.to == 2026)
        #expect(reading.indicators.map(\.targetYear) == [2026, 2026, 2026])
    }

    @Test("初 of 初步 is no beginning of a year")
    func milestoneInFull() {
        let reading = Reading.of("云岭县科技创新“十四五”规划\n\n第一章 任务\n\n到2025年初步建成区域创新中心的框架体系。\n")
        #expect(reading.milestones.map(\.name) == ["初步建成区域创新中心的框架体系"])
    }

    @Test("What falls is to be low, however the fall is put", arguments: ["每年下降0.5个百分点", "每年降低1个百分点以上", "累计下降5%以上"])
    func falling(_ words: String) {
        let reading = Reading.of("云岭县教育发展“十四五”规划\n\n第一章 任务\n\n到2025年，儿童青少年近视率\(words)。\n")
        #expect(reading.indicators.map(\.direction) == [.down])
    }
}
