using System.Globalization;
using System.Text;

namespace RetailBus.Cli.Demo;

/// <summary>The files that the demo lands; the same for the same day.</summary>
internal static class DemoFiles
{
    public const string Header = "order_id,store_id,item,quantity,price,total_amount,timestamp";

    private static readonly (string Name, decimal Price)[] Items =
    [
        ("Espresso beans 1 kg", 18.90m), ("Oat milk 1 l", 2.35m), ("Sourdough loaf", 4.80m), ("Olive oil 0.5 l", 11.25m), ("Cheddar 200 g", 3.95m),
    ];

    /// <summary>A shop's file as shops send them: good rows, one line sent twice, and rows that break a rule.</summary>
    public static string WithBadRows(DateTimeOffset day)
    {
        var text = new StringBuilder().AppendLine(Header);
        AppendGood(text, day, "W", 40);
        text.AppendLine("W-0001,S03,Gift card,1,25.00,25.00,03/14/2026 09:30"); // a good row, and the same line again
        text.AppendLine("W-0001,S03,Gift card,1,25.00,25.00,03/14/2026 09:30");
        text.AppendLine("W-9001,S03,Oat milk 1 l,three,2.35,7.05,03/14/2026 10:00");
        text.AppendLine("W-9002,S03,Oat milk 1 l,2,2.35,47.00,03/14/2026 10:01");
        text.AppendLine("W-9003,,Oat milk 1 l,2,2.35,4.70,03/14/2026 10:02");
        text.AppendLine("W-9004,S03,Sourdough loaf,1,4.80,4.80,31/31/2026 25:61");
        text.AppendLine("W-9005,S03,Cheddar 200 g");
        text.AppendLine("W-9006,S04,Olive oil 0.5 l,1,11.25,11.25,03/14/2026 10:05");
        text.AppendLine("W-9006,S04,Olive oil 0.5 l,2,11.25,22.50,03/14/2026 10:05"); // one key, two contents: neither can be believed
        return text.Replace("\r\n", "\n").ToString();
    }

    /// <summary>A small good file of its own keys.</summary>
    public static string Small(DateTimeOffset day, string prefix, int rows)
    {
        var text = new StringBuilder().AppendLine(Header);
        AppendGood(text, day, prefix, rows);
        return text.Replace("\r\n", "\n").ToString();
    }

    private static void AppendGood(StringBuilder text, DateTimeOffset day, string prefix, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            var (name, price) = Items[row % Items.Length];
            var quantity = 1 + (row % 4);
            var at = day.Date.AddHours(8).AddMinutes(row);
            var order = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{row / 2:0000},S{1 + (row % 6):00}");
            text.AppendLine(CultureInfo.InvariantCulture, $"{order},{name},{quantity},{price},{quantity * price},{at:MM/dd/yyyy HH:mm}");
        }
    }
}
