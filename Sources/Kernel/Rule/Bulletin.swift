/// 预警信息: what a record that warns says to those outside the house, whatever the format: the Common Alerting Protocol, a webhook.
public struct Bulletin: Sendable {
    public enum Category: Sendable, Hashable { case geological, weather, other }
    public enum Certainty: Sendable, Hashable { case observed, likely, possible }

    public var event: Label
    public var category: Category
    public var level: Alert.Level
    public var certainty: Certainty
    /// When it was told first; each time that it was renewed since, in order; and when it ended, if so.
    public var issuedAt: Instant
    public var renewals: [Instant] = []
    public var endedAt: Instant?
    /// Until when it holds unless it is renewed.
    public var expires: Instant?
    public var headline: Label
    /// What it rests on.
    public var text: Label
    /// What to do.
    public var instruction: Label?
    /// Figures for programs, by name.
    public var figures: [(name: String, value: String)] = []
    /// For whom it is.
    public var audience: String
    /// One position, or the closed ring of an area; empty where only the region of the record is known.
    public var outline: [Position] = []

    public init(
        _ event: Label, _ category: Category, _ level: Alert.Level, _ certainty: Certainty, issuedAt: Instant, headline: Label, text: Label, audience: String
    ) {
        (self.event, self.category, self.level, self.certainty) = (event, category, level, certainty)
        (self.issuedAt, self.headline, self.text, self.audience) = (issuedAt, headline, text, audience)
    }

    /// When each of its messages was sent, the first one first: issued, renewed, ended.
    public var moments: [Instant] {
        var moments = [issuedAt]
        for next in renewals + [endedAt].compactMap(\.self) where next > (moments.last ?? next) { moments.append(next) }
        return moments
    }
}

/// Which records of a type are told to programs outside, and what they say.
public struct Bulletins<T: Record>: Sendable {
    let told: Condition
    let say: @Sendable (Row<T>, Desk) async throws -> Bulletin?

    /// - Parameters:
    ///   - told: fulfilled by the records that were told: it is asked of many, so its field is an indexed one.
    ///   - say: nil for one that was not.
    public init(told: (Columns<T>) -> Condition, _ say: @escaping @Sendable (Row<T>, Desk) async throws -> Bulletin?) {
        self.told = told(Columns())
        self.say = say
    }

    var source: BulletinSource {
        let say = say
        return BulletinSource(told: told) { record, desk in try await say(Row(record), desk) }
    }
}

/// The same without the type of the records.
public struct BulletinSource: Sendable {
    public let told: Condition
    public let bulletin: @Sendable (StoredRecord, Desk) async throws -> Bulletin?
}

extension Catalog {
    /// The kinds of records that are told to programs outside, by name.
    public var bulletins: [(kind: String, source: BulletinSource)] {
        kinds.values.compactMap { declaration in declaration.bulletins.map { (declaration.schema.name, $0) } }.sorted { $0.0 < $1.0 }
    }
}

extension Alert {
    /// An alert of a rule, for those who have to act: what others hear is for people to decide.
    public static var bulletins: Bulletins<Alert>? {
        Bulletins(told: { _ in .always }) { alert, desk in
            let event = desk.catalog.label(ofRule: alert.rule) ?? Label(alert.rule, en: alert.rule)
            let level = alert.level.label
            var bulletin = Bulletin(
                event, .other, alert.level, .observed, issuedAt: alert.meta.createdAt,
                headline: Label("\(level.chinese)预警：\(alert.subjectTitle)", en: "\(level.english) alert: \(alert.subjectTitle)"),
                text: Label(alert.reason, en: alert.reasonInEnglish), audience: alert.role)
            bulletin.endedAt = alert.endedAt
            bulletin.figures = [("value", "\(alert.value)"), ("threshold", "\(alert.threshold)"), ("rule", alert.rule)]
            return bulletin
        }
    }
}
