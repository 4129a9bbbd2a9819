using System.Text;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Tests.Spark;

/// <summary>Lines of JSON objects, some of them nearly.</summary>
internal sealed class JsonSoup(Random random, DatasetContract contract)
{
    private static readonly string[] Values =
    [
        "\"a\"", "\"\"", "null", "true", "1", "-0", "1.50", "1e5", "01", "1.", "\"\\u0000\"", "\"\\ud83d\\uded2 é\"", "\"\\ud800\"",
        "\"a\0b\"", "\"\u001f\"",
        "{\"x\":[1, {\"y\":null}]}", "[]", "[1,]", "\" padded \"", "\"\u00a0 spaced\u3000\"", "\"a \\\"b\\\"\"", "\"\\x\"", "tru",
        "\"open", "12345678901234567890",
    ];

    private static readonly string[] Unknown =
        ["note", "Größe", "a b", "\\\"q\\\"", "🛒", "\\u0007", "<&>", "\u00a0", "\\ud83d\\uded2", "", "x\u2028"];

    public byte[] Make()
    {
        var lineEnd = random.Next(4) == 0 ? "\r\n" : "\n";
        var lines = Enumerable.Range(0, 1 + random.Next(20)).Select(_ => Line());
        return Encoding.UTF8.GetBytes(string.Join(lineEnd, lines) + (random.Next(2) == 0 ? lineEnd : ""));
    }

    private string Line() => random.Next(20) switch
    {
        0 => "",
        1 => "  \t",
        2 => Object() + " " + Object(),
        3 => Object() + Object()[1..],
        4 => Object() + ",",
        5 => "no object",
        6 => $"{{{string.Join(",", contract.Columns.Select(Named))}}}",
        7 => $"{{\"deep\":{Deep(random.Next(61, 66))}}}",
        8 => Object() + "\0",
        _ => Object(),
    };

    private static string Named(ContractColumn column) => $"\"{column.Name}\":\"{column.HeaderNames[0].ToUpperInvariant()} \"";

    private string Object()
    {
        var members = contract.Columns
            .Where(_ => random.Next(15) > 0)
            .Select(column => $"\"{Name(column)}\"{Space()}:{Space()}{Value(column)}")
            .ToList();
        for (var times = random.Next(3); times > 0; times--)
            members.Insert(random.Next(members.Count + 1), $"\"{Any(Unknown)}\":{Any(Values)}");
        return $"{{{Space()}{string.Join(",", members)}{(random.Next(30) == 0 ? "," : "")}}}";
    }

    private string Name(ContractColumn column) => random.Next(40) == 0
        ? contract.Columns[0].Name.ToUpperInvariant()
        : column.HeaderNames[random.Next(column.HeaderNames.Count)];

    private string Value(ContractColumn column) =>
        random.Next(8) == 0 ? Any(Values) : $"\"{column.Name.Length}\"";

    private string Any(string[] texts) => texts[random.Next(texts.Length)];

    private string Space() => random.Next(5) == 0 ? " " : "";

    private static string Deep(int levels) => string.Concat(Enumerable.Repeat("[", levels)) + string.Concat(Enumerable.Repeat("]", levels));
}
