import Kernel
import Registers
import TextOverlap

/// 查重: every application that was submitted and everything public money supported, as one index of texts.
///
/// The index lives as long as the check: 131 MB for 100,000 texts of 3,000 characters. Texts are read page by page and not kept.
struct SupportedTexts {
    enum Source: Hashable, Sendable {
        case application(RecordID)
        case supported(RecordID)
    }

    /// More than this is a second index's work.
    static let most = 200_000

    private(set) var index = OverlapIndex<Source>()
    private let desk: Desk
    private let isSimulated: Bool

    /// Reads all texts; made-up ones are compared with made-up ones, real ones with real ones.
    init(_ desk: Desk, isSimulated: Bool) async throws {
        (self.desk, self.isSimulated) = (desk, isSimulated)
        let drafts = ProjectApplication.State.draft
        try await add(ProjectApplication.self, where: { $0.isSimulated == isSimulated && $0.state != drafts }) { (.application($0.id), Self.text(of: $0)) }
        try await add(SupportedProject.self, where: { $0.isSimulated == isSimulated }) { (.supported($0.id), Self.text(of: $0)) }
        index.settle()
    }

    static func text(of application: Row<ProjectApplication>) -> String { "\(application.title)\n\(application.content)" }
    static func text(of project: Row<SupportedProject>) -> String { "\(project.title)\n\(project.content ?? "")" }

    private mutating func add<T: Record>(_ type: T.Type, where condition: (Columns<T>) -> Condition, _ text: (Row<T>) -> (Source, String)) async throws {
        let condition = condition(Columns())
        var after: Query.Cursor?
        while true {
            let page = try await desk.rows(type, order: .oldestFirst, after: after, limit: 500) { _ in condition }
            for row in page {
                guard index.count < Self.most else { throw Refusal.busy }
                let (source, text) = text(row)
                try index.add(source, FoldedText(text))
            }
            try await desk.note(done: index.count)
            guard page.count == 500, let last = page.last else { return }
            after = Query.Cursor(value: .text(last.id.text), id: last.id)
        }
    }

    /// One text that an application agrees with, and how.
    struct Match: Sendable {
        let source: Source
        let overlap: Overlap
        let relation: DuplicateFinding.Relation
        let title: String
        let holder: String
        let isStopped: Bool
    }

    /// What an application agrees with, the largest share first.
    func matches(of application: Row<ProjectApplication>, limits: OverlapLimits) async throws -> [Match] {
        let new = try FoldedText(Self.text(of: application))
        var found: [Match] = []
        for candidate in index.candidates(for: new, except: .application(application.id), limit: 20) {
            guard let other = try await text(of: candidate.id, for: application) else { continue }
            let overlap = index.overlap(of: new, with: try FoldedText(other.text))
            let verdict = limits.verdict(on: overlap)
            guard verdict > .clear else { continue }
            found.append(
                Match(
                    source: candidate.id, overlap: overlap, relation: other.relation, title: other.title, holder: other.holder,
                    isStopped: verdict == .stopped && !other.isHarmless))
        }
        return found.sorted { $0.overlap.share > $1.overlap.share }
    }

    private func text(of source: Source, for application: Row<ProjectApplication>) async throws
        -> (text: String, relation: DuplicateFinding.Relation, title: String, holder: String, isHarmless: Bool)?
    {
        switch source {
        case .supported(let id):
            let row = try await desk.row(Reference<SupportedProject>(id))
            return (Self.text(of: row), .supported, row.title, row.holder, false)
        case .application(let id):
            let row = try await desk.row(Reference<ProjectApplication>(id))
            let isOwn = row.holder == application.holder
            // Whoever was declined may apply again with the same text; what was approved is among what is supported.
            let isHarmless = isOwn && [.rejected, .declined, .withdrawn, .returned].contains(row.state)
            return (Self.text(of: row), isOwn ? .ownOther : .otherApplicant, row.title, row.holder, isHarmless)
        }
    }
}

