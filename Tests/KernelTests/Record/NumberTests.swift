import Testing

@testable import Kernel

@Suite("Numbers")
struct NumberTests {
    @Test("A real number comes back from its text, which has no exponent")
    func roundTrip() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<5000 {
            let value = Double(bitPattern: random.next())
            guard value.isFinite else { continue }
            let text = Decimals.text(value)
            #expect(!text.contains("e"))
            #expect(Decimals.real(text) == value, "\(text)")
        }
    }

    @Test(
        "Numbers are written as people write them",
        arguments: [
            (12.5, "12.5"), (600, "600"), (-0.0, "0"), (1e21, "1000000000000000000000"), (1.5e-7, "0.00000015"), (-1.25e-5, "-0.0000125"),
            (1e15, "1000000000000000"),
        ])
    func written(value: Double, text: String) { #expect(Decimals.text(value) == text) }

    @Test(
        "A year stands as it is, larger whole numbers are grouped", arguments: [(2025, "2025"), (-1234, "-1234"), (12_345, "12,345"), (-829_700, "-829,700")])
    func whole(value: Int64, shown: String) { #expect(IntegerKind(FieldOptions()).show(.integer(value), in: .chinese) == shown) }

    @Test(
        "Commas group three digits",
        arguments: [("1234567.5", "1,234,567.5"), ("-123456", "-123,456"), ("999", "999"), ("1000", "1,000"), ("0.1234", "0.1234")])
    func grouped(plain: String, grouped: String) {
        #expect(Decimals.grouped(plain) == grouped)
        #expect(Decimals.real(grouped) == Double(plain))
    }

    @Test("A comma that groups nothing is a slip, not a digit more", arguments: ["1,5", "12,34", "1234,567", ",123", "1,234,", "1,,234", "1.5,000", "1,23.4"])
    func slips(text: String) {
        #expect(Decimals.real(text) == nil)
        #expect(Decimals.scaled(text, digits: 2) == .failure(.notANumber))
    }

    @Test(
        "What is no number is refused",
        arguments: ["", "-", ".", "e5", "1e999", "0x10", "NaN", "inf", "1 2", "--1", "1.2.3", "五", "١", "1-2"])
    func refused(text: String) {
        #expect(Decimals.real(text) == nil)
    }

    @Test("Decimals are exact, and say why they cannot be")
    func scaled() {
        #expect(Decimals.scaled("１，２００．５", digits: 2) == .success(120_050))
        #expect(Decimals.scaled("-0.01", digits: 2) == .success(-1))
        #expect(Decimals.scaled("+3.100", digits: 1) == .success(31))
        #expect(Decimals.scaled("0.001", digits: 2) == .failure(.tooPrecise))
        #expect(Decimals.scaled("92233720368547758.07", digits: 2) == .success(.max))
        #expect(Decimals.scaled("92233720368547758.08", digits: 2) == .failure(.tooLarge))
        #expect(Decimals.scaled(String(repeating: "9", count: 10_000), digits: 2) == .failure(.tooLarge))
        #expect(Decimals.text(-5, digits: 2) == "-0.05")
        #expect(Decimals.text(12_000, digits: 2) == "120")
        #expect(Decimals.text(.min, digits: 2) == "-92233720368547758.08")
    }
}

@Suite("Money")
struct MoneyTests {
    let yuan = Money.kind(FieldOptions([], unit: .yuan))
    let wan = Money.kind(FieldOptions([], unit: .wanYuan))
    let yi = Money.kind(FieldOptions([], unit: .yiYuan))

    @Test("The unit of the field is meant unless another one is typed")
    func units() throws {
        #expect(try wan.read("12.5") == .integer(12_500_000))
        #expect(try wan.read("12.5万元") == .integer(12_500_000))
        #expect(try wan.read("12.5 元") == .integer(1250))
        #expect(try wan.read("¥300元") == .integer(30_000))
        #expect(try wan.read("3亿") == .integer(30_000_000_000))
        #expect(try yi.read("0.0000000001") == .integer(1))
        #expect(try yuan.read("１，２００．５０") == .integer(120_050))
        #expect(try wan.read("1,200") == .integer(1_200_000_000))
    }

    @Test("It is shown in the unit of the field, grouped and without needless zeros")
    func shown() throws {
        #expect(wan.show(.integer(12_005_000_000), in: .chinese) == "12,005 万元")
        #expect(wan.show(.integer(120_050), in: .chinese) == "0.12005 万元")
        #expect(yuan.show(.integer(-120_050), in: .english) == "-1,200.5 yuan")
        // English does not count in ten thousands.
        #expect(wan.show(.integer(12_005_000_000), in: .english) == "120,050,000 yuan")
        #expect(try wan.read("12.5 10k yuan") == .integer(12_500_000))
        #expect(try wan.read("125,000 yuan") == .integer(12_500_000))
    }

    @Test("A unit is said in the language of the page, and read in both")
    func unitsInBothLanguages() throws {
        let hours = Double.kind(FieldOptions(unit: "小时"))
        #expect(hours.show(.real(2.5), in: .chinese) == "2.5 小时" && hours.show(.real(2.5), in: .english) == "2.5 h")
        #expect(try hours.read("2.5 小时") == .real(2.5))
        #expect(try hours.read("2.5 h") == .real(2.5))
        #expect(Unit("碗").label.english == "碗" && Unit("碗", en: "bowls").label.english == "bowls" && Unit("碗", en: "bowls") == "碗")
    }

    @Test("What is not exact, not money or too much is refused with its reason")
    func refused() {
        #expect(fault { () throws(Problem) in try yuan.read("0.001") } == "too-precise")
        #expect(fault { () throws(Problem) in try wan.read("12.5.1") } == "not-a-number")
        #expect(fault { () throws(Problem) in try wan.read("万元") } == "not-a-number")
        #expect(fault { () throws(Problem) in try wan.read("999999999999999") } == "out-of-range")
        #expect(fault { () throws(Problem) in try yi.read("99999999999999999999999") } == "out-of-range")
        #expect(fault { () throws(Problem) in try yuan.read(JSON.number(1.5)) } == "wrong-type")
        #expect(fault { () throws(Problem) in try Money.kind(FieldOptions([.min(0)], unit: .yuan)).read("-1") } == "out-of-range")
    }

    @Test("In JSON it is a decimal string in yuan, whatever the unit of the field")
    func json() throws {
        var writer = JSONWriter()
        wan.write(.integer(120_050), to: &writer)
        #expect(writer.bytes == Array("\"1200.5\"".utf8))
        #expect(try wan.read(JSON.string("1200.50")) == .integer(120_050))
        #expect(try wan.read(JSON.integer(3)) == .integer(300))
    }

    @Test("A county may use a unit of its own")
    func otherUnit() throws {
        let kind = Money.kind(FieldOptions([], unit: "美元"))
        #expect(try kind.read(kind.show(.integer(120_050), in: .chinese)) == .integer(120_050))
    }

    @Test("Sums stay in bounds")
    func sums() {
        #expect(Money(yuan: 2) + Money(fen: 50) - Money(yuan: 1) == Money(fen: 150))
        #expect(Money(fen: .max) + Money(fen: 1) == Money(fen: .max))
        #expect(Money(fen: .min) - Money(fen: 1) == Money(fen: .min))
        #expect(Money(wan: 1) > Money(yuan: 9999))
    }
}
