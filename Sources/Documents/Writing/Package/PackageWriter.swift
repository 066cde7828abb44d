import CArchive

/// Packs the parts of a document into a zip container, without times: equal parts give equal bytes.
enum PackageWriter {
    /// The container, or `nil` if memory does not suffice.
    ///
    /// Linear in the size of the parts.
    static func pack(_ parts: [(name: String, content: [UInt8])]) -> [UInt8]? {
        guard let archive = archive_write_new() else { return nil }
        defer { archive_write_free(archive) }
        archive_write_set_format_zip(archive)
        archive_write_zip_set_compression_deflate(archive)
        archive_write_set_bytes_in_last_block(archive, 1)
        // Deflate may lengthen what cannot be compressed by 5 bytes in 16 kB; headers stand twice.
        let room = parts.reduce(4_096) { $0 + $1.content.count + $1.content.count / 1_000 + $1.name.utf8.count * 2 + 512 }
        var used = 0
        var isComplete = true
        var result = [UInt8](repeating: 0, count: room)
        result.withUnsafeMutableBytes { buffer in
            isComplete = archive_write_open_memory(archive, buffer.baseAddress, buffer.count, &used) == ARCHIVE_OK
            for (name, content) in parts where isComplete {
                let entry = archive_entry_new()
                defer { archive_entry_free(entry) }
                archive_entry_set_pathname(entry, name)
                archive_entry_set_filetype(entry, regularFile)
                archive_entry_set_perm(entry, 0o644)
                archive_entry_set_size(entry, Int64(content.count))
                isComplete = archive_write_header(archive, entry) == ARCHIVE_OK
                let written = content.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
                isComplete = isComplete && written == content.count
            }
            isComplete = archive_write_close(archive) == ARCHIVE_OK && isComplete
        }
        return isComplete ? Array(result.prefix(used)) : nil
    }

    /// The mark of a regular file, whose type differs between systems.
    private static let regularFile: UInt32 = 0o100000
}

/// Text fit for XML.
enum MarkupText {
    /// The text with its special characters as entities, and without those that XML forbids.
    static func escape(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x26 && $0 != 0x3C && $0 != 0x3E && $0 != 0x22 && $0 != 0x7F && $0 != 0xEF }
        if isPlain { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n": result.unicodeScalars.append(scalar)
            default:
                if scalar.value >= 0x20, scalar.value != 0x7F, scalar.value != 0xFFFE, scalar.value != 0xFFFF { result.unicodeScalars.append(scalar) }
            }
        }
        return result
    }
}
