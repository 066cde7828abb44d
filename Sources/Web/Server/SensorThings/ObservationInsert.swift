import Kernel

/// Adds values to Datastreams: one Observation, or many as rows (section 12 of OGC 18-088).
struct ObservationInsert {
    let book: EntityBook

    /// As many values as one request may bring.
    static let most = 200_000
    /// As many Datastreams as are written to at the same time: their values share the write to the disk.
    private static let together = 64

    /// A value as it was sent.
    private struct Value: Sendable {
        let measurement: Measurement
        /// In seconds: over how long it was taken, and how much later it was known.
        let length: Double?
        let delay: Double?
    }

    private struct Fault: Error {
        let place: String
        let chinese: String
        let english: String
        var failure: WebFailure { SensorThingsFault.at(place, chinese, en: english) }
    }

    // MARK: one

    func insert(_ json: JSON, _ scope: EntityQuestion.Scope) async throws -> Entity {
        var stream: Entity
        switch scope {
        case .from(let parent, _) where parent.set == .datastreams: stream = parent
        case .from: throw WebFailure.methodNotAllowed("GET")
        case .set:
            guard let named = json["Datastream"]?["@iot.id"] ?? json["Datastream"]?["id"] else {
                throw SensorThingsFault.at("Datastream", "应为 {\"@iot.id\":…}", en: "must be {\"@iot.id\":…}")
            }
            stream = try await self.stream(named.string ?? named.text)
        }
        let value: Value
        do throws(Fault) { value = try read(json, stream, "") } catch { throw error.failure }
        if let feature = json["FeatureOfInterest"] { stream = try await about(feature, stream) }
        if let wrong = try await store([value], stream).first.flatMap({ $0 }) { throw wrong.failure }
        guard let name = stream.stream else { throw Refusal.notFound(kind: "Datastreams") }
        return try await book.entity(.value(name, value.measurement.at.milliseconds), in: .observations)
    }

    /// Whether the values that come with a Datastream can be taken, before it is made.
    func check(_ list: [JSON], _ stream: Entity, _ place: String) throws {
        for (number, json) in list.enumerated() {
            do throws(Fault) { _ = try read(json, stream, "\(place)[\(number)].") } catch { throw error.failure }
        }
    }

    /// The values that came with a new Datastream.
    func insert(_ list: [JSON], _ stream: Entity, _ place: String) async throws {
        var values: [Value] = []
        for (number, json) in list.enumerated() {
            do throws(Fault) { values.append(try read(json, stream, "\(place)[\(number)].")) } catch { throw error.failure }
        }
        for (number, wrong) in try await store(values, stream).enumerated() {
            if let wrong { throw SensorThingsFault.at("\(place)[\(number)].\(wrong.place)", wrong.chinese, en: wrong.english) }
        }
    }

    private func stream(_ text: String) async throws -> Entity {
        guard let id = EntityID(text, in: .datastreams) else { throw Refusal.notFound(kind: "Datastreams") }
        return try await book.entity(id, in: .datastreams)
    }

    private func read(_ json: JSON, _ stream: Entity, _ place: String) throws(Fault) -> Value {
        let known = ["phenomenonTime", "result", "resultTime", "resultQuality", "Datastream", "FeatureOfInterest"]
        if let other = json.members?.first(where: {
            !known.contains($0.name) && !$0.name.contains("@iot.") && $0.value != .null && $0.value.members?.isEmpty != true
        }) {
            throw Fault(place: place + String(other.name.prefix(60)), chinese: "不予保存，请删去", english: "is not kept; please leave it out")
        }
        return try value(json["phenomenonTime"], json["result"], json["resultTime"], json["resultQuality"], stream, place)
    }

