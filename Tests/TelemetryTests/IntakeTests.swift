import Foundation
@testable import Kernel
import Sensing
import Synchronization
@testable import Telemetry
import Testing

@Suite struct IntakeTests {
    @Test func valuesAreStoredOnceAndRulesHoldThemAgainstTheirLimits() async throws {
        let place = try await Place()
        let channel = try await place.channel()
        let intake = Intake(place.desk)
        let batch = [
            Place.arrival("1", secondsAgo: 30), Place.arrival("2", secondsAgo: 20), Place.arrival("150", secondsAgo: 10),
            Place.arrival("7", topic: "level/G3"),
        ]
        #expect(await intake.take(batch))
        #expect(await intake.take(batch), "delivered again after a crash")
        #expect(try await place.values() == [1, 2, 150])
        #expect(try await place.values("G3") == [7])
        let counts = try #require(intake.log.counts[channel.id.text])
        #expect(counts.messages == 8 && counts.stored == 4 && counts.known == 4 && counts.refused == 0)
        #expect(try await place.desk.rows(Alert.self).map(\.rule) == ["R-flood"], "a value that came by message alarms like one that came over the API")
        #expect(await intake.take([Place.arrival("3", secondsAgo: 30)]))
        #expect(try await place.values() == [1, 2, 150], "the first value of a moment stays")
        #expect(intake.log.counts[channel.id.text]?.refused == 1)
        await place.close()
    }

