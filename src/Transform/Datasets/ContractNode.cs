using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace RetailBus.Transform.Datasets;

/// <summary>A place in a contract's YAML. What is wrong there is noted with file and line, and reading goes on.</summary>
internal sealed class ContractNode(YamlNode node, string file, List<string> errors)
{
    private IEnumerable<KeyValuePair<YamlNode, YamlNode>> Entries => node is YamlMappingNode mapping ? mapping.Children : [];

    public IEnumerable<string> Keys => Entries.Select(entry => (entry.Key as YamlScalarNode)?.Value ?? "");

    /// <summary>The scalar's text; empty for anything else.</summary>
    public string Text => (node as YamlScalarNode)?.Value ?? "";

    public void Error(string message) => errors.Add($"{file}({node.Start.Line}): {message}");

    public ContractNode? Find(string key) => Entries.FirstOrDefault(entry => entry.Key is YamlScalarNode scalar && scalar.Value == key).Value is { } found
        ? new ContractNode(found, file, errors)
        : null;

    /// <summary>The text of a key that must be there; empty, with an error noted, when it is not.</summary>
    public string Require(string key)
    {
        if (Find(key) is { Text.Length: > 0 } found)
            return found.Text;
        Error($"{key} is missing. Add \"{key}: ...\" here.");
        return "";
    }

    public IEnumerable<ContractNode> Items(string key)
    {
        var found = Find(key);
        if (found is null)
            return [];
        if (found._sequence is { } sequence)
            return sequence.Select(item => new ContractNode(item, file, errors));
        found.Error($"{key} must be a list.");
        return [];
    }

    /// <summary>A list of texts, or one text.</summary>
    public IReadOnlyList<string> Texts() => _sequence is { } sequence ? [.. sequence.Select(item => (item as YamlScalarNode)?.Value ?? "")] : [Text];

    public bool Flag()
    {
        if (Text is "true" or "false")
            return Text == "true";
        Error($"\"{Text}\" must be true or false.");
        return false;
    }

    public decimal? Number()
    {
        if (decimal.TryParse(Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return number;
        Error($"\"{Text}\" must be a number.");
        return null;
    }

    /// <summary>One of the values known; the first of them, with an error noted, for any other.</summary>
    public T Choice<T>(IReadOnlyDictionary<string, T> known)
    {
        if (known.TryGetValue(Text, out var choice))
            return choice;
        var nearest = NearestName.Of(Text, known.Keys) is { } name ? $" Did you mean {name}?" : "";
        Error($"\"{Text}\" is not one of {string.Join(", ", known.Keys)}.{nearest}");
        return known.First().Value;
    }

    /// <summary>Notes keys that mean nothing here: most often a slip of the pen.</summary>
    public void AllowOnly(IReadOnlyCollection<string> known)
    {
        foreach (var (key, _) in Entries)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!known.Contains(name))
                new ContractNode(key, file, errors).Error($"{name} is not known here. {NearestName.Hint(name, known)}");
        }
    }

    /// <summary>The values of ODCS <c>customProperties</c> by name.</summary>
    public Dictionary<string, ContractNode> CustomProperties(IReadOnlyCollection<string> known)
    {
        var found = new Dictionary<string, ContractNode>();
        foreach (var item in Items("customProperties"))
        {
            item.AllowOnly(CustomPropertyKeys);
            var name = item.Require("property");
            if (!known.Contains(name))
                item.Error($"customProperties has no {name} here. {NearestName.Hint(name, known)}");
            else if (item.Find("value") is not { } value)
                item.Error($"{name} has no value. Add \"value: ...\".");
            else if (!found.TryAdd(name, value))
                item.Error($"{name} stands here twice. Remove one.");
        }

        return found;
    }

    /// <summary>A whole number, 0 or more.</summary>
    public int? Count()
    {
        if (int.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        Error($"\"{Text}\" must be a whole number, 0 or more.");
        return null;
    }

    /// <summary>One character; null, with an error noted, for anything else.</summary>
    public char? Character()
    {
        if (Text is [var only])
            return only;
        Error($"\"{Text}\" must be one character.");
        return null;
    }

    private static readonly string[] CustomPropertyKeys = ["id", "property", "value", "description"];

    private readonly IList<YamlNode>? _sequence = (node as YamlSequenceNode)?.Children;
}
