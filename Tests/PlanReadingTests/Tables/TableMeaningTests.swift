import Testing

@testable import PlanReading

@Suite("What a table means beyond its cells")
struct TableMeaningTests {
    private func summaries(_ body: String, title: String = "云岭县农业发展“十四五”规划") -> [String] {
        Reading.section(body, title: title).indicators.map(\.summary)
    }

    @Test("A unit comes from its column, else from the name, else from the caption")
    func units() {
        #expect(
            summaries(
                """
                表1 主要指标
                | 指标 | 单位 | 2020年 | 2025年 |
                |---|---|---|---|
                | 粮食产量 | 万吨 | 18.5 | 19 |
                | 森林覆盖率（%） | | 52 | 54 |
                | 合格率 | % | 97 | 98 |
                """) == ["粮食产量 (万吨) 2020: 18.5 → 2025: 19", "森林覆盖率 (%) 2020: 52 → 2025: 54", "合格率 (%) 2020: 97 → 2025: 98"])
        #expect(
            summaries(
                """
                表1 主要产值
                单位：亿元
                | 指标 | 2020年 | 2025年 |
                |---|---|---|
                | 农业总产值 | 85 | 110 |
                | 农产品加工业产值 | 36 | 60 |
                """) == ["农业总产值 (亿元) 2020: 85 → 2025: 110", "农产品加工业产值 (亿元) 2020: 36 → 2025: 60"])
        #expect(
            summaries(
                """
                | 指标 | 2020年 | 2025年 |
                |---|---|---|
                | 灌溉水有效利用系数 | 0.53 | 0.55 |
                """) == ["灌溉水有效利用系数 (-) 2020: 0.53 → 2025: 0.55"])
    }

    @Test("A column of growth is no target; what it says rides along")
    func growth() {
        let reading = Reading.section(
            """
            | 序号 | 指标 | 单位 | 2020年 | 2025年 | 年均增长（%） | 属性 |
            |---|---|---|---|---|---|---|
            | 1 | 农业总产值 | 亿元 | 85 | 110 | 5.3 | 预期性 |
            | 2 | 家庭农场 | 家 | 873 | 1200 | [327] | 预期性 |
            """)
        #expect(reading.indicators.map(\.summary) == ["农业总产值 (亿元) 2020: 85 → 2025: 110 预期性", "家庭农场 (家) 2020: 873 → 2025: 1200 预期性"])
        #expect(reading.indicators.map(\.extra) == ["5.3", "[327]"])
    }

    @Test("Marks mean what the note below the table says", arguments: [("[]", "[14]"), ("【】", "【14】"), ("〔〕", "〔14〕"), ("［］", "［14］")])
    func marks(_ mark: String, _ value: String) {
        #expect(
            summaries(
                """
                | 指标 | 单位 | 2020年 | 2025年 |
                |---|---|---|---|
                | 除险加固水库 | 座 | — | \(value) |
                | 堤防达标率 | % | 61 | 78 |

                注：\(mark)内为五年累计数。
                """) == ["除险加固水库 (座) 2025: 14 cumulative", "堤防达标率 (%) 2020: 61 → 2025: 78"])
    }

    @Test("A mark that the note calls an estimate makes nothing cumulative")
    func estimate() {
        #expect(
            summaries(
                """
                | 指标 | 单位 | 2020年 | 2025年 |
                |---|---|---|---|
                | 堤防达标率【】 | % | 61 | 78 |

                注：带【】的为预估值。
                """) == ["堤防达标率 (%) 2020: 61 → 2025: 78"])
    }

    @Test("The note below the last part of a continued table holds for its first part too")
    func continuedNote() {
        #expect(
            summaries(
                """
                表1 主要指标
                | 指标 | 单位 | 2020年 | 2025年 |
                |---|---|---|---|
                | 除险加固水库 | 座 | — | [14] |

                续表
                | 指标 | 单位 | 2020年 | 2025年 |
                |---|---|---|---|
                | 堤防达标率 | % | 61 | 78 |

                注：[]内为五年累计数。
                """) == ["除险加固水库 (座) 2025: 14 cumulative", "堤防达标率 (%) 2020: 61 → 2025: 78"])
    }

    @Test("Rows of categories are no indicators")
    func categories() {
        #expect(
            summaries(
                """
                序号	指标	单位	2020年	2025年	属性
                一、创新投入
                1	研发投入强度	%	1.2	2	预期性
                二、创新产出
                2	发明专利	件	120	200	预期性
                （三）创新环境
                3	公民具备科学素质的比例	%	8.5	12	预期性
                """) == ["研发投入强度 (%) 2020: 1.2 → 2025: 2 预期性", "发明专利 (件) 2020: 120 → 2025: 200 预期性", "公民具备科学素质的比例 (%) 2020: 8.5 → 2025: 12 预期性"])
    }

    @Test("A category in a column of its own, left blank below, is no part of the name")
    func categoryColumn() {
        #expect(
            summaries(
                """
                | 类别 | 指标 | 单位 | 2020年 | 2025年 |
                |---|---|---|---|---|
                | 投入 | 研发投入强度 | % | 1.2 | 2 |
                | | 研发人员 | 人年 | 800 | 1200 |
                | 产出 | 发明专利 | 件 | 120 | 200 |
                """) == ["研发投入强度 (%) 2020: 1.2 → 2025: 2", "研发人员 (人年) 2020: 800 → 2025: 1200", "发明专利 (件) 2020: 120 → 2025: 200"])
    }

    @Test("其中 opens a row, not a name", arguments: ["其中：", "其中:", "　其中："])
    func thereof(_ words: String) {
        #expect(
            summaries(
                """
                | 指标 | 单位 | 2020年 | 2025年 |
                |---|---|---|---|
                | 新能源装机 | 万千瓦 | 350 | 640 |
                | \(words)风电装机 | 万千瓦 | 180 | 380 |
                """) == ["新能源装机 (万千瓦) 2020: 350 → 2025: 640", "风电装机 (万千瓦) 2020: 180 → 2025: 380"])
    }

    @Test("A table that goes on behind 续表, with its head again, is one table")
    func continued() {
        let reading = Reading.section(
            """
            表1 主要指标
            | 序号 | 指标 | 单位 | 2020年 | 2025年 |
            |---|---|---|---|---|
            | 1 | 粮食产量 | 万吨 | 18.5 | 19 |

            续表
            | 序号 | 指标 | 单位 | 2020年 | 2025年 |
            |---|---|---|---|---|
            | 2 | 森林覆盖率 | % | 52 | 54 |
            """)
        #expect(reading.indicators.map(\.summary) == ["粮食产量 (万吨) 2020: 18.5 → 2025: 19", "森林覆盖率 (%) 2020: 52 → 2025: 54"])
    }

    @Test("A head broken over two lines is one head, also where its characters stand apart", arguments: ["指标  ", "指 标 ", "指  标"])
    func brokenHead(_ name: String) {
        #expect(
            summaries(
                """
                  序号    \(name)                  属性       2020年     2025年
                                                              现状       目标
                   1      堤防达标率（%）         约束性     61         78
                   2      农村自来水普及率（%）   约束性     88         94
                   3      水土保持率（%）         预期性     72.5       75
                """) == ["堤防达标率 (%) 2020: 61 → 2025: 78 约束性", "农村自来水普及率 (%) 2020: 88 → 2025: 94 约束性", "水土保持率 (%) 2020: 72.5 → 2025: 75 预期性"])
    }

    @Test("A table of what was reached and a table of targets make one indicator each")
    func twoTables() {
        let text = """
            云岭县农业发展“十四五”规划

            第一章 发展基础
            | 指标 | 单位 | 2019年 | 2020年 |
            |---|---|---|---|
            | 粮食产量 | 万吨 | 18 | 18.5 |
            | 家庭农场 | 家 | 700 | 873 |

            第二章 发展目标
            | 指标 | 单位 | 2025年 |
            |---|---|---|
            | 粮食产量 | 万吨 | 19 |
            | 家庭农场 | 家 | 1200 |
            """
        #expect(Reading.of(text).indicators.map(\.summary) == ["粮食产量 (万吨) 2020: 18.5 → 2019: 18 → 2025: 19", "家庭农场 (家) 2020: 873 → 2019: 700 → 2025: 1200"])
    }

    @Test(
        "A value of the cell",
        arguments: [
            ("80", "80"), ("80以上", ">=80"), ("≥80", ">=80"), ("＞80", ">80"), ("80左右", "~80"), ("3-5", "3-5"), ("3—5", "3-5"), ("1,200.5", "1200.5"),
            ("１２０", "120"), ("1.2万", "12000"), ("80%", "80"), ("不低于80", ">=80"), ("四百", "400"), ("全覆盖", "全覆盖"),
        ])
    func values(_ cell: String, _ value: String) {
        #expect(summaries("| 指标 | 单位 | 2025年 |\n|---|---|---|\n| 建成站点 | 个 | \(cell) |\n| 粮食产量 | 万吨 | 19 |").first == "建成站点 (个) 2025: \(value)")
    }

    @Test("An empty cell is no value", arguments: ["", "—", "-", "/", "——", "…"])
    func empty(_ cell: String) {
        #expect(summaries("| 指标 | 单位 | 2020年 | 2025年 |\n|---|---|---|---|\n| 建成站点 | 个 | \(cell) | 80 |\n| 粮食产量 | 万吨 | 18 | 19 |").first == "建成站点 (个) 2025: 80")
    }

    @Test("A target stated in the table and in the text with the same value is one entry")
    func merged() {
        let reading = Reading.of(
            "云岭县农业发展“十四五”规划\n\n第一章 目标\n到2025年，全县高新技术企业达到80家以上。\n\n| 指标 | 单位 | 2020年 | 2025年 |\n|---|---|---|---|\n| 高新技术企业数量 | 家 | 37 | 80 |\n| 粮食产量 | 万吨 | 18 | 19 |\n"
        )
        #expect(reading.indicators.map(\.summary) == ["高新技术企业数量 (家) 2020: 37 → 2025: >=80", "粮食产量 (万吨) 2020: 18 → 2025: 19"])
        #expect(reading.indicators.first?.mentions.count == 1)
    }

    @Test("Numbers that a table counts things by are no indicators")
    func noIndicators() {
        #expect(summaries("| 序号 | 单位名称 | 联系电话 |\n|---|---|---|\n| 1 | 县科技局 | 87654321 |\n| 2 | 县水利局 | 87654322 |") == [])
    }

    @Test("A table with a year in each row has an indicator in each column")
    func years() {
        let rows = "年度\t接待游客（万人次）\t新增民宿（家）\n2023年\t900\t4\n2024年\t1050\t5\n2025年\t1200\t6"
        let indicators = Reading.section(rows, title: "云岭县旅游三年行动计划（2023—2025年）").indicators
        #expect(indicators.map(\.statement) == ["接待游客 1200万人次 2025 2023: 900 2024: 1050", "新增民宿 6家 2025 2023: 4 2024: 5 cumulative"])
    }

    @Test("A column called 性质 that says 预期性 is the attribute; a fall in a cell points down; words about each are no number")
    func cells() {
        let indicators = Reading.section(
            "| 指标 | 单位 | 2020年 | 2025年 | 性质 |\n|---|---|---|---|---|\n| 事故死亡人数 | % | — | 下降15% | 约束性 |\n| 老年学校 | % | 30 | 每个街道至少1所 | 预期性 |"
        ).indicators
        #expect(indicators.map(\.attribute) == ["约束性", "预期性"])
        #expect(indicators.map(\.direction) == [.down, .up])
        #expect(indicators.map { $0.target?.description } == ["15", "每个街道至少1所"])
    }

    @Test("Rows of cells with one wide blank between any two")
    func singleBlanks() {
        let rows = "一级指标　二级指标　单位　2025年实际　2027年目标　2030年目标　属性\n创新投入　研发经费投入强度　%　1.34　1.6　2.0　预期性\n创新主体　高新技术企业数　家　68　100　150　预期性\n创新产出　有效发明专利　件　297　450　700　约束性"
        let indicators = Reading.section(rows, title: "云岭县科技创新“十五五”规划").indicators
        #expect(indicators.map(\.name) == ["研发经费投入强度", "高新技术企业数", "有效发明专利"])
        #expect(indicators.map { $0.target?.description } == ["2", "150", "700"])
        #expect(indicators.map(\.attribute) == ["预期性", "预期性", "约束性"])
    }
}
