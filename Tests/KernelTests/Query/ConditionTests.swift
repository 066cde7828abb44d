import Testing

@testable import Kernel

@Suite("Conditions")
struct ConditionTests {
    static let columns = ["a", "b", "c"]
    static let values: [Stored] = [.null, .integer(0), .integer(2), .real(2), .real(2.5), .text(""), .text("山河"), .text("山"), .text("Abc"), .integer(.max)]

    static func condition(_ random: inout SeededGenerator, depth: Int) -> Condition {
        let column = random.pick(columns)
        switch random.number(0...(depth > 0 ? 8 : 5)) {
        case 0: return .compare(column, random.pick([.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual]), random.pick(values))
        case 1: return .isNull(column)
        case 2: return .among(column, (0..<random.number(0...3)).map { _ in random.pick(values) })
        case 3: return .contains(column, random.pick(["山", "B", "x"]))
        case 4: return .hasPrefix(column, random.pick(["山", "A", ""]))
        case 5: return random.pick([.always, .never])
        case 6: return .all((0..<random.number(0...3)).map { _ in condition(&random, depth: depth - 1) })
        case 7: return .any((0..<random.number(0...3)).map { _ in condition(&random, depth: depth - 1) })
        default: return .not(condition(&random, depth: depth - 1))
        }
    }

    @Test("Its opposite holds exactly where it does not, and words join as they read")
    func laws() {
        var random = SeededGenerator(seed: 9)
        for _ in 0..<5000 {
            let row = Dictionary(uniqueKeysWithValues: Self.columns.map { ($0, random.pick(Self.values)) })
            let value = { (column: String) -> Stored in row[column] ?? .null }
            let (one, other) = (Self.condition(&random, depth: 3), Self.condition(&random, depth: 3))
            let (first, second) = (one.holds(value), other.holds(value))
            #expect((!one).holds(value) == !first)
            #expect(Condition.not(one).holds(value) == !first)
            #expect((one && other).holds(value) == (first && second))
            #expect((one || other).holds(value) == (first || second))
        }
    }

    @Test("A comparison with nothing does not hold; two numbers are equal however they are kept")
    func nothing() {
        let row: [String: Stored] = ["two": .integer(2), "text": .text("b")]
        let value = { (column: String) -> Stored in row[column] ?? .null }
        for comparison in [Condition.Comparison.equal, .less, .lessOrEqual, .greater, .greaterOrEqual] {
            #expect(!Condition.compare("none", comparison, .integer(2)).holds(value))
            #expect(!Condition.compare("two", comparison, .null).holds(value))
        }
        #expect(Condition.compare("none", .notEqual, .integer(2)).holds(value))
        #expect(Condition.compare("two", .notEqual, .null).holds(value))
        #expect(!Condition.compare("none", .notEqual, .null).holds(value))
        #expect(Condition.compare("two", .equal, .real(2)).holds(value))
        #expect(!Condition.compare("two", .notEqual, .real(2)).holds(value))
        #expect(Condition.among("two", [.real(2)]).holds(value))
        #expect(!Condition.among("none", [.null]).holds(value))
        #expect(Condition.compare("two", .less, .text("a")).holds(value), "numbers stand before text")
    }

    @Test("What a condition on another record says is asked of that record")
    func referenced() {
        let condition = Condition.referenced(column: "firm", kind: "firm", .compare("stage", .equal, .text("seed")))
        let value = { (_: String) -> Stored in .text("id") }
        #expect(!condition.holds(value))
        #expect(condition.holds(value) { (kind: String, id: RecordID, _: Condition) -> Bool in kind == "firm" && id.text == "id" })
        #expect(condition.columns == ["firm"])
        #expect((condition && .not(.any([condition]))).refersToOthers)
        #expect(!Condition.isNull("firm").refersToOthers)
    }

    @Test("Fields make conditions, and nil asks for what is empty")
    func typed() throws {
        let columns = Columns<Firm>()
        #expect((columns.stage == .mature) == .compare("stage", .equal, .text("mature")))
        #expect((columns.staff == nil) == .isNull("staff"))
        #expect((columns.staff != nil) == .not(.isNull("staff")))
        #expect((columns.staff >= 5) == .compare("staff", .greaterOrEqual, .integer(5)))
        #expect(columns.name.contains("山") == .contains("name", "山"))
        #expect(columns.region.isWithin(Region("500000")) == .hasPrefix("region", "50"))
        #expect(columns.stage.isIn([.seed, .growth]) == .among("stage", [.text("seed"), .text("growth")]))
        #expect((columns.name == "a" && columns.staff.isFilled).columns == ["name", "staff"])
    }
}

@Suite("Places in a list")
struct CursorTests {
    @Test("A place comes back from its text")
    func roundTrip() {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<2000 {
            let id = RecordID(at: Instant(milliseconds: Int64(random.number(0...2_000_000_000))), random: (0, random.next()))
            let real = Double(bitPattern: random.next())
            let values: [Stored] = [
                .null, .integer(Int64(bitPattern: random.next())), .real(real.isFinite ? real : 0), .text(random.text(of: "\u{301}山n i\n,&=", 0...20)),
                .text("\u{301}"),
            ]
            for value in values {
                let cursor = Query.Cursor(value: value, id: id)
                #expect(Query.Cursor(cursor.text) == cursor, "\(cursor.text)")
            }
        }
    }

    @Test("Hostile text is no place")
    func hostile() {
        let id = String(repeating: "0", count: 26)
        for text in [
            "", "n", id, id + "x", id + "i", id + "i1.5", id + "i99999999999999999999", id + "rnan", id + "rinf", id + "nn", "山" + id, id.dropLast() + "un",
            id + "t" + String(repeating: "a", count: 5000),
        ] {
            #expect(Query.Cursor(String(text)) == nil, "\(text.prefix(40))")
        }
    }
}
