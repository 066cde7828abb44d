import CreditRating
import Kernel

/// A rating model as a county writes it, a line for each thing:
///
///     组 研发投入|R&D input = 25
///     项 研发费用占比|R&D over revenue = 研发费用/营业收入 : ≥6% → 25, ≥5% → 20
///     级 A = 85 → 500
///     上调 高新技术企业 = 1
///     排除 经营异常或严重失信
///
/// 组: a group and the most that its items bring together. 项: an item of the group above, its figure or a ratio of two, and bands of points, of which the
/// first that holds counts. 级: a grade, from so many points on, and its limit in 万元, from the best to the last. 上调: lifts by so many grades. 排除: no
/// grade. What follows `|` is the English name, what follows `#` a remark.
struct ModelText {
    static let help = Label(
        "每行一项：组 名称 = 满分；项 名称 = 指标 或 指标/指标 : ≥6% → 25, ≥5% → 20；级 A = 85 → 500（万元）；上调 指标 = 级数；排除 情形。可用指标见“评价模型”页",
        en: "A line each: 组 name = most; 项 name = figure or figure/figure : ≥6% → 25; 级 A = 85 → 500; 上调 figure = grades; 排除 ground")

    /// What is wrong, and in which line.
    struct Fault: Error {
        let label: Label
        init(_ line: Int, _ chinese: String, _ english: String) { label = Label("第 \(line) 行：\(chinese)", en: "Line \(line): \(english)") }
        init(_ chinese: String, _ english: String) { label = Label(chinese, en: english) }
    }

    private struct OpenGroup {
        let code: String
        let name: RatingWords
        let most: Int
        var items: [RatingModel.Item] = []
    }

    private let text: String
    init(_ text: String) { self.text = text }

    /// The model that the text says. Linear in the text.
    func model(named name: String, isExample: Bool) throws(Fault) -> RatingModel {
        var (groups, grades, uplifts): ([OpenGroup], [RatingModel.Grade], [RatingModel.Uplift]) = ([], [], [])
        var exclusions: [String: RatingWords] = [:]
        for (place, whole) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = Line(number: place + 1, String(whole.prefix { $0 != "#" }))
            switch line.word {
            case "": continue
            case "组":
                let (name, value) = try line.pair()
                groups.append(OpenGroup(code: "g\(groups.count + 1)", name: name, most: try line.whole(value, 1...1000)))
            case "项":
                guard let last = groups.indices.last else { throw Fault(line.number, "“项”前面要先有“组”", "an item needs a group above it") }
                let code = "\(groups[last].code).\(groups[last].items.count + 1)"
                groups[last].items.append(try line.item(code))
            case "级":
                let (name, value) = try line.pair()
                let (least, limit) = try line.arrow(value)
                grades.append(
                    RatingModel.Grade(name.chinese, from: try line.whole(least, 0...1000), limitWanYuan: Int64(try line.whole(limit, 0...1_000_000))))
            case "上调":
                let (name, value) = try line.pair()
                let figure = try line.figure(name.chinese)
                uplifts.append(RatingModel.Uplift(figure.rawValue, figure.words, grades: try line.whole(value, 0...20)))
            case "排除":
                let figure = try line.figure(line.rest)
                exclusions[figure.rawValue] = figure.words
            default: throw Fault(line.number, "应以 组、项、级、上调 或 排除 开头，收到“\(line.word.prefix(20))”", "begins with none of 组 项 级 上调 排除")
            }
        }
        exclusions[Figure.barred.rawValue] = Figure.barred.words
        let built = groups.map { group in
            RatingModel.Group(group.code, group.name, most: group.most, group.items)
        }
        guard
            let model = RatingModel(
                RatingWords(name, name), isExample: isExample, groups: built, grades: grades, uplifts: uplifts, exclusions: exclusions)
        else {
            throw Fault(
                "至少要有一个组和一个等级；等级从高到低排列，分数和额度依次降低，名称不能重复",
                "There are groups and grades; grades fall in points and limits from the first to the last, and no name comes twice")
        }
        return model
    }
}

private struct Line {
    let number: Int
    let word: String
    let rest: String

    init(number: Int, _ text: String) {
        let trimmed = text.trimmed
        self.number = number
        word = String(trimmed.prefix { !$0.isWhitespace })
        rest = String(trimmed.dropFirst(word.count)).trimmed
    }

