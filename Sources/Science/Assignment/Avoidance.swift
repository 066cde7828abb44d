/// Why a reviewer does not judge an application (回避).
///
/// The grounds are those of policy rules §7.1, which are convention; the years of common work are a setting there and here.
public enum Avoidance: Sendable, Hashable, CaseIterable {
    case sameUnit, relative, teacherOrStudent, workedTogether, holdsInterest, competitor, namedByApplicant, ownApplicationInBatch

    public var chinese: String {
        switch self {
        case .sameUnit: "同一单位"
        case .relative: "亲属关系"
        case .teacherOrStudent: "师生关系"
        case .workedTogether: "近年合作（论文或项目）"
        case .holdsInterest: "持股、任职或取酬"
        case .competitor: "竞争关系"
        case .namedByApplicant: "申请人提出回避"
        case .ownApplicationInBatch: "本批次有自己的申报"
        }
    }

    public var english: String {
        switch self {
        case .sameUnit: "same unit"
        case .relative: "relatives"
        case .teacherOrStudent: "teacher and student"
        case .workedTogether: "worked together in recent years"
        case .holdsInterest: "shareholder, adviser or paid"
        case .competitor: "competitors"
        case .namedByApplicant: "named by the applicant"
        case .ownApplicationInBatch: "own application in this batch"
        }
    }
}

/// What links a reviewer to a person or a unit, and until which year.
public struct Tie: Sendable, Hashable {
    public enum Kind: Sendable, Hashable { case relative, teacherOrStudent, workedTogether, holdsInterest, competitor }

    public let kind: Kind
    /// A person or a unit, by whatever key applications name them.
    public let party: String
    /// The last year of common work; nil where it goes on, or where the tie knows no end.
    public let lastYear: Int?

    public init(_ kind: Kind, with party: String, lastYear: Int? = nil) { (self.kind, self.party, self.lastYear) = (kind, party, lastYear) }
}

/// An application as avoidance sees it.
public struct AppliedBy: Sendable, Hashable {
    public let units: Set<String>
    public let people: Set<String>
    /// Reviewers whom the applicant asks to leave out.
    public let unwanted: Set<String>

    public init(units: Set<String>, people: Set<String>, unwanted: Set<String> = []) { (self.units, self.people, self.unwanted) = (units, people, unwanted) }
}

/// A reviewer as avoidance sees them.
public struct ReviewerTies: Sendable, Hashable {
    public let person: String
    public let units: Set<String>
    public let ties: [Tie]

    public init(person: String, units: Set<String>, ties: [Tie] = []) { (self.person, self.units, self.ties) = (person, units, ties) }
}

public struct AvoidanceRules: Sendable, Hashable {
    /// Common work counts for so many years after its last one.
    public let yearsOfCommonWork: Int
    public let grounds: Set<Avoidance>

    /// All grounds, common work of the last three years (convention, policy rules §7.1).
    public static let convention = AvoidanceRules()

    public init(yearsOfCommonWork: Int = 3, grounds: Set<Avoidance> = Set(Avoidance.allCases)) {
        self.yearsOfCommonWork = yearsOfCommonWork
        self.grounds = grounds
    }

    /// By reviewer, the applications of the batch that they avoid, each with all its grounds. `year` is that of the review.
    ///
    /// Looks parties up instead of comparing every pair: linear in the parties named, but for whoever has an application of their own, who avoids the whole
    /// batch.
    public func avoided(by reviewers: [ReviewerTies], in batch: [AppliedBy], year: Int) -> [[Int: Set<Avoidance>]] {
        var (byUnit, byPerson, byUnwanted): ([String: [Int]], [String: [Int]], [String: [Int]]) = ([:], [:], [:])
        for (place, application) in batch.enumerated() {
            for unit in application.units { byUnit[unit, default: []].append(place) }
            for person in application.people { byPerson[person, default: []].append(place) }
            for person in application.unwanted { byUnwanted[person, default: []].append(place) }
        }
        return reviewers.map { reviewer in
            var avoided: [Int: Set<Avoidance>] = [:]
            func note(_ ground: Avoidance, _ applications: some Sequence<Int>) {
                guard grounds.contains(ground) else { return }
                for application in applications { avoided[application, default: []].insert(ground) }
            }
            for unit in reviewer.units { note(.sameUnit, byUnit[unit] ?? []) }
            note(.namedByApplicant, byUnwanted[reviewer.person] ?? [])
            if byPerson[reviewer.person] != nil { note(.ownApplicationInBatch, batch.indices) }
            for tie in reviewer.ties where counts(tie, in: year) { note(ground(of: tie.kind), (byPerson[tie.party] ?? []) + (byUnit[tie.party] ?? [])) }
            return avoided
        }
    }

    private func counts(_ tie: Tie, in year: Int) -> Bool { tie.kind != .workedTogether || tie.lastYear.map { year - $0 <= yearsOfCommonWork } ?? true }

    private func ground(of kind: Tie.Kind) -> Avoidance {
        switch kind {
        case .relative: .relative
        case .teacherOrStudent: .teacherOrStudent
        case .workedTogether: .workedTogether
        case .holdsInterest: .holdsInterest
        case .competitor: .competitor
        }
    }
}
