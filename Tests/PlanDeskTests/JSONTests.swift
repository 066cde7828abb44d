import Testing

@testable import PlanDesk
@testable import PlanReading

@Suite struct JSONTests {
    private func compact(_ json: JSON) -> String { String(utf8: json.serialized(compact: true)) }

    @Test func keepsOrderAndDigits() {
        let json: JSON = ["z": 1, "a": .digits("2.10"), "m": nil, "b": true]
        #expect(compact(json) == #"{"z":1,"a":2.10,"m":null,"b":true}"#)
    }

    @Test func escapesWhatMustBe() {
        #expect(compact("a\"b\\c\n\r\t\u{01}\u{1F}\u{7F}“中”😀") == #""a\"b\\c\n\r\t\u0001\u001f\u007f“中”😀""#)
    }

    @Test func laysOutShortThingsOnOneLine() {
        let json: JSON = ["name": "高新技术企业", "span": [12, 34], "none": [], "list": [["a": 1, "b": 2], ["a": 3]]]
        let expected = """
            {
              "name": "高新技术企业",
              "span": [12, 34],
              "none": [],
              "list": [
                {"a": 1, "b": 2},
                {"a": 3}
              ]
            }
            """
        #expect(String(utf8: json.serialized()) == expected)
    }

    @Test func generatedElementsAreWrittenInTurn() {
        #expect(compact(JSON([1, 2, 3]) { .integer($0 * 2) }) == "[2,4,6]")
        #expect(compact(JSON([Int]()) { .integer($0) }) == "[]")
    }
}

@Suite struct PlanJSONTests {
    private let text: String

    init() {
        let sample = Sample()
        text = String(utf8: sample.report(sample.reading).json().serialized(compact: true))
    }

    @Test func hasItsKeysInOrder() {
        let keys = [
            "title", "region", "region_code", "level", "issuer", "number", "date", "period", "outline", "indicators", "projects",
            "project_totals", "boxes", "milestones", "achievements", "tasks", "systems", "clauses", "findings", "source",
        ]
        var rest = Substring(text)
        for key in keys {
            guard let found = rest.firstRange(of: "\"\(key)\":") else {
                Issue.record("\(key) is missing or out of order")
                return
            }
            rest = rest[found.upperBound...]
        }
    }

    @Test func indicatorIsWritten() {
        #expect(
            text.contains(
                #""name":"高新技术企业","unit":"家","baseline_year":2020,"baseline":37,"target_year":2025,"target":80,"op":">=","#
                    + #""direction":"up","attribute":"预期性","cumulative":false,"source":"text","yearly":false,"growth":false,"#
                    + #""stretch":null,"path":[{"year":2023,"value":60.5}],"extra":null,"place":"第一章","#))
        #expect(text.contains(#""confidence":0.988"#))
    }

    @Test func projectNamesThoseWhoAnswerForIt() {
        #expect(text.contains(#""period":null,"budget_wan":3000,"unit":"县农业农村局","#))
    }

    @Test func rangesAndWordsAreStrings() {
        let sample = Sample()
        var reading = Reading()
        var indicator = sample.indicator
        indicator.target = .range(Number(3), Number(5))
        reading.indicators = [indicator]
        indicator.target = .words("全覆盖")
        reading.indicators.append(indicator)
        let text = String(utf8: sample.report(reading).json().serialized(compact: true))
        #expect(text.contains(#""target":"3-5""#) && text.contains(#""target":"全覆盖""#))
    }

    @Test func findingQuotesItsPassages() {
        #expect(text.contains(#"{"quote":"2020年为37家","line":5,"column":10,"span":["#))
    }
}
