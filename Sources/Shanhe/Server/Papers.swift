import Dispatch
import Exchange
import Kernel
import Web

/// Word documents for the web.
struct Papers: PaperService {
    /// Where the pictures of guides are, when somebody made them.
    let assets: StaticAssets

    /// Drawing waits for another program, so it gets a thread that may wait.
    func word(_ title: Label, _ blocks: [Block], _ language: Language, isSimulated: Bool) async throws -> [UInt8] {
        let paper = Paper(title, blocks, language, isSimulated: isSimulated) { assets["guides/" + Picture.file($0.name, language)]?.bytes }
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try paper.word() }) }
        }
    }
}
