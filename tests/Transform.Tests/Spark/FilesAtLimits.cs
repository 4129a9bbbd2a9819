using System.Text;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Tests.Engine;

namespace RetailBus.Transform.Tests.Spark;

/// <summary>Files at what a file may be, on either side.</summary>
internal static class FilesAtLimits
{
    private const int Million = 1 << 20;
    private const string Objects = "{\"order_id\":1,\"store_id\":1,\"item\":1,\"quantity\":1,\"price\":1,\"total_amount\":1,\"timestamp\":1}\n";
    private static readonly string Longest = new('x', Million);
    private static readonly string Header = ReaderFiles.Good.Split('\n')[0];
    private static readonly string Row = "\n" + ReaderFiles.Good.Split('\n')[1];

    /// <param name="orders">Files of which may come without a header.</param>
    /// <param name="strict">The same with one.</param>
    public static IEnumerable<ReaderFile> All(DatasetContract orders, DatasetContract strict) =>
    [
        Of("a million empty lines", orders, new string('\n', Million) + ReaderFiles.Good),
        Of("more empty lines", orders, new string('\n', Million + 1) + ReaderFiles.Good),
        Of("two million empty lines", orders, new string('\n', 2 * Million) + ReaderFiles.Good),
        Of("a header far below", strict, Repeat("title\n", 998) + Header + Row),
        Of("a header as far below as it is searched", strict, Repeat("title\n", 999) + Header + Row),
        Of("a header too far below", strict, Repeat("title\n", 1000) + Header + Row),
        Of("1,000 columns", orders, Header + string.Concat(Enumerable.Range(0, 993).Select(place => $",x{place}")) + Row),
        Of("1,001 columns", orders, Header + string.Concat(Enumerable.Range(0, 994).Select(place => $",x{place}")) + Row),
        Of("many long names, none known", strict, Repeat(new string('x', 39) + "🛒y,", 21)),
        Of("long records", orders, $"{Header}\n{Longest},é,{Longest}{Row}\n{Longest[..^1]}é{Row}"),
        Of("long records in quotes", orders, $"{Header}\n\"a\n{Longest}\"{Row}\n1,\"é{Longest}é\"{Row}"),
        Of("a long record of personal data", LocalEngine.Contract("visit"),
            $"ticket,gate,kind,member,price,at\na,b,c,d,e,{Longest}é\n1,2,3,4,5,6"),
        Of("a long line of JSON", orders, $"{{\"order_id\":1}}\n{{\"a\":\"{Longest}\"}}\n{{\"order_id\":2}}"),
        Of("control bytes, too many", orders, ReaderFiles.Good.PadRight(190) + new string('\0', 11)),
        Of("control bytes, few enough", orders, ReaderFiles.Good.PadRight(190) + new string('\0', 10)),
        Of("control bytes, too late to matter", orders, (ReaderFiles.Good + "\n").PadRight(4096, 'x') + new string('\0', 1000)),
        Of("as many bytes as it may have", orders, ReaderFiles.Good) with { MostBytes = ReaderFiles.Good.Length },
        Of("one byte more than it may have", orders, ReaderFiles.Good) with { MostBytes = ReaderFiles.Good.Length - 1 },
        Of("five objects among nine lines", orders, Repeat("title\n", 4) + Repeat(Objects, 5)),
        Of("five objects among ten lines", orders, Repeat("title\n", 5) + Repeat(Objects, 5)),
    ];

    private static ReaderFile Of(string name, DatasetContract contract, string text) => new(name, contract, Encoding.UTF8.GetBytes(text));

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