extension Operation {
    /// Compares every application of a call with everything there is.
    static let checkDuplicates = Operation(
        "checkDuplicates", "查重", en: "Check for duplicates", on: ProjectCall.self, by: .projectOffice, .projectAgency, isLong: true,
        when: { $0.state == .open || $0.state == .review }
    ) { call, desk in
        try await AgencyEntrustment.check(.intake, of: call.reference, by: desk)
        let applications = try await desk.all(ProjectApplication.self, bound: 2000) { $0.call == call.reference && $0.state == .accepted }
        guard !applications.isEmpty else {
            throw Refusal.closed(Label("没有通过形式审查、待查重的申报书", en: "No application has passed the formal check and waits for this"))
        }
        let texts = try await SupportedTexts(desk, isSimulated: call.meta.isSimulated)
        let limits = try await OverlapLimits.inForce(desk)
        var (shown, stopped) = (0, 0)
        for (place, application) in applications.enumerated() {
            let matches = try await texts.matches(of: application, limits: limits)
            try await desk.together { changes in try Duplicates.keep(matches, of: application, &changes) }
            if !matches.isEmpty { shown += 1 }
            if matches.contains(where: \.isStopped) { stopped += 1 }
            try await desk.note(done: place + 1, of: applications.count)
        }
        return Outcome(
            "与 \(texts.index.count) 份文本比对：\(applications.count) 项中 \(shown) 项有重复，\(stopped) 项须人工判定",
            en: "Compared with \(texts.index.count) texts: of \(applications.count) applications \(shown) overlap, \(stopped) have to be decided",
            then: .page(application: "projects", code: "callSheet", record: call.id))
    }
}

extension OverlapLimits {
    /// The county's standard that is in force today; convention where it has set none.
    static func inForce(_ desk: Desk) async throws -> OverlapLimits {
        let today = desk.engine.context.now().day
        let standards = try await desk.all(OverlapStandard.self) { $0.from <= today }
        guard let newest = standards.max(by: { $0.from < $1.from }) else { return .convention }
        return OverlapLimits(shown: Double(newest.shown) / 100, stopped: Double(newest.stopped) / 100, leastScalars: newest.leastLength)
    }
}

/// 查重结果的保存
enum Duplicates {
    /// Keeps what was found now in place of what waited from an earlier check; what was decided stays.
    static func keep(_ matches: [SupportedTexts.Match], of application: Row<ProjectApplication>, _ changes: inout Changes) throws {
        let earlier = try changes.rows(DuplicateFinding.self) { $0.application == application.reference }
        for finding in earlier where finding.state == .found { try changes.delete(finding.reference) }
        let decided = Set(earlier.filter { $0.state != .found }.map { $0.otherApplication?.id ?? $0.otherProject?.id })
        for match in matches {
            var draft = Draft<DuplicateFinding>()
            (draft.application, draft.relation, draft.otherTitle, draft.otherHolder) = (application.reference, match.relation, match.title, match.holder)
            switch match.source {
            case .application(let id):
                if decided.contains(id) { continue }
                draft.otherApplication = .some(Reference(id))
            case .supported(let id):
                if decided.contains(id) { continue }
                draft.otherProject = .some(Reference(id))
            }
            draft.share = percent(match.overlap.share)
            draft.shareOfOther = percent(match.overlap.shareOfOld)
            draft.isStopped = match.isStopped
            let longest = match.overlap.passages.filter { !$0.isCommonWording }.sorted { $0.new.count > $1.new.count }.prefix(50)
            draft.passages = .some(
                longest.sorted { $0.new.lowerBound < $1.new.lowerBound }.flatMap {
                    [$0.new.lowerBound, $0.new.upperBound, $0.old.lowerBound, $0.old.upperBound]
                })
            draft.foundOn = changes.now.day
            try changes.create(draft, isSimulated: application.meta.isSimulated)
        }
        let today = changes.now.day
        try changes.update(application.reference) {
            $0.comparedOn = .some(today)
            $0.overlap = .some(matches.first.map { percent($0.overlap.share) } ?? 0)
        }
    }

    private static func percent(_ share: Double) -> Double { (share * 1000).rounded() / 10 }
}
