@testable import InstrumentSharing
@testable import Kernel
import Operations
import Testing

/// Somebody who may do much tries to get more: for themselves, for a friend, by a token, as a deputy, by a second account.
@Suite struct RightsTests {
    /// What a registrar of accounts has: everything about accounts, nothing about instruments but a user's rights.
    private static let registrar = Role(
        "registrar", "账号管理员", Grant([.read, .create, .update, .delete, .move, .import, .configure], in: "system"))
    /// May write everything everywhere, but configure nothing.
    private static let writer = Role("writer", "录入员", Grant([.read, .create, .update, .delete, .move, .import, .export]))
    private static let application = Application("offices", "科室", [], roles: [registrar, writer])

    private struct House {
        let world: World
        let organisation: RecordID
        let other: RecordID
        let administrator: RecordID
        let keeper: RecordID
        let plain: RecordID

        func user(_ account: String, _ roles: [Role], in region: String = "500114", scope: String? = nil, unit: RecordID? = nil) async throws -> RecordID {
            var draft = Draft<User>()
            (draft.account, draft.name) = (account, account)
            draft.roles = .some(roles.isEmpty ? nil : roles.map(\.code))
            draft.scope = .some(scope.map { Region($0) })
            draft.unit = .some(unit.map { Reference($0) })
            return try await world.program.make(draft.submission, region: Region(region)).meta.id
        }

        /// The desk of someone as the web would build their actor.
        func desk(_ id: RecordID) async throws -> Desk {
            world.engine.desk(for: try #require(try await People(world.engine, region: World.region).actor(id.text)))
        }
    }

    private static func withHouse(_ database: Database, _ body: (House) async throws -> Void) async throws {
        try await withWorld(database, [.instrumentSharing, application]) { world in
            var unit = Draft<Organisation>()
            unit.name = "甲单位"
            let organisation = try await world.program.create(unit).id
            unit.name = "乙单位"
            let other = try await world.program.create(unit).id
            let empty = House(world: world, organisation: organisation, other: other, administrator: other, keeper: other, plain: other)
            let house = House(
                world: world, organisation: organisation, other: other, administrator: try await empty.user("root1", [.administrator]),
                keeper: try await empty.user("keeper", [.instrumentKeeper], unit: organisation), plain: try await empty.user("plain", []))
            try await body(house)
        }
    }

    private static func roles(_ codes: String...) -> Submission { Submission(kind: "user", ["roles": .json(.array(codes.map { .string($0) }))]) }

    @Test(arguments: Database.available) func whoMayWriteEverythingButConfigureNothingGetsNoMore(_ database: Database) async throws {
        try await Self.withHouse(database) { house in
            let me = try await house.user("writer", [Self.writer])
            let desk = try await house.desk(me)
            let system = house.world.program
            let session = try await system.make(Self.session(for: house.administrator, "a"))
            let token = try await People(house.world.engine, region: World.region).makeToken(
                for: Reference(house.administrator), name: "x", expires: Day(number: 30_000))
            let attacks: [(String, () async throws -> Void)] = [
                ("gives themselves a role", { _ = try await desk.update(me, version: nil, Self.roles("administrator")) }),
                ("does so as the program would", { _ = try await desk.set(me, Self.roles("administrator")) }),
                ("makes a second account", { _ = try await desk.create(Submission(kind: "user", ["account": .typed("second"), "name": .typed("二号")])) }),
                (
                    "sets the password of the administrator",
                    { _ = try await desk.set(house.administrator, Submission(kind: "user", ["passwordHash": .typed("scrypt$mine")])) }
                ),
                (
                    "locks the administrator out",
                    { _ = try await desk.update(house.administrator, version: nil, Submission(kind: "user", ["isLocked": .typed("是")])) }
                ),
                ("removes the administrator", { try await desk.delete(house.administrator, version: nil, in: "user") }),
                ("makes a session for the administrator", { _ = try await desk.make(Self.session(for: house.administrator, "b")) }),
                ("takes over a session", { _ = try await desk.set(session.meta.id, Submission(kind: "session", ["tokenHash": .typed("mine")])) }),
                ("makes a token for the administrator", { _ = try await desk.make(Self.token(for: house.administrator)) }),
                ("takes over a token", { _ = try await desk.set(token.record.meta.id, Submission(kind: "token", ["tokenHash": .typed("mine")])) }),
                ("makes themselves deputy of the administrator", { _ = try await desk.create(Self.delegation(from: house.administrator, to: me)) }),
                ("declares a holiday", { _ = try await desk.create(Submission(kind: "holiday", ["day": .typed("2025-03-04"), "name": .typed("放假")])) }),
                (
                    "adds a field",
                    {
                        _ = try await desk.create(
                            Submission(kind: "customField", ["recordKind": .typed("note"), "name": .typed("x"), "label": .typed("甲"), "type": .typed("text")]))
                    }
                ),
                ("signs for someone else", { _ = try await desk.make(Self.signature(of: house.keeper)) }),
                ("has a job run as the administrator", { _ = try await desk.make(Self.job(for: house.administrator)) }),
                ("erases the administrator", { _ = try await desk.erase(house.administrator, in: "user") }),
            ]
            let size = try await house.world.store.read { try $0.ledgerSize() }
            for (what, attack) in attacks {
                let refused = await refusal(attack)
                #expect(["forbidden", "not-found"].contains(refused?.code), "a clerk \(what): \(String(describing: refused))")
            }
            for kind in ["user", "token", "delegation", "holiday", "customField"] {
                #expect(desk.problems(with: Submission(kind: kind)).map(\.code) == ["unknown-kind"], "\(kind) by import")
                #expect(await refusal { _ = try desk.schema(kind, .import) }?.code == "forbidden")
            }
            #expect(try await house.world.store.read { try $0.ledgerSize() } == size, "nothing of it is in the ledger")
        }
    }

