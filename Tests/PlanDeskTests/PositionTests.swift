import Testing

@testable import PlanDesk
@testable import PlanReading

@Suite struct PositionTests {
    private func place(_ text: String, _ offset: Int) -> [Int] {
        let position = SourcePositions(text).position(of: offset)
        return [position.line, position.column]
    }

    @Test func countsLinesAndColumnsFromOne() {
        #expect(place("中文\n第二行", 0) == [1, 1])
        #expect(place("中文\n第二行", 2) == [1, 3])
        #expect(place("中文\n第二行", 3) == [2, 1])
        #expect(place("中文\n第二行", 5) == [2, 3])
    }

    @Test func everyLineEndCounts() {
        #expect(place("a\r\nb\rc\nd", 3) == [2, 1])
        #expect(place("a\r\nb\rc\nd", 5) == [3, 1])
        #expect(place("a\r\nb\rc\nd", 7) == [4, 1])
    }

    @Test func outsideTheTextIsItsEdge() {
        #expect(place("", 0) == [1, 1])
        #expect(place("", 9) == [1, 1])
        #expect(place("ab", 99) == [1, 3])
        #expect(place("ab", -5) == [1, 1])
    }

    @Test func agreesWithAWalkThroughTheText() {
        let text = (0..<400).map { "第\($0)行😀é\n" }.joined()
        let positions = SourcePositions(text)
        var line = 1
        var column = 1
        for (offset, scalar) in text.unicodeScalars.enumerated() {
            let position = positions.position(of: offset)
            #expect(position.line == line && position.column == column)
            #expect(positions.utf8(Span(offset, offset + 1)).elementsEqual(String(scalar).utf8))
            (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
        }
        #expect(positions.count == text.unicodeScalars.count)
    }

    @Test func quotesWithoutLayout() {
        let positions = SourcePositions("　　指 标\n名\t称 total  value of\r\n值")
        #expect(positions.quote(Span(0, 99)) == "指标名称 total value of 值")
        #expect(positions.quote(Span(0, 99), limit: 3).hasSuffix("…"))
        #expect(positions.quote(Span(5, 5)).isEmpty)
    }

    @Test func findsWhatCanBeSeen() {
        let positions = SourcePositions("甲 \n 乙")
        #expect(positions.visible(Span(1, 5)) == Span(4, 5))
        #expect(positions.visible(Span(1, 3)).length == 1)
        #expect(SourcePositions("").visible(Span(0, 0)).isEmpty)
    }
}
