import Kernel

/// A channel, read: from a message to values.
struct Mapping: Sendable {
    let channel: Row<Channel>
    private let filter: TopicFilter
    private let record: Template
    private let series: Template
    private let items: PayloadPath?
    private let value: PayloadPath?
    private let time: PayloadPath?
    private let quality: PayloadPath?

    /// One value on its way.
    struct Reading: Sendable, Hashable {
        let record: String
        let series: String
        let measurement: Measurement
    }

    /// Why a message or a part of it is not stored.
    struct Fault: Error, Sendable, Hashable {
        let reason: Label
        init(_ chinese: String, en english: String) { reason = Label(chinese, en: english) }
    }

    static let payloadLimit = 256 << 10

    /// nil for a channel that its own checks refuse.
    init?(_ channel: Row<Channel>) {
        guard let filter = TopicFilter(channel.topic), let record = Template(channel.recordName), let series = Template(channel.seriesName) else { return nil }
        (self.channel, self.filter, self.record, self.series) = (channel, filter, record, series)
        items = channel.items.flatMap { PayloadPath($0) }
        let isObservation = channel.form == .observation
        value = PayloadPath(isObservation ? "result" : channel.valuePath ?? "")
        time = PayloadPath(isObservation ? "phenomenonTime" : channel.timePath ?? "")
        quality = channel.qualityPath.flatMap { PayloadPath($0) }
    }

    func isAbout(_ topic: [Substring]) -> Bool { filter.matches(topic) }

    /// Whether messages have no time of their own, so that the moment of their arrival counts.
    var isByArrival: Bool { time == nil }

    /// The values of a message; of an array, what is wrong with one element keeps the others.
    func readings(_ arrival: Arrival, topic: [Substring], at now: Instant) -> [Result<Reading, Fault>] {
        do throws(Fault) {
            guard arrival.payload.count <= Mapping.payloadLimit else { throw Fault("报文超过 256 KB", en: "The payload is larger than 256 KB") }
            if channel.form == .number {
                guard let number = PlainNumber.value(arrival.payload) else { throw Fault("报文不是数字", en: "The payload is no number") }
                return [result(number, nil, arrival, topic, [], now)]
            }
            let payload: JSON
            do { payload = try JSON(parsing: arrival.payload) } catch {
                throw Fault("报文不是 JSON（第 \(error.place) 字节）", en: "The payload is no JSON (byte \(error.place))")
            }
            if channel.form != .list { return [reading(payload, in: [payload], arrival, topic, now)] }
            guard let elements = (items.map { $0.value(in: payload) } ?? payload)?.array else { throw Fault("报文中没有数组", en: "There is no array in the payload") }
            guard elements.count <= Desk.measurementLimit else {
                throw Fault("数组超过 \(Desk.measurementLimit) 项", en: "The array has more than \(Desk.measurementLimit) elements")
            }
            return elements.map { reading($0, in: [$0, payload], arrival, topic, now) }
        } catch {
            return [.failure(error)]
        }
    }

    private func reading(_ element: JSON, in payloads: [JSON], _ arrival: Arrival, _ topic: [Substring], _ now: Instant) -> Result<Reading, Fault> {
        guard let found = value?.value(in: element) else { return .failure(Fault("报文中没有数值", en: "There is no value in the payload")) }
        guard let number = PlainNumber.value(found) else { return .failure(Fault("数值不是数字", en: "The value is no number")) }
        return result(number, element, arrival, topic, payloads, now)
    }

    private func result(
        _ number: Double, _ element: JSON?, _ arrival: Arrival, _ topic: [Substring], _ payloads: [JSON], _ now: Instant
    ) -> Result<Reading, Fault> {
        Result { () throws(Fault) in
            guard let record = record.filled(topic: topic, payloads: payloads) else { throw Fault("报文没有说明是哪条记录", en: "The message does not say which record") }
            guard let series = series.filled(topic: topic, payloads: payloads) else { throw Fault("报文没有说明是哪个序列", en: "The message does not say which series") }
            let at = try moment(arrival, payloads, now)
            if at > now.adding(seconds: channel.ahead) { throw Fault("时间 \(at.shown) 在未来", en: "The time \(at.shown) lies ahead") }
            let converted = PlainNumber.tidy(number * channel.factor + channel.addend)
            guard converted.isFinite else { throw Fault("换算后不是数字", en: "After conversion it is no number") }
            let value = channel.factor == 1 && channel.addend == 0 ? number : converted
            return Reading(record: record, series: series, measurement: Measurement(at: at, value, try flag(element)))
        }
    }

    /// Never guessed: where the channel says that the message has a time, one without is refused.
    private func moment(_ arrival: Arrival, _ payloads: [JSON], _ now: Instant) throws(Fault) -> Instant {
        guard let time else {
            if arrival.isRetained { throw Fault("保留报文没有时间，不知何时测得", en: "A retained message without a time says nothing of when it was measured") }
            return now
        }
        switch payloads.lazy.compactMap({ time.value(in: $0) }).first {
        case .string(let text)?:
            // Of an interval (SensorThings), its end.
            if let moment = Instant(text.split(separator: "/").last ?? "") { return moment }
            throw Fault("时间“\(text.prefix(40))”读不懂", en: "The time “\(text.prefix(40))” cannot be read")
        case .integer(let number)?: return try since1970(Double(number))
        case .number(let number)?: return try since1970(number)
        default: throw Fault("报文中没有时间", en: "There is no time in the payload")
        }
    }

    /// Seconds up to the year 5138, milliseconds from March 1973 on.
    private func since1970(_ number: Double) throws(Fault) -> Instant {
        let milliseconds = abs(number) < 1e11 ? number * 1000 : number
        guard milliseconds > 0, milliseconds < 2.5e14 else { throw Fault("时间 \(number) 读不懂", en: "The time \(number) cannot be read") }
        return Instant(milliseconds: Int64(milliseconds.rounded()))
    }

    private func flag(_ element: JSON?) throws(Fault) -> Measurement.Quality {
        guard let quality, let found = element.flatMap({ quality.value(in: $0) }), found != .null else { return .good }
        guard let flag = Measurement.Quality.allCases.first(where: { $0.code == found.string || $0.rawValue == found.string }) else {
            throw Fault("质量标记应为 good、doubtful 或 bad", en: "The quality must be good, doubtful or bad")
        }
        return flag
    }
}

/// Numbers as devices write them; nothing that is not a plain decimal.
enum PlainNumber {
    private static let spaces: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
    /// + - . E e
    private static let signs: [UInt8] = [0x2B, 0x2D, 0x2E, 0x45, 0x65]

    static func value(_ json: JSON) -> Double? {
        switch json {
        case .integer(let number): Double(number)
        case .number(let number): number.isFinite ? number : nil
        case .string(let text): value(Array(text.utf8))
        default: nil
        }
    }

    static func value(_ bytes: [UInt8]) -> Double? {
        guard bytes.count <= 64 else { return nil }
        var digits = bytes.drop { PlainNumber.spaces.contains($0) }
        while let last = digits.last, PlainNumber.spaces.contains(last) { digits.removeLast() }
        guard digits.contains(where: { (48...57).contains($0) }), digits.allSatisfy({ (48...57).contains($0) || PlainNumber.signs.contains($0) })
        else { return nil }
        return Double(String(decoding: digits, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
    }

    /// Without what multiplication in binary leaves behind the ninth decimal.
    static func tidy(_ number: Double) -> Double { abs(number) < 1e6 ? (number * 1e9).rounded() / 1e9 : number }
}
