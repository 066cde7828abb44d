import CArchive

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The zip container of a document, read entry by entry from memory.
///
/// Only entries that are asked for are unpacked, and only as far as the limits allow. A container
/// without its directory at the end has been cut off and is refused.
final class ZipArchive {
    let name: String
    private let bytes: [UInt8]
    private let limits: Limits
    /// What has been unpacked so far: the limit is for the whole document.
    private var unpacked = 0

    init(bytes: [UInt8], name: String, limits: Limits) {
        self.bytes = bytes
        self.name = name
        self.limits = limits
    }

    /// The names of all entries, with `/` between folders.
    func entries() throws(DocumentError) -> [String] {
        var found: [String] = []
        try walk { (entry, _) throws(DocumentError) in
            found.append(entry)
            return true
        }
        return found
    }

    /// The content of the entry, or `nil` if there is none of that name.
    func content(of entry: String) throws(DocumentError) -> [UInt8]? {
        var content: [UInt8] = []
        let found = try stream(entry) { (piece) throws(DocumentError) in content.append(contentsOf: piece) }
        return found ? content : nil
    }

    /// Unpacks the entry piece by piece; returns whether it exists.
    func stream(
        _ wanted: String, to sink: (UnsafeRawBufferPointer) throws(DocumentError) -> Void
    ) throws(DocumentError) -> Bool {
        try stream(wanted) { (piece) throws(DocumentError) in
            try sink(piece)
            return true
        }
    }

    /// Unpacks the entry piece by piece until the sink returns `false`; returns whether it exists.
    func stream(
        _ wanted: String, while sink: (UnsafeRawBufferPointer) throws(DocumentError) -> Bool
    ) throws(DocumentError) -> Bool {
        var found = false
        try walk { (entry, archive) throws(DocumentError) in
            guard entry == wanted else { return true }
            found = true
            try unpack(entry, from: archive, while: sink)
            return false
        }
        return found
    }

    /// Visits the entries until the visitor returns `false`.
    private func walk(
        _ visit: (String, OpaquePointer) throws(DocumentError) -> Bool
    ) throws(DocumentError) {
        let before = uselocale(Self.unicode)
        defer { uselocale(before) }
        guard let archive = archive_read_new() else { throw damaged(Remark("内存不足，无法打开", "no memory to open it")) }
        defer { archive_read_free(archive) }
        // Only the reader that starts from the directory: the streaming one would accept cut-off files.
        archive_read_support_format_zip_seekable(archive)
        try bytes.withUnsafeBufferPointer { (buffer) throws(DocumentError) in
            guard archive_read_open_memory(archive, buffer.baseAddress, buffer.count) == ARCHIVE_OK else {
                throw damaged(Remark("缺少压缩包目录", "its directory is missing"))
            }
            var entry: OpaquePointer?
            var count = 0
            while true {
                let outcome = archive_read_next_header(archive, &entry)
                if outcome == ARCHIVE_EOF { return }
                guard outcome == ARCHIVE_OK || outcome == ARCHIVE_WARN else { throw damaged(complaint(archive)) }
                count += 1
                guard count <= limits.maximumArchiveEntries else {
                    throw .hostile(
                        name: name, detail: Remark("列有超过\(limits.maximumArchiveEntries)个条目", "it lists more than \(limits.maximumArchiveEntries) entries"))
                }
                guard try visit(pathname(of: entry), archive) else { return }
            }
        }
    }

    private func unpack(
        _ entry: String, from archive: OpaquePointer, while sink: (UnsafeRawBufferPointer) throws(DocumentError) -> Bool
    ) throws(DocumentError) {
        let before = archive_filter_bytes(archive, -1)
        var size = 0
        while true {
            var block: UnsafeRawPointer?
            var length = 0
            var offset: Int64 = 0
            let outcome = archive_read_data_block(archive, &block, &length, &offset)
            if outcome == ARCHIVE_EOF { return }
            guard outcome == ARCHIVE_OK else {
                if archive_read_has_encrypted_entries(archive) > 0 { throw .protected(name: name) }
                throw damaged(Remark("“\(entry)”：\(complaint(archive).chinese)", "“\(entry)”: \(complaint(archive).english)"))
            }
            size += length
            unpacked += length
            guard unpacked <= limits.maximumUnpackedBytes else {
                throw .tooLarge(name: name, bytes: unpacked, limit: limits.maximumUnpackedBytes)
            }
            let packed = max(1, Int(archive_filter_bytes(archive, -1) - before))
            guard size < 8 << 20 || size / max(packed, 4096) <= limits.maximumCompressionRatio else {
                let detail = Remark("解压后超过原大小的\(limits.maximumCompressionRatio)倍", "unpacks to more than \(limits.maximumCompressionRatio) times its size")
                    .about(entry)
                throw .hostile(name: name, detail: detail)
            }
            guard try sink(UnsafeRawBufferPointer(start: block, count: length)) else { return }
        }
    }

    /// libarchive hands names out in the charset of its thread: in the C locale, in which every program starts, it would drop those beyond ASCII.
    nonisolated(unsafe) private static let unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) ?? newlocale(LC_CTYPE_MASK, "en_US.UTF-8", nil)

    /// Names that are no UTF-8 are in the charset of a Windows in Chinese. Some producers write `\` between folders.
    private func pathname(of entry: OpaquePointer?) -> String {
        guard let raw = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry) else { return "" }
        let bytes = [UInt8](UnsafeRawBufferPointer(start: raw, count: strlen(raw)))
        let name = String(validating: bytes, as: UTF8.self) ?? String(decoding: Converter.convert(bytes, from: "GB18030", to: "UTF-8") ?? bytes, as: UTF8.self)
        return String(name.map { $0 == "\\" ? "/" : $0 })
    }

    private func complaint(_ archive: OpaquePointer) -> Remark {
        archive_error_string(archive).map { Remark(said: String(cString: $0)) } ?? Remark("zip 容器已损坏", "the zip container is broken")
    }

    private func damaged(_ detail: Remark) -> DocumentError {
        .damaged(name: name, detail: detail)
    }
}
