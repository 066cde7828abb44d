@testable import InstrumentSharing
@testable import Kernel
import Operations
import Testing

@Suite struct FlowTests {
    /// A record that two of a panel have to sign.
    struct Petition: Record {
        static let kind = Kind<Petition>("请示")
        let title = Field<String>("标题")
        let state = Field<State>("状态", .readOnly)
        enum State: String, Choice { case open = "待会签", agreed = "已同意" }
        static var flow: Flow<Petition>? { Flow(\.state, Step("会签", code: "sign", .open, to: .agreed, by: .panel, signers: 2)) }
    }

    static func booking(_ world: World, by desk: Desk) async throws -> StoredRecord {
        var laboratory = Draft<Laboratory>()
        laboratory.name = "实验室 \(world.engine.context.random())"
        var instrument = Draft<Instrument>()
        instrument.name = "质谱仪"
        instrument.laboratory = try await world.admin.create(laboratory).reference
        instrument.category = .analysis
        instrument.value = Money(wan: 80)
        instrument.bought = Day(2020, 1, 2)
        var booking = Draft<Booking>()
        booking.instrument = try await world.admin.create(instrument).reference
        booking.purpose = "药材检测"
        booking.day = Day(2025, 3, 4)
        booking.hours = 2.5
        booking.contact = "田志远"
        booking.phone = Phone(unchecked: "13812345678")
        return try await desk.create(booking.submission)
    }

    static func user(_ world: World, _ account: String, _ roles: Role...) async throws -> RecordID {
        var user = Draft<User>()
        user.account = account
        user.name = account
        user.roles = .some(roles.map(\.code))
        return try await world.admin.make(user.submission).meta.id
    }

    @Test(arguments: Database.available) func aBookingGoesFromDraftToUsedThroughTheRightHandsOnly(_ database: Database) async throws {
        try await withWorld(database) { world in
            let (user, keeper, other) = (world.desk("user", .instrumentUser), world.desk("keeper", .instrumentKeeper), world.desk("other", .instrumentUser))
            let id = try await Self.booking(world, by: user).meta.id
            let road: [(step: String, right: Desk, wrong: [Desk], state: String)] = [
                ("draft-submitted", user, [keeper, other, world.desk("x", .observer)], "submitted"),
                ("submitted-approved", keeper, [user, other], "approved"), ("approved-used", keeper, [user, other], "used"),
            ]
            for (step, right, wrong, state) in road {
                let size = try await world.store.read { try $0.ledgerSize() }
                for desk in wrong {
                    let refused = await refusal { try await desk.move(id, in: "booking", step: step) }
                    #expect(refused?.code == (desk.actor.id == "other" ? "not-found" : "forbidden"), "\(step) by \(desk.actor.id)")
                }
                #expect(await refusal { try await right.move(id, in: "booking", step: "approved-cancelled", remark: "x") }?.code != nil || state == "used")
                #expect(try await right.move(id, in: "booking", step: step).value(of: "state", in: Booking.kind.declared) == .text(state))
                #expect(try await world.store.read { try $0.ledgerSize() } == size + 1, "one entry for one move")
            }
            #expect(await refusal { try await keeper.move(id, in: "booking", step: "approved-used") }?.code == "step-closed")
            #expect(try await world.admin.history(of: id, in: "booking").map(\.change.action) == [.move, .move, .move, .create])
        }
    }

    @Test(arguments: Database.available) func aReturnNeedsARemarkAndComesBackToTheApplicant(_ database: Database) async throws {
        try await withWorld(database) { world in
            let (user, keeper) = (world.desk("user", .instrumentUser), world.desk("keeper", .instrumentKeeper))
            let id = try await Self.booking(world, by: user).meta.id
            #expect(try await user.inbox().map(\.state) == ["draft"])
            #expect(try await keeper.inbox().isEmpty)
            _ = try await user.move(id, in: "booking", step: "draft-submitted")
            #expect(try await user.inbox().isEmpty)
            #expect(try await keeper.inbox().map(\.subject) == [id.text])
            #expect(await refusal { try await keeper.move(id, in: "booking", step: "return", remark: "  ") }?.problems.map(\.code) == ["remark-required"])
            _ = try await keeper.move(id, in: "booking", step: "return", remark: "请写明样品数量")
            #expect(try await user.inbox().map(\.state) == ["rejected"])
            #expect(try await world.desk("other", .instrumentUser).inbox().isEmpty, "what others applied for is not theirs to see")
            let last = try await user.history(of: id, in: "booking", limit: 1).first.flatMap { try? JSON(parsing: $0.change.payload) }
            #expect(last?["remark"]?.string == "请写明样品数量")
            _ = try await user.move(id, in: "booking", step: "rejected-submitted")
            #expect(try await keeper.inbox().count == 1)
        }
    }

