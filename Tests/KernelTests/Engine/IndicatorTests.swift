import Testing

@testable import Kernel

@Suite("Running numbers")
struct IndicatorTests {
    /// A record of firms as the test keeps it, beside the store.
    private func recount(_ part: Indicator.Part, _ records: [StoredRecord], in month: String) -> [String: (count: Int64, sum: Double)] {
        var numbers: [String: (count: Int64, sum: Double)] = [:]
        for record in records {
            guard let contribution = part.contribution(of: record, Firm.kind.declared, in: month) else { continue }
            let key = "\(contribution.region) \(contribution.period) \(contribution.isSimulated)"
            let earlier = numbers[key] ?? (0, 0)
            numbers[key] = (earlier.count + 1, earlier.sum + contribution.amount)
        }
        return numbers
    }

    private func kept(_ world: World, _ indicator: Indicator, _ place: Int) -> [String: (count: Int64, sum: Double)] {
        var numbers: [String: (count: Int64, sum: Double)] = [:]
        for tally in world.store.kept.tallies.values where tally.key.part == place {
            let isSimulated = tally.key.indicator == indicator.code + Indicator.simulatedMark
            guard isSimulated || tally.key.indicator == indicator.code, tally.count != 0 || tally.sum != 0 else { continue }
            numbers["\(tally.key.region) \(tally.key.period) \(isSimulated)"] = (tally.count, tally.sum)
        }
        return numbers
    }

