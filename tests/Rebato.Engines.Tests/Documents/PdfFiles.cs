using System.Globalization;
using System.Text;

namespace Rebato.Engines.Tests.Documents;

/// <summary>A PDF made by hand: objects by number, one of them drawn over by a second revision.</summary>
internal sealed class PdfFiles
{
    private readonly SortedDictionary<int, byte[]> objects = [];

    public void Put(int number, string body) => objects[number] = Encoding.Latin1.GetBytes(body);

    public void Stream(int number, string dictionary, byte[] body) =>
        objects[number] = [.. Encoding.Latin1.GetBytes($"<<{dictionary}/Length {body.Length}>>\nstream\n"), .. body, .. "\nendstream"u8];

    public void Stream(int number, string dictionary, string body) => Stream(number, dictionary, Encoding.Latin1.GetBytes(body));

    public byte[] Build(string trailer, string after = "", byte[]? before = null)
    {
        using var into = new MemoryStream();
        into.Write(before ?? Encoding.Latin1.GetBytes("%PDF-1.7\n"));
        var offsets = new SortedDictionary<int, long>();
        foreach (var (number, body) in objects)
        {
            offsets[number] = into.Length;
            into.Write(Encoding.Latin1.GetBytes($"{number} 0 obj\n"));
            into.Write(body);
            into.Write("\nendobj\n"u8);
        }
        var start = into.Length;
        var table = new StringBuilder("xref\n");
        foreach (var (number, offset) in offsets) table.Append(CultureInfo.InvariantCulture, $"{number} 1\n{offset:D10} 00000 n \n");
        table.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {objects.Keys.Max() + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n{after}");
        into.Write(Encoding.Latin1.GetBytes(table.ToString()));
        return into.ToArray();
    }

    /// <summary>A document with a marker in each place where PDFs keep secrets.</summary>
    public static byte[] Dirty(Plant p, bool filled = true)
    {
        var pdf = new PdfFiles();
        pdf.Put(1, $"<</Type/Catalog/Pages 2 0 R/Metadata 20 0 R/PieceInfo<</X<</Private({p.Hide()})>>>>/Names<</Dests<</Names[(a)[3 0 R/Fit]]>>/JavaScript<</Names[(j)<</S/JavaScript/JS({p.Hide()})>>]>>/EmbeddedFiles<</Names[({p.Hide()})21 0 R]>>>>/OpenAction<</S/JavaScript/JS({p.Hide()})>>/AA<</WC<</S/JavaScript/JS({p.Hide()})>>>>/Outlines 30 0 R/AcroForm<</Fields[41 0 R 42 0 R]/XFA({p.Hide()})/DA(/F1 9 Tf)>>/OCProperties<</OCGs[50 0 R 51 0 R]/D<</OFF[51 0 R]/Order[50 0 R 51 0 R]>>>>/StructTreeRoot 60 0 R/MarkInfo<</Marked true>>/Lang(es)>>");
        pdf.Put(2, "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 300 300]>>");
        pdf.Put(3, $"<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 4 0 R>>/XObject<</I 6 0 R/H 53 0 R>>/Properties<</O1 50 0 R/O2 51 0 R>>>>/Contents[5 0 R 7 0 R]/Annots[40 0 R 41 0 R 42 0 R 43 0 R 44 0 R 45 0 R 46 0 R]/LastModified({p.Hide()})/PieceInfo<</Y({p.Hide()})>>/Thumb 22 0 R/AA<</O<</S/Launch/F({p.Hide()})>>>>/StructParents 0/Tabs/S>>");
        pdf.Put(4, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
        pdf.Stream(5, "", $"% {p.Hide()}\nBT /F1 12 Tf 20 250 Td ({p.Show()} \\( % no comment) Tj ET\n/OC /O1 BDC BT /F1 12 Tf 20 230 Td ({p.Show()}) Tj ET EMC\n/OC /O2 BDC BT /F1 12 Tf 20 210 Td ({p.Hide()}) Tj ET");
        pdf.Stream(6, "/Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Metadata 23 0 R", Pictures.Jpeg(p));
        pdf.Stream(7, "", $"BT /F1 9 Tf 20 200 Td ({p.Hide()}) ' ET EMC q 9 0 0 9 100 100 cm /I Do Q /H Do BT /F1 9 Tf 20 150 Td ({p.Show()}) Tj ET");
        pdf.Stream(20, "/Type/Metadata/Subtype/XML", $"<x xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"><pdfuaid:part>1</pdfuaid:part><c>{p.Hide()}</c></x>");
        pdf.Put(21, $"<</Type/Filespec/F({p.Hide()})/EF<</F 24 0 R>>/Desc({p.Hide()})>>");
        pdf.Stream(22, "", p.Hide());
        pdf.Stream(23, "/Type/Metadata/Subtype/XML", p.Hide());
        pdf.Stream(24, "/Type/EmbeddedFile", p.Hide());
        pdf.Put(30, "<</Type/Outlines/First 31 0 R/Last 31 0 R/Count 1>>");
        pdf.Put(31, $"<</Title({p.Show()})/Parent 30 0 R/Dest[3 0 R/Fit]/Secret({p.Hide()})>>");
        pdf.Put(40, $"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.org/{p.Show()})>>/Contents({p.Show()})/NM({p.Hide()})>>");
        pdf.Put(41, $"<</Type/Annot/Subtype/Widget/Rect[20 20 90 40]/FT/Tx/T(uno){(filled ? $"/V({p.Hide()})" : "")}/AP<</N 47 0 R>>/AA<</K<</S/JavaScript/JS({p.Hide()})>>>>/P 3 0 R>>");
        pdf.Put(42, $"<</Type/Annot/Subtype/Widget/Rect[20 50 90 70]/FT/Tx/T(dos)/F 2/V({p.Hide()})/AP<</N 48 0 R>>>>");
        pdf.Put(43, $"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/T({p.Hide()})/Contents({p.Hide()})>>");
        pdf.Put(44, $"<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS 21 0 R/Contents({p.Hide()})>>");
        pdf.Put(45, $"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/GoToR/F(C:\\\\{p.Hide()}.pdf)>>>>");
        pdf.Put(46, $"<</Type/Annot/Subtype/Stamp/Rect[100 20 200 60]/T({p.Hide()})/Contents({p.Hide()})/AP<</N 49 0 R>>/StructParent 1>>");
        pdf.Stream(47, "/Subtype/Form/BBox[0 0 70 20]/Resources<</Font<</F1 4 0 R>>>>", $"BT /F1 9 Tf 2 2 Td ({p.Show()}) Tj ET");
        pdf.Stream(48, "/Subtype/Form/BBox[0 0 70 20]/Resources<</Font<</F1 4 0 R>>>>", $"BT /F1 9 Tf 2 2 Td ({p.Hide()}) Tj ET");
        pdf.Stream(49, "/Subtype/Form/BBox[0 0 50 20]/Resources<</Font<</F1 4 0 R>>>>", $"BT /F1 9 Tf 2 2 Td ({p.Show()}) Tj ET");
        pdf.Put(50, $"<</Type/OCG/Name({p.Show()})/Usage<</CreatorInfo<</Creator({p.Hide()})>>>>>>");
        pdf.Put(51, $"<</Type/OCG/Name({p.Hide()})>>");
        pdf.Stream(53, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/OC 51 0 R", p.Hide());
        pdf.Put(60, "<</Type/StructTreeRoot/K[61 0 R]/ParentTree<</Nums[0[61 0 R]1 62 0 R]>>>>");
        pdf.Put(61, $"<</Type/StructElem/S/Figure/P 60 0 R/Pg 3 0 R/K[0]/Alt({p.Show()})/T({p.Hide()})/A<</O/Layout/Placement/Block>>>>");
        pdf.Put(62, "<</Type/StructElem/S/Annot/P 60 0 R/K<</Type/OBJR/Obj 46 0 R/Pg 3 0 R>>>>");
        pdf.Put(70, $"<</Orphan({p.Hide()})>>");
        pdf.Put(71, $"<</Author({p.Hide()})/Title({p.Hide()})/Producer(x)/Custom<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(p.Hide()))}>>>");
        var first = pdf.Build("/Info 71 0 R");
        var second = new PdfFiles();
        second.Put(71, $"<</Author({p.Hide()})>>");
        return second.Build($"/Info 71 0 R/ID[({p.Hide()})(x)]/Prev {FindTable(first)}", p.Hide(), first);
    }

    private static int FindTable(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        var at = text.LastIndexOf("startxref\n", StringComparison.Ordinal) + 10;
        return int.Parse(text[at..text.IndexOf('\n', at)], CultureInfo.InvariantCulture);
    }
}
