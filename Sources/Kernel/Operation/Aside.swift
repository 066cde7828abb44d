import Dispatch

/// Threads for what takes long: an import, a report, a recomputation. Swift's own pool has one thread for every core, and a page that waits for one of them
/// waits until a batch of the import is through; beside it, the machine shares the cores out.
///
///     Task(executorPreference: Aside.threads) { … }
///
/// A task that is made inside such work without saying so runs on the pool again (SE-0417).
public final class Aside: TaskExecutor {
    public static let threads = Aside()
    private let queue = DispatchQueue(label: "aside", qos: .utility, attributes: .concurrent)

    private init() {}

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