    @Test(arguments: Database.available) func workThatIsAssignedWaitsForOnePerson(_ database: Database) async throws {
        try await withWorld(database) { world in
            let id = try await Self.booking(world, by: world.desk("user", .instrumentUser)).meta.id
            _ = try await world.admin.move(id, in: "booking", step: "draft-submitted")
            let person = try await Self.user(world, "laowang", .instrumentKeeper)
            let keeper = world.desk("keeper", .instrumentKeeper)
            let assignee = world.desk(person.text, .instrumentKeeper)
            try await keeper.assign(id, in: "booking", to: person)
            #expect(try await keeper.inbox().isEmpty)
            #expect(try await assignee.inbox().map(\.assignee) == [person.text])
            #expect(try await assignee.inbox().first?.due != nil, "the term stays")
            #expect(await refusal { try await world.desk("user", .instrumentUser).assign(id, in: "booking", to: person) }?.code == "forbidden")
            _ = try await assignee.move(id, in: "booking", step: "submitted-approved")
            #expect(try await keeper.inbox().map(\.state) == ["approved"], "after the move it waits for the role again")
        }
    }

    @Test(arguments: Database.available) func aDeputyMayWhatTheGiverMayAndOnlyInTime(_ database: Database) async throws {
        try await withWorld(database) { world in
            let (giver, taker) = (try await Self.user(world, "giver", .instrumentKeeper), try await Self.user(world, "taker", .instrumentUser))
            var delegation = Draft<Delegation>()
            delegation.giver = Reference(giver)
            delegation.taker = Reference(taker)
            delegation.period = Period(from: TestTime.firstDay, to: TestTime.firstDay.adding(days: 2))
            _ = try await world.admin.create(delegation)
            let people = People(world.engine, region: World.region)
            #expect(try await people.actor(taker.text)?.roles == ["instrumentKeeper", "instrumentUser"])
            #expect(try await people.actor(giver.text)?.roles == ["instrumentKeeper"], "the giver receives nothing")
            let id = try await Self.booking(world, by: world.desk("user", .instrumentUser)).meta.id
            _ = try await world.admin.move(id, in: "booking", step: "draft-submitted")
            let deputy = world.engine.desk(for: try #require(try await people.actor(taker.text)))
            #expect(try await deputy.inbox().count == 1)
            _ = try await deputy.move(id, in: "booking", step: "submitted-approved")
            world.time.advance(days: 3)
            #expect(try await people.actor(taker.text)?.roles == ["instrumentUser"])
            var locked = Draft<User>()
            locked.isLocked = true
            _ = try await world.admin.set(taker, locked.submission)
            #expect(try await people.actor(taker.text) == nil)
            #expect(try await people.actor("nobody") == nil)
        }
    }

    @Test(arguments: Database.available) func aStepWithTwoSignersNeedsTwoPeople(_ database: Database) async throws {
        let application = Application("petitions", "请示", [Petition.self], roles: [.panel])
        try await withWorld(database, [application]) { world in
            let (one, two) = (world.desk("one", .panel), world.desk("two", .panel))
            var draft = Draft<Petition>()
            draft.title = "购置设备"
            let id = try await one.create(draft).id
            #expect(try await one.move(id, in: "petition", step: "sign").meta.version == 1)
            #expect(await refusal { try await one.move(id, in: "petition", step: "sign") }?.code == "step-closed")
            // Changed in between: what was signed is no longer what there is.
            draft.title = "购置两台设备"
            _ = try await one.update(id, version: 1, draft.submission)
            #expect(Row<Petition>(try await two.move(id, in: "petition", step: "sign")).state == .open)
            let done = Row<Petition>(try await one.move(id, in: "petition", step: "sign", remark: "同意"))
            #expect(done.state == .agreed)
            #expect(try await world.admin.count(SignOff.self) == 3)
            #expect(try await one.inbox().isEmpty)
        }
    }

    @Test(arguments: Database.available) func whatOthersDecideOnCannotBeChangedUnderTheirHands(_ database: Database) async throws {
        try await withWorld(database) { world in
            let (user, keeper) = (world.desk("user", .instrumentUser), world.desk("keeper", .instrumentKeeper))
            let id = try await Self.booking(world, by: user).meta.id
            let more = Submission(kind: "booking", ["hours": .typed("20")])
            #expect(
                Row<Booking>(try await user.update(id, version: nil, Submission(kind: "booking", ["hours": .typed("3")]))).hours == 3,
                "a draft is theirs to change")
            _ = try await user.move(id, in: "booking", step: "draft-submitted")
            for desk in [user, world.desk("office", .scienceOffice), world.admin] {
                let refused = await refusal { try await desk.update(id, version: nil, more) }
                #expect(
                    refused?.status == 409 && refused?.message.chinese.contains("“待审核”状态下不能修改，只能在“草稿、已退回”时修改") == true,
                    "\(desk.actor.id): \(String(describing: refused))")
            }
            _ = try await keeper.move(id, in: "booking", step: "return", remark: "请减少机时")
            #expect(Row<Booking>(try await user.update(id, version: nil, more)).hours == 20, "what was returned can be changed again")
            _ = try await user.move(id, in: "booking", step: "rejected-submitted")
            _ = try await keeper.move(id, in: "booking", step: "submitted-approved")
            #expect(await refusal { try await user.update(id, version: nil, Submission(kind: "booking", ["hours": .typed("1")])) }?.status == 409)
            var file = Draft<FileInfo>()
            (file.name, file.mediaType, file.size, file.sha256) = ("报告.pdf", "application/pdf", 10, String(repeating: "a", count: 64))
            let report = try await world.admin.make(file.submission).meta.id
            let attach = Submission(kind: "booking", ["report": .typed(report.text)])
            #expect(Row<Booking>(try await world.admin.update(id, version: nil, attach)).report?.id == report, "the report comes at the end")
            #expect(
                await refusal { try await world.admin.update(id, version: nil, Submission(kind: "booking", ["report": .typed(""), "hours": .typed("1")])) }?
                    .status == 409, "but nothing with it")
            #expect(
                Row<Booking>(try await world.admin.set(id, Submission(kind: "booking", ["hours": .typed("4")]))).hours == 4, "the program itself may correct it"
            )
        }
    }

    @Test(arguments: Database.available) func termsCountWorkingDaysAndKnowHolidays(_ database: Database) async throws {
        try await withWorld(database) { world in
            let id = try await Self.booking(world, by: world.desk("user", .instrumentUser)).meta.id
            var holiday = Draft<Holiday>()
            holiday.day = TestTime.firstDay.adding(days: 1)
            holiday.name = "放假"
            _ = try await world.admin.create(holiday)
            holiday.day = TestTime.firstDay.adding(days: 3)
            holiday.isWorked = true
            _ = try await world.admin.create(holiday)
            _ = try await world.admin.move(id, in: "booking", step: "draft-submitted")
            // From a Wednesday: Thursday is off, Friday counts, Saturday is worked, then Monday.
            #expect(try await world.desk("keeper", .instrumentKeeper).inbox().map(\.due) == [TestTime.firstDay.adding(days: 5)])
        }
    }

    @Test(arguments: Database.available) func overdueWorkComesBeforeTheSupervisorOnce(_ database: Database) async throws {
        try await withWorld(database) { world in
            let id = try await Self.booking(world, by: world.desk("user", .instrumentUser)).meta.id
            _ = try await world.admin.move(id, in: "booking", step: "draft-submitted")
            let (escalation, supervisor) = (Escalation(world.engine), world.desk("head", .supervisor))
            #expect(try await escalation.run() == 0)
            world.time.advance(days: 20)
            #expect(try await escalation.run() == 2, "the items of both roles")
            #expect(try await escalation.run() == 0)
            #expect(try await supervisor.inbox().map(\.subject) == [id.text])
            let escalated = try await world.admin.history(of: id, in: "booking").filter {
                String(decoding: $0.change.payload, as: UTF8.self).contains("escalated")
            }
            #expect(escalated.count == 1)
            #expect(try await world.desk("keeper", .instrumentKeeper).inbox().map(\.isEscalated) == [true], "it stays with whom it waits for")
            _ = try await world.desk("keeper", .instrumentKeeper).move(id, in: "booking", step: "submitted-approved")
            #expect(try await supervisor.inbox().isEmpty)
        }
    }
}

extension Role {
    fileprivate static let panel = Role("panel", "评审组", Grant([.read, .create, .update, .move], FlowTests.Petition.self))
}
