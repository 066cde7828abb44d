import Testing
import TextOverlap

@Suite("Passages that agree")
struct PassageTests {
    private static let old = "本项目拟建设黔江区桑蚕种质资源圃，选育抗病品种三个，示范推广面积1200亩。项目实施后，预计带动农户300户增收，形成技术规程两项。"

    private func overlap(_ new: String, _ old: String = Self.old) throws -> Overlap {
        OverlapIndex<Int>().overlap(of: try FoldedText(new), with: try FoldedText(old))
    }

    /// What a span shows of a text.
    private func cut(_ text: String, _ span: Range<Int>) -> String {
        let scalars = Array(text.unicodeScalars)[span]
        return String(String.UnicodeScalarView(scalars))
    }

    @Test("The same text agrees from its first to its last letter")
    func same() throws {
        let overlap = try overlap(Self.old)
        #expect(overlap.passages.count == 1)
        #expect(overlap.share == 1)
        #expect(overlap.passages.first?.agreement == 1)
        let passage = try #require(overlap.passages.first)
        #expect(cut(Self.old, passage.new) == String(Self.old.dropLast()))
    }

    @Test("Other figures, width, capitals, spaces and punctuation hide nothing")
    func folding() throws {
        let new = "本项目 拟建设黔江区桑蚕种质资源圃；选育抗病品种三个、示范推广面积１８５０亩，项目实施后预计带动农户45户增收。形成技术规程两项！"
        #expect(try overlap(new).share == 1)
        #expect(try overlap("基于ＡＢＣ平台的山地农业遥感监测系统研发与应用", "基于abc平台的山地农业遥感监测系统研发与应用").share == 1)
    }

    @Test("Spans lead to the very characters in both texts, also behind letters that are no BMP characters")
    func spans() throws {
        let new = "😀一、背景。近年来成效显著。" + "选育抗病品种三个，示范推广面积950亩" + "。另有其他内容若干，与前文完全不同。"
        let passage = try #require(try overlap(new).passages.first)
        #expect(cut(new, passage.new) == "选育抗病品种三个，示范推广面积950亩")
        #expect(cut(Self.old, passage.old) == "选育抗病品种三个，示范推广面积1200亩")
    }

    @Test("A word here and there replaced leaves one passage, with less agreement")
    func synonyms() throws {
        let new = "本课题拟建设黔江区桑蚕种质资源圃，培育抗病品种三个，示范推广面积1200亩。课题实施后，预计带动农户300户增收，形成技术规范两项。"
        let overlap = try overlap(new)
        #expect(overlap.passages.count == 1)
        let agreement = try #require(overlap.passages.first).agreement
        #expect(agreement > 0.5 && agreement < 1)
        #expect(overlap.share > 0.85)
    }

    @Test("Sentences in another order are found each at its place")
    func reordered() throws {
        let (first, second) = ("本项目拟建设黔江区桑蚕种质资源圃，选育抗病品种三个，示范推广面积1200亩。", "项目实施后，预计带动农户300户增收，形成技术规程两项。")
        let overlap = try overlap(second + first)
        #expect(overlap.passages.count == 2)
        #expect(overlap.share > 0.95)
        let starts = overlap.passages.map(\.old.lowerBound)
        #expect(starts == starts.sorted(by: >))
    }

    @Test("A padded copy: little of the new text, all of the old one")
    func padded() throws {
        let padding = GeneratedTexts(seed: 5, words: 500, topics: 3)
        var random = SplitMix(state: 5)
        let overlap = try overlap(padding.text(padding.draft(&random, length: 600), &random) + Self.old)
        #expect(overlap.shareOfOld == 1)
        #expect(overlap.shareOfNew < 0.2)
    }

    @Test("What every text says is shown but does not count")
    func commonWording() throws {
        let phrase = "本单位承诺所提交的申报材料真实合法有效，如有虚假愿意承担相应的法律责任。"
        let texts = GeneratedTexts(seed: 6, words: 2000, topics: 10)
        var random = SplitMix(state: 6)
        var index = OverlapIndex<Int>()
        func application() throws -> FoldedText { try FoldedText(phrase + texts.text(texts.draft(&random, length: 300), &random)) }
        for number in 0..<40 { try index.add(number, try application()) }
        let overlap = index.overlap(of: try application(), with: try application())
        #expect(overlap.passages.contains { $0.isCommonWording })
        #expect(overlap.share < 0.1)
    }

    @Test("Too short to compare, or nothing in common")
    func nothing() throws {
        #expect(try overlap("").passages.isEmpty)
        #expect(try overlap("黔江").share == 0)
        #expect(try overlap("巫溪县红池坝旅游景区智慧管理平台建设内容与预算说明").passages.isEmpty)
    }

    @Test("From 30 % a reviewer sees it, from 50 % someone decides; a paragraph alone is no overlap")
    func verdicts() {
        func verdict(_ agreeing: Int, of count: Int) -> OverlapLimits.Verdict {
            OverlapLimits.convention.verdict(on: Overlap(agreeing: agreeing, of: count))
        }
        #expect(verdict(299, of: 1000) == .clear)
        #expect(verdict(300, of: 1000) == .shown)
        #expect(verdict(499, of: 1000) == .shown)
        #expect(verdict(500, of: 1000) == .stopped)
        #expect(verdict(99, of: 99) == .clear)
        #expect(OverlapLimits(shown: 0.4, stopped: 0.2).verdict(on: Overlap(agreeing: 390, of: 1000)) == .clear)
    }
}
