using System.Text;

namespace RetailBus.Chaos.Oracle;

/// <summary>Comma-separated values of RFC 4180, lines ended by a line feed.</summary>
internal static class CsvText
{
    public static IEnumerable<string[]> Records(string text)
    {
        var values = new List<string>();
        var value = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"' when quoted && i + 1 < text.Length && text[i + 1] == '"':
                    value.Append('"');
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    Take();
                    break;
                case '\n' when !quoted:
                    Take();
                    yield return [.. values];
                    values.Clear();
                    break;
                default:
                    value.Append(text[i]);
                    break;
            }
        }

        void Take()
        {
            values.Add(value.ToString());
            value.Clear();
        }
    }
}
