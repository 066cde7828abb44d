import Foundation
@testable import Kernel
import Synchronization
@testable import Telemetry
import Testing

/// What comes in is stored, and once, also where messages have no time of their own and where the store takes some and not others.
@Suite struct LossTests {
    /// A channel of plain numbers, which count by their arrival.
    private func tips(_ place: Place) async throws -> Row<Channel> {
        try await place.channel { ($0.form, $0.valuePath, $0.timePath) = (.number, .some(nil), .some(nil)) }
    }

    private func tip(_ value: String, gauge: String = "G0") -> Arrival { Arrival(topic: "level/\(gauge)", payload: Array(value.utf8)) }

    @Test func valuesThatArriveTogetherWithoutATimeAreAllStored() async throws {
        let place = try await Place()
        let channel = try await tips(place)
        let intake = Intake(place.desk)
        // The same value and another one; and a second batch within the milliseconds that the first one filled.
        let batch = [tip("0.2"), tip("0.2"), tip("0.4")] + (0..<47).map { tip("\($0)") }
        #expect(await intake.take(batch))
        #expect(await intake.take(batch))
        let expected = [0.2, 0.2, 0.4] + (0..<47).map(Double.init)
        #expect(try await place.values() == expected + expected)
        let counts = try #require(intake.log.counts[channel.id.text])
        #expect(counts.stored == 100 && counts.known == 0 && counts.refused == 0)
        await place.close()
    }

    @Test func elementsOfAnArrayWithoutATimeAreAllStored() async throws {
        let place = try await Place()
        try await place.channel { ($0.form, $0.timePath) = (.list, .some(nil)) }
        #expect(await Intake(place.desk).take([tip(#"[{"v":1},{"v":1},{"v":2}]"#)]))
        #expect(try await place.values() == [1, 1, 2])
        await place.close()
    }

    @Test func whatIsStoredIsNotStoredAgainBecauseTheRestHasToWait() async throws {
        let place = try await Place()
        let channel = try await tips(place)
        let intake = Intake(place.desk)
        let waiting = try await place.stream("G1")
        let tries = Mutex(0)
        place.faulty.fault.withLock { fault in
            fault = { stream in
                guard stream == waiting else { return nil }
                return tries.withLock { tries in
                    tries += 1
                    return tries < 3 ? .busy : nil
                }
            }
        }
        #expect(await intake.take([tip("1"), tip("2", gauge: "G1"), tip("3"), tip("4", gauge: "G1")]))
        #expect(try await place.values() == [1, 3], "values of a batch that was tried three times are there once")
        #expect(try await place.values("G1") == [2, 4])
        let counts = try #require(intake.log.counts[channel.id.text])
        #expect(counts.messages == 4 && counts.stored == 4 && counts.known == 0 && counts.refused == 0)
        #expect(intake.log.trouble == nil)
        await place.close()
    }

