import Assignment
import Kernel

/// 评审排序: scores made comparable, an order, and the line to which the budget reaches.
enum Ranking {
    /// An application with its scores.
    struct Entry: Sendable, Equatable {
        let place: Int
        let requested: Money
        let trimmed: Double
        let comparable: Double
        let reviews: Int
    }

    /// What is proposed for an application, and why.
    struct Line: Sendable, Equatable {
        let entry: Entry
        let rank: Int
        let amount: Money?
        let reason: Label
    }

    /// In the order of their scores; grants go down the list until the first that the rest of the budget does not pay in full. Nobody below it is
    /// preferred because they asked for less.
    static func lines(_ entries: [Entry], by method: ProjectCall.Method, least: Int, most: Money, budget: Money) -> [Line] {
        func score(_ entry: Entry) -> Double { method == .comparable ? entry.comparable : entry.trimmed }
        let ordered = entries.sorted { (score($1), $0.requested, $0.place) < (score($0), $1.requested, $1.place) }
        var (left, isFull) = (budget, false)
        return ordered.enumerated().map { place, entry in
            let amount = min(entry.requested, most)
            if score(entry) < Double(least) {
                return Line(entry: entry, rank: place + 1, amount: nil, reason: Label("低于立项最低分 \(least)", en: "below the least score of \(least)"))
            }
            if isFull || amount > left {
                isFull = true
                return Line(
                    entry: entry, rank: place + 1, amount: nil, reason: Label("预算线以下，余 \(left.said)", en: "below the line of the budget, \(left.said) left"))
            }
            left = left - amount
            return Line(entry: entry, rank: place + 1, amount: amount, reason: Label("预算线以上", en: "above the line of the budget"))
        }
    }

    /// Ranks the applications of a call.
    static func make(_ call: Row<ProjectCall>, _ changes: inout Changes) throws {
        let applications = try changes.rows(ProjectApplication.self) { $0.call == call.reference && $0.state == .inReview }
        let waiting = try changes.rows(ProjectApplication.self) { $0.call == call.reference && $0.state.isIn([.submitted, .returned, .accepted]) }
        guard waiting.isEmpty else {
            throw changes.refuse("还有 \(waiting.count) 项没有完成审查或抽取专家", en: "\(waiting.count) applications are not checked or have no panel yet")
        }
        guard !applications.isEmpty else { throw changes.refuse("没有可排序的项目", en: "There is nothing to rank") }
        let reviews = try changes.rows(PeerReview.self) { $0.call == call.reference && $0.state != .declined }
        let open = reviews.filter { $0.state != .scored }
        guard open.isEmpty else { throw changes.refuse("还有 \(open.count) 份评审没有完成", en: "\(open.count) reviews are not done yet") }
        let entries = try entries(applications, reviews, least: call.leastReviews, &changes)
        for line in lines(entries, by: call.method, least: call.leastScore, most: call.mostGrant, budget: call.budget) {
            let application = applications[line.entry.place]
            var draft = Draft<RankingLine>()
            (draft.call, draft.application, draft.rank) = (call.reference, application.reference, line.rank)
            (draft.comparable, draft.trimmed, draft.reviews) = (line.entry.comparable, line.entry.trimmed, line.entry.reviews)
            (draft.requested, draft.amount) = (line.entry.requested, .some(line.amount))
            (draft.reason, draft.reasonEnglish) = (line.reason.chinese, line.reason.english)
            try changes.create(draft, isSimulated: call.meta.isSimulated)
        }
    }

    private static func entries(_ applications: [Row<ProjectApplication>], _ reviews: [Row<PeerReview>], least: Int, _ changes: inout Changes) throws -> [Entry]
    {
        let places = Dictionary(uniqueKeysWithValues: applications.enumerated().map { ($1.reference, $0) })
        var reviewers: [Reference<ReviewExpert>: Int] = [:]
        let scores = reviews.compactMap { review -> PanelScores.Score? in
            guard let place = places[review.application], let points = review.points else { return nil }
            let reviewer = reviewers[review.expert] ?? reviewers.count
            reviewers[review.expert] = reviewer
            return PanelScores.Score(application: place, reviewer: reviewer, points: points)
        }
        let byApplication = Dictionary(grouping: scores, by: \.application)
        for (place, application) in applications.enumerated() where (byApplication[place]?.count ?? 0) < least {
            throw changes.refuse(
                "“\(application.title)”只有 \(byApplication[place]?.count ?? 0) 份有效评分，至少 \(least) 份",
                en: "“\(application.title)” has \(byApplication[place]?.count ?? 0) scores, at least \(least) are needed")
        }
        guard let panel = PanelScores(scores) else { throw changes.refuse("评分不能计算，请核对", en: "The scores cannot be worked out; please check them") }
        return applications.enumerated().map { place, application in
            let own = byApplication[place]?.map(\.points) ?? []
            return Entry(
                place: place, requested: application.requested, trimmed: rounded(PanelScores.trimmedMean(own) ?? 0),
                comparable: rounded(panel.comparable[place] ?? 0), reviews: own.count)
        }
    }

    /// To hundredths, as it is shown: what looks equal is equal.
    private static func rounded(_ points: Double) -> Double { (points * 100).rounded() / 100 }
}
