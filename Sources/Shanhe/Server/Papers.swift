import Dispatch
import Exchange
import Kernel
import Web

/// Word documents for the web.
struct Papers: PaperService {
    /// Drawing waits for another program, so it gets a thread that may wait.
    func word(_ title: Label, _ blocks: [Block], _ language: Language, isSimulated: Bool) async throws -> [UInt8] {
        let paper = Paper(title, blocks, language, isSimulated: isSimulated)
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try paper.word() }) }
        }
    }
}
