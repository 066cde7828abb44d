import Testing

@testable import PlanReading

struct ReferenceTests {
    private let box = "专栏1  惠民工程\n1．饮水安全。改造水厂。\n2．道路通畅。硬化道路。\n"

    @Test func boxes() {
        #expect(Checked("三、重点任务\n重点工程见专栏4。\n" + box).quotes("missing-reference", "见专栏4"))
        #expect(Checked("三、重点任务\n重点工程见专栏1。\n" + box).count("missing-reference") == 0)
    }

    @Test func figuresAndTables() {
        #expect(Checked("三、重点任务\n优化空间布局（见图2），各项指标见表3。\n图1 区位示意\n").count("missing-reference") == 2)
        #expect(Checked("三、重点任务\n优化空间布局（见图1），依据《条例》附件3执行。\n图1 区位示意\n").count("missing-reference") == 0)
    }

    @Test func annexes() {
        let tail = "\n附件：1．任务分工表\n      2．项目清单\n"
        #expect(Checked("三、重点任务\n设施清单（见附件3）。" + tail).quotes("missing-reference", "见附件3"))
        #expect(Checked("三、重点任务\n设施清单（见附件2）。" + tail).count("missing-reference") == 0)
    }

    @Test func expiredPolicies() {
        #expect(Checked("三、重点任务\n落实《云岭县茶产业发展规划（2016—2018年）》要求，完善产业链。").quotes("expired-policy", "2016—2018年"))
        #expect(Checked("三、重点任务\n根据《云岭县“十二五”旅游发展规划》，推进景区建设。").count("expired-policy") == 1)
        #expect(Checked("三、重点任务\n落实《云岭县茶产业发展规划（2019—2023年）》《中华人民共和国水法》（2016年修正）要求。").count("expired-policy") == 0)
        #expect(Checked("一、发展基础\n《云岭县茶产业发展规划（2016—2018年）》全面完成，成效明显。").count("expired-policy") == 0)
    }
}
