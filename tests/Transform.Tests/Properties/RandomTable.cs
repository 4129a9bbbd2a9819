using System.Globalization;

namespace RetailBus.Transform.Tests.Properties;

/// <summary>Rows of the dataset <c>orders</c> with a column that the contract does not know, each with a key of its own.</summary>
internal sealed class RandomTable(Random random, bool latin, bool oneLine)
{
    private const string Awkward = "\",;|\t'{}[]:\\ \n\r";

    /// <summary>Without such as £ and ½, which make valid UTF-8 of a letter before them.</summary>
    private const string Latin = "abcdeXYZ0189äößéñÀ×";
    private static readonly string[] Wide = ["€", "日本", "🛒", "Ω", "e\u0301", "\u00a0", "\u2028"];

    public static IReadOnlyList<string> Columns { get; } = ["order_id", "store_id", "item", "quantity", "price", "total_amount", "timestamp", "note"];

    public List<string[]> Rows { get; } = [];

    public RandomTable Fill(int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            var quantity = random.Next(-5, 100);
            var price = random.Next(0, 100_000);
            Rows.Add(
            [
                (row + 1).ToString(CultureInfo.InvariantCulture),
                "S" + Text(),
                "i" + Text(),
                quantity.ToString(CultureInfo.InvariantCulture),
                Money(price),
                Money(quantity * price),
                new DateTime(2026, 1, 1).AddMinutes(random.Next(500_000)).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
                random.Next(4) == 0 ? "" : "n" + Text(),
            ]);
        }

        return this;
    }

    private static string Money(int cents) => (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>No spaces at the end: those the contract's reader takes off.</summary>
    private string Text()
    {
        var length = random.Next(20) == 0 ? random.Next(2000) : random.Next(12);
        var text = string.Concat(Enumerable.Range(0, length).Select(_ => Piece()));
        return (oneLine ? text.Replace('\n', '_').Replace('\r', '_') : text) + ".";
    }

    private string Piece() => random.Next(5) switch
    {
        0 => Awkward[random.Next(Awkward.Length)].ToString(),
        1 when !latin => Wide[random.Next(Wide.Length)],
        _ => Latin[random.Next(Latin.Length)].ToString(),
    };
}
