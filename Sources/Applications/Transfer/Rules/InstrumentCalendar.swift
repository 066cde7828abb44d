import Kernel

/// 仪器日历: nobody books what is taken, and user, owner and calendar always say the same.
enum InstrumentCalendar {
    /// Takes the time, or says what is in the way; the owner gets an order to decide on.
    static func book(_ row: Row<InstrumentBooking>, _ changes: inout Changes) throws {
        let instrument = try changes.row(row.instrument)
        guard instrument.isOpen else { throw changes.refuse("这台仪器没有对外开放", en: "This instrument is not open to others") }
        guard row.from > changes.now else { throw changes.refuse("开始时间已过，请改期", en: "Its time is past; please choose another") }
        guard isWithinHours(instrument, row.from, row.until) else {
            throw changes.refuse(
                "开放时间为每天 \(instrument.opensAt) 时至 \(instrument.shutsAt) 时", en: "It is open from \(instrument.opensAt) to \(instrument.shutsAt) each day")
        }
        let taken = try changes.rows(InstrumentSlot.self, limit: 1) {
            $0.instrument == row.instrument && $0.from < row.until && $0.until > row.from
        }
        if let slot = taken.first {
            throw changes.refuse(
                "\(slot.from.shown) 至 \(slot.until.shown) 已有预约，请改期",
                en: "It is taken from \(slot.from.shown) to \(slot.until.shown); please choose another time")
        }
        let minutes = max(1, Int((row.until.milliseconds - row.from.milliseconds) / 60_000))
        let fee = InstrumentCalendar.fee(perHour: instrument.fee, minutes: minutes)
        try changes.update(row.reference) { $0.fee = .some(fee) }
        var slot = Draft<InstrumentSlot>()
        (slot.instrument, slot.from, slot.until, slot.booking) = (row.instrument, row.from, row.until, row.id.text)
        let (region, isSimulated) = (row.meta.region, row.meta.isSimulated)
        try changes.create(slot, region: region, organisation: instrument.meta.organisation, isSimulated: isSimulated)
        var order = Draft<UseOrder>()
        (order.instrument, order.booking, order.user, order.purpose) = (row.instrument, row.id.text, row.user, row.purpose)
        (order.from, order.until, order.day, order.minutes, order.fee) = (row.from, row.until, row.from.day, minutes, fee)
        try changes.create(order, region: region, organisation: instrument.meta.organisation, isSimulated: isSimulated)
    }

    /// The owner's step is the booking's too; what was refused is free again.
    static func follow(_ order: Row<UseOrder>, _ changes: inout Changes) throws {
        guard let id = RecordID(order.booking) else { return }
        let booking = Reference<InstrumentBooking>(id)
        switch order.state {
        case .confirmed: try changes.move(booking, step: "confirm")
        case .used:
            try changes.move(booking, step: "use")
            try changes.update(booking) { ($0.fee, $0.report) = (.some(order.fee), .some(order.report)) }
        case .refused:
            try changes.move(booking, step: "refuse")
            try free(id, &changes)
        case .waiting, .cancelled: break
        }
    }

    /// Gives the time back; the owner's order is cancelled with it.
    static func cancel(_ row: Row<InstrumentBooking>, _ changes: inout Changes) throws {
        for order in try changes.rows(UseOrder.self, where: { $0.booking == row.id.text && $0.state.isIn([.waiting, .confirmed]) }) {
            try changes.move(order.reference, step: "cancel")
        }
        try free(row.id, &changes)
    }

    private static func free(_ booking: RecordID, _ changes: inout Changes) throws {
        for slot in try changes.rows(InstrumentSlot.self, where: { $0.booking == booking.text }) { try changes.delete(slot.reference) }
    }

    /// To the fen, half a fen up. The limits of fee and time keep the product far below what a number holds.
    static func fee(perHour: Money, minutes: Int) -> Money { Money(fen: (perHour.fen * Int64(minutes) + 30) / 60) }

    /// A booking within one day lies within the hours; one over several days begins and ends within them.
    static func isWithinHours(_ instrument: Row<SharedInstrument>, _ from: Instant, _ until: Instant) -> Bool {
        func minutes(_ instant: Instant) -> Int { Int((instant.milliseconds - Instant(startOf: instant.day).milliseconds) / 60_000) }
        let (start, end) = (instrument.opensAt * 60, instrument.shutsAt * 60)
        let endsAtMidnight = minutes(until) == 0 && until > from
        return minutes(from) >= start && minutes(from) < end && (endsAtMidnight ? end == 1440 : minutes(until) > start && minutes(until) <= end)
    }
}
