@testable import Kernel
import Sensing
import Testing

extension Role {
    fileprivate static let watch = Role(
        "watch", "值守", Grant([.read, .create, .update, .delete], of: "slope"), Grant([.read, .move], Alert.self))
}

/// 边坡: measured, counted, and watched.
private struct Slope: Record {
    static let kind = Kind<Slope>("边坡")
    let name = Field<String>("名称", .max(40))
    let tilt = Field<Double?>("倾角", en: "Tilt", unit: "度")
    let cost = Field<Money?>("治理费用", unit: .wanYuan)

    static var series: [Series] { [Series("displacement", "位移", unit: "毫米", keptDays: 30), Series("rain", "雨量", unit: "毫米")] }
    static var indicators: [Indicator] { [Indicator("I-slopes", "在册边坡", unit: "处", .stock, .count(Slope.self))] }
    static var rules: [Rule] {
        [
            Rule("R-tilt", "倾角超限", en: "Too steep", \Slope.tilt, .above(3, until: 2.5), level: .orange, for: .watch),
            Rule("R-cost", "费用超限", \Slope.cost, .above(10_000, until: 10_000), level: .blue, for: .watch),
            Rule("R-moving", "位移超限", series: "displacement", of: Slope.self, .above(20, until: 15), level: .red, for: .watch),
            Rule(
                "R-rain", "雨中加速", series: "rain", of: Slope.self, by: .sum(hours: 6), .above(50, until: 30),
                and: [Rule.Part("displacement", by: .change(hours: 6), .above(4, until: 2))], level: .orange, for: .watch),
            Rule("R-few", "在册边坡过少", indicator: "I-slopes", .below(2, until: 3), level: .yellow, for: .watch),
        ]
    }
}

/// Thresholds that are watched, and the alerts that follow.
@Suite struct RuleTests {
    private static let application = Application("slopes", "边坡", [Slope.self], roles: [.watch])

    private func make(_ world: World, tilt: Double? = nil, isSimulated: Bool = false) async throws -> RecordID {
        var draft = Draft<Slope>()
        (draft.name, draft.tilt) = ("北坡", .some(tilt))
        return try await world.admin.create(draft.submission, isSimulated: isSimulated).meta.id
    }

    private func set(_ world: World, _ id: RecordID, tilt: Double?) async throws {
        var draft = Draft<Slope>()
        draft.tilt = .some(tilt)
        _ = try await world.admin.update(id, version: nil, draft.submission)
    }

    private func alerts(_ world: World, _ rule: String) async throws -> [Row<Alert>] {
        try await world.admin.rows(Alert.self, order: .oldestFirst, limit: 100) { $0.rule == rule }
    }

    @Test(arguments: Database.available) func aNumberThatTremblesAtTheLimitRaisesOneAlert(_ database: Database) async throws {
        try await withWorld(database, [Self.application]) { world in
            let id = try await make(world, tilt: 2)
            #expect(try await alerts(world, "R-tilt").isEmpty)
            for tilt in [3.2, 3.5, 2.8, 3.4] { try await set(world, id, tilt: tilt) }
            let raised = try await alerts(world, "R-tilt")
            #expect(raised.count == 1 && raised[0].value == 3.2 && raised[0].endedAt == nil && raised[0].level == .orange && raised[0].state == .raised)
            #expect(raised[0].reason == "倾角超限：倾角 3.2度，高于 3度" && raised[0].reasonInEnglish.hasPrefix("Too steep: Tilt is 3.2"))
            #expect(raised[0].subject == id.text && raised[0].subjectTitle == "北坡" && raised[0].meta.region == World.region)
            try await set(world, id, tilt: 2.5)
            #expect(try await alerts(world, "R-tilt").map { $0.endedAt != nil } == [true], "it has come back")
            try await set(world, id, tilt: 3.01)
            #expect(try await alerts(world, "R-tilt").map { $0.endedAt != nil } == [true, false], "and crosses again")
            try await world.admin.delete(id, version: nil, in: "slope")
            #expect(try await alerts(world, "R-tilt").allSatisfy { $0.endedAt != nil }, "what is gone alarms nobody")
            #expect(try await world.engine.auditRows().isIntact)
        }
    }

