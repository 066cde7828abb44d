/// What an application does by itself from time to time: warnings of the hour, reminders.
///
/// Several programs on one database do it side by side, and one that was stopped does it again: doing it twice is harmless, because what it makes has an id
/// that follows from what it is about.
public struct Recurring: Sendable {
    /// Alone within its application.
    public let code: String
    public let minutes: Int
    /// Carried out by the program, in the region that the installation serves.
    public let work: @Sendable (Desk) async throws -> Void

    public init(_ code: String, everyMinutes minutes: Int, _ work: @escaping @Sendable (Desk) async throws -> Void) {
        self.code = code
        self.minutes = max(1, minutes)
        self.work = work
    }
}
