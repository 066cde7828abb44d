import Testing

@testable import PlanReading

struct MeasurableTests {
    @Test func vagueTargets() {
        #expect(Checked("三、重点任务\n到2025年，县域创新生态显著改善、企业竞争力大幅提升。").count("unmeasurable-target") == 1)
        #expect(Checked("三、重点任务\n到2025年，企业竞争力大幅提升，高新技术企业达到45家。").count("unmeasurable-target") == 0)
        #expect(Checked("三、重点任务\n到2035年，企业竞争力大幅提升。").count("unmeasurable-target") == 0)
    }

    @Test func figuresThatFollow() {
        #expect(Checked("二、发展目标\n到2025年，创新能力显著提升，主要目标是：\n——科技型企业达到300家。\n").count("unmeasurable-target") == 0)
    }
}
