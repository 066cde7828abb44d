@testable import HazardDesk
@testable import Kernel
import Testing

/// 群测群防: tasks, reports, what follows from them.
@Suite struct PatrolTests {
    private func report(_ finding: PatrolReport.Finding, crack: Double? = nil, _ signs: [PatrolReport.Sign]? = nil) -> Submission {
        var draft = Draft<PatrolInput>()
        (draft.finding, draft.crack, draft.signs) = (finding, .some(crack), .some(signs))
        draft.place = .some(Position(109.6, 31.401).map { Point($0) })
        return draft.submission
    }

    @Test(arguments: Database.available) func aPatrolIsDueEveryDayInTheFloodSeason(_ database: Database) async throws {
        try await withCounty(database) { county in
            let point = try await county.watched()
            try await Patrolling.run(county.system)
            try await Patrolling.run(county.system)
            var tasks = try await county.monitor.all(PatrolTask.self)
            #expect(tasks.count == 1 && tasks[0].due.hours(since: tasks[0].from) == 24)
            _ = try await county.monitor.carryOut("reportPatrol", on: point.id, report(.normal))
            tasks = try await county.monitor.all(PatrolTask.self)
            #expect(tasks.map(\.state) == [.done])
            let filed = try #require(try await county.officer.all(PatrolReport.self).first)
            // 0.001° of latitude are 110.9 m.
            #expect(filed.reporter == "monitor" && filed.state == .checked && filed.metres == 111)
            try await Patrolling.run(county.system)
            #expect(try await county.system.count(PatrolTask.self) == 1, "it was looked at today")
            county.advance(hours: 25)
            try await Patrolling.run(county.system)
            #expect(try await county.system.count(PatrolTask.self) { $0.state == .open } == 1)
            county.advance(hours: 47)
            try await Patrolling.run(county.system)
            #expect(try await county.system.count(PatrolTask.self) { $0.state == .open } == 1, "late, but not lost yet")
            county.advance(hours: 2)
            try await Patrolling.run(county.system)
            let missed = try await county.system.all(PatrolTask.self) { $0.state == .missed }
            #expect(missed.count == 1 && missed[0].isEscalated)
            #expect(try await county.value("I-patrols-done") == 50)
            #expect(Patrolling.interval(on: Day(number: 20_454), under: nil) == 168, "once a week in January")
            #expect(Patrolling.interval(on: Day(number: 20_454), under: .orange) == 1)
        }
    }

    @Test(arguments: Database.available) func whatIsUnusualComesBeforeTheTownAndTheCrackIntoItsSeries(_ database: Database) async throws {
        try await withCounty(database) { county in
            let point = try await county.watched()
            _ = try await county.monitor.carryOut("reportPatrol", on: point.id, report(.normal, crack: 12))
            county.advance(hours: 20)
            let refused = await refusal { try await county.monitor.carryOut("reportPatrol", on: point.id, report(.unusual)) }
            #expect(refused?.problems.compactMap(\.field) == ["signs"], "unusual, but what?")
            _ = try await county.monitor.carryOut("reportPatrol", on: point.id, report(.unusual, crack: 23, [.widerCracks]))
            let waiting = try await county.officer.inbox()
            #expect(waiting.count { $0.recordKind == "patrolReport" } == 1)
            #expect(try await county.neighbour.inbox().allSatisfy { $0.recordKind != "patrolReport" })
            // 11 mm in 20 hours: above 5 and 10, below 20.
            let alerts = try await county.duty.all(Alert.self)
            #expect(Set(alerts.map(\.rule)) == ["R-crack-blue", "R-crack-yellow"])
            let filed = try #require(try await county.officer.all(PatrolReport.self) { $0.state == .filed }.first)
            #expect(await refusal { try await county.officer.move(filed, step: "check") } != nil, "without a word what was done")
            #expect(try await county.officer.move(filed, step: "check", remark: "已现场核查，加密监测").state == .checked)
            #expect(try await county.value("I-patrol-reports", period: "2026") == 2)
        }
    }

