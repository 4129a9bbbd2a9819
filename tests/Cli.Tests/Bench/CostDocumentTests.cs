using System.Globalization;
using RetailBus.Cli.Bench;

namespace RetailBus.Cli.Tests.Bench;

/// <summary>The money of docs/cost.md follows from its counts, its prices and its formulas.</summary>
public sealed class CostDocumentTests
{
    private const int Days = 30;
    private const double OrderBytes = 200;
    private const double StepBytes = 5 * 1024;
    private readonly CostDocument _document = new();

    [Fact]
    public void Its_lines_are_those_that_bench_many_prints()
    {
        string[] lines = [BilledAs.S3Write, BilledAs.S3Read, BilledAs.SqsChunk, BilledAs.SnsChunk];
        Assert.Equal(lines, _document.Alone.Keys);
        Assert.Equal([.. lines, BilledAs.FirehoseStep], _document.Prices.Keys);
    }

    [Fact]
    public void Months_of_files_follow()
    {
        var rows = _document.Table("Files");
        Assert.Equal(6, rows.Count);
        Assert.All(rows, row =>
        {
            var runs = CostDocument.Number(row[0]) / CostDocument.Number(row[1]);
            Is(row[2], runs);
            Is(row[3], Days * runs * _document.Cost(_document.Alone, "S3"));
            Is(row[4], Days * runs * _document.Cost(_document.Alone, "SQS"));
            Is(row[5], Days * runs * _document.Cost(_document.Alone, "SNS"));
            Is(row[6], Idle);
            Is(row[7], Requests(runs));
        });
    }

    [Fact]
    public void Months_of_the_stream_follow()
    {
        var rows = _document.Table("Stream");
        Assert.Equal(9, rows.Count);
        Assert.All(rows, row =>
        {
            var (orders, packed) = (CostDocument.Number(row[0]), CostDocument.Number(row[1]));
            var buffer = row[2].Split(", ").Select(CostDocument.Number).ToArray();
            var files = Math.Max(Math.Ceiling(86_400 / buffer[0]), Math.Ceiling(orders * OrderBytes / (buffer[1] * 1024 * 1024)));
            var firehose = Days * orders / packed * Math.Ceiling(packed * OrderBytes / StepBytes) * _document.Prices[BilledAs.FirehoseStep];
            Is(row[3], files);
            Is(row[4], firehose);
            Is(row[5], Requests(files));
            Is(row[6], firehose + Requests(files));
        });
    }

    [Fact]
    public void A_million_runs_cost_what_it_says()
    {
        string Million(Dictionary<string, double> counts) => (_document.Cost(counts) * 1e6).ToString("0.0", CultureInfo.InvariantCulture);

        Assert.Contains(
            $"a run of many costs {Million(_document.AtOnce)} dollars a million, a run alone\n{Million(_document.Alone)}.",
            _document.Text, StringComparison.Ordinal);
        Assert.Contains($"{100 * _document.Alone[BilledAs.S3Write] * _document.Prices[BilledAs.S3Write] / _document.Cost(_document.Alone):0} % of a run.",
            _document.Text, StringComparison.Ordinal);
    }

    private double Idle => Days * 24 * _document.Cost(_document.IdleHour);

    private double Requests(double runs) => (Days * runs * _document.Cost(_document.Alone)) + Idle;

    private static void Is(string cell, double value) => Assert.Equal(value, CostDocument.Number(cell), 0.0051);
}
