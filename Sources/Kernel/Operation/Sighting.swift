/// When something was seen, where it arrives later: entered on a phone without signal, sent hours afterwards.
///
///     draft.at = desk.sighting?.at ?? changes.now
public struct Sighting: Sendable, Hashable {
    /// By the server's clock: what the phone's clock said, put right by how wrong it was when it sent.
    public let at: Instant
    /// When it came in.
    public let receivedAt: Instant
    /// Seconds by which the phone's clock was ahead of the server's; negative where it was behind.
    public let clockAhead: Int
    /// How exactly the phone knew where it was, in metres, by the field that says so.
    public let accuracy: [String: Double]

    /// What waited longer on a phone is refused: somebody has to look at it.
    public static let longest = 30

    /// - Parameters:
    ///   - entered: what the phone's clock said when it was entered.
    ///   - clockAhead: in milliseconds, as the phone found it when it asked the server for the time.
    /// - Throws: a ``Problem`` where it waited for more than ``longest`` days. Nothing is seen before it happens: a moment in the future is now.
    public init(entered: Instant, clockAhead: Int64, receivedAt: Instant, accuracy: [String: Double] = [:]) throws(Problem) {
        let bound = Int64(Sighting.longest) * 86_400_000
        let (moment, isBeyond) = entered.milliseconds.subtractingReportingOverflow(clockAhead)
        guard !isBeyond, moment > receivedAt.milliseconds - bound else {
            throw Problem(
                "observed-long-ago", "填写时间在 \(Sighting.longest) 天以前，请改正后重新填写",
                en: "This was entered more than \(Sighting.longest) days ago; please enter it anew")
        }
        at = Instant(milliseconds: min(moment, receivedAt.milliseconds))
        self.receivedAt = receivedAt
        self.clockAhead = Int(clamping: clockAhead / 1000)
        self.accuracy = accuracy
    }

    /// Whether the phone's clock is wrong by more than two minutes.
    public var isClockWrong: Bool { clockAhead.magnitude > 120 }

    /// What the ledger keeps of it.
    var json: JSON { .object(("at", .string(at.description)), ("clockAhead", .integer(Int64(clockAhead)))) }
}
