import Documents
import Testing

@Suite("CSV and TSV, in and out")
struct DelimitedTextTests {
    private func texts(_ text: String) throws -> [[String]] { try texts(Array(text.utf8)) }

    private func texts(_ bytes: [UInt8]) throws -> [[String]] { try rowsOf(bytes).map { $0.1.map(\.text) } }

    @Test func quotingLineEndsAndEmptyFields() throws {
        let rows = try rowsOf(Array("名称,备注,数\r\n\"甲,\"\"乙\"\"\",\"两\n行\",1\r\n\r\n,,\r\n丙,,\"\"\n丁,x,007".utf8))
        #expect(rows.map(\.0) == [1, 2, 5, 6])
        #expect(rows[1].1 == [.text("甲,\"乙\""), .text("两\n行"), .text("1")])
        #expect(rows[2].1 == [.text("丙")])
        #expect(rows[3].1 == [.text("丁"), .text("x"), .text("007")])
        #expect(try texts("a,b\n\"c\"d,\"e") == [["a", "b"], ["cd", "e"]])
    }

    @Test(arguments: [",", ";", "\t", "|"])
    func delimiters(_ delimiter: String) throws {
        let lines = [["名称", "金额, 万元", "比例"], ["甲", "1;5", "2"], ["乙", "3", "4"]]
        let text = lines.map { $0.map { "\"\($0)\"" }.joined(separator: delimiter) }.joined(separator: "\n")
        #expect(try texts(text) == lines)
        let plain = "a\(delimiter)b\(delimiter)c\n1\(delimiter)2\(delimiter)3\n"
        #expect(try texts(plain) == [["a", "b", "c"], ["1", "2", "3"]])
    }

    @Test func statedDelimiterAndOneColumn() throws {
        #expect(try texts("sep=;\r\na;b,c\r\n") == [["a", "b,c"]])
        #expect(try texts("名称\n甲\n乙") == [["名称"], ["甲"], ["乙"]])
    }

    @Test func encodings() throws {
        let text = "企业名称,所属行业\r\n云岭县科技有限公司,信息传输、软件和信息技术服务业\r\n"
        let expected = [["企业名称", "所属行业"], ["云岭县科技有限公司", "信息传输、软件和信息技术服务业"]]
        #expect(try texts([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == expected)
        #expect(try texts([0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == expected)
        // 名称,数量 and 甲,1 in GB 18030.
        let gb: [UInt8] = [0xC3, 0xFB, 0xB3, 0xC6, 0x2C, 0xCA, 0xFD, 0xC1, 0xBF, 0x0A, 0xBC, 0xD7, 0x2C, 0x31, 0x0A]
        let book = try SpreadsheetReader.open(bytes: gb, name: "a.csv")
        #expect(book.encoding == "GB18030" && book.format == .delimitedText)
        #expect(try texts(gb) == [["名称", "数量"], ["甲", "1"]])
    }

    @Test func limits() throws {
        #expect(throws: DocumentError.self) { try rowsOf(Array("a\nb\nc".utf8), limits: Limits(maximumRows: 2)) }
        #expect(throws: DocumentError.self) { try rowsOf(Array("a,b,c".utf8), limits: Limits(maximumColumns: 2)) }
        #expect(throws: DocumentError.self) { try rowsOf([UInt8](repeating: 0x2C, count: 1 << 20) + [0x61]) }
        #expect(throws: DocumentError.self) { try rowsOf(Array("<html><body>x</body></html>".utf8)) }
        #expect(throws: DocumentError.self) { try rowsOf(Array("  \n ".utf8)) }
    }

    @Test func writing() throws {
        var writer = DelimitedTextWriter(byteOrderMark: true)
        writer.append(texts: ["名称", "说明"])
        #expect(String(decoding: writer.take(), as: UTF8.self) == "\u{FEFF}名称,说明\r\n")
        writer.append([
            .text("a,\"b\""), .text("两\n行"), .integer(-5), .decimal("-1234.50"), .number(0.5), .number(3), .boolean(true), .empty,
            .date(SpreadsheetDate(year: 2026, month: 1, day: 31)),
        ])
        #expect(String(decoding: writer.take(), as: UTF8.self) == "\"a,\"\"b\"\"\",\"两\n行\",-5,-1234.50,0.5,3,TRUE,,2026-01-31\r\n")
        writer.append([.empty])
        writer.append([.number(.nan), .text("")])
        #expect(String(decoding: writer.take(), as: UTF8.self) == "\"\"\r\n,\r\n")
        #expect(writer.count == 0)
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", " =1", "=HYPERLINK(\"a\",\"b\")"])
    func formulasAreGuarded(_ text: String) throws {
        var writer = DelimitedTextWriter(byteOrderMark: false)
        writer.append([.text(text), .text("b")])
        #expect(try texts(writer.take()) == [["'" + text, "b"]])
        var plain = DelimitedTextWriter(byteOrderMark: false, guardsFormulas: false)
        plain.append([.text(text), .text("b")])
        #expect(try texts(plain.take()) == [[text, "b"]])
    }

    @Test func whatIsWrittenIsReadAndBrokenBytesNeverCrash() throws {
        var random = SplitMix(state: 9)
        let alphabet = Array("甲乙,;\"\n\r a1\t'")
        for delimiter in [DelimitedTextWriter.Delimiter.comma, .semicolon, .tab] {
            let rows = (0..<200).map { _ in
                (0..<4).map { column in
                    (column == 0 ? "x" : "") + String((0..<random.next() % 6).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] })
                        + (column == 3 ? "z" : "")
                }
            }
            var writer = DelimitedTextWriter(delimiter: delimiter, guardsFormulas: false)
            writer.append(texts: ["一", "二", "三", "四"])
            for row in rows { writer.append(texts: row) }
            let bytes = writer.take()
            let read = try texts(bytes)
            #expect(Array(read.dropFirst()) == rows)
            for _ in 0..<100 { _ = try? rowsOf(breakBytes(bytes, &random)) }
        }
    }
}