    @Test(arguments: Database.available) func anAlertIsRaisedInTheTransactionOfTheChangeOrNotAtAll(_ database: Database) async throws {
        try await withWorld(database, [Self.application]) { world in
            let refused = await refusal {
                try await world.admin.together { changes in
                    var draft = Draft<Slope>()
                    (draft.name, draft.tilt) = ("南坡", .some(9))
                    try changes.create(draft)
                    throw changes.refuse("不", en: "no")
                }
            }
            #expect(refused != nil)
            for rule in ["R-tilt", "R-few"] { #expect(try await alerts(world, rule).isEmpty) }
            var draft = Draft<Slope>()
            (draft.name, draft.cost) = ("南坡", .some(Money(wan: 2)))
            _ = try await world.admin.create(draft)
            #expect(try await alerts(world, "R-cost").map(\.value) == [20_000], "money is in yuan")
            let made = try await make(world, tilt: 8, isSimulated: true)
            #expect(try await alerts(world, "R-tilt").map { $0.meta.isSimulated } == [true], "made up like its record")
            #expect(try await world.admin.history(of: made, in: "slope").count == 1)
        }
    }

    @Test(arguments: Database.available) func anAlertWaitsForItsRoleAndIsClosedWhenItIsOver(_ database: Database) async throws {
        try await withWorld(database, [Self.application]) { world in
            let id = try await make(world, tilt: 4)
            let watch = world.desk("watch", .watch)
            let alert = try #require(try await alerts(world, "R-tilt").first)
            #expect(try await watch.inbox().contains { $0.subject == alert.id.text && $0.state == "raised" })
            #expect(try await world.desk("observer", .observer).inbox().isEmpty)
            #expect(await refusal { try await world.desk("observer", .observer).move(alert.id, in: "alert", step: "raised-confirmed") }?.code == "forbidden")
            _ = try await watch.move(alert.id, in: "alert", step: "raised-confirmed")
            #expect(try await watch.inbox().contains { $0.subject == alert.id.text && $0.state == "confirmed" }, "until it is closed")
            #expect(await refusal { try await watch.move(alert.id, in: "alert", step: "confirmed-closed", remark: "已处置") }?.code == "step-closed")
            try await set(world, id, tilt: 1)
            _ = try await watch.move(alert.id, in: "alert", step: "confirmed-closed", remark: "已处置")
            #expect(try await watch.inbox().allSatisfy { $0.subject != alert.id.text })
            // Nobody makes, changes or removes an alert, not even an administrator.
            for attempt in ["create", "update", "delete"] {
                let submission = Submission(kind: "alert", ["reason": .typed("假")])
                let code = await refusal {
                    switch attempt {
                    case "create": _ = try await world.admin.create(submission)
                    case "update": _ = try await world.admin.set(alert.id, submission)
                    default: try await world.admin.delete(alert.id, version: nil, in: "alert")
                    }
                }?.code
                #expect(code == "forbidden", "\(attempt)")
            }
        }
    }

    @Test(arguments: Database.available) func anIndicatorIsWatchedForEachCounty(_ database: Database) async throws {
        try await withWorld(database, [Self.application]) { world in
            var ids: [RecordID] = []
            _ = try await make(world, isSimulated: true)
            #expect(try await alerts(world, "R-few").isEmpty, "what is made up is not counted")
            for _ in 0..<3 { ids.append(try await make(world)) }
            let first = try await alerts(world, "R-few")
            #expect(first.map(\.subject) == ["I-slopes 500114"] && first.allSatisfy { $0.endedAt != nil && $0.value == 1 })
            try await world.admin.delete(ids[0], version: nil, in: "slope")
            #expect(try await alerts(world, "R-few").count == 1, "two are enough")
            try await world.admin.delete(ids[1], version: nil, in: "slope")
            #expect(try await alerts(world, "R-few").map { $0.endedAt == nil } == [false, true])
        }
    }

    @Test(arguments: Database.available, [false, true]) func valuesAreKeptByTimeAndRolledUp(_ database: Database, archived: Bool) async throws {
        try await withWorld(database, [Self.application], archived: archived) { world in
            let id = try await make(world)
            var chance = Chance(3)
            let now = world.engine.context.now()
            func at(_ minutes: Int) -> Instant { now.adding(seconds: -60 * minutes) }
            var all: [Measurement] = []
            for _ in 0..<6 {
                let batch = (0..<40).map { _ in
                    Measurement(at: at(chance.below(60 * 24 * 20)), Double(chance.below(140)) / 10, chance.pick([.good, .good, .doubtful, .bad]))
                }.filter { value in !all.contains { $0.at == value.at } }
                let unlike = Dictionary(batch.map { ($0.at, $0) }) { first, _ in first }.values.sorted { $0.at < $1.at }
                #expect(try await world.admin.append(unlike, to: "displacement", of: id, in: "slope").stored == unlike.count)
                #expect(try await world.admin.append(unlike, to: "displacement", of: id, in: "slope").known == unlike.count, "sent again, they are stored once")
                all += unlike
            }
            let read = try await world.admin.measurements(of: "displacement", of: id, in: "slope", from: at(60 * 24 * 10), to: now)
            #expect(read == all.filter { $0.at >= at(60 * 24 * 10) && $0.at < now }.sorted { $0.at > $1.at })
            for span in RolledUp.Span.allCases {
                let groups = Dictionary(grouping: all.filter { $0.quality != .bad }) { String($0.at.description.prefix(span.length)) }
                let rolled = try await world.admin.rollUp(of: "displacement", of: id, in: "slope", by: span)
                #expect(rolled.map(\.start) == groups.keys.sorted())
                for part in rolled {
                    let values = (groups[part.start] ?? []).map(\.value)
                    #expect(part.count == values.count && part.least == values.min() && part.most == values.max(), "\(part)")
                    #expect(abs(part.average - values.reduce(0, +) / Double(values.count)) < 1e-9)
                }
            }
            // What is older than is kept goes, what it came to stays.
            let months = try await world.admin.rollUp(of: "displacement", of: id, in: "slope", by: .month)
            world.time.advance(days: 40)
            try await world.admin.append([Measurement(at: world.engine.context.now(), 1)], to: "displacement", of: id, in: "slope")
            let later = world.engine.context.now().adding(seconds: 1)
            #expect(try await world.admin.measurements(of: "displacement", of: id, in: "slope", from: at(60 * 24 * 30), to: later).count == 1)
            #expect(try await world.admin.rollUp(of: "displacement", of: id, in: "slope", by: .month).prefix(months.count) == months[...])
            try await world.admin.delete(id, version: nil, in: "slope")
            #expect(
                try await world.store.read { try $0.count("reading", where: .always, limit: 10) + $0.count("readingSummary", where: .always, limit: 10) } == 0)
        }
    }

