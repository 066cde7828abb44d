#!/usr/bin/env python3
"""Writes the sample plan beside this script: 云岭县科技创新“十四五”规划.docx.

Yunling County (云岭县) does not exist; every word and figure was written for this project. The file
is what an office would send: automatic heading numbers, a table of contents, merged cells, boxes as
one-cell tables and as a text box, footnotes, a landscape annex. About a dozen slips are planted for
`plan check` to find. Only the standard library is used, and every run writes the same bytes.
"""
import re
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

TITLE = "云岭县科技创新“十四五”规划"
SONG, FANG, KAI, HEI, XBS = "宋体", "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
SPACES = " ".join(f'xmlns:{p}="{u}"' for p, u in {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml"}.items())
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


# ---- runs and paragraphs -------------------------------------------------------------------------

def font(name):
    return f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="{name}"/>'


def run(text, face="", size=0, bold=False, color="", extra=""):
    """A run; tabs and [^n] footnote marks inside the text become their elements."""
    props = (font(face) if face else "") + ("<w:b/>" if bold else "") + (f'<w:color w:val="{color}"/>' if color else "") \
        + (f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "") + extra
    props = f"<w:rPr>{props}</w:rPr>" if props else ""
    out = ""
    for part in re.split(r"(\[\^\d+\]|\t|\n)", text):
        if part == "\t":
            out += f"<w:r>{props}<w:tab/></w:r>"
        elif part == "\n":
            out += f"<w:r>{props}<w:br/></w:r>"
        elif part.startswith("[^"):
            out += f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{part[2:-1]}"/></w:r>'
        elif part:
            out += f'<w:r>{props}<w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
    return out


def para(content, style="", props=""):
    content = content if content.startswith("<") else run(content)
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style}{props}</w:pPr>{content}</w:p>"


def body(text):
    """Body text; **lead.** at the start is the run-in lead in bold."""
    match = re.match(r"\*\*(.+?)\*\*(.*)", text, re.S)
    return para(run(match[1], bold=True) + run(match[2]) if match else run(text), "Body")


class Outline:
    """Headings get bookmarks, and the table of contents is written from them."""

    def __init__(self):
        self.entries, self.counts = [], [0, 0, 0]

    def heading(self, level, text):
        self.counts[level - 1] += 1
        self.counts[level:] = [0] * (3 - level)
        mark = f"_Toc9012{len(self.entries):04d}"
        numeral = "零一二三四五六七八九十"[self.counts[level - 1]]
        self.entries.append((level, [f"第{numeral}章", f"{numeral}、", f"（{numeral}）"][level - 1], text, mark))
        at = len(self.entries)
        return para(f'<w:bookmarkStart w:id="{at}" w:name="{mark}"/>{run(text)}<w:bookmarkEnd w:id="{at}"/>', f"Heading{level}")

    def contents(self, pages, last):
        field = lambda kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
        instruction = '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
        lines = [(lv, f"{number} {text}" if lv == 1 else number + text, mark) for lv, number, text, mark in self.entries if lv < 3] + [last]
        out = ""
        for at, ((level, text, mark), page) in enumerate(zip(lines, pages, strict=True)):
            link = f'<w:hyperlink w:anchor="{mark}" w:history="1">{run(f"{text}{chr(9)}{page}")}</w:hyperlink>'
            start = field("begin") + instruction + field("separate") if at == 0 else ""
            end = field("end") if at == len(lines) - 1 else ""
            out += para(start + link + end, f"TOC{level}")
        return out


# ---- tables and boxes ----------------------------------------------------------------------------

def cell(text, width, span=1, merge="", align="center", bold=False, style="Cell", shade=""):
    props = f'<w:tcW w:w="{width}" w:type="dxa"/>' + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
    props += {"": "", "start": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>"}[merge]
    props += (f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else "") + '<w:vAlign w:val="center"/>'
    lines = "".join(para(run(t, bold=bold) if t else "<w:r/>", style, f'<w:jc w:val="{align}"/>') for t in text.split("\n"))
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{lines}</w:tc>"


def row(cells, head=False):
    return f'<w:tr><w:trPr><w:cantSplit/>{"<w:tblHeader/>" if head else ""}<w:jc w:val="center"/></w:trPr>{"".join(cells)}</w:tr>'


def table(widths, rows, margin=60):
    edges = "".join(f'<w:{e} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for e in ("top", "left", "bottom", "right", "insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    return (f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>')


def box_lines(title, lines):
    out = para(run(title, bold=True), "BoxTitle")
    for line in lines:
        match = re.match(r"\*\*(.+?)\*\*(.*)", line, re.S)
        out += para(run(match[1], bold=True) + run(match[2]) if match else run(line), "BoxText")
    return out


def box(title, lines, width=8840):
    """A box drawn as a table of one cell."""
    inside = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:shd w:val="clear" w:color="auto" w:fill="F2F6FA"/></w:tcPr>{box_lines(title, lines)}</w:tc>'
    return para("<w:r/>", "Gap") + table([width], [f"<w:tr>{inside}</w:tr>"], margin=140) + para("<w:r/>", "Gap")


def text_box(title, lines, height, width=5610000, name="文本框 1"):
    """A box drawn as a text box, with the old VML form beside it as Word writes it."""
    content = f"<w:txbxContent>{box_lines(title, lines)}</w:txbxContent>"
    drawing = (f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
               f'<wp:docPr id="1" name="{name}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
               f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
               f'<a:solidFill><a:srgbClr val="F2F6FA"/></a:solidFill><a:ln w="6350"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr>'
               f'<wps:txbx>{content}</wps:txbx><wps:bodyPr rot="0" vert="horz" wrap="square" lIns="91440" tIns="45720" rIns="91440" bIns="45720" anchor="t"><a:noAutofit/></wps:bodyPr>'
               f'</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>')
    points = lambda emu: f"{emu / 12700:g}pt"
    fallback = (f'<w:pict><v:shape id="_x0000_s1026" type="#_x0000_t202" style="width:{points(width)};height:{points(height)}" fillcolor="#f2f6fa" strokeweight=".5pt">'
                f'<v:textbox>{content}</v:textbox></v:shape></w:pict>')
    return para(f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>', "Gap",
                '<w:spacing w:before="60" w:after="120" w:line="240" w:lineRule="auto"/>')


# ---- the parts of the container ------------------------------------------------------------------

def styles():
    def style(ident, name, ppr="", rpr="", based="Normal", kind="paragraph", more=""):
        on = f'<w:basedOn w:val="{based}"/>' if based else ""
        return (f'<w:style w:type="{kind}" w:styleId="{ident}"{more}><w:name w:val="{name}"/>{on}<w:qFormat/>'
                f'{"<w:pPr>" + ppr + "</w:pPr>" if ppr else ""}{"<w:rPr>" + rpr + "</w:rPr>" if rpr else ""}</w:style>')
    size = lambda half: f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    line = lambda twips, before=0, after=0: f'<w:spacing w:before="{before}" w:after="{after}" w:line="{twips}" w:lineRule="exact"/>'
    indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    head = lambda level, jc, before, after, ind: (f'<w:keepNext/><w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>{line(560, before, after)}{ind}'
                                                  f'<w:jc w:val="{jc}"/><w:outlineLvl w:val="{level - 1}"/>')
    none = '<w:ind w:left="0" w:firstLine="0"/>'
    leader = lambda left: f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8840"/></w:tabs>{line(440)}<w:ind w:left="{left}"/>'
    return (HEAD + f'<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr>{font(FANG)}<w:kern w:val="2"/>{size(32)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
            '<w:pPrDefault><w:pPr><w:widowControl w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
            + style("Normal", "Normal", "<w:jc w:val=\"both\"/>", based="", more=' w:default="1"')
            + style("Body", "Body Text", line(560) + indent + '<w:jc w:val="both"/>')
            + style("Heading1", "heading 1", head(1, "center", 280, 280, none), font(HEI) + size(32))
            + style("Heading2", "heading 2", head(2, "left", 0, 0, indent), font(HEI) + size(32))
            + style("Heading3", "heading 3", head(3, "left", 0, 0, indent), font(KAI) + size(32))
            + style("TOC1", "toc 1", leader(0), font(HEI) + size(28)) + style("TOC2", "toc 2", leader(420), size(28))
            + style("Title", "Title", line(640) + '<w:jc w:val="center"/>', font(XBS) + size(44))
            + style("BoxTitle", "box title", line(400, 80, 40) + '<w:jc w:val="center"/>', font(HEI) + size(24))
            + style("BoxText", "box text", line(360) + '<w:ind w:firstLineChars="200" w:firstLine="480"/>', size(24))
            + style("TableTitle", "caption", "<w:keepNext/>" + line(440, 120, 60) + '<w:jc w:val="center"/>', font(HEI) + size(28))
            + style("TableNote", "table note", line(360, 40, 120), size(21))
            + style("Cell", "table cell", line(320), font(SONG) + size(21)) + style("SmallCell", "table cell small", line(290), font(SONG) + size(20))
            + style("Gap", "gap", line(160), size(10))
            + style("Footer", "footer", '<w:jc w:val="center"/>', font(SONG) + size(28))
            + style("FootnoteText", "footnote text", '<w:snapToGrid w:val="0"/>' + line(280), font(SONG) + size(18))
            + style("FootnoteReference", "footnote reference", rpr='<w:vertAlign w:val="superscript"/>', based="", kind="character")
            + "</w:styles>")


def numbering():
    level = lambda at, form, text: (f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="Heading{at + 1}"/><w:suff w:val="{"space" if at == 0 else "nothing"}"/>'
                                    f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>')
    return (HEAD + f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
            + level(0, "chineseCountingThousand", "第%1章") + level(1, "chineseCountingThousand", "%2、") + level(2, "chineseCountingThousand", "（%3）")
            + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>')


def footnotes(texts):
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    notes = "".join(f'<w:footnote w:id="{n}">{para(mark + run(" " + t), "FootnoteText")}</w:footnote>' for n, t in texts.items())
    return (HEAD + f'<w:footnotes {SPACES}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            f'<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>{notes}</w:footnotes>')


def footer():
    number = "".join(f'<w:r>{x}</w:r>' for x in ('<w:fldChar w:fldCharType="begin"/>', '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
                                                 '<w:fldChar w:fldCharType="separate"/>', "<w:t>1</w:t>", '<w:fldChar w:fldCharType="end"/>'))
    return HEAD + f'<w:ftr {SPACES}>{para(run("— ") + number + run(" —"), "Footer")}</w:ftr>'


def section(landscape=False, end=False):
    width, height = (16838, 11906) if landscape else (11906, 16838)
    margins = 'w:top="1588" w:right="1418" w:bottom="1474" w:left="1418"' if landscape else 'w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"'
    props = (f'<w:sectPr><w:footerReference w:type="default" r:id="rId5"/><w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{" w:orient=" + chr(34) + "landscape" + chr(34) if landscape else ""}/>'
             f'<w:pgMar {margins} w:header="851" w:footer="1134" w:gutter="0"/></w:sectPr>')
    return props if end else f"<w:p><w:pPr><w:pStyle w:val=\"Gap\"/>{props}</w:pPr></w:p>"


PAGE_BREAK = '<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'


def write(path, title, author, stamp, content, notes):
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    parts = [("styles", "styles"), ("numbering", "numbering"), ("settings", "settings"), ("footnotes", "footnotes"), ("footer", "footer1"), ("fontTable", "fontTable")]
    faces = {FANG: "仿宋", KAI: "楷体", XBS: "小标宋体", SONG: "SimSun", HEI: "SimHei"}
    files = {
        "[Content_Types].xml": HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="' + word + 'document.main+xml"/>'
        + "".join(f'<Override PartName="/word/{name}.xml" ContentType="{word}{kind}+xml"/>' for kind, name in parts)
        + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": HEAD + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{office}officeDocument" Target="word/document.xml"/>'
        '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "word/_rels/document.xml.rels": HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(f'<Relationship Id="rId{n}" Type="{office}{kind}" Target="{name}.xml"/>' for n, (kind, name) in enumerate(parts, 1)) + "</Relationships>",
        "docProps/core.xml": HEAD + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>'
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified></cp:coreProperties>',
        "word/document.xml": HEAD + f'<w:document {SPACES} mc:Ignorable="w14"><w:body>{content}</w:body></w:document>',
        "word/styles.xml": styles(), "word/numbering.xml": numbering(), "word/footnotes.xml": footnotes(notes), "word/footer1.xml": footer(),
        "word/settings.xml": HEAD + f'<w:settings {SPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="compressPunctuation"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>',
        "word/fontTable.xml": HEAD + f'<w:fonts {SPACES}>' + "".join(f'<w:font w:name="{n}"><w:altName w:val="{a}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>' for n, a in faces.items()) + "</w:fonts>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, (2021, 12, 6, 9, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, text.encode())


# ---- the plan ------------------------------------------------------------------------------------

NOTES = {
    1: "科技型企业指在全省科技型企业信息服务平台登记入库、状态正常的企业，数据来源为县科技局年度统计。",
    2: "即全社会研究与试验发展（R&D）经费内部支出与当年地区生产总值之比。",
    3: "科技特派员指由县级以上科技部门选派，到乡镇、村和企业开展技术服务的专业技术人员，按每人每年服务不少于30个工作日计。",
}

INDICATORS = [  # group, name, unit, 2020, 2025, attribute
    ("创新投入", "全社会研发经费投入占地区生产总值比重", "%", "0.62", "1.5", "预期性"),
    ("创新投入", "科学技术支出占一般公共预算支出比重", "%", "1.35", "1.2", "约束性"),
    ("创新投入", "规模以上工业企业研发机构覆盖率", "%", "18", "40", "预期性"),
    ("创新主体", "科技型企业", "家", "286", "600", "预期性"),
    ("创新主体", "高新技术企业", "家", "24", "60", "预期性"),
    ("创新主体", "每万人口有效发明专利拥有量", "件", "1.46", "3", "预期性"),
    ("创新平台", "县级以上创新平台", "个", "21", "45", "预期性"),
    ("创新平台", "科技服务机构", "家", "12", "35", "预期性"),
    ("创新成效", "技术合同成交额", "亿元", "【1.2】", "【4】", "预期性"),
    ("创新成效", "科技成果登记数", "项", "【46】", "【120】", "预期性"),
    ("创新成效", "主要农作物良种覆盖率", "%", "92", "96", "约束性"),
    ("创新成效", "公民具备科学素质的比例", "%", "6.8", "12", "预期性"),
]

PROJECTS = [  # group, name, kind, content, period, budget, lead, support
    ("一、创新平台建设", "云岭县科技创新中心", "新建", "建设科技服务大厅、共享实验室和成果展示交易区，建筑面积1.2万平方米。", "2021—2023年", 12000, "县科技局", "县住房城乡建设局"),
    ("一、创新平台建设", "云岭高山茶研究院", "新建", "围绕种质资源、加工工艺和茶叶深加工组建研究团队，配套试制车间1个。", "2022—2024年", 3200, "县农业农村局", "县科技局"),
    ("一、创新平台建设", "道地中药材工程技术研究中心", "续建", "完善黄精、天麻种苗繁育和有效成分检测实验条件。", "2021—2023年", 1800, "县科技局", "县林业局、县卫生健康局"),
    ("一、创新平台建设", "县科技企业孵化器二期", "续建", "新增孵化场地6000平方米，配套中试车间和路演中心。", "2021—2022年", 4500, "云岭工业园区管委会", "县科技局"),
    ("一、创新平台建设", "特色产品检验检测公共服务平台", "新建", "建设茶叶、竹制品、饮用水检验检测室，取得相关资质。", "2023—2025年", 2600, "县市场监管局", "县科技局"),
    ("二、科技惠民与数字赋能", "高山茶产业大数据平台", "新建", "汇集茶园地块、气象、加工、销售数据，开发生产管理、质量追溯、价格监测功能，服务茶企和茶农。", "2022—2024年", 1500, "县农业农村局", "县大数据局"),
    ("二、科技惠民与数字赋能", "云岭茶叶全产业链大数据平台", "新建", "汇集茶园地块、气象、加工、流通数据，开发生产管理、质量追溯、价格行情功能，服务茶企和茶农。", "2022—2025年", 1600, "县商务局", "县农业农村局"),
    ("二、科技惠民与数字赋能", "地质灾害智能监测预警平台", "新建", "在重点隐患点布设位移、雨量、裂缝监测设备，建设县乡两级预警终端。", "2021—2023年", 2200, "县自然资源局", "县应急管理局"),
    ("二、科技惠民与数字赋能", "森林防火空天地一体化监测系统", "续建", "扩建高点视频和无人机巡护站，接入卫星热点数据。", "2021—2022年", 1900, "县林业局", "县应急管理局"),
    ("二、科技惠民与数字赋能", "县域医疗影像云平台", "新建", "联通县级医院与乡镇卫生院影像设备，实现远程诊断。", "2023—2025年", 1300, "县卫生健康局", "县大数据局"),
    ("三、特色产业技术攻关", "竹纤维复合材料中试基地", "新建", "建设年处理竹材3万吨的中试生产线，开发竹纤维板材、型材。", "2022—2025年", 18000, "云岭工业园区管委会", "县科技局、县经济和信息化局"),
    ("三、特色产业技术攻关", "清洁能源装备智能工厂", "新建", "建设小水电机组和储能柜数字化生产线，配套试验检测台架。", "2024—2027年", 26000, "县经济和信息化局", "县发展改革局"),
    ("三、特色产业技术攻关", "冷水鱼良种繁育基地", "续建", "改造流水养殖池，建设亲鱼培育车间和种质保存库。", "2021—2024年", 4200, "县农业农村局", "县水利局"),
    ("三、特色产业技术攻关", "中药材精深加工技术研究及产业化", "新建", "开展黄精九制、天麻饮片加工技术研究，建设饮片生产线1条。", "2022—2025年", 5800, "县科技局", "县农业农村局、县林业局"),
    ("三、特色产业技术攻关", "退化茶园土壤改良技术示范", "新建", "推广测土配方、绿肥套种和有机肥替代，建设示范片5000亩。", "2023—2025年", 900, "县农业农村局", "县科技局"),
]
STATED_TOTAL = 89500  # planted: the groups add up to 87500

# The pages on which the headings fall, as Word's own table of contents would have stored them.
PAGES = [3, 3, 4, 4, 4, 4, 5, 6, 6, 7, 8, 8, 9, 9, 10, 10, 10, 10, 10, 11]


def front():
    red = lambda text, size, spacing="": para(run(text, XBS, size, color="FF0000"), "", f'<w:spacing w:before="0" w:after="360" w:line="900" w:lineRule="exact"/>{spacing}<w:jc w:val="center"/>')
    rule = '<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="6" w:color="FF0000"/></w:pBdr><w:spacing w:after="560" w:line="560" w:lineRule="exact"/><w:jc w:val="center"/>'
    right = lambda text, chars: para(run(text), "Body", f'<w:ind w:rightChars="{chars}" w:right="{chars * 3.2:.0f}"/><w:jc w:val="right"/>')
    return (red("云岭县人民政府文件", 72)
            + para(run("云岭府发〔2021〕18号"), "", rule)
            + para(run("云岭县人民政府\n关于印发云岭县科技创新\n“十四五”规划的通知"), "Title", '<w:spacing w:after="480" w:line="640" w:lineRule="exact"/>')
            + para(run("各乡镇人民政府，县政府各部门，各有关单位："), "Body", '<w:ind w:firstLineChars="0" w:firstLine="0"/>')
            + body("《云岭县科技创新“十四五”规划》已经县十七届人民政府第86次常务会议审议通过，现印发给你们，请结合实际抓好落实。")
            + para("<w:r/>", "Body") + para("<w:r/>", "Body")
            + right("云岭县人民政府", 400) + right("2021年12月6日", 400)
            + body("（此件公开发布）") + PAGE_BREAK)


def indicator_table():
    widths = [1050, 560, 3880, 750, 880, 880, 840]
    top = [cell(t, w, merge="start", bold=True) for t, w in zip(["类别", "序号", "指标名称", "单位"], widths)]
    top += [cell("指标值", 1760, span=2, bold=True), cell("属性", widths[6], merge="start", bold=True)]
    low = [cell("", w, merge="on") for w in widths[:4]] + [cell("2020年", 880, bold=True), cell("2025年", 880, bold=True), cell("", 840, merge="on")]
    rows, last = [row(top, True), row(low, True)], ""
    for at, (group, name, unit, old, new, kind) in enumerate(INDICATORS, 1):
        first = cell(group, widths[0], merge="start") if group != last else cell("", widths[0], merge="on")
        last = group
        rows.append(row([first, cell(str(at), widths[1]), cell(name, widths[2], align="left")] + [cell(t, w) for t, w in zip([unit, old, new, kind], widths[3:])]))
    return (para(run("专栏1  云岭县“十四五”科技创新主要指标"), "TableTitle") + table(widths, rows)
            + para(run("注：【】内为五年累计数。"), "TableNote"))


def project_table():
    widths = [600, 2500, 750, 4600, 1400, 1150, 1450, 1550]
    heads = ["序号", "项目名称", "建设\n性质", "主要建设内容", "起止年限", "总投资\n（万元）"]
    top = [cell(t, w, merge="start", bold=True, style="SmallCell") for t, w in zip(heads, widths)] + [cell("责任单位", 3000, span=2, bold=True, style="SmallCell")]
    low = [cell("", w, merge="on", style="SmallCell") for w in widths[:6]] + [cell("牵头单位", 1450, bold=True, style="SmallCell"), cell("配合单位", 1550, bold=True, style="SmallCell")]
    small = lambda t, w, align="center": cell(t, w, align=align, style="SmallCell")
    rows = [row(top, True), row(low, True)]
    groups = list(dict.fromkeys(p[0] for p in PROJECTS))
    for group in groups:
        rows.append(row([cell(group, sum(widths), span=8, align="left", bold=True, style="SmallCell", shade="F2F2F2")]))
        inside = [(at, p) for at, p in enumerate(PROJECTS, 1) if p[0] == group]
        for at, (_, name, kind, content, period, budget, lead, support) in inside:
            texts = [str(at), name, kind, content, period, str(budget), lead, support]
            rows.append(row([small(t, w, "left" if n in (1, 3) else "center") for n, (t, w) in enumerate(zip(texts, widths))]))
        rows.append(row([cell(f"小计（{len(inside)}个）", sum(widths[:5]), span=5, style="SmallCell"), small(str(sum(p[5] for _, p in inside)), widths[5]), cell("", 3000, span=2, style="SmallCell")]))
    rows.append(row([cell(f"合计（{len(PROJECTS)}个）", sum(widths[:5]), span=5, bold=True, style="SmallCell"), cell(str(STATED_TOTAL), widths[5], bold=True, style="SmallCell"), cell("", 3000, span=2, style="SmallCell")]))
    return table(widths, rows)


def plan():
    outline = Outline()
    h = outline.heading
    text = "".join([
        para(run(TITLE), "Title", '<w:spacing w:before="240" w:after="480" w:line="640" w:lineRule="exact"/>'),
        body("为加快建设山区科技创新示范县，根据《云岭县国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要》《澜川市科技创新“十四五”规划》，结合县情实际，编制本规划。规划期为2021—2025年，远期展望到2035年。"),
        h(1, "发展基础与面临形势"),
        h(2, "发展基础"),
        body("过去五年，全县上下把科技创新摆在事关长远的位置来抓，创新要素加快汇聚，山区县依靠科技换道追赶的路子越走越宽。"),
        body("**创新主体稳步增加。**截至2020年底，全县有科技型企业286家[^1]、高新技术企业24家。规模以上工业企业中，建立研发机构的占18%；全社会研发经费投入占地区生产总值比重[^2]为0.62%。"),
        body("**创新平台初具规模。**建成县级以上创新平台21个，县科技企业孵化器一期投入使用，入孵企业73家。科技服务机构达到12家，业务覆盖技术转移、检验检测和知识产权代理。"),
        body("**成果应用见到实效。**五年登记科技成果46项，技术合同成交额累计1.2亿元，每万人口有效发明专利拥有量达到1.46件。茶园机采、冷水鱼苗种繁育等技术在12个乡镇推广，主要农作物良种覆盖率达到92%。"),
        body("与此同时，全县研发投入总量偏小，领军型企业不多，平台之间数据不通、设备少有共享，既懂技术又懂市场的人才缺口明显，科技与茶、竹、药、水等特色产业的结合还不够紧密。"),
        h(2, "面临形势"),
        body("从外部环境看，新技术向农业、水电、康养等领域加速渗透，高铁通车后云岭到澜川市区的时间缩短到40分钟，承接中心城市研发溢出的条件更好。从自身发展看，劳动力外流、土地细碎的约束越来越紧，靠增加要素投入换取增长难以为继，把特色资源变成特色产业，关键在科技。"),
        h(1, "总体要求"),
        h(2, "指导思想"),
        body("坚持以习近平新时代中国特色社会主义思想为指导，把创新作为县域高质量发展的主动力，围绕“一茶一竹一药一水”做深产业技术，围绕群众急难愁盼做实科技惠民，走出一条投入不大、见效较快、群众得益的山区创新之路。"),
        h(2, "基本原则"),
        body("**突出特色。**有所为有所不为，集中财力攻克本地产业真正用得上的技术。"),
        body("**企业主体。**由企业出题、答题、阅卷，政府做好服务和引导。"),
        body("**开放协同。**借智借力，推动高校院所的成果到云岭中试、在云岭转化。"),
        body("**普惠民生。**优先把成熟技术用到防灾减灾、医疗卫生和饮水安全上。"),
        h(2, "发展目标"),
        body("到2025年，县域科技创新能力进入澜川市山区县前列，山区科技创新示范县基本建成。"),
        body("**投入更有保障。**到2025年，全社会研发经费投入占地区生产总值比重达到1.5%，规模以上工业企业研发机构覆盖率达到40%。"),
        body("**主体更具活力。**到2025年，高新技术企业达到60家，每万人口有效发明专利拥有量达到3件。"),
        body("**平台更加完善。**“十四五”期间新建县级以上创新平台24个，到2025年总数达到45个；在2020年12家科技服务机构的基础上新增20家，到2025年总量达到35家。"),
        body("**成效更为显著。**五年累计实现技术合同成交额4亿元、登记科技成果120项，到2025年公民具备科学素质的比例达到12%。"),
        indicator_table(),
        body("到2035年，特色产业关键技术自给能力显著增强，科技成为群众增收致富的主要支撑，建成全省有影响的山区创新型县。"),
        h(1, "重点任务"),
        h(2, "培育壮大创新主体"),
        h(3, "梯次培育科技型企业"),
        body("建立“种子—雏鹰—领航”三级企业培育库，2022年6月底前完成首批企业入库。到2025年，全县科技型企业达到650家。对首次认定的高新技术企业，按照《云岭县科技型企业培育行动方案（2017—2019年）》明确的标准给予奖励。（牵头单位：县科技局；配合单位：县经济和信息化局、县财政局、县税务局）"),
        h(3, "支持企业加大研发投入"),
        body("落实研发费用加计扣除政策，设立县级企业研发准备金补助。到2023年，规模以上工业企业研发机构覆盖率达到30%。支持有条件的企业与高校共建联合实验室，2025年底前实现主营业务收入亿元以上企业全覆盖。（责任单位：县科技局、县税务局）"),
        box("专栏2  创新主体培育计划", [
            "**1．农业领域。**围绕茶叶、中药材、冷水鱼，培育科技型企业【210】家、高新技术企业15家。",
            "**2．工业领域。**围绕竹材加工、清洁能源装备、饮用水，培育科技型企业【240】家、高新技术企业35家。",
            "**3．服务业领域。**围绕康养旅居、电子商务、研发服务，培育科技型企业【150】家、高新技术企业10家。",
            "注：【】内为2025年预计数。"]),
        h(2, "布局建设创新平台"),
        h(3, "打造综合性创新载体"),
        body("建设云岭县科技创新中心，集中提供政务办理、设备共享、成果展示服务，2023年底前投入使用。（责任单位：县科技局）建成县科技企业孵化器二期，2022年底前完成招商入驻，新增入孵企业60家。（责任单位：云岭工业园区管委会）"),
        h(3, "建设特色产业研发平台"),
        body("按照“一个产业、一个平台、一支团队”的要求，分年度推进专业平台建设，建成一个、验收一个、开放一个。（牵头单位：县科技局；配合单位：县农业农村局、县林业局、县市场监管局）"),
        text_box("专栏3  特色产业研发平台", [
            "① 云岭高山茶研究院。开展高山茶种质评价、夏秋茶综合利用研究，2024年底前建成。",
            "② 道地中药材工程技术研究中心。开展黄精、天麻种苗繁育和质量标准研究，2023年底前完善。",
            "③ 竹纤维复合材料中试基地。开展竹纤维分离、成型工艺中试，2025年底前建成。",
            "④ 冷水鱼良种繁育基地。开展亲鱼选育和病害防控研究，2024年底前建成。",
            "⑤ 特色产品检验检测公共服务平台。面向茶叶、竹制品、饮用水企业提供检测服务，2025年底前建成。"], 2640000),
        h(2, "攻克特色产业关键技术"),
        body("面向产业一线征集难题，推行“揭榜挂帅、“赛马”等项目组织方式，每年发布技术需求8项，五年累计发布40项。对揭榜成功的团队，按合同金额给予不超过20%的补助。（牵头单位：县科技局；配合单位：县财政局）"),
        box("专栏4  关键技术攻关方向", [
            "**● 茶产业。**山地茶园轻简机械、茶叶加工在线检测、茶多酚提取。",
            "**● 竹产业。**竹材快速分切、竹纤维复合成型、竹基活性炭。",
            "**● 中药材。**林下仿野生栽培、九制工艺参数化、有效成分快速检测。",
            "**● 清洁能源。**小水电机组增效、微电网协同调度、储能柜安全监测。"]),
        h(2, "推进科技惠民和数字赋能"),
        body("坚持小切口、见实效，组织实施10大科技惠民工程（见专栏5），让群众用得上、用得好。建设地质灾害智能监测预警平台，2023年底前覆盖全部重点隐患点。（责任单位：县自然资源局）建设县域医疗影像云平台，2025年底前实现乡镇卫生院全接入。（责任单位：县卫生健康局）完善森林防火空天地一体化监测系统，火情发现时间控制在10分钟以内。（责任单位：县林业局）"),
        box("专栏5  科技惠民工程", [
            "**01 地灾预警工程。**为重点隐患点安装智能监测设备。",
            "**02 森林防火工程。**扩建高点视频和无人机巡护站。",
            "**03 影像上云工程。**乡镇拍片、县级诊断、结果互认。",
            "**04 放心饮水工程。**农村供水点水质在线监测。",
            "**05 茶园减药工程。**推广绿色防控和统防统治。",
            "**06 冷链提质工程。**产地预冷与冷藏车温度监控。",
            "**07 智慧课堂工程。**为村小配备远程互动教室。",
            "**08 居家养老工程。**为独居老人安装跌倒报警装置。",
            "**09 科普下乡工程。**科普大篷车每年进村开展活动。"]),
        h(2, "畅通成果转化渠道"),
        body("建设县技术转移服务站，培养技术经纪人30名，为企业提供成果评价、合同登记和融资对接服务。到2025年，技术合同登记实现网上办理。支持高校院所在云岭设立成果转化工作站，具体布局见专栏8。（责任单位：县科技局）"),
        h(2, "壮大科技人才队伍"),
        body("每年选派科技特派员[^3]80人次，五年累计选派400人次，实现重点产业村全覆盖。柔性引进高层次人才，“十四五”期间引进博士以上人才25名。办好农村实用技术夜校，每年培训农民不少于2000人次。（牵头单位：县委组织部；配合单位：县科技局、县人力资源社会保障局）"),
        h(1, "保障措施"),
        h(2, "加强组织领导"),
        body("县科技工作领导小组负责统筹统筹推进规划实施，领导小组办公室设在县科技局，每季度调度一次，重大事项报县政府常务会议研究。各乡镇、各部门要把规划任务分解到年度、落实到岗位。"),
        h(2, "强化资金保障"),
        body("健全财政科技投入稳定增长机制，引导金融机构开发科技信贷产品。“十四五”期间谋划实施重大科技项目15个，估算总投资8.95亿元（见附件）。（责任单位：县财政局、县科技局）"),
        h(2, "营造创新氛围"),
        body("办好云岭科技活动周和青少年科技节，选树一批扎根山区的科技工作者典型，完善容错纠错机制，鼓励大胆探索、宽容失败。"),
        h(2, "严格监测评估"),
        body("建立规划实施年度监测制度，2023年开展中期评估，2025年开展总结评估，评估结果向社会公布。（责任单位：县科技局、县统计局）"),
        section(),
        para(run("附件", HEI) , "", '<w:spacing w:line="480" w:lineRule="exact"/>'),
        para('<w:bookmarkStart w:id="99" w:name="_Toc90129999"/>' + run("云岭县“十四五”科技创新重大项目表") + '<w:bookmarkEnd w:id="99"/>', "Title",
             '<w:spacing w:after="200" w:line="560" w:lineRule="exact"/>'),
        project_table(), section(landscape=True, end=True)])
    contents = (para(run("目    录", XBS, 36), "", '<w:spacing w:after="240" w:line="600" w:lineRule="exact"/><w:jc w:val="center"/>')
                + outline.contents(PAGES, (1, "附件 云岭县“十四五”科技创新重大项目表", "_Toc90129999")) + PAGE_BREAK)
    return front() + contents + text


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name(TITLE + ".docx")
    write(target, TITLE, "云岭县科技局", "2021-12-06T01:00:00Z", plan(), NOTES)