    @Test(arguments: Database.available) func whatWasSeenWithoutSignalIsOfThatHour(_ database: Database) async throws {
        try await withCounty(database) { county in
            let point = try await county.watched()
            try await Patrolling.run(county.system)
            county.advance(hours: 5)
            let (now, ahead) = (county.monitor.engine.context.now(), Int64(3_600_000))
            var phone = county.monitor
            // Seen three hours ago by a phone whose clock is an hour ahead, so that it said “two hours ago”.
            phone.sighting = try Sighting(entered: now.adding(hours: -2), clockAhead: ahead, receivedAt: now, accuracy: ["place": 12])
            _ = try await phone.carryOut("reportPatrol", on: point.id, report(.normal, crack: 4), request: "phone-1")
            _ = try await phone.carryOut("reportPatrol", on: point.id, report(.normal, crack: 4), request: "phone-1")
            let reports = try await county.officer.all(PatrolReport.self)
            #expect(reports.count == 1, "sent twice, reported once")
            #expect(reports.first?.at == now.adding(hours: -3) && reports.first?.receivedAt == now)
            #expect(reports.first?.clockAhead == 3600 && reports.first?.metresAccurate == 12)
            #expect(try await county.monitor.all(PatrolTask.self).map(\.state) == [.done], "the task of that morning")
            phone.sighting = try Sighting(entered: now.adding(hours: -30), clockAhead: 60_000, receivedAt: now)
            try await Patrolling.run(county.system)
            county.advance(hours: 25)
            try await Patrolling.run(county.system)
            _ = try await phone.carryOut("reportPatrol", on: point.id, report(.normal), request: "phone-2")
            #expect(try await county.system.count(PatrolTask.self) { $0.state == .open } == 1, "what was seen the day before does not do today’s task")
            #expect(try await county.officer.all(PatrolReport.self) { $0.clockAhead.isFilled }.count == 1, "a minute is no wrong clock")
        }
    }

    /// The phone had no signal for so long that the task was missed meanwhile: what was done in time is done.
    @Test(arguments: Database.available) func whatWasDoneInTimeAndReportedLateIsNotMissed(_ database: Database) async throws {
        try await withCounty(database) { county in
            let point = try await county.watched()
            try await Patrolling.run(county.system)
            let made = county.monitor.engine.context.now()
            county.advance(hours: 49)
            try await Patrolling.run(county.system)
            #expect(try await county.system.count(PatrolTask.self) { $0.state == .missed } == 1)
            let now = county.monitor.engine.context.now()
            var phone = county.monitor
            phone.sighting = try Sighting(entered: made.adding(hours: -1), clockAhead: 0, receivedAt: now)
            _ = try await phone.carryOut("reportPatrol", on: point.id, report(.normal))
            #expect(try await county.system.count(PatrolTask.self) { $0.state == .missed } == 1, "seen before it was a task")
            phone.sighting = try Sighting(entered: made.adding(hours: 20), clockAhead: 0, receivedAt: now)
            _ = try await phone.carryOut("reportPatrol", on: point.id, report(.normal, crack: 4))
            #expect(try await county.system.count(PatrolTask.self) { $0.state == .missed } == 0)
        }
    }

    @Test func aStrangerReportsNothing() async throws {
        try await withCounty(.sqlite) { county in
            let point = try await county.watched()
            let stranger = county.desk("stranger", "hazardMonitor", Region("500238102201"))
            #expect(await refusal { try await stranger.carryOut("reportPatrol", on: point.id, report(.normal)) } == .notFound(kind: "hazardPoint"))
            #expect(await refusal { try await county.desk("o", "observer", County.region).carryOut("reportPatrol", on: point.id, report(.normal)) } != nil)
            var forged = Draft<PatrolReport>()
            (forged.title, forged.point) = ("x", point.reference)
            #expect(await refusal { try await county.officer.create(forged) } != nil, "a report is made by reporting")
        }
    }
}
