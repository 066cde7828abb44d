public import Kernel
public import Sensing

/// The archive of observations as the kernel asks for it.
public struct SensorArchive: SeriesArchive {
    public let archive: Archive

    public init(_ archive: Archive) { self.archive = archive }

    public func append(_ values: [Measurement], to stream: String, keptFrom: Instant) async throws(StoreError) -> SeriesReceipt {
        try await saying { () async throws(ArchiveError) in
            let id = if let known = archive.find(stream) { known } else { try await archive.stream(named: stream) }
            // Day by day: each time it is written down.
            if archive.floor(of: id) < keptFrom.milliseconds - 86_400_000 { try await archive.forget(id, before: keptFrom.milliseconds) }
            let receipt = try await archive.append(values.map { Observation(id, Sample($0.at.milliseconds, $0.value, $0.quality.flag)) })
            var said = SeriesReceipt()
            (said.stored, said.late, said.known) = (receipt.stored, receipt.late, receipt.duplicates)
            for refused in receipt.refused {
                if case .differs = refused.reason { said.differing.append(values[refused.index].at) } else { said.forgotten += 1 }
            }
            return said
        }
    }

    public func measurements(of stream: String, from: Instant, to: Instant, limit: Int) throws(StoreError) -> [Measurement] {
        guard let id = archive.find(stream) else { return [] }
        return try saying { () throws(ArchiveError) in
            try archive.lastSamples(of: id, from: from.milliseconds, to: to.milliseconds, limit: limit).all.map(Measurement.init)
        }
    }

    public func earliest(of stream: String, from: Instant, to: Instant, limit: Int) throws(StoreError) -> [Measurement] {
        guard let id = archive.find(stream) else { return [] }
        return try saying { () throws(ArchiveError) in
            try archive.samples(of: id, from: from.milliseconds, to: to.milliseconds, limit: limit).all.map(Measurement.init)
        }
    }

    public func rollUp(of stream: String, by span: RolledUp.Span) throws(StoreError) -> [RolledUp] {
        guard let id = archive.find(stream) else { return [] }
        let spans: [RolledUp.Span: RollUp.Span] = [.hour: .hour, .day: .day, .month: .month]
        return try saying { () throws(ArchiveError) in
            try archive.rollUps(of: id, by: spans[span] ?? .hour).map {
                RolledUp(span, from: Instant(milliseconds: $0.start), count: $0.count, sum: $0.sum, least: $0.least, most: $0.most)
            }
        }
    }

    public func chart(of stream: String, from: Instant, to: Instant, parts: Int) throws(StoreError) -> [ChartPart] {
        guard let id = archive.find(stream) else { return [] }
        return try saying { () throws(ArchiveError) in
            try archive.chart(of: id, from: from.milliseconds, to: to.milliseconds, parts: parts).map {
                ChartPart(
                    index: $0.index, count: $0.count, first: Measurement($0.first), least: Measurement($0.least), most: Measurement($0.most),
                    last: Measurement($0.last))
            }
        }
    }

    public func newest(of stream: String) -> Measurement? {
        guard let id = archive.find(stream), let latest = archive.latest(of: id) else { return nil }
        if latest.flag.counts { return Measurement(latest) }
        // A sensor that has sent nothing but bad values for that long has no newest one.
        let recent = try? archive.lastSamples(of: id, from: .min, to: latest.time, limit: 500)
        return recent?.all.last { $0.flag.counts }.map(Measurement.init)
    }

    public func count(of stream: String, from: Instant, to: Instant) throws(StoreError) -> Int {
        guard let id = archive.find(stream) else { return 0 }
        return try saying { () throws(ArchiveError) in try archive.count(of: id, from: from.milliseconds, to: to.milliseconds) }
    }

    public func remove(_ streams: [String]) async throws(StoreError) {
        for id in streams.compactMap({ archive.find($0) }) { try await saying { () async throws(ArchiveError) in try await archive.remove(id) } }
    }

    private func saying<Result>(_ body: () throws(ArchiveError) -> Result) throws(StoreError) -> Result {
        do { return try body() } catch { throw error.said }
    }

    private func saying<Result>(_ body: () async throws(ArchiveError) -> Result) async throws(StoreError) -> Result {
        do { return try await body() } catch { throw error.said }
    }
}

extension ArchiveError {
    fileprivate var said: StoreError {
        switch self {
        case .busy: .busy
        case .system where isFull: .full
        default: .failed(description)
        }
    }
}

extension Measurement {
    fileprivate init(_ sample: Sample) {
        self.init(at: Instant(milliseconds: sample.time), sample.value, [.bad: .bad, .suspect: .doubtful][sample.flag] ?? .good)
    }
}

extension Measurement.Quality {
    fileprivate var flag: Flag {
        switch self {
        case .good: .good
        case .doubtful: .suspect
        case .bad: .bad
        }
    }
}
