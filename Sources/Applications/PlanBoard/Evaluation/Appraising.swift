import Kernel
import PlanMonitoring

/// 启动考核: who is appraised, for which year, by when.
struct StartAppraisal: Record {
    static let kind = Kind<StartAppraisal>("启动考核", en: "Begin appraisals")
    let units = Field<[Reference<Organisation>]>("被考核单位", en: "Appraised units")
    let year = Field<Int>("考核年度", en: "Year", .min(1990), .max(2100))
    let due = Field<Day>("自评期限", en: "Due")
}

extension Operation {
    /// Asks units for what a scheme wants to know of them.
    static let startAppraisal = Operation(
        "startAppraisal", "启动考核", en: "Begin appraisals", on: AppraisalScheme.self, asking: StartAppraisal.self, by: .planOffice, when: { $0.state == .inForce }
    ) { scheme, order, desk in
        let count = try await desk.together { changes in
            let criteria = try changes.rows(Criterion.self) { $0.scheme == scheme.reference }
            var count = 0
            for unit in order.units {
                let known = try changes.rows(Appraisal.self, limit: 1) { $0.scheme == scheme.reference && $0.unit == unit && $0.year == order.year }
                guard known.isEmpty else { continue }
                try Appraising.begin(scheme, unit, order, criteria, &changes)
                count += 1
            }
            return count
        }
        return Outcome("已启动 \(count) 个单位的考核", en: "\(count) appraisals were begun", then: .page(application: "planBoard", code: "scheme", record: scheme.id))
    }
}

enum Appraising {
    static func begin(
        _ scheme: Row<AppraisalScheme>, _ unit: Reference<Organisation>, _ order: Row<StartAppraisal>, _ criteria: [Row<Criterion>], _ changes: inout Changes
    ) throws {
        var draft = Draft<Appraisal>()
        draft.scheme = scheme.reference
        draft.unit = unit
        draft.title = String("\(order.year) 年 \(scheme.title)：\(try changes.row(unit).name)".prefix(160))
        draft.year = order.year
        draft.due = order.due
        let appraisal = try changes.create(draft, region: scheme.meta.region, organisation: unit.id.text, isSimulated: scheme.meta.isSimulated)
        for criterion in criteria {
            var mark = Draft<Mark>()
            mark.appraisal = appraisal.reference
            mark.criterion = criterion.reference
            mark.name = criterion.name
            try changes.create(mark, region: scheme.meta.region, organisation: unit.id.text, isSimulated: scheme.meta.isSimulated)
        }
    }

    /// A scheme that is put in force has weights of 100 together.
    @Sendable static func checkWeights(_ scheme: Row<AppraisalScheme>, _ changes: inout Changes) throws {
        let weights = try changes.rows(Criterion.self) { $0.scheme == scheme.reference }.map(\.weight)
        guard !weights.isEmpty else { throw changes.refuse("方案还没有考核指标", en: "the scheme has no criteria yet") }
        let sum = Shown.number(weights.reduce(0, +), decimals: 2)
        guard Shares.difference(of: weights, from: 100) == nil else {
            throw changes.refuse("权重合计为 \(sum)，应为 100", en: "the weights add up to \(sum), not to 100")
        }
    }

    /// Everything was filled in: from now on it stays as it is.
    @Sendable static func submit(_ appraisal: Row<Appraisal>, _ changes: inout Changes) throws {
        let marks = try changes.rows(Mark.self) { $0.appraisal == appraisal.reference }
        let open = marks.filter { $0.value == nil || $0.source == nil }
        guard open.isEmpty else {
            let names = open.prefix(5).map(\.name).joined(separator: "、")
            throw changes.refuse("还有 \(open.count) 项未填实际值或数据来源：\(names)", en: "\(open.count) criteria lack a value or its source: \(names)")
        }
        for mark in marks where mark.state == .open { try changes.update(mark.reference) { $0.state = .locked } }
    }

    @Sendable static func reopen(_ appraisal: Row<Appraisal>, _ changes: inout Changes) throws {
        for mark in try changes.rows(Mark.self, where: { $0.appraisal == appraisal.reference && $0.state == .locked }) {
            try changes.update(mark.reference) { $0.state = .open }
        }
    }

    /// The total is kept as it was settled.
    @Sendable static func settle(_ appraisal: Row<Appraisal>, _ changes: inout Changes) throws {
        let marks = try changes.rows(Mark.self) { $0.appraisal == appraisal.reference }
        var total = 0.0
        for mark in marks {
            let criterion = try changes.row(mark.criterion)
            let review = try changes.rows(MarkReview.self, limit: 1) { $0.mark == mark.reference }.first
            if let review, review.points > criterion.weight + 0.005 {
                throw changes.refuse(
                    "“\(mark.name)”的核定得分超过权重 \(Shown.number(criterion.weight))",
                    en: "“\(mark.name)” has more points than its weight of \(Shown.number(criterion.weight))")
            }
            total += review?.points ?? criterion.points(of: mark.value)
        }
        let sum = total
        try changes.update(appraisal.reference) { $0.total = .some((sum * 100).rounded() / 100) }
    }
}

extension Row<Criterion> {
    /// weight × (value − floor) ÷ (full − floor), between nothing and all of it.
    func points(of value: Double?) -> Double { value.map { self.weight * min(1, max(0, ($0 - self.floor) / (self.full - self.floor))) } ?? 0 }

    /// How the points came about.
    func reason(of value: Double?) -> Label {
        guard let value else { return Label("尚未填写，不得分。", en: "Nothing was entered, so there are no points.") }
        let (low, high) = (Shown.number(self.floor), Shown.number(self.full))
        let formula =
            "\(Shown.number(self.weight)) × (\(Shown.number(value)) − \(low)) ÷ (\(high) − \(low)) = \(Shown.number(self.weight * (value - self.floor) / (self.full - self.floor), decimals: 2))"
        let points = Shown.number(points(of: value), decimals: 2)
        return Label("\(formula)，在 0 与权重之间取值，得 \(points) 分。", en: "\(formula); between 0 and the weight, \(points) points.")
    }
}
