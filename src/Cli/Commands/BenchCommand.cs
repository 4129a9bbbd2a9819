using System.CommandLine;
using System.Globalization;
using RetailBus.Cli.Bench;
using RetailBus.Cli.Output;
using Spectre.Console;

namespace RetailBus.Cli.Commands;

/// <summary><c>bench</c>: the performance aims, as ratios in one run, on a stack of its own.</summary>
internal static class BenchCommand
{
    private const long OverheadRows = 100_000;
    private const int OverheadBatches = 300;

    public static Command Create() => new("bench", "Measures the performance aims on a stack of its own.")
    {
        Bulk(), Small(), Many(),
    };

    private static Command Bulk()
    {
        var orders = Orders("--orders", "Orders of the file.");
        var repeats = Count("--repeats", "How often the transform and DuckDB's statements run, in turn; the least counts.", 1);
        var json = CommonOptions.Json();
        var command = new Command("bulk", "One large file, beside DuckDB doing the same work.") { orders, repeats, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var report = await new BulkBench(Tell, TimeProvider.System).RunAsync(parsed.GetValue(orders), parsed.GetValue(repeats), cancellationToken);
            Show(parsed.GetValue(json), report, BenchTables.Of);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Small()
    {
        var rows = Orders("--rows", "Rows in the warehouse before.");
        var batches = Count("--batches", "Batches of 100 rows, one after the other.", 200);
        var json = CommonOptions.Json();
        var command = new Command("small", "Small batches one by one: landing to queryable.") { rows, batches, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var report = await new SmallBench(Tell, TimeProvider.System).LatencyAsync(parsed.GetValue(rows), parsed.GetValue(batches), cancellationToken);
            Show(parsed.GetValue(json), report, BenchTables.Of);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Many()
    {
        var rows = Orders("--rows", "Rows in the warehouse before.");
        var batches = Count("--batches", "Batches of 100 rows, all at once.", 1_000);
        var overhead = new Option<bool>("--tracing-overhead")
        {
            Description = $"Compares with and without tracing, by turns; on {OverheadRows:N0} rows with {OverheadBatches} batches unless said otherwise.",
        };
        var repeats = Count("--repeats", "Of --tracing-overhead: runs of each kind; the least counts.", 3);
        var idle = Idle();
        var json = CommonOptions.Json();
        var command = new Command("many", "Small batches all at once: batches a second, and what is asked of the cloud.")
        {
            rows, batches, overhead, repeats, idle, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(overhead))
            {
                var ratio = await new SmallBench(Tell, TimeProvider.System).TracingOverheadAsync(
                    parsed.GetResult(rows) is { Implicit: false } ? parsed.GetValue(rows) : OverheadRows,
                    parsed.GetResult(batches) is { Implicit: false } ? parsed.GetValue(batches) : OverheadBatches,
                    parsed.GetValue(repeats),
                    cancellationToken);
                Show(parsed.GetValue(json), ratio, BenchTables.Of);
                return ExitCodes.Done;
            }

            var report = await new SmallBench(Tell, TimeProvider.System).ThroughputAsync(
                parsed.GetValue(rows), parsed.GetValue(batches), TimeSpan.FromSeconds(parsed.GetValue(idle)), cancellationToken);
            Show(parsed.GetValue(json), report, BenchTables.Of);
            if (!parsed.GetValue(json))
                AnsiConsole.Console.Write(BenchTables.Of(report.Requests));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Option<long> Orders(string name, string description)
    {
        var option = new Option<long>(name) { Description = $"{description} 1,000 to 100,000,000.", DefaultValueFactory = _ => 10_000_000 };
        option.Validators.Add(result => CheckRange(result, result.GetValue(option), name, 1_000, 100_000_000));
        return option;
    }

    private static Option<int> Count(string name, string description, int count)
    {
        var option = new Option<int>(name) { Description = $"{description} 1 to 100,000.", DefaultValueFactory = _ => count };
        option.Validators.Add(result => CheckRange(result, result.GetValue(option), name, 1, 100_000));
        return option;
    }

    private static Option<int> Idle()
    {
        const string Name = "--idle";
        var option = new Option<int>(Name)
        {
            Description = "Seconds over which the idle stack's requests are counted, which are scaled to an hour. 0 leaves them out. 0 to 3,600.",
            DefaultValueFactory = _ => 60,
        };
        option.Validators.Add(result => CheckRange(result, result.GetValue(option), Name, 0, 3_600));
        return option;
    }

    private static void CheckRange(System.CommandLine.Parsing.OptionResult result, long value, string name, long least, long most)
    {
        if (value < least || value > most)
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be {least} to {most}."));
    }

    /// <summary>On stderr, so that stdout has the report alone.</summary>
    private static void Tell(string step) => Console.Error.WriteLine(step);

    private static void Show<T>(bool json, T report, Func<T, Table> table)
    {
        if (json)
            JsonOutput.Write(report);
        else
            AnsiConsole.Console.Write(table(report));
    }
}
