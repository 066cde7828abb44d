import Geohazards
@testable import HazardDesk
@testable import Kernel
import Testing

/// From rain to a warning, from a warning to answers, and whether it came true.
@Suite struct WarningTests {
    /// 12.5 mm in an hour is orange rain (12 ≤ 12.5 < 18); on high ground orange (row 3, column 3 of the matrix), on very high ground red.
    @Test(arguments: Database.available) func rainOnGroundMakesALevel(_ database: Database) async throws {
        try await withCounty(database) { county in
            let (town, station) = try await county.rainCountry()
            let point = try await county.watched { $0.stability = .some(.unstable) }
            let calm = try await county.point("石板溪滑坡") { ($0.stability, $0.code) = (.some(.stable), .some("500238010002")) }
            try await county.rain([0, 0, 12.5], at: station)
            let round = try await Judging.run(county.system)
            #expect(round.summary == "红 1、橙 1、黄 0、蓝 0，共 2 个乡镇和隐患点" && round.stations == 1 && round.silent == 0)
            let warnings = try await county.warnings()
            let (ofTown, ofPoint) = (try #require(warnings.first { $0.town == town.reference }), try #require(warnings.first { $0.point == point.reference }))
            #expect(ofTown.level == .orange && ofTown.title == "石门镇地质灾害橙色预警" && ofTown.meta.region == County.town)
            #expect(ofTown.basis.hasPrefix("石门站：1 小时平均雨强 12.5 毫米/小时（阈值 12），24 小时 12.5 毫米，有效雨量 12.5 毫米（阈值 60）；距站 1 千米"))
            #expect(ofPoint.level == .red && ofPoint.meta.region == County.village)
            #expect(try await Judging.run(county.system).id == round.id, "the same hour is judged once")
            #expect(try await county.warnings().count == 2)
            #expect(try await county.officer.all(HazardWarning.self).count == 2)
            #expect(try await county.neighbour.all(HazardWarning.self).isEmpty)
            // Low ground under orange rain is blue, of which the warning of the town says enough.
            var monitored = calm
            for (stage, step) in [(PointEvidence.Stage.survey, "register")] {
                try await county.evidence(calm, stage)
                monitored = try await county.duty.update(monitored) {
                    ($0.scale, $0.volume, $0.grade, $0.responsible) = (.some(.medium), .some(12), .some(.small), .some("向明月"))
                }
                monitored = try await county.duty.move(monitored, step: step)
            }
            county.advance(hours: 1)
            try await county.rain([12.5], at: station)
            #expect(try await Judging.run(county.system).summary == "红 1、橙 1、黄 0、蓝 1，共 3 个乡镇和隐患点")
            #expect(try await county.warnings().allSatisfy { $0.point != calm.reference })
        }
    }

    @Test(arguments: Database.available) func aLevelIsRaisedAtOnceAndEndsAfterSixHours(_ database: Database) async throws {
        try await withCounty(database) { county in
            let (_, station) = try await county.rainCountry()
            try await county.rain([9], at: station)
            _ = try await Judging.run(county.system)
            var warnings = try await county.warnings()
            #expect(warnings.map(\.level) == [.yellow])
            warnings[0] = try await county.duty.move(warnings[0], step: "issue")
            county.advance(hours: 1)
            try await county.rain([19], at: station)
            _ = try await Judging.run(county.system)
            warnings = try await county.warnings()
            #expect(warnings.map(\.level) == [.yellow, .red] && warnings.map(\.state) == [.issued, .raised], "the old one holds until the new one is issued")
            _ = try await county.duty.move(warnings[1], step: "issue")
            #expect(try await county.warnings().map(\.state) == [.lifted, .issued])
            for hour in 1...6 {
                county.advance(hours: 1)
                try await county.rain([0], at: station)
                _ = try await Judging.run(county.system)
                let state = try await county.warnings()[1].state
                // The rain of the last hours keeps a level (28 mm in 2 to 6 hours); below red for six hours ends the red one.
                #expect(state == (hour < 6 ? .issued : .lifted), "after \(hour) hours it is \(state.rawValue)")
            }
        }
    }

    @Test(arguments: Database.available) func whoIsCalledAnswersOrTheNextOneUpIs(_ database: Database) async throws {
        try await withCounty(database) { county in
            let (_, station) = try await county.rainCountry()
            _ = try await county.watched { $0.stability = .some(.stable) }
            try await county.rain([12.5], at: station)
            _ = try await Judging.run(county.system)
            let warning = try #require(try await county.warnings().first { $0.level == .orange })
            #expect(await refusal { try await county.officer.move(warning, step: "issue") } != nil, "a town issues nothing")
            _ = try await county.duty.move(warning, step: "issue")
            let calls = try await county.system.all(WarningCall.self)
            #expect(Set(calls.map(\.tier)) == [.town, .monitor] && calls.count == 2)
            let (ofMonitor, ofTown) = (try #require(calls.first { $0.tier == .monitor }), try #require(calls.first { $0.tier == .town }))
            #expect(ofMonitor.recipient == "冉小兰" && ofMonitor.meta.region == County.village && ofTown.recipient == "田志远")
            #expect(ofTown.answerBy.hours(since: ofTown.sentAt) == 0.5)
            #expect(try await county.monitor.all(WarningCall.self).map(\.id) == [ofMonitor.id], "a monitor sees the own call only")
            #expect(try await county.monitor.inbox().contains { $0.subject == ofMonitor.id.text })
            county.advance(minutes: 10)
            _ = try await county.officer.move(ofTown, step: "answer")
            #expect(try await Calling.escalate(county.system) == 0)
            county.advance(minutes: 25)
            #expect(try await Calling.escalate(county.system) == 1)
            #expect(try await Calling.escalate(county.system) == 0, "once is enough")
            let second = try #require(try await county.officer.all(WarningCall.self).first { $0.title.hasPrefix("未回复（群测群防员）") })
            #expect(second.tier == .town && second.state == .waiting)
            county.advance(minutes: 31)
            #expect(try await Calling.escalate(county.system) == 1)
            #expect(try await county.duty.all(WarningCall.self) { $0.tier == .county }.count == 1)
            // Answered in time: the town. Late: the monitor, the town's second call.
            #expect(abs(try #require(try await county.value("I-warnings-answered")) - 100.0 / 3) < 1e-9)
            _ = try await county.monitor.move(try await county.monitor.row(ofMonitor.reference), step: "answer")
            #expect(try await county.system.row(ofMonitor.reference).isLate, "late stays late")
        }
    }

    @Test(arguments: Database.available) func warningsAndEventsAreHeldAgainstOneAnother(_ database: Database) async throws {
        try await withCounty(database) { county in
            let (_, station) = try await county.rainCountry()
            try await county.rain([12.5], at: station)
            _ = try await Judging.run(county.system)
            _ = try await county.duty.move(try #require(try await county.warnings().first), step: "issue")
            func event(_ name: String, in town: Region) async throws {
                var draft = Draft<HazardEvent>()
                (draft.name, draft.type, draft.town, draft.place, draft.at) = (name, .slide, town, Point(try County.place()), county.now)
                _ = try await county.duty.create(draft)
            }
            county.advance(hours: 5)
            try await event("石门镇滑坡", in: County.village)
            try await event("邻镇滑坡", in: County.next)
            #expect(try await Verifying.run(county.system) == 3)
            let warning = try #require(try await county.warnings().first)
            #expect(warning.outcome == .hit && abs((warning.lead ?? 0) - 5) < 0.01)
            #expect(try await county.value("I-warnings-missed") == 1)
            #expect(try await county.value("I-events-foreseen") == 50)
            #expect(try await Verifying.run(county.system) == 0)
            // A second warning, after which nothing happens, is a false alarm a day after its end.
            county.advance(hours: 24 * 12)
            try await county.rain([12.5], at: station)
            _ = try await Judging.run(county.system)
            let second = try #require(try await county.warnings().last { $0.state == .raised })
            let issued = try await county.duty.move(second, step: "issue")
            county.advance(hours: 3)
            _ = try await county.duty.move(issued, step: "lift", remark: "雨停")
            #expect(try await Verifying.run(county.system) == 0, "a day has to pass first")
            county.advance(hours: 25)
            #expect(try await Verifying.run(county.system) == 1)
            #expect(try await county.value("I-warnings-false") == 1)
            #expect(try await county.value("I-warnings-right") == 50)
        }
    }

    @Test(arguments: Database.available) func manyAreIssuedAtOnce(_ database: Database) async throws {
        try await withCounty(database) { county in
            let (_, station) = try await county.rainCountry()
            _ = try await county.watched { $0.stability = .some(.unstable) }
            try await county.rain([12.5], at: station)
            _ = try await Judging.run(county.system)
            var order = Draft<IssueInput>()
            order.level = .red
            #expect(await refusal { try await county.officer.carryOut("issueHazardWarnings", order.submission) } != nil, "a town issues nothing")
            #expect(try await county.duty.carryOut("issueHazardWarnings", order.submission).message.chinese == "已发布 1 条")
            #expect(try await county.warnings().count { $0.state == .issued } == 1)
            order.level = .blue
            #expect(try await county.duty.carryOut("issueHazardWarnings", order.submission).message.chinese == "已发布 1 条")
            // Both warnings call the town; the town's calls its monitor, the point's calls the same one.
            #expect(try await county.system.count(WarningCall.self) == 4)
        }
    }

    @Test func aSilentStationAndAMadeUpOneSayNothing() async throws {
        try await withCounty(.sqlite) { county in
            let (_, station) = try await county.rainCountry()
            try await county.rain([40], at: station)
            county.advance(hours: 3)
            let round = try await Judging.run(county.system)
            #expect(round.stations == 0 && round.silent == 1 && round.used == "石门站：缺报")
            #expect(try await county.warnings().isEmpty)
            var draft = Draft<RainStation>()
            (draft.name, draft.town, draft.place, draft.zone) = ("模拟站", County.town, Point(try County.place()), "全域")
            let made = try await county.system.create([(id: county.engine.context.newID(), submission: draft.submission)], isSimulated: true)
            try await county.rain([80], at: Row<RainStation>(made[0]))
            county.advance(hours: 1)
            _ = try await Judging.run(county.system)
            #expect(try await county.warnings().isEmpty, "made-up rain warned a real town")
        }
    }

    @Test(arguments: Database.available) func aSlopeThatSpeedsUpIsWarnedOfWithoutRain(_ database: Database) async throws {
        try await withCounty(database) { county in
            let point = try await county.watched { $0.uniformRate = .some(1.7) }
            // v = 1/(0.02 (40 − t)): on day 36 it moves 12.5 mm a day, 7.4 times the even rate: atan 7.35 = 82.3°, 中加速.
            var (value, values) = (0.0, [Measurement]())
            for day in 0...36 {
                value += 1 / (0.02 * (40.5 - Double(day)))
                values.append(Measurement(at: county.now.adding(hours: 24 * (day - 36)), value))
            }
            try await county.duty.append(values, to: "displacement", of: point.id, in: "hazardPoint")
            let movement = try #require(try await Judging.movement(of: point, county.system, at: county.now))
            #expect(movement.stage == .middleAcceleration || movement.stage == .initialAcceleration)
            _ = try await Judging.run(county.system)
            let warning = try #require(try await county.warnings().first)
            #expect(warning.point == point.reference && warning.level.rank == movement.level && warning.basis.contains("切线角"))
            #expect(try #require(movement.failure).time > Double(county.now.day.number))
        }
    }
}