    @Test func whatCannotBeStoredIsRefusedWithItsReasonAndKeepsNothingElseOut() async throws {
        let place = try await Place()
        try await place.channel()
        let intake = Intake(place.desk)
        let duty = Duty(place.desk, intake.log, holder: "a")
        #expect(
            await intake.take([
                Place.arrival("1"), Place.arrival("1", topic: "level/G9"), Place.arrival("1", topic: "other\u{202E}/G0"),
                Place.arrival("1", secondsAgo: 31 * 86_400), Place.arrival("1", secondsAgo: -3000), Arrival(topic: "level/G0", payload: [0xFF, 0, 1]),
                Arrival(topic: "level/G0", payload: []),
            ]))
        try await duty.write()
        let refused = try await place.desk.rows(RefusedMessage.self, order: .oldestFirst)
        #expect(
            refused.map { String($0.reasonInEnglish.prefix(20)) } == [
                "No channel is about ", "The time 2026-04-28 ", "The time 2026-05-29 ", "The payload is no JS", "The payload is no JS", "There is no record, ",
            ])
        #expect(refused[0].topic == "other·/G0", "what cannot be seen in a topic is shown as a dot")
        #expect(try await place.values() == [1])
        await place.close()
    }

    @Test func aChangeOfAChannelOrOfARecordHoldsForTheNextMessage() async throws {
        let place = try await Place()
        let intake = Intake(place.desk)
        #expect(await intake.take([Place.arrival("1", secondsAgo: 50)]))
        let channel = try await place.channel()
        #expect(await intake.take([Place.arrival("2", secondsAgo: 40), Place.arrival("2", topic: "level/G7")]))
        let changed = try await place.desk.update(channel) { $0.factor = 10 }
        var draft = Draft<Gauge>()
        draft.number = "G7"
        _ = try await place.desk.create(draft)
        #expect(await intake.take([Place.arrival("3", secondsAgo: 30), Place.arrival("4", topic: "level/G7")]))
        _ = try await place.desk.update(changed) { $0.isActive = false }
        #expect(await intake.take([Place.arrival("5", secondsAgo: 20)]))
        #expect(try await place.values() == [2, 30])
        #expect(try await place.values("G7") == [40])
        #expect(intake.log.counts[IntakeLog.unknown]?.refused == 2)
        await place.close()
    }

    @Test func aChangeThatAnotherProgramMadeUnheardHoldsOnceThatIsKnown() async throws {
        let place = try await Place()
        var record = try await place.channel().record
        let intake = Intake(place.desk)
        #expect(await intake.take([Place.arrival("1", secondsAgo: 500)]))
        record.values[try #require(Channel.kind.declared.place(of: "factor"))] = .real(10)
        record.meta.version += 1
        try await place.store.write { [record] in try $0.update("channel", record) }
        place.store.forgetWhatWasHeard()
        for second in 1...400 {
            if try await place.values().last == 20 { break }
            try await Task.sleep(for: .milliseconds(5))
            #expect(await intake.take([Place.arrival("2", secondsAgo: 500 - second)]))
        }
        #expect(try await place.values().last == 20)
        await place.close()
    }

    @Test func aChannelThatCannotWorkSaysWhy() async throws {
        let place = try await Place()
        for (change, words) in [
            ({ $0.recordKind = "gauges" }, "no kind gauges"), ({ $0.recordKey = "code" }, "no field code"),
            ({ $0.recordKey = "river" }, "no index to find records by; there are: id, number"), ({ $0.seriesName = "depth" }, "no series depth"),
        ] as [((inout Draft<Channel>) -> Void, String)] {
            let fault = try await place.channel(change).fault(in: place.engine.catalog)
            #expect(fault?.english.contains(words) == true, "\(words): \(fault?.english ?? "nothing")")
        }
        for change in [
            { $0.topic = "a/#/b" }, { $0.recordName = "{" }, { $0.seriesName = "{}" }, { $0.valuePath = .some(nil) }, { $0.timePath = .some("a..b") },
            { $0.factor = 0 }, { $0.ahead = 90_000 }, { $0.items = .some("l") }, { ($0.form, $0.valuePath) = (.number, .some(nil)) },
            { ($0.form, $0.timePath) = (.number, .some(nil)) }, { ($0.form, $0.valuePath) = (.observation, .some(nil)) },
            { ($0.form, $0.timePath) = (.observation, .some(nil)) },
            { ($0.form, $0.valuePath, $0.timePath, $0.qualityPath) = (.number, .some(nil), .some(nil), .some("q")) },
        ] as [(inout Draft<Channel>) -> Void] {
            await #expect(throws: Refusal.self) { try await place.channel(change) }
        }
        await place.close()
    }

    @Test func messagesOfAChannelThatCannotFindItsRecordsQuicklyAreRefusedAndKeepNoOtherOut() async throws {
        let place = try await Place()
        let slow = try await place.channel { ($0.recordKey, $0.topic) = ("river", "river/+") }
        try await place.channel()
        let intake = Intake(place.desk, attempts: 1)
        let duty = Duty(place.desk, intake.log, holder: "a")
        #expect(await intake.take([Place.arrival("1", topic: "river/Fu"), Place.arrival("2")]))
        try await duty.write()
        #expect(try await place.values() == [2])
        #expect(intake.log.counts[slow.id.text]?.refused == 1)
        #expect(try await place.desk.rows(RefusedMessage.self).first?.reasonInEnglish.hasPrefix("river has no index") == true)
        await place.close()
    }

    @Test func aFloodOfGarbageIsCountedAndLeavesAShortList() async throws {
        let place = try await Place()
        let channel = try await place.channel()
        let intake = Intake(place.desk)
        let duty = Duty(place.desk, intake.log, holder: "a")
        var random = SystemRandomNumberGenerator()
        for round in 0..<10 {
            let garbage = (0..<500).map { _ in
                Arrival(topic: "level/G0", payload: (0..<Int.random(in: 0...200)).map { _ in UInt8.random(in: 0...255, using: &random) })
            }
            #expect(await intake.take(garbage + [Place.arrival("\(round)", secondsAgo: 60 - round)]))
            try await duty.write()
        }
        #expect(try await place.desk.count(RefusedMessage.self) == IntakeLog.kept)
        #expect(try await place.values() == (0..<10).map(Double.init))
        let tally = try #require(try await place.desk.rows(ChannelTally.self).first)
        #expect(tally.channel == channel.id.text && tally.messages == 5010 && tally.stored == 10 && tally.refused == 5000)
        await place.close()
    }

    @Test func ofSeveralProgramsOneCollectsUntilItIsSilent() async throws {
        let place = try await Place()
        let (first, second) = (Duty(place.desk, IntakeLog(), holder: "a:1"), Duty(place.desk, IntakeLog(), holder: "b:1"))
        func advance(_ seconds: Int) { place.clock.now.withLock { $0 = $0.adding(seconds: seconds) } }
        #expect(try await first.beat(.connecting))
        #expect(try await !second.beat(.connecting))
        for _ in 0..<6 {
            advance(59)
            #expect(try await first.beat(.lost("no route")), "it goes on while it is heard of")
            #expect(try await !second.beat(.connecting))
        }
        #expect(try await place.desk.rows(Alert.self).map(\.rule) == ["R-broker-down"], "nobody has to look to learn that the broker is away")
        #expect(try await first.beat(.connected))
        #expect(try await place.desk.rows(Alert.self).first?.endedAt != nil)
        advance(61)
        #expect(try await second.beat(.connected))
        #expect(try await !first.beat(.connected), "the other one has it now")
        #expect(try await second.beat(.stopped))
        #expect(try await first.beat(.connecting), "one that stops leaves it at once")
        await place.close()
    }

    @Test func aStoreThatCannotTakeThemGivesThemBack() async throws {
        let place = try await Place()
        try await place.channel()
        let intake = Intake(place.desk, attempts: 2)
        await place.archive.close()
        #expect(await !intake.take([Place.arrival("1")]))
        #expect(intake.log.trouble != nil)
        await place.close()
    }
}
