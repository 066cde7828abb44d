import Testing

@testable import Kernel

/// A kind of field with random values of it, as the store keeps them.
struct KindCase: Sendable, CustomTestStringConvertible {
    let name: String
    let kind: any FieldKind
    /// Whether the text for people can be read back as it is.
    var isShownWhole = true
    let value: @Sendable (inout SeededGenerator) -> Stored
    var testDescription: String { name }

    static let day: @Sendable (inout SeededGenerator) -> Day = { Day(number: $0.number(-719_162...2_932_896)) }
    static let position: @Sendable (inout SeededGenerator) -> Position? = {
        Position(Double($0.number(-180_000_000...180_000_000)) / 1e6, Double($0.number(-90_000_000...90_000_000)) / 1e6)
    }

    enum Colour: String, Choice { case red = "红", lightBlue = "浅蓝" }

    static let all: [KindCase] = [
        KindCase(name: "text", kind: String.kind(FieldOptions())) { .text($0.text(of: "山河abc 1,.“”😀é", 1...30).trimmed + "。") },
        KindCase(name: "long text", kind: String.kind(FieldOptions([.long]))) { .text("一" + $0.text(of: "段落\n\tabc", 0...300) + "。") },
        KindCase(name: "whole number", kind: Int.kind(FieldOptions())) { .integer(Int64($0.number(-999_999_999_999...999_999_999_999))) },
        KindCase(name: "whole number with a unit", kind: Int.kind(FieldOptions([], unit: "家"))) { .integer(Int64($0.number(0...1_000_000))) },
        KindCase(name: "decimal", kind: Double.kind(FieldOptions())) { .real(Double.random(in: -1e15...1e15, using: &$0)) },
        KindCase(name: "small decimal", kind: Double.kind(FieldOptions([], unit: "km²"))) { .real(Double.random(in: -1...1, using: &$0)) },
        KindCase(name: "percentage", kind: Percentage.kind(FieldOptions())) { .real(Double($0.number(0...10_000)) / 100) },
        KindCase(name: "money in yuan", kind: Money.kind(FieldOptions())) { .integer(Int64($0.number(-100_000_000_000_000_000...100_000_000_000_000_000))) },
        KindCase(name: "money in 万元", kind: Money.kind(FieldOptions([], unit: .wanYuan))) { .integer(Int64($0.number(-1_000_000_000...1_000_000_000))) },
        KindCase(name: "money in 亿元", kind: Money.kind(FieldOptions([], unit: .yiYuan))) { .integer(Int64($0.number(0...100_000_000_000_000_000))) },
        KindCase(name: "yes or no", kind: Bool.kind(FieldOptions())) { .integer(Int64($0.number(0...1))) },
        KindCase(name: "day", kind: Day.kind(FieldOptions())) { KindCase.day(&$0).stored },
        KindCase(name: "moment", kind: Instant.kind(FieldOptions()), isShownWhole: false) { .integer(Int64.random(in: Instant.range, using: &$0)) },
        KindCase(name: "period", kind: Period.kind(FieldOptions())) {
            let (one, other) = (KindCase.day(&$0), KindCase.day(&$0))
            return Period(from: min(one, other), to: max(one, other))?.stored ?? .null
        },
        KindCase(name: "choice", kind: Colour.kind(FieldOptions())) { $0.pick(Colour.allCases).stored },
        KindCase(name: "credit code", kind: CreditCode.kind(FieldOptions())) { .text($0.pick(CodeTests.creditCodes)) },
        KindCase(name: "identity number", kind: IdentityNumber.kind(FieldOptions())) { .text($0.pick(CodeTests.identityNumbers)) },
        KindCase(name: "phone", kind: Phone.kind(FieldOptions())) { .text($0.pick(["13812345678", "023-79331234", "12345", "400-820-8820"])) },
        KindCase(name: "region", kind: Region.kind(FieldOptions())) { .text($0.pick(["50", "5001", "500114", "500114001", "500114001201"])) },
        KindCase(name: "reference", kind: ReferenceKind(target: "firm")) {
            .text(RecordID(at: Instant(milliseconds: Int64($0.number(0...1_000_000_000))), random: (0, $0.next())).text)
        },
        KindCase(name: "file", kind: FileKind()) {
            .text(RecordID(at: Instant(milliseconds: Int64($0.number(0...1_000_000_000))), random: (0, $0.next())).text)
        },
        KindCase(name: "point", kind: Point.kind(FieldOptions())) { KindCase.position(&$0).map { Point($0).stored } ?? .null },
        KindCase(name: "line", kind: Line.kind(FieldOptions()), isShownWhole: false) { random in
            Line(rings: [(0..<random.number(2...20)).compactMap { _ in KindCase.position(&random) }])?.stored ?? .null
        },
        KindCase(name: "area", kind: Area.kind(FieldOptions()), isShownWhole: false) { random in
            let rings = (0..<random.number(1...3)).map { _ in (0..<random.number(3...9)).compactMap { _ in KindCase.position(&random) } }
            return Area(rings: rings.map { $0 + $0.prefix(1) })?.stored ?? .null
        },
        KindCase(name: "list of texts", kind: [String].kind(FieldOptions())) { random in
            (0..<random.number(1...5)).map { _ in random.text(of: "甲乙丙丁\"\\a,", 1...8) }.stored
        },
        KindCase(name: "list of whole numbers", kind: [Int].kind(FieldOptions())) { random in
            (0..<random.number(1...5)).map { _ in random.number(-99...99) }.stored
        },
        KindCase(name: "list of decimals", kind: [Double].kind(FieldOptions())) { random in
            (0..<random.number(1...5)).map { _ in Double(random.number(-99...99)) / 2 }.stored
        },
        KindCase(name: "list of choices", kind: [Colour].kind(FieldOptions())) { random in
            (0..<random.number(1...5)).map { _ in random.pick(Colour.allCases) }.stored
        },
    ]
}

