import Documents
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("Plain text: encodings")
struct TextTests {
    static let sample = "綦江区“十四五”科技创新规划\r\n　　到2025年，研发投入强度达到2.5%。\n发展目标：坚持创新驱动，全面建设科技强区。\n"

    /// The text in an encoding, by `iconv`.
    static func encode(_ text: String, _ encoding: String) -> [UInt8] {
        guard let handle = iconv_open(encoding, "UTF-8") else { return [] }
        defer { iconv_close(handle) }
        var input = Array(text.utf8).map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: input.count * 4 + 16)
        var used = 0
        input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                var from = source.baseAddress
                var to = target.baseAddress
                var left = source.count
                var space = target.count
                _ = iconv(handle, &from, &left, &to, &space)
                used = target.count - space
            }
        }
        return output.prefix(used).map { UInt8(bitPattern: $0) }
    }

    @Test(arguments: ["UTF-8", "GB18030", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"])
    func everyEncodingWithoutMark(encoding: String) throws {
        let document = try DocumentReader().read(Self.encode(Self.sample, encoding), name: "x.bin")
        #expect(document.encoding == encoding)
        #expect(document.text == Self.sample)
        #expect(document.format == .text)
        #expect(document.blocks.isEmpty && document.warnings.isEmpty)
    }

    @Test(arguments: ["UTF-8", "GB18030", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"])
    func markIsDropped(encoding: String) throws {
        let document = try DocumentReader().read(Self.encode("\u{FEFF}" + Self.sample, encoding), name: "x")
        #expect(document.encoding == encoding)
        #expect(document.text == Self.sample)
    }

    @Test func utf16OfChineseOnlyHasNoZeroBytes() throws {
        let text = String(repeating: "坚持创新驱动发展，全面建设科技强区。", count: 3)
        for encoding in ["UTF-16LE", "UTF-16BE", "GB18030"] {
            let document = try DocumentReader().read(Self.encode(text, encoding), name: "x")
            #expect(document.encoding == encoding)
            #expect(document.text == text)
        }
    }

    @Test func englishUTF16() throws {
        let document = try DocumentReader().read(Self.encode("A plan for science.\n", "UTF-16LE"), name: "x")
        #expect(document.encoding == "UTF-16LE")
        #expect(document.text == "A plan for science.\n")
    }

    @Test func fourByteCharactersOfGB18030() throws {
        let text = "姓名𠮷田，㐀字，地名䶮，科技创新规划与发展目标"
        let document = try DocumentReader().read(Self.encode(text, "GB18030"), name: "x")
        #expect(document.encoding == "GB18030")
        #expect(document.text == text)
    }

    @Test func undecodableBytesAreReplacedAndCounted() throws {
        var bytes = Self.encode(Self.sample + Self.sample + Self.sample, "GB18030")
        bytes.insert(0xFF, at: 40)
        let chinese = try DocumentReader().read(bytes, name: "x")
        #expect(chinese.encoding == "GB18030")
        #expect(chinese.warnings == [Remark("1个无法解码的字节已被替换", "1 undecodable byte was replaced")])

        var unicode = Array(Self.sample.utf8)
        unicode.insert(contentsOf: [0xFF, 0xFE, 0xC0], at: 6)
        let western = try DocumentReader().read(unicode, name: "x")
        #expect(western.encoding == "UTF-8")
        #expect(western.warnings.map(\.english) == ["3 undecodable bytes were replaced"])
        #expect(western.text.hasPrefix("綦江\u{FFFD}\u{FFFD}\u{FFFD}区"))
    }

    @Test func cutOffInsideACharacter() throws {
        let bytes = Array(Array(Self.sample.utf8).dropLast(3))
        let document = try DocumentReader().read(bytes, name: "x")
        #expect(document.encoding == "UTF-8")
        #expect(document.warnings.count == 1)
    }

    @Test func aFewZeroCharactersDoNotHideAText() throws {
        let document = try DocumentReader().read(Array((Self.sample + "\0" + Self.sample).utf8), name: "x")
        #expect(document.text == Self.sample + "\u{FFFD}" + Self.sample)
        #expect(document.warnings.count == 1)
    }

    @Test(arguments: [
        ("# 规划\n正文", Format.markdown), ("前言\n\n## 一、目标\n", .markdown), ("| 甲 | 乙 |\n|---|---|\n", .markdown),
        ("#标签 不是标题", .text), ("|只有一行|\n正文", .text), ("一、目标\n1. 甲\n", .text), ("a <b> c & d", .text),
    ])
    func markdownOrText(text: String, format: Format) throws {
        #expect(try DocumentReader().read(Array(text.utf8), name: "x.docx").format == format)
    }

    @Test func emptyFiles() {
        #expect(failure(of: []) == .empty(name: "样例"))
        #expect(failure(of: Array(" \n\r\n\u{3000}".utf8)) == .empty(name: "样例"))
        #expect(failure(of: [0xEF, 0xBB, 0xBF]) == .empty(name: "样例"))
    }

    @Test func missingFilesAndFolders() {
        #expect(throws: DocumentError.notFound(path: "/nowhere/plan.docx")) { try DocumentReader().read(contentsOf: "/nowhere/plan.docx") }
        #expect(throws: DocumentError.unreadable(path: "/tmp", reason: "it is a folder")) { try DocumentReader().read(contentsOf: "/tmp") }
        let small = Limits(maximumFileBytes: 10)
        #expect(failure(of: Array(repeating: 0x41, count: 11), limits: small) == .tooLarge(name: "样例", bytes: 11, limit: 10))
    }
}