    private func value(
        _ phenomenon: JSON?, _ result: JSON?, _ known: JSON?, _ quality: JSON?, _ stream: Entity, _ place: String
    ) throws(Fault) -> Value {
        let now = book.core.now
        let number: Double
        switch result {
        case .integer(let value)?: number = Double(value)
        case .number(let value)?: number = value
        case .bool(let value)? where stream["observationType"]?.string == ObservationType.truth.rawValue: number = value ? 1 : 0
        default: throw Fault(place: place + "result", chinese: "应为数", english: "must be a number")
        }
        var (from, to) = (now, now)
        if let phenomenon, phenomenon != .null {
            let ends = phenomenon.string?.split(separator: "/", omittingEmptySubsequences: false).map { Instant($0) } ?? []
            guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], first <= last else {
                throw Fault(
                    place: place + "phenomenonTime", chinese: "应为时间或时段，如 2025-03-09T08:00:00Z",
                    english: "must be a time or an interval such as 2025-03-09T08:00:00Z")
            }
            (from, to) = (first, last)
        }
        guard to < now.adding(seconds: 86_400) else { throw Fault(place: place + "phenomenonTime", chinese: "晚于现在", english: "is of the future") }
        let kept = keptDays(stream)
        guard to >= now.adding(seconds: -86_400 * kept) else {
            throw Fault(place: place + "phenomenonTime", chinese: "早于保存的 \(kept) 天", english: "is older than the \(kept) days that are kept")
        }
        var delay: Double?
        if let known, known != .null {
            guard let moment = known.string.flatMap({ Instant($0) }) else {
                throw Fault(place: place + "resultTime", chinese: "应为时间", english: "must be a time")
            }
            if moment != to { delay = Double(moment.milliseconds - to.milliseconds) / 1000 }
        }
        let length = from == to ? nil : Double(to.milliseconds - from.milliseconds) / 1000
        if stream.stream?.isRegistered != true, length != nil || delay != nil {
            throw Fault(
                place: place + (length == nil ? "resultTime" : "phenomenonTime"), chinese: "该序列每个测值只保留一个时间",
                english: "this series keeps one moment of each value")
        }
        return Value(measurement: Measurement(at: to, number, try self.quality(quality, place)), length: length, delay: delay)
    }

    private func quality(_ json: JSON?, _ place: String) throws(Fault) -> Measurement.Quality {
        guard let json, json != .null, json.members?.isEmpty != true else { return .good }
        let word = json.string ?? json["code"]?.string
        guard let quality = Measurement.Quality.allCases.first(where: { $0.code == word || $0.rawValue == word }) else {
            throw Fault(place: place + "resultQuality", chinese: "应为 good、doubtful 或 bad", english: "must be good, doubtful or bad, or {\"code\":\"good\"}")
        }
        return quality
    }

    private func keptDays(_ stream: Entity) -> Int {
        guard let name = stream.stream else { return 0 }
        return book.core.catalog.kinds[name.kind]?.series.first { $0.code == name.series }?.keptDays ?? 0
    }

    /// What the values are about: one FeatureOfInterest for all values of a Datastream.
    private func about(_ json: JSON, _ stream: Entity) async throws -> Entity {
        let id = try await book.featureID(of: stream)
        let present: Entity? = if let id { try await book.entity(id.id, in: id.set) } else { nil }
        let named = json["@iot.id"] ?? json["id"]
        if let named {
            if let present, present.id.text == named.string ?? named.text { return stream }
        } else if let present, present["feature"] == json["feature"], present["name"] == json["name"] {
            return stream
        }
        let bound = try await EntityInsert.bind(try await free(stream), to: named.map { ["@iot.id": $0] } ?? json, book)
        book.note(bound)
        return bound
    }

    /// A Datastream of which nobody said yet what its values are about, and that has none.
    private func free(_ stream: Entity) async throws -> Row<SensorEntry> {
        guard let row = stream.entry, row.feature == nil, let name = stream.stream,
            try await book.valueCount(of: name, from: Instant(milliseconds: -(1 << 50)), to: Instant(milliseconds: 1 << 50)) == 0
        else {
            throw SensorThingsFault.at(
                "FeatureOfInterest", "一条数据流的测值属于同一个要素，请另建数据流", en: "is another one than the values of this Datastream have; make a Datastream for it")
        }
        return row
    }

    // MARK: storing

    /// Stores values of one Datastream; returns when they are durable.
    ///
    /// - Returns: what is wrong with each; nil for what is stored now, or was before.
    private func store(_ values: [Value], _ stream: Entity) async throws -> [Fault?] {
        guard let name = stream.stream else { throw Refusal.notFound(kind: "Datastreams") }
        let other = Fault(
            place: "phenomenonTime", chinese: "该时间已有另一个测值，先到的保留", english: "there is another value at this moment; the first one stays")
        var wrong = [Fault?](repeating: nil, count: values.count)
        var first: [Instant: Double] = [:]
        var (plain, lengths, delays): ([Measurement], [Measurement], [Measurement]) = ([], [], [])
        plain.reserveCapacity(values.count)
        for (number, value) in values.enumerated() {
            let measurement = value.measurement
            if let known = first.updateValue(measurement.value, forKey: measurement.at) {
                first[measurement.at] = known
                if known != measurement.value { wrong[number] = other }
                continue
            }
            plain.append(measurement)
            if let length = value.length { lengths.append(Measurement(at: measurement.at, length)) }
            if let delay = value.delay { delays.append(Measurement(at: measurement.at, delay)) }
        }
        var differing = try await append(plain, name, name.series)
        // What is said of a value comes after it, and only of what is stored: what another one said first stays.
        differing.formUnion(try await append(lengths.filter { !differing.contains($0.at) }, name, "length"))
        differing.formUnion(try await append(delays.filter { !differing.contains($0.at) }, name, "delay"))
        if differing.isEmpty { return wrong }
        for (number, value) in values.enumerated() where differing.contains(value.measurement.at) { wrong[number] = other }
        return wrong
    }

    private func append(_ values: [Measurement], _ name: StreamName, _ series: String) async throws -> Set<Instant> {
        var differing: Set<Instant> = []
        var start = 0
        while start < values.count {
            let batch = Array(values[start..<min(start + Desk.measurementLimit, values.count)])
            differing.formUnion(try await book.desk.append(batch, to: series, of: name.record, in: name.kind).differing)
            start += batch.count
        }
        return differing
    }

    // MARK: rows

    /// One group of rows: values of one Datastream.
    private struct Rows: Sendable {
        let stream: String
        let components: [String]
        let rows: [JSON]
        let place: String
    }

    /// Many values of many Datastreams: each has its answer, the address of the Observation or what is wrong with it.
    func insertArrays(_ json: JSON) async throws -> JSON {
        let groups = try groups(json)
        var answers = [[JSON]](repeating: [], count: groups.count)
        // Values of one Datastream keep their order; different ones are written together.
        let order = Dictionary(grouping: groups.indices) { groups[$0].stream }.values.map { $0.sorted() }.sorted { $0[0] < $1[0] }
        try await withThrowingTaskGroup(of: [(Int, [JSON])].self) { tasks in
            var next = 0
            func add() {
                guard next < order.count else { return }
                let places = order[next]
                next += 1
                tasks.addTask {
                    var done: [(Int, [JSON])] = []
                    for place in places { done.append((place, try await insert(groups[place]))) }
                    return done
                }
            }
            for _ in 0..<ObservationInsert.together { add() }
            while let done = try await tasks.next() {
                for (place, list) in done { answers[place] = list }
                add()
            }
        }
        return .array(answers.flatMap(\.self))
    }

    private func groups(_ json: JSON) throws -> [Rows] {
        guard let list = json.array, list.count <= 20_000 else {
            throw SensorThingsFault.at("CreateObservations", "应为至多 20000 组的数组", en: "must be an array of at most 20,000 groups")
        }
        var (groups, count): ([Rows], Int) = ([], 0)
        for (number, group) in list.enumerated() {
            let place = "[\(number)]"
            guard let named = group["Datastream"]?["@iot.id"] ?? group["Datastream"]?["id"] else {
                throw SensorThingsFault.at(place + ".Datastream", "应为 {\"@iot.id\":…}", en: "must be {\"@iot.id\":…}")
            }
            let components = group["components"]?.array?.compactMap(\.string) ?? []
            guard components.contains("result"), components.count == group["components"]?.array?.count, Set(components).count == components.count,
                components.allSatisfy(ObservationInsert.components.contains)
            else {
                let known = ObservationInsert.components.joined(separator: ", ")
                throw SensorThingsFault.at(place + ".components", "应含 result，其余为 \(known)", en: "must have result, and of \(known)")
            }
            guard let rows = group["dataArray"]?.array else { throw SensorThingsFault.at(place + ".dataArray", "应为数组", en: "must be an array") }
            count += rows.count
            guard count <= ObservationInsert.most else { throw SensorThingsFault.tooMuch("dataArray", ObservationInsert.most) }
            groups.append(Rows(stream: named.string ?? named.text, components: components, rows: rows, place: place))
        }
        return groups
    }

    private static let components = ["result", "phenomenonTime", "resultTime", "resultQuality", "FeatureOfInterest/id"]

    /// - Throws: only what is wrong with the server; what is wrong with a value is its answer.
    private func insert(_ group: Rows) async throws -> [JSON] {
        func all(_ words: String) -> [JSON] { group.rows.map { _ in .string("error: " + words) } }
        var stream: Entity
        do { stream = try await self.stream(group.stream) } catch { return all("\(group.place).Datastream: \(try said(error))") }
        func place(_ name: String) -> Int? { group.components.firstIndex(of: name) }
        let (phenomenon, result, known, quality) = (place("phenomenonTime"), place("result"), place("resultTime"), place("resultQuality"))
        var (answers, values, places): ([JSON], [Value], [Int]) = ([], [], [])
        answers.reserveCapacity(group.rows.count)
        do {
            if let feature = place("FeatureOfInterest/id") {
                for named in Set(group.rows.compactMap { $0.array.flatMap { feature < $0.count ? $0[feature] : nil } }) {
                    stream = try await about(.object([JSON.Member("@iot.id", named)]), stream)
                }
            }
            for (number, row) in group.rows.enumerated() {
                func cell(_ place: Int?) -> JSON? { place.flatMap { place in row.array.flatMap { place < $0.count ? $0[place] : nil } } }
                guard row.array?.count == group.components.count else {
                    answers.append(.string("error: \(group.place).dataArray[\(number)]: \(group.components.count) values expected"))
                    continue
                }
                do throws(Fault) {
                    let value = try value(cell(phenomenon), cell(result), cell(known), cell(quality), stream, "")
                    places.append(answers.count)
                    values.append(value)
                    answers.append(.string("\(book.root)/Observations('\(group.stream).\(value.measurement.at.milliseconds)')"))
                } catch {
                    answers.append(said(error, group, number))
                }
            }
            for (number, wrong) in try await store(values, stream).enumerated() {
                if let wrong { answers[places[number]] = said(wrong, group, places[number]) }
            }
            return answers
        } catch {
            return all("\(group.place): \(try said(error))")
        }
    }

    /// The words of an error as the answer to values.
    ///
    /// - Throws: the error itself where it says nothing of them, and they may be taken when they are sent again.
    private func said(_ error: any Error) throws -> String {
        let failure = WebFailure(error)
        if failure.status >= 500 || failure.status == 429 { throw error }
        return failure.message[book.language]
    }

    private func said(_ fault: Fault, _ group: Rows, _ number: Int) -> JSON {
        let words = Label(fault.chinese, en: fault.english)[book.language]
        return .string("error: \(group.place).dataArray[\(number)].\(fault.place): \(words)")
    }
}
