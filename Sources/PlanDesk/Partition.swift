extension RandomAccessCollection where Index == Int {
    /// The first index at which the condition holds, in a collection where it holds for all that follow: a binary search.
    func partition(where isPast: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if isPast(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
