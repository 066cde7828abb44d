import Testing

@testable import Kernel

/// When something was seen that a phone sends later.
@Suite struct SightingTests {
    private let now = Instant(milliseconds: 1_760_000_000_000)

    private func hours(_ count: Int) -> Instant { now.adding(seconds: count * 3600) }

    @Test func aWrongClockIsPutRight() throws {
        // The phone is two hours ahead; by its clock it was an hour ago.
        let seen = try Sighting(entered: hours(1), clockAhead: 7_200_000, receivedAt: now)
        #expect(seen.at == hours(-1) && seen.clockAhead == 7200 && seen.isClockWrong)
        let behind = try Sighting(entered: hours(-5), clockAhead: -7_200_000, receivedAt: now)
        #expect(behind.at == hours(-3) && behind.isClockWrong)
        #expect(try !Sighting(entered: now, clockAhead: 90_000, receivedAt: now).isClockWrong)
    }

    @Test func nothingIsSeenBeforeItHappens() throws {
        #expect(try Sighting(entered: hours(9), clockAhead: 0, receivedAt: now).at == now)
    }

    @Test(
        arguments: [
            (Int64(-31) * 86_400_000, Int64(0)), (0, Int64(31) * 86_400_000), (Int64.min + 2_000_000_000_000, Int64.max),
        ] as [(Int64, Int64)])
    func whatWaitedTooLongIsRefused(_ since: Int64, _ ahead: Int64) {
        let entered = Instant(milliseconds: now.milliseconds &+ since)
        #expect(throws: Problem.self) { try Sighting(entered: entered, clockAhead: ahead, receivedAt: now) }
    }

    @Test func aMonthIsKept() throws {
        #expect(try Sighting(entered: hours(-24 * 29), clockAhead: 0, receivedAt: now).at == hours(-24 * 29))
    }
}
