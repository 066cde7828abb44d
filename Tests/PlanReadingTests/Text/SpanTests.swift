import Testing

@testable import PlanReading

@Suite("A span is a half-open range of Unicode scalars")
struct SpanTests {
    @Test("The join of two spans is the smallest that holds both")
    func join() {
        #expect(Span(3, 5).joined(with: Span(8, 9)) == Span(3, 9))
        #expect(Span(8, 9).joined(with: Span(3, 5)) == Span(3, 9))
        #expect(Span(3, 9).joined(with: Span(4, 5)) == Span(3, 9))
    }

    @Test("Spans that only touch do not overlap")
    func overlap() {
        #expect(!Span(0, 3).overlaps(Span(3, 5)))
        #expect(Span(0, 4).overlaps(Span(3, 5)))
        #expect(Span(0, 9).contains(Span(3, 5)))
        #expect(!Span(3, 5).contains(Span(0, 9)))
        #expect(Span(3, 5).contains(Span(3, 5)))
    }

    @Test("Spans are ordered by their start, then by their end")
    func order() {
        #expect([Span(4, 5), Span(0, 9), Span(0, 2)].sorted() == [Span(0, 2), Span(0, 9), Span(4, 5)])
        #expect(Span(2, 2).isEmpty && Span(2, 2).length == 0)
    }

    @Test("A character outside the basic plane counts as one")
    func supplementary() {
        let text = "𠮷田县应急管理“十四五”规划\n\n第一章 目标\n到2025年，避难场所达到28个。\n"
        let reading = Reading.of(text)
        let passage = Passage(text)
        #expect(reading.indicators.map { passage[$0.valueSpan] } == ["28个"] || reading.indicators.map { passage[$0.valueSpan] } == ["28"])
        #expect(reading.outline.map { passage[$0.span] } == ["第一章 目标"])
    }

    @Test("A carriage return moves no position")
    func carriageReturn() {
        let text = "云岭县应急管理“十四五”规划\r\n\r\n第一章 目标\r\n到2025年，避难场所达到28个。\r\n"
        let passage = Passage(text)
        #expect(Reading.of(text).indicators.map { passage[$0.valueSpan].hasPrefix("28") } == [true])
    }
}
