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
    private let memory = IntakeMemory()
    /// How often storing is tried before the messages are given back, after pauses that double from 100 ms.
    private let attempts: Int

    /// - Parameter desk: the program's own, in the county's region.
    public init(_ desk: Desk, attempts: Int = 8) {
        (self.desk, self.attempts) = (desk, attempts)
        book = ChannelBook(desk)
    }

    /// A batch on its way.
    private struct Batch: Sendable {
        /// What the store has not taken yet.
        var open: [Sheaf] = []
        var entry = IntakeLog.Entry()
        /// Whether the store took any of it.
        var isTaken = false
    }

    /// Takes a batch. Messages that come again do no harm where they have a time of their own: a moment of a series is stored once.
    ///
    /// - Returns: true when every value of it is durable or refused for good; false where the store could not take it now.
    public func take(_ arrivals: [Arrival]) async -> Bool {
        // Looked at once: however often storing is tried, a message arrived when it arrived.
        let now = desk.engine.context.now()
        memory.forget(before: now)
        var sorted: Batch?
        for attempt in 0..<attempts {
            if attempt > 0 { try? await Task.sleep(for: .milliseconds(50 << min(attempt, 7))) }
            do throws(Refusal) {
                var batch = if let sorted { sorted } else { try await sort(arrivals, at: now) }
                await store(&batch, at: now)
                sorted = batch
                guard let trouble = batch.open.first?.trouble else {
                    log.add(batch.entry)
                    return true
                }
                log.note(trouble: "\(trouble)")
            } catch {
                log.note(trouble: "\(error)")
            }
        }
        if let sorted {
            log.addStored(of: sorted.entry)
            if sorted.isTaken { memory.suspect(sorted.open) }
        }
        return false
    }

    // MARK: sorting

    private func sort(_ arrivals: [Arrival], at now: Instant) async throws(Refusal) -> Batch {
        var (batch, places) = (Batch(), [Sheaf.Name: Int]())
        for arrival in arrivals {
            let topic = arrival.topic.split(separator: "/", omittingEmptySubsequences: false)
            let mappings = try await book.mappings(of: arrival.topic, topic)
            if mappings.isEmpty {
                batch.entry.count(nil, at: now) { $0.messages += 1 }
                batch.entry.refuse(nil, arrival.topic, Label("没有通道接收这个主题", en: "No channel is about this topic"), at: now)
            }
            for mapping in mappings {
                let channel = mapping.channel
                batch.entry.count(channel, at: now) { $0.messages += 1 }
                if let fault = channel.fault(in: desk.catalog) {
                    batch.entry.refuse(channel, arrival.topic, fault, at: now)
                    continue
                }
                for result in mapping.readings(arrival, topic: topic, at: now) {
                    switch result {
                    case .failure(let fault): batch.entry.refuse(channel, arrival.topic, fault.reason, at: now)
                    case .success(let reading):
                        if let reason = fault(of: reading, channel, now) {
                            batch.entry.refuse(channel, arrival.topic, reason, at: now)
                            continue
                        }
                        let name = Sheaf.Name(channel: channel.id, record: reading.record, series: reading.series)
                        let index = places[name] ?? batch.open.count
                        if index == batch.open.count {
                            places[name] = index
                            batch.open.append(Sheaf(channel: channel, name: name, topic: arrival.topic, isToBeParted: mapping.isByArrival))
                        }
                        batch.open[index].values.append(reading.measurement)
                    }
                }
            }
        }
        return batch
    }

    /// What is wrong with a reading, whichever record it is of.
    private func fault(of reading: Mapping.Reading, _ channel: Row<Channel>, _ now: Instant) -> Label? {
        guard let series = desk.catalog.kinds[channel.recordKind]?.series.first(where: { $0.code == reading.series }) else {
            return Label("没有序列“\(reading.series)”", en: "There is no series \(reading.series)")
        }
        let at = reading.measurement.at
        if at >= now.adding(seconds: -86_400 * series.keptDays) { return nil }
        return Label("时间 \(at.shown) 早于保留期限 \(series.keptDays) 天", en: "The time \(at.shown) is before the \(series.keptDays) days that are kept")
    }

    // MARK: storing

    /// As many series are stored at the same time, so that they share what makes them durable.
    private static let together = 32

    /// What became of a sheaf.
    private enum Fate: Sendable {
        case taken(SeriesReceipt)
        /// Not to be stored later either.
        case refused(Label)
        case open(Refusal)
    }

    /// Stores what is open. What the store cannot take now stays open.
    private func store(_ batch: inout Batch, at now: Instant) async {
        let fates = await fates(of: batch.open)
        batch.open = []
        for (sheaf, fate) in fates {
            switch fate {
            case .taken(let receipt):
                batch.entry.count(receipt, of: sheaf, at: now)
                batch.isTaken = true
                memory.trust(sheaf)
            case .refused(let reason): batch.entry.refuse(sheaf, reason, at: now)
            case .open(let refusal):
                var sheaf = sheaf
                sheaf.trouble = refusal
                batch.open.append(sheaf)
            }
        }
        guard batch.isTaken else { return }
        // What fails again, in a batch of which others are taken, is damaged itself, and must not keep all others out for ever.
        for sheaf in batch.open where memory.isSuspect(sheaf) {
            let failure = sheaf.failure ?? ""
            let reason = Label("存储再次不接收这个序列，而接收了其他序列：\(failure)", en: "The store took other series, and again not this one: \(failure)")
            batch.entry.refuse(sheaf, reason, at: now)
        }
        batch.open.removeAll { memory.isSuspect($0) }
    }

    private func fates(of sheaves: [Sheaf]) async -> [(Sheaf, Fate)] {
        await withTaskGroup(of: (Sheaf, Fate).self) { group in
            var (next, fates) = (0, [(Sheaf, Fate)]())
            func begin() {
                guard next < sheaves.count else { return }
                let sheaf = sheaves[next]
                next += 1
                group.addTask { await settle(sheaf) }
            }
            for _ in 0..<Intake.together { begin() }
            for await fate in group {
                fates.append(fate)
                begin()
            }
            return fates
        }
    }

    private func settle(_ sheaf: Sheaf) async -> (Sheaf, Fate) {
        var sheaf = sheaf
        do throws(Refusal) {
            guard let record = try await book.record(sheaf.name.record, sheaf.channel) else {
                let name = sheaf.name.record
                return (sheaf, .refused(Label("没有唯一的记录“\(name)”", en: "There is no record, or not just one, called \(name)")))
            }
            if sheaf.isToBeParted { memory.part(&sheaf, of: record) }
            return (sheaf, .taken(try await append(sheaf, to: record)))
        } catch {
            switch error {
            case .busy, .full, .failed: return (sheaf, .open(error))
            // What the record or the values are to blame for will not be better later.
            default: return (sheaf, .refused(error.problems.first?.message ?? error.message))
            }
        }
    }

    private func append(_ sheaf: Sheaf, to record: RecordID) async throws(Refusal) -> SeriesReceipt {
        var whole = SeriesReceipt()
        for start in stride(from: 0, to: sheaf.values.count, by: Desk.measurementLimit) {
            let part = Array(sheaf.values[start..<min(start + Desk.measurementLimit, sheaf.values.count)])
            let receipt = try await desk.append(part, to: sheaf.name.series, of: record, in: sheaf.channel.recordKind)
            whole.stored += receipt.stored
            whole.known += receipt.known
            whole.forgotten += receipt.forgotten
            whole.differing += receipt.differing
        }
        return whole
    }
}

extension IntakeLog.Entry {
    fileprivate mutating func count(_ receipt: SeriesReceipt, of sheaf: Sheaf, at now: Instant) {
        count(sheaf.channel, at: now) { counts in
            counts.stored += receipt.stored
            counts.known += receipt.known
        }
        for moment in receipt.differing {
            let reason = Label("\(moment.shown) 已有另一个值，先到者保留", en: "There is another value for \(moment.shown); the first one stays")
            refuse(sheaf.channel, sheaf.topic, reason, at: now)
        }
        for _ in 0..<receipt.forgotten { refuse(sheaf.channel, sheaf.topic, Label("早于保留期限", en: "Before the time that is kept"), at: now) }
    }

    /// All values of it.
    fileprivate mutating func refuse(_ sheaf: Sheaf, _ reason: Label, at now: Instant) {
        for _ in sheaf.values { refuse(sheaf.channel, sheaf.topic, reason, at: now) }
    }
}