@Suite("Kinds of fields")
struct FieldKindTests {
    @Test("A value comes back from a form, a spreadsheet and JSON as it went out", arguments: KindCase.all)
    func roundTrip(of item: KindCase) throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<100 {
            let value = item.value(&random)
            try #require(!value.isNull)
            #expect(fault { () throws(Problem) in try item.kind.check(value) } == nil)
            let edited = item.kind.edit(value)
            #expect(try item.kind.read(edited) == value, "\(edited)")
            if item.isShownWhole {
                for language in Language.allCases {
                    // An English list stands between semicolons, a Chinese one between 、.
                    let shown = item.kind.show(value, in: language)
                    #expect(try item.kind.read(shown) == value, "\(shown)")
                }
            }
            var writer = JSONWriter()
            item.kind.write(value, to: &writer)
            #expect(try item.kind.read(JSON(parsing: writer.bytes)) == value, "\(String(decoding: writer.bytes, as: UTF8.self))")
        }
    }

    static let hostile: [String] = [
        "'; DROP TABLE firm; --", "<script>alert(1)</script>", "\u{0}", "\u{202E}abc", "=cmd|' /C calc'!A0", "🤷🏽‍♀️", "e\u{301}\u{301}\u{301}", "\u{FEFF}1", "𝟏𝟐𝟑",
        "-", "+", ".", ",", "(", "))))", "POINT (", "POINT ()", "POLYGON (())", "POLYGON ((1 1, 2 2, 3 3, 1 1)", "LINESTRING (1 1, 2 x 2)", "POINT (1 2 abc)",
        "POINT (1 2, 3 4)", "x(1 1, 2 2, 3 3, 1 1)", "1e309", "-9223372036854775809", "9223372036854775808", "0000-00-00/9999-99-99", "、、、", "；", "%", "万元",
        "¥",
        String(repeating: "9", count: 500), String(repeating: "(", count: 500), String(repeating: ",", count: 500), String(repeating: "字", count: 25_000),
    ]

    @Test("Hostile text is refused or taken as a value that can be kept, and the message stays short", arguments: KindCase.all)
    func hostile(in item: KindCase) {
        for text in Self.hostile {
            for input in [
                JSON.string(text), .array([.string(text)]),
                .object([JSON.Member("type", .string("Point")), JSON.Member("coordinates", .array([.string(text), 1]))]),
            ] {
                do {
                    let value = try item.kind.read(input)
                    if !value.isNull { _ = (item.kind.edit(value), item.kind.show(value, in: .english)) }
                } catch {
                    #expect(error.message.chinese.utf8.count < 700)
                }
            }
            do {
                let value = try item.kind.read(text)
                if !value.isNull { #expect(fault { () throws(Problem) in try item.kind.check(value) } == nil, "\(text)") }
            } catch {
                #expect(!error.message.english.isEmpty && !error.message.chinese.isEmpty)
                #expect(error.message.chinese.utf8.count < 700)
            }
        }
    }

    @Test("JSON of another type is refused", arguments: KindCase.all)
    func otherTypes(of item: KindCase) {
        for json in [JSON.object([]), .array([.object([])]), .number(.infinity), .string("\u{1}"), .array([.array([.array([1])])])] {
            #expect(fault { () throws(Problem) in try item.kind.read(json) } != nil, "\(json.text)")
        }
    }

    @Test("The schema describes the JSON that is written", arguments: KindCase.all)
    func schema(of item: KindCase) throws {
        let names = ["string": 0, "integer": 1, "number": 1, "boolean": 2, "array": 3, "object": 4]
        var random = SeededGenerator(seed: 2)
        var writer = JSONWriter()
        item.kind.write(item.value(&random), to: &writer)
        let written: Int =
            switch try JSON(parsing: writer.bytes) {
            case .string: 0
            case .integer, .number: 1
            case .bool: 2
            case .array: 3
            default: 4
            }
        let name = try #require(item.kind.schema["type"]?.string)
        #expect(names[name] == written)
        #expect(try JSON(parsing: item.kind.schema.bytes).text == item.kind.schema.text)
    }

    @Test("Text has bounds, and no characters that cannot be seen")
    func text() {
        let kind = String.kind(FieldOptions([.min(2), .max(5)]))
        #expect(fault { () throws(Problem) in try kind.read("山") } == "too-short")
        #expect(fault { () throws(Problem) in try kind.read("山河山河山") } == nil)
        #expect(fault { () throws(Problem) in try kind.read("山河山河山河") } == "too-long")
        for invisible in ["a\u{7}b", "a\nb", "a\u{85}b", "\u{202E}cod", "a\u{2066}b", "a\u{7F}"] {
            #expect(fault { () throws(Problem) in try kind.read(invisible) } == "control-character", "\(invisible.unicodeScalars.map(\.value))")
        }
        #expect(fault { () throws(Problem) in try String.kind(FieldOptions([.long])).read("a\r\nb\tc") } == nil)
    }

    @Test("Whole numbers and decimals keep within their bounds")
    func bounds() {
        let kind = Int.kind(FieldOptions([.min(1), .max(10)]))
        for (text, code) in [
            ("0", "out-of-range"), ("11", "out-of-range"), ("1.5", "not-whole"), ("99999999999999999999", "out-of-range"), ("x", "not-a-number"),
        ] {
            #expect(fault { () throws(Problem) in try kind.read(text) } == code)
        }
        #expect(fault { () throws(Problem) in try kind.read(JSON.number(2.5)) } == "not-whole")
        #expect((try? kind.read(JSON.number(2))) == .integer(2))
        #expect(fault { () throws(Problem) in try Percentage.kind(FieldOptions()).read("100.1%") } == "out-of-range")
        #expect((try? Percentage.kind(FieldOptions()).read("１２．５％")) == .real(12.5))
        #expect(
            (try? Double.kind(FieldOptions([.digits(2)])).read("1.005")) == .real(1.0)
                || (try? Double.kind(FieldOptions([.digits(2)])).read("1.006")) == .real(1.01))
    }

    @Test("A choice is read by its code and by both labels, and written as its code")
    func choice() throws {
        let kind = KindCase.Colour.kind(FieldOptions())
        for text in ["lightBlue", "浅蓝", "Light blue", "light BLUE"] { #expect(try kind.read(text) == .text("lightBlue")) }
        #expect(kind.show(.text("lightBlue"), in: .english) == "Light blue")
        #expect(kind.show(.text("lightBlue"), in: .chinese) == "浅蓝")
        #expect(kind.show(.text("gone"), in: .chinese) == "gone")
        #expect(fault { () throws(Problem) in try kind.read("绿") } == "not-a-choice")
        #expect(KindCase.Colour(stored: .text("lightBlue")) == .lightBlue)
        #expect(KindCase.Colour(stored: .text("浅蓝")) == nil)
    }

    @Test("Yes and no are read in many words", arguments: [("是", 1), ("有", 1), ("√", 1), ("TRUE", 1), ("on", 1), ("否", 0), ("×", 0), ("No", 0), ("0", 0)])
    func yesNo(text: String, value: Int64) throws { #expect(try YesNoKind().read(text) == .integer(value)) }

    @Test("A list takes 、 and semicolons between its items, and none inside")
    func list() throws {
        let kind = [String].kind(FieldOptions())
        #expect(try kind.read("甲、乙；丙;丁\n戊") == ["甲", "乙", "丙", "丁", "戊"].stored)
        #expect(try kind.read("、；") == .null)
        #expect(fault { () throws(Problem) in try kind.read(JSON.array(["甲、乙"])) } == "separator-in-item")
        #expect(fault { () throws(Problem) in try kind.read(JSON.array([JSON](repeating: "甲", count: 201))) } == "too-many")
        #expect([Double](stored: [2.0, 2.5].stored) == [2, 2.5])
        #expect([String](stored: .text("{}")) == nil)
        #expect(fault { () throws(Problem) in try kind.check(.text("not json")) } == "wrong-type")
    }
}

@Suite("Geometry")
struct GeometryTests {
    @Test("Well-known text and GeoJSON say the same place")
    func forms() throws {
        let kind = Area.kind(FieldOptions())
        let text = "POLYGON ((108 29, 109 29, 109 30, 108 29), (108.5 29.2, 108.6 29.2, 108.6 29.3, 108.5 29.2))"
        let json = try JSON(
            parsing: #"{"type":"Polygon","coordinates":[[[108,29],[109,29],[109,30],[108,29]],[[108.5,29.2],[108.6,29.2],[108.6,29.3],[108.5,29.2]]]}"#)
        #expect(try kind.read(text) == .text(text))
        #expect(try kind.read(json) == .text(text))
        #expect(try kind.read("polygon((108 29 400,109 29 400,109 30 400,108 29 400),(108.5 29.2,108.6 29.2,108.6 29.3,108.5 29.2))") == .text(text))
        for point in ["108.77, 29.53", "108.77 29.53", "108.77，29.53", "POINT (108.77 29.53)", "point(108.77 29.53 512)"] {
            #expect(try Point.kind(FieldOptions()).read(point) == .text("POINT (108.77 29.53)"))
        }
    }

    @Test("What is no geometry is refused with its reason")
    func refused() {
        let (point, line, area) = (Point.kind(FieldOptions()), Line.kind(FieldOptions()), Area.kind(FieldOptions()))
        for text in ["108.77", "1,2,3", "POINT (1 2, 3 4)", "POINT (1 abc 2)", "POINT ()", "POINT 1 2", "LINESTRING (1 1, 2 2)"] {
            #expect(fault { () throws(Problem) in try point.read(text) } == "not-a-point", "\(text)")
        }
        #expect(fault { () throws(Problem) in try point.read("29.53, 108.77") } == "outside-the-earth")
        for text in ["LINESTRING (1 1)", "LINESTRING (1 1, 2)", "LINESTRING (1 1, , 2 2"] {
            #expect(fault { () throws(Problem) in try line.read(text) } == "not-a-line", "\(text)")
        }
        for text in [
            "POLYGON ((1 1, 2 2, 3 3))", "POLYGON ((1 1, 2 2, 3 3, 4 4))", "POLYGON (x(1 1, 2 2, 3 3, 1 1))", "POLYGON (1 1, 2 2, 3 3, 1 1)", "POLYGON ()",
        ] {
            #expect(fault { () throws(Problem) in try area.read(text) } == "not-an-area", "\(text)")
        }
        for json in [
            #"{"type":"Point","coordinates":[108.7,"x",29.5]}"#, #"{"type":"Point","coordinates":[]}"#, #"{"type":"Point"}"#,
            #"{"type":"LineString","coordinates":[1,2]}"#,
        ] {
            #expect(throws: Problem.self) { try point.read(JSON(parsing: json)) }
        }
    }

    @Test("Coordinates finer than any instrument cannot blow up the stored text")
    func fineCoordinates() throws {
        let positions = (0..<20_000).map { index in JSON.array([.number(index % 2 == 0 ? .leastNonzeroMagnitude : 1.23456789012345e-300), .number(1.0 / 3)]) }
        let stored = try Line.kind(FieldOptions()).read(.object(("type", "LineString"), ("coordinates", .array(positions))))
        #expect(Line(stored: stored)?.positions.count == 20_000)
        #expect((stored.text?.utf8.count ?? .max) < 2_000_000)
    }

    @Test("More positions than a field holds are refused")
    func tooMany() {
        let positions = [JSON](repeating: [1, 1], count: GeometryKind.limit + 1)
        #expect(
            fault { () throws(Problem) in try Line.kind(FieldOptions()).read(.object(("type", "LineString"), ("coordinates", .array(positions)))) }
                == "too-many-positions")
    }
}

@Suite("Masking")
struct MaskingTests {
    @Test(
        "Personal data show too little to know them by",
        arguments: [
            (Masking.name, "张三丰", "张**"), (.name, "张", "张*"), (.middle, "13812345678", "138****5678"), (.middle, "11010519491231002X", "110****2X"),
            (.middle, "79331234", "7****34"), (.middle, "12345", "******"), (.all, "秘密", "******"),
        ])
    func masked(masking: Masking, text: String, shown: String) { #expect(masking.applied(to: text) == shown) }
}