    /// Apart from the test, since Swift 6.3 takes a closure beside `#expect` for one inside it.
    private static func attacks(on other: RecordID, by desk: Desk, _ me: RecordID) -> [(String, () async throws -> Void)] {
        [
            ("renames", { _ = try await desk.update(other, version: nil, Submission(kind: "user", ["account": .typed("mine")])) }),
            ("demotes", { _ = try await desk.update(other, version: nil, Self.roles()) }),
            ("sets the password of", { _ = try await desk.set(other, Submission(kind: "user", ["passwordHash": .typed("scrypt$mine")])) }),
            ("removes", { try await desk.delete(other, version: nil, in: "user") }),
            ("makes a token for", { _ = try await desk.make(Self.token(for: other)) }),
            ("makes themselves deputy of", { _ = try await desk.create(Self.delegation(from: other, to: me)) }),
        ]
    }

    @Test(arguments: Database.available) func aRegistrarGivesNoMoreThanTheyHave(_ database: Database) async throws {
        try await Self.withHouse(database) { house in
            let me = try await house.user("registrar", [Self.registrar, .instrumentKeeper], unit: house.organisation)
            let desk = try await house.desk(me)
            func code(_ body: @escaping () async throws -> Void) async -> String {
                await refusal(body).map { $0.problems.map { "\($0.code) \($0.field ?? "")" }.joined(separator: ",") + ($0.problems.isEmpty ? $0.code : "") }
                    ?? "done"
            }
            // A role.
            #expect(
                await code { _ = try await desk.update(me, version: nil, Self.roles("registrar", "instrumentKeeper", "administrator")) } == "beyond-own roles")
            #expect(await code { _ = try await desk.update(house.plain, version: nil, Self.roles("scienceOffice")) } == "beyond-own roles")
            #expect(await code { _ = try await desk.update(house.plain, version: nil, Self.roles("unheard")) } == "unknown-role roles,beyond-own roles")
            #expect(await code { _ = try await desk.update(house.plain, version: nil, Self.roles("instrumentKeeper")) } == "done")
            // A region: the county around theirs, a neighbour's, another organisation.
            for region in ["500000", "500238"] {
                #expect(
                    await code { _ = try await desk.update(house.plain, version: nil, Submission(kind: "user", ["scope": .typed(region)])) }
                        == "beyond-own scope")
            }
            #expect(
                await code { _ = try await desk.update(house.plain, version: nil, Submission(kind: "user", ["unit": .typed(house.other.text)])) }
                    == "beyond-own unit")
            #expect(
                await code {
                    _ = try await desk.update(
                        house.plain, version: nil, Submission(kind: "user", ["unit": .typed(house.organisation.text), "scope": .typed("500114001")]))
                } == "done")
            // Those who may do more.
            for (what, attack) in Self.attacks(on: house.administrator, by: desk, me) {
                let answer = await code(attack)
                #expect(answer == "forbidden", "a registrar \(what) the administrator: \(answer)")
            }
            // Fields of kinds that they do not configure.
            #expect(
                await code {
                    _ = try await desk.create(
                        Submission(kind: "customField", ["recordKind": .typed("booking"), "name": .typed("x"), "label": .typed("甲"), "type": .typed("text")]))
                } == "beyond-own recordKind")
            // For those who may do no more than they, all of it works.
            #expect(await code { _ = try await desk.set(house.keeper, Submission(kind: "user", ["passwordHash": .typed("scrypt$new")])) } == "done")
            #expect(await code { _ = try await desk.make(Self.token(for: house.keeper)) } == "done")
            #expect(await code { try await desk.delete(house.plain, version: nil, in: "user") } == "done")
        }
    }

    @Test(arguments: Database.available) func aDeputyPassesNothingOn(_ database: Database) async throws {
        try await Self.withHouse(database) { house in
            let me = try await house.user("deputy", [])
            _ = try await house.world.admin.create(Self.delegation(from: house.administrator, to: me))
            let desk = try await house.desk(me)
            #expect(desk.actor.roles == ["administrator"] && desk.actor.ownRoles.isEmpty)
            let refused = await refusal { _ = try await desk.update(me, version: nil, Self.roles("administrator")) }
            #expect(refused?.problems.map(\.code) == ["beyond-own"], "who is administrator for a week makes themselves one for ever")
            #expect(await refusal { _ = try await desk.create(Self.delegation(from: house.administrator, to: house.plain)) }?.code == "forbidden")
            #expect(await refusal { _ = try await desk.make(Self.token(for: house.administrator)) }?.code == "forbidden")
        }
    }

    @Test(arguments: Database.available) func rolesReachNoFartherInTheHandsOfADeputy(_ database: Database) async throws {
        try await Self.withHouse(database) { house in
            let admin = house.world.admin
            let town = try await house.user("town", [.scienceOffice], in: "500114001")
            let county = try await house.user("county", [])
            let refused = await refusal { _ = try await admin.create(Self.delegation(from: town, to: county)) }
            #expect(refused?.problems.map(\.field) == ["taker"], "a town's office would reach the county")
            let elsewhere = try await house.user("elsewhere", [], unit: house.other)
            #expect(await refusal { _ = try await admin.create(Self.delegation(from: house.keeper, to: elsewhere)) }?.problems.map(\.field) == ["taker"])
            let colleague = try await house.user("colleague", [], unit: house.organisation)
            _ = try await admin.create(Self.delegation(from: house.keeper, to: colleague))
            #expect(try await house.desk(colleague).actor.roles == ["instrumentKeeper"])
            // Moved to another organisation afterwards: the delegation gives nothing there.
            _ = try await admin.update(colleague, version: nil, Submission(kind: "user", ["unit": .typed(house.other.text)]))
            #expect(try await house.desk(colleague).actor.roles.isEmpty)
        }
    }

    @Test(arguments: Database.available) func anAdministratorOfATownIsNoneOfTheCounty(_ database: Database) async throws {
        try await Self.withHouse(database) { house in
            let me = try await house.user("townroot", [.administrator], in: "500114001")
            let desk = try await house.desk(me)
            #expect(desk.actor.region == Region("500114001"), "without a region of their own they act where their account belongs")
            #expect(
                await refusal { _ = try await desk.update(me, version: nil, Submission(kind: "user", ["scope": .typed("500114")])) }?.problems.map(\.field) == [
                    "scope"
                ])
            #expect(
                await refusal {
                    _ = try await desk.create(Submission(kind: "user", ["account": .typed("second"), "name": .typed("二号"), "scope": .typed("500114")]))
                }?.problems.map(\.field) == ["scope"])
            let made = try await desk.create(Submission(kind: "user", ["account": .typed("second"), "name": .typed("二号"), "roles": .typed("administrator")]))
            #expect(try await house.desk(made.meta.id).actor.region == Region("500114001"))
            #expect(await refusal { _ = try await desk.update(house.administrator, version: nil, Self.roles()) }?.code == "not-found")
            #expect(await refusal { _ = try await desk.make(Self.token(for: house.administrator)) }?.code == "forbidden")
        }
    }

    // MARK: what they try with

    private static func session(for user: RecordID, _ secret: String) -> Submission {
        var draft = Draft<Session>()
        (draft.tokenHash, draft.user, draft.formToken, draft.expires) = (secret, Reference(user), "f", Instant(milliseconds: 4_000_000_000_000))
        return draft.submission
    }

    private static func token(for user: RecordID) -> Submission {
        var draft = Draft<Token>()
        (draft.name, draft.tokenHash, draft.user, draft.expires) = ("我的", "mine\(user.text)", Reference(user), Day(number: 30_000))
        return draft.submission
    }

    private static func delegation(from giver: RecordID, to taker: RecordID) -> Submission {
        var draft = Draft<Delegation>()
        (draft.giver, draft.taker) = (Reference(giver), Reference(taker))
        draft.period = Period(from: TestTime.firstDay, to: TestTime.firstDay.adding(days: 7))
        return draft.submission
    }

    private static func signature(of user: RecordID) -> Submission {
        var draft = Draft<SignOff>()
        (draft.recordKind, draft.subject, draft.step, draft.round, draft.signer) = ("note", user.text, "sign", 1, user.text)
        return draft.submission
    }

    private static func job(for user: RecordID) -> Submission {
        var draft = Draft<Job>()
        (draft.name, draft.worker, draft.parameters, draft.owner) = ("导入", "import", "{}", user.text)
        return draft.submission
    }
}
