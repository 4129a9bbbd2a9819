using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RetailBus.EndToEnd.Logs;

public sealed class ServiceLogTests(LoggedServices services) : IClassFixture<LoggedServices>
{
    private readonly IReadOnlyList<LogLine> _lines = [.. services.Lines.Select(LogLine.Read).OfType<LogLine>()];

    [Fact]
    public void Every_service_program_answers_health_and_nobody_without_the_services_key() =>
        Assert.All(services.Answers, service => Assert.True(service.Value.Guarded == 401 && service.Value.Open != 401, $"{service}"));

    [Fact]
    public void The_files_went_the_ways_that_were_meant()
    {
        Assert.Equal(
            [("loaded.csv", "Completed"), ("personal.csv", "Completed"), ("refused.csv", "Failed")],
            services.Runs.Select(run => (run.Key, Text(run.Value, "state"))).Order());
    }

    [Theory]
    [InlineData("RetailBus.Orchestrator")]
    [InlineData("RetailBus.Transform")]
    [InlineData("RetailBus.Warehouse")]
    public void What_a_stage_logs_of_a_batch_carries_the_batch_and_its_trace(string service)
    {
        var run = services.Runs["loaded.csv"];

        Assert.Contains(_lines, line => line.Category.StartsWith(service, StringComparison.Ordinal)
            && line.Scope.GetValueOrDefault("BatchId") == Text(run, "id") && line.Scope.GetValueOrDefault("TraceId") == Text(run, "traceId"));
    }

    [Fact]
    public void Logs_go_over_OTLP_with_the_batch_and_its_trace()
    {
        var run = services.Runs["loaded.csv"];

        Assert.Contains(services.Otlp.Of("logs"), body =>
            Holds(body, "BatchId") && Holds(body, Text(run, "id")) && Holds(body, Convert.FromHexString(Text(run, "traceId"))));
        Assert.NotEmpty(services.Otlp.Of("traces"));
        Assert.NotEmpty(services.Otlp.Of("metrics"));
    }

    [Fact]
    public void Each_run_is_told_as_lineage_from_its_START_to_its_end()
    {
        var told = services.Otlp.Of("lineage").Select(body => JsonElement.Parse(body)).ToList();

        Assert.Equal(
            ["COMPLETE", "COMPLETE", "FAIL", "START", "START", "START"],
            told.Select(lineage => Text(lineage, "eventType")).Order(StringComparer.Ordinal));
        Assert.Equal(3, told.Select(lineage => Text(lineage.GetProperty("run"), "runId")).Distinct().Count());
    }

    [Fact]
    public void Each_object_that_landed_is_counted_as_announced() => Assert.Equal(
        [1, 2],
        services.Metrics.Split('\n')
            .Where(line => line.StartsWith("retailbus_objects_announced_total{", StringComparison.Ordinal))
            .Where(line => line.Contains("retailbus_announcement=\"notification\"", StringComparison.Ordinal))
            .Select(line => int.Parse(line.Split("} ")[1].Split(' ')[0], CultureInfo.InvariantCulture))
            .Order());

    [Fact]
    public void No_secret_of_the_settings_is_in_a_log_line_a_span_a_metric_a_message_or_a_timeline() =>
        AssertNowhere(services.Secrets.Values);

    [Theory]
    [InlineData(LoggedServices.Guest)]
    [InlineData(LoggedServices.Mail)]
    [InlineData(LoggedServices.Phone)]
    public void No_personal_data_is_in_a_log_line_a_span_a_metric_a_message_or_a_timeline(string column) =>
        AssertNowhere([services.Values[column]]);

    /// <summary>
    /// Messages and timelines may say what is wrong with a row of a dataset without personal data, and the least and greatest value.
    /// </summary>
    [Theory]
    [InlineData(LoggedServices.Item)]
    [InlineData(LoggedServices.Amount)]
    [InlineData(LoggedServices.Quantity)]
    public void No_value_of_a_row_is_in_a_log_line_a_span_or_a_metric(string column) =>
        Assert.Empty(Exported(services.Values[column]));

    private void AssertNowhere(IEnumerable<string> values)
    {
        var id = Text(services.Runs["loaded.csv"], "id");
        Assert.Contains(services.Lines, line => line.Contains(id, StringComparison.Ordinal));
        Assert.Contains(services.Kept, file => Holds(File.ReadAllBytes(file), id));
        Assert.Empty(values.SelectMany(Places));
    }

    private IEnumerable<string> Places(string value) =>
        [.. Exported(value), .. services.Kept.Where(file => Holds(File.ReadAllBytes(file), value)).Select(file => $"{value} in {file}")];

    private IEnumerable<string> Exported(string value) =>
    [
        .. services.Lines.Where(line => line.Contains(value, StringComparison.Ordinal)).Select(line => $"{value} in the log: {line}"),
        .. new[] { "logs", "traces", "metrics", "lineage" }
            .Where(signal => services.Otlp.Of(signal).Any(body => Holds(body, value)))
            .Select(signal => $"{value} in exported {signal}"),
    ];

    private static bool Holds(byte[] bytes, string text) => Holds(bytes, Encoding.UTF8.GetBytes(text));

    private static bool Holds(byte[] bytes, byte[] part) => bytes.AsSpan().IndexOf(part) >= 0;

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