    /// 名称|name = value
    func pair() throws(ModelText.Fault) -> (name: RatingWords, value: String) {
        let parts = rest.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { throw ModelText.Fault(number, "应写成“名称 = 内容”", "is name = value") }
        let names = parts[0].split(separator: "|", maxSplits: 1).map { String($0).trimmed }
        return (RatingWords(names[0], names.count > 1 ? names[1] : names[0]), parts[1])
    }

    /// 名称|name = 指标/指标 : ≥6% → 25, ≥5% → 20
    func item(_ code: String) throws(ModelText.Fault) -> RatingModel.Item {
        let (name, value) = try pair()
        let parts = value.split(maxSplits: 1, whereSeparator: { ":：".contains($0) }).map { String($0).trimmed }
        guard parts.count == 2 else { throw ModelText.Fault(number, "指标后面要写“: ≥… → 分数”", "after the figure come its bands: ≥… → points") }
        var figures: [Figure] = []
        for text in parts[0].split(separator: "/") { figures.append(try figure(String(text).trimmed)) }
        let isRatio = figures.count == 2
        guard isRatio || figures.count == 1 && !figures[0].isMoney else {
            throw ModelText.Fault(number, "金额请写成两个指标之比", "money is compared as a ratio of two figures")
        }
        var bands: [RatingModel.Band] = []
        for text in parts[1].split(whereSeparator: { ",，;；".contains($0) }) {
            let (condition, points) = try arrow(String(text).trimmed)
            let (limit, isLeast) = try bound(condition, isRatio: isRatio)
            let earned = try whole(points, 0...1000)
            bands.append(isLeast ? .atLeast(limit, earned) : .atMost(limit, earned))
        }
        let source: RatingModel.Item.Source =
            isRatio ? .ratio(figures[0].rawValue, over: figures[1].rawValue) : .figure(figures[0].rawValue)
        return RatingModel.Item(code, name, source, bands)
    }

    /// ≥6% in millionths, ≥3 as it is.
    private func bound(_ text: String, isRatio: Bool) throws(ModelText.Fault) -> (limit: Int64, isLeast: Bool) {
        let sign = ["≥", ">=", "≤", "<="].first { text.hasPrefix($0) }
        guard let sign else { throw ModelText.Fault(number, "档次应以 ≥ 或 ≤ 开头，收到“\(text.prefix(20))”", "a band begins with ≥ or ≤") }
        let isLeast = sign == "≥" || sign == ">="
        let rest = String(text.dropFirst(sign.count)).trimmed
        guard rest.hasSuffix("%") == isRatio else { throw ModelText.Fault(number, "比值写百分数，单个指标不写", "ratios are in per cent, figures are not") }
        guard isRatio else { return (Int64(try whole(rest, 0...1_000_000_000)), isLeast) }
        let digits = rest.dropLast().split(separator: ".", omittingEmptySubsequences: false)
        let fraction = digits.count > 1 ? String(digits[1]) : ""
        guard digits.count <= 2, fraction.utf8.count <= 4, let first = digits.first else {
            throw ModelText.Fault(number, "百分数最多四位小数", "per cent with at most four decimals")
        }
        let tail = fraction.isEmpty ? 0 : try whole(fraction + String(repeating: "0", count: 4 - fraction.utf8.count), 0...9999)
        return (Int64(try whole(String(first), 0...10_000)) * 10_000 + Int64(tail), isLeast)
    }

    /// left → right
    func arrow(_ text: String) throws(ModelText.Fault) -> (String, String) {
        let parts = text.replacing("->", with: "→").split(separator: "→").map { String($0).trimmed }
        guard parts.count == 2 else { throw ModelText.Fault(number, "应写成“… → …”，收到“\(text.prefix(20))”", "is … → …") }
        return (parts[0], parts[1])
    }

    func whole(_ text: String, _ range: ClosedRange<Int>) throws(ModelText.Fault) -> Int {
        guard text.utf8.count <= 12, text.utf8.allSatisfy({ (48...57).contains($0) }), let value = Int(text), range.contains(value) else {
            throw ModelText.Fault(
                number, "“\(text.prefix(20))”应为 \(range.lowerBound) 至 \(range.upperBound) 的整数", "“\(text.prefix(20))” is no whole number in range")
        }
        return value
    }

    func figure(_ text: String) throws(ModelText.Fault) -> Figure {
        guard let figure = Figure(rawValue: text) else {
            throw ModelText.Fault(number, "没有“\(text.prefix(20))”这个指标", "there is no figure “\(text.prefix(20))”")
        }
        return figure
    }
}

extension String {
    /// Without white space at its ends.
    fileprivate var trimmed: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
