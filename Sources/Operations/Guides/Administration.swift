import Kernel

extension Guide {
    static let administration = Guide(
        "administration", "系统管理员", en: "Administrators", for: Label("负责系统运行的人", en: "Whoever keeps the system running"), roles: ["administrator"],
        summary: Label(
            "您管谁能进来、数据怎么备份、怎样证明没有人改过。命令在服务器上执行，其余都在网页上。",
            en: "You decide who may come in, keep the data safe, and can prove that nobody altered it. Commands are typed on the server; all else is on pages."),
        [
            Task(
                "增加一个用户", en: "Add a user", at: .local("/settings"), picture: "settings",
                steps: [
                    Label("打开“设置”→“用户”，点“新建”。", en: "Open Settings, then Users, and press “New”."),
                    Label(
                        "填姓名、用户名、单位，选角色。角色决定能看什么、能办什么，宁少勿多。",
                        en: "Enter name, account and organisation, and choose roles. Roles decide what they see and may do; give no more than needed."),
                    Label("保存后点“设置初始密码”，把密码当面告诉本人。", en: "Save, then give a first password and tell it to the person directly."),
                ], result: Label("本人第一次登录时必须改密码。", en: "They have to change it at their first sign-in."),
                troubles: [
                    Label("用户看不到任何内容：多半没有角色，或区划填错了。", en: "They see nothing: most likely a role is missing, or the region is wrong."),
                    Label(
                        "手机丢了、动态验证码用不了：在用户页点“停用此人的动态验证码”，先核实本人。",
                        en: "The phone with their codes is lost: turn their codes off on the user's page, after making sure who asks."),
                    Label("有人离职：在用户页勾选“已停用”，不要删除，历史记录要留名。", en: "Somebody leaves: lock the user instead of deleting it; history keeps their name."),
                ]),
            Task(
                "看角色能做什么", en: "See what a role may do", at: .local("/settings/roles"), picture: "roles",
                steps: [
                    Label(
                        "打开“设置”→“角色与权限”。每行一类记录，写明可以做什么、范围是本人、本部门、本单位还是全部。",
                        en: "Settings, Roles: for each kind of record what may be done, and how far: one's own, the department's, the organisation's, all."),
                    Label("“登录会话”里可以看到谁在线，必要时“强制退出”。", en: "Sessions shows who is signed in; a session can be ended."),
                ], result: nil),
            Task(
                "备份和恢复", en: "Back up and restore",
                steps: [
                    Label("每天在服务器上执行：shanhe backup /备份/今天.db。系统不用停。", en: "Every day, on the server: shanhe backup /backup/today.db. Nothing has to stop."),
                    Label("文件夹 files 只增不改，用任何复制工具一起复制。", en: "The folder of files only grows; any copying program will do."),
                    Label("密钥文件（ledger-key）另存一份，不要与数据库放在一起。", en: "Keep a copy of the key (ledger-key) away from the database."),
                    Label(
                        "恢复：shanhe restore /备份/今天.db --database 新库.db，再用新库启动。不会覆盖旧库。",
                        en: "To restore: shanhe restore /backup/today.db --database new.db, then start with it. Nothing is overwritten."),
                ], result: Label("每季度真的恢复一次，才算有备份。", en: "A backup counts only when you have restored one: try it every quarter."),
                troubles: [Label("提示文件已存在：备份从不覆盖，换一个文件名。", en: "The file exists: a backup never overwrites; give another name.")]),
            Task(
                "证明没有人改过数据", en: "Prove that nothing was altered",
                steps: [
                    Label(
                        "在服务器上执行：shanhe verify。它把账本从头算一遍，再与每一行数据对照。",
                        en: "On the server: shanhe verify. It derives the whole ledger anew and compares every row with it."),
                    Label("请另一个部门每天保存一次 /checkpoint，证明就不只在您手里。", en: "Let another office keep /checkpoint daily, so that the proof is not yours alone."),
                ], result: Label("没有问题时显示条数和根；有问题时指出第一处。", en: "It says how many entries hold, or names the first that does not."),
                troubles: [
                    Label(
                        "报告某行与账本不符：不要改数据，先做备份，再查那台服务器上谁有数据库权限。",
                        en: "A row differs from the ledger: change nothing, make a backup, and find out who had access to the database.")
                ]),
            Task(
                "看系统是否正常", en: "See whether all is well", at: .local("/jobs"),
                steps: [
                    Label("右上角名字下面的“后台任务”：导入、导出和评分有没有中断。", en: "Jobs, below your name at the top right: whether an import, an export or an evaluation failed."),
                    Label(
                        "监控程序读 /health/ready（能不能用）和 /metrics（快慢、内存、排队）。", en: "Monitors read /health/ready (is it usable) and /metrics (speed, memory, queues)."
                    ),
                    Label("出错时页面上有“请求编号”，在日志里按它查。", en: "An error page shows a request number; look for it in the log."),
                ], result: nil),
        ])
}
