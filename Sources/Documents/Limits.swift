/// How much a document may cost to read. A file that asks for more is refused, not absorbed.
public struct Limits: Sendable, Equatable {
    /// The largest file that is opened, in bytes.
    public var maximumFileBytes: Int
    /// The most bytes that a container (Word, Excel) or a converter (PDF) may unpack to.
    public var maximumUnpackedBytes: Int
    /// The most entries that a container may list.
    public var maximumArchiveEntries: Int
    /// The most bytes that one packed byte may unpack to, once a part exceeds a few megabytes.
    public var maximumCompressionRatio: Int
    /// How deep tables, text boxes and lists may nest; what is deeper is read as if it were not nested.
    public var maximumDepth: Int
    /// The highest row number of a sheet that is read. Excel ends at 1,048,576.
    public var maximumRows: Int
    /// The most columns of a sheet that are read. Excel ends at 16,384.
    public var maximumColumns: Int
    /// The most cells of a sheet that are delivered in one pass, with the empty ones before the last filled one of a row.
    public var maximumCells: Int
    /// The most different texts that a workbook may keep for its cells.
    public var maximumSharedStrings: Int
    /// How long `pdftotext` or LibreOffice may take, in seconds.
    public var converterTimeout: Double

    /// Limits for plans, reports and laws of any usual size.
    public static let `default` = Limits()

    /// The given limits; the ones left out are generous for any document that people write.
    public init(
        maximumFileBytes: Int = 256 << 20,
        maximumUnpackedBytes: Int = 512 << 20,
        maximumArchiveEntries: Int = 10_000,
        maximumCompressionRatio: Int = 300,
        maximumDepth: Int = 24,
        maximumRows: Int = 1_048_576,
        maximumColumns: Int = 16_384,
        maximumCells: Int = 100_000_000,
        maximumSharedStrings: Int = 20_000_000,
        converterTimeout: Double = 120
    ) {
        self.maximumFileBytes = maximumFileBytes
        self.maximumUnpackedBytes = maximumUnpackedBytes
        self.maximumArchiveEntries = maximumArchiveEntries
        self.maximumCompressionRatio = maximumCompressionRatio
        self.maximumDepth = maximumDepth
        self.maximumRows = maximumRows
        self.maximumColumns = maximumColumns
        self.maximumCells = maximumCells
        self.maximumSharedStrings = maximumSharedStrings
        self.converterTimeout = converterTimeout
    }
}
