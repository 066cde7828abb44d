/// How a target stands at a date, and why.
public struct Assessment: Sendable, Hashable {
    public let target: Target
    /// A; nil where nothing was reported.
    public let actual: Double?
    public let date: YearMonth
    /// t: share of the term that has passed, 0…1.
    public let timeShare: Double
    /// p as computed: negative after a step back, over 1 beyond the target. nil where it cannot be said (no actual value, no base).
    public let progress: Double?
    /// 目标达成率: A / T, where less is better T / A; for average growth T is the level on its path by now. 1 is reached.
    public let attainment: Double?
    /// s = p / t. Of targets that are held or grow at a rate it is p itself, for they are asked the same at any time.
    /// nil where it cannot be said, and while a target that is done or not is neither done nor due.
    public let scheduleRatio: Double?
    /// What the term asks for by now.
    public let expected: Double?
    /// nil where it cannot be said; the reason says why.
    public let light: Light?
    public let reason: Reason

    /// p between 0 and 1, for bars and scores.
    public var cappedProgress: Double? { progress.map { min(max($0, 0), 1) } }
    /// s between 0 and 1, for scores.
    public var cappedScheduleRatio: Double? { scheduleRatio.map { min(max($0, 0), 1) } }
    public var standing: Standing? { light?.standing }
}

extension Target {
    /// Compares the actual value with the target and with the time that has passed.
    /// - Parameters:
    ///   - actual: the level at `date`; the sum since the start; for a yearly flow the amount of the year; 1 or 0 for done or not.
    ///     What is not a number counts as missing.
    ///   - date: the end of the month that the value stands for.
    public func assess(_ actual: Double?, at date: YearMonth, rules: StatusRules = .standard) -> Assessment {
        var steps = AssessmentSteps(target: self, actual: actual.flatMap { $0.isFinite ? $0 : nil }, date: date, rules: rules)
        return steps.take()
    }
}

/// The steps of an assessment; each leaves its line in the reason.
private struct AssessmentSteps {
    let target: Target
    let actual: Double?
    let date: YearMonth
    let rules: StatusRules
    var reason = Reason()

    mutating func take() -> Assessment {
        let share = timeShare()
        let progress = actual.flatMap { self.progress(of: $0) }
        let attainment = actual.flatMap { self.attainment(of: $0) }
        let ratio = progress.flatMap { scheduleRatio(of: $0, share: share) }
        return Assessment(
            target: target, actual: actual, date: date, timeShare: share, progress: progress, attainment: attainment, scheduleRatio: ratio,
            expected: target.expected(at: date), light: light(ratio: ratio, share: share), reason: reason)
    }

    private mutating func timeShare() -> Double {
        let (elapsed, months) = (target.term.elapsed(at: date), target.term.months)
        let share = target.term.share(at: date)
        if let base = target.base { reason.note(Quantity("B", Statement("基期值", "base"), base, unit: target.unit)) }
        let isRate = target.kind == .averageGrowth
        reason.note(
            Quantity(
                isRate ? "g*" : "T", isRate ? Statement("年均增长目标", "target growth per year") : Statement("目标值", "target"), target.value,
                unit: isRate ? "%" : target.unit))
        if let actual { reason.note(Quantity("A", Statement("实际值", "actual"), actual, unit: target.unit)) }
        reason.note(Quantity("t", Statement("时间进度", "share of time"), share: share))
        let formula = "t = \(elapsed) / \(months) = \(NumberText.percent(share))"
        reason.note(
            "截至 \(date)，规划期 \(months) 个月已过 \(elapsed) 个月，\(formula)", "as of \(date), \(elapsed) of the plan's \(months) months have passed, \(formula)")
        if actual == nil { reason.note("尚无实际值，不作判断", "no actual value is known, so nothing is judged") }
        return share
    }

    private mutating func progress(of actual: Double) -> Double? {
        let (a, t) = (NumberText.plain(actual), NumberText.plain(target.value))
        if target.isHeld {
            let isKept = target.isReached(by: actual)
            let sign = target.kind == .lowerIsBetter ? (isKept ? "≤" : ">") : (isKept ? "≥" : "<")
            return noted(
                isKept ? 1 : 0, "保持类目标，A = \(a) \(sign) T = \(t)", "only holding the target is asked, A = \(a) \(sign) T = \(t)", isKept ? "p = 1" : "p = 0")
        }
        switch target.kind {
        case .allOrNothing, .hold:
            let isDone = target.isReached(by: actual)
            return noted(isDone ? 1 : 0, isDone ? "已完成" : "尚未完成", isDone ? "it is done" : "it is not done", isDone ? "p = 1" : "p = 0")
        case .periodSum:
            guard target.value > 0 else { return missing("累计目标不是正数", "the target of a sum must be above 0") }
            return noted(actual / target.value, "累计完成占目标", "the sum so far over the target", "p = \(a) / \(t)", isEquation: true)
        case .averageGrowth: return growth(to: actual)
        case .higherIsBetter, .lowerIsBetter, .yearlyFlow:
            guard let base = target.base else { return missing("缺少基期值，只能计算目标达成率", "the base is missing, so only the attainment of the target can be said") }
            let b = NumberText.plain(base)
            let isFalling = target.kind == .lowerIsBetter
            let value = isFalling ? (base - actual) / (base - target.value) : (actual - base) / (target.value - base)
            return noted(value, "进度", "progress", isFalling ? "p = (\(b) − \(a)) / (\(b) − \(t))" : "p = (\(a) − \(b)) / (\(t) − \(b))", isEquation: true)
        }
    }

