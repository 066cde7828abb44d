/// The look of the page: a quiet desk, the document on it in a serif face as official documents have, and an index in the face of the system.
let pageStyle: StaticString = """
    :root { --ink: #1d2126; --faint: #5c636b; --line: #d9d8d2; --desk: #ebeae5; --paper: #fffefb; --side: #f8f7f4;
      --red: #a8201a; --amber: #7d5200; --slate: #3d5a78; --gold: #a8905a;
      --serif: "Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC", "Songti SC", STSong, SimSun, serif;
      --kai: "Kaiti SC", STKaiti, KaiTi, "楷体_GB2312", var(--serif);
      --sans: system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
    * { box-sizing: border-box; }
    html { background: var(--desk); color: var(--ink); -webkit-text-size-adjust: 100%; }
    body { margin: 0; font: 14px/1.55 var(--sans); }
    html[data-ui="zh"] .en, html[data-ui="en"] .zh { display: none !important; }
    button, input { font: inherit; color: inherit; }
    a { color: inherit; }
    :focus-visible { outline: 2px solid var(--slate); outline-offset: 1px; }

    .bar { position: sticky; top: 0; z-index: 3; display: flex; align-items: center; gap: 10px; height: 48px; padding: 0 20px;
      background: var(--paper); border-bottom: 2px solid var(--red); }
    .brand { font-weight: 600; color: var(--red); letter-spacing: .04em; white-space: nowrap; }
    .running { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--faint); }
    .bar button { border: 1px solid var(--line); background: none; border-radius: 4px; padding: 3px 12px; cursor: pointer; white-space: nowrap; }
    .bar button:hover { background: var(--side); }

    .desk { display: grid; grid-template-columns: minmax(0, 1fr) minmax(360px, 430px); }
    main { padding: 28px 28px 96px; min-width: 0; }
    .card, .paper { max-width: 860px; margin: 0 auto; }
    .card { margin-bottom: 20px; }
    .card h1 { margin: 0 0 10px; font: 700 24px/1.4 var(--serif); }
    .card dl { display: flex; flex-wrap: wrap; gap: 4px 28px; margin: 0; }
    .card dl div { display: flex; gap: 8px; }
    .card dt { color: var(--faint); }
    .card dd { margin: 0; }
    .card .warning { margin: 8px 0 0; color: var(--amber); }
    .legend { display: flex; flex-wrap: wrap; gap: 6px 18px; margin: 14px 0 0; padding: 10px 0 0; border: 0; border-top: 1px solid var(--line); }
    .legend legend { float: left; padding: 0; color: var(--faint); }
    .legend label { display: inline-flex; align-items: center; gap: 5px; cursor: pointer; }
    .legend input { accent-color: var(--slate); margin: 0; }
    .legend label > span { padding: 0 3px; }

    .paper { padding: 64px 72px 80px; background: var(--paper); box-shadow: 0 1px 2px #0002, 0 8px 28px #0000000d; font: 17px/1.95 var(--serif);
      overflow-wrap: anywhere; text-align: justify; }
    .paper p { margin: 0; text-indent: 2em; }
    .paper p.right { text-align: right; text-indent: 0; padding-right: 2em; }
    .paper p.note { font-size: 14px; line-height: 1.7; color: var(--faint); text-indent: 0; }
    .paper p.contents { text-indent: 0; overflow: hidden; white-space: nowrap; }
    .paper h2, .paper h3, .paper h4, .paper h5, .paper h6 { margin: 0; font: inherit; scroll-margin-top: 80px; }
    .paper h2.title { margin: 18px 0; font: 700 27px/1.5 var(--serif); text-align: center; }
    .paper .title + .title { margin-top: -18px; }
    .paper .l1 { margin: 1.7em 0 .8em; font: 600 20px/1.6 var(--sans); text-align: center; letter-spacing: .02em; }
    .paper .l2 { margin: 1.1em 0 .3em; font: 600 18px/1.8 var(--sans); text-indent: 2em; }
    .paper .l3 { margin: .6em 0 .1em; font: 700 17px/1.9 var(--kai); text-indent: 2em; }
    .paper .l4 { font-weight: 700; text-indent: 2em; }
    .paper .h { font-weight: 700; }
    .paper .l1 .h, .paper .l2 .h { font-weight: inherit; }

    .box { margin: 1.2em 0; padding: 0 24px 16px; border: 1px solid var(--gold); background: #fdfaf1; scroll-margin-top: 80px; }
    .paper .box .caption { margin: 0 -24px 12px; padding: 8px 24px; background: #f5eed9; border-bottom: 1px solid var(--gold); text-indent: 0;
      text-align: center; font: 600 16px/1.6 var(--sans); }
    .box p { font-size: 16px; line-height: 1.85; }
    p .x { font-weight: 700; }
    .frame { margin: 1.2em 0; padding: 12px 20px; border: 1px solid var(--line); }
    .frame > .box:only-child { margin: -12px -20px; border: 0; }
    .box .frame { margin: 0; padding: 0; border: 0; }
    .wide { overflow-x: auto; margin: 1em 0; }
    .paper > .broad { margin-left: -48px; margin-right: -48px; }
    table { width: 100%; border-collapse: collapse; font-size: 15px; line-height: 1.6; text-align: center; }
    td, th { padding: 6px 9px; border: 1px solid #b9b6aa; overflow-wrap: normal; }
    th { background: #f1efe8; font-family: var(--sans); font-weight: 600; }
    td.short { white-space: nowrap; }
    .broad table { font-size: 14px; }
    .broad :is(td, th) { padding: 5px 6px; }
    .broad td.middle { min-width: 6em; }
    .broad td.long { min-width: 15em; }
    td.long { text-align: left; min-width: 9em; }
    td p { text-indent: 0 !important; font-size: inherit !important; line-height: inherit !important; }
    .aligned { margin: 1em 0; overflow-x: auto; font: 13.5px/1.7 "Noto Sans Mono CJK SC", "Sarasa Mono SC", NSimSun, monospace; text-align: left; }

    .t { text-decoration: underline 2px #c3d6b3; text-underline-offset: 5px; text-decoration-skip-ink: none; }
    .i, .d { background: #e4eef9; }
    .d { box-shadow: inset 0 -1px #7ea4cc; }
    td .i { background: none; }
    .v, td .v { background: #bfd9f4; font-weight: 600; border-radius: 2px; padding: 0 1px; }
    .b, .a, td .b { background: #ebe9df; box-shadow: inset 0 -1px #8d8a7a; }
    .p { background: #eee3f6; box-shadow: inset 0 -2px #c9aee0; }
    .s { background: #d8efe6; box-shadow: inset 0 -2px #79bfa6; }
    .f { text-decoration: underline wavy 1.5px; text-underline-offset: 5px; text-decoration-skip-ink: none; }
    .f.fe { text-decoration-color: var(--red); }
    .f.fw { text-decoration-color: #b97a00; }
    .f.fn { text-decoration-color: #6d8aa8; }
    main [data-m] { scroll-margin: 120px 0; }
    .paper span[data-m] { cursor: pointer; }
    .no-i .paper :is(.i, .v, .d), .no-b .paper :is(.b, .a), .no-p .paper .p, .no-s .paper .s { background: none; box-shadow: none; font-weight: inherit; }
    .no-t .paper .t:not(.f), .no-f .paper .f { text-decoration: none; }
    .no-f .paper .badge { display: none; }
    .badge { display: inline-block; min-width: 18px; padding: 0 5px; border-radius: 9px; color: #fff; background: var(--slate);
      font: 600 11px/18px var(--sans); text-align: center; text-decoration: none; text-indent: 0; white-space: nowrap; }
    .paper .badge { margin: 0 2px; vertical-align: .45em; }
    .badge.fe { background: var(--red); }
    .badge.fw { background: var(--amber); }
    .flash { animation: flash 2.4s ease-out; border-radius: 2px; }
    @keyframes flash { 0%, 40% { background: #ffe08a; box-shadow: 0 0 0 3px #ffe08a; } }
    .here > .go, .finding.here { background: #fdf1cf; }

    aside { position: sticky; top: 48px; display: flex; flex-direction: column; height: calc(100vh - 48px); height: calc(100dvh - 48px);
      background: var(--side); border-left: 1px solid var(--line); }
    .tabs { display: flex; border-bottom: 1px solid var(--line); background: var(--paper); }
    .tabs button { flex: 1; min-width: 0; padding: 9px 2px 7px; border: 0; border-bottom: 3px solid transparent; background: none; cursor: pointer; line-height: 1.3; }
    .tabs b { display: block; font-size: 12px; font-weight: 400; color: var(--faint); font-variant-numeric: tabular-nums; }
    .tabs button:hover { background: var(--side); }
    .tabs [aria-selected="true"] { border-bottom-color: var(--red); font-weight: 600; }
    .tabs [aria-selected="true"] b { color: var(--red); }
    .sheet { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; }
    .filter { position: sticky; top: 0; z-index: 1; display: flex; gap: 8px; padding: 10px 14px; background: var(--side); }
    .filter input { flex: 1; min-width: 0; padding: 6px 10px; border: 1px solid #b5b4ad; border-radius: 4px; background: #fff; }
    .filter .close { display: none; border: 0; background: none; padding: 6px 8px; color: var(--slate); }
    .panel ol { margin: 0; padding: 0 0 40px; list-style: none; }
    .printed { display: none; }
    .nothing { padding: 24px 18px; color: var(--faint); }

    .e { border-bottom: 1px solid #e6e4dd; }
    .go { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 12px; padding: 9px 16px; text-decoration: none; }
    .go:hover, .passage:hover { background: #efede6; }
    .e .name { font-weight: 500; }
    .e .number { color: var(--faint); font-variant-numeric: tabular-nums; }
    .e .value { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
    .e .value b { font-weight: 650; color: #17497d; }
    .e .from, .e .unit { color: var(--faint); }
    .e .detail { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: 0 10px; font-size: 12.5px; color: var(--faint); }
    .e .who { color: #384654; }
    .e .place { overflow: hidden; text-overflow: ellipsis; }
    .line { white-space: nowrap; color: var(--faint); font-size: 12.5px; font-variant-numeric: tabular-nums; }
    .tag { padding: 0 6px; border-radius: 3px; background: #e7e5dc; color: #45474a; font-size: 12px; line-height: 1.5; }
    .tag.doubt { background: #f7e6c0; color: #5f3f00; }
    .also { display: flex; flex-wrap: wrap; gap: 0 10px; padding: 0 16px 8px; margin-top: -4px; }
    .also a:hover .line { text-decoration: underline; }
    .group { position: sticky; top: 54px; padding: 12px 16px 6px; font-weight: 600; font-size: 13px; background: var(--side); border-bottom: 1px solid var(--line);
      overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .group b { margin-left: 6px; font-weight: 400; color: var(--faint); }

    #panel-outline .e { border: 0; }
    #panel-outline .go { display: flex; gap: 8px; padding: 4px 16px; }
    #panel-outline .level1 { margin-top: 8px; font-size: 15px; }
    #panel-outline .level1 .name { font-weight: 650; }
    #panel-outline .level2 .go { padding-left: 32px; }
    #panel-outline .level3 .go { padding-left: 52px; }
    #panel-outline .level4 .go { padding-left: 72px; }
    #panel-outline .level5 .go, #panel-outline .level6 .go { padding-left: 88px; }
    #panel-outline .number { white-space: nowrap; }
    #panel-outline .boxed .number { padding: 0 6px; border: 1px solid var(--gold); border-radius: 3px; background: #fdfaf1; color: #6b5520; font-size: 12px; align-self: center; }
    #panel-outline .boxed .name { font-weight: 400; }
    .count { margin-left: auto; white-space: nowrap; color: var(--faint); font-size: 12.5px; }
    #panel-projects .go { grid-template-columns: auto minmax(0, 1fr) auto; }
    #panel-projects .number { min-width: 1.6em; text-align: right; }
    #panel-tasks .name b { margin-right: 4px; font-weight: 600; color: #3f6224; }
    #panel-tasks .name { font-weight: 400; grid-column: 1 / -1; }

    .finding { padding: 12px 16px 10px; border-left: 4px solid var(--slate); }
    .finding.fe { border-left-color: var(--red); }
    .finding.fw { border-left-color: #b97a00; }
    .finding p { margin: 0; }
    .finding .message { font-weight: 600; line-height: 1.5; margin-bottom: 6px; }
    .finding .severity { margin: 0 8px 0 6px; font-weight: 600; color: var(--slate); }
    .fe .severity { color: var(--red); }
    .fw .severity { color: var(--amber); }
    .passage { display: grid; grid-template-columns: auto 1fr auto; gap: 8px; align-items: baseline; margin: 0 -8px; padding: 4px 8px; border-radius: 4px; text-decoration: none; }
    .passage q { font-family: var(--serif); quotes: "“" "”"; }
    .reason { margin-top: 5px !important; color: #3c4248; }
    .reason b { margin-right: 8px; font-weight: 600; color: var(--faint); }
    .rule { margin-top: 4px !important; color: #646a71; font: 12px/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
    .huge .paper > *, .huge .panel li { content-visibility: auto; contain-intrinsic-size: auto 60px; }

    @media (max-width: 900px) {
      .desk { display: block; }
      .bar { padding: 0 12px; }
      .brand { display: none; }
      main { padding: 14px 0 120px; }
      .card { padding: 0 16px; }
      .card h1 { font-size: 20px; }
      .paper { padding: 28px 18px 48px; font-size: 16.5px; line-height: 1.85; box-shadow: none; text-align: left; }
      .paper h2.title { font-size: 22px; }
      .paper .l1 { font-size: 18.5px; }
      .paper .l2 { font-size: 17px; text-indent: 0; }
      .box { margin-left: -6px; margin-right: -6px; padding: 0 12px 12px; }
      .paper .box .caption { margin: 0 -12px 10px; padding: 7px 12px; }
      table { font-size: 14px; }
      td, th { padding: 5px 6px; min-width: 3.2em; }
      .paper > .broad { margin-left: -10px; margin-right: -10px; }
      .broad table { min-width: 680px; }
      .wide table { min-width: 330px; }
      aside { position: fixed; z-index: 4; top: auto; bottom: 0; left: 0; right: 0; height: auto; flex-direction: column-reverse; border-left: 0; box-shadow: 0 -2px 16px #0002; }
      .tabs { border-bottom: 0; border-top: 1px solid var(--line); padding-bottom: env(safe-area-inset-bottom); }
      .tabs button { padding: 8px 0 9px; border-bottom: 0; border-top: 3px solid transparent; min-height: 52px; }
      .tabs .en { font-size: 12.5px; }
      body:not(.open) .tabs [aria-selected="true"] { font-weight: 400; }
      .open .tabs [aria-selected="true"] { border-top-color: var(--red); }
      .sheet { display: none; flex: none; height: 64vh; height: 64dvh; }
      .open .sheet { display: block; }
      .filter .close { display: block; }
      .filter input { font-size: 16px; }
      .passage { padding: 7px 8px; }
    }
    @media (max-width: 900px) and (max-height: 500px) { .sheet { height: calc(100dvh - 104px); } }
    @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: auto; } }
    @media print {
      @page { size: A4; margin: 20mm 20mm 18mm; }
      html, body { background: #fff; }
      body { font-size: 10pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      .bar, .legend, .tabs, .filter, .nothing { display: none !important; }
      .desk { display: block; }
      main, .paper { padding: 0; max-width: none; box-shadow: none; }
      .paper { font-size: 11.5pt; line-height: 1.8; }
      .card { max-width: none; padding: 0 0 10pt; border-bottom: .5pt solid #999; }
      .box, table { font-size: 10pt; }
      .wide, .paper > .broad { margin: 8pt 0; overflow: visible; }
      .broad table { font-size: 8.5pt; }
      td, th { padding: 3pt 4pt; }
      .paper h3, .paper h4, .paper h5, .caption { break-after: avoid; }
      tr, .e, .finding { break-inside: avoid; }
      aside { position: static; display: block; height: auto; background: none; border: 0; box-shadow: none; }
      .sheet { display: block; height: auto; overflow: visible; }
      .panel { display: none; }
      #panel-findings:has(li), #panel-indicators:has(li), #panel-projects:has(li) { display: block !important; }
      aside { break-before: page; }
      #panel-indicators ol, #panel-projects ol { columns: 2; column-gap: 20pt; }
      .panel ol { padding: 0; }
      .group { position: static; }
      .go { padding: 4pt 2pt; }
      .printed { display: block; margin: 14pt 0 6pt; font: 600 14pt var(--sans); }
      .aligned { white-space: pre-wrap; }
      .huge * { content-visibility: visible !important; }
    }
    """