    @Test(arguments: Database.available, [false, true]) func aSeriesIsWatchedByItsNewestValueThatCounts(_ database: Database, archived: Bool) async throws {
        try await withWorld(database, [Self.application], archived: archived) { world in
            let id = try await make(world)
            let now = world.engine.context.now()
            func append(_ value: Double, hour: Int, _ quality: Measurement.Quality = .good) async throws {
                try await world.admin.append(
                    [Measurement(at: now.adding(seconds: 3600 * (hour - 20)), value, quality)], to: "displacement", of: id, in: "slope")
            }
            try await append(90, hour: 1, .bad)
            #expect(try await alerts(world, "R-moving").isEmpty, "a bad value alarms nobody")
            try await append(21, hour: 2)
            try await append(16, hour: 4)
            #expect(try await alerts(world, "R-moving").map { $0.endedAt == nil } == [true])
            try await append(1, hour: 3)
            #expect(try await alerts(world, "R-moving").map { $0.endedAt == nil } == [true], "what comes late and is older does not end it")
            try await append(15, hour: 5)
            #expect(try await alerts(world, "R-moving").map { $0.endedAt == nil } == [false])
            #expect(await refusal { try await append(.nan, hour: 6) }?.code == "invalid")
            #expect(await refusal { try await append(1, hour: 60) }?.code == "invalid")
            let many = (0...Desk.measurementLimit).map { Measurement(at: now.adding(seconds: -$0), 1) }
            #expect(await refusal { try await world.admin.append(many, to: "displacement", of: id, in: "slope") }?.code == "invalid")
            #expect(await refusal { try await world.admin.append([], to: "nothing", of: id, in: "slope") }?.code == "not-found")
            let observer = world.desk("observer", .observer)
            #expect(await refusal { try await observer.append([Measurement(at: now, 1)], to: "displacement", of: id, in: "slope") }?.code == "forbidden")
            let elsewhere = world.engine.desk(for: Actor(id: "x", name: "x", region: Region("500238"), roles: [.observer]))
            #expect(await refusal { try await elsewhere.rollUp(of: "displacement", of: id, in: "slope", by: .day) }?.code == "not-found")
        }
    }

