import Testing

@testable import PlanReading

@Suite("Numbers are exact decimals")
struct NumberTests {
    @Test(
        "A number is printed as it was read",
        arguments: [
            (Number(85), "85"), (Number(212, scale: 2), "2.12"), (Number(5, scale: 3), "0.005"), (Number(-5, scale: 3), "-0.005"),
            (Number(-1205, scale: 2), "-12.05"),
            (Number(2500, scale: 2), "25"), (Number(0, scale: 4), "0"), (Number(100), "100"),
        ])
    func printed(_ number: Number, _ words: String) {
        #expect(number.description == words)
    }

    @Test("0.1 and 0.2 make 0.3")
    func tenths() {
        #expect(Number(1, scale: 1) + Number(2, scale: 1) == Number(3, scale: 1))
        #expect(Number(25, scale: 1) == Number(250, scale: 2))
        #expect(Set([Number(25, scale: 1), Number(2500, scale: 3)]).count == 1)
    }

    @Test("Multiplying by a power of ten moves the point and nothing else")
    func shifted() {
        #expect(Number(12, scale: 1).shifted(by: 4) == Number(12000))
        #expect(Number(12).shifted(by: -4) == Number(12, scale: 4))
        #expect(Number(1, scale: 2).shifted(by: 2) == Number(1))
        #expect(Number(Int64.max).shifted(by: 1) == nil)
        #expect(Number(1).shifted(by: 19) == nil)
    }

    @Test("Sums, products and order agree with whole numbers of the smallest unit")
    func properties() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<5000 {
            let (a, b, c) = (
                Int64.random(in: -1_000_000...1_000_000, using: &random), Int64.random(in: -1_000_000...1_000_000, using: &random),
                Int64.random(in: -1000...1000, using: &random)
            )
            let (s, t) = (Int.random(in: 0...4, using: &random), Int.random(in: 0...4, using: &random))
            let (x, y, z) = (Number(a, scale: s), Number(b, scale: t), Number(c))
            let (wholeX, wholeY) = (a * Self.power(4 - s), b * Self.power(4 - t))
            #expect(x + y == Number(wholeX + wholeY, scale: 4))
            #expect(x + y == y + x)
            #expect((x + y) + z == x + (y + z))
            #expect((x < y) == (wholeX < wholeY))
            #expect((x == y) == (wholeX == wholeY))
            #expect(x * y == Optional(Number(a * b, scale: s + t)))
            #expect(x.shifted(by: 3)?.shifted(by: -3) == x)
        }
    }

    @Test("What is printed is read back")
    func roundTrip() {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<2000 {
            let number = Number(Int64.random(in: 0...999_999_999_999, using: &random), scale: Int.random(in: 0...4, using: &random))
            let words = characters(number.description)
            #expect(Numerals.read(words, at: 0, limit: words.count)?.number == number)
        }
    }

    @Test("Sums beyond the range of an Int64 do not trap")
    func overflow() {
        #expect(Number(Int64.max) + Number(Int64.max) > Number(0))
        #expect(Number(Int64.max) * Number(2) == nil)
        #expect(Number(Int64.max) > Number(1, scale: 17))
    }

    private static func power(_ tens: Int) -> Int64 { (0..<tens).reduce(1) { value, _ in value * 10 } }
}
