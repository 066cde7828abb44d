@testable import Kernel
@testable import Telemetry
import Testing

@Suite struct MappingTests {
    @Test(arguments: [
        ("a/b", "a/b", true), ("a/+", "a/b", true), ("a/+", "a", false), ("a/+", "a/b/c", false), ("a/#", "a", true), ("a/#", "a/b/c", true),
        ("#", "a/b", true), ("#", "$SYS/uptime", false), ("+/x", "$SYS/x", false), ("$SYS/#", "$SYS/x", true), ("+", "", true), ("a//b", "a//b", true),
        ("+/+", "/a", true), ("a/b", "a/B", false),
    ]) func aFilterMeansTheTopicsOfTheStandard(filter: String, topic: String, isMeant: Bool) throws {
        #expect(try #require(TopicFilter(filter)).matches(topic.split(separator: "/", omittingEmptySubsequences: false)) == isMeant)
    }

    @Test(arguments: ["", "a/#/b", "a#", "a/b+", "++", "#a", "a\0b"]) func whatIsNoFilterIsRefused(_ text: String) { #expect(TopicFilter(text) == nil) }

    @Test func aTemplateIsFilledFromTopicAndPayload() throws {
        let payload = try JSON(parsing: #"{"device":{"id":"7","no":12},"list":[{"n":"x"}]}"#)
        func filled(_ text: String) throws -> String? { try #require(Template(text)).filled(topic: ["a", "b", ""], payloads: [payload]) }
        #expect(try filled("RS-{2}") == "RS-b" && filled("{device.id}") == "7" && filled("{device.no}/{1}") == "12/a" && filled("{list.0.n}") == "x")
        #expect(try filled("{9}") == nil && filled("{3}") == nil && filled("{device}") == nil && filled("{nothing}") == nil)
        #expect(Template("RS")?.fixed == "RS" && Template("{1}")?.fixed == nil)
        for wrong in ["", "{", "{}", "a}", "{0}", "{a..b}", "{1"] { #expect(Template(wrong) == nil, "\(wrong)") }
    }

    @Test(arguments: [
        ("23.4", 23.4), (" -1e3\n", -1000), ("+7", 7), ("\t0.5 ", 0.5), ("1 2", nil), ("", nil), ("nan", nil), ("inf", nil), ("0x10", nil), ("1e999", nil),
        ("12,5", nil), ("--1", nil), ("e", nil), ("１２", nil),
    ]) func onlyAPlainDecimalIsANumber(text: String, number: Double?) { #expect(PlainNumber.value(Array(text.utf8)) == number) }

    private func read(_ payload: String, topic: String = "level/G0", isRetained: Bool = false, _ change: (inout Draft<Channel>) -> Void) async throws
        -> [String]
    {
        let place = try await Place()
        let mapping = try #require(Mapping(try await place.channel(change)))
        await place.close()
        let arrival = Arrival(topic: topic, payload: Array(payload.utf8), isRetained: isRetained)
        return mapping.readings(arrival, topic: topic.split(separator: "/"), at: Place.now).map { result in
            switch result {
            case .success(let reading): "\(reading.record) \(reading.measurement.value) \(reading.measurement.at) \(reading.measurement.quality.code)"
            case .failure(let fault): fault.reason.english
            }
        }
    }

    @Test func everyFormOfPayloadIsRead() async throws {
        let time = "2026-05-28T00:00:00.000+08:00"
        #expect(
            try await read("12.5") { draft in
                (draft.form, draft.valuePath, draft.timePath, draft.factor, draft.addend) = (.number, .some(nil), .some(nil), 0.1, 1)
            } == ["G0 2.25 \(Place.now) good"])
        #expect(
            try await read(#"{"d":{"x":"7.5"},"at":"2026-05-28 00:00","q":"doubtful"}"#) { draft in
                (draft.valuePath, draft.timePath, draft.qualityPath) = (.some("d.x"), .some("at"), .some("q"))
            } == ["G0 7.5 \(time) doubtful"])
        #expect(
            try await read(#"{"result":3,"phenomenonTime":"2026-05-27T15:00:00Z/2026-05-27T16:00:00Z"}"#) { draft in
                (draft.form, draft.valuePath, draft.timePath) = (.observation, .some(nil), .some(nil))
            } == ["G0 3.0 \(time) good"])
        #expect(
            try await read(#"{"g":"G","l":[{"v":1,"t":1779897600,"n":1},{"v":null,"t":1},{"t":5},{"v":2,"t":1779897600000,"n":2}]}"#) { draft in
                (draft.form, draft.items, draft.recordName) = (.list, .some("l"), "{g}{n}")
            } == ["G1 1.0 \(time) good", "The value is no number", "There is no value in the payload", "G2 2.0 \(time) good"])
    }

    @Test func whatIsWrongIsNamedAndNeverGuessed() async throws {
        func object(_ payload: String) async throws -> [String] { try await read(payload) { $0.qualityPath = .some("q") } }
        #expect(try await object(#"{"v":1,"t":"yesterday"}"#) == ["The time “yesterday” cannot be read"])
        #expect(try await object(#"{"v":1}"#) == ["There is no time in the payload"])
        #expect(try await object(#"{"v":true,"t":1}"#) == ["The value is no number"])
        #expect(try await object(#"{"v":1,"t":1779897600,"q":"perfect"}"#) == ["The quality must be good, doubtful or bad"])
        #expect(try await object("\u{FF}{").first?.hasPrefix("The payload is no JSON") == true)
        #expect(try await object(#"{"v":1,"v":2,"t":1}"#).first?.hasPrefix("The payload is no JSON") == true, "a member that is named twice")
        #expect(try await object("{\"v\":1,\"t\":\(Place.now.milliseconds + 400_000)}").first?.hasPrefix("The time 2026") == true)
        #expect(try await object(String(repeating: "[", count: 100_000)).first?.hasPrefix("The payload is no JSON") == true)
        #expect(try await object(String(repeating: " ", count: 300_000)) == ["The payload is larger than 256 KB"])
        #expect(
            try await read("5", isRetained: true) { ($0.form, $0.valuePath, $0.timePath) = (.number, .some(nil), .some(nil)) }
                == ["A retained message without a time says nothing of when it was measured"])
    }

    @Test func aTimeThatTheFormCannotHoldIsNotPassedOver() async throws {
        let place = try await Place()
        // As it may have been stored before forms were held against their places.
        var record = try await place.channel { ($0.form, $0.valuePath, $0.timePath) = (.number, .some(nil), .some(nil)) }.record
        record.values[try #require(Channel.kind.declared.place(of: "timePath"))] = .text("t")
        let mapping = try #require(Mapping(Row<Channel>(record)))
        let results = mapping.readings(Arrival(topic: "level/G0", payload: Array("5".utf8)), topic: ["level", "G0"], at: Place.now)
        #expect(results == [.failure(Mapping.Fault("报文中没有时间", en: "There is no time in the payload"))])
        await place.close()
    }
}