    private mutating func growth(to actual: Double) -> Double? {
        let months = target.term.elapsed(at: date)
        guard let base = target.base, base > 0, actual >= 0, months > 0 else {
            return missing("年均增速需要正的基期值和已过的时间", "average growth needs a base above 0 and time that has passed")
        }
        let years = Double(months) / 12
        let rate = (power(actual / base, 1 / years) - 1) * 100
        let (rateText, goalText) = (NumberText.plain(rate, decimals: 2), NumberText.plain(target.value, decimals: 2))
        reason.note(Quantity("g", Statement("年均增速", "growth per year"), rate, unit: "%"))
        let formula = "g = (\(NumberText.plain(actual)) / \(NumberText.plain(base)))^(1/\(NumberText.plain(years))) − 1 = \(rateText)%"
        reason.note("年均增速 \(formula)，目标 \(goalText)%", "growth per year \(formula), target \(goalText)%")
        guard target.value != 0 else { return noted(Tolerance.reaches(rate, 0) ? 1 : 0, "目标为不下降", "it must not fall", rate >= 0 ? "p = 1" : "p = 0") }
        return noted(rate / target.value, "进度", "progress", "p = \(rateText) / \(goalText)", isEquation: true)
    }

    private mutating func attainment(of actual: Double) -> Double? {
        let isFalling = target.isFalling
        let goal = target.kind == .averageGrowth ? target.expected(at: date) : target.value
        guard target.kind != .allOrNothing, let goal, goal > 0, !isFalling || actual > 0 else { return nil }
        let value = isFalling ? goal / actual : actual / goal
        reason.note(Quantity(isFalling ? "T/A" : "A/T", Statement("目标达成率", "attainment of the target"), share: value))
        let (upper, lower) = isFalling ? (goal, actual) : (actual, goal)
        let formula = "\(NumberText.plain(upper)) / \(NumberText.plain(lower)) = \(NumberText.percent(value))"
        let isPath = target.kind == .averageGrowth
        reason.note((isPath ? "与应达水平之比 " : "目标达成率 ") + formula, (isPath ? "against the expected path " : "attainment of the target ") + formula)
        return value
    }

    private mutating func scheduleRatio(of progress: Double, share: Double) -> Double? {
        let isTimeless = target.isHeld || target.kind == .averageGrowth
        if target.kind == .allOrNothing, progress < 1, share < 1 {
            reason.note("尚未到期，不计算序时进度比", "it is not due yet, so no schedule ratio is computed")
            return nil
        }
        guard isTimeless || share > 0 else {
            reason.note("规划期尚未开始，不计算序时进度比", "the term has not begun, so no schedule ratio is computed")
            return nil
        }
        let ratio = isTimeless ? progress : progress / share
        reason.note(Quantity("s", Statement("序时进度比", "schedule ratio"), ratio))
        let formula =
            isTimeless
            ? "s = p = \(NumberText.plain(ratio))" : "s = p / t = \(NumberText.percent(progress)) / \(NumberText.percent(share)) = \(NumberText.plain(ratio))"
        reason.note("序时进度比 \(formula)", "schedule ratio \(formula)")
        return ratio
    }

    private mutating func light(ratio: Double?, share: Double) -> Light? {
        guard let actual else { return nil }
        let mayBeEarly = !target.isHeld && target.kind != .averageGrowth
        if mayBeEarly, target.isReached(by: actual), share < 1 || ratio == nil {
            let light: Light = share < 1 ? .blue : .green
            reason.note(
                "已达到目标，\(light.name.chinese)：\(light.standing.name.chinese)", "the target is reached, \(light.name.english): \(light.standing.name.english)")
            return light
        }
        guard let ratio else { return nil }
        let light = rules.light(ofScheduleRatio: ratio)
        let comparison = rules.comparison(ofScheduleRatio: ratio)
        reason.note(
            "\(comparison)，\(light.name.chinese)：\(light.standing.name.chinese)", "\(comparison), \(light.name.english): \(light.standing.name.english)")
        return light
    }

    private mutating func noted(_ value: Double, _ chinese: String, _ english: String, _ formula: String, isEquation: Bool = false) -> Double {
        reason.note(Quantity("p", Statement("目标进度", "progress"), share: value))
        let formula = isEquation ? "\(formula) = \(NumberText.percent(value))" : formula
        let separator = isEquation ? " " : "，"
        reason.note("\(chinese)\(separator)\(formula)", "\(english)\(isEquation ? " " : ", ")\(formula)")
        return value
    }

    private mutating func missing(_ chinese: String, _ english: String) -> Double? {
        reason.note(chinese, english)
        return nil
    }
}
