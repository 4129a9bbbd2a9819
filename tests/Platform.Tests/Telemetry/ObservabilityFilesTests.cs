using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using RetailBus.Platform.Telemetry;
using RetailBus.Platform.Tests.Security;
using YamlDotNet.RepresentationModel;

namespace RetailBus.Platform.Tests.Telemetry;

/// <summary>Alert rules and dashboard of <c>deploy/observability</c>: an expression over what nobody exports is silent for ever.</summary>
public sealed partial class ObservabilityFilesTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "observability");

    /// <summary>Of the words of PromQL and of Prometheus' own labels.</summary>
    private static readonly HashSet<string> Words =
    [
        "absent", "by", "delta", "histogram_quantile", "increase", "instance", "job", "le", "max", "on", "or", "rate", "sum", "time",
        "topk", "unless",
    ];

    private static IEnumerable<string> Labels => typeof(RetailBusTelemetry).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(constant => constant.IsLiteral)
        .Select(constant => ((string)constant.GetRawConstantValue()!).Replace('.', '_'));

    private static HashSet<string> OwnNames => [.. PipelineMetrics.All.SelectMany(metric => metric.PrometheusNames)];

    public static TheoryData<string> Expressions => [.. Rules().Concat(Queries())];

    [Theory]
    [MemberData(nameof(Expressions))]
    public async Task What_rules_and_dashboard_ask_for_is_exported(string expression)
    {
        var names = NamesOf(expression);
        var foreign = names.Except(OwnNames).ToList();

        Assert.NotEmpty(names);
        if (foreign.Count > 0)
            Assert.Empty(foreign.Except(await RuntimeNamesAsync()));
    }

    [Fact]
    public void Every_metric_of_the_pipeline_is_on_the_dashboard()
    {
        var shown = Queries().SelectMany(NamesOf).ToHashSet();

        Assert.Empty(PipelineMetrics.All.Where(metric => !metric.PrometheusNames.Any(shown.Contains)).Select(metric => metric.Name));
    }

    [Fact]
    public void Alerts_have_a_severity_and_say_what_to_do()
    {
        foreach (var rule in RuleNodes())
        {
            Assert.Contains(Text(rule["labels"], "severity"), new[] { "critical", "warning" });
            Assert.All(["summary", "description"], annotation => Assert.NotEqual("", Text(rule["annotations"], annotation)));
        }

        Assert.Equal(RuleNodes().Count(), RuleNodes().Select(rule => Text(rule, "alert")).Distinct().Count());
    }

    [Fact]
    public void Panels_have_ids_of_their_own_and_lie_side_by_side()
    {
        var panels = Panels().ToList();
        var places = panels
            .Select(panel => panel.GetProperty("gridPos"))
            .Select(place => (X: Number(place, "x"), Y: Number(place, "y"), W: Number(place, "w")));

        Assert.Equal(panels.Count, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.Equal(panels.Count, places.Select(place => (place.X, place.Y)).Distinct().Count());
        Assert.All(places, place => Assert.InRange(place.X + place.W, 1, 24));

        static int Number(JsonElement place, string name) => place.GetProperty(name).GetInt32();
    }

    [Theory]
    [InlineData("check", "rules", "alerts.yml")]
    [InlineData("test", "rules", "alerts.test.yml")]
    [InlineData("check", "config", "prometheus.yml")]
    public async Task Promtool_takes_the_rules_and_their_tests_pass(string verb, string what, string file)
    {
        var (code, output) = await Promtool.RunAsync([verb, what, Path.Combine(Folder, file)], input: "");

        Assert.True(code == 0, output);
    }

    private static IReadOnlyList<string> NamesOf(string expression) =>
    [
        .. Name().Matches(Quoted().Replace(expression, ""))
            .Select(match => match.Value)
            .Where(name => !Words.Contains(name))
            .Except(Labels),
    ];

    private static async Task<IEnumerable<string>> RuntimeNamesAsync()
    {
        await using var app = await GuardedService.StartAsync(
            key: null, new KeyValuePair<string, string?>("Telemetry:Prometheus:Enabled", "true"));
        using var http = new HttpClient();
        var text = await http.GetStringAsync(
            new Uri(app.Urls.Single() + TelemetryRegistration.ScrapePath), TestContext.Current.CancellationToken);
        return PrometheusText.Parse(text).Samples.Select(sample => sample.Name);
    }

    private static IEnumerable<string> Rules() => RuleNodes().Select(rule => Text(rule, "expr"));

    private static IEnumerable<YamlNode> RuleNodes()
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(Path.Combine(Folder, "alerts.yml"));
        stream.Load(reader);
        return ((YamlSequenceNode)stream.Documents[0].RootNode["groups"]).SelectMany(group => (YamlSequenceNode)group["rules"]);
    }

    private static string Text(YamlNode node, string name) => ((YamlScalarNode)node[name]).Value!;

    private static IEnumerable<string> Queries() => Panels()
        .Where(panel => panel.TryGetProperty("targets", out _))
        .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
        .Select(target => target.GetProperty("expr").GetString()!);

    private static JsonElement.ArrayEnumerator Panels() =>
        JsonElement.Parse(File.ReadAllText(Path.Combine(Folder, "dashboard.json"))).GetProperty("panels").EnumerateArray();

    [GeneratedRegex("(?<![\\w$])[a-z_][a-z0-9_]*")]
    private static partial Regex Name();

    /// <summary>Texts, and the ranges in brackets.</summary>
    [GeneratedRegex("\"[^\"]*\"|\\[[^\\]]*\\]")]
    private static partial Regex Quoted();
}
