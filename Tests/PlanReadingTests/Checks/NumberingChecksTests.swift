import Testing

@testable import PlanReading

struct NumberingTests {
    private func plan(_ numbers: String...) -> String {
        "一、重点任务\n" + numbers.map { "（\($0)）加快推进第\($0)方面工作\n落实责任，细化举措，确保取得实效。\n" }.joined()
    }

    @Test func gaps() {
        #expect(Checked(plan("一", "二", "四")).quotes("numbering-gap", "（二）", "（四）"))
        #expect(Checked(plan("一", "二", "三", "四")).count("numbering-gap") == 0)
    }

    @Test func repetition() {
        #expect(Checked(plan("一", "二", "二", "三")).count("numbering-repeated") == 1)
    }

    @Test func numbersThatRunThroughAllChapters() {
        let text = "一、企业\n（一）培育企业\n落实政策，细化举措。\n（二）服务企业\n建立机制，细化举措。\n二、平台\n（三）建设平台\n整合资源，细化举措。\n（四）开放平台\n完善制度，细化举措。\n"
        #expect(Checked(text).count("numbering-gap") == 0)
    }

    @Test func boxes() {
        let items = "\n1．饮水安全。改造水厂。\n2．道路通畅。硬化道路。\n"
        #expect(Checked("一、重点任务\n扎实推进。\n专栏1  甲\(items)二、保障\n扎实推进。\n专栏3  乙\(items)").quotes("numbering-gap", "专栏1", "专栏3"))
        #expect(Checked("一、重点任务\n扎实推进。\n专栏1  甲\(items)二、保障\n扎实推进。\n专栏2  乙\(items)").count("numbering-gap") == 0)
    }

    @Test func styles() {
        func box(_ third: String) -> String { "一、重点任务\n扎实推进。\n专栏1  惠民工程\n1．饮水安全。改造水厂。\n2．道路通畅。硬化道路。\n\(third)就医便利。改造卫生院。\n二、保障\n落实责任。\n" }
        #expect(Checked(box("3.")).quotes("numbering-style", "3.就医", "1．饮水"))
        #expect(Checked(box("3．")).count("numbering-style") == 0)
    }
}
