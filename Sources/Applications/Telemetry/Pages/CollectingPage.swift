import Kernel

extension Page {
    /// 采集状态: is it running, what comes over which channel, what is refused and why.
    static let collecting = Page("collecting", "采集状态", en: "Collecting", for: .some(.read, Channel.self)) { question in
        let desk = question.desk
        let collector = try await desk.rows(Collector.self, limit: 1).first
        let tallies = Dictionary(try await desk.all(ChannelTally.self).map { ($0.channel, $0) }) { first, _ in first }
        let channels = try await desk.all(Channel.self, bound: 5000)
        let refused = try await desk.rows(RefusedMessage.self, limit: IntakeLog.kept)
        let others = tallies[IntakeLog.unknown].map { tally in
            Table.Row([Table.Cell(Phrase(Label("没有通道的主题", en: "Topics without a channel"))), ""] + tally.cells)
        }
        return [
            status(collector, question.now), .deeds([.new(Channel.self)]),
            .table(
                Table(
                    Label("通道", en: "Channels"),
                    columns: [
                        Table.Column(Label("通道", en: "Channel"), weight: 2), Table.Column(Label("主题", en: "Topics"), weight: 2),
                        Table.Column(Label("报文", en: "Messages"), isNumber: true), Table.Column(Label("入库", en: "Stored"), isNumber: true),
                        Table.Column(Label("重复", en: "Known"), isNumber: true), Table.Column(Label("拒收", en: "Refused"), isNumber: true),
                        Table.Column(Label("最近报文", en: "Last message"), weight: 1.4), Table.Column(Label("状态", en: "State"), weight: 2),
                    ],
                    rows: channels.map { channel in
                        let fault = channel.fault(in: desk.catalog)
                        let state = fault ?? (channel.isActive ? Label("启用", en: "Active") : Label("停用", en: "Off"))
                        let cells: [Table.Cell] = tallies[channel.id.text]?.cells ?? ["0", "0", "0", "0", ""]
                        return Table.Row(
                            [Table.Cell(Phrase(channel.name, link: .to(channel))), Table.Cell(Phrase(channel.topic))] + cells
                                + [Table.Cell(Phrase(state, tone: fault == nil ? (channel.isActive ? .good : .missing) : .bad))])
                    } + (others.map { [Table.Row($0.cells + [""])] } ?? []),
                    empty: Label("还没有通道。新建一个，说明哪些主题是什么记录的什么序列。", en: "No channel yet. Make one that says which topics are which series of which records."))),
            .table(
                Table(
                    Label("最近拒收的报文", en: "Refused lately"),
                    columns: [
                        Table.Column(Label("时间", en: "At"), weight: 1.2), Table.Column(Label("通道", en: "Channel")),
                        Table.Column(Label("主题", en: "Topic"), weight: 2), Table.Column(Label("原因", en: "Reason"), weight: 3),
                    ],
                    rows: refused.map { message in
                        Table.Row([
                            Table.Cell(Phrase(message.at.shown)), Table.Cell(Phrase(message.channel ?? "")), Table.Cell(Phrase(message.topic)),
                            Table.Cell(Phrase(Label(message.reason, en: message.reasonInEnglish))),
                        ])
                    })),
        ]
    }

    private static func status(_ collector: Row<Collector>?, _ now: Instant) -> Block {
        guard let collector else {
            return .notice("没有程序在采集：配置中没有代理服务器（mqtt）。", en: "No program is collecting: there is no broker in the settings (mqtt).", .missing)
        }
        let (since, isSilent) = (collector.since.shown, collector.seenAt < now.adding(seconds: -120))
        if isSilent {
            let last = collector.seenAt.shown
            return .notice("采集程序自 \(last) 起没有消息。", en: "The collecting program has been silent since \(last).", .bad)
        }
        switch collector.state {
        case .connected: return .notice("已连接，自 \(since)。", en: "Connected since \(since).", .good)
        case .stopped: return .notice("已停止，自 \(since)。", en: "Stopped since \(since).", .missing)
        case .connecting: return .notice("正在连接，自 \(since)。", en: "Connecting since \(since).", .warning)
        case .lost:
            let reason = collector.reason ?? ""
            return .notice(
                "自 \(since) 起中断：\(reason)。代理服务器保留报文，程序自动重连。",
                en: "Interrupted since \(since): \(reason). The broker keeps the messages; the program tries again by itself.", .bad)
        }
    }
}

extension Row<ChannelTally> {
    fileprivate var cells: [Table.Cell] {
        [self.messages, self.stored, self.known, self.refused].map { Table.Cell(Phrase("\($0)")) } + [Table.Cell(Phrase(self.lastAt?.shown ?? ""))]
    }
}