    @Test func whatIsStoredOfABatchThatIsGivenBackIsCounted() async throws {
        let place = try await Place()
        let channel = try await place.channel()
        let intake = Intake(place.desk, attempts: 1)
        let waiting = try await place.stream("G1")
        place.faulty.fault.withLock { fault in fault = { $0 == waiting ? .busy : nil } }
        let batch = [Place.arrival("1"), Place.arrival("2", topic: "level/G1"), Place.arrival("3", topic: "level/G9")]
        for _ in 0..<3 { #expect(await !intake.take(batch), "a store that is busy is waited for, however long it is") }
        place.faulty.fault.withLock { fault in fault = { _ in nil } }
        #expect(await intake.take(batch))
        let counts = try #require(intake.log.counts[channel.id.text])
        #expect(counts.stored == 2 && counts.messages == 3 && counts.known == 1 && counts.refused == 1)
        await place.close()
    }

    @Test func oneSeriesThatCannotBeStoredKeepsNoOtherOut() async throws {
        let place = try await Place()
        try await place.channel()
        let intake = Intake(place.desk, attempts: 2)
        let duty = Duty(place.desk, intake.log, holder: "a")
        let damaged = try await place.stream("G1")
        place.faulty.fault.withLock { fault in fault = { $0 == damaged ? .failed("a chunk is damaged") : nil } }
        let bad = Place.arrival("2", topic: "level/G1")
        #expect(await !intake.take([Place.arrival("1"), bad]), "it may be better when it comes again")
        #expect(await intake.take([Place.arrival("1"), bad, Place.arrival("3", secondsAgo: 50)]))
        #expect(try await place.values() == [1, 3])
        try await duty.write()
        let refused = try await place.desk.rows(RefusedMessage.self)
        #expect(refused.count == 1 && refused.first?.reasonInEnglish.contains("a chunk is damaged") == true, "\(refused.map(\.reasonInEnglish))")
        place.faulty.fault.withLock { fault in fault = { _ in nil } }
        #expect(await intake.take([Place.arrival("1"), Place.arrival("4", secondsAgo: 40, topic: "level/G1")]))
        #expect(try await place.values("G1") == [4], "once it is mended it is stored again")
        await place.close()
    }

    @Test func aStoreThatTakesNothingLosesNothing() async throws {
        let place = try await Place()
        try await place.channel()
        let intake = Intake(place.desk, attempts: 1)
        place.faulty.fault.withLock { fault in fault = { _ in .failed("the disk is gone") } }
        let batch = [Place.arrival("1"), Place.arrival("2", topic: "level/G1")]
        for _ in 0..<4 { #expect(await !intake.take(batch)) }
        place.faulty.fault.withLock { fault in fault = { _ in nil } }
        #expect(await intake.take(batch))
        #expect(try await place.values() == [1])
        #expect(try await place.values("G1") == [2])
        await place.close()
    }

    @Test func countsAndRefusalsThatCouldNotBeWrittenAreWrittenTheNextTime() async throws {
        let place = try await Place()
        let channel = try await place.channel()
        let intake = Intake(place.desk)
        let duty = Duty(place.desk, intake.log, holder: "a")
        #expect(await intake.take([Place.arrival("1", secondsAgo: 50), Place.arrival("2", topic: "other/G0")]))
        place.store.isBusy.withLock { $0 = true }
        await #expect(throws: Refusal.busy) { try await duty.write() }
        #expect(await intake.take([Place.arrival("3", secondsAgo: 40), Place.arrival("x")]))
        place.store.isBusy.withLock { $0 = false }
        try await duty.write()
        let tallies = Dictionary(uniqueKeysWithValues: try await place.desk.rows(ChannelTally.self).map { ($0.channel, $0) })
        let tally = try #require(tallies[channel.id.text])
        #expect(tally.messages == 3 && tally.stored == 2 && tally.refused == 1)
        #expect(tallies[IntakeLog.unknown]?.messages == 1)
        let topics = try await place.desk.rows(RefusedMessage.self, order: .oldestFirst).map(\.topic)
        #expect(topics == ["other/G0", "level/G0"])
        try await duty.write()
        #expect(try await place.desk.rows(ChannelTally.self).map(\.messages).reduce(0, +) == 4, "written twice")
        await place.close()
    }

    @Test func refusalsOfAMinuteAreToldAlsoWhereTheStoreWasBusyAtItsEnd() async throws {
        let place = try await Place()
        let intake = Intake(place.desk)
        let duty = Duty(place.desk, intake.log, holder: "a")
        func advance(_ seconds: Int) { place.clock.now.withLock { $0 = $0.adding(seconds: seconds) } }
        #expect(try await duty.beat(.connected))
        #expect(await intake.take((0..<200).map { Place.arrival("\($0)", topic: "other/G0") }))
        advance(60)
        place.store.isBusy.withLock { $0 = true }
        await #expect(throws: Refusal.busy) { try await duty.beat(.connected) }
        place.store.isBusy.withLock { $0 = false }
        advance(60)
        #expect(try await duty.beat(.connected))
        let lately = try #require(try await place.desk.rows(Collector.self).first).refusedLately
        #expect((99...100).contains(lately), "200 in two minutes, not \(lately) in one")
        #expect(try await place.desk.rows(Alert.self).map(\.rule) == ["R-messages-refused"])
        await place.close()
    }
}
