using System.Globalization;
using System.Text.RegularExpressions;

namespace RetailBus.Platform.Tests.Telemetry;

/// <summary>A scrape, read by the grammar of Prometheus' text format 0.0.4; any other line is an error.</summary>
public sealed partial class PrometheusText
{
    private PrometheusText(IReadOnlyDictionary<string, string> kinds, IReadOnlyList<PrometheusSample> samples) =>
        (Kinds, Samples) = (kinds, samples);

    /// <summary>counter, gauge, histogram, … by name.</summary>
    public IReadOnlyDictionary<string, string> Kinds { get; }

    public IReadOnlyList<PrometheusSample> Samples { get; }

    public IEnumerable<string> OwnNames =>
        Samples.Select(sample => sample.Name).Where(name => name.StartsWith("retailbus_", StringComparison.Ordinal));

    /// <summary>Null when there is no such line.</summary>
    public double? Value(string name, params (string Name, string Value)[] labels) =>
        Samples.SingleOrDefault(sample => sample.Name == name && sample.Has(labels))?.Value;

    /// <exception cref="FormatException">A line is no comment and no sample.</exception>
    public static PrometheusText Parse(string text)
    {
        var kinds = new Dictionary<string, string>();
        var samples = new List<PrometheusSample>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(' ') is ["#", "TYPE", var name, var kind])
                kinds.Add(name, kind);
            else if (!line.StartsWith('#'))
                samples.Add(ParseSample(line));
        }

        return new PrometheusText(kinds, samples);
    }

    private static PrometheusSample ParseSample(string line)
    {
        var match = Sample().Match(line);
        if (!match.Success)
            throw new FormatException($"No sample of Prometheus: {line}");
        var labels = match.Groups["label"].Captures
            .Zip(match.Groups["text"].Captures)
            .ToDictionary(pair => pair.First.Value, pair => pair.Second.Value);
        var value = match.Groups["value"].Value switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            var number => double.Parse(number, CultureInfo.InvariantCulture),
        };
        return new PrometheusSample(match.Groups["name"].Value, labels, value);
    }

    [GeneratedRegex("""
        ^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)
        (\{((?<label>[a-zA-Z_][a-zA-Z0-9_]*)="(?<text>([^"\\]|\\["\\n])*)",?)*\})?
        \ (?<value>\S+)(\ -?\d+)?$
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Sample();
}
