extension RatingModel {
    /// Grade → limit of 2023: A 500, B 400, C 300, D 160, E 80 万元 (policy rules §5.1, verified there); the scores that lead to the grades are convention.
    public static let gradesOf2023 = [
        Grade("A", from: 85, limitWanYuan: 500), Grade("B", from: 75, limitWanYuan: 400), Grade("C", from: 65, limitWanYuan: 300),
        Grade("D", from: 55, limitWanYuan: 160), Grade("E", from: 45, limitWanYuan: 80),
    ]

    /// 示例模型, the weights of policy rules §5.1: 25 + 25 + 15 + 15 + 10 + 10, the points of each group given by whoever rates.
    public static let referenceByHand = RatingModel(
        RatingWords("知识价值信用评价（示例模型，人工打分）", "Knowledge-value rating (example model, points by hand)"), isExample: true,
        groups: groups.map { code, name, most, _ in Group(code, name, most: most, [Item("\(code).points", name, .points(code))]) }, grades: gradesOf2023)

    /// 示例模型 with the same weights and bands from figures that are on record.
    ///
    /// The bands follow published tables in shape, scaled to the weights: R&D, IP and staff those of 国科发政〔2017〕115号 art. 7 (policy rules §2.2), debt that of
    /// 创新型中小企业 (§3.1); the share of new products and the statuses are convention.
    public static let example = RatingModel(
        RatingWords("知识价值信用评价（示例模型）", "Knowledge-value rating (example model)"), isExample: true,
        groups: groups.map { code, name, most, items in Group(code, name, most: most, items) }, grades: gradesOf2023)

    private static let groups: [(code: String, name: RatingWords, most: Int, items: [Item])] = [
        (
            "ip", RatingWords("知识产权", "Intellectual property"), 25,
            [
                Item("ip.classOne", RatingWords("Ⅰ类知识产权件数", "IP of class I"), .figure("classOneIP"), [.atLeast(1, 25)]),
                Item(
                    "ip.classTwo", RatingWords("Ⅱ类知识产权件数", "IP of class II"), .figure("classTwoIP"),
                    [.atLeast(4, 20), .atLeast(3, 15), .atLeast(2, 10), .atLeast(1, 5)]),
            ]
        ),
        (
            "rd", RatingWords("研发投入", "R&D input"), 25,
            [
                Item(
                    "rd.share", RatingWords("研发费用占营业收入比", "R&D over revenue"), .ratio("rdExpense", over: "revenue"),
                    [.atLeast(60_000, 25), .atLeast(50_000, 20), .atLeast(40_000, 15), .atLeast(30_000, 10), .atLeast(20_000, 5)])
            ]
        ),
        (
            "talent", RatingWords("科技人才", "Talent"), 15,
            [
                Item(
                    "talent.share", RatingWords("科技人员占职工比", "S&T staff over staff"), .ratio("technicalStaff", over: "staff"),
                    [.atLeast(300_000, 15), .atLeast(250_000, 12), .atLeast(200_000, 9), .atLeast(150_000, 6), .atLeast(100_000, 3)])
            ]
        ),
        (
            "product", RatingWords("创新产品", "Innovative products"), 15,
            [
                Item(
                    "product.share", RatingWords("高新技术（新）产品收入占比", "New-product income over revenue"), .ratio("newProductIncome", over: "revenue"),
                    [.atLeast(600_000, 15), .atLeast(450_000, 12), .atLeast(300_000, 9), .atLeast(150_000, 6), .atLeast(50_000, 3)])
            ]
        ),
        (
            "status", RatingWords("创新企业资质", "Status of the firm"), 10,
            [
                Item("status.highTech", RatingWords("有效期内高新技术企业", "Valid high-tech certificate"), .figure("isHighTech"), [.atLeast(1, 10)]),
                Item("status.specialised", RatingWords("专精特新", "Specialised and new"), .figure("isSpecialised"), [.atLeast(1, 10)]),
                Item("status.technologySME", RatingWords("科技型中小企业", "Technology-based SME"), .figure("isTechnologySME"), [.atLeast(1, 5)]),
            ]
        ),
        (
            "operation", RatingWords("经营管理", "Operation"), 10,
            [
                Item(
                    "operation.debt", RatingWords("资产负债率", "Debt over assets"), .ratio("debt", over: "assets"), [.atMost(550_000, 10), .atMost(750_000, 5)])
            ]
        ),
    ]
}
