import Kernel

/// The code of the problem that `body` throws; nil where it throws none.
func fault<Value>(_ body: () throws(Problem) -> Value) -> String? {
    do {
        _ = try body()
        return nil
    } catch {
        return error.code
    }
}
