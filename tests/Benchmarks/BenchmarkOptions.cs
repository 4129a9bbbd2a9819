using System.Globalization;

namespace RetailBus.Benchmarks;

/// <summary>What to measure, and how much of it.</summary>
internal sealed record BenchmarkOptions
{
    public const string Usage =
        "Usage: [sagas] [transport] [cloud] [--runs N] [--messages N] [--rounds N] [--passes N] [--idle SECONDS] [--megabytes N] [--json]";

    private static readonly string[] Known = ["sagas", "transport", "cloud"];

    /// <summary>All when empty.</summary>
    public IReadOnlyList<string> Benchmarks { get; private init; } = [];

    /// <summary>Runs of the saga in each measurement. Default 2000.</summary>
    public int Runs { get; private init; } = 2000;

    /// <summary>Messages in each measurement. Default 20,000.</summary>
    public int Messages { get; private init; } = 20_000;

    /// <summary>Rounds of the transport benchmark, each with every way once. Default 5.</summary>
    public int Rounds { get; private init; } = 5;

    /// <summary>Messages timed one by one. Default 300.</summary>
    public int Passes { get; private init; } = 300;

    /// <summary>How long idle queues are watched. Default 41 s, twice a long poll.</summary>
    public TimeSpan Idle { get; private init; } = TimeSpan.FromSeconds(41);

    /// <summary>Size of the large object in MiB; the memory of a put is measured with five times as much. Default 1024.</summary>
    public int Megabytes { get; private init; } = 1024;

    public bool Json { get; private init; }

    /// <returns>Null for arguments that make no sense.</returns>
    public static BenchmarkOptions? Parse(string[] arguments)
    {
        var options = new BenchmarkOptions();
        for (var i = 0; i < arguments.Length; i++)
        {
            var hasNumber = i + 1 < arguments.Length && int.TryParse(arguments[i + 1], CultureInfo.InvariantCulture, out var n) && n > 0;
            switch (arguments[i])
            {
                case "--json":
                    options = options with { Json = true };
                    break;
                case "--runs" when hasNumber:
                    options = options with { Runs = int.Parse(arguments[++i], CultureInfo.InvariantCulture) };
                    break;
                case "--messages" when hasNumber:
                    options = options with { Messages = int.Parse(arguments[++i], CultureInfo.InvariantCulture) };
                    break;
                case "--rounds" when hasNumber:
                    options = options with { Rounds = int.Parse(arguments[++i], CultureInfo.InvariantCulture) };
                    break;
                case "--passes" when hasNumber:
                    options = options with { Passes = int.Parse(arguments[++i], CultureInfo.InvariantCulture) };
                    break;
                case "--idle" when hasNumber:
                    options = options with { Idle = TimeSpan.FromSeconds(int.Parse(arguments[++i], CultureInfo.InvariantCulture)) };
                    break;
                case "--megabytes" when hasNumber:
                    options = options with { Megabytes = int.Parse(arguments[++i], CultureInfo.InvariantCulture) };
                    break;
                case var name when Known.Contains(name):
                    options = options with { Benchmarks = [.. options.Benchmarks, name] };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }

    public bool Wants(string benchmark) => Benchmarks.Count == 0 || Benchmarks.Contains(benchmark);
}
