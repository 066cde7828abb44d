public import Kernel

/// A message as it arrived.
public struct Arrival: Sendable {
    public let topic: String
    public let payload: [UInt8]
    /// Kept by the broker from before anybody subscribed.
    public let isRetained: Bool

    public init(topic: String, payload: [UInt8], isRetained: Bool = false) {
        (self.topic, self.payload, self.isRetained) = (topic, payload, isRetained)
    }
}

/// Takes messages in: each becomes values of series, stored over the same road as those of the API (durable first, then rules and alerts), or is refused
/// with its reason.
public struct Intake: Sendable {
    public let log = IntakeLog()
    private let desk: Desk
    private let book: ChannelBook
    /// How often storing is tried before the messages are given back, after pauses that double from 50 ms.
    private let attempts: Int

    /// - Parameter desk: the program's own, in the county's region.
    public init(_ desk: Desk, attempts: Int = 8) {
        (self.desk, self.attempts) = (desk, attempts)
        book = ChannelBook(desk)
    }

    /// A series of a record, and what comes for it.
    private struct Sheaf: Sendable {
        let channel: Row<Channel>
        let record: RecordID
        let series: String
        let topic: String
        var values: [Measurement] = []
    }

    private struct Place: Hashable {
        let kind: String
        let record: RecordID
        let series: String
    }

    /// Takes a batch. Messages that come again do no harm: a moment of a series is stored once.
    ///
    /// - Returns: true when every value of it is durable or refused for good; false where the store could not take it now.
    public func take(_ arrivals: [Arrival]) async -> Bool {
        for attempt in 0..<attempts {
            if attempt > 0 { try? await Task.sleep(for: .milliseconds(50 << min(attempt, 7))) }
            do throws(Refusal) {
                var entry = IntakeLog.Entry()
                let sheaves = try await sort(arrivals, &entry)
                try await store(sheaves, &entry)
                log.add(entry)
                return true
            } catch {
                log.note(trouble: "\(error)")
            }
        }
        return false
    }

    // MARK: sorting

    private func sort(_ arrivals: [Arrival], _ entry: inout IntakeLog.Entry) async throws(Refusal) -> [Sheaf] {
        let now = desk.engine.context.now()
        var (sheaves, places) = ([Sheaf](), [Place: Int]())
        for arrival in arrivals {
            let topic = arrival.topic.split(separator: "/", omittingEmptySubsequences: false)
            let mappings = try await book.mappings(of: arrival.topic, topic)
            if mappings.isEmpty {
                entry.count(nil, at: now) { $0.messages += 1 }
                entry.refuse(nil, arrival.topic, Label("没有通道接收这个主题", en: "No channel is about this topic"), at: now)
            }
            for mapping in mappings {
                let channel = mapping.channel
                entry.count(channel, at: now) { $0.messages += 1 }
                if let fault = channel.fault(in: desk.catalog) {
                    entry.refuse(channel, arrival.topic, fault, at: now)
                    continue
                }
                for result in mapping.readings(arrival, topic: topic, at: now) {
                    switch result {
                    case .failure(let fault): entry.refuse(channel, arrival.topic, fault.reason, at: now)
                    case .success(let reading):
                        let (id, reason) = try await target(of: reading, channel, now)
                        guard let id else {
                            entry.refuse(channel, arrival.topic, reason, at: now)
                            continue
                        }
                        let place = Place(kind: channel.recordKind, record: id, series: reading.series)
                        let index = places[place] ?? sheaves.count
                        if index == sheaves.count {
                            places[place] = index
                            sheaves.append(Sheaf(channel: channel, record: id, series: reading.series, topic: arrival.topic))
                        }
                        sheaves[index].values.append(reading.measurement)
                    }
                }
            }
        }
        return sheaves
    }

    /// The record of a reading, or why it has none.
    private func target(of reading: Mapping.Reading, _ channel: Row<Channel>, _ now: Instant) async throws(Refusal) -> (RecordID?, Label) {
        guard let series = desk.catalog.kinds[channel.recordKind]?.series.first(where: { $0.code == reading.series }) else {
            return (nil, Label("没有序列“\(reading.series)”", en: "There is no series \(reading.series)"))
        }
        let at = reading.measurement.at
        guard at >= now.adding(seconds: -86_400 * series.keptDays) else {
            return (nil, Label("时间 \(at.shown) 早于保留期限 \(series.keptDays) 天", en: "The time \(at.shown) is before the \(series.keptDays) days that are kept"))
        }
        if let id = try await book.record(reading.record, channel) { return (id, "") }
        return (nil, Label("没有唯一的记录“\(reading.record)”", en: "There is no record, or not just one, called \(reading.record)"))
    }

    // MARK: storing

    /// As many series are stored at the same time, so that they share what makes them durable.
    private static let together = 32

    private func store(_ sheaves: [Sheaf], _ entry: inout IntakeLog.Entry) async throws(Refusal) {
        let outcomes = await withTaskGroup(of: (Int, Result<SeriesReceipt, Refusal>).self) { group in
            var (next, outcomes) = (0, [(Int, Result<SeriesReceipt, Refusal>)]())
            func begin() {
                guard next < sheaves.count else { return }
                let (index, sheaf) = (next, sheaves[next])
                next += 1
                group.addTask { (index, await append(sheaf)) }
            }
            for _ in 0..<Intake.together { begin() }
            for await outcome in group {
                outcomes.append(outcome)
                begin()
            }
            return outcomes
        }
        let now = desk.engine.context.now()
        for (index, outcome) in outcomes {
            let sheaf = sheaves[index]
            switch outcome {
            case .success(let receipt):
                entry.count(sheaf.channel, at: now) { counts in
                    counts.stored += receipt.stored
                    counts.known += receipt.known
                }
                for moment in receipt.differing {
                    let reason = Label("\(moment.shown) 已有另一个值，先到者保留", en: "There is another value for \(moment.shown); the first one stays")
                    entry.refuse(sheaf.channel, sheaf.topic, reason, at: now)
                }
                for _ in 0..<receipt.forgotten { entry.refuse(sheaf.channel, sheaf.topic, Label("早于保留期限", en: "Before the time that is kept"), at: now) }
            case .failure(let refusal):
                // What the record or the value is to blame for will not be better later.
                guard ["not-found", "invalid", "forbidden"].contains(refusal.code) else { throw refusal }
                let reason = refusal.problems.first?.message ?? refusal.message
                for _ in sheaf.values { entry.refuse(sheaf.channel, sheaf.topic, reason, at: now) }
            }
        }
    }

    private func append(_ sheaf: Sheaf) async -> Result<SeriesReceipt, Refusal> {
        do throws(Refusal) {
            var whole = SeriesReceipt()
            for start in stride(from: 0, to: sheaf.values.count, by: Desk.measurementLimit) {
                let part = Array(sheaf.values[start..<min(start + Desk.measurementLimit, sheaf.values.count)])
                let receipt = try await desk.append(part, to: sheaf.series, of: sheaf.record, in: sheaf.channel.recordKind)
                whole.stored += receipt.stored
                whole.known += receipt.known
                whole.forgotten += receipt.forgotten
                whole.differing += receipt.differing
            }
            return .success(whole)
        } catch {
            return .failure(error)
        }
    }
}
