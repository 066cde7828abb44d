/// Which topics are meant (MQTT 5.0 §4.7): `rain/+/hour`, `site/#`.
struct TopicFilter: Sendable, Hashable {
    private let levels: [Substring]

    /// nil for what is no filter.
    init?(_ text: String) {
        let levels = text.split(separator: "/", omittingEmptySubsequences: false)
        guard !text.isEmpty, text.utf8.count <= 65_535, !text.contains("\0") else { return nil }
        for (place, level) in levels.enumerated() {
            if level.contains("#"), level != "#" || place != levels.count - 1 { return nil }
            if level.contains("+"), level != "+" { return nil }
        }
        self.levels = levels
    }

    /// - Parameter topic: its levels.
    func matches(_ topic: [Substring]) -> Bool {
        // Topics of the broker itself are not meant by a wildcard.
        if topic.first?.hasPrefix("$") == true, levels[0] == "+" || levels[0] == "#" { return false }
        for (place, level) in levels.enumerated() {
            if level == "#" { return true }
            guard place < topic.count, level == "+" || level == topic[place] else { return false }
        }
        return levels.count == topic.count
    }
}
