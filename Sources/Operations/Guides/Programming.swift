import Kernel

extension Guide {
    static let programming = Guide(
        "programming", "程序接口", en: "The programming interface", for: Label("写程序对接的人", en: "Programmers"), roles: [],
        summary: Label(
            "网页能做的，接口都能做，权限相同。全部接口的说明在 /api/v1/openapi.json（OpenAPI 3.1），可以导入任何工具。",
            en:
                "What pages can do, programs can do, with the same rights. All of it is described at /api/v1/openapi.json (OpenAPI 3.1), which any tool imports."
        ),
        [
            Task(
                "取得令牌", en: "Get a token", at: .local("/account/tokens"), picture: "tokens",
                steps: [
                    Label("“我的账户”→“接口令牌”，写明用途和有效期，点“生成令牌”，立即复制。", en: "My account, API tokens: say what for and how long, make it, copy it at once."),
                    Label(
                        "长期运行的程序请另建账户：shanhe token --account 名称 --role observer。",
                        en: "Give lasting programs an account of their own: shanhe token --account NAME --role observer."),
                    Label("每次请求带上：Authorization: Bearer 令牌。", en: "Send with every request: Authorization: Bearer TOKEN."),
                ], result: Label("GET /api/v1/me 说明您是谁、能做什么。", en: "GET /api/v1/me says who you are and what you may do."),
                troubles: [Label("401：令牌过期或已撤销。403：角色没有这个权限。", en: "401: the token has ended. 403: the role does not allow it.")]),
            Task(
                "读取数据", en: "Read",
                steps: [
                    Label(
                        "列表：GET /api/v1/report?state=verified&asOf.gte=2025-01-01&sort=-asOf&limit=50。",
                        en: "A list: GET /api/v1/report?state=verified&asOf.gte=2025-01-01&sort=-asOf&limit=50."),
                    Label("翻页：把返回的 next 放到 after 参数。不要用页码。", en: "The next page: send what came as next in after. There are no page numbers."),
                    Label(
                        "汇总：GET /api/v1/project/summary；整表：/api/v1/project.csv、.json、.xlsx。",
                        en: "Sums: GET /api/v1/project/summary. Everything: /api/v1/project.csv, .json, .xlsx."),
                    Label("指标：GET /api/v1/indicators/代码；依据：再加 /records。", en: "An indicator: GET /api/v1/indicators/CODE; what it rests on: add /records."),
                ], result: Label("金额是以元计的字符串，日期是 ISO 8601，选项用代码。", en: "Money is a string in yuan, days are ISO 8601, choices are codes.")),
            Task(
                "写入数据", en: "Write",
                steps: [
                    Label(
                        "新建：POST /api/v1/类型，带 Idempotency-Key。断网重发同一个键，只会存一次。",
                        en: "Make: POST /api/v1/KIND with an Idempotency-Key. Sent again with the same key, it is stored once."),
                    Label("修改：先读到 version，PATCH 时用 If-Match 送回。", en: "Change: read the version first and send it as If-Match with PATCH."),
                    Label("办理：POST /api/v1/report/编号/moves/submit。", en: "Take a step: POST /api/v1/report/ID/moves/submit."),
                ], result: Label("每次写入都进账本，可用 /history 和 /proof 查证。", en: "Every write is in the ledger; see /history and /proof."),
                troubles: [
                    Label("409：别人先改了。重新读取、合并、再送。", en: "409: somebody was first. Read again, merge, send again."),
                    Label("422：返回里逐项列出哪个字段错、怎么改。", en: "422: the answer lists each wrong field and the remedy."),
                    Label("429 或 503：按 Retry-After 等待再试。", en: "429 or 503: wait as Retry-After says."),
                ]),
        ])
}
