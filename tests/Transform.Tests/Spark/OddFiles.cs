using System.Text;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Tests.Engine;

namespace RetailBus.Transform.Tests.Spark;

/// <summary>Files each of which is odd in its own way.</summary>
internal static class OddFiles
{
    private const string Objects = "{\"order_id\":1,\"store_id\":1,\"item\":1,\"quantity\":1,\"total_amount\":1,\"timestamp\":1}";
    private const string Visits = "ticket,gate,kind,member,price,at\n";

    /// <param name="orders">The contract of most.</param>
    /// <param name="merging">One by which unknown columns and known ones go to extra.</param>
    public static IEnumerable<ReaderFile> All(DatasetContract orders, DatasetContract merging) =>
    [
        new("oddities", orders, Oddities.Bytes()),
        new("nothing", orders, []),
        new("a mark only", orders, [.. Encoding.UTF8.Preamble]),
        new("line ends only", orders, "\r\n\n\n"u8.ToArray()),
        new("a workbook", orders, "PK\u0003\u0004x"u8.ToArray()),
        new("a PDF in UTF-16", orders, [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("%PDF-1.7")]),
        new("a JSON array", orders, " [ {\"order_id\":1}]"u8.ToArray()),
        new("binary", orders, [.. Enumerable.Range(0, 9000).Select(place => (byte)(place * 7))]),
        new("half a character of UTF-16", orders, [.. Encoding.Unicode.GetBytes(ReaderFiles.Good + "é"), 0x3d]),
        new("half a pair of UTF-16", orders, [.. Encoding.Unicode.GetBytes(ReaderFiles.Good + "x"), 0x3d, 0xd8, 0x20, 0, 0, 0xdc]),
        Of("a carriage return before the line's end", LocalEngine.Contract("visit"), Visits + "a,b,c,d,e,f\r\r\n1,2,3,4,5,6\n"),
        Of("carriage returns within apostrophes", orders with { Quotes = ['\''] },
            ReaderFiles.Good.Replace("tea", "'t\re\ra'", StringComparison.Ordinal)),
        Of("line feeds within apostrophes, lines of carriage returns", orders with { Quotes = ['"', '\''] },
            ReaderFiles.Good.Replace('\n', '\r').Replace("tea", "'t\n''\n\na'", StringComparison.Ordinal) + "\r"),
        Of("carriage returns and double quotes that enclose nothing", orders with { Quotes = [] },
            ReaderFiles.Good.Replace('\n', '\r').Replace("tea", "\"tea", StringComparison.Ordinal) + "\r\n"),
        Of("columns named alike", orders, ReaderFiles.Good.Replace("\n", ",a,A,A 2,,column 8,,ß,ẞ,ı\n", StringComparison.Ordinal)
            + ",1,2,3,4,5,6,7,8,9"),
        Of("columns named with NUL", orders, ReaderFiles.Good.Replace("\n", ",a\0b,a␀b,\0\n", StringComparison.Ordinal) + ",1,2,3"),
        Of("a column named twice", orders, ReaderFiles.Good.Replace("price", "item", StringComparison.Ordinal) + "\n"),
        Of("two columns named twice", orders, ReaderFiles.Good.Replace("\n", ",PRICE,item\n", StringComparison.Ordinal)),
        Of("one column missing", orders, ReaderFiles.Good.Replace("price", "cost", StringComparison.Ordinal)),
        Of("two columns missing of personal data", LocalEngine.Contract("visit"), "ticket,gate,kind,member\n1,2,3,4\n"),
        Of("columns without a header", merging with { HeaderOptional = true }, "A1;F;tea;1;1;;Karte;K;a@b;0;x\nA2;F;tea;1;1;;;;;;x"),
        Of("no header where no column is required", LocalEngine.Contract("leads"), "A,S1,2,2026-11-23,1\nB,,,,\n"),
        Of("two of five names where no column is required", LocalEngine.Contract("leads"), "A,S1,2,2026-11-23,1\ncode,shop,x,,\n"),
        Of("two names in the first line where no column is required", LocalEngine.Contract("leads"), "code,shop,x,y,z\nA,S1,2,2026-11-23,1\n"),
        Of("a header below a title where no column is required", LocalEngine.Contract("leads"),
            "Leads of a day\nat,shop,code,pieces,each,note\n2026-11-23,S1,A,2,,\n"),
        Of("no header where one is needed and no column is required", LocalEngine.Contract("leads") with { HeaderOptional = false },
            "A,S1,2,,\n"),
        Of("a number that is none, and no other value of its column", orders, Objects + "\n{\"price\":01}"),
        Of("a list that is none, and no other value of its column", orders, Objects + "\n{\"price\":[}"),
        Of("half a pair of surrogates, and no other value of its column", orders, Objects + "\n{\"price\":\"\\ud800\",\"x\":1}"),
        Of("objects of which extra keeps known columns too", merging,
            """
            {"Bon":"A1","Filiale":"F","Artikel":"tea","Menge":"1","Preis":"1","Zeit":"x","Zahlart":"Karte","E-Mail":" a@b ","note":"é"}
            {"Bon":"A5","n":{"a":[1,null]}}
            {"Bon":"A2","Zahlart":" ","zahlart2":null,"Zahlart ":"x","e-mail":[],"n":12}
            {"Bon":"A3","Zahlart":{"a":"b"},"E-Mail":null}
            {"Bon":"A4"}
            """),
    ];

    private static ReaderFile Of(string name, DatasetContract contract, string text) => new(name, contract, Encoding.UTF8.GetBytes(text));
}