    @Test("After any changes they are what a recount of all records gives, to the last fen")
    func random() async throws {
        let world = try await World()
        var random = SeededGenerator(seed: 2025)
        var records: [StoredRecord] = []
        for step in 0..<250 {
            let entries: [String: String] = [
                "stage": random.pick(["初创", "成长", "成熟"]), "staff": "\(random.number(0...99))", "founded": "\(random.number(2020...2023))-05-06",
                "rdExpense": random.pick(["", "0.1", "0.3333", "12,345.67", "99999999"]),
            ]
            let desk = world.desk(in: random.pick(["500114", "500238"]))
            let own = records.indices.filter { desk.actor.region.contains(records[$0].meta.region) }
            switch random.number(0...3) {
            case 0 where !own.isEmpty:
                let place = random.pick(own)
                try await desk.delete(records[place].meta.id, version: nil, in: "firm")
                records.remove(at: place)
            case 1 where !own.isEmpty, 2 where !own.isEmpty:
                let place = random.pick(own)
                records[place] = try await desk.update(records[place].meta.id, version: nil, Submission(kind: "firm", entries.mapValues { .typed($0) }))
            default:
                records.append(try await desk.create(World.firm("企业\(step)", entries), isSimulated: random.number(0...4) == 0))
            }
        }
        for indicator in Firm.indicators {
            for (place, part) in indicator.parts.enumerated() {
                let (running, counted) = (kept(world, indicator, place), recount(part, records, in: world.engine.context.now().day.month))
                #expect(running.keys.sorted() == counted.filter { $0.value.count != 0 }.keys.sorted())
                for (key, number) in counted { #expect(running[key]?.count == number.count && running[key]?.sum == number.sum, "\(indicator.code) \(key)") }
            }
            let before = world.store.kept.tallies.filter { $0.value.count != 0 || $0.value.sum != 0 }
            try await world.engine.recompute(indicator)
            #expect(world.store.kept.tallies.filter { $0.value.count != 0 || $0.value.sum != 0 } == before)
        }
    }

    @Test("A value is over a region and what lies below it, a period, and real records only; money is in yuan")
    func values() async throws {
        let world = try await World()
        let indicators = Dictionary(uniqueKeysWithValues: Firm.indicators.map { ($0.code, $0) })
        let (firms, expense, mature) = (try #require(indicators["I-firms"]), try #require(indicators["I-expense"]), try #require(indicators["I-mature"]))
        _ = try await world.desk().create(World.firm("甲", ["stage": "成熟", "staff": "5", "rdExpense": "1.5", "founded": "2024-03-01"]))
        _ = try await world.desk().create(World.firm("乙", ["stage": "成长", "rdExpense": "2", "founded": "2025-03-01"]))
        _ = try await world.desk(in: "500238").create(World.firm("丙"))
        _ = try await world.desk().create(World.firm("丁", ["stage": "成长", "rdExpense": "1000", "founded": "2025-03-01"]), isSimulated: true)
        let desk = world.desk("o", .observer)
        let (county, city) = (Region("500114"), Region("500000"))
        #expect(try await desk.value(of: firms, in: county) == 2)
        #expect(try await world.desk("o", .observer, in: "500000").value(of: firms, in: city) == 3)
        #expect(await refusal { () async throws(Refusal) in try await desk.value(of: firms, in: city) }?.code == "not-found", "a county does not know its city")
        #expect(try await desk.value(of: firms, in: county, isSimulated: true) == 1)
        #expect(try await desk.value(of: expense, in: county) == 35_000)
        #expect(try await desk.value(of: expense, in: county, period: "2025") == 20_000)
        #expect(try await desk.value(of: mature, in: county) == 50)
        #expect(try await desk.drillDown(expense, in: county, period: "2025").map { Row<Firm>($0).name } == ["乙"])
        #expect(try await desk.drillDown(firms, part: 7, in: county).isEmpty)
    }

    @Test("What has a day is known by month, quarter and year; what has none, by what it had come to")
    func history() async throws {
        let world = try await World()
        let indicators = Dictionary(uniqueKeysWithValues: Firm.indicators.map { ($0.code, $0) })
        let (firms, expense) = (try #require(indicators["I-firms"]), try #require(indicators["I-expense"]))
        let desk = world.desk()
        for (name, founded) in [("甲", "2024-03-01"), ("乙", "2024-05-31"), ("丙", "2025-01-01")] {
            _ = try await desk.create(World.firm(name, ["stage": "成长", "rdExpense": "1", "founded": founded]))
        }
        let today = world.engine.context.now().day
        let numbers = try await desk.numbers(of: expense, in: Region("500114"))
        let periods = ["2024", "2024-Q1", "2024-Q2", "2024-05", "2024-04", "2025", ""]
        #expect(periods.map { numbers.value(in: $0) } == [20_000, 10_000, 10_000, 10_000, 0, 10_000, 30_000])
        let history = numbers.history(until: today)
        #expect(
            history.map(\.period) == ["2024-03", "2024-04", "2024-05", "2024-06", "2024-07", "2024-08", "2024-09", "2024-10", "2024-11", "2024-12", "2025-01"])
        #expect(history.filter { $0.value > 0 }.map(\.period) == ["2024-03", "2024-05", "2025-01"])
        #expect(try await desk.drillDown(expense, in: Region("500114"), period: "2024-Q2").map { Row<Firm>($0).name } == ["乙"])
        // Over many years, the history is by year.
        _ = try await desk.create(World.firm("丁", ["stage": "成长", "rdExpense": "1", "founded": "2010-03-01"]))
        #expect(try await desk.numbers(of: expense, in: Region("500114")).history(until: today).map(\.period).first == "2010")
        // A stock: what it was at the end of a month, and nothing before anyone counted.
        let stock = try await desk.numbers(of: firms, in: Region("500114"))
        #expect(stock.value(in: today.month) == 4 && stock.value(in: String(today.month.prefix(4))) == 4 && stock.value(in: "1999") == nil)
        #expect(stock.history(until: today.adding(months: 2)).map(\.value) == [4, 4, 4])
        #expect(try await desk.definition(of: firms)?.version == 1)
    }

    @Test("A new definition is counted from the records that are there")
    func newDefinition() async throws {
        let (store, time) = (MemoryStore(), StillContext())
        let first = try Engine([.sample], store: store, context: time.context)
        try await first.start()
        _ = try await first.desk(for: World.actor("me", [.office])).create(World.firm("甲", ["staff": "7"]))
        let staff = Indicator("I-staff", "人数", unit: "人", .stock, .sum(\Firm.staff))
        let second = try Engine([.sample, Application("more", "更多", [], indicators: [staff])], store: store, context: time.context)
        try await second.start()
        let desk = second.desk(for: World.actor("me", [.office]))
        #expect(try await desk.value(of: staff, in: Region("500114")) == 7)
        #expect(try await desk.definition(of: staff)?.version == 1)
        // Declared differently, it is another version from then on.
        let other = Indicator("I-staff", "人数", unit: "人", .stock, .count(Firm.self))
        let third = try Engine([.sample, Application("more", "更多", [], indicators: [other])], store: store, context: time.context)
        try await third.start()
        let later = third.desk(for: World.actor("me", [.office]))
        #expect(try await later.value(of: other, in: Region("500114")) == 1)
        #expect(try await later.definition(of: other) == IndicatorDefinition(version: 2, since: time.context.now().day, text: "\(other.parts)"))
    }
}

@Suite("What a county adds")
struct RunTimeTests {
    private func field(_ name: String, _ type: String = "整数", of kind: String = "firm") -> Submission {
        Submission(kind: "customField", ["recordKind": .typed(kind), "name": .typed(name), "label": .typed("专利数"), "type": .typed(type), "unit": .typed("件")])
    }

    @Test("A field of the county's own is there at once, for old records and new ones, and after a restart")
    func customField() async throws {
        let world = try await World()
        let (desk, root) = (world.desk(), world.desk("root", .administrator))
        let old = try await desk.create(World.firm("甲"))
        _ = try await root.create(field("patentCount"))
        let made = try await desk.create(World.firm("乙", ["patentCount": "12 件"]))
        let schema = try #require(world.engine.catalog.schema("firm"))
        #expect(made.value(of: "patentCount", in: schema) == .integer(12) && made.meta.revision == 2)
        #expect(schema["patentCount"]?.label[.english] == "Patent count")
        let changed = try await desk.update(old.meta.id, version: 1, Submission(kind: "firm", ["patentCount": .typed("3")]))
        #expect(changed.value(of: "patentCount", in: schema) == .integer(3) && Row<Firm>(changed).name == "甲")
        #expect(try await desk.count("firm", where: .compare("patentCount", .greater, .integer(5))) == 1)
        let again = try Engine([.sample], store: world.store, context: world.time.context)
        try await again.start()
        #expect(again.catalog.schema("firm")?.columns.map(\.name).last == "patentCount")
    }

    @Test("A node that has not heard of a field yet leaves its values alone")
    func otherNode() async throws {
        let world = try await World()
        let late = try Engine([.sample], store: world.store, context: world.time.context)
        _ = try await world.desk("root", .administrator).create(field("patentCount"))
        let made = try await world.desk().create(World.firm("甲", ["patentCount": "12"]))
        let desk = late.desk(for: World.actor("me", [.office]))
        _ = try await desk.update(made.meta.id, version: 1, Submission(kind: "firm", ["staff": .typed("5")]))
        let changed = try await world.desk().record(made.meta.id, in: "firm")
        let schema = try #require(world.engine.catalog.schema("firm"))
        #expect(changed.value(of: "patentCount", in: schema) == .integer(12) && Row<Firm>(changed).staff == 5)
    }

    @Test("A field takes no name that is taken or that permission hangs on, and belongs to a kind that exists")
    func names() async throws {
        let world = try await World()
        let root = world.desk("root", .administrator)
        _ = try await root.create(field("extra"))
        for name in ["region", "createdBy", "id", "name", "creditcode", "extra", "eXTRA"] {
            #expect(await refusal { () async throws(Refusal) in try await root.create(field(name)) }?.problems.map(\.field) == ["name"], "\(name)")
        }
        for name in ["Extra", "a b", "a'; drop", "é", "1a", "名称"] {
            #expect(await refusal { () async throws(Refusal) in try await root.create(field(name)) }?.problems.map(\.code) == ["check"], "\(name)")
        }
        for kind in ["unheard", "session", "Firm"] {
            #expect(
                await refusal { () async throws(Refusal) in try await root.create(field("other", of: kind)) }?.problems.map(\.code) == ["unknown-kind"],
                "\(kind)")
        }
        #expect(await refusal { () async throws(Refusal) in try await root.create(World.numbered([field("twin"), field("twin")])) }?.code == "invalid")
        #expect(await refusal { () async throws(Refusal) in try await root.create(field("pick", "单选")) }?.problems.map(\.field) == ["choices"])
        #expect(world.engine.catalog.schema("firm")?.columns.count == Firm.kind.declared.columns.count + 1)
    }

    @Test("A holiday moves the terms from the moment it is entered")
    func holiday() async throws {
        let world = try await World()
        let root = world.desk("root", .administrator)
        let project = Submission(kind: "project", ["leader": .typed("张三丰")])
        _ = try await root.create(project)
        let holiday = try await root.create(Submission(kind: "holiday", ["day": .typed("2025-01-24"), "name": .typed("调休")]))
        _ = try await root.create(project)
        _ = try await root.create(Submission(kind: "holiday", ["day": .typed("2025-01-25"), "name": .typed("补班"), "isWorked": .typed("是")]))
        _ = try await root.create(project)
        try await root.delete(holiday.meta.id, version: nil, in: "holiday")
        _ = try await root.create(project)
        let items = (world.store.kept.records["workItem"] ?? [:]).values.map { Row<WorkItem>($0) }.filter { $0.role == "clerk" }
        #expect(items.compactMap { $0.due?.description }.sorted() == ["2025-01-25", "2025-01-27", "2025-01-27", "2025-01-28"])
    }
}
