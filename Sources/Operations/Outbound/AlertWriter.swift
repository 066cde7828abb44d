public import CommonAlerting
public import Kernel

/// Makes messages of the Common Alerting Protocol out of records that warn (``Bulletins``), the same for whoever asks and for whoever is told.
public struct AlertWriter: Sendable {
    private let sender: String

    /// - Parameter sender: unique in the world, and always the same: the name of the county's ledger.
    public init(sender: String) { self.sender = sender }

    /// The newest message of a record; nil where it was not told to anybody.
    public func message(of record: StoredRecord, in kind: String, _ desk: Desk) async throws -> AlertMessage? {
        guard let source = desk.catalog.bulletins.first(where: { $0.kind == kind })?.source, let bulletin = try await source.bulletin(record, desk) else {
            return nil
        }
        let names = try? await desk.rows(RegionName.self, order: .oldestFirst, limit: 1) { $0.code == record.meta.region }
        return message(bulletin, record.meta, place: names?.first?.name ?? record.meta.region.code)
    }

    private func message(_ bulletin: Bulletin, _ meta: RecordMeta, place: String) -> AlertMessage {
        let moments = bulletin.moments
        let newest = moments.last ?? bulletin.issuedAt
        let kind: AlertMessage.Kind = bulletin.endedAt == newest ? .cancel : moments.count > 1 ? .update : .alert
        var message = AlertMessage(
            name(meta.id, newest), from: sender, sent: newest.alertTime, status: meta.isSimulated ? .exercise : .actual, kind: kind,
            scope: .restricted(bulletin.audience))
        if meta.isSimulated { message.note = "模拟数据，仅供演练 Simulated, for exercise only" }
        message.references = moments.dropLast().map { AlertMessage.Reference(name(meta.id, $0), from: sender, sent: $0.alertTime) }
        message.infos = [("zh-CN", \Label.chinese), ("en-US", \Label.english)].map { language, words in
            info(bulletin, language, { $0[keyPath: words] }, area: area(bulletin, meta.region, place), isOver: kind == .cancel)
        }
        return message
    }

    /// A message of a record is named after the moment at which it was sent.
    private func name(_ id: RecordID, _ moment: Instant) -> String { "\(id.text)-\(moment.milliseconds)" }

    private func info(
        _ bulletin: Bulletin, _ language: String, _ say: (Label) -> String, area: AlertMessage.Area, isOver: Bool
    ) -> AlertMessage.Info {
        let level = bulletin.level
        var info = AlertMessage.Info(
            language, bulletin.category.ofProtocol, say(bulletin.event), isOver ? .past : level.urgency, level.severity, bulletin.certainty.ofProtocol)
        (info.effective, info.onset) = (bulletin.issuedAt.alertTime, bulletin.issuedAt.alertTime)
        // What is over has no end ahead of it.
        info.expires = isOver ? nil : bulletin.expires?.alertTime
        (info.headline, info.description, info.instruction) = (say(bulletin.headline), say(bulletin.text), isOver ? nil : bulletin.instruction.map(say))
        info.parameters = bulletin.figures.map { AlertMessage.Named($0.name, $0.value) }
        info.areas = [area]
        return info
    }

    private func area(_ bulletin: Bulletin, _ region: Region, _ place: String) -> AlertMessage.Area {
        var area = AlertMessage.Area(place)
        let positions = bulletin.outline.map { AlertMessage.Area.Position(latitude: $0.latitude, longitude: $0.longitude) }
        if positions.count == 1 {
            area.circles = [AlertMessage.Area.Circle(positions[0], kilometres: 0)]
        } else {
            area.add(polygon: positions)
        }
        area.geocodes = [AlertMessage.Named("GB/T 2260", region.code)]
        return area
    }
}

extension Instant {
    /// In China's time, to the second.
    public var alertTime: AlertTime { AlertTime(secondsSince1970: milliseconds / 1000) }
}

extension Alert.Level {
    fileprivate var urgency: AlertMessage.Info.Urgency {
        switch self {
        case .red, .orange: .immediate
        case .yellow: .expected
        case .blue: .future
        }
    }
    fileprivate var severity: AlertMessage.Info.Severity {
        switch self {
        case .red: .extreme
        case .orange: .severe
        case .yellow: .moderate
        case .blue: .minor
        }
    }
}

extension Bulletin.Category {
    fileprivate var ofProtocol: AlertMessage.Info.Category {
        switch self {
        case .geological: .geological
        case .weather: .weather
        case .other: .other
        }
    }
}

extension Bulletin.Certainty {
    fileprivate var ofProtocol: AlertMessage.Info.Certainty {
        switch self {
        case .observed: .observed
        case .likely: .likely
        case .possible: .possible
        }
    }
}
