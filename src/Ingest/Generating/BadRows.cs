using System.Text;

namespace RetailBus.Ingest.Generating;

/// <summary>Records that break a rule of the orders' contract, one kind after the other. Each of their lines is quarantined.</summary>
internal sealed class BadRows(string orderIdPrefix, DateTimeOffset until)
{
    /// <summary>What each kind makes of an order's id and time; every one is a row that a till or an export really gets wrong.</summary>
    private static readonly (string Name, Func<string, string, string> Make)[] Kinds =
    [
        ("no order id", (_, at) => $",store-001,Bagel,1,0.95,0.95,{at}"),
        ("no store", (id, at) => $"{id},,Bagel,1,0.95,0.95,{at}"),
        ("no item", (id, at) => $"{id},store-001,,1,0.95,0.95,{at}"),
        ("quantity is a word", (id, at) => $"{id},store-001,Bagel,two,0.95,1.90,{at}"),
        ("quantity is no whole number", (id, at) => $"{id},store-001,Bagel,1.5,1.00,1.50,{at}"),
        ("price is no number", (id, at) => $"{id},store-001,Bagel,1,n/a,0.95,{at}"),
        ("price is negative", (id, at) => $"{id},store-001,Bagel,1,-0.95,-0.95,{at}"),
        ("total does not match", (id, at) => $"{id},store-001,Bagel,2,0.95,9.90,{at}"),
        ("total is missing", (id, at) => $"{id},store-001,Bagel,1,0.95,,{at}"),
        ("time is no time", (id, _) => $"{id},store-001,Bagel,1,0.95,0.95,31/31/2026 25:61"),
        ("cut off", (id, _) => $"{id},store-001,Bag"),
        ("a value too many", (id, at) => $"{id},store-001,Bagel,1,0.95,0.95,{at},till 4"),
        ("a quote that is not closed", (id, at) => $"{id},store-001,\"Bagel,1,0.95,0.95,{at}"),
        ("two rows of one key that differ", (id, at) => $"{id},store-001,Bagel,1,0.95,0.95,{at}\n{id},store-001,Bagel,2,0.95,1.90,{at}"),
    ];

    private int _made;

    public static IReadOnlyList<string> Names { get; } = [.. Kinds.Select(kind => kind.Name)];

    public (byte[] Record, int Lines) Next()
    {
        var (_, make) = Kinds[_made % Kinds.Length];
        var text = make($"{orderIdPrefix}bad-{++_made}", OrderGenerator.Time(until)) + "\n";
        return (Encoding.UTF8.GetBytes(text), text.AsSpan().Count('\n'));
    }
}
