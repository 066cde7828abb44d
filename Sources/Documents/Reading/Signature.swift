/// What a file is, judged by its first bytes.
enum Signature {
    /// A zip container: Word, OpenDocument, Excel, or a plain archive.
    case zip
    /// An OLE2 compound file: Word 97–2003, WPS, Excel, or an encrypted document.
    case compound
    case pdf
    case richText
    /// Something that holds no readable document; the words name it with its article.
    case other(Remark)
    /// None of these: text in some encoding, or noise.
    case text

    init(of bytes: [UInt8]) {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            self = .zip
        } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            self = .compound
        } else if Self.isPortableDocument(bytes) {
            self = .pdf
        } else if bytes.starts(with: Array("{\\rtf".utf8)) {
            self = .richText
        } else if let kind = Self.foreign(bytes) {
            self = .other(kind)
        } else {
            self = .text
        }
    }

    /// Some writers put a few bytes before the header; the standard's readers look into the first kilobyte.
    private static func isPortableDocument(_ bytes: [UInt8]) -> Bool {
        if bytes.starts(with: Array("%PDF-".utf8)) { return true }
        let head = bytes.prefix(1024)
        guard let found = head.firstPosition(of: Array("%PDF-".utf8)) else { return false }
        let next = found + 5
        // A text that speaks of PDF is not one: junk before the header is short and holds no sentence.
        return next < head.count && (0x31...0x32).contains(head[next]) && found < 64
    }

    private static func foreign(_ bytes: [UInt8]) -> Remark? {
        for (start, kind) in foreignStarts where bytes.starts(with: start) { return kind }
        for (offset, mark, kind) in foreignMarks where bytes.dropFirst(offset).starts(with: mark) { return kind }
        return nil
    }

    private static let foreignStarts: [(start: [UInt8], kind: Remark)] = [
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], Remark("PNG 图片", "a PNG image")),
        ([0xFF, 0xD8, 0xFF], Remark("JPEG 图片", "a JPEG image")),
        (Array("GIF87a".utf8), Remark("GIF 图片", "a GIF image")),
        (Array("GIF89a".utf8), Remark("GIF 图片", "a GIF image")),
        ([0x49, 0x49, 0x2A, 0x00], Remark("TIFF 图片", "a TIFF image")),
        ([0x4D, 0x4D, 0x00, 0x2A], Remark("TIFF 图片", "a TIFF image")),
        ([0x1F, 0x8B, 0x08], Remark("gzip 压缩包", "a gzip archive")),
        (Array("BZh".utf8), Remark("bzip2 压缩包", "a bzip2 archive")),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], Remark("xz 压缩包", "an xz archive")),
        ([0x28, 0xB5, 0x2F, 0xFD], Remark("Zstandard 压缩包", "a Zstandard archive")),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], Remark("7-Zip 压缩包", "a 7-Zip archive")),
        (Array("Rar!\u{1A}\u{07}".utf8), Remark("RAR 压缩包", "a RAR archive")),
        ([0x50, 0x4B, 0x07, 0x08], Remark("分卷 zip 压缩包", "a split zip archive")),
        ([0x7F, 0x45, 0x4C, 0x46], Remark("程序", "a program")),
        ([0x4D, 0x5A, 0x90, 0x00], Remark("Windows 程序", "a Windows program")),
        ([0xCA, 0xFE, 0xBA, 0xBE], Remark("程序", "a program")),
        ([0xCF, 0xFA, 0xED, 0xFE], Remark("程序", "a program")),
        (Array("SQLite format 3\0".utf8), Remark("SQLite 数据库", "an SQLite database")),
        (Array("OggS".utf8), Remark("Ogg 录音", "an Ogg recording")),
        (Array("ID3".utf8) + [0x03], Remark("MP3 录音", "an MP3 recording")),
        ([0x00, 0x01, 0x00, 0x00, 0x00], Remark("字体文件", "a font")),
        (Array("wOFF".utf8), Remark("字体文件", "a font")),
        (Array("wOF2".utf8), Remark("字体文件", "a font")),
        (Array("%!PS".utf8), Remark("PostScript 文件", "a PostScript file")),
    ]

    private static let foreignMarks: [(offset: Int, mark: [UInt8], kind: Remark)] = [
        (4, Array("ftyp".utf8), Remark("视频或 HEIC 图片", "a video or HEIC image")),
        (257, Array("ustar".utf8), Remark("tar 压缩包", "a tar archive")),
        (8, Array("WEBP".utf8), Remark("WebP 图片", "a WebP image")),
        (8, Array("WAVE".utf8), Remark("WAV 录音", "a WAV recording")),
        (8, Array("AVI ".utf8), Remark("AVI 视频", "an AVI video")),
    ]
}

/// The older container of Microsoft, told apart by the names of its streams.
enum CompoundFile {
    enum Kind {
        case word
        case workbook
        case encrypted
        case other(Remark)
    }

    static func kind(of bytes: [UInt8]) -> Kind {
        if holds("EncryptedPackage", in: bytes) { return .encrypted }
        if holds("WordDocument", in: bytes) { return .word }
        if holds("Workbook", in: bytes) || holds("Book", in: bytes) { return .workbook }
        if holds("PowerPoint Document", in: bytes) { return .other(Remark("PowerPoint 演示文稿", "a PowerPoint presentation")) }
        // WPS has written its own stream names; LibreOffice knows them better than we do.
        if holds("WpsDocument", in: bytes) || holds("CONTENTS", in: bytes) { return .word }
        return .other(Remark("不含 Word 文档的 Office 文件", "an Office file without a Word document in it"))
    }

    /// The names of streams are UTF-16 in 64-byte fields of 128-byte directory entries, which begin at
    /// multiples of 128; looking there only is quick and not fooled by the same word in the text.
    private static func holds(_ name: String, in bytes: [UInt8]) -> Bool {
        let wanted: [UInt8] = name.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] } + [0, 0]
        var offset = 512
        while offset + 128 <= bytes.count {
            if bytes[offset] == wanted[0], bytes[offset..<offset + wanted.count].elementsEqual(wanted) { return true }
            offset += 128
        }
        return false
    }
}

extension RandomAccessCollection where Element: Equatable, Index == Int {
    /// The offset at which `pattern` first occurs. For short haystacks: it compares at every place.
    func firstPosition(of pattern: [Element]) -> Int? {
        guard let first = pattern.first, count >= pattern.count else { return nil }
        for start in startIndex...(endIndex - pattern.count)
        where self[start] == first && self[start..<start + pattern.count].elementsEqual(pattern) {
            return start
        }
        return nil
    }
}