    @Test(arguments: Database.available, [false, true]) func aCombinationSaysWhatItUsedAndWhatItWouldHaveDone(_ database: Database, archived: Bool) async throws
    {
        try await withWorld(database, [Self.application], archived: archived) { world in
            let id = try await make(world)
            let now = world.engine.context.now()
            func at(_ hour: Int) -> Instant { now.adding(seconds: 3600 * (hour - 12)) }
            func append(_ series: String, _ values: [Double], from hour: Int) async throws {
                try await world.admin.append(
                    values.enumerated().map { Measurement(at: at(hour + $0), $1) }, to: series, of: id, in: "slope")
            }
            try await append("displacement", [1, 1, 1], from: 0)
            try await append("rain", [20, 20, 20], from: 0)
            #expect(try await alerts(world, "R-rain").isEmpty, "it rains, but nothing moves")
            try await append("displacement", [3, 6], from: 3)
            let raised = try await alerts(world, "R-rain")
            #expect(raised.isEmpty, "the rain is looked at up to its own newest value, two hours before")
            try await append("rain", [1, 1], from: 3)
            let alert = try #require(try await alerts(world, "R-rain").first)
            #expect(alert.reason == "雨中加速：雨量 6 小时累计 62毫米，高于 50毫米；位移 6 小时变化 5毫米，高于 4毫米")
            #expect(alert.evidence?.hasPrefix("[[\"\(at(0))\",20.0],") == true && alert.value == 62)
            try await append("rain", [0, 0, 0, 0], from: 5)
            #expect(try await alerts(world, "R-rain").map { $0.endedAt != nil } == [true])
            let episodes = try await world.admin.replay("R-rain", of: id, in: "slope", from: at(-1), to: now)
            #expect(episodes.map(\.from) == [at(4)] && episodes.map(\.values) == [[62, 5]])
            #expect(episodes.allSatisfy { $0.until != nil } && episodes.map(\.extreme) == [62])
            let chart = try await world.admin.chart(of: "displacement", of: id, in: "slope", from: at(0), to: at(6), parts: 6)
            #expect(chart.map(\.index) == [0, 1, 2, 3, 4] && chart.map(\.last.value) == [1, 1, 1, 3, 6])
            let drawing = try await world.admin.drawing(of: "displacement", of: id, in: "slope", from: at(0), to: at(6), parts: 6)
            #expect(drawing.series.map(\.values) == [[1, 1, 1, 3, 6, nil], [1, 1, 1, 3, 6, nil]] && drawing.categories.count == 6, "a gap is a gap")
            #expect(await refusal { try await world.admin.replay("R-tilt", of: id, in: "slope", from: at(0), to: now) }?.code == "not-found")
        }
    }

    @Test func withARecordItsValuesLeaveTheArchive() async throws {
        try await withWorld(.sqlite, [Self.application], archived: true) { world in
            let id = try await make(world)
            try await world.admin.append([Measurement(at: world.engine.context.now(), 1)], to: "displacement", of: id, in: "slope")
            #expect(world.archive?.count == 1)
            try await world.admin.delete(id, version: nil, in: "slope")
            #expect(world.archive?.count == 0 && world.archive?.latest().isEmpty == true)
        }
    }

    @Test func aRuleThatCouldNotBeHeldIsRefusedAtStart() {
        struct Tank: Record {
            static let kind = Kind<Tank>("储罐")
            let name = Field<String>("名称")
            let level = Field<Double?>("液位", .personal(.all))
            let volume = Field<Double?>("容积")
            init() {}
        }
        func mistake(_ rule: Rule) -> String? {
            let kind = KindDeclaration(schema: Tank.kind.declared, rules: [rule])
            let made = Result { () throws(DeclarationError) in try Catalog([Application("a", Label("甲"), kinds: [kind])]) }
            guard case .failure(let fault) = made else { return nil }
            return fault.description
        }
        let role = Role.administrator
        #expect(mistake(Rule("R", "规则", \Tank.volume, .above(3, until: 2), level: .blue, for: role)) == nil)
        #expect(mistake(Rule("R", "规则", \Tank.volume, .above(3, until: 4), level: .blue, for: role))?.contains("never come back") == true)
        #expect(mistake(Rule("R", "规则", \Tank.volume, .below(3, until: 2), level: .blue, for: role))?.contains("never come back") == true)
        #expect(mistake(Rule("R", "规则", \Tank.level, .above(3, until: 2), level: .blue, for: role))?.contains("everyone may see") == true)
        #expect(mistake(Rule("R", "规则", \Tank.name, .above(3, until: 2), level: .blue, for: role))?.contains("no declared number") == true)
        #expect(mistake(Rule("R", "规则", series: "x", of: Tank.self, .above(3, until: 2), level: .blue, for: role))?.contains("not declared") == true)
        #expect(mistake(Rule("R", "规则", indicator: "I-x", .above(3, until: 2), level: .blue, for: role))?.contains("no application computes") == true)
    }
}
